/* enrol_plan.c: see enrol_plan.h. The subject's timeline is edited first; then every follower's
 * rows under the subject are made to fit the new timeline, whatever the filing was. */
#include "nhi/enrol_plan.h"

#include "base/check.h"
#include "base/err.h"
#include "nhi/enrol_dependent.h"

/* A timeline being edited. */
struct work {
	struct coverage_row *row;
	size_t count, capacity;
	bool changed;
};

struct job {
	const struct plan_state *state;
	const struct filing *filing;
	struct plan *plan;
	struct refusals *refusals;
	struct work subject;
	bool takes_along;  /* dependents come along into filing->unit_id … */
	date_t along_from; /* … from this day */
};

/* ---- Editing ----------------------------------------------------------------------------------
 */

static bool work_init(struct work *w, struct arena *arena, const struct timeline *t, size_t more) {
	*w = (struct work){.capacity = t->count + more, .count = t->count};
	w->row = ARENA_ARRAY(arena, w->capacity, struct coverage_row);
	if (w->row == NULL) return false;
	if (t->count > 0) memcpy(w->row, t->row, t->count * sizeof *w->row);
	return true;
}

/* Place of the row that holds on `on`, or -1. */
static ptrdiff_t work_find(const struct work *w, date_t on) {
	for (size_t i = 0; i < w->count; i++)
		if (w->row[i].from <= on && on < w->row[i].to) return (ptrdiff_t)i;
	return -1;
}

static void work_remove(struct work *w, size_t i) {
	memmove(&w->row[i], &w->row[i + 1], (w->count - i - 1) * sizeof *w->row);
	w->count--;
	w->changed = true;
}

static void work_insert(struct work *w, struct coverage_row row) {
	CHECK(w->count < w->capacity && row.from < row.to);
	size_t i = w->count;
	while (i > 0 && w->row[i - 1].from > row.from) i--;
	if (i > 0) CHECK(w->row[i - 1].to <= row.from);
	if (i < w->count) CHECK(row.to <= w->row[i].from);
	memmove(&w->row[i + 1], &w->row[i], (w->count - i) * sizeof *w->row);
	w->row[i] = row;
	w->row[i].fact_no = 0;
	w->count++;
	w->changed = true;
}

/* Ends row i at `to`; a row that would be empty goes away. */
static void work_cut(struct work *w, size_t i, date_t to, enum leave_reason reason) {
	if (to <= w->row[i].from) {
		work_remove(w, i);
		return;
	}
	w->row[i].to = to;
	w->row[i].leave_reason = (int8_t)reason;
	w->row[i].fact_no = 0;
	w->changed = true;
}

/* Removes what only carried row i on: rows of the same unit that follow without a break. Returns
 * the end and the reason of the last of them. */
static date_t work_remove_chain(struct work *w, size_t i, enum leave_reason *reason) {
	date_t end = w->row[i].to;
	int64_t unit = w->row[i].unit_id, insured = w->row[i].insured_person_id;
	*reason = (enum leave_reason)w->row[i].leave_reason;
	while (i + 1 < w->count && w->row[i + 1].from == end && w->row[i + 1].unit_id == unit &&
	       w->row[i + 1].insured_person_id == insured &&
	       (*reason == LEAVE_CONTINUED || *reason == LEAVE_STATUS)) {
		end = w->row[i + 1].to;
		*reason = (enum leave_reason)w->row[i + 1].leave_reason;
		work_remove(w, i + 1);
	}
	return end;
}

/* First day of the next row that begins on or after `from`, or DATE_OPEN. */
static date_t work_next(const struct work *w, date_t from) {
	for (size_t i = 0; i < w->count; i++)
		if (w->row[i].from >= from) return w->row[i].from;
	return DATE_OPEN;
}

static const char *unit_code(const struct job *j, int64_t unit_id) {
	if (unit_id == j->filing->unit_id || j->state->code_of == NULL) return j->state->unit_code;
	return j->state->code_of(j->state->context, unit_id);
}

/* ---- Entering ---------------------------------------------------------------------------------
 */

static struct coverage_row insured_row(const struct job *j, date_t from, date_t to) {
	const struct filing *f = j->filing;
	return (struct coverage_row){.person_id = j->state->subject.person_id,
	                             .unit_id = f->unit_id,
	                             .insured_person_id = j->state->subject.person_id,
	                             .insured_amount = f->insured_amount,
	                             .from = from,
	                             .to = to,
	                             .category = (int16_t)f->category,
	                             .role = ROLE_INSURED,
	                             .relation = RELATION_SELF,
	                             .absence = (int8_t)f->absence,
	                             .entry_reason = (int8_t)f->entry_reason,
	                             .is_private_school = f->is_private_school};
}

/* May the subject leave the row that it is in for the filing's? Adds the refusal when not. */
static bool may_replace(struct job *j, const struct coverage_row *held) {
	const struct filing *f = j->filing;
	if (f->role == ROLE_DEPENDENT && held->role == ROLE_INSURED) {
		if (category_class(held->category) == 6)
			return true; /* residents may follow a relative */
		refusal_add(j->refusals, REFUSE_DEPENDENT_QUALIFIES, "%d", (int)held->category);
		return false;
	}
	bool takes = f->may_transfer || f->kind == FILE_TRANSFER;
	if (f->role == ROLE_DEPENDENT) {
		enum relation nearer = (enum relation)held->relation;
		if (takes || f->entry_reason == ENTRY_OTHER_INSURED) {
			if (held->insured_person_id != f->insured_person_id)
				enrol_choice_check(f->relation, &nearer, 1, f->is_exempt,
				                   j->refusals);
			return refusals_accept(j->refusals);
		}
	} else if (held->role == ROLE_DEPENDENT || takes) {
		return true; /* whoever gets an own status is no dependent any more (Act 11(2)) */
	} else {
		enum precedence p = enrol_precedence(held->category, f->category);
		if (p == PRECEDENCE_REPLACES) return true;
		if (p == PRECEDENCE_BARRED) {
			refusal_add(j->refusals, REFUSE_PRECEDENCE, "%d" ERR_SEP "%d",
			            (int)f->category, (int)held->category);
			return false;
		}
	}
	refusal_add(j->refusals, REFUSE_ALREADY_INSURED, "%s" ERR_SEP "%s" ERR_SEP "%d",
	            date_text(f->on).c, unit_code(j, held->unit_id), (int)held->category);
	return false;
}

static bool same_entry(const struct job *j, const struct coverage_row *held, date_t start) {
	const struct filing *f = j->filing;
	if (held->from != start || held->unit_id != f->unit_id || held->role != (int8_t)f->role)
		return false;
	if (f->role == ROLE_DEPENDENT)
		return held->insured_person_id == f->insured_person_id &&
		       held->relation == (int8_t)f->relation;
	return held->category == f->category && held->insured_amount == f->insured_amount;
}

/* What a place for a new row looks like after the rows around it gave way. */
struct opening {
	date_t from, to;
	enum leave_reason reason; /* of the new row when `to` is not open */
	bool after_leave;         /* the leave of the same day was filed first */
};

/* Ends the row at place i for an entry on `on`. */
static void give_way(struct job *j, size_t i, date_t on, struct opening *o) {
	struct work *w = &j->subject;
	const struct coverage_row held = w->row[i];
	bool left_that_day = held.to == on + 1 && held.leave_reason != LEAVE_NONE;
	bool leaves_scheme = !enrol_charged_at_end((enum leave_reason)held.leave_reason);
	bool other_unit = held.unit_id != j->filing->unit_id;
	o->from = other_unit && !(left_that_day && leaves_scheme) ? enrol_transfer_from(on) : on;
	if (left_that_day) {
		/* The leave was filed first; entering elsewhere on its day makes it a transfer. */
		if (o->from <= on) work_cut(w, i, on, LEAVE_TRANSFER);
		o->after_leave = true;
		return;
	}
	enum leave_reason end_reason;
	date_t end = work_remove_chain(w, i, &end_reason);
	work_cut(w, i, o->from, other_unit ? LEAVE_TRANSFER : LEAVE_STATUS);
	if (!enrol_charged_at_end(end_reason) && end < o->to) {
		o->to = end; /* e.g. a death that is known already */
		o->reason = end_reason;
	}
}

/* Makes room for an entry; false after a refusal or when nothing is to be done. */
static bool open_place(struct job *j, date_t on, struct opening *o) {
	struct work *w = &j->subject;
	*o = (struct opening){.from = on, .to = DATE_OPEN, .reason = LEAVE_NONE};
	ptrdiff_t at = work_find(w, on);
	/* A month's last day: the same transfer was filed before and counts from the next day. */
	ptrdiff_t after = work_find(w, enrol_transfer_from(on));
	if ((at >= 0 && same_entry(j, &w->row[at], on)) ||
	    (after >= 0 && same_entry(j, &w->row[after], enrol_transfer_from(on)))) {
		refusal_add(j->refusals, REFUSE_NO_CHANGE, "%s", "");
		return false;
	}
	if (at >= 0) {
		struct coverage_row held = w->row[at];
		bool ends = held.to == on + 1 && held.leave_reason != LEAVE_NONE;
		if (!ends && !may_replace(j, &held)) return false;
		give_way(j, (size_t)at, on, o);
	}
	date_t next = work_next(w, o->from);
	if (next <= o->from) {
		const struct coverage_row *held = &w->row[work_find(w, o->from)];
		if (!may_replace(j, held)) return false;
		/* Filed elsewhere for the very next day: that one stands, nothing is left for us.
		 */
		refusal_add(j->refusals, REFUSE_ALREADY_INSURED, "%s" ERR_SEP "%s" ERR_SEP "%d",
		            date_text(o->from).c, unit_code(j, held->unit_id), (int)held->category);
		return false;
	}
	if (next < o->to) {
		o->to = next;
		o->reason = LEAVE_TRANSFER;
	}
	return true;
}

static void enter_insured(struct job *j) {
	struct opening o;
	if (!open_place(j, j->filing->on, &o)) return;
	struct coverage_row row = insured_row(j, o.from, o.to);
	row.leave_reason = (int8_t)o.reason;
	work_insert(&j->subject, row);
	j->plan->effective = o.from;
	j->takes_along = !j->filing->keeps_dependents_out && !o.after_leave;
	j->along_from = o.from;
}

static bool may_be_followed(const struct coverage_row *s) {
	const struct category *c = category_find(s->category);
	return s->role == ROLE_INSURED && c != NULL && c->dependents;
}

/* Why a dependent's row ends where its insured person's does. */
static enum leave_reason follow_reason(int8_t insured_leaves) {
	if (insured_leaves == LEAVE_NONE) return LEAVE_NONE;
	if (!enrol_charged_at_end((enum leave_reason)insured_leaves)) return LEAVE_FOLLOW;
	return (enum leave_reason)insured_leaves;
}

/* Rows of a dependent within [o.from, o.to) and the insured person's rows of the unit. */
static bool follow_insured(struct job *j, const struct opening *o) {
	const struct filing *f = j->filing;
	const struct timeline *t = &j->state->insured;
	date_t from = o->from;
	bool any = false;
	for (size_t i = 0; i < t->count && from < o->to; i++) {
		const struct coverage_row *s = &t->row[i];
		if (s->unit_id != f->unit_id || !may_be_followed(s)) continue;
		if (from < s->from || from >= s->to) continue;
		date_t to = s->to < o->to ? s->to : o->to;
		struct coverage_row row = {.person_id = j->state->subject.person_id,
		                           .unit_id = f->unit_id,
		                           .insured_person_id = f->insured_person_id,
		                           .from = from,
		                           .to = to,
		                           .category = s->category,
		                           .role = ROLE_DEPENDENT,
		                           .relation = (int8_t)f->relation,
		                           .entry_reason = (int8_t)f->entry_reason,
		                           .is_private_school = s->is_private_school};
		row.leave_reason =
		        (int8_t)(to == s->to ? follow_reason(s->leave_reason) : o->reason);
		struct coverage_row *last =
		        any ? &j->subject.row[work_find(&j->subject, from - 1)] : NULL;
		if (last != NULL && last->category == row.category) {
			last->to = row.to;
			last->leave_reason = row.leave_reason;
		} else {
			work_insert(&j->subject, row);
		}
		any = true;
		from = to;
	}
	return any;
}

static void enter_dependent(struct job *j) {
	const struct filing *f = j->filing;
	const struct timeline *t = &j->state->insured;
	const struct coverage_row *s = coverage_on(t->row, t->count, f->on);
	if (s == NULL || s->unit_id != f->unit_id || s->role != ROLE_INSURED)
		s = coverage_on(t->row, t->count, enrol_transfer_from(f->on));
	if (s == NULL || s->unit_id != f->unit_id || s->role != ROLE_INSURED) {
		refusal_add(j->refusals, REFUSE_DEPENDENT_INSURED, "%s" ERR_SEP "%s",
		            date_text(f->on).c, j->state->unit_code);
		return;
	}
	if (!may_be_followed(s)) {
		refusal_add(j->refusals, REFUSE_CATEGORY_NO_DEPENDENTS, "%d", (int)s->category);
		return;
	}
	struct opening o;
	/* The insured person's entry on a month's last day may count from the next day. */
	if (!open_place(j, f->on < s->from ? s->from : f->on, &o)) return;
	if (!follow_insured(j, &o)) {
		refusal_add(j->refusals, REFUSE_DEPENDENT_INSURED, "%s" ERR_SEP "%s",
		            date_text(o.from).c, j->state->unit_code);
		return;
	}
	j->plan->effective = o.from;
}

/* ---- Leaving and changing ---------------------------------------------------------------------
 */

static bool is_of_filing(const struct job *j, const struct coverage_row *r) {
	return r->unit_id == j->filing->unit_id &&
	       (j->filing->role != ROLE_DEPENDENT || j->filing->insured_person_id == 0 ||
	        r->insured_person_id == j->filing->insured_person_id) &&
	       r->role == (int8_t)j->filing->role;
}

/* The row of the filing's unit that holds on `on`; adds NOT_COVERED when there is none. */
static ptrdiff_t need_row(struct job *j, date_t on) {
	ptrdiff_t i = work_find(&j->subject, on);
	if (i >= 0 && is_of_filing(j, &j->subject.row[i])) return i;
	refusal_add(j->refusals, REFUSE_NOT_COVERED, "%s" ERR_SEP "%s", date_text(on).c,
	            j->state->unit_code);
	return -1;
}

static void leave(struct job *j) {
	const struct filing *f = j->filing;
	struct work *w = &j->subject;
	for (size_t i = 0; i < w->count; i++) {
		const struct coverage_row *r = &w->row[i];
		/* The new unit filed first: its row begins on the day, ours ended there. */
		bool gave_way = r->to == f->on && f->leave_reason == LEAVE_TRANSFER &&
		                i + 1 < w->count && w->row[i + 1].from == f->on &&
		                w->row[i + 1].unit_id != f->unit_id;
		bool ended = is_of_filing(j, r) && r->leave_reason == (int8_t)f->leave_reason &&
		             (r->to == f->on + 1 || gave_way);
		if (!ended) continue;
		refusal_add(j->refusals, REFUSE_NO_CHANGE, "%s", "");
		return;
	}
	ptrdiff_t i = need_row(j, f->on);
	if (i < 0) return;
	enum leave_reason unused;
	(void)work_remove_chain(w, (size_t)i,
	                        &unused); /* what carried on after the leave never was */
	work_cut(w, (size_t)i, f->on + 1, f->leave_reason);
	while (f->leave_reason == LEAVE_DEATH && w->count > 0 && w->row[w->count - 1].from > f->on)
		work_remove(w, w->count - 1);
	j->plan->effective = f->on + 1;
}

/* Parts the row at place i on `from`; the new second row is returned for its changes. */
static struct coverage_row *split(struct job *j, size_t i, date_t from, enum entry_reason entry,
                                  enum leave_reason first_leaves) {
	struct work *w = &j->subject;
	struct coverage_row second = w->row[i];
	second.from = from;
	second.entry_reason = (int8_t)entry;
	if (w->row[i].from == from) {
		second.entry_reason = w->row[i].entry_reason; /* the entry itself is put right */
		work_remove(w, i);
	} else {
		work_cut(w, i, from, first_leaves);
	}
	work_insert(w, second);
	return &w->row[work_find(w, from)];
}

static void change_amount(struct job *j) {
	const struct filing *f = j->filing;
	date_t from = f->amount_from != 0 ? f->amount_from : enrol_amount_from(f->on);
	ptrdiff_t i = need_row(j, from);
	if (i < 0) return;
	if (j->subject.row[i].insured_amount == f->insured_amount) {
		refusal_add(j->refusals, REFUSE_AMOUNT_SAME, "%lld", (long long)f->insured_amount);
		return;
	}
	split(j, (size_t)i, from, ENTRY_AMOUNT, LEAVE_CONTINUED)->insured_amount =
	        f->insured_amount;
	j->plan->effective = from;
}

/* Another item from the day on, in the row and in those that only carry it on. */
static void change_status(struct job *j) {
	const struct filing *f = j->filing;
	ptrdiff_t i = need_row(j, f->on);
	if (i < 0) return;
	const struct coverage_row *held = &j->subject.row[i];
	if (held->category == f->category && held->insured_amount == f->insured_amount &&
	    held->is_private_school == f->is_private_school) {
		refusal_add(j->refusals, REFUSE_NO_CHANGE, "%s", "");
		return;
	}
	struct coverage_row *row = split(j, (size_t)i, f->on, ENTRY_STATUS, LEAVE_STATUS);
	const struct coverage_row *end = j->subject.row + j->subject.count;
	for (struct coverage_row *r = row; r < end; r++) {
		if (r->unit_id != f->unit_id || (r > row && r[-1].to != r->from)) break;
		r->category = (int16_t)f->category;
		r->is_private_school = f->is_private_school;
		if (r == row || f->insured_amount == 0) r->insured_amount = f->insured_amount;
		r->fact_no = 0;
	}
	j->plan->effective = f->on;
	j->takes_along = true;
	j->along_from = f->on;
}

static void change_absence(struct job *j) {
	const struct filing *f = j->filing;
	ptrdiff_t i = need_row(j, f->on);
	if (i < 0) return;
	const struct coverage_row *held = &j->subject.row[i];
	if (category_class(held->category) != 1 || held->category > 13) {
		refusal_add(j->refusals, REFUSE_ABSENCE_CATEGORY, "%d", (int)held->category);
		return;
	}
	if (held->absence == (int8_t)f->absence) {
		refusal_add(j->refusals, REFUSE_NO_CHANGE, "%s", "");
		return;
	}
	split(j, (size_t)i, f->on, ENTRY_ABSENCE, LEAVE_CONTINUED)->absence = (int8_t)f->absence;
	j->plan->effective = f->on;
}

static void cancel(struct job *j) {
	const struct filing *f = j->filing;
	ptrdiff_t i = need_row(j, f->on);
	if (i < 0) return;
	if (j->subject.row[i].from != f->on) {
		refusal_add(j->refusals, REFUSE_NOT_COVERED, "%s" ERR_SEP "%s", date_text(f->on).c,
		            j->state->unit_code);
		return;
	}
	enum leave_reason unused;
	(void)work_remove_chain(&j->subject, (size_t)i, &unused); /* goes with the entry */
	work_remove(&j->subject, (size_t)i);
	j->plan->effective = f->on;
}

/* ---- Followers --------------------------------------------------------------------------------
 */

static bool same_row(const struct coverage_row *a, const struct coverage_row *b) {
	return a->from == b->from && a->to == b->to && a->unit_id == b->unit_id &&
	       a->category == b->category && a->is_private_school == b->is_private_school &&
	       a->leave_reason == b->leave_reason;
}

/* The part of a follower's row `f` that lies in the subject's row `s`; false when there is none. */
static bool part_within(const struct job *j, const struct coverage_row *f,
                        const struct coverage_row *s, struct coverage_row *out) {
	if (!may_be_followed(s)) return false;
	date_t from = f->from > s->from ? f->from : s->from;
	date_t to = f->to < s->to ? f->to : s->to;
	bool along = j->takes_along && s->unit_id == j->filing->unit_id && from >= j->along_from;
	if (from >= to || (s->unit_id != f->unit_id && !along)) return false;
	*out = *f;
	out->from = from;
	out->to = to;
	out->unit_id = s->unit_id;
	out->category = s->category;
	out->is_private_school = s->is_private_school;
	out->fact_no = 0;
	if (from != f->from)
		out->entry_reason = s->unit_id == f->unit_id ? ENTRY_STATUS : ENTRY_TRANSFER;
	if (to != f->to) out->leave_reason = (int8_t)follow_reason(s->leave_reason);
	return true;
}

/* Adds the parts of `f` that the subject's new timeline still carries. */
static void fit_row(const struct job *j, const struct coverage_row *f, struct work *out) {
	size_t first = out->count;
	for (size_t i = 0; i < j->subject.count; i++) {
		struct coverage_row part;
		if (!part_within(j, f, &j->subject.row[i], &part)) continue;
		struct coverage_row *last = out->count > first ? &out->row[out->count - 1] : NULL;
		if (last != NULL && last->to == part.from && last->unit_id == part.unit_id &&
		    last->category == part.category &&
		    last->is_private_school == part.is_private_school) {
			last->to = part.to;
			last->leave_reason = part.leave_reason;
		} else {
			CHECK(out->count < out->capacity);
			out->row[out->count++] = part;
		}
	}
	if (out->count == first + 1 && same_row(&out->row[first], f))
		out->row[first] = *f;
	else
		out->changed = true;
}

static void fit_follower(struct job *j, const struct timeline *t) {
	struct work out = {.capacity = t->count + j->subject.count + 1};
	out.row = ARENA_ARRAY(j->plan->arena, out.capacity, struct coverage_row);
	if (out.row == NULL || j->plan->count == PLAN_PEOPLE_MAX) {
		j->plan->failed = true;
		return;
	}
	for (size_t i = 0; i < t->count; i++) {
		const struct coverage_row *f = &t->row[i];
		if (f->role == ROLE_DEPENDENT &&
		    f->insured_person_id == j->state->subject.person_id)
			fit_row(j, f, &out);
		else
			out.row[out.count++] = *f;
	}
	if (!out.changed) return;
	j->plan->person[j->plan->count++] = (struct plan_person){.person_id = t->person_id,
	                                                         .before = *t,
	                                                         .after = out.row,
	                                                         .after_count = out.count};
}

/* ---- The plan ---------------------------------------------------------------------------------
 */

static void act_on_subject(struct job *j) {
	switch (j->filing->kind) {
	case FILE_IN:
	case FILE_TRANSFER:
		if (j->filing->role == ROLE_DEPENDENT)
			enter_dependent(j);
		else
			enter_insured(j);
		break;
	case FILE_OUT: leave(j); break;
	case FILE_AMOUNT: change_amount(j); break;
	case FILE_STATUS: change_status(j); break;
	case FILE_ABSENCE: change_absence(j); break;
	case FILE_CANCEL: cancel(j); break;
	case FILE_CONTINUE: (void)need_row(j, j->filing->on); break; /* the coverage stays */
	case FILE_KIND_COUNT: CHECK(false);
	}
}

void enrol_plan(const struct plan_state *state, const struct filing *filing, struct plan *plan,
                struct refusals *refusals) {
	enum { ROWS_ADDED_MAX = 8 };
	struct arena *arena = plan->arena;
	plan->count = 0;
	plan->failed = false;
	plan->effective = filing->on;
	struct job j = {.state = state, .filing = filing, .plan = plan, .refusals = refusals};
	if (filing->role == ROLE_DEPENDENT &&
	    filing->insured_person_id == state->subject.person_id) {
		refusal_add(refusals, REFUSE_DEPENDENT_SELF, "%s", "");
		return;
	}
	size_t more = ROWS_ADDED_MAX + state->insured.count;
	if (!work_init(&j.subject, arena, &state->subject, more)) {
		plan->failed = true;
		return;
	}
	act_on_subject(&j);
	if (!refusals_accept(refusals) || !j.subject.changed) return;
	plan->person[plan->count++] = (struct plan_person){.person_id = state->subject.person_id,
	                                                   .before = state->subject,
	                                                   .after = j.subject.row,
	                                                   .after_count = j.subject.count};
	for (size_t i = 0; i < state->follower_count; i++) fit_follower(&j, &state->follower[i]);
}
