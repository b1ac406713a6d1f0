/* claim_finding.c: see claim_finding.h. */
#include "wire/claim_finding.h"

#include "base/csv.h"
#include "wire/big5.h"

static const char *const level_names[CLAIM_LEVEL_COUNT] = {"",     "note",  "order",
                                                           "case", "batch", "file"};

const char *claim_level_name(enum claim_level l) { return level_names[l]; }

const char *claim_effect_name(enum claim_effect e) {
	static const char *const names[] = {"none", "file", "case", "order", "cut"};
	return names[e];
}

/* ---- the catalogue ----------------------------------------------------------------------- */

static bool parse_level(struct str s, enum claim_level *out) {
	for (int i = CLAIM_LEVEL_NOTE; i < CLAIM_LEVEL_COUNT; i++)
		if (str_is(s, level_names[i])) {
			*out = (enum claim_level)i;
			return true;
		}
	return false;
}

enum {
	COL_CODE,
	COL_LEVEL,
	COL_MESSAGE_ZH,
	COL_MESSAGE_EN,
	COL_CAUSE_ZH,
	COL_CAUSE_EN,
	COL_EXAMPLE,
	COL_REMEDY_ZH,
	COL_REMEDY_EN,
	COL_SOURCE,
	COL_COUNT
};

static bool parse_code(const struct csv *c, const size_t *col, struct claim_code *out) {
	*out = (struct claim_code){.code = csv_field(c, col[COL_CODE]),
	                           .message_zh = csv_field(c, col[COL_MESSAGE_ZH]),
	                           .message_en = csv_field(c, col[COL_MESSAGE_EN]),
	                           .cause_zh = csv_field(c, col[COL_CAUSE_ZH]),
	                           .cause_en = csv_field(c, col[COL_CAUSE_EN]),
	                           .example = csv_field(c, col[COL_EXAMPLE]),
	                           .remedy_zh = csv_field(c, col[COL_REMEDY_ZH]),
	                           .remedy_en = csv_field(c, col[COL_REMEDY_EN]),
	                           .source = csv_field(c, col[COL_SOURCE])};
	return out->code.n > 0 && out->code.n < CLAIM_CODE_SIZE && out->message_zh.n > 0 &&
	       out->message_en.n > 0 && parse_level(csv_field(c, col[COL_LEVEL]), &out->level);
}

enum { CODES_MAX = 2000 };

enum nhi_status claim_catalogue_read(struct claim_catalogue *out, struct str csv,
                                     struct arena *arena, struct err *err) {
	static const char *const titles[COL_COUNT] = {
	        "code",     "level",   "message_zh", "message_en", "cause_zh",
	        "cause_en", "example", "remedy_zh",  "remedy_en",  "source"};
	struct claim_code *rows = ARENA_ARRAY(arena, CODES_MAX, struct claim_code);
	struct csv *c = ARENA_NEW(arena, struct csv);
	if (rows == NULL || c == NULL) return err_set(err, NHI_MEMORY, "");
	size_t col[COL_COUNT];
	bool more = true;
	*out = (struct claim_catalogue){rows, 0};
	csv_init(c, csv, arena);
	enum nhi_status st = csv_titles(c, titles, COL_COUNT, col, err);
	while (st == NHI_OK && (st = csv_next(c, &more, err)) == NHI_OK && more) {
		struct claim_code *row = &rows[out->count];
		bool fits = out->count < CODES_MAX - 1 && parse_code(c, col, row);
		if (fits && out->count > 0) fits = str_cmp(row[-1].code, row->code) < 0;
		if (!fits)
			return err_set(err, NHI_INPUT,
			               "claim_findings.csv 第 %zu 列無法使用" ERR_SEP
			               "row %zu of claim_findings.csv cannot be used",
			               c->row, c->row);
		out->count++;
	}
	return st;
}

const struct claim_code *claim_catalogue_find(const struct claim_catalogue *c, const char *code) {
	size_t low = 0, high = c->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_cmp(c->code[middle].code, str_from(code));
		if (order == 0) return &c->code[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* ---- the list ---------------------------------------------------------------------------- */

static struct str keep(struct claim_findings *list, struct str s) {
	struct str out = {NULL, 0};
	if (s.n > 0 && !arena_str(list->arena, s, &out)) list->failed = true;
	return out;
}

static bool make_room(struct claim_findings *list) {
	if (list->count < list->capacity) return true;
	size_t capacity = list->capacity == 0 ? 16 : list->capacity * 2;
	struct claim_kept *row = ARENA_ARRAY(list->arena, capacity, struct claim_kept);
	if (row == NULL) {
		list->failed = true;
		return false;
	}
	if (list->count > 0) memcpy(row, list->row, list->count * sizeof *row);
	list->row = row;
	list->capacity = capacity;
	return true;
}

static void keep_place(struct claim_findings *list, struct claim_kept *k,
                       const struct claim_finding *f) {
	if (f->of_case != NULL) {
		k->case_ordinal = f->of_case->ordinal;
		k->d1 = keep(list, f->of_case->class_);
		k->d2 = keep(list, f->of_case->serial_text);
		if (f->line == 0) k->finding.line = f->of_case->line;
	}
	if (f->of_order != NULL) {
		k->order_ordinal = f->of_order->ordinal;
		k->p13 = f->of_order->seq;
		if (f->line == 0) k->finding.line = f->of_order->line;
	}
	k->finding.of_case = NULL;
	k->finding.of_order = NULL;
}

static void take(struct claim_sink *self, const struct claim_finding *f) {
	struct claim_findings *list = (struct claim_findings *)(void *)self;
	const struct claim_code *code = claim_catalogue_find(list->catalogue, f->code);
	enum claim_level level = f->level;
	if (level == CLAIM_LEVEL_OF_CODE) level = code == NULL ? CLAIM_LEVEL_CASE : code->level;
	list->level_count[level]++;
	if (list->count >= CLAIM_KEPT_MAX || !make_room(list)) return;
	struct claim_kept *k = &list->row[list->count++];
	*k = (struct claim_kept){.code = code, .finding = *f, .level = level};
	for (size_t i = 0; i < CLAIM_ARGS_MAX; i++) k->finding.arg[i] = keep(list, f->arg[i]);
	k->finding.message_zh = keep(list, f->message_zh);
	k->finding.message_en = keep(list, f->message_en);
	k->finding.source = keep(list, f->source);
	keep_place(list, k, f);
}

struct claim_findings claim_findings_in(const struct claim_catalogue *c, struct arena *arena) {
	return (struct claim_findings){.sink = {take}, .catalogue = c, .arena = arena};
}

void claim_findings_only_file(struct claim_findings *f) {
	size_t kept = 0;
	for (size_t i = 0; i < f->count; i++)
		if (f->row[i].level == CLAIM_LEVEL_FILE) f->row[kept++] = f->row[i];
	f->count = kept;
	for (int l = 0; l < CLAIM_LEVEL_FILE; l++) f->level_count[l] = 0;
}

uint64_t claim_findings_total(const struct claim_findings *f) {
	uint64_t n = 0;
	for (int l = CLAIM_LEVEL_NOTE + 1; l < CLAIM_LEVEL_COUNT; l++) n += f->level_count[l];
	return n;
}

/* ---- words ------------------------------------------------------------------------------- */

static bool is_en(const char *lang) { return str_is(str_from(lang), "en"); }

/* `expected` in the unit of its field: points and counts whole, prices and rates in hundredths. */
static void put_expected(const struct claim_finding *f, struct buf *out) {
	unsigned decimals = 0;
	if (f->field != NULL && f->field->role != CLAIM_ROLE_NONE) {
		enum claim_kind kind = claim_roles[f->field->role].kind;
		if (kind == CLAIM_TENTHS) decimals = 1;
		if (kind == CLAIM_PRICE || kind == CLAIM_RATE) decimals = 2;
	}
	int64_t unit = decimals == 2 ? 100 : decimals == 1 ? 10 : 1;
	int64_t v = f->expected;
	if (v < 0) buf_put_char(out, '-');
	if (v < 0) v = -v;
	buf_put_i64(out, v / unit);
	if (decimals == 0) return;
	buf_put_char(out, '.');
	buf_put_i64_padded(out, v % unit, decimals);
}

static void put_hole(const struct claim_finding *f, struct str name, bool en, struct buf *out) {
	if (name.n == 1 && name.p[0] >= '1' && name.p[0] < '1' + CLAIM_ARGS_MAX)
		buf_put(out, f->arg[name.p[0] - '1']);
	else if (str_is(name, "expected"))
		put_expected(f, out);
	else if (f->field != NULL && str_is(name, "tag"))
		buf_put(out, f->field->tag);
	else if (f->field != NULL && str_is(name, "field"))
		buf_put(out, en ? f->field->en : f->field->zh);
}

void claim_kept_message(const struct claim_kept *k, const char *lang, struct buf *out) {
	const struct claim_finding *f = &k->finding;
	bool en = is_en(lang);
	struct str text = en ? f->message_en : f->message_zh;
	if (text.n > 0) {
		buf_put(out, text);
		return;
	}
	if (k->code == NULL) {
		buf_put_c(out, f->code);
		return;
	}
	text = en ? k->code->message_en : k->code->message_zh;
	while (text.n > 0) {
		buf_put(out, str_cut(&text, '{'));
		if (text.n == 0) break;
		put_hole(f, str_cut(&text, '}'), en, out);
	}
}

static void put_text(struct json *j, const char *key, struct str s) {
	struct buf text = BUF_INIT(0);
	if (s.n == 0) {
		json_put_null(j, key);
		return;
	}
	big5_to_utf8(s, &text);
	json_put_str(j, key, buf_str(&text));
	buf_free(&text);
}

static void put_count(struct json *j, const char *key, int64_t v) {
	if (v > 0)
		json_put_i64(j, key, v);
	else
		json_put_null(j, key);
}

static void put_message(const struct claim_kept *k, const char *lang, const char *key,
                        struct json *j) {
	struct buf text = BUF_INIT(0);
	claim_kept_message(k, lang, &text);
	json_put_str(j, key, buf_str(&text));
	buf_free(&text);
}

void claim_kept_json(const struct claim_kept *k, struct json *j) {
	const struct claim_finding *f = &k->finding;
	json_object_start(j);
	json_put_c(j, "code", f->code);
	json_put_c(j, "level", claim_level_name(k->level));
	put_count(j, "case", k->case_ordinal);
	put_count(j, "order", k->order_ordinal);
	put_text(j, "d1", k->d1);
	put_text(j, "d2", k->d2);
	put_count(j, "p13", k->p13);
	put_text(j, "field", f->field == NULL ? STR("") : f->field->tag);
	put_count(j, "line", f->line);
	put_count(j, "column", f->column);
	put_message(k, "zh", "message_zh", j);
	put_message(k, "en", "message_en", j);
	json_put_c(j, "effect", claim_effect_name(f->effect));
	if (f->has_expected) {
		struct buf text = BUF_INIT(0);
		put_expected(f, &text);
		json_put_str(j, "expected", buf_str(&text));
		buf_free(&text);
	}
	if (f->effect == CLAIM_EFFECT_CUT) json_put_i64(j, "allowed", f->allowed.v);
	if (k->code != NULL) {
		json_put_str(j, "remedy_zh", k->code->remedy_zh);
		json_put_str(j, "remedy_en", k->code->remedy_en);
	}
	json_put_str(j, "source",
	             f->source.n > 0   ? f->source
	             : k->code == NULL ? STR("")
	                               : k->code->source);
	json_object_end(j);
}

void claim_kept_print(const struct claim_kept *k, const char *lang, struct buf *out) {
	const struct claim_finding *f = &k->finding;
	bool en = is_en(lang);
	buf_printf(out, "%s ", f->code);
	if (f->line > 0) buf_printf(out, en ? "line %u" : "第 %u 列", f->line);
	if (f->column > 0) buf_printf(out, en ? " character %u" : "第 %u 字元", f->column);
	if (k->case_ordinal > 0)
		buf_printf(out, en ? ", case %.*s-%.*s" : "，案件 %.*s-%.*s", STR_ARG(k->d1),
		           STR_ARG(k->d2));
	if (k->order_ordinal > 0)
		buf_printf(out, en ? ", order %u" : "，醫令 %u", k->order_ordinal);
	buf_put_c(out, f->line > 0 || k->case_ordinal > 0 ? (en ? ": " : "：") : "");
	claim_kept_message(k, lang, out);
	buf_put_char(out, '\n');
}

void claim_kept_answer(const struct claim_kept *k, struct buf *out) {
	const struct claim_finding *f = &k->finding;
	buf_printf(out, "第[%u]列;第[%u]字元;", f->line == 0 ? 1 : f->line,
	           f->column == 0 ? 1 : f->column);
	if (f->field != NULL)
		buf_put(out, f->field->tag);
	else if (f->code[0] == 'A' && (f->code[2] == '5' || f->code[2] == '6' || f->code[2] == '7'))
		buf_put(out, f->arg[0]);
	buf_put_c(out, " 項目無效–");
	claim_kept_message(k, "zh", out);
	buf_put_c(out, "\r\n");
}
