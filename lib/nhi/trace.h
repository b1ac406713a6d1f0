/* trace.h: why a figure is what it is. Every computed figure can be asked for its steps: inputs,
 * parameters with version and source, articles, arithmetic, rounding (DESIGN §2.3). The trace is
 * shown to the person concerned.
 *
 * A trace is a list in the caller's arena. The fast path computes without it; the explaining
 * function of each rule computes again with it and asserts that both agree. A NULL trace is
 * accepted everywhere and records nothing. */
#ifndef NHI_TRACE_H
#define NHI_TRACE_H

#include "base/json.h"
#include "nhi/law.h"

struct trace_step {
	struct str key;    /* stable name for programs: "per_person" */
	struct str zh, en; /* sentence without the figure */
	struct str figures; /* arithmetic as printed: "36,300 × 5.17% × 60% = 1,126.026 → 1,126" */
	int64_t value;      /* the step's result */
	enum law_unit unit;
	struct str source; /* article or notice; may be empty for inputs */
	bool verified;
};

enum { TRACE_STEPS_MAX = 64, TRACE_NOTES_MAX = 16 };

struct trace_note {
	struct str code, zh, en; /* e.g. "unverified", "below_floor" */
};

struct trace {
	struct arena *arena;
	struct trace_step step[TRACE_STEPS_MAX];
	size_t count;
	struct trace_note note[TRACE_NOTES_MAX];
	size_t note_count;
	bool failed; /* out of memory or steps: sticky, the trace is incomplete and must not be
	                shown */
};

#define TRACE_INIT(arena_ptr) ((struct trace){.arena = (arena_ptr)})

/* Texts given are copied. `source` of a parameter comes with its value; an unverified value adds
 * the note "unverified" once per parameter. */
void trace_input(struct trace *t, const char *key, const char *zh, const char *en,
                 enum law_unit unit, int64_t value);
void trace_parameter(struct trace *t, const struct law_parameter *p, const struct law_value *v);
void trace_result(struct trace *t, const char *key, const char *zh, const char *en,
                  enum law_unit unit, int64_t value, struct str figures, struct str source);
/* As trace_result; takes `figures` and frees it, so that a rule can print its arithmetic and hand
 * it over. */
void trace_result_buf(struct trace *t, const char *key, const char *zh, const char *en,
                      enum law_unit unit, int64_t value, struct buf *figures, struct str source);
/* The same note code and text is kept once. */
void trace_note(struct trace *t, const char *code, const char *zh, const char *en);

/* As trace_note; takes both texts and frees them. */
void trace_note_buf(struct trace *t, const char *code, struct buf *zh, struct buf *en);

/* "notes":[{code,message_zh,message_en}] and
 * "trace":[{step,text_zh,text_en,figures,value,unit,source,verified}] as members of the object that
 * is open in `j`. */
void trace_json(const struct trace *t, struct json *j);
/* A list for the terminal, one step a line. */
void trace_print(const struct trace *t, struct buf *out, const char *lang);

#endif
