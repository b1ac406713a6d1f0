/* service.c: `nhi service list|show|check`: the catalogue of services. */
#include "desk/service.h"

#include "cli/commands.h"
#include "desk/desk.h"

/* Of a desk opened with all defects told. */
static enum nhi_status open_desk(struct cli *cli, struct desk **out, struct yaml_defects *defects,
                                 struct err *err) {
	*out = ARENA_NEW(&cli->arena, struct desk);
	if (*out == NULL) return err_set(err, NHI_MEMORY, "");
	return desk_check(*out, cli->data_dir, defects, err);
}

static bool english(const struct cli *cli) { return str_is(str_from(cli->lang), "en"); }

static struct str own(const struct cli *cli, struct yaml_both text) {
	return english(cli) ? text.en : text.zh;
}

static void put_list(struct json *j, const char *key, const struct str *items, size_t count) {
	json_key(j, key);
	json_array_start(j);
	for (size_t i = 0; i < count; i++) json_str(j, items[i]);
	json_array_end(j);
}

/* --- list ------------------------------------------------------------------------------------- */

static bool listed(const struct cli *cli, const struct service *s) {
	struct str area = cli_text(cli, "area", ""), seed = cli_text(cli, "seed", "");
	bool has = seed.n == 0;
	for (size_t i = 0; i < s->seed_row_count && !has; i++) has = str_eq(s->seed_rows[i], seed);
	return has && s->from <= cli->at && cli->at < s->to &&
	       (area.n == 0 || str_eq(area, s->area));
}

static void list_json(struct json *j, const struct service *s) {
	json_object_start(j);
	json_put_str(j, "id", s->id);
	json_put_str(j, "name_zh", s->name.zh);
	json_put_str(j, "name_en", s->name.en);
	json_put_str(j, "area", s->area);
	json_put_c(j, "kind", service_kind_name(s->kind));
	json_put_bool(j, "public", s->is_public);
	json_put_bool(j, "verified", s->verified);
	put_list(j, "seed_rows", s->seed_rows, s->seed_row_count);
	json_object_end(j);
}

static enum nhi_status run_list(struct cli *cli, struct err *err) {
	struct desk *desk;
	struct yaml_defects defects;
	enum nhi_status st = open_desk(cli, &desk, &defects, err);
	if (st != NHI_OK) return st;
	struct json j = JSON_INIT(&cli->out, true);
	size_t count = 0;
	if (cli->json) json_array_start(&j);
	for (size_t i = 0; i < desk->services.service_count; i++) {
		const struct service *s = &desk->services.services[i];
		if (!listed(cli, s)) continue;
		count++;
		if (cli->json)
			list_json(&j, s);
		else
			buf_printf(&cli->out, "%-26.*s %.*s\n", STR_ARG(s->id),
			           STR_ARG(own(cli, s->name)));
	}
	if (cli->json) {
		json_array_end(&j);
		buf_put_char(&cli->out, '\n');
	}
	cli->exit_code = count == 0 ? 1 : 0;
	desk_close(desk);
	return NHI_OK;
}

/* --- check ------------------------------------------------------------------------------------ */

static enum nhi_status run_check(struct cli *cli, struct err *err) {
	struct desk *desk;
	struct yaml_defects defects;
	enum nhi_status st = open_desk(cli, &desk, &defects, err);
	if (st != NHI_OK) return st;
	for (const struct yaml_defect *d = defects.first; d != NULL; d = d->next)
		buf_printf(&cli->out, "catalogue/%.*s:%d: %.*s: %.*s\n", STR_ARG(d->file), d->line,
		           STR_ARG(d->place), STR_ARG(own(cli, d->says)));
	if (defects.count == 0)
		buf_printf(&cli->out,
		           cli_say(cli, "服務目錄正確：%zu 項服務、%zu 種流程\n",
		                   "the services are in order: %zu entries, %zu flows\n"),
		           desk->services.service_count, desk->services.flow_count);
	else
		buf_printf(&cli->out, cli_say(cli, "%zu 項缺失\n", "%zu defects\n"), defects.count);
	cli->exit_code = defects.count == 0 ? 0 : 1;
	desk_close(desk);
	return NHI_OK;
}

static const struct cli_option list_options[] = {
        {"area", CLI_TEXT, 0, 0, "AREA", "只列一個領域", "of one area only", false},
        {"seed", CLI_TEXT, 0, 0, "ROW", "只列辦理這項功能的", "that serve this row of the seeds",
         false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

const struct cli_command service_commands[] = {
        {"service", "check", NULL, NULL, "檢查服務目錄：每項缺失連同檔名與列號",
         "judge the catalogue of services: every defect with file and line", "nhi service check",
         run_check},
        {"service", "list", list_options, NULL, "服務一覽", "all services",
         "nhi service list --json", run_list},
        {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};
