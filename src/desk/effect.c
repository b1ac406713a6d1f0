/* effect.c: see effect.h. */
#include "desk/effect.h"

#include "desk/effect_parts.h"

/* The tables of effects, one an area. */
static const struct effect *const tables[] = {
        arrears_effects, benefit_effects, debt_effects, enrol_effects,
        hall_effects,    match_effects,   unit_effects, NULL,
};

const struct effect *effect_at(size_t i) {
	for (size_t t = 0; tables[t] != NULL; t++)
		for (const struct effect *e = tables[t]; e->name != NULL; e++)
			if (i-- == 0) return e;
	return NULL;
}

const struct effect *effect_find(struct str name) {
	const struct effect *e;
	for (size_t i = 0; (e = effect_at(i)) != NULL; i++)
		if (str_is(name, e->name)) return e;
	return NULL;
}

/* ---- Lines ------------------------------------------------------------------------------------
 */

static void add_line(struct effect_call *e, const struct effect_line *line) {
	struct arena *a = e->desk->arena;
	struct effect_line *l = ARENA_NEW(a, struct effect_line);
	if (line->mark == EFFECT_REFUSE) e->refused = true; /* also when memory runs out */
	if (l == NULL) return;
	*l = *line;
	if (!arena_str(a, line->zh, &l->zh) || !arena_str(a, line->en, &l->en) ||
	    !arena_str(a, line->article, &l->article))
		return;
	if (e->last == NULL)
		e->first = l;
	else
		e->last->next = l;
	e->last = l;
}

void effect_change(struct effect_call *e, struct str zh, struct str en) {
	add_line(e, &(struct effect_line){.mark = EFFECT_CHANGE, .zh = zh, .en = en});
}

void effect_note(struct effect_call *e, const char *code, struct str zh, struct str en) {
	add_line(e, &(struct effect_line){
	                    .mark = EFFECT_NOTE, .code = str_from(code), .zh = zh, .en = en});
}

void effect_refuse(struct effect_call *e, const char *field, const char *code, struct str zh,
                   struct str en, struct str article) {
	add_line(e, &(struct effect_line){.mark = EFFECT_REFUSE,
	                                  .field = str_from(field),
	                                  .code = str_from(code),
	                                  .zh = zh,
	                                  .en = en,
	                                  .article = article});
}

static void say_refusal(const struct refusal *r, const char *lang, struct buf *out) {
	refusal_message(r, lang, out);
	size_t before = out->n;
	buf_put_c(out, lang[0] == 'z' ? "；" : "; ");
	size_t gap = out->n;
	refusal_remedy(r, lang, out);
	if (out->n == gap) out->n = before; /* no remedy: no gap either */
}

void effect_refusals(struct effect_call *e, const char *field, const struct refusals *refusals) {
	struct buf zh = BUF_INIT(0), en = BUF_INIT(0);
	for (uint32_t i = 0; i < refusals->kept; i++) {
		const struct refusal *r = &refusals->item[i];
		const struct refusal_row *row = &refusal_rows[r->code];
		buf_reset(&zh);
		buf_reset(&en);
		say_refusal(r, "zh", &zh);
		say_refusal(r, "en", &en);
		add_line(e,
		         &(struct effect_line){.mark = row->is_note ? EFFECT_NOTE : EFFECT_REFUSE,
		                               .field = str_from(field),
		                               .code = str_from(row->name),
		                               .zh = buf_str(&zh),
		                               .en = buf_str(&en),
		                               .article = str_from(row->article)});
	}
	if (!refusals_accept(refusals)) e->refused = true; /* also those that were only counted */
	buf_free(&zh);
	buf_free(&en);
}

/* ---- Fields -----------------------------------------------------------------------------------
 */

struct str effect_text(const struct effect_call *e, const char *field) {
	return form_get(e->values, field);
}

bool effect_need(struct effect_call *e, const char *field, struct str *out) {
	*out = effect_text(e, field);
	if (out->n > 0) return true;
	effect_refuse(e, field, "FIELD_MISSING", STR("這一項還沒有填"),
	              STR("this is not filled in"), STR(""));
	return false;
}

/* The form's own readers put their errors into a view; here they become refusals. */
static bool take_errors(struct effect_call *e, const char *field, const struct view *errors,
                        bool is_good) {
	const struct view_field *list = view_find(errors, "errors");
	if (list != NULL && list->first != NULL) {
		const struct view_field *m = view_find(list->first, "message");
		if (m != NULL) effect_refuse(e, field, "FIELD_BAD", m->text, m->text_en, STR(""));
	}
	return is_good;
}

bool effect_date(struct effect_call *e, const char *field, date_t *out) {
	struct str unused;
	if (!effect_need(e, field, &unused)) return false;
	struct view *errors = view_new(e->desk->arena, "errors");
	return take_errors(e, field, errors, form_date(e->values, field, errors, out));
}

bool effect_number(struct effect_call *e, const char *field, int64_t min, int64_t max,
                   int64_t *out) {
	struct str unused;
	if (!effect_need(e, field, &unused)) return false;
	struct view *errors = view_new(e->desk->arena, "errors");
	return take_errors(e, field, errors, form_i64(e->values, field, min, max, errors, out));
}

bool effect_flag(const struct effect_call *e, const char *field) {
	static const char *const yes[] = {"yes", "1", "on", "true"};
	struct str v = effect_text(e, field);
	for (size_t i = 0; i < COUNT_OF(yes); i++)
		if (str_is(v, yes[i])) return true;
	return false;
}
