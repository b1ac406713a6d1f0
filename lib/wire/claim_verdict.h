/* claim_verdict.h: a claim file judged: read, checked, and the verdict that its provider gets.
 *
 *   rejected                 a finding of level file (returned whole; nothing else is judged) or
 *                            batch
 *   accepted-with-findings   findings of cases or orders
 *   accepted                 nothing but notes
 *
 * The checks themselves come from outside as struct claim_checks, so that reading, verdict and
 * words are the same for the command, the small stand-alone program and the insurer's own run. */
#ifndef WIRE_CLAIM_VERDICT_H
#define WIRE_CLAIM_VERDICT_H

#include "wire/claim_finding.h"
#include "wire/claim_read.h"

/* Checks of one file, in the order of the calls. Any may be NULL. */
struct claim_checks {
	void *context;
	void (*begin)(void *context, const struct claim_batch *b, struct claim_sink *sink);
	/* Who reads a file twice, so that each case is whole when it is written: every case, then
	 * `ready`, before the first `one`. */
	void (*first)(void *context, const struct claim_case *c);
	void (*ready)(void *context);
	void (*one)(void *context, const struct claim_case *c, struct claim_sink *sink);
	void (*blanket)(void *context, const struct claim_order *o, struct claim_sink *sink);
	void (*end)(void *context, struct claim_sink *sink);
};

struct claim_verdict {
	const char *name;   /* "accepted" "accepted-with-findings" "rejected" */
	const char *format; /* "outpatient" …; NULL when it is none */
	uint64_t claims, orders;
	int64_t points_claimed; /* applied for; in appeals the points sought */
	struct str rules;       /* as the judge's */
	struct str provider;    /* in the arena of the findings */
	month_t month;          /* CLAIM_DATE_NONE when not known */
	int exit_code;          /* 0 no finding but notes, 1 findings, 3 not readable */
	struct claim_findings findings;
};

struct claim_judge {
	const struct claim_layout *layout;
	const struct claim_catalogue *catalogue;
	const struct claim_checks *checks; /* NULL: reading only */
	struct str rules; /* version of rules and reference data, for the verdict; "" none */
};

/* `name` is that of the upload ("" unknown). The findings live in `arena`. */
MUST_USE enum nhi_status claim_judge(const struct claim_judge *judge, struct claim_source *source,
                                     struct str name, struct arena *arena,
                                     struct claim_verdict *out, struct err *err);

/* One object of the contract. */
void claim_verdict_json(const struct claim_verdict *v, struct str file, struct json *j);
/* For people: the verdict, the sums, the findings grouped by cause with what to do. */
void claim_verdict_print(const struct claim_verdict *v, struct str file, const char *lang,
                         struct buf *out);
/* The agency's answer file for a file that comes back whole, UTF-8; nothing for others. */
void claim_verdict_answer(const struct claim_verdict *v, struct buf *out);

#endif
