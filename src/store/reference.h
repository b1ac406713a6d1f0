/* reference.h: published lists of the claim check as they were imported (schema: ref_import,
 * ref_undo). A list is never changed: a newer one is a row more, an import taken back stays as
 * taken back. Rules: wire/claim_ref_csv.h. */
#ifndef STORE_REFERENCE_H
#define STORE_REFERENCE_H

#include "store/act.h"

struct reference_row {
	int64_t id;
	struct str kind, file, as_of, sha256;
	bool is_complete, is_undone;
	int64_t rows, left_out, added, changed, removed;
	instant_t at;
	struct str actor;
};

/* Oldest first; kind "" takes all. */
MUST_USE enum nhi_status reference_list(struct db *db, struct str kind, struct arena *arena,
                                        struct reference_row **rows, size_t *count,
                                        struct err *err);
/* Fills row->id. The bytes are kept by store/original.h before. */
MUST_USE enum nhi_status reference_add(struct db *db, const struct act *act,
                                       struct reference_row *row, struct err *err);
MUST_USE enum nhi_status reference_undo(struct db *db, const struct act *act, int64_t id,
                                        struct err *err);

#endif
