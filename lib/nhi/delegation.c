/* delegation.c: see delegation.h. */
#include "nhi/delegation.h"

#include "base/check.h"

static const struct delegation_table *table_of(const struct delegation *d, date_t at) {
	for (size_t i = 0; i < d->table_count; i++)
		if (d->tables[i].from <= at && at < d->tables[i].to) return &d->tables[i];
	return NULL;
}

static const struct delegation_item *item_of(const struct delegation_table *t, struct str id) {
	for (size_t i = 0; t != NULL && i < t->item_count; i++)
		if (str_eq(t->items[i].id, id)) return &t->items[i];
	return NULL;
}

enum nhi_status delegation_decide(const struct delegation *d, struct str id, int64_t amount,
                                  date_t at, struct delegation_answer *out, struct err *err) {
	*out = (struct delegation_answer){.table = table_of(d, at)};
	out->item = item_of(out->table, id);
	if (out->item == NULL) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(id));
	const struct delegation_item *it = out->item;
	for (size_t i = 0; i < it->band_count; i++) {
		const struct delegation_band *b = &it->bands[i];
		bool has = it->metric == DELEGATION_BY_NOTHING ||
		           (b->above < amount && amount <= b->upto) ||
		           (b->above == INT64_MIN && amount == INT64_MIN);
		if (!has) continue;
		out->band = b;
		out->band_no = i + 1;
		for (int level = DELEGATION_LEVELS; level >= 1 && out->level == 0; level--)
			if (b->level[level] == DELEGATION_DECIDE) out->level = level;
		return out->level > 0 ? NHI_OK : err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(id));
	}
	return err_set(err, NHI_RANGE, "%.*s" ERR_SEP "%lld" ERR_SEP "bands", STR_ARG(id),
	               (long long)amount);
}

bool delegation_may(const struct delegation_answer *a, int level) {
	return a->level > 0 && level >= 1 && level <= a->level;
}

int delegation_drafts(const struct delegation_answer *a) {
	for (int level = DELEGATION_LEVELS; a->band != NULL && level >= 1; level--)
		if (a->band->level[level] != DELEGATION_NONE) return level;
	return DELEGATION_LEVELS;
}

const char *delegation_level_name(int level, const char *lang) {
	static const char *const names[DELEGATION_LEVELS + 1][2] = {
	        {"", ""},
	        {"第一層（署長）", "level 1 (head of the agency)"},
	        {"第二層（組長、室主任）", "level 2 (head of the division or office)"},
	        {"第三層（科長）", "level 3 (section chief)"},
	        {"第四層（承辦人）", "level 4 (case officer)"}};
	ASSERT(level >= 0 && level <= DELEGATION_LEVELS);
	return names[level][str_is(str_from(lang), "en")];
}

const char *delegation_metric_name(enum delegation_metric m) {
	static const char *const names[DELEGATION_METRIC_COUNT] = {"none", "twd", "persons",
	                                                           "days"};
	return names[m];
}
