/* query.c: see query.h. */
#include "store/query.h"

#include "base/check.h"
#include "base/file.h"
#include "store/dialect.h"

enum { QUERIES_MAX = 2000, FACTS_MAX = 200, FILE_MAX_BYTES = 1 << 20 };

static const char *const type_names[QUERY_TYPE_COUNT] = {"int64",   "bool", "date", "month",
                                                         "instant", "text", "bytes"};
static const char *const rows_names[] = {":one", ":many", ":stream", ":exec", ":bulk", ":script"};

struct reader {
	struct query_set *set;
	struct arena *arena;
	struct str file, rest;
	size_t line;
	enum db_kind kind;
	struct query *open; /* the query whose text is being read, with its parameters */
	struct query_parameter parameter[QUERY_PARAMETERS_MAX];
	struct buf text, expanded, numbered; /* of the query being read */
	struct err *err;
};

static enum nhi_status defect(struct reader *r, const char *what, struct str detail) {
	return err_set(r->err, NHI_QUERY, "%.*s" ERR_SEP "%zu" ERR_SEP "%s %.*s", STR_ARG(r->file),
	               r->line, what, STR_ARG(detail));
}

static bool is_word_char(char c) {
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

static struct str cut_word(struct str *rest) {
	*rest = str_trim(*rest);
	return str_cut(rest, ' ');
}

static size_t parameter_place(const struct reader *r, struct str name) {
	for (size_t i = 0; i < r->open->parameter_count; i++)
		if (str_eq(r->parameter[i].name, name)) return i;
	return SIZE_MAX;
}

/* ":name" becomes "?n" or "$n"; literals, comments and "::" are left alone. */
static enum nhi_status number_parameters(struct reader *r, struct str sql) {
	struct query *q = r->open;
	struct buf *out = &r->numbered;
	bool used[QUERY_PARAMETERS_MAX] = {false};
	for (size_t i = 0; i < sql.n;) {
		size_t to = i + 1;
		if (sql.p[i] == '\'') {
			while (to < sql.n && sql.p[to] != '\'') to++;
			to = to < sql.n ? to + 1 : to;
		} else if (sql.p[i] == '-' && to < sql.n && sql.p[to] == '-') {
			while (to < sql.n && sql.p[to] != '\n') to++;
			i = to;
			continue;
		} else if (sql.p[i] == ':' && to < sql.n && sql.p[to] == ':') {
			to++;
		} else if (sql.p[i] == ':' && to < sql.n && is_word_char(sql.p[to])) {
			while (to < sql.n && is_word_char(sql.p[to])) to++;
			struct str name = str_slice(sql, i + 1, to);
			size_t place = parameter_place(r, name);
			if (place == SIZE_MAX) return defect(r, "undeclared parameter", name);
			used[place] = true;
			buf_put_char(out, r->kind == DB_SQLITE ? '?' : '$');
			buf_put_i64(out, (int64_t)place + 1);
			i = to;
			continue;
		}
		buf_put(out, str_slice(sql, i, to));
		i = to;
	}
	if (!buf_ok(out)) return err_set(r->err, NHI_MEMORY, "");
	for (size_t i = 0; i < q->parameter_count; i++)
		if (!used[i]) return defect(r, "unused parameter", r->parameter[i].name);
	return NHI_OK;
}

static enum nhi_status close_query(struct reader *r) {
	if (r->open == NULL) return NHI_OK;
	buf_reset(&r->expanded);
	buf_reset(&r->numbered);
	enum nhi_status st = buf_ok(&r->text) ? NHI_OK : err_set(r->err, NHI_MEMORY, "");
	if (st == NHI_OK)
		st = dialect_expand(r->file, buf_str(&r->text), r->kind, &r->expanded,
		                    &r->set->split_bytes, r->err);
	if (st == NHI_OK) st = number_parameters(r, buf_str(&r->expanded));
	struct str sql = buf_str(&r->numbered);
	while (sql.n > 0 && (sql.p[sql.n - 1] == '\n' || sql.p[sql.n - 1] == ' ')) sql.n--;
	if (sql.n > 0 && sql.p[sql.n - 1] == ';') sql.n--;
	if (st == NHI_OK && sql.n == 0) st = defect(r, "no text in", r->open->name);
	size_t count = r->open->parameter_count;
	struct query_parameter *p = ARENA_ARRAY(r->arena, count, struct query_parameter);
	if (st == NHI_OK && (p == NULL || !arena_str(r->arena, sql, &r->open->sql)))
		st = err_set(r->err, NHI_MEMORY, "");
	if (st == NHI_OK) {
		memcpy(p, r->parameter, count * sizeof *p);
		r->open->parameter = p;
	}
	buf_reset(&r->text);
	r->open = NULL;
	return st;
}

/* Keeps the array sorted, so that look-ups are binary and files may come in any order. */
static enum nhi_status add_query(struct reader *r, struct str name, enum query_rows rows) {
	struct query_set *set = r->set;
	if (set->count == QUERIES_MAX) return defect(r, "too many queries at", name);
	if (set->query == NULL) set->query = ARENA_ARRAY(r->arena, QUERIES_MAX, struct query);
	if (set->query == NULL || !arena_str(r->arena, name, &name))
		return err_set(r->err, NHI_MEMORY, "");
	size_t place = set->count;
	while (place > 0 && str_cmp(set->query[place - 1].name, name) > 0) place--;
	if (place > 0 && str_eq(set->query[place - 1].name, name))
		return defect(r, "a second query of the name", name);
	memmove(&set->query[place + 1], &set->query[place],
	        (set->count - place) * sizeof *set->query);
	set->count++;
	r->open = &set->query[place];
	*r->open = (struct query){.name = name, .file = r->file, .rows = rows};
	return NHI_OK;
}

/* " unit_by_code :one      what it is for" */
static enum nhi_status take_name(struct reader *r, struct str line) {
	enum nhi_status st = close_query(r);
	if (st != NHI_OK) return st;
	struct str name = cut_word(&line), rows = cut_word(&line);
	for (size_t i = 0; i < COUNT_OF(rows_names); i++)
		if (str_is(rows, rows_names[i])) return add_query(r, name, (enum query_rows)i);
	return defect(r, "unknown cardinality of", name);
}

/* " code text, at date?" */
static enum nhi_status take_parameters(struct reader *r, struct str line) {
	if (r->open == NULL) return defect(r, "parameters before a name:", line);
	struct query *q = r->open;
	while (line.n > 0) {
		struct str one = str_trim(str_cut(&line, ','));
		struct query_parameter p = {.name = cut_word(&one)};
		struct str type = cut_word(&one);
		p.nullable = str_ends(type, STR("?"));
		if (p.nullable) type.n--;
		size_t t = 0;
		while (t < QUERY_TYPE_COUNT && !str_is(type, type_names[t])) t++;
		if (t == QUERY_TYPE_COUNT) return defect(r, "unknown type of", p.name);
		p.type = (enum query_type)t;
		if (q->parameter_count == QUERY_PARAMETERS_MAX)
			return defect(r, "too many parameters at", p.name);
		if (!arena_str(r->arena, p.name, &p.name)) return err_set(r->err, NHI_MEMORY, "");
		r->parameter[q->parameter_count++] = p;
	}
	return NHI_OK;
}

/* " coverage person [kind]" */
static enum nhi_status take_facts(struct reader *r, struct str line) {
	enum nhi_status st = close_query(r);
	if (st != NHI_OK) return st;
	struct query_set *set = r->set;
	struct query_facts f = {.table = cut_word(&line), .subject = cut_word(&line)};
	f.kind = cut_word(&line);
	if (f.table.n == 0 || f.subject.n == 0)
		return defect(r, "facts need table and subject", line);
	if (set->facts == NULL) set->facts = ARENA_ARRAY(r->arena, FACTS_MAX, struct query_facts);
	if (set->facts_count == FACTS_MAX) return defect(r, "too many tables of facts at", f.table);
	if (set->facts == NULL || !arena_str(r->arena, f.table, &f.table) ||
	    !arena_str(r->arena, f.subject, &f.subject) || !arena_str(r->arena, f.kind, &f.kind))
		return err_set(r->err, NHI_MEMORY, "");
	size_t place = set->facts_count;
	while (place > 0 && str_cmp(set->facts[place - 1].table, f.table) > 0) place--;
	if (place > 0 && str_eq(set->facts[place - 1].table, f.table))
		return defect(r, "facts declared twice:", f.table);
	memmove(&set->facts[place + 1], &set->facts[place],
	        (set->facts_count - place) * sizeof *set->facts);
	set->facts[place] = f;
	set->facts_count++;
	return NHI_OK;
}

static enum nhi_status take_line(struct reader *r, struct str line) {
	static const struct {
		const char *head;
		enum nhi_status (*take)(struct reader *r, struct str rest);
	} heads[] = {
	        {"-- name:", take_name}, {"-- param:", take_parameters}, {"-- facts:", take_facts}};
	for (size_t i = 0; i < COUNT_OF(heads); i++) {
		struct str head = str_from(heads[i].head);
		if (str_starts(line, head))
			return heads[i].take(r, str_slice(line, head.n, line.n));
	}
	bool comment = str_starts(str_trim(line), STR("--")) && !str_starts(line, STR("-- only:"));
	if (comment || (r->open == NULL && str_trim(line).n == 0)) return NHI_OK;
	if (r->open == NULL) return defect(r, "text before a name:", line);
	buf_put(&r->text, line);
	buf_put_char(&r->text, '\n');
	return NHI_OK;
}

enum nhi_status query_parse(struct query_set *out, struct arena *arena, struct str file,
                            struct str text, enum db_kind kind, struct err *err) {
	struct reader r = {.set = out, .arena = arena, .rest = text, .kind = kind, .err = err};
	r.text = r.expanded = r.numbered = BUF_INIT(FILE_MAX_BYTES);
	if (!arena_str(arena, file, &r.file)) return err_set(err, NHI_MEMORY, "");
	out->bytes += text.n;
	enum nhi_status st = NHI_OK;
	while (st == NHI_OK && r.rest.n > 0) {
		r.line++;
		st = take_line(&r, str_cut(&r.rest, '\n'));
	}
	if (st == NHI_OK) st = close_query(&r);
	buf_free(&r.text);
	buf_free(&r.expanded);
	buf_free(&r.numbered);
	return st;
}

/* A text of schema/pattern with its holes filled. */
static enum nhi_status fill_pattern(struct query_set *out, struct arena *arena,
                                    const struct query_facts *f, struct str pattern,
                                    enum db_kind kind, struct err *err) {
	struct buf text = BUF_INIT(FILE_MAX_BYTES);
	while (pattern.n > 0) {
		buf_put(&text, str_cut(&pattern, '{'));
		if (pattern.n == 0) break;
		struct str hole = str_cut(&pattern, '}');
		buf_put(&text, str_is(hole, "table")     ? f->table
		               : str_is(hole, "subject") ? f->subject
		                                         : f->kind);
	}
	enum nhi_status st = buf_ok(&text)
	                             ? query_parse(out, arena, f->table, buf_str(&text), kind, err)
	                             : err_set(err, NHI_MEMORY, "");
	buf_free(&text);
	return st;
}

static enum nhi_status read_text(struct arena *arena, const char *dir, const char *name,
                                 struct str *out, struct err *err) {
	char path[4096];
	int n = snprintf(path, sizeof path, "%s/%s", dir, name);
	if (n < 0 || (size_t)n >= sizeof path)
		return err_set(err, NHI_LIMIT, "%s" ERR_SEP "4096", dir);
	return file_read(arena, path, FILE_MAX_BYTES, out, err);
}

enum nhi_status query_load(struct query_set *out, struct arena *arena, const char *dir,
                           enum db_kind kind, struct err *err) {
	*out = (struct query_set){0};
	char queries[4096];
	int n = snprintf(queries, sizeof queries, "%s/queries", dir);
	if (n < 0 || (size_t)n >= sizeof queries)
		return err_set(err, NHI_LIMIT, "%s" ERR_SEP "4096", dir);
	struct file_list files;
	enum nhi_status st = file_list(arena, queries, ".sql", &files, err);
	for (size_t i = 0; st == NHI_OK && i < files.count; i++) {
		struct str text;
		st = read_text(arena, queries, files.name[i].p, &text, err);
		if (st == NHI_OK) st = query_parse(out, arena, files.name[i], text, kind, err);
	}
	struct str plain = {0}, by_kind = {0};
	if (st == NHI_OK) st = read_text(arena, dir, "pattern/facts.sql", &plain, err);
	if (st == NHI_OK) st = read_text(arena, dir, "pattern/facts_by_kind.sql", &by_kind, err);
	for (size_t i = 0; st == NHI_OK && i < out->facts_count; i++) {
		const struct query_facts *f = &out->facts[i];
		st = fill_pattern(out, arena, f, f->kind.n > 0 ? by_kind : plain, kind, err);
	}
	return st;
}

enum nhi_status query_pattern(struct query_set *out, struct arena *arena, const char *dir,
                              const char *name, const struct query_facts *holes, enum db_kind kind,
                              struct err *err) {
	char path[512];
	struct str text;
	int n = snprintf(path, sizeof path, "pattern/%s", name);
	CHECK(n > 0 && (size_t)n < sizeof path);
	enum nhi_status st = read_text(arena, dir, path, &text, err);
	return st == NHI_OK ? fill_pattern(out, arena, holes, text, kind, err) : st;
}

const struct query *query_find(const struct query_set *set, const char *name) {
	size_t from = 0, to = set->count;
	struct str wanted = str_from(name);
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		int order = str_cmp(set->query[middle].name, wanted);
		if (order == 0) return &set->query[middle];
		if (order < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return NULL;
}

const struct query_facts *query_facts_find(const struct query_set *set, const char *table) {
	for (size_t i = 0; i < set->facts_count; i++)
		if (str_is(set->facts[i].table, table)) return &set->facts[i];
	return NULL;
}
