/* Uploads as they arrive: any cut into pieces reads the same, limits hold, what no browser sends is
 * refused. */
#include "test.h"

#include "web/multipart.h"

static const char type[] = "multipart/form-data; boundary=----b1";

#define PART "------b1\r\nContent-Disposition: form-data; "
#define END "------b1--\r\n"

static enum nhi_status read_at(struct multipart **m, struct str body, size_t cut, struct form *form,
                               struct err *err) {
	*form = (struct form){.count = 0};
	*err = ERR_INIT;
	*m = NULL;
	enum nhi_status st = multipart_open(m, str_from(type), err);
	if (st == NHI_OK) st = multipart_put(*m, str_slice(body, 0, cut), err);
	if (st == NHI_OK) st = multipart_put(*m, str_slice(body, cut, body.n), err);
	if (st == NHI_OK) st = multipart_end(*m, form, err);
	return st;
}

static void texts_and_files_come_out_wherever_the_body_is_cut(void **state) {
	(void)state;
	struct str body = STR(PART "name=\"reason\"\r\n\r\n換工作\r\n" PART
	                           "name=\"paper\"; filename=\"C:\\證明\\a%22b.pdf\"\r\n"
	                           "Content-Type: text/html\r\n\r\n"
	                           "%PDF\r\n\r\r\n------b2\r\n--\0\xff\r\n" PART
	                           "name=\"empty\"; filename=\"\"\r\n\r\n\r\n" END);
	for (size_t cut = 0; cut <= body.n; cut++) {
		struct multipart *m;
		struct form form;
		struct err err;
		assert_int_equal(read_at(&m, body, cut, &form, &err), NHI_OK);
		assert_int_equal(form.count, 1);
		assert_str(form_get(&form, "reason"), "換工作");
		assert_int_equal(form.file_count, 1);
		assert_str(form.file[0].field, "paper");
		assert_str(form.file[0].name, "a%22b.pdf");
		struct str want = STR("%PDF\r\n\r\r\n------b2\r\n--\0\xff");
		assert_true(str_eq(form.file[0].bytes, want));
		multipart_close(m);
	}
}

static void what_no_browser_sends_is_refused(void **state) {
	(void)state;
	static const char *const bodies[] = {
	        "",
	        "preamble\r\n" PART "name=a\r\n\r\nx\r\n" END,
	        PART "name=a\r\n\r\nx",                 /* no end */
	        PART "name=a\r\n\r\nx\r\n------b1",     /* cut in the mark */
	        PART "name=a\n\nx\r\n" END,             /* bare line ends */
	        "------b1 \r\n",                        /* padding */
	        "------b1\r\n\r\nx\r\n" END,            /* no name */
	        PART "name=\"a\r\n\r\nx\r\n" END,       /* open quote */
	        PART "name=\"a b\"\r\n\r\nx\r\n" END,   /* no name of an input */
	        PART "name=a; name=b\r\n\r\nx\r\n" END, /* two */
	        PART "name=a; size=1\r\n\r\nx\r\n" END, /* unknown */
	        PART "name=a\r\nContent-Disposition: form-data; name=b\r\n\r\nx\r\n" END,
	        PART "name=a\r\nContent-Transfer-Encoding: base64\r\n\r\nx\r\n" END,
	        PART "name=a\r\n folded: x\r\n\r\nx\r\n" END,
	        PART "name=a\r\n\r\nx\001\r\n" END,    /* control character */
	        PART "name=a\r\n\r\n\xa4\xa4\r\n" END, /* Big5 */
	};
	for (size_t i = 0; i < COUNT_OF(bodies); i++) {
		struct multipart *m;
		struct form form;
		struct err err;
		enum nhi_status st = read_at(&m, str_from(bodies[i]), 5, &form, &err);
		if (st != NHI_BAD_REQUEST) print_message("body %zu\n", i);
		assert_int_equal(st, NHI_BAD_REQUEST);
		assert_int_equal(form.file_count, 0);
		multipart_close(m);
	}
}

static void a_boundary_must_be_usable(void **state) {
	(void)state;
	static const char *const types[] = {
	        "multipart/form-data",
	        "multipart/form-data; boundary=",
	        "text/plain; boundary=x",
	        "multipart/form-data; boundary=\"x",
	        "multipart/form-data boundary=x",
	        "multipart/form-data; "
	        "boundary=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	        "aaaaaaaaaaaaaaaaa"};
	for (size_t i = 0; i < COUNT_OF(types); i++) {
		struct multipart *m;
		assert_int_equal(multipart_open(&m, str_from(types[i]), NULL), NHI_BAD_REQUEST);
	}
}

/* A file of `bytes` zeros, pushed in pieces. */
static enum nhi_status push_file(struct multipart *m, size_t bytes, struct err *err) {
	static const char zeros[1 << 16];
	enum nhi_status st = multipart_put(m, STR(PART "name=f; filename=a.pdf\r\n\r\n"), err);
	while (st == NHI_OK && bytes > 0) {
		size_t n = bytes < sizeof zeros ? bytes : sizeof zeros;
		st = multipart_put(m, (struct str){zeros, n}, err);
		bytes -= n;
	}
	return st == NHI_OK ? multipart_put(m, STR("\r\n"), err) : st;
}

static void a_file_too_large_is_named_and_the_rest_is_kept(void **state) {
	(void)state;
	struct multipart *m;
	struct form form = {0};
	struct err err = ERR_INIT;
	assert_int_equal(multipart_open(&m, str_from(type), &err), NHI_OK);
	assert_int_equal(push_file(m, FORM_FILE_BYTES_MAX + 1, &err), NHI_OK);
	assert_int_equal(push_file(m, FORM_FILE_BYTES_MAX, &err), NHI_OK);
	assert_int_equal(multipart_put(m, STR(PART "name=a\r\n\r\nx\r\n" END), &err), NHI_OK);
	assert_int_equal(multipart_end(m, &form, &err), NHI_OK);
	assert_int_equal(form.file_count, 2);
	assert_true(form.file[0].is_cut && form.file[0].bytes.n == 0);
	assert_true(!form.file[1].is_cut && form.file[1].bytes.n == FORM_FILE_BYTES_MAX);
	assert_str(form_get(&form, "a"), "x");
	multipart_close(m);
}

static void more_than_the_limits_is_refused_for_good(void **state) {
	(void)state;
	struct multipart *m;
	struct form form = {0};
	struct err err = ERR_INIT;
	assert_int_equal(multipart_open(&m, str_from(type), &err), NHI_OK);
	enum nhi_status st = NHI_OK;
	for (int i = 0; i <= FORM_FILES_MAX && st == NHI_OK; i++) st = push_file(m, 10, &err);
	if (st == NHI_OK) st = multipart_put(m, STR(PART), &err);
	assert_int_equal(st, NHI_LIMIT);
	assert_int_equal(multipart_put(m, STR(END), &err), NHI_LIMIT);
	assert_int_equal(multipart_end(m, &form, &err), NHI_LIMIT);
	assert_int_equal(form.file_count, 0);
	multipart_close(m);
	assert_int_equal(multipart_open(&m, str_from(type), &err), NHI_OK);
	st = NHI_OK;
	while (st == NHI_OK) st = push_file(m, FORM_FILE_BYTES_MAX, &err);
	assert_int_equal(err.code, NHI_LIMIT); /* of the whole body */
	multipart_close(m);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(texts_and_files_come_out_wherever_the_body_is_cut),
	        cmocka_unit_test(what_no_browser_sends_is_refused),
	        cmocka_unit_test(a_boundary_must_be_usable),
	        cmocka_unit_test(a_file_too_large_is_named_and_the_rest_is_kept),
	        cmocka_unit_test(more_than_the_limits_is_refused_for_good),
	};
	return TEST_MAIN(tests);
}
