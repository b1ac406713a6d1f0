/* unit.h: filings about insured units (投保單位): set up, change, suspend, resume, close, cancel
 * (施行細則 27, 42–44); and another unit that
 * the insurer names for the people of one in arrears (健保法 15 V). Each is one act; see enrol.h
 * for answers and keys. */
#ifndef DESK_UNIT_H
#define DESK_UNIT_H

#include "desk/enrol.h"
#include "nhi/county.h"
#include "store/number.h"

enum unit_service {
	UNIT_SET_UP,  /* 成立 */
	UNIT_CHANGE,  /* 變更 */
	UNIT_SUSPEND, /* 停業 */
	UNIT_RESUME,  /* 復業 */
	UNIT_CLOSE,   /* 歇業、解散、裁撤 */
	UNIT_CANCEL,  /* 保險人註銷 (施行細則 44) */
	UNIT_ENTRUST, /* 洽定其他投保單位: everybody moves there as he is, dependents along; the
	                 debt stays */
	UNIT_SERVICE_COUNT
};

struct unit_request {
	enum unit_service service;
	struct str code; /* empty when it is set up: a number is given */
	struct str business_number, name, kind, category, county, head, address, mail_address,
	        contact;
	struct str dispatch; /* paper, ebill */
	struct str ground;   /* cancel: empty (default: nobody insured for enrol.unit.empty days),
	                        closed, dissolved, bankrupt, enforcement (fruitless) */
	struct str proof;    /* of the ground, except empty: the document; entrust: the other
	                        unit's consent */
	struct str other;    /* entrust: code of the unit that takes the people */
	date_t on, filed_on; /* DATE_UNKNOWN: today */
	bool is_branch;      /* another unit with the same business number is meant */
	bool with_people;    /* suspend, close: everybody leaves with it (轉出) */
	struct str key;
	bool dry_run;
};

struct unit_answer {
	bool accepted, repeated;
	int64_t unit_id, filing_id, people, months;
	struct str code;
	date_t due;
	struct refusals refusals;
	struct str json;
};

/* What a set-up needs beside the desk; borrowed. */
struct unit_tables {
	const struct counties *counties;
	const struct number_formats *formats;
};

MUST_USE enum nhi_status desk_unit(struct register_desk *desk, const struct unit_tables *tables,
                                   const struct unit_request *request, struct unit_answer *answer,
                                   struct err *err);

/* The unit on a day as an object: particulars, periods, people covered. NHI_NOT_FOUND. */
MUST_USE enum nhi_status desk_unit_show(struct register_desk *desk, struct str code, date_t on,
                                        bool with_people, struct buf *json, struct err *err);
/* An array, by code after `after`. */
MUST_USE enum nhi_status desk_unit_list(struct register_desk *desk, struct str after,
                                        struct str name, int64_t division, int64_t most,
                                        struct buf *json, struct err *err);

#endif
