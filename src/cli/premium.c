/* premium.c: `nhi premium quote|table|supplement|latefee|instalments|charge` (DESIGN §5). */
#include "nhi/premium.h"

#include "base/csv.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/premium_file.h"
#include "nhi/charge.h"
#include "nhi/collect.h"
#include "nhi/supplement.h"
#include "wire/sheet.h"

/* Dollars that an option may carry: far above any wage or payment, far below what overflows. */
#define MONEY_MAX INT64_C(1000000000000)

enum { EVENTS_FILE_MAX = 1024 * 1024, EVENTS_MAX = 10000 };

/* --- output shared by the verbs -------------------------------------------------------------- */

static struct json begin_json(struct cli *cli) {
	struct json j = JSON_INIT(&cli->out, true);
	json_object_start(&j);
	return j;
}

static enum nhi_status end_json(struct cli *cli, struct json *j, const struct trace *trace,
                                struct err *err) {
	if (trace->failed) return err_set(err, NHI_MEMORY, "");
	trace_json(trace, j);
	json_object_end(j);
	buf_put_char(&cli->out, '\n');
	return NHI_OK;
}

static void put_line(struct cli *cli, const char *zh, const char *en, int64_t dollars) {
	buf_put_c(&cli->out, cli_say(cli, zh, en));
	buf_put_c(&cli->out, cli_say(cli, "：", ": "));
	law_print_value(&cli->out, LAW_TWD, dollars, cli->lang);
	buf_put_char(&cli->out, '\n');
}

static enum nhi_status put_trace(struct cli *cli, const struct trace *trace, struct err *err) {
	if (trace->failed) return err_set(err, NHI_MEMORY, "");
	buf_printf(&cli->out, "\n%s\n", cli_say(cli, "為什麼？", "Why?"));
	trace_print(trace, &cli->out, cli->lang);
	return NHI_OK;
}

static enum nhi_status out_of_range(struct err *err, const char *option, struct str value,
                                    const char *want) {
	return err_set(err, NHI_RANGE, "--%s" ERR_SEP "%.*s" ERR_SEP "%s", option, STR_ARG(value),
	               want);
}

/* --- quote --------------------------------------------------------------------------------------
 */

static const struct cli_option quote_options[] = {
        {"amount", CLI_INT, 1, MONEY_MAX, "N", "投保金額（分級表上的金額）",
         "insured amount (one of the grade table)", false},
        {"category", CLI_TEXT, 0, 0, "CC", "類目：11 12 13 14 15 21 22 31 32 41 42 43 51 61 62",
         "category and item: 11 12 13 14 15 21 22 31 32 41 42 43 51 61 62", false},
        {"dependents", CLI_INT, 0, 99, "N", "加保眷屬人數（預設 0）",
         "dependents enrolled (default 0)", false},
        {"file", CLI_TEXT, 0, 0, "FILE", "整份薪資清冊（CSV 或 xlsx），每人一列",
         "a whole payroll (CSV or xlsx), a row a person", false},
        {"private-school", CLI_FLAG, 0, 0, NULL, "私立學校教職員（類目 11）",
         "staff of a private school (item 11)", false},
        {"wage", CLI_INT, 0, MONEY_MAX, "N", "月薪資，依分級表歸級",
         "monthly wage, graded by the table", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static enum nhi_status read_scheme(struct cli *cli, enum premium_scheme *out, struct err *err) {
	int64_t item;
	enum nhi_status st = cli_need(cli, "category", err);
	if (st != NHI_OK) return st;
	struct str text = cli_text(cli, "category", "");
	bool is_private = cli_has(cli, "private-school");
	if (!str_to_i64(text, 11, 62, &item) || !premium_scheme_of((int32_t)item, false, out))
		return out_of_range(err, "category", text, "11–15, 21–22, 31–32, 41–43, 51, 61–62");
	if (!is_private || premium_scheme_of((int32_t)item, true, out)) return NHI_OK;
	return err_set(err, NHI_USAGE,
	               "--private-school 只適用於類目 11" ERR_SEP
	               "--private-school goes with item 11 only");
}

/* The insured amount of categories 1 and 2 from --wage or --amount. */
static enum nhi_status read_amount(struct cli *cli, const struct premium_law *pl,
                                   enum premium_scheme scheme, twd_t *out, struct err *err) {
	bool wage = cli_has(cli, "wage"), amount = cli_has(cli, "amount");
	*out = twd(0);
	if (premium_base_of(scheme) != BASE_GRADE) {
		if (!wage && !amount) return NHI_OK;
		return err_set(err, NHI_USAGE,
		               "第三至六類不用 --wage 或 --amount" ERR_SEP
		               "categories 3 to 6 take neither --wage nor --amount");
	}
	if (wage == amount)
		return err_set(err, NHI_USAGE,
		               "請給 --wage 或 --amount 其中一個" ERR_SEP
		               "give one of --wage and --amount");
	if (wage) {
		*out = twd(premium_grade_of_wage(pl, twd(cli_int(cli, "wage", 0)))->insured_amount);
		return NHI_OK;
	}
	*out = twd(cli_int(cli, "amount", 0));
	if (premium_grade_of_amount(pl, *out) != NULL) return NHI_OK;
	long long given = (long long)out->v;
	long long grade = (long long)premium_grade_of_wage(pl, *out)->insured_amount;
	return err_set(
	        err, NHI_USAGE,
	        "分級表沒有投保金額 %lld；月薪 %lld 應歸 %lld，請改用 --wage %lld" ERR_SEP
	        "the grade table has no insured amount %lld; a wage of %lld belongs to %lld: use "
	        "--wage %lld",
	        given, given, grade, given, given, given, grade, given);
}

static enum nhi_status read_dependents(struct cli *cli, enum premium_scheme scheme, int32_t *out,
                                       struct err *err) {
	*out = (int32_t)cli_int(cli, "dependents", 0);
	if (*out == 0 || premium_allows_dependents(scheme)) return NHI_OK;
	return err_set(
	        err, NHI_USAGE,
	        "第四、五類被保險人沒有眷屬加保（健保法第 2 條）；眷屬請各自投保" ERR_SEP
	        "insured persons of categories 4 and 5 have no dependents (Act 2); each is insured "
	        "in person");
}

static void json_amount(struct json *j, const struct premium_law *pl, enum premium_scheme s,
                        const struct premium_out *q) {
	const struct law_grade *g = premium_grade_of_amount(pl, q->insured_amount);
	if (premium_base_of(s) == BASE_AVERAGE)
		json_put_null(j, "insured_amount");
	else
		json_put_i64(j, "insured_amount", q->insured_amount.v);
	if (premium_base_of(s) == BASE_GRADE && g != NULL)
		json_put_i64(j, "grade", g->grade);
	else
		json_put_null(j, "grade");
	if (premium_base_of(s) == BASE_AVERAGE)
		json_put_i64(j, "average_premium", q->average_premium.v);
}

static enum nhi_status print_quote_json(struct cli *cli, const struct premium_law *pl,
                                        const struct premium_in *in, const struct premium_out *q,
                                        const struct trace *trace, struct err *err) {
	struct json j = begin_json(cli);
	json_put_date(&j, "at", pl->at);
	json_put_c(&j, "scheme", premium_scheme_name(in->scheme));
	json_amount(&j, pl, in->scheme, q);
	json_put_i64(&j, "dependents", in->dependents);
	json_put_i64(&j, "dependents_charged", q->charged);
	json_put_i64(&j, "per_person", q->per_person.v);
	json_put_i64(&j, "per_dependent", q->per_dependent.v);
	json_put_i64(&j, "self_total", q->self_total.v);
	json_put_i64(&j, "unit_share", q->unit_share.v);
	json_put_i64(&j, "government_share", q->government_share.v);
	json_put_c(&j, "law_hash", pl->law->hash);
	return end_json(cli, &j, trace, err);
}

static enum nhi_status print_quote(struct cli *cli, const struct premium_out *q,
                                   const struct trace *trace, struct err *err) {
	put_line(cli, "自付保險費", "self part", q->self_total.v);
	put_line(cli, "投保單位負擔", "unit's share", q->unit_share.v);
	put_line(cli, "政府補助", "government's share", q->government_share.v);
	return put_trace(cli, trace, err);
}

static enum nhi_status run_quote(struct cli *cli, struct err *err) {
	struct law law;
	struct premium_law pl;
	struct premium_in in = {0};
	struct premium_out out;
	enum nhi_status st = cli_law(cli, &law, err);
	if (st == NHI_OK) st = premium_law_at(&law, cli->at, &pl, err);
	if (st == NHI_OK && cli_has(cli, "file")) return premium_quote_file(cli, &pl, err);
	if (st == NHI_OK) st = read_scheme(cli, &in.scheme, err);
	if (st == NHI_OK) st = read_amount(cli, &pl, in.scheme, &in.amount, err);
	if (st == NHI_OK) st = read_dependents(cli, in.scheme, &in.dependents, err);
	if (st != NHI_OK) return st;
	struct trace trace = TRACE_INIT(&cli->arena);
	st = premium_explain(&pl, &in, &out, &trace, err);
	if (st != NHI_OK) return st;
	return cli->json ? print_quote_json(cli, &pl, &in, &out, &trace, err)
	                 : print_quote(cli, &out, &trace, err);
}

/* --- table
 * ---------------------------------------------------------------------------------------- */

static const struct cli_option table_options[] = {
        {"category", CLI_TEXT, 0, 0, "CC", "類目", "category and item", false},
        {"csv", CLI_FLAG, 0, 0, NULL, "輸出 CSV（預設）", "print CSV (the default)", false},
        {"private-school", CLI_FLAG, 0, 0, NULL, "私立學校教職員（類目 11）",
         "staff of a private school (item 11)", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

enum { TABLE_DEPENDENTS = 3 };

struct table_row {
	const struct law_grade *grade; /* NULL: no grade */
	int64_t amount;                /* insured amount or average premium */
	int64_t self[TABLE_DEPENDENTS + 1];
	int64_t unit, government;
};

static const char *const table_titles[] = {"grade",       "insured_amount", "self", "self_plus_1",
                                           "self_plus_2", "self_plus_3",    "unit", "government"};

static void fill_row(const struct premium_law *pl, enum premium_scheme s, const struct law_grade *g,
                     struct table_row *row) {
	*row = (struct table_row){.grade = g};
	struct premium_out q = {0};
	for (int32_t n = TABLE_DEPENDENTS; n >= 0; n--) {
		if (n > 0 && !premium_allows_dependents(s)) continue;
		struct premium_in in = {s, twd(g == NULL ? 0 : g->insured_amount), n};
		premium_quote(pl, &in, &q);
		row->self[n] = q.self_total.v;
	}
	row->amount = premium_base_of(s) == BASE_AVERAGE ? q.average_premium.v : q.insured_amount.v;
	row->unit = q.unit_share.v;
	row->government = q.government_share.v; /* of the insured alone: n went down to 0 */
}

static void put_row_csv(struct cli *cli, const struct table_row *row) {
	if (row->grade != NULL) csv_put_i64(&cli->out, 0, row->grade->grade);
	csv_put_i64(&cli->out, 1, row->amount);
	for (size_t n = 0; n <= TABLE_DEPENDENTS; n++) csv_put_i64(&cli->out, n + 2, row->self[n]);
	csv_put_i64(&cli->out, 6, row->unit);
	csv_put_i64(&cli->out, 7, row->government);
	csv_end_row(&cli->out);
}

static void put_row_json(struct json *j, const struct table_row *row) {
	json_object_start(j);
	if (row->grade == NULL)
		json_put_null(j, "grade");
	else
		json_put_i64(j, "grade", row->grade->grade);
	json_put_i64(j, "insured_amount", row->amount);
	for (size_t n = 0; n <= TABLE_DEPENDENTS; n++)
		json_put_i64(j, table_titles[n + 2], row->self[n]);
	json_put_i64(j, "unit", row->unit);
	json_put_i64(j, "government", row->government);
	json_object_end(j);
}

static enum nhi_status run_table(struct cli *cli, struct err *err) {
	struct law law;
	struct premium_law pl;
	enum premium_scheme s;
	enum nhi_status st = read_scheme(cli, &s, err);
	if (st == NHI_OK) st = cli_law(cli, &law, err);
	if (st == NHI_OK) st = premium_law_at(&law, cli->at, &pl, err);
	if (st != NHI_OK) return st;
	struct json j = JSON_INIT(&cli->out, true);
	if (cli->json) json_array_start(&j);
	for (size_t i = 0; !cli->json && i < COUNT_OF(table_titles); i++)
		csv_put(&cli->out, i, str_from(table_titles[i]));
	if (!cli->json) csv_end_row(&cli->out);
	bool graded = premium_base_of(s) == BASE_GRADE;
	for (size_t i = 0; i < (graded ? pl.grades->count : 1); i++) {
		struct table_row row;
		fill_row(&pl, s, graded ? &pl.grades->rows[i] : NULL, &row);
		if (cli->json)
			put_row_json(&j, &row);
		else
			put_row_csv(cli, &row);
	}
	if (cli->json) {
		json_array_end(&j);
		buf_put_char(&cli->out, '\n');
	}
	return NHI_OK;
}

/* --- supplement
 * ------------------------------------------------------------------------------------- */

static const struct cli_option supplement_options[] = {
        {"amount", CLI_INT, 0, MONEY_MAX, "N", "當月投保金額（獎金 62 必填）",
         "insured amount of the month (needed for a bonus, 62)", false},
        {"bonus-before", CLI_INT, 0, MONEY_MAX, "N", "今年本單位先前累計獎金（62）",
         "bonuses of this unit earlier this year (62)", false},
        {"exempt", CLI_TEXT, 0, 0, "WHY",
         "免扣身分：low-income not-insured category-2 professional weak",
         "exempt as: low-income not-insured category-2 professional weak", false},
        {"kind", CLI_INT, 0, 0, "KIND", "所得類別 62 63 65 66 67 68；61 為投保單位補充保險費",
         "kind of income 62 63 65 66 67 68; 61 is the unit's own", false},
        {"owner-amount", CLI_INT, 0, MONEY_MAX, "N", "股利中已列入雇主投保金額的部分（66）",
         "part of the dividend already in an owner's insured amount (66)", false},
        {"paid", CLI_INT, 0, MONEY_MAX, "N", "本次給付（61：當月薪資所得總額）",
         "this payment (61: salaries paid in the month)", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

enum { SUPPLEMENT_UNIT_KIND = 61 }; /* the unit's own premium has no number in law [unverified] */

static enum nhi_status read_exemption(struct cli *cli, enum supplement_exemption *out,
                                      struct err *err) {
	struct str text = cli_text(cli, "exempt", "none");
	for (size_t i = 0; i < EXEMPT_COUNT; i++) {
		if (!str_is(text, supplement_exemptions[i].name)) continue;
		*out = (enum supplement_exemption)i;
		return NHI_OK;
	}
	return out_of_range(err, "exempt", text,
	                    "low-income|not-insured|category-2|professional|weak");
}

/* Options that only one kind takes: given elsewhere they are a mistake, not to be passed over. */
static enum nhi_status check_options_of_kind(struct cli *cli, int64_t kind, struct err *err) {
	static const struct {
		const char *option;
		int64_t kinds[2];
	} owners[] = {{"amount", {SUPPLEMENT_BONUS, SUPPLEMENT_UNIT_KIND}},
	              {"bonus-before", {SUPPLEMENT_BONUS, 0}},
	              {"owner-amount", {SUPPLEMENT_DIVIDEND, 0}}};
	for (size_t i = 0; i < COUNT_OF(owners); i++) {
		if (!cli_has(cli, owners[i].option)) continue;
		if (kind == owners[i].kinds[0] || kind == owners[i].kinds[1]) continue;
		return err_set(err, NHI_USAGE,
		               "--%s 不適用於類別 %lld" ERR_SEP "--%s does not go with kind %lld",
		               owners[i].option, (long long)kind, owners[i].option,
		               (long long)kind);
	}
	return NHI_OK;
}

static enum nhi_status read_supplement(struct cli *cli, int64_t *kind, struct supplement_in *in,
                                       struct err *err) {
	enum nhi_status st = cli_need(cli, "kind", err);
	if (st == NHI_OK) st = cli_need(cli, "paid", err);
	if (st != NHI_OK) return st;
	*kind = cli_int(cli, "kind", 0);
	if (!supplement_is_kind(*kind) && *kind != SUPPLEMENT_UNIT_KIND)
		return out_of_range(err, "kind", cli_text(cli, "kind", ""),
		                    "61, 62, 63, 65, 66, 67, 68");
	st = check_options_of_kind(cli, *kind, err);
	bool needs_amount = *kind == SUPPLEMENT_BONUS || *kind == SUPPLEMENT_UNIT_KIND;
	if (st == NHI_OK && needs_amount) st = cli_need(cli, "amount", err);
	if (st == NHI_OK) st = read_exemption(cli, &in->exemption, err);
	in->on = cli->at;
	in->paid = twd(cli_int(cli, "paid", 0));
	in->bonus_before = twd(cli_int(cli, "bonus-before", 0));
	in->insured_amount = twd(cli_int(cli, "amount", 0));
	in->owner_amount = twd(cli_int(cli, "owner-amount", 0));
	return st;
}

static enum nhi_status run_supplement(struct cli *cli, struct err *err) {
	struct law law;
	int64_t kind = 0;
	struct supplement_in in = {0};
	struct supplement_out out;
	enum nhi_status st = read_supplement(cli, &kind, &in, err);
	if (st == NHI_OK) st = cli_law(cli, &law, err);
	if (st != NHI_OK) return st;
	struct trace trace = TRACE_INIT(&cli->arena);
	if (kind == SUPPLEMENT_UNIT_KIND) {
		st = supplement_unit(&law, cli->at, in.paid, in.insured_amount, &out, &trace, err);
	} else {
		in.kind = (enum supplement_kind)kind;
		st = supplement_quote(&law, &in, &out, &trace, err);
	}
	if (st != NHI_OK) return st;
	if (!cli->json) {
		put_line(cli, "計費金額", "amount charged", out.base.v);
		put_line(cli, "補充保險費", "supplementary premium", out.premium.v);
		return put_trace(cli, &trace, err);
	}
	struct json j = begin_json(cli);
	json_put_i64(&j, "kind", kind);
	json_put_i64(&j, "base", out.base.v);
	json_put_i64(&j, "premium", out.premium.v);
	return end_json(cli, &j, &trace, err);
}

/* --- late fee and instalments
 * --------------------------------------------------------------------- */

static const struct cli_option latefee_options[] = {
        {"amount", CLI_INT, 0, MONEY_MAX, "N", "應納保險費", "premium due", false},
        {"due", CLI_DATE, 0, 0, "DATE", "應繳日（已計順延）", "the day that counts as due", false},
        {"paid", CLI_DATE, 0, 0, "DATE", "繳納日", "day of payment", false},
        {"payer", CLI_TEXT, 0, 0, "unit|person", "投保單位（扣費義務人）或保險對象",
         "unit (or withholding agent) or insured person", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static const struct cli_option instalment_options[] = {
        {"arrears", CLI_INT, 0, MONEY_MAX, "N", "欠費總額（保險費及滯納金）",
         "arrears in all (premium and late fee)", false},
        {"payer", CLI_TEXT, 0, 0, "unit|person", "投保單位或保險對象", "unit or insured person",
         false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static enum nhi_status need_all(struct cli *cli, const char *const *names, size_t count,
                                struct err *err) {
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; i < count && st == NHI_OK; i++) st = cli_need(cli, names[i], err);
	return st;
}

static enum nhi_status read_payer(struct cli *cli, enum debtor *out, struct err *err) {
	struct str text = cli_text(cli, "payer", "");
	*out = str_is(text, "unit") ? DEBTOR_UNIT : DEBTOR_PERSON;
	if (str_is(text, "unit") || str_is(text, "person")) return NHI_OK;
	return out_of_range(err, "payer", text, "unit|person");
}

static enum nhi_status run_latefee(struct cli *cli, struct err *err) {
	static const char *const needed[] = {"payer", "amount", "due", "paid"};
	struct law law;
	struct calendar calendar;
	struct latefee_in in = {0};
	struct latefee_out out;
	enum nhi_status st = need_all(cli, needed, COUNT_OF(needed), err);
	if (st == NHI_OK) st = read_payer(cli, &in.payer, err);
	if (st == NHI_OK) st = cli_law(cli, &law, err);
	if (st == NHI_OK) st = cli_calendar(cli, &calendar, err);
	if (st != NHI_OK) return st;
	in.amount = twd(cli_int(cli, "amount", 0));
	in.due = (date_t)cli_int(cli, "due", 0);
	in.paid = (date_t)cli_int(cli, "paid", 0);
	struct trace trace = TRACE_INIT(&cli->arena);
	st = latefee_quote(&law, &calendar, &in, &out, &trace, err);
	if (st != NHI_OK) return st;
	if (!cli->json) {
		put_line(cli, "滯納金", "late fee", out.late_fee.v);
		return put_trace(cli, &trace, err);
	}
	struct json j = begin_json(cli);
	json_put_date(&j, "grace_end", out.grace_end);
	json_put_i64(&j, "days", out.days);
	json_put_i64(&j, "late_fee", out.late_fee.v);
	return end_json(cli, &j, &trace, err);
}

static void put_instalment_range(struct cli *cli, const struct instalment_out *out) {
	if (!out->is_allowed) {
		buf_printf(&cli->out, "%s\n", cli_say(cli, "不得分期", "no instalments"));
		return;
	}
	buf_printf(&cli->out, cli_say(cli, "可分 %d 至 %d 期\n", "%d to %d instalments\n"),
	           out->count_min, out->count_max);
	put_line(cli, "每期最低", "least amount of each", out->minimum.v);
}

static enum nhi_status run_instalments(struct cli *cli, struct err *err) {
	static const char *const needed[] = {"payer", "arrears"};
	struct law law;
	enum debtor payer = DEBTOR_UNIT;
	struct instalment_out out;
	enum nhi_status st = need_all(cli, needed, COUNT_OF(needed), err);
	if (st == NHI_OK) st = read_payer(cli, &payer, err);
	if (st == NHI_OK) st = cli_law(cli, &law, err);
	if (st != NHI_OK) return st;
	struct trace trace = TRACE_INIT(&cli->arena);
	st = instalment_quote(&law, payer, twd(cli_int(cli, "arrears", 0)), cli->at, &out, &trace,
	                      err);
	if (st != NHI_OK) return st;
	cli->exit_code = out.is_allowed ? 0 : 1;
	if (!cli->json) {
		put_instalment_range(cli, &out);
		return put_trace(cli, &trace, err);
	}
	struct json j = begin_json(cli);
	json_put_bool(&j, "allowed", out.is_allowed);
	json_put_i64(&j, "count_min", out.count_min);
	json_put_i64(&j, "count_max", out.count_max);
	json_put_i64(&j, "minimum", out.minimum.v);
	return end_json(cli, &j, &trace, err);
}

/* --- charge
 * -------------------------------------------------------------------------------------------- */

static const struct cli_option charge_options[] = {
        {"events", CLI_TEXT, 0, 0, "FILE", "異動 CSV：day,event(in|out|leave),unit，依序",
         "changes as CSV: day,event(in|out|leave),unit in order", false},
        {"month", CLI_MONTH, 0, 0, "YYYY-MM", "計費月份", "month", false},
        {"unit-at-start", CLI_TEXT, 0, 0, "U", "月初所在投保單位（無則不給）",
         "unit at the start of the month (none: leave out)", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static enum nhi_status bad_event(const struct csv *csv, const char *zh, const char *en,
                                 struct err *err) {
	return err_set(err, NHI_LAW_ROW, "events" ERR_SEP "%zu" ERR_SEP "%s" ERR_SEP "%s", csv->row,
	               zh, en);
}

static bool parse_event_kind(struct str s, enum charge_event_kind *out) {
	static const char *const names[] = {
	        [CHARGE_IN] = "in", [CHARGE_OUT] = "out", [CHARGE_LEAVE] = "leave"};
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		if (!str_is(s, names[i])) continue;
		*out = (enum charge_event_kind)i;
		return true;
	}
	return false;
}

/* A whole date, or the day of the month alone. */
static bool parse_event_day(struct str s, month_t month, date_t *out) {
	int64_t day;
	if (date_parse(s, out)) return month_of(*out) == month;
	if (!str_to_i64(s, 1, month_last(month) - month_first(month) + 1, &day)) return false;
	*out = month_first(month) + (date_t)day - 1;
	return true;
}

static enum nhi_status read_events(struct cli *cli, month_t month, struct charge_event *events,
                                   size_t *count, struct err *err) {
	static const char *const names[] = {"day", "event", "unit?"};
	size_t at[COUNT_OF(names)];
	struct str bytes, text;
	struct csv csv;
	const char *path = cli_text(cli, "events", "").p;
	enum nhi_status st = file_read(&cli->arena, path, EVENTS_FILE_MAX, &bytes, err);
	if (st != NHI_OK) return st;
	st = sheet_text(bytes, &cli->arena, &text, NULL, err);
	if (st == NHI_OK) {
		csv_init(&csv, text, &cli->arena);
		st = csv_titles(&csv, names, COUNT_OF(names), at, err);
	}
	for (bool more = true; st == NHI_OK;) {
		st = csv_next(&csv, &more, err);
		if (st != NHI_OK || !more) break;
		struct charge_event e = {.unit = str_trim(csv_field(&csv, at[2]))};
		if (*count == EVENTS_MAX)
			st = err_set(err, NHI_LIMIT, "events" ERR_SEP "%d", EVENTS_MAX);
		else if (!parse_event_day(str_trim(csv_field(&csv, at[0])), month, &e.day))
			st = bad_event(&csv, "日期不在該月", "the day is not one of the month",
			               err);
		else if (*count > 0 && e.day < events[*count - 1].day)
			st = bad_event(&csv, "異動未依日期排列",
			               "the changes are not in order of days", err);
		else if (!parse_event_kind(str_trim(csv_field(&csv, at[1])), &e.kind))
			st = bad_event(&csv, "event 應為 in、out 或 leave",
			               "event must be in, out or leave", err);
		else if (e.unit.n == 0 && e.kind == CHARGE_IN)
			st = bad_event(&csv, "加保、轉入要有投保單位", "an entry needs a unit",
			               err);
		else
			events[(*count)++] = e;
	}
	if (st != NHI_OK) err_where(err, "%s", path);
	return st;
}

static enum nhi_status run_charge(struct cli *cli, struct err *err) {
	static const char *const needed[] = {"month", "events"};
	enum nhi_status st = need_all(cli, needed, COUNT_OF(needed), err);
	if (st != NHI_OK) return st;
	month_t month = (month_t)cli_int(cli, "month", 0);
	struct charge_event *events = ARENA_ARRAY(&cli->arena, EVENTS_MAX, struct charge_event);
	size_t count = 0;
	if (events == NULL) return err_set(err, NHI_MEMORY, "");
	st = read_events(cli, month, events, &count, err);
	if (st != NHI_OK) return st;
	struct charge_result r;
	charge_month(month, cli_text(cli, "unit-at-start", ""), events, count, &r);
	if (!cli->json) {
		if (r.is_charged)
			buf_put(&cli->out, r.unit);
		else
			buf_put_c(&cli->out, cli_say(cli, "不計收", "nobody is charged"));
		buf_printf(&cli->out, "\n%s\n", charge_rule_text(r.rule, cli->lang));
		return NHI_OK;
	}
	struct json j = begin_json(cli);
	if (r.is_charged)
		json_put_str(&j, "unit", r.unit);
	else
		json_put_null(&j, "unit");
	json_put_i64(&j, "rule", r.rule);
	json_put_c(&j, "rule_zh", charge_rule_text(r.rule, "zh"));
	json_put_c(&j, "rule_en", charge_rule_text(r.rule, "en"));
	json_put_c(&j, "source", "L0060001:30");
	json_object_end(&j);
	buf_put_char(&cli->out, '\n');
	return NHI_OK;
}

const struct cli_command premium_commands[] = {
        {"premium", "charge", charge_options, NULL, "某月由哪個投保單位計收",
         "which unit is charged for a month",
         "nhi premium charge --month 2026-07 --unit-at-start 110000001 --events events.csv",
         run_charge},
        {"premium", "instalments", instalment_options, NULL, "欠費可否分期、幾期、每期最低",
         "may arrears be paid by instalments, how many, how much",
         "nhi premium instalments --payer person --arrears 12000", run_instalments},
        {"premium", "latefee", latefee_options, NULL, "滯納金", "late fee",
         "nhi premium latefee --payer unit --amount 10000 --due 2026-03-02 --paid 2026-03-20",
         run_latefee},
        {"premium", "quote", quote_options, NULL, "一個月的保險費與負擔，並說明原因",
         "the premium of a month, who pays which part, and why",
         "nhi premium quote --at 2026-07-01 --category 12 --wage 36000 --dependents 2", run_quote},
        {"premium", "supplement", supplement_options, NULL, "補充保險費", "supplementary premium",
         "nhi premium supplement --at 2026-07-01 --kind 67 --paid 25000", run_supplement},
        {"premium", "table", table_options, NULL, "保險費負擔金額表", "table of premium shares",
         "nhi premium table --at 2026-07-01 --category 12 --csv", run_table},
        {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};
