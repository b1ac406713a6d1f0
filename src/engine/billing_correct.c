/* billing_correct.c: one family's month by the register as known at an instant, and the
 * differences that late news make to months already billed. */
#include "base/check.h"
#include "engine/billing_parts.h"

/* --- one family, one month --- */

struct family_question {
	struct db *db;
	const struct billing_law *law;
	const struct billing_units *units; /* NULL: ask the database */
	date_t last;
	instant_t known;
	int64_t insured_id;
};

static enum nhi_status pays_by_person(const struct family_question *f, int64_t unit_id, bool *out,
                                      struct err *err) {
	if (f->units) {
		const size_t at = billing_unit_find(f->units, unit_id);
		*out = at < f->units->count && f->units->row[at].pays_by_person;
		return NHI_OK;
	}
	struct db_stmt *q = db_query(f->db, "bill_unit_kind");
	db_bind_i64(q, unit_id);
	db_bind_date(q, f->last);
	db_bind_instant(q, f->known);
	*out = db_next(q) && str_is(db_str(q, 0), "township");
	return db_end(q, err);
}

static enum nhi_status read_dependents(const struct family_question *f,
                                       struct billing_dependent *out, size_t *count,
                                       struct err *err) {
	struct db_stmt *q = bill_held_of_dependents(f->db, f->insured_id, f->last, f->known);
	struct bill_held h;
	*count = 0;
	while (*count < BILLING_FAMILY_MAX - 1 && bill_held_next(q, &h))
		if (billing_is_charged(&h, f->last))
			out[(*count)++] = (struct billing_dependent){h.person_id, h.valid_from};
	return db_end(q, err);
}

/* Subsidies of one person, added to those of the family. */
static enum nhi_status read_subsidies(const struct family_question *f, int64_t person_id,
                                      struct billing_subsidies *out, struct err *err) {
	struct bill_grant held[BILL_SUBSIDY_KINDS_MAX];
	size_t count;
	const enum nhi_status st = bill_held_subsidies(f->db, &f->law->subsidy, person_id, f->last,
	                                               f->known, held, &count, err);
	for (size_t i = 0; i < count; i++)
		out->row[out->count++] =
		        (struct billing_subsidy){person_id, held[i].kind, held[i].payer};
	return st;
}

static int by_person(const void *a, const void *b) {
	const struct billing_subsidy *x = a, *y = b;
	return x->person_id != y->person_id ? (x->person_id < y->person_id ? -1 : 1)
	                                    : x->kind - y->kind;
}

static enum nhi_status grant_family(const struct family_question *f, struct billing_heads *heads,
                                    struct billing_family *out, struct err *err) {
	struct billing_subsidy row[BILLING_GRANTS_MAX];
	uint64_t bit[1] = {UINT64_MAX}; /* everybody is looked up */
	struct billing_subsidies s = {.row = row, .bit = bit, .mask = 0};
	enum nhi_status st = read_subsidies(f, heads->insured_id, &s, err);
	for (size_t i = 0; i < heads->dependents && st == NHI_OK; i++)
		st = read_subsidies(f, heads->dependent[i].person_id, &s, err);
	if (st != NHI_OK) return st;
	if (s.count > 0) qsort(s.row, s.count, sizeof *s.row, by_person);
	struct billing_granted granted[BILLING_GRANTS_MAX];
	const size_t n = billing_grant(f->law, &s, heads, granted);
	for (size_t i = 0; i < n; i++) {
		out->subsidy += granted[i].grant.amount.v;
		out->of_payer[granted[i].grant.payer] += granted[i].grant.amount.v;
	}
	return NHI_OK;
}

static enum nhi_status charge_family(const struct family_question *f, const struct bill_held *h,
                                     struct billing_family *out, struct err *err) {
	struct billing_dependent dependent[BILLING_FAMILY_MAX];
	size_t dependents = 0;
	bool by_person_here = false;
	enum nhi_status st = billing_scheme_of(h, &out->scheme, err);
	if (st == NHI_OK) st = read_dependents(f, dependent, &dependents, err);
	if (st == NHI_OK) st = pays_by_person(f, h->unit_id, &by_person_here, err);
	if (st != NHI_OK) return st;
	const struct bill_rate rate =
	        bill_rate_of(&f->law->premium, out->scheme, twd(h->insured_amount));
	const size_t most = (size_t)f->law->premium.dependents_max;
	struct billing_heads heads = {
	        .insured_id = h->person_id,
	        .self_one = rate.self,
	        .dependent_one = rate.dependent,
	        .dependent = dependent,
	        .dependents = dependents,
	        .charged = dependents < most ? dependents : most,
	};
	st = grant_family(f, &heads, out, err);
	if (st != NHI_OK) return st;
	const int64_t charged = (int64_t)heads.charged;
	for (size_t i = 0; i < heads.charged && i < BILLING_HEADS_SHOWN; i++)
		out->dependent[i] = dependent[i].person_id;
	const bool parental = h->absence == ABSENCE_PARENTAL;
	const bool regional = out->scheme == SCHEME_61 || out->scheme == SCHEME_62;
	const int64_t government = rate.government + charged * rate.government_dependent;
	out->found = true;
	out->unit_id = h->unit_id;
	out->payer_id = parental || (regional && by_person_here) ? h->person_id : 0;
	out->absence = h->absence;
	out->insured_amount = premium_base_of(out->scheme) == BASE_AVERAGE ? 0
	                      : premium_base_of(out->scheme) == BASE_FIXED
	                              ? f->law->premium.fixed_amount.v
	                              : h->insured_amount;
	out->dependents = (int64_t)dependents;
	out->charged = charged;
	out->self_one = rate.self;
	out->dependent_one = rate.dependent;
	out->self = rate.self + charged * rate.dependent;
	out->unit_share = parental ? 0 : rate.unit;
	out->government = government + (parental ? rate.unit : 0);
	out->of_payer[PAYER_INSURED] += out->self - out->subsidy;
	out->of_payer[PAYER_UNIT] += out->unit_share;
	out->of_payer[bill_government_payer(out->scheme)] += government;
	if (parental) out->of_payer[PAYER_LABOUR] += rate.unit;
	return NHI_OK;
}

static enum nhi_status family_of(const struct family_question *f, struct billing_family *out,
                                 struct err *err) {
	*out = (struct billing_family){.insured_id = f->insured_id};
	struct db_stmt *q = bill_held_of_person(f->db, f->insured_id, f->last, f->known);
	struct bill_held h, insured;
	bool found = false;
	while (bill_held_next(q, &h)) {
		if (h.role != ROLE_INSURED || !billing_is_charged(&h, f->last)) continue;
		insured = h;
		found = true;
	}
	const enum nhi_status st = db_end(q, err);
	return st == NHI_OK && found ? charge_family(f, &insured, out, err) : st;
}

enum nhi_status billing_family_of(struct db *db, const struct law *law, month_t month,
                                  int64_t insured_id, instant_t known, struct billing_family *out,
                                  struct err *err) {
	struct billing_law bl;
	const enum nhi_status st = billing_law_of(law, month, &bl, err);
	if (st != NHI_OK) return st;
	const struct family_question f = {
	        .db = db,
	        .law = &bl,
	        .last = month_last(month),
	        .known = known,
	        .insured_id = insured_id,
	};
	return family_of(&f, out, err);
}

/* --- differences --- */

struct touched {
	month_t month;
	int64_t insured_id, act_id;
};

struct touched_list {
	struct touched *row;
	size_t count, capacity;
};

static bool touch(struct touched_list *list, struct touched one) {
	if (list->count == list->capacity) {
		const size_t wider = list->capacity ? list->capacity * 2 : 256;
		struct touched *row = realloc(list->row, wider * sizeof *row);
		if (!row) return false;
		list->row = row;
		list->capacity = wider;
	}
	list->row[list->count++] = one;
	return true;
}

/* Families in which a person stood on the month's last day, by the register of one instant. */
static enum nhi_status touch_families(struct db *db, const struct touched *news, instant_t known,
                                      struct touched_list *out, struct err *err) {
	const date_t last = month_last(news->month);
	struct db_stmt *q = bill_held_of_person(db, news->insured_id, last, known);
	struct bill_held h;
	bool enough = true;
	while (enough && bill_held_next(q, &h))
		enough = touch(out, (struct touched){news->month, h.insured_id, news->act_id});
	const enum nhi_status st = db_end(q, err);
	return enough ? st : err_set(err, NHI_MEMORY, " ");
}

static int by_month(const void *a, const void *b) {
	const struct touched *x = a, *y = b;
	if (x->month != y->month) return x->month < y->month ? -1 : 1;
	if (x->insured_id != y->insured_id) return x->insured_id < y->insured_id ? -1 : 1;
	return x->act_id < y->act_id ? -1 : x->act_id > y->act_id;
}

static int by_bill(const void *a, const void *b) {
	const struct billing_correction *x = a, *y = b;
	if (x->unit_id != y->unit_id) return x->unit_id < y->unit_id ? -1 : 1;
	if (x->payer_id != y->payer_id) return x->payer_id < y->payer_id ? -1 : 1;
	if (x->month != y->month) return x->month < y->month ? -1 : 1;
	if (x->insured_id != y->insured_id) return x->insured_id < y->insured_id ? -1 : 1;
	return x->scheme < y->scheme ? -1 : x->scheme > y->scheme;
}

static bool keep(struct billing_corrections *out, const struct billing_correction *c) {
	if (out->count == out->capacity) {
		const size_t wider = out->capacity ? out->capacity * 2 : 256;
		struct billing_correction *row = realloc(out->row, wider * sizeof *row);
		if (!row) return false;
		out->row = row;
		out->capacity = wider;
	}
	out->row[out->count++] = *c;
	return true;
}

/* `sign` -1 takes a family's month back, +1 charges it. */
static void add_family(struct billing_correction *c, const struct billing_family *f, int sign) {
	c->unit_id = f->unit_id;
	c->payer_id = f->payer_id;
	c->insured_id = f->insured_id;
	c->scheme = f->scheme;
	c->heads += sign * (1 + f->charged);
	c->self += sign * f->self;
	c->subsidy += sign * f->subsidy;
	c->unit_share += sign * f->unit_share;
	c->government += sign * f->government;
	for (size_t p = 0; p < PAYER_COUNT; p++) c->of_payer[p] += sign * f->of_payer[p];
}

static bool is_nothing(const struct billing_correction *c) {
	int64_t any = c->heads | c->self | c->subsidy | c->unit_share | c->government;
	for (size_t p = 0; p < PAYER_COUNT; p++) any |= c->of_payer[p];
	return any == 0;
}

static enum bill_cause cause_of(const struct billing_family *was, const struct billing_family *is) {
	if (was->insured_amount != is->insured_amount) return CAUSE_AMOUNT;
	if (was->dependents != is->dependents) return CAUSE_DEPENDENTS;
	if (was->subsidy != is->subsidy) return CAUSE_SUBSIDY;
	return CAUSE_CATEGORY;
}

static bool add_difference(struct billing_corrections *out, const struct touched *t,
                           const struct billing_family *was, const struct billing_family *is) {
	const struct billing_correction blank = {.month = t->month, .act_id = t->act_id};
	const bool same_bill = was->found && is->found && was->unit_id == is->unit_id &&
	                       was->payer_id == is->payer_id && was->scheme == is->scheme;
	if (same_bill) {
		struct billing_correction c = blank;
		add_family(&c, was, -1);
		add_family(&c, is, 1);
		c.cause = cause_of(was, is);
		return is_nothing(&c) || keep(out, &c);
	}
	const bool moved = was->found && is->found && was->unit_id == is->unit_id;
	struct billing_correction gone = blank, come = blank;
	gone.cause = moved ? CAUSE_CATEGORY : CAUSE_LEFT_LATE;
	come.cause = moved ? CAUSE_CATEGORY : CAUSE_ENTERED_LATE;
	if (was->found) add_family(&gone, was, -1);
	if (is->found) add_family(&come, is, 1);
	return (!was->found || keep(out, &gone)) && (!is->found || keep(out, &come));
}

static enum nhi_status compute_differences(struct db *db, const struct law *law,
                                           const struct billing_units *units,
                                           const struct bill_run *run,
                                           const struct touched_list *list,
                                           struct billing_corrections *out, struct err *err) {
	struct billing_law bl = {0};
	for (size_t i = 0; i < list->count; i++) {
		const struct touched *t = &list->row[i];
		const bool again = i + 1 < list->count && t[1].month == t->month &&
		                   t[1].insured_id == t->insured_id;
		if (again) continue; /* the last act of a family and month names it */
		enum nhi_status st = NHI_OK;
		if (bl.month != t->month) st = billing_law_of(law, t->month, &bl, err);
		struct family_question f = {
		        .db = db,
		        .law = &bl,
		        .units = units,
		        .last = month_last(t->month),
		        .known = run->settled_at,
		        .insured_id = t->insured_id,
		};
		struct billing_family was, is;
		if (st == NHI_OK) st = family_of(&f, &was, err);
		f.known = run->known_at;
		if (st == NHI_OK) st = family_of(&f, &is, err);
		if (st != NHI_OK) return st;
		if (!add_difference(out, t, &was, &is)) return err_set(err, NHI_MEMORY, " ");
	}
	if (out->count > 0) qsort(out->row, out->count, sizeof *out->row, by_bill);
	return NHI_OK;
}

enum nhi_status billing_corrections_read(struct db *db, const struct law *law,
                                         const struct billing_units *units,
                                         const struct bill_run *run,
                                         struct billing_corrections *out, struct err *err) {
	*out = (struct billing_corrections){0};
	if (run->settled_at == 0) return NHI_OK; /* nothing was billed before */
	struct touched_list news = {0}, families = {0};
	bool enough = true;
	struct db_stmt *q = db_query(db, "bill_rebill_pending");
	db_bind_instant(q, run->settled_at);
	db_bind_instant(q, run->known_at);
	db_bind_month(q, run->month);
	while (enough && db_next(q))
		enough = touch(&news, (struct touched){db_month(q, 0), db_i64(q, 1), db_i64(q, 2)});
	enum nhi_status st = db_end(q, err);
	if (!enough) st = err_set(err, NHI_MEMORY, " ");
	for (size_t i = 0; i < news.count && st == NHI_OK; i++) {
		st = touch_families(db, &news.row[i], run->settled_at, &families, err);
		if (st == NHI_OK)
			st = touch_families(db, &news.row[i], run->known_at, &families, err);
	}
	if (families.count > 0) qsort(families.row, families.count, sizeof *families.row, by_month);
	if (st == NHI_OK) st = compute_differences(db, law, units, run, &families, out, err);
	free(news.row);
	free(families.row);
	return st;
}
