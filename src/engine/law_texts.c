/* law_texts.c: see law_texts.h. */
#include "engine/law_texts.h"

#include "base/file.h"
#include "store/law_text.h"
#include "wire/law_text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH_BYTES_MAX = 4096 };

/* --- from a folder -----------------------------------------------------------------------------
 */

static enum nhi_status read_one(struct law_text *out, struct arena *arena, const char *dir,
                                struct str name, struct err *err) {
	char path[PATH_BYTES_MAX];
	struct str bytes;
	int n = snprintf(path, sizeof path, "%s/%.*s", dir, STR_ARG(name));
	if (n < 0 || (size_t)n >= sizeof path)
		return err_set(err, NHI_LIMIT, "%s" ERR_SEP "%d", dir, PATH_BYTES_MAX);
	enum nhi_status st = file_read(arena, path, LAW_TEXT_BYTES_MAX, &bytes, err);
	if (st == NHI_OK) st = law_text_read(out, arena, bytes, err);
	if (st != NHI_OK) err_where(err, "%s", path);
	return st;
}

/* All .json files of one folder, behind what `out` has. */
static enum nhi_status read_folder(struct law_texts *out, struct arena *arena, const char *dir,
                                   struct err *err) {
	struct file_list list;
	enum nhi_status st = file_list(arena, dir, ".json", &list, err);
	if (st != NHI_OK || list.count == 0) return st;
	struct law_text *all = ARENA_ARRAY(arena, out->count + list.count, struct law_text);
	if (all == NULL) return err_set(err, NHI_MEMORY, "");
	for (size_t i = 0; i < out->count; i++) all[i] = out->text[i];
	out->text = all;
	for (size_t i = 0; i < list.count && st == NHI_OK; i++)
		st = read_one(&all[out->count++], arena, dir, list.name[i], err);
	return st;
}

enum nhi_status law_texts_of_folder(struct law_texts *out, struct arena *arena, const char *dir,
                                    struct err *err) {
	static const char *const below[] = {"", "/en", "/zh"}; /* files, or a folder a language */
	*out = (struct law_texts){0};
	for (size_t i = 0; i < COUNT_OF(below); i++) {
		char path[PATH_BYTES_MAX];
		int n = snprintf(path, sizeof path, "%s%s", dir, below[i]);
		if (n < 0 || (size_t)n >= sizeof path)
			return err_set(err, NHI_LIMIT, "%s" ERR_SEP "%d", dir, PATH_BYTES_MAX);
		if (i > 0 && !file_exists(path)) continue;
		enum nhi_status st = read_folder(out, arena, path, err);
		if (st != NHI_OK) return st;
	}
	if (out->count > 0) return NHI_OK;
	return err_set(err, NHI_NOT_FOUND, "%s/*.json", dir);
}

/* --- into the database --------------------------------------------------------------------------
 */

struct import {
	const struct law_texts *texts;
	struct law_texts_imported *out;
};

static enum nhi_status insert_new(struct db *db, void *context, struct err *err) {
	const struct import *in = context;
	struct act act = {.id = 0};
	*in->out = (struct law_texts_imported){.texts = in->texts->count};
	for (size_t i = 0; i < in->texts->count; i++) {
		const struct law_text *t = &in->texts->text[i];
		bool known;
		enum nhi_status st = law_text_is_known(db, t->hash, &known, err);
		if (st == NHI_OK && known) continue;
		if (st == NHI_OK && act.id == 0) {
			struct act_request request = {.actor = STR("cli:operator"),
			                              .reason = STR("law text import"),
			                              .purpose = STR("law")};
			st = act_begin(db, &request, &act, err);
		}
		if (st == NHI_OK) st = law_text_insert(db, &act, t, err);
		if (st != NHI_OK) return st;
		in->out->inserted++;
		in->out->articles += t->article_count;
	}
	return NHI_OK;
}

enum nhi_status law_texts_import(const char *url, const char *data_dir,
                                 const struct law_texts *texts, struct law_texts_imported *out,
                                 struct err *err) {
	struct db *db;
	struct import in = {texts, out};
	enum nhi_status st = db_open(&db, url, data_dir, 0, err);
	if (st != NHI_OK) return st;
	st = db_transact(db, DB_WRITE, insert_new, &in, err);
	db_close(db);
	return st;
}

enum nhi_status law_texts_of_database(const char *url, const char *data_dir, struct str pcode,
                                      date_t at, struct arena *arena, struct law_texts *out,
                                      struct err *err) {
	struct db *db;
	enum nhi_status st = db_open(&db, url, data_dir, DB_READ_ONLY, err);
	if (st != NHI_OK) return st;
	st = law_text_at(db, pcode, at, arena, out, err);
	db_close(db);
	return st;
}

enum nhi_status law_texts_history(const char *url, const char *data_dir, struct str pcode,
                                  struct arena *arena, struct law_texts *out, struct err *err) {
	struct db *db;
	enum nhi_status st = db_open(&db, url, data_dir, DB_READ_ONLY, err);
	if (st != NHI_OK) return st;
	st = law_text_history(db, pcode, arena, out, err);
	db_close(db);
	return st;
}

/* --- into a folder -------------------------------------------------------------------------------
 */

static enum nhi_status make_folder(const char *path, struct err *err) {
	if (mkdir(path, 0777) == 0 || errno == EEXIST) return NHI_OK;
	return err_set(err, NHI_IO, "%s" ERR_SEP "%s", path, strerror(errno));
}

static enum nhi_status write_one(const struct law_text *t, const char *dir, struct err *err) {
	char path[PATH_BYTES_MAX];
	struct buf text = BUF_INIT(LAW_TEXT_BYTES_MAX);
	int n = snprintf(path, sizeof path, "%s/%.*s", dir, STR_ARG(t->language));
	if (n < 0 || (size_t)n + t->pcode.n + sizeof "/.json" > sizeof path)
		return err_set(err, NHI_LIMIT, "%s" ERR_SEP "%d", dir, PATH_BYTES_MAX);
	enum nhi_status st = make_folder(path, err);
	law_text_write(&text, t);
	if (st == NHI_OK && !buf_ok(&text)) st = err_set(err, NHI_MEMORY, "");
	n = snprintf(path, sizeof path, "%s/%.*s/%.*s.json", dir, STR_ARG(t->language),
	             STR_ARG(t->pcode));
	if (st == NHI_OK && n > 0) st = file_write(path, buf_str(&text), err);
	buf_free(&text);
	return st;
}

enum nhi_status law_texts_export(const struct law_texts *texts, const char *dir, struct err *err) {
	enum nhi_status st = make_folder(dir, err);
	for (size_t i = 0; i < texts->count && st == NHI_OK; i++)
		st = write_one(&texts->text[i], dir, err);
	return st;
}
