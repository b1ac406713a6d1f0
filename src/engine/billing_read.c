/* billing_read.c: the register as billing needs it: units, subsidies, and who holds on the month's
 * last day, in columns. */
#include "base/check.h"
#include "base/clock.h"
#include "engine/billing_parts.h"

/* --- units --- */

static bool units_grow(struct billing_units *u, size_t *capacity) {
	if (u->count < *capacity) return true;
	const size_t wider = *capacity ? *capacity * 2 : 4096;
	struct billing_unit *row = realloc(u->row, wider * sizeof *row);
	if (!row) return false;
	u->row = row;
	*capacity = wider;
	return true;
}

/* Of a unit's facts that counts which began last by `last`, else the first of all. */
static bool counts_more(date_t from, date_t than, date_t last) {
	if (from > last || than > last) return from < than;
	return from > than;
}

enum nhi_status billing_units_read(struct db *db, instant_t known, date_t last,
                                   struct billing_units *out, struct err *err) {
	*out = (struct billing_units){0};
	size_t capacity = 0;
	bool enough = true;
	date_t chosen = 0;
	struct db_stmt *q = db_query(db, "bill_units");
	db_bind_instant(q, known);
	while (enough && db_next(q)) {
		const int64_t id = db_i64(q, 0);
		const date_t from = db_date(q, 1);
		const bool same = out->count > 0 && out->row[out->count - 1].id == id;
		if (same && !counts_more(from, chosen, last)) continue;
		if (!same) {
			enough = units_grow(out, &capacity);
			if (!enough) break;
			out->count++;
		}
		chosen = from;
		out->row[out->count - 1] = (struct billing_unit){
		        .id = id,
		        .division = (uint8_t)db_i64(q, 2),
		        .pays_by_person = str_is(db_str(q, 3), "township"),
		};
	}
	const enum nhi_status st = db_end(q, err);
	return enough ? st : err_set(err, NHI_MEMORY, " ");
}

size_t billing_unit_find(const struct billing_units *units, int64_t unit_id) {
	size_t low = 0, high = units->count;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (units->row[middle].id < unit_id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < units->count && units->row[low].id == unit_id ? low : units->count;
}

/* --- subsidies --- */

static bool subsidies_index(struct billing_subsidies *s) {
	uint64_t bits = 1 << 16;
	while (bits < s->count * 16) bits *= 2;
	s->mask = bits - 1;
	s->bit = calloc(bits / 64, sizeof *s->bit);
	if (!s->bit) return false;
	for (size_t i = 0; i < s->count; i++) {
		const uint64_t at = (uint64_t)s->row[i].person_id & s->mask;
		s->bit[at / 64] |= UINT64_C(1) << at % 64;
	}
	return true;
}

enum nhi_status billing_subsidies_read(struct db *db, const struct bill_subsidy_law *law,
                                       date_t day, instant_t known, struct billing_subsidies *out,
                                       struct err *err) {
	*out = (struct billing_subsidies){0};
	size_t capacity = 0;
	enum nhi_status failed = NHI_OK;
	struct db_stmt *q = db_query(db, "bill_subsidies");
	db_bind_date(q, day);
	db_bind_instant(q, known);
	while (failed == NHI_OK && db_next(q)) {
		if (out->count == capacity) {
			capacity = capacity ? capacity * 2 : 1024;
			struct billing_subsidy *row = realloc(out->row, capacity * sizeof *row);
			if (!row) failed = err_set(err, NHI_MEMORY, " ");
			if (!row) break;
			out->row = row;
		}
		const int kind = bill_subsidy_kind_find(law, db_str(q, 1));
		enum bill_payer payer;
		if (kind < 0 || !bill_payer_find(db_str(q, 2), &payer))
			failed = err_set(err, NHI_CORRUPT, "person_subsidy %lld: %.*s %.*s",
			                 (long long)db_i64(q, 0), STR_ARG(db_str(q, 1)),
			                 STR_ARG(db_str(q, 2)));
		else
			out->row[out->count++] = (struct billing_subsidy){
			        db_i64(q, 0), (int8_t)kind, (uint8_t)payer};
	}
	const enum nhi_status st = db_end(q, failed == NHI_OK ? err : NULL);
	if (failed != NHI_OK) return failed;
	if (st == NHI_OK && !subsidies_index(out)) return err_set(err, NHI_MEMORY, " ");
	return st;
}

void billing_subsidies_free(struct billing_subsidies *s) {
	free(s->row);
	free(s->bit);
	*s = (struct billing_subsidies){0};
}

size_t billing_subsidies_of(const struct billing_subsidies *s, int64_t person_id,
                            struct bill_grant *out) {
	size_t low = 0, high = s->count, n = 0;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (s->row[middle].person_id < person_id)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < s->count && s->row[low].person_id == person_id && n < BILL_SUBSIDY_KINDS_MAX;
	     low++)
		out[n++] = (struct bill_grant){s->row[low].kind, s->row[low].payer, {0}};
	return n;
}

/* --- rows --- */

bool billing_is_charged(const struct bill_held *h, date_t last) {
	return h->valid_to != last + 1 || enrol_charged_at_end((enum leave_reason)h->leave_reason);
}

enum nhi_status billing_scheme_of(const struct bill_held *h, enum premium_scheme *out,
                                  struct err *err) {
	if (premium_scheme_of(h->category, h->private_school, out)) return NHI_OK;
	return err_set(err, NHI_CORRUPT, "coverage %lld: %d", (long long)h->person_id, h->category);
}

void billing_rows_free(struct billing_rows *r) {
	void *const columns[] = {r->unit,     r->person_id,  r->insured_amount, r->first_dependent,
	                         r->item,     r->amount,     r->dependents,     r->absence,
	                         r->self,     r->unit_share, r->government,     r->sums,
	                         r->dependent};
	for (size_t i = 0; i < COUNT_OF(columns); i++) free(columns[i]);
	*r = (struct billing_rows){0};
}

/* Widens one column; false when memory is out (the old column stays). */
static bool widen(void *column, size_t capacity, size_t size) {
	void **at = column;
	void *wider = realloc(*at, capacity * size);
	if (wider) *at = wider;
	return wider != NULL;
}

static bool rows_grow(struct billing_rows *r) {
	if (r->count < r->capacity) return true;
	const size_t n = r->capacity ? r->capacity * 2 : 16384;
	const bool done = widen(&r->unit, n, sizeof *r->unit) &&
	                  widen(&r->person_id, n, sizeof *r->person_id) &&
	                  widen(&r->insured_amount, n, sizeof *r->insured_amount) &&
	                  widen(&r->first_dependent, n, sizeof *r->first_dependent) &&
	                  widen(&r->item, n, 1) && widen(&r->amount, n, 1) &&
	                  widen(&r->dependents, n, 1) && widen(&r->absence, n, 1) &&
	                  widen(&r->self, n, sizeof *r->self) &&
	                  widen(&r->unit_share, n, sizeof *r->unit_share) &&
	                  widen(&r->government, n, sizeof *r->government) &&
	                  widen(&r->sums, n, sizeof *r->sums);
	if (done) r->capacity = n;
	return done;
}

static bool dependents_grow(struct billing_rows *r) {
	if (r->dependent_count < r->dependent_capacity) return true;
	const size_t n = r->dependent_capacity ? r->dependent_capacity * 2 : 8192;
	if (!widen(&r->dependent, n, sizeof *r->dependent)) return false;
	r->dependent_capacity = n;
	return true;
}

static enum nhi_status add_insured(struct billing_rows *r, size_t unit, const struct bill_held *h,
                                   struct err *err) {
	enum premium_scheme scheme;
	const enum nhi_status st = billing_scheme_of(h, &scheme, err);
	if (st != NHI_OK) return st;
	if (!rows_grow(r)) return err_set(err, NHI_MEMORY, " ");
	const size_t i = r->count++;
	r->unit[i] = (uint32_t)unit;
	r->person_id[i] = h->person_id;
	r->insured_amount[i] = (int32_t)h->insured_amount;
	r->first_dependent[i] = (uint32_t)r->dependent_count;
	r->item[i] = (uint8_t)scheme;
	r->dependents[i] = 0;
	r->absence[i] = h->absence;
	return NHI_OK;
}

/* Dependents follow their insured person in the order of reading; one whose insured person is not
 * here is held back and counted. */
static enum nhi_status add_dependent(struct billing_rows *r, size_t unit, const struct bill_held *h,
                                     struct err *err) {
	const size_t head = r->count - 1;
	if (r->count == 0 || r->unit[head] != unit || r->person_id[head] != h->insured_id ||
	    r->dependents[head] == BILLING_FAMILY_MAX - 1) {
		r->heads_held++;
		return NHI_OK;
	}
	if (!dependents_grow(r)) return err_set(err, NHI_MEMORY, " ");
	r->dependent[r->dependent_count++] =
	        (struct billing_dependent){h->person_id, h->valid_from};
	r->dependents[head]++;
	return NHI_OK;
}

enum nhi_status billing_rows_read(struct db *db, const struct billing_units *units, size_t from,
                                  size_t to, date_t last, instant_t known, struct billing_rows *r,
                                  struct err *err) {
	const int64_t began = clock_monotonic_ns();
	r->count = r->dependent_count = r->unit_count = 0;
	r->heads_read = r->heads_left = r->heads_held = 0;
	const int64_t past = to < units->count ? units->row[to].id : INT64_MAX;
	enum nhi_status st = db_begin(db, DB_READ, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = bill_held_open(db, units->row[from].id, past, last, known);
	struct bill_held h;
	size_t unit = from;
	while (st == NHI_OK && bill_held_next(q, &h)) {
		r->heads_read++;
		while (unit < to && units->row[unit].id < h.unit_id) unit++;
		if (unit == to || units->row[unit].id != h.unit_id)
			st = err_set(err, NHI_CORRUPT, "coverage %lld: unit %lld",
			             (long long)h.person_id, (long long)h.unit_id);
		else if (!billing_is_charged(&h, last))
			r->heads_left++;
		else if (h.role == ROLE_INSURED)
			st = add_insured(r, unit, &h, err);
		else
			st = add_dependent(r, unit, &h, err);
	}
	const enum nhi_status ended = db_end(q, st == NHI_OK ? err : NULL);
	db_rollback(db); /* it only read */
	r->read_ns = clock_monotonic_ns() - began;
	return st == NHI_OK ? ended : st;
}

/* --- computing --- */

enum nhi_status billing_law_of(const struct law *law, month_t month, struct billing_law *out,
                               struct err *err) {
	*out = (struct billing_law){.month = month};
	const date_t at = month_first(month);
	enum nhi_status st = premium_law_at(law, at, &out->premium, err);
	if (st == NHI_OK) st = bill_subsidy_law_at(law, at, &out->subsidy, err);
	if (st != NHI_OK) return st;
	const struct law_value *choice = law_at(law, STR("premium.dependents.choice"), at);
	out->dearest_first = choice && choice->value == 1;
	return NHI_OK;
}

/* Place of an amount in the table of those in use; few are, so the last one asked for is first
 * guessed and the rest searched in the order of appearance. */
static int amount_place(struct billing_rates *rates, int64_t amount) {
	for (size_t i = 0; i < rates->amounts; i++)
		if (rates->amount[i] == amount) return (int)i;
	if (rates->amounts == BILL_AMOUNTS) return -1;
	rates->amount[rates->amounts] = amount;
	return (int)rates->amounts++;
}

enum nhi_status billing_compute(const struct billing_law *law, struct billing_rates *rates,
                                struct billing_rows *rows, struct err *err) {
	rates->table.dependents_max = law->premium.dependents_max;
	int64_t last_amount = -1;
	int last_place = -1;
	for (size_t i = 0; i < rows->count; i++) {
		const enum premium_scheme scheme = (enum premium_scheme)rows->item[i];
		const bool graded = premium_base_of(scheme) == BASE_GRADE;
		const int64_t amount = graded ? rows->insured_amount[i] : 0;
		if (amount != last_amount) {
			last_place = amount_place(rates, amount);
			last_amount = amount;
		}
		if (last_place < 0)
			return err_set(err, NHI_LIMIT, "insured amounts" ERR_SEP "%d",
			               BILL_AMOUNTS);
		rows->amount[i] = (uint8_t)last_place;
		const size_t at = (size_t)scheme * BILL_AMOUNTS + (size_t)last_place;
		if (rates->filled[at]) continue;
		rates->table.rate[at] = bill_rate_of(&law->premium, scheme, twd(amount));
		rates->filled[at] = true;
	}
	const struct bill_columns in = {rows->count, rows->unit, rows->item, rows->amount,
	                                rows->dependents};
	const struct bill_shares out = {rows->self, rows->unit_share, rows->government};
	rows->unit_count = bill_kernel(&rates->table, &in, &out, rows->sums);
	return NHI_OK;
}
