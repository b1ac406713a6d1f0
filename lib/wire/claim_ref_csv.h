/* claim_ref_csv.h: the agency's published lists as they are (claims-format §7): service items in
 * both layouts, drugs with their history, names only, special materials, providers in both layouts
 * and the dated roster, ICD-10-CM/PCS with the codes that an edition dropped. CSV in UTF-8 (with or
 * without BOM) or UTF-16, commas or tabs, packed by gzip or not. Columns are found by their titles,
 * so that an older and a newer layout are the same to the reader; what is a list of what stands in
 * the folder's manifest.csv (file,kind,as_of,complete).
 *
 * A row that cannot be read is a finding and left out; the others count. */
#ifndef WIRE_CLAIM_REF_CSV_H
#define WIRE_CLAIM_REF_CSV_H

#include "nhi/claim_ref.h"
#include "wire/finding.h"

enum {
	REF_LIST_BYTES_MAX = 512 * 1024 * 1024, /* unpacked; the history of drugs has 97 MB */
	REF_ROWS_OF_CODE_MAX = 512 /* price spells of one code in one list: a drug has dozens */
};

/* A published list as it came. */
struct ref_source {
	struct str name; /* of the file */
	struct str kind; /* as in manifest.csv */
	struct str
	        as_of; /* in words: "state 2017-05-01", "about 2019"; the first date in it counts */
	bool is_complete;
	struct str bytes;
};

enum { REF_NO_PRICE = -1 };

struct ref_row {
	struct ref_key key;
	date_t from, to;       /* DATE_MIN, DATE_OPEN where the list does not say */
	int64_t price;         /* 1/100 point or dollar, or REF_NO_PRICE */
	struct str name;       /* borrowed from the list's text */
	uint8_t levels;        /* as in struct ref_item */
	uint8_t level, branch; /* of a provider */
	uint8_t is_heading;    /* of a diagnosis: not billable */
	uint8_t list;          /* number of the source, set by who joins lists */
	uint32_t line;
};

struct ref_rows {
	enum ref_kind kind;
	date_t as_of;
	int32_t edition;     /* year of ICD-10, 0 where it is none */
	bool is_complete;    /* as the source says */
	bool is_history;     /* some code has several periods: the list tells the past too */
	struct ref_row *row; /* sorted by code and first day, no two alike */
	size_t count;
};

/* Rows of manifest.csv, without their bytes. */
MUST_USE enum nhi_status ref_manifest_read(struct str bytes, struct arena *arena,
                                           struct ref_source **out, size_t *count, struct err *err);
/* The first date in `text`, or DATE_MIN: 2026-07-01, 2024-12, 2019 and the like. */
date_t ref_as_of(struct str text);
MUST_USE bool ref_kind_parse(struct str s, enum ref_kind *out);

/* Reads a list. NHI_INPUT when it is no list of its kind (no column of codes, damaged). The rows
 * borrow from `source` and `arena`. */
MUST_USE enum nhi_status ref_list_read(const struct ref_source *source, struct arena *arena,
                                       struct ref_rows *out, struct findings *findings,
                                       struct err *err);

/* What a new list changes against an older one of its kind. */
enum ref_change { REF_ADDED, REF_CHANGED, REF_REMOVED, REF_CHANGE_COUNT };
extern const char *const ref_change_names[REF_CHANGE_COUNT];
struct ref_difference {
	enum ref_change change;
	const struct ref_row *before, *after; /* NULL where there is none */
};
/* Calls `each` for every row that differs, in the order of the codes. */
void ref_rows_compare(const struct ref_rows *before, const struct ref_rows *after,
                      void (*each)(const struct ref_difference *d, void *context), void *context);

#endif
