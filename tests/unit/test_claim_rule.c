/* test_claim_rule.c: every rule of law/claim-rules passes its passing example and speaks at its
 * failing one; windows and matches at their edges; broken rows are refused. */
#include "base/file.h"
#include "nhi/claim_rule_example.h"
#include "test.h"

#include "base/csv.h"

static struct arena arena;
static struct claim_rules all;
static struct claim_rule_scratch scratch;
static struct claim_rule_example *room;

static int read_all(void **state) {
	(void)state;
	struct file_list list;
	struct err err = ERR_INIT;
	const char *dir = test_source("law/claim-rules");
	if (file_list(&arena, dir, ".csv", &list, &err) != NHI_OK) return 1;
	struct claim_rule_file *files = ARENA_ARRAY(&arena, list.count, struct claim_rule_file);
	for (size_t i = 0; i < list.count; i++) {
		char path[512];
		(void)snprintf(path, sizeof path, "law/claim-rules/%s", list.name[i].p);
		files[i].name = list.name[i];
		if (file_read(&arena, test_source(path), 1 << 24, &files[i].bytes, &err) != NHI_OK)
			return 1;
	}
	room = ARENA_NEW(&arena, struct claim_rule_example);
	if (claim_rules_read(&all, &arena, files, list.count, &err) != NHI_OK) {
		struct buf b = BUF_INIT(0);
		err_message(&err, "en", &b);
		fprintf(stderr, "%.*s\n", STR_ARG(buf_str(&b)));
		return 1;
	}
	return claim_rule_scratch_reserve(&scratch, &arena, &all, CLAIM_EXAMPLE_ORDERS_MAX) ? 0 : 1;
}

static void every_rule_behaves_as_its_examples_say(void **state) {
	(void)state;
	size_t wrong = 0;
	for (size_t i = 0; i < all.count; i++) {
		const struct claim_rule *r = &all.rule[i];
		if (r->kind == CLAIM_RULE_NONE) continue;
		struct claim_rule_run pass = claim_rule_try(&all, r, r->pass, room, &scratch);
		struct claim_rule_run fail = claim_rule_try(&all, r, r->fail, room, &scratch);
		bool ok = pass.is_readable && !pass.speaks && fail.is_readable && fail.speaks;
		if (!ok)
			fprintf(stderr, "%.*s: pass %d%d fail %d%d\n", STR_ARG(r->rule),
			        pass.is_readable, pass.speaks, fail.is_readable, fail.speaks);
		wrong += !ok;
	}
	assert_true(all.count > 500);
	assert_int_equal(wrong, 0);
}

static void rule_names_are_unique(void **state) {
	(void)state;
	for (size_t i = 0; i < all.count; i++)
		assert_ptr_equal(claim_rules_find(&all, all.rule[i].rule), &all.rule[i]);
}

/* Each row of the collected dental checks stands in dental.csv, executable or with its reason. */
static void every_dental_check_is_carried(void **state) {
	(void)state;
	static const char *const names[] = {"item_code", "check_kind"};
	const char *path = test_source("../shared/data/codes/dental_item_checks.csv");
	struct err err = ERR_INIT;
	struct str bytes;
	struct csv csv;
	size_t at[2], place = 0;
	bool more = true;
	if (file_read(&arena, path, 1 << 20, &bytes, &err) != NHI_OK) {
		test_skip("no ../shared/data/codes");
		return;
	}
	csv_init(&csv, bytes, &arena);
	assert_int_equal(csv_titles(&csv, names, 2, at, &err), NHI_OK);
	for (;;) {
		assert_int_equal(csv_next(&csv, &more, &err), NHI_OK);
		if (!more) break;
		while (place < all.count && !str_is(all.rule[place].file, "dental.csv")) place++;
		assert_true(place < all.count);
		const struct claim_rule *r = &all.rule[place++];
		assert_true(str_eq(r->item, csv_field(&csv, at[0])));
		bool notice = str_starts(csv_field(&csv, at[1]), STR("notice"));
		assert_true(!notice || r->kind == CLAIM_RULE_NONE);
		assert_true(r->kind != CLAIM_RULE_NONE || (r->zh.n > 0 && r->en.n > 0));
	}
	assert_true(place == all.count || !str_is(all.rule[place].file, "dental.csv"));
}

#define HEAD                                                                                       \
	"rule,finding,effective_from,effective_to,level,kind,item,codes,match,window,count,"       \
	"values,"                                                                                  \
	"message_zh,message_en,source,verified,pass,fail\n"

static enum nhi_status read_row(const char *row, struct claim_rules *out) {
	struct buf b = BUF_INIT(0);
	struct str text = {0};
	struct err err = ERR_INIT;
	buf_put_c(&b, HEAD);
	buf_put_c(&b, row);
	assert_true(arena_str(&arena, buf_str(&b), &text));
	buf_free(&b);
	const struct claim_rule_file file = {STR("made.csv"), text};
	return claim_rules_read(out, &arena, &file, 1, &err);
}

static bool speaks(const char *row, const char *example) {
	struct claim_rules rules;
	struct claim_rule_scratch own = {0};
	assert_int_equal(read_row(row, &rules), NHI_OK);
	assert_true(claim_rule_scratch_reserve(&own, &arena, &rules, CLAIM_EXAMPLE_ORDERS_MAX));
	struct claim_rule_run run =
	        claim_rule_try(&rules, &rules.rule[0], str_from(example), room, &own);
	assert_true(run.is_readable);
	return run.speaks;
}

static void windows_end_where_they_say(void **state) {
	(void)state;
#define LIMIT(window, count)                                                                       \
	"X1,R01,2020-01-01,,order,limit,A,B,," window "," count ",,z,e,facts:x:1,no,A,A B\n"
	assert_true(speaks(LIMIT("0d", "1"), "A -0:B"));
	assert_false(speaks(LIMIT("0d", "1"), "A -1:B"));
	assert_true(speaks(LIMIT("3m", "1"), "A -2m:B"));
	assert_false(speaks(LIMIT("3m", "1"), "A -3m:B"));
	assert_true(speaks(LIMIT("year", "1"), "A -165:B")); /* 1 January of the example's year */
	assert_false(speaks(LIMIT("year", "1"), "A -166:B"));
	assert_true(speaks(LIMIT("visit", "1"), "A B"));
	assert_false(speaks(LIMIT("visit", "1"), "A -0:B"));
	assert_false(speaks(LIMIT("before", "1"), "A B -0:B"));
	assert_true(speaks(LIMIT("before", "1"), "A -1:B"));
	assert_false(speaks(LIMIT("90d", "2"), "A -1:B"));
	assert_true(speaks(LIMIT("90d", "2"), "A -1:B B"));
}

static void of_two_in_a_case_the_later_is_told(void **state) {
	(void)state;
#define ONCE "X1,R01,2020-01-01,,order,limit,A,,,0d,1,,z,e,facts:x:1,no,A,A A\n"
	assert_true(speaks(ONCE, "A A"));
	assert_false(speaks(ONCE, "A"));
#define TOOTH "X1,R01,2020-01-01,,order,limit,A,,tooth,365d|545d,1,,z,e,facts:x:1,no,A,A A\n"
	assert_true(speaks(TOOTH, "A@1112 -544:A@1221"));
	assert_false(speaks(TOOTH, "A@1112 -545:A@12"));
	assert_true(speaks(TOOTH, "A@51 -364:A@51"));
	assert_false(speaks(TOOTH, "A@51 -365:A@51"));
	assert_false(speaks(TOOTH, "A@51 -364:A@11"));
}

/* A rule that is not in force on the day of the case is silent. */
static void rules_hold_from_their_day(void **state) {
	(void)state;
	struct claim_rules rules;
	struct claim_rule_scratch own = {0};
	struct claim_rule_run run;
	assert_int_equal(read_row("X1,R01,2020-01-01,2020-07-01,order,sex,A,,,,,F,z,e,facts:x:1,no,"
	                          "A sex=F,A sex=M\n",
	                          &rules),
	                 NHI_OK);
	assert_true(claim_rule_scratch_reserve(&own, &arena, &rules, CLAIM_EXAMPLE_ORDERS_MAX));
	run = claim_rule_try(&rules, &rules.rule[0], STR("A sex=M"), room, &own);
	assert_true(run.speaks);
	assert_true(claim_rule_example_read(&rules, &rules.rule[0], STR("A sex=M"), room));
	room->c.visit = rules.rule[0].to;
	struct claim_sink silent = {NULL};
	assert_int_equal(claim_rules_check(&rules, &room->c, &room->context, &own, &silent), 0);
}

static void broken_rows_are_refused(void **state) {
	(void)state;
	static const char *const rows[] = {
	        ",R01,2020-01-01,,order,limit,A,,,0d,1,,z,e,facts:x:1,no,A,A A\n",
	        "X,R01,2020-01-41,,order,limit,A,,,0d,1,,z,e,facts:x:1,no,A,A A\n",
	        "X,R01,2020-01-01,2019-01-01,order,limit,A,,,0d,1,,z,e,facts:x:1,no,A,A A\n",
	        "X,R01,2020-01-01,,orders,limit,A,,,0d,1,,z,e,facts:x:1,no,A,A A\n",
	        "X,R01,2020-01-01,,order,limits,A,,,0d,1,,z,e,facts:x:1,no,A,A A\n",
	        "X,R01,2020-01-01,,order,limit,A,,,d,1,,z,e,facts:x:1,no,A,A A\n",
	        "X,R01,2020-01-01,,order,limit,A,,,0d,0,,z,e,facts:x:1,no,A,A A\n",
	        "X,R01,2020-01-01,,order,limit,A,,teeth,0d,1,,z,e,facts:x:1,no,A,A A\n",
	        "X,R01,2020-01-01,,order,limit,A,,,0d,1,,,e,facts:x:1,no,A,A A\n",
	        "X,R01,2020-01-01,,order,limit,A,,,0d,1,,z,e,,no,A,A A\n",
	        "X,R01,2020-01-01,,order,limit,A,,,0d,1,,z,e,facts:x:1,no,,A A\n",
	        "X,R01,2020-01-01,,order,age,A,,,,,30,z,e,facts:x:1,no,A,A A\n",
	        "X,R01,2020-01-01,,order,place,A,,,,,nose,z,e,facts:x:1,no,A,A A\n",
	        "X,R01,2020-01-01,,order,limit,A,AAAAAAAAAAAAAAAAA,,0d,1,,z,e,facts:x:1,no,A,A A\n",
	};
	struct claim_rules rules;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_int_equal(read_row(rows[i], &rules), NHI_LAW_ROW);
}

static void sites_are_read_whole_or_not_at_all(void **state) {
	(void)state;
	static const struct {
		const char *text;
		bool is_valid;
		int teeth, min, max;
	} cases[] = {{"36", true, 1, 0, 0},  {"36MOD", true, 1, 3, 3}, {"11M12MD", true, 2, 1, 2},
	             {"FM", true, 0, 0, 0},  {"UR36", true, 1, 0, 0},  {"51", true, 1, 0, 0},
	             {"99", true, 1, 0, 0},  {"", false, 0, 0, 0},     {"56", false, 0, 0, 0},
	             {"00", false, 0, 0, 0}, {"3", false, 0, 0, 0},    {"36X", false, 1, 0, 0},
	             {"ZZ", false, 0, 0, 0}, {"F", false, 0, 0, 0},    {"36,37", true, 2, 0, 0}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct claim_site s;
		claim_site_read(str_from(cases[i].text), &s);
		assert_int_equal(s.is_valid, cases[i].is_valid);
		if (!s.is_valid) continue;
		assert_int_equal(__builtin_popcountll(s.teeth), cases[i].teeth);
		assert_int_equal(s.surfaces_min, cases[i].min);
		assert_int_equal(s.surfaces_max, cases[i].max);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_rule_behaves_as_its_examples_say),
	        cmocka_unit_test(rule_names_are_unique),
	        cmocka_unit_test(every_dental_check_is_carried),
	        cmocka_unit_test(windows_end_where_they_say),
	        cmocka_unit_test(of_two_in_a_case_the_later_is_told),
	        cmocka_unit_test(rules_hold_from_their_day),
	        cmocka_unit_test(broken_rows_are_refused),
	        cmocka_unit_test(sites_are_read_whole_or_not_at_all),
	};
	int code = TEST_MAIN_WITH(tests, read_all, NULL);
	arena_free(&arena);
	return code;
}
