/* application.c: see application.h. */
#include "desk/application_parts.h"

#include "desk/case_page.h"
#include "desk/secret.h"

enum { ADDRESS_MAX = 256, NAME_SIZE = 96, SEEN_MAX = 8192 };

const char application_check_name[] = "check";
const char application_documents_name[] = "documents";

/* ---- Which pages ------------------------------------------------------------------------------
 */

struct str filling_address(const struct filling *f, struct str name) {
	struct buf b = BUF_INIT(ADDRESS_MAX);
	struct str kept = STR("/");
	buf_put_c(&b, "/applications/");
	buf_put(&b, f->a.token);
	buf_put_char(&b, '/');
	buf_put(&b, name);
	if (!buf_ok(&b) || !arena_str(f->call->arena, buf_str(&b), &kept)) kept = STR("/");
	buf_free(&b);
	return kept;
}

static struct str case_address(struct desk_call *call, struct str number, const char *more) {
	struct buf b = BUF_INIT(ADDRESS_MAX);
	struct str kept = STR("/cases");
	buf_printf(&b, "/cases/%.*s%s", STR_ARG(number), more);
	if (!buf_ok(&b) || !arena_str(call->arena, buf_str(&b), &kept)) kept = STR("/cases");
	buf_free(&b);
	return kept;
}

static struct str value_of(const struct form *form, struct str name) {
	for (size_t i = 0; i < form->count; i++)
		if (str_eq(form->input[i].name, name)) return str_trim(form->input[i].value);
	return STR("");
}

bool filling_knows(const struct filling *f, const struct service_field *field) {
	bool from_register = field->from.n > 0 && !str_is(field->from, "today");
	return from_register && value_of(&f->saved, field->name).n == 0 &&
	       value_of(&f->w.values, field->name).n > 0;
}

bool filling_wants(const struct filling *f, const struct service_document *d) {
	bool identity = str_is(d->code, "id") || str_is(d->code, "seal") ||
	                str_is(d->code, "agent_id") || str_is(d->code, "mandate");
	const struct service_field *field = service_field(f->service, d->code);
	if (field != NULL && field->type == SERVICE_FIELD_FILE)
		return false; /* asked for already */
	/* read-only use of the values */
	return !identity && d->paper != SERVICE_PAPER_FILLED &&
	       service_holds(&d->when, casework_value, (void *)(uintptr_t)&f->w);
}

struct str filling_document_field(const struct filling *f, const struct service_document *d) {
	char name[NAME_SIZE];
	struct str kept = STR("document");
	snprintf(name, sizeof name, "document.%.*s", STR_ARG(d->code));
	return arena_str(f->call->arena, str_from(name), &kept) ? kept : STR("document");
}

static bool is_seen(const struct filling *f, struct str name) {
	struct str rest = f->a.seen;
	while (rest.n > 0)
		if (str_eq(str_cut(&rest, ' '), name)) return true;
	return false;
}

/* Where there is only one answer nobody is asked. */
static bool is_settled(const struct service_field *field) {
	return field->type == SERVICE_FIELD_CODE && field->required && field->choice_count == 1;
}

/* On line one acts for oneself, and the number is that of who is signed in. */
static bool is_asked(struct filling *f, const struct service_field *field) {
	bool own = str_is(field->from, "person.id") && f->call->who->kind == PRINCIPAL_CITIZEN;
	own |= str_is(field->from, "unit.code") && f->call->who->kind == PRINCIPAL_AGENT;
	own |= str_is(field->from, "provider.code") && f->call->who->kind == PRINCIPAL_PROVIDER;
	if (field->is_office || str_is(field->block, "agent") || is_settled(field)) return false;
	if (own && value_of(&f->w.values, field->name).n > 0) return false;
	return service_holds(&field->when, casework_value, &f->w);
}

static bool same_page(const struct service_field *a, const struct service_field *b) {
	bool file = a->type == SERVICE_FIELD_FILE || b->type == SERVICE_FIELD_FILE;
	return a->block.n > 0 && str_eq(a->block, b->block) && a->when.count == b->when.count &&
	       !file;
}

static void judge_step(struct filling *f, struct application_step *step) {
	bool known = true, missing = false;
	for (size_t i = step->first; i < step->first + step->count; i++) {
		const struct service_field *field = &f->service->fields[i];
		if (!f->asked[i]) continue;
		known &= filling_knows(f, field);
		missing |= field->required && field->type != SERVICE_FIELD_FILE &&
		           field->type != SERVICE_FIELD_FLAG &&
		           value_of(&f->w.values, field->name).n == 0;
	}
	step->is_known = known && !step->is_documents;
	step->is_open = missing || (!step->is_known && !is_seen(f, step->name));
}

static struct application_step *add_step(struct filling *f, struct str name, size_t first) {
	if (f->step_count == APPLICATION_PAGES_MAX) return NULL;
	struct application_step *step = &f->step[f->step_count++];
	*step = (struct application_step){.name = name, .first = first};
	return step;
}

static void find_steps(struct filling *f) {
	const struct service *s = f->service;
	struct application_step *step = NULL;
	f->step_count = 0;
	for (size_t i = 0; i < s->field_count && i < COUNT_OF(f->asked); i++) {
		f->asked[i] = is_asked(f, &s->fields[i]);
		if (!f->asked[i]) continue;
		bool joins = step != NULL && same_page(&s->fields[step->first], &s->fields[i]);
		if (!joins) step = add_step(f, s->fields[i].name, i);
		if (step != NULL) step->count = i + 1 - step->first;
	}
	bool documents = false;
	for (size_t i = 0; i < s->document_count; i++)
		documents |= filling_wants(f, &s->documents[i]);
	step = documents ? add_step(f, STR("documents"), 0) : NULL;
	if (step != NULL) step->is_documents = true;
	for (size_t i = 0; i < f->step_count; i++) judge_step(f, &f->step[i]);
}

const struct application_step *filling_step(const struct filling *f, struct str name) {
	for (size_t i = 0; i < f->step_count; i++)
		if (str_eq(f->step[i].name, name)) return &f->step[i];
	return NULL;
}

struct str filling_next(const struct filling *f) {
	for (size_t i = 0; i < f->step_count; i++)
		if (f->step[i].is_open) return f->step[i].name;
	return str_from(application_check_name);
}

/* ---- The application as it stands -------------------------------------------------------------
 */

/* A unit's agent names an insured person: the register tells what it may. */
static enum nhi_status find_subject(struct filling *f, struct err *err) {
	const struct principal *who = f->call->who;
	struct case_file *c = &f->w.file;
	enum nhi_status st = NHI_OK;
	c->person_id = who->kind == PRINCIPAL_CITIZEN ? who->person_id : 0;
	c->unit_id = who->kind == PRINCIPAL_AGENT ? who->unit_id : 0;
	c->party = who->kind == PRINCIPAL_AGENT      ? CASE_UNIT
	           : who->kind == PRINCIPAL_PROVIDER ? CASE_PROVIDER
	                                             : CASE_PERSON;
	if (c->party == CASE_PROVIDER)
		st = provider_by_code(f->call->write_db, who->provider_code, &c->party_id, err);
	for (size_t i = 0; i < f->service->field_count && st == NHI_OK; i++) {
		const struct service_field *field = &f->service->fields[i];
		struct str v = value_of(&f->saved, field->name);
		if (field->type != SERVICE_FIELD_ID || c->person_id != 0 || v.n == 0) continue;
		st = person_by_key(f->call->write_db, v, &c->person_id, err);
	}
	return st == NHI_OK ? casework_subject(&f->w, err) : st;
}

static void settle(struct filling *f) {
	for (size_t i = 0; i < f->service->field_count; i++) {
		const struct service_field *field = &f->service->fields[i];
		if (is_settled(field) && value_of(&f->saved, field->name).n == 0)
			(void)form_add(&f->saved, field->name, field->choices[0].code);
	}
}

enum nhi_status filling_judge(struct filling *f, struct err *err) {
	settle(f);
	casework_init(&f->w, f->call, &f->answer);
	f->w.service = f->service;
	f->w.values = f->saved;
	f->w.file.channel = CASE_WEB;
	enum nhi_status st = find_subject(f, err);
	if (st == NHI_OK) st = casework_prefill(&f->w, err);
	casework_effect(&f->w);
	if (st == NHI_OK) find_steps(f);
	return st;
}

static enum nhi_status read_row(struct filling *f, struct str token, struct err *err) {
	const struct principal *who = f->call->who;
	int64_t unit = who->kind == PRINCIPAL_AGENT ? who->unit_id : 0;
	struct db *db = f->call->write_db;
	enum nhi_status st = application_by_token(db, token, f->call->arena, &f->a, err);
	bool own = f->a.id != 0 && f->a.account == who->account_id && f->a.unit_id == unit;
	if (st == NHI_OK && (!own || who->account_id == 0 || str_is(f->a.state, "discarded")))
		return err_set(err, NHI_NOT_FOUND, "application");
	return st;
}

enum nhi_status filling_load(struct filling *f, struct str token, struct err *err) {
	enum nhi_status st = read_row(f, token, err);
	if (st != NHI_OK) return st;
	f->to = STR("");
	if (str_is(f->a.state, "sent")) {
		f->to = case_address(f->call, f->a.case_number, "/receipt");
		return NHI_OK;
	}
	f->service = service_find(&f->call->desk->services, f->a.service, f->call->today);
	if (f->service == NULL) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(f->a.service));
	st = case_form_read(f->a.form, f->call->arena, &f->saved, err);
	if (st == NHI_OK) st = filling_judge(f, err);
	if (st != NHI_OK) return st;
	return application_files(f->call->write_db, f->a.id, f->call->arena, &f->file,
	                         &f->file_count, err);
}

static struct filling *filling_new(struct desk_call *call, enum nhi_status *st, struct err *err) {
	struct filling *f = ARENA_NEW(call->arena, struct filling);
	*st = f == NULL ? err_set(err, NHI_MEMORY, "%s", "")
	                : principal_need(call->who, "case", RIGHT_WRITE, err);
	if (*st == NHI_OK) *st = desk_need_write(call, err);
	if (*st == NHI_OK) f->call = call;
	return f;
}

static enum nhi_status act_for(struct filling *f, const char *purpose, struct str key,
                               struct act *act, struct err *err) {
	const struct principal *who = f->call->who;
	const struct act_request request = {.actor = who->actor,
	                                    .acting_for = who->acting_for,
	                                    .reason = f->a.service,
	                                    .purpose = str_from(purpose),
	                                    .key = key};
	return act_begin(f->call->write_db, &request, act, err);
}

/* ---- Beginning --------------------------------------------------------------------------------
 */

static enum nhi_status begin(struct db *db, void *context, struct err *err) {
	struct filling *f = context;
	struct application *rows;
	struct act act;
	size_t count;
	enum nhi_status st = act_for(f, "application.begin", f->a.seen, &act, err);
	if (st != NHI_OK) return st;
	if (act.repeated) return act_answer_of(db, act.id, f->call->arena, &f->a.token, err);
	st = application_open_of(db, f->a.account, f->a.unit_id, f->call->arena, &rows, &count,
	                         err);
	if (st == NHI_OK && count == APPLICATIONS_OPEN_MAX)
		return err_set(err, NHI_LIMIT, "applications" ERR_SEP "%d", APPLICATIONS_OPEN_MAX);
	if (st == NHI_OK) st = application_insert(db, &act, &f->a, err);
	if (st == NHI_OK && f->a.seen.n > 0) st = act_answer(db, &act, f->a.token, err);
	return st;
}

enum nhi_status application_begin(struct desk_call *call, struct str service, const struct form *in,
                                  struct str *to, struct err *err) {
	enum nhi_status st;
	char token[SECRET_TOKEN_SIZE];
	const struct service *s;
	struct filling *f = filling_new(call, &st, err);
	if (st == NHI_OK) st = case_form_service(call, service, &s, err);
	if (st != NHI_OK) return st;
	const struct principal *who = call->who;
	secret_token(token);
	f->a = (struct application){.account = who->account_id,
	                            .unit_id = who->kind == PRINCIPAL_AGENT ? who->unit_id : 0,
	                            .service = s->id,
	                            .parent = form_get(in, "parent"),
	                            .seen = form_get(in, "key"), /* until it is written */
	                            .form = STR("{}")};
	if (!arena_str(call->arena, str_from(token), &f->a.token))
		return err_set(err, NHI_MEMORY, "%s", "");
	st = db_transact(call->write_db, DB_WRITE, begin, f, err);
	struct str address = filling_address(f, STR(""));
	*to = str_slice(address, 0, address.n - 1);
	return st;
}

/* ---- A page is answered -----------------------------------------------------------------------
 */

struct answering {
	struct filling *f;
	struct str token, page;
	const struct form *in;
	bool is_taken;
};

/* Answers of the page's fields in place of the earlier ones. */
static void take_values(struct answering *x, const struct application_step *step) {
	struct filling *f = x->f;
	struct form next = {.count = 0};
	for (size_t i = 0; i < f->saved.count; i++) {
		bool replaced = false;
		for (size_t k = step->first; k < step->first + step->count; k++)
			replaced |= f->asked[k] &&
			            str_eq(f->service->fields[k].name, f->saved.input[i].name);
		if (!replaced)
			(void)form_add(&next, f->saved.input[i].name, f->saved.input[i].value);
	}
	for (size_t k = step->first; k < step->first + step->count; k++) {
		struct str v = value_of(x->in, f->service->fields[k].name);
		if (!f->asked[k] || v.n == 0 || f->service->fields[k].type == SERVICE_FIELD_FILE)
			continue;
		(void)form_add(&next, f->service->fields[k].name,
		               v); /* a full form misses it: told */
	}
	f->saved = next;
}

static bool is_field_of(struct filling *f, const struct application_step *step, struct str name) {
	for (size_t i = step->first; i < step->first + step->count; i++)
		if (str_eq(f->service->fields[i].name, name) &&
		    f->service->fields[i].type == SERVICE_FIELD_FILE)
			return true;
	for (size_t i = 0; step->is_documents && i < f->service->document_count; i++)
		if (str_eq(filling_document_field(f, &f->service->documents[i]), name)) return true;
	return false;
}

static enum nhi_status keep_file(struct answering *x, const struct act *act,
                                 const struct form_file *given, struct err *err) {
	struct filling *f = x->f;
	const struct case_upload u = {
	        .name = given->name, .bytes = given->bytes, .is_cut = given->is_cut};
	const struct case_upload_defect *defect = case_upload_defect(&u);
	char hex[SHA256_HEX_SIZE + 1];
	int64_t held = (int64_t)given->bytes.n;
	struct str field;
	if (!arena_str(f->call->arena, given->field, &field))
		return err_set(err, NHI_MEMORY, "%s", "");
	if (defect != NULL) {
		casework_refuse(&f->w, field.p, defect->code, defect->zh, defect->en);
		return NHI_OK;
	}
	sha256_hex(given->bytes, hex);
	for (size_t i = 0; i < f->file_count; i++) {
		held += f->file[i].size;
		if (str_eq(f->file[i].field, given->field) && str_is(f->file[i].sha256, hex))
			return NHI_OK; /* sent twice */
	}
	if (f->file_count == APPLICATION_FILES_MAX || held > APPLICATION_BYTES_MAX) {
		casework_refuse(&f->w, field.p, "UPLOAD_MANY",
		                "檔案合計最多 16 個、32 MB；其他的請合併或郵寄。",
		                "At most 16 files of together 32 MB; merge the others or send them "
		                "by post.");
		return NHI_OK;
	}
	struct application_file row = {.field = given->field,
	                               .name = given->name,
	                               .content = given->bytes,
	                               .sha256 = str_from(hex)};
	enum nhi_status st = application_file_add(f->call->write_db, act, f->a.id, &row, err);
	return st == NHI_OK ? application_files(f->call->write_db, f->a.id, f->call->arena,
	                                        &f->file, &f->file_count, err)
	                    : st;
}

static enum nhi_status take_files(struct answering *x, const struct application_step *step,
                                  const struct act *act, struct err *err) {
	struct filling *f = x->f;
	enum nhi_status st = NHI_OK;
	int64_t remove = 0;
	(void)form_i64(x->in, "remove", 1, INT32_MAX, NULL, &remove); /* none or wrong: nothing */
	for (size_t i = 0; i < f->file_count && st == NHI_OK && remove != 0; i++)
		if (f->file[i].number == remove && is_field_of(f, step, f->file[i].field))
			st = application_file_remove(f->call->write_db, f->a.id, remove, err);
	if (st == NHI_OK && remove != 0)
		st = application_files(f->call->write_db, f->a.id, f->call->arena, &f->file,
		                       &f->file_count, err);
	for (size_t i = 0; i < x->in->file_count && st == NHI_OK; i++)
		if (is_field_of(f, step, x->in->file[i].field))
			st = keep_file(x, act, &x->in->file[i], err);
	return st;
}

static enum nhi_status mark_seen(struct filling *f, struct str name, struct err *err) {
	struct buf b = BUF_INIT(SEEN_MAX);
	if (is_seen(f, name)) return NHI_OK;
	buf_put(&b, f->a.seen);
	buf_put(&b, name);
	buf_put_char(&b, ' ');
	bool kept = buf_ok(&b) && arena_str(f->call->arena, buf_str(&b), &f->a.seen);
	buf_free(&b);
	return kept ? NHI_OK : err_set(err, NHI_MEMORY, "%s", "");
}

/* Yes or no must be chosen: what is silent counts as no only where nobody asks. */
static void check_answer(struct filling *f, const struct service_field *field) {
	bool chosen = value_of(&f->saved, field->name).n > 0;
	struct str name;
	if (field->type == SERVICE_FIELD_FLAG && field->required && !chosen &&
	    arena_str(f->call->arena, field->name, &name))
		casework_refuse(&f->w, name.p, "FIELD_MISSING", "請選「是」或「否」。",
		                "Choose yes or no.");
	else
		case_field_check(&f->w.effect, field, f->call->desk, casework_value, &f->w);
}

/* What was typed is checked as a whole page; only a good one is kept. Files are kept one by one. */
static enum nhi_status answer(struct db *db, void *context, struct err *err) {
	struct answering *x = context;
	struct filling *f = x->f;
	struct act act;
	x->is_taken = false;
	enum nhi_status st = filling_load(f, x->token, err);
	if (st != NHI_OK || f->to.n > 0) return st;
	const struct application_step *found = filling_step(f, x->page);
	if (found == NULL) {
		f->to = filling_address(f, filling_next(f));
		return NHI_OK;
	}
	const struct application_step step = *found;
	bool asked[COUNT_OF(f->asked)];
	memcpy(asked, f->asked, sizeof asked);
	f->typed = *x->in;
	take_values(x, &step);
	st = filling_judge(f, err);
	for (size_t i = step.first; i < step.first + step.count && st == NHI_OK; i++)
		if (asked[i]) check_answer(f, &f->service->fields[i]);
	bool good = !f->w.effect.refused;
	if (st == NHI_OK) st = act_for(f, "application.save", STR(""), &act, err);
	if (st == NHI_OK) st = take_files(x, &step, &act, err);
	if (st != NHI_OK || !good) return st;
	bool again = f->w.effect.refused || form_has(x->in, "remove") || form_has(x->in, "more");
	if (!again) st = mark_seen(f, step.name, err);
	if (st == NHI_OK)
		st = case_form_json(f->service, &f->saved, f->call->arena, &f->a.form, err);
	if (st == NHI_OK) st = application_save(db, &act, &f->a, err);
	if (st == NHI_OK && !f->w.effect.refused) {
		st = filling_judge(f, err);
		x->is_taken = true;
		f->to = filling_address(f, again ? step.name : filling_next(f));
	}
	return st;
}

/* ---- Sent, thrown away ------------------------------------------------------------------------
 */

static enum nhi_status discard(struct db *db, void *context, struct err *err) {
	struct answering *x = context;
	struct act act;
	enum nhi_status st = read_row(x->f, x->token, err);
	if (st == NHI_OK && str_is(x->f->a.state, "sent")) return filling_load(x->f, x->token, err);
	if (st == NHI_OK) st = act_for(x->f, "application.discard", STR(""), &act, err);
	if (st == NHI_OK) st = application_end(db, &act, x->f->a.id, "discarded", STR(""), err);
	x->f->to = x->f->call->who->kind == PRINCIPAL_AGENT ? STR("/employer#drafts")
	                                                    : STR("/my#drafts");
	return st;
}

/* Answers that apply now; what was answered before and no longer does is not sent. */
static void sent_values(const struct filling *f, struct form *out) {
	for (size_t i = 0; i < f->service->field_count && i < COUNT_OF(f->asked); i++)
		for (size_t k = 0;
		     (f->asked[i] || is_settled(&f->service->fields[i])) && k < f->saved.count; k++)
			if (str_eq(f->saved.input[k].name, f->service->fields[i].name))
				(void)form_add(out, f->saved.input[k].name,
				               f->saved.input[k].value);
}

static enum nhi_status sent_files(const struct filling *f, struct case_upload *uploads,
                                  struct err *err) {
	enum nhi_status st = NHI_OK;
	const struct str prefix = STR("document.");
	for (size_t i = 0; i < f->file_count && st == NHI_OK; i++) {
		struct str field = f->file[i].field;
		if (str_starts(field, prefix)) field = str_slice(field, prefix.n, field.n);
		uploads[i] = (struct case_upload){.kind = field, .name = f->file[i].name};
		st = application_file_read(f->call->write_db, f->a.id, f->file[i].number,
		                           f->call->arena, &uploads[i].bytes, err);
	}
	return st;
}

static enum nhi_status open_case(struct filling *f, struct view **out, struct str *to,
                                 struct err *err) {
	struct case_answer answer;
	struct case_upload uploads[APPLICATION_FILES_MAX];
	struct form *values = ARENA_NEW(f->call->arena, struct form);
	char key[NAME_SIZE];
	if (values == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	snprintf(key, sizeof key, "application:%.*s", STR_ARG(f->a.token));
	sent_values(f, values);
	enum nhi_status st = sent_files(f, uploads, err);
	struct case_application a = {.service = f->a.service,
	                             .values = values,
	                             .channel = CASE_WEB,
	                             .received_on = DATE_UNKNOWN,
	                             .parent = f->a.parent,
	                             .upload = uploads,
	                             .upload_count = f->file_count,
	                             .application = f->a.id,
	                             .key = str_from(key)};
	if (st == NHI_OK) st = case_open(f->call, &a, &answer, err);
	if (st != NHI_OK) return st;
	if (answer.repeated || answer.done)
		*to = case_address(f->call,
		                   answer.repeated ? case_answer_number(answer.json)
		                                   : answer.file.number,
		                   "/receipt");
	else
		*out = filling_check_view(f, answer.line);
	return NHI_OK;
}

static enum nhi_status send(struct answering *x, struct view **out, struct str *to,
                            struct err *err) {
	struct filling *f = x->f;
	int64_t version = 0;
	enum nhi_status st = filling_load(f, x->token, err);
	if (st != NHI_OK) return st;
	*to = f->to;
	if (f->to.n > 0) return NHI_OK;                                 /* it was sent before */
	(void)form_i64(x->in, "version", 1, INT32_MAX, NULL, &version); /* wrong: another version */
	if (version != f->a.version)
		casework_refuse(&f->w, "", "APPLICATION_STALE",
		                "這一頁之後您又改過內容；請再看一次，沒問題再送出。",
		                "You changed answers after this page; look once more, then send.");
	for (size_t i = 0; i < f->step_count; i++)
		if (f->step[i].is_open)
			casework_refuse(&f->w, f->step[i].name.p, "FIELD_MISSING",
			                "這一項還沒有填。", "This is not filled in yet.");
	if (f->w.effect.refused) {
		*out = filling_check_view(f, f->w.effect.first);
		return NHI_OK;
	}
	return open_case(f, out, to, err);
}

/* ---- For pages --------------------------------------------------------------------------------
 */

enum nhi_status application_page(struct desk_call *call, struct str token, struct str page,
                                 struct view **out, struct str *to, struct err *err) {
	enum nhi_status st;
	struct filling *f = filling_new(call, &st, err);
	if (st == NHI_OK) st = filling_load(f, token, err);
	if (st != NHI_OK) return st;
	*to = f->to;
	if (f->to.n > 0) return NHI_OK;
	const struct application_step *step = filling_step(f, page);
	if (str_is(page, application_check_name) && str_is(filling_next(f), "check"))
		*out = filling_check_view(f, NULL);
	else if (step != NULL)
		*out = filling_page_view(f, step, NULL);
	else
		*to = filling_address(f, filling_next(f));
	return NHI_OK;
}

enum nhi_status application_post(struct desk_call *call, struct str token, struct str page,
                                 const struct form *in, struct view **out, struct str *to,
                                 struct err *err) {
	enum nhi_status st;
	struct filling *f = filling_new(call, &st, err);
	struct answering x = {.f = f, .token = token, .page = page, .in = in};
	*to = STR("");
	if (st != NHI_OK) return st;
	if (str_is(form_get(in, "do"), "discard")) {
		st = db_transact(call->write_db, DB_WRITE, discard, &x, err);
		*to = f->to;
		return st;
	}
	if (str_is(page, application_check_name)) return send(&x, out, to, err);
	st = db_transact(call->write_db, DB_WRITE, answer, &x, err);
	*to = f->to;
	if (st == NHI_OK && to->n == 0)
		*out = filling_page_view(f, filling_step(f, page), f->w.effect.first);
	return st;
}
