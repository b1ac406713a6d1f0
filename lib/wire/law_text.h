/* law_text.h: the text of a statute or regulation, from the JSON of the Ministry of Justice's law
 * database (全國法規資料庫), one file a law and language.
 *
 *	{"法規名稱" | "英文法規名稱": …, "法規網址": "…?pcode=L0060001", "最新異動日期" |
 *	 "最新英文異動日期": "20230628", "沿革內容": …,
 *	 "法規內容": [{"編章節": …} | {"條號": "第 36-1 條" | "Article 36-1", "條文內容": …}, …]}
 *
 * Reading is bounded; a file that is not such a document is refused with what is missing. */
#ifndef WIRE_LAW_TEXT_H
#define WIRE_LAW_TEXT_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

enum { LAW_TEXT_BYTES_MAX = 8 * 1024 * 1024, LAW_ARTICLES_MAX = 5000 };

struct law_article {
	struct str number;  /* "36-1" */
	struct str chapter; /* heading above it, "" when there is none */
	struct str text;    /* lines end with \n */
};

struct law_text {
	struct str pcode;    /* "L0060001" */
	struct str language; /* "zh" or "en" */
	struct str name;
	struct str history; /* promulgations and amendments */
	date_t amended;     /* latest amendment of this text */
	struct law_article *articles;
	size_t article_count;
};

/* Parses one file. All texts are copied into the arena. */
MUST_USE enum nhi_status law_text_read(struct law_text *out, struct arena *arena, struct str bytes,
                                       struct err *err);

/* The article of that number, or NULL. */
const struct law_article *law_text_article(const struct law_text *t, struct str number);
/* Number of paragraphs (項): lines that are not an item (款, 目) of a list. */
int32_t law_article_paragraphs(struct str text);
/* The n-th paragraph (from 1) with the items below it; empty when there is none. */
struct str law_article_paragraph(struct str text, int32_t n);

#endif
