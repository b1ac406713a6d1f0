/* dun.c: see dun.h. */
#include "desk/dun.h"

#include "base/clock.h"
#include "desk/enrol_parts.h"

static const char kind[] = "debt.dun";

struct part {
	struct dun_run *run;
	struct debt_payer after;
	bool more;
	date_t pay_by;
	int64_t payers, letters, sum; /* of this part */
};

/* Who sends it: the division of the unit on whose bill it stands. */
static enum nhi_status division_of(struct register_desk *desk, const struct debt_row *r,
                                   int64_t *out, struct err *err) {
	enum { HOME_OF_NOBODY = 1 };
	struct unit_facts facts;
	*out = HOME_OF_NOBODY;
	if (r->unit_id == 0) return NHI_OK;
	enum nhi_status st =
	        unit_facts_read(desk->db, r->unit_id, KNOWN_NOW, desk->arena, &facts, err);
	if (st == NHI_OK && facts.count > 0) *out = facts.row[facts.count - 1].division;
	return st;
}

/* Which debts of the book are demanded now. */
static enum nhi_status choose(struct register_desk *desk, struct debt_book *b,
                              struct debt_row **chosen, size_t *count, struct err *err) {
	enum nhi_status st = NHI_OK;
	*count = 0;
	for (size_t i = 0; st == NHI_OK && i < b->count; i++) {
		const struct debt_facts f = debt_book_facts(b, &b->row[i]);
		enum debt_answer answer = DEBT_NOTHING_OWED;
		date_t last = DATE_OPEN;
		if (f.owed.v > 0)
			st = debt_last_demand(desk->db, b->row[i].id, desk->arena, &last, err);
		if (st == NHI_OK && f.owed.v > 0)
			st = debt_may_demand(desk->law, &f, last, desk->today, &answer, err);
		if (st == NHI_OK && answer == DEBT_MAY) chosen[(*count)++] = &b->row[i];
	}
	return st;
}

static enum nhi_status write_letter(struct part *p, const struct act *act,
                                    const struct debt_book *b, struct debt_row *const *chosen,
                                    size_t count, struct str *number, struct err *err) {
	struct register_desk *desk = p->run->desk;
	struct letter_values *v = ARENA_NEW(desk->arena, struct letter_values);
	struct letter_made *made = ARENA_NEW(desk->arena, struct letter_made);
	twd_t total;
	if (v == NULL || made == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct letter_request q = {.form = STR("demand"),
	                           .to = {.person_id = b->person_id, .unit_id = b->unit_id},
	                           .signer = {.title = {STR("署長"), STR("Director General")}},
	                           .values = v};
	const struct letter_place place = {desk->db, p->run->letters, desk->arena};
	enum nhi_status st = division_of(desk, chosen[0], &q.division, err);
	if (st == NHI_OK) st = debt_letter_fill(desk, chosen, count, p->pay_by, v, &total, err);
	if (st == NHI_OK) st = letter_make(&place, act, &q, made, err);
	if (st != NHI_OK) return st;
	*number = made->number;
	p->letters++;
	p->sum += total.v;
	return NHI_OK;
}

static enum nhi_status demand(struct part *p, const struct act *act, struct debt_payer payer,
                              struct err *err) {
	struct register_desk *desk = p->run->desk;
	struct debt_book book;
	struct str number;
	size_t count = 0;
	enum nhi_status st = debt_book_read(desk, payer.unit_id, payer.person_id, &book, err);
	if (st != NHI_OK) return st;
	struct debt_row **chosen = arena_array(desk->arena, book.count + 1, sizeof *chosen);
	if (chosen == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	st = choose(desk, &book, chosen, &count, err);
	if (st != NHI_OK || count == 0) return st;
	st = write_letter(p, act, &book, chosen, count, &number, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		const struct debt_step step = {
		        .kind = "demand", .on = desk->today, .reference = number};
		chosen[i]->demand_due = p->pay_by;
		st = debt_move(desk->db, act, chosen[i], DEBT_DEMANDED, &step, err);
	}
	return st;
}

static enum nhi_status part_work(struct db *db, void *context, struct err *err) {
	struct part *p = context;
	struct register_desk *desk = p->run->desk;
	struct debt_payer *payer;
	struct act act;
	size_t count = 0;
	const struct act_request request = {
	        .actor = desk->actor, .purpose = STR("debt.dun"), .reason = STR("collection")};
	arena_reset(desk->arena);
	p->payers = p->letters = p->sum = 0;
	enum nhi_status st = debt_payers(db, p->after, DUN_PART, desk->arena, &payer, &count, err);
	p->more = count == DUN_PART;
	if (st != NHI_OK || count == 0) return st;
	st = act_begin(db, &request, &act, err);
	if (st == NHI_OK) st = debt_pay_by(desk, &p->pay_by, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) st = demand(p, &act, payer[i], err);
	p->payers = (int64_t)count;
	p->after = payer[count - 1];
	return st;
}

static enum nhi_status work_all(struct db *db, struct job *job, void *context, struct buf *result,
                                struct err *err) {
	struct dun_run *run = context;
	struct part p = {.run = run, .after = {.unit_id = 0}, .more = true};
	enum nhi_status st = NHI_OK;
	bool stop = false;
	while (st == NHI_OK && p.more && !stop) {
		const struct debt_payer before = p.after;
		p.after = before;
		st = db_transact(db, DB_WRITE, part_work, &p, err);
		if (st != NHI_OK) break;
		run->payers += p.payers;
		run->letters_made += p.letters;
		run->sum += p.sum;
		if (run->progress != NULL) run->progress(run->progress_to, run->payers);
		st = job_progress(db, job, run->payers, 0, &stop, err);
	}
	if (st == NHI_OK && stop) st = err_set(err, NHI_CANCELLED, "%s", kind);
	buf_printf(result, "{\"letters\":%lld,\"sum\":%lld}", (long long)run->letters_made,
	           (long long)run->sum);
	return st;
}

struct order {
	date_t on;
	int64_t job_id;
};

static enum nhi_status order_work(struct db *db, void *context, struct err *err) {
	struct order *o = context;
	bool is_new;
	return job_add(db, str_from(kind), str_from(date_text(o->on).c), STR("{}"), clock_now(),
	               &o->job_id, &is_new, err);
}

enum nhi_status desk_dun(struct dun_run *run, struct err *err) {
	const struct job_handler handlers[] = {{kind, work_all}, {NULL, NULL}};
	struct db *db = run->desk->db;
	struct order o = {.on = run->desk->today};
	struct arena arena = ARENA_INIT(0), *own = run->desk->arena, texts = ARENA_INIT(0);
	struct buf name = BUF_INIT(512);
	struct job job;
	job_worker_name("dun", &name);
	struct job_worker worker = {.db = db,
	                            .name = buf_str(&name),
	                            .handlers = handlers,
	                            .context = run,
	                            .until_idle = true};
	run->desk->arena = &texts; /* emptied with each part */
	enum nhi_status st = db_transact(db, DB_WRITE, order_work, &o, err);
	if (st == NHI_OK) st = job_read(db, o.job_id, &arena, &job, err);
	run->repeated = st == NHI_OK && job.state == JOB_DONE;
	if (st == NHI_OK && (job.state == JOB_STOPPED || job.state == JOB_FAILED))
		st = job_resume(db, o.job_id, err);
	if (st == NHI_OK && !run->repeated) st = job_do(&worker, o.job_id, &arena, &job, err);
	run->desk->arena = own;
	buf_free(&name);
	arena_free(&arena);
	arena_free(&texts);
	return st;
}
