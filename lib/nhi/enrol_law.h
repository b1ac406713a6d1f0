/* enrol_law.h: what the law says about enrolment on one day, looked up once from law/enrol.csv and
 * law/premium.csv. Immutable; may be shared between threads; borrows from its struct law. */
#ifndef NHI_ENROL_LAW_H
#define NHI_ENROL_LAW_H

#include "nhi/enrol.h"
#include "nhi/law.h"

struct enrol_law {
	const struct law *law;
	date_t at;
	date_t from, to;           /* the same figures hold in [from, to), which has `at` */
	int32_t adult_age;         /* years */
	int32_t degree_descendant; /* degrees */
	int32_t graduate_months;   /* after the end of the school year; 0 = no such rule then */
	int32_t discharge_months;
	int32_t wait_citizen, wait_foreigner, recent_citizen; /* months */
	int32_t exit_count; /* exits that do not restart the wait */
	int32_t exit_max;   /* days of such an exit */
	int32_t missing_months;
	int32_t term_conscript, term_prison; /* months; category 4 only beyond */
	int32_t fisher_crew;
	int32_t filing_entry, filing_exit; /* days */
	int32_t filing_unit, filing_unit_close, filing_unit_resume;
	int32_t unit_empty_days;
	bool suspension_allowed;
	date_t suspension_abolished; /* first day without; DATE_OPEN when none is known */
	int32_t suspension_abroad, suspension_again; /* months; again 0 = no such rule */
	int32_t claim_months; /* 公法上請求權時效: older months are not billed any more */
	struct enrol_adjust adjust;
	/* insured amounts, dollars; 0 = not in force or not announced */
	int64_t fixed_3, floor_14_labour, floor_14_average, floor_15, floor_21, floor_22, village;
	int32_t employer_staff; /* insured employees from which floor_14_labour applies */
	const struct law_grades *grades;
};

/* NHI_LAW_NO_VALUE or NHI_LAW_UNKNOWN when a figure that must be there is missing. */
MUST_USE enum nhi_status enrol_law_at(const struct law *law, date_t at, struct enrol_law *out,
                                      struct err *err);

/* A few days' law kept, for batches whose rows jump between days. */
enum { ENROL_LAW_CACHE = 16 };
struct enrol_law_cache {
	const struct law *law;
	struct enrol_law item[ENROL_LAW_CACHE];
	size_t count, next;
};
/* Borrowed until ENROL_LAW_CACHE other days were asked for. */
MUST_USE enum nhi_status enrol_law_cached(struct enrol_law_cache *cache, date_t at,
                                          const struct enrol_law **out, struct err *err);

#endif
