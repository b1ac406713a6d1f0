/* test_opendata.c: the agency's open-data layouts 20251 (grades) and 20246 (shares): what is
 * written is read again and gives the same bytes, for every version that the law has; bad rows are
 * listed. */
#include "wire/opendata_grades.h"
#include "wire/opendata_shares.h"

#include "base/file.h"

#include "test.h"

static struct arena arena;
static struct law law;

static int read_law(void **state) {
	(void)state;
	struct file_list list;
	struct err e = ERR_INIT;
	const char *dir = test_source("law");
	assert_int_equal(file_list(&arena, dir, ".csv", &list, &e), NHI_OK);
	struct law_file *files = ARENA_ARRAY(&arena, list.count, struct law_file);
	assert_non_null(files);
	for (size_t i = 0; i < list.count; i++) {
		char path[4096];
		files[i] = (struct law_file){.name = list.name[i]};
		assert_true(snprintf(path, sizeof path, "%s/%s", dir, list.name[i].p) > 0);
		assert_int_equal(file_read(&arena, path, 1 << 24, &files[i].bytes, &e), NHI_OK);
	}
	assert_int_equal(law_read(&law, &arena, files, list.count, &e), NHI_OK);
	return 0;
}

static int forget_law(void **state) {
	(void)state;
	arena_free(&arena);
	return 0;
}

static void every_grade_table_goes_out_and_comes_back(void **state) {
	(void)state;
	int64_t step[OPENDATA_GROUPS_MAX + 1] = {0};
	for (int g = 1; g <= 12; g++) step[g] = 1000 + g;
	assert_true(law.grades_count >= 12);
	for (size_t i = 0; i < law.grades_count; i++) {
		const struct law_grades *g = &law.grades[i];
		struct findings f = FINDINGS_INIT(&arena);
		struct opendata_grades back;
		struct buf first = BUF_INIT(0), second = BUF_INIT(0);
		struct err e = ERR_INIT;
		opendata_grades_write(&first, g->rows, g->count, step);
		assert_int_equal(opendata_grades_read(&back, &arena, buf_str(&first), &f, &e),
		                 NHI_OK);
		assert_int_equal(f.count, 0);
		assert_int_equal(back.count, g->count);
		assert_memory_equal(back.row, g->rows, g->count * sizeof *back.row);
		opendata_grades_write(&second, back.row, back.count, back.step);
		assert_true(str_eq(buf_str(&first), buf_str(&second)));
		buf_free(&first);
		buf_free(&second);
	}
}

static void the_published_rows_of_2026_are_written_to_the_byte(void **state) {
	(void)state;
	/* data.gov.tw 20251 and 20246, version of 2026-01-01: title and first and last rows. */
	date_t day;
	struct err e = ERR_INIT;
	struct premium_law pl;
	struct opendata_shares shares;
	struct buf out = BUF_INIT(0);
	assert_true(date_parse(STR("2026-01-01"), &day));
	assert_int_equal(premium_law_at(&law, day, &pl, &e), NHI_OK);
	assert_int_equal(opendata_shares_compute(&shares, &arena, &pl, &e), NHI_OK);
	opendata_shares_write(&out, &shares, &pl);
	assert_true(str_starts(
	        buf_str(&out),
	        STR("\xEF\xBB\xBF投保金額等級,月投保金額,本人負擔金額（負擔比率30%）,本人+"
	            "1眷口負擔金額,"
	            "本人+2眷口負擔金額,本人+3眷口負擔金額,投保單位負擔金額（負擔比率60%）,"
	            "政府補助金額（補助比率10%）\r\n1,29500,458,916,1374,1832,1428,238\r\n"
	            "2,30300,470,940,1410,1880,1466,244\r\n")));
	buf_reset(&out);
	int64_t step[OPENDATA_GROUPS_MAX + 1] = {[1] = 1200, [2] = 1500, [12] = 10000};
	const struct law_grades *g = law_grades_at(&law, day);
	opendata_grades_write(&out, g->rows, g->count, step);
	assert_true(str_starts(
	        buf_str(&out),
	        STR("\xEF\xBB\xBF組別級距,投保等級,月投保金額（元）,實際薪資月額（元）\r\n"
	            "第一組級距1200元,1,29500,29500以下\r\n第二組級距1500元,2,30300,29501-"
	            "30300\r\n")));
	assert_true(
	        str_ends(buf_str(&out), STR("\r\n第十二組級距10000元,58,313000,303001以上\r\n")));
	buf_free(&out);
}

static void every_share_table_comes_back_without_a_difference(void **state) {
	(void)state;
	for (size_t i = 0; i < law.grades_count; i++) {
		struct premium_law pl;
		struct opendata_shares shares, back;
		struct findings f = FINDINGS_INIT(&arena);
		struct buf out = BUF_INIT(0);
		struct err e = ERR_INIT;
		assert_int_equal(premium_law_at(&law, law.grades[i].from, &pl, &e), NHI_OK);
		assert_int_equal(opendata_shares_compute(&shares, &arena, &pl, &e), NHI_OK);
		opendata_shares_write(&out, &shares, &pl);
		assert_int_equal(opendata_shares_read(&back, &arena, &pl, buf_str(&out), &f, &e),
		                 NHI_OK);
		opendata_shares_compare(&back, &shares, &f);
		assert_int_equal(f.count, 0);
		back.row[0].self[1]++; /* one dollar more is one finding */
		opendata_shares_compare(&back, &shares, &f);
		assert_int_equal(f.count, 1);
		assert_int_equal(f.row[0].place.line, 2);
		assert_int_equal(f.row[0].place.column, 4);
		finding_reset(&f);
		back.row[0].self[1]--;
		back.count--; /* the top grade is left out */
		opendata_shares_compare(&back, &shares, &f);
		assert_int_equal(f.count, 1);
		buf_free(&out);
	}
}

static void each_unreadable_row_of_grades_is_listed(void **state) {
	(void)state;
	static const char text[] = "組別級距,投保等級,月投保金額（元）,實際薪資月額（元）\n"
	                           "第一組級距1200元,1,100,100以下\n"
	                           "第百組級距1200元,2,200,101-200\n"
	                           "第二組,三,200,101-200\n"
	                           "第二組級距1200,4,x,101-200\n"
	                           "第二組級距1200元,5,300,201至300\n"
	                           "第二組,6,400,301以上\n";
	static const enum finding_code expected[] = {FIND_OPENDATA_GROUP, FIND_OPENDATA_NUMBER,
	                                             FIND_OPENDATA_GROUP, FIND_OPENDATA_NUMBER,
	                                             FIND_OPENDATA_WAGE};
	static const size_t lines[] = {3, 4, 5, 5, 6};
	struct opendata_grades g;
	struct findings f = FINDINGS_INIT(&arena);
	struct err e = ERR_INIT;
	assert_int_equal(opendata_grades_read(&g, &arena, str_from(text), &f, &e), NHI_OK);
	assert_int_equal(f.count, COUNT_OF(expected));
	for (size_t i = 0; i < f.count; i++) {
		assert_int_equal(f.row[i].code, expected[i]);
		assert_int_equal(f.row[i].place.line, lines[i]);
	}
	assert_int_equal(g.count, 2);
}

static void another_title_row_is_refused(void **state) {
	(void)state;
	static const char *const texts[] = {
	        "", "a,b\n", "投保等級,組別級距,月投保金額（元）,實際薪資月額（元）\n",
	        "組別級距,投保等級,月投保金額（元）,實際薪資月額（元）,備註\n", "\"組別級距\n"};
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct opendata_grades g;
		struct findings f = FINDINGS_INIT(&arena);
		struct err e = ERR_INIT;
		assert_int_equal(opendata_grades_read(&g, &arena, str_from(texts[i]), &f, &e),
		                 NHI_OK);
		assert_true(f.count >= 1);
		assert_int_equal(f.row[f.count - 1].code, FIND_OPENDATA_TITLE);
		assert_int_equal(g.count, 0);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_grade_table_goes_out_and_comes_back),
	        cmocka_unit_test(the_published_rows_of_2026_are_written_to_the_byte),
	        cmocka_unit_test(every_share_table_comes_back_without_a_difference),
	        cmocka_unit_test(each_unreadable_row_of_grades_is_listed),
	        cmocka_unit_test(another_title_row_is_refused),
	};
	return TEST_MAIN_WITH(tests, read_law, forget_law);
}
