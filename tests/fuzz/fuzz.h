/* fuzz.h: what a fuzzer includes. A file tests/fuzz/<target>.c defines fuzz_one, which must come
 * back for any bytes and may CHECK whatever must hold. `make fuzz` links it with libFuzzer (clang);
 * the tests link it with fuzz_main.c, which replays corpus/<target> and regression/<target>. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include "base/check.h"
#include "base/err.h"
#include "base/str.h"

void fuzz_one(struct str bytes);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
