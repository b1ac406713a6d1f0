/* enrol_refusal.c: see enrol_refusal.h. */
#include "nhi/enrol_refusal.h"

#include "base/check.h"
#include "base/err.h"

#include <stdarg.h>

void refusals_clear(struct refusals *r) { r->count = r->kept = r->refused = 0; }

void refusal_add(struct refusals *r, enum refusal_code code, const char *fmt, ...) {
	CHECK(code < REFUSE_COUNT);
	r->count++;
	if (!refusal_rows[code].is_note) r->refused++;
	if (r->kept == REFUSALS_MAX) return;
	struct refusal *item = &r->item[r->kept++];
	item->code = code;
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(item->detail, sizeof item->detail, fmt, ap);
	va_end(ap);
	size_t kept = n < 0                             ? 0
	              : (size_t)n < sizeof item->detail ? (size_t)n
	                                                : sizeof item->detail - 1;
	while (kept > 0 && !str_is_utf8((struct str){item->detail, kept})) kept--;
	item->detail_n = (uint32_t)kept;
}

bool refusals_accept(const struct refusals *r) { return r->refused == 0; }

static void fill(const struct refusal *r, const char *sentence, struct buf *out) {
	struct str text = str_from(sentence);
	while (text.n > 0) {
		size_t open = str_find_char(text, '{');
		buf_put(out, str_slice(text, 0, open));
		if (open == text.n) return;
		struct str rest = {r->detail, r->detail_n};
		char hole = open + 1 < text.n ? text.p[open + 1] : '1';
		for (char k = '1'; k < hole && k <= '0' + REFUSAL_DETAILS_MAX; k++)
			(void)str_cut(&rest, ERR_SEP[0]); /* the details before */
		buf_put(out, str_cut(&rest, ERR_SEP[0]));
		text = str_slice(text, open + 3, text.n);
	}
}

static bool is_en(const char *lang) { return str_is(str_from(lang), "en"); }

void refusal_message(const struct refusal *r, const char *lang, struct buf *out) {
	fill(r, is_en(lang) ? refusal_rows[r->code].en : refusal_rows[r->code].zh, out);
}

void refusal_remedy(const struct refusal *r, const char *lang, struct buf *out) {
	const struct refusal_row *row = &refusal_rows[r->code];
	fill(r, is_en(lang) ? row->remedy_en : row->remedy_zh, out);
}

void refusal_json(const struct refusal *r, struct json *j) {
	const struct refusal_row *row = &refusal_rows[r->code];
	const struct {
		const char *key, *sentence;
	} texts[] = {{"message_zh", row->zh},
	             {"message_en", row->en},
	             {"article", row->article},
	             {"remedy_zh", row->remedy_zh},
	             {"remedy_en", row->remedy_en}};
	struct buf text = BUF_INIT(4096);
	json_object_start(j);
	json_put_c(j, "code", row->name);
	json_put_c(j, "level", row->is_note ? "note" : "refuse");
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		buf_reset(&text);
		fill(r, texts[i].sentence, &text);
		json_put_str(j, texts[i].key, buf_str(&text));
	}
	json_object_end(j);
	buf_free(&text);
}

void refusals_json(const struct refusals *r, struct json *j) {
	static const char *const keys[] = {"refusals", "notes"};
	for (size_t k = 0; k < COUNT_OF(keys); k++) {
		json_key(j, keys[k]);
		json_array_start(j);
		for (uint32_t i = 0; i < r->kept; i++)
			if (refusal_rows[r->item[i].code].is_note == (k == 1))
				refusal_json(&r->item[i], j);
		json_array_end(j);
	}
}

void refusals_print(const struct refusals *r, const char *lang, struct buf *out) {
	bool en = is_en(lang);
	for (uint32_t i = 0; i < r->kept; i++) {
		const struct refusal_row *row = &refusal_rows[r->item[i].code];
		const char *word =
		        row->is_note ? (en ? "note" : "註") : (en ? "refused" : "不予受理");
		buf_printf(out, en ? "%s: " : "%s：", word);
		refusal_message(&r->item[i], lang, out);
		buf_printf(out, en ? " (%s, %s) " : "（%s，%s）", row->name, row->article);
		refusal_remedy(&r->item[i], lang, out);
		buf_put_char(out, '\n');
	}
}

struct date_text date_text(date_t d) {
	struct ymd v = date_to_ymd(d);
	struct date_text t;
	(void)snprintf(t.c, sizeof t.c, "%04d-%02d-%02d", (int)(v.year % 10000),
	               (int)(v.month % 100), (int)(v.day % 100)); /* always fits */
	return t;
}
