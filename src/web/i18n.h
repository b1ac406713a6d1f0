/* i18n.h: English for the sentences of the pages. The msgid is the Traditional Chinese sentence;
 * web/i18n/en.po is compiled by msgfmt at build, and this reads the .mo bytes. */
#ifndef WEB_I18N_H
#define WEB_I18N_H

#include "base/err.h"

struct i18n {
	struct str bytes; /* of the .mo file; empty: nothing is translated */
	uint32_t count, originals, translations;
};

/* Checks the header and every offset. Borrowed: `bytes` must outlive it. NHI_CORRUPT. */
MUST_USE enum nhi_status i18n_read(struct i18n *out, struct str bytes, struct err *err);
/* False when there is no translation; then *out is the msgid. */
bool i18n_find(const struct i18n *t, struct str msgid, struct str *out);

#endif
