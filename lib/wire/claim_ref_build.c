/* claim_ref_build.c: see claim_ref_build.h. */
#include "wire/claim_ref_build.h"

#include "base/check.h"
#include "base/csv.h"

enum { POINTS_MAX = 2 * REF_ROWS_OF_CODE_MAX * 4 + 3 * REF_LISTS_MAX + 2, SLOTS_LEAST = 8 };

struct section {
	char *p;
	size_t count, room;
};

struct build {
	const struct ref_build *in;
	struct arena *arena;
	struct ref_rows *list; /* by day, as their rows' `list` counts */
	const struct ref_source **source;
	size_t list_count;
	struct section section[REF_SECTION_COUNT];
	date_t *point; /* POINTS_MAX */
	bool failed;
};

/* --- sections --------------------------------------------------------------------------------- */

/* Room for `n` more rows; NULL when memory runs out, which is remembered. */
static void *add_rows(struct build *b, enum ref_section which, size_t n) {
	struct section *s = &b->section[which];
	size_t size = ref_section_size[which];
	if (s->room - s->count < n) {
		size_t room = s->room * 2 > s->count + n ? s->room * 2 : s->count + n;
		char *p = arena_array(b->arena, room, size);
		if (p == NULL) {
			b->failed = true;
			return NULL;
		}
		if (s->count > 0) memcpy(p, s->p, s->count * size);
		s->p = p;
		s->room = room;
	}
	void *row = s->p + s->count * size;
	memset(row, 0, n * size);
	s->count += n;
	return row;
}

static bool add_name(struct build *b, struct str name, uint32_t *at, uint16_t *n) {
	if (name.n > UINT16_MAX) name.n = UINT16_MAX;
	*at = (uint32_t)b->section[REF_SECTION_NAMES].count;
	*n = (uint16_t)name.n;
	if (name.n == 0) return true;
	char *p = add_rows(b, REF_SECTION_NAMES, name.n);
	if (p != NULL) memcpy(p, name.p, name.n);
	return p != NULL;
}

static void put_name(char out[REF_NAME_SIZE], struct str name) {
	memcpy(out, name.p, name.n < REF_NAME_SIZE ? name.n : REF_NAME_SIZE);
}

/* A table over the keys from `first` on. */
static void add_table(struct build *b, struct str name, size_t first, size_t count) {
	uint32_t size = SLOTS_LEAST;
	while (size / 2 <= count) size *= 2;
	struct ref_table_row *row = add_rows(b, REF_SECTION_TABLES, 1);
	size_t slot_at = b->section[REF_SECTION_SLOTS].count;
	uint32_t *slot = add_rows(b, REF_SECTION_SLOTS, size);
	if (row == NULL || slot == NULL) return;
	put_name(row->name, name);
	row->key = (uint32_t)first;
	row->count = (uint32_t)count;
	row->slot = (uint32_t)slot_at;
	row->mask = size - 1;
	const struct ref_key *key = (const struct ref_key *)b->section[REF_SECTION_KEYS].p + first;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t at = ref_key_hash(&key[i]) & row->mask;
		while (slot[at] != 0) at = (at + 1) & row->mask;
		slot[at] = i + 1;
	}
}

/* --- what holds on a day ---------------------------------------------------------------------- */

/* The rows of one code in all lists of its group. */
struct spread {
	const struct build *b;
	const struct ref_row *row;
	size_t count;
	uint64_t in;    /* bit i: list i has the code */
	uint64_t group; /* bit i: list i is one of the group */
};

struct answer {
	enum ref_status status;
	int64_t price;
	uint8_t list;
};

static bool has(uint64_t set, size_t i) { return (set >> i & 1) != 0; }

static const struct ref_rows *list_of(const struct spread *s, const struct ref_row *row) {
	return &s->b->list[row->list];
}

/* The row that says the price of the day: of a list of that day or later the newest, else the
 * newest there is. */
static const struct ref_row *price_on(const struct spread *s, date_t day, bool *is_fresh) {
	const struct ref_row *best = NULL;
	*is_fresh = false;
	for (size_t i = 0; i < s->count; i++) {
		const struct ref_row *r = &s->row[i];
		if (r->price == REF_NO_PRICE || day < r->from || day >= r->to) continue;
		date_t as_of = list_of(s, r)->as_of;
		bool fresh = as_of >= day || as_of == DATE_MIN;
		if (best != NULL && (fresh != *is_fresh ? *is_fresh : r->list < best->list))
			continue;
		best = r;
		*is_fresh = fresh;
	}
	return best;
}

/* The complete list, not younger than the day, after which no list has the code; SIZE_MAX none. */
static size_t dropped_by(const struct spread *s, date_t day) {
	for (size_t i = 0; i < s->b->list_count; i++)
		if (has(s->group, i) && s->b->list[i].is_complete && s->b->list[i].as_of <= day &&
		    s->in < (UINT64_C(1) << i))
			return i;
	return SIZE_MAX;
}

/* A code of which no list says the price of the day. */
static enum ref_status unpriced_on(const struct spread *s, date_t day) {
	date_t last = DATE_MIN, first = DATE_OPEN;
	int newest = -1, oldest = -1;
	bool is_dated = false;
	for (size_t i = 0; i < s->count; i++) {
		const struct ref_row *r = &s->row[i];
		if (oldest < 0 || r->list < oldest) oldest = r->list;
		if (r->from == DATE_MIN && r->to == DATE_OPEN) {
			if (r->list >= newest) is_dated = false;
			if (r->list > newest) newest = r->list;
			continue;
		}
		if (r->list < newest) continue;
		if (r->list > newest) first = DATE_OPEN, last = DATE_MIN;
		newest = r->list;
		is_dated = true;
		if (r->from < first) first = r->from;
		if (r->to > last) last = r->to;
	}
	if (is_dated && last <= day) return REF_ENDED;
	if (is_dated && s->b->list[newest].is_history && day < first) return REF_ENDED;
	for (int i = 0; i < oldest; i++)
		if (has(s->group, (size_t)i) && s->b->list[i].is_complete &&
		    s->b->list[oldest].as_of > day)
			return REF_UNSURE;
	return REF_VALID;
}

static struct answer answer_on(const struct spread *s, date_t day) {
	bool is_fresh;
	const struct ref_row *r = price_on(s, day, &is_fresh);
	size_t dropped = dropped_by(s, day);
	struct answer valid = {.status = REF_VALID};
	if (r != NULL && is_fresh) return (struct answer){REF_PRICED, r->price, r->list};
	if (dropped != SIZE_MAX) return (struct answer){.status = REF_ENDED};
	if (r == NULL) return (struct answer){.status = unpriced_on(s, day)};
	if (day >= date_add_months(list_of(s, r)->as_of, s->b->in->trust_months)) return valid;
	return (struct answer){REF_PRICED, r->price, r->list};
}

static int by_day(const void *a, const void *b) {
	date_t x = *(const date_t *)a, y = *(const date_t *)b;
	return x < y ? -1 : x > y;
}

/* Days on which the answer may change. */
static size_t points_of(const struct spread *s) {
	date_t *point = s->b->point;
	size_t n = 0;
	point[n++] = DATE_MIN;
	for (size_t i = 0; i < s->count; i++) {
		point[n++] = s->row[i].from;
		point[n++] = s->row[i].to;
	}
	for (size_t i = 0; i < s->b->list_count; i++) {
		date_t as_of = s->b->list[i].as_of;
		if (!has(s->group, i) || as_of == DATE_MIN) continue;
		point[n++] = as_of;
		point[n++] = as_of + 1;
		point[n++] = date_add_months(as_of, s->b->in->trust_months);
	}
	qsort(point, n, sizeof point[0], by_day);
	return n;
}

static void add_spells(struct build *b, const struct spread *s, struct ref_item *item) {
	size_t n = points_of(s);
	struct answer last = {.status = REF_PRICED, .price = REF_NO_PRICE};
	struct ref_spell *spell = NULL;
	item->spell = (uint32_t)b->section[REF_SECTION_SPELLS].count;
	for (size_t i = 0; i < n && !b->failed; i++) {
		date_t day = b->point[i];
		if ((i > 0 && day == b->point[i - 1]) || day >= DATE_OPEN) continue;
		struct answer a = answer_on(s, day);
		if (a.status == last.status && a.price == last.price) continue;
		if (spell != NULL) spell->to = day;
		spell = add_rows(b, REF_SECTION_SPELLS, 1);
		if (spell == NULL) return;
		*spell = (struct ref_spell){.from = day,
		                            .to = DATE_OPEN,
		                            .price = a.price,
		                            .status = (uint8_t)a.status,
		                            .list = a.list};
		item->spell_count++;
		last = a;
	}
}

/* --- joining lists ---------------------------------------------------------------------------- */

enum large { LARGE_ITEM, LARGE_PROVIDER, LARGE_DIAGNOSIS, LARGE_PROCEDURE, LARGE_COUNT };
static const char *const large_names[LARGE_COUNT] = {"item", "provider", "diagnosis", "procedure"};

static enum large large_of(enum ref_kind kind) {
	switch (kind) {
	case REF_KIND_PROVIDER:
	case REF_KIND_PROVIDER_NAMES:
	case REF_KIND_PROVIDER_BRANCH: return LARGE_PROVIDER;
	case REF_KIND_DIAGNOSIS: return LARGE_DIAGNOSIS;
	case REF_KIND_PROCEDURE:
	case REF_KIND_PROCEDURE_ITEM: return LARGE_PROCEDURE;
	case REF_KIND_SERVICE:
	case REF_KIND_SERVICE_LEVELS:
	case REF_KIND_SERVICE_NAMES:
	case REF_KIND_DRUG:
	case REF_KIND_DRUG_NAMES:
	case REF_KIND_HERB_NAMES:
	case REF_KIND_MATERIAL:
	case REF_KIND_COUNT: return LARGE_ITEM;
	}
	return LARGE_ITEM;
}

static enum ref_group group_of(enum ref_kind kind) {
	return kind == REF_KIND_DRUG || kind == REF_KIND_DRUG_NAMES ? REF_DRUG
	       : kind == REF_KIND_HERB_NAMES                        ? REF_HERB
	       : kind == REF_KIND_MATERIAL                          ? REF_MATERIAL
	                                                            : REF_SERVICE;
}

static void join_item(struct build *b, const struct ref_row *row, size_t count) {
	struct spread s = {.b = b, .row = row, .count = count};
	struct ref_item *item = add_rows(b, REF_SECTION_ITEMS, 1);
	if (item == NULL) return;
	enum ref_group group = group_of(b->list[row[0].list].kind);
	struct str name = STR("");
	for (size_t i = 0; i < b->list_count; i++)
		if (large_of(b->list[i].kind) == LARGE_ITEM && group_of(b->list[i].kind) == group)
			s.group |= UINT64_C(1) << i;
	for (size_t i = 0; i < count; i++) {
		s.in |= UINT64_C(1) << row[i].list;
		if (row[i].levels != 0) item->levels = row[i].levels; /* the newest, rows by list */
		/* documents of law name sub-items without their head */
		bool is_full = b->list[row[i].list].kind != REF_KIND_SERVICE_LEVELS;
		if (row[i].name.n > 0 && (is_full || name.n == 0)) name = row[i].name;
	}
	item->group = (uint8_t)group;
	if (add_name(b, name, &item->name_at, &item->name_n)) add_spells(b, &s, item);
}

static void join_provider(struct build *b, const struct ref_row *row, size_t count) {
	struct ref_provider *p = add_rows(b, REF_SECTION_PROVIDERS, 1);
	size_t first = count; /* rows of the newest roster that has contracts */
	struct str name = STR("");
	if (p == NULL) return;
	for (size_t i = 0; i < count; i++) {
		if (b->list[row[i].list].kind == REF_KIND_PROVIDER &&
		    (first == count || row[first].list != row[i].list))
			first = i;
		if (row[i].level != 0) p->level = row[i].level;
		if (row[i].branch != 0) p->branch = row[i].branch;
		if (row[i].name.n > 0) name = row[i].name;
	}
	p->spell = (uint32_t)b->section[REF_SECTION_CONTRACTS].count;
	for (size_t i = first; i < count && row[i].list == row[first].list; i++) {
		struct ref_contract *c = add_rows(b, REF_SECTION_CONTRACTS, 1);
		if (c == NULL) return;
		*c = (struct ref_contract){.from = row[i].from,
		                           .to = row[i].to,
		                           .level = row[i].level,
		                           .branch = row[i].branch,
		                           .list = row[i].list};
		p->spell_count++;
	}
	(void)add_name(b, name, &p->name_at, &p->name_n); /* failure is kept in `failed` */
}

static size_t edition_of(struct build *b, const struct ref_rows *list) {
	struct section *s = &b->section[REF_SECTION_EDITIONS];
	for (size_t i = 0; i < s->count; i++)
		if (((struct ref_edition *)s->p)[i].year == list->edition) return i;
	return SIZE_MAX;
}

static void join_icd(struct build *b, enum ref_section which, const struct ref_row *row,
                     size_t count) {
	struct ref_icd *icd = add_rows(b, which, 1);
	if (icd == NULL) return;
	for (size_t i = 0; i < count; i++) {
		size_t e = edition_of(b, &b->list[row[i].list]);
		if (e == SIZE_MAX) continue;
		icd->listed = (uint8_t)(icd->listed | 1 << e);
		if (!row[i].is_heading) icd->billable = (uint8_t)(icd->billable | 1 << e);
	}
}

static int by_code_and_list(const void *a, const void *b) {
	const struct ref_row *x = a, *y = b;
	int c = memcmp(&x->key, &y->key, sizeof x->key);
	if (c != 0) return c;
	if (x->list != y->list) return x->list < y->list ? -1 : 1;
	return x->from < y->from ? -1 : x->from > y->from;
}

static enum nhi_status join_large(struct build *b, enum large which, struct err *err) {
	size_t count = 0, n = 0, first = b->section[REF_SECTION_KEYS].count;
	for (size_t i = 0; i < b->list_count; i++)
		if (large_of(b->list[i].kind) == which) count += b->list[i].count;
	struct ref_row *row = ARENA_ARRAY(b->arena, count, struct ref_row);
	if (row == NULL) return err_set(err, NHI_MEMORY, "");
	for (size_t i = 0; i < b->list_count; i++) {
		if (large_of(b->list[i].kind) != which) continue;
		for (size_t k = 0; k < b->list[i].count; k++) {
			row[n] = b->list[i].row[k];
			row[n++].list = (uint8_t)i;
		}
	}
	if (count > 0) qsort(row, count, sizeof row[0], by_code_and_list);
	for (size_t i = 0, k; i < count && !b->failed; i = k) {
		for (k = i; k < count && memcmp(&row[k].key, &row[i].key, sizeof row[i].key) == 0;)
			k++;
		if (k - i > REF_ROWS_OF_CODE_MAX * 4)
			return err_set(err, NHI_LIMIT, "code" ERR_SEP "%d",
			               REF_ROWS_OF_CODE_MAX * 4);
		struct ref_key *key = add_rows(b, REF_SECTION_KEYS, 1);
		if (key == NULL) break;
		*key = row[i].key;
		if (which == LARGE_ITEM)
			join_item(b, &row[i], k - i);
		else if (which == LARGE_PROVIDER)
			join_provider(b, &row[i], k - i);
		else
			join_icd(b,
			         which == LARGE_DIAGNOSIS ? REF_SECTION_DIAGNOSES
			                                  : REF_SECTION_PROCEDURES,
			         &row[i], k - i);
	}
	add_table(b, str_from(large_names[which]), first,
	          b->section[REF_SECTION_KEYS].count - first);
	return b->failed ? err_set(err, NHI_MEMORY, "") : NHI_OK;
}

/* --- lists and codes -------------------------------------------------------------------------- */

/* By day, then by name, so that the order of the arguments does not matter. */
static void sort_sources(struct build *b) {
	for (size_t i = 1; i < b->list_count; i++) {
		const struct ref_source *s = b->source[i];
		size_t k = i;
		for (; k > 0; k--) {
			date_t x = ref_as_of(b->source[k - 1]->as_of), y = ref_as_of(s->as_of);
			if (x < y || (x == y && str_cmp(b->source[k - 1]->name, s->name) <= 0))
				break;
			b->source[k] = b->source[k - 1];
		}
		b->source[k] = s;
	}
}

static enum nhi_status note_edition(struct build *b, const struct ref_rows *rows, struct err *err) {
	if (rows->edition == 0) return NHI_OK;
	size_t e = edition_of(b, rows);
	if (e == SIZE_MAX) {
		e = b->section[REF_SECTION_EDITIONS].count;
		if (e == REF_EDITIONS_MAX)
			return err_set(err, NHI_LIMIT, "ICD-10" ERR_SEP "%d", REF_EDITIONS_MAX);
		struct ref_edition *row = add_rows(b, REF_SECTION_EDITIONS, 1);
		if (row == NULL) return err_set(err, NHI_MEMORY, "");
		row->year = rows->edition;
	}
	struct ref_edition *row = (struct ref_edition *)b->section[REF_SECTION_EDITIONS].p + e;
	row->is_complete[rows->kind == REF_KIND_PROCEDURE] |= rows->is_complete;
	return NHI_OK;
}

static enum nhi_status read_lists(struct build *b, struct findings *f, struct err *err) {
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; i < b->list_count && st == NHI_OK; i++) {
		st = ref_list_read(b->source[i], b->arena, &b->list[i], f, err);
		if (st != NHI_OK) return err_where(err, "%.*s", STR_ARG(b->source[i]->name));
		struct ref_list *row = add_rows(b, REF_SECTION_LISTS, 1);
		if (row == NULL) return err_set(err, NHI_MEMORY, "");
		put_name(row->name, b->source[i]->name);
		row->as_of = b->list[i].as_of;
		row->rows = (uint32_t)b->list[i].count;
		row->kind = (uint8_t)b->list[i].kind;
		row->is_complete = b->list[i].is_complete;
		row->is_history = b->list[i].is_history;
		st = note_edition(b, &b->list[i], err);
	}
	return st;
}

static int by_key(const void *a, const void *b) { return memcmp(a, b, sizeof(struct ref_key)); }

static enum nhi_status add_codes(struct build *b, const struct ref_codes *codes, struct err *err) {
	static const char *const names[] = {"code"};
	size_t place, first = b->section[REF_SECTION_KEYS].count;
	bool more = true;
	struct csv *csv = ARENA_NEW(b->arena, struct csv);
	if (csv == NULL) return err_set(err, NHI_MEMORY, "");
	csv_init(csv, codes->bytes, b->arena);
	enum nhi_status st = csv_titles(csv, names, 1, &place, err);
	while (st == NHI_OK && (st = csv_next(csv, &more, err)) == NHI_OK && more) {
		struct ref_key key;
		if (!ref_key_make(str_trim(csv_field(csv, place)), &key)) continue;
		struct ref_key *row = add_rows(b, REF_SECTION_KEYS, 1);
		if (row == NULL) return err_set(err, NHI_MEMORY, "");
		*row = key;
	}
	if (st != NHI_OK) return err_where(err, "%.*s", STR_ARG(codes->name));
	size_t count = b->section[REF_SECTION_KEYS].count - first, kept = 0;
	struct ref_key *key = (struct ref_key *)b->section[REF_SECTION_KEYS].p + first;
	if (count > 0) qsort(key, count, sizeof *key, by_key);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || by_key(&key[i], &key[i - 1]) != 0) key[kept++] = key[i];
	b->section[REF_SECTION_KEYS].count = first + kept;
	add_table(b, codes->name, first, kept);
	return b->failed ? err_set(err, NHI_MEMORY, "") : NHI_OK;
}

/* --- the image -------------------------------------------------------------------------------- */

static void hash_part(struct sha256 *h, struct str s) {
	char size[16];
	(void)snprintf(size, sizeof size, "%zu:", s.n);
	sha256_add(h, str_from(size));
	sha256_add(h, s);
}

static void hash_inputs(const struct build *b, char out[SHA256_HEX_SIZE]) {
	struct sha256 h;
	unsigned char digest[SHA256_SIZE];
	char hex[SHA256_HEX_SIZE + 1];
	sha256_init(&h);
	for (size_t i = 0; i < b->list_count; i++) {
		const struct ref_source *s = b->source[i];
		hash_part(&h, s->name);
		hash_part(&h, s->kind);
		hash_part(&h, s->as_of);
		hash_part(&h, s->is_complete ? STR("yes") : STR("part"));
		hash_part(&h, s->bytes);
	}
	for (size_t i = 0; i < b->in->codes_count; i++) {
		hash_part(&h, b->in->codes[i].name);
		hash_part(&h, b->in->codes[i].bytes);
	}
	sha256_end(&h, digest);
	sha256_to_hex(digest, hex);
	memcpy(out, hex, SHA256_HEX_SIZE);
}

static enum nhi_status lay_out(struct build *b, struct str *image, struct err *err) {
	enum { ALIGN = 64 };
	struct ref_head head = {.magic = {0}, .order = REF_ORDER};
	memcpy(head.magic, REF_MAGIC, sizeof head.magic);
	hash_inputs(b, head.hash);
	uint64_t at = (sizeof head + ALIGN - 1) / ALIGN * ALIGN;
	for (int i = 0; i < REF_SECTION_COUNT; i++) {
		head.section[i].at = at;
		head.section[i].count = b->section[i].count;
		at += (b->section[i].count * ref_section_size[i] + ALIGN - 1) / ALIGN * ALIGN;
	}
	head.size = at;
	char *p = arena_alloc(b->arena, at);
	if (p == NULL) return err_set(err, NHI_MEMORY, "");
	memcpy(p, &head, sizeof head);
	for (int i = 0; i < REF_SECTION_COUNT; i++)
		if (b->section[i].count > 0)
			memcpy(p + head.section[i].at, b->section[i].p,
			       b->section[i].count * ref_section_size[i]);
	*image = (struct str){p, at};
	return NHI_OK;
}

enum nhi_status claim_ref_build(const struct ref_build *in, struct arena *arena,
                                struct findings *findings, struct str *image, struct err *err) {
	if (in->source_count > REF_LISTS_MAX)
		return err_set(err, NHI_LIMIT, "manifest.csv" ERR_SEP "%d", REF_LISTS_MAX);
	if (in->codes_count > REF_TABLES_MAX - LARGE_COUNT)
		return err_set(err, NHI_LIMIT, "codes" ERR_SEP "%d", REF_TABLES_MAX - LARGE_COUNT);
	struct build b = {.in = in, .arena = arena, .list_count = in->source_count};
	b.list = ARENA_ARRAY(arena, in->source_count, struct ref_rows);
	b.source = ARENA_ARRAY(arena, in->source_count, const struct ref_source *);
	b.point = ARENA_ARRAY(arena, POINTS_MAX, date_t);
	if (b.list == NULL || b.source == NULL || b.point == NULL)
		return err_set(err, NHI_MEMORY, "");
	for (size_t i = 0; i < in->source_count; i++) b.source[i] = &in->source[i];
	sort_sources(&b);
	enum nhi_status st = read_lists(&b, findings, err);
	for (int i = 0; i < LARGE_COUNT && st == NHI_OK; i++)
		st = join_large(&b, (enum large)i, err);
	for (size_t i = 0; i < in->codes_count && st == NHI_OK; i++)
		st = add_codes(&b, &in->codes[i], err);
	return st == NHI_OK ? lay_out(&b, image, err) : st;
}
