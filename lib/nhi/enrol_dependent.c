/* enrol_dependent.c: see enrol_dependent.h. */
#include "nhi/enrol_dependent.h"

#include "base/check.h"
#include "base/err.h"
#include "nhi/category.h"

void enrol_dependent_check(const struct enrol_law *law, const struct dependent_facts *f,
                           struct refusals *refusals) {
	const struct relation_row *r = &relations[f->relation];
	if (r->line != LINE_DESCENDANT)
		return; /* spouses and ascendants only need to have no job */
	if (r->degree > law->degree_descendant) {
		refusal_add(refusals, REFUSE_DEPENDENT_DEGREE, "%d", (int)law->degree_descendant);
		return;
	}
	if (f->on < enrol_of_age(law, f->relation, f->born) || f->conditions != 0) return;
	refusal_add(refusals, REFUSE_DEPENDENT_ADULT, "%d", (int)law->adult_age);
}

date_t enrol_of_age(const struct enrol_law *law, enum relation relation, date_t born) {
	CHECK(relation < RELATION_COUNT);
	if (relations[relation].line != LINE_DESCENDANT) return DATE_OPEN;
	struct ymd v = date_to_ymd(born);
	v.year += law->adult_age;
	date_t day;
	if (date_from_ymd(v, &day)) return day;
	/* Born on 29 February: the year is completed with the end of 28 February (民法 124). */
	v.month = 3;
	v.day = 1;
	CHECK(date_from_ymd(v, &day));
	return day;
}

date_t enrol_condition_to(const struct enrol_law *law, enum condition condition, date_t ended) {
	if (condition == CONDITION_GRADUATE) return date_add_months(ended, law->graduate_months);
	if (condition == CONDITION_DISCHARGED) return date_add_months(ended, law->discharge_months);
	return ended;
}

void enrol_choice_check(enum relation chosen, const enum relation *possible, size_t count,
                        bool is_exempt, struct refusals *refusals) {
	if (is_exempt) return;
	for (size_t i = 0; i < count; i++) {
		if (relation_rank(possible[i]) >= relation_rank(chosen)) continue;
		refusal_add(refusals, REFUSE_DEPENDENT_NEARER, "%s", relations[possible[i]].zh);
		return;
	}
}

/* Place in the order; low-income households are category 5 whatever else they could be, conscripts
 * and prisoners before residents (Act 10, 11). */
static int precedence_place(int32_t category) {
	static const int8_t place[7] = {9, 1, 2, 3, 4, 0, 5};
	int32_t class = category_class(category);
	return class >= 1 && class <= 6 ? place[class] : place[0];
}

enum precedence enrol_precedence(int32_t held, int32_t wanted) {
	int h = precedence_place(held), w = precedence_place(wanted);
	return w < h ? PRECEDENCE_REPLACES : w == h ? PRECEDENCE_SAME : PRECEDENCE_BARRED;
}

bool enrol_fisher_may_stay(const struct enrol_law *law, int32_t hired_crew) {
	return hired_crew <= law->fisher_crew;
}
