/* enrol_plan.h: what a filing does to the register, decided without a database: the coverage of the
 * people concerned and the filing go in; refusals, or the facts to close and to insert, come out.
 * Counter, portal and batch files run this same plan (DESIGN §2.2).
 *
 * A timeline is the coverage of one person as believed now: rows by valid_from that never overlap.
 * Day rules (facts §3.6):
 *	enter on D                    [D, …)
 *	leave the scheme on D         […, D+1), the reason tells billing that D's month is free
 *	transfer out on D             […, D+1); when another unit takes the person in on that D:
 *	                              […, D) and [D, …), on a month's last day […, D+1) and [D+1, …)
 *	amount notified on D          […, 1st of next month) and [1st of next month, …)
 * A late filing acts on its own day: what was filed for later days stays, the entry ends where the
 * next known row begins. Dependents follow their insured person out (Act 12), and along on a
 * transfer where the new item allows dependents. */
#ifndef NHI_ENROL_PLAN_H
#define NHI_ENROL_PLAN_H

#include "nhi/category.h"
#include "nhi/coverage.h"
#include "nhi/enrol_law.h"
#include "nhi/enrol_refusal.h"

enum { PLAN_PEOPLE_MAX = 64 };

enum filing_kind {
	FILE_IN,       /* 加保, also newborns */
	FILE_OUT,      /* 退保 or 轉出: leave_reason says which */
	FILE_TRANSFER, /* 轉出 and 轉入 in one: out of wherever the person is, dependents along */
	FILE_AMOUNT,   /* 投保金額調整 */
	FILE_STATUS,   /* 改變投保身分 within the unit: another item from that day */
	FILE_ABSENCE,  /* 留職停薪 begins or ends */
	FILE_CANCEL,   /* 撤銷: an entry that was never true */
	FILE_CONTINUE, /* 續保: a dependent child that came of age stays (施行細則 30) */
	FILE_KIND_COUNT
};

/* A filing with all codes understood. Amounts are checked by the caller (enrol_amount.h). */
struct filing {
	enum filing_kind kind;
	date_t on;          /* day of the event; of an amount, the day of notice */
	date_t amount_from; /* FILE_AMOUNT: first day, or 0: by enrol_amount_from(on) */
	int64_t unit_id;
	enum enrol_role role;
	int64_t insured_person_id; /* role 2 */
	enum relation relation;
	int32_t category; /* of role 1 */
	bool is_private_school;
	int64_t insured_amount;
	enum entry_reason entry_reason;
	enum leave_reason leave_reason; /* FILE_OUT */
	enum absence absence;
	bool keeps_dependents_out; /* FILE_TRANSFER: dependents do not come along */
	bool may_transfer;         /* FILE_IN: end the coverage elsewhere as a transfer (轉入) */
	bool is_exempt;            /* role 2: a case of 施行細則 18(2) */
};

/* People concerned: subject, the insured person followed (role 2), the dependents who follow the
 * subject. */
struct plan_state {
	struct timeline subject;
	struct timeline insured;         /* role 2; count 0 otherwise */
	const struct timeline *follower; /* those who have a role 2 row under the subject */
	size_t follower_count;
	const char *unit_code;                                  /* of the filing, for messages */
	const char *(*code_of)(void *context, int64_t unit_id); /* for messages; may be NULL */
	void *context;
};

/* New timelines of everybody who changes, in memory that the caller hands in. */
struct plan_person {
	int64_t person_id;
	struct timeline before;
	struct coverage_row *after; /* ascending; rows kept as they are have their fact_no */
	size_t after_count;
};
struct plan {
	struct arena *arena;
	struct plan_person person[PLAN_PEOPLE_MAX];
	size_t count;
	date_t effective; /* first day of the change */
	bool failed;      /* no memory, or more people than PLAN_PEOPLE_MAX */
};

/* Decides. Adds refusals; without any, `plan` holds the new timelines (count 0 when nothing
 * changes, then the note NO_CHANGE). Who may enter at all (waiting, conditions, amounts, state of
 * the unit) is judged before, by the caller. */
void enrol_plan(const struct plan_state *state, const struct filing *filing, struct plan *plan,
                struct refusals *refusals);

/* Calls for each stored row to close and each row to insert of a person. */
struct plan_writer {
	void *context;
	enum nhi_status (*close)(void *context, const struct coverage_row *row, struct err *err);
	enum nhi_status (*insert)(void *context, const struct coverage_row *row, struct err *err);
};
MUST_USE enum nhi_status plan_write(const struct plan_person *p, const struct plan_writer *w,
                                    struct err *err);

/* The months in [from, to) whose charging differs between before and after, ascending into `out`,
 * at most `max`; returns their number. */
size_t plan_months(const struct plan_person *p, month_t from, month_t to, month_t *out, size_t max);

#endif
