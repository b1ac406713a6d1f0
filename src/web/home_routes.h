/* home_routes.h: handlers of the homes (desk, employer, citizen, administrator) and of persons. */
#ifndef WEB_HOME_ROUTES_H
#define WEB_HOME_ROUTES_H

#include "web/routes.h"

enum nhi_status admin_home_route(struct call *c, struct view **out, struct err *err);
enum nhi_status audit_route(struct call *c, struct view **out, struct err *err);
enum nhi_status glass_route(struct call *c, struct view **out, struct err *err);
enum nhi_status glass_post(struct call *c, struct view **out, struct str *to, struct err *err);
enum nhi_status sessions_route(struct call *c, struct view **out, struct err *err);
enum nhi_status users_route(struct call *c, struct view **out, struct err *err);
enum nhi_status user_add_route(struct call *c, struct view **out, struct err *err);
enum nhi_status user_add_post(struct call *c, struct view **out, struct str *to, struct err *err);
enum nhi_status user_route(struct call *c, struct view **out, struct err *err);
enum nhi_status user_post(struct call *c, struct view **out, struct str *to, struct err *err);
enum nhi_status desk_home_route(struct call *c, struct view **out, struct err *err);
enum nhi_status employer_home_route(struct call *c, struct view **out, struct err *err);
enum nhi_status employer_files_route(struct call *c, struct view **out, struct err *err);
enum nhi_status employer_files_post(struct call *c, struct view **out, struct str *to,
                                    struct err *err);
enum nhi_status employer_file_route(struct call *c, struct view **out, struct err *err);
enum nhi_status employer_file_post(struct call *c, struct view **out, struct str *to,
                                   struct err *err);
enum nhi_status employer_file_csv(struct call *c, struct response *r, struct err *err);
enum nhi_status my_home_route(struct call *c, struct view **out, struct err *err);
enum nhi_status person_search_route(struct call *c, struct view **out, struct err *err);
enum nhi_status person_search_post(struct call *c, struct view **out, struct str *to,
                                   struct err *err);
enum nhi_status person_route(struct call *c, struct view **out, struct err *err);
enum nhi_status person_post(struct call *c, struct view **out, struct str *to, struct err *err);
enum nhi_status setup_first_route(struct call *c, struct view **out, struct err *err);

#endif
