/* reference.h: published lists into the database and out again: what a list changes against the one
 * before it, the import as one act, the lists that stand, taking an import back. */
#ifndef ENGINE_REFERENCE_H
#define ENGINE_REFERENCE_H

#include "store/reference.h"
#include "wire/claim_ref_build.h"

struct reference_request {
	const struct ref_source *list; /* as it came, with kind, as_of, complete */
	struct str actor;
	bool is_dry_run;
	/* Every difference against the list of its kind before it, by code; or NULL. */
	void (*each)(const struct ref_difference *d, void *context);
	void *context;
};

struct reference_report {
	struct reference_row row;
	bool is_known;   /* the same bytes of that kind stand already: nothing was written */
	bool has_before; /* there is an earlier list of the kind */
	struct findings findings;
};

/* The list before it is the newest of its kind, by as_of, that stands. Memory: both lists. */
MUST_USE enum nhi_status reference_import(const char *url, const char *data_dir,
                                          const struct reference_request *q, struct arena *arena,
                                          struct reference_report *out, struct err *err);
/* Takes an import back. NHI_NOT_FOUND, or NHI_CONFLICT when that was done before. */
MUST_USE enum nhi_status reference_take_back(const char *url, const char *data_dir, int64_t id,
                                             struct str actor, struct str reason, struct err *err);
MUST_USE enum nhi_status reference_imports(const char *url, const char *data_dir,
                                           struct arena *arena, struct reference_row **rows,
                                           size_t *count, struct err *err);
/* The lists that stand, with their bytes: the newest REF_LISTS_MAX. */
MUST_USE enum nhi_status reference_sources(const char *url, const char *data_dir,
                                           struct arena *arena, struct ref_source **out,
                                           size_t *count, struct err *err);

#endif
