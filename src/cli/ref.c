/* ref.c: `nhi ref build|import|list|undo`: reference data of the claim check: published lists in
 * the database, and as one image (nhi/claim_ref.h). */
#include "base/csv.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/ref_files.h"
#include "engine/reference.h"

#include <sys/stat.h>
#include <unistd.h>

static const struct cli_option build_options[] = {
        {"out", CLI_TEXT, 0, 0, "FILE", "影像檔", "the image", false},
        CLI_REF_OPTION,
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

enum { FINDINGS_SHOWN = 20 };

static void put_day(struct json *j, const char *key, date_t day) {
	struct buf b = BUF_INIT(32);
	if (day > DATE_MIN) date_print(&b, day);
	if (day > DATE_MIN)
		json_put_str(j, key, buf_str(&b));
	else
		json_put_null(j, key);
	buf_free(&b);
}

static void put_json(struct cli *cli, const struct claim_ref *ref, const struct findings *f) {
	struct json j = JSON_INIT(&cli->out, true);
	json_object_start(&j);
	json_put_c(&j, "hash", ref->hash);
	json_put_i64(&j, "items", ref->items.count);
	json_put_i64(&j, "providers", ref->providers.count);
	json_put_i64(&j, "diagnoses", ref->diagnoses.count);
	json_put_i64(&j, "procedures", ref->procedures.count);
	json_key(&j, "lists");
	json_array_start(&j);
	for (size_t i = 0; i < ref->list_count; i++) {
		const struct ref_list *l = &ref->list[i];
		json_object_start(&j);
		json_put_str(&j, "file", (struct str){l->name, strnlen(l->name, REF_NAME_SIZE)});
		json_put_c(&j, "kind", ref_kind_names[l->kind]);
		put_day(&j, "as_of", l->as_of);
		json_put_bool(&j, "complete", l->is_complete != 0);
		json_put_i64(&j, "rows", l->rows);
		json_object_end(&j);
	}
	json_array_end(&j);
	json_key(&j, "findings");
	json_array_start(&j);
	for (size_t i = 0; i < f->count; i++) finding_json(&f->row[i], &j);
	json_array_end(&j);
	json_object_end(&j);
	buf_put_char(&cli->out, '\n');
}

static void put_text(struct cli *cli, const struct claim_ref *ref, const struct findings *f) {
	buf_printf(&cli->out,
	           cli_say(cli, "項目 %u、院所 %u、診斷 %u、處置 %u；輸入雜湊 %s\n",
	                   "%u items, %u providers, %u diagnoses, %u procedures; inputs %s\n"),
	           ref->items.count, ref->providers.count, ref->diagnoses.count,
	           ref->procedures.count, ref->hash);
	for (size_t i = 0; i < ref->list_count; i++) {
		const struct ref_list *l = &ref->list[i];
		buf_printf(&cli->out, "  %-20s %8u  ", ref_kind_names[l->kind], l->rows);
		if (l->as_of > DATE_MIN)
			date_print(&cli->out, l->as_of);
		else
			buf_put_c(&cli->out, "-         ");
		buf_printf(&cli->out, "  %s\n",
		           l->is_complete ? cli_say(cli, "完整", "complete")
		                          : cli_say(cli, "部分", "part"));
	}
	for (size_t i = 0; i < f->count && i < FINDINGS_SHOWN; i++)
		finding_print(&f->row[i], cli->lang, &cli->out);
	if (f->count > FINDINGS_SHOWN)
		buf_printf(&cli->out, cli_say(cli, "…共 %zu 列略過\n", "… %zu rows in all\n"),
		           f->count);
}

static enum nhi_status build_run(struct cli *cli, struct err *err) {
	struct ref_files files;
	struct claim_ref ref;
	struct findings f = FINDINGS_INIT(&cli->arena);
	enum nhi_status st = cli_need(cli, "out", err);
	if (st == NHI_OK) st = cli_ref_image(cli, &f, &files, err);
	if (st != NHI_OK) return st;
	st = claim_ref_open(&ref, files.image, err);
	if (st == NHI_OK) st = file_write(cli_text(cli, "out", "").p, files.image, err);
	if (st == NHI_OK && cli->json) put_json(cli, &ref, &f);
	if (st == NHI_OK && !cli->json) put_text(cli, &ref, &f);
	ref_files_close(&files);
	return st;
}

/* --- import -------------------------------------------------------------------------------------
 */

static const struct cli_option import_options[] = {
        {"as-of", CLI_TEXT, 0, 0, "TEXT", "清單之日期，如 2026-07-01",
         "day of the list's state, as 2026-07-01", false},
        {"dry-run", CLI_FLAG, 0, 0, NULL, "只比對，不寫入", "compare, write nothing", false},
        {"kind", CLI_TEXT, 0, 0, "KIND", "資料種類（service-item、drug、provider…）",
         "kind of list (service-item, drug, provider …)", false},
        {"part", CLI_FLAG, 0, 0, NULL, "清單不完整", "the list is a part", false},
        {"rows", CLI_INT, 0, 1000000000, "N", "每一清單列出幾項差異（預設 20）",
         "differences shown a list (default 20)", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};
static const struct cli_option undo_options[] = {
        {"reason", CLI_TEXT, 0, 0, "TEXT", "撤銷理由", "why", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

enum { ROWS_SHOWN = 20 };

struct showing {
	struct cli *cli;
	int64_t left;
};

static void put_row(struct buf *b, const struct ref_row *r) {
	enum { HUNDRED = 100 };
	if (r->from > DATE_MIN) date_print(b, r->from);
	buf_put_char(b, ' ');
	if (r->price != REF_NO_PRICE)
		buf_printf(b, "%lld.%02d", (long long)(r->price / HUNDRED),
		           (int)(r->price % HUNDRED));
}

/* "+ 00109C 2026-07-01 364.00", "~ …: 352.00 → 364.00", "- …" */
static void show_one(const struct ref_difference *d, void *context) {
	static const char marks[REF_CHANGE_COUNT] = {'+', '~', '-'};
	struct showing *s = context;
	struct buf *b = &s->cli->out;
	const struct ref_row *row = d->after != NULL ? d->after : d->before;
	if (s->left-- <= 0) return;
	buf_printf(b, "  %c %.*s ", marks[d->change], (int)strnlen(row->key.c, REF_KEY_SIZE),
	           row->key.c);
	put_row(b, d->before != NULL ? d->before : row);
	if (d->change == REF_CHANGED && d->after != NULL) {
		buf_put_c(b, " → ");
		put_row(b, d->after);
	}
	buf_put_char(b, '\n');
}

static void put_import_json(struct json *j, const struct reference_report *r) {
	json_object_start(j);
	json_put_i64(j, "id", r->row.id);
	json_put_str(j, "file", r->row.file);
	json_put_str(j, "kind", r->row.kind);
	json_put_str(j, "as_of", r->row.as_of);
	json_put_bool(j, "complete", r->row.is_complete);
	json_put_bool(j, "known", r->is_known);
	json_put_bool(j, "has_before", r->has_before);
	json_put_i64(j, "rows", r->row.rows);
	json_put_i64(j, "left_out", r->row.left_out);
	json_put_i64(j, "added", r->row.added);
	json_put_i64(j, "changed", r->row.changed);
	json_put_i64(j, "removed", r->row.removed);
	json_object_end(j);
}

static void put_import(struct cli *cli, const struct reference_report *r, bool is_dry_run) {
	buf_printf(&cli->out,
	           cli_say(cli, "%.*s（%.*s）%lld 列，略過 %lld；新增 %lld、變更 %lld、刪除 %lld",
	                   "%.*s (%.*s): %lld rows, %lld left out; %lld added, %lld changed, %lld "
	                   "removed"),
	           STR_ARG(r->row.file), STR_ARG(r->row.kind), (long long)r->row.rows,
	           (long long)r->row.left_out, (long long)r->row.added, (long long)r->row.changed,
	           (long long)r->row.removed);
	if (r->is_known) buf_put_c(&cli->out, cli_say(cli, "；先前已匯入", "; imported before"));
	if (is_dry_run) buf_put_c(&cli->out, cli_say(cli, "；試算，未寫入", "; nothing written"));
	buf_put_char(&cli->out, '\n');
	for (size_t i = 0; i < r->findings.count && i < FINDINGS_SHOWN; i++)
		finding_print(&r->findings.row[i], cli->lang, &cli->out);
}

static enum nhi_status import_one(struct cli *cli, const struct ref_source *list, struct json *j,
                                  struct err *err) {
	struct reference_report report;
	struct arena arena = ARENA_INIT((size_t)2000 * 1000 * 1000);
	struct showing showing = {cli, cli_int(cli, "rows", ROWS_SHOWN)};
	char actor[32];
	(void)snprintf(actor, sizeof actor, "cli:%u", (unsigned)getuid());
	struct reference_request q = {.list = list,
	                              .actor = str_from(actor),
	                              .is_dry_run = cli_has(cli, "dry-run") ||
	                                            str_is(str_from(cli->command->verb), "diff"),
	                              .each = cli->json ? NULL : show_one,
	                              .context = &showing};
	enum nhi_status st = reference_import(cli->db, cli->data_dir, &q, &arena, &report, err);
	if (st == NHI_OK && cli->json) put_import_json(j, &report);
	if (st == NHI_OK && !cli->json) put_import(cli, &report, q.is_dry_run);
	arena_free(&arena);
	return st;
}

static struct str base_name(struct str path) {
	for (size_t i = path.n; i > 0; i--)
		if (path.p[i - 1] == '/') return str_slice(path, i, path.n);
	return path;
}

/* The lists of one argument: a folder by its manifest, a file by the options. */
static enum nhi_status lists_of(struct cli *cli, struct str path, struct ref_source *out,
                                size_t *count, struct err *err) {
	struct stat s;
	if (stat(path.p, &s) == 0 && S_ISDIR(s.st_mode))
		return ref_files_folder(path, &cli->arena, out, count, err);
	enum nhi_status st = cli_need(cli, "kind", err);
	if (st == NHI_OK) st = cli_need(cli, "as-of", err);
	if (st != NHI_OK) return st;
	struct ref_source *list = &out[(*count)++];
	*list = (struct ref_source){.name = base_name(path),
	                            .kind = cli_text(cli, "kind", ""),
	                            .as_of = cli_text(cli, "as-of", ""),
	                            .is_complete = !cli_has(cli, "part")};
	if (ref_as_of(list->as_of) == DATE_MIN)
		return err_set(err, NHI_USAGE,
		               "--as-of 要有日期" ERR_SEP "--as-of must hold a date");
	return file_read(&cli->arena, path.p, REF_LIST_BYTES_MAX, &list->bytes, err);
}

static enum nhi_status import_run(struct cli *cli, struct err *err) {
	size_t count = 0;
	if (cli->argument_count == 0)
		return err_set(err, NHI_USAGE,
		               "請給清單檔或資料夾" ERR_SEP "give files of lists or folders");
	cli->arena.max = (size_t)2000 * 1000 * 1000;
	struct ref_source *list = ARENA_ARRAY(&cli->arena, REF_LISTS_MAX + 1, struct ref_source);
	if (list == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = NHI_OK;
	struct json j = JSON_INIT(&cli->out, true);
	if (cli->json) json_array_start(&j);
	for (size_t i = 0; i < cli->argument_count && st == NHI_OK; i++) {
		count = 0;
		st = lists_of(cli, cli->argument[i], list, &count, err);
		for (size_t k = 0; k < count && st == NHI_OK; k++)
			st = import_one(cli, &list[k], &j, err);
	}
	if (cli->json) json_array_end(&j);
	if (cli->json) buf_put_char(&cli->out, '\n');
	return st;
}

static void list_text(struct cli *cli, const struct reference_row *r) {
	buf_printf(&cli->out, "%6lld  %-20.*s %8lld  ", (long long)r->id, STR_ARG(r->kind),
	           (long long)r->rows);
	date_print(&cli->out, instant_date(r->at));
	buf_printf(&cli->out, "  %.*s%s%s\n", STR_ARG(r->as_of),
	           r->is_complete ? "" : cli_say(cli, "（部分）", " (part)"),
	           r->is_undone ? cli_say(cli, "　已撤銷", "  taken back") : "");
}

static void list_json(struct json *j, const struct reference_row *r) {
	struct buf at = BUF_INIT(64);
	instant_print(&at, r->at);
	json_object_start(j);
	json_put_i64(j, "id", r->id);
	json_put_str(j, "kind", r->kind);
	json_put_str(j, "file", r->file);
	json_put_str(j, "as_of", r->as_of);
	json_put_bool(j, "complete", r->is_complete);
	json_put_bool(j, "undone", r->is_undone);
	json_put_str(j, "sha256", r->sha256);
	json_put_i64(j, "rows", r->rows);
	json_put_i64(j, "left_out", r->left_out);
	json_put_i64(j, "added", r->added);
	json_put_i64(j, "changed", r->changed);
	json_put_i64(j, "removed", r->removed);
	json_put_str(j, "at", buf_str(&at));
	json_put_str(j, "actor", r->actor);
	json_object_end(j);
	buf_free(&at);
}

static enum nhi_status list_run(struct cli *cli, struct err *err) {
	struct reference_row *rows;
	size_t count;
	enum nhi_status st =
	        reference_imports(cli->db, cli->data_dir, &cli->arena, &rows, &count, err);
	if (st != NHI_OK) return st;
	struct json j = JSON_INIT(&cli->out, true);
	if (cli->json) json_array_start(&j);
	for (size_t i = 0; i < count; i++)
		if (cli->json)
			list_json(&j, &rows[i]);
		else
			list_text(cli, &rows[i]);
	if (cli->json) json_array_end(&j);
	if (cli->json) buf_put_char(&cli->out, '\n');
	return NHI_OK;
}

static enum nhi_status undo_run(struct cli *cli, struct err *err) {
	int64_t id = 0;
	char actor[32];
	(void)snprintf(actor, sizeof actor, "cli:%u", (unsigned)getuid());
	if (cli->argument_count != 1 || !str_to_i64(cli->argument[0], 1, INT64_MAX, &id))
		return err_set(err, NHI_USAGE,
		               "請給匯入編號（nhi ref list）" ERR_SEP
		               "give the number of an import (nhi ref list)");
	enum nhi_status st = cli_need(cli, "reason", err);
	if (st == NHI_OK)
		st = reference_take_back(cli->db, cli->data_dir, id, str_from(actor),
		                         cli_text(cli, "reason", ""), err);
	if (st == NHI_OK)
		buf_printf(&cli->out, cli_say(cli, "已撤銷匯入 %lld\n", "import %lld taken back\n"),
		           (long long)id);
	return st;
}

const struct cli_command ref_commands[] = {
        {"ref", "build", build_options, NULL,
         "將參考資料編成一個影像檔，供申報檢查使用（未給 --ref 時取資料庫內之清單）",
         "make one image of reference data for the claim check (without --ref of the lists in the "
         "database)",
         "nhi ref build --ref open-data --out claims.ref", build_run},
        {"ref", "diff", import_options, "FILE|DIR…",
         "公告清單與資料庫內同類前一清單之差異（不寫入）",
         "what published lists change against those in the database; nothing is written",
         "nhi ref diff drugs.csv --kind drug --as-of 2026-07-01 --rows 100", import_run},
        {"ref", "import", import_options, "FILE|DIR…", "匯入公告清單，列出與同類前一清單之差異",
         "import published lists; shows what changed",
         "nhi ref import drugs.csv --kind drug --as-of 2026-07-01 --dry-run", import_run},
        {"ref", "list", NULL, NULL, "已匯入之清單", "lists that were imported", "nhi ref list",
         list_run},
        {"ref", "undo", undo_options, "ID", "撤銷一次匯入", "take an import back",
         "nhi ref undo 7 --reason '檔案錯誤'", undo_run},
        {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};
