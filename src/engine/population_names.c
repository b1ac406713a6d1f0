/* population_names.c: names, addresses and official numbers of the synthetic Taiwan. All invented;
 * check digits by the published rules (enrolment-premium §7). */
#include "base/check.h"
#include "base/ids.h"
#include "engine/population.h"
#include "engine/population_tables.h"

enum { FOR_NAME = 3, FOR_UNIT_NAME = 4, FOR_ADDRESS = 5 };

enum { SERIALS = 6000000 };

void population_id(uint32_t county, uint32_t serial, uint8_t sex, bool foreign,
                   char out[POPULATION_ID_SIZE]) {
	CHECK(county < POPULATION_COUNTY_COUNT && serial < SERIALS && (sex == 1 || sex == 2));
	/* A step without common divisor spreads serials over the range and stays one to one. */
	const uint32_t scattered = (uint32_t)((uint64_t)serial * 3141593u % SERIALS);
	char id[ID_PERSON_LENGTH + 1];
	id_make_person(population_counties[county].letter, (char)(foreign ? '7' + sex : '0' + sex),
	               (int32_t)scattered, id);
	memcpy(out, id, POPULATION_ID_SIZE);
}

uint32_t population_serial(const struct population_plan *plan, uint32_t person) {
	if (person > plan->people) {
		/* Newborns of all counties follow the largest county's people. */
		uint32_t most = 0;
		for (size_t c = 0; c < POPULATION_COUNTY_COUNT; c++) {
			const uint32_t n =
			        plan->county_first_person[c + 1] - plan->county_first_person[c];
			if (n > most) most = n;
		}
		return most + (person - plan->people - 1);
	}
	return person - plan->county_first_person[population_county_of(plan, person)];
}

void population_name(struct buf *out, uint64_t seed, uint32_t person, uint8_t surname,
                     uint8_t sex) {
	struct population_random r = population_random(seed, FOR_NAME, person);
	const char *const *given = sex == 1 ? population_given_male : population_given_female;
	const uint32_t n =
	        (uint32_t)(sex == 1 ? population_given_male_count : population_given_female_count);
	buf_put_c(out, population_surnames[surname]);
	buf_put_c(out, given[population_below(&r, n)]);
	if (population_chance(&r, 960000)) buf_put_c(out, given[population_below(&r, n)]);
}

void population_unit_name(struct buf *out, const struct population_plan *plan, uint32_t index) {
	const struct population_unit *unit = &plan->units[index];
	const struct population_county *county = &population_counties[unit->county];
	const char *suffix = population_kinds[unit->kind].suffix;
	struct population_random r = population_random(plan->seed, FOR_UNIT_NAME, index);
	const char *word =
	        population_firm_words[population_below(&r, (uint32_t)population_firm_word_count)];
	const char *trade =
	        population_trades[population_below(&r, (uint32_t)population_trade_count)];
	if (unit->kind == POPULATION_EMPLOYER) {
		population_name(out, plan->seed, unit->first_person,
		                (uint8_t)population_below(&r, (uint32_t)population_surname_count),
		                2);
		buf_put_c(out, suffix);
		return;
	}
	buf_put_c(out, county->zh);
	if (unit->kind == POPULATION_TOWNSHIP || unit->kind == POPULATION_GOVERNMENT) {
		buf_put_c(out, county->districts[population_below(&r, 4)]);
	} else if (unit->kind == POPULATION_TRADE_UNION) {
		buf_put_c(out, trade);
	} else if (unit->kind == POPULATION_FARMERS) {
		buf_put_c(out, county->districts[population_below(&r, 4)]);
	} else if (unit->kind == POPULATION_FIRM) {
		buf_put_c(out, word);
		buf_put_c(out, trade);
		if (unit->people > 40) buf_put_c(out, "股份");
	} else {
		buf_put_c(out, word);
	}
	buf_put_c(out, suffix);
}

bool population_business_number(const struct population_plan *plan, uint32_t index, char out[8]) {
	const struct population_unit *unit = &plan->units[index];
	if (unit->kind == POPULATION_EMPLOYER) return false;
	char number[ID_BUSINESS_LENGTH + 1];
	id_make_business((int32_t)(1000000 + (uint64_t)index * 7919 % 8000000), number);
	memcpy(out, number, ID_BUSINESS_LENGTH);
	return true;
}

void population_address(struct buf *out, const struct population_plan *plan, uint32_t county,
                        uint64_t key) {
	const struct population_county *c = &population_counties[county];
	struct population_random r = population_random(plan->seed, FOR_ADDRESS, key);
	buf_put_c(out, c->zh);
	buf_put_c(out, c->districts[population_below(&r, 4)]);
	buf_put_c(out, population_streets[population_below(&r, (uint32_t)population_street_count)]);
	buf_put_i64(out, 1 + population_below(&r, 399));
	buf_put_c(out, "號");
}
