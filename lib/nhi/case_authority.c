/* case_authority.c: see case_authority.h. */
#include "nhi/case_authority.h"

#include "base/csv.h"

static const char *const action_names[] = {[AUTHORITY_NOTHING] = "",
                                           [AUTHORITY_DRAFT] = "draft",
                                           [AUTHORITY_CHECK] = "check",
                                           [AUTHORITY_DECIDE] = "decide"};
static const char *const metric_names[METRIC_COUNT] = {[METRIC_NONE] = "none",
                                                       [METRIC_AMOUNT] = "amount",
                                                       [METRIC_PERSONS] = "persons",
                                                       [METRIC_DAYS] = "days"};

enum column {
	COL_VERSION,
	COL_FROM,
	COL_ITEM,
	COL_TITLE_ZH,
	COL_TITLE_EN,
	COL_METRIC,
	COL_MIN,
	COL_MAX,
	COL_LEVEL_4,
	COL_LEVEL_3,
	COL_LEVEL_2,
	COL_LEVEL_1,
	COL_COSIGN,
	COL_SOURCE,
	COL_VERIFIED,
	COL_COUNT
};

static const char *const titles[COL_COUNT] = {
        "version", "effective_from", "item",          "title_zh", "title_en",
        "metric",  "min_exclusive",  "max_inclusive", "level_4",  "level_3",
        "level_2", "level_1",        "cosign",        "source",   "verified"};

struct reading {
	struct csv csv;
	size_t place[COL_COUNT];
	struct authority *out;
};

static struct str cell(const struct reading *r, enum column c) {
	return str_trim(csv_field(&r->csv, r->place[c]));
}

static enum nhi_status bad(const struct reading *r, enum column c, struct err *err) {
	struct str v = cell(r, c);
	return err_set(err, NHI_ROW, "%zu" ERR_SEP "%s “%.*s”" ERR_SEP "%s “%.*s”", r->csv.row,
	               titles[c], STR_ARG(v), titles[c], STR_ARG(v));
}

static bool read_bound(struct str s, int64_t open, int64_t *out) {
	*out = open;
	return s.n == 0 || str_to_i64(s, 0, INT64_MAX - 1, out);
}

static bool read_action(struct str s, enum authority_action *out) {
	for (size_t i = 0; i < COUNT_OF(action_names); i++) {
		if (!str_is(s, action_names[i])) continue;
		*out = (enum authority_action)i;
		return true;
	}
	return false;
}

static bool read_metric(struct str s, enum authority_metric *out) {
	for (size_t i = 0; i < COUNT_OF(metric_names); i++) {
		if (!str_is(s, metric_names[i])) continue;
		*out = (enum authority_metric)i;
		return true;
	}
	return false;
}

static enum nhi_status read_cells(const struct reading *r, struct authority_band *b,
                                  struct err *err) {
	static const enum column cells[AUTHORITY_LEVELS + 1] = {0, COL_LEVEL_1, COL_LEVEL_2,
	                                                        COL_LEVEL_3, COL_LEVEL_4};
	bool decides = false;
	for (int32_t level = 1; level <= AUTHORITY_LEVELS; level++) {
		if (!read_action(cell(r, cells[level]), &b->action[level]))
			return bad(r, cells[level], err);
		decides |= b->action[level] == AUTHORITY_DECIDE;
	}
	if (!decides) return bad(r, COL_LEVEL_1, err);
	struct str rest = cell(r, COL_COSIGN);
	while (rest.n > 0) {
		struct str unit = str_trim(str_cut(&rest, ';'));
		if (unit.n == 0) continue;
		if (b->cosign_count == AUTHORITY_COSIGN_MAX) return bad(r, COL_COSIGN, err);
		b->cosign[b->cosign_count++] = unit;
	}
	return NHI_OK;
}

/* Where the row stands after the one before: the next band of its item, or a new item, which must
 * come later in the order of bytes; a new version begins anew. */
static enum nhi_status place_band(const struct reading *r, struct authority_band *b,
                                  struct err *err) {
	const struct authority_band *last =
	        r->out->count == 0 ? NULL : &r->out->band[r->out->count - 1];
	b->number = 1;
	if (last != NULL && b->from < last->from) return bad(r, COL_FROM, err);
	bool is_new = last == NULL || b->from > last->from || !str_eq(b->item, last->item);
	if (is_new) {
		if (last != NULL && b->from == last->from && str_cmp(b->item, last->item) < 0)
			return bad(r, COL_ITEM, err);
		return b->min_exclusive == INT64_MIN ? NHI_OK : bad(r, COL_MIN, err);
	}
	b->number = last->number + 1;
	if (b->metric != last->metric || b->metric == METRIC_NONE) return bad(r, COL_METRIC, err);
	if (b->min_exclusive != last->max_inclusive) return bad(r, COL_MIN, err);
	return NHI_OK;
}

static enum nhi_status read_row(struct reading *r, struct err *err) {
	struct authority_band b = {.version = cell(r, COL_VERSION),
	                           .to = DATE_OPEN,
	                           .item = cell(r, COL_ITEM),
	                           .title_zh = cell(r, COL_TITLE_ZH),
	                           .title_en = cell(r, COL_TITLE_EN),
	                           .source = cell(r, COL_SOURCE),
	                           .verified = str_is(cell(r, COL_VERIFIED), "yes")};
	if (b.version.n == 0) return bad(r, COL_VERSION, err);
	if (!date_parse(cell(r, COL_FROM), &b.from)) return bad(r, COL_FROM, err);
	if (b.item.n == 0) return bad(r, COL_ITEM, err);
	if (b.title_zh.n == 0) return bad(r, COL_TITLE_ZH, err);
	if (b.title_en.n == 0) return bad(r, COL_TITLE_EN, err);
	if (b.source.n == 0) return bad(r, COL_SOURCE, err);
	if (!b.verified && !str_is(cell(r, COL_VERIFIED), "no")) return bad(r, COL_VERIFIED, err);
	if (!read_metric(cell(r, COL_METRIC), &b.metric)) return bad(r, COL_METRIC, err);
	if (!read_bound(cell(r, COL_MIN), INT64_MIN, &b.min_exclusive)) return bad(r, COL_MIN, err);
	if (!read_bound(cell(r, COL_MAX), INT64_MAX, &b.max_inclusive)) return bad(r, COL_MAX, err);
	if (b.min_exclusive >= b.max_inclusive) return bad(r, COL_MAX, err);
	enum nhi_status st = read_cells(r, &b, err);
	if (st == NHI_OK) st = place_band(r, &b, err);
	if (st != NHI_OK) return st;
	if (r->out->count == AUTHORITY_BANDS_MAX)
		return err_set(err, NHI_LIMIT, "delegation.csv" ERR_SEP "%d", AUTHORITY_BANDS_MAX);
	r->out->band[r->out->count++] = b;
	return NHI_OK;
}

/* A version ends where the next begins; the last band of every item must be open above. */
static enum nhi_status close_versions(struct authority *a, struct err *err) {
	date_t next = DATE_OPEN;
	for (size_t i = a->count; i-- > 0;) {
		struct authority_band *b = &a->band[i];
		bool is_last_of_item = i + 1 == a->count || a->band[i + 1].number == 1;
		if (is_last_of_item && b->max_inclusive != INT64_MAX)
			return err_set(err, NHI_CATALOGUE,
			               "delegation.csv" ERR_SEP "%.*s 的最高一級沒有開口" ERR_SEP
			               "the last band of %.*s is not open",
			               STR_ARG(b->item), STR_ARG(b->item));
		if (i + 1 < a->count && a->band[i + 1].from > b->from) next = a->band[i + 1].from;
		b->to = next;
	}
	return NHI_OK;
}

enum nhi_status authority_read(struct authority *out, struct arena *arena, struct str csv,
                               struct err *err) {
	struct reading *r = ARENA_NEW(arena, struct reading);
	*out = (struct authority){
	        .band = ARENA_ARRAY(arena, AUTHORITY_BANDS_MAX, struct authority_band)};
	if (r == NULL || out->band == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	r->out = out;
	csv_init(&r->csv, csv, arena);
	bool more = true;
	enum nhi_status st = csv_titles(&r->csv, titles, COL_COUNT, r->place, err);
	while (st == NHI_OK) {
		st = csv_next(&r->csv, &more, err);
		if (st != NHI_OK || !more) break;
		st = read_row(r, err);
	}
	return st == NHI_OK ? close_versions(out, err) : st;
}

const struct authority_band *authority_band(const struct authority *a, struct str item,
                                            int64_t metric, date_t on) {
	for (size_t i = 0; i < a->count; i++) {
		const struct authority_band *b = &a->band[i];
		if (on < b->from || on >= b->to || !str_eq(b->item, item)) continue;
		if (b->metric == METRIC_NONE) return b;
		if (metric > b->min_exclusive && metric <= b->max_inclusive) return b;
	}
	return NULL;
}

bool authority_has(const struct authority *a, struct str item) {
	for (size_t i = 0; i < a->count; i++)
		if (str_eq(a->band[i].item, item)) return true;
	return false;
}

int32_t authority_level(const struct authority_band *band) {
	for (int32_t level = AUTHORITY_LEVELS; level > 1; level--)
		if (band->action[level] == AUTHORITY_DECIDE) return level;
	return 1; /* authority_read takes no row in which nobody decides */
}

bool authority_needs_draft(const struct authority_band *band) {
	for (int32_t level = authority_level(band) + 1; level <= AUTHORITY_LEVELS; level++)
		if (band->action[level] == AUTHORITY_DRAFT) return true;
	return false;
}

/* ---- May this person decide this case? ------------------------------------------------------- */

static bool is_party(const struct authority_case *c, int64_t person_id) {
	for (size_t i = 0; i < c->party_count; i++)
		if (person_id != 0 && c->party[i] == person_id) return true;
	return false;
}

static bool is_recused(const struct authority_case *c, int64_t account) {
	for (size_t i = 0; i < c->recused_count; i++)
		if (account != 0 && c->recused[i] == account) return true;
	return false;
}

struct str authority_cosign_missing(const struct authority_case *c) {
	for (size_t i = 0; i < c->band->cosign_count; i++) {
		bool signed_by = false;
		for (size_t k = 0; k < c->cosigned_count; k++)
			signed_by |= str_eq(c->band->cosign[i], c->cosigned[k]);
		if (!signed_by) return c->band->cosign[i];
	}
	return STR("");
}

enum authority_answer authority_may(const struct authority_case *c,
                                    const struct authority_person *who) {
	if (is_party(c, who->person_id) || is_party(c, who->acting_for_person))
		return AUTHORITY_OWN_CASE;
	if (is_recused(c, who->account) || is_recused(c, who->acting_for)) return AUTHORITY_RECUSED;
	if (who->level < 1 || who->level > authority_level(c->band)) return AUTHORITY_LEVEL_TOO_LOW;
	if (authority_needs_draft(c->band) && c->drafted_by == 0) return AUTHORITY_NO_DRAFT;
	if (authority_needs_draft(c->band) && c->drafted_by == who->account)
		return AUTHORITY_OWN_DRAFT;
	return authority_cosign_missing(c).n > 0 ? AUTHORITY_NO_COSIGN : AUTHORITY_MAY;
}

const char *authority_answer_name(enum authority_answer answer) {
	static const char *const names[AUTHORITY_ANSWERS] = {
	        [AUTHORITY_MAY] = "may",
	        [AUTHORITY_LEVEL_TOO_LOW] = "level_too_low",
	        [AUTHORITY_OWN_CASE] = "own_case",
	        [AUTHORITY_RECUSED] = "recused",
	        [AUTHORITY_NO_DRAFT] = "no_draft",
	        [AUTHORITY_OWN_DRAFT] = "own_draft",
	        [AUTHORITY_NO_COSIGN] = "no_cosign",
	};
	return names[answer];
}
