/* finding.c: see finding.h. */
#include "wire/finding.h"

#include "base/err.h"

#include <stdarg.h>

enum { ADDED_TEXT_MAX = FINDING_DETAILS_MAX * (FINDING_DETAIL_BYTES_MAX + 8) };

static bool room_for_one(struct findings *f) {
	if (f->count < f->capacity) return true;
	size_t capacity = f->capacity == 0 ? 16 : f->capacity * 2;
	struct finding *row = ARENA_ARRAY(f->arena, capacity, struct finding);
	if (row == NULL) {
		f->failed = true;
		return false;
	}
	if (f->count > 0) memcpy(row, f->row, f->count * sizeof *row);
	f->row = row;
	f->capacity = capacity;
	return true;
}

/* Cuts a detail to its maximum without splitting a character. */
static struct str cut_detail(struct str s) {
	if (s.n <= FINDING_DETAIL_BYTES_MAX) return s;
	size_t n = FINDING_DETAIL_BYTES_MAX;
	while (n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80) n--;
	return str_slice(s, 0, n);
}

void finding_add(struct findings *f, enum finding_code code, struct place place, const char *fmt,
                 ...) {
	f->level_count[finding_rows[code].level]++;
	if (f->count >= FINDINGS_KEPT_MAX || !room_for_one(f)) return;
	char text[ADDED_TEXT_MAX];
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	size_t kept = n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
	struct str rest = {text, kept};
	struct finding *row = &f->row[f->count];
	*row = (struct finding){.code = code, .place = place};
	for (size_t i = 0; i < FINDING_DETAILS_MAX && rest.n > 0; i++) {
		struct str detail = cut_detail(str_cut(&rest, ERR_SEP[0]));
		if (!arena_str(f->arena, detail, &row->detail[i])) f->failed = true;
	}
	f->count++;
}

size_t finding_count(const struct findings *f, enum finding_level least) {
	size_t n = 0;
	for (size_t level = least; level < FINDING_LEVEL_COUNT; level++) n += f->level_count[level];
	return n;
}

void finding_reset(struct findings *f) {
	f->count = 0;
	memset(f->level_count, 0, sizeof f->level_count);
}

const char *finding_level_name(enum finding_level level) {
	static const char *const names[FINDING_LEVEL_COUNT] = {
	        [FINDING_NOTE] = "note",
	        [FINDING_WARNING] = "warning",
	        [FINDING_ERROR] = "error",
	};
	return names[level];
}

/* Writes `text` with {1} … {4} filled in. */
static void fill(const struct finding *f, const char *sentence, struct buf *out) {
	struct str text = str_from(sentence);
	for (size_t i = 0; i < text.n; i++) {
		bool hole = i + 2 < text.n && text.p[i] == '{' && text.p[i + 1] >= '1' &&
		            text.p[i + 1] < '1' + FINDING_DETAILS_MAX && text.p[i + 2] == '}';
		if (!hole) {
			buf_put_char(out, text.p[i]);
			continue;
		}
		buf_put(out, f->detail[text.p[i + 1] - '1']);
		i += 2;
	}
}

static bool is_en(const char *lang) { return str_is(str_from(lang), "en"); }

void finding_message(const struct finding *f, const char *lang, struct buf *out) {
	const struct finding_row *row = &finding_rows[f->code];
	fill(f, is_en(lang) ? row->en : row->zh, out);
}

void finding_remedy(const struct finding *f, const char *lang, struct buf *out) {
	const struct finding_row *row = &finding_rows[f->code];
	fill(f, is_en(lang) ? row->remedy_en : row->remedy_zh, out);
}

void finding_where(const struct finding *f, const char *lang, struct buf *out) {
	const struct place *p = &f->place;
	bool en = is_en(lang);
	if (p->line == 0) {
		buf_put_c(out, en ? "whole file" : "整個檔案");
	} else {
		buf_printf(out, en ? "line %zu" : "第 %zu 列", p->line);
		if (p->column > 0) buf_printf(out, en ? ", column %zu" : "第 %zu 欄", p->column);
	}
	if (p->field != NULL)
		buf_printf(out, en ? " (%s)" : "（%s）", en ? p->field->en : p->field->zh);
}

void finding_json(const struct finding *f, struct json *j) {
	static const char *const langs[] = {"zh", "en"};
	static const char *const message_keys[] = {"message_zh", "message_en"};
	static const char *const remedy_keys[] = {"remedy_zh", "remedy_en"};
	const struct finding_row *row = &finding_rows[f->code];
	struct buf text = BUF_INIT(4096);
	json_object_start(j);
	json_put_c(j, "code", row->name);
	json_put_c(j, "level", finding_level_name(row->level));
	json_put_i64(j, "line", (int64_t)f->place.line);
	json_put_i64(j, "column", (int64_t)f->place.column);
	if (f->place.field != NULL)
		json_put_c(j, "field", f->place.field->key);
	else
		json_put_null(j, "field");
	for (size_t i = 0; i < COUNT_OF(langs); i++) {
		buf_reset(&text);
		finding_message(f, langs[i], &text);
		json_put_str(j, message_keys[i], buf_str(&text));
	}
	for (size_t i = 0; i < COUNT_OF(langs); i++) {
		buf_reset(&text);
		finding_remedy(f, langs[i], &text);
		json_put_str(j, remedy_keys[i], buf_str(&text));
	}
	json_put_c(j, "source", row->source);
	json_object_end(j);
	buf_free(&text);
}

void finding_print(const struct finding *f, const char *lang, struct buf *out) {
	static const char *const level_zh[FINDING_LEVEL_COUNT] = {
	        [FINDING_NOTE] = "提示", [FINDING_WARNING] = "注意", [FINDING_ERROR] = "錯誤"};
	enum finding_level level = finding_rows[f->code].level;
	finding_where(f, lang, out);
	buf_printf(out, is_en(lang) ? ": %s: " : "：%s：",
	           is_en(lang) ? finding_level_name(level) : level_zh[level]);
	finding_message(f, lang, out);
	buf_put_c(out, is_en(lang) ? ". " : "。");
	finding_remedy(f, lang, out);
	buf_put_c(out, is_en(lang) ? ".\n" : "。\n");
}
