/* claim_pay.h: money for claims: provisional payment (暫付), approval (核定), quarterly settlement
 * (結算), each a balanced entry in the ledger and a row of claim_payment (L0060006 6, 7, 10, 12).
 *
 *	provisional  debit 1151 advances to providers          credit 2101 payable
 *	approval     debit 5101 benefits    credit 1151 what was advanced, the rest 2101 (or debit
 *1152) settlement   the difference between 5101 and 2101 (or 1152)
 *
 * One transaction and one act a batch, so a run that was killed goes on where it was; an entry's
 *key names batch and kind, so nothing is paid twice. */
#ifndef ENGINE_CLAIM_PAY_H
#define ENGINE_CLAIM_PAY_H

#include "base/calendar.h"
#include "nhi/budget_quarter.h"
#include "nhi/claim_term.h"
#include "store/claim.h"

struct claim_money {
	const char *url, *data_dir;
	const struct law *law;
	const struct calendar *calendar;
	date_t today;
	struct str actor;
};

struct claim_paid_run {
	int64_t batches; /* paid or approved */
	int64_t without; /* late, suspended or nothing to pay */
	int64_t appeals; /* files of appeals left out: they are no claims */
	twd_t amount;    /* sum; of approvals the differences */
};

/* Every adjudicated original claim gets its provisional payment, or the reason why not. */
MUST_USE enum nhi_status claim_pay_provisional(const struct claim_money *m,
                                               struct claim_paid_run *out, struct err *err);
/* Every claim that was adjudicated is approved at the value of the last settled quarter (NT$1
 * before the first), less what reviewers took off. */
MUST_USE enum nhi_status claim_pay_approve(const struct claim_money *m, struct claim_paid_run *out,
                                           struct err *err);

struct claim_settled {
	struct budget_result sector[BUDGET_SECTORS];
	bool has[BUDGET_SECTORS]; /* had a budget */
	int64_t providers;
	twd_t amount, paid,
	        difference; /* of all providers: due, paid before, paid or set off now */
};
/* Settles a quarter from the approved claims of its months: writes the values and pays the
 * differences to what was paid before. `dry` computes only. NHI_EXISTS when it was settled. */
MUST_USE enum nhi_status claim_settle(const struct claim_money *m, quarter_t quarter, bool dry,
                                      struct claim_settled *out, struct err *err);
/* Enters the budgets of a quarter (dollars by sector and region; only what is given). */
MUST_USE enum nhi_status claim_budget_set(const struct claim_money *m, quarter_t quarter,
                                          const int64_t amount[BUDGET_SECTORS][BUDGET_REGIONS],
                                          const bool has[BUDGET_SECTORS], struct err *err);

#endif
