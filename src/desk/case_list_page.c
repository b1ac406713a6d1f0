/* case_list_page.c: the work basket and one's own cases; see case_page.h. */
#include "desk/case_bulk.h"
#include "desk/case_page.h"
#include "desk/case_view.h"
#include "desk/reads.h"
#include "store/account.h"
#include "store/deputy.h"
#include "store/provider.h"

enum { ROWS_A_PAGE = 40, SOON_DAYS = 3, TEXT_SIZE = 96 };

struct basket {
	struct desk_call *call;
	const struct form *in;
	struct view *view;
	struct case_list list;
	struct str section;
	struct reads reads;
	int64_t officer; /* whose name was read last */
	struct str officer_name;
};

/* "central/enrolment-1": the section of the post. */
static struct str own_section(struct desk_call *call) {
	char text[TEXT_SIZE];
	struct str kept = STR("");
	const struct principal *who = call->who;
	snprintf(text, sizeof text, "%.*s%s%.*s", STR_ARG(who->org_unit),
	         who->section.n > 0 ? "/" : "", STR_ARG(who->section));
	return arena_str(call->arena, str_from(text), &kept) ? kept : STR("");
}

/* Those outside see what they applied for themselves. */
static enum nhi_status choose_own(struct basket *b, struct err *err) {
	const struct principal *who = b->call->who;
	struct case_list *l = &b->list;
	l->party = who->kind == PRINCIPAL_AGENT ? CASE_UNIT : CASE_PERSON;
	l->party_id = who->kind == PRINCIPAL_AGENT ? who->unit_id : who->person_id;
	if (who->kind != PRINCIPAL_PROVIDER) return NHI_OK;
	l->party = CASE_PROVIDER;
	return provider_by_code(b->call->db, who->provider_code, &l->party_id, err);
}

/* "central/enrolment-3" of a chief's post; of a higher one "": all of the unit. */
static struct str section_of_post(struct desk_call *call, const struct deputy *post) {
	char text[TEXT_SIZE];
	struct str kept = STR("");
	if (post->level <= 2 || post->section.n == 0) return kept;
	snprintf(text, sizeof text, "%.*s/%.*s", STR_ARG(post->org_unit), STR_ARG(post->section));
	return arena_str(call->arena, str_from(text), &kept) ? kept : STR("");
}

enum nhi_status case_list_awaiting(struct desk_call *call, struct case_list *list,
                                   struct err *err) {
	const struct principal *who = call->who;
	struct deputy *rows;
	size_t count;
	struct deputy post = {
	        .level = who->level, .org_unit = who->org_unit, .section = who->section};
	enum nhi_status st =
	        deputy_of(call->db, who->account_id, call->today, call->arena, &rows, &count, err);
	if (st != NHI_OK) return st;
	/* the highest comes first; at the same level one's own */
	if (count > 0 && (post.level == 0 || rows[0].level < post.level)) post = rows[0];
	const struct org_unit *u = org_find(call->desk->org, post.org_unit, call->today);
	list->kind = CASES_AWAITING;
	list->level = post.level < SERVICE_LEVEL_OFFICER ? post.level : 0;
	list->division = post.level == 1 && who->division == 0 ? -1 : u == NULL ? 0 : u->division;
	list->section = section_of_post(call, &post);
	return NHI_OK;
}

enum nhi_status case_list_chosen(struct desk_call *call, const struct form *in, struct case_list *l,
                                 struct err *err) {
	struct str kind = form_get(in, "list"), section = form_get(in, "section");
	enum nhi_status st = NHI_OK;
	if (str_is(kind, "level")) {
		st = case_list_awaiting(call, l, err);
	} else if (str_is(kind, "section")) {
		l->kind = CASES_OF_SECTION;
		l->section = section.n > 0 ? section : own_section(call);
	} else {
		l->kind = CASES_OF_OFFICER;
		l->officer = call->who->account_id;
	}
	return st == NHI_OK ? case_list_allows(call, l, err) : st;
}

static enum nhi_status choose_list(struct basket *b, struct err *err) {
	const struct principal *who = b->call->who;
	struct case_list *l = &b->list;
	*l = (struct case_list){.kind = CASES_OF_PARTY, .most = ROWS_A_PAGE};
	b->section = own_section(b->call);
	struct str given = form_get(b->in, "section");
	if (given.n > 0) b->section = given;
	bool staff = principal_is_staff(who);
	enum nhi_status st = staff ? case_list_chosen(b->call, b->in, l, err) : choose_own(b, err);
	if (l->kind == CASES_OF_SECTION && form_has(b->in, "service")) {
		l->kind = CASES_OF_SERVICE;
		l->service = form_get(b->in, "service");
	}
	struct str after = form_get(b->in, "after");
	l->has_after = after.n > 0 && case_cursor_read(after, &l->after);
	return st;
}

static enum nhi_status officer_name(struct basket *b, int64_t account, struct str *out,
                                    struct err *err) {
	struct account a;
	*out = STR("");
	if (account == 0) return NHI_OK;
	if (account != b->officer) {
		enum nhi_status st =
		        account_read(b->call->db, account, STR(""), b->call->arena, &a, err);
		if (st != NHI_OK) return st;
		b->officer = account;
		b->officer_name = a.name;
	}
	*out = b->officer_name;
	return NHI_OK;
}

static void put_service(struct basket *b, struct view *v, struct str id) {
	const struct service *s = service_find(&b->call->desk->services, id, b->call->today);
	if (s != NULL)
		view_both(v, "service", s->name.zh, s->name.en);
	else
		view_both(v, "service", id, id);
}

static enum nhi_status put_row(struct basket *b, const struct case_row *r, struct err *err) {
	struct view *v = view_item(b->view, "rows", "case_row");
	struct str officer;
	bool closed = case_is_closed(r->state), has_due = r->due_on != DATE_OPEN && !closed;
	view_text(v, "number", r->number);
	put_service(b, v, r->service);
	view_text(v, "title", r->title);
	view_text(v, "state", str_from(case_state_name(r->state)));
	if (r->result != CASE_NO_RESULT)
		view_text(v, "result", str_from(case_result_name(r->result)));
	view_date(v, "received_on", r->received_on);
	if (has_due) {
		view_date(v, "due_on", r->due_on);
		view_number(v, "left", r->due_on - b->call->today);
	}
	view_flag(v, "overdue", has_due && r->due_on < b->call->today);
	view_flag(v, "soon",
	          has_due && r->due_on >= b->call->today &&
	                  r->due_on <= b->call->today + SOON_DAYS);
	view_flag(v, "standing", r->is_standing && !closed);
	reads_add(&b->reads, r->person_id);
	enum nhi_status st = officer_name(b, r->officer, &officer, err);
	view_text(v, "officer", officer);
	return st;
}

static enum nhi_status put_officers(struct basket *b, struct err *err) {
	struct account_holder *rows;
	size_t count;
	const struct principal *who = b->call->who;
	view_list(b->view, "officers");
	if (who->kind != PRINCIPAL_CLERK) return NHI_OK;
	enum nhi_status st =
	        account_holders(b->call->db, who->org_unit, who->section, SERVICE_LEVEL_OFFICER,
	                        b->call->today, b->call->arena, &rows, &count, err);
	for (size_t i = 0; i < count && st == NHI_OK; i++) {
		struct view *o = view_item(b->view, "officers", "option");
		view_id(o, "code", rows[i].account_id);
		view_both(o, "name", rows[i].name, rows[i].name);
		view_flag(o, "selected", false);
	}
	return st;
}

/* How much lies in the section; for the head of a list of staff. */
static enum nhi_status put_load(struct basket *b, struct err *err) {
	struct case_load load;
	struct view *v = b->view;
	if (!principal_is_staff(b->call->who)) return NHI_OK;
	enum nhi_status st = case_load(b->call->db, b->section, b->call->today, &load, err);
	view_number(v, "open", load.open);
	view_number(v, "overdue", load.overdue);
	view_number(v, "standing", load.standing);
	view_number(v, "unassigned", load.unassigned);
	return st;
}

static void put_head(struct basket *b) {
	struct view *v = b->view;
	const struct principal *who = b->call->who;
	const struct org_unit *u =
	        org_find(b->call->desk->org,
	                 str_slice(b->section, 0, str_find_char(b->section, '/')), b->call->today);
	bool staff = principal_is_staff(who);
	view_flag(v, "staff", staff);
	view_flag(v, "own", !staff);
	view_flag(v, "mine", b->list.kind == CASES_OF_OFFICER);
	view_flag(v, "by_section",
	          b->list.kind == CASES_OF_SECTION || b->list.kind == CASES_OF_SERVICE);
	view_flag(v, "by_level", b->list.kind == CASES_AWAITING);
	view_number(v, "level", b->list.level);
	view_text(v, "list", form_get(b->in, "list"));
	case_reasons_put(
	        v, &b->call->desk->cases.reasons,
	        service_find(&b->call->desk->services, form_get(b->in, "service"), b->call->today),
	        CASE_NO_RESULT, form_get(b->in, "reason_code"));
	view_flag(v, "first", !b->list.has_after);
	if (!staff || u == NULL) return;
	struct str zh = u->zh, en = u->en;
	for (size_t i = 0; i < u->section_name_count; i++)
		if (str_ends(b->section, u->sections[i].code)) {
			zh = u->sections[i].zh;
			en = u->sections[i].en;
		}
	view_both(v, "place", zh, en);
}

static enum nhi_status read_basket(struct db *db, void *context, struct err *err) {
	struct basket *b = context;
	struct case_row *rows;
	size_t count;
	b->reads.count = 0; /* the work may be run again */
	b->officer = 0;
	struct view *v = b->view = view_new(b->call->arena, "case_list");
	view_list(v, "errors");
	enum nhi_status st = choose_list(b, err);
	put_head(b);
	if (st == NHI_OK) st = case_list_allows(b->call, &b->list, err);
	if (st == NHI_OK) st = put_load(b, err);
	if (st == NHI_OK) st = put_officers(b, err);
	if (st == NHI_OK) st = case_list(db, &b->list, b->call->arena, &rows, &count, err);
	view_list(v, "rows");
	for (size_t i = 0; st == NHI_OK && i < count; i++) st = put_row(b, &rows[i], err);
	if (st != NHI_OK || count < ROWS_A_PAGE) return st;
	struct buf next = BUF_INIT(TEXT_SIZE);
	struct str kept;
	case_cursor_put(&next, &(struct case_cursor){rows[count - 1].due_on, rows[count - 1].id});
	if (arena_str(b->call->arena, buf_str(&next), &kept)) view_text(v, "next", kept);
	buf_free(&next);
	return NHI_OK;
}

enum nhi_status case_list_page(struct desk_call *call, const struct form *in, struct view **out,
                               struct err *err) {
	struct basket *b = ARENA_NEW(call->arena, struct basket);
	if (b == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	*b = (struct basket){.call = call, .in = in};
	enum nhi_status st = desk_need_db(call, err);
	if (st == NHI_OK) st = db_transact(call->db, DB_READ, read_basket, b, err);
	if (st == NHI_OK) st = desk_record_reads(call, &b->reads, "case_list", err);
	*out = b->view;
	return st;
}

/* ---- One act on many --------------------------------------------------------------------------
 */

static void put_outcomes(struct desk_call *call, struct view *v, const struct case_bulk_row *rows,
                         size_t count) {
	int64_t done = 0;
	view_list(v, "outcomes");
	for (size_t i = 0; i < count; i++) {
		struct view *x = view_item(v, "outcomes", "case_outcome");
		const struct case_bulk_row *r = &rows[i];
		view_text(x, "number", r->number);
		view_flag(x, "done", r->done);
		view_text(x, "title", r->title);
		view_text(x, "letter", r->letter);
		if (r->done && r->title.n > 0)
			view_text(x, "state", str_from(case_state_name(r->state)));
		if (!r->done) view_both(x, "why", r->why_zh, r->why_en);
		done += r->done;
	}
	view_number(v, "done", done);
	view_number(v, "failed", (int64_t)count - done);
	(void)call;
}

static size_t chosen_numbers(const struct form *in, struct str *numbers) {
	size_t count = 0;
	for (size_t i = 0; i < in->count; i++)
		if (str_is(in->input[i].name, "number"))
			numbers[count++] = str_trim(in->input[i].value);
	return count;
}

enum nhi_status case_list_do(struct desk_call *call, const struct form *in, struct view **out,
                             bool *done, struct err *err) {
	struct str numbers[FORM_INPUTS_MAX];
	struct case_bulk_row *rows;
	struct case_command q = CASE_COMMAND_INIT;
	size_t count = chosen_numbers(in, numbers);
	bool known = case_bulk_verb(form_get(in, "do"), &q.verb);
	q.to = form_get(in, "to");
	q.reason_code = form_get(in, "reason_code");
	q.reason = form_get(in, "reason");
	q.note = form_get(in, "note");
	q.key = form_get(in, "key");
	bool has_result =
	        form_has(in, "result") && case_result_find(form_get(in, "result"), &q.result);
	*done = false;
	if (!has_result) q.result = CASE_NO_RESULT;
	if (!known || count == 0) {
		enum nhi_status st = case_list_page(call, in, out, err);
		if (st == NHI_OK && !known)
			form_error(*out, "do", "請選要做什麼。", "Choose what to do.");
		if (st == NHI_OK && count == 0)
			form_error(*out, "rows", "請先勾選案件。", "Tick the cases first.");
		return st;
	}
	enum nhi_status st = case_bulk(call, &q, numbers, count, &rows, err);
	if (st == NHI_OK) st = case_list_page(call, in, out, err);
	if (st == NHI_OK) put_outcomes(call, *out, rows, count);
	return st;
}
