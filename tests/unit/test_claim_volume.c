/* test_claim_volume.c: consultation tiers and dispensings of a month against the volumes. */
#include "base/file.h"
#include "lawdir.h"
#include "nhi/claim_volume.h"
#include "test.h"

static struct arena arena;
static struct fee_kinds kinds;
static struct volume_items tiers;

static int read_tables(void **state) {
	(void)state;
	struct str a, b;
	struct err err = ERR_INIT;
	enum nhi_status st =
	        file_read(&arena, test_source("codes/fee_kinds.csv"), 1 << 20, &a, &err);
	if (st == NHI_OK) st = fee_kinds_read(&kinds, a, &arena, &err);
	if (st == NHI_OK)
		st = file_read(&arena, test_source("codes/fee_tiers.csv"), 1 << 20, &b, &err);
	if (st == NHI_OK) st = volume_items_read(&tiers, b, &arena, &err);
	return st == NHI_OK ? 0 : 1;
}

struct listener {
	struct claim_sink sink;
	struct buf text;
};

static void listen(struct claim_sink *self, const struct claim_finding *f) {
	struct listener *l = (struct listener *)(void *)self;
	buf_printf(&l->text, "%s %.*s %.*s %.*s %.*s;", f->code, STR_ARG(f->arg[0]),
	           STR_ARG(f->arg[1]), STR_ARG(f->arg[2]), STR_ARG(f->arg[3]));
}

/* `each` cases with that item on each of `days` days of one doctor or pharmacist. */
static void expect(const char *item, int days, int each, const char *expected) {
	struct claim_volume v;
	struct fee_law fee;
	struct listener l = {{listen}, BUF_INIT(0)};
	month_t month;
	assert_true(month_parse(STR("2024-12"), &month));
	fee_law_at(test_law(), month_last(month), &fee);
	claim_volume_begin(&v, &tiers, &kinds, &arena, month);
	for (int d = 0; d < days; d++)
		for (int i = 0; i < each; i++) {
			struct claim_case c;
			struct claim_order o;
			claim_case_clear(&c);
			claim_order_clear(&o);
			c.visit = month_first(month) + d;
			c.practitioner = c.pharmacist = STR("A199900018");
			c.order = &o;
			c.order_count = 1;
			o.item = str_from(item);
			o.points.v = 33;
			claim_volume_add(&v, &c);
		}
	claim_volume_end(&v, &fee, &l.sink);
	assert_false(v.failed);
	assert_buf(l.text, expected);
	buf_free(&l.text);
}

static void consultations_of_a_tier_fit_its_days(void **state) {
	(void)state;
	expect("00110C", 20, 30, "");
	expect("00110C", 20, 31, "P07 A199900018 1 620 20;");
	expect("00110C", 28, 26, ""); /* 728 of 25 × 30 */
	expect("00110C", 28, 27, "P07 A199900018 1 756 28;");
	expect("00118C", 20, 200, ""); /* the last tier has no end */
	expect("00234C", 30, 30, "");  /* islands count all days */
}

static void dispensings_of_a_day_are_limited(void **state) {
	(void)state;
	expect("05203C", 1, 100, "");
	expect("05203C", 1, 101, "P08 A199900018 1 101 100;");
	expect("05234D", 1, 120, ""); /* the lower fee itself */
}

static void a_broken_tier_is_refused(void **state) {
	(void)state;
	struct volume_items items;
	struct err err = ERR_INIT;
	assert_int_equal(
	        volume_items_read(&items, STR("item,tier,island\n00110C,9,no\n"), &arena, &err),
	        NHI_LAW_ROW);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(consultations_of_a_tier_fit_its_days),
	        cmocka_unit_test(dispensings_of_a_day_are_limited),
	        cmocka_unit_test(a_broken_tier_is_refused),
	};
	int code = TEST_MAIN_WITH(tests, read_tables, NULL);
	arena_free(&arena);
	return code;
}
