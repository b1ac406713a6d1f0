/* ledger_lines.h: sums and hashes of an entry's lines, shared by posting and checking; private to
 * src/store. */
#ifndef STORE_LEDGER_LINES_H
#define STORE_LEDGER_LINES_H

#include "store/ledger.h"

enum { LEDGER_FUNDS_MAX = 16 }; /* funds in one entry */

struct ledger_funds {
	struct str fund[LEDGER_FUNDS_MAX];
	i128_t sum[LEDGER_FUNDS_MAX]; /* a million lines of 63 bits stay below 2^127 */
	size_t count;
	bool too_many;
};

void ledger_funds_add(struct ledger_funds *f, struct str fund, int64_t amount);
/* The first fund that does not add up to 0, or NULL. */
const struct str *ledger_funds_unbalanced(const struct ledger_funds *f, i128_t *sum);
void ledger_hash_line(struct sha256 *h, const struct ledger_line *l);

#endif
