/* enrol.h: filings about people: enrol, withdraw, transfer, change of amount or status, leave of
 * absence, newborns, cancellation. The only door for counter, portal and command line; a batch file
 * runs the same judgement (lib/nhi/enrol_judge.h) in engine/roster.c.
 *
 * Each call is one act in one transaction: the answer, accepted or refused, is kept with it, so
 * that a repeated idempotency key gives the first answer. Months that were charged and change get
 * rebill rows. */
#ifndef DESK_ENROL_H
#define DESK_ENROL_H

#include "base/calendar.h"
#include "desk/reads.h"
#include "nhi/enrol_judge.h"
#include "store/act.h"
#include "store/number.h"

/* What the use cases of the register share; borrowed. */
struct register_desk {
	struct db *db;
	const struct law *law;
	const struct calendar *calendar;
	const struct number_formats *formats; /* where official numbers are given */
	struct str actor;                     /* "cli:root", "u:1042" */
	struct str acting_for, case_no; /* of the acts: deputy of whom, in which case; "" none */
	struct arena *arena;
	date_t today;
	struct seen *reads; /* persons that answers show, for whoever records them; or NULL */
};

/* Notes that the answer being made shows the person. */
void register_saw(struct register_desk *desk, int64_t person_id);

/* A filing as it was said; empty texts and DATE_UNKNOWN are not given. */
struct enrol_request {
	enum filing_kind kind;
	struct str unit_code;
	struct str id;   /* of the person; empty for a newborn without number */
	struct str name; /* new persons; compared for known ones */
	date_t birth;
	char sex;          /* 0: follows from the number */
	bool is_foreigner; /* without a number that says so */
	struct str county, address;
	struct str insured_id; /* given: the person is this one's dependent */
	struct str relation;
	struct str category;  /* "12"; empty: the unit's usual one */
	int64_t wage, amount; /* AMOUNT_NOT_GIVEN */
	struct str reason;    /* code or official words */
	struct str absence;   /* FILE_ABSENCE: unpaid, parental, none */
	struct str condition; /* FILE_CONTINUE: school, disability … */
	struct str proof;     /* of the condition: the document */
	date_t on, filed_on;
	int32_t birth_order;             /* newborns of one birth */
	int32_t term_months, hired_crew; /* -1 not given */
	date_t missing_since, planned_to, registered_from;
	bool is_private_school, is_proved, is_village, has_consent, is_exempt, is_posted;
	bool may_transfer, keeps_dependents_out;
	struct str key; /* idempotency */
	bool dry_run;
};

#define ENROL_REQUEST_INIT                                                                         \
	((struct enrol_request){.wage = AMOUNT_NOT_GIVEN,                                          \
	                        .amount = AMOUNT_NOT_GIVEN,                                        \
	                        .birth = DATE_UNKNOWN,                                             \
	                        .on = DATE_UNKNOWN,                                                \
	                        .filed_on = DATE_UNKNOWN,                                          \
	                        .missing_since = DATE_UNKNOWN,                                     \
	                        .planned_to = DATE_UNKNOWN,                                        \
	                        .registered_from = DATE_UNKNOWN,                                   \
	                        .term_months = -1,                                                 \
	                        .hired_crew = -1})

struct enrol_answer {
	bool accepted; /* false: refused, nothing in the register changed */
	bool repeated; /* the same key was answered before: only `json` is filled */
	int64_t person_id, filing_id, act_id;
	date_t effective, due;
	int64_t people; /* whose coverage changed, the person included */
	int64_t months; /* months to bill anew */
	struct refusals refusals;
	struct str json; /* the whole answer as an object, in the desk's arena */
};

MUST_USE enum nhi_status desk_enrol(struct register_desk *desk, const struct enrol_request *request,
                                    struct enrol_answer *answer, struct err *err);

/* The code of a filing in registers and answers: "enrol.in". */
const char *filing_kind_name(enum filing_kind kind);

#endif
