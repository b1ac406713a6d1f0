/* Big5: nothing that comes in is lost. Expected characters are those of code page 950. */
#include "test.h"

#include "wire/big5.h"

enum { RANDOM_ROUNDS = 3000, RANDOM_BYTES_MAX = 600 };

static struct buf decoded, encoded; /* all zero: empty, with the default maximum */

static int free_buffers(void **state) {
	(void)state;
	buf_free(&decoded);
	buf_free(&encoded);
	return 0;
}

static void assert_round_trip(struct str bytes) {
	struct big5_outside outside;
	buf_reset(&decoded);
	buf_reset(&encoded);
	big5_to_utf8(bytes, &decoded);
	assert_true(buf_ok(&decoded));
	assert_true(str_is_utf8(buf_str(&decoded)));
	big5_from_utf8(buf_str(&decoded), 0, &encoded, &outside);
	assert_true(buf_ok(&encoded));
	assert_int_equal(outside.count, 0);
	assert_true(str_eq(buf_str(&encoded), bytes));
	assert_int_equal(big5_size(buf_str(&decoded)), bytes.n);
}

static void every_pair_of_bytes_comes_back(void **state) {
	(void)state;
	for (unsigned pair = 0; pair <= 0xFFFF; pair++) {
		char bytes[2] = {(char)(pair >> 8), (char)(pair & 0xFF)};
		assert_round_trip((struct str){bytes, 2});
		assert_round_trip((struct str){bytes + 1, 1});
	}
}

static uint64_t next_random(uint64_t *seed) {
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static void random_bytes_come_back(void **state) {
	(void)state;
	uint64_t seed = 20260701; /* printed by its being here */
	for (int round = 0; round < RANDOM_ROUNDS; round++) {
		char bytes[RANDOM_BYTES_MAX];
		size_t n = next_random(&seed) % RANDOM_BYTES_MAX;
		uint64_t ascii_in_16 = next_random(&seed) % 17;
		for (size_t i = 0; i < n; i++) {
			uint64_t r = next_random(&seed);
			bytes[i] = (char)(r % 16 < ascii_in_16 ? (r >> 8 & 0x7F) : (r >> 8));
		}
		assert_round_trip((struct str){bytes, n});
	}
}

static void chunks_do_not_cut_characters(void **state) {
	(void)state;
	enum { LONG = 40000 };
	static char bytes[LONG + 3];
	for (size_t shift = 0; shift < 3; shift++) {
		memset(bytes, 'a', shift);
		for (size_t i = shift; i + 1 < LONG; i += 2) memcpy(bytes + i, "\xA4\xA4", 2);
		assert_round_trip((struct str){bytes, shift + (LONG - shift) / 2 * 2});
		for (size_t i = 0; i < LONG; i++) bytes[i] = (char)0xFF;
		assert_round_trip((struct str){bytes, LONG});
	}
}

static void assert_reads_as(const char *big5, uint32_t character) {
	struct buf out = BUF_INIT(0), want = BUF_INIT(0);
	big5_to_utf8(str_from(big5), &out);
	buf_put_utf8(&want, character);
	assert_true(str_eq(buf_str(&out), buf_str(&want)));
	buf_free(&out);
	buf_free(&want);
}

static void known_codes_have_their_character(void **state) {
	(void)state;
	static const struct {
		const char *big5;
		uint32_t character;
	} rows[] = {
	        {"\xA1\x40", 0x3000}, {"\xA4\x40", 0x4E00},  {"\xA4\xA4", 0x4E2D},
	        {"\xA4\x51", 0x5341}, {"\xA2\xCC", 0xFA2CC}, {"\xA2\xCE", 0xFA2CE},
	        {"\xA1\xC3", 0xFFE3}, {"\xA1\xC5", 0x02CD},  {"\xA3\xE1", 0x20AC},
	        {"\xF9\xD5", 0x9F98}, {"\xF9\xD6", 0x7881},  {"\xF9\xFD", 0xFF9FD},
	        {"\xFA\x40", 0xE000}, {"\xFE\xFE", 0xE310},  {"\x8E\x40", 0xE311},
	        {"\xA0\xFE", 0xEEB7}, {"\x81\x40", 0xEEB8},  {"\x8D\xFE", 0xF6B0},
	        {"\xC6\xA1", 0xF6B1}, {"\xC8\xFE", 0xF848},  {"\xA3\xFE", 0xFA3FE},
	        {"\x80", 0xF0080},    {"\xFF", 0xF00FF},     {"\xA4", 0xF00A4},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_reads_as(rows[i].big5, rows[i].character);
}

static void a_lead_byte_without_trail_does_not_swallow_what_follows(void **state) {
	(void)state;
	struct buf out = BUF_INIT(0);
	big5_to_utf8(STR("\xA4<a>"), &out);
	assert_true(str_eq(buf_str(&out), STR("\xF3\xB0\x82\xA4<a>")));
	buf_free(&out);
}

static void characters_outside_big5_are_reported_with_their_place(void **state) {
	(void)state;
	struct buf out = BUF_INIT(0);
	struct big5_outside outside;
	struct str text = STR("王𠮷x堃");
	assert_true(big5_find_outside(text, &outside));
	assert_int_equal(outside.count, 2); /* 堃 is not in code page 950 either */
	assert_int_equal(outside.at, 3);
	assert_int_equal(outside.character, 0x20BB7);
	big5_from_utf8(text, '?', &out, &outside);
	assert_int_equal(outside.count, 2);
	assert_true(str_eq(buf_str(&out), STR("\xA4\xFD?x?")));
	buf_reset(&out);
	big5_from_utf8(STR("a\xFF"), 0, &out, &outside);
	assert_int_equal(outside.count, 1);
	assert_int_equal(outside.character, 0xFFFD);
	assert_true(str_eq(buf_str(&out), STR("a")));
	buf_free(&out);
}

static void a_kept_code_is_not_a_second_way_to_write_a_character(void **state) {
	(void)state;
	struct buf text = BUF_INIT(0);
	struct big5_outside outside;
	buf_put_utf8(&text, BIG5_KEPT_BASE + 0xA440); /* A440 is a plain character */
	buf_put_utf8(&text, BIG5_KEPT_BASE + 0x41);   /* and 41 is ASCII */
	assert_true(big5_find_outside(buf_str(&text), &outside));
	assert_int_equal(outside.count, 2);
	buf_free(&text);
}

static void special_characters_show_with_their_code(void **state) {
	(void)state;
	struct buf text = BUF_INIT(0), shown = BUF_INIT(0);
	big5_to_utf8(STR("\xA4\xFD\xFA\x40\x80"), &text);
	big5_display(buf_str(&text), &shown);
	assert_true(str_eq(buf_str(&shown), STR("王〓(FA40)〓(80)")));
	buf_free(&text);
	buf_free(&shown);
}

static void a_census_tells_big5_from_other_bytes(void **state) {
	(void)state;
	struct big5_census big5 = big5_count(STR("a\xA4\xFD\xFA\x40"));
	assert_int_equal(big5.pairs, 1);
	assert_int_equal(big5.user, 1);
	assert_int_equal(big5.kept, 0);
	struct big5_census utf8 = big5_count(STR("ab王大明"));
	assert_true(utf8.kept > 0);
	assert_true(utf8.kept_at >= 2);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_pair_of_bytes_comes_back),
	        cmocka_unit_test(random_bytes_come_back),
	        cmocka_unit_test(chunks_do_not_cut_characters),
	        cmocka_unit_test(known_codes_have_their_character),
	        cmocka_unit_test(a_lead_byte_without_trail_does_not_swallow_what_follows),
	        cmocka_unit_test(characters_outside_big5_are_reported_with_their_place),
	        cmocka_unit_test(a_kept_code_is_not_a_second_way_to_write_a_character),
	        cmocka_unit_test(special_characters_show_with_their_code),
	        cmocka_unit_test(a_census_tells_big5_from_other_bytes),
	};
	return TEST_MAIN_WITH(tests, NULL, free_buffers);
}
