/* db.c: `nhi db init|migrate|status`: the database's structure. */
#include "cli/commands.h"
#include "engine/operator.h"

static enum nhi_status migrate_with(struct cli *cli, bool create, struct err *err) {
	size_t applied;
	enum nhi_status st = operator_migrate(cli->db, cli->data_dir, create, &applied, err);
	if (st != NHI_OK) return st;
	if (cli->json) {
		struct json j = JSON_INIT(&cli->out, true);
		json_object_start(&j);
		json_put_i64(&j, "applied", (int64_t)applied);
		json_object_end(&j);
		buf_put_char(&cli->out, '\n');
		return NHI_OK;
	}
	buf_printf(&cli->out,
	           cli_say(cli, "資料庫已是最新；本次套用 %zu 個結構檔\n",
	                   "the database is up to date; %zu migrations applied now\n"),
	           applied);
	return NHI_OK;
}

static enum nhi_status db_init(struct cli *cli, struct err *err) {
	return migrate_with(cli, true, err);
}

static enum nhi_status db_migrate(struct cli *cli, struct err *err) {
	return migrate_with(cli, false, err);
}

static const char *state_of(const struct cli *cli, const struct migration *m) {
	if (m->missing) return cli_say(cli, "檔案遺失", "file missing");
	if (m->changed) return cli_say(cli, "檔案被更動", "file changed");
	return m->applied ? cli_say(cli, "已套用", "applied") : cli_say(cli, "未套用", "pending");
}

static void status_json(struct cli *cli, const struct migrations *m) {
	struct json j = JSON_INIT(&cli->out, true);
	json_array_start(&j);
	for (size_t i = 0; i < m->count; i++) {
		const struct migration *row = &m->row[i];
		struct buf at = BUF_INIT(64);
		if (row->applied) instant_print(&at, row->applied_at);
		json_object_start(&j);
		json_put_i64(&j, "number", row->number);
		json_put_str(&j, "name", row->name);
		json_put_str(&j, "sha256", row->hash);
		json_put_bool(&j, "applied", row->applied);
		json_put_bool(&j, "missing", row->missing);
		json_put_bool(&j, "changed", row->changed);
		json_put_str(&j, "applied_at", buf_str(&at));
		json_object_end(&j);
		buf_free(&at);
	}
	json_array_end(&j);
	buf_put_char(&cli->out, '\n');
}

static enum nhi_status db_status(struct cli *cli, struct err *err) {
	struct migrations m;
	enum nhi_status st = operator_migrations(cli->db, cli->data_dir, &cli->arena, &m, err);
	if (st != NHI_OK) return st;
	bool good = true;
	for (size_t i = 0; i < m.count; i++) {
		good = good && m.row[i].applied && !m.row[i].missing && !m.row[i].changed;
		if (!cli->json)
			buf_printf(&cli->out, "%-28.*s %s\n", STR_ARG(m.row[i].name),
			           state_of(cli, &m.row[i]));
	}
	if (cli->json) status_json(cli, &m);
	cli->exit_code = good ? 0 : 1;
	return NHI_OK;
}

const struct cli_command db_commands[] = {
        {.noun = "db",
         .verb = "init",
         .zh = "建立資料庫（已存在則補上缺少的結構）",
         .en = "make the database, or bring an existing one up to date",
         .example = "nhi db init --db sqlite:nhi.db",
         .run = db_init},
        {.noun = "db",
         .verb = "migrate",
         .zh = "把既有資料庫升級到這個版本",
         .en = "bring an existing database up to this version",
         .example = "nhi db migrate --db sqlite:nhi.db",
         .run = db_migrate},
        {.noun = "db",
         .verb = "status",
         .zh = "列出結構檔與是否已套用",
         .en = "list the migrations and whether they are applied",
         .example = "nhi db status --db sqlite:nhi.db",
         .run = db_status},
        {0},
};
