/* case_page.c: one case: form and documents, clock, steps, who decides, history, what can be done
 * next; see case_page.h. */
#include "desk/case_page.h"

#include "desk/case_parts.h"
#include "desk/reads.h"
#include "desk/service_view.h"
#include "store/account.h"

enum { EVENTS_SHOWN = 500, TEXT_SIZE = 32 };

struct page {
	struct casework w;
	const struct form *in;
	struct view *view;
	struct reads reads;
	const struct authority_band *band; /* who decides it; NULL for applicants */
	bool staff;
	bool has_cosigned; /* the unit of who looks has signed the draft */
};

/* ---- What can be done -------------------------------------------------------------------------
 */

/* Moves of the flow as buttons, in the order in which they come up; the first is the next act. */
static const struct {
	enum service_event event;
	enum case_verb verb;
	bool outside; /* an applicant may */
	const char *zh, *en;
	const char *note_zh, *note_en; /* what is to be written; NULL: nothing */
	bool result, reason, to, on;
} moves[] = {
        {SERVICE_SUPPLY, CASE_DO_SUPPLY, true, "補件已送達", "The supplement arrived", NULL, NULL,
         false, false, false, false},
        {SERVICE_ACCEPT, CASE_DO_ACCEPT, false, "文件齊全，開始審查", "Papers complete: review",
         NULL, NULL, false, false, false, false},
        {SERVICE_PROPOSE, CASE_DO_PROPOSE, false, "擬辦陳核", "Draft and send up", NULL, NULL, true,
         true, false, false},
        {SERVICE_APPROVE, CASE_DO_DECIDE, false, "核定", "Decide", NULL, NULL, false, false, false,
         false},
        {SERVICE_NOTIFY, CASE_DO_NOTIFY, false, "登記送達", "Record the service", NULL, NULL, false,
         false, false, true},
        {SERVICE_CLOSE, CASE_DO_CLOSE, false, "歸檔", "Archive", NULL, NULL, false, false, false,
         false},
        {SERVICE_ASK, CASE_DO_ASK, false, "通知補件", "Ask for a supplement", "要補什麼",
         "What is missing", false, false, false, false},
        {SERVICE_RETURN, CASE_DO_RETURN, false, "退回承辦", "Send back", "原因", "Why", false,
         false, false, false},
        {SERVICE_TRANSFER, CASE_DO_TRANSFER, false, "移送其他機關", "Hand to another agency",
         "說明", "Remark", false, false, true, false},
        {SERVICE_WITHDRAW, CASE_DO_WITHDRAW, true, "撤回申請", "Withdraw the application", NULL,
         NULL, false, false, false, false},
};

static bool step_has(const struct service_step *s, enum service_event event) {
	for (size_t i = 0; i < s->move_count; i++)
		if (s->moves[i].event == event) return true;
	return false;
}

static void put_action(struct view *v, const char *verb, const char *zh, const char *en,
                       bool primary) {
	view_text(v, "verb", str_from(verb));
	view_both(v, "label", str_from(zh), str_from(en));
	view_flag(v, "primary", primary);
}

/* A unit that has to sign the draft before the decision. */
static bool must_cosign(const struct page *p, struct str unit) {
	for (size_t i = 0; p->band != NULL && i < p->band->cosign_count; i++)
		if (str_eq(p->band->cosign[i], unit)) return true;
	return false;
}

static void put_cosign_action(struct page *p) {
	if (p->w.file.state != CASE_PROPOSED || p->w.file.draft_no == 0 || p->has_cosigned) return;
	if (!must_cosign(p, p->w.call->who->org_unit)) return;
	struct view *v = view_item(p->view, "actions", "case_action");
	put_action(v, "cosign", "會辦（同意這個擬議）", "Co-sign this draft", true);
	view_flag(v, "needs_note", true);
	view_both(v, "note_label", STR("會辦意見"), STR("Opinion"));
}

static void put_actions(struct page *p) {
	bool has_primary = false;
	struct err elsewhere = ERR_INIT;
	/* Another section's case can be read and remarked on, not worked on. */
	bool works = casework_level(&p->w, SERVICE_LEVEL_OFFICER, &elsewhere) == NHI_OK;
	view_list(p->view, "actions");
	view_flag(p->view, "elsewhere", !works && !case_is_closed(p->w.file.state));
	for (size_t i = 0; i < COUNT_OF(moves) && works; i++) {
		if (!step_has(p->w.step, moves[i].event) || (!p->staff && !moves[i].outside))
			continue;
		struct view *v = view_item(p->view, "actions", "case_action");
		bool primary = !has_primary && moves[i].event != SERVICE_WITHDRAW;
		put_action(v, case_verb_name(moves[i].verb), moves[i].zh, moves[i].en, primary);
		has_primary |= primary;
		view_flag(v, "decides", moves[i].verb == CASE_DO_DECIDE);
		view_flag(v, "needs_note", moves[i].note_zh != NULL);
		if (moves[i].note_zh != NULL)
			view_both(v, "note_label", str_from(moves[i].note_zh),
			          str_from(moves[i].note_en));
		view_flag(v, "needs_result", moves[i].result);
		view_flag(v, "needs_reason", moves[i].reason);
		view_flag(v, "needs_to", moves[i].to);
		view_flag(v, "needs_on", moves[i].on);
		view_flag(v, "needs_files", moves[i].verb == CASE_DO_SUPPLY);
	}
	bool converts = works && p->staff && step_has(p->w.step, SERVICE_CONVERT);
	view_flag(p->view, "can_convert", converts);
	view_list(p->view, "services");
	if (converts) service_options(p->view, p->w.desk, p->w.call->today);
	if (!p->staff) return;
	put_cosign_action(p);
	struct view *v = view_item(p->view, "actions", "case_action");
	if (works) {
		put_action(v, "attach", "附加文件", "Add documents", false);
		view_flag(v, "needs_files", true);
		v = view_item(p->view, "actions", "case_action");
	}
	put_action(v, "note", "記事", "Remark", false);
	view_flag(v, "needs_note", true);
	view_both(v, "note_label", STR("內容"), STR("Text"));
}

static void put_objections(struct page *p) {
	const struct service_clock *k = &p->w.service->clock;
	view_list(p->view, "objections");
	const struct service *s =
	        service_find(&p->w.desk->services, k->object_service, p->w.call->today);
	if (s == NULL || p->w.file.state != CASE_DECIDED) return;
	struct view *o = view_item(p->view, "objections", "option");
	view_text(o, "code", s->id);
	view_both(o, "name", s->name.zh, s->name.en);
	view_flag(o, "selected", false);
}

/* ---- The right side ---------------------------------------------------------------------------
 */

static void put_clock(struct page *p) {
	const struct case_file *c = &p->w.file;
	struct view *v = p->view;
	bool closed = case_is_closed(c->state), has_due = c->due_on != DATE_OPEN && !closed;
	view_date(v, "received_on", c->received_on);
	if (c->due_on != DATE_OPEN) view_date(v, "due_on", c->due_on);
	if (has_due) view_number(v, "left", c->due_on - p->w.call->today);
	view_flag(v, "overdue", has_due && c->due_on < p->w.call->today);
	view_flag(v, "standing", c->is_standing && !closed);
	view_flag(v, "due_unverified", has_due && !c->is_verified);
	if (c->deemed_on != DATE_OPEN && !closed) view_date(v, "deemed_on", c->deemed_on);
	view_text(v, "term_source", c->term_source);
	view_flag(v, "closed", closed);
}

static void put_steps(struct page *p) {
	const struct service_flow *f = p->w.service->flow;
	view_list(p->view, "steps");
	for (size_t i = 0; i < f->step_count; i++) {
		bool now = str_eq(f->steps[i].state, p->w.file.step);
		if (f->steps[i].is_end && !now && i + 1 < f->step_count && i > 0 &&
		    f->steps[i - 1].is_end)
			continue; /* of the ways in which it may end, one is enough to show */
		struct view *s = view_item(p->view, "steps", "case_step");
		view_both(s, "name", f->steps[i].name.zh, f->steps[i].name.en);
		view_flag(s, "now", now);
	}
}

void case_section_put(struct view *v, const struct desk_call *call, struct str section) {
	struct str unit = str_slice(section, 0, str_find_char(section, '/'));
	const struct org_unit *u = org_find(call->desk->org, unit, call->today);
	if (u == NULL) {
		view_both(v, "section", section, section);
		return;
	}
	struct str zh = u->zh, en = u->en;
	for (size_t i = 0; i < u->section_name_count; i++)
		if (unit.n + 1 < section.n &&
		    str_eq(str_slice(section, unit.n + 1, section.n), u->sections[i].code)) {
			zh = u->sections[i].zh;
			en = u->sections[i].en;
		}
	view_both(v, "section", zh, en);
}

static enum nhi_status put_level(struct page *p, struct err *err) {
	if (!p->staff || case_is_closed(p->w.file.state)) return NHI_OK;
	enum nhi_status st = casework_band(&p->w, &p->band, err);
	if (st != NHI_OK) return st;
	view_number(p->view, "level", authority_level(p->band));
	view_both(p->view, "level_title", p->band->title_zh, p->band->title_en);
	return NHI_OK;
}

static void put_unit(struct page *p, struct view *v, const char *field, struct str code) {
	const struct org_unit *u = org_find(p->w.desk->org, code, p->w.call->today);
	view_both(v, field, u == NULL ? code : u->zh, u == NULL ? code : u->en);
}

/* Who has to sign the draft, and who has: one line a unit, then every signature. */
static enum nhi_status put_signatures(struct page *p, struct db *db, struct err *err) {
	struct case_signature *rows;
	size_t count;
	view_list(p->view, "cosigns");
	if (!p->staff) return NHI_OK;
	enum nhi_status st =
	        case_signatures(db, p->w.file.id, p->w.call->arena, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && p->band != NULL && i < p->band->cosign_count; i++) {
		struct view *v = view_item(p->view, "cosigns", "case_cosign");
		const struct case_signature *by = NULL;
		put_unit(p, v, "unit", p->band->cosign[i]);
		for (size_t k = 0; k < count; k++)
			if (str_is(rows[k].kind, "cosign") &&
			    rows[k].draft_no == p->w.file.draft_no &&
			    str_eq(rows[k].org_unit, p->band->cosign[i]))
				by = &rows[k];
		view_flag(v, "done", by != NULL);
		view_text(v, "name", by == NULL ? STR("") : by->account_name);
		view_text(v, "note", by == NULL ? STR("") : by->note);
		if (by != NULL && str_eq(by->org_unit, p->w.call->who->org_unit))
			p->has_cosigned = true;
	}
	return st;
}

/* The cases before and after this one in the list that it was opened from. */
static enum nhi_status put_neighbours(struct page *p, struct db *db, struct err *err) {
	struct case_list list = {
	        .most = 1, .has_after = true, .after = {p->w.file.due_on, p->w.file.id}};
	struct case_row *row;
	size_t count;
	enum nhi_status st = NHI_OK;
	if (!p->staff || !form_has(p->in, "list")) return NHI_OK;
	st = case_list_chosen(p->w.call, p->in, &list, err);
	view_text(p->view, "list", form_get(p->in, "list"));
	if (st == NHI_OK) st = case_list(db, &list, p->w.call->arena, &row, &count, err);
	if (st == NHI_OK && count > 0) view_text(p->view, "next", row[0].number);
	list.backwards = true;
	if (st == NHI_OK) st = case_list(db, &list, p->w.call->arena, &row, &count, err);
	if (st == NHI_OK && count > 0) view_text(p->view, "previous", row[0].number);
	return st;
}

static enum nhi_status put_events(struct page *p, struct db *db, struct err *err) {
	struct case_event *rows;
	size_t count;
	view_list(p->view, "events");
	enum nhi_status st = case_events(db, p->w.file.id, 0, EVENTS_SHOWN, p->w.call->arena, &rows,
	                                 &count, err);
	for (size_t i = count; st == NHI_OK && i > 0; i--) {
		struct view *v = view_item(p->view, "events", "case_event");
		view_number(v, "at", rows[i - 1].at);
		view_text(v, "kind", rows[i - 1].kind);
		view_text(v, "name", rows[i - 1].actor_name);
		view_text(v, "acting_for", rows[i - 1].acting_for);
		/* What officers write to each other is not for the applicant. */
		bool inside = str_is(rows[i - 1].kind, "note") ||
		              str_is(rows[i - 1].kind, "return") ||
		              str_is(rows[i - 1].kind, "propose");
		view_text(v, "note", p->staff || !inside ? rows[i - 1].note : STR(""));
	}
	return st;
}

static enum nhi_status put_decisions(struct page *p, struct db *db, struct err *err) {
	struct case_decision *rows;
	size_t count;
	view_list(p->view, "decisions");
	enum nhi_status st = case_decisions(db, p->w.file.id, p->w.call->arena, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		struct view *v = view_item(p->view, "decisions", "case_decision");
		view_text(v, "result", str_from(case_result_name(rows[i].result)));
		view_text(v, "reason", rows[i].reason);
		view_date(v, "decided_on", rows[i].decided_on);
		view_text(v, "by", rows[i].account_name);
		view_text(v, "acting_for", rows[i].acting_for);
		view_number(v, "level", rows[i].level_used);
		view_text(v, "letter", rows[i].letter);
		view_list(v, "changes");
	}
	return st;
}

/* ---- The left side ----------------------------------------------------------------------------
 */

static void put_values(struct page *p) {
	const struct service *s = p->w.service;
	view_list(p->view, "values");
	for (size_t i = 0; i < p->w.values.count; i++) {
		const struct form_input *in = &p->w.values.input[i];
		const struct service_field *f = service_field(s, in->name);
		struct view *v = view_item(p->view, "values", "case_value");
		struct str zh = in->value, en = in->value;
		for (size_t k = 0; f != NULL && k < f->choice_count; k++)
			if (str_eq(f->choices[k].code, in->value)) {
				zh = f->choices[k].name.zh;
				en = f->choices[k].name.en;
			}
		if (f != NULL && f->type == SERVICE_FIELD_FLAG) {
			zh = str_is(in->value, "yes") ? STR("是") : STR("否");
			en = str_is(in->value, "yes") ? STR("yes") : STR("no");
		}
		view_both(v, "title", f == NULL ? in->name : f->title.zh,
		          f == NULL ? in->name : f->title.en);
		view_text(v, "value", zh);
		view_both(v, "shown", zh, en);
	}
}

static enum nhi_status put_documents(struct page *p, struct db *db, struct err *err) {
	struct case_document *rows;
	struct case_pause *pauses;
	size_t count, n;
	view_list(p->view, "documents");
	view_list(p->view, "pauses");
	enum nhi_status st = case_documents(db, p->w.file.id, p->w.call->arena, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		struct view *v = view_item(p->view, "documents", "case_document");
		view_text(v, "case_number", p->w.file.number);
		view_number(v, "number", rows[i].number);
		view_flag(v, "has_file", rows[i].file_hash.n > 0);
		view_text(v, "name", rows[i].name);
		view_flag(v, "sent", str_is(rows[i].direction, "out"));
		view_date(v, "received_on", rows[i].received_on);
		view_text(v, "note", rows[i].note);
	}
	if (st == NHI_OK) st = case_pauses(db, p->w.file.id, p->w.call->arena, &pauses, &n, err);
	for (size_t i = 0; st == NHI_OK && i < n; i++) {
		struct view *v = view_item(p->view, "pauses", "case_pause");
		view_text(v, "reason", pauses[i].reason);
		view_flag(v, "supplement", str_is(pauses[i].reason, "supplement"));
		view_text(v, "asked", pauses[i].asked);
		view_date(v, "from", pauses[i].from);
		view_date(v, "to", pauses[i].to);
		view_date(v, "answer_due", pauses[i].answer_due);
	}
	return st;
}

static enum nhi_status put_links(struct page *p, struct db *db, struct err *err) {
	struct case_link *rows;
	size_t count;
	view_list(p->view, "links");
	enum nhi_status st = case_links(db, p->w.file.id, p->w.call->arena, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		struct view *v = view_item(p->view, "links", "case_link");
		const struct service *s =
		        service_find(&p->w.desk->services, rows[i].other_service, p->w.call->today);
		view_text(v, "number", rows[i].other_number);
		if (s != NULL) view_both(v, "service", s->name.zh, s->name.en);
		view_text(v, "state", str_from(case_state_name(rows[i].other_state)));
		view_flag(v, "later", rows[i].is_later);
	}
	return st;
}

/* ---- The page ---------------------------------------------------------------------------------
 */

/* The way back to the person at the counter, who has a further wish. */
static void put_person(struct page *p) {
	char text[TEXT_SIZE];
	struct str kept;
	bool shown = p->staff && p->w.file.person_id != 0 &&
	             principal_may(p->w.call->who, "person", RIGHT_READ);
	snprintf(text, sizeof text, "%lld", (long long)p->w.file.person_id);
	if (shown && arena_str(p->w.call->arena, str_from(text), &kept))
		view_text(p->view, "person", kept);
}

static void put_head(struct page *p) {
	struct view *v = p->view;
	const struct case_file *c = &p->w.file;
	view_text(v, "number", c->number);
	view_number(v, "version", c->version);
	view_both(v, "service", p->w.service->name.zh, p->w.service->name.en);
	view_text(v, "service_id", c->service);
	view_text(v, "title", c->title);
	view_text(v, "state", str_from(case_state_name(c->state)));
	if (c->result != CASE_NO_RESULT)
		view_text(v, "result", str_from(case_result_name(c->result)));
	view_text(v, "channel", str_from(case_channel_name(c->channel)));
	view_both(v, "step", p->w.step->name.zh, p->w.step->name.en);
	view_flag(v, "staff", p->staff);
	view_flag(v, "fresh", form_has(p->in, "new"));
	put_person(p);
}

static enum nhi_status put_officer(struct page *p, struct db *db, struct err *err) {
	struct account a = {0};
	enum nhi_status st = NHI_OK;
	if (p->w.file.officer != 0)
		st = account_read(db, p->w.file.officer, STR(""), p->w.call->arena, &a, err);
	if (st == NHI_OK) view_text(p->view, "officer", a.name);
	return st;
}

static enum nhi_status load(struct page *p, struct db *db, struct str number, struct err *err) {
	struct casework *w = &p->w;
	struct str json;
	enum nhi_status st = case_by_number(db, number, w->call->arena, &w->file, err);
	if (st == NHI_OK) st = casework_need(w, RIGHT_READ, err);
	if (st == NHI_OK) st = case_service(w->desk, &w->file, &w->service, err);
	if (st != NHI_OK) return st;
	w->step = service_step(w->service->flow, w->file.step);
	if (w->step == NULL) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(w->file.step));
	st = case_value(db, w->file.id, w->file.value_no, w->call->arena, &json, err);
	if (st == NHI_OK) st = case_form_read(json, w->call->arena, &w->values, err);
	if (st == NHI_OK && w->file.draft_no != 0)
		st = case_draft_read(db, w->file.id, w->file.draft_no, w->call->arena, &w->draft,
		                     err);
	return st;
}

struct reading {
	struct page *page;
	struct str number;
};

static enum nhi_status read_page(struct db *db, void *context, struct err *err) {
	struct reading *r = context;
	struct page *p = r->page;
	enum nhi_status st = load(p, db, r->number, err);
	if (st != NHI_OK) return st;
	p->view = view_new(p->w.call->arena, "case_page");
	p->reads.count = 0; /* the work may be run again */
	view_list(p->view, "errors");
	view_list(p->view, "notes");
	reads_add(&p->reads, p->w.file.person_id);
	if (p->w.file.party == CASE_PERSON) reads_add(&p->reads, p->w.file.party_id);
	put_head(p);
	put_clock(p);
	put_steps(p);
	case_section_put(p->view, p->w.call, p->w.file.section);
	put_values(p);
	put_objections(p);
	case_reasons_put(p->view, &p->w.desk->cases.reasons, p->w.service, CASE_NO_RESULT, STR(""));
	st = put_level(p, err);
	if (st == NHI_OK) st = put_signatures(p, db, err);
	if (st == NHI_OK) put_actions(p);
	if (st == NHI_OK) st = put_neighbours(p, db, err);
	if (st == NHI_OK) st = put_officer(p, db, err);
	if (st == NHI_OK) st = put_documents(p, db, err);
	if (st == NHI_OK) st = put_decisions(p, db, err);
	if (st == NHI_OK) st = put_links(p, db, err);
	return st == NHI_OK ? put_events(p, db, err) : st;
}

static struct page *page_new(struct desk_call *call, const struct form *in) {
	struct page *p = ARENA_NEW(call->arena, struct page);
	if (p == NULL) return NULL;
	*p = (struct page){.in = in};
	p->w = (struct casework){.call = call, .desk = call->desk};
	p->staff = principal_is_staff(call->who);
	return p;
}

enum nhi_status case_page(struct desk_call *call, struct str number, const struct form *in,
                          struct view **out, struct err *err) {
	struct page *p = page_new(call, in);
	if (p == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct reading r = {p, number};
	enum nhi_status st = desk_need_db(call, err);
	if (st == NHI_OK) st = db_transact(call->db, DB_READ, read_page, &r, err);
	call->case_no = p->w.file.number;
	if (st == NHI_OK) st = desk_record_reads(call, &p->reads, "case_page", err);
	*out = p->view;
	return st;
}

static void read_command(const struct form *in, struct str number, struct case_command *q) {
	*q = CASE_COMMAND_INIT;
	q->number = number;
	q->note = form_get(in, "note");
	q->reason_code = form_get(in, "reason_code");
	q->reason = form_get(in, "reason");
	q->to = form_get(in, "to");
	q->ground = form_get(in, "ground");
	q->key = form_get(in, "key");
	(void)case_result_find(form_get(in, "result"), &q->result); /* else none: told by case_do */
	(void)form_i64(in, "version", 1, INT32_MAX, NULL, &q->version);
	(void)form_date(in, "on", NULL, &q->on);
}

enum nhi_status case_page_do(struct desk_call *call, struct str number, const struct form *in,
                             struct view **out, bool *done, struct err *err) {
	struct case_command q;
	struct case_answer answer;
	struct case_upload uploads[CASE_UPLOADS_MAX];
	read_command(in, number, &q);
	q.upload = uploads;
	q.upload_count = case_uploads_of(in, uploads);
	*done = false;
	if (!case_verb_find(form_get(in, "verb"), &q.verb))
		return err_set(err, NHI_RANGE, "verb" ERR_SEP "%.*s" ERR_SEP "accept …",
		               STR_ARG(form_get(in, "verb")));
	enum nhi_status st = case_do(call, &q, &answer, err);
	if (st != NHI_OK) return st;
	*done = answer.done;
	if (*done) return NHI_OK;
	st = case_page(call, number, in, out, err);
	for (const struct effect_line *l = answer.line; st == NHI_OK && l != NULL; l = l->next) {
		struct view *e = view_item(*out, "errors", "form_error");
		view_text(e, "field", l->field);
		view_both(e, "message", l->zh, l->en);
	}
	return st;
}

/* ---- The decision before it is signed ---------------------------------------------------------
 */

static void put_results(struct view *v, enum case_result chosen) {
	static const struct {
		enum case_result result;
		const char *zh, *en;
	} rows[] = {{CASE_APPROVE, "准予所請", "Grant"},
	            {CASE_PARTLY, "部分准許", "Grant in part"},
	            {CASE_REJECT, "不予核准", "Refuse"},
	            {CASE_INADMISSIBLE, "不予受理", "Do not admit"}};
	view_list(v, "results");
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct view *o = view_item(v, "results", "option");
		view_text(o, "code", str_from(case_result_name(rows[i].result)));
		view_both(o, "name", str_from(rows[i].zh), str_from(rows[i].en));
		view_flag(o, "selected", rows[i].result == chosen);
	}
}

static void put_letter(struct view *v, const struct letter *letter, bool english) {
	struct buf b = BUF_INIT(0);
	struct str kept;
	if (letter == NULL) return;
	struct letter draft = *letter;
	draft.number = STR(""); /* it is given when somebody signs */
	letter_put_text(&b, &draft, english ? LETTER_EN : LETTER_ZH);
	if (buf_ok(&b) && arena_str(v->arena, buf_str(&b), &kept)) view_text(v, "letter", kept);
	buf_free(&b);
}

/* Who signs, and why here: the table of delegation, or why not this one. */
static enum nhi_status put_signer(struct page *p, struct view *v, struct err *err) {
	static const struct {
		const char *zh, *en;
	} why[AUTHORITY_ANSWERS] = {
	        [AUTHORITY_LEVEL_TOO_LOW] = {"您的層級不能決定這件事，請陳核。",
	                                     "Your level does not decide this; send it up."},
	        [AUTHORITY_OWN_CASE] = {"自己或代理的人是當事人，應迴避。",
	                                "You, or whom you stand in for, are a party."},
	        [AUTHORITY_RECUSED] = {"您已就本案迴避。", "You have withdrawn from this case."},
	        [AUTHORITY_NO_DRAFT] = {"還沒有人擬辦。", "Nobody has drafted yet."},
	        [AUTHORITY_OWN_DRAFT] = {"擬辦的人不能自己核定。",
	                                 "Who drafted it cannot decide it."},
	        [AUTHORITY_NO_COSIGN] = {"還有單位沒有會辦。", "A unit has not co-signed yet."},
	};
	struct case_standing s;
	enum nhi_status st = casework_standing(&p->w, &s, err);
	if (st != NHI_OK) return st;
	bool may = s.answer == AUTHORITY_MAY;
	view_number(v, "level", s.level);
	view_both(v, "level_title", s.band->title_zh, s.band->title_en);
	view_text(v, "signer", p->w.call->who->name);
	if (s.acting_for.n > 0) view_text(v, "acting_for", s.acting_for);
	view_flag(v, "may", may);
	if (!may && why[s.answer].zh != NULL)
		view_both(v, "why_not", str_from(why[s.answer].zh), str_from(why[s.answer].en));
	return NHI_OK;
}

static void put_changes(struct view *v, const struct effect_line *l) {
	view_list(v, "changes");
	for (; l != NULL; l = l->next) {
		if (l->mark == EFFECT_REFUSE) {
			struct view *e = view_item(v, "errors", "form_error");
			view_text(e, "field", l->field);
			view_both(e, "message", l->zh, l->en);
			continue;
		}
		view_both(view_item(v, "changes", "case_change"), "says", l->zh, l->en);
	}
}

enum nhi_status case_decide_page(struct desk_call *call, struct str number, const struct form *in,
                                 bool english, struct view **out, struct err *err) {
	struct page *p = page_new(call, in);
	struct case_command q;
	struct case_answer answer = {.done = false};
	if (p == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = desk_need_db(call, err);
	if (st == NHI_OK) st = load(p, call->db, number, err);
	if (st != NHI_OK) return st;
	struct view *v = *out = view_new(call->arena, "case_decide");
	view_list(v, "errors");
	read_command(in, number, &q);
	q.verb = CASE_DO_DECIDE;
	q.key = STR("");
	q.version = 0;
	q.dry_run = true;
	if (q.result == CASE_NO_RESULT)
		q.result = p->w.draft.result != CASE_NO_RESULT ? p->w.draft.result : CASE_APPROVE;
	const struct case_reasons *reasons = &p->w.desk->cases.reasons;
	if (!form_has(in, "reason") && !form_has(in, "reason_code")) {
		const struct case_reason *r =
		        case_reason_find(reasons, p->w.draft.reason_code, p->w.service);
		q.reason_code = r == NULL || r->result != q.result ? STR("") : r->code;
		q.reason = q.reason_code.n == 0 ? p->w.draft.reason
		                                : case_reason_added(r, p->w.draft.reason);
	}
	case_reasons_put(v, reasons, p->w.service, CASE_NO_RESULT, q.reason_code);
	view_text(v, "reason_code", q.reason_code);
	view_text(v, "list", form_get(in, "list"));
	view_text(v, "number", p->w.file.number);
	view_number(v, "version", p->w.file.version);
	view_both(v, "service", p->w.service->name.zh, p->w.service->name.en);
	view_text(v, "title", p->w.file.title);
	view_text(v, "result", str_from(case_result_name(q.result)));
	view_text(v, "reason", q.reason);
	view_text(v, "drafted_by", p->w.draft.account_name);
	put_results(v, q.result);
	st = put_signer(p, v, err);
	if (st != NHI_OK) return st;
	/* A rehearsal: everything is done and undone, so the page shows what would be. */
	struct err why = ERR_INIT;
	if (view_find(v, "why_not") == NULL && case_do(call, &q, &answer, &why) != NHI_OK &&
	    why.code != NHI_OK) {
		struct buf zh = BUF_INIT(1024), en = BUF_INIT(1024);
		struct str kept_zh = STR(""), kept_en = STR("");
		err_message(&why, "zh", &zh);
		err_message(&why, "en", &en);
		if (arena_str(call->arena, buf_str(&zh), &kept_zh) &&
		    arena_str(call->arena, buf_str(&en), &kept_en))
			view_both(v, "why_not", kept_zh, kept_en);
		buf_free(&zh);
		buf_free(&en);
	}
	put_changes(v, answer.line);
	put_letter(v, answer.letter, english);
	return NHI_OK;
}
