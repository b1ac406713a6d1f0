/* trace_view.c: see trace_view.h. */
#include "desk/trace_view.h"

#include "desk/catalogue.h"

static struct str keep(struct view *v, struct buf *b) {
	struct str s = STR("");
	if (v != NULL && (!buf_ok(b) || !arena_str(v->arena, buf_str(b), &s))) *v->failed = true;
	buf_free(b);
	return s;
}

void law_value_view(struct view *v, const char *field, enum law_unit unit, int64_t value) {
	struct buf zh = BUF_INIT(256), en = BUF_INIT(256);
	law_print_value(&zh, unit, value, "zh");
	law_print_value(&en, unit, value, "en");
	struct str text_zh = keep(v, &zh), text_en = keep(v, &en);
	view_both(v, field, text_zh, text_en);
}

/* Law codes are one letter and seven digits; the ministry's database shows single articles. */
static bool is_law_code(struct str s) {
	return s.n == 8 && s.p[0] >= 'A' && s.p[0] <= 'Z' && str_is_digits(str_slice(s, 1, 8));
}

static void one_source(struct view *v, struct str text) {
	struct view *s = view_item(v, "sources", "source");
	struct str rest = text, head = str_cut(&rest, '@');
	struct str article = head, law = str_cut(&article, ':');
	date_t day;
	view_text(s, "text", text);
	view_flag(s, "is_law", is_law_code(law));
	if (date_parse(rest, &day)) view_date(s, "as_of", day);
	if (!is_law_code(law)) return;
	view_text(s, "law", law);
	struct str paragraph = article, number = str_cut(&paragraph, ':');
	view_text(s, "article", number);
	if (paragraph.n > 0) view_text(s, "paragraph", paragraph);
	struct buf b = BUF_INIT(256);
	buf_printf(&b, "https://law.moj.gov.tw/LawClass/LawSingle.aspx?pcode=%.*s&flno=%.*s",
	           STR_ARG(law), STR_ARG(number));
	view_text(s, "url", keep(v, &b));
}

void source_view(struct view *v, struct str source) {
	struct str parts[16];
	size_t n = catalogue_split(source, ";", parts, COUNT_OF(parts));
	view_list(v, "sources");
	for (size_t i = 0; i < n; i++) one_source(v, parts[i]);
}

bool trace_view(struct view *v, const struct trace *t) {
	if (t->failed) return false;
	view_list(v, "trace");
	view_list(v, "notes");
	for (size_t i = 0; i < t->count; i++) {
		const struct trace_step *step = &t->step[i];
		struct view *s = view_item(v, "trace", "trace_step");
		view_text(s, "key", step->key);
		view_both(s, "text", step->zh, step->en);
		if (step->figures.n > 0) view_text(s, "figures", step->figures);
		view_number(s, "value", step->value);
		view_text(s, "unit", str_from(law_unit_name(step->unit)));
		law_value_view(s, "shown", step->unit, step->value);
		source_view(s, step->source);
		view_flag(s, "unverified", !step->verified);
	}
	for (size_t i = 0; i < t->note_count; i++)
		desk_note(v, t->note[i].code, t->note[i].zh, t->note[i].en);
	return true;
}
