/* enrol_upkeep.c: `nhi enrol lift`, `nhi enrol of-age`: what the insurer does to the register by
 * itself, as a batch with its list (engine/upkeep.h). */
#include "cli/enrol_upkeep.h"

#include "base/clock.h"
#include "base/file.h"
#include "cli/data.h"
#include "engine/upkeep.h"
#include "nhi/enrol_refusal.h"

#include <unistd.h>

#define DRY_RUN                                                                                    \
	{                                                                                          \
		"dry-run", CLI_FLAG, 0, 0, NULL, "只試算，不寫入",                                 \
		        "say what would happen, write nothing", false                              \
	}
#define LIST                                                                                       \
	{ "list", CLI_TEXT, 0, 0, "OUT.csv", "名冊寫到這個檔", "the list goes here", false }
#define END                                                                                        \
	{ NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false }

const struct cli_option enrol_lift_options[] = {DRY_RUN, LIST, END};
const struct cli_option enrol_of_age_options[] = {
        DRY_RUN,
        LIST,
        {"month", CLI_MONTH, 0, 0, "YYYY-MM", "成年之月份（預設本月）",
         "month of the coming of age (default: this)", false},
        {"withdraw", CLI_FLAG, 0, 0, NULL, "月底後：未續保者自成年之次日退出",
         "after the month: those not continued leave on the day", false},
        END,
};

static enum nhi_status run(struct cli *cli,
                           enum nhi_status (*work)(const struct upkeep_job *job, struct cli *cli,
                                                   struct upkeep_report *report, struct err *err),
                           const char *zh, const char *en, struct err *err) {
	struct law law;
	struct upkeep_report r = {.list = BUF_INIT((size_t)2 << 30)};
	char actor[32];
	(void)snprintf(actor, sizeof actor, "cli:%u", (unsigned)getuid());
	struct upkeep_job job = {.db_url = cli->db,
	                         .data_dir = cli->data_dir,
	                         .law = &law,
	                         .actor = str_from(actor),
	                         .today = clock_today(),
	                         .dry_run = cli_has(cli, "dry-run")};
	struct str list = cli_text(cli, "list", "");
	if (list.n > 0) job.seen = &cli->reads;
	enum nhi_status st = cli_law(cli, &law, err);
	if (st == NHI_OK) st = work(&job, cli, &r, err);
	if (st == NHI_OK) st = seen_record(&cli->reads, err);
	if (st == NHI_OK && list.n > 0) st = file_write(list.p, buf_str(&r.list), err);
	if (st == NHI_OK && cli->json) {
		struct json j = JSON_INIT(&cli->out, true);
		json_object_start(&j);
		json_put_date(&j, "on", r.on);
		json_put_i64(&j, "listed", r.listed);
		json_put_i64(&j, "people", r.people);
		json_put_i64(&j, "months_to_rebill", r.months);
		json_put_bool(&j, "dry_run", job.dry_run);
		json_object_end(&j);
		buf_put_char(&cli->out, '\n');
	} else if (st == NHI_OK) {
		buf_printf(&cli->out, cli_say(cli, zh, en), date_text(r.on).c, (long long)r.listed,
		           (long long)r.people, (long long)r.months);
		if (job.dry_run)
			buf_put_c(&cli->out, cli_say(cli, "（試算，未寫入）\n",
			                             "(dry run, nothing written)\n"));
	}
	buf_free(&r.list);
	return st;
}

static enum nhi_status lift(const struct upkeep_job *job, struct cli *cli, struct upkeep_report *r,
                            struct err *err) {
	return upkeep_lift(job, cli->at, r, err);
}

static enum nhi_status of_age(const struct upkeep_job *job, struct cli *cli,
                              struct upkeep_report *r, struct err *err) {
	month_t month = (month_t)cli_int(cli, "month", month_of(cli->at));
	return upkeep_of_age(job, month, cli_has(cli, "withdraw"), r, err);
}

enum nhi_status enrol_lift_run(struct cli *cli, struct err *err) {
	return run(cli, lift,
	           "自 %s 起之最低等級：名冊 %lld 人，本次調高 %lld 人，%lld 個月份需重計\n",
	           "lowest grade from %s: %lld on the list, %lld lifted now, %lld months to bill "
	           "anew\n",
	           err);
}

enum nhi_status enrol_of_age_run(struct cli *cli, struct err *err) {
	return run(cli, of_age,
	           "自 %s 起一個月內成年之眷屬：%lld 人，本次退出 %lld 人，%lld 個月份需重計\n",
	           "dependents coming of age in the month from %s: %lld, %lld leave now, %lld "
	           "months to bill anew\n",
	           err);
}
