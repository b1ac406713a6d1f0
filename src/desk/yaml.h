/* yaml.h: reads the YAML files of the catalogue: every defect is listed with file and line, none
 * stops the reading. libfyaml does the parsing; texts are copied into the arena, so that the
 * document can be closed.
 *
 * Getters take a mapping (NULL: everything in it is missing) and tell a defect themselves. */
#ifndef DESK_YAML_H
#define DESK_YAML_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

struct fy_node; /* libfyaml */
struct fy_document;

/* The same text in both languages; zh.n == 0: there is none. */
struct yaml_both {
	struct str zh, en;
};

/* One thing that is wrong. */
struct yaml_defect {
	struct str file;  /* "services/card.yaml" */
	int line;         /* 1 …; 0: the file as a whole */
	struct str place; /* "card.reissue: fee" */
	struct yaml_both says;
	struct yaml_defect *next;
};

struct yaml_defects {
	struct yaml_defect *first, *last;
	size_t count; /* all; at most YAML_DEFECTS_MAX are kept */
};

enum { YAML_DEFECTS_MAX = 1000, YAML_FILE_MAX = 4 << 20, YAML_PLACE_SIZE = 160 };

struct yaml {
	struct arena *arena;
	struct yaml_defects *defects;
	struct str file; /* as told to people */
	struct str bytes;
	struct fy_document *document;
	char place[YAML_PLACE_SIZE]; /* what is being read: "card.reissue" */
	bool no_memory;
};

/* Parses bytes, which must live until yaml_close. Returns the root, a mapping; NULL with a defect
 * when the file is not YAML or something else than a mapping. */
MUST_USE struct fy_node *yaml_open(struct yaml *y, struct arena *a, struct yaml_defects *defects,
                                   struct str file, struct str bytes);
void yaml_close(struct yaml *y);

/* Lists a defect. The line is that of `key` in a mapping, else that of the node; NULL: line 0. */
void yaml_defect(struct yaml *y, struct fy_node *node, const char *key, const char *zh,
                 const char *en);
/* As yaml_defect, with a name in "%.*s"-free texts: "{}" in zh and en is replaced by `what`. */
void yaml_defect_about(struct yaml *y, struct fy_node *node, const char *key, struct str what,
                       const char *zh, const char *en);
/* Lists a defect without a document, for what is found after reading. */
void yaml_defect_add(struct yaml_defects *d, struct arena *a, struct str file, int line,
                     struct str place, struct str what, const char *zh, const char *en);
int yaml_line(const struct yaml *y, struct fy_node *node);

/* NULL when the key is missing. */
struct fy_node *yaml_get(struct fy_node *map, const char *key);
/* The items of a list in turn; a missing list has none. `*iter` starts as NULL. */
struct fy_node *yaml_next(struct yaml *y, struct fy_node *map, const char *key, void **iter);
size_t yaml_count(struct fy_node *map, const char *key);
/* A key that nobody reads is a typing error. `known` ends with NULL. */
void yaml_only(struct yaml *y, struct fy_node *map, const char *const *known);

struct str yaml_optional(struct yaml *y, struct fy_node *map, const char *key); /* "" if missing */
struct str yaml_text(struct yaml *y, struct fy_node *map, const char *key);
/* <key>_zh and <key>_en: both or, unless `needed`, none. */
struct yaml_both yaml_both(struct yaml *y, struct fy_node *map, const char *key, bool needed);
int64_t yaml_number(struct yaml *y, struct fy_node *map, const char *key, int64_t min, int64_t max,
                    int64_t missing);
date_t yaml_day(struct yaml *y, struct fy_node *map, const char *key, bool needed);
bool yaml_flag(struct yaml *y, struct fy_node *map, const char *key, bool missing);
/* A list of scalars, or one scalar alone. */
size_t yaml_list(struct yaml *y, struct fy_node *map, const char *key, struct str *out, size_t max);
/* The place of the text in `names`, or `missing` when the key is missing (below 0: it is needed).
 */
int yaml_code(struct yaml *y, struct fy_node *map, const char *key, const char *const *names,
              size_t count, int missing);
/* Zeroed; NULL with no_memory set. */
void *yaml_array(struct yaml *y, size_t count, size_t size);

#endif
