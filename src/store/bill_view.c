/* bill_view.c: see bill_view.h. */
#include "store/bill_view.h"

/* The register as it was looked at: on a day, as known. */
struct look {
	struct db *db;
	date_t day;
	instant_t known;
	struct arena *arena;
};

enum nhi_status bill_person_read(struct db *db, int64_t id, date_t day, instant_t known,
                                 struct arena *arena, struct bill_person *out, struct err *err) {
	struct bill_name who;
	const enum nhi_status st = bill_person_name(db, id, day, known, arena, &who, err);
	*out = (struct bill_person){id, who.name, who.number};
	return st;
}

enum nhi_status bill_person_find(struct db *db, struct str number, int64_t *id, struct err *err) {
	*id = 0;
	struct db_stmt *q = db_query(db, "bill_person_by_number");
	db_bind_str(q, number);
	if (db_need(q, "person")) *id = db_i64(q, 0);
	return db_end(q, err);
}

static enum nhi_status view_person(const struct look *l, int64_t id, struct bill_person *out,
                                   struct err *err) {
	return bill_person_read(l->db, id, l->day, l->known, l->arena, out, err);
}

static enum nhi_status read_line(const struct look *l, const struct bill_line *line,
                                 struct bill_view_line *out, struct err *err) {
	out->line = *line;
	out->dependents = ARENA_ARRAY(l->arena, line->dependent_count, struct bill_person);
	if (!out->dependents) return err_set(err, NHI_MEMORY, " ");
	enum nhi_status st = view_person(l, line->person_id, &out->insured, err);
	for (size_t i = 0; i < line->dependent_count && st == NHI_OK; i++)
		st = view_person(l, line->dependent[i], &out->dependents[i], err);
	return st;
}

enum nhi_status bill_view_read(struct db *db, month_t month, int64_t unit_id, int64_t person_id,
                               struct arena *arena, struct bill_view *out, struct err *err) {
	bool found = false;
	*out = (struct bill_view){0};
	enum nhi_status st = bill_run_read(db, month, &out->run, &found, err);
	if (st == NHI_OK && found)
		st = bill_read(db, month, unit_id, person_id, arena, &out->bill, &found, err);
	if (st == NHI_OK && !found)
		st = err_set(err, NHI_NOT_FOUND, "bill %d-%02d", month_year(month),
		             month_number(month));
	if (st != NHI_OK) return st;
	const struct look l = {db, month_last(month), out->run.known_at, arena};
	struct bill_line *lines;
	st = bill_lines_read(out->bill.lines, arena, &lines, &out->line_count, err);
	struct bill_name unit;
	if (st == NHI_OK) st = bill_unit_name(db, unit_id, l.day, l.known, arena, &unit, err);
	if (st == NHI_OK && person_id != 0) st = view_person(&l, person_id, &out->payer, err);
	if (st != NHI_OK) return st;
	out->unit_code = unit.number;
	out->unit_name = unit.name;
	out->lines = ARENA_ARRAY(arena, out->line_count, struct bill_view_line);
	if (!out->lines) return err_set(err, NHI_MEMORY, " ");
	for (size_t i = 0; i < out->line_count && st == NHI_OK; i++)
		st = read_line(&l, &lines[i], &out->lines[i], err);
	return st;
}

enum nhi_status bill_view_find(struct db *db, month_t month, struct str unit_code,
                               struct str person, struct arena *arena, struct bill_view *out,
                               struct err *err) {
	int64_t unit_id = 0, person_id = 0;
	struct db_stmt *q = db_query(db, "bill_unit_by_code");
	db_bind_str(q, unit_code);
	db_bind_date(q, month_last(month));
	db_bind_instant(q, INSTANT_OPEN - 1);
	if (db_need(q, "unit")) unit_id = db_i64(q, 0);
	enum nhi_status st = db_end(q, err);
	if (st == NHI_OK && person.n > 0) st = bill_person_find(db, person, &person_id, err);
	return st == NHI_OK ? bill_view_read(db, month, unit_id, person_id, arena, out, err) : st;
}

void bill_view_seen(const struct bill_view *v, struct seen *seen) {
	seen_add(seen, v->payer.id);
	for (size_t i = 0; i < v->line_count; i++) {
		seen_add(seen, v->lines[i].insured.id);
		for (size_t k = 0; k < v->lines[i].line.dependent_count; k++)
			seen_add(seen, v->lines[i].dependents[k].id);
	}
}
