/* case_paper.h: what lies in a case besides its row: documents, pauses of the clock, drafts,
 * signatures, decisions, links (schema/0009_case.sql). Rows are written once; a pause is ended
 * once. All writes inside a write transaction; all lists in the order in which they were written.
 */
#ifndef STORE_CASE_PAPER_H
#define STORE_CASE_PAPER_H

#include "store/case.h"

struct case_document {
	int64_t number;
	struct str direction; /* in, out, internal */
	struct str kind, name, media_type;
	struct str file_hash; /* of store/original.h; "" for paper seen and given back */
	date_t received_on;
	struct str note;
	int64_t act_id;
};
MUST_USE enum nhi_status case_document_add(struct db *db, const struct act *act, int64_t case_id,
                                           struct case_document *d, struct err *err);
MUST_USE enum nhi_status case_documents(struct db *db, int64_t case_id, struct arena *arena,
                                        struct case_document **rows, size_t *count,
                                        struct err *err);

struct case_pause {
	int64_t number;
	struct str reason; /* supplement, records, force_majeure */
	date_t from, to;   /* DATE_OPEN while it stands */
	struct str asked;
	date_t answer_due; /* DATE_OPEN none */
	struct str source;
	int64_t act_id, ended_by_act_id;
};
MUST_USE enum nhi_status case_pause_add(struct db *db, const struct act *act, int64_t case_id,
                                        struct case_pause *p, struct err *err);
/* NHI_CONFLICT when it is not open. */
MUST_USE enum nhi_status case_pause_end(struct db *db, const struct act *act, int64_t case_id,
                                        int64_t number, date_t to, struct err *err);
MUST_USE enum nhi_status case_pauses(struct db *db, int64_t case_id, struct arena *arena,
                                     struct case_pause **rows, size_t *count, struct err *err);

struct case_draft {
	int64_t number;
	int64_t account;
	struct str account_name;
	enum case_result result;
	struct str reason_code, reason;
	int64_t metric;
	int64_t level;
	int64_t act_id;
};
MUST_USE enum nhi_status case_draft_add(struct db *db, const struct act *act, int64_t case_id,
                                        struct case_draft *d, struct err *err);
/* NHI_NOT_FOUND when there is none. */
MUST_USE enum nhi_status case_draft_read(struct db *db, int64_t case_id, int64_t number,
                                         struct arena *arena, struct case_draft *out,
                                         struct err *err);

struct case_signature {
	int64_t number, draft_no;
	struct str kind; /* check, cosign, return, recuse */
	int64_t account;
	struct str account_name;
	struct str org_unit;
	int64_t level;
	struct str acting_for, ground, note;
	int64_t act_id;
};
MUST_USE enum nhi_status case_signature_add(struct db *db, const struct act *act, int64_t case_id,
                                            struct case_signature *s, struct err *err);
MUST_USE enum nhi_status case_signatures(struct db *db, int64_t case_id, struct arena *arena,
                                         struct case_signature **rows, size_t *count,
                                         struct err *err);

struct case_decision {
	int64_t number;
	enum case_result result;
	struct str reason_code, reason;
	struct str item, table_version;
	int64_t band, metric;
	int64_t level_needed, level_used;
	int64_t account;
	struct str account_name, title, acting_for;
	int64_t drafted_by;
	date_t decided_on;
	struct str remedy;
	struct str effect;
	struct str changes;       /* JSON [[zh,en],…] */
	struct str effect_result; /* JSON object */
	struct str letter;
	int64_t act_id;
};
MUST_USE enum nhi_status case_decision_add(struct db *db, const struct act *act, int64_t case_id,
                                           struct case_decision *d, struct err *err);
MUST_USE enum nhi_status case_decisions(struct db *db, int64_t case_id, struct arena *arena,
                                        struct case_decision **rows, size_t *count,
                                        struct err *err);

struct case_link {
	int64_t other_id; /* the case on the other side */
	struct str other_number, other_service;
	enum case_state other_state;
	struct str kind; /* objection, dispute, merged, follow_up, same_visit */
	bool is_later;   /* the other one is the later case */
};
MUST_USE enum nhi_status case_link_add(struct db *db, const struct act *act, int64_t case_id,
                                       int64_t other_id, struct str kind, struct err *err);
MUST_USE enum nhi_status case_links(struct db *db, int64_t case_id, struct arena *arena,
                                    struct case_link **rows, size_t *count, struct err *err);

#endif
