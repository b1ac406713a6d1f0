/* test_store_law_text.c: texts of law in the database, on both databases. */
#include "database.h"
#include "store/law_text.h"

static struct err err;

static struct law_article articles[2];

static struct law_text text_of(const char *pcode, const char *language, date_t amended) {
	articles[0] = (struct law_article){STR("1"), STR("第一章"), STR("甲\n乙")};
	articles[1] = (struct law_article){STR("2-1"), STR(""), STR("丙")};
	struct law_text t = {.pcode = str_from(pcode),
	                     .language = str_from(language),
	                     .name = STR("某法"),
	                     .history = STR("1.某年"),
	                     .amended = amended,
	                     .articles = articles,
	                     .article_count = COUNT_OF(articles)};
	sha256_hex(str_from(language), t.hash);
	t.hash[0] = (char)('a' + (amended % 16));
	t.hash[1] = pcode[7];
	return t;
}

static enum nhi_status insert(struct db *db, void *context, struct err *e) {
	struct act act = test_act(db, "law");
	return law_text_insert(db, &act, context, e);
}

static void put(struct law_text t) {
	assert_done(db_transact(test_db(), DB_WRITE, insert, &t, &err), &err);
}

static void the_newest_text_of_each_law_and_language_is_read(void **state) {
	(void)state;
	struct arena arena = ARENA_INIT(0);
	struct law_texts texts;
	put(text_of("L0000002", "zh", 20000));
	put(text_of("L0000001", "zh", 19001));
	put(text_of("L0000001", "zh", 19003));
	put(text_of("L0000001", "zh", 19002));
	put(text_of("L0000001", "en", 18000));
	assert_done(law_text_at(test_db(), STR(""), DATE_OPEN, &arena, &texts, &err), &err);
	assert_int_equal(texts.count, 3);
	assert_str(texts.text[0].language, "en");
	assert_int_equal(texts.text[1].amended, 19003);
	assert_str(texts.text[2].pcode, "L0000002");
	assert_int_equal(texts.text[1].article_count, 2);
	assert_str(texts.text[1].articles[0].chapter, "第一章");
	assert_str(texts.text[1].articles[0].text, "甲\n乙");
	assert_str(texts.text[1].articles[1].number, "2-1");
	assert_done(law_text_at(test_db(), STR("L0000002"), DATE_OPEN, &arena, &texts, &err), &err);
	assert_int_equal(texts.count, 1);
	assert_done(law_text_at(test_db(), STR("L0000003"), DATE_OPEN, &arena, &texts, &err), &err);
	assert_int_equal(texts.count, 0);
	arena_free(&arena);
}

static void a_day_chooses_the_text_that_was_amended_by_then(void **state) {
	(void)state;
	struct arena arena = ARENA_INIT(0);
	struct law_texts texts;
	static const date_t days[][2] = {
	        {19000, 19001}, {19001, 19001}, {19002, 19001}, {19003, 19003}, {19006, 19005}};
	put(text_of("L0000001", "zh", 19005));
	put(text_of("L0000001", "zh", 19001));
	put(text_of("L0000001", "zh", 19003));
	for (size_t i = 0; i < COUNT_OF(days); i++) {
		assert_done(
		        law_text_at(test_db(), STR("L0000001"), days[i][0], &arena, &texts, &err),
		        &err);
		assert_int_equal(texts.count, 1);
		assert_int_equal(texts.text[0].amended, days[i][1]);
		assert_int_equal(texts.text[0].article_count, 2);
	}
	assert_done(law_text_history(test_db(), STR("L0000001"), &arena, &texts, &err), &err);
	assert_int_equal(texts.count, 3);
	assert_int_equal(texts.text[0].amended, 19005);
	assert_int_equal(texts.text[2].amended, 19001);
	arena_free(&arena);
}

static void a_file_is_known_by_its_hash(void **state) {
	(void)state;
	struct law_text t = text_of("L0000001", "zh", 19001);
	bool known = true;
	assert_done(law_text_is_known(test_db(), t.hash, &known, &err), &err);
	assert_false(known);
	put(t);
	assert_done(law_text_is_known(test_db(), t.hash, &known, &err), &err);
	assert_true(known);
	assert_int_not_equal(db_transact(test_db(), DB_WRITE, insert, &t, &err), NHI_OK);
}

static const struct CMUnitTest tests[] = {
        STORE_TEST(the_newest_text_of_each_law_and_language_is_read),
        STORE_TEST(a_day_chooses_the_text_that_was_amended_by_then),
        STORE_TEST(a_file_is_known_by_its_hash),
};

STORE_MAIN(tests)
