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

/* Languages of the site. From LANG_DRAFTS on they are drafts that cover what a visitor needs first;
 * what a draft does not have is said in English. */
enum { LANG_ZH, LANG_EN, LANG_DRAFTS, LANG_ID = LANG_DRAFTS, LANG_VI, LANG_TH, LANG_COUNT };

struct i18n_language {
	const char *code; /* "zh": of addresses, cookies and files */
	const char *tag;  /* "zh-Hant-TW": of the lang attribute */
	const char *name; /* as its speakers call it */
};
extern const struct i18n_language i18n_languages[LANG_COUNT];
/* -1 when there is none. */
int i18n_language_find(struct str code);

struct i18n_set {
	struct i18n of[LANG_COUNT]; /* of[LANG_ZH] is empty */
};
/* The sentence in the language, else in English, else as it is. */
struct str i18n_say(const struct i18n_set *set, int lang, struct str msgid);

#endif
