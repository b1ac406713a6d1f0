/* provider_parts.h: what the files desk/provider*.c share. */
#ifndef DESK_PROVIDER_PARTS_H
#define DESK_PROVIDER_PARTS_H

#include "desk/provider.h"
#include "store/provider.h"

/* The provider of the field; refuses a wrong code and one that is not there (*id 0). */
MUST_USE enum nhi_status provider_of_field(struct entry *e, int64_t *id, struct err *err);
/* The contract that holds on the day, NULL when none. */
const struct provider_contract *provider_contract_on(const struct provider_contract *rows,
                                                     size_t count, date_t day);
/* Ends the contract that holds on `on`, when there is one. */
MUST_USE enum nhi_status provider_stop_contract(struct entry *e, int64_t provider_id, date_t on,
                                                struct str why, bool *stopped, struct err *err);

#endif
