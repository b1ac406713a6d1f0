/* where.c: searches the services; see where.h.
 *
 * A text is cut into terms: words of Latin letters and digits, and pairs of neighbouring Han
 * characters. A term weighs the more the fewer entries have it, and three times in a name. Words of
 * four letters and more are also found with one letter wrong, of eight and more with two. */
#include "desk/where.h"

#include "desk/catalogue.h"

#include <stdlib.h>

enum { SYNONYMS_MAX = 2000, TERMS_MAX = 64, DOCS_MAX = 3000, WORD_MAX = 24 };

struct term {
	struct str text;
	bool is_word;
	int64_t weight; /* of the person's own words 2, of a synonym 1, before rarity */
};

struct query {
	struct term term[TERMS_MAX];
	size_t count;
};

/* --- normal form ------------------------------------------------------------------------------ */

static uint32_t fold(uint32_t c) {
	if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0; /* full-width forms */
	if (c == 0x3000) c = ' ';
	if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
	if (c == 0x8986)
		c = 0x5FA9; /* 覆 as 復: the guide writes 申覆 and 申復 for one procedure */
	if (c == 0x81FA) c = 0x53F0; /* 臺 as 台 */
	return c;
}

struct str where_normalise(struct arena *a, struct str text) {
	struct buf b = BUF_INIT(1 << 20);
	struct str out = STR("");
	for (size_t at = 0; at < text.n;) buf_put_utf8(&b, fold(str_next_char(text, &at)));
	if (!buf_ok(&b) || !arena_str(a, buf_str(&b), &out)) out = STR("");
	buf_free(&b);
	return out;
}

static bool is_word_char(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

static bool is_han(uint32_t c) { return c >= 0x3400 && c <= 0x9FFF; }

static void add_term(struct query *q, struct str text, bool is_word, int64_t weight) {
	static const char *const stop[] = {"a",  "an",  "the",  "i",     "my",   "to",
	                                   "of", "for", "and",  "or",    "in",   "is",
	                                   "do", "how", "can",  "where", "what", "me",
	                                   "on", "at",  "with", "have",  "it",   "want"};
	for (size_t i = 0; is_word && i < COUNT_OF(stop); i++)
		if (str_is(text, stop[i])) return;
	for (size_t i = 0; i < q->count; i++)
		if (str_eq(q->term[i].text, text)) return;
	if (q->count < TERMS_MAX) q->term[q->count++] = (struct term){text, is_word, weight};
}

/* Cuts normalised text into terms. A Han character that stands alone is a term itself. */
static void add_terms(struct query *q, struct str s, int64_t weight) {
	size_t pair = SIZE_MAX; /* start of the Han character before */
	bool alone = true;
	for (size_t at = 0; at < s.n;) {
		size_t from = at;
		if (is_word_char(s.p[at])) {
			while (at < s.n && is_word_char(s.p[at])) at++;
			add_term(q, str_slice(s, from, at), true, weight);
			pair = SIZE_MAX;
			continue;
		}
		bool han = is_han(str_next_char(s, &at));
		if (han && pair != SIZE_MAX) {
			add_term(q, str_slice(s, pair, at), false, weight);
			alone = false;
		}
		size_t next = at;
		bool more = han && at < s.n && is_han(str_next_char(s, &next));
		if (han && pair == SIZE_MAX && !more && alone)
			add_term(q, str_slice(s, from, at), false, weight);
		pair = han ? from : SIZE_MAX;
		if (!han) alone = true;
	}
}

/* --- likeness --------------------------------------------------------------------------------- */

/* Edit distance with swapped neighbours, at most WORD_MAX letters; larger than any limit else. */
static size_t distance(struct str a, struct str b) {
	size_t row[3][WORD_MAX + 1];
	if (a.n > WORD_MAX || b.n > WORD_MAX) return WORD_MAX;
	for (size_t j = 0; j <= b.n; j++) row[0][j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		size_t *now = row[i % 3], *up = row[(i + 2) % 3], *upper = row[(i + 1) % 3];
		now[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			size_t best = up[j - 1] + (a.p[i - 1] != b.p[j - 1]);
			if (up[j] + 1 < best) best = up[j] + 1;
			if (now[j - 1] + 1 < best) best = now[j - 1] + 1;
			bool swapped = i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] &&
			               a.p[i - 2] == b.p[j - 1];
			if (swapped && upper[j - 2] + 1 < best) best = upper[j - 2] + 1;
			now[j] = best;
		}
	}
	return row[a.n % 3][b.n];
}

/* 2 = the same word or its plain plural, 1 = misspelt, 0 = another. */
static int likeness(struct str wanted, struct str word) {
	if (str_eq(wanted, word)) return 2;
	struct str longer = wanted.n > word.n ? wanted : word;
	struct str shorter = wanted.n > word.n ? word : wanted;
	if (shorter.n >= 3 && str_starts(longer, shorter) && longer.n - shorter.n <= 2) return 2;
	if (wanted.n < 4 || longer.n - shorter.n > 2) return 0;
	return distance(wanted, word) <= (wanted.n >= 8 ? 2u : 1u) ? 1 : 0;
}

static int found_in(const struct term *t, struct str text) {
	if (!t->is_word) return str_find(text, t->text) < text.n ? 2 : 0;
	int best = 0;
	for (size_t at = 0; at < text.n && best < 2;) {
		size_t from = at;
		while (at < text.n && is_word_char(text.p[at])) at++;
		if (at == from) {
			at++;
			continue;
		}
		int like = likeness(t->text, str_slice(text, from, at));
		if (like > best) best = like;
	}
	return best;
}

/* --- search ----------------------------------------------------------------------------------- */

/* Whether a synonym's word stands in the text: anywhere for Chinese, as a word for English. */
static bool names(struct str text, struct str word) {
	if (!is_word_char(word.p[0])) return str_find(text, word) < text.n;
	struct term t = {word, true, 1};
	if (str_find_char(word, ' ') < word.n) return str_find(text, word) < text.n;
	return found_in(&t, text) > 0;
}

static void read_query(struct query *q, const struct where *w, struct str text) {
	add_terms(q, text, 2);
	for (size_t i = 0; i < w->synonym_count; i++)
		if (names(text, w->synonyms[i].word)) add_terms(q, w->synonyms[i].means, 1);
}

/* How well each doc has a term: 2 the word itself, 1 misspelt, 0 not. */
struct levels {
	uint8_t name[DOCS_MAX], words[DOCS_MAX];
};

static void add_posts(const struct where *w, const struct where_word *x, int like,
                      struct levels *l) {
	for (uint32_t i = x->first; i < x->first + x->count; i++) {
		const struct where_post *p = &w->posts[i];
		if (p->places & WHERE_IN_NAME && l->name[p->doc] < like)
			l->name[p->doc] = (uint8_t)like;
		if (p->places & WHERE_IN_WORDS && l->words[p->doc] < like)
			l->words[p->doc] = (uint8_t)like;
	}
}

static uint32_t letters_of(struct str word) {
	uint32_t bits = 0;
	for (size_t i = 0; i < word.n; i++) {
		char c = word.p[i];
		bits |= 1u << (c >= 'a' && c <= 'z' ? c - 'a' : 26 + (c - '0') % 6);
	}
	return bits;
}

static void find_levels(const struct where *w, const struct term *t, struct levels *l) {
	memset(l, 0, sizeof *l);
	uint32_t letters = t->is_word ? letters_of(t->text) : 0;
	size_t from = 0, to = w->index_count;
	while (!t->is_word && from < to) { /* a Han term is there or not */
		size_t mid = from + (to - from) / 2;
		int order = str_cmp(w->index[mid].text, t->text);
		if (order == 0) {
			add_posts(w, &w->index[mid], 2, l);
			return;
		}
		from = order < 0 ? mid + 1 : from;
		to = order < 0 ? to : mid;
	}
	for (size_t i = 0; t->is_word && i < w->index_count; i++) {
		const struct where_word *x = &w->index[i];
		/* two wrong letters change at most four bits */
		if (!x->is_word || __builtin_popcount(x->letters ^ letters) > 4) continue;
		int like = likeness(t->text, x->text);
		if (like > 0) add_posts(w, x, like, l);
	}
}

/* 16 · (1 + log2 of how rare the term is), in whole steps. */
static int64_t rarity(const struct where *w, const struct levels *l) {
	size_t have = 0;
	for (size_t i = 0; i < w->doc_count; i++) have += l->name[i] > 0 || l->words[i] > 0;
	int64_t weight = 16;
	for (size_t n = w->doc_count; have > 0 && n > have; n /= 2) weight += 16;
	return have == 0 ? 0 : weight;
}

/* What each doc is worth: the rarer a term, the more; three times in a name. */
static void score_docs(const struct where *w, const struct query *q, int64_t *score) {
	struct levels l;
	for (size_t i = 0; i < q->count; i++) {
		find_levels(w, &q->term[i], &l);
		int64_t weight = q->term[i].weight * rarity(w, &l);
		for (size_t d = 0; d < w->doc_count; d++)
			score[d] +=
			        weight * (3 * l.name[d] > l.words[d] ? 3 * l.name[d] : l.words[d]);
	}
	for (size_t d = 0; d < w->doc_count; d++)
		if (w->docs[d].service != NULL) score[d] = score[d] * 5 / 4;
}

static void keep_best(struct where_hit *hits, size_t *count, struct where_hit hit) {
	size_t at = *count;
	while (at > 0 && hits[at - 1].score < hit.score) at--;
	if (at == WHERE_RESULTS_MAX) return;
	size_t last = *count < WHERE_RESULTS_MAX ? *count : WHERE_RESULTS_MAX - 1;
	for (size_t i = last; i > at; i--) hits[i] = hits[i - 1];
	hits[at] = hit;
	*count = last + 1;
}

size_t where_search(const struct where *w, struct arena *a, struct str text,
                    struct where_hit hits[WHERE_RESULTS_MAX]) {
	struct query q = {.count = 0};
	size_t count = 0;
	read_query(&q, w, where_normalise(a, str_slice(text, 0, WHERE_QUERY_MAX)));
	int64_t score[DOCS_MAX] = {0};
	score_docs(w, &q, score);
	for (size_t i = 0; i < w->doc_count; i++) {
		struct where_hit hit = {&w->docs[i], score[i]};
		if (hit.score > 0) keep_best(hits, &count, hit);
	}
	while (count > 0 && hits[count - 1].score * 5 < hits[0].score) count--; /* far behind */
	return count;
}

/* --- reading ---------------------------------------------------------------------------------- */

static enum nhi_status read_synonyms(struct where *w, struct arena *a, const char *data_dir,
                                     struct err *err) {
	static const char *const titles[] = {"word", "means"};
	struct csv c;
	size_t at[COUNT_OF(titles)];
	enum nhi_status st = catalogue_open(&c, a, data_dir, "catalogue/synonyms.csv", titles,
	                                    COUNT_OF(titles), at, err);
	for (bool more = true; st == NHI_OK && more && w->synonym_count < SYNONYMS_MAX;) {
		st = csv_next(&c, &more, err);
		struct str word = csv_field(&c, at[0]);
		if (st == NHI_OK && more && word.n > 0)
			w->synonyms[w->synonym_count++] = (struct where_synonym){
			        where_normalise(a, word), where_normalise(a, csv_field(&c, at[1]))};
	}
	return st;
}

static struct str joined(struct arena *a, const struct str *parts, size_t count) {
	struct buf b = BUF_INIT(1 << 16);
	for (size_t i = 0; i < count; i++) {
		buf_put(&b, parts[i]);
		buf_put_char(&b, '\n');
	}
	struct str all = where_normalise(a, buf_str(&b));
	buf_free(&b);
	return all;
}

static bool is_public(const struct service *s, date_t at) {
	return s->is_public && s->from <= at && at < s->to;
}

static void add_service(struct where *w, struct arena *a, const struct seed *seed,
                        const struct service *s) {
	struct str name[] = {s->name.zh, s->name.en};
	struct str words[COUNT_OF(s->seed_rows) + 1] = {s->words};
	size_t count = 1;
	for (size_t i = 0; i < s->seed_row_count && count < COUNT_OF(words); i++) {
		const struct seed_row *r = seed_find(seed, s->seed_rows[i]);
		if (r != NULL) words[count++] = r->text_zh;
	}
	w->docs[w->doc_count++] = (struct where_doc){
	        .service = s, .name = joined(a, name, 2), .words = joined(a, words, count)};
}

static bool is_described(const struct service_catalogue *c, struct str id, date_t at) {
	for (size_t i = 0; i < c->service_count; i++) {
		const struct service *s = &c->services[i];
		for (size_t r = 0; r < s->seed_row_count && is_public(s, at); r++)
			if (str_eq(s->seed_rows[r], id)) return true;
	}
	return false;
}

static void add_docs(struct where *w, struct arena *a, const struct seed *seed,
                     const struct service_catalogue *c, date_t at) {
	for (size_t i = 0; i < c->service_count && w->doc_count < DOCS_MAX; i++)
		if (is_public(&c->services[i], at)) add_service(w, a, seed, &c->services[i]);
	for (size_t i = 0; i < seed->row_count && w->doc_count < DOCS_MAX; i++) {
		const struct seed_row *r = &seed->rows[i];
		if (is_described(c, r->id, at)) continue; /* the service is found instead */
		struct str name[] = {r->text_zh, r->text_en}, words[] = {r->unit_zh, r->unit_en};
		w->docs[w->doc_count++] = (struct where_doc){
		        .row = r, .name = joined(a, name, 2), .words = joined(a, words, 2)};
	}
}

/* --- index ------------------------------------------------------------------------------------ */

struct occurrence {
	struct str text;
	bool is_word;
	struct where_post post;
};

struct gathering {
	struct occurrence *all;
	size_t count, capacity; /* a first pass without `all` counts */
};

static void gather(struct gathering *g, struct str text, bool is_word, struct where_post post) {
	if (g->all != NULL && g->count < g->capacity)
		g->all[g->count] = (struct occurrence){text, is_word, post};
	g->count++;
}

/* Words, Han characters, and pairs of neighbouring ones. */
static void gather_text(struct gathering *g, struct str s, struct where_post post) {
	size_t before = SIZE_MAX;
	for (size_t at = 0; at < s.n;) {
		size_t from = at;
		if (is_word_char(s.p[at])) {
			while (at < s.n && is_word_char(s.p[at])) at++;
			gather(g, str_slice(s, from, at), true, post);
			before = SIZE_MAX;
			continue;
		}
		bool han = is_han(str_next_char(s, &at));
		if (han) gather(g, str_slice(s, from, at), false, post);
		if (han && before != SIZE_MAX) gather(g, str_slice(s, before, at), false, post);
		before = han ? from : SIZE_MAX;
	}
}

static void gather_docs(struct gathering *g, const struct where *w) {
	g->count = 0;
	for (size_t i = 0; i < w->doc_count; i++) {
		gather_text(g, w->docs[i].name, (struct where_post){(uint16_t)i, WHERE_IN_NAME});
		gather_text(g, w->docs[i].words, (struct where_post){(uint16_t)i, WHERE_IN_WORDS});
	}
}

static int by_text(const void *a, const void *b) {
	const struct occurrence *x = a, *y = b;
	int order = str_cmp(x->text, y->text);
	return order != 0 ? order : (x->post.doc > y->post.doc) - (x->post.doc < y->post.doc);
}

static enum nhi_status build_index(struct where *w, struct arena *a, struct err *err) {
	struct gathering g = {NULL, 0, 0};
	struct arena scratch = ARENA_INIT(0);
	gather_docs(&g, w);
	g.capacity = g.count;
	g.all = ARENA_ARRAY(&scratch, g.capacity, struct occurrence);
	w->index = ARENA_ARRAY(a, g.capacity, struct where_word);
	w->posts = ARENA_ARRAY(a, g.capacity, struct where_post);
	if (g.all == NULL || w->index == NULL || w->posts == NULL) {
		arena_free(&scratch);
		return err_set(err, NHI_MEMORY, "");
	}
	gather_docs(&g, w);
	qsort(g.all, g.count, sizeof *g.all, by_text);
	uint32_t posts = 0;
	for (size_t i = 0; i < g.count; i++) {
		const struct occurrence *o = &g.all[i];
		struct where_word *x = w->index_count > 0 ? &w->index[w->index_count - 1] : NULL;
		if (x == NULL || !str_eq(x->text, o->text)) {
			x = &w->index[w->index_count++];
			*x = (struct where_word){.text = o->text,
			                         .is_word = o->is_word,
			                         .letters = o->is_word ? letters_of(o->text) : 0,
			                         .first = posts};
		}
		if (x->count > 0 && w->posts[posts - 1].doc == o->post.doc) {
			w->posts[posts - 1].places |= o->post.places;
			continue;
		}
		w->posts[posts++] = o->post;
		x->count++;
	}
	arena_free(&scratch);
	return NHI_OK;
}

enum nhi_status where_load(struct where *out, struct arena *a, const char *data_dir,
                           const struct seed *seed, const struct service_catalogue *c, date_t at,
                           struct err *err) {
	*out = (struct where){.synonyms = ARENA_ARRAY(a, SYNONYMS_MAX, struct where_synonym),
	                      .docs = ARENA_ARRAY(a, DOCS_MAX, struct where_doc)};
	if (out->synonyms == NULL || out->docs == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = read_synonyms(out, a, data_dir, err);
	if (st == NHI_OK) add_docs(out, a, seed, c, at);
	if (st == NHI_OK) st = build_index(out, a, err);
	return st;
}
