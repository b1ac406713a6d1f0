/* case_list.c: see case_list.h. */
#include "store/case_list.h"

#include "base/check.h"

static const char *const list_queries[CASE_LIST_KINDS] = {
        [CASES_OF_SECTION] = "case_list_section", [CASES_OF_SERVICE] = "case_list_service",
        [CASES_OF_OFFICER] = "case_list_officer", [CASES_AWAITING] = "case_list_awaiting",
        [CASES_OF_PARTY] = "case_list_party",     [CASES_OF_PERSON] = "case_list_person",
        [CASES_DEEMED] = "case_list_deemed"};

static const char *const back_queries[CASE_LIST_KINDS] = {
        [CASES_OF_SECTION] = "case_list_section_back",
        [CASES_OF_OFFICER] = "case_list_officer_back",
        [CASES_AWAITING] = "case_list_awaiting_back"};

static void bind_key(struct db_stmt *q, const struct case_list *l) {
	switch (l->kind) {
	case CASES_OF_SECTION: db_bind_str(q, l->section); break;
	case CASES_OF_SERVICE:
		db_bind_str(q, l->section);
		db_bind_str(q, l->service);
		break;
	case CASES_OF_OFFICER: db_bind_i64(q, l->officer); break;
	case CASES_AWAITING:
		db_bind_i64(q, l->level);
		db_bind_i64(q, l->division);
		db_bind_str(q, l->section);
		break;
	case CASES_OF_PARTY:
		db_bind_i64(q, l->party_id);
		db_bind_i64(q, l->party);
		break;
	case CASES_OF_PERSON: db_bind_i64(q, l->party_id); break;
	case CASES_DEEMED: db_bind_date(q, l->on); break;
	case CASE_LIST_KINDS: CHECK(false);
	}
}

static void bind_cursor(struct db_stmt *q, const struct case_list *l) {
	bool is_newest_first = l->kind == CASES_OF_PARTY || l->kind == CASES_OF_PERSON;
	if (is_newest_first) {
		db_bind_i64(q, l->has_after ? l->after.id : INT64_MAX);
	} else {
		if (l->kind != CASES_DEEMED)
			db_bind_date(q, l->has_after ? l->after.due : DATE_MIN);
		db_bind_i64(q, l->has_after ? l->after.id : 0);
	}
	db_bind_i64(q, l->most);
}

static void read_row(struct db_stmt *q, struct arena *arena, struct case_row *r) {
	*r = (struct case_row){.id = db_i64(q, 0),
	                       .version = db_i64(q, 1),
	                       .number = db_keep(q, 2, arena),
	                       .service = db_keep(q, 3, arena),
	                       .title = db_keep(q, 4, arena),
	                       .section = db_keep(q, 5, arena),
	                       .step = db_keep(q, 6, arena),
	                       .received_on = db_date(q, 9),
	                       .due_on = db_date(q, 10),
	                       .closed_on = db_is_null(q, 11) ? DATE_OPEN : db_date(q, 11),
	                       .is_standing = db_bool(q, 12),
	                       .officer = db_i64(q, 13),
	                       .await_level = db_i64(q, 14),
	                       .division = db_i64(q, 15),
	                       .person_id = db_i64(q, 16)};
	(void)case_state_find(db_str(q, 7), &r->state);   /* the table's CHECK allows no other */
	(void)case_result_find(db_str(q, 8), &r->result); /* else none */
}

enum nhi_status case_list(struct db *db, const struct case_list *list, struct arena *arena,
                          struct case_row **rows, size_t *count, struct err *err) {
	CHECK(list->kind < CASE_LIST_KINDS && list->most > 0 && list->most <= CASE_LIST_MAX);
	*count = 0;
	*rows = ARENA_ARRAY(arena, (size_t)list->most, struct case_row);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	const char *query = list->backwards ? back_queries[list->kind] : list_queries[list->kind];
	CHECK(query != NULL);
	struct db_stmt *q = db_query(db, query);
	bind_key(q, list);
	bind_cursor(q, list);
	while (db_next(q)) read_row(q, arena, &(*rows)[(*count)++]);
	return db_end(q, err);
}

enum nhi_status case_load(struct db *db, struct str section, date_t today, struct case_load *out,
                          struct err *err) {
	*out = (struct case_load){0};
	struct db_stmt *q = db_query(db, "case_load");
	db_bind_str(q, section);
	db_bind_date(q, today);
	if (db_next(q))
		*out = (struct case_load){.open = db_i64(q, 0),
		                          .overdue = db_i64(q, 1),
		                          .standing = db_i64(q, 2),
		                          .unassigned = db_i64(q, 3)};
	return db_end(q, err);
}
