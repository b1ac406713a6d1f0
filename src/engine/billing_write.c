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

/* What the subsidies of a person take over of a self part. */
static size_t grants_of(const struct billing_law *law, const struct billing_subsidies *s,
                        int64_t person_id, int64_t self, struct bill_grant *out) {
	struct bill_grant held[BILL_SUBSIDY_KINDS_MAX];
	const size_t count = billing_subsidies_of(s, person_id, held);
	return bill_grants(&law->subsidy, held, count, twd(self), out);
}

static int64_t taken_over(const struct billing_law *law, const struct billing_subsidies *s,
                          int64_t person_id, int64_t self) {
	struct bill_grant grant[BILL_SUBSIDY_KINDS_MAX];
	if (!billing_may_hold(s, person_id)) return 0;
	const size_t n = grants_of(law, s, person_id, self, grant);
	int64_t sum = 0;
	for (size_t i = 0; i < n; i++) sum += grant[i].amount.v;
	return sum;
}

/* Only a family with more dependents than are charged needs an order; families are small, so the
 * simplest sort is the fastest. */
static void order_dependents(const struct billing_law *law, const struct billing_subsidies *s,
                             struct billing_heads *heads) {
	struct ranked rank[BILLING_FAMILY_MAX];
	CHECK(heads->dependents < BILLING_FAMILY_MAX);
	for (size_t i = 0; i < heads->dependents; i++) {
		struct ranked one = {heads->dependent[i], heads->dependent_one};
		one.payable -= taken_over(law, s, one.dependent.person_id, one.payable);
		size_t at = i;
		for (; at > 0 && comes_before(&one, &rank[at - 1], law->dearest_first); at--)
			rank[at] = rank[at - 1];
		rank[at] = one;
	}
	for (size_t i = 0; i < heads->dependents; i++) heads->dependent[i] = rank[i].dependent;
}

static void grant_held(const struct billing_law *law, const struct billing_subsidies *s,
                       int64_t person_id, int64_t self, struct billing_granted *out, size_t *n) {
	struct bill_grant grant[BILL_SUBSIDY_KINDS_MAX];
	const size_t count = grants_of(law, s, person_id, self, grant);
	for (size_t i = 0; i < count; i++)
		out[(*n)++] = (struct billing_granted){person_id, grant[i]};
}

static void grant_one(const struct billing_law *law, const struct billing_subsidies *s,
                      int64_t person_id, int64_t self, struct billing_granted *out, size_t *n) {
	if (self > 0 && billing_may_hold(s, person_id)) grant_held(law, s, person_id, self, out, n);
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

/* Lines are most of what billing writes, so they are put together at a bare pointer: room for the
 * longest possible line is made first. */
struct pen {
	char *p;
};

enum {
	NUMBER_SIZE = 21,                            /* a comma, a sign, 19 digits */
	NAME_SIZE = 64,                              /* a code of schemes, subsidies, payers */
	LINE_SIZE = 16 * NUMBER_SIZE + 2 * NAME_SIZE /* without dependents and subsidies */
	            + BILLING_FAMILY_MAX * NUMBER_SIZE +
	            BILLING_GRANTS_MAX * (2 * NUMBER_SIZE + 2 * NAME_SIZE + 16)
};

static void pen_char(struct pen *pen, char c) { *pen->p++ = c; }

static void pen_text(struct pen *pen, struct str s) {
	CHECK(s.n <= NAME_SIZE);
	memcpy(pen->p, s.p, s.n);
	pen->p += s.n;
}

static void pen_digits(struct pen *pen, int64_t v) {
	if (v < 0) pen_char(pen, '-');
	uint64_t left = v < 0 ? (uint64_t)0 - (uint64_t)v : (uint64_t)v;
	char digits[20];
	size_t n = sizeof digits;
	do {
		digits[--n] = (char)('0' + left % 10);
		left /= 10;
	} while (left > 0);
	memcpy(pen->p, digits + n, sizeof digits - n);
	pen->p += sizeof digits - n;
}

static void pen_number(struct pen *pen, int64_t v) {
	pen_char(pen, ',');
	pen_digits(pen, v);
}

/* ,"name" */
static void pen_name(struct pen *pen, struct str name) {
	pen_char(pen, ',');
	pen_char(pen, '"');
	pen_text(pen, name);
	pen_char(pen, '"');
}

/* Begins a line in the buffer; the pen's place must be given back with end_line. */
static bool begin_line(struct buf *b, int kind, struct pen *pen) {
	pen->p = buf_room(b, LINE_SIZE);
	if (!pen->p) return false; /* the buffer is failed: end_bill says so */
	pen_char(pen, b->n == 0 ? '[' : ',');
	pen_char(pen, '[');
	pen_char(pen, (char)('0' + kind));
	return true;
}

static void end_line(struct buf *b, struct pen *pen) {
	pen_char(pen, ']');
	buf_added(b, (size_t)(pen->p - (b->p + b->n)));
}

static void pen_subsidies(struct pen *pen, const struct billing_writer *w,
                          const struct billing_granted *granted, size_t count) {
	pen_char(pen, ',');
	pen_char(pen, '[');
	for (size_t k = 0; k < count; k++) {
		if (k > 0) pen_char(pen, ',');
		pen_char(pen, '[');
		pen_digits(pen, granted[k].person_id);
		pen_name(pen, w->law->subsidy.kind[granted[k].grant.kind].kind);
		pen_number(pen, granted[k].grant.amount.v);
		pen_name(pen, str_from(bill_payers[granted[k].grant.payer].code));
		pen_char(pen, ']');
	}
	pen_char(pen, ']');
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
	size_t grants; /* in the writer's room for them */
	int64_t subsidy, unit_share, labour;
};

static void put_line(struct billing_writer *w, const struct billing_rows *r, size_t i,
                     const struct line *l) {
	const enum premium_scheme scheme = (enum premium_scheme)r->item[i];
	const enum premium_base base = premium_base_of(scheme);
	struct pen pen;
	if (!begin_line(&w->lines, 0, &pen)) return;
	pen_number(&pen, r->person_id[i]);
	pen_name(&pen, str_from(premium_scheme_name(scheme)));
	pen_number(&pen, base == BASE_AVERAGE ? 0
	                 : base == BASE_FIXED ? w->law->premium.fixed_amount.v
	                                      : r->insured_amount[i]);
	pen_number(&pen, l->rate->self);
	pen_number(&pen, l->rate->dependent);
	pen_number(&pen, (int64_t)l->heads.charged);
	pen_number(&pen, l->subsidy);
	pen_number(&pen, l->unit_share);
	pen_number(&pen, r->government[i] + l->labour);
	pen_char(&pen, ',');
	pen_char(&pen, '[');
	for (size_t k = 0; k < l->heads.dependents; k++) {
		if (k > 0) pen_char(&pen, ',');
		pen_digits(&pen, l->heads.dependent[k].person_id);
	}
	pen_char(&pen, ']');
	pen_subsidies(&pen, w, w->granted, l->grants);
	pen_number(&pen, r->absence[i]);
	end_line(&w->lines, &pen);
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
	l->grants = billing_grant(w->law, w->subsidies, &l->heads, w->granted);
	l->subsidy = 0;
	for (size_t k = 0; k < l->grants; k++) l->subsidy += w->granted[k].grant.amount.v;
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
		total(w, bill, scheme, (enum bill_payer)w->granted[k].grant.payer, KIND_SUBSIDY)
		        ->amount += w->granted[k].grant.amount.v;
}

static void put_correction(struct billing_writer *w, const struct billing_correction *c,
                           struct bill *bill) {
	struct pen pen;
	if (!begin_line(&w->lines, 1, &pen)) return;
	pen_number(&pen, c->insured_id);
	pen_name(&pen, str_from(premium_scheme_name(c->scheme)));
	pen_number(&pen, month_year(c->month) * 100 + month_number(c->month));
	pen_number(&pen, c->self);
	pen_number(&pen, c->subsidy);
	pen_number(&pen, c->unit_share);
	pen_number(&pen, c->government);
	pen_number(&pen, c->heads);
	pen_number(&pen, c->cause);
	pen_number(&pen, c->act_id);
	end_line(&w->lines, &pen);
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
