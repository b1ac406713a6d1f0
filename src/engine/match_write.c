/* match_write.c: work found: its premium and fines, its number, its rows (match_parts.h). */
#include "base/sha256.h"
#include "engine/match_parts.h"
#include "store/bulk.h"

enum { ITEMS_MAX = 20000000 };

/* Ground of the fine by kind: parameter of law/collect.csv without .min and .max. */
static const char *const grounds[MATCH_KIND_COUNT] = {
        [MATCH_UNINSURED] = "fine.uninsured",
        [MATCH_STATUS] = "fine.status",
        [MATCH_GAP] = "fine.uninsured",
        [MATCH_LOW] = "fine.amount",
};

/* Figures of a month, looked up once; NULL before the law data begin. */
static const struct premium_law *law_of(struct matching *m, month_t month) {
	month_t back = month_of(m->request->on) - month;
	if (back < 0 || back >= MATCH_MONTHS_MAX) return NULL;
	if (!m->has_month[back]) {
		struct premium_law *law = &m->month[back];
		if (premium_law_at(m->request->law, month_first(month), law, NULL) != NHI_OK)
			return NULL;
		m->has_month[back] = true;
	}
	return &m->month[back];
}

/* What is paid a month by person and unit together, as an employee at `amount` or, with amount 0,
 * as a resident. */
static int64_t monthly(const struct premium_law *law, int64_t amount) {
	struct premium_head head = amount > 0 ? premium_head(law, SCHEME_12, twd(amount))
	                                      : premium_head(law, SCHEME_62, twd(0));
	return head.self.v + head.unit.v;
}

static int64_t grade_of(const struct premium_law *law, int64_t wage) {
	const struct law_grade *g = premium_grade_of_wage(law, twd(wage));
	return g == NULL ? 0 : g->insured_amount;
}

/* Months whose last day lies in the period, up to the day, as far as a claim reaches (§3.6;
 * 行政程序法 131); and what they cost. */
static void price(struct matching *m, const struct match_finding *f, struct match_item *item) {
	date_t on = m->request->on, to = f->to < on + 1 ? f->to : on + 1;
	month_t first = month_of(f->from), oldest = month_of(on + 1) - m->law.claim_months;
	bool costs = f->kind == MATCH_UNINSURED || f->kind == MATCH_GAP || f->kind == MATCH_LOW;
	if (first < oldest) first = oldest;
	for (month_t month = first; month_last(month) < to; month++) {
		if (month_last(month) < f->from) continue;
		const struct premium_law *law = law_of(m, month);
		item->months++;
		if (law == NULL || !costs) continue;
		int64_t wage = f->job == NULL ? 0 : f->job->wage;
		if (f->kind == MATCH_LOW)
			item->premium.v +=
			        monthly(law, grade_of(law, wage)) - monthly(law, f->held);
		else
			item->premium.v += monthly(law, wage > 0 ? grade_of(law, wage) : 0);
	}
	const struct premium_law *now = law_of(m, month_of(on));
	bool employs = f->kind == MATCH_UNINSURED || f->kind == MATCH_STATUS;
	if (employs && f->job != NULL && f->job->wage > 0 && now != NULL)
		item->due = grade_of(now, f->job->wage);
	if (item->premium.v < 0)
		item->premium.v = 0; /* an older table was lower than what is held */
}

/* The band of the law; a count is times the premium (Act 84, 89), a sum stands by itself (88, 91).
 */
static int64_t fine_limit(struct matching *m, const char *ground, const char *end,
                          int64_t premium) {
	char name[64];
	int n = snprintf(name, sizeof name, "%s.%s", ground, end);
	if (n < 0 || (size_t)n >= sizeof name) return 0;
	const struct law_parameter *p = law_parameter(m->request->law, str_from(name));
	const struct law_value *v = law_at(m->request->law, str_from(name), m->request->on);
	if (p == NULL || v == NULL) return 0;
	return p->unit == LAW_COUNT ? v->value * premium : v->value;
}

static void fine(struct matching *m, const struct match_finding *f, struct match_item *item) {
	const char *ground = grounds[f->kind];
	/* An employer who did not enrol answers for it himself (Act 84), not the employee. */
	if (f->kind == MATCH_UNINSURED && f->job != NULL) ground = "fine.enrol";
	if (ground == NULL) return;
	item->fine_ground = str_from(ground);
	item->fine_min = twd(fine_limit(m, ground, "min", item->premium.v));
	item->fine_max = twd(fine_limit(m, ground, "max", item->premium.v));
}

static enum nhi_status room(struct matching *m, struct err *err) {
	if (m->item_count < m->item_capacity) return NHI_OK;
	if (m->item_count >= ITEMS_MAX)
		return err_set(err, NHI_LIMIT, "items" ERR_SEP "%d", ITEMS_MAX);
	size_t capacity = m->item_capacity == 0 ? 1024 : 2 * m->item_capacity;
	struct match_item *more = ARENA_ARRAY(&m->arena, capacity, struct match_item);
	if (more == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	if (m->item_count > 0) memcpy(more, m->item, m->item_count * sizeof *more);
	m->item = more;
	m->item_capacity = capacity;
	return NHI_OK;
}

static bool keep(struct matching *m, struct str s, struct str *out) {
	return arena_str(&m->arena, s, out);
}

enum nhi_status match_add(struct matching *m, const struct match_finding *f,
                          const struct match_gathered *g, const struct match_known *known,
                          struct err *err) {
	enum nhi_status st = room(m, err);
	if (st != NHI_OK) return st;
	const struct match_row *who = g == NULL || g->who.line == 0 ? NULL : &g->who;
	struct match_item *i = &m->item[m->item_count];
	*i = (struct match_item){.kind = str_from(match_kind_name(f->kind)),
	                         .person_id = known->person_id,
	                         .birth = known->birth,
	                         .is_citizen = known->is_citizen,
	                         .present_from = DATE_OPEN,
	                         .unit_id = f->unit_id,
	                         .from = f->from,
	                         .to = f->to,
	                         .held = f->held,
	                         .due = f->due};
	if (who != NULL) i->present_from = g->person.present_from;
	if (who != NULL && known->person_id == 0) {
		i->birth = who->birth;
		i->is_citizen = g->person.is_citizen;
	}
	bool kept = keep(m, known->id, &i->id) &&
	            keep(m, known->name.n > 0 || who == NULL ? known->name : who->name, &i->name) &&
	            keep(m, who == NULL ? STR("") : who->sex, &i->sex) &&
	            keep(m, who == NULL ? STR("") : who->county, &i->county) &&
	            keep(m, who == NULL ? STR("") : who->address, &i->address) &&
	            keep(m, f->job == NULL ? STR("") : f->job->business_number, &i->business);
	if (!kept) return err_set(err, NHI_MEMORY, "%s", "");
	price(m, f, i);
	fine(m, f, i);
	m->item_count++;
	m->report->kind[f->kind]++;
	return NHI_OK;
}

enum nhi_status match_twice(struct matching *m, struct err *err) {
	enum nhi_status st = NHI_OK;
	struct db_stmt *q = db_query(m->db, "match_twice");
	db_bind_date(q, m->request->on);
	while (st == NHI_OK && db_next(q)) {
		char other[32];
		(void)snprintf(other, sizeof other, "#%lld", (long long)db_i64(q, 1));
		const struct match_finding f = {.kind = MATCH_OVERLAP,
		                                .from = db_date(q, 7),
		                                .to = DATE_OPEN,
		                                .unit_id = db_i64(q, 6)};
		const struct match_known known = {.person_id = db_i64(q, 0),
		                                  .id = str_from(other),
		                                  .name = db_str(q, 2),
		                                  .birth = db_date(q, 3),
		                                  .is_citizen = db_bool(q, 4)};
		st = match_add(m, &f, NULL, &known, err);
	}
	enum nhi_status end = db_end(q, st == NHI_OK ? err : NULL);
	return st == NHI_OK ? end : st;
}

/* ---- Writing ----------------------------------------------------------------------------------
 */

static int by_kind_and_id(const void *a, const void *b) {
	const struct match_item *x = a, *y = b;
	int order = str_cmp(x->kind, y->kind);
	if (order == 0) order = str_cmp(x->id, y->id);
	if (order == 0) order = str_cmp(x->business, y->business);
	if (order == 0) order = x->unit_id < y->unit_id ? -1 : x->unit_id > y->unit_id;
	if (order == 0) order = x->from < y->from ? -1 : x->from > y->from;
	return order;
}

static void put_files(const struct matching *m, struct buf *out) {
	struct json j = JSON_INIT(out, false);
	json_array_start(&j);
	for (int s = 0; s < MATCH_SOURCE_COUNT; s++) {
		char hash[SHA256_HEX_SIZE + 1];
		if (!m->input[s].is_given) continue;
		sha256_hex(m->input[s].bytes, hash);
		json_object_start(&j);
		json_put_c(&j, "source", match_source_name((enum match_source)s));
		json_put_c(&j, "sha256", hash);
		json_put_i64(&j, "rows", m->report->rows[s]);
		json_put_i64(&j, "refused", m->report->bad[s]);
		json_object_end(&j);
	}
	json_array_end(&j);
}

/* Runs are numbered for people: 1, 2, … */
static enum nhi_status next_run(struct matching *m, int64_t *out, struct err *err) {
	struct match_run *last;
	size_t count;
	enum nhi_status st = match_runs(m->db, 1, &m->arena, &last, &count, err);
	if (st == NHI_OK) *out = count == 0 ? 1 : last[0].run_id + 1;
	return st;
}

static enum nhi_status write_work(struct db *db, void *context, struct err *err) {
	struct matching *m = context;
	struct act act;
	struct bulk *b;
	struct buf files = BUF_INIT(1 << 16);
	const struct act_request request = {.actor = m->request->actor,
	                                    .purpose = STR("match.run"),
	                                    .reason = STR("比對他機關資料")};
	enum nhi_status st = act_begin(db, &request, &act, err);
	struct match_run run = {
	        .people = m->report->people, .items = (int64_t)m->item_count, .on = m->request->on};
	if (st == NHI_OK) st = next_run(m, &run.run_id, err);
	put_files(m, &files);
	run.files = buf_str(&files);
	if (st == NHI_OK) st = match_run_add(db, &act, &run, err);
	buf_free(&files);
	if (st == NHI_OK) st = bulk_begin(&b, db, "match_item_bulk", err);
	if (st != NHI_OK) return st;
	for (size_t i = 0; st == NHI_OK && i < m->item_count; i++) {
		m->item[i].item_no = (int64_t)i + 1;
		st = match_item_write(b, run.run_id, &m->item[i], err);
	}
	m->report->run_id = run.run_id;
	m->report->items = run.items;
	return bulk_end(b, st, err);
}

enum nhi_status match_write(struct matching *m, struct err *err) {
	if (m->item_count > 0) qsort(m->item, m->item_count, sizeof *m->item, by_kind_and_id);
	return db_transact(m->db, DB_WRITE, write_work, m, err);
}
