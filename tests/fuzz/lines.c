/* lines.c: any bytes as the lines of a bill, as they stand in the database (schema/lines.md): read
 * or refused as corrupt, never more. */
#include "nhi/bill_lines.h"

#include "fuzz.h"

void fuzz_one(struct str bytes) {
	struct arena arena = ARENA_INIT((size_t)32 * 1024 * 1024);
	struct bill_line *lines = NULL;
	size_t count = 0;
	struct err err = ERR_INIT;
	enum nhi_status st = bill_lines_read(bytes, &arena, &lines, &count, &err);
	CHECK(st == NHI_OK || st == NHI_CORRUPT || st == NHI_MEMORY || st == NHI_LIMIT);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		CHECK(lines[i].kind == BILL_LINE_PERSON || lines[i].kind == BILL_LINE_CORRECTION);
	arena_free(&arena);
}
