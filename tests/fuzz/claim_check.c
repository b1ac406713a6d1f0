/* claim_check.c: any bytes as a claim file, judged by every check that needs no history, against
 * facts that refuse much, and laid beside themselves. What may be paid is never above what was
 * claimed for, and judged again the answer is the same. */
#include "lawdir.h"
#include "test.h"

#include "base/file.h"
#include "fuzz.h"
#include "nhi/claim_facts.h"
#include "nhi/claim_twin.h"
#include "wire/claim_ref_build.h"
#include "wire/claim_standard.h"

enum { FILE_MAX = 8 * 1024 * 1024, TRUST_MONTHS = 12, CARE_MAX = 64 };

static struct arena tables; /* as long as the program */
static struct claim_layout layout;
static struct claim_standard standard;

static struct str text_of(const char *path) {
	struct str bytes;
	struct err err = ERR_INIT;
	CHECK(file_read(&tables, test_source(path), FILE_MAX, &bytes, &err) == NHI_OK);
	return bytes;
}

static void read_tables(void) {
	static const char items[] = "tests/files/ref/items_old.csv";
	static const char codes[] = "codes/claim_copay_codes.csv";
	struct err err = ERR_INIT;
	struct claim_ref *ref = ARENA_NEW(&tables, struct claim_ref);
	struct findings findings = FINDINGS_INIT(&tables);
	struct str image;
	struct ref_source source = {.name = STR("items"),
	                            .kind = STR("service-item"),
	                            .as_of = STR("2017-05-01"),
	                            .is_complete = true,
	                            .bytes = text_of(items)};
	struct ref_codes list = {STR("claim_copay_codes"), text_of(codes)};
	struct ref_build build = {.source = &source,
	                          .source_count = 1,
	                          .codes = &list,
	                          .codes_count = 1,
	                          .trust_months = TRUST_MONTHS};
	CHECK(claim_ref_build(&build, &tables, &findings, &image, &err) == NHI_OK);
	CHECK(claim_ref_open(ref, image, &err) == NHI_OK);
	CHECK(claim_layout_read(&layout, text_of("codes/claim_fields.csv"), &tables, &err) ==
	      NHI_OK);
	struct claim_standard_in in = {.layout = &layout,
	                               .law = test_law(),
	                               .ref = ref,
	                               .copay_codes = text_of("law/copay_codes.csv"),
	                               .sums = text_of("codes/claim_sums.csv"),
	                               .lists = text_of("codes/claim_lists.csv")};
	CHECK(claim_standard_open(&standard, &in, &tables, &err) == NHI_OK);
}

struct seen {
	struct claim_sink sink;
	uint64_t findings, hash;
};
static void see(struct claim_sink *self, const struct claim_finding *f) {
	struct seen *s = (struct seen *)(void *)self;
	if (f->effect == CLAIM_EFFECT_CUT) {
		int64_t whole = f->of_order != NULL ? f->of_order->points.v : f->of_case->applied.v;
		CHECK(f->allowed.v <= whole || whole < 0);
	}
	s->findings++;
	s->hash = (s->hash ^ (uint64_t)f->code[0] << 8 ^ (uint64_t)f->code[2] ^ f->line) * 31;
}

static void see_twin(const struct claim_twin *t, void *context) {
	struct seen *s = context;
	s->findings++;
	CHECK(t->effect != CLAIM_EFFECT_CUT || t->allowed.v <= t->line->points.v);
}

static void judge_facts(const struct claim_case *c, struct claim_sink *sink) {
	struct period covered = {DATE_MIN, DATE_OPEN};
	struct claim_approval approval = {.item = c->order_count > 0 ? c->order[0].item : STR(""),
	                                  .valid = covered,
	                                  .approved = {1}};
	struct claim_person_facts person = {.is_known = true,
	                                    .died = DATE_OPEN,
	                                    .coverage = &covered,
	                                    .coverage_count = 1,
	                                    .approval = &approval,
	                                    .approval_count = 1};
	struct claim_provider_facts provider = {
	        .is_known = true, .contract = &covered, .contract_count = 1};
	struct claim_facts facts = {
	        .person = &person, .provider = &provider, .copay = &standard.check.copay_law[0]};
	provider.level = COPAY_CLINIC;
	claim_facts_judge(&facts, c, sink);
}

static struct seen judge(struct str bytes) {
	struct err err = ERR_INIT;
	struct arena arena = ARENA_INIT((size_t)64 * 1024 * 1024);
	struct seen seen = {.sink = {see}};
	struct claim_checks checks = claim_standard_checks(&standard);
	struct claim_bytes from = claim_bytes_of(bytes);
	struct claim_read_from q = {&layout, &from.source, STR("")};
	struct claim_reader *r;
	struct claim_item item = {.kind = CLAIM_ITEM_CASE};
	struct claim_care care[CARE_MAX];
	size_t kept = 0;
	CHECK(claim_read_open(&r, &q, &seen.sink, &err) == NHI_OK);
	const struct claim_batch *batch = claim_read_batch(r);
	struct claim_batch head = {.format = batch->format};
	checks.begin(checks.context, batch, &seen.sink);
	while (claim_read_next(r, &item, &err) == NHI_OK && item.kind != CLAIM_ITEM_END) {
		if (item.kind != CLAIM_ITEM_CASE) continue;
		checks.one(checks.context, item.of_case, &seen.sink);
		judge_facts(item.of_case, &seen.sink);
		for (uint32_t file = 0; file < 2 && kept < CARE_MAX; file++)
			kept += claim_care_keep(&head, item.of_case, file, &arena, &care[kept]);
	}
	checks.end(checks.context, &seen.sink);
	struct claim_twin_in twins = {.care = care,
	                              .count = kept,
	                              .providers_many = 2,
	                              .each = see_twin,
	                              .context = &seen};
	claim_twins_find(&twins);
	claim_read_close(r);
	arena_free(&arena);
	return seen;
}

void fuzz_one(struct str bytes) {
	if (tables.newest == NULL) read_tables();
	struct seen first = judge(bytes), second = judge(bytes);
	CHECK(first.findings == second.findings && first.hash == second.hash);
}
