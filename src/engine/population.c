/* population.c: the plan of a synthetic Taiwan and the people of one unit. See population.h. */
#include "engine/population.h"

#include "base/check.h"
#include "base/money.h"
#include "engine/population_tables.h"

/* Purposes keep the random streams of different questions apart. */
enum { FOR_PLAN = 1, FOR_UNIT = 2 }; /* 3 and 4: population_names.c */

enum { PEOPLE_MAX = 60000000, LARGE_EMPLOYER = 14000 };

static uint64_t mix(uint64_t z) {
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

struct population_random population_random(uint64_t seed, uint64_t purpose, uint64_t key) {
	const uint64_t a = mix(seed + UINT64_C(0x9e3779b97f4a7c15));
	return (struct population_random){
	        mix(a ^ mix(purpose * UINT64_C(0xd1342543de82ef95) + key))};
}

uint64_t population_next(struct population_random *r) {
	r->state += UINT64_C(0x9e3779b97f4a7c15);
	return mix(r->state);
}

uint32_t population_below(struct population_random *r, uint32_t n) {
	CHECK(n > 0);
	return (uint32_t)(((population_next(r) >> 32) * n) >> 32);
}

bool population_chance(struct population_random *r, uint32_t ppm) {
	return population_below(r, 1000000) < ppm;
}

int32_t population_wage(struct population_random *r, uint8_t category) {
	const int32_t *q = population_wage_quantiles(category);
	const uint32_t at = population_below(r, POPULATION_QUANTILES - 1);
	const uint32_t between = population_below(r, 1000);
	return q[at] + (int32_t)((int64_t)(q[at + 1] - q[at]) * between / 1000);
}

/* --- the plan --- */

/* Insured persons of a firm. Within a row of the size table small ones are more frequent: the
 * smaller of two draws. */
static uint32_t firm_size(struct population_random *r) {
	uint32_t at = population_below(r, 1000000);
	size_t i = 0;
	while (at >= population_firm_sizes[i].weight) at -= population_firm_sizes[i++].weight;
	const struct population_size_row *row = &population_firm_sizes[i];
	const uint32_t span = row->to - row->from + 1;
	const uint32_t a = population_below(r, span), b = population_below(r, span);
	return row->from + (a < b ? a : b);
}

/* People of the next unit of a kind, at most `left` of the county's `quota`. Each county has one
 * large employer, so that a small population has some too. */
static uint32_t unit_people(struct population_random *r, enum population_kind kind, uint32_t left,
                            uint32_t quota) {
	const uint32_t mean = population_kinds[kind].unit_mean;
	uint32_t people;
	if (kind == POPULATION_FIRM && left == quota && quota >= 50) {
		people = quota / 4 < LARGE_EMPLOYER ? quota / 4 : LARGE_EMPLOYER;
	} else if (kind == POPULATION_FIRM) {
		people = (firm_size(r) * 156 + population_below(r, 100)) / 100;
	} else if (kind == POPULATION_EMPLOYER) {
		people = 1 + (uint32_t)population_chance(r, 120000);
	} else if (kind == POPULATION_PRACTICE) {
		people = 1 + population_below(r, 9);
	} else {
		/* Whole units only: the last takes what is left over. */
		const uint32_t units = left / mean > 0 ? left / mean : 1;
		if (units == 1) return left;
		people = left / units / 2 + population_below(r, left / units);
	}
	return people < left ? people : left;
}

struct plan_builder {
	struct population_plan *plan;
	struct arena *arena;
	uint32_t capacity;
	uint32_t next_person;
};

static bool add_unit(struct plan_builder *b, uint32_t county, enum population_kind kind,
                     uint32_t people) {
	struct population_plan *p = b->plan;
	if (p->unit_count == b->capacity) return false;
	p->units[p->unit_count++] = (struct population_unit){
	        .first_person = b->next_person,
	        .people = people,
	        .kind = (uint8_t)kind,
	        .county = (uint8_t)county,
	};
	b->next_person += people;
	if (people > p->unit_people_max) p->unit_people_max = people;
	return true;
}

/* People of one kind over the counties, and small quotas moved on within their division. */
static void spread_kind(enum population_kind kind, int64_t people,
                        int64_t quota[POPULATION_COUNTY_COUNT]) {
	const struct population_kind_row *k = &population_kinds[kind];
	int64_t weight[POPULATION_COUNTY_COUNT];
	for (size_t c = 0; c < POPULATION_COUNTY_COUNT; c++) {
		const struct population_county *county = &population_counties[c];
		const bool residents = kind == POPULATION_TOWNSHIP || kind == POPULATION_PRISON;
		weight[c] = residents ? county->people : k->rural ? county->rural : county->urban;
	}
	money_allocate(people, weight, POPULATION_COUNTY_COUNT, quota);
	if (!k->by_division) return;
	for (size_t c = 0; c + 1 < POPULATION_COUNTY_COUNT; c++) {
		const bool goes_on =
		        population_counties[c + 1].division == population_counties[c].division;
		if (goes_on && quota[c] * 5 < (int64_t)k->unit_mean * 3) {
			quota[c + 1] += quota[c];
			quota[c] = 0;
		}
	}
}

enum nhi_status population_plan_make(struct population_plan *plan, struct arena *arena,
                                     uint64_t seed, uint32_t people, struct err *err) {
	if (people < 1 || people > PEOPLE_MAX)
		return err_set(err, NHI_RANGE, "%u" ERR_SEP "%s" ERR_SEP "1 … %d", people,
		               "--people", PEOPLE_MAX);
	*plan = (struct population_plan){.seed = seed, .people = people};
	/* A firm has at least one person, so this many units suffice; most are larger. */
	const uint32_t capacity = people / 4 + 2000 < people ? people / 4 + 2000 : people;
	plan->units = ARENA_ARRAY(arena, capacity, struct population_unit);
	if (!plan->units) return err_set(err, NHI_MEMORY, " ");
	int64_t shares[POPULATION_KIND_COUNT], of_kind[POPULATION_KIND_COUNT];
	for (size_t k = 0; k < POPULATION_KIND_COUNT; k++)
		shares[k] = population_kinds[k].share_ppm;
	money_allocate(people, shares, POPULATION_KIND_COUNT, of_kind);
	static_assert(POPULATION_KIND_COUNT * POPULATION_COUNTY_COUNT < 512, "quota on the stack");
	int64_t quota[POPULATION_KIND_COUNT][POPULATION_COUNTY_COUNT];
	for (size_t k = 0; k < POPULATION_KIND_COUNT; k++)
		spread_kind((enum population_kind)k, of_kind[k], quota[k]);
	struct plan_builder b = {plan, arena, capacity, 1};
	for (uint32_t c = 0; c < POPULATION_COUNTY_COUNT; c++) {
		plan->county_first_person[c] = b.next_person;
		for (uint32_t k = 0; k < POPULATION_KIND_COUNT; k++) {
			struct population_random r = population_random(seed, FOR_PLAN, c * 64 + k);
			uint32_t left = (uint32_t)quota[k][c];
			while (left > 0) {
				const uint32_t n = unit_people(&r, (enum population_kind)k, left,
				                               (uint32_t)quota[k][c]);
				if (!add_unit(&b, c, (enum population_kind)k, n))
					return err_set(err, NHI_MEMORY, " ");
				left -= n;
			}
		}
	}
	plan->county_first_person[POPULATION_COUNTY_COUNT] = b.next_person;
	CHECK(b.next_person == people + 1);
	return NHI_OK;
}

uint32_t population_county_of(const struct population_plan *plan, uint32_t person) {
	uint32_t c = 0;
	while (c + 1 < POPULATION_COUNTY_COUNT && person >= plan->county_first_person[c + 1]) c++;
	return c;
}

/* --- the people of a unit --- */

static date_t born_at_age(struct population_random *r, date_t start, uint32_t age) {
	return start - 1 - (date_t)(age * 365 + age / 4) - (date_t)population_below(r, 364);
}

/* The category of the next insured person of a unit; `at` counts them from 0. */
static uint8_t insured_category(struct population_random *r, const struct population_unit *unit,
                                uint32_t at) {
	switch ((enum population_kind)unit->kind) {
	case POPULATION_FIRM:
		/* Most firms have one owner who is insured there as such. */
		return at == 0 && population_chance(r, unit->people < 80 ? 780000 : 250000) ? 14
		                                                                            : 12;
	case POPULATION_PRACTICE: return at == 0 ? 15 : 12;
	case POPULATION_TOWNSHIP: {
		const uint32_t dice = population_below(r, 1000);
		return dice < 105 ? 51 : dice < 160 ? 61 : 62;
	}
	case POPULATION_GOVERNMENT:
	case POPULATION_PUBLIC_SCHOOL:
	case POPULATION_PRIVATE_SCHOOL:
		/* Contract staff are employees like any others. */
		return population_chance(r, 180000) ? 12 : 11;
	case POPULATION_EMPLOYER:
	case POPULATION_TRADE_UNION:
	case POPULATION_SEAFARERS:
	case POPULATION_FARMERS:
	case POPULATION_FISHERMEN:
	case POPULATION_MILITARY:
	case POPULATION_SUBSTITUTE:
	case POPULATION_PRISON:
	case POPULATION_KIND_COUNT: break;
	}
	return population_kinds[unit->kind].category;
}

static uint8_t draw_subsidy(struct population_random *r, uint8_t category, uint32_t age) {
	const uint32_t dice = population_below(r, 100000);
	if (category == 51 || category < 11) return POPULATION_NO_SUBSIDY;
	if (dice < 900) return POPULATION_DISABLED_SEVERE;
	if (dice < 2300) return POPULATION_DISABLED_MEDIUM;
	if (dice < 4000) return POPULATION_DISABLED_MILD;
	if (dice < 5200 && category != 11)
		return age >= 70 ? POPULATION_OLD_MIDDLE_LOW : POPULATION_MIDDLE_LOW;
	return POPULATION_NO_SUBSIDY;
}

static bool has_wage(uint8_t category) { return category < 30; }

static void fill_insured(struct population_random *r, const struct population_unit *unit,
                         uint32_t at, date_t start, struct population_member *m) {
	const uint8_t category = insured_category(r, unit, at);
	const struct population_family_row *row = population_family(category);
	const uint32_t age = row->age_from + population_below(r, row->age_to - row->age_from + 1u);
	m->insured = m->person;
	m->born = born_at_age(r, start, age);
	m->category = category;
	m->relation = POPULATION_SELF;
	m->sex = category == 41 || category == 42 ? 1 : (uint8_t)(1 + population_below(r, 2));
	m->surname = 0;
	uint32_t draw = population_below(r, population_surname_total);
	while (draw >= population_surname_weights[m->surname])
		draw -= population_surname_weights[m->surname++];
	m->wage = has_wage(category) ? population_wage(r, category) : 0;
	m->private_school = category == 11 && unit->kind == POPULATION_PRIVATE_SCHOOL;
	m->foreign = category == 12 && population_chance(r, 45000);
	m->subsidy = draw_subsidy(r, category, age);
	/* Half came within the last four years; nobody before the scheme began. */
	const date_t back = (date_t)population_below(r, population_chance(r, 500000) ? 1400 : 9000);
	m->since = m->born > start - back - 1 ? m->born : start - back - 1;
}

/* A dependent `k` (from 0) of `head`; ages fit together. */
static void fill_dependent(struct population_random *r, const struct population_member *head,
                           uint32_t k, date_t start, struct population_member *m) {
	const uint32_t head_age = (uint32_t)date_age(head->born, start);
	const uint32_t dice = population_below(r, 100);
	m->insured = head->person;
	m->category = head->category;
	m->sex = (uint8_t)(1 + population_below(r, 2));
	m->surname = head->surname;
	m->foreign = false;
	const bool may_have_child = head_age >= 22 && head_age <= 66;
	if (may_have_child && (k > 0 || dice < 62)) {
		const uint32_t oldest = head_age - 20 < 17 ? head_age - 20 : 17;
		const uint32_t youngest = head_age > 45 ? head_age - 45 : 0;
		const uint32_t low = youngest < oldest ? youngest : oldest;
		m->relation = POPULATION_CHILD;
		m->born = born_at_age(r, start, low + population_below(r, oldest - low + 1));
	} else if (head_age >= 24 && dice < 84) {
		m->relation = POPULATION_SPOUSE;
		m->sex = (uint8_t)(3 - head->sex);
		m->surname = (uint8_t)population_below(r, (uint32_t)population_surname_count);
		m->born = born_at_age(r, start, head_age - 3 + population_below(r, 7));
	} else {
		const uint32_t age = head_age + 22 + population_below(r, 14);
		m->relation = POPULATION_PARENT;
		m->born = born_at_age(r, start, age < 102 ? age : 102);
	}
	const uint32_t age = (uint32_t)date_age(m->born, start);
	m->subsidy = draw_subsidy(r, m->category, age);
	m->since = m->born > head->since ? m->born : head->since;
}

static uint32_t draw_dependents(struct population_random *r, uint8_t category) {
	const struct population_family_row *row = population_family(category);
	uint32_t at = population_below(r, row->total);
	uint32_t n = 0;
	while (at >= row->weight[n]) at -= row->weight[n++];
	return n;
}

uint32_t population_unit_members(const struct population_plan *plan, uint32_t index, date_t start,
                                 struct population_member *out) {
	CHECK(index < plan->unit_count);
	const struct population_unit *unit = &plan->units[index];
	struct population_random r = population_random(plan->seed, FOR_UNIT, index);
	uint32_t n = 0;
	for (uint32_t insured = 0; n < unit->people; insured++) {
		struct population_member *head = &out[n];
		*head = (struct population_member){.person = unit->first_person + n};
		fill_insured(&r, unit, insured, start, head);
		n++;
		uint32_t dependents = draw_dependents(&r, head->category);
		if (dependents > unit->people - n) dependents = unit->people - n;
		for (uint32_t k = 0; k < dependents; k++, n++) {
			out[n] = (struct population_member){.person = unit->first_person + n};
			fill_dependent(&r, head, k, start, &out[n]);
		}
	}
	return n;
}
