/* claim_site.c: see claim_site.h. */
#include "nhi/claim_site.h"

/* Bits: permanent teeth 0–31 by quadrant, deciduous 32–51, supernumerary 52–56. */
#define TOOTH(quadrant, number) (UINT64_C(1) << (((quadrant)-1) * 8 + (number)-1))
#define OF_EACH_QUADRANT(from_one) ((uint64_t)(from_one)*UINT64_C(0x01010101))
#define PERMANENT CLAIM_TEETH_PERMANENT
#define DECIDUOUS (UINT64_C(0xfffff) << 32)
#define EXTRA (UINT64_C(0x1f) << 52)
#define EXTRA_99 (UINT64_C(1) << 56)
#define PERMANENT_FRONT OF_EACH_QUADRANT(0x07)    /* 1–3 */
#define PERMANENT_BACK OF_EACH_QUADRANT(0xf8)     /* 4–8 */
#define PREMOLAR OF_EACH_QUADRANT(0x18)           /* 4, 5 */
#define MOLAR OF_EACH_QUADRANT(0xe0)              /* 6–8 */
#define DECIDUOUS_FRONT (UINT64_C(0x39ce7) << 32) /* 1–3 of each five */
#define DECIDUOUS_BACK (DECIDUOUS & ~DECIDUOUS_FRONT)
#define ALL_TEETH (PERMANENT | DECIDUOUS | EXTRA)

enum { ZONE_QUADRANTS = 0x00f, ZONE_PARTS = 0x0ff, ZONE_FULL = 0x100, ZONE_ALL = 0x1ff };

static const char zone_names[][3] = {"UR", "UL", "LR", "LL", "UA", "LA", "UB", "LB", "FM"};

static const struct {
	const char *name;
	uint64_t teeth;
	uint16_t zones;
} places[CLAIM_PLACE_COUNT] = {
        [CLAIM_PLACE_ANY] = {"any", ALL_TEETH, ZONE_ALL},
        [CLAIM_PLACE_ANY_BUT_FULL] = {"any_but_full", ALL_TEETH, ZONE_PARTS},
        [CLAIM_PLACE_TOOTH] = {"tooth", ALL_TEETH, 0},
        [CLAIM_PLACE_TOOTH_OR_FULL] = {"tooth_or_full", ALL_TEETH, ZONE_FULL},
        [CLAIM_PLACE_PERMANENT] = {"permanent", PERMANENT | EXTRA, 0},
        [CLAIM_PLACE_DECIDUOUS] = {"deciduous", DECIDUOUS, 0},
        [CLAIM_PLACE_DECIDUOUS_OR_EXTRA] = {"deciduous_or_extra", DECIDUOUS | EXTRA, 0},
        [CLAIM_PLACE_FRONT] = {"front", PERMANENT_FRONT | DECIDUOUS_FRONT | EXTRA, 0},
        [CLAIM_PLACE_BACK] = {"back", PERMANENT_BACK | DECIDUOUS_BACK | EXTRA, 0},
        [CLAIM_PLACE_PERMANENT_FRONT] = {"permanent_front", PERMANENT_FRONT, 0},
        [CLAIM_PLACE_PERMANENT_BACK] = {"permanent_back", PERMANENT_BACK, 0},
        [CLAIM_PLACE_PREMOLAR] = {"premolar", PREMOLAR, 0},
        [CLAIM_PLACE_MOLAR] = {"molar", MOLAR, 0},
        [CLAIM_PLACE_16] = {"16", TOOTH(1, 6), 0},
        [CLAIM_PLACE_26] = {"26", TOOTH(2, 6), 0},
        [CLAIM_PLACE_36] = {"36", TOOTH(3, 6), 0},
        [CLAIM_PLACE_46] = {"46", TOOTH(4, 6), 0},
        [CLAIM_PLACE_ZONE] = {"zone", 0, ZONE_ALL},
        [CLAIM_PLACE_FULL] = {"full", 0, ZONE_FULL},
        [CLAIM_PLACE_QUADRANT] = {"quadrant", 0, ZONE_QUADRANTS},
        [CLAIM_PLACE_QUADRANT_OR_PERMANENT] = {"quadrant_or_permanent", PERMANENT | EXTRA,
                                               ZONE_QUADRANTS},
        [CLAIM_PLACE_PART] = {"part", 0, ZONE_PARTS},
        [CLAIM_PLACE_PART_OR_TOOTH] = {"part_or_tooth", ALL_TEETH, ZONE_PARTS},
        [CLAIM_PLACE_PART_OR_PERMANENT] = {"part_or_permanent", PERMANENT | EXTRA, ZONE_PARTS},
        [CLAIM_PLACE_PART_OR_99] = {"part_or_99", EXTRA_99, ZONE_PARTS},
};

/* The bit of the tooth "36", or 0. */
static uint64_t tooth_bit(char quadrant, char number) {
	int q = quadrant - '0', n = number - '0';
	if (q == 9 && n == 9) return EXTRA_99;
	if (q >= 1 && q <= 4 && n == 9) return UINT64_C(1) << (52 + q - 1);
	if (q >= 1 && q <= 4 && n >= 1 && n <= 8) return TOOTH(q, n);
	if (q >= 5 && q <= 8 && n >= 1 && n <= 5) return UINT64_C(1) << (32 + (q - 5) * 5 + n - 1);
	return 0;
}

static bool is_surface(char c) { return str_find_char(STR("MDLBOPIFC"), c) < 9; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static int zone_of(char a, char b) {
	for (size_t i = 0; i < COUNT_OF(zone_names); i++)
		if (zone_names[i][0] == a && zone_names[i][1] == b) return (int)i;
	return -1;
}

void claim_site_read(struct str text, struct claim_site *out) {
	*out = (struct claim_site){.surfaces_min = UINT8_MAX};
	struct str s = str_trim(text);
	size_t i = 0;
	bool ok = s.n > 0;
	while (ok && i < s.n) {
		if (s.p[i] == ' ' || s.p[i] == ',') {
			i++;
		} else if (i + 1 < s.n && is_digit(s.p[i])) {
			uint64_t bit = tooth_bit(s.p[i], s.p[i + 1]);
			uint8_t surfaces = 0;
			ok = bit != 0;
			out->teeth |= bit;
			for (i += 2; i < s.n && is_surface(s.p[i]); i++) surfaces++;
			if (surfaces < out->surfaces_min) out->surfaces_min = surfaces;
			if (surfaces > out->surfaces_max) out->surfaces_max = surfaces;
		} else {
			int zone = i + 1 < s.n ? zone_of(s.p[i], s.p[i + 1]) : -1;
			ok = zone >= 0;
			if (ok) out->zones |= (uint16_t)(1u << zone);
			i += 2;
		}
	}
	out->is_valid = ok;
	if (out->teeth == 0) out->surfaces_min = 0;
}

bool claim_site_within(const struct claim_site *site, enum claim_place place) {
	return site->is_valid && (site->teeth & ~places[place].teeth) == 0 &&
	       (site->zones & ~places[place].zones) == 0;
}

bool claim_place_parse(struct str s, enum claim_place *out) {
	for (int i = 0; i < CLAIM_PLACE_COUNT; i++) {
		if (!str_is(s, places[i].name)) continue;
		*out = (enum claim_place)i;
		return true;
	}
	return false;
}

const char *claim_place_name(enum claim_place place) { return places[place].name; }
