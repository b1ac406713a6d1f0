/* budget_quarter.c: see budget_quarter.h. */
#include "nhi/budget_quarter.h"

#include "base/check.h"

int budget_row_cmp(const void *a, const void *b) {
	const struct budget_row *x = a, *y = b;
	if (x->sector != y->sector) return x->sector < y->sector ? -1 : 1;
	int by_provider = str_cmp(x->provider, y->provider);
	if (by_provider != 0) return by_provider;
	if (x->insured != y->insured) return x->insured < y->insured ? -1 : 1;
	return x->on < y->on ? -1 : x->on > y->on;
}

void budget_gather(const struct budget_row *rows, size_t count, enum budget_sector sector,
                   date_t until, struct budget_points *out) {
	for (size_t i = 0; i < count; i++) {
		const struct budget_row *r = &rows[i];
		if (r->sector != sector || (r->on != DATE_OPEN && r->on >= until)) continue;
		out->floating[r->insured][r->care] += r->work.floating;
		out->guarded[r->insured][r->care] += r->work.guarded;
		out->fixed[r->insured][r->care] += r->work.fixed;
		out->reimbursed[r->insured] += r->reimbursed;
	}
}

enum nhi_status budget_terms(const struct law *law, enum budget_sector sector, date_t at,
                             struct budget_result *out, struct err *err) {
	char name[64];
	const struct law_value *method;
	(void)snprintf(name, sizeof name, "budget.method.%s", budget_sector_names[sector]);
	enum nhi_status st = law_need(law, name, at, &method, err);
	if (st != NHI_OK) return st;
	out->in.method = (enum budget_method)method->value;
	out->verified = method->verified;
	(void)snprintf(name, sizeof name, "budget.guarantee.%s", budget_sector_names[sector]);
	const struct law_value *guarantee = law_at(law, str_from(name), at);
	out->in.guarantee = (pv_t){guarantee == NULL ? 0 : guarantee->value};
	return NHI_OK;
}

static void add_row(struct budget_provider *p, const struct budget_row *r) {
	p->work.floating += r->work.floating;
	p->work.guarded += r->work.guarded;
	p->work.fixed += r->work.fixed;
	p->work.special = twd_add(p->work.special, r->work.special);
	p->paid = twd_add(p->paid, r->paid);
}

static enum nhi_status each_provider(struct budget_result *io, enum budget_sector sector,
                                     const struct budget_row *rows, size_t count,
                                     struct budget_sum *sum, budget_provider_sink sink,
                                     void *context, struct err *err) {
	for (size_t i = 0; i < count;) {
		struct budget_provider p = {.code = rows[i].provider, .care = rows[i].care};
		size_t first = i;
		for (; i < count && rows[i].sector == rows[first].sector &&
		       str_eq(rows[i].provider, p.code);
		     i++) {
			if (p.code.n > 0 && rows[i].care != p.care)
				return err_set(err, NHI_BUDGET_REGION, "%.*s", STR_ARG(p.code));
			add_row(&p, &rows[i]);
		}
		if (rows[first].sector != sector || p.code.n == 0) continue;
		p.pay = budget_pay(&p.work, io->value.floating[p.care], io->in.guarantee);
		p.difference = twd_sub(p.pay.total, p.paid);
		budget_sum_add(sum, p.care, &p.work, &p.pay);
		enum nhi_status st = sink == NULL ? NHI_OK : sink(context, &p, err);
		if (st != NHI_OK) return st;
	}
	return NHI_OK;
}

enum nhi_status budget_settle_rows(struct budget_result *io, enum budget_sector sector,
                                   const struct budget_row *rows, size_t count,
                                   budget_provider_sink sink, void *context, struct err *err) {
	struct budget_sum sum = {0};
	budget_gather(rows, count, sector, DATE_OPEN, &io->in.points);
	enum nhi_status st = budget_value(&io->in, &io->value, err);
	if (st == NHI_OK) st = each_provider(io, sector, rows, count, &sum, sink, context, err);
	if (st == NHI_OK) st = budget_settle(&io->in, &io->value, &sum, &io->settlement, err);
	return st;
}

enum nhi_status budget_running(const struct budget_result *whole, enum budget_sector sector,
                               const struct budget_row *rows, size_t count, struct period quarter,
                               date_t until, struct budget_value_in *in,
                               struct budget_value_out *out, struct err *err) {
	CHECK(quarter.from < until && until <= quarter.to);
	*in = whole->in;
	in->points = (struct budget_points){0};
	for (int r = 0; r < BUDGET_REGIONS; r++)
		in->budget[r] =
		        twd(round_half_up((i128_t)whole->in.budget[r].v * (until - quarter.from),
		                          quarter.to - quarter.from));
	budget_gather(rows, count, sector, until, &in->points);
	return budget_value(in, out, err);
}
