/* test_file.c: base/file: whole files in and out. */
#include "base/file.h"

#include "test.h"

#include <sys/stat.h>
#include <unistd.h>

static const char *path_of(const char *name) {
	static char path[4200];
	(void)snprintf(path, sizeof path, "%s/%s", test_folder(), name);
	return path;
}

static void what_is_written_is_read(void **state) {
	(void)state;
	struct arena a = ARENA_INIT(0);
	struct str back;
	const char *path = path_of("whole");
	assert_int_equal(file_write(path, STR("one\0two"), NULL), NHI_OK);
	assert_int_equal(file_read(&a, path, 100, &back, NULL), NHI_OK);
	assert_true(str_eq(back, STR("one\0two")));
	assert_int_equal(file_write(path, STR(""), NULL), NHI_OK);
	assert_int_equal(file_read(&a, path, 100, &back, NULL), NHI_OK);
	assert_int_equal(back.n, 0);
	assert_true(file_exists(path));
	arena_free(&a);
}

static void a_file_of_the_most_bytes_reads_and_one_more_does_not(void **state) {
	(void)state;
	struct arena a = ARENA_INIT(0);
	struct str back;
	const char *path = path_of("size");
	assert_int_equal(file_write(path, STR("12345"), NULL), NHI_OK);
	assert_int_equal(file_read(&a, path, 5, &back, NULL), NHI_OK);
	assert_int_equal(file_read(&a, path, 4, &back, NULL), NHI_LIMIT);
	arena_free(&a);
}

static void a_missing_file_is_named_in_the_message(void **state) {
	(void)state;
	struct arena a = ARENA_INIT(0);
	struct str back;
	struct err err = ERR_INIT;
	struct buf b = BUF_INIT(0);
	assert_int_equal(file_read(&a, "/nowhere/at/all", 5, &back, &err), NHI_NO_FILE);
	err_message(&err, "en", &b);
	assert_true(str_find(buf_str(&b), STR("/nowhere/at/all")) < b.n);
	assert_false(file_exists("/nowhere/at/all"));
	assert_int_equal(file_write("/nowhere/at/all", STR("x"), &err), NHI_IO);
	buf_free(&b);
	arena_free(&a);
}

static void a_failed_write_leaves_the_old_file_and_nothing_beside_it(void **state) {
	(void)state;
	struct arena a = ARENA_INIT(0);
	struct file_list list;
	char folder[4100], inside[4200];
	(void)snprintf(folder, sizeof folder, "%s/taken", test_folder());
	(void)snprintf(inside, sizeof inside, "%s/folder", folder);
	assert_int_equal(mkdir(folder, 0700), 0);
	assert_int_equal(mkdir(inside, 0700), 0);
	/* The rename fails: a folder stands in the place of the file. */
	assert_int_equal(file_write(inside, STR("x"), NULL), NHI_IO);
	assert_int_equal(file_list(&a, folder, "", &list, NULL), NHI_OK);
	assert_int_equal(list.count, 1);
	assert_str(list.name[0], "folder");
	arena_free(&a);
}

static void a_folder_lists_by_suffix_in_byte_order(void **state) {
	(void)state;
	struct arena a = ARENA_INIT(0);
	struct file_list list;
	char folder[4100], path[4200];
	static const char *const names[] = {"b.csv", "a.csv", "Z.csv", "a.txt", ".hidden.csv"};
	(void)snprintf(folder, sizeof folder, "%s/list", test_folder());
	assert_int_equal(mkdir(folder, 0700), 0);
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		(void)snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		assert_int_equal(file_write(path, STR(""), NULL), NHI_OK);
	}
	assert_int_equal(file_list(&a, folder, ".csv", &list, NULL), NHI_OK);
	assert_int_equal(list.count, 3);
	assert_str(list.name[0], "Z.csv");
	assert_str(list.name[1], "a.csv");
	assert_str(list.name[2], "b.csv");
	assert_int_equal(file_list(&a, "/nowhere", ".csv", &list, NULL), NHI_NO_FILE);
	arena_free(&a);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(what_is_written_is_read),
	        cmocka_unit_test(a_file_of_the_most_bytes_reads_and_one_more_does_not),
	        cmocka_unit_test(a_missing_file_is_named_in_the_message),
	        cmocka_unit_test(a_failed_write_leaves_the_old_file_and_nothing_beside_it),
	        cmocka_unit_test(a_folder_lists_by_suffix_in_byte_order),
	};
	return TEST_MAIN(tests);
}
