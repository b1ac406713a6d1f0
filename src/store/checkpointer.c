/* checkpointer.c: see checkpointer.h. One lock guards `wanted` and `end`. */
#include "store/checkpointer.h"

#include "base/check.h"
#include "store/driver.h"

#include <pthread.h>

struct checkpointer {
	struct db *db;  /* the writer's */
	struct db *own; /* the thread's */
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool wanted, end;
	enum nhi_status status; /* of the thread, read after it has ended */
	struct err err;
};

static enum nhi_status run_script(struct db *db, const char *name, struct err *err) {
	const struct query *q = query_find(&db->queries, name);
	CHECK(q != NULL && q->rows == QUERY_SCRIPT);
	return db->driver->script(db, q->sql, err);
}

static bool wait_for_work(struct checkpointer *c) {
	pthread_mutex_lock(&c->lock);
	while (!c->wanted && !c->end) pthread_cond_wait(&c->changed, &c->lock);
	const bool end = c->end;
	c->wanted = false;
	pthread_mutex_unlock(&c->lock);
	return !end;
}

/* A checkpoint that meets another reader does what it can; the next one does the rest. */
static void *work(void *context) {
	struct checkpointer *c = context;
	while (wait_for_work(c) && (c->status == NHI_OK || c->status == NHI_BUSY)) {
		c->err = ERR_INIT;
		c->status = run_script(c->own, "checkpoint_some", &c->err);
	}
	return NULL;
}

enum nhi_status checkpointer_start(struct checkpointer **out, struct db *db, struct err *err) {
	*out = NULL;
	if (db_kind(db) != DB_SQLITE) return NHI_OK;
	struct checkpointer *c = calloc(1, sizeof *c);
	if (c == NULL) return err_set(err, NHI_MEMORY, "");
	c->db = db;
	enum nhi_status st = db_open(&c->own, db->url, db_data_dir(db), 0, err);
	if (st == NHI_OK) st = run_script(db, "checkpoint_elsewhere", err);
	if (st != NHI_OK) {
		db_close(c->own);
		free(c);
		return st;
	}
	(void)pthread_mutex_init(&c->lock, NULL); /* cannot fail with default attributes */
	(void)pthread_cond_init(&c->changed, NULL);
	if (pthread_create(&c->thread, NULL, work, c) == 0) {
		*out = c;
		return NHI_OK;
	}
	/* Without a thread the writer does it by itself, as ever. */
	st = run_script(db, "checkpoint_here", err);
	db_close(c->own);
	free(c);
	return st;
}

void checkpointer_wake(struct checkpointer *c) {
	if (c == NULL) return;
	pthread_mutex_lock(&c->lock);
	c->wanted = true;
	pthread_cond_signal(&c->changed);
	pthread_mutex_unlock(&c->lock);
}

enum nhi_status checkpointer_end(struct checkpointer *c, enum nhi_status so_far, struct err *err) {
	if (c == NULL) return so_far;
	pthread_mutex_lock(&c->lock);
	c->end = true;
	pthread_cond_signal(&c->changed);
	pthread_mutex_unlock(&c->lock);
	(void)pthread_join(c->thread, NULL);
	db_close(c->own);
	enum nhi_status st = run_script(c->db, "checkpoint_here", so_far == NHI_OK ? err : NULL);
	/* The thread's own trouble (a full disk) meets the writer, or the next checkpoint, too; it
	 * is told when nothing else went wrong. */
	if (st == NHI_OK && c->status != NHI_OK && c->status != NHI_BUSY) {
		st = c->status;
		if (so_far == NHI_OK && err != NULL) *err = c->err;
	}
	(void)pthread_cond_destroy(&c->changed);
	(void)pthread_mutex_destroy(&c->lock);
	free(c);
	return so_far == NHI_OK ? st : so_far;
}
