/* takeover_load.h: what the parts of a load share (takeover.c, takeover_money.c). Internal to the
 * engine. */
#ifndef ENGINE_TAKEOVER_LOAD_H
#define ENGINE_TAKEOVER_LOAD_H

#include "base/sink.h"
#include "engine/takeover.h"
#include "engine/takeover_read.h"
#include "store/act.h"
#include "store/bulk.h"
#include "store/job.h"
#include "store/ledger.h"

enum { FUNDS_MAX = 32, FUND_NAME_MAX = 20 };

/* Sum of one fund over balances.csv: must be 0. */
struct fund_sum {
	char fund[FUND_NAME_MAX + 1];
	int64_t amount;
};

struct load {
	const struct takeover_job *job;
	struct takeover_report *report;
	struct takeover_known known;
	struct str bytes[TAKE_FILES]; /* mapped */
	struct findings findings;
	struct arena arena; /* of the findings; emptied after each row that had some */
	struct sink rejects;
	bool judging; /* first pass: count and list */
	struct db *db;
	struct arena job_arena;
	struct job work;
	struct act act;
	struct fund_sum fund[FUNDS_MAX];
	size_t fund_count;
	bool skip_balances;         /* a fund does not balance: nothing of the file is loaded */
	struct str funds, accounts; /* codes/funds.csv, codes/accounts.csv */
	int64_t bill_before[3];     /* unit, person, month of the bill before */
	int64_t first_person, first_unit; /* ids given to the first accepted subjects */
};

int64_t takeover_person_id(const struct load *l, int64_t number);
int64_t takeover_unit_id(const struct load *l, int64_t code);

/* Reads the codes of funds and accounts from the data folder. */
MUST_USE enum nhi_status takeover_money_codes(struct load *l, struct err *err);
/* Judges a row of bills.csv or balances.csv beyond its shape; findings go to l->findings. The same
 * in both passes. */
bool takeover_money_fits(struct load *l, size_t file, const struct takeover_row *row);
/* After the judging pass of balances.csv: a fund that is not at 0 is a finding of the whole file.
 */
void takeover_money_funds(struct load *l);

/* Lines of one ledger entry that is being gathered. */
struct takeover_entry {
	struct ledger_line *line;
	char (*text)[2][FUND_NAME_MAX + 1]; /* fund and account of each line */
	size_t count;
};
enum { ENTRY_LINES_MAX = 20000 };
MUST_USE enum nhi_status takeover_entry_start(struct takeover_entry *e, struct err *err);
void takeover_entry_add(struct load *l, struct takeover_entry *e, const struct takeover_row *row);
/* Posts what was gathered, each fund closed by a line of the clearing account, as part `number` of
 * the take-over. */
MUST_USE enum nhi_status takeover_entry_post(struct load *l, struct takeover_entry *e,
                                             int64_t number, struct err *err);
void takeover_entry_free(struct takeover_entry *e);

#endif
