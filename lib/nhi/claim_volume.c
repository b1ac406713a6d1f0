/* claim_volume.c: see claim_volume.h. */
#include "nhi/claim_volume.h"

#include "base/csv.h"

#include <stdio.h>
#include <string.h>

enum { SLOTS = 8192, ARG_SIZE = 32 };

enum nhi_status volume_items_read(struct volume_items *out, struct str bytes, struct arena *arena,
                                  struct err *err) {
	static const char *const columns[] = {"item", "tier", "island"};
	struct csv csv;
	size_t at[COUNT_OF(columns)];
	out->count = 0;
	csv_init(&csv, bytes, arena);
	enum nhi_status st = csv_titles(&csv, columns, COUNT_OF(columns), at, err);
	for (bool more = true; st == NHI_OK;) {
		int64_t tier;
		st = csv_next(&csv, &more, err);
		if (st != NHI_OK || !more) break;
		if (out->count == VOLUME_ITEMS_MAX ||
		    !str_to_i64(csv_field(&csv, at[1]), 0, VOLUME_TIERS - 1, &tier))
			return err_set(err, NHI_LAW_ROW,
			               "fee_tiers.csv" ERR_SEP "%zu" ERR_SEP
			               "段別不明或列數過多" ERR_SEP
			               "unknown tier, or too many rows",
			               csv.row);
		out->row[out->count].item = csv_field(&csv, at[0]);
		out->row[out->count].tier = (int32_t)tier;
		out->row[out->count++].is_island = str_is(csv_field(&csv, at[2]), "yes");
	}
	return st;
}

void claim_volume_begin(struct claim_volume *v, const struct volume_items *items,
                        const struct fee_kinds *kinds, struct arena *arena, month_t month) {
	*v = (struct claim_volume){.items = items, .kinds = kinds, .arena = arena, .month = month};
}

static bool grow(struct claim_volume *v) {
	size_t capacity = v->capacity == 0 ? 16 : v->capacity * 2;
	struct volume_person *more = ARENA_ARRAY(v->arena, capacity, struct volume_person);
	if (v->slot == NULL) v->slot = ARENA_ARRAY(v->arena, SLOTS, uint16_t);
	if (more == NULL || v->slot == NULL) {
		v->failed = true;
		return false;
	}
	if (v->count > 0) memcpy(more, v->person, v->count * sizeof *more);
	v->person = more;
	v->capacity = capacity;
	return true;
}

/* The person of that name, made when new; NULL when there is no name or no room. */
static struct volume_person *person_of(struct claim_volume *v, struct str name) {
	char key[VOLUME_NAME_SIZE] = {0};
	if (name.n == 0 || name.n > sizeof key || v->failed) return NULL;
	memcpy(key, name.p, name.n);
	if (v->slot == NULL && !grow(v)) return NULL;
	size_t i = (size_t)str_hash(name) % SLOTS;
	for (; v->slot[i] != 0; i = (i + 1) % SLOTS) {
		struct volume_person *p = &v->person[v->slot[i] - 1];
		if (memcmp(p->name, key, sizeof key) == 0) return p;
	}
	if (v->count == VOLUME_PEOPLE_MAX || (v->count == v->capacity && !grow(v))) return NULL;
	struct volume_person *p = &v->person[v->count++];
	memcpy(p->name, key, sizeof key);
	v->slot[i] = (uint16_t)v->count;
	return p;
}

static void add_visit(struct claim_volume *v, const struct claim_case *c, int day,
                      struct str item) {
	for (size_t i = 0; i < v->items->count; i++) {
		if (!str_eq(v->items->row[i].item, item)) continue;
		struct volume_person *p = person_of(v, c->practitioner);
		if (p == NULL) return;
		p->days |= UINT32_C(1) << day;
		p->visits[v->items->row[i].is_island ? 1 : 0][v->items->row[i].tier]++;
		return;
	}
}

/* 05234D is the lower fee itself (facts claims-format §6.3). */
static void add_dispensing(struct claim_volume *v, const struct claim_case *c, int day,
                           const struct claim_order *o) {
	if (o->points.v <= 0 || str_is(o->item, "05234D")) return;
	struct volume_person *p = person_of(v, c->pharmacist);
	if (p != NULL) p->dispensed[day]++;
}

void claim_volume_add(struct claim_volume *v, const struct claim_case *c) {
	date_t day = claim_case_day(c);
	if (day == CLAIM_DATE_NONE || day == CLAIM_DATE_BAD || month_of(day) != v->month ||
	    c->format == CLAIM_INPATIENT)
		return;
	int number = date_to_ymd(day).day - 1;
	for (uint32_t i = 0; i < c->order_count; i++) {
		const struct claim_order *o = &c->order[i];
		enum fee_kind kind = fee_kind_of(v->kinds, o->item);
		if (kind == FEE_CONSULTATION) add_visit(v, c, number, o->item);
		if (kind == FEE_DISPENSING) add_dispensing(v, c, number, o);
	}
}

static void tell(struct claim_sink *sink, const char *code, const struct volume_person *p,
                 int64_t a, int64_t b, int64_t c) {
	char text[3][ARG_SIZE];
	const int64_t value[] = {a, b, c};
	struct claim_finding f = claim_finding_of(code, NULL, NULL, NULL);
	f.level = CLAIM_LEVEL_NOTE;
	f.arg[0] = (struct str){p->name, strnlen(p->name, sizeof p->name)};
	for (size_t i = 0; i < COUNT_OF(text); i++) {
		int n = snprintf(text[i], sizeof text[i], "%lld", (long long)value[i]);
		f.arg[i + 1] = (struct str){text[i], n > 0 ? (size_t)n : 0};
	}
	claim_found(sink, &f);
}

static int64_t count_days(uint32_t bits) {
	int64_t n = 0;
	for (; bits != 0; bits &= bits - 1) n++;
	return n;
}

/* Visits of a tier and below fit when the last of them still lies in the tier. */
static void judge_tiers(const struct fee_law *fee, const struct volume_person *p, bool is_island,
                        struct claim_sink *sink) {
	int64_t sum = 0, days = count_days(p->days);
	for (int32_t tier = 0; tier < VOLUME_TIERS; tier++) {
		int64_t here = p->visits[is_island ? 1 : 0][tier];
		sum += here;
		if (here == 0 || fee_visit_tier(fee, is_island, days, sum) <= tier) continue;
		tell(sink, "P07", p, tier + 1, sum, days);
		return;
	}
}

void claim_volume_end(const struct claim_volume *v, const struct fee_law *fee,
                      struct claim_sink *sink) {
	for (size_t i = 0; i < v->count; i++) {
		const struct volume_person *p = &v->person[i];
		judge_tiers(fee, p, false, sink);
		judge_tiers(fee, p, true, sink);
		for (int32_t day = 0; day < VOLUME_DAYS; day++) {
			/* the islands' limit, since a case does not say where it was dispensed */
			struct fee_dispensed d = fee_dispense(fee, true, p->dispensed[day]);
			if (d.whole < p->dispensed[day])
				tell(sink, "P08", p, day + 1, p->dispensed[day], d.whole);
		}
	}
}
