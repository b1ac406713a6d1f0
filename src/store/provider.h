/* provider.h: providers, their contracts, measures, inspections, notes (schema/0016_provider.sql).
 * Rules: nhi/provider.h. */
#ifndef STORE_PROVIDER_H
#define STORE_PROVIDER_H

#include "base/json.h"
#include "nhi/provider.h"
#include "store/fact.h"

struct provider_fact {
	int64_t fact_no;
	struct period valid;
	struct str name, kind, level, address, head, status;
	int64_t division;
};

/* 0 when there is none of that code. */
MUST_USE enum nhi_status provider_by_code(struct db *db, struct str code, int64_t *provider_id,
                                          struct err *err);
MUST_USE enum nhi_status provider_add(struct db *db, const struct act *act, struct str code,
                                      const struct provider_fact *first, int64_t *provider_id,
                                      struct err *err);
/* NHI_NOT_FOUND when nothing is known of that day. */
MUST_USE enum nhi_status provider_fact_on(struct db *db, int64_t provider_id, date_t day,
                                          struct arena *arena, struct provider_fact *out,
                                          struct err *err);
/* From `from` on the provider is as `fact` says. */
MUST_USE enum nhi_status provider_change(struct db *db, const struct act *act, int64_t provider_id,
                                         const struct provider_fact *fact, date_t from,
                                         struct err *err);

struct provider_contract {
	int64_t fact_no;
	struct period valid;
	struct str no, ended;
	date_t applied_on;
};
MUST_USE enum nhi_status provider_contracts(struct db *db, int64_t provider_id, struct arena *arena,
                                            struct provider_contract **rows, size_t *count,
                                            struct err *err);
MUST_USE enum nhi_status provider_contract_put(struct db *db, const struct act *act,
                                               int64_t provider_id,
                                               const struct provider_contract *row,
                                               struct err *err);
/* It ends before `on`, for `why`. */
MUST_USE enum nhi_status provider_contract_end(struct db *db, const struct act *act,
                                               int64_t provider_id,
                                               const struct provider_contract *row, date_t on,
                                               struct str why, struct err *err);

/* Measures that stand, as the rules want them. */
MUST_USE enum nhi_status provider_events(struct db *db, int64_t provider_id, struct arena *arena,
                                         struct provider_event **rows, size_t *count,
                                         struct err *err);
struct provider_measure_row {
	int64_t id, provider_id;
	struct str no, violated, scope;
	enum provider_measure measure;
	int32_t article;
	date_t on;
	struct period valid;
	int64_t amount, points;
};
MUST_USE enum nhi_status provider_measure_put(struct db *db, const struct act *act,
                                              struct provider_measure_row *row, struct err *err);
MUST_USE enum nhi_status provider_bar(struct db *db, int64_t measure_id, struct str person_no,
                                      struct err *err);
MUST_USE enum nhi_status provider_is_barred(struct db *db, struct str person_no, date_t day,
                                            bool *out, struct err *err);
/* Day of the notice; *voided_on DATE_OPEN while it stands. */
MUST_USE enum nhi_status provider_measure_find(struct db *db, struct str no, int64_t *id,
                                               date_t *on, date_t *voided_on, struct err *err);
MUST_USE enum nhi_status provider_measure_void(struct db *db, const struct act *act, int64_t id,
                                               date_t on, struct str why, struct err *err);

MUST_USE enum nhi_status provider_inspection_put(struct db *db, const struct act *act,
                                                 int64_t provider_id, struct str no, date_t planned,
                                                 struct str reason, struct str inspectors,
                                                 struct err *err);
/* *recorded_on DATE_OPEN while there is no record. */
MUST_USE enum nhi_status provider_inspection_find(struct db *db, struct str no, int64_t *id,
                                                  date_t *planned, date_t *recorded_on,
                                                  struct err *err);
MUST_USE enum nhi_status provider_inspection_record(struct db *db, const struct act *act,
                                                    int64_t id, date_t on, struct str record,
                                                    struct str findings, struct err *err);
MUST_USE enum nhi_status provider_note_put(struct db *db, const struct act *act,
                                           int64_t provider_id, const char *kind, date_t on,
                                           struct str subject, struct str outcome, int64_t refund,
                                           struct err *err);
/* Arrays for people. */
enum provider_array {
	PROVIDER_HISTORY,
	PROVIDER_MEASURES,
	PROVIDER_INSPECTIONS,
	PROVIDER_NOTES,
	PROVIDER_ARRAYS
};
MUST_USE enum nhi_status provider_array(struct db *db, enum provider_array which,
                                        int64_t provider_id, struct json *j, struct err *err);
MUST_USE enum nhi_status provider_list(struct db *db, struct str after, struct str name,
                                       int64_t division, int64_t most, struct json *j,
                                       struct err *err);

#endif
