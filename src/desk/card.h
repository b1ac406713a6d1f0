/* card.h: NHI cards at the desk: applications with their fee, production on the spot and in
 * batches, delivery, loss, return, cancellation, blanks, PIN, on-line registration, virtual card
 * (L0060029). Each is an entry (desk/entry.h); fields stand beside the name. */
#ifndef DESK_CARD_H
#define DESK_CARD_H

#include "desk/entry.h"

/* id, reason, delivery, site, photo, document, photo_consent, photo_permit, agent, agent_document,
 * way, reference, paid, on. Gives card_no, fee, receipt_no. */
MUST_USE enum nhi_status card_apply(struct entry *e, struct err *err);
/* card_no, on: made at the site from one of its blanks. */
MUST_USE enum nhi_status card_make(struct entry *e, struct err *err);
/* card_no, note, on: spoilt; a new card is ordered in its place, free of charge. */
MUST_USE enum nhi_status card_fail(struct entry *e, struct err *err);
/* card_no, mail_no, on. */
MUST_USE enum nhi_status card_send(struct entry *e, struct err *err);
/* card_no, on: in the holder's hands; the holder's other cards are void (L0060029:14). */
MUST_USE enum nhi_status card_deliver(struct entry *e, struct err *err);
/* id, note, on: the card in use is lost. */
MUST_USE enum nhi_status card_lose(struct entry *e, struct err *err);
/* card_no, note, on. */
MUST_USE enum nhi_status card_give_back(struct entry *e, struct err *err);
/* card_no, note, on. */
MUST_USE enum nhi_status card_cancel(struct entry *e, struct err *err);
/* id, document, on: the forgotten PIN is set anew (L0060029:8:2). */
MUST_USE enum nhi_status card_pin(struct entry *e, struct err *err);
/* id, email, end, on: registration for services on line. */
MUST_USE enum nhi_status card_register(struct entry *e, struct err *err);
/* id, device, end, on: the virtual card beside the one in use (L0060029:3:4). */
MUST_USE enum nhi_status card_virtual(struct entry *e, struct err *err);
/* id: a code of the virtual card, good for some minutes and once. */
MUST_USE enum nhi_status card_token(struct entry *e, struct err *err);
/* token: takes the code; gives the person. */
MUST_USE enum nhi_status card_token_check(struct entry *e, struct err *err);

/* site, on: the cards applied for at a site become a batch with its file for the maker. */
MUST_USE enum nhi_status card_batch_make(struct entry *e, struct err *err);
/* batch_no, note, on: the operator says that the maker has the file. */
MUST_USE enum nhi_status card_batch_hand_over(struct entry *e, struct err *err);
/* batch_no, failed (card numbers, separated by commas), note, on. */
MUST_USE enum nhi_status card_batch_receive(struct entry *e, struct err *err);
/* site, kind, quantity, to, note, on. */
MUST_USE enum nhi_status card_stock_enter(struct entry *e, struct err *err);
/* receipt_no, note, on: the money was given back. */
MUST_USE enum nhi_status receipt_cancel(struct entry *e, struct err *err);

/* Views. id: the cards of a person whole. */
MUST_USE enum nhi_status card_show(struct register_desk *desk, const struct form *in,
                                   struct json *j, struct err *err);
MUST_USE enum nhi_status card_fee_show(struct register_desk *desk, const struct form *in,
                                       struct json *j, struct err *err);
MUST_USE enum nhi_status card_batches_show(struct register_desk *desk, const struct form *in,
                                           struct json *j, struct err *err);
/* batch_no: the file as it was made. */
MUST_USE enum nhi_status card_batch_file(struct register_desk *desk, struct str batch_no,
                                         struct str *out, struct err *err);
MUST_USE enum nhi_status card_stock_show(struct register_desk *desk, const struct form *in,
                                         struct json *j, struct err *err);
/* from, to: cards by state, applications of a period. */
MUST_USE enum nhi_status card_report(struct register_desk *desk, const struct form *in,
                                     struct json *j, struct err *err);
/* site, from, to: receipts of a counter and their sums. */
MUST_USE enum nhi_status receipts_show(struct register_desk *desk, const struct form *in,
                                       struct json *j, struct err *err);

#endif
