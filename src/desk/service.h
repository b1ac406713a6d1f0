/* service.h: the services of the agency as declared in catalogue/services/<area>.yaml (DESIGN
 * §2.4): who may apply, the form, the documents, the fee, the statutory clock, who is responsible,
 * the steps, who decides, the letters, how long the papers are kept, the effect on a register.
 *
 * An entry is a version: it holds from valid_from until the next version of the same id. A case
 * keeps id and valid_from of the version under which it was opened (service_version). Flows
 * (catalogue/common.yaml) are the state machines that services share. Everything is read once, is
 * immutable afterwards and borrowed by all threads.
 *
 * Figures of law stand in the folder law; an entry names the parameter. What nobody could confirm
 * is marked: `doubt`, `verified`, `is_choice`. */
#ifndef DESK_SERVICE_H
#define DESK_SERVICE_H

#include "base/err.h"
#include "desk/org.h"
#include "desk/seed.h"
#include "desk/yaml.h"
#include "nhi/law.h"

/* --- conditions ------------------------------------------------------------------------------- */

/* "reason=lost|stolen", "amount>500000", "delivery!=counter"; several stand in a list and all must
 * hold. `field` is a field of the form or one of: applicant, agent (yes/no), category, division,
 * county, unit_kind, channel. */
enum service_op {
	SERVICE_IS,
	SERVICE_IS_NOT,
	SERVICE_MORE,
	SERVICE_LESS,
	SERVICE_MORE_IS,
	SERVICE_LESS_IS
};

enum { SERVICE_VALUES_MAX = 16 };

struct service_condition {
	struct str field;
	enum service_op op;
	struct str values[SERVICE_VALUES_MAX]; /* one, but for SERVICE_IS and SERVICE_IS_NOT */
	size_t value_count;
};

struct service_when {
	struct service_condition *all; /* count 0: always */
	size_t count;
};

/* The value of a field as the caller has it, "" when it has none. */
typedef struct str service_value(void *context, struct str field);
/* True when all conditions hold. A number that cannot be read fulfils no comparison. */
bool service_holds(const struct service_when *when, service_value *value, void *context);

/* --- form ------------------------------------------------------------------------------------- */

enum service_field_type {
	SERVICE_FIELD_TEXT, /* one line, at most `max` characters */
	SERVICE_FIELD_LONG, /* several lines */
	SERVICE_FIELD_NUMBER,
	SERVICE_FIELD_TWD,
	SERVICE_FIELD_DATE,
	SERVICE_FIELD_MONTH,
	SERVICE_FIELD_FLAG, /* yes, no */
	SERVICE_FIELD_CODE, /* one of choices, or of the code list codes/<codes>.csv */
	SERVICE_FIELD_ID,   /* national id or resident number: read as a key of a person */
	SERVICE_FIELD_UNIT, /* code of an insured unit */
	SERVICE_FIELD_PROVIDER,
	SERVICE_FIELD_COUNTRY,
	SERVICE_FIELD_CURRENCY,
	SERVICE_FIELD_PHONE,
	SERVICE_FIELD_EMAIL,
	SERVICE_FIELD_ADDRESS,
	SERVICE_FIELD_ACCOUNT, /* bank account */
	SERVICE_FIELD_FILE,    /* an attachment */
	SERVICE_FIELD_TYPE_COUNT
};

struct service_choice {
	struct str code;
	struct yaml_both name;
};

struct service_field {
	struct str name; /* "reason", small letters, digits, _ */
	enum service_field_type type;
	bool required; /* where `when` holds */
	bool repeats;  /* several values: rows of people, receipts */
	struct yaml_both title, help;
	struct str from; /* prefilled: a name of service_source; "" = asked */
	struct str
	        block;  /* shared block of common.yaml that it came from: asked together; "" own */
	bool is_office; /* filled in by the office only: fee received, paper shown */
	struct str codes; /* code list, for SERVICE_FIELD_CODE without choices */
	struct service_choice *choices;
	size_t choice_count;
	int64_t min, max; /* number, twd: value; text: characters. 0, 0: unbounded, text 200 */
	struct service_when when; /* asked where this holds */
};

/* What the register can prefill: "person.id", "person.name", "person.born", "person.address",
 * "person.phone", "person.email", "unit.code", "unit.name", "unit.address", "unit.phone",
 * "provider.code", "provider.name", "coverage.category", "coverage.unit", "today". NULL at the end.
 */
const char *service_source(size_t i);

/* --- documents, fee, clock -------------------------------------------------------------------- */

enum service_paper {
	SERVICE_PAPER_ORIGINAL,
	SERVICE_PAPER_COPY,
	SERVICE_PAPER_SHOWN, /* looked at and handed back */
	SERVICE_PAPER_FILLED /* a form of the agency */
};

struct service_document {
	struct str code; /* "id", "receipt": attachments and supplements name it */
	struct yaml_both name, note;
	enum service_paper paper;
	bool optional;
	struct service_when when;
};

enum service_fee_kind {
	SERVICE_FEE_NONE,
	SERVICE_FEE_LAW,    /* the figure of `parameter` */
	SERVICE_FEE_UNKNOWN /* nobody could say */
};

struct service_fee_case { /* another figure where something holds; "" parameter: free */
	struct service_when when;
	struct str parameter;
	struct yaml_both note;
};

struct service_fee {
	enum service_fee_kind kind;
	struct str parameter;           /* declared in law/parameters.csv, unit twd */
	struct service_fee_case *cases; /* the first that holds decides, else `parameter` */
	size_t case_count;
	struct yaml_both note;
};

enum service_clock_start {
	SERVICE_START_RECEIPT,  /* the papers arrived */
	SERVICE_START_COMPLETE, /* the papers are complete */
	SERVICE_START_NOTICE,   /* a decision was served */
	SERVICE_START_EVENT     /* what the form calls event_day */
};

enum service_pause {
	SERVICE_PAUSE_SUPPLEMENT, /* 補件 */
	SERVICE_PAUSE_RECORDS,    /* records called for */
	SERVICE_PAUSE_FORCE,      /* force majeure, 行政程序法 51 V: always possible */
	SERVICE_PAUSE_COUNT
};

enum service_deemed { SERVICE_DEEMED_NONE, SERVICE_DEEMED_APPROVED, SERVICE_DEEMED_REJECTED };

/* A term: its length and unit (day, working_day, month) are those of the parameter on the day. */
struct service_term {
	struct str parameter; /* "": there is no such term */
	enum service_clock_start start;
	struct yaml_both note; /* in words for people */
};

struct service_clock {
	bool at_once; /* done while the person waits: no term */
	struct service_term decide;
	struct str extension; /* parameter of the longest extension; "": it cannot be extended */
	bool pauses[SERVICE_PAUSE_COUNT];
	enum service_deemed deemed;
	bool deemed_unless_paused;   /* 審查辦法 25: not where a supplement was asked for */
	struct service_term supply;  /* for bringing what is missing */
	struct str supply_extension; /* parameter; "": none */
	struct service_term file;    /* limit for applying */
	struct service_term object;  /* for the objection to the decision */
	struct str object_service;   /* id of the service that takes the objection */
};

/* --- who is responsible ----------------------------------------------------------------------- */

/* The first route whose condition holds. The division is that of the county of the person or unit;
 * where its sections are not known the case goes to the division itself. */
struct service_route {
	struct service_when when;
	struct str unit;    /* headquarters unit; "": the competent division */
	struct str section; /* of the division, as in org.yaml; "": the unit as a whole */
	struct str floor;   /* of the Central Division's building; "" elsewhere or unknown */
	struct str counter; /* code of a counter of the site; "": any of the section's */
	bool is_choice;     /* the guide does not say: our own choice */
	struct yaml_both note;
};

/* --- steps ------------------------------------------------------------------------------------ */

/* What can happen to a case. */
enum service_event {
	SERVICE_RECEIVE,  /* taken in, numbered */
	SERVICE_ACCEPT,   /* papers complete */
	SERVICE_ASSIGN,   /* given to an officer */
	SERVICE_ASK,      /* a supplement is asked for: the clock stands */
	SERVICE_SUPPLY,   /* it arrived */
	SERVICE_PROPOSE,  /* drafted and sent up */
	SERVICE_RETURN,   /* sent back to the officer */
	SERVICE_APPROVE,  /* decided */
	SERVICE_PART,     /* decided: in part */
	SERVICE_REJECT,   /* decided: no */
	SERVICE_TRANSFER, /* to another unit or agency */
	SERVICE_WITHDRAW, /* by the applicant */
	SERVICE_DEEM,     /* decided by the lapse of time */
	SERVICE_NOTIFY,   /* the decision was served */
	SERVICE_CLOSE,    /* archived */
	SERVICE_CONVERT,  /* a general case becomes one of a named service */
	SERVICE_EVENT_COUNT
};

enum { SERVICE_LEVEL_HEAD = 1, SERVICE_LEVEL_OFFICER = 4 };

struct service_move {
	enum service_event event;
	size_t next; /* index of a step of the same flow */
	/* 1 (head of the agency) … 4 (case officer): lowest level that may; 0: as the delegation
	 * item of the service says; -1: nobody's level (the applicant, the clock). */
	int level;
	struct service_when guard;
};

struct service_step {
	struct str state; /* "review" */
	struct yaml_both name;
	bool is_end;
	struct service_move *moves; /* none only at an end */
	size_t move_count;
};

struct service_flow {
	struct str id; /* "standard" */
	struct yaml_both name;
	struct service_step *steps; /* steps[0] is where a case begins */
	size_t step_count;
};

/* --- a service -------------------------------------------------------------------------------- */

enum service_kind {
	SERVICE_AT_COUNTER,  /* counter-service: a result in hand from one visit */
	SERVICE_AS_CASE,     /* back-office-case */
	SERVICE_AS_REGISTER, /* a duty of keeping dated entries */
	SERVICE_GENERAL      /* 其他…: taken as a general case, routed by its content */
};

enum service_who { /* bits of `applicants` */
	           SERVICE_PERSON = 1,
	           SERVICE_AGENT = 2, /* with power of attorney, for any of the others */
	           SERVICE_UNIT = 4,
	           SERVICE_PROVIDER = 8,
	           SERVICE_OFFICE = 16, /* opened by the agency itself */
	           SERVICE_ANYONE =
	                   32, /* not insured, not registered: a witness, a donor, a supplier */
	           SERVICE_STAFF = 64 /* officials of the agency in their own affairs */
};

enum service_channel { /* bits of `channels` */
	               SERVICE_COUNTER = 1,
	               SERVICE_POST = 2,
	               SERVICE_FAX = 4,
	               SERVICE_WEB = 8,
	               SERVICE_FILE = 16,
	               SERVICE_CALL = 32
};

struct service_letter {
	enum service_event event; /* what happened */
	struct str template_id;   /* catalogue/letters */
};

struct service {
	struct str id;   /* "card.reissue" */
	struct str area; /* "card", name of the file */
	date_t from, to; /* this version is for cases opened in [from, to) */
	enum service_kind kind;
	struct yaml_both name, what, who; /* what it is, who may */
	struct str seed_rows[64];
	size_t seed_row_count;
	struct str events[8]; /* life events that lead here: job, baby, abroad, ill, arrears … */
	size_t event_count;
	struct str words; /* everyday words of both languages, blanks between */
	bool is_public;   /* false: for staff only, not shown on public pages */
	unsigned applicants, channels;
	bool is_online; /* can be done on the web from start to end */
	struct service_field *fields;
	size_t field_count;
	struct service_document *documents;
	size_t document_count;
	bool documents_known; /* false: nobody could say what to bring */
	struct service_fee fee;
	struct service_clock clock;
	struct service_route *routes; /* at least one; the last holds always */
	size_t route_count;
	const struct service_flow *flow;
	struct str delegation; /* item of catalogue/delegation.csv that says who decides */
	struct str amount;     /* field whose value chooses the band of the item; "": none */
	struct service_letter *letters;
	size_t letter_count;
	int64_t retention;  /* years after closing; 0: permanent */
	struct str effect;  /* C function that the decision calls (desk/effect.h); "": none */
	struct str link;    /* page where it is done at once: "/arrears"; "": as a case */
	struct str law[12]; /* sources: "L0060001:55@2023-06-28" */
	size_t law_count;
	bool verified; /* false: `doubt` says what nobody could confirm */
	struct yaml_both doubt;
	struct str file; /* "services/card.yaml" */
	int line;        /* where the entry stands */
};

/* Fields and documents that many services ask for: an entry includes blocks before its own. */
struct service_block {
	struct str id;         /* "person" */
	struct yaml_both name; /* what its fields are together: "Who you are" */
	struct service_field *fields;
	size_t field_count;
	struct service_document *documents;
	size_t document_count;
};

struct service_catalogue {
	struct service *services; /* by id, then from */
	size_t service_count;
	struct service_block *blocks;
	size_t block_count;
	struct service_flow *flows;
	size_t flow_count;
};

enum { SERVICE_COUNT_MAX = 2000 };

/* What the entries may refer to. effect, item and letter say whether the name exists; NULL: not
 * checked (the caller has no effects). */
struct service_known {
	const struct law *law;
	const struct org *org;
	const struct seed *seed;
	date_t today; /* for figures and units in force */
	bool (*effect)(struct str name);
	bool (*item)(void *context, struct str id); /* of the table of delegation */
	void *item_context;
	bool (*letter)(void *context, struct str id);
	void *letter_context;
};

/* The first defect as an error; NHI_OK when there is none. */
MUST_USE enum nhi_status service_defects_err(const struct yaml_defects *d, struct err *err);
/* Reads common.yaml and services/<area>.yaml of data_dir/catalogue and judges them.
 * Defects are added to the list; the status is that of reading. */
MUST_USE enum nhi_status service_load(struct service_catalogue *out, struct arena *a,
                                      const char *data_dir, const struct service_known *known,
                                      struct yaml_defects *defects, struct err *err);

/* The version for a case opened on `at`; NULL when there is none. */
const struct service *service_find(const struct service_catalogue *c, struct str id, date_t at);
/* The version that a case was opened under; NULL when it is gone. */
const struct service *service_version(const struct service_catalogue *c, struct str id,
                                      date_t from);
const struct service_field *service_field(const struct service *s, struct str name);
/* NULL when there is none. */
const struct service_block *service_block(const struct service_catalogue *c, struct str id);
/* NULL when the flow has no such state. */
const struct service_step *service_step(const struct service_flow *f, struct str state);
/* The first route that holds; never NULL for a loaded service. */
const struct service_route *service_route(const struct service *s, service_value *value,
                                          void *context);
/* The letter for an event, or "". */
struct str service_letter(const struct service *s, enum service_event event);

const char *service_event_name(enum service_event e); /* "approve" */
MUST_USE bool service_event_find(struct str name, enum service_event *out);
const char *service_kind_name(enum service_kind k); /* "counter-service" */
const char *service_field_type_name(enum service_field_type t);
const char *service_paper_name(enum service_paper p); /* "original" */

#endif
