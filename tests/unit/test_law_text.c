/* test_law_text.c: texts of law: the national database's files, made small here and read whole when
 * they stand beside the checkout; and the form of sources. */
#include "wire/law_text.h"

#include "base/file.h"
#include "nhi/law_source.h"

#include "test.h"

static struct arena arena;

static enum nhi_status read_text(const char *json, struct law_text *out) {
	struct err e = ERR_INIT;
	enum nhi_status st = law_text_read(out, &arena, str_from(json), &e);
	if (st != NHI_OK) {
		struct buf message = BUF_INIT(0);
		err_message(&e, "en", &message);
		assert_true(message.n > 0);
		buf_free(&message);
	}
	return st;
}

#define ADDRESS "\"法規網址\":\"https://example.org/LawAll.aspx?pcode=L0000001&x=1\""
#define HEAD "{\"法規名稱\":\"某法\"," ADDRESS
#define CHINESE HEAD ",\"最新異動日期\":\"20230628\",\"沿革內容\":\"1.某年\","

static void a_law_is_read_with_chapters_and_articles(void **state) {
	(void)state;
	struct law_text t;
	assert_int_equal(read_text(CHINESE
	                           "\"法規內容\":[{\"編章節\":\"第 一 章 總則\"},{\"條號\":\"第 1 "
	                           "條\",\"條文內容\":\"甲\\r\\n乙\"},{\"條號\":\"第 36-1 "
	                           "條\",\"條文內容\":\"丙\"}]}",
	                           &t),
	                 NHI_OK);
	assert_str(t.pcode, "L0000001");
	assert_str(t.language, "zh");
	assert_str(t.name, "某法");
	date_t amended;
	assert_true(date_parse(STR("2023-06-28"), &amended));
	assert_int_equal(t.amended, amended);
	assert_int_equal(t.article_count, 2);
	assert_str(t.articles[0].chapter, "第 一 章 總則");
	assert_str(t.articles[0].text, "甲\n乙");
	assert_str(law_text_article(&t, STR("36-1"))->text, "丙");
	assert_null(law_text_article(&t, STR("36")));
}

static void an_english_law_says_so(void **state) {
	(void)state;
	struct law_text t;
	assert_int_equal(read_text("{\"英文法規名稱\":\"An Act\"," ADDRESS
	                           ",\"最新英文異動日期\":\"20230628\",\"法規內容\":[{\"條號\":"
	                           "\"Article 36-1\",\"條文內容\":\"Text\"}]}",
	                           &t),
	                 NHI_OK);
	assert_str(t.language, "en");
	assert_str(t.articles[0].number, "36-1");
}

static void what_is_written_reads_as_the_same_text(void **state) {
	(void)state;
	struct law_text t, back;
	struct buf out = BUF_INIT(0);
	struct err e = ERR_INIT;
	assert_int_equal(read_text(CHINESE
	                           "\"法規內容\":[{\"編章節\":\"第一章\"},{\"條號\":\"第 1 條\","
	                           "\"條文內容\":\"甲\\r\\n\\\"乙\\\"\"},{\"條號\":\"第 36-1 條\","
	                           "\"條文內容\":\"\"},{\"編章節\":\"第二章\"},"
	                           "{\"條號\":\"第 37 條\",\"條文內容\":\"丙\"}]}",
	                           &t),
	                 NHI_OK);
	law_text_write(&out, &t);
	assert_int_equal(law_text_read(&back, &arena, buf_str(&out), &e), NHI_OK);
	assert_string_equal(back.hash, t.hash);
	assert_int_equal(back.article_count, 3);
	back.articles[2].text = STR("丁");
	law_text_hash(&back, back.hash);
	assert_string_not_equal(back.hash, t.hash);
	buf_free(&out);
}

static void what_is_not_a_law_file_is_refused(void **state) {
	(void)state;
	static const char *const texts[] = {
	        "",
	        "{",
	        "[]",
	        "{}",
	        "{\"法規名稱\":\"某法\"}",
	        CHINESE "\"法規內容\":[]}",
	        CHINESE "\"法規內容\":{}}",
	        CHINESE "\"法規內容\":[{\"條號\":\"附則\",\"條文內容\":\"甲\"}]}",
	        "{\"法規名稱\":\"某法\",\"法規網址\":\"x?pcode=12\",\"最新異動日期\":\"20230628\","
	        "\"法規內容\":[{\"條號\":\"1\",\"條文內容\":\"甲\"}]}",
	        "{\"法規名稱\":\"某法\"," ADDRESS ",\"最新異動日期\":\"20230230\",\"法規內容\":[{"
	        "\"條號\":\"1\",\"條文內容\":\"甲\"}]}",
	};
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct law_text t;
		if (read_text(texts[i], &t) == NHI_OK) print_error("accepted: %s\n", texts[i]);
		assert_int_not_equal(read_text(texts[i], &t), NHI_OK);
	}
}

static void paragraphs_are_counted_without_the_items_of_lists(void **state) {
	(void)state;
	struct str text =
	        STR("各類如下：\n一、第一類。\n十一、第十一類。\n（一）甲目。\n前項之規定，不適用"
	            "之。\n三人以上，亦同。");
	assert_int_equal(law_article_paragraphs(text), 3);
	assert_str(law_article_paragraph(text, 1),
	           "各類如下：\n一、第一類。\n十一、第十一類。\n（一）甲目。");
	assert_str(law_article_paragraph(text, 2), "前項之規定，不適用之。");
	assert_str(law_article_paragraph(text, 3), "三人以上，亦同。");
	assert_int_equal(law_article_paragraph(text, 4).n, 0);
	assert_int_equal(law_article_paragraphs(STR("")), 0);
}

static void sources_are_read_into_their_parts(void **state) {
	(void)state;
	struct str rest =
	        STR("L0060001:36-1:2@2013-01-01;notice:衛部保字第1號@2015-12-31;dataset:20251@"
	            "2026-01-01;facts:enrolment:3.1;nonsense");
	struct law_source s;
	bool ok;
	assert_true(law_source_next(&rest, &s, &ok) && ok);
	assert_int_equal(s.kind, LAW_SOURCE_LAW);
	assert_str(s.code, "L0060001");
	assert_str(s.article, "36-1");
	assert_int_equal(s.paragraph, 2);
	assert_true(s.has_date);
	assert_true(law_source_next(&rest, &s, &ok) && ok);
	assert_int_equal(s.kind, LAW_SOURCE_NOTICE);
	assert_str(s.code, "衛部保字第1號");
	assert_true(law_source_next(&rest, &s, &ok) && ok);
	assert_int_equal(s.kind, LAW_SOURCE_DATASET);
	assert_str(s.code, "20251");
	assert_true(law_source_next(&rest, &s, &ok) && ok);
	assert_int_equal(s.kind, LAW_SOURCE_FACTS);
	assert_str(s.article, "3.1");
	assert_true(law_source_next(&rest, &s, &ok));
	assert_false(ok);
	assert_str(s.text, "nonsense");
	assert_false(law_source_next(&rest, &s, &ok));
}

static void bytes_of_any_kind_do_no_harm(void **state) {
	(void)state;
	struct test_random r = test_random_start();
	static const char seed[] = CHINESE "\"法規內容\":[{\"條號\":\"1\",\"條文內容\":\"甲\"}]}";
	for (int i = 0; i < 2000; i++) {
		char text[sizeof seed];
		struct law_text t;
		for (size_t k = 0; k < sizeof seed; k++) text[k] = seed[k];
		for (int k = 0; k < 4; k++)
			text[test_random_between(&r, 0, (int64_t)sizeof seed - 2)] =
			        (char)test_random_between(&r, 0, 255);
		struct arena small = ARENA_INIT(0);
		/* Read or refused: it returns, and a law that was read has a code. */
		if (law_text_read(&t, &small, (struct str){text, sizeof seed - 1}, NULL) == NHI_OK)
			assert_true(law_is_pcode(t.pcode));
		arena_free(&small);
	}
}

static void the_national_database_is_read_whole_when_it_is_at_hand(void **state) {
	(void)state;
	static const char *const folders[] = {"../shared/data/laws/zh", "../shared/data/laws/en"};
	for (size_t i = 0; i < COUNT_OF(folders); i++) {
		const char *dir = test_source(folders[i]);
		struct file_list list;
		struct err e = ERR_INIT;
		if (!file_exists(dir)) {
			print_message("%s is not at hand\n", folders[i]);
			continue;
		}
		assert_int_equal(file_list(&arena, dir, ".json", &list, &e), NHI_OK);
		for (size_t k = 0; k < list.count; k++) {
			char path[4096];
			struct str bytes;
			struct law_text t;
			assert_true(snprintf(path, sizeof path, "%s/%s", dir, list.name[k].p) > 0);
			assert_int_equal(file_read(&arena, path, LAW_TEXT_BYTES_MAX, &bytes, &e),
			                 NHI_OK);
			assert_int_equal(law_text_read(&t, &arena, bytes, &e), NHI_OK);
			assert_true(str_starts(list.name[k], t.pcode));
			assert_true(t.article_count > 0);
			struct law_text back;
			struct buf out = BUF_INIT(0);
			law_text_write(&out, &t);
			assert_int_equal(law_text_read(&back, &arena, buf_str(&out), &e), NHI_OK);
			assert_string_equal(back.hash, t.hash);
			buf_free(&out);
		}
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_law_is_read_with_chapters_and_articles),
	        cmocka_unit_test(an_english_law_says_so),
	        cmocka_unit_test(what_is_written_reads_as_the_same_text),
	        cmocka_unit_test(what_is_not_a_law_file_is_refused),
	        cmocka_unit_test(paragraphs_are_counted_without_the_items_of_lists),
	        cmocka_unit_test(sources_are_read_into_their_parts),
	        cmocka_unit_test(bytes_of_any_kind_do_no_harm),
	        cmocka_unit_test(the_national_database_is_read_whole_when_it_is_at_hand),
	};
	int code = TEST_MAIN(tests);
	arena_free(&arena);
	return code;
}
