/* case_do.c: everything that happens to a case after it was opened: a table of verbs; see case.h.
 */
#include "desk/case_parts.h"
#include "store/account.h"
#include "store/case_list.h"

enum { CONTENT_MAX = 1 << 20, DETAIL_MAX = 4096, HAND_OVER_MAX = 1000 };

typedef enum nhi_status (*verb_step)(struct casework *w, struct err *err);

struct verb {
	const char *name;
	bool outside; /* an applicant may, in his own case */
	bool closed;  /* also in a closed case */
	verb_step step;
};

static enum nhi_status missing(struct casework *w, const char *field, const char *zh,
                               const char *en, struct err *err) {
	casework_refuse(w, field, "FIELD_MISSING", zh, en);
	return err_set(err, NHI_CANCELLED, "refused");
}

static date_t day_of(const struct casework *w) {
	return w->command->on == DATE_UNKNOWN ? w->call->today : w->command->on;
}

/* Moves by an event of the flow; who takes a step must have the level that it asks for. */
static enum nhi_status move(struct casework *w, enum service_event event, struct err *err) {
	enum nhi_status st = casework_move(w, event, err);
	if (st == NHI_OK && w->move->level > 0) st = casework_level(w, w->move->level, err);
	return st;
}

/* ---- Pauses -----------------------------------------------------------------------------------
 */

static enum nhi_status open_pause(struct casework *w, struct case_pause *out, struct err *err) {
	struct case_pause *rows;
	size_t count;
	*out = (struct case_pause){0};
	enum nhi_status st =
	        case_pauses(w->call->write_db, w->file.id, w->call->arena, &rows, &count, err);
	for (size_t i = 0; i < count && st == NHI_OK; i++)
		if (rows[i].to == DATE_OPEN) *out = rows[i];
	return st;
}

static enum nhi_status begin_pause(struct casework *w, enum service_pause kind, struct str reason,
                                   date_t answer_due, struct err *err) {
	struct case_pause now;
	if (!w->service->clock.pauses[kind]) return NHI_OK; /* the clock runs on: 51 */
	enum nhi_status st = open_pause(w, &now, err);
	if (st == NHI_OK && now.number != 0)
		return err_set(err, NHI_CASE_PAUSE, "%.*s", STR_ARG(w->file.number));
	struct case_pause p = {.reason = reason,
	                       .from = w->call->today,
	                       .to = DATE_OPEN,
	                       .asked = w->command->note,
	                       .answer_due = answer_due,
	                       .source = w->file.term_source};
	if (st == NHI_OK) st = case_pause_add(w->call->write_db, &w->act, w->file.id, &p, err);
	return st == NHI_OK ? casework_clock(w, err) : st;
}

static enum nhi_status end_pause(struct casework *w, bool must, struct err *err) {
	struct case_pause now;
	enum nhi_status st = open_pause(w, &now, err);
	if (st == NHI_OK && now.number == 0 && must)
		return err_set(err, NHI_CASE_PAUSE, "%.*s", STR_ARG(w->file.number));
	if (st == NHI_OK && now.number != 0)
		st = case_pause_end(w->call->write_db, &w->act, w->file.id, now.number, day_of(w),
		                    err);
	return st == NHI_OK ? casework_clock(w, err) : st;
}

/* ---- Verbs ------------------------------------------------------------------------------------
 */

static enum nhi_status do_accept(struct casework *w, struct err *err) {
	enum nhi_status st = move(w, SERVICE_ACCEPT, err);
	if (st == NHI_OK && w->service->clock.decide.start == SERVICE_START_COMPLETE)
		w->file.started_on = day_of(w);
	if (st == NHI_OK) st = end_pause(w, false, err);
	if (st == NHI_OK && w->file.officer == 0) w->file.officer = w->call->who->account_id;
	return st;
}

static enum nhi_status do_assign(struct casework *w, struct err *err) {
	int64_t account;
	struct str to = w->command->to;
	if (to.n == 0) return missing(w, "to", "請選要交給誰。", "Choose whom it goes to.", err);
	if (str_to_i64(to, 0, INT64_MAX, &account)) {
		w->file.officer = account;
		return NHI_OK;
	}
	struct account officer;
	enum nhi_status st = account_read(w->call->write_db, 0, to, w->call->arena, &officer, err);
	if (st == NHI_OK && officer.id != 0) w->file.officer = officer.id;
	if (st != NHI_OK || officer.id != 0) return st;
	const struct org_unit *u =
	        org_find(w->desk->org, str_slice(to, 0, str_find_char(to, '/')), w->call->today);
	if (u == NULL) return missing(w, "to", "沒有這個科室。", "There is no such section.", err);
	w->file.section = to;
	w->file.division = u->division;
	w->file.officer = 0;
	return NHI_OK;
}

static enum nhi_status answer_due(struct casework *w, date_t *out, struct err *err) {
	struct clock_out k;
	struct str unused;
	struct clock_in in = {.term = {.unit = CLOCK_DAY, .length = (int32_t)w->command->days},
	                      .start = w->call->today};
	*out = DATE_OPEN;
	struct str parameter = w->service->clock.supply.parameter;
	if (w->command->days <= 0 && parameter.n == 0) return NHI_OK;
	if (w->command->days <= 0) {
		enum nhi_status st =
		        casework_term(w->desk, parameter, w->call->today, &in.term, &unused, err);
		if (st != NHI_OK) return st;
	}
	case_clock(&w->desk->cases.calendar, &in, &k);
	*out = k.due;
	return NHI_OK;
}

static enum nhi_status do_ask(struct casework *w, struct err *err) {
	date_t due;
	if (w->command->note.n == 0)
		return missing(w, "note", "請寫清楚要補什麼。", "Say what is missing.", err);
	enum nhi_status st = move(w, SERVICE_ASK, err);
	if (st == NHI_OK) st = answer_due(w, &due, err);
	return st == NHI_OK ? begin_pause(w, SERVICE_PAUSE_SUPPLEMENT, STR("supplement"), due, err)
	                    : st;
}

static enum nhi_status keep_uploads(struct casework *w, struct err *err) {
	casework_check_uploads(w, w->command->upload, w->command->upload_count);
	if (w->effect.refused) return err_set(err, NHI_CANCELLED, "refused");
	return casework_uploads(w, w->command->upload, w->command->upload_count, err);
}

static enum nhi_status do_attach(struct casework *w, struct err *err) {
	if (w->command->upload_count == 0)
		return missing(w, "upload", "請選檔案。", "Choose a file.", err);
	return keep_uploads(w, err);
}

/* New values replace those of the same name; the others stay. */
static enum nhi_status do_amend(struct casework *w, struct err *err) {
	struct form *merged = ARENA_NEW(w->call->arena, struct form);
	const struct form *given = w->command->values;
	struct str json;
	if (merged == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	if (given == NULL || given->count == 0)
		return missing(w, "values", "沒有要改的資料。", "Nothing was changed.", err);
	bool fits = true;
	for (size_t i = 0; i < w->values.count; i++) {
		const struct form_input *in = &w->values.input[i];
		bool replaced = false;
		for (size_t k = 0; k < given->count; k++)
			replaced |= str_eq(given->input[k].name, in->name);
		if (!replaced) fits &= form_add(merged, in->name, in->value);
	}
	for (size_t i = 0; i < given->count; i++)
		fits &= form_add(merged, given->input[i].name, given->input[i].value);
	if (!fits) return err_set(err, NHI_LIMIT, "form" ERR_SEP "%d", FORM_INPUTS_MAX);
	w->values = *merged;
	case_form_check(&w->effect, w->service, w->desk, casework_value, w);
	if (w->effect.refused) return err_set(err, NHI_CANCELLED, "refused");
	enum nhi_status st = case_form_json(w->service, &w->values, w->call->arena, &json, err);
	w->file.value_no++;
	return st == NHI_OK ? case_value_add(w->call->write_db, &w->act, w->file.id,
	                                     w->file.value_no, json, err)
	                    : st;
}

static enum nhi_status do_supply(struct casework *w, struct err *err) {
	enum nhi_status st = move(w, SERVICE_SUPPLY, err);
	if (st == NHI_OK) st = end_pause(w, false, err);
	if (st == NHI_OK && w->command->values != NULL && w->command->values->count > 0)
		st = do_amend(w, err);
	return st == NHI_OK ? keep_uploads(w, err) : st;
}

static enum nhi_status do_pause(struct casework *w, struct err *err) {
	bool records = str_is(w->command->to, "records");
	enum service_pause kind = records ? SERVICE_PAUSE_RECORDS : SERVICE_PAUSE_FORCE;
	bool known = records || str_is(w->command->to, "force_majeure");
	if (!known || w->command->note.n == 0)
		return missing(w, known ? "note" : "to", "請寫停止計算的原因。",
		               "Say why the clock stops.", err);
	if (!w->service->clock.pauses[kind] && kind != SERVICE_PAUSE_FORCE)
		return err_set(err, NHI_CASE_PAUSE, "%.*s", STR_ARG(w->file.number));
	return begin_pause(w, kind, records ? STR("records") : STR("force_majeure"), DATE_OPEN,
	                   err);
}

static enum nhi_status do_resume(struct casework *w, struct err *err) {
	return end_pause(w, true, err);
}

/* 51 III: once, at most so much, before it is over; the applicant is told why. */
static enum nhi_status do_extend(struct casework *w, struct err *err) {
	struct case_file *c = &w->file;
	int64_t length = w->command->days;
	if (w->command->note.n == 0)
		return missing(w, "note", "請寫延長的原因，申請人會收到。",
		               "Say why; the applicant is told.", err);
	bool may = c->has_term && c->extended == 0 && length > 0 &&
	           length <= c->term.extension_max && w->call->today <= c->due_on;
	if (!may)
		return err_set(err, NHI_CASE_EXTEND, "%.*s" ERR_SEP "%d", STR_ARG(c->number),
		               c->term.extension_max);
	c->extended = (int32_t)length;
	return casework_clock(w, err);
}

static enum nhi_status do_cosign(struct casework *w, struct err *err) {
	const struct principal *who = w->call->who;
	if (w->file.state != CASE_PROPOSED || w->file.draft_no == 0)
		return err_set(err, NHI_CASE_NO_DRAFT, "%s", "");
	if (who->account_id != 0 && who->account_id == w->draft.account)
		return err_set(err, NHI_CASE_OWN_DRAFT, "%s", "");
	struct case_signature s = {.draft_no = w->file.draft_no,
	                           .kind = STR("cosign"),
	                           .account = who->account_id,
	                           .account_name = who->name,
	                           .org_unit = who->org_unit,
	                           .level = who->level,
	                           .acting_for = who->acting_for,
	                           .note = w->command->note};
	return case_signature_add(w->call->write_db, &w->act, w->file.id, &s, err);
}

static enum nhi_status do_return(struct casework *w, struct err *err) {
	if (w->command->note.n == 0)
		return missing(w, "note", "請寫退回的原因。", "Say why it goes back.", err);
	enum nhi_status st = move(w, SERVICE_RETURN, err);
	struct case_signature s = {.draft_no = w->file.draft_no,
	                           .kind = STR("return"),
	                           .account = w->call->who->account_id,
	                           .account_name = w->call->who->name,
	                           .org_unit = w->call->who->org_unit,
	                           .level = w->call->who->level,
	                           .note = w->command->note};
	if (st == NHI_OK) st = case_signature_add(w->call->write_db, &w->act, w->file.id, &s, err);
	w->file.draft_no = 0;
	w->file.await_level = 0;
	return st;
}

/* Signing the draft as it stands, unless something else is said. */
static enum nhi_status do_decide(struct casework *w, struct err *err) {
	const struct case_command *q = w->command;
	enum case_result result = q->result != CASE_NO_RESULT ? q->result : w->draft.result;
	if (result == CASE_NO_RESULT)
		return missing(w, "result", "請選結果。", "Choose the result.", err);
	if (result == w->draft.result && q->reason.n == 0 && q->reason_code.n == 0)
		return casework_decide(w, result, w->draft.reason_code, w->draft.reason, err);
	struct str reason;
	enum nhi_status st = casework_reason(w, result, q->reason_code, q->reason, &reason, err);
	if (q->note.n == 0 && st == NHI_OK) w->event.note = reason;
	return st == NHI_OK ? casework_decide(w, result, q->reason_code, reason, err) : st;
}

static enum nhi_status do_withdraw(struct casework *w, struct err *err) {
	return move(w, SERVICE_WITHDRAW, err);
}

static enum nhi_status do_transfer(struct casework *w, struct err *err) {
	if (w->command->to.n == 0)
		return missing(w, "to", "請寫移送哪個機關。", "Say which agency it goes to.", err);
	return move(w, SERVICE_TRANSFER, err);
}

static enum nhi_status do_recuse(struct casework *w, struct err *err) {
	int64_t account = w->call->who->account_id;
	if (w->command->to.n > 0 && !str_to_i64(w->command->to, 1, INT64_MAX, &account))
		return missing(w, "to", "請選要迴避的人。", "Choose who withdraws.", err);
	if (w->command->note.n == 0) return missing(w, "note", "請寫迴避的原因。", "Say why.", err);
	struct case_signature s = {.kind = STR("recuse"),
	                           .account = account,
	                           .account_name = w->call->who->name,
	                           .org_unit = w->call->who->org_unit,
	                           .level = w->call->who->level,
	                           .ground = w->command->ground,
	                           .note = w->command->note};
	if (w->file.officer == account) w->file.officer = 0;
	return case_signature_add(w->call->write_db, &w->act, w->file.id, &s, err);
}

/* From here the days of the remedy run; they stand in the event. */
static enum nhi_status do_notify(struct casework *w, struct err *err) {
	struct clock_in in = {.start = day_of(w)};
	struct clock_out k;
	struct str source;
	struct buf b = BUF_INIT(DETAIL_MAX);
	struct json j = JSON_INIT(&b, false);
	struct str parameter = w->service->clock.object.parameter;
	enum nhi_status st = move(w, SERVICE_NOTIFY, err);
	if (st == NHI_OK)
		st = casework_term(w->desk, parameter.n > 0 ? parameter : STR("objection.apply"),
		                   in.start, &in.term, &source, err);
	if (st != NHI_OK) return st;
	case_clock(&w->desk->cases.calendar, &in, &k);
	json_object_start(&j);
	json_put_date(&j, "served_on", in.start);
	json_put_date(&j, "remedy_until", k.due);
	json_put_str(&j, "source", source);
	json_object_end(&j);
	bool kept = buf_ok(&b) && arena_str(w->call->arena, buf_str(&b), &w->event.detail);
	buf_free(&b);
	return kept ? NHI_OK : err_set(err, NHI_MEMORY, "%s", "");
}

static enum nhi_status do_close(struct casework *w, struct err *err) {
	return move(w, SERVICE_CLOSE, err);
}

static enum nhi_status do_note(struct casework *w, struct err *err) {
	if (w->command->note.n > 0) return NHI_OK;
	return missing(w, "note", "請寫內容。", "Write the remark.", err);
}

static enum nhi_status do_deem(struct casework *w, struct err *err) {
	if (w->call->who->kind != PRINCIPAL_PROGRAM)
		return err_set(err, NHI_FORBIDDEN, "deem" ERR_SEP "deem");
	if (w->file.deemed_on > day_of(w))
		return err_set(err, NHI_CASE_PAUSE, "%.*s", STR_ARG(w->file.number));
	return casework_deem(w, err);
}

static const struct verb verbs[CASE_VERBS] = {
        [CASE_DO_ACCEPT] = {"accept", false, false, do_accept},
        [CASE_DO_ASSIGN] = {"assign", false, false, do_assign},
        [CASE_DO_ASK] = {"ask", false, false, do_ask},
        [CASE_DO_SUPPLY] = {"supply", true, false, do_supply},
        [CASE_DO_AMEND] = {"amend", false, false, do_amend},
        [CASE_DO_ATTACH] = {"attach", true, false, do_attach},
        [CASE_DO_PAUSE] = {"pause", false, false, do_pause},
        [CASE_DO_RESUME] = {"resume", false, false, do_resume},
        [CASE_DO_EXTEND] = {"extend", false, false, do_extend},
        [CASE_DO_PROPOSE] = {"propose", false, false, casework_propose},
        [CASE_DO_COSIGN] = {"cosign", false, false, do_cosign},
        [CASE_DO_RETURN] = {"return", false, false, do_return},
        [CASE_DO_DECIDE] = {"decide", false, false, do_decide},
        [CASE_DO_WITHDRAW] = {"withdraw", true, false, do_withdraw},
        [CASE_DO_TRANSFER] = {"transfer", false, false, do_transfer},
        [CASE_DO_RECUSE] = {"recuse", false, false, do_recuse},
        [CASE_DO_NOTIFY] = {"notify", false, true, do_notify},
        [CASE_DO_CLOSE] = {"close", false, true, do_close},
        [CASE_DO_NOTE] = {"note", false, true, do_note},
        [CASE_DO_DEEM] = {"deem", false, false, do_deem},
};

const char *case_verb_name(enum case_verb verb) { return verbs[verb].name; }

bool case_verb_find(struct str name, enum case_verb *out) {
	for (int i = 0; i < CASE_VERBS; i++) {
		if (!str_is(name, verbs[i].name)) continue;
		*out = (enum case_verb)i;
		return true;
	}
	return false;
}

/* ---- The act ----------------------------------------------------------------------------------
 */

static enum nhi_status load(struct casework *w, struct err *err) {
	const struct case_command *q = w->command;
	struct db *db = w->call->write_db;
	struct str json;
	w->effect = (struct effect_call){0};
	w->draft = (struct case_draft){0};
	enum nhi_status st = case_lock(db, q->number, err);
	if (st == NHI_OK) st = case_by_number(db, q->number, w->call->arena, &w->file, err);
	if (st == NHI_OK) st = casework_need(w, RIGHT_WRITE, err);
	if (st == NHI_OK && q->version != 0 && q->version != w->file.version)
		st = err_set(err, NHI_CASE_STALE, "%.*s", STR_ARG(q->number));
	if (st == NHI_OK) st = case_service(w->desk, &w->file, &w->service, err);
	if (st != NHI_OK) return st;
	w->step = service_step(w->service->flow, w->file.step);
	if (w->step == NULL) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(w->file.step));
	st = case_value(db, w->file.id, w->file.value_no, w->call->arena, &json, err);
	if (st == NHI_OK) st = case_form_read(json, w->call->arena, &w->values, err);
	if (st == NHI_OK && w->file.draft_no != 0)
		st = case_draft_read(db, w->file.id, w->file.draft_no, w->call->arena, &w->draft,
		                     err);
	casework_effect(w);
	return st == NHI_OK ? casework_subject(w, err) : st;
}

static enum nhi_status may_do(const struct casework *w, const struct verb *v, struct err *err) {
	if (!principal_is_staff(w->call->who) && !v->outside)
		return err_set(err, NHI_FORBIDDEN, "%s" ERR_SEP "%s", v->name, v->name);
	if (case_is_closed(w->file.state) && !v->closed)
		return err_set(err, NHI_CASE_STEP, "%.*s" ERR_SEP "%.*s" ERR_SEP "%s",
		               STR_ARG(w->step->name.zh), STR_ARG(w->step->name.en), v->name);
	return NHI_OK;
}

static enum nhi_status piece(struct db *db, void *context, struct err *err) {
	struct casework *w = context;
	const struct verb *v = &verbs[w->command->verb];
	enum nhi_status st = load(w, err);
	if (st == NHI_OK) st = may_do(w, v, err);
	if (st != NHI_OK) return st;
	const struct principal *who = w->call->who;
	w->event = (struct case_event){.actor = who->actor,
	                               .actor_name = who->name,
	                               .acting_for = who->acting_for,
	                               .kind = str_from(v->name),
	                               .note = w->command->note.n > 0 ? w->command->note
	                                                              : w->command->reason};
	st = v->step(w, err);
	return st == NHI_OK ? case_change(db, &w->act, &w->file, &w->event, err) : st;
}

static enum nhi_status content_of(const struct case_command *q, struct arena *arena,
                                  struct str *out, struct err *err) {
	struct buf b = BUF_INIT(CONTENT_MAX);
	buf_printf(&b, "%s\n%.*s\n%s\n%.*s%.*s\n%.*s\n%.*s\n%lld %lld\n", verbs[q->verb].name,
	           STR_ARG(q->number), case_result_name(q->result), STR_ARG(q->reason_code),
	           STR_ARG(q->reason), STR_ARG(q->note), STR_ARG(q->to), (long long)q->on,
	           (long long)q->days);
	for (size_t i = 0; q->values != NULL && i < q->values->count; i++)
		buf_printf(&b, "%.*s=%.*s\n", STR_ARG(q->values->input[i].name),
		           STR_ARG(q->values->input[i].value));
	bool kept = buf_ok(&b) && arena_str(arena, buf_str(&b), out);
	buf_free(&b);
	return kept ? NHI_OK : err_set(err, NHI_LIMIT, "form" ERR_SEP "%d", CONTENT_MAX);
}

static enum nhi_status work(struct db *db, void *context, struct err *err) {
	struct casework *w = context;
	const struct case_command *q = w->command;
	struct str content;
	enum nhi_status st = content_of(q, w->call->arena, &content, err);
	const struct act_request request = {.actor = w->call->who->actor,
	                                    .acting_for = w->call->who->acting_for,
	                                    .reason = str_from(verbs[q->verb].name),
	                                    .case_no = q->number,
	                                    .purpose = STR("case"),
	                                    .key = q->key,
	                                    .content = content};
	if (st == NHI_OK) st = act_begin(db, &request, &w->act, err);
	if (st != NHI_OK) return st;
	*w->answer = (struct case_answer){.done = false};
	if (w->act.repeated) {
		w->answer->repeated = w->answer->done = true;
		return act_answer_of(db, w->act.id, w->call->arena, &w->answer->json, err);
	}
	st = piece(db, w, err);
	w->answer->done = st == NHI_OK;
	if (st != NHI_OK) return st;
	st = casework_answer(w, err);
	if (st == NHI_OK && q->key.n > 0) st = act_answer(db, &w->act, w->answer->json, err);
	if (st == NHI_OK && q->dry_run) return err_set(err, NHI_CANCELLED, "%s", "dry run");
	return st;
}

enum nhi_status case_do(struct desk_call *call, const struct case_command *command,
                        struct case_answer *out, struct err *err) {
	struct casework *w = ARENA_NEW(call->arena, struct casework);
	if (w == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	casework_init(w, call, out);
	w->command = command;
	enum nhi_status st = principal_need(call->who, "case", RIGHT_WRITE, err);
	if (st == NHI_OK) st = desk_need_write(call, err);
	if (st != NHI_OK) return st;
	struct err failed = ERR_INIT;
	st = db_transact(call->write_db, DB_WRITE, work, w, &failed);
	if (st == NHI_CANCELLED && command->dry_run && out->done) return NHI_OK;
	if (st == NHI_CANCELLED && w->effect.refused) {
		out->done = false;
		return casework_answer(w, err);
	}
	if (st != NHI_OK && err != NULL) *err = failed;
	return st;
}

/* ---- Many -------------------------------------------------------------------------------------
 */

static enum nhi_status each(struct desk_call *call, const struct case_list *list,
                            struct case_command *command, int64_t *count, struct err *err) {
	struct case_row *rows;
	struct case_answer answer;
	size_t n;
	*count = 0;
	enum nhi_status st = desk_need_write(call, err);
	if (st == NHI_OK) st = case_list(call->write_db, list, call->arena, &rows, &n, err);
	for (size_t i = 0; st == NHI_OK && i < n; i++) {
		command->number = rows[i].number;
		st = case_do(call, command, &answer, err);
		if (st == NHI_OK && answer.done) (*count)++;
	}
	return st;
}

enum nhi_status case_deem(struct desk_call *call, date_t on, int64_t most, int64_t *count,
                          struct err *err) {
	struct case_list l = {.kind = CASES_DEEMED, .on = on, .most = most};
	struct case_command q = CASE_COMMAND_INIT;
	q.verb = CASE_DO_DEEM;
	q.on = on;
	return each(call, &l, &q, count, err);
}

enum nhi_status case_hand_over(struct desk_call *call, int64_t from, int64_t to, struct str reason,
                               int64_t *count, struct err *err) {
	char text[24];
	struct case_list l = {.kind = CASES_OF_OFFICER, .officer = from, .most = HAND_OVER_MAX};
	struct case_command q = CASE_COMMAND_INIT;
	snprintf(text, sizeof text, "%lld", (long long)to);
	q.verb = CASE_DO_ASSIGN;
	q.to = str_from(text);
	q.note = reason;
	int64_t portion;
	*count = 0;
	do { /* what was handed over leaves the list */
		enum nhi_status st = each(call, &l, &q, &portion, err);
		if (st != NHI_OK) return st;
		*count += portion;
	} while (portion == HAND_OVER_MAX);
	return NHI_OK;
}
