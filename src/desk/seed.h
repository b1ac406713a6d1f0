/* seed.h: the two documents that say what the agency does: the floor service guide and the rules of
 * procedure, line by line as printed (catalogue/seed_lines.csv), the functions that each line names
 * (catalogue/seed.csv), and how deep the program serves each today (catalogue/coverage.csv, made
 * from the walks that passed, never typed; a function that it does not name has depth "none"). */
#ifndef DESK_SEED_H
#define DESK_SEED_H

#include "base/err.h"
#include "desk/view.h"

struct seed_row {
	struct str id, seed, floor;
	struct str unit_zh, unit_en;
	struct str text_zh, text_en;
	struct str module, kind;
	struct str depth;     /* full, case, reference, none */
	struct str served_by; /* "register:unit report:…", blanks between; may be empty */
	struct str proof;     /* "tests/walks/….walk"; may be empty */
	struct str link;      /* address of the page that opens it; may be empty */
};

struct seed_line {
	struct str seed;   /* guide, rules */
	int64_t line;      /* of the printed document, from 1 */
	struct str kind;   /* title head floor unit item sub more article text */
	struct str bullet; /* id of its functions without their last letter */
	struct str text;   /* as printed, without blanks at the ends */
};

struct seed {
	struct seed_row *rows; /* in document order */
	size_t row_count;
	struct seed_line *lines;
	size_t line_count;
};

/* Reads seed.csv, seed_lines.csv, links.csv and, if there is one, coverage.csv. */
MUST_USE enum nhi_status seed_load(struct seed *out, struct arena *a, const char *data_dir,
                                   struct err *err);
/* NULL when there is none. */
const struct seed_row *seed_find(const struct seed *s, struct str id);
/* True when the row belongs to the bullet: its id is the bullet's, or that and one letter. */
bool seed_row_of(const struct seed_row *r, struct str bullet);

/* The view seed_document of "guide" or "rules". */
struct view *seed_document_view(const struct seed *s, struct arena *a, const char *seed);
/* The view coverage: all functions, or those of one seed, depth and kind ("" = any). */
struct view *seed_coverage_view(const struct seed *s, struct arena *a, struct str seed,
                                struct str depth, struct str kind);

#endif
