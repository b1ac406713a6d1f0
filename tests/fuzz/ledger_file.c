/* ledger_file.c: any bytes as a file of entries: refused with a message, or entries whose lines all
 * have an amount and stand within the file's rows. */
#include "engine/ledger_file.h"

#include "fuzz.h"

void fuzz_one(struct str bytes) {
	struct arena arena = ARENA_INIT(0);
	struct err err = ERR_INIT;
	struct ledger_file file;
	if (ledger_file_read(&file, bytes, &arena, &err) != NHI_OK) {
		CHECK(err.code != NHI_OK);
		arena_free(&arena);
		return;
	}
	CHECK(file.count > 0);
	for (size_t i = 0; i < file.count; i++) {
		CHECK(file.entry[i].key.n > 0 && file.entry[i].line_count > 0);
		for (size_t k = 0; k < file.entry[i].line_count; k++) {
			const struct ledger_line *l = &file.entry[i].line[k];
			CHECK(l->amount.v != 0);
			CHECK((l->party == LEDGER_NOBODY) == (l->party_id == 0));
		}
	}
	arena_free(&arena);
}
