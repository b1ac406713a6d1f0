/* unit.h: insured units (投保單位) and their facts. */
#ifndef STORE_UNIT_H
#define STORE_UNIT_H

#include "nhi/category.h"
#include "store/fact.h"

enum unit_status { UNIT_OPEN, UNIT_SUSPENDED, UNIT_CLOSED, UNIT_STATUS_COUNT };
const char *unit_status_name(enum unit_status status); /* "open" */

struct unit_fact {
	int64_t fact_no;
	struct period valid;
	enum unit_status status;
	enum unit_kind kind;
	int32_t category;           /* usual one of its people */
	int32_t division;           /* 1 … 6 */
	struct str business_number; /* "" when it has none */
	struct str name, county, head, address, mail_address, contact;
	bool by_ebill; /* else bills go by post */
};

/* All periods of a unit as known, ascending. */
struct unit_facts {
	int64_t unit_id;
	struct unit_fact *row;
	size_t count;
};

/* The unit of a code, 0 when there is none. */
MUST_USE enum nhi_status unit_by_code(struct db *db, struct str code, int64_t *unit_id,
                                      struct err *err);
MUST_USE enum nhi_status unit_code(struct db *db, int64_t unit_id, struct arena *arena,
                                   struct str *out, struct err *err);
MUST_USE enum nhi_status unit_facts_read(struct db *db, int64_t unit_id, instant_t known,
                                         struct arena *arena, struct unit_facts *out,
                                         struct err *err);
/* NULL when the unit did not exist on that day. */
const struct unit_fact *unit_fact_on(const struct unit_facts *facts, date_t day);

MUST_USE enum nhi_status unit_add(struct db *db, const struct act *act, struct str code,
                                  const struct unit_fact *first, int64_t *unit_id, struct err *err);
/* From `from` on the unit is as `fact` says; later periods are given up. */
MUST_USE enum nhi_status unit_change(struct db *db, const struct act *act,
                                     const struct unit_facts *now, const struct unit_fact *fact,
                                     date_t from, struct err *err);
/* Code of an open unit with this business number, "" when none. */
MUST_USE enum nhi_status unit_by_business(struct db *db, struct str number, struct arena *arena,
                                          struct str *code, struct err *err);
/* Insured employees (items 11–13) on a day and their highest insured amount. */
MUST_USE enum nhi_status unit_staff(struct db *db, int64_t unit_id, date_t day, int32_t *count,
                                    int64_t *highest, struct err *err);
/* Rows of coverage that hold on `day` or later; first day after the last coverage or DATE_OPEN when
 * nobody ever was (then *any is false). */
MUST_USE enum nhi_status unit_covered(struct db *db, int64_t unit_id, date_t day, int64_t *count,
                                      struct err *err);
MUST_USE enum nhi_status unit_last_covered(struct db *db, int64_t unit_id, bool *any, date_t *last,
                                           struct err *err);

struct unit_row {
	struct str code, name, kind, status, county, business_number;
	int64_t category, division;
};
/* By code after `after`; an empty name and division 0 take all. */
MUST_USE enum nhi_status unit_list(struct db *db, struct str after, struct str name,
                                   int64_t division, int64_t most, struct arena *arena,
                                   struct unit_row **rows, size_t *count, struct err *err);

struct unit_person {
	int64_t person_id, insured_person_id, insured_amount;
	int32_t role, category, relation;
	struct period valid;
};
MUST_USE enum nhi_status unit_people(struct db *db, int64_t unit_id, date_t day,
                                     struct arena *arena, struct unit_person **people,
                                     size_t *count, struct err *err);

#endif
