/* enrol_amount.c: see enrol_amount.h. */
#include "nhi/enrol_amount.h"

#include "base/check.h"
#include "base/err.h"

typedef long long ll;

/* The first grade at or above `amount`, the top grade above it (Act 19). */
static int64_t grade_at_least(const struct law_grades *grades, int64_t amount) {
	for (size_t i = 0; i < grades->count; i++)
		if (grades->rows[i].insured_amount >= amount) return grades->rows[i].insured_amount;
	return grades->rows[grades->count - 1].insured_amount;
}

static int64_t top_grade(const struct law_grades *grades) {
	return grades->rows[grades->count - 1].insured_amount;
}

static bool check_grade(const struct enrol_law *law, int64_t amount, struct refusals *refusals) {
	int64_t grade = grade_at_least(law->grades, amount);
	if (grade == amount) return true;
	refusal_add(refusals, REFUSE_AMOUNT_NOT_A_GRADE, "%lld" ERR_SEP "%lld" ERR_SEP "%s",
	            (ll)amount, (ll)grade, date_text(law->grades->from).c);
	return false;
}

static bool check_floor(int64_t amount, int64_t floor, struct refusals *refusals) {
	if (amount >= floor) return true;
	refusal_add(refusals, REFUSE_AMOUNT_BELOW_FLOOR, "%lld" ERR_SEP "%lld", (ll)amount,
	            (ll)floor);
	return false;
}

/* 11, 12, 13 and declared incomes: a grade, not below that of the wage (Act 21(2)). */
static int64_t by_wage(const struct enrol_law *law, const struct amount_facts *f,
                       struct refusals *refusals) {
	if (f->amount == AMOUNT_NOT_GIVEN && f->wage == AMOUNT_NOT_GIVEN) {
		refusal_add(refusals, REFUSE_AMOUNT_MISSING, "%d", (int)f->category);
		return 0;
	}
	int64_t least = f->wage == AMOUNT_NOT_GIVEN ? 0 : grade_at_least(law->grades, f->wage);
	if (f->amount == AMOUNT_NOT_GIVEN) return least;
	if (check_grade(law, f->amount, refusals) && f->amount < least)
		refusal_add(refusals, REFUSE_AMOUNT_BELOW_WAGE, "%lld" ERR_SEP "%lld",
		            (ll)f->amount, (ll)least);
	return f->amount;
}

static int64_t village_head(const struct enrol_law *law, const struct amount_facts *f,
                            struct refusals *refusals) {
	if (f->amount != AMOUNT_NOT_GIVEN && f->amount != law->village)
		refusal_add(refusals, REFUSE_AMOUNT_GRADE_FIXED, "%lld" ERR_SEP "%lld",
		            (ll)f->amount, (ll)law->village);
	return law->village;
}

/* The floor of a proved income: named owners by their staff, professionals alone by a grade. */
static int64_t income_floor(const struct enrol_law *law, const struct amount_facts *f) {
	if (f->category == 22) return law->floor_22;
	if (f->staff >= law->employer_staff && law->employer_staff > 0) return law->floor_14_labour;
	if (f->category == 15 && f->staff == 0) return law->floor_15;
	return law->floor_14_average;
}

/* 14, 15 and 22: the top grade unless a lower income is proved. */
static int64_t by_income(const struct enrol_law *law, const struct amount_facts *f,
                         struct refusals *refusals) {
	int64_t top = top_grade(law->grades), amount = f->amount;
	if (amount == AMOUNT_NOT_GIVEN)
		amount = f->wage == AMOUNT_NOT_GIVEN ? top : grade_at_least(law->grades, f->wage);
	if (!check_grade(law, amount, refusals) || amount == top) return amount;
	if (!f->is_proved) {
		refusal_add(refusals, REFUSE_AMOUNT_NOT_PROVED, "%d" ERR_SEP "%lld",
		            (int)f->category, (ll)top);
		return amount;
	}
	if (check_floor(amount, income_floor(law, f), refusals) && amount < f->highest_staff_amount)
		refusal_add(refusals, REFUSE_AMOUNT_BELOW_STAFF, "%lld" ERR_SEP "%lld", (ll)amount,
		            (ll)f->highest_staff_amount);
	return amount;
}

static int64_t fixed(const struct enrol_law *law, const struct amount_facts *f,
                     struct refusals *refusals) {
	if (f->amount != AMOUNT_NOT_GIVEN && f->amount != 0 && f->amount != law->fixed_3)
		refusal_add(refusals, REFUSE_AMOUNT_FIXED, "%lld" ERR_SEP "%lld", (ll)f->amount,
		            (ll)law->fixed_3);
	return law->fixed_3;
}

int64_t enrol_amount(const struct enrol_law *law, const struct amount_facts *f,
                     struct refusals *refusals) {
	const struct category *c = category_find(f->category);
	CHECK(c != NULL);
	int64_t amount = 0;
	switch (c->basis) {
	case BASIS_WAGE:
		return f->is_village ? village_head(law, f, refusals) : by_wage(law, f, refusals);
	case BASIS_INCOME: return by_income(law, f, refusals);
	case BASIS_DECLARED:
		if (f->category == 22) return by_income(law, f, refusals);
		amount = by_wage(law, f, refusals);
		if (refusals_accept(refusals)) (void)check_floor(amount, law->floor_21, refusals);
		return amount;
	case BASIS_FIXED: return fixed(law, f, refusals);
	case BASIS_AVERAGE:
		if (f->amount > 0)
			refusal_add(refusals, REFUSE_AMOUNT_NOT_NEEDED, "%d", (int)f->category);
		return 0;
	}
	return amount;
}
