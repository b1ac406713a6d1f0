/* Files of other agencies: any bytes are read to the end or refused; a row that was read once reads
 * the same at its offset. */
#include "fuzz.h"

#include "base/check.h"
#include "wire/match_file.h"

static const char layout_text[] = "source,field,zh,en,need\n"
                                  "household,id,id,id,yes\nhousehold,name,name,name,no\n"
                                  "household,from,from,from,yes\nhousehold,to,to,to,no\n"
                                  "labour,id,id,id,yes\nlabour,business,business,business,no\n"
                                  "labour,wage,wage,wage,no\nlabour,from,from,from,yes\n";

static void read_all(struct str bytes, enum match_source source, const struct match_layout *layout,
                     struct arena *arena) {
	struct match_reader r, again;
	struct match_row row, second;
	bool more = true;
	if (match_open(&r, layout, source, bytes, arena, NULL) != NHI_OK) return;
	CHECK(match_open(&again, layout, source, bytes, arena, NULL) == NHI_OK);
	while (match_next(&r, &row, &more, NULL) == NHI_OK && more) {
		CHECK(match_at(&again, row.offset, &second, NULL) == NHI_OK);
		CHECK(row.bad == second.bad && row.from == second.from && row.to == second.to);
		CHECK(str_eq(row.key, second.key) && row.wage == second.wage);
		CHECK(row.bad != MATCH_FIELD_COUNT || match_pack(row.key) >= 0);
	}
}

void fuzz_one(struct str bytes) {
	struct arena arena = ARENA_INIT(0);
	struct match_layout layout;
	CHECK(match_layout_read(&layout, &arena, str_from(layout_text), NULL) == NHI_OK);
	read_all(bytes, MATCH_HOUSEHOLD, &layout, &arena);
	read_all(bytes, MATCH_LABOUR, &layout, &arena);
	arena_free(&arena);
}
