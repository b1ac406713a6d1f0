/* letter_parts.h: pieces of a letter's text that the page and the plain text share. */
#ifndef WIRE_LETTER_PARTS_H
#define WIRE_LETTER_PARTS_H

#include "wire/letter_form.h"

/* The mark of the n-th item of a level: 一、 （一） 1、; 1. (1) a.; nothing for level 0. */
void letter_put_mark(struct buf *out, int32_t level, size_t n, enum letter_lang lang);
void letter_put_addressee(struct buf *out, const struct letter *l, enum letter_lang lang);
void letter_put_attachments(struct buf *out, const struct letter *l, enum letter_lang lang);
/* 受文者 to 附件, a line each. */
void letter_put_heads(struct buf *out, const struct letter *l, enum letter_lang lang);

#endif
