/* billing_post.c: the end of a run: the proof over all parts and the entries in the ledger. */
#include "base/check.h"
#include "engine/billing_parts.h"
#include "store/ledger.h"

/* What a division's month asks of whom. Debits by debtor, credits by who bears the premium. */
enum post_line {
	POST_UNITS,
	POST_PERSONS,
	POST_CENTRAL,
	POST_LOCAL,
	POST_INCOME_INSURED,
	POST_INCOME_UNITS,
	POST_INCOME_GOVERNMENT,
	POST_COUNT
};
static const char *const accounts[POST_COUNT] = {
        [POST_UNITS] = "1131",
        [POST_PERSONS] = "1132",
        [POST_CENTRAL] = "1133",
        [POST_LOCAL] = "1134",
        [POST_INCOME_INSURED] = "4101",
        [POST_INCOME_UNITS] = "4102",
        [POST_INCOME_GOVERNMENT] = "4103",
};

struct posting {
	int64_t amount[BILLING_DIVISIONS][POST_COUNT];
	int64_t payable;
};

static enum nhi_status add_total(struct posting *p, const struct bill_total *t, struct err *err) {
	enum bill_payer payer;
	if (!bill_payer_find(t->payer, &payer) || t->division < 1 ||
	    t->division >= BILLING_DIVISIONS)
		return err_set(err, NHI_CORRUPT, "bill_total %.*s %lld", STR_ARG(t->payer),
		               (long long)t->division);
	const bool is_own = payer == PAYER_INSURED || payer == PAYER_UNIT;
	const enum post_line debit = is_own ? t->by_person ? POST_PERSONS : POST_UNITS
	                             : payer == PAYER_LOCAL ? POST_LOCAL
	                                                    : POST_CENTRAL;
	const enum post_line credit = payer == PAYER_INSURED ? POST_INCOME_INSURED
	                              : payer == PAYER_UNIT  ? POST_INCOME_UNITS
	                                                     : POST_INCOME_GOVERNMENT;
	p->amount[t->division][debit] += t->amount.v;
	p->amount[t->division][credit] -= t->amount.v;
	if (is_own) p->payable += t->amount.v;
	return NHI_OK;
}

static enum nhi_status post_division(struct db *db, const struct act *act, month_t month,
                                     size_t division, const int64_t amount[POST_COUNT],
                                     struct err *err) {
	struct ledger_line line[POST_COUNT];
	size_t count = 0;
	for (size_t i = 0; i < POST_COUNT; i++)
		if (amount[i] != 0)
			line[count++] = (struct ledger_line){.fund = STR("nhi"),
			                                     .account = str_from(accounts[i]),
			                                     .amount = twd(amount[i])};
	if (count == 0) return NHI_OK;
	struct buf key = BUF_INIT(64), source = BUF_INIT(32), text = BUF_INIT(128);
	buf_put_c(&source, "bill:");
	month_print(&source, month);
	buf_put(&key, buf_str(&source));
	buf_printf(&key, ":division %zu", division);
	buf_printf(&text, "%d年%d月保險費，第%zu業務組", month_year(month) - 1911,
	           month_number(month), division);
	const struct ledger_entry entry = {
	        .key = buf_str(&key),
	        .booked_on = month_last(month),
	        .text = buf_str(&text),
	        .source = buf_str(&source),
	        .line = line,
	        .line_count = count,
	};
	struct ledger_posted posted;
	const enum nhi_status st = ledger_post(db, act, &entry, &posted, err);
	buf_free(&key);
	buf_free(&source);
	buf_free(&text);
	return st;
}

struct finish {
	const struct bill_run *run;
	int64_t parts;
};

/* The parts and the totals were written by different sums over the same lines; they must agree,
 * and every part must be there. */
static enum nhi_status prove_run(const struct finish *f, const struct bill_part *sum,
                                 const struct posting *posting, struct err *err) {
	if (sum->part == f->parts && sum->payable.v == posting->payable) return NHI_OK;
	return err_set(
	        err, NHI_BILL_UNBALANCED, "%d-%02d" ERR_SEP "%lld (%lld)" ERR_SEP "%lld (%lld)",
	        month_year(f->run->month), month_number(f->run->month), (long long)sum->payable.v,
	        (long long)sum->part, (long long)posting->payable, (long long)f->parts);
}

static enum nhi_status post_all(struct db *db, const struct finish *f, struct arena *arena,
                                struct err *err) {
	const month_t month = f->run->month;
	struct bill_part sum;
	struct bill_total *totals;
	size_t count;
	struct posting posting = {0};
	enum nhi_status st = bill_part_sums(db, month, &sum, err);
	if (st == NHI_OK) st = bill_totals(db, month, arena, &totals, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		st = add_total(&posting, &totals[i], err);
	if (st == NHI_OK) st = prove_run(f, &sum, &posting, err);
	if (st != NHI_OK) return st;
	const struct act_request request = {.actor = STR("job:bill.run"),
	                                    .reason = STR("monthly bills"),
	                                    .purpose = STR("bill")};
	struct act act;
	st = act_begin(db, &request, &act, err);
	int64_t units = 0, persons = 0;
	for (size_t d = 1; d < BILLING_DIVISIONS && st == NHI_OK; d++) {
		st = post_division(db, &act, month, d, posting.amount[d], err);
		units += posting.amount[d][POST_UNITS];
		persons += posting.amount[d][POST_PERSONS];
	}
	struct buf source = BUF_INIT(32);
	buf_put_c(&source, "bill:");
	month_print(&source, month);
	if (st == NHI_OK)
		st = ledger_assert(db, STR("nhi"), str_from(accounts[POST_UNITS]), buf_str(&source),
		                   twd(units), err);
	if (st == NHI_OK)
		st = ledger_assert(db, STR("nhi"), str_from(accounts[POST_PERSONS]),
		                   buf_str(&source), twd(persons), err);
	buf_free(&source);
	if (st != NHI_OK) return st;
	return bill_run_end(db, month, f->parts, sum.bills, sum.payable, act.id, err);
}

static enum nhi_status finish_work(struct db *db, void *context, struct err *err) {
	struct arena arena = ARENA_INIT(0);
	const enum nhi_status st = post_all(db, context, &arena, err);
	arena_free(&arena);
	return st;
}

enum nhi_status billing_finish(struct db *db, const struct bill_run *run, int64_t parts,
                               struct err *err) {
	struct finish f = {.run = run, .parts = parts};
	return db_transact(db, DB_WRITE, finish_work, &f, err);
}
