/* claim_package.c: any bytes as a rules package; what is taken comes out the same when written. */
#include "wire/claim_package.h"

#include "fuzz.h"

void fuzz_one(struct str bytes) {
	struct arena arena = ARENA_INIT(0);
	struct claim_package p;
	struct err err = ERR_INIT;
	if (claim_package_read(&p, bytes, &arena, &err) == NHI_OK) {
		struct buf out = BUF_INIT(0);
		struct claim_package again;
		CHECK(claim_package_write(&out, p.version, p.entry, p.count, &err) == NHI_OK);
		CHECK(claim_package_read(&again, buf_str(&out), &arena, &err) == NHI_OK);
		CHECK(again.count == p.count);
		buf_free(&out);
	}
	arena_free(&arena);
}
