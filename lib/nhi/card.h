/* card.h: rules of the NHI card (全民健康保險憑證): who may have one, on which papers, for which
 * fee, and the states of a card. L0060029 = 製發及存取資料管理辦法, L0060023 = 收費標準.
 *
 * Pure. A card has a number of CARD_NUMBER_LENGTH digits; no check digit is documented. */
#ifndef NHI_CARD_H
#define NHI_CARD_H

#include "base/ids.h"
#include "nhi/enrol_refusal.h"
#include "nhi/trace.h"

enum { CARD_NUMBER_LENGTH = 12 };
bool card_number_is_valid(struct str s);

/* Why a card is made. Codes with their names: codes/card_reasons.csv. */
enum card_kind { CARD_FIRST, CARD_EXCHANGE, CARD_REISSUE };
enum card_reason {
	CARD_NEW,          /* first card */
	CARD_LOST,         /* lost or stolen */
	CARD_DAMAGED,      /* by the holder */
	CARD_WORN,         /* bent, scratched, discoloured without anybody's doing */
	CARD_MISPRINTED,   /* by the insurer */
	CARD_DATA_CHANGED, /* name, identity number, birth date */
	CARD_PHOTO_CHANGED,
	CARD_REASON_COUNT
};
struct card_reason_row {
	const char *code;
	enum card_kind kind;
	bool is_free; /* L0060029:5, L0060023:2 */
};
extern const struct card_reason_row card_reasons[CARD_REASON_COUNT];

/* The states of a card, in the order of its life. Names: codes/card_states.csv. */
enum card_state {
	CARD_ORDERED,  /* applied for; nothing made yet */
	CARD_BATCHED,  /* in a batch that was handed to the maker */
	CARD_MADE,     /* lies at the site, checked */
	CARD_MAILED,   /* on its way by registered post */
	CARD_ACTIVE,   /* in the holder's hands */
	CARD_FAILED,   /* spoilt in production; a new one is made in its place */
	CARD_MISSING,  /* reported lost: no longer accepted */
	CARD_RETURNED, /* came back: undelivered, or handed in */
	CARD_VOID,     /* cancelled for good */
	CARD_STATE_COUNT
};
extern const char *const card_states[CARD_STATE_COUNT];
/* May a card go from one state to another? */
bool card_may_turn(enum card_state from, enum card_state to);
/* A card in this state is being made or is on its way, so that no other may be ordered. */
bool card_is_coming(enum card_state s);

enum card_photo {
	CARD_PHOTO_NEW,
	CARD_PHOTO_STORED,
	CARD_PHOTO_AGENCY,
	CARD_PHOTO_NONE,
	CARD_PHOTO_COUNT
};
extern const char *const card_photos[CARD_PHOTO_COUNT];
enum card_document {
	CARD_DOCUMENT_ID_CARD,
	CARD_DOCUMENT_HOUSEHOLD, /* below the age of the identity card only */
	CARD_DOCUMENT_PASSPORT,
	CARD_DOCUMENT_LICENCE,
	CARD_DOCUMENT_RESIDENCE,
	CARD_DOCUMENT_OTHER, /* of an authority, with photo, name, birth date and number */
	CARD_DOCUMENT_COUNT
};
extern const char *const card_documents[CARD_DOCUMENT_COUNT];

struct card_application {
	enum card_reason reason;
	enum card_photo photo;
	enum card_document document;
	date_t on, birth;
	date_t photo_taken; /* day on which a stored photo was filed; DATE_OPEN not known */
	bool has_consent;   /* to a stored photo or one of another authority */
	bool is_permitted;  /* the insurer allows a card without photo */
	bool is_insured;    /* on that day */
	bool has_card;      /* holds or lost a card before */
	bool is_coming;     /* one is being made */
	bool has_agent, agent_has_document;
};

struct card_law {
	int64_t fee;          /* dollars */
	int32_t photo_months; /* age of a stored photo at most */
	int32_t id_age;       /* from this age on the household register is no proof */
	int32_t virtual_minutes;
};
MUST_USE enum nhi_status card_law_at(const struct law *law, date_t at, struct card_law *out,
                                     struct err *err);

/* Adds what stands against the application. */
void card_judge(const struct card_law *law, const struct card_application *a, struct refusals *r);
/* What the card costs. */
int64_t card_fee(const struct card_law *law, enum card_reason reason);

#endif
