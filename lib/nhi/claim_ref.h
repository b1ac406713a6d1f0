/* claim_ref.h: what a claim is judged against: items with their prices by day, providers with their
 * contracts, diagnoses and procedures by edition, code lists. One immutable image that a program
 * maps from a file (`nhi ref build`) or builds from published lists (wire/claim_ref_csv.h).
 *
 * Pure: the image is the caller's bytes, aligned to 8, and must outlive struct claim_ref. Safe to
 * share between threads. A look-up is a hash of the code, one or two probes, no allocation: code →
 * dense number → spell of the day.
 *
 *   head | lists | tables (code lists, items, providers, diagnoses, procedures), each: keys sorted
 *   by bytes, hash slots | rows of items, price spells, providers, contract spells, codes of ICD
 *   | names
 *
 * Which list speaks for which day (facts on the claim format §5.7, §7): a published list gives the
 * state of its day (`as_of`) and may be complete or not. For a day the newest list that is not
 * younger decides whether an unknown code is a fault (complete) or only worth a note. */
#ifndef NHI_CLAIM_REF_H
#define NHI_CLAIM_REF_H

#include "base/date.h"
#include "base/err.h"
#include "base/money.h"
#include "base/sha256.h"

enum {
	REF_KEY_SIZE = 20,   /* bytes of a code; shorter ones are filled with NUL */
	REF_NAME_SIZE = 64,  /* bytes of the name of a list or file */
	REF_LISTS_MAX = 64,  /* published lists in an image */
	REF_TABLES_MAX = 64, /* code lists and the four large tables */
	REF_EDITIONS_MAX = 8 /* editions of ICD-10 in an image */
};
#define REF_NONE UINT32_MAX /* no such code, no such table */

/* What a code of the claim's item field is, told by its form (claims-format §3.4). */
enum ref_group { REF_SERVICE, REF_DRUG, REF_HERB, REF_MATERIAL, REF_GROUP_COUNT };
extern const char *const ref_group_names[REF_GROUP_COUNT];
/* 10 characters: a drug; 12: a material; a letter and 6 digits: a herb; else a service item. */
enum ref_group ref_group_of(struct str code);

/* 特約類別. 6 is every other trade (nursing, laboratories …). */
enum ref_level {
	REF_LEVEL_UNKNOWN,
	REF_CENTER,
	REF_REGIONAL,
	REF_DISTRICT,
	REF_CLINIC,
	REF_PHARMACY,
	REF_OTHER,
	REF_LEVEL_COUNT
};
extern const char *const ref_level_names[REF_LEVEL_COUNT]; /* "center" … */

/* What the lists say of an item on a day. */
enum ref_status {
	REF_PRICED, /* in force, with its price */
	REF_VALID,  /* in force; no list says the price of the day */
	REF_UNSURE, /* in a later list only: it may have begun before the day */
	REF_ENDED   /* not in force */
};

enum ref_kind {
	REF_KIND_SERVICE,
	REF_KIND_SERVICE_LEVELS,
	REF_KIND_SERVICE_NAMES,
	REF_KIND_DRUG,
	REF_KIND_DRUG_NAMES,
	REF_KIND_HERB_NAMES,
	REF_KIND_MATERIAL,
	REF_KIND_PROVIDER,
	REF_KIND_PROVIDER_NAMES,
	REF_KIND_PROVIDER_BRANCH,
	REF_KIND_DIAGNOSIS,
	REF_KIND_PROCEDURE,
	REF_KIND_PROCEDURE_ITEM,
	REF_KIND_COUNT
};
extern const char *const ref_kind_names[REF_KIND_COUNT]; /* as in manifest.csv */

/* --- rows of the image ------------------------------------------------------------------------ */

struct ref_key {
	char c[REF_KEY_SIZE];
};
/* A published list, by kind and day. */
struct ref_list {
	char name[REF_NAME_SIZE];
	date_t as_of; /* DATE_MIN: not said */
	uint32_t rows;
	uint8_t kind; /* enum ref_kind */
	uint8_t is_complete, is_history, unused;
};
struct ref_item {
	uint32_t spell, spell_count; /* first of spells, ascending by day */
	uint32_t name_at;
	uint16_t name_n;
	uint8_t group;  /* enum ref_group */
	uint8_t levels; /* bit 0 clinic, 1 district, 2 regional, 3 centre; 0: not known */
};
/* [from, to); the first spell begins at DATE_MIN, the last ends at DATE_OPEN. */
struct ref_spell {
	date_t from, to;
	int64_t price; /* 1/100 point; 0 unless REF_PRICED */
	uint8_t status, list, unused[6];
};
struct ref_provider {
	uint32_t spell, spell_count; /* of contracts; 0 where only the name is known */
	uint32_t name_at;
	uint16_t name_n;
	uint8_t level, branch; /* of the newest list; branch 1 … 6, 0 not known */
};
struct ref_contract {
	date_t from, to; /* [from, to): the day of its end is the last day */
	uint8_t level, branch, list, unused;
};
/* Bit i: edition i of the image. */
struct ref_icd {
	uint8_t listed, billable;
};
struct ref_edition {
	int32_t year;
	uint8_t is_complete[2]; /* diagnoses, procedures */
	uint8_t unused[2];
};

/* --- the opened image ------------------------------------------------------------------------- */

struct ref_table {
	struct str name; /* "item", "provider", "diagnosis", "procedure", "copay_code" … */
	const struct ref_key *key;
	const uint32_t *slot; /* power of two many; number of the key + 1, 0 free */
	uint32_t count, mask;
};

struct claim_ref {
	char hash[SHA256_HEX_SIZE + 1]; /* of all inputs in order */
	const struct ref_list *list;
	const struct ref_item *item; /* row i belongs to key i of its table */
	const struct ref_spell *spell;
	const struct ref_provider *provider;
	const struct ref_contract *contract;
	const struct ref_icd *diagnosis, *procedure;
	const struct ref_edition *edition;
	size_t list_count, edition_count, table_count;
	struct ref_table items, providers, diagnoses, procedures;
	struct ref_table table[REF_TABLES_MAX]; /* code lists */
	struct str names;
	bool has_roster;         /* some list of providers gives contract dates */
	bool roster_is_complete; /* who is not in it has no contract */
};

/* Opens an image; NHI_INPUT when it is none, is cut short, or points outside itself. */
MUST_USE enum nhi_status claim_ref_open(struct claim_ref *out, struct str image, struct err *err);

/* Number of a code, or REF_NONE. A code longer than REF_KEY_SIZE is not found. */
uint32_t ref_find(const struct ref_table *table, struct str code);
/* A code list by the name of its file ("copay_code"), or NULL. */
const struct ref_table *claim_ref_codes(const struct claim_ref *ref, struct str name);

/* The spell of the day; never NULL for a number of the image. */
const struct ref_spell *claim_ref_item(const struct claim_ref *ref, uint32_t item, date_t day);
struct str claim_ref_item_name(const struct claim_ref *ref, uint32_t item);
/* May an item with these level flags be claimed by that level? Not known is yes. */
bool ref_level_allows(uint8_t levels, enum ref_level level);
/* Is a code that no list has a fault on that day? Not when the list of the day is incomplete. */
bool claim_ref_is_complete(const struct claim_ref *ref, enum ref_group group, date_t day);

/* The contract that overlaps the period, or NULL. */
const struct ref_contract *claim_ref_contract(const struct claim_ref *ref, uint32_t provider,
                                              struct period period);
struct str claim_ref_provider_name(const struct claim_ref *ref, uint32_t provider);

enum ref_icd_answer {
	REF_ICD_OK,
	REF_ICD_HEADING, /* listed, but not billable */
	REF_ICD_UNKNOWN,
	REF_ICD_NO_LIST /* the image has no list that could say */
};
/* Is the code (without point) one of the edition? An edition that no complete list covers takes
 * what any edition has, headings included (claims-format §3.3). */
enum ref_icd_answer claim_ref_diagnosis(const struct claim_ref *ref, struct str code, int32_t year);
enum ref_icd_answer claim_ref_procedure(const struct claim_ref *ref, struct str code, int32_t year);

/* --- the form of the image, for who writes it ------------------------------------------------- */

enum ref_section {
	REF_SECTION_LISTS,
	REF_SECTION_EDITIONS,
	REF_SECTION_TABLES,
	REF_SECTION_KEYS,
	REF_SECTION_SLOTS,
	REF_SECTION_ITEMS,
	REF_SECTION_SPELLS,
	REF_SECTION_PROVIDERS,
	REF_SECTION_CONTRACTS,
	REF_SECTION_DIAGNOSES,
	REF_SECTION_PROCEDURES,
	REF_SECTION_NAMES,
	REF_SECTION_COUNT
};
extern const size_t ref_section_size[REF_SECTION_COUNT]; /* bytes of a row */

struct ref_table_row {
	char name[REF_NAME_SIZE];
	uint32_t key, count; /* rows of REF_SECTION_KEYS */
	uint32_t slot, mask; /* rows of REF_SECTION_SLOTS: mask + 1 of them */
};

struct ref_head {
	char magic[8];  /* "NHIREF01" */
	uint64_t size;  /* of the whole image */
	uint32_t order; /* 0x01020304 as this machine writes it */
	uint32_t unused;
	char hash[SHA256_HEX_SIZE];
	struct {
		uint64_t at, count;
	} section[REF_SECTION_COUNT];
};
#define REF_MAGIC "NHIREF01"
enum { REF_ORDER = 0x01020304 };

uint32_t ref_key_hash(const struct ref_key *key);
/* False when the code is too long. */
bool ref_key_make(struct str code, struct ref_key *out);

#endif
