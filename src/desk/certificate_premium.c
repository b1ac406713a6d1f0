/* certificate_premium.c: the premiums of a year, of a person by month and of a unit; see
 * certificate_parts.h.
 *
 * A person's part of a month stands in the lines of the bill that charged it: the unit's, or the
 * own bill of who pays alone; a dependent's part in the line of the insured person. Differences for
 * months of the year that stand on later bills count too. A part is paid when its bill is. */
#include "desk/certificate_parts.h"

#include "nhi/bill_lines.h"
#include "store/bill.h"
#include "store/bill_page.h"
#include "store/coverage.h"

enum { ROWS_MAX = 400, PLACES_MAX = 64 };

/* Where the person was, and under whom. */
struct premium_place {
	int64_t unit_id, insured_id;
};

struct year_work {
	const struct certificate_place *p;
	const struct certificate_request *q;
	struct premium_place place[PLACES_MAX];
	size_t place_count;
	struct letter_values *rows;
	size_t row_count;
	int64_t own, dependents, own_paid, dependents_paid;
	struct err *err;
};

static enum nhi_status find_places(struct year_work *w) {
	struct coverage_record *records;
	size_t count;
	enum nhi_status st = coverage_records(w->p->letters.db, w->q->person_id,
	                                      w->p->letters.arena, &records, &count, w->err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		const struct premium_place one = {records[i].row.unit_id,
		                                  records[i].row.insured_person_id};
		bool seen = false;
		for (size_t k = 0; k < w->place_count && !seen; k++)
			seen = w->place[k].unit_id == one.unit_id &&
			       w->place[k].insured_id == one.insured_id;
		if (seen) continue;
		if (w->place_count == PLACES_MAX)
			return err_set(w->err, NHI_LIMIT, "units" ERR_SEP "%d", PLACES_MAX);
		w->place[w->place_count++] = one;
	}
	return st;
}

static int64_t subsidy_of(const struct bill_line *l, int64_t person_id) {
	int64_t sum = 0;
	for (size_t i = 0; i < l->subsidy_count; i++)
		if (l->subsidies[i].person_id == person_id) sum += l->subsidies[i].amount;
	return sum;
}

/* What the line charges for the person, and for dependents. False when it does not name the person.
 */
static bool parts_of(const struct bill_line *l, int64_t person_id, int64_t insured_id, int64_t *own,
                     int64_t *dependents) {
	*own = *dependents = 0;
	if (l->person_id != insured_id) return false;
	if (l->kind == BILL_LINE_CORRECTION) {
		*own = l->self - l->subsidy;
		return person_id == insured_id && *own != 0;
	}
	if (person_id == insured_id) {
		*own = l->self_one - subsidy_of(l, person_id);
		*dependents =
		        l->dependent_one * l->charged - (l->subsidy - subsidy_of(l, person_id));
		return true;
	}
	for (size_t i = 0; i < l->dependent_count; i++)
		if (l->dependent[i] == person_id) {
			*own = ((int64_t)i < l->charged ? l->dependent_one : 0) -
			       subsidy_of(l, person_id);
			return true;
		}
	return false;
}

static enum nhi_status is_paid(struct year_work *w, const struct bill *b, bool *out) {
	const struct certificate_request payer = {.person_id = b->person_id, .unit_id = b->unit_id};
	struct certificate_bill *bills;
	size_t count;
	enum nhi_status st = certificate_bills(w->p, &payer, &bills, &count, w->err);
	*out = false;
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		if (bills[i].month == b->month && bills[i].unit_id == b->unit_id)
			*out = bills[i].paid >= bills[i].payable;
	return st;
}

static struct str month_text(struct year_work *w, month_t m, bool is_correction,
                             enum letter_lang lang) {
	struct buf b = BUF_INIT(128);
	struct str s = STR("");
	if (lang == LETTER_EN)
		month_print(&b, m);
	else
		buf_printf(&b, "%d年%d月", (int)month_year(m) - 1911, (int)month_number(m));
	if (is_correction) buf_put_c(&b, lang == LETTER_EN ? " (correction)" : "（更正）");
	if (!buf_ok(&b) || !arena_str(w->p->letters.arena, buf_str(&b), &s)) s = STR("");
	buf_free(&b);
	return s;
}

static enum nhi_status put_row(struct year_work *w, const struct bill *b, month_t month,
                               bool is_correction, int64_t own, int64_t dependents) {
	struct bill_name unit;
	bool paid = false;
	if (w->row_count == ROWS_MAX)
		return err_set(w->err, NHI_LIMIT, "rows" ERR_SEP "%d", ROWS_MAX);
	enum nhi_status st = bill_unit_name(w->p->letters.db, b->unit_id, month_last(b->month),
	                                    KNOWN_NOW, w->p->letters.arena, &unit, w->err);
	if (st == NHI_OK) st = is_paid(w, b, &paid);
	if (st != NHI_OK) return st;
	struct letter_values *row = &w->rows[w->row_count++];
	letter_set_both(row, "month", month_text(w, month, is_correction, LETTER_ZH),
	                month_text(w, month, is_correction, LETTER_EN));
	letter_set_text(row, "unit", b->person_id != 0 ? STR("") : unit.name);
	letter_set_twd(row, "own", own);
	letter_set_twd(row, "dependents", dependents);
	letter_set_both(row, "state", paid ? STR("已繳") : STR("未繳"),
	                paid ? STR("paid") : STR("not paid"));
	w->own += own;
	w->dependents += dependents;
	if (!paid) return NHI_OK;
	w->own_paid += own;
	w->dependents_paid += dependents;
	return NHI_OK;
}

static enum nhi_status read_bill(struct year_work *w, month_t month, const struct premium_place *at,
                                 int64_t payer) {
	struct arena lines_arena = ARENA_INIT(0);
	struct bill bill;
	struct bill_line *lines;
	size_t count = 0;
	bool found = false;
	enum nhi_status st = bill_read(w->p->letters.db, month, at->unit_id, payer, &lines_arena,
	                               &bill, &found, w->err);
	if (st == NHI_OK && found)
		st = bill_lines_read(bill.lines, &lines_arena, &lines, &count, w->err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		const bool is_correction = lines[i].kind == BILL_LINE_CORRECTION;
		const month_t of = is_correction ? month_make((int32_t)(lines[i].month / 100),
		                                              (int32_t)(lines[i].month % 100))
		                                 : month;
		int64_t own, dependents;
		if (month_year(of) == w->q->year &&
		    parts_of(&lines[i], w->q->person_id, at->insured_id, &own, &dependents))
			st = put_row(w, &bill, of, is_correction, own, dependents);
	}
	arena_free(&lines_arena);
	return st;
}

static enum nhi_status read_year(struct year_work *w) {
	struct bill_run *runs;
	size_t count;
	enum nhi_status st =
	        bill_runs(w->p->letters.db, w->p->letters.arena, &runs, &count, w->err);
	for (size_t r = 0; st == NHI_OK && r < count; r++) {
		if (month_year(runs[r].month) < w->q->year) continue;
		for (size_t i = 0; i < w->place_count && st == NHI_OK; i++) {
			st = read_bill(w, runs[r].month, &w->place[i], 0);
			if (st == NHI_OK)
				st = read_bill(w, runs[r].month, &w->place[i],
				               w->place[i].insured_id);
		}
	}
	return st;
}

static struct str year_text(const struct certificate_place *p, int32_t year,
                            enum letter_lang lang) {
	struct buf b = BUF_INIT(32);
	struct str s = STR("");
	buf_put_i64(&b, lang == LETTER_EN ? year : year - 1911);
	if (!buf_ok(&b) || !arena_str(p->letters.arena, buf_str(&b), &s)) s = STR("");
	buf_free(&b);
	return s;
}

static void put_total(struct year_work *w) {
	struct letter_values *row = &w->rows[w->row_count++];
	letter_set_both(row, "month", STR("已繳合計"), STR("Paid in all"));
	letter_set_text(row, "unit", STR(""));
	letter_set_twd(row, "own", w->own_paid);
	letter_set_twd(row, "dependents", w->dependents_paid);
	letter_set_text(row, "state", STR(""));
	letter_set_flag(row, "is_total", true);
}

static enum nhi_status person_year(struct year_work *w, struct letter_values *v) {
	struct bill_name name;
	enum nhi_status st = find_places(w);
	if (st == NHI_OK) st = read_year(w);
	if (st == NHI_OK && w->row_count == 0)
		st = err_set(w->err, NHI_CERTIFICATE_NONE, "%d", (int)w->q->year);
	if (st == NHI_OK)
		st = bill_person_name(w->p->letters.db, w->q->person_id, w->p->today, KNOWN_NOW,
		                      w->p->letters.arena, &name, w->err);
	if (st != NHI_OK) return st;
	const int64_t all = w->own + w->dependents, paid = w->own_paid + w->dependents_paid;
	put_total(w);
	letter_set_text(v, "name", name.name);
	letter_set_text(v, "id", name.number);
	letter_set_twd(v, "paid", paid);
	letter_set_twd(v, "own", w->own_paid);
	if (all > paid) letter_set_twd(v, "unpaid", all - paid);
	return NHI_OK;
}

static enum nhi_status unit_year(struct year_work *w, struct letter_values *v) {
	struct certificate_bill *bills;
	size_t count;
	int64_t payable = 0, paid = 0;
	struct bill_name name;
	enum nhi_status st = certificate_bills(w->p, w->q, &bills, &count, w->err);
	if (st == NHI_OK)
		st = bill_unit_name(w->p->letters.db, w->q->unit_id, w->p->today, KNOWN_NOW,
		                    w->p->letters.arena, &name, w->err);
	for (size_t i = 0; st == NHI_OK && i < count && w->row_count < ROWS_MAX; i++) {
		if (month_year(bills[i].month) != w->q->year) continue;
		struct letter_values *row = &w->rows[w->row_count++];
		letter_set_both(row, "month", month_text(w, bills[i].month, false, LETTER_ZH),
		                month_text(w, bills[i].month, false, LETTER_EN));
		letter_set_twd(row, "payable", bills[i].payable);
		letter_set_twd(row, "paid", bills[i].paid);
		payable += bills[i].payable;
		paid += bills[i].paid;
	}
	if (st == NHI_OK && w->row_count == 0)
		st = err_set(w->err, NHI_CERTIFICATE_NONE, "%d", (int)w->q->year);
	if (st != NHI_OK) return st;
	struct letter_values *row = &w->rows[w->row_count++];
	letter_set_both(row, "month", STR("合計"), STR("Total"));
	letter_set_twd(row, "payable", payable);
	letter_set_twd(row, "paid", paid);
	letter_set_flag(row, "is_total", true);
	letter_set_text(v, "name", name.name);
	letter_set_text(v, "code", name.number);
	letter_set_twd(v, "paid", paid);
	if (payable > paid) letter_set_twd(v, "unpaid", payable - paid);
	return NHI_OK;
}

enum nhi_status certificate_premium_values(const struct certificate_place *place,
                                           const struct certificate_request *request,
                                           struct letter_values *out, struct err *err) {
	struct year_work *w = ARENA_NEW(place->letters.arena, struct year_work);
	if (w == NULL) return err_set(err, NHI_MEMORY, " ");
	*w = (struct year_work){.p = place, .q = request, .err = err};
	w->rows = ARENA_ARRAY(place->letters.arena, ROWS_MAX + 1, struct letter_values);
	if (w->rows == NULL) return err_set(err, NHI_MEMORY, " ");
	const enum nhi_status st =
	        request->person_id != 0 ? person_year(w, out) : unit_year(w, out);
	if (st != NHI_OK) return st;
	letter_set_both(out, "year", year_text(place, request->year, LETTER_ZH),
	                year_text(place, request->year, LETTER_EN));
	letter_set_date(out, "as_of", place->today);
	letter_set_list(out, "rows", w->rows, w->row_count);
	return NHI_OK;
}
