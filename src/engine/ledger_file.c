/* ledger_file.c: see ledger_file.h. Both forms become rows, rows become entries. */
#include "engine/ledger_file.h"

#include "base/check.h"
#include "base/csv.h"

#include <jansson.h>

enum { ROWS_MAX = 1000000 };
enum column {
	KEY,
	BOOKED_ON,
	SOURCE,
	NOTE,
	FUND,
	ACCOUNT,
	DEBIT,
	CREDIT,
	PARTY,
	PARTY_ID,
	COLUMNS
};
static const char *const titles[COLUMNS] = {"key",    "booked_on", "source", "note",
                                            "fund",   "account",   "debit",  "credit",
                                            "party?", "party_id?"};

struct rows {
	struct arena *arena;
	struct ledger_entry *entry;
	struct ledger_line *line;
	size_t entry_count, line_count;
	size_t place; /* of the row at hand, for messages */
	struct err *err;
};

static enum nhi_status refuse(struct rows *r, const char *column, struct str value, const char *zh,
                              const char *en) {
	(void)err_set(r->err, NHI_INPUT, "%s「%.*s」：%s" ERR_SEP "%s “%.*s”: %s", column,
	              STR_ARG(value), zh, column, STR_ARG(value), en); /* code returned below */
	(void)err_where(r->err, "%zu", r->place);                      /* adds the place only */
	return NHI_INPUT;
}

static enum nhi_status take_party(struct rows *r, const struct str f[COLUMNS],
                                  struct ledger_line *l) {
	static const char *const names[LEDGER_PARTY_COUNT] = {"", "unit", "person", "provider"};
	size_t p = 0;
	while (p < LEDGER_PARTY_COUNT && !str_is(f[PARTY], names[p])) p++;
	if (p == LEDGER_PARTY_COUNT)
		return refuse(r, "party", f[PARTY], "應為 unit、person、provider 或空白",
		              "must be unit, person, provider or empty");
	l->party = (enum ledger_party)p;
	if (p == 0 && f[PARTY_ID].n == 0) return NHI_OK;
	if (p == 0 || !str_to_i64(f[PARTY_ID], 1, INT64_MAX, &l->party_id))
		return refuse(r, "party_id", f[PARTY_ID], "應為編號，且與 party 同時填寫",
		              "must be an id and stand together with party");
	return NHI_OK;
}

static enum nhi_status take_amount(struct rows *r, const struct str f[COLUMNS],
                                   struct ledger_line *l) {
	bool debit = f[DEBIT].n > 0;
	struct str text = debit ? f[DEBIT] : f[CREDIT];
	int64_t v;
	if (debit == (f[CREDIT].n > 0) || !str_to_i64(text, 1, INT64_MAX / 2, &v))
		return refuse(r, debit ? "debit" : "credit", text, "借方或貸方擇一填寫正整數（元）",
		              "give a whole number of dollars above 0, in debit or in credit");
	l->amount = twd(debit ? v : -v);
	return NHI_OK;
}

static bool same_entry(const struct ledger_entry *e, const struct ledger_entry *row) {
	return str_eq(e->key, row->key) && e->booked_on == row->booked_on &&
	       str_eq(e->source, row->source) && str_eq(e->text, row->text);
}

/* Texts of `f` live as long as the arena. */
static enum nhi_status take_row(struct rows *r, const struct str f[COLUMNS]) {
	if (r->line_count == ROWS_MAX)
		return err_set(r->err, NHI_LIMIT, "rows" ERR_SEP "%d", ROWS_MAX);
	struct ledger_entry row = {.key = f[KEY], .source = f[SOURCE], .text = f[NOTE]};
	struct ledger_line *l = &r->line[r->line_count];
	*l = (struct ledger_line){.fund = f[FUND], .account = f[ACCOUNT]};
	if (f[KEY].n == 0) return refuse(r, "key", f[KEY], "不得空白", "must not be empty");
	if (!date_parse(f[BOOKED_ON], &row.booked_on))
		return refuse(r, "booked_on", f[BOOKED_ON], "應為 YYYY-MM-DD",
		              "must be YYYY-MM-DD");
	enum nhi_status st = take_amount(r, f, l);
	if (st == NHI_OK) st = take_party(r, f, l);
	if (st != NHI_OK) return st;
	const bool begins =
	        r->entry_count == 0 || !str_eq(r->entry[r->entry_count - 1].key, row.key);
	if (begins) { /* there is room for as many entries as rows */
		row.line = l;
		r->entry[r->entry_count++] = row;
	}
	struct ledger_entry *entry = &r->entry[r->entry_count - 1];
	if (!begins && !same_entry(entry, &row))
		return refuse(r, "key", f[KEY], "同一傳票的日期、來源、摘要應相同",
		              "rows of one entry must agree in day, source and note");
	entry->line_count++;
	r->line_count++;
	return NHI_OK;
}

static enum nhi_status read_csv(struct rows *r, struct str bytes) {
	struct csv *c = ARENA_NEW(r->arena, struct csv);
	if (c == NULL) return err_set(r->err, NHI_MEMORY, "");
	csv_init(c, bytes, r->arena);
	size_t places[COLUMNS];
	enum nhi_status st = csv_titles(c, titles, COLUMNS, places, r->err);
	bool more = st == NHI_OK;
	while (st == NHI_OK && more) {
		st = csv_next(c, &more, r->err);
		if (st != NHI_OK || !more) break;
		struct str f[COLUMNS];
		for (size_t i = 0; i < COLUMNS; i++) f[i] = csv_field(c, places[i]);
		r->place = c->row;
		st = take_row(r, f);
	}
	return st;
}

/* A text or an integer as text, kept in the arena; "" when absent. */
static bool keep(struct rows *r, const json_t *object, const char *key, struct str *out) {
	const json_t *v = json_object_get(object, key);
	char number[32];
	struct str s = STR("");
	if (json_is_string(v)) s = (struct str){json_string_value(v), json_string_length(v)};
	if (json_is_integer(v)) {
		int n = snprintf(number, sizeof number, "%lld", (long long)json_integer_value(v));
		s = (struct str){number, (size_t)n};
	}
	return arena_str(r->arena, s, out);
}

static enum nhi_status take_object(struct rows *r, const json_t *entry) {
	struct str f[COLUMNS];
	for (size_t i = KEY; i <= NOTE; i++)
		if (!keep(r, entry, titles[i], &f[i])) return err_set(r->err, NHI_MEMORY, "");
	const json_t *lines = json_object_get(entry, "lines");
	static const char *const names[COLUMNS] = {
	        [FUND] = "fund",     [ACCOUNT] = "account", [DEBIT] = "debit",
	        [CREDIT] = "credit", [PARTY] = "party",     [PARTY_ID] = "party_id"};
	for (size_t i = 0; i < json_array_size(lines); i++) {
		const json_t *line = json_array_get(lines, i);
		for (size_t k = FUND; k < COLUMNS; k++)
			if (!keep(r, line, names[k], &f[k])) return err_set(r->err, NHI_MEMORY, "");
		enum nhi_status st = take_row(r, f);
		if (st != NHI_OK) return st;
	}
	return NHI_OK;
}

static enum nhi_status read_json(struct rows *r, struct str bytes) {
	json_error_t where;
	json_t *root = json_loadb(bytes.p, bytes.n, JSON_REJECT_DUPLICATES, &where);
	if (!json_is_array(root)) {
		json_decref(root);
		return err_set(r->err, NHI_INPUT,
		               "不是 JSON 陣列：%s（第 %d 列）" ERR_SEP
		               "not a JSON array: %s (line %d)",
		               where.text, where.line, where.text, where.line);
	}
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; st == NHI_OK && i < json_array_size(root); i++) {
		r->place = i + 1;
		st = take_object(r, json_array_get(root, i));
	}
	json_decref(root);
	return st;
}

enum nhi_status ledger_file_read(struct ledger_file *out, struct str bytes, struct arena *arena,
                                 struct err *err) {
	struct rows r = {.arena = arena, .err = err};
	struct str text = str_trim(bytes);
	bool is_json = text.n > 0 && text.p[0] == '[';
	size_t rows = 1; /* an upper bound: each line of either form ends in a line feed or brace */
	for (size_t i = 0; i < bytes.n; i++) rows += bytes.p[i] == (is_json ? '}' : '\n');
	if (rows > ROWS_MAX) rows = ROWS_MAX;
	if (!str_is_utf8(bytes)) return err_set(err, NHI_NOT_UTF8, "ledger");
	r.line = ARENA_ARRAY(arena, rows + 1, struct ledger_line);
	r.entry = ARENA_ARRAY(arena, rows + 1, struct ledger_entry);
	if (r.line == NULL || r.entry == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = is_json ? read_json(&r, text) : read_csv(&r, bytes);
	if (st == NHI_OK && r.entry_count == 0)
		st = err_set(err, NHI_INPUT, "檔案內沒有傳票" ERR_SEP "the file holds no entry");
	*out = (struct ledger_file){r.entry, st == NHI_OK ? r.entry_count : 0};
	return st;
}
