/* claim_ref.c: any bytes as a published list (the first byte chooses its kind) and as an image of
 * reference data. What is read can be looked up. */
#include "wire/claim_ref_build.h"

#include "fuzz.h"

enum { TRUST_MONTHS = 12, ALIGN = 8 };

static void look_up(const struct claim_ref *r) {
	for (uint32_t i = 0; i < r->items.count; i++) {
		const struct ref_spell *s = claim_ref_item(r, i, 20000);
		CHECK(s->status <= REF_ENDED);
		(void)claim_ref_item_name(r, i);
	}
	for (uint32_t i = 0; i < r->providers.count; i++) {
		(void)claim_ref_contract(r, i, (struct period){0, 20000});
		(void)claim_ref_provider_name(r, i);
	}
	(void)claim_ref_diagnosis(r, STR("J069"), 2023);
	(void)claim_ref_is_complete(r, REF_SERVICE, 20000);
}

static void as_list(struct str bytes, struct arena *arena) {
	struct err err = ERR_INIT;
	struct findings f = FINDINGS_INIT(arena);
	struct claim_ref ref;
	struct str image;
	int kind = (unsigned char)bytes.p[0] % REF_KIND_COUNT;
	struct ref_source source = {.name = STR("fuzz"),
	                            .kind = str_from(ref_kind_names[kind]),
	                            .as_of = STR("2025-10-27"),
	                            .is_complete = true,
	                            .bytes = str_slice(bytes, 1, bytes.n)};
	struct ref_build in = {.source = &source, .source_count = 1, .trust_months = TRUST_MONTHS};
	if (claim_ref_build(&in, arena, &f, &image, &err) != NHI_OK) return;
	CHECK(claim_ref_open(&ref, image, &err) == NHI_OK);
	look_up(&ref);
}

void fuzz_one(struct str bytes) {
	struct arena arena = ARENA_INIT((size_t)64 * 1024 * 1024);
	struct err err = ERR_INIT;
	struct claim_ref ref;
	struct ref_source *row;
	size_t count;
	if (bytes.n > 0) as_list(bytes, &arena);
	char *copy = arena_alloc(&arena, bytes.n + ALIGN);
	if (copy != NULL) {
		if (bytes.n > 0) memcpy(copy, bytes.p, bytes.n);
		if (claim_ref_open(&ref, (struct str){copy, bytes.n}, &err) == NHI_OK)
			look_up(&ref);
	}
	if (ref_manifest_read(bytes, &arena, &row, &count, &err) == NHI_OK)
		CHECK(count <= REF_LISTS_MAX);
	arena_free(&arena);
}
