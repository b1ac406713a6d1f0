/* law_opendata.c: `nhi law export|import`: the agency's open-data layouts 20251 (grade table) and
 * 20246 (premium shares of employees). An import is a dry run unless --out names a law folder. */
#include "base/csv.h"
#include "base/file.h"
#include "cli/law_cli.h"
#include "wire/opendata_grades.h"
#include "wire/opendata_shares.h"

enum { OPENDATA_FILE_MAX = 4 * 1024 * 1024, OUT_PATH_SIZE = 4096, LAYOUT_GRADES = 20251 };

/* --- export ------------------------------------------------------------------------------------
 */

static void steps_at(const struct law *law, date_t at, int64_t step[OPENDATA_GROUPS_MAX + 1]) {
	for (int g = 0; g <= OPENDATA_GROUPS_MAX; g++) {
		struct buf name = BUF_INIT(64);
		buf_printf(&name, "grades.step.%d", g);
		const struct law_value *v = law_at(law, buf_str(&name), at);
		step[g] = v == NULL ? 0 : v->value;
		buf_free(&name);
	}
}

static enum nhi_status layout_of(const struct cli *cli, int64_t *layout, struct err *err) {
	enum { LAYOUT_SHARES = 20246 };
	enum nhi_status st = cli_need(cli, "layout", err);
	if (st != NHI_OK) return st;
	*layout = cli_int(cli, "layout", 0);
	if (*layout == LAYOUT_GRADES || *layout == LAYOUT_SHARES) return NHI_OK;
	return err_set(err, NHI_RANGE, "--layout" ERR_SEP "%lld" ERR_SEP "20246, 20251",
	               (long long)*layout);
}

static enum nhi_status need_grades(const struct law *law, date_t at, const struct law_grades **out,
                                   struct err *err) {
	*out = law_grades_at(law, at);
	if (*out != NULL) return NHI_OK;
	struct buf day = BUF_INIT(16);
	date_print(&day, at);
	err_set(err, NHI_LAW_NO_VALUE, "grades" ERR_SEP "%.*s", STR_ARG(buf_str(&day)));
	buf_free(&day);
	return NHI_LAW_NO_VALUE;
}

static enum nhi_status export_grades(struct cli *cli, const struct law *law, struct err *err) {
	const struct law_grades *g;
	int64_t step[OPENDATA_GROUPS_MAX + 1];
	enum nhi_status st = need_grades(law, cli->at, &g, err);
	if (st != NHI_OK) return st;
	steps_at(law, g->from, step);
	opendata_grades_write(&cli->out, g->rows, g->count, step);
	return NHI_OK;
}

static enum nhi_status shares_at(struct cli *cli, const struct law *law, date_t at,
                                 struct premium_law *pl, struct opendata_shares *out,
                                 struct err *err) {
	const struct law_grades *g;
	enum nhi_status st = need_grades(law, at, &g, err);
	if (st == NHI_OK) st = premium_law_at(law, at, pl, err);
	if (st == NHI_OK) st = opendata_shares_compute(out, &cli->arena, pl, err);
	return st;
}

enum nhi_status law_run_export(struct cli *cli, struct err *err) {
	struct law law;
	struct premium_law pl;
	struct opendata_shares shares;
	int64_t layout;
	enum nhi_status st = law_arguments(cli, 0, "nhi law export --layout 20251|20246", err);
	if (st == NHI_OK) st = layout_of(cli, &layout, err);
	if (st == NHI_OK) st = cli_law(cli, &law, err);
	if (st != NHI_OK) return st;
	if (layout == LAYOUT_GRADES) return export_grades(cli, &law, err);
	st = shares_at(cli, &law, cli->at, &pl, &shares, err);
	if (st == NHI_OK) opendata_shares_write(&cli->out, &shares, &pl);
	return st;
}

/* --- import ------------------------------------------------------------------------------------
 */

struct import {
	struct cli *cli;
	struct law law;
	date_t effective;
	struct str bytes;
	struct findings findings;
	struct opendata_grades grades;
	struct str source;
};

static void print_findings(struct import *in) {
	for (size_t i = 0; i < in->findings.count; i++)
		finding_print(&in->findings.row[i], in->cli->lang, &in->cli->out);
	if (finding_count(&in->findings, FINDING_ERROR) > 0) in->cli->exit_code = 1;
}

static enum nhi_status import_shares(struct import *in, struct err *err) {
	struct premium_law pl;
	struct opendata_shares file, law;
	enum nhi_status st = shares_at(in->cli, &in->law, in->effective, &pl, &law, err);
	if (st == NHI_OK)
		st = opendata_shares_read(&file, &in->cli->arena, &pl, in->bytes, &in->findings,
		                          err);
	if (st != NHI_OK) return st;
	opendata_shares_compare(&file, &law, &in->findings);
	print_findings(in);
	buf_printf(&in->cli->out,
	           cli_say(in->cli, "%zu 級，%zu 處與依法規計算者不同\n",
	                   "%zu grades, %zu figures differ from the law\n"),
	           file.count, finding_count(&in->findings, FINDING_ERROR));
	return NHI_OK;
}

/* The version as rows of law/grades.csv. */
static void put_version(struct buf *out, const struct import *in) {
	for (size_t i = 0; i < in->grades.count; i++) {
		const struct law_grade *g = &in->grades.row[i];
		date_print(out, in->effective);
		csv_put_i64(out, 1, g->grade);
		csv_put_i64(out, 2, g->group);
		csv_put_i64(out, 3, g->wage_from);
		if (g->wage_to == INT64_MAX)
			csv_put(out, 4, STR(""));
		else
			csv_put_i64(out, 4, g->wage_to);
		csv_put_i64(out, 5, g->insured_amount);
		csv_put(out, 6, in->source);
		csv_put(out, 7, STR("yes"));
		csv_end_row(out);
	}
}

static const char grades_title[] =
        "effective_from,grade,group,wage_from,wage_to,insured_amount,source,verified\n";

/* law_check over the law with the version laid over it. */
static enum nhi_status check_version(struct import *in, bool *fits, struct err *err) {
	struct law_file *files, *all;
	struct law_findings found = LAW_FINDINGS_INIT(&in->cli->arena);
	struct buf text = BUF_INIT(OPENDATA_FILE_MAX);
	size_t count;
	enum nhi_status st = cli_all_law_files(in->cli, &files, &count, err);
	if (st != NHI_OK) return st;
	buf_put_c(&text, grades_title);
	put_version(&text, in);
	all = ARENA_ARRAY(&in->cli->arena, count + 1, struct law_file);
	if (all == NULL || !buf_ok(&text)) {
		buf_free(&text);
		return err_set(err, NHI_MEMORY, "");
	}
	for (size_t i = 0; i < count; i++) all[i] = files[i];
	all[count] = (struct law_file){
	        .name = STR("grades.csv"), .bytes = buf_str(&text), .overlay = true};
	law_check(&found, all, count + 1);
	for (size_t i = 0; i < found.count; i++)
		law_finding_print(&found.row[i], in->cli->lang, &in->cli->out);
	*fits = found.defects == 0;
	buf_free(&text);
	return found.failed ? err_set(err, NHI_MEMORY, "") : NHI_OK;
}

static bool has_amount(const struct law_grade *rows, size_t count, const struct law_grade *g) {
	for (size_t i = 0; i < count; i++)
		if (rows[i].insured_amount == g->insured_amount &&
		    rows[i].wage_from == g->wage_from && rows[i].wage_to == g->wage_to)
			return true;
	return false;
}

static size_t put_difference(struct buf *out, char sign, const struct law_grade *rows, size_t count,
                             const struct law_grade *others, size_t other_count) {
	size_t different = 0;
	for (size_t i = 0; i < count; i++) {
		const struct law_grade *g = &rows[i];
		if (has_amount(others, other_count, g)) continue;
		different++;
		buf_printf(out, "%c %d\t%lld\t%lld–", sign, g->grade, (long long)g->insured_amount,
		           (long long)g->wage_from);
		if (g->wage_to != INT64_MAX) buf_put_i64(out, g->wage_to);
		buf_put_char(out, '\n');
	}
	return different;
}

/* What the file changes against the table that the law has on that day. */
static void print_difference(struct import *in) {
	struct buf *out = &in->cli->out;
	static const struct law_grades none;
	const struct law_grades *now = law_grades_at(&in->law, in->effective);
	int64_t step[OPENDATA_GROUPS_MAX + 1];
	if (now == NULL) now = &none;
	size_t gone =
	        put_difference(out, '-', now->rows, now->count, in->grades.row, in->grades.count);
	size_t added =
	        put_difference(out, '+', in->grades.row, in->grades.count, now->rows, now->count);
	steps_at(&in->law, in->effective, step);
	for (int g = 1; g <= OPENDATA_GROUPS_MAX; g++)
		if (in->grades.step[g] != 0 && in->grades.step[g] != step[g])
			buf_printf(out, "! grades.step.%d: %lld → %lld\n", g, (long long)step[g],
			           (long long)in->grades.step[g]);
	buf_printf(out,
	           cli_say(in->cli, "%zu 級：新增 %zu，移除 %zu\n",
	                   "%zu grades: %zu added, %zu removed\n"),
	           in->grades.count, added, gone);
}

/* Copies the rows of other days of an old grades.csv, the new version in its place. */
static enum nhi_status merge(struct import *in, struct str old, struct buf *out, struct err *err) {
	struct csv csv;
	bool more = true, written = false;
	csv_init(&csv, old, &in->cli->arena);
	buf_put_c(out, grades_title);
	enum nhi_status st = old.n == 0 ? NHI_OK : csv_next(&csv, &more, err);
	while (st == NHI_OK && more && old.n > 0) {
		date_t day;
		st = csv_next(&csv, &more, err);
		if (st != NHI_OK || !more) break;
		if (!date_parse(csv_field(&csv, 0), &day)) continue;
		if (day == in->effective) continue;
		if (day > in->effective && !written) {
			put_version(out, in);
			written = true;
		}
		for (size_t i = 0; i < csv.count; i++) csv_put(out, i, csv_field(&csv, i));
		csv_end_row(out);
	}
	if (!written) put_version(out, in);
	return st == NHI_OK && !buf_ok(out) ? err_set(err, NHI_MEMORY, "") : st;
}

static enum nhi_status write_version(struct import *in, struct err *err) {
	char path[OUT_PATH_SIZE];
	struct str dir = cli_text(in->cli, "out", ""), old = {"", 0};
	struct buf text = BUF_INIT(OPENDATA_FILE_MAX);
	int n = snprintf(path, sizeof path, "%.*s/grades.csv", STR_ARG(dir));
	if (n < 0 || (size_t)n >= sizeof path)
		return err_set(err, NHI_LIMIT, "--out" ERR_SEP "%d", OUT_PATH_SIZE);
	enum nhi_status st = NHI_OK;
	if (file_exists(path)) st = file_read(&in->cli->arena, path, OPENDATA_FILE_MAX, &old, err);
	if (st == NHI_OK) st = merge(in, old, &text, err);
	if (st == NHI_OK) st = file_write(path, buf_str(&text), err);
	if (st == NHI_OK)
		buf_printf(&in->cli->out, cli_say(in->cli, "已寫入 %s\n", "written to %s\n"), path);
	buf_free(&text);
	return st;
}

static enum nhi_status import_grades(struct import *in, struct err *err) {
	bool fits = false;
	enum nhi_status st =
	        opendata_grades_read(&in->grades, &in->cli->arena, in->bytes, &in->findings, err);
	if (st != NHI_OK) return st;
	print_findings(in);
	if (in->cli->exit_code == 0) st = check_version(in, &fits, err);
	if (st != NHI_OK) return st;
	if (!fits) {
		in->cli->exit_code = 1;
		buf_put_c(&in->cli->out, cli_say(in->cli, "檔案有缺失，未寫入\n",
		                                 "the file has defects; nothing was written\n"));
		return NHI_OK;
	}
	print_difference(in);
	if (cli_has(in->cli, "out")) return write_version(in, err);
	buf_put_c(&in->cli->out, cli_say(in->cli, "試行，未寫入（以 --out DIR 寫入）\n",
	                                 "dry run, nothing written (--out DIR writes)\n"));
	return NHI_OK;
}

enum nhi_status law_run_import(struct cli *cli, struct err *err) {
	struct import in = {.cli = cli, .findings = FINDINGS_INIT(&cli->arena)};
	int64_t layout;
	struct buf source = BUF_INIT(256);
	enum nhi_status st = law_arguments(
	        cli, 1, "nhi law import --layout 20251|20246 FILE --effective DATE [--out DIR]",
	        err);
	if (st == NHI_OK) st = layout_of(cli, &layout, err);
	if (st == NHI_OK) st = cli_need(cli, "effective", err);
	if (st == NHI_OK) st = cli_law(cli, &in.law, err);
	if (st == NHI_OK)
		st = file_read(&cli->arena, cli->argument[0].p, OPENDATA_FILE_MAX, &in.bytes, err);
	if (st != NHI_OK) return st;
	in.effective = (date_t)cli_int(cli, "effective", 0);
	buf_put_c(&source, "dataset:20251@");
	date_print(&source, in.effective);
	in.source = cli_text(cli, "source", "");
	if (in.source.n == 0) in.source = buf_str(&source);
	st = layout == LAYOUT_GRADES ? import_grades(&in, err) : import_shares(&in, err);
	buf_free(&source);
	return st;
}
