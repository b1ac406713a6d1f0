/* field.c: see field.h. */
#include "wire/field.h"

#include "base/money.h"

/* Bytes of the blank at the start or the end of `s`, 0 when there is none. */
static size_t blank_size(struct str s, bool at_end) {
	static const char *const blanks[] = {" ", "\t", "\xC2\xA0", "\xE3\x80\x80"};
	/* Nearly all values begin and end with an ASCII character that is no blank. */
	unsigned char edge = s.n == 0 ? 'x' : (unsigned char)s.p[at_end ? s.n - 1 : 0];
	if (edge > ' ' && edge < 0x80) return 0;
	for (size_t i = 0; i < COUNT_OF(blanks); i++) {
		struct str blank = str_from(blanks[i]);
		if (at_end ? str_ends(s, blank) : str_starts(s, blank)) return blank.n;
	}
	return 0;
}

struct str field_trim(struct str s) {
	for (size_t n; (n = blank_size(s, false)) > 0;) s = str_slice(s, n, s.n);
	for (size_t n; (n = blank_size(s, true)) > 0;) s.n -= n;
	return s;
}

/* Copies the digits of "36,300" into `digits`; false when a comma is not followed by three. */
static bool take_grouped(struct str s, char *digits, size_t size, size_t *n) {
	bool grouped = str_find_char(s, ',') < s.n;
	*n = 0;
	for (size_t i = 0; i < s.n; i++) {
		bool is_comma = s.p[i] == ',';
		if (is_comma != (grouped && i > 0 && (s.n - i) % 4 == 0)) return false;
		if (is_comma) continue;
		if (s.p[i] < '0' || s.p[i] > '9' || *n == size) return false;
		digits[(*n)++] = s.p[i];
	}
	return *n > 0;
}

bool field_money(struct str s, int64_t min, int64_t max, int64_t *out) {
	char digits[20];
	size_t n;
	s = field_trim(s);
	bool negative = str_starts(s, STR("-"));
	if (negative) s = str_slice(s, 1, s.n);
	if (str_starts(s, STR("NT$"))) s = str_slice(s, 3, s.n);
	if (str_starts(s, STR("$"))) s = str_slice(s, 1, s.n);
	size_t point = str_find_char(s, '.');
	for (size_t i = point + 1; i < s.n; i++)
		if (s.p[i] != '0') return false;
	if (point + 1 == s.n) return false; /* "36300." */
	if (!take_grouped(str_slice(s, 0, point), digits, sizeof digits, &n)) return false;
	int64_t v;
	if (!str_to_i64((struct str){digits, n}, 0, INT64_MAX, &v)) return false;
	if (negative) v = -v;
	if (v < min || v > max) return false;
	*out = v;
	return true;
}

static bool date_of_parts(int64_t year, int64_t month, int64_t day, date_t *out) {
	if (year > 0 && year < 1000) year += 1911; /* ROC */
	struct ymd v = {(int32_t)year, (int32_t)month, (int32_t)day};
	return date_from_ymd(v, out);
}

static bool date_of_digits(struct str s, date_t *out) {
	int64_t v;
	if (s.n < 6 || s.n > 8 || !str_to_i64(s, 0, 99999999, &v)) return false;
	return date_of_parts(v / 10000, v / 100 % 100, v % 100, out);
}

bool field_date(struct str s, date_t *out) {
	s = field_trim(s);
	if (date_parse(s, out)) return true;
	if (str_is_digits(s)) return date_of_digits(s, out);
	if (date_parse_people_zh(s, out)) return true;
	for (const char *sep = "-/."; *sep != '\0'; sep++) {
		struct str rest = s;
		int64_t part[3];
		bool ok = true;
		for (size_t i = 0; i < 3 && ok; i++) {
			bool last_missing = rest.n == 0;
			ok = !last_missing &&
			     str_to_i64(str_cut(&rest, *sep), i == 0 ? 1 : 0, 9999, &part[i]);
		}
		if (ok && rest.n == 0) return date_of_parts(part[0], part[1], part[2], out);
	}
	return false;
}

bool field_yes(struct str s, bool *out) {
	static const char *const yes[] = {"y", "Y", "yes", "true", "1", "v", "V",
	                                  "x", "X", "是",  "有",   "✓", "Ｖ"};
	static const char *const no[] = {"", "n", "N", "no", "false", "0", "否", "無"};
	s = field_trim(s);
	for (size_t i = 0; i < COUNT_OF(yes); i++)
		if (str_is(s, yes[i])) return *out = true;
	*out = false;
	for (size_t i = 0; i < COUNT_OF(no); i++)
		if (str_is(s, no[i])) return true;
	return false;
}

size_t field_chars(struct str s) {
	size_t n = 0;
	for (size_t i = 0; i < s.n; n++) (void)str_next_char(s, &i); /* counted, not looked at */
	return n;
}
