/* supplement.h: the supplementary premium (補充保險費) of single payments, and that of the unit.
 *
 * Rules: 健保法 31, 33, 34; 全民健康保險扣取及繳納補充保險費辦法 (L0060027) 3–6; figures:
 * law/supplement.csv. Pure; whole NT dollars. Limits are "reaches": a payment of exactly the lower
 * limit is charged.
 *
 *   bonus (62)   T = bonuses of this unit since 1 January, this one included; L = 4 × insured
 * amount of the month; base = min(paid, max(0, T − L), cap). Earlier payments are not reckoned
 * again. other kinds  nothing below the lower limit of the payment; base = min(paid, cap); for
 * dividends (66) of an owner what already counts in the insured amount is taken off first premium
 * h(base × rate) unit         h(max(0, salaries paid − Σ insured amounts of its employees) × rate),
 * no limits (健保法 34) */
#ifndef NHI_SUPPLEMENT_H
#define NHI_SUPPLEMENT_H

#include "base/money.h"
#include "nhi/law.h"
#include "nhi/trace.h"

/* Numbers of the kinds of income, as in the statements. */
enum supplement_kind {
	SUPPLEMENT_BONUS = 62,  /* 獎金: of the own unit, above four times the insured amount */
	SUPPLEMENT_SALARY = 63, /* 薪資所得: not of the own unit */
	SUPPLEMENT_PROFESSIONAL = 65, /* 執行業務收入 */
	SUPPLEMENT_DIVIDEND = 66,     /* 股利所得 */
	SUPPLEMENT_INTEREST = 67,     /* 利息所得 */
	SUPPLEMENT_RENT = 68          /* 租金收入 */
};

/* True for the six kinds. */
bool supplement_is_kind(int64_t kind);
/* 獎金 … and its English name; NULL for another number. */
const char *supplement_kind_name(int64_t kind, const char *lang);

/* Why nothing, or nothing below the basic wage, is withheld (L0060027:4 II, 5). Each needs its
 * proof. */
enum supplement_exemption {
	EXEMPT_NONE,
	EXEMPT_LOW_INCOME,   /* category 5: all kinds */
	EXEMPT_NOT_INSURED,  /* not or no longer qualified: all kinds */
	EXEMPT_CATEGORY_2,   /* salary */
	EXEMPT_PROFESSIONAL, /* items 15, 21: professional income */
	EXEMPT_WEAK,         /* weak groups: 65–68 below the basic wage */
	EXEMPT_COUNT
};
struct supplement_exemption_row {
	const char *name; /* for command lines and files: "low-income" */
	const char *zh, *en;
	const char *proof_zh, *proof_en;
	const char *source;
};
extern const struct supplement_exemption_row supplement_exemptions[EXEMPT_COUNT];

struct supplement_in {
	date_t on; /* day of payment: decides rate and limits */
	enum supplement_kind kind;
	twd_t paid;         /* this payment, >= 0 */
	twd_t bonus_before; /* 62: bonuses of this unit to this person since 1 January, without this
	                       one */
	twd_t insured_amount; /* 62: of the month of payment; after leaving, the amount at leaving
	                         (L0060027:6) */
	twd_t owner_amount;   /* 66: part of the dividend that already counts in an owner's insured
	                         amount */
	enum supplement_exemption exemption;
};

struct supplement_out {
	twd_t base;
	twd_t premium;
};

/* `trace` may be NULL. NHI_LAW_NO_VALUE before 2013, when there was no supplementary premium. */
MUST_USE enum nhi_status supplement_quote(const struct law *law, const struct supplement_in *in,
                                          struct supplement_out *out, struct trace *trace,
                                          struct err *err);

/* The unit's own (items 11–13): `salaries` is all income of the kind that the unit paid in the
 * month, `insured_amounts` the sum for its employees, the owner not counted. A negative difference
 * is 0 and is not carried over (健保法 34; 施行細則 55). */
MUST_USE enum nhi_status supplement_unit(const struct law *law, date_t on, twd_t salaries,
                                         twd_t insured_amounts, struct supplement_out *out,
                                         struct trace *trace, struct err *err);

#endif
