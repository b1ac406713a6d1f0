/* routes.h: one table of all addresses: the router, /openapi.json, the metrics and the tests read
 * it. A new page is a row here, a view declaration, a template and a function of desk. */
#ifndef WEB_ROUTES_H
#define WEB_ROUTES_H

#include "web/site.h"

enum { ROUTE_PARTS_MAX = 4, ROUTE_INPUTS_MAX = 12 };

struct call {
	const struct site *site;
	struct worker *worker;
	const struct request *request;
	const struct route *route;
	int lang;                         /* LANG_ZH, LANG_EN */
	struct str part[ROUTE_PARTS_MAX]; /* what {…} of the pattern matched */
};

enum route_kind {
	ROUTE_PAGE, /* a view: HTML, JSON, for lists CSV */
	ROUTE_RAW   /* writes the response itself */
};

enum input_type { INPUT_TEXT, INPUT_COUNT, INPUT_DATE, INPUT_MONTH, INPUT_FLAG };

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
	const struct route_input *inputs;
	enum nhi_status (*page)(struct call *c, struct view **out, struct err *err);
	enum nhi_status (*raw)(struct call *c, struct response *r, struct err *err);
};

extern const struct route routes[];
extern const size_t route_count;

/* The route of a path, with the matched parts; NULL when there is none. */
const struct route *route_find(struct str path, struct str parts[ROUTE_PARTS_MAX]);

/* /openapi.json of all routes (openapi.c). */
void openapi_print(const struct decls *d, struct buf *out);

#endif
