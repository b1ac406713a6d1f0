/* roster_parts.h: the state of a batch. Private to engine/roster*.c. */
#ifndef ENGINE_ROSTER_PARTS_H
#define ENGINE_ROSTER_PARTS_H

#include "engine/roster.h"
#include "engine/roster_people.h"
#include "nhi/enrol_amount.h"
#include "store/act.h"
#include "store/unit.h"

struct roster_unit {
	struct str code;
	struct unit_facts facts; /* count 0: there is no such unit */
	int32_t staff;           /* -1 not counted yet */
	int64_t highest;
};

enum { ROSTER_CHUNK = 20000 };

struct roster {
	const struct roster_job *job;
	struct roster_report *report;
	struct db *db;
	struct act act;
	struct arena arena, rows, scratch; /* the batch's, a chunk's, a row's */
	struct roster_people people;
	struct roster_unit *unit;
	uint32_t unit_count, unit_capacity, *unit_slot, unit_slots;
	struct enrol_law_cache law, amount_law;
	struct refusals refusals; /* of the current row */
};

/* Judges and, when accepted, changes the people in memory; writes the row's answer. */
MUST_USE enum nhi_status roster_row(struct roster *r, const struct filing_row *row,
                                    const struct findings *findings, struct err *err);
/* Writes the people that changed. */
MUST_USE enum nhi_status roster_write(struct roster *r, struct err *err);

#endif
