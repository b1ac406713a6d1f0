/* withholding.c: see withholding.h. Reading and writing; judging is in withholding_check.c. */
#include "wire/withholding.h"

#include "nhi/supplement.h"
#include "wire/big5.h"
#include "wire/field.h"

struct reader {
	struct withholding *w;
	struct arena *arena;
	struct err *err;
	struct str rest;
	size_t line, line_capacity, block_capacity;
	size_t lf_lines, crlf_lines;
	struct buf scratch;
};

static enum nhi_status no_memory(struct reader *r) { return err_set(r->err, NHI_MEMORY, ""); }

/* Cuts the next line off the rest, without its end; remembers which ends there are. */
static struct str next_line(struct reader *r) {
	size_t n = str_find_char(r->rest, '\n');
	struct str line = str_slice(r->rest, 0, n);
	r->w->has_last_end = n < r->rest.n;
	if (n < r->rest.n) {
		bool crlf = line.n > 0 && line.p[line.n - 1] == '\r';
		if (crlf) line.n--;
		r->crlf_lines += crlf;
		r->lf_lines += !crlf;
	}
	r->rest = str_slice(r->rest, n + 1, r->rest.n);
	r->line++;
	return line;
}

static struct withholding_line *add_line(struct reader *r) {
	struct withholding *w = r->w;
	if (w->line_count == r->line_capacity) {
		size_t capacity = r->line_capacity == 0 ? 64 : r->line_capacity * 2;
		struct withholding_line *more =
		        ARENA_ARRAY(r->arena, capacity, struct withholding_line);
		if (more == NULL) return NULL;
		if (w->line_count > 0) memcpy(more, w->line, w->line_count * sizeof *more);
		w->line = more;
		r->line_capacity = capacity;
	}
	return &w->line[w->line_count++];
}

static enum nhi_status add_block(struct reader *r, int32_t kind) {
	struct withholding *w = r->w;
	if (w->block_count == r->block_capacity) {
		size_t capacity = r->block_capacity == 0 ? 8 : r->block_capacity * 2;
		struct withholding_block *more =
		        ARENA_ARRAY(r->arena, capacity, struct withholding_block);
		if (more == NULL) return no_memory(r);
		if (w->block_count > 0) memcpy(more, w->block, w->block_count * sizeof *more);
		w->block = more;
		r->block_capacity = capacity;
	}
	w->block[w->block_count++] =
	        (struct withholding_block){.kind = kind, .header = w->line_count - 1};
	return NHI_OK;
}

static int32_t parse_kind(struct str s) {
	int64_t v;
	return str_to_i64(s, 0, 99, &v) && supplement_is_kind(v) ? (int32_t)v : 0;
}

/* Hostile files may add up to more than an int64_t holds: the sum then stays at its maximum, which
 * no header total can equal. */
static int64_t add_up(int64_t sum, int64_t v) {
	return __builtin_add_overflow(sum, v, &sum) ? INT64_MAX : sum;
}

/* Adds what a detail says to its block and to the whole. Amounts that cannot be read count as
 * nothing: the sums then differ from the header's, and the field has its finding. */
static void count_detail(struct withholding *w, const struct withholding_line *l) {
	int64_t paid = 0, withheld = 0;
	(void)!withholding_number(l, WF_PAID, &paid);
	(void)!withholding_number(l, WF_WITHHELD, &withheld);
	w->detail_count++;
	w->paid = add_up(w->paid, paid);
	w->withheld = add_up(w->withheld, withheld);
	if (l->block == SIZE_MAX) return;
	struct withholding_block *b = &w->block[l->block];
	b->detail_count++;
	b->paid = add_up(b->paid, paid);
	b->withheld = add_up(b->withheld, withheld);
}

/* Puts the line into its block; a header begins one. */
static enum nhi_status place_line(struct reader *r, struct withholding_line *l) {
	struct withholding *w = r->w;
	l->block = w->block_count == 0 ? SIZE_MAX : w->block_count - 1;
	if (l->record == '1') {
		l->block = w->block_count;
		return add_block(r, l->kind);
	}
	if (l->record == '2') count_detail(w, l);
	return NHI_OK;
}

static enum nhi_status keep_whole(struct reader *r, struct withholding_line *l, char record,
                                  struct str text) {
	l->record = record;
	l->count = 1;
	l->field = ARENA_NEW(r->arena, struct str);
	if (l->field == NULL) return no_memory(r);
	l->field[0] = text;
	return NHI_OK;
}

static enum nhi_status read_csv_line(struct reader *r, struct withholding_line *l, struct str s) {
	bool known = s.n > 1 && s.p[1] == ',' && (s.p[0] == '1' || s.p[0] == '2');
	if (!known || s.n > WITHHOLDING_LINE_SIZE_MAX)
		return keep_whole(r, l, s.n > 0 && s.p[0] == '*' ? '*' : '?', s);
	l->record = s.p[0];
	size_t count = 1;
	for (size_t i = 0; i < s.n && count < WITHHOLDING_CSV_FIELDS_MAX; i++)
		count += s.p[i] == ',';
	l->field = ARENA_ARRAY(r->arena, count, struct str);
	if (l->field == NULL) return no_memory(r);
	for (l->count = 0; l->count + 1 < count;) l->field[l->count++] = str_cut(&s, ',');
	l->field[l->count++] = s; /* the last one takes what is beyond the limit of fields */
	if (l->record == '1')
		l->kind = l->count > 2 ? parse_kind(l->field[2]) : 0;
	else
		l->kind = r->w->block_count > 0 ? r->w->block[r->w->block_count - 1].kind : 0;
	l->form = withholding_form(WITHHOLDING_CSV, l->record, l->kind);
	return place_line(r, l);
}

/* Bytes of the fixed layout as UTF-8. */
static bool fixed_text(struct reader *r, struct str s, struct str *out) {
	bool ascii = true;
	for (size_t i = 0; i < s.n && ascii; i++) ascii = (s.p[i] & 0x80) == 0;
	*out = s;
	if (ascii) return true;
	buf_reset(&r->scratch);
	big5_to_utf8(s, &r->scratch);
	return buf_ok(&r->scratch) && arena_str(r->arena, buf_str(&r->scratch), out);
}

static enum nhi_status read_fixed_line(struct reader *r, struct withholding_line *l, struct str s) {
	/* A line that is too long is kept whole: cutting it would lose what the payer wrote. */
	bool known = s.n > 0 && s.n <= WITHHOLDING_RECORD_SIZE && s.p[0] >= '1' && s.p[0] <= '3';
	if (!known) {
		struct str text;
		if (!fixed_text(r, s, &text)) return no_memory(r);
		return keep_whole(r, l, s.n > 0 && s.p[0] == '*' ? '*' : '?', text);
	}
	l->record = s.p[0];
	l->is_cut = s.n != WITHHOLDING_RECORD_SIZE;
	l->kind = parse_kind(str_slice(s, 9, 11));
	l->form = withholding_form(WITHHOLDING_FIXED, l->record, l->kind);
	l->count = l->form->count;
	l->field = ARENA_ARRAY(r->arena, l->count, struct str);
	if (l->field == NULL) return no_memory(r);
	for (size_t i = 0; i < l->count; i++) {
		size_t from = l->form->slot[i].at - 1u;
		struct str bytes = str_slice(s, from, from + l->form->slot[i].size);
		while (bytes.n > 0 && bytes.p[bytes.n - 1] == ' ') bytes.n--; /* they fill it up */
		if (!fixed_text(r, bytes, &l->field[i])) return no_memory(r);
	}
	return place_line(r, l);
}

/* CSV when a record's first field ends behind its first byte, in any line. */
static enum withholding_layout guess_layout(struct str text) {
	bool has_record = false;
	while (text.n > 0) {
		struct str line = str_cut(&text, '\n');
		if (line.n < 2 || line.p[0] < '1' || line.p[0] > '3') continue;
		if (line.p[1] == ',') return WITHHOLDING_CSV;
		has_record = true;
	}
	return has_record ? WITHHOLDING_FIXED : WITHHOLDING_CSV;
}

static size_t line_of(struct str text, size_t at) {
	size_t line = 1;
	for (size_t i = 0; i < at; i++) line += text.p[i] == '\n';
	return line;
}

/* Brings the bytes into the encoding that the layout is read in: UTF-8 for CSV, Big5 for fixed. */
static enum nhi_status recode(struct reader *r, struct str bytes) {
	struct withholding *w = r->w;
	struct str bom = STR("\xEF\xBB\xBF");
	w->has_bom = str_starts(bytes, bom);
	while (str_starts(bytes, bom)) /* tools that join or convert files leave several */
		bytes = str_slice(bytes, bom.n, bytes.n);
	struct big5_census census = big5_count(bytes);
	bool ascii = census.pairs + census.user + census.kept == 0;
	w->was_utf8 = !ascii && str_is_utf8(bytes);
	w->layout = guess_layout(bytes);
	if (!w->was_utf8 && census.kept > 0) {
		w->kept_bytes = census.kept;
		w->kept_line = line_of(bytes, census.kept_at);
	}
	r->rest = bytes;
	bool wants_utf8 = w->layout == WITHHOLDING_CSV;
	if (ascii || wants_utf8 == w->was_utf8) return NHI_OK;
	struct buf out = BUF_INIT(bytes.n * 4 + 65536);
	if (wants_utf8)
		big5_to_utf8(bytes, &out);
	else
		big5_from_utf8(bytes, '?', &out, NULL);
	bool ok = buf_ok(&out) && arena_str(r->arena, buf_str(&out), &r->rest);
	buf_free(&out);
	return ok ? NHI_OK : no_memory(r);
}

static enum nhi_status read_lines(struct reader *r) {
	enum nhi_status st = NHI_OK;
	while (r->rest.n > 0 && st == NHI_OK) {
		if (r->line == WITHHOLDING_LINES_MAX)
			return err_set(r->err, NHI_LIMIT, "lines" ERR_SEP "%d",
			               WITHHOLDING_LINES_MAX);
		struct str text = next_line(r);
		struct withholding_line *l = add_line(r);
		if (l == NULL) return no_memory(r);
		*l = (struct withholding_line){.line = r->line, .size = text.n};
		st = r->w->layout == WITHHOLDING_CSV ? read_csv_line(r, l, text)
		                                     : read_fixed_line(r, l, text);
	}
	return st;
}

enum nhi_status withholding_read(struct withholding *out, struct str bytes, struct arena *arena,
                                 struct err *err) {
	*out = (struct withholding){0};
	if (bytes.n > WITHHOLDING_SIZE_MAX)
		return err_set(err, NHI_LIMIT, "file" ERR_SEP "%d", WITHHOLDING_SIZE_MAX);
	struct reader r = {.w = out, .arena = arena, .err = err, .scratch = BUF_INIT(65536)};
	enum nhi_status st = recode(&r, bytes);
	if (st == NHI_OK) st = read_lines(&r);
	buf_free(&r.scratch);
	if (st != NHI_OK) return st;
	out->ends_with_lf = r.lf_lines > 0 && r.crlf_lines == 0;
	bool is_statement = out->block_count > 0 || out->detail_count > 0;
	if (!is_statement)
		return err_set(err, NHI_INPUT,
		               "這不是扣費明細申報檔：沒有以 1 開頭的單位列，也沒有以 2 "
		               "開頭的明細列" ERR_SEP
		               "this is no withholding statement: it has neither a header "
		               "line beginning with 1 nor a detail line beginning with 2");
	return NHI_OK;
}

/* Writes one slot of a record: numbers right and zero filled, text left and blank filled. */
static void write_slot(struct buf *out, const struct withholding_slot *slot, struct str text,
                       size_t *outside) {
	struct big5_outside found;
	size_t start = out->n;
	bool number = withholding_fields[slot->field].type == WT_MONEY;
	if (number && text.n > 0 && text.n < slot->size && str_is_digits(text))
		buf_put_repeat(out, '0', slot->size - text.n);
	big5_from_utf8(text, '?', out, &found);
	*outside += found.count;
	if (!buf_ok(out)) return;
	size_t written = out->n - start;
	if (written > slot->size) out->n = start + slot->size; /* never of a line that was read */
	if (written < slot->size) buf_put_repeat(out, ' ', slot->size - written);
}

static void write_line(struct buf *out, const struct withholding_line *l, size_t *outside) {
	struct big5_outside found;
	bool is_fixed = l->form != NULL && l->form->layout == WITHHOLDING_FIXED;
	for (size_t i = 0; i < l->count; i++) {
		if (is_fixed) {
			write_slot(out, &l->form->slot[i], l->field[i], outside);
			continue;
		}
		if (i > 0) buf_put_char(out, ',');
		big5_from_utf8(l->field[i], '?', out, &found);
		*outside += found.count;
	}
}

enum nhi_status withholding_write(const struct withholding *w, struct buf *out, size_t *outside,
                                  struct err *err) {
	*outside = 0;
	for (size_t i = 0; i < w->line_count; i++) {
		write_line(out, &w->line[i], outside);
		if (i + 1 < w->line_count || w->has_last_end)
			buf_put_c(out, w->ends_with_lf ? "\n" : "\r\n");
	}
	return buf_ok(out) ? NHI_OK : err_set(err, NHI_MEMORY, "");
}

struct str withholding_text(const struct withholding_line *l, enum withholding_field field) {
	size_t slot = withholding_slot(l->form, field);
	if (slot == SIZE_MAX || slot >= l->count) return STR("");
	return field_trim(l->field[slot]);
}

struct place withholding_place(const struct withholding_line *l, enum withholding_field field) {
	size_t slot = withholding_slot(l->form, field);
	size_t at = slot == SIZE_MAX ? 0 : l->form->slot[slot].at;
	return (struct place){l->line, at, &withholding_fields[field].name};
}

bool withholding_number(const struct withholding_line *l, enum withholding_field field,
                        int64_t *out) {
	return str_to_i64(withholding_text(l, field), 0, INT64_C(99999999999999), out) &&
	       withholding_text(l, field).p[0] != '-';
}
