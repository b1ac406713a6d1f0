/* law_source.c: see law_source.h. */
#include "nhi/law_source.h"

enum { PCODE_LENGTH = 8, ARTICLE_MAX = 9999, PARAGRAPH_MAX = 99 };

bool law_is_pcode(struct str s) {
	return s.n == PCODE_LENGTH && s.p[0] >= 'A' && s.p[0] <= 'Z' &&
	       str_is_digits(str_slice(s, 1, s.n));
}

bool law_is_article(struct str s) {
	struct str rest = s;
	struct str main = str_cut(&rest, '-');
	int64_t n;
	bool has_part = main.n < s.n;
	return str_to_i64(main, 1, ARTICLE_MAX, &n) &&
	       (!has_part || str_to_i64(rest, 1, ARTICLE_MAX, &n));
}

/* "18", "18:2" behind the code of a law. */
static bool take_article(struct str s, struct law_source *out) {
	int64_t paragraph = 0;
	struct str rest = s;
	out->article = str_cut(&rest, ':');
	if (out->article.n < s.n && !str_to_i64(rest, 1, PARAGRAPH_MAX, &paragraph)) return false;
	out->paragraph = (int32_t)paragraph;
	return law_is_article(out->article);
}

/* Cuts "@DATE" off the end of *s, if it has one. */
static bool take_date(struct str *s, struct law_source *out) {
	size_t at = str_find_char(*s, '@');
	if (at == s->n) return true;
	struct str day = str_slice(*s, at + 1, s->n);
	*s = str_slice(*s, 0, at);
	out->has_date = true;
	return date_parse(day, &out->date);
}

static bool parse(struct law_source *out) {
	struct str rest = out->text;
	if (!take_date(&rest, out)) return false;
	struct str head = str_cut(&rest, ':');
	if (rest.n == 0) return false;
	if (law_is_pcode(head)) {
		out->kind = LAW_SOURCE_LAW;
		out->code = head;
		return take_article(rest, out);
	}
	out->code = rest;
	if (str_is(head, "notice")) {
		out->kind = LAW_SOURCE_NOTICE;
		return true;
	}
	if (str_is(head, "dataset")) {
		out->kind = LAW_SOURCE_DATASET;
		return str_is_digits(rest);
	}
	out->kind = LAW_SOURCE_FACTS;
	out->code = str_cut(&rest, ':');
	out->article = rest;
	return str_is(head, "facts") && !out->has_date;
}

bool law_source_next(struct str *rest, struct law_source *out, bool *well_formed) {
	if (rest->n == 0) return false;
	*out = (struct law_source){.text = str_cut(rest, ';')};
	*well_formed = parse(out);
	if (!*well_formed) *out = (struct law_source){.text = out->text};
	return true;
}
