/* person_page.h: the page of a person at the desk, the search before it, and the door of both: a
 * purpose is asked where the role's right demands it; who has no right to that division may break
 * the glass in an emergency, which a superior reviews (個人資料保護法 15, 16). */
#ifndef DESK_PERSON_PAGE_H
#define DESK_PERSON_PAGE_H

#include "desk/reads.h"

/* View person, or person_gate when something must be said first. `id` is the internal number. */
MUST_USE enum nhi_status person_page(struct desk_call *call, struct str id, const struct form *in,
                                     struct view **out, struct err *err);
/* The gate's form: purpose, reason. *done: the page is open now. */
MUST_USE enum nhi_status person_open(struct desk_call *call, struct str id, const struct form *in,
                                     struct view **out, bool *done, struct err *err);
/* View person_search: by identity number or name. One found by its number gives *only its internal
 * number, which is opened; 0 else. */
MUST_USE enum nhi_status person_search(struct desk_call *call, const struct form *in,
                                       struct view **out, int64_t *only, struct err *err);
/* View my_home: what a citizen sees of himself. */
MUST_USE enum nhi_status my_home(struct desk_call *call, struct view **out, struct err *err);

#endif
