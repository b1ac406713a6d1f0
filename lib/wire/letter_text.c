/* letter_text.c: a letter as plain text; see letter.h. */
#include "wire/letter_parts.h"

static const char *const months_en[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};

void letter_put_date(struct buf *out, date_t day, enum letter_lang lang, bool with_era) {
	const struct ymd d = date_to_ymd(day);
	if (lang == LETTER_EN)
		buf_printf(out, "%d %s %d", (int)d.day, months_en[d.month - 1], (int)d.year);
	else if (d.year >= 1912)
		buf_printf(out, "%s%d年%d月%d日", with_era ? "中華民國" : "", (int)d.year - 1911,
		           (int)d.month, (int)d.day);
	else
		buf_printf(out, "民國前%d年%d月%d日", 1912 - (int)d.year, (int)d.month, (int)d.day);
}

/* 一 二 … 十 十一 …; beyond 99 digits, which no letter reaches. */
static void put_han_number(struct buf *out, size_t n) {
	static const char *const digits[] = {"",   "一", "二", "三", "四",
	                                     "五", "六", "七", "八", "九"};
	if (n > 99) {
		buf_put_i64(out, (int64_t)n);
		return;
	}
	if (n >= 20) buf_put_c(out, digits[n / 10]);
	if (n >= 10) buf_put_c(out, "十");
	buf_put_c(out, digits[n % 10]);
}

/* 一、 → （一） → 1、 (文書處理手冊); in English 1. (1) a. */
void letter_put_mark(struct buf *out, int32_t level, size_t n, enum letter_lang lang) {
	if (level == 0) return;
	if (lang == LETTER_EN && level == 3)
		buf_put_char(out, (char)('a' + (n - 1) % 26));
	else if (lang == LETTER_EN || level == 3)
		buf_printf(out, level == 2 ? "(%zu)" : "%zu", n);
	else {
		if (level == 2) buf_put_c(out, "（");
		put_han_number(out, n);
		if (level == 2) buf_put_c(out, "）");
	}
	if (level == 2) return;
	buf_put_c(out, lang == LETTER_EN ? "." : "、");
}

void letter_put_heads(struct buf *out, const struct letter *l, enum letter_lang lang) {
	const struct letter_class *speed = letter_speed(l->speed),
	                          *secrecy = letter_secrecy(l->secrecy);
	const bool en = lang == LETTER_EN;
	if (letter_kinds[l->kind].has_addressee && l->to_name.n > 0) {
		buf_put_c(out, en ? "To: " : "受文者：");
		letter_put_addressee(out, l, lang);
		buf_put_char(out, '\n');
	}
	buf_put_c(out, en ? "Date: " : "發文日期：");
	letter_put_date(out, l->issued, lang, true);
	buf_put_char(out, '\n');
	if (l->number.n > 0) {
		buf_put_c(out, en ? "Document no.: " : "發文字號：");
		buf_put(out, l->number);
		buf_put_char(out, '\n');
	}
	if (letter_kinds[l->kind].has_speed && speed != NULL) {
		buf_put_c(out, en ? "Speed: " : "速別：");
		buf_put_c(out, en ? speed->en : speed->zh);
		buf_put_c(out, en ? "\nSecrecy: " : "\n密等及解密條件或保密期限：");
		if (secrecy != NULL) buf_put_c(out, en ? secrecy->en : secrecy->zh);
		buf_put_char(out, '\n');
	}
	if (l->kind == LETTER_CERTIFICATE || l->kind == LETTER_NOTICE) return;
	buf_put_c(out, en ? "Attachments: " : "附件：");
	letter_put_attachments(out, l, lang);
	buf_put_char(out, '\n');
}

void letter_put_addressee(struct buf *out, const struct letter *l, enum letter_lang lang) {
	const struct str after = letter_say(l->salutation, lang);
	buf_put(out, l->to_name);
	if (lang == LETTER_EN || after.n == 0) return; /* an English name stands alone */
	buf_put_char(out, ' ');
	buf_put(out, after);
}

void letter_put_attachments(struct buf *out, const struct letter *l, enum letter_lang lang) {
	for (size_t i = 0; i < l->attachment_count; i++) {
		if (i > 0) buf_put_c(out, lang == LETTER_EN ? "; " : "、");
		buf_put(out, letter_say(l->attachments[i], lang));
	}
	if (l->attachment_count == 0 && lang == LETTER_ZH) buf_put_c(out, "無");
	if (l->attachment_count == 0 && lang == LETTER_EN) buf_put_c(out, "none");
}

static void put_grid(struct buf *out, const struct letter_grid *g, enum letter_lang lang) {
	for (size_t c = 0; c < g->column_count; c++) {
		buf_put_c(out, c > 0 ? " | " : "  ");
		buf_put(out, letter_say(g->columns[c].title, lang));
	}
	if (g->column_count > 0) buf_put_char(out, '\n');
	for (size_t i = 0; i < g->row_count; i++) {
		for (size_t c = 0; c < g->column_count; c++) {
			buf_put_c(out, c > 0 ? " | " : "  ");
			buf_put(out, letter_say(g->rows[i].cells[c], lang));
		}
		buf_put_char(out, '\n');
	}
}

static void put_section(struct buf *out, const struct letter_section *s, enum letter_lang lang) {
	size_t n[4] = {0};
	const struct str name = letter_say(s->name, lang);
	if (name.n > 0) {
		buf_put(out, name);
		buf_put_c(out, lang == LETTER_EN ? ":\n" : "：\n");
	}
	for (size_t i = 0; i < s->item_count; i++) {
		const int32_t level = s->items[i].level;
		n[level]++;
		for (int32_t deeper = level + 1; deeper <= 3; deeper++) n[deeper] = 0;
		buf_put_repeat(out, ' ', level > 0 ? (size_t)level * 2 : 0);
		letter_put_mark(out, level, n[level], lang);
		if (lang == LETTER_EN && level > 0) buf_put_char(out, ' ');
		buf_put(out, letter_say(s->items[i].text, lang));
		buf_put_char(out, '\n');
	}
	put_grid(out, &s->grid, lang);
}

/* Who gets it, who signed, and how it can be checked. */
static void put_end(struct buf *out, const struct letter *l, enum letter_lang lang) {
	const bool en = lang == LETTER_EN;
	if (l->remedy.zh.n > 0) {
		buf_put_c(out, en ? "Remedy: " : "救濟教示：");
		buf_put(out, letter_say(l->remedy, lang));
		buf_put_char(out, '\n');
	}
	if (letter_kinds[l->kind].has_addressee && l->kind != LETTER_CERTIFICATE) {
		buf_put_c(out, en ? "Original: " : "正本：");
		letter_put_addressee(out, l, lang);
		buf_put_c(out, en ? "\nCopies: " : "\n副本：");
		for (size_t i = 0; i < l->copy_count; i++) {
			if (i > 0) buf_put_c(out, en ? "; " : "、");
			buf_put(out, l->copies[i]);
		}
		buf_put_char(out, '\n');
	}
	buf_put(out, letter_say(l->signer, lang));
	if (l->signer_name.n > 0) buf_put_char(out, ' ');
	buf_put(out, l->signer_name);
	buf_put_char(out, '\n');
	if (l->delegated.zh.n > 0) {
		buf_put(out, letter_say(l->delegated, lang));
		buf_put_char(out, '\n');
	}
	if (l->check_code.n == 0) return;
	buf_printf(out, en ? "Check code: %.*s  %.*s\n" : "查驗碼：%.*s　%.*s\n",
	           STR_ARG(l->check_code), STR_ARG(l->check_url));
}

void letter_put_text(struct buf *out, const struct letter *l, enum letter_lang lang) {
	buf_put(out, letter_say(l->agency, lang));
	buf_put_char(out, ' ');
	if (l->title.zh.n > 0)
		buf_put(out, letter_say(l->title, lang));
	else
		buf_put_c(out,
		          lang == LETTER_EN ? letter_kinds[l->kind].en : letter_kinds[l->kind].zh);
	buf_put_char(out, '\n');
	letter_put_heads(out, l, lang);
	if (l->subject.zh.n > 0) {
		buf_put_c(out, lang == LETTER_EN ? "Subject: " : "主旨：");
		buf_put(out, letter_say(l->subject, lang));
		buf_put_char(out, '\n');
	}
	for (size_t i = 0; i < l->section_count; i++) put_section(out, &l->sections[i], lang);
	put_end(out, l, lang);
}
