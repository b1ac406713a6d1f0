/* account.h: people who sign in: accounts with posts and units, secrets, and why they looked at
 * somebody. Knows no rights and hashes nothing; see desk/account.h. Sessions: session.h. */
#ifndef STORE_ACCOUNT_H
#define STORE_ACCOUNT_H

#include "store/fact.h"

struct account {
	int64_t id; /* 0: there is none */
	struct str login, kind, name, status, provider_code;
	int64_t person_id; /* 0 not known */
	bool second_factor;
	int64_t state_no; /* fact of its state */
	date_t state_from;
	instant_t last_login; /* of lists; 0 never */
};

struct account_post {
	int64_t fact_no;
	struct str post; /* "central/enrolment-1/enrol/3" */
	struct str org_unit, section, function;
	int64_t level;
	date_t from, to;
};

struct account_unit {
	int64_t fact_no, unit_id;
	struct str code;
	date_t from, to;
};

/* New account with its first state from `from` on. NHI_EXISTS when the login is taken. */
MUST_USE enum nhi_status account_add(struct db *db, const struct act *act, struct account *a,
                                     date_t from, struct err *err);
MUST_USE enum nhi_status account_count(struct db *db, int64_t *out, struct err *err);
/* By id, or by login when id is 0; out->id is 0 when there is none. */
MUST_USE enum nhi_status account_read(struct db *db, int64_t id, struct str login,
                                      struct arena *arena, struct account *out, struct err *err);
/* By login after `after`; "" of text and kind take all. */
MUST_USE enum nhi_status account_list(struct db *db, struct str after, struct str text,
                                      struct str kind, int64_t most, struct arena *arena,
                                      struct account **rows, size_t *count, struct err *err);
/* From `from` on the account's name, status and second factor are those of `a`. */
MUST_USE enum nhi_status account_change(struct db *db, const struct act *act,
                                        const struct account *a, date_t from, struct err *err);

MUST_USE enum nhi_status account_posts(struct db *db, int64_t account_id, date_t at,
                                       struct arena *arena, struct account_post **rows,
                                       size_t *count, struct err *err);
MUST_USE enum nhi_status account_post_add(struct db *db, const struct act *act, int64_t account_id,
                                          const struct account_post *p, struct err *err);
MUST_USE enum nhi_status account_units(struct db *db, int64_t account_id, date_t at,
                                       struct arena *arena, struct account_unit **rows,
                                       size_t *count, struct err *err);
MUST_USE enum nhi_status account_unit_add(struct db *db, const struct act *act, int64_t account_id,
                                          const struct account_unit *u, struct err *err);

struct account_holder {
	int64_t account_id, level;
	struct str name, post, function;
};
/* Who holds posts of a level in a section ("": anywhere in the unit) on a day. */
MUST_USE enum nhi_status account_holders(struct db *db, struct str org_unit, struct str section,
                                         int64_t level, date_t at, struct arena *arena,
                                         struct account_holder **rows, size_t *count,
                                         struct err *err);

struct account_secret {
	struct str value; /* hash of a password, key of a second factor; "" none */
	bool must_change;
	instant_t set_at;
};
enum { ACCOUNT_SECRETS_MAX = 16 };
/* The newest of a kind ("password", "totp") first, at most `most`. */
MUST_USE enum nhi_status account_secrets(struct db *db, int64_t account_id, const char *kind,
                                         int64_t most, struct arena *arena,
                                         struct account_secret rows[ACCOUNT_SECRETS_MAX],
                                         size_t *count, struct err *err);
MUST_USE enum nhi_status account_secret_set(struct db *db, const struct act *act,
                                            int64_t account_id, const char *kind, struct str value,
                                            bool must_change, struct err *err);
/* Keys of second factors that were stored before they were sealed (desk/seal.h). */
struct account_open_secret {
	int64_t account_id, secret_no;
	struct str value;
};
MUST_USE enum nhi_status account_secrets_open(struct db *db, int64_t most, struct arena *arena,
                                              struct account_open_secret **rows, size_t *count,
                                              struct err *err);
/* Replaces one of them by its sealed form; the table refuses anything else. */
MUST_USE enum nhi_status account_secret_seal(struct db *db, int64_t account_id, int64_t secret_no,
                                             struct str sealed, struct err *err);
/* How many are sealed. */
MUST_USE enum nhi_status account_secrets_sealed(struct db *db, int64_t *out, struct err *err);
/* Takes a 30-second step of the second factor; *taken false when it or a later one was used. */
MUST_USE enum nhi_status account_step_take(struct db *db, int64_t account_id, int64_t step,
                                           bool *taken, struct err *err);

/* Failed attempts. `who` is "name:…" or "from:…" with a hash. */
struct account_try {
	int64_t failures;
	instant_t last_at, locked_to;
};
MUST_USE enum nhi_status account_try_read(struct db *db, struct str who, struct account_try *out,
                                          struct err *err);
MUST_USE enum nhi_status account_try_put(struct db *db, struct str who, const struct account_try *t,
                                         struct err *err);
MUST_USE enum nhi_status account_try_clear(struct db *db, struct str who, struct err *err);
/* Forgets attempts before that instant. */
MUST_USE enum nhi_status account_try_forget(struct db *db, instant_t before, struct err *err);

/* Why somebody looks at a person, until when. */
struct account_purpose {
	int64_t account_id, person_id;
	struct str purpose, reason;
	bool is_glass;
	instant_t until;
};
MUST_USE enum nhi_status account_purpose_add(struct db *db, const struct act *act,
                                             const struct account_purpose *p, int64_t *id,
                                             struct err *err);
/* The purpose that holds now; account_id 0 when none. Break-glass comes first. */
MUST_USE enum nhi_status account_purpose_now(struct db *db, int64_t account_id, int64_t person_id,
                                             instant_t now, struct arena *arena,
                                             struct account_purpose *out, struct err *err);

struct account_glass {
	int64_t id, account_id, person_id;
	struct str login, name, reason, note;
	instant_t said_at, until;
	bool reviewed, is_justified;
};
/* Break-glass accesses before `before` (INT64_MAX: from the newest on), reviewed ones when `all`.
 */
MUST_USE enum nhi_status account_glass_list(struct db *db, int64_t before, bool all, int64_t most,
                                            struct arena *arena, struct account_glass **rows,
                                            size_t *count, struct err *err);
/* NHI_NOT_FOUND, NHI_CONFLICT when it was reviewed, NHI_FORBIDDEN for one's own access. */
MUST_USE enum nhi_status account_glass_review(struct db *db, const struct act *act, int64_t id,
                                              int64_t reviewer, bool is_justified, struct str note,
                                              struct err *err);

#endif
