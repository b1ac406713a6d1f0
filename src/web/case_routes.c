/* case_routes.c: see case_routes.h. */
#include "web/case_routes.h"

#include "desk/case_page.h"
#include "desk/deputy.h"

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

enum nhi_status case_post(struct call *c, struct view **out, struct str *to, struct err *err) {
	bool done;
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
	return case_form_page(&c->worker->desk, c->part[0], &c->request->form, out, err);
}

enum nhi_status apply_post(struct call *c, struct view **out, struct str *to, struct err *err) {
	struct str number;
	enum nhi_status st =
	        case_form_send(&c->worker->desk, c->part[0], &c->request->form, out, &number, err);
	if (st == NHI_OK && number.n > 0) *to = case_address(c, number, "?new=1");
	return st;
}
