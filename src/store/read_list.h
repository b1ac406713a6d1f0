/* read_list.h: who read whose data, as it was recorded (read_audit.h). */
#ifndef STORE_READ_LIST_H
#define STORE_READ_LIST_H

#include "store/db.h"

struct read_row {
	instant_t at;
	int64_t person_id;
	struct str actor, purpose, view, case_no;
};

/* Reads of one person from an instant on, newest first, at most `most`. */
MUST_USE enum nhi_status read_list(struct db *db, int64_t person_id, instant_t from, int64_t most,
                                   struct arena *arena, struct read_row **rows, size_t *count,
                                   struct err *err);
/* Reads by one actor ("": all), the same way: for the auditor. */
MUST_USE enum nhi_status read_list_of_actor(struct db *db, struct str actor, instant_t from,
                                            int64_t most, struct arena *arena,
                                            struct read_row **rows, size_t *count, struct err *err);

/* Acts from an instant on, newest first; "" of actor and purpose take all. */
struct act_row {
	int64_t id;
	instant_t at;
	struct str actor, acting_for, reason, case_no, purpose;
};
MUST_USE enum nhi_status act_list(struct db *db, struct str actor, struct str purpose,
                                  instant_t from, int64_t before, int64_t most, struct arena *arena,
                                  struct act_row **rows, size_t *count, struct err *err);

#endif
