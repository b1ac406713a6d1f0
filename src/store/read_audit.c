/* read_audit.c: see read_audit.h. Readers put their events into the group that is filling and wait;
 * the recorder's thread takes the group, writes one row, wakes them. While it writes, the next
 * group fills: the busier the program, the larger the groups. */
#include "store/read_audit.h"

#include "base/check.h"
#include "base/clock.h"
#include "base/json.h"
#include "store/chain.h"
#include "store/ids.h"

#include <pthread.h>

enum {
	RESULTS = 16,        /* groups whose outcome is kept; a waiter looks a few groups back */
	GATHER_NS = 2000000, /* at most so long for the readers of the last groups to come again */
};

struct group {
	struct buf reads; /* "[…],[…]" */
	int64_t count;
	instant_t from_at;
};

struct read_audit {
	struct db *db; /* of the thread alone */
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t filled, written;
	struct group filling, writing;
	uint64_t number;  /* of the group that is filling, from 1 */
	uint64_t settled; /* of the last group written or failed */
	int64_t expected; /* reads that waited when the last group was taken and written */
	enum nhi_status result[RESULTS];
	struct err error; /* of the last failure */
	bool closing;
};

static void put_event(struct group *g, const struct read_event *e) {
	const struct str field[] = {e->actor, e->purpose, e->view, e->case_no};
	struct json j = JSON_INIT(&g->reads, false);
	instant_t now = clock_now();
	if (g->count == 0) g->from_at = now;
	if (g->count++ > 0) buf_put_char(&g->reads, ',');
	json_array_start(&j);
	json_i64(&j, now);
	json_i64(&j, e->person_id);
	for (size_t i = 0; i < COUNT_OF(field); i++) {
		CHECK(field[i].n <= READ_AUDIT_FIELD_MAX);
		json_str(&j, field[i]);
	}
	json_array_end(&j);
}

static enum nhi_status write_group(struct db *db, void *context, struct err *err) {
	const struct group *g = context;
	int64_t id;
	enum nhi_status st = ids_new(db, "read", &id, err);
	if (st != NHI_OK) return st;
	struct buf lines = BUF_INIT(0);
	instant_t now = clock_now();
	buf_put_char(&lines, '[');
	buf_put(&lines, buf_str(&g->reads));
	buf_put_char(&lines, ']');
	struct db_stmt *q = db_query(db, "read_group_insert");
	db_bind_i64(q, id);
	db_bind_instant(q, g->from_at);
	db_bind_instant(q, now);
	db_bind_i64(q, g->count);
	db_bind_str(q, buf_str(&lines));
	if (!buf_ok(&lines) || !buf_ok(&g->reads))
		(void)db_fail(q, NHI_MEMORY, "%s", ""); /* sticky */
	st = db_run(q, err);
	struct sha256 h;
	unsigned char digest[SHA256_SIZE];
	sha256_init(&h);
	chain_put_i64(&h, g->from_at);
	chain_put_i64(&h, now);
	chain_put_i64(&h, g->count);
	chain_put_str(&h, buf_str(&lines));
	sha256_end(&h, digest);
	buf_free(&lines);
	if (st == NHI_OK) {
		q = db_query(db, "read_person_insert");
		db_bind_i64(q, id);
		st = db_run(q, err);
	}
	return st == NHI_OK ? chain_add(db, CHAIN_READ, id, digest, err) : st;
}

enum nhi_status read_audit_write(struct db *db, const struct read_event *events, size_t count,
                                 struct err *err) {
	struct group g = {.count = 0};
	CHECK(count <= READ_AUDIT_GROUP);
	for (size_t i = 0; i < count; i++) put_event(&g, &events[i]);
	enum nhi_status st = count == 0 ? NHI_OK : write_group(db, &g, err);
	buf_free(&g.reads);
	return st;
}

/* Holds the lock; gives it back while it writes. */
static void settle_group(struct read_audit *ra) {
	struct group taken = ra->filling;
	ra->filling = ra->writing; /* the empty one */
	ra->writing = taken;
	uint64_t number = ra->number++;
	struct err err = ERR_INIT;
	pthread_mutex_unlock(&ra->lock);
	enum nhi_status st = db_transact(ra->db, DB_WRITE, write_group, &ra->writing, &err);
	pthread_mutex_lock(&ra->lock);
	ra->expected = ra->writing.count + ra->filling.count;
	buf_reset(&ra->writing.reads);
	ra->writing.count = 0;
	ra->result[number % RESULTS] = st;
	if (st != NHI_OK) ra->error = err;
	ra->settled = number;
	pthread_cond_broadcast(&ra->written);
}

/* The readers just woken will soon be back: waiting a moment for as many as there were makes one
 * group of them instead of two. A lone reader waits for nobody. */
static void gather(struct read_audit *ra) {
	int64_t wanted = ra->expected < READ_AUDIT_GROUP ? ra->expected : READ_AUDIT_GROUP;
	int64_t end = clock_monotonic_ns() + GATHER_NS;
	struct timespec deadline = {end / 1000000000, end % 1000000000};
	int rc = 0;
	while (ra->filling.count < wanted && !ra->closing && rc == 0)
		rc = pthread_cond_timedwait(&ra->filled, &ra->lock, &deadline);
}

static void *record_groups(void *context) {
	struct read_audit *ra = context;
	pthread_mutex_lock(&ra->lock);
	for (;;) {
		while (ra->filling.count == 0 && !ra->closing)
			pthread_cond_wait(&ra->filled, &ra->lock);
		if (ra->filling.count == 0) break;
		gather(ra);
		settle_group(ra);
	}
	pthread_mutex_unlock(&ra->lock);
	return NULL;
}

enum nhi_status read_audit_open(struct read_audit **out, const char *url, const char *data_dir,
                                struct err *err) {
	*out = NULL;
	struct read_audit *ra = calloc(1, sizeof *ra);
	if (ra == NULL) return err_set(err, NHI_MEMORY, "");
	ra->number = 1;
	enum nhi_status st = db_open(&ra->db, url, data_dir, 0, err);
	if (st != NHI_OK) {
		free(ra);
		return st;
	}
	CHECK(pthread_mutex_init(&ra->lock, NULL) == 0);
	pthread_condattr_t monotonic;
	CHECK(pthread_condattr_init(&monotonic) == 0);
	CHECK(pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC) == 0);
	CHECK(pthread_cond_init(&ra->filled, &monotonic) == 0);
	CHECK(pthread_condattr_destroy(&monotonic) == 0);
	CHECK(pthread_cond_init(&ra->written, NULL) == 0);
	int rc = pthread_create(&ra->thread, NULL, record_groups, ra);
	if (rc != 0) {
		db_close(ra->db);
		free(ra);
		return err_set(err, NHI_IO, "thread" ERR_SEP "%s", strerror(rc));
	}
	*out = ra;
	return NHI_OK;
}

enum nhi_status read_audit_record_all(struct read_audit *ra, const struct read_event *events,
                                      size_t count, struct err *err) {
	enum nhi_status st = NHI_OK;
	uint64_t first = 0, last = 0;
	CHECK(count <= READ_AUDIT_LIST_MAX); /* its groups' outcomes must still be kept */
	pthread_mutex_lock(&ra->lock);
	for (size_t i = 0; i < count; i++) {
		while (ra->filling.count >= READ_AUDIT_GROUP)
			pthread_cond_wait(&ra->written, &ra->lock);
		put_event(&ra->filling, &events[i]);
		pthread_cond_signal(&ra->filled);
		last = ra->number;
		if (first == 0) first = last;
	}
	while (ra->settled < last) pthread_cond_wait(&ra->written, &ra->lock);
	for (uint64_t g = first; g <= last && g != 0; g++)
		if (ra->result[g % RESULTS] != NHI_OK) st = ra->result[g % RESULTS];
	if (st != NHI_OK && err != NULL) *err = ra->error;
	pthread_mutex_unlock(&ra->lock);
	return st;
}

enum nhi_status read_audit_record(struct read_audit *ra, const struct read_event *event,
                                  struct err *err) {
	return read_audit_record_all(ra, event, 1, err);
}

void read_audit_close(struct read_audit *ra) {
	if (ra == NULL) return;
	pthread_mutex_lock(&ra->lock);
	ra->closing = true;
	pthread_cond_signal(&ra->filled);
	pthread_mutex_unlock(&ra->lock);
	CHECK(pthread_join(ra->thread, NULL) == 0);
	CHECK(pthread_mutex_destroy(&ra->lock) == 0);
	CHECK(pthread_cond_destroy(&ra->filled) == 0);
	CHECK(pthread_cond_destroy(&ra->written) == 0);
	buf_free(&ra->filling.reads);
	buf_free(&ra->writing.reads);
	db_close(ra->db);
	free(ra);
}
