/* multipart.c: see multipart.h. A delimiter is CR LF "--" boundary, and its only CR is its first
 * byte: when a match breaks off, what was matched is data and the next match starts at the byte
 * that broke it, never inside. So one counter is all that must survive from piece to piece. */
#include "web/multipart.h"

#include <stdlib.h>
#include <strings.h>

enum {
	BOUNDARY_MAX = 70,   /* RFC 2046 5.1.1 */
	HEADER_MAX = 4096,   /* bytes of all headers of a part */
	EPILOGUE_MAX = 1024, /* bytes behind the last delimiter, ignored */
	FIELD_NAME_MAX = 64, /* of an input */
	FILE_NAME_MAX = 200, /* bytes; the rest is cut off */
	ARENA_MAX = 4 << 20  /* names, texts */
};

enum state {
	IN_DATA,    /* of a part, or before the first delimiter */
	AFTER_MARK, /* "\r\n" another part, "--" the end */
	IN_HEADERS,
	AT_END
};

enum part { PART_NONE, PART_TEXT, PART_FILE };

struct multipart {
	enum state state;
	enum part part;
	struct str delimiter;
	size_t matched; /* bytes of the delimiter seen at the end of what came so far */
	char mark[2];
	size_t mark_count;
	struct buf head; /* of the part: lines with their ends */
	size_t line;     /* where the present line starts in it */
	size_t epilogue, size;
	struct str name, file_name; /* of the part */
	bool has_name, has_file_name, is_cut;
	struct buf data; /* of the part */
	size_t text_size;
	struct form_input text[FORM_INPUTS_MAX];
	size_t text_count;
	struct form_file file[FORM_FILES_MAX];
	struct buf file_bytes[FORM_FILES_MAX]; /* what file[i].bytes points to */
	size_t file_count;
	struct arena arena;
	struct err err; /* of the first failure */
};

static enum nhi_status bad(struct multipart *m, const char *zh, const char *en) {
	return err_set(&m->err, NHI_BAD_REQUEST, "%s" ERR_SEP "%s", zh, en);
}

static bool starts_word(struct str s, const char *word) {
	return s.n >= strlen(word) && strncasecmp(s.p, word, strlen(word)) == 0;
}

/* --- the value of a header: word; name=value; name="value" -------------------------------------
 */

/* Reads the next "; name=value" off `*rest`. False at its end, and with *broken for anything else.
 * Browsers write a quote inside a value as %22, so a value ends at the first quote. */
static bool next_parameter(struct str *rest, struct str *name, struct str *value, bool *broken) {
	*rest = str_trim(*rest);
	if (rest->n == 0) return false;
	*broken = true;
	if (rest->p[0] != ';') return false;
	*rest = str_trim(str_slice(*rest, 1, rest->n));
	size_t equals = str_find_char(*rest, '=');
	if (equals == rest->n) return false;
	*name = str_slice(*rest, 0, equals);
	*rest = str_slice(*rest, equals + 1, rest->n);
	bool quoted = rest->n > 0 && rest->p[0] == '"';
	if (quoted) *rest = str_slice(*rest, 1, rest->n);
	size_t end = str_find_char(*rest, quoted ? '"' : ';');
	if (quoted && end == rest->n) return false;
	*value = str_slice(*rest, 0, end);
	*rest = str_slice(*rest, quoted ? end + 1 : end, rest->n);
	if (!quoted) *value = str_trim(*value);
	*broken = false;
	return true;
}

static const char content_type_word[] = "multipart/form-data";

bool multipart_is(struct str content_type) {
	return starts_word(str_trim(content_type), content_type_word);
}

static bool is_boundary(struct str s) {
	bool good = s.n > 0 && s.n <= BOUNDARY_MAX && s.p[s.n - 1] != ' ';
	for (size_t i = 0; i < s.n && good; i++)
		good = s.p[i] >= ' ' && s.p[i] < 0x7f && s.p[i] != '"';
	return good;
}

enum nhi_status multipart_open(struct multipart **out, struct str content_type, struct err *err) {
	struct str rest = str_trim(content_type), name, value, boundary = STR("");
	bool broken = false;
	rest = str_slice(rest, sizeof content_type_word - 1, rest.n);
	while (next_parameter(&rest, &name, &value, &broken))
		if (name.n == 8 && starts_word(name, "boundary")) boundary = value;
	if (!multipart_is(content_type) || broken || !is_boundary(boundary))
		return err_set(err, NHI_BAD_REQUEST,
		               "上傳的格式不對" ERR_SEP "the upload has no usable boundary");
	struct multipart *m = calloc(1, sizeof *m);
	if (m == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	*m = (struct multipart){.state = IN_DATA,
	                        .matched = 2, /* the first delimiter starts without CR LF */
	                        .head = BUF_INIT(HEADER_MAX),
	                        .data = BUF_INIT(FORM_FILE_BYTES_MAX),
	                        .arena = ARENA_INIT(ARENA_MAX),
	                        .err = ERR_INIT};
	struct buf b = BUF_INIT(BOUNDARY_MAX + 8);
	buf_put_c(&b, "\r\n--");
	buf_put(&b, boundary);
	bool kept = buf_ok(&b) && arena_str(&m->arena, buf_str(&b), &m->delimiter);
	buf_free(&b);
	*out = m;
	if (kept) return NHI_OK;
	multipart_close(m);
	return err_set(err, NHI_MEMORY, "%s", "");
}

void multipart_close(struct multipart *m) {
	if (m == NULL) return;
	for (size_t i = 0; i < m->file_count; i++) buf_free(&m->file_bytes[i]);
	buf_free(&m->head);
	buf_free(&m->data);
	arena_free(&m->arena);
	free(m);
}

/* --- headers of a part -------------------------------------------------------------------------
 */

static bool is_input_name(struct str s) {
	bool good = s.n > 0 && s.n <= FIELD_NAME_MAX;
	for (size_t i = 0; i < s.n && good; i++) {
		char c = s.p[i];
		good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		       strchr("_-.", c) != NULL;
	}
	return good;
}

/* Without folders, quotes and controls; at most FILE_NAME_MAX bytes; never a name of its own power:
 * nothing is ever written under it. */
static bool keep_file_name(struct multipart *m, struct str s) {
	char clean[FILE_NAME_MAX];
	size_t n = 0, at = 0;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '/' || s.p[i] == '\\') at = i + 1;
	s = str_slice(s, at, s.n);
	if (!str_is_utf8(s)) s = STR("file");
	for (at = 0; at < s.n;) {
		size_t from = at;
		uint32_t c = str_next_char(s, &at);
		if (n + (at - from) > sizeof clean) break;
		if (c < 0x20 || c == 0x7f || c == '"') continue;
		memcpy(clean + n, s.p + from, at - from);
		n += at - from;
	}
	return arena_str(&m->arena, (struct str){clean, n}, &m->file_name);
}

static enum nhi_status read_disposition(struct multipart *m, struct str rest) {
	static const char word[] = "form-data";
	struct str name, value;
	bool broken = false;
	rest = str_trim(rest);
	if (!starts_word(rest, word) || m->has_name)
		return bad(m, "上傳的欄位沒有名稱", "a part of the upload has no usable name");
	rest = str_slice(rest, sizeof word - 1, rest.n);
	while (next_parameter(&rest, &name, &value, &broken)) {
		bool memory = true;
		if (name.n == 4 && starts_word(name, "name") && !m->has_name) {
			if (!is_input_name(value)) broken = true;
			m->has_name = true;
			memory = arena_str(&m->arena, value, &m->name);
		} else if (name.n == 8 && starts_word(name, "filename") && !m->has_file_name) {
			m->has_file_name = true;
			memory = keep_file_name(m, value);
		} else if (name.n != 9 || !starts_word(name, "filename*")) {
			broken = true; /* RFC 7578 4.2 forbids filename*; it is passed over */
		}
		if (!memory) return err_set(&m->err, NHI_MEMORY, "%s", "");
		if (broken) break;
	}
	if (broken || !m->has_name)
		return bad(m, "上傳的欄位沒有名稱", "a part of the upload has no usable name");
	return NHI_OK;
}

static enum nhi_status read_header(struct multipart *m, struct str line) {
	struct str value = line, name = str_cut(&value, ':');
	if (name.n == line.n || str_find_char(line, '\0') < line.n || str_trim(name).n != name.n)
		return bad(m, "上傳的標頭看不懂", "a header of the upload cannot be read");
	if (name.n == 19 && starts_word(name, "Content-Disposition"))
		return read_disposition(m, value);
	value = str_trim(value);
	bool encoded = name.n == 25 && starts_word(name, "Content-Transfer-Encoding") &&
	               !starts_word(value, "binary") && !starts_word(value, "8bit") &&
	               !starts_word(value, "7bit");
	return encoded ? bad(m, "上傳不能再編碼", "an encoded part cannot be taken") : NHI_OK;
}

static enum nhi_status start_part(struct multipart *m) {
	if (!m->has_name)
		return bad(m, "上傳的欄位沒有名稱", "a part of the upload has no usable name");
	m->part = m->has_file_name ? PART_FILE : PART_TEXT;
	m->is_cut = false;
	m->state = IN_DATA;
	buf_reset(&m->data);
	if (m->part == PART_TEXT && m->text_count == FORM_INPUTS_MAX)
		return err_set(&m->err, NHI_LIMIT, "inputs" ERR_SEP "%d", FORM_INPUTS_MAX);
	return NHI_OK;
}

static enum nhi_status take_headers(struct multipart *m, struct str *bytes) {
	size_t end = str_find_char(*bytes, '\n');
	bool whole = end < bytes->n;
	buf_put(&m->head, str_slice(*bytes, 0, whole ? end + 1 : end));
	*bytes = str_slice(*bytes, whole ? end + 1 : end, bytes->n);
	if (!buf_ok(&m->head))
		return err_set(&m->err, NHI_LIMIT, "header" ERR_SEP "%d", HEADER_MAX);
	if (!whole) return NHI_OK;
	struct str line = str_slice(buf_str(&m->head), m->line, m->head.n - 1);
	m->line = m->head.n;
	if (line.n == 0 || line.p[line.n - 1] != '\r')
		return bad(m, "上傳的標頭看不懂", "a header of the upload cannot be read");
	line.n--;
	return line.n == 0 ? start_part(m) : read_header(m, line);
}

/* --- data of a part ----------------------------------------------------------------------------
 */

static bool is_clean_text(struct str s) {
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f) return false;
	}
	return str_is_utf8(s);
}

static enum nhi_status put_data(struct multipart *m, struct str s) {
	if (s.n == 0) return NHI_OK;
	if (m->part == PART_NONE)
		return bad(m, "上傳的開頭不對", "the upload does not start with its boundary");
	if (m->part == PART_TEXT) {
		m->text_size += s.n;
		if (m->text_size > MULTIPART_TEXT_MAX)
			return err_set(&m->err, NHI_LIMIT, "text" ERR_SEP "%d", MULTIPART_TEXT_MAX);
	} else if (m->is_cut || m->data.n + s.n > FORM_FILE_BYTES_MAX) {
		m->is_cut = true;
		buf_free(&m->data);
		m->data = BUF_INIT(FORM_FILE_BYTES_MAX);
		return NHI_OK;
	}
	buf_put(&m->data, s);
	return buf_ok(&m->data) ? NHI_OK : err_set(&m->err, NHI_MEMORY, "%s", "");
}

static enum nhi_status end_text(struct multipart *m) {
	struct form_input *in = &m->text[m->text_count++];
	if (!is_clean_text(buf_str(&m->data)))
		return bad(m, "欄位裡有控制字元或不是 UTF-8 文字",
		           "a field holds control characters or is not UTF-8");
	in->name = m->name;
	return arena_str(&m->arena, buf_str(&m->data), &in->value)
	               ? NHI_OK
	               : err_set(&m->err, NHI_MEMORY, "%s", "");
}

static enum nhi_status end_file(struct multipart *m) {
	if (m->file_name.n == 0 && m->data.n == 0 && !m->is_cut) return NHI_OK; /* none chosen */
	if (m->file_count == FORM_FILES_MAX)
		return err_set(&m->err, NHI_LIMIT, "files" ERR_SEP "%d", FORM_FILES_MAX);
	size_t i = m->file_count++;
	m->file_bytes[i] = m->data;
	m->data = BUF_INIT(FORM_FILE_BYTES_MAX);
	m->file[i] = (struct form_file){.field = m->name,
	                                .name = m->file_name.n > 0 ? m->file_name : STR("file"),
	                                .bytes = buf_str(&m->file_bytes[i]),
	                                .is_cut = m->is_cut};
	return NHI_OK;
}

static enum nhi_status end_part(struct multipart *m) {
	enum nhi_status st = m->part == PART_TEXT   ? end_text(m)
	                     : m->part == PART_FILE ? end_file(m)
	                                            : NHI_OK;
	m->part = PART_NONE;
	m->has_name = m->has_file_name = false;
	m->name = m->file_name = STR("");
	m->state = AFTER_MARK;
	m->mark_count = 0;
	buf_reset(&m->head);
	m->line = 0;
	return st;
}

/* Takes bytes up to and with the delimiter, or all. */
static enum nhi_status take_data(struct multipart *m, struct str *bytes) {
	enum nhi_status st = NHI_OK;
	while (bytes->n > 0 && st == NHI_OK) {
		if (m->matched == 0) {
			size_t at = str_find_char(*bytes, '\r');
			st = put_data(m, str_slice(*bytes, 0, at));
			m->matched = at < bytes->n ? 1 : 0;
			*bytes = str_slice(*bytes, at + m->matched, bytes->n);
		} else if (bytes->p[0] == m->delimiter.p[m->matched]) {
			*bytes = str_slice(*bytes, 1, bytes->n);
			if (++m->matched < m->delimiter.n) continue;
			m->matched = 0;
			return end_part(m);
		} else {
			st = put_data(m, str_slice(m->delimiter, 0, m->matched));
			m->matched = 0;
		}
	}
	return st;
}

static enum nhi_status take_mark(struct multipart *m, struct str *bytes) {
	m->mark[m->mark_count++] = bytes->p[0];
	*bytes = str_slice(*bytes, 1, bytes->n);
	if (m->mark_count < sizeof m->mark) return NHI_OK;
	if (memcmp(m->mark, "--", sizeof m->mark) == 0) {
		m->state = AT_END;
		return NHI_OK;
	}
	m->state = IN_HEADERS;
	if (memcmp(m->mark, "\r\n", sizeof m->mark) == 0) return NHI_OK;
	return bad(m, "上傳的分隔線不對", "a boundary of the upload is malformed");
}

enum nhi_status multipart_put(struct multipart *m, struct str bytes, struct err *err) {
	enum nhi_status st = m->err.code;
	m->size += bytes.n;
	if (st == NHI_OK && m->size > MULTIPART_BODY_MAX)
		st = err_set(&m->err, NHI_LIMIT, "body" ERR_SEP "%d", MULTIPART_BODY_MAX);
	while (bytes.n > 0 && st == NHI_OK) {
		switch (m->state) {
		case IN_DATA: st = take_data(m, &bytes); break;
		case AFTER_MARK: st = take_mark(m, &bytes); break;
		case IN_HEADERS: st = take_headers(m, &bytes); break;
		case AT_END:
			m->epilogue += bytes.n;
			bytes.n = 0;
			if (m->epilogue > EPILOGUE_MAX)
				st = bad(m, "上傳的結尾不對", "there is data behind the upload");
			break;
		}
	}
	if (st != NHI_OK && err != NULL) *err = m->err;
	return st;
}

enum nhi_status multipart_end(struct multipart *m, struct form *form, struct err *err) {
	enum nhi_status st = m->err.code;
	if (st == NHI_OK && m->state != AT_END)
		st = bad(m, "上傳沒有傳完", "the upload ends in the middle");
	for (size_t i = 0; i < m->text_count && st == NHI_OK; i++)
		if (!form_add(form, m->text[i].name, m->text[i].value))
			st = err_set(&m->err, NHI_LIMIT, "inputs" ERR_SEP "%d", FORM_INPUTS_MAX);
	form->file = m->file;
	form->file_count = st == NHI_OK ? m->file_count : 0;
	if (st != NHI_OK && err != NULL) *err = m->err;
	return st;
}
