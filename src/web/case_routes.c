/* case_routes.c: see case_routes.h. */
#include "web/case_routes.h"

#include "desk/application.h"
#include "desk/case_file.h"
#include "desk/case_page.h"
#include "desk/deputy.h"
#include "desk/incoming_page.h"
#include "web/site_user.h"

enum { ADDRESS_MAX = 256 };

static struct str case_address(struct call *c, struct str number, const char *more) {
	struct buf b = BUF_INIT(ADDRESS_MAX);
	struct str kept = STR("/cases");
	buf_put_c(&b, "/cases/");
	buf_put(&b, number);
	buf_put_c(&b, more);
	if (!buf_ok(&b) || !arena_str(&c->worker->arena, buf_str(&b), &kept)) kept = STR("/cases");
	buf_free(&b);
	return kept;
}

/* The list that a case was opened from goes along, so that the next one is a step away. */
static const char *back_list(struct call *c) {
	static const struct {
		const char *list, *more;
	} lists[] = {
	        {"mine", "?list=mine"}, {"section", "?list=section"}, {"level", "?list=level"}};
	struct str list = form_get(&c->request->form, "list");
	for (size_t i = 0; i < COUNT_OF(lists); i++)
		if (str_is(list, lists[i].list)) return lists[i].more;
	return "";
}

enum nhi_status cases_route(struct call *c, struct view **out, struct err *err) {
	return case_list_page(&c->worker->desk, &c->request->form, out, err);
}

enum nhi_status cases_post(struct call *c, struct view **out, struct str *to, struct err *err) {
	bool done;
	(void)to; /* what became of each stands on the page itself */
	return case_list_do(&c->worker->desk, &c->request->form, out, &done, err);
}

enum nhi_status deputies_route(struct call *c, struct view **out, struct err *err) {
	return desk_deputy_page(&c->worker->desk, &c->request->form, out, err);
}

enum nhi_status deputies_post(struct call *c, struct view **out, struct str *to, struct err *err) {
	bool done;
	enum nhi_status st =
	        desk_deputy_page_do(&c->worker->desk, &c->request->form, out, &done, err);
	if (st == NHI_OK && done) *to = STR("/deputies");
	return st;
}

enum nhi_status case_route(struct call *c, struct view **out, struct err *err) {
	return case_page(&c->worker->desk, c->part[0], &c->request->form, out, err);
}

/* A general case goes on as a service: its form is filled in first, and opens the new case. */
static struct str convert_address(struct call *c) {
	struct buf b = BUF_INIT(ADDRESS_MAX);
	struct str kept = STR("/cases");
	buf_put_c(&b, "/apply/");
	buf_put(&b, form_get(&c->request->form, "to"));
	buf_put_c(&b, "?converts=");
	buf_put(&b, c->part[0]);
	if (!buf_ok(&b) || !arena_str(&c->worker->arena, buf_str(&b), &kept)) kept = STR("/cases");
	buf_free(&b);
	return site_local(kept);
}

enum nhi_status case_post(struct call *c, struct view **out, struct str *to, struct err *err) {
	bool done;
	if (str_is(form_get(&c->request->form, "verb"), "convert")) {
		*to = convert_address(c);
		return NHI_OK;
	}
	enum nhi_status st =
	        case_page_do(&c->worker->desk, c->part[0], &c->request->form, out, &done, err);
	if (st == NHI_OK && done) *to = case_address(c, c->part[0], back_list(c));
	return st;
}

enum nhi_status case_decide_route(struct call *c, struct view **out, struct err *err) {
	return case_decide_page(&c->worker->desk, c->part[0], &c->request->form, c->lang != LANG_ZH,
	                        out, err);
}

/* Signed: the same command as on the page of the case; with mistakes the rehearsal is shown. */
enum nhi_status case_decide_post(struct call *c, struct view **out, struct str *to,
                                 struct err *err) {
	bool done;
	struct view *unused;
	enum nhi_status st =
	        case_page_do(&c->worker->desk, c->part[0], &c->request->form, &unused, &done, err);
	if (st != NHI_OK) return st;
	if (done) *to = case_address(c, c->part[0], back_list(c));
	return done ? NHI_OK : case_decide_route(c, out, err);
}

enum nhi_status apply_route(struct call *c, struct view **out, struct err *err) {
	struct desk_call *desk = &c->worker->desk;
	enum nhi_status st = case_form_page(desk, c->part[0], &c->request->form, out, err);
	bool staff = principal_is_staff(desk->who);
	return st == NHI_OK && !staff ? application_intro(desk, *out, c->part[0], err) : st;
}

/* Nothing but the button was sent: the public begins an application, page by page. */
static bool is_begun(const struct call *c) {
	static const char *const own[] = {"csrf", "key", "parent", "applicant"};
	const struct form *f = &c->request->form;
	bool others = f->file_count > 0;
	for (size_t i = 0; i < f->count; i++) {
		bool known = false;
		for (size_t k = 0; k < COUNT_OF(own); k++)
			known |= str_is(f->input[i].name, own[k]);
		others |= !known;
	}
	return !others && !principal_is_staff(c->worker->desk.who);
}

enum nhi_status apply_post(struct call *c, struct view **out, struct str *to, struct err *err) {
	struct str number;
	if (is_begun(c))
		return application_begin(&c->worker->desk, c->part[0], &c->request->form, to, err);
	enum nhi_status st =
	        case_form_send(&c->worker->desk, c->part[0], &c->request->form, out, &number, err);
	if (st == NHI_OK && number.n > 0) *to = case_address(c, number, "?new=1");
	return st;
}

/* --- applications ------------------------------------------------------------------------------
 */

enum nhi_status application_route(struct call *c, struct view **out, struct err *err) {
	return application_page(&c->worker->desk, c->part[0], c->part[1], out,
	                        &c->response->location, err);
}

enum nhi_status application_send(struct call *c, struct view **out, struct str *to,
                                 struct err *err) {
	return application_post(&c->worker->desk, c->part[0], c->part[1], &c->request->form, out,
	                        to, err);
}

enum nhi_status receipt_route(struct call *c, struct view **out, struct err *err) {
	return case_receipt_page(&c->worker->desk, c->part[0], out, err);
}

enum nhi_status case_qr_route(struct call *c, struct response *r, struct err *err) {
	struct buf site = BUF_INIT(ADDRESS_MAX);
	buf_printf(&site, "%s://%.*s", c->request->is_https ? "https" : "http",
	           STR_ARG(c->request->host));
	enum nhi_status st = case_qr(&c->worker->desk, c->part[0], buf_str(&site), &r->body, err);
	buf_free(&site);
	r->type = "image/svg+xml";
	r->cache = "no-store";
	return st;
}

/* "attachment; filename*=UTF-8''…": the name as it came, encoded; nothing in it can end the header.
 */
static struct str disposition(struct call *c, const struct case_file_shown *f) {
	struct buf name = BUF_INIT(4096), all = BUF_INIT(4096);
	struct str kept = STR("attachment");
	request_put_input(&name, STR(""), f->name);
	buf_printf(&all, "%s; filename*=UTF-8''%.*s", f->is_shown ? "inline" : "attachment",
	           STR_ARG(str_slice(buf_str(&name), 1, name.n)));
	if (!buf_ok(&name) || !buf_ok(&all) || !arena_str(&c->worker->arena, buf_str(&all), &kept))
		kept = STR("attachment");
	buf_free(&name);
	buf_free(&all);
	return kept;
}

static enum nhi_status put_file(struct call *c, const struct case_file_shown *f, struct response *r,
                                struct err *err) {
	r->type = f->type;
	r->cache = "no-store";
	r->disposition = disposition(c, f).p;
	buf_put(&r->body, f->bytes);
	return buf_ok(&r->body) ? NHI_OK : err_set(err, NHI_MEMORY, "%s", "");
}

enum nhi_status case_document_route(struct call *c, struct response *r, struct err *err) {
	struct case_file_shown f;
	enum nhi_status st = case_file_read(&c->worker->desk, c->part[0], c->part[1], &f, err);
	return st == NHI_OK ? put_file(c, &f, r, err) : st;
}

/* --- incoming mail ---------------------------------------------------------------------------- */

enum nhi_status incoming_route(struct call *c, struct view **out, struct err *err) {
	return incoming_list_page(&c->worker->desk, &c->request->form, out, err);
}

enum nhi_status incoming_post(struct call *c, struct view **out, struct str *to, struct err *err) {
	return incoming_list_post(&c->worker->desk, &c->request->form, out, to, err);
}

enum nhi_status incoming_piece_route(struct call *c, struct view **out, struct err *err) {
	return incoming_piece_page(&c->worker->desk, c->part[0], &c->request->form, out, err);
}

enum nhi_status incoming_piece_send(struct call *c, struct view **out, struct str *to,
                                    struct err *err) {
	return incoming_piece_post(&c->worker->desk, c->part[0], &c->request->form, out, to, err);
}

enum nhi_status incoming_scan_route(struct call *c, struct response *r, struct err *err) {
	struct case_file_shown f;
	enum nhi_status st = incoming_scan(&c->worker->desk, c->part[0], &f, err);
	return st == NHI_OK ? put_file(c, &f, r, err) : st;
}
