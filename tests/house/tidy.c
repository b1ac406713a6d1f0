/* tidy.c: rules of the house that no compiler checks, one function a rule. A case is a rule and a
 * file that it looked at. */
#include "tree.h"

#include "base/csv.h"

enum { COLUMNS_MAX = 100, FUNCTION_LINES_MAX = 70, FILE_LINES_MAX = 1000, README_LINES_MAX = 30 };

static struct tree tree;

static bool is_c(const struct tree_file *f) { return tree_ends(f, ".c") || tree_ends(f, ".h"); }
static bool is_program(const struct tree_file *f) {
	return is_c(f) && (tree_in(f, "lib/") || tree_in(f, "src/"));
}
static bool is_any(const struct tree_file *f) { return f->path.n > 0; }

/* Columns on a screen where a tab reaches to the next eighth; a Han character counts one, since
 * sentences in Chinese cannot be broken at blanks. */
static size_t columns(struct str line) {
	size_t n = 0;
	for (size_t at = 0; at < line.n;) n += str_next_char(line, &at) == '\t' ? 8 - n % 8 : 1;
	return n;
}

static void lines_fit_the_screen(struct verdict *v, const struct tree_file *f) {
	struct str rest = f->text;
	for (size_t line = 1; rest.n > 0; line++)
		if (columns(str_cut(&rest, '\n')) > COLUMNS_MAX)
			verdict_fail(v, f, line, "longer than %d columns", COLUMNS_MAX);
}

static void files_are_short(struct verdict *v, const struct tree_file *f) {
	struct str rest = f->text;
	size_t lines = 0;
	for (; rest.n > 0; lines++) (void)str_cut(&rest, '\n'); /* counted, not read */
	if (lines > FILE_LINES_MAX) verdict_fail(v, f, lines, "more than %d lines", FILE_LINES_MAX);
}

static bool starts_a_name(struct str line) {
	return line.n > 0 && (line.p[0] == '_' || (line.p[0] >= 'a' && line.p[0] <= 'z') ||
	                      (line.p[0] >= 'A' && line.p[0] <= 'Z'));
}

static void functions_are_short(struct verdict *v, const struct tree_file *f) {
	struct str rest = tree_code(&tree, f->text, false);
	size_t start = 0; /* line of the signature; 0 outside */
	bool body = false;
	for (size_t line = 1; rest.n > 0; line++) {
		struct str s = str_cut(&rest, '\n');
		bool open = str_ends(s, STR(") {")), called = str_find_char(s, '(') < s.n;
		if (start == 0 && starts_a_name(s) && called && !str_ends(s, STR(";")))
			start = line;
		if (start == 0) continue;
		if (open) body = true;
		if (!body && str_ends(s, STR(";"))) start = 0;
		if (!str_is(s, "}") && !(body && line == start && str_ends(s, STR("}")))) continue;
		if (line - start + 1 > FUNCTION_LINES_MAX)
			verdict_fail(v, f, start, "a function of %zu lines, the most is %d",
			             line - start + 1, FUNCTION_LINES_MAX);
		start = 0;
		body = false;
	}
}

static bool word_letter(char c) {
	return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* Is `word` in the line, not as a part of a longer word? */
static bool has_word(struct str line, const char *word) {
	struct str w = str_from(word);
	for (size_t i = 0; i + w.n <= line.n; i++) {
		if (!str_eq(str_slice(line, i, i + w.n), w)) continue;
		bool left = i > 0 && word_letter(line.p[i - 1]);
		bool right = i + w.n < line.n && word_letter(line.p[i + w.n]);
		if (!left && !right) return true;
	}
	return false;
}

static void forbid_words(struct verdict *v, const struct tree_file *f, struct str text,
                         const char *const *words, size_t count, const char *why) {
	for (size_t line = 1; text.n > 0; line++) {
		struct str s = str_cut(&text, '\n');
		for (size_t i = 0; i < count; i++)
			if (has_word(s, words[i]))
				verdict_fail(v, f, line, "%s: %s", words[i], why);
	}
}

static void nothing_is_half_built(struct verdict *v, const struct tree_file *f) {
	/* Pasted together, so that this file passes its own rule. */
	static const char *const words[] = {"TO"
	                                    "DO",
	                                    "FIX"
	                                    "ME",
	                                    "XX"
	                                    "X",
	                                    "HA"
	                                    "CK"};
	forbid_words(v, f, f->text, words, COUNT_OF(words), "finish it or take it out");
}

static bool is_money_path(const struct tree_file *f) {
	static const char *const names[] = {"bill", "ledger", "money", "premium", "payroll"};
	if (!is_program(f)) return false;
	if (tree_in(f, "lib/nhi/") || tree_in(f, "src/store/")) return true;
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (str_find(f->path, str_from(names[i])) < f->path.n) return true;
	return false;
}

static void no_floating_point_near_money(struct verdict *v, const struct tree_file *f) {
	static const char *const words[] = {"float", "double", "strtod", "fmod", "lround"};
	forbid_words(v, f, tree_code(&tree, f->text, false), words, COUNT_OF(words),
	             "money is integers (DESIGN §4)");
}

static bool may_not_hold_sql(const struct tree_file *f) {
	return is_program(f) && !str_is(f->path, "src/store/dialect.c");
}

static void sql_stands_in_sql_files(struct verdict *v, const struct tree_file *f) {
	static const char *const words[] = {"SELECT", "INSERT", "DELETE FROM", "CREATE TABLE"};
	forbid_words(v, f, tree_code(&tree, f->text, true), words, COUNT_OF(words),
	             "SQL text belongs in schema/");
}

static bool is_pure(const struct tree_file *f) { return is_c(f) && tree_in(f, "lib/nhi/"); }

static void rules_are_pure(struct verdict *v, const struct tree_file *f) {
	static const char *const words[] = {
	        "malloc", "calloc", "realloc",   "free",        "fopen", "printf", "fprintf",
	        "getenv", "time",   "clock_now", "clock_today", "fputs", "puts"};
	struct str text = tree_code(&tree, f->text, false);
	for (size_t line = 1; text.n > 0; line++) {
		struct str s = str_cut(&text, '\n');
		for (size_t i = 0; i < COUNT_OF(words); i++) {
			char call[32];
			(void)snprintf(call, sizeof call, "%s(", words[i]);
			size_t at = str_find(s, str_from(call));
			if (at < s.n && (at == 0 || !word_letter(s.p[at - 1])))
				verdict_fail(v, f, line, "lib/nhi is pure: no %s)", call);
		}
	}
}

static bool is_law(const struct tree_file *f) {
	bool declared = tree_ends(f, "/parameters.csv"); /* names; its articles are the source */
	return tree_in(f, "law/") && tree_ends(f, ".csv") && !declared && !tree_in(f, "law/texts/");
}

static void law_names_its_sources(struct verdict *v, const struct tree_file *f) {
	static const char *const names[] = {"source"};
	struct csv c;
	size_t place[1];
	bool more = true;
	csv_init(&c, f->text, &tree.arena);
	if (csv_titles(&c, names, 1, place, NULL) != NHI_OK) {
		verdict_fail(v, f, 1, "has no column source");
		return;
	}
	while (csv_next(&c, &more, NULL) == NHI_OK && more)
		if (csv_field(&c, place[0]).n == 0) verdict_fail(v, f, c.row, "names no source");
}

static void no_workplace_is_named(struct verdict *v, const struct tree_file *f) {
	static const char *const paths[] = {"/wo"
	                                    "rk/",
	                                    "/ro"
	                                    "ot/",
	                                    "/fa"
	                                    "rm/",
	                                    ".lib"
	                                    "rary",
	                                    "land"
	                                    ".sh"};
	struct str rest = f->text;
	for (size_t line = 1; rest.n > 0; line++) {
		struct str s = str_cut(&rest, '\n');
		for (size_t i = 0; i < COUNT_OF(paths); i++)
			if (str_find(s, str_from(paths[i])) < s.n)
				verdict_fail(v, f, line, "names a place outside the tree: %s",
				             paths[i]);
	}
}

static bool is_readme(const struct tree_file *f) {
	return tree_ends(f, "/README.md") && !tree_in(f, "docs/");
}

static void folder_readmes_are_short(struct verdict *v, const struct tree_file *f) {
	struct str rest = f->text;
	size_t lines = 0;
	for (; rest.n > 0; lines++) (void)str_cut(&rest, '\n'); /* counted, not read */
	if (lines > README_LINES_MAX)
		verdict_fail(v, f, lines, "more than %d lines", README_LINES_MAX);
}

static bool is_header(const struct tree_file *f) { return is_program(f) && tree_ends(f, ".h"); }

/* "lib/base/str.h" is guarded by BASE_STR_H. */
static void headers_are_guarded_by_their_name(struct verdict *v, const struct tree_file *f) {
	struct str path = f->path;
	char line[256];
	(void)str_cut(&path, '/'); /* lib or src */
	int n = snprintf(line, sizeof line, "#ifndef %.*s\n", STR_ARG(path));
	for (int i = (int)strlen("#ifndef "); i < n - 1; i++) {
		if (!word_letter(line[i])) line[i] = '_';
		if (line[i] >= 'a' && line[i] <= 'z') line[i] = (char)(line[i] - 'a' + 'A');
	}
	if (str_find(f->text, str_from(line)) == f->text.n)
		verdict_fail(v, f, 1, "the guard should be %.*s", n - 1, line);
}

static void files_begin_with_what_they_are(struct verdict *v, const struct tree_file *f) {
	if (!str_starts(f->text, STR("/* "))) verdict_fail(v, f, 1, "no opening comment");
}

static bool is_build(const struct tree_file *f) {
	return tree_ends(f, "meson.build") && !tree_in(f, "tests/");
}

static const struct tree_file *file_named(const char *path) {
	for (size_t i = 0; i < tree.count; i++)
		if (str_is(tree.file[i].path, path)) return &tree.file[i];
	return NULL;
}

/* dependency('x') needs a row of packages.txt that says `# x:` behind its package. */
static void parts_are_listed_as_packages(struct verdict *v, const struct tree_file *f) {
	static const char *const none[] = {"threads", "m", "dl"};
	const struct tree_file *packages = file_named("packages.txt");
	struct str rest = f->text, call = STR("dependency('");
	for (size_t line = 1; rest.n > 0; line++) {
		struct str s = str_cut(&rest, '\n');
		size_t at = str_find(s, call);
		if (at == s.n || str_find(s, STR("declare_")) < at) continue;
		struct str name = str_slice(s, at + call.n, s.n);
		name = str_cut(&name, '\'');
		bool known = false;
		for (size_t i = 0; i < COUNT_OF(none); i++) known = known || str_is(name, none[i]);
		char row[128];
		(void)snprintf(row, sizeof row, "# %.*s:", STR_ARG(name));
		if (!known && (packages == NULL ||
		               str_find(packages->text, str_from(row)) == packages->text.n))
			verdict_fail(v, f, line, "packages.txt has no row with “%s”", row);
	}
}

static const struct {
	bool (*looks_at)(const struct tree_file *f);
	void (*rule)(struct verdict *v, const struct tree_file *f);
} rules[] = {
        {is_c, lines_fit_the_screen},
        {is_c, files_are_short},
        {is_c, functions_are_short},
        {is_any, nothing_is_half_built},
        {is_money_path, no_floating_point_near_money},
        {may_not_hold_sql, sql_stands_in_sql_files},
        {is_pure, rules_are_pure},
        {is_law, law_names_its_sources},
        {is_any, no_workplace_is_named},
        {is_readme, folder_readmes_are_short},
        {is_header, headers_are_guarded_by_their_name},
        {is_c, files_begin_with_what_they_are},
        {is_build, parts_are_listed_as_packages},
};

int main(void) {
	struct verdict v = {0, 0};
	tree_read(&tree);
	for (size_t r = 0; r < COUNT_OF(rules); r++) {
		for (size_t i = 0; i < tree.count; i++) {
			const struct tree_file *f = &tree.file[i];
			size_t before = v.failed;
			if (!rules[r].looks_at(f)) continue;
			rules[r].rule(&v, f);
			verdict_case(&v, before);
		}
	}
	tree_free(&tree);
	return verdict_end(&v);
}
