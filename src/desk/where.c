/* where.c: searches the services; see where.h.
 *
 * A text is cut into terms: words of Latin letters and digits, and pairs of neighbouring Han
 * characters. A term weighs the more the fewer entries have it, and three times in a name. Words of
 * four letters and more are also found with one letter wrong, of eight and more with two. */
#include "desk/where.h"

#include "desk/catalogue.h"

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

/* 16 · (1 + log2 of how rare the term is), in whole steps. */
static int64_t rarity(const struct where *w, const struct term *t) {
	size_t have = 0;
	for (size_t i = 0; i < w->doc_count; i++)
		have += found_in(t, w->docs[i].name) > 0 || found_in(t, w->docs[i].words) > 0;
	int64_t weight = 16;
	for (size_t n = w->doc_count; have > 0 && n > have; n /= 2) weight += 16;
	return have == 0 ? 0 : weight;
}

static int64_t score(const struct query *q, const struct where_doc *d) {
	int64_t sum = 0;
	for (size_t i = 0; i < q->count; i++) {
		int in_name = found_in(&q->term[i], d->name),
		    in_words = found_in(&q->term[i], d->words);
		sum += q->term[i].weight * (3 * in_name > in_words ? 3 * in_name : in_words);
	}
	return d->service != NULL ? sum * 5 / 4 : sum;
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
	for (size_t i = 0; i < q.count; i++) q.term[i].weight *= rarity(w, &q.term[i]);
	for (size_t i = 0; i < w->doc_count; i++) {
		struct where_hit hit = {&w->docs[i], score(&q, &w->docs[i])};
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

enum nhi_status where_load(struct where *out, struct arena *a, const char *data_dir,
                           const struct seed *seed, const struct service_catalogue *c, date_t at,
                           struct err *err) {
	*out = (struct where){.synonyms = ARENA_ARRAY(a, SYNONYMS_MAX, struct where_synonym),
	                      .docs = ARENA_ARRAY(a, DOCS_MAX, struct where_doc)};
	if (out->synonyms == NULL || out->docs == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = read_synonyms(out, a, data_dir, err);
	if (st == NHI_OK) add_docs(out, a, seed, c, at);
	return st;
}
