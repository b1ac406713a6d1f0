/* openapi.c: /openapi.json from the routes and the declarations of views: nothing is typed twice.
 * See routes.h. */
#include "base/json.h"
#include "web/routes.h"

static const struct {
	const char *type, *format;
} input_types[] = {
        [INPUT_TEXT] = {"string", NULL},   [INPUT_COUNT] = {"integer", "int64"},
        [INPUT_DATE] = {"string", "date"}, [INPUT_MONTH] = {"string", NULL},
        [INPUT_FLAG] = {"string", NULL},   [INPUT_FILE] = {"string", "binary"},
};

static void put_parameter(struct json *j, struct str name, const char *in, const char *type,
                          const char *format, const char *text) {
	json_object_start(j);
	json_put_str(j, "name", name);
	json_put_c(j, "in", in);
	json_put_bool(j, "required", str_is(str_from(in), "path"));
	if (text != NULL) json_put_c(j, "description", text);
	json_key(j, "schema");
	json_object_start(j);
	json_put_c(j, "type", type);
	if (format != NULL) json_put_c(j, "format", format);
	json_object_end(j);
	json_object_end(j);
}

static void put_parameters(struct json *j, const struct route *r) {
	json_key(j, "parameters");
	json_array_start(j);
	struct str rest = str_from(r->pattern);
	while (rest.n > 0) {
		struct str part = str_cut(&rest, '/');
		if (part.n > 2 && part.p[0] == '{')
			put_parameter(j, str_slice(part, 1, part.n - 1), "path", "string", NULL,
			              NULL);
	}
	/* what only a form sends (passwords) has no place in an address */
	const struct route_input *in = r->is_slow ? NULL : r->inputs;
	for (; in != NULL && in->name != NULL; in++)
		put_parameter(j, str_from(in->name), "query", input_types[in->type].type,
		              input_types[in->type].format, in->en);
	json_array_end(j);
}

static void put_ref(struct json *j, struct str view) {
	struct buf b = BUF_INIT(256);
	buf_printf(&b, "#/components/schemas/%.*s", STR_ARG(view));
	json_object_start(j);
	json_put_str(j, "$ref", buf_str(&b));
	json_object_end(j);
	buf_free(&b);
}

static void put_answer(struct json *j, const char *status, const char *text, const char *view) {
	json_key(j, status);
	json_object_start(j);
	json_put_c(j, "description", text);
	if (view != NULL) {
		json_key(j, "content");
		json_object_start(j);
		json_key(j, "application/json");
		json_object_start(j);
		json_key(j, "schema");
		put_ref(j, str_from(view));
		json_object_end(j);
		json_object_end(j);
	}
	json_object_end(j);
}

/* The fields of a form, and the token that every form carries (told in the header X-Form-Token of
 * its page). */
static void put_form(struct json *j, const struct route *r) {
	json_key(j, "requestBody");
	json_object_start(j);
	json_key(j, "content");
	json_object_start(j);
	json_key(j, r->takes_files ? "multipart/form-data" : "application/x-www-form-urlencoded");
	json_object_start(j);
	json_key(j, "schema");
	json_object_start(j);
	json_put_c(j, "type", "object");
	json_key(j, "properties");
	json_object_start(j);
	static const struct route_input token = {"csrf", INPUT_TEXT, "",
	                                         "X-Form-Token of the page"};
	for (const struct route_input *in = &token; in != NULL && in->name != NULL;
	     in = in == &token ? r->inputs : in + 1) {
		json_key(j, in->name);
		json_object_start(j);
		json_put_c(j, "type", input_types[in->type].type);
		if (in->type == INPUT_FILE) json_put_c(j, "format", input_types[in->type].format);
		json_put_c(j, "description", in->en);
		json_object_end(j);
	}
	for (int depth = 0; depth < 5; depth++) json_object_end(j);
}

static void put_post(struct json *j, const struct route *r) {
	json_key(j, "post");
	json_object_start(j);
	json_put_c(j, "summary", r->title);
	put_form(j, r);
	json_key(j, "responses");
	json_object_start(j);
	if (r->told != NULL) put_answer(j, "200", r->told, NULL);
	put_answer(j, "303", "done: the page to go to", NULL);
	put_answer(j, "422", "not done: what was sent, with errors", r->view);
	put_answer(j, "default", "error", "error");
	json_object_end(j);
	json_object_end(j);
}

static void put_path(struct json *j, const struct route *r) {
	json_key(j, r->pattern);
	json_object_start(j);
	json_key(j, "get");
	json_object_start(j);
	json_put_c(j, "summary", r->title);
	put_parameters(j, r);
	json_key(j, "responses");
	json_object_start(j);
	put_answer(j, "200", r->title, r->view);
	put_answer(j, "default", "error", "error");
	json_object_end(j);
	json_object_end(j);
	if (r->post != NULL) put_post(j, r);
	json_object_end(j);
}

static void put_type(struct json *j, const char *type, const char *format) {
	json_object_start(j);
	json_key(j, "type");
	json_array_start(j);
	json_str(j, str_from(type));
	json_str(j, STR("null"));
	json_array_end(j);
	if (format != NULL) json_put_c(j, "format", format);
}

static void put_field(struct json *j, const struct decl_field *f) {
	static const char *const types[DECL_TYPE_COUNT][2] = {
	        [DECL_TEXT] = {"string", NULL},
	        [DECL_BOTH] = {"string", NULL},
	        [DECL_DATE] = {"string", "date"},
	        [DECL_MONTH] = {"string", NULL},
	        [DECL_INSTANT] = {"string", "date-time"},
	        [DECL_TWD] = {"integer", "int64"},
	        [DECL_POINT] = {"integer", "int64"},
	        [DECL_COUNT] = {"integer", "int64"},
	        [DECL_FLAG] = {"boolean", NULL},
	        [DECL_CODE] = {"string", NULL},
	        [DECL_LIST] = {"array", NULL},
	        [DECL_PART] = {"object", NULL},
	        [DECL_DATA] = {"string", NULL},
	};
	put_type(j, types[f->type][0], types[f->type][1]);
	if (f->note.n > 0) json_put_str(j, "description", f->note);
	if (f->type == DECL_TWD) json_put_c(j, "x-unit", "TWD");
	if (f->type == DECL_POINT) json_put_c(j, "x-unit", "point");
	if (f->type == DECL_LIST) {
		json_key(j, "items");
		put_ref(j, f->view->name);
	}
	json_object_end(j);
}

static void put_schema(struct json *j, const struct decl_view *v) {
	char name[128];
	snprintf(name, sizeof name, "%.*s", STR_ARG(v->name));
	json_key(j, name);
	json_object_start(j);
	json_put_c(j, "type", "object");
	json_key(j, "properties");
	json_object_start(j);
	for (size_t i = 0; i < v->count; i++) {
		const struct decl_field *f = &v->fields[i];
		snprintf(name, sizeof name, "%.*s", STR_ARG(f->name));
		if (f->type == DECL_PART) {
			json_key(j, name);
			put_ref(j, f->view->name);
		} else if (f->type == DECL_BOTH) {
			json_key(j, f->zh_name.p);
			put_field(j, f);
			json_key(j, f->en_name.p);
			put_field(j, f);
		} else {
			json_key(j, name);
			put_field(j, f);
		}
	}
	json_object_end(j);
	json_object_end(j);
}

void openapi_print(const struct decls *d, struct buf *out) {
	struct json j = JSON_INIT(out, false);
	json_object_start(&j);
	json_put_c(&j, "openapi", "3.1.0");
	json_key(&j, "info");
	json_object_start(&j);
	json_put_c(&j, "title", "OpenNHI");
	json_put_c(&j, "version", "0.1.0");
	json_object_end(&j);
	json_key(&j, "paths");
	json_object_start(&j);
	for (size_t i = 0; i < route_count; i++) put_path(&j, &routes[i]);
	json_object_end(&j);
	json_key(&j, "components");
	json_object_start(&j);
	json_key(&j, "schemas");
	json_object_start(&j);
	for (size_t i = 0; i < d->count; i++) put_schema(&j, &d->views[i]);
	json_object_end(&j);
	json_object_end(&j);
	json_object_end(&j);
	buf_put_char(out, '\n');
}
