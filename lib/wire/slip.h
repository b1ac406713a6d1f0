/* slip.h: what stands on a payment slip (繳款單) and its calculation sheet (保險費計算表), and the
 * drawing of both on A4.
 *
 * Plain values, filled by whoever knows the bill; nothing here depends on how bills are stored.
 * Amounts are whole dollars. Identity numbers come masked (base/ids.h): paper leaves the
 * house. Contents: facts
 * enrolment-premium §5.6; late fee 健保法 35, dispute review 爭議審議辦法 4, corrections 施行細則
 * 49 III. The figures of these rules are given (struct slip_terms), none stands in the drawing. */
#ifndef WIRE_SLIP_H
#define WIRE_SLIP_H

#include "base/money.h"
#include "wire/collection.h"
#include "wire/paper.h"

/* A dependent, or the insured person, in the detail list. */
struct slip_head {
	struct str name, id;  /* id masked; empty when the person has no number yet */
	int64_t self;         /* own part before subsidy */
	int64_t subsidy;      /* >= 0 */
	struct str subsidies; /* what the subsidies are, or empty */
	bool is_free;         /* beyond the number charged */
};

/* One insured person with the dependents. total = self - subsidy + unit_share. */
struct slip_line {
	struct slip_head *heads; /* the insured person first, then the dependents */
	size_t head_count;
	struct str scheme;      /* "12", "11p" */
	int64_t insured_amount; /* 0: average premium (categories 4–6) */
	int64_t charged;        /* dependents charged */
	int64_t self, subsidy, unit_share, total;
};

/* A difference of an earlier month; amounts may be negative. total = self - subsidy + unit_share.
 */
struct slip_correction {
	struct str name, id;
	month_t month;
	struct str cause; /* in the slip's language */
	int64_t self, subsidy, unit_share, total;
};

/* How the amount of a slip that is not a bill comes about: rows that add up to it. */
struct slip_part {
	struct str name;
	int64_t amount;
};

/* Figures of law that the notes name, of the day of printing. */
struct slip_terms {
	ppm_t latefee_rate, latefee_cap; /* a day; at most */
	int64_t objection_days;          /* to apply for dispute review */
	int64_t missing_days;            /* to report a bill that did not come */
	int64_t store_max;               /* most that convenience stores take, dollars */
	bool collection_verified;        /* the item codes of the barcodes are the agency's own */
};

struct slip {
	enum slip_kind kind;
	struct str kind_name;         /* "保險費" */
	struct str office, office_en; /* who bills */
	struct str office_contact;    /* address and telephone, or empty */
	struct str payer_code;        /* unit code, or masked personal number */
	struct str payer_name;
	bool is_person;                  /* the payer is a person, not a unit */
	struct str postal_code, address; /* may be empty: then the slip says that none is known */
	month_t month;
	struct str number; /* 16 characters */
	struct str item;   /* collector's item code, 3 characters */
	int64_t payable;   /* 0 or less: nothing to pay, no barcodes */
	date_t issued, due, grace_end;
	bool dates_verified;     /* the calendar of that year is official */
	struct slip_part *parts; /* of every kind but the premium, whose sums stand below */
	size_t part_count;
	int64_t insured, dependents; /* heads charged */
	int64_t self, subsidy, unit_share, correction, government;
	struct slip_line *lines;
	size_t line_count;
	struct slip_correction *corrections;
	size_t correction_count;
	struct slip_terms terms;
};

/* One page: the notice with what the amount consists of, and below the cut line the part for the
 * collector with barcodes and QR. */
MUST_USE enum nhi_status slip_draw(struct paper *p, const struct slip *s, struct err *err);
/* The calculation sheet: a line an insured person, corrections, totals; as many pages as needed,
 * numbered, titles repeated. */
void slip_draw_sheet(struct paper *p, const struct slip *s);
/* The detail list: a line a head, insured persons with their dependents below. */
void slip_draw_detail(struct paper *p, const struct slip *s);

/* The same as CSV: `by_head` false is the summary by employee (a row an insured person, then the
 * corrections), true the detail list (a row a head). Titles are English identifiers, dates ISO. */
void slip_put_csv(struct buf *out, const struct slip *s, bool by_head, bool with_titles);

#endif
