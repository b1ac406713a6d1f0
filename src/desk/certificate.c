/* certificate.c: see certificate.h. */
#include "desk/certificate.h"

#include "base/check.h"
#include "desk/certificate_parts.h"
#include "store/bill_page.h"
#include "store/certificate.h"
#include "store/person.h"
#include "store/unit.h"

#include <sys/random.h>

static const char *const kind_names[CERTIFICATE_KIND_COUNT] = {
        [CERTIFICATE_COVERAGE] = "coverage",
        [CERTIFICATE_PREMIUM] = "premium",
        [CERTIFICATE_CLEARANCE] = "clearance",
};

const char *certificate_kind_name(enum certificate_kind kind) { return kind_names[kind]; }

bool certificate_kind_find(struct str name, enum certificate_kind *out) {
	for (size_t i = 0; i < CERTIFICATE_KIND_COUNT; i++) {
		if (!str_is(name, kind_names[i])) continue;
		*out = (enum certificate_kind)i;
		return true;
	}
	return false;
}

/* ---- Codes ----------------------------------------------------------------------------------- */

/* Crockford's base 32: no I, L, O, U. */
static const char letters32[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
enum { CODE_CHARS = 20, GROUP = 5 };

static bool code_make(struct arena *a, struct str *code) {
	unsigned char random[CODE_CHARS];
	char out[CERTIFICATE_CODE_SIZE];
	size_t n = 0;
	CHECK(getrandom(random, sizeof random, 0) == (ssize_t)sizeof random);
	for (size_t i = 0; i < CODE_CHARS; i++) {
		if (i > 0 && i % GROUP == 0) out[n++] = '-';
		out[n++] = letters32[random[i] % 32];
	}
	return arena_str(a, (struct str){out, n}, code);
}

/* The character that was meant, or 0. */
static char meant(char c) {
	if (c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
	if (c == 'O') c = '0';
	if (c == 'I' || c == 'L') c = '1';
	return c != '\0' && strchr(letters32, c) != NULL ? c : '\0';
}

bool certificate_code_read(struct str typed, char out[CERTIFICATE_CODE_SIZE]) {
	size_t n = 0, chars = 0;
	for (size_t i = 0; i < typed.n; i++) {
		if (typed.p[i] == '-' || typed.p[i] == ' ') continue;
		const char c = meant(typed.p[i]);
		if (c == '\0' || chars == CODE_CHARS) return false;
		if (chars > 0 && chars % GROUP == 0) out[n++] = '-';
		out[n++] = c;
		chars++;
	}
	out[n] = '\0';
	return chars == CODE_CHARS;
}

/* ---- Masking --------------------------------------------------------------------------------- */

static bool is_latin(struct str s) {
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80) return false;
	return true;
}

static void mask_latin(struct buf *out, struct str name) {
	bool start = true;
	for (size_t i = 0; i < name.n; i++) {
		if (name.p[i] == ' ') {
			start = true;
			buf_put_char(out, ' ');
		} else if (start) {
			buf_put_char(out, name.p[i]);
			buf_put_c(out, "***");
			start = false;
		}
	}
}

void certificate_put_masked_name(struct buf *out, struct str name) {
	size_t chars = 0;
	for (size_t at = 0; at < name.n; chars++) (void)str_next_char(name, &at); /* counts */
	if (is_latin(name)) {
		mask_latin(out, name);
		return;
	}
	for (size_t at = 0, i = 0; at < name.n; i++) {
		const size_t from = at;
		(void)str_next_char(name, &at); /* steps over one character */
		if (i == 0 || (i + 1 == chars && chars > 2))
			buf_put(out, str_slice(name, from, at));
		else
			buf_put_c(out, "○");
	}
}

static struct str keep(struct arena *a, struct buf *b, bool *failed) {
	struct str s = STR("");
	if (!buf_ok(b) || !arena_str(a, buf_str(b), &s)) *failed = true;
	buf_free(b);
	return s;
}

static void put_replaced(struct buf *out, struct str text, struct str from, struct str to) {
	while (text.n > 0) {
		const size_t at = from.n == 0 ? text.n : str_find(text, from);
		buf_put(out, str_slice(text, 0, at));
		if (at < text.n) buf_put(out, to);
		text = str_slice(text, at + (at < text.n ? from.n : 0), text.n);
	}
}

/* ---- Issuing --------------------------------------------------------------------------------- */

struct issuing {
	const struct certificate_place *place;
	const struct certificate_request *request;
	struct letter_made *out;
	struct letter_values *values;
	int64_t division; /* of whom it is about */
	bool is_unit;
	struct str code;
};

static enum nhi_status find_division(struct issuing *i, struct err *err) {
	const struct certificate_place *p = i->place;
	struct arena *a = p->letters.arena;
	if (i->is_unit) {
		struct unit_facts facts;
		enum nhi_status st = unit_facts_read(p->letters.db, i->request->unit_id,
		                                     INSTANT_OPEN - 1, a, &facts, err);
		const struct unit_fact *f = st == NHI_OK ? unit_fact_on(&facts, p->today) : NULL;
		i->division = f == NULL ? 0 : f->division;
		return st;
	}
	struct person_fact fact;
	enum nhi_status st = person_fact_on(p->letters.db, i->request->person_id, p->today,
	                                    INSTANT_OPEN - 1, a, &fact, err);
	if (st != NHI_OK) return st;
	const struct org_unit *u = org_division(p->letters.letters->org, fact.county, p->today);
	i->division = u == NULL ? 0 : u->division;
	return NHI_OK;
}

static enum nhi_status need_right(const struct issuing *i, struct err *err) {
	const struct principal *who = i->place->who;
	return i->is_unit ? principal_need_unit(who, "certificate", RIGHT_WRITE,
	                                        i->request->unit_id, i->division, err)
	                  : principal_need_person(who, "certificate", RIGHT_WRITE,
	                                          i->request->person_id, i->division, err);
}

/* Who asks at the counter of another division gets it from there; who is known nowhere, from the
 * division of the capital. */
static int64_t issuer(const struct issuing *i) {
	if (i->request->division != 0) return i->request->division;
	if (i->place->who->division != 0) return i->place->who->division;
	return i->division != 0 ? i->division : 1;
}

static enum nhi_status keep_code(const struct issuing *i, const struct act *act, struct err *err) {
	const struct letter *l = &i->out->letter;
	struct arena *a = i->place->letters.arena;
	struct buf name = BUF_INIT(4096), id = BUF_INIT(256), zh = BUF_INIT(1 << 16),
	           en = BUF_INIT(1 << 16), text = BUF_INIT(1 << 16);
	const struct letter_item *first = &l->sections[0].items[0];
	struct str full_id = STR("");
	bool failed = false;
	if (!i->is_unit) {
		certificate_put_masked_name(&name, l->to_name);
		enum nhi_status st = person_main_key(i->place->letters.db, i->request->person_id,
		                                     INSTANT_OPEN - 1, a, &full_id, err);
		if (st != NHI_OK) return st;
		if (full_id.n > 0) id_put_masked(&id, full_id);
	} else {
		buf_put(&name, l->to_name);
	}
	const struct str masked = keep(a, &name, &failed), masked_id = keep(a, &id, &failed);
	put_replaced(&text, first->text.zh, l->to_name, masked);
	put_replaced(&zh, buf_str(&text), full_id, masked_id);
	buf_reset(&text);
	put_replaced(&text, first->text.en, l->to_name, masked);
	put_replaced(&en, buf_str(&text), full_id, masked_id);
	failed = failed || !buf_ok(&text);
	buf_free(&text);
	const struct certificate_code row = {.code = i->code,
	                                     .letter_id = i->out->letter_id,
	                                     .name = masked,
	                                     .statement_zh = keep(a, &zh, &failed),
	                                     .statement_en = keep(a, &en, &failed)};
	if (failed) return err_set(err, NHI_MEMORY, " ");
	return certificate_code_add(i->place->letters.db, act, &row, err);
}

static enum nhi_status make(struct issuing *i, const struct act *act, struct err *err) {
	/* What is certified and the paper have one day: that of the act. */
	struct certificate_place on_the_day = *i->place;
	const struct certificate_place *p = &on_the_day;
	on_the_day.today = instant_date(act->at);
	struct buf url = BUF_INIT(4096);
	struct str form, check_url;
	bool failed = false;
	if (!code_make(p->letters.arena, &i->code)) return err_set(err, NHI_MEMORY, " ");
	buf_put(&url, p->verify_url);
	buf_put_c(&url, "?code=");
	buf_put(&url, i->code);
	check_url = keep(p->letters.arena, &url, &failed);
	enum nhi_status st = certificate_values(p, i->request, &form, i->values, err);
	if (st != NHI_OK) return st;
	const struct letter_request letter = {
	        .form = form,
	        .to = {.person_id = i->request->person_id, .unit_id = i->request->unit_id},
	        .division = issuer(i),
	        .values = i->values,
	        .english = i->request->english,
	        .is_handed = true,
	        .check_code = i->code,
	        .check_url = check_url};
	if (failed) return err_set(err, NHI_MEMORY, " ");
	st = letter_make(&p->letters, act, &letter, i->out, err);
	if (st == NHI_OK) st = keep_code(i, act, err);
	return st == NHI_OK ? act_answer(p->letters.db, act, i->out->number, err) : st;
}

static enum nhi_status issue(struct db *db, void *context, struct err *err) {
	struct issuing *i = context;
	const struct certificate_request *q = i->request;
	struct act act;
	struct buf content = BUF_INIT(512);
	enum nhi_status st = find_division(i, err);
	if (st == NHI_OK) st = need_right(i, err);
	if (st != NHI_OK) return st;
	buf_printf(&content, "%s %lld %lld %d %d", kind_names[q->kind], (long long)q->person_id,
	           (long long)q->unit_id, (int)q->year, q->english);
	const struct act_request request = {.actor = i->place->who->actor,
	                                    .acting_for = i->place->who->acting_for,
	                                    .reason = STR("certificate"),
	                                    .purpose = STR("certificate"),
	                                    .key = q->key,
	                                    .content = buf_str(&content)};
	st = act_begin(db, &request, &act, err);
	buf_free(&content);
	if (st != NHI_OK || !act.repeated) return st == NHI_OK ? make(i, &act, err) : st;
	struct str number;
	st = act_answer_of(db, act.id, i->place->letters.arena, &number, err);
	return st == NHI_OK ? letter_open(&i->place->letters, number, i->out, err) : st;
}

enum nhi_status certificate_issue(const struct certificate_place *place,
                                  const struct certificate_request *request,
                                  struct letter_made *out, struct err *err) {
	struct issuing i = {.place = place,
	                    .request = request,
	                    .out = out,
	                    .values = ARENA_NEW(place->letters.arena, struct letter_values),
	                    .is_unit = request->person_id == 0};
	if (i.values == NULL) return err_set(err, NHI_MEMORY, " ");
	return db_transact(place->letters.db, DB_WRITE, issue, &i, err);
}

/* ---- Verifying ------------------------------------------------------------------------------- */

enum nhi_status certificate_verify(const struct letter_place *place, struct str typed,
                                   struct certificate_check *out, struct err *err) {
	char code[CERTIFICATE_CODE_SIZE];
	struct certificate_code row;
	*out = (struct certificate_check){.found = false};
	if (!certificate_code_read(typed, code)) return NHI_OK;
	enum nhi_status st = certificate_code_find(place->db, str_from(code), place->arena, &row,
	                                           &out->found, err);
	if (st != NHI_OK || !out->found) return st;
	const struct letter_form *form =
	        letter_form_find(&place->letters->forms, row.form, row.issued_on);
	const struct org_unit *office = org_find(place->letters->org, row.office, row.issued_on);
	out->number = row.number;
	out->title = form == NULL ? (struct letter_text){row.subject, row.subject} : form->title;
	if (office != NULL) out->office = (struct letter_text){office->zh, office->en};
	out->issued = row.issued_on;
	out->name = row.name;
	out->statement = (struct letter_text){row.statement_zh, row.statement_en};
	out->content_hash = row.hash;
	return NHI_OK;
}
