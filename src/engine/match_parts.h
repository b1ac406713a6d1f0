/* match_parts.h: what the files of engine/match*.c share; nobody else includes it. */
#ifndef ENGINE_MATCH_PARTS_H
#define ENGINE_MATCH_PARTS_H

#include "engine/match.h"
#include "nhi/premium.h"
#include "store/db.h"
#include "store/match.h"

/* A row of a file by its key. */
struct match_index {
	int64_t key;
	uint64_t offset;
};

struct match_input {
	struct match_reader reader;
	struct str bytes; /* mapped */
	struct match_index *index;
	size_t count, capacity, at;
	bool is_given;
};

struct match_units { /* business number to unit, ascending */
	struct match_unit {
		int64_t key, unit_id;
		bool is_open;
		struct str name;
	} * row;
	size_t count, capacity;
};

enum { MATCH_MONTHS_MAX = 241 };

struct matching {
	const struct match_request *request;
	struct match_report *report;
	struct db *db;
	struct arena arena; /* of the run */
	struct arena row;   /* of one person */
	struct enrol_law law;
	struct match_input input[MATCH_SOURCE_COUNT];
	struct match_units units;
	struct premium_law month[MATCH_MONTHS_MAX]; /* figures of the months before the day */
	bool has_month[MATCH_MONTHS_MAX];
	struct match_item *item;
	size_t item_count, item_capacity;
	struct match_lone { /* employers without a unit, as they come up */
		int64_t key;
		date_t from;
	} * lone;
	size_t lone_count, lone_capacity;
};

/* Opens, indexes and sorts all files. */
MUST_USE enum nhi_status match_inputs_open(struct matching *m, struct err *err);
void match_inputs_close(struct matching *m);
/* Units by business number; one of a key, or NULL. */
MUST_USE enum nhi_status match_units_read(struct matching *m, struct err *err);
const struct match_unit *match_unit_of(const struct matching *m, int64_t key);

/* Everything about one number: reads the rows of the inputs that stand at `key`, moves behind them.
 */
struct match_gathered {
	struct match_person person;
	struct match_row who; /* of household or residence, for the name; line 0: none */
	char business[MATCH_JOBS_MAX][12];
};
MUST_USE enum nhi_status match_gather(struct matching *m, int64_t key, struct match_gathered *out,
                                      struct err *err);
/* Smallest key that stands at any input of persons, INT64_MAX at the end. */
int64_t match_least(const struct matching *m);

/* Adds a piece of work with its premium and fines. */
struct match_known { /* of the register; person_id 0: not in it */
	int64_t person_id;
	struct str id, name;
	date_t birth;
	bool is_citizen;
};
MUST_USE enum nhi_status match_add(struct matching *m, const struct match_finding *f,
                                   const struct match_gathered *g, const struct match_known *known,
                                   struct err *err);
/* Work on units: closed businesses, employers without a unit. */
MUST_USE enum nhi_status match_companies(struct matching *m, struct err *err);
/* Records of one human being covered twice. */
MUST_USE enum nhi_status match_twice(struct matching *m, struct err *err);
/* Numbers and writes the run. */
MUST_USE enum nhi_status match_write(struct matching *m, struct err *err);

#endif
