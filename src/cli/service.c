/* service.c: `nhi service list|show|check`: the catalogue of services. */
#include "desk/service.h"

#include "cli/commands.h"
#include "desk/desk.h"
#include "desk/service_view.h"

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

/* --- show ------------------------------------------------------------------------------------- */

static void put_text(struct json *j, const char *key, struct yaml_both text) {
	char name[48];
	snprintf(name, sizeof name, "%s_zh", key);
	json_put_str(j, name, text.zh);
	snprintf(name, sizeof name, "%s_en", key);
	json_put_str(j, name, text.en);
}

static void show_form(struct json *j, const struct service *s, struct arena *a) {
	json_key(j, "fields");
	json_array_start(j);
	for (size_t i = 0; i < s->field_count; i++) {
		const struct service_field *f = &s->fields[i];
		json_object_start(j);
		json_put_str(j, "name", f->name);
		json_put_c(j, "type", service_field_type_name(f->type));
		json_put_bool(j, "required", f->required);
		put_text(j, "title", f->title);
		json_put_str(j, "from", f->from);
		put_text(j, "when", service_when_text(s, &f->when, a));
		json_object_end(j);
	}
	json_array_end(j);
	json_key(j, "documents");
	json_array_start(j);
	for (size_t i = 0; i < s->document_count; i++) {
		const struct service_document *d = &s->documents[i];
		json_object_start(j);
		json_put_str(j, "code", d->code);
		put_text(j, "name", d->name);
		json_put_c(j, "paper", service_paper_name(d->paper));
		json_put_bool(j, "optional", d->optional);
		put_text(j, "when", service_when_text(s, &d->when, a));
		json_object_end(j);
	}
	json_array_end(j);
}

static void show_way(struct json *j, const struct service *s, const struct service_world *w,
                     struct arena *a) {
	json_key(j, "routes");
	json_array_start(j);
	for (size_t i = 0; i < s->route_count; i++) {
		const struct service_route *r = &s->routes[i];
		json_object_start(j);
		put_text(j, "when", service_when_text(s, &r->when, a));
		put_text(j, "unit", service_place(r, w));
		json_put_str(j, "floor", r->floor);
		json_put_bool(j, "our_choice", r->is_choice);
		json_object_end(j);
	}
	json_array_end(j);
	json_key(j, "steps");
	json_array_start(j);
	for (size_t i = 0; i < s->flow->step_count; i++) {
		const struct service_step *step = &s->flow->steps[i];
		json_object_start(j);
		json_put_str(j, "state", step->state);
		put_text(j, "name", step->name);
		json_put_bool(j, "end", step->is_end);
		json_key(j, "moves");
		json_array_start(j);
		for (size_t m = 0; m < step->move_count; m++) {
			json_object_start(j);
			json_put_c(j, "event", service_event_name(step->moves[m].event));
			json_put_str(j, "next", s->flow->steps[step->moves[m].next].state);
			json_put_i64(j, "level", step->moves[m].level);
			json_object_end(j);
		}
		json_array_end(j);
		json_object_end(j);
	}
	json_array_end(j);
}

static void show_json(struct cli *cli, const struct desk *d, const struct service *s) {
	struct json j = JSON_INIT(&cli->out, true);
	struct service_world w = {d->org, &d->law, cli->at};
	struct service_facts f;
	service_facts(&f, s, &w, &cli->arena);
	json_object_start(&j);
	json_put_str(&j, "id", s->id);
	put_text(&j, "name", s->name);
	put_text(&j, "what", s->what);
	json_put_str(&j, "area", s->area);
	json_put_c(&j, "kind", service_kind_name(s->kind));
	json_put_date(&j, "valid_from", s->from);
	if (f.fee_known)
		json_put_i64(&j, "fee", f.fee);
	else
		json_put_null(&j, "fee");
	put_text(&j, "fee", f.fee_text);
	json_put_str(&j, "period", f.period);
	put_text(&j, "period", f.period_text);
	show_form(&j, s, &cli->arena);
	show_way(&j, s, &w, &cli->arena);
	json_put_str(&j, "flow", s->flow->id);
	json_put_str(&j, "delegation", s->delegation);
	json_put_str(&j, "effect", s->effect);
	json_put_i64(&j, "retention", s->retention);
	put_list(&j, "law", s->law, s->law_count);
	put_list(&j, "seed_rows", s->seed_rows, s->seed_row_count);
	json_put_bool(&j, "verified", s->verified);
	put_text(&j, "doubt", s->doubt);
	json_object_end(&j);
	buf_put_char(&cli->out, '\n');
}

static void show_text(struct cli *cli, const struct desk *d, const struct service *s) {
	struct service_world w = {d->org, &d->law, cli->at};
	struct service_facts f;
	struct buf *b = &cli->out;
	service_facts(&f, s, &w, &cli->arena);
	buf_printf(b, "%.*s  %.*s\n%.*s\n", STR_ARG(s->id), STR_ARG(own(cli, s->name)),
	           STR_ARG(own(cli, s->what)));
	buf_printf(b, "%s: %.*s %.*s\n", cli_say(cli, "在哪裡", "where"), STR_ARG(own(cli, f.unit)),
	           STR_ARG(f.floor));
	for (size_t i = 0; i < s->document_count; i++)
		buf_printf(b, "%s: %.*s\n", cli_say(cli, "帶", "bring"),
		           STR_ARG(own(cli, s->documents[i].name)));
	buf_printf(b, "%s: %.*s\n", cli_say(cli, "費用", "fee"), STR_ARG(own(cli, f.fee_text)));
	buf_printf(b, "%s: %.*s\n", cli_say(cli, "時間", "time"), STR_ARG(own(cli, f.period_text)));
	for (size_t i = 0; i < s->field_count; i++)
		buf_printf(b, "%s: %.*s\n", cli_say(cli, "填", "asks"),
		           STR_ARG(own(cli, s->fields[i].title)));
	for (size_t i = 0; i < s->route_count; i++)
		buf_printf(b, "%s: %.*s → %.*s %.*s%s\n", cli_say(cli, "分派", "goes to"),
		           STR_ARG(own(cli, service_when_text(s, &s->routes[i].when, &cli->arena))),
		           STR_ARG(own(cli, service_place(&s->routes[i], &w))),
		           STR_ARG(s->routes[i].floor),
		           s->routes[i].is_choice ? cli_say(cli, "（自訂）", " (our choice)") : "");
	buf_printf(b, "%s: %.*s\n", cli_say(cli, "依據", "law"), STR_ARG(f.law));
	if (!s->verified)
		buf_printf(b, "%s: %.*s\n", cli_say(cli, "未經證實", "not verified"),
		           STR_ARG(own(cli, s->doubt)));
}

static enum nhi_status run_show(struct cli *cli, struct err *err) {
	struct desk *desk;
	struct yaml_defects defects;
	if (cli->argument_count != 1)
		return err_set(err, NHI_USAGE, "請給一個服務代號" ERR_SEP "give one service");
	enum nhi_status st = open_desk(cli, &desk, &defects, err);
	if (st != NHI_OK) return st;
	const struct service *s = service_find(&desk->services, cli->argument[0], cli->at);
	if (s == NULL)
		st = err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(cli->argument[0]));
	else if (cli->json)
		show_json(cli, desk, s);
	else
		show_text(cli, desk, s);
	desk_close(desk);
	return st;
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
        {"service", "show", NULL, "ID", "一項服務：表單、文件、期限、由誰辦、步驟",
         "a service: form, documents, terms, who is responsible, steps",
         "nhi service show card.reissue --json", run_show},
        {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};
