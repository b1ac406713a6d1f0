/* charge.c: see charge.h. */
#include "nhi/charge.h"

struct walk {
	struct str holder; /* unit that has the person now; empty: none */
	struct str
	        deferred; /* unit left by a transfer on the last day: it is charged all the same */
	size_t entries, exits;
	bool has_left; /* at any time in the month */
};

static void step(struct walk *w, const struct charge_event *e, date_t last) {
	switch (e->kind) {
	case CHARGE_IN:
		w->entries++;
		w->holder = e->unit;
		return;
	case CHARGE_OUT:
		w->exits++;
		/* The person was there on the last day; a second transfer of that day changes
		 * nothing. */
		if (e->day == last && w->deferred.n == 0) w->deferred = e->unit;
		w->holder = STR("");
		return;
	case CHARGE_LEAVE:
		w->exits++;
		w->has_left = true;
		w->holder = STR("");
		w->deferred = STR("");
		return;
	}
}

static enum charge_rule rule_of(const struct walk *w) {
	if (w->deferred.n > 0) return CHARGE_OUT_ON_LAST_DAY;
	if (w->has_left) return CHARGE_LAST_DAY;
	if (w->exits == 0) return CHARGE_WHOLE_MONTH;
	if (w->exits == 1 && w->entries <= 1) return CHARGE_OUT_BEFORE;
	return CHARGE_LAST_DAY;
}

void charge_month(month_t month, struct str unit_at_start, const struct charge_event *events,
                  size_t count, struct charge_result *out) {
	struct walk w = {.holder = unit_at_start, .deferred = STR("")};
	date_t last = month_last(month);
	for (size_t i = 0; i < count; i++) step(&w, &events[i], last);
	struct str unit = w.deferred.n > 0 ? w.deferred : w.holder;
	*out = (struct charge_result){unit.n > 0, unit, rule_of(&w)};
}

const char *charge_rule_text(enum charge_rule rule, const char *lang) {
	bool en = str_is(str_from(lang), "en");
	switch (rule) {
	case CHARGE_WHOLE_MONTH:
		return en ? "in the month there is an entry or none and no exit: that unit, the "
		            "whole month"
		          : "當月只有加保或無異動、沒有退轉出：由該單位計收全月";
	case CHARGE_OUT_ON_LAST_DAY:
		return en ? "transferred out on the last day of the month: counts from the 1st of "
		            "the next month, the old "
		            "unit is charged"
		          : "當月最後一日轉出：視為次月 1 日生效，由原單位計收";
	case CHARGE_OUT_BEFORE:
		return en ? "transferred out before the last day: the unit where the person is on "
		            "the last day is charged"
		          : "非最後一日轉出：該單位不計收，由最後一日所在單位計收";
	case CHARGE_LAST_DAY:
		return en ? "several changes, or left the scheme: the unit of the last day, or "
		            "nobody"
		          : "多次異動或當月退保：以最後一日所在單位計收；已退保者不計收";
	}
	return "";
}
