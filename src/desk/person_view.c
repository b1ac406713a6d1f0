/* person_view.c: persons and their coverage as objects (person.h). */
#include "desk/enrol_parts.h"
#include "desk/person.h"

enum nhi_status desk_person_id(struct register_desk *desk, struct str id, int64_t *out,
                               struct err *err) {
	*out = 0;
	if (id.n > 1 && id.p[0] == '#') {
		if (!str_to_i64(str_slice(id, 1, id.n), 1, INT64_MAX, out))
			return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(id));
		struct person_fact fact;
		enum nhi_status known = person_fact_on(desk->db, *out, DATE_OPEN - 1, KNOWN_NOW,
		                                       desk->arena, &fact, NULL);
		if (known == NHI_NOT_FOUND) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(id));
		return person_kept(desk->db, *out, out, err);
	}
	enum nhi_status st = person_by_key(desk->db, id, out, err);
	if (st == NHI_OK && *out == 0) {
		struct buf masked = BUF_INIT(64);
		id_put_masked(&masked, id);
		st = err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(buf_str(&masked)));
		buf_free(&masked);
	}
	return st;
}

static void put_end(struct json *j, const char *key, date_t to) {
	if (to == DATE_OPEN)
		json_put_null(j, key);
	else
		json_put_date(j, key, to);
}

static enum nhi_status put_row(struct register_desk *desk, struct json *j,
                               const struct coverage_row *r, struct err *err) {
	struct str unit;
	enum nhi_status st = unit_code(desk->db, r->unit_id, desk->arena, &unit, err);
	if (st != NHI_OK) return st;
	json_put_str(j, "unit", unit);
	json_put_i64(j, "category", r->category);
	json_put_c(j, "role", r->role == ROLE_INSURED ? "insured" : "dependent");
	if (r->role == ROLE_DEPENDENT) {
		json_put_i64(j, "insured_person_id", r->insured_person_id);
		json_put_c(j, "relation", relations[r->relation].code);
		json_put_c(j, "relation_zh", relations[r->relation].zh);
	}
	json_put_i64(j, "insured_amount", r->insured_amount);
	json_put_bool(j, "private_school", r->is_private_school);
	json_put_c(j, "absence", absences[r->absence].code);
	json_put_c(j, "entry_reason", entry_reasons[r->entry_reason].code);
	json_put_c(j, "entry_reason_zh", entry_reasons[r->entry_reason].zh);
	json_put_c(j, "leave_reason", leave_reasons[r->leave_reason].code);
	json_put_c(j, "leave_reason_zh", leave_reasons[r->leave_reason].zh);
	json_put_date(j, "from", r->from);
	put_end(j, "to", r->to);
	return NHI_OK;
}

/* Rows of the person and, after a merge, of the records that were merged into this one. */
enum nhi_status desk_coverage(struct register_desk *desk, struct str id, date_t on, instant_t known,
                              bool *covered, struct buf *json, struct err *err) {
	int64_t person_id;
	struct timeline t;
	*covered = false;
	enum nhi_status st = desk_person_id(desk, id, &person_id, err);
	if (st == NHI_OK) st = coverage_timeline(desk->db, person_id, known, desk->arena, &t, err);
	if (st != NHI_OK) return st;
	register_saw(desk, person_id);
	const struct coverage_row *r = coverage_on(t.row, t.count, on);
	*covered = r != NULL;
	struct json j = JSON_INIT(json, true);
	json_object_start(&j);
	json_put_i64(&j, "person_id", person_id);
	json_put_date(&j, "on", on);
	json_put_bool(&j, "covered", r != NULL);
	if (r != NULL) st = put_row(desk, &j, r, err);
	json_object_end(&j);
	buf_put_char(json, '\n');
	return st;
}

static enum nhi_status put_periods(struct register_desk *desk, int64_t person_id,
                                   enum person_table table, const char *key, struct json *j,
                                   struct err *err) {
	struct person_period *p;
	size_t count;
	enum nhi_status st =
	        person_periods(desk->db, table, person_id, desk->arena, &p, &count, err);
	json_key(j, key);
	json_array_start(j);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		json_object_start(j);
		if (table != PERSON_SUSPENSION) json_put_str(j, "kind", p[i].kind);
		if (p[i].text.n > 0) json_put_str(j, "text", p[i].text);
		if (table == PERSON_SUBSIDY) json_put_i64(j, "part_ppm", p[i].number);
		if (table == PERSON_SUSPENSION)
			json_put_date(j, "expected_to", (date_t)p[i].number);
		json_put_date(j, "from", p[i].valid.from);
		put_end(j, "to", p[i].valid.to);
		json_object_end(j);
	}
	json_array_end(j);
	return st;
}

static enum nhi_status put_identity(struct register_desk *desk, int64_t person_id, instant_t known,
                                    struct json *j, struct err *err) {
	struct person_key *keys;
	size_t count = 0;
	struct person_fact f;
	register_saw(desk, person_id);
	enum nhi_status st =
	        person_keys(desk->db, person_id, known, desk->arena, &keys, &count, err);
	json_key(j, "numbers");
	json_array_start(j);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		json_object_start(j);
		json_put_str(j, "kind", keys[i].kind);
		json_put_str(j, "value", keys[i].value);
		json_put_date(j, "from", keys[i].valid.from);
		json_object_end(j);
	}
	json_array_end(j);
	if (st == NHI_OK)
		st = person_fact_on(desk->db, person_id, DATE_OPEN - 1, known, desk->arena, &f,
		                    err);
	if (st != NHI_OK) return st;
	char sex[2] = {f.sex, '\0'};
	json_put_str(j, "name", f.name);
	json_put_c(j, "sex", sex);
	json_put_date(j, "birth_date", f.birth);
	if (f.birth_order > 0) json_put_i64(j, "birth_order", f.birth_order);
	if (f.death == DATE_NONE)
		json_put_null(j, "death_date");
	else
		json_put_date(j, "death_date", f.death);
	json_put_bool(j, "citizen", f.is_citizen);
	json_put_str(j, "county", f.county);
	json_put_str(j, "address", f.address);
	return NHI_OK;
}

enum nhi_status desk_person_show(struct register_desk *desk, struct str id, instant_t known,
                                 struct buf *json, struct err *err) {
	static const char *const keys[] = {"conditions", "presence", "subsidies", "suspensions"};
	int64_t person_id;
	struct timeline t = {.count = 0};
	enum nhi_status st = desk_person_id(desk, id, &person_id, err);
	if (st != NHI_OK) return st;
	struct json j = JSON_INIT(json, true);
	json_object_start(&j);
	json_put_i64(&j, "person_id", person_id);
	st = put_identity(desk, person_id, known, &j, err);
	if (st == NHI_OK) st = coverage_timeline(desk->db, person_id, known, desk->arena, &t, err);
	json_key(&j, "coverage");
	json_array_start(&j);
	for (size_t i = 0; st == NHI_OK && i < t.count; i++) {
		json_object_start(&j);
		st = put_row(desk, &j, &t.row[i], err);
		json_object_end(&j);
	}
	json_array_end(&j);
	for (int table = PERSON_CONDITION; st == NHI_OK && table <= PERSON_SUSPENSION; table++)
		st = put_periods(desk, person_id, (enum person_table)table, keys[table], &j, err);
	json_object_end(&j);
	buf_put_char(json, '\n');
	return st;
}

enum nhi_status desk_person_find(struct register_desk *desk, struct str name, date_t birth,
                                 int64_t most, struct buf *json, struct err *err) {
	int64_t *ids;
	size_t count;
	enum nhi_status st = person_find(desk->db, name, birth == DATE_UNKNOWN ? DATE_NONE : birth,
	                                 most, desk->arena, &ids, &count, err);
	struct json j = JSON_INIT(json, true);
	json_array_start(&j);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		json_object_start(&j);
		json_put_i64(&j, "person_id", ids[i]);
		st = put_identity(desk, ids[i], KNOWN_NOW, &j, err);
		json_object_end(&j);
	}
	json_array_end(&j);
	buf_put_char(json, '\n');
	return st;
}

enum nhi_status desk_person_duplicates(struct register_desk *desk, int64_t most, struct buf *json,
                                       struct err *err) {
	struct person_pair *pairs;
	size_t count;
	enum nhi_status st = person_duplicates(desk->db, 0, most, desk->arena, &pairs, &count, err);
	if (st != NHI_OK) return st;
	struct json j = JSON_INIT(json, true);
	json_array_start(&j);
	for (size_t i = 0; i < count; i++) {
		json_object_start(&j);
		register_saw(desk, pairs[i].a);
		register_saw(desk, pairs[i].b);
		json_put_i64(&j, "person_id", pairs[i].a);
		json_put_i64(&j, "other_person_id", pairs[i].b);
		json_put_str(&j, "name", pairs[i].name);
		json_put_date(&j, "birth_date", pairs[i].birth);
		json_object_end(&j);
	}
	json_array_end(&j);
	buf_put_char(json, '\n');
	return NHI_OK;
}
