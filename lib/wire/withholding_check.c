/* withholding_check.c: judges a statement whole; see withholding.h. Every defect is a finding with
 * line, column, field and remedy. */
#include "base/ids.h"
#include "base/table.h"
#include "nhi/supplement.h"
#include "wire/big5.h"
#include "wire/field.h"
#include "wire/withholding.h"

struct checker {
	const struct withholding *w;
	const struct law *law;
	struct findings *findings;
	struct err *err;
};

static struct place whole_line(const struct withholding_line *l) {
	return (struct place){l->line, 0, NULL};
}

static void add(struct checker *c, enum finding_code code, const struct withholding_line *l,
                enum withholding_field field, struct str text) {
	finding_add(c->findings, code, withholding_place(l, field), "%.*s", STR_ARG(text));
}

/* --- the value of one field ----------------------------------------------------------------- */

static bool is_roc_month(struct str s) {
	month_t m;
	return month_parse_roc(s, &m);
}

static bool is_roc_date(struct str s) {
	date_t d;
	return date_parse_roc(s, &d);
}

static bool is_one_of(struct str s, const char *letters) {
	return s.n == 1 && strchr(letters, s.p[0]) != NULL;
}

/* The finding for a text that does not have the form of its type, or FIND_COUNT. */
static enum finding_code bad_form(enum withholding_type type, struct str s) {
	switch (type) {
	case WT_MONEY: return str_is_digits(s) ? FIND_COUNT : FIND_WH_NUMBER;
	case WT_DATE: return is_roc_date(s) ? FIND_COUNT : FIND_WH_DATE;
	case WT_MONTH: return is_roc_month(s) ? FIND_COUNT : FIND_WH_MONTH;
	case WT_YEAR: return str_is_digits(s) && s.n == 3 ? FIND_COUNT : FIND_WH_YEAR_FORM;
	case WT_PERIOD:
		return s.n == 10 && is_roc_month(str_slice(s, 0, 5)) &&
		                       is_roc_month(str_slice(s, 5, 10))
		               ? FIND_COUNT
		               : FIND_WH_PERIOD;
	case WT_KIND: {
		int64_t kind;
		bool ok = s.n == 2 && str_to_i64(s, 0, 99, &kind) && supplement_is_kind(kind);
		return ok ? FIND_COUNT : FIND_WH_KIND;
	}
	case WT_ACTION: return is_one_of(s, "IR") ? FIND_COUNT : FIND_WH_ACTION;
	case WT_TRUST: return is_one_of(s, "T") ? FIND_COUNT : FIND_WH_TRUST;
	case WT_DIVIDEND: return is_one_of(s, "123") ? FIND_COUNT : FIND_WH_DIVIDEND_NOTE;
	case WT_BUSINESS: return s.n == 8 && str_is_digits(s) ? FIND_COUNT : FIND_WH_BUSINESS;
	case WT_UNIT: return s.n == 9 && str_is_digits(s) ? FIND_COUNT : FIND_WH_UNIT;
	case WT_EMPTY: return FIND_WH_NOT_EMPTY;
	case WT_RECORD:
	case WT_TEXT:
	case WT_PERSON: return FIND_COUNT;
	}
	return FIND_COUNT;
}

/* Ten letters and digits: room for numbers that other authorities gave to foreigners. */
static bool could_be_a_number(struct str s) {
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))) return false;
	}
	return s.n == ID_PERSON_LENGTH;
}

/* A wrong check digit is worth saying and no reason to refuse: payers copy what they are given. */
static void check_payee(struct checker *c, const struct withholding_line *l) {
	struct str id = withholding_text(l, WF_PAYEE_ID);
	struct str name = withholding_text(l, WF_PAYEE);
	if (id.n == 0) return;
	enum id_kind kind = id_kind_of(id);
	bool is_person_shape =
	        kind == ID_NATIONAL || kind == ID_RESIDENT || kind == ID_RESIDENT_OLD;
	if (!could_be_a_number(id) && could_be_a_number(name))
		add(c, FIND_WH_SWAPPED, l, WF_PAYEE_ID, id);
	else if (!could_be_a_number(id))
		add(c, FIND_WH_ID_FORM, l, WF_PAYEE_ID, id);
	else if (!is_person_shape)
		add(c, FIND_ID_SHAPE, l, WF_PAYEE_ID, id);
	else if (!id_is_person(id))
		add(c, FIND_ID_CHECK, l, WF_PAYEE_ID, id);
}

static void check_business(struct checker *c, const struct withholding_line *l) {
	struct str s = withholding_text(l, WF_BUSINESS);
	date_t on;
	month_t month;
	if (s.n != 8 || !str_is_digits(s)) return; /* has its finding */
	on = month_parse_roc(withholding_text(l, WF_MONTH_TO), &month) ? month_last(month)
	                                                               : DATE_OPEN - 1;
	if (!id_is_business(s, on)) add(c, FIND_WH_BUSINESS_CHECK, l, WF_BUSINESS, s);
}

static void check_value(struct checker *c, const struct withholding_line *l, size_t slot) {
	enum withholding_field field = l->form->slot[slot].field;
	const struct withholding_field_row *row = &withholding_fields[field];
	struct place place = {l->line, l->form->slot[slot].at, &row->name};
	struct str raw = slot < l->count ? l->field[slot] : STR("");
	struct str s = field_trim(raw);
	if (s.n == 0) {
		if (row->is_required) finding_add(c->findings, FIND_WH_MISSING, place, "%s", "");
		return;
	}
	enum finding_code code = bad_form(row->type, row->type == WT_TEXT ? s : raw);
	if (code != FIND_COUNT) finding_add(c->findings, code, place, "%.*s", STR_ARG(s));
	size_t max = l->form->slot[slot].size > 0 ? l->form->slot[slot].size : row->big5_size_max;
	size_t size = big5_size(raw);
	if (size > max && row->type != WT_EMPTY && code == FIND_COUNT)
		finding_add(c->findings, FIND_WH_TOO_LONG, place, "%zu" ERR_SEP "%zu", size, max);
	struct big5_outside outside;
	if (c->w->was_utf8 && big5_find_outside(raw, &outside))
		finding_add(c->findings, FIND_WH_OUTSIDE_BIG5, place,
		            "%.*s" ERR_SEP "U+%04X" ERR_SEP "%zu", STR_ARG(s),
		            (unsigned)outside.character,
		            field_chars(str_slice(raw, 0, outside.at)) + 1);
}

static void check_fields(struct checker *c, const struct withholding_line *l) {
	for (size_t i = 0; i < l->form->count; i++) check_value(c, l, i);
	if (l->form->layout != WITHHOLDING_CSV || l->count == l->form->count) return;
	bool only_empty = true;
	for (size_t i = l->form->count; i < l->count; i++)
		only_empty = only_empty && field_trim(l->field[i]).n == 0;
	/* Too few is an error only where a required field is missing, which has its own finding. */
	finding_add(c->findings, only_empty ? FIND_WH_FIELD_COUNT_NOTE : FIND_WH_FIELD_COUNT,
	            whole_line(l), "%zu" ERR_SEP "%zu", l->count, l->form->count);
}

/* --- what fields say together ---------------------------------------------------------------- */

static void check_header(struct checker *c, const struct withholding_line *l) {
	month_t from, to;
	bool known = month_parse_roc(withholding_text(l, WF_MONTH_FROM), &from) &&
	             month_parse_roc(withholding_text(l, WF_MONTH_TO), &to);
	if (known && from > to)
		add(c, FIND_WH_MONTH_ORDER, l, WF_MONTH_TO, withholding_text(l, WF_MONTH_TO));
	if (known && month_year(from) != month_year(to))
		add(c, FIND_WH_TWO_YEARS, l, WF_MONTH_TO, withholding_text(l, WF_MONTH_TO));
	check_business(c, l);
	if (c->w->layout == WITHHOLDING_CSV && l->block > 0)
		finding_add(c->findings, FIND_WH_SECOND_HEADER, whole_line(l), "%s", "");
}

static const struct withholding_line *header_of(const struct withholding *w,
                                                const struct withholding_line *l) {
	return l->block == SIZE_MAX ? NULL : &w->line[w->block[l->block].header];
}

static void check_paid_on(struct checker *c, const struct withholding_line *l) {
	const struct withholding_line *header = header_of(c->w, l);
	struct str text = withholding_text(l, WF_PAID_ON);
	date_t on;
	month_t from, to;
	if (header == NULL || !date_parse_roc(text, &on) ||
	    !month_parse_roc(withholding_text(header, WF_MONTH_FROM), &from) ||
	    !month_parse_roc(withholding_text(header, WF_MONTH_TO), &to))
		return;
	if (month_of(on) < from || month_of(on) > to)
		add(c, FIND_WH_PERIOD_LEFT, l, WF_PAID_ON, text);
	if (date_to_ymd(on).year != month_year(from))
		add(c, FIND_WH_YEAR_LEFT, l, WF_PAID_ON, text);
}

static void check_same_as_header(struct checker *c, const struct withholding_line *l) {
	const struct withholding_line *header = header_of(c->w, l);
	if (header == NULL) {
		finding_add(c->findings, FIND_WH_NO_HEADER, whole_line(l), "%s", "");
		return;
	}
	if (l->form->layout == WITHHOLDING_CSV) return;
	static const enum withholding_field same[] = {WF_BUSINESS, WF_KIND};
	for (size_t i = 0; i < COUNT_OF(same); i++) {
		struct str own = withholding_text(l, same[i]);
		struct str of_header = withholding_text(header, same[i]);
		if (!str_eq(own, of_header))
			finding_add(c->findings, FIND_WH_OTHER_HEADER,
			            withholding_place(l, same[i]), "%.*s" ERR_SEP "%.*s",
			            STR_ARG(own), STR_ARG(of_header));
	}
}

/* Fixed layout: business number, date, 001, X, kind and serial make the declaration number. */
static void check_declaration(struct checker *c, const struct withholding_line *l) {
	struct str text = withholding_text(l, WF_DECLARATION);
	if (l->form->layout != WITHHOLDING_FIXED || text.n == 0) return;
	struct str kind = withholding_text(l, WF_KIND), serial = withholding_text(l, WF_SERIAL);
	bool fits = text.n == 30 &&
	            str_eq(str_slice(text, 0, 8), withholding_text(l, WF_BUSINESS)) &&
	            is_roc_date(str_slice(text, 8, 15)) && str_is_digits(str_slice(text, 15, 18)) &&
	            text.p[18] == 'X' && str_eq(str_slice(text, 19, 21), kind) &&
	            str_eq(str_slice(text, 21, 30), serial);
	if (!fits) add(c, FIND_WH_DECLARATION, l, WF_DECLARATION, text);
}

/* What the law makes of one payment. False when the line does not say enough. */
static bool reckon(struct checker *c, const struct withholding_line *l, date_t on,
                   struct supplement_out *out, enum nhi_status *st) {
	int64_t paid, total = 0, amount = 0, owner = 0;
	*st = NHI_OK;
	if (!withholding_number(l, WF_PAID, &paid) || l->kind == 0) return false;
	if (l->kind == SUPPLEMENT_BONUS &&
	    (!withholding_number(l, WF_BONUS_TOTAL, &total) ||
	     !withholding_number(l, WF_INSURED_AMOUNT, &amount) || total < paid))
		return false;
	if (l->kind == SUPPLEMENT_DIVIDEND) (void)!withholding_number(l, WF_OWNER_AMOUNT, &owner);
	struct supplement_in in = {.on = on,
	                           .kind = (enum supplement_kind)l->kind,
	                           .paid = twd(paid),
	                           .bonus_before = twd(total > paid ? total - paid : 0),
	                           .insured_amount = twd(amount),
	                           .owner_amount = twd(owner)};
	*st = supplement_quote(c->law, &in, out, NULL, c->err);
	return *st == NHI_OK;
}

/* A premium that differs is a warning; 0 where the law has more may rest on a proof of exemption,
 * and a stock dividend may leave nothing to withhold from (L0060027:7): a note. */
static enum nhi_status check_premium(struct checker *c, const struct withholding_line *l) {
	int64_t withheld;
	date_t on;
	struct supplement_out out;
	enum nhi_status st;
	if (c->law == NULL || !withholding_number(l, WF_WITHHELD, &withheld) ||
	    !date_parse_roc(withholding_text(l, WF_PAID_ON), &on))
		return NHI_OK;
	if (!reckon(c, l, on, &out, &st)) {
		if (st != NHI_LAW_NO_VALUE) return st;
		add(c, FIND_WH_NO_LAW, l, WF_PAID_ON, withholding_text(l, WF_PAID_ON));
		return NHI_OK;
	}
	if (withheld == out.premium.v) return NHI_OK;
	struct str note = withholding_text(l, WF_DIVIDEND_NOTE);
	bool is_stock = str_is(note, "1") || str_is(note, "3");
	enum finding_code code = withheld != 0 ? FIND_WH_PREMIUM
	                         : is_stock    ? FIND_WH_STOCK_NOTHING
	                                       : FIND_WH_NOTHING_WITHHELD;
	finding_add(c->findings, code, withholding_place(l, WF_WITHHELD),
	            "%lld" ERR_SEP "%lld" ERR_SEP "%lld", (long long)withheld,
	            (long long)out.premium.v, (long long)out.base.v);
	return NHI_OK;
}

static enum nhi_status check_detail(struct checker *c, const struct withholding_line *l) {
	int64_t paid, total;
	check_payee(c, l);
	check_same_as_header(c, l);
	check_paid_on(c, l);
	check_declaration(c, l);
	if (l->kind == SUPPLEMENT_BONUS && withholding_number(l, WF_PAID, &paid) &&
	    withholding_number(l, WF_BONUS_TOTAL, &total) && total < paid)
		finding_add(c->findings, FIND_WH_BONUS_TOTAL, withholding_place(l, WF_BONUS_TOTAL),
		            "%lld" ERR_SEP "%lld", (long long)total, (long long)paid);
	return check_premium(c, l);
}

/* --- sums ------------------------------------------------------------------------------------ */

static void check_total(struct checker *c, const struct withholding_line *l,
                        enum withholding_field field, int64_t counted) {
	int64_t said;
	struct str text = withholding_text(l, field);
	if (!str_is_digits(text)) return; /* has its finding */
	if (!str_to_i64(text, 0, INT64_MAX, &said) || said != counted)
		finding_add(c->findings, FIND_WH_TOTAL, withholding_place(l, field),
		            "%.*s" ERR_SEP "%lld", STR_ARG(text), (long long)counted);
}

/* The totals stand in the header (CSV) or in the sum record (fixed). */
static void check_totals(struct checker *c, const struct withholding_line *l) {
	if (l->block == SIZE_MAX) return;
	const struct withholding_block *b = &c->w->block[l->block];
	check_total(c, l, WF_COUNT, (int64_t)b->detail_count);
	check_total(c, l, WF_PAID_TOTAL, b->paid);
	check_total(c, l, WF_WITHHELD_TOTAL, b->withheld);
}

/* Fixed layout: a block without its sum record is a file that was cut. */
static void check_sums_exist(struct checker *c) {
	const struct withholding *w = c->w;
	if (w->layout != WITHHOLDING_FIXED) return;
	for (size_t b = 0; b < w->block_count; b++) {
		size_t i = w->block[b].header + 1, sums = 0;
		for (; i < w->line_count && w->line[i].block == b; i++)
			sums += w->line[i].record == '3';
		if (sums == 0)
			finding_add(c->findings, FIND_WH_NO_SUM,
			            whole_line(&w->line[w->block[b].header]), "%s", "");
		if (sums > 1)
			finding_add(c->findings, FIND_WH_SECOND_SUM, whole_line(&w->line[i - 1]),
			            "%zu", sums);
	}
}

/* --- duplicates ------------------------------------------------------------------------------ */

/* Payments that have the same day, payee and declaration number in one kind. */
static int by_key(const void *a, const void *b) {
	static const enum withholding_field key[] = {WF_PAYEE_ID, WF_PAID_ON, WF_DECLARATION};
	const struct withholding_line *x = *(const struct withholding_line *const *)a;
	const struct withholding_line *y = *(const struct withholding_line *const *)b;
	int order = (x->kind > y->kind) - (x->kind < y->kind);
	for (size_t i = 0; i < COUNT_OF(key) && order == 0; i++)
		order = str_cmp(withholding_text(x, key[i]), withholding_text(y, key[i]));
	return order;
}

static int by_key_then_line(const void *a, const void *b) {
	const struct withholding_line *x = *(const struct withholding_line *const *)a;
	const struct withholding_line *y = *(const struct withholding_line *const *)b;
	int order = by_key(a, b);
	return order != 0 ? order : (x->line > y->line) - (x->line < y->line);
}

static int by_line(const void *a, const void *b) {
	const struct finding *x = a, *y = b;
	int order = (x->place.line > y->place.line) - (x->place.line < y->place.line);
	if (order == 0)
		order = (x->place.column > y->place.column) - (x->place.column < y->place.column);
	return order != 0 ? order : (int)x->code - (int)y->code;
}

static enum nhi_status check_duplicates(struct checker *c) {
	size_t n = 0;
	const struct withholding_line **detail = ARENA_ARRAY(c->findings->arena, c->w->detail_count,
	                                                     const struct withholding_line *);
	if (detail == NULL) return err_set(c->err, NHI_MEMORY, "");
	for (size_t i = 0; i < c->w->line_count; i++)
		if (c->w->line[i].record == '2') detail[n++] = &c->w->line[i];
	qsort(detail, n, sizeof *detail, by_key_then_line);
	for (size_t i = 1; i < n; i++)
		if (by_key(&detail[i - 1], &detail[i]) == 0)
			finding_add(c->findings, FIND_WH_DUPLICATE,
			            withholding_place(detail[i], WF_DECLARATION),
			            "%zu" ERR_SEP "%.*s", detail[i - 1]->line,
			            STR_ARG(withholding_text(detail[i], WF_DECLARATION)));
	return NHI_OK;
}

/* --- the whole ------------------------------------------------------------------------------- */

static void check_bytes(struct checker *c) {
	const struct withholding *w = c->w;
	static const struct place file = {0, 0, NULL};
	if (w->was_utf8) finding_add(c->findings, FIND_WH_ENCODING, file, "%s", "");
	if (w->has_bom && !w->was_utf8) finding_add(c->findings, FIND_WH_BOM, file, "%s", "");
	if (w->ends_with_lf) finding_add(c->findings, FIND_WH_LINE_END, file, "%s", "");
	if (w->kept_bytes > 0)
		finding_add(c->findings, FIND_WH_LOST_BYTES, (struct place){w->kept_line, 0, NULL},
		            "%zu", w->kept_bytes);
	if (w->block_count == 0) finding_add(c->findings, FIND_WH_NO_HEADER, file, "%s", "");
	if (w->block_count > 0 && w->detail_count == 0)
		finding_add(c->findings, FIND_WH_NO_DETAIL, file, "%s", "");
}

static void check_other_line(struct checker *c, const struct withholding_line *l) {
	struct str text = l->field[0];
	if (l->record == '*') return;
	if (l->size > WITHHOLDING_LINE_SIZE_MAX)
		finding_add(c->findings, FIND_WH_LONG_LINE, whole_line(l), "%zu" ERR_SEP "%d",
		            l->size, WITHHOLDING_LINE_SIZE_MAX);
	else if (c->w->layout == WITHHOLDING_FIXED && l->size > WITHHOLDING_RECORD_SIZE)
		finding_add(c->findings, FIND_WH_RECORD_SIZE, whole_line(l), "%zu" ERR_SEP "%d",
		            l->size, WITHHOLDING_RECORD_SIZE);
	else if (field_trim(text).n == 0)
		finding_add(c->findings, FIND_WH_BLANK_LINE, whole_line(l), "%s", "");
	else
		finding_add(c->findings, FIND_WH_RECORD, whole_line(l), "%.*s",
		            STR_ARG(text_fit(text, 20)));
}

static enum nhi_status check_line(struct checker *c, const struct withholding_line *l) {
	if (l->form == NULL) {
		check_other_line(c, l);
		return NHI_OK;
	}
	if (l->is_cut)
		finding_add(c->findings, FIND_WH_RECORD_SIZE, whole_line(l), "%zu" ERR_SEP "%d",
		            l->size, WITHHOLDING_RECORD_SIZE);
	check_fields(c, l);
	if (l->record == '1') check_header(c, l);
	if (l->record == '3') check_same_as_header(c, l);
	if (l->record != '2') check_totals(c, l);
	return l->record == '2' ? check_detail(c, l) : NHI_OK;
}

enum nhi_status withholding_check(const struct withholding *w, const struct law *law,
                                  struct findings *findings, struct err *err) {
	struct checker c = {w, law, findings, err};
	check_bytes(&c);
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; i < w->line_count && st == NHI_OK; i++) st = check_line(&c, &w->line[i]);
	check_sums_exist(&c);
	if (st == NHI_OK) st = check_duplicates(&c);
	if (st == NHI_OK && findings->failed) st = err_set(err, NHI_MEMORY, "");
	if (st == NHI_OK && findings->count > 0)
		qsort(findings->row, findings->count, sizeof *findings->row, by_line);
	return st;
}

const char *withholding_verdict(const struct findings *findings) {
	if (finding_count(findings, FINDING_ERROR) > 0) return "rejected";
	return finding_count(findings, FINDING_WARNING) > 0 ? "accepted-with-findings" : "accepted";
}

void withholding_kinds(const struct withholding *w, struct buf *out) {
	for (size_t i = 0; i < w->block_count; i++) {
		bool before = w->block[i].kind == 0;
		for (size_t k = 0; k < i && !before; k++)
			before = w->block[k].kind == w->block[i].kind;
		if (before) continue;
		if (out->n > 0) buf_put_char(out, ',');
		buf_put_i64(out, w->block[i].kind);
	}
}
