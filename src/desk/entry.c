/* entry.c: see entry.h. */
#include "desk/entry.h"

#include "base/sha256.h"
#include "desk/enrol_parts.h"
#include "desk/person.h"

enum { NUMBER_TEXT_MAX = 64, ANSWER_MAX = 1 << 20, CONTENT_MAX = 1 << 20 };
enum { FIELD_MAX = 4096 };  /* bytes; longer values are files */
enum { DIVISION_SEED = 3 }; /* whose numbers are given unless the field "division" says */

/* --- fields ----------------------------------------------------------------------------------- */

struct str entry_text(const struct entry *e, const char *name) {
	return form_get(e->in, name);
}

bool entry_flag(const struct entry *e, const char *name) {
	struct str s = entry_text(e, name);
	return str_is(s, "1") || str_is(s, "yes");
}

bool entry_need(struct entry *e, const char *name, struct str *out) {
	*out = entry_text(e, name);
	if (out->n == 0) refusal_add(&e->refusals, REFUSE_FIELD_MISSING, "%s", name);
	return out->n > 0;
}

static bool invalid(struct entry *e, const char *name, struct str value) {
	enum { SHOWN_MAX = 40 };
	struct str cut = str_slice(value, 0, SHOWN_MAX);
	refusal_add(&e->refusals, REFUSE_FIELD_INVALID, "%s" ERR_SEP "%.*s", name, STR_ARG(cut));
	return false;
}

bool entry_date(struct entry *e, const char *name, date_t *out) {
	struct str s = entry_text(e, name);
	if (s.n == 0 || date_parse(s, out) || date_parse_roc(s, out) ||
	    date_parse_people_zh(s, out))
		return true;
	return invalid(e, name, s);
}

bool entry_i64(struct entry *e, const char *name, int64_t min, int64_t max, int64_t *out) {
	struct str s = entry_text(e, name);
	return s.n == 0 || str_to_i64(s, min, max, out) || invalid(e, name, s);
}

bool entry_need_date(struct entry *e, const char *name, date_t *out) {
	struct str s;
	return entry_need(e, name, &s) && entry_date(e, name, out);
}

bool entry_need_i64(struct entry *e, const char *name, int64_t min, int64_t max, int64_t *out) {
	struct str s;
	return entry_need(e, name, &s) && entry_i64(e, name, min, max, out);
}

bool entry_word(struct entry *e, const char *name, const char *const *words, size_t count,
                int *out) {
	struct str s = entry_text(e, name);
	if (s.n == 0 && *out >= 0) return true;
	if (s.n == 0) return entry_need(e, name, &s);
	for (size_t i = 0; i < count; i++)
		if (str_is(s, words[i])) {
			*out = (int)i;
			return true;
		}
	return invalid(e, name, s);
}

enum nhi_status entry_person(struct entry *e, int64_t *person_id, struct err *err) {
	struct str id;
	*person_id = 0;
	return entry_need(e, "id", &id) ? desk_person_id(e->desk, id, person_id, err) : NHI_OK;
}

bool entry_on(struct entry *e, date_t *out) {
	*out = e->desk->today;
	if (!entry_date(e, "on", out)) return false;
	if (*out <= e->desk->today) return true;
	refusal_add(&e->refusals, REFUSE_FUTURE, "%s", date_text(*out).c);
	return false;
}

bool entry_accepts(const struct entry *e) { return refusals_accept(&e->refusals); }

bool entry_writes(const struct entry *e) { return e->act.id > 0 && entry_accepts(e); }

enum nhi_status entry_law(const struct entry *e, const char *name, date_t at, int64_t *out,
                          struct err *err) {
	const struct law_value *v;
	enum nhi_status st = law_need(e->desk->law, name, at, &v, err);
	if (st == NHI_OK) *out = v->value;
	return st;
}

enum nhi_status entry_number_of(struct entry *e, const char *office, const char *kind, date_t on,
                                struct str *out, struct err *err) {
	struct buf b = BUF_INIT(NUMBER_TEXT_MAX);
	enum nhi_status st = number_take(e->desk->db, e->desk->formats, str_from(office),
	                                 str_from(kind), on, &b, err);
	if (st == NHI_OK && !arena_str(e->desk->arena, buf_str(&b), out))
		st = err_set(err, NHI_MEMORY, "%s", "");
	buf_free(&b);
	return st;
}

enum nhi_status entry_number(struct entry *e, const char *kind, date_t on, struct str *out,
                             struct err *err) {
	int64_t division = DIVISION_SEED;
	if (!entry_i64(e, "division", 1, 6, &division)) return NHI_OK;
	const char office[2] = {(char)('0' + division), '\0'};
	return entry_number_of(e, office, kind, on, out, err);
}

/* --- the act ---------------------------------------------------------------------------------- */

struct entering {
	struct entry e;
	const char *purpose;
	entry_work work;
	struct entry_answer *answer;
	struct buf buf;
	struct json json;
};

static enum nhi_status piece(struct db *db, void *context, struct err *err) {
	(void)db;
	struct entering *s = context;
	enum nhi_status st = s->work(&s->e, err);
	s->answer->accepted = entry_accepts(&s->e);
	if (st == NHI_OK && !s->answer->accepted) return err_set(err, NHI_CANCELLED, "refused");
	return st;
}

/* A file stands in it by its hash. */
static void put_content(struct json *j, struct str value) {
	char hex[SHA256_HEX_SIZE + 1];
	if (value.n > FIELD_MAX) {
		sha256_hex(value, hex);
		value = str_from(hex);
	}
	json_str(j, value);
}

/* What the command says, for the hash that a repeated key is compared with. */
static enum nhi_status content_of(struct entering *s, struct str *out, struct err *err) {
	struct buf b = BUF_INIT(CONTENT_MAX);
	struct json j = JSON_INIT(&b, false);
	json_array_start(&j);
	json_str(&j, str_from(s->purpose));
	for (size_t i = 0; i < s->e.in->count; i++) {
		if (s->e.in->input[i].value.n == 0) continue;
		json_str(&j, s->e.in->input[i].name);
		put_content(&j, s->e.in->input[i].value);
	}
	json_array_end(&j);
	return enrol_keep(s->e.desk, &b, out, err);
}

static void open_answer(struct entering *s) {
	buf_free(&s->buf);
	s->buf = BUF_INIT(ANSWER_MAX);
	s->json = JSON_INIT(&s->buf, false);
	s->e.json = &s->json;
	s->e.refusals = (struct refusals){.count = 0};
	*s->answer = (struct entry_answer){.accepted = false};
	json_object_start(&s->json);
	json_put_c(&s->json, "entry", s->purpose);
	json_key(&s->json, "result");
	json_object_start(&s->json);
}

static enum nhi_status close_answer(struct entering *s, struct err *err) {
	struct json *j = &s->json;
	json_object_end(j);
	json_put_bool(j, "accepted", s->answer->accepted);
	json_put_bool(j, "dry_run", entry_flag(&s->e, "dry_run"));
	refusals_json(&s->e.refusals, j);
	json_object_end(j);
	s->answer->refusals = s->e.refusals;
	return enrol_keep(s->e.desk, &s->buf, &s->answer->json, err);
}

static enum nhi_status work(struct db *db, void *context, struct err *err) {
	struct entering *s = context;
	struct str content, key = entry_text(&s->e, "key");
	struct str case_no = entry_text(&s->e, "case_no");
	if (case_no.n == 0) case_no = s->e.desk->case_no;
	open_answer(s);
	enum nhi_status st = content_of(s, &content, err);
	const struct act_request request = {.actor = s->e.desk->actor,
	                                    .reason = entry_text(&s->e, "reason"),
	                                    .acting_for = s->e.desk->acting_for,
	                                    .case_no = case_no,
	                                    .purpose = str_from(s->purpose),
	                                    .key = key,
	                                    .content = content};
	if (st == NHI_OK) st = act_begin(db, &request, &s->e.act, err);
	if (st != NHI_OK) return st;
	if (s->e.act.repeated) {
		s->answer->repeated = true;
		return act_answer_of(db, s->e.act.id, s->e.desk->arena, &s->answer->json, err);
	}
	struct err refused = ERR_INIT;
	st = db_savepoint(db, piece, s, &refused);
	if (st == NHI_CANCELLED && !entry_accepts(&s->e)) st = NHI_OK;
	if (st != NHI_OK) {
		if (err != NULL) *err = refused;
		return st;
	}
	st = close_answer(s, err);
	if (st == NHI_OK && key.n > 0) st = act_answer(db, &s->e.act, s->answer->json, err);
	if (st == NHI_OK && entry_flag(&s->e, "dry_run"))
		return err_set(err, NHI_CANCELLED, "%s", "--dry-run");
	return st;
}

enum nhi_status desk_entry(struct register_desk *desk, const char *purpose, entry_work of,
                           const struct form *in, struct entry_answer *answer, struct err *err) {
	struct entering *s = ARENA_NEW(desk->arena, struct entering);
	if (s == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	*s = (struct entering){
	        .e = {.desk = desk, .in = in}, .purpose = purpose, .work = of, .answer = answer};
	enum nhi_status st = db_transact(desk->db, DB_WRITE, work, s, err);
	buf_free(&s->buf);
	if (st == NHI_CANCELLED && form_has(in, "dry_run")) {
		if (err != NULL) *err = ERR_INIT;
		return NHI_OK; /* done and undone: the answer says what would happen */
	}
	return st;
}
