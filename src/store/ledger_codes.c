/* ledger_codes.c: funds and accounts from the CSV files of codes into their tables (ledger.h). */
#include "base/csv.h"
#include "base/file.h"
#include "store/driver.h"
#include "store/ledger.h"
#include "store/migrate.h"

enum { CODES_MAX_BYTES = 1 << 20 };
enum { CODE, ZH, EN, KIND, COLUMNS };

static enum nhi_status is_same(struct db *db, const struct csv *c, const size_t places[COLUMNS],
                               bool is_account, bool *same, struct err *err) {
	struct db_stmt *q = db_query(db, is_account ? "account_same" : "fund_same");
	for (size_t i = CODE; i <= (is_account ? (size_t)KIND : (size_t)EN); i++)
		db_bind_str(q, csv_field(c, places[i]));
	*same = db_next(q);
	return db_end(q, err);
}

static enum nhi_status put_row(struct db *db, const struct csv *c, const size_t places[COLUMNS],
                               bool is_account, struct act *act, struct err *err) {
	bool same;
	enum nhi_status st = is_same(db, c, places, is_account, &same, err);
	if (st == NHI_OK && !same) st = migrate_act(db, act, err);
	if (st != NHI_OK || same) return st;
	struct db_stmt *q = db_query(db, is_account ? "account_put" : "fund_put");
	for (size_t i = CODE; i <= (is_account ? (size_t)KIND : (size_t)EN); i++)
		db_bind_str(q, csv_field(c, places[i]));
	db_bind_i64(q, act->id);
	int64_t changed = 0;
	st = db_run_count(q, &changed, err);
	if (st == NHI_OK && changed != 1)
		st = err_set(err, NHI_CONFLICT, "%.*s", STR_ARG(csv_field(c, places[CODE])));
	if (st != NHI_OK) (void)err_where(err, "row %zu", c->row); /* adds the place only */
	return st;
}

static enum nhi_status load_file(struct db *db, const char *name, bool is_account, struct act *act,
                                 struct err *err) {
	static const char *const titles[COLUMNS] = {"code", "zh", "en", "kind"};
	struct arena arena = ARENA_INIT(0);
	char path[DB_PATH_MAX + 64];
	(void)snprintf(path, sizeof path, "%s/codes/%s", db_data_dir(db), name); /* fits */
	struct str text;
	enum nhi_status st = file_read(&arena, path, CODES_MAX_BYTES, &text, err);
	struct csv *c = ARENA_NEW(&arena, struct csv);
	if (st == NHI_OK && c == NULL) st = err_set(err, NHI_MEMORY, "");
	size_t places[COLUMNS];
	if (st == NHI_OK) {
		csv_init(c, text, &arena);
		st = csv_titles(c, titles, is_account ? COLUMNS : COLUMNS - 1, places, err);
	}
	bool more = st == NHI_OK;
	while (st == NHI_OK && more) {
		st = csv_next(c, &more, err);
		if (st == NHI_OK && more) st = put_row(db, c, places, is_account, act, err);
	}
	if (st != NHI_OK) (void)err_where(err, "codes/%s", name); /* adds the place only */
	arena_free(&arena);
	return st;
}

enum nhi_status ledger_load_codes(struct db *db, struct act *act, struct err *err) {
	enum nhi_status st = load_file(db, "funds.csv", false, act, err);
	return st == NHI_OK ? load_file(db, "accounts.csv", true, act, err) : st;
}
