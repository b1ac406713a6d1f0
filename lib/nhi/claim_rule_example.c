/* claim_rule_example.c: see claim_rule_example.h. */
#include "nhi/claim_rule_example.h"

#include "base/check.h"

struct reader {
	const struct claim_rules *rules;
	struct claim_rule_example *out;
	date_t day;
};

/* A day in the middle of a month and of the time from which most rules were collected. */
static date_t example_day(const struct claim_rule *rule) {
	date_t day;
	CHECK(date_from_ymd((struct ymd){2021, 6, 15}, &day));
	return day < rule->from || day >= rule->to ? rule->from : day;
}

/* Cuts the part behind `mark` off `*s`. */
static struct str cut_tail(struct str *s, char mark) {
	struct str rest = *s;
	*s = str_cut(&rest, mark);
	return rest;
}

static bool read_order(struct reader *r, struct str word) {
	struct claim_case *c = &r->out->c;
	if (c->order_count == CLAIM_EXAMPLE_ORDERS_MAX) return false;
	struct claim_order *o = &r->out->order[c->order_count];
	struct str days = cut_tail(&word, '/'), quantity = cut_tail(&word, '*');
	int64_t n = 1, supplied = 0;
	claim_order_clear(o);
	if (quantity.n > 0 && !str_to_i64(quantity, 0, 100000, &n)) return false;
	if (days.n > 0 && !str_to_i64(days, 0, 1000, &supplied)) return false;
	o->site = cut_tail(&word, '@');
	o->item = word;
	o->type = STR("2");
	o->quantity = (qty10_t){n * 10};
	o->days = (int32_t)supplied;
	o->ordinal = ++c->order_count;
	return word.n > 0;
}

/* "-59:90015C@16", "-3m:87". */
static bool read_event(struct reader *r, struct str word) {
	struct str rest = str_slice(word, 1, word.n), span = str_cut(&rest, ':');
	bool months = str_ends(span, STR("m"));
	int64_t n;
	if (r->out->context.event_count == CLAIM_EXAMPLE_ORDERS_MAX) return false;
	struct claim_event *e = &r->out->event[r->out->context.event_count];
	if (months) span = str_slice(span, 0, span.n - 1);
	if (!str_to_i64(span, 0, 100000, &n)) return false;
	struct str site = cut_tail(&rest, '@');
	e->day = months ? date_add_months(r->day, (int32_t)-n) : r->day - (date_t)n;
	e->item = claim_rules_item(r->rules, rest);
	claim_site_read(site, &e->site);
	r->out->context.event_count++;
	return rest.n > 0;
}

static bool read_property(struct reader *r, struct str key, struct str value) {
	struct claim_case *c = &r->out->c;
	struct {
		const char *key;
		struct str *place;
	} texts[] = {{"department", &c->department},
	             {"class", &c->class_},
	             {"copay", &c->copay_code},
	             {"diagnosis", &c->diagnosis[0]}};
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		if (!str_is(key, texts[i].key)) continue;
		*texts[i].place = value;
		if (str_is(key, "diagnosis")) c->diagnosis_count = 1;
		return true;
	}
	int64_t age;
	if (str_is(key, "age")) {
		if (!str_to_i64(value, 0, 150, &age)) return false;
		c->birth = date_add_months(r->day, (int32_t)-age * 12);
		return true;
	}
	if (str_is(key, "sex")) {
		c->person = str_is(value, "F") ? STR("A200000003") : STR("A100000001");
		return str_is(value, "F") || str_is(value, "M");
	}
	if (str_is(key, "holiday")) {
		r->out->context.is_holiday = str_is(value, "1");
		return true;
	}
	for (int f = 0; f < CLAIM_FORMAT_COUNT && str_is(key, "format"); f++) {
		if (!str_is(value, claim_format_key((enum claim_format)f))) continue;
		c->format = (enum claim_format)f;
		return true;
	}
	return false;
}

static bool read_word(struct reader *r, struct str word) {
	struct str rest = word, key = str_cut(&rest, '=');
	if (key.n < word.n) return read_property(r, key, rest);
	return word.p[0] == '-' ? read_event(r, word) : read_order(r, word);
}

bool claim_rule_example_read(const struct claim_rules *rules, const struct claim_rule *rule,
                             struct str text, struct claim_rule_example *out) {
	struct reader r = {rules, out, example_day(rule)};
	claim_case_clear(&out->c);
	out->context = (struct claim_rule_context){.event = out->event, .has_history = true};
	out->c.order = out->order;
	out->c.visit = r.day;
	out->c.finish = out->c.period_end = CLAIM_DATE_NONE;
	while (text.n > 0) {
		struct str word = str_cut(&text, ' ');
		if (word.n > 0 && !read_word(&r, word)) return false;
	}
	return out->c.order_count > 0;
}

/* Counts the findings of one rule. */
struct listener {
	struct claim_sink sink;
	struct str rule;
	bool spoke;
};

static void listen(struct claim_sink *self, const struct claim_finding *f) {
	struct listener *l = (struct listener *)(void *)self;
	l->spoke |= str_eq(f->arg[0], l->rule);
}

struct claim_rule_run claim_rule_try(const struct claim_rules *rules, const struct claim_rule *rule,
                                     struct str text, struct claim_rule_example *room,
                                     struct claim_rule_scratch *scratch) {
	struct listener l = {{listen}, rule->rule, false};
	if (!claim_rule_example_read(rules, rule, text, room)) return (struct claim_rule_run){0};
	claim_rules_check(rules, &room->c, &room->context, scratch, &l.sink);
	return (struct claim_rule_run){true, l.spoke};
}
