/* law_texts.h: takes the national law database's JSON files into the database, and reads texts of
 * law from a folder or from the database. */
#ifndef ENGINE_LAW_TEXTS_H
#define ENGINE_LAW_TEXTS_H

#include "base/arena.h"
#include "base/err.h"
#include "nhi/law_text.h"

/* Reads the .json files of `dir`, dir/en and dir/zh. NHI_NOT_FOUND when there is none; the first
 * file that cannot be read ends it with its path. Everything lives in the arena. */
MUST_USE enum nhi_status law_texts_of_folder(struct law_texts *out, struct arena *arena,
                                             const char *dir, struct err *err);

struct law_texts_imported {
	size_t texts;    /* given */
	size_t inserted; /* of them new */
	size_t articles; /* of the new ones */
};

/* Inserts, in one transaction and act, the texts whose files are not there yet. */
MUST_USE enum nhi_status law_texts_import(const char *url, const char *data_dir,
                                          const struct law_texts *texts,
                                          struct law_texts_imported *out, struct err *err);
/* The text of each law and language as amended by `at`; only of one law unless `pcode` is empty
 * (store/law_text.h). */
MUST_USE enum nhi_status law_texts_of_database(const char *url, const char *data_dir,
                                               struct str pcode, date_t at, struct arena *arena,
                                               struct law_texts *out, struct err *err);
/* Every text at hand of one law, without its articles. */
MUST_USE enum nhi_status law_texts_history(const char *url, const char *data_dir, struct str pcode,
                                           struct arena *arena, struct law_texts *out,
                                           struct err *err);
/* Writes DIR/<language>/<code>.json, in the layout that is read. */
MUST_USE enum nhi_status law_texts_export(const struct law_texts *texts, const char *dir,
                                          struct err *err);

#endif
