/* test_letter.c: forms of letters are judged, letters are composed, kept and printed. */
#include "base/file.h"
#include "wire/letter_form.h"

#include "shell.h"
#include "test.h"

static struct arena arena; /* freed at the end */

static date_t day(int year, int month, int of_month) {
	date_t d = 0;
	assert_true(date_from_ymd((struct ymd){year, month, of_month}, &d));
	return d;
}

static const char form_head[] = "id: sample\nkind: han\nvalid_from: 2013-01-01\nsource: x\n"
                                "file_class: \"0301\"\nyears: 10\ndelivery: post\n"
                                "remedy: none\n";
static const char form_body[] =
        "fields:\n"
        "  - {name: name, type: text, zh: 姓名, en: name}\n"
        "  - {name: amount, type: twd, zh: 金額, en: amount, optional: yes}\n"
        "  - {name: on, type: date, zh: 日, en: day}\n"
        "  - {name: late, type: flag, zh: 逾期, en: late, optional: yes}\n"
        "  - {name: lines, type: list, zh: 明細, en: lines, optional: yes, fields: [\n"
        "      {name: month, type: month, zh: 月份, en: month},\n"
        "      {name: due, type: twd, zh: 應繳, en: due}]}\n"
        "subject: {zh: \"有關{{name}}一案，請查照。\", en: \"About {{name}}.\"}\n"
        "sections:\n"
        "  - name: {zh: 說明, en: Explanation}\n"
        "    items:\n"
        "      - {zh: \"自{{on}}起。\", en: \"From {{on}}.\"}\n"
        "      - {when: amount, zh: \"共{{amount}}。\", en: \"In all {{amount}}.\"}\n"
        "      - {when: late, zh: 已逾期。, en: Late.}\n"
        "      - {when: \"!late\", zh: 未逾期。, en: In time.}\n"
        "      - {each: lines, level: 2, zh: \"{{month}}：{{due}}\", en: \"{{month}}: {{due}}\"}\n"
        "    table: {of: lines, columns: [{field: month, share: 2}, {field: due, share: 1}]}\n";

static struct letter_form form_of(const char *body) {
	struct letter_form form;
	struct err err = ERR_INIT;
	struct buf yaml = BUF_INIT(0);
	buf_put_c(&yaml, form_head);
	buf_put_c(&yaml, body);
	enum nhi_status st = letter_form_read(&form, &arena, STR("sample"), buf_str(&yaml), &err);
	if (st != NHI_OK) fail_msg("%.*s", (int)err.detail_n, err.detail);
	buf_free(&yaml);
	return form;
}

/* The English reason for which the form is refused. */
static void refused(const char *head, const char *body, const char *why) {
	struct letter_form form;
	struct err err = ERR_INIT;
	struct buf yaml = BUF_INIT(0), text = BUF_INIT(0);
	buf_put_c(&yaml, head);
	buf_put_c(&yaml, body);
	assert_int_equal(letter_form_read(&form, &arena, STR("sample"), buf_str(&yaml), &err),
	                 NHI_CATALOGUE);
	err_message(&err, "en", &text);
	if (str_find(buf_str(&text), str_from(why)) == text.n)
		fail_msg("%s: %.*s", why, STR_ARG(buf_str(&text)));
	buf_free(&yaml);
	buf_free(&text);
}

static void a_form_that_says_what_it_does_not_declare_is_refused(void **state) {
	(void)state;
	static const char subject[] = "subject: {zh: 好, en: yes}\n";
	refused(form_head, "fields: []\nsubject: {zh: \"{{who}}\", en: x}\n", "not declared");
	refused(form_head,
	        "fields: [{name: a, type: text, zh: 甲, en: a}]\nsubject: {zh: 好, en: x}\n",
	        "never used");
	refused(form_head, "fields: []\nsubject: {zh: 好}\n", "both languages");
	refused(form_head, "fields: [{name: a, type: money, zh: 甲, en: a}]\n", "no such type");
	refused(form_head, "fields: [{name: A, type: text, zh: 甲, en: a}]\n", "a–z");
	refused(form_head, "colour: red\nsubject: {zh: 好, en: x}\n", "unknown key");
	refused(form_head, "fields: []\nsubject: {zh: \"{{who\", en: x}\n", "}} is missing");
	refused("id: other\nkind: han\n", subject, "");
	refused("{", "", "cannot be read");
	refused(form_head,
	        "fields: [{name: f, type: flag, zh: 旗, en: f}]\nsubject: {zh: \"{{f}}\", en: x}\n",
	        "cannot be printed");
}

static struct letter_values values_of(struct letter_values rows[2]) {
	struct letter_values v = {.count = 0};
	letter_set_text(&v, "name", STR("加保"));
	letter_set_twd(&v, "amount", 1234567);
	letter_set_date(&v, "on", day(2026, 7, 1));
	for (int i = 0; i < 2; i++) {
		rows[i] = (struct letter_values){.count = 0};
		letter_set_month(&rows[i], "month", month_make(2026, 5 + i));
		letter_set_twd(&rows[i], "due", 826 + i);
	}
	letter_set_list(&v, "lines", rows, 2);
	return v;
}

static struct letter compose(void) {
	struct letter_values rows[2];
	const struct letter_values v = values_of(rows);
	const struct letter_form form = form_of(form_body);
	struct err err = ERR_INIT;
	struct letter l = {.issued = day(2026, 8, 5),
	                   .number = STR("健保中字第1150000001號"),
	                   .agency = {STR("衛生福利部中央健康保險署"), STR("NHIA")},
	                   .office = {STR("中區業務組"), STR("Central Division")},
	                   .address = {STR("臺中市西屯區市政北一路66號"), STR("Taichung")},
	                   .phone = {STR("0800-030-598"), STR("0800-030-598")},
	                   .to_name = STR("歐陽美玲"),
	                   .to_address = STR("南投縣埔里鎮中山路1號"),
	                   .salutation = {STR("君"), STR("")},
	                   .signer = {STR("署長"), STR("Director General")},
	                   .delegated = {STR("本案依分層負責規定授權業務主管決行"),
	                                 STR("Decided under delegation")}};
	assert_int_equal(letter_compose(&l, &arena, &form, &v, &err), NHI_OK);
	return l;
}

static void a_letter_says_its_values_in_both_languages(void **state) {
	(void)state;
	const struct letter l = compose();
	struct buf zh = BUF_INIT(0), en = BUF_INIT(0);
	letter_put_text(&zh, &l, LETTER_ZH);
	letter_put_text(&en, &l, LETTER_EN);
	assert_buf(zh, "衛生福利部中央健康保險署 函\n"
	               "受文者：歐陽美玲 君\n"
	               "發文日期：中華民國115年8月5日\n"
	               "發文字號：健保中字第1150000001號\n"
	               "速別：普通件\n"
	               "密等及解密條件或保密期限：\n"
	               "附件：無\n"
	               "主旨：有關加保一案，請查照。\n"
	               "說明：\n"
	               "  一、自115年7月1日起。\n"
	               "  二、共1,234,567元。\n"
	               "  三、未逾期。\n"
	               "    （一）115年5月：826元\n"
	               "    （二）115年6月：827元\n"
	               "  月份 | 應繳\n"
	               "  115年5月 | 826\n"
	               "  115年6月 | 827\n"
	               "正本：歐陽美玲 君\n"
	               "副本：\n"
	               "署長\n"
	               "本案依分層負責規定授權業務主管決行\n");
	assert_true(str_find(buf_str(&en), STR("1. From 1 July 2026.\n")) < en.n);
	assert_true(str_find(buf_str(&en), STR("(1) 2026-05: NT$826\n")) < en.n);
	buf_free(&zh);
	buf_free(&en);
}

static void values_that_do_not_fit_the_form_are_refused(void **state) {
	(void)state;
	const struct letter_form form = form_of(form_body);
	struct letter l = {0};
	struct letter_values v = {.count = 0};
	letter_set_text(&v, "name", STR("x"));
	assert_int_equal(letter_compose(&l, &arena, &form, &v, NULL), NHI_LETTER_FIELD);
	letter_set_text(&v, "on", STR("yesterday"));
	assert_int_equal(letter_compose(&l, &arena, &form, &v, NULL), NHI_LETTER_FIELD);
	v.count = 1;
	letter_set_date(&v, "on", day(2026, 1, 1));
	assert_int_equal(letter_compose(&l, &arena, &form, &v, NULL), NHI_OK);
	letter_set_text(&v, "colour", STR("red"));
	assert_int_equal(letter_compose(&l, &arena, &form, &v, NULL), NHI_LETTER_FIELD);
}

static void a_letter_is_read_back_as_it_was_kept(void **state) {
	(void)state;
	const struct letter l = compose();
	struct letter again;
	struct buf a = BUF_INIT(0), b = BUF_INIT(0);
	letter_put_json(&a, &l);
	assert_int_equal(letter_read_json(&again, &arena, buf_str(&a), NULL), NHI_OK);
	letter_put_json(&b, &again);
	assert_true(str_eq(buf_str(&a), buf_str(&b)));
	for (size_t cut = 0; cut < a.n; cut += 7)
		assert_int_not_equal(
		        letter_read_json(&again, &arena, str_slice(buf_str(&a), 0, cut), NULL),
		        NHI_OK);
	buf_free(&a);
	buf_free(&b);
}

/* The words of the pages without blanks: faces change between Han text and figures, and the reader
 * puts a blank there. */
static struct str words_of(const struct buf *pdf, const char *name) {
	char path[512], command[640];
	struct shell_result r;
	(void)snprintf(path, sizeof path, "%s/%s.pdf", test_folder(), name);
	assert_int_equal(file_write(path, buf_str(pdf), NULL), NHI_OK);
	(void)snprintf(command, sizeof command, "pdftotext -layout %s.pdf -", name);
	assert_true(shell_run(&arena, command, test_folder(), 60, &r));
	if (r.exit_code == 127) test_skip("pdftotext is not installed");
	assert_int_equal(r.exit_code, 0);
	struct buf plain = BUF_INIT(0);
	struct str kept = STR("");
	for (size_t i = 0; i < r.out.n; i++)
		if (r.out.p[i] != ' ' && r.out.p[i] != '\n' && r.out.p[i] != '\f')
			buf_put_char(&plain, r.out.p[i]);
	assert_true(arena_str(&arena, buf_str(&plain), &kept));
	buf_free(&plain);
	return kept;
}

static bool has(struct str text, const char *what) {
	return str_find(text, str_from(what)) < text.n;
}

static void the_page_says_what_the_letter_says(void **state) {
	(void)state;
	const struct letter l = compose();
	struct buf a = BUF_INIT(0), b = BUF_INIT(0);
	int64_t pages = 0;
	assert_int_equal(letter_pdf(&l, LETTER_ORIGINAL, false, &a, &pages, NULL), NHI_OK);
	assert_int_equal(letter_pdf(&l, LETTER_ORIGINAL, false, &b, NULL, NULL), NHI_OK);
	assert_int_equal(pages, 1);
	assert_true(str_eq(buf_str(&a), buf_str(&b)));
	const struct str text = words_of(&a, "letter");
	static const char *const wanted[] = {"衛生福利部中央健康保險署函",
	                                     "檔號：115/0301",
	                                     "保存年限：10年",
	                                     "南投縣埔里鎮中山路1號",
	                                     "受文者：歐陽美玲君",
	                                     "健保中字第1150000001號",
	                                     "主旨：",
	                                     "有關加保一案，請查照。",
	                                     "三、",
	                                     "（二）",
	                                     "1,234,567",
	                                     "第1頁，共1頁",
	                                     "用印：首長職銜簽字章"};
	for (size_t i = 0; i < COUNT_OF(wanted); i++)
		if (!has(text, wanted[i])) fail_msg("missing: %s\n%.*s", wanted[i], STR_ARG(text));
	buf_free(&a);
	buf_free(&b);
}

static void drafts_copies_and_translations_say_so(void **state) {
	(void)state;
	struct letter l = compose();
	struct buf draft = BUF_INIT(0), copy = BUF_INIT(0);
	l.number = STR("");
	assert_int_equal(letter_pdf(&l, LETTER_DRAFT, false, &draft, NULL, NULL), NHI_OK);
	l.number = STR("健保中字第1150000001號");
	assert_int_equal(letter_pdf(&l, LETTER_COPY, true, &copy, NULL, NULL), NHI_OK);
	const struct str d = words_of(&draft, "draft"), c = words_of(&copy, "copy");
	assert_true(has(d, "稿") && !has(d, "發文字號") && !has(d, "用印"));
	assert_true(has(c, "抄本") && has(c, "譯本TRANSLATION") && has(c, "About加保."));
	assert_false(has(c, "用印"));
	buf_free(&draft);
	buf_free(&copy);
}

/* A paragraph longer than a page breaks between its lines; nothing of it is lost. */
static void a_long_letter_loses_nothing_at_the_end_of_a_page(void **state) {
	(void)state;
	struct letter l = compose();
	struct buf text = BUF_INIT(0), pdf = BUF_INIT(0);
	int64_t pages = 0;
	for (int i = 0; i < 400; i++) buf_printf(&text, "第%d句說明理由。", i);
	l.sections[0].items[1].text.zh = buf_str(&text);
	assert_int_equal(letter_pdf(&l, LETTER_ORIGINAL, false, &pdf, &pages, NULL), NHI_OK);
	assert_true(pages > 2);
	const struct str words = words_of(&pdf, "long");
	size_t found = 0;
	for (int i = 0; i < 400; i++) {
		char one[64];
		(void)snprintf(one, sizeof one, "第%d句", i);
		found += has(words, one);
	}
	assert_true(found >= 395); /* a sentence at a page's end has the foot inside it */
	buf_free(&text);
	buf_free(&pdf);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_form_that_says_what_it_does_not_declare_is_refused),
	        cmocka_unit_test(a_letter_says_its_values_in_both_languages),
	        cmocka_unit_test(values_that_do_not_fit_the_form_are_refused),
	        cmocka_unit_test(a_letter_is_read_back_as_it_was_kept),
	        cmocka_unit_test(the_page_says_what_the_letter_says),
	        cmocka_unit_test(drafts_copies_and_translations_say_so),
	        cmocka_unit_test(a_long_letter_loses_nothing_at_the_end_of_a_page),
	};
	int code = TEST_MAIN(tests);
	arena_free(&arena);
	return code;
}
