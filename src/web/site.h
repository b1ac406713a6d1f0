/* site.h: the web site without a socket: a request goes in, an answer comes out.
 *
 * Life of a request: server (or a test, or `nhi serve --once-check`) → site_answer → route by
 * method and path → handler asks desk for a view → JSON, CSV or HTML by `Accept` or ?format= and by
 * language → response. The site is read once and shared by all threads; a call has its own arena
 * and its own database connection. */
#ifndef WEB_SITE_H
#define WEB_SITE_H

#include "desk/desk.h"
#include "web/assets.h"
#include "web/decl.h"
#include "web/i18n.h"
#include "web/metrics.h"
#include "web/request.h"
#include "web/templates.h"

struct site {
	struct arena arena;
	const struct desk *desk;
	struct decls decls;
	struct i18n_set i18n;
	struct templates templates;
	struct assets assets;
	struct metrics *metrics;
};

/* `built_dir` holds what the build made of web/: style sheets, scripts, en.mo. `desk` is borrowed
 * and must outlive the site. On failure nothing is to be closed. */
MUST_USE enum nhi_status site_open(struct site *out, const struct desk *desk, const char *built_dir,
                                   struct err *err);
void site_close(struct site *s);

/* What one thread needs to answer; reused from request to request. */
struct worker {
	struct arena arena;
	struct desk_call desk;
};
void worker_init(struct worker *w, const struct desk *desk);
void worker_close(struct worker *w);
/* Empties the arena of the worker for the next request. Texts of a response that point into it
 * (location) are gone then. */
void worker_reset(struct worker *w);

/* Answers. Never fails: an error is an answer too. `r` is filled anew; its body is owned by the
 * caller (buf_free). `request` may lie in the worker's arena. */
void site_answer(const struct site *s, struct worker *w, const struct request *request,
                 struct response *r);
/* Answers a target ("/guide?lang=en") that may be malformed, as the server and the tests do. */
void site_answer_target(const struct site *s, struct worker *w, struct str method,
                        struct str target, struct request *headers, struct str body,
                        struct response *r);
/* May this one send files there? Asked with the head of the request, before a byte of the body is
 * held: NHI_LOGIN, NHI_FORBIDDEN, NHI_BAD_REQUEST for an address that takes none. */
MUST_USE enum nhi_status site_admits_files(const struct site *s, struct worker *w,
                                           struct request *headers, struct str target,
                                           struct err *err);
/* The answer to something that never became a request: too large, unreadable. */
void site_answer_error(const struct site *s, struct worker *w, const struct request *request,
                       const struct err *err, struct response *r);

#endif
