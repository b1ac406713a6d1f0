/* claim_items.h: the rules about items and the prices of one claim file, put together: each case by
 * the rules that it decides alone (claim_rule.h) and by its add-ons (claim_price.h), the file as a
 * whole by the rules with windows (claim_history.h).
 *
 * Who writes each case as it comes reads the file twice: claim_items_first for every case, then
 * claim_items_ready, then claim_items_case, which now tells the rules with windows too. Who reads
 *it once gets them at the end.
 *
 *	K01  the copayment of a stay is not the share of its bands of days
 *	K02  basic, drug and test copayment do not make the copayment: a note
 *
 * Pure. struct claim_items belongs to one file at a time; what a file needs lives in the arena
 * given at its beginning. */
#ifndef NHI_CLAIM_ITEMS_H
#define NHI_CLAIM_ITEMS_H

#include "base/calendar.h"
#include "nhi/claim_history.h"
#include "nhi/claim_price.h"
#include "nhi/claim_volume.h"
#include "nhi/copay_inpatient.h"

struct claim_items_in {
	const struct law *law;
	const struct calendar *calendar;         /* NULL: weekends alone are days off */
	const struct claim_rule_file *rule_file; /* of law/claim-rules */
	size_t rule_file_count;
	struct str fee_kinds; /* bytes of codes/fee_kinds.csv */
	struct str fee_tiers; /* bytes of codes/fee_tiers.csv */
};

/* A rule with a window that an order breaks, found before its case is judged. */
struct claim_foreseen {
	uint32_t case_ordinal, order_ordinal;
	const struct claim_rule *rule;
};

struct claim_items {
	const struct law *law;
	const struct calendar *calendar;
	struct claim_rules rules;
	struct fee_kinds kinds;
	struct volume_items tiers;
	struct claim_volume volume;
	struct fee_law fee; /* of the spell of the last case */
	struct claim_rule_scratch scratch;
	struct claim_history history;
	const struct claim_lookback *back; /* NULL: the file alone; set by who has a store */
	struct claim_foreseen *foreseen;   /* by case and order, once ready */
	size_t foreseen_count, foreseen_capacity;
	bool is_ready;
	bool has_level, is_clinic; /* of the provider of the file */
	bool failed;               /* memory ran out: the verdict must not be shown */
};

/* The image lives in `arena` or is borrowed from `in`. */
MUST_USE enum nhi_status claim_items_prepare(struct claim_items *out,
                                             const struct claim_items_in *in, struct arena *arena,
                                             struct err *err);
/* `month` is the fee month of the file. */
void claim_items_begin(struct claim_items *items, struct arena *arena, month_t month);
/* Level of the provider, when the reference data knows it. */
void claim_items_level(struct claim_items *items, bool has_level, bool is_clinic);
void claim_items_first(struct claim_items *items, const struct claim_case *c);
void claim_items_ready(struct claim_items *items);
void claim_items_case(struct claim_items *items, const struct claim_case *c,
                      struct claim_sink *sink);
void claim_items_end(struct claim_items *items, struct claim_sink *sink);

#endif
