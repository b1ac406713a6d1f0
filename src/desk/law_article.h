/* law_article.h: one article of a law, as a citation opens it: its text in both languages when it
 * was taken in (nhi law text import), the ministry's address, and the figures that rest on it. */
#ifndef DESK_LAW_ARTICLE_H
#define DESK_LAW_ARTICLE_H

#include "desk/desk.h"

/* View law_article. Inputs: paragraph (marked in the text). NHI_NOT_FOUND when code or number
 * cannot be one, or the law is at hand and has no such article. Without database or text the page
 * says so and gives the ministry's address. */
MUST_USE enum nhi_status law_article_page(struct desk_call *call, struct str pcode,
                                          struct str article, const struct form *in,
                                          struct view **out, struct err *err);

#endif
