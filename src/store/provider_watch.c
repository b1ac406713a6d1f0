/* provider_watch.c: inspections, notes and lists of providers (provider.h). */
#include "store/provider.h"

#include "store/ids.h"
#include "store/rows.h"

enum nhi_status provider_inspection_put(struct db *db, const struct act *act, int64_t provider_id,
                                        struct str no, date_t planned, struct str reason,
                                        struct str inspectors, struct err *err) {
	int64_t id;
	enum nhi_status st = ids_new(db, "provider_inspection", &id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "provider_inspection_insert");
	db_bind_i64(q, id);
	db_bind_str(q, no);
	db_bind_i64(q, provider_id);
	db_bind_date(q, planned);
	db_bind_str(q, reason);
	db_bind_str(q, inspectors);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status provider_inspection_find(struct db *db, struct str no, int64_t *id, date_t *planned,
                                         date_t *recorded_on, struct err *err) {
	struct db_stmt *q = db_query(db, "provider_inspection_by_no");
	db_bind_str(q, no);
	if (db_need(q, "inspection")) {
		*id = db_i64(q, 0);
		*planned = db_date(q, 1);
		*recorded_on = db_is_null(q, 2) ? DATE_OPEN : db_date(q, 2);
	}
	return db_end(q, err);
}

enum nhi_status provider_inspection_record(struct db *db, const struct act *act, int64_t id,
                                           date_t on, struct str record, struct str findings,
                                           struct err *err) {
	struct db_stmt *q = db_query(db, "provider_inspection_record_insert");
	db_bind_i64(q, id);
	db_bind_date(q, on);
	db_bind_str(q, record);
	db_bind_str(q, findings);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status provider_note_put(struct db *db, const struct act *act, int64_t provider_id,
                                  const char *kind, date_t on, struct str subject,
                                  struct str outcome, int64_t refund, struct err *err) {
	int64_t id;
	enum nhi_status st = ids_new(db, "provider_note", &id, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "provider_note_insert");
	db_bind_i64(q, id);
	db_bind_i64(q, provider_id);
	db_bind_str(q, str_from(kind));
	db_bind_date(q, on);
	db_bind_str(q, subject);
	db_bind_str(q, outcome);
	db_bind_i64(q, refund);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

static const struct rows_column history[] = {
        {"from", ROWS_DATE},    {"to", ROWS_DATE},    {"name", ROWS_TEXT},
        {"kind", ROWS_TEXT},    {"level", ROWS_TEXT}, {"division", ROWS_NUMBER},
        {"address", ROWS_TEXT}, {"head", ROWS_TEXT},  {"status", ROWS_TEXT}};
static const struct rows_column measures[] = {
        {"measure_no", ROWS_TEXT}, {"measure", ROWS_TEXT},  {"article", ROWS_NUMBER},
        {"violated", ROWS_TEXT},   {"on", ROWS_DATE},       {"from", ROWS_DATE},
        {"to", ROWS_DATE},         {"scope", ROWS_TEXT},    {"amount", ROWS_NUMBER},
        {"points", ROWS_NUMBER},   {"voided_on", ROWS_DATE}};
static const struct rows_column inspections[] = {
        {"inspection_no", ROWS_TEXT}, {"planned_on", ROWS_DATE}, {"reason", ROWS_TEXT},
        {"inspectors", ROWS_TEXT},    {"on", ROWS_DATE},         {"record", ROWS_TEXT},
        {"findings", ROWS_TEXT}};
static const struct rows_column notes[] = {{"kind", ROWS_TEXT},
                                           {"on", ROWS_DATE},
                                           {"subject", ROWS_TEXT},
                                           {"outcome", ROWS_TEXT},
                                           {"refund", ROWS_NUMBER}};

static const struct {
	const char *query;
	const struct rows_column *column;
	size_t count;
} arrays[PROVIDER_ARRAYS] = {
        [PROVIDER_HISTORY] = {"provider_facts", history, COUNT_OF(history)},
        [PROVIDER_MEASURES] = {"provider_measure_list", measures, COUNT_OF(measures)},
        [PROVIDER_INSPECTIONS] = {"provider_inspections", inspections, COUNT_OF(inspections)},
        [PROVIDER_NOTES] = {"provider_notes", notes, COUNT_OF(notes)},
};

enum nhi_status provider_array(struct db *db, enum provider_array which, int64_t provider_id,
                               struct json *j, struct err *err) {
	struct db_stmt *q = db_query(db, arrays[which].query);
	db_bind_i64(q, provider_id);
	return rows_json(q, arrays[which].column, arrays[which].count, j, err);
}

enum nhi_status provider_list(struct db *db, struct str after, struct str name, int64_t division,
                              int64_t most, struct json *j, struct err *err) {
	static const struct rows_column columns[] = {
	        {"code", ROWS_TEXT},  {"name", ROWS_TEXT},       {"kind", ROWS_TEXT},
	        {"level", ROWS_TEXT}, {"division", ROWS_NUMBER}, {"address", ROWS_TEXT},
	        {"status", ROWS_TEXT}};
	struct db_stmt *q = db_query(db, "provider_list");
	db_bind_str(q, after);
	db_bind_str(q, name);
	db_bind_i64(q, division);
	db_bind_i64(q, most);
	return rows_json(q, columns, COUNT_OF(columns), j, err);
}
