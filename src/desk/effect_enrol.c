/* effect_enrol.c: decisions that change who is insured, where and how: the services of
 * catalogue/services/enrolment.yaml carried out by the use cases of the register (desk/enrol.h,
 * desk/person.h). The check of a case is the filing itself, tried and undone: what the counter says
 * on the day of the application is what the decision will meet. */
#include "desk/effect_parts.h"

#include "desk/enrol_parts.h"
#include "nhi/enrol_amount.h"

/* ---- Trying and doing -------------------------------------------------------------------------
 */

static void say_enrolled(struct effect_call *e, const struct enrol_answer *a) {
	struct buf zh = BUF_INIT(0), en = BUF_INIT(0);
	buf_printf(&zh, "自 %s 起生效；%lld 人異動，%lld 個月份需重計", date_text(a->effective).c,
	           (long long)a->people, (long long)a->months);
	buf_printf(&en, "effective from %s; %lld people change, %lld months are billed anew",
	           date_text(a->effective).c, (long long)a->people, (long long)a->months);
	effect_change(e, buf_str(&zh), buf_str(&en));
	buf_free(&zh);
	buf_free(&en);
	if (e->letter != NULL) letter_set_date(e->letter, "effective_on", a->effective);
}

enum nhi_status effect_file(struct effect_call *e, struct enrol_request *q, bool tries,
                            struct err *err) {
	struct enrol_answer a;
	if (e->refused) return NHI_OK; /* a field is missing: nothing can be tried */
	if (tries && db_in_transaction(e->desk->db) && !db_is_writing(e->desk->db)) return NHI_OK;
	q->dry_run = tries;
	if (q->filed_on == DATE_UNKNOWN && e->file != NULL) q->filed_on = e->file->received_on;
	enum nhi_status st = desk_enrol(e->desk, q, &a, err);
	if (st != NHI_OK) return st;
	effect_refusals(e, "", &a.refusals);
	e->metric = a.people;
	if (a.accepted && !tries) {
		say_enrolled(e, &a);
		e->result_json = a.json;
	}
	return NHI_OK;
}

enum nhi_status effect_person(struct effect_call *e, struct person_request *q, bool tries,
                              struct err *err) {
	struct person_answer a;
	if (e->refused) return NHI_OK;
	if (tries && db_in_transaction(e->desk->db) && !db_is_writing(e->desk->db)) return NHI_OK;
	q->dry_run = tries;
	enum nhi_status st = desk_person(e->desk, q, &a, err);
	if (st == NHI_NOT_FOUND) {
		effect_refuse(e, "insured_id", "PERSON_UNKNOWN", STR("查無此人"),
		              STR("nobody is registered under this number"), STR("L0060002:40"));
		if (err != NULL) *err = ERR_INIT;
		return NHI_OK;
	}
	if (st != NHI_OK) return st;
	effect_refusals(e, "", &a.refusals);
	if (a.accepted && !tries) {
		effect_change(e, STR("個人資料已變更"), STR("the particulars are changed"));
		e->result_json = a.json;
	}
	return NHI_OK;
}

/* ---- The form ---------------------------------------------------------------------------------
 */

/* The parts that all filings share; `on` is a field of each. */
static struct enrol_request read_form(struct effect_call *e, enum filing_kind kind) {
	struct enrol_request q = ENROL_REQUEST_INIT;
	q.kind = kind;
	(void)effect_need(e, "insured_id", &q.id); /* what is missing was said */
	(void)effect_need(e, "unit_code", &q.unit_code);
	(void)effect_date(e, "on", &q.on);
	q.name = effect_text(e, "insured_name");
	q.reason = effect_text(e, "entry_reason");
	q.category = effect_text(e, "item");
	return q;
}

static void read_amount(struct effect_call *e, struct enrol_request *q) {
	/* 投保金額或月薪: a grade's own amount finds that very grade. */
	if (effect_text(e, "insured_amount").n > 0)
		(void)effect_number(e, "insured_amount", 0, FORM_NO_LIMIT, &q->wage);
	q->is_proved = effect_flag(e, "proved");
	q->is_village = effect_flag(e, "village_head");
}

static void read_new_person(struct effect_call *e, struct enrol_request *q) {
	struct str sex = effect_text(e, "sex");
	if (effect_text(e, "birth").n > 0) (void)effect_date(e, "birth", &q->birth);
	if (effect_text(e, "registered_from").n > 0)
		(void)effect_date(e, "registered_from", &q->registered_from);
	q->sex = sex.n == 1 ? sex.p[0] : 0;
	q->is_foreigner = effect_flag(e, "foreigner");
	q->address = effect_text(e, "address");
	q->county = effect_text(e, "county");
}

static struct enrol_request read_entry(struct effect_call *e) {
	struct enrol_request q = read_form(e, FILE_IN);
	read_amount(e, &q);
	read_new_person(e, &q);
	if (effect_flag(e, "dependent")) {
		(void)effect_need(e, "of_id", &q.insured_id);
		(void)effect_need(e, "relation", &q.relation);
		q.is_exempt = effect_flag(e, "exempt");
	}
	if (effect_flag(e, "transfer")) q.kind = FILE_TRANSFER;
	q.has_consent = effect_flag(e, "consent");
	q.is_posted = effect_flag(e, "posted");
	q.is_private_school = effect_flag(e, "private_school");
	return q;
}

/* A newborn needs no number: mother or father, birth and sex are enough. */
static struct enrol_request read_newborn(struct effect_call *e) {
	struct enrol_request q = ENROL_REQUEST_INIT;
	q.kind = FILE_IN;
	q.id = effect_text(e, "insured_id");
	q.name = effect_text(e, "insured_name");
	(void)effect_need(e, "unit_code", &q.unit_code);
	(void)effect_need(e, "of_id", &q.insured_id);
	(void)effect_date(e, "birth", &q.birth);
	read_new_person(e, &q);
	q.on = q.birth;
	q.relation = STR("child");
	q.reason = STR("newborn");
	int64_t order = 0;
	if (effect_text(e, "birth_order").n > 0)
		(void)effect_number(e, "birth_order", 0, 10, &order);
	q.birth_order = (int32_t)order;
	return q;
}

/* Whoever is covered as a dependent leaves as one: the register knows whom he follows. */
static enum nhi_status follow_whom(struct effect_call *e, struct enrol_request *q,
                                   struct err *err) {
	int64_t id = 0;
	struct timeline t;
	if (e->refused || !id_is_person(q->id)) return NHI_OK;
	enum nhi_status st = person_by_key(e->desk->db, q->id, &id, err);
	if (st != NHI_OK || id == 0) return st;
	st = coverage_timeline(e->desk->db, id, KNOWN_NOW, e->desk->arena, &t, err);
	if (st != NHI_OK) return st;
	const struct coverage_row *r = coverage_on(t.row, t.count, q->on);
	if (r == NULL || r->role != ROLE_DEPENDENT) return NHI_OK;
	q->relation = str_from(relations[r->relation].code);
	return person_main_key(e->desk->db, r->insured_person_id, KNOWN_NOW, e->desk->arena,
	                       &q->insured_id, err);
}

/* The form names no unit: it is that of the day. */
static enum nhi_status unit_of_person(struct effect_call *e, struct enrol_request *q,
                                      struct err *err) {
	int64_t id = 0;
	struct timeline t;
	if (e->refused || !id_is_person(q->id)) return NHI_OK;
	enum nhi_status st = person_by_key(e->desk->db, q->id, &id, err);
	if (st != NHI_OK || id == 0) return st;
	st = coverage_timeline(e->desk->db, id, KNOWN_NOW, e->desk->arena, &t, err);
	if (st != NHI_OK) return st;
	const struct coverage_row *r = coverage_on(t.row, t.count, q->on);
	if (r == NULL) return NHI_OK; /* the filing says that nobody is covered there */
	return unit_code(e->desk->db, r->unit_id, e->desk->arena, &q->unit_code, err);
}

/* The form's words for why somebody leaves. */
static struct str leave_word(struct str word) {
	static const char *const words[][2] = {
	        {"left", "transfer"},    {"died", "death"},      {"emigrated", "unqualified"},
	        {"lost", "unqualified"}, {"missing", "missing"}, {"disaster", "disaster"},
	};
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_is(word, words[i][0])) return str_from(words[i][1]);
	return word;
}

/* ---- Effects ----------------------------------------------------------------------------------
 */

static enum nhi_status enter(struct effect_call *e, bool tries, struct err *err) {
	struct enrol_request q = effect_flag(e, "newborn") ? read_newborn(e) : read_entry(e);
	return effect_file(e, &q, tries, err);
}

static enum nhi_status newborn(struct effect_call *e, bool tries, struct err *err) {
	struct enrol_request q = read_newborn(e);
	return effect_file(e, &q, tries, err);
}

static enum nhi_status leave(struct effect_call *e, bool tries, struct err *err) {
	struct enrol_request q = read_form(e, FILE_OUT);
	q.reason = leave_word(effect_text(e, "reason"));
	if (effect_text(e, "missing_since").n > 0)
		(void)effect_date(e, "missing_since", &q.missing_since);
	enum nhi_status st = follow_whom(e, &q, err);
	return st == NHI_OK ? effect_file(e, &q, tries, err) : st;
}

static enum nhi_status amount(struct effect_call *e, bool tries, struct err *err) {
	struct enrol_request q = read_form(e, FILE_AMOUNT);
	struct str unused;
	(void)effect_need(e, "insured_amount", &unused);
	read_amount(e, &q);
	return effect_file(e, &q, tries, err);
}

static enum nhi_status status(struct effect_call *e, bool tries, struct err *err) {
	struct enrol_request q = read_form(e, FILE_STATUS);
	struct str unused;
	(void)effect_need(e, "item", &unused);
	read_amount(e, &q);
	return effect_file(e, &q, tries, err);
}

static enum nhi_status absence(struct effect_call *e, bool tries, struct err *err) {
	struct enrol_request q = read_form(e, FILE_ABSENCE);
	(void)effect_need(e, "absence", &q.absence);
	return effect_file(e, &q, tries, err);
}

/* 變更事項: one thing about a person, told by `what`; `new` is its new content. */
static enum nhi_status change(struct effect_call *e, bool tries, struct err *err) {
	struct str what, value;
	struct person_request q = PERSON_REQUEST_INIT;
	struct enrol_request f = ENROL_REQUEST_INIT;
	(void)effect_need(e, "what", &what);
	(void)effect_need(e, "insured_id", &q.id);
	(void)effect_need(e, "new", &value);
	(void)effect_date(e, "on", &q.on);
	if (str_is(what, "continue") || str_is(what, "leave")) {
		f.kind = str_is(what, "leave") ? FILE_ABSENCE : FILE_CONTINUE;
		f.id = q.id;
		f.on = q.on;
		enum nhi_status st = unit_of_person(e, &f, err);
		if (st != NHI_OK) return st;
		f.absence = f.condition = value;
		f.proof = effect_text(e, "proof");
		return effect_file(e, &f, tries, err);
	}
	q.service = PERSON_CHANGE;
	if (str_is(what, "name")) q.name = value;
	if (str_is(what, "address")) q.address = value;
	if (str_is(what, "id")) {
		q.service = PERSON_NUMBER;
		q.other_id = value;
	}
	if (str_is(what, "born")) {
		q.service = PERSON_CORRECT;
		if (!date_parse(value, &q.birth) && !date_parse_people_zh(value, &q.birth) &&
		    !date_parse_roc(value, &q.birth))
			effect_refuse(e, "new", "FIELD_BAD", STR("這不是日期"),
			              STR("this is not a day"), STR(""));
	}
	return effect_person(e, &q, tries, err);
}

/* ---- Resumption -------------------------------------------------------------------------------
 */

/* The suspension that is still open, and where the person was insured before it. */
struct suspended {
	bool found;
	date_t from;
	struct coverage_row before;
};

static enum nhi_status find_suspension(struct effect_call *e, struct str id, struct suspended *s,
                                       struct err *err) {
	int64_t person = 0;
	struct person_period *p;
	struct timeline t;
	size_t count;
	*s = (struct suspended){.found = false};
	if (!id_is_person(id)) return NHI_OK;
	enum nhi_status st = person_by_key(e->desk->db, id, &person, err);
	if (st == NHI_OK && person != 0)
		st = person_periods(e->desk->db, PERSON_SUSPENSION, person, e->desk->arena, &p,
		                    &count, err);
	if (st == NHI_OK && person != 0)
		st = coverage_timeline(e->desk->db, person, KNOWN_NOW, e->desk->arena, &t, err);
	if (st != NHI_OK || person == 0) return st;
	for (size_t i = 0; i < count; i++) {
		if (p[i].valid.to != DATE_OPEN) continue;
		for (size_t k = 0; k < t.count; k++)
			if (t.row[k].leave_reason == LEAVE_SUSPENDED) s->before = t.row[k];
		s->from = p[i].valid.from;
		s->found = s->before.person_id != 0;
	}
	return NHI_OK;
}

/* 復保: from the day of return; a stay abroad shorter than the least ground for a suspension undoes
 * it from its first day, with premium (施行細則 36-1, 37 old). */
static enum nhi_status resume(struct effect_call *e, bool tries, struct err *err) {
	struct suspended s;
	struct str id;
	date_t entered = 0;
	struct enrol_law law;
	struct enrol_request q = ENROL_REQUEST_INIT;
	bool read = effect_need(e, "insured_id", &id);
	if (!effect_date(e, "entered_on", &entered) || !read) return NHI_OK;
	enum nhi_status st = find_suspension(e, id, &s, err);
	if (st != NHI_OK) return st;
	if (!s.found) {
		effect_refuse(e, "insured_id", "SUSPENSION_NONE", STR("沒有進行中的停保"),
		              STR("no suspension is open"), STR("L0060002:36-1"));
		return NHI_OK;
	}
	st = enrol_law_at(e->desk->law, s.from, &law, err);
	if (st != NHI_OK) return st;
	bool too_short = entered < date_add_months(s.from, law.suspension_abroad);
	q.kind = FILE_IN;
	q.id = id;
	q.on = too_short ? s.before.to : entered;
	q.wage = s.before.insured_amount > 0 ? s.before.insured_amount : AMOUNT_NOT_GIVEN;
	q.reason = STR("resumed");
	char category[8];
	(void)snprintf(category, sizeof category, "%d", (int)s.before.category);
	q.category = str_from(category);
	q.is_proved = true;
	q.has_consent = true;
	st = unit_code(e->desk->db, s.before.unit_id, e->desk->arena, &q.unit_code, err);
	if (st == NHI_OK && s.before.role == ROLE_DEPENDENT) {
		q.relation = str_from(relations[s.before.relation].code);
		st = person_main_key(e->desk->db, s.before.insured_person_id, KNOWN_NOW,
		                     e->desk->arena, &q.insured_id, err);
	}
	if (st == NHI_OK) st = effect_file(e, &q, tries, err);
	struct person_request end = PERSON_REQUEST_INIT;
	end.service = PERSON_END;
	end.id = id;
	end.kind = STR("suspension");
	end.on = entered;
	return st == NHI_OK ? effect_person(e, &end, tries, err) : st;
}

EFFECT_STEPS(enter)
EFFECT_STEPS(newborn)
EFFECT_STEPS(leave)
EFFECT_STEPS(amount)
EFFECT_STEPS(status)
EFFECT_STEPS(absence)
EFFECT_STEPS(change)
EFFECT_STEPS(resume)

const struct effect enrol_effects[] = {
        {.name = "enrol.amount",
         .check = amount_check,
         .apply = amount_apply,
         .undo = effect_undo_register},
        {.name = "enrol.change",
         .check = change_check,
         .apply = change_apply,
         .undo = effect_undo_register},
        {.name = "enrol.in",
         .check = enter_check,
         .apply = enter_apply,
         .undo = effect_undo_register},
        {.name = "enrol.leave",
         .check = absence_check,
         .apply = absence_apply,
         .undo = effect_undo_register},
        {.name = "enrol.newborn",
         .check = newborn_check,
         .apply = newborn_apply,
         .undo = effect_undo_register},
        {.name = "enrol.out",
         .check = leave_check,
         .apply = leave_apply,
         .undo = effect_undo_register},
        {.name = "enrol.resume",
         .check = resume_check,
         .apply = resume_apply,
         .undo = effect_undo_register},
        {.name = "enrol.status",
         .check = status_check,
         .apply = status_apply,
         .undo = effect_undo_register},
        {.name = NULL},
};
