/* billing_write.c: from shares to bills: one a unit, and one a person who pays alone. Layout of the
 * lines: schema/lines.md. */
#include "base/check.h"
#include "engine/billing_parts.h"

const char *const billing_kinds[KIND_COUNT] = {"premium", "subsidy", "correction"};

/* --- subsidies of a family --- */

struct ranked {
	struct billing_dependent dependent;
	int64_t payable;
};

static bool comes_before(const struct ranked *a, const struct ranked *b, bool dearest_first) {
	if (dearest_first && a->payable != b->payable) return a->payable > b->payable;
	if (a->dependent.since != b->dependent.since)
		return a->dependent.since < b->dependent.since;
	return a->dependent.person_id < b->dependent.person_id;
}

/* Only a family with more dependents than are charged needs an order; families are small, so the
 * simplest sort is the fastest. */
static void order_dependents(const struct billing_law *law, const struct billing_subsidies *s,
                             struct billing_heads *heads) {
	struct ranked rank[BILLING_FAMILY_MAX];
	CHECK(heads->dependents < BILLING_FAMILY_MAX);
	for (size_t i = 0; i < heads->dependents; i++) {
		struct ranked one = {heads->dependent[i], heads->dependent_one};
		const struct billing_subsidy *granted =
		        billing_subsidy_of(s, &law->subsidy, one.dependent.person_id);
		if (granted)
			one.payable -=
			        bill_subsidy(&law->subsidy, granted->kind, twd(one.payable)).v;
		size_t at = i;
		for (; at > 0 && comes_before(&one, &rank[at - 1], law->dearest_first); at--)
			rank[at] = rank[at - 1];
		rank[at] = one;
	}
	for (size_t i = 0; i < heads->dependents; i++) heads->dependent[i] = rank[i].dependent;
}

static void grant_one(const struct billing_law *law, const struct billing_subsidies *s,
                      int64_t person_id, int64_t self, struct billing_granted *out, size_t *n) {
	if (self == 0) return;
	const struct billing_subsidy *granted = billing_subsidy_of(s, &law->subsidy, person_id);
	if (!granted) return;
	const int64_t amount = bill_subsidy(&law->subsidy, granted->kind, twd(self)).v;
	if (amount != 0) out[(*n)++] = (struct billing_granted){person_id, granted, amount};
}

size_t billing_grant(const struct billing_law *law, const struct billing_subsidies *s,
                     struct billing_heads *heads, struct billing_granted *out) {
	size_t n = 0;
	if (heads->dependents > heads->charged) order_dependents(law, s, heads);
	grant_one(law, s, heads->insured_id, heads->self_one, out, &n);
	for (size_t i = 0; i < heads->charged; i++)
		grant_one(law, s, heads->dependent[i].person_id, heads->dependent_one, out, &n);
	return n;
}

/* --- lines --- */

static void put_number(struct buf *b, int64_t v) {
	buf_put_char(b, ',');
	buf_put_i64(b, v);
}

static void put_scheme(struct buf *b, enum premium_scheme scheme) {
	buf_put(b, STR(",\""));
	buf_put_c(b, premium_scheme_name(scheme));
	buf_put_char(b, '"');
}

static void begin_line(struct buf *b, int kind) {
	buf_put_char(b, b->n == 0 ? '[' : ',');
	buf_put_char(b, '[');
	buf_put_char(b, (char)('0' + kind));
}

static void put_subsidies(struct billing_writer *w, const struct billing_granted *granted,
                          size_t count) {
	struct buf *b = &w->lines;
	buf_put(b, STR(",["));
	for (size_t k = 0; k < count; k++) {
		buf_put(b, k ? STR(",[") : STR("["));
		buf_put_i64(b, granted[k].person_id);
		buf_put(b, STR(",\""));
		buf_put(b, w->law->subsidy.kind[granted[k].subsidy->kind].kind);
		buf_put_char(b, '"');
		put_number(b, granted[k].amount);
		buf_put(b, STR(",\""));
		buf_put_c(b, bill_payers[granted[k].subsidy->payer].code);
		buf_put(b, STR("\"]"));
	}
	buf_put_char(b, ']');
}

static struct billing_sum *total(struct billing_writer *w, const struct bill *bill,
                                 enum premium_scheme scheme, enum bill_payer payer,
                                 enum billing_kind kind) {
	return &w->totals->of[bill->person_id != 0][bill->division][scheme][payer][kind];
}

/* What a line says, beyond the columns. */
struct line {
	const struct bill_rate *rate;
	struct billing_heads heads;
	struct billing_granted granted[BILLING_FAMILY_MAX];
	size_t grants;
	int64_t subsidy, unit_share, labour;
};

static void put_line(struct billing_writer *w, const struct billing_rows *r, size_t i,
                     const struct line *l) {
	const enum premium_scheme scheme = (enum premium_scheme)r->item[i];
	const enum premium_base base = premium_base_of(scheme);
	struct buf *b = &w->lines;
	begin_line(b, 0);
	put_number(b, r->person_id[i]);
	put_scheme(b, scheme);
	put_number(b, base == BASE_AVERAGE ? 0
	              : base == BASE_FIXED ? w->law->premium.fixed_amount.v
	                                   : r->insured_amount[i]);
	put_number(b, l->rate->self);
	put_number(b, l->rate->dependent);
	put_number(b, (int64_t)l->heads.charged);
	put_number(b, l->subsidy);
	put_number(b, l->unit_share);
	put_number(b, r->government[i] + l->labour);
	buf_put(b, STR(",["));
	for (size_t k = 0; k < l->heads.dependents; k++) {
		if (k) buf_put_char(b, ',');
		buf_put_i64(b, l->heads.dependent[k].person_id);
	}
	buf_put_char(b, ']');
	put_subsidies(w, l->granted, l->grants);
	put_number(b, r->absence[i]);
	buf_put_char(b, ']');
}

static void grant_line(struct billing_writer *w, struct billing_rows *r, size_t i, struct line *l) {
	const size_t most = (size_t)w->rates->table.dependents_max;
	l->rate = &w->rates->table.rate[(size_t)r->item[i] * BILL_AMOUNTS + r->amount[i]];
	l->heads = (struct billing_heads){
	        .insured_id = r->person_id[i],
	        .self_one = l->rate->self,
	        .dependent_one = l->rate->dependent,
	        .dependent = &r->dependent[r->first_dependent[i]],
	        .dependents = r->dependents[i],
	        .charged = r->dependents[i] < most ? r->dependents[i] : most,
	};
	l->grants = billing_grant(w->law, w->subsidies, &l->heads, l->granted);
	l->subsidy = 0;
	for (size_t k = 0; k < l->grants; k++) l->subsidy += l->granted[k].amount;
	/* During parental leave the labour authority pays what the unit would (施行細則 19 II). */
	const bool parental = r->absence[i] == ABSENCE_PARENTAL;
	l->unit_share = parental ? 0 : r->unit_share[i];
	l->labour = parental ? r->unit_share[i] : 0;
}

/* Adds the line of row `i` to the bill and its figures to the totals. */
static void put_row(struct billing_writer *w, struct billing_rows *r, size_t i, struct bill *bill) {
	const enum premium_scheme scheme = (enum premium_scheme)r->item[i];
	struct line l;
	grant_line(w, r, i, &l);
	put_line(w, r, i, &l);
	bill->insured++;
	bill->dependents += (int64_t)l.heads.charged;
	bill->self += r->self[i];
	bill->subsidy += l.subsidy;
	bill->unit_share += l.unit_share;
	bill->government += r->government[i] + l.labour;
	w->sum.dependents_free += (int64_t)(l.heads.dependents - l.heads.charged);
	struct billing_sum *own = total(w, bill, scheme, PAYER_INSURED, KIND_PREMIUM);
	own->heads += 1 + (int64_t)l.heads.charged;
	own->amount += r->self[i] - l.subsidy;
	total(w, bill, scheme, PAYER_UNIT, KIND_PREMIUM)->amount += l.unit_share;
	total(w, bill, scheme, PAYER_LABOUR, KIND_PREMIUM)->amount += l.labour;
	total(w, bill, scheme, bill_government_payer(scheme), KIND_PREMIUM)->amount +=
	        r->government[i];
	for (size_t k = 0; k < l.grants; k++)
		total(w, bill, scheme, (enum bill_payer)l.granted[k].subsidy->payer, KIND_SUBSIDY)
		        ->amount += l.granted[k].amount;
}

static void put_correction(struct billing_writer *w, const struct billing_correction *c,
                           struct bill *bill) {
	struct buf *b = &w->lines;
	begin_line(b, 1);
	put_number(b, c->insured_id);
	put_scheme(b, c->scheme);
	put_number(b, month_year(c->month) * 100 + month_number(c->month));
	put_number(b, c->self);
	put_number(b, c->subsidy);
	put_number(b, c->unit_share);
	put_number(b, c->government);
	put_number(b, c->heads);
	put_number(b, c->cause);
	put_number(b, c->act_id);
	buf_put_char(b, ']');
	bill->correction += c->self - c->subsidy + c->unit_share;
	bill->correction_government += c->government;
	w->sum.corrections++;
	for (size_t p = 0; p < PAYER_COUNT; p++)
		total(w, bill, c->scheme, (enum bill_payer)p, KIND_CORRECTION)->amount +=
		        c->of_payer[p];
	total(w, bill, c->scheme, PAYER_INSURED, KIND_CORRECTION)->heads += c->heads;
}

/* --- bills --- */

/* Serial in its part, part and month make the number: 16 digits, as the slip's barcode holds. */
static int64_t bill_number(month_t month, int64_t part, int64_t serial) {
	enum { SERIALS = 1000000, PARTS = 10000 };
	CHECK(serial < SERIALS && part < PARTS);
	return (month_year(month) * INT64_C(100) + month_number(month)) * PARTS * SERIALS +
	       part * SERIALS + serial;
}

static enum nhi_status end_bill(struct billing_writer *w, struct bill *bill, struct err *err) {
	if (w->lines.n == 0 && !w->lines.failed) return NHI_OK; /* nobody here: no bill */
	buf_put_char(&w->lines, ']');
	if (!buf_ok(&w->lines)) return err_set(err, NHI_MEMORY, " ");
	bill->id = bill_number(w->month, w->part, ++w->serial);
	bill->payable = bill->self - bill->subsidy + bill->unit_share + bill->correction;
	bill->lines = buf_str(&w->lines);
	w->sum.bills++;
	w->sum.insured += bill->insured;
	w->sum.dependents += bill->dependents;
	w->sum.payable.v += bill->payable;
	const enum nhi_status st = bill_write(w->bills, bill, err);
	buf_reset(&w->lines);
	return st;
}

static struct bill begin_bill(const struct billing_writer *w, size_t unit, int64_t person_id) {
	return (struct bill){
	        .month = w->month,
	        .unit_id = w->units->row[unit].id,
	        .person_id = person_id,
	        .division = w->units->row[unit].division,
	};
}

static bool pays_alone(const struct billing_unit *unit, enum premium_scheme scheme,
                       uint8_t absence) {
	const bool regional = scheme == SCHEME_61 || scheme == SCHEME_62;
	return absence == ABSENCE_PARENTAL || (regional && unit->pays_by_person);
}

/* A stretch of the rows and of the corrections of one unit. */
struct stretch {
	size_t row, row_end, correction, correction_end;
};

static enum nhi_status write_unit_bill(struct billing_writer *w, struct billing_rows *rows,
                                       size_t unit, const struct stretch *s, size_t *alone,
                                       struct err *err) {
	const struct billing_unit *u = &w->units->row[unit];
	struct bill bill = begin_bill(w, unit, 0);
	*alone = 0;
	for (size_t i = s->row; i < s->row_end; i++) {
		if (pays_alone(u, (enum premium_scheme)rows->item[i], rows->absence[i]))
			(*alone)++;
		else
			put_row(w, rows, i, &bill);
	}
	for (size_t c = s->correction; c < s->correction_end; c++)
		if (w->corrections->row[c].payer_id == 0)
			put_correction(w, &w->corrections->row[c], &bill);
		else
			(*alone)++;
	return end_bill(w, &bill, err);
}

/* Rows are by person, corrections by payer: two sorted lists become one of bills. */
static enum nhi_status write_person_bills(struct billing_writer *w, struct billing_rows *rows,
                                          size_t unit, struct stretch s, struct err *err) {
	const struct billing_unit *u = &w->units->row[unit];
	while (s.correction < s.correction_end && w->corrections->row[s.correction].payer_id == 0)
		s.correction++;
	for (;;) {
		while (s.row < s.row_end &&
		       !pays_alone(u, (enum premium_scheme)rows->item[s.row], rows->absence[s.row]))
			s.row++;
		const bool has_row = s.row < s.row_end,
		           has_correction = s.correction < s.correction_end;
		if (!has_row && !has_correction) return NHI_OK;
		const int64_t by_row = has_row ? rows->person_id[s.row] : INT64_MAX;
		const int64_t by_correction =
		        has_correction ? w->corrections->row[s.correction].payer_id : INT64_MAX;
		const int64_t person_id = by_row < by_correction ? by_row : by_correction;
		struct bill bill = begin_bill(w, unit, person_id);
		if (by_row == person_id) put_row(w, rows, s.row++, &bill);
		while (s.correction < s.correction_end &&
		       w->corrections->row[s.correction].payer_id == person_id)
			put_correction(w, &w->corrections->row[s.correction++], &bill);
		const enum nhi_status st = end_bill(w, &bill, err);
		if (st != NHI_OK) return st;
	}
}

/* in = out: every head read is accounted for, and what the bills ask for is what the payers'
 * totals say. */
static void prove(const struct billing_writer *w, const struct billing_rows *rows) {
	const struct bill_part *s = &w->sum;
	CHECK(s->heads_read ==
	      s->insured + s->dependents + s->dependents_free + s->heads_left + s->heads_held);
	CHECK(s->insured == (int64_t)rows->count);
	int64_t payable = 0, heads = 0;
	for (size_t b = 0; b < 2; b++)
		for (size_t d = 0; d < BILLING_DIVISIONS; d++)
			for (size_t i = 0; i < SCHEME_COUNT; i++)
				for (size_t k = 0; k < KIND_COUNT; k++) {
					struct billing_sum(*of)[KIND_COUNT] =
					        w->totals->of[b][d][i];
					payable += of[PAYER_INSURED][k].amount +
					           of[PAYER_UNIT][k].amount;
					if (k == KIND_PREMIUM) heads += of[PAYER_INSURED][k].heads;
				}
	CHECK(payable == s->payable.v);
	CHECK(heads == s->insured + s->dependents);
}

static size_t first_correction(const struct billing_corrections *c, int64_t unit_id) {
	size_t low = 0, high = c->count;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (c->row[middle].unit_id < unit_id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

enum nhi_status billing_write(struct billing_writer *w, struct billing_rows *rows, size_t unit_from,
                              size_t unit_to, struct err *err) {
	w->sum.heads_read = rows->heads_read;
	w->sum.heads_left = rows->heads_left;
	w->sum.heads_held = rows->heads_held;
	struct stretch s = {0};
	s.correction = first_correction(w->corrections, w->units->row[unit_from].id);
	s.correction_end = s.correction;
	enum nhi_status st = NHI_OK;
	for (size_t u = unit_from; u < unit_to && st == NHI_OK; u++) {
		s.row = s.row_end;
		while (s.row_end < rows->count && rows->unit[s.row_end] == u) s.row_end++;
		s.correction = s.correction_end;
		while (s.correction_end < w->corrections->count &&
		       w->corrections->row[s.correction_end].unit_id == w->units->row[u].id)
			s.correction_end++;
		if (s.row == s.row_end && s.correction == s.correction_end) continue;
		size_t alone;
		st = write_unit_bill(w, rows, u, &s, &alone, err);
		if (st == NHI_OK && alone > 0) st = write_person_bills(w, rows, u, s, err);
	}
	if (st == NHI_OK) prove(w, rows);
	return st;
}
