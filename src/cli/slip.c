/* slip.c: `nhi slip supplement`: the payment slip that a withholding agent fills in and pays
 * (扣取及繳納補充保險費辦法; facts enrolment-premium §4.5): each kind and month its own. */
#include "base/file.h"
#include "base/ids.h"
#include "cli/bill_paper.h"
#include "cli/commands.h"
#include "nhi/collect.h"
#include "nhi/supplement.h"

enum { DOCUMENT_MAX = 16 * 1024 * 1024, OWN_KIND = 61 };

static const struct cli_option supplement_options[] = {
        {"amount", CLI_INT, 1, COLLECTION_AMOUNT_MAX, "N", "應繳補充保險費（元）",
         "supplementary premium to pay, dollars", false},
        {"division", CLI_INT, 1, 6, "1-6", "業務組（預設 3）", "division (default 3)", false},
        {"kind", CLI_INT, OWN_KIND, 68, "61-68", "所得類別；61 為投保單位負擔",
         "kind of income; 61: the unit's own", false},
        {"month", CLI_MONTH, 0, 0, "YYYY-MM", "給付年月", "month of payment", false},
        {"name", CLI_TEXT, 0, 0, "NAME", "扣費義務人名稱", "name of the withholding agent", false},
        {"out", CLI_TEXT, 0, 0, "FILE.pdf", "寫到這個檔案", "file to write", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static enum nhi_status read_agent(struct cli *cli, struct str *out, struct err *err) {
	static const char *const needed[] = {"amount", "kind", "month", "name", "out"};
	for (size_t i = 0; i < COUNT_OF(needed); i++) {
		enum nhi_status st = cli_need(cli, needed[i], err);
		if (st != NHI_OK) return st;
	}
	int64_t kind = cli_int(cli, "kind", 0);
	if (kind != OWN_KIND && !supplement_is_kind(kind))
		return err_set(err, NHI_RANGE,
		               "--kind" ERR_SEP "%lld" ERR_SEP "61 62 63 65 66 67 68",
		               (long long)kind);
	struct str agent = cli->argument_count == 1 ? cli->argument[0] : STR("");
	*out = agent;
	if (agent.n == ID_BUSINESS_LENGTH && str_is_digits(agent)) return NHI_OK;
	return err_set(err, NHI_USAGE,
	               "請給扣費義務人的統一編號（8 碼）" ERR_SEP
	               "give the business number of the withholding agent (8 digits)");
}

/* Due and grace as for premiums: the end of the next month, moved over rest days (健保法 31, 35).
 */
static enum nhi_status fill_days(const struct slips *slips, struct slip *s, struct err *err) {
	const struct law_value *months;
	enum nhi_status st =
	        law_need(slips->law, "supplement.due", month_first(s->month), &months, err);
	if (st != NHI_OK) return st;
	struct calendar_answer due = calendar_next_working_day(
	        slips->calendar, month_last(s->month + (month_t)months->value));
	const struct latefee_in in = {DEBTOR_UNIT, twd(0), due.date, due.date};
	struct latefee_out fee;
	st = latefee_quote(slips->law, slips->calendar, &in, &fee, NULL, err);
	s->due = due.date;
	s->dates_verified = due.is_verified;
	s->grace_end = fee.grace_end;
	return st;
}

static enum nhi_status draw(const struct slip *s, date_t issued, struct buf *pdf, struct err *err) {
	struct paper *p;
	struct err closing = ERR_INIT;
	const struct paper_info info = {STR("全民健康保險補充保險費繳款書"), STR("OpenNHI"),
	                                instant_of_date(issued)};
	enum nhi_status st = paper_open(&p, &info, pdf, err);
	if (st != NHI_OK) return st;
	st = slip_draw(p, s, err);
	enum nhi_status closed = paper_close(p, st == NHI_OK ? err : &closing);
	return st == NHI_OK ? closed : st;
}

static enum nhi_status supplement_command(struct cli *cli, struct err *err) {
	struct slips slips;
	struct str agent;
	struct buf pdf = BUF_INIT(DOCUMENT_MAX);
	char number[COLLECTION_NUMBER + 1];
	enum nhi_status st = read_agent(cli, &agent, err);
	if (st == NHI_OK) st = cli_slips(cli, &slips, err);
	if (st != NHI_OK) return st;
	int64_t kind = cli_int(cli, "kind", 0);
	struct slip_part part = {kind == OWN_KIND ? STR("投保單位補充保險費（61）")
	                                          : str_from(supplement_kind_name(kind, "zh")),
	                         cli_int(cli, "amount", 0)};
	struct slip s = {.kind = SLIP_SUPPLEMENT,
	                 .payer_code = agent,
	                 .payer_name = cli_text(cli, "name", ""),
	                 .month = (month_t)cli_int(cli, "month", 0),
	                 .issued = cli->at,
	                 .payable = part.amount,
	                 .parts = &part,
	                 .part_count = 1};
	const struct slips_office *office = &slips.office[cli_int(cli, "division", 3)];
	s.office = office->zh;
	s.office_en = office->en;
	s.office_contact = office->contact;
	/* Agent 8, kind 2, month YYYMM 5, a closing 1: the layout is ours [unverified]. */
	(void)snprintf(number, sizeof number, "%.8s%02d%03d%02d1", agent.p, (int)kind % 100,
	               (int)(month_year(s.month) - 1911) % 1000, (int)month_number(s.month) % 100);
	s.number = str_from(number);
	st = slip_fill_terms(&slips, &s, err);
	if (st == NHI_OK) st = fill_days(&slips, &s, err);
	if (st == NHI_OK) st = draw(&s, cli->at, &pdf, err);
	if (st == NHI_OK) st = file_write(cli_text(cli, "out", "").p, buf_str(&pdf), err);
	if (st == NHI_OK)
		buf_printf(&cli->out, cli_say(cli, "已寫入 %.*s\n", "%.*s written\n"),
		           STR_ARG(cli_text(cli, "out", "")));
	buf_free(&pdf);
	return st;
}

const struct cli_command slip_commands[] = {
        {.noun = "slip",
         .verb = "supplement",
         .options = supplement_options,
         .arguments = "BUSINESS_NUMBER",
         .zh = "補充保險費繳款書（PDF），每一類別、每一給付月份一張",
         .en = "payment slip of a supplementary premium as PDF, one a kind and month",
         .example = "nhi slip supplement 04595257 --name 大甲製造 --kind 63 --month 2026-07 "
                    "--amount 6330 --out slip.pdf",
         .run = supplement_command},
        {0},
};
