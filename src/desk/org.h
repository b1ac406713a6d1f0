/* org.h: the organisation as dated data (catalogue/org.yaml): the 16 units of article 4 of the
 * rules of procedure, their sections, the six divisions with counties, and who sits on which floor
 * of a building. Read and judged as a whole at load: every defect is told with its place. */
#ifndef DESK_ORG_H
#define DESK_ORG_H

#include "base/err.h"
#include "desk/view.h"

enum { ORG_COUNTIES_MAX = 12, ORG_SECTIONS_MAX = 32, ORG_PLACES_MAX = 8, ORG_UNITS_MAX = 128 };

struct org_name {
	struct str code, zh, en;
};

struct org_unit {
	struct str code; /* "central" */
	int64_t number;  /* item of article 4 */
	bool is_division;
	struct str zh, en;
	int64_t section_count;
	date_t from, to; /* in force [from, to) */
	struct str source, seed;
	int64_t division; /* 1–6; 0 for headquarters */
	struct str address_zh, address_en, phone;
	bool address_verified;
	struct org_name counties[ORG_COUNTIES_MAX];
	size_t county_count;
	struct org_name sections[ORG_SECTIONS_MAX]; /* those whose names are known */
	size_t section_name_count;
};

struct org_place {
	struct str zh, en;
	struct str section; /* of the division, or "" */
	struct str home;    /* headquarters unit whose staff sit here, or "" */
	struct str seed;
};

struct org_floor {
	struct str unit, floor, seed, source; /* "central", "1F" */
	date_t from, to;
	bool from_verified;
	struct org_place places[ORG_PLACES_MAX];
	size_t place_count;
};

struct org {
	struct str zh, en, address_zh, address_en, phone, hotline, source;
	struct org_unit units[ORG_UNITS_MAX];
	size_t unit_count;
	struct org_floor floors[ORG_UNITS_MAX];
	size_t floor_count;
	int64_t headquarters_sections, division_sections; /* control sums of the file */
};

/* Parses and checks one file's bytes. NHI_CATALOGUE with the first defect, its place in err->where:
 * missing or unknown keys, a wrong number or day, a code given twice, a county in two divisions, a
 * reference to nothing, a control sum that does not agree, named sections beyond their number. */
MUST_USE enum nhi_status org_read(struct org *out, struct arena *a, struct str bytes,
                                  struct err *err);
/* Reads data_dir/catalogue/org.yaml. */
MUST_USE enum nhi_status org_load(struct org **out, struct arena *a, const char *data_dir,
                                  struct err *err);
/* The unit in force on that day, or NULL. */
const struct org_unit *org_find(const struct org *o, struct str code, date_t at);
/* By division number 1–6, county code or name: NULL when there is none. */
const struct org_unit *org_division(const struct org *o, struct str word, date_t at);

/* View organisation: everything in force on `at`; `text` ("" = all) keeps the units that have it in
 * a name, section or county. */
struct view *org_view(const struct org *o, struct arena *a, date_t at, struct str text);
/* View org_unit_page, or NULL when no unit ever had that code: all its versions and its floors. */
struct view *org_unit_view(const struct org *o, struct arena *a, struct str code, date_t at);

#endif
