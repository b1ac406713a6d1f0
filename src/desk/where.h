/* where.h: services by everyday words.
 *
 * Public entries of the catalogue (desk/service.h) are searched; a word that people use is led to
 * the words of the agency by catalogue/synonyms.csv. Every function of the floor guide and of the
 * rules of procedure can be found too, service or not. */
#ifndef DESK_WHERE_H
#define DESK_WHERE_H

#include "base/err.h"
#include "desk/service.h"
#include "desk/view.h"

struct where_synonym {
	struct str word, means; /* normalised */
};

enum { WHERE_QUERY_MAX = 200, WHERE_RESULTS_MAX = 20 };

/* What is searched: a service or a function of the seeds, as normalised text. */
struct where_doc {
	const struct service *service;
	const struct seed_row *row; /* one of the two is NULL */
	struct str name, words;     /* the name counts more */
};

/* A word, a Han character or two neighbouring ones, and the docs that have it. */
struct where_word {
	struct str text;
	uint32_t
	        letters; /* a bit for each letter and digit in it: tells most words apart at once */
	bool is_word;
	uint32_t first, count; /* of posts */
};

struct where_post {
	uint16_t doc;
	uint8_t places; /* WHERE_IN_NAME, WHERE_IN_WORDS */
};

enum { WHERE_IN_NAME = 1, WHERE_IN_WORDS = 2 };

struct where {
	struct where_synonym *synonyms;
	size_t synonym_count;
	struct where_doc *docs;
	size_t doc_count;
	struct where_word *index; /* sorted by text */
	size_t index_count;
	struct where_post *posts;
};

struct where_hit {
	const struct where_doc *doc;
	int64_t score;
};

/* Of the versions in force on `at`. */
MUST_USE enum nhi_status where_load(struct where *out, struct arena *a, const char *data_dir,
                                    const struct seed *seed, const struct service_catalogue *c,
                                    date_t at, struct err *err);
/* The best hits first, at most WHERE_RESULTS_MAX; services before bare functions of equal score.
 * Same text, same order. */
size_t where_search(const struct where *w, struct arena *a, struct str text,
                    struct where_hit hits[WHERE_RESULTS_MAX]);

/* Small letters, full-width forms narrowed, 覆 as 復, 臺 as 台; NULL text on lack of memory. */
struct str where_normalise(struct arena *a, struct str text);

#endif
