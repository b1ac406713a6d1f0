/* media.h: what kind of file something is, by its bytes: the name and the sender's word count for
 * nothing. Kept and shown are kinds that stay readable for the years of an archive and that a
 * browser cannot be made to run: PDF, PNG, JPEG, TIFF, text and CSV, XML, ZIP. An office document
 * is a ZIP inside and is not among them: it shows different things to different readers. */
#ifndef WIRE_MEDIA_H
#define WIRE_MEDIA_H

#include "base/str.h"

enum media {
	MEDIA_OTHER, /* none of these */
	MEDIA_EMPTY,
	MEDIA_OFFICE, /* Word, Excel, OpenDocument */
	MEDIA_PDF,
	MEDIA_PNG,
	MEDIA_JPEG,
	MEDIA_TIFF,
	MEDIA_CSV, /* text in lines, UTF-8 or Big5 */
	MEDIA_XML,
	MEDIA_ZIP,
	MEDIA_COUNT
};

enum media media_of(struct str bytes);
bool media_is_kept(enum media m);
/* A browser may show it in a window of its own: PDF and pictures. */
bool media_is_shown(enum media m);
const char *media_type(enum media m); /* "application/pdf" */

#endif
