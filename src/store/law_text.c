/* law_text.c: see law_text.h. */
#include "store/law_text.h"

#include "store/ids.h"

enum nhi_status law_text_is_known(struct db *db, const char *hash, bool *out, struct err *err) {
	struct db_stmt *q = db_query(db, "law_text_by_hash");
	db_bind_str(q, str_from(hash));
	*out = db_next(q);
	return db_end(q, err);
}

static enum nhi_status insert_articles(struct db *db, int64_t id, const struct law_text *text,
                                       struct err *err) {
	for (size_t i = 0; i < text->article_count; i++) {
		const struct law_article *a = &text->articles[i];
		struct db_stmt *q = db_query(db, "law_article_insert");
		db_bind_i64(q, id);
		db_bind_i64(q, (int64_t)i + 1);
		db_bind_str(q, a->number);
		db_bind_str(q, a->chapter);
		db_bind_str(q, a->text);
		enum nhi_status st = db_run(q, err);
		if (st != NHI_OK) return st;
	}
	return NHI_OK;
}

enum nhi_status law_text_insert(struct db *db, const struct act *act, const struct law_text *text,
                                struct err *err) {
	int64_t id;
	enum nhi_status st = ids_new(db, "law_text", &id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "law_text_insert");
	db_bind_i64(q, id);
	db_bind_str(q, text->pcode);
	db_bind_str(q, text->language);
	db_bind_date(q, text->amended);
	db_bind_str(q, text->name);
	db_bind_str(q, text->history);
	db_bind_str(q, str_from(text->hash));
	db_bind_i64(q, act->id);
	st = db_run(q, err);
	return st == NHI_OK ? insert_articles(db, id, text, err) : st;
}

/* Articles of one text, in order. */
static enum nhi_status read_articles(struct db *db, int64_t id, size_t count, struct arena *arena,
                                     struct law_text *out, struct err *err) {
	out->articles = ARENA_ARRAY(arena, count, struct law_article);
	if (out->articles == NULL) return err_set(err, NHI_MEMORY, "");
	struct db_stmt *q = db_query(db, "law_article_list");
	db_bind_i64(q, id);
	while (out->article_count < count && db_next(q))
		out->articles[out->article_count++] =
		        (struct law_article){.number = db_keep(q, 0, arena),
		                             .chapter = db_keep(q, 1, arena),
		                             .text = db_keep(q, 2, arena)};
	return db_end(q, err);
}

struct head {
	int64_t id;
	size_t articles;
};

struct wish {
	struct str pcode;
	date_t at;
	bool all; /* every text, not one of each law and language */
};

/* Does the row belong to the law and language of the head before it? */
static bool same_law(const struct db_stmt *q, const struct law_texts *out) {
	if (out->count == 0) return false;
	const struct law_text *t = &out->text[out->count - 1];
	return str_eq(t->pcode, db_str(q, 1)) && str_eq(t->language, db_str(q, 2));
}

/* Rows come newest first within a law and language: a head stands until it is not too young. */
static enum nhi_status read_heads(struct db *db, const struct wish *w, struct arena *arena,
                                  struct law_texts *out, struct head *heads, struct err *err) {
	struct db_stmt *q = db_query(db, "law_text_list");
	db_bind_str(q, w->pcode);
	while (db_next(q)) {
		if (!w->all && same_law(q, out)) {
			if (out->text[out->count - 1].amended <= w->at) continue;
			out->count--;
		}
		if (out->count == LAW_TEXTS_MAX) break;
		heads[out->count] = (struct head){db_i64(q, 0), (size_t)db_i64(q, 6)};
		out->text[out->count++] = (struct law_text){.pcode = db_keep(q, 1, arena),
		                                            .language = db_keep(q, 2, arena),
		                                            .amended = db_date(q, 3),
		                                            .name = db_keep(q, 4, arena),
		                                            .history = db_keep(q, 5, arena)};
	}
	return db_end(q, err);
}

static enum nhi_status make_room(struct arena *arena, struct law_texts *out, struct head **heads,
                                 struct err *err) {
	*out = (struct law_texts){.text = ARENA_ARRAY(arena, LAW_TEXTS_MAX, struct law_text)};
	*heads = ARENA_ARRAY(arena, LAW_TEXTS_MAX, struct head);
	return out->text == NULL || *heads == NULL ? err_set(err, NHI_MEMORY, "") : NHI_OK;
}

enum nhi_status law_text_at(struct db *db, struct str pcode, date_t at, struct arena *arena,
                            struct law_texts *out, struct err *err) {
	struct head *heads;
	struct wish w = {pcode, at, false};
	enum nhi_status st = make_room(arena, out, &heads, err);
	if (st == NHI_OK) st = read_heads(db, &w, arena, out, heads, err);
	for (size_t i = 0; i < out->count && st == NHI_OK; i++)
		st = read_articles(db, heads[i].id, heads[i].articles, arena, &out->text[i], err);
	return st;
}

enum nhi_status law_text_history(struct db *db, struct str pcode, struct arena *arena,
                                 struct law_texts *out, struct err *err) {
	struct head *heads;
	struct wish w = {pcode, DATE_OPEN, true};
	enum nhi_status st = make_room(arena, out, &heads, err);
	if (st == NHI_OK) st = read_heads(db, &w, arena, out, heads, err);
	for (size_t i = 0; i < out->count; i++) out->text[i].article_count = heads[i].articles;
	return st;
}
