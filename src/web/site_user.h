/* site_user.h: the part of the site that knows who asks: the session behind the cookie, what pages
 * may show of it ({{page.user…}}, {{page.may…}}), the token that every form carries. */
#ifndef WEB_SITE_USER_H
#define WEB_SITE_USER_H

#include "web/node.h"
#include "web/routes.h"

/* Finds the session of the request's cookie; sets c->signed_in and the principal of the call. */
MUST_USE enum nhi_status site_sign_in(struct call *c, struct err *err);
/* Adds user, may, csrf and key to {{page}}. */
void site_add_user(struct call *c, struct node *page);
/* NHI_FORM_STALE unless the form came from a page of this site that this browser was given. */
MUST_USE enum nhi_status site_check_form(struct call *c, struct err *err);
/* Sends the browser to the next step of signing in, and back here afterwards. */
void site_ask_to_sign_in(struct call *c, struct response *r);
/* An address of this site, or "/". */
struct str site_local(struct str address);
/* The first page of who is signed in: "/desk", "/my" … */
struct str site_home(const struct signed_in *s);
/* Seconds to wait that an error tells; 0 none. */
int64_t site_seconds(const struct err *err);

#endif
