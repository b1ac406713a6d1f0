/* incoming.h: incoming mail (收文; facts/administration §6.2): signed for, numbered, opened,
 * scanned, given to a section, made a case of (desk/case.h takes its number) or handed to the
 * competent agency with word to the applicant (行政程序法 17). The day of filing of registered mail
 * is that of its postmark (行政程序法 49). */
#ifndef DESK_INCOMING_H
#define DESK_INCOMING_H

#include "desk/desk.h"

enum incoming_verb {
	INCOMING_DO_ADD,
	INCOMING_DO_OPEN,
	INCOMING_DO_ROUTE,
	INCOMING_DO_FORWARD,
	INCOMING_DO_FILE /* with an open case (`to`): it becomes one of its documents */
};

struct incoming_request {
	enum incoming_verb verb;
	struct str number;  /* of all but a new one */
	struct str channel; /* post, fax, courier, counter, exchange */
	bool is_registered, is_secret;
	date_t postmark_on, received_on; /* DATE_UNKNOWN: none; today */
	struct str sender, sender_number, subject, speed;
	int64_t pages;
	struct str scan_name, scan; /* bytes of the scan; "" none */
	struct str to;              /* section, agency it is handed to, case it belongs to */
	struct str key;             /* a repeated one gives the first answer; "" none */
};

/* *number is the number of the piece. NHI_INPUT for what is wrong, NHI_CONFLICT when its state does
 * not let it. A secret piece is never scanned at intake. */
MUST_USE enum nhi_status incoming_do(struct desk_call *call, const struct incoming_request *q,
                                     struct str *number, struct err *err);
/* Those of the principal's division in one state, as JSON: rows and the id to go on after. */
MUST_USE enum nhi_status incoming_show(struct desk_call *call, struct str state, int64_t after,
                                       int64_t most, struct buf *json, struct err *err);

#endif
