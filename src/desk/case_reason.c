/* case_reason.c: see case_reason.h. */
#include "desk/case_reason.h"

#include "desk/catalogue.h"

enum { REASONS_MAX = 1000, SENTENCE = 8192 };

static enum nhi_status keep(struct arena *a, struct buf *b, struct str *out, struct err *err) {
	bool kept = buf_ok(b) && arena_str(a, buf_str(b), out);
	buf_free(b);
	return kept ? NHI_OK : err_set(err, NHI_MEMORY, "%s", "");
}

enum nhi_status case_cite(const char *data_dir, struct str source, struct arena *a, struct str *zh,
                          struct str *en, struct err *err) {
	static const char *const titles[] = {"code", "zh", "en"};
	struct str rest = source, code = str_cut(&rest, ':');
	struct str article = str_cut(&rest, ':'), bare = str_cut(&article, '@');
	size_t place[COUNT_OF(titles)];
	struct csv csv;
	bool more = true;
	*zh = *en = source;
	enum nhi_status st = catalogue_open(&csv, a, data_dir, "codes/law_code.csv", titles,
	                                    COUNT_OF(titles), place, err);
	while (st == NHI_OK && (st = csv_next(&csv, &more, err)) == NHI_OK && more) {
		if (!str_eq(csv_field(&csv, place[0]), code)) continue;
		struct buf b = BUF_INIT(SENTENCE), e = BUF_INIT(SENTENCE);
		buf_printf(&b, "%.*s第%.*s條", STR_ARG(csv_field(&csv, place[1])), STR_ARG(bare));
		buf_printf(&e, "%.*s, art. %.*s", STR_ARG(csv_field(&csv, place[2])),
		           STR_ARG(bare));
		st = keep(a, &b, zh, err);
		enum nhi_status second = keep(a, &e, en, err);
		return st == NHI_OK ? second : st;
	}
	return st;
}

static enum nhi_status read_row(struct case_reasons *out, struct arena *a, const char *data_dir,
                                struct csv *c, const size_t *at, struct err *err) {
	struct str cell[6], zh, en;
	for (size_t i = 0; i < COUNT_OF(cell); i++)
		if (!arena_str(a, csv_field(c, at[i]), &cell[i]))
			return err_set(err, NHI_MEMORY, "%s", "");
	struct case_reason *r = &out->row[out->count];
	*r = (struct case_reason){
	        .code = cell[0], .applies = cell[1], .zh = cell[3], .en = cell[4], .law = cell[5]};
	bool ordered = out->count == 0 || str_cmp(r[-1].code, r->code) < 0;
	bool full = r->code.n > 0 && r->applies.n > 0 && r->zh.n > 0 && r->en.n > 0 && r->law.n > 0;
	if (!ordered || !full || !case_result_find(cell[2], &r->result) ||
	    r->result == CASE_NO_RESULT)
		return err_set(err, NHI_CATALOGUE, "catalogue/reasons.csv: %.*s", STR_ARG(r->code));
	enum nhi_status st = case_cite(data_dir, r->law, a, &zh, &en, err);
	r->cite_zh = zh;
	r->cite_en = en;
	out->count++;
	return st;
}

enum nhi_status case_reasons_load(struct case_reasons *out, struct arena *a, const char *data_dir,
                                  struct err *err) {
	static const char *const titles[] = {"code", "applies", "result", "zh", "en", "law"};
	size_t at[COUNT_OF(titles)];
	struct csv *c = ARENA_NEW(a, struct csv);
	*out = (struct case_reasons){.row = ARENA_ARRAY(a, REASONS_MAX, struct case_reason)};
	if (c == NULL || out->row == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = catalogue_open(c, a, data_dir, "catalogue/reasons.csv", titles,
	                                    COUNT_OF(titles), at, err);
	for (bool more = true; st == NHI_OK;) {
		st = csv_next(c, &more, err);
		if (st != NHI_OK || !more) break;
		if (out->count == REASONS_MAX)
			return err_set(err, NHI_LIMIT, "reasons.csv" ERR_SEP "%d", REASONS_MAX);
		st = read_row(out, a, data_dir, c, at, err);
	}
	return st;
}

bool case_reason_fits(const struct case_reason *r, const struct service *s) {
	if (str_is(r->applies, "*")) return true;
	return s != NULL && (str_eq(r->applies, s->area) || str_eq(r->applies, s->id));
}

const struct case_reason *case_reason_find(const struct case_reasons *r, struct str code,
                                           const struct service *service) {
	for (size_t i = 0; i < r->count; i++)
		if (str_eq(r->row[i].code, code))
			return case_reason_fits(&r->row[i], service) ? &r->row[i] : NULL;
	return NULL;
}

static void put_zh(struct buf *b, const struct case_reason *r) {
	buf_printf(b, "%.*s（%.*s）。", STR_ARG(r->zh), STR_ARG(r->cite_zh));
}

enum nhi_status case_reason_words(const struct case_reason *r, struct str added, struct arena *a,
                                  struct str *zh, struct str *en, struct err *err) {
	struct buf b = BUF_INIT(SENTENCE), e = BUF_INIT(SENTENCE);
	put_zh(&b, r);
	buf_put(&b, added);
	buf_printf(&e, "%.*s (%.*s).%s%.*s", STR_ARG(r->en), STR_ARG(r->cite_en),
	           added.n > 0 ? " " : "", STR_ARG(added));
	enum nhi_status st = keep(a, &b, zh, err);
	enum nhi_status second = keep(a, &e, en, err);
	return st == NHI_OK ? second : st;
}

struct str case_reason_added(const struct case_reason *r, struct str zh) {
	struct buf b = BUF_INIT(SENTENCE);
	put_zh(&b, r);
	size_t n = buf_ok(&b) && str_starts(zh, buf_str(&b)) ? b.n : 0;
	buf_free(&b);
	return str_slice(zh, n, zh.n);
}

void case_reasons_put(struct view *v, const struct case_reasons *reasons, const struct service *s,
                      enum case_result result, struct str chosen) {
	view_list(v, "reasons");
	for (size_t i = 0; i < reasons->count; i++) {
		const struct case_reason *r = &reasons->row[i];
		if (!case_reason_fits(r, s)) continue;
		if (result != CASE_NO_RESULT && r->result != result) continue;
		struct view *o = view_item(v, "reasons", "case_reason");
		view_text(o, "code", r->code);
		view_text(o, "result", str_from(case_result_name(r->result)));
		view_both(o, "name", r->zh, r->en);
		view_both(o, "law", r->cite_zh, r->cite_en);
		view_flag(o, "selected", str_eq(r->code, chosen));
	}
}
