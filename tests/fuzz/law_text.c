/* law_text.c: any bytes as a file of the national law database. What is read has a code, and each
 * of its articles falls into the paragraphs that are counted. */
#include "wire/law_text.h"

#include "nhi/law_source.h"

#include "fuzz.h"

void fuzz_one(struct str bytes) {
	struct arena arena = ARENA_INIT((size_t)64 * 1024 * 1024);
	struct law_text t;
	struct err err = ERR_INIT;
	if (law_text_read(&t, &arena, bytes, &err) == NHI_OK) {
		CHECK(law_is_pcode(t.pcode));
		for (size_t i = 0; i < t.article_count; i++) {
			struct str text = t.articles[i].text;
			int32_t count = law_article_paragraphs(text);
			CHECK(law_is_article(t.articles[i].number));
			CHECK(law_article_paragraph(text, count + 1).n == 0);
			for (int32_t n = 1; n <= count && n < 32; n++)
				CHECK(law_article_paragraph(text, n).n <= text.n);
		}
	}
	arena_free(&arena);
}
