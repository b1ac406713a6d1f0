/* test_csv.c: base/csv: RFC 4180 in and out. */
#include "base/csv.h"

#include "test.h"

struct reading {
	struct arena arena;
	struct csv csv;
	struct err err;
	struct buf seen; /* fields between < >, rows between / */
};

/* Reads everything; returns the status of the last call. */
static enum nhi_status read_all(struct reading *r, struct str text) {
	*r = (struct reading){.arena = ARENA_INIT(0), .seen = BUF_INIT(0)};
	csv_init(&r->csv, text, &r->arena);
	for (bool more = true; more;) {
		enum nhi_status st = csv_next(&r->csv, &more, &r->err);
		if (st != NHI_OK) return st;
		for (size_t i = 0; more && i < r->csv.count; i++)
			buf_printf(&r->seen, "<%.*s>", STR_ARG(r->csv.field[i]));
		if (more) buf_put_char(&r->seen, '/');
	}
	return NHI_OK;
}

static void end(struct reading *r) {
	arena_free(&r->arena);
	buf_free(&r->seen);
}

static void correct_texts_read_as_rfc_4180_says(void **state) {
	(void)state;
	static const struct {
		const char *text, *seen;
	} rows[] = {
	        {"", ""},
	        {"\n\n", ""},
	        {"a", "<a>/"},
	        {"a,b\n", "<a><b>/"},
	        {"a,b\r\nc,d\r\n", "<a><b>/<c><d>/"},
	        {"a,b\r\nc,d\r", "<a><b>/<c><d>/"},
	        {",\n", "<><>/"},
	        {"a,\n", "<a><>/"},
	        {"\"a,b\",\"c\"\"d\"\n", "<a,b><c\"d>/"},
	        {"\"a\nb\",c\n", "<a\nb><c>/"},
	        {"\"\",\"\"\"\"\n", "<><\">/"},
	        {"\"a\"\r\n\"b\"", "<a>/<b>/"},
	        {"\xEF\xBB\xBF編號,名稱\n", "<編號><名稱>/"},
	        {"a\n\nb\n", "<a>/<b>/"},
	        {"a\"b,c\n", "<a\"b><c>/"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct reading r;
		assert_int_equal(read_all(&r, str_from(rows[i].text)), NHI_OK);
		assert_buf(r.seen, rows[i].seen);
		end(&r);
	}
}

static void a_wrong_quote_names_its_row(void **state) {
	(void)state;
	static const char *const texts[] = {"a\n\"b", "a\n\"b\"c\n", "a\n\"b\" ,c\n",
	                                    "a\n\"b\"\"\n"};
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct reading r;
		assert_int_equal(read_all(&r, str_from(texts[i])), NHI_CSV_QUOTE);
		struct buf message = BUF_INIT(0);
		err_message(&r.err, "en", &message);
		assert_buf(message, "a quote in row 2 is not closed or out of place");
		buf_free(&message);
		end(&r);
	}
}

static void a_row_of_the_most_columns_reads_and_one_more_does_not(void **state) {
	(void)state;
	struct buf text = BUF_INIT(0);
	buf_put_repeat(&text, ',', CSV_COLUMNS_MAX - 1);
	struct reading r;
	assert_int_equal(read_all(&r, buf_str(&text)), NHI_OK);
	end(&r);
	buf_put_char(&text, ',');
	assert_int_equal(read_all(&r, buf_str(&text)), NHI_CSV_TOO_WIDE);
	end(&r);
	buf_free(&text);
}

static void titles_are_found_in_any_order(void **state) {
	(void)state;
	static const char *const names[] = {"name", "id", "note?"};
	struct arena arena = ARENA_INIT(0);
	struct csv c;
	size_t place[3];
	bool more;
	csv_init(&c, STR("id, name\n7,x\n8\n"), &arena);
	assert_int_equal(csv_titles(&c, names, 3, place, NULL), NHI_OK);
	assert_int_equal(csv_next(&c, &more, NULL), NHI_OK);
	assert_true(more);
	assert_str(csv_field(&c, place[0]), "x");
	assert_str(csv_field(&c, place[1]), "7");
	assert_str(csv_field(&c, place[2]), "");
	assert_int_equal(csv_next(&c, &more, NULL), NHI_OK);
	assert_str(csv_field(&c, place[0]), "");
	assert_int_equal(c.row, 3);
	arena_free(&arena);
}

static void a_missing_title_is_named(void **state) {
	(void)state;
	static const char *const names[] = {"id", "wage"};
	struct arena arena = ARENA_INIT(0);
	struct csv c;
	size_t place[2];
	struct err err = ERR_INIT;
	csv_init(&c, STR("id\n7\n"), &arena);
	assert_int_equal(csv_titles(&c, names, 2, place, &err), NHI_MISSING_COLUMN);
	struct buf message = BUF_INIT(0);
	err_message(&err, "en", &message);
	assert_buf(message, "the column “wage” is missing; the first row must be: id,wage");
	buf_free(&message);
	arena_free(&arena);
}

static void what_is_written_reads_back_the_same(void **state) {
	(void)state;
	static const char letters[] = "ab,\"\n\r; \xE5\x81\xA5";
	struct test_random random = test_random_start();
	for (int round = 0; round < 2000; round++) {
		struct buf file = BUF_INIT(0), expected = BUF_INIT(0);
		for (int row = 0; row < 3; row++) {
			for (size_t column = 0; column < 3; column++) {
				struct buf value = BUF_INIT(0);
				buf_put_c(&value, column == 0 ? "x" : "");
				for (int64_t k = test_random_between(&random, 0, 4); k > 0; k--)
					buf_put_char(&value,
					             letters[test_random_between(
					                     &random, 0, sizeof letters - 2)]);
				csv_put(&file, column, buf_str(&value));
				buf_printf(&expected, "<%.*s>", STR_ARG(buf_str(&value)));
				buf_free(&value);
			}
			csv_end_row(&file);
			buf_put_char(&expected, '/');
		}
		struct reading r;
		assert_int_equal(read_all(&r, buf_str(&file)), NHI_OK);
		assert_true(str_eq(buf_str(&r.seen), buf_str(&expected)));
		end(&r);
		buf_free(&file);
		buf_free(&expected);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(correct_texts_read_as_rfc_4180_says),
	        cmocka_unit_test(a_wrong_quote_names_its_row),
	        cmocka_unit_test(a_row_of_the_most_columns_reads_and_one_more_does_not),
	        cmocka_unit_test(titles_are_found_in_any_order),
	        cmocka_unit_test(a_missing_title_is_named),
	        cmocka_unit_test(what_is_written_reads_back_the_same),
	};
	return TEST_MAIN(tests);
}
