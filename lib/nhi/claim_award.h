/* claim_award.h: what is left of a case after its findings, and which part of the global budget
 * pays it (L0060006 18: what is wrong is not paid, with content and reason noted).
 *
 * A case refused loses all its points. An order not paid, or cut, loses its own points once,
 * however many findings say so: the largest cut counts. A cut of the whole case (copayment too low
 * …) stands beside those of its orders. Never more than was claimed. Pure. */
#ifndef NHI_CLAIM_AWARD_H
#define NHI_CLAIM_AWARD_H

#include "nhi/budget.h"
#include "nhi/claim.h"

/* Cuts of one case while its findings come in. `cut` has a place an order and is the caller's. */
struct claim_award {
	const struct claim_case *of_case;
	int64_t *cut; /* [order_count], points, 0 at the start */
	int64_t case_cut;
	bool is_refused;
};
/* `cut` holds at least order_count places; they are set to 0. */
void claim_award_start(struct claim_award *a, const struct claim_case *c, int64_t *cut);
/* Takes what a finding does to the money; returns the points that it takes off beyond those before
 * it. `effect` is the finding's own, or that of its code. */
int64_t claim_award_add(struct claim_award *a, const struct claim_finding *f,
                        enum claim_effect effect);

struct claim_awarded {
	point_t approved; /* of the points claimed (申請點數) */
	point_t fixed; /* of these non-floating: drugs (§2.4); the copayment comes off the others */
};
struct claim_awarded claim_award_end(const struct claim_award *a);

enum claim_trade {
	CLAIM_TRADE_HOSPITAL,
	CLAIM_TRADE_CLINIC,
	CLAIM_TRADE_DENTAL,
	CLAIM_TRADE_TCM,
	CLAIM_TRADE_PHARMACY, /* as clinics (L0060006 6 III) */
	CLAIM_TRADE_OTHER,    /* outside the sectors: NT$1 a point */
};
/* By the first two digits of the provider's code (claims-format §7): 01–15 hospitals, 35 clinics,
 * 37 dental, 38 Chinese medicine, 59 pharmacies. */
enum claim_trade claim_trade(struct str provider);
/* The sector by the case class (05 dialysis, 1x dental, 2x and 3x Chinese medicine, …) and the
 * trade of the provider; -1 outside the sectors. */
int claim_sector(const struct claim_case *c, enum claim_trade trade);

#endif
