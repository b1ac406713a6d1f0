/* card_parts.h: what the files desk/card*.c share. */
#ifndef DESK_CARD_PARTS_H
#define DESK_CARD_PARTS_H

#include "desk/card.h"
#include "store/card.h"
#include "store/person.h"

/* The card of the field "card_no"; NHI_NOT_FOUND. With a refusal out->id is 0. */
MUST_USE enum nhi_status card_of_field(struct entry *e, struct card *out, struct err *err);
/* Turns the card, or refuses when it may not, or not on that day. */
MUST_USE enum nhi_status card_turn_or_refuse(struct entry *e, struct card *c, enum card_state to,
                                             date_t on, struct str note, int64_t batch_id,
                                             struct err *err);
/* Takes one blank of the site, or refuses when none is left. */
MUST_USE enum nhi_status card_take_blank(struct entry *e, struct str site, const char *kind,
                                         date_t on, struct str note, struct err *err);
/* A card in place of one that was spoilt in production; nothing is due for it. */
MUST_USE enum nhi_status card_order_again(struct entry *e, const struct card *spoilt, date_t on,
                                          struct err *err);

#endif
