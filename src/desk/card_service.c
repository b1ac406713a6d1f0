/* card_service.c: what goes with a card: PIN, on-line registration, virtual card (card.h). */
#include "base/sha256.h"
#include "desk/card_parts.h"

#include <unistd.h>

enum { TOKEN_BYTES = 16, MINUTE_US = 60 * 1000 * 1000 };

/* The person of the field id and the card in use; refuses when there is none. */
static enum nhi_status holder(struct entry *e, int64_t *person_id, int64_t *card_id,
                              struct err *err) {
	struct card *cards;
	size_t count = 0;
	*card_id = 0;
	enum nhi_status st = entry_person(e, person_id, err);
	if (st != NHI_OK || *person_id == 0) return st;
	st = card_of_person(e->desk->db, *person_id, e->desk->arena, &cards, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		if (cards[i].state == CARD_ACTIVE) *card_id = cards[i].id;
	if (st == NHI_OK && *card_id == 0) refusal_add(&e->refusals, REFUSE_CARD_UNUSED, "%s", "");
	return st;
}

enum nhi_status card_pin(struct entry *e, struct err *err) {
	int64_t person_id, card_id;
	int document = -1;
	date_t on;
	enum nhi_status st = holder(e, &person_id, &card_id, err);
	bool ok = entry_word(e, "document", card_documents, CARD_DOCUMENT_COUNT, &document);
	if (st != NHI_OK || !ok || !entry_on(e, &on) || !entry_writes(e)) return st;
	return card_event_put(e->desk->db, &e->act, card_id, STR("pin_reset"), on,
	                      str_from(card_documents[document]), err);
}

/* Begins a service, or ends it with the field "end". */
static enum nhi_status serve(struct entry *e, const char *kind, const char *detail_field,
                             struct err *err) {
	int64_t person_id, card_id, fact_no = 0;
	struct str detail = STR("");
	date_t on, since = DATE_OPEN;
	bool ends = entry_flag(e, "end");
	struct db *db = e->desk->db;
	enum nhi_status st = holder(e, &person_id, &card_id, err);
	if (!ends) (void)entry_need(e, detail_field, &detail); /* a refusal tells */
	if (st != NHI_OK || !entry_on(e, &on) || !entry_writes(e)) return st;
	st = card_service_now(db, person_id, str_from(kind), &fact_no, &since, err);
	if (st != NHI_OK) return st;
	if (fact_no == 0 && ends)
		refusal_add(&e->refusals, REFUSE_SERVICE_NONE, "%s", kind);
	else if (fact_no > 0 && (!ends || on < since))
		refusal_add(&e->refusals, REFUSE_SERVICE_THERE, "%s", date_text(since).c);
	if (!entry_writes(e)) return NHI_OK;
	struct period valid = {on, DATE_OPEN};
	if (ends)
		return card_service_end(db, &e->act, person_id, str_from(kind), fact_no, since, on,
		                        err);
	return card_service_put(db, &e->act, person_id, str_from(kind), detail, valid, err);
}

enum nhi_status card_register(struct entry *e, struct err *err) {
	return serve(e, "online", "email", err);
}

enum nhi_status card_virtual(struct entry *e, struct err *err) {
	return serve(e, "virtual", "device", err);
}

enum nhi_status card_token(struct entry *e, struct err *err) {
	int64_t person_id, card_id, fact_no = 0, minutes = 0;
	date_t since;
	unsigned char bytes[TOKEN_BYTES];
	char token[TOKEN_BYTES * 2 + 1], hex[SHA256_HEX_SIZE + 1];
	struct db *db = e->desk->db;
	enum nhi_status st = holder(e, &person_id, &card_id, err);
	if (st != NHI_OK || !entry_writes(e)) return st;
	st = card_service_now(db, person_id, STR("virtual"), &fact_no, &since, err);
	if (st == NHI_OK && fact_no == 0)
		refusal_add(&e->refusals, REFUSE_SERVICE_NONE, "%s", "virtual");
	if (st == NHI_OK) st = entry_law(e, "card.virtual.minutes", e->desk->today, &minutes, err);
	if (st != NHI_OK || !entry_writes(e)) return st;
	if (getentropy(bytes, sizeof bytes) != 0)
		return err_set(err, NHI_IO, "getentropy" ERR_SEP "%s", "random numbers");
	for (size_t i = 0; i < sizeof bytes; i++)
		(void)snprintf(token + 2 * i, 3, "%02x", bytes[i]); /* always fits */
	sha256_hex(str_from(token), hex);
	instant_t expires = e->act.at + minutes * MINUTE_US;
	json_put_c(e->json, "token", token);
	json_put_i64(e->json, "minutes", minutes);
	return card_token_put(db, &e->act, str_from(hex), person_id, expires, err);
}

enum nhi_status card_token_check(struct entry *e, struct err *err) {
	struct str token;
	struct card_token t;
	char hex[SHA256_HEX_SIZE + 1];
	if (!entry_need(e, "token", &token)) return NHI_OK;
	sha256_hex(token, hex);
	enum nhi_status st = card_token_find(e->desk->db, str_from(hex), &t, err);
	if (st != NHI_OK) return st;
	if (t.person_id == 0)
		refusal_add(&e->refusals, REFUSE_CARD_TOKEN_UNKNOWN, "%s", "");
	else if (t.is_used)
		refusal_add(&e->refusals, REFUSE_CARD_TOKEN_USED, "%s", "");
	else if (t.expires < e->act.at)
		refusal_add(&e->refusals, REFUSE_CARD_TOKEN_EXPIRED, "%s", "");
	if (!entry_writes(e)) return NHI_OK;
	json_put_i64(e->json, "person_id", t.person_id);
	return card_token_use(e->desk->db, &e->act, str_from(hex), err);
}
