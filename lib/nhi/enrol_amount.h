/* enrol_amount.h: the insured amount (投保金額) that a filing may name, by item (Act 19–23,
 * 施行細則 46; facts §2.2). */
#ifndef NHI_ENROL_AMOUNT_H
#define NHI_ENROL_AMOUNT_H

#include "nhi/category.h"
#include "nhi/enrol_law.h"
#include "nhi/enrol_refusal.h"

enum { AMOUNT_NOT_GIVEN = -1 };

struct amount_facts {
	int32_t category;             /* a known item */
	int64_t wage;                 /* monthly, dollars, or AMOUNT_NOT_GIVEN */
	int64_t amount;               /* as filed, dollars, or AMOUNT_NOT_GIVEN */
	bool is_proved;               /* 14, 15, 22: proof of the lower income was shown */
	bool is_village;              /* 11: village or neighbourhood head */
	int32_t staff;                /* 14, 15: insured employees of the unit; -1 not known */
	int64_t highest_staff_amount; /* 14, 15: 0 not known or none */
};

/* The insured amount of the filing, 0 for items without one. Adds refusals; the result is of use
 * only when there were none. */
int64_t enrol_amount(const struct enrol_law *law, const struct amount_facts *facts,
                     struct refusals *refusals);

#endif
