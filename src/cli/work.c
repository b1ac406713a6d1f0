/* work.c: `nhi work`: takes jobs that are due and does them. */
#include "cli/claim_cli.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "engine/worker.h"

#include <signal.h>

static const struct cli_option work_options[] = {
        {"until-idle", CLI_FLAG, 0, 0, NULL, "沒有到期工作就結束", "end when nothing is due",
         false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

/* Set by a signal: the job at hand ends its part first, so that nothing is done twice. */
static _Atomic bool end_wanted;

static void want_end(int signal_number) {
	(void)signal_number;
	end_wanted = true;
}

static enum nhi_status work(struct cli *cli, struct err *err) {
	struct law law;
	struct calendar calendar;
	struct worker_done done;
	enum nhi_status st = cli_law(cli, &law, err);
	if (st == NHI_OK) st = cli_calendar(cli, &calendar, err);
	if (st != NHI_OK) return st;
	struct billing_context billing = {.law = &law, .calendar = &calendar};
	(void)signal(SIGINT, want_end);
	(void)signal(SIGTERM, want_end);
	const struct worker_claims claims = {cli_claim_job, cli};
	st = worker_run(cli->db, cli->data_dir, &billing, &claims, cli_has(cli, "until-idle"),
	                &end_wanted, &done, err);
	if (st != NHI_OK) return st;
	buf_printf(&cli->out,
	           cli_say(cli, "完成 %lld 件，失敗 %lld 件\n", "%lld done, %lld failed\n"),
	           (long long)done.done, (long long)done.failed);
	if (done.failed > 0) cli->exit_code = 1;
	return NHI_OK;
}

const struct cli_command work_commands[] = {
        {.noun = "work",
         .options = work_options,
         .zh = "執行到期的背景工作（每月開單等）",
         .en = "do the jobs that are due (monthly bills and others)",
         .example = "nhi work --until-idle --db sqlite:nhi.db",
         .run = work},
        {0},
};
