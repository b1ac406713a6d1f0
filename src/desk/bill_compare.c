/* bill_compare.c: see bill_compare.h. */
#include "desk/bill_compare.h"

#include "nhi/enrol.h"
#include "nhi/premium.h"
#include "store/coverage.h"
#include "wire/payroll.h"

const struct compare_cause_row compare_causes[COMPARE_CAUSE_COUNT] = {
        [COMPARE_SAME] = {"same", "相符", "agrees", "", ""},
        [COMPARE_UNREADABLE] = {"unreadable", "薪資檔此列無法辨識，或查無此證號",
                                "the row cannot be read, or nobody has this number",
                                "請核對證號與欄位後重送", "correct the row and compare again"},
        [COMPARE_NOT_ENROLLED] = {"not_enrolled", "已扣保費，但未在本單位加保",
                                  "deducted, but not insured at this unit",
                                  "申報加保（保險對象投保申報表，自到職日追溯）",
                                  "file the entry (投保申報表), effective from the first day of "
                                  "work"},
        [COMPARE_MONTH_END] = {"month_end", "月底最後一日已不在本單位，當月由別處計費或不計費",
                               "not insured here on the month's last day: charged elsewhere or "
                               "not at all",
                               "不需申報；請退還已扣保費",
                               "nothing to file; give the deduction back"},
        [COMPARE_ENTRY_FILED_LATE] = {"entry_filed_late", "加保晚報，開單時尚未得知",
                                      "the entry was filed after the bill was made",
                                      "不需再申報；差額列入下期更正",
                                      "nothing to file; a correction follows on the next bill"},
        [COMPARE_NOT_DEDUCTED] = {"not_deducted", "帳單有此人，薪資檔沒有扣繳",
                                  "on the bill, but nothing was deducted",
                                  "已離職者申報退保或轉出（退保申報表）；在職者補扣",
                                  "who left: file the leave (退保申報表); who works: deduct"},
        [COMPARE_LEAVE_FILED_LATE] = {"leave_filed_late", "退保或轉出晚報，開單時尚未得知",
                                      "the leave was filed after the bill was made",
                                      "不需再申報；差額列入下期更正",
                                      "nothing to file; a correction follows on the next bill"},
        [COMPARE_DEPENDENTS] = {"dependents", "眷屬人數不同", "another number of dependents",
                                "申報眷屬加保或退保（投保、退保申報表）",
                                "file the dependents' entry or leave"},
        [COMPARE_AMOUNT] = {"amount", "投保金額未調整", "the insured amount was not adjusted",
                            "申報投保金額調整表（自通知次月 1 日生效）",
                            "file the change of insured amount (from the 1st of the next month)"},
        [COMPARE_SUBSIDY] = {"subsidy", "自付部分由政府補助",
                             "an authority pays a part of the self part",
                             "不需申報；請退還受補助金額",
                             "nothing to file; give the subsidy back"},
        [COMPARE_ARITHMETIC] = {"arithmetic", "投保資料相同，扣繳金額算法不同",
                                "the same facts, another sum",
                                "依負擔金額表（nhi premium table）更正扣繳",
                                "correct the deduction by the share table (nhi premium table)"},
};

struct comparer {
	struct db *db;
	struct arena *arena;
	struct premium_law law;
	month_t month;
	struct compare *out;
	size_t capacity;
	bool *seen; /* lines of the bill that the payroll has */
};

static int64_t billed_of(const struct bill_line *l) {
	return l->self_one + l->charged * l->dependent_one - l->subsidy;
}

/* The line of a number on the bill, or SIZE_MAX. */
static size_t line_of(const struct comparer *c, struct str number) {
	for (size_t i = 0; i < c->out->view.line_count; i++) {
		const struct bill_view_line *v = &c->out->view.lines[i];
		if (v->line.kind == BILL_LINE_PERSON && str_eq(v->insured.number, number)) return i;
	}
	return SIZE_MAX;
}

static enum nhi_status keep_row(struct comparer *c, const struct compare_row *row,
                                struct err *err) {
	struct compare *o = c->out;
	if (o->count == c->capacity) {
		const size_t wider = c->capacity ? c->capacity * 2 : 256;
		struct compare_row *more = ARENA_ARRAY(c->arena, wider, struct compare_row);
		if (!more) return err_set(err, NHI_MEMORY, " ");
		if (o->count > 0) memcpy(more, o->row, o->count * sizeof *more);
		o->row = more;
		c->capacity = wider;
	}
	o->row[o->count++] = *row;
	if (row->cause != COMPARE_SAME) o->differences++;
	return NHI_OK;
}

/* The insured amount that the payroll means: given, or the grade of the wage; 0 unknown. */
static int64_t amount_of(const struct comparer *c, const struct payroll_row *p) {
	if (p->amount != PAYROLL_NO_AMOUNT) return p->amount;
	if (p->wage == PAYROLL_NO_AMOUNT) return 0;
	return premium_grade_of_wage(&c->law, twd(p->wage))->insured_amount;
}

/* "12", "11p": is the premium reckoned from an insured amount of the grade table? */
static bool is_graded(struct str scheme_name) {
	int64_t item;
	enum premium_scheme scheme;
	return str_to_i64(str_slice(scheme_name, 0, 2), 11, 62, &item) &&
	       premium_scheme_of((int32_t)item, false, &scheme) &&
	       premium_base_of(scheme) == BASE_GRADE;
}

/* Both sides have the person: the first cause that explains the difference. Dependents before
 * amounts, since both may differ and the heads weigh more. */
static enum compare_cause cause_of_both(const struct bill_line *l, const struct compare_row *row,
                                        bool tells_dependents) {
	if (tells_dependents && row->dependents_here != row->dependents_billed)
		return COMPARE_DEPENDENTS;
	if (is_graded(l->scheme) && row->amount_here != 0 && row->amount_here != row->amount_billed)
		return COMPARE_AMOUNT;
	if (row->deducted == row->billed) return COMPARE_SAME;
	if (l->subsidy != 0 && row->deducted == row->billed + l->subsidy) return COMPARE_SUBSIDY;
	return COMPARE_ARITHMETIC;
}

/* Is the person insured at this unit on the month's last day, or was at some day of the month, by
 * the register of an instant? */
struct standing {
	bool at_end, in_month;
};

static enum nhi_status stand(struct comparer *c, int64_t person_id, instant_t known,
                             struct standing *out, struct err *err) {
	struct timeline t;
	*out = (struct standing){0};
	const enum nhi_status st = coverage_timeline(c->db, person_id, known, c->arena, &t, err);
	if (st != NHI_OK) return st;
	const int64_t unit_id = c->out->view.bill.unit_id;
	const struct coverage_row *charged = coverage_charged(t.row, t.count, c->month);
	out->at_end = charged && charged->unit_id == unit_id && charged->role == ROLE_INSURED;
	for (size_t i = 0; i < t.count; i++)
		if (t.row[i].unit_id == unit_id && t.row[i].from <= month_last(c->month) &&
		    t.row[i].to > month_first(c->month))
			out->in_month = true;
	return NHI_OK;
}

static enum nhi_status only_on_payroll(struct comparer *c, struct compare_row *row,
                                       struct err *err) {
	struct db_stmt *q = db_query(c->db, "bill_person_by_number");
	db_bind_str(q, row->number);
	if (db_next(q)) row->person_id = db_i64(q, 0);
	enum nhi_status st = db_end(q, err);
	row->cause = COMPARE_UNREADABLE;
	if (st != NHI_OK || row->person_id == 0) return st;
	struct standing now;
	st = stand(c, row->person_id, KNOWN_NOW, &now, err);
	row->cause = now.at_end     ? COMPARE_ENTRY_FILED_LATE
	             : now.in_month ? COMPARE_MONTH_END
	                            : COMPARE_NOT_ENROLLED;
	return st;
}

static enum nhi_status one_of_payroll(struct comparer *c, const struct payroll_reader *r,
                                      const struct payroll_row *p, struct err *err) {
	enum { DEPENDENTS_COLUMN = 5 };
	struct compare_row row = {
	        .line = p->line,
	        .number = p->id,
	        .name = p->name,
	        .deducted = p->deducted == PAYROLL_NO_AMOUNT ? 0 : p->deducted,
	        .dependents_here = p->dependents,
	        .cause = COMPARE_UNREADABLE,
	};
	if (p->is_refused) return keep_row(c, &row, err);
	row.amount_here = amount_of(c, p);
	const size_t at = line_of(c, p->id);
	if (at == SIZE_MAX) {
		const enum nhi_status st = only_on_payroll(c, &row, err);
		return st == NHI_OK ? keep_row(c, &row, err) : st;
	}
	const struct bill_line *l = &c->out->view.lines[at].line;
	c->seen[at] = true;
	if (row.name.n == 0) row.name = c->out->view.lines[at].insured.name;
	row.person_id = c->out->view.lines[at].insured.id;
	row.billed = billed_of(l);
	row.amount_billed = l->insured_amount;
	row.dependents_billed = (int64_t)l->dependent_count;
	row.subsidy = l->subsidy;
	row.cause = cause_of_both(l, &row, r->place[DEPENDENTS_COLUMN] != SIZE_MAX);
	return keep_row(c, &row, err);
}

static enum nhi_status only_on_bill(struct comparer *c, struct err *err) {
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; i < c->out->view.line_count && st == NHI_OK; i++) {
		const struct bill_view_line *v = &c->out->view.lines[i];
		if (c->seen[i] || v->line.kind != BILL_LINE_PERSON) continue;
		struct standing now;
		st = stand(c, v->insured.id, KNOWN_NOW, &now, err);
		const struct compare_row row = {
		        .number = v->insured.number,
		        .person_id = v->insured.id,
		        .name = v->insured.name,
		        .billed = billed_of(&v->line),
		        .amount_billed = v->line.insured_amount,
		        .dependents_billed = (int64_t)v->line.dependent_count,
		        .subsidy = v->line.subsidy,
		        .cause = now.at_end ? COMPARE_NOT_DEDUCTED : COMPARE_LEAVE_FILED_LATE,
		};
		if (st == NHI_OK) st = keep_row(c, &row, err);
	}
	return st;
}

enum nhi_status bill_compare(struct db *db, const struct law *law, month_t month,
                             struct str unit_code, struct str payroll, struct arena *arena,
                             struct compare *out, struct err *err) {
	*out = (struct compare){0};
	struct comparer c = {.db = db, .arena = arena, .month = month, .out = out};
	enum nhi_status st =
	        bill_view_find(db, month, unit_code, (struct str){0}, arena, &out->view, err);
	if (st == NHI_OK) st = premium_law_at(law, month_first(month), &c.law, err);
	if (st != NHI_OK) return st;
	c.seen = ARENA_ARRAY(arena, out->view.line_count, bool);
	if (!c.seen) return err_set(err, NHI_MEMORY, " ");
	struct payroll_reader reader;
	struct payroll_row row;
	bool more = false;
	st = payroll_open(&reader, payroll, arena, err);
	if (st == NHI_OK) st = payroll_next(&reader, &row, &more, err);
	while (st == NHI_OK && more) {
		st = one_of_payroll(&c, &reader, &row, err);
		if (st == NHI_OK) st = payroll_next(&reader, &row, &more, err);
	}
	return st == NHI_OK ? only_on_bill(&c, err) : st;
}
