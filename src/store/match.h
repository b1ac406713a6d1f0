/* match.h: runs of matching with other agencies, the work found, and what became of it
 * (schema/0017_match.sql). */
#ifndef STORE_MATCH_H
#define STORE_MATCH_H

#include "base/money.h"
#include "store/act.h"
#include "store/bulk.h"

struct match_item {
	int64_t item_no;
	struct str kind;
	int64_t person_id; /* 0: not in the register, or a unit */
	struct str id, name;
	date_t birth, present_from; /* DATE_OPEN not known */
	bool is_citizen;
	struct str sex, county, address;
	int64_t unit_id;
	struct str unit_code, business; /* the code is read, not written */
	date_t from, to;
	int64_t held, due, months;
	twd_t premium;
	struct str fine_ground; /* "" none */
	twd_t fine_min, fine_max;
	struct str step; /* the last one; "" none: read, not written */
};
MUST_USE enum nhi_status match_item_write(struct bulk *b, int64_t run_id,
                                          const struct match_item *item, struct err *err);

struct match_run {
	int64_t run_id, people, items;
	date_t on;
	struct str files; /* JSON */
};
MUST_USE enum nhi_status match_run_add(struct db *db, const struct act *act,
                                       const struct match_run *run, struct err *err);
/* Newest first, at most `most`. */
MUST_USE enum nhi_status match_runs(struct db *db, int64_t most, struct arena *arena,
                                    struct match_run **rows, size_t *count, struct err *err);
/* A page after item `after`; an empty kind takes all. */
MUST_USE enum nhi_status match_items(struct db *db, int64_t run_id, struct str kind, int64_t after,
                                     int64_t most, struct arena *arena, struct match_item **rows,
                                     size_t *count, struct err *err);
/* NHI_NOT_FOUND when there is none. */
MUST_USE enum nhi_status match_item_read(struct db *db, int64_t run_id, int64_t item_no,
                                         struct arena *arena, struct match_item *out,
                                         struct err *err);

struct match_sum {
	struct str kind;
	int64_t items, settled, months;
	twd_t premium;
};
MUST_USE enum nhi_status match_sums(struct db *db, int64_t run_id, struct arena *arena,
                                    struct match_sum **rows, size_t *count, struct err *err);

struct match_step {
	int64_t step_no;
	struct str kind, detail;
	date_t on;
};
MUST_USE enum nhi_status match_step_add(struct db *db, const struct act *act, int64_t run_id,
                                        int64_t item_no, const struct match_step *step,
                                        struct err *err);
MUST_USE enum nhi_status match_steps(struct db *db, int64_t run_id, int64_t item_no,
                                     struct arena *arena, struct match_step **rows, size_t *count,
                                     struct err *err);

#endif
