/* bill_slip.h: the payment slip and calculation sheet of one bill as PDF, for a page; and what all
 * slips share, for whoever prints them (wire/slip_bill.h). */
#ifndef DESK_BILL_SLIP_H
#define DESK_BILL_SLIP_H

#include "desk/desk.h"
#include "wire/slip_bill.h"

/* Larger bills are printed as a file: `nhi bill print`. A page answers within a second. */
enum { BILL_SLIP_INSURED_MAX = 500 };

/* Borrowed, the strings as long as the slips. */
struct bill_slip_house {
	const struct law *law;
	const struct org *org;
	const char *data_dir;
	date_t at; /* day on the slips */
	const char *lang;
};
/* Reads the calendar and the collectors' codes, names the divisions. */
MUST_USE enum nhi_status bill_slip_terms(const struct bill_slip_house *house, struct arena *arena,
                                         struct slips *out, struct err *err);

/* Appends the PDF of a bill to `out`; everybody on it is recorded as read. NHI_NOT_FOUND,
 * NHI_FORBIDDEN as for its page, NHI_LIMIT above BILL_SLIP_INSURED_MAX insured persons. */
MUST_USE enum nhi_status bill_slip_page(struct desk_call *call, struct str number, const char *lang,
                                        struct buf *out, struct err *err);

#endif
