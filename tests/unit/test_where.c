/* Search of services by everyday words: tests/table/where.txt. The expected service is among the
 * first two. */
#include "table.h"
#include "test.h"

#include "desk/desk.h"

static struct arena arena; /* max 0: the default */
static struct desk desk;

static void load(void) {
	struct err err = ERR_INIT;
	if (desk_open(&desk, test_source("."), NULL, &err) == NHI_OK) return;
	fprintf(stderr, "%s: %.*s\n", err.where, (int)err.detail_n, err.detail);
	exit(1);
}

/* Gives the expected service when it is among the first two, else the first one found. */
static void check(struct table_row *row, void *context) {
	(void)context;
	struct where_hit hits[WHERE_RESULTS_MAX];
	size_t n = where_search(&desk.where, &arena, row_text(row, "text"), hits);
	struct str first = STR("nothing");
	for (size_t i = n < 2 ? n : 2; i > 0; i--) {
		const struct service *s = hits[i - 1].doc->service;
		struct str id = s == NULL ? hits[i - 1].doc->row->id : s->id;
		if (i == 1 || str_eq(id, row->expected[0])) first = id;
		if (str_eq(id, row->expected[0])) break;
	}
	row_give(row, "service", first);
}

int main(void) {
	load();
	const struct table_result results[] = {table_run("where.txt", check, NULL)};
	int code = table_end(results, COUNT_OF(results));
	arena_free(&arena);
	desk_close(&desk);
	return code;
}
