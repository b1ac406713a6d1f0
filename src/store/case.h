/* case.h: cases as rows (schema/0009_case.sql): one row a case as it stands, values of its form,
 * events. Everything else of a case: case_paper.h; lists: case_list.h. No rights, no decisions.
 *
 * A change: read the case (case_by_number or case_by_id, with case_lock inside a write
 * transaction), alter the struct, case_change: it writes the row only if the version is still the
 * one that was read, counts it up and adds the event of that number. Who comes second gets
 * NHI_CASE_STALE. */
#ifndef STORE_CASE_H
#define STORE_CASE_H

#include "nhi/case_clock.h"
#include "store/act.h"

enum case_state {
	CASE_RECEIVED,   /* with the officer */
	CASE_SUPPLEMENT, /* something is awaited from outside; the clock stands if the law lets it
	                  */
	CASE_PROPOSED,   /* a draft awaits signatures and the decision */
	CASE_DECIDED,
	CASE_WITHDRAWN,
	CASE_MOVED, /* to another agency, or merged into another case */
	CASE_STATES
};
const char *case_state_name(enum case_state state); /* "received" */
bool case_state_find(struct str name, enum case_state *out);
bool case_is_closed(enum case_state state);

enum case_channel {
	CASE_COUNTER,
	CASE_POST,
	CASE_FAX,
	CASE_WEB,
	CASE_FILE,
	CASE_CALL,
	CASE_CHANNELS
};
const char *case_channel_name(enum case_channel channel); /* "counter" */
bool case_channel_find(struct str name, enum case_channel *out);

/* As in postings of the ledger (schema/0001_core.sql). */
enum case_party { CASE_NOBODY, CASE_UNIT, CASE_PERSON, CASE_PROVIDER };

enum case_result {
	CASE_NO_RESULT,
	CASE_APPROVE,
	CASE_PARTLY,
	CASE_REJECT,
	CASE_INADMISSIBLE, /* 不受理: too late, not entitled, not mended */
	CASE_DEEMED_APPROVE,
	CASE_DEEMED_REJECT,
	CASE_RESULTS
};
const char *case_result_name(enum case_result result); /* "approve", "" for none */
bool case_result_find(struct str name, enum case_result *out);
bool case_result_grants(enum case_result result); /* approve, partly, deemed_approve */

struct case_file {
	int64_t id;
	struct str number;
	struct str service;
	date_t service_from; /* version of the service */
	int64_t version;
	enum case_state state;
	struct str step;
	enum case_party party;
	int64_t party_id;
	struct str party_name;
	int64_t person_id, unit_id; /* whom it is about; 0 none */
	struct str agent_name;
	int64_t agent_person_id;
	struct str agent_file;
	enum case_channel channel;
	struct str opened_by;
	date_t received_on;
	instant_t received_at, opened_at;
	int64_t division;
	struct str section; /* "central/enrolment-1" */
	int64_t officer;    /* account */
	int64_t await_level;
	bool has_term; /* false: no clock */
	struct clock_term term;
	struct str term_source;
	date_t started_on;
	int32_t extended;
	bool is_standing;
	date_t due_on, deemed_on;
	bool is_verified;
	int64_t value_no, draft_no;
	enum case_result result;
	date_t closed_on; /* DATE_OPEN while open */
	int64_t parent_id;
	struct str title;
	int64_t act_id;
};

struct case_event {
	int64_t number;
	instant_t at;
	struct str actor, actor_name, acting_for;
	struct str kind; /* codes/case_events.csv */
	struct str note;
	struct str detail; /* JSON object; "" becomes {} */
	int64_t act_id;
};

/* Writes a new case: gives it its id, version 1 and its first event. The caller has taken the
 * number (store/number.h). Inside a write transaction. */
MUST_USE enum nhi_status case_insert(struct db *db, const struct act *act, struct case_file *c,
                                     const struct case_event *event, struct err *err);
/* NHI_NOT_FOUND when there is none. Texts live in the arena. */
MUST_USE enum nhi_status case_by_number(struct db *db, struct str number, struct arena *arena,
                                        struct case_file *out, struct err *err);
MUST_USE enum nhi_status case_by_id(struct db *db, int64_t id, struct arena *arena,
                                    struct case_file *out, struct err *err);
/* Takes the case for this transaction, before it is read. */
MUST_USE enum nhi_status case_lock(struct db *db, struct str number, struct err *err);
/* Writes what may change and adds the event; c->version and c->act_id are the new ones afterwards.
 * NHI_CASE_STALE when somebody else was faster. */
MUST_USE enum nhi_status case_change(struct db *db, const struct act *act, struct case_file *c,
                                     const struct case_event *event, struct err *err);
/* Oldest first, at most `most` after event number `after`. */
MUST_USE enum nhi_status case_events(struct db *db, int64_t case_id, int64_t after, int64_t most,
                                     struct arena *arena, struct case_event **rows, size_t *count,
                                     struct err *err);

/* Adds a version of the form; its number is *value_no. */
MUST_USE enum nhi_status case_value_add(struct db *db, const struct act *act, int64_t case_id,
                                        int64_t value_no, struct str json, struct err *err);
/* "" when there is none. */
MUST_USE enum nhi_status case_value(struct db *db, int64_t case_id, int64_t value_no,
                                    struct arena *arena, struct str *json, struct err *err);

#endif
