/* bill_page.c: see bill_page.h. */
#include "store/bill_page.h"

struct bill_cursor bill_cursor_start(enum bill_order order) {
	return (struct bill_cursor){order == BILL_BY_UNIT ? 0 : INT64_MAX, 0};
}

struct bill_cursor bill_cursor_of(enum bill_order order, const struct bill *bill) {
	if (order == BILL_BY_UNIT) return (struct bill_cursor){bill->unit_id, bill->person_id};
	return (struct bill_cursor){bill->payable, bill->id};
}

static void read_row(struct db_stmt *q, struct arena *arena, struct bill_named *out) {
	struct bill *b = &out->bill;
	int64_t *const amounts[] = {&b->division,   &b->insured,    &b->dependents,
	                            &b->self,       &b->subsidy,    &b->unit_share,
	                            &b->government, &b->correction, &b->correction_government,
	                            &b->payable};
	b->id = db_i64(q, 0);
	b->month = db_month(q, 1);
	b->unit_id = db_i64(q, 2);
	b->person_id = db_i64(q, 3);
	for (size_t i = 0; i < COUNT_OF(amounts); i++) *amounts[i] = db_i64(q, 4 + i);
	out->unit_code = db_keep(q, 14, arena);
	out->unit_name = db_keep(q, 15, arena);
	out->payer_name = db_keep(q, 16, arena);
}

enum nhi_status bill_named_list(struct db *db, const struct bill_wish *wish, struct arena *arena,
                                struct bill_named **rows, size_t *count, struct err *err) {
	static const char *const queries[] = {
	        [BILL_BY_UNIT] = "bill_page_by_unit", [BILL_BY_PAYABLE] = "bill_page_by_payable"};
	*count = 0;
	*rows = ARENA_ARRAY(arena, wish->most, struct bill_named);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, "");
	struct db_stmt *q = db_query(db, queries[wish->order]);
	db_bind_month(q, wish->month);
	db_bind_i64(q, wish->division);
	db_bind_str(q, wish->text);
	db_bind_bool(q, wish->corrected);
	db_bind_i64(q, wish->after.value);
	db_bind_i64(q, wish->after.id);
	db_bind_i64(q, (int64_t)wish->most);
	db_bind_date(q, month_last(wish->month));
	db_bind_instant(q, wish->known);
	while (*count < wish->most && db_next(q)) read_row(q, arena, &(*rows)[(*count)++]);
	return db_end(q, err);
}

enum nhi_status bill_find(struct db *db, int64_t bill_id, month_t *month, int64_t *unit_id,
                          int64_t *person_id, bool *found, struct err *err) {
	struct db_stmt *q = db_query(db, "bill_by_id");
	db_bind_i64(q, bill_id);
	*found = db_next(q);
	if (*found) {
		*month = db_month(q, 0);
		*unit_id = db_i64(q, 1);
		*person_id = db_i64(q, 2);
	}
	return db_end(q, err);
}

enum nhi_status bill_person_name(struct db *db, int64_t person_id, date_t day, instant_t known,
                                 struct arena *arena, struct bill_name *out, struct err *err) {
	*out = (struct bill_name){STR(""), STR("")};
	struct db_stmt *q = db_query(db, "bill_person_name");
	db_bind_i64(q, person_id);
	db_bind_date(q, day);
	db_bind_instant(q, known);
	if (db_next(q)) {
		out->name = db_keep(q, 1, arena);
		out->number = db_keep(q, 2, arena);
	}
	return db_end(q, err);
}

enum nhi_status bill_unit_name(struct db *db, int64_t unit_id, date_t day, instant_t known,
                               struct arena *arena, struct bill_name *out, struct err *err) {
	*out = (struct bill_name){STR(""), STR("")};
	struct db_stmt *q = db_query(db, "bill_unit_by_id");
	db_bind_i64(q, unit_id);
	db_bind_date(q, day);
	db_bind_instant(q, known);
	if (db_next(q)) {
		out->number = db_keep(q, 0, arena);
		out->name = db_keep(q, 1, arena);
	}
	return db_end(q, err);
}

enum nhi_status bill_address(struct db *db, int64_t unit_id, int64_t person_id, date_t day,
                             instant_t known, struct arena *arena, struct str *out,
                             struct err *err) {
	struct db_stmt *q = db_query(db, "bill_address");
	*out = STR("");
	db_bind_i64(q, unit_id);
	db_bind_i64(q, person_id);
	db_bind_date(q, day);
	db_bind_instant(q, known);
	if (db_next(q)) *out = db_keep(q, 0, arena);
	return db_end(q, err);
}
