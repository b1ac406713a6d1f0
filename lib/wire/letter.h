/* letter.h: an official document (公文) as values: what stands on it, in Chinese and English; its
 * JSON, in which it is kept; its text and its pages.
 *
 * A letter is composed once from a form (wire/letter_form.h) and typed values, kept as JSON
 * (schema/lines.md "letter") and drawn from there whenever somebody wants a copy: the same JSON
 * gives the same text, and on the same fonts the same PDF. Heads, kinds and what is sealed:
 * administration §6.1; items of a written decision: 行政程序法 96. A picture of a seal or of a
 * signature is never drawn: the paper says who decided and leaves the place of the seal free.
 *
 * Pure; all texts live in the caller's arena. */
#ifndef WIRE_LETTER_H
#define WIRE_LETTER_H

#include "base/arena.h"
#include "base/date.h"
#include "base/json.h"
#include "wire/paper.h"

enum letter_kind {
	LETTER_HAN,         /* 函 */
	LETTER_NOTE,        /* 書函 */
	LETTER_NOTICE,      /* 公告 */
	LETTER_MEETING,     /* 開會通知單 */
	LETTER_MEMO,        /* 簽 */
	LETTER_CERTIFICATE, /* 證明書 */
	LETTER_KIND_COUNT
};

/* The same words in both languages. */
struct letter_text {
	struct str zh, en;
};

struct letter_kind_facts {
	const char *code, *zh, *en;
	bool has_addressee;            /* 受文者, 正本, 副本 (not on 公告) */
	bool has_speed;                /* 速別, 密等 */
	bool is_dispatched;            /* takes a number of the dispatch series */
	const char *seal_zh, *seal_en; /* what is put on the paper, 文書處理 rules no. 59 */
};
extern const struct letter_kind_facts letter_kinds[LETTER_KIND_COUNT];
MUST_USE bool letter_kind_find(struct str code, enum letter_kind *out);

/* Words of the classes of speed and secrecy: "normal", "fast", "urgent"; "", "secret" … */
struct letter_class {
	const char *code, *zh, *en;
};
const struct letter_class *letter_speed(struct str code);   /* NULL: none of that name */
const struct letter_class *letter_secrecy(struct str code); /* "" is no secret */

/* One numbered paragraph: level 1 一、 level 2 （一） level 3 1、; 0: without number. */
struct letter_item {
	int32_t level;
	struct letter_text text;
};

/* A table inside a section. */
struct letter_column {
	struct letter_text title;
	int32_t share; /* of the width */
	bool is_figure;
};
struct letter_grid_row {
	struct letter_text *cells; /* column_count of them */
	bool is_total;
};
struct letter_grid {
	struct letter_column *columns;
	size_t column_count;
	struct letter_grid_row *rows;
	size_t row_count;
};

struct letter_section {
	struct letter_text name; /* 說明, 依據, 公告事項 …; "" for running text */
	struct letter_item *items;
	size_t item_count;
	struct letter_grid grid; /* column_count 0: none */
};

struct letter {
	enum letter_kind kind;
	struct str form_id;    /* catalogue/letters */
	date_t form_from;      /* which version of the form */
	date_t issued;         /* 發文日期 */
	struct str number;     /* 發文字號 */
	struct str speed;      /* code */
	struct str secrecy;    /* code; "" none */
	struct str file_class; /* 分類號 */
	int32_t years;         /* 保存年限; 0: permanent */
	struct str case_no;    /* "" outside a case */
	bool is_decision;      /* an administrative decision: has a remedy */
	struct letter_text agency, office, address, phone;
	struct str contact; /* 承辦人 */
	struct str to_name, to_address;
	struct letter_text salutation; /* 君, 先生 … after the name; "" for bodies */
	struct letter_text title;      /* of a certificate or a meeting notice */
	struct letter_text subject;    /* 主旨 */
	struct letter_section *sections;
	size_t section_count;
	struct letter_text *attachments;
	size_t attachment_count;
	struct letter_text remedy;
	struct str *copies; /* 副本 */
	size_t copy_count;
	struct letter_text signer; /* title under which it goes out: 署長 */
	struct str signer_name;    /* "" when the post has no named holder */
	struct letter_text
	        delegated;     /* by whom it was decided and under which authority; "" none */
	struct str check_code; /* of certificates: XXXXX-XXXXX-XXXXX-XXXXX */
	struct str check_url;
};

enum letter_lang { LETTER_ZH, LETTER_EN };

/* The text of one language; the other one when it is missing. */
struct str letter_say(struct letter_text text, enum letter_lang lang);

/* JSON of a letter, compact, keys in a fixed order: the same letter gives the same bytes. */
void letter_put_json(struct buf *out, const struct letter *l);
/* Reads it again. NHI_CORRUPT for anything else. */
MUST_USE enum nhi_status letter_read_json(struct letter *out, struct arena *arena, struct str json,
                                          struct err *err);

/* As plain text, for the preview on a terminal and the body of an e-mail. */
void letter_put_text(struct buf *out, const struct letter *l, enum letter_lang lang);

enum letter_copy {
	LETTER_ORIGINAL,
	LETTER_DRAFT, /* 稿: before it is signed; without number */
	LETTER_COPY,  /* 抄本: labelled, unsealed */
};

/* Draws the letter's pages into the paper: Chinese, and with `english` its translation behind,
 * labelled as such (a certificate is drawn in one language alone: `english` chooses). */
MUST_USE enum nhi_status letter_draw(struct paper *p, const struct letter *l, enum letter_copy copy,
                                     bool english, struct err *err);
/* A PDF of one letter; *pages, if wanted, is how many it has. */
MUST_USE enum nhi_status letter_pdf(const struct letter *l, enum letter_copy copy, bool english,
                                    struct buf *out, int64_t *pages, struct err *err);

#endif
