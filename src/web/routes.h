/* routes.h: one table of all addresses: the router, /openapi.json, the metrics and the tests read
 * it. A new page is a row here, a view declaration, a template and a function of desk. */
#ifndef WEB_ROUTES_H
#define WEB_ROUTES_H

#include "desk/session.h"
#include "web/site.h"

enum { ROUTE_PARTS_MAX = 4, ROUTE_INPUTS_MAX = 24 };

struct call {
	const struct site *site;
	struct worker *worker;
	const struct request *request;
	const struct route *route;
	int lang; /* LANG_ZH, LANG_EN */
	bool wants_json;
	struct signed_in *signed_in; /* who the browser's session belongs to; state none without */
	struct response *response;   /* for handlers that set a cookie */
	struct str part[ROUTE_PARTS_MAX]; /* what {…} of the pattern matched */
};

enum route_kind {
	ROUTE_PAGE, /* a view: HTML, JSON, for lists CSV */
	ROUTE_RAW   /* writes the response itself */
};

enum input_type { INPUT_TEXT, INPUT_COUNT, INPUT_DATE, INPUT_MONTH, INPUT_FLAG, INPUT_FILE };

struct route_input {
	const char *name; /* NULL ends the list */
	enum input_type type;
	const char *zh, *en;
};

struct route {
	const char *pattern; /* "/law/{name}" */
	enum route_kind kind;
	const char *view;  /* of a page; its template is <area of the view>/<view> */
	const char *title; /* msgid: the page's title and its summary in /openapi.json */
	const char *menu;  /* "guide": the entry of the menu that is marked; or "" */
	bool is_public;    /* the same for everybody: may be compressed and kept by caches */
	/* Whom it opens for: NULL everybody; an area and a right of catalogue/rights.csv; or one of
	 * FOR_SIGNED_IN, FOR_SETUP. The handler asks desk for the rest (which person, which unit).
	 */
	const char *area;
	enum right right;
	bool is_slow;     /* hashes a password: runs in the slow lane of the server */
	const char *told; /* what a form answers in place (200), for /openapi.json; or NULL */
	bool takes_files; /* its form may bring files: call->request->form.file */
	const struct route_input *inputs;
	/* The view; or call->response->location, the page to go to instead (303). */
	enum nhi_status (*page)(struct call *c, struct view **out, struct err *err);
	/* A form that was sent (POST, its token checked). Done: *to is the page to go to (303). Not
	 * done: *out is the view again, with what was typed and "errors". Or the body of
	 * call->response is filled: that is the answer. */
	enum nhi_status (*post)(struct call *c, struct view **out, struct str *to, struct err *err);
	enum nhi_status (*raw)(struct call *c, struct response *r, struct err *err);
};

#define FOR_SIGNED_IN "*" /* anybody who is signed in */
#define FOR_SETUP "**"    /* also who still has to set a password or a second factor */

extern const struct route routes[];
extern const size_t route_count;

/* The route of a path, with the matched parts; NULL when there is none. */
const struct route *route_find(struct str path, struct str parts[ROUTE_PARTS_MAX]);

/* May this one open the route at all? NHI_LOGIN, NHI_FORBIDDEN. */
MUST_USE enum nhi_status route_allows(const struct route *r, const struct signed_in *s,
                                      struct err *err);

/* /openapi.json of all routes (openapi.c). */
void openapi_print(const struct decls *d, struct buf *out);

#endif
