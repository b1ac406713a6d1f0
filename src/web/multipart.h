/* multipart.h: reads multipart/form-data (RFC 7578) as it arrives: texts and files of one form.
 *
 * Bytes are given in pieces of any size; no piece is looked at twice, and nothing is held beyond
 * the limits below whatever is sent. What a browser never sends (a preamble, folded or repeated
 * headers, nested parts' encodings) is refused, so that there is one reading of each message.
 *
 * Limits: FORM_INPUTS_MAX texts of together MULTIPART_TEXT_MAX bytes, FORM_FILES_MAX files,
 * MULTIPART_BODY_MAX in all. A file over FORM_FILE_BYTES_MAX is dropped but named (is_cut), so that
 * the page can say so beside the field and lose nothing else. */
#ifndef WEB_MULTIPART_H
#define WEB_MULTIPART_H

#include "base/err.h"
#include "desk/form.h"

enum { MULTIPART_TEXT_MAX = 1 << 20, MULTIPART_BODY_MAX = 40 << 20 };

struct multipart;

/* Is this the Content-Type of such a body? */
bool multipart_is(struct str content_type);
/* NHI_BAD_REQUEST without a usable boundary. To be closed when NHI_OK. */
MUST_USE enum nhi_status multipart_open(struct multipart **out, struct str content_type,
                                        struct err *err);
void multipart_close(struct multipart *m); /* NULL is fine */
/* Reads on. After an error every call gives the same error: NHI_BAD_REQUEST, NHI_LIMIT, NHI_MEMORY.
 */
MUST_USE enum nhi_status multipart_put(struct multipart *m, struct str bytes, struct err *err);
/* The whole came: adds its texts to the form, and its files, which point into `m`. */
MUST_USE enum nhi_status multipart_end(struct multipart *m, struct form *form, struct err *err);

#endif
