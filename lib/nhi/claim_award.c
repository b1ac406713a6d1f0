/* claim_award.c: see claim_award.h. */
#include "nhi/claim_award.h"

#include "base/check.h"

void claim_award_start(struct claim_award *a, const struct claim_case *c, int64_t *cut) {
	*a = (struct claim_award){.of_case = c, .cut = cut};
	for (uint32_t i = 0; i < c->order_count; i++) cut[i] = 0;
}

static int64_t raise(int64_t *place, int64_t cut) {
	int64_t more = cut > *place ? cut - *place : 0;
	*place += more;
	return more;
}

int64_t claim_award_add(struct claim_award *a, const struct claim_finding *f,
                        enum claim_effect effect) {
	const struct claim_case *c = a->of_case;
	int64_t *place = &a->case_cut, whole = c->applied.v;
	if (effect == CLAIM_EFFECT_NONE || effect == CLAIM_EFFECT_FILE) return 0;
	if (f->of_order != NULL) {
		CHECK(f->of_order->ordinal >= 1 && f->of_order->ordinal <= c->order_count);
		place = &a->cut[f->of_order->ordinal - 1];
		whole = f->of_order->points.v;
	}
	if (effect == CLAIM_EFFECT_CASE) {
		a->is_refused = true;
		return c->applied.v;
	}
	int64_t allowed = effect == CLAIM_EFFECT_CUT ? f->allowed.v : 0;
	return raise(place, whole > allowed ? whole - allowed : 0);
}

/* An order that is paid at 1: a drug. Types of codes/claim_order_types.csv. */
static bool is_fixed(const struct claim_order *o) { return str_is(o->type, "1"); }

struct claim_awarded claim_award_end(const struct claim_award *a) {
	const struct claim_case *c = a->of_case;
	struct claim_awarded out = {{0}, {0}};
	if (a->is_refused || c->applied.v <= 0) return out;
	int64_t left = c->applied.v - a->case_cut, fixed = 0;
	for (uint32_t i = 0; i < c->order_count; i++) {
		left -= a->cut[i];
		if (is_fixed(&c->order[i])) fixed += c->order[i].points.v - a->cut[i];
	}
	out.approved.v = left > 0 ? left : 0;
	out.fixed.v = fixed < 0 ? 0 : fixed < out.approved.v ? fixed : out.approved.v;
	return out;
}

static const struct {
	int64_t from, to;
	enum claim_trade trade;
} trades[] = {{1, 15, CLAIM_TRADE_HOSPITAL},
              {35, 35, CLAIM_TRADE_CLINIC},
              {37, 37, CLAIM_TRADE_DENTAL},
              {38, 38, CLAIM_TRADE_TCM},
              {59, 59, CLAIM_TRADE_PHARMACY}};

enum claim_trade claim_trade(struct str provider) {
	int64_t first;
	if (!str_to_i64(str_slice(provider, 0, 2), 0, 99, &first)) return CLAIM_TRADE_OTHER;
	for (size_t i = 0; i < COUNT_OF(trades); i++)
		if (first >= trades[i].from && first <= trades[i].to) return trades[i].trade;
	return CLAIM_TRADE_OTHER;
}

int claim_sector(const struct claim_case *c, enum claim_trade trade) {
	char first = c->class_.n > 0 ? c->class_.p[0] : '\0';
	if (c->format == CLAIM_INPATIENT) return BUDGET_HOSPITAL;
	if (c->format == CLAIM_OUTPATIENT) {
		if (str_is(c->class_, "05")) return BUDGET_DIALYSIS;
		if (first == '1') return BUDGET_DENTAL;
		if (first == '2' || first == '3') return BUDGET_TCM;
	}
	switch (trade) {
	case CLAIM_TRADE_HOSPITAL: return BUDGET_HOSPITAL;
	case CLAIM_TRADE_CLINIC:
	case CLAIM_TRADE_PHARMACY: return BUDGET_CLINIC;
	case CLAIM_TRADE_DENTAL: return BUDGET_DENTAL;
	case CLAIM_TRADE_TCM: return BUDGET_TCM;
	case CLAIM_TRADE_OTHER: break;
	}
	return -1;
}
