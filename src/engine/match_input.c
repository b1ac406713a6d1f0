/* match_input.c: files of other agencies as sorted rows (match_parts.h). */
#include "base/file.h"
#include "engine/match_parts.h"

#include "base/csv.h"
#include "base/ids.h"
#include "nhi/enrol_eligible.h"

enum { DEFECTS_MAX = 100000, DIGIT_BITS = 16, DIGITS = 4, CLOSED_WORDS = 6 };

static enum nhi_status no_memory(struct err *err) { return err_set(err, NHI_MEMORY, "%s", ""); }

/* ---- Index ------------------------------------------------------------------------------------
 */

static enum nhi_status add_row(struct match_input *in, int64_t key, size_t offset,
                               struct err *err) {
	if (in->count == in->capacity) {
		size_t capacity = in->capacity == 0 ? 4096 : 2 * in->capacity;
		struct match_index *more = realloc(in->index, capacity * sizeof *more);
		if (more == NULL) return no_memory(err);
		in->index = more;
		in->capacity = capacity;
	}
	in->index[in->count++] = (struct match_index){key, offset};
	return NHI_OK;
}

/* By key, rows of one key in the file's order: a radix sort of 16 bits a pass. */
static enum nhi_status sort_rows(struct match_input *in, struct err *err) {
	bool sorted = true;
	for (size_t i = 1; i < in->count && sorted; i++)
		sorted = in->index[i - 1].key <= in->index[i].key;
	if (sorted) return NHI_OK;
	struct match_index *other = malloc(in->count * sizeof *other);
	size_t *start = malloc(((size_t)1 << DIGIT_BITS) * sizeof *start);
	if (other == NULL || start == NULL) {
		free(other);
		free(start);
		return no_memory(err);
	}
	for (int d = 0; d < DIGITS; d++) {
		memset(start, 0, ((size_t)1 << DIGIT_BITS) * sizeof *start);
		for (size_t i = 0; i < in->count; i++)
			start[in->index[i].key >> (d * DIGIT_BITS) & 0xFFFF]++;
		size_t sum = 0;
		for (size_t k = 0; k < (size_t)1 << DIGIT_BITS; k++) {
			size_t n = start[k];
			start[k] = sum;
			sum += n;
		}
		for (size_t i = 0; i < in->count; i++)
			other[start[in->index[i].key >> (d * DIGIT_BITS) & 0xFFFF]++] =
			        in->index[i];
		struct match_index *swap = in->index;
		in->index = other;
		other = swap;
	}
	in->capacity = in->count;
	free(other);
	free(start);
	return NHI_OK;
}

static const char *const field_words[MATCH_FIELD_COUNT] = {
        "id",      "business", "name", "birth", "sex",    "county",
        "address", "from",     "to",   "wage",  "months", "status",
};

static void put_defect(struct matching *m, enum match_source s, const struct match_row *row) {
	struct buf *b = &m->report->defects;
	if (m->report->bad[s]++ >= DEFECTS_MAX) return;
	csv_put(b, 0, str_from(match_source_name(s)));
	csv_put_i64(b, 1, (int64_t)row->line);
	csv_put(b, 2, str_from(field_words[row->bad]));
	csv_put(b, 3, row->key);
	csv_end_row(b);
}

static enum nhi_status read_rows(struct matching *m, enum match_source s, struct err *err) {
	struct match_input *in = &m->input[s];
	struct match_row row;
	bool more = true;
	enum nhi_status st = NHI_OK;
	while (st == NHI_OK) {
		arena_reset(&m->row);
		st = match_next(&in->reader, &row, &more, err);
		if (st != NHI_OK || !more) break;
		m->report->rows[s]++;
		if (row.bad != MATCH_FIELD_COUNT)
			put_defect(m, s, &row);
		else
			st = add_row(in, match_pack(row.key), row.offset, err);
	}
	return st == NHI_OK ? sort_rows(in, err) : st;
}

enum nhi_status match_inputs_open(struct matching *m, struct err *err) {
	enum nhi_status st = NHI_OK;
	for (int s = 0; s < MATCH_SOURCE_COUNT && st == NHI_OK; s++) {
		struct match_input *in = &m->input[s];
		const char *path = m->request->path[s];
		if (path == NULL) continue;
		st = file_map(path, &in->bytes, err);
		in->is_given = st == NHI_OK;
		if (st == NHI_OK)
			st = match_open(&in->reader, m->request->layout, (enum match_source)s,
			                in->bytes, &m->row, err);
		if (st == NHI_OK) st = read_rows(m, (enum match_source)s, err);
		if (st != NHI_OK) err_where(err, "%s", path);
	}
	return st;
}

void match_inputs_close(struct matching *m) {
	for (int s = 0; s < MATCH_SOURCE_COUNT; s++) {
		free(m->input[s].index);
		if (m->input[s].is_given) file_unmap(m->input[s].bytes);
	}
}

/* ---- Units ------------------------------------------------------------------------------------
 */

enum nhi_status match_units_read(struct matching *m, struct err *err) {
	struct match_units *u = &m->units;
	enum nhi_status st = NHI_OK;
	struct db_stmt *q = db_query(m->db, "match_units");
	while (st == NHI_OK && db_next(q)) {
		if (u->count == u->capacity) {
			size_t capacity = u->capacity == 0 ? 4096 : 2 * u->capacity;
			struct match_unit *more =
			        ARENA_ARRAY(&m->arena, capacity, struct match_unit);
			if (more == NULL) {
				st = no_memory(err);
				break;
			}
			if (u->count > 0) memcpy(more, u->row, u->count * sizeof *more);
			u->row = more;
			u->capacity = capacity;
		}
		struct match_unit *row = &u->row[u->count];
		*row = (struct match_unit){.key = match_pack(db_str(q, 0)),
		                           .unit_id = db_i64(q, 1),
		                           .is_open = !str_is(db_str(q, 2), "closed"),
		                           .name = db_keep(q, 3, &m->arena)};
		bool again = u->count > 0 && u->row[u->count - 1].key == row->key;
		if (again && !row->is_open) continue; /* an open one stands for the number */
		if (again) u->row[u->count - 1] = *row;
		if (!again) u->count++;
	}
	enum nhi_status end = db_end(q, st == NHI_OK ? err : NULL);
	return st == NHI_OK ? end : st;
}

const struct match_unit *match_unit_of(const struct matching *m, int64_t key) {
	size_t from = 0, to = m->units.count;
	while (from < to) {
		size_t at = from + (to - from) / 2;
		if (m->units.row[at].key == key) return &m->units.row[at];
		if (m->units.row[at].key < key)
			from = at + 1;
		else
			to = at;
	}
	return NULL;
}

/* ---- One person -------------------------------------------------------------------------------
 */

int64_t match_least(const struct matching *m) {
	int64_t least = INT64_MAX;
	for (int s = 0; s < MATCH_COMPANY; s++) {
		const struct match_input *in = &m->input[s];
		if (in->at < in->count && in->index[in->at].key < least)
			least = in->index[in->at].key;
	}
	return least;
}

static date_t end_of(date_t last_day) { return last_day == INT32_MIN ? DATE_OPEN : last_day + 1; }

static void take_presence(struct match_gathered *g, enum match_source s,
                          const struct match_row *row) {
	struct match_person *p = &g->person;
	/* Of several registrations the one that began last. */
	if (p->has_presence && p->present_from >= row->from) return;
	p->has_presence = true;
	p->is_citizen = s == MATCH_HOUSEHOLD;
	p->present_from = row->from;
	p->present_to = end_of(row->to);
	p->birth = row->birth;
	g->who = *row;
}

static enum nhi_status note_lone(struct matching *m, int64_t key, date_t from, struct err *err) {
	if (m->lone_count == m->lone_capacity) {
		size_t capacity = m->lone_capacity == 0 ? 1024 : 2 * m->lone_capacity;
		struct match_lone *more = ARENA_ARRAY(&m->arena, capacity, struct match_lone);
		if (more == NULL) return no_memory(err);
		if (m->lone_count > 0) memcpy(more, m->lone, m->lone_count * sizeof *more);
		m->lone = more;
		m->lone_capacity = capacity;
	}
	m->lone[m->lone_count++] = (struct match_lone){key, from};
	return NHI_OK;
}

static enum nhi_status take_job(struct matching *m, struct match_gathered *g, enum match_source s,
                                const struct match_row *row, struct err *err) {
	struct match_person *p = &g->person;
	int64_t key = match_pack(row->business);
	if (p->job_count == MATCH_JOBS_MAX || key < 0 || row->business.n >= sizeof g->business[0])
		return NHI_OK;
	struct match_job *job = &p->job[p->job_count];
	const struct match_unit *unit = match_unit_of(m, key);
	int64_t wage = s == MATCH_TAX ? row->wage / (row->months > 0 ? row->months : 1) : row->wage;
	memset(g->business[p->job_count], 0, sizeof g->business[0]);
	memcpy(g->business[p->job_count], row->business.p, row->business.n);
	*job = (struct match_job){.unit_id = unit == NULL ? 0 : unit->unit_id,
	                          .business_number = str_from(g->business[p->job_count]),
	                          .from = row->from,
	                          .to = end_of(row->to),
	                          .wage = wage};
	p->job_count++;
	bool holds = row->from <= m->request->on && m->request->on < job->to;
	return unit == NULL && holds && s == MATCH_LABOUR ? note_lone(m, key, row->from, err)
	                                                  : NHI_OK;
}

static enum nhi_status take_row(struct matching *m, struct match_gathered *g, enum match_source s,
                                const struct match_row *row, struct err *err) {
	struct match_person *p = &g->person;
	switch (s) {
	case MATCH_HOUSEHOLD:
	case MATCH_RESIDENCE: take_presence(g, s, row); break;
	case MATCH_BORDER:
		if (p->exit_count < MATCH_EXITS_MAX)
			p->exit[p->exit_count++] = (struct period){
			        row->from, row->to == INT32_MIN ? DATE_OPEN : row->to};
		break;
	case MATCH_DEATH: p->died = row->from; break;
	case MATCH_LABOUR:
	case MATCH_TAX: return take_job(m, g, s, row, err);
	case MATCH_COMPANY:
	case MATCH_SOURCE_COUNT: break;
	}
	return NHI_OK;
}

enum nhi_status match_gather(struct matching *m, int64_t key, struct match_gathered *out,
                             struct err *err) {
	enum nhi_status st = NHI_OK;
	out->person = (struct match_person){.birth = DATE_OPEN, .died = DATE_UNKNOWN};
	out->who = (struct match_row){.line = 0};
	for (int s = 0; s < MATCH_COMPANY && st == NHI_OK; s++) {
		struct match_input *in = &m->input[s];
		while (st == NHI_OK && in->at < in->count && in->index[in->at].key == key) {
			struct match_row row;
			st = match_at(&in->reader, (size_t)in->index[in->at++].offset, &row, err);
			if (st == NHI_OK) st = take_row(m, out, (enum match_source)s, &row, err);
		}
	}
	return st;
}

/* ---- Companies --------------------------------------------------------------------------------
 */

static bool is_closed(struct str status) {
	static const char *const words[CLOSED_WORDS] = {"歇業", "解散",   "廢止",
	                                                "撤銷", "closed", "dissolved"};
	for (size_t i = 0; i < CLOSED_WORDS; i++)
		if (str_is(status, words[i])) return true;
	return false;
}

static int by_key(const void *a, const void *b) {
	const struct match_lone *x = a, *y = b;
	if (x->key != y->key) return x->key < y->key ? -1 : 1;
	return x->from < y->from ? -1 : x->from > y->from;
}

static enum nhi_status closed_company(struct matching *m, const struct match_row *row, int64_t key,
                                      struct err *err) {
	const struct match_unit *unit = match_unit_of(m, key);
	if (unit == NULL || !unit->is_open || row->from > m->request->on) return NHI_OK;
	const struct match_finding f = {.kind = MATCH_UNIT_CLOSED,
	                                .from = row->from,
	                                .to = DATE_OPEN,
	                                .unit_id = unit->unit_id};
	const struct match_known known = {.name = unit->name, .birth = DATE_OPEN};
	return match_add(m, &f, NULL, &known, err);
}

/* The key back as the business number that it was packed from. */
static enum nhi_status lone_employers(struct matching *m, int64_t key, const struct match_row *row,
                                      struct err *err) {
	size_t i = 0;
	while (i < m->lone_count && m->lone[i].key < key) i++;
	if (i == m->lone_count || m->lone[i].key != key || is_closed(row->status)) return NHI_OK;
	const struct match_job job = {.business_number = row->key};
	struct match_finding f = {
	        .kind = MATCH_UNIT_MISSING, .from = m->lone[i].from, .to = DATE_OPEN, .job = &job};
	for (size_t k = i; k < m->lone_count && m->lone[k].key == key; k++) f.due++;
	const struct match_known known = {.name = row->name, .birth = DATE_OPEN};
	return match_add(m, &f, NULL, &known, err);
}

enum nhi_status match_companies(struct matching *m, struct err *err) {
	struct match_input *in = &m->input[MATCH_COMPANY];
	enum nhi_status st = NHI_OK;
	if (m->lone_count > 0) qsort(m->lone, m->lone_count, sizeof *m->lone, by_key);
	for (size_t i = 0; i < in->count && st == NHI_OK; i++) {
		struct match_row row;
		int64_t key = in->index[i].key;
		arena_reset(&m->row);
		st = match_at(&in->reader, (size_t)in->index[i].offset, &row, err);
		if (st != NHI_OK) break;
		st = is_closed(row.status) ? closed_company(m, &row, key, err)
		                           : lone_employers(m, key, &row, err);
	}
	return st;
}
