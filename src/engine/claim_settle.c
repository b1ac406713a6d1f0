/* claim_settle.c: the settlement of a quarter from the claims in the database; see claim_pay.h. */
#include "engine/claim_pay_parts.h"

struct settling {
	const struct claim_money *m;
	quarter_t quarter;
	bool dry;
	struct claim_settled *out;
	struct arena arena;
	struct budget_claimed *claimed; /* by sector, provider, region of the insured */
	struct budget_row *rows;        /* the same rows as the rules want them */
	size_t count;
	struct due {
		int64_t provider_id;
		twd_t amount, paid;
	} * due; /* by provider */
	size_t due_count;
	int64_t at; /* row of the provider now paid */
};

static int by_row(const void *a, const void *b) {
	const struct budget_claimed *x = a, *y = b;
	return budget_row_cmp(&x->row, &y->row);
}

static int by_provider(const void *a, const void *b) {
	const struct due *x = a, *y = b;
	return x->provider_id < y->provider_id ? -1 : x->provider_id > y->provider_id;
}

static enum nhi_status load(struct db *db, struct settling *s, struct err *err) {
	enum nhi_status st =
	        budget_claimed_points(db, s->quarter, &s->arena, &s->claimed, &s->count, err);
	if (st != NHI_OK) return st;
	s->rows = ARENA_ARRAY(&s->arena, s->count, struct budget_row);
	s->due = ARENA_ARRAY(&s->arena, s->count, struct due);
	if (s->rows == NULL || s->due == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	if (s->count > 0) qsort(s->claimed, s->count, sizeof *s->claimed, by_row);
	for (size_t i = 0; i < s->count; i++) s->rows[i] = s->claimed[i].row;
	return NHI_OK;
}

/* ---- What is due ----------------------------------------------------------------------------- */

static int64_t provider_of(const struct settling *s, struct str code) {
	for (size_t i = 0; i < s->count; i++)
		if (str_eq(s->claimed[i].row.provider, code)) return s->claimed[i].provider_id;
	return 0;
}

static enum nhi_status take_provider(void *context, const struct budget_provider *p,
                                     struct err *err) {
	struct settling *s = context;
	(void)err;
	s->due[s->due_count++] =
	        (struct due){.provider_id = provider_of(s, p->code), .amount = p->pay.total};
	return NHI_OK;
}

/* Work outside the sectors, and of sectors without a budget, is paid at NT$1. */
static enum nhi_status pay_at_one(struct settling *s, int sector, struct err *err) {
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; st == NHI_OK && i < s->count; i++) {
		const struct budget_row *r = &s->rows[i];
		if ((int)r->sector != sector) continue;
		s->due[s->due_count++] =
		        (struct due){.provider_id = s->claimed[i].provider_id,
		                     .amount = twd(r->work.floating + r->work.fixed)};
	}
	(void)err;
	return st;
}

static enum nhi_status settle_sector(struct db *db, struct settling *s, int sector,
                                     const struct budget_stored *amounts,
                                     const struct budget_stored *before, struct err *err) {
	struct budget_result *x = &s->out->sector[sector];
	(void)db;
	enum nhi_status st = budget_terms(s->m->law, (enum budget_sector)sector,
	                                  month_first(quarter_month(s->quarter)), x, err);
	if (st != NHI_OK) return st;
	bool known = true;
	for (int r = 0; r < BUDGET_REGIONS; r++) {
		x->in.budget[r] = twd(amounts->value[sector][r]);
		x->in.previous[r] = (pv_t){before->value[sector][r]};
		known = known && before->has[sector][r];
	}
	/* The first quarter has none before it: solved together instead. */
	if (x->in.method == BUDGET_PREVIOUS_QUARTER && !known) x->in.method = BUDGET_SIMULTANEOUS;
	return budget_settle_rows(x, (enum budget_sector)sector, s->rows, s->count, take_provider,
	                          s, err);
}

static enum nhi_status compute(struct db *db, struct settling *s, struct err *err) {
	struct budget_stored amounts, before, settled;
	enum nhi_status st = budget_stored_values(db, s->quarter, &settled, err);
	if (st == NHI_OK) st = budget_stored_values(db, s->quarter - 1, &before, err);
	if (st == NHI_OK) st = budget_stored_amounts(db, s->quarter, &amounts, err);
	if (st == NHI_OK) st = load(db, s, err);
	for (int sector = 0; st == NHI_OK && sector < BUDGET_SECTORS; sector++) {
		for (int r = 0; r < BUDGET_REGIONS; r++) {
			s->out->has[sector] = s->out->has[sector] || amounts.has[sector][r];
			if (settled.has[sector][r] && !s->dry)
				return err_set(err, NHI_EXISTS, "%s", "budget_value");
		}
		st = s->out->has[sector] ? settle_sector(db, s, sector, &amounts, &before, err)
		                         : pay_at_one(s, sector, err);
		if (st != NHI_OK) return err_where(err, "%s", budget_sector_names[sector]);
	}
	return st == NHI_OK ? pay_at_one(s, BUDGET_SECTORS, err) : st;
}

/* One row a provider, with what it was paid. */
static enum nhi_status gather(struct db *db, struct settling *s, struct err *err) {
	struct budget_paid_row *paid;
	size_t count, kept = 0, k = 0;
	enum nhi_status st = budget_paid(db, s->quarter, &s->arena, &paid, &count, err);
	if (st != NHI_OK || s->due_count == 0) return st;
	qsort(s->due, s->due_count, sizeof *s->due, by_provider);
	for (size_t i = 1; i < s->due_count; i++) {
		if (s->due[i].provider_id == s->due[kept].provider_id)
			s->due[kept].amount = twd_add(s->due[kept].amount, s->due[i].amount);
		else
			s->due[++kept] = s->due[i];
	}
	s->due_count = kept + 1;
	for (size_t i = 0; i < s->due_count; i++) {
		while (k < count && paid[k].provider_id < s->due[i].provider_id) k++;
		if (k < count && paid[k].provider_id == s->due[i].provider_id)
			s->due[i].paid = paid[k].paid;
		s->out->providers++;
		s->out->amount = twd_add(s->out->amount, s->due[i].amount);
		s->out->paid = twd_add(s->out->paid, s->due[i].paid);
	}
	s->out->difference = twd_sub(s->out->amount, s->out->paid);
	return st;
}

/* ---- Writing --------------------------------------------------------------------------------- */

static enum nhi_status write_values(struct db *db, const struct settling *s, const struct act *act,
                                    struct err *err) {
	enum nhi_status st = NHI_OK;
	for (int k = 0; k < BUDGET_SECTORS; k++)
		for (int r = 0; st == NHI_OK && s->out->has[k] && r < BUDGET_REGIONS; r++) {
			const struct budget_result *x = &s->out->sector[k];
			if (!x->value.has_value[r]) continue;
			st = budget_value_put(db, act, s->quarter, k, r, x->value.floating[r],
			                      x->value.average[r],
			                      budget_method_names[x->in.method], err);
		}
	return st;
}

/* Every claim that the values were computed from has come to its end; appeals go on. */
static enum nhi_status put_steps(struct db *db, const struct settling *s, const struct act *act,
                                 struct err *err) {
	enum { MONTHS = 3 };
	struct buf detail = BUF_INIT(16);
	month_t first = quarter_month(s->quarter);
	quarter_print(&detail, s->quarter);
	enum nhi_status st = claim_batches_settled(db, act, first, first + MONTHS - 1, s->m->today,
	                                           buf_str(&detail), err);
	buf_free(&detail);
	return st;
}

static enum nhi_status settle_work(struct db *db, void *context, struct err *err) {
	struct settling *s = context;
	struct act act;
	arena_reset(&s->arena);
	s->due_count = 0;
	*s->out = (struct claim_settled){0};
	enum nhi_status st = compute(db, s, err);
	if (st == NHI_OK) st = gather(db, s, err);
	if (st != NHI_OK || s->dry) return st;
	const struct act_request request = {
	        .actor = s->m->actor, .reason = STR("總額結算"), .purpose = STR("budget.settle")};
	st = act_begin(db, &request, &act, err);
	if (st == NHI_OK) st = write_values(db, s, &act, err);
	if (st == NHI_OK) st = put_steps(db, s, &act, err);
	for (size_t i = 0; st == NHI_OK && i < s->due_count; i++) {
		twd_t difference = twd_sub(s->due[i].amount, s->due[i].paid);
		const struct claim_movement move = {.kind = "settlement",
		                                    .text = "總額結算差額",
		                                    .provider_id = s->due[i].provider_id,
		                                    .subject = s->quarter,
		                                    .month = quarter_month(s->quarter),
		                                    .on = s->m->today,
		                                    .cost = difference,
		                                    .difference = difference};
		st = claim_post(db, &act, &move, err);
	}
	return st;
}

enum nhi_status claim_settle(const struct claim_money *m, quarter_t quarter, bool dry,
                             struct claim_settled *out, struct err *err) {
	struct settling s = {.m = m,
	                     .quarter = quarter,
	                     .dry = dry,
	                     .out = out,
	                     .arena = ARENA_INIT((size_t)4 << 30)};
	struct db *db;
	enum nhi_status st = db_open(&db, m->url, m->data_dir, 0, err);
	if (st != NHI_OK) return st;
	st = db_transact(db, dry ? DB_READ : DB_WRITE, settle_work, &s, err);
	db_close(db);
	arena_free(&s.arena);
	return st;
}

/* ---- Budgets --------------------------------------------------------------------------------- */

struct budgeting {
	const struct claim_money *m;
	quarter_t quarter;
	const int64_t (*amount)[BUDGET_REGIONS];
	const bool *has;
};

static enum nhi_status budget_work(struct db *db, void *context, struct err *err) {
	struct budgeting *b = context;
	struct budget_stored known;
	struct act act;
	const struct act_request request = {
	        .actor = b->m->actor, .reason = STR("總額預算"), .purpose = STR("budget.set")};
	enum nhi_status st = act_begin(db, &request, &act, err);
	if (st == NHI_OK) st = budget_stored_amounts(db, b->quarter, &known, err);
	for (int s = 0; st == NHI_OK && s < BUDGET_SECTORS; s++)
		for (int r = 0; st == NHI_OK && b->has[s] && r < BUDGET_REGIONS; r++)
			if (known.has[s][r])
				st = err_set(err, NHI_EXISTS, "%s", budget_sector_names[s]);
			else
				st = budget_amount_put(db, &act, b->quarter, s, r, b->amount[s][r],
				                       err);
	return st;
}

enum nhi_status claim_budget_set(const struct claim_money *m, quarter_t quarter,
                                 const int64_t amount[BUDGET_SECTORS][BUDGET_REGIONS],
                                 const bool has[BUDGET_SECTORS], struct err *err) {
	struct budgeting b = {m, quarter, amount, has};
	struct db *db;
	enum nhi_status st = db_open(&db, m->url, m->data_dir, 0, err);
	if (st != NHI_OK) return st;
	st = db_transact(db, DB_WRITE, budget_work, &b, err);
	db_close(db);
	return st;
}
