/* letter_outbox.c: see letter_outbox.h. */
#include "desk/letter_outbox.h"

#include "store/case.h"
#include "store/person.h"
#include "store/unit.h"

enum { ROWS_MAX = 100, NOTE_MAX = 1024 };

struct moving {
	const struct letter_place *place;
	const struct principal *who;
	struct str number, reason, way, address;
	date_t on;
	struct letter_service *service;
	const struct letter_party *of;
	const struct notice_wish *wish;
};

/* The letter and the last row of its way; begins the act. */
static enum nhi_status begin(struct db *db, const struct moving *m, const char *purpose,
                             struct letter_row *letter, struct act *act, struct err *err) {
	enum nhi_status st = letter_read(db, m->number, m->place->arena, letter, err);
	if (st == NHI_OK)
		st = principal_need_division(m->who, "letter", RIGHT_WRITE, letter->division, err);
	if (st != NHI_OK) return st;
	const struct act_request request = {.actor = m->who->actor,
	                                    .acting_for = m->who->acting_for,
	                                    .reason = m->reason,
	                                    .case_no = letter->case_no,
	                                    .purpose = str_from(purpose)};
	return act_begin(db, &request, act, err);
}

static enum nhi_status last_row(struct db *db, const struct moving *m, struct outbox_row *out,
                                struct err *err) {
	const struct outbox_filter filter = {.number = m->number, .most = 1};
	struct outbox_row *rows;
	size_t count;
	enum nhi_status st = outbox_list(db, &filter, m->place->arena, &rows, &count, err);
	if (st == NHI_OK && count == 0)
		st = err_set(err, NHI_OUTBOX_NONE, "%.*s", STR_ARG(m->number));
	if (st == NHI_OK) *out = rows[0];
	return st;
}

/* What befalls a letter of a case stands in the history of the case too. */
static enum nhi_status tell_case(struct db *db, const struct moving *m, const struct act *act,
                                 const struct letter_row *letter, const char *kind,
                                 struct str words, struct err *err) {
	struct case_file c;
	struct buf note = BUF_INIT(NOTE_MAX);
	if (letter->case_no.n == 0) return NHI_OK;
	enum nhi_status st = case_lock(db, letter->case_no, err);
	if (st == NHI_OK) st = case_by_number(db, letter->case_no, m->place->arena, &c, err);
	if (st != NHI_OK) return st;
	buf_printf(&note, "%.*s：%.*s", STR_ARG(letter->number), STR_ARG(words));
	const struct case_event event = {.actor = m->who->actor,
	                                 .actor_name = m->who->name,
	                                 .acting_for = m->who->acting_for,
	                                 .kind = str_from(kind),
	                                 .note = buf_str(&note)};
	st = buf_ok(&note) ? case_change(db, act, &c, &event, err)
	                   : err_set(err, NHI_LIMIT, "note" ERR_SEP "%d", NOTE_MAX);
	buf_free(&note);
	return st;
}

static enum nhi_status returned(struct db *db, void *context, struct err *err) {
	const struct moving *m = context;
	struct letter_row letter;
	struct outbox_row row;
	struct act act;
	enum nhi_status st = begin(db, m, "letter.returned", &letter, &act, err);
	if (st == NHI_OK) st = last_row(db, m, &row, err);
	if (st != NHI_OK) return st;
	if (str_is(row.state, "returned"))
		return err_set(err, NHI_OUTBOX_RETURNED, "%.*s", STR_ARG(m->number));
	if (!str_is(row.state, "handed"))
		return err_set(err, NHI_OUTBOX_NONE, "%.*s", STR_ARG(m->number));
	const struct outbox_move move = {
	        .state = "returned", .result = "returned", .note = m->reason, .returned_on = m->on};
	st = outbox_move(db, &act, &row, &move, err);
	return st == NHI_OK ? tell_case(db, m, &act, &letter, "returned",
	                                letter_code_zh(m->place->letters, m->reason), err)
	                    : st;
}

enum nhi_status letter_returned(const struct letter_place *place, const struct principal *who,
                                struct str number, date_t on, struct str reason, struct err *err) {
	struct moving m = {
	        .place = place, .who = who, .number = number, .on = on, .reason = reason};
	return db_transact(place->db, DB_WRITE, returned, &m, err);
}

/* Where the addressee is now; "" when the letter went to somebody outside the register. */
static enum nhi_status address_now(struct db *db, const struct letter_place *p,
                                   const struct letter_row *l, date_t on, struct str *out,
                                   struct err *err) {
	enum nhi_status st = NHI_OK;
	if (l->person_id != 0) {
		struct person_fact f;
		st = person_fact_on(db, l->person_id, on, INSTANT_OPEN - 1, p->arena, &f, err);
		if (st == NHI_OK) *out = f.address;
	} else if (l->unit_id != 0) {
		struct unit_facts facts;
		st = unit_facts_read(db, l->unit_id, INSTANT_OPEN - 1, p->arena, &facts, err);
		const struct unit_fact *f = st == NHI_OK ? unit_fact_on(&facts, on) : NULL;
		if (f != NULL) *out = f->mail_address.n > 0 ? f->mail_address : f->address;
	}
	return st;
}

static enum nhi_status resend(struct db *db, void *context, struct err *err) {
	const struct moving *m = context;
	struct letter_row letter;
	struct outbox_row row;
	struct act act;
	enum nhi_status st = begin(db, m, "letter.resend", &letter, &act, err);
	if (st == NHI_OK) st = last_row(db, m, &row, err);
	if (st != NHI_OK) return st;
	if (str_is(row.state, "due")) return err_set(err, NHI_EXISTS, "%.*s", STR_ARG(m->number));
	const struct str way = m->way.n > 0 ? m->way : row.channel;
	struct str address = m->address;
	const bool by_post = str_is(way, "post") || str_is(way, "registered");
	if (address.n == 0 && by_post)
		st = address_now(db, m->place, &letter, instant_date(act.at), &address, err);
	if (address.n == 0 && m->way.n == 0) address = row.address;
	if (st != NHI_OK) return st;
	return outbox_add(db, &act, letter.letter_id, way, row.name, address, err);
}

enum nhi_status letter_resend(const struct letter_place *place, const struct principal *who,
                              struct str number, struct str way, struct str address,
                              struct err *err) {
	static const char *const ways[] = {"registered", "post", "email", "sms"};
	struct moving m = {
	        .place = place, .who = who, .number = number, .way = way, .address = address};
	bool known = way.n == 0;
	for (size_t i = 0; i < COUNT_OF(ways); i++) known = known || str_is(way, ways[i]);
	if (!known)
		return err_set(err, NHI_RANGE,
		               "way" ERR_SEP "%.*s" ERR_SEP "registered, post, email, sms",
		               STR_ARG(way));
	return db_transact(place->db, DB_WRITE, resend, &m, err);
}

/* ---- Service --------------------------------------------------------------------------------- */

/* The day on which it counts as served: on delivery, with the deposit, so many days after a public
 * notice (行政程序法 67–81). */
static enum nhi_status set_effect(struct db *db, const struct moving *m,
                                  const struct letter_row *letter, struct err *err) {
	struct letter_service *s = m->service;
	const struct law *law = m->place->letters->law;
	const struct law_value *v = NULL;
	bool again = false;
	enum nhi_status st = NHI_OK;
	s->effect_on = s->served_on;
	s->kept_to = DATE_OPEN;
	if (str_is(s->way, "deposit")) {
		st = law_need(law, "serve.deposit.kept", s->served_on, &v, err);
		if (st == NHI_OK) s->kept_to = date_add_months(s->served_on, (int32_t)v->value);
		return st;
	}
	const bool abroad = str_is(s->way, "public_abroad");
	if (!abroad && !str_is(s->way, "public")) return NHI_OK;
	st = letter_service_was_public(db, letter->letter_id, &again, err);
	if (st == NHI_OK)
		st = law_need(law,
		              again    ? "serve.public.again"
		              : abroad ? "serve.public.abroad"
		                       : "serve.public",
		              s->served_on, &v, err);
	if (st == NHI_OK) s->effect_on = s->served_on + (date_t)v->value;
	return st;
}

static enum nhi_status before_the_letter(date_t on, date_t issued, struct err *err) {
	struct buf a = BUF_INIT(32), b = BUF_INIT(32);
	date_print(&a, on);
	date_print(&b, issued);
	const enum nhi_status st = err_set(err, NHI_RANGE, "on" ERR_SEP "%.*s" ERR_SEP "%.*s …",
	                                   STR_ARG(buf_str(&a)), STR_ARG(buf_str(&b)));
	buf_free(&a);
	buf_free(&b);
	return st;
}

static enum nhi_status serve(struct db *db, void *context, struct err *err) {
	const struct moving *m = context;
	struct letter_row letter;
	struct act act;
	enum nhi_status st = begin(db, m, "letter.service", &letter, &act, err);
	if (st != NHI_OK) return st;
	if (m->service->served_on < letter.issued_on)
		return before_the_letter(m->service->served_on, letter.issued_on, err);
	st = set_effect(db, m, &letter, err);
	if (st == NHI_OK) st = letter_service_add(db, &act, letter.letter_id, m->service, err);
	return st == NHI_OK ? tell_case(db, m, &act, &letter, "served",
	                                letter_code_zh(m->place->letters, m->service->way), err)
	                    : st;
}

enum nhi_status letter_serve(const struct letter_place *place, const struct principal *who,
                             struct str number, struct letter_service *service, struct err *err) {
	struct moving m = {.place = place,
	                   .who = who,
	                   .number = number,
	                   .reason = service->way,
	                   .service = service};
	return db_transact(place->db, DB_WRITE, serve, &m, err);
}

/* ---- Wishes ---------------------------------------------------------------------------------- */

static enum nhi_status wish(struct db *db, void *context, struct err *err) {
	const struct moving *m = context;
	struct act act;
	const struct act_request request = {.actor = m->who->actor,
	                                    .acting_for = m->who->acting_for,
	                                    .reason = m->wish->way,
	                                    .purpose = STR("notice.wish")};
	enum nhi_status st =
	        m->of->person_id != 0
	                ? principal_need_person(m->who, "person", RIGHT_WRITE, m->of->person_id, 0,
	                                        err)
	                : principal_need_unit(m->who, "unit", RIGHT_WRITE, m->of->unit_id, 0, err);
	if (st == NHI_OK) st = act_begin(db, &request, &act, err);
	if (st != NHI_OK) return st;
	return notice_wish_set(db, &act, m->of->person_id, m->of->unit_id, m->on, m->wish, err);
}

enum nhi_status letter_wish(const struct letter_place *place, const struct principal *who,
                            const struct letter_party *of, date_t from, const struct notice_wish *w,
                            struct err *err) {
	struct moving m = {.place = place, .who = who, .of = of, .on = from, .wish = w};
	const bool by_post = str_is(w->way, "post");
	const bool by_wire = str_is(w->way, "email") || str_is(w->way, "sms");
	if (!by_post && !by_wire)
		return err_set(err, NHI_RANGE, "way" ERR_SEP "%.*s" ERR_SEP "post, email, sms",
		               STR_ARG(w->way));
	const bool has_at = str_find_char(w->address, '@') < w->address.n;
	if (by_wire && (w->address.n == 0 || has_at != str_is(w->way, "email")))
		return err_set(err, NHI_RANGE, "address" ERR_SEP "%.*s" ERR_SEP "name@host, 09…",
		               STR_ARG(w->address));
	return db_transact(place->db, DB_WRITE, wish, &m, err);
}

/* ---- Reading --------------------------------------------------------------------------------- */

struct way_reading {
	const struct moving *m;
	struct letter_way *out;
	const struct outbox_filter *filter;
	struct outbox_row **rows;
	size_t *count;
};

static enum nhi_status read_way(struct db *db, void *context, struct err *err) {
	const struct way_reading *r = context;
	const struct moving *m = r->m;
	struct letter_way *w = r->out;
	struct letter_row letter;
	const struct outbox_filter filter = {.number = m->number, .most = ROWS_MAX};
	enum nhi_status st = letter_read(db, m->number, m->place->arena, &letter, err);
	if (st == NHI_OK)
		st = principal_need_division(m->who, "letter", RIGHT_READ, letter.division, err);
	if (st == NHI_OK)
		st = outbox_list(db, &filter, m->place->arena, &w->rows, &w->row_count, err);
	if (st == NHI_OK)
		st = letter_attempts(db, letter.letter_id, m->place->arena, &w->attempts,
		                     &w->attempt_count, err);
	return st == NHI_OK ? letter_service_list(db, letter.letter_id, m->place->arena,
	                                          &w->services, &w->service_count, err)
	                    : st;
}

enum nhi_status letter_way_read(const struct letter_place *place, const struct principal *who,
                                struct str number, struct letter_way *out, struct err *err) {
	const struct moving m = {.place = place, .who = who, .number = number};
	struct way_reading r = {.m = &m, .out = out};
	*out = (struct letter_way){.rows = NULL};
	return db_transact(place->db, DB_READ, read_way, &r, err);
}

static enum nhi_status read_outbox(struct db *db, void *context, struct err *err) {
	const struct way_reading *r = context;
	return outbox_list(db, r->filter, r->m->place->arena, r->rows, r->count, err);
}

enum nhi_status letter_outbox(const struct letter_place *place, const struct principal *who,
                              const struct outbox_filter *filter, struct outbox_row **rows,
                              size_t *count, struct err *err) {
	const struct moving m = {.place = place, .who = who};
	struct way_reading r = {.m = &m, .filter = filter, .rows = rows, .count = count};
	enum nhi_status st =
	        principal_need_division(who, "letter", RIGHT_READ, filter->division, err);
	return st == NHI_OK ? db_transact(place->db, DB_READ, read_outbox, &r, err) : st;
}
