/* takeover_money.c: open bills and balances of accounts; see takeover_load.h. The balances of each
 * fund must add up to 0; they are posted in entries of ENTRY_LINES_MAX lines, each closed over the
 * clearing account, which ends at 0. */
#include "base/check.h"
#include "base/file.h"
#include "engine/takeover_load.h"

enum { CODES_FILE_MAX = 1 << 20, PATH_SIZE = 4096 };

/* Account of codes/accounts.csv over which the entries of a take-over are closed. */
static const char clearing_account[] = "3199";

static enum nhi_status read_codes(struct load *l, const char *name, struct str *out,
                                  struct err *err) {
	char path[PATH_SIZE];
	int n = snprintf(path, sizeof path, "%s/codes/%s", l->job->data_dir, name);
	if (n < 0 || (size_t)n >= sizeof path)
		return err_set(err, NHI_LIMIT, "path" ERR_SEP "%d", PATH_SIZE);
	return file_read(&l->job_arena, path, CODES_FILE_MAX, out, err);
}

enum nhi_status takeover_money_codes(struct load *l, struct err *err) {
	if (l->bytes[TAKE_BALANCES].n == 0) return NHI_OK;
	enum nhi_status st = read_codes(l, "funds.csv", &l->funds, err);
	if (st == NHI_OK) st = read_codes(l, "accounts.csv", &l->accounts, err);
	return st;
}

/* True when a row of the code list begins with `code`. */
static bool has_code(struct str list, struct str code) {
	char needle[FUND_NAME_MAX + 3];
	int n = snprintf(needle, sizeof needle, "\n%.*s,", STR_ARG(code));
	return n > 0 && (size_t)n < sizeof needle &&
	       str_find(list, (struct str){needle, (size_t)n}) < list.n;
}

static void find(struct load *l, enum finding_code code, const struct takeover_row *row,
                 size_t column, struct str detail) {
	finding_add(&l->findings, code, (struct place){.line = row->line, .column = column + 1},
	            "%.*s", STR_ARG(detail));
}

/* Bills ascend by unit, person and month, each once. */
static bool bill_fits(struct load *l, const struct takeover_row *row) {
	const int64_t key[] = {row->value[BILLS_UNIT].number,
	                       row->value[BILLS_PERSON].is_null ? 0
	                                                        : row->value[BILLS_PERSON].number,
	                       row->value[BILLS_MONTH].number};
	static_assert(sizeof key == sizeof l->bill_before, "the key of a bill");
	int order = 0;
	for (size_t i = 0; i < COUNT_OF(key) && order == 0; i++)
		order = (key[i] > l->bill_before[i]) - (key[i] < l->bill_before[i]);
	if (order <= 0) {
		find(l, FIND_TAKEOVER_ORDER, row, BILLS_UNIT, row->value[BILLS_UNIT].text);
		return false;
	}
	memcpy(l->bill_before, key, sizeof key);
	return true;
}

static void add_to_fund(struct load *l, struct str fund, int64_t amount) {
	size_t i = 0;
	while (i < l->fund_count && !str_is(fund, l->fund[i].fund)) i++;
	if (i == FUNDS_MAX)
		return; /* more funds than codes/funds.csv can have: cannot happen, has_code was
		           asked */
	if (i == l->fund_count) {
		l->fund[l->fund_count++] = (struct fund_sum){0};
		memcpy(l->fund[i].fund, fund.p, fund.n);
	}
	l->fund[i].amount += amount;
}

static bool balance_fits(struct load *l, const struct takeover_row *row) {
	const struct takeover_value *v = row->value;
	size_t before = l->findings.count;
	if (!has_code(l->funds, v[BALANCES_FUND].text))
		find(l, FIND_TAKEOVER_ACCOUNT, row, BALANCES_FUND, v[BALANCES_FUND].text);
	if (!has_code(l->accounts, v[BALANCES_ACCOUNT].text))
		find(l, FIND_TAKEOVER_ACCOUNT, row, BALANCES_ACCOUNT, v[BALANCES_ACCOUNT].text);
	if (!v[BALANCES_UNIT].is_null && !v[BALANCES_PERSON].is_null)
		find(l, FIND_TAKEOVER_PARTY, row, BALANCES_PERSON, STR(" "));
	if (v[BALANCES_AMOUNT].number == 0)
		find(l, FIND_TAKEOVER_ZERO, row, BALANCES_AMOUNT, STR(" "));
	if (l->findings.count > before) return false;
	if (l->judging) add_to_fund(l, v[BALANCES_FUND].text, v[BALANCES_AMOUNT].number);
	return true;
}

bool takeover_money_fits(struct load *l, size_t file, const struct takeover_row *row) {
	return file == TAKE_BILLS ? bill_fits(l, row) : balance_fits(l, row);
}

void takeover_money_funds(struct load *l) {
	l->findings = FINDINGS_INIT(&l->arena);
	for (size_t i = 0; i < l->fund_count; i++) {
		if (l->fund[i].amount == 0) continue;
		l->skip_balances = true;
		finding_add(&l->findings, FIND_TAKEOVER_BALANCE, (struct place){0},
		            "%s" ERR_SEP "%lld", l->fund[i].fund, (long long)l->fund[i].amount);
	}
	if (l->skip_balances) l->report->refused[TAKE_BALANCES] = l->report->rows[TAKE_BALANCES];
}

/* --- entries ------------------------------------------------------------------------------------
 */

enum nhi_status takeover_entry_start(struct takeover_entry *e, struct err *err) {
	size_t most = ENTRY_LINES_MAX + FUNDS_MAX; /* and a closing line of each fund */
	*e = (struct takeover_entry){.line = calloc(most, sizeof *e->line),
	                             .text = calloc(most, sizeof *e->text)};
	return e->line == NULL || e->text == NULL ? err_set(err, NHI_MEMORY, "") : NHI_OK;
}

void takeover_entry_free(struct takeover_entry *e) {
	free(e->line);
	free(e->text);
	*e = (struct takeover_entry){0};
}

/* Keeps a copy of both names: those of a row do not outlive it. */
static struct ledger_line *next_line(struct takeover_entry *e, struct str fund,
                                     struct str account) {
	CHECK(e->count < ENTRY_LINES_MAX + FUNDS_MAX && fund.n <= FUND_NAME_MAX &&
	      account.n <= FUND_NAME_MAX);
	struct ledger_line *line = &e->line[e->count];
	char(*text)[FUND_NAME_MAX + 1] = e->text[e->count++];
	memcpy(text[0], fund.p, fund.n);
	memcpy(text[1], account.p, account.n);
	*line = (struct ledger_line){.fund = {text[0], fund.n}, .account = {text[1], account.n}};
	return line;
}

void takeover_entry_add(struct load *l, struct takeover_entry *e, const struct takeover_row *row) {
	const struct takeover_value *v = row->value;
	struct ledger_line *line = next_line(e, v[BALANCES_FUND].text, v[BALANCES_ACCOUNT].text);
	line->amount = twd(v[BALANCES_AMOUNT].number);
	if (!v[BALANCES_UNIT].is_null) {
		line->party = LEDGER_UNIT;
		line->party_id = takeover_unit_id(l, v[BALANCES_UNIT].number);
	} else if (!v[BALANCES_PERSON].is_null) {
		line->party = LEDGER_PERSON;
		line->party_id = takeover_person_id(l, v[BALANCES_PERSON].number);
	}
}

/* Closes each fund of the entry, so that the entry balances by itself. */
static void close_funds(struct takeover_entry *e) {
	size_t given = e->count;
	for (size_t i = 0; i < given; i++) {
		struct str fund = e->line[i].fund;
		bool seen = false;
		int64_t sum = 0;
		for (size_t k = 0; k < i && !seen; k++) seen = str_eq(e->line[k].fund, fund);
		if (seen) continue;
		for (size_t k = i; k < given; k++)
			if (str_eq(e->line[k].fund, fund)) sum += e->line[k].amount.v;
		if (sum != 0) next_line(e, fund, str_from(clearing_account))->amount = twd(-sum);
	}
}

enum nhi_status takeover_entry_post(struct load *l, struct takeover_entry *e, int64_t number,
                                    struct err *err) {
	char key[SHA256_HEX_SIZE + 32];
	struct ledger_posted posted;
	close_funds(e);
	int n = snprintf(key, sizeof key, "takeover:%.*s:%lld", STR_ARG(l->work.key),
	                 (long long)number);
	struct ledger_entry entry = {.key = {key, (size_t)n},
	                             .booked_on = l->job->on,
	                             .text = STR("承接開帳 opening balances of a take-over"),
	                             .source = STR("takeover"),
	                             .line = e->line,
	                             .line_count = e->count};
	return ledger_post(l->db, &l->act, &entry, &posted, err);
}
