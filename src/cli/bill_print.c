/* bill_print.c: see bill_print.h. */
#include "cli/bill_print.h"

#include "base/csv.h"
#include "base/ids.h"
#include "base/table.h"
#include "nhi/enrol.h"

/* A text kept until the table is printed; "" when memory is out (the table then fails too). */
static struct str kept(struct cli *cli, struct buf *b) {
	struct str s = {0};
	if (!arena_str(&cli->arena, buf_str(b), &s)) s = (struct str){0};
	buf_free(b);
	return s;
}

static struct str month_text(struct cli *cli, month_t m) {
	struct buf b = BUF_INIT(16);
	month_print(&b, m);
	return kept(cli, &b);
}

/* Identity numbers are printed masked: a bill on a screen is read by more than its owner. */
static struct str masked(struct cli *cli, struct str number) {
	struct buf b = BUF_INIT(64);
	id_put_masked(&b, number);
	return kept(cli, &b);
}

static void amount_line(struct cli *cli, const char *zh, const char *en, int64_t v) {
	buf_printf(&cli->out, "  %s ", cli_say(cli, zh, en));
	buf_put_i64_grouped(&cli->out, v);
	buf_put_char(&cli->out, '\n');
}

/* --- a run --- */

static void run_json(struct cli *cli, const struct billing_result *r) {
	struct json j = JSON_INIT(&cli->out, true);
	json_object_start(&j);
	json_put_str(&j, "month", month_text(cli, r->month));
	json_put_bool(&j, "repeated", r->repeated);
	json_put_date(&j, "due_on", r->run.due_on);
	json_put_bool(&j, "due_verified", r->run.due_verified);
	json_put_i64(&j, "parts", r->sum.part);
	json_put_i64(&j, "bills", r->sum.bills);
	json_put_i64(&j, "heads_read", r->sum.heads_read);
	json_put_i64(&j, "insured", r->sum.insured);
	json_put_i64(&j, "dependents", r->sum.dependents);
	json_put_i64(&j, "dependents_free", r->sum.dependents_free);
	json_put_i64(&j, "heads_left", r->sum.heads_left);
	json_put_i64(&j, "heads_held", r->sum.heads_held);
	json_put_i64(&j, "corrections", r->sum.corrections);
	json_put_i64(&j, "payable", r->sum.payable.v);
	json_key(&j, "milliseconds");
	json_object_start(&j);
	json_put_i64(&j, "read", r->times.read / 1000000);
	json_put_i64(&j, "compute", r->times.compute / 1000000);
	json_put_i64(&j, "write", r->times.write / 1000000);
	json_put_i64(&j, "wait", r->times.wait / 1000000);
	json_put_i64(&j, "whole", r->times.whole / 1000000);
	json_object_end(&j);
	json_object_end(&j);
	buf_put_char(&cli->out, '\n');
}

void bill_print_run(struct cli *cli, const struct billing_result *r) {
	if (cli->json) {
		run_json(cli, r);
		return;
	}
	struct buf *out = &cli->out;
	buf_put(out, month_text(cli, r->month));
	buf_put_c(out, r->repeated ? cli_say(cli, " 已開立過，未重做\n",
	                                     " was billed before; nothing done\n")
	                           : cli_say(cli, " 保險費已開立\n", " is billed\n"));
	buf_put_c(out, cli_say(cli, "  繳款期限 ", "  due on "));
	date_print(out, r->run.due_on);
	buf_put_char(out, '\n');
	amount_line(cli, "繳款單", "bills", r->sum.bills);
	amount_line(cli, "被保險人", "insured persons", r->sum.insured);
	amount_line(cli, "計費眷屬", "dependents charged", r->sum.dependents);
	amount_line(cli, "超過上限不計費眷屬", "dependents beyond the number charged",
	            r->sum.dependents_free);
	amount_line(cli, "月底退保不計費", "left on the last day, not charged", r->sum.heads_left);
	amount_line(cli, "待查（眷屬無被保險人）", "held: dependents without insured person",
	            r->sum.heads_held);
	amount_line(cli, "更正前月筆數", "correction lines", r->sum.corrections);
	amount_line(cli, "應繳合計（元）", "payable, NT$", r->sum.payable.v);
}

/* --- a bill --- */

static void person_json(struct json *j, struct cli *cli, const struct bill_person *p) {
	json_object_start(j);
	json_put_i64(j, "person_id", p->id);
	json_put_str(j, "name", p->name);
	json_put_str(j, "number", masked(cli, p->number));
	json_object_end(j);
}

static void line_json(struct cli *cli, struct json *j, const struct bill_view_line *v) {
	const struct bill_line *l = &v->line;
	const bool is_correction = l->kind == BILL_LINE_CORRECTION;
	json_object_start(j);
	json_put_c(j, "kind", is_correction ? "correction" : "person");
	json_key(j, "insured");
	person_json(j, cli, &v->insured);
	json_put_str(j, "scheme", l->scheme);
	if (is_correction) {
		json_put_str(j, "month",
		             month_text(cli, month_make((int32_t)(l->month / 100),
		                                        (int32_t)(l->month % 100))));
		json_put_i64(j, "self", l->self);
		json_put_i64(j, "heads", l->heads);
		json_put_c(j, "cause", bill_cause_text(l->cause, cli->lang));
	} else {
		json_put_i64(j, "insured_amount", l->insured_amount);
		json_put_i64(j, "per_person", l->self_one);
		json_put_i64(j, "per_dependent", l->dependent_one);
		json_put_i64(j, "dependents_charged", l->charged);
		json_key(j, "dependents");
		json_array_start(j);
		for (size_t i = 0; i < l->dependent_count; i++)
			person_json(j, cli, &v->dependents[i]);
		json_array_end(j);
		json_key(j, "subsidies");
		json_array_start(j);
		for (size_t i = 0; i < l->subsidy_count; i++) {
			json_object_start(j);
			json_put_i64(j, "person_id", l->subsidies[i].person_id);
			json_put_str(j, "kind", l->subsidies[i].kind);
			json_put_str(j, "payer", l->subsidies[i].payer);
			json_put_i64(j, "amount", l->subsidies[i].amount);
			json_object_end(j);
		}
		json_array_end(j);
	}
	json_put_i64(j, "subsidy", l->subsidy);
	json_put_i64(j, "unit_share", l->unit_share);
	json_put_i64(j, "government_share", l->government);
	json_put_i64(j, "payable", bill_line_payable(l));
	json_object_end(j);
}

static void view_json(struct cli *cli, const struct bill_view *v) {
	const struct bill *b = &v->bill;
	struct json j = JSON_INIT(&cli->out, true);
	json_object_start(&j);
	json_put_i64(&j, "bill_id", b->id);
	json_put_str(&j, "month", month_text(cli, b->month));
	json_put_str(&j, "unit_code", v->unit_code);
	json_put_str(&j, "unit_name", v->unit_name);
	if (b->person_id != 0) {
		json_key(&j, "payer");
		person_json(&j, cli, &v->payer);
	}
	json_put_i64(&j, "division", b->division);
	json_put_date(&j, "due_on", v->run.due_on);
	json_put_i64(&j, "insured", b->insured);
	json_put_i64(&j, "dependents", b->dependents);
	json_put_i64(&j, "self", b->self);
	json_put_i64(&j, "subsidy", b->subsidy);
	json_put_i64(&j, "unit_share", b->unit_share);
	json_put_i64(&j, "correction", b->correction);
	json_put_i64(&j, "government_share", b->government + b->correction_government);
	json_put_i64(&j, "payable", b->payable);
	json_key(&j, "lines");
	json_array_start(&j);
	for (size_t i = 0; i < v->line_count; i++) line_json(cli, &j, &v->lines[i]);
	json_array_end(&j);
	json_object_end(&j);
	buf_put_char(&cli->out, '\n');
}

static const struct table_column lines_zh[] = {
        {"姓名", TABLE_LEFT},      {"證號", TABLE_LEFT},      {"類目", TABLE_LEFT},
        {"投保金額", TABLE_RIGHT}, {"本人自付", TABLE_RIGHT}, {"計費眷屬", TABLE_RIGHT},
        {"眷屬", TABLE_RIGHT},     {"補助", TABLE_RIGHT},     {"單位負擔", TABLE_RIGHT},
        {"政府負擔", TABLE_RIGHT}, {"應繳", TABLE_RIGHT},     {"說明", TABLE_LEFT},
};
static const struct table_column lines_en[] = {
        {"name", TABLE_LEFT},        {"id", TABLE_LEFT},       {"item", TABLE_LEFT},
        {"amount", TABLE_RIGHT},     {"self", TABLE_RIGHT},    {"charged", TABLE_RIGHT},
        {"enrolled", TABLE_RIGHT},   {"subsidy", TABLE_RIGHT}, {"unit", TABLE_RIGHT},
        {"government", TABLE_RIGHT}, {"payable", TABLE_RIGHT}, {"note", TABLE_LEFT},
};

static struct str note_of(struct cli *cli, const struct bill_line *l) {
	struct buf b = BUF_INIT(256);
	if (l->kind == BILL_LINE_CORRECTION) {
		month_print(&b, month_make((int32_t)(l->month / 100), (int32_t)(l->month % 100)));
		buf_put_char(&b, ' ');
		buf_put_c(&b, bill_cause_text(l->cause, cli->lang));
	} else if (l->absence == ABSENCE_PARENTAL) {
		buf_put_c(&b, cli_say(cli, "育嬰留停", "parental leave"));
	}
	return kept(cli, &b);
}

static void put_view_line(struct cli *cli, struct table *t, const struct bill_view_line *v) {
	const struct bill_line *l = &v->line;
	const bool is_correction = l->kind == BILL_LINE_CORRECTION;
	table_put(t, v->insured.name);
	table_put(t, masked(cli, v->insured.number));
	table_put(t, l->scheme);
	table_put_i64(t, is_correction ? 0 : l->insured_amount);
	table_put_i64(t, is_correction ? l->self : l->self_one);
	table_put_i64(t, l->charged);
	table_put_i64(t, (int64_t)l->dependent_count);
	table_put_i64(t, l->subsidy);
	table_put_i64(t, l->unit_share);
	table_put_i64(t, l->government);
	table_put_i64(t, bill_line_payable(l));
	table_put(t, note_of(cli, l));
}

void bill_print_view(struct cli *cli, const struct bill_view *v) {
	if (cli->json) {
		view_json(cli, v);
		return;
	}
	struct buf *out = &cli->out;
	const struct bill *b = &v->bill;
	buf_printf(out, "%.*s %.*s  ", STR_ARG(v->unit_code), STR_ARG(v->unit_name));
	buf_put(out, month_text(cli, b->month));
	if (b->person_id != 0) {
		buf_printf(out, "  %.*s ", STR_ARG(v->payer.name));
		buf_put(out, masked(cli, v->payer.number));
	}
	buf_put_c(out, cli_say(cli, "\n應繳 NT$", "\npayable NT$"));
	buf_put_i64_grouped(out, b->payable);
	buf_put_c(out, cli_say(cli, "，期限 ", ", due on "));
	date_print(out, v->run.due_on);
	buf_put_c(out, cli_say(cli, "，單號 ", ", bill "));
	buf_put_i64(out, b->id);
	buf_put_c(out, "\n\n");
	struct table t;
	table_init(&t, &cli->arena, cli->lang[0] == 'e' ? lines_en : lines_zh, COUNT_OF(lines_zh));
	for (size_t i = 0; i < v->line_count; i++) put_view_line(cli, &t, &v->lines[i]);
	table_print(&t, out);
	buf_put_char(out, '\n');
	amount_line(cli, "自付", "self parts", b->self);
	amount_line(cli, "補助", "subsidies", -b->subsidy);
	amount_line(cli, "單位負擔", "unit's share", b->unit_share);
	amount_line(cli, "更正前月", "corrections of earlier months", b->correction);
	amount_line(cli, "應繳", "payable", b->payable);
	amount_line(cli, "（政府負擔，不在此繳納）", "(government's share, not paid here)",
	            b->government + b->correction_government);
}

/* --- a list --- */

static const char *const list_columns[] = {
        "bill_id", "unit_id",    "person_id", "unit_code", "unit_name",  "payer",      "division",
        "insured", "dependents", "self",      "subsidy",   "unit_share", "correction", "payable"};

static void list_csv(struct cli *cli, const struct bill_list_row *rows, size_t count) {
	struct buf *out = &cli->out;
	for (size_t c = 0; c < COUNT_OF(list_columns); c++)
		csv_put(out, c, str_from(list_columns[c]));
	csv_end_row(out);
	for (size_t i = 0; i < count; i++) {
		const struct bill *b = &rows[i].bill;
		size_t c = 0;
		csv_put_i64(out, c++, b->id);
		csv_put_i64(out, c++, b->unit_id);
		csv_put_i64(out, c++, b->person_id);
		csv_put(out, c++, rows[i].unit_code);
		csv_put(out, c++, rows[i].unit_name);
		csv_put(out, c++, rows[i].payer.name);
		const int64_t figures[] = {b->division, b->insured,    b->dependents, b->self,
		                           b->subsidy,  b->unit_share, b->correction, b->payable};
		for (size_t k = 0; k < COUNT_OF(figures); k++) csv_put_i64(out, c++, figures[k]);
		csv_end_row(out);
	}
}

static void list_json(struct cli *cli, const struct bill_list_row *rows, size_t count) {
	struct json j = JSON_INIT(&cli->out, true);
	json_array_start(&j);
	for (size_t i = 0; i < count; i++) {
		const struct bill *b = &rows[i].bill;
		json_object_start(&j);
		json_put_i64(&j, "bill_id", b->id);
		json_put_i64(&j, "unit_id", b->unit_id);
		json_put_i64(&j, "person_id", b->person_id);
		json_put_str(&j, "unit_code", rows[i].unit_code);
		json_put_str(&j, "unit_name", rows[i].unit_name);
		json_put_str(&j, "payer", rows[i].payer.name);
		json_put_i64(&j, "division", b->division);
		json_put_i64(&j, "insured", b->insured);
		json_put_i64(&j, "dependents", b->dependents);
		json_put_i64(&j, "payable", b->payable);
		json_object_end(&j);
	}
	json_array_end(&j);
	buf_put_char(&cli->out, '\n');
}

void bill_print_list(struct cli *cli, const struct bill_list_row *rows, size_t count) {
	static const struct table_column zh[] = {
	        {"單位代號", TABLE_LEFT},  {"名稱", TABLE_LEFT},      {"自繳者", TABLE_LEFT},
	        {"被保險人", TABLE_RIGHT}, {"眷屬", TABLE_RIGHT},     {"自付", TABLE_RIGHT},
	        {"補助", TABLE_RIGHT},     {"單位負擔", TABLE_RIGHT}, {"更正", TABLE_RIGHT},
	        {"應繳", TABLE_RIGHT},
	};
	static const struct table_column en[] = {
	        {"unit", TABLE_LEFT},     {"name", TABLE_LEFT},        {"payer", TABLE_LEFT},
	        {"insured", TABLE_RIGHT}, {"dependents", TABLE_RIGHT}, {"self", TABLE_RIGHT},
	        {"subsidy", TABLE_RIGHT}, {"unit", TABLE_RIGHT},       {"correction", TABLE_RIGHT},
	        {"payable", TABLE_RIGHT},
	};
	if (cli->json || cli_has(cli, "csv")) {
		(cli->json ? list_json : list_csv)(cli, rows, count);
		return;
	}
	struct table t;
	table_init(&t, &cli->arena, cli->lang[0] == 'e' ? en : zh, COUNT_OF(zh));
	for (size_t i = 0; i < count; i++) {
		const struct bill *b = &rows[i].bill;
		table_put(&t, rows[i].unit_code);
		table_put(&t, rows[i].unit_name);
		table_put(&t, rows[i].payer.name);
		table_put_i64(&t, b->insured);
		table_put_i64(&t, b->dependents);
		table_put_i64(&t, b->self);
		table_put_i64(&t, b->subsidy);
		table_put_i64(&t, b->unit_share);
		table_put_i64(&t, b->correction);
		table_put_i64(&t, b->payable);
	}
	table_print(&t, &cli->out);
}

/* --- export --- */

void bill_print_export_titles(struct cli *cli) {
	static const char *const columns[] = {"bill_id",
	                                      "month",
	                                      "unit_id",
	                                      "person_id",
	                                      "division",
	                                      "insured",
	                                      "dependents",
	                                      "self",
	                                      "subsidy",
	                                      "unit_share",
	                                      "government",
	                                      "correction",
	                                      "correction_government",
	                                      "payable",
	                                      "lines"};
	for (size_t c = 0; c < COUNT_OF(columns); c++) csv_put(&cli->out, c, str_from(columns[c]));
	csv_end_row(&cli->out);
}

void bill_print_export_row(struct cli *cli, const struct bill *b) {
	const int64_t figures[] = {b->id,
	                           month_year(b->month) * 100 + month_number(b->month),
	                           b->unit_id,
	                           b->person_id,
	                           b->division,
	                           b->insured,
	                           b->dependents,
	                           b->self,
	                           b->subsidy,
	                           b->unit_share,
	                           b->government,
	                           b->correction,
	                           b->correction_government,
	                           b->payable};
	for (size_t c = 0; c < COUNT_OF(figures); c++) csv_put_i64(&cli->out, c, figures[c]);
	csv_put(&cli->out, COUNT_OF(figures), b->lines);
	csv_end_row(&cli->out);
}

/* --- why --- */

static void reason_json(struct cli *cli, month_t month, const struct bill_reason *r) {
	const struct billing_family *f = &r->family;
	struct json j = JSON_INIT(&cli->out, true);
	json_object_start(&j);
	json_put_str(&j, "month", month_text(cli, month));
	json_put_bool(&j, "charged", f->found);
	json_key(&j, "person");
	person_json(&j, cli, &r->person);
	json_key(&j, "insured");
	person_json(&j, cli, &r->insured);
	if (f->found) {
		json_put_str(&j, "unit_code", r->unit_code);
		json_put_str(&j, "unit_name", r->unit_name);
		json_put_bool(&j, "pays_alone", f->payer_id != 0);
		json_put_c(&j, "scheme", premium_scheme_name(f->scheme));
		json_put_i64(&j, "insured_amount", f->insured_amount);
		json_put_i64(&j, "dependents", f->dependents);
		json_put_i64(&j, "dependents_charged", f->charged);
		json_put_i64(&j, "self", f->self);
		json_put_i64(&j, "subsidy", f->subsidy);
		json_put_i64(&j, "unit_share", f->unit_share);
		json_put_i64(&j, "government_share", f->government);
	}
	trace_json(&r->trace, &j);
	json_key(&j, "subsidies");
	json_object_start(&j);
	trace_json(&r->subsidies, &j);
	json_object_end(&j);
	json_object_end(&j);
	buf_put_char(&cli->out, '\n');
}

void bill_print_reason(struct cli *cli, month_t month, const struct bill_reason *r) {
	if (cli->json) {
		reason_json(cli, month, r);
		return;
	}
	struct buf *out = &cli->out;
	const struct billing_family *f = &r->family;
	buf_printf(out, "%.*s ", STR_ARG(r->person.name));
	buf_put(out, masked(cli, r->person.number));
	buf_put_c(out, "  ");
	buf_put(out, month_text(cli, month));
	buf_put_char(out, '\n');
	if (!f->found) {
		buf_put_c(out, cli_say(cli, "月底最後一日不在保，本月不計費（健保法 30 II）。\n",
		                       "not insured at the end of the month's last day: not "
		                       "charged (Act 30 II).\n"));
		return;
	}
	if (r->insured.id != r->person.id)
		buf_printf(out, "%s %.*s\n", cli_say(cli, "依附被保險人", "dependent of"),
		           STR_ARG(r->insured.name));
	buf_printf(out, "%s %.*s %.*s\n",
	           cli_say(cli, "月底最後一日 24 時在此投保，由此計費：",
	                   "insured here at 24:00 of the last day, so charged here:"),
	           STR_ARG(r->unit_code), STR_ARG(r->unit_name));
	amount_line(cli, "自付（本人與計費眷屬）", "self part of the family", f->self);
	amount_line(cli, "補助", "subsidies", -f->subsidy);
	amount_line(cli, "單位負擔", "unit's share", f->unit_share);
	amount_line(cli, "政府負擔", "government's share", f->government);
	buf_printf(out, "\n%s\n", cli_say(cli, "為什麼？", "Why?"));
	trace_print(&r->trace, out, cli->lang);
	if (r->subsidies.count == 0) return;
	buf_printf(out, "\n%s\n", cli_say(cli, "補助：", "Subsidies:"));
	trace_print(&r->subsidies, out, cli->lang);
}

/* --- totals --- */

static void totals_csv(struct cli *cli, const struct bill_total *rows, size_t count) {
	static const char *const columns[] = {"division", "scheme", "payer", "billed",
	                                      "kind",     "heads",  "amount"};
	struct buf *out = &cli->out;
	for (size_t c = 0; c < COUNT_OF(columns); c++) csv_put(out, c, str_from(columns[c]));
	csv_end_row(out);
	for (size_t i = 0; i < count; i++) {
		csv_put_i64(out, 0, rows[i].division);
		csv_put(out, 1, rows[i].scheme);
		csv_put(out, 2, rows[i].payer);
		csv_put(out, 3, rows[i].by_person ? STR("person") : STR("unit"));
		csv_put(out, 4, rows[i].kind);
		csv_put_i64(out, 5, rows[i].heads);
		csv_put_i64(out, 6, rows[i].amount.v);
		csv_end_row(out);
	}
}

static void totals_json(struct cli *cli, month_t month, const struct bill_total *rows,
                        size_t count) {
	struct json j = JSON_INIT(&cli->out, true);
	json_object_start(&j);
	json_put_str(&j, "month", month_text(cli, month));
	json_key(&j, "totals");
	json_array_start(&j);
	for (size_t i = 0; i < count; i++) {
		json_object_start(&j);
		json_put_i64(&j, "division", rows[i].division);
		json_put_str(&j, "scheme", rows[i].scheme);
		json_put_str(&j, "payer", rows[i].payer);
		json_put_c(&j, "billed", rows[i].by_person ? "person" : "unit");
		json_put_str(&j, "kind", rows[i].kind);
		json_put_i64(&j, "heads", rows[i].heads);
		json_put_i64(&j, "amount", rows[i].amount.v);
		json_object_end(&j);
	}
	json_array_end(&j);
	json_object_end(&j);
	buf_put_char(&cli->out, '\n');
}

struct group {
	struct str key;
	int order; /* of payers that of lib/nhi/bill.c, else by key */
	int64_t heads, own, unit, government, whole;
};

/* What a row is grouped by: 0 scheme, 1 division, 2 payer. */
static struct str key_of(struct cli *cli, const struct bill_total *t, int by, int *order) {
	static const char *const zh[] = {"?",      "1 臺北", "2 北區", "3 中區",
	                                 "4 南區", "5 高屏", "6 東區"};
	static const char *const en[] = {"?",          "1 Taipei",   "2 Northern", "3 Central",
	                                 "4 Southern", "5 Kao-Ping", "6 Eastern"};
	enum bill_payer payer;
	*order = 0;
	if (by == 0) return t->scheme;
	if (by == 1) {
		const int64_t d = t->division >= 1 && t->division <= 6 ? t->division : 0;
		return str_from(cli_say(cli, zh[d], en[d]));
	}
	if (!bill_payer_find(t->payer, &payer)) return t->payer;
	*order = (int)payer;
	return str_from(cli_say(cli, bill_payers[payer].zh, bill_payers[payer].en));
}

enum { GROUPS_MAX = 64 };

static int by_order(const void *a, const void *b) {
	const struct group *x = a, *y = b;
	return x->order != y->order ? x->order - y->order : str_cmp(x->key, y->key);
}

static size_t group_by(struct cli *cli, const struct bill_total *rows, size_t count, int by,
                       struct group groups[GROUPS_MAX]) {
	size_t n = 0;
	for (size_t i = 0; i < count; i++) {
		int order;
		const struct str key = key_of(cli, &rows[i], by, &order);
		size_t g = 0;
		while (g < n && !str_eq(groups[g].key, key)) g++;
		if (g == GROUPS_MAX) return n;
		if (g == n) groups[n++] = (struct group){.key = key, .order = order};
		const int64_t v = rows[i].amount.v;
		groups[g].heads += rows[i].heads;
		groups[g].whole += v;
		if (str_is(rows[i].payer, "insured"))
			groups[g].own += v;
		else if (str_is(rows[i].payer, "unit"))
			groups[g].unit += v;
		else
			groups[g].government += v;
	}
	qsort(groups, n, sizeof groups[0], by_order);
	return n;
}

static void print_groups(struct cli *cli, const struct bill_total *rows, size_t count, int by) {
	static const char *const zh[] = {"類目", "業務組", "負擔者"};
	static const char *const en[] = {"item", "division", "payer"};
	const bool english = cli->lang[0] == 'e';
	const struct table_column columns[] = {
	        {english ? en[by] : zh[by], TABLE_LEFT},
	        {english ? "heads" : "計費人數", TABLE_RIGHT},
	        {english ? "insured persons" : "被保險人", TABLE_RIGHT},
	        {english ? "units" : "投保單位", TABLE_RIGHT},
	        {english ? "government" : "政府", TABLE_RIGHT},
	        {english ? "sum, NT$" : "合計（元）", TABLE_RIGHT},
	};
	struct group groups[GROUPS_MAX];
	struct group sum = {.key = english ? STR("sum") : STR("合計")};
	const size_t n = group_by(cli, rows, count, by, groups);
	struct table t;
	table_init(&t, &cli->arena, columns, COUNT_OF(columns));
	for (size_t i = 0; i <= n; i++) {
		const struct group *g = i < n ? &groups[i] : &sum;
		table_put(&t, g->key);
		table_put_i64(&t, g->heads);
		table_put_i64(&t, g->own);
		table_put_i64(&t, g->unit);
		table_put_i64(&t, g->government);
		table_put_i64(&t, g->whole);
		sum.heads += i < n ? g->heads : 0;
		sum.own += i < n ? g->own : 0;
		sum.unit += i < n ? g->unit : 0;
		sum.government += i < n ? g->government : 0;
		sum.whole += i < n ? g->whole : 0;
	}
	table_print(&t, &cli->out);
	buf_put_char(&cli->out, '\n');
}

void bill_print_totals(struct cli *cli, month_t month, const struct bill_total *rows,
                       size_t count) {
	if (cli->json) {
		totals_json(cli, month, rows, count);
	} else if (cli_has(cli, "csv")) {
		totals_csv(cli, rows, count);
	} else {
		for (int by = 0; by < 3; by++) print_groups(cli, rows, count, by);
	}
}
