/* billing_parts.h: what the files of billing share; nobody else includes it.
 *
 *	register --billing_read--> columns --kernel--> shares --billing_write--> bills, totals
 *	rebill   --billing_correct--> corrections, in the order of their bills -----^ */
#ifndef ENGINE_BILLING_PARTS_H
#define ENGINE_BILLING_PARTS_H

#include "engine/billing.h"
#include "nhi/bill_kernel.h"
#include "nhi/enrol.h"

struct billing_unit {
	int64_t id;
	uint8_t division;
	bool pays_by_person; /* township office: items 61, 62 get bills of their own */
};

struct billing_units {
	struct billing_unit *row; /* by id */
	size_t count;
};
/* Place of a unit, or count. */
size_t billing_unit_find(const struct billing_units *units, int64_t unit_id);
MUST_USE enum nhi_status billing_units_read(struct db *db, instant_t known, date_t last,
                                            struct billing_units *out, struct err *err);

/* Subsidies of a day: by person and kind. */
struct billing_subsidy {
	int64_t person_id;
	int8_t kind; /* place in bill_subsidy_law */
	uint8_t payer;
};
struct billing_subsidies {
	struct billing_subsidy *row;
	size_t count;
	uint64_t *bit; /* one bit for each row's person_id & mask: most persons have none */
	uint64_t mask;
};
MUST_USE enum nhi_status billing_subsidies_read(struct db *db, const struct bill_subsidy_law *law,
                                                date_t day, instant_t known,
                                                struct billing_subsidies *out, struct err *err);
void billing_subsidies_free(struct billing_subsidies *s);
/* Most persons hold none, and this tells so at once; true may still be none. */
static inline bool billing_may_hold(const struct billing_subsidies *s, int64_t person_id) {
	const uint64_t at = (uint64_t)person_id & s->mask;
	return s->bit && (s->bit[at / 64] >> at % 64 & 1) != 0;
}
/* The subsidies that a person holds; returns how many (at most BILL_SUBSIDY_KINDS_MAX). */
size_t billing_subsidies_of(const struct billing_subsidies *s, int64_t person_id,
                            struct bill_grant *out);

/* The law of one month as billing uses it. */
struct billing_law {
	month_t month;
	struct premium_law premium;
	struct bill_subsidy_law subsidy;
	bool dearest_first; /* premium.dependents.choice = 1 */
};
MUST_USE enum nhi_status billing_law_of(const struct law *law, month_t month,
                                        struct billing_law *out, struct err *err);

struct billing_dependent {
	int64_t person_id;
	date_t since;
};

/* One part of the register in columns; rows are insured persons by unit and id. Grows by need,
 * is reused from part to part. */
struct billing_rows {
	size_t count, capacity;
	uint32_t *unit; /* place in billing_units */
	int64_t *person_id;
	int32_t *insured_amount;
	uint32_t *first_dependent; /* place in dependent[] */
	uint8_t *item, *amount, *dependents, *absence;
	int32_t *self, *unit_share, *government; /* the kernel's results */
	struct bill_unit_sum *sums;
	size_t unit_count; /* runs of equal units */
	struct billing_dependent *dependent;
	size_t dependent_count, dependent_capacity;
	int64_t heads_read, heads_left, heads_held;
	int64_t read_ns;
};
void billing_rows_free(struct billing_rows *r);
/* Reads units [from, to) (places). `last` is the month's last day. */
MUST_USE enum nhi_status billing_rows_read(struct db *db, const struct billing_units *units,
                                           size_t from, size_t to, date_t last, instant_t known,
                                           struct billing_rows *out, struct err *err);
/* The item of a held row; a row that the register should not have is NHI_CORRUPT. */
MUST_USE enum nhi_status billing_scheme_of(const struct bill_held *h, enum premium_scheme *out,
                                           struct err *err);
/* Is a row that holds on the month's last day charged for the month? */
bool billing_is_charged(const struct bill_held *h, date_t last);

/* Insured amounts in use and their rates. */
struct billing_rates {
	struct bill_rates table;
	int64_t amount[BILL_AMOUNTS];
	size_t amounts;
	bool filled[BILL_ITEMS * BILL_AMOUNTS];
};
/* Looks up places and rates, then runs the kernel. */
MUST_USE enum nhi_status billing_compute(const struct billing_law *law, struct billing_rates *rates,
                                         struct billing_rows *rows, struct err *err);

/* A family whose subsidies are to be reckoned. `dependent` is put in the order of charging. */
struct billing_heads {
	int64_t insured_id;
	int32_t self_one, dependent_one;
	struct billing_dependent *dependent;
	size_t dependents, charged;
};
struct billing_granted {
	int64_t person_id;
	struct bill_grant grant;
};
enum { BILLING_FAMILY_MAX = 64, BILLING_GRANTS_MAX = BILLING_FAMILY_MAX * BILL_SUBSIDY_KINDS_MAX };
/* Orders the dependents, grants subsidies to the heads charged; returns how many (at most
 * BILLING_GRANTS_MAX). */
size_t billing_grant(const struct billing_law *law, const struct billing_subsidies *subsidies,
                     struct billing_heads *heads, struct billing_granted *out);

enum billing_kind { KIND_PREMIUM, KIND_SUBSIDY, KIND_CORRECTION, KIND_COUNT };
extern const char *const billing_kinds[KIND_COUNT];
enum { BILLING_DIVISIONS = 7 };

struct billing_sum {
	int64_t heads, amount;
};
struct billing_totals {
	/* first place: 0 on a unit's bill, 1 on a person's own */
	struct billing_sum of[2][BILLING_DIVISIONS][SCHEME_COUNT][PAYER_COUNT][KIND_COUNT];
};

/* A difference that belongs to an earlier month. */
struct billing_correction {
	int64_t unit_id, payer_id, insured_id, act_id;
	month_t month;
	enum premium_scheme scheme;
	enum bill_cause cause;
	int64_t heads, self, subsidy, unit_share, government;
	int64_t of_payer[PAYER_COUNT];
};
struct billing_corrections {
	struct billing_correction *row; /* by unit, payer, month, insured person, scheme */
	size_t count, capacity;
};
MUST_USE enum nhi_status billing_corrections_read(struct db *db, const struct law *law,
                                                  const struct billing_units *units,
                                                  const struct bill_run *run,
                                                  struct billing_corrections *out, struct err *err);

/* Writes the bills of one part; proves that bills and totals agree. */
struct billing_writer {
	const struct billing_units *units;
	const struct billing_law *law;
	const struct billing_rates *rates;
	const struct billing_subsidies *subsidies;
	const struct billing_corrections *corrections;
	month_t month;
	int64_t part;
	struct bulk *bills;
	int64_t serial;
	struct buf lines;
	struct billing_granted granted[BILLING_GRANTS_MAX]; /* of the line at hand */
	struct billing_totals *totals;
	struct bill_part sum;
};
MUST_USE enum nhi_status billing_write(struct billing_writer *w, struct billing_rows *rows,
                                       size_t unit_from, size_t unit_to, struct err *err);

/* The end of a run in one transaction: proves that parts, bills and totals agree, posts one
 * balanced entry a division to the ledger, writes bill_run_done. */
MUST_USE enum nhi_status billing_finish(struct db *db, const struct bill_run *run, int64_t parts,
                                        struct err *err);

#endif
