/* query.c: any bytes as a file of queries: refused with place and reason, or queries that have a
 * name and a text, on both databases. */
#include "store/query.h"

#include "fuzz.h"

void fuzz_one(struct str bytes) {
	for (int kind = DB_SQLITE; kind <= DB_POSTGRESQL; kind++) {
		struct arena arena = ARENA_INIT(0);
		struct err err = ERR_INIT;
		struct query_set set = {0};
		enum nhi_status st =
		        query_parse(&set, &arena, STR("q.sql"), bytes, (enum db_kind)kind, &err);
		CHECK(st == err.code);
		for (size_t i = 0; st == NHI_OK && i < set.count; i++)
			CHECK(set.query[i].name.p != NULL && set.query[i].sql.n > 0);
		arena_free(&arena);
	}
}
