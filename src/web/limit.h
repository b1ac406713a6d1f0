/* limit.h: how often one address may ask for something in a minute: for pages where guessing must
 * stay hopeless. Kept in memory, for this process; addresses that share a slot share the limit. */
#ifndef WEB_LIMIT_H
#define WEB_LIMIT_H

#include "base/err.h"

enum { LIMIT_SLOTS = 4096, LIMIT_A_MINUTE = 30, LIMIT_WINDOW_S = 60 };

/* Counts one request. NHI_TOO_MANY with the seconds to wait. Thread-safe. */
MUST_USE enum nhi_status limit_count(struct str address, struct err *err);

#endif
