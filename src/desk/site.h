/* site.h: where the agency is open to the public, as dated data (catalogue/sites.yaml): the hall,
 * liaison offices (聯絡辦公室), township partners with counters of their own; hours, counters with
 * the services that they take, whether cards are made there and the stock to keep. */
#ifndef DESK_SITE_H
#define DESK_SITE_H

#include "desk/org.h"
#include "desk/service_facts.h"

enum site_kind { SITE_HALL, SITE_LIAISON, SITE_PARTNER };
enum { SITE_HOURS_MAX = 7, SITE_COUNTERS_MAX = 40, SITE_AREAS_MAX = 16 };

/* Days as a mask, bit 0 = Sunday … 6 = Saturday; minutes since midnight. */
struct site_hours {
	unsigned days;
	int opens, closes;
};

struct site_counter {
	struct str code; /* "3": as on the sign */
	struct yaml_both name;
	struct str areas[SITE_AREAS_MAX]; /* areas or ids of services that are taken here */
	size_t area_count;
	bool is_priority; /* 博愛櫃檯 */
};

struct org_site {
	struct str code;
	enum site_kind kind;
	struct str unit; /* division in charge */
	struct yaml_both name, address;
	struct str county, phone, floor;
	date_t from, to;
	bool verified; /* false: `doubt` says what nobody could confirm */
	struct yaml_both doubt;
	struct str source;
	struct site_hours hours[SITE_HOURS_MAX];
	size_t hours_count;
	struct site_counter *counters;
	size_t counter_count;
	bool makes_cards;
	int64_t card_reserve; /* blank cards below which more are ordered; 0: none kept */
};

struct org_sites {
	struct org_site *sites; /* as in the file */
	size_t count;
};

/* Reads data_dir/catalogue/sites.yaml and judges it: known units and floors, hours, services. */
MUST_USE enum nhi_status sites_load(struct org_sites *out, struct arena *a, const char *data_dir,
                                    const struct org *org, const struct service_catalogue *c,
                                    struct yaml_defects *defects, struct err *err);
/* NULL when there is none on the day. */
const struct org_site *site_find(const struct org_sites *s, struct str code, date_t at);
/* The counter of a site that takes the service: named by id first, then by area; NULL: none. */
const struct site_counter *site_counter(const struct org_site *site, const struct service *s);
/* Whether the site is open at that minute of the day; rest days are the caller's. */
bool site_is_open(const struct org_site *site, date_t day, int minute);

/* Adds the list "sites" (view service_site) to a service's page. */
void sites_put(struct view *v, const struct org_sites *sites, const struct service *s,
               const struct service_facts *f, date_t at);
/* View sites: all on the day, or those of one kind, county or division. */
struct view *sites_view(const struct org_sites *sites, const struct org *org, struct arena *a,
                        struct str text, date_t at);

#endif
