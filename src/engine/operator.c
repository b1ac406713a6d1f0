/* operator.c: see operator.h. */
#include "engine/operator.h"

#include "engine/ledger_file.h"

enum nhi_status operator_migrate(const char *url, const char *data_dir, bool create,
                                 size_t *applied, struct err *err) {
	struct db *db;
	unsigned flags = DB_ANY_VERSION | (create ? DB_CREATE : 0u);
	*applied = 0;
	enum nhi_status st = db_open(&db, url, data_dir, flags, err);
	if (st == NHI_OK) st = migrate_up(db, applied, err);
	db_close(db);
	return st;
}

enum nhi_status operator_migrations(const char *url, const char *data_dir, struct arena *arena,
                                    struct migrations *out, struct err *err) {
	struct db *db;
	enum nhi_status st = db_open(&db, url, data_dir, DB_ANY_VERSION, err);
	if (st == NHI_OK) st = migrate_status(db, arena, out, err);
	db_close(db);
	return st;
}

enum nhi_status operator_doctor(const char *url, const char *data_dir, struct arena *arena,
                                struct doctor_report **out, struct err *err) {
	struct db *db;
	*out = ARENA_NEW(arena, struct doctor_report);
	if (*out == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = db_open(&db, url, data_dir, DB_ANY_VERSION, err);
	if (st == NHI_OK) st = doctor_run(db, *out, arena, err);
	db_close(db);
	return st;
}

enum nhi_status operator_jobs(const char *url, const char *data_dir, struct str state,
                              int64_t limit, struct arena *arena, struct job **rows, size_t *count,
                              struct err *err) {
	struct db *db;
	enum nhi_status st = db_open(&db, url, data_dir, 0, err);
	if (st == NHI_OK) st = job_list(db, state, limit, arena, rows, count, err);
	db_close(db);
	return st;
}

enum nhi_status operator_job(const char *url, const char *data_dir, int64_t id,
                             enum operator_order order, struct arena *arena, struct job *out,
                             struct err *err) {
	struct db *db;
	enum nhi_status st = db_open(&db, url, data_dir, 0, err);
	if (st == NHI_OK && order == OPERATOR_STOP) st = job_stop(db, id, err);
	if (st == NHI_OK && order == OPERATOR_RESUME) st = job_resume(db, id, err);
	if (st == NHI_OK) st = job_read(db, id, arena, out, err);
	db_close(db);
	return st;
}

struct post {
	struct str name, bytes;
	const struct ledger_file *file;
	struct operator_posted *out;
};

static enum nhi_status post_all(struct db *db, void *context, struct err *err) {
	struct post *p = context;
	*p->out = (struct operator_posted){0};
	struct act act;
	struct act_request r = {.actor = STR("cli"), .reason = p->name, .purpose = STR("ledger")};
	enum nhi_status st = act_begin(db, &r, &act, err);
	for (size_t i = 0; st == NHI_OK && i < p->file->count; i++) {
		struct ledger_posted posted;
		st = ledger_post(db, &act, &p->file->entry[i], &posted, err);
		p->out->entries++;
		p->out->repeated += posted.repeated;
		if (st != NHI_OK)
			(void)err_where(err, "%.*s", STR_ARG(p->file->entry[i].key)); /* place */
	}
	return st;
}

enum nhi_status operator_ledger_post(const char *url, const char *data_dir, struct str name,
                                     struct str bytes, bool dry_run, struct arena *arena,
                                     struct operator_posted *out, struct err *err) {
	struct db *db;
	struct ledger_file file;
	struct post p = {name, bytes, &file, out};
	enum nhi_status st = ledger_file_read(&file, bytes, arena, err);
	if (st != NHI_OK) return st;
	st = db_open(&db, url, data_dir, 0, err);
	if (st != NHI_OK) return st;
	if (dry_run) {
		st = db_begin(db, DB_WRITE, err);
		if (st == NHI_OK) st = post_all(db, &p, err);
		db_rollback(db);
	} else {
		st = db_transact(db, DB_WRITE, post_all, &p, err);
	}
	db_close(db);
	return st;
}

enum nhi_status operator_ledger_trial(const char *url, const char *data_dir,
                                      const struct ledger_filter *filter, struct arena *arena,
                                      struct ledger_row **rows, size_t *count, struct err *err) {
	struct db *db;
	enum nhi_status st = db_open(&db, url, data_dir, 0, err);
	if (st == NHI_OK) st = ledger_trial(db, filter, arena, rows, count, err);
	db_close(db);
	return st;
}

enum nhi_status operator_ledger_verify(const char *url, const char *data_dir,
                                       struct operator_ledger_check *out, struct err *err) {
	struct db *db;
	enum nhi_status st = db_open(&db, url, data_dir, 0, err);
	if (st == NHI_OK) st = ledger_verify(db, &out->entries, err);
	if (st == NHI_OK) st = chain_verify(db, CHAIN_LEDGER, &out->chain, err);
	db_close(db);
	return st;
}
