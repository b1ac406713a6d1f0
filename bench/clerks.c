/* clerks.c: people at work over HTTP. (1) How many reads of persons a second are recorded before
 * their pages leave: a page of one person each, and a roster of many. (2) Clerks at human pace (a
 * page every few seconds each): how long the slowest twentieth waits, alone and while a storm of
 * sign-ins runs; how long those wait who sign in, and how many are sent away.
 *
 * NHI_BENCH_DB a demo database with its users (`nhi demo`, `nhi user demo`); NHI_BENCH_BUILT the
 * built assets; NHI_CLERKS how many (200), NHI_SECONDS how long each part takes (20). Clients and
 * server share the machine. */
#include "base/clock.h"
#include "client.h"
#include "web/server.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

enum {
	READERS = 16,
	PACE_MS = 5000, /* mean time between two pages of a clerk */
	SAMPLES_MAX = 1 << 20,
	CLERKS_MAX = 2000
};

#define PASSWORD "taiwan-nhi-demo"

static uint16_t port;
static char session[64], one[256], roster[256];
static int64_t until_ns;
static _Atomic size_t sample_count, failures;
static int32_t sample_us[SAMPLES_MAX];

static void add_sample(int64_t from_ns) {
	size_t i = sample_count++;
	if (i < SAMPLES_MAX) sample_us[i] = (int32_t)((clock_monotonic_ns() - from_ns) / 1000);
}

static int by_size(const void *a, const void *b) {
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
	return (x > y) - (x < y);
}

static void print_samples(const char *what) {
	size_t n = sample_count < SAMPLES_MAX ? sample_count : SAMPLES_MAX;
	qsort(sample_us, n, sizeof *sample_us, by_size);
	if (n == 0) return;
	printf("%-44s %6zu answers, median %6.1f ms, p95 %7.1f ms, slowest %8.1f ms, failed %zu\n",
	       what, n, sample_us[n / 2] / 1e3, sample_us[n * 95 / 100] / 1e3,
	       sample_us[n - 1] / 1e3, (size_t)failures);
}

static void reset(int64_t seconds) {
	sample_count = failures = 0;
	until_ns = clock_monotonic_ns() + seconds * 1000000000;
}

static struct client *new_client(void) {
	struct client *c = calloc(1, sizeof *c);
	if (c == NULL) return NULL;
	c->port = port;
	c->fd = -1;
	snprintf(c->session, sizeof c->session, "%s", session);
	return c;
}

static void free_client(struct client *c) {
	client_close(c);
	free(c);
}

/* --- recorded reads --------------------------------------------------------------------------- */

static void *read_pages(void *target) {
	struct client *c = new_client();
	while (c != NULL && clock_monotonic_ns() < until_ns) {
		int64_t from = clock_monotonic_ns();
		if (!client_get(c, target) || c->status != 200) {
			failures++;
			break;
		}
		add_sample(from);
	}
	if (c != NULL) free_client(c);
	return NULL;
}

static void measure_reads(const char *what, char *target, size_t persons, int64_t seconds) {
	pthread_t thread[READERS];
	reset(seconds);
	int64_t from = clock_monotonic_ns();
	for (size_t i = 0; i < READERS; i++)
		if (pthread_create(&thread[i], NULL, read_pages, target) != 0) exit(1);
	for (size_t i = 0; i < READERS; i++)
		(void)pthread_join(thread[i], NULL); /* it was created */
	double s = (double)(clock_monotonic_ns() - from) / 1e9;
	printf("%-44s %8.0f pages/s, %8.0f recorded reads/s (%zu persons a page)\n", what,
	       (double)sample_count / s, (double)(sample_count * persons) / s, persons);
	print_samples("");
}

/* --- clerks at work --------------------------------------------------------------------------- */

static void *work(void *context) {
	static char *const pages[] = {one, "/desk", "/units", "/bills", "/search?text=card"};
	unsigned seed = (unsigned)(uintptr_t)context;
	struct client *c = new_client();
	while (c != NULL) {
		/* an arrival at any time within twice the mean */
		usleep((useconds_t)(rand_r(&seed) % (2 * PACE_MS)) * 1000);
		if (clock_monotonic_ns() >= until_ns) break;
		int64_t from = clock_monotonic_ns();
		const char *page = pages[(unsigned)rand_r(&seed) % COUNT_OF(pages)];
		if (!client_get(c, page) || c->status != 200)
			failures++;
		else
			add_sample(from);
	}
	if (c != NULL) free_client(c);
	return NULL;
}

static _Atomic size_t signed_in, sent_away, storm_slowest_ms;

static void *sign_in(void *context) {
	unsigned seed = (unsigned)(uintptr_t)context;
	struct client *c = new_client();
	if (c == NULL) return NULL;
	usleep((useconds_t)(rand_r(&seed) % 5000) * 1000); /* the house opens within five seconds */
	int64_t from = clock_monotonic_ns();
	bool in = client_sign_in(c, "counter", PASSWORD);
	size_t ms = (size_t)((clock_monotonic_ns() - from) / 1000000);
	for (size_t old = storm_slowest_ms; ms > old;)
		if (atomic_compare_exchange_weak(&storm_slowest_ms, &old, ms)) break;
	if (in)
		signed_in++;
	else if (c->status == 429)
		sent_away++;
	else
		failures++;
	free_client(c);
	return NULL;
}

static void measure_clerks(const char *what, size_t clerks, int64_t seconds, bool storm) {
	static pthread_t worker[CLERKS_MAX], stormer[CLERKS_MAX];
	reset(seconds);
	for (size_t i = 0; i < clerks; i++)
		if (pthread_create(&worker[i], NULL, work, (void *)(uintptr_t)(i + 1)) != 0)
			exit(1);
	for (size_t i = 0; storm && i < clerks; i++)
		if (pthread_create(&stormer[i], NULL, sign_in, (void *)(uintptr_t)(i + 1)) != 0)
			exit(1);
	for (size_t i = 0; storm && i < clerks; i++)
		(void)pthread_join(stormer[i], NULL); /* it was created */
	for (size_t i = 0; i < clerks; i++) (void)pthread_join(worker[i], NULL); /* as above */
	print_samples(what);
	if (!storm) return;
	printf("%-44s %6zu signed in, %zu sent away with a time to come again, slowest %.1f s\n",
	       "  the storm itself", (size_t)signed_in, (size_t)sent_away,
	       (double)storm_slowest_ms / 1e3);
}

static int64_t setting(const char *name, int64_t otherwise) {
	int64_t v = otherwise;
	const char *text = getenv(name);
	return text != NULL && str_to_i64(str_from(text), 1, CLERKS_MAX, &v) ? v : otherwise;
}

/* The first number behind `mark` in the client's answer. */
static bool find_number(const struct client *c, const char *mark, char *out, size_t size) {
	struct str head = {c->head, c->head_n};
	size_t at = str_find(head, str_from(mark));
	if (at == head.n) return false;
	struct str rest = str_slice(head, at + strlen(mark), head.n);
	snprintf(out, size, "%.*s", (int)str_find_char(rest, '"'), rest.p);
	return true;
}

/* A bill, one of its persons, and the roster of its unit, as a clerk finds them. */
static bool find_targets(struct client *c) {
	char bill[64], person[64], unit[64], target[256];
	if (!client_get(c, "/bills?format=json") ||
	    !find_number(c, "\"bill_id\":\"", bill, sizeof bill) ||
	    !find_number(c, "\"unit_code\":\"", unit, sizeof unit))
		return false;
	snprintf(target, sizeof target, "/bills/%s?format=json", bill);
	if (!client_get(c, target) || !find_number(c, "\"person_id\":\"", person, sizeof person))
		return false;
	snprintf(one, sizeof one, "/bills/%s/why/%s?format=json", bill, person);
	snprintf(roster, sizeof roster, "/units/%s?format=json", unit);
	return true;
}

/* Persons whom the roster's first page shows. */
static size_t roster_size(struct client *c) {
	size_t n = 0;
	if (!client_get(c, roster)) return 0;
	for (struct str rest = {c->head, c->head_n}; rest.n > 0; n++) {
		size_t at = str_find(rest, STR("\"dependent\":"));
		if (at == rest.n) break;
		rest = str_slice(rest, at + 1, rest.n);
	}
	return n;
}

int main(void) {
	static struct desk desk;
	static struct site site;
	struct server *server;
	struct err err = ERR_INIT;
	const char *data = getenv("NHI_DATA"), *built = getenv("NHI_BENCH_BUILT");
	const char *db = getenv("NHI_BENCH_DB");
	struct server_options o = {.listen = "127.0.0.1"};
	if (db == NULL) {
		printf("not done: give NHI_BENCH_DB, a demo with its users\n");
		return 0;
	}
	if (desk_open(&desk, data == NULL ? "." : data, db, &err) != NHI_OK ||
	    site_open(&site, &desk, built == NULL ? "build-bench/web" : built, &err) != NHI_OK ||
	    server_start(&server, &site, &o, &err) != NHI_OK) {
		fprintf(stderr, "%s %s\n", status_name(err.code), err.where);
		return 1;
	}
	port = server_port(server);
	struct client *c = new_client();
	if (c == NULL || !client_sign_in(c, "director", PASSWORD) || !find_targets(c)) {
		fprintf(stderr, "the demo's director cannot sign in or sees no bill\n");
		return 1;
	}
	snprintf(session, sizeof session, "%s", c->session);
	int64_t clerks = setting("NHI_CLERKS", 200), seconds = setting("NHI_SECONDS", 20);
	size_t persons = roster_size(c);
	printf("%d readers, %lld clerks, %lld s each part\n", READERS, (long long)clerks,
	       (long long)seconds);
	measure_reads("one person a page (why of a bill line)", one, 1, seconds);
	measure_reads("a roster, first page", roster, persons, seconds);
	measure_clerks("clerks at human pace", (size_t)clerks, seconds, false);
	measure_clerks("the same during a storm of sign-ins", (size_t)clerks, seconds, true);
	free_client(c);
	server_stop(server);
	site_close(&site);
	desk_close(&desk);
	return 0;
}
