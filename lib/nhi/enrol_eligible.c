/* enrol_eligible.c: see enrol_eligible.h. */
#include "nhi/enrol_eligible.h"

#include "base/err.h"

date_t enrol_residence_complete(const struct enrol_law *law, date_t resident_from,
                                const struct period *exits, size_t count) {
	date_t start = resident_from;
	date_t complete = date_add_months(start, law->wait_foreigner);
	int32_t used = 0;
	for (size_t i = 0; i < count; i++) {
		if (exits[i].to <= start) continue;   /* before the count began */
		if (exits[i].from >= complete) break; /* the wait was over */
		if (exits[i].to == DATE_OPEN) return DATE_OPEN;
		date_t away_from = exits[i].from < start ? start : exits[i].from;
		int32_t days = exits[i].to - away_from;
		if (days <= law->exit_max && used < law->exit_count) {
			used++;
			complete += days;
			continue;
		}
		start = exits[i].to;
		complete = date_add_months(start, law->wait_foreigner);
		used = 0;
	}
	return complete;
}

static void check_citizen(const struct enrol_law *law, const struct eligible_facts *f, date_t on,
                          struct refusals *refusals) {
	if (f->has_fixed_employer || f->is_posted) return;
	bool was_insured = f->insured_until != DATE_UNKNOWN;
	if (was_insured && on <= date_add_months(f->insured_until, law->recent_citizen)) return;
	if (f->present_from == DATE_UNKNOWN) {
		refusal_add(refusals, REFUSE_WAITING_UNVERIFIED, "%s", "");
		return;
	}
	date_t first = date_add_months(f->present_from, law->wait_citizen);
	if (on < first)
		refusal_add(refusals, REFUSE_WAITING_CITIZEN, "%d" ERR_SEP "%s",
		            (int)law->wait_citizen, date_text(first).c);
}

static void check_foreigner(const struct enrol_law *law, const struct eligible_facts *f, date_t on,
                            struct refusals *refusals) {
	if (f->has_fixed_employer) return;
	if (f->insured_until != DATE_UNKNOWN && f->insured_until >= on) return; /* no new entry */
	if (f->present_from == DATE_UNKNOWN) {
		refusal_add(refusals, REFUSE_WAITING_UNVERIFIED, "%s", "");
		return;
	}
	date_t first = enrol_residence_complete(law, f->present_from, f->exits, f->exit_count);
	if (on < first)
		refusal_add(refusals, REFUSE_WAITING_FOREIGNER, "%d" ERR_SEP "%s",
		            (int)law->wait_foreigner, date_text(first).c);
}

void enrol_eligible_check(const struct enrol_law *law, const struct eligible_facts *f, date_t on,
                          struct refusals *refusals) {
	if (f->is_newborn) return;
	if (f->is_citizen)
		check_citizen(law, f, on, refusals);
	else
		check_foreigner(law, f, on, refusals);
}
