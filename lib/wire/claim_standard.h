/* claim_standard.h: the checks that need no history (nhi/claim_check.h) and those of
 * items and prices (nhi/claim_items.h) put together from the files
 * they stand in, in the form that a verdict takes (claim_verdict.h): for the command, the small
 * program and the insurer's own run alike. One file at a time; two threads take one each. */
#ifndef WIRE_CLAIM_STANDARD_H
#define WIRE_CLAIM_STANDARD_H

#include "nhi/claim_check.h"
#include "nhi/claim_items.h"
#include "wire/claim_verdict.h"

struct claim_standard_in {
	const struct claim_layout *layout;
	const struct law *law;
	const struct claim_ref *ref;
	struct str copay_codes; /* bytes of law/copay_codes.csv */
	struct str sums, lists; /* bytes of codes/claim_sums.csv, codes/claim_lists.csv */
	/* Rules about items and prices; without rule files they are not judged. */
	const struct claim_rule_file *rule_file; /* of law/claim-rules */
	size_t rule_file_count;
	struct str fee_kinds, fee_tiers; /* bytes of codes/fee_kinds.csv, fee_tiers.csv */
	const struct calendar *calendar;
};

struct claim_standard {
	struct claim_check check;
	struct copay_codes copay;
	struct claim_items items;
	bool has_items;
	struct claim_sums sums; /* of the file at hand */
	struct arena arena;     /* of the file at hand */
	bool failed;            /* memory ran out: the verdict must not be shown */
	char version[17];       /* 16 hex digits that stand for law, rules and reference data */
};

/* Everything but the sums lives in `arena` or is borrowed from `in`. */
MUST_USE enum nhi_status claim_standard_open(struct claim_standard *out,
                                             const struct claim_standard_in *in,
                                             struct arena *arena, struct err *err);
void claim_standard_close(struct claim_standard *s);
/* Is an order of the item looked back at by a rule with a window? */
bool claim_standard_watches(const struct claim_standard *s, struct str item);
/* As a verdict takes them; `s` must outlive it. */
struct claim_checks claim_standard_checks(struct claim_standard *s);

#endif
