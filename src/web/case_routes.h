/* case_routes.h: handlers of the pages of cases. What is decided stands in desk/case_page.h. */
#ifndef WEB_CASE_ROUTES_H
#define WEB_CASE_ROUTES_H

#include "web/routes.h"

enum nhi_status cases_route(struct call *c, struct view **out, struct err *err);
enum nhi_status cases_post(struct call *c, struct view **out, struct str *to, struct err *err);
enum nhi_status deputies_route(struct call *c, struct view **out, struct err *err);
enum nhi_status deputies_post(struct call *c, struct view **out, struct str *to, struct err *err);
enum nhi_status case_route(struct call *c, struct view **out, struct err *err);
enum nhi_status case_post(struct call *c, struct view **out, struct str *to, struct err *err);
enum nhi_status case_decide_route(struct call *c, struct view **out, struct err *err);
enum nhi_status case_decide_post(struct call *c, struct view **out, struct str *to,
                                 struct err *err);
enum nhi_status apply_route(struct call *c, struct view **out, struct err *err);
enum nhi_status apply_post(struct call *c, struct view **out, struct str *to, struct err *err);

enum nhi_status application_route(struct call *c, struct view **out, struct err *err);
enum nhi_status application_send(struct call *c, struct view **out, struct str *to,
                                 struct err *err);
enum nhi_status incoming_route(struct call *c, struct view **out, struct err *err);
enum nhi_status incoming_post(struct call *c, struct view **out, struct str *to, struct err *err);
enum nhi_status incoming_piece_route(struct call *c, struct view **out, struct err *err);
enum nhi_status incoming_piece_send(struct call *c, struct view **out, struct str *to,
                                    struct err *err);
enum nhi_status incoming_scan_route(struct call *c, struct response *r, struct err *err);
enum nhi_status receipt_route(struct call *c, struct view **out, struct err *err);
enum nhi_status case_qr_route(struct call *c, struct response *r, struct err *err);
enum nhi_status case_document_route(struct call *c, struct response *r, struct err *err);

#endif
