/* case.h: cases: opened through any channel, moved along the steps of their service, decided at
 * the level of the table of delegation. The only door: counter, portal, mail room and command line
 * call the same two functions.
 *
 * case_open   the form is checked by the service's declaration, person and unit are found in the
 *             register, the case is routed and numbered, its clock started, attachments are kept. A
 *             clerk at the counter may have it decided at once where the service says so.
 * case_do     everything that happens later: a row of a table a verb (case_do.c), an event each.
 *
 * Each call is one act in one transaction: row, event, register, money and letter stand or fall
 * together. What is wrong with the request is told in `line` (done = false, nothing written). A
 * repeated idempotency key gives the first answer. Who read an older version of the case than the
 * one that stands is told (NHI_CASE_STALE). */
#ifndef DESK_CASE_H
#define DESK_CASE_H

#include "desk/desk.h"
#include "desk/effect.h"
#include "store/case_paper.h"

enum {
	CASE_UPLOADS_MAX = FORM_FILES_MAX,
	CASE_UPLOAD_BYTES_MAX = FORM_FILE_BYTES_MAX,
	CASE_NUMBERS_MAX = 500
};

/* A file that came with a request; `kind` is a document or a file field of the service, "" other.
 * What kind of file it is say its bytes (wire/media.h); others than those kept are refused. */
struct case_upload {
	struct str kind, name, bytes;
	bool is_cut; /* it was larger than allowed and is not here */
};

/* The files of a form, at most CASE_UPLOADS_MAX of them into `uploads`; an input "document.CODE" is
 * of that kind. */
size_t case_uploads_of(const struct form *in, struct case_upload *uploads);
/* Why a file is not taken, and how it could be; NULL when it is. */
struct case_upload_defect {
	const char *code, *zh, *en;
};
const struct case_upload_defect *case_upload_defect(const struct case_upload *u);

struct case_application {
	struct str service;
	const struct form *values;
	enum case_channel channel;
	date_t received_on;   /* day of filing in law; DATE_UNKNOWN: today */
	struct str applicant; /* identity number, "#id" or unit code; "": who is signed in, else the
	                         person or unit that the form names */
	const struct case_upload *upload;
	size_t upload_count;
	struct str parent;   /* number of the case objected to */
	struct str incoming; /* number of the incoming mail that it came with (desk/incoming.h) */
	/* number of the general case (其他…) that goes on as this one: its day of filing, applicant
	 * and documents come along, and it ends */
	struct str converts;
	int64_t application; /* that it was filled in on (store/application.h), 0 none: ends with it
	                      */
	bool at_once;        /* decide now, where service and level allow it */
	struct str note, key;
	bool dry_run;
};

enum case_verb {
	CASE_DO_ACCEPT,   /* papers complete */
	CASE_DO_ASSIGN,   /* to an officer (`to`: account number) or section */
	CASE_DO_ASK,      /* for a supplement: `note` what, `days` until when */
	CASE_DO_SUPPLY,   /* it arrived */
	CASE_DO_AMEND,    /* other values of the form */
	CASE_DO_ATTACH,   /* further documents */
	CASE_DO_PAUSE,    /* `to`: records, force_majeure */
	CASE_DO_RESUME,   /* the cause of the pause ended */
	CASE_DO_EXTEND,   /* the term, by `days` units */
	CASE_DO_PROPOSE,  /* a draft decision */
	CASE_DO_COSIGN,   /* sign the draft for one's unit */
	CASE_DO_RETURN,   /* the draft back to the officer */
	CASE_DO_DECIDE,   /* at one's level */
	CASE_DO_WITHDRAW, /* by the applicant */
	CASE_DO_TRANSFER, /* to another agency (`to`) */
	CASE_DO_RECUSE,   /* an account (`to`) must not act in it, on a `ground` */
	CASE_DO_NOTIFY,   /* the decision was served on `on` */
	CASE_DO_CLOSE,    /* archived */
	CASE_DO_NOTE,     /* a remark in the history */
	CASE_DO_DEEM,     /* decided by the lapse of its term; a program's verb */
	CASE_VERBS
};
const char *case_verb_name(enum case_verb verb); /* "accept" */
bool case_verb_find(struct str name, enum case_verb *out);

struct case_command {
	enum case_verb verb;
	struct str number;
	int64_t version; /* that was read; 0: as it stands now */
	enum case_result result;
	struct str reason_code, reason, note, to, ground;
	int64_t metric; /* where the form does not say it: amount for the level; -1 not given */
	date_t on;      /* DATE_UNKNOWN: today */
	int64_t days;   /* -1 not given */
	const struct form *values;
	const struct case_upload *upload;
	size_t upload_count;
	struct str key;
	bool dry_run;
};

#define CASE_COMMAND_INIT ((struct case_command){.metric = -1, .on = DATE_UNKNOWN, .days = -1})

struct case_answer {
	bool done;     /* false: refused, `line` says why */
	bool repeated; /* the key was answered before: only `json` is filled */
	struct case_file file;
	struct effect_line *line;    /* refusals, notes, changes */
	struct str letter_number;    /* of the letter that was made, "" none */
	const struct letter *letter; /* the letter itself; NULL none */
	struct str json;             /* the whole answer as an object, in the call's arena */
};

/* The number in an answer's JSON, "" when none was opened. */
struct str case_answer_number(struct str json);

MUST_USE enum nhi_status case_open(struct desk_call *call, const struct case_application *a,
                                   struct case_answer *out, struct err *err);
MUST_USE enum nhi_status case_do(struct desk_call *call, const struct case_command *command,
                                 struct case_answer *out, struct err *err);

/* Decides by law every open case whose term has lapsed, as of `on`; at most `most`. */
MUST_USE enum nhi_status case_deem(struct desk_call *call, date_t on, int64_t most, int64_t *count,
                                   struct err *err);
/* All open cases of one officer to another, one act a case. */
MUST_USE enum nhi_status case_hand_over(struct desk_call *call, int64_t from, int64_t to,
                                        struct str reason, int64_t *count, struct err *err);

/* Moves the open cases of sections that were changed on or before `on`, by catalogue/case_moves.csv
 * (case_reorganise.c); may be run again. */
MUST_USE enum nhi_status case_reorganise(struct desk_call *call, date_t on, int64_t *count,
                                         struct err *err);

/* The service that the case was opened under; NHI_NOT_FOUND when the catalogue lost it. */
MUST_USE enum nhi_status case_service(const struct desk *desk, const struct case_file *c,
                                      const struct service **out, struct err *err);
/* The case of a number, if this principal may read it; records nothing. */
MUST_USE enum nhi_status case_read(struct desk_call *call, struct str number, struct case_file *out,
                                   struct err *err);

/* ---- Form (case_form.c) ---------------------------------------------------------------------- */

/* Checks the values against the service's declaration: required, types, bounds, code lists. Adds a
 * refusal a defect to `e`. Nothing that the form does not declare is kept. */
void case_form_check(struct effect_call *e, const struct service *s, const struct desk *desk,
                     service_value *value, void *context);
/* The same for one field: a page of a form asks for a few at a time. */
void case_field_check(struct effect_call *e, const struct service_field *f, const struct desk *desk,
                      service_value *value, void *context);
/* Object of name and text (an array where the field repeats), in the order of the declaration. */
MUST_USE enum nhi_status case_form_json(const struct service *s, const struct form *values,
                                        struct arena *arena, struct str *out, struct err *err);
MUST_USE enum nhi_status case_form_read(struct str json, struct arena *arena, struct form *out,
                                        struct err *err);

#endif
