/* case_view.c: see case_view.h. */
#include "desk/case_view.h"

#include "desk/reads.h"

enum { EVENTS_MAX = 1000 };

void case_cursor_put(struct buf *out, const struct case_cursor *c) {
	date_print(out, c->due);
	buf_printf(out, ":%lld", (long long)c->id);
}

bool case_cursor_read(struct str text, struct case_cursor *out) {
	struct str day = str_cut(&text, ':');
	return date_parse(day, &out->due) && str_to_i64(text, 0, INT64_MAX, &out->id);
}

static void put_day(struct json *j, const char *key, date_t day) {
	if (day == DATE_OPEN)
		json_put_null(j, key);
	else
		json_put_date(j, key, day);
}

static void put_instant(struct json *j, const char *key, instant_t at) {
	struct buf b = BUF_INIT(64);
	instant_print(&b, at);
	json_put_str(j, key, buf_str(&b));
	buf_free(&b);
}

/* ---- Lists ------------------------------------------------------------------------------------
 */

static int64_t division_of(struct desk_call *call, struct str section) {
	struct str unit = str_slice(section, 0, str_find_char(section, '/'));
	const struct org_unit *u = org_find(call->desk->org, unit, call->today);
	return u == NULL ? 0 : u->division;
}

enum nhi_status case_list_allows(struct desk_call *call, const struct case_list *l,
                                 struct err *err) {
	const struct principal *who = call->who;
	switch (l->kind) {
	case CASES_OF_SECTION:
	case CASES_OF_SERVICE:
		return principal_need_division(who, "case", RIGHT_READ,
		                               division_of(call, l->section), err);
	case CASES_AWAITING:
		return principal_need_division(who, "case", RIGHT_READ,
		                               l->division < 0 ? 0 : l->division, err);
	case CASES_OF_OFFICER:
		if (who->kind == PRINCIPAL_CLERK && who->account_id == l->officer)
			return principal_need(who, "case", RIGHT_READ, err);
		return principal_need_division(who, "case", RIGHT_READ, who->division, err);
	case CASES_OF_PARTY:
		if (l->party == CASE_PROVIDER) return principal_need(who, "case", RIGHT_READ, err);
		if (l->party == CASE_UNIT)
			return principal_need_unit(who, "case", RIGHT_READ, l->party_id,
			                           who->division, err);
		return principal_need_person(who, "case", RIGHT_READ, l->party_id, who->division,
		                             err);
	case CASES_OF_PERSON:
		return principal_need_person(who, "case", RIGHT_READ, l->party_id, who->division,
		                             err);
	case CASES_DEEMED:
	case CASE_LIST_KINDS: break;
	}
	return principal_need_division(who, "case", RIGHT_READ, 0, err);
}

static void put_row(struct json *j, const struct case_row *r) {
	json_object_start(j);
	json_put_str(j, "case", r->number);
	json_put_str(j, "service", r->service);
	json_put_str(j, "title", r->title);
	json_put_str(j, "section", r->section);
	json_put_c(j, "state", case_state_name(r->state));
	json_put_str(j, "step", r->step);
	json_put_c(j, "result", case_result_name(r->result));
	put_day(j, "received_on", r->received_on);
	put_day(j, "due", r->due_on);
	json_put_bool(j, "standing", r->is_standing);
	put_day(j, "closed_on", r->closed_on);
	json_put_i64(j, "officer", r->officer);
	json_put_i64(j, "await_level", r->await_level);
	json_put_i64(j, "version", r->version);
	json_object_end(j);
}

enum nhi_status case_list_show(struct desk_call *call, const struct case_list *list,
                               struct buf *json, struct err *err) {
	struct case_row *rows;
	size_t count;
	struct reads reads = {.count = 0};
	enum nhi_status st = desk_need_db(call, err);
	if (st == NHI_OK) st = case_list_allows(call, list, err);
	if (st == NHI_OK) st = case_list(call->db, list, call->arena, &rows, &count, err);
	if (st != NHI_OK) return st;
	for (size_t i = 0; i < count; i++) reads_add(&reads, rows[i].person_id);
	st = desk_record_reads(call, &reads, "case_list", err);
	if (st != NHI_OK) return st;
	struct json j = JSON_INIT(json, true);
	json_object_start(&j);
	json_key(&j, "rows");
	json_array_start(&j);
	for (size_t i = 0; i < count; i++) put_row(&j, &rows[i]);
	json_array_end(&j);
	json_key(&j, "next");
	if (count == (size_t)list->most) {
		struct buf b = BUF_INIT(64);
		case_cursor_put(&b,
		                &(struct case_cursor){rows[count - 1].due_on, rows[count - 1].id});
		json_str(&j, buf_str(&b));
		buf_free(&b);
	} else {
		json_none(&j);
	}
	json_object_end(&j);
	buf_put_char(json, '\n');
	return NHI_OK;
}

/* ---- One case ---------------------------------------------------------------------------------
 */

static void put_head(struct json *j, const struct case_file *c) {
	json_put_str(j, "case", c->number);
	json_put_str(j, "service", c->service);
	json_put_date(j, "service_from", c->service_from);
	json_put_i64(j, "version", c->version);
	json_put_c(j, "state", case_state_name(c->state));
	json_put_str(j, "step", c->step);
	json_put_str(j, "title", c->title);
	json_put_i64(j, "party", c->party);
	json_put_i64(j, "party_id", c->party_id);
	json_put_i64(j, "person_id", c->person_id);
	json_put_i64(j, "unit_id", c->unit_id);
	json_put_str(j, "agent", c->agent_name);
	json_put_c(j, "channel", case_channel_name(c->channel));
	json_put_date(j, "received_on", c->received_on);
	put_instant(j, "opened_at", c->opened_at);
	json_put_i64(j, "division", c->division);
	json_put_str(j, "section", c->section);
	json_put_i64(j, "officer", c->officer);
	json_put_i64(j, "await_level", c->await_level);
	json_put_date(j, "started_on", c->started_on);
	put_day(j, "due", c->due_on);
	json_put_bool(j, "due_verified", c->is_verified);
	json_put_bool(j, "standing", c->is_standing);
	put_day(j, "deemed_on", c->deemed_on);
	json_put_str(j, "term_source", c->term_source);
	json_put_c(j, "result", case_result_name(c->result));
	put_day(j, "closed_on", c->closed_on);
}

static enum nhi_status put_values(struct desk_call *call, const struct case_file *c, struct json *j,
                                  struct err *err) {
	struct str json;
	struct form *form = ARENA_NEW(call->arena, struct form);
	if (form == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = case_value(call->db, c->id, c->value_no, call->arena, &json, err);
	if (st == NHI_OK) st = case_form_read(json, call->arena, form, err);
	json_key(j, "values");
	json_object_start(j);
	for (size_t i = 0; st == NHI_OK && i < form->count; i++)
		json_put_str(j, form->input[i].name.p, form->input[i].value);
	json_object_end(j);
	return st;
}

static enum nhi_status put_documents(struct desk_call *call, const struct case_file *c,
                                     struct json *j, struct err *err) {
	struct case_document *rows;
	size_t count = 0;
	enum nhi_status st = case_documents(call->db, c->id, call->arena, &rows, &count, err);
	json_key(j, "documents");
	json_array_start(j);
	for (size_t i = 0; i < count; i++) {
		json_object_start(j);
		json_put_str(j, "direction", rows[i].direction);
		json_put_str(j, "kind", rows[i].kind);
		json_put_str(j, "name", rows[i].name);
		json_put_str(j, "file", rows[i].file_hash);
		json_put_date(j, "received_on", rows[i].received_on);
		json_object_end(j);
	}
	json_array_end(j);
	return st;
}

static enum nhi_status put_pauses(struct desk_call *call, const struct case_file *c, struct json *j,
                                  struct err *err) {
	struct case_pause *rows;
	size_t count = 0;
	enum nhi_status st = case_pauses(call->db, c->id, call->arena, &rows, &count, err);
	json_key(j, "pauses");
	json_array_start(j);
	for (size_t i = 0; i < count; i++) {
		json_object_start(j);
		json_put_str(j, "reason", rows[i].reason);
		json_put_date(j, "from", rows[i].from);
		put_day(j, "to", rows[i].to);
		json_put_str(j, "asked", rows[i].asked);
		put_day(j, "answer_due", rows[i].answer_due);
		json_object_end(j);
	}
	json_array_end(j);
	return st;
}

static enum nhi_status put_signatures(struct desk_call *call, const struct case_file *c,
                                      struct json *j, struct err *err) {
	struct case_signature *rows;
	size_t count = 0;
	enum nhi_status st = case_signatures(call->db, c->id, call->arena, &rows, &count, err);
	json_key(j, "signatures");
	json_array_start(j);
	for (size_t i = 0; i < count; i++) {
		json_object_start(j);
		json_put_str(j, "kind", rows[i].kind);
		json_put_i64(j, "draft", rows[i].draft_no);
		json_put_str(j, "by", rows[i].account_name);
		json_put_str(j, "unit", rows[i].org_unit);
		json_put_str(j, "note", rows[i].note);
		json_object_end(j);
	}
	json_array_end(j);
	return st;
}

static enum nhi_status put_decisions(struct desk_call *call, const struct case_file *c,
                                     struct json *j, struct err *err) {
	struct case_decision *rows;
	size_t count = 0;
	enum nhi_status st = case_decisions(call->db, c->id, call->arena, &rows, &count, err);
	json_key(j, "decisions");
	json_array_start(j);
	for (size_t i = 0; i < count; i++) {
		const struct case_decision *d = &rows[i];
		json_object_start(j);
		json_put_c(j, "result", case_result_name(d->result));
		json_put_str(j, "reason", d->reason);
		json_put_str(j, "item", d->item);
		json_put_i64(j, "band", d->band);
		json_put_i64(j, "metric", d->metric);
		json_put_i64(j, "level_needed", d->level_needed);
		json_put_i64(j, "level_used", d->level_used);
		json_put_str(j, "by", d->account_name);
		json_put_str(j, "title", d->title);
		json_put_str(j, "acting_for", d->acting_for);
		json_put_date(j, "decided_on", d->decided_on);
		json_put_str(j, "remedy", d->remedy);
		json_put_str(j, "effect", d->effect);
		json_put_str(j, "letter", d->letter);
		json_object_end(j);
	}
	json_array_end(j);
	return st;
}

static enum nhi_status put_links(struct desk_call *call, const struct case_file *c, struct json *j,
                                 struct err *err) {
	struct case_link *rows;
	size_t count = 0;
	enum nhi_status st = case_links(call->db, c->id, call->arena, &rows, &count, err);
	json_key(j, "links");
	json_array_start(j);
	for (size_t i = 0; i < count; i++) {
		json_object_start(j);
		json_put_str(j, "case", rows[i].other_number);
		json_put_str(j, "service", rows[i].other_service);
		json_put_c(j, "state", case_state_name(rows[i].other_state));
		json_put_str(j, "kind", rows[i].kind);
		json_put_bool(j, "later", rows[i].is_later);
		json_object_end(j);
	}
	json_array_end(j);
	return st;
}

static enum nhi_status put_events(struct desk_call *call, const struct case_file *c, struct json *j,
                                  struct err *err) {
	struct case_event *rows;
	size_t count = 0;
	enum nhi_status st =
	        case_events(call->db, c->id, 0, EVENTS_MAX, call->arena, &rows, &count, err);
	json_array_start(j);
	for (size_t i = 0; i < count; i++) {
		json_object_start(j);
		json_put_i64(j, "number", rows[i].number);
		put_instant(j, "at", rows[i].at);
		json_put_str(j, "event", rows[i].kind);
		json_put_str(j, "actor", rows[i].actor);
		json_put_str(j, "name", rows[i].actor_name);
		json_put_str(j, "acting_for", rows[i].acting_for);
		json_put_str(j, "note", rows[i].note);
		json_object_end(j);
	}
	json_array_end(j);
	return st;
}

static enum nhi_status open_for_reading(struct desk_call *call, struct str number,
                                        struct case_file *c, struct err *err) {
	struct reads reads = {.count = 0};
	enum nhi_status st = case_read(call, number, c, err);
	if (st != NHI_OK) return st;
	call->case_no = c->number;
	reads_add(&reads, c->person_id);
	if (c->party == CASE_PERSON && c->party_id != c->person_id) reads_add(&reads, c->party_id);
	return desk_record_reads(call, &reads, "case", err);
}

enum nhi_status case_show(struct desk_call *call, struct str number, struct buf *json,
                          struct err *err) {
	struct case_file c;
	enum nhi_status st = open_for_reading(call, number, &c, err);
	if (st != NHI_OK) return st;
	struct json j = JSON_INIT(json, true);
	json_object_start(&j);
	put_head(&j, &c);
	st = put_values(call, &c, &j, err);
	if (st == NHI_OK) st = put_documents(call, &c, &j, err);
	if (st == NHI_OK) st = put_pauses(call, &c, &j, err);
	if (st == NHI_OK) st = put_signatures(call, &c, &j, err);
	if (st == NHI_OK) st = put_decisions(call, &c, &j, err);
	if (st == NHI_OK) st = put_links(call, &c, &j, err);
	if (st != NHI_OK) return st;
	json_key(&j, "events");
	st = put_events(call, &c, &j, err);
	json_object_end(&j);
	buf_put_char(json, '\n');
	return st;
}

enum nhi_status case_history(struct desk_call *call, struct str number, struct buf *json,
                             struct err *err) {
	struct case_file c;
	enum nhi_status st = open_for_reading(call, number, &c, err);
	if (st != NHI_OK) return st;
	struct json j = JSON_INIT(json, true);
	st = put_events(call, &c, &j, err);
	buf_put_char(json, '\n');
	return st;
}
