/* principal.h: who acts: the actor of every use case. Made from a session (desk/account.h), from
 * the command line (principal_program), or for nobody (a visitor).
 *
 * A use case opens with principal_need or one of its kin, in the first lines, and hands `actor` and
 * `acting_for` to its act. Rights are those of the role that the post gives (rights.h). A decision
 * asks besides for the level (`level`, smaller is higher) by the delegation table, and refuses who
 * is the person of the case (`person_id`): nobody decides an own case. */
#ifndef DESK_PRINCIPAL_H
#define DESK_PRINCIPAL_H

#include "desk/rights.h"

struct principal {
	enum principal_kind kind;
	const struct rights *rights; /* the table; NULL for nobody and programs */
	const struct role *role;     /* NULL for nobody and programs */
	int64_t account_id;          /* 0 for nobody and programs */
	int64_t session_id;          /* 0 without a session */
	struct str actor;            /* of acts and reads: "u:1042", "cli:0"; "" for nobody */
	struct str acting_for;       /* of acts: "unit:310000001", "" oneself */
	struct str name;             /* for pages and letters */
	int64_t person_id;           /* who this is in the register; 0 not known */
	int64_t unit_id;             /* agent: the unit acted for now; 0 none */
	struct str unit_code;        /* its 投保單位代號 */
	struct str provider_code;    /* provider: 醫事機構代碼 */
	/* of the post that a clerk acts in */
	struct str post; /* "central/enrolment-1/enrol/3" */
	struct str org_unit,
	        section;     /* codes of catalogue/org.yaml: "central", "enrolment-1" or "" */
	struct str function; /* "enrol", "counter" … */
	struct str title_zh, title_en;
	int64_t level;      /* 1 top … 4 case officer; 0 none */
	int64_t division;   /* 1–6; 0: headquarters, or no clerk */
	struct str purpose; /* why persons are read now: a code of codes/purposes.csv, "self", "" */
};

extern const struct principal principal_nobody;

/* A program of the operator: may everything, everywhere; the act says who. */
struct principal principal_program(struct str actor);

/* A clerk or a program of the operator, not a citizen, unit or provider. */
bool principal_is_staff(const struct principal *p);
/* Has the right at all, however far it reaches. */
bool principal_may(const struct principal *p, const char *area, enum right right);
/* How far the rights in an area reach. */
enum right_scope principal_scope(const struct principal *p, const char *area);
/* NHI_LOGIN for nobody, NHI_FORBIDDEN without the right. */
MUST_USE enum nhi_status principal_need(const struct principal *p, const char *area,
                                        enum right right, struct err *err);
/* The right must reach this division (1–6; 0: a matter of the nation). */
MUST_USE enum nhi_status principal_need_division(const struct principal *p, const char *area,
                                                 enum right right, int64_t division,
                                                 struct err *err);
/* … this unit: an agent's own, or one of the clerk's division. */
MUST_USE enum nhi_status principal_need_unit(const struct principal *p, const char *area,
                                             enum right right, int64_t unit_id, int64_t division,
                                             struct err *err);
/* … this person: oneself, or one of the clerk's division (0 when the person has none: then any
 * clerk). Agents have no right to a person but through their unit: ask principal_need_unit. */
MUST_USE enum nhi_status principal_need_person(const struct principal *p, const char *area,
                                               enum right right, int64_t person_id,
                                               int64_t division, struct err *err);
/* Must a purpose be given before a person's data are shown? */
bool principal_must_say_purpose(const struct principal *p, const char *area);
/* An identity number as this one may see it: whole or masked. */
void principal_put_id(const struct principal *p, const char *area, struct str id, struct buf *out);

#endif
