/* demo_parts.h: what the files of the demo share; nobody else includes it. */
#ifndef ENGINE_DEMO_PARTS_H
#define ENGINE_DEMO_PARTS_H

#include "engine/demo.h"
#include "nhi/category.h"
#include "nhi/enrol.h"
#include "store/act.h"

/* A demo at work. Person n of the plan is person_first + n - 1, unit index u is unit_first + u. */
struct demo {
	const struct demo_request *request;
	struct population_plan plan;
	struct arena arena;
	struct premium_law premium; /* of the first month: the amounts at the start */
	int64_t person_first, unit_first;
};

static inline int64_t demo_person_id(const struct demo *d, uint32_t person) {
	return d->person_first + person - 1;
}
static inline int64_t demo_unit_id(const struct demo *d, uint32_t index) {
	return d->unit_first + index;
}
/* Insured amount of a wage in an item by the law of the start. */
int64_t demo_amount(const struct premium_law *law, uint8_t category, int64_t wage);
enum relation demo_relation(uint8_t population_relation);
struct demo_subsidy {
	const char *kind;
	enum bill_payer payer;
};
const struct demo_subsidy *demo_subsidy(uint8_t population_subsidy);

/* What a filing leaves beside the coverage (demo_filings.c). */
struct demo_filed {
	const char *kind, *reason; /* "enrol.in" */
	int64_t unit_id, person_id;
	date_t day; /* of the event */
};
MUST_USE enum nhi_status demo_file(struct db *db, const struct demo *d, const struct act *act,
                                   const struct demo_filed *filed, struct err *err);
MUST_USE enum nhi_status demo_die(struct db *db, const struct act *act, int64_t person_id,
                                  date_t day, struct err *err);
/* household, abroad: from the day on. */
MUST_USE enum nhi_status demo_be(struct db *db, const struct act *act, int64_t person_id,
                                 const char *kind, date_t from, struct err *err);

/* Writes units and people as they stand on the start. Inside a write transaction. */
MUST_USE enum nhi_status demo_load(struct db *db, struct demo *d, const struct act *act,
                                   struct err *err);

/* People and families as the months change them. */
struct demo_state;
MUST_USE enum nhi_status demo_state_make(struct demo_state **out, struct demo *d, struct err *err);
void demo_state_free(struct demo_state *s);
/* One month's events in the order of their instants, up to the day of the bill run. With `db` NULL
 * the state goes on and nothing is written: for a demo that is taken up again. */
MUST_USE enum nhi_status demo_month(struct db *db, struct demo_state *s, month_t month,
                                    struct err *err);

#endif
