/* session.c: see session.h. */
#include "session.h"

#include "test.h"

#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 4096 };

void session_set(const char *name, const char *value) {
	if (setenv(name, value, 1) != 0) fprintf(stderr, "cannot set %s\n", name);
}

void session_start(void) {
	static const char *const unset[] = {"NHI_DB", "NHI_NOW", "NHI_LANG", "LANGUAGE", "TMPDIR"};
	const char *old = getenv("PATH");
	char path[2 * PATH_SIZE];
	(void)test_folder(); /* made while TMPDIR still stands */
	(void)snprintf(path, sizeof path, "%s:%s:%s", test_build(), test_source("tests/lib/bin"),
	               old == NULL ? "/usr/bin:/bin" : old);
	session_set("PATH", path);
	session_set("NHI_DATA", test_source("."));
	session_set("SOURCE", test_source("."));
	session_set("LC_ALL", "C.UTF-8");
	session_set("TZ", "UTC");
	session_set("NO_COLOR", "1");
	session_set("COLUMNS", "100");
	for (size_t i = 0; i < COUNT_OF(unset); i++)
		(void)unsetenv(unset[i]); /* absent is what we want */
}

const char *session_folder(size_t number) {
	static char folder[PATH_SIZE];
	(void)snprintf(folder, sizeof folder, "%s/%zu", test_folder(), number);
	if (mkdir(folder, 0700) != 0) fprintf(stderr, "cannot make %s\n", folder);
	session_set("HOME", folder);
	return folder;
}

void session_complain(const char *path, const struct err *err) {
	struct buf text = BUF_INIT(0);
	err_message(err, "en", &text);
	fprintf(stderr, "%s: %.*s\n", path, STR_ARG(buf_str(&text)));
	buf_free(&text);
}
