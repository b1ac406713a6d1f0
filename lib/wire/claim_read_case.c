/* claim_read_case.c: the grammar of claim files and the refusals of single fields (A05–A11), by the
 * layout alone. See claim_read.h. */
#include "wire/claim_read_parts.h"

enum { AFTER_ORDERS = UINT16_MAX };

/* One segment while it is read. */
struct place {
	enum claim_segment segment;
	char letter;   /* of its tags */
	uint32_t last; /* number of the last tag, AFTER_ORDERS when no more fields may come */
	void *owner;   /* struct claim_batch, claim_case or claim_order */
	struct claim_sent *sent;
	struct buf *values;
	uint32_t *value_count;
	bool any_order; /* tags need not ascend */
};

/* ---- fields ------------------------------------------------------------------------------ */

static struct claim_value *new_value(struct claim_reader *r, struct buf *values, uint32_t count) {
	size_t size = sizeof(struct claim_value);
	if ((count + 1) * size > values->capacity) {
		values->n = count * size;
		if (buf_room(values, size * 64) == NULL) {
			r->failed = true;
			return NULL;
		}
	}
	return (struct claim_value *)(void *)values->p + count;
}

/* Known in another segment: A07, else A05. */
static void find_stranger(struct claim_reader *r, enum claim_segment s,
                          const struct claim_token *t) {
	bool known = false;
	for (int i = 0; i < CLAIM_SEGMENT_COUNT && t->letter != 0; i++) {
		enum claim_segment other = (enum claim_segment)i;
		known = known || (claim_segment_letter(other) == t->letter &&
		                  claim_layout_find(r->form, other, t->number) != NULL);
	}
	struct claim_finding *f = reader_find(r, known ? "A07" : "A05", NULL, t->line, t->at);
	reader_arg(r, f, 0, t->name);
	f->arg[1] = str_from(claim_segment_name(s));
}

/* Big5 pairs, and whether all of it could be three-byte UTF-8. */
static void judge_high(struct claim_reader *r, const struct claim_token *t) {
	const unsigned char *p = (const unsigned char *)t->text.p, *end = p + t->text.n;
	bool utf8 = r->high.texts == 0 || r->high.all_utf8, bad = false;
	for (const unsigned char *q = p; q < end && utf8;) {
		bool three = end - q > 2 && (q[0] & 0xF0) == 0xE0 && (q[1] & 0xC0) == 0x80 &&
		             (q[2] & 0xC0) == 0x80;
		utf8 = q[0] < 0x80 || three;
		q += q[0] < 0x80 ? 1 : 3;
	}
	for (; p < end && !bad; p++) {
		if (*p < 0x80) continue;
		unsigned char trail = end - p > 1 ? p[1] : 0;
		bad = *p == 0x80 || *p == 0xFF || trail < 0x40 || trail == 0x7F || trail == 0xFF ||
		      (trail > 0x7F && trail < 0xA1);
		p++;
	}
	if (r->high.texts++ == 0) r->high.line = t->line;
	r->high.all_utf8 = utf8;
	if (bad && !r->high.bad) r->high.bad_line = t->line;
	r->high.bad = r->high.bad || bad;
}

enum { UPPER_CASE_LENGTH_MAX = 18 }; /* longer fields are free text */

/* Text that is not plain: its bytes, and what is only worth a note. */
static void judge_text(struct claim_reader *r, const struct claim_field *f,
                       const struct claim_token *t) {
	bool high = false, lower = false;
	const char *mark = NULL;
	for (size_t i = 0; i < t->text.n; i++) {
		char c = t->text.p[i];
		if ((unsigned char)c > 0x7F) {
			high = true;
			i++; /* the second byte may look like a letter */
		} else if (c >= 'a' && c <= 'z')
			lower = true;
		else if ((c == '>' || c == '"' || c == '\'') && mark == NULL)
			mark = t->text.p + i;
	}
	if (high) judge_high(r, t);
	if (lower && f->max_length <= UPPER_CASE_LENGTH_MAX)
		reader_arg(r, reader_find(r, "N01", f, t->line, t->at), 0, t->text);
	if (mark != NULL)
		reader_arg(r, reader_find(r, "N03", f, t->line, t->at), 0, (struct str){mark, 1});
}

static void judge_number(struct claim_reader *r, const struct claim_field *f,
                         const struct claim_token *t) {
	if (t->text.n == 0) return;
	bool digits = true;
	size_t points = 0;
	for (size_t i = 0; i < t->text.n; i++) {
		char c = t->text.p[i];
		points += c == '.';
		digits = digits && ((c >= '0' && c <= '9') || c == '.');
	}
	if (!digits || points > 1 || t->text.n == points) {
		reader_arg(r, reader_find(r, "A09", f, t->line, t->at), 0, t->text);
		return;
	}
	size_t behind = points == 0 ? 0 : t->text.n - str_find_char(t->text, '.') - 1;
	if (behind > f->decimals || (points == 1 && f->decimals == 0))
		reader_arg(r, reader_find(r, "N02", f, t->line, t->at), 0, t->text);
}

static void find_long(struct claim_reader *r, const struct claim_field *f,
                      const struct claim_token *t) {
	struct buf n = BUF_INIT(32);
	struct claim_finding *found = reader_find(r, "A08", f, t->line, t->at);
	buf_put_i64(&n, (int64_t)t->text.n);
	reader_arg(r, found, 0, buf_str(&n));
	buf_reset(&n);
	buf_put_i64(&n, f->max_length);
	reader_arg(r, found, 1, buf_str(&n));
	buf_free(&n);
}

/* False: nothing of this field is kept. */
static bool judge_order(struct claim_reader *r, const struct place *p, const struct claim_field *f,
                        const struct claim_token *t) {
	bool again = claim_has(&p->sent->presence, f->index);
	if (!again && (p->any_order || t->number > p->last)) return true;
	reader_arg(r, reader_find(r, "A06", f, t->line, t->at), 0, t->name);
	return !again && p->last != AFTER_ORDERS;
}

/* claim_set without its questions, for what nearly every field is: text, or a few digits. */
static inline void set_member(void *owner, const struct claim_field *f,
                              const struct claim_token *t) {
	char *at = (char *)owner + f->offset;
	if (f->fill == CLAIM_FILL_TEXT) {
		memcpy(at, &t->text, sizeof t->text);
		return;
	}
	if (f->fill == CLAIM_FILL_NONE) return;
	if (f->fill != CLAIM_FILL_POINTS || t->shape != CLAIM_SHAPE_DIGITS || t->text.n > 15) {
		(void)claim_set(owner, &claim_roles[f->role], f->place, t->text);
		return;
	}
	int64_t v = 0;
	for (size_t i = 0; i < t->text.n; i++) v = v * 10 + (t->text.p[i] - '0');
	memcpy(at, &v, sizeof v);
}

static void take_field(struct claim_reader *r, struct place *p, const struct claim_token *t) {
	const struct claim_field *f = NULL;
	if (t->letter == p->letter) f = claim_layout_find(r->form, p->segment, t->number);
	if (f == NULL) {
		find_stranger(r, p->segment, t);
		return;
	}
	if ((t->number <= p->last || p->any_order) && !judge_order(r, p, f, t)) return;
	if (t->number > p->last) p->last = t->number;
	if (t->text.n > f->max_length) find_long(r, f, t);
	if (f->is_number)
		judge_number(r, f, t);
	else if (t->shape == CLAIM_SHAPE_OTHER)
		judge_text(r, f, t);
	struct claim_value *v = new_value(r, p->values, *p->value_count);
	if (v == NULL) return;
	*v = (struct claim_value){f, t->text, t->line};
	(*p->value_count)++;
	p->sent->value_count++;
	if (t->text.n == 0) return; /* an empty tag says nothing */
	p->sent->presence.word[f->index / 64] |= UINT64_C(1) << (f->index % 64);
	set_member(p->owner, f, t);
}

/* ---- segments ---------------------------------------------------------------------------- */

/* Segment of a name; ddata and the root are none. */
static bool find_segment(struct str name, enum claim_segment *out) {
	for (int i = 0; i < CLAIM_SEGMENT_COUNT; i++)
		if (str_is(name, claim_segment_name((enum claim_segment)i))) {
			*out = (enum claim_segment)i;
			return true;
		}
	return false;
}

/* <dbody></dbody> on one line looks like a field to the scanner. */
static bool is_empty_segment(const struct claim_token *t, const char *name) {
	return t->kind == CLAIM_TOKEN_FIELD && t->text.n == 0 && str_is(t->name, name);
}

/* A segment or element that has no business here: said once, skipped whole. */
static enum reader_step skip_element(struct claim_reader *r, const struct claim_token *t,
                                     const char *where, const char *code) {
	enum claim_segment s;
	if (t->letter != 0) { /* a field that holds elements: its end tag is missing */
		reader_fault(r, CLAIM_FAULT_UNPAIRED, t);
		return READER_GO_ON;
	}
	bool known = find_segment(t->name, &s) || str_is(t->name, "ddata");
	if (known && t->kind == CLAIM_TOKEN_FIELD && t->text.n > 0) {
		reader_fault(r, CLAIM_FAULT_TEXT, t);
		return READER_GO_ON;
	}
	if (code == NULL) code = known ? "A07" : "A05";
	struct claim_finding *f = reader_find(r, code, NULL, t->line, t->at);
	reader_arg(r, f, 0, t->name);
	f->arg[1] = str_from(where);
	uint32_t depth = r->scan.depth;
	struct claim_token inner = *t;
	while (t->kind == CLAIM_TOKEN_OPEN && r->scan.depth >= depth) {
		claim_scan_next(&r->scan, &inner);
		if (inner.kind == CLAIM_TOKEN_MORE) return READER_MORE;
		if (inner.kind == CLAIM_TOKEN_BAD) {
			reader_fault(r, inner.fault, &inner);
			return READER_GO_ON;
		}
	}
	return READER_GO_ON;
}

void reader_clear(struct claim_reader *r) {
	r->value_count = 0;
	r->order_count = 0;
	r->pending_count = 0;
}

static struct place place_of(struct claim_reader *r, enum claim_segment s, void *owner,
                             struct claim_sent *sent) {
	return (struct place){.segment = s,
	                      .letter = claim_segment_letter(s),
	                      .owner = owner,
	                      .sent = sent,
	                      .values = &r->values,
	                      .value_count = &r->value_count,
	                      .any_order = s == CLAIM_PDATA && r->form->format == CLAIM_PHARMACY};
}

/* Fields up to the end tag of the segment; `out` is what ended it. */
static enum reader_step fields(struct claim_reader *r, struct place *p, struct claim_token *out) {
	for (;;) {
		claim_scan_next(&r->scan, out);
		if (out->kind != CLAIM_TOKEN_FIELD || out->letter == 0) break;
		take_field(r, p, out);
	}
	if (out->kind == CLAIM_TOKEN_MORE) return READER_MORE;
	if (out->kind == CLAIM_TOKEN_BAD) reader_fault(r, out->fault, out);
	return READER_GO_ON;
}

/* A segment without segments inside. */
static enum reader_step flat_segment(struct claim_reader *r, struct place *p) {
	struct claim_token t;
	for (;;) {
		enum reader_step step = fields(r, p, &t);
		if (step == READER_MORE || r->stage == READ_STOPPED || t.kind == CLAIM_TOKEN_CLOSE)
			return step;
		step = skip_element(r, &t, claim_segment_name(p->segment), NULL);
		if (step == READER_MORE || r->stage == READ_STOPPED) return step;
	}
}

static struct claim_order *new_order(struct claim_reader *r, uint32_t line) {
	size_t size = sizeof(struct claim_order);
	r->orders.n = r->order_count * size;
	struct claim_order *o = (struct claim_order *)(void *)buf_room(&r->orders, size);
	if (o == NULL) {
		r->failed = true;
		return NULL;
	}
	claim_order_clear(o);
	o->ordinal = ++r->order_count;
	o->line = line;
	return o;
}

/* <pdata> or <edata>: its start tag (or the empty element) has been read as `t`. */
static enum reader_step read_order(struct claim_reader *r, enum claim_segment s,
                                   const struct claim_token *t) {
	if (r->order_count >= CLAIM_ORDERS_MAX) {
		reader_fault(r, CLAIM_FAULT_DEEP, t);
		return READER_GO_ON;
	}
	struct claim_order *o = new_order(r, t->line);
	if (o == NULL || t->kind == CLAIM_TOKEN_FIELD) return READER_GO_ON;
	struct place p = place_of(r, s, o, &o->sent);
	return flat_segment(r, &p);
}

static enum reader_step read_body(struct claim_reader *r) {
	struct claim_case *c = &r->item_case;
	struct place p = place_of(r, CLAIM_DBODY, c, &c->sent);
	struct claim_token t;
	for (;;) {
		enum reader_step step = fields(r, &p, &t);
		if (step == READER_MORE || r->stage == READ_STOPPED || t.kind == CLAIM_TOKEN_CLOSE)
			return step;
		if (is_empty_segment(&t, "pdata") ||
		    (t.kind == CLAIM_TOKEN_OPEN && str_is(t.name, "pdata"))) {
			p.last = AFTER_ORDERS;
			step = read_order(r, CLAIM_PDATA, &t);
		} else {
			step = skip_element(r, &t, "dbody", NULL);
		}
		if (step == READER_MORE || r->stage == READ_STOPPED || r->failed) return step;
	}
}

/* Where the values lie: first those of the case, then those of each order. */
static void point_values(struct claim_reader *r) {
	const struct claim_value *v = (const struct claim_value *)(const void *)r->values.p;
	struct claim_case *c = &r->item_case;
	c->sent.value = v;
	v += c->sent.value_count;
	for (uint32_t i = 0; i < r->order_count; i++) {
		struct claim_order *o = &reader_orders(r)[i];
		o->sent.value = v;
		v += o->sent.value_count;
	}
	c->order = reader_orders(r);
	c->order_count = r->order_count;
	c->serial_text = claim_text_of(&c->sent, "case.serial");
}

/* <ddata> has been opened, or is empty. */
static enum reader_step read_case(struct claim_reader *r, const struct claim_token *start) {
	struct claim_case *c = &r->item_case;
	bool had_head = false, had_body = false;
	claim_case_clear(c);
	c->format = r->form->format;
	c->line = start->line;
	while (start->kind == CLAIM_TOKEN_OPEN) {
		struct claim_token t;
		enum reader_step step = READER_GO_ON;
		claim_scan_next(&r->scan, &t);
		if (t.kind == CLAIM_TOKEN_MORE) return READER_MORE;
		if (t.kind == CLAIM_TOKEN_BAD)
			reader_fault(r, t.fault, &t);
		else if (t.kind == CLAIM_TOKEN_CLOSE)
			break;
		else if (t.kind == CLAIM_TOKEN_FIELD && t.letter != 0)
			find_stranger(r, CLAIM_DBODY, &t);
		else if (t.kind == CLAIM_TOKEN_OPEN && !had_head && !had_body &&
		         str_is(t.name, "dhead")) {
			struct place p = place_of(r, CLAIM_DHEAD, c, &c->sent);
			had_head = true;
			step = flat_segment(r, &p);
		} else if (t.kind == CLAIM_TOKEN_OPEN && !had_body && str_is(t.name, "dbody")) {
			had_body = true;
			step = read_body(r);
		} else if (!had_head && !had_body && is_empty_segment(&t, "dhead"))
			had_head = true;
		else if (!had_body && is_empty_segment(&t, "dbody"))
			had_body = true;
		else
			step = skip_element(r, &t, "ddata", NULL);
		if (step == READER_MORE || r->stage == READ_STOPPED || r->failed) return step;
	}
	point_values(r);
	return READER_CASE;
}

static enum reader_step read_blanket(struct claim_reader *r, const struct claim_token *t) {
	enum reader_step step = read_order(r, CLAIM_EDATA, t);
	if (step == READER_MORE || r->stage == READ_STOPPED || r->failed) return step;
	reader_orders(r)->sent.value = (const struct claim_value *)(const void *)r->values.p;
	return READER_BLANKET;
}

/* ---- inside the root --------------------------------------------------------------------- */

enum reader_step reader_item(struct claim_reader *r) {
	struct claim_token t;
	claim_scan_next(&r->scan, &t);
	if (t.kind == CLAIM_TOKEN_MORE) return READER_MORE;
	if (t.kind == CLAIM_TOKEN_BAD)
		reader_fault(r, t.fault, &t);
	else if (t.kind == CLAIM_TOKEN_END)
		r->stage = READ_DONE;
	else if (t.kind == CLAIM_TOKEN_CLOSE)
		r->stage = READ_AFTER;
	else if (t.kind == CLAIM_TOKEN_FIELD && t.letter != 0)
		find_stranger(r, CLAIM_TDATA, &t);
	else if (is_empty_segment(&t, "ddata") ||
	         (t.kind == CLAIM_TOKEN_OPEN && str_is(t.name, "ddata"))) {
		if (r->blanket_count > 0) /* blanket deductions come last */
			reader_arg(r, reader_find(r, "A06", NULL, t.line, t.at), 0, t.name);
		return read_case(r, &t);
	} else if (r->form->format == CLAIM_APPEAL &&
	           (is_empty_segment(&t, "edata") ||
	            (t.kind == CLAIM_TOKEN_OPEN && str_is(t.name, "edata"))))
		return read_blanket(r, &t);
	else
		return skip_element(r, &t, claim_format_root(r->form->format),
		                    str_is(t.name, "tdata") ? "A06" : NULL);
	return READER_GO_ON;
}

/* Root and appeals share a name; the first field tells them apart: t1 is a format code of two
 * characters in claims, the provider of ten in appeals. */
static void choose_form(struct claim_reader *r, const struct claim_token *t) {
	if (r->form->format == CLAIM_OUTPATIENT && t->number == 1 && t->text.n == 10)
		r->form = &r->layout->form[CLAIM_APPEAL];
	r->batch.format = r->form->format;
}

static enum reader_step read_tdata(struct claim_reader *r, uint32_t line) {
	struct place p = place_of(r, CLAIM_TDATA, &r->batch, &r->batch.sent);
	uint32_t count = 0;
	r->batch.line = line;
	p.values = &r->head_values;
	p.value_count = &count;
	struct claim_scan before = r->scan;
	struct claim_token t;
	claim_scan_next(&r->scan, &t);
	if (t.kind == CLAIM_TOKEN_MORE) return READER_MORE;
	if (t.kind == CLAIM_TOKEN_FIELD && t.letter == 't') choose_form(r, &t);
	r->scan = before;
	enum reader_step step = flat_segment(r, &p);
	r->batch.sent.value = (const struct claim_value *)(const void *)r->head_values.p;
	return step;
}

enum reader_step reader_head(struct claim_reader *r) {
	enum claim_format format = r->form->format;
	claim_batch_clear(&r->batch);
	r->batch.format = format;
	for (;;) {
		struct claim_scan before = r->scan;
		struct claim_token t;
		claim_scan_next(&r->scan, &t);
		if (t.kind == CLAIM_TOKEN_MORE) return READER_MORE;
		if (t.kind == CLAIM_TOKEN_OPEN && str_is(t.name, "tdata"))
			return read_tdata(r, t.line);
		if (is_empty_segment(&t, "tdata")) return READER_GO_ON;
		bool is_case = t.kind == CLAIM_TOKEN_OPEN && str_is(t.name, "ddata");
		if (is_case || t.kind != CLAIM_TOKEN_OPEN) { /* no head: reader_item goes on */
			r->scan = before;
			return READER_GO_ON;
		}
		enum reader_step step =
		        skip_element(r, &t, claim_format_root(r->form->format), NULL);
		if (step == READER_MORE || r->stage == READ_STOPPED) return step;
	}
}

/* The head's own slices move with the window: they are kept in the reader. */
static void keep_head(struct claim_reader *r) {
	struct claim_value *v = (struct claim_value *)(void *)r->head_values.p;
	size_t n = 0, at = r->batch.sent.value_count * sizeof *v;
	for (uint32_t i = 0; i < r->batch.sent.value_count; i++) n += v[i].text.n;
	r->head_values.n = at;
	char *to = buf_room(&r->head_values, n + 1);
	if (to == NULL) {
		r->failed = true;
		return;
	}
	v = (struct claim_value *)(void *)r->head_values.p;
	r->batch.sent.value = v;
	for (uint32_t i = 0; i < r->batch.sent.value_count; i++) {
		memcpy(to, v[i].text.p, v[i].text.n);
		v[i].text.p = to;
		to += v[i].text.n;
		if (v[i].field->role != CLAIM_ROLE_NONE)
			(void)claim_set(&r->batch, &claim_roles[v[i].field->role],
			                v[i].field->place, v[i].text);
	}
}

static const struct {
	enum claim_format format;
	const char *code;
} data_formats[] = {{CLAIM_OUTPATIENT, "10"}, {CLAIM_INPATIENT, "20"}, {CLAIM_PHARMACY, "30"}};

/* t1 names the format of the root; 40 and 60 are read as the pharmacy's, unverified. */
static void judge_format(struct claim_reader *r) {
	struct str t1 = r->batch.data_format;
	if (r->form->format == CLAIM_APPEAL || t1.n == 0) return;
	const struct claim_field *f = claim_layout_find(r->form, CLAIM_TDATA, 1);
	bool unknown = str_is(t1, "40") || str_is(t1, "60");
	for (size_t i = 0; i < COUNT_OF(data_formats); i++)
		if (data_formats[i].format == r->form->format && str_is(t1, data_formats[i].code))
			return;
	reader_arg(r, reader_find(r, unknown ? "N04" : "A12", f, r->batch.line, NULL), 0, t1);
}

void reader_finish_head(struct claim_reader *r) {
	if (r->stage != READ_ROOT) return;
	keep_head(r);
	for (size_t i = 0; i < r->form->count; i++) {
		const struct claim_field *f = &r->form->field[i];
		if (f->segment != CLAIM_TDATA || f->presence != 'M' ||
		    claim_has(&r->batch.sent.presence, f->index))
			continue;
		struct claim_finding *found = reader_find(r, "A11", f, r->batch.line, NULL);
		found->arg[0] = f->zh;
		found->arg[1] = f->en;
	}
	if (r->batch.month == CLAIM_DATE_BAD) {
		const char *zh = "費用年月不存在", *en = "no such fee month";
		struct claim_finding *found =
		        reader_find(r, "A11",
		                    claim_layout_find(r->form, CLAIM_TDATA,
		                                      r->form->format == CLAIM_APPEAL ? 2 : 3),
		                    r->batch.line, NULL);
		found->arg[0] = str_from(zh);
		found->arg[1] = str_from(en);
	}
	judge_format(r);
}
