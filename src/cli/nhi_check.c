/* nhi_check.c: `nhi-check`, the check of claim files as a program of its own: no installation, no
 * database, nothing but libc and zlib; also for Windows (tools/nhi_check_exe.sh). Rules and
 * reference data come as one package (wire/claim_package.h), by default rules.zip beside the
 * program. Its answers are those of `nhi claim check`, byte for byte.
 *
 *     nhi-check [--rules FILE] [--json] [--lang zh|en] [--answer OUT] FILE… */
#include "cli/claim_file.h"
#include "wire/claim_package.h"
#include "wire/claim_standard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#endif

enum { PACKAGE_PIECE = 1 << 20, EXIT_USAGE = 2, EXIT_INPUT = 3, EXIT_SYSTEM = 4 };
#define PACKAGE_BYTES_MAX ((size_t)1 << 30)

struct options {
	const char *rules, *lang, *answer;
	bool json;
	char **file;
	int file_count;
	char beside[1024]; /* rules.zip in the folder of the program */
};

struct tools {
	struct buf bytes; /* of the package */
	struct arena arena;
	struct claim_package package;
	struct claim_layout layout;
	struct claim_catalogue catalogue;
	struct law law;
	struct claim_ref ref;
	struct calendar calendar;
	struct claim_rule_file rule[CLAIM_PACKAGE_ENTRIES_MAX];
	size_t rule_count;
	struct claim_standard standard;
};

static int fail(const struct options *o, const struct err *err) {
	struct buf text = BUF_INIT(0);
	err_message(err, o->lang, &text);
	(void)fprintf(stderr, "nhi-check: %.*s%s%.*s\n", (int)err->where_n, err->where,
	              err->where_n > 0 ? ": " : "", STR_ARG(buf_str(&text)));
	buf_free(&text);
	return status_exit_code(err->code);
}

/* ---- the package ------------------------------------------------------------------------- */

static enum nhi_status read_package(struct tools *t, const char *path, struct err *err) {
	struct claim_file f;
	size_t got = 1;
	enum nhi_status st = claim_file_open(&f, path, err);
	while (st == NHI_OK && got > 0) {
		char *to = buf_room(&t->bytes, PACKAGE_PIECE);
		if (to == NULL) st = err_set(err, NHI_MEMORY, "");
		if (st == NHI_OK) st = f.source.read(&f.source, to, PACKAGE_PIECE, &got, err);
		if (st == NHI_OK) buf_added(&t->bytes, got);
	}
	claim_file_close(&f);
	return st == NHI_OK ? claim_package_read(&t->package, buf_str(&t->bytes), &t->arena, err)
	                    : st;
}

static struct str entry(const struct tools *t, const char *name) {
	const struct claim_package_entry *e = claim_package_find(&t->package, name);
	return e == NULL ? STR("") : e->bytes;
}

/* Rules about items stand in a folder of their own below law/. */
static void find_rules(struct tools *t) {
	struct str folder = STR("law/claim-rules/");
	for (size_t i = 0; i < t->package.count; i++) {
		const struct claim_package_entry *e = &t->package.entry[i];
		if (str_starts(e->name, folder))
			t->rule[t->rule_count++] = (struct claim_rule_file){
			        str_slice(e->name, folder.n, e->name.n), e->bytes};
	}
}

static enum nhi_status read_law(struct tools *t, struct err *err) {
	struct law_file *files = ARENA_ARRAY(&t->arena, CLAIM_PACKAGE_ENTRIES_MAX, struct law_file);
	size_t count = 0;
	if (files == NULL) return err_set(err, NHI_MEMORY, "");
	for (size_t i = 0; i < t->package.count; i++) {
		const struct claim_package_entry *e = &t->package.entry[i];
		if (!str_starts(e->name, STR("law/"))) continue;
		if (str_starts(e->name, STR("law/claim-rules/"))) continue;
		files[count++] = (struct law_file){.name = str_slice(e->name, 4, e->name.n),
		                                   .bytes = e->bytes};
	}
	return law_read(&t->law, &t->arena, files, count, err);
}

static enum nhi_status open_tools(struct tools *t, const char *path, struct err *err) {
	enum nhi_status st = read_package(t, path, err);
	if (st == NHI_OK) st = read_law(t, err);
	if (st == NHI_OK)
		st = claim_layout_read(&t->layout, entry(t, "codes/claim_fields.csv"), &t->arena,
		                       err);
	if (st == NHI_OK)
		st = claim_catalogue_read(&t->catalogue, entry(t, "codes/claim_findings.csv"),
		                          &t->arena, err);
	if (st == NHI_OK) st = claim_ref_open(&t->ref, entry(t, "reference.image"), err);
	if (st == NHI_OK)
		st = calendar_read(&t->calendar, &t->arena, entry(t, "law/holidays.csv"), err);
	if (st != NHI_OK) return st;
	find_rules(t);
	struct claim_standard_in in = {.layout = &t->layout,
	                               .law = &t->law,
	                               .ref = &t->ref,
	                               .copay_codes = entry(t, "law/copay_codes.csv"),
	                               .sums = entry(t, "codes/claim_sums.csv"),
	                               .lists = entry(t, "codes/claim_lists.csv"),
	                               .rule_file = t->rule,
	                               .rule_file_count = t->rule_count,
	                               .fee_kinds = entry(t, "codes/fee_kinds.csv"),
	                               .fee_tiers = entry(t, "codes/fee_tiers.csv"),
	                               .calendar = &t->calendar};
	return claim_standard_open(&t->standard, &in, &t->arena, err);
}

/* ---- the files --------------------------------------------------------------------------- */

static enum nhi_status judge_file(struct tools *t, const char *path, struct claim_verdict *v,
                                  struct err *err) {
	struct claim_checks checks = claim_standard_checks(&t->standard);
	struct claim_judge judge = {&t->layout, &t->catalogue, &checks,
	                            str_from(t->standard.version)};
	struct claim_file f;
	enum nhi_status st = claim_file_open(&f, path, err);
	if (st == NHI_OK)
		st = claim_judge(&judge, &f.source, claim_file_name(path), &t->arena, v, err);
	claim_file_close(&f);
	if (st == NHI_OK && t->standard.failed) return err_set(err, NHI_MEMORY, "");
	return st;
}

static void write_answer(const struct options *o, const struct claim_verdict *v) {
	struct buf text = BUF_INIT(0);
	claim_verdict_answer(v, &text);
	FILE *f = o->answer == NULL || text.n == 0 ? NULL : fopen(o->answer, "wb");
	if (f != NULL) (void)fwrite(text.p, 1, text.n, f);
	if (f != NULL) (void)fclose(f);
	buf_free(&text);
}

static int judge_all(struct tools *t, const struct options *o) {
	struct buf out = BUF_INIT(0);
	struct json j = JSON_INIT(&out, true);
	struct err err = ERR_INIT;
	enum nhi_status st = NHI_OK;
	int code = 0;
	if (o->json) json_array_start(&j);
	for (int i = 0; st == NHI_OK && i < o->file_count; i++) {
		struct claim_verdict v;
		st = judge_file(t, o->file[i], &v, &err);
		if (st != NHI_OK) break;
		struct str name = str_from(o->file[i]);
		if (o->json)
			claim_verdict_json(&v, name, &j);
		else
			claim_verdict_print(&v, name, o->lang, &out);
		write_answer(o, &v);
		if (v.exit_code > code) code = v.exit_code;
	}
	if (o->json) json_array_end(&j);
	if (o->json) buf_put_char(&out, '\n');
	if (st == NHI_OK && fwrite(out.p, 1, out.n, stdout) != out.n) code = EXIT_SYSTEM;
	buf_free(&out);
	return st == NHI_OK ? code : fail(o, &err);
}

/* ---- the command line -------------------------------------------------------------------- */

static int usage(void) {
	(void)fputs("用法：nhi-check [--rules FILE] [--json] [--lang zh|en] [--answer OUT] FILE…\n"
	            "usage: nhi-check [--rules FILE] [--json] [--lang zh|en] [--answer OUT] "
	            "FILE…\n",
	            stderr);
	return EXIT_USAGE;
}

static bool take_option(struct options *o, const char *name, char **argv, int *i) {
	struct str option = str_from(name);
	const char **to = str_is(option, "--rules")    ? &o->rules
	                  : str_is(option, "--lang")   ? &o->lang
	                  : str_is(option, "--answer") ? &o->answer
	                                               : NULL;
	if (str_is(option, "--json")) {
		o->json = true;
		return true;
	}
	if (to == NULL || argv[*i + 1] == NULL) return false;
	*to = argv[++*i];
	return true;
}

int main(int argc, char **argv) {
	static struct tools tools; /* large: reader tables of one program run */
	struct options o = {.lang = "zh", .file = argv};
	const char *program = argc > 0 ? argv[0] : "";
	char own[sizeof o.beside];
	struct err err = ERR_INIT;
	(void)snprintf(own, sizeof own, "%s", program); /* argv is reused for the files */
	for (int i = 1; i < argc; i++) {
		if (argv[i][0] != '-')
			argv[o.file_count++] = argv[i];
		else if (!take_option(&o, argv[i], argv, &i))
			return usage();
	}
	if (o.file_count == 0) return usage();
#ifdef _WIN32
	(void)_setmode(_fileno(stdout), _O_BINARY); /* the same bytes everywhere */
#endif
	(void)snprintf(o.beside, sizeof o.beside, "%.*srules.zip",
	               (int)(strlen(own) - claim_file_name(own).n), own);
	tools.bytes.max = PACKAGE_BYTES_MAX;
	tools.arena.max = PACKAGE_BYTES_MAX;
	enum nhi_status st = open_tools(&tools, o.rules == NULL ? o.beside : o.rules, &err);
	int code = st == NHI_OK ? judge_all(&tools, &o) : fail(&o, &err);
	claim_standard_close(&tools.standard);
	arena_free(&tools.arena);
	buf_free(&tools.bytes);
	return code;
}
