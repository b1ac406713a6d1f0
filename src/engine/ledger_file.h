/* ledger_file.h: entries for the ledger as CSV or JSON.
 *
 * CSV, a row a line; rows of one key stand together and make one entry:
 *	key,booked_on,source,note,fund,account,debit,credit[,party,party_id]
 *	r-1,2026-07-31,receipt:1,現金收入,nhi,1101,1000,,,
 *	r-1,2026-07-31,receipt:1,現金收入,nhi,1131,,1000,unit,42
 * JSON: [{"key","booked_on","source","note","lines":[{"fund","account","debit" or "credit"
 * [,"party","party_id"]}]}]. Amounts are whole dollars above 0, on one side only; party is unit,
 * person or provider. */
#ifndef ENGINE_LEDGER_FILE_H
#define ENGINE_LEDGER_FILE_H

#include "store/ledger.h"

struct ledger_file {
	struct ledger_entry *entry;
	size_t count;
};

/* A text that begins with '[' is JSON. Errors name the row or the entry. */
MUST_USE enum nhi_status ledger_file_read(struct ledger_file *out, struct str bytes,
                                          struct arena *arena, struct err *err);

#endif
