/* claim_write.c: see claim_write.h. */
#include "wire/claim_write.h"

static void line(struct buf *out, size_t level, const char *before, struct str name) {
	buf_put_repeat(out, ' ', level * 2);
	buf_put_c(out, before);
	buf_put(out, name);
	buf_put_c(out, ">\r\n");
}

static void open_tag(struct buf *out, size_t level, const char *name) {
	line(out, level, "<", str_from(name));
}
static void close_tag(struct buf *out, size_t level, const char *name) {
	line(out, level, "</", str_from(name));
}

static void put_tag(struct buf *out, struct str tag, struct str text) {
	buf_put_char(out, '<');
	buf_put(out, tag);
	buf_put_char(out, '>');
	buf_put(out, text);
	buf_put_c(out, "</");
	buf_put(out, tag);
	buf_put_char(out, '>');
}

/* Fields of one segment, ascending; what was read is ascending already. */
static void put_fields(struct buf *out, const struct claim_sent *sent, enum claim_segment segment,
                       size_t level) {
	const struct claim_value *sorted[CLAIM_FIELDS_MAX];
	size_t n = 0;
	for (uint32_t i = 0; i < sent->value_count && n < CLAIM_FIELDS_MAX; i++) {
		const struct claim_value *v = &sent->value[i];
		if (v->field->segment != segment || v->text.n == 0) continue;
		size_t at = n++;
		for (; at > 0 && sorted[at - 1]->field->number > v->field->number; at--)
			sorted[at] = sorted[at - 1];
		sorted[at] = v;
	}
	for (size_t i = 0; i < n; i++) {
		buf_put_repeat(out, ' ', level * 2);
		put_tag(out, sorted[i]->field->tag, sorted[i]->text);
		buf_put_c(out, "\r\n");
	}
}

static void put_segment(struct buf *out, const struct claim_sent *sent, enum claim_segment segment,
                        size_t level) {
	open_tag(out, level, claim_segment_name(segment));
	put_fields(out, sent, segment, level + 1);
	close_tag(out, level, claim_segment_name(segment));
}

void claim_write_head(struct buf *out, const struct claim_batch *b) {
	buf_put_c(out, "<?xml version=\"1.0\" encoding=\"Big5\"?>\r\n");
	open_tag(out, 0, claim_format_root(b->format));
	put_segment(out, &b->sent, CLAIM_TDATA, 1);
}

void claim_write_case(struct buf *out, const struct claim_case *c) {
	open_tag(out, 1, "ddata");
	put_segment(out, &c->sent, CLAIM_DHEAD, 2);
	open_tag(out, 2, claim_segment_name(CLAIM_DBODY));
	put_fields(out, &c->sent, CLAIM_DBODY, 3);
	for (uint32_t i = 0; i < c->order_count; i++)
		put_segment(out, &c->order[i].sent, CLAIM_PDATA, 3);
	close_tag(out, 2, claim_segment_name(CLAIM_DBODY));
	close_tag(out, 1, "ddata");
}

void claim_write_blanket(struct buf *out, const struct claim_order *o) {
	put_segment(out, &o->sent, CLAIM_EDATA, 1);
}

void claim_write_end(struct buf *out, enum claim_format format) {
	close_tag(out, 0, claim_format_root(format));
}

void claim_copy_token(struct claim_copier *c, const struct claim_token *t, struct buf *out) {
	buf_put(out, (struct str){c->done, (size_t)(t->at - c->done)});
	size_t size = 0; /* of the token in the window */
	if (t->kind == CLAIM_TOKEN_FIELD) {
		put_tag(out, t->name, t->text);
		size = t->name.n * 2 + t->text.n + 5;
	} else if (t->kind == CLAIM_TOKEN_OPEN || t->kind == CLAIM_TOKEN_CLOSE) {
		buf_put_c(out, t->kind == CLAIM_TOKEN_OPEN ? "<" : "</");
		buf_put(out, t->name);
		buf_put_char(out, '>');
		size = t->name.n + (t->kind == CLAIM_TOKEN_OPEN ? 2 : 3);
	}
	c->done = t->at + size;
}
