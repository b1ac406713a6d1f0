/* claim_case.h: one case on its way into the store: its findings become cuts, the cuts what is
 * left, the whole rows (used by claim_job.c). */
#ifndef ENGINE_CLAIM_CASE_H
#define ENGINE_CLAIM_CASE_H

#include "engine/claim_job.h"
#include "nhi/claim_award.h"

/* The writers of one batch. A sink of findings: first member. */
struct claim_writer {
	struct claim_sink sink;
	const struct claim_context *context;
	const struct claim_people *people;
	struct bulk *cases, *findings, *events;
	int64_t provider_id, batch_id;
	enum claim_trade trade;
	struct claim_award award;
	bool in_case;
	int64_t *cut; /* a place an order, grown as needed; freed by claim_writer_end */
	size_t cut_room;
	struct buf lines, args;
	struct claim_tally sum[CLAIM_SUMS_MAX];
	size_t sum_count;
	struct claim_run run; /* of this batch */
	enum nhi_status st;   /* sticky */
	struct err *err;
};

MUST_USE enum nhi_status claim_writer_begin(struct claim_writer *w, struct db *db,
                                            const struct claim_context *context,
                                            const struct claim_people *people,
                                            const struct claim_batch_row *batch, struct err *err);
/* Before the checks of a case: findings until claim_writer_case belong to it. */
void claim_writer_start(struct claim_writer *w, const struct claim_case *c);
/* After its checks: writes the case. */
void claim_writer_case(struct claim_writer *w, const struct claim_case *c);
/* Writes the sums, ends the writers, frees. */
MUST_USE enum nhi_status claim_writer_end(struct claim_writer *w, struct db *db,
                                          enum nhi_status so_far, struct err *err);

#endif
