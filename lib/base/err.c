/* err.c: see err.h. */
#include "base/err.h"

#include <stdarg.h>

/* Cuts `n` back so that no UTF-8 character is split. */
static size_t whole_characters(const char *p, size_t n) {
	while (n > 0 && !str_is_utf8((struct str){p, n}) && n + 4 > n) {
		size_t back = n - 1;
		while (back > 0 && ((unsigned char)p[back] & 0xC0) == 0x80) back--;
		if (str_is_utf8((struct str){p, back})) return back;
		return n; /* not ours to mend: the text was malformed before */
	}
	return n;
}

#undef err_set
enum nhi_status err_set(struct err *e, enum nhi_status code, const char *fmt, ...) {
	if (e == NULL) return code;
	*e = (struct err){.code = code};
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(e->detail, sizeof e->detail, fmt, ap);
	va_end(ap);
	size_t kept = n < 0 ? 0 : (size_t)n < sizeof e->detail ? (size_t)n : sizeof e->detail - 1;
	e->detail_n = whole_characters(e->detail, kept);
	return code;
}

enum nhi_status err_where(struct err *e, const char *fmt, ...) {
	if (e == NULL) return NHI_OK;
	char place[ERR_WHERE_SIZE];
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(place, sizeof place, fmt, ap);
	va_end(ap);
	char joined[2 * ERR_WHERE_SIZE + 2];
	int all = snprintf(joined, sizeof joined, "%s%s%s", n < 0 ? "" : place,
	                   e->where_n == 0 ? "" : ": ", e->where);
	size_t kept = all < 0                         ? 0
	              : (size_t)all < sizeof e->where ? (size_t)all
	                                              : sizeof e->where - 1;
	kept = whole_characters(joined, kept);
	memcpy(e->where, joined, kept);
	e->where[kept] = '\0';
	e->where_n = kept;
	return e->code;
}

static struct str detail_at(const struct err *e, unsigned wanted) {
	struct str rest = {e->detail, e->detail_n};
	for (unsigned i = 1; i < wanted; i++)
		(void)str_cut(&rest, ERR_SEP[0]); /* skips one detail */
	return str_cut(&rest, ERR_SEP[0]);
}

void err_message(const struct err *e, const char *lang, struct buf *out) {
	const struct status_row *row = &status_rows[e->code];
	struct str text = str_from(str_is(str_from(lang), "en") ? row->en : row->zh);
	for (size_t i = 0; i < text.n; i++) {
		bool hole = i + 2 < text.n && text.p[i] == '{' && text.p[i + 2] == '}';
		if (!hole) {
			buf_put_char(out, text.p[i]);
			continue;
		}
		buf_put(out, detail_at(e, (unsigned)(text.p[i + 1] - '0')));
		i += 2;
	}
}

int status_exit_code(enum nhi_status code) { return status_rows[code].exit_code; }
int status_http(enum nhi_status code) { return status_rows[code].http; }
const char *status_name(enum nhi_status code) { return status_rows[code].name; }
