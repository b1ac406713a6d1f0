/* claim_twin.c: see claim_twin.h. */
#include "nhi/claim_twin.h"

#include "nhi/claim_check.h"

enum { DRUG_CODE = 10 };

static bool is_drug(const struct claim_order *o) { return o->item.n == DRUG_CODE; }
static bool is_timed(const struct claim_order *o) {
	return o->begin.day >= DATE_MIN && o->end.day >= DATE_MIN && o->begin.minute > 0 &&
	       o->end.minute > 0;
}

static bool keep_lines(const struct claim_case *c, struct arena *arena, struct claim_care *out) {
	uint32_t count = 0;
	for (uint32_t i = 0; i < c->order_count; i++)
		count += is_drug(&c->order[i]) || is_timed(&c->order[i]);
	struct claim_care_line *line = ARENA_ARRAY(arena, count, struct claim_care_line);
	if (line == NULL) return false;
	out->line = line;
	for (uint32_t i = 0; i < c->order_count; i++) {
		const struct claim_order *o = &c->order[i];
		if (!is_drug(o) && !is_timed(o)) continue;
		struct claim_care_line *l = &line[out->line_count++];
		*l = (struct claim_care_line){.type = o->type.n == 1 ? o->type.p[0] : '\0',
		                              .quantity = o->quantity,
		                              .points = o->points,
		                              .begin = o->begin,
		                              .end = o->end,
		                              .ordinal = o->ordinal};
		if (!arena_str(arena, o->item, &l->item)) return false;
	}
	return true;
}

bool claim_care_keep(const struct claim_batch *batch, const struct claim_case *c, uint32_t file,
                     struct arena *arena, struct claim_care *out) {
	bool is_pharmacy = c->format == CLAIM_PHARMACY;
	struct str visit_no =
	        is_pharmacy && c->origin_visit_no.n > 0 ? c->origin_visit_no : c->visit_no;
	*out = (struct claim_care){.day = is_pharmacy ? c->prescribed : c->visit,
	                           .format = c->format,
	                           .dispensing = c->dispensing.n == 1 ? c->dispensing.p[0] : '\0',
	                           .fingerprint = claim_fingerprint(c),
	                           .file = file,
	                           .ordinal = c->ordinal};
	return arena_str(arena, c->person, &out->person) &&
	       arena_str(arena, batch->provider, &out->provider) &&
	       arena_str(arena, c->origin, &out->origin) &&
	       arena_str(arena, visit_no, &out->visit_no) &&
	       arena_str(arena, c->class_, &out->class_) &&
	       arena_str(arena, c->serial_text, &out->serial) && keep_lines(c, arena, out);
}

/* --- searching
 * ------------------------------------------------------------------------------------- */

struct group {
	const struct claim_twin_in *in;
	const struct claim_care *care; /* of one person and day */
	size_t count;
};

static void tell(const struct group *g, const struct claim_twin *t) {
	g->in->each(t, g->in->context);
}

static struct claim_twin twin(const char *code, enum claim_effect effect,
                              const struct claim_care *care, const struct claim_care *other,
                              const struct claim_care_line *line) {
	struct claim_twin t = {.effect = effect, .care = care, .other = other, .line = line};
	(void)snprintf(t.code, sizeof t.code, "%s", code);
	return t;
}

/* D02 */
static bool judge_same(const struct group *g, size_t at) {
	const struct claim_care *care = &g->care[at];
	for (size_t i = 0; i < at; i++) {
		const struct claim_care *other = &g->care[i];
		if (other->file == care->file || other->fingerprint != care->fingerprint ||
		    !str_eq(other->provider, care->provider))
			continue;
		struct claim_twin t = twin("D02", CLAIM_EFFECT_CASE, care, other, NULL);
		tell(g, &t);
		return true;
	}
	return false;
}

static int64_t minute_of(struct claim_time t) {
	enum { DAY_MINUTES = 1440 };
	return (int64_t)t.day * DAY_MINUTES + t.minute;
}

static bool overlap(const struct claim_care_line *a, const struct claim_care_line *b) {
	bool timed = a->begin.minute > 0 && b->begin.minute > 0 && a->end.minute > 0 &&
	             b->end.minute > 0 && a->begin.day >= DATE_MIN && b->begin.day >= DATE_MIN &&
	             a->end.day >= DATE_MIN && b->end.day >= DATE_MIN;
	return timed && minute_of(a->begin) < minute_of(b->end) &&
	       minute_of(b->begin) < minute_of(a->end);
}

static const struct claim_care_line *overlapping(const struct claim_care *a,
                                                 const struct claim_care *b) {
	for (uint32_t i = 0; i < a->line_count; i++)
		for (uint32_t k = 0; k < b->line_count; k++)
			if (overlap(&a->line[i], &b->line[k])) return &a->line[i];
	return NULL;
}

/* D03. Pharmacies hand out while others treat. */
static void judge_places(const struct group *g, size_t at) {
	const struct claim_care *care = &g->care[at];
	if (care->format == CLAIM_PHARMACY) return;
	for (size_t i = 0; i < at; i++) {
		const struct claim_care *other = &g->care[i];
		if (other->format == CLAIM_PHARMACY || str_eq(other->provider, care->provider))
			continue;
		const struct claim_care_line *line = overlapping(care, other);
		if (line == NULL) continue;
		struct claim_twin t = twin("D03", CLAIM_EFFECT_NONE, care, other, line);
		tell(g, &t);
	}
}

static const struct claim_care *prescription_of(const struct group *g,
                                                const struct claim_care *pharmacy) {
	const struct claim_care *same_day = NULL;
	for (size_t i = 0; i < g->count; i++) {
		const struct claim_care *c = &g->care[i];
		if (c->format == CLAIM_PHARMACY || !str_eq(c->provider, pharmacy->origin)) continue;
		if (str_eq(c->visit_no, pharmacy->visit_no)) return c;
		if (same_day == NULL) same_day = c;
	}
	return same_day;
}

static bool has_files_of(const struct claim_twin_in *in, struct str provider) {
	size_t low = 0, high = in->provider_count;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (str_cmp(in->provider[mid], provider) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < in->provider_count && str_eq(in->provider[low], provider);
}

/* Quantity of a drug in the prescription, and whether the prescriber was paid for it. */
static bool prescribed(const struct claim_care *c, struct str item, qty10_t *quantity,
                       bool *is_paid) {
	bool found = false;
	quantity->v = 0;
	*is_paid = false;
	for (uint32_t i = 0; i < c->line_count; i++) {
		const struct claim_care_line *l = &c->line[i];
		if (!str_eq(l->item, item)) continue;
		found = true;
		quantity->v += l->quantity.v;
		*is_paid |= l->type == '1' && l->points.v > 0;
	}
	return found;
}

static void judge_drug(const struct group *g, const struct claim_care *care,
                       const struct claim_care *visit, const struct claim_care_line *line) {
	qty10_t quantity;
	bool is_paid;
	if (!prescribed(visit, line->item, &quantity, &is_paid)) {
		struct claim_twin t = twin("D06", CLAIM_EFFECT_NONE, care, visit, line);
		if (visit->dispensing == '1') tell(g, &t);
	} else if (is_paid && visit->dispensing == '0') {
		struct claim_twin t = twin("D05", CLAIM_EFFECT_ORDER, care, visit, line);
		tell(g, &t);
	} else if (visit->dispensing == '1' && line->quantity.v > quantity.v) {
		struct claim_twin t = twin("D07", CLAIM_EFFECT_CUT, care, visit, line);
		t.prescribed = quantity;
		t.allowed.v = round_half_up((i128_t)line->points.v * quantity.v, line->quantity.v);
		tell(g, &t);
	}
}

/* D04 to D07: the refills of a prescription come in later months; each is held against the visit.
 */
static void judge_pharmacy(const struct group *g, size_t at) {
	const struct claim_care *care = &g->care[at];
	if (care->format != CLAIM_PHARMACY || care->origin.n == 0 || str_is(care->origin, "N"))
		return;
	const struct claim_care *visit = prescription_of(g, care);
	if (visit == NULL) {
		/* the visit of a refill lies in an earlier month */
		bool is_refill = str_is(care->class_, "2");
		struct claim_twin t = twin("D04", CLAIM_EFFECT_NONE, care, NULL, NULL);
		if (!is_refill && has_files_of(g->in, care->origin)) tell(g, &t);
		return;
	}
	for (uint32_t i = 0; i < care->line_count; i++)
		if (care->line[i].type == '1' && care->line[i].item.n == DRUG_CODE)
			judge_drug(g, care, visit, &care->line[i]);
}

/* D11 */
static void judge_many(const struct group *g) {
	uint32_t providers = 0;
	const struct claim_care *last = NULL;
	for (size_t i = 0; i < g->count; i++) {
		bool is_new = g->care[i].format == CLAIM_OUTPATIENT;
		for (size_t k = 0; k < i && is_new; k++)
			is_new = g->care[k].format != CLAIM_OUTPATIENT ||
			         !str_eq(g->care[k].provider, g->care[i].provider);
		providers += is_new;
		if (is_new) last = &g->care[i];
	}
	if (last == NULL || (int64_t)providers < g->in->providers_many) return;
	struct claim_twin t = twin("D11", CLAIM_EFFECT_NONE, last, NULL, NULL);
	t.providers = providers;
	tell(g, &t);
}

static int by_person_and_day(const void *a, const void *b) {
	const struct claim_care *x = a, *y = b;
	int c = str_cmp(x->person, y->person);
	if (c != 0) return c;
	if (x->day != y->day) return x->day < y->day ? -1 : 1;
	if (x->file != y->file) return x->file < y->file ? -1 : 1;
	return x->ordinal < y->ordinal ? -1 : x->ordinal > y->ordinal;
}

enum { GROUP_MAX = 1000 }; /* cases of a person on a day; hostile files have more */

void claim_twins_find(const struct claim_twin_in *in) {
	if (in->count > 0) qsort(in->care, in->count, sizeof in->care[0], by_person_and_day);
	for (size_t first = 0, end; first < in->count; first = end) {
		const struct claim_care *c = &in->care[first];
		for (end = first; end < in->count && in->care[end].day == c->day &&
		                  str_eq(in->care[end].person, c->person);)
			end++;
		struct group g = {in, c, end - first < GROUP_MAX ? end - first : GROUP_MAX};
		for (size_t i = 0; i < g.count; i++) {
			if (judge_same(&g, i)) continue;
			judge_places(&g, i);
			judge_pharmacy(&g, i);
		}
		judge_many(&g);
	}
}
