/* node.h: the data that a template reads: text, truth, lists, maps, in an arena.
 *
 * A page's view becomes such a tree (render.h). Markup that is ready for the page (an SVG chart of
 * ours) has a kind of its own: nothing else reaches the page unescaped. */
#ifndef WEB_NODE_H
#define WEB_NODE_H

#include "base/arena.h"

enum node_kind { NODE_NULL, NODE_FALSE, NODE_TRUE, NODE_TEXT, NODE_MARKUP, NODE_LIST, NODE_MAP };

struct node {
	enum node_kind kind;
	struct str name;           /* of a member of a map; else empty */
	struct str text;           /* of NODE_TEXT and NODE_MARKUP */
	struct node *first, *last; /* members or items */
	struct node *next;         /* the next member or item of the same parent */
};

/* A new node that stands alone; NULL when memory runs out. */
struct node *node_new(struct arena *a, enum node_kind kind);
/* Adds a member to a map or an item (name empty) to a list. NULL when memory runs out or `parent`
 * is NULL, so that a caller may chain and check the end. Names and texts are borrowed. */
struct node *node_add(struct arena *a, struct node *parent, struct str name, enum node_kind kind);
struct node *node_add_text(struct arena *a, struct node *parent, const char *name, struct str text);
struct node *node_add_flag(struct arena *a, struct node *parent, const char *name, bool value);
/* The member of that name, or NULL. */
const struct node *node_member(const struct node *map, struct str name);
/* What a section takes as "no": null, false, empty text, empty list. */
bool node_is_empty(const struct node *n);

#endif
