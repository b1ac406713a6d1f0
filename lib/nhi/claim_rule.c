/* claim_rule.c: judging a case by the rules; see claim_rule.h. */
#include "nhi/claim_rule.h"

#include "nhi/claim_rule_internal.h"

uint16_t claim_rules_item(const struct claim_rules *rules, struct str code) {
	uint64_t key[2];
	if (code.n == 0 || code.n > CLAIM_RULE_ITEM_SIZE || rules->slot_count == 0) return 0;
	claim_rule_key(code, key);
	size_t i = claim_rule_slot(key) & (rules->slot_count - 1);
	for (; rules->slot[i] != 0; i = (i + 1) & (rules->slot_count - 1)) {
		const struct claim_rule_item *it = &rules->item[rules->slot[i]];
		if (it->key[0] == key[0] && it->key[1] == key[1]) return rules->slot[i];
	}
	return 0;
}

bool claim_rules_watches(const struct claim_rules *rules, uint16_t item) {
	return rules->item[item].is_watched;
}

const struct claim_rule *claim_rules_find(const struct claim_rules *rules, struct str rule) {
	for (size_t i = 0; i < rules->count; i++)
		if (str_eq(rules->rule[i].rule, rule)) return &rules->rule[i];
	return NULL;
}

bool claim_rule_scratch_reserve(struct claim_rule_scratch *s, struct arena *arena,
                                const struct claim_rules *rules, size_t orders) {
	if (s->present == NULL) {
		s->present = ARENA_ARRAY(arena, rules->width, uint64_t);
		if (s->present == NULL) return false;
	}
	if (s->capacity >= orders && s->item != NULL) return true;
	size_t capacity = orders < 32 ? 32 : orders * 2;
	s->item = ARENA_ARRAY(arena, capacity, uint16_t);
	s->site = ARENA_ARRAY(arena, capacity, struct claim_site);
	s->capacity = s->item == NULL || s->site == NULL ? 0 : capacity;
	return s->capacity > 0;
}

date_t claim_rule_day(const struct claim_case *c, const struct claim_order *o) {
	bool has_own = o->begin.day != CLAIM_DATE_NONE && o->begin.day != CLAIM_DATE_BAD;
	return has_own ? o->begin.day : claim_case_day(c);
}

/* One case under judgement. */
struct judge {
	const struct claim_rules *rules;
	const struct claim_case *c;
	const struct claim_rule_context *context;
	const struct claim_rule_scratch *scratch;
	struct claim_sink *sink;
	date_t day; /* of the case */
	size_t found;
};

static bool has_item(const struct claim_rules *rules, const struct claim_rule *r, uint16_t item) {
	return (rules->words[r->set + item / 64] >> (item % 64) & 1) != 0;
}

/* Does any item of the rule's set stand in the case at all? */
static bool meets_case(const struct judge *j, const struct claim_rule *r) {
	const uint64_t *set = &j->rules->words[r->set];
	uint64_t common = 0;
	for (size_t i = 0; i < j->rules->width; i++) common |= set[i] & j->scratch->present[i];
	return common != 0;
}

static bool same_place(const struct claim_rule *r, const struct claim_site *a,
                       const struct claim_site *b) {
	if (r->match == CLAIM_MATCH_TOOTH) return claim_site_common(a, b) != 0;
	if (r->match == CLAIM_MATCH_ZONE) return (a->zones & b->zones) != 0;
	return true;
}

/* Days of the window: at permanent teeth their own, when the common teeth are permanent. */
static int32_t window_days(const struct claim_rule *r, const struct claim_site *a,
                           const struct claim_site *b) {
	bool permanent = (claim_site_common(a, b) & CLAIM_TEETH_PERMANENT) != 0;
	int32_t days = permanent ? r->days_permanent : r->days;
	return days < 1 ? 1 : days; /* the day itself */
}

static int32_t year_of(date_t d) { return month_year(month_of(d)); }

/* `then` lies in the window that ends on `now`. */
static bool in_window(const struct claim_rule *r, date_t now, date_t then,
                      const struct claim_site *a, const struct claim_site *b) {
	if (then > now) return false;
	switch (r->window) {
	case CLAIM_WINDOW_VISIT: return false;
	case CLAIM_WINDOW_DAYS: return now - then < window_days(r, a, b);
	case CLAIM_WINDOW_MONTHS: return month_of(now) - month_of(then) < r->days;
	case CLAIM_WINDOW_YEAR: return year_of(now) == year_of(then);
	case CLAIM_WINDOW_EVER: return true;
	case CLAIM_WINDOW_BEFORE: return then < now;
	}
	return false;
}

/* Orders of the case itself: all of them in the window "visit", else those whose day lies in the
 * window. Of the item itself only those before, so that the later one is told. */
static int32_t count_case(const struct judge *j, const struct claim_rule *r, uint32_t place,
                          date_t day, int32_t enough) {
	const struct claim_rule_scratch *s = j->scratch;
	uint16_t own = s->item[place];
	int32_t n = 0;
	if (r->window == CLAIM_WINDOW_BEFORE) return 0;
	for (uint32_t i = 0; i < j->c->order_count && n < enough; i++) {
		uint16_t item = s->item[i];
		if (item == 0 || i == place || !has_item(j->rules, r, item)) continue;
		if (item == own && i > place && r->kind == CLAIM_RULE_LIMIT) continue;
		if (!same_place(r, &s->site[place], &s->site[i])) continue;
		if (r->window != CLAIM_WINDOW_VISIT) {
			date_t then = claim_rule_day(j->c, &j->c->order[i]);
			if (!in_window(r, day, then, &s->site[place], &s->site[i])) continue;
		}
		n++;
	}
	return n;
}

static int32_t count_events(const struct judge *j, const struct claim_rule *r, uint32_t place,
                            date_t day, int32_t enough) {
	const struct claim_site *site = &j->scratch->site[place];
	int32_t n = 0;
	if (r->window == CLAIM_WINDOW_VISIT) return 0;
	for (size_t i = 0; i < j->context->event_count && n < enough; i++) {
		const struct claim_event *e = &j->context->event[i];
		if (has_item(j->rules, r, e->item) && same_place(r, site, &e->site) &&
		    in_window(r, day, e->day, site, &e->site))
			n++;
	}
	return n;
}

static bool breaks_limit(const struct judge *j, const struct claim_rule *r, uint32_t place,
                         date_t day) {
	int32_t n = 0;
	if (meets_case(j, r)) n = count_case(j, r, place, day, r->count);
	if (n < r->count) n += count_events(j, r, place, day, r->count - n);
	return n >= r->count;
}

static bool breaks_need(const struct judge *j, const struct claim_rule *r, uint32_t place,
                        date_t day) {
	int32_t n = 0;
	bool same_day = r->window == CLAIM_WINDOW_DAYS && r->days_permanent <= 1;
	bool beyond = r->window != CLAIM_WINDOW_VISIT && !same_day;
	if (beyond && !j->context->has_history) return false; /* may stand in an older file */
	if (meets_case(j, r)) n = count_case(j, r, place, day, r->count);
	if (n < r->count) n += count_events(j, r, place, day, r->count - n);
	return n < r->count;
}

/* Another treatment than this item in the case? Consultation and dispensing fees do not count. */
static bool is_alone(const struct judge *j, uint32_t place) {
	const struct claim_order *own = &j->c->order[place];
	for (uint32_t i = 0; i < j->c->order_count; i++) {
		const struct claim_order *o = &j->c->order[i];
		if (str_is(o->type, "2") && !str_eq(o->item, own->item)) return false;
	}
	return true;
}

/* `text` is one of "a|b|c"; with `prefix` it begins with one of them. */
static bool is_one_of(struct str text, struct str list, bool prefix) {
	while (list.n > 0) {
		struct str one = str_cut(&list, '|');
		if (prefix ? str_starts(text, one) : str_eq(text, one)) return true;
	}
	return false;
}

static bool has_diagnosis(const struct claim_case *c, struct str list) {
	for (uint32_t i = 0; i < c->diagnosis_count; i++)
		if (is_one_of(c->diagnosis[i], list, true)) return true;
	return false;
}

/* Second character of the number: 1 A C 8 male, 2 B D 9 female; ' ' when it does not say. */
static char sex_of(struct str person) {
	if (person.n < 2) return ' ';
	if (str_find_char(STR("1AC8"), person.p[1]) < 4) return 'M';
	return str_find_char(STR("2BD9"), person.p[1]) < 4 ? 'F' : ' ';
}

static bool breaks_age(const struct claim_case *c, const struct claim_rule *r, date_t day) {
	if (c->birth == CLAIM_DATE_NONE || c->birth == CLAIM_DATE_BAD) return false;
	int32_t age = date_age(c->birth, day);
	return age >= 0 && (age < r->min || age > r->max);
}

static bool breaks_sex(const struct claim_case *c, const struct claim_rule *r) {
	char sex = sex_of(c->person);
	return sex != ' ' && r->values.p[0] != sex;
}

static bool breaks_surface(const struct claim_site *s, const struct claim_rule *r) {
	return s->teeth == 0 || s->surfaces_min < r->count || s->surfaces_max > r->max;
}

static bool breaks(const struct judge *j, const struct claim_rule *r, uint32_t place, date_t day) {
	const struct claim_case *c = j->c;
	const struct claim_order *o = &c->order[place];
	switch (r->kind) {
	case CLAIM_RULE_LIMIT: return breaks_limit(j, r, place, day);
	case CLAIM_RULE_NEED: return breaks_need(j, r, place, day);
	case CLAIM_RULE_ALONE: return is_alone(j, place);
	case CLAIM_RULE_AGE: return breaks_age(c, r, day);
	case CLAIM_RULE_SEX: return breaks_sex(c, r);
	case CLAIM_RULE_DEPARTMENT: return !is_one_of(c->department, r->values, false);
	case CLAIM_RULE_CLASS: return !is_one_of(c->class_, r->values, false);
	case CLAIM_RULE_FORMAT:
		return !is_one_of(str_from(claim_format_key(c->format)), r->values, false);
	case CLAIM_RULE_COPAY: return !is_one_of(c->copay_code, r->values, false);
	case CLAIM_RULE_DIAGNOSIS: return !has_diagnosis(c, r->values);
	case CLAIM_RULE_DAYS: return o->days > r->count;
	case CLAIM_RULE_QUANTITY: return o->quantity.v > (int64_t)r->count * 10;
	case CLAIM_RULE_PLACE: return !claim_site_within(&j->scratch->site[place], r->place);
	case CLAIM_RULE_SURFACE: return breaks_surface(&j->scratch->site[place], r);
	case CLAIM_RULE_HOLIDAY: return !j->context->is_holiday;
	case CLAIM_RULE_NONE:
	case CLAIM_RULE_KINDS: break;
	}
	return false;
}

static bool is_asked(const struct claim_rule *r, enum claim_rule_part part) {
	return part == CLAIM_RULES_ALL || r->is_window == (part == CLAIM_RULES_WINDOW);
}

struct claim_finding claim_rule_finding(const struct claim_rule *r, const struct claim_case *c,
                                        const struct claim_order *o) {
	struct claim_finding f = {.level = r->level,
	                          .of_case = c,
	                          .of_order = o,
	                          .arg = {r->rule, r->item},
	                          .message_zh = r->zh,
	                          .message_en = r->en,
	                          .source = r->source};
	memcpy(f.code, r->finding.p, r->finding.n);
	if (r->level == CLAIM_LEVEL_ORDER) f.effect = CLAIM_EFFECT_ORDER;
	if (r->level == CLAIM_LEVEL_CASE) f.effect = CLAIM_EFFECT_CASE;
	return f;
}

static void tell(struct judge *j, const struct claim_rule *r, uint32_t place) {
	struct claim_finding f = claim_rule_finding(r, j->c, &j->c->order[place]);
	claim_found(j->sink, &f);
	j->found++;
}

/* Numbers the orders; false when no rule knows any of them. */
static bool number_orders(const struct claim_rules *rules, const struct claim_case *c,
                          bool has_sites, struct claim_rule_scratch *s) {
	bool any = false;
	memset(s->present, 0, rules->width * sizeof *s->present);
	for (uint32_t i = 0; i < c->order_count; i++) {
		uint16_t item = claim_rules_item(rules, c->order[i].item);
		s->item[i] = item;
		if (item == 0) continue;
		any = true;
		s->present[item / 64] |= UINT64_C(1) << (item % 64);
		if (has_sites) continue;
		if (rules->item[item].reads_site)
			claim_site_read(c->order[i].site, &s->site[i]);
		else
			s->site[i] = (struct claim_site){0};
	}
	return any;
}

size_t claim_rules_check(const struct claim_rules *rules, const struct claim_case *c,
                         const struct claim_rule_context *context,
                         struct claim_rule_scratch *scratch, struct claim_sink *sink) {
	struct judge j = {rules, c, context, scratch, sink, claim_case_day(c), 0};
	if (j.day == CLAIM_DATE_NONE || j.day == CLAIM_DATE_BAD) return 0;
	if (scratch->capacity < c->order_count ||
	    !number_orders(rules, c, context->has_sites, scratch))
		return 0;
	for (uint32_t i = 0; i < c->order_count; i++) {
		const struct claim_rule_item *item = &rules->item[scratch->item[i]];
		if (item->count == 0) continue;
		date_t day = claim_rule_day(c, &c->order[i]);
		for (uint32_t k = 0; k < item->count; k++) {
			const struct claim_rule *r = rules->by_item[item->first + k];
			if (r->from <= j.day && j.day < r->to && is_asked(r, context->part) &&
			    breaks(&j, r, i, day))
				tell(&j, r, i);
		}
	}
	return j.found;
}
