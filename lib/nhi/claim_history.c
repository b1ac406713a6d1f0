/* claim_history.c: see claim_history.h. */
#include "nhi/claim_history.h"

#include <stdlib.h>
#include <string.h>

void claim_history_begin(struct claim_history *h, const struct claim_rules *rules,
                         struct arena *arena) {
	*h = (struct claim_history){.rules = rules, .arena = arena};
}

static struct claim_past *room(struct claim_history *h) {
	if (h->count < h->capacity) return &h->kept[h->count];
	size_t capacity = h->capacity == 0 ? 64 : h->capacity * 2;
	struct claim_past *more = ARENA_ARRAY(h->arena, capacity, struct claim_past);
	if (more == NULL) {
		h->failed = true;
		return NULL;
	}
	if (h->count > 0) memcpy(more, h->kept, h->count * sizeof *more);
	h->kept = more;
	h->capacity = capacity;
	return &h->kept[h->count];
}

/* A number longer than any that is valid is cut: it was refused as such. */
static void keep_person(struct claim_past *k, struct str person) {
	size_t n = person.n < sizeof k->person ? person.n : sizeof k->person;
	memset(k->person, 0, sizeof k->person);
	if (n > 0) memcpy(k->person, person.p, n);
}

void claim_history_add(struct claim_history *h, const struct claim_case *c) {
	struct str class_ = STR(""), serial = STR("");
	date_t day = claim_case_day(c);
	bool copied = false;
	if (day == CLAIM_DATE_NONE || day == CLAIM_DATE_BAD) return;
	for (uint32_t i = 0; i < c->order_count && !h->failed; i++) {
		const struct claim_order *o = &c->order[i];
		uint16_t item = claim_rules_item(h->rules, o->item);
		const struct claim_rule_item *known = &h->rules->item[item];
		if (item == 0 || !(known->is_watched || known->has_window)) continue;
		struct claim_past *k = room(h);
		if (k == NULL) return;
		if (!copied && !(arena_str(h->arena, c->class_, &class_) &&
		                 arena_str(h->arena, c->serial_text, &serial)))
			h->failed = true;
		copied = true;
		*k = (struct claim_past){.case_day = day,
		                         .day = claim_rule_day(c, o),
		                         .birth = c->birth,
		                         .case_ordinal = c->ordinal,
		                         .case_line = c->line,
		                         .ordinal = o->ordinal,
		                         .line = o->line,
		                         .serial = c->serial,
		                         .seq = o->seq,
		                         .item = item,
		                         .format = c->format,
		                         .class_ = class_,
		                         .serial_text = serial};
		keep_person(k, c->person);
		claim_site_read(o->site, &k->site);
		if (!arena_str(h->arena, o->item, &k->code)) h->failed = true;
		h->count++;
	}
}

static int by_person_and_case(const void *a, const void *b) {
	const struct claim_past *x = a, *y = b;
	int order = memcmp(x->person, y->person, sizeof x->person);
	if (order != 0) return order;
	if (x->case_day != y->case_day) return x->case_day < y->case_day ? -1 : 1;
	if (x->case_ordinal != y->case_ordinal) return x->case_ordinal < y->case_ordinal ? -1 : 1;
	return x->ordinal < y->ordinal ? -1 : x->ordinal > y->ordinal;
}

/* The kept orders [first, end) of one case as a case of their own. */
static void make_case(const struct claim_past *k, size_t count, struct claim_case *c,
                      struct claim_order *orders, struct claim_site *sites) {
	claim_case_clear(c);
	c->format = k->format;
	c->ordinal = k->case_ordinal;
	c->line = k->case_line;
	c->class_ = k->class_;
	c->serial = k->serial;
	c->serial_text = k->serial_text;
	c->birth = k->birth;
	c->visit = c->finish = c->period_end = k->case_day;
	c->order = orders;
	c->order_count = (uint32_t)count;
	for (size_t i = 0; i < count; i++) {
		claim_order_clear(&orders[i]);
		orders[i].item = k[i].code;
		orders[i].seq = k[i].seq;
		orders[i].ordinal = k[i].ordinal;
		orders[i].line = k[i].line;
		orders[i].begin.day = k[i].day;
		sites[i] = k[i].site;
	}
}

struct rooms {
	struct claim_order *orders;
	struct claim_event *events;
	size_t order_capacity;
};

static bool make_rooms(struct claim_history *h, struct rooms *r, size_t orders) {
	if (r->events == NULL)
		r->events = ARENA_ARRAY(h->arena, CLAIM_HISTORY_EVENTS_MAX, struct claim_event);
	if (r->order_capacity < orders) {
		r->order_capacity = orders * 2;
		r->orders = ARENA_ARRAY(h->arena, r->order_capacity, struct claim_order);
	}
	return r->events != NULL && r->orders != NULL;
}

/* Other cases of the person: those told earlier, and later ones whose order was done before. */
static size_t gather(const struct claim_past *person, size_t count, const struct claim_past *own,
                     struct claim_event *events) {
	size_t n = 0;
	for (size_t i = 0; i < count && n < CLAIM_HISTORY_EVENTS_MAX; i++) {
		const struct claim_past *k = &person[i];
		if (k->case_ordinal == own->case_ordinal) continue;
		bool earlier = k->day < own->case_day ||
		               (k->day == own->case_day && k->case_ordinal < own->case_ordinal);
		if (earlier) events[n++] = (struct claim_event){k->day, k->item, k->site};
	}
	return n;
}

/* Events of the store on or before the day of the case, behind the `n` of the file. */
static size_t gather_past(const struct claim_event *past, size_t count, date_t until, size_t n,
                          struct claim_event *events) {
	for (size_t i = 0; i < count && n < CLAIM_HISTORY_EVENTS_MAX; i++)
		if (past[i].day <= until) events[n++] = past[i];
	return n;
}

static size_t same_case(const struct claim_past *k, size_t left) {
	size_t n = 1;
	while (n < left && k[n].case_ordinal == k->case_ordinal) n++;
	return n;
}

static size_t same_person(const struct claim_past *k, size_t left) {
	size_t n = 1;
	while (n < left && memcmp(k[n].person, k->person, sizeof k->person) == 0) n++;
	return n;
}

/* Everything that the cases of one person are judged with. */
struct person_past {
	const struct claim_past *kept;
	size_t kept_count;
	const struct claim_event *event;
	size_t event_count;
	bool is_whole;
};

static enum nhi_status judge_one(struct claim_history *h, const struct person_past *p,
                                 const struct claim_past *own, size_t n, struct rooms *r,
                                 struct claim_rule_scratch *scratch, struct claim_sink *sink,
                                 struct err *err) {
	struct claim_case c;
	if (!make_rooms(h, r, n) || !claim_rule_scratch_reserve(scratch, h->arena, h->rules, n))
		return err_set(err, NHI_MEMORY, "");
	make_case(own, n, &c, r->orders, scratch->site);
	size_t events = gather(p->kept, p->kept_count, own, r->events);
	events = gather_past(p->event, p->event_count, own->case_day, events, r->events);
	struct claim_rule_context context = {.event = r->events,
	                                     .event_count = events,
	                                     .has_history = p->is_whole,
	                                     .part = CLAIM_RULES_WINDOW,
	                                     .has_sites = true};
	(void)claim_rules_check(h->rules, &c, &context, scratch, sink);
	return NHI_OK;
}

static struct person_past past_of(const struct claim_past *kept, size_t count,
                                  const struct claim_lookback *back) {
	struct person_past p = {.kept = kept, .kept_count = count};
	if (back == NULL) return p;
	struct str name = {kept->person, strnlen(kept->person, sizeof kept->person)};
	p.event_count = back->events(back->context, name, &p.event);
	p.is_whole = back->is_whole;
	return p;
}

enum nhi_status claim_history_judge(struct claim_history *h, const struct claim_lookback *back,
                                    struct claim_rule_scratch *scratch, struct claim_sink *sink,
                                    struct err *err) {
	struct rooms r = {0};
	if (h->count > 0) qsort(h->kept, h->count, sizeof *h->kept, by_person_and_case);
	for (size_t i = 0; i < h->count && !h->failed;) {
		size_t of_person = same_person(&h->kept[i], h->count - i);
		struct person_past p = past_of(&h->kept[i], of_person, back);
		for (size_t k = i; k < i + of_person;) {
			const struct claim_past *own = &h->kept[k];
			size_t n = same_case(own, i + of_person - k);
			enum nhi_status st = judge_one(h, &p, own, n, &r, scratch, sink, err);
			if (st != NHI_OK) return st;
			k += n;
		}
		i += of_person;
	}
	return h->failed ? err_set(err, NHI_MEMORY, "") : NHI_OK;
}
