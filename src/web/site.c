/* site.c: see site.h. */
#include "web/site.h"

#include "base/clock.h"
#include "base/file.h"
#include "desk/session.h"
#include "web/render.h"
#include "web/routes.h"
#include "web/site_user.h"

#include <zlib.h>

enum {
	MO_MAX = 4 << 20,
	WORKER_ARENA_MAX = 64 << 20,
	BODY_MAX = 32 << 20,
	GZIP_FROM = 1024 /* bytes: below that compressing gains nothing */
};

enum format { FORMAT_HTML, FORMAT_JSON, FORMAT_CSV };

enum nhi_status site_open(struct site *out, const struct desk *desk, const char *built_dir,
                          struct err *err) {
	char path[2048];
	*out = (struct site){.arena = ARENA_INIT(0), .desk = desk};
	enum nhi_status st = decls_load(&out->decls, &out->arena, desk->data_dir, err);
	for (int lang = LANG_EN; st == NHI_OK && lang < LANG_COUNT; lang++) {
		struct str mo;
		snprintf(path, sizeof path, "%s/%s.mo", built_dir, i18n_languages[lang].code);
		st = file_read(&out->arena, path, MO_MAX, &mo, err);
		if (st == NHI_OK) st = i18n_read(&out->i18n.of[lang], mo, err);
	}
	if (st == NHI_OK)
		st = templates_load(&out->templates, &out->arena, desk->data_dir, &out->decls,
		                    &out->i18n, err);
	if (st == NHI_OK) st = assets_load(&out->assets, &out->arena, built_dir, err);
	out->metrics = ARENA_NEW(&out->arena, struct metrics);
	if (st == NHI_OK && out->metrics == NULL) st = err_set(err, NHI_MEMORY, "");
	if (st == NHI_OK)
		out->metrics->started_ns = clock_monotonic_ns();
	else
		arena_free(&out->arena);
	return st;
}

void site_close(struct site *s) { arena_free(&s->arena); }

void worker_init(struct worker *w, const struct desk *desk) {
	*w = (struct worker){.arena = ARENA_INIT(WORKER_ARENA_MAX)};
	w->desk = (struct desk_call){.desk = desk, .arena = &w->arena, .who = &principal_nobody};
}

void worker_close(struct worker *w) {
	desk_call_close(&w->desk);
	arena_free(&w->arena);
}

void worker_reset(struct worker *w) { arena_reset(&w->arena); }

/* --- choices ---------------------------------------------------------------------------------- */

/* ?lang=, then the cookie, then the first that the browser prefers, then Chinese. */
static int choose_lang(const struct request *r) {
	struct str asked = form_get(&r->form, "lang");
	if (asked.n == 0) asked = request_cookie(r, "nhi_lang");
	if (asked.n > 0) return i18n_language_find(asked) < 0 ? LANG_ZH : i18n_language_find(asked);
	int best = LANG_ZH;
	size_t first = r->accept_language.n;
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		size_t at = str_find(r->accept_language, str_from(i18n_languages[lang].code));
		if (at >= first) continue;
		best = lang;
		first = at;
	}
	return best;
}

static enum format choose_format(const struct request *r) {
	struct str asked = form_get(&r->form, "format");
	if (str_is(asked, "json")) return FORMAT_JSON;
	if (str_is(asked, "csv")) return FORMAT_CSV;
	if (asked.n > 0) return FORMAT_HTML;
	size_t json = str_find(r->accept, STR("application/json"));
	size_t html = str_find(r->accept, STR("text/html"));
	size_t csv = str_find(r->accept, STR("text/csv"));
	if (json < html && json < csv) return FORMAT_JSON;
	return csv < html ? FORMAT_CSV : FORMAT_HTML;
}

/* --- HTML ------------------------------------------------------------------------------------- */

static struct str keep(struct call *c, struct buf *b) {
	struct str s = STR("");
	if (!buf_ok(b) || !arena_str(&c->worker->arena, buf_str(b), &s)) s = STR("");
	buf_free(b);
	return s;
}

/* The address of this page with other inputs: without `without`, with name=value if name is given.
 */
static struct str address(struct call *c, const char *without, const char *name,
                          const char *value) {
	struct buf query = BUF_INIT(REQUEST_TARGET_MAX * 3), all = BUF_INIT(REQUEST_TARGET_MAX * 4);
	const struct form *f = &c->request->form;
	/* what a form sent is not part of the address */
	size_t count = str_is(c->request->method, "POST") ? 0 : f->count;
	for (size_t i = 0; i < count; i++)
		if (!str_is(f->input[i].name, without) && f->input[i].value.n > 0)
			request_put_input(&query, f->input[i].name, f->input[i].value);
	if (name != NULL) request_put_input(&query, str_from(name), str_from(value));
	buf_put(&all, c->request->path);
	if (query.n > 0) buf_put_char(&all, '?');
	buf_put(&all, buf_str(&query));
	buf_free(&query);
	return keep(c, &all);
}

/* A page that remembers a choice and comes back here: "/language?to=en&back=…". */
static struct str choice_address(struct call *c, const char *page, const char *to) {
	struct buf b = BUF_INIT(REQUEST_TARGET_MAX * 8);
	request_put_input(&b, STR("to"), str_from(to));
	request_put_input(&b, STR("back"), address(c, "lang", NULL, NULL));
	struct str query = keep(c, &b);
	struct buf all = BUF_INIT(REQUEST_TARGET_MAX * 8);
	buf_printf(&all, "%s?", page);
	buf_put(&all, query);
	return keep(c, &all);
}

static struct str say(const struct call *c, const char *msgid) {
	return i18n_say(&c->site->i18n, c->lang, str_from(msgid));
}

/* The other languages, for the foot of the page: Chinese and English stand in its head. */
static void add_languages(struct call *c, struct node *page) {
	struct arena *a = &c->worker->arena;
	struct node *list = node_add(a, page, STR("languages"), NODE_LIST);
	for (int lang = LANG_EN; lang < LANG_COUNT; lang++) {
		struct node *item = node_add(a, list, STR(""), NODE_MAP);
		const struct i18n_language *l = &i18n_languages[lang];
		node_add_text(a, item, "code", str_from(l->tag));
		node_add_text(a, item, "name", str_from(l->name));
		node_add_text(a, item, "address", choice_address(c, "/language", l->code));
	}
}

/* What every page may use, as {{page.…}}. */
static void add_page(struct call *c, struct node *root) {
	struct arena *a = &c->worker->arena;
	struct node *page = node_add(a, root, STR("page"), NODE_MAP);
	bool en = c->lang != LANG_ZH;
	node_add_text(a, page, "lang", str_from(i18n_languages[c->lang].tag));
	node_add_text(a, page, "language", str_from(i18n_languages[c->lang].code));
	node_add_flag(a, page, "draft", c->lang >= LANG_DRAFTS);
	add_languages(c, page);
	node_add_flag(a, page, "en", en);
	node_add_flag(a, page, "zh", !en);
	node_add_text(a, page, "title", c->route == NULL ? STR("") : say(c, c->route->title));
	node_add_flag(a, page, "home",
	              c->route != NULL && str_is(str_from(c->route->pattern), "/"));
	node_add_text(a, page, "path", c->request->path);
	node_add_text(a, page, "json", address(c, "format", "format", "json"));
	node_add_text(a, page, "csv", address(c, "format", "format", "csv"));
	node_add_text(a, page, "other_language", choice_address(c, "/language", en ? "zh" : "en"));
	bool large = str_is(request_cookie(c->request, "nhi_size"), "large");
	node_add_text(a, page, "other_size",
	              choice_address(c, "/text-size", large ? "usual" : "large"));
	struct node *menu = node_add(a, page, STR("menu"), NODE_MAP);
	if (c->route != NULL && c->route->menu[0] != '\0')
		node_add_flag(a, menu, c->route->menu, true);
	site_add_user(c, page);
	struct node *assets = node_add(a, page, STR("asset"), NODE_MAP);
	for (size_t i = 0; i < c->site->assets.count; i++) {
		const struct asset *x = &c->site->assets.items[i];
		struct node *n = node_add(
		        a, assets, str_slice(x->name, 0, str_find_char(x->name, '.')), NODE_TEXT);
		if (n != NULL) n->text = x->path;
	}
}

/* The address of the next page of a list, when the view has a cursor in "next". */
static void add_paging(struct call *c, struct node *root) {
	struct node *page = root->last; /* add_page came before */
	const struct node *next = node_member(root, STR("next"));
	const char *name = NULL;
	for (const struct route_input *in = c->route == NULL ? NULL : c->route->inputs;
	     in != NULL && in->name != NULL; in++)
		if (strcmp(in->name, "after") == 0 || strcmp(in->name, "from") == 0)
			name = in->name;
	if (page == NULL || name == NULL) return;
	node_add_text(&c->worker->arena, page, "first", address(c, name, NULL, NULL));
	if (node_is_empty(next)) return;
	node_add_text(&c->worker->arena, page, "next", address(c, name, name, next->text.p));
}

/* The errors of a form by their field, so that each stands beside its own: {{page.error.wage}}. */
static void add_errors(struct call *c, struct node *root) {
	struct arena *a = &c->worker->arena;
	const struct node *list = node_member(root, STR("errors"));
	struct node *page = root->last; /* add_page came before */
	if (page == NULL || node_is_empty(list)) return;
	node_add_flag(a, page, "has_errors", true);
	struct node *by_field = node_add(a, page, STR("error"), NODE_MAP);
	for (const struct node *e = list->first; e != NULL; e = e->next) {
		const struct node *field = node_member(e, STR("field"));
		const struct node *message = node_member(e, STR("message"));
		if (field == NULL || message == NULL) continue;
		struct node *n = node_add(a, by_field, field->text, NODE_TEXT);
		if (n != NULL) n->text = message->text;
	}
}

static enum nhi_status put_html(struct call *c, const struct view *v, struct response *r,
                                struct err *err) {
	struct node *root;
	struct arena *a = &c->worker->arena;
	enum nhi_status st =
	        render_node(&c->site->decls, v, &c->site->i18n, c->lang, a, &root, err);
	if (st != NHI_OK) return st;
	add_page(c, root);
	node_add_flag(a, root->last, "has_rows", !node_is_empty(node_member(root, STR("rows"))));
	add_paging(c, root);
	add_errors(c, root);
	const struct decl_view *d = decls_view(&c->site->decls, str_from(v->name));
	struct buf name = BUF_INIT(256);
	buf_printf(&name, "%.*s/%s", STR_ARG(d->area), v->name);
	r->type = "text/html; charset=utf-8";
	r->lang = i18n_languages[c->lang].tag;
	st = templates_render(&c->site->templates, keep(c, &name), c->lang, root, &r->body, err);
	return st;
}

static enum nhi_status put_view(struct call *c, const struct view *v, enum format format,
                                struct response *r, struct err *err) {
	if (!view_ok(v)) return err_set(err, NHI_MEMORY, "");
	if (format == FORMAT_HTML) return put_html(c, v, r, err);
	if (format == FORMAT_CSV) {
		r->type = "text/csv; charset=utf-8";
		r->disposition = "attachment";
		return render_csv(&c->site->decls, v, &r->body, err);
	}
	r->type = "application/json; charset=utf-8";
	struct json j = JSON_INIT(&r->body, false);
	enum nhi_status st = render_json(&c->site->decls, v, &j, err);
	buf_put_char(&r->body, '\n');
	return st;
}

/* --- errors ----------------------------------------------------------------------------------- */

static void put_error(struct call *c, const struct err *e, enum format format, struct response *r) {
	struct arena *a = &c->worker->arena;
	struct buf zh = BUF_INIT(4096), en = BUF_INIT(4096);
	err_message(e, "zh", &zh);
	err_message(e, "en", &en);
	struct view *v = view_new(a, "error");
	r->status = status_http(e->code);
	view_number(v, "status", r->status);
	view_text(v, "code", str_from(status_name(e->code)));
	view_both(v, "message", keep(c, &zh), keep(c, &en));
	view_text(v, "where", r->status >= 500 ? STR("") : (struct str){e->where, e->where_n});
	view_flag(v, "not_found", r->status == 404);
	view_flag(v, "no_data", e->code == NHI_NO_DATA);
	view_flag(v, "forbidden", r->status == 403);
	view_flag(v, "conflict", r->status == 409);
	view_flag(v, "busy", r->status == 429);
	buf_reset(&r->body);
	r->fixed = STR("");
	r->gzipped = false;
	r->cache = "no-store";
	r->disposition = NULL;
	r->retry_s = r->status == 429 ? site_seconds(e) : 0;
	struct err again = ERR_INIT;
	if (put_view(c, v, format == FORMAT_CSV ? FORMAT_JSON : format, r, &again) == NHI_OK)
		return;
	buf_reset(&r->body); /* even the page for errors failed: plain text is left */
	r->status = 500;
	r->type = "text/plain; charset=utf-8";
	r->lang = NULL;
	buf_printf(&r->body, "%s\n", status_name(e->code));
}

/* A program that misspells an input must hear it; a person's browser may carry others along. */
static enum nhi_status check_inputs(const struct call *c, struct err *err) {
	static const char *const everywhere[] = {"lang", "format"};
	struct buf known = BUF_INIT(1024);
	for (size_t i = 0; i < c->request->form.count; i++) {
		struct str name = c->request->form.input[i].name;
		bool found = false;
		for (size_t k = 0; k < COUNT_OF(everywhere); k++)
			found |= str_is(name, everywhere[k]);
		buf_reset(&known);
		for (const struct route_input *in = c->route->inputs;
		     in != NULL && in->name != NULL; in++) {
			found |= str_is(name, in->name);
			buf_printf(&known, "%s ", in->name);
		}
		if (found) continue;
		err_set(err, NHI_UNKNOWN_INPUT, "%.*s" ERR_SEP "%.*sformat lang", STR_ARG(name),
		        STR_ARG(buf_str(&known)));
		buf_free(&known);
		return NHI_UNKNOWN_INPUT;
	}
	buf_free(&known);
	return NHI_OK;
}

/* A form: done means another page (303), so that reloading sends nothing twice. */
static enum nhi_status run_post(struct call *c, enum format format, struct response *r,
                                struct err *err) {
	struct view *v = NULL;
	struct str to = STR("");
	enum nhi_status st = site_check_form(c, err);
	if (st == NHI_OK) st = c->route->post(c, &v, &to, err);
	if (st != NHI_OK) return st;
	r->cache = "no-store";
	if (r->body.n > 0) return buf_ok(&r->body) ? NHI_OK : err_set(err, NHI_MEMORY, "");
	if (to.n > 0) {
		r->status = 303;
		r->location = to;
		return NHI_OK;
	}
	/* a form that was not taken says why; one that answers on its own page is done */
	const struct view_field *errors = view_find(v, "errors");
	if (errors != NULL && errors->first != NULL) r->status = 422;
	return put_view(c, v, format, r, err);
}

static enum nhi_status run_route(struct call *c, enum format format, struct response *r,
                                 struct err *err) {
	if (str_is(c->request->method, "POST")) return run_post(c, format, r, err);
	if (c->route->kind == ROUTE_RAW) return c->route->raw(c, r, err);
	struct view *v = NULL;
	enum nhi_status st = format == FORMAT_HTML ? NHI_OK : check_inputs(c, err);
	if (st == NHI_OK) st = c->route->page(c, &v, err);
	if (st == NHI_OK && r->location.n > 0) { /* the page is somewhere else now */
		r->status = 303;
		r->cache = "no-store";
		return NHI_OK;
	}
	if (st == NHI_OK) st = put_view(c, v, format, r, err);
	return st;
}

/* --- answering -------------------------------------------------------------------------------- */

/* Compresses public bodies for who can read that. Private ones are left alone: lengths of
 * compressed secrets tell about them. */
static void compress_body(const struct request *request, struct response *r) {
	if (!r->compressible || !request->accepts_gzip || r->body.n < GZIP_FROM || r->fixed.n > 0)
		return;
	z_stream z = {0};
	enum { WINDOW_GZIP = 15 + 16, LEVEL = 4, MEMORY = 8 };
	if (deflateInit2(&z, LEVEL, Z_DEFLATED, WINDOW_GZIP, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
		return;
	struct buf out = BUF_INIT(BODY_MAX);
	size_t room = deflateBound(&z, r->body.n);
	char *p = buf_room(&out, room);
	z.next_in = (Bytef *)r->body.p;
	z.avail_in = (uInt)r->body.n;
	z.next_out = (Bytef *)p;
	z.avail_out = (uInt)room;
	bool done = p != NULL && deflate(&z, Z_FINISH) == Z_STREAM_END;
	if (done) buf_added(&out, room - z.avail_out);
	(void)deflateEnd(&z); /* the stream is whole or thrown away */
	if (!done) {
		buf_free(&out);
		return;
	}
	buf_free(&r->body);
	r->body = out;
	r->gzipped = true;
}

static void start(struct response *r) {
	*r = (struct response){.status = 200, .body = BUF_INIT(BODY_MAX), .route = "none"};
}

static size_t route_index(const struct route *route) {
	size_t none = route_count < METRICS_ROUTES_MAX - 1 ? route_count : METRICS_ROUTES_MAX - 1;
	return route == NULL ? none : (size_t)(route - routes);
}

static enum nhi_status answer(struct call *c, enum format format, struct response *r,
                              struct err *err) {
	bool get = str_is(c->request->method, "GET") || str_is(c->request->method, "HEAD");
	bool post = str_is(c->request->method, "POST");
	c->route = route_find(c->request->path, c->part);
	if (c->route == NULL) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(c->request->path));
	r->route = c->route->pattern;
	if (!get && !(post && c->route->post != NULL)) {
		r->allow = c->route->post != NULL ? "GET, HEAD, POST" : "GET, HEAD";
		return err_set(err, NHI_METHOD, "%.*s", STR_ARG(c->request->method));
	}
	/* a page that shows who is signed in is no longer the same for everybody */
	bool same = c->route->is_public && c->signed_in->state == SESSION_NONE;
	if (c->route->kind == ROUTE_PAGE) {
		r->cache = same ? "no-cache" : "no-store";
		r->compressible = same;
	}
	enum nhi_status st = route_allows(c->route, c->signed_in, err);
	return st == NHI_OK ? run_route(c, format, r, err) : st;
}

void site_answer(const struct site *s, struct worker *w, const struct request *request,
                 struct response *r) {
	int64_t from = clock_monotonic_ns();
	struct err err = ERR_INIT;
	struct signed_in signed_in = {.who = principal_nobody};
	struct call c = {.site = s,
	                 .worker = w,
	                 .request = request,
	                 .lang = choose_lang(request),
	                 .wants_json = choose_format(request) == FORMAT_JSON,
	                 .signed_in = &signed_in,
	                 .response = r};
	enum format format = choose_format(request);
	w->desk.today = clock_today();
	w->desk.case_no = STR("");
	s->metrics->open++;
	start(r);
	r->secure_cookies = request->is_https;
	enum nhi_status st = site_sign_in(&c, &err);
	if (st == NHI_OK) st = answer(&c, format, r, &err);
	if (st == NHI_LOGIN && format == FORMAT_HTML)
		site_ask_to_sign_in(&c, r);
	else if (st != NHI_OK)
		put_error(&c, &err, format, r);
	struct str lang = form_get(&request->form, "lang");
	if (i18n_language_find(lang) >= 0)
		r->set_lang = i18n_languages[i18n_language_find(lang)].code;
	if (r->etag.n > 0 && r->status == 200 && str_eq(r->etag, request->if_none_match)) {
		r->status = 304;
		r->fixed = STR("");
		r->gzipped = false;
	}
	compress_body(request, r);
	s->metrics->open--;
	int64_t us = (clock_monotonic_ns() - from) / 1000;
	metrics_add(s->metrics, route_index(c.route), r->status, us, response_body(r).n);
}

void site_answer_error(const struct site *s, struct worker *w, const struct request *request,
                       const struct err *err, struct response *r) {
	struct signed_in nobody = {.who = principal_nobody};
	struct call c = {.site = s,
	                 .worker = w,
	                 .request = request,
	                 .lang = choose_lang(request),
	                 .signed_in = &nobody,
	                 .response = r};
	w->desk.who = &principal_nobody;
	start(r);
	if (c.request->path.n == 0) {
		struct request *copy = ARENA_NEW(&w->arena, struct request);
		if (copy != NULL) {
			*copy = *request;
			copy->path = STR("/");
			c.request = copy;
		}
	}
	put_error(&c, err, choose_format(request), r);
	metrics_add(s->metrics, route_index(NULL), r->status, 0, r->body.n);
}

enum nhi_status site_admits_files(const struct site *s, struct worker *w, struct request *headers,
                                  struct str target, struct err *err) {
	struct signed_in signed_in = {.who = principal_nobody};
	struct str parts[ROUTE_PARTS_MAX], path = str_cut(&target, '?');
	struct call c = {.site = s, .worker = w, .request = headers, .signed_in = &signed_in};
	c.route = route_find(path, parts);
	if (c.route == NULL || c.route->post == NULL || !c.route->takes_files)
		return err_set(err, NHI_BAD_REQUEST,
		               "這個網址不收檔案" ERR_SEP "this address takes no files");
	enum nhi_status st = site_sign_in(&c, err);
	return st == NHI_OK ? route_allows(c.route, &signed_in, err) : st;
}

void site_answer_target(const struct site *s, struct worker *w, struct str method,
                        struct str target, struct request *headers, struct str body,
                        struct response *r) {
	struct err err = ERR_INIT;
	headers->method = method;
	enum nhi_status st = request_target(headers, &w->arena, target, &err);
	if (st == NHI_OK && (body.n > 0 || headers->parts != NULL))
		st = request_body(headers, &w->arena, body, &err);
	if (st == NHI_OK)
		site_answer(s, w, headers, r);
	else
		site_answer_error(s, w, headers, &err, r);
}
