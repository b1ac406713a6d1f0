/* case_file.h: a file of a case, given back as it was received. */
#ifndef DESK_CASE_FILE_H
#define DESK_CASE_FILE_H

#include "desk/case.h"

struct case_file_shown {
	struct str name;
	const char *type; /* by its bytes */
	bool is_shown;    /* a browser may open it; else it is downloaded */
	struct str bytes; /* in the arena of the call */
};
/* Who may read the case may read its files (officers' own only staff); the read is recorded before
 * the bytes are given. NHI_NOT_FOUND for a paper that was only seen. */
MUST_USE enum nhi_status case_file_read(struct desk_call *call, struct str number,
                                        struct str document, struct case_file_shown *out,
                                        struct err *err);

#endif
