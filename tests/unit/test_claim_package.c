/* A rules package comes back as it was written, and any change of a byte of its entries is seen. */
#include "test.h"

#include "wire/claim_package.h"

static const struct claim_package_entry entries[] = {
        {{"codes/claim_fields.csv", sizeof "codes/claim_fields.csv" - 1},
         {"format,segment\nop,tdata\n", sizeof "format,segment\nop,tdata\n" - 1}},
        {{"law/copay.csv", sizeof "law/copay.csv" - 1}, {"a,b\n", sizeof "a,b\n" - 1}},
        {{"reference.image", sizeof "reference.image" - 1},
         {"0123456789abcdef\0x", sizeof "0123456789abcdef\0x" - 1}},
};

static void write_them(struct buf *out) {
	struct err err = ERR_INIT;
	assert_int_equal(claim_package_write(out, STR("202607"), entries, COUNT_OF(entries), &err),
	                 NHI_OK);
}

static void a_package_comes_back_with_version_and_entries(void **state) {
	(void)state;
	struct arena arena = ARENA_INIT(0);
	struct buf out = BUF_INIT(0);
	struct claim_package p;
	struct err err = ERR_INIT;
	write_them(&out);
	assert_int_equal(claim_package_read(&p, buf_str(&out), &arena, &err), NHI_OK);
	assert_str(p.version, "202607");
	assert_int_equal(p.count, COUNT_OF(entries));
	const struct claim_package_entry *image = claim_package_find(&p, "reference.image");
	assert_non_null(image);
	assert_true(str_eq(image->bytes, entries[2].bytes));
	assert_int_equal((size_t)(image->bytes.p - out.p) % 16, 0);
	assert_null(claim_package_find(&p, "law/none.csv"));
	buf_free(&out);
	arena_free(&arena);
}

static void a_changed_byte_of_an_entry_is_seen(void **state) {
	(void)state;
	struct buf out = BUF_INIT(0);
	struct err err = ERR_INIT;
	write_them(&out);
	for (size_t i = 0; i < COUNT_OF(entries); i++) {
		struct arena arena = ARENA_INIT(0);
		struct claim_package p;
		size_t at = str_find(buf_str(&out), entries[i].bytes);
		assert_true(at < out.n);
		out.p[at + 1] = (char)(out.p[at + 1] ^ 1);
		assert_int_equal(claim_package_read(&p, buf_str(&out), &arena, &err), NHI_INPUT);
		out.p[at + 1] = (char)(out.p[at + 1] ^ 1);
		arena_free(&arena);
	}
	buf_free(&out);
}

static void names_that_leave_the_folder_are_not_written(void **state) {
	(void)state;
	static const char *const names[] = {"/etc/x", "../x", "a/../x", "a b", ""};
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct buf out = BUF_INIT(0);
		struct err err = ERR_INIT;
		struct claim_package_entry e = {str_from(names[i]), STR("x")};
		assert_int_equal(claim_package_write(&out, STR("1"), &e, 1, &err), NHI_LIMIT);
		buf_free(&out);
	}
}

static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_package_comes_back_with_version_and_entries),
        cmocka_unit_test(a_changed_byte_of_an_entry_is_seen),
        cmocka_unit_test(names_that_leave_the_folder_are_not_written),
};
int main(void) { return TEST_MAIN(tests); }
