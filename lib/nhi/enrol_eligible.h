/* enrol_eligible.h: from which day somebody is insured (Act 8, 9, 施行細則 8; facts §1.1). */
#ifndef NHI_ENROL_ELIGIBLE_H
#define NHI_ENROL_ELIGIBLE_H

#include "nhi/enrol_law.h"
#include "nhi/enrol_refusal.h"

enum { DATE_UNKNOWN = INT32_MIN };

struct eligible_facts {
	bool is_citizen;
	bool is_newborn;         /* born in Taiwan and entered as such */
	bool has_fixed_employer; /* enters as 11, 12 or 13 */
	bool is_posted; /* government staff abroad, with spouse and children (Act 8(1)②) */
	date_t born;
	date_t present_from;  /* start of the registration (citizen) or of residence with a document
	                         (others) that holds on the day, or DATE_UNKNOWN */
	date_t insured_until; /* first day after the latest coverage, or DATE_UNKNOWN: never */
	const struct period *exits; /* ascending: [day of exit, day of return) */
	size_t exit_count;
};

/* First day of six months' residence as the exits allow: one exit of at most enrol.exit.max days is
 * deducted; a second one or a longer one begins the count anew on the day of return (施行細則
 * 8(2)). The day of exit counts as a day away, the day of return does not [unverified]. An exit
 * that lasts (to = DATE_OPEN) gives DATE_OPEN. */
date_t enrol_residence_complete(const struct enrol_law *law, date_t resident_from,
                                const struct period *exits, size_t count);

/* Adds WAITING_CITIZEN or WAITING_FOREIGNER with the first possible day when `on` is too early, and
 * the note WAITING_UNVERIFIED when nothing is known that would decide. */
void enrol_eligible_check(const struct enrol_law *law, const struct eligible_facts *facts,
                          date_t on, struct refusals *refusals);

#endif
