/* claim_pay.c: provisional payment and approval; see claim_pay.h. */
#include "engine/claim_pay.h"

#include "engine/claim_pay_parts.h"
#include "store/provider.h"

#define E8 INT64_C(100000000)

/* ---- The entry and its row ------------------------------------------------------------------- */

enum nhi_status claim_post(struct db *db, const struct act *act, const struct claim_movement *m,
                           struct err *err) {
	struct ledger_line line[4];
	size_t count = 0;
	int64_t d = m->difference.v, cost = m->cost.v, advance = m->advance.v;
	const struct {
		const char *account;
		int64_t amount;
	} rows[] = {{"5101", cost},
	            {"1151", advance},
	            {"2101", d > 0 ? -d : 0},
	            {"1152", d < 0 ? -d : 0}};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (rows[i].amount != 0)
			line[count++] = (struct ledger_line){STR("nhi"), str_from(rows[i].account),
			                                     twd(rows[i].amount), LEDGER_PROVIDER,
			                                     m->provider_id};
	if (count == 0) return NHI_OK;
	char key[64], source[48];
	(void)snprintf(key, sizeof key, "claim:%s:%lld:%lld", m->kind, (long long)m->provider_id,
	               (long long)m->subject);
	(void)snprintf(source, sizeof source, "claim:%d%02d", month_year(m->month),
	               month_number(m->month));
	const struct ledger_entry entry = {.key = str_from(key),
	                                   .booked_on = m->on,
	                                   .text = str_from(m->text),
	                                   .source = str_from(source),
	                                   .line = line,
	                                   .line_count = count};
	struct ledger_posted posted;
	enum nhi_status st = ledger_post(db, act, &entry, &posted, err);
	if (st != NHI_OK || posted.repeated) return st;
	const struct claim_payment_row row = {.provider_id = m->provider_id,
	                                      .batch_id = m->batch_id,
	                                      .kind = str_from(m->kind),
	                                      .month = m->month,
	                                      .amount = m->difference,
	                                      .on = m->on,
	                                      .entry_id = posted.entry_id};
	return claim_payment_add(db, act, &row, err);
}

/* ---- A batch --------------------------------------------------------------------------------- */

struct paying {
	const struct claim_money *m;
	int64_t batch_id;
	struct arena arena;
	struct claim_batch_row row;
	struct claim_tally sum[CLAIM_SUMS_MAX];
	size_t sums;
	int64_t division; /* of the provider */
	twd_t amount;
	bool paid;
};

static enum nhi_status begin(struct db *db, const struct paying *p, const char *purpose,
                             struct act *act, struct err *err) {
	const struct act_request request = {
	        .actor = p->m->actor, .reason = str_from(purpose), .purpose = str_from(purpose)};
	return act_begin(db, &request, act, err);
}

static enum nhi_status load(struct db *db, struct paying *p, const char *wanted, bool *fits,
                            struct err *err) {
	struct provider_fact fact;
	bool found;
	arena_reset(&p->arena);
	p->amount = twd(0);
	p->paid = false;
	enum nhi_status st = claim_batch_find(db, STR(""), STR(""), p->batch_id, &p->arena, &p->row,
	                                      &found, err);
	*fits = st == NHI_OK && found && str_is(p->row.state, wanted);
	if (st != NHI_OK || !*fits) return st;
	st = claim_sums_read(db, p->row.provider_id, p->batch_id, p->sum, &p->sums, err);
	if (st == NHI_OK)
		st = provider_fact_on(db, p->row.provider_id, p->m->today, &p->arena, &fact, err);
	if (st == NHI_OK) p->division = fact.division;
	return st;
}

static int64_t sum_cases(const struct paying *p, bool refused) {
	int64_t n = 0;
	for (size_t i = 0; i < p->sums; i++) n += refused ? p->sum[i].refused : p->sum[i].cases;
	return n;
}

/* ---- Provisional payment --------------------------------------------------------------------- */

static enum nhi_status judge_provisional(struct db *db, struct paying *p, struct refusals *r,
                                         struct err *err) {
	struct claim_terms terms;
	const struct claim_filing filing = {.month = p->row.month,
	                                    .received = p->row.received,
	                                    .paper = DATE_OPEN,
	                                    .repaired = DATE_OPEN,
	                                    .is_electronic = true,
	                                    .is_supplement = !str_is(p->row.kind, "original")};
	struct claim_provisional in = {.month = p->row.month,
	                               .is_inpatient = str_is(p->row.format, "ip"),
	                               .cases = sum_cases(p, false),
	                               .error_cases = sum_cases(p, true)};
	for (size_t i = 0; i < p->sums; i++) {
		in.floating += p->sum[i].approved - p->sum[i].fixed;
		in.fixed += p->sum[i].fixed;
	}
	enum nhi_status st = claim_terms(p->m->law, p->m->calendar, &filing, &terms, r, err);
	if (st == NHI_OK)
		st = claim_months_approved(db, p->row.provider_id, &in.months_approved, err);
	if (st != NHI_OK || !terms.has_provisional) return st;
	return claim_provisional(p->m->law, &in, &p->amount, r, NULL, err);
}

static enum nhi_status provisional_work(struct db *db, void *context, struct err *err) {
	struct paying *p = context;
	struct refusals r = {.count = 0};
	struct act act;
	bool fits;
	enum nhi_status st = load(db, p, "adjudicated", &fits, err);
	if (st != NHI_OK || !fits) return st;
	st = judge_provisional(db, p, &r, err);
	if (st == NHI_OK) st = begin(db, p, "claim.provisional", &act, err);
	if (st != NHI_OK) return st;
	const struct claim_movement move = {.kind = "provisional",
	                                    .text = "醫療費用暫付",
	                                    .provider_id = p->row.provider_id,
	                                    .batch_id = p->batch_id,
	                                    .subject = p->batch_id,
	                                    .month = p->row.month,
	                                    .on = p->m->today,
	                                    .advance = p->amount,
	                                    .difference = p->amount};
	struct buf detail = BUF_INIT(512);
	buf_put_i64(&detail, p->amount.v);
	if (r.kept > 0) buf_printf(&detail, " %s", refusal_rows[r.item[0].code].name);
	st = claim_post(db, &act, &move, err);
	if (st == NHI_OK)
		st = claim_batch_step(db, &act, p->row.provider_id, p->batch_id, STR("provisional"),
		                      p->m->today, buf_str(&detail), err);
	buf_free(&detail);
	p->paid = true;
	return st;
}

/* ---- Approval -------------------------------------------------------------------------------- */

enum nhi_status claim_value_of(struct db *db, month_t month, int64_t sector, int64_t division,
                               pv_t *out, struct err *err) {
	enum { BACK_MAX = 8 };
	*out = (pv_t){E8};
	if (sector < 0 || division < 1) return NHI_OK;
	quarter_t quarter = quarter_of(month);
	for (int back = 1; back <= BACK_MAX; back++) {
		struct budget_stored values;
		enum nhi_status st = budget_stored_values(db, quarter - back, &values, err);
		if (st != NHI_OK) return st;
		if (!values.has[sector][division - 1]) continue;
		out->v = values.value[sector][division - 1];
		return NHI_OK;
	}
	return NHI_OK;
}

static enum nhi_status worth(struct db *db, struct paying *p, twd_t *out, struct err *err) {
	struct claim_decision_row *decision;
	size_t decisions;
	int64_t taken = 0;
	enum nhi_status st = claim_decisions_read(db, p->row.provider_id, p->batch_id, &p->arena,
	                                          &decision, &decisions, err);
	for (size_t i = 0; st == NHI_OK && i < decisions; i++) taken += decision[i].points.v;
	*out = twd(0);
	for (size_t i = 0; st == NHI_OK && i < p->sums; i++) {
		pv_t value;
		st = claim_value_of(db, p->row.month, p->sum[i].sector, p->division, &value, err);
		if (st != NHI_OK) return st;
		int64_t floating = p->sum[i].approved - p->sum[i].fixed;
		int64_t less = taken < floating ? taken : floating;
		taken -= less;
		const struct budget_work work = {.floating = floating - less,
		                                 .fixed = p->sum[i].fixed};
		*out = twd_add(*out, budget_pay(&work, value, (pv_t){0}).total);
	}
	return st;
}

static enum nhi_status approve_work(struct db *db, void *context, struct err *err) {
	struct paying *p = context;
	struct act act;
	twd_t value, advanced = twd(0);
	bool fits, late = false;
	enum nhi_status st = load(db, p, "provisional", &fits, err);
	if (st == NHI_OK && !fits) st = load(db, p, "adjudicated", &late, err);
	if (st != NHI_OK || (!fits && !late)) return st;
	st = worth(db, p, &value, err);
	if (st == NHI_OK) st = claim_paid(db, p->row.provider_id, p->batch_id, &advanced, err);
	if (st == NHI_OK) st = begin(db, p, "claim.approve", &act, err);
	if (st != NHI_OK) return st;
	p->amount = twd_sub(value, advanced);
	const struct claim_movement move = {.kind = "approval",
	                                    .text = "醫療費用核定",
	                                    .provider_id = p->row.provider_id,
	                                    .batch_id = p->batch_id,
	                                    .subject = p->batch_id,
	                                    .month = p->row.month,
	                                    .on = p->m->today,
	                                    .cost = value,
	                                    .advance = twd(-advanced.v),
	                                    .difference = p->amount};
	char detail[32];
	(void)snprintf(detail, sizeof detail, "%lld", (long long)value.v);
	st = claim_post(db, &act, &move, err);
	p->paid = true;
	if (st != NHI_OK) return st;
	return claim_batch_step(db, &act, p->row.provider_id, p->batch_id, STR("decided"),
	                        p->m->today, str_from(detail), err);
}

/* ---- All batches ----------------------------------------------------------------------------- */

static enum nhi_status each_batch(const struct claim_money *m, db_work work,
                                  struct claim_paid_run *out, struct err *err) {
	enum { ALL = 1000000 };
	struct arena arena = ARENA_INIT((size_t)4 << 30);
	struct paying *p = calloc(1, sizeof *p);
	struct claim_batch_row *rows = NULL;
	struct db *db = NULL;
	size_t count = 0;
	*out = (struct claim_paid_run){0};
	if (p == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	*p = (struct paying){.m = m, .arena = ARENA_INIT(0)};
	enum nhi_status st = db_open(&db, m->url, m->data_dir, 0, err);
	if (st == NHI_OK) st = claim_appeals_waiting(db, &out->appeals, err);
	if (st == NHI_OK) st = claim_batches(db, 0, 0, 0, ALL, &arena, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		if (str_is(rows[i].kind, "appeal")) continue;
		if (!str_is(rows[i].state, "adjudicated") && !str_is(rows[i].state, "provisional"))
			continue;
		p->batch_id = rows[i].batch_id;
		st = db_transact(db, DB_WRITE, work, p, err);
		if (st != NHI_OK || !p->paid) continue;
		out->batches += p->amount.v != 0;
		out->without += p->amount.v == 0;
		out->amount = twd_add(out->amount, p->amount);
	}
	db_close(db);
	arena_free(&p->arena);
	arena_free(&arena);
	free(p);
	return st;
}

enum nhi_status claim_pay_provisional(const struct claim_money *m, struct claim_paid_run *out,
                                      struct err *err) {
	return each_batch(m, provisional_work, out, err);
}

enum nhi_status claim_pay_approve(const struct claim_money *m, struct claim_paid_run *out,
                                  struct err *err) {
	return each_batch(m, approve_work, out, err);
}
