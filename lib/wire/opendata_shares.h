/* opendata_shares.h: the table of premium shares of employees (健保費負擔金額表,
 *有一定雇主之受僱者) in the layout in which the agency publishes it (data.gov.tw 20246): UTF-8 with
 *BOM, CRLF,
 *
 *	投保金額等級,月投保金額,本人負擔金額（負擔比率30%）,本人+1眷口負擔金額,本人+2眷口負擔金額,
 *	本人+3眷口負擔金額,投保單位負擔金額（負擔比率60%）,政府補助金額（補助比率10%）
 *	1,29500,458,916,1374,1832,1428,238
 *
 * The shares stand in the titles, so that a table with other shares is refused. */
#ifndef WIRE_OPENDATA_SHARES_H
#define WIRE_OPENDATA_SHARES_H

#include "nhi/premium.h"
#include "wire/finding.h"

enum { OPENDATA_SHARE_HEADS = 4, OPENDATA_SHARES_MAX = 999 };

struct opendata_share {
	int64_t grade, amount;
	int64_t self[OPENDATA_SHARE_HEADS]; /* insured with 0 … 3 dependents */
	int64_t unit, government;
	size_t line; /* in the file */
};

struct opendata_shares {
	struct opendata_share *row;
	size_t count;
};

/* What the law of pl->at gives for every grade of item 12. */
MUST_USE enum nhi_status opendata_shares_compute(struct opendata_shares *out, struct arena *arena,
                                                 const struct premium_law *pl, struct err *err);
/* Reads a file whose titles name the shares of pl; lists every row that cannot be read. */
MUST_USE enum nhi_status opendata_shares_read(struct opendata_shares *out, struct arena *arena,
                                              const struct premium_law *pl, struct str bytes,
                                              struct findings *findings, struct err *err);
/* Lists every figure of `file` that differs from `law`, and grades that only one of them has. */
void opendata_shares_compare(const struct opendata_shares *file, const struct opendata_shares *law,
                             struct findings *findings);
void opendata_shares_write(struct buf *out, const struct opendata_shares *s,
                           const struct premium_law *pl);

#endif
