/* finding.h: what is wrong in a file, where, why, and what mends it. A finding is a result, not an
 * error: a file is judged whole and every finding is listed (DESIGN §6).
 *
 * The catalogue is lib/wire/findings.csv: code, level, sentence and remedy in both languages with
 * {1} … {4} for details, source of the rule. `note`: worth knowing; `warning`: accepted, but look
 * at it; `error`: the file (or, in batches, the row) is refused. */
#ifndef WIRE_FINDING_H
#define WIRE_FINDING_H

#include "base/arena.h"
#include "base/json.h"
#include "wire/findings_gen.h" /* enum finding_code: FIND_…, from findings.csv */

enum finding_level { FINDING_NOTE, FINDING_WARNING, FINDING_ERROR, FINDING_LEVEL_COUNT };

struct finding_row {
	const char *name;
	enum finding_level level;
	const char *zh, *en, *remedy_zh, *remedy_en, *source;
};

extern const struct finding_row finding_rows[FIND_COUNT];

/* A field of a format: a stable name for programs and its name for people. */
struct field_name {
	const char *key, *zh, *en;
};

/* Where: line 0 is the whole file, column 0 the whole line. In CSV the column is the number of the
 * field, in fixed layouts the position of its first byte; both count from 1. */
struct place {
	size_t line, column;
	const struct field_name *field; /* NULL when no field is meant */
};

enum { FINDING_DETAILS_MAX = 4, FINDING_DETAIL_BYTES_MAX = 240, FINDINGS_KEPT_MAX = 100000 };

struct finding {
	enum finding_code code;
	struct place place;
	struct str detail[FINDING_DETAILS_MAX]; /* in the arena of the list */
};

struct findings {
	struct arena *arena;
	struct finding *row;
	size_t count, capacity;
	size_t level_count[FINDING_LEVEL_COUNT]; /* all that were found, kept or not */
	bool failed; /* out of memory: sticky, the list is incomplete and must not be shown */
};

#define FINDINGS_INIT(arena_ptr) ((struct findings){.arena = (arena_ptr)})

/* Records a finding. Details are separated by ERR_SEP as in err_set; each is cut to
 * FINDING_DETAIL_BYTES_MAX at a character. Beyond FINDINGS_KEPT_MAX findings are only counted. */
void finding_add(struct findings *f, enum finding_code code, struct place place, const char *fmt,
                 ...) PRINTF_LIKE(4, 5);
/* Number of findings of that level or above. */
size_t finding_count(const struct findings *f, enum finding_level least);
/* Forgets all findings but keeps the memory. */
void finding_reset(struct findings *f);

const char *finding_level_name(enum finding_level level); /* "error" */
/* The sentence, the remedy and the place ("line 3, field 4 (payee id)") in "zh" or "en". */
void finding_message(const struct finding *f, const char *lang, struct buf *out);
void finding_remedy(const struct finding *f, const char *lang, struct buf *out);
void finding_where(const struct finding *f, const char *lang, struct buf *out);
/* One object: code, level, line, column, field, message_zh, message_en, remedy_zh, remedy_en,
 * source. */
void finding_json(const struct finding *f, struct json *j);
/* One line for people: place, level, sentence, remedy. */
void finding_print(const struct finding *f, const char *lang, struct buf *out);

#endif
