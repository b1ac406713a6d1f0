/* desk.h: what all use cases share: the law and the catalogue, read once and immutable afterwards,
 * and what one call needs. The only door for people (DESIGN §3): the web ring and the command line
 * ask desk for views. */
#ifndef DESK_DESK_H
#define DESK_DESK_H

#include "desk/case_tables.h"
#include "desk/form.h"
#include "desk/org.h"
#include "desk/principal.h"
#include "desk/seed.h"
#include "desk/service.h"
#include "desk/site.h"
#include "desk/where.h"
#include "nhi/law.h"

struct claim_tools;
struct db;
struct desk_reads;

struct desk {
	struct arena arena;
	const char *data_dir; /* borrowed */
	const char *db_url;   /* borrowed; NULL: no database */
	struct law law;
	struct seed seed;
	struct where where;
	struct org *org;
	struct rights rights;
	struct service_catalogue services;
	struct case_tables cases;
	struct org_sites sites;
	const struct claim_tools *claims; /* borrowed; NULL: claim files are not checked */
	struct desk_reads *reads;         /* who saw whom; NULL without a database */
};

/* Reads law/ and catalogue/ of data_dir. On failure nothing is to be closed. */
MUST_USE enum nhi_status desk_open(struct desk *out, const char *data_dir, const char *db_url,
                                   struct err *err);
void desk_close(struct desk *d);
/* As desk_open without a database, but defects of the services are listed and do not hinder: with
 * NHI_OK the desk is open, for telling them. */
MUST_USE enum nhi_status desk_check(struct desk *out, const char *data_dir,
                                    struct yaml_defects *defects, struct err *err);

/* One call of a use case, by one thread. */
struct desk_call {
	const struct desk *desk;
	struct arena *arena;         /* of the call: all views live there */
	struct db *db;               /* this thread's connection, opened when first needed */
	struct db *write_db;         /* the same for use cases that write */
	const struct principal *who; /* never NULL: principal_nobody for a visitor */
	struct str case_no;          /* in which case persons are read; "" outside one */
	date_t today;
};

/* Opens the connection of the call if it is not open yet, for reading. NHI_NO_DATA when there is no
 * database or an older one: pages then say how to make one. */
MUST_USE enum nhi_status desk_need_db(struct desk_call *call, struct err *err);
/* The connection for writing, with the same answers. */
MUST_USE enum nhi_status desk_need_write(struct desk_call *call, struct err *err);
void desk_call_close(struct desk_call *call);

/* Adds a sentence pair to the list "notes" (view note: code, message). Borrowed. */
void desk_note(struct view *v, struct str code, struct str zh, struct str en);

#endif
