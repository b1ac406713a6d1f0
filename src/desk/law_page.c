/* law_page.c: see law_page.h. */
#include "desk/law_page.h"

#include "desk/trace_view.h"

static void fill_value(struct view *v, const struct law_parameter *p, const struct law_value *x) {
	view_date(v, "effective_from", x->from);
	view_date(v, "effective_to", x->to);
	view_flag(v, "in_force", x->in_force);
	view_flag(v, "unverified", !x->verified);
	if (x->in_force) {
		view_number(v, "value", x->value);
		law_value_view(v, "shown", law_print_unit(p), x->value);
	}
	source_view(v, x->source);
}

static void fill_parameter(struct view *v, const struct law_parameter *p) {
	view_text(v, "name", p->name);
	view_both(v, "title", p->zh, p->en);
	view_text(v, "unit", str_from(law_unit_name(p->unit)));
}

static const struct law_value *value_on(const struct law_parameter *p, date_t at) {
	for (size_t i = 0; i < p->value_count; i++)
		if (p->values[i].from <= at && at < p->values[i].to) return &p->values[i];
	return NULL;
}

static bool has(struct arena *a, struct str in, struct str wanted) {
	struct str text = where_normalise(a, in);
	return str_find(text, wanted) < text.n;
}

static bool fits(struct arena *a, const struct law_parameter *p, struct str wanted) {
	return wanted.n == 0 || has(a, p->name, wanted) || has(a, p->zh, wanted) ||
	       has(a, p->en, wanted);
}

enum nhi_status law_list_page(struct desk_call *call, const struct form *in, struct view **out,
                              struct err *err) {
	(void)err;
	const struct law *law = &call->desk->law;
	struct view *v = view_new(call->arena, "law_list");
	date_t at = call->today;
	int64_t shown = 0, unverified = 0;
	*out = v;
	view_list(v, "errors");
	(void)form_date(in, "at", v, &at); /* a wrong day is told in "errors"; today is shown */
	struct str wanted = where_normalise(call->arena, form_get(in, "text"));
	view_date(v, "at", at);
	view_text(v, "text", form_get(in, "text"));
	view_text(v, "law_hash", str_from(law->hash));
	view_list(v, "rows");
	for (size_t i = 0; i < law->parameter_count; i++) {
		const struct law_parameter *p = &law->parameters[i];
		if (!fits(call->arena, p, wanted)) continue;
		struct view *row = view_item(v, "rows", "law_row");
		const struct law_value *x = value_on(p, at);
		fill_parameter(row, p);
		if (x != NULL) fill_value(row, p, x);
		unverified += x != NULL && !x->verified;
		shown++;
	}
	view_number(v, "shown", shown);
	view_number(v, "unverified", unverified);
	return NHI_OK;
}

enum nhi_status law_parameter_page(struct desk_call *call, struct str name, const struct form *in,
                                   struct view **out, struct err *err) {
	const struct law_parameter *p = law_parameter(&call->desk->law, name);
	if (p == NULL) return err_set(err, NHI_LAW_UNKNOWN, "%.*s", STR_ARG(name));
	struct view *v = view_new(call->arena, "law_parameter");
	date_t at = call->today;
	*out = v;
	view_list(v, "errors");
	(void)form_date(in, "at", v, &at); /* as above */
	view_date(v, "at", at);
	fill_parameter(v, p);
	struct view *basis = view_part(v, "basis", "law_basis");
	source_view(basis, p->article);
	const struct law_value *x = value_on(p, at);
	if (x != NULL) fill_value(view_part(v, "now", "law_value"), p, x);
	view_list(v, "rows");
	for (size_t i = p->value_count; i > 0; i--) /* the newest first */
		fill_value(view_item(v, "rows", "law_value"), p, &p->values[i - 1]);
	return NHI_OK;
}

enum nhi_status law_grades_page(struct desk_call *call, const struct form *in, struct view **out,
                                struct err *err) {
	const struct law *law = &call->desk->law;
	struct view *v = view_new(call->arena, "grade_table");
	date_t at = call->today;
	*out = v;
	view_list(v, "errors");
	(void)form_date(in, "at", v, &at); /* as above */
	const struct law_grades *g = law_grades_at(law, at);
	if (g == NULL) return err_set(err, NHI_NOT_FOUND, "grades.csv");
	view_date(v, "at", at);
	view_date(v, "effective_from", g->from);
	view_date(v, "effective_to", g->to);
	view_flag(v, "unverified", !g->verified);
	source_view(v, g->source);
	for (size_t i = law->grades_count; i > 0; i--)
		view_date(view_item(v, "versions", "grade_version"), "effective_from",
		          law->grades[i - 1].from);
	for (size_t i = 0; i < g->count; i++) {
		const struct law_grade *row = &g->rows[i];
		struct view *r = view_item(v, "rows", "grade_row");
		view_number(r, "group", row->group);
		view_number(r, "grade", row->grade);
		view_twd(r, "wage_from", twd(row->wage_from));
		if (row->wage_to != INT64_MAX) view_twd(r, "wage_to", twd(row->wage_to));
		view_twd(r, "insured_amount", twd(row->insured_amount));
	}
	return NHI_OK;
}
