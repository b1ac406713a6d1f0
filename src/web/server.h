/* server.h: the site on a socket, by libmicrohttpd (epoll, one thread a core).
 *
 * Limits: REQUEST_TARGET_MAX and REQUEST_BODY_MAX (request.h), SERVER_CONNECTIONS_MAX at once,
 * SERVER_IDLE_S without a byte in either direction. Files come as multipart/form-data (multipart.h)
 * to addresses that take them, from who may use these; all uploads under way hold at most
 * SERVER_UPLOADS_MAX bytes, and one takes at most SERVER_UPLOAD_S. TLS is a reverse proxy's work.
 */
#ifndef WEB_SERVER_H
#define WEB_SERVER_H

#include "web/site.h"

enum {
	SERVER_CONNECTIONS_MAX = 2000,
	SERVER_IDLE_S = 15,
	SERVER_THREADS_MAX = 16,
	SERVER_UPLOADS_MAX = 256 << 20,
	SERVER_UPLOAD_S = 600
};

struct server;

struct server_options {
	const char *listen; /* address: "127.0.0.1", "::1", "0.0.0.0" */
	uint16_t port;      /* 0: any free one */
	bool any_if_taken;  /* take a free port when `port` is in use */
	unsigned threads;   /* 0: one a core, at most SERVER_THREADS_MAX */
	unsigned idle_s;    /* 0: SERVER_IDLE_S */
	bool log;           /* one line a request on standard error, without personal data */
};

/* Starts to answer. NHI_IO when the address cannot be used, NHI_BUSY when the port is taken. */
MUST_USE enum nhi_status server_start(struct server **out, const struct site *site,
                                      const struct server_options *options, struct err *err);
uint16_t server_port(const struct server *s);
/* Takes no new connections, lets open requests end, stops. */
void server_stop(struct server *s);

#endif
