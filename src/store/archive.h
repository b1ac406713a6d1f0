/* archive.h: which letters have been kept long enough, and the destruction of their text by an
 * approved list: the entry and the hash stay (schema/0025_archive.sql). */
#ifndef STORE_ARCHIVE_H
#define STORE_ARCHIVE_H

#include "store/act.h"

struct archive_row {
	int64_t letter_id, years;
	struct str number, file_class, subject, hash;
	date_t issued_on;
};

/* Kept to the end of the last year of their term by `at`, with their text still there; an empty
 * class takes all; at most `most`. Those kept for ever are never listed. */
MUST_USE enum nhi_status archive_expired(struct db *db, date_t at, struct str file_class,
                                         int64_t most, struct arena *arena,
                                         struct archive_row **rows, size_t *count, struct err *err);
MUST_USE enum nhi_status archive_destroy(struct db *db, const struct act *act,
                                         const struct archive_row *row, struct str list_no,
                                         date_t on, struct err *err);

#endif
