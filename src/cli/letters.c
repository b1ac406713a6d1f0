/* letters.c: see letters.h. */
#include "cli/letters.h"

#include "base/file.h"
#include "cli/data.h"

enum { PDF_MAX = 64 << 20 };

static enum nhi_status load(struct cli *cli, const struct law *law, struct letters *out,
                            struct err *err) {
	struct org *org;
	enum nhi_status st = org_load(&org, &cli->arena, cli->data_dir, err);
	return st == NHI_OK ? letters_load(out, &cli->arena, cli->data_dir, org, law, err) : st;
}

enum nhi_status cli_letter_forms(struct cli *cli, struct letters *out, struct err *err) {
	struct law *law = ARENA_NEW(&cli->arena, struct law);
	if (law == NULL) return err_set(err, NHI_MEMORY, " ");
	const enum nhi_status st = cli_law(cli, law, err);
	return st == NHI_OK ? load(cli, law, out, err) : st;
}

enum nhi_status cli_letters_open(struct cli *cli, struct cli_letters *out, enum register_mode mode,
                                 struct err *err) {
	*out = (struct cli_letters){.reg = {.desk = {.db = NULL}}};
	enum nhi_status st = cli_register_open(cli, &out->reg, mode, err);
	if (st == NHI_OK) st = load(cli, &out->reg.law, &out->letters, err);
	out->place = (struct letter_place){out->reg.desk.db, &out->letters, &cli->arena};
	out->who = principal_program(out->reg.desk.actor);
	return st;
}

void cli_letters_close(struct cli_letters *l) { cli_register_close(&l->reg); }

static enum nhi_status write_pdf(struct cli *cli, const struct letter_made *made,
                                 enum letter_copy copy, bool english, struct str path,
                                 struct err *err) {
	struct buf pdf = BUF_INIT(PDF_MAX);
	int64_t pages = 0;
	enum nhi_status st = letter_pdf(&made->letter, copy, english, &pdf, &pages, err);
	if (st == NHI_OK) st = file_write(path.p, buf_str(&pdf), err);
	buf_free(&pdf);
	if (st != NHI_OK) return st;
	if (!cli->json) {
		buf_printf(&cli->out,
		           cli_say(cli, "%.*s：已寫入 %.*s，%lld 頁\n",
		                   "%.*s: written to %.*s, %lld pages\n"),
		           STR_ARG(made->number.n > 0 ? made->number : made->letter.form_id),
		           STR_ARG(path), (long long)pages);
		return NHI_OK;
	}
	struct json j = JSON_INIT(&cli->out, true);
	json_object_start(&j);
	json_put_str(&j, "number", made->number);
	json_put_i64(&j, "pages", pages);
	json_put_str(&j, "file", path);
	if (made->letter.check_code.n > 0) json_put_str(&j, "check_code", made->letter.check_code);
	json_object_end(&j);
	buf_put_char(&cli->out, '\n');
	return NHI_OK;
}

enum nhi_status cli_letter_print(struct cli *cli, const struct letter_made *made,
                                 enum letter_copy copy, bool english, struct err *err) {
	const struct str path = cli_text(cli, "out", "");
	if (path.n > 0) return write_pdf(cli, made, copy, english, path, err);
	if (cli->json) {
		letter_put_json(&cli->out, &made->letter);
		buf_put_char(&cli->out, '\n');
	} else {
		letter_put_text(&cli->out, &made->letter,
		                cli->lang[0] == 'e' ? LETTER_EN : LETTER_ZH);
	}
	return NHI_OK;
}
