/* roster.c: see roster.h. Rows come in chunks: their people are looked up together, then each row
 * is judged in turn; the difference is written at the end of the file. */
#include "engine/roster.h"

#include "base/ids.h"
#include "engine/roster_parts.h"
#include "store/coverage.h"
#include "store/fact.h"
#include "store/original.h"
#include "wire/sheet.h"

enum { NOTE_SIZE = SHA256_HEX_SIZE + 32 };

static const char answer_titles[] =
        "row,column,verdict,code,unit,id,effective_from,message_zh,message_en,article,"
        "remedy_zh,remedy_en\n";

/* ---- A file seen before -------------------------------------------------------------------------
 */

static enum nhi_status answers_of(struct roster *r, const char *hash, bool *seen, struct err *err) {
	struct str answers_hash = {"", 0};
	struct original original;
	struct roster_report *report = r->report;
	struct db_stmt *q = db_query(r->db, "filing_file_read");
	db_bind_str(q, str_from(hash));
	*seen = db_next(q);
	if (*seen) {
		report->filing_id = db_i64(q, 0);
		report->rows = db_i64(q, 1);
		report->accepted = db_i64(q, 2);
		report->refused = db_i64(q, 3);
		answers_hash = db_keep(q, 4, &r->arena);
	}
	enum nhi_status st = db_end(q, err);
	if (st != NHI_OK || !*seen) return st;
	st = original_read(r->db, answers_hash, &r->arena, &original, err);
	if (st != NHI_OK) return st;
	report->repeated = true;
	buf_reset(&report->answers);
	buf_put(&report->answers, original.bytes);
	return NHI_OK;
}

/* By what a file is known again: its bytes; those that a unit sent, by this note of bytes and unit,
 * which is kept beside them. */
static struct str file_note(const struct roster *r, char text[NOTE_SIZE]) {
	char hash[SHA256_HEX_SIZE + 1];
	sha256_hex(r->job->bytes, hash);
	int n = snprintf(text, NOTE_SIZE, "%s %.*s", hash, STR_ARG(r->job->only_unit));
	return (struct str){text, (size_t)n};
}

static void file_key(const struct roster *r, char key[SHA256_HEX_SIZE + 1]) {
	char note[NOTE_SIZE];
	sha256_hex(r->job->only_unit.n == 0 ? r->job->bytes : file_note(r, note), key);
}

/* ---- Rows ---------------------------------------------------------------------------------------
 */

/* A chunk keeps its rows and, for the few that have some, copies of their findings. */
struct chunk {
	struct filing_row row[ROSTER_CHUNK];
	struct finding *finding[ROSTER_CHUNK];
	size_t finding_count[ROSTER_CHUNK];
	size_t count;
	struct str key[2 * ROSTER_CHUNK];
};

static enum nhi_status read_chunk(struct roster *r, struct filing_reader *reader, struct chunk *c,
                                  bool *more, struct err *err) {
	c->count = 0;
	*more = true;
	while (c->count < ROSTER_CHUNK) {
		struct filing_row *row = &c->row[c->count];
		enum nhi_status st = filing_next(reader, row, more, err);
		if (st != NHI_OK || !*more) return st;
		size_t n = reader->findings.count;
		c->finding[c->count] = NULL;
		c->finding_count[c->count] = n;
		if (n > 0) {
			struct finding *copy = ARENA_ARRAY(&r->rows, n, struct finding);
			if (copy == NULL) return err_set(err, NHI_MEMORY, "%s", "");
			memcpy(copy, reader->findings.row, n * sizeof *copy);
			c->finding[c->count] = copy;
		}
		c->count++;
	}
	return NHI_OK;
}

static void want(struct roster *r, struct chunk *c, size_t *n, struct str key) {
	if (id_is_person(key) && roster_by_key(&r->people, key) == ROSTER_NOBODY)
		c->key[(*n)++] = key;
}

static enum nhi_status do_chunk(struct roster *r, struct chunk *c, struct err *err) {
	size_t keys = 0;
	for (size_t i = 0; i < c->count; i++) {
		want(r, c, &keys, c->row[i].id);
		want(r, c, &keys, c->row[i].insured_id);
	}
	enum nhi_status st = roster_look_up(&r->people, c->key, keys, err);
	for (size_t i = 0; st == NHI_OK && i < c->count; i++) {
		const struct findings findings = {.row = c->finding[i],
		                                  .count = c->finding_count[i]};
		st = roster_row(r, &c->row[i], &findings, err);
	}
	if (r->job->progress != NULL) progress_add(r->job->progress, (int64_t)c->count);
	return st;
}

static enum nhi_status do_rows(struct roster *r, struct err *err) {
	struct filing_reader *reader = ARENA_NEW(&r->arena, struct filing_reader);
	struct chunk *c = ARENA_NEW(&r->arena, struct chunk);
	struct str text;
	bool more = true;
	if (reader == NULL || c == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = sheet_text(r->job->bytes, &r->arena, &text, NULL, err);
	if (st == NHI_OK) st = filing_open(reader, text, r->job->layout, &r->rows, err);
	while (st == NHI_OK && more) {
		st = read_chunk(r, reader, c, &more, err);
		if (st == NHI_OK) st = do_chunk(r, c, err);
		if (r->report->rows > ROSTER_ROWS_MAX)
			return err_set(err, NHI_LIMIT, "%s" ERR_SEP "%d", "rows", ROSTER_ROWS_MAX);
	}
	return st;
}

/* ---- The act ------------------------------------------------------------------------------------
 */

static enum nhi_status record(struct roster *r, struct err *err) {
	struct roster_report *report = r->report;
	char hash[SHA256_HEX_SIZE + 1], answers[SHA256_HEX_SIZE + 1], key[SHA256_HEX_SIZE + 1];
	char note[NOTE_SIZE];
	struct buf json = BUF_INIT(1 << 16);
	struct json j = JSON_INIT(&json, false);
	enum nhi_status st = original_keep(r->db, &r->act, r->job->name, r->job->bytes, hash, err);
	memcpy(key, hash, sizeof key);
	if (st == NHI_OK && r->job->only_unit.n > 0)
		st = original_keep(r->db, &r->act, STR("unit.txt"), file_note(r, note), key, err);
	if (st == NHI_OK)
		st = original_keep(r->db, &r->act, STR("answers.csv"), buf_str(&report->answers),
		                   answers, err);
	json_object_start(&j);
	json_put_c(&j, "filing", "enrol.file");
	json_put_str(&j, "file", r->job->name);
	json_put_c(&j, "sha256", hash);
	json_put_i64(&j, "rows", report->rows);
	json_put_i64(&j, "accepted", report->accepted);
	json_put_i64(&j, "refused", report->refused);
	json_put_i64(&j, "people", report->people);
	json_put_i64(&j, "months_to_rebill", report->months);
	json_object_end(&j);
	const struct filing_record f = {.kind = STR("enrol.file"),
	                                .filed_on = r->job->today,
	                                .happened_on = r->job->today,
	                                .due_on = r->job->today,
	                                .content = buf_str(&json),
	                                .answer = buf_str(&json)};
	if (st == NHI_OK) st = filing_put(r->db, &r->act, &f, &report->filing_id, err);
	buf_free(&json);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(r->db, "filing_file_insert");
	db_bind_str(q, str_from(key));
	db_bind_i64(q, report->filing_id);
	db_bind_i64(q, report->rows);
	db_bind_i64(q, report->accepted);
	db_bind_i64(q, report->refused);
	db_bind_str(q, str_from(answers));
	return db_run(q, err);
}

static void reset(struct roster *r) {
	struct roster_report *report = r->report;
	struct buf answers = report->answers;
	*report = (struct roster_report){.answers = answers};
	buf_reset(&report->answers);
	buf_put_c(&report->answers, answer_titles);
	arena_reset(&r->arena);
	arena_reset(&r->rows);
	r->unit = NULL;
	r->unit_count = r->unit_capacity = r->unit_slots = 0;
	r->law = r->amount_law = (struct enrol_law_cache){.law = r->job->law};
}

/* Without statistics of a register just filled, PostgreSQL would go through it once a row of the
 * file: 30,000 changes took three minutes instead of seconds. */
static enum nhi_status need_statistics(struct db *db, struct err *err) {
	struct db_stmt *q = db_query(db, "register_uncounted");
	const bool missing = db_next(q) && db_bool(q, 0);
	const enum nhi_status st = db_end(q, err);
	return st == NHI_OK && missing ? db_run(db_query(db, "register_count"), err) : st;
}

static enum nhi_status work(struct db *db, void *context, struct err *err) {
	struct roster *r = context;
	char hash[SHA256_HEX_SIZE + 1];
	bool seen;
	reset(r);
	file_key(r, hash);
	/* Locked before the look: the same file sent twice at once is carried out once. */
	enum nhi_status st = fact_lock_table(db, "coverage", err);
	if (st == NHI_OK) st = need_statistics(db, err);
	if (st == NHI_OK) st = answers_of(r, hash, &seen, err);
	if (st != NHI_OK || seen) return st;
	const struct act_request request = {
	        .actor = r->job->actor, .purpose = STR("enrol.file"), .reason = r->job->name};
	st = act_begin(db, &request, &r->act, err);
	if (st == NHI_OK) st = roster_people_init(&r->people, db, &r->arena, err);
	if (st == NHI_OK) st = do_rows(r, err);
	if (st == NHI_OK) st = roster_write(r, err);
	if (st == NHI_OK && !buf_ok(&r->report->answers)) st = err_set(err, NHI_MEMORY, "%s", "");
	if (st == NHI_OK) st = record(r, err);
	if (st == NHI_OK && r->job->dry_run) return err_set(err, NHI_CANCELLED, "%s", "--dry-run");
	return st;
}

enum nhi_status roster_run(const struct roster_job *job, struct roster_report *report,
                           struct err *err) {
	struct roster *r = calloc(1, sizeof *r);
	if (r == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	*report = (struct roster_report){.answers = BUF_INIT((size_t)4 << 30)};
	r->job = job;
	r->report = report;
	r->arena = ARENA_INIT((size_t)16 << 30);
	r->rows = ARENA_INIT((size_t)4 << 30);
	r->scratch = ARENA_INIT((size_t)256 << 20);
	enum nhi_status st = db_open(&r->db, job->db_url, job->data_dir, 0, err);
	if (st == NHI_OK) st = db_transact(r->db, DB_WRITE, work, r, err);
	db_close(r->db);
	arena_free(&r->arena);
	arena_free(&r->rows);
	arena_free(&r->scratch);
	free(r);
	if (job->dry_run && st == NHI_CANCELLED) {
		if (err != NULL) *err = ERR_INIT;
		st = NHI_OK; /* everything was done and undone: the answers say what would happen */
	}
	return st;
}
