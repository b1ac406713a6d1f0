/* debt.h: collection (欠費催收): what kinds of debt there are, in which order a payment meets them,
 * and what may be done next: demand, enforcement, action in court, write-off.
 *
 * Rules: 健保法 35–39, 98; 行政程序法 131–134 (limitation, its interruption); 行政執行法 7;
 * 分期繳納辦法 11, 13 (a broken plan, the order of payment). Figures: law/collect.csv. Pure; whole
 * NT dollars. */
#ifndef NHI_DEBT_H
#define NHI_DEBT_H

#include "nhi/collect.h"

enum debt_kind {
	DEBT_PREMIUM,  /* 保險費 */
	DEBT_LATEFEE,  /* 滯納金 */
	DEBT_LOAN,     /* 紓困基金貸款, a repayment that became due */
	DEBT_INTEREST, /* on an overdue repayment (紓困基金申貸辦法 9) */
	DEBT_FINE,     /* 罰鍰 */
	DEBT_MEDICAL,  /* 醫療費用 of somebody who was not entitled */
	DEBT_KIND_COUNT
};
const char *debt_kind_name(enum debt_kind kind); /* "premium" */
MUST_USE bool debt_kind_find(struct str name, enum debt_kind *out);

enum debt_stage {
	DEBT_OPEN,
	DEBT_DEMANDED,  /* a letter with a new last day was sent */
	DEBT_SERVED,    /* and its service is recorded */
	DEBT_ENFORCED,  /* handed to the enforcement agency (移送行政執行) */
	DEBT_CERTIFIED, /* enforcement bore no fruit: certificate of debt (債權憑證) */
	DEBT_SUED,      /* in court */
	DEBT_WRITTEN_OFF,
	DEBT_SETTLED,
	DEBT_STAGE_COUNT
};
const char *debt_stage_name(enum debt_stage stage); /* "open" */
MUST_USE bool debt_stage_find(struct str name, enum debt_stage *out);

/* What a judgement about one debt needs to know. */
struct debt_facts {
	enum debtor payer;
	enum debt_kind kind;
	enum debt_stage stage;
	twd_t owed;
	twd_t owed_all;      /* of this debtor and kind */
	date_t due;          /* last day to pay */
	date_t demand_due;   /* last day set by the demand; DATE_OPEN none */
	date_t runs_from;    /* limitation: last interruption, else the day after it was due */
	bool is_in_plan;     /* instalments that are kept */
	bool is_hardship;    /* recognised on the day (健保法 98) */
	bool is_debtor_gone; /* the person died, the unit is closed */
};

enum debt_answer {
	DEBT_MAY,
	DEBT_NOTHING_OWED,
	DEBT_TOO_EARLY,    /* not so many days after the due day yet */
	DEBT_NOT_SERVED,   /* no demand was served, or its last day is not over */
	DEBT_IN_PLAN,      /* instalments are kept */
	DEBT_IN_HARDSHIP,  /* economic hardship is recognised */
	DEBT_TOO_SMALL,    /* below what is pursued */
	DEBT_BARRED,       /* the claim lapsed with the limitation */
	DEBT_WRONG_STAGE,  /* in court, in enforcement or settled already */
	DEBT_GROUND_WRONG, /* the ground of the write-off does not hold */
	DEBT_ANSWER_COUNT
};
/* Words and article of a refusal. */
struct debt_words {
	const char *code, *zh, *en, *article;
};
const struct debt_words *debt_words(enum debt_answer answer);

/* Past the last day on which the claim exists: so many months after `runs_from`. */
MUST_USE enum nhi_status debt_bar_day(const struct law *law, date_t runs_from, date_t *out,
                                      struct err *err);
/* May a demand go out? Again only after dun.interval days. `last` is the day of the last one,
 * DATE_OPEN none. */
MUST_USE enum nhi_status debt_may_demand(const struct law *law, const struct debt_facts *f,
                                         date_t last, date_t at, enum debt_answer *out,
                                         struct err *err);
/* May it go to the enforcement agency (健保法 35 III)? */
MUST_USE enum nhi_status debt_may_enforce(const struct law *law, const struct debt_facts *f,
                                          date_t at, enum debt_answer *out, struct err *err);
/* May the insurer go to court? For what an act cannot claim by itself: loans, medical expenses; and
 * for provisional attachment of whatever is owed (健保法 93). */
MUST_USE enum nhi_status debt_may_sue(const struct law *law, const struct debt_facts *f,
                                      bool is_attachment, date_t at, enum debt_answer *out,
                                      struct err *err);

enum debt_ground { /* of a write-off; facts/enrolment-premium 5.2, the rule's text is unverified */
	           DEBT_GROUND_BARRED,
	           DEBT_GROUND_CERTIFIED,
	           DEBT_GROUND_GONE,
	           DEBT_GROUND_SMALL,
	           DEBT_GROUND_COUNT
};
const char *debt_ground_name(enum debt_ground ground); /* "barred" */
MUST_USE bool debt_ground_find(struct str name, enum debt_ground *out);
MUST_USE enum nhi_status debt_may_write_off(const struct law *law, const struct debt_facts *f,
                                            enum debt_ground ground, date_t at,
                                            enum debt_answer *out, struct err *err);

/* One debt of a payer while a payment is laid over them. */
struct debt_share {
	enum debt_kind kind;
	bool is_enforced;
	date_t due;
	twd_t owed;
	twd_t taken; /* out */
};
/* Lays `amount` over the debts: what is in enforcement first, then premiums, then late fees, then
 * the rest, the oldest first within each (分期繳納辦法 13). Gives what is left over. */
twd_t debt_allocate(struct debt_share *share, size_t count, twd_t amount);

/* Late fee of a premium, or interest of a loan's repayment, on `amount` paid on `paid` (or counted
 * until then), `free_days` of them without (hardship, 健保法 98). *is_full: it has reached its cap
 * and grows no more. Nothing for other kinds. */
struct debt_surcharge {
	enum debt_kind kind;
	enum debtor payer;
	twd_t amount;
	date_t due, paid;
	int32_t free_days;
};
MUST_USE enum nhi_status debt_surcharge(const struct law *law, const struct calendar *calendar,
                                        const struct debt_surcharge *in, twd_t *out, bool *is_full,
                                        struct err *err);

/* What a plan asks for by `at` (the instalments whose day is over), the last taking the rest. */
twd_t debt_plan_due(twd_t amount, twd_t each, int64_t count, date_t first, date_t at);

#endif
