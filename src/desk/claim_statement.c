/* claim_statement.c: see claim_statement.h. */
#include "desk/claim_statement.h"

#include "base/csv.h"
#include "store/original.h"
#include "store/provider.h"

enum { AMOUNT_DIGITS = 10, MASKED = 4 };

struct statement {
	struct register_desk *desk;
	const struct claim_judge *judge;
	struct claim_batch_row batch;
	struct claim_finding_row *finding;
	size_t findings, at; /* the next finding; they stand in the order of the file */
	struct claim_decision_row *decision;
	size_t decisions;
	date_t paid_on;
	int64_t division;
	struct buf *csv; /* or NULL: */
	struct json *j;
};

struct statement_row {
	int64_t order_no, points; /* order 0: the whole case */
	struct str stage;         /* check, review, appeal */
	struct str code, reason, reviewer;
};

static const char *const titles[] = {
        "不予核銷金額", "醫事機構代碼", "費用年月", "申請申報日期", "案件分類",     "流水號",
        "就醫日期",     "出生日期",     "身分證號", "醫令序號",     "醫令代碼",     "執行時間起",
        "分區別",       "拆帳金額",     "核付日期", "追扣原因",     "院所申復事項", "院所說明"};

static void put_day(struct buf *b, size_t column, date_t day) {
	char text[16] = "";
	if (day >= DATE_MIN && day < DATE_OPEN) {
		struct ymd v = date_to_ymd(day);
		(void)snprintf(text, sizeof text, "%04d%02d%02d", v.year, v.month, v.day);
	}
	csv_put(b, column, str_from(text));
}

static void put_month(struct buf *b, size_t column, month_t month) {
	char text[16];
	(void)snprintf(text, sizeof text, "%04d%02d", month_year(month), month_number(month));
	csv_put(b, column, str_from(text));
}

static void put_masked(struct buf *b, size_t column, struct str number) {
	struct buf text = BUF_INIT(64);
	buf_put(&text, str_slice(number, 0, number.n > MASKED ? number.n - MASKED : 0));
	buf_put_c(&text, "****");
	csv_put(b, column, buf_str(&text));
	buf_free(&text);
}

static const struct claim_order *order_of(const struct claim_case *c, int64_t order_no) {
	return order_no > 0 && order_no <= c->order_count ? &c->order[order_no - 1] : NULL;
}

static void put_reason(struct buf *b, size_t column, const struct statement_row *row) {
	struct buf text = BUF_INIT(8192);
	buf_put(&text, row->code);
	if (row->code.n > 0) buf_put_char(&text, ' ');
	buf_put(&text, row->reason);
	csv_put(b, column, buf_str(&text));
	buf_free(&text);
}

static void put_amount(struct buf *b, int64_t points) {
	struct buf text = BUF_INIT(32);
	if (points < 0) buf_put_char(&text, '-');
	buf_put_i64_padded(&text, points < 0 ? -points : points, AMOUNT_DIGITS);
	csv_put(b, 0, buf_str(&text));
	buf_free(&text);
}

/* The same row for a program: the reason apart by code and text, who decided at which stage. */
static void put_json(struct statement *s, const struct claim_case *c,
                     const struct statement_row *row) {
	const struct claim_order *o = order_of(c, row->order_no);
	struct json *j = s->j;
	json_object_start(j);
	json_put_i64(j, "case", c->ordinal);
	json_put_str(j, "class", c->class_);
	json_put_i64(j, "serial", c->serial);
	json_put_i64(j, "order", row->order_no);
	json_put_str(j, "item", o == NULL ? STR("") : o->item);
	json_put_str(j, "stage", row->stage);
	json_put_i64(j, "points", row->points);
	json_put_str(j, "code", row->code);
	json_put_str(j, "reason", row->reason);
	json_put_str(j, "reviewer", row->reviewer);
	json_object_end(j);
}

static void put_csv(struct statement *s, const struct claim_case *c,
                    const struct statement_row *row) {
	const struct claim_order *o = order_of(c, row->order_no);
	struct buf *b = s->csv;
	size_t k = 1;
	put_amount(b, row->points);
	csv_put(b, k++, s->batch.provider);
	put_month(b, k++, s->batch.month);
	put_day(b, k++, s->batch.filed);
	csv_put(b, k++, c->class_);
	csv_put_i64(b, k++, c->serial);
	put_day(b, k++, c->visit);
	put_day(b, k++, c->birth);
	put_masked(b, k++, c->person);
	csv_put_i64(b, k++, o == NULL ? 0 : o->seq);
	csv_put(b, k++, o == NULL ? STR("") : o->item);
	put_day(b, k++, o == NULL ? CLAIM_DATE_NONE : o->begin.day);
	csv_put_i64(b, k++, s->division);
	csv_put_i64(b, k++, row->points);
	put_day(b, k++, s->paid_on);
	put_reason(b, k++, row);
	csv_put(b, k++, STR(""));
	csv_put(b, k++, STR(""));
	csv_end_row(b);
}

static void put_row(struct statement *s, const struct claim_case *c,
                    const struct statement_row *row) {
	if (s->csv != NULL) put_csv(s, c, row);
	if (s->j != NULL) put_json(s, c, row);
}

static void put_finding(struct statement *s, const struct claim_case *c,
                        const struct claim_finding_row *f) {
	const struct claim_code *code =
	        claim_catalogue_find(s->judge->catalogue, f->code.p); /* kept texts end in NUL */
	const struct statement_row row = {.order_no = f->order_no,
	                                  .points = f->cut,
	                                  .stage = STR("check"),
	                                  .code = f->code,
	                                  .reason = code == NULL ? STR("") : code->cause_zh};
	put_row(s, c, &row);
}

static void put_case(struct statement *s, const struct claim_case *c) {
	for (; s->at < s->findings && s->finding[s->at].case_no <= c->ordinal; s->at++)
		if (s->finding[s->at].case_no == c->ordinal && s->finding[s->at].cut > 0)
			put_finding(s, c, &s->finding[s->at]);
	for (size_t i = 0; i < s->decisions; i++) {
		const struct claim_decision_row *d = &s->decision[i];
		const struct statement_row row = {.order_no = d->order_no,
		                                  .points = d->points.v,
		                                  .stage = d->stage,
		                                  .code = d->reason_code,
		                                  .reason = d->reason,
		                                  .reviewer = d->reviewer};
		if (d->case_no == c->ordinal) put_row(s, c, &row);
	}
}

static enum nhi_status read_rows(struct statement *s, struct err *err) {
	struct provider_fact fact;
	struct db *db = s->desk->db;
	struct arena *a = s->desk->arena;
	int64_t provider = s->batch.provider_id, batch = s->batch.batch_id;
	enum nhi_status st =
	        claim_findings_read(db, provider, batch, 0, a, &s->finding, &s->findings, err);
	if (st == NHI_OK)
		st = claim_decisions_read(db, provider, batch, a, &s->decision, &s->decisions, err);
	if (st == NHI_OK) st = claim_decided_on(db, provider, batch, &s->paid_on, err);
	if (st == NHI_OK) st = provider_fact_on(db, provider, s->desk->today, a, &fact, err);
	if (st == NHI_OK) s->division = fact.division;
	return st;
}

enum nhi_status desk_claim_statement(struct register_desk *desk, const struct claim_judge *judge,
                                     struct str receipt_no, struct buf *csv, struct json *j,
                                     struct err *err) {
	struct statement s = {.desk = desk, .judge = judge, .csv = csv, .j = j};
	struct original original;
	struct claim_reader *r = NULL;
	struct claim_item item = {.kind = CLAIM_ITEM_CASE};
	enum nhi_status st = desk_claim_find(desk, receipt_no, &s.batch, err);
	if (st == NHI_OK) st = read_rows(&s, err);
	if (st == NHI_OK) st = original_read(desk->db, s.batch.sha256, desk->arena, &original, err);
	if (st != NHI_OK) return st;
	for (size_t i = 0; csv != NULL && i < COUNT_OF(titles); i++)
		csv_put(csv, i, str_from(titles[i]));
	if (csv != NULL) csv_end_row(csv);
	if (j != NULL) json_array_start(j);
	struct claim_bytes bytes = claim_bytes_of(original.bytes);
	const struct claim_read_from from = {judge->layout, &bytes.source, STR("")};
	struct claim_findings ignored = claim_findings_in(judge->catalogue, desk->arena);
	st = claim_read_open(&r, &from, &ignored.sink, err);
	while (st == NHI_OK && item.kind != CLAIM_ITEM_END) {
		st = claim_read_next(r, &item, err);
		if (st == NHI_OK && item.kind == CLAIM_ITEM_CASE) put_case(&s, item.of_case);
	}
	claim_read_close(r);
	if (j != NULL) json_array_end(j);
	return st;
}
