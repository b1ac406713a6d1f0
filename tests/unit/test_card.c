/* The rules of the NHI card from tables; its states. */
#include "lawdir.h"
#include "table.h"

#include "base/check.h"
#include "nhi/card.h"
#include "test.h"

static int word(struct str s, const char *const *words, int count) {
	for (int i = 0; i < count; i++)
		if (str_is(s, words[i])) return i;
	CHECK(false); /* a word that the table should not have */
	return 0;
}

static void check_judge(struct table_row *row, void *context) {
	(void)context;
	struct card_law law;
	struct refusals r = {.count = 0};
	struct card_application a = {.on = row_date(row, "on"),
	                             .birth = row_date(row, "born"),
	                             .photo_taken = row_has(row, "taken") ? row_date(row, "taken")
	                                                                  : DATE_OPEN,
	                             .has_consent = row_bool(row, "consent"),
	                             .is_permitted = row_bool(row, "permit"),
	                             .is_insured = row_bool(row, "insured"),
	                             .has_card = row_bool(row, "has"),
	                             .is_coming = row_bool(row, "coming"),
	                             .has_agent = row_has(row, "agent"),
	                             .agent_has_document = str_is(row_text(row, "agent"), "paper")};
	for (int i = 0; i < CARD_REASON_COUNT; i++)
		if (str_is(row_text(row, "reason"), card_reasons[i].code))
			a.reason = (enum card_reason)i;
	a.photo = (enum card_photo)word(row_text(row, "photo"), card_photos, CARD_PHOTO_COUNT);
	a.document = (enum card_document)word(row_text(row, "document"), card_documents,
	                                      CARD_DOCUMENT_COUNT);
	struct err err = ERR_INIT;
	CHECK(card_law_at(test_law(), a.on, &law, &err) == NHI_OK);
	card_judge(&law, &a, &r);
	row_give_i64(row, "fee", card_fee(&law, a.reason));
	row_give_c(row, "refusal", r.kept == 0 ? "" : refusal_rows[r.item[0].code].name);
}

static void rules_of_the_table_hold(void **state) {
	(void)state;
	struct table_result result = table_run("card_judge.txt", check_judge, NULL);
	assert_int_equal(result.failed, 0);
}

static void a_dead_card_never_comes_back_into_use(void **state) {
	(void)state;
	static const enum card_state dead[] = {CARD_FAILED, CARD_MISSING, CARD_RETURNED, CARD_VOID};
	for (size_t i = 0; i < COUNT_OF(dead); i++)
		assert_false(card_may_turn(dead[i], CARD_ACTIVE));
	for (int to = 0; to < CARD_STATE_COUNT; to++)
		assert_false(card_may_turn(CARD_VOID, (enum card_state)to));
	assert_true(card_may_turn(CARD_MADE, CARD_ACTIVE));
	assert_false(card_may_turn(CARD_ORDERED, CARD_ACTIVE));
}

static void a_card_number_has_twelve_digits(void **state) {
	(void)state;
	assert_true(card_number_is_valid(STR("000000000012")));
	assert_false(card_number_is_valid(STR("00000000012")));
	assert_false(card_number_is_valid(STR("00000000001A")));
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(rules_of_the_table_hold),
	        cmocka_unit_test(a_dead_card_never_comes_back_into_use),
	        cmocka_unit_test(a_card_number_has_twelve_digits),
	};
	return TEST_MAIN(tests);
}
