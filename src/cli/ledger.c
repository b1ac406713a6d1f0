/* ledger.c: `nhi ledger post|balance|verify`. */
#include "base/csv.h"
#include "base/file.h"
#include "cli/commands.h"
#include "engine/operator.h"

enum { LEDGER_FILE_MAX_BYTES = 128 << 20 };

static enum nhi_status run_post(struct cli *cli, struct err *err) {
	struct str bytes;
	struct operator_posted posted;
	if (cli->argument_count != 1)
		return err_set(err, NHI_USAGE, "請給一個傳票檔" ERR_SEP "give one file of entries");
	struct str file = cli->argument[0];
	enum nhi_status st = file_read(&cli->arena, file.p, LEDGER_FILE_MAX_BYTES, &bytes, err);
	if (st == NHI_OK)
		st = operator_ledger_post(cli->db, cli->data_dir, file, bytes,
		                          cli_has(cli, "dry-run"), &cli->arena, &posted, err);
	if (st != NHI_OK) {
		(void)err_where(err, "%.*s", STR_ARG(file)); /* adds the place only */
		return st;
	}
	if (cli->json) {
		struct json j = JSON_INIT(&cli->out, true);
		json_object_start(&j);
		json_put_i64(&j, "entries", posted.entries);
		json_put_i64(&j, "repeated", posted.repeated);
		json_put_bool(&j, "dry_run", cli_has(cli, "dry-run"));
		json_object_end(&j);
		buf_put_char(&cli->out, '\n');
		return NHI_OK;
	}
	buf_printf(&cli->out,
	           cli_say(cli, "%lld 張傳票，其中 %lld 張先前已入帳%s\n",
	                   "%lld entries, %lld of them were posted before%s\n"),
	           (long long)posted.entries, (long long)posted.repeated,
	           cli_has(cli, "dry-run")
	                   ? cli_say(cli, "（試行，未入帳）", " (dry run, nothing written)")
	                   : "");
	return NHI_OK;
}

static enum nhi_status take_filter(const struct cli *cli, struct ledger_filter *f,
                                   struct err *err) {
	*f = (struct ledger_filter){.fund = cli_text(cli, "fund", ""),
	                            .account = cli_text(cli, "account", ""),
	                            .party_id = cli_int(cli, "unit", 0),
	                            .booked_to = (date_t)cli_int(cli, "to", DATE_OPEN),
	                            .known_at = INSTANT_OPEN};
	if (f->party_id != 0) f->party = LEDGER_UNIT;
	struct str known = cli_text(cli, "known-on", "");
	if (known.n > 0 && !instant_parse(known, &f->known_at))
		return err_set(err, NHI_RANGE,
		               "--known-on" ERR_SEP "%.*s" ERR_SEP "YYYY-MM-DD[THH:MM:SS]",
		               STR_ARG(known));
	return NHI_OK;
}

static void print_csv(struct cli *cli, const struct ledger_row *rows, size_t count) {
	static const char *const head[] = {"fund",  "account", "name_zh", "name_en",
	                                   "debit", "credit",  "balance"};
	for (size_t i = 0; i < COUNT_OF(head); i++) csv_put(&cli->out, i, str_from(head[i]));
	csv_end_row(&cli->out);
	for (size_t i = 0; i < count; i++) {
		const struct ledger_row *r = &rows[i];
		csv_put(&cli->out, 0, r->fund);
		csv_put(&cli->out, 1, r->account);
		csv_put(&cli->out, 2, r->zh);
		csv_put(&cli->out, 3, r->en);
		csv_put_i64(&cli->out, 4, r->debit.v);
		csv_put_i64(&cli->out, 5, r->credit.v);
		csv_put_i64(&cli->out, 6, r->balance.v);
		csv_end_row(&cli->out);
	}
}

static void print_json(struct cli *cli, const struct ledger_row *rows, size_t count) {
	struct json j = JSON_INIT(&cli->out, true);
	json_array_start(&j);
	for (size_t i = 0; i < count; i++) {
		const struct ledger_row *r = &rows[i];
		json_object_start(&j);
		json_put_str(&j, "fund", r->fund);
		json_put_str(&j, "account", r->account);
		json_put_str(&j, "name_zh", r->zh);
		json_put_str(&j, "name_en", r->en);
		json_put_str(&j, "kind", r->kind);
		json_put_i64(&j, "postings", r->postings);
		json_put_i64(&j, "debit", r->debit.v);
		json_put_i64(&j, "credit", r->credit.v);
		json_put_i64(&j, "balance", r->balance.v);
		json_object_end(&j);
	}
	json_array_end(&j);
	buf_put_char(&cli->out, '\n');
}

static enum nhi_status run_balance(struct cli *cli, struct err *err) {
	struct ledger_filter f;
	struct ledger_row *rows;
	size_t count;
	enum nhi_status st = take_filter(cli, &f, err);
	if (st == NHI_OK)
		st = operator_ledger_trial(cli->db, cli->data_dir, &f, &cli->arena, &rows, &count,
		                           err);
	if (st != NHI_OK) return st;
	if (cli->json)
		print_json(cli, rows, count);
	else
		print_csv(cli, rows, count);
	return NHI_OK;
}

static enum nhi_status run_verify(struct cli *cli, struct err *err) {
	struct operator_ledger_check c;
	enum nhi_status st = operator_ledger_verify(cli->db, cli->data_dir, &c, err);
	if (st != NHI_OK) return st;
	bool good = chain_is_sound(&c.chain) && c.entries.altered + c.entries.unbalanced == 0;
	cli->exit_code = good ? 0 : 1;
	if (cli->json) {
		struct json j = JSON_INIT(&cli->out, true);
		json_object_start(&j);
		json_put_bool(&j, "good", good);
		json_put_i64(&j, "entries", c.entries.entries);
		json_put_i64(&j, "postings", c.entries.postings);
		json_put_i64(&j, "altered", c.entries.altered);
		json_put_i64(&j, "unbalanced", c.entries.unbalanced);
		json_put_i64(&j, "first_bad_entry", c.entries.first_bad);
		json_put_i64(&j, "links", c.chain.links);
		json_put_i64(&j, "first_bad_link", c.chain.bad_link);
		json_object_end(&j);
		buf_put_char(&cli->out, '\n');
		return NHI_OK;
	}
	buf_printf(&cli->out,
	           cli_say(cli,
	                   "%lld 張傳票、%lld 筆分錄：更動 %lld、不平衡 %lld；雜湊鏈 %lld 環%s\n",
	                   "%lld entries, %lld postings: %lld altered, %lld unbalanced; "
	                   "%lld links%s\n"),
	           (long long)c.entries.entries, (long long)c.entries.postings,
	           (long long)c.entries.altered, (long long)c.entries.unbalanced,
	           (long long)c.chain.links,
	           chain_is_sound(&c.chain) ? cli_say(cli, "完整", ", whole")
	                                    : cli_say(cli, "有誤", ", BROKEN"));
	return NHI_OK;
}

static const struct cli_option post_options[] = {
        {.name = "dry-run",
         .kind = CLI_FLAG,
         .zh = "只檢查，不入帳",
         .en = "check only, write nothing"},
        {0},
};

static const struct cli_option balance_options[] = {
        {.name = "fund", .kind = CLI_TEXT, .value = "CODE", .zh = "基金", .en = "one fund"},
        {.name = "account", .kind = CLI_TEXT, .value = "CODE", .zh = "科目", .en = "one account"},
        {.name = "unit",
         .kind = CLI_INT,
         .min = 1,
         .max = INT64_MAX,
         .value = "ID",
         .zh = "一個投保單位的內部編號",
         .en = "one insured unit, by internal id"},
        {.name = "to",
         .kind = CLI_DATE,
         .value = "DATE",
         .zh = "入帳日至此日（含）",
         .en = "booked until this day (included)"},
        {.name = "known-on",
         .kind = CLI_TEXT,
         .value = "INSTANT",
         .zh = "依當時已入帳者",
         .en = "as it was posted then"},
        {0},
};

const struct cli_command ledger_commands[] = {
        {.noun = "ledger",
         .verb = "post",
         .options = post_options,
         .arguments = "FILE",
         .zh = "由 CSV 或 JSON 檔入帳；同一識別鍵只入帳一次",
         .en = "post entries from a CSV or JSON file; a key is posted once",
         .example = "nhi ledger post entries.csv --dry-run",
         .run = run_post},
        {.noun = "ledger",
         .verb = "balance",
         .options = balance_options,
         .zh = "各基金各科目的借方、貸方、餘額",
         .en = "debit, credit and balance by fund and account",
         .example = "nhi ledger balance --to 2026-07-31 --json",
         .run = run_balance},
        {.noun = "ledger",
         .verb = "verify",
         .zh = "檢查每張傳票的平衡與雜湊鏈",
         .en = "check that every entry balances and that the hash chain is whole",
         .example = "nhi ledger verify",
         .run = run_verify},
        {0},
};
