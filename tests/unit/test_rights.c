/* What each role may do: tests/table/rights.txt against catalogue/roles.csv and rights.csv. */
#include "table.h"
#include "test.h"

#include "desk/principal.h"

static struct arena arena; /* max 0: the default */
static struct rights rights;

enum { OWN_PERSON = 7, OWN_UNIT = 5, OWN_DIVISION = 3 };

static enum right right_of(struct str word) {
	if (str_is(word, "decide")) return RIGHT_DECIDE;
	return str_is(word, "write") ? RIGHT_WRITE : RIGHT_READ;
}

static enum nhi_status ask(const struct principal *p, const struct table_row *row, const char *area,
                           enum right right, struct err *err) {
	int64_t division = row_has(row, "division") ? row_i64(row, "division") : 0;
	if (row_has(row, "person"))
		return principal_need_person(p, area, right, row_i64(row, "person"), division, err);
	if (row_has(row, "unit"))
		return principal_need_unit(p, area, right, row_i64(row, "unit"), division, err);
	return principal_need(p, area, right, err);
}

static void check(struct table_row *row, void *context) {
	(void)context;
	struct principal p = principal_nobody;
	struct err err = ERR_INIT;
	char area[64];
	snprintf(area, sizeof area, "%.*s", STR_ARG(row_text(row, "area")));
	if (row_has(row, "role")) {
		p = (struct principal){.rights = &rights,
		                       .role = rights_role(&rights, row_text(row, "role")),
		                       .actor = STR("u:1"),
		                       .person_id = OWN_PERSON,
		                       .unit_id = OWN_UNIT};
		if (p.role == NULL) {
			row_give_c(row, "answer", "no such role");
			return;
		}
		p.kind = p.role->kind;
		p.division = p.kind == PRINCIPAL_CLERK && p.role->level > 1 ? OWN_DIVISION : 0;
	}
	enum nhi_status st = ask(&p, row, area, right_of(row_text(row, "right")), &err);
	row_give_c(row, "answer", st == NHI_OK ? "yes" : status_name(st));
}

int main(void) {
	struct err err = ERR_INIT;
	if (rights_load(&rights, &arena, test_source("."), &err) != NHI_OK) {
		fprintf(stderr, "%s: %.*s\n", err.where, (int)err.detail_n, err.detail);
		return 1;
	}
	const struct table_result results[] = {table_run("rights.txt", check, NULL)};
	int code = table_end(results, COUNT_OF(results));
	arena_free(&arena);
	return code;
}
