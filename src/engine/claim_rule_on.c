/* claim_rule_on.c: see claim_rule_on.h. */
#include "engine/claim_rule_on.h"

#include "engine/claim_pay_parts.h"
#include "store/provider.h"

#define E8 INT64_C(100000000)

struct ruling {
	const struct claim_money *m;
	const struct claim_ruling *in;
	struct claim_ruled *out;
	struct arena arena;
	struct claim_batch_row batch;
	struct claim_case_row *one;
	struct claim_decision_row *decision;
	size_t decisions;
	int64_t taken;    /* of the case: by the check and by reviewers, less what was given back */
	date_t notified;  /* day of the approval */
	int64_t division; /* of the provider */
};

static enum nhi_status load(struct db *db, struct ruling *r, struct err *err) {
	struct claim_finding_row *finding;
	struct provider_fact fact;
	size_t cases, findings;
	bool found;
	enum nhi_status st = claim_batch_find(db, r->in->receipt_no, STR(""), 0, &r->arena,
	                                      &r->batch, &found, err);
	if (st == NHI_OK && !found)
		return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(r->in->receipt_no));
	int64_t provider = r->batch.provider_id, batch = r->batch.batch_id;
	if (st == NHI_OK)
		st = claim_cases_read(db, provider, batch, r->in->case_no - 1, 1, &r->arena,
		                      &r->one, &cases, err);
	if (st == NHI_OK && (cases == 0 || r->one->case_no != r->in->case_no))
		return err_set(err, NHI_NOT_FOUND, "%.*s %lld", STR_ARG(r->in->receipt_no),
		               (long long)r->in->case_no);
	if (st == NHI_OK)
		st = claim_findings_read(db, provider, batch, r->in->case_no, &r->arena, &finding,
		                         &findings, err);
	if (st == NHI_OK)
		st = claim_decisions_read(db, provider, batch, &r->arena, &r->decision,
		                          &r->decisions, err);
	if (st == NHI_OK) st = claim_decided_on(db, provider, batch, &r->notified, err);
	if (st == NHI_OK) st = provider_fact_on(db, provider, r->m->today, &r->arena, &fact, err);
	if (st != NHI_OK) return st;
	r->division = fact.division;
	r->taken = r->one->applied.v - r->one->approved.v;
	for (size_t i = 0; i < r->decisions; i++)
		if (r->decision[i].case_no == r->in->case_no) r->taken += r->decision[i].points.v;
	return NHI_OK;
}

static bool was_reviewer(const struct ruling *r) {
	for (size_t i = 0; i < r->decisions; i++)
		if (r->decision[i].case_no == r->in->case_no &&
		    str_is(r->decision[i].stage, "review") &&
		    str_eq(r->decision[i].reviewer, r->in->reviewer))
			return true;
	return false;
}

static enum nhi_status judge(struct ruling *r, struct err *err) {
	struct refusals *no = &r->out->refusals;
	struct claim_appeal_terms terms;
	bool approved = str_is(r->batch.state, "decided") || str_is(r->batch.state, "settled");
	bool open = str_is(r->batch.state, "adjudicated") || str_is(r->batch.state, "provisional");
	if (r->in->is_appeal ? !approved : !open)
		refusal_add(no, REFUSE_CLAIM_STATE, "%.*s", STR_ARG(r->batch.state));
	int64_t most = r->in->is_appeal ? r->taken : r->one->applied.v - r->taken;
	if (r->in->points.v <= 0 || r->in->points.v > most)
		refusal_add(no, REFUSE_CLAIM_POINTS, "%lld" ERR_SEP "%lld",
		            (long long)r->in->points.v, (long long)most);
	if (!r->in->is_appeal || !approved) return NHI_OK;
	if (was_reviewer(r)) refusal_add(no, REFUSE_CLAIM_SAME_REVIEWER, "%s", "");
	return claim_appeal_terms(r->m->law, r->m->calendar, CLAIM_REMEDY_APPEAL, r->notified,
	                          r->in->filed_on, &terms, no, err);
}

/* What was given back is paid at the value at which the claim was approved. */
static enum nhi_status pay(struct db *db, struct ruling *r, const struct act *act,
                           struct err *err) {
	pv_t value = {E8};
	enum nhi_status st =
	        claim_value_of(db, r->batch.month, r->one->sector, r->division, &value, err);
	if (st != NHI_OK) return st;
	const struct budget_work work = {.floating = r->in->points.v};
	r->out->paid = budget_pay(&work, value, (pv_t){0}).total;
	enum { DECISIONS_PER_BATCH = 1000000 };
	const struct claim_movement move = {.kind = "appeal",
	                                    .text = "申復補付",
	                                    .provider_id = r->batch.provider_id,
	                                    .batch_id = r->batch.batch_id,
	                                    .subject = r->batch.batch_id * DECISIONS_PER_BATCH +
	                                               (int64_t)r->decisions + 1,
	                                    .month = r->batch.month,
	                                    .on = r->m->today,
	                                    .cost = r->out->paid,
	                                    .difference = r->out->paid};
	return claim_post(db, act, &move, err);
}

static enum nhi_status rule_work(struct db *db, void *context, struct err *err) {
	struct ruling *r = context;
	struct act act;
	arena_reset(&r->arena);
	*r->out = (struct claim_ruled){.done = false};
	enum nhi_status st = load(db, r, err);
	if (st == NHI_OK) st = judge(r, err);
	if (st != NHI_OK || !refusals_accept(&r->out->refusals)) return st;
	const struct act_request request = {.actor = r->m->actor,
	                                    .reason = r->in->reason,
	                                    .purpose = r->in->is_appeal ? STR("claim.appeal")
	                                                                : STR("claim.review")};
	st = act_begin(db, &request, &act, err);
	const struct claim_decision_row row = {
	        .case_no = r->in->case_no,
	        .order_no = r->in->order_no,
	        .stage = r->in->is_appeal ? STR("appeal") : STR("review"),
	        .points = {r->in->is_appeal ? -r->in->points.v : r->in->points.v},
	        .reason_code = r->in->reason_code,
	        .reason = r->in->reason,
	        .reviewer = r->in->reviewer};
	if (st == NHI_OK)
		st = claim_decision_add(db, &act, r->batch.provider_id, r->batch.batch_id, &row,
		                        err);
	if (st == NHI_OK && r->in->is_appeal) st = pay(db, r, &act, err);
	r->out->done = st == NHI_OK;
	return st;
}

enum nhi_status claim_rule_on(const struct claim_money *m, const struct claim_ruling *ruling,
                              struct claim_ruled *out, struct err *err) {
	struct ruling r = {.m = m, .in = ruling, .out = out, .arena = ARENA_INIT(0)};
	struct db *db;
	enum nhi_status st = db_open(&db, m->url, m->data_dir, 0, err);
	if (st != NHI_OK) return st;
	st = db_transact(db, DB_WRITE, rule_work, &r, err);
	db_close(db);
	arena_free(&r.arena);
	return st;
}
