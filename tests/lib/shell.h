/* shell.h: runs one command of a test in a folder and keeps what it printed. */
#ifndef TESTS_LIB_SHELL_H
#define TESTS_LIB_SHELL_H

#include "base/arena.h"

struct shell_result {
	struct str out, err; /* in the arena */
	int exit_code;       /* 128 + signal when killed; 124 when the time was up */
};

/* Runs `command` with /bin/sh in `folder`, standard input empty. Processes that it leaves in the
 * background live until shell_end. Returns false when it could not be started. */
MUST_USE bool shell_run(struct arena *arena, const char *command, const char *folder, int seconds,
                        struct shell_result *out);
/* Kills what commands left running. */
void shell_end(void);

#endif
