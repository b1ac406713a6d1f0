/* The field table of claims and the typed values behind it. Layouts: the agency's claim formats as
 * codes/claim_fields.csv carries them. */
#include "test.h"

#include "base/file.h"
#include "wire/claim_layout.h"

static struct arena arena;
static struct claim_layout layout;

static struct str data(const char *path) {
	struct str text;
	struct err err = ERR_INIT;
	assert_int_equal(file_read(&arena, test_source(path), 1 << 20, &text, &err), NHI_OK);
	return text;
}

static int set_up(void **state) {
	(void)state;
	struct err err = ERR_INIT;
	enum nhi_status st =
	        claim_layout_read(&layout, data("codes/claim_fields.csv"), &arena, &err);
	if (st != NHI_OK) print_message("%s %s\n", err.detail, err.where);
	assert_int_equal(st, NHI_OK);
	return 0;
}

static int tear_down(void **state) {
	(void)state;
	arena_free(&arena);
	return 0;
}

static void every_field_of_every_format_is_known(void **state) {
	(void)state;
	size_t count = 0;
	for (int f = 0; f < CLAIM_FORMAT_COUNT; f++) count += layout.form[f].count;
	assert_int_equal(count, 433);
	const struct claim_field *total =
	        claim_layout_find(&layout.form[CLAIM_INPATIENT], CLAIM_DBODY, 83);
	assert_true(str_is(total->role_name, "case.total"));
	assert_null(claim_layout_find(&layout.form[CLAIM_PHARMACY], CLAIM_DBODY, 34));
	assert_true(claim_has(&layout.form[CLAIM_OUTPATIENT].mandatory[CLAIM_DBODY],
	                      total->index) == false);
}

static void a_table_that_cannot_be_used_is_refused(void **state) {
	(void)state;
	static const char title[] =
	        "format,segment,tag,role,zh,en,type,max_len,decimals,presence,code_list\n";
	static const char *const rows[] = {
	        "op,dbody,d3,case.nothing,一,one,X,10,0,M,\n",
	        "op,dbody,p3,case.person,一,one,X,10,0,M,\n",
	        "op,dbody,d3,case.person,一,one,X,10,0,M,\nop,dbody,d3,case.name,二,two,X,9,0,M,\n",
	        "op,dbody,d3,case.person,一,one,X,0,0,M,\n",
	        "xx,dbody,d3,case.person,一,one,X,10,0,M,\n",
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct claim_layout bad;
		struct err err = ERR_INIT;
		struct buf text = BUF_INIT(0);
		buf_put_c(&text, title);
		buf_put_c(&text, rows[i]);
		assert_int_equal(claim_layout_read(&bad, buf_str(&text), &arena, &err), NHI_INPUT);
		buf_free(&text);
	}
}

static void put(struct claim_order *o, const char *name, const char *text, bool is_right) {
	uint16_t role = claim_role_find(str_from(name), CLAIM_OF_ORDER);
	assert_int_not_equal(role, CLAIM_ROLE_NONE);
	assert_int_equal(claim_set(o, &claim_roles[role], 0, str_from(text)), is_right);
}

static void the_text_of_a_field_becomes_a_typed_value(void **state) {
	(void)state;
	struct claim_order o;
	claim_order_clear(&o);
	assert_int_equal(o.rate.v, 10000);
	put(&o, "order.rate", "153", true);
	assert_int_equal(o.rate.v, 15300);
	put(&o, "order.quantity", "9.05", true); /* half up behind the last decimal */
	assert_int_equal(o.quantity.v, 91);
	put(&o, "order.price", "22", true);
	assert_int_equal(o.price.v, 2200);
	put(&o, "order.price", "9999999.99", true);
	assert_int_equal(o.price.v, 999999999);
	put(&o, "order.points", "-5", false);
	assert_int_equal(o.points.v, 0);
	put(&o, "order.points", "99999999999999999999", false);
	put(&o, "order.begin", "10605031830", true);
	assert_int_equal(o.begin.minute, 18 * 60 + 30);
	put(&o, "order.end", "10605032460", false);
	assert_int_equal(o.end.day, CLAIM_DATE_BAD);
	put(&o, "order.seq", "", true); /* not sent */
	assert_int_equal(o.seq, 0);
}

static void birth_dates_before_the_republic_are_read(void **state) {
	(void)state;
	struct claim_case c;
	struct buf text = BUF_INIT(64);
	claim_case_clear(&c);
	const struct claim_role *birth =
	        &claim_roles[claim_role_find(STR("case.birth"), CLAIM_OF_CASE)];
	assert_true(claim_set(&c, birth, 0, STR("-010131"))); /* 民前 1 is 1911 */
	date_print(&text, c.birth);
	assert_true(str_is(buf_str(&text), "1911-01-31"));
	assert_true(claim_set(&c, birth, 0, STR("-0120131")));
	assert_false(claim_set(&c, birth, 0, STR("0760230")));
	assert_int_equal(c.birth, CLAIM_DATE_BAD);
	buf_free(&text);
}

static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_of_every_format_is_known),
        cmocka_unit_test(a_table_that_cannot_be_used_is_refused),
        cmocka_unit_test(the_text_of_a_field_becomes_a_typed_value),
        cmocka_unit_test(birth_dates_before_the_republic_are_read),
};
int main(void) { return TEST_MAIN_WITH(tests, set_up, tear_down); }
