/* coverage.c: `nhi coverage --person ID --on DATE [--known-on DATE]`: who was covered how. */
#include "cli/commands.h"
#include "cli/register.h"

static const struct cli_option options[] = {
        {"known-on", CLI_TEXT, 0, 0, "DATE|INSTANT", "以該時點所知為準（預設：現在）",
         "as known at that time (default: now)", false},
        {"on", CLI_DATE, 0, 0, "DATE", "哪一天（預設：--at 或今天）",
         "the day (default: --at or today)", false},
        {"person", CLI_TEXT, 0, 0, "ID", "身分證號，或 #內部編號",
         "identity number, or #internal-id", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static enum nhi_status show(struct cli *cli, struct err *err) {
	struct cli_register r;
	struct buf json = BUF_INIT(1 << 20);
	instant_t known = INSTANT_OPEN - 1;
	bool covered = false;
	enum nhi_status st = cli_need(cli, "person", err);
	if (st != NHI_OK) return st;
	struct str text = cli_text(cli, "known-on", "");
	date_t day;
	/* A day means its end: what was learnt on that day counts. */
	if (date_parse(text, &day))
		known = instant_of_date(day + 1) - 1;
	else if (text.n > 0 && !instant_parse(text, &known))
		return err_set(err, NHI_RANGE, "--known-on" ERR_SEP "%.*s" ERR_SEP "YYYY-MM-DD",
		               STR_ARG(text));
	st = cli_register_open(cli, &r, REGISTER_READ, err);
	if (st == NHI_OK)
		st = desk_coverage(&r.desk, cli_text(cli, "person", ""),
		                   (date_t)cli_int(cli, "on", cli->at), known, &covered, &json,
		                   err);
	if (st == NHI_OK) st = cli_view(cli, buf_str(&json), err);
	if (st == NHI_OK && !covered) cli->exit_code = 1;
	buf_free(&json);
	cli_register_close(&r);
	return st;
}

const struct cli_command coverage_commands[] = {
        {.noun = "coverage",
         .verb = "show",
         .options = options,
         .zh = "某人某日的投保狀態",
         .en = "coverage of a person on a day",
         .example = "nhi coverage show --person A123456789 --on 2026-07-01",
         .run = show},
        {.noun = "coverage",
         .options = options,
         .zh = "某人某日的投保狀態",
         .en = "coverage of a person on a day",
         .example = "nhi coverage --person A123456789 --on 2026-07-01 --known-on 2026-08-01",
         .run = show},
        {0},
};
