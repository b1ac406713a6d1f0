/* letter_desk.h: letters as officers and citizens use them: written outside a case, shown, listed,
 * printed again. Each call is one transaction and asks for its right (area "letter"). */
#ifndef DESK_LETTER_DESK_H
#define DESK_LETTER_DESK_H

#include "desk/letter.h"
#include "desk/principal.h"
#include "store/letter.h"

/* A word to an addressee: an identity number, "#17", a unit's code; anything else is a name. */
MUST_USE enum nhi_status letter_party_find(const struct letter_place *place, struct str word,
                                           struct letter_party *out, struct err *err);

/* Writes a letter in a transaction of its own; a repeated key gives the first one again. Its
 * division must be within the principal's reach. */
MUST_USE enum nhi_status letter_send(const struct letter_place *place, const struct principal *who,
                                     const struct letter_request *request, struct str key,
                                     struct letter_made *out, struct err *err);
/* Reads one that the principal may see: an own one, one of the unit, one of the division. */
MUST_USE enum nhi_status letter_show(const struct letter_place *place, const struct principal *who,
                                     struct str number, struct letter_made *out, struct err *err);
/* Newest first, of what the principal may see. */
MUST_USE enum nhi_status letter_find(const struct letter_place *place, const struct principal *who,
                                     const struct letter_filter *filter, struct letter_row **rows,
                                     size_t *count, struct err *err);

#endif
