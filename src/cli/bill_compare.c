/* bill_compare.c: `nhi bill compare`: a company's payroll beside its bill. */
#include "desk/bill_compare.h"

#include "base/csv.h"
#include "base/file.h"
#include "base/ids.h"
#include "base/table.h"
#include "cli/bill_print.h"
#include "cli/data.h"
#include "wire/sheet.h"

enum { COMPARE_FILE_MAX = 256 * 1024 * 1024 };

struct request {
	struct cli *cli;
	const struct law *law;
	month_t month;
	struct str unit, payroll;
	struct compare result;
};

static enum nhi_status compare(struct db *db, void *context, struct err *err) {
	struct request *r = context;
	return bill_compare(db, r->law, r->month, r->unit, r->payroll, &r->cli->arena, &r->result,
	                    err);
}

static struct str masked(struct cli *cli, struct str number) {
	struct buf b = BUF_INIT(64);
	struct str s = {0};
	id_put_masked(&b, number);
	if (!arena_str(&cli->arena, buf_str(&b), &s)) s = (struct str){0};
	buf_free(&b);
	return s;
}

static const char *cause_text(struct cli *cli, const struct compare_row *r) {
	return cli_say(cli, compare_causes[r->cause].zh, compare_causes[r->cause].en);
}

static const char *filing_text(struct cli *cli, const struct compare_row *r) {
	return cli_say(cli, compare_causes[r->cause].filing_zh, compare_causes[r->cause].filing_en);
}

static void print_json(struct cli *cli, const struct compare *c) {
	struct json j = JSON_INIT(&cli->out, true);
	json_object_start(&j);
	json_put_str(&j, "unit_code", c->view.unit_code);
	json_put_i64(&j, "rows", (int64_t)c->count);
	json_put_i64(&j, "differences", (int64_t)c->differences);
	json_key(&j, "people");
	json_array_start(&j);
	for (size_t i = 0; i < c->count; i++) {
		const struct compare_row *r = &c->row[i];
		json_object_start(&j);
		json_put_i64(&j, "line", (int64_t)r->line);
		json_put_str(&j, "number", masked(cli, r->number));
		json_put_str(&j, "name", r->name);
		json_put_c(&j, "cause", compare_causes[r->cause].code);
		json_put_c(&j, "message_zh", compare_causes[r->cause].zh);
		json_put_c(&j, "message_en", compare_causes[r->cause].en);
		json_put_c(&j, "filing_zh", compare_causes[r->cause].filing_zh);
		json_put_c(&j, "filing_en", compare_causes[r->cause].filing_en);
		json_put_i64(&j, "deducted", r->deducted);
		json_put_i64(&j, "billed", r->billed);
		json_put_i64(&j, "difference", r->deducted - r->billed);
		json_put_i64(&j, "amount_payroll", r->amount_here);
		json_put_i64(&j, "amount_billed", r->amount_billed);
		json_put_i64(&j, "dependents_payroll", r->dependents_here);
		json_put_i64(&j, "dependents_billed", r->dependents_billed);
		json_put_i64(&j, "subsidy", r->subsidy);
		json_object_end(&j);
	}
	json_array_end(&j);
	json_object_end(&j);
	buf_put_char(&cli->out, '\n');
}

static const struct table_column columns_zh[] = {
        {"證號", TABLE_LEFT},  {"姓名", TABLE_LEFT}, {"扣繳", TABLE_RIGHT},  {"帳單", TABLE_RIGHT},
        {"差額", TABLE_RIGHT}, {"原因", TABLE_LEFT}, {"怎麼辦", TABLE_LEFT},
};
static const struct table_column columns_en[] = {
        {"id", TABLE_LEFT},         {"name", TABLE_LEFT},        {"deducted", TABLE_RIGHT},
        {"billed", TABLE_RIGHT},    {"difference", TABLE_RIGHT}, {"cause", TABLE_LEFT},
        {"what to do", TABLE_LEFT},
};

static void print_table(struct cli *cli, const struct compare *c) {
	buf_printf(&cli->out,
	           cli_say(cli, "%.*s %.*s：%zu 人，%zu 人有差異\n\n",
	                   "%.*s %.*s: %zu people, %zu with differences\n\n"),
	           STR_ARG(c->view.unit_code), STR_ARG(c->view.unit_name), c->count,
	           c->differences);
	if (c->differences == 0) return;
	struct table t;
	table_init(&t, &cli->arena, cli->lang[0] == 'e' ? columns_en : columns_zh,
	           COUNT_OF(columns_zh));
	for (size_t i = 0; i < c->count; i++) {
		const struct compare_row *r = &c->row[i];
		if (r->cause == COMPARE_SAME) continue;
		table_put(&t, masked(cli, r->number));
		table_put(&t, r->name);
		table_put_i64(&t, r->deducted);
		table_put_i64(&t, r->billed);
		table_put_i64(&t, r->deducted - r->billed);
		table_put_c(&t, cause_text(cli, r));
		table_put_c(&t, filing_text(cli, r));
	}
	table_print(&t, &cli->out);
}

static void print_csv(struct cli *cli, const struct compare *c) {
	static const char *const columns[] = {"line",     "number",  "name",
	                                      "deducted", "billed",  "difference",
	                                      "cause",    "message", "filing"};
	struct buf *out = &cli->out;
	for (size_t k = 0; k < COUNT_OF(columns); k++) csv_put(out, k, str_from(columns[k]));
	csv_end_row(out);
	for (size_t i = 0; i < c->count; i++) {
		const struct compare_row *r = &c->row[i];
		csv_put_i64(out, 0, (int64_t)r->line);
		csv_put(out, 1, r->number);
		csv_put(out, 2, r->name);
		csv_put_i64(out, 3, r->deducted);
		csv_put_i64(out, 4, r->billed);
		csv_put_i64(out, 5, r->deducted - r->billed);
		csv_put(out, 6, str_from(compare_causes[r->cause].code));
		csv_put(out, 7, str_from(cause_text(cli, r)));
		csv_put(out, 8, str_from(filing_text(cli, r)));
		csv_end_row(out);
	}
}

enum nhi_status bill_compare_command(struct cli *cli, struct err *err) {
	struct law law;
	struct request r = {.cli = cli, .law = &law, .month = (month_t)cli_int(cli, "month", 0)};
	struct str bytes;
	if (cli->argument_count != 2)
		return err_set(err, NHI_USAGE,
		               "請給投保單位代號與薪資檔" ERR_SEP
		               "give the code of the insured unit and the payroll file");
	r.unit = cli->argument[0];
	enum nhi_status st = cli_need(cli, "month", err);
	if (st == NHI_OK) st = cli_law(cli, &law, err);
	if (st == NHI_OK)
		st = file_read(&cli->arena, cli->argument[1].p, COMPARE_FILE_MAX, &bytes, err);
	if (st == NHI_OK) {
		st = sheet_text(bytes, &cli->arena, &r.payroll, NULL, err);
		if (st != NHI_OK) err_where(err, "%s", cli->argument[1].p);
	}
	const struct bill_place place = {cli->db, cli->data_dir, &cli->arena};
	if (st == NHI_OK) st = bill_look(&place, compare, &r, err);
	if (st != NHI_OK) return st;
	for (size_t i = 0; i < r.result.count; i++)
		seen_add(&cli->reads, r.result.row[i].person_id);
	if (cli->json)
		print_json(cli, &r.result);
	else if (cli_has(cli, "csv"))
		print_csv(cli, &r.result);
	else
		print_table(cli, &r.result);
	if (r.result.differences > 0) cli->exit_code = 1;
	return NHI_OK;
}
