/* account.h: accounts as the administrator keeps them: made, locked, closed, given a new password;
 * posts and units. Signing in is session.h. Each call is one act; who calls needs the right to
 * write in the area account. */
#ifndef DESK_ACCOUNT_H
#define DESK_ACCOUNT_H

#include "desk/session.h"

enum { ACCOUNT_UNITS_MAX = 20 };

struct account_request {
	struct str login, kind, name;
	struct str person; /* identity number or "#id" of who it is; "" not known */
	struct str post;   /* clerk: "central/enrolment-1/enrol/3" */
	struct str unit[ACCOUNT_UNITS_MAX]; /* agent: codes */
	size_t unit_count;
	struct str provider_code;
	struct str password;   /* "": one to be used once is made up */
	struct str hash;       /* of the password, when the caller has hashed it already */
	struct str totp;       /* key of a second factor; "" none yet */
	bool may_keep;         /* the given password need not be changed (demo, tests) */
	bool no_second_factor; /* although the role asks for one (demo, tests) */
	bool first;            /* the first account of a database: an administrator, by anybody */
};

struct account_answer {
	int64_t account_id;
	char once[SECRET_ONCE_SIZE]; /* the password made up, shown once; "" when one was given */
	char totp[SECRET_TOTP_SIZE]; /* a second factor made up */
};

/* NHI_EXISTS, NHI_INPUT for what is wrong with the request, NHI_FIRST_USER. */
MUST_USE enum nhi_status desk_account_add(struct desk_call *call, const struct account_request *r,
                                          struct account_answer *out, struct err *err);

enum account_change {
	ACCOUNT_LOCK,
	ACCOUNT_UNLOCK, /* also forgets failed attempts */
	ACCOUNT_CLOSE,
	ACCOUNT_RESET,  /* a password to be used once; all sessions end */
	ACCOUNT_TOTP,   /* a new second factor, given to the person by hand */
	ACCOUNT_NO_TOTP /* the lost one is taken away: set up anew at the next sign-in */
};
/* Nobody changes the own account so: a lock that nobody can open again is a mistake. */
MUST_USE enum nhi_status desk_account_change(struct desk_call *call, enum account_change change,
                                             struct str login, struct account_answer *out,
                                             struct err *err);
/* A further post or unit from today on. */
MUST_USE enum nhi_status desk_account_post(struct desk_call *call, struct str login,
                                           struct str post, struct err *err);
MUST_USE enum nhi_status desk_account_unit(struct desk_call *call, struct str login,
                                           struct str unit_code, struct err *err);
/* Splits "central/enrolment-1/enrol/3" and checks its parts against organisation and roles. */
MUST_USE enum nhi_status desk_post_read(const struct desk *d, date_t at, struct str text,
                                        struct account_post *out, struct err *err);

/* Fills `list` with the accounts after `after`. */
MUST_USE enum nhi_status desk_account_list(struct desk_call *call, struct str after,
                                           struct str text, struct str kind, int64_t most,
                                           struct account **rows, size_t *count, struct err *err);

#endif
