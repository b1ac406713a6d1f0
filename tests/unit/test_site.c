/* The site without a socket: every page in both languages, as JSON, with hostile input; templates
 * against the declarations of views; the description of the interface against the routes. */
#include "test.h"

#include "base/clock.h"
#include "base/csv.h"
#include "base/file.h"
#include "desk/desk.h"
#include "web/render.h"
#include "web/routes.h"

#include <jansson.h>

static struct desk desk;
static struct site site;
static struct worker worker;

static int open_site(void **state) {
	(void)state;
	struct err err = ERR_INIT;
	instant_t now;
	char built[1024];
	assert_true(instant_parse(STR("2026-07-15T09:00:00+08:00"), &now));
	clock_fix(now);
	snprintf(built, sizeof built, "%s/web", test_build());
	if (desk_open(&desk, test_source("."), NULL, &err) != NHI_OK ||
	    site_open(&site, &desk, built, &err) != NHI_OK)
		fail_msg("%s %s: %.*s", status_name(err.code), err.where, (int)err.detail_n,
		         err.detail);
	worker_init(&worker, &desk);
	return 0;
}

static int close_site(void **state) {
	(void)state;
	worker_close(&worker);
	site_close(&site);
	desk_close(&desk);
	return 0;
}

struct answer {
	int status;
	struct response r;
	struct str body;
};

static struct answer ask_with(const char *method, const char *target, struct request headers) {
	struct answer a = {0};
	site_answer_target(&site, &worker, str_from(method), str_from(target), &headers, STR(""),
	                   &a.r);
	a.status = a.r.status;
	a.body = response_body(&a.r);
	return a;
}

static struct answer ask(const char *target) {
	return ask_with("GET", target, (struct request){0});
}

static void done(struct answer *a) {
	buf_free(&a->r.body);
	worker_reset(&worker);
}

static bool has(struct str body, const char *text) {
	return str_find(body, str_from(text)) < body.n;
}

/* A page's address with something real for each {part}. */
static const char *const examples[][2] = {
        {"/articles/{law}/{article}", "/articles/L0060001/27"},
        {"/assets/{name}", NULL},
        {"/language", "/language?to=en&back=/guide"},
        {"/law/{name}", "/law/premium.rate"},
        {"/organisation/{code}", "/organisation/central"},
        {"/services/{id}", "/services/card.reissue"},
};

static const char *example(const struct route *r) {
	for (size_t i = 0; i < COUNT_OF(examples); i++)
		if (strcmp(examples[i][0], r->pattern) == 0) return examples[i][1];
	return strchr(r->pattern, '{') == NULL ? r->pattern : NULL;
}

static void every_page_answers_in_both_languages_and_as_json(void **state) {
	(void)state;
	size_t pages = 0;
	for (size_t i = 0; i < route_count; i++) {
		const char *address = example(&routes[i]);
		if (address == NULL || routes[i].kind != ROUTE_PAGE || !routes[i].is_public)
			continue;
		static const char *const forms[] = {"lang=zh", "lang=en", "format=json"};
		for (size_t f = 0; f < COUNT_OF(forms); f++) {
			char target[256];
			snprintf(target, sizeof target, "%s?%s", address, forms[f]);
			struct answer a = ask(target);
			if (a.status != 200)
				fail_msg("%s: %d %.*s", target, a.status, STR_ARG(a.body));
			if (f == 0) assert_true(has(a.body, "<html lang=\"zh-Hant-TW\">"));
			if (f == 1) assert_true(has(a.body, "<html lang=\"en\">"));
			if (f == 2) {
				json_t *j = json_loadb(a.body.p, a.body.n, 0, NULL);
				if (j == NULL) fail_msg("%s is not JSON", target);
				json_decref(j);
			} else {
				assert_true(str_ends(a.body, STR("</html>\n")));
				assert_false(has(a.body, "{{"));
			}
			done(&a);
		}
		pages++;
	}
	assert_true(pages >= 12);
}

static void english_pages_show_no_chinese_sentence_of_the_site(void **state) {
	(void)state;
	struct answer a = ask("/calculator?category=12&wage=45800&lang=en");
	/* the only Han characters are the link to the other language */
	size_t han = 0;
	for (size_t at = 0; at < a.body.n;) {
		uint32_t c = str_next_char(a.body, &at);
		han += c >= 0x4E00 && c <= 0x9FFF;
	}
	struct str rest = a.body;
	size_t sources = 0; /* names of notices stay as they are */
	while (has(rest, "\xE5\xAD\x97\xE7\xAC\xAC")) {
		rest = str_slice(rest, str_find(rest, STR("\xE5\xAD\x97\xE7\xAC\xAC")) + 6, rest.n);
		sources++;
	}
	assert_true(han <= 2 + 12 * sources);
	done(&a);
}

static void what_a_person_typed_never_becomes_markup(void **state) {
	(void)state;
	static const char *const targets[] = {
	        "/search?text=%3Cscript%3Ealert(1)%3C/script%3E",
	        "/calculator?category=12&wage=%22%3E%3Cscript%3E",
	        "/supplement?kind=62&paid=%27%3Cscript%3E&amount=%3Cscript%3E",
	        "/law?text=%3Cscript%3E",
	        "/organisation?text=%22%20onload=%22%3Cscript%3E",
	        "/services?event=%3Cscript%3E",
	        "/coverage?depth=%22%3E%3Cscript%3E&seed=%3Cscript%3E",
	        "/no/such/%3Cscript%3E",
	        "/law/%3Cscript%3E",
	        "/articles/L0060001/27?paragraph=%3Cscript%3E",
	        "/articles/L0060001/%3Cscript%3E",
	        "/guide?x=%22%3E%3Cscript%3E",
	};
	for (size_t i = 0; i < COUNT_OF(targets); i++) {
		struct answer a = ask(targets[i]);
		struct str body = a.body; /* the page's own script comes with attributes */
		if (has(body, "<script>") || has(body, "\"><script") || has(body, "\" onload=\""))
			fail_msg("%s", targets[i]);
		done(&a);
	}
}

static void unknown_addresses_methods_and_inputs_are_told(void **state) {
	(void)state;
	static const struct {
		const char *method, *target;
		int status;
		const char *text;
	} rows[] = {
	        {"GET", "/nothing", 404, "NOT_FOUND"},
	        {"GET", "/law/no.such", 404, "LAW_UNKNOWN"},
	        {"GET", "/articles/L006/27", 404, "NOT_FOUND"},
	        {"GET", "/articles/L0060001/x", 404, "NOT_FOUND"},
	        {"GET", "/services/none", 404, "NOT_FOUND"},
	        {"GET", "/organisation/none", 404, "NOT_FOUND"},
	        {"GET", "/search?text=x&division=mars", 404, "NOT_FOUND"},
	        {"GET", "/organisation?at=yesterday", 400, "RANGE"},
	        {"POST", "/guide", 405, "METHOD"},
	        {"DELETE", "/calculator", 405, "METHOD"},
	        {"GET", "/guide%zz", 400, "BAD_REQUEST"},
	        {"GET", "/guide%00", 400, "BAD_REQUEST"},
	        {"GET", "/gu%ff%feide", 400, "BAD_REQUEST"},
	        {"GET", "guide", 400, "BAD_REQUEST"},
	        {"GET", "/calculator?format=json&wgae=1", 400, "UNKNOWN_INPUT"},
	        {"GET", "/calculator?format=csv", 501, "UNSUPPORTED"},
	        {"GET", "/language?to=fr", 400, "RANGE"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct answer a = ask_with(rows[i].method, rows[i].target, (struct request){0});
		if (a.status != rows[i].status || !has(a.body, rows[i].text))
			fail_msg("%s %s: %d %.*s", rows[i].method, rows[i].target, a.status,
			         STR_ARG(a.body));
		done(&a);
	}
}

static void too_many_inputs_and_too_long_addresses_are_refused(void **state) {
	(void)state;
	struct buf b = BUF_INIT(0);
	buf_put_c(&b, "/search?");
	for (int i = 0; i <= FORM_INPUTS_MAX; i++) buf_put_c(&b, "a=1&");
	buf_put_char(&b, '\0');
	struct answer a = ask(b.p);
	assert_int_equal(a.status, 400);
	done(&a);
	buf_reset(&b);
	buf_put_char(&b, '/');
	buf_put_repeat(&b, 'x', REQUEST_PATH_MAX + 1);
	buf_put_char(&b, '\0');
	a = ask(b.p);
	assert_int_equal(a.status, 400);
	done(&a);
	buf_free(&b);
}

static void the_language_follows_address_then_cookie_then_browser(void **state) {
	(void)state;
	static const struct {
		const char *target, *cookie, *accept, *lang;
	} rows[] = {
	        {"/", "", "", "zh-Hant-TW"},
	        {"/", "", "en-US,en;q=0.9", "en"},
	        {"/", "", "zh-TW,zh;q=0.9,en;q=0.5", "zh-Hant-TW"},
	        {"/", "a=b; nhi_lang=en", "zh-TW", "en"},
	        {"/?lang=zh", "nhi_lang=en", "en", "zh-Hant-TW"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct request headers = {.cookie = str_from(rows[i].cookie),
		                          .accept_language = str_from(rows[i].accept)};
		struct answer a = ask_with("GET", rows[i].target, headers);
		assert_string_equal(a.r.lang, rows[i].lang);
		done(&a);
	}
}

static void the_language_link_stays_on_this_site(void **state) {
	(void)state;
	static const char *const away[] = {"/language?to=en&back=//evil.example",
	                                   "/language?to=en&back=http://evil.example/",
	                                   "/language?to=en&back=/%5Cevil.example",
	                                   "/language?to=en&back=/x%0d%0aSet-Cookie:a"};
	for (size_t i = 0; i < COUNT_OF(away); i++) {
		struct answer a = ask(away[i]);
		assert_int_equal(a.status, 303);
		assert_str(a.r.location, "/");
		done(&a);
	}
	struct answer a = ask("/language?to=en&back=/guide?x=1");
	assert_str(a.r.location, "/guide?x=1");
	assert_string_equal(a.r.set_lang, "en");
	done(&a);
}

static void the_calculator_says_what_is_wrong_beside_the_field(void **state) {
	(void)state;
	static const struct {
		const char *target, *field;
	} rows[] = {
	        {"/calculator?category=12", "wage"},
	        {"/calculator?category=12&wage=abc", "wage"},
	        {"/calculator?category=12&wage=-1", "wage"},
	        {"/calculator?category=12&wage=30000&amount=30300", "amount"},
	        {"/calculator?category=12&amount=1", "amount"},
	        {"/calculator?category=99", "category"},
	        {"/calculator?category=16", "category"},
	        {"/calculator?category=12&wage=1&dependents=100", "dependents"},
	        {"/calculator?category=51&dependents=1", "dependents"},
	        {"/calculator?category=12&wage=1&private_school=yes", "private_school"},
	        {"/calculator?category=12&wage=1&at=1900-01-01", "at"},
	        {"/calculator?category=12&wage=1&at=soon", "at"},
	        {"/copay?level=center", "care"},
	        {"/copay?care=western", "level"},
	        {"/copay?level=clinic&care=homecare", "points"},
	        {"/copay?level=clinic&care=emergency&triage=6", "triage"},
	        {"/copay?level=clinic&care=western&at=2012-01-01", "at"},
	        {"/supplement?kind=66", "paid"},
	        {"/supplement?kind=64&paid=1", "kind"},
	        {"/supplement?kind=62&paid=1000000", "amount"},
	        {"/supplement?kind=66&paid=50000&at=2012-01-01", "at"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct answer a = ask(rows[i].target);
		char invalid[128], link[64];
		snprintf(invalid, sizeof invalid, "id=\"%s-e\"", rows[i].field);
		snprintf(link, sizeof link, "href=\"#%s\"", rows[i].field);
		if (a.status != 200 || !has(a.body, invalid) || !has(a.body, link) ||
		    has(a.body, "n-figure"))
			fail_msg("%s", rows[i].target);
		done(&a);
	}
}

/* The figures are those of the rule library; here only that they arrive. */
static void the_calculator_shows_the_figure_and_why(void **state) {
	(void)state;
	struct answer a =
	        ask("/calculator?category=12&wage=45800&dependents=1&at=2026-07-01&format=json");
	json_t *j = json_loadb(a.body.p, a.body.n, 0, NULL);
	json_t *r = json_object_get(j, "result");
	assert_int_equal(json_integer_value(json_object_get(r, "insured_amount")), 45800);
	assert_int_equal(json_integer_value(json_object_get(r, "self_total")), 1420);
	assert_true(json_array_size(json_object_get(j, "trace")) >= 5);
	json_decref(j);
	done(&a);
	for (int32_t i = 0; i < 15; i++) {
		static const char *const items[] = {"11", "12", "13", "14", "15", "21", "22", "31",
		                                    "32", "41", "42", "43", "51", "61", "62"};
		char target[128];
		snprintf(target, sizeof target, "/calculator?category=%s%s", items[i],
		         i < 7 ? "&wage=50000" : "");
		a = ask(target);
		if (!has(a.body, "n-figure") || !has(a.body, "n-steps")) fail_msg("%s", target);
		done(&a);
	}
}

/* --- the documents ---------------------------------------------------------------------------- */

static struct str without_blanks(struct arena *arena, struct str s) {
	struct buf b = BUF_INIT(0);
	struct str kept = STR("");
	for (size_t at = 0; at < s.n;) {
		uint32_t c = str_next_char(s, &at);
		if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != 0xA0 && c != 0x3000)
			buf_put_utf8(&b, c);
	}
	assert_true(arena_str(arena, buf_str(&b), &kept));
	buf_free(&b);
	return kept;
}

/* Text between tags, references decoded where the documents need them. */
static struct str text_of(struct arena *arena, struct str html) {
	struct buf b = BUF_INIT(0);
	struct str kept = STR("");
	bool in_tag = false;
	for (size_t i = 0; i < html.n; i++) {
		if (html.p[i] == '<') in_tag = true;
		if (!in_tag) buf_put_char(&b, html.p[i]);
		if (html.p[i] == '>') in_tag = false;
	}
	assert_true(arena_str(arena, buf_str(&b), &kept));
	buf_free(&b);
	return without_blanks(arena, kept);
}

static void each_printed_line_stands_on_the_page_in_its_order(const char *file, const char *page) {
	struct arena arena = ARENA_INIT(0);
	struct str printed;
	if (file_read(&arena, test_source(file), 1 << 20, &printed, NULL) != NHI_OK)
		test_skip("the seeds are not beside the checkout");
	struct answer a = ask(page);
	struct str rest = text_of(&arena, a.body);
	size_t lines = 0;
	while (printed.n > 0) {
		struct str line = without_blanks(&arena, str_cut(&printed, '\n'));
		if (line.n == 0) continue;
		size_t at = str_find(rest, line);
		if (at == rest.n && line.n > 0) {
			/* a line with two items stands in two places, one after the other */
			struct str first = line;
			size_t cut = str_find(line, STR("三、財務組"));
			if (cut < line.n) first = str_slice(line, 0, cut);
			cut = str_find(line, STR("樓"));
			if (first.n == line.n && cut < line.n) first = str_slice(line, 0, cut + 3);
			at = str_find(rest, first);
			if (at == rest.n) fail_msg("%s: “%.*s” is missing", page, STR_ARG(line));
			rest = str_slice(rest, at + first.n, rest.n);
			struct str second = str_slice(line, first.n, line.n);
			at = str_find(rest, second);
			if (at == rest.n) fail_msg("%s: “%.*s” is missing", page, STR_ARG(second));
			line = second;
		}
		rest = str_slice(rest, at + line.n, rest.n);
		lines++;
	}
	assert_true(lines > 90);
	done(&a);
	arena_free(&arena);
}

static void the_guide_prints_the_floor_guide_line_by_line(void **state) {
	(void)state;
	each_printed_line_stands_on_the_page_in_its_order("../shared/seeds/floor-guide.txt",
	                                                  "/guide?lang=en");
}

static void the_rules_print_the_rules_of_procedure_line_by_line(void **state) {
	(void)state;
	each_printed_line_stands_on_the_page_in_its_order("../shared/seeds/rules-of-procedure.txt",
	                                                  "/rules?lang=en");
}

static void every_function_of_the_seeds_stands_on_its_page_once(void **state) {
	(void)state;
	struct answer guide = ask("/guide"), rules = {0};
	struct arena arena = ARENA_INIT(0);
	struct str guide_html = STR("");
	assert_true(arena_str(&arena, guide.body, &guide_html));
	done(&guide);
	rules = ask("/rules");
	for (size_t i = 0; i < desk.seed.row_count; i++) {
		const struct seed_row *r = &desk.seed.rows[i];
		struct str page = str_is(r->seed, "guide") ? guide_html : rules.body;
		char id[64];
		snprintf(id, sizeof id, "<li id=\"%.*s\">", STR_ARG(r->id));
		size_t at = str_find(page, str_from(id));
		if (at == page.n) fail_msg("%s is missing", id);
		struct str rest = str_slice(page, at + 1, page.n);
		if (str_find(rest, str_from(id)) < rest.n) fail_msg("%s stands twice", id);
	}
	assert_int_equal(desk.seed.row_count, 567);
	done(&rules);
	arena_free(&arena);
}

static void what_is_served_has_a_page_that_opens_it(void **state) {
	(void)state;
	for (size_t i = 0; i < desk.seed.row_count; i++) {
		const struct seed_row *r = &desk.seed.rows[i];
		if (str_is(r->depth, "none")) continue;
		struct str parts[ROUTE_PARTS_MAX];
		if (r->link.n == 0 || route_find(r->link, parts) == NULL)
			fail_msg("%.*s is served by %.*s, which catalogue/links.csv does not open",
			         STR_ARG(r->id), STR_ARG(r->served_by));
	}
}

/* --- templates and declarations ----------------------------------------------------------------
 */

static const struct decl_view *view_of(const struct template *t) {
	struct str name = t->name;
	(void)str_cut(&name, '/'); /* the area */
	return decls_view(&site.decls, name);
}

/* A value for every declared field, lists with two items, so that every branch is taken. */
static struct view *sample(struct arena *a, const struct decl_view *d, unsigned depth) {
	char *name = NULL;
	struct str kept;
	assert_true(arena_str(a, d->name, &kept));
	name = (char *)(uintptr_t)(const void *)kept.p;
	struct view *v = view_new(a, name);
	for (size_t i = 0; i < d->count; i++) {
		const struct decl_field *f = &d->fields[i];
		assert_true(arena_str(a, f->name, &kept));
		const char *field = kept.p;
		struct view *child;
		switch (f->type) {
		case DECL_TEXT:
		case DECL_DATA:
		case DECL_CODE: view_text(v, field, STR("<&\"sample")); break;
		case DECL_BOTH: view_both(v, field, STR("<zh>"), STR("<en>")); break;
		case DECL_FLAG: view_flag(v, field, true); break;
		case DECL_DATE: view_date(v, field, 20000); break;
		case DECL_MONTH: view_month(v, field, month_make(2026, 7)); break;
		case DECL_INSTANT:
		case DECL_TWD:
		case DECL_POINT:
		case DECL_COUNT: view_number(v, field, 1234567); break;
		case DECL_LIST:
		case DECL_PART:
			if (depth == 0) break;
			for (int n = 0; n < (f->type == DECL_LIST ? 2 : 1); n++) {
				struct view *inner = sample(a, f->view, depth - 1);
				child = f->type == DECL_LIST ? view_item(v, field, inner->name)
				                             : view_part(v, field, inner->name);
				child->first = inner->first;
				child->last = inner->last;
			}
			break;
		case DECL_TYPE_COUNT: break;
		}
	}
	return v;
}

static void every_template_renders_its_sample_view(void **state) {
	(void)state;
	for (size_t i = 0; i < site.templates.count; i++) {
		const struct template *t = &site.templates.items[i];
		const struct decl_view *d = view_of(t);
		if (d == NULL) continue; /* a partial */
		struct arena a = ARENA_INIT(0);
		for (int lang = 0; lang < LANG_COUNT; lang++) {
			struct node *root;
			struct buf out = BUF_INIT(0);
			struct err err = ERR_INIT;
			struct view *v = sample(&a, d, 5);
			assert_int_equal(
			        render_node(&site.decls, v, &site.i18n, lang, &a, &root, &err),
			        NHI_OK);
			if (templates_render(&site.templates, t->name, lang, root, &out, &err) !=
			    NHI_OK)
				fail_msg("%.*s", STR_ARG(t->name));
			assert_false(has(buf_str(&out), "<zh>"));
			buf_free(&out);
		}
		arena_free(&a);
	}
}

/* Names that a template may use: fields of any view of the same areas, with their _text, _zh, _en;
 * page.*; ".". */
static bool is_known(struct str name) {
	struct str head = name;
	head = str_cut(&name, '.');
	if (head.n == 0 || str_is(head, "page")) return true;
	for (size_t i = 0; i < site.decls.count; i++) {
		for (size_t k = 0; k < site.decls.views[i].count; k++) {
			const struct decl_field *f = &site.decls.views[i].fields[k];
			if (str_eq(head, f->name) || str_eq(head, f->text_name)) return true;
			if (f->type == DECL_BOTH &&
			    (str_eq(head, f->zh_name) || str_eq(head, f->en_name)))
				return true;
		}
	}
	return false;
}

static void templates_use_declared_fields_known_partials_and_no_raw_values(void **state) {
	(void)state;
	for (size_t i = 0; i < site.templates.count; i++) {
		const struct template *t = &site.templates.items[i];
		for (int lang = 0; lang < LANG_COUNT; lang++) {
			const struct mustache *m = t->by_lang[lang];
			for (size_t s = 0; s < m->count; s++) {
				const struct mustache_step *x = &m->steps[s];
				bool fine = x->kind != MUSTACHE_RAW;
				if (x->kind == MUSTACHE_PARTIAL)
					fine = templates_find(&site.templates, x->name) != NULL;
				else if (x->kind != MUSTACHE_TEXT)
					fine = fine && is_known(x->name);
				if (!fine)
					fail_msg("%.*s:%u: {{%.*s}}", STR_ARG(t->name), x->line,
					         STR_ARG(x->name));
			}
		}
	}
}

static void every_sentence_of_the_pages_has_its_english(void **state) {
	(void)state;
	struct str text;
	for (size_t i = 0; i < site.templates.count; i++) {
		struct str message;
		for (size_t at = 0;
		     templates_next_message(site.templates.items[i].source, &at, &message);)
			if (!i18n_find(&site.i18n.of[LANG_EN], message, &text))
				fail_msg("%.*s: %.*s", STR_ARG(site.templates.items[i].name),
				         STR_ARG(message));
	}
	for (size_t i = 0; i < route_count; i++)
		if (!i18n_find(&site.i18n.of[LANG_EN], str_from(routes[i].title), &text))
			fail_msg("%s: %s", routes[i].pattern, routes[i].title);
}

static void no_template_has_script_or_style_of_its_own(void **state) {
	(void)state;
	static const char *const banned[] = {
	        " style=", " onclick=", " onload=", "javascript:", "<style", "{{{"};
	for (size_t i = 0; i < site.templates.count; i++)
		for (size_t b = 0; b < COUNT_OF(banned); b++)
			if (has(site.templates.items[i].source, banned[b]))
				fail_msg("%.*s has %s", STR_ARG(site.templates.items[i].name),
				         banned[b]);
}

static void the_description_of_the_interface_has_every_route_and_view(void **state) {
	(void)state;
	struct answer a = ask("/openapi.json");
	json_t *j = json_loadb(a.body.p, a.body.n, 0, NULL);
	assert_non_null(j);
	json_t *paths = json_object_get(j, "paths");
	json_t *schemas = json_object_get(json_object_get(j, "components"), "schemas");
	assert_int_equal(json_object_size(paths), route_count);
	for (size_t i = 0; i < route_count; i++) {
		assert_non_null(json_object_get(paths, routes[i].pattern));
		if (routes[i].view != NULL)
			assert_non_null(json_object_get(schemas, routes[i].view));
	}
	assert_int_equal(json_object_size(schemas), site.decls.count);
	json_decref(j);
	done(&a);
}

/* --- the rest --------------------------------------------------------------------------------- */

static void assets_are_kept_for_ever_and_answered_with_304(void **state) {
	(void)state;
	assert_true(site.assets.count >= 4);
	for (size_t i = 0; i < site.assets.count; i++) {
		const struct asset *x = &site.assets.items[i];
		char path[256];
		snprintf(path, sizeof path, "%.*s", STR_ARG(x->path));
		struct answer a = ask(path);
		assert_int_equal(a.status, 200);
		assert_true(has(str_from(a.r.cache), "immutable"));
		done(&a);
		struct request known = {.if_none_match = x->etag, .accepts_gzip = true};
		a = ask_with("GET", path, known);
		assert_int_equal(a.status, 304);
		assert_int_equal(a.body.n, 0);
		done(&a);
	}
	struct answer a = ask("/assets/none.css");
	assert_int_equal(a.status, 404);
	done(&a);
}

static void lists_come_as_csv_without_formulas(void **state) {
	(void)state;
	struct answer a = ask("/coverage?format=csv");
	assert_int_equal(a.status, 200);
	struct str body = a.body;
	assert_true(str_starts(body, STR("\xEF\xBB\xBFid,seed,floor,")));
	size_t lines = 0;
	while (body.n > 0) lines += str_cut(&body, '\n').n > 0;
	assert_int_equal(lines, 1 + 567);
	done(&a);
}

static void metrics_count_requests_by_route(void **state) {
	(void)state;
	struct answer a = ask("/healthz");
	assert_str(a.body, "ok\n");
	done(&a);
	a = ask_with("GET", "/metrics", (struct request){.address = STR("127.0.0.1")});
	assert_true(has(a.body, "nhi_http_requests_total{route=\"/healthz\",status=\"2xx\"}"));
	assert_true(has(a.body, "le=\"+Inf\""));
	done(&a);
}

static void metrics_are_for_this_machine_and_for_the_token(void **state) {
	(void)state;
	const struct request outside = {.address = STR("203.0.113.7")};
	struct request token = outside, wrong = outside;
	token.authorization = STR("Bearer a-long-token");
	wrong.authorization = STR("Bearer a-long-tokem");
	assert_int_equal(setenv("NHI_METRICS_TOKEN", "a-long-token", 1), 0);
	struct answer a = ask_with("GET", "/metrics", outside);
	assert_int_equal(a.status, 403);
	done(&a);
	a = ask_with("GET", "/metrics", wrong);
	assert_int_equal(a.status, 403);
	done(&a);
	a = ask_with("GET", "/metrics", token);
	assert_int_equal(a.status, 200);
	done(&a);
	assert_int_equal(unsetenv("NHI_METRICS_TOKEN"), 0);
	token.authorization = STR("Bearer ");
	a = ask_with("GET", "/metrics", token);
	assert_int_equal(a.status, 403);
	done(&a);
}

/* What a visitor may not see asks him to sign in, whether there is a database or not. */
static void who_is_not_signed_in_is_asked_to_sign_in_and_comes_back(void **state) {
	(void)state;
	struct answer a = ask("/bills?month=2026-07");
	assert_int_equal(a.status, 303);
	assert_str(a.r.location, "/login?back=%2Fbills%3Fmonth%3D2026-07");
	assert_string_equal(a.r.cache, "no-store");
	done(&a);
	a = ask("/bills?format=json");
	assert_int_equal(a.status, 401);
	done(&a);
}

static const char *refusal(const struct route *r, const struct signed_in *s) {
	struct err err = ERR_INIT;
	return status_name(route_allows(r, s, &err));
}

/* Every route × every role: what the table of rights says, and nothing else; and no route that
 * shows persons is open to visitors. */
static void every_route_opens_for_exactly_the_roles_that_have_its_right(void **state) {
	(void)state;
	const struct signed_in nobody = {.who = principal_nobody};
	for (size_t i = 0; i < route_count; i++) {
		const struct route *r = &routes[i];
		if (r->area == NULL) {
			assert_string_equal(refusal(r, &nobody), "OK");
			continue;
		}
		assert_string_equal(refusal(r, &nobody), "LOGIN");
		assert_false(r->is_public);
		size_t area;
		bool any = strcmp(r->area, FOR_SIGNED_IN) == 0 || strcmp(r->area, FOR_SETUP) == 0;
		if (!any && !rights_area(&desk.rights, str_from(r->area), &area))
			fail_msg("%s: no area %s", r->pattern, r->area);
		for (size_t k = 0; k < desk.rights.role_count; k++) {
			const struct role *role = &desk.rights.role[k];
			const struct signed_in s = {
			        .state = SESSION_OPEN,
			        .who = {.kind = role->kind, .rights = &desk.rights, .role = role}};
			bool may = any || (role->cell[area].rights & r->right) != 0;
			if (strcmp(refusal(r, &s), may ? "OK" : "FORBIDDEN") != 0)
				fail_msg("%s for %.*s", r->pattern, STR_ARG(role->code));
		}
	}
}

static void pages_are_light(void **state) {
	(void)state;
	enum { BUDGET = 100 * 1024 };
	size_t shared = 0;
	for (size_t i = 0; i < site.assets.count; i++) shared += site.assets.items[i].gzip.n;
	for (size_t i = 0; i < route_count; i++) {
		const char *address = example(&routes[i]);
		if (address == NULL || routes[i].kind != ROUTE_PAGE || !routes[i].is_public)
			continue;
		struct answer a = ask_with("GET", address, (struct request){.accepts_gzip = true});
		if (a.body.n + shared > BUDGET)
			fail_msg("%s weighs %zu bytes", address, a.body.n + shared);
		done(&a);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_page_answers_in_both_languages_and_as_json),
	        cmocka_unit_test(english_pages_show_no_chinese_sentence_of_the_site),
	        cmocka_unit_test(what_a_person_typed_never_becomes_markup),
	        cmocka_unit_test(unknown_addresses_methods_and_inputs_are_told),
	        cmocka_unit_test(too_many_inputs_and_too_long_addresses_are_refused),
	        cmocka_unit_test(the_language_follows_address_then_cookie_then_browser),
	        cmocka_unit_test(the_language_link_stays_on_this_site),
	        cmocka_unit_test(the_calculator_says_what_is_wrong_beside_the_field),
	        cmocka_unit_test(the_calculator_shows_the_figure_and_why),
	        cmocka_unit_test(the_guide_prints_the_floor_guide_line_by_line),
	        cmocka_unit_test(the_rules_print_the_rules_of_procedure_line_by_line),
	        cmocka_unit_test(every_function_of_the_seeds_stands_on_its_page_once),
	        cmocka_unit_test(what_is_served_has_a_page_that_opens_it),
	        cmocka_unit_test(every_template_renders_its_sample_view),
	        cmocka_unit_test(templates_use_declared_fields_known_partials_and_no_raw_values),
	        cmocka_unit_test(every_sentence_of_the_pages_has_its_english),
	        cmocka_unit_test(no_template_has_script_or_style_of_its_own),
	        cmocka_unit_test(the_description_of_the_interface_has_every_route_and_view),
	        cmocka_unit_test(assets_are_kept_for_ever_and_answered_with_304),
	        cmocka_unit_test(lists_come_as_csv_without_formulas),
	        cmocka_unit_test(metrics_count_requests_by_route),
	        cmocka_unit_test(metrics_are_for_this_machine_and_for_the_token),
	        cmocka_unit_test(who_is_not_signed_in_is_asked_to_sign_in_and_comes_back),
	        cmocka_unit_test(every_route_opens_for_exactly_the_roles_that_have_its_right),
	        cmocka_unit_test(pages_are_light),
	};
	return TEST_MAIN_WITH(tests, open_site, close_site);
}
