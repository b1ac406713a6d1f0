/* test_copay_tables.c: copayment of visits and stays, and the check of a claim's copayment, from
 * tables. */
#include "base/file.h"
#include "lawdir.h"
#include "nhi/copay.h"
#include "nhi/copay_code.h"
#include "nhi/copay_inpatient.h"
#include "table.h"
#include "test.h"

#include "base/check.h"

static void must(enum nhi_status st, const struct err *err) {
	if (st == NHI_OK) return;
	struct buf b = BUF_INIT(0);
	err_message(err, "en", &b);
	fprintf(stderr, "%.*s\n", STR_ARG(buf_str(&b)));
	exit(1);
}

static struct arena arena;

static const struct copay_codes *the_codes(void) {
	static struct copay_codes codes;
	struct err err = ERR_INIT;
	struct str bytes;
	if (codes.count > 0) return &codes;
	must(file_read(&arena, test_source("law/copay_codes.csv"), 1 << 20, &bytes, &err), &err);
	must(copay_codes_read(&codes, &arena, bytes, &err), &err);
	return &codes;
}

static void check_quote(struct table_row *row, void *context) {
	(void)context;
	struct copay_in in = {.is_referred = row_bool(row, "referred"),
	                      .drug_points = row_i64(row, "drug"),
	                      .refill = (int32_t)row_i64(row, "refill"),
	                      .triage = (int32_t)row_i64(row, "triage"),
	                      .session = (int32_t)row_i64(row, "session"),
	                      .points = row_i64(row, "points"),
	                      .is_disabled = row_bool(row, "disabled"),
	                      .is_midlow = row_bool(row, "midlow"),
	                      .is_remote = row_bool(row, "remote")};
	CHECK(copay_level_parse(row_text(row, "level"), &in.level));
	CHECK(copay_care_parse(row_text(row, "care"), &in.care));
	struct copay_law figures;
	struct copay_out out, told;
	struct err err = ERR_INIT;
	copay_law_at(test_law(), row_date(row, "on"), &figures);
	must(copay_quote(&figures, &in, &out, NULL, &err), &err);
	struct arena once = ARENA_INIT(0);
	struct trace *trace = ARENA_NEW(&once, struct trace);
	*trace = TRACE_INIT(&once);
	must(copay_quote(&figures, &in, &told, trace, &err), &err);
	CHECK(memcmp(&out, &told, sizeof out) == 0 && trace->count > 0);
	arena_free(&once);
	row_give_i64(row, "basic", out.basic.v);
	row_give_i64(row, "drug", out.drug.v);
	row_give_i64(row, "total", out.total.v);
}

static void check_stay(struct table_row *row, void *context) {
	(void)context;
	static const char *const bands[COPAY_WARDS][COPAY_BANDS_MAX] = {{"a1", "a2", "a3", NULL},
	                                                                {"c1", "c2", "c3", "c4"}};
	struct copay_stay_in in = {.on = row_date(row, "on"),
	                           .year_before = twd(row_i64(row, "before"))};
	struct copay_stay_out out;
	struct err err = ERR_INIT;
	for (size_t w = 0; w < COPAY_WARDS; w++)
		for (size_t i = 0; i < COPAY_BANDS_MAX; i++)
			if (bands[w][i] != NULL) in.cost[w][i] = twd(row_i64(row, bands[w][i]));
	must(copay_stay_quote(test_law(), &in, &out, NULL, &err), &err);
	row_give_i64(row, "total", out.total.v);
	row_give_i64(row, "refund", out.refund.v);
}

static void check_spread(struct table_row *row, void *context) {
	(void)context;
	static const char *const names[COPAY_BANDS_MAX] = {"b1", "b2", "b3", "b4"};
	enum copay_ward ward = str_is(row_text(row, "ward"), "acute") ? COPAY_ACUTE : COPAY_CHRONIC;
	struct copay_bands bands;
	struct err err = ERR_INIT;
	twd_t part[COPAY_BANDS_MAX] = {{0}};
	must(copay_bands_at(test_law(), row_date(row, "on"), ward, &bands, &err), &err);
	copay_spread(&bands, (int32_t)row_i64(row, "before"), (int32_t)row_i64(row, "days"),
	             twd(row_i64(row, "cost")), part);
	for (size_t i = 0; i < COPAY_BANDS_MAX; i++) row_give_i64(row, names[i], part[i].v);
}

static void check_claim(struct table_row *row, void *context) {
	(void)context;
	static const char *const verdicts[] = {"fits", "differs", "wrong_level", "not_judged"};
	struct copay_claim claim = {.drug_points = row_i64(row, "drug"),
	                            .is_drug_exempt = row_bool(row, "drug_free"),
	                            .is_refill = row_bool(row, "refill"),
	                            .refill_no = (int32_t)row_i64(row, "no"),
	                            .may_be_remote = row_bool(row, "remote"),
	                            .total = row_i64(row, "total"),
	                            .claimed = row_i64(row, "claimed"),
	                            .stay_due = -1};
	struct copay_law figures;
	struct copay_expected e;
	date_t on = row_date(row, "on");
	claim.has_level = copay_level_parse(row_text(row, "level"), &claim.level);
	copay_law_at(test_law(), on, &figures);
	const struct copay_code *code = copay_code_at(the_codes(), row_text(row, "code"), on);
	CHECK(code != NULL);
	copay_expect(&figures, code, &claim, &e);
	row_give(row, "verdict", str_from(verdicts[e.verdict]));
	row_give_i64(row, "expected", e.expected);
}

static void check_bands(struct table_row *row, void *context) {
	(void)context;
	static const char *const points[] = {"a1", "a2", "a3", "c1", "c2", "c3", "c4"};
	static const char *const copays[] = {"k1", "k2", "k3", "l1", "l2", "l3", "l4"};
	struct copay_stay_claim claim = {.admitted = row_date(row, "admitted"),
	                                 .left = row_date(row, "left")};
	int64_t expected = 0;
	for (size_t i = 0; i < COPAY_CLAIM_BANDS; i++) {
		claim.points[i] = row_i64(row, points[i]);
		claim.copay[i] = row_i64(row, copays[i]);
	}
	bool fits = copay_stay_fits(test_law(), &claim, &expected);
	row_give_bool(row, "fits", fits);
	row_give_i64(row, "expected", expected);
}

int main(void) {
	const struct table_result results[] = {
	        table_run("copay_quote.txt", check_quote, NULL),
	        table_run("copay_stay.txt", check_stay, NULL),
	        table_run("copay_spread.txt", check_spread, NULL),
	        table_run("copay_claim.txt", check_claim, NULL),
	        table_run("copay_bands.txt", check_bands, NULL),
	};
	arena_free(&arena);
	return table_end(results, COUNT_OF(results));
}
