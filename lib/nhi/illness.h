/* illness.h: rules of catastrophic illness (重大傷病, L0060015 2–6): who may apply with what, from
 * when and until when a certificate holds, when it may be renewed.
 *
 * Pure. Categories are the 30 of annex 1 (codes/illness_categories.csv); which forms of cancer have
 * a shorter period is a list (codes/illness_icd.csv). Periods are half-open: five years from
 * 2025-03-10 end before 2030-03-10 [the convention of the last day is unverified]. */
#ifndef NHI_ILLNESS_H
#define NHI_ILLNESS_H

#include "nhi/enrol_refusal.h"
#include "nhi/law.h"

enum {
	ILLNESS_CANCER = 1,
	ILLNESS_DIALYSIS = 4,
	ILLNESS_MENTAL =
	        6, /* a paper certificate; the others are noted on the card (L0060015:3:3) */
	ILLNESS_VENTILATOR = 13,
	ILLNESS_STROKE = 20,    /* the doctor determines it: no application */
	ILLNESS_PREMATURE = 26, /* likewise */
	ILLNESS_RARE = 30,
	ILLNESS_CATEGORIES = 30,
	ILLNESS_ICD_ROWS_MAX = 64,
	ILLNESS_ICD_ROOT = 3 /* characters of an ICD-10-CM code that name the disease */
};

/* Forms of a disease with a period of their own. */
struct illness_icd_row {
	int32_t category, stage; /* stage 0: any */
	struct str from, to;     /* codes of ICD-10-CM, both inclusive */
	struct str validity;     /* "thyroid": parameter illness.validity.01.thyroid */
};
struct illness_icd {
	struct illness_icd_row row[ILLNESS_ICD_ROWS_MAX];
	size_t count;
};
/* Parses codes/illness_icd.csv; texts live in the arena. */
MUST_USE enum nhi_status illness_icd_read(struct illness_icd *out, struct arena *arena,
                                          struct str csv, struct err *err);
/* A code of the shape of ICD-10-CM: a letter, a digit, and up to five more, with a point after the
 * third. */
bool illness_icd_is_valid(struct str icd);

struct illness_application {
	int32_t category; /* 1 … 30 */
	struct str icd;
	int32_t stage; /* of a cancer, 0 not given */
	bool is_renewal;
	date_t applied_on, certificate_on; /* day of the diagnosis certificate */
	date_t reported_on;                /* of a rare disease, to the authority; DATE_OPEN none */
	bool has_annex;                    /* schedules 3 to 5 of dialysis and ventilator */
	bool was_dismissed;                /* a dispute review was lost before */
	bool has_new_evidence;
	struct period earlier;  /* the certificate of the same disease; from == to: none */
	int32_t decided_months; /* the decision names the period: 0 without end; -1 by the law */
	int32_t decided_days;   /* 42 days of a ventilator; 0: by months */
};

struct illness_law {
	const struct law *law;
	date_t at;
	int64_t certificate_days, window_long, window_long_from, window_middle, window_short,
	        window_short_to;
};
MUST_USE enum nhi_status illness_law_at(const struct law *law, date_t at, struct illness_law *out,
                                        struct err *err);

struct illness_answer {
	struct period valid;
	int64_t months; /* 0 without end */
	bool is_joined; /* follows the earlier certificate without a gap */
	bool is_verified;
};

/* Adds what stands against the application; when nothing does, `out` has the period. */
void illness_judge(const struct illness_law *law, const struct illness_icd *icd,
                   const struct illness_application *a, struct illness_answer *out,
                   struct refusals *r);
/* The first day on which a renewal may be filed; DATE_OPEN for a certificate without end. */
date_t illness_window_from(const struct illness_law *law, struct period valid);
/* Copayment is free from the first day of the admission (of the emergency visit that led to it) in
 * which it was applied for (L0060015:6:4), else from the certificate's first day. */
date_t illness_free_from(struct period valid, date_t applied_on, date_t emergency_on,
                         date_t admitted_on, date_t discharged_on);
/* The number of the category in the exchange code system of TWCI, which still counts HIV as 28. */
int32_t illness_fhir_category(int32_t category);

#endif
