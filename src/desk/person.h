/* person.h: persons of the register: added, shown, found, changed, merged; conditions, presence,
 * subsidies; coverage on a day (施行細則 40). */
#ifndef DESK_PERSON_H
#define DESK_PERSON_H

#include "desk/enrol.h"

enum person_service {
	PERSON_ADD,            /* a person without coverage yet */
	PERSON_NUMBER,         /* a further number: the newborn's first, a new resident number */
	PERSON_CHANGE,         /* from a day on: name, address, county, citizenship */
	PERSON_CORRECT,        /* was never so: name, birth date, sex */
	PERSON_CONDITION_ADD,  /* kind: school, disability …, from, to */
	PERSON_PRESENCE_ADD,   /* kind: household, residence, abroad, missing */
	PERSON_SUBSIDY_ADD,    /* kind: midlow, disability.severe … */
	PERSON_SUSPENSION_ADD, /* historic 停保 with its planned return */
	PERSON_END,            /* ends the open period of a kind on a day */
	PERSON_MERGE,          /* `id` and `other_id` are one; `other_id` goes on */
	PERSON_UNMERGE,        /* `id` was merged by mistake: the record stands by itself again */
	PERSON_SERVICE_COUNT
};

struct person_request {
	enum person_service service;
	struct str id;       /* identity number, or "#123" for the internal id */
	struct str other_id; /* PERSON_NUMBER: the new number; PERSON_MERGE: the one that goes on */
	struct str name, county, address, kind, text; /* text: proof, payer, ground */
	char sex;                                     /* 0 not given */
	date_t birth, on, to;          /* DATE_UNKNOWN not given; `to` is the last day */
	bool is_foreigner, is_citizen; /* PERSON_CHANGE: is_citizen on naturalisation */
	struct str key;
	bool dry_run;
};

#define PERSON_REQUEST_INIT                                                                        \
	((struct person_request){.birth = DATE_UNKNOWN, .on = DATE_UNKNOWN, .to = DATE_UNKNOWN})

struct person_answer {
	bool accepted, repeated;
	int64_t person_id, months;
	struct refusals refusals;
	struct str json;
};

MUST_USE enum nhi_status desk_person(struct register_desk *desk,
                                     const struct person_request *request,
                                     struct person_answer *answer, struct err *err);

/* The person whole, as known at `known`: numbers, particulars, coverage history, conditions. */
MUST_USE enum nhi_status desk_person_show(struct register_desk *desk, struct str id,
                                          instant_t known, struct buf *json, struct err *err);
MUST_USE enum nhi_status desk_person_find(struct register_desk *desk, struct str name, date_t birth,
                                          int64_t most, struct buf *json, struct err *err);
MUST_USE enum nhi_status desk_person_duplicates(struct register_desk *desk, int64_t most,
                                                struct buf *json, struct err *err);
/* Coverage of a day as known at `known`; *covered false when there is none. */
MUST_USE enum nhi_status desk_coverage(struct register_desk *desk, struct str id, date_t on,
                                       instant_t known, bool *covered, struct buf *json,
                                       struct err *err);
/* An identity number or "#123" to the person that goes on; NHI_NOT_FOUND. */
MUST_USE enum nhi_status desk_person_id(struct register_desk *desk, struct str id, int64_t *out,
                                        struct err *err);

#endif
