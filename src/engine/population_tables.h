/* population_tables.h: the proportions behind population.h; see population_tables.c. */
#ifndef ENGINE_POPULATION_TABLES_H
#define ENGINE_POPULATION_TABLES_H

#include "engine/population.h"

struct population_kind_row {
	uint32_t share_ppm; /* of all people, insured and dependents */
	uint32_t unit_mean; /* people in a typical unit of these kinds; 0: drawn by size table */
	bool by_division;   /* small quotas of a county move on within its division */
	bool rural;         /* spread by the rural weight, else by the urban one */
	uint8_t category;   /* of most of its insured */
	const char *suffix; /* of the unit's name */
};
extern const struct population_kind_row population_kinds[POPULATION_KIND_COUNT];

/* Insured persons of a firm: a heavy tail. */
struct population_size_row {
	uint32_t weight, from, to; /* weights add up to a million */
};
extern const struct population_size_row population_firm_sizes[];
extern const size_t population_firm_size_count;

/* Dependents of one insured person: weights of 0, 1, 2, … */
enum { POPULATION_DEPENDENTS_MAX = 5 };
struct population_family_row {
	uint8_t category;
	uint32_t weight[POPULATION_DEPENDENTS_MAX + 1];
	uint32_t total;
	uint8_t age_from, age_to;
};
const struct population_family_row *population_family(uint8_t category);

/* Monthly wages at the percentiles 0, 5, … 100 of an item. */
enum { POPULATION_QUANTILES = 21 };
const int32_t *population_wage_quantiles(uint8_t category);

extern const char *const population_surnames[];
extern const uint32_t population_surname_weights[];
extern const uint32_t population_surname_total; /* of the weights */
extern const size_t population_surname_count;
extern const char *const population_given_male[];
extern const size_t population_given_male_count;
extern const char *const population_given_female[];
extern const size_t population_given_female_count;
extern const char *const population_firm_words[];
extern const size_t population_firm_word_count;
extern const char *const population_trades[];
extern const size_t population_trade_count;
extern const char *const population_streets[];
extern const size_t population_street_count;

#endif
