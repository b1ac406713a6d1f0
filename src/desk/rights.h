/* rights.h: what each role may do: catalogue/roles.csv (who has the role: kind of account, function
 * and level of a post) and catalogue/rights.csv (role, area, rights, how far, whether identity
 * numbers are shown whole, whether a purpose is asked). An agency replaces both tables with its
 * own. Read once at start, immutable. What no row allows is refused. */
#ifndef DESK_RIGHTS_H
#define DESK_RIGHTS_H

#include "base/arena.h"
#include "base/err.h"

enum { RIGHTS_AREAS_MAX = 48, RIGHTS_ROLES_MAX = 64 };

enum right { RIGHT_READ = 1, RIGHT_WRITE = 2, RIGHT_DECIDE = 4 }; /* bits; none implies another */

/* How far a right reaches, from narrow to wide. */
enum right_scope {
	SCOPE_NONE,
	SCOPE_OWN,      /* the person's own data */
	SCOPE_UNIT,     /* the unit or provider acted for */
	SCOPE_DIVISION, /* the division of the post */
	SCOPE_NATION
};

enum principal_kind {
	PRINCIPAL_NOBODY, /* not signed in */
	PRINCIPAL_CITIZEN,
	PRINCIPAL_AGENT,    /* of one or more insured units */
	PRINCIPAL_PROVIDER, /* staff of a provider */
	PRINCIPAL_CLERK,    /* holds a post of the agency */
	PRINCIPAL_PROGRAM   /* the command line, a job */
};
const char *principal_kind_name(enum principal_kind kind); /* "clerk" */

struct right_cell {
	unsigned rights; /* bits of enum right */
	enum right_scope scope;
	bool full_ids;     /* identity numbers are shown whole */
	bool asks_purpose; /* the reader says why before he sees a person */
};

struct role {
	struct str code, zh, en;
	enum principal_kind kind;
	struct str function;                      /* of a post: "enrol"; "" for others */
	int64_t level;                            /* of a post, 1 (top) to 4; 0 for others */
	bool needs_second_factor;                 /* accounts with this role are made with one */
	struct right_cell cell[RIGHTS_AREAS_MAX]; /* by area */
};

struct rights {
	struct str area[RIGHTS_AREAS_MAX], area_zh[RIGHTS_AREAS_MAX], area_en[RIGHTS_AREAS_MAX];
	size_t area_count;
	struct role *role;
	size_t role_count;
};

/* NHI_CATALOGUE with place and reason when a row names what does not exist. */
MUST_USE enum nhi_status rights_load(struct rights *out, struct arena *a, const char *data_dir,
                                     struct err *err);
const struct role *rights_role(const struct rights *r, struct str code); /* or NULL */
/* The role of a post: same function and level; NULL when there is none. */
const struct role *rights_of_post(const struct rights *r, struct str function, int64_t level);
/* Place of an area; false when there is none of that name. */
bool rights_area(const struct rights *r, struct str area, size_t *out);
/* What a role may in an area; all zero when there is no row. */
struct right_cell rights_cell(const struct rights *r, const struct role *role, struct str area);

#endif
