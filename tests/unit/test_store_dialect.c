/* The dialect: each word on both databases, and how little text stands twice. */
#include "test.h"

#include "base/file.h"
#include "store/dialect.h"
#include "store/query.h"

static struct err err;

static void expect(enum db_kind kind, const char *text, const char *expected) {
	struct buf out = BUF_INIT(0);
	assert_int_equal(dialect_expand(STR("t.sql"), str_from(text), kind, &out, NULL, &err),
	                 NHI_OK);
	assert_buf(out, expected);
	buf_free(&out);
}

static void each_word_has_a_form_on_both(void **state) {
	(void)state;
	static const struct {
		const char *text, *sqlite, *postgresql;
	} rows[] = {
	        {"a @int", "a INTEGER", "a BIGINT"},
	        {"a @instant", "a INTEGER", "a BIGINT"},
	        {"a @bool NOT NULL", "a INTEGER CHECK (a IN (0, 1)) NOT NULL",
	         "a BOOLEAN NOT NULL"},
	        {"CAST(x AS @bool)", "CAST(x AS INTEGER)", "CAST(x AS BOOLEAN)"},
	        {"a @bytes", "a BLOB", "a BYTEA"},
	        {"a @lines", "a TEXT", "a TEXT"},
	        {"a @date", "a TEXT CHECK (a GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]')",
	         "a DATE"},
	        {"CAST(x AS @date)", "CAST(x AS TEXT)", "CAST(x AS DATE)"},
	        {"CAST(x AS @month)", "CAST(x AS INTEGER)", "CAST(x AS BIGINT)"},
	        {"(\n\t@fact_of(a),",
	         "(\n\ta_id INTEGER NOT NULL REFERENCES a (a_id),\n\tfact_no INTEGER NOT NULL,\n"
	         "\tvalid_from TEXT CHECK (valid_from GLOB "
	         "'[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]') NOT NULL,\n"
	         "\tvalid_to TEXT CHECK (valid_to GLOB "
	         "'[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]') NOT NULL CHECK (valid_from < "
	         "valid_to),\n"
	         "\tknown_from INTEGER NOT NULL,\n\tknown_to INTEGER NOT NULL,\n"
	         "\tact_id INTEGER NOT NULL REFERENCES act (act_id),\n"
	         "\tended_by_act_id INTEGER REFERENCES act (act_id),",
	         "(\n\ta_id BIGINT NOT NULL REFERENCES a (a_id),\n\tfact_no BIGINT NOT NULL,\n"
	         "\tvalid_from DATE NOT NULL,\n"
	         "\tvalid_to DATE NOT NULL CHECK (valid_from < valid_to),\n"
	         "\tknown_from BIGINT NOT NULL,\n\tknown_to BIGINT NOT NULL,\n"
	         "\tact_id BIGINT NOT NULL REFERENCES act (act_id),\n"
	         "\tended_by_act_id BIGINT REFERENCES act (act_id),"},
	        {") @strict;", ") STRICT;", ") ;"},
	        {") @strict_keyed;", ") STRICT, WITHOUT ROWID;", ") ;"},
	        {"x @skip_locked", "x ", "x FOR UPDATE SKIP LOCKED"},
	        {"x @for_update", "x ", "x FOR UPDATE"},
	        {"k = @open", "k = 9223372036854775807", "k = 9223372036854775807"},
	        {"FROM t, @each(t.a) e", "FROM t, json_each(t.a) e",
	         "FROM t, LATERAL (SELECT ordinality - 1 AS key, value FROM "
	         "json_array_elements((t.a)::json) WITH ORDINALITY AS element(value, ordinality)) "
	         "e"},
	        {"'@int' -- @int\n@int", "'@int' -- @int\nINTEGER", "'@int' -- @int\nBIGINT"},
	        {"a\n-- only: sqlite\nb\n-- only: postgresql\nc\n-- only: end\nd", "a\n\nb\n\nd",
	         "a\n\nc\n\nd"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		expect(DB_SQLITE, rows[i].text, rows[i].sqlite);
		expect(DB_POSTGRESQL, rows[i].text, rows[i].postgresql);
	}
}

static void words_are_sorted_and_unique(void **state) {
	(void)state;
	for (size_t i = 1; i < dialect_word_count; i++)
		assert_true(str_cmp(str_from(dialect_words[i - 1].name),
		                    str_from(dialect_words[i].name)) < 0);
}

static void the_trigger_of_facts_names_every_column(void **state) {
	(void)state;
	struct buf out = BUF_INIT(0);
	struct str text = STR("CREATE TABLE t (\n\t@fact_of(a), -- x\n\tb TEXT,\n"
	                      "\tPRIMARY KEY (a_id)\n) @strict;\n@facts(t);");
	assert_int_equal(dialect_expand(STR("t.sql"), text, DB_SQLITE, &out, NULL, &err), NHI_OK);
	struct str made = buf_str(&out);
	static const char *const columns[] = {"a_id",       "fact_no", "valid_from", "valid_to",
	                                      "known_from", "act_id",  "b"};
	for (size_t i = 0; i < COUNT_OF(columns); i++) {
		char compared[64];
		(void)snprintf(compared, sizeof compared, "OR NEW.%s IS NOT OLD.%s\n", columns[i],
		               columns[i]);
		assert_true(str_find(made, str_from(compared)) < made.n);
	}
	assert_true(str_find(made, STR("NEW.known_to IS NOT")) == made.n);
	buf_free(&out);
}

static void unknown_words_name_file_and_line(void **state) {
	(void)state;
	struct buf out = BUF_INIT(0), says = BUF_INIT(0);
	assert_int_equal(
	        dialect_expand(STR("t.sql"), STR("a\n@nonsense"), DB_SQLITE, &out, NULL, &err),
	        NHI_QUERY);
	err_message(&err, "en", &says);
	assert_buf(says, "query file t.sql line 2: unknown word nonsense");
	buf_free(&says);
	assert_int_equal(
	        dialect_expand(STR("t.sql"), STR("-- only: sqlite\n"), DB_SQLITE, &out, NULL, &err),
	        NHI_QUERY);
	assert_int_equal(
	        dialect_expand(STR("t.sql"), STR("@facts(t)"), DB_SQLITE, &out, NULL, &err),
	        NHI_QUERY);
	buf_free(&out);
}

static void parameters_are_numbered_as_declared(void **state) {
	(void)state;
	static const char text[] = "-- name: q :one   why\n-- param: a int64, b text?\n"
	                           "SELECT :b, ':a', x::text, :a; -- :c\n";
	for (int kind = DB_SQLITE; kind <= DB_POSTGRESQL; kind++) {
		struct arena a = ARENA_INIT(0);
		struct query_set set = {0};
		assert_int_equal(query_parse(&set, &a, STR("q.sql"), str_from(text),
		                             (enum db_kind)kind, &err),
		                 NHI_OK);
		const struct query *q = query_find(&set, "q");
		assert_non_null(q);
		assert_true(str_starts(q->sql, kind == DB_SQLITE
		                                       ? STR("SELECT ?2, ':a', x::text, ?1")
		                                       : STR("SELECT $2, ':a', x::text, $1")));
		assert_true(q->parameter[1].nullable && !q->parameter[0].nullable);
		arena_free(&a);
	}
}

static void defects_of_query_files_are_found(void **state) {
	(void)state;
	static const char *const bad[] = {
	        "SELECT 1;",                                              /* no name */
	        "-- name: q :some\nSELECT 1;",                            /* cardinality */
	        "-- name: q :one\nSELECT :a;",                            /* undeclared */
	        "-- name: q :one\n-- param: a int64\nSELECT 1;",          /* unused */
	        "-- name: q :one\n-- param: a float\nSELECT :a;",         /* type */
	        "-- name: q :one\nSELECT 1;\n-- name: q :one\nSELECT 1;", /* twice */
	        "-- name: q :one\n",                                      /* no text */
	        "-- facts: t\n",                                          /* no subject */
	};
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct arena a = ARENA_INIT(0);
		struct query_set set = {0};
		assert_int_equal(
		        query_parse(&set, &a, STR("q.sql"), str_from(bad[i]), DB_SQLITE, &err),
		        NHI_QUERY);
		arena_free(&a);
	}
}

/* DESIGN §4: blocks that stand twice are at most 5 % of the text of SQL. */
static void little_text_stands_twice(void **state) {
	(void)state;
	static const char *const folders[] = {"schema", "schema/queries", "schema/pattern"};
	struct arena a = ARENA_INIT(0);
	size_t bytes = 0, split = 0;
	for (size_t f = 0; f < COUNT_OF(folders); f++) {
		struct file_list files;
		const char *dir = test_source(folders[f]);
		assert_int_equal(file_list(&a, dir, ".sql", &files, &err), NHI_OK);
		for (size_t i = 0; i < files.count; i++) {
			char path[4096];
			struct str text;
			struct buf out = BUF_INIT(0);
			(void)snprintf(path, sizeof path, "%s/%s", dir, files.name[i].p);
			assert_int_equal(file_read(&a, path, 1 << 20, &text, &err), NHI_OK);
			enum nhi_status st =
			        dialect_expand(files.name[i], text, DB_SQLITE, &out, &split, &err);
			assert_int_equal(st, NHI_OK);
			bytes += text.n;
			buf_free(&out);
		}
	}
	print_message("%zu of %zu bytes stand under -- only:\n", split, bytes);
	assert_true(split > 0 && split * 100 <= bytes * 5);
	arena_free(&a);
}

/* A line of a table's body that declares a column says what it means. */
static bool is_uncommented_column(struct str line) {
	struct str t = str_trim(line);
	bool is_column = line.n > 1 && line.p[0] == '\t' && t.p[0] >= 'a' && t.p[0] <= 'z';
	return is_column && str_find(t, STR(" -- ")) == t.n;
}

static void every_column_is_commented(void **state) {
	(void)state;
	struct arena a = ARENA_INIT(0);
	struct file_list files;
	size_t bad = 0, tables = 0;
	assert_int_equal(file_list(&a, test_source("schema"), ".sql", &files, &err), NHI_OK);
	for (size_t i = 0; i < files.count; i++) {
		char path[4096];
		struct str text;
		bool in_table = false;
		(void)snprintf(path, sizeof path, "%s/%s", test_source("schema"), files.name[i].p);
		assert_int_equal(file_read(&a, path, 1 << 20, &text, &err), NHI_OK);
		while (text.n > 0) {
			struct str line = str_cut(&text, '\n');
			if (str_starts(line, STR("CREATE TABLE "))) {
				in_table = true;
				tables++;
			}
			if (str_starts(line, STR(")"))) in_table = false;
			if (!in_table || !is_uncommented_column(line)) continue;
			print_error("%s: no comment: %.*s\n", files.name[i].p, STR_ARG(line));
			bad++;
		}
	}
	assert_true(tables > 10);
	assert_int_equal(bad, 0);
	arena_free(&a);
}

static const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_word_has_a_form_on_both),
        cmocka_unit_test(words_are_sorted_and_unique),
        cmocka_unit_test(the_trigger_of_facts_names_every_column),
        cmocka_unit_test(unknown_words_name_file_and_line),
        cmocka_unit_test(parameters_are_numbered_as_declared),
        cmocka_unit_test(defects_of_query_files_are_found),
        cmocka_unit_test(little_text_stands_twice),
        cmocka_unit_test(every_column_is_commented),
};

int main(void) { return TEST_MAIN(tests); }
