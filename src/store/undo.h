/* undo.h: what the acts of a case wrote into tables of facts is taken back by correction facts:
 * what they wrote and still holds is closed, what they closed holds again. The past stays as it was
 * known. Nothing is taken back where a later act of somebody else built on it: that is told. */
#ifndef STORE_UNDO_H
#define STORE_UNDO_H

#include "store/act.h"

/* Whose facts are looked at: ids by the kind of subject. */
enum undo_subject { UNDO_PERSON, UNDO_UNIT, UNDO_PROVIDER, UNDO_SUBJECT_COUNT };
enum { UNDO_IDS_MAX = 200 };

struct undo {
	const int64_t *acts; /* of the case, ascending */
	size_t act_count;
	int64_t id[UNDO_SUBJECT_COUNT][UNDO_IDS_MAX];
	size_t count[UNDO_SUBJECT_COUNT];
	/* out */
	int64_t closed, restored, months; /* months to bill anew */
	bool is_later;                    /* a later act built on it: nothing was written */
};

void undo_add(struct undo *u, enum undo_subject of, int64_t id); /* once each; 0 is left out */
/* The acts of a case and of its decisions. */
MUST_USE enum nhi_status undo_acts(struct db *db, struct str case_no, int64_t case_id,
                                   struct arena *arena, int64_t **acts, size_t *count,
                                   struct err *err);
/* Months of coverage that change are billed anew, not older than `claim_months`. */
MUST_USE enum nhi_status undo_facts(struct db *db, const struct act *act, struct undo *u,
                                    int32_t claim_months, struct arena *arena, struct err *err);

#endif
