/* roster_job.c: see roster_job.h. */
#include "engine/roster_job.h"

#include "base/clock.h"
#include "base/file.h"
#include "store/original.h"

enum { TABLE_MAX = 4 << 20, PATH_SIZE = 2048 };

const char roster_job_kind[] = "enrol.file";

struct keeping {
	const struct job *job;
	struct str bytes;
	char hash[SHA256_HEX_SIZE + 1];
};

static enum nhi_status read_table(struct arena *a, const char *data_dir, const char *name,
                                  struct str *out, struct err *err) {
	char path[PATH_SIZE];
	(void)snprintf(path, sizeof path, "%s/%s", data_dir, name);
	return file_read(a, path, TABLE_MAX, out, err);
}

static enum nhi_status read_layout(struct arena *a, const char *data_dir,
                                   struct threeinone_layout *out, struct err *err) {
	struct str columns, codes;
	enum nhi_status st = read_table(a, data_dir, "codes/threeinone_layout.csv", &columns, err);
	if (st == NHI_OK) st = read_table(a, data_dir, "codes/threeinone_codes.csv", &codes, err);
	return st == NHI_OK ? threeinone_read(out, a, columns, codes, err) : st;
}

/* The answers of a rehearsal are kept too: they are what the unit downloads and mends. */
static enum nhi_status keep_answers(struct db *db, void *context, struct err *err) {
	struct keeping *k = context;
	struct act act;
	const struct act_request request = {.actor = job_text(k->job->payload, "actor"),
	                                    .reason = STR("answers"),
	                                    .purpose = STR("enrol.file.answers")};
	enum nhi_status st = act_begin(db, &request, &act, err);
	return st == NHI_OK ? original_keep(db, &act, STR("answers.csv"), k->bytes, k->hash, err)
	                    : st;
}

static void put_result(struct buf *out, const struct roster_report *r, const char *hash) {
	buf_printf(
	        out,
	        "{\"rows\":\"%lld\",\"accepted\":\"%lld\",\"refused\":\"%lld\","
	        "\"people\":\"%lld\",\"months\":\"%lld\",\"repeated\":\"%s\",\"answers\":\"%s\"}",
	        (long long)r->rows, (long long)r->accepted, (long long)r->refused,
	        (long long)r->people, (long long)r->months, r->repeated ? "yes" : "no", hash);
}

static enum nhi_status run(struct db *db, struct job *job, const struct roster_order *o,
                           struct arena *a, struct buf *result, struct err *err) {
	struct original file;
	struct roster_report report = {.answers = BUF_INIT(0)};
	struct threeinone_layout *layout = ARENA_NEW(a, struct threeinone_layout);
	if (layout == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = original_read(db, job_text(job->payload, "file"), a, &file, err);
	if (st == NHI_OK) st = read_layout(a, o->data_dir, layout, err);
	if (st != NHI_OK) return st;
	const struct roster_job roster = {.db_url = o->url,
	                                  .data_dir = o->data_dir,
	                                  .law = o->law,
	                                  .calendar = o->calendar,
	                                  .layout = layout,
	                                  .name = file.name,
	                                  .bytes = file.bytes,
	                                  .actor = job_text(job->payload, "actor"),
	                                  .only_unit = job_text(job->payload, "unit"),
	                                  .today = clock_today(),
	                                  .dry_run =
	                                          str_is(job_text(job->payload, "dry_run"), "yes")};
	st = roster_run(&roster, &report, err);
	struct keeping k = {.job = job, .bytes = buf_str(&report.answers)};
	if (st == NHI_OK) st = db_transact(db, DB_WRITE, keep_answers, &k, err);
	if (st == NHI_OK) put_result(result, &report, k.hash);
	buf_free(&report.answers);
	return st;
}

enum nhi_status roster_job_run(struct db *db, struct job *job, const struct roster_order *order,
                               struct buf *result, struct err *err) {
	struct arena a = ARENA_INIT(0);
	enum nhi_status st = run(db, job, order, &a, result, err);
	arena_free(&a);
	return st;
}
