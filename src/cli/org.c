/* org.c: `nhi org list|show|check|export|import`: the organisation as a register of dated entries.
 */
#include "desk/org.h"

#include "base/csv.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/entry.h"
#include "desk/hall.h"
#include "desk/org_change.h"

enum { ORG_FILE_MAX = 1 << 20, PATH_SIZE = 4096 };

static enum nhi_status read_file(struct cli *cli, const char *path, struct str *bytes,
                                 struct org **out, struct err *err) {
	*out = ARENA_NEW(&cli->arena, struct org);
	if (*out == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = file_read(&cli->arena, path, ORG_FILE_MAX, bytes, err);
	if (st == NHI_OK) st = org_read(*out, &cli->arena, *bytes, err);
	if (st != NHI_OK) err_where(err, "%s", path);
	return st;
}

static enum nhi_status own_path(const struct cli *cli, char path[PATH_SIZE], struct err *err) {
	int n = snprintf(path, PATH_SIZE, "%s/catalogue/org.yaml", cli->data_dir);
	return n > 0 && n < PATH_SIZE ? NHI_OK
	                              : err_set(err, NHI_LIMIT, "path" ERR_SEP "%d", PATH_SIZE);
}

/* One entry as a row: a unit, or a place on a floor. */
struct row {
	const char *kind; /* unit, floor */
	struct str code, floor, zh, en;
	int64_t sections; /* -1: not a unit */
	date_t from, to;
	struct str source, seed;
};

static bool matches(const struct row *r, struct str text) {
	if (text.n == 0) return true;
	const struct str fields[] = {r->code, r->floor, r->zh, r->en, r->seed};
	for (size_t i = 0; i < COUNT_OF(fields); i++)
		if (str_find(fields[i], text) < fields[i].n) return true;
	return false;
}

struct output {
	struct cli *cli;
	struct json json;
	struct str search;
	bool all_dates; /* also what is not in force on --at */
	size_t count;
};

static const char *const titles[] = {"kind",     "unit",       "floor",    "name_zh", "name_en",
                                     "sections", "valid_from", "valid_to", "source",  "seed"};

static void put_day(struct buf *b, date_t d) {
	buf_put_char(b, ',');
	if (d != DATE_OPEN) date_print(b, d);
}

static void put_csv(struct buf *b, const struct row *r) {
	csv_put(b, 0, str_from(r->kind));
	csv_put(b, 1, r->code);
	csv_put(b, 2, r->floor);
	csv_put(b, 3, r->zh);
	csv_put(b, 4, r->en);
	if (r->sections < 0)
		buf_put_char(b, ',');
	else
		csv_put_i64(b, 5, r->sections);
	put_day(b, r->from);
	put_day(b, r->to);
	csv_put(b, 8, r->source);
	csv_put(b, 9, r->seed);
	csv_end_row(b);
}

static void put_json(struct json *j, const struct row *r) {
	json_object_start(j);
	json_put_c(j, "kind", r->kind);
	json_put_str(j, "unit", r->code);
	json_put_str(j, "floor", r->floor);
	json_put_str(j, "name_zh", r->zh);
	json_put_str(j, "name_en", r->en);
	if (r->sections >= 0) json_put_i64(j, "sections", r->sections);
	json_put_date(j, "valid_from", r->from);
	if (r->to == DATE_OPEN)
		json_put_null(j, "valid_to");
	else
		json_put_date(j, "valid_to", r->to);
	json_put_str(j, "source", r->source);
	json_put_str(j, "seed", r->seed);
	json_object_end(j);
}

static void put_row(struct output *o, const struct row *r) {
	bool holds = r->from <= o->cli->at && o->cli->at < r->to;
	if ((!holds && !o->all_dates) || !matches(r, o->search)) return;
	o->count++;
	if (o->cli->json)
		put_json(&o->json, r);
	else
		put_csv(&o->cli->out, r);
}

static void put_floor(struct output *o, const struct org_floor *f) {
	struct row r = {"floor", f->unit, f->floor, f->floor,  f->floor,
	                -1,      f->from, f->to,    f->source, f->seed};
	put_row(o, &r);
	for (size_t i = 0; i < f->place_count; i++) {
		const struct org_place *p = &f->places[i];
		r = (struct row){"place", f->unit, f->floor, p->zh,     p->en,
		                 -1,      f->from, f->to,    f->source, p->seed};
		put_row(o, &r);
	}
}

/* All entries, of one unit when `code` is given. */
static enum nhi_status put_all(struct output *o, struct str code, struct err *err) {
	struct org *org;
	enum nhi_status st = org_load(&org, &o->cli->arena, o->cli->data_dir, err);
	if (st != NHI_OK) return st;
	o->json = JSON_INIT(&o->cli->out, true);
	if (o->cli->json) json_array_start(&o->json);
	for (size_t i = 0; !o->cli->json && i < COUNT_OF(titles); i++)
		csv_put(&o->cli->out, i, str_from(titles[i]));
	if (!o->cli->json) csv_end_row(&o->cli->out);
	for (size_t i = 0; i < org->unit_count; i++) {
		const struct org_unit *u = &org->units[i];
		struct row r = {"unit",           u->code, STR(""), u->zh,     u->en,
		                u->section_count, u->from, u->to,   u->source, u->seed};
		if (code.n == 0 || str_eq(code, u->code)) put_row(o, &r);
	}
	for (size_t i = 0; i < org->floor_count; i++)
		if (code.n == 0 || str_eq(code, org->floors[i].unit)) put_floor(o, &org->floors[i]);
	if (o->cli->json) {
		json_array_end(&o->json);
		buf_put_char(&o->cli->out, '\n');
	}
	return NHI_OK;
}

static enum nhi_status run_list(struct cli *cli, struct err *err) {
	struct output o = {.cli = cli,
	                   .search = cli_text(cli, "search", ""),
	                   .all_dates = cli_has(cli, "history")};
	enum nhi_status st = put_all(&o, STR(""), err);
	if (st == NHI_OK && o.count == 0) cli->exit_code = 1;
	return st;
}

static enum nhi_status need_one(const struct cli *cli, const char *zh, const char *en,
                                struct err *err) {
	if (cli->argument_count == 1) return NHI_OK;
	return err_set(err, NHI_USAGE, "%s" ERR_SEP "%s", zh, en);
}

static enum nhi_status run_show(struct cli *cli, struct err *err) {
	struct output o = {.cli = cli, .all_dates = true};
	enum nhi_status st = need_one(cli, "請給一個單位代碼", "give one unit", err);
	if (st == NHI_OK) st = put_all(&o, cli->argument[0], err);
	if (st != NHI_OK || o.count > 0) return st;
	buf_reset(&cli->out); /* the title row alone says nothing */
	return err_set(err, NHI_NOT_FOUND, "%s", cli->argument[0].p);
}

static enum nhi_status run_export(struct cli *cli, struct err *err) {
	char path[PATH_SIZE];
	struct str bytes;
	struct org *org;
	enum nhi_status st = need_one(cli, "請給檔名", "give a file", err);
	if (st == NHI_OK) st = own_path(cli, path, err);
	if (st == NHI_OK) st = read_file(cli, path, &bytes, &org, err);
	if (st == NHI_OK) st = file_write(cli->argument[0].p, bytes, err);
	return st;
}

static void put_change(struct cli *cli, const struct org_change *c) {
	struct buf *b = &cli->out;
	buf_printf(b, "%s  %.*s%s%.*s %.*s  ", org_change_text(c->kind, cli->lang),
	           STR_ARG(c->code), c->is_floor ? " " : "", STR_ARG(c->floor), STR_ARG(c->zh));
	date_print(b, c->from);
	if (c->to != DATE_OPEN) {
		buf_put_c(b, " – ");
		date_print(b, c->to - 1); /* the last day of the entry, for people */
	}
	buf_put_char(b, '\n');
}

/* Judges a file and says what it would change; writes it when `write` and nothing is refused. */
static enum nhi_status take_file(struct cli *cli, bool write, struct err *err) {
	char path[PATH_SIZE];
	struct str old_bytes, new_bytes;
	struct org *before, *after;
	struct org_change *changes;
	size_t count, refused;
	enum nhi_status st = need_one(cli, "請給檔名", "give a file", err);
	if (st == NHI_OK) st = own_path(cli, path, err);
	if (st == NHI_OK) st = read_file(cli, path, &old_bytes, &before, err);
	if (st == NHI_OK) st = read_file(cli, cli->argument[0].p, &new_bytes, &after, err);
	if (st == NHI_OK)
		st = org_changes(before, after, &cli->arena, &changes, &count, &refused, err);
	if (st != NHI_OK) return st;
	for (size_t i = 0; i < count; i++) put_change(cli, &changes[i]);
	if (count == 0) buf_printf(&cli->out, "%s\n", cli_say(cli, "沒有異動", "nothing changes"));
	cli->exit_code = refused > 0 ? 1 : 0;
	bool dry = cli_has(cli, "dry-run");
	return write && refused == 0 && !dry && count > 0 ? file_write(path, new_bytes, err)
	                                                  : NHI_OK;
}

static enum nhi_status run_check(struct cli *cli, struct err *err) {
	if (cli->argument_count > 0) return take_file(cli, false, err);
	struct org *org;
	enum nhi_status st = org_load(&org, &cli->arena, cli->data_dir, err);
	if (st == NHI_OK)
		buf_printf(&cli->out,
		           cli_say(cli, "組織資料正確：%zu 個單位、%zu 個樓層\n",
		                   "the organisation is in order: %zu units, %zu floors\n"),
		           org->unit_count, org->floor_count);
	return st;
}

static enum nhi_status run_import(struct cli *cli, struct err *err) {
	return take_file(cli, true, err);
}

static const struct cli_option list_options[] = {
        {"csv", CLI_FLAG, 0, 0, NULL, "輸出 CSV（預設）", "print CSV (the default)", false},
        {"history", CLI_FLAG, 0, 0, NULL, "也列出不在有效期間的", "also what is not in force",
         false},
        {"search", CLI_TEXT, 0, 0, "TEXT", "名稱、代碼或樓層含有", "name, code or floor has",
         false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static const struct cli_option import_options[] = {
        {"dry-run", CLI_FLAG, 0, 0, NULL, "只說明會改什麼", "only say what would change", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static const struct cli_option entries_options[] = {
        ENTRY_OPTION("on", CLI_DATE, "DATE", "日期（預設今天）", "day (default today)"),
        ENTRY_OPTION("site", CLI_TEXT, "CODE", "據點代碼（預設全部）", "site (default all)"),
        ENTRY_END};

SHOWS(entries_run, site_entries_show, NULL)

const struct cli_command org_commands[] = {
        {"org", "check", NULL, "[FILE]", "檢查組織資料；給檔名則說明與現行的差異",
         "judge the organisation; with a file, what it would change", "nhi org check new-org.yaml",
         run_check},
        {"org", "entries", entries_options, NULL, "某日各據點之登記（櫃檯、時間、人力、存量）",
         "what is entered about the sites on a day", "nhi org entries --on 2026-09-01",
         entries_run},
        {"org", "export", NULL, "FILE", "匯出組織資料", "write the organisation to a file",
         "nhi org export org.yaml", run_export},
        {"org", "import", import_options, "FILE", "匯入組織資料：只能新增或終止，不能改寫既有的",
         "take over a new version: entries may be added or ended, never rewritten",
         "nhi org import new-org.yaml --dry-run", run_import},
        {"org", "list", list_options, NULL, "某日的單位與樓層", "units and floors on a day",
         "nhi org list --at 2026-07-01 --search 承保", run_list},
        {"org", "show", NULL, "UNIT", "一個單位的歷次資料", "all entries of a unit",
         "nhi org show central", run_show},
        {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};
