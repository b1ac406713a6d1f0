/* demo_events.c: how the synthetic nation goes on: each person's month is drawn from the seed, the
 * person and the month alone; what happens is recorded some days later, sometimes many weeks later,
 * and then touches months that were billed already. */
#include "base/check.h"
#include "base/clock.h"
#include "engine/demo_parts.h"
#include "store/fact.h"

enum event_kind {
	EVENT_JOB,      /* to another firm */
	EVENT_JOBLESS,  /* from a firm to the township office: item 62 */
	EVENT_HIRED,    /* from the township office to a firm */
	EVENT_AMOUNT,   /* insured amount adjusted from the 1st of the next month */
	EVENT_BIRTH,    /* a child enrolled from the day of birth */
	EVENT_DEATH,    /* leaves with the day */
	EVENT_ABROAD,   /* household registration lost */
	EVENT_SUBSIDY,  /* a disability recognised */
	EVENT_PARENTAL, /* parental leave begins */
	EVENT_COUNT
};

/* In a million persons that qualify, a month. February brings the half-year's adjustments. */
static const uint32_t chances[EVENT_COUNT] = {
        [EVENT_JOB] = 20000,   [EVENT_JOBLESS] = 3000, [EVENT_HIRED] = 9000,
        [EVENT_AMOUNT] = 4000, [EVENT_BIRTH] = 1500,   [EVENT_DEATH] = 700,
        [EVENT_ABROAD] = 250,  [EVENT_SUBSIDY] = 400,  [EVENT_PARENTAL] = 600,
};
enum { HALF_YEAR_ADJUSTED = 90000, FILED_LATE = 90000, ON_THE_LAST_DAY = 80000 };

struct life {
	uint32_t insured; /* number of the insured person; own number when not a dependent */
	uint32_t next;    /* next dependent of the same insured person, 0: none */
	uint32_t first;   /* first dependent of an insured person, 0: none */
	uint32_t unit;    /* index */
	int32_t wage;
	int64_t amount;
	date_t born, since; /* since: first day of the open fact */
	int16_t facts;      /* coverage facts written */
	uint8_t category, relation, sex, surname, absence;
	bool private_school, covered, busy, subsidised;
};

struct event {
	instant_t at; /* recorded */
	uint32_t person;
	enum event_kind kind;
	date_t day;
};

struct demo_state {
	struct demo *demo;
	struct life *life; /* at number - 1 */
	uint32_t people, room;
	struct event *event; /* not yet recorded, by instant and person */
	size_t event_count, event_room;
	month_t drawn; /* last month drawn */
	uint32_t first_unit[POPULATION_COUNTY_COUNT + 1];
	struct db *db; /* NULL: the state goes on and nothing is written */
	struct act act;
};

static struct life *life_of(struct demo_state *s, uint32_t person) { return &s->life[person - 1]; }

enum { SECONDS_AN_HOUR = 3600 };
static instant_t hour_of(date_t d, uint32_t seconds) {
	return instant_of_date(d) + (instant_t)seconds * 1000000;
}
/* The bills of a month are run in the evening of the 10th of the next. */
static instant_t bill_instant(month_t m) {
	return hour_of(month_first(m + 1) + 9, 20 * SECONDS_AN_HOUR);
}

/* --- the state at the start --- */

static void add_dependent(struct demo_state *s, uint32_t head, uint32_t person) {
	struct life *h = life_of(s, head), *d = life_of(s, person);
	d->next = h->first;
	h->first = person;
}

enum nhi_status demo_state_make(struct demo_state **out, struct demo *d, struct err *err) {
	struct demo_state *s = calloc(1, sizeof *s);
	*out = s;
	if (!s) return err_set(err, NHI_MEMORY, " ");
	const struct population_plan *plan = &d->plan;
	s->demo = d;
	s->people = plan->people;
	s->room = plan->people + plan->people / 50 + 1000;
	s->drawn = d->request->month_from - 1;
	s->life = calloc(s->room, sizeof *s->life);
	struct population_member *m = calloc(plan->unit_people_max, sizeof *m);
	if (!s->life || !m) {
		free(m);
		return err_set(err, NHI_MEMORY, " ");
	}
	for (uint32_t u = 0; u < plan->unit_count; u++) {
		const uint32_t n =
		        population_unit_members(plan, u, demo_start(d->request->month_from), m);
		s->first_unit[plan->units[u].county + 1] = u + 1;
		bool private_school = false;
		int64_t amount = 0;
		for (uint32_t i = 0; i < n; i++) {
			if (m[i].relation == POPULATION_SELF) {
				private_school = m[i].private_school;
				amount = demo_amount(&d->premium, m[i].category, m[i].wage);
			}
			*life_of(s, m[i].person) = (struct life){
			        .insured = m[i].insured,
			        .unit = u,
			        .wage = m[i].wage,
			        .amount = amount,
			        .born = m[i].born,
			        .since = m[i].since,
			        .facts = 1,
			        .category = m[i].category,
			        .relation = (uint8_t)demo_relation(m[i].relation),
			        .sex = m[i].sex,
			        .surname = m[i].surname,
			        .private_school = private_school,
			        .covered = true,
			        .subsidised = m[i].subsidy != POPULATION_NO_SUBSIDY,
			};
			if (m[i].insured != m[i].person)
				add_dependent(s, m[i].insured, m[i].person);
		}
	}
	for (size_t c = 0; c < POPULATION_COUNTY_COUNT; c++)
		if (s->first_unit[c + 1] < s->first_unit[c])
			s->first_unit[c + 1] = s->first_unit[c];
	free(m);
	return NHI_OK;
}

void demo_state_free(struct demo_state *s) {
	if (!s) return;
	free(s->life);
	free(s->event);
	free(s);
}

/* --- drawing a month --- */

static bool works_in_firm(const struct demo_state *s, const struct life *p) {
	return p->category == 12 && s->demo->plan.units[p->unit].kind == POPULATION_FIRM;
}

static bool qualifies(const struct demo_state *s, const struct life *p, uint32_t person,
                      enum event_kind kind, date_t start) {
	const bool head = p->insured == person;
	const int32_t age = date_age(p->born, start);
	switch (kind) {
	case EVENT_JOB:
	case EVENT_JOBLESS: return head && works_in_firm(s, p) && p->absence == ABSENCE_NONE;
	case EVENT_HIRED: return head && p->category == 62 && age >= 18 && age < 60;
	case EVENT_AMOUNT: return head && p->category < 20 && p->absence == ABSENCE_NONE;
	case EVENT_BIRTH: return head && p->category < 40 && age >= 22 && age < 45;
	case EVENT_DEATH: return age >= 50 && p->first == 0;
	case EVENT_ABROAD: return head && p->first == 0 && p->category == 62;
	case EVENT_SUBSIDY: return !p->subsidised && p->category != 51;
	case EVENT_PARENTAL:
		return head && p->category == 12 && p->first != 0 && age < 45 &&
		       p->absence == ABSENCE_NONE;
	case EVENT_COUNT: break;
	}
	return false;
}

static enum nhi_status keep_event(struct demo_state *s, struct event e, struct err *err) {
	if (s->event_count == s->event_room) {
		const size_t room = s->event_room ? s->event_room * 2 : 1024;
		struct event *wider = realloc(s->event, room * sizeof *wider);
		if (!wider) return err_set(err, NHI_MEMORY, " ");
		s->event = wider;
		s->event_room = room;
	}
	s->event[s->event_count++] = e;
	life_of(s, e.person)->busy = true;
	return NHI_OK;
}

static enum nhi_status draw_month(struct demo_state *s, month_t month, struct err *err) {
	const date_t first = month_first(month);
	const uint32_t days = (uint32_t)(month_last(month) - first + 1);
	const uint32_t people = s->people;
	for (uint32_t person = 1; person <= people; person++) {
		struct life *p = life_of(s, person);
		if (!p->covered || p->busy || p->since >= first) continue;
		struct population_random r =
		        population_random(s->demo->plan.seed, 1000 + (uint64_t)month, person);
		for (enum event_kind k = 0; k < EVENT_COUNT; k++) {
			const bool half_year = k == EVENT_AMOUNT && month_number(month) == 2;
			if (!population_chance(&r, half_year ? HALF_YEAR_ADJUSTED : chances[k]))
				continue;
			if (!qualifies(s, p, person, k, first)) continue;
			struct event e = {.person = person, .kind = k};
			e.day = first + (date_t)population_below(&r, days);
			if (population_chance(&r, ON_THE_LAST_DAY)) e.day = month_last(month);
			const uint32_t wait = population_chance(&r, FILED_LATE)
			                              ? 20 + population_below(&r, 50)
			                              : 1 + population_below(&r, 3);
			e.at = hour_of(e.day + (date_t)wait,
			               9 * SECONDS_AN_HOUR +
			                       population_below(&r, 8 * SECONDS_AN_HOUR));
			const enum nhi_status st = keep_event(s, e, err);
			if (st != NHI_OK) return st;
			break;
		}
	}
	s->drawn = month;
	return NHI_OK;
}

static int by_instant(const void *a, const void *b) {
	const struct event *x = a, *y = b;
	if (x->at != y->at) return x->at < y->at ? -1 : 1;
	return x->person < y->person ? -1 : x->person > y->person;
}

/* --- what an event writes --- */

static enum nhi_status insert_coverage(struct demo_state *s, uint32_t person, date_t to,
                                       enum entry_reason entry, enum leave_reason leave,
                                       struct err *err) {
	struct life *p = life_of(s, person);
	const struct demo *d = s->demo;
	struct fact f = {
	        .subject_id = demo_person_id(d, person), .valid_from = p->since, .valid_to = to};
	p->facts++;
	if (!s->db) return NHI_OK;
	struct db_stmt *q = fact_insert(s->db, &s->act, "coverage", &f);
	db_bind_i64(q, demo_unit_id(d, p->unit));
	db_bind_i64(q, demo_person_id(d, p->insured));
	db_bind_i64(q, p->insured == person ? ROLE_INSURED : ROLE_DEPENDENT);
	db_bind_i64(q, p->category);
	db_bind_bool(q, p->private_school);
	db_bind_i64(q, p->relation);
	db_bind_i64(q, p->absence);
	db_bind_i64(q, p->amount);
	db_bind_i64(q, entry);
	db_bind_i64(q, leave);
	const enum nhi_status st = db_run(q, err);
	if (st == NHI_OK) CHECK(f.fact_no == p->facts);
	return st;
}

/* Ends the open period of a person on the day before `to`. */
static enum nhi_status end_coverage(struct demo_state *s, uint32_t person, date_t to,
                                    enum leave_reason reason, struct err *err) {
	struct life *p = life_of(s, person);
	enum nhi_status st = NHI_OK;
	if (s->db)
		st = fact_close(s->db, &s->act, "coverage", demo_person_id(s->demo, person),
		                p->facts, err);
	if (st == NHI_OK && p->since < to)
		st = insert_coverage(s, person, to, ENTRY_TAKEOVER, reason, err);
	p->covered = false;
	if (st != NHI_OK || !s->db) return st;
	struct db_stmt *q = db_query(s->db, "population_rebill");
	db_bind_i64(q, demo_person_id(s->demo, person));
	db_bind_month(q, month_of(to - 1));
	db_bind_i64(q, s->act.id);
	return db_run(q, err);
}

static enum nhi_status begin_coverage(struct demo_state *s, uint32_t person, date_t from,
                                      enum entry_reason reason, struct err *err) {
	struct life *p = life_of(s, person);
	p->since = from;
	p->covered = true;
	return insert_coverage(s, person, DATE_OPEN, reason, LEAVE_NONE, err);
}

/* Ends the family's periods, lets `change` alter the insured person, begins new ones. */
static enum nhi_status change_family(struct demo_state *s, uint32_t head, date_t from,
                                     const struct life *changed, enum leave_reason leave,
                                     enum entry_reason entry, struct err *err) {
	enum nhi_status st = NHI_OK;
	uint32_t person = head;
	while (person != 0 && st == NHI_OK) {
		struct life *p = life_of(s, person);
		if (p->covered) {
			st = end_coverage(s, person, from, leave, err);
			p->unit = changed->unit;
			p->category = changed->category;
			p->amount = changed->amount;
			p->private_school = changed->private_school;
			if (person == head) {
				p->wage = changed->wage;
				p->absence = changed->absence;
			}
			if (st == NHI_OK) st = begin_coverage(s, person, from, entry, err);
		}
		person = person == head ? p->first : p->next;
	}
	return st;
}

static uint32_t pick_unit(const struct demo_state *s, struct population_random *r, uint32_t county,
                          enum population_kind kind, uint32_t otherwise) {
	const uint32_t from = s->first_unit[county], count = s->first_unit[county + 1] - from;
	for (int i = 0; i < 400 && count > 0; i++) {
		const uint32_t u = from + population_below(r, count);
		if (s->demo->plan.units[u].kind == kind) return u;
	}
	return otherwise;
}

static enum nhi_status change_job(struct demo_state *s, const struct event *e,
                                  struct population_random *r, struct err *err) {
	struct life changed = *life_of(s, e->person);
	const uint32_t county = s->demo->plan.units[changed.unit].county;
	const bool jobless = e->kind == EVENT_JOBLESS;
	changed.unit = pick_unit(s, r, county, jobless ? POPULATION_TOWNSHIP : POPULATION_FIRM,
	                         changed.unit);
	changed.category = jobless ? 62 : 12;
	if (s->demo->plan.units[changed.unit].kind !=
	    (jobless ? POPULATION_TOWNSHIP : POPULATION_FIRM))
		return NHI_OK; /* the county has none: nothing happens */
	changed.wage = jobless ? 0 : population_wage(r, 12);
	changed.amount = demo_amount(&s->demo->premium, changed.category, changed.wage);
	changed.private_school = false;
	return change_family(s, e->person, enrol_transfer_from(e->day), &changed, LEAVE_TRANSFER,
	                     ENTRY_TRANSFER, err);
}

static enum nhi_status change_amount(struct demo_state *s, const struct event *e,
                                     struct population_random *r, struct err *err) {
	struct life changed = *life_of(s, e->person);
	changed.wage += changed.wage / 100 * (int32_t)(1 + population_below(r, 12));
	changed.amount = demo_amount(&s->demo->premium, changed.category, changed.wage);
	if (changed.amount == life_of(s, e->person)->amount) return NHI_OK; /* the same grade */
	return change_family(s, e->person, enrol_amount_from(e->day), &changed, LEAVE_CONTINUED,
	                     ENTRY_AMOUNT, err);
}

static enum nhi_status write_newborn(struct demo_state *s, uint32_t person, struct err *err) {
	const struct demo *d = s->demo;
	const struct life *p = life_of(s, person);
	const int64_t id = demo_person_id(d, person);
	const uint32_t county = d->plan.units[p->unit].county;
	char number[POPULATION_ID_SIZE];
	population_id(county, population_serial(&d->plan, person), p->sex, false, number);
	struct db_stmt *q = db_query(s->db, "person_insert");
	db_bind_i64(q, id);
	db_bind_i64(q, s->act.id);
	enum nhi_status st = db_run(q, err);
	if (st != NHI_OK || d->request->lean) return st;
	struct fact key = {.subject_id = id,
	                   .kind = STR("national"),
	                   .valid_from = p->born,
	                   .valid_to = DATE_OPEN};
	q = fact_insert(s->db, &s->act, "person_key", &key);
	db_bind_str(q, (struct str){number, sizeof number});
	st = db_run(q, err);
	if (st != NHI_OK) return st;
	struct fact f = {.subject_id = id, .valid_from = p->born, .valid_to = DATE_OPEN};
	struct buf name = BUF_INIT(64), address = BUF_INIT(256);
	population_name(&name, d->plan.seed, person, p->surname, p->sex);
	population_address(&address, &d->plan, county, POPULATION_HOME + p->insured);
	q = fact_insert(s->db, &s->act, "person_fact", &f);
	db_bind_str(q, buf_str(&name));
	db_bind_str(q, p->sex == 1 ? STR("M") : STR("F"));
	db_bind_date(q, p->born);
	db_bind_i64(q, 0);
	db_bind_null(q);
	db_bind_bool(q, true);
	db_bind_str(q, str_from(population_counties[county].code));
	db_bind_str(q, buf_str(&address));
	st = db_run(q, err);
	buf_free(&name);
	buf_free(&address);
	return st;
}

static enum nhi_status bear(struct demo_state *s, const struct event *e,
                            struct population_random *r, struct err *err) {
	if (s->people == s->room) return NHI_OK;
	const struct life head = *life_of(s, e->person);
	const uint32_t person = ++s->people;
	*life_of(s, person) = (struct life){
	        .insured = e->person,
	        .unit = head.unit,
	        .amount = head.amount,
	        .born = e->day,
	        .category = head.category,
	        .relation = RELATION_CHILD,
	        .sex = (uint8_t)(1 + population_below(r, 2)),
	        .surname = head.surname,
	        .private_school = head.private_school,
	};
	add_dependent(s, e->person, person);
	enum nhi_status st = s->db ? write_newborn(s, person, err) : NHI_OK;
	if (st == NHI_OK) st = begin_coverage(s, person, e->day, ENTRY_NEWBORN, err);
	if (st != NHI_OK || !s->db) return st;
	struct db_stmt *q = db_query(s->db, "population_rebill");
	db_bind_i64(q, demo_person_id(s->demo, person));
	db_bind_month(q, month_of(e->day));
	db_bind_i64(q, s->act.id);
	return db_run(q, err);
}

static enum nhi_status grant(struct demo_state *s, const struct event *e, struct err *err) {
	struct life *p = life_of(s, e->person);
	const struct demo_subsidy *kind = demo_subsidy(POPULATION_DISABLED_MEDIUM);
	const date_t from = month_first(month_of(e->day));
	const struct law_value *part =
	        law_at(s->demo->request->billing->law, STR("subsidy.disability.moderate"), from);
	p->subsidised = true;
	if (!s->db || !part) return NHI_OK;
	struct fact f = {.subject_id = demo_person_id(s->demo, e->person),
	                 .kind = str_from(kind->kind),
	                 .valid_from = from,
	                 .valid_to = DATE_OPEN};
	struct db_stmt *q = fact_insert(s->db, &s->act, "person_subsidy", &f);
	db_bind_i64(q, part->value);
	db_bind_str(q, str_from(bill_payers[kind->payer].code));
	enum nhi_status st = db_run(q, err);
	if (st != NHI_OK) return st;
	q = db_query(s->db, "population_rebill");
	db_bind_i64(q, demo_person_id(s->demo, e->person));
	db_bind_month(q, month_of(from));
	db_bind_i64(q, s->act.id);
	return db_run(q, err);
}

/* What happens to the people. */
static enum nhi_status happen(struct demo_state *s, const struct event *e,
                              struct population_random *r, struct err *err) {
	struct life changed = *life_of(s, e->person);
	switch (e->kind) {
	case EVENT_JOB:
	case EVENT_JOBLESS:
	case EVENT_HIRED: return change_job(s, e, r, err);
	case EVENT_AMOUNT: return change_amount(s, e, r, err);
	case EVENT_BIRTH: return bear(s, e, r, err);
	case EVENT_DEATH: return end_coverage(s, e->person, e->day + 1, LEAVE_DEATH, err);
	case EVENT_ABROAD: return end_coverage(s, e->person, e->day + 1, LEAVE_UNQUALIFIED, err);
	case EVENT_SUBSIDY: return grant(s, e, err);
	case EVENT_PARENTAL:
		changed.absence = ABSENCE_PARENTAL;
		return change_family(s, e->person, e->day, &changed, LEAVE_CONTINUED, ENTRY_ABSENCE,
		                     err);
	case EVENT_COUNT: break;
	}
	return NHI_OK;
}

/* The record of the filing, as every real one leaves it; `unit` is where the person was before. */
static enum nhi_status file_event(struct demo_state *s, const struct event *e, const char *reason,
                                  uint32_t unit, struct err *err) {
	static const char *const kinds[EVENT_COUNT] = {
	        [EVENT_JOB] = "enrol.transfer",   [EVENT_JOBLESS] = "enrol.transfer",
	        [EVENT_HIRED] = "enrol.transfer", [EVENT_AMOUNT] = "enrol.amount",
	        [EVENT_BIRTH] = "enrol.in",       [EVENT_DEATH] = "enrol.out",
	        [EVENT_ABROAD] = "enrol.out",     [EVENT_SUBSIDY] = "person.subsidy",
	        [EVENT_PARENTAL] = "enrol.leave",
	};
	const uint32_t person = e->kind == EVENT_BIRTH ? s->people : e->person;
	const uint32_t now = life_of(s, e->person)->covered ? life_of(s, e->person)->unit : unit;
	const struct demo_filed filed = {.kind = kinds[e->kind],
	                                 .reason = reason,
	                                 .unit_id = demo_unit_id(s->demo, now),
	                                 .person_id = demo_person_id(s->demo, person),
	                                 .day = e->day};
	enum nhi_status st = demo_file(s->db, s->demo, &s->act, &filed, err);
	if (st == NHI_OK && e->kind == EVENT_DEATH)
		st = demo_die(s->db, &s->act, filed.person_id, e->day, err);
	if (st == NHI_OK && e->kind == EVENT_BIRTH)
		st = demo_be(s->db, &s->act, filed.person_id, "household", e->day, err);
	if (st == NHI_OK && e->kind == EVENT_ABROAD)
		st = demo_be(s->db, &s->act, filed.person_id, "abroad", e->day, err);
	return st;
}

static enum nhi_status carry_out(struct demo_state *s, const struct event *e, struct err *err) {
	static const char *const reasons[EVENT_COUNT] = {"job",    "jobless", "hired",
	                                                 "amount", "birth",   "death",
	                                                 "abroad", "subsidy", "parental"};
	struct population_random r =
	        population_random(s->demo->plan.seed, 5000 + (uint64_t)e->kind,
	                          (uint64_t)e->person << 16 | (uint64_t)month_of(e->day));
	struct life *p = life_of(s, e->person);
	p->busy = false;
	if (!p->covered) return NHI_OK;
	if (s->db) {
		const struct act_request request = {.actor = STR("demo"),
		                                    .reason = str_from(reasons[e->kind]),
		                                    .purpose = STR("enrol")};
		clock_fix(e->at);
		const enum nhi_status st = act_begin(s->db, &request, &s->act, err);
		if (st != NHI_OK) return st;
	}
	const struct life before = *p;
	const uint32_t people = s->people;
	const enum nhi_status st = happen(s, e, &r, err);
	p = life_of(s, e->person);
	const bool changed = p->facts != before.facts || p->subsidised != before.subsidised ||
	                     s->people != people;
	if (st != NHI_OK || !s->db || !changed) return st;
	return file_event(s, e, reasons[e->kind], before.unit, err);
}

enum nhi_status demo_month(struct db *db, struct demo_state *s, month_t month, struct err *err) {
	enum nhi_status st = NHI_OK;
	s->db = db;
	if (s->demo->request->lean) {
		/* Nothing happens: people stay as they are. */
		if (db) clock_fix(bill_instant(month));
		return NHI_OK;
	}
	/* What happens in the first days of the next month is learnt before this one is billed. */
	while (st == NHI_OK && s->drawn < month + 1) st = draw_month(s, s->drawn + 1, err);
	if (s->event_count > 0) qsort(s->event, s->event_count, sizeof *s->event, by_instant);
	size_t done = 0;
	while (st == NHI_OK && done < s->event_count && s->event[done].at <= bill_instant(month))
		st = carry_out(s, &s->event[done++], err);
	if (done > 0) {
		s->event_count -= done;
		memmove(s->event, s->event + done, s->event_count * sizeof *s->event);
	}
	if (db) clock_fix(bill_instant(month));
	return st;
}
