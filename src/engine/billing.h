/* billing.h: the bills of a month (DESIGN §4; enrolment-premium §3.6, §3.7, §5.5).
 *
 * Who is charged: the unit that holds a person at 24:00 of the month's last day; nobody for who
 * left the scheme in the month. One bill a unit; a bill of one's own for the regional population
 * and veterans' households at a township office (items 61, 62) and during parental leave. What was
 * learnt since the run before about months already billed becomes correction lines: the difference
 * of the two computations of that family and month, by the register as known then and now, each
 * under the law of its month. A bill once written is never changed.
 *
 * The run is a job of kind "bill.run" with the month as key, cut into parts of so many units in the
 * order of their ids. The knowledge is fixed when the run is ordered: the last instant before that
 * act; the run begins when all acts that were then being written have ended (docs/adr/0024). Each
 * part is one transaction, the serial of a bill depends on its part alone: so a run that was killed
 * anywhere and taken up again leaves the same bytes, and a second run of the same month changes
 * nothing. The end of the run proves, to the dollar, that lines, bills, totals and ledger agree. */
#ifndef ENGINE_BILLING_H
#define ENGINE_BILLING_H

#include "base/calendar.h"
#include "nhi/bill.h"
#include "store/bill.h"
#include "store/job.h"

struct billing_times { /* nanoseconds; reading runs beside the others where there is a url */
	int64_t read, compute, write, wait, whole;
};

/* What a run needs beyond the database. Borrowed; must outlive the run. */
struct billing_context {
	const struct law *law;
	const struct calendar *calendar;
	const char *url; /* for a second connection that reads ahead; NULL: read by the same */
	int64_t units_per_part; /* 0: by the number of units */
	int64_t patience_ms;    /* for acts begun before the order; 0: half a lease */
	void (*progress)(void *to, int64_t done, int64_t total, int64_t persons); /* or NULL */
	void *progress_to;
	struct billing_times times; /* out: of this process */
};

struct billing_result {
	month_t month;
	bool repeated; /* the month was billed before: nothing was done */
	struct bill_run run;
	struct bill_part sum; /* of all parts */
	struct billing_times times;
};

extern const char billing_job_kind[]; /* "bill.run" */

/* Orders the run of `month`: act, bill_run and job. The first run may be of any month, later ones
 * only of the month after the last finished one, all only of a month that is over. A month ordered
 * before gives its job again. Opens its own transaction. */
MUST_USE enum nhi_status billing_order(struct db *db, const struct billing_context *ctx,
                                       month_t month, struct str actor, int64_t *job_id,
                                       struct err *err);

/* Carries out a job of kind bill.run; a job_handler, `context` is a struct billing_context. */
enum nhi_status billing_job(struct db *db, struct job *job, void *context, struct buf *result,
                            struct err *err);

/* Orders and does the run of one month now. */
MUST_USE enum nhi_status billing_run(struct db *db, struct billing_context *ctx, month_t month,
                                     struct str actor, struct billing_result *out, struct err *err);

/* Only orders it, for a worker (`nhi work`) to do. */
MUST_USE enum nhi_status billing_order_at(const char *url, const char *data_dir,
                                          const struct billing_context *ctx, month_t month,
                                          struct str actor, int64_t *job_id, struct err *err);
/* The same with a connection of its own to an existing database; sets ctx->url. */
MUST_USE enum nhi_status billing_run_at(const char *url, const char *data_dir,
                                        struct billing_context *ctx, month_t month,
                                        struct str actor, struct billing_result *out,
                                        struct err *err);

/* Last day to pay for a month: the last day of the next one, moved over rest days (健保法 30;
 * 行政程序法 48 IV). */
struct calendar_answer billing_due(const struct calendar *calendar, month_t month);

/* One family's month as billing reckons it, from the register as known at an instant: for
 * explanations, comparisons and corrections. */
enum { BILLING_HEADS_SHOWN = 16 }; /* the law charges at most three dependents */
struct billing_family {
	bool found; /* the insured person is charged somewhere */
	int64_t unit_id;
	int64_t payer_id; /* who pays alone, or 0 */
	int64_t insured_id;
	enum premium_scheme scheme;
	uint8_t absence;
	int64_t insured_amount;
	int64_t dependents, charged;
	int64_t self_one, dependent_one; /* own self part; that of one dependent charged */
	int64_t self, subsidy, unit_share, government;
	int64_t of_payer[PAYER_COUNT];
	int64_t dependent[BILLING_HEADS_SHOWN]; /* the first of those charged, in their order */
};
MUST_USE enum nhi_status billing_family_of(struct db *db, const struct law *law, month_t month,
                                           int64_t insured_id, instant_t known,
                                           struct billing_family *out, struct err *err);

#endif
