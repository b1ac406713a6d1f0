/* claim_file.h: a file on disk as a source of bytes, piece by piece. Knows nothing of the command
 * line, so that the small stand-alone check uses it too. */
#ifndef CLI_CLAIM_FILE_H
#define CLI_CLAIM_FILE_H

#include "wire/claim_zip.h"

struct claim_file {
	struct claim_source source;
	int fd;
	const char *path; /* borrowed */
};

MUST_USE enum nhi_status claim_file_open(struct claim_file *f, const char *path, struct err *err);
void claim_file_close(struct claim_file *f);
/* The name without its folders. */
struct str claim_file_name(const char *path);

#endif
