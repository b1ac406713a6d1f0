/* mustache.c: any bytes as a template: it compiles or names its line, and what compiles renders
 * over a small tree without trouble, itself as its own partial. */
#include "web/mustache.h"

#include "fuzz.h"

enum { OUT_MAX = 1024 * 1024 };

static struct node *tree(struct arena *a) {
	struct node *root = node_new(a, NODE_MAP);
	if (root == NULL) return NULL;
	node_add_text(a, root, "a", STR("<b>&\"'"));
	node_add_text(a, root, "empty", STR(""));
	node_add_flag(a, root, "yes", true);
	node_add_flag(a, root, "no", false);
	struct node *list = node_add(a, root, STR("list"), NODE_LIST);
	for (int i = 0; i < 3 && list != NULL; i++) {
		struct node *item = node_add(a, list, STR(""), NODE_MAP);
		if (item != NULL) node_add_text(a, item, "name", STR("健保"));
	}
	return root;
}

static const struct mustache *find_itself(const void *context, struct str name) {
	return str_is(name, "self") ? context : NULL;
}

void fuzz_one(struct str bytes) {
	struct arena arena = ARENA_INIT((size_t)32 * 1024 * 1024);
	struct err err = ERR_INIT;
	struct mustache *template = NULL;
	struct buf out = BUF_INIT(OUT_MAX);
	struct node *root = tree(&arena);
	if (root != NULL &&
	    mustache_compile(&arena, STR("fuzz"), bytes, &template, &err) == NHI_OK) {
		struct mustache_set set = {find_itself, template};
		enum nhi_status st = mustache_render(template, root, &set, &out, &err);
		CHECK(st == NHI_OK || st == NHI_LIMIT || st == NHI_MEMORY);
	}
	buf_reset(&out);
	html_escape(&out, bytes);
	CHECK(str_find_char(buf_str(&out), '<') == out.n);
	CHECK(str_find_char(buf_str(&out), '"') == out.n);
	buf_free(&out);
	arena_free(&arena);
}
