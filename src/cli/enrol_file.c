/* enrol_file.c: `nhi enrol file FILE [--dry-run] [--answers OUT.csv]`: a batch of filings. */
#include "cli/enrol_file.h"

#include "base/clock.h"
#include "base/file.h"
#include "cli/data.h"
#include "engine/roster.h"

#include <unistd.h>

const struct cli_option enrol_file_options[] = {
        {"answers", CLI_TEXT, 0, 0, "OUT.csv", "每列的答覆寫到這個檔",
         "the answer of each row goes here", false},
        {"dry-run", CLI_FLAG, 0, 0, NULL, "只試算，不寫入", "say what would happen, write nothing",
         false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

enum { FILE_MAX_BYTES = 1 << 30, REFUSED_SHOWN = 20 };

static enum nhi_status read_tables(struct cli *cli, struct law *law, struct calendar *calendar,
                                   struct threeinone_layout *layout, struct err *err) {
	struct str holidays, columns, codes;
	enum nhi_status st = cli_law(cli, law, err);
	if (st == NHI_OK) st = cli_data_file(cli, "law/holidays.csv", &holidays, err);
	if (st == NHI_OK) st = calendar_read(calendar, &cli->arena, holidays, err);
	if (st == NHI_OK) st = cli_data_file(cli, "codes/threeinone_layout.csv", &columns, err);
	if (st == NHI_OK) st = cli_data_file(cli, "codes/threeinone_codes.csv", &codes, err);
	if (st == NHI_OK) st = threeinone_read(layout, &cli->arena, columns, codes, err);
	return st;
}

static struct str base_name(struct str path) {
	for (size_t i = path.n; i > 0; i--)
		if (path.p[i - 1] == '/') return str_slice(path, i, path.n);
	return path;
}

static void put_summary_json(struct cli *cli, const struct roster_report *r, bool dry_run) {
	struct json j = JSON_INIT(&cli->out, true);
	json_object_start(&j);
	json_put_i64(&j, "rows", r->rows);
	json_put_i64(&j, "accepted", r->accepted);
	json_put_i64(&j, "refused", r->refused);
	json_put_i64(&j, "people", r->people);
	json_put_i64(&j, "new_people", r->new_people);
	json_put_i64(&j, "months_to_rebill", r->months);
	json_put_i64(&j, "filing_id", r->filing_id);
	json_put_bool(&j, "repeated", r->repeated);
	json_put_bool(&j, "dry_run", dry_run);
	json_object_end(&j);
	buf_put_char(&cli->out, '\n');
}

/* The first rows that were refused or noted, for people; all of them stand in the answers. */
static void put_refused(struct cli *cli, const struct roster_report *r) {
	struct csv c;
	bool more = true;
	size_t shown = 0, en = str_is(str_from(cli->lang), "en") ? 1 : 0;
	csv_init(&c, buf_str(&r->answers), &cli->arena);
	while (shown < REFUSED_SHOWN && csv_next(&c, &more, NULL) == NHI_OK && more) {
		if (!str_is(csv_field(&c, 2), "refused")) continue;
		struct str row = csv_field(&c, 0), column = csv_field(&c, 1);
		buf_printf(&cli->out, cli_say(cli, "第 %.*s 列%s%.*s%s：", "row %.*s%s%.*s%s: "),
		           STR_ARG(row), column.n > 0 ? cli_say(cli, "第 ", ", column ") : "",
		           STR_ARG(column), column.n > 0 ? cli_say(cli, " 欄", "") : "");
		struct str text = csv_field(&c, 7 + en), article = csv_field(&c, 9),
		           remedy = csv_field(&c, 10 + en);
		buf_printf(&cli->out, cli_say(cli, "%.*s（%.*s）%.*s\n", "%.*s (%.*s) %.*s\n"),
		           STR_ARG(text), STR_ARG(article), STR_ARG(remedy));
		shown++;
	}
}

static enum nhi_status report(struct cli *cli, const struct roster_report *r, struct err *err) {
	bool dry_run = cli_has(cli, "dry-run");
	struct str answers = cli_text(cli, "answers", "");
	cli->exit_code = r->refused > 0 ? 1 : 0;
	if (cli->json) {
		put_summary_json(cli, r, dry_run);
	} else {
		buf_printf(
		        &cli->out,
		        cli_say(cli,
		                "%lld 列：受理 %lld，不予受理 %lld；%lld 人異動，%lld "
		                "個月份需重計%s\n",
		                "%lld rows: %lld accepted, %lld refused; %lld people changed, %lld "
		                "months to bill anew%s\n"),
		        (long long)r->rows, (long long)r->accepted, (long long)r->refused,
		        (long long)r->people, (long long)r->months,
		        dry_run ? cli_say(cli, "（試算，未寫入）", " (dry run, nothing written)")
		        : r->repeated ? cli_say(cli, "（此檔先前已辦理）", " (carried out before)")
		                      : "");
		put_refused(cli, r);
	}
	return answers.n > 0 ? file_write(answers.p, buf_str(&r->answers), err) : NHI_OK;
}

enum nhi_status enrol_file_run(struct cli *cli, struct err *err) {
	struct law law;
	struct calendar calendar;
	struct threeinone_layout *layout = ARENA_NEW(&cli->arena, struct threeinone_layout);
	struct roster_report r = {.answers = BUF_INIT(0)};
	struct progress progress;
	if (cli->argument_count != 1)
		return err_set(err, NHI_USAGE, "請給一個檔案" ERR_SEP "give one file");
	if (layout == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct str path = cli->argument[0];
	struct roster_job job = {.db_url = cli->db,
	                         .data_dir = cli->data_dir,
	                         .law = &law,
	                         .calendar = &calendar,
	                         .layout = layout,
	                         .name = base_name(path),
	                         .today = clock_today(),
	                         .dry_run = cli_has(cli, "dry-run"),
	                         .progress = &progress};
	char actor[32];
	(void)snprintf(actor, sizeof actor, "cli:%u", (unsigned)getuid());
	job.actor = str_from(actor);
	enum nhi_status st = read_tables(cli, &law, &calendar, layout, err);
	if (st == NHI_OK) st = file_read(&cli->arena, path.p, FILE_MAX_BYTES, &job.bytes, err);
	if (st != NHI_OK) return st;
	progress_start(&progress, path.p, 0, !cli->no_progress);
	st = roster_run(&job, &r, err);
	progress_end(&progress);
	if (st == NHI_OK) st = report(cli, &r, err);
	buf_free(&r.answers);
	return st == NHI_OK || st == NHI_IO ? st : (err_where(err, "%.*s", STR_ARG(path)), st);
}
