/* claim_fee.c: see claim_fee.h. */
#include "nhi/claim_fee.h"

#include "base/check.h"
#include "base/csv.h"

#include <stddef.h>
#include <stdio.h>

enum { NAME_SIZE = 64, RATE_PER_PPM = 100 }; /* 1 % = 10,000 ppm = 100 of rate4 */

static const struct {
	const char *name; /* "%d" stands for 1 … count */
	size_t place;
	int32_t count;
} figures[] = {
#define ONE(name, member)                                                                          \
	{ "fee." name, offsetof(struct fee_law, member), 1 }
#define MANY(name, member, count)                                                                  \
	{ "fee." name ".%d", offsetof(struct fee_law, member), count }
        MANY("child.months", child_months, FEE_CHILD_STEPS),
        MANY("surgery.child", surgery_child, FEE_CHILD_STEPS),
        MANY("test.child", test_child, FEE_CHILD_STEPS),
        MANY("raised.child", raised_child, FEE_CHILD_STEPS),
        MANY("rehabilitation.child", rehabilitation_child, FEE_CHILD_STEPS),
        ONE("surgery.emergency", surgery_emergency),
        ONE("surgery.material", surgery_material),
        ONE("test.emergency", test_emergency),
        ONE("pathology.pack", pathology_pack),
        ONE("anaesthesia.most", anaesthesia_most),
        ONE("consult.child", consult_child),
        ONE("consult.child.years", consult_child_years),
        ONE("consult.a.child", specialist_child[0]),
        ONE("consult.b.child", specialist_child[1]),
        ONE("consult.c.child", specialist_child[2]),
        ONE("consult.a.adult", specialist_adult[0]),
        ONE("consult.b.adult", specialist_adult[1]),
        ONE("consult.c.adult", specialist_adult[2]),
        ONE("emergency.night", night),
        ONE("emergency.holiday", holiday),
        ONE("emergency.island", island),
        ONE("emergency.island_night", island_night),
        ONE("emergency.district", district),
        ONE("emergency.infant", infant),
        MANY("volume.clinic.out", volume[FEE_CLINIC_OUT], FEE_VOLUME_STEPS),
        MANY("volume.hospital.out", volume[FEE_HOSPITAL_OUT], FEE_VOLUME_STEPS),
        MANY("volume.clinic.in", volume[FEE_CLINIC_IN], FEE_VOLUME_STEPS),
        MANY("volume.hospital.in", volume[FEE_HOSPITAL_IN], FEE_VOLUME_STEPS),
        MANY("volume.rate", volume_rate, FEE_VOLUME_STEPS),
        MANY("dayrate", day_rate, FEE_DAY_RATES),
        ONE("dayrate.days", day_rate_days),
        ONE("dispense.limit", dispense),
        ONE("dispense.limit.island", dispense_island),
        ONE("dispense.extra", dispense_extra),
        MANY("visits", tier, FEE_TIERS_MAX),
        MANY("visits.island", tier_island, FEE_TIERS_MAX - 1),
        ONE("visits.days", tier_days),
        ONE("casepay.share", case_share),
        MANY("operations.same", operation_same, FEE_OPERATIONS_MAX),
        MANY("operations.other", operation_other, FEE_OPERATIONS_MAX),
        ONE("drg.share", drg_share),
        ONE("respiratory.parts", respiratory_parts),
#undef ONE
#undef MANY
};

/* The value of the day, and the spell of all figures cut to its own. */
static int64_t resolve(const struct law *law, const char *name, date_t at, struct fee_law *out) {
	const struct law_parameter *p = law_parameter(law, str_from(name));
	int64_t value = -1;
	for (size_t k = 0; p != NULL && k < p->value_count; k++) {
		const struct law_value *v = &p->values[k];
		if (v->from > at) {
			if (v->from < out->to) out->to = v->from;
			break;
		}
		if (v->from > out->from) out->from = v->from;
		value = v->in_force ? v->value : -1;
	}
	return value;
}

void fee_law_at(const struct law *law, date_t at, struct fee_law *out) {
	*out = (struct fee_law){.from = DATE_MIN, .to = DATE_OPEN};
	for (size_t i = 0; i < COUNT_OF(figures); i++)
		for (int32_t k = 0; k < figures[i].count; k++) {
			char name[NAME_SIZE];
			struct str base = str_from(figures[i].name);
			bool many = str_ends(base, STR("%d"));
			int n = many ? snprintf(name, sizeof name, "%.*s%d", (int)base.n - 2,
			                        base.p, (int)k + 1)
			             : snprintf(name, sizeof name, "%s", base.p);
			CHECK(n > 0 && n < NAME_SIZE);
			int64_t *place = (int64_t *)(void *)((char *)out + figures[i].place);
			place[k] = resolve(law, name, at, out);
		}
}

/* --- kinds of items ----------------------------------------------------------------------------
 */

static const char *const kind_names[FEE_KINDS] = {
        "other",      "consultation", "emergency_consultation",
        "test",       "pathology",    "rehabilitation",
        "treatment",  "surgery",      "anaesthesia",
        "dispensing", "day_rate"};

enum nhi_status fee_kinds_read(struct fee_kinds *out, struct str bytes, struct arena *arena,
                               struct err *err) {
	static const char *const columns[] = {"first", "last", "kind"};
	struct csv csv;
	size_t at[COUNT_OF(columns)];
	out->count = 0;
	csv_init(&csv, bytes, arena);
	enum nhi_status st = csv_titles(&csv, columns, COUNT_OF(columns), at, err);
	for (bool more = true; st == NHI_OK;) {
		st = csv_next(&csv, &more, err);
		if (st != NHI_OK || !more) break;
		int kind = FEE_OTHER;
		struct str name = csv_field(&csv, at[2]);
		while (kind < FEE_KINDS && !str_is(name, kind_names[kind])) kind++;
		if (kind == FEE_KINDS || out->count == COUNT_OF(out->range))
			return err_set(err, NHI_LAW_ROW,
			               "fee_kinds.csv" ERR_SEP "%zu" ERR_SEP
			               "種類不明或列數過多" ERR_SEP
			               "unknown kind, or too many rows",
			               csv.row);
		out->range[out->count].first = csv_field(&csv, at[0]);
		out->range[out->count].last = csv_field(&csv, at[1]);
		out->range[out->count++].kind = (enum fee_kind)kind;
	}
	return st;
}

/* Codes of a range have its length: "09005C" lies in 06001C–24999C, "0900" does not. */
enum fee_kind fee_kind_of(const struct fee_kinds *kinds, struct str item) {
	for (size_t i = 0; i < kinds->count; i++)
		if (item.n == kinds->range[i].first.n &&
		    str_cmp(kinds->range[i].first, item) <= 0 &&
		    str_cmp(item, kinds->range[i].last) <= 0)
			return kinds->range[i].kind;
	return FEE_OTHER;
}

/* --- rates ------------------------------------------------------------------------------------ */

int64_t fee_child(const struct fee_law *fee, const int64_t steps[FEE_CHILD_STEPS],
                  int32_t age_months) {
	int64_t most = 0;
	for (int i = 0; i < FEE_CHILD_STEPS; i++) {
		if (age_months < 0 && steps[i] > most) most = steps[i]; /* age not known */
		if (age_months >= 0 && age_months < fee->child_months[i]) return steps[i];
	}
	return most;
}

/* 100 % and add-ons as a rate. */
static rate4_t rate_of(int64_t addons) { return (rate4_t){(PPM_ONE + addons) / RATE_PER_PPM}; }

rate4_t fee_surgery_rate(const struct fee_law *fee, const struct fee_visit *v) {
	int64_t addons = fee_child(fee, fee->surgery_child, v->age_months);
	if (v->is_emergency) addons += fee->surgery_emergency;
	return rate_of(addons + fee->surgery_material);
}

rate4_t fee_test_rate(const struct fee_law *fee, const struct fee_visit *v, bool is_raised) {
	int64_t addons =
	        fee_child(fee, is_raised ? fee->raised_child : fee->test_child, v->age_months);
	return rate_of(addons + (v->is_emergency ? fee->test_emergency : 0));
}

rate4_t fee_consult_rate(const struct fee_law *fee, const struct fee_visit *v) {
	bool child = v->age_months < 0 || v->age_months < fee->consult_child_years * 12;
	int64_t addons = child ? fee->consult_child : 0;
	if (v->specialty != FEE_NO_SPECIALIST) {
		int64_t more = (child ? fee->specialist_child
		                      : fee->specialist_adult)[v->specialty - FEE_SPECIALTY_A];
		if (more > 0) addons += more;
	}
	return rate_of(addons);
}

rate4_t fee_emergency_rate(const struct fee_law *fee, const struct fee_visit *v) {
	int64_t addons = v->is_night ? fee->night : v->is_holiday ? fee->holiday : 0;
	if (v->is_island) addons = v->is_night || v->is_holiday ? fee->island_night : fee->island;
	if (v->is_district) addons += fee->district;
	if (v->age_months < fee->child_months[0]) addons += fee->infant;
	return rate_of(addons);
}

/* The raised add-on is taken, because the claim does not say which items have it. */
static int64_t most_of_test(const struct fee_law *fee, const struct fee_visit *v) {
	return fee_test_rate(fee, v, true).v;
}

int64_t fee_rate_most(const struct fee_law *fee, enum fee_kind kind, const struct fee_visit *v) {
	switch (kind) {
	case FEE_SURGERY:
	case FEE_TREATMENT: return fee_surgery_rate(fee, v).v;
	case FEE_TEST: return most_of_test(fee, v);
	case FEE_PATHOLOGY: return most_of_test(fee, v) + fee->pathology_pack / RATE_PER_PPM;
	case FEE_CONSULTATION: return fee_consult_rate(fee, v).v;
	case FEE_EMERGENCY_CONSULTATION: return fee_emergency_rate(fee, v).v;
	case FEE_REHABILITATION:
		return rate_of(fee_child(fee, fee->rehabilitation_child, v->age_months)).v;
	case FEE_ANAESTHESIA: return rate_of(fee->anaesthesia_most).v;
	case FEE_DISPENSING:
	case FEE_DAY_RATE: return rate_of(0).v;
	case FEE_OTHER:
	case FEE_KINDS: break;
	}
	return -1;
}

/* --- tiers and limits ------------------------------------------------------------------------- */

int64_t fee_volume_share(const struct fee_law *fee, enum fee_place place, int64_t n) {
	if (n <= fee->volume[place][0]) return PPM_ONE;
	return fee->volume_rate[n <= fee->volume[place][1] ? 0 : 1];
}

int64_t fee_operation_share(const struct fee_law *fee, bool is_same_kind, int64_t n) {
	if (n < 1 || n > FEE_OPERATIONS_MAX) return 0;
	return (is_same_kind ? fee->operation_same : fee->operation_other)[n - 1];
}

int32_t fee_visit_tier(const struct fee_law *fee, bool is_island, int64_t days, int64_t n) {
	const int64_t *tier = is_island ? fee->tier_island : fee->tier;
	int32_t tiers = is_island ? FEE_TIERS_MAX - 1 : FEE_TIERS_MAX;
	if (!is_island && days > fee->tier_days) days = fee->tier_days;
	for (int32_t i = 0; i < tiers; i++)
		if (n <= tier[i] * days) return i;
	return tiers;
}

struct fee_dispensed fee_dispense(const struct fee_law *fee, bool is_island, int64_t count) {
	int64_t limit = is_island ? fee->dispense_island : fee->dispense;
	struct fee_dispensed out = {.whole = count < limit ? count : limit};
	out.lower =
	        count - out.whole < fee->dispense_extra ? count - out.whole : fee->dispense_extra;
	out.nothing = count - out.whole - out.lower;
	return out;
}

int64_t fee_basic_items(const struct fee_law *fee, int64_t items) {
	return round_half_up((i128_t)items * fee->case_share, PPM_ONE);
}

point_t fee_day_rate(const struct fee_law *fee, int32_t which, int32_t days) {
	CHECK(which >= 1 && which <= FEE_DAY_RATES && days >= 0);
	int64_t n = days < fee->day_rate_days ? days : fee->day_rate_days;
	return (point_t){fee->day_rate[which - 1] * n};
}

point_t fee_stay_applied(const struct fee_law *fee, const struct fee_stay *s) {
	int64_t rest = s->total.v - s->copay.v + s->outside.v;
	if (s->exempt == '9') return (point_t){0};
	if (s->exempt == '6' && s->is_respiratory) return s->reference;
	if (s->exempt == 'A') return (point_t){rest - s->reference.v};
	if (s->has_flat && s->flat.v < s->total.v)
		return (point_t){s->flat.v - s->copay.v +
		                 round_half_up(s->total.v - s->flat.v, fee->respiratory_parts)};
	return (point_t){rest};
}

point_t fee_points(qty10_t quantity, price100_t price, rate4_t rate) {
	return (point_t){
	        round_half_up((i128_t)quantity.v * price.v * rate.v, (i128_t)10 * 100 * 10000)};
}
