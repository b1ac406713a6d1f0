/* test_json.c: base/json writes JSON; jansson reads it back as the judge. */
#include "base/json.h"

#include "test.h"

#include <jansson.h>

static void objects_and_arrays_nest_with_commas(void **state) {
	(void)state;
	struct buf b = BUF_INIT(0);
	struct json j = JSON_INIT(&b, false);
	json_object_start(&j);
	json_put_i64(&j, "a", INT64_MIN);
	json_key(&j, "b");
	json_array_start(&j);
	json_bool(&j, true);
	json_none(&j);
	json_array_start(&j);
	json_array_end(&j);
	json_date(&j, 0);
	json_array_end(&j);
	json_key(&j, "c");
	json_object_start(&j);
	json_object_end(&j);
	json_put_bool(&j, "d", false);
	json_put_null(&j, "e");
	json_put_date(&j, "f", DATE_OPEN);
	json_put_c(&j, "g", "健保");
	json_object_end(&j);
	assert_buf(b, "{\"a\":-9223372036854775808,\"b\":[true,null,[],\"1970-01-01\"],\"c\":{},"
	              "\"d\":false,\"e\":null,\"f\":\"9999-12-31\",\"g\":\"健保\"}");
	buf_free(&b);
}

static void the_indented_form_has_one_item_a_line(void **state) {
	(void)state;
	struct buf b = BUF_INIT(0);
	struct json j = JSON_INIT(&b, true);
	json_object_start(&j);
	json_put_i64(&j, "a", 1);
	json_key(&j, "b");
	json_array_start(&j);
	json_i64(&j, 2);
	json_array_end(&j);
	json_object_end(&j);
	assert_buf(b, "{\n  \"a\": 1,\n  \"b\": [\n    2\n  ]\n}");
	buf_free(&b);
}

static void any_text_survives_a_reader(void **state) {
	(void)state;
	struct test_random r = test_random_start();
	for (int round = 0; round < 3000; round++) {
		struct buf text = BUF_INIT(0), out = BUF_INIT(0);
		for (int64_t k = test_random_between(&r, 0, 8); k > 0; k--) {
			uint32_t c =
			        (uint32_t)test_random_between(&r, 1, round % 2 ? 0x7F : 0xD7FF);
			buf_put_utf8(&text, c);
		}
		struct json j = JSON_INIT(&out, false);
		json_array_start(&j);
		json_str(&j, buf_str(&text));
		json_array_end(&j);
		json_t *read = json_loadb(out.p, out.n, 0, NULL);
		assert_non_null(read);
		assert_str(buf_str(&text), json_string_value(json_array_get(read, 0)));
		json_decref(read);
		buf_free(&text);
		buf_free(&out);
	}
}

static void malformed_text_becomes_the_replacement_character(void **state) {
	(void)state;
	struct buf b = BUF_INIT(0);
	struct json j = JSON_INIT(&b, false);
	json_str(&j, STR("a\xFF\xE5\x81z\x01\x7F\"\\\n\r\t"));
	assert_buf(b, "\"a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz\\u0001\x7F\\\"\\\\\\n\\r\\t\"");
	buf_free(&b);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(objects_and_arrays_nest_with_commas),
	        cmocka_unit_test(the_indented_form_has_one_item_a_line),
	        cmocka_unit_test(any_text_survives_a_reader),
	        cmocka_unit_test(malformed_text_becomes_the_replacement_character),
	};
	return TEST_MAIN(tests);
}
