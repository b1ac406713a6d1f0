/* law_text.h: texts of law kept in the database, one row a text, never changed; a newer text of the
 * same law is a row more (schema: law_text, law_article). */
#ifndef STORE_LAW_TEXT_H
#define STORE_LAW_TEXT_H

#include "nhi/law_text.h"
#include "store/act.h"

enum { LAW_TEXTS_MAX = 20000 };

/* Is a text from a file with this hash there? */
MUST_USE enum nhi_status law_text_is_known(struct db *db, const char *hash, bool *out,
                                           struct err *err);
/* Inside a write transaction. */
MUST_USE enum nhi_status law_text_insert(struct db *db, const struct act *act,
                                         const struct law_text *text, struct err *err);
/* The text of each law and language as amended by `at` (the oldest one when all are younger),
 * sorted by code and language; of one law when `pcode` is not empty. DATE_OPEN gives the newest.
 * Everything lives in the arena. */
MUST_USE enum nhi_status law_text_at(struct db *db, struct str pcode, date_t at,
                                     struct arena *arena, struct law_texts *out, struct err *err);
/* Every text at hand of one law, without articles, newest first within a language. */
MUST_USE enum nhi_status law_text_history(struct db *db, struct str pcode, struct arena *arena,
                                          struct law_texts *out, struct err *err);

#endif
