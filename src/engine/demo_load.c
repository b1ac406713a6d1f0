/* demo_load.c: units and people as they stand on the first day, in bulk. */
#include "base/check.h"
#include "engine/demo_parts.h"

enum { PEOPLE_AT_ONCE = 65536 };

static const enum unit_kind kinds[POPULATION_KIND_COUNT] = {
        [POPULATION_GOVERNMENT] = UNIT_AGENCY,
        [POPULATION_PUBLIC_SCHOOL] = UNIT_SCHOOL,
        [POPULATION_PRIVATE_SCHOOL] = UNIT_PRIVATE_SCHOOL,
        [POPULATION_FIRM] = UNIT_ENTERPRISE,
        [POPULATION_EMPLOYER] = UNIT_EMPLOYER,
        [POPULATION_PRACTICE] = UNIT_PRACTICE,
        [POPULATION_TRADE_UNION] = UNIT_UNION,
        [POPULATION_SEAFARERS] = UNIT_SEAFARERS,
        [POPULATION_FARMERS] = UNIT_FARMERS,
        [POPULATION_FISHERMEN] = UNIT_FISHERS,
        [POPULATION_MILITARY] = UNIT_DEFENCE,
        [POPULATION_SUBSTITUTE] = UNIT_SUBSTITUTE,
        [POPULATION_PRISON] = UNIT_CORRECTION,
        [POPULATION_TOWNSHIP] = UNIT_TOWNSHIP,
};

static const enum relation relation_of[] = {
        [POPULATION_SELF] = RELATION_SELF,
        [POPULATION_SPOUSE] = RELATION_SPOUSE,
        [POPULATION_PARENT] = RELATION_PARENT,
        [POPULATION_CHILD] = RELATION_CHILD,
        [POPULATION_GRANDPARENT] = RELATION_GRANDPARENT,
};

static const struct demo_subsidy subsidies[] = {
        [POPULATION_NO_SUBSIDY] = {NULL, PAYER_CENTRAL},
        [POPULATION_MIDDLE_LOW] = {"midlow", PAYER_CENTRAL},
        [POPULATION_DISABLED_SEVERE] = {"disability.severe", PAYER_CENTRAL},
        [POPULATION_DISABLED_MEDIUM] = {"disability.moderate", PAYER_CENTRAL},
        [POPULATION_DISABLED_MILD] = {"disability.mild", PAYER_LOCAL},
        [POPULATION_OLD_MIDDLE_LOW] = {"elder.70", PAYER_CENTRAL},
};

enum relation demo_relation(uint8_t r) { return relation_of[r]; }
const struct demo_subsidy *demo_subsidy(uint8_t s) { return &subsidies[s]; }

int64_t demo_amount(const struct premium_law *law, uint8_t category, int64_t wage) {
	if (category / 10 == 3) return law->fixed_amount.v;
	if (category / 10 > 3) return 0;
	return premium_grade_of_wage(law, twd(wage))->insured_amount;
}

/* Units [from, to) and their people, held while their rows are written table by table (foreign
 * keys: persons and units before coverage). */
struct batch {
	struct demo *d;
	const struct act *act;
	uint32_t from, to;
	struct population_member *member;
	uint32_t count;
	struct buf name, head, address; /* of the row at hand: a bulk row borrows its texts */
};

static void put_times(struct bulk *b, const struct act *act, int64_t id, date_t from) {
	bulk_i64(b, id);
	bulk_i64(b, 1);
	bulk_date(b, from);
	bulk_date(b, DATE_OPEN);
	bulk_instant(b, act->at);
	bulk_instant(b, INSTANT_OPEN);
	bulk_i64(b, act->id);
}

static enum nhi_status put_unit(struct batch *t, struct bulk *b, uint32_t u, struct err *err) {
	char code[16];
	const struct population_unit *unit = &t->d->plan.units[u];
	(void)snprintf(code, sizeof code, "%u%08u", population_counties[unit->county].division,
	               u + 1);
	bulk_i64(b, demo_unit_id(t->d, u));
	bulk_str(b, str_from(code));
	bulk_i64(b, t->act->id);
	return bulk_row(b, err);
}

static enum nhi_status put_unit_fact(struct batch *t, struct bulk *b, uint32_t u, struct err *err) {
	const struct population_plan *plan = &t->d->plan;
	const struct population_unit *unit = &plan->units[u];
	const struct population_county *county = &population_counties[unit->county];
	struct population_random r = population_random(plan->seed, 11, u);
	char number[8];
	const bool has_number = population_business_number(plan, u, number);
	const date_t start = demo_start(t->d->request->month_from);
	put_times(b, t->act, demo_unit_id(t->d, u),
	          start - 9100 + (date_t)population_below(&r, 40));
	bulk_str(b, STR("open"));
	if (has_number)
		bulk_str(b, (struct str){number, sizeof number});
	else
		bulk_null(b);
	buf_reset(&t->name);
	population_unit_name(&t->name, plan, u);
	bulk_str(b, buf_str(&t->name));
	const struct unit_kind_row *kind = &unit_kinds[kinds[unit->kind]];
	bulk_str(b, str_from(kind->code));
	bulk_i64(b, kind->category);
	bulk_str(b, str_from(county->code));
	bulk_i64(b, county->division);
	buf_reset(&t->head);
	population_name(&t->head, plan->seed, unit->first_person, (uint8_t)population_below(&r, 60),
	                (uint8_t)(1 + population_below(&r, 2)));
	bulk_str(b, buf_str(&t->head));
	buf_reset(&t->address);
	population_address(&t->address, plan, unit->county, u);
	bulk_str(b, buf_str(&t->address));
	bulk_str(b, STR(""));
	bulk_str(b, STR(""));
	bulk_str(b, population_chance(&r, 600000) ? STR("ebill") : STR("paper"));
	return bulk_row(b, err);
}

static enum nhi_status put_person(struct batch *t, struct bulk *b, uint32_t i, struct err *err) {
	bulk_i64(b, demo_person_id(t->d, t->member[i].person));
	bulk_i64(b, t->act->id);
	return bulk_row(b, err);
}

static enum nhi_status put_key(struct batch *t, struct bulk *b, uint32_t i, struct err *err) {
	const struct population_member *m = &t->member[i];
	char id[POPULATION_ID_SIZE];
	population_id(population_county_of(&t->d->plan, m->person),
	              population_serial(&t->d->plan, m->person), m->sex, m->foreign, id);
	put_times(b, t->act, demo_person_id(t->d, m->person), m->born);
	bulk_str(b, m->foreign ? STR("resident") : STR("national"));
	bulk_str(b, (struct str){id, sizeof id});
	return bulk_row(b, err);
}

static enum nhi_status put_fact(struct batch *t, struct bulk *b, uint32_t i, struct err *err) {
	const struct population_member *m = &t->member[i];
	const struct population_plan *plan = &t->d->plan;
	const uint32_t county = population_county_of(plan, m->person);
	put_times(b, t->act, demo_person_id(t->d, m->person), m->born);
	buf_reset(&t->name);
	population_name(&t->name, plan->seed, m->person, m->surname, m->sex);
	bulk_str(b, buf_str(&t->name));
	bulk_str(b, m->sex == 1 ? STR("M") : STR("F"));
	bulk_date(b, m->born);
	bulk_i64(b, 0);
	bulk_bool(b, !m->foreign);
	bulk_str(b, str_from(population_counties[county].code));
	buf_reset(&t->address);
	population_address(&t->address, plan, county, POPULATION_HOME + m->insured);
	bulk_str(b, buf_str(&t->address));
	return bulk_row(b, err);
}

static enum nhi_status put_subsidy(struct batch *t, struct bulk *b, uint32_t i, struct err *err) {
	const struct population_member *m = &t->member[i];
	const struct demo_subsidy *s = demo_subsidy(m->subsidy);
	if (!s->kind) return NHI_OK;
	char name[64];
	(void)snprintf(name, sizeof name, "subsidy.%s", s->kind);
	const date_t start = demo_start(t->d->request->month_from);
	const struct law_value *part = law_at(t->d->request->billing->law, str_from(name), start);
	if (!part) return NHI_OK; /* not in force: nobody has it */
	put_times(b, t->act, demo_person_id(t->d, m->person), start - 365);
	bulk_str(b, str_from(s->kind));
	bulk_i64(b, part->value);
	bulk_str(b, str_from(bill_payers[s->payer].code));
	return bulk_row(b, err);
}

static enum nhi_status put_coverage(struct batch *t, struct bulk *b, uint32_t i, uint32_t unit,
                                    int64_t amount, struct err *err) {
	const struct population_member *m = &t->member[i];
	put_times(b, t->act, demo_person_id(t->d, m->person), m->since);
	bulk_i64(b, demo_unit_id(t->d, unit));
	bulk_i64(b, demo_person_id(t->d, m->insured));
	bulk_i64(b, m->relation == POPULATION_SELF ? ROLE_INSURED : ROLE_DEPENDENT);
	bulk_i64(b, m->category);
	bulk_bool(b, m->private_school);
	bulk_i64(b, demo_relation(m->relation));
	bulk_i64(b, ABSENCE_NONE);
	bulk_i64(b, amount);
	bulk_i64(b, ENTRY_TAKEOVER);
	bulk_i64(b, LEAVE_NONE);
	return bulk_row(b, err);
}

typedef enum nhi_status (*put_row)(struct batch *t, struct bulk *b, uint32_t i, struct err *err);

static enum nhi_status put_all(struct db *db, struct batch *t, const char *query, put_row put,
                               uint32_t from, uint32_t to, struct err *err) {
	struct bulk *b;
	enum nhi_status st = bulk_begin(&b, db, query, err);
	if (st != NHI_OK) return st;
	for (uint32_t i = from; i < to && st == NHI_OK; i++) st = put(t, b, i, err);
	return bulk_end(b, st, err);
}

/* Dependents carry the private school flag and amount of their insured person, who stands before
 * them. */
static enum nhi_status put_coverages(struct db *db, struct batch *t, struct err *err) {
	struct bulk *b;
	enum nhi_status st = bulk_begin(&b, db, "population_coverage_bulk", err);
	if (st != NHI_OK) return st;
	uint32_t i = 0;
	int64_t amount = 0;
	bool private_school = false;
	for (uint32_t u = t->from; u < t->to; u++) {
		const uint32_t end = i + t->d->plan.units[u].people;
		for (; i < end && st == NHI_OK; i++) {
			struct population_member *m = &t->member[i];
			if (m->relation == POPULATION_SELF) {
				amount = demo_amount(&t->d->premium, m->category, m->wage);
				private_school = m->private_school;
			}
			m->private_school = private_school;
			st = put_coverage(t, b, i, u, amount, err);
		}
	}
	return bulk_end(b, st, err);
}

static enum nhi_status load_batch(struct db *db, struct batch *t, struct err *err) {
	const uint32_t n = t->count;
	const bool lean = t->d->request->lean;
	enum nhi_status st = put_all(db, t, "population_unit_bulk", put_unit, t->from, t->to, err);
	if (st == NHI_OK)
		st = put_all(db, t, "population_unit_fact_bulk", put_unit_fact, t->from, t->to,
		             err);
	if (st == NHI_OK) st = put_all(db, t, "population_person_bulk", put_person, 0, n, err);
	if (st == NHI_OK && !lean) st = put_all(db, t, "population_key_bulk", put_key, 0, n, err);
	if (st == NHI_OK && !lean) st = put_all(db, t, "population_fact_bulk", put_fact, 0, n, err);
	if (st == NHI_OK) st = put_all(db, t, "population_subsidy_bulk", put_subsidy, 0, n, err);
	return st == NHI_OK ? put_coverages(db, t, err) : st;
}

enum nhi_status demo_load(struct db *db, struct demo *d, const struct act *act, struct err *err) {
	const size_t room = PEOPLE_AT_ONCE + (size_t)d->plan.unit_people_max;
	struct batch t = {.d = d,
	                  .act = act,
	                  .name = BUF_INIT(4096),
	                  .head = BUF_INIT(4096),
	                  .address = BUF_INIT(4096)};
	t.member = malloc(room * sizeof *t.member);
	if (!t.member) return err_set(err, NHI_MEMORY, " ");
	const date_t start = demo_start(d->request->month_from);
	enum nhi_status st = NHI_OK;
	while (t.to < d->plan.unit_count && st == NHI_OK) {
		t.from = t.to;
		t.count = 0;
		while (t.to < d->plan.unit_count && t.count < PEOPLE_AT_ONCE)
			t.count += population_unit_members(&d->plan, t.to++, start,
			                                   t.member + t.count);
		st = load_batch(db, &t, err);
	}
	free(t.member);
	buf_free(&t.name);
	buf_free(&t.head);
	buf_free(&t.address);
	return st;
}
