/* case_clock.c: see case_clock.h. */
#include "nhi/case_clock.h"

#include "base/check.h"

static const char *const unit_names[CLOCK_UNIT_COUNT] = {[CLOCK_DAY] = "day",
                                                         [CLOCK_WORKING_DAY] = "working_day",
                                                         [CLOCK_WEEK] = "week",
                                                         [CLOCK_MONTH] = "month",
                                                         [CLOCK_YEAR] = "year"};
static const char *const deemed_names[] = {[CLOCK_DEEMED_NONE] = "none",
                                           [CLOCK_DEEMED_APPROVED] = "approve",
                                           [CLOCK_DEEMED_REJECTED] = "reject"};

const char *clock_unit_name(enum clock_unit unit) {
	CHECK(unit < CLOCK_UNIT_COUNT);
	return unit_names[unit];
}

bool clock_unit_find(struct str name, enum clock_unit *out) {
	for (int i = 0; i < CLOCK_UNIT_COUNT; i++) {
		if (!str_is(name, unit_names[i])) continue;
		*out = (enum clock_unit)i;
		return true;
	}
	return false;
}

const char *clock_deemed_name(enum clock_deemed deemed) { return deemed_names[deemed]; }

bool clock_deemed_find(struct str name, enum clock_deemed *out) {
	for (size_t i = 0; i < COUNT_OF(deemed_names); i++) {
		if (!str_is(name, deemed_names[i])) continue;
		*out = (enum clock_deemed)i;
		return true;
	}
	return false;
}

static bool includes_start(const struct clock_term *t) {
	return t->first_day_counts || t->is_adverse;
}

/* The month-wise end (48 III): the day before the same day of the month, `months` after the first
 * counted day; the last day of the month where it has no such day. */
static date_t end_of_months(date_t first, int32_t months) {
	date_t same = date_add_months(first, months);
	return date_to_ymd(same).day == date_to_ymd(first).day ? same - 1 : same;
}

/* The end without pauses; working days are counted by the caller. */
static date_t base_end(const struct clock_term *t, date_t start, int32_t length) {
	date_t before = includes_start(t) ? start - 1 : start;
	switch (t->unit) {
	case CLOCK_WEEK: return before + 7 * length;
	case CLOCK_MONTH: return end_of_months(before + 1, length);
	case CLOCK_YEAR: return end_of_months(before + 1, 12 * length);
	case CLOCK_DAY:
	case CLOCK_WORKING_DAY:
	case CLOCK_UNIT_COUNT: break;
	}
	return before + length;
}

/* The n-th working day after `before` that lies in no pause; *paused counts those that do. */
static date_t end_of_working_days(const struct calendar *c, const struct clock_in *in,
                                  date_t before, int32_t n, struct clock_out *out) {
	date_t end = calendar_add_working_days(c, before, n).date, stood_to = before;
	for (size_t i = 0; i < in->pause_count && !out->is_standing; i++) {
		const struct clock_pause *p = &in->pause[i];
		date_t from = p->from > stood_to ? p->from : stood_to;
		if (from >= end || p->to <= from) continue;
		if (p->to == DATE_OPEN) {
			out->is_standing = true;
			break;
		}
		int32_t lost =
		        calendar_count_working_days(c, from + 1, p->to + 1, &out->is_verified);
		out->paused += lost;
		end = calendar_add_working_days(c, before, n + out->paused).date;
		stood_to = p->to;
	}
	(void)calendar_count_working_days(c, before + 1, end + 1, &out->is_verified);
	return end;
}

static date_t end_of_days(const struct clock_in *in, date_t end, struct clock_out *out) {
	date_t stood_to = in->start;
	for (size_t i = 0; i < in->pause_count; i++) {
		const struct clock_pause *p = &in->pause[i];
		date_t from = p->from > stood_to ? p->from : stood_to;
		if (from >= end || p->to <= from) continue;
		if (p->to == DATE_OPEN) {
			out->is_standing = true;
			return end;
		}
		out->paused += p->to - from;
		end += p->to - from;
		stood_to = p->to;
	}
	return end;
}

void case_clock(const struct calendar *calendar, const struct clock_in *in, struct clock_out *out) {
	const struct clock_term *t = &in->term;
	CHECK(t->length >= 0 && t->length <= CLOCK_LENGTH_MAX && in->extended >= 0);
	CHECK(in->pause_count <= CLOCK_PAUSES_MAX);
	*out = (struct clock_out){.is_verified = true, .deemed_on = DATE_OPEN};
	int32_t length = t->length + in->extended;
	date_t before = includes_start(t) ? in->start - 1 : in->start;
	if (t->unit == CLOCK_WORKING_DAY) {
		out->base = calendar_add_working_days(calendar, before, length).date;
		out->due = end_of_working_days(calendar, in, before, length, out);
	} else {
		out->base = base_end(t, in->start, length);
		out->due = end_of_days(in, out->base, out);
	}
	if (out->is_standing) {
		out->due = DATE_OPEN;
		return;
	}
	out->due += in->travel;
	if (!t->is_adverse) {
		struct calendar_answer a = calendar_next_working_day(calendar, out->due);
		out->was_moved = a.date != out->due;
		out->is_verified &= a.is_verified;
		out->due = a.date;
	}
	bool excepted = t->deemed_unless_paused && in->pause_count > 0;
	if (t->deemed != CLOCK_DEEMED_NONE && !excepted) out->deemed_on = out->due + 1;
}

int32_t case_clock_left(const struct calendar *calendar, const struct clock_in *in,
                        const struct clock_out *out, date_t today) {
	if (out->is_standing) return 0;
	if (in->term.unit != CLOCK_WORKING_DAY) return out->due - today;
	if (today <= out->due)
		return calendar_count_working_days(calendar, today + 1, out->due + 1, NULL);
	return -calendar_count_working_days(calendar, out->due + 1, today + 1, NULL);
}
