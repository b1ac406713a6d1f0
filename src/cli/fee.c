/* fee.c: `nhi fee show CODE…`: an item of the fee schedule on a day, with its history, by --ref or
 * by the lists in the database. */
#include "cli/commands.h"
#include "cli/ref_files.h"

static const struct cli_option show_options[] = {
        CLI_REF_OPTION,
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

enum { NAME_SIZE = REF_NAME_SIZE + 1 };

static const char *const status_names[] = {"priced", "valid", "unsure", "ended"};
static const char *const status_zh[] = {"有價", "有效，當日價格不明", "不能確定當日是否有效",
                                        "當日無效"};

static void put_price(struct buf *b, int64_t price) {
	enum { HUNDRED = 100 };
	buf_put_i64(b, price / HUNDRED);
	buf_put_char(b, '.');
	buf_put_i64_padded(b, price % HUNDRED, 2);
}

static struct str list_name(const struct claim_ref *ref, uint8_t list) {
	const char *name = ref->list[list].name;
	return (struct str){name, strnlen(name, REF_NAME_SIZE)};
}

static void put_date(struct json *j, const char *key, date_t day) {
	struct buf b = BUF_INIT(32);
	if (day > DATE_MIN && day < DATE_OPEN) date_print(&b, day);
	if (b.n > 0)
		json_put_str(j, key, buf_str(&b));
	else
		json_put_null(j, key);
	buf_free(&b);
}

static void put_spell_json(struct json *j, const struct claim_ref *ref, const struct ref_spell *s) {
	struct buf price = BUF_INIT(32);
	json_object_start(j);
	put_date(j, "from", s->from);
	put_date(j, "to", s->to);
	json_put_c(j, "status", status_names[s->status]);
	if (s->status == REF_PRICED) {
		put_price(&price, s->price);
		json_put_str(j, "price", buf_str(&price));
		json_put_str(j, "list", list_name(ref, s->list));
	}
	json_object_end(j);
	buf_free(&price);
}

static void put_levels_json(struct json *j, uint8_t levels) {
	json_key(j, "levels");
	json_array_start(j);
	for (int level = REF_CLINIC; level >= REF_CENTER && levels != 0; level--)
		if (ref_level_allows(levels, (enum ref_level)level))
			json_str(j, str_from(ref_level_names[level]));
	json_array_end(j);
}

static void put_json(struct json *j, const struct claim_ref *ref, struct str code, uint32_t n,
                     date_t at) {
	json_object_start(j);
	json_put_str(j, "code", code);
	if (n == REF_NONE) {
		json_put_null(j, "group");
		json_put_bool(j, "list_complete",
		              claim_ref_is_complete(ref, ref_group_of(code), at));
	} else {
		const struct ref_item *item = &ref->item[n];
		json_put_c(j, "group", ref_group_names[item->group]);
		json_put_str(j, "name", claim_ref_item_name(ref, n));
		put_levels_json(j, item->levels);
		json_key(j, "at");
		put_spell_json(j, ref, claim_ref_item(ref, n, at));
		json_key(j, "spells");
		json_array_start(j);
		for (uint32_t i = 0; i < item->spell_count; i++)
			put_spell_json(j, ref, &ref->spell[item->spell + i]);
		json_array_end(j);
	}
	json_object_end(j);
}

static void put_day(struct buf *b, date_t day) {
	if (day > DATE_MIN && day < DATE_OPEN)
		date_print(b, day);
	else
		buf_put_c(b, "          ");
}

static void put_text(struct cli *cli, const struct claim_ref *ref, struct str code, uint32_t n) {
	struct buf *b = &cli->out;
	buf_put(b, code);
	if (n == REF_NONE) {
		buf_printf(b, "  %s\n", cli_say(cli, "沒有這個項目", "no such item"));
		return;
	}
	const struct ref_item *item = &ref->item[n];
	const struct ref_spell *now = claim_ref_item(ref, n, cli->at);
	buf_put_c(b, "  ");
	buf_put(b, claim_ref_item_name(ref, n));
	buf_put_char(b, '\n');
	for (uint32_t i = 0; i < item->spell_count; i++) {
		const struct ref_spell *s = &ref->spell[item->spell + i];
		buf_put_c(b, s == now ? "* " : "  ");
		put_day(b, s->from);
		buf_put_c(b, " – ");
		put_day(b, s->to);
		buf_put_c(b, "  ");
		if (s->status == REF_PRICED)
			put_price(b, s->price);
		else
			buf_put_c(b, cli_say(cli, status_zh[s->status], status_names[s->status]));
		if (s->status == REF_PRICED) {
			buf_put_c(b, "  ");
			buf_put(b, list_name(ref, s->list));
		}
		buf_put_char(b, '\n');
	}
}

static enum nhi_status show_run(struct cli *cli, struct err *err) {
	struct claim_ref ref;
	struct ref_files files;
	struct findings findings = FINDINGS_INIT(&cli->arena);
	if (cli->argument_count == 0)
		return err_set(err, NHI_USAGE, "請給項目代碼" ERR_SEP "give the codes of items");
	enum nhi_status st = cli_ref_image(cli, &findings, &files, err);
	if (st == NHI_OK) st = claim_ref_open(&ref, files.image, err);
	if (st != NHI_OK) return st;
	struct json j = JSON_INIT(&cli->out, true);
	if (cli->json) json_array_start(&j);
	for (size_t i = 0; i < cli->argument_count; i++) {
		struct str code = cli->argument[i];
		uint32_t n = ref_find(&ref.items, code);
		if (n == REF_NONE) cli->exit_code = 1;
		if (cli->json)
			put_json(&j, &ref, code, n, cli->at);
		else
			put_text(cli, &ref, code, n);
	}
	if (cli->json) {
		json_array_end(&j);
		buf_put_char(&cli->out, '\n');
	}
	return NHI_OK;
}

const struct cli_command fee_commands[] = {
        {"fee", "show", show_options, "CODE…", "支付標準項目於某日之價格與歷史",
         "price of an item of the fee schedule on a day, and its history",
         "nhi fee show 00109C --at 2017-05-10 --ref open-data", show_run},
        {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};
