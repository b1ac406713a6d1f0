/* ids.c: see ids.h. */
#include "base/ids.h"

#include "base/check.h"

enum { DIGITS_AFTER_LETTER = 9, BUSINESS_SEVENTH = 6 };

/* Value of each letter, A first: the order in which the registration areas were numbered. */
static const int8_t letter_value[26] = {10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21,
                                        22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33};

static bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* The digit that stands at place i (1 … 9) of a person's number; the second place may be a letter.
 */
static int digit_at(const char *p, size_t i) {
	return is_letter(p[i]) ? letter_value[p[i] - 'A'] % 10 : p[i] - '0';
}

/* Sum without the last digit. */
static int person_sum(const char *p) {
	int value = letter_value[p[0] - 'A'];
	int sum = value / 10 + value % 10 * 9;
	for (size_t i = 1; i < DIGITS_AFTER_LETTER; i++) sum += digit_at(p, i) * (int)(9 - i);
	return sum;
}

static bool person_check(struct str s) {
	return (person_sum(s.p) + digit_at(s.p, DIGITS_AFTER_LETTER)) % 10 == 0;
}

static enum id_kind person_kind(struct str s) {
	if (!is_letter(s.p[0]) || !str_is_digits(str_slice(s, 2, s.n))) return ID_NONE;
	switch (s.p[1]) {
	case '1':
	case '2': return ID_NATIONAL;
	case '8':
	case '9': return ID_RESIDENT;
	case 'A':
	case 'B':
	case 'C':
	case 'D': return ID_RESIDENT_OLD;
	default: return ID_NONE;
	}
}

/* Ten digits; also with letters: where a county ran out of numbers (350102A009), authorities
 * (327200000I), home nursing and other kinds (JY01010089, 4Y01090019, RA31040013). */
static bool is_provider_shape(struct str s) {
	enum { LETTERS_MAX = 2 };
	size_t letters = 0;
	if (s.n != ID_PROVIDER_LENGTH) return false;
	for (size_t i = 0; i < s.n; i++) {
		bool letter = s.p[i] >= 'A' && s.p[i] <= 'Z';
		if (!letter && (s.p[i] < '0' || s.p[i] > '9')) return false;
		letters += letter;
	}
	return letters <= LETTERS_MAX;
}

/* A person's number begins with a letter and never has a Y in the second place. */
static bool is_no_person(struct str s) { return (s.p[0] >= '0' && s.p[0] <= '9') || s.p[1] == 'Y'; }

enum id_kind id_kind_of(struct str s) {
	if (is_provider_shape(s) && is_no_person(s)) return ID_PROVIDER;
	if (s.n == ID_PERSON_LENGTH) return person_kind(s);
	if (s.n == ID_UNIT_LENGTH && str_is_digits(s)) return ID_UNIT;
	if (s.n == ID_BUSINESS_LENGTH && str_is_digits(s)) return ID_BUSINESS;
	return ID_NONE;
}

bool id_is_national(struct str s) { return id_kind_of(s) == ID_NATIONAL && person_check(s); }

bool id_is_resident(struct str s) {
	enum id_kind kind = id_kind_of(s);
	return (kind == ID_RESIDENT || kind == ID_RESIDENT_OLD) && person_check(s);
}

bool id_is_person(struct str s) { return id_is_national(s) || id_is_resident(s); }
bool id_is_unit(struct str s) { return id_kind_of(s) == ID_UNIT; }
bool id_is_provider(struct str s) { return is_provider_shape(s); }

/* The divisor of the business number check, newest first (財政部, 營利事業統一編號檢查碼邏輯修正,
 * in force 112-04-01). */
static const struct {
	struct ymd from;
	int divisor;
} business_rules[] = {{{2023, 4, 1}, 5}, {{1800, 1, 1}, 10}};

static int business_divisor(date_t at) {
	for (size_t i = 0; i < COUNT_OF(business_rules); i++) {
		date_t from;
		CHECK(date_from_ymd(business_rules[i].from, &from));
		if (from <= at) return business_rules[i].divisor;
	}
	return business_rules[COUNT_OF(business_rules) - 1].divisor;
}

static int business_sum(const char *p) {
	static const int weight[ID_BUSINESS_LENGTH] = {1, 2, 1, 2, 1, 2, 4, 1};
	int sum = 0;
	for (size_t i = 0; i < ID_BUSINESS_LENGTH; i++) {
		int product = (p[i] - '0') * weight[i];
		sum += product / 10 + product % 10;
	}
	return sum;
}

bool id_is_business(struct str s, date_t at) {
	if (id_kind_of(s) != ID_BUSINESS) return false;
	int divisor = business_divisor(at), sum = business_sum(s.p);
	return sum % divisor == 0 || (s.p[BUSINESS_SEVENTH] == '7' && (sum + 1) % divisor == 0);
}

bool id_is_valid(struct str s, date_t at) {
	switch (id_kind_of(s)) {
	case ID_NATIONAL:
	case ID_RESIDENT:
	case ID_RESIDENT_OLD: return person_check(s);
	case ID_BUSINESS: return id_is_business(s, at);
	case ID_UNIT:
	case ID_PROVIDER: return true;
	case ID_NONE:
	case ID_KIND_COUNT: break;
	}
	return false;
}

char id_sex(struct str s) {
	enum id_kind kind = id_kind_of(s);
	if (kind != ID_NATIONAL && kind != ID_RESIDENT && kind != ID_RESIDENT_OLD) return 0;
	return str_find_char(STR("18AC"), s.p[1]) < 4 ? 'M' : 'F';
}

const char *id_kind_name(enum id_kind kind) {
	static const char *const names[ID_KIND_COUNT] = {
	        [ID_NONE] = "none",         [ID_NATIONAL] = "national",
	        [ID_RESIDENT] = "resident", [ID_RESIDENT_OLD] = "resident",
	        [ID_BUSINESS] = "business", [ID_UNIT] = "unit",
	        [ID_PROVIDER] = "provider",
	};
	CHECK(kind < ID_KIND_COUNT);
	return names[kind];
}

static void put_serial(char *out, int32_t serial) {
	for (int i = 6; i >= 0; i--, serial /= 10) out[i] = (char)('0' + serial % 10);
}

void id_make_person(char letter, char second, int32_t serial, char out[ID_PERSON_LENGTH + 1]) {
	CHECK(is_letter(letter) && (is_letter(second) || is_digit(second)));
	CHECK(serial >= 0 && serial <= 9999999);
	out[0] = letter;
	out[1] = second;
	put_serial(out + 2, serial);
	out[9] = (char)('0' + (10 - person_sum(out) % 10) % 10);
	out[10] = '\0';
}

void id_make_business(int32_t serial, char out[ID_BUSINESS_LENGTH + 1]) {
	CHECK(serial >= 0 && serial <= 9999999);
	put_serial(out, serial);
	out[7] = '0';
	out[8] = '\0';
	out[7] = (char)('0' + (10 - business_sum(out) % 10) % 10);
}

void id_put_masked(struct buf *b, struct str s) {
	enum { HEAD = 3, TAIL = 3 };
	if (s.n <= HEAD + TAIL) {
		buf_put_repeat(b, '*', s.n);
		return;
	}
	buf_put(b, str_slice(s, 0, HEAD));
	buf_put_repeat(b, '*', s.n - HEAD - TAIL);
	buf_put(b, str_slice(s, s.n - TAIL, s.n));
}
