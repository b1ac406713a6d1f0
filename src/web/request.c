/* request.c: see request.h. */
#include "web/request.h"

static int hex_digit(char c) {
	if (c >= '0' && c <= '9') return c - '0';
	if (c >= 'a' && c <= 'f') return c - 'a' + 10;
	if (c >= 'A' && c <= 'F') return c - 'A' + 10;
	return -1;
}

static enum nhi_status bad(struct err *err, const char *zh, const char *en) {
	return err_set(err, NHI_BAD_REQUEST, "%s" ERR_SEP "%s", zh, en);
}

/* %-codes, and '+' as a blank in inputs; the result must be UTF-8 without control characters (line
 * ends and tabs may stand in inputs). */
static enum nhi_status decode(struct arena *a, struct str text, bool input, struct str *out,
                              struct err *err) {
	char *p = arena_alloc(a, text.n + 1);
	if (p == NULL) return err_set(err, NHI_MEMORY, "");
	size_t n = 0;
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if (c == '+' && input) c = ' ';
		if (c == '%') {
			int high = i + 1 < text.n ? hex_digit(text.p[i + 1]) : -1;
			int low = i + 2 < text.n ? hex_digit(text.p[i + 2]) : -1;
			if (high < 0 || low < 0)
				return bad(err, "網址裡的 % 編碼不完整", "a %-code is broken");
			c = (char)(high * 16 + low);
			i += 2;
		}
		bool blank = input && (c == '\t' || c == '\n' || c == '\r');
		if (((unsigned char)c < 0x20 && !blank) || c == 0x7f)
			return bad(err, "含有控制字元", "it holds a control character");
		p[n++] = c;
	}
	*out = (struct str){p, n};
	if (!str_is_utf8(*out)) return bad(err, "不是 UTF-8 文字", "the text is not UTF-8");
	return NHI_OK;
}

static enum nhi_status add_inputs(struct request *out, struct arena *a, struct str text,
                                  struct err *err) {
	while (text.n > 0) {
		struct str value = str_cut(&text, '&');
		if (value.n == 0) continue;
		struct str name = str_cut(&value, '=');
		enum nhi_status st = decode(a, name, true, &name, err);
		if (st == NHI_OK) st = decode(a, value, true, &value, err);
		if (st != NHI_OK) return st;
		if (!form_add(&out->form, name, value))
			return bad(err, "欄位太多", "there are too many inputs");
	}
	return NHI_OK;
}

enum nhi_status request_target(struct request *out, struct arena *a, struct str target,
                               struct err *err) {
	if (target.n == 0 || target.p[0] != '/' || target.n > REQUEST_TARGET_MAX)
		return bad(err, "網址不對或太長", "the address is malformed or too long");
	out->query = target;
	struct str path = str_cut(&out->query, '?');
	out->query = str_slice(out->query, 0, str_find_char(out->query, '#'));
	if (path.n > REQUEST_PATH_MAX) return bad(err, "網址太長", "the address is too long");
	enum nhi_status st = decode(a, path, false, &out->path, err);
	if (st == NHI_OK) st = add_inputs(out, a, out->query, err);
	return st;
}

enum nhi_status request_body(struct request *out, struct arena *a, struct str body,
                             struct err *err) {
	if (out->parts != NULL) return multipart_end(out->parts, &out->form, err);
	return add_inputs(out, a, body, err);
}

struct str request_cookie(const struct request *r, const char *name) {
	struct str rest = r->cookie;
	while (rest.n > 0) {
		struct str value = str_trim(str_cut(&rest, ';'));
		struct str key = str_cut(&value, '=');
		if (str_is(key, name)) return value;
	}
	return STR("");
}

static void put_encoded(struct buf *out, struct str s) {
	static const char hex[] = "0123456789ABCDEF";
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		             (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~';
		if (plain) {
			buf_put_char(out, (char)c);
			continue;
		}
		buf_put_char(out, '%');
		buf_put_char(out, hex[c >> 4]);
		buf_put_char(out, hex[c & 15]);
	}
}

void request_put_input(struct buf *out, struct str name, struct str value) {
	if (out->n > 0) buf_put_char(out, '&');
	put_encoded(out, name);
	buf_put_char(out, '=');
	put_encoded(out, value);
}

struct str response_body(const struct response *r) {
	return r->fixed.n > 0 ? r->fixed : buf_str(&r->body);
}
