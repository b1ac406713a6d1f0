/* demo_case.h: a history for the demo nation: cases in all their states through the channels, with
 * their decisions and letters, incoming mail, and cards with the field's mix of reasons (40 % lost,
 * 30 % damaged, 20 % first issue, 10 % particulars changed). Everything goes through the doors that
 * people use (desk/case.h, desk/incoming.h, desk/card.h), by the demo's accounts, on fixed days, so
 * that the same nation gets the same history. */
#ifndef DESK_DEMO_CASE_H
#define DESK_DEMO_CASE_H

#include "desk/desk.h"

struct demo_history {
	int64_t opened, decided, cards, mail;
	int64_t refused; /* what the rules did not let be opened: told, not hidden */
};

/* NHI_FORBIDDEN in a database that `nhi demo` did not make. Done once: a second call opens nothing.
 * Leaves the clock fixed on its last day. */
MUST_USE enum nhi_status desk_demo_cases(struct desk_call *call, int64_t count,
                                         struct demo_history *out, struct err *err);

#endif
