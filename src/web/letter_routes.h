/* letter_routes.h: pages of letters and certificates; what is decided stands in desk. */
#ifndef WEB_LETTER_ROUTES_H
#define WEB_LETTER_ROUTES_H

#include "web/routes.h"

enum nhi_status letters_route(struct call *c, struct view **out, struct err *err);
enum nhi_status letters_post(struct call *c, struct view **out, struct str *to, struct err *err);
enum nhi_status letter_route(struct call *c, struct view **out, struct err *err);
enum nhi_status letter_post(struct call *c, struct view **out, struct str *to, struct err *err);
/* The letter as it was written, on A4. */
enum nhi_status letter_file(struct call *c, struct response *r, struct err *err);
enum nhi_status letter_batch(struct call *c, struct response *r, struct err *err);
enum nhi_status certificates_route(struct call *c, struct view **out, struct err *err);
enum nhi_status certificates_post(struct call *c, struct view **out, struct str *to,
                                  struct err *err);

#endif
