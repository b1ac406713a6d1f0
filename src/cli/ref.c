/* ref.c: `nhi ref build`: reference data of the claim check as one image (nhi/claim_ref.h). */
#include "base/file.h"
#include "cli/commands.h"
#include "cli/ref_files.h"

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
	struct ref_request q;
	struct ref_files files;
	struct claim_ref ref;
	struct findings f = FINDINGS_INIT(&cli->arena);
	enum nhi_status st = cli_need(cli, "out", err);
	if (st == NHI_OK) st = cli_need(cli, "ref", err);
	if (st == NHI_OK) st = cli_ref_request(cli, &q, err);
	if (st != NHI_OK) return st;
	st = ref_files_image(&q, &cli->arena, &f, &files, err);
	if (st != NHI_OK) return st;
	st = claim_ref_open(&ref, files.image, err);
	if (st == NHI_OK) st = file_write(cli_text(cli, "out", "").p, files.image, err);
	if (st == NHI_OK && cli->json) put_json(cli, &ref, &f);
	if (st == NHI_OK && !cli->json) put_text(cli, &ref, &f);
	ref_files_close(&files);
	return st;
}

const struct cli_command ref_commands[] = {
        {"ref", "build", build_options, NULL, "將參考資料編成一個影像檔，供申報檢查使用",
         "make one image of reference data for the claim check",
         "nhi ref build --ref open-data --out claims.ref", build_run},
        {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};
