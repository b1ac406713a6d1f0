/* claim_items.c: see claim_items.h. */
#include "nhi/claim_items.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static_assert((int)COPAY_CLAIM_BANDS == (int)CLAIM_BANDS_MAX, "the bands of the format");
enum { ARG_SIZE = 32 };

enum nhi_status claim_items_prepare(struct claim_items *out, const struct claim_items_in *in,
                                    struct arena *arena, struct err *err) {
	*out = (struct claim_items){.law = in->law, .calendar = in->calendar};
	enum nhi_status st =
	        claim_rules_read(&out->rules, arena, in->rule_file, in->rule_file_count, err);
	if (st == NHI_OK) st = fee_kinds_read(&out->kinds, in->fee_kinds, arena, err);
	return st == NHI_OK ? volume_items_read(&out->tiers, in->fee_tiers, arena, err) : st;
}

void claim_items_begin(struct claim_items *items, struct arena *arena, month_t month) {
	items->scratch = (struct claim_rule_scratch){0};
	claim_history_begin(&items->history, &items->rules, arena);
	claim_volume_begin(&items->volume, &items->tiers, &items->kinds, arena, month);
	claim_items_level(items, false, false);
	items->foreseen = NULL;
	items->foreseen_count = items->foreseen_capacity = 0;
	items->is_ready = false;
	items->failed = false;
}

void claim_items_level(struct claim_items *items, bool has_level, bool is_clinic) {
	items->has_level = has_level;
	items->is_clinic = is_clinic;
}

/* Saturdays too, also those on which offices work (facts claims-format §6.1). */
static bool is_day_off(const struct claim_items *items, date_t day) {
	enum { SUNDAY = 0, SATURDAY = 6 };
	int weekday = date_weekday(day);
	bool is_verified;
	if (weekday == SUNDAY || weekday == SATURDAY) return true;
	return items->calendar != NULL &&
	       !calendar_is_working_day(items->calendar, day, &is_verified);
}

static void price(struct claim_items *items, const struct claim_case *c, date_t day,
                  bool is_holiday, struct claim_sink *sink) {
	struct claim_priced out;
	if (day < items->fee.from || day >= items->fee.to) fee_law_at(items->law, day, &items->fee);
	const struct claim_price p = {.fee = &items->fee,
	                              .kinds = &items->kinds,
	                              .is_holiday = is_holiday,
	                              .has_level = items->has_level,
	                              .is_clinic = items->is_clinic};
	claim_price_case(&p, c, &out, sink);
}

static void tell_copay(const struct claim_case *c, const char *code, enum claim_level level,
                       int64_t was, int64_t right, struct claim_sink *sink) {
	char text[ARG_SIZE];
	int n = snprintf(text, sizeof text, "%lld", (long long)was);
	struct claim_finding f = claim_finding_of(code, c, NULL, NULL);
	f.level = level;
	f.arg[0] = (struct str){text, n > 0 ? (size_t)n : 0};
	f.has_expected = true;
	f.expected = right;
	claim_found(sink, &f);
}

/* A stay whose copayment is due (000) and whose bands were sent. */
static void judge_stay_copay(const struct claim_items *items, const struct claim_case *c,
                             date_t day, struct claim_sink *sink) {
	bool admitted = c->visit != CLAIM_DATE_NONE && c->visit != CLAIM_DATE_BAD;
	struct copay_stay_claim claim = {.admitted = admitted ? c->visit : day, .left = day};
	int64_t points = 0, copay = 0, expected = 0;
	if (c->format != CLAIM_INPATIENT || !str_is(c->copay_code, "000")) return;
	for (int i = 0; i < COPAY_CLAIM_BANDS; i++) {
		points += claim.points[i] = c->band_points[i].v;
		copay += claim.copay[i] = c->band_copay[i].v;
	}
	if (points > 0 && !copay_stay_fits(items->law, &claim, &expected))
		tell_copay(c, "K01", CLAIM_LEVEL_OF_CODE, copay, expected, sink);
}

static void judge_copay_parts(const struct claim_case *c, struct claim_sink *sink) {
	int64_t parts = c->copay_basic.v + c->copay_drug.v + c->copay_test.v;
	if (parts > 0 && parts != c->copay.v)
		tell_copay(c, "K02", CLAIM_LEVEL_NOTE, parts, c->copay.v, sink);
}

/* --- two readings ----------------------------------------------------------------------------- */

void claim_items_first(struct claim_items *items, const struct claim_case *c) {
	if (c->format != CLAIM_APPEAL) claim_history_add(&items->history, c);
}

struct foreseer {
	struct claim_sink sink;
	struct claim_items *items;
};

static bool grow(struct claim_items *items) {
	size_t capacity = items->foreseen_capacity == 0 ? 64 : items->foreseen_capacity * 2;
	struct claim_foreseen *more =
	        ARENA_ARRAY(items->history.arena, capacity, struct claim_foreseen);
	if (more == NULL) return false;
	if (items->foreseen_count > 0)
		memcpy(more, items->foreseen, items->foreseen_count * sizeof *more);
	items->foreseen = more;
	items->foreseen_capacity = capacity;
	return true;
}

static void foresee(struct claim_sink *self, const struct claim_finding *f) {
	struct claim_items *items = ((struct foreseer *)(void *)self)->items;
	const struct claim_rule *rule = claim_rules_find(&items->rules, f->arg[0]);
	if (items->foreseen_count == items->foreseen_capacity && !grow(items)) {
		items->failed = true;
		return;
	}
	if (rule != NULL)
		items->foreseen[items->foreseen_count++] =
		        (struct claim_foreseen){f->of_case->ordinal, f->of_order->ordinal, rule};
}

static int by_place(const void *a, const void *b) {
	const struct claim_foreseen *x = a, *y = b;
	if (x->case_ordinal != y->case_ordinal) return x->case_ordinal < y->case_ordinal ? -1 : 1;
	if (x->order_ordinal != y->order_ordinal)
		return x->order_ordinal < y->order_ordinal ? -1 : 1;
	return x->rule < y->rule ? -1 : x->rule > y->rule;
}

void claim_items_ready(struct claim_items *items) {
	struct err err = ERR_INIT;
	struct foreseer f = {{foresee}, items};
	items->failed |= claim_history_judge(&items->history, items->back, &items->scratch, &f.sink,
	                                     &err) != NHI_OK;
	if (items->foreseen_count > 0)
		qsort(items->foreseen, items->foreseen_count, sizeof *items->foreseen, by_place);
	items->is_ready = true;
}

static void tell_foreseen(const struct claim_items *items, const struct claim_case *c,
                          struct claim_sink *sink) {
	size_t low = 0, high = items->foreseen_count;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (items->foreseen[mid].case_ordinal < c->ordinal)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < items->foreseen_count && items->foreseen[low].case_ordinal == c->ordinal;
	     low++) {
		const struct claim_foreseen *one = &items->foreseen[low];
		if (one->order_ordinal == 0 || one->order_ordinal > c->order_count) continue;
		struct claim_finding f =
		        claim_rule_finding(one->rule, c, &c->order[one->order_ordinal - 1]);
		claim_found(sink, &f);
	}
}

void claim_items_case(struct claim_items *items, const struct claim_case *c,
                      struct claim_sink *sink) {
	date_t day = claim_case_day(c);
	if (day == CLAIM_DATE_NONE || day == CLAIM_DATE_BAD || c->format == CLAIM_APPEAL) return;
	if (!claim_rule_scratch_reserve(&items->scratch, items->history.arena, &items->rules,
	                                c->order_count)) {
		items->failed = true;
		return;
	}
	const struct claim_rule_context context = {.part = CLAIM_RULES_CASE,
	                                           .is_holiday = is_day_off(items, day)};
	(void)claim_rules_check(&items->rules, c, &context, &items->scratch, sink);
	price(items, c, day, context.is_holiday, sink);
	judge_stay_copay(items, c, day, sink);
	judge_copay_parts(c, sink);
	if (items->is_ready)
		tell_foreseen(items, c, sink);
	else
		claim_history_add(&items->history, c);
	claim_volume_add(&items->volume, c);
}

void claim_items_end(struct claim_items *items, struct claim_sink *sink) {
	struct err err = ERR_INIT;
	if (!items->is_ready)
		items->failed |= claim_history_judge(&items->history, items->back, &items->scratch,
		                                     sink, &err) != NHI_OK;
	items->failed |= items->volume.failed;
	if (items->volume.count == 0) return;
	struct fee_law fee;
	fee_law_at(items->law, month_last(items->volume.month), &fee);
	claim_volume_end(&items->volume, &fee, sink);
}
