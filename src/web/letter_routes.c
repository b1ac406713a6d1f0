/* letter_routes.c: see letter_routes.h. */
#include "web/letter_routes.h"

#include "desk/letter_page.h"

enum { ADDRESS_MAX = 1024 };

enum nhi_status letters_route(struct call *c, struct view **out, struct err *err) {
	return letter_list_page(&c->worker->desk, &c->request->form, out, err);
}

enum nhi_status letters_post(struct call *c, struct view **out, struct str *to, struct err *err) {
	(void)to; /* the list says what was ordered */
	return letter_list_page_do(&c->worker->desk, &c->request->form, out, err);
}

enum nhi_status letter_route(struct call *c, struct view **out, struct err *err) {
	return letter_page(&c->worker->desk, c->part[0], c->lang != LANG_ZH, out, err);
}

/* "/letters/" and the number, encoded: it holds Han characters. */
static struct str letter_address(struct call *c) {
	struct buf b = BUF_INIT(ADDRESS_MAX), all = BUF_INIT(ADDRESS_MAX);
	struct str kept = STR("/letters");
	request_put_input(&b, STR("n"), c->part[0]);
	buf_put_c(&all, "/letters/");
	buf_put(&all, str_slice(buf_str(&b), strlen("n="), b.n));
	if (!buf_ok(&b) || !buf_ok(&all) || !arena_str(&c->worker->arena, buf_str(&all), &kept))
		kept = STR("/letters");
	buf_free(&b);
	buf_free(&all);
	return kept;
}

enum nhi_status letter_post(struct call *c, struct view **out, struct str *to, struct err *err) {
	bool done;
	enum nhi_status st = letter_page_do(&c->worker->desk, c->part[0], &c->request->form,
	                                    c->lang != LANG_ZH, out, &done, err);
	if (st == NHI_OK && done) *to = letter_address(c);
	return st;
}

enum nhi_status letter_file(struct call *c, struct response *r, struct err *err) {
	r->type = "application/pdf";
	r->cache = "no-store";
	r->disposition = "inline; filename=\"letter.pdf\"";
	return letter_page_file(&c->worker->desk, c->part[0], &r->body, err);
}

enum nhi_status letter_batch(struct call *c, struct response *r, struct err *err) {
	r->type = str_ends(c->part[1], STR(".pdf")) ? "application/pdf" : "text/csv; charset=utf-8";
	r->cache = "no-store";
	r->disposition = "attachment";
	return letter_batch_file(&c->worker->desk, c->part[0], c->part[1], &r->body, err);
}

enum nhi_status certificates_route(struct call *c, struct view **out, struct err *err) {
	return certificate_page(&c->worker->desk, &c->request->form, out, err);
}

/* The answer stands on the page: it leads to the PDF. */
enum nhi_status certificates_post(struct call *c, struct view **out, struct str *to,
                                  struct err *err) {
	struct buf url = BUF_INIT(ADDRESS_MAX);
	struct str kept = STR("/verify");
	(void)to;
	buf_printf(&url, "%s://%.*s/verify", c->request->is_https ? "https" : "http",
	           STR_ARG(c->request->host));
	if (c->request->host.n == 0 || !buf_ok(&url) ||
	    !arena_str(&c->worker->arena, buf_str(&url), &kept))
		kept = STR("/verify");
	buf_free(&url);
	return certificate_page_issue(&c->worker->desk, &c->request->form, kept, out, err);
}
