/* where.h: services by everyday words: what to bring, what it costs, how long it takes, where.
 *
 * Services are rows of catalogue/where.csv (later catalogue/services/); an empty cell means that
 * nobody knows, and is shown as unknown. A word that people use is led to the words of the agency
 * by catalogue/synonyms.csv. Every function of the floor guide can be found too, service or not. */
#ifndef DESK_WHERE_H
#define DESK_WHERE_H

#include "base/err.h"
#include "desk/org.h"
#include "desk/seed.h"
#include "desk/view.h"

struct where_service {
	struct str id, zh, en;
	struct str seed_rows; /* ids, ';' between */
	struct str unit_zh, unit_en, floor, counter;
	struct str documents_zh, documents_en; /* '；' and ';' between */
	struct str fee_twd, fee_zh, fee_en;
	struct str period, period_zh, period_en; /* period: "14 working_day" */
	struct str law, event, words;
};

struct where_synonym {
	struct str word, means; /* normalised */
};

enum { WHERE_QUERY_MAX = 200, WHERE_RESULTS_MAX = 20 };

/* What is searched: a service or a function of the seeds, as normalised text. */
struct where_doc {
	const struct where_service *service;
	const struct seed_row *row; /* one of the two is NULL */
	struct str name, words;     /* the name counts more */
};

struct where {
	struct where_service *services; /* sorted by id */
	size_t service_count;
	struct where_synonym *synonyms;
	size_t synonym_count;
	struct where_doc *docs;
	size_t doc_count;
};

struct where_hit {
	const struct where_doc *doc;
	int64_t score;
};

MUST_USE enum nhi_status where_load(struct where *out, struct arena *a, const char *data_dir,
                                    const struct seed *seed, struct err *err);
/* NULL when there is none. */
const struct where_service *where_find(const struct where *w, struct str id);
/* The best hits first, at most WHERE_RESULTS_MAX; services before bare functions of equal score.
 * Same text, same order. */
size_t where_search(const struct where *w, struct arena *a, struct str text,
                    struct where_hit hits[WHERE_RESULTS_MAX]);

/* Small letters, full-width forms narrowed, 覆 as 復, 臺 as 台; NULL text on lack of memory. */
struct str where_normalise(struct arena *a, struct str text);

/* Fills `v`, a view "service". */
void where_fill(struct view *v, const struct where_service *s);
/* View search_page: results for `text` (may be empty: none). */
struct view *where_view(const struct where *w, struct arena *a, struct str text,
                        const struct org_unit *division);
/* View service_list: the services of a life event ("" = all). */
struct view *where_list_view(const struct where *w, struct arena *a, struct str event);

#endif
