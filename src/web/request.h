/* request.h: a request and its answer, however they travel: a socket, a test, the command line. */
#ifndef WEB_REQUEST_H
#define WEB_REQUEST_H

#include "base/err.h"
#include "web/multipart.h"

enum { REQUEST_TARGET_MAX = 8192, REQUEST_BODY_MAX = 1 << 20, REQUEST_PATH_MAX = 1024 };

struct request {
	struct str method; /* "GET" */
	struct str path;   /* decoded: "/bills/3" */
	struct str query;  /* as sent, without '?' */
	struct form form;  /* decoded inputs of query and body, files of an upload */
	struct str content_type;
	struct multipart *parts; /* the body as it was read on arrival; NULL: see request_body */
	struct str accept;       /* headers; "" when not sent */
	struct str accept_language;
	struct str cookie;
	struct str if_none_match;
	struct str authorization;            /* Authorization, for programs */
	struct str host, origin, fetch_site; /* Host, Origin, Sec-Fetch-Site */
	struct str address;                  /* where from, "" not known */
	bool is_https;                       /* a reverse proxy says so */
	bool accepts_gzip;
};

/* Splits and decodes "/path?query" into *out, whose texts live in the arena. NHI_BAD_REQUEST for
 * broken %-codes, control characters, text that is not UTF-8, a path that does not start with '/'
 * or too many inputs. */
MUST_USE enum nhi_status request_target(struct request *out, struct arena *a, struct str target,
                                        struct err *err);
/* Adds the inputs of the body: those of r->parts, else `body` as application/x-www-form-urlencoded.
 */
MUST_USE enum nhi_status request_body(struct request *out, struct arena *a, struct str body,
                                      struct err *err);
/* The value of one cookie, or "". */
struct str request_cookie(const struct request *r, const char *name);
/* Appends name=value, encoded, with '&' in front unless `out` is empty. */
void request_put_input(struct buf *out, struct str name, struct str value);

struct response {
	int status;
	const char *type;       /* content type */
	struct buf body;        /* owned */
	struct str fixed;       /* instead of body: borrowed from the site for ever */
	bool gzipped;           /* the body is */
	bool compressible;      /* may be gzipped on its way: public, holds no secret */
	const char *cache;      /* Cache-Control */
	struct str etag;        /* or "" */
	struct str location;    /* of a redirect; in the request's arena */
	const char *lang;       /* Content-Language, or NULL */
	const char *set_lang;   /* remember this language in a cookie, or NULL */
	const char *set_size;   /* remember this size of text, or NULL */
	struct str set_session; /* token to keep in the session's cookie; "-" to forget it; or "" */
	struct str set_form;    /* token of visitors' forms to keep, or "" */
	struct str form_token;  /* csrf token of the page's form, told to programs in a header */
	bool secure_cookies;    /* they travel by https only */
	int64_t retry_s;        /* Retry-After of 429, 0 none */
	const char *allow;      /* of 405 */
	const char *disposition; /* Content-Disposition, or NULL */
	const char *route;       /* the pattern that answered, for the log and the metrics */
};

struct str response_body(const struct response *r);

#endif
