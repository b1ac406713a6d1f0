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
#include "base/err.h"
#include "nhi/law_text.h"

enum { LAW_TEXT_BYTES_MAX = 8 * 1024 * 1024, LAW_ARTICLES_MAX = 5000 };

/* Parses one file. All texts are copied into the arena. */
MUST_USE enum nhi_status law_text_read(struct law_text *out, struct arena *arena, struct str bytes,
                                       struct err *err);
/* Writes the text in the same layout: what is read from it is the same text. */
void law_text_write(struct buf *out, const struct law_text *t);

#endif
