/* register.c: see register.h. */
#include "cli/register.h"

#include "base/clock.h"
#include "cli/data.h"

#include <jansson.h>
#include <unistd.h>

static enum nhi_status read_tables(struct cli *cli, struct cli_register *r, struct err *err) {
	struct str holidays, counties, numbers;
	enum nhi_status st = cli_law(cli, &r->law, err);
	if (st == NHI_OK) st = cli_data_file(cli, "law/holidays.csv", &holidays, err);
	if (st == NHI_OK) st = calendar_read(&r->calendar, &cli->arena, holidays, err);
	if (st == NHI_OK) st = cli_data_file(cli, "codes/counties.csv", &counties, err);
	if (st == NHI_OK) st = counties_read(&r->counties, &cli->arena, counties, err);
	if (st == NHI_OK) st = cli_data_file(cli, "law/numbers.csv", &numbers, err);
	if (st == NHI_OK) st = number_formats_read(&r->formats, &cli->arena, numbers, err);
	return st;
}

enum nhi_status cli_register_open(struct cli *cli, struct cli_register *r, enum register_mode mode,
                                  struct err *err) {
	*r = (struct cli_register){.desk = {.db = NULL}};
	enum nhi_status st = read_tables(cli, r, err);
	if (st == NHI_OK)
		st = register_open(&r->desk, cli->db, cli->data_dir, mode, &cli->arena, err);
	struct buf actor = BUF_INIT(256);
	buf_printf(&actor, "cli:%u", (unsigned)getuid());
	bool kept = buf_ok(&actor) && arena_str(&cli->arena, buf_str(&actor), &r->desk.actor);
	buf_free(&actor);
	r->desk.law = &r->law;
	r->desk.calendar = &r->calendar;
	r->desk.formats = &r->formats;
	r->desk.today = clock_today();
	r->desk.reads = &cli->reads;
	return st == NHI_OK && !kept ? err_set(err, NHI_MEMORY, "%s", "") : st;
}

void cli_register_close(struct cli_register *r) { register_close(&r->desk); }

date_t cli_date(const struct cli *cli, const char *option) {
	return (date_t)cli_int(cli, option, DATE_UNKNOWN);
}

/* A scalar of a JSON view as text. */
static void put_scalar(struct buf *out, const json_t *v) {
	if (json_is_string(v))
		buf_put_c(out, json_string_value(v));
	else if (json_is_integer(v))
		buf_put_i64(out, json_integer_value(v));
	else
		buf_put_c(out, json_is_true(v) ? "yes" : json_is_false(v) ? "no" : "-");
}

/* One line an object: its scalars; objects and arrays of objects follow, indented. Views are at
 * most two deep.
 */
static void put_object(struct buf *out, const json_t *object, const char *indent) {
	const char *key;
	json_t *value;
	buf_put_c(out, indent);
	bool first = true;
	json_object_foreach((json_t *)(uintptr_t)object, key, value) {
		if (json_is_array(value) || json_is_object(value)) continue;
		buf_printf(out, "%s%s=", first ? "" : " ", key);
		put_scalar(out, value);
		first = false;
	}
	buf_put_char(out, '\n');
}

static void put_lists(struct buf *out, const json_t *object) {
	const char *key;
	json_t *value, *item;
	size_t i;
	json_object_foreach((json_t *)(uintptr_t)object, key, value) {
		if (json_is_object(value) ? json_object_size(value) == 0
		                          : json_array_size(value) == 0)
			continue;
		buf_printf(out, "  %s\n", key);
		if (json_is_object(value)) put_object(out, value, "    ");
		json_array_foreach(value, i, item) put_object(out, item, "    ");
	}
}

/* The answer kept with the key of a command that was given before, in words. */
static void put_first_answer(struct cli *cli, struct str json) {
	json_t *root = json_loadb(json.p, json.n, 0, NULL);
	buf_put_c(&cli->out, cli_say(cli, "先前已辦理，第一次的答覆：\n",
	                             "given before; the first answer was:\n"));
	if (root != NULL) {
		put_object(&cli->out, root, "  ");
		put_lists(&cli->out, root);
	}
	json_decref(root);
}

void cli_answer(struct cli *cli, bool accepted, bool repeated, const struct refusals *refusals,
                struct str json, const char *zh, const char *en) {
	if (repeated) accepted = str_find(json, STR("\"accepted\":true")) < json.n;
	cli->exit_code = accepted ? 0 : 1;
	if (cli->json) {
		buf_put(&cli->out, json);
		buf_put_char(&cli->out, '\n');
		return;
	}
	const char *verdict =
	        accepted ? cli_say(cli, "受理", "accepted") : cli_say(cli, "不予受理", "refused");
	buf_printf(&cli->out, "%s%s%s\n", cli_say(cli, zh, en), cli_say(cli, "：", ": "), verdict);
	if (repeated)
		put_first_answer(cli, json);
	else
		refusals_print(refusals, cli->lang, &cli->out);
}

enum nhi_status cli_view(struct cli *cli, struct str json, struct err *err) {
	if (cli->json) {
		buf_put(&cli->out, json);
		return NHI_OK;
	}
	json_t *root = json_loadb(json.p, json.n, 0, NULL);
	if (root == NULL) return err_set(err, NHI_CORRUPT, "%s", "view");
	json_t *item;
	size_t i;
	if (json_is_array(root)) {
		json_array_foreach(root, i, item) put_object(&cli->out, item, "");
	} else {
		put_object(&cli->out, root, "");
		put_lists(&cli->out, root);
	}
	json_decref(root);
	return NHI_OK;
}
