/* claim_volume.h: what a doctor's visits and a pharmacist's dispensings of a month add up to
 *against the volumes of the fee schedule: consultation tiers by visits a day, dispensings a day.
 *
 *	P07  a doctor has more consultations of a tier and below than the days of the file give
 *	P08  a pharmacist dispensed more in a day than is paid whole
 *
 * A note each at the end of the file, since other files of the month may add days or visits.
 * Tiers of items: codes/fee_tiers.csv; figures: law/fee.csv. Pure; memory in the file's arena. */
#ifndef NHI_CLAIM_VOLUME_H
#define NHI_CLAIM_VOLUME_H

#include "nhi/claim.h"
#include "nhi/claim_fee.h"

enum {
	VOLUME_ITEMS_MAX = 128,
	VOLUME_PEOPLE_MAX = 4096, /* doctors and pharmacists of a file; more are not counted */
	VOLUME_DAYS = 31,
	VOLUME_TIERS = FEE_TIERS_MAX + 1,
	VOLUME_NAME_SIZE = 16
};

struct volume_items {
	struct {
		struct str item;
		int32_t tier; /* 0 … */
		bool is_island;
	} row[VOLUME_ITEMS_MAX];
	size_t count;
};
MUST_USE enum nhi_status volume_items_read(struct volume_items *out, struct str bytes,
                                           struct arena *arena, struct err *err);

struct volume_person {
	char name[VOLUME_NAME_SIZE];     /* padded with NUL */
	uint32_t days;                   /* bit of each day of the fee month with a visit */
	int64_t visits[2][VOLUME_TIERS]; /* [is_island] */
	int64_t dispensed[VOLUME_DAYS];  /* at the whole fee */
};

struct claim_volume {
	const struct volume_items *items;
	const struct fee_kinds *kinds;
	struct arena *arena;
	month_t month;
	struct volume_person *person; /* in the order of their first case */
	size_t count, capacity;
	uint16_t *slot; /* of the names; 0 free */
	bool failed;    /* out of memory: sticky */
};

void claim_volume_begin(struct claim_volume *v, const struct volume_items *items,
                        const struct fee_kinds *kinds, struct arena *arena, month_t month);
void claim_volume_add(struct claim_volume *v, const struct claim_case *c);
void claim_volume_end(const struct claim_volume *v, const struct fee_law *fee,
                      struct claim_sink *sink);

#endif
