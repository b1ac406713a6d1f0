/* demo_filings.c: what a filing leaves beside the coverage: its record, a death, where a child is
 * registered or that somebody moved away (demo_parts.h). */
#include "engine/demo_parts.h"
#include "nhi/enrol_refusal.h"
#include "store/coverage.h"
#include "store/person.h"

enum nhi_status demo_file(struct db *db, const struct demo *d, const struct act *act,
                          const struct demo_filed *f, struct err *err) {
	const struct law *law = d->request->billing->law;
	struct enrol_law figures;
	enum nhi_status st = enrol_law_at(law, f->day, &figures, err);
	if (st != NHI_OK) return st;
	bool out = str_is(str_from(f->kind), "enrol.out");
	int32_t days = out ? figures.filing_exit : figures.filing_entry;
	struct buf content = BUF_INIT(4096), answer = BUF_INIT(4096);
	struct json j = JSON_INIT(&content, false), k = JSON_INIT(&answer, false);
	json_object_start(&j);
	json_put_c(&j, "filing", f->kind);
	json_put_c(&j, "reason", f->reason);
	json_put_date(&j, "on", f->day);
	json_object_end(&j);
	json_object_start(&k);
	json_put_c(&k, "filing", f->kind);
	json_put_bool(&k, "accepted", true);
	json_put_i64(&k, "person_id", f->person_id);
	json_object_end(&k);
	const struct filing_record record = {
	        .kind = str_from(f->kind),
	        .filed_on = instant_date(act->at),
	        .happened_on = f->day,
	        .due_on = enrol_due(f->day, days, d->request->billing->calendar),
	        .unit_id = f->unit_id,
	        .person_id = f->person_id,
	        .content = buf_str(&content),
	        .answer = buf_str(&answer)};
	int64_t filing_id;
	st = filing_put(db, act, &record, &filing_id, err);
	buf_free(&content);
	buf_free(&answer);
	return st;
}

enum nhi_status demo_die(struct db *db, const struct act *act, int64_t person_id, date_t day,
                         struct err *err) {
	struct arena arena = ARENA_INIT(0);
	struct person_fact fact;
	enum nhi_status st =
	        person_fact_on(db, person_id, DATE_OPEN - 1, KNOWN_NOW, &arena, &fact, err);
	fact.death = day;
	if (st == NHI_OK) st = person_change(db, act, person_id, &fact, DATE_OPEN - 1, true, err);
	arena_free(&arena);
	return st;
}

enum nhi_status demo_be(struct db *db, const struct act *act, int64_t person_id, const char *kind,
                        date_t from, struct err *err) {
	const struct person_period p = {.kind = str_from(kind), .valid = {from, DATE_OPEN}};
	return person_add_period(db, act, PERSON_PRESENCE, person_id, &p, err);
}
