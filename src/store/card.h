/* card.h: NHI cards, their states, production batches, blanks, virtual cards
 * (schema/0010_card.sql). The rules stand in nhi/card.h. */
#ifndef STORE_CARD_H
#define STORE_CARD_H

#include "base/json.h"
#include "nhi/card.h"
#include "store/fact.h"

struct card {
	int64_t id;
	struct str no; /* 12 digits */
	int64_t person_id;
	struct str reason;
	date_t applied_on;
	struct str site, delivery; /* spot, counter, post */
	struct str photo, document, agent;
	int64_t receipt_id; /* 0: free */
	int64_t fact_no;    /* of the present state */
	enum card_state state;
	date_t since;
	int64_t batch_id; /* 0: none */
};

/* Writes a card and its first state. */
MUST_USE enum nhi_status card_put(struct db *db, const struct act *act, struct card *card,
                                  struct err *err);
MUST_USE enum nhi_status card_find(struct db *db, struct str no, struct arena *arena,
                                   struct card *out, struct err *err);
/* All cards of a person, the newest first. */
MUST_USE enum nhi_status card_of_person(struct db *db, int64_t person_id, struct arena *arena,
                                        struct card **cards, size_t *count, struct err *err);
/* Cards of a state at a site (delivery "" any), at most `most`, the oldest first. */
MUST_USE enum nhi_status card_waiting(struct db *db, enum card_state state, struct str site,
                                      struct str delivery, int64_t most, struct arena *arena,
                                      struct card **cards, size_t *count, struct err *err);
/* Cards of a batch that are still being made. */
MUST_USE enum nhi_status card_of_batch(struct db *db, int64_t batch_id, struct arena *arena,
                                       struct card **cards, size_t *count, struct err *err);
/* From `on` on the card is in `state`; the earlier one ends. The caller has asked card_may_turn. */
MUST_USE enum nhi_status card_turn(struct db *db, const struct act *act, struct card *card,
                                   enum card_state state, date_t on, struct str note,
                                   int64_t batch_id, struct err *err);
/* Arrays: all states in the order in which they were learnt; what else happened. */
MUST_USE enum nhi_status card_history(struct db *db, int64_t person_id, struct json *j,
                                      struct err *err);
MUST_USE enum nhi_status card_events(struct db *db, int64_t person_id, struct json *j,
                                     struct err *err);
MUST_USE enum nhi_status card_event_put(struct db *db, const struct act *act, int64_t card_id,
                                        struct str kind, date_t on, struct str document,
                                        struct err *err);

/* The day on which the photo on file was taken in; DATE_OPEN when there is none. */
MUST_USE enum nhi_status card_photo_on(struct db *db, int64_t person_id, date_t *taken,
                                       struct err *err);
/* A new photo replaces the one on file (L0060029:4-1). */
MUST_USE enum nhi_status card_photo_put(struct db *db, const struct act *act, int64_t person_id,
                                        struct str origin, date_t on, struct err *err);

/* A service (online, virtual) that is in force; *since DATE_OPEN when it is not. */
MUST_USE enum nhi_status card_service_now(struct db *db, int64_t person_id, struct str kind,
                                          int64_t *fact_no, date_t *since, struct err *err);
MUST_USE enum nhi_status card_service_put(struct db *db, const struct act *act, int64_t person_id,
                                          struct str kind, struct str detail, struct period valid,
                                          struct err *err);
/* Ends it: `on` is the first day without. */
MUST_USE enum nhi_status card_service_end(struct db *db, const struct act *act, int64_t person_id,
                                          struct str kind, int64_t fact_no, date_t since, date_t on,
                                          struct err *err);
MUST_USE enum nhi_status card_services(struct db *db, int64_t person_id, struct json *j,
                                       struct err *err);

/* Codes of the virtual card by their hash. */
MUST_USE enum nhi_status card_token_put(struct db *db, const struct act *act, struct str hash,
                                        int64_t person_id, instant_t expires, struct err *err);
struct card_token {
	int64_t person_id; /* 0: no such code */
	instant_t expires;
	bool is_used;
};
MUST_USE enum nhi_status card_token_find(struct db *db, struct str hash, struct card_token *out,
                                         struct err *err);
MUST_USE enum nhi_status card_token_use(struct db *db, const struct act *act, struct str hash,
                                        struct err *err);

struct card_batch {
	int64_t id;
	struct str no, site, file_hash;
	date_t made_on;
	int64_t cards;
	bool is_handed_over, is_received;
};
MUST_USE enum nhi_status card_batch_put(struct db *db, const struct act *act,
                                        struct card_batch *batch, struct err *err);
MUST_USE enum nhi_status card_batch_find(struct db *db, struct str no, struct arena *arena,
                                         struct card_batch *out, struct err *err);
MUST_USE enum nhi_status card_batch_step(struct db *db, const struct act *act, int64_t batch_id,
                                         const char *step, date_t on, struct str note, int64_t good,
                                         int64_t failed, struct err *err);
MUST_USE enum nhi_status card_batch_list(struct db *db, struct str site, struct json *j,
                                         struct err *err);

/* Blanks of a site: a movement, what is there, and the list of sites. */
MUST_USE enum nhi_status card_stock_move(struct db *db, const struct act *act, struct str site,
                                         date_t on, const char *kind, int64_t quantity,
                                         struct str note, struct err *err);
MUST_USE enum nhi_status card_stock_of(struct db *db, struct str site, int64_t *out,
                                       struct err *err);
MUST_USE enum nhi_status card_stock_list(struct db *db, struct str site, struct json *j,
                                         struct err *err);
/* Arrays: cards by present state; applications of [from, to) by reason and delivery. */
MUST_USE enum nhi_status card_counts(struct db *db, struct json *j, struct err *err);
MUST_USE enum nhi_status card_applied(struct db *db, date_t from, date_t to, struct json *j,
                                      struct err *err);

#endif
