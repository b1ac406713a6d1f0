/* person.h: persons of the register: keys, particulars, conditions, presence, subsidies, merges.
 * Everything is a fact kept twice in time; a person is never re-keyed (schema/0002_register.sql).
 */
#ifndef STORE_PERSON_H
#define STORE_PERSON_H

#include "base/ids.h"
#include "nhi/enrol.h"
#include "store/fact.h"

enum { DATE_NONE = INT32_MIN }; /* a day that is not known or has not come */

/* Who somebody is in a period. Texts live in the arena of the reader. */
struct person_fact {
	int64_t fact_no;
	struct period valid;
	struct str name;
	char sex;            /* 'M' or 'F' */
	date_t birth, death; /* death DATE_NONE while alive */
	int32_t birth_order;
	bool is_citizen;
	struct str county, address;
};

/* New person with a first fact from birth and, where given, an identity number from `key_from`. An
 * empty `id` makes a person without number (newborn). The number must be valid; NHI_EXISTS when it
 * belongs to somebody. */
MUST_USE enum nhi_status person_add(struct db *db, const struct act *act,
                                    const struct person_fact *fact, struct str id, date_t key_from,
                                    int64_t *person_id, struct err *err);
/* A further number of a person (new resident number, the newborn's first). */
MUST_USE enum nhi_status person_add_key(struct db *db, const struct act *act, int64_t person_id,
                                        struct str id, date_t from, struct err *err);
/* Whose number this is, 0 when nobody's; a merged person's number gives the record that goes on. */
MUST_USE enum nhi_status person_by_key(struct db *db, struct str id, int64_t *person_id,
                                       struct err *err);
/* The record that goes on: the same id unless it was merged. */
MUST_USE enum nhi_status person_kept(struct db *db, int64_t person_id, int64_t *kept,
                                     struct err *err);
/* NHI_NOT_FOUND when nothing is known of that day. */
MUST_USE enum nhi_status person_fact_on(struct db *db, int64_t person_id, date_t day,
                                        instant_t known, struct arena *arena,
                                        struct person_fact *out, struct err *err);
/* Replaces the fact that holds on `from` by `fact` from that day on (a change), or for its whole
 * period when `whole` (a correction). */
MUST_USE enum nhi_status person_change(struct db *db, const struct act *act, int64_t person_id,
                                       const struct person_fact *fact, date_t from, bool whole,
                                       struct err *err);

struct person_key {
	struct str kind, value;
	struct period valid;
	int64_t fact_no;
};
MUST_USE enum nhi_status person_keys(struct db *db, int64_t person_id, instant_t known,
                                     struct arena *arena, struct person_key **keys, size_t *count,
                                     struct err *err);
/* The number to show: national before new before old resident number; "" when there is none. */
MUST_USE enum nhi_status person_main_key(struct db *db, int64_t person_id, instant_t known,
                                         struct arena *arena, struct str *out, struct err *err);

/* Facts with a kind and a period: conditions, presence, subsidies. */
struct person_period {
	int64_t fact_no;
	struct str kind, text; /* proof; payer */
	struct period valid;
	int64_t number; /* part_ppm */
};
enum person_table { PERSON_CONDITION, PERSON_PRESENCE, PERSON_SUBSIDY, PERSON_SUSPENSION };
MUST_USE enum nhi_status person_periods(struct db *db, enum person_table table, int64_t person_id,
                                        struct arena *arena, struct person_period **out,
                                        size_t *count, struct err *err);
MUST_USE enum nhi_status person_add_period(struct db *db, const struct act *act,
                                           enum person_table table, int64_t person_id,
                                           const struct person_period *p, struct err *err);
MUST_USE enum nhi_status person_close_period(struct db *db, const struct act *act,
                                             enum person_table table, int64_t person_id,
                                             int64_t fact_no, struct err *err);

/* The two are one from now on; facts are moved by the caller. */
MUST_USE enum nhi_status person_link(struct db *db, const struct act *act, int64_t merged,
                                     int64_t kept, date_t birth, struct err *err);

/* The merge that is believed of a record; kept 0: none. */
struct person_link_open {
	int64_t fact_no, kept, act_id;
};
MUST_USE enum nhi_status person_link_open(struct db *db, int64_t merged,
                                          struct person_link_open *out, struct err *err);
/* Whose number this is, also of a record that was merged; 0 when nobody's. */
MUST_USE enum nhi_status person_by_key_raw(struct db *db, struct str id, int64_t *person_id,
                                           struct err *err);

/* By name and, where known, birth (DATE_NONE: any), at most `most`; ids ascending. */
MUST_USE enum nhi_status person_find(struct db *db, struct str name, date_t birth, int64_t most,
                                     struct arena *arena, int64_t **ids, size_t *count,
                                     struct err *err);
struct person_pair {
	int64_t a, b;
	struct str name;
	date_t birth;
};
/* Pairs with the same name, sex and birth that are not merged, from after person `after` on. */
MUST_USE enum nhi_status person_duplicates(struct db *db, int64_t after, int64_t most,
                                           struct arena *arena, struct person_pair **pairs,
                                           size_t *count, struct err *err);

#endif
