/* billing_ahead.c: see billing_ahead.h. One lock guards `filled`, `taken` and `end`; a buffer
 * belongs to the reader while there is room and to the caller from billing_ahead_next on until
 * the next call. */
#include "engine/billing_ahead.h"

#include "base/check.h"

#include <pthread.h>

/* Parts differ: a township writes many bills, a large firm one. Some slack evens that out. */
enum { BUFFERS = 6 };

struct billing_ahead {
	struct billing_ahead_request request;
	struct billing_rows rows[BUFFERS];
	enum nhi_status status[BUFFERS];
	struct err err[BUFFERS];
	pthread_t thread;
	bool has_thread;
	struct db *db;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	size_t filled; /* parts read */
	size_t taken;  /* parts handed out */
	size_t given_back;
	bool end;
};

static enum nhi_status read_part(struct billing_ahead *a, struct db *db, size_t i,
                                 struct err *err) {
	const struct billing_ahead_request *r = &a->request;
	const size_t size = (size_t)r->run->units_per_part;
	const size_t from = (size_t)(r->parts[i] - 1) * size;
	const size_t to = from + size < r->units->count ? from + size : r->units->count;
	return billing_rows_read(db, r->units, from, to, month_last(r->run->month),
	                         r->run->known_at, &a->rows[i % BUFFERS], err);
}

static void *read_all(void *context) {
	struct billing_ahead *a = context;
	for (size_t i = 0; i < a->request.count; i++) {
		pthread_mutex_lock(&a->lock);
		while (!a->end && i - a->given_back >= BUFFERS)
			pthread_cond_wait(&a->changed, &a->lock);
		const bool end = a->end;
		pthread_mutex_unlock(&a->lock);
		if (end) break;
		struct err err = ERR_INIT;
		const enum nhi_status st = read_part(a, a->db, i, &err);
		pthread_mutex_lock(&a->lock);
		a->status[i % BUFFERS] = st;
		a->err[i % BUFFERS] = err;
		a->filled = i + 1;
		pthread_cond_broadcast(&a->changed);
		pthread_mutex_unlock(&a->lock);
		if (st != NHI_OK) break;
	}
	return NULL;
}

enum nhi_status billing_ahead_start(struct billing_ahead **out,
                                    const struct billing_ahead_request *request, struct err *err) {
	struct billing_ahead *a = calloc(1, sizeof *a);
	*out = a;
	if (!a) return err_set(err, NHI_MEMORY, " ");
	a->request = *request;
	(void)pthread_mutex_init(&a->lock, NULL); /* cannot fail with default attributes */
	(void)pthread_cond_init(&a->changed, NULL);
	if (!request->url || request->count < BUFFERS) return NHI_OK;
	const enum nhi_status st =
	        db_open(&a->db, request->url, db_data_dir(request->db), DB_READ_ONLY, err);
	if (st == NHI_OK) a->has_thread = pthread_create(&a->thread, NULL, read_all, a) == 0;
	/* Without a thread the caller reads by itself: slower, not wrong. */
	if (st != NHI_OK) billing_ahead_end(a);
	return st;
}

enum nhi_status billing_ahead_next(struct billing_ahead *a, struct billing_rows **rows,
                                   struct err *err) {
	CHECK(a->taken < a->request.count);
	const size_t i = a->taken++;
	*rows = &a->rows[i % BUFFERS];
	if (!a->has_thread) return read_part(a, a->request.db, i, err);
	pthread_mutex_lock(&a->lock);
	a->given_back = i;
	pthread_cond_broadcast(&a->changed);
	while (a->filled <= i) pthread_cond_wait(&a->changed, &a->lock);
	const enum nhi_status st = a->status[i % BUFFERS];
	if (st != NHI_OK && err) *err = a->err[i % BUFFERS];
	pthread_mutex_unlock(&a->lock);
	return st;
}

void billing_ahead_end(struct billing_ahead *a) {
	if (!a) return;
	if (a->has_thread) {
		pthread_mutex_lock(&a->lock);
		a->end = true;
		pthread_cond_broadcast(&a->changed);
		pthread_mutex_unlock(&a->lock);
		(void)pthread_join(a->thread, NULL);
	}
	db_close(a->db);
	for (size_t i = 0; i < BUFFERS; i++) billing_rows_free(&a->rows[i]);
	(void)pthread_cond_destroy(&a->changed);
	(void)pthread_mutex_destroy(&a->lock);
	free(a);
}
