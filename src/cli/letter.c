/* letter.c: `nhi letter check|forms`: forms of letters. */
#include "desk/letter.h"

#include "base/table.h"
#include "cli/commands.h"
#include "cli/data.h"

#define END_OF_OPTIONS                                                                             \
	{ NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false }

static enum nhi_status load(struct cli *cli, struct letters *out, struct err *err) {
	struct org *org;
	struct law *law = ARENA_NEW(&cli->arena, struct law);
	if (law == NULL) return err_set(err, NHI_MEMORY, " ");
	enum nhi_status st = cli_law(cli, law, err);
	if (st == NHI_OK) st = org_load(&org, &cli->arena, cli->data_dir, err);
	return st == NHI_OK ? letters_load(out, &cli->arena, cli->data_dir, org, law, err) : st;
}

static enum nhi_status check_command(struct cli *cli, struct err *err) {
	struct letters letters;
	const enum nhi_status st = load(cli, &letters, err);
	if (st == NHI_OK)
		buf_printf(&cli->out,
		           cli_say(cli, "函稿 %zu 份，教示 %zu 種，都沒有問題。\n",
		                   "%zu forms and %zu remedies, nothing wrong\n"),
		           letters.forms.count, letters.forms.remedy_count);
	return st;
}

static void put_field(struct json *j, const struct letter_field *f) {
	json_object_start(j);
	json_put_str(j, "name", f->name);
	json_put_c(j, "type", letter_type_name(f->type));
	json_put_str(j, "name_zh", f->title.zh);
	json_put_str(j, "name_en", f->title.en);
	json_put_bool(j, "optional", f->is_optional);
	if (f->type == LETTER_LIST) {
		json_key(j, "fields");
		json_array_start(j);
		for (size_t i = 0; i < f->field_count; i++) put_field(j, &f->fields[i]);
		json_array_end(j);
	}
	json_object_end(j);
}

static void put_form(struct json *j, const struct letter_form *f) {
	json_object_start(j);
	json_put_str(j, "id", f->id);
	json_put_c(j, "kind", letter_kinds[f->kind].code);
	json_put_date(j, "valid_from", f->from);
	json_put_str(j, "subject_zh", f->subject.zh.n > 0 ? f->subject.zh : f->title.zh);
	json_put_str(j, "subject_en", f->subject.en.n > 0 ? f->subject.en : f->title.en);
	json_put_c(j, "delivery", letter_delivery_name(f->delivery));
	json_put_str(j, "remedy", f->remedy);
	json_put_str(j, "file_class", f->file_class);
	json_put_i64(j, "years", f->years);
	json_put_str(j, "source", f->source);
	json_key(j, "fields");
	json_array_start(j);
	for (size_t i = 0; i < f->field_count; i++) put_field(j, &f->fields[i]);
	json_array_end(j);
	json_object_end(j);
}

static void print_forms(struct cli *cli, const struct letter_forms *forms) {
	const struct table_column columns[] = {{cli_say(cli, "代號", "form"), TABLE_LEFT},
	                                       {cli_say(cli, "文別", "kind"), TABLE_LEFT},
	                                       {cli_say(cli, "教示", "remedy"), TABLE_LEFT},
	                                       {cli_say(cli, "主旨", "subject"), TABLE_LEFT}};
	struct table t;
	table_init(&t, &cli->arena, columns, COUNT_OF(columns));
	for (size_t i = 0; i < forms->count; i++) {
		const struct letter_form *f = &forms->forms[i];
		const struct letter_text subject = f->subject.zh.n > 0 ? f->subject : f->title;
		const struct letter_kind_facts *kind = &letter_kinds[f->kind];
		table_put(&t, f->id);
		table_put(&t, str_from(cli_say(cli, kind->zh, kind->en)));
		table_put(&t, f->remedy);
		table_put(&t, letter_say(subject, cli->lang[0] == 'e' ? LETTER_EN : LETTER_ZH));
	}
	table_print(&t, &cli->out);
}

static enum nhi_status forms_command(struct cli *cli, struct err *err) {
	struct letters letters;
	const enum nhi_status st = load(cli, &letters, err);
	if (st != NHI_OK) return st;
	if (!cli->json) {
		print_forms(cli, &letters.forms);
		return NHI_OK;
	}
	struct json j = JSON_INIT(&cli->out, true);
	json_array_start(&j);
	for (size_t i = 0; i < letters.forms.count; i++) put_form(&j, &letters.forms.forms[i]);
	json_array_end(&j);
	buf_put_char(&cli->out, '\n');
	return NHI_OK;
}

static const struct cli_option no_options[] = {END_OF_OPTIONS};

const struct cli_command letter_commands[] = {
        {.noun = "letter",
         .verb = "check",
         .options = no_options,
         .zh = "檢查函稿：欄位、兩種語言、教示",
         .en = "check the forms of letters: fields, both languages, remedies",
         .example = "nhi letter check",
         .run = check_command},
        {.noun = "letter",
         .verb = "forms",
         .options = no_options,
         .zh = "函稿與各自的欄位",
         .en = "the forms of letters and their fields",
         .example = "nhi letter forms --json",
         .run = forms_command},
        {0},
};
