/* demo.h: a synthetic Taiwan in the database, and its months: births, deaths, changes of job and
 * amount, late filings, each recorded at its own instant; then the bills of each month.
 *
 * Deterministic: equal seed, people and months give equal bytes in every table. The demo is a job
 * of kind "demo" with the key "SEED-PEOPLE", its units are the load (0) and the months; taken up
 * again it goes on where it was. It moves the process's clock (clock_fix), since what is recorded
 * carries the instant of its act. */
#ifndef ENGINE_DEMO_H
#define ENGINE_DEMO_H

#include "engine/billing.h"
#include "engine/population.h"

struct demo_request {
	uint32_t people;
	uint64_t seed;
	month_t month_from, month_to; /* inclusive */
	bool lean; /* benches: no names, numbers, addresses of people, and nothing happens */
	struct billing_context *billing;
	void (*said)(void *to, const struct billing_result *month); /* after each month; or NULL */
	void *said_to;
};

/* The database is empty or holds this very demo, else NHI_CONFLICT. */
MUST_USE enum nhi_status demo_run(struct db *db, const struct demo_request *request,
                                  struct err *err);

/* The same with a connection of its own; makes the database where there is none. */
MUST_USE enum nhi_status demo_run_at(const char *url, const char *data_dir,
                                     const struct demo_request *request, struct err *err);

/* First day of a demo whose first month is `month`: coverage of the start holds from before. */
date_t demo_start(month_t month);

#endif
