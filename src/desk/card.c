/* card.c: applications for cards and the life of a card after it was made (card.h). */
#include "desk/card_parts.h"
#include "desk/person.h"
#include "desk/receipt.h"
#include "store/coverage.h"

static const char *const deliveries[] = {"spot", "counter", "post"};

/* --- application ------------------------------------------------------------------------------ */

struct applying {
	int64_t person_id;
	struct card_application a;
	struct card_law law;
	struct card *cards;
	size_t count;
	struct card *in_use;
	int delivery;
};

static bool read_fields(struct entry *e, struct applying *p) {
	const char *codes[CARD_REASON_COUNT];
	struct str site;
	int reason = -1, photo = -1, document = -1;
	for (int i = 0; i < CARD_REASON_COUNT; i++) codes[i] = card_reasons[i].code;
	bool ok = entry_on(e, &p->a.on);
	ok = entry_word(e, "reason", codes, COUNT_OF(codes), &reason) && ok;
	ok = entry_word(e, "photo", card_photos, CARD_PHOTO_COUNT, &photo) && ok;
	ok = entry_word(e, "document", card_documents, CARD_DOCUMENT_COUNT, &document) && ok;
	ok = entry_word(e, "delivery", deliveries, COUNT_OF(deliveries), &p->delivery) && ok;
	ok = entry_need(e, "site", &site) && ok;
	if (!ok) return false;
	p->a.reason = (enum card_reason)reason;
	p->a.photo = (enum card_photo)photo;
	p->a.document = (enum card_document)document;
	p->a.has_consent = entry_flag(e, "photo_consent");
	p->a.is_permitted = entry_text(e, "photo_permit").n > 0;
	p->a.has_agent = entry_text(e, "agent").n > 0;
	p->a.agent_has_document = entry_text(e, "agent_document").n > 0;
	return true;
}

/* What the register knows: birth, coverage of the day, cards, the photo on file. */
static enum nhi_status read_register(struct entry *e, struct applying *p, struct err *err) {
	struct person_fact fact;
	struct timeline t;
	struct db *db = e->desk->db;
	struct arena *arena = e->desk->arena;
	enum nhi_status st = NHI_OK;
	if (e->act.id > 0) st = fact_lock(db, "card_service", p->person_id, err);
	if (st == NHI_OK)
		st = person_fact_on(db, p->person_id, p->a.on, KNOWN_NOW, arena, &fact, err);
	if (st == NHI_OK) st = coverage_timeline(db, p->person_id, KNOWN_NOW, arena, &t, err);
	if (st == NHI_OK) st = card_of_person(db, p->person_id, arena, &p->cards, &p->count, err);
	if (st == NHI_OK) st = card_photo_on(db, p->person_id, &p->a.photo_taken, err);
	if (st == NHI_OK) st = card_law_at(e->desk->law, p->a.on, &p->law, err);
	if (st != NHI_OK) return st;
	p->a.birth = fact.birth;
	p->a.is_insured = coverage_on(t.row, t.count, p->a.on) != NULL;
	for (size_t i = 0; i < p->count; i++) {
		struct card *c = &p->cards[i];
		if (card_is_coming(c->state)) p->a.is_coming = true;
		if (c->state == CARD_ACTIVE) p->in_use = c;
		if (c->state != CARD_FAILED && !card_is_coming(c->state)) p->a.has_card = true;
	}
	return NHI_OK;
}

static enum nhi_status put_card(struct entry *e, struct applying *p, struct err *err) {
	struct receipt receipt;
	struct card c = {.person_id = p->person_id,
	                 .reason = str_from(card_reasons[p->a.reason].code),
	                 .applied_on = p->a.on,
	                 .site = entry_text(e, "site"),
	                 .delivery = str_from(deliveries[p->delivery]),
	                 .photo = str_from(card_photos[p->a.photo]),
	                 .document = str_from(card_documents[p->a.document]),
	                 .agent = entry_text(e, "agent"),
	                 .state = CARD_ORDERED};
	char source[32];
	int64_t fee = card_fee(&p->law, p->a.reason);
	enum nhi_status st = entry_number_of(e, "0", "card", p->a.on, &c.no, err);
	if (st != NHI_OK) return st;
	(void)snprintf(source, sizeof source, "card:%.*s", STR_ARG(c.no));
	json_put_str(e->json, "card_no", c.no);
	json_put_i64(e->json, "fee", fee);
	st = entry_take_fee(e, "card", str_from(source), p->person_id, twd(fee), p->a.on, &receipt,
	                    err);
	if (st != NHI_OK || !entry_accepts(e)) return st;
	c.receipt_id = receipt.id;
	st = card_put(e->desk->db, &e->act, &c, err);
	if (st == NHI_OK && (p->a.photo == CARD_PHOTO_NEW || p->a.photo == CARD_PHOTO_AGENCY))
		st = card_photo_put(e->desk->db, &e->act, p->person_id, c.photo, p->a.on, err);
	return st;
}

enum nhi_status card_apply(struct entry *e, struct err *err) {
	struct applying p = {.delivery = 1, .a = {.photo_taken = DATE_OPEN}};
	int64_t blanks = 0;
	enum nhi_status st = entry_person(e, &p.person_id, err);
	if (st != NHI_OK || !read_fields(e, &p) || p.person_id == 0) return st;
	st = read_register(e, &p, err);
	if (st != NHI_OK) return st;
	card_judge(&p.law, &p.a, &e->refusals);
	struct str site = entry_text(e, "site");
	st = card_stock_of(e->desk->db, site, &blanks, err);
	if (st == NHI_OK && p.delivery == 0 && blanks < 1)
		refusal_add(&e->refusals, REFUSE_CARD_NO_BLANK, "%.*s", STR_ARG(site));
	if (st != NHI_OK || !entry_writes(e)) return st;
	/* A lost card is blocked at once, not when the new one comes. */
	if (p.a.reason == CARD_LOST && p.in_use != NULL)
		st = card_turn_or_refuse(e, p.in_use, CARD_MISSING, p.a.on, entry_text(e, "note"),
		                         0, err);
	return st == NHI_OK ? put_card(e, &p, err) : st;
}

/* --- a card in its life ----------------------------------------------------------------------- */

enum nhi_status card_of_field(struct entry *e, struct card *out, struct err *err) {
	struct str no;
	*out = (struct card){.id = 0};
	if (!entry_need(e, "card_no", &no)) return NHI_OK;
	return card_find(e->desk->db, no, e->desk->arena, out, err);
}

enum nhi_status card_turn_or_refuse(struct entry *e, struct card *c, enum card_state to, date_t on,
                                    struct str note, int64_t batch_id, struct err *err) {
	if (!card_may_turn(c->state, to)) {
		refusal_add(&e->refusals, REFUSE_CARD_STATE, "%.*s" ERR_SEP "%s" ERR_SEP "%s",
		            STR_ARG(c->no), card_states[c->state], card_states[to]);
		return NHI_OK;
	}
	if (on < c->since) {
		refusal_add(&e->refusals, REFUSE_CARD_EARLIER, "%.*s" ERR_SEP "%s", STR_ARG(c->no),
		            date_text(c->since).c);
		return NHI_OK;
	}
	if (!entry_writes(e)) return NHI_OK;
	return card_turn(e->desk->db, &e->act, c, to, on, note, batch_id, err);
}

/* The card of the field card_no goes to a state. */
static enum nhi_status turn_field(struct entry *e, enum card_state to, const char *note_field,
                                  struct card *out, date_t *on, struct err *err) {
	enum nhi_status st = card_of_field(e, out, err);
	if (st != NHI_OK || out->id == 0 || !entry_on(e, on)) return st;
	st = card_turn_or_refuse(e, out, to, *on, entry_text(e, note_field), out->batch_id, err);
	json_put_str(e->json, "card_no", out->no);
	json_put_c(e->json, "state", card_states[out->state]);
	return st;
}

enum nhi_status card_send(struct entry *e, struct err *err) {
	struct card c;
	struct str mail;
	date_t on;
	if (!entry_need(e, "mail_no", &mail)) return NHI_OK;
	return turn_field(e, CARD_MAILED, "mail_no", &c, &on, err);
}

enum nhi_status card_deliver(struct entry *e, struct err *err) {
	struct card c, *others;
	size_t count = 0;
	date_t on;
	enum nhi_status st = turn_field(e, CARD_ACTIVE, "note", &c, &on, err);
	if (st != NHI_OK || c.id == 0 || !entry_accepts(e)) return st;
	st = card_of_person(e->desk->db, c.person_id, e->desk->arena, &others, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		struct card *o = &others[i];
		bool is_old = o->state == CARD_ACTIVE || o->state == CARD_MISSING ||
		              o->state == CARD_RETURNED;
		if (o->id == c.id || !is_old) continue;
		st = card_turn_or_refuse(e, o, CARD_VOID, on, STR("L0060029:14"), o->batch_id, err);
		json_put_str(e->json, "void_card_no", o->no);
	}
	return st;
}

enum nhi_status card_lose(struct entry *e, struct err *err) {
	int64_t person_id;
	struct card *cards;
	size_t count = 0;
	date_t on;
	enum nhi_status st = entry_person(e, &person_id, err);
	if (st != NHI_OK || person_id == 0 || !entry_on(e, &on)) return st;
	st = card_of_person(e->desk->db, person_id, e->desk->arena, &cards, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		if (cards[i].state != CARD_ACTIVE) continue;
		json_put_str(e->json, "card_no", cards[i].no);
		return card_turn_or_refuse(e, &cards[i], CARD_MISSING, on, entry_text(e, "note"),
		                           cards[i].batch_id, err);
	}
	refusal_add(&e->refusals, REFUSE_CARD_UNUSED, "%s", "");
	return st;
}

enum nhi_status card_give_back(struct entry *e, struct err *err) {
	struct card c;
	date_t on;
	return turn_field(e, CARD_RETURNED, "note", &c, &on, err);
}

enum nhi_status card_cancel(struct entry *e, struct err *err) {
	struct card c;
	struct str why;
	date_t on;
	if (!entry_need(e, "note", &why)) return NHI_OK;
	return turn_field(e, CARD_VOID, "note", &c, &on, err);
}

/* --- what is shown ---------------------------------------------------------------------------- */

enum nhi_status card_show(struct register_desk *desk, const struct form *in, struct json *j,
                          struct err *err) {
	int64_t person_id;
	struct card *cards;
	size_t count = 0;
	enum nhi_status st = desk_person_id(desk, form_get(in, "id"), &person_id, err);
	if (st == NHI_OK)
		st = card_of_person(desk->db, person_id, desk->arena, &cards, &count, err);
	if (st != NHI_OK) return st;
	register_saw(desk, person_id);
	json_object_start(j);
	json_put_i64(j, "person_id", person_id);
	for (size_t i = 0; i < count; i++)
		if (cards[i].state == CARD_ACTIVE) json_put_str(j, "card_in_use", cards[i].no);
	json_put_i64(j, "cards", (int64_t)count);
	json_key(j, "history");
	st = card_history(desk->db, person_id, j, err);
	json_key(j, "events");
	if (st == NHI_OK) st = card_events(desk->db, person_id, j, err);
	json_key(j, "services");
	if (st == NHI_OK) st = card_services(desk->db, person_id, j, err);
	json_object_end(j);
	return st;
}

enum nhi_status card_fee_show(struct register_desk *desk, const struct form *in, struct json *j,
                              struct err *err) {
	struct card_law law;
	struct entry e = {.desk = desk, .in = in};
	date_t on = desk->today;
	if (!entry_date(&e, "on", &on))
		return err_set(err, NHI_RANGE, "on" ERR_SEP "%s" ERR_SEP "YYYY-MM-DD", "");
	enum nhi_status st = card_law_at(desk->law, on, &law, err);
	json_array_start(j);
	for (int i = 0; st == NHI_OK && i < CARD_REASON_COUNT; i++) {
		json_object_start(j);
		json_put_c(j, "reason", card_reasons[i].code);
		json_put_i64(j, "fee", card_fee(&law, (enum card_reason)i));
		json_put_c(j, "article", "L0060023:2;L0060029:5");
		json_object_end(j);
	}
	json_array_end(j);
	return st;
}

enum nhi_status card_report(struct register_desk *desk, const struct form *in, struct json *j,
                            struct err *err) {
	struct entry e = {.desk = desk, .in = in};
	date_t from = month_first(month_of(desk->today)), to = desk->today;
	if (!entry_date(&e, "from", &from) || !entry_date(&e, "to", &to) || to == DATE_OPEN)
		return err_set(err, NHI_RANGE, "from, to" ERR_SEP "%s" ERR_SEP "YYYY-MM-DD", "");
	json_object_start(j);
	json_put_date(j, "from", from);
	json_put_date(j, "to", to);
	json_key(j, "applied");
	enum nhi_status st = card_applied(desk->db, from, to + 1, j, err);
	json_key(j, "states");
	if (st == NHI_OK) st = card_counts(desk->db, j, err);
	json_object_end(j);
	return st;
}
