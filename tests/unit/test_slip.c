/* test_slip.c: what stands on a payment slip, read back from the PDF as a reader of paper would:
 * text by pdftotext, symbols by zbarimg from the drawn page. */
#include "base/file.h"
#include "wire/chart.h"
#include "wire/slip.h"

#include "shell.h"
#include "test.h"

static struct arena arena; /* freed at the end */

static date_t day(int year, int month, int of_month) {
	date_t d = 0;
	assert_true(date_from_ymd((struct ymd){year, month, of_month}, &d));
	return d;
}

enum { HEADS_MAX = 4 };

/* A unit of `count` insured persons whose figures are told by their number. */
static struct slip unit_slip(size_t count) {
	const struct str names[] = {STR("林怡君"),
	                            STR("歐陽美玲"),
	                            STR("拉黑子‧達立夫"),
	                            STR("張𡩋"),
	                            STR("Siti Nurhaliza binti Abdul Rahman Al-Haddad"),
	                            STR("陳大文"),
	                            STR("夏曼‧藍波安‧希‧瑪拉歐斯‧希‧雅佩旦‧嘎嘎岸")};
	struct slip s = {.kind = SLIP_PREMIUM,
	                 .kind_name = STR("保險費"),
	                 .office = STR("衛生福利部中央健康保險署　中區業務組"),
	                 .office_en = STR("National Health Insurance Administration, "
	                                  "Central Division"),
	                 .office_contact = STR("臺中市西屯區市政北一路66號　(04)2258-3988"),
	                 .payer_code = STR("123456789"),
	                 .payer_name = STR("大甲溪精密工業股份有限公司"),
	                 .postal_code = STR("40709"),
	                 .address = STR("臺中市西屯區市政北一路66號"),
	                 .month = month_make(2026, 7),
	                 .number = STR("2026070001000001"),
	                 .item = STR("X01"),
	                 .issued = day(2026, 8, 5),
	                 .due = day(2026, 8, 31),
	                 .grace_end = day(2026, 9, 15),
	                 .dates_verified = true,
	                 .terms = {ppm(1000), ppm(150000), 60, 15, 20000, false}};
	s.lines = ARENA_ARRAY(&arena, count + 1, struct slip_line);
	s.line_count = count;
	for (size_t i = 0; i < count; i++) {
		struct slip_line *l = &s.lines[i];
		size_t dependents = i % 5 == 0 ? i % HEADS_MAX : 0;
		l->heads = ARENA_ARRAY(&arena, HEADS_MAX, struct slip_head);
		l->head_count = 1 + dependents;
		l->scheme = STR("12");
		l->insured_amount = 30300 + (int64_t)i % 7 * 1100;
		l->charged = (int64_t)dependents;
		int64_t each = 470 + (int64_t)i % 7 * 17;
		for (size_t k = 0; k <= dependents; k++)
			l->heads[k] = (struct slip_head){names[(i + k) % COUNT_OF(names)],
			                                 STR("B120***459"),
			                                 each,
			                                 0,
			                                 STR(""),
			                                 false};
		if (i % 9 == 0) {
			l->heads[0].subsidy = l->subsidy = each / 2;
			l->heads[0].subsidies = STR("中度身心障礙");
		}
		l->self = each * (1 + (int64_t)dependents);
		l->unit_share = 1480 + (int64_t)i % 7 * 53;
		l->total = l->self - l->subsidy + l->unit_share;
		s.insured++;
		s.dependents += (int64_t)dependents;
		s.self += l->self;
		s.subsidy += l->subsidy;
		s.unit_share += l->unit_share;
	}
	s.payable = s.self - s.subsidy + s.unit_share;
	s.government = s.insured * 246;
	return s;
}

static void correct(struct slip *s) {
	static struct slip_correction rows[2];
	rows[0] = (struct slip_correction){STR("林怡君"),
	                                   STR("B120***459"),
	                                   month_make(2026, 5),
	                                   STR("加保申報較晚"),
	                                   470,
	                                   0,
	                                   1480,
	                                   1950};
	rows[1] = (struct slip_correction){STR("拉黑子‧達立夫"),
	                                   STR("A223***118"),
	                                   month_make(2026, 6),
	                                   STR("退保申報較晚"),
	                                   -1008,
	                                   -252,
	                                   -1640,
	                                   -2396};
	s->corrections = rows;
	s->correction_count = 2;
	s->correction = 1950 - 2396;
	s->payable += s->correction;
}

enum { WITH_SHEET = 1, WITH_DETAIL = 2 };

static struct buf print(const struct slip *s, int parts) {
	struct buf bytes = BUF_INIT(0);
	struct err err = ERR_INIT;
	struct paper *p = NULL;
	const struct paper_info info = {STR("繳款單"), STR("OpenNHI"),
	                                instant_of_date(day(2026, 8, 5))};
	assert_int_equal(paper_open(&p, &info, &bytes, &err), NHI_OK);
	assert_int_equal(slip_draw(p, s, &err), NHI_OK);
	if (parts & WITH_SHEET) slip_draw_sheet(p, s);
	if (parts & WITH_DETAIL) slip_draw_detail(p, s);
	assert_int_equal(paper_close(p, &err), NHI_OK);
	return bytes;
}

static struct str run(const char *command, int *code) {
	struct shell_result r;
	assert_true(shell_run(&arena, command, test_folder(), 60, &r));
	*code = r.exit_code;
	return r.out;
}

/* The words of the document; skips the test where the reader is not installed. */
static struct str words_of(const struct buf *pdf, const char *name) {
	int code = 0;
	char path[512], command[640];
	(void)snprintf(path, sizeof path, "%s/%s.pdf", test_folder(), name);
	assert_int_equal(file_write(path, buf_str(pdf), NULL), NHI_OK);
	(void)snprintf(command, sizeof command, "pdftotext -layout %s.pdf -", name);
	struct str text = run(command, &code);
	if (code == 127) test_skip("pdftotext is not installed");
	assert_int_equal(code, 0);
	return text;
}

static bool has(struct str text, const char *what) {
	return str_find(text, str_from(what)) < text.n;
}

static void the_same_slip_gives_the_same_bytes(void **state) {
	(void)state;
	struct slip s = unit_slip(30);
	struct buf a = print(&s, WITH_SHEET), b = print(&s, WITH_SHEET);
	assert_true(str_eq(buf_str(&a), buf_str(&b)));
	assert_true(str_starts(buf_str(&a), STR("%PDF-1.5")));
	buf_free(&a);
	buf_free(&b);
}

static void a_slip_says_who_pays_what_and_until_when(void **state) {
	(void)state;
	struct slip s = unit_slip(12);
	correct(&s);
	struct buf pdf = print(&s, 0);
	struct str text = words_of(&pdf, "slip");
	static const char *const wanted[] = {"123456789",
	                                     "大甲溪精密工業股份有限公司",
	                                     "115年7月",
	                                     "115年8月31日（一）",
	                                     "115年9月15日（二）",
	                                     "2026070001000001",
	                                     "0.1%",
	                                     "15%",
	                                     "60 日內",
	                                     "20,000 元",
	                                     "40709",
	                                     "150915X01",
	                                     "尚未經代收機構確認"};
	for (size_t i = 0; i < COUNT_OF(wanted); i++)
		if (!has(text, wanted[i])) fail_msg("missing: %s\n%.*s", wanted[i], STR_ARG(text));
	struct buf amount = BUF_INIT(64);
	buf_put_i64_grouped(&amount, s.payable);
	buf_put_char(&amount, '\0');
	assert_true(has(text, amount.p));
	buf_free(&amount);
	buf_free(&pdf);
}

static void drawn_barcodes_read_back_as_meant(void **state) {
	(void)state;
	int code = 0;
	struct slip s = unit_slip(12);
	struct buf pdf = print(&s, 0);
	struct collection want;
	const struct collection_in in = {s.item, s.number, s.month, s.grace_end, s.payable};
	assert_int_equal(collection_parts(&in, &want, NULL), NHI_OK);
	(void)words_of(&pdf, "codes"); /* writes the file */
	(void)run("pdftoppm -r 200 -gray codes.pdf codes", &code);
	assert_int_equal(code, 0);
	struct str read = run("zbarimg -q --raw -Scode39.enable codes-1.pgm", &code);
	buf_free(&pdf);
	if (code == 127) test_skip("zbarimg is not installed");
	assert_int_equal(code, 0);
	struct buf qr = BUF_INIT(256);
	collection_qr(&want, &qr);
	buf_put_char(&qr, '\0');
	assert_true(has(read, qr.p));
	buf_free(&qr);
	for (size_t i = 0; i < COLLECTION_PARTS; i++) {
		char line[COLLECTION_PART_SIZE + 2];
		(void)snprintf(line, sizeof line, "%s\n", want.part[i]);
		assert_true(has(read, line));
	}
}

static void nothing_to_pay_has_no_barcodes(void **state) {
	(void)state;
	struct slip s = unit_slip(0);
	correct(&s);
	struct buf pdf = print(&s, WITH_SHEET | WITH_DETAIL);
	struct str text = words_of(&pdf, "nothing");
	assert_true(has(text, "本期無須繳款"));
	assert_true(has(text, "446 元，於次月保險費中結算"));
	assert_true(has(text, "-2,396"));
	assert_true(has(text, "本月沒有計費的被保險人"));
	assert_false(has(text, "150915X01"));
	buf_free(&pdf);
}

static void a_sheet_of_many_pages_repeats_its_titles(void **state) {
	(void)state;
	struct slip s = unit_slip(360);
	correct(&s);
	struct buf pdf = print(&s, WITH_SHEET);
	struct str text = words_of(&pdf, "sheet");
	buf_free(&pdf);
	size_t pages = 0, titles = 0, numbers = 0;
	for (struct str rest = text; rest.n > 0;) {
		struct str page = str_cut(&rest, '\f');
		char number[64];
		pages += page.n > 0;
		titles += has(page, "Insured amount");
		(void)snprintf(number, sizeof number, "第 %zu 頁，共", pages - 1);
		numbers += has(page, number);
	}
	assert_true(pages > 8);
	assert_int_equal(numbers, pages - 1); /* the slip itself has no number */
	assert_true(titles >= pages - 2);     /* the last page may hold corrections alone */
	assert_true(has(text, "本月小計") && has(text, "更正小計"));
}

static void no_name_is_cut_or_lost(void **state) {
	(void)state;
	struct slip s = unit_slip(7);
	struct buf pdf = print(&s, WITH_SHEET);
	struct str text = words_of(&pdf, "names");
	buf_free(&pdf);
	/* Wrapped names stand on several lines: each of their parts is there. */
	static const char *const parts[] = {"歐陽美玲", "拉黑子", "達立夫", "Siti",
	                                    "Haddad",   "夏曼",   "岸"};
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if (!has(text, parts[i])) fail_msg("missing: %s", parts[i]);
}

static void parts_of_a_barcode_carry_their_check_characters(void **state) {
	(void)state;
	struct collection c;
	struct err err = ERR_INIT;
	struct collection_in in = {STR("X01"), STR("2026070001000001"), month_make(2026, 7),
	                           day(2026, 9, 15), 12345};
	assert_int_equal(collection_parts(&in, &c, &err), NHI_OK);
	assert_str(str_from(c.part[0]), "150915X01");
	assert_str(str_from(c.part[1]), "2026070001000001");
	/* By hand: odd places 1+0+1+X(7)+1, 2+2, 1+0+0+0+1+3+5 = 24, modulo 11 is 2; even places
	 * 5+9+5+0, 6+7+1+1, 5+7+0+0+2+4 = 52, modulo 11 is 8. */
	assert_str(str_from(c.part[2]), "150728000012345");
	struct str part[] = {str_from(c.part[0]), str_from(c.part[1]), str_from(c.part[2])};
	assert_true(collection_check(part));
	for (size_t k = 0; k < COLLECTION_PARTS; k++)
		for (size_t i = 0; i < part[k].n; i++) {
			char was = c.part[k][i];
			c.part[k][i] = was == '5' ? '6' : '5';
			assert_false(collection_check(part));
			c.part[k][i] = was;
		}
	in.amount = 0;
	assert_int_equal(collection_parts(&in, &c, &err), NHI_RANGE);
	in.amount = COLLECTION_AMOUNT_MAX + 1;
	assert_int_equal(collection_parts(&in, &c, &err), NHI_RANGE);
	in.amount = 1;
	in.number = STR("123");
	assert_int_equal(collection_parts(&in, &c, &err), NHI_RANGE);
}

static void the_summary_file_adds_up_to_the_bill(void **state) {
	(void)state;
	struct slip s = unit_slip(3);
	correct(&s);
	struct buf b = BUF_INIT(0);
	slip_put_csv(&b, &s, false, true);
	struct csv c;
	int64_t sum = 0, v = 0;
	struct err err = ERR_INIT;
	csv_init(&c, buf_str(&b), &arena);
	bool more = true;
	assert_int_equal(csv_next(&c, &more, &err), NHI_OK);
	while (csv_next(&c, &more, &err) == NHI_OK && more) {
		assert_true(str_to_i64(csv_field(&c, 11), INT64_MIN, INT64_MAX, &v));
		sum += v;
	}
	assert_int_equal(sum, s.payable);
	buf_free(&b);
}

static void a_chart_says_its_finding_and_starts_at_zero(void **state) {
	(void)state;
	const struct chart_bar bars[] = {{STR("雇主 <A&B>"), 600}, {STR("更正"), -200}};
	const struct chart_panel panel = {STR("依負擔者"), bars, 2, false};
	const struct chart c = {STR("雇主負擔最多"),
	                        STR("新臺幣元"),
	                        STR("資料：115年7月"),
	                        STR("沒有資料"),
	                        &panel,
	                        1,
	                        false,
	                        "zh"};
	struct buf a = BUF_INIT(0), b = BUF_INIT(0);
	chart_put_bars(&a, &c);
	chart_put_bars(&b, &c);
	assert_true(str_eq(buf_str(&a), buf_str(&b)));
	struct str svg = buf_str(&a);
	assert_true(has(svg, "<title>雇主負擔最多</title>") && has(svg, "資料：115年7月"));
	assert_true(has(svg, "雇主 &lt;A&amp;B&gt;") && has(svg, ">-200<") && has(svg, ">0<"));
	assert_false(has(svg, "style") || has(svg, "<script"));
	buf_free(&a);
	buf_free(&b);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_same_slip_gives_the_same_bytes),
	        cmocka_unit_test(a_slip_says_who_pays_what_and_until_when),
	        cmocka_unit_test(drawn_barcodes_read_back_as_meant),
	        cmocka_unit_test(nothing_to_pay_has_no_barcodes),
	        cmocka_unit_test(a_sheet_of_many_pages_repeats_its_titles),
	        cmocka_unit_test(no_name_is_cut_or_lost),
	        cmocka_unit_test(parts_of_a_barcode_carry_their_check_characters),
	        cmocka_unit_test(the_summary_file_adds_up_to_the_bill),
	        cmocka_unit_test(a_chart_says_its_finding_and_starts_at_zero),
	};
	int failed = TEST_MAIN(tests);
	arena_free(&arena);
	return failed;
}
