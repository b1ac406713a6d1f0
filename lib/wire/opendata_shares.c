/* opendata_shares.c: see opendata_shares.h. */
#include "wire/opendata_shares.h"

#include "base/check.h"
#include "wire/opendata_csv.h"

enum { S_GRADE, S_AMOUNT, S_SELF, S_UNIT = S_SELF + OPENDATA_SHARE_HEADS, S_GOVERNMENT, S_COLUMNS };

/* The columns as a row of figures, so that reading, comparing and writing are loops. */
static int64_t *cell(struct opendata_share *s, size_t column) {
	if (column == S_GRADE) return &s->grade;
	if (column == S_AMOUNT) return &s->amount;
	if (column == S_UNIT) return &s->unit;
	if (column == S_GOVERNMENT) return &s->government;
	return &s->self[column - S_SELF];
}

static int64_t cell_value(const struct opendata_share *s, size_t column) {
	struct opendata_share copy = *s;
	return *cell(&copy, column);
}

static void put_percent(struct buf *out, const char *before, ppm_t share) {
	buf_put_c(out, before);
	law_print_value(out, LAW_PPM, share.v, "zh");
	buf_put_c(out, "）");
}

/* The titles with the shares of the law; texts live in `arena`. */
static bool make_titles(struct str titles[S_COLUMNS], struct arena *arena,
                        const struct premium_law *pl) {
	static const char *const fixed[S_COLUMNS] = {
	        [S_GRADE] = "投保金額等級",          [S_AMOUNT] = "月投保金額",
	        [S_SELF + 1] = "本人+1眷口負擔金額", [S_SELF + 2] = "本人+2眷口負擔金額",
	        [S_SELF + 3] = "本人+3眷口負擔金額",
	};
	const struct premium_share *share = &pl->share[SCHEME_12];
	for (size_t i = 0; i < S_COLUMNS; i++) {
		struct buf text = BUF_INIT(256);
		if (fixed[i] != NULL) buf_put_c(&text, fixed[i]);
		if (i == S_SELF) put_percent(&text, "本人負擔金額（負擔比率", share->self);
		if (i == S_UNIT) put_percent(&text, "投保單位負擔金額（負擔比率", share->unit);
		if (i == S_GOVERNMENT)
			put_percent(&text, "政府補助金額（補助比率", share->government);
		bool ok = buf_ok(&text) && arena_str(arena, buf_str(&text), &titles[i]);
		buf_free(&text);
		if (!ok) return false;
	}
	return true;
}

enum nhi_status opendata_shares_compute(struct opendata_shares *out, struct arena *arena,
                                        const struct premium_law *pl, struct err *err) {
	CHECK(pl->grades != NULL);
	*out = (struct opendata_shares){0};
	out->row = ARENA_ARRAY(arena, pl->grades->count, struct opendata_share);
	if (out->row == NULL) return err_set(err, NHI_MEMORY, "");
	for (size_t i = 0; i < pl->grades->count; i++) {
		const struct law_grade *g = &pl->grades->rows[i];
		struct opendata_share *s = &out->row[out->count++];
		*s = (struct opendata_share){.grade = g->grade, .amount = g->insured_amount};
		for (int32_t n = 0; n < OPENDATA_SHARE_HEADS; n++) {
			struct premium_in in = {.scheme = SCHEME_12,
			                        .amount = twd(g->insured_amount),
			                        .dependents = n};
			struct premium_out q;
			premium_quote(pl, &in, &q);
			s->self[n] = q.self_total.v;
			s->unit = q.unit_share.v;
			s->government = q.government_share.v;
		}
	}
	return NHI_OK;
}

enum nhi_status opendata_shares_read(struct opendata_shares *out, struct arena *arena,
                                     const struct premium_law *pl, struct str bytes,
                                     struct findings *findings, struct err *err) {
	struct str titles[S_COLUMNS];
	struct csv csv;
	*out = (struct opendata_shares){0};
	out->row = ARENA_ARRAY(arena, OPENDATA_SHARES_MAX, struct opendata_share);
	if (out->row == NULL || !make_titles(titles, arena, pl))
		return err_set(err, NHI_MEMORY, "");
	if (!opendata_open(&csv, bytes, arena, titles, S_COLUMNS, findings)) return NHI_OK;
	while (out->count < OPENDATA_SHARES_MAX && opendata_next(&csv, findings)) {
		struct opendata_share *s = &out->row[out->count];
		bool ok = true;
		s->line = csv.row;
		for (size_t i = 0; i < S_COLUMNS; i++)
			ok = opendata_number(&csv, i, findings, cell(s, i)) && ok;
		if (ok) out->count++;
	}
	return findings->failed ? err_set(err, NHI_MEMORY, "") : NHI_OK;
}

static const struct opendata_share *find(const struct opendata_shares *s, int64_t grade) {
	for (size_t i = 0; i < s->count; i++)
		if (s->row[i].grade == grade) return &s->row[i];
	return NULL;
}

void opendata_shares_compare(const struct opendata_shares *file, const struct opendata_shares *law,
                             struct findings *findings) {
	static const char *const names[S_COLUMNS] = {"grade",  "insured_amount", "self",
	                                             "self+1", "self+2",         "self+3",
	                                             "unit",   "government"};
	for (size_t i = 0; i < file->count; i++) {
		const struct opendata_share *s = &file->row[i], *l = find(law, s->grade);
		for (size_t k = 0; k < S_COLUMNS; k++) {
			int64_t have = cell_value(s, k), want = l == NULL ? 0 : cell_value(l, k);
			if (have == want) continue;
			finding_add(findings, FIND_OPENDATA_DIFFERS,
			            (struct place){.line = s->line, .column = k + 1},
			            "%s" ERR_SEP "%lld" ERR_SEP "%lld", names[k], (long long)have,
			            (long long)want);
		}
	}
	for (size_t i = 0; i < law->count; i++)
		if (find(file, law->row[i].grade) == NULL)
			finding_add(findings, FIND_OPENDATA_MISSING, (struct place){0}, "%lld",
			            (long long)law->row[i].grade);
}

void opendata_shares_write(struct buf *out, const struct opendata_shares *s,
                           const struct premium_law *pl) {
	struct arena arena = ARENA_INIT(64 * 1024);
	struct str titles[S_COLUMNS];
	csv_put_bom(out);
	if (!make_titles(titles, &arena, pl)) out->failed = true;
	for (size_t i = 0; i < S_COLUMNS && !out->failed; i++) csv_put(out, i, titles[i]);
	buf_put_c(out, "\r\n");
	arena_free(&arena);
	for (size_t r = 0; r < s->count; r++) {
		for (size_t i = 0; i < S_COLUMNS; i++)
			csv_put_i64(out, i, cell_value(&s->row[r], i));
		buf_put_c(out, "\r\n");
	}
}
