/* roster_people.h: the people whom a batch of filings is about, in memory: looked up many at a
 * time, changed row after row by the plans, written once at the end. Private to engine/roster*.c.
 *
 * A person has two timelines: `base` as stored, `now` as the rows so far left it. Only the
 * difference of the two is written, so that a person who is enrolled and withdrawn by one file gets
 * one row, not three. Memory: about 250 bytes a person. */
#ifndef ENGINE_ROSTER_PEOPLE_H
#define ENGINE_ROSTER_PEOPLE_H

#include "nhi/enrol_judge.h"
#include "store/db.h"

struct roster_person {
	int64_t id;
	struct str key; /* identity number; empty for a newborn without one */
	struct str name, address;
	date_t birth, death; /* DATE_UNKNOWN while alive */
	int64_t last_fact_no;
	struct coverage_row *base, *now;
	uint32_t base_count, now_count, now_capacity;
	uint32_t *follower; /* places of those who have followed, ascending by entry */
	uint32_t follower_count, follower_capacity;
	char sex;
	bool is_citizen, is_new, is_touched, has_periods;
	bool died, is_renamed;    /* particulars to write */
	uint32_t conditions_from; /* place in people.period, count below */
	uint32_t period_count;
};

#define ROSTER_NOBODY UINT32_MAX

/* A number and the place of its person; a person may have several. */
struct roster_key {
	struct str key;
	uint32_t place;
};

struct roster_people {
	struct db *db;
	struct arena *arena; /* lives as long as the batch */
	struct roster_person *person;
	uint32_t count, capacity;
	struct roster_key *key;
	uint32_t key_count, key_capacity;
	uint32_t *by_key, *by_id; /* open addressing, ROSTER_NOBODY = free */
	uint32_t slots;           /* a power of two */
	int64_t next_id, last_id; /* block of ids for new people */
};

MUST_USE enum nhi_status roster_people_init(struct roster_people *p, struct db *db,
                                            struct arena *arena, struct err *err);
/* Place of the person with this number or id, or ROSTER_NOBODY when not looked up or unknown. */
uint32_t roster_by_key(const struct roster_people *p, struct str key);
uint32_t roster_by_id(const struct roster_people *p, int64_t id);
/* Looks up `count` identity numbers that are not in memory yet, their coverage, and those who
 * follow them. Numbers that nobody has stay unknown. */
MUST_USE enum nhi_status roster_look_up(struct roster_people *p, const struct str *keys,
                                        size_t count, struct err *err);
/* A new person of this batch; texts are copied. */
MUST_USE enum nhi_status roster_add(struct roster_people *p, const struct roster_person *like,
                                    uint32_t *place, struct err *err);
/* The new timeline of a person after a row. */
MUST_USE enum nhi_status roster_set_now(struct roster_people *p, uint32_t place,
                                        const struct coverage_row *row, size_t count,
                                        struct err *err);
/* Remembers that `follower` has a row under `insured`. */
MUST_USE enum nhi_status roster_follow(struct roster_people *p, uint32_t insured, uint32_t follower,
                                       struct err *err);
struct timeline roster_timeline(const struct roster_person *person);

#endif
