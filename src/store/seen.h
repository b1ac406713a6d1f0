/* seen.h: the persons whom a batch shows (an export, a print, a list): gathered while the output is
 * made, recorded as reads before it is given out (DESIGN §4). The one door for what shows many
 * persons at once; a page records its few by read_audit.h. */
#ifndef STORE_SEEN_H
#define STORE_SEEN_H

#include "store/db.h"

struct seen {
	const char *url, *data_dir;      /* of the register; borrowed */
	struct str actor, purpose, view; /* as in struct read_event */
	int64_t *person;                 /* may hold one several times; recorded once */
	size_t count, room;
	bool failed;   /* no memory: recording then fails */
	struct db *db; /* its own, from the first recording on */
};

void seen_add(struct seen *s, int64_t person_id); /* 0: nobody; `s` may be NULL: not shown */
/* Returns when it is durable that these persons were shown, and empties the list; with nobody in it
 * the database is not opened. After a failure the output must not be given. NULL is allowed. */
MUST_USE enum nhi_status seen_record(struct seen *s, struct err *err);
void seen_free(struct seen *s);

#endif
