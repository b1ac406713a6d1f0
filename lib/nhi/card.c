/* card.c: see card.h. */
#include "nhi/card.h"

#include "base/check.h"

const struct card_reason_row card_reasons[CARD_REASON_COUNT] = {
        [CARD_NEW] = {"new", CARD_FIRST, true},
        [CARD_LOST] = {"lost", CARD_REISSUE, false},
        [CARD_DAMAGED] = {"damaged", CARD_EXCHANGE, false},
        [CARD_WORN] = {"worn", CARD_EXCHANGE, true},
        [CARD_MISPRINTED] = {"misprinted", CARD_EXCHANGE, true},
        [CARD_DATA_CHANGED] = {"data_changed", CARD_EXCHANGE, false},
        [CARD_PHOTO_CHANGED] = {"photo_changed", CARD_EXCHANGE, false},
};

const char *const card_states[CARD_STATE_COUNT] = {
        [CARD_ORDERED] = "ordered", [CARD_BATCHED] = "batched",   [CARD_MADE] = "made",
        [CARD_MAILED] = "mailed",   [CARD_ACTIVE] = "active",     [CARD_FAILED] = "failed",
        [CARD_MISSING] = "lost",    [CARD_RETURNED] = "returned", [CARD_VOID] = "void",
};

const char *const card_photos[CARD_PHOTO_COUNT] = {"new", "stored", "agency", "none"};
const char *const card_documents[CARD_DOCUMENT_COUNT] = {"id_card", "household", "passport",
                                                         "licence", "residence", "other"};

#define TO(state) (1u << (state))

/* Where a card may go from each state. Lost, failed and void cards never come back into use: a card
 * that is found again is handed in (returned). */
static const unsigned turns[CARD_STATE_COUNT] = {
        [CARD_ORDERED] = TO(CARD_BATCHED) | TO(CARD_MADE) | TO(CARD_FAILED) | TO(CARD_VOID),
        [CARD_BATCHED] = TO(CARD_MADE) | TO(CARD_FAILED) | TO(CARD_VOID),
        [CARD_MADE] = TO(CARD_MAILED) | TO(CARD_ACTIVE) | TO(CARD_FAILED) | TO(CARD_VOID),
        [CARD_MAILED] = TO(CARD_ACTIVE) | TO(CARD_RETURNED) | TO(CARD_MISSING),
        [CARD_ACTIVE] = TO(CARD_MISSING) | TO(CARD_RETURNED) | TO(CARD_VOID),
        [CARD_MISSING] = TO(CARD_RETURNED) | TO(CARD_VOID),
        [CARD_RETURNED] = TO(CARD_MAILED) | TO(CARD_VOID),
};

bool card_may_turn(enum card_state from, enum card_state to) {
	CHECK(from < CARD_STATE_COUNT && to < CARD_STATE_COUNT);
	return (turns[from] & TO(to)) != 0;
}

bool card_is_coming(enum card_state s) { return s <= CARD_MAILED; }

bool card_number_is_valid(struct str s) { return s.n == CARD_NUMBER_LENGTH && str_is_digits(s); }

static enum nhi_status figure(const struct law *law, const char *name, date_t at, int64_t *out,
                              struct err *err) {
	const struct law_value *v;
	enum nhi_status st = law_need(law, name, at, &v, err);
	if (st == NHI_OK) *out = v->value;
	return st;
}

enum nhi_status card_law_at(const struct law *law, date_t at, struct card_law *out,
                            struct err *err) {
	int64_t photo = 0, age = 0, minutes = 0;
	enum nhi_status st = figure(law, "card.fee", at, &out->fee, err);
	if (st == NHI_OK) st = figure(law, "card.photo.age", at, &photo, err);
	if (st == NHI_OK) st = figure(law, "card.document.age", at, &age, err);
	if (st == NHI_OK) st = figure(law, "card.virtual.minutes", at, &minutes, err);
	out->photo_months = (int32_t)photo;
	out->id_age = (int32_t)age;
	out->virtual_minutes = (int32_t)minutes;
	return st;
}

/* L0060029:4: a photo, unless a filed one is used with consent, or none is permitted. */
static void judge_photo(const struct card_law *law, const struct card_application *a,
                        struct refusals *r) {
	bool filed = a->photo == CARD_PHOTO_STORED || a->photo == CARD_PHOTO_AGENCY;
	if (filed && !a->has_consent) refusal_add(r, REFUSE_CARD_PHOTO_CONSENT, "%s", "");
	if (a->photo == CARD_PHOTO_NONE && !a->is_permitted)
		refusal_add(r, REFUSE_CARD_PHOTO_NONE, "%s", "");
	if (a->photo != CARD_PHOTO_STORED) return;
	if (a->photo_taken == DATE_OPEN)
		refusal_add(r, REFUSE_CARD_PHOTO_ABSENT, "%s", "");
	else if (date_add_months(a->photo_taken, law->photo_months) < a->on)
		refusal_add(r, REFUSE_CARD_PHOTO_OLD, "%s" ERR_SEP "%d",
		            date_text(a->photo_taken).c, (int)law->photo_months);
}

void card_judge(const struct card_law *law, const struct card_application *a, struct refusals *r) {
	bool first = card_reasons[a->reason].kind == CARD_FIRST;
	if (first && !a->is_insured)
		refusal_add(r, REFUSE_CARD_NOT_INSURED, "%s", date_text(a->on).c);
	if (first && a->has_card) refusal_add(r, REFUSE_CARD_NOT_FIRST, "%s", "");
	if (!first && !a->has_card) refusal_add(r, REFUSE_CARD_NONE, "%s", "");
	if (a->is_coming) refusal_add(r, REFUSE_CARD_COMING, "%s", "");
	if (a->document == CARD_DOCUMENT_HOUSEHOLD && date_age(a->birth, a->on) >= law->id_age)
		refusal_add(r, REFUSE_CARD_DOCUMENT, "%d", (int)law->id_age);
	if (a->has_agent && !a->agent_has_document) refusal_add(r, REFUSE_CARD_AGENT, "%s", "");
	judge_photo(law, a, r);
}

int64_t card_fee(const struct card_law *law, enum card_reason reason) {
	CHECK(reason < CARD_REASON_COUNT);
	return card_reasons[reason].is_free ? 0 : law->fee;
}
