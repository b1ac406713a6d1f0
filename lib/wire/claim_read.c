/* claim_read.c: see claim_read.h. The window slides over the file; a case that it cuts is taken
 * again from its <ddata> with more bytes, so slices never move under a case. */
#include "wire/claim_read_parts.h"

#include "wire/big5.h"

/* ---- findings ---------------------------------------------------------------------------- */

/* Characters from the beginning of the line, from 1. A pair of Big5 is one. */
static uint32_t column_at(const struct claim_reader *r, const char *at) {
	const char *begin = r->window.p, *p = at;
	while (p > begin && p[-1] != '\n') p--;
	uint32_t column = p == begin ? r->column_base : 0;
	for (; p < at; p++, column++)
		if ((unsigned char)*p > 0x80 && p + 1 < at) p++;
	return column + 1;
}

static bool is_unreadable(const char *code) {
	return code[0] == 'A' && code[1] == '0' && code[2] >= '1' && code[2] <= '4';
}

struct claim_finding *reader_find(struct claim_reader *r, const char *code,
                                  const struct claim_field *field, uint32_t line, const char *at) {
	if (code[0] == 'A') r->returned = true;
	if (is_unreadable(code)) r->unreadable = true;
	if (r->pending_count >= PENDING_MAX) return &r->beyond;
	struct claim_finding *f = &r->pending[r->pending_count].finding;
	*f = claim_finding_of(code, NULL, NULL, field);
	f->effect = code[0] == 'A' ? CLAIM_EFFECT_FILE : CLAIM_EFFECT_NONE;
	f->line = line;
	f->column = at == NULL ? 0 : column_at(r, at);
	r->pending[r->pending_count].order = r->order_count;
	r->pending[r->pending_count++].text_n = 0;
	return f;
}

/* The bytes of the file as UTF-8, at most what a message needs. */
void reader_arg(struct claim_reader *r, struct claim_finding *f, size_t i, struct str big5) {
	if (r->pending_count == 0 || f != &r->pending[r->pending_count - 1].finding) return;
	struct pending *p = &r->pending[r->pending_count - 1];
	struct buf text = BUF_INIT(0);
	big5_to_utf8(str_slice(big5, 0, ARG_BYTES_MAX / 4), &text);
	struct str s = buf_str(&text);
	if (s.n <= PENDING_TEXT - p->text_n && s.n > 0) {
		memcpy(p->text + p->text_n, s.p, s.n);
		f->arg[i] = (struct str){p->text + p->text_n, s.n};
		p->text_n += s.n;
	}
	buf_free(&text);
}

/* Both languages at once: {1} in Chinese, {2} in English. */
static void find_said(struct claim_reader *r, const char *code, const char *zh, const char *en,
                      uint32_t line, const char *at) {
	struct claim_finding *f = reader_find(r, code, NULL, line, at);
	f->arg[0] = str_from(zh);
	f->arg[1] = str_from(en);
}

static void give_out(struct claim_reader *r, bool of_case) {
	for (size_t i = 0; i < r->pending_count; i++) {
		struct pending *p = &r->pending[i];
		if (of_case) p->finding.of_case = &r->item_case;
		if (of_case && p->order > 0 && p->order <= r->order_count)
			p->finding.of_order = &reader_orders(r)[p->order - 1];
		claim_found(r->sink, &p->finding);
	}
	r->pending_count = 0;
}

static void stop(struct claim_reader *r) { r->stage = READ_STOPPED; }

void reader_fault(struct claim_reader *r, enum claim_fault fault, const struct claim_token *t) {
	if (r->zip != NULL && claim_zip_fault(r->zip) != CLAIM_ZIP_SOUND) {
		stop(r); /* said as A01 at the end */
		return;
	}
	find_said(r, "A04", claim_fault_text(fault, "zh"), claim_fault_text(fault, "en"), t->line,
	          t->at);
	stop(r);
}

/* ---- the window -------------------------------------------------------------------------- */

static struct str window_bytes(const struct claim_reader *r) {
	return (struct str){r->window.p, r->window.n};
}

/* Brings the byte at scan.p to the front of the window and reads behind what is there. False when
 * the window may not grow any more. */
static enum nhi_status slide(struct claim_reader *r, bool *fits, struct err *err) {
	size_t used = (size_t)(r->scan.p - r->window.p), rest = r->window.n - used;
	if (used > 0) {
		r->column_base = column_at(r, r->scan.p) - 1;
		memmove(r->window.p, r->scan.p, rest);
		r->window.n = rest;
	}
	size_t room = rest < CLAIM_WINDOW_SIZE ? CLAIM_WINDOW_SIZE - rest : rest;
	*fits = rest < CLAIM_CASE_BYTES_MAX;
	if (!*fits) return NHI_OK;
	char *to = buf_room(&r->window, room + CLAIM_SCAN_PADDING);
	if (to == NULL) return err_set(err, NHI_MEMORY, "");
	while (room > 0 && !r->ended) {
		size_t got = 0;
		enum nhi_status st = r->source->read(r->source, to, room, &got, err);
		if (st != NHI_OK) return st;
		r->ended = got == 0;
		buf_added(&r->window, got);
		r->bytes += got;
		to += got;
		room -= got;
	}
	memset(r->window.p + r->window.n, 0, CLAIM_SCAN_PADDING);
	claim_scan_window(&r->scan, window_bytes(r), r->ended);
	return NHI_OK;
}

/* More bytes for what begins at `from`; the scanner goes back to it. */
static enum nhi_status again_from(struct claim_reader *r, const struct claim_scan *from,
                                  struct err *err) {
	bool fits;
	r->scan = *from;
	r->pending_count = 0;
	enum nhi_status st = slide(r, &fits, err);
	if (st == NHI_OK && !fits) {
		struct claim_token t = {.at = r->scan.p, .line = r->scan.line};
		find_said(r, "A04", "一件案件過大", "a case is too large", t.line, t.at);
		stop(r);
	}
	return st;
}

/* ---- opening: source, declaration, root, head -------------------------------------------- */

static enum nhi_status choose_source(struct claim_reader *r, struct claim_source *from,
                                     struct err *err) {
	char *to = buf_room(&r->window, CLAIM_ZIP_INPUT + CLAIM_SCAN_PADDING);
	if (to == NULL) return err_set(err, NHI_MEMORY, "");
	size_t n = 0, got = 1;
	while (n < 4 && got > 0) {
		enum nhi_status st = from->read(from, to + n, CLAIM_ZIP_INPUT - n, &got, err);
		if (st != NHI_OK) return st;
		n += got;
	}
	r->source = from;
	if (!claim_zip_is((struct str){to, n})) {
		buf_added(&r->window, n);
		r->bytes = n;
		r->ended = got == 0;
		return NHI_OK;
	}
	r->zip = claim_zip_open(from, (struct str){to, n});
	if (r->zip == NULL) return err_set(err, NHI_MEMORY, "");
	r->source = claim_zip_source(r->zip);
	return NHI_OK;
}

static void judge_declaration(struct claim_reader *r, enum claim_declaration d) {
	static const char *const texts[][2] = {
	        [CLAIM_DECLARED] = {NULL, NULL},
	        [CLAIM_DECLARED_MISSING] = {"第一列沒有 XML 宣告", "no XML declaration on line 1"},
	        [CLAIM_DECLARED_OTHER] = {"宣告須恰為 <?xml version=\"1.0\" encoding=\"Big5\"?>",
	                                  "the declaration is exactly <?xml version=\"1.0\" "
	                                  "encoding=\"Big5\"?>"},
	        [CLAIM_DECLARED_PLACE] = {"宣告須獨占第一列，根標籤緊接於第二列",
	                                  "the declaration stands alone on line 1, the root on "
	                                  "line 2"},
	};
	if (d != CLAIM_DECLARED) find_said(r, "A02", texts[d][0], texts[d][1], 1, NULL);
}

static bool find_root(struct claim_reader *r, struct str name) {
	for (int f = 0; f < CLAIM_FORMAT_COUNT; f++)
		if (str_is(name, claim_format_root((enum claim_format)f))) {
			r->form = &r->layout->form[f];
			return true;
		}
	return false;
}

static void open_root(struct claim_reader *r, const struct claim_token *t) {
	bool is_empty = t->kind == CLAIM_TOKEN_FIELD; /* <outpatient></outpatient> */
	if (t->kind == CLAIM_TOKEN_BAD) {
		reader_fault(r, t->fault, t);
		return;
	}
	if (!find_root(r, t->name)) {
		reader_arg(r, reader_find(r, "A03", NULL, t->line, t->at), 0, t->name);
		stop(r);
		return;
	}
	r->item_case.format = r->batch.format = r->form->format;
	r->stage = is_empty ? READ_AFTER : READ_ROOT;
}

/* The head is read when the first case, or the end, is in sight. */
static enum nhi_status read_head(struct claim_reader *r, struct err *err) {
	enum nhi_status st = NHI_OK;
	for (bool again = true; st == NHI_OK && again && r->stage == READ_ROOT;) {
		struct claim_scan from = r->scan;
		reader_clear(r);
		again = reader_head(r) == READER_MORE;
		if (again) st = again_from(r, &from, err);
	}
	if (st == NHI_OK) reader_finish_head(r);
	give_out(r, false);
	return st;
}

/* The name of a zip and of the file inside, by what the file turned out to be. */
static void judge_names(struct claim_reader *r, struct str upload) {
	static const char *const stems[CLAIM_FORMAT_COUNT] = {[CLAIM_OUTPATIENT] = "TOTFA",
	                                                      [CLAIM_INPATIENT] = "TOTFB",
	                                                      [CLAIM_APPEAL] = "TOTFA"};
	if (r->zip == NULL || r->form == NULL || stems[r->form->format] == NULL) return;
	struct str stem = str_from(stems[r->form->format]), inside = claim_zip_name(r->zip);
	bool right = inside.n == stem.n + 4 && str_starts(inside, stem);
	if (upload.n > 0) right = right && upload.n == stem.n + 4 && str_starts(upload, stem);
	if (right) return;
	reader_find(r, "A01", NULL, 0, NULL);
	struct claim_finding *f = &r->pending[r->pending_count - 1].finding;
	static const char *const said[CLAIM_FORMAT_COUNT][2] = {
	        [CLAIM_OUTPATIENT] = {"門診須為 TOTFA.zip 內之 TOTFA.xml",
	                              "outpatient claims are TOTFA.xml in TOTFA.zip"},
	        [CLAIM_INPATIENT] = {"住院須為 TOTFB.zip 內之 TOTFB.xml",
	                             "inpatient claims are TOTFB.xml in TOTFB.zip"},
	        [CLAIM_APPEAL] = {"申復須為 TOTFA.zip 內之 TOTFA.xml",
	                          "appeals are TOTFA.xml in TOTFA.zip"}};
	f->arg[0] = str_from(said[r->form->format][0]);
	f->arg[1] = str_from(said[r->form->format][1]);
}

static enum nhi_status open_file(struct claim_reader *r, const struct claim_read_from *from,
                                 struct err *err) {
	bool fits;
	enum nhi_status st = choose_source(r, from->source, err);
	r->scan.p = r->window.p;
	r->scan.line = 1;
	if (st == NHI_OK) st = slide(r, &fits, err);
	if (st != NHI_OK) return st;
	if (r->zip != NULL && claim_zip_fault(r->zip) != CLAIM_ZIP_SOUND) {
		stop(r);
		return NHI_OK;
	}
	judge_declaration(r, claim_scan_start(&r->scan, window_bytes(r), r->ended));
	struct claim_token t;
	claim_scan_next(&r->scan, &t);
	if (t.kind == CLAIM_TOKEN_MORE) { /* a window of blanks, or no tag at all */
		t.kind = CLAIM_TOKEN_BAD;
		t.fault = CLAIM_FAULT_EMPTY;
	}
	open_root(r, &t);
	give_out(r, false);
	return read_head(r, err);
}

enum nhi_status claim_read_open(struct claim_reader **out, const struct claim_read_from *from,
                                struct claim_sink *sink, struct err *err) {
	struct claim_reader *r = calloc(1, sizeof *r);
	*out = r;
	if (r == NULL) return err_set(err, NHI_MEMORY, "");
	r->layout = from->layout;
	r->sink = sink;
	r->upload = from->name;
	r->window.max = (size_t)CLAIM_CASE_BYTES_MAX * 2 + CLAIM_WINDOW_SIZE;
	r->values.max = r->head_values.max = (size_t)512 * 1024 * 1024;
	r->orders.max = (size_t)(CLAIM_ORDERS_MAX + 1) * sizeof(struct claim_order) * 2;
	claim_batch_clear(&r->batch);
	enum nhi_status st = open_file(r, from, err);
	return st == NHI_OK && r->failed ? err_set(err, NHI_MEMORY, "") : st;
}

void claim_read_close(struct claim_reader *r) {
	if (r == NULL) return;
	claim_zip_close(r->zip);
	buf_free(&r->window);
	buf_free(&r->values);
	buf_free(&r->head_values);
	buf_free(&r->orders);
	free(r);
}

/* ---- going on ---------------------------------------------------------------------------- */

/* Reads the source to its end, so that a zip is judged whole. */
static enum nhi_status drain(struct claim_reader *r, struct err *err) {
	enum nhi_status st = NHI_OK;
	while (st == NHI_OK && r->zip != NULL && !r->ended) {
		size_t got = 0;
		buf_reset(&r->window);
		char *to = buf_room(&r->window, CLAIM_WINDOW_SIZE);
		if (to == NULL) return err_set(err, NHI_MEMORY, "");
		st = r->source->read(r->source, to, CLAIM_WINDOW_SIZE, &got, err);
		r->ended = got == 0;
	}
	return st;
}

/* What only the whole file can tell. */
static enum nhi_status finish(struct claim_reader *r, struct err *err) {
	bool unfinished = r->stage == READ_STOPPED;
	if (!unfinished && r->case_count == 0 && r->blanket_count == 0)
		find_said(r, "A11", "沒有案件", "there is no case", 0, NULL);
	if (r->high.texts > 0 && r->high.all_utf8)
		find_said(r, "A02", "宣告為 Big5，內容卻是 UTF-8",
		          "declared as Big5, but the bytes are UTF-8", r->high.line, NULL);
	else if (r->high.bad)
		find_said(r, "A02", "有不屬於 Big5 的位元組", "bytes that Big5 does not have",
		          r->high.bad_line, NULL);
	enum nhi_status st = drain(r, err);
	if (st != NHI_OK) return st;
	enum claim_zip_fault fault = r->zip == NULL ? CLAIM_ZIP_SOUND : claim_zip_fault(r->zip);
	if (fault != CLAIM_ZIP_SOUND)
		find_said(r, "A01", claim_zip_fault_text(fault, "zh"),
		          claim_zip_fault_text(fault, "en"), 0, NULL);
	else
		judge_names(r, r->upload);
	give_out(r, false);
	r->stage = READ_OVER;
	return NHI_OK;
}

enum nhi_status claim_read_next(struct claim_reader *r, struct claim_item *item, struct err *err) {
	*item = (struct claim_item){.kind = CLAIM_ITEM_END};
	while (r->stage == READ_ROOT || r->stage == READ_AFTER) {
		struct claim_scan from = r->scan;
		reader_clear(r);
		enum reader_step step = reader_item(r);
		if (r->failed) return err_set(err, NHI_MEMORY, "");
		if (step == READER_MORE) {
			enum nhi_status st = again_from(r, &from, err);
			if (st != NHI_OK) return st;
			continue;
		}
		if (step == READER_CASE) {
			r->item_case.ordinal = ++r->case_count;
			item->kind = CLAIM_ITEM_CASE;
			item->of_case = &r->item_case;
		} else if (step == READER_BLANKET) {
			item->kind = CLAIM_ITEM_BLANKET;
			item->blanket = reader_orders(r);
			reader_orders(r)->ordinal = ++r->blanket_count;
		}
		give_out(r, step == READER_CASE);
		if (item->kind != CLAIM_ITEM_END) return NHI_OK;
	}
	if (r->stage == READ_OVER) return NHI_OK;
	return finish(r, err);
}

const struct claim_batch *claim_read_batch(const struct claim_reader *r) { return &r->batch; }
bool claim_read_returned(const struct claim_reader *r) { return r->returned; }
bool claim_read_unreadable(const struct claim_reader *r) { return r->unreadable; }
uint64_t claim_read_bytes(const struct claim_reader *r) { return r->bytes; }
