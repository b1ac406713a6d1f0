/* test_claim_items.c: read once, the rules with windows are told at the end; read twice, with the
 * case that breaks them. */
#include "lawdir.h"
#include "nhi/claim_items.h"
#include "test.h"

#define RULES                                                                                      \
	"rule,finding,effective_from,effective_to,level,kind,item,codes,match,window,count,"       \
	"values,"                                                                                  \
	"message_zh,message_en,source,verified,pass,fail\n"                                        \
	"X1,R01,2013-01-01,,order,limit,A,,,180d,1,,z,e,facts:x:1,no,A,A A\n"

struct listener {
	struct claim_sink sink;
	uint32_t now; /* case at hand; 0 at the end */
	struct buf text;
};

static void listen(struct claim_sink *self, const struct claim_finding *f) {
	struct listener *l = (struct listener *)(void *)self;
	if (f->level == CLAIM_LEVEL_NOTE) return;
	buf_printf(&l->text, "%s of case %u during %u;", f->code, (unsigned)f->of_case->ordinal,
	           (unsigned)l->now);
}

static void make(struct claim_case *c, struct claim_order *o, uint32_t ordinal, int day) {
	claim_case_clear(c);
	claim_order_clear(o);
	c->ordinal = ordinal;
	c->person = STR("A123456789");
	assert_true(date_from_ymd((struct ymd){2021, 6, day}, &c->visit));
	c->order = o;
	c->order_count = 1;
	o->ordinal = 1;
	o->item = STR("A");
}

/* Two cases of one person, the later day first in the file. */
static void expect(bool twice, const char *expected) {
	static const int days[] = {20, 5};
	struct arena arena = ARENA_INIT(0);
	struct claim_items items;
	struct listener l = {{listen}, 0, BUF_INIT(0)};
	struct claim_case c;
	struct claim_order o;
	struct err err = ERR_INIT;
	const struct claim_rule_file file = {STR("made.csv"), STR(RULES)};
	const struct claim_items_in in = {.law = test_law(),
	                                  .rule_file = &file,
	                                  .rule_file_count = 1,
	                                  .fee_kinds = STR("first,last,kind\n"),
	                                  .fee_tiers = STR("item,tier,island\n")};
	assert_int_equal(claim_items_prepare(&items, &in, &arena, &err), NHI_OK);
	claim_items_begin(&items, &arena, month_make(2021, 6));
	for (uint32_t i = 0; twice && i < COUNT_OF(days); i++) {
		make(&c, &o, i + 1, days[i]);
		claim_items_first(&items, &c);
	}
	if (twice) claim_items_ready(&items);
	for (uint32_t i = 0; i < COUNT_OF(days); i++) {
		make(&c, &o, i + 1, days[i]);
		l.now = i + 1;
		claim_items_case(&items, &c, &l.sink);
	}
	l.now = 0;
	claim_items_end(&items, &l.sink);
	assert_false(items.failed);
	assert_buf(l.text, expected);
	buf_free(&l.text);
	arena_free(&arena);
}

static void a_window_is_told_once_in_its_place(void **state) {
	(void)state;
	expect(false, "R01 of case 1 during 0;");
	expect(true, "R01 of case 1 during 1;");
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(a_window_is_told_once_in_its_place)};
	return TEST_MAIN(tests);
}
