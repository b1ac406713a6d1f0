/* csv.c: any bytes as CSV: reading ends, and what was read survives being written and read again.
 */
#include "base/csv.h"

#include "fuzz.h"

static void read_again(struct str written, const struct csv *row) {
	struct arena arena = ARENA_INIT(0);
	static struct csv again;
	bool more = false;
	csv_init(&again, written, &arena);
	CHECK(csv_next(&again, &more, NULL) == NHI_OK && more && again.count == row->count);
	for (size_t i = 0; i < row->count; i++) CHECK(str_eq(again.field[i], row->field[i]));
	arena_free(&arena);
}

void fuzz_one(struct str bytes) {
	struct arena arena = ARENA_INIT(0);
	struct err err = ERR_INIT;
	static struct csv c;
	bool more = true;
	csv_init(&c, bytes, &arena);
	while (csv_next(&c, &more, &err) == NHI_OK && more) {
		struct buf b = BUF_INIT(0);
		for (size_t i = 0; i < c.count; i++) csv_put(&b, i, c.field[i]);
		csv_end_row(&b);
		/* A row whose text begins with a byte-order mark loses it when it stands first. */
		if (!str_starts(buf_str(&b), STR("\xEF\xBB\xBF"))) read_again(buf_str(&b), &c);
		buf_free(&b);
	}
	arena_free(&arena);
}
