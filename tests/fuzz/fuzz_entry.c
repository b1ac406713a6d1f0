/* fuzz_entry.c: libFuzzer's entry. The bytes are copied so that reading past them is seen. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	char *copy = malloc(size + (size == 0));
	if (copy == NULL) return 0;
	if (size > 0) memcpy(copy, data, size);
	fuzz_one((struct str){copy, size});
	free(copy);
	return 0;
}
