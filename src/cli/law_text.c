/* law_text.c: `nhi law text import|export|list|history|search|show`: the texts of law behind the
 * figures. */
#include "cli/law_cli.h"
#include "engine/law_texts.h"
#include "nhi/law_source.h"

enum nhi_status law_texts_at_hand(struct cli *cli, struct str pcode, struct law_texts *out,
                                  struct err *err) {
	if (cli_has(cli, "from"))
		return law_texts_of_folder(out, &cli->arena, cli_text(cli, "from", "").p, err);
	/* Without --at the newest text, also one of tomorrow. */
	date_t at = cli_has(cli, "at") ? cli->at : DATE_OPEN;
	return law_texts_of_database(cli->db, cli->data_dir, pcode, at, &cli->arena, out, err);
}

static enum nhi_status run_import(struct cli *cli, struct str dir, struct err *err) {
	struct law_texts texts;
	struct law_texts_imported done;
	enum nhi_status st = law_texts_of_folder(&texts, &cli->arena, dir.p, err);
	if (st == NHI_OK) st = law_texts_import(cli->db, cli->data_dir, &texts, &done, err);
	if (st != NHI_OK) return st;
	if (cli->json) {
		struct json j = JSON_INIT(&cli->out, false);
		json_object_start(&j);
		json_put_i64(&j, "texts", (int64_t)done.texts);
		json_put_i64(&j, "inserted", (int64_t)done.inserted);
		json_put_i64(&j, "articles", (int64_t)done.articles);
		json_object_end(&j);
		buf_put_char(&cli->out, '\n');
		return NHI_OK;
	}
	buf_printf(&cli->out,
	           cli_say(cli, "%zu 個法規檔，其中 %zu 個是新的（%zu 條）\n",
	                   "%zu texts of law, %zu of them new (%zu articles)\n"),
	           done.texts, done.inserted, done.articles);
	return NHI_OK;
}

static void list_texts(struct cli *cli, const struct law_texts *texts) {
	struct json j = JSON_INIT(&cli->out, false);
	if (cli->json) json_array_start(&j);
	for (size_t i = 0; i < texts->count; i++) {
		const struct law_text *t = &texts->text[i];
		if (cli->json) {
			json_object_start(&j);
			json_put_str(&j, "law", t->pcode);
			json_put_str(&j, "language", t->language);
			json_put_date(&j, "amended", t->amended);
			json_put_i64(&j, "articles", (int64_t)t->article_count);
			json_put_str(&j, "name", t->name);
			json_object_end(&j);
			continue;
		}
		buf_printf(&cli->out, "%.*s\t%.*s\t", STR_ARG(t->pcode), STR_ARG(t->language));
		date_print(&cli->out, t->amended);
		buf_printf(&cli->out, "\t%zu\t%.*s\n", t->article_count, STR_ARG(t->name));
	}
	if (cli->json) {
		json_array_end(&j);
		buf_put_char(&cli->out, '\n');
	}
}

static enum nhi_status run_list(struct cli *cli, struct err *err) {
	struct law_texts texts;
	enum nhi_status st = law_texts_at_hand(cli, STR(""), &texts, err);
	if (st == NHI_OK) list_texts(cli, &texts);
	return st;
}

static enum nhi_status run_export(struct cli *cli, struct str dir, struct err *err) {
	struct law_texts texts;
	enum nhi_status st = law_texts_at_hand(cli, STR(""), &texts, err);
	if (st == NHI_OK) st = law_texts_export(&texts, dir.p, err);
	if (st == NHI_OK)
		buf_printf(&cli->out,
		           cli_say(cli, "已寫出 %zu 個法規檔\n", "%zu texts of law written\n"),
		           texts.count);
	return st;
}

/* Every text at hand of a law, then its promulgations and amendments as printed in the newest. */
static enum nhi_status run_history(struct cli *cli, struct str pcode, struct err *err) {
	struct law_texts texts;
	enum nhi_status st =
	        law_texts_history(cli->db, cli->data_dir, pcode, &cli->arena, &texts, err);
	if (st != NHI_OK) return st;
	if (texts.count == 0) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(pcode));
	list_texts(cli, &texts);
	const struct law_text *t = law_texts_find(&texts, pcode, cli->lang);
	if (t == NULL) t = &texts.text[0];
	if (cli->json) return NHI_OK;
	buf_put_char(&cli->out, '\n');
	buf_put(&cli->out, t->history);
	buf_put_char(&cli->out, '\n');
	return NHI_OK;
}

/* --- search --------------------------------------------------------------------------------------
 */

enum { SEARCH_HITS_MAX = 1000 };

/* All words, parted by blanks, stand in the text. */
static bool has_words(struct str text, struct str words) {
	while (words.n > 0) {
		struct str word = str_cut(&words, ' ');
		if (word.n > 0 && str_find(text, word) == text.n) return false;
	}
	return true;
}

/* The line of the article that has the first word. */
static struct str line_with(struct str text, struct str words) {
	struct str word = str_cut(&words, ' ');
	while (text.n > 0) {
		struct str line = str_cut(&text, '\n');
		if (str_find(line, word) < line.n) return line;
	}
	return STR("");
}

static void put_hit(struct cli *cli, struct json *j, const struct law_text *t,
                    const struct law_article *a, struct str words) {
	struct str line = line_with(a->text, words);
	if (!cli->json) {
		buf_printf(&cli->out, "%.*s:%.*s\t%.*s\t%.*s\n", STR_ARG(t->pcode),
		           STR_ARG(a->number), STR_ARG(t->name), STR_ARG(line));
		return;
	}
	json_object_start(j);
	json_put_str(j, "law", t->pcode);
	json_put_str(j, "name", t->name);
	json_put_str(j, "language", t->language);
	json_put_str(j, "article", a->number);
	json_put_str(j, "line", line);
	json_object_end(j);
}

static enum nhi_status run_search(struct cli *cli, struct str words, struct err *err) {
	struct law_texts texts;
	struct json j = JSON_INIT(&cli->out, false);
	size_t hits = 0;
	enum nhi_status st = law_texts_at_hand(cli, STR(""), &texts, err);
	if (st != NHI_OK) return st;
	words = str_trim(words);
	if (words.n == 0) return law_arguments(cli, SIZE_MAX, "nhi law text search WORDS", err);
	if (cli->json) json_array_start(&j);
	for (size_t i = 0; i < texts.count; i++) {
		const struct law_text *t = &texts.text[i];
		for (size_t k = 0; k < t->article_count && hits < SEARCH_HITS_MAX; k++) {
			if (!has_words(t->articles[k].text, words)) continue;
			put_hit(cli, &j, t, &t->articles[k], words);
			hits++;
		}
	}
	if (cli->json) {
		json_array_end(&j);
		buf_put_char(&cli->out, '\n');
	}
	if (hits == 0) cli->exit_code = 1;
	return NHI_OK;
}

/* --- show ---------------------------------------------------------------------------------------
 */

/* The sources that the argument names: itself, or those of a parameter on the day. */
static enum nhi_status sources_of(struct cli *cli, struct str argument, struct str *out,
                                  struct err *err) {
	struct law law;
	struct str head = argument;
	*out = argument;
	if (law_is_pcode(str_cut(&head, ':'))) return NHI_OK;
	enum nhi_status st = cli_law(cli, &law, err);
	if (st != NHI_OK) return st;
	const struct law_parameter *p = law_parameter(&law, argument);
	if (p == NULL) return err_set(err, NHI_LAW_UNKNOWN, "%.*s", STR_ARG(argument));
	if (p->article.n == 0)
		return err_set(err, NHI_NOT_FOUND, "%.*s (article)", STR_ARG(argument));
	*out = p->article;
	return NHI_OK;
}

static void show_json(struct cli *cli, const struct law_text *t, const struct law_article *a,
                      const struct law_source *s) {
	struct json j = JSON_INIT(&cli->out, false);
	json_object_start(&j);
	json_put_str(&j, "law", t->pcode);
	json_put_str(&j, "name", t->name);
	json_put_str(&j, "language", t->language);
	json_put_date(&j, "amended", t->amended);
	json_put_str(&j, "article", a->number);
	json_put_i64(&j, "paragraph", s->paragraph);
	json_put_str(&j, "chapter", a->chapter);
	json_put_str(&j, "text",
	             s->paragraph == 0 ? a->text : law_article_paragraph(a->text, s->paragraph));
	json_object_end(&j);
	buf_put_char(&cli->out, '\n');
}

static void show_text(struct cli *cli, const struct law_text *t, const struct law_article *a,
                      const struct law_source *s) {
	struct buf *out = &cli->out;
	bool en = str_is(t->language, "en");
	buf_put(out, t->name);
	buf_printf(out, en ? ", article %.*s" : " 第 %.*s 條", STR_ARG(a->number));
	if (s->paragraph > 0) buf_printf(out, en ? ", paragraph %d" : "第 %d 項", s->paragraph);
	buf_put_c(out, en ? " (text of " : "（");
	date_print(out, t->amended);
	buf_put_c(out, en ? ")\n" : " 修正之條文）\n");
	if (s->has_date && s->date > t->amended)
		buf_put_c(out, cli_say(cli, "（來源所引的條文比這份新）\n",
		                       "(the source names a younger text than this)\n"));
	buf_put(out, s->paragraph == 0 ? a->text : law_article_paragraph(a->text, s->paragraph));
	buf_put_char(out, '\n');
}

static enum nhi_status show_one(struct cli *cli, const struct law_source *s, struct err *err) {
	struct law_texts texts;
	enum nhi_status st = law_texts_at_hand(cli, s->code, &texts, err);
	if (st != NHI_OK) return st;
	const struct law_text *t = law_texts_find(&texts, s->code, cli->lang);
	/* Not every law is translated, nor every article of a later amendment. */
	if (t == NULL || law_text_article(t, s->article) == NULL)
		t = law_texts_find(&texts, s->code, "zh");
	if (t == NULL) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(s->code));
	const struct law_article *a = law_text_article(t, s->article);
	if (a == NULL || s->paragraph > law_article_paragraphs(a->text))
		return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(s->text));
	if (cli->json)
		show_json(cli, t, a, s);
	else
		show_text(cli, t, a, s);
	return NHI_OK;
}

static enum nhi_status run_show(struct cli *cli, struct str argument, struct err *err) {
	struct str rest;
	struct law_source s;
	bool well_formed, any = false;
	enum nhi_status st = sources_of(cli, argument, &rest, err);
	while (st == NHI_OK && law_source_next(&rest, &s, &well_formed)) {
		if (!well_formed || s.kind != LAW_SOURCE_LAW) continue;
		any = true;
		st = show_one(cli, &s, err);
	}
	if (st == NHI_OK && !any)
		return err_set(err, NHI_USAGE,
		               "請寫成 L0060001:27 的形式" ERR_SEP "write it like L0060001:27");
	return st;
}

enum nhi_status law_run_text(struct cli *cli, struct err *err) {
	static const struct {
		const char *name;
		enum nhi_status (*run)(struct cli *, struct str, struct err *);
	} actions[] = {
	        {"export", run_export}, {"history", run_history}, {"import", run_import},
	        {"search", run_search}, {"show", run_show},
	};
	struct str what = cli->argument_count > 0 ? cli->argument[0] : STR("");
	if (str_is(what, "list") && cli->argument_count == 1) return run_list(cli, err);
	for (size_t i = 0; i < COUNT_OF(actions); i++)
		if (str_is(what, actions[i].name) && cli->argument_count == 2)
			return actions[i].run(cli, cli->argument[1], err);
	return law_arguments(cli, SIZE_MAX,
	                     "nhi law text import DIR | export DIR | list | history L0060001 | "
	                     "search WORDS | show L0060001:27",
	                     err);
}
