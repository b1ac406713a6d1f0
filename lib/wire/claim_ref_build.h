/* claim_ref_build.h: published lists joined into one image (nhi/claim_ref.h): every code once, its
 * days cut into spells by what the lists of their days say.
 *
 * Which price holds on a day: that of a list not older than the day whose period has it; of several
 * the newest. An older list still speaks for some months after its day (`trust`), as lists are
 * published month by month; after that the price of the day is not known. A code that a later
 * complete list lacks has ended. Same inputs, same bytes. */
#ifndef WIRE_CLAIM_REF_BUILD_H
#define WIRE_CLAIM_REF_BUILD_H

#include "wire/claim_ref_csv.h"

/* A code list of codes/: CSV with a column `code`. */
struct ref_codes {
	struct str name; /* "copay_code" */
	struct str bytes;
};

struct ref_build {
	const struct ref_source *source; /* in any order */
	size_t source_count;
	const struct ref_codes *codes;
	size_t codes_count;
	int32_t trust_months;
};

/* *image lives in the arena, aligned. Findings: rows that were left out. NHI_INPUT with the file's
 * name for a source that is no list. */
MUST_USE enum nhi_status claim_ref_build(const struct ref_build *in, struct arena *arena,
                                         struct findings *findings, struct str *image,
                                         struct err *err);

#endif
