/* provider.h: providers at the desk: register and its import, contracts, guidance, inspections,
 * measures and objections, complaints (L0060008). Entries of desk/entry.h; the field provider is
 * the code of the institution. */
#ifndef DESK_PROVIDER_H
#define DESK_PROVIDER_H

#include "desk/entry.h"

/* provider, name, kind, level, division, address, head, on: a new row, or from that day on changed.
 */
MUST_USE enum nhi_status provider_enter(struct entry *e, struct err *err);
/* provider, on, status closed: it closed or moved out of the township: the contract ends (44). */
MUST_USE enum nhi_status provider_close(struct entry *e, struct err *err);
/* content (open data of contracted providers: code, name[, address, branch]), contract_from: rows
 * that are not there are added; names are kept up. */
MUST_USE enum nhi_status provider_import(struct entry *e, struct err *err);
/* provider, licensed_on, applied_on, grounds (codes, by commas), same_address. */
MUST_USE enum nhi_status provider_contract_grant(struct entry *e, struct err *err);
/* provider, applied_on, grounds, unrepaired. */
MUST_USE enum nhi_status provider_contract_renew(struct entry *e, struct err *err);
/* provider, on, why: given up by the provider. */
MUST_USE enum nhi_status provider_contract_stop(struct entry *e, struct err *err);
/* provider, article (35 … 40), violated, months, points, value (of a point, 8 decimals), gifts,
 * cards, inpatient, self_reported, scope, persons (numbers, by commas), on. */
MUST_USE enum nhi_status provider_punish(struct entry *e, struct err *err);
/* measure_no, allowed (1: taken back), note, filed_on, on. */
MUST_USE enum nhi_status provider_object(struct entry *e, struct err *err);
/* provider, planned_on, note, inspectors; record, findings, visited_on when it took place. */
MUST_USE enum nhi_status provider_inspect(struct entry *e, struct err *err);
/* inspection_no, note, findings, on. */
MUST_USE enum nhi_status provider_record(struct entry *e, struct err *err);
/* provider, subject, outcome, on. */
MUST_USE enum nhi_status provider_guide(struct entry *e, struct err *err);
/* provider, subject, outcome, refund, on: a complaint of a person about the provider. */
MUST_USE enum nhi_status provider_complain(struct entry *e, struct err *err);

/* provider: whole. */
MUST_USE enum nhi_status provider_show(struct register_desk *desk, const struct form *in,
                                       struct json *j, struct err *err);
/* text, division, after. */
MUST_USE enum nhi_status providers_show(struct register_desk *desk, const struct form *in,
                                        struct json *j, struct err *err);
/* provider, on, scope, staff: is care of that day paid? What the claim check asks. */
MUST_USE enum nhi_status provider_pays_show(struct register_desk *desk, const struct form *in,
                                            struct json *j, struct err *err);

#endif
