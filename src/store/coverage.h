/* coverage.h: the register's central table: who is covered when, where, as what. */
#ifndef STORE_COVERAGE_H
#define STORE_COVERAGE_H

#include "nhi/enrol_dependent.h"
#include "nhi/enrol_plan.h"
#include "store/fact.h"

/* A person's timeline as known at `known` (INSTANT_OPEN - 1: now). */
MUST_USE enum nhi_status coverage_timeline(struct db *db, int64_t person_id, instant_t known,
                                           struct arena *arena, struct timeline *out,
                                           struct err *err);
/* Ids of everybody who has been a dependent of the person, as believed now. */
MUST_USE enum nhi_status coverage_followers(struct db *db, int64_t insured_person_id,
                                            struct arena *arena, int64_t **ids, size_t *count,
                                            struct err *err);
/* The same with everything that was ever believed, and the acts that wrote and closed each row. */
struct coverage_record {
	struct coverage_row row;
	int64_t act_id, ended_by_act_id; /* 0: believed now */
};
MUST_USE enum nhi_status coverage_records(struct db *db, int64_t person_id, struct arena *arena,
                                          struct coverage_record **out, size_t *count,
                                          struct err *err);
/* Ids of those whose rows under the insured person the act closed. */
MUST_USE enum nhi_status coverage_followers_ended(struct db *db, int64_t insured_person_id,
                                                  int64_t act_id, struct arena *arena,
                                                  int64_t **ids, size_t *count, struct err *err);
/* Blood relatives of a person as far as dependence ever showed them, insured or not on `day`:
 * category is 0 for who is not. Spouses are left out: the register does not know of divorces. */
MUST_USE enum nhi_status coverage_relatives(struct db *db, int64_t person_id, date_t day,
                                            struct arena *arena, struct relative **out,
                                            size_t *count, struct err *err);
/* Writes what the plan changes, in an order that never overlaps, and the rebill rows of months
 * before the act's month whose charging differs, not older than `claim_months`. *months counts. */
MUST_USE enum nhi_status coverage_write(struct db *db, const struct act *act,
                                        const struct plan *plan, int32_t claim_months,
                                        int64_t *months, struct err *err);

/* The rebill rows of one person's `before` and `after`, as coverage_write makes them; adds to
 * *months. */
MUST_USE enum nhi_status coverage_rebill(struct db *db, const struct act *act,
                                         const struct plan_person *p, int32_t claim_months,
                                         int64_t *months, struct err *err);

/* What was filed and the answer. unit_id and person_id 0: none. */
struct filing_record {
	struct str kind;
	date_t filed_on, happened_on, due_on;
	int64_t unit_id, person_id;
	struct str content, answer; /* JSON */
};
MUST_USE enum nhi_status filing_put(struct db *db, const struct act *act,
                                    const struct filing_record *filing, int64_t *filing_id,
                                    struct err *err);

/* Knowledge of the moment: everything that is believed now. */
#define KNOWN_NOW (INSTANT_OPEN - 1)

#endif
