/* trace.c: see trace.h. */
#include "nhi/trace.h"

static struct str keep(struct trace *t, struct str s) {
	struct str kept = STR("");
	if (!arena_str(t->arena, s, &kept)) t->failed = true;
	return kept;
}

static void add(struct trace *t, struct trace_step step) {
	if (t->count == TRACE_STEPS_MAX) {
		t->failed = true;
		return;
	}
	step.key = keep(t, step.key);
	step.zh = keep(t, step.zh);
	step.en = keep(t, step.en);
	step.figures = keep(t, step.figures);
	step.source = keep(t, step.source);
	t->step[t->count++] = step;
}

void trace_input(struct trace *t, const char *key, const char *zh, const char *en,
                 enum law_unit unit, int64_t value) {
	if (t == NULL) return;
	add(t, (struct trace_step){.key = str_from(key),
	                           .zh = str_from(zh),
	                           .en = str_from(en),
	                           .figures = STR(""),
	                           .value = value,
	                           .unit = unit,
	                           .source = STR(""),
	                           .verified = true});
}

void trace_parameter(struct trace *t, const struct law_parameter *p, const struct law_value *v) {
	if (t == NULL) return;
	add(t, (struct trace_step){.key = p->name,
	                           .zh = p->zh,
	                           .en = p->en,
	                           .figures = STR(""),
	                           .value = v->value,
	                           .unit = law_print_unit(p),
	                           .source = v->source,
	                           .verified = v->verified});
	if (v->verified) return;
	struct buf zh = BUF_INIT(1024), en = BUF_INIT(1024);
	buf_printf(&zh, "「%.*s」的數值未經查證（來源：%.*s）", STR_ARG(p->zh), STR_ARG(v->source));
	buf_printf(&en, "the value of “%.*s” is unverified (source: %.*s)", STR_ARG(p->en),
	           STR_ARG(v->source));
	trace_note_buf(t, "unverified", &zh, &en);
}

void trace_result(struct trace *t, const char *key, const char *zh, const char *en,
                  enum law_unit unit, int64_t value, struct str figures, struct str source) {
	if (t == NULL) return;
	add(t, (struct trace_step){.key = str_from(key),
	                           .zh = str_from(zh),
	                           .en = str_from(en),
	                           .figures = figures,
	                           .value = value,
	                           .unit = unit,
	                           .source = source,
	                           .verified = true});
}

void trace_result_buf(struct trace *t, const char *key, const char *zh, const char *en,
                      enum law_unit unit, int64_t value, struct buf *figures, struct str source) {
	if (t != NULL && !buf_ok(figures)) t->failed = true;
	trace_result(t, key, zh, en, unit, value, buf_str(figures), source);
	buf_free(figures);
}

static void add_note(struct trace *t, struct str code, struct str zh, struct str en) {
	for (size_t i = 0; i < t->note_count; i++)
		if (str_eq(t->note[i].code, code) && str_eq(t->note[i].zh, zh)) return;
	if (t->note_count == TRACE_NOTES_MAX) {
		t->failed = true;
		return;
	}
	t->note[t->note_count++] = (struct trace_note){keep(t, code), keep(t, zh), keep(t, en)};
}

void trace_note(struct trace *t, const char *code, const char *zh, const char *en) {
	if (t != NULL) add_note(t, str_from(code), str_from(zh), str_from(en));
}

void trace_note_buf(struct trace *t, const char *code, struct buf *zh, struct buf *en) {
	if (t != NULL && !(buf_ok(zh) && buf_ok(en))) t->failed = true;
	if (t != NULL) add_note(t, str_from(code), buf_str(zh), buf_str(en));
	buf_free(zh);
	buf_free(en);
}

static void note_json(const struct trace_note *n, struct json *j) {
	json_object_start(j);
	json_put_str(j, "code", n->code);
	json_put_str(j, "message_zh", n->zh);
	json_put_str(j, "message_en", n->en);
	json_object_end(j);
}

static void step_json(const struct trace_step *s, struct json *j) {
	json_object_start(j);
	json_put_str(j, "step", s->key);
	json_put_str(j, "text_zh", s->zh);
	json_put_str(j, "text_en", s->en);
	json_put_i64(j, "value", s->value);
	json_put_c(j, "unit", law_unit_name(s->unit));
	if (s->figures.n > 0) json_put_str(j, "figures", s->figures);
	if (s->source.n > 0) json_put_str(j, "source", s->source);
	if (!s->verified) json_put_bool(j, "verified", false);
	json_object_end(j);
}

void trace_json(const struct trace *t, struct json *j) {
	json_key(j, "notes");
	json_array_start(j);
	for (size_t i = 0; i < t->note_count; i++) note_json(&t->note[i], j);
	json_array_end(j);
	json_key(j, "trace");
	json_array_start(j);
	for (size_t i = 0; i < t->count; i++) step_json(&t->step[i], j);
	json_array_end(j);
}

void trace_print(const struct trace *t, struct buf *out, const char *lang) {
	bool en = str_is(str_from(lang), "en");
	for (size_t i = 0; i < t->count; i++) {
		const struct trace_step *s = &t->step[i];
		buf_put_c(out, "  ");
		buf_put(out, en ? s->en : s->zh);
		buf_put_c(out, en ? ": " : "：");
		if (s->figures.n > 0) {
			buf_put(out, s->figures);
		} else {
			law_print_value(out, s->unit, s->value, lang);
		}
		if (s->source.n > 0) {
			buf_put_c(out, "  [");
			buf_put(out, s->source);
			buf_put_char(out, ']');
		}
		buf_put_char(out, '\n');
	}
	for (size_t i = 0; i < t->note_count; i++) {
		buf_put_c(out, en ? "  Note: " : "  注意：");
		buf_put(out, en ? t->note[i].en : t->note[i].zh);
		buf_put_char(out, '\n');
	}
}
