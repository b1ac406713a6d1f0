/* service_facts.h: what a person asks of a service on a day: where, how much, how long, by which
 * law, in both languages. Computed from the entry, the law of the day and the organisation. */
#ifndef DESK_SERVICE_FACTS_H
#define DESK_SERVICE_FACTS_H

#include "desk/service.h"

struct service_facts {
	struct yaml_both unit;     /* who serves it */
	struct str section;        /* of the division; "" unknown */
	struct str floor, counter; /* of the Central Division's building; "" none */
	const struct service_route *route;
	bool fee_known;
	int64_t fee;               /* dollars, when known */
	struct yaml_both fee_text; /* zh.n == 0: nobody could say */
	struct str period;         /* "14 working_day", "" unknown; "0 day": at once */
	struct yaml_both period_text;
	struct str law; /* sources, ';' between */
};

struct service_world {
	const struct org *org;
	const struct law *law;
	date_t at;
};

/* As for somebody who comes to the counter in person. Texts live in the arena. */
void service_facts(struct service_facts *out, const struct service *s,
                   const struct service_world *w, struct arena *a);
/* The name of the place that serves a route: a section, a place on a floor, a headquarters unit. */
struct yaml_both service_place(const struct service_route *r, const struct service_world *w);
/* "14 日內（不含例假日）", "within 14 working days" of a parameter on the day; empty without one.
 */
struct yaml_both service_term_text(const struct service_term *t, const struct service_world *w,
                                   struct arena *a);

#endif
