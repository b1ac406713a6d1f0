/* check.c: see check.h. */
#include "base/check.h"

#include <stdio.h>
#include <stdlib.h>

enum { EXIT_BUG = 70 };

void check_failed(const char *file, int line, const char *condition) {
	fprintf(stderr, "nhi: bug: %s:%d: %s\n", file, line, condition);
	fflush(NULL);
#ifdef NHI_ABORT_ON_BUG
	abort(); /* fuzzers and sanitizers want the stack */
#else
	_Exit(EXIT_BUG);
#endif
}
