/* assets.h: style sheets, scripts and pictures, read once from the build's web folder, with their
 * gzip form made at build. The address of a file holds the hash of its bytes, so it may be kept
 * for ever. */
#ifndef WEB_ASSETS_H
#define WEB_ASSETS_H

#include "base/arena.h"
#include "base/err.h"

struct asset {
	struct str name;  /* "nhi.css" */
	struct str path;  /* "/assets/nhi.1a2b3c4d5e.css" */
	struct str type;  /* "text/css; charset=utf-8" */
	struct str etag;  /* with quotes */
	struct str bytes; /* as it is */
	struct str gzip;  /* or empty */
};

struct assets {
	struct asset *items; /* sorted by name */
	size_t count;
};

/* `built_dir` holds the files and, beside each, NAME.gz. */
MUST_USE enum nhi_status assets_load(struct assets *out, struct arena *a, const char *built_dir,
                                     struct err *err);
/* By address; NULL when there is none. */
const struct asset *assets_find(const struct assets *t, struct str path);

#endif
