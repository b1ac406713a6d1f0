/* law_article.c: see law_article.h. */
#include "desk/law_article.h"

#include "nhi/law_source.h"
#include "store/law_text.h"

enum { PARAGRAPH_MAX = 99, ADDRESS_SIZE = 160 };

static enum nhi_status no_such(struct str pcode, struct str article, struct err *err) {
	return err_set(err, NHI_NOT_FOUND, "%.*s:%.*s", STR_ARG(pcode), STR_ARG(article));
}

/* The texts of the law, none when there is no database. */
static enum nhi_status texts_of(struct desk_call *call, struct str pcode, struct law_texts *out,
                                struct err *err) {
	enum nhi_status st = desk_need_db(call, err);
	*out = (struct law_texts){0};
	if (st == NHI_NO_DATA) return NHI_OK; /* the page then says that the text is not at hand */
	if (st == NHI_OK) st = law_text_at(call->db, pcode, DATE_OPEN, call->arena, out, err);
	return st;
}

/* The article as lines; those of the cited paragraph are marked. */
static void put_lines(struct view *v, const char *field, struct str text, int64_t paragraph) {
	struct str marked = law_article_paragraph(text, (int32_t)paragraph);
	view_list(v, field);
	for (struct str rest = text; rest.n > 0;) {
		struct str line = str_cut(&rest, '\n');
		struct view *l = view_item(v, field, "law_line");
		view_text(l, "text", line);
		view_flag(l, "item", law_article_paragraphs(line) == 0);
		view_flag(l, "marked",
		          marked.n > 0 && line.p >= marked.p && line.p < marked.p + marked.n);
	}
}

static void put_text(struct view *v, const struct law_text *zh, const struct law_text *en,
                     struct str number, int64_t paragraph) {
	const struct law_article *a = law_text_article(zh, number);
	const struct law_article *b = en == NULL ? NULL : law_text_article(en, number);
	size_t at = (size_t)(a - zh->articles);
	view_both(v, "name", zh->name, en == NULL ? zh->name : en->name);
	view_both(v, "chapter", a->chapter, b == NULL ? a->chapter : b->chapter);
	view_date(v, "amended", zh->amended);
	if (at > 0) view_text(v, "before", zh->articles[at - 1].number);
	if (at + 1 < zh->article_count) view_text(v, "after", zh->articles[at + 1].number);
	put_lines(v, "zh", a->text, paragraph);
	put_lines(v, "en", b == NULL ? STR("") : b->text, paragraph);
}

static bool names(struct str sources, struct str pcode, struct str article) {
	struct law_source s;
	bool well_formed;
	while (law_source_next(&sources, &s, &well_formed))
		if (well_formed && s.kind == LAW_SOURCE_LAW && str_eq(s.code, pcode) &&
		    str_eq(s.article, article))
			return true;
	return false;
}

static bool rests_on(const struct law_parameter *p, struct str pcode, struct str article) {
	if (names(p->article, pcode, article)) return true;
	for (size_t i = 0; i < p->value_count; i++)
		if (names(p->values[i].source, pcode, article)) return true;
	return false;
}

static bool is_used(const struct law *law, struct str pcode, struct str article) {
	for (size_t i = 0; i < law->parameter_count; i++)
		if (rests_on(&law->parameters[i], pcode, article)) return true;
	return false;
}

static void put_users(struct view *v, const struct law *law, struct str pcode, struct str article) {
	view_list(v, "used_by");
	for (size_t i = 0; i < law->parameter_count; i++) {
		const struct law_parameter *p = &law->parameters[i];
		if (!rests_on(p, pcode, article)) continue;
		struct view *u = view_item(v, "used_by", "law_user");
		view_text(u, "name", p->name);
		view_both(u, "title", p->zh, p->en);
	}
}

enum nhi_status law_article_page(struct desk_call *call, struct str pcode, struct str article,
                                 const struct form *in, struct view **out, struct err *err) {
	struct law_texts texts;
	int64_t paragraph = 0;
	if (!law_is_pcode(pcode) || !law_is_article(article)) return no_such(pcode, article, err);
	enum nhi_status st = texts_of(call, pcode, &texts, err);
	if (st != NHI_OK) return st;
	const struct law_text *zh = law_texts_find(&texts, pcode, "zh");
	const struct law_text *en = law_texts_find(&texts, pcode, "en");
	if (zh != NULL && law_text_article(zh, article) == NULL) {
		if (!is_used(&call->desk->law, pcode, article)) return no_such(pcode, article, err);
		zh = NULL; /* cited from a younger text than the one at hand */
	}
	struct view *v = view_new(call->arena, "law_article");
	*out = v;
	view_list(v, "errors");
	(void)form_i64(in, "paragraph", 0, PARAGRAPH_MAX, v, &paragraph); /* told in "errors" */
	view_text(v, "law", pcode);
	view_text(v, "article", article);
	if (paragraph > 0) view_number(v, "paragraph", paragraph);
	char address[ADDRESS_SIZE];
	struct str url = STR("");
	int n = snprintf(address, sizeof address,
	                 "https://law.moj.gov.tw/LawClass/LawSingle.aspx?pcode=%.*s&flno=%.*s",
	                 STR_ARG(pcode), STR_ARG(article));
	if (n > 0 && n < ADDRESS_SIZE && !arena_str(call->arena, str_from(address), &url))
		return err_set(err, NHI_MEMORY, "");
	view_text(v, "url", url);
	view_flag(v, "known", zh != NULL);
	view_list(v, "zh");
	view_list(v, "en");
	if (zh != NULL) put_text(v, zh, en, article, paragraph);
	put_users(v, &call->desk->law, pcode, article);
	return NHI_OK;
}
