/* copay_code.h: what a copayment code (部分負擔代號) of a claim means, which exemption comes first,
 * and whether the copayment that was claimed fits it.
 *
 * Table: law/copay_codes.csv (facts benefits §1.7): level, care, kind of visit and group of persons
 * of each code; rank of the exemptions: 006 first, then those of law, then those that an agency
 * bears, from the top of the list. The check of a claim never guesses against the provider: where a
 * code leaves open what happened (a session of a course, triage, an area short of care) every
 * amount that may be right is allowed. Pure. */
#ifndef NHI_COPAY_CODE_H
#define NHI_COPAY_CODE_H

#include "nhi/copay.h"

enum copay_role {
	COPAY_ROLE_LEVEL,    /* computed by level, care and visit */
	COPAY_ROLE_RATE,     /* a rate of the points: K and L */
	COPAY_ROLE_DRUG,     /* pharmacy: the drug copayment (I20) */
	COPAY_ROLE_DRUG_LOW, /* pharmacy: drug fee below the first step (I21) */
	COPAY_ROLE_FREE,     /* nothing is paid: exempt, or borne by another */
	COPAY_ROLE_SUBSIDY, /* as FREE, but not for unreferred visits to hospitals (健保法 49) */
	COPAY_ROLE_INPATIENT, /* 000: by the days of the stay */
	COPAY_ROLE_OTHER      /* a programme whose amounts are not known: not judged */
};

enum copay_visit {
	COPAY_VISIT_NONE,
	COPAY_VISIT_EMERGENCY,
	COPAY_VISIT_ORDINARY,
	COPAY_VISIT_EXTRA, /* with drugs, rehabilitation, trauma treatment or high use */
	COPAY_VISIT_REFERRAL,
	COPAY_VISIT_RETURN,   /* within a month of a referral */
	COPAY_VISIT_DISCHARGE /* after discharge or surgery */
};

enum copay_group {
	COPAY_GROUP_ALL,
	COPAY_GROUP_DISABLED,
	COPAY_GROUP_MIDLOW,
	COPAY_GROUP_ANY /* the wording of the code is not known: any group */
};

struct copay_code {
	struct str code;
	date_t from; /* day of effect */
	enum copay_role role;
	bool has_level, has_care;
	enum copay_level level;
	enum copay_care care;
	enum copay_visit visit;
	enum copay_group group;
	int32_t rank; /* of exemptions, 1 comes first; 0: none */
	struct str zh, en, payer_zh, payer_en, source;
	bool verified;
};

struct copay_codes {
	struct copay_code *row; /* by code */
	size_t count;
};

/* Parses law/copay_codes.csv; everything lives in `arena` and borrows from `bytes`. */
MUST_USE enum nhi_status copay_codes_read(struct copay_codes *out, struct arena *arena,
                                          struct str bytes, struct err *err);
/* NULL: no such code on that day. */
const struct copay_code *copay_code_at(const struct copay_codes *codes, struct str code, date_t at);
/* True when a holder of the code pays nothing for this visit. */
bool copay_exempts(const struct copay_code *code, const struct copay_in *in);
/* The exemption that is to be claimed when several hold; NULL when none of them exempts. */
const struct copay_code *copay_first_exemption(const struct copay_code *const *held, size_t count);

/* What the copayment check of a claim looks at. */
struct copay_claim {
	bool has_level;         /* level of the provider is known */
	enum copay_level level; /* pharmacy: of the institution that prescribed */
	int64_t drug_points;    /* drug fee of the case */
	bool is_drug_exempt;    /* case payment: no drug copayment */
	bool is_refill;         /* refill prescription (總處方日份 given) */
	int32_t refill_no;      /* pharmacy: which dispensing; 0 not told */
	bool may_be_remote;     /* a mark of an area short of care was sent */
	int64_t total;          /* points of the case: a copayment is never more */
	int64_t claimed;
	/* Inpatient: what the bands of the stay give (copay_inpatient.h); -1: not known. */
	int64_t stay_due;
};

enum copay_verdict {
	COPAY_FITS,
	COPAY_DIFFERS,     /* `expected` would be right */
	COPAY_WRONG_LEVEL, /* the code belongs to another level than the provider's */
	COPAY_NOT_JUDGED   /* figures of that day or programme are not known */
};

enum { COPAY_ALLOWED_MAX = 24 };

struct copay_expected {
	enum copay_verdict verdict;
	int64_t expected; /* the first of the allowed amounts */
	int64_t allowed[COPAY_ALLOWED_MAX];
	size_t allowed_count;
};

/* `figures` are those of the day of the visit. Allocates nothing. */
void copay_expect(const struct copay_law *figures, const struct copay_code *code,
                  const struct copay_claim *claim, struct copay_expected *out);

#endif
