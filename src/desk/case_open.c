/* case_open.c: one intake for every channel; see case.h. */
#include "base/ids.h"
#include "desk/case_parts.h"
#include "store/application.h"
#include "store/incoming.h"
#include "store/person.h"
#include "store/unit.h"

enum {
	CONTENT_MAX = 1 << 20,
	NUMBER_MAX = 64,
	EVENTS_MAX = 1000,
	DAY_LENGTH = 10, /* 2026-07-01 */
	DIVISION_OF_LAST_RESORT = 1
};

/* ---- Who applies, and whom it is about --------------------------------------------------------
 */

static enum nhi_status find_person(struct casework *w, struct str text, int64_t *id,
                                   struct err *err) {
	*id = 0;
	if (str_starts(text, STR("#"))) {
		if (!str_to_i64(str_slice(text, 1, text.n), 1, INT64_MAX, id)) return NHI_OK;
		return person_kept(w->call->write_db, *id, id, err);
	}
	if (!id_is_person(text)) return NHI_OK;
	return person_by_key(w->call->write_db, text, id, err);
}

/* The applicant as it was said: a person, an insured unit, a provider. */
static enum nhi_status read_applicant(struct casework *w, struct str text, struct err *err) {
	int64_t id = 0;
	enum nhi_status st = find_person(w, text, &id, err);
	if (st == NHI_OK && id != 0) {
		w->file.party = CASE_PERSON;
		w->file.party_id = id;
		return NHI_OK;
	}
	if (st == NHI_OK) st = unit_by_code(w->call->write_db, text, &id, err);
	if (st == NHI_OK && id == 0) {
		st = provider_by_code(w->call->write_db, text, &w->file.party_id, err);
		if (w->file.party_id != 0) w->file.party = CASE_PROVIDER;
		if (st != NHI_OK || w->file.party_id != 0) return st;
	}
	if (st != NHI_OK) return st;
	if (id == 0) {
		casework_refuse(w, "applicant", "APPLICANT_UNKNOWN",
		                "登記裡找不到這位申請人；請確認號碼，或先建立資料。",
		                "The register does not know this applicant; check the number or "
		                "record the person first.");
		return NHI_OK;
	}
	w->file.party = CASE_UNIT;
	w->file.party_id = w->file.unit_id = id;
	return NHI_OK;
}

/* A citizen applies on line about himself: the power of attorney for somebody else is shown at the
 * counter. An unknown number and another person's get the same answer. */
static enum nhi_status check_own_number(struct casework *w, const struct service_field *f,
                                        struct str number, struct err *err) {
	int64_t id = 0;
	struct str name;
	if (!arena_str(w->call->arena, f->name, &name)) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = find_person(w, number, &id, err);
	if (st == NHI_OK && id != w->call->who->person_id)
		casework_refuse(w, name.p, "OTHER_PERSON",
		                "線上只能申請自己的；替別人辦請臨櫃或郵寄，並附委託書。",
		                "On line one applies for oneself; for somebody else come to the "
		                "counter or write, with the power of attorney.");
	return st;
}

/* Persons and units that the form names, by the types of its fields. */
static enum nhi_status read_form_parties(struct casework *w, struct err *err) {
	enum nhi_status st = NHI_OK;
	if (w->call->who->kind == PRINCIPAL_CITIZEN) w->file.person_id = w->call->who->person_id;
	for (size_t i = 0; i < w->service->field_count && st == NHI_OK; i++) {
		const struct service_field *f = &w->service->fields[i];
		struct str v = casework_value(w, f->name);
		bool is_agent = str_starts(f->name, STR("agent"));
		if (v.n == 0) continue;
		if (str_is(f->from, "person.id") && w->call->who->kind == PRINCIPAL_CITIZEN)
			st = check_own_number(w, f, v, err);
		else if (f->type == SERVICE_FIELD_ID && !is_agent && w->file.person_id == 0)
			st = find_person(w, v, &w->file.person_id, err);
		else if (f->type == SERVICE_FIELD_ID && is_agent)
			st = find_person(w, v, &w->file.agent_person_id, err);
		else if (f->type == SERVICE_FIELD_UNIT && w->file.unit_id == 0)
			st = unit_by_code(w->call->write_db, v, &w->file.unit_id, err);
	}
	w->file.agent_name = form_get(&w->values, "agent_name");
	return st;
}

static enum nhi_status read_parties(struct casework *w, struct err *err) {
	const struct principal *who = w->call->who;
	struct case_file *c = &w->file;
	enum nhi_status st = read_form_parties(w, err);
	if (st != NHI_OK) return st;
	if (who->kind == PRINCIPAL_CITIZEN) {
		c->party = CASE_PERSON;
		c->party_id = who->person_id;
	} else if (who->kind == PRINCIPAL_AGENT) {
		c->party = CASE_UNIT;
		c->party_id = c->unit_id = who->unit_id;
	} else if (who->kind == PRINCIPAL_PROVIDER) {
		c->party = CASE_PROVIDER;
		st = provider_by_code(w->call->write_db, who->provider_code, &c->party_id, err);
	} else if (w->application->applicant.n > 0) {
		st = read_applicant(w, w->application->applicant, err);
	} else if (c->person_id != 0) {
		c->party = CASE_PERSON;
		c->party_id = c->person_id;
	} else if (c->unit_id != 0) {
		c->party = CASE_UNIT;
		c->party_id = c->unit_id;
	}
	if (c->party == CASE_NOBODY && w->converted.id != 0) {
		c->party = w->converted.party;
		c->party_id = w->converted.party_id;
		if (c->unit_id == 0) c->unit_id = w->converted.unit_id;
	}
	if (c->person_id == 0 && c->party == CASE_PERSON) c->person_id = c->party_id;
	return st;
}

/* The last day of the remedy, as the service of the decision was recorded; DATE_OPEN: it was not,
 * and no period runs (行政程序法 98). */
static enum nhi_status remedy_until(struct casework *w, int64_t parent_id, date_t *until,
                                    struct err *err) {
	struct case_event *events;
	size_t count;
	*until = DATE_OPEN;
	enum nhi_status st = case_events(w->call->write_db, parent_id, 0, EVENTS_MAX,
	                                 w->call->arena, &events, &count, err);
	for (size_t i = 0; i < count && st == NHI_OK; i++) {
		struct str d = events[i].detail;
		struct str key = STR("\"remedy_until\":\"");
		size_t at = str_find(d, key);
		if (!str_is(events[i].kind, "notify") || at == d.n) continue;
		at += key.n;
		if (!date_parse(str_slice(d, at, at + DAY_LENGTH), until)) *until = DATE_OPEN;
	}
	return st;
}

/* An objection is the applicant's of the case before, and about the same person. */
static enum nhi_status link_parent(struct casework *w, struct err *err) {
	struct case_file parent, *c = &w->file;
	date_t until;
	if (w->application->parent.n == 0) return NHI_OK;
	enum nhi_status st = case_by_number(w->call->write_db, w->application->parent,
	                                    w->call->arena, &parent, err);
	if (st == NHI_OK) st = remedy_until(w, parent.id, &until, err);
	if (st != NHI_OK) return st;
	bool outside =
	        w->call->who->kind == PRINCIPAL_CITIZEN || w->call->who->kind == PRINCIPAL_AGENT;
	if (outside && (parent.party != c->party || parent.party_id != c->party_id))
		return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(w->application->parent));
	if (!case_is_closed(parent.state))
		casework_refuse(w, "parent", "PARENT_OPEN", "原案還沒有決定，還不能提出異議。",
		                "The case is not decided yet; there is nothing to object to.");
	if (c->received_on > until)
		effect_note(&w->effect, "REMEDY_LATE",
		            STR("已超過提出異議的期間；受理後由承辦認定。"),
		            STR("The days of the remedy are over; the officer will judge that."));
	c->parent_id = parent.id;
	if (c->party == CASE_NOBODY) {
		c->party = parent.party;
		c->party_id = parent.party_id;
	}
	if (c->person_id == 0) c->person_id = parent.person_id;
	if (c->unit_id == 0) c->unit_id = parent.unit_id;
	return NHI_OK;
}

/* The name as it was typed; casework_subject knows the register's. */
static void name_party(struct casework *w) {
	struct case_file *c = &w->file;
	static const char *const names[] = {"person_name", "insured_name", "unit_name",
	                                    "provider_name", "name"};
	for (size_t i = 0; i < COUNT_OF(names) && c->title.n == 0; i++)
		c->title = form_get(&w->values, names[i]);
	c->party_name = c->title;
}

/* ---- Where it goes ----------------------------------------------------------------------------
 */

static void choose_division(struct casework *w) {
	const struct principal *who = w->call->who;
	const struct county *county = county_find(&w->desk->cases.counties, w->county);
	bool at_counter = w->application->channel == CASE_COUNTER && who->division > 0;
	if (at_counter)
		w->file.division = who->division;
	else if (w->provider.division > 0)
		w->file.division = w->provider.division;
	else if (county != NULL)
		w->file.division = county->division;
	else if (who->division > 0)
		w->file.division = who->division;
	else
		w->file.division = DIVISION_OF_LAST_RESORT; /* beside the headquarters */
}

static const struct org_unit *division_unit(const struct casework *w) {
	char digit[2] = {(char)('0' + w->file.division), '\0'};
	return org_division(w->desk->org, str_from(digit), w->call->today);
}

static enum nhi_status choose_section(struct casework *w, struct err *err) {
	const struct service_route *r = service_route(w->service, casework_value, w);
	struct buf b = BUF_INIT(128);
	if (r->unit.n > 0) {
		w->file.division = 0;
		w->file.section = r->unit;
		return NHI_OK;
	}
	const struct org_unit *u = division_unit(w);
	if (u == NULL) return err_set(err, NHI_NOT_FOUND, "%lld", (long long)w->file.division);
	buf_put(&b, u->code);
	for (size_t i = 0; i < u->section_name_count; i++)
		if (str_eq(u->sections[i].code, r->section)) {
			buf_put_char(&b, '/');
			buf_put(&b, r->section);
		}
	bool kept = buf_ok(&b) && arena_str(w->call->arena, buf_str(&b), &w->file.section);
	buf_free(&b);
	return kept ? NHI_OK : err_set(err, NHI_MEMORY, "%s", "");
}

/* ---- Term -------------------------------------------------------------------------------------
 */

/* No term of its own: 行政程序法 51 II. What is done at once needs one only if it is not. */
static struct str term_parameter(const struct service *s) {
	return s->clock.decide.parameter.n > 0 ? s->clock.decide.parameter
	                                       : STR("procedure.decide");
}

static void choose_start(struct casework *w) {
	static const char *const days[] = {"event_day", "notice_on", "on"};
	struct case_file *c = &w->file;
	c->started_on = c->received_on;
	bool from_form = w->service->clock.decide.start == SERVICE_START_EVENT ||
	                 w->service->clock.decide.start == SERVICE_START_NOTICE;
	for (size_t i = 0; i < COUNT_OF(days) && from_form; i++) {
		if (!form_has(&w->values, days[i])) continue;
		if (form_date(&w->values, days[i], NULL, &c->started_on)) return;
	}
}

static enum nhi_status start_clock(struct casework *w, struct err *err) {
	const struct service_clock *k = &w->service->clock;
	struct clock_term extension;
	struct case_file *c = &w->file;
	struct str unused;
	choose_start(w);
	enum nhi_status st = casework_term(w->desk, term_parameter(w->service), c->received_on,
	                                   &c->term, &c->term_source, err);
	if (st != NHI_OK) return st;
	c->has_term = true;
	c->term.extension_max = k->decide.parameter.n == 0 ? c->term.length : 0; /* 51 III */
	if (k->extension.n > 0) {
		st = casework_term(w->desk, k->extension, c->received_on, &extension, &unused, err);
		c->term.extension_max = extension.length;
	}
	c->term.deemed = (enum clock_deemed)k->deemed;
	c->term.deemed_unless_paused = k->deemed_unless_paused;
	return st == NHI_OK ? casework_clock(w, err) : st;
}

/* ---- What is against it -----------------------------------------------------------------------
 */

static void check_channel(struct casework *w) {
	static const unsigned bits[CASE_CHANNELS] = {
	        [CASE_COUNTER] = SERVICE_COUNTER, [CASE_POST] = SERVICE_POST,
	        [CASE_FAX] = SERVICE_FAX,         [CASE_WEB] = SERVICE_WEB,
	        [CASE_FILE] = SERVICE_FILE,       [CASE_CALL] = SERVICE_CALL};
	const struct principal *who = w->call->who;
	bool outside = who->kind == PRINCIPAL_CITIZEN || who->kind == PRINCIPAL_AGENT;
	if (!outside || (w->service->channels & bits[w->application->channel]) != 0) return;
	casework_refuse(w, "channel", "CHANNEL", "這項服務不能這樣申請；請看服務說明。",
	                "This service cannot be applied for in this way; see its page.");
}

static void check_received(struct casework *w) {
	if (w->file.received_on <= w->call->today) return;
	casework_refuse(w, "received_on", "RECEIVED_LATER", "收件日不能在今天之後。",
	                "The day of filing cannot lie in the future.");
}

static enum nhi_status check_application(struct casework *w, struct err *err) {
	const struct effect *f = effect_find(w->service->effect);
	case_form_check(&w->effect, w->service, w->desk, casework_value, w);
	casework_check_uploads(w, w->application->upload, w->application->upload_count);
	check_channel(w);
	check_received(w);
	if (w->effect.refused || f == NULL || f->check == NULL) return NHI_OK;
	/* What the register says is told; whether it stands in the way is for who decides. */
	bool at_once = w->application->at_once;
	enum nhi_status st = f->check(&w->effect, err);
	if (!at_once) w->effect.refused = false;
	return st;
}

/* ---- The mail that brought it ------------------------------------------------------------------
 */

/* Registered mail counts from its postmark (行政程序法 49), other mail from its arrival. */
static enum nhi_status read_mail(struct casework *w, struct incoming *m, struct err *err) {
	if (w->application->incoming.n == 0) return NHI_OK;
	enum nhi_status st = incoming_by_number(w->call->write_db, w->application->incoming,
	                                        w->call->arena, m, err);
	if (st == NHI_OK)
		st = principal_need_division(w->call->who, "case", RIGHT_WRITE, m->division, err);
	if (st != NHI_OK) return st;
	if (m->state == INCOMING_FILED || m->state == INCOMING_FORWARDED)
		return err_set(err, NHI_CONFLICT, "%.*s %s", STR_ARG(m->number),
		               incoming_state_name(m->state));
	bool by_mark = m->is_registered && m->postmark_on != DATE_OPEN;
	w->file.received_on = by_mark ? m->postmark_on : m->received_on;
	w->file.received_at = m->received_at;
	w->file.channel = str_is(m->channel, "fax") ? CASE_FAX : CASE_POST;
	return NHI_OK;
}

static enum nhi_status file_mail(struct casework *w, struct incoming *m, struct err *err) {
	struct db *db = w->call->write_db;
	if (m->id == 0) return NHI_OK;
	m->case_id = w->file.id;
	m->section = w->file.section;
	m->state = INCOMING_FILED;
	enum nhi_status st = incoming_change(db, &w->act, m, err);
	struct case_document d = {.direction = STR("in"),
	                          .kind = STR("letter"),
	                          .name = m->number,
	                          .file_hash = m->file_hash,
	                          .received_on = m->received_on,
	                          .note = m->sender_number};
	return st == NHI_OK ? case_document_add(db, &w->act, w->file.id, &d, err) : st;
}

/* ---- The act ----------------------------------------------------------------------------------
 */

static enum nhi_status load(struct casework *w, struct incoming *mail, struct err *err) {
	const struct case_application *a = w->application;
	struct case_file *c = &w->file;
	*c = (struct case_file){.channel = a->channel,
	                        .opened_by = w->call->who->actor,
	                        .received_on = a->received_on == DATE_UNKNOWN ? w->call->today
	                                                                      : a->received_on,
	                        .received_at = w->act.at,
	                        .closed_on = DATE_OPEN,
	                        .value_no = 1};
	w->effect = (struct effect_call){0};
	w->values = *a->values;
	enum nhi_status st = read_mail(w, mail, err);
	if (st == NHI_OK) st = casework_convert_read(w, err);
	if (st != NHI_OK) return st;
	w->service = service_find(&w->desk->services, a->service, c->received_on);
	if (w->service == NULL) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(a->service));
	c->service = w->service->id;
	c->service_from = w->service->from;
	w->step = &w->service->flow->steps[0];
	c->step = w->step->state;
	casework_effect(w);
	st = read_parties(w, err);
	if (st == NHI_OK) st = link_parent(w, err);
	if (st == NHI_OK) st = casework_subject(w, err);
	if (st == NHI_OK) st = casework_prefill(w, err);
	if (st != NHI_OK) return st;
	name_party(w);
	choose_division(w);
	return choose_section(w, err);
}

static enum nhi_status insert(struct casework *w, struct err *err) {
	struct db *db = w->call->write_db;
	struct buf number = BUF_INIT(NUMBER_MAX);
	char office[2] = {(char)('0' + w->file.division), '\0'};
	struct str json;
	enum nhi_status st = number_take(db, &w->desk->cases.numbers, str_from(office), STR("case"),
	                                 w->call->today, &number, err);
	if (st == NHI_OK && !arena_str(w->call->arena, buf_str(&number), &w->file.number))
		st = err_set(err, NHI_MEMORY, "%s", "");
	buf_free(&number);
	w->reg.case_no = w->file.number;
	w->event = (struct case_event){.actor = w->call->who->actor,
	                               .actor_name = w->call->who->name,
	                               .acting_for = w->call->who->acting_for,
	                               .kind = STR("open"),
	                               .note = w->application->note};
	if (st == NHI_OK) st = case_insert(db, &w->act, &w->file, &w->event, err);
	if (st == NHI_OK) st = case_form_json(w->service, &w->values, w->call->arena, &json, err);
	if (st == NHI_OK) st = case_value_add(db, &w->act, w->file.id, 1, json, err);
	if (st == NHI_OK)
		st = casework_uploads(w, w->application->upload, w->application->upload_count, err);
	if (st == NHI_OK && w->application->application != 0)
		st = application_end(db, &w->act, w->application->application, "sent",
		                     w->file.number, err);
	if (st == NHI_OK && w->file.parent_id != 0)
		st = case_link_add(db, &w->act, w->file.id, w->file.parent_id, STR("objection"),
		                   err);
	return st;
}

/* At the counter: the clerk who takes it in decides it, where the table lets a clerk. */
static enum nhi_status decide_now(struct casework *w, struct err *err) {
	struct effect_line *first = w->effect.first, *last = w->effect.last;
	w->effect.first = w->effect.last = NULL;
	enum nhi_status st = casework_decide(w, CASE_APPROVE, STR(""), STR(""), err);
	if (st != NHI_OK) return st;
	w->event.kind = STR("decide");
	w->event.note = STR("");
	st = case_change(w->call->write_db, &w->act, &w->file, &w->event, err);
	if (w->effect.first == NULL) {
		w->effect.first = first;
		w->effect.last = last;
	}
	return st;
}

static enum nhi_status content_of(const struct case_application *a, struct arena *arena,
                                  struct str *out, struct err *err) {
	struct buf b = BUF_INIT(CONTENT_MAX);
	buf_printf(&b, "%.*s\n%s\n%.*s\n%.*s\n%.*s\n", STR_ARG(a->service),
	           case_channel_name(a->channel), STR_ARG(a->applicant), STR_ARG(a->parent),
	           STR_ARG(a->converts));
	for (size_t i = 0; i < a->values->count; i++) {
		buf_put(&b, a->values->input[i].name);
		buf_put_char(&b, '=');
		buf_put(&b, a->values->input[i].value);
		buf_put_char(&b, '\n');
	}
	for (size_t i = 0; i < a->upload_count; i++) {
		char hex[SHA256_HEX_SIZE + 1];
		sha256_hex(a->upload[i].bytes, hex);
		buf_put_c(&b, hex);
	}
	bool kept = buf_ok(&b) && arena_str(arena, buf_str(&b), out);
	buf_free(&b);
	return kept ? NHI_OK : err_set(err, NHI_LIMIT, "form" ERR_SEP "%d", CONTENT_MAX);
}

static enum nhi_status open_and_decide(struct casework *w, struct err *err) {
	struct incoming mail = {0};
	enum nhi_status st = load(w, &mail, err);
	if (st == NHI_OK) st = check_application(w, err);
	if (st != NHI_OK) return st;
	if (w->effect.refused) return err_set(err, NHI_CANCELLED, "refused");
	st = start_clock(w, err);
	if (st == NHI_OK) st = insert(w, err);
	if (st == NHI_OK) st = file_mail(w, &mail, err);
	if (st == NHI_OK) st = casework_convert_apply(w, err);
	if (st == NHI_OK && w->application->at_once) st = decide_now(w, err);
	return st;
}

static enum nhi_status piece(struct db *db, void *context, struct err *err) {
	(void)db;
	return open_and_decide(context, err);
}

static enum nhi_status work(struct db *db, void *context, struct err *err) {
	struct casework *w = context;
	const struct case_application *a = w->application;
	struct str content;
	enum nhi_status st = content_of(a, w->call->arena, &content, err);
	const struct act_request request = {.actor = w->call->who->actor,
	                                    .acting_for = w->call->who->acting_for,
	                                    .reason = a->service,
	                                    .purpose = STR("case.open"),
	                                    .key = a->key,
	                                    .content = content};
	if (st == NHI_OK) st = act_begin(db, &request, &w->act, err);
	if (st != NHI_OK) return st;
	*w->answer = (struct case_answer){.done = false};
	if (w->act.repeated) {
		w->answer->repeated = true;
		return act_answer_of(db, w->act.id, w->call->arena, &w->answer->json, err);
	}
	struct err refused = ERR_INIT;
	st = db_savepoint(db, piece, w, &refused);
	w->answer->done = st == NHI_OK;
	if (st == NHI_CANCELLED && w->effect.refused) st = NHI_OK;
	if (st != NHI_OK) {
		if (err != NULL) *err = refused;
		return st;
	}
	st = casework_answer(w, err);
	/* A refusal is no answer to keep: the applicant mends the form and sends the same key. */
	if (st == NHI_OK && !w->answer->done) return err_set(err, NHI_CANCELLED, "refused");
	if (st == NHI_OK && a->key.n > 0) st = act_answer(db, &w->act, w->answer->json, err);
	if (st == NHI_OK && a->dry_run) return err_set(err, NHI_CANCELLED, "%s", "dry run");
	return st;
}

enum nhi_status case_open(struct desk_call *call, const struct case_application *a,
                          struct case_answer *out, struct err *err) {
	struct casework *w = ARENA_NEW(call->arena, struct casework);
	if (w == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	casework_init(w, call, out);
	w->application = a;
	enum nhi_status st = principal_need(call->who, "case", RIGHT_WRITE, err);
	if (st == NHI_OK) st = desk_need_write(call, err);
	if (st != NHI_OK) return st;
	struct err cancelled = ERR_INIT;
	st = db_transact(call->write_db, DB_WRITE, work, w, &cancelled);
	if (st == NHI_CANCELLED && (a->dry_run || w->effect.refused)) return NHI_OK;
	if (st != NHI_OK && err != NULL) *err = cancelled;
	return st;
}
