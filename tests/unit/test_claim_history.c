/* test_claim_history.c: windows within one file, whatever the order of its cases. */
#include "nhi/claim_history.h"
#include "test.h"

#define RULES                                                                                      \
	"rule,finding,effective_from,effective_to,level,kind,item,codes,match,window,count,"       \
	"values,"                                                                                  \
	"message_zh,message_en,source,verified,pass,fail\n"                                        \
	"X1,O09,2013-01-01,,order,limit,A,,,180d,1,,z,e,facts:x:1,no,A,A A\n"                      \
	"X2,O09,2013-01-01,,order,need,B,A,,60d,1,,z,e,facts:x:1,no,B A,B\n"                       \
	"X3,O09,2013-01-01,,order,limit,C,,tooth,90d,1,,z,e,facts:x:1,no,C,C C\n"

enum { FOUND_MAX = 8 };
struct listener {
	struct claim_sink sink;
	size_t count;
	struct {
		uint32_t of_case, of_order;
		char rule[4];
	} found[FOUND_MAX];
};

static void listen(struct claim_sink *self, const struct claim_finding *f) {
	struct listener *l = (struct listener *)(void *)self;
	assert_true(l->count < FOUND_MAX);
	l->found[l->count].of_case = f->of_case->ordinal;
	l->found[l->count].of_order = f->of_order->ordinal;
	(void)snprintf(l->found[l->count++].rule, 4, "%.*s", STR_ARG(f->arg[0]));
}

struct made {
	const char *person, *item, *site;
	int day; /* after 2021-06-01 */
};

/* A store that knows one earlier order of item A, so many days before 2021-06-01. */
struct store {
	struct claim_event event;
};

static size_t events_of(void *context, struct str person, const struct claim_event **out) {
	struct store *s = context;
	*out = &s->event;
	return str_is(person, "P") ? 1 : 0;
}

static void judge_with(const struct made *cases, size_t count, int days_before,
                       struct listener *l) {
	struct arena arena = ARENA_INIT(0);
	struct claim_rules rules;
	struct claim_rule_scratch scratch = {0};
	struct claim_history h;
	struct err err = ERR_INIT;
	const struct claim_rule_file file = {STR("made.csv"), STR(RULES)};
	date_t first;
	assert_true(date_from_ymd((struct ymd){2021, 6, 1}, &first));
	assert_int_equal(claim_rules_read(&rules, &arena, &file, 1, &err), NHI_OK);
	claim_history_begin(&h, &rules, &arena);
	*l = (struct listener){.sink = {listen}};
	for (size_t i = 0; i < count; i++) {
		struct claim_case c;
		struct claim_order o;
		claim_case_clear(&c);
		claim_order_clear(&o);
		c.ordinal = (uint32_t)i + 1;
		c.person = str_from(cases[i].person);
		c.visit = first + cases[i].day;
		c.order = &o;
		c.order_count = 1;
		o.ordinal = 1;
		o.item = str_from(cases[i].item);
		o.site = str_from(cases[i].site);
		claim_history_add(&h, &c);
	}
	struct store store = {
	        .event = {.day = first - days_before, .item = claim_rules_item(&rules, STR("A"))}};
	const struct claim_lookback back = {&store, events_of, true};
	assert_int_equal(
	        claim_history_judge(&h, days_before > 0 ? &back : NULL, &scratch, &l->sink, &err),
	        NHI_OK);
	arena_free(&arena);
}

static void judge(const struct made *cases, size_t count, struct listener *l) {
	judge_with(cases, count, 0, l);
}

static void the_later_day_is_told_in_any_order(void **state) {
	(void)state;
	struct listener l;
	judge((struct made[]){{"P", "A", "", 0}, {"P", "A", "", 20}}, 2, &l);
	assert_int_equal(l.count, 1);
	assert_int_equal(l.found[0].of_case, 2);
	judge((struct made[]){{"P", "A", "", 20}, {"P", "A", "", 0}}, 2, &l);
	assert_int_equal(l.count, 1);
	assert_int_equal(l.found[0].of_case, 1);
	judge((struct made[]){{"P", "A", "", 5}, {"P", "A", "", 5}}, 2, &l);
	assert_int_equal(l.count, 1);
	assert_int_equal(l.found[0].of_case, 2);
}

static void persons_and_teeth_are_kept_apart(void **state) {
	(void)state;
	struct listener l;
	judge((struct made[]){{"P", "A", "", 0}, {"Q", "A", "", 20}}, 2, &l);
	assert_int_equal(l.count, 0);
	judge((struct made[]){{"P", "C", "36", 0}, {"P", "C", "37", 20}, {"P", "C", "36", 25}}, 3,
	      &l);
	assert_int_equal(l.count, 1);
	assert_int_equal(l.found[0].of_case, 3);
}

/* What may stand in an older file is not missed. */
static void need_is_not_judged_without_history(void **state) {
	(void)state;
	struct listener l;
	judge((struct made[]){{"P", "B", "", 0}}, 1, &l);
	assert_int_equal(l.count, 0);
}

static void the_store_is_looked_back_at(void **state) {
	(void)state;
	struct listener l;
	judge_with((struct made[]){{"P", "A", "", 0}}, 1, 179, &l);
	assert_int_equal(l.count, 1);
	judge_with((struct made[]){{"P", "A", "", 0}}, 1, 180, &l);
	assert_int_equal(l.count, 0);
	judge_with((struct made[]){{"Q", "A", "", 0}}, 1, 10, &l);
	assert_int_equal(l.count, 0);
	judge_with((struct made[]){{"P", "B", "", 0}}, 1, 59, &l); /* A within 60 days */
	assert_int_equal(l.count, 0);
	judge_with((struct made[]){{"P", "B", "", 0}}, 1, 60, &l); /* a whole history without it */
	assert_int_equal(l.count, 1);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_later_day_is_told_in_any_order),
	        cmocka_unit_test(persons_and_teeth_are_kept_apart),
	        cmocka_unit_test(need_is_not_judged_without_history),
	        cmocka_unit_test(the_store_is_looked_back_at),
	};
	return TEST_MAIN(tests);
}
