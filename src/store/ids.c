/* ids.c: see ids.h. */
#include "store/ids.h"

#include "base/check.h"
#include "store/driver.h"

enum nhi_status ids_take(struct db *db, const char *kind, int64_t count, int64_t *first,
                         struct err *err) {
	CHECK(count > 0 && db->open && db->mode == DB_WRITE);
	*first = 0;
	struct db_stmt *q = db_query(db, "id_block_take");
	db_bind_str(q, str_from(kind));
	db_bind_i64(q, count);
	if (db_next(q)) *first = db_i64(q, 0) - count;
	enum nhi_status st = db_end(q, err);
	int64_t limit = INT64_C(1) << (63 - IDS_SHARD_BITS);
	if (st == NHI_OK && *first + count > limit)
		return err_set(err, NHI_LIMIT, "%s" ERR_SEP "%lld", kind, (long long)limit);
	return st;
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
		enum nhi_status st = ids_take(db, kind, IDS_BLOCK, &first, err);
		if (st != NHI_OK) return st;
		int n = snprintf(b->kind, sizeof b->kind, "%s", kind);
		CHECK(n > 0 && (size_t)n < sizeof b->kind);
		b->next = first;
		b->end = first + IDS_BLOCK;
	}
	*out = b->next++;
	return NHI_OK;
}
