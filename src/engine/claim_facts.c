/* claim_facts.c: see claim_facts.h. */
#include "engine/claim_facts.h"

#include "base/check.h"
#include "base/ids.h"
#include "engine/claim_people.h"
#include "nhi/enrol.h"
#include "store/claim_facts.h"

enum { COPAY_SPELLS_MAX = 32, ROWS_FIRST = 256 };

/* Rows of one owner stand together: first and count of them in an array. */
struct span {
	int64_t person_id;
	uint32_t first, count;
};

struct provider_entry {
	struct str code;
	struct claim_provider_facts facts;
	size_t contract, event; /* first of theirs */
};

struct column {
	char *p;
	size_t count, room, size;
};

struct claim_registers {
	struct arena texts;
	struct claim_people people;
	struct column coverage, certificate, approval, contract, event;
	struct column covered, certified, approved; /* spans by person */
	struct column death, dead;                  /* days, and spans by person */
	struct column watched;                      /* items with an approved quantity, sorted */
	struct column provider;                     /* by code */
	struct copay_law copay[COPAY_SPELLS_MAX];
	size_t copay_count;
	const struct copay_codes *codes;
	const struct claim_checks *first;
	struct claim_provider_facts at_hand; /* of the batch */
	char code[ID_PROVIDER_LENGTH + 1];   /* of a provider that is not in the register */
	struct seen *seen;                   /* NULL: nothing is shown */
	bool failed;
};

static void *add(struct claim_registers *r, struct column *c, size_t size) {
	c->size = size;
	if (c->p == NULL || c->count == c->room) {
		size_t room = c->room == 0 ? ROWS_FIRST : c->room * 2;
		char *p = realloc(c->p, room * size);
		if (p == NULL) {
			r->failed = true;
			return NULL;
		}
		c->p = p;
		c->room = room;
	}
	void *row = c->p + c->count++ * size;
	memset(row, 0, size);
	return row;
}

/* The row belongs to this person, whose rows come one after the other. */
static void add_span(struct claim_registers *r, struct column *spans, int64_t person_id,
                     size_t row) {
	struct span *last = spans->count == 0 ? NULL : (struct span *)spans->p + spans->count - 1;
	if (last == NULL || last->person_id != person_id) {
		last = add(r, spans, sizeof *last);
		if (last == NULL) return;
		*last = (struct span){.person_id = person_id, .first = (uint32_t)row};
	}
	last->count++;
}

static struct span span_of(const struct column *spans, int64_t person_id) {
	size_t low = 0, high = spans->count;
	const struct span *s = (const struct span *)spans->p;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (s[mid].person_id < person_id)
			low = mid + 1;
		else
			high = mid;
	}
	bool found = low < spans->count && s[low].person_id == person_id;
	return found ? s[low] : (struct span){.person_id = person_id};
}

/* --- loading
 * --------------------------------------------------------------------------------------- */

/* Insurance ended with it: the first day without. */
static void add_death(struct claim_registers *r, int64_t person_id, date_t day) {
	size_t at = r->death.count;
	date_t *d = add(r, &r->death, sizeof *d);
	if (d == NULL) return;
	*d = day;
	add_span(r, &r->dead, person_id, at);
}

static enum nhi_status load_coverage(struct claim_registers *r, struct db *db, struct err *err) {
	struct db_stmt *q = claim_fact_coverage(db);
	while (!r->failed && db_next(q)) {
		size_t at = r->coverage.count;
		struct period *p = add(r, &r->coverage, sizeof *p);
		if (p == NULL) break;
		*p = (struct period){db_date(q, 1), db_date(q, 2)};
		add_span(r, &r->covered, db_i64(q, 0), at);
		if (db_i64(q, 3) == LEAVE_DEATH) add_death(r, db_i64(q, 0), p->to);
	}
	return db_end(q, err);
}

static enum nhi_status load_illness(struct claim_registers *r, struct db *db, struct err *err) {
	struct db_stmt *q = claim_fact_illness(db);
	while (!r->failed && db_next(q)) {
		size_t at = r->certificate.count;
		struct claim_certificate *c = add(r, &r->certificate, sizeof *c);
		if (c == NULL) break;
		struct period valid = {db_date(q, 4), db_date(q, 5)};
		/* admissions are asked for with the case; without one the certificate's first day
		 */
		c->free = (struct period){
		        illness_free_from(valid, db_date(q, 3), DATE_OPEN, DATE_OPEN, DATE_OPEN),
		        valid.to};
		c->category = (int32_t)db_i64(q, 1);
		c->icd = db_keep(q, 2, &r->texts);
		add_span(r, &r->certified, db_i64(q, 0), at);
	}
	return db_end(q, err);
}

static enum nhi_status load_approvals(struct claim_registers *r, struct db *db, struct err *err) {
	enum { TENTHS = 10 };
	struct db_stmt *q = claim_fact_approval(db);
	while (!r->failed && db_next(q)) {
		size_t at = r->approval.count;
		struct claim_approval *a = add(r, &r->approval, sizeof *a);
		if (a == NULL) break;
		*a = (struct claim_approval){.item = db_keep(q, 1, &r->texts),
		                             .provider = db_keep(q, 2, &r->texts),
		                             .acceptance_no = db_keep(q, 3, &r->texts),
		                             .approved = {db_i64(q, 4) * TENTHS},
		                             .valid = {db_date(q, 5), db_date(q, 6)},
		                             .used = {db_i64(q, 7)}};
		struct str *item = a->approved.v > 0 ? add(r, &r->watched, sizeof *item) : NULL;
		if (item != NULL) *item = a->item;
		add_span(r, &r->approved, db_i64(q, 0), at);
	}
	return db_end(q, err);
}

static struct provider_entry *provider_of(const struct claim_registers *r, struct str code) {
	struct provider_entry *p = (struct provider_entry *)(void *)r->provider.p;
	size_t low = 0, high = r->provider.count;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (str_cmp(p[mid].code, code) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < r->provider.count && str_eq(p[low].code, code) ? &p[low] : NULL;
}

static enum nhi_status load_providers(struct claim_registers *r, struct db *db, struct err *err) {
	struct db_stmt *q = claim_fact_provider(db);
	while (!r->failed && db_next(q)) {
		struct provider_entry *p = add(r, &r->provider, sizeof *p);
		if (p == NULL) break;
		p->code = db_keep(q, 0, &r->texts);
		p->facts = (struct claim_provider_facts){
		        .is_known = true, .code = p->code, .level = COPAY_LEVELS};
		if (!copay_level_parse(db_str(q, 1), &p->facts.level))
			p->facts.level = COPAY_LEVELS;
	}
	return db_end(q, err);
}

static enum nhi_status load_contracts(struct claim_registers *r, struct db *db, struct err *err) {
	struct db_stmt *q = claim_fact_contract(db);
	while (!r->failed && db_next(q)) {
		struct provider_entry *p = provider_of(r, db_str(q, 0));
		size_t at = r->contract.count;
		struct period *c = add(r, &r->contract, sizeof *c);
		if (c == NULL) break;
		*c = (struct period){db_date(q, 1), db_date(q, 2)};
		if (p == NULL) continue;
		if (p->facts.contract_count++ == 0) p->contract = at;
	}
	return db_end(q, err);
}

static enum provider_measure measure_of(struct str s) {
	for (int i = 0; i < PROVIDER_MEASURE_COUNT; i++)
		if (str_is(s, provider_measures[i])) return (enum provider_measure)i;
	return PROVIDER_CORRECTION;
}

static enum nhi_status load_measures(struct claim_registers *r, struct db *db, struct err *err) {
	struct db_stmt *q = claim_fact_measure(db);
	while (!r->failed && db_next(q)) {
		struct provider_entry *p = provider_of(r, db_str(q, 0));
		size_t at = r->event.count;
		struct provider_event *e = add(r, &r->event, sizeof *e);
		if (e == NULL) break;
		*e = (struct provider_event){.measure = measure_of(db_str(q, 1)),
		                             .article = (int32_t)db_i64(q, 2),
		                             .valid = {db_date(q, 3), db_date(q, 4)},
		                             .scope = db_keep(q, 5, &r->texts)};
		if (p == NULL) continue;
		if (p->facts.event_count++ == 0) p->event = at;
	}
	return db_end(q, err);
}

static int by_text(const void *a, const void *b) {
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Arrays stand still from now on. */
static void settle(struct claim_registers *r) {
	if (r->watched.count > 0)
		qsort(r->watched.p, r->watched.count, sizeof(struct str), by_text);
	struct provider_entry *p = (struct provider_entry *)(void *)r->provider.p;
	for (size_t i = 0; i < r->provider.count; i++) {
		p[i].facts.contract = (const struct period *)(void *)r->contract.p + p[i].contract;
		p[i].facts.event = (const struct provider_event *)(void *)r->event.p + p[i].event;
	}
}

static void resolve_copay(struct claim_registers *r, const struct law *law) {
	enum { FIRST_YEAR = 2013 };
	date_t at = month_first(month_make(FIRST_YEAR, 1));
	while (r->copay_count < COPAY_SPELLS_MAX && at < DATE_OPEN) {
		struct copay_law *spell = &r->copay[r->copay_count++];
		copay_law_at(law, at, spell);
		if (spell->to <= at) break;
		at = spell->to;
	}
}

static enum nhi_status load_all(struct db *db, void *context, struct err *err) {
	static enum nhi_status (*const loads[])(struct claim_registers *, struct db *,
	                                        struct err *) = {load_coverage,  load_illness,
	                                                         load_approvals, load_providers,
	                                                         load_contracts, load_measures};
	struct claim_registers *r = context;
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; i < COUNT_OF(loads) && st == NHI_OK; i++) st = loads[i](r, db, err);
	return st == NHI_OK && r->failed ? err_set(err, NHI_MEMORY, "") : st;
}

enum nhi_status claim_registers_load(struct claim_registers **out, const char *url,
                                     const char *data_dir, const struct law *law,
                                     const struct copay_codes *codes,
                                     const struct counties *counties, struct err *err) {
	struct db *db;
	struct claim_registers *r = calloc(1, sizeof *r);
	*out = r;
	if (r == NULL) return err_set(err, NHI_MEMORY, "");
	r->texts = ARENA_INIT((size_t)4 << 30);
	r->codes = codes;
	resolve_copay(r, law);
	enum nhi_status st = db_open(&db, url, data_dir, DB_READ_ONLY, err);
	if (st != NHI_OK) return st;
	st = claim_people_load(db, counties, &r->people, err);
	if (st == NHI_OK) st = db_transact(db, DB_READ, load_all, r, err);
	db_close(db);
	if (st == NHI_OK) settle(r);
	return st;
}

void claim_registers_free(struct claim_registers *r) {
	if (r == NULL) return;
	struct column *columns[] = {&r->death,       &r->dead,      &r->watched,  &r->coverage,
	                            &r->certificate, &r->approval,  &r->contract, &r->event,
	                            &r->covered,     &r->certified, &r->approved, &r->provider};
	for (size_t i = 0; i < COUNT_OF(columns); i++) free(columns[i]->p);
	claim_people_free(&r->people);
	arena_free(&r->texts);
	free(r);
}

/* --- asking
 * ----------------------------------------------------------------------------------------- */

static const struct period always = {DATE_MIN, DATE_OPEN};

static void begin(void *context, const struct claim_batch *b, struct claim_sink *sink) {
	struct claim_registers *r = context;
	const struct claim_checks *first = r->first;
	const struct provider_entry *known = provider_of(r, b->provider);
	struct str code = str_slice(b->provider, 0, ID_PROVIDER_LENGTH);
	if (code.n > 0) memcpy(r->code, code.p, code.n);
	r->at_hand = known != NULL ? known->facts
	                           : (struct claim_provider_facts){.code = {r->code, code.n},
	                                                           .level = COPAY_LEVELS};
	if (r->contract.count == 0) { /* no contracts are kept here: they are not judged */
		r->at_hand.is_known = true;
		r->at_hand.contract = &always;
		r->at_hand.contract_count = 1;
	}
	if (first != NULL && first->begin != NULL) first->begin(first->context, b, sink);
}

static const struct copay_law *copay_on(const struct claim_registers *r, date_t day) {
	for (size_t i = 0; i < r->copay_count; i++)
		if (day >= r->copay[i].from && day < r->copay[i].to) return &r->copay[i];
	return NULL;
}

static void one(void *context, const struct claim_case *c, struct claim_sink *sink) {
	struct claim_registers *r = context;
	const struct claim_checks *first = r->first;
	if (first != NULL && first->one != NULL) first->one(first->context, c, sink);
	const struct claim_person *person = claim_people_find(&r->people, c->person);
	int64_t id = person == NULL ? 0 : person->person_id;
	if (r->seen != NULL) seen_add(r->seen, id);
	struct span covered = span_of(&r->covered, id), certified = span_of(&r->certified, id);
	struct span approved = span_of(&r->approved, id);
	struct claim_person_facts facts = {.is_known = id != 0,
	                                   .died = DATE_OPEN,
	                                   .coverage_count = covered.count,
	                                   .certificate_count = certified.count,
	                                   .approval_count = approved.count};
	facts.coverage = (const struct period *)(void *)r->coverage.p + covered.first;
	if (r->coverage.count == 0) { /* nobody's insurance is kept here: it is not judged */
		facts.is_known = true;
		facts.coverage = &always;
		facts.coverage_count = 1;
	}
	struct span dead = span_of(&r->dead, id);
	if (dead.count > 0)
		facts.died = ((const date_t *)(void *)r->death.p)[dead.first + dead.count - 1];
	facts.certificate =
	        (const struct claim_certificate *)(void *)r->certificate.p + certified.first;
	facts.approval = (struct claim_approval *)(void *)r->approval.p + approved.first;
	struct claim_facts all = {.person = &facts,
	                          .provider = &r->at_hand,
	                          .copay = copay_on(r, c->visit),
	                          .copay_codes = r->codes,
	                          .asks_illness = r->certificate.count > 0};
	claim_facts_judge(&all, c, sink);
}

/* The registers themselves need one reading only. */
static void look(void *context, const struct claim_case *c) {
	const struct claim_checks *first = ((struct claim_registers *)context)->first;
	first->first(first->context, c);
}

static void ready(void *context) {
	const struct claim_checks *first = ((struct claim_registers *)context)->first;
	first->ready(first->context);
}

static void blanket(void *context, const struct claim_order *o, struct claim_sink *sink) {
	const struct claim_checks *first = ((struct claim_registers *)context)->first;
	if (first != NULL && first->blanket != NULL) first->blanket(first->context, o, sink);
}

static void end(void *context, struct claim_sink *sink) {
	const struct claim_checks *first = ((struct claim_registers *)context)->first;
	if (first != NULL && first->end != NULL) first->end(first->context, sink);
}

struct claim_checks claim_registers_checks(struct claim_registers *r,
                                           const struct claim_checks *first) {
	r->first = first;
	bool twice = first != NULL && first->first != NULL;
	return (struct claim_checks){.context = r,
	                             .begin = begin,
	                             .first = twice ? look : NULL,
	                             .ready = twice ? ready : NULL,
	                             .one = one,
	                             .blanket = blanket,
	                             .end = end};
}

void claim_registers_tell(struct claim_registers *r, struct seen *seen) { r->seen = seen; }

bool claim_registers_watch(const void *registers, struct str item) {
	const struct column *w = &((const struct claim_registers *)registers)->watched;
	return w->count > 0 && bsearch(&item, w->p, w->count, sizeof item, by_text) != NULL;
}
