/* receipt.h: the fee of a service taken at the counter: judged, receipted, posted. */
#ifndef DESK_RECEIPT_H
#define DESK_RECEIPT_H

#include "desk/entry.h"
#include "store/receipt.h"

/* Takes `amount` from the person as the fields way, reference, paid and site say; nothing to do for
 * 0. What was paid must be what is due; who pays by terminal or post shows the slip's number.
 * `out->id` is 0 when nothing was due or when it was refused. */
MUST_USE enum nhi_status entry_take_fee(struct entry *e, const char *item, struct str source,
                                        int64_t person_id, twd_t amount, date_t on,
                                        struct receipt *out, struct err *err);

#endif
