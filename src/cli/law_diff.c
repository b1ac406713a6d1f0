/* law_diff.c: `nhi law diff A B`: A and B are two days of the same law, or two law folders; a B
 * that declares no parameters is an overlay on A. */
#include "cli/law_cli.h"

/* A side: a law on a day. For two folders all rows count, for two days what holds on each. */
struct side {
	const struct law *law;
	date_t at;
};

enum change { CHANGE_ADDED, CHANGE_REMOVED, CHANGE_VALUE, CHANGE_SOURCE };
static const char *const change_names[] = {"added", "removed", "value", "source"};

struct diff {
	struct cli *cli;
	struct json j;
	size_t count;
};

static void json_side(struct json *j, const char *key, const struct law_value *v) {
	json_key(j, key);
	if (v == NULL) {
		json_none(j);
		return;
	}
	json_object_start(j);
	if (v->in_force)
		json_put_i64(j, "value", v->value);
	else
		json_put_null(j, "value");
	json_put_date(j, "effective_from", v->from);
	json_put_str(j, "source", v->source);
	json_put_bool(j, "verified", v->verified);
	json_object_end(j);
}

static void text_side(struct cli *cli, const struct law_parameter *p, const struct law_value *v) {
	if (v == NULL) {
		buf_put_c(&cli->out, cli_say(cli, "（無）", "(none)"));
		return;
	}
	law_put_value(cli, &cli->out, p, v);
	buf_put_c(&cli->out, " [");
	date_print(&cli->out, v->from);
	buf_put_c(&cli->out, "; ");
	buf_put(&cli->out, v->source);
	buf_put_c(&cli->out, v->verified ? "]" : cli_say(cli, "；未查證]", "; unverified]"));
}

static void report(struct diff *d, const struct law_parameter *p, const struct law_value *a,
                   const struct law_value *b) {
	enum change change = a == NULL                                            ? CHANGE_ADDED
	                     : b == NULL                                          ? CHANGE_REMOVED
	                     : a->value != b->value || a->in_force != b->in_force ? CHANGE_VALUE
	                                                                          : CHANGE_SOURCE;
	d->count++;
	if (d->cli->json) {
		json_object_start(&d->j);
		json_put_str(&d->j, "parameter", p->name);
		json_put_c(&d->j, "change", change_names[change]);
		json_put_c(&d->j, "unit", law_unit_name(p->unit));
		json_side(&d->j, "a", a);
		json_side(&d->j, "b", b);
		json_object_end(&d->j);
		return;
	}
	buf_put(&d->cli->out, p->name);
	buf_put_c(&d->cli->out, ": ");
	text_side(d->cli, p, a);
	buf_put_c(&d->cli->out, " → ");
	text_side(d->cli, p, b);
	buf_put_char(&d->cli->out, '\n');
}

static bool same(const struct law_value *a, const struct law_value *b) {
	if (a == NULL || b == NULL) return a == b;
	return a->in_force == b->in_force && a->value == b->value && a->verified == b->verified &&
	       str_eq(a->source, b->source);
}

static const struct law_value *value_on(const struct law_parameter *p, date_t at) {
	const struct law_value *found = NULL;
	for (size_t i = 0; p != NULL && i < p->value_count && p->values[i].from <= at; i++)
		found = &p->values[i];
	return found;
}

/* Row by row: what one folder has for a day and the other has not, or otherwise. */
static void diff_rows(struct diff *d, const struct law_parameter *a,
                      const struct law_parameter *b) {
	size_t i = 0, k = 0;
	size_t n = a == NULL ? 0 : a->value_count, m = b == NULL ? 0 : b->value_count;
	const struct law_parameter *p = a == NULL ? b : a;
	while (i < n || k < m) {
		const struct law_value *x = i < n ? &a->values[i] : NULL;
		const struct law_value *y = k < m ? &b->values[k] : NULL;
		if (x != NULL && y != NULL && x->from != y->from) {
			if (x->from < y->from)
				y = NULL;
			else
				x = NULL;
		}
		if (!same(x, y)) report(d, p, x, y);
		i += x != NULL;
		k += y != NULL;
	}
}

static void diff_parameters(struct diff *d, struct side a, struct side b, bool by_day) {
	size_t i = 0, k = 0;
	while (i < a.law->parameter_count || k < b.law->parameter_count) {
		const struct law_parameter *x =
		        i < a.law->parameter_count ? &a.law->parameters[i] : NULL;
		const struct law_parameter *y =
		        k < b.law->parameter_count ? &b.law->parameters[k] : NULL;
		int order = x == NULL ? 1 : y == NULL ? -1 : str_cmp(x->name, y->name);
		if (order < 0) y = NULL;
		if (order > 0) x = NULL;
		if (!by_day) diff_rows(d, x, y);
		if (by_day) {
			const struct law_value *v = value_on(x, a.at), *w = value_on(y, b.at);
			if (!same(v, w)) report(d, x == NULL ? y : x, v, w);
		}
		i += x != NULL;
		k += y != NULL;
	}
}

/* --- grade tables ------------------------------------------------------------------------------
 */

static bool same_grades(const struct law_grades *a, const struct law_grades *b) {
	if (a == NULL || b == NULL) return a == b;
	if (a->count != b->count) return false;
	for (size_t i = 0; i < a->count; i++) {
		const struct law_grade *x = &a->rows[i], *y = &b->rows[i];
		if (x->grade != y->grade || x->group != y->group || x->wage_from != y->wage_from ||
		    x->wage_to != y->wage_to || x->insured_amount != y->insured_amount)
			return false;
	}
	return true;
}

static void json_grades(struct json *j, const char *key, const struct law_grades *g) {
	json_key(j, key);
	if (g == NULL || g->count == 0) {
		json_none(j);
		return;
	}
	json_object_start(j);
	json_put_date(j, "effective_from", g->from);
	json_put_i64(j, "grades", (int64_t)g->count);
	json_put_i64(j, "lowest", g->rows[0].insured_amount);
	json_put_i64(j, "top", g->rows[g->count - 1].insured_amount);
	json_put_str(j, "source", g->source);
	json_object_end(j);
}

static void text_grades(struct cli *cli, const struct law_grades *g) {
	if (g == NULL || g->count == 0) {
		buf_put_c(&cli->out, cli_say(cli, "（無）", "(none)"));
		return;
	}
	buf_printf(&cli->out, cli_say(cli, "%zu 級 ", "%zu grades "), g->count);
	buf_put_i64_grouped(&cli->out, g->rows[0].insured_amount);
	buf_put_c(&cli->out, "–");
	buf_put_i64_grouped(&cli->out, g->rows[g->count - 1].insured_amount);
	buf_put_c(&cli->out, " [");
	date_print(&cli->out, g->from);
	buf_put_char(&cli->out, ']');
}

static void report_grades(struct diff *d, const struct law_grades *a, const struct law_grades *b) {
	d->count++;
	if (d->cli->json) {
		json_object_start(&d->j);
		json_put_c(&d->j, "table", "grades");
		json_put_c(&d->j, "change",
		           change_names[a == NULL   ? CHANGE_ADDED
		                        : b == NULL ? CHANGE_REMOVED
		                                    : CHANGE_VALUE]);
		json_grades(&d->j, "a", a);
		json_grades(&d->j, "b", b);
		json_object_end(&d->j);
		return;
	}
	buf_put_c(&d->cli->out, "grades: ");
	text_grades(d->cli, a);
	buf_put_c(&d->cli->out, " → ");
	text_grades(d->cli, b);
	buf_put_char(&d->cli->out, '\n');
}

static const struct law_grades *version_of(const struct law *law, date_t from) {
	for (size_t i = 0; i < law->grades_count; i++)
		if (law->grades[i].from == from) return &law->grades[i];
	return NULL;
}

static void diff_grades(struct diff *d, struct side a, struct side b, bool by_day) {
	if (by_day) {
		const struct law_grades *x = law_grades_at(a.law, a.at);
		const struct law_grades *y = law_grades_at(b.law, b.at);
		if (!same_grades(x, y)) report_grades(d, x, y);
		return;
	}
	for (size_t i = 0; i < a.law->grades_count; i++) {
		const struct law_grades *x = &a.law->grades[i], *y = version_of(b.law, x->from);
		if (!same_grades(x, y)) report_grades(d, x, y);
	}
	for (size_t i = 0; i < b.law->grades_count; i++) {
		const struct law_grades *y = &b.law->grades[i];
		if (version_of(a.law, y->from) == NULL) report_grades(d, NULL, y);
	}
}

/* --- all together ------------------------------------------------------------------------------
 */

struct folder {
	struct law_file *files;
	size_t count;
	bool is_whole; /* declares parameters; else it is an overlay */
};

static enum nhi_status list_folder(struct cli *cli, struct str dir, struct folder *out,
                                   struct err *err) {
	out->is_whole = false;
	enum nhi_status st = cli_law_files(cli, dir.p, false, &out->files, &out->count, err);
	if (st != NHI_OK) return st;
	for (size_t i = 0; i < out->count; i++)
		if (str_is(out->files[i].name, "parameters.csv")) out->is_whole = true;
	return NHI_OK;
}

/* `top` laid over `base` when it is an overlay, else `top` alone. */
static enum nhi_status read_over(struct cli *cli, const struct folder *base,
                                 const struct folder *top, struct law *out, struct err *err) {
	if (top->is_whole) return law_read(out, &cli->arena, top->files, top->count, err);
	size_t count = base->count + top->count;
	struct law_file *all = ARENA_ARRAY(&cli->arena, count, struct law_file);
	if (all == NULL) return err_set(err, NHI_MEMORY, "");
	for (size_t i = 0; i < base->count; i++) all[i] = base->files[i];
	for (size_t i = 0; i < top->count; i++) {
		all[base->count + i] = top->files[i];
		all[base->count + i].overlay = true;
	}
	return law_read(out, &cli->arena, all, count, err);
}

static enum nhi_status read_folders(struct cli *cli, struct law *first, struct law *second,
                                    struct err *err) {
	struct folder a, b;
	enum nhi_status st = list_folder(cli, cli->argument[0], &a, err);
	if (st == NHI_OK) st = list_folder(cli, cli->argument[1], &b, err);
	if (st == NHI_OK) st = law_read(first, &cli->arena, a.files, a.count, err);
	if (st == NHI_OK) st = read_over(cli, &a, &b, second, err);
	return st;
}

enum nhi_status law_run_diff(struct cli *cli, struct err *err) {
	struct law first, second;
	struct side a = {&first, 0}, b = {&first, 0};
	enum nhi_status st = law_arguments(cli, 2, "nhi law diff A B", err);
	if (st != NHI_OK) return st;
	bool by_day = date_parse(cli->argument[0], &a.at) && date_parse(cli->argument[1], &b.at);
	if (by_day) {
		st = cli_law(cli, &first, err);
	} else {
		b.law = &second;
		st = read_folders(cli, &first, &second, err);
	}
	if (st != NHI_OK) return st;
	struct diff d = {.cli = cli, .j = JSON_INIT(&cli->out, false)};
	if (cli->json) json_array_start(&d.j);
	diff_parameters(&d, a, b, by_day);
	diff_grades(&d, a, b, by_day);
	if (cli->json) {
		json_array_end(&d.j);
		buf_put_char(&cli->out, '\n');
	} else if (d.count == 0) {
		buf_put_c(&cli->out, cli_say(cli, "沒有差異\n", "no difference\n"));
	}
	return NHI_OK;
}
