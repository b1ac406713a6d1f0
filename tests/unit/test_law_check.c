/* test_law_check.c: every defect that law_check knows, each by a made pair: files without a defect,
 * and the same files with one change (tests/table/law_check.cases). */
#include "nhi/law_check.h"

#include "base/file.h"

#include "test.h"

#include <stdio.h>
#include <string.h>

enum { FILES_MAX = 12, ROWS_MAX = 60, EXPECTED_MAX = 32, CASES_MAX = 200 };

struct text_file {
	struct str name;
	struct str row[ROWS_MAX];
	size_t count;
	bool removed[ROWS_MAX];
	struct str added[ROWS_MAX]; /* behind row i; p NULL: none */
	bool raw, overlay;          /* row[0] is the whole file */
};

struct set {
	struct text_file file[FILES_MAX];
	size_t count;
};

struct test_case {
	struct str title;
	struct str line[EXPECTED_MAX]; /* changes and expectations, as they stand */
	size_t count;
};

static struct arena arena;
static struct set base;
static struct test_case cases[CASES_MAX];
static size_t case_count;

static struct text_file *find(struct set *s, struct str name) {
	for (size_t i = 0; i < s->count; i++)
		if (str_eq(s->file[i].name, name) && !s->file[i].overlay) return &s->file[i];
	return NULL;
}

static void read_cases(void) {
	struct err e = ERR_INIT;
	struct str text;
	assert_int_equal(
	        file_read(&arena, test_source("tests/table/law_check.cases"), 1 << 20, &text, &e),
	        NHI_OK);
	struct text_file *file = NULL;
	while (text.n > 0) {
		struct str line = str_cut(&text, '\n');
		if (str_starts(line, STR("base "))) {
			file = &base.file[base.count++];
			file->name = str_slice(line, 5, line.n);
		} else if (str_starts(line, STR("case "))) {
			cases[case_count++].title = str_slice(line, 5, line.n);
		} else if (line.n > 0 && case_count > 0) {
			struct test_case *c = &cases[case_count - 1];
			c->line[c->count++] = line;
		} else if (line.n > 0 && file != NULL) {
			file->row[file->count++] = line;
		}
	}
}

/* \n and \xHH of a file given whole. */
static struct str unescape(struct str s) {
	struct buf b = BUF_INIT(0);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '\\') {
			buf_put_char(&b, s.p[i]);
		} else if (s.p[i + 1] == 'n') {
			buf_put_char(&b, '\n');
			i++;
		} else {
			static const char digits[] = "0123456789abcdef";
			const char *high = strchr(digits, s.p[i + 2]);
			const char *low = strchr(digits, s.p[i + 3]);
			buf_put_char(&b, (char)((high - digits) * 16 + (low - digits)));
			i += 3;
		}
	}
	struct str out;
	assert_true(arena_str(&arena, buf_str(&b), &out));
	buf_free(&b);
	return out;
}

static void change(struct set *s, struct str line) {
	struct str verb = str_cut(&line, ' '), name = str_cut(&line, ' ');
	bool whole = str_is(verb, "file") || str_is(verb, "overlay");
	struct text_file *f = str_is(verb, "overlay") ? NULL : find(s, name);
	if (f == NULL) f = &s->file[s->count++];
	f->name = name;
	if (whole) {
		f->raw = true;
		f->overlay = str_is(verb, "overlay");
		f->row[0] = unescape(line);
		return;
	}
	int64_t row;
	assert_true(str_to_i64(str_cut(&line, ' '), 1, (int64_t)f->count, &row));
	if (str_is(verb, "=")) f->row[row - 1] = line;
	if (str_is(verb, "+")) f->added[row - 1] = line;
	if (str_is(verb, "-")) f->removed[row - 1] = true;
}

static struct law_file as_file(const struct text_file *f) {
	struct buf b = BUF_INIT(0);
	for (size_t i = 0; i < f->count && !f->raw; i++) {
		if (!f->removed[i]) {
			buf_put(&b, f->row[i]);
			buf_put_char(&b, '\n');
		}
		if (f->added[i].p == NULL) continue;
		buf_put(&b, f->added[i]);
		buf_put_char(&b, '\n');
	}
	if (f->raw) buf_put(&b, f->row[0]);
	struct law_file out = {.name = f->name, .overlay = f->overlay};
	assert_true(arena_str(&arena, buf_str(&b), &out.bytes));
	buf_free(&b);
	return out;
}

static void each_defect_is_found_where_it_is_and_nothing_else(void **state) {
	(void)state;
	static struct set s;
	size_t wrong = 0;
	for (size_t i = 0; i < case_count; i++) {
		const struct test_case *c = &cases[i];
		struct buf expected = BUF_INIT(0), got = BUF_INIT(0);
		s = base;
		for (size_t k = 0; k < c->count; k++) {
			struct str line = c->line[k];
			if (!str_starts(line, STR("expect "))) {
				change(&s, line);
				continue;
			}
			buf_put(&expected, str_slice(line, 7, line.n));
			buf_put_char(&expected, '\n');
		}
		struct law_file files[FILES_MAX];
		for (size_t k = 0; k < s.count; k++) files[k] = as_file(&s.file[k]);
		struct law_findings f = LAW_FINDINGS_INIT(&arena);
		law_check(&f, files, s.count);
		assert_false(f.failed);
		for (size_t k = 0; k < f.count; k++) {
			buf_put(&got, f.row[k].file);
			if (f.row[k].row > 0) buf_printf(&got, ":%zu", f.row[k].row);
			buf_printf(&got, " %s\n", law_rule_name(f.row[k].rule));
		}
		if (!str_eq(buf_str(&got), buf_str(&expected))) {
			wrong++;
			print_error("case %.*s\nexpected:\n%.*sgot:\n%.*s", STR_ARG(c->title),
			            STR_ARG(buf_str(&expected)), STR_ARG(buf_str(&got)));
		}
		buf_free(&expected);
		buf_free(&got);
	}
	assert_true(case_count > 40);
	assert_int_equal(wrong, 0);
}

/* Whatever law_check lets pass, law_read must read. */
static void files_without_a_defect_can_be_read(void **state) {
	(void)state;
	struct law_file files[FILES_MAX];
	struct law law;
	struct err e = ERR_INIT;
	for (size_t k = 0; k < base.count; k++) files[k] = as_file(&base.file[k]);
	assert_int_equal(law_read(&law, &arena, files, base.count, &e), NHI_OK);
	assert_int_equal(law.grades_count, 2);
}

static void every_rule_but_the_text_rules_has_a_case(void **state) {
	(void)state;
	for (int rule = 0; rule < LAW_RULE_NO_ARTICLE; rule++) {
		const char *name = law_rule_name((enum law_rule)rule);
		bool found = false;
		for (size_t i = 0; i < case_count; i++)
			for (size_t k = 0; k < cases[i].count; k++)
				if (str_starts(cases[i].line[k], STR("expect ")) &&
				    str_ends(cases[i].line[k], str_from(name)))
					found = true;
		if (!found) print_error("no case for %s\n", name);
		assert_true(found);
	}
}

static int set_up(void **state) {
	(void)state;
	read_cases();
	return 0;
}

static int tear_down(void **state) {
	(void)state;
	arena_free(&arena);
	return 0;
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(each_defect_is_found_where_it_is_and_nothing_else),
	        cmocka_unit_test(files_without_a_defect_can_be_read),
	        cmocka_unit_test(every_rule_but_the_text_rules_has_a_case),
	};
	return TEST_MAIN_WITH(tests, set_up, tear_down);
}
