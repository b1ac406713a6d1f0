/* claim_pay_parts.h: what claim_pay.c and claim_settle.c share. Not for others. */
#ifndef ENGINE_CLAIM_PAY_PARTS_H
#define ENGINE_CLAIM_PAY_PARTS_H

#include "engine/claim_pay.h"
#include "store/budget.h"
#include "store/ledger.h"

/* A movement of money for a provider: cost + advance = difference. */
struct claim_movement {
	const char *kind, *text; /* of claim_payment; for people */
	int64_t provider_id, batch_id;
	int64_t subject; /* batch, or quarter: with provider and kind the key of the entry */
	month_t month;
	date_t on;
	twd_t cost;       /* to benefits (5101) */
	twd_t advance;    /* to advances (1151); below 0 they are cleared */
	twd_t difference; /* payable (> 0), or to be set off or recovered (< 0) */
};
MUST_USE enum nhi_status claim_post(struct db *db, const struct act *act,
                                    const struct claim_movement *m, struct err *err);

/* Value of a point in the division of the provider: that of the last quarter settled before the fee
 * month, NT$1 before the first and outside the sectors. */
MUST_USE enum nhi_status claim_value_of(struct db *db, month_t month, int64_t sector,
                                        int64_t division, pv_t *out, struct err *err);

#endif
