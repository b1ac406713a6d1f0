/* entry.c: see entry.h. */
#include "cli/entry.h"

#include <jansson.h>

enum { SHOW_MAX = 64 << 20 };

static bool add_field(struct cli *cli, struct form *f, struct str name, struct str value) {
	struct buf b = BUF_INIT(256);
	struct str kept;
	for (size_t i = 0; i < name.n; i++) buf_put_char(&b, name.p[i] == '-' ? '_' : name.p[i]);
	bool ok = buf_ok(&b) && arena_str(&cli->arena, buf_str(&b), &kept) &&
	          form_add(f, kept, value);
	buf_free(&b);
	return ok;
}

static enum nhi_status fill(struct cli *cli, const char *argument, struct form *f,
                            struct err *err) {
	bool ok = true;
	if (argument == NULL ? cli->argument_count > 0 : cli->argument_count != 1)
		return argument == NULL
		               ? err_set(err, NHI_USAGE, "沒有引數" ERR_SEP "it takes no argument")
		               : err_set(err, NHI_USAGE, "請給一個 %s" ERR_SEP "give one %s",
		                         argument, argument);
	if (argument != NULL) ok = form_add(f, str_from(argument), cli->argument[0]);
	for (size_t i = 0; i < cli->value_count && ok; i++) {
		const struct cli_value *v = &cli->value[i];
		ok = add_field(cli, f, str_from(v->option->name),
		               v->option->kind == CLI_FLAG ? STR("1") : v->text);
	}
	return ok ? NHI_OK : err_set(err, NHI_LIMIT, "options" ERR_SEP "%d", FORM_INPUTS_MAX);
}

/* The figures of the result as one line, lists below. */
static enum nhi_status print_result(struct cli *cli, struct str answer, struct err *err) {
	json_t *root = json_loadb(answer.p, answer.n, 0, NULL);
	const json_t *result = json_object_get(root, "result");
	char *text = json_object_size(result) > 0
	                     ? json_dumps(result, JSON_COMPACT | JSON_PRESERVE_ORDER)
	                     : NULL;
	enum nhi_status st = text != NULL ? cli_view(cli, str_from(text), err) : NHI_OK;
	free(text);
	json_decref(root);
	return st;
}

enum nhi_status cli_entry(struct cli *cli, const struct cli_entry *entry, struct err *err) {
	struct cli_register r;
	struct form *f = ARENA_NEW(&cli->arena, struct form);
	struct entry_answer a;
	if (f == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = fill(cli, entry->argument, f, err);
	if (st != NHI_OK) return st;
	st = cli_register_open(cli, &r, REGISTER_WRITE, err);
	if (st == NHI_OK) st = desk_entry(&r.desk, entry->purpose, entry->work, f, &a, err);
	if (st == NHI_OK) {
		cli_answer(cli, a.accepted, a.repeated, &a.refusals, a.json, entry->zh, entry->en);
		if (a.accepted && !cli->json && !a.repeated) st = print_result(cli, a.json, err);
	}
	cli_register_close(&r);
	return st;
}

enum nhi_status cli_show(struct cli *cli, entry_show show, const char *argument, struct err *err) {
	struct cli_register r;
	struct form *f = ARENA_NEW(&cli->arena, struct form);
	struct buf b = BUF_INIT(SHOW_MAX);
	struct json j = JSON_INIT(&b, true);
	if (f == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = fill(cli, argument, f, err);
	if (st != NHI_OK) return st;
	st = cli_register_open(cli, &r, REGISTER_READ, err);
	if (st == NHI_OK) st = show(&r.desk, f, &j, err);
	buf_put_char(&b, '\n');
	if (st == NHI_OK) st = cli_view(cli, buf_str(&b), err);
	buf_free(&b);
	cli_register_close(&r);
	return st;
}
