/* Subsidies of the self part from a table, both policies of stacking, with and without reasons; and
 * the policy as a dated parameter. */
#include "base/check.h"
#include "lawdir.h"
#include "nhi/bill.h"
#include "table.h"

static struct bill_subsidy_law law_of(const struct law *law) {
	struct bill_subsidy_law sl;
	struct err err = ERR_INIT;
	CHECK(bill_subsidy_law_at(law, month_first(month_make(2026, 1)), &sl, &err) == NHI_OK);
	return sl;
}

static size_t read_held(const struct bill_subsidy_law *sl, struct str list,
                        struct bill_grant *out) {
	size_t n = 0;
	while (list.n > 0) {
		const int kind = bill_subsidy_kind_find(sl, str_cut(&list, ','));
		CHECK(kind >= 0 && n < BILL_SUBSIDY_KINDS_MAX);
		out[n++] = (struct bill_grant){.kind = (int8_t)kind};
	}
	return n;
}

static void check_grants(struct table_row *row, void *context) {
	(void)context;
	struct bill_subsidy_law sl = law_of(test_law());
	struct bill_grant held[BILL_SUBSIDY_KINDS_MAX], granted[BILL_SUBSIDY_KINDS_MAX];
	struct buf text = BUF_INIT(TABLE_OUT_SIZE);
	struct arena arena = ARENA_INIT(0);
	struct trace *trace = ARENA_NEW(&arena, struct trace);
	*trace = TRACE_INIT(&arena);
	sl.stacks = str_is(row_text(row, "policy"), "all");
	const size_t count = read_held(&sl, row_text(row, "held"), held);
	const twd_t self = twd(row_i64(row, "self"));
	const size_t n = bill_grants(&sl, held, count, self, granted);
	int64_t left = self.v;
	for (size_t i = 0; i < n; i++) {
		const struct str kind = sl.kind[granted[i].kind].kind;
		buf_printf(&text, "%s%.*s=%lld", i == 0 ? "" : ",", STR_ARG(kind),
		           (long long)granted[i].amount.v);
		left -= granted[i].amount.v;
	}
	/* Why and what must agree. */
	const twd_t told = bill_grants_explain(&sl, held, count, self, "甲", "A", trace);
	CHECK(told.v == left && trace->count > 0 && !trace->failed);
	CHECK(trace->step[trace->count - 1].value == left);
	row_give(row, "granted", buf_str(&text));
	row_give_i64(row, "left", left);
	buf_free(&text);
	arena_free(&arena);
}

/* A what-if folder turns the policy over from a day on; the law as it stands counts the best. */
static bool the_policy_is_a_dated_parameter(void) {
	const struct law *all = test_law_with(
	        "subsidy.stacking,2013-01-01,1,flag,facts:enrolment-premium:5.5,no\n");
	return law_of(all).stacks && !law_of(test_law()).stacks;
}

int main(void) {
	struct table_result results[] = {table_run("subsidy_grants.txt", check_grants, NULL),
	                                 {0, 0}};
	const bool dated = the_policy_is_a_dated_parameter();
	results[1] = (struct table_result){dated, !dated};
	if (!dated) fprintf(stderr, "subsidy.stacking of a what-if folder is not followed\n");
	return table_end(results, 2);
}
