/* law_text.c: see law_text.h. */
#include "nhi/law_text.h"

/* Each part with its length before it, so that no two texts run together to the same bytes. */
static void hash_part(struct sha256 *h, struct str s) {
	struct buf size = BUF_INIT(32);
	buf_put_i64(&size, (int64_t)s.n);
	buf_put_char(&size, ':');
	sha256_add(h, buf_str(&size));
	sha256_add(h, s);
	buf_free(&size);
}

void law_text_hash(const struct law_text *t, char out[SHA256_HEX_SIZE + 1]) {
	struct sha256 h;
	unsigned char digest[SHA256_SIZE];
	struct buf day = BUF_INIT(16);
	date_print(&day, t->amended);
	sha256_init(&h);
	hash_part(&h, t->pcode);
	hash_part(&h, t->language);
	hash_part(&h, t->name);
	hash_part(&h, t->history);
	hash_part(&h, buf_str(&day));
	for (size_t i = 0; i < t->article_count; i++) {
		hash_part(&h, t->articles[i].number);
		hash_part(&h, t->articles[i].chapter);
		hash_part(&h, t->articles[i].text);
	}
	sha256_end(&h, digest);
	sha256_to_hex(digest, out);
	buf_free(&day);
}

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
