/* node.c: see node.h. */
#include "web/node.h"

struct node *node_new(struct arena *a, enum node_kind kind) {
	struct node *n = ARENA_NEW(a, struct node);
	if (n != NULL) n->kind = kind;
	return n;
}

struct node *node_add(struct arena *a, struct node *parent, struct str name, enum node_kind kind) {
	struct node *n = parent == NULL ? NULL : node_new(a, kind);
	if (n == NULL) return NULL;
	n->name = name;
	if (parent->last == NULL)
		parent->first = n;
	else
		parent->last->next = n;
	parent->last = n;
	return n;
}

struct node *node_add_text(struct arena *a, struct node *parent, const char *name,
                           struct str text) {
	struct node *n = node_add(a, parent, str_from(name), NODE_TEXT);
	if (n != NULL) n->text = text;
	return n;
}

struct node *node_add_flag(struct arena *a, struct node *parent, const char *name, bool value) {
	return node_add(a, parent, str_from(name), value ? NODE_TRUE : NODE_FALSE);
}

const struct node *node_member(const struct node *map, struct str name) {
	if (map == NULL || map->kind != NODE_MAP) return NULL;
	for (const struct node *n = map->first; n != NULL; n = n->next)
		if (str_eq(n->name, name)) return n;
	return NULL;
}

bool node_is_empty(const struct node *n) {
	if (n == NULL || n->kind == NODE_NULL || n->kind == NODE_FALSE) return true;
	if (n->kind == NODE_TEXT || n->kind == NODE_MARKUP) return n->text.n == 0;
	return n->kind == NODE_LIST && n->first == NULL;
}
