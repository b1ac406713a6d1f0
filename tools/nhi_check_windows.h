/* nhi_check_windows.h: what Windows' libc lacks; included before every file by nhi_check_exe.sh. */
#ifndef TOOLS_NHI_CHECK_WINDOWS_H
#define TOOLS_NHI_CHECK_WINDOWS_H

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static inline void *memmem(const void *in, size_t in_n, const void *what, size_t what_n) {
	const char *p = in;
	for (size_t i = 0; what_n <= in_n && i <= in_n - what_n; i++)
		if (memcmp(p + i, what, what_n) == 0) return (void *)(uintptr_t)(p + i);
	return NULL;
}

#endif
