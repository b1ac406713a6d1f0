/* collection.c: see collection.h. */
#include "wire/collection.h"

static const char *const kind_codes[SLIP_KIND_COUNT] = {
        [SLIP_PREMIUM] = "premium", [SLIP_SUPPLEMENT] = "supplement", [SLIP_LATE_FEE] = "late_fee",
        [SLIP_LOAN] = "loan",       [SLIP_INSTALMENT] = "instalment",
};

const char *slip_kind_code(enum slip_kind kind) { return kind_codes[kind]; }

static bool is_code_text(struct str s, size_t length) {
	if (s.n != length) return false;
	for (size_t i = 0; i < s.n; i++)
		if (!(s.p[i] >= '0' && s.p[i] <= '9') && !(s.p[i] >= 'A' && s.p[i] <= 'Z'))
			return false;
	return true;
}

enum { C_KIND, C_FROM, C_ITEM, C_STORE, C_ZH, C_EN, C_SOURCE, C_VERIFIED, C_COUNT };

static bool read_row(const struct csv *c, const size_t *at, struct collection_item *out) {
	struct str kind = csv_field(c, at[C_KIND]), verified = csv_field(c, at[C_VERIFIED]);
	size_t k = 0;
	while (k < SLIP_KIND_COUNT && !str_is(kind, kind_codes[k])) k++;
	if (k == SLIP_KIND_COUNT) return false;
	out->kind = (enum slip_kind)k;
	out->item = csv_field(c, at[C_ITEM]);
	out->zh = csv_field(c, at[C_ZH]);
	out->en = csv_field(c, at[C_EN]);
	out->source = csv_field(c, at[C_SOURCE]);
	out->verified = str_is(verified, "yes");
	return date_parse(csv_field(c, at[C_FROM]), &out->from) &&
	       is_code_text(out->item, COLLECTION_ITEM) &&
	       str_to_i64(csv_field(c, at[C_STORE]), 0, COLLECTION_AMOUNT_MAX, &out->store_max) &&
	       out->zh.n > 0 && out->en.n > 0 && out->source.n > 0 &&
	       (out->verified || str_is(verified, "no"));
}

enum nhi_status collection_read(struct collection_table *out, struct arena *arena, struct str text,
                                struct err *err) {
	static const char *const titles[C_COUNT] = {
	        "kind", "effective_from", "item", "store_max", "zh", "en", "source", "verified"};
	size_t at[C_COUNT], most = 0;
	for (size_t i = 0; i < text.n; i++) most += text.p[i] == '\n';
	struct csv *c = ARENA_NEW(arena, struct csv);
	*out = (struct collection_table){ARENA_ARRAY(arena, most + 1, struct collection_item), 0};
	if (c == NULL || out->rows == NULL) return err_set(err, NHI_MEMORY, " ");
	csv_init(c, text, arena);
	enum nhi_status st = csv_titles(c, titles, C_COUNT, at, err);
	for (bool more = true; st == NHI_OK; out->count++) {
		st = csv_next(c, &more, err);
		if (st != NHI_OK || !more) break;
		if (!read_row(c, at, &out->rows[out->count]))
			st = err_set(
			        err, NHI_LAW_ROW,
			        "codes/collection.csv " ERR_SEP "%zu" ERR_SEP "%s" ERR_SEP "%s",
			        c->row, "代收項目的欄位不正確", "a field does not fit its column");
	}
	return st;
}

const struct collection_item *collection_at(const struct collection_table *t, enum slip_kind kind,
                                            date_t at) {
	const struct collection_item *best = NULL;
	for (size_t i = 0; i < t->count; i++) {
		const struct collection_item *r = &t->rows[i];
		if (r->kind == kind && r->from <= at && (best == NULL || r->from >= best->from))
			best = r;
	}
	return best;
}

static int value_of(char c) {
	if (c >= '0' && c <= '9') return c - '0';
	if (c <= 'I') return c - 'A' + 1;
	if (c <= 'R') return c - 'J' + 1;
	return c - 'S' + 2;
}

enum { CHECK_AT = 4 }; /* the two check places in part 3 */

static void check_characters(const struct str part[COLLECTION_PARTS], char out[2]) {
	int sum[2] = {0, 0};
	for (size_t k = 0; k < COLLECTION_PARTS; k++)
		for (size_t i = 0; i < part[k].n; i++)
			if (k != 2 || (i != CHECK_AT && i != CHECK_AT + 1))
				sum[i % 2] += value_of(part[k].p[i]);
	out[0] = "A123456789B"[sum[0] % 11];
	out[1] = "X123456789Y"[sum[1] % 11];
}

enum nhi_status collection_parts(const struct collection_in *in, struct collection *out,
                                 struct err *err) {
	if (!is_code_text(in->item, COLLECTION_ITEM))
		return err_set(err, NHI_RANGE, "item" ERR_SEP "%.*s" ERR_SEP "3 × 0–9 A–Z",
		               STR_ARG(in->item));
	if (!is_code_text(in->number, COLLECTION_NUMBER))
		return err_set(err, NHI_RANGE, "number" ERR_SEP "%.*s" ERR_SEP "16 × 0–9 A–Z",
		               STR_ARG(in->number));
	if (in->amount < 1 || in->amount > COLLECTION_AMOUNT_MAX)
		return err_set(err, NHI_RANGE, "amount" ERR_SEP "%lld" ERR_SEP "1–%d",
		               (long long)in->amount, COLLECTION_AMOUNT_MAX);
	struct ymd until = date_to_ymd(in->until);
	int year = (int)(until.year - 1911), month_year_roc = (int)(month_year(in->month) - 1911);
	if (year < 1 || month_year_roc < 1)
		return err_set(err, NHI_RANGE, "date" ERR_SEP "%d" ERR_SEP "≥ 1912", until.year);
	(void)snprintf(out->part[0], COLLECTION_PART_SIZE, "%02d%02d%02d%.3s", year % 100,
	               (int)until.month % 100, (int)until.day % 100, in->item.p);
	(void)snprintf(out->part[1], COLLECTION_PART_SIZE, "%.16s", in->number.p);
	(void)snprintf(out->part[2], COLLECTION_PART_SIZE, "%02d%02d00%09d", month_year_roc % 100,
	               (int)month_number(in->month) % 100, (int)in->amount);
	const struct str part[] = {str_from(out->part[0]), str_from(out->part[1]),
	                           str_from(out->part[2])};
	check_characters(part, &out->part[2][CHECK_AT]);
	return NHI_OK;
}

bool collection_check(const struct str part[COLLECTION_PARTS]) {
	static const size_t lengths[COLLECTION_PARTS] = {9, 16, 15};
	char wanted[2];
	for (size_t k = 0; k < COLLECTION_PARTS; k++)
		if (!is_code_text(part[k], lengths[k])) return false;
	check_characters(part, wanted);
	return part[2].p[CHECK_AT] == wanted[0] && part[2].p[CHECK_AT + 1] == wanted[1];
}

void collection_qr(const struct collection *c, struct buf *out) {
	buf_put_c(out, "NHI1");
	for (size_t k = 0; k < COLLECTION_PARTS; k++) {
		buf_put_char(out, '|');
		buf_put_c(out, c->part[k]);
	}
}
