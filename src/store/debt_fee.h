/* debt_fee.h: the late fee of a premium and the interest of a repayment, reckoned over what was
 * received when, without the days of recognised hardship (健保法 35, 98). */
#ifndef STORE_DEBT_FEE_H
#define STORE_DEBT_FEE_H

#include "store/debt.h"

/* Over all receipts, and over what is still owed as if it were paid on `at`. *is_full: it grows no
 * more. 0 for kinds without. */
MUST_USE enum nhi_status debt_fee(struct db *db, const struct law *law,
                                  const struct calendar *calendar, const struct debt_row *row,
                                  date_t at, struct arena *arena, twd_t *out, bool *is_full,
                                  struct err *err);
/* The debt of it: `fee` has amount, due and opened; a debt has one at most. */
MUST_USE enum nhi_status debt_fee_open(struct db *db, const struct act *act,
                                       const struct debt_row *row, struct debt_row *fee,
                                       struct arena *arena, struct err *err);
/* Was it settled already? */
MUST_USE enum nhi_status debt_fee_read(struct db *db, const struct debt_row *row,
                                       struct arena *arena, struct debt_row *fee, bool *found,
                                       struct err *err);

#endif
