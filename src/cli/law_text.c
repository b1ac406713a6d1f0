/* law_text.c: `nhi law text …`: the texts of law behind the figures, from a folder of the national
 * law database's JSON files. */
#include "wire/law_text.h"

#include "base/file.h"
#include "cli/law_cli.h"
#include "nhi/law_source.h"

enum { TEXT_PATH_SIZE = 4096 };

static enum nhi_status read_one(struct cli *cli, const char *dir, struct str name,
                                struct law_text *out, struct err *err) {
	char path[TEXT_PATH_SIZE];
	struct str bytes;
	int n = snprintf(path, sizeof path, "%s/%.*s", dir, STR_ARG(name));
	if (n < 0 || (size_t)n >= sizeof path)
		return err_set(err, NHI_LIMIT, "%s" ERR_SEP "%d", dir, TEXT_PATH_SIZE);
	enum nhi_status st = file_read(&cli->arena, path, LAW_TEXT_BYTES_MAX, &bytes, err);
	if (st == NHI_OK) st = law_text_read(out, &cli->arena, bytes, err);
	if (st != NHI_OK) err_where(err, "%s", path);
	return st;
}

/* All .json files of one folder behind what `out` has. */
static enum nhi_status read_folder(struct cli *cli, const char *dir, struct law_texts *out,
                                   struct err *err) {
	struct file_list list;
	enum nhi_status st = file_list(&cli->arena, dir, ".json", &list, err);
	if (st != NHI_OK || list.count == 0) return st;
	struct law_text *all = ARENA_ARRAY(&cli->arena, out->count + list.count, struct law_text);
	if (all == NULL) return err_set(err, NHI_MEMORY, "");
	for (size_t i = 0; i < out->count; i++) all[i] = out->text[i];
	out->text = all;
	for (size_t i = 0; i < list.count && st == NHI_OK; i++)
		st = read_one(cli, dir, list.name[i], &all[out->count++], err);
	return st;
}

enum nhi_status law_texts_of_folder(struct cli *cli, struct str dir, struct law_texts *out,
                                    struct err *err) {
	static const char *const below[] = {"", "/en",
	                                    "/zh"}; /* the files, or a folder a language */
	*out = (struct law_texts){0};
	for (size_t i = 0; i < COUNT_OF(below); i++) {
		char path[TEXT_PATH_SIZE];
		int n = snprintf(path, sizeof path, "%.*s%s", STR_ARG(dir), below[i]);
		if (n < 0 || (size_t)n >= sizeof path)
			return err_set(err, NHI_LIMIT, "%s" ERR_SEP "%d", "DIR", TEXT_PATH_SIZE);
		if (i > 0 && !file_exists(path)) continue;
		enum nhi_status st = read_folder(cli, path, out, err);
		if (st != NHI_OK) return st;
	}
	if (out->count > 0) return NHI_OK;
	return err_set(err, NHI_NOT_FOUND, "%.*s/*.json", STR_ARG(dir));
}

const struct law_text *law_texts_find(const struct law_texts *t, struct str pcode,
                                      const char *lang) {
	for (size_t i = 0; i < t->count; i++)
		if (str_eq(t->text[i].pcode, pcode) && str_is(t->text[i].language, lang))
			return &t->text[i];
	return NULL;
}

enum law_text_answer law_texts_ask(void *context, const struct law_text_question *q) {
	const struct law_text *t = law_texts_find(context, q->pcode, "zh");
	if (t == NULL) return LAW_TEXT_UNKNOWN;
	const struct law_article *a = law_text_article(t, q->article);
	if (a != NULL && q->paragraph <= law_article_paragraphs(a->text)) return LAW_TEXT_HAS;
	return q->date > t->amended ? LAW_TEXT_OLDER : LAW_TEXT_HAS_NOT;
}
