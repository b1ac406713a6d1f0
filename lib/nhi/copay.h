/* copay.h: what an insured person bears of a visit (部分負擔): by level, care, referral, drugs,
 * sessions of a course, emergency, and the reliefs of disabled and mid-low-income persons and of
 * areas short of care.
 *
 * Rules: 健保法 43, 47–49; 施行細則 59–62; facts benefits §1. Figures: law/copay.csv. Pure; whole
 * NT dollars. The hot path takes figures that were resolved once (struct copay_law) and a NULL
 * trace, and allocates nothing. What a copayment code (部分負擔代號) means is in copay_code.h,
 * stays in hospital in copay_inpatient.h. */
#ifndef NHI_COPAY_H
#define NHI_COPAY_H

#include "base/money.h"
#include "nhi/law.h"
#include "nhi/trace.h"

/* Level of the institution by hospital accreditation (施行細則 59). */
enum copay_level {
	COPAY_CENTER,   /* 醫學中心 */
	COPAY_REGIONAL, /* 區域醫院 */
	COPAY_DISTRICT, /* 地區醫院 */
	COPAY_CLINIC,   /* 診所 */
	COPAY_LEVELS
};

enum copay_care {
	COPAY_WESTERN,
	COPAY_DENTAL,
	COPAY_TCM, /* 中醫 */
	COPAY_EMERGENCY,
	COPAY_HOME_CARE,   /* 居家照護: a rate of the points */
	COPAY_PSYCHIATRIC, /* 精神疾病社區復健: a rate of the points */
	COPAY_CARES
};

/* The figures that the rules use, one a parameter of law/copay.csv; those by level stand in the
 * order of enum copay_level. */
enum copay_figure {
	COPAY_BASIC_UNREFERRED,
	COPAY_BASIC_REFERRED = COPAY_BASIC_UNREFERRED + COPAY_LEVELS,
	COPAY_BASIC_DENTAL = COPAY_BASIC_REFERRED + COPAY_LEVELS,
	COPAY_BASIC_TCM = COPAY_BASIC_DENTAL + COPAY_LEVELS,
	COPAY_BASIC_EMERGENCY = COPAY_BASIC_TCM + COPAY_LEVELS,
	COPAY_BASIC_SEVERE = COPAY_BASIC_EMERGENCY + COPAY_LEVELS, /* triage 1 and 2 */
	COPAY_BASIC_RELIEF = COPAY_BASIC_SEVERE + COPAY_LEVELS,    /* emergency, relieved */
	COPAY_DRUG_BASE = COPAY_BASIC_RELIEF + COPAY_LEVELS,
	COPAY_DRUG_CAP = COPAY_DRUG_BASE + COPAY_LEVELS,
	COPAY_DRUG_REFILL = COPAY_DRUG_CAP + COPAY_LEVELS,
	COPAY_BASIC_DISABLED = COPAY_DRUG_REFILL + COPAY_LEVELS,
	COPAY_DRUG_BASE_RELIEF,
	COPAY_DRUG_CAP_RELIEF,
	COPAY_DRUG_FREE,
	COPAY_DRUG_STEP,
	COPAY_DRUG_AMOUNT,
	COPAY_DRUG_EMERGENCY,
	COPAY_SESSION,
	COPAY_RATE_HOME_CARE,
	COPAY_RATE_PSYCHIATRIC,
	COPAY_REMOTE,
	COPAY_FIGURES
};

/* The figures of one spell of law: none of them changes within [from, to). */
struct copay_law {
	date_t from, to;
	date_t at; /* the day that was asked for */
	const struct law *law;
	const struct law_value *value[COPAY_FIGURES]; /* NULL: none in force */
};

struct copay_in {
	enum copay_level level;
	enum copay_care care;
	bool is_referred;    /* with a referral slip, or deemed so (轉診實施辦法 11) */
	int64_t drug_points; /* drug fee of the visit, >= 0; 0: no drugs dispensed here */
	int32_t refill;      /* 0: no refill prescription; n: its nth dispensing */
	int32_t triage;      /* emergency: 1 to 5; 0: not told */
	int32_t session;  /* 0 or 1: a visit or the first of a course; 2 and later: its sessions */
	int64_t points;   /* home care and psychiatric rehabilitation: points of the service */
	bool is_disabled; /* 身心障礙證明 */
	bool is_midlow;   /* 中低收入戶 */
	bool is_remote;   /* area short of medical care (醫療資源缺乏地區) */
};

struct copay_out {
	twd_t basic, drug, total; /* total = basic + drug */
};

/* Resolves the figures of `at`. Never fails: what is not in force is NULL, and the rule that needs
 * it says so. */
void copay_law_at(const struct law *law, date_t at, struct copay_law *out);

/* `trace` may be NULL. NHI_LAW_NO_VALUE when a figure that the visit needs is not in force (the
 * table begins 2017-04-15). */
MUST_USE enum nhi_status copay_quote(const struct copay_law *figures, const struct copay_in *in,
                                     struct copay_out *out, struct trace *trace, struct err *err);

/* The drug copayment of `points` (drug fee in points) by the table of a level, or of relieved
 * persons; -1 when its figures are not in force. */
int64_t copay_drug_step(const struct copay_law *figures, enum copay_level level, bool is_relieved,
                        int64_t points);

/* "center" … for command lines and files; names for people. */
MUST_USE bool copay_level_parse(struct str s, enum copay_level *out);
const char *copay_level_name(enum copay_level level);
const char *copay_level_text(enum copay_level level, const char *lang);
MUST_USE bool copay_care_parse(struct str s, enum copay_care *out);
const char *copay_care_name(enum copay_care care);
const char *copay_care_text(enum copay_care care, const char *lang);

#endif
