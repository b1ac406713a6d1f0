/* claim_facts.h: the registers behind the checks of a run of claims: insurance, certificates,
 * approvals, contracts and measures of everybody, loaded once in one unchanging state and asked for
 * each case (nhi/claim_facts.h). Memory: 8 bytes a spell of coverage, 16 a person insured, 24 a
 * number (claim_people.h). A register that is empty decides nothing. */
#ifndef ENGINE_CLAIM_FACTS_H
#define ENGINE_CLAIM_FACTS_H

#include "nhi/claim_facts.h"
#include "nhi/county.h"
#include "store/seen.h"
#include "wire/claim_verdict.h"

struct claim_registers;

/* `law` and `codes` are borrowed and must outlive it. */
MUST_USE enum nhi_status claim_registers_load(struct claim_registers **out, const char *url,
                                              const char *data_dir, const struct law *law,
                                              const struct copay_codes *codes,
                                              const struct counties *counties, struct err *err);
void claim_registers_free(struct claim_registers *r); /* NULL is allowed */

/* The checks `first` (NULL: none), and behind them what the registers say of each case. Quantities
 * of approvals are used up from case to case, so one run at a time. */
struct claim_checks claim_registers_checks(struct claim_registers *r,
                                           const struct claim_checks *first);
/* Whom the registers were asked about, case by case: to be recorded before anything is shown. */
void claim_registers_tell(struct claim_registers *r, struct seen *seen);
/* Items of which somebody has an approved quantity: their orders are kept as events of care, so
 * that a later run knows what was used. `registers` is a struct claim_registers. */
bool claim_registers_watch(const void *registers, struct str item);

#endif
