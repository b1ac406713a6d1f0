/* debt.c: see debt.h. */
#include "nhi/debt.h"

#include "base/check.h"

static const char *const kinds[DEBT_KIND_COUNT] = {
        [DEBT_PREMIUM] = "premium",   [DEBT_LATEFEE] = "latefee", [DEBT_LOAN] = "loan",
        [DEBT_INTEREST] = "interest", [DEBT_FINE] = "fine",       [DEBT_MEDICAL] = "medical",
};
static const char *const stages[DEBT_STAGE_COUNT] = {
        [DEBT_OPEN] = "open",         [DEBT_DEMANDED] = "demanded",       [DEBT_SERVED] = "served",
        [DEBT_ENFORCED] = "enforced", [DEBT_CERTIFIED] = "certified",     [DEBT_SUED] = "sued",
        [DEBT_SETTLED] = "settled",   [DEBT_WRITTEN_OFF] = "written_off",
};
static const char *const grounds[DEBT_GROUND_COUNT] = {
        [DEBT_GROUND_BARRED] = "barred",
        [DEBT_GROUND_CERTIFIED] = "certified",
        [DEBT_GROUND_GONE] = "gone",
        [DEBT_GROUND_SMALL] = "small",
};

static bool find(const char *const *names, int count, struct str name, int *out) {
	for (int i = 0; i < count; i++) {
		if (!str_is(name, names[i])) continue;
		*out = i;
		return true;
	}
	return false;
}

const char *debt_kind_name(enum debt_kind kind) { return kinds[kind]; }
const char *debt_stage_name(enum debt_stage stage) { return stages[stage]; }
const char *debt_ground_name(enum debt_ground ground) { return grounds[ground]; }

bool debt_kind_find(struct str name, enum debt_kind *out) {
	int i = 0;
	bool found = find(kinds, DEBT_KIND_COUNT, name, &i);
	*out = (enum debt_kind)i;
	return found;
}

bool debt_stage_find(struct str name, enum debt_stage *out) {
	int i = 0;
	bool found = find(stages, DEBT_STAGE_COUNT, name, &i);
	*out = (enum debt_stage)i;
	return found;
}

bool debt_ground_find(struct str name, enum debt_ground *out) {
	int i = 0;
	bool found = find(grounds, DEBT_GROUND_COUNT, name, &i);
	*out = (enum debt_ground)i;
	return found;
}

const struct debt_words *debt_words(enum debt_answer answer) {
	static const struct debt_words words[DEBT_ANSWER_COUNT] = {
	        [DEBT_MAY] = {"", "", "", ""},
	        [DEBT_NOTHING_OWED] = {"ARREARS_NONE", "沒有欠費", "nothing is owed",
	                               "L0060001:35"},
	        [DEBT_TOO_EARLY] = {"DEBT_EARLY", "逾期日數未達法定日數，或距前次催繳太近",
	                            "not so many days late as the law asks, or too soon after "
	                            "the last demand",
	                            "L0060001:35:3"},
	        [DEBT_NOT_SERVED] = {"DEBT_SERVICE", "催繳通知尚未送達，或所定期限未過",
	                             "no demand was served, or the day that it set is not over",
	                             "A0030055:110;A0030023:11"},
	        [DEBT_IN_PLAN] = {"DEBT_PLAN", "分期繳納中且按期履行",
	                          "instalments were agreed and are kept", "L0060020:6"},
	        [DEBT_IN_HARDSHIP] = {"DEBT_HARDSHIP", "經濟困難認定期間",
	                              "economic hardship is recognised", "L0060001:98"},
	        [DEBT_TOO_SMALL] = {"DEBT_SMALL", "欠費總額未達移送金額",
	                            "the arrears are below what is pursued", "L0060001:35:3"},
	        [DEBT_BARRED] = {"DEBT_BARRED", "請求權已因時效完成而消滅",
	                         "the claim has lapsed with the limitation", "A0030055:131"},
	        [DEBT_WRONG_STAGE] = {"DEBT_STAGE", "依目前進度不能這樣辦理",
	                              "as it stands it cannot be dealt with so", "L0060001:35"},
	        [DEBT_GROUND_WRONG] = {"DEBT_GROUND", "所填呆帳原因與登記不符",
	                               "the ground given for the write-off does not hold",
	                               "facts:enrolment-premium:5.2"},
	};
	CHECK(answer < DEBT_ANSWER_COUNT);
	return &words[answer];
}

static enum nhi_status figure(const struct law *law, const char *name, date_t at, int64_t *out,
                              struct err *err) {
	const struct law_value *v;
	enum nhi_status st = law_need(law, name, at, &v, err);
	if (st == NHI_OK) *out = v->value;
	return st;
}

enum nhi_status debt_bar_day(const struct law *law, date_t runs_from, date_t *out,
                             struct err *err) {
	int64_t months = 0;
	enum nhi_status st = figure(law, "claim.limitation", runs_from, &months, err);
	if (st == NHI_OK) *out = date_add_months(runs_from, (int32_t)months);
	return st;
}

/* What stands against every step. */
static enum nhi_status common(const struct law *law, const struct debt_facts *f, date_t at,
                              enum debt_answer *out, struct err *err) {
	date_t bar = DATE_OPEN;
	*out = DEBT_MAY;
	enum nhi_status st = debt_bar_day(law, f->runs_from, &bar, err);
	if (f->owed.v <= 0)
		*out = DEBT_NOTHING_OWED;
	else if (f->is_in_plan)
		*out = DEBT_IN_PLAN;
	else if (f->is_hardship)
		*out = DEBT_IN_HARDSHIP;
	else if (at >= bar && f->stage < DEBT_ENFORCED)
		*out = DEBT_BARRED;
	return st;
}

enum nhi_status debt_may_demand(const struct law *law, const struct debt_facts *f, date_t last,
                                date_t at, enum debt_answer *out, struct err *err) {
	int64_t interval = 0;
	enum nhi_status st = common(law, f, at, out, err);
	if (st == NHI_OK) st = figure(law, "dun.interval", at, &interval, err);
	if (st != NHI_OK || *out != DEBT_MAY) return st;
	if (f->stage > DEBT_SERVED)
		*out = DEBT_WRONG_STAGE;
	else if (f->due >= at || (last != DATE_OPEN && at < last + (date_t)interval))
		*out = DEBT_TOO_EARLY;
	return NHI_OK;
}

enum nhi_status debt_may_enforce(const struct law *law, const struct debt_facts *f, date_t at,
                                 enum debt_answer *out, struct err *err) {
	const bool is_person = f->payer == DEBTOR_PERSON;
	const bool is_premium = f->kind == DEBT_PREMIUM || f->kind == DEBT_LATEFEE;
	int64_t days = 0, least = 0;
	enum nhi_status st = common(law, f, at, out, err);
	if (st == NHI_OK)
		st = figure(law, is_person ? "enforce.after.person" : "enforce.after.unit", at,
		            &days, err);
	if (st == NHI_OK && is_person && is_premium)
		st = figure(law, "enforce.minimum.person", at, &least, err);
	if (st != NHI_OK || *out != DEBT_MAY) return st;
	/* A certificate of debt goes back to the agency as often as property turns up; a loan goes
	 * there with the title that the court gave. */
	const bool has_title =
	        f->kind == DEBT_LOAN || f->kind == DEBT_INTEREST || f->kind == DEBT_MEDICAL;
	if (f->stage != DEBT_CERTIFIED && !(has_title && f->stage == DEBT_SUED) &&
	    f->stage > DEBT_SERVED)
		*out = DEBT_WRONG_STAGE;
	else if (f->stage < DEBT_SERVED || (f->demand_due != DATE_OPEN && at <= f->demand_due))
		*out = DEBT_NOT_SERVED;
	else if (is_premium && at <= f->due + (date_t)days)
		*out = DEBT_TOO_EARLY;
	else if (f->owed_all.v < least)
		*out = DEBT_TOO_SMALL;
	return NHI_OK;
}

enum nhi_status debt_may_sue(const struct law *law, const struct debt_facts *f, bool is_attachment,
                             date_t at, enum debt_answer *out, struct err *err) {
	enum nhi_status st = common(law, f, at, out, err);
	if (st != NHI_OK || *out != DEBT_MAY) return st;
	if (f->stage == DEBT_SUED || f->stage >= DEBT_WRITTEN_OFF)
		*out = DEBT_WRONG_STAGE;
	else if (is_attachment)
		return NHI_OK; /* property is being hidden: without waiting (健保法 93) */
	else if (f->stage < DEBT_SERVED || (f->demand_due != DATE_OPEN && at <= f->demand_due))
		*out = DEBT_NOT_SERVED;
	return NHI_OK;
}

enum nhi_status debt_may_write_off(const struct law *law, const struct debt_facts *f,
                                   enum debt_ground ground, date_t at, enum debt_answer *out,
                                   struct err *err) {
	date_t bar = DATE_OPEN;
	int64_t small = 0;
	bool holds = false;
	enum nhi_status st = debt_bar_day(law, f->runs_from, &bar, err);
	if (st == NHI_OK) st = figure(law, "writeoff.small", at, &small, err);
	if (st != NHI_OK) return st;
	switch (ground) {
	case DEBT_GROUND_BARRED: holds = at >= bar; break;
	case DEBT_GROUND_CERTIFIED: holds = f->stage == DEBT_CERTIFIED; break;
	case DEBT_GROUND_GONE: holds = f->is_debtor_gone; break;
	case DEBT_GROUND_SMALL: holds = f->owed_all.v <= small && f->stage >= DEBT_SERVED; break;
	case DEBT_GROUND_COUNT: break;
	}
	*out = f->owed.v <= 0                 ? DEBT_NOTHING_OWED
	       : f->stage >= DEBT_WRITTEN_OFF ? DEBT_WRONG_STAGE
	       : f->is_in_plan                ? DEBT_IN_PLAN
	       : holds                        ? DEBT_MAY
	                                      : DEBT_GROUND_WRONG;
	return NHI_OK;
}

/* ---- A payment over several debts --------------------------------------------------------------
 */

static int rank(const struct debt_share *s) {
	if (s->is_enforced) return 0;
	if (s->kind == DEBT_PREMIUM) return 1;
	return s->kind == DEBT_LATEFEE ? 2 : 3;
}

twd_t debt_allocate(struct debt_share *share, size_t count, twd_t amount) {
	for (size_t i = 0; i < count; i++) share[i].taken = twd(0);
	while (amount.v > 0) {
		struct debt_share *next = NULL;
		for (size_t i = 0; i < count; i++) {
			struct debt_share *s = &share[i];
			if (s->taken.v > 0 || s->owed.v <= 0) continue;
			bool before = next == NULL || rank(s) < rank(next) ||
			              (rank(s) == rank(next) && s->due < next->due);
			if (before) next = s;
		}
		if (next == NULL) break;
		next->taken = next->owed.v < amount.v ? next->owed : amount;
		amount.v -= next->taken.v;
	}
	return amount;
}

/* ---- Late fee and interest ---------------------------------------------------------------------
 */

static enum nhi_status late_fee(const struct law *law, const struct calendar *calendar,
                                const struct debt_surcharge *in, twd_t *out, bool *is_full,
                                struct err *err) {
	enum { LATER = 366 };
	struct latefee_out now, later;
	struct latefee_in q = {.payer = in->payer,
	                       .amount = in->amount,
	                       .due = in->due,
	                       .paid = in->paid - in->free_days};
	enum nhi_status st = latefee_quote(law, calendar, &q, &now, NULL, err);
	q.paid += LATER;
	if (st == NHI_OK) st = latefee_quote(law, calendar, &q, &later, NULL, err);
	if (st != NHI_OK) return st;
	*out = now.late_fee;
	*is_full = now.days > 0 && later.late_fee.v == now.late_fee.v;
	return NHI_OK;
}

/* Day by day at the rate of the post office's one-year deposit, at most so much in all. */
static enum nhi_status interest(const struct law *law, const struct debt_surcharge *in, twd_t *out,
                                bool *is_full, struct err *err) {
	enum { YEAR_DAYS = 365 };
	int64_t rate = 0, most = 0;
	int64_t days = in->paid - in->due - in->free_days;
	enum nhi_status st = figure(law, "loan.interest.rate", in->due, &rate, err);
	if (st == NHI_OK) st = figure(law, "loan.interest.max", in->due, &most, err);
	if (st != NHI_OK) return st;
	if (days < 0) days = 0;
	i128_t by_days = (i128_t)in->amount.v * rate * days,
	       by_cap = (i128_t)in->amount.v * most * YEAR_DAYS;
	*is_full = by_days >= by_cap && days > 0;
	*out = twd(round_half_up(*is_full ? by_cap : by_days, (i128_t)PPM_ONE * YEAR_DAYS));
	return NHI_OK;
}

enum nhi_status debt_surcharge(const struct law *law, const struct calendar *calendar,
                               const struct debt_surcharge *in, twd_t *out, bool *is_full,
                               struct err *err) {
	*out = twd(0);
	*is_full = false;
	if (in->kind == DEBT_PREMIUM) return late_fee(law, calendar, in, out, is_full, err);
	if (in->kind == DEBT_LOAN) return interest(law, in, out, is_full, err);
	*is_full = true;
	return NHI_OK;
}

twd_t debt_plan_due(twd_t amount, twd_t each, int64_t count, date_t first, date_t at) {
	int64_t over = 0;
	while (over < count && date_add_months(first, (int32_t)over) < at) over++;
	if (over >= count) return amount;
	return each.v * over < amount.v ? twd(each.v * over) : amount;
}
