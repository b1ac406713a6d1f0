/* letter_page.c: letters as lists, one letter with its way; see letter_page.h. */
#include "desk/letter_page.h"

#include "base/clock.h"
#include "desk/letter_outbox.h"
#include "desk/reads.h"
#include "nhi/enrol_eligible.h"
#include "store/job.h"
#include "store/original.h"
#include "wire/letter.h"

enum { ROWS_A_PAGE = 50, BATCHES_SHOWN = 5, JOBS_READ = 200, KEY_SIZE = 64 };

static const char dispatch_kind[] = "letter.dispatch";

static struct letter_place place_of(const struct desk_call *call, struct db *db) {
	return (struct letter_place){db, &call->desk->cases.letters, call->arena};
}

/* ---- Lists ------------------------------------------------------------------------------------
 */

static void put_letter_row(struct view *v, const struct letter_row *r) {
	struct view *x = view_item(v, "rows", "letter_row");
	view_text(x, "number", r->number);
	view_text(x, "kind", r->kind);
	view_date(x, "issued_on", r->issued_on);
	view_text(x, "subject", r->subject);
	view_text(x, "to", r->to_name);
	view_text(x, "case_no", r->case_no);
}

static void put_outbox_row(struct view *v, const struct outbox_row *r) {
	struct view *x = view_item(v, "rows", "letter_row");
	view_text(x, "number", r->number);
	view_date(x, "issued_on", r->issued_on);
	view_text(x, "subject", r->subject);
	view_text(x, "to", r->name);
	view_text(x, "case_no", r->case_no);
	view_text(x, "state", r->state);
	view_text(x, "channel", r->channel);
	view_text(x, "note", r->last_error);
}

static enum nhi_status put_all(struct desk_call *call, const struct form *in, int64_t after,
                               struct view *v, struct reads *reads, struct err *err) {
	const struct principal *who = call->who;
	const struct letter_place place = place_of(call, call->db);
	struct letter_row *rows;
	size_t count;
	const struct letter_filter filter = {
	        .person_id = who->kind == PRINCIPAL_CITIZEN ? who->person_id : 0,
	        .unit_id = who->kind == PRINCIPAL_AGENT ? who->unit_id : 0,
	        .case_no = form_get(in, "case"),
	        .before = after,
	        .most = ROWS_A_PAGE};
	enum nhi_status st = letter_find(&place, who, &filter, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		put_letter_row(v, &rows[i]);
		reads_add(reads, rows[i].person_id);
	}
	if (st == NHI_OK && count == ROWS_A_PAGE) view_id(v, "next", rows[count - 1].letter_id);
	return st;
}

static enum nhi_status put_by_state(struct desk_call *call, struct str state, int64_t after,
                                    struct view *v, struct reads *reads, struct err *err) {
	const struct letter_place place = place_of(call, call->db);
	struct outbox_row *rows;
	size_t count;
	const struct outbox_filter filter = {.state = state,
	                                     .division = call->who->division,
	                                     .before = after,
	                                     .most = ROWS_A_PAGE};
	enum nhi_status st = letter_outbox(&place, call->who, &filter, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		put_outbox_row(v, &rows[i]);
		reads_add(reads, rows[i].person_id);
	}
	if (st == NHI_OK && count == ROWS_A_PAGE) view_id(v, "next", rows[count - 1].outbox_id);
	return st;
}

static enum nhi_status put_counts(struct desk_call *call, struct str shown, struct view *v,
                                  struct err *err) {
	struct outbox_count *rows;
	size_t count;
	view_list(v, "counts");
	enum nhi_status st =
	        outbox_counts(call->db, call->who->division, call->arena, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		struct view *x = view_item(v, "counts", "letter_count");
		view_text(x, "state", rows[i].state);
		view_text(x, "code", rows[i].state);
		view_number(x, "count", rows[i].count);
		view_flag(x, "now", str_eq(rows[i].state, shown));
	}
	return st;
}

static enum nhi_status put_batches(struct desk_call *call, struct view *v, struct err *err) {
	struct job *jobs;
	size_t count, shown = 0;
	view_list(v, "batches");
	enum nhi_status st =
	        job_list(call->db, STR(""), JOBS_READ, call->arena, &jobs, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count && shown < BATCHES_SHOWN; i++) {
		if (!str_is(jobs[i].kind, dispatch_kind)) continue;
		struct view *x = view_item(v, "batches", "letter_batch_row");
		bool done = jobs[i].state == JOB_DONE;
		view_id(x, "job", jobs[i].id);
		view_number(x, "at", jobs[i].created_at);
		view_text(x, "state", str_from(job_state_name(jobs[i].state)));
		view_text(x, "pieces", done ? job_text(jobs[i].result, "pieces") : STR(""));
		view_flag(x, "has_post", done && job_text(jobs[i].result, "post_list").n > 0);
		view_flag(x, "has_sms", done && job_text(jobs[i].result, "sms_list").n > 0);
		view_text(x, "failure", jobs[i].state == JOB_FAILED ? jobs[i].result : STR(""));
		shown++;
	}
	return st;
}

static bool may_dispatch(const struct desk_call *call) {
	return principal_is_staff(call->who) && principal_may(call->who, "letter", RIGHT_WRITE);
}

enum nhi_status letter_list_page(struct desk_call *call, const struct form *in, struct view **out,
                                 struct err *err) {
	bool staff = principal_is_staff(call->who);
	struct str state = staff ? form_get(in, "state") : STR("");
	struct reads reads = {.count = 0};
	int64_t after = 0;
	struct view *v = *out = view_new(call->arena, "letter_list");
	view_list(v, "errors");
	view_list(v, "rows");
	view_flag(v, "staff", staff);
	view_text(v, "state", state);
	view_text(v, "case", form_get(in, "case"));
	view_flag(v, "may_dispatch", may_dispatch(call));
	if (!form_i64(in, "after", 1, INT64_MAX, v, &after)) return NHI_OK;
	view_flag(v, "first", after == 0);
	enum nhi_status st = principal_need(call->who, "letter", RIGHT_READ, err);
	if (st == NHI_OK) st = desk_need_db(call, err);
	if (st == NHI_OK && staff) st = put_counts(call, state, v, err);
	if (st == NHI_OK && may_dispatch(call)) st = put_batches(call, v, err);
	if (st == NHI_OK && state.n > 0)
		st = put_by_state(call, state, after, v, &reads, err);
	else if (st == NHI_OK)
		st = put_all(call, in, after, v, &reads, err);
	return st == NHI_OK ? desk_record_reads(call, &reads, "letter_list", err) : st;
}

/* ---- A batch for the carriers: a job, since it draws every letter
 * --------------------------------
 */

static enum nhi_status order(struct db *db, void *context, struct err *err) {
	struct desk_call *call = context;
	struct act act;
	char key[KEY_SIZE];
	int64_t id;
	bool is_new;
	const struct act_request request = {.actor = call->who->actor,
	                                    .acting_for = call->who->acting_for,
	                                    .reason = STR("dispatch"),
	                                    .purpose = STR("letter.order")};
	enum nhi_status st = act_begin(db, &request, &act, err);
	snprintf(key, sizeof key, "%lld", (long long)act.id);
	return st == NHI_OK ? job_add(db, str_from(dispatch_kind), str_from(key), STR("{}"),
	                              clock_now(), &id, &is_new, err)
	                    : st;
}

enum nhi_status letter_list_page_do(struct desk_call *call, const struct form *in,
                                    struct view **out, struct err *err) {
	if (!str_is(form_get(in, "do"), "dispatch"))
		return err_set(err, NHI_RANGE, "do" ERR_SEP "%.*s" ERR_SEP "dispatch",
		               STR_ARG(form_get(in, "do")));
	if (!may_dispatch(call)) return err_set(err, NHI_FORBIDDEN, "公文" ERR_SEP "letters");
	enum nhi_status st = desk_need_write(call, err);
	if (st == NHI_OK) st = db_transact(call->write_db, DB_WRITE, order, call, err);
	if (st == NHI_OK) st = letter_list_page(call, in, out, err);
	if (st == NHI_OK) view_flag(*out, "ordered", true);
	return st;
}

enum nhi_status letter_batch_file(struct desk_call *call, struct str job_id, struct str file,
                                  struct buf *out, struct err *err) {
	static const struct {
		const char *file, *key;
	} files[] = {
	        {"post.pdf", "post_document"}, {"post.csv", "post_list"}, {"sms.csv", "sms_list"}};
	int64_t id = 0;
	struct job job;
	struct original kept;
	struct str hash = STR("");
	if (!may_dispatch(call)) return err_set(err, NHI_FORBIDDEN, "公文" ERR_SEP "letters");
	enum nhi_status st = desk_need_db(call, err);
	if (st == NHI_OK && !str_to_i64(job_id, 1, INT64_MAX, &id))
		st = err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(job_id));
	if (st == NHI_OK) st = job_read(call->db, id, call->arena, &job, err);
	if (st != NHI_OK) return st;
	for (size_t i = 0; i < COUNT_OF(files); i++)
		if (str_is(file, files[i].file) && str_is(job.kind, dispatch_kind) &&
		    job.state == JOB_DONE)
			hash = job_text(job.result, files[i].key);
	if (hash.n == 0) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(file));
	st = original_read(call->db, hash, call->arena, &kept, err);
	if (st == NHI_OK) buf_put(out, kept.bytes);
	return st;
}

/* ---- One letter -------------------------------------------------------------------------------
 */

static void put_text(struct view *v, const struct letter *l, bool english) {
	struct buf b = BUF_INIT(0);
	struct str kept;
	letter_put_text(&b, l, english ? LETTER_EN : LETTER_ZH);
	if (buf_ok(&b) && arena_str(v->arena, buf_str(&b), &kept)) view_text(v, "text", kept);
	buf_free(&b);
}

static void put_codes(struct view *v, const struct letters *l) {
	view_list(v, "returns");
	view_list(v, "service_ways");
	for (size_t i = 0; i < l->code_count; i++) {
		const struct letter_code *c = &l->codes[i];
		struct view *o = view_item(v, c->is_return ? "returns" : "service_ways", "option");
		view_text(o, "code", c->code);
		view_both(o, "name", c->zh, c->en);
		view_flag(o, "selected", false);
	}
}

static struct str code_en(const struct letters *l, struct str code) {
	for (size_t i = 0; i < l->code_count; i++)
		if (str_eq(l->codes[i].code, code)) return l->codes[i].en;
	return code;
}

static void put_way(struct view *v, const struct letters *l, const struct letter_way *w) {
	for (size_t i = 0; i < w->row_count; i++) {
		struct view *x = view_item(v, "ways", "letter_way");
		view_text(x, "channel", w->rows[i].channel);
		view_text(x, "state", w->rows[i].state);
		view_text(x, "address", w->rows[i].address);
	}
	for (size_t i = 0; i < w->attempt_count; i++) {
		const struct letter_attempt *a = &w->attempts[i];
		struct view *x = view_item(v, "attempts", "letter_attempt");
		view_date(x, "on",
		          a->returned_on == DATE_OPEN ? instant_date(a->at) : a->returned_on);
		view_text(x, "channel", a->channel);
		view_text(x, "result", a->result);
		view_both(x, "note", letter_code_zh(l, a->note), code_en(l, a->note));
	}
	for (size_t i = 0; i < w->service_count; i++) {
		struct view *x = view_item(v, "services", "letter_service");
		view_text(x, "way", w->services[i].way);
		view_date(x, "served_on", w->services[i].served_on);
		view_date(x, "effect_on", w->services[i].effect_on);
		view_text(x, "receiver", w->services[i].receiver);
	}
	view_flag(v, "may_return", w->row_count > 0 && str_is(w->rows[0].state, "handed"));
}

enum nhi_status letter_page(struct desk_call *call, struct str number, bool english,
                            struct view **out, struct err *err) {
	struct letter_made *made = ARENA_NEW(call->arena, struct letter_made);
	struct letter_way way;
	struct reads reads = {.count = 0};
	bool staff = principal_is_staff(call->who);
	if (made == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = desk_need_db(call, err);
	if (st != NHI_OK) return st;
	const struct letter_place place = place_of(call, call->db);
	st = letter_show(&place, call->who, number, made, err);
	if (st != NHI_OK) return st;
	struct view *v = *out = view_new(call->arena, "letter_page");
	view_list(v, "errors");
	view_list(v, "ways");
	view_list(v, "attempts");
	view_list(v, "services");
	view_text(v, "number", made->number);
	view_date(v, "issued_on", made->issued);
	view_text(v, "to", made->letter.to_name);
	view_text(v, "case_no", made->letter.case_no);
	put_text(v, &made->letter, english);
	view_flag(v, "staff", staff);
	view_flag(v, "may_write", may_dispatch(call));
	put_codes(v, place.letters);
	reads_add(&reads, made->person_id);
	call->case_no = made->letter.case_no;
	if (staff) st = letter_way_read(&place, call->who, number, &way, err);
	if (staff && st == NHI_OK) put_way(v, place.letters, &way);
	return st == NHI_OK ? desk_record_reads(call, &reads, "letter_page", err) : st;
}

enum nhi_status letter_page_file(struct desk_call *call, struct str number, struct buf *out,
                                 struct err *err) {
	struct letter_made *made = ARENA_NEW(call->arena, struct letter_made);
	struct reads reads = {.count = 0};
	if (made == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = desk_need_db(call, err);
	if (st != NHI_OK) return st;
	const struct letter_place place = place_of(call, call->db);
	st = letter_show(&place, call->who, number, made, err);
	if (st != NHI_OK) return st;
	reads_add(&reads, made->person_id);
	st = desk_record_reads(call, &reads, "letter_page", err);
	return st == NHI_OK
	               ? letter_pdf(&made->letter, LETTER_ORIGINAL, made->english, out, NULL, err)
	               : st;
}

static enum nhi_status act_on(struct desk_call *call, struct str number, const struct form *in,
                              date_t on, struct err *err) {
	const struct letter_place place = place_of(call, call->write_db);
	struct str what = form_get(in, "do");
	if (str_is(what, "returned"))
		return letter_returned(&place, call->who, number, on, form_get(in, "reason"), err);
	if (str_is(what, "resend"))
		return letter_resend(&place, call->who, number, form_get(in, "way"),
		                     form_get(in, "address"), err);
	struct letter_service service = {
	        .way = form_get(in, "way"), .served_on = on, .receiver = form_get(in, "receiver")};
	return letter_serve(&place, call->who, number, &service, err);
}

enum nhi_status letter_page_do(struct desk_call *call, struct str number, const struct form *in,
                               bool english, struct view **out, bool *done, struct err *err) {
	date_t on = call->today;
	*done = false;
	if (!may_dispatch(call)) return err_set(err, NHI_FORBIDDEN, "公文" ERR_SEP "letters");
	enum nhi_status st = letter_page(call, number, english, out, err);
	if (st == NHI_OK) st = desk_need_write(call, err);
	if (st != NHI_OK || !form_date(in, "on", *out, &on)) return st;
	if (on > call->today) {
		form_error(*out, "on", "日期不能在今天以後。", "The day lies after today.");
		return NHI_OK;
	}
	st = act_on(call, number, in, on, err);
	*done = st == NHI_OK;
	return st;
}
