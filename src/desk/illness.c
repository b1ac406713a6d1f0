/* illness.c: see illness.h. */
#include "desk/illness.h"

#include "base/file.h"
#include "desk/person.h"
#include "store/coverage.h"
#include "store/illness.h"

enum { ICD_FILE_MAX = 1 << 20, DISEASE_MAX = 16, PATH_MAX_BYTES = 1024 };

static const struct {
	const char *code;
	int32_t months, days;
} validities[] = {{"default", -1, 0}, {"42d", -1, 42}, {"3m", 3, 0},
                  {"6m", 6, 0},       {"1y", 12, 0},   {"2y", 24, 0},
                  {"3y", 36, 0},      {"5y", 60, 0},   {"permanent", 0, 0}};

static enum nhi_status read_icd(struct register_desk *desk, struct illness_icd *out,
                                struct err *err) {
	char path[PATH_MAX_BYTES];
	struct str text;
	(void)snprintf(path, sizeof path, "%s/codes/illness_icd.csv", db_data_dir(desk->db));
	enum nhi_status st = file_read(desk->arena, path, ICD_FILE_MAX, &text, err);
	return st == NHI_OK ? illness_icd_read(out, desk->arena, text, err) : st;
}

struct granting {
	int64_t person_id;
	struct illness_application a;
	struct illness row;
	char disease[DISEASE_MAX];
};

static bool read_fields(struct entry *e, struct granting *g, bool is_renewal) {
	const char *words[COUNT_OF(validities)];
	struct illness_application *a = &g->a;
	int64_t category = 0, stage = 0;
	int validity = 0;
	struct str code;
	for (size_t i = 0; i < COUNT_OF(validities); i++) words[i] = validities[i].code;
	*a = (struct illness_application){.applied_on = e->desk->today, .reported_on = DATE_OPEN};
	bool ok = entry_need(e, "category", &code);
	if (ok && !str_to_i64(code, 1, ILLNESS_CATEGORIES, &category)) {
		refusal_add(&e->refusals, REFUSE_ILLNESS_CATEGORY, "%.*s", STR_ARG(code));
		ok = false;
	}
	ok = entry_need(e, "icd", &a->icd) && ok;
	ok = entry_i64(e, "stage", 0, 4, &stage) && ok;
	ok = entry_date(e, "applied_on", &a->applied_on) && ok;
	ok = entry_need_date(e, "certificate_on", &a->certificate_on) && ok;
	ok = entry_date(e, "reported_on", &a->reported_on) && ok;
	ok = entry_word(e, "validity", words, COUNT_OF(words), &validity) && ok;
	if (!ok) return false;
	a->category = (int32_t)category;
	a->stage = (int32_t)stage;
	a->is_renewal = is_renewal;
	a->has_annex = entry_flag(e, "annex");
	a->was_dismissed = entry_flag(e, "dismissed");
	a->has_new_evidence = entry_flag(e, "new_evidence");
	a->decided_months = validities[validity].months;
	a->decided_days = validities[validity].days;
	struct str root = str_slice(a->icd, 0, ILLNESS_ICD_ROOT);
	(void)snprintf(g->disease, sizeof g->disease, "%02d:%.*s", (int)a->category,
	               STR_ARG(root)); /* always fits */
	return true;
}

/* The last certificate of the same disease, ended ones apart. */
static enum nhi_status earlier(struct entry *e, struct granting *g, struct err *err) {
	struct illness *rows;
	size_t count = 0;
	enum nhi_status st = illness_of_person(e->desk->db, g->person_id, KNOWN_NOW, e->desk->arena,
	                                       &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		if (str_is(rows[i].disease, g->disease) && rows[i].ended.n == 0)
			g->a.earlier = rows[i].valid;
	return st;
}

static enum nhi_status put(struct entry *e, struct granting *g, const struct illness_answer *answer,
                           struct err *err) {
	g->row = (struct illness){.person_id = g->person_id,
	                          .disease = str_from(g->disease),
	                          .category = g->a.category,
	                          .stage = g->a.stage,
	                          .icd = g->a.icd,
	                          .hospital = entry_text(e, "hospital"),
	                          .is_paper = g->a.category == ILLNESS_MENTAL,
	                          .applied_on = g->a.applied_on,
	                          .valid = answer->valid};
	enum nhi_status st =
	        entry_number(e, "illness", g->a.applied_on, &g->row.certificate_no, err);
	if (st == NHI_OK) st = illness_put(e->desk->db, &e->act, &g->row, err);
	json_put_str(e->json, "certificate_no", g->row.certificate_no);
	return st;
}

static enum nhi_status grant(struct entry *e, bool is_renewal, struct err *err) {
	struct granting g;
	struct illness_icd *icd = ARENA_NEW(e->desk->arena, struct illness_icd);
	struct illness_law law;
	struct illness_answer answer;
	if (icd == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = entry_person(e, &g.person_id, err);
	if (st != NHI_OK || !read_fields(e, &g, is_renewal) || g.person_id == 0) return st;
	if (e->act.id > 0) st = fact_lock(e->desk->db, "illness", g.person_id, err);
	if (st == NHI_OK) st = earlier(e, &g, err);
	if (st == NHI_OK) st = read_icd(e->desk, icd, err);
	if (st == NHI_OK) st = illness_law_at(e->desk->law, g.a.applied_on, &law, err);
	if (st != NHI_OK) return st;
	illness_judge(&law, icd, &g.a, &answer, &e->refusals);
	if (!entry_accepts(e)) return NHI_OK;
	json_put_date(e->json, "from", answer.valid.from);
	if (answer.valid.to == DATE_OPEN)
		json_put_null(e->json, "last_day");
	else
		json_put_date(e->json, "last_day", answer.valid.to - 1);
	json_put_bool(e->json, "joined", answer.is_joined);
	json_put_c(e->json, "noted_on", g.a.category == ILLNESS_MENTAL ? "paper" : "card");
	return entry_writes(e) ? put(e, &g, &answer, err) : NHI_OK;
}

enum nhi_status illness_grant(struct entry *e, struct err *err) {
	return grant(e, entry_flag(e, "renewal"), err);
}

enum nhi_status illness_renew(struct entry *e, struct err *err) { return grant(e, true, err); }

/* The certificate of the field, and the day. */
static enum nhi_status of_field(struct entry *e, struct illness *row, date_t *on, struct err *err) {
	struct str no;
	*row = (struct illness){.person_id = 0};
	if (!entry_need(e, "certificate_no", &no) || !entry_on(e, on)) return NHI_OK;
	enum nhi_status st = illness_find(e->desk->db, no, e->desk->arena, row, err);
	if (st == NHI_OK && !period_has(row->valid, *on))
		refusal_add(&e->refusals, REFUSE_ILLNESS_NONE, "%s", "");
	return st;
}

enum nhi_status illness_reissue(struct entry *e, struct err *err) {
	struct illness row;
	struct str why;
	date_t on;
	enum nhi_status st = of_field(e, &row, &on, err);
	if (st != NHI_OK || !entry_need(e, "why", &why) || row.person_id == 0) return st;
	if (!row.is_paper)
		refusal_add(&e->refusals, REFUSE_ILLNESS_PAPER_ONLY, "%d", (int)row.category);
	if (!entry_writes(e)) return NHI_OK;
	json_put_str(e->json, "certificate_no", row.certificate_no);
	return illness_copy_put(e->desk->db, &e->act, row.certificate_no, on, why, err);
}

enum nhi_status illness_revoke(struct entry *e, struct err *err) {
	static const char *const ways[] = {"revoked", "given_up"};
	struct illness row;
	int how = -1;
	date_t on = DATE_UNKNOWN;
	enum nhi_status st = of_field(e, &row, &on, err);
	if (st != NHI_OK || !entry_word(e, "how", ways, COUNT_OF(ways), &how) || !entry_writes(e))
		return st;
	json_put_str(e->json, "certificate_no", row.certificate_no);
	return illness_end(e->desk->db, &e->act, &row, on, str_from(ways[how]), err);
}

/* --- what is shown ---------------------------------------------------------------------------- */

static void put_row(const struct illness_law *law, const struct illness *r, struct json *j) {
	json_object_start(j);
	json_put_str(j, "certificate_no", r->certificate_no);
	json_put_i64(j, "category", r->category);
	json_put_str(j, "icd", r->icd);
	json_put_date(j, "from", r->valid.from);
	if (r->valid.to == DATE_OPEN)
		json_put_null(j, "last_day");
	else
		json_put_date(j, "last_day", r->valid.to - 1);
	date_t window = illness_window_from(law, r->valid);
	if (window == DATE_OPEN || r->ended.n > 0)
		json_put_null(j, "renewal_from");
	else
		json_put_date(j, "renewal_from", window);
	json_put_str(j, "ended", r->ended);
	json_put_c(j, "noted_on", r->is_paper ? "paper" : "card");
	json_object_end(j);
}

enum nhi_status illness_show(struct register_desk *desk, const struct form *in, struct json *j,
                             struct err *err) {
	int64_t person_id;
	struct illness *rows;
	size_t count = 0;
	struct illness_law law;
	enum nhi_status st = desk_person_id(desk, form_get(in, "id"), &person_id, err);
	register_saw(desk, person_id);
	if (st == NHI_OK)
		st = illness_of_person(desk->db, person_id, KNOWN_NOW, desk->arena, &rows, &count,
		                       err);
	if (st == NHI_OK) st = illness_law_at(desk->law, desk->today, &law, err);
	if (st != NHI_OK) return st;
	json_object_start(j);
	json_put_i64(j, "person_id", person_id);
	json_key(j, "certificates");
	json_array_start(j);
	for (size_t i = 0; i < count; i++) put_row(&law, &rows[i], j);
	json_array_end(j);
	json_key(j, "copies");
	st = illness_copies(desk->db, person_id, j, err);
	json_object_end(j);
	return st;
}

static bool day_of(struct register_desk *desk, const struct form *in, date_t *day) {
	struct entry e = {.desk = desk, .in = in};
	*day = desk->today;
	return entry_date(&e, "on", day);
}

enum nhi_status illness_report(struct register_desk *desk, const struct form *in, struct json *j,
                               struct err *err) {
	date_t day;
	if (!day_of(desk, in, &day))
		return err_set(err, NHI_RANGE, "on" ERR_SEP "%s" ERR_SEP "YYYY-MM-DD", "");
	return illness_counts(desk->db, day, j, err);
}

enum nhi_status illness_on(struct register_desk *desk, const struct form *in, struct json *j,
                           struct err *err) {
	int64_t person_id, held = 0;
	struct illness *rows;
	size_t count = 0;
	date_t day;
	if (!day_of(desk, in, &day))
		return err_set(err, NHI_RANGE, "on" ERR_SEP "%s" ERR_SEP "YYYY-MM-DD", "");
	enum nhi_status st = desk_person_id(desk, form_get(in, "id"), &person_id, err);
	register_saw(desk, person_id);
	if (st == NHI_OK)
		st = illness_of_person(desk->db, person_id, KNOWN_NOW, desk->arena, &rows, &count,
		                       err);
	if (st != NHI_OK) return st;
	json_object_start(j);
	json_put_i64(j, "person_id", person_id);
	json_put_date(j, "on", day);
	for (size_t i = 0; i < count; i++) held += period_has(rows[i].valid, day);
	json_put_bool(j, "holds", held > 0);
	json_key(j, "diseases");
	json_array_start(j);
	for (size_t i = 0; i < count; i++) {
		if (!period_has(rows[i].valid, day)) continue;
		json_object_start(j);
		json_put_str(j, "disease", rows[i].disease);
		json_put_str(j, "certificate_no", rows[i].certificate_no);
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
	return NHI_OK;
}
