/* account_routes.h: handlers of the pages by which people sign in and keep their account. */
#ifndef WEB_ACCOUNT_ROUTES_H
#define WEB_ACCOUNT_ROUTES_H

#include "web/routes.h"

enum nhi_status login_route(struct call *c, struct view **out, struct err *err);
enum nhi_status login_post(struct call *c, struct view **out, struct str *to, struct err *err);
enum nhi_status code_route(struct call *c, struct view **out, struct err *err);
enum nhi_status code_post(struct call *c, struct view **out, struct str *to, struct err *err);
enum nhi_status logout_route(struct call *c, struct view **out, struct err *err);
enum nhi_status logout_post(struct call *c, struct view **out, struct str *to, struct err *err);
enum nhi_status setup_route(struct call *c, struct view **out, struct err *err);
enum nhi_status account_route(struct call *c, struct view **out, struct err *err);
enum nhi_status choose_post(struct call *c, struct view **out, struct str *to, struct err *err);
enum nhi_status password_route(struct call *c, struct view **out, struct err *err);
enum nhi_status password_post(struct call *c, struct view **out, struct str *to, struct err *err);
enum nhi_status factor_route(struct call *c, struct view **out, struct err *err);
enum nhi_status factor_post(struct call *c, struct view **out, struct str *to, struct err *err);

#endif
