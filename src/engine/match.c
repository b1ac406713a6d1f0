/* match.c: see match.h. */
#include "engine/match.h"

#include "engine/match_parts.h"
#include "nhi/enrol_eligible.h"

/* The register's side of the merge: one number with its coverage, and the first row of the next. */
struct register_side {
	struct db_stmt *q;
	bool more;
	int64_t key;
	struct match_known known;
	char id[16], name[256];
	struct coverage_row row[TIMELINE_ROWS_MAX];
	size_t count;
};

static void take_head(struct register_side *r) {
	struct str id = db_str(r->q, 0), name = db_str(r->q, 2);
	size_t n = id.n < sizeof r->id ? id.n : sizeof r->id - 1;
	size_t k = name.n < sizeof r->name ? name.n : sizeof r->name - 1;
	memcpy(r->id, id.p, n);
	memcpy(r->name, name.p, k);
	r->key = match_pack(id);
	r->known = (struct match_known){.person_id = db_i64(r->q, 1),
	                                .id = {r->id, n},
	                                .name = {r->name, k},
	                                .birth = db_date(r->q, 3),
	                                .is_citizen = db_bool(r->q, 5)};
}

static void take_coverage(struct register_side *r) {
	if (db_is_null(r->q, 6) || r->count == TIMELINE_ROWS_MAX) return;
	r->row[r->count++] = (struct coverage_row){.person_id = r->known.person_id,
	                                           .fact_no = db_i64(r->q, 6),
	                                           .unit_id = db_i64(r->q, 7),
	                                           .insured_person_id = db_i64(r->q, 8),
	                                           .insured_amount = db_i64(r->q, 9),
	                                           .from = db_date(r->q, 10),
	                                           .to = db_date(r->q, 11),
	                                           .category = (int16_t)db_i64(r->q, 12),
	                                           .role = (int8_t)db_i64(r->q, 13),
	                                           .relation = (int8_t)db_i64(r->q, 14),
	                                           .leave_reason = (int8_t)db_i64(r->q, 15),
	                                           .is_private_school = db_bool(r->q, 16)};
}

/* Reads the next number whole; its key is INT64_MAX at the end. */
static void next_person(struct register_side *r) {
	r->count = 0;
	r->key = INT64_MAX;
	if (!r->more) return;
	take_head(r);
	take_coverage(r);
	struct str id = r->known.id;
	while ((r->more = db_next(r->q)) && str_eq(db_str(r->q, 0), id)) take_coverage(r);
}

static enum nhi_status judge(struct matching *m, struct match_gathered *g,
                             const struct match_known *known, struct err *err) {
	struct match_finding finding[MATCH_FINDINGS_MAX];
	size_t count = match_judge(&m->law, &g->person, m->request->on, finding);
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; i < count && st == NHI_OK; i++)
		st = match_add(m, &finding[i], g, known, err);
	return st;
}

/* Numbers that only files have: nobody of the register. */
static enum nhi_status judge_stranger(struct matching *m, int64_t key, struct err *err) {
	struct match_gathered g;
	enum nhi_status st = match_gather(m, key, &g, err);
	if (st != NHI_OK || g.who.line == 0) return st;
	const struct match_known known = {.id = g.who.key};
	m->report->people++;
	return judge(m, &g, &known, err);
}

static enum nhi_status judge_known(struct matching *m, struct register_side *r, struct err *err) {
	struct match_gathered g;
	enum nhi_status st = match_gather(m, r->key, &g, err);
	struct match_person *p = &g.person;
	p->coverage = (struct timeline){r->known.person_id, r->row, r->count};
	if (!p->has_presence) p->is_citizen = r->known.is_citizen;
	if (p->birth == DATE_OPEN) p->birth = r->known.birth;
	p->is_absent = m->request->whole && m->input[MATCH_HOUSEHOLD].is_given &&
	               r->known.is_citizen && !p->has_presence && r->id[1] <= '2';
	m->report->people++;
	return st == NHI_OK ? judge(m, &g, &r->known, err) : st;
}

static enum nhi_status merge(struct matching *m, struct err *err) {
	struct register_side *r = ARENA_NEW(&m->arena, struct register_side);
	if (r == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = NHI_OK;
	r->q = db_query(m->db, "match_register");
	r->more = db_next(r->q);
	next_person(r);
	while (st == NHI_OK) {
		int64_t least = match_least(m);
		if (least == INT64_MAX && r->key == INT64_MAX) break;
		arena_reset(&m->row);
		if (least < r->key) {
			st = judge_stranger(m, least, err);
		} else {
			st = judge_known(m, r, err);
			next_person(r);
		}
		if (m->request->progress != NULL && m->report->people % 1000 == 0)
			progress_add(m->request->progress, 1000);
	}
	enum nhi_status end = db_end(r->q, st == NHI_OK ? err : NULL);
	return st == NHI_OK ? end : st;
}

static enum nhi_status read_all(struct matching *m, struct err *err) {
	enum nhi_status st = match_units_read(m, err);
	if (st == NHI_OK) st = match_inputs_open(m, err);
	if (st == NHI_OK) st = merge(m, err);
	if (st == NHI_OK) st = match_companies(m, err);
	return st == NHI_OK ? match_twice(m, err) : st;
}

enum nhi_status match_run(const struct match_request *request, struct match_report *report,
                          struct err *err) {
	struct matching *m = calloc(1, sizeof *m);
	if (m == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	*report = (struct match_report){.defects = BUF_INIT((size_t)64 << 20)};
	buf_put_c(&report->defects, "source,line,field,value\n");
	m->request = request;
	m->report = report;
	m->arena = ARENA_INIT((size_t)16 << 30);
	m->row = ARENA_INIT((size_t)64 << 20);
	enum nhi_status st = enrol_law_at(request->law, request->on, &m->law, err);
	if (st == NHI_OK) st = db_open(&m->db, request->db_url, request->data_dir, 0, err);
	/* One state of the register, and no repeat: files are opened and work counted on the way.
	 */
	if (st == NHI_OK) st = db_begin(m->db, DB_READ, err);
	if (st == NHI_OK) {
		st = read_all(m, err);
		db_rollback(m->db);
	}
	if (st == NHI_OK) st = match_write(m, err);
	match_inputs_close(m);
	db_close(m->db);
	arena_free(&m->arena);
	arena_free(&m->row);
	free(m);
	return st;
}
