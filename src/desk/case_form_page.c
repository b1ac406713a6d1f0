/* case_form_page.c: the form of a service, drawn from its declaration; see case_page.h. */
#include "desk/case_page.h"
#include "desk/case_parts.h"
#include "desk/reads.h"
#include "store/coverage.h"

enum { TEXT_SIZE = 160 };

/* How a field is drawn, by type. */
static const struct {
	bool line, is_long, choice, flag, file;
	const char *mode, *hint_zh, *hint_en;
} looks[SERVICE_FIELD_TYPE_COUNT] = {
        [SERVICE_FIELD_TEXT] = {.line = true},
        [SERVICE_FIELD_LONG] = {.is_long = true},
        [SERVICE_FIELD_NUMBER] = {.line = true, .mode = "numeric"},
        [SERVICE_FIELD_TWD] = {true, false, false, false, false, "numeric", "元", "NT$"},
        [SERVICE_FIELD_DATE] = {true, false, false, false, false, NULL, "例如 115年7月1日",
                                "for example 2026-07-01"},
        [SERVICE_FIELD_MONTH] = {true, false, false, false, false, NULL, "例如 115年7月 或 2026-07",
                                 "for example 2026-07"},
        [SERVICE_FIELD_FLAG] = {.flag = true},
        [SERVICE_FIELD_CODE] = {.choice = true},
        [SERVICE_FIELD_ID] = {.line = true},
        [SERVICE_FIELD_UNIT] = {.line = true, .mode = "numeric"},
        [SERVICE_FIELD_PROVIDER] = {.line = true},
        [SERVICE_FIELD_COUNTRY] = {.line = true},
        [SERVICE_FIELD_CURRENCY] = {.line = true},
        [SERVICE_FIELD_PHONE] = {.line = true, .mode = "tel"},
        [SERVICE_FIELD_EMAIL] = {.line = true, .mode = "email"},
        [SERVICE_FIELD_ADDRESS] = {.line = true},
        [SERVICE_FIELD_ACCOUNT] = {.line = true, .mode = "numeric"},
        [SERVICE_FIELD_FILE] = {.file = true},
};

static void put_choices(struct view *v, const struct service_field *f, struct str value) {
	view_list(v, "choices");
	for (size_t i = 0; i < f->choice_count; i++) {
		struct view *o = view_item(v, "choices", "option");
		view_text(o, "code", f->choices[i].code);
		view_both(o, "name", f->choices[i].name.zh, f->choices[i].name.en);
		view_flag(o, "selected", str_eq(f->choices[i].code, value));
	}
}

struct view *case_field_put(struct view *form, const struct service_field *f, struct str value) {
	struct view *v = view_item(form, "fields", "case_field");
	bool listed = looks[f->type].choice && f->choice_count > 0;
	view_text(v, "name", f->name);
	view_text(v, "input", f->name);
	view_both(v, "title", f->title.zh, f->title.en);
	if (f->help.zh.n > 0) view_both(v, "help", f->help.zh, f->help.en);
	view_text(v, "value", value);
	view_flag(v, "required", f->required && f->when.count == 0);
	view_flag(v, "is_line", looks[f->type].line || (looks[f->type].choice && !listed));
	view_flag(v, "is_long", looks[f->type].is_long);
	view_flag(v, "is_choice", listed);
	view_flag(v, "is_flag", looks[f->type].flag);
	view_flag(v, "checked", str_is(value, "yes"));
	view_flag(v, "is_file", looks[f->type].file);
	if (looks[f->type].mode != NULL) view_text(v, "mode", str_from(looks[f->type].mode));
	if (looks[f->type].hint_zh != NULL)
		view_both(v, "hint", str_from(looks[f->type].hint_zh),
		          str_from(looks[f->type].hint_en));
	put_choices(v, f, value);
	view_list(v, "files");
	return v;
}

static void put_papers(struct view *v, const struct service *s) {
	view_list(v, "documents");
	for (size_t i = 0; i < s->document_count; i++) {
		struct view *d = view_item(v, "documents", "case_paper");
		view_text(d, "code", s->documents[i].code);
		view_both(d, "name", s->documents[i].name.zh, s->documents[i].name.en);
		if (s->documents[i].note.zh.n > 0)
			view_both(d, "note", s->documents[i].note.zh, s->documents[i].note.en);
		view_flag(d, "optional",
		          s->documents[i].optional || s->documents[i].when.count > 0);
	}
}

static void put_channels(struct view *v, struct str chosen) {
	static const struct {
		const char *code, *zh, *en;
	} rows[] = {{"counter", "臨櫃", "Counter"},
	            {"post", "郵寄", "Post"},
	            {"fax", "傳真", "Fax"},
	            {"call", "電話", "Telephone"}};
	view_list(v, "channels");
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct view *o = view_item(v, "channels", "option");
		view_text(o, "code", str_from(rows[i].code));
		view_both(o, "name", str_from(rows[i].zh), str_from(rows[i].en));
		view_flag(o, "selected", str_is(chosen, rows[i].code));
	}
}

/* What the form says so far, to find out which fields are asked. */
struct drawing {
	const struct service *service;
	const struct form *in, *values;
	bool staff;
};

static struct str value_so_far(void *context, struct str field) {
	const struct drawing *d = context;
	const struct form *forms[] = {d->in, d->values};
	for (size_t k = 0; k < COUNT_OF(forms); k++)
		for (size_t i = 0; i < forms[k]->count; i++)
			if (str_eq(forms[k]->input[i].name, field) &&
			    str_trim(forms[k]->input[i].value).n > 0)
				return str_trim(forms[k]->input[i].value);
	if (str_is(field, "channel")) return d->staff ? STR("counter") : STR("web");
	const struct service_field *f = service_field(d->service, field);
	return f != NULL && f->type == SERVICE_FIELD_FLAG ? STR("no") : STR("");
}

/* A field whose condition the form itself can answer, and denies, is not shown. What only the
 * register knows (county, kind of unit …) is left to the check. */
static bool is_asked(struct drawing *d, const struct service_field *f) {
	for (size_t i = 0; i < f->when.count; i++) {
		struct service_when one = {&f->when.all[i], 1};
		struct str name = f->when.all[i].field;
		bool known = service_field(d->service, name) != NULL || str_is(name, "channel");
		if (known && !service_holds(&one, value_so_far, d)) return false;
	}
	return true;
}

static bool steers_others(const struct service *s, struct str name) {
	for (size_t i = 0; i < s->field_count; i++)
		for (size_t k = 0; k < s->fields[i].when.count; k++)
			if (str_eq(s->fields[i].when.all[k].field, name)) return true;
	return false;
}

/* The form as it stands: what was typed, else what the register knows. */
static enum nhi_status draw(struct desk_call *call, const struct service *s, const struct form *in,
                            const struct form *values, struct view **out, struct err *err) {
	struct view *v = *out = view_new(call->arena, "case_form");
	bool staff = principal_is_staff(call->who);
	view_list(v, "errors");
	view_text(v, "service", s->id);
	view_both(v, "name", s->name.zh, s->name.en);
	view_both(v, "what", s->what.zh, s->what.en);
	view_text(v, "applicant", form_get(in, "applicant"));
	view_flag(v, "can_finish", staff && s->clock.at_once);
	view_text(v, "parent", form_get(in, "parent"));
	view_text(v, "incoming", staff ? form_get(in, "incoming") : STR(""));
	view_text(v, "converts", staff ? form_get(in, "converts") : STR(""));
	view_flag(v, "staff", staff);
	if (s->clock.decide.note.zh.n > 0)
		view_both(v, "note", s->clock.decide.note.zh, s->clock.decide.note.en);
	put_channels(v, form_has(in, "channel") ? form_get(in, "channel") : STR("counter"));
	struct drawing d = {.service = s, .in = in, .values = values, .staff = staff};
	bool can_refresh = false;
	view_list(v, "fields");
	for (size_t i = 0; i < s->field_count; i++) {
		char name[TEXT_SIZE];
		if ((s->fields[i].is_office && !staff) || !is_asked(&d, &s->fields[i])) continue;
		bool steers = steers_others(s, s->fields[i].name);
		can_refresh |= steers;
		snprintf(name, sizeof name, "%.*s", STR_ARG(s->fields[i].name));
		struct str typed = form_get(in, name);
		struct view *field = case_field_put(v, &s->fields[i],
		                                    typed.n > 0 ? typed : form_get(values, name));
		view_flag(field, "steers", steers);
	}
	bool channel_steers = staff && steers_others(s, STR("channel"));
	view_flag(v, "channel_steers", channel_steers);
	view_flag(v, "can_refresh", can_refresh || channel_steers);
	put_papers(v, s);
	(void)err;
	return NHI_OK;
}

enum nhi_status case_form_service(struct desk_call *call, struct str id, const struct service **out,
                                  struct err *err) {
	*out = service_find(&call->desk->services, id, call->today);
	bool hidden = *out != NULL && !(*out)->is_public && !principal_is_staff(call->who);
	if (*out == NULL || hidden) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(id));
	return NHI_OK;
}

/* Whom staff name: "#1042" where a page of ours leads here (no identity number stands in its
 * address), an identity number, a unit. Whose data the form then shows is recorded. */
static enum nhi_status find_applicant(struct casework *w, struct str applicant, struct err *err) {
	struct db *db = w->call->write_db;
	int64_t *person = &w->file.person_id;
	enum nhi_status st = NHI_OK;
	if (str_starts(applicant, STR("#"))) {
		if (str_to_i64(str_slice(applicant, 1, applicant.n), 1, INT64_MAX, person))
			st = person_kept(db, *person, person, err);
	} else if (id_is_person(applicant)) {
		st = person_by_key(db, applicant, person, err);
	} else if (applicant.n > 0) {
		st = unit_by_code(db, applicant, &w->file.unit_id, err);
	}
	struct reads *reads = ARENA_NEW(w->call->arena, struct reads);
	if (st == NHI_OK && reads == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	if (st != NHI_OK || *person == 0) return st;
	reads_add(reads, *person);
	return desk_record_reads(w->call, reads, "case_form", err);
}

static void put_known(struct casework *w, const char *field, struct str value) {
	const struct service_field *f = service_field(w->service, str_from(field));
	if (f != NULL && value.n > 0 && !form_has(&w->values, field))
		(void)form_add(&w->values, f->name, value); /* a full form: it is typed by hand */
}

/* At a counter the one who stands there is the insured person, the patient, the payer, and the
 * place is the hall of the division: the clerk changes it where it is otherwise. */
static enum nhi_status known_at_counter(struct casework *w, struct err *err) {
	static const char *const ids[] = {"insured_id", "patient_id", "payer_id", "applicant_id"};
	static const char *const names[] = {"insured_name", "patient_name", "applicant_name"};
	struct str id = STR("");
	const struct org_sites *sites = &w->desk->sites;
	for (size_t i = 0; i < sites->count; i++)
		if (str_eq(sites->sites[i].unit, w->call->who->org_unit) &&
		    site_find(sites, sites->sites[i].code, w->call->today) != NULL)
			put_known(w, "site", sites->sites[i].code);
	if (w->file.person_id == 0) return NHI_OK;
	enum nhi_status st = person_main_key(w->call->write_db, w->file.person_id, KNOWN_NOW,
	                                     w->call->arena, &id, err);
	for (size_t i = 0; st == NHI_OK && i < COUNT_OF(ids); i++) put_known(w, ids[i], id);
	for (size_t i = 0; st == NHI_OK && i < COUNT_OF(names); i++)
		put_known(w, names[i], w->person.name);
	return st;
}

/* Whom it is about, before anything was sent: the signed-in one, or whom staff name. */
static enum nhi_status known_values(struct desk_call *call, const struct service *s,
                                    const struct form *in, struct form *values, struct err *err) {
	struct casework *w = ARENA_NEW(call->arena, struct casework);
	struct case_answer *answer = ARENA_NEW(call->arena, struct case_answer);
	if (w == NULL || answer == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	*values = (struct form){.count = 0};
	const struct principal *who = call->who;
	casework_init(w, call, answer);
	w->service = s;
	w->file.person_id = who->kind == PRINCIPAL_CITIZEN ? who->person_id : 0;
	w->file.unit_id = who->kind == PRINCIPAL_AGENT ? who->unit_id : 0;
	enum nhi_status st = desk_need_write(call, err);
	if (st == NHI_OK && principal_is_staff(who))
		st = find_applicant(w, form_get(in, "applicant"), err);
	if (st == NHI_OK) st = casework_subject(w, err);
	if (st == NHI_OK) st = casework_prefill(w, err);
	if (st == NHI_OK && principal_is_staff(who)) st = known_at_counter(w, err);
	*values = w->values;
	return st;
}

enum nhi_status case_form_page(struct desk_call *call, struct str service, const struct form *in,
                               struct view **out, struct err *err) {
	const struct service *s;
	struct form *values = ARENA_NEW(call->arena, struct form);
	if (values == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = case_form_service(call, service, &s, err);
	if (st == NHI_OK) st = known_values(call, s, in, values, err);
	return st == NHI_OK ? draw(call, s, in, values, out, err) : st;
}

/* Each refusal stands beside its field, with the name that people read. */
static void put_errors(struct view *v, const struct service *s, const struct effect_line *line) {
	for (; line != NULL; line = line->next) {
		if (line->mark != EFFECT_REFUSE) continue;
		const struct service_field *f = service_field(s, line->field);
		struct view *e = view_item(v, "errors", "form_error");
		view_text(e, "field", line->field);
		view_both(e, "message", line->zh, line->en);
		if (f != NULL) view_both(e, "label", f->title.zh, f->title.en);
		for (struct view_field *x = v->first; x != NULL && f != NULL; x = x->next) {
			if (strcmp(x->name, "fields") != 0) continue;
			for (struct view *row = x->first; row != NULL; row = row->next) {
				const struct view_field *name = view_find(row, "name");
				if (name != NULL && str_eq(name->text, line->field) &&
				    view_find(row, "error") == NULL)
					view_both(row, "error", line->zh, line->en);
			}
		}
	}
}

/* Only what the form declares is taken; the other inputs steer the page. */
static void declared_values(const struct service *s, const struct form *in, struct form *out) {
	out->count = 0;
	for (size_t i = 0; i < in->count; i++)
		if (service_field(s, in->input[i].name) != NULL &&
		    str_trim(in->input[i].value).n > 0)
			(void)form_add(out, in->input[i].name, in->input[i].value);
}

enum nhi_status case_form_send(struct desk_call *call, struct str service, const struct form *in,
                               struct view **out, struct str *number, struct err *err) {
	const struct service *s;
	struct case_answer answer;
	struct case_upload uploads[CASE_UPLOADS_MAX];
	struct form *values = ARENA_NEW(call->arena, struct form);
	bool staff = principal_is_staff(call->who);
	*number = STR("");
	if (values == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = case_form_service(call, service, &s, err);
	if (st != NHI_OK) return st;
	if (form_has(in, "refresh")) return case_form_page(call, service, in, out, err);
	declared_values(s, in, values);
	struct case_application a = {.service = s->id,
	                             .values = values,
	                             .channel = CASE_WEB,
	                             .received_on = DATE_UNKNOWN,
	                             .applicant = staff ? form_get(in, "applicant") : STR(""),
	                             .parent = form_get(in, "parent"),
	                             .incoming = staff ? form_get(in, "incoming") : STR(""),
	                             .converts = staff ? form_get(in, "converts") : STR(""),
	                             .upload = uploads,
	                             .upload_count = case_uploads_of(in, uploads),
	                             .at_once =
	                                     staff && s->clock.at_once && form_has(in, "at_once"),
	                             .key = form_get(in, "key")};
	if (staff && !case_channel_find(form_get(in, "channel"), &a.channel))
		a.channel = CASE_COUNTER;
	st = case_open(call, &a, &answer, err);
	if (st != NHI_OK) return st;
	if (answer.repeated || answer.done) {
		*number = answer.repeated ? case_answer_number(answer.json) : answer.file.number;
		return NHI_OK;
	}
	st = draw(call, s, in, values, out, err);
	if (st == NHI_OK) put_errors(*out, s, answer.line);
	return st;
}
