/* law_text.c: see law_text.h. */
#include "wire/law_text.h"

#include "base/json.h"
#include "nhi/law_source.h"

#include <jansson.h>

struct reader {
	struct law_text *out;
	struct arena *arena;
	struct err *err;
};

static enum nhi_status refuse(struct reader *r, const char *zh, const char *en) {
	return err_set(r->err, NHI_INPUT,
	               "不是全國法規資料庫的法規檔：%s" ERR_SEP
	               "not a law file of the national database: %s",
	               zh, en);
}

/* Copies a string member without \r; "" when it is absent. */
static bool take(struct reader *r, const json_t *object, const char *key, struct str *out) {
	const json_t *v = json_object_get(object, key);
	struct str s = {json_string_value(v), json_string_length(v)};
	char *copy = arena_alloc(r->arena, s.n + 1);
	if (copy == NULL) return false;
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '\r' && s.p[i] != '\0') copy[n++] = s.p[i];
	*out = str_trim((struct str){copy, n});
	return true;
}

/* The value of "pcode" in the address of the law. */
static struct str pcode_of(struct str address) {
	struct str key = STR("pcode=");
	size_t at = str_find(address, key);
	if (at == address.n) return (struct str){"", 0};
	struct str code = str_slice(address, at + key.n, address.n);
	return str_cut(&code, '&');
}

/* "20230628". */
static bool parse_day(struct str s, date_t *out) {
	int64_t year, month, day;
	return s.n == 8 && str_to_i64(str_slice(s, 0, 4), 1800, 9999, &year) &&
	       str_to_i64(str_slice(s, 4, 6), 1, 12, &month) &&
	       str_to_i64(str_slice(s, 6, 8), 1, 31, &day) &&
	       date_from_ymd((struct ymd){(int32_t)year, (int32_t)month, (int32_t)day}, out);
}

static enum nhi_status read_head(struct reader *r, const json_t *root) {
	static const char *const languages[] = {"zh", "en"};
	static const char *const names[] = {"法規名稱", "英文法規名稱"};
	static const char *const days[] = {"最新異動日期", "最新英文異動日期"};
	size_t lang = json_object_get(root, names[0]) != NULL ? 0 : 1;
	struct str address, day;
	struct law_text *t = r->out;
	t->language = str_from(languages[lang]);
	if (!take(r, root, names[lang], &t->name) || !take(r, root, "沿革內容", &t->history) ||
	    !take(r, root, "法規網址", &address) || !take(r, root, days[lang], &day))
		return err_set(r->err, NHI_MEMORY, "");
	t->pcode = pcode_of(address);
	if (t->name.n == 0) return refuse(r, "沒有法規名稱", "it has no name");
	if (!law_is_pcode(t->pcode))
		return refuse(r, "法規網址沒有代碼（pcode）", "its address has no pcode");
	if (!parse_day(day, &t->amended))
		return refuse(r, "沒有最新異動日期", "it has no day of amendment");
	return NHI_OK;
}

/* "第 36-1 條", "Article 36-1", "1" → "36-1": the digits and hyphens, which stand together. */
static struct str number_of(struct str s) {
	size_t from = 0, to;
	while (from < s.n && (s.p[from] < '0' || s.p[from] > '9')) from++;
	for (to = from; to < s.n; to++)
		if ((s.p[to] < '0' || s.p[to] > '9') && s.p[to] != '-') break;
	return str_slice(s, from, to);
}

static enum nhi_status read_articles(struct reader *r, const json_t *list) {
	struct law_text *t = r->out;
	size_t count = json_array_size(list);
	struct str chapter = {"", 0};
	if (!json_is_array(list) || count == 0)
		return refuse(r, "沒有法規內容", "it has no articles");
	if (count > LAW_ARTICLES_MAX)
		return err_set(r->err, NHI_LIMIT, "%s" ERR_SEP "%d", "條文 / articles",
		               LAW_ARTICLES_MAX);
	t->articles = ARENA_ARRAY(r->arena, count, struct law_article);
	if (t->articles == NULL) return err_set(r->err, NHI_MEMORY, "");
	for (size_t i = 0; i < count; i++) {
		const json_t *item = json_array_get(list, i);
		struct law_article *a = &t->articles[t->article_count];
		struct str title, number;
		if (!take(r, item, "編章節", &title) || !take(r, item, "條號", &number) ||
		    !take(r, item, "條文內容", &a->text))
			return err_set(r->err, NHI_MEMORY, "");
		if (title.n > 0) chapter = title;
		if (number.n == 0) continue;
		a->number = number_of(number);
		a->chapter = chapter;
		if (!law_is_article(a->number))
			return refuse(r, "條號看不懂", "an article has no number");
		t->article_count++;
	}
	return NHI_OK;
}

enum nhi_status law_text_read(struct law_text *out, struct arena *arena, struct str bytes,
                              struct err *err) {
	*out = (struct law_text){0};
	struct reader r = {.out = out, .arena = arena, .err = err};
	struct str bom = STR("\xEF\xBB\xBF");
	json_error_t error;
	if (bytes.n > LAW_TEXT_BYTES_MAX)
		return err_set(err, NHI_LIMIT, "%s" ERR_SEP "%d", "法規檔 / law file",
		               LAW_TEXT_BYTES_MAX);
	if (str_starts(bytes, bom)) bytes = str_slice(bytes, bom.n, bytes.n);
	json_t *root = json_loadb(bytes.p, bytes.n, JSON_REJECT_DUPLICATES, &error);
	if (root == NULL)
		return err_set(err, NHI_INPUT,
		               "第 %d 行不是正確的 JSON：%s" ERR_SEP "line %d is not JSON: %s",
		               error.line, error.text, error.line, error.text);
	enum nhi_status st = read_head(&r, root);
	if (st == NHI_OK) st = read_articles(&r, json_object_get(root, "法規內容"));
	json_decref(root);
	if (st == NHI_OK) law_text_hash(out, out->hash);
	return st;
}

/* --- writing ------------------------------------------------------------------------------------
 */

static void put_lines(struct json *j, const char *key, struct str text) {
	struct buf lines = BUF_INIT(0); /* the database ends its lines with CR LF */
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\n') buf_put_char(&lines, '\r');
		buf_put_char(&lines, text.p[i]);
	}
	if (!buf_ok(&lines)) j->out->failed = true;
	json_put_str(j, key, buf_str(&lines));
	buf_free(&lines);
}

static void put_articles(struct json *j, const struct law_text *t, bool en) {
	struct str chapter = {"", 0};
	for (size_t i = 0; i < t->article_count; i++) {
		const struct law_article *a = &t->articles[i];
		struct buf number = BUF_INIT(64);
		if (!str_eq(chapter, a->chapter)) {
			json_object_start(j);
			json_put_str(j, "編章節", a->chapter);
			json_object_end(j);
		}
		chapter = a->chapter;
		buf_printf(&number, en ? "Article %.*s" : "第 %.*s 條", STR_ARG(a->number));
		json_object_start(j);
		json_put_str(j, "條號", buf_str(&number));
		put_lines(j, "條文內容", a->text);
		json_object_end(j);
		buf_free(&number);
	}
}

void law_text_write(struct buf *out, const struct law_text *t) {
	struct json j = JSON_INIT(out, true);
	bool en = str_is(t->language, "en");
	struct buf address = BUF_INIT(256), day = BUF_INIT(32);
	struct ymd amended = date_to_ymd(t->amended);
	buf_printf(&address, "https://law.moj.gov.tw/%sLawClass/LawAll.aspx?pcode=%.*s",
	           en ? "Eng/" : "", STR_ARG(t->pcode));
	buf_printf(&day, "%04d%02d%02d", amended.year, amended.month, amended.day);
	json_object_start(&j);
	json_put_str(&j, en ? "英文法規名稱" : "法規名稱", t->name);
	json_put_str(&j, "法規網址", buf_str(&address));
	json_put_str(&j, en ? "最新英文異動日期" : "最新異動日期", buf_str(&day));
	put_lines(&j, "沿革內容", t->history);
	json_key(&j, "法規內容");
	json_array_start(&j);
	put_articles(&j, t, en);
	json_array_end(&j);
	json_object_end(&j);
	buf_put_char(out, '\n');
	buf_free(&address);
	buf_free(&day);
}
