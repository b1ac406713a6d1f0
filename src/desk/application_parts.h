/* application_parts.h: what application.c and application_page.c share. Private to them. */
#ifndef DESK_APPLICATION_PARTS_H
#define DESK_APPLICATION_PARTS_H

#include "desk/application.h"
#include "desk/case_parts.h"
#include "store/application.h"

enum { APPLICATION_PAGES_MAX = 64, APPLICATION_BYTES_MAX = 32 << 20 };

struct application_step {
	struct str name;     /* its first field, or "documents" */
	size_t first, count; /* fields of the service, where `asked` says so */
	bool is_documents;
	bool is_known; /* the register knows all of it: not asked unless one wants to change it */
	bool is_open;  /* still to be answered */
};

/* An application at work. */
struct filling {
	struct desk_call *call;
	struct application a;
	const struct service *service;
	struct casework w; /* w.values: the answers and what the register knows */
	struct form saved; /* the answers alone */
	struct form typed; /* of the page that was sent, when it was not taken */
	bool asked[FORM_INPUTS_MAX];
	struct application_step step[APPLICATION_PAGES_MAX];
	size_t step_count;
	struct application_file *file;
	size_t file_count;
	struct case_answer answer; /* for casework_init */
	struct str to;             /* where to go on */
};

extern const char application_check_name[]; /* "check" */
extern const char application_documents_name[];

/* Reads the application of the token for who asks; NHI_NOT_FOUND. */
MUST_USE enum nhi_status filling_load(struct filling *f, struct str token, struct err *err);
/* Finds values, pages and what is open anew from f->saved. */
MUST_USE enum nhi_status filling_judge(struct filling *f, struct err *err);
const struct application_step *filling_step(const struct filling *f, struct str name);
/* The first page that is still open, or "check". */
struct str filling_next(const struct filling *f);
/* "/applications/TOKEN/NAME" */
struct str filling_address(const struct filling *f, struct str name);
/* Does the register know the field, so that it is not asked? */
bool filling_knows(const struct filling *f, const struct service_field *field);
/* Papers that are shown at a counter prove who one is; on line the sign-in did. */
bool filling_wants(const struct filling *f, const struct service_document *d);
/* "document.CODE", the name of the input of a document. */
struct str filling_document_field(const struct filling *f, const struct service_document *d);

struct view *filling_page_view(struct filling *f, const struct application_step *step,
                               const struct effect_line *refusals);
struct view *filling_check_view(struct filling *f, const struct effect_line *refusals);

#endif
