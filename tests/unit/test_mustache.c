/* The Mustache engine: small cases of our own, and every case of the official specification when
 * its files stand beside the checkout. */
#include "test.h"

#include "base/file.h"
#include "web/mustache.h"

#include <jansson.h>

static struct arena arena; /* max 0: the default */

struct partials {
	json_t *sources;
};

static const char *name_of(struct str name) {
	static char text[256];
	snprintf(text, sizeof text, "%.*s", STR_ARG(name));
	return text;
}

static const struct mustache *find_partial(const void *context, struct str name) {
	const struct partials *p = context;
	json_t *source = json_object_get(p->sources, name_of(name));
	struct mustache *m = NULL;
	if (source == NULL) return NULL;
	struct str text = {json_string_value(source), json_string_length(source)};
	return mustache_compile(&arena, name, text, &m, NULL) == NHI_OK ? m : NULL;
}

/* JSON to the tree that templates read; numbers as the specification writes them. */
static void fill(struct node *n, json_t *j);

static void fill_number(struct node *n, json_t *j) {
	char text[64];
	if (json_is_integer(j))
		snprintf(text, sizeof text, "%lld", (long long)json_integer_value(j));
	else
		snprintf(text, sizeof text, "%g", json_real_value(j));
	n->kind = NODE_TEXT;
	assert_true(arena_str(&arena, str_from(text), &n->text));
}

static void fill(struct node *n, json_t *j) {
	const char *key;
	json_t *item;
	size_t i;
	switch (json_typeof(j)) {
	case JSON_OBJECT:
		n->kind = NODE_MAP;
		json_object_foreach(j, key, item)
		        fill(node_add(&arena, n, str_from(key), NODE_NULL), item);
		break;
	case JSON_ARRAY:
		n->kind = NODE_LIST;
		json_array_foreach(j, i, item) fill(node_add(&arena, n, STR(""), NODE_NULL), item);
		break;
	case JSON_STRING:
		n->kind = NODE_TEXT;
		n->text = (struct str){json_string_value(j), json_string_length(j)};
		break;
	case JSON_INTEGER:
	case JSON_REAL: fill_number(n, j); break;
	case JSON_TRUE: n->kind = NODE_TRUE; break;
	case JSON_FALSE: n->kind = NODE_FALSE; break;
	case JSON_NULL: n->kind = NODE_NULL; break;
	}
}

static void render(const char *source, const char *data, struct buf *out) {
	struct mustache *m = NULL;
	struct err err = ERR_INIT;
	json_t *j = json_loads(data, JSON_DECODE_ANY, NULL);
	assert_non_null(j);
	struct node *root = node_new(&arena, NODE_NULL);
	fill(root, j);
	assert_int_equal(mustache_compile(&arena, STR("t"), str_from(source), &m, &err), NHI_OK);
	assert_int_equal(mustache_render(m, root, NULL, out, &err), NHI_OK);
	json_decref(j);
}

static void values_are_escaped_and_sections_repeat(void **state) {
	(void)state;
	static const struct {
		const char *source, *data, *expected;
	} rows[] = {
	        {"<a title='{{x}}'>", "{\"x\":\"<&'\\\">\"}",
	         "<a title='&lt;&amp;&#39;&quot;&gt;'>"},
	        {"{{#l}}{{n}},{{/l}}", "{\"l\":[{\"n\":1},{\"n\":2}]}", "1,2,"},
	        {"{{#e}}x{{/e}}{{^e}}none{{/e}}", "{\"e\":\"\"}", "none"},
	        {"{{#a}}{{b}}{{/a}}", "{\"b\":\"outer\",\"a\":{\"b\":null}}", ""},
	        {"{{a.b.c}}", "{\"a\":{\"b\":{\"c\":\"deep\"}}}", "deep"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct buf out = BUF_INIT(0);
		render(rows[i].source, rows[i].data, &out);
		assert_buf(out, rows[i].expected);
		buf_free(&out);
	}
}

static void malformed_templates_are_refused_with_their_line(void **state) {
	(void)state;
	static const struct {
		const char *source, *where;
	} rows[] = {
	        {"a\n{{b", "t:2"},       {"{{#a}}\n\n", "t:3"}, {"x\ny\n{{/a}}", "t:3"},
	        {"{{#a}}{{/b}}", "t:1"}, {"{{=| }}", "t:1"},    {"{{{a}}", "t:1"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct mustache *m = NULL;
		struct err err = ERR_INIT;
		enum nhi_status st =
		        mustache_compile(&arena, STR("t"), str_from(rows[i].source), &m, &err);
		assert_int_equal(st, NHI_TEMPLATE);
		assert_string_equal(err.where, rows[i].where);
	}
}

static const struct mustache *find_itself(const void *context, struct str name) {
	(void)name;
	return context;
}

static void a_partial_that_calls_itself_ends_in_a_limit(void **state) {
	(void)state;
	struct mustache *m = NULL;
	struct buf out = BUF_INIT(0);
	struct err err = ERR_INIT;
	assert_int_equal(mustache_compile(&arena, STR("t"), STR("x{{>t}}"), &m, &err), NHI_OK);
	struct mustache_set set = {find_itself, m};
	struct node root = {.kind = NODE_MAP};
	assert_int_equal(mustache_render(m, &root, &set, &out, &err), NHI_LIMIT);
	buf_free(&out);
}

static void run_case(const char *file, json_t *test) {
	struct mustache *m = NULL;
	struct buf out = BUF_INIT(0);
	struct err err = ERR_INIT;
	json_t *source = json_object_get(test, "template"), *data = json_object_get(test, "data");
	struct partials p = {json_object_get(test, "partials")};
	struct mustache_set set = {find_partial, &p};
	struct node *root = node_new(&arena, NODE_NULL);
	if (data != NULL) fill(root, data);
	struct str text = {json_string_value(source), json_string_length(source)};
	enum nhi_status st = mustache_compile(&arena, STR("t"), text, &m, &err);
	if (st == NHI_OK) st = mustache_render(m, root, &set, &out, &err);
	const char *expected = json_string_value(json_object_get(test, "expected"));
	if (st != NHI_OK || !str_is(buf_str(&out), expected))
		fail_msg("%s: %s: expected “%s”, got “%.*s”", file,
		         json_string_value(json_object_get(test, "name")), expected,
		         STR_ARG(buf_str(&out)));
	buf_free(&out);
}

static void all_cases_of_the_official_specification_pass(void **state) {
	(void)state;
	const char *dir = test_source("../shared/data/mustache-spec");
	struct file_list files;
	size_t cases = 0;
	if (file_list(&arena, dir, ".json", &files, NULL) != NHI_OK || files.count == 0)
		test_skip("the specification's cases are not beside the checkout");
	for (size_t i = 0; i < files.count; i++) {
		char path[1024];
		size_t k;
		json_t *test;
		snprintf(path, sizeof path, "%s/%s", dir, files.name[i].p);
		json_t *j = json_load_file(path, 0, NULL);
		assert_non_null(j);
		json_array_foreach(json_object_get(j, "tests"), k, test) {
			run_case(files.name[i].p, test);
			cases++;
		}
		json_decref(j);
	}
	print_message("%zu cases of the specification\n", cases);
	assert_true(cases > 100);
}

static int free_all(void **state) {
	(void)state;
	arena_free(&arena);
	return 0;
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(values_are_escaped_and_sections_repeat),
	        cmocka_unit_test(malformed_templates_are_refused_with_their_line),
	        cmocka_unit_test(a_partial_that_calls_itself_ends_in_a_limit),
	        cmocka_unit_test(all_cases_of_the_official_specification_pass),
	};
	return TEST_MAIN_WITH(tests, NULL, free_all);
}
