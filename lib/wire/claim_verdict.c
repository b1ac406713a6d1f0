/* claim_verdict.c: see claim_verdict.h. */
#include "wire/claim_verdict.h"

static int64_t points_of(const struct claim_case *c) {
	if (c->format != CLAIM_APPEAL) return c->applied.v;
	return c->appeal_purposive.v + c->appeal_computer.v + c->appeal_extrapolated.v;
}

static void judge_item(const struct claim_judge *judge, const struct claim_item *item,
                       struct claim_verdict *v) {
	const struct claim_checks *checks = judge->checks;
	struct claim_sink *sink = &v->findings.sink;
	if (item->kind == CLAIM_ITEM_BLANKET) {
		v->points_claimed += item->blanket->points10.v / 10;
		if (checks != NULL && checks->blanket != NULL)
			checks->blanket(checks->context, item->blanket, sink);
		return;
	}
	v->claims++;
	v->orders += item->of_case->order_count;
	v->points_claimed += points_of(item->of_case);
	if (checks != NULL && checks->one != NULL)
		checks->one(checks->context, item->of_case, sink);
}

static enum nhi_status judge_all(const struct claim_judge *judge, struct claim_reader *r,
                                 struct claim_verdict *v, struct err *err) {
	const struct claim_checks *checks = judge->checks;
	struct claim_sink *sink = &v->findings.sink;
	struct claim_item item = {.kind = CLAIM_ITEM_CASE};
	enum nhi_status st = NHI_OK;
	if (!claim_read_returned(r) && checks != NULL && checks->begin != NULL)
		checks->begin(checks->context, claim_read_batch(r), sink);
	while (st == NHI_OK && item.kind != CLAIM_ITEM_END) {
		st = claim_read_next(r, &item, err);
		bool counts = st == NHI_OK && item.kind != CLAIM_ITEM_END;
		if (!counts) continue;
		if (!claim_read_returned(r))
			judge_item(judge, &item, v);
		else if (item.kind == CLAIM_ITEM_CASE)
			v->claims++;
	}
	if (st == NHI_OK && !claim_read_returned(r) && checks != NULL && checks->end != NULL)
		checks->end(checks->context, sink);
	return st;
}

static void conclude(const struct claim_reader *r, struct claim_verdict *v) {
	const struct claim_batch *b = claim_read_batch(r);
	uint64_t heavy;
	v->month = b->month == CLAIM_DATE_BAD ? CLAIM_DATE_NONE : b->month;
	if (b->sent.value_count > 0) v->format = claim_format_name(b->format);
	if (!arena_str(v->findings.arena, b->provider, &v->provider)) v->findings.failed = true;
	if (claim_read_returned(r)) claim_findings_only_file(&v->findings);
	heavy = v->findings.level_count[CLAIM_LEVEL_FILE] +
	        v->findings.level_count[CLAIM_LEVEL_BATCH];
	bool any = claim_findings_total(&v->findings) > 0;
	v->name = heavy > 0 ? "rejected" : any ? "accepted-with-findings" : "accepted";
	v->exit_code = claim_read_unreadable(r) ? 3 : any ? 1 : 0;
}

enum nhi_status claim_judge(const struct claim_judge *judge, struct claim_source *source,
                            struct str name, struct arena *arena, struct claim_verdict *out,
                            struct err *err) {
	struct claim_reader *r = NULL;
	struct claim_read_from from = {judge->layout, source, name};
	*out = (struct claim_verdict){.rules = judge->rules,
	                              .findings = claim_findings_in(judge->catalogue, arena)};
	enum nhi_status st = claim_read_open(&r, &from, &out->findings.sink, err);
	if (st == NHI_OK) st = judge_all(judge, r, out, err);
	if (st == NHI_OK) conclude(r, out);
	claim_read_close(r);
	if (st == NHI_OK && out->findings.failed) return err_set(err, NHI_MEMORY, "");
	return st;
}

/* ---- words ------------------------------------------------------------------------------- */

void claim_verdict_json(const struct claim_verdict *v, struct str file, struct json *j) {
	json_object_start(j);
	json_put_str(j, "file", file);
	json_put_c(j, "verdict", v->name);
	if (v->format == NULL)
		json_put_null(j, "kind");
	else
		json_put_c(j, "kind", v->format);
	json_put_i64(j, "claims", (int64_t)v->claims);
	json_put_i64(j, "orders", (int64_t)v->orders);
	json_put_i64(j, "points_claimed", v->points_claimed);
	json_put_str(j, "provider", v->provider);
	struct buf month = BUF_INIT(16);
	if (v->month != CLAIM_DATE_NONE) month_print(&month, v->month);
	json_put_str(j, "month", buf_str(&month));
	buf_free(&month);
	if (v->rules.n > 0) json_put_str(j, "rules", v->rules);
	json_put_i64(j, "findings_total", (int64_t)claim_findings_total(&v->findings));
	json_put_i64(j, "notes_total", (int64_t)v->findings.level_count[CLAIM_LEVEL_NOTE]);
	json_key(j, "findings");
	json_array_start(j);
	for (size_t i = 0; i < v->findings.count; i++) claim_kept_json(&v->findings.row[i], j);
	json_array_end(j);
	json_object_end(j);
}

static const struct {
	const char *name, *zh, *en;
} verdict_words[] = {
        {"accepted", "受理：沒有發現錯誤", "accepted: no findings"},
        {"accepted-with-findings", "受理，但有下列事項", "accepted, with findings"},
        {"rejected", "退件，請更正後重送", "rejected: correct it and send it again"},
};

enum { PLACES_SHOWN = 5 };

static bool is_same(const struct claim_kept *a, const struct claim_kept *b) {
	bool notes = a->level == CLAIM_LEVEL_NOTE, others = b->level == CLAIM_LEVEL_NOTE;
	return notes == others && strcmp(a->finding.code, b->finding.code) == 0;
}

/* All findings of one code together: how many, the first places, what to do. */
static void print_group(const struct claim_findings *f, size_t first, const char *lang, bool en,
                        struct buf *out) {
	const char *code = f->row[first].finding.code;
	size_t n = 0;
	for (size_t i = first; i < f->count; i++) {
		if (!is_same(&f->row[i], &f->row[first])) continue;
		if (n++ < PLACES_SHOWN) claim_kept_print(&f->row[i], lang, out);
	}
	if (n > PLACES_SHOWN)
		buf_printf(out, en ? "%s … and %zu more\n" : "%s …另有 %zu 處\n", code,
		           n - PLACES_SHOWN);
	const struct claim_code *c = f->row[first].code;
	if (c == NULL) return;
	struct str remedy = en ? c->remedy_en : c->remedy_zh;
	if (remedy.n > 0) buf_printf(out, "    → %.*s\n", STR_ARG(remedy));
}

static bool seen_before(const struct claim_findings *f, size_t at) {
	for (size_t i = 0; i < at; i++)
		if (is_same(&f->row[i], &f->row[at])) return true;
	return false;
}

enum { GROUPED_MAX = 2000 };

static void print_groups(const struct claim_findings *f, bool notes, const char *lang, bool en,
                         struct buf *out) {
	for (size_t i = 0; i < f->count && i < GROUPED_MAX; i++) {
		bool is_note = f->row[i].level == CLAIM_LEVEL_NOTE;
		if (is_note == notes && !seen_before(f, i)) print_group(f, i, lang, en, out);
	}
}

void claim_verdict_print(const struct claim_verdict *v, struct str file, const char *lang,
                         struct buf *out) {
	bool en = str_is(str_from(lang), "en");
	buf_printf(out, "%.*s%s", STR_ARG(file), en ? ": " : "：");
	for (size_t i = 0; i < COUNT_OF(verdict_words); i++)
		if (str_is(str_from(v->name), verdict_words[i].name))
			buf_put_c(out, en ? verdict_words[i].en : verdict_words[i].zh);
	buf_put_c(out, "\n");
	if (v->exit_code != 3) {
		buf_printf(out, en ? "%s, %llu cases, %llu orders, " : "%s，%llu 件，%llu 筆醫令，",
		           v->format == NULL ? "?" : v->format, (unsigned long long)v->claims,
		           (unsigned long long)v->orders);
		buf_put_i64_grouped(out, v->points_claimed);
		buf_put_c(out, en ? " points applied for\n" : " 點申請點數\n");
	}
	print_groups(&v->findings, false, lang, en, out);
	if (v->findings.level_count[CLAIM_LEVEL_NOTE] == 0) return;
	buf_put_c(out, en ? "For information:\n" : "僅供參考：\n");
	print_groups(&v->findings, true, lang, en, out);
}

void claim_verdict_answer(const struct claim_verdict *v, struct buf *out) {
	for (size_t i = 0; i < v->findings.count; i++)
		if (v->findings.row[i].level == CLAIM_LEVEL_FILE)
			claim_kept_answer(&v->findings.row[i], out);
}
