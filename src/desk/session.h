/* session.h: signing in and out, and who a request comes from.
 *
 *   password ──▶ code ──▶ open          accounts with a second factor
 *            └─▶ setup ─▶ open          password given by others, or a second factor still to be
 * set up └─▶ open Each step that raises what the browser may do gives it a new token (session
 * fixation). A wrong name, a wrong password and a closed account are answered alike and take as
 * long; attempts are counted by name, also of names that nobody has, and by address. The figures
 * (failures, lock, idle and absolute limits) are law/account.csv. */
#ifndef DESK_SESSION_H
#define DESK_SESSION_H

#include "desk/desk.h"
#include "desk/secret.h"
#include "store/session.h"

enum session_state { SESSION_NONE, SESSION_CODE, SESSION_SETUP, SESSION_OPEN };

struct signed_in {
	enum session_state state;
	struct principal who; /* nobody until the state is open */
	struct session session;
	struct account_post *posts; /* that the account holds today */
	size_t post_count;
	struct account_unit *units; /* that it acts for today */
	size_t unit_count;
};

/* What a step gives the browser. */
struct sign_in_step {
	enum session_state state;
	char token[SECRET_TOKEN_SIZE];
};

/* Name and password. NHI_LOGIN_WRONG, NHI_LOGIN_LOCKED with the seconds to wait. Slow: it hashes.
 */
MUST_USE enum nhi_status desk_sign_in(struct desk_call *call, struct str login, struct str password,
                                      struct str address, struct sign_in_step *out,
                                      struct err *err);
/* The code of the second factor, of a session in the state code. */
MUST_USE enum nhi_status desk_sign_in_code(struct desk_call *call, const struct signed_in *s,
                                           struct str code, struct sign_in_step *out,
                                           struct err *err);
MUST_USE enum nhi_status desk_sign_out(struct desk_call *call, const struct signed_in *s,
                                       struct err *err);

/* Who holds this token: fills *out and, when it is open, sets call->who to &out->who. No such
 * session, an ended or idle one: state none, no error. */
MUST_USE enum nhi_status desk_session(struct desk_call *call, struct str token,
                                      struct signed_in *out, struct err *err);
/* What is still to be done in the state setup. */
MUST_USE enum nhi_status desk_session_needs(struct desk_call *call, const struct signed_in *s,
                                            bool *password, bool *factor, struct err *err);

/* A new password. Errors are told in view's "errors" beside the fields now, new, again; then *done
 * is false. Other sessions end; this one becomes open when nothing else is missing. */
MUST_USE enum nhi_status desk_password_change(struct desk_call *call, const struct signed_in *s,
                                              const struct form *in, struct view *view,
                                              struct sign_in_step *out, bool *done,
                                              struct err *err);
/* Takes a second factor when the code shows that the person has it. Errors as above: key, code. */
MUST_USE enum nhi_status desk_factor_set(struct desk_call *call, const struct signed_in *s,
                                         const struct form *in, struct view *view,
                                         struct sign_in_step *out, bool *done, struct err *err);
/* Acts for another of one's posts or units from now on. NHI_FORBIDDEN. */
MUST_USE enum nhi_status desk_session_choose(struct desk_call *call, const struct signed_in *s,
                                             struct str post, struct str unit_code,
                                             struct err *err);

/* The principal of an account as if it were signed in: for `--as` of the command line and jobs. */
MUST_USE enum nhi_status desk_principal(struct desk_call *call, struct str login,
                                        struct principal *out, struct err *err);
/* Is it a password that one may have? If not, a form_error is added to the field `new`. */
MUST_USE enum nhi_status desk_password_judge(const struct desk *d, date_t at, struct str login,
                                             struct str password, struct view *view, bool *good,
                                             struct err *err);
/* A figure of law/account.csv. */
MUST_USE enum nhi_status desk_account_figure(const struct desk *d, const char *name, date_t at,
                                             int64_t *out, struct err *err);

#endif
