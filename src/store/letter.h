/* letter.h: official documents going out, written once (schema/0008_letter.sql). */
#ifndef STORE_LETTER_H
#define STORE_LETTER_H

#include "base/sha256.h"
#include "store/act.h"

struct letter_row {
	int64_t letter_id; /* given by letter_add */
	struct str number, kind, form;
	date_t issued_on;
	int64_t division; /* 1–6, 0 headquarters */
	struct str office;
	int64_t person_id, unit_id; /* 0 none */
	struct str to_name, case_no, subject;
	bool english, is_decision;
	struct str file_class;
	int64_t years;      /* 0: for ever */
	struct str content; /* JSON; empty in lists and after destruction */
	struct str hash;    /* when read: SHA-256 of the content, hex */
	bool is_destroyed;  /* when read alone: the content is gone */
};

/* Inside a write transaction. */
MUST_USE enum nhi_status letter_add(struct db *db, const struct act *act, struct letter_row *row,
                                    struct err *err);
/* NHI_NOT_FOUND; NHI_CORRUPT when the content no longer has its hash. */
MUST_USE enum nhi_status letter_read(struct db *db, struct str number, struct arena *arena,
                                     struct letter_row *out, struct err *err);

struct letter_filter {
	int64_t person_id, unit_id; /* 0: any */
	int64_t division;           /* 0: any */
	struct str kind, case_no;   /* "": any */
	int64_t before;             /* letter_id of the last row of the page before; 0: newest */
	int64_t most;
};
/* Newest first, without content. */
MUST_USE enum nhi_status letter_list(struct db *db, const struct letter_filter *filter,
                                     struct arena *arena, struct letter_row **rows, size_t *count,
                                     struct err *err);

#endif
