/* http.c: pages a second over loopback, side by side with a floor that reads a request and writes a
 * constant answer and does nothing else. Clients and server share the machine, so the figures are
 * those of the whole, not of the server alone.
 *
 * NHI_DATA the checkout (default .), NHI_BENCH_BUILT the folder of the built assets (default
 * build-bench/web), NHI_BENCH_DB a demo database with
 * its users (nhi user demo) for the page from the store (else left out). */
#include "base/clock.h"
#include "client.h"
#include "web/server.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CLIENTS = 8, SECONDS = 2 };

static const char *const floor_answer =
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nok\n";

struct load {
	uint16_t port;
	const char *target, *session;
	int64_t until_ns;
	size_t answered, bytes;
};

static void *run_client(void *context) {
	struct load *l = context;
	struct client *c = calloc(1, sizeof *c);
	if (c == NULL) return NULL;
	c->port = l->port;
	c->fd = -1;
	snprintf(c->session, sizeof c->session, "%s", l->session);
	while (clock_monotonic_ns() < l->until_ns && client_get(c, l->target)) {
		l->answered += c->status == 200;
		l->bytes += c->bytes;
	}
	client_close(c);
	free(c);
	return NULL;
}

static const char *session = ""; /* whose pages are asked for */

static void measure(const char *what, uint16_t port, const char *target) {
	pthread_t thread[CLIENTS];
	struct load load[CLIENTS];
	size_t answered = 0, bytes = 0;
	int64_t from = clock_monotonic_ns();
	for (size_t i = 0; i < CLIENTS; i++) {
		load[i] = (struct load){.port = port,
		                        .target = target,
		                        .session = session,
		                        .until_ns = from + SECONDS * 1000000000LL};
		if (pthread_create(&thread[i], NULL, run_client, &load[i]) != 0) return;
	}
	for (size_t i = 0; i < CLIENTS; i++) {
		(void)pthread_join(thread[i], NULL); /* it was created */
		answered += load[i].answered;
		bytes += load[i].bytes;
	}
	double s = (double)(clock_monotonic_ns() - from) / 1e9;
	printf("%-34s %9.0f requests/s  %8.1f KiB each\n", what, (double)answered / s,
	       answered == 0 ? 0.0 : (double)bytes / (double)answered / 1024.0);
}

/* The floor: one thread a connection, no parsing. */
static void *serve_floor(void *context) {
	int fd = (int)(intptr_t)context;
	char piece[4096];
	size_t n = strlen(floor_answer);
	while (recv(fd, piece, sizeof piece, 0) > 0)
		if (send(fd, floor_answer, n, MSG_NOSIGNAL) != (ssize_t)n) break;
	close(fd);
	return NULL;
}

static void *accept_floor(void *context) {
	int listening = (int)(intptr_t)context;
	for (int fd = accept(listening, NULL, NULL); fd >= 0; fd = accept(listening, NULL, NULL)) {
		pthread_t t;
		if (pthread_create(&t, NULL, serve_floor, (void *)(intptr_t)fd) == 0)
			(void)pthread_detach(t); /* a new thread can be detached */
	}
	return NULL;
}

static uint16_t start_floor(void) {
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t n = sizeof at;
	pthread_t t;
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	if (fd < 0 || bind(fd, (struct sockaddr *)&at, n) != 0 || listen(fd, 64) != 0 ||
	    getsockname(fd, (struct sockaddr *)&at, &n) != 0 ||
	    pthread_create(&t, NULL, accept_floor, (void *)(intptr_t)fd) != 0)
		return 0;
	return ntohs(at.sin_port);
}

int main(void) {
	static struct desk desk;
	static struct site site;
	struct server *server;
	struct err err = ERR_INIT;
	const char *data = getenv("NHI_DATA"), *built = getenv("NHI_BENCH_BUILT");
	const char *db = getenv("NHI_BENCH_DB");
	struct server_options o = {.listen = "127.0.0.1"};
	if (desk_open(&desk, data == NULL ? "." : data, db, &err) != NHI_OK ||
	    site_open(&site, &desk, built == NULL ? "build-bench/web" : built, &err) != NHI_OK ||
	    server_start(&server, &site, &o, &err) != NHI_OK) {
		fprintf(stderr, "%s %s\n", status_name(err.code), err.where);
		return 1;
	}
	printf("%d clients with kept connections, %d s each, clients and server on the same "
	       "cores\n",
	       CLIENTS, SECONDS);
	measure("floor: constant bytes, no parsing", start_floor(), "/");
	uint16_t port = server_port(server);
	measure("constant page /healthz", port, "/healthz");
	measure("calculator with trace, HTML", port, "/calculator?category=12&wage=45800");
	measure("calculator with trace, JSON", port,
	        "/calculator?category=12&wage=45800&format=json");
	measure("search, HTML", port, "/search?text=lost+card");
	measure("floor guide, HTML, gzip", port, "/guide");
	struct client director = {.port = port, .fd = -1};
	if (db != NULL && client_sign_in(&director, "director", "taiwan-nhi-demo")) {
		session = director.session;
		measure("50 bills from the store, HTML", port, "/bills");
	} else
		printf("not done: the page from the store (give NHI_BENCH_DB, a demo with its "
		       "users)\n");
	server_stop(server);
	site_close(&site);
	desk_close(&desk);
	return 0;
}
