/* unit_view.c: units as objects: one with its periods and people, or a list (unit.h). */
#include "desk/enrol_parts.h"
#include "desk/unit.h"

enum { ROWS_MAX = 100000 };

static void put_fact(struct json *j, const struct unit_fact *f) {
	json_object_start(j);
	json_put_date(j, "from", f->valid.from);
	if (f->valid.to == DATE_OPEN)
		json_put_null(j, "to");
	else
		json_put_date(j, "to", f->valid.to);
	json_put_c(j, "status", unit_status_name(f->status));
	json_put_str(j, "name", f->name);
	if (f->business_number.n > 0)
		json_put_str(j, "business_number", f->business_number);
	else
		json_put_null(j, "business_number");
	json_put_c(j, "kind", unit_kinds[f->kind].code);
	json_put_i64(j, "category", f->category);
	json_put_str(j, "county", f->county);
	json_put_i64(j, "division", f->division);
	json_put_str(j, "head", f->head);
	json_put_str(j, "address", f->address);
	json_put_str(j, "mail_address", f->mail_address);
	json_put_str(j, "contact", f->contact);
	json_put_c(j, "dispatch", f->by_ebill ? "ebill" : "paper");
	json_object_end(j);
}

static enum nhi_status put_people(struct register_desk *desk, int64_t unit_id, date_t on,
                                  struct json *j, struct err *err) {
	struct unit_person *people;
	size_t count;
	enum nhi_status st = unit_people(desk->db, unit_id, on, desk->arena, &people, &count, err);
	json_key(j, "people");
	json_array_start(j);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		struct str id = {"", 0};
		struct person_fact fact;
		st = person_main_key(desk->db, people[i].person_id, KNOWN_NOW, desk->arena, &id,
		                     err);
		if (st == NHI_OK)
			st = person_fact_on(desk->db, people[i].person_id, DATE_OPEN - 1, KNOWN_NOW,
			                    desk->arena, &fact, err);
		if (st != NHI_OK) break;
		register_saw(desk, people[i].person_id);
		json_object_start(j);
		json_put_i64(j, "person_id", people[i].person_id);
		json_put_str(j, "id", id);
		json_put_str(j, "name", fact.name);
		json_put_c(j, "role", people[i].role == ROLE_INSURED ? "insured" : "dependent");
		json_put_c(j, "relation", relations[people[i].relation].code);
		json_put_i64(j, "insured_person_id", people[i].insured_person_id);
		json_put_i64(j, "category", people[i].category);
		json_put_i64(j, "insured_amount", people[i].insured_amount);
		json_put_date(j, "from", people[i].valid.from);
		json_object_end(j);
	}
	json_array_end(j);
	return st;
}

enum nhi_status desk_unit_show(struct register_desk *desk, struct str code, date_t on,
                               bool with_people, struct buf *json, struct err *err) {
	int64_t unit_id, covered = 0;
	struct unit_facts facts;
	enum nhi_status st = unit_by_code(desk->db, code, &unit_id, err);
	if (st == NHI_OK && unit_id == 0) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(code));
	if (st == NHI_OK)
		st = unit_facts_read(desk->db, unit_id, KNOWN_NOW, desk->arena, &facts, err);
	if (st == NHI_OK) st = unit_covered(desk->db, unit_id, on, &covered, err);
	if (st != NHI_OK) return st;
	struct json j = JSON_INIT(json, true);
	json_object_start(&j);
	json_put_str(&j, "unit", code);
	const struct unit_fact *now = unit_fact_on(&facts, on);
	json_put_date(&j, "on", on);
	json_put_c(&j, "status", now == NULL ? "none" : unit_status_name(now->status));
	json_put_i64(&j, "coverage_rows_from_then", covered);
	json_key(&j, "periods");
	json_array_start(&j);
	for (size_t i = 0; i < facts.count; i++) put_fact(&j, &facts.row[i]);
	json_array_end(&j);
	if (with_people) st = put_people(desk, unit_id, on, &j, err);
	json_object_end(&j);
	buf_put_char(json, '\n');
	return st;
}

enum nhi_status desk_unit_list(struct register_desk *desk, struct str after, struct str name,
                               int64_t division, int64_t most, struct buf *json, struct err *err) {
	struct unit_row *rows;
	size_t count;
	if (most < 1 || most > ROWS_MAX)
		return err_set(err, NHI_RANGE, "--limit" ERR_SEP "%lld" ERR_SEP "1–%d",
		               (long long)most, ROWS_MAX);
	enum nhi_status st =
	        unit_list(desk->db, after, name, division, most, desk->arena, &rows, &count, err);
	if (st != NHI_OK) return st;
	struct json j = JSON_INIT(json, true);
	json_array_start(&j);
	for (size_t i = 0; i < count; i++) {
		json_object_start(&j);
		json_put_str(&j, "unit", rows[i].code);
		json_put_str(&j, "name", rows[i].name);
		json_put_str(&j, "kind", rows[i].kind);
		json_put_i64(&j, "category", rows[i].category);
		json_put_str(&j, "county", rows[i].county);
		json_put_i64(&j, "division", rows[i].division);
		json_put_str(&j, "status", rows[i].status);
		json_put_str(&j, "business_number", rows[i].business_number);
		json_object_end(&j);
	}
	json_array_end(&j);
	buf_put_char(json, '\n');
	return NHI_OK;
}
