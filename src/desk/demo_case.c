/* demo_case.c: see demo_case.h. */
#include "desk/demo_case.h"

#include "base/clock.h"
#include "desk/account_demo.h"
#include "desk/card.h"
#include "desk/case.h"
#include "desk/incoming.h"
#include "desk/session.h"
#include "nhi/enrol_refusal.h"

enum { PEOPLE_MAX = 4000, VALUE_SIZE = 256, FIRST_DAY = 3, DAYS = 25, MAIL = 24 };

/* How far a case goes. */
enum reach {
	TO_RECEIVED,
	TO_REVIEW,
	TO_WAITING,
	TO_PROPOSED,
	TO_DECIDED,
	TO_SERVED,
	TO_CLOSED,
	TO_REJECTED,
	TO_WITHDRAWN,
	REACHES
};

/* A plot: who opens which service through which channel, who works on it and decides. In values,
 * {id}, {name}, {address}, {unit} and {n} are those of the person at hand. */
static const struct plot {
	const char *service;
	enum case_channel channel;
	const char *opens, *by, *head; /* head accepts where the section is not the officer's */
	bool at_once;
	const char *values; /* name=value, separated by | */
} plots[] = {
        {"catastrophic.apply", CASE_COUNTER, "counter", "medical", "head", false,
         "agent=no|category=1|icd=C50.911|stage=1|diagnosis_on={day}|hospital=0401180014"},
        {"medical.other", CASE_COUNTER, "counter", "counter", "chief-service", false,
         "agent=no|topic=card|wish=詢問健保卡資料更新"},
        {"hardship.recognise", CASE_POST, "records", "counter", "chief-service", false,
         "agent=no|ground=jobless|household=3|detail=失業|certificate=西屯經字第{n}號"},
        {"enrol.other", CASE_COUNTER, "counter", "counter", "chief-service", false,
         "agent=no|topic=status|wish=確認投保身分"},
        {"care.complaint", CASE_POST, "records", "medical", "chief-medical", false,
         "complainant={name}|phone=0422222222|address={address}|secret=no|"
         "provider_name=春天診所|topic=charge|facts=掛號費與公告不符"},
        {"arrears.query", CASE_COUNTER, "counter", "", "", true, "payer=person|payer_id={id}"},
        {"reimbursement.apply", CASE_POST, "records", "medical", "head", false,
         "agent=no|bank=郵局|account=7000012345|account_name={name}|ground=1|care=emergency|"
         "event_day={day}|amount=3000|hospital=山上診所|cause=急症|"
         "items=emergency 1 3000 2800 300"},
        {"data.correct", CASE_COUNTER, "counter", "medical", "chief-medical", false,
         "agent=no|what=correct|facts=就醫日期有誤"},
        {"supplement.consult", CASE_CALL, "caller", "", "", true, "question=股利要扣多少"},
};

struct someone {
	struct str id, name, address, unit;
};

struct telling {
	struct desk_call *call;
	struct demo_history *out;
	struct someone *people;
	size_t person_count;
	uint64_t state; /* of the random numbers */
	int64_t n;
};

/* SplitMix64: the same numbers everywhere. */
static uint64_t draw(struct telling *t) {
	uint64_t z = (t->state += 0x9E3779B97F4A7C15U);
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
	return z ^ (z >> 31);
}

static void on(struct telling *t, int64_t day, int hour, int64_t minute) {
	char text[40];
	instant_t at;
	(void)snprintf(text, sizeof text, "2026-08-%02dT%02d:%02d:00+08:00", (int)day, hour,
	               (int)minute);
	if (instant_parse(str_from(text), &at)) clock_fix(at);
	t->call->today = clock_today();
}

static enum nhi_status become(struct telling *t, const char *login, struct principal *who,
                              struct err *err) {
	enum nhi_status st = desk_principal(t->call, str_from(login), who, err);
	t->call->who = who;
	return st;
}

/* The template's text with what is in braces filled in. */
static enum nhi_status fill(struct telling *t, const struct someone *p, struct str text, date_t day,
                            struct str *out, struct err *err) {
	struct buf b = BUF_INIT(0);
	char number[24];
	(void)snprintf(number, sizeof number, "%lld", (long long)t->n);
	const struct date_text iso = date_text(day);
	const struct {
		const char *name;
		struct str value;
	} words[] = {{"{id}", p->id},     {"{name}", p->name},       {"{address}", p->address},
	             {"{unit}", p->unit}, {"{n}", str_from(number)}, {"{day}", str_from(iso.c)}};
	while (text.n > 0) {
		bool filled = false;
		for (size_t i = 0; i < COUNT_OF(words) && !filled; i++) {
			struct str w = str_from(words[i].name);
			if (!str_starts(text, w)) continue;
			buf_put(&b, words[i].value);
			text = str_slice(text, w.n, text.n);
			filled = true;
		}
		if (filled) continue;
		buf_put_char(&b, text.p[0]);
		text = str_slice(text, 1, text.n);
	}
	bool kept = buf_ok(&b) && arena_str(t->call->arena, buf_str(&b), out);
	buf_free(&b);
	return kept ? NHI_OK : err_set(err, NHI_MEMORY, "%s", "");
}

static enum nhi_status read_values(struct telling *t, const struct plot *plot,
                                   const struct someone *p, date_t day, struct form *f,
                                   struct err *err) {
	struct str rest, filled;
	*f = (struct form){.count = 0};
	enum nhi_status st = fill(t, p, str_from(plot->values), day, &filled, err);
	if (st != NHI_OK) return st;
	rest = filled;
	bool ok = form_add(f, STR("person_id"), p->id) &&
	          form_add(f, STR("person_name"), p->name) &&
	          form_add(f, STR("address"), p->address);
	while (ok && rest.n > 0) {
		struct str value = str_cut(&rest, '|'), name = str_cut(&value, '=');
		if (!form_has(f, name.p) || !str_eq(name, STR("address")))
			ok = form_add(f, name, value);
	}
	return ok ? NHI_OK : err_set(err, NHI_LIMIT, "form" ERR_SEP "%d", FORM_INPUTS_MAX);
}

/* Who takes the steps that are not the officer's draft. */
static const char *worker(const struct plot *p) {
	return str_is(str_from(p->head), "head") ? p->head : p->by;
}

static enum nhi_status act_on(struct telling *t, const char *login, struct str number,
                              enum case_verb verb, const char *note, enum case_result result,
                              struct err *err) {
	struct principal who;
	struct case_answer answer;
	struct case_command q = CASE_COMMAND_INIT;
	enum nhi_status st = become(t, login, &who, err);
	q.verb = verb;
	q.number = number;
	q.note = str_from(note);
	q.result = result;
	if (result == CASE_REJECT) q.reason = STR("經查與規定不符");
	if (st == NHI_OK) st = case_do(t->call, &q, &answer, err);
	if (st == NHI_OK && !answer.done) t->out->refused++;
	return st;
}

/* From the intake as far as it is to go. */
static enum nhi_status carry(struct telling *t, const struct plot *p, struct str number,
                             enum reach reach, int64_t day, struct err *err) {
	const enum case_result result = reach == TO_REJECTED ? CASE_REJECT : CASE_APPROVE;
	enum nhi_status st = NHI_OK;
	if (reach == TO_RECEIVED) return NHI_OK;
	on(t, day, 13, t->n % 60);
	if (reach == TO_WITHDRAWN)
		return act_on(t, worker(p), number, CASE_DO_WITHDRAW, "申請人來電撤回",
		              CASE_NO_RESULT, err);
	if (reach == TO_WAITING) {
		st = act_on(t, worker(p), number, CASE_DO_ASK, "請補證明文件正本", CASE_NO_RESULT,
		            err);
		return st;
	}
	st = act_on(t, worker(p), number, CASE_DO_ACCEPT, "", CASE_NO_RESULT, err);
	if (st != NHI_OK || reach == TO_REVIEW) return st;
	on(t, day + 1, 10, t->n % 60);
	st = act_on(t, p->by, number, CASE_DO_PROPOSE, "", result, err);
	if (st != NHI_OK || reach == TO_PROPOSED) return st;
	on(t, day + 1, 15, t->n % 60);
	st = act_on(t, p->head, number, CASE_DO_DECIDE, "", CASE_NO_RESULT, err);
	t->out->decided++;
	if (st != NHI_OK || (reach != TO_SERVED && reach != TO_CLOSED)) return st;
	on(t, day + 2, 11, t->n % 60);
	st = act_on(t, worker(p), number, CASE_DO_NOTIFY, "", CASE_NO_RESULT, err);
	if (st == NHI_OK && reach == TO_CLOSED)
		st = act_on(t, worker(p), number, CASE_DO_CLOSE, "", CASE_NO_RESULT, err);
	return st;
}

/* What the rules or rights do not let be done is counted and left; a fault of the system ends it.
 */
static enum nhi_status count_refusal(struct telling *t, enum nhi_status st, struct err *err) {
	bool is_system = st == NHI_MEMORY || st == NHI_IO || st == NHI_DB_GONE ||
	                 st == NHI_DB_FULL || st == NHI_CORRUPT;
	if (st == NHI_OK || is_system) return st;
	t->out->refused++;
	if (err != NULL) *err = ERR_INIT;
	return NHI_OK;
}

static enum nhi_status tell(struct telling *t, const struct plot *p, int64_t day, struct err *err) {
	const struct someone *s = &t->people[draw(t) % t->person_count];
	const enum reach reach = (enum reach)(draw(t) % REACHES);
	struct form *values = ARENA_NEW(t->call->arena, struct form);
	struct principal who;
	struct case_answer answer;
	struct str number;
	if (values == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	on(t, day, 9, t->n % 60);
	enum nhi_status st = become(t, p->opens, &who, err);
	if (st == NHI_OK) st = read_values(t, p, s, t->call->today - 2, values, err);
	const struct case_application a = {.service = str_from(p->service),
	                                   .values = values,
	                                   .channel = p->channel,
	                                   .received_on = DATE_UNKNOWN,
	                                   .applicant = s->id,
	                                   .at_once = p->at_once};
	if (st == NHI_OK) st = case_open(t->call, &a, &answer, err);
	if (st != NHI_OK) return count_refusal(t, st, err);
	if (!answer.done) {
		t->out->refused++;
		return NHI_OK;
	}
	t->out->opened++;
	number = answer.file.number;
	if (p->at_once) {
		t->out->decided++;
		return NHI_OK;
	}
	return count_refusal(t, carry(t, p, number, reach, day, err), err);
}

/* ---- Cards -------------------------------------------------------------------------------------
 */

static enum nhi_status card_of(struct telling *t, const struct someone *s, const char *service,
                               const char *reason, const char *delivery, bool has_fee,
                               struct err *err) {
	struct form *f = ARENA_NEW(t->call->arena, struct form);
	struct principal who;
	struct case_answer answer;
	if (f == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	*f = (struct form){.count = 0};
	bool ok = form_add(f, STR("person_id"), s->id) &&
	          form_add(f, STR("person_name"), s->name) &&
	          form_add(f, STR("address"), s->address) && form_add(f, STR("agent"), STR("no")) &&
	          form_add(f, STR("document"), STR("id_card")) &&
	          form_add(f, STR("site"), STR("central-hall")) &&
	          form_add(f, STR("reason"), str_from(reason)) &&
	          form_add(f, STR("delivery"), str_from(delivery)) &&
	          form_add(f, STR("photo_use"), STR("new"));
	if (has_fee)
		ok = ok && form_add(f, STR("paid"), STR("200")) &&
		     form_add(f, STR("way"), STR("cash"));
	if (!ok) return err_set(err, NHI_LIMIT, "form" ERR_SEP "%d", FORM_INPUTS_MAX);
	const struct case_application a = {.service = str_from(service),
	                                   .values = f,
	                                   .channel = CASE_COUNTER,
	                                   .received_on = DATE_UNKNOWN,
	                                   .applicant = s->id,
	                                   .at_once = true};
	enum nhi_status st = become(t, "counter", &who, err);
	if (st == NHI_OK) st = case_open(t->call, &a, &answer, err);
	if (st == NHI_OK && answer.done) {
		t->out->opened++;
		t->out->decided++;
		t->out->cards++;
	} else if (st == NHI_OK) {
		t->out->refused++;
	}
	return count_refusal(t, st, err);
}

static struct register_desk register_of(struct telling *t) {
	return (struct register_desk){.db = t->call->write_db,
	                              .law = &t->call->desk->law,
	                              .calendar = &t->call->desk->cases.calendar,
	                              .formats = &t->call->desk->cases.numbers,
	                              .actor = STR("demo"),
	                              .arena = t->call->arena,
	                              .today = t->call->today};
}

/* An entry of a few fields: name, value, …, NULL. */
static enum nhi_status enter(struct telling *t, const char *purpose, entry_work work,
                             const char *const *field, struct entry_answer *out, struct err *err) {
	struct register_desk desk = register_of(t);
	struct form *f = ARENA_NEW(t->call->arena, struct form);
	if (f == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	for (; field[0] != NULL; field += 2)
		if (!form_add(f, str_from(field[0]), str_from(field[1])))
			return err_set(err, NHI_LIMIT, "form" ERR_SEP "%d", FORM_INPUTS_MAX);
	return desk_entry(&desk, purpose, work, f, out, err);
}

/* The card that somebody has had for years. */
static enum nhi_status had_card(struct telling *t, const struct someone *s, struct err *err) {
	static const char mark[] = "\"card_no\"";
	struct entry_answer a;
	char id[16], no[24];
	(void)snprintf(id, sizeof id, "%.*s", STR_ARG(s->id));
	const char *const apply[] = {"id",    id,     "reason",       "new",        "delivery",
	                             "spot",  "site", "central-hall", "document",   "id_card",
	                             "photo", "new",  "on",           "2024-03-04", NULL};
	enum nhi_status st = enter(t, "card.issue", card_apply, apply, &a, err);
	if (st != NHI_OK || !a.accepted) return count_refusal(t, st, err);
	size_t at = str_find(a.json, str_from(mark));
	size_t digits = 0;
	for (at += sizeof mark - 1; at < a.json.n && digits + 1 < sizeof no; at++) {
		const char c = a.json.p[at];
		if (c >= '0' && c <= '9') no[digits++] = c;
		if (digits > 0 && (c < '0' || c > '9')) break;
	}
	no[digits] = '\0';
	const char *const step[] = {"card_no", no, "on", "2024-03-04", NULL};
	st = enter(t, "card.made", card_make, step, &a, err);
	if (st == NHI_OK) st = enter(t, "card.deliver", card_deliver, step, &a, err);
	return count_refusal(t, st, err);
}

/* 40 lost, 30 damaged, 20 first, 10 changed of a hundred. */
static enum nhi_status tell_card(struct telling *t, int64_t day, struct err *err) {
	static const struct {
		uint64_t below;
		const char *service, *reason;
		bool has_fee;
	} mix[] = {{40, "card.reissue", "lost", true},
	           {70, "card.exchange", "damaged", true},
	           {90, "card.first", "new", false},
	           {100, "card.exchange", "data_changed", true}};
	const uint64_t at = draw(t) % 100;
	const struct someone *s =
	        &t->people[(size_t)(t->person_count - 1 - (size_t)t->n % t->person_count)];
	const char *delivery = draw(t) % 3 == 0 ? "post" : "spot";
	on(t, day, 14, t->n % 60);
	enum nhi_status st = at >= 70 && at < 90 ? NHI_OK : had_card(t, s, err);
	for (size_t i = 0; st == NHI_OK && i < COUNT_OF(mix); i++)
		if (at < mix[i].below)
			return card_of(t, s, mix[i].service, mix[i].reason, delivery,
			               mix[i].has_fee, err);
	return st;
}

/* ---- Mail --------------------------------------------------------------------------------------
 */

static enum nhi_status tell_mail(struct telling *t, int64_t day, struct err *err) {
	static const char *const subjects[] = {"申請重大傷病證明", "異議申復", "投保資料更正",
	                                       "詢問欠費", "醫療費用核退"};
	const struct someone *s = &t->people[draw(t) % t->person_count];
	struct principal who;
	struct str number;
	on(t, day, 8, t->n % 60);
	enum nhi_status st = become(t, "records", &who, err);
	struct incoming_request q = {.verb = INCOMING_DO_ADD,
	                             .channel = STR("post"),
	                             .is_registered = draw(t) % 2 == 0,
	                             .postmark_on = t->call->today - 1,
	                             .received_on = DATE_UNKNOWN,
	                             .sender = s->name,
	                             .subject = str_from(subjects[draw(t) % COUNT_OF(subjects)]),
	                             .speed = STR("normal"),
	                             .pages = 2};
	if (!q.is_registered) q.postmark_on = DATE_UNKNOWN;
	if (st == NHI_OK) st = incoming_do(t->call, &q, &number, err);
	if (st == NHI_OK) t->out->mail++;
	q = (struct incoming_request){.verb = INCOMING_DO_OPEN,
	                              .number = number,
	                              .postmark_on = DATE_UNKNOWN,
	                              .received_on = DATE_UNKNOWN};
	if (st == NHI_OK && t->n % 3 != 0) st = incoming_do(t->call, &q, &number, err);
	q.verb = INCOMING_DO_ROUTE;
	q.to = STR("central/medical-affairs");
	if (st == NHI_OK && t->n % 3 == 2) st = incoming_do(t->call, &q, &number, err);
	return count_refusal(t, st, err);
}

/* ---- The whole ---------------------------------------------------------------------------------
 */

static enum nhi_status read_people(struct telling *t, struct err *err) {
	struct db *db = t->call->write_db;
	t->people = ARENA_ARRAY(t->call->arena, PEOPLE_MAX, struct someone);
	if (t->people == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = db_begin(db, DB_READ, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "population_people");
	db_bind_date(q, t->call->today);
	db_bind_i64(q, PEOPLE_MAX);
	while (t->person_count < PEOPLE_MAX && db_next(q))
		t->people[t->person_count++] =
		        (struct someone){.id = db_keep(q, 0, t->call->arena),
		                         .name = db_keep(q, 1, t->call->arena),
		                         .address = db_keep(q, 2, t->call->arena),
		                         .unit = db_keep(q, 3, t->call->arena)};
	st = db_end(q, err);
	db_rollback(db); /* it only read */
	return st;
}

static enum nhi_status has_history(struct telling *t, bool *out, struct err *err) {
	struct db *db = t->call->write_db;
	enum nhi_status st = db_begin(db, DB_READ, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "population_cases");
	*out = db_next(q) && db_i64(q, 0) > 0;
	st = db_end(q, err);
	db_rollback(db); /* it only read */
	return st;
}

static enum nhi_status stock(struct telling *t, struct err *err) {
	static const char *const blanks[] = {"site",     "central-hall", "kind", "received",
	                                     "quantity", "1000",         NULL};
	struct entry_answer a;
	return enter(t, "card.stock", card_stock_enter, blanks, &a, err);
}

enum nhi_status desk_demo_cases(struct desk_call *call, int64_t count, struct demo_history *out,
                                struct err *err) {
	static struct demo_user users[DEMO_USERS_MAX];
	struct telling t = {.call = call, .out = out, .state = 1};
	const struct principal *me = call->who;
	size_t user_count = 0;
	bool is_told = false;
	*out = (struct demo_history){.opened = 0};
	on(&t, FIRST_DAY, 8, 0);
	enum nhi_status st = desk_need_write(call, err);
	if (st == NHI_OK) st = desk_demo_users(call, users, &user_count, err);
	if (st == NHI_OK) st = has_history(&t, &is_told, err);
	if (st != NHI_OK || is_told) return st;
	st = read_people(&t, err);
	if (st == NHI_OK && t.person_count == 0) return NHI_OK;
	if (st == NHI_OK) st = stock(&t, err);
	for (t.n = 0; st == NHI_OK && t.n < count; t.n++) {
		const int64_t day = FIRST_DAY + t.n * (DAYS - 3) / count;
		if (t.n % 3 == 2)
			st = tell_card(&t, day, err);
		else
			st = tell(&t, &plots[draw(&t) % COUNT_OF(plots)], day, err);
		if (st == NHI_OK && t.n * MAIL / count != (t.n + 1) * MAIL / count)
			st = tell_mail(&t, day, err);
	}
	call->who = me;
	return st;
}
