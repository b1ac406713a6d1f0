/* application_page.c: what the pages of an application show; see application.h. */
#include "desk/application_parts.h"

#include "desk/case_page.h"
#include "desk/service_facts.h"
#include "desk/service_view.h"
#include "store/application.h"

enum { RADIO_MAX = 9, NAME_SIZE = 96 };

static const struct { const char *zh, *en; } documents_title = {"附上文件", "Add documents"};

static struct str text_of(const struct form *form, struct str name) {
	for (size_t i = 0; i < form->count; i++)
		if (str_eq(form->input[i].name, name)) return str_trim(form->input[i].value);
	return STR("");
}

static const struct effect_line *refusal_of(const struct effect_line *l, struct str field) {
	for (; l != NULL; l = l->next)
		if (l->mark == EFFECT_REFUSE && str_eq(l->field, field)) return l;
	return NULL;
}

/* "1.2 MB", "340 KB" */
static void put_size(struct view *v, int64_t bytes) {
	char text[32];
	struct str kept;
	enum { KB = 1024, MB = 1024 * 1024, TENTHS = 10 };
	if (bytes >= MB)
		snprintf(text, sizeof text, "%lld.%lld MB", (long long)(bytes / MB),
		         (long long)(bytes % MB * TENTHS / MB));
	else
		snprintf(text, sizeof text, "%lld KB", (long long)((bytes + KB - 1) / KB));
	if (arena_str(v->arena, str_from(text), &kept)) view_text(v, "size", kept);
}

static void put_files(const struct filling *f, struct view *v, struct str field) {
	view_list(v, "files");
	for (size_t i = 0; i < f->file_count; i++) {
		if (field.n > 0 && !str_eq(f->file[i].field, field)) continue;
		struct view *item = view_item(v, "files", "apply_file");
		view_number(item, "number", f->file[i].number);
		view_text(item, "name", f->file[i].name);
		put_size(item, f->file[i].size);
	}
}

static void put_error(struct view *v, struct str field, const struct service_field *known,
                      const struct effect_line *l) {
	struct view *e = view_item(v, "errors", "form_error");
	view_text(e, "field", field);
	view_both(e, "message", l->zh, l->en);
	if (known != NULL) view_both(e, "label", known->title.zh, known->title.en);
}

/* ---- One page ---------------------------------------------------------------------------------
 */

static void put_title(const struct filling *f, const struct application_step *step, size_t at,
                      size_t shown, struct view *v) {
	const struct service_field *first = &f->service->fields[at];
	const struct service_block *block = service_block(&f->call->desk->services, first->block);
	if (step->is_documents)
		view_both(v, "title", str_from(documents_title.zh), str_from(documents_title.en));
	else if (block != NULL && shown > 1)
		view_both(v, "title", block->name.zh, block->name.en);
	else
		view_both(v, "title", first->title.zh, first->title.en);
}

static void put_place(const struct filling *f, const struct application_step *step,
                      struct view *v) {
	int64_t at = 0, of = 0;
	struct str back = STR("");
	for (size_t i = 0; i < f->step_count; i++) {
		bool here = &f->step[i] == step;
		if (f->step[i].is_known && !here) continue;
		of++;
		if (here) {
			at = of;
			view_text(v, "back", back.n > 0 ? filling_address(f, back) : STR(""));
		}
		back = f->step[i].name;
	}
	view_number(v, "at", at);
	view_number(v, "of", of);
}

static void put_question(struct filling *f, struct view *v, const struct service_field *field,
                         bool is_alone, const struct effect_line *refusals) {
	bool typed = f->typed.count > 0;
	struct str value = text_of(typed ? &f->typed : &f->w.values, field->name);
	bool answered = typed || text_of(&f->saved, field->name).n > 0;
	if (field->type == SERVICE_FIELD_FLAG && !answered) value = STR("");
	struct view *item = case_field_put(v, field, value);
	bool radio = field->type == SERVICE_FIELD_CODE && field->choice_count > 0 &&
	             field->choice_count <= RADIO_MAX;
	view_flag(item, "is_alone", is_alone);
	view_flag(item, "is_radio", radio);
	view_flag(item, "no", str_is(value, "no"));
	view_flag(item, "optional", !field->required);
	put_files(f, item, field->name);
	const struct effect_line *l = refusal_of(refusals, field->name);
	if (l == NULL) return;
	view_both(item, "error", l->zh, l->en);
	put_error(v, field->name, field, l);
}

static void put_documents(struct filling *f, struct view *v, const struct effect_line *refusals) {
	for (size_t i = 0; i < f->service->document_count; i++) {
		const struct service_document *d = &f->service->documents[i];
		if (!filling_wants(f, d)) continue;
		struct str field = filling_document_field(f, d);
		struct view *item = view_item(v, "papers", "apply_paper");
		const struct effect_line *l = refusal_of(refusals, field);
		view_text(item, "name", field);
		view_both(item, "title", d->name.zh, d->name.en);
		if (d->note.zh.n > 0) view_both(item, "note", d->note.zh, d->note.en);
		view_flag(item, "optional", d->optional);
		view_flag(item, "original", d->paper == SERVICE_PAPER_ORIGINAL);
		put_files(f, item, field);
		if (l == NULL) continue;
		view_both(item, "error", l->zh, l->en);
		put_error(v, field, NULL, l);
	}
}

static void put_head(const struct filling *f, struct view *v) {
	view_list(v, "errors");
	view_text(v, "token", f->a.token);
	view_text(v, "service", f->service->id);
	view_both(v, "name", f->service->name.zh, f->service->name.en);
	view_number(v, "version", f->a.version);
	view_number(v, "saved_at", f->a.saved_at);
}

/* Of a page that the register could fill only what it does not know is asked; all of it when
 * somebody comes back to change it. */
struct view *filling_page_view(struct filling *f, const struct application_step *step,
                               const struct effect_line *refusals) {
	struct view *v = view_new(f->call->arena, "apply_page");
	size_t shown = 0, last = step->first;
	put_head(f, v);
	view_text(v, "step", step->name);
	put_place(f, step, v);
	view_list(v, "fields");
	view_list(v, "papers");
	for (size_t i = step->first; i < step->first + step->count; i++) {
		bool hidden = !step->is_known && filling_knows(f, &f->service->fields[i]);
		if (!f->asked[i] || hidden) continue;
		shown++;
		last = i;
	}
	for (size_t i = step->first; i < step->first + step->count; i++) {
		bool hidden = !step->is_known && filling_knows(f, &f->service->fields[i]);
		if (!f->asked[i] || hidden) continue;
		put_question(f, v, &f->service->fields[i], shown == 1 && i == last, refusals);
	}
	put_title(f, step, shown == 1 ? last : step->first, shown, v);
	if (step->is_documents) put_documents(f, v, refusals);
	return v;
}

/* ---- Check your answers -----------------------------------------------------------------------
 */

static void put_value(struct view *row, const struct service_field *field, struct str value) {
	struct yaml_both shown = {value, value};
	for (size_t i = 0; i < field->choice_count; i++)
		if (str_eq(field->choices[i].code, value)) shown = field->choices[i].name;
	if (field->type == SERVICE_FIELD_FLAG)
		shown = str_is(value, "yes") ? (struct yaml_both){STR("是"), STR("Yes")}
		                             : (struct yaml_both){STR("否"), STR("No")};
	if (shown.zh.n > 0) view_both(row, "value", shown.zh, shown.en);
}

static void put_answer(struct filling *f, struct view *v, size_t i,
                       const struct application_step *step, const struct effect_line *refusals) {
	const struct service_field *field = &f->service->fields[i];
	const struct effect_line *l = refusal_of(refusals, field->name);
	struct view *row = view_item(v, "rows", "apply_answer");
	view_text(row, "name", field->name);
	view_both(row, "title", field->title.zh, field->title.en);
	put_value(row, field, text_of(&f->w.values, field->name));
	view_flag(row, "known", filling_knows(f, field));
	if (step != NULL) view_text(row, "change", filling_address(f, step->name));
	put_files(f, row, field->name);
	if (l != NULL) view_both(row, "error", l->zh, l->en);
}

static void put_papers(struct filling *f, struct view *v) {
	for (size_t i = 0; i < f->service->document_count; i++) {
		const struct service_document *d = &f->service->documents[i];
		if (!filling_wants(f, d)) continue;
		struct view *row = view_item(v, "rows", "apply_answer");
		view_text(row, "name", filling_document_field(f, d));
		view_both(row, "title", d->name.zh, d->name.en);
		view_flag(row, "known", false);
		view_flag(row, "is_paper", true);
		view_text(row, "change", filling_address(f, str_from(application_documents_name)));
		put_files(f, row, filling_document_field(f, d));
	}
}

static const struct application_step *step_of(const struct filling *f, size_t field) {
	for (size_t i = 0; i < f->step_count; i++)
		if (!f->step[i].is_documents && field >= f->step[i].first &&
		    field < f->step[i].first + f->step[i].count)
			return &f->step[i];
	return NULL;
}

struct view *filling_check_view(struct filling *f, const struct effect_line *refusals) {
	struct view *v = view_new(f->call->arena, "apply_check");
	const struct service *s = f->service;
	put_head(f, v);
	view_list(v, "rows");
	for (size_t i = 0; i < s->field_count && i < COUNT_OF(f->asked); i++) {
		bool own = str_is(s->fields[i].from, "person.id") ||
		           str_is(s->fields[i].from, "unit.code");
		if (f->asked[i] || (own && text_of(&f->w.values, s->fields[i].name).n > 0))
			put_answer(f, v, i, f->asked[i] ? step_of(f, i) : NULL, refusals);
	}
	put_papers(f, v);
	for (const struct effect_line *l = refusals; l != NULL; l = l->next)
		if (l->mark == EFFECT_REFUSE) put_error(v, l->field, service_field(s, l->field), l);
	struct service_world world = {f->call->desk->org, &f->call->desk->law, f->call->today};
	struct service_facts facts;
	service_facts(&facts, s, &world, f->call->arena);
	if (facts.period_text.zh.n > 0)
		view_both(v, "period", facts.period_text.zh, facts.period_text.en);
	if (facts.fee_text.zh.n > 0) view_both(v, "fee", facts.fee_text.zh, facts.fee_text.en);
	return v;
}

/* ---- Before it --------------------------------------------------------------------------------
 */

static void put_draft(struct view *v, const struct application *a, const struct service *s) {
	struct view *d = view_item(v, "drafts", "apply_draft");
	view_text(d, "token", a->token);
	view_text(d, "service", a->service);
	if (s != NULL) view_both(d, "name", s->name.zh, s->name.en);
	view_number(d, "saved_at", a->saved_at);
}

static enum nhi_status put_drafts(struct desk_call *call, struct view *v, struct str service,
                                  struct err *err) {
	struct application *rows;
	size_t count;
	const struct principal *who = call->who;
	struct db *db = call->db != NULL ? call->db : call->write_db;
	int64_t unit = who->kind == PRINCIPAL_AGENT ? who->unit_id : 0;
	view_list(v, "drafts");
	if (who->account_id == 0) return NHI_OK;
	enum nhi_status st =
	        application_open_of(db, who->account_id, unit, call->arena, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		if (service.n == 0 || str_eq(rows[i].service, service))
			put_draft(
			        v, &rows[i],
			        service_find(&call->desk->services, rows[i].service, call->today));
	return st;
}

enum nhi_status application_put_drafts(struct desk_call *call, struct view *v, struct err *err) {
	return put_drafts(call, v, STR(""), err);
}

enum nhi_status application_intro(struct desk_call *call, struct view *v, struct str service,
                                  struct err *err) {
	const struct service *s;
	enum nhi_status st = case_form_service(call, service, &s, err);
	if (st == NHI_OK) st = desk_need_db(call, err);
	if (st != NHI_OK) return st;
	struct service_world world = {call->desk->org, &call->desk->law, call->today};
	struct service_facts facts;
	service_facts(&facts, s, &world, call->arena);
	view_flag(v, "online", (s->channels & SERVICE_WEB) != 0);
	if (facts.period_text.zh.n > 0)
		view_both(v, "period", facts.period_text.zh, facts.period_text.en);
	if (facts.fee_text.zh.n > 0) view_both(v, "fee", facts.fee_text.zh, facts.fee_text.en);
	view_list(v, "papers");
	for (size_t i = 0; i < s->document_count; i++) {
		const struct service_document *d = &s->documents[i];
		struct yaml_both only = service_when_text(s, &d->when, call->arena);
		if (str_is(d->code, "id") || str_is(d->code, "seal") ||
		    str_is(d->code, "agent_id") || str_is(d->code, "mandate"))
			continue; /* on line the sign-in proves that */
		struct view *item = view_item(v, "papers", "apply_paper");
		view_text(item, "name", d->code);
		view_both(item, "title", d->name.zh, d->name.en);
		if (only.zh.n > 0) view_both(item, "only_when", only.zh, only.en);
		view_flag(item, "optional", d->optional);
		view_flag(item, "original", d->paper == SERVICE_PAPER_ORIGINAL);
		view_list(item, "files");
	}
	return put_drafts(call, v, s->id, err);
}
