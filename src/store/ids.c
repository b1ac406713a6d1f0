/* ids.c: see ids.h. */
#include "store/ids.h"

#include "base/check.h"
#include "store/driver.h"

static enum nhi_status take_within(struct db *db, const char *kind, int64_t count, int64_t *next,
                                   struct err *err) {
	struct db_stmt *q = db_query(db, "id_block_take");
	db_bind_str(q, str_from(kind));
	db_bind_i64(q, count);
	if (db_next(q)) *next = db_i64(q, 0);
	return db_end(q, err);
}

static enum nhi_status take(struct db *db, const char *kind, int64_t count, int64_t *first,
                            bool *beside, struct err *err) {
	CHECK(count > 0 && db->open && db->mode == DB_WRITE);
	int64_t next = count;
	enum nhi_status st = db->driver->take_ids == NULL
	                             ? NHI_NOT_FOUND
	                             : db->driver->take_ids(db, kind, count, &next, err);
	*beside = st != NHI_NOT_FOUND;
	if (!*beside) st = take_within(db, kind, count, &next, err);
	*first = next - count;
	int64_t limit = INT64_C(1) << (63 - IDS_SHARD_BITS);
	if (st == NHI_OK && *first + count > limit)
		return err_set(err, NHI_LIMIT, "%s" ERR_SEP "%lld", kind, (long long)limit);
	return st;
}

enum nhi_status ids_take(struct db *db, const char *kind, int64_t count, int64_t *first,
                         struct err *err) {
	bool beside;
	return take(db, kind, count, first, &beside, err);
}

enum nhi_status ids_new(struct db *db, const char *kind, int64_t *out, struct err *err) {
	size_t i = 0;
	while (i < IDS_KINDS_MAX && db->ids[i].kind[0] != '\0' &&
	       !str_is(str_from(db->ids[i].kind), kind))
		i++;
	CHECK(i < IDS_KINDS_MAX);
	struct ids_block *b = &db->ids[i];
	if (b->next == b->end) {
		int64_t first;
		bool beside;
		enum nhi_status st = take(db, kind, IDS_BLOCK, &first, &beside, err);
		if (st != NHI_OK) return st;
		int n = snprintf(b->kind, sizeof b->kind, "%s", kind);
		CHECK(n > 0 && (size_t)n < sizeof b->kind);
		b->next = first;
		b->end = first + IDS_BLOCK;
		b->again = beside ? first : 0;
	}
	*out = b->next++;
	return NHI_OK;
}

void ids_undo(struct db *db, const struct ids_block *before) {
	for (size_t i = 0; i < IDS_KINDS_MAX; i++) {
		struct ids_block *b = &db->ids[i];
		if (b->again != 0 && (before == NULL || b->again != before[i].again))
			b->next = b->again;
		else if (before != NULL)
			*b = before[i];
		else
			b->next = b->end;
	}
}

void ids_keep(struct db *db) {
	for (size_t i = 0; i < IDS_KINDS_MAX; i++)
		if (db->ids[i].next != db->ids[i].again) db->ids[i].again = 0;
}
