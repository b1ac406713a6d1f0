/* yaml.c: see yaml.h. */
#include "desk/yaml.h"

#include "wire/yaml.h"

#include <libfyaml.h>

/* --- defects ---------------------------------------------------------------------------------- */

static struct str filled(struct arena *a, const char *text, struct str what) {
	struct str out = STR(""), rest = str_from(text), hole = STR("{}");
	struct buf b = BUF_INIT(4096);
	size_t at = str_find(rest, hole);
	buf_put(&b, str_slice(rest, 0, at));
	if (at < rest.n) {
		buf_put(&b, what);
		buf_put(&b, str_slice(rest, at + hole.n, rest.n));
	}
	if (!buf_ok(&b) || !arena_str(a, buf_str(&b), &out)) out = STR("");
	buf_free(&b);
	return out;
}

void yaml_defect_add(struct yaml_defects *d, struct arena *a, struct str file, int line,
                     struct str place, struct str what, const char *zh, const char *en) {
	struct yaml_defect *one =
	        d->count < YAML_DEFECTS_MAX ? ARENA_NEW(a, struct yaml_defect) : NULL;
	d->count++;
	if (one == NULL) return;
	*one = (struct yaml_defect){
	        file, line, STR(""), {filled(a, zh, what), filled(a, en, what)}, NULL};
	if (!arena_str(a, place, &one->place)) one->place = STR("");
	if (d->last != NULL)
		d->last->next = one;
	else
		d->first = one;
	d->last = one;
}

/* The first scalar of a node: its text points into the file where the file has it as it is. */
static const char *first_scalar(struct fy_node *node) {
	size_t n = 0;
	for (int depth = 0; node != NULL && depth < 64; depth++) {
		if (fy_node_is_scalar(node)) return fy_node_get_scalar(node, &n);
		if (fy_node_is_sequence(node)) {
			node = fy_node_sequence_get_by_index(node, 0);
			continue;
		}
		struct fy_node_pair *pair = fy_node_mapping_get_by_index(node, 0);
		node = pair == NULL ? NULL : fy_node_pair_key(pair);
	}
	return NULL;
}

int yaml_line(const struct yaml *y, struct fy_node *node) {
	const char *p = first_scalar(node);
	uintptr_t at = (uintptr_t)p, from = (uintptr_t)y->bytes.p;
	if (p == NULL || at < from || at > from + y->bytes.n) return 0;
	int line = 1;
	for (size_t i = 0; i < at - from; i++) line += y->bytes.p[i] == '\n';
	return line;
}

/* The key itself where the mapping has it, else the node. */
static struct fy_node *key_of(struct fy_node *node, const char *key) {
	if (node == NULL || !fy_node_is_mapping(node)) return node;
	struct fy_node_pair *pair = fy_node_mapping_lookup_pair_by_string(node, key, FY_NT);
	return pair == NULL ? node : fy_node_pair_key(pair);
}

void yaml_defect_about(struct yaml *y, struct fy_node *node, const char *key, struct str what,
                       const char *zh, const char *en) {
	char place[YAML_PLACE_SIZE + 64];
	snprintf(place, sizeof place, "%s%s%s", y->place, y->place[0] != 0 ? ": " : "", key);
	yaml_defect_add(y->defects, y->arena, y->file, yaml_line(y, key_of(node, key)),
	                str_from(place), what, zh, en);
}

void yaml_defect(struct yaml *y, struct fy_node *node, const char *key, const char *zh,
                 const char *en) {
	yaml_defect_about(y, node, key, STR(""), zh, en);
}

/* --- the document ----------------------------------------------------------------------------- */

struct fy_node *yaml_open(struct yaml *y, struct arena *a, struct yaml_defects *defects,
                          struct str file, struct str bytes) {
	*y = (struct yaml){.arena = a, .defects = defects, .file = file, .bytes = bytes};
	if (!str_is_utf8(bytes)) {
		yaml_defect(y, NULL, "file", "不是 UTF-8", "not UTF-8");
		return NULL;
	}
	struct yaml_fault fault;
	y->document = yaml_document(bytes, a, &fault);
	bool told = fault.says.n > 0;
	if (told)
		yaml_defect_add(defects, a, file, fault.line, STR(""), fault.says,
		                "不是正確的 YAML：{}", "it is not well-formed YAML: {}");
	struct fy_node *root = y->document == NULL ? NULL : fy_document_root(y->document);
	if (root != NULL && fy_node_is_mapping(root)) return root;
	if (!told)
		yaml_defect(y, NULL, "file", "最外層要是「名稱: 值」",
		            "the outermost level must be a mapping");
	return NULL;
}

void yaml_close(struct yaml *y) {
	if (y->document != NULL) fy_document_destroy(y->document);
	y->document = NULL;
}

/* --- reading ---------------------------------------------------------------------------------- */

struct fy_node *yaml_get(struct fy_node *map, const char *key) {
	if (map == NULL || !fy_node_is_mapping(map)) return NULL;
	return fy_node_mapping_lookup_by_string(map, key, FY_NT);
}

struct fy_node *yaml_next(struct yaml *y, struct fy_node *map, const char *key, void **iter) {
	struct fy_node *list = yaml_get(map, key);
	if (list == NULL) return NULL;
	if (fy_node_is_sequence(list)) return fy_node_sequence_iterate(list, iter);
	if (*iter == NULL) yaml_defect(y, list, key, "要是清單", "must be a list");
	*iter = y;
	return NULL;
}

size_t yaml_count(struct fy_node *map, const char *key) {
	struct fy_node *list = yaml_get(map, key);
	int n = list != NULL && fy_node_is_sequence(list) ? fy_node_sequence_item_count(list) : 0;
	return n > 0 ? (size_t)n : 0;
}

void yaml_only(struct yaml *y, struct fy_node *map, const char *const *known) {
	void *iter = NULL;
	struct fy_node_pair *pair;
	if (map == NULL) return;
	if (!fy_node_is_mapping(map)) {
		yaml_defect(y, map, "key", "要寫成「名稱: 值」", "must be a mapping");
		return;
	}
	while ((pair = fy_node_mapping_iterate(map, &iter)) != NULL) {
		size_t n = 0;
		const char *p = fy_node_get_scalar(fy_node_pair_key(pair), &n);
		struct str key = p == NULL ? STR("?") : (struct str){p, n};
		bool found = false;
		for (size_t i = 0; known[i] != NULL && !found; i++) found = str_is(key, known[i]);
		if (!found)
			yaml_defect_about(y, fy_node_pair_key(pair), "key", key,
			                  "看不懂的項目「{}」", "unknown key “{}”");
	}
}

static struct str scalar(struct yaml *y, struct fy_node *node) {
	size_t n = 0;
	struct str kept = STR("");
	const char *p = node == NULL ? NULL : fy_node_get_scalar(node, &n);
	if (p != NULL && !arena_str(y->arena, str_trim((struct str){p, n}), &kept))
		y->no_memory = true;
	return kept;
}

struct str yaml_optional(struct yaml *y, struct fy_node *map, const char *key) {
	struct fy_node *node = yaml_get(map, key);
	if (node != NULL && !fy_node_is_scalar(node)) {
		yaml_defect(y, map, key, "要是一個值", "must be one value");
		return STR("");
	}
	return scalar(y, node);
}

struct str yaml_text(struct yaml *y, struct fy_node *map, const char *key) {
	struct str s = yaml_optional(y, map, key);
	if (s.n == 0) yaml_defect(y, map, key, "缺少這一項", "this key is missing");
	return s;
}

struct yaml_both yaml_both(struct yaml *y, struct fy_node *map, const char *key, bool needed) {
	char name[2][48];
	snprintf(name[0], sizeof name[0], "%s_zh", key);
	snprintf(name[1], sizeof name[1], "%s_en", key);
	struct yaml_both b = {yaml_optional(y, map, name[0]), yaml_optional(y, map, name[1])};
	if (needed && b.zh.n == 0 && b.en.n == 0)
		yaml_defect(y, map, key, "缺少這一項", "this key is missing");
	else if ((b.zh.n == 0) != (b.en.n == 0))
		yaml_defect(y, map, name[b.zh.n == 0 ? 0 : 1], "只有一種語言",
		            "the text stands in one language only");
	return b;
}

int64_t yaml_number(struct yaml *y, struct fy_node *map, const char *key, int64_t min, int64_t max,
                    int64_t missing) {
	struct str s = yaml_optional(y, map, key);
	int64_t v = missing;
	if (s.n > 0 && !str_to_i64(s, min, max, &v))
		yaml_defect(y, map, key, "不是數字或超出範圍", "not a number, or out of range");
	return v;
}

date_t yaml_day(struct yaml *y, struct fy_node *map, const char *key, bool needed) {
	struct str s = needed ? yaml_text(y, map, key) : yaml_optional(y, map, key);
	date_t d = DATE_OPEN;
	if (s.n > 0 && !date_parse(s, &d))
		yaml_defect(y, map, key, "日期要寫成 2013-07-23", "write the day as 2013-07-23");
	return d;
}

bool yaml_flag(struct yaml *y, struct fy_node *map, const char *key, bool missing) {
	static const char *const names[] = {"no", "yes"};
	return yaml_code(y, map, key, names, 2, missing ? 1 : 0) == 1;
}

int yaml_code(struct yaml *y, struct fy_node *map, const char *key, const char *const *names,
              size_t count, int missing) {
	struct str s = missing < 0 ? yaml_text(y, map, key) : yaml_optional(y, map, key);
	for (size_t i = 0; i < count; i++)
		if (str_is(s, names[i])) return (int)i;
	if (s.n > 0) yaml_defect_about(y, map, key, s, "不認得「{}」", "“{}” is unknown");
	return missing < 0 ? 0 : missing;
}

size_t yaml_list(struct yaml *y, struct fy_node *map, const char *key, struct str *out,
                 size_t max) {
	struct fy_node *node = yaml_get(map, key), *item;
	void *iter = NULL;
	size_t n = 0;
	if (node == NULL) return 0;
	if (fy_node_is_scalar(node)) {
		out[0] = scalar(y, node);
		return out[0].n > 0 ? 1 : 0;
	}
	while ((item = yaml_next(y, map, key, &iter)) != NULL) {
		if (n == max) {
			yaml_defect(y, item, key, "太多了", "too many");
			break;
		}
		out[n] = scalar(y, item);
		if (out[n].n == 0) yaml_defect(y, item, key, "空白的項目", "an empty item");
		n++;
	}
	return n;
}

void *yaml_array(struct yaml *y, size_t count, size_t size) {
	void *p = arena_array(y->arena, count, size);
	if (p == NULL) y->no_memory = true;
	return p;
}
