/* server.c: see server.h. What is slow by purpose (hashing a password) runs in the slow lane: two
 * threads of low priority with workers of their own; the connection sleeps until its answer is
 * there. So a storm of sign-ins takes no thread from those who work.
 *
 * libmicrohttpd calls on_request at least twice for a request. An answer on the first call would
 * make it close the connection, so the first call only remembers the target; the body arrives in
 * between; the last call answers. */
#include "web/server.h"

#include "base/check.h"
#include "base/clock.h"
#include "web/routes.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
	SLOW_THREADS = 2, /* hashes at most at once */
	SLOW_WAIT_S = 40, /* who would wait longer is sent away with a time to come again */
	SLOW_QUEUE_MAX = 1024,
	SLOW_GUESS_US = 200000, /* of one answer, before the first was measured */
	SLOW_NICE = 10
};
enum {
	UPLOAD_DRAIN_MAX = 256 << 20, /* of a refused upload: read, so that its sender hears why */
	UPLOAD_AGAIN_S = 30
};
enum { CONNECTION_MEMORY = 48 * 1024, DRAIN_MS = 5000, DRAIN_STEP_MS = 10 };

struct exchange;

struct slow_start {
	struct server *server;
	struct worker *worker;
};

struct server {
	const struct site *site;
	struct MHD_Daemon *daemon;
	uint16_t port;
	bool log;
	unsigned threads;
	pthread_mutex_t lock; /* guards `idle` and `idle_count` */
	struct worker *idle[SERVER_THREADS_MAX];
	size_t idle_count;
	struct worker workers[SERVER_THREADS_MAX];
	_Atomic uint64_t next_id;
	_Atomic size_t upload_bytes; /* promised by the uploads under way */
	/* the slow lane */
	pthread_mutex_t slow_lock; /* guards the fields below */
	pthread_cond_t slow_filled;
	struct exchange *slow_first, *slow_last;
	size_t slow_waiting; /* queued or being answered */
	int64_t slow_us;     /* of one answer, a running mean */
	bool slow_end;
	pthread_t slow_thread[SLOW_THREADS];
	struct worker slow_worker[SLOW_THREADS];
	struct slow_start slow_start[SLOW_THREADS];
};

/* One request from its first byte to its last. */
struct exchange {
	struct server *server;
	char *target;       /* as sent */
	bool seen;          /* the first call is over */
	struct err refused; /* why it is not looked at: too large, too many at once */
	struct buf body;
	struct multipart *parts; /* instead of `body`: an upload */
	size_t promised;         /* bytes of it, counted in upload_bytes */
	int64_t started_ns;
	/* in the slow lane */
	struct MHD_Connection *connection;
	char method[8];
	bool is_answered;
	struct MHD_Response *answer;
	int status;
	struct exchange *next;
};

/* --- workers: as many as threads, so that one is always free -----------------------------------
 */

static struct worker *take_worker(struct server *s) {
	CHECK(pthread_mutex_lock(&s->lock) == 0);
	CHECK(s->idle_count > 0);
	struct worker *w = s->idle[--s->idle_count];
	CHECK(pthread_mutex_unlock(&s->lock) == 0);
	return w;
}

static void give_worker(struct server *s, struct worker *w) {
	worker_reset(w);
	CHECK(pthread_mutex_lock(&s->lock) == 0);
	s->idle[s->idle_count++] = w;
	CHECK(pthread_mutex_unlock(&s->lock) == 0);
}

/* --- answers ---------------------------------------------------------------------------------- */

static const char *const fixed_headers[][2] = {
        {"Content-Security-Policy",
         "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
         "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
         "frame-ancestors 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"Referrer-Policy", "same-origin"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
        {"Vary", "Accept, Accept-Encoding, Accept-Language, Cookie"},
};

static void add(struct MHD_Response *m, const char *name, const char *value) {
	if (value != NULL && value[0] != '\0')
		(void)MHD_add_response_header(m, name, value); /* no memory: a header is lost */
}

static void add_str(struct MHD_Response *m, const char *name, struct str value) {
	char text[REQUEST_TARGET_MAX];
	if (value.n == 0 || value.n >= sizeof text) return;
	snprintf(text, sizeof text, "%.*s", STR_ARG(value));
	add(m, name, text);
}

/* A redirect goes to an address of this site; what is not ASCII in it is encoded again. */
static void add_location(struct MHD_Response *m, struct str to) {
	static const char hex[] = "0123456789ABCDEF";
	struct buf b = BUF_INIT(REQUEST_TARGET_MAX);
	for (size_t i = 0; i < to.n; i++) {
		unsigned char c = (unsigned char)to.p[i];
		if (c > 0x20 && c < 0x7f) {
			buf_put_char(&b, (char)c);
			continue;
		}
		buf_put_char(&b, '%');
		buf_put_char(&b, hex[c >> 4]);
		buf_put_char(&b, hex[c & 15]);
	}
	add_str(m, "Location", buf_str(&b));
	buf_free(&b);
}

#define YEAR "; Max-Age=31536000"

/* Lax: a link from a letter or another site finds one signed in, a form from there does not. */
static void add_cookie(struct MHD_Response *m, const char *name, struct str value, const char *age,
                       const char *secure) {
	char cookie[256];
	snprintf(cookie, sizeof cookie, "%s=%.*s; Path=/%s; SameSite=Lax; HttpOnly%s", name,
	         STR_ARG(value), age, secure);
	add(m, "Set-Cookie", cookie);
}

static void add_seconds(struct MHD_Response *m, int64_t seconds) {
	char text[32];
	snprintf(text, sizeof text, "%lld", (long long)seconds);
	add(m, "Retry-After", text);
}

static void add_headers(struct MHD_Response *m, const struct response *r) {
	for (size_t i = 0; i < COUNT_OF(fixed_headers); i++)
		add(m, fixed_headers[i][0], fixed_headers[i][1]);
	add(m, "Content-Type", r->type);
	add(m, "Cache-Control", r->cache);
	add(m, "Content-Language", r->lang);
	add(m, "Allow", r->allow);
	add(m, "Content-Disposition", r->disposition);
	add_str(m, "ETag", r->etag);
	if (r->gzipped) add(m, "Content-Encoding", "gzip");
	if (r->location.n > 0) add_location(m, r->location);
	if (r->retry_s > 0) add_seconds(m, r->retry_s);
	add_str(m, "X-Form-Token", r->form_token);
	const char *secure = r->secure_cookies ? "; Secure" : "";
	if (r->set_lang != NULL) add_cookie(m, "nhi_lang", str_from(r->set_lang), YEAR, secure);
	if (r->set_size != NULL) add_cookie(m, "nhi_size", str_from(r->set_size), YEAR, secure);
	if (r->set_form.n > 0) add_cookie(m, "nhi_form", r->set_form, "", secure);
	if (str_is(r->set_session, "-"))
		add_cookie(m, "nhi_session", STR(""), "; Max-Age=0", secure);
	else if (r->set_session.n > 0)
		add_cookie(m, "nhi_session", r->set_session, "", secure);
}

/* Hands the body over to the library; r must not be used afterwards. NULL: no memory. */
static struct MHD_Response *make_response(struct response *r) {
	struct MHD_Response *m;
	if (r->fixed.n > 0 || r->body.n == 0) {
		/* the library does not write into what it is told is persistent */
		void *p = (void *)(uintptr_t)(const void *)r->fixed.p;
		m = MHD_create_response_from_buffer(r->fixed.n, p, MHD_RESPMEM_PERSISTENT);
		buf_free(&r->body);
	} else {
		m = MHD_create_response_from_buffer(r->body.n, r->body.p, MHD_RESPMEM_MUST_FREE);
		if (m == NULL) buf_free(&r->body);
	}
	if (m != NULL) add_headers(m, r);
	return m;
}

static enum MHD_Result send_response(struct MHD_Connection *connection, int status,
                                     struct MHD_Response *m) {
	if (m == NULL) return MHD_NO;
	enum MHD_Result done = MHD_queue_response(connection, (unsigned)status, m);
	MHD_destroy_response(m);
	return done;
}

static struct str header(struct MHD_Connection *connection, const char *name) {
	return str_from(MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name));
}

/* time, level, event, id, method, route (a pattern, never the address), status, time, bytes */
static void log_request(struct server *s, const char *method, const struct response *r,
                        int64_t started_ns, size_t bytes) {
	if (!s->log) return;
	struct buf b = BUF_INIT(512);
	int64_t us = (clock_monotonic_ns() - started_ns) / 1000;
	instant_print(&b, clock_now());
	buf_printf(&b,
	           " level=info event=http.request id=%llu method=%.8s route=%s status=%d "
	           "us=%lld bytes=%zu\n",
	           (unsigned long long)s->next_id++, method, r->route, r->status, (long long)us,
	           bytes);
	(void)!write(STDERR_FILENO, b.p, b.n); /* nobody to tell when the log itself fails */
	buf_free(&b);
}

/* Where the request comes from: behind a proxy on this machine, what that says. */
static struct str peer_address(struct MHD_Connection *connection, char out[INET6_ADDRSTRLEN]) {
	const union MHD_ConnectionInfo *info =
	        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	if (info == NULL) return STR("");
	const struct sockaddr *from = info->client_addr;
	const void *raw =
	        from->sa_family == AF_INET6
	                ? (const void *)&((const struct sockaddr_in6 *)(const void *)from)
	                          ->sin6_addr
	                : (const void *)&((const struct sockaddr_in *)(const void *)from)->sin_addr;
	if (inet_ntop(from->sa_family, raw, out, INET6_ADDRSTRLEN) == NULL) return STR("");
	bool local = str_starts(str_from(out), STR("127.")) || str_is(str_from(out), "::1");
	struct str told = header(connection, "X-Forwarded-For");
	if (!local || told.n == 0) return str_from(out);
	size_t comma = told.n; /* the last one is what the proxy itself saw */
	for (size_t i = 0; i < told.n; i++)
		if (told.p[i] == ',') comma = i;
	told = str_trim(comma < told.n ? str_slice(told, comma + 1, told.n) : told);
	return told.n < INET6_ADDRSTRLEN ? told : str_from(out);
}

/* The head of the request; its texts live as long as the connection keeps them, and `peer`. */
static struct request read_head(struct MHD_Connection *connection, const char *method,
                                char peer[INET6_ADDRSTRLEN]) {
	struct str encoding = header(connection, "Accept-Encoding");
	return (struct request){
	        .accept = header(connection, "Accept"),
	        .accept_language = header(connection, "Accept-Language"),
	        .cookie = header(connection, "Cookie"),
	        .authorization = header(connection, "Authorization"),
	        .if_none_match = header(connection, "If-None-Match"),
	        .accepts_gzip = str_find(encoding, STR("gzip")) < encoding.n,
	        .method = str_from(method),
	        .host = header(connection, "Host"),
	        .origin = header(connection, "Origin"),
	        .fetch_site = header(connection, "Sec-Fetch-Site"),
	        .is_https = str_is(header(connection, "X-Forwarded-Proto"), "https"),
	        .content_type = header(connection, "Content-Type"),
	        .address = peer_address(connection, peer),
	};
}

/* Runs the request on the worker; the answer is the library's. */
static struct MHD_Response *run(struct server *s, struct worker *w,
                                struct MHD_Connection *connection, const char *method,
                                struct exchange *x, int *status) {
	struct response r;
	char peer[INET6_ADDRSTRLEN];
	struct request request = read_head(connection, method, peer);
	request.parts = x->refused.code == NHI_OK ? x->parts : NULL;
	/* who has to sign in for an upload is sent there and comes back */
	if (x->refused.code != NHI_OK && x->refused.code != NHI_LOGIN) {
		site_answer_error(s->site, w, &request, &x->refused, &r);
	} else {
		site_answer_target(s->site, w, request.method, str_from(x->target), &request,
		                   buf_str(&x->body), &r);
	}
	*status = r.status;
	log_request(s, method, &r, x->started_ns, response_body(&r).n);
	return make_response(&r);
}

static enum MHD_Result answer(struct server *s, struct MHD_Connection *connection,
                              const char *method, struct exchange *x) {
	struct worker *w = take_worker(s);
	int status;
	struct MHD_Response *m = run(s, w, connection, method, x, &status);
	give_worker(s, w);
	return send_response(connection, status, m);
}

/* --- the slow lane ---------------------------------------------------------------------------- */

static void *answer_slowly(void *context) {
	struct slow_start *start = context;
	struct server *s = start->server;
	struct worker *w = start->worker;
	/* only this thread; without the right to it works all the same */
	(void)setpriority(PRIO_PROCESS, (id_t)gettid(), SLOW_NICE);
	CHECK(pthread_mutex_lock(&s->slow_lock) == 0);
	for (;;) {
		while (s->slow_first == NULL && !s->slow_end)
			(void)pthread_cond_wait(&s->slow_filled,
			                        &s->slow_lock); /* valid: cannot fail */
		struct exchange *x = s->slow_first;
		if (x == NULL) break;
		s->slow_first = x->next;
		if (s->slow_first == NULL) s->slow_last = NULL;
		/* the guess at the door was too good, or the program ends */
		bool late =
		        clock_monotonic_ns() - x->started_ns > SLOW_WAIT_S * INT64_C(1000000000);
		if (s->slow_end || late) err_set(&x->refused, NHI_LOGIN_BUSY, "%d", SLOW_WAIT_S);
		CHECK(pthread_mutex_unlock(&s->slow_lock) == 0);
		bool is_measured = x->refused.code == NHI_OK;
		int64_t from = clock_monotonic_ns();
		x->answer = run(s, w, x->connection, x->method, x, &x->status);
		x->is_answered = true;
		worker_reset(w);
		int64_t us = (clock_monotonic_ns() - from) / 1000;
		MHD_resume_connection(x->connection);
		CHECK(pthread_mutex_lock(&s->slow_lock) == 0);
		if (is_measured) s->slow_us = (s->slow_us * 7 + us) / 8;
		s->slow_waiting--;
	}
	CHECK(pthread_mutex_unlock(&s->slow_lock) == 0);
	return NULL;
}

/* Puts the request into the lane; false when it would wait too long: x->refused says how long. */
static bool join_lane(struct server *s, struct MHD_Connection *connection, const char *method,
                      struct exchange *x) {
	CHECK(pthread_mutex_lock(&s->slow_lock) == 0);
	int64_t wait_s = (int64_t)s->slow_waiting * s->slow_us / SLOW_THREADS / 1000000;
	bool room = wait_s < SLOW_WAIT_S && s->slow_waiting < SLOW_QUEUE_MAX && !s->slow_end;
	if (room) {
		x->connection = connection;
		snprintf(x->method, sizeof x->method, "%s", method);
		MHD_suspend_connection(connection);
		x->next = NULL;
		if (s->slow_last == NULL)
			s->slow_first = x;
		else
			s->slow_last->next = x;
		s->slow_last = x;
		s->slow_waiting++;
		(void)pthread_cond_signal(&s->slow_filled); /* valid: cannot fail */
	}
	CHECK(pthread_mutex_unlock(&s->slow_lock) == 0);
	if (!room) err_set(&x->refused, NHI_LOGIN_BUSY, "%lld", (long long)wait_s + 1);
	return room;
}

/* Only forms are slow: their pages are shown like any other. */
static bool is_slow(const char *method, const char *target) {
	struct str rest = str_from(target), path = str_cut(&rest, '?');
	struct str parts[ROUTE_PARTS_MAX];
	if (strcmp(method, "POST") != 0) return false;
	const struct route *r = route_find(path, parts);
	return r != NULL && r->is_slow;
}

/* --- what the library calls ------------------------------------------------------------------- */

static void *on_target(void *context, const char *uri, struct MHD_Connection *connection) {
	(void)context, (void)connection;
	struct exchange *x = calloc(1, sizeof *x);
	if (x == NULL) return NULL;
	*x = (struct exchange){.body = BUF_INIT(REQUEST_BODY_MAX),
	                       .started_ns = clock_monotonic_ns()};
	x->target = strdup(uri);
	if (x->target != NULL) return x;
	free(x);
	return NULL;
}

/* Files: only to addresses that take them, from who may use these, while there is room. */
static void admit_files(struct server *s, struct MHD_Connection *connection, const char *method,
                        struct exchange *x, size_t length) {
	char peer[INET6_ADDRSTRLEN];
	struct request head = read_head(connection, method, peer);
	struct worker *w = take_worker(s);
	enum nhi_status st = site_admits_files(s->site, w, &head, str_from(x->target), &x->refused);
	give_worker(s, w);
	if (st == NHI_OK && length > MULTIPART_BODY_MAX)
		st = err_set(&x->refused, NHI_LIMIT, "body" ERR_SEP "%d", MULTIPART_BODY_MAX);
	if (st != NHI_OK) return;
	x->promised = length;
	if (atomic_fetch_add(&s->upload_bytes, length) + length > SERVER_UPLOADS_MAX)
		st = err_set(&x->refused, NHI_TOO_MANY, "%d", UPLOAD_AGAIN_S);
	if (st == NHI_OK) st = multipart_open(&x->parts, head.content_type, &x->refused);
	CHECK(st == x->refused.code);
}

/* With the head of the request. False: it is refused at once and its body is not read. */
static bool admit(struct server *s, struct MHD_Connection *connection, const char *method,
                  struct exchange *x) {
	int64_t length = 0;
	struct str sent = header(connection, "Content-Length");
	bool files =
	        strcmp(method, "POST") == 0 && multipart_is(header(connection, "Content-Type"));
	int64_t most = files ? UPLOAD_DRAIN_MAX : REQUEST_BODY_MAX;
	bool fits = sent.n == 0 || str_to_i64(sent, 0, most, &length);
	if (!fits)
		err_set(&x->refused, NHI_LIMIT, "body" ERR_SEP "%d",
		        files ? MULTIPART_BODY_MAX : REQUEST_BODY_MAX);
	else if (files)
		admit_files(s, connection, method, x,
		            sent.n > 0 ? (size_t)length : MULTIPART_BODY_MAX);
	return fits;
}

static void take_body(struct exchange *x, struct str bytes) {
	int64_t us = (clock_monotonic_ns() - x->started_ns) / 1000;
	if (x->refused.code != NHI_OK) return; /* read to its end, kept no more */
	if (x->parts != NULL) {
		enum nhi_status st = multipart_put(x->parts, bytes, &x->refused);
		if (st == NHI_OK && us / 1000000 > SERVER_UPLOAD_S)
			err_set(&x->refused, NHI_LIMIT, "upload" ERR_SEP "%d s", SERVER_UPLOAD_S);
		return;
	}
	buf_put(&x->body, bytes);
	if (!buf_ok(&x->body))
		err_set(&x->refused, NHI_LIMIT, "body" ERR_SEP "%d", REQUEST_BODY_MAX);
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_size, void **exchange) {
	(void)url, (void)version;
	struct exchange *x = *exchange;
	if (x == NULL) return MHD_NO; /* no memory */
	if (!x->seen) {
		x->seen = true;
		x->server = context;
		/* an answer now closes the connection: the body is not read */
		return admit(context, connection, method, x)
		               ? MHD_YES
		               : answer(context, connection, method, x);
	}
	if (*upload_size > 0) {
		take_body(x, (struct str){upload, *upload_size});
		*upload_size = 0;
		return MHD_YES;
	}
	if (x->is_answered) {
		struct MHD_Response *m = x->answer;
		x->answer = NULL;
		return send_response(connection, x->status, m);
	}
	bool slow = x->refused.code == NHI_OK && is_slow(method, x->target);
	if (slow && join_lane(context, connection, method, x)) return MHD_YES;
	return answer(context, connection, method, x);
}

static void on_completed(void *context, struct MHD_Connection *connection, void **exchange,
                         enum MHD_RequestTerminationCode why) {
	(void)context, (void)connection, (void)why;
	struct exchange *x = *exchange;
	if (x == NULL) return;
	if (x->answer != NULL) MHD_destroy_response(x->answer);
	if (x->promised > 0) atomic_fetch_sub(&x->server->upload_bytes, x->promised);
	multipart_close(x->parts);
	free(x->target);
	buf_free(&x->body);
	free(x);
	*exchange = NULL;
}

/* --- start and stop --------------------------------------------------------------------------- */

union address {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
};

static bool make_address(const char *listen, uint16_t port, union address *out, bool *is_v6) {
	memset(out, 0, sizeof *out);
	*is_v6 = strchr(listen, ':') != NULL;
	if (*is_v6) {
		out->v6.sin6_family = AF_INET6;
		out->v6.sin6_port = htons(port);
		return inet_pton(AF_INET6, listen, &out->v6.sin6_addr) == 1;
	}
	out->v4.sin_family = AF_INET;
	out->v4.sin_port = htons(port);
	return inet_pton(AF_INET, listen, &out->v4.sin_addr) == 1;
}

static struct MHD_Daemon *start_daemon(struct server *s, const struct server_options *o,
                                       uint16_t port, union address *address, bool is_v6) {
	if (!make_address(o->listen, port, address, &is_v6)) return NULL;
	unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME |
	                 (is_v6 ? MHD_USE_IPv6 : 0);
	unsigned idle = o->idle_s == 0 ? SERVER_IDLE_S : o->idle_s;
	return MHD_start_daemon(flags, port, NULL, NULL, on_request, s, MHD_OPTION_SOCK_ADDR,
	                        &address->any, MHD_OPTION_THREAD_POOL_SIZE, s->threads,
	                        MHD_OPTION_CONNECTION_LIMIT, (unsigned)SERVER_CONNECTIONS_MAX,
	                        MHD_OPTION_CONNECTION_TIMEOUT, idle,
	                        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
	                        MHD_OPTION_URI_LOG_CALLBACK, on_target, NULL,
	                        MHD_OPTION_NOTIFY_COMPLETED, on_completed, NULL, MHD_OPTION_END);
}

static unsigned count_threads(unsigned wanted) {
	long cores = wanted > 0 ? (long)wanted : sysconf(_SC_NPROCESSORS_ONLN);
	if (cores < 2) cores = 2; /* a slow page must not stop the others */
	return cores > SERVER_THREADS_MAX ? SERVER_THREADS_MAX : (unsigned)cores;
}

static void start_lane(struct server *s) {
	CHECK(pthread_mutex_init(&s->slow_lock, NULL) == 0);
	CHECK(pthread_cond_init(&s->slow_filled, NULL) == 0);
	s->slow_us = SLOW_GUESS_US;
	for (size_t i = 0; i < SLOW_THREADS; i++) {
		worker_init(&s->slow_worker[i], s->site->desk);
		s->slow_start[i] = (struct slow_start){s, &s->slow_worker[i]};
		CHECK(pthread_create(&s->slow_thread[i], NULL, answer_slowly, &s->slow_start[i]) ==
		      0);
	}
}

/* Sends away what is still queued, ends the threads. */
static void end_lane(struct server *s) {
	CHECK(pthread_mutex_lock(&s->slow_lock) == 0);
	s->slow_end = true;
	(void)pthread_cond_broadcast(&s->slow_filled); /* valid: cannot fail */
	CHECK(pthread_mutex_unlock(&s->slow_lock) == 0);
	for (size_t i = 0; i < SLOW_THREADS; i++) {
		CHECK(pthread_join(s->slow_thread[i], NULL) == 0);
		worker_close(&s->slow_worker[i]);
	}
	(void)pthread_cond_destroy(&s->slow_filled); /* nobody waits */
	(void)pthread_mutex_destroy(&s->slow_lock);  /* nobody holds it */
}

static void free_server(struct server *s) {
	for (size_t i = 0; i < s->threads; i++) worker_close(&s->workers[i]);
	(void)pthread_mutex_destroy(&s->lock); /* nobody holds it */
	free(s);
}

enum nhi_status server_start(struct server **out, const struct site *site,
                             const struct server_options *options, struct err *err) {
	union address address;
	bool is_v6 = false;
	if (!make_address(options->listen, options->port, &address, &is_v6))
		return err_set(err, NHI_RANGE,
		               "--listen" ERR_SEP "%s" ERR_SEP "127.0.0.1, 0.0.0.0, ::1",
		               options->listen);
	struct server *s = calloc(1, sizeof *s);
	if (s == NULL) return err_set(err, NHI_MEMORY, "");
	s->site = site;
	s->log = options->log;
	s->threads = count_threads(options->threads);
	CHECK(pthread_mutex_init(&s->lock, NULL) == 0);
	for (size_t i = 0; i < s->threads; i++) {
		worker_init(&s->workers[i], site->desk);
		s->idle[s->idle_count++] = &s->workers[i];
	}
	start_lane(s);
	s->daemon = start_daemon(s, options, options->port, &address, is_v6);
	int why = errno;
	if (s->daemon == NULL && options->any_if_taken && why == EADDRINUSE)
		s->daemon = start_daemon(s, options, 0, &address, is_v6);
	if (s->daemon == NULL) {
		end_lane(s);
		free_server(s);
		if (why == EADDRINUSE) return err_set(err, NHI_BUSY, "port %u", options->port);
		return err_set(err, NHI_IO, "%s:%u" ERR_SEP "%s", options->listen, options->port,
		               strerror(why));
	}
	const union MHD_DaemonInfo *info =
	        MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);
	s->port = info == NULL ? options->port : info->port;
	*out = s;
	return NHI_OK;
}

uint16_t server_port(const struct server *s) { return s->port; }

/* Also while the slow lane still has answers to give: the library may not stop before. */
static bool is_busy(struct server *s) {
	CHECK(pthread_mutex_lock(&s->slow_lock) == 0);
	bool busy = s->slow_waiting > 0 || s->site->metrics->open > 0;
	CHECK(pthread_mutex_unlock(&s->slow_lock) == 0);
	return busy;
}

void server_stop(struct server *s) {
	MHD_socket listening = MHD_quiesce_daemon(s->daemon);
	for (int ms = 0; ms < DRAIN_MS && is_busy(s); ms += DRAIN_STEP_MS)
		usleep(DRAIN_STEP_MS * 1000);
	end_lane(s); /* the library may not stop while a connection sleeps */
	MHD_stop_daemon(s->daemon);
	if (listening != MHD_INVALID_SOCKET) (void)close(listening); /* nothing was written to it */
	free_server(s);
}
