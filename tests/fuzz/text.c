/* text.c: any bytes as text: numbers, UTF-8, widths, identity numbers, and JSON that we write, with
 * jansson as the judge. */
#include "base/ids.h"
#include "base/json.h"
#include "base/table.h"
#include "fuzz.h"

#include <jansson.h>

static void check_number(struct str s) {
	struct buf b = BUF_INIT(64);
	int64_t v = 0, again = 0;
	if (str_to_i64(s, INT64_MIN, INT64_MAX, &v)) {
		buf_put_i64(&b, v);
		CHECK(str_to_i64(buf_str(&b), INT64_MIN, INT64_MAX, &again) && again == v);
	}
	buf_free(&b);
}

static void check_json(struct str s) {
	struct buf b = BUF_INIT(0);
	struct json j = JSON_INIT(&b, false);
	json_array_start(&j);
	json_str(&j, s);
	json_array_end(&j);
	json_t *read = json_loadb(b.p, b.n, JSON_ALLOW_NUL, NULL);
	CHECK(read != NULL);
	const json_t *text = json_array_get(read, 0);
	if (str_is_utf8(s))
		CHECK(str_eq((struct str){json_string_value(text), json_string_length(text)}, s));
	json_decref(read);
	buf_free(&b);
}

void fuzz_one(struct str s) {
	check_number(s);
	check_json(s);
	CHECK(text_width(s) <= 2 * s.n);
	CHECK(text_fit(s, 10).n <= s.n && text_width(text_fit(s, 10)) <= 10);
}
