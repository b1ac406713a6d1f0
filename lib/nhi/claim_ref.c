/* claim_ref.c: see claim_ref.h. */
#include "nhi/claim_ref.h"

#include "base/check.h"

const char *const ref_group_names[REF_GROUP_COUNT] = {"service", "drug", "herb", "material"};
const char *const ref_level_names[REF_LEVEL_COUNT] = {"unknown", "center",   "regional", "district",
                                                      "clinic",  "pharmacy", "other"};
const char *const ref_kind_names[REF_KIND_COUNT] = {
        [REF_KIND_SERVICE] = "service-item",
        [REF_KIND_SERVICE_LEVELS] = "service-item-levels",
        [REF_KIND_SERVICE_NAMES] = "service-item-names",
        [REF_KIND_DRUG] = "drug",
        [REF_KIND_DRUG_NAMES] = "drug-names",
        [REF_KIND_HERB_NAMES] = "herb-names",
        [REF_KIND_MATERIAL] = "material",
        [REF_KIND_PROVIDER] = "provider",
        [REF_KIND_PROVIDER_NAMES] = "provider-names",
        [REF_KIND_PROVIDER_BRANCH] = "provider-branch",
        [REF_KIND_DIAGNOSIS] = "diagnosis",
        [REF_KIND_PROCEDURE] = "procedure",
        [REF_KIND_PROCEDURE_ITEM] = "procedure-to-item",
};
/* The lists that tell which items of a group there are. */
static const enum ref_group group_of_kind[REF_KIND_COUNT] = {
        [REF_KIND_SERVICE] = REF_SERVICE,
        [REF_KIND_SERVICE_LEVELS] = REF_SERVICE,
        [REF_KIND_SERVICE_NAMES] = REF_SERVICE,
        [REF_KIND_DRUG] = REF_DRUG,
        [REF_KIND_DRUG_NAMES] = REF_DRUG,
        [REF_KIND_HERB_NAMES] = REF_HERB,
        [REF_KIND_MATERIAL] = REF_MATERIAL,
        [REF_KIND_PROVIDER] = REF_GROUP_COUNT,
        [REF_KIND_PROVIDER_NAMES] = REF_GROUP_COUNT,
        [REF_KIND_PROVIDER_BRANCH] = REF_GROUP_COUNT,
        [REF_KIND_DIAGNOSIS] = REF_GROUP_COUNT,
        [REF_KIND_PROCEDURE] = REF_GROUP_COUNT,
        [REF_KIND_PROCEDURE_ITEM] = REF_GROUP_COUNT,
};

const size_t ref_section_size[REF_SECTION_COUNT] = {
        [REF_SECTION_LISTS] = sizeof(struct ref_list),
        [REF_SECTION_EDITIONS] = sizeof(struct ref_edition),
        [REF_SECTION_TABLES] = sizeof(struct ref_table_row),
        [REF_SECTION_KEYS] = sizeof(struct ref_key),
        [REF_SECTION_SLOTS] = sizeof(uint32_t),
        [REF_SECTION_ITEMS] = sizeof(struct ref_item),
        [REF_SECTION_SPELLS] = sizeof(struct ref_spell),
        [REF_SECTION_PROVIDERS] = sizeof(struct ref_provider),
        [REF_SECTION_CONTRACTS] = sizeof(struct ref_contract),
        [REF_SECTION_DIAGNOSES] = sizeof(struct ref_icd),
        [REF_SECTION_PROCEDURES] = sizeof(struct ref_icd),
        [REF_SECTION_NAMES] = 1,
};

enum { DRUG_CODE = 10, MATERIAL_CODE = 12, HERB_CODE = 7 };

static bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

enum ref_group ref_group_of(struct str code) {
	if (code.n == DRUG_CODE) return REF_DRUG;
	if (code.n == MATERIAL_CODE) return REF_MATERIAL;
	if ((code.n == HERB_CODE || code.n == HERB_CODE + 1) && is_letter(code.p[0]) &&
	    str_is_digits(str_slice(code, 1, HERB_CODE)))
		return REF_HERB;
	return REF_SERVICE;
}

bool ref_key_make(struct str code, struct ref_key *out) {
	if (code.n > REF_KEY_SIZE) return false;
	*out = (struct ref_key){{0}};
	if (code.n > 0) memcpy(out->c, code.p, code.n);
	return true;
}

uint32_t ref_key_hash(const struct ref_key *key) {
	enum { SHIFT = 29 };
	static const uint64_t mix = 0x9E3779B97F4A7C15U; /* 2^64 / golden ratio */
	uint64_t a, b;
	uint32_t c;
	memcpy(&a, key->c, sizeof a);
	memcpy(&b, key->c + sizeof a, sizeof b);
	memcpy(&c, key->c + sizeof a + sizeof b, sizeof c);
	uint64_t h = (a ^ (b * mix) ^ c) * mix;
	h = (h ^ (h >> SHIFT)) * mix;
	return (uint32_t)(h >> (64 - 32));
}

uint32_t ref_find(const struct ref_table *table, struct str code) {
	struct ref_key key;
	if (table->count == 0 || !ref_key_make(code, &key)) return REF_NONE;
	for (uint32_t at = ref_key_hash(&key) & table->mask;; at = (at + 1) & table->mask) {
		uint32_t n = table->slot[at];
		if (n == 0) return REF_NONE;
		if (memcmp(&table->key[n - 1], &key, sizeof key) == 0) return n - 1;
	}
}

/* --- opening ---------------------------------------------------------------------------------- */

static enum nhi_status bad(struct err *err) {
	return err_set(
	        err, NHI_INPUT,
	        "不是參考資料影像檔，或檔案不完整；請用 nhi ref build 重建" ERR_SEP
	        "this is no image of reference data, or it is damaged; make it anew with nhi "
	        "ref build");
}

static struct str name_of(const char *name) {
	size_t n = 0;
	while (n < REF_NAME_SIZE && name[n] != '\0') n++;
	return (struct str){name, n};
}

/* A table whose keys and slots lie inside the image, with a free slot, so that searching ends. */
static bool open_table(const struct ref_head *h, const char *base, const struct ref_table_row *row,
                       struct ref_table *out) {
	uint64_t keys = h->section[REF_SECTION_KEYS].count;
	uint64_t slots = h->section[REF_SECTION_SLOTS].count;
	uint64_t size = (uint64_t)row->mask + 1;
	if (row->key > keys || row->count > keys - row->key || row->slot > slots ||
	    size > slots - row->slot || (size & row->mask) != 0 || row->count >= size)
		return false;
	*out = (struct ref_table){
	        .name = name_of(row->name),
	        .key = (const struct ref_key *)(base + h->section[REF_SECTION_KEYS].at) + row->key,
	        .slot = (const uint32_t *)(base + h->section[REF_SECTION_SLOTS].at) + row->slot,
	        .count = row->count,
	        .mask = row->mask};
	uint64_t used = 0;
	for (uint64_t i = 0; i < size; i++) {
		if (out->slot[i] > out->count) return false;
		used += out->slot[i] != 0;
	}
	return used < size;
}

static bool open_tables(struct claim_ref *r, const struct ref_head *h, const char *base) {
	const struct ref_table_row *row =
	        (const struct ref_table_row *)(base + h->section[REF_SECTION_TABLES].at);
	const struct {
		const char *name;
		struct ref_table *table;
		enum ref_section rows;
	} large[] = {{"item", &r->items, REF_SECTION_ITEMS},
	             {"provider", &r->providers, REF_SECTION_PROVIDERS},
	             {"diagnosis", &r->diagnoses, REF_SECTION_DIAGNOSES},
	             {"procedure", &r->procedures, REF_SECTION_PROCEDURES}};
	for (uint64_t i = 0; i < h->section[REF_SECTION_TABLES].count; i++) {
		struct ref_table t;
		if (!open_table(h, base, &row[i], &t)) return false;
		bool is_large = false;
		for (size_t k = 0; k < COUNT_OF(large); k++) {
			if (!str_is(t.name, large[k].name)) continue;
			if (h->section[large[k].rows].count != t.count) return false;
			*large[k].table = t;
			is_large = true;
		}
		if (!is_large) r->table[r->table_count++] = t;
	}
	return true;
}

static bool is_name_inside(const struct claim_ref *r, uint32_t at, uint16_t n) {
	return at <= r->names.n && n <= r->names.n - at;
}

/* Spells and names lie inside; an item always has a spell. */
static bool check_rows(const struct claim_ref *r, const struct ref_head *h) {
	uint64_t spells = h->section[REF_SECTION_SPELLS].count;
	uint64_t contracts = h->section[REF_SECTION_CONTRACTS].count;
	for (uint32_t i = 0; i < r->items.count; i++) {
		const struct ref_item *t = &r->item[i];
		if (t->spell_count == 0 || t->spell > spells ||
		    t->spell_count > spells - t->spell ||
		    !is_name_inside(r, t->name_at, t->name_n) || t->group >= REF_GROUP_COUNT)
			return false;
	}
	for (uint32_t i = 0; i < r->providers.count; i++) {
		const struct ref_provider *p = &r->provider[i];
		if (p->spell > contracts || p->spell_count > contracts - p->spell ||
		    !is_name_inside(r, p->name_at, p->name_n))
			return false;
	}
	for (uint64_t i = 0; i < spells; i++)
		if (r->spell[i].list >= r->list_count || r->spell[i].status > REF_ENDED)
			return false;
	for (size_t i = 0; i < r->list_count; i++)
		if (r->list[i].kind >= REF_KIND_COUNT) return false;
	return true;
}

static bool is_head(const struct ref_head *h, struct str image) {
	if (memcmp(h->magic, REF_MAGIC, sizeof h->magic) != 0 || h->order != REF_ORDER ||
	    h->size != image.n)
		return false;
	for (int i = 0; i < REF_SECTION_COUNT; i++) {
		uint64_t at = h->section[i].at, count = h->section[i].count;
		if (at % sizeof(uint64_t) != 0 || at < sizeof *h || at > image.n ||
		    count > (image.n - at) / ref_section_size[i])
			return false;
	}
	return h->section[REF_SECTION_LISTS].count <= REF_LISTS_MAX &&
	       h->section[REF_SECTION_TABLES].count <= REF_TABLES_MAX &&
	       h->section[REF_SECTION_EDITIONS].count <= REF_EDITIONS_MAX;
}

static void note_rosters(struct claim_ref *r) {
	for (size_t i = 0; i < r->list_count; i++) {
		if (r->list[i].kind != REF_KIND_PROVIDER) continue;
		r->has_roster = true;
		r->roster_is_complete |= r->list[i].is_complete != 0;
	}
}

enum nhi_status claim_ref_open(struct claim_ref *out, struct str image, struct err *err) {
	*out = (struct claim_ref){.list = NULL};
	if (image.n < sizeof(struct ref_head)) return bad(err);
	CHECK((uintptr_t)image.p % sizeof(uint64_t) == 0);
	const char *base = image.p;
	const struct ref_head *h = (const struct ref_head *)base;
	if (!is_head(h, image)) return bad(err);
	memcpy(out->hash, h->hash, SHA256_HEX_SIZE);
#define SECTION(type, which) (const type *)(base + h->section[which].at)
	out->list = SECTION(struct ref_list, REF_SECTION_LISTS);
	out->edition = SECTION(struct ref_edition, REF_SECTION_EDITIONS);
	out->item = SECTION(struct ref_item, REF_SECTION_ITEMS);
	out->spell = SECTION(struct ref_spell, REF_SECTION_SPELLS);
	out->provider = SECTION(struct ref_provider, REF_SECTION_PROVIDERS);
	out->contract = SECTION(struct ref_contract, REF_SECTION_CONTRACTS);
	out->diagnosis = SECTION(struct ref_icd, REF_SECTION_DIAGNOSES);
	out->procedure = SECTION(struct ref_icd, REF_SECTION_PROCEDURES);
	out->names = (struct str){base + h->section[REF_SECTION_NAMES].at,
	                          h->section[REF_SECTION_NAMES].count};
#undef SECTION
	out->list_count = h->section[REF_SECTION_LISTS].count;
	out->edition_count = h->section[REF_SECTION_EDITIONS].count;
	if (!open_tables(out, h, base) || !check_rows(out, h)) {
		*out = (struct claim_ref){.list = NULL};
		return bad(err);
	}
	note_rosters(out);
	return NHI_OK;
}

/* --- looking up ------------------------------------------------------------------------------- */

const struct ref_table *claim_ref_codes(const struct claim_ref *ref, struct str name) {
	for (size_t i = 0; i < ref->table_count; i++)
		if (str_eq(ref->table[i].name, name)) return &ref->table[i];
	return NULL;
}

const struct ref_spell *claim_ref_item(const struct claim_ref *ref, uint32_t item, date_t day) {
	CHECK(item < ref->items.count);
	const struct ref_item *row = &ref->item[item];
	const struct ref_spell *s = &ref->spell[row->spell];
	uint32_t n = row->spell_count - 1; /* newest first: claims are of late days */
	while (n > 0 && day < s[n].from) n--;
	return &s[n];
}

static struct str name_at(const struct claim_ref *ref, uint32_t at, uint16_t n) {
	return str_slice(ref->names, at, (size_t)at + n);
}

struct str claim_ref_item_name(const struct claim_ref *ref, uint32_t item) {
	CHECK(item < ref->items.count);
	return name_at(ref, ref->item[item].name_at, ref->item[item].name_n);
}

bool ref_level_allows(uint8_t levels, enum ref_level level) {
	if (levels == 0 || level < REF_CENTER || level > REF_CLINIC) return true;
	return (levels >> (REF_CLINIC - (int)level) & 1) != 0;
}

bool claim_ref_is_complete(const struct claim_ref *ref, enum ref_group group, date_t day) {
	const struct ref_list *first = NULL, *best = NULL;
	for (size_t i = 0; i < ref->list_count; i++) {
		const struct ref_list *l = &ref->list[i];
		if (group_of_kind[l->kind] != group) continue;
		if (first == NULL || l->as_of < first->as_of) first = l;
		if (l->as_of > day) continue;
		/* of two lists of one day the complete one speaks */
		if (best == NULL || l->as_of > best->as_of ||
		    (l->as_of == best->as_of && l->is_complete))
			best = l;
	}
	if (best == NULL) best = first;
	return best != NULL && best->is_complete != 0;
}

const struct ref_contract *claim_ref_contract(const struct claim_ref *ref, uint32_t provider,
                                              struct period period) {
	CHECK(provider < ref->providers.count);
	const struct ref_provider *p = &ref->provider[provider];
	for (uint32_t i = p->spell_count; i > 0; i--) {
		const struct ref_contract *c = &ref->contract[p->spell + i - 1];
		if (period_overlaps((struct period){c->from, c->to}, period)) return c;
	}
	return NULL;
}

struct str claim_ref_provider_name(const struct claim_ref *ref, uint32_t provider) {
	CHECK(provider < ref->providers.count);
	return name_at(ref, ref->provider[provider].name_at, ref->provider[provider].name_n);
}

static enum ref_icd_answer icd(const struct claim_ref *ref, int which,
                               const struct ref_table *table, const struct ref_icd *row,
                               struct str code, int32_t year) {
	uint32_t n = ref_find(table, code);
	bool has_list = false;
	for (size_t i = 0; i < ref->edition_count; i++) {
		has_list |= ref->edition[i].is_complete[which] != 0;
		if (ref->edition[i].year != year || !ref->edition[i].is_complete[which]) continue;
		if (n == REF_NONE || !(row[n].listed >> i & 1)) return REF_ICD_UNKNOWN;
		return (row[n].billable >> i & 1) != 0 ? REF_ICD_OK : REF_ICD_HEADING;
	}
	if (n != REF_NONE) return REF_ICD_OK;
	return has_list ? REF_ICD_UNKNOWN : REF_ICD_NO_LIST;
}

enum ref_icd_answer claim_ref_diagnosis(const struct claim_ref *ref, struct str code,
                                        int32_t year) {
	return icd(ref, 0, &ref->diagnoses, ref->diagnosis, code, year);
}

enum ref_icd_answer claim_ref_procedure(const struct claim_ref *ref, struct str code,
                                        int32_t year) {
	return icd(ref, 1, &ref->procedures, ref->procedure, code, year);
}
