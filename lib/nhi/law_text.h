/* law_text.h: the text of a statute or regulation in memory: articles (條) and their paragraphs
 * (項), items below a paragraph (款, 目) belonging to it. Pure; texts are borrowed. */
#ifndef NHI_LAW_TEXT_H
#define NHI_LAW_TEXT_H

#include "base/date.h"
#include "base/sha256.h"
#include "base/str.h"

struct law_article {
	struct str number;  /* "36-1" */
	struct str chapter; /* heading above it, "" when there is none */
	struct str text;    /* lines end with \n */
};

struct law_text {
	struct str pcode;    /* "L0060001", its code in the national law database */
	struct str language; /* "zh" or "en" */
	struct str name;
	struct str history; /* promulgations and amendments */
	date_t amended;     /* latest amendment of this text */
	char hash[SHA256_HEX_SIZE +
	          1]; /* of all the rest, by law_text_hash: the same text, the same hash */
	struct law_article *articles;
	size_t article_count;
};

/* Texts at hand, any number of laws and languages. */
struct law_texts {
	struct law_text *text;
	size_t count;
};

void law_text_hash(const struct law_text *t, char out[SHA256_HEX_SIZE + 1]);
/* The text in that language, or NULL. */
const struct law_text *law_texts_find(const struct law_texts *t, struct str pcode,
                                      const char *language);
/* The article of that number, or NULL. */
const struct law_article *law_text_article(const struct law_text *t, struct str number);
/* Number of paragraphs: lines that are not an item of a list. */
int32_t law_article_paragraphs(struct str text);
/* The n-th paragraph (from 1) with the items below it; empty when there is none. */
struct str law_article_paragraph(struct str text, int32_t n);

#endif
