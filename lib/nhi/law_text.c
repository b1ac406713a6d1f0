/* law_text.c: see law_text.h. */
#include "nhi/law_text.h"

const struct law_text *law_texts_find(const struct law_texts *t, struct str pcode,
                                      const char *language) {
	for (size_t i = 0; i < t->count; i++)
		if (str_eq(t->text[i].pcode, pcode) && str_is(t->text[i].language, language))
			return &t->text[i];
	return NULL;
}

const struct law_article *law_text_article(const struct law_text *t, struct str number) {
	for (size_t i = 0; i < t->article_count; i++)
		if (str_eq(t->articles[i].number, number)) return &t->articles[i];
	return NULL;
}

/* --- paragraphs ------------------------------------------------------------------------------- */

static bool is_han_number(uint32_t ch) {
	static const uint32_t numbers[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D,
	                                   0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E};
	for (size_t i = 0; i < COUNT_OF(numbers); i++)
		if (ch == numbers[i]) return true;
	return false;
}

/* An item of a list: "一、…", "（一）…", "1.…", "(1)…". */
static bool is_item(struct str line) {
	enum { IDEOGRAPHIC_COMMA = 0x3001, WIDE_PARENTHESIS = 0xFF08 };
	size_t at = 0, numbers = 0;
	for (uint32_t ch = 0; at < line.n; numbers++) {
		ch = str_next_char(line, &at);
		if (numbers == 0 && (ch == WIDE_PARENTHESIS || ch == '(')) return true;
		if (numbers == 0 && ch >= '0' && ch <= '9') return true;
		if (numbers > 0 && ch == IDEOGRAPHIC_COMMA) return true;
		if (!is_han_number(ch)) return false;
	}
	return false;
}

int32_t law_article_paragraphs(struct str text) {
	int32_t count = 0;
	while (text.n > 0)
		if (!is_item(str_cut(&text, '\n'))) count++;
	return count;
}

struct str law_article_paragraph(struct str text, int32_t n) {
	struct str rest = text, found = {"", 0};
	for (int32_t count = 0; rest.n > 0;) {
		struct str line = str_cut(&rest, '\n');
		if (!is_item(line)) count++;
		if (count == n && found.n == 0) found = line;
		if (count == n) found.n = (size_t)(line.p + line.n - found.p);
		if (count > n) break;
	}
	return found;
}
