/* home_routes.c: see home_routes.h. What is decided stands in desk. */
#include "web/home_routes.h"

#include "desk/admin_page.h"
#include "desk/employer_file.h"
#include "desk/home_page.h"
#include "desk/person_page.h"

static struct desk_call *desk(struct call *c) { return &c->worker->desk; }

enum nhi_status admin_home_route(struct call *c, struct view **out, struct err *err) {
	return admin_home(desk(c), out, err);
}

enum nhi_status audit_route(struct call *c, struct view **out, struct err *err) {
	return admin_audit(desk(c), &c->request->form, out, err);
}

enum nhi_status glass_route(struct call *c, struct view **out, struct err *err) {
	return admin_glass(desk(c), &c->request->form, out, err);
}

enum nhi_status glass_post(struct call *c, struct view **out, struct str *to, struct err *err) {
	bool done = false;
	enum nhi_status st = admin_glass_review(desk(c), &c->request->form, out, &done, err);
	if (done) *to = STR("/admin/glass");
	return st;
}

enum nhi_status sessions_route(struct call *c, struct view **out, struct err *err) {
	return admin_sessions(desk(c), out, err);
}

enum nhi_status users_route(struct call *c, struct view **out, struct err *err) {
	return admin_users(desk(c), &c->request->form, out, err);
}

enum nhi_status user_add_route(struct call *c, struct view **out, struct err *err) {
	return admin_user_add(desk(c), &c->request->form, false, out, err);
}

/* Shown on the page itself: the password made up is seen this once. */
enum nhi_status user_add_post(struct call *c, struct view **out, struct str *to, struct err *err) {
	(void)to;
	return admin_user_add(desk(c), &c->request->form, true, out, err);
}

enum nhi_status user_route(struct call *c, struct view **out, struct err *err) {
	return admin_user(desk(c), c->part[0], out, err);
}

enum nhi_status user_post(struct call *c, struct view **out, struct str *to, struct err *err) {
	(void)to; /* as above */
	return admin_user_change(desk(c), c->part[0], &c->request->form, out, err);
}

enum nhi_status desk_home_route(struct call *c, struct view **out, struct err *err) {
	return desk_home(desk(c), out, err);
}

enum nhi_status employer_home_route(struct call *c, struct view **out, struct err *err) {
	return employer_home(desk(c), c->signed_in, out, err);
}

enum nhi_status employer_files_route(struct call *c, struct view **out, struct err *err) {
	return employer_file_list(desk(c), out, err);
}

static struct str file_address(struct call *c, struct str number) {
	struct buf b = BUF_INIT(64);
	struct str kept = STR("/employer/files");
	buf_put_c(&b, "/employer/files/");
	buf_put(&b, number);
	if (!buf_ok(&b) || !arena_str(&c->worker->arena, buf_str(&b), &kept))
		kept = STR("/employer/files");
	buf_free(&b);
	return kept;
}

enum nhi_status employer_files_post(struct call *c, struct view **out, struct str *to,
                                    struct err *err) {
	struct str number;
	enum nhi_status st = employer_file_send(desk(c), &c->request->form, out, &number, err);
	if (st == NHI_OK && number.n > 0) *to = file_address(c, number);
	return st;
}

enum nhi_status employer_file_route(struct call *c, struct view **out, struct err *err) {
	return employer_file_page(desk(c), c->part[0], out, err);
}

enum nhi_status employer_file_post(struct call *c, struct view **out, struct str *to,
                                   struct err *err) {
	struct str next = STR("");
	(void)out; /* the new job has a page of its own */
	enum nhi_status st = employer_file_carry_out(desk(c), c->part[0], &next, err);
	if (st == NHI_OK) *to = file_address(c, next);
	return st;
}

enum nhi_status employer_file_csv(struct call *c, struct response *r, struct err *err) {
	r->type = "text/csv; charset=utf-8";
	r->cache = "no-store";
	r->disposition = "attachment; filename=\"answers.csv\"";
	return employer_file_answers(desk(c), c->part[0], &r->body, err);
}

enum nhi_status my_home_route(struct call *c, struct view **out, struct err *err) {
	return my_home(desk(c), out, err);
}

/* --- persons ---------------------------------------------------------------------------------- */

static struct str person_address(struct call *c, int64_t id) {
	char text[64];
	struct str kept = STR("/persons");
	snprintf(text, sizeof text, "/persons/%lld", (long long)id);
	return arena_str(&c->worker->arena, str_from(text), &kept) ? kept : STR("/persons");
}

/* What is looked for travels in a form, so that no number stands in an address or a log. */
enum nhi_status person_search_route(struct call *c, struct view **out, struct err *err) {
	static const struct form nothing = {.count = 0};
	int64_t only;
	return person_search(desk(c), &nothing, out, &only, err);
}

enum nhi_status person_search_post(struct call *c, struct view **out, struct str *to,
                                   struct err *err) {
	int64_t only = 0;
	enum nhi_status st = person_search(desk(c), &c->request->form, out, &only, err);
	if (st == NHI_OK && only != 0) *to = person_address(c, only);
	return st;
}

enum nhi_status person_route(struct call *c, struct view **out, struct err *err) {
	return person_page(desk(c), c->part[0], &c->request->form, out, err);
}

enum nhi_status person_post(struct call *c, struct view **out, struct str *to, struct err *err) {
	bool done = false;
	enum nhi_status st = person_open(desk(c), c->part[0], &c->request->form, out, &done, err);
	if (st == NHI_OK && done) *to = c->request->path;
	return st;
}

/* How a real database gets its first account; it tells no more than the handbook. */
enum nhi_status setup_first_route(struct call *c, struct view **out, struct err *err) {
	(void)err;
	*out = view_new(&c->worker->arena, "setup_first");
	view_list(*out, "errors");
	return NHI_OK;
}
