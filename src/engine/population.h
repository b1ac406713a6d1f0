/* population.h: a synthetic Taiwan, the same bytes for the same seed on any machine and on any
 * number of threads.
 *
 * First a plan: how many people and units of each kind stand in each county, from the proportions
 * of population_tables.c (public figures of the insurer's yearbooks, rounded; no real person,
 * company or address). Then any unit can be filled on its own: its people depend on the seed and on
 * its number alone. People are numbered from 1 in the order of their units, family by family.
 * Integers only. Names are made from lists of characters; identity numbers carry valid check digits
 * and are unique within a population of up to 60 million.
 *
 * Pure but for the plan's memory, which the caller's arena holds. */
#ifndef ENGINE_POPULATION_H
#define ENGINE_POPULATION_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

enum population_kind {
	POPULATION_GOVERNMENT,
	POPULATION_PUBLIC_SCHOOL,
	POPULATION_PRIVATE_SCHOOL,
	POPULATION_FIRM,
	POPULATION_EMPLOYER, /* a person who employs helpers: item 13 */
	POPULATION_PRACTICE, /* own practice of a professional: item 15 */
	POPULATION_TRADE_UNION,
	POPULATION_SEAFARERS,
	POPULATION_FARMERS,
	POPULATION_FISHERMEN,
	POPULATION_MILITARY,
	POPULATION_SUBSTITUTE,
	POPULATION_PRISON,
	POPULATION_TOWNSHIP, /* items 51, 61, 62 */
	POPULATION_KIND_COUNT
};

struct population_county {
	const char *code; /* two digits of codes/counties.csv */
	const char *zh, *en;
	char letter;      /* of identity numbers first issued here */
	uint8_t division; /* 1 Taipei, 2 Northern, 3 Central, 4 Southern, 5 Kao-Ping, 6 Eastern */
	uint32_t people;  /* thousands of residents: a weight */
	uint32_t urban;   /* weight of offices and firms */
	uint32_t rural;   /* weight of farms and boats */
	const char *districts[4]; /* for addresses */
};

enum { POPULATION_COUNTY_COUNT = 22 };
extern const struct population_county population_counties[POPULATION_COUNTY_COUNT];

struct population_unit {
	uint32_t first_person; /* number of its first person, from 1 */
	uint32_t people;       /* insured and dependents */
	uint8_t kind;          /* enum population_kind */
	uint8_t county;        /* place in population_counties */
};

struct population_plan {
	uint64_t seed;
	uint32_t people;
	struct population_unit *units; /* unit number i + 1 stands at i; by county, then kind */
	uint32_t unit_count;
	uint32_t unit_people_max; /* of the largest unit: how many members a caller must hold */
	uint32_t county_first_person[POPULATION_COUNTY_COUNT + 1];
};

/* The relation of a dependent to the insured person; POPULATION_SELF for the insured. */
enum population_relation {
	POPULATION_SELF,
	POPULATION_SPOUSE,
	POPULATION_PARENT,
	POPULATION_CHILD,
	POPULATION_GRANDPARENT
};

/* A right to have part of the self part paid by an authority (enrolment-premium §5.5). */
enum population_subsidy {
	POPULATION_NO_SUBSIDY,
	POPULATION_MIDDLE_LOW,      /* 中低收入戶: a half, central */
	POPULATION_DISABLED_SEVERE, /* 重度 and above: all, central */
	POPULATION_DISABLED_MEDIUM, /* 中度: a half, central */
	POPULATION_DISABLED_MILD,   /* 輕度: a quarter, local */
	POPULATION_OLD_MIDDLE_LOW   /* 中低收入老人 from 70 on: all, central */
};

struct population_member {
	uint32_t person;  /* number, from 1 */
	uint32_t insured; /* number of the insured person of the family; = person for that one */
	date_t born;
	date_t since;        /* first day of the coverage that holds at the start */
	int32_t wage;        /* dollars a month of an insured person of category 1 or 2, else 0 */
	uint8_t category;    /* 11 … 62 */
	uint8_t relation;    /* enum population_relation */
	uint8_t sex;         /* 1 male, 2 female, as in identity numbers */
	uint8_t subsidy;     /* enum population_subsidy */
	uint8_t surname;     /* place in the list of surnames */
	bool private_school; /* of item 11 */
	bool foreign;        /* has a resident number instead of a national id */
};

/* Places `people` persons (1 … 60,000,000) into units. NHI_MEMORY or NHI_RANGE. */
MUST_USE enum nhi_status population_plan_make(struct population_plan *plan, struct arena *arena,
                                              uint64_t seed, uint32_t people, struct err *err);

/* Fills the people of unit `index` (0 …) as they stand on `start`; `out` holds at least
 * plan->unit_people_max. Returns how many: units[index].people. */
uint32_t population_unit_members(const struct population_plan *plan, uint32_t index, date_t start,
                                 struct population_member *out);

/* The county in which a person of the plan stands. */
uint32_t population_county_of(const struct population_plan *plan, uint32_t person);

enum { POPULATION_ID_SIZE = 10 };
/* Identity number of serial `serial` (0 … 5,999,999) of a county; bytes without NUL. */
void population_id(uint32_t county, uint32_t serial, uint8_t sex, bool foreign,
                   char out[POPULATION_ID_SIZE]);
/* Serial of a person within the county: people of the plan first, then newborns in their order. */
uint32_t population_serial(const struct population_plan *plan, uint32_t person);
/* "陳怡君": surname by its place, given name by person and sex. */
void population_name(struct buf *out, uint64_t seed, uint32_t person, uint8_t surname, uint8_t sex);
/* "臺中市晨光精密股份有限公司". */
void population_unit_name(struct buf *out, const struct population_plan *plan, uint32_t index);
/* Business number (8 digits, valid under the rule in force since 2023-04-01) of a unit; false for
 * kinds that have none (employers of helpers). */
bool population_business_number(const struct population_plan *plan, uint32_t index, char out[8]);
/* "臺中市西屯區中山路12號": of a unit by its index, of a person by POPULATION_HOME + number. */
void population_address(struct buf *out, const struct population_plan *plan, uint32_t county,
                        uint64_t key);
#define POPULATION_HOME (UINT64_C(1) << 40)

/* A random stream: splitmix64 over a key. Equal keys give equal streams. */
struct population_random {
	uint64_t state;
};
struct population_random population_random(uint64_t seed, uint64_t purpose, uint64_t key);
uint64_t population_next(struct population_random *r);
/* 0 … n - 1, n >= 1. */
uint32_t population_below(struct population_random *r, uint32_t n);
/* True with `ppm` in a million. */
bool population_chance(struct population_random *r, uint32_t ppm);
/* A monthly wage drawn from the distribution of an item (11, 12, 14, 15, 21 …). */
int32_t population_wage(struct population_random *r, uint8_t category);

#endif
