/* claim_site.h: the site of a dental order (診療之部位): teeth, zones of the mouth and surfaces.
 *
 *	11–18 21–28 31–38 41–48      permanent teeth
 *	51–55 61–65 71–75 81–85      deciduous teeth
 *	19 29 39 49 99               supernumerary teeth
 *	UR UL LR LL UA LA UB LB FM   zones: quadrants, arches, front teeth, full mouth
 *	M D L B O P I F C            surfaces, behind their tooth: "36MO", "1112"
 *
 * Facts claims-format §2.5. Pure; 18 bytes at most in the formats. */
#ifndef NHI_CLAIM_SITE_H
#define NHI_CLAIM_SITE_H

#include "base/str.h"

struct claim_site {
	uint64_t teeth;       /* bit of each tooth named; see claim_tooth_bit */
	uint16_t zones;       /* bit of each zone, in the order above */
	uint8_t surfaces_min; /* fewest surfaces named behind one tooth; 0 without teeth */
	uint8_t surfaces_max;
	bool is_valid; /* false: empty, or something that is none of the above */
};

/* Where an item may be done. */
enum claim_place {
	CLAIM_PLACE_ANY,
	CLAIM_PLACE_ANY_BUT_FULL,
	CLAIM_PLACE_TOOTH,
	CLAIM_PLACE_TOOTH_OR_FULL,
	CLAIM_PLACE_PERMANENT,
	CLAIM_PLACE_DECIDUOUS,
	CLAIM_PLACE_DECIDUOUS_OR_EXTRA,
	CLAIM_PLACE_FRONT,
	CLAIM_PLACE_BACK,
	CLAIM_PLACE_PERMANENT_FRONT,
	CLAIM_PLACE_PERMANENT_BACK,
	CLAIM_PLACE_PREMOLAR,
	CLAIM_PLACE_MOLAR,
	CLAIM_PLACE_16,
	CLAIM_PLACE_26,
	CLAIM_PLACE_36,
	CLAIM_PLACE_46,
	CLAIM_PLACE_ZONE,
	CLAIM_PLACE_FULL,
	CLAIM_PLACE_QUADRANT,
	CLAIM_PLACE_QUADRANT_OR_PERMANENT,
	CLAIM_PLACE_PART,
	CLAIM_PLACE_PART_OR_TOOTH,
	CLAIM_PLACE_PART_OR_PERMANENT,
	CLAIM_PLACE_PART_OR_99,
	CLAIM_PLACE_COUNT
};

void claim_site_read(struct str text, struct claim_site *out);
/* Everything that the site names lies within the place. An empty or unreadable site does not. */
bool claim_site_within(const struct claim_site *site, enum claim_place place);
/* Share a tooth; of permanent teeth only, or of the others only, with the masks below. */
static inline uint64_t claim_site_common(const struct claim_site *a, const struct claim_site *b) {
	return a->teeth & b->teeth;
}
/* Bits of the permanent teeth. */
#define CLAIM_TEETH_PERMANENT UINT64_C(0xffffffff)

/* "permanent_molar" in tables of rules. */
MUST_USE bool claim_place_parse(struct str s, enum claim_place *out);
const char *claim_place_name(enum claim_place place);

#endif
