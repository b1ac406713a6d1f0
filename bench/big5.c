/* big5.c: Big5 to UTF-8 by our table against glibc's iconv, on claim-like text (2 KiB of ASCII tags
 * and digits a claim, a name of three characters, a remark in every tenth) and on a list of names
 * (a third Chinese). bench_big5 [--mib N] Same input, same output, buffers reused, interleaved
 * runs. */
#include "wire/big5.h"
#include "base/check.h"
#include "bench.h"

#include <iconv.h>

enum { ROUNDS = 5, CLAIM_SIZE = 2048 };

static void make_claims(struct buf *out, size_t size) {
	for (int64_t claim = 0; out->n < size; claim++) {
		size_t start = out->n;
		buf_printf(out, "<ddata><dhead><d1>01</d1><d2>%lld</d2></dhead><dbody><d49>",
		           (long long)claim);
		buf_put_c(out, "\xA4\xFD\xA4\x6A\xA9\xFA</d49>"); /* 王大明 */
		if (claim % 10 == 0) buf_put_c(out, "<d50>\xB3\x71\xAA\xBE\xBD\xC6\xB6\x45</d50>");
		for (int line = 0; out->n - start < CLAIM_SIZE - 80; line++)
			buf_printf(out,
			           "<pdata><p3>1</p3><p4>%08d</p4><p10>00001.0</p10></pdata>\n",
			           line);
		buf_put_c(out, "</dbody></ddata>\r\n");
	}
}

static void make_names(struct buf *out, size_t size) {
	for (int64_t i = 0; out->n < size; i++)
		buf_printf(out, "A1234%05lld,\xA4\xFD\xA4\x6A\xA9\xFA,11507%02lld,36300\r\n",
		           (long long)(i % 100000), (long long)(i % 28 + 1));
}

static int64_t run_ours(struct str in, struct buf *out) {
	int64_t start = bench_now_ns();
	buf_reset(out);
	big5_to_utf8(in, out);
	CHECK(buf_ok(out));
	return bench_now_ns() - start;
}

static int64_t run_back(struct str in, struct buf *out) {
	int64_t start = bench_now_ns();
	buf_reset(out);
	big5_from_utf8(in, '?', out, NULL);
	CHECK(buf_ok(out));
	return bench_now_ns() - start;
}

static int64_t run_iconv(struct str in, struct buf *out) {
	iconv_t cd = iconv_open("UTF-8", "CP950");
	CHECK(cd != (iconv_t)-1);
	int64_t start = bench_now_ns();
	buf_reset(out);
	char *from = (char *)(uintptr_t)in.p, *to = buf_room(out, in.n * 2);
	size_t from_left = in.n, to_left = in.n * 2;
	CHECK(to != NULL && iconv(cd, &from, &from_left, &to, &to_left) != (size_t)-1);
	buf_added(out, in.n * 2 - to_left);
	int64_t ns = bench_now_ns() - start;
	CHECK(iconv_close(cd) == 0);
	return ns;
}

static int by_size(const void *a, const void *b) {
	const int64_t *x = a, *y = b;
	return *x < *y ? -1 : *x > *y;
}

static void compare(const char *name, const struct buf *text) {
	int64_t ours[ROUNDS], theirs[ROUNDS], back[ROUNDS];
	struct buf a = BUF_INIT(text->n * 4 + 65536), b = BUF_INIT(text->n * 4 + 65536);
	struct buf again = BUF_INIT(text->n * 4 + 65536);
	(void)run_ours(buf_str(text), &a); /* first touch of the pages is not measured */
	(void)run_iconv(buf_str(text), &b);
	(void)run_back(buf_str(&a), &again);
	for (int i = 0; i < ROUNDS; i++) {
		ours[i] = run_ours(buf_str(text), &a);
		theirs[i] = run_iconv(buf_str(text), &b);
		back[i] = run_back(buf_str(&a), &again);
	}
	CHECK(str_eq(buf_str(&a), buf_str(&b)) && str_eq(buf_str(&again), buf_str(text)));
	qsort(ours, ROUNDS, sizeof ours[0], by_size);
	qsort(theirs, ROUNDS, sizeof theirs[0], by_size);
	qsort(back, ROUNDS, sizeof back[0], by_size);
	printf("%s, %zu MiB: ours %lld MB/s, back %lld MB/s, iconv %lld MB/s: %lld.%lld times "
	       "iconv\n",
	       name, text->n >> 20, (long long)((int64_t)text->n * 1000 / ours[ROUNDS / 2]),
	       (long long)((int64_t)text->n * 1000 / back[ROUNDS / 2]),
	       (long long)((int64_t)text->n * 1000 / theirs[ROUNDS / 2]),
	       (long long)(theirs[ROUNDS / 2] / ours[ROUNDS / 2]),
	       (long long)(theirs[ROUNDS / 2] * 10 / ours[ROUNDS / 2] % 10));
	buf_free(&a);
	buf_free(&b);
	buf_free(&again);
}

int main(int argc, char **argv) {
	size_t size = (size_t)bench_option(argc, argv, "--mib", 32) << 20;
	struct buf text = BUF_INIT(size * 2 + 65536);
	make_claims(&text, size);
	compare("claim-like text", &text);
	buf_reset(&text);
	make_names(&text, size);
	compare("list of names", &text);
	printf("not done: reading the file; iconv refuses user-defined characters, so there are "
	       "none\n");
	buf_free(&text);
	return 0;
}
