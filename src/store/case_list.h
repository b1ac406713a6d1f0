/* case_list.h: lists of cases by cursor. Each kind of list reads one index in its order, so that a
 * page costs the same among a hundred cases and ten million. */
#ifndef STORE_CASE_LIST_H
#define STORE_CASE_LIST_H

#include "store/case.h"

enum case_list_kind {
	CASES_OF_SECTION, /* open, by deadline; `section` */
	CASES_OF_SERVICE, /* the same of one service; `section`, `service` */
	CASES_OF_OFFICER, /* open, by deadline; `officer` (account) */
	/* drafts that await a level: `level`, `division` (-1 all), `section` ("" any) */
	CASES_AWAITING,
	CASES_OF_PARTY,  /* all of an applicant, newest first; `party`, `party_id` */
	CASES_OF_PERSON, /* all about a person, newest first; `party_id` is the person */
	CASES_DEEMED,    /* open ones deemed decided on or before `on` */
	CASE_LIST_KINDS
};

struct case_cursor {
	date_t due; /* of the last row shown; newest-first lists use `id` alone */
	int64_t id;
};

struct case_list {
	enum case_list_kind kind;
	struct str section, service; /* "central/enrolment-1" */
	int64_t officer, level, division;
	enum case_party party;
	int64_t party_id;
	date_t on;
	bool has_after;
	bool backwards; /* the rows before `after`, the nearest first: section, officer, awaiting */
	struct case_cursor after;
	int64_t most; /* 1 … CASE_LIST_MAX */
};

enum { CASE_LIST_MAX = 1000 };

/* What a list shows of a case. */
struct case_row {
	int64_t id, version;
	struct str number, service, title, section, step;
	enum case_state state;
	enum case_result result;
	date_t received_on, due_on, closed_on;
	bool is_standing;
	int64_t officer, await_level, division;
	int64_t person_id;
};

MUST_USE enum nhi_status case_list(struct db *db, const struct case_list *list, struct arena *arena,
                                   struct case_row **rows, size_t *count, struct err *err);

/* How many are open in a section, how many of them are overdue on `today`, stand, have no officer.
 */
struct case_load {
	int64_t open, overdue, standing, unassigned;
};
MUST_USE enum nhi_status case_load(struct db *db, struct str section, date_t today,
                                   struct case_load *out, struct err *err);

#endif
