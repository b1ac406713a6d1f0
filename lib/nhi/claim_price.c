/* claim_price.c: see claim_price.h. */
#include "nhi/claim_price.h"

#include <stdio.h>

enum {
	ARG_SIZE = 32,
	NIGHT_FROM = 22 * 60, /* minutes of the day (facts claims-format §6.1) */
	NIGHT_TO = 6 * 60,
	PLACE_ADDON = 3000 /* 30 %: islands in hospital, district hospitals on holidays (part 1 rule
	                      14), which a claim does not show */
};

struct pricing {
	const struct claim_price *p;
	const struct claim_case *c;
	struct claim_sink *sink;
	date_t day;
	struct claim_priced *out;
	int64_t tests;      /* priced so far in the case */
	int64_t tests_over; /* points that the volume discount takes off */
};

static bool is_known(date_t d) { return d != CLAIM_DATE_NONE && d != CLAIM_DATE_BAD; }

static int32_t months_between(date_t born, date_t on) {
	int32_t months = month_of(on) - month_of(born);
	return date_add_months(born, months) > on ? months - 1 : months;
}

/* Emergency by class (02, 12), copayment code (A00 …) or orders of its time; a stay does not say.
 */
static bool may_be_emergency(const struct claim_case *c) {
	bool coded = c->copay_code.n == 3 && c->copay_code.p[1] == '0' && c->copay_code.p[0] >= 'A';
	if (c->format == CLAIM_INPATIENT || coded) return true;
	return str_is(c->class_, "02") || str_is(c->class_, "12") || c->emergency_begin.minute > 0;
}

/* hhmm 0000 stands for an hour that is not known. */
static bool may_be_night(const struct claim_order *o) {
	bool known = is_known(o->begin.day) && o->begin.minute > 0;
	return !known || o->begin.minute >= NIGHT_FROM || o->begin.minute < NIGHT_TO;
}

static struct fee_visit visit_of(const struct pricing *j, const struct claim_order *o) {
	const struct claim_case *c = j->c;
	bool island = str_is(c->copay_code, "007") || c->ids_plan.n > 0 || c->area.n > 0;
	return (struct fee_visit){
	        .age_months = is_known(c->birth) ? months_between(c->birth, j->day) : -1,
	        .is_emergency = may_be_emergency(c),
	        .is_night = may_be_night(o),
	        .is_holiday = j->p->is_holiday,
	        .is_island = island,
	        .is_district = !(j->p->has_level && j->p->is_clinic),
	        .is_packed = true,
	        .specialty = FEE_SPECIALTY_A};
}

/* The highest rate that the order can have; -1 when that is not known. */
static int64_t rate_most(const struct pricing *j, const struct claim_order *o, enum fee_kind kind) {
	struct fee_visit v = visit_of(j, o);
	int64_t most = fee_rate_most(j->p->fee, kind, &v);
	bool clinic = j->p->has_level && j->p->is_clinic;
	bool fixed = kind == FEE_DISPENSING || kind == FEE_DAY_RATE || kind == FEE_CONSULTATION;
	if (most < 0 || fixed) return most;
	if (j->c->format == CLAIM_INPATIENT) most += PLACE_ADDON;
	if (j->p->is_holiday && !clinic) most += PLACE_ADDON;
	return most;
}

/* "153.00" */
static struct str print_rate(char out[ARG_SIZE], int64_t rate) {
	int n = snprintf(out, ARG_SIZE, "%lld.%02lld", (long long)(rate / 100),
	                 (long long)(rate % 100));
	return (struct str){out, n > 0 ? (size_t)n : 0};
}

static struct str print_points(char out[ARG_SIZE], int64_t points) {
	int n = snprintf(out, ARG_SIZE, "%lld", (long long)points);
	return (struct str){out, n > 0 ? (size_t)n : 0};
}

static void tell_cut(const struct pricing *j, const char *code, const struct claim_order *o,
                     struct str was, struct str most, point_t allowed) {
	if (j->sink == NULL) return;
	struct claim_finding f = claim_finding_of(code, j->c, o, NULL);
	f.effect = CLAIM_EFFECT_CUT;
	f.allowed = allowed.v < o->points.v ? allowed : o->points; /* never more than claimed */
	f.has_expected = true;
	f.expected = allowed.v;
	f.arg[0] = o->item;
	f.arg[1] = was;
	f.arg[2] = most;
	claim_found(j->sink, &f);
}

/* MA1 … MA4: 1 … 4. */
static int32_t day_rate_of(struct str item) {
	return item.n == 3 && item.p[2] >= '1' && item.p[2] <= '4' ? item.p[2] - '0' : 0;
}

static point_t price_day_rate(const struct pricing *j, const struct claim_order *o) {
	int32_t which = day_rate_of(o->item);
	char was[ARG_SIZE], right[ARG_SIZE];
	if (which == 0 || j->p->fee->day_rate[which - 1] < 0) return o->points;
	int64_t price = j->p->fee->day_rate[which - 1];
	point_t allowed =
	        fee_points(o->quantity, (price100_t){price * 100}, (rate4_t){CLAIM_RATE_WHOLE});
	if (o->price.v == price * 100) return o->points;
	tell_cut(j, "P02", o, print_rate(was, o->price.v), print_rate(right, price * 100), allowed);
	return allowed.v < o->points.v ? allowed : o->points;
}

/* Every drug of the case is dispensed elsewhere. */
static bool is_released(const struct claim_case *c) {
	if (c->format != CLAIM_OUTPATIENT || !str_is(c->dispensing, "1")) return false;
	for (uint32_t i = 0; i < c->order_count; i++) {
		const struct claim_order *o = &c->order[i];
		if (str_is(o->type, "1") && (o->points.v > 0 || str_is(o->dispensing, "0")))
			return false;
	}
	return true;
}

static point_t price_dispensing(const struct pricing *j, const struct claim_order *o) {
	if (o->points.v <= 0 || !is_released(j->c)) return o->points;
	if (j->sink == NULL) return (point_t){0};
	struct claim_finding f = claim_finding_of("P03", j->c, o, NULL);
	f.effect = CLAIM_EFFECT_ORDER;
	f.arg[0] = o->item;
	claim_found(j->sink, &f);
	return (point_t){0};
}

static point_t price_rate(const struct pricing *j, const struct claim_order *o,
                          enum fee_kind kind) {
	int64_t most = rate_most(j, o, kind);
	char was[ARG_SIZE], right[ARG_SIZE];
	if (most < 0 || o->rate.v <= most) return o->points;
	point_t allowed = fee_points(o->quantity, o->price, (rate4_t){most});
	tell_cut(j, "P01", o, print_rate(was, o->rate.v), print_rate(right, most), allowed);
	return allowed.v < o->points.v ? allowed : o->points;
}

/* The discount counts items of one case; which version is in force is not confirmed, so it is
 * noted and not taken off. */
static void count_tests(struct pricing *j, const struct claim_order *o, enum fee_kind kind) {
	bool stay = j->c->format == CLAIM_INPATIENT, clinic = j->p->has_level && j->p->is_clinic;
	if (kind != FEE_TEST || o->points.v <= 0 || !j->p->has_level) return;
	enum fee_place place = stay ? (clinic ? FEE_CLINIC_IN : FEE_HOSPITAL_IN)
	                            : (clinic ? FEE_CLINIC_OUT : FEE_HOSPITAL_OUT);
	int64_t share = fee_volume_share(j->p->fee, place, ++j->tests);
	j->tests_over += o->points.v - round_half_up((i128_t)o->points.v * share, PPM_ONE);
}

static void note_case(const struct pricing *j, const char *code, int64_t a, int64_t b) {
	char first[ARG_SIZE], second[ARG_SIZE];
	if (j->sink == NULL) return;
	struct claim_finding f = claim_finding_of(code, j->c, NULL, NULL);
	f.level = CLAIM_LEVEL_NOTE;
	f.arg[0] = print_points(first, a);
	f.arg[1] = print_points(second, b);
	claim_found(j->sink, &f);
}

static point_t price_order(struct pricing *j, const struct claim_order *o) {
	enum fee_kind kind = fee_kind_of(j->p->kinds, o->item);
	j->out->orders++;
	j->out->judged += kind != FEE_OTHER;
	count_tests(j, o, kind);
	if (kind == FEE_DAY_RATE) return price_day_rate(j, o);
	if (kind == FEE_DISPENSING) return price_dispensing(j, o);
	return price_rate(j, o, kind);
}

/* A stay of payment kind Tw-DRG: paid by its group, never silently by its orders. */
static bool is_group(const struct claim_case *c) {
	return c->format == CLAIM_INPATIENT && c->drg_pay.n > 0 && !str_is(c->drg_pay, "0");
}

/* Marks that decide what is applied for (facts claims-format §4.4); others are C08's matter. */
static bool is_marked_stay(const struct claim_case *c) {
	bool respiratory = str_is(c->pay_type, "9");
	return c->format == CLAIM_INPATIENT && !str_is(c->class_, "4") &&
	       (str_is(c->drg_exempt, "A") || str_is(c->drg_exempt, "9") ||
	        (str_is(c->drg_exempt, "6") && respiratory));
}

static void judge_stay(const struct pricing *j) {
	const struct claim_case *c = j->c;
	struct fee_stay stay = {.total = c->total,
	                        .copay = c->copay,
	                        .outside = c->extra,
	                        .exempt = c->drg_exempt.p[0],
	                        .is_respiratory = str_is(c->pay_type, "9")};
	for (uint32_t i = 0; i < c->order_count; i++)
		if (str_is(c->order[i].item, "G00001")) stay.reference.v += c->order[i].points.v;
	point_t due = fee_stay_applied(j->p->fee, &stay);
	char was[ARG_SIZE], right[ARG_SIZE];
	if (due.v == c->applied.v || j->sink == NULL) return;
	struct claim_finding f = claim_finding_of("P06", c, NULL, NULL);
	f.arg[0] = print_points(was, c->applied.v);
	f.arg[1] = print_points(right, due.v);
	f.arg[2] = c->drg_exempt;
	f.has_expected = true;
	f.expected = due.v;
	claim_found(j->sink, &f);
}

void claim_price_case(const struct claim_price *p, const struct claim_case *c,
                      struct claim_priced *out, struct claim_sink *sink) {
	struct pricing j = {.p = p, .c = c, .sink = sink, .day = claim_case_day(c), .out = out};
	*out = (struct claim_priced){.is_group = is_group(c)};
	if (c->format == CLAIM_APPEAL || !is_known(j.day)) return;
	for (uint32_t i = 0; i < c->order_count; i++) {
		const struct claim_order *o = &c->order[i];
		out->claimed.v += o->points.v;
		out->computed.v += (out->is_group ? o->points : price_order(&j, o)).v;
	}
	if (is_marked_stay(c)) judge_stay(&j);
	if (j.tests_over > 0) note_case(&j, "P04", j.tests, j.tests_over);
	if (!out->is_group) return;
	out->orders = c->order_count;
	int64_t share = p->fee->drg_share < 0 ? PPM_ONE : p->fee->drg_share;
	out->computed.v = round_half_up((i128_t)out->claimed.v * share, PPM_ONE);
	note_case(&j, "P05", out->claimed.v, out->computed.v);
}
