/* claim_price.h: what a case would be paid by its add-ons and limits, beside what was claimed.
 *
 * The unit price of the day is the reference data's matter (O02); here stand the rate that age,
 * emergency, night, holiday and place can give at most, the day rates of drugs, the dispensing fee
 * and the volume discount (nhi/claim_fee.h). What a claim does not say is read on the provider's
 * side, so a finding is certain. Pure; allocates nothing.
 *
 *	P01  the rate is higher than all add-ons together: paid up to the highest
 *	P02  the day rate of drugs differs from that of the day: paid at it
 *	P03  a dispensing fee with a released prescription: not paid
 *	P04  more tests than the volume discount pays whole: a note with the amount
 *	P06  applied points of a stay that its mark decides (d102): what they would be
 *	P05  paid by diagnosis-related group: not priced here, paid as claimed at a share */
#ifndef NHI_CLAIM_PRICE_H
#define NHI_CLAIM_PRICE_H

#include "nhi/claim.h"
#include "nhi/claim_fee.h"

struct claim_price {
	const struct fee_law *fee; /* of the day of the case */
	const struct fee_kinds *kinds;
	bool is_holiday;           /* the day of the case is a Saturday, Sunday or holiday */
	bool has_level, is_clinic; /* level of the provider, when it is known */
};

struct claim_priced {
	point_t claimed;  /* points of the orders as claimed */
	point_t computed; /* as the fee schedule gives at most; without the volume discount */
	uint32_t orders, judged; /* all; those of a kind whose add-ons are known */
	bool is_group; /* paid by diagnosis-related group: computed = claimed × share of the day */
};

/* `sink` may be NULL: a trial without findings. */
void claim_price_case(const struct claim_price *p, const struct claim_case *c,
                      struct claim_priced *out, struct claim_sink *sink);

#endif
