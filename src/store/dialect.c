/* dialect.c: see dialect.h. This is the only C file that holds pieces of SQL: the table of what
 * differs. */
#include "store/dialect.h"

#define DIGIT "[0-9]"

/* {changed} is made from the columns of the table declared above in the same file: "NEW.a IS NOT
 * OLD.a OR …" over all columns but known_to and ended_by_act_id. PostgreSQL compares whole rows in
 * the function refuse_fact_change (0001_core.sql). */
#define FACTS_SQLITE                                                                               \
	"CREATE TRIGGER {arg}_facts_update BEFORE UPDATE ON {arg}\n"                               \
	"WHEN OLD.known_to <> 9223372036854775807 OR NEW.known_to = 9223372036854775807\n"         \
	" OR NEW.known_to < OLD.known_from OR NEW.ended_by_act_id IS NULL{changed}\n"              \
	"BEGIN SELECT RAISE(ABORT, '{arg}: a fact is only ever closed, once'); END;\n"             \
	"CREATE TRIGGER {arg}_facts_delete BEFORE DELETE ON {arg}\n"                               \
	"BEGIN SELECT RAISE(ABORT, '{arg}: a fact is never removed'); END"
#define FACTS_POSTGRESQL                                                                           \
	"CREATE TRIGGER {arg}_facts_update BEFORE UPDATE ON {arg}\n"                               \
	" FOR EACH ROW EXECUTE FUNCTION refuse_fact_change();\n"                                   \
	"CREATE TRIGGER {arg}_facts_delete BEFORE DELETE ON {arg}\n"                               \
	" FOR EACH ROW EXECUTE FUNCTION refuse_change();\n"                                        \
	"CREATE TRIGGER {arg}_facts_truncate BEFORE TRUNCATE ON {arg}\n"                           \
	" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
#define FROZEN_SQLITE                                                                              \
	"CREATE TRIGGER {arg}_frozen_update BEFORE UPDATE ON {arg}\n"                              \
	"BEGIN SELECT RAISE(ABORT, '{arg}: rows are never changed'); END;\n"                       \
	"CREATE TRIGGER {arg}_frozen_delete BEFORE DELETE ON {arg}\n"                              \
	"BEGIN SELECT RAISE(ABORT, '{arg}: rows are never removed'); END"
#define FROZEN_POSTGRESQL                                                                          \
	"CREATE TRIGGER {arg}_frozen_change BEFORE UPDATE OR DELETE ON {arg}\n"                    \
	" FOR EACH ROW EXECUTE FUNCTION refuse_change();\n"                                        \
	"CREATE TRIGGER {arg}_frozen_truncate BEFORE TRUNCATE ON {arg}\n"                          \
	" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
#define EACH_POSTGRESQL                                                                            \
	"LATERAL (SELECT ordinality - 1 AS key, value FROM json_array_elements(({arg})::json)"     \
	" WITH ORDINALITY AS element(value, ordinality))"
#define DATE_SQLITE(col)                                                                           \
	"TEXT CHECK (" col " GLOB '" DIGIT DIGIT DIGIT DIGIT "-[0-1]" DIGIT "-[0-3]" DIGIT "')"

/* The columns that every fact of a subject has, a line each (put_changed reads them so): number,
 * period of truth, period of knowledge, the acts that wrote and closed it. */
#define FACT_OF(int_type, date_from, date_to)                                                      \
	"{arg}_id " int_type " NOT NULL REFERENCES {arg} ({arg}_id),\n"                            \
	"\tfact_no " int_type " NOT NULL,\n"                                                       \
	"\tvalid_from " date_from " NOT NULL,\n"                                                   \
	"\tvalid_to " date_to " NOT NULL CHECK (valid_from < valid_to),\n"                         \
	"\tknown_from " int_type " NOT NULL,\n"                                                    \
	"\tknown_to " int_type " NOT NULL,\n"                                                      \
	"\tact_id " int_type " NOT NULL REFERENCES act (act_id),\n"                                \
	"\tended_by_act_id " int_type " REFERENCES act (act_id)"

const struct dialect_word dialect_words[] = {
        {"begin_read", "BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", NULL, false},
        {"begin_write", "BEGIN IMMEDIATE",
         "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_current_xact_id()", NULL, false},
        {"bool", "INTEGER CHECK ({col} IN (0, 1))", "BOOLEAN", "INTEGER", false},
        {"bytes", "BLOB", "BYTEA", NULL, false},
        {"date", DATE_SQLITE("{col}"), "DATE", "TEXT", false},
        {"each", "json_each({arg})", EACH_POSTGRESQL, NULL, true},
        {"fact_of", FACT_OF("INTEGER", DATE_SQLITE("valid_from"), DATE_SQLITE("valid_to")),
         FACT_OF("BIGINT", "DATE", "DATE"), NULL, true},
        {"facts", FACTS_SQLITE, FACTS_POSTGRESQL, NULL, true},
        {"for_update", "", "FOR UPDATE", NULL, false},
        {"frozen", FROZEN_SQLITE, FROZEN_POSTGRESQL, NULL, true},
        {"instant", "INTEGER", "BIGINT", NULL, false},
        {"int", "INTEGER", "BIGINT", NULL, false},
        {"lines", "TEXT", "TEXT", NULL, false},
        {"month", "INTEGER CHECK ({col} % 100 BETWEEN 1 AND 12)",
         "BIGINT CHECK ({col} % 100 BETWEEN 1 AND 12)", "INTEGER", false},
        {"open", "9223372036854775807", "9223372036854775807", NULL, false},
        {"skip_locked", "", "FOR UPDATE SKIP LOCKED", NULL, false},
        {"strict", "STRICT", "", NULL, false},
        {"strict_keyed", "STRICT, WITHOUT ROWID", "", NULL, false},
};
const size_t dialect_word_count = COUNT_OF(dialect_words);

struct expander {
	struct str file, text;
	size_t at, line;
	enum db_kind kind;
	struct buf *out;
	size_t split_bytes;
	bool skipping, in_block; /* under an `-- only:` line */
	struct err *err;
};

static bool is_word_char(char c) {
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

static enum nhi_status defect(struct expander *x, const char *what, struct str detail) {
	return err_set(x->err, NHI_QUERY, "%.*s" ERR_SEP "%zu" ERR_SEP "%s %.*s", STR_ARG(x->file),
	               x->line, what, STR_ARG(detail));
}

static void emit(struct expander *x, struct str s) {
	if (!x->skipping) buf_put(x->out, s);
	if (x->in_block) x->split_bytes += s.n;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '\n') x->line++;
}

/* Name of the column being declared: the last word written; "" after AS. */
static struct str last_word(const struct buf *out) {
	size_t to = out->n;
	if (to == 0) return (struct str){0};
	while (to > 0 && (out->p[to - 1] == ' ' || out->p[to - 1] == '\n')) to--;
	size_t from = to;
	while (from > 0 && is_word_char(out->p[from - 1])) from--;
	struct str w = {out->p + from, to - from};
	return str_is(w, "AS") || str_is(w, "as") ? (struct str){0} : w;
}

/* Adds " OR NEW.c IS NOT OLD.c" for each column of CREATE TABLE `table` in what was written so far.
 * A column is a line of the table's body that begins with a lower-case word (made by @fact_of or
 * typed). */
static bool put_changed(struct buf *out, struct str written, struct str table) {
	struct buf head = BUF_INIT(256);
	buf_printf(&head, "CREATE TABLE %.*s (", STR_ARG(table));
	size_t at = str_find(written, buf_str(&head));
	bool found = at < written.n;
	size_t body = at + head.n;
	buf_free(&head);
	if (!found) return false;
	struct str rest = str_slice(written, body, written.n);
	(void)str_cut(&rest, '\n'); /* the line of CREATE TABLE itself */
	while (rest.n > 0) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		if (str_starts(line, STR(")"))) return true;
		size_t n = 0;
		while (n < line.n && is_word_char(line.p[n])) n++;
		struct str column = str_slice(line, 0, n);
		bool is_column = n > 0 && line.p[0] >= 'a' && line.p[0] <= 'z';
		if (!is_column || str_is(column, "known_to") || str_is(column, "ended_by_act_id"))
			continue;
		buf_printf(out, "\n OR NEW.%.*s IS NOT OLD.%.*s", STR_ARG(column), STR_ARG(column));
	}
	return false;
}

static enum nhi_status put_template(struct expander *x, const char *form, struct str arg) {
	struct buf made = BUF_INIT(65536);
	struct str f = str_from(form), col = last_word(x->out);
	enum nhi_status st = NHI_OK;
	while (f.n > 0 && st == NHI_OK) {
		buf_put(&made, str_cut(&f, '{'));
		if (f.n == 0) break;
		struct str hole = str_cut(&f, '}');
		if (str_is(hole, "col"))
			buf_put(&made, col);
		else if (str_is(hole, "arg"))
			buf_put(&made, arg);
		else if (!put_changed(&made, buf_str(x->out), arg))
			st = defect(x, "no CREATE TABLE above for", arg);
	}
	if (st == NHI_OK && !buf_ok(&made)) st = err_set(x->err, NHI_MEMORY, "");
	if (st == NHI_OK) {
		size_t line = x->line; /* lines of the template are not lines of the file */
		emit(x, buf_str(&made));
		x->line = line;
	}
	buf_free(&made);
	return st;
}

static const struct dialect_word *find_word(struct str name) {
	for (size_t i = 0; i < dialect_word_count; i++)
		if (str_is(name, dialect_words[i].name)) return &dialect_words[i];
	return NULL;
}

/* x->at stands on '@'. */
static enum nhi_status expand_word(struct expander *x) {
	size_t from = x->at + 1, to = from;
	while (to < x->text.n && is_word_char(x->text.p[to])) to++;
	struct str name = str_slice(x->text, from, to), arg = {0};
	const struct dialect_word *w = find_word(name);
	if (w == NULL) return defect(x, "unknown word", name);
	if (w->argument) {
		size_t close = to;
		while (close < x->text.n && x->text.p[close] != ')') close++;
		if (to == x->text.n || x->text.p[to] != '(' || close == x->text.n)
			return defect(x, "needs an argument in brackets:", name);
		arg = str_trim(str_slice(x->text, to + 1, close));
		to = close + 1;
	}
	x->at = to;
	if (x->skipping) return NHI_OK;
	bool plain = w->sqlite_plain != NULL && last_word(x->out).n == 0;
	if (plain)
		return put_template(x,
		                    x->kind == DB_SQLITE    ? w->sqlite_plain
		                    : str_is(name, "month") ? "BIGINT"
		                                            : w->postgresql,
		                    arg);
	return put_template(x, x->kind == DB_SQLITE ? w->sqlite : w->postgresql, arg);
}

/* A comment line; `-- only: sqlite|postgresql|end` opens and closes blocks. */
static enum nhi_status take_comment(struct expander *x) {
	size_t to = x->at;
	while (to < x->text.n && x->text.p[to] != '\n') to++;
	struct str line = str_slice(x->text, x->at, to);
	x->at = to;
	if (!str_starts(line, STR("-- only:"))) {
		emit(x, line);
		return NHI_OK;
	}
	struct str which = str_trim(str_slice(line, 8, line.n));
	bool end = str_is(which, "end");
	if (!end && !str_is(which, "sqlite") && !str_is(which, "postgresql"))
		return defect(x, "unknown database in -- only:", which);
	x->in_block = !end;
	x->skipping = !end && str_is(which, "sqlite") != (x->kind == DB_SQLITE);
	return NHI_OK;
}

static void take_literal(struct expander *x) {
	size_t to = x->at + 1;
	while (to < x->text.n && x->text.p[to] != '\'') to++;
	if (to < x->text.n) to++;
	emit(x, str_slice(x->text, x->at, to));
	x->at = to;
}

enum nhi_status dialect_expand(struct str file, struct str text, enum db_kind kind, struct buf *out,
                               size_t *split_bytes, struct err *err) {
	struct expander x = {
	        .file = file, .text = text, .line = 1, .kind = kind, .out = out, .err = err};
	enum nhi_status st = NHI_OK;
	while (st == NHI_OK && x.at < text.n) {
		char c = text.p[x.at];
		if (c == '-' && x.at + 1 < text.n && text.p[x.at + 1] == '-') {
			st = take_comment(&x);
		} else if (c == '\'') {
			take_literal(&x);
		} else if (c == '@') {
			st = expand_word(&x);
		} else {
			emit(&x, str_slice(text, x.at, x.at + 1));
			x.at++;
		}
	}
	if (st == NHI_OK && x.in_block) st = defect(&x, "-- only: block is not ended", STR(""));
	if (st == NHI_OK && !buf_ok(out)) st = err_set(err, NHI_MEMORY, "");
	if (split_bytes != NULL) *split_bytes += x.split_bytes;
	return st;
}
