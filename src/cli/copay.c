/* copay.c: `nhi copay quote|stay|explain|codes` (DESIGN §5). */
#include "nhi/copay.h"

#include "cli/commands.h"
#include "cli/data.h"
#include "nhi/copay_code.h"
#include "nhi/copay_inpatient.h"

/* Points and dollars that an option may carry: far above any visit, far below what overflows. */
#define AMOUNT_MAX INT64_C(1000000000)

enum { HELD_MAX = 16 };

static enum nhi_status out_of_range(struct err *err, const char *option, struct str value,
                                    const char *want) {
	return err_set(err, NHI_RANGE, "--%s" ERR_SEP "%.*s" ERR_SEP "%s", option, STR_ARG(value),
	               want);
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

static enum nhi_status end_json(struct cli *cli, struct json *j, const struct trace *trace,
                                struct err *err) {
	if (trace->failed) return err_set(err, NHI_MEMORY, "");
	trace_json(trace, j);
	json_object_end(j);
	buf_put_char(&cli->out, '\n');
	return NHI_OK;
}

static enum nhi_status read_codes(struct cli *cli, struct copay_codes *out, struct err *err) {
	struct str bytes;
	enum nhi_status st = cli_data_file(cli, "law/copay_codes.csv", &bytes, err);
	return st == NHI_OK ? copay_codes_read(out, &cli->arena, bytes, err) : st;
}

static enum nhi_status find_code(const struct cli *cli, const struct copay_codes *codes,
                                 struct str text, const struct copay_code **out, struct err *err) {
	*out = copay_code_at(codes, text, cli->at);
	if (*out != NULL) return NHI_OK;
	return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(text));
}

/* --- quote ----------------------------------------------------------------------------------- */

static const struct cli_option quote_options[] = {
        {"care", CLI_TEXT, 0, 0, "CARE", "western dental tcm emergency homecare psychiatric",
         "western dental tcm emergency homecare psychiatric", false},
        {"disabled", CLI_FLAG, 0, 0, NULL, "持身心障礙證明", "holds a disability certificate",
         false},
        {"drug-points", CLI_INT, 0, AMOUNT_MAX, "N", "藥費（點）", "drug fee in points", false},
        {"exempt", CLI_TEXT, 0, 0, "CODE[,CODE]", "免部分負擔代號（可多個，依優先順序擇一）",
         "exemption codes held; the first in rank counts", false},
        {"level", CLI_TEXT, 0, 0, "LEVEL", "center regional district clinic",
         "center regional district clinic", false},
        {"midlow", CLI_FLAG, 0, 0, NULL, "中低收入戶", "mid-low-income household", false},
        {"points", CLI_INT, 0, AMOUNT_MAX, "N", "居家照護、社區復健的醫療費用（點）",
         "points of home care or community rehabilitation", false},
        {"referred", CLI_FLAG, 0, 0, NULL, "經轉診或視同轉診", "referred, or deemed referred",
         false},
        {"refill", CLI_INT, 0, 99, "N", "慢性病連續處方箋第幾次調劑",
         "which dispensing of a refill prescription", false},
        {"remote", CLI_FLAG, 0, 0, NULL, "醫療資源缺乏地區", "area short of medical care", false},
        {"session", CLI_INT, 1, 999, "N", "同一療程第幾次", "which session of a course", false},
        {"triage", CLI_INT, 1, 5, "N", "急診檢傷分級", "triage level at the emergency", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

/* Options that one kind of care alone takes: given elsewhere they are a mistake. */
static enum nhi_status check_options(struct cli *cli, const struct copay_in *in, struct err *err) {
	bool by_rate = in->care == COPAY_HOME_CARE || in->care == COPAY_PSYCHIATRIC;
	const struct {
		const char *option;
		bool fits;
	} rules[] = {{"points", by_rate},
	             {"session", in->care == COPAY_WESTERN || in->care == COPAY_TCM}};
	for (size_t i = 0; i < COUNT_OF(rules); i++)
		if (!rules[i].fits && cli_has(cli, rules[i].option))
			return err_set(err, NHI_USAGE,
			               "--%s 不適用於%s" ERR_SEP "--%s does not go with %s",
			               rules[i].option, copay_care_text(in->care, "zh"),
			               rules[i].option, copay_care_text(in->care, "en"));
	return by_rate ? cli_need(cli, "points", err) : NHI_OK;
}

static enum nhi_status read_visit(struct cli *cli, struct copay_in *in, struct err *err) {
	enum nhi_status st = cli_need(cli, "level", err);
	if (st == NHI_OK) st = cli_need(cli, "care", err);
	if (st != NHI_OK) return st;
	struct str level = cli_text(cli, "level", ""), care = cli_text(cli, "care", "");
	if (!copay_level_parse(level, &in->level))
		return out_of_range(err, "level", level, "center|regional|district|clinic");
	if (!copay_care_parse(care, &in->care))
		return out_of_range(err, "care", care,
		                    "western|dental|tcm|emergency|homecare|psychiatric");
	in->is_referred = cli_has(cli, "referred");
	in->drug_points = cli_int(cli, "drug-points", 0);
	in->refill = (int32_t)cli_int(cli, "refill", 0);
	in->triage = (int32_t)cli_int(cli, "triage", 0);
	in->session = (int32_t)cli_int(cli, "session", 0);
	in->points = cli_int(cli, "points", 0);
	in->is_disabled = cli_has(cli, "disabled");
	in->is_midlow = cli_has(cli, "midlow");
	in->is_remote = cli_has(cli, "remote");
	return check_options(cli, in, err);
}

static void note_exemption(struct trace *trace, const struct copay_code *code, bool applies) {
	struct buf zh = BUF_INIT(512), en = BUF_INIT(512);
	if (applies) {
		buf_printf(&zh, "免部分負擔：%.*s %.*s", STR_ARG(code->code), STR_ARG(code->zh));
		buf_printf(&en, "exempt: %.*s %.*s", STR_ARG(code->code), STR_ARG(code->en));
		if (code->payer_zh.n > 0) {
			buf_printf(&zh, "，由%.*s負擔", STR_ARG(code->payer_zh));
			buf_printf(&en, ", borne by the %.*s", STR_ARG(code->payer_en));
		}
	} else {
		buf_printf(&zh, "%.*s %.*s不適用於未經轉診逕至醫院就醫", STR_ARG(code->code),
		           STR_ARG(code->zh));
		buf_printf(&en, "%.*s (%.*s) does not hold for unreferred visits to hospitals",
		           STR_ARG(code->code), STR_ARG(code->en));
	}
	trace_note_buf(trace, applies ? "exempt" : "not_exempt", &zh, &en);
}

/* The exemption that counts among those of --exempt, or NULL. */
static enum nhi_status read_exemption(struct cli *cli, const struct copay_in *in,
                                      struct trace *trace, const struct copay_code **out,
                                      struct err *err) {
	struct copay_codes codes;
	const struct copay_code *held[HELD_MAX];
	size_t count = 0;
	*out = NULL;
	struct str rest = cli_text(cli, "exempt", "");
	if (rest.n == 0) return NHI_OK;
	enum nhi_status st = read_codes(cli, &codes, err);
	while (st == NHI_OK && rest.n > 0) {
		struct str text = str_cut(&rest, ',');
		const struct copay_code *code = NULL;
		st = find_code(cli, &codes, text, &code, err);
		if (st != NHI_OK) break;
		if (code->rank == 0 || count == HELD_MAX)
			return out_of_range(err, "exempt", text, "001 … 917");
		if (copay_exempts(code, in))
			held[count++] = code;
		else
			note_exemption(trace, code, false);
	}
	*out = copay_first_exemption(held, count);
	if (*out != NULL) note_exemption(trace, *out, true);
	return st;
}

static enum nhi_status run_quote(struct cli *cli, struct err *err) {
	struct law law;
	struct copay_law figures;
	struct copay_in in = {0};
	struct copay_out out = {twd(0), twd(0), twd(0)};
	const struct copay_code *exempt = NULL;
	struct trace trace = TRACE_INIT(&cli->arena);
	enum nhi_status st = read_visit(cli, &in, err);
	if (st == NHI_OK) st = cli_law(cli, &law, err);
	if (st == NHI_OK) st = read_exemption(cli, &in, &trace, &exempt, err);
	if (st != NHI_OK) return st;
	copay_law_at(&law, cli->at, &figures);
	if (exempt == NULL)
		st = copay_quote(&figures, &in, &out, &trace, err);
	else
		trace_result(&trace, "total", "免部分負擔", "exempt", LAW_TWD, 0, STR(""),
		             exempt->source);
	if (st != NHI_OK) return st;
	if (!cli->json) {
		put_line(cli, "基本部分負擔", "basic copayment", out.basic.v);
		put_line(cli, "藥品部分負擔", "drug copayment", out.drug.v);
		put_line(cli, "應繳部分負擔", "copayment due", out.total.v);
		return put_trace(cli, &trace, err);
	}
	struct json j = JSON_INIT(&cli->out, true);
	json_object_start(&j);
	json_put_i64(&j, "basic", out.basic.v);
	json_put_i64(&j, "drug", out.drug.v);
	json_put_i64(&j, "total", out.total.v);
	if (exempt != NULL) json_put_str(&j, "exempt", exempt->code);
	return end_json(cli, &j, &trace, err);
}

/* --- stay ------------------------------------------------------------------------------------ */

static const struct cli_option stay_options[] = {
        {"acute", CLI_TEXT, 0, 0, "N[,N]", "急性病房各段費用（1–30、31–60、61 日起）",
         "cost by band of the acute ward (days 1–30, 31–60, 61 and later)", false},
        {"acute-before", CLI_INT, 0, COPAY_DAYS_MAX, "N", "應合併計算的先前急性住院日數",
         "earlier acute days that count on", false},
        {"acute-days", CLI_INT, 1, COPAY_DAYS_MAX, "N", "急性住院日數，費用平均分攤",
         "acute days, the cost spread evenly", false},
        {"chronic", CLI_TEXT, 0, 0, "N[,N]", "慢性病房各段費用（1–30、31–90、91–180、181 日起）",
         "cost by band of the chronic ward (days 1–30, 31–90, 91–180, 181 and later)", false},
        {"chronic-before", CLI_INT, 0, COPAY_DAYS_MAX, "N", "應合併計算的先前慢性住院日數",
         "earlier chronic days that count on", false},
        {"chronic-days", CLI_INT, 1, COPAY_DAYS_MAX, "N", "慢性住院日數，費用平均分攤",
         "chronic days, the cost spread evenly", false},
        {"year-before", CLI_INT, 0, AMOUNT_MAX, "N", "本年先前已繳、受上限規範的住院部分負擔",
         "capped copayment of this year's earlier stays", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static enum nhi_status read_ward(struct cli *cli, const struct law *law, enum copay_ward ward,
                                 twd_t cost[COPAY_BANDS_MAX], struct err *err) {
	static const struct {
		const char *cost, *days, *before;
	} names[COPAY_WARDS] = {[COPAY_ACUTE] = {"acute", "acute-days", "acute-before"},
	                        [COPAY_CHRONIC] = {"chronic", "chronic-days", "chronic-before"}};
	struct str text = cli_text(cli, names[ward].cost, ""), rest = text;
	struct copay_bands bands;
	int64_t amount[COPAY_BANDS_MAX] = {0};
	int32_t count = 0;
	enum nhi_status st = copay_bands_at(law, cli->at, ward, &bands, err);
	if (st != NHI_OK || text.n == 0) return st;
	for (; rest.n > 0; count++) {
		struct str part = str_cut(&rest, ',');
		if (count == bands.count || !str_to_i64(part, 0, AMOUNT_MAX, &amount[count]))
			return out_of_range(err, names[ward].cost, text, "N[,N…]");
	}
	if (!cli_has(cli, names[ward].days)) {
		for (int32_t i = 0; i < count; i++) cost[i] = twd(amount[i]);
		return NHI_OK;
	}
	if (count != 1) return out_of_range(err, names[ward].cost, text, "N");
	copay_spread(&bands, (int32_t)cli_int(cli, names[ward].before, 0),
	             (int32_t)cli_int(cli, names[ward].days, 1), twd(amount[0]), cost);
	return NHI_OK;
}

static enum nhi_status run_stay(struct cli *cli, struct err *err) {
	struct law law;
	struct copay_stay_in in = {.on = cli->at,
	                           .year_before = twd(cli_int(cli, "year-before", 0))};
	struct copay_stay_out out;
	struct trace trace = TRACE_INIT(&cli->arena);
	if (!cli_has(cli, "acute") && !cli_has(cli, "chronic")) return cli_need(cli, "acute", err);
	enum nhi_status st = cli_law(cli, &law, err);
	if (st == NHI_OK) st = read_ward(cli, &law, COPAY_ACUTE, in.cost[COPAY_ACUTE], err);
	if (st == NHI_OK) st = read_ward(cli, &law, COPAY_CHRONIC, in.cost[COPAY_CHRONIC], err);
	if (st == NHI_OK) st = copay_stay_quote(&law, &in, &out, &trace, err);
	if (st != NHI_OK) return st;
	if (!cli->json) {
		put_line(cli, "應繳住院部分負擔", "inpatient copayment due", out.total.v);
		if (out.refund.v > 0)
			put_line(cli, "可申請核退", "given back on application", out.refund.v);
		return put_trace(cli, &trace, err);
	}
	struct json j = JSON_INIT(&cli->out, true);
	json_object_start(&j);
	json_put_i64(&j, "within_limits", out.capped.v);
	json_put_i64(&j, "beyond_limits", out.uncapped.v);
	if (out.has_ceiling)
		json_put_i64(&j, "ceiling", out.ceiling.v);
	else
		json_put_null(&j, "ceiling");
	json_put_i64(&j, "total", out.total.v);
	json_put_i64(&j, "refund", out.refund.v);
	return end_json(cli, &j, &trace, err);
}

/* --- explain, codes -------------------------------------------------------------------------- */

static const struct cli_option explain_options[] = {
        {"claimed", CLI_INT, 0, AMOUNT_MAX, "N", "申報的部分負擔", "copayment that was claimed",
         false},
        {"drug-points", CLI_INT, 0, AMOUNT_MAX, "N", "藥費（點）", "drug fee in points", false},
        {"level", CLI_TEXT, 0, 0, "LEVEL", "院所層級", "level of the provider", false},
        {"refill", CLI_INT, 0, 99, "N", "慢性病連續處方箋第幾次調劑",
         "which dispensing of a refill prescription", false},
        {"remote", CLI_FLAG, 0, 0, NULL, "醫療資源缺乏地區", "area short of medical care", false},
        {"total", CLI_INT, 0, AMOUNT_MAX, "N", "案件合計點數", "points of the case", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static const char *const verdicts[][3] = {
        [COPAY_FITS] = {"fits", "符合", "fits"},
        [COPAY_DIFFERS] = {"differs", "不符", "does not fit"},
        [COPAY_WRONG_LEVEL] = {"wrong_level", "代號與院所層級不符",
                               "the code belongs to another level"},
        [COPAY_NOT_JUDGED] = {"not_judged", "無法判斷", "not judged"},
};

static void put_code(struct cli *cli, const struct copay_code *code) {
	bool en = str_is(str_from(cli->lang), "en");
	buf_printf(&cli->out, "%.*s  %.*s\n", STR_ARG(code->code),
	           STR_ARG(en ? code->en : code->zh));
	if (code->payer_zh.n > 0)
		buf_printf(&cli->out, cli_say(cli, "  由%.*s負擔\n", "  borne by the %.*s\n"),
		           STR_ARG(en ? code->payer_en : code->payer_zh));
	buf_printf(&cli->out, "  [%.*s]\n", STR_ARG(code->source));
}

static void json_code(struct json *j, const struct copay_code *code) {
	json_put_str(j, "code", code->code);
	json_put_date(j, "effective_from", code->from);
	json_put_str(j, "text_zh", code->zh);
	json_put_str(j, "text_en", code->en);
	if (code->rank > 0) json_put_i64(j, "rank", code->rank);
	if (code->payer_zh.n > 0) {
		json_put_str(j, "payer_zh", code->payer_zh);
		json_put_str(j, "payer_en", code->payer_en);
	}
	json_put_str(j, "source", code->source);
	json_put_bool(j, "verified", code->verified);
}

static void put_expected(struct cli *cli, const struct copay_code *code,
                         const struct copay_expected *e) {
	struct json j = JSON_INIT(&cli->out, true);
	if (!cli->json) {
		put_code(cli, code);
		if (cli_has(cli, "claimed"))
			buf_printf(&cli->out, "%s\n",
			           verdicts[e->verdict][str_is(str_from(cli->lang), "en") ? 2 : 1]);
		for (size_t i = 0; i < e->allowed_count && e->verdict != COPAY_NOT_JUDGED; i++)
			put_line(cli, i == 0 ? "應為" : "或", i == 0 ? "expected" : "or",
			         e->allowed[i]);
		return;
	}
	json_object_start(&j);
	json_code(&j, code);
	if (cli_has(cli, "claimed")) json_put_c(&j, "verdict", verdicts[e->verdict][0]);
	json_key(&j, "allowed");
	json_array_start(&j);
	for (size_t i = 0; i < e->allowed_count && e->verdict != COPAY_NOT_JUDGED; i++)
		json_i64(&j, e->allowed[i]);
	json_array_end(&j);
	json_object_end(&j);
	buf_put_char(&cli->out, '\n');
}

static enum nhi_status run_explain(struct cli *cli, struct err *err) {
	struct law law;
	struct copay_codes codes;
	struct copay_law figures;
	struct copay_expected e;
	const struct copay_code *code = NULL;
	struct str level = cli_text(cli, "level", "");
	struct copay_claim claim = {.drug_points = cli_int(cli, "drug-points", 0),
	                            .is_refill = cli_has(cli, "refill"),
	                            .refill_no = (int32_t)cli_int(cli, "refill", 0),
	                            .may_be_remote = cli_has(cli, "remote"),
	                            .total = cli_int(cli, "total", AMOUNT_MAX),
	                            .claimed = cli_int(cli, "claimed", 0),
	                            .stay_due = -1};
	if (cli->argument_count != 1)
		return err_set(err, NHI_USAGE,
		               "請給一個部分負擔代號" ERR_SEP "give one copayment code");
	claim.has_level = level.n > 0;
	if (claim.has_level && !copay_level_parse(level, &claim.level))
		return out_of_range(err, "level", level, "center|regional|district|clinic");
	enum nhi_status st = cli_law(cli, &law, err);
	if (st == NHI_OK) st = read_codes(cli, &codes, err);
	if (st == NHI_OK) st = find_code(cli, &codes, cli->argument[0], &code, err);
	if (st != NHI_OK) return st;
	bool by_rate = code->role == COPAY_ROLE_RATE;
	if (by_rate && !cli_has(cli, "total")) return cli_need(cli, "total", err);
	copay_law_at(&law, cli->at, &figures);
	copay_expect(&figures, code, &claim, &e);
	bool wrong = e.verdict == COPAY_DIFFERS || e.verdict == COPAY_WRONG_LEVEL;
	cli->exit_code = cli_has(cli, "claimed") && wrong ? 1 : 0;
	put_expected(cli, code, &e);
	return NHI_OK;
}

static enum nhi_status run_codes(struct cli *cli, struct err *err) {
	struct copay_codes codes;
	enum nhi_status st = read_codes(cli, &codes, err);
	if (st != NHI_OK) return st;
	struct json j = JSON_INIT(&cli->out, true);
	if (cli->json) json_array_start(&j);
	for (size_t i = 0; i < codes.count; i++) {
		const struct copay_code *c = &codes.row[i];
		if (copay_code_at(&codes, c->code, cli->at) != c) continue;
		if (!cli->json) {
			buf_printf(&cli->out, "%.*s  %.*s\n", STR_ARG(c->code),
			           STR_ARG(str_is(str_from(cli->lang), "en") ? c->en : c->zh));
			continue;
		}
		json_object_start(&j);
		json_code(&j, c);
		json_object_end(&j);
	}
	if (cli->json) {
		json_array_end(&j);
		buf_put_char(&cli->out, '\n');
	}
	return NHI_OK;
}

const struct cli_command copay_commands[] = {
        {"copay", "codes", NULL, NULL, "部分負擔代號表", "table of copayment codes",
         "nhi copay codes --at 2026-07-01", run_codes},
        {"copay", "explain", explain_options, "CODE", "部分負擔代號的意義與應收金額",
         "what a copayment code means and which amount fits it",
         "nhi copay explain D20 --drug-points 350 --claimed 110", run_explain},
        {"copay", "quote", quote_options, NULL, "一次就醫的部分負擔，並說明原因",
         "the copayment of a visit, and why",
         "nhi copay quote --at 2026-07-01 --level center --care western --drug-points 1450",
         run_quote},
        {"copay", "stay", stay_options, NULL, "一次住院的部分負擔，並說明原因",
         "the copayment of a stay in hospital, and why",
         "nhi copay stay --at 2025-03-01 --acute 300000,100000", run_stay},
        {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};
