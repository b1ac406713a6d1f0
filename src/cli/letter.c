/* letter.c: `nhi letter check|forms|make|show|print|list`: official documents going out. */
#include "base/table.h"
#include "cli/commands.h"
#include "cli/entry.h"
#include "cli/letters.h"
#include "desk/hall.h"

#define ROW(name, kind, value, zh, en)                                                             \
	{ name, kind, 0, 0, value, zh, en, false }
#define END_OF_OPTIONS ROW(NULL, CLI_FLAG, NULL, NULL, NULL)

/* ---- Forms ----------------------------------------------------------------------------------- */

static enum nhi_status check_command(struct cli *cli, struct err *err) {
	struct letters letters;
	const enum nhi_status st = cli_letter_forms(cli, &letters, err);
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

static struct letter_text about(const struct letter_form *f) {
	return f->subject.zh.n > 0 ? f->subject : f->title;
}

static void put_form(struct json *j, const struct letter_form *f) {
	json_object_start(j);
	json_put_str(j, "id", f->id);
	json_put_c(j, "kind", letter_kinds[f->kind].code);
	json_put_date(j, "valid_from", f->from);
	json_put_str(j, "subject_zh", about(f).zh);
	json_put_str(j, "subject_en", about(f).en);
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
		const struct letter_kind_facts *kind = &letter_kinds[f->kind];
		table_put(&t, f->id);
		table_put(&t, str_from(cli_say(cli, kind->zh, kind->en)));
		table_put(&t, f->remedy);
		table_put(&t, letter_say(about(f), cli->lang[0] == 'e' ? LETTER_EN : LETTER_ZH));
	}
	table_print(&t, &cli->out);
}

static enum nhi_status forms_command(struct cli *cli, struct err *err) {
	struct letters letters;
	const enum nhi_status st = cli_letter_forms(cli, &letters, err);
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

/* ---- Writing --------------------------------------------------------------------------------- */

static const struct cli_option make_options[] = {
        ROW("address", CLI_TEXT, "TEXT", "地址（不用登記的地址時）",
            "address, instead of the registered one"),
        ROW("contact", CLI_TEXT, "TEXT", "承辦人及分機", "officer and extension"),
        {"copy", CLI_TEXT, 0, 0, "NAME", "副本（可重複）", "copy to (may be repeated)", true},
        {"division", CLI_INT, 0, 6, "N", "發文業務組 1–6；0 為署本部",
         "division 1 to 6; 0 headquarters", false},
        ROW("draft", CLI_FLAG, NULL, "只看稿，不編號也不留存", "preview only: no number, not kept"),
        ROW("english", CLI_FLAG, NULL, "附英文譯本", "with the English translation"),
        ROW("key", CLI_TEXT, "TEXT", "重送識別碼：同碼得同一件", "idempotency key"),
        ROW("office", CLI_TEXT, "CODE", "署本部單位（業務組為 0 時）",
            "headquarters unit, with division 0"),
        ROW("out", CLI_TEXT, "FILE", "寫成 PDF", "write a PDF"),
        {"set", CLI_TEXT, 0, 0, "NAME=VALUE", "函稿的欄位（可重複）",
         "a field of the form (may be repeated)", true},
        ROW("to", CLI_TEXT, "WHO", "受文者：身分證號、#內部編號、投保單位代號或名稱",
            "addressee: identity number, #id, unit code or a name"),
        END_OF_OPTIONS};

static enum nhi_status read_values(struct cli *cli, const struct letter_form *form,
                                   struct letter_values *v, struct err *err) {
	for (size_t i = 0; i < cli->value_count; i++) {
		if (strcmp(cli->value[i].option->name, "set") != 0) continue;
		struct str text = cli->value[i].text, name = str_cut(&text, '=');
		const struct letter_field *field = letter_form_field(form, name);
		if (field == NULL)
			return err_set(err, NHI_LETTER_FIELD,
			               "%.*s" ERR_SEP "%.*s" ERR_SEP "這份函稿沒有宣告" ERR_SEP
			               "is not declared by the form",
			               STR_ARG(form->id), STR_ARG(name));
		for (size_t k = 0; k < v->count; k++)
			if (str_is(name, v->value[k].name))
				return err_set(err, NHI_LETTER_FIELD,
				               "%.*s" ERR_SEP "%.*s" ERR_SEP "給了兩次" ERR_SEP
				               "is given twice",
				               STR_ARG(form->id), STR_ARG(name));
		enum nhi_status st = letter_set_from(v, form, field, text, err);
		if (st != NHI_OK) return st;
	}
	return NHI_OK;
}

static enum nhi_status read_request(struct cli *cli, const struct cli_letters *l,
                                    struct letter_request *q, struct letter_values *v,
                                    struct str *copies, struct err *err) {
	const struct letter_form *form =
	        letter_form_find(&l->letters.forms, cli->argument[0], l->reg.desk.today);
	if (form == NULL) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(cli->argument[0]));
	for (size_t i = 0; i < cli->value_count; i++)
		if (strcmp(cli->value[i].option->name, "copy") == 0)
			copies[q->copy_count++] = cli->value[i].text;
	q->form = form->id;
	q->division = cli_int(cli, "division", 0);
	q->office = cli_text(cli, "office", "secretariat");
	q->contact = cli_text(cli, "contact", "");
	q->english = cli_has(cli, "english");
	q->copies = copies;
	q->values = v;
	enum nhi_status st = letter_party_find(&l->place, cli_text(cli, "to", ""), &q->to, err);
	q->to.address = cli_text(cli, "address", "");
	return st == NHI_OK ? read_values(cli, form, v, err) : st;
}

static enum nhi_status make_letter(struct cli *cli, const struct cli_letters *l, struct err *err) {
	struct letter_made *made = ARENA_NEW(&cli->arena, struct letter_made);
	struct letter_values *v = ARENA_NEW(&cli->arena, struct letter_values);
	struct str *copies = ARENA_ARRAY(&cli->arena, CLI_VALUES_MAX, struct str);
	struct letter_request q = {0};
	if (made == NULL || v == NULL || copies == NULL) return err_set(err, NHI_MEMORY, " ");
	enum nhi_status st = read_request(cli, l, &q, v, copies, err);
	if (st != NHI_OK) return st;
	const bool is_draft = cli_has(cli, "draft");
	if (is_draft)
		st = letter_preview(&l->place, l->reg.desk.today, &q, &made->letter, err);
	else
		st = letter_send(&l->place, &l->who, &q, cli_text(cli, "key", ""), made, err);
	if (st != NHI_OK) return st;
	return cli_letter_print(cli, made, is_draft ? LETTER_DRAFT : LETTER_ORIGINAL, q.english,
	                        err);
}

static enum nhi_status make_command(struct cli *cli, struct err *err) {
	struct cli_letters *l = ARENA_NEW(&cli->arena, struct cli_letters);
	if (l == NULL) return err_set(err, NHI_MEMORY, " ");
	if (cli->argument_count != 1)
		return err_set(err, NHI_USAGE, "請給一份函稿的代號" ERR_SEP "give one form");
	enum nhi_status st = cli_need(cli, "to", err);
	if (st != NHI_OK) return st;
	st = cli_letters_open(cli, l, cli_has(cli, "draft") ? REGISTER_READ : REGISTER_WRITE, err);
	if (st == NHI_OK) st = make_letter(cli, l, err);
	cli_letters_close(l);
	return st;
}

/* ---- Reading --------------------------------------------------------------------------------- */

static const struct cli_option show_options[] = {END_OF_OPTIONS};
static const struct cli_option print_options[] = {
        ROW("english", CLI_FLAG, NULL, "附英文譯本", "with the English translation"),
        ROW("original", CLI_FLAG, NULL, "正本（不標抄本）", "the original, not marked as a copy"),
        ROW("out", CLI_TEXT, "FILE", "PDF 檔", "the PDF"), END_OF_OPTIONS};
static const struct cli_option list_options[] = {
        ROW("case", CLI_TEXT, "NUMBER", "某案的", "of a case"),
        {"limit", CLI_INT, 1, 10000, "N", "最多幾列（預設 50）", "rows at most (default 50)",
         false},
        ROW("to", CLI_TEXT, "WHO", "給誰的：身分證號、#內部編號、投保單位代號",
            "to whom: identity number, #id, unit code"),
        END_OF_OPTIONS};

static enum nhi_status show_it(struct cli *cli, enum letter_copy copy, bool english,
                               struct err *err) {
	struct cli_letters *l = ARENA_NEW(&cli->arena, struct cli_letters);
	struct letter_made *made = ARENA_NEW(&cli->arena, struct letter_made);
	if (l == NULL || made == NULL) return err_set(err, NHI_MEMORY, " ");
	if (cli->argument_count != 1)
		return err_set(err, NHI_USAGE,
		               "請給一個發文字號" ERR_SEP "give one document number");
	enum nhi_status st = cli_letters_open(cli, l, REGISTER_READ, err);
	if (st == NHI_OK) st = letter_show(&l->place, &l->who, cli->argument[0], made, err);
	if (st == NHI_OK) st = cli_letter_print(cli, made, copy, english, err);
	cli_letters_close(l);
	return st;
}

static enum nhi_status show_command(struct cli *cli, struct err *err) {
	return show_it(cli, LETTER_ORIGINAL, false, err);
}

static enum nhi_status print_command(struct cli *cli, struct err *err) {
	const enum nhi_status st = cli_need(cli, "out", err);
	if (st != NHI_OK) return st;
	return show_it(cli, cli_has(cli, "original") ? LETTER_ORIGINAL : LETTER_COPY,
	               cli_has(cli, "english"), err);
}

static void put_rows(struct cli *cli, const struct letter_row *rows, size_t count) {
	const struct table_column columns[] = {{cli_say(cli, "發文字號", "number"), TABLE_LEFT},
	                                       {cli_say(cli, "日期", "issued"), TABLE_LEFT},
	                                       {cli_say(cli, "函稿", "form"), TABLE_LEFT},
	                                       {cli_say(cli, "受文者", "to"), TABLE_LEFT},
	                                       {cli_say(cli, "主旨", "subject"), TABLE_LEFT}};
	struct table t;
	struct buf b = BUF_INIT(64);
	table_init(&t, &cli->arena, columns, COUNT_OF(columns));
	for (size_t i = 0; i < count; i++) {
		struct str day = STR("");
		buf_reset(&b);
		date_print(&b, rows[i].issued_on);
		if (!arena_str(&cli->arena, buf_str(&b), &day)) day = STR("");
		table_put(&t, rows[i].number);
		table_put(&t, day);
		table_put(&t, rows[i].form);
		table_put(&t, rows[i].to_name);
		table_put(&t, rows[i].subject);
	}
	table_print(&t, &cli->out);
	buf_free(&b);
}

static void put_json_rows(struct cli *cli, const struct letter_row *rows, size_t count) {
	struct json j = JSON_INIT(&cli->out, true);
	json_array_start(&j);
	for (size_t i = 0; i < count; i++) {
		json_object_start(&j);
		json_put_str(&j, "number", rows[i].number);
		json_put_str(&j, "kind", rows[i].kind);
		json_put_str(&j, "form", rows[i].form);
		json_put_date(&j, "issued_on", rows[i].issued_on);
		json_put_str(&j, "to", rows[i].to_name);
		json_put_str(&j, "subject", rows[i].subject);
		json_put_str(&j, "case", rows[i].case_no);
		json_put_bool(&j, "decision", rows[i].is_decision);
		json_put_str(&j, "file_class", rows[i].file_class);
		json_put_i64(&j, "years", rows[i].years);
		json_put_str(&j, "sha256", rows[i].hash);
		json_object_end(&j);
	}
	json_array_end(&j);
	buf_put_char(&cli->out, '\n');
}

enum nhi_status cli_letter_list(struct cli *cli, struct str kind, struct err *err) {
	struct cli_letters *l = ARENA_NEW(&cli->arena, struct cli_letters);
	struct letter_party to = {0};
	struct letter_row *rows;
	size_t count;
	if (l == NULL) return err_set(err, NHI_MEMORY, " ");
	enum nhi_status st = cli_letters_open(cli, l, REGISTER_READ, err);
	if (st == NHI_OK && cli_has(cli, "to"))
		st = letter_party_find(&l->place, cli_text(cli, "to", ""), &to, err);
	const struct letter_filter filter = {.person_id = to.person_id,
	                                     .unit_id = to.unit_id,
	                                     .kind = kind,
	                                     .case_no = cli_text(cli, "case", ""),
	                                     .most = cli_int(cli, "limit", 50)};
	if (st == NHI_OK) st = letter_find(&l->place, &l->who, &filter, &rows, &count, err);
	if (st == NHI_OK && cli->json) put_json_rows(cli, rows, count);
	if (st == NHI_OK && !cli->json) put_rows(cli, rows, count);
	cli_letters_close(l);
	return st;
}

static enum nhi_status list_command(struct cli *cli, struct err *err) {
	return cli_letter_list(cli, STR(""), err);
}

static const struct cli_option expired_options[] = {
        ENTRY_OPTION("class", CLI_TEXT, "CODE", "分類號（預設全部）", "class (default all)"),
        ENTRY_OPTION("on", CLI_DATE, "DATE", "日期（預設今天）", "day (default today)"), ENTRY_END};

SHOWS(expired_command, letters_expired, NULL)

const struct cli_command letter_commands[] = {
        {.noun = "letter",
         .verb = "check",
         .options = show_options,
         .zh = "檢查函稿：欄位、兩種語言、教示",
         .en = "check the forms of letters: fields, both languages, remedies",
         .example = "nhi letter check",
         .run = check_command},
        {.noun = "letter",
         .verb = "expired",
         .options = expired_options,
         .zh = "保存年限已滿之公文（銷毀清冊）",
         .en = "letters kept long enough: the list for destruction",
         .example = "nhi letter expired --on 2037-01-01",
         .run = expired_command},
        {.noun = "letter",
         .verb = "forms",
         .options = show_options,
         .zh = "函稿與各自的欄位",
         .en = "the forms of letters and their fields",
         .example = "nhi letter forms --json",
         .run = forms_command},
        {.noun = "letter",
         .verb = "list",
         .options = list_options,
         .zh = "發文登記簿",
         .en = "the register of documents sent",
         .example = "nhi letter list --to A123456789",
         .run = list_command},
        {.noun = "letter",
         .verb = "make",
         .options = make_options,
         .arguments = "FORM",
         .zh = "依函稿發文：編號、留存、待寄",
         .en = "write a letter by its form: number it, keep it, queue it",
         .example = "nhi letter make notice --to 100000001 --division 3 --set text=…",
         .run = make_command},
        {.noun = "letter",
         .verb = "print",
         .options = print_options,
         .arguments = "NUMBER",
         .zh = "再印一份（抄本）",
         .en = "print it again (a copy)",
         .example = "nhi letter print 健保中字第1150000001號 --out copy.pdf",
         .run = print_command},
        {.noun = "letter",
         .verb = "show",
         .options = show_options,
         .arguments = "NUMBER",
         .zh = "看一份公文",
         .en = "show a document",
         .example = "nhi letter show 健保中字第1150000001號",
         .run = show_command},
        {0},
};
