/* account_demo.c: see account_demo.h. */
#include "store/account_demo.h"

static enum nhi_status find_person(struct db *db, int64_t unit_id, date_t at, struct arena *arena,
                                   struct account_demo *out, struct err *err) {
	char text[32];
	struct db_stmt *q = db_query(db, "login_demo_person");
	db_bind_i64(q, unit_id);
	db_bind_date(q, at);
	if (db_next(q)) {
		snprintf(text, sizeof text, "#%lld", (long long)db_i64(q, 0));
		if (!arena_str(arena, str_from(text), &out->person))
			(void)db_fail(q, NHI_MEMORY, "%s", ""); /* sticky */
	}
	return db_end(q, err);
}

enum nhi_status account_demo_find(struct db *db, int64_t division, date_t at, struct arena *arena,
                                  struct account_demo *out, struct err *err) {
	int64_t unit_id[ACCOUNT_DEMO_UNITS] = {0};
	*out = (struct account_demo){.person = STR("")};
	struct db_stmt *q = db_query(db, "login_is_demo");
	out->is_demo = db_next(q) && db_i64(q, 0) > 0;
	enum nhi_status st = db_end(q, err);
	if (st != NHI_OK || !out->is_demo) return st;
	q = db_query(db, "login_demo_unit");
	db_bind_i64(q, division);
	db_bind_i64(q, ACCOUNT_DEMO_UNITS);
	while (out->unit_count < ACCOUNT_DEMO_UNITS && db_next(q)) {
		unit_id[out->unit_count] = db_i64(q, 1);
		out->unit[out->unit_count++] = db_keep(q, 0, arena);
	}
	st = db_end(q, err);
	for (size_t i = 0; st == NHI_OK && out->person.n == 0 && i < out->unit_count; i++)
		st = find_person(db, unit_id[i], at, arena, out, err);
	return st;
}
