/* claim_rule_read.c: the image of the rules from their files; see claim_rule.h. */
#include "nhi/claim_rule_internal.h"

#include "base/check.h"
#include "base/csv.h"

enum {
	R_RULE,
	R_FINDING,
	R_FROM,
	R_TO,
	R_LEVEL,
	R_KIND,
	R_ITEM,
	R_CODES,
	R_MATCH,
	R_WINDOW,
	R_COUNT,
	R_VALUES,
	R_ZH,
	R_EN,
	R_SOURCE,
	R_VERIFIED,
	R_PASS,
	R_FAIL,
	R_COLUMNS
};
static const char *const columns[R_COLUMNS] = {
        "rule",       "finding",    "effective_from", "effective_to", "level", "kind",
        "item",       "codes",      "match",          "window",       "count", "values",
        "message_zh", "message_en", "source",         "verified",     "pass",  "fail"};

static const struct {
	const char *name, *zh, *en;
} kinds[CLAIM_RULE_KINDS] = {
        [CLAIM_RULE_LIMIT] = {"limit", "次數或互斥", "limit or exclusion"},
        [CLAIM_RULE_NEED] = {"need", "須併同或先有其他項目", "companion or earlier item"},
        [CLAIM_RULE_ALONE] = {"alone", "不得單獨申報", "not alone"},
        [CLAIM_RULE_AGE] = {"age", "年齡", "age"},
        [CLAIM_RULE_SEX] = {"sex", "性別", "sex"},
        [CLAIM_RULE_DEPARTMENT] = {"department", "科別", "department"},
        [CLAIM_RULE_CLASS] = {"class", "案件分類", "case class"},
        [CLAIM_RULE_FORMAT] = {"format", "門診或住院", "outpatient or inpatient"},
        [CLAIM_RULE_COPAY] = {"copay", "部分負擔代號", "copayment code"},
        [CLAIM_RULE_DIAGNOSIS] = {"diagnosis", "診斷", "diagnosis"},
        [CLAIM_RULE_DAYS] = {"days", "給藥日份", "days supplied"},
        [CLAIM_RULE_QUANTITY] = {"quantity", "數量", "quantity"},
        [CLAIM_RULE_PLACE] = {"place", "部位", "site"},
        [CLAIM_RULE_SURFACE] = {"surface", "牙面數", "tooth surfaces"},
        [CLAIM_RULE_HOLIDAY] = {"holiday", "限假日", "holidays only"},
        [CLAIM_RULE_NONE] = {"none", "無法執行", "not executable"},
};

const char *claim_rule_kind_name(enum claim_rule_kind kind) { return kinds[kind].name; }
const char *claim_rule_kind_text(enum claim_rule_kind kind, const char *lang) {
	return str_is(str_from(lang), "en") ? kinds[kind].en : kinds[kind].zh;
}

static bool parse_kind(struct str s, enum claim_rule_kind *out) {
	for (int i = 0; i < CLAIM_RULE_KINDS; i++) {
		if (!str_is(s, kinds[i].name)) continue;
		*out = (enum claim_rule_kind)i;
		return true;
	}
	return false;
}

static bool parse_level(struct str s, enum claim_level *out) {
	*out = str_is(s, "order")  ? CLAIM_LEVEL_ORDER
	       : str_is(s, "case") ? CLAIM_LEVEL_CASE
	                           : CLAIM_LEVEL_NOTE;
	return *out != CLAIM_LEVEL_NOTE || str_is(s, "note");
}

static bool parse_match(struct str s, enum claim_rule_match *out) {
	*out = str_is(s, "tooth")  ? CLAIM_MATCH_TOOTH
	       : str_is(s, "zone") ? CLAIM_MATCH_ZONE
	                           : CLAIM_MATCH_ANY;
	return *out != CLAIM_MATCH_ANY || s.n == 0;
}

enum { WINDOW_MAX = 100000, COUNT_MAX = 1000000 };

/* "90d", "3m": the number in front of the last letter. */
static bool parse_span(struct str s, char unit, int32_t *out) {
	int64_t v;
	if (s.n < 2 || s.p[s.n - 1] != unit) return false;
	if (!str_to_i64(str_slice(s, 0, s.n - 1), 0, WINDOW_MAX, &v)) return false;
	*out = (int32_t)v;
	return true;
}

static bool parse_window(struct str s, struct claim_rule *r) {
	static const struct {
		const char *name;
		enum claim_rule_window window;
	} words[] = {{"", CLAIM_WINDOW_VISIT},
	             {"visit", CLAIM_WINDOW_VISIT},
	             {"year", CLAIM_WINDOW_YEAR},
	             {"ever", CLAIM_WINDOW_EVER},
	             {"before", CLAIM_WINDOW_BEFORE}};
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (!str_is(s, words[i].name)) continue;
		r->window = words[i].window;
		return true;
	}
	r->window = CLAIM_WINDOW_MONTHS;
	if (parse_span(s, 'm', &r->days)) return r->days > 0;
	r->window = CLAIM_WINDOW_DAYS;
	struct str rest = s, first = str_cut(&rest, '|');
	if (!parse_span(first, 'd', &r->days)) return false;
	r->days_permanent = r->days;
	return rest.n == 0 || parse_span(rest, 'd', &r->days_permanent);
}

/* "18-29", "30-", "-11": completed years. */
static bool parse_ages(struct str s, struct claim_rule *r) {
	struct str high = s, low = str_cut(&high, '-');
	int64_t min = 0, max = INT32_MAX;
	if (low.n > 0 && !str_to_i64(low, 0, 200, &min)) return false;
	if (high.n > 0 && !str_to_i64(high, 0, 200, &max)) return false;
	r->min = (int32_t)min;
	r->max = (int32_t)max;
	return str_find_char(s, '-') < s.n && s.n > 1 && min <= max;
}

/* What the kind asks of `values` and `count`. */
static bool parse_values(struct claim_rule *r, struct str count) {
	int64_t n = 1;
	if (count.n > 0 && !str_to_i64(count, 0, COUNT_MAX, &n)) return false;
	r->count = (int32_t)n;
	switch (r->kind) {
	case CLAIM_RULE_AGE: return parse_ages(r->values, r);
	case CLAIM_RULE_PLACE: return claim_place_parse(r->values, &r->place);
	case CLAIM_RULE_SURFACE:
		r->max = str_is(r->values, "exact") ? r->count : INT32_MAX;
		return r->count > 0;
	case CLAIM_RULE_SEX:
	case CLAIM_RULE_DEPARTMENT:
	case CLAIM_RULE_CLASS:
	case CLAIM_RULE_FORMAT:
	case CLAIM_RULE_COPAY:
	case CLAIM_RULE_DIAGNOSIS: return r->values.n > 0;
	case CLAIM_RULE_NEED: return r->codes.n > 0 && r->count > 0;
	case CLAIM_RULE_LIMIT: return r->count > 0;
	case CLAIM_RULE_DAYS:
	case CLAIM_RULE_QUANTITY: return count.n > 0;
	case CLAIM_RULE_ALONE:
	case CLAIM_RULE_HOLIDAY:
	case CLAIM_RULE_NONE:
	case CLAIM_RULE_KINDS: break;
	}
	return true;
}

struct reader {
	struct claim_rules *out;
	struct arena *arena;
	struct csv csv;
	size_t at[R_COLUMNS];
	const struct claim_rule_file *file;
	struct err *err;
};

static enum nhi_status bad(struct reader *r, const char *zh, const char *en) {
	return err_set(r->err, NHI_LAW_ROW, "%.*s" ERR_SEP "%zu" ERR_SEP "%s" ERR_SEP "%s",
	               STR_ARG(r->file->name), r->csv.row, zh, en);
}

static struct str field(const struct reader *r, size_t column) {
	return csv_field(&r->csv, r->at[column]);
}

static enum nhi_status take_row(struct reader *r) {
	struct claim_rule *c = &r->out->rule[r->out->count];
	struct str to = field(r, R_TO), verified = field(r, R_VERIFIED);
	*c = (struct claim_rule){.rule = field(r, R_RULE),
	                         .finding = field(r, R_FINDING),
	                         .item = field(r, R_ITEM),
	                         .codes = field(r, R_CODES),
	                         .window_text = field(r, R_WINDOW),
	                         .values = field(r, R_VALUES),
	                         .zh = field(r, R_ZH),
	                         .en = field(r, R_EN),
	                         .source = field(r, R_SOURCE),
	                         .pass = field(r, R_PASS),
	                         .fail = field(r, R_FAIL),
	                         .to = DATE_OPEN,
	                         .verified = str_is(verified, "yes"),
	                         .file = r->file->name,
	                         .row = r->csv.row};
	if (c->rule.n == 0 || c->item.n == 0)
		return bad(r, "沒有規則代號或項目", "no rule or item");
	if (c->finding.n == 0 || c->finding.n >= CLAIM_CODE_SIZE)
		return bad(r, "沒有發現代碼", "no code of the finding");
	if (c->item.n > CLAIM_RULE_ITEM_SIZE) return bad(r, "項目代號過長", "item too long");
	if (c->zh.n == 0 || c->en.n == 0) return bad(r, "訊息要有兩種語言", "a message is missing");
	if (c->source.n == 0 || (!c->verified && !str_is(verified, "no")))
		return bad(r, "沒有來源或未註明是否查證",
		           "no source, or verified is not yes or no");
	if (!date_parse(field(r, R_FROM), &c->from) || (to.n > 0 && !date_parse(to, &c->to)) ||
	    c->to <= c->from)
		return bad(r, "施行期間不是日期", "the days of effect cannot be read");
	if (!parse_kind(field(r, R_KIND), &c->kind) || !parse_level(field(r, R_LEVEL), &c->level))
		return bad(r, "種類或層級不明", "unknown kind or level");
	if (!parse_match(field(r, R_MATCH), &c->match) || !parse_window(c->window_text, c))
		return bad(r, "期間或部位條件無法解讀", "the window or the match cannot be read");
	if (!parse_values(c, field(r, R_COUNT)))
		return bad(r, "數值不合這種規則", "the values do not fit the kind");
	if (c->kind != CLAIM_RULE_NONE && (c->pass.n == 0 || c->fail.n == 0))
		return bad(r, "沒有通過與違反的例子", "a passing and a failing example are needed");
	r->out->count++;
	return NHI_OK;
}

static enum nhi_status read_file(struct reader *r) {
	csv_init(&r->csv, r->file->bytes, r->arena);
	enum nhi_status st = csv_titles(&r->csv, columns, R_COLUMNS, r->at, r->err);
	for (bool more = true; st == NHI_OK;) {
		st = csv_next(&r->csv, &more, r->err);
		if (st != NHI_OK || !more) break;
		st = take_row(r);
	}
	return st;
}

/* --- items ------------------------------------------------------------------------------------ */

static uint16_t add_item(struct claim_rules *rules, struct str code) {
	uint64_t key[2];
	claim_rule_key(code, key);
	size_t i = claim_rule_slot(key) & (rules->slot_count - 1);
	for (; rules->slot[i] != 0; i = (i + 1) & (rules->slot_count - 1)) {
		const struct claim_rule_item *it = &rules->item[rules->slot[i]];
		if (it->key[0] == key[0] && it->key[1] == key[1]) return rules->slot[i];
	}
	uint16_t id = (uint16_t)rules->item_count++;
	rules->item[id].key[0] = key[0];
	rules->item[id].key[1] = key[1];
	rules->slot[i] = id;
	return id;
}

/* Codes named by all rules, at most: for the size of the tables. */
static size_t count_codes(const struct claim_rules *rules) {
	size_t n = 1;
	for (size_t i = 0; i < rules->count; i++) {
		n += 2;
		for (size_t k = 0; k < rules->rule[i].codes.n; k++)
			n += rules->rule[i].codes.p[k] == '|';
	}
	return n;
}

static bool looks_at_sites(const struct claim_rule *r) {
	return r->match != CLAIM_MATCH_ANY || r->kind == CLAIM_RULE_PLACE ||
	       r->kind == CLAIM_RULE_SURFACE;
}

/* Names the items of a rule, and marks those that its window counts. */
static bool number_items(struct claim_rules *rules, struct claim_rule *r) {
	r->is_window = (r->kind == CLAIM_RULE_LIMIT || r->kind == CLAIM_RULE_NEED) &&
	               r->window != CLAIM_WINDOW_VISIT;
	uint16_t own = add_item(rules, r->item);
	struct str rest = r->codes.n > 0 ? r->codes : r->item;
	rules->item[own].count++;
	rules->item[own].has_window |= r->is_window;
	rules->item[own].reads_site |= looks_at_sites(r);
	while (rest.n > 0) {
		struct str code = str_cut(&rest, '|');
		if (code.n == 0 || code.n > CLAIM_RULE_ITEM_SIZE) return false;
		uint16_t id = add_item(rules, code);
		rules->item[id].reads_site |= looks_at_sites(r);
		rules->item[id].is_watched |= r->is_window;
		r->has_own |= id == own;
	}
	return true;
}

static void fill_sets(struct claim_rules *rules) {
	uint32_t next = 0;
	for (size_t i = 1; i < rules->item_count; i++) {
		rules->item[i].first = next;
		next += rules->item[i].count;
		rules->item[i].count = 0;
	}
	for (size_t i = 0; i < rules->count; i++) {
		struct claim_rule *r = &rules->rule[i];
		struct claim_rule_item *own = &rules->item[claim_rules_item(rules, r->item)];
		rules->by_item[own->first + own->count++] = r;
		r->set = (uint32_t)(i * rules->width);
		struct str rest = r->codes.n > 0 ? r->codes : r->item;
		while (rest.n > 0) {
			uint16_t id = claim_rules_item(rules, str_cut(&rest, '|'));
			rules->words[r->set + id / 64] |= UINT64_C(1) << (id % 64);
		}
	}
}

static enum nhi_status build(struct reader *r) {
	struct claim_rules *rules = r->out;
	size_t most = count_codes(rules), slots = 64;
	if (most > CLAIM_RULE_ITEMS_MAX)
		return err_set(r->err, NHI_LIMIT, "claim-rules" ERR_SEP "%d", CLAIM_RULE_ITEMS_MAX);
	while (slots < most * 2) slots *= 2;
	rules->slot_count = slots;
	rules->item_count = 1;
	rules->item = ARENA_ARRAY(r->arena, most, struct claim_rule_item);
	rules->slot = ARENA_ARRAY(r->arena, slots, uint16_t);
	rules->by_item = ARENA_ARRAY(r->arena, rules->count, const struct claim_rule *);
	if (rules->item == NULL || rules->slot == NULL || rules->by_item == NULL)
		return err_set(r->err, NHI_MEMORY, "");
	for (size_t i = 0; i < rules->count; i++)
		if (!number_items(rules, &rules->rule[i]))
			return err_set(r->err, NHI_LAW_ROW,
			               "%.*s" ERR_SEP "%zu" ERR_SEP "codes 有無法解讀的代號" ERR_SEP
			               "a code of the list cannot be read",
			               STR_ARG(rules->rule[i].file), rules->rule[i].row);
	rules->width = (rules->item_count + 63) / 64;
	rules->set_count = rules->count;
	rules->words = ARENA_ARRAY(r->arena, rules->width * rules->count, uint64_t);
	if (rules->words == NULL) return err_set(r->err, NHI_MEMORY, "");
	fill_sets(rules);
	return NHI_OK;
}

enum nhi_status claim_rules_read(struct claim_rules *out, struct arena *arena,
                                 const struct claim_rule_file *files, size_t count,
                                 struct err *err) {
	struct reader r = {.out = out, .arena = arena, .err = err};
	size_t lines = 1;
	*out = (struct claim_rules){0};
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < files[i].bytes.n; k++) lines += files[i].bytes.p[k] == '\n';
	out->rule = ARENA_ARRAY(arena, lines + count, struct claim_rule);
	if (out->rule == NULL) return err_set(err, NHI_MEMORY, "");
	for (size_t i = 0; i < count; i++) {
		r.file = &files[i];
		enum nhi_status st = read_file(&r);
		if (st != NHI_OK) return st;
	}
	return build(&r);
}
