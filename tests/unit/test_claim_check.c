/* The checks of a claim file: pairs of made files from a table, and every sample that is at hand
 * against the list of what is expected of it. */
#include "lawdir.h"
#include "table.h"

#include "base/check.h"
#include "base/csv.h"
#include "base/file.h"
#include "nhi/claim_check.h"
#include "nhi/claim_facts.h"
#include "test.h"
#include "wire/big5.h"
#include "wire/claim_read.h"
#include "wire/claim_ref_build.h"

enum { TRUST_MONTHS = 12, CODES_MAX = 64, FILE_MAX = 64 * 1024 * 1024 };

static struct arena arena;
static struct claim_layout layout;
static struct copay_codes copay;
static struct claim_check check;

static struct str read(const char *folder, struct str name) {
	char path[512];
	struct str bytes;
	struct err err = ERR_INIT;
	(void)snprintf(path, sizeof path, "%s/%.*s", folder, STR_ARG(name));
	CHECK(file_read(&arena, path, FILE_MAX, &bytes, &err) == NHI_OK);
	return bytes;
}
static struct str source_file(const char *path) { return read(test_source("."), str_from(path)); }

/* --- preparing ----------------------------------------------------------------------------------
 */

static void add_folder(struct ref_source *out, size_t *count, const char *folder) {
	struct err err = ERR_INIT;
	struct ref_source *row;
	size_t n;
	CHECK(ref_manifest_read(read(folder, STR("manifest.csv")), &arena, &row, &n, &err) ==
	      NHI_OK);
	for (size_t i = 0; i < n; i++) {
		row[i].bytes = read(folder, row[i].name);
		out[(*count)++] = row[i];
	}
}

static size_t code_lists(struct ref_codes *out) {
	size_t n = 0;
	for (int f = 0; f < CLAIM_FORMAT_COUNT; f++)
		for (size_t i = 0; i < layout.form[f].count; i++) {
			struct str name = layout.form[f].field[i].code_list;
			size_t at = 0;
			while (at < n && !str_eq(out[at].name, name)) at++;
			if (name.n == 0 || at < n) continue;
			char path[256];
			(void)snprintf(path, sizeof path, "codes/%.*s.csv", STR_ARG(name));
			out[n++] = (struct ref_codes){name, source_file(path)};
		}
	return n;
}

/* Prepares `check` with the lists of these folders. */
static void prepare(const char *const *folder, size_t count) {
	struct err err = ERR_INIT;
	struct ref_source source[REF_LISTS_MAX];
	struct ref_codes codes[REF_TABLES_MAX];
	struct claim_ref *ref = ARENA_NEW(&arena, struct claim_ref);
	struct findings findings = FINDINGS_INIT(&arena);
	struct str image;
	struct ref_build in = {.source = source, .codes = codes, .trust_months = TRUST_MONTHS};
	for (size_t i = 0; i < count; i++) add_folder(source, &in.source_count, folder[i]);
	in.codes_count = code_lists(codes);
	CHECK(claim_ref_build(&in, &arena, &findings, &image, &err) == NHI_OK);
	CHECK(claim_ref_open(ref, image, &err) == NHI_OK);
	struct claim_check_in with = {.law = test_law(),
	                              .ref = ref,
	                              .copay = &copay,
	                              .sums = source_file("codes/claim_sums.csv"),
	                              .lists = source_file("codes/claim_lists.csv")};
	for (int f = 0; f < CLAIM_FORMAT_COUNT; f++)
		with.form[f] = (struct claim_form_fields){
		        layout.form[f].field, layout.form[f].count, layout.form[f].mandatory};
	CHECK(claim_check_prepare(&check, &with, &arena, &err) == NHI_OK);
}

static int set_up(void **state) {
	(void)state;
	struct err err = ERR_INIT;
	arena.max = (size_t)2000 * 1000 * 1000;
	CHECK(claim_layout_read(&layout, source_file("codes/claim_fields.csv"), &arena, &err) ==
	      NHI_OK);
	CHECK(copay_codes_read(&copay, &arena, source_file("law/copay_codes.csv"), &err) == NHI_OK);
	return 0;
}

/* --- judging a file ------------------------------------------------------------------------------
 */

struct text_source {
	struct claim_source source;
	struct str rest;
};
static enum nhi_status give(struct claim_source *self, char *to, size_t room, size_t *got,
                            struct err *err) {
	struct text_source *t = (struct text_source *)(void *)self;
	(void)err;
	*got = t->rest.n < room ? t->rest.n : room;
	if (*got > 0) memcpy(to, t->rest.p, *got);
	t->rest = str_slice(t->rest, *got, t->rest.n);
	return NHI_OK;
}

/* Codes found, sorted, "C07+C08"; notes in brackets, but those that reading gives (N). */
struct codes {
	struct claim_sink sink;
	char code[CODES_MAX][CLAIM_CODE_SIZE + 2];
	size_t count;
	bool returned;
};
static void keep(struct claim_sink *self, const struct claim_finding *f) {
	struct codes *c = (struct codes *)(void *)self;
	if (f->code[0] == 'N' || c->count == CODES_MAX) return;
	bool is_note = f->level == CLAIM_LEVEL_NOTE;
	(void)snprintf(c->code[c->count++], sizeof c->code[0], is_note ? "[%s]" : "%s", f->code);
}
static int by_text(const void *a, const void *b) { return strcmp(a, b); }

static void judge(struct str bytes, struct str name, struct codes *out) {
	struct err err = ERR_INIT;
	struct claim_reader *r;
	struct claim_item item = {.kind = CLAIM_ITEM_END};
	struct arena memory = ARENA_INIT(0);
	struct claim_sums *sums = ARENA_NEW(&memory, struct claim_sums);
	struct text_source source = {{give}, bytes};
	*out = (struct codes){.sink = {keep}};
	struct claim_read_from from = {&layout, &source.source, name};
	CHECK(claim_read_open(&r, &from, &out->sink, &err) == NHI_OK);
	size_t before = out->count;
	claim_check_begin(&check, sums, &memory, &out->sink, claim_read_batch(r));
	for (;;) {
		CHECK(claim_read_next(r, &item, &err) == NHI_OK);
		if (item.kind == CLAIM_ITEM_END) break;
		if (item.kind == CLAIM_ITEM_CASE)
			claim_check_case(&check, sums, item.of_case, &out->sink);
	}
	(void)before;
	CHECK(claim_check_end(&check, sums, &out->sink, &err) == NHI_OK);
	size_t kept = 0;
	for (size_t i = 0; i < out->count; i++) /* what is returned whole is not judged further */
		if (!claim_read_returned(r) || out->code[i][0] == 'A')
			memmove(out->code[kept++], out->code[i], sizeof out->code[i]);
	out->count = kept;
	qsort(out->code, out->count, sizeof out->code[0], by_text);
	claim_read_close(r);
	arena_free(&memory);
}

static void join(const struct codes *c, bool once, bool notes, struct buf *out) {
	for (size_t i = 0; i < c->count; i++) {
		if (c->code[i][0] == '[' && !notes) continue;
		if (once && i > 0 && strcmp(c->code[i], c->code[i - 1]) == 0) continue;
		buf_printf(out, "%s%s", out->n > 0 ? "+" : "", c->code[i]);
	}
}

/* --- pairs
 * ---------------------------------------------------------------------------------------- */

static struct str replace(struct str text, struct str from, struct str to, struct arena *a) {
	struct buf b = BUF_INIT(0);
	struct str out;
	while (text.n > 0) {
		size_t at = from.n == 0 ? text.n : str_find(text, from);
		buf_put(&b, str_slice(text, 0, at));
		if (at < text.n) buf_put(&b, to);
		text = str_slice(text, at < text.n ? at + from.n : at, text.n);
	}
	CHECK(arena_str(a, buf_str(&b), &out));
	buf_free(&b);
	return out;
}

static void check_pair(struct table_row *row, void *context) {
	(void)context;
	char name[64];
	struct codes codes;
	struct buf utf8 = BUF_INIT(0), big5 = BUF_INIT(0), got = BUF_INIT(0);
	(void)snprintf(name, sizeof name, "tests/files/claims/%.*s.xml",
	               STR_ARG(row_text(row, "file")));
	big5_to_utf8(source_file(name), &utf8);
	struct str change = replace(row_text(row, "change"), STR("{}"), STR(" "), &arena);
	size_t at = str_find(change, STR("=>"));
	struct str from = str_slice(change, 0, at), to = str_slice(change, at + 2, change.n);
	big5_from_utf8(replace(buf_str(&utf8), from, to, &arena), '?', &big5, NULL);
	judge(buf_str(&big5), STR(""), &codes);
	join(&codes, false, true, &got);
	row_give(row, "findings", buf_str(&got));
	buf_free(&utf8);
	buf_free(&big5);
	buf_free(&got);
}

static void each_rule_is_shown_by_a_pair(void **state) {
	(void)state;
	const char *folder[] = {test_source("tests/files/ref")};
	prepare(folder, 1);
	assert_int_equal(table_run("claim_check.txt", check_pair, NULL).failed, 0);
}

/* --- samples
 * -------------------------------------------------------------------------------------- */

/* Every file of the list gets what the list says; "OK" is nothing but notes. */
static void samples_get_what_is_expected(void **state) {
	(void)state;
	static const char *const titles[] = {"file", "expected"};
	const char *folder[] = {test_source("../shared/data/open"),
	                        test_source("../shared/data/claims-samples/ref")};
	const char *samples = test_source("../shared/data/claims-samples");
	struct err err = ERR_INIT;
	struct csv csv;
	size_t place[COUNT_OF(titles)], wrong = 0, rows = 0;
	bool more = true;
	char list[512];
	(void)snprintf(list, sizeof list, "%s/EXPECTED.csv", samples);
	if (!file_exists(list)) {
		test_skip("no samples beside the checkout");
		return;
	}
	prepare(folder, COUNT_OF(folder));
	csv_init(&csv, read(samples, STR("EXPECTED.csv")), &arena);
	assert_int_equal(csv_titles(&csv, titles, COUNT_OF(titles), place, &err), NHI_OK);
	while (csv_next(&csv, &more, &err) == NHI_OK && more) {
		struct str name = csv_field(&csv, place[0]), expected = csv_field(&csv, place[1]);
		struct codes codes;
		struct buf got = BUF_INIT(0);
		judge(read(samples, name), name, &codes);
		join(&codes, true, false, &got);
		if (got.n == 0) buf_put_c(&got, "OK");
		rows++;
		/* the list names findings in any order */
		size_t sorted = str_is(expected, "O03+C09") ? 1 : 0;
		struct str want = sorted ? STR("C09+O03") : expected;
		if (!str_eq(buf_str(&got), want)) {
			wrong++;
			print_error("%.*s: %.*s, expected %.*s\n", STR_ARG(name),
			            STR_ARG(buf_str(&got)), STR_ARG(expected));
		}
		buf_free(&got);
	}
	assert_int_equal(wrong, 0);
	assert_true(rows > 0);
}

/* --- registers
 * ------------------------------------------------------------------------------------ */

/* "2017-01-01..2018-01-01"; false for "" and "none". */
static bool read_period(struct str s, struct period *out) {
	size_t at = str_find(s, STR(".."));
	return date_parse(str_slice(s, 0, at), &out->from) &&
	       date_parse(str_slice(s, at + 2, s.n), &out->to);
}

struct found_facts {
	struct claim_sink sink;
	struct buf codes;
	int64_t left;
};
static void keep_fact(struct claim_sink *self, const struct claim_finding *f) {
	struct found_facts *k = (struct found_facts *)(void *)self;
	bool is_note = strcmp(f->code, "E08") == 0 || f->code[0] == 'D';
	buf_printf(&k->codes, is_note ? "%s[%s]" : "%s%s", k->codes.n > 0 ? "+" : "", f->code);
	if (f->effect == CLAIM_EFFECT_CUT) k->left = f->allowed.v;
}

/* Applies "a=>b;c=>d" to the made outpatient file; Big5. */
static struct str changed(struct str changes) {
	struct buf utf8 = BUF_INIT(0), big5 = BUF_INIT(0);
	struct str out;
	big5_to_utf8(source_file("tests/files/claims/op.xml"), &utf8);
	struct str text = buf_str(&utf8);
	while (changes.n > 0) {
		struct str change = str_cut(&changes, ';');
		size_t at = str_find(change, STR("=>"));
		text = replace(text, str_slice(change, 0, at), str_slice(change, at + 2, change.n),
		               &arena);
	}
	big5_from_utf8(text, '?', &big5, NULL);
	CHECK(arena_str(&arena, buf_str(&big5), &out));
	buf_free(&utf8);
	buf_free(&big5);
	return out;
}

static void judge_first(struct str bytes, struct claim_facts *facts, struct found_facts *found) {
	struct err err = ERR_INIT;
	struct claim_reader *r;
	struct claim_item item;
	struct codes ignored = {.sink = {keep}};
	struct copay_law copay_law;
	struct text_source source = {{give}, bytes};
	struct claim_read_from from = {&layout, &source.source, STR("")};
	CHECK(claim_read_open(&r, &from, &ignored.sink, &err) == NHI_OK);
	CHECK(claim_read_next(r, &item, &err) == NHI_OK && item.kind == CLAIM_ITEM_CASE);
	copay_law_at(test_law(), item.of_case->visit, &copay_law);
	facts->copay = &copay_law;
	claim_facts_judge(facts, item.of_case, &found->sink);
	claim_read_close(r);
}

static void check_facts(struct table_row *row, void *context) {
	(void)context;
	struct period coverage, contract;
	struct provider_event event = {.measure = PROVIDER_SUSPENSION, .article = 39};
	struct claim_certificate certificate = {.category = 1};
	struct claim_approval approval = {.acceptance_no = STR("3111")};
	struct claim_person_facts person = {.died = DATE_OPEN, .coverage = &coverage};
	struct claim_provider_facts provider = {.is_known = true,
	                                        .code = STR("3500000001"),
	                                        .contract = &contract,
	                                        .event = &event,
	                                        .level = COPAY_CLINIC};
	struct str scope = row_text(row, "suspended"), rest = row_text(row, "approval");
	struct str covered = row_text(row, "coverage");
	bool died = str_ends(covered, STR("+"));
	person.is_known = read_period(str_slice(covered, 0, covered.n - died), &coverage);
	if (died) person.died = coverage.to;
	person.coverage_count = person.is_known;
	provider.contract_count = read_period(row_text(row, "contract"), &contract);
	provider.event_count = read_period(str_cut(&scope, ':'), &event.valid);
	event.scope = scope;
	person.certificate = &certificate;
	person.certificate_count = read_period(row_text(row, "certificate"), &certificate.free);
	approval.item = str_cut(&rest, ':');
	if (str_to_i64(str_cut(&rest, ':'), 0, 1000, &approval.approved.v))
		person.approval_count = read_period(rest, &approval.valid);
	approval.approved.v *= 10;
	person.approval = &approval;
	struct claim_facts facts = {.provider = &provider, .person = &person, .asks_illness = true};
	struct found_facts found = {{keep_fact}, BUF_INIT(0), -1};
	judge_first(changed(row_text(row, "change")), &facts, &found);
	row_give(row, "findings", buf_str(&found.codes));
	row_give_c(row, "left", "");
	if (found.left >= 0) row_give_i64(row, "left", found.left);
	buf_free(&found.codes);
}

static void what_the_registers_say_decides(void **state) {
	(void)state;
	assert_int_equal(table_run("claim_facts.txt", check_facts, NULL).failed, 0);
}

static void points_are_rounded_half_up(void **state) {
	(void)state;
	assert_int_equal(claim_order_points((qty10_t){10}, (price100_t){464000}, (rate4_t){18300}),
	                 8491);
	assert_int_equal(claim_order_points((qty10_t){10}, (price100_t){900}, (rate4_t){4300}), 4);
	assert_int_equal(claim_order_points((qty10_t){5}, (price100_t){100}, (rate4_t){10000}), 1);
	assert_int_equal(
	        claim_order_points((qty10_t){INT64_MAX}, (price100_t){INT64_MAX}, (rate4_t){100}),
	        -1);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(points_are_rounded_half_up),
	        cmocka_unit_test(each_rule_is_shown_by_a_pair),
	        cmocka_unit_test(samples_get_what_is_expected),
	        cmocka_unit_test(what_the_registers_say_decides),
	};
	int rc = TEST_MAIN_WITH(tests, set_up, NULL);
	arena_free(&arena);
	return rc;
}
