/* enrol_dependent.h: who may be a dependent of whom (Act 2②, 施行細則 5–7, 18, 21; facts §1.3). */
#ifndef NHI_ENROL_DEPENDENT_H
#define NHI_ENROL_DEPENDENT_H

#include "nhi/enrol_law.h"
#include "nhi/enrol_refusal.h"

struct dependent_facts {
	enum relation relation;
	date_t born;
	date_t on;           /* day of entry */
	uint32_t conditions; /* bit set of enum condition that hold on `on` */
};

enum { RELATIVES_MAX = 64 };

/* A relative of the dependent-to-be whom the register knows. */
struct relative {
	int64_t person_id;
	enum relation relation; /* what the dependent-to-be is to this one */
	int32_t category;       /* as an insured person on the day; 0: not insured */
};

/* Adds a refusal unless relation and conditions allow it. That the dependent has no job is judged
 * by precedence (enrol_precedence), from the register. */
void enrol_dependent_check(const struct enrol_law *law, const struct dependent_facts *facts,
                           struct refusals *refusals);
/* The day on which a minor descendant comes of age, or DATE_OPEN for other relations. */
date_t enrol_of_age(const struct enrol_law *law, enum relation relation, date_t born);
/* First day no longer covered by the graduate's or conscript's year: months after the end of the
 * school year or after discharge (施行細則 21); `ended` itself when there was no such rule. */
date_t enrol_condition_to(const struct enrol_law *law, enum condition condition, date_t ended);

/* Of several possible insured persons those with the least relation_rank may be followed
 * (施行細則 18(1)); any other only in the cases of 18(2). Adds DEPENDENT_NEARER. */
void enrol_choice_check(enum relation chosen, const enum relation *possible, size_t count,
                        bool is_exempt, struct refusals *refusals);

/* Order of precedence (Act 11): may somebody who is insured as `held` become `wanted` while the
 * former status goes on? */
enum precedence {
	PRECEDENCE_REPLACES, /* the new status goes before the held one, which ends */
	PRECEDENCE_SAME, /* same class: the main job decides (施行細則 17); the held one must end
	                    first */
	PRECEDENCE_BARRED /* the held status goes before */
};
enum precedence enrol_precedence(int32_t held, int32_t wanted);
/* A boat owner with at most enrol.fisher.crew hired crew who fishes may stay item 32 although item
 * 14 goes before (Act 11(1)). */
bool enrol_fisher_may_stay(const struct enrol_law *law, int32_t hired_crew);

#endif
