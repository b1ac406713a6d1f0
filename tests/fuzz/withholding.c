/* withholding.c: any bytes as a withholding statement of either layout: reading, judging and
 * writing come back; what is written reads the same and is then written byte for byte. */
#include "wire/withholding.h"

#include "fuzz.h"

static bool write_again(const struct withholding *w, struct buf *out) {
	struct err err = ERR_INIT;
	size_t outside;
	CHECK(withholding_write(w, out, &outside, &err) == NHI_OK);
	return outside == 0;
}

static void judge(const struct withholding *w, struct arena *arena) {
	struct findings findings = FINDINGS_INIT(arena);
	struct err err = ERR_INIT;
	struct buf text = BUF_INIT(0);
	CHECK(withholding_check(w, NULL, &findings, &err) == NHI_OK);
	for (size_t i = 0; i < findings.count && i < 50; i++) {
		struct json j = JSON_INIT(&text, false);
		finding_json(&findings.row[i], &j);
		finding_print(&findings.row[i], "zh", &text);
		buf_reset(&text);
	}
	buf_free(&text);
}

void fuzz_one(struct str bytes) {
	struct arena arena = ARENA_INIT(0);
	struct withholding w, again;
	struct err err = ERR_INIT;
	struct buf first = BUF_INIT(0), second = BUF_INIT(0);
	if (withholding_read(&w, bytes, &arena, &err) == NHI_OK) {
		judge(&w, &arena);
		bool whole = write_again(&w, &first);
		if (whole && withholding_read(&again, buf_str(&first), &arena, &err) == NHI_OK &&
		    !again.was_utf8) {
			CHECK(again.layout != w.layout || again.detail_count == w.detail_count);
			(void)write_again(&again, &second); /* what was written has no outsiders */
			CHECK(str_eq(buf_str(&first), buf_str(&second)));
		}
	}
	buf_free(&first);
	buf_free(&second);
	arena_free(&arena);
}
