/* test_claim_price.c: each finding of prices by a made pair: passes, and speaks after one change.
 */
#include "base/file.h"
#include "lawdir.h"
#include "nhi/claim_price.h"
#include "test.h"

static struct arena arena;
static struct fee_kinds kinds;

struct listener {
	struct claim_sink sink;
	size_t count;
	char code[CLAIM_CODE_SIZE];
	int64_t allowed;
};

static void listen(struct claim_sink *self, const struct claim_finding *f) {
	struct listener *l = (struct listener *)(void *)self;
	l->count++;
	memcpy(l->code, f->code, sizeof l->code);
	l->allowed = f->allowed.v;
}

struct made {
	struct claim_case c;
	struct claim_order order[32];
};

static void make(struct made *m, const char *day) {
	claim_case_clear(&m->c);
	m->c.order = m->order;
	m->c.class_ = STR("09");
	m->c.copay_code = STR("D10");
	assert_true(date_parse(str_from(day), &m->c.visit));
	m->c.birth = m->c.visit - 20000;
}

static void add(struct made *m, const char *type, const char *item, int64_t price, int64_t rate) {
	struct claim_order *o = &m->order[m->c.order_count];
	claim_order_clear(o);
	o->ordinal = ++m->c.order_count;
	o->type = str_from(type);
	o->item = str_from(item);
	o->quantity.v = 10;
	o->price.v = price * 100;
	o->rate.v = rate;
	o->points = fee_points(o->quantity, o->price, o->rate);
}

static struct claim_priced price(const struct made *m, struct listener *l) {
	struct fee_law fee;
	struct claim_priced out;
	fee_law_at(test_law(), m->c.visit, &fee);
	const struct claim_price p = {
	        .fee = &fee, .kinds = &kinds, .has_level = true, .is_clinic = true};
	*l = (struct listener){.sink = {listen}};
	claim_price_case(&p, &m->c, &out, &l->sink);
	return out;
}

static int read_kinds(void **state) {
	(void)state;
	struct str bytes;
	struct err err = ERR_INIT;
	if (file_read(&arena, test_source("codes/fee_kinds.csv"), 1 << 20, &bytes, &err) != NHI_OK)
		return 1;
	return fee_kinds_read(&kinds, bytes, &arena, &err) == NHI_OK ? 0 : 1;
}

static void a_rate_above_all_addons_is_cut(void **state) {
	(void)state;
	struct made m = {0};
	struct listener l;
	make(&m, "2024-12-03");
	add(&m, "2", "62010C", 1623, 15300);
	assert_int_equal(price(&m, &l).computed.v, 2483);
	assert_int_equal(l.count, 0);
	m.order[0].rate.v = 18300;
	m.order[0].points.v = 2970;
	struct claim_priced p = price(&m, &l);
	assert_string_equal(l.code, "P01");
	assert_int_equal(l.allowed, 2483);
	assert_int_equal(p.claimed.v, 2970);
	assert_int_equal(p.computed.v, 2483);
	m.c.class_ = STR("02"); /* an emergency has 30 % more */
	(void)price(&m, &l);
	assert_int_equal(l.count, 0);
}

static void an_infant_may_have_more(void **state) {
	(void)state;
	struct made m = {0};
	struct listener l;
	make(&m, "2024-12-03");
	add(&m, "0", "00110C", 352, 12000);
	m.c.birth = m.c.visit - 1000;
	(void)price(&m, &l);
	assert_int_equal(l.count, 0);
	m.c.birth = m.c.visit - 5000;
	(void)price(&m, &l);
	assert_string_equal(l.code, "P01");
	m.c.birth = CLAIM_DATE_NONE; /* not known: on the provider's side */
	(void)price(&m, &l);
	assert_int_equal(l.count, 0);
}

static void the_day_rate_of_drugs_is_that_of_the_day(void **state) {
	(void)state;
	struct made m = {0};
	struct listener l;
	make(&m, "2024-12-03");
	add(&m, "1", "MA1", 22, CLAIM_RATE_WHOLE);
	(void)price(&m, &l);
	assert_int_equal(l.count, 0);
	m.order[0].price.v = 2500;
	m.order[0].points.v = 25;
	assert_int_equal(price(&m, &l).computed.v, 22);
	assert_string_equal(l.code, "P02");
	assert_int_equal(l.allowed, 22);
}

static void a_released_prescription_has_no_dispensing_fee(void **state) {
	(void)state;
	struct made m = {0};
	struct listener l;
	make(&m, "2024-12-03");
	add(&m, "9", "05203C", 33, CLAIM_RATE_WHOLE);
	m.c.dispensing = STR("0");
	(void)price(&m, &l);
	assert_int_equal(l.count, 0);
	m.c.dispensing = STR("1");
	assert_int_equal(price(&m, &l).computed.v, 0);
	assert_string_equal(l.code, "P03");
}

static void tests_beyond_the_volume_are_noted(void **state) {
	(void)state;
	struct made m = {0};
	struct listener l;
	make(&m, "2024-12-03");
	for (int i = 0; i < 10; i++) add(&m, "2", "09005C", 50, CLAIM_RATE_WHOLE);
	(void)price(&m, &l);
	assert_int_equal(l.count, 0);
	add(&m, "2", "09005C", 50, CLAIM_RATE_WHOLE);
	assert_int_equal(price(&m, &l).computed.v, 550);
	assert_string_equal(l.code, "P04");
}

static void a_group_is_told_not_priced(void **state) {
	(void)state;
	struct made m = {0};
	struct listener l;
	make(&m, "2024-12-03");
	m.c.format = CLAIM_INPATIENT;
	m.c.finish = m.c.visit;
	add(&m, "2", "62010C", 1623, 30000);
	m.c.drg_pay = STR("1");
	struct claim_priced p = price(&m, &l);
	assert_true(p.is_group);
	assert_int_equal(p.computed.v, p.claimed.v);
	assert_string_equal(l.code, "P05");
}

static void a_marked_stay_applies_for_what_its_mark_says(void **state) {
	(void)state;
	struct made m = {0};
	struct listener l;
	make(&m, "2024-12-03");
	m.c.format = CLAIM_INPATIENT;
	m.c.finish = m.c.visit;
	m.c.class_ = STR("1");
	add(&m, "G", "G00001", 1000, CLAIM_RATE_WHOLE);
	m.c.total.v = 5000;
	m.c.copay.v = 500;
	m.c.drg_exempt = STR("A");
	m.c.applied.v = 3500;
	(void)price(&m, &l);
	assert_int_equal(l.count, 0);
	m.c.applied.v = 4500;
	(void)price(&m, &l);
	assert_string_equal(l.code, "P06");
	m.c.drg_exempt = STR("1"); /* no such mark: not this rule's matter */
	(void)price(&m, &l);
	assert_int_equal(l.count, 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_rate_above_all_addons_is_cut),
	        cmocka_unit_test(an_infant_may_have_more),
	        cmocka_unit_test(the_day_rate_of_drugs_is_that_of_the_day),
	        cmocka_unit_test(a_released_prescription_has_no_dispensing_fee),
	        cmocka_unit_test(tests_beyond_the_volume_are_noted),
	        cmocka_unit_test(a_group_is_told_not_priced),
	        cmocka_unit_test(a_marked_stay_applies_for_what_its_mark_says),
	};
	int code = TEST_MAIN_WITH(tests, read_kinds, NULL);
	arena_free(&arena);
	return code;
}
