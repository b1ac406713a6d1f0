/* claim_scan.c: see claim_scan.h. 16 bytes at a time with SSE2, which every x86-64 has; elsewhere
 * the same masks come out of a plain loop.
 *
 * One look finds the `<` behind the blanks, one the `<` behind the value; the end tag is compared
 * with the start tag as one 64-bit word. What does not fit this pattern goes through the slow
 * functions below it, which decide alone what is a fault. */
#include "wire/claim_scan.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

static const char declaration[] = "<?xml version=\"1.0\" encoding=\"Big5\"?>";

/* What 16 bytes hold, a bit a byte. */
struct masks {
	uint32_t blank, newline;
};
struct value_masks {
	uint32_t less, digit, upper, point;
};

#if defined(__SSE2__)
static inline struct masks blanks_of(const char *p) {
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i nl = _mm_cmpeq_epi8(v, _mm_set1_epi8('\n'));
	__m128i ws = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8(' ')),
	                          _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('\r')),
	                                       _mm_cmpeq_epi8(v, _mm_set1_epi8('\t'))));
	return (struct masks){(uint32_t)_mm_movemask_epi8(_mm_or_si128(ws, nl)),
	                      (uint32_t)_mm_movemask_epi8(nl)};
}
static inline uint32_t lesses_of(const char *p) {
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8('<')));
}
/* Bytes within [low, low + span]. */
static inline uint32_t within(__m128i v, char low, char span) {
	__m128i from = _mm_sub_epi8(v, _mm_set1_epi8(low));
	return (uint32_t)_mm_movemask_epi8(
	        _mm_cmpeq_epi8(_mm_min_epu8(from, _mm_set1_epi8(span)), from));
}
static inline struct value_masks value_of(const char *p) {
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	return (struct value_masks){
	        (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8('<'))),
	        within(v, '0', 9), within(v, 'A', 25),
	        (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8('.')))};
}
#else
static inline struct value_masks value_of(const char *p) {
	struct value_masks m = {0, 0, 0, 0};
	for (unsigned i = 0; i < 16; i++) {
		char c = p[i];
		m.less |= (uint32_t)(c == '<') << i;
		m.digit |= (uint32_t)(c >= '0' && c <= '9') << i;
		m.upper |= (uint32_t)(c >= 'A' && c <= 'Z') << i;
		m.point |= (uint32_t)(c == '.') << i;
	}
	return m;
}
static inline struct masks blanks_of(const char *p) {
	struct masks m = {0, 0};
	for (unsigned i = 0; i < 16; i++) {
		char c = p[i];
		m.newline |= (uint32_t)(c == '\n') << i;
		m.blank |= (uint32_t)(c == ' ' || c == '\n' || c == '\r' || c == '\t') << i;
	}
	return m;
}
static inline uint32_t lesses_of(const char *p) {
	uint32_t m = 0;
	for (unsigned i = 0; i < 16; i++) m |= (uint32_t)(p[i] == '<') << i;
	return m;
}
#endif

static inline unsigned first_bit(uint32_t mask) { return (unsigned)__builtin_ctz(mask); }

static inline uint64_t word_at(const char *p) {
	uint64_t w;
	memcpy(&w, p, sizeof w);
	return w;
}

/* Skips blanks from *p, counting lines; false when the window ends in them. */
static inline bool skip_blanks(const char **p, const char *end, uint32_t *line) {
	for (;;) {
		struct masks m = blanks_of(*p);
		unsigned n = m.blank == 0xFFFF ? 16 : first_bit(~m.blank);
		uint32_t newlines = m.newline & ((UINT32_C(1) << n) - 1);
		if (*p + n >= end) { /* the padding may look like blanks */
			for (;
			     *p < end && (**p == ' ' || **p == '\n' || **p == '\r' || **p == '\t');
			     (*p)++)
				*line += **p == '\n';
			return *p < end;
		}
		for (; newlines != 0; newlines &= newlines - 1) (*line)++;
		*p += n;
		if (n < 16) return true;
	}
}

/* The `<` at or behind p, or NULL when the window has none. */
static inline const char *find_less(const char *p, const char *end) {
	for (;; p += 16) {
		uint32_t mask = lesses_of(p);
		if (mask == 0 && p + 16 < end) continue;
		if (mask == 0) return NULL;
		p += first_bit(mask);
		return p < end ? p : NULL;
	}
}

/* ---- the pattern of nearly every token: <l123>value</l123> -------------------------------- */

/* Bytes 0 … n of a little-endian word. */
static inline uint64_t low_bytes(unsigned n) { return (UINT64_C(1) << (n * 8)) - 1; }

static inline unsigned digit_at(uint64_t w, unsigned i) {
	return ((unsigned)(w >> (i * 8)) & 0xFF) - '0';
}

/* Reads letter, digits and `>` at w; returns the length of the name or 0. */
static inline unsigned tag_of(uint64_t w, char *letter, uint16_t *number) {
	unsigned first = (unsigned)w & 0xFF, d1 = digit_at(w, 1), d2 = digit_at(w, 2);
	unsigned d3 = digit_at(w, 3), n = 2, value = d1;
	if (first - 'a' > 25 || d1 > 9) return 0;
	if (d2 <= 9) {
		value = value * 10 + d2;
		n = 3;
		if (d3 <= 9) {
			value = value * 10 + d3;
			n = 4;
		}
	}
	if (((unsigned)(w >> (n * 8)) & 0xFF) != '>') return 0;
	*letter = (char)first;
	*number = (uint16_t)value;
	return n;
}

static inline enum claim_shape shape_of(struct value_masks m, uint32_t in) {
	uint32_t rest = in & ~m.digit;
	if (rest == 0) return CLAIM_SHAPE_DIGITS;
	if ((rest & ~m.upper) == 0) return CLAIM_SHAPE_PLAIN;
	bool one_point = (rest & ~m.point) == 0 && (rest & (rest - 1)) == 0 && rest != in;
	return one_point ? CLAIM_SHAPE_POINT : CLAIM_SHAPE_OTHER;
}

static const char *find_fault(const char *p, const char *end, enum claim_fault *fault);

/* The field at `<` whose name has n characters. n is a constant where this is inlined: the place of
 * the value then follows from a branch that is foreseen, not from what was just loaded. */
__attribute__((always_inline)) static inline bool field_of(struct claim_scan *s, const char *less,
                                                           uint64_t tag, unsigned n,
                                                           struct claim_token *out) {
	const char *text = less + n + 2, *close;
	if (text >= s->end) return false;
	struct value_masks m = value_of(text);
	enum claim_shape shape = CLAIM_SHAPE_OTHER;
	enum claim_fault fault;
	if (m.less != 0) {
		close = text + first_bit(m.less);
		uint32_t in = (m.less & (0 - m.less)) - 1;
		if (in != 0) shape = shape_of(m, in);
	} else {
		close = find_less(text + 16, s->end);
		if (close == NULL) return false;
	}
	if (close + n + 3 > s->end || close[1] != '/' ||
	    ((word_at(close + 2) ^ tag) & low_bytes(n + 1)) != 0 ||
	    (shape == CLAIM_SHAPE_OTHER && find_fault(text, close, &fault) != NULL))
		return false;
	out->shape = shape;
	out->kind = CLAIM_TOKEN_FIELD;
	out->name = (struct str){less + 1, n};
	out->text = (struct str){text, (size_t)(close - text)};
	s->p = close + n + 3;
	return true;
}

/* The whole field at `<`; false when anything is unusual, then nothing has changed. */
static inline bool fast_field(struct claim_scan *s, const char *less, struct claim_token *out) {
	uint64_t tag = word_at(less + 1);
	unsigned letter = (unsigned)tag & 0xFF, d1 = digit_at(tag, 1), d2 = digit_at(tag, 2);
	if (letter - 'a' > 25 || d1 > 9) return false;
	out->letter = (char)letter;
	if (d2 <= 9) {
		unsigned d3 = digit_at(tag, 3);
		if (d3 == (unsigned)'>' - '0') {
			out->number = (uint16_t)(d1 * 10 + d2);
			return field_of(s, less, tag, 3, out);
		}
		if (d3 > 9 || digit_at(tag, 4) != (unsigned)'>' - '0') return false;
		out->number = (uint16_t)(d1 * 100 + d2 * 10 + d3);
		return field_of(s, less, tag, 4, out);
	}
	if (d2 != (unsigned)'>' - '0') return false;
	out->number = (uint16_t)d1;
	return field_of(s, less, tag, 2, out);
}

/* </name> of the innermost element, when the name has at most 7 letters. */
static inline bool fast_close(struct claim_scan *s, const char *less, struct claim_token *out) {
	unsigned n = s->open[s->depth - 1].n;
	if (n > 7 || less + n + 3 > s->end) return false;
	uint64_t open = word_at(s->open[s->depth - 1].text);
	uint64_t bytes = n == 7 ? UINT64_MAX : low_bytes(n + 1);
	if (((word_at(less + 2) ^ open) & bytes) != 0) return false;
	s->depth--;
	out->kind = CLAIM_TOKEN_CLOSE;
	out->name = (struct str){less + 2, n};
	s->p = less + n + 3;
	return true;
}

/* <name> of a segment (5 small letters) whose first child follows behind blanks. */
static inline bool fast_open(struct claim_scan *s, const char *less, struct claim_token *out) {
	uint64_t w = word_at(less + 1);
	if (((unsigned)(w >> 40) & 0xFF) != '>' || s->depth >= CLAIM_SCAN_DEPTH_MAX) return false;
	for (unsigned i = 0; i < 5; i++)
		if (((unsigned)(w >> (i * 8)) & 0xFF) - 'a' > 25) return false;
	const char *p = less + 7;
	uint32_t ignored = 0;
	if (p >= s->end || !skip_blanks(&p, s->end, &ignored)) return false;
	if (*p != '<' || p + 1 >= s->end || p[1] == '/') return false;
	s->open[s->depth].n = 5;
	memcpy(s->open[s->depth].text, &w, 6);
	s->depth++;
	out->kind = CLAIM_TOKEN_OPEN;
	out->name = (struct str){less + 1, 5};
	s->p = less + 7;
	return true;
}

/* ---- everything else --------------------------------------------------------------------- */

static bool is_name_byte(char c, bool is_first) {
	bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
	return letter || (!is_first && ((c >= '0' && c <= '9') || c == '-' || c == '.'));
}

static void bad(struct claim_token *out, enum claim_fault fault, const char *at) {
	out->kind = CLAIM_TOKEN_BAD;
	out->fault = fault;
	out->at = at;
}

/* The window ends inside a token. */
static void at_end(const struct claim_scan *s, enum claim_fault fault, struct claim_token *out) {
	if (s->is_last) {
		bad(out, fault, s->end);
		return;
	}
	out->kind = CLAIM_TOKEN_MORE;
}

/* The name behind `<` or `</` at p, closed by `>`. A name that is too long has none. */
enum tag_end { TAG_WHOLE, TAG_BAD, TAG_MORE };
static enum tag_end read_name(const struct claim_scan *s, const char *p, struct str *name) {
	const char *start = p;
	for (; p < s->end && *p != '>'; p++)
		if (!is_name_byte(*p, p == start) || p - start >= CLAIM_SCAN_NAME_MAX) {
			*name = (struct str){start, (size_t)(p - start)};
			return TAG_BAD;
		}
	*name = (struct str){start, (size_t)(p - start)};
	if (p >= s->end) return TAG_MORE;
	return name->n == 0 ? TAG_BAD : TAG_WHOLE;
}

static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/* First byte of [p, end) that text of one line must not hold, or NULL. */
static const char *find_fault(const char *p, const char *end, enum claim_fault *fault) {
	for (const char *start = p; p < end; p++) {
		unsigned char c = (unsigned char)*p;
		bool cdata_end = c == '>' && p - start > 1 && p[-1] == ']' && p[-2] == ']';
		if (c == '&')
			*fault = CLAIM_FAULT_REFERENCE;
		else if (c == '\n' || c == '\r')
			*fault = CLAIM_FAULT_LINES;
		else if ((c < 0x20 && c != '\t') || c == 0x7F)
			*fault = CLAIM_FAULT_CONTROL;
		else if (cdata_end)
			*fault = CLAIM_FAULT_MARKUP;
		else
			continue;
		return p;
	}
	return NULL;
}

static void push(struct claim_scan *s, struct str name, struct claim_token *out) {
	if (s->depth >= CLAIM_SCAN_DEPTH_MAX) {
		bad(out, CLAIM_FAULT_DEEP, out->at);
		return;
	}
	s->open[s->depth].n = (uint8_t)name.n;
	memcpy(s->open[s->depth].text, name.p, name.n);
	s->open[s->depth].text[name.n] = '>';
	s->depth++;
	s->had_root = true;
	out->kind = CLAIM_TOKEN_OPEN;
	out->name = name;
	s->p = name.p + name.n + 1;
}

static bool has_line_end(struct str s) {
	return str_find_char(s, '\n') < s.n || str_find_char(s, '\r') < s.n;
}

/* A start tag whose name is `name`: the element holds text of one line or other elements. */
static void start_tag(struct claim_scan *s, struct str name, struct claim_token *out) {
	const char *text = name.p + name.n + 1;
	const char *less = text < s->end ? find_less(text, s->end) : NULL;
	const char *stop = less == NULL ? s->end : less, *p = text;
	while (p < stop && is_blank(*p)) p++;
	enum claim_fault fault;
	const char *wrong = find_fault(p, stop, &fault);
	if (wrong != NULL && *wrong != '\n' && *wrong != '\r') {
		bad(out, fault, wrong);
		return;
	}
	if (less == NULL || s->end - less < 2) {
		at_end(s, CLAIM_FAULT_CUT, out);
		return;
	}
	if (less[1] != '/') { /* a child: blanks only may stand before it */
		if (p < stop) /* segments have names of 5 letters and more, fields of fewer */
			bad(out, name.n >= 5 ? CLAIM_FAULT_TEXT : CLAIM_FAULT_UNPAIRED, p);
		else
			push(s, name, out);
		return;
	}
	struct str close;
	enum tag_end end = read_name(s, less + 2, &close);
	if (end == TAG_MORE) {
		at_end(s, CLAIM_FAULT_CUT, out);
		return;
	}
	if (end == TAG_BAD || !str_eq(close, name)) {
		bad(out, end == TAG_BAD ? CLAIM_FAULT_TAG : CLAIM_FAULT_UNPAIRED, less);
		return;
	}
	s->had_root = true;
	if (p == stop && has_line_end((struct str){text, (size_t)(stop - text)})) { /* empty */
		push(s, name, out);
		return;
	}
	wrong = find_fault(text, stop, &fault);
	if (wrong != NULL) {
		bad(out, fault, wrong);
		return;
	}
	out->kind = CLAIM_TOKEN_FIELD;
	out->shape = CLAIM_SHAPE_OTHER;
	out->name = name;
	out->text = (struct str){text, (size_t)(stop - text)};
	s->p = close.p + close.n + 1;
}

static void end_tag(struct claim_scan *s, struct claim_token *out) {
	struct str name;
	enum tag_end end = read_name(s, out->at + 2, &name);
	if (end == TAG_MORE) {
		at_end(s, CLAIM_FAULT_CUT, out);
		return;
	}
	struct str open = {NULL, 0};
	if (s->depth > 0) open = (struct str){s->open[s->depth - 1].text, s->open[s->depth - 1].n};
	if (end == TAG_BAD || s->depth == 0 || !str_eq(name, open)) {
		bad(out, end == TAG_BAD ? CLAIM_FAULT_TAG : CLAIM_FAULT_UNPAIRED, out->at);
		return;
	}
	s->depth--;
	out->kind = CLAIM_TOKEN_CLOSE;
	out->name = name;
	s->p = name.p + name.n + 1;
}

static void slow_tag(struct claim_scan *s, struct claim_token *out) {
	struct str name;
	const char *p = out->at;
	if (s->end - p < 2) {
		at_end(s, CLAIM_FAULT_CUT, out);
		return;
	}
	if (p[1] == '!' || p[1] == '?') {
		bad(out, CLAIM_FAULT_MARKUP, p);
		return;
	}
	if (p[1] == '/') {
		end_tag(s, out);
		return;
	}
	enum tag_end end = read_name(s, p + 1, &name);
	if (end == TAG_MORE)
		at_end(s, CLAIM_FAULT_CUT, out);
	else if (end == TAG_BAD)
		bad(out, CLAIM_FAULT_TAG, p);
	else
		start_tag(s, name, out);
	if (out->kind == CLAIM_TOKEN_FIELD || out->kind == CLAIM_TOKEN_OPEN) {
		char word[8] = {0};
		memcpy(word, name.p, name.n < 7 ? name.n : 7);
		word[name.n < 7 ? name.n : 7] = '>';
		if (tag_of(word_at(word), &out->letter, &out->number) != name.n) out->letter = 0;
	}
}

static void between(const struct claim_scan *s, const char *p, struct claim_token *out) {
	unsigned char c = (unsigned char)*p;
	enum claim_fault fault = CLAIM_FAULT_TEXT;
	if (s->had_root && s->depth == 0)
		fault = CLAIM_FAULT_TRAILING;
	else if (c == '&')
		fault = CLAIM_FAULT_REFERENCE;
	else if (c < 0x20 || c == 0x7F)
		fault = CLAIM_FAULT_CONTROL;
	bad(out, fault, p);
}

/* A field behind as many blanks as stood before the last one. */
static inline bool foreseen_field(struct claim_scan *s, struct claim_token *out) {
	if (s->end - s->p < 32 || s->depth < 2) return false;
	struct masks m = blanks_of(s->p);
	uint32_t gap = (UINT32_C(1) << s->gap) - 1;
	if ((m.blank & (gap << 1 | 1)) != gap || s->p[s->gap] != '<') return false;
	uint32_t line = s->line;
	for (uint32_t newlines = m.newline & gap; newlines != 0; newlines &= newlines - 1) line++;
	const char *less = s->p + s->gap;
	if (!fast_field(s, less, out)) return false;
	out->at = less;
	out->fault = CLAIM_FAULT_NONE;
	out->line = s->line = line;
	return true;
}

void claim_scan_next(struct claim_scan *s, struct claim_token *out) {
	if (foreseen_field(s, out)) return;
	const char *p = s->p;
	uint32_t line = s->line;
	out->letter = 0;
	out->fault = CLAIM_FAULT_NONE;
	if (p >= s->end || !skip_blanks(&p, s->end, &line)) {
		out->at = s->end;
		out->line = line;
		if (!s->is_last)
			out->kind = CLAIM_TOKEN_MORE;
		else if (s->had_root && s->depth == 0)
			out->kind = CLAIM_TOKEN_END;
		else
			bad(out, s->had_root ? CLAIM_FAULT_CUT : CLAIM_FAULT_EMPTY, s->end);
		return;
	}
	out->at = p;
	out->line = line;
	if (*p == '<' && s->depth > 0) {
		size_t gap = (size_t)(p - s->p);
		bool is_close = p + 1 < s->end && p[1] == '/';
		bool fast = is_close ? fast_close(s, p, out) : fast_field(s, p, out);
		if (fast && !is_close && gap < 15) s->gap = (uint32_t)gap;
		if (!fast) {
			out->letter = 0;
			fast = fast_open(s, p, out);
		}
		if (fast) {
			s->line = line;
			return;
		}
	}
	out->letter = 0;
	if (*p != '<')
		between(s, p, out);
	else if (s->had_root && s->depth == 0)
		bad(out, CLAIM_FAULT_TRAILING, p);
	else
		slow_tag(s, out);
	if (out->kind != CLAIM_TOKEN_MORE) s->line = line;
}

/* ---- the beginning ----------------------------------------------------------------------- */

/* The root stands on line 2, directly behind the declaration. */
static bool root_follows(const char *p, const char *end) {
	if (p < end && *p == '\r') p++;
	if (p >= end || *p != '\n') return false;
	p++;
	while (p < end && (*p == ' ' || *p == '\t')) p++;
	return p < end && *p == '<';
}

enum claim_declaration claim_scan_start(struct claim_scan *s, struct str bytes, bool is_last) {
	memset(s, 0, sizeof *s);
	s->p = bytes.p;
	s->end = bytes.p + bytes.n;
	s->is_last = is_last;
	s->line = 1;
	if (str_starts(bytes, str_from(declaration))) {
		s->p += sizeof declaration - 1;
		return root_follows(s->p, s->end) ? CLAIM_DECLARED : CLAIM_DECLARED_PLACE;
	}
	struct str rest = bytes;
	if (str_starts(rest, STR("\xEF\xBB\xBF"))) rest = str_slice(rest, 3, rest.n);
	const char *p = rest.p;
	while (p < s->end && is_blank(*p)) s->line += *p++ == '\n';
	rest = (struct str){p, (size_t)(s->end - p)};
	s->p = p;
	if (!str_starts(rest, STR("<?xml"))) return CLAIM_DECLARED_MISSING;
	size_t end = str_find(str_slice(rest, 0, 256), STR("?>"));
	if (end + 2 <= rest.n && end < 254) s->p = rest.p + end + 2;
	bool only_moved = str_starts(rest, str_from(declaration));
	return only_moved ? CLAIM_DECLARED_PLACE : CLAIM_DECLARED_OTHER;
}

void claim_scan_window(struct claim_scan *s, struct str bytes, bool is_last) {
	s->p = bytes.p;
	s->end = bytes.p + bytes.n;
	s->is_last = is_last;
}

const char *claim_fault_text(enum claim_fault f, const char *lang) {
	static const char *const texts[CLAIM_FAULT_COUNT][2] = {
	        [CLAIM_FAULT_NONE] = {"", ""},
	        [CLAIM_FAULT_EMPTY] = {"沒有根標籤", "there is no root element"},
	        [CLAIM_FAULT_CUT] = {"檔案在標籤結束前中斷",
	                             "the file ends before the last end tag"},
	        [CLAIM_FAULT_UNPAIRED] = {"標籤未成對或交錯", "tags are unpaired or cross"},
	        [CLAIM_FAULT_TAG] = {"標籤寫法不合（不得有屬性或空白）",
	                             "a tag is misshapen (attributes and blanks are not allowed)"},
	        [CLAIM_FAULT_MARKUP] =
	                {"不得有註解、CDATA、處理指令或 DOCTYPE",
	                 "comments, CDATA, processing instructions and DOCTYPE are not "
	                 "allowed"},
	        [CLAIM_FAULT_REFERENCE] = {"不得有半形 &", "a half-width & is not allowed"},
	        [CLAIM_FAULT_TEXT] = {"標籤之外有文字", "text stands outside a field"},
	        [CLAIM_FAULT_LINES] = {"同一欄位之起訖標籤不在同一列",
	                               "start and end tag of a field are not on one line"},
	        [CLAIM_FAULT_CONTROL] = {"有控制字元", "a control character"},
	        [CLAIM_FAULT_DEEP] = {"標籤層數過多", "elements are nested too deep"},
	        [CLAIM_FAULT_TRAILING] = {"根標籤之後還有內容",
	                                  "something follows the root element"},
	};
	return texts[f][str_is(str_from(lang), "en") ? 1 : 0];
}
