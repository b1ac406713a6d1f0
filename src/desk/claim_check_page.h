/* claim_check_page.h: a claim file looked at before it is sent: anybody, nothing is kept. The
 * answer is that of `nhi claim check` with the same law, rules and reference data. */
#ifndef DESK_CLAIM_CHECK_PAGE_H
#define DESK_CLAIM_CHECK_PAGE_H

#include "desk/desk.h"
#include "wire/claim_standard.h"

/* What the check needs, read once at the start; shared by all threads, never written. */
struct claim_tools {
	struct claim_layout layout;
	struct claim_catalogue catalogue;
	struct claim_standard_in standard;
	bool has_lists; /* lists of prices and contracts are at hand, not the code lists alone */
};

/* View claim_check without a result. NHI_NO_DATA when the site was started without the tools. */
MUST_USE enum nhi_status claim_check_page(struct desk_call *call, struct view **out,
                                          struct err *err);
/* Checks the file "file" of the form. Into the view; with `json`, when a file was judged, as the
 * array of the contract of `nhi claim check --json` instead. Without a usable file the view says
 * so. NHI_LIMIT when the check takes longer than a page may. */
MUST_USE enum nhi_status claim_check_do(struct desk_call *call, const struct form *in,
                                        struct buf *json, struct view **out, struct err *err);

#endif
