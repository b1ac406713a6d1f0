/* law_check_texts.c: looks up in the texts of law what sources and declarations name. */
#include "nhi/law_check_internal.h"

#include "nhi/law_source.h"

enum { LAWS_MAX = 200 };

struct asker {
	struct law_checker c;
	const struct law_texts *texts;
	struct str unknown[LAWS_MAX]; /* laws not at hand, reported once each */
	size_t unknown_count;
};

static void report_unknown(struct asker *a, struct str pcode) {
	for (size_t i = 0; i < a->unknown_count; i++)
		if (str_eq(a->unknown[i], pcode)) return;
	if (a->unknown_count < LAWS_MAX) a->unknown[a->unknown_count++] = pcode;
	LAW_CHECK_REPORT(&a->c, LAW_RULE_NO_TEXT, "%.*s", STR_ARG(pcode));
}

static void ask_one(struct asker *a, const struct law_source *s) {
	const struct law_text *t = law_texts_find(a->texts, s->code, "zh");
	if (t == NULL) {
		report_unknown(a, s->code);
		return;
	}
	const struct law_article *article = law_text_article(t, s->article);
	if (article != NULL && s->paragraph <= law_article_paragraphs(article->text)) return;
	bool younger = s->has_date && s->date > t->amended;
	LAW_CHECK_REPORT(&a->c, younger ? LAW_RULE_OLD_TEXT : LAW_RULE_NO_ARTICLE, "%.*s",
	                 STR_ARG(s->text));
}

static void ask(struct asker *a, struct str sources) {
	struct law_source s;
	bool well_formed;
	for (struct str rest = sources; law_source_next(&rest, &s, &well_formed);)
		if (well_formed && s.kind == LAW_SOURCE_LAW) ask_one(a, &s);
}

static void ask_file(struct asker *a, const struct law_file *file) {
	static const char *const columns[] = {"source?", "article?"};
	size_t at[COUNT_OF(columns)];
	struct err e = ERR_INIT;
	struct law_checker *c = &a->c;
	bool more = true;
	c->file = file;
	csv_init(&c->csv, file->bytes, c->arena);
	/* What cannot be read at all law_check has reported. */
	if (csv_titles(&c->csv, columns, COUNT_OF(columns), at, &e) != NHI_OK) return;
	while (csv_next(&c->csv, &more, &e) == NHI_OK && more)
		for (size_t i = 0; i < COUNT_OF(columns); i++)
			if (at[i] != SIZE_MAX) ask(a, csv_field(&c->csv, at[i]));
}

void law_check_texts(struct law_findings *out, const struct law_file *files, size_t count,
                     const struct law_texts *texts) {
	struct asker a = {.c = {.out = out, .arena = out->arena}, .texts = texts};
	for (size_t i = 0; i < count; i++)
		if (str_is_utf8(files[i].bytes)) ask_file(&a, &files[i]);
	law_findings_sort(out);
}
