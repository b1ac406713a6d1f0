/* test_sha256.c: base/sha256 against the examples of FIPS 180-4 (NIST, "Examples with Intermediate
 * Values") and, for every length around a block, against itself fed in pieces. */
#include "base/sha256.h"

#include "test.h"

static void the_examples_of_the_standard_hold(void **state) {
	(void)state;
	static const struct {
		const char *text, *hex;
	} rows[] = {
	        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
	        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
	        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
	        {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopq"
	         "klmnopqrlmnopqrsmnopqrstnopqrstu",
	         "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char hex[SHA256_HEX_SIZE + 1];
		sha256_hex(str_from(rows[i].text), hex);
		assert_string_equal(hex, rows[i].hex);
	}
}

static void a_million_letters_a_have_the_standards_digest(void **state) {
	(void)state;
	struct buf b = BUF_INIT(0);
	char hex[SHA256_HEX_SIZE + 1];
	buf_put_repeat(&b, 'a', 1000000);
	sha256_hex(buf_str(&b), hex);
	assert_string_equal(hex,
	                    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	buf_free(&b);
}

static void pieces_give_the_digest_of_the_whole(void **state) {
	(void)state;
	struct test_random r = test_random_start();
	for (size_t n = 0; n < 300; n++) {
		char text[300], whole[SHA256_HEX_SIZE + 1], parts[SHA256_HEX_SIZE + 1];
		unsigned char digest[SHA256_SIZE];
		for (size_t i = 0; i < n; i++) text[i] = (char)test_random_u64(&r);
		struct str rest = {text, n};
		sha256_hex(rest, whole);
		struct sha256 h;
		sha256_init(&h);
		while (rest.n > 0) {
			size_t take = (size_t)test_random_between(&r, 1, (int64_t)rest.n);
			sha256_add(&h, str_slice(rest, 0, take));
			rest = str_slice(rest, take, rest.n);
		}
		sha256_end(&h, digest);
		sha256_to_hex(digest, parts);
		assert_string_equal(parts, whole);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_examples_of_the_standard_hold),
	        cmocka_unit_test(a_million_letters_a_have_the_standards_digest),
	        cmocka_unit_test(pieces_give_the_digest_of_the_whole),
	};
	return TEST_MAIN(tests);
}
