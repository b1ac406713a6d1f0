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
/* The newest text of each law and language; only of one law unless `pcode` is empty. */
MUST_USE enum nhi_status law_texts_of_database(const char *url, const char *data_dir,
                                               struct str pcode, struct arena *arena,
                                               struct law_texts *out, struct err *err);

#endif
