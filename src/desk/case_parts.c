/* case_parts.c: see case_parts.h. */
#include "desk/case_parts.h"

#include "base/clock.h"
#include "store/coverage.h"
#include "store/person.h"
#include "store/unit.h"

enum { NUMBER_SIZE = 24 };

void casework_init(struct casework *w, struct desk_call *call, struct case_answer *answer) {
	*w = (struct casework){.call = call, .desk = call->desk, .answer = answer};
	*answer = (struct case_answer){.done = false};
}

void casework_effect(struct casework *w) {
	const struct principal *who = w->call->who;
	w->reg = (struct register_desk){.db = w->call->write_db,
	                                .law = &w->desk->law,
	                                .calendar = &w->desk->cases.calendar,
	                                .actor = who->actor,
	                                .acting_for = who->acting_for,
	                                .case_no = w->file.number,
	                                .arena = w->call->arena,
	                                .today = w->call->today};
	w->effect.desk = &w->reg;
	w->effect.who = who;
	w->effect.file = &w->file;
	w->effect.values = &w->values;
}

void casework_refuse(struct casework *w, const char *field, const char *code, const char *zh,
                     const char *en) {
	effect_refuse(&w->effect, field, code, str_from(zh), str_from(en), STR(""));
}

/* ---- Words of conditions ----------------------------------------------------------------------
 */

static struct str number_word(struct casework *w, int64_t number) {
	char text[NUMBER_SIZE];
	struct str kept = STR("");
	snprintf(text, sizeof text, "%lld", (long long)number);
	return arena_str(w->call->arena, str_from(text), &kept) ? kept : STR("");
}

static struct str applicant_word(const struct casework *w) {
	static const char *const words[] = {[CASE_NOBODY] = "office",
	                                    [CASE_UNIT] = "unit",
	                                    [CASE_PERSON] = "person",
	                                    [CASE_PROVIDER] = "provider"};
	return str_from(words[w->file.party]);
}

struct str casework_value(void *context, struct str field) {
	struct casework *w = context;
	for (size_t i = 0; i < w->values.count; i++)
		if (str_eq(w->values.input[i].name, field) && w->values.input[i].value.n > 0)
			return str_trim(w->values.input[i].value);
	if (str_is(field, "applicant")) return applicant_word(w);
	if (str_is(field, "agent")) return w->file.agent_name.n > 0 ? STR("yes") : STR("no");
	if (str_is(field, "channel")) return str_from(case_channel_name(w->file.channel));
	if (str_is(field, "division")) return number_word(w, w->file.division);
	if (str_is(field, "county")) return w->county;
	if (str_is(field, "unit_kind")) return w->unit_kind;
	if (str_is(field, "category"))
		return w->category > 0 ? number_word(w, w->category / 10) : STR("");
	return STR("");
}

/* ---- The subject ------------------------------------------------------------------------------
 */

/* May the register tell this one who stands behind a number? Else whoever types a number would be
 * given name and address. */
static bool knows_person(const struct casework *w) {
	const struct principal *who = w->call->who;
	if (w->file.person_id == 0) return false;
	if (principal_is_staff(who)) return true;
	if (who->kind == PRINCIPAL_CITIZEN) return w->file.person_id == who->person_id;
	return who->kind == PRINCIPAL_AGENT && w->covered_by == who->unit_id;
}

static enum nhi_status subject_person(struct casework *w, struct err *err) {
	struct timeline t;
	struct db *db = w->call->write_db;
	struct err unknown = ERR_INIT;
	enum nhi_status st = person_fact_on(db, w->file.person_id, DATE_OPEN - 1, KNOWN_NOW,
	                                    w->call->arena, &w->person, &unknown);
	if (st == NHI_NOT_FOUND) return NHI_OK;
	if (st == NHI_OK) w->county = w->person.county;
	if (st == NHI_OK)
		st = coverage_timeline(db, w->file.person_id, KNOWN_NOW, w->call->arena, &t,
		                       &unknown);
	if (st != NHI_OK) {
		if (err != NULL) *err = unknown;
		return st;
	}
	const struct coverage_row *row = coverage_on(t.row, t.count, w->call->today);
	if (row != NULL) w->covered_by = row->unit_id;
	if (row != NULL && knows_person(w)) w->category = row->category;
	if (w->file.title.n == 0 && knows_person(w)) w->file.title = w->person.name;
	return NHI_OK;
}

static enum nhi_status subject_unit(struct casework *w, struct err *err) {
	struct unit_facts facts;
	enum nhi_status st = unit_facts_read(w->call->write_db, w->file.unit_id, KNOWN_NOW,
	                                     w->call->arena, &facts, err);
	const struct unit_fact *f = st == NHI_OK ? unit_fact_on(&facts, w->call->today) : NULL;
	if (f == NULL) return st;
	w->unit = *f;
	w->county = f->county;
	if (w->category == 0) w->category = f->category;
	w->unit_kind = str_from(unit_kinds[f->kind].code);
	if (w->file.title.n == 0 || w->file.party == CASE_UNIT) w->file.title = f->name;
	return NHI_OK;
}

static enum nhi_status subject_provider(struct casework *w, struct err *err) {
	struct err unknown = ERR_INIT;
	enum nhi_status st = provider_fact_on(w->call->write_db, w->file.party_id, w->call->today,
	                                      w->call->arena, &w->provider, &unknown);
	if (st == NHI_NOT_FOUND) return NHI_OK; /* nothing is known of that day */
	if (st == NHI_OK && w->file.title.n == 0) w->file.title = w->provider.name;
	if (st != NHI_OK && err != NULL) *err = unknown;
	return st;
}

enum nhi_status casework_subject(struct casework *w, struct err *err) {
	enum nhi_status st = NHI_OK;
	if (w->file.party == CASE_PROVIDER) st = subject_provider(w, err);
	if (st != NHI_OK) return st;
	if (w->file.person_id != 0) st = subject_person(w, err);
	if (st == NHI_OK && w->file.unit_id != 0) st = subject_unit(w, err);
	return st;
}

/* ---- What the register knows -------------------------------------------------------------------
 */

static struct str day_word(struct casework *w, date_t day) {
	struct buf b = BUF_INIT(16);
	struct str kept = STR("");
	date_print(&b, day);
	bool ok = arena_str(w->call->arena, buf_str(&b), &kept);
	buf_free(&b);
	return ok ? kept : STR("");
}

static enum nhi_status code_word(struct casework *w, int64_t unit_id, struct str *out,
                                 struct err *err) {
	*out = STR("");
	if (unit_id == 0) return NHI_OK;
	return unit_code(w->call->write_db, unit_id, w->call->arena, out, err);
}

/* The value of a source of service.h; "" when the register does not know it. */
static enum nhi_status source_value(struct casework *w, struct str source, struct str *out,
                                    struct err *err) {
	bool knows = knows_person(w);
	*out = STR("");
	if (str_is(source, "today")) *out = day_word(w, w->call->today);
	if (str_is(source, "person.name") && knows) *out = w->person.name;
	if (str_is(source, "person.address") && knows) *out = w->person.address;
	if (str_is(source, "person.born") && knows) *out = day_word(w, w->person.birth);
	if (str_is(source, "unit.name")) *out = w->unit.name;
	if (str_is(source, "unit.address")) *out = w->unit.address;
	if (str_is(source, "provider.code"))
		*out = w->call->who->provider_code.n > 0 ? w->call->who->provider_code
		       : w->application == NULL          ? STR("")
		       : w->file.party == CASE_PROVIDER  ? w->application->applicant
		                                         : STR("");
	if (str_is(source, "provider.name")) *out = w->provider.name;
	if (str_is(source, "coverage.category") && w->category > 0)
		*out = number_word(w, w->category / 10);
	if (str_is(source, "unit.code")) return code_word(w, w->file.unit_id, out, err);
	if (str_is(source, "coverage.unit"))
		return code_word(w, knows ? w->covered_by : w->file.unit_id, out, err);
	if (str_is(source, "person.id") && knows)
		return person_main_key(w->call->write_db, w->file.person_id, KNOWN_NOW,
		                       w->call->arena, out, err);
	return NHI_OK;
}

enum nhi_status casework_prefill(struct casework *w, struct err *err) {
	for (size_t i = 0; i < w->service->field_count; i++) {
		const struct service_field *f = &w->service->fields[i];
		char name[64];
		struct str v = STR("");
		snprintf(name, sizeof name, "%.*s", STR_ARG(f->name));
		if (form_has(&w->values, name)) continue;
		enum nhi_status st = NHI_OK;
		struct str source = f->from;
		if (str_is(f->name, "category")) source = STR("coverage.category");
		if (source.n > 0) st = source_value(w, source, &v, err);
		if (st != NHI_OK) return st;
		bool own = !f->is_office || principal_is_staff(w->call->who);
		if (v.n == 0 && f->type == SERVICE_FIELD_FLAG && own) v = STR("no");
		if (v.n > 0 && !form_add(&w->values, f->name, v))
			return err_set(err, NHI_LIMIT, "form" ERR_SEP "%d", FORM_INPUTS_MAX);
	}
	return NHI_OK;
}

/* ---- Clock ------------------------------------------------------------------------------------
 */

enum nhi_status casework_term(const struct desk *desk, struct str parameter, date_t at,
                              struct clock_term *out, struct str *source, struct err *err) {
	const struct law_value *value;
	*out = (struct clock_term){0};
	enum nhi_status st = law_need(&desk->law, parameter.p, at, &value, err);
	if (st != NHI_OK) return st;
	const struct law_parameter *p = law_parameter(&desk->law, parameter);
	if (!clock_unit_find(str_from(law_unit_name(p->unit)), &out->unit))
		return err_set(err, NHI_CATALOGUE, "%.*s" ERR_SEP "不是期間" ERR_SEP "is no period",
		               STR_ARG(parameter));
	out->length = (int32_t)value->value;
	*source = value->source;
	return NHI_OK;
}

enum nhi_status casework_clock(struct casework *w, struct err *err) {
	struct case_file *c = &w->file;
	struct case_pause *rows;
	struct clock_pause pauses[CLOCK_PAUSES_MAX];
	size_t count = 0;
	c->is_standing = false;
	c->is_verified = true;
	c->due_on = c->deemed_on = DATE_OPEN;
	if (!c->has_term) return NHI_OK;
	enum nhi_status st = NHI_OK;
	if (c->id != 0)
		st = case_pauses(w->call->write_db, c->id, w->call->arena, &rows, &count, err);
	if (st != NHI_OK) return st;
	if (count > CLOCK_PAUSES_MAX)
		return err_set(err, NHI_LIMIT, "case_pause" ERR_SEP "%d", CLOCK_PAUSES_MAX);
	for (size_t i = 0; i < count; i++)
		pauses[i] = (struct clock_pause){rows[i].from, rows[i].to};
	const struct clock_in in = {.term = c->term,
	                            .start = c->started_on,
	                            .pause = pauses,
	                            .pause_count = count,
	                            .extended = c->extended};
	struct clock_out out;
	case_clock(&w->desk->cases.calendar, &in, &out);
	c->is_standing = out.is_standing;
	c->is_verified = out.is_verified;
	c->due_on = out.due;
	c->deemed_on = out.deemed_on;
	return NHI_OK;
}

/* ---- Steps ------------------------------------------------------------------------------------
 */

enum nhi_status case_service(const struct desk *desk, const struct case_file *c,
                             const struct service **out, struct err *err) {
	*out = service_version(&desk->services, c->service, c->service_from);
	if (*out == NULL) *out = service_find(&desk->services, c->service, c->received_on);
	if (*out != NULL) return NHI_OK;
	return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(c->service));
}

/* What a step means for lists, by the event that led there. */
static enum case_state state_after(enum service_event event, enum case_state now) {
	switch (event) {
	case SERVICE_ASK: return CASE_SUPPLEMENT;
	case SERVICE_PROPOSE: return CASE_PROPOSED;
	case SERVICE_APPROVE:
	case SERVICE_PART:
	case SERVICE_REJECT:
	case SERVICE_DEEM: return CASE_DECIDED;
	case SERVICE_WITHDRAW: return CASE_WITHDRAWN;
	case SERVICE_TRANSFER:
	case SERVICE_CONVERT: return CASE_MOVED;
	case SERVICE_RECEIVE:
	case SERVICE_ACCEPT:
	case SERVICE_ASSIGN:
	case SERVICE_SUPPLY:
	case SERVICE_RETURN: return CASE_RECEIVED;
	case SERVICE_NOTIFY:
	case SERVICE_CLOSE:
	case SERVICE_EVENT_COUNT: break;
	}
	return now;
}

enum nhi_status casework_move(struct casework *w, enum service_event event, struct err *err) {
	w->move = NULL;
	for (size_t i = 0; i < w->step->move_count && w->move == NULL; i++) {
		const struct service_move *m = &w->step->moves[i];
		if (m->event == event && service_holds(&m->guard, casework_value, w)) w->move = m;
	}
	if (w->move == NULL)
		return err_set(err, NHI_CASE_STEP, "%.*s" ERR_SEP "%.*s" ERR_SEP "%s",
		               STR_ARG(w->step->name.zh), STR_ARG(w->step->name.en),
		               service_event_name(event));
	w->step = &w->service->flow->steps[w->move->next];
	w->file.step = w->step->state;
	w->file.state = state_after(event, w->file.state);
	if (case_is_closed(w->file.state) && w->file.closed_on == DATE_OPEN) {
		w->file.closed_on = w->call->today;
		w->file.await_level = 0;
		w->file.is_standing = false;
	}
	return NHI_OK;
}

/* ---- Rights -----------------------------------------------------------------------------------
 */

/* The provider whose staff asks; 0 when the register does not know it. */
static int64_t own_provider(struct casework *w) {
	int64_t id = 0;
	struct err unknown = ERR_INIT;
	struct db *db = w->call->write_db != NULL ? w->call->write_db : w->call->db;
	enum nhi_status st = provider_by_code(db, w->call->who->provider_code, &id, &unknown);
	return st == NHI_OK ? id : 0;
}

enum nhi_status casework_need(struct casework *w, enum right right, struct err *err) {
	const struct principal *who = w->call->who;
	const struct case_file *c = &w->file;
	struct err why = ERR_INIT;
	switch (who->kind) {
	case PRINCIPAL_CITIZEN:
		if (c->person_id == who->person_id ||
		    (c->party == CASE_PERSON && c->party_id == who->person_id))
			return principal_need_person(who, "case", right, who->person_id, 0, err);
		break;
	case PRINCIPAL_AGENT:
		if (c->party == CASE_UNIT && c->party_id == who->unit_id)
			return principal_need_unit(who, "case", right, who->unit_id, 0, err);
		break;
	case PRINCIPAL_CLERK:
	case PRINCIPAL_PROGRAM:
		return principal_need_division(who, "case", right, c->division, err);
	case PRINCIPAL_PROVIDER:
		if (c->party == CASE_PROVIDER && own_provider(w) == c->party_id)
			return principal_need(who, "case", right, err);
		break;
	case PRINCIPAL_NOBODY: break;
	}
	if (principal_need(who, "case", right, &why) == NHI_LOGIN) {
		if (err != NULL) *err = why;
		return NHI_LOGIN;
	}
	/* Whose case it is, is not told: as if there were none. */
	return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(c->number));
}

enum nhi_status case_read(struct desk_call *call, struct str number, struct case_file *out,
                          struct err *err) {
	struct casework w = {.call = call, .desk = call->desk};
	enum nhi_status st = desk_need_db(call, err);
	if (st == NHI_OK) st = case_by_number(call->db, number, call->arena, &w.file, err);
	if (st == NHI_OK) st = casework_need(&w, RIGHT_READ, err);
	*out = w.file;
	return st;
}

struct str case_answer_number(struct str json) {
	struct str key = STR("\"case\":\"");
	size_t at = str_find(json, key);
	if (at == json.n) return STR("");
	struct str rest = str_slice(json, at + key.n, json.n);
	return str_cut(&rest, '"');
}

/* ---- Answer -----------------------------------------------------------------------------------
 */

static void put_day(struct json *j, const char *key, date_t day) {
	if (day == DATE_OPEN)
		json_put_null(j, key);
	else
		json_put_date(j, key, day);
}

static void put_lines(struct json *j, const struct effect_line *line) {
	static const char *const marks[] = {
	        [EFFECT_CHANGE] = "change", [EFFECT_NOTE] = "note", [EFFECT_REFUSE] = "refuse"};
	json_key(j, "lines");
	json_array_start(j);
	for (; line != NULL; line = line->next) {
		json_object_start(j);
		json_put_c(j, "level", marks[line->mark]);
		json_put_str(j, "field", line->field);
		json_put_str(j, "code", line->code);
		json_put_str(j, "message_zh", line->zh);
		json_put_str(j, "message_en", line->en);
		json_put_str(j, "article", line->article);
		json_object_end(j);
	}
	json_array_end(j);
}

enum nhi_status casework_answer(struct casework *w, struct err *err) {
	struct buf b = BUF_INIT(0);
	struct json j = JSON_INIT(&b, false);
	const struct case_file *c = &w->file;
	struct case_answer *a = w->answer;
	a->line = w->effect.first;
	json_object_start(&j);
	json_put_bool(&j, "done", a->done);
	if (a->done) {
		json_put_str(&j, "case", c->number);
		json_put_str(&j, "service", c->service);
		json_put_c(&j, "state", case_state_name(c->state));
		json_put_str(&j, "step", c->step);
		json_put_i64(&j, "version", c->version);
		json_put_str(&j, "section", c->section);
		put_day(&j, "due", c->due_on);
		json_put_bool(&j, "standing", c->is_standing);
		json_put_i64(&j, "await_level", c->await_level);
		json_put_c(&j, "result", case_result_name(c->result));
		json_put_str(&j, "letter", a->letter_number);
	}
	put_lines(&j, a->line);
	json_object_end(&j);
	bool kept = buf_ok(&b) && arena_str(w->call->arena, buf_str(&b), &a->json);
	buf_free(&b);
	a->file = *c;
	return kept ? NHI_OK : err_set(err, NHI_MEMORY, "%s", "");
}
