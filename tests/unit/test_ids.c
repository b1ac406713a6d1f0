/* Identity numbers: the worked values of the fact base (enrolment-premium §7, claims-format §5.5)
 * and the properties of a check digit. */
#include "test.h"

#include "base/ids.h"

static const date_t day_2023_03_31 = 19447, day_2023_04_01 = 19448;

static void known_numbers_have_their_kind_and_pass(void **state) {
	(void)state;
	static const struct {
		const char *value;
		enum id_kind kind;
		bool valid;
	} rows[] = {
	        {"A123456789", ID_NATIONAL, true},     {"A123456788", ID_NATIONAL, false},
	        {"A800000014", ID_RESIDENT, true},     {"A800000013", ID_RESIDENT, false},
	        {"AC01234567", ID_RESIDENT_OLD, true}, {"AD01234567", ID_RESIDENT_OLD, false},
	        {"a123456789", ID_NONE, false},        {"A323456789", ID_NONE, false},
	        {"AE01234567", ID_NONE, false},        {"A12345678", ID_NONE, false},
	        {"A1234567890", ID_NONE, false},       {"", ID_NONE, false},
	        {"04595257", ID_BUSINESS, true},       {"04595252", ID_BUSINESS, true},
	        {"04595253", ID_BUSINESS, false},      {"123456789", ID_UNIT, true},
	        {"12345678A", ID_NONE, false},         {"0101090517", ID_PROVIDER, true},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct str s = str_from(rows[i].value);
		assert_int_equal(id_kind_of(s), rows[i].kind);
		assert_int_equal(id_is_valid(s, day_2023_04_01), rows[i].valid);
	}
}

static void business_numbers_divide_by_ten_before_april_2023(void **state) {
	(void)state;
	date_t d;
	assert_true(date_parse(STR("2023-04-01"), &d));
	assert_int_equal(d, day_2023_04_01);
	assert_true(id_is_business(STR("04595257"), day_2023_03_31));
	assert_false(id_is_business(STR("04595252"), day_2023_03_31));
	assert_true(id_is_business(STR("04595252"), day_2023_04_01));
}

static void a_seventh_digit_of_seven_allows_the_sum_plus_one(void **state) {
	(void)state;
	/* Both sums are 29; the second number has no 7 at the seventh place. */
	assert_true(id_is_business(STR("10458574"), day_2023_03_31));
	assert_false(id_is_business(STR("10458589"), day_2023_03_31));
}

static void any_single_wrong_digit_of_a_person_is_noticed_or_changes_the_kind(void **state) {
	(void)state;
	char number[ID_PERSON_LENGTH + 1];
	for (char letter = 'A'; letter <= 'Z'; letter++) {
		id_make_person(letter, "1289AC"[(letter - 'A') % 6], 1234567 + letter, number);
		struct str s = {number, ID_PERSON_LENGTH};
		assert_true(id_is_person(s));
		char right = number[9];
		for (char c = '0'; c <= '9'; c++) {
			number[9] = c;
			assert_int_equal(id_is_person(s), c == right);
		}
	}
}

static void made_business_numbers_pass_both_rules(void **state) {
	(void)state;
	char number[ID_BUSINESS_LENGTH + 1];
	for (int32_t serial = 0; serial < 10000000; serial += 99991) {
		id_make_business(serial, number);
		struct str s = {number, ID_BUSINESS_LENGTH};
		assert_true(id_is_business(s, day_2023_03_31));
		assert_true(id_is_business(s, day_2023_04_01));
	}
}

static void the_number_tells_the_sex(void **state) {
	(void)state;
	assert_int_equal(id_sex(STR("A123456789")), 'M');
	assert_int_equal(id_sex(STR("A800000014")), 'M');
	assert_int_equal(id_sex(STR("A923456789")), 'F');
	assert_int_equal(id_sex(STR("AC01234567")), 'M');
	assert_int_equal(id_sex(STR("AD01234567")), 'F');
	assert_int_equal(id_sex(STR("04595257")), 0);
}

static void a_masked_number_hides_its_middle(void **state) {
	(void)state;
	struct buf b = BUF_INIT(100);
	id_put_masked(&b, STR("A123456789"));
	assert_true(str_is(buf_str(&b), "A12****789"));
	buf_reset(&b);
	id_put_masked(&b, STR("12345"));
	assert_true(str_is(buf_str(&b), "*****"));
	buf_free(&b);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(known_numbers_have_their_kind_and_pass),
	        cmocka_unit_test(business_numbers_divide_by_ten_before_april_2023),
	        cmocka_unit_test(a_seventh_digit_of_seven_allows_the_sum_plus_one),
	        cmocka_unit_test(any_single_wrong_digit_of_a_person_is_noticed_or_changes_the_kind),
	        cmocka_unit_test(made_business_numbers_pass_both_rules),
	        cmocka_unit_test(the_number_tells_the_sex),
	        cmocka_unit_test(a_masked_number_hides_its_middle),
	};
	return TEST_MAIN(tests);
}
