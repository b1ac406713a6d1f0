/* claim_rule_example.h: the examples of a rule, as a case with its history.
 *
 *	90001C@16 -59:90015C@16 age=8
 *
 * Words, separated by blanks: ITEM[@SITE][*QUANTITY][/DAYS] an order of the case; -N: or -Nm: in
 * front of it an earlier order, N days or months before; key=value a property of the case: age, sex
 * (M F), department, class, format (op ip ph), copay, diagnosis, holiday (1). The day is one on
 * which the rule is in force. */
#ifndef NHI_CLAIM_RULE_EXAMPLE_H
#define NHI_CLAIM_RULE_EXAMPLE_H

#include "nhi/claim_rule.h"

enum { CLAIM_EXAMPLE_ORDERS_MAX = 32 };

struct claim_rule_example {
	struct claim_case c;
	struct claim_order order[CLAIM_EXAMPLE_ORDERS_MAX];
	struct claim_event event[CLAIM_EXAMPLE_ORDERS_MAX];
	struct claim_rule_context context;
};

/* False: the text is not of this form. The case points into `out` and borrows from `text`. */
MUST_USE bool claim_rule_example_read(const struct claim_rules *rules,
                                      const struct claim_rule *rule, struct str text,
                                      struct claim_rule_example *out);

/* Runs an example of `rule`: does this very rule speak? */
struct claim_rule_run {
	bool is_readable;
	bool speaks;
};
struct claim_rule_run claim_rule_try(const struct claim_rules *rules, const struct claim_rule *rule,
                                     struct str text, struct claim_rule_example *room,
                                     struct claim_rule_scratch *scratch);

#endif
