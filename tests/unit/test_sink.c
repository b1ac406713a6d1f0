/* test_sink.c: a large file appears whole or not at all. */
#include "base/file.h"
#include "base/sink.h"
#include "test.h"

static char folder[64];

static int make_folder(void **state) {
	(void)state;
	(void)snprintf(folder, sizeof folder, "/tmp/nhi-sink-XXXXXX");
	return mkdtemp(folder) == NULL ? -1 : 0;
}

static int remove_folder(void **state) {
	(void)state;
	char path[128];
	(void)snprintf(path, sizeof path, "%s/out", folder);
	(void)remove(path);
	return remove(folder);
}

static void file_appears_with_all_its_bytes(void **state) {
	(void)state;
	char path[128];
	struct sink s;
	struct err err = ERR_INIT;
	(void)snprintf(path, sizeof path, "%s/out", folder);
	assert_int_equal(sink_open(&s, path, &err), NHI_OK);
	for (int i = 0; i < 300000; i++) {
		buf_put_i64_padded(&s.buf, i, 9);
		assert_int_equal(sink_turn(&s, &err), NHI_OK);
	}
	assert_false(file_exists(path)); /* not before its end */
	assert_int_equal(sink_end(&s, NHI_OK, &err), NHI_OK);
	struct str bytes;
	assert_int_equal(file_map(path, &bytes, &err), NHI_OK);
	assert_int_equal(bytes.n, 2700000);
	assert_true(str_is(str_slice(bytes, 2699991, 2700000), "000299999"));
	file_unmap(bytes);
}

static void failed_work_leaves_the_old_file(void **state) {
	(void)state;
	char path[128];
	struct sink s;
	struct str bytes;
	struct err err = ERR_INIT;
	struct arena arena = ARENA_INIT(0);
	(void)snprintf(path, sizeof path, "%s/out", folder);
	assert_int_equal(file_write(path, STR("old"), &err), NHI_OK);
	assert_int_equal(sink_open(&s, path, &err), NHI_OK);
	buf_put_c(&s.buf, "new");
	assert_int_equal(sink_end(&s, NHI_INPUT, &err), NHI_INPUT);
	assert_int_equal(file_read(&arena, path, 100, &bytes, &err), NHI_OK);
	assert_true(str_is(bytes, "old"));
	struct file_list list;
	assert_int_equal(file_list(&arena, folder, "", &list, &err), NHI_OK);
	assert_int_equal(list.count, 1); /* nothing is left aside */
	arena_free(&arena);
}

static void missing_folder_is_told_with_its_path(void **state) {
	(void)state;
	struct sink s;
	struct err err = ERR_INIT;
	assert_int_equal(sink_open(&s, "/nonexistent/out", &err), NHI_IO);
	assert_int_equal(sink_end(&s, NHI_IO, &err), NHI_IO);
}

static const struct CMUnitTest tests[] = {
        cmocka_unit_test(file_appears_with_all_its_bytes),
        cmocka_unit_test(failed_work_leaves_the_old_file),
        cmocka_unit_test(missing_folder_is_told_with_its_path),
};

int main(void) { return TEST_MAIN_WITH(tests, make_folder, remove_folder); }
