/* enrol_lift.c: see enrol_lift.h. */
#include "nhi/enrol_lift.h"

bool enrol_below(const struct coverage_row *row, date_t day, int64_t lowest) {
	const struct category *c = category_find(row->category);
	bool by_table = c != NULL && c->basis <= BASIS_DECLARED;
	return by_table && row->role == ROLE_INSURED && row->to > day && row->insured_amount > 0 &&
	       row->insured_amount < lowest;
}

void enrol_lift(const struct timeline *t, date_t day, int64_t lowest, struct plan *plan) {
	size_t count = 0;
	struct coverage_row *after =
	        ARENA_ARRAY(plan->arena, 2 * t->count + 1, struct coverage_row);
	if (after == NULL || plan->count == PLAN_PEOPLE_MAX) {
		plan->failed = true;
		return;
	}
	bool changed = false;
	for (size_t i = 0; i < t->count; i++) {
		struct coverage_row row = t->row[i];
		if (!enrol_below(&row, day, lowest)) {
			after[count++] = row;
			continue;
		}
		changed = true;
		row.fact_no = 0;
		if (row.from < day) {
			after[count] = row;
			after[count].to = day;
			after[count++].leave_reason = LEAVE_CONTINUED;
			row.from = day;
			row.entry_reason = ENTRY_AMOUNT;
		}
		row.insured_amount = lowest;
		after[count++] = row;
	}
	if (!changed) return;
	plan->effective = day;
	plan->person[plan->count++] = (struct plan_person){
	        .person_id = t->person_id, .before = *t, .after = after, .after_count = count};
}
