/* takeover.c: the load; see takeover.h. Two passes over mapped files: the first judges and counts,
 * the second writes what fits, in chunks of TAKEOVER_CHUNK rows, each a transaction with its row in
 * job_unit. */
#include "base/check.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/sha256.h"
#include "engine/takeover_load.h"
#include "store/ids.h"

enum { PATH_SIZE = 4096, CHUNKS_OF_FILE_MAX = 1000000, REASON_SIZE = 65536, FLUSH_ROWS = 256 };

static const struct takeover_table *table_of(size_t file) { return &takeover_tables[file]; }

/* --- judging ---------------------------------------------------------------------------------- */

static enum nhi_status map_files(struct load *l, struct err *err) {
	for (size_t i = 0; i < TAKE_FILES; i++) {
		char path[PATH_SIZE];
		int n = snprintf(path, sizeof path, "%s/%s", l->job->dir, table_of(i)->file);
		if (n < 0 || (size_t)n >= sizeof path)
			return err_set(err, NHI_LIMIT, "path" ERR_SEP "%d", PATH_SIZE);
		l->report->is_present[i] = file_exists(path);
		bool needed = table_of(i)->is_first;
		if (!l->report->is_present[i] && !needed) continue;
		enum nhi_status st = file_map(path, &l->bytes[i], err);
		if (st != NHI_OK) return st;
	}
	return NHI_OK;
}

/* One line of the list of what does not fit: file, row, level, code, field, reason, remedy in both
 * languages. */
static void list_finding(struct load *l, size_t file, const struct finding *f) {
	struct buf *out = &l->rejects.buf;
	const struct finding_row *row = &finding_rows[f->code];
	struct buf text = BUF_INIT(REASON_SIZE);
	csv_put(out, 0, str_from(table_of(file)->file));
	csv_put_i64(out, 1, (int64_t)f->place.line);
	csv_put(out, 2, str_from(finding_level_name(row->level)));
	csv_put(out, 3, str_from(row->name));
	csv_put_i64(out, 4, (int64_t)f->place.column);
	for (size_t i = 0; i < 4; i++) {
		buf_reset(&text);
		if (i < 2)
			finding_message(f, i == 0 ? "zh" : "en", &text);
		else
			finding_remedy(f, i == 2 ? "zh" : "en", &text);
		csv_put(out, 5 + i, buf_str(&text));
	}
	csv_end_row(out);
	if (!buf_ok(&text)) out->failed = true;
	buf_free(&text);
}

static enum nhi_status list_row(struct load *l, size_t file, struct err *err) {
	l->report->warnings[file] += (int64_t)l->findings.level_count[FINDING_WARNING];
	if (l->findings.failed) return err_set(err, NHI_MEMORY, "");
	for (size_t i = 0; i < l->findings.count && l->job->rejects != NULL; i++)
		list_finding(l, file, &l->findings.row[i]);
	l->findings = FINDINGS_INIT(&l->arena);
	arena_reset(&l->arena);
	return l->job->rejects == NULL ? NHI_OK : sink_turn(&l->rejects, err);
}

static void add_sums(struct load *l, size_t file, const struct takeover_row *row) {
	date_t on = l->job->on;
	if (file != TAKE_COVERAGE || row->known_to != INSTANT_OPEN) return;
	if (row->valid_from > on || on >= row->valid_to) return;
	size_t unit = takeover_list_find(&l->known.units, row->value[COVERAGE_UNIT].number);
	CHECK(unit != SIZE_MAX); /* the row fits, so its unit was accepted */
	struct takeover_sums *s = &l->report->files[l->known.divisions.value[unit]];
	s->heads++;
	if (row->value[COVERAGE_ROLE].number == 1)
		s->insured_amount += row->value[COVERAGE_AMOUNT].number;
}

/* --- writing ------------------------------------------------------------------------------------
 */

int64_t takeover_person_id(const struct load *l, int64_t number) {
	return l->first_person + (int64_t)takeover_list_find(&l->known.persons, number);
}

int64_t takeover_unit_id(const struct load *l, int64_t code) {
	return l->first_unit + (int64_t)takeover_list_find(&l->known.units, code);
}

static void write_value(const struct load *l, struct bulk *b, const struct takeover_column *c,
                        const struct takeover_value *v) {
	switch (c->type) {
	case TAKE_TEXT_OR_NULL:
		if (v->is_null)
			bulk_null(b);
		else
			bulk_str(b, v->text);
		return;
	case TAKE_TEXT:
	case TAKE_WORD: bulk_str(b, v->text); return;
	case TAKE_INT: bulk_i64(b, v->number); return;
	case TAKE_BOOL: bulk_bool(b, v->number != 0); return;
	case TAKE_DATE_OR_NULL:
		if (v->is_null)
			bulk_null(b);
		else
			bulk_date(b, (date_t)v->number);
		return;
	case TAKE_DATE: bulk_date(b, (date_t)v->number); return;
	case TAKE_MONTH: bulk_month(b, (month_t)v->number); return;
	case TAKE_PERSON_OR_NONE:
	case TAKE_PERSON: bulk_i64(b, v->is_null ? 0 : takeover_person_id(l, v->number)); return;
	case TAKE_UNIT_OR_NONE:
	case TAKE_UNIT: bulk_i64(b, v->is_null ? 0 : takeover_unit_id(l, v->number)); return;
	}
}

struct writers {
	struct bulk *facts, *subjects; /* subjects only for a first file */
	struct takeover_entry entry;   /* balances.csv is posted to the ledger instead */
};

static enum nhi_status write_subject(const struct load *l, struct bulk *b,
                                     const struct takeover_table *t, int64_t id, int64_t number,
                                     struct err *err) {
	char code[16];
	bulk_i64(b, id);
	if (t->of_unit) {
		int n = snprintf(code, sizeof code, "%09lld", (long long)number);
		bulk_str(b, (struct str){code, (size_t)n});
	}
	bulk_i64(b, l->act.id);
	return bulk_row(b, err);
}

static enum nhi_status write_row(const struct load *l, const struct writers *w,
                                 const struct takeover_table *t, const struct takeover_row *row,
                                 int64_t fact_no, struct err *err) {
	int64_t id = t->of_unit ? takeover_unit_id(l, row->subject)
	                        : takeover_person_id(l, row->subject);
	enum nhi_status st = NHI_OK;
	if (t->is_first && fact_no == 1)
		st = write_subject(l, w->subjects, t, id, row->subject, err);
	if (st != NHI_OK) return st;
	struct bulk *b = w->facts;
	bulk_i64(b, id);
	bulk_i64(b, fact_no);
	bulk_date(b, row->valid_from);
	bulk_date(b, row->valid_to);
	bulk_instant(b, row->has_known_from ? row->known_from : l->act.at);
	bulk_instant(b, row->known_to);
	bulk_i64(b, l->act.id);
	if (row->known_to == INSTANT_OPEN)
		bulk_null(b);
	else
		bulk_i64(b, l->act.id);
	for (size_t i = 0; i < t->column_count; i++)
		write_value(l, b, &t->column[i], &row->value[i]);
	return bulk_row(b, err);
}

/* A row of bills.csv: its columns and the act. */
static enum nhi_status write_bill(const struct load *l, struct bulk *b,
                                  const struct takeover_table *t, const struct takeover_row *row,
                                  struct err *err) {
	for (size_t i = 0; i < t->column_count; i++)
		write_value(l, b, &t->column[i], &row->value[i]);
	bulk_i64(b, l->act.id);
	return bulk_row(b, err);
}

static enum nhi_status begin_writers(struct load *l, const struct takeover_table *t,
                                     struct writers *w, struct err *err) {
	char query[64];
	*w = (struct writers){0};
	if (t == table_of(TAKE_BALANCES)) return takeover_entry_start(&w->entry, err);
	(void)snprintf(query, sizeof query, "takeover_%s",
	               t->table); /* names of tables are short */
	enum nhi_status st = bulk_begin(&w->facts, l->db, query, err);
	if (st == NHI_OK && t->is_first)
		st = bulk_begin(&w->subjects, l->db,
		                t->of_unit ? "takeover_unit" : "takeover_person", err);
	return st;
}

/* Subjects go first: the facts refer to them. */
static enum nhi_status end_writers(struct writers *w, enum nhi_status st, struct err *err) {
	st = bulk_end(w->subjects, st, err);
	st = bulk_end(w->facts, st, err);
	takeover_entry_free(&w->entry);
	*w = (struct writers){0};
	return st;
}

/* PostgreSQL checks references when a buffer is flushed: subjects before their facts, so often that
 * the facts' buffer never fills by itself (FLUSH_ROWS rows of the longest texts stay below
 * BULK_BUFFER). */
static enum nhi_status flush_writers(struct writers *w, struct err *err) {
	enum nhi_status st = w->subjects == NULL ? NHI_OK : bulk_flush(w->subjects, err);
	return st == NHI_OK ? bulk_flush(w->facts, err) : st;
}

/* A chunk is open from its first row to its last; `skip` says that an earlier run wrote it. */
struct chunk {
	struct writers writers;
	int64_t number, rows;
	bool is_open, skip;
};

static enum nhi_status open_chunk(struct load *l, size_t file, struct chunk *c, struct err *err) {
	c->is_open = true;
	c->rows = 0;
	enum nhi_status st = job_unit_is_done(
	        l->db, &l->work, (int64_t)file * CHUNKS_OF_FILE_MAX + c->number, &c->skip, err);
	if (st != NHI_OK || c->skip) return st;
	st = db_begin(l->db, DB_WRITE, err);
	if (st == NHI_OK) st = begin_writers(l, table_of(file), &c->writers, err);
	return st;
}

static enum nhi_status close_chunk(struct load *l, size_t file, struct chunk *c, enum nhi_status st,
                                   struct err *err) {
	if (!c->is_open) return st;
	c->is_open = false;
	int64_t number = (int64_t)file * CHUNKS_OF_FILE_MAX + c->number++;
	if (c->skip) return st;
	if (st == NHI_OK && file == TAKE_BALANCES)
		st = takeover_entry_post(l, &c->writers.entry, number, err);
	st = end_writers(&c->writers, st, err);
	if (st == NHI_OK) st = job_unit_done(l->db, &l->work, number, STR("{}"), err);
	if (st == NHI_OK) st = db_commit(l->db, err);
	if (st != NHI_OK) db_rollback(l->db);
	return st;
}

static enum nhi_status write_fitting(struct load *l, size_t file, struct chunk *c,
                                     const struct takeover_row *row, int64_t fact_no,
                                     struct err *err) {
	enum nhi_status st = NHI_OK;
	if (!c->is_open) st = open_chunk(l, file, c, err);
	if (st == NHI_OK && !c->skip && file == TAKE_BALANCES)
		takeover_entry_add(l, &c->writers.entry, row);
	else if (st == NHI_OK && !c->skip && file == TAKE_BILLS)
		st = write_bill(l, c->writers.facts, table_of(file), row, err);
	else if (st == NHI_OK && !c->skip)
		st = write_row(l, &c->writers, table_of(file), row, fact_no, err);
	c->rows++;
	bool flush =
	        st == NHI_OK && !c->skip && table_of(file)->is_first && c->rows % FLUSH_ROWS == 0;
	if (flush) st = flush_writers(&c->writers, err);
	int64_t most = file == TAKE_BALANCES ? ENTRY_LINES_MAX : TAKEOVER_CHUNK;
	if (st == NHI_OK && c->rows >= most) st = close_chunk(l, file, c, st, err);
	return st;
}

/* --- one pass ----------------------------------------------------------------------------------
 */

static enum nhi_status pass_row(struct load *l, size_t file, struct chunk *c,
                                const struct takeover_row *row, bool fits, int64_t *fact_no,
                                int64_t *before, struct err *err) {
	if (l->judging) {
		l->report->rows[file]++;
		l->report->refused[file] += !fits;
		if (fits) add_sums(l, file, row);
		return l->findings.count > 0 || l->findings.failed ? list_row(l, file, err)
		                                                   : NHI_OK;
	}
	if (l->findings.count > 0) arena_reset(&l->arena);
	l->findings = FINDINGS_INIT(&l->arena);
	if (!fits) return NHI_OK;
	*fact_no = row->subject == *before ? *fact_no + 1 : 1;
	*before = row->subject;
	return write_fitting(l, file, c, row, *fact_no, err);
}

static enum nhi_status pass_file(struct load *l, size_t file, struct err *err) {
	struct takeover_reader *r = calloc(1, sizeof *r);
	struct chunk chunk = {0};
	int64_t fact_no = 0, before = -1;
	if (r == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st =
	        takeover_open(r, table_of(file), &l->known, &l->findings, l->bytes[file], err);
	for (bool more = true, fits = false; st == NHI_OK;) {
		struct takeover_row row;
		st = takeover_next(r, &row, &more, &fits, err);
		if (st != NHI_OK || !more) break;
		if (fits && !table_of(file)->has_times) fits = takeover_money_fits(l, file, &row);
		st = pass_row(l, file, &chunk, &row, fits, &fact_no, &before, err);
		if (l->job->progress != NULL) progress_add(l->job->progress, 1);
	}
	st = close_chunk(l, file, &chunk, st, err);
	takeover_close(r);
	free(r);
	return st;
}

static enum nhi_status pass(struct load *l, bool judging, struct err *err) {
	enum nhi_status st = NHI_OK;
	l->judging = judging;
	takeover_known_free(&l->known);
	l->known.on = l->job->on;
	l->findings = FINDINGS_INIT(&l->arena);
	l->fund_count = 0;
	for (size_t i = 0; i < COUNT_OF(l->bill_before); i++) l->bill_before[i] = -1;
	for (size_t i = 0; i < TAKE_FILES && st == NHI_OK; i++) {
		bool skip = l->bytes[i].n == 0 || (i == TAKE_BALANCES && l->skip_balances);
		if (!skip) st = pass_file(l, i, err);
	}
	return st;
}

static void count_units(struct load *l) {
	for (size_t i = 0; i < l->known.divisions.count; i++)
		l->report->files[l->known.divisions.value[i]].units++;
}

static enum nhi_status judge(struct load *l, struct err *err) {
	static const char titles[] =
	        "file,row,level,code,column,reason_zh,reason_en,remedy_zh,remedy_en\n";
	enum nhi_status st = map_files(l, err);
	if (st != NHI_OK) return st;
	if (l->job->rejects != NULL) {
		st = sink_open(&l->rejects, l->job->rejects, err);
		if (st != NHI_OK) return st;
		buf_put_c(&l->rejects.buf, titles);
	}
	st = takeover_money_codes(l, err);
	if (st == NHI_OK) st = pass(l, true, err);
	takeover_money_funds(l);
	if (st == NHI_OK && l->findings.count > 0) st = list_row(l, TAKE_BALANCES, err);
	count_units(l);
	return l->job->rejects == NULL ? st : sink_end(&l->rejects, st, err);
}

/* --- control sums --------------------------------------------------------------------------------
 */

static enum nhi_status read_control(struct load *l, struct err *err) {
	static const char *const names[] = {"division", "units", "heads", "insured_amount"};
	char path[PATH_SIZE];
	struct arena arena = ARENA_INIT(0);
	struct str bytes;
	struct csv csv;
	size_t at[COUNT_OF(names)];
	(void)snprintf(path, sizeof path, "%s/control.csv",
	               l->job->dir); /* shorter than the paths read before */
	if (!file_exists(path)) return NHI_OK;
	enum nhi_status st = file_read(&arena, path, 1 << 16, &bytes, err);
	csv_init(&csv, st == NHI_OK ? bytes : STR(""), &arena);
	if (st == NHI_OK) st = csv_titles(&csv, names, COUNT_OF(names), at, err);
	for (bool more = true; st == NHI_OK;) {
		st = csv_next(&csv, &more, err);
		if (st != NHI_OK || !more) break;
		int64_t v[COUNT_OF(names)];
		for (size_t i = 0; i < COUNT_OF(names) && st == NHI_OK; i++)
			if (!str_to_i64(csv_field(&csv, at[i]), 0,
			                i == 0 ? DIVISION_MAX : INT64_MAX, &v[i]))
				st = err_set(err, NHI_LAW_ROW,
				             "control.csv" ERR_SEP "%zu" ERR_SEP
				             "%s 不是數字" ERR_SEP "%s is not a number",
				             csv.row, names[i], names[i]);
		if (st == NHI_OK)
			l->report->control[v[0]] = (struct takeover_sums){v[1], v[2], v[3]};
	}
	l->report->has_control = st == NHI_OK;
	arena_free(&arena);
	return st;
}

static enum nhi_status read_database(struct load *l, struct err *err) {
	struct db_stmt *q = db_query(l->db, "takeover_sums");
	db_bind_date(q, l->job->on);
	db_bind_instant(q, INSTANT_OPEN);
	while (db_next(q)) {
		int64_t division = db_i64(q, 0);
		if (division < 1 || division > DIVISION_MAX)
			return db_fail(q, NHI_CORRUPT, "unit_fact.division %lld",
			               (long long)division),
			       db_end(q, err);
		l->report->database[division] =
		        (struct takeover_sums){db_i64(q, 1), db_i64(q, 2), db_i64(q, 3)};
	}
	return db_end(q, err);
}

static bool same_sums(const struct takeover_sums *a, const struct takeover_sums *b) {
	return a->units == b->units && a->heads == b->heads &&
	       a->insured_amount == b->insured_amount;
}

static void compare_sums(struct load *l) {
	struct takeover_report *r = l->report;
	r->agrees = true;
	for (size_t i = 1; i <= DIVISION_MAX; i++) {
		if (r->has_control && !same_sums(&r->files[i], &r->control[i])) r->agrees = false;
		if (!l->job->dry_run && !same_sums(&r->files[i], &r->database[i]))
			r->agrees = false;
	}
}

/* --- the job
 * ---------------------------------------------------------------------------------------- */

/* SHA-256 over all files: the same folder is the same job. */
static void folder_key(const struct load *l, char key[SHA256_HEX_SIZE + 1]) {
	struct sha256 h;
	unsigned char digest[SHA256_SIZE];
	sha256_init(&h);
	for (size_t i = 0; i < TAKE_FILES; i++) {
		sha256_add(&h, str_from(table_of(i)->file));
		sha256_add(&h, STR("\n"));
		sha256_add(&h, l->bytes[i]);
	}
	sha256_end(&h, digest);
	sha256_to_hex(digest, key);
}

struct order {
	struct load *load;
	const char *key;
	int64_t job_id;
	bool is_new;
};

static enum nhi_status must_be_empty(struct db *db, struct err *err) {
	struct db_stmt *q = db_query(db, "takeover_is_empty");
	int64_t count = db_next(q) ? db_i64(q, 0) : 0;
	enum nhi_status st = db_end(q, err);
	if (st != NHI_OK || count == 0) return st;
	return err_set(err, NHI_CONFLICT, "%lld 筆單位或人 (units or persons)", (long long)count);
}

/* The act, the job and the ids of all subjects, in one transaction. A repeat finds them again. */
static enum nhi_status place_order(struct db *db, void *context, struct err *err) {
	struct order *o = context;
	struct load *l = o->load;
	struct buf payload = BUF_INIT(256);
	char key[SHA256_HEX_SIZE + 16];
	(void)snprintf(key, sizeof key, "takeover:%s", o->key); /* fits by its size */
	struct act_request request = {.actor = l->job->actor,
	                              .purpose = STR("takeover"),
	                              .reason = STR("takeover"),
	                              .key = str_from(key),
	                              .content = str_from(o->key)};
	enum nhi_status st = act_begin(db, &request, &l->act, err);
	if (st == NHI_OK && !l->act.repeated) {
		st = must_be_empty(db, err);
		if (st == NHI_OK)
			st = ids_take(db, "unit", (int64_t)l->known.units.count + 1, &l->first_unit,
			              err);
		if (st == NHI_OK)
			st = ids_take(db, "person", (int64_t)l->known.persons.count + 1,
			              &l->first_person, err);
	}
	if (st == NHI_OK) {
		struct json j = JSON_INIT(&payload, false);
		json_array_start(&j);
		json_i64(&j, l->first_unit);
		json_i64(&j, l->first_person);
		json_array_end(&j);
		st = job_add(db, STR("takeover.load"), str_from(o->key), buf_str(&payload),
		             clock_now(), &o->job_id, &o->is_new, err);
	}
	buf_free(&payload);
	return st;
}

/* "[unit,person]": the first ids, as the order wrote them. */
static enum nhi_status read_payload(struct load *l, struct err *err) {
	struct str s = l->work.payload;
	if (s.n < 2 || s.p[0] != '[' || s.p[s.n - 1] != ']')
		return err_set(err, NHI_CORRUPT, "job.payload");
	s = str_slice(s, 1, s.n - 1);
	struct str unit = str_cut(&s, ',');
	if (!str_to_i64(unit, 1, INT64_MAX, &l->first_unit) ||
	    !str_to_i64(s, 1, INT64_MAX, &l->first_person))
		return err_set(err, NHI_CORRUPT, "job.payload");
	return NHI_OK;
}

/* PostgreSQL plans the first filings and bills by it; its own count may come minutes later. */
static enum nhi_status count_register(struct db *db, void *context, struct err *err) {
	(void)context;
	return db_run(db_query(db, "register_count"), err);
}

static enum nhi_status do_job(struct load *l, int64_t id, struct err *err) {
	enum nhi_status st = job_read(l->db, id, &l->job_arena, &l->work, err);
	if (st != NHI_OK) return st;
	l->report->repeated = l->work.state == JOB_DONE;
	if (l->report->repeated) return NHI_OK;
	st = job_take_id(l->db, STR("takeover"), id, &l->job_arena, &l->work, err);
	if (st == NHI_OK) st = read_payload(l, err);
	if (st == NHI_OK) st = pass(l, false, err);
	if (st == NHI_OK) st = db_transact(l->db, DB_WRITE, count_register, NULL, err);
	if (st == NHI_OK) return job_finish(l->db, &l->work, STR("{}"), err);
	struct err second = ERR_INIT;
	if (l->work.id != 0 && job_fail(l->db, &l->work, err, &second) != NHI_OK)
		return st; /* its lease runs out; the first error is what matters */
	return st;
}

static enum nhi_status write_all(struct load *l, struct err *err) {
	char key[SHA256_HEX_SIZE + 1];
	folder_key(l, key);
	enum nhi_status st = db_open(&l->db, l->job->db_url, l->job->data_dir, 0, err);
	struct order order = {.load = l, .key = key};
	if (st == NHI_OK) st = db_transact(l->db, DB_WRITE, place_order, &order, err);
	if (st == NHI_OK) st = do_job(l, order.job_id, err);
	if (st == NHI_OK) st = read_database(l, err);
	db_close(l->db);
	return st;
}

enum nhi_status takeover_load(const struct takeover_job *job, struct takeover_report *out,
                              struct err *err) {
	struct load *l = calloc(1, sizeof *l);
	if (l == NULL) return err_set(err, NHI_MEMORY, "");
	*out = (struct takeover_report){0};
	l->job = job;
	l->report = out;
	enum nhi_status st = judge(l, err);
	if (st == NHI_OK) st = read_control(l, err);
	if (st == NHI_OK && !job->dry_run) st = write_all(l, err);
	if (st == NHI_OK) compare_sums(l);
	for (size_t i = 0; i < TAKE_FILES; i++) file_unmap(l->bytes[i]);
	takeover_known_free(&l->known);
	arena_free(&l->arena);
	arena_free(&l->job_arena);
	free(l);
	return st;
}
