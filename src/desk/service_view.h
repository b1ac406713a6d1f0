/* service_view.h: services as views: search, list, the page of one. */
#ifndef DESK_SERVICE_VIEW_H
#define DESK_SERVICE_VIEW_H

#include "desk/desk.h"
#include "desk/service_facts.h"

/* View search_page: results for `text` (may be empty: none). division NULL: the Central one. */
struct view *service_search_view(const struct desk *d, struct arena *a, struct str text,
                                 const struct org_unit *division, date_t at);
/* View service_list: the public services of a life event ("" = all), by area, then by name. */
struct view *service_list_view(const struct desk *d, struct arena *a, struct str event, date_t at);
/* View service_page: everything a person asks; NULL when no public service has that id on the day.
 */
struct view *service_page_view(const struct desk *d, struct arena *a, struct str id, date_t at);
/* Adds the list "services" (view option): all of the day, by area, then by name. */
void service_options(struct view *v, const struct desk *d, date_t at);
/* Adds the list "services" (view person_service): what staff may file for a person, with the form
 * that has the person already. */
void service_menu(struct view *v, const struct desk *d, struct str person_id, date_t at);
/* "由別人代辦：是", with the names of fields and choices; empty when it holds always. */
struct yaml_both service_when_text(const struct service *s, const struct service_when *w,
                                   struct arena *a);

#endif
