/* claim_finding.h: findings of claim files for people and programs: the catalogue
 * (codes/claim_findings.csv), a list that keeps copies, sentences in both languages, JSON, and the
 * line of the agency's answer to a file that comes back whole. */
#ifndef WIRE_CLAIM_FINDING_H
#define WIRE_CLAIM_FINDING_H

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "nhi/claim.h"

/* One code of the catalogue. */
struct claim_code {
	struct str code; /* "C07" */
	enum claim_level level;
	/* Sentences with {1} … {4}, {tag}, {field}, {expected}. */
	struct str message_zh, message_en;
	struct str cause_zh, cause_en, example, remedy_zh, remedy_en, source;
};

struct claim_catalogue {
	const struct claim_code *code; /* sorted by code */
	size_t count;
};

/* `arena` lives as long as the catalogue, which keeps slices of `csv`. */
MUST_USE enum nhi_status claim_catalogue_read(struct claim_catalogue *out, struct str csv,
                                              struct arena *arena, struct err *err);
const struct claim_code *claim_catalogue_find(const struct claim_catalogue *c, const char *code);
const char *claim_level_name(enum claim_level l);   /* "file" … "note" */
const char *claim_effect_name(enum claim_effect e); /* "none" "file" "case" "order" "cut" */

/* A finding kept: everything in the list's arena. */
struct claim_kept {
	const struct claim_code *code; /* NULL: a code that the catalogue does not have */
	struct claim_finding finding;  /* of_case and of_order are NULL; the next fields say them */
	uint32_t case_ordinal, order_ordinal; /* 0: none */
	struct str d1, d2;
	int32_t p13; /* 0: none */
	enum claim_level level;
};

enum { CLAIM_KEPT_MAX = 100000 };

struct claim_findings {
	struct claim_sink sink; /* first: hand out &list.sink */
	const struct claim_catalogue *catalogue;
	struct arena *arena;
	struct claim_kept *row;
	size_t count, capacity;
	uint64_t level_count[CLAIM_LEVEL_COUNT]; /* all that were found, kept or not */
	bool failed;                             /* out of memory: the list must not be shown */
};
struct claim_findings claim_findings_in(const struct claim_catalogue *c, struct arena *arena);
/* Leaves only findings of level file, as for a file that is returned whole. */
void claim_findings_only_file(struct claim_findings *f);
uint64_t claim_findings_total(const struct claim_findings *f); /* without notes */

/* The sentence in "zh" or "en". */
void claim_kept_message(const struct claim_kept *k, const char *lang, struct buf *out);
/* One object of the contract of `nhi claim check`. */
void claim_kept_json(const struct claim_kept *k, struct json *j);
/* One line for people: place and sentence. */
void claim_kept_print(const struct claim_kept *k, const char *lang, struct buf *out);
/* 第[n]列;第[m]字元;標籤名稱 項目無效–錯誤訊息說明: the agency's answer (claims-format §5.1). */
void claim_kept_answer(const struct claim_kept *k, struct buf *out);

#endif
