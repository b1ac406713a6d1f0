/* entry.h: an entry in a register, made by a clerk or by the decision of a case: named fields come
 * in, the rules judge, and either everything is written in one act or nothing.
 *
 * A use case is a function of type entry_work that works inside the open act: `desk_entry` gives it
 * an act of its own (command line, pages), the effect of a case calls it with the act of the
 * decision. What it finds wrong it adds to `refusals`; with a refusal nothing that it wrote stays.
 * Figures of the result are members of the open object `json`. */
#ifndef DESK_ENTRY_H
#define DESK_ENTRY_H

#include "desk/enrol.h"
#include "desk/form.h"
#include "store/number.h"

struct entry {
	struct register_desk *desk;
	const struct form *in;
	struct act act; /* id 0: judge only, write nothing */
	struct refusals refusals;
	struct json *json;
};

typedef enum nhi_status (*entry_work)(struct entry *e, struct err *err);

struct entry_answer {
	bool accepted, repeated; /* repeated: the key was answered before; only `json` is filled */
	struct refusals refusals;
	struct str
	        json; /* {"entry","accepted","dry_run","result":{…},"refusals":[…],"notes":[…]} */
};

/* `purpose` names the entry: "card.issue". Fields that every entry knows: key (idempotency),
 * case_no, reason, dry_run. */
MUST_USE enum nhi_status desk_entry(struct register_desk *desk, const char *purpose,
                                    entry_work work, const struct form *in,
                                    struct entry_answer *answer, struct err *err);

/* A field, "" when not given. */
struct str entry_text(const struct entry *e, const char *name);
bool entry_flag(const struct entry *e, const char *name); /* "1" or "yes" */
/* Each refuses a field that is missing or cannot be read and then returns false. */
bool entry_need(struct entry *e, const char *name, struct str *out);
bool entry_need_date(struct entry *e, const char *name, date_t *out);
bool entry_need_i64(struct entry *e, const char *name, int64_t min, int64_t max, int64_t *out);
/* The same for fields that may be left out: *out then stays as it is. */
bool entry_date(struct entry *e, const char *name, date_t *out);
bool entry_i64(struct entry *e, const char *name, int64_t min, int64_t max, int64_t *out);
/* One of `count` words; a field that is left out is the first word when `*out` is 0 or more. */
bool entry_word(struct entry *e, const char *name, const char *const *words, size_t count,
                int *out);
/* The person of the field "id" (a number or "#17"); NHI_NOT_FOUND. */
MUST_USE enum nhi_status entry_person(struct entry *e, int64_t *person_id, struct err *err);
/* The day of the field "on", else today; never in the future. */
bool entry_on(struct entry *e, date_t *out);
bool entry_accepts(const struct entry *e);
/* Nothing was refused and there is an act: what follows may write. Without an act a use case judges
 * and returns (the check of a case, desk/effect.h). */
bool entry_writes(const struct entry *e);
/* A figure of law on that day. */
MUST_USE enum nhi_status entry_law(const struct entry *e, const char *name, date_t at, int64_t *out,
                                   struct err *err);
/* An official number of the entry's office; lives in the arena. */
MUST_USE enum nhi_status entry_number(struct entry *e, const char *kind, date_t on, struct str *out,
                                      struct err *err);
/* The same in a series of the whole country. */
MUST_USE enum nhi_status entry_number_of(struct entry *e, const char *office, const char *kind,
                                         date_t on, struct str *out, struct err *err);

#endif
