/* Jobs: taken once, resumed where they stopped, stopped when asked. */
#include "database.h"

#include "base/clock.h"
#include "store/job.h"

#include <sys/wait.h>
#include <unistd.h>

static struct err err;
static struct arena arena;

static int64_t add(struct db *db, const char *key) {
	int64_t id = 0;
	bool is_new;
	assert_done(db_begin(db, DB_WRITE, &err), &err);
	assert_done(job_add(db, STR("test.count"), str_from(key), STR("{}"), 0, &id, &is_new, &err),
	            &err);
	assert_done(db_commit(db, &err), &err);
	return id;
}

static void a_job_is_added_and_taken_once(void **state) {
	(void)state;
	int64_t first = add(test_db(), "a"), again = add(test_db(), "a");
	assert_int_equal(first, again);
	struct job job;
	bool found;
	assert_done(job_take(test_db(), STR("w1"), NULL, 0, &arena, &job, &found, &err), &err);
	assert_true(found && job.id == first && job.state == JOB_RUNNING && job.attempts == 1);
	assert_done(job_take(test_db(), STR("w2"), NULL, 0, &arena, &job, &found, &err), &err);
	assert_false(found);
	assert_int_equal(job_take_id(test_db(), STR("w2"), first, &arena, &job, &err), NHI_BUSY);
}

static void two_workers_take_two_jobs_on_postgresql_one_on_sqlite(void **state) {
	(void)state;
	add(test_db(), "a");
	add(test_db(), "b");
	struct job job;
	bool found;
	const char *const kinds[] = {"test.other", "test.count"};
	assert_done(job_take(test_db(), STR("w1"), kinds, 2, &arena, &job, &found, &err), &err);
	assert_true(found);
	assert_done(job_take(test_db(), STR("w2"), kinds, 1, &arena, &job, &found, &err), &err);
	assert_false(found); /* no job of that kind */
	assert_done(job_take(test_db(), STR("w2"), kinds, 2, &arena, &job, &found, &err), &err);
	assert_int_equal(found, test_db_kind() == DB_POSTGRESQL);
}

enum { UNITS = 6 };

static enum nhi_status unit_work(struct db *db, void *context, struct err *e) {
	const int64_t *unit_and_job = context;
	struct job job = {.id = unit_and_job[1]};
	return job_unit_done(db, &job, unit_and_job[0], STR(""), e);
}

/* Does its units; stops by itself after `*context` of them, as a crash would. */
static enum nhi_status count_units(struct db *db, struct job *job, void *context,
                                   struct buf *result, struct err *e) {
	int *left = context;
	for (int64_t u = 1; u <= UNITS; u++) {
		bool done, stop;
		enum nhi_status st = job_unit_is_done(db, job, u, &done, e);
		if (st != NHI_OK) return st;
		if (done) continue;
		if ((*left)-- == 0) return err_set(e, NHI_CORRUPT, "test");
		int64_t what[2] = {u, job->id};
		st = db_transact(db, DB_WRITE, unit_work, what, e);
		if (st == NHI_OK) st = job_progress(db, job, u, UNITS, &stop, e);
		if (st != NHI_OK) return st;
		if (stop) return err_set(e, NHI_CANCELLED, "test");
	}
	buf_put_c(result, "{\"units\":6}");
	return NHI_OK;
}

static const struct job_handler handlers[] = {{"test.count", count_units}, {NULL, NULL}};

static void a_failed_job_resumes_behind_its_finished_units(void **state) {
	(void)state;
	int left = 4;
	int64_t id = add(test_db(), "x");
	struct job_worker w = {.db = test_db(),
	                       .name = STR("w"),
	                       .handlers = handlers,
	                       .context = &left,
	                       .until_idle = true};
	assert_done(job_work(&w, &err), &err);
	assert_int_equal(w.failed, 1);
	struct job job;
	assert_done(job_read(test_db(), id, &arena, &job, &err), &err);
	assert_int_equal(job.state, JOB_FAILED);
	assert_true(str_find(job.result, STR("\"CORRUPT\"")) < job.result.n);
	assert_done(job_resume(test_db(), id, &err), &err);
	left = 2; /* exactly the units left: none is done twice */
	assert_done(job_work(&w, &err), &err);
	assert_done(job_read(test_db(), id, &arena, &job, &err), &err);
	assert_int_equal(job.state, JOB_DONE);
	assert_str(job.result, "{\"units\":6}");
	int64_t *units;
	size_t count;
	assert_done(job_units(test_db(), &job, &arena, &units, &count, &err), &err);
	assert_int_equal(count, UNITS);
	assert_int_equal(job_resume(test_db(), id, &err), NHI_CONFLICT);
}

static enum nhi_status stop_itself(struct db *db, struct job *job, void *context,
                                   struct buf *result, struct err *e) {
	enum nhi_status st = job_stop(db, job->id, e);
	return st == NHI_OK ? count_units(db, job, context, result, e) : st;
}

static void a_running_job_stops_when_asked(void **state) {
	(void)state;
	static const struct job_handler stopping[] = {{"test.count", stop_itself}, {NULL, NULL}};
	int left = 100;
	int64_t id = add(test_db(), "y");
	struct job_worker w = {
	        .db = test_db(), .name = STR("w"), .handlers = stopping, .context = &left};
	struct job job;
	assert_int_equal(job_do(&w, id, &arena, &job, &err), NHI_CANCELLED);
	assert_done(job_read(test_db(), id, &arena, &job, &err), &err);
	assert_int_equal(job.state, JOB_STOPPED);
	assert_int_equal(job.progress, 1);
	w.handlers = handlers;
	assert_done(job_do(&w, id, &arena, &job, &err), &err);
	assert_int_equal(job.state, JOB_DONE);
}

static void a_waiting_job_can_be_stopped_and_resumed(void **state) {
	(void)state;
	int64_t id = add(test_db(), "z");
	assert_done(job_stop(test_db(), id, &err), &err);
	struct job job;
	bool found;
	assert_done(job_take(test_db(), STR("w"), NULL, 0, &arena, &job, &found, &err), &err);
	assert_false(found);
	assert_done(job_resume(test_db(), id, &err), &err);
	assert_done(job_take(test_db(), STR("w"), NULL, 0, &arena, &job, &found, &err), &err);
	assert_true(found);
}

static void the_job_of_a_killed_worker_is_free_at_once(void **state) {
	(void)state;
	int64_t id = add(test_db(), "k");
	struct buf name = BUF_INIT(0);
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		job_worker_name("0", &name);
		_exit(write(ends[1], name.p, name.n) == (ssize_t)name.n ? 0 : 1);
	}
	char text[512];
	ssize_t n = read(ends[0], text, sizeof text);
	assert_true(n > 0);
	assert_int_equal(waitpid(child, NULL, 0), child);
	struct str dead = {text, (size_t)n};
	assert_true(job_worker_is_dead(dead));
	job_worker_name("0", &name);
	assert_false(job_worker_is_dead(buf_str(&name)));
	struct job job;
	assert_done(job_take_id(test_db(), dead, id, &arena, &job, &err), &err);
	assert_done(job_take_id(test_db(), buf_str(&name), id, &arena, &job, &err), &err);
	assert_int_equal(job.attempts, 2);
	assert_int_equal(close(ends[0]) + close(ends[1]), 0);
	buf_free(&name);
}

static enum nhi_status no_work(struct db *db, struct job *job, void *context, struct buf *result,
                               struct err *e) {
	(void)db, (void)job, (void)context, (void)e;
	buf_put_c(result, "{}");
	return NHI_OK;
}

static void work_and_leave(void) {
	static const struct job_handler quick[] = {{"test.count", no_work}, {NULL, NULL}};
	struct buf name = BUF_INIT(0);
	job_worker_name("0", &name);
	struct job_worker w = {.db = test_db_again(0),
	                       .name = buf_str(&name),
	                       .handlers = quick,
	                       .until_idle = true};
	_exit(job_work(&w, &err) == NHI_OK && w.failed == 0 ? 0 : 1);
}

static void many_workers_do_every_job_once(void **state) {
	(void)state;
	enum { WORKERS = 3, JOBS = 24 };
	int64_t id[JOBS];
	pid_t child[WORKERS];
	for (int i = 0; i < JOBS; i++) {
		char key[16];
		(void)snprintf(key, sizeof key, "m%d", i);
		id[i] = add(test_db(), key);
	}
	for (int w = 0; w < WORKERS; w++) {
		child[w] = fork();
		if (child[w] == 0) work_and_leave();
	}
	for (int w = 0; w < WORKERS; w++) {
		int status;
		assert_int_equal(waitpid(child[w], &status, 0), child[w]);
		assert_int_equal(status, 0);
	}
	for (int i = 0; i < JOBS; i++) {
		struct job job;
		assert_done(job_read(test_db(), id[i], &arena, &job, &err), &err);
		assert_int_equal(job.state, JOB_DONE);
		assert_int_equal(job.attempts, 1);
	}
}

static int set_up(void **state) {
	arena = ARENA_INIT(0);
	return test_db_set_up(state);
}

static int tear_down(void **state) {
	arena_free(&arena);
	return test_db_tear_down(state);
}

#define JOB_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

static const struct CMUnitTest tests[] = {
        JOB_TEST(a_job_is_added_and_taken_once),
        JOB_TEST(two_workers_take_two_jobs_on_postgresql_one_on_sqlite),
        JOB_TEST(a_failed_job_resumes_behind_its_finished_units),
        JOB_TEST(a_running_job_stops_when_asked),
        JOB_TEST(a_waiting_job_can_be_stopped_and_resumed),
        JOB_TEST(the_job_of_a_killed_worker_is_free_at_once),
        JOB_TEST(many_workers_do_every_job_once),
};

STORE_MAIN(tests)
