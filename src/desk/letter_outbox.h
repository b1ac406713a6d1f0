/* letter_outbox.h: the way of a letter after it was written: mail that came back, another try, how
 * and when it was served, how somebody wishes to be told. Each call is one act (area "letter"). */
#ifndef DESK_LETTER_OUTBOX_H
#define DESK_LETTER_OUTBOX_H

#include "desk/letter_desk.h"
#include "store/letter_service.h"
#include "store/outbox.h"

/* Notes that the last letter of that number came back. It stays with the case (letter_find by case)
 * until it is sent once more or served otherwise. */
MUST_USE enum nhi_status letter_returned(const struct letter_place *place,
                                         const struct principal *who, struct str number, date_t on,
                                         struct str reason, struct err *err);
/* Queues it once more; an empty way and address: as it was, to the address known now. */
MUST_USE enum nhi_status letter_resend(const struct letter_place *place,
                                       const struct principal *who, struct str number,
                                       struct str way, struct str address, struct err *err);
/* Notes its service; effect_on and kept_to are set by the law of the day (行政程序法 74, 81). */
MUST_USE enum nhi_status letter_serve(const struct letter_place *place, const struct principal *who,
                                      struct str number, struct letter_service *service,
                                      struct err *err);
MUST_USE enum nhi_status letter_wish(const struct letter_place *place, const struct principal *who,
                                     const struct letter_party *of, date_t from,
                                     const struct notice_wish *wish, struct err *err);

/* What happened to a letter. */
struct letter_way {
	struct outbox_row *rows; /* newest first */
	struct letter_attempt *attempts;
	struct letter_service *services;
	size_t row_count, attempt_count, service_count;
};
MUST_USE enum nhi_status letter_way_read(const struct letter_place *place,
                                         const struct principal *who, struct str number,
                                         struct letter_way *out, struct err *err);
/* Newest first, of the divisions that the principal may see. */
MUST_USE enum nhi_status letter_outbox(const struct letter_place *place,
                                       const struct principal *who,
                                       const struct outbox_filter *filter, struct outbox_row **rows,
                                       size_t *count, struct err *err);

#endif
