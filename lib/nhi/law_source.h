/* law_source.h: the sources of law files (DESIGN §3 "Law files"), read into their parts.
 *
 *	L0060001:18:2@2013-01-01        article 18, paragraph 2, in the text in force from that day
 *	L0060002:36-1@2024-12-23        article 36-1, whole
 *	notice:衛部保字第1120146473號@2023-11-13
 *	dataset:20251@2026-01-01        open data of that version
 *	facts:enrolment-premium:3.1     a collection of facts without a document at hand
 *
 * Several stand in one field, separated by ';'. The same form without "@DATE" is the legal basis in
 * parameters.csv. Pure; everything borrows from the text. */
#ifndef NHI_LAW_SOURCE_H
#define NHI_LAW_SOURCE_H

#include "base/date.h"

enum law_source_kind { LAW_SOURCE_LAW, LAW_SOURCE_NOTICE, LAW_SOURCE_DATASET, LAW_SOURCE_FACTS };

struct law_source {
	enum law_source_kind kind;
	struct str text; /* the whole of this source */
	struct str code; /* "L0060001"; number of the notice; id of the data set; name of facts */
	struct str article; /* "36-1"; only for laws; section for facts */
	int32_t paragraph;  /* 0: the whole article */
	bool has_date;
	date_t date;
};

/* Cuts the next source off `*rest`. False at the end. A part that cannot be read gives
 * *well_formed = false and only `text`. */
bool law_source_next(struct str *rest, struct law_source *out, bool *well_formed);

/* True for "L0060001" and the like: a letter and seven digits. */
bool law_is_pcode(struct str s);
/* True for "18" and "36-1". */
bool law_is_article(struct str s);

#endif
