/* slip_bill.h: a bill as a payment slip (wire/slip.h).
 *
 * What is the same on all slips (law, calendar, collectors' codes, the divisions) is given once. */
#ifndef WIRE_SLIP_BILL_H
#define WIRE_SLIP_BILL_H

#include "base/calendar.h"
#include "nhi/bill_view.h"
#include "nhi/law.h"
#include "wire/slip.h"

enum { SLIPS_DIVISIONS = 6 };

/* Who bills: a division (業務組). */
struct slips_office {
	struct str zh, en;  /* "衛生福利部中央健康保險署　中區業務組" */
	struct str contact; /* address and telephone */
};

struct slips {
	const struct law *law; /* borrowed */
	const struct calendar *calendar;
	struct collection_table items;                   /* wire/collection.h */
	struct slips_office office[SLIPS_DIVISIONS + 1]; /* by number, from 1 */
	date_t issued;    /* day on the slips, and whose law their notes name */
	const char *lang; /* of causes of corrections: "zh" or "en" */
};

/* Fills `out` from a bill, the division that bills and the address that it goes to ("" none is
 * known; digits in front are a postal code); everything lives in the arena. NHI_LAW_NO_VALUE when
 * the law of the day lacks a figure that the notes name, NHI_LAW_UNKNOWN when no collector's item
 * holds. */
MUST_USE enum nhi_status slip_of_bill(const struct slips *slips, const struct bill_view *bill,
                                      int64_t division, struct str address, struct arena *arena,
                                      struct slip *out, struct err *err);

/* What depends on the kind of slip and the day alone: its name, the collector's item, the figures
 * that the notes name. slip_of_bill does it itself. Same failures. */
MUST_USE enum nhi_status slip_fill_terms(const struct slips *slips, struct slip *s,
                                         struct err *err);

/* What of a bill is printed. */
enum slips_part { SLIPS_SLIP = 1, SLIPS_SHEET = 2, SLIPS_DETAIL = 4 };
/* Draws the parts wanted (enum slips_part) of one slip. */
MUST_USE enum nhi_status slip_draw_parts(struct paper *p, const struct slip *s, unsigned parts,
                                         struct err *err);

#endif
