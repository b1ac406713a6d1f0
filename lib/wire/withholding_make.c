/* withholding_make.c: see withholding_make.h. */
#include "wire/withholding_make.h"

#include "base/check.h"
#include "base/csv.h"
#include "nhi/supplement.h"
#include "wire/field.h"

#define MONEY_MAX INT64_C(99999999999999)

/* One payment: the texts of its fields as the statement will have them. */
struct payment {
	size_t row; /* of the list */
	date_t on;
	int64_t paid, withheld, bonus_total; /* -1: to be computed */
	struct str text[WF_FIELD_COUNT];
};

struct maker {
	const struct withholding_payer *payer;
	const struct law *law;
	struct arena *arena;
	struct findings *findings;
	struct err *err;
	struct csv csv;
	size_t place[WF_FIELD_COUNT];
	struct payment *payment;
	size_t count, capacity;
	struct withholding *out;
};

static enum nhi_status no_memory(struct maker *m) { return err_set(m->err, NHI_MEMORY, ""); }

/* Text of `n` with `width` digits (0: as many as it has). */
static enum nhi_status number_text(struct maker *m, int64_t n, unsigned width, struct str *out) {
	struct buf b = BUF_INIT(64);
	buf_put_i64_padded(&b, n, width);
	bool ok = buf_ok(&b) && arena_str(m->arena, buf_str(&b), out);
	buf_free(&b);
	return ok ? NHI_OK : no_memory(m);
}

static enum nhi_status date_text(struct maker *m, date_t d, struct str *out) {
	struct buf b = BUF_INIT(64);
	date_print_roc(&b, d);
	bool ok = buf_ok(&b) && arena_str(m->arena, buf_str(&b), out);
	buf_free(&b);
	return ok ? NHI_OK : no_memory(m);
}

static enum nhi_status read_titles(struct maker *m, struct str text) {
	static const enum withholding_field needed[] = {WF_PAID_ON, WF_PAYEE_ID, WF_PAYEE, WF_PAID};
	bool more;
	csv_init(&m->csv, text, m->arena);
	enum nhi_status st = csv_next(&m->csv, &more, m->err);
	if (st != NHI_OK) return st;
	if (!more) return err_set(m->err, NHI_INPUT, "檔案是空的" ERR_SEP "the file is empty");
	for (size_t f = 0; f < WF_FIELD_COUNT; f++) {
		const struct field_name *name = &withholding_fields[f].name;
		m->place[f] = SIZE_MAX;
		for (size_t i = 0; i < m->csv.count && m->place[f] == SIZE_MAX; i++) {
			struct str title = field_trim(m->csv.field[i]);
			if (str_is(title, name->key) || str_is(title, name->zh)) m->place[f] = i;
		}
	}
	for (size_t i = 0; i < COUNT_OF(needed); i++)
		if (m->place[needed[i]] == SIZE_MAX)
			return err_set(m->err, NHI_MISSING_COLUMN,
			               "%s %s" ERR_SEP
			               "paid_on,payee_id,payee,paid,withheld,declaration,unit_code,"
			               "insured_amount,bonus_total,trust,note,…",
			               withholding_fields[needed[i]].name.key,
			               withholding_fields[needed[i]].name.zh);
	return NHI_OK;
}

static void refuse(struct maker *m, enum finding_code code, enum withholding_field f,
                   struct str s) {
	struct place place = {m->csv.row, m->place[f] + 1, &withholding_fields[f].name};
	finding_add(m->findings, code, place, "%.*s", STR_ARG(s));
}

/* Brings one cell into the form of the statement. */
static enum nhi_status take_cell(struct maker *m, struct payment *p, enum withholding_field f) {
	struct str s = field_trim(csv_field(&m->csv, m->place[f]));
	enum withholding_type type = withholding_fields[f].type;
	int64_t amount;
	date_t d, roc_1;
	p->text[f] = s;
	if (s.n == 0) return NHI_OK;
	if (type == WT_MONEY) {
		if (field_money(s, 0, MONEY_MAX, &amount))
			return number_text(m, amount, 0, &p->text[f]);
		refuse(m, FIND_BAD_MONEY, f, s);
	} else if (type == WT_DATE) {
		CHECK(date_from_ymd((struct ymd){1912, 1, 1}, &roc_1));
		if (field_date(s, &d) && d >= roc_1) return date_text(m, d, &p->text[f]);
		refuse(m, FIND_BAD_DATE, f, s);
	}
	return NHI_OK;
}

/* Fields of dividends that are 0 for nearly everybody: there is no creditable tax any more. */
static const enum withholding_field zero_unless_given[] = {WF_CREDIT, WF_CREDIT_FINAL,
                                                           WF_OWNER_AMOUNT};

static enum nhi_status read_payment(struct maker *m) {
	if (m->count == m->capacity) {
		if (m->count == WITHHOLDING_ROWS_MAX)
			return err_set(m->err, NHI_LIMIT, "rows" ERR_SEP "%d",
			               WITHHOLDING_ROWS_MAX);
		size_t capacity = m->capacity == 0 ? 64 : m->capacity * 2;
		struct payment *more = ARENA_ARRAY(m->arena, capacity, struct payment);
		if (more == NULL) return no_memory(m);
		if (m->count > 0) memcpy(more, m->payment, m->count * sizeof *more);
		m->payment = more;
		m->capacity = capacity;
	}
	struct payment *p = &m->payment[m->count++];
	*p = (struct payment){.row = m->csv.row, .paid = -1, .withheld = -1, .bonus_total = -1};
	enum nhi_status st = NHI_OK;
	for (size_t f = WF_ACTION; f < WF_EMPTY && st == NHI_OK; f++)
		if (m->place[f] != SIZE_MAX) st = take_cell(m, p, (enum withholding_field)f);
	if (p->text[WF_ACTION].n == 0) p->text[WF_ACTION] = STR("I");
	for (size_t i = 0; i < COUNT_OF(zero_unless_given); i++)
		if (p->text[zero_unless_given[i]].n == 0) p->text[zero_unless_given[i]] = STR("0");
	if (!date_parse_roc(p->text[WF_PAID_ON], &p->on) && p->text[WF_PAID_ON].n == 0)
		refuse(m, FIND_FILING_MISSING, WF_PAID_ON, STR(""));
	if (!str_to_i64(p->text[WF_PAID], 0, MONEY_MAX, &p->paid) && p->text[WF_PAID].n == 0)
		refuse(m, FIND_FILING_MISSING, WF_PAID, STR(""));
	(void)!str_to_i64(p->text[WF_WITHHELD], 0, MONEY_MAX, &p->withheld); /* else computed */
	(void)!str_to_i64(p->text[WF_BONUS_TOTAL], 0, MONEY_MAX,
	                  &p->bonus_total); /* else added up */
	return st;
}

static int by_payee_and_day(const void *a, const void *b) {
	const struct payment *x = *(struct payment *const *)a, *y = *(struct payment *const *)b;
	int order = str_cmp(x->text[WF_PAYEE_ID], y->text[WF_PAYEE_ID]);
	if (order == 0) order = (x->on > y->on) - (x->on < y->on);
	return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

/* Adds up bonuses per payee and numbers the payments of one day to one person. */
static enum nhi_status number_payments(struct maker *m) {
	struct payment **sorted = ARENA_ARRAY(m->arena, m->count, struct payment *);
	if (sorted == NULL) return no_memory(m);
	for (size_t i = 0; i < m->count; i++) sorted[i] = &m->payment[i];
	qsort(sorted, m->count, sizeof *sorted, by_payee_and_day);
	int64_t total = 0, same_day = 0;
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; i < m->count && st == NHI_OK; i++) {
		struct payment *p = sorted[i];
		bool same_payee =
		        i > 0 && str_eq(p->text[WF_PAYEE_ID], sorted[i - 1]->text[WF_PAYEE_ID]);
		same_day = same_payee && p->on == sorted[i - 1]->on ? same_day + 1 : 1;
		total = (same_payee ? total : 0) + (p->paid > 0 ? p->paid : 0);
		if (p->bonus_total >= 0) total = p->bonus_total;
		p->bonus_total = total;
		st = number_text(m, total, 0, &p->text[WF_BONUS_TOTAL]);
		if (st == NHI_OK && p->text[WF_DECLARATION].n == 0)
			st = number_text(m, same_day, 0, &p->text[WF_DECLARATION]);
	}
	return st;
}

static int64_t money_of(const struct payment *p, enum withholding_field f) {
	int64_t v = 0;
	(void)!str_to_i64(p->text[f], 0, MONEY_MAX, &v); /* empty counts as nothing */
	return v;
}

static enum nhi_status compute_premium(struct maker *m, struct payment *p) {
	if (p->withheld >= 0 || p->paid < 0 || p->text[WF_WITHHELD].n > 0) return NHI_OK;
	struct supplement_out out;
	struct supplement_in in = {.on = p->on,
	                           .kind = (enum supplement_kind)m->payer->kind,
	                           .paid = twd(p->paid),
	                           .bonus_before = twd(p->bonus_total - p->paid),
	                           .insured_amount = twd(money_of(p, WF_INSURED_AMOUNT)),
	                           .owner_amount = twd(money_of(p, WF_OWNER_AMOUNT))};
	if (in.bonus_before.v < 0) in.bonus_before = twd(0); /* withholding_check says why */
	enum nhi_status st = supplement_quote(m->law, &in, &out, NULL, m->err);
	if (st != NHI_OK) return st;
	p->withheld = out.premium.v;
	return number_text(m, p->withheld, 0, &p->text[WF_WITHHELD]);
}

/* --- lines ------------------------------------------------------------------------------------ */

static struct withholding_line *add_line(struct maker *m, char record, size_t fields) {
	struct withholding *w = m->out;
	struct withholding_line *l = &w->line[w->line_count++];
	*l = (struct withholding_line){.line = w->line_count,
	                               .record = record,
	                               .kind = m->payer->kind,
	                               .count = fields,
	                               .field = ARENA_ARRAY(m->arena, fields, struct str)};
	l->form = withholding_form(m->payer->layout, record, m->payer->kind);
	return l->field == NULL ? NULL : l;
}

/* Title lines name the fields of the record below them. */
static enum nhi_status add_titles(struct maker *m, char record) {
	const struct withholding_form *form =
	        withholding_form(m->payer->layout, record, m->payer->kind);
	struct withholding_line *l = add_line(m, '*', 1);
	struct buf b = BUF_INIT(8192);
	if (l == NULL) return no_memory(m);
	for (size_t i = 0; i < form->count; i++)
		buf_printf(&b, "%s%s", i == 0 ? "*" : ",",
		           form->slot[i].field == WF_EMPTY
		                   ? ""
		                   : withholding_fields[form->slot[i].field].name.zh);
	bool ok = buf_ok(&b) && arena_str(m->arena, buf_str(&b), &l->field[0]);
	buf_free(&b);
	return ok ? NHI_OK : no_memory(m);
}

static enum nhi_status add_record(struct maker *m, char record,
                                  const struct str text[WF_FIELD_COUNT]) {
	const struct withholding_form *form =
	        withholding_form(m->payer->layout, record, m->payer->kind);
	struct withholding_line *l = add_line(m, record, form->count);
	if (l == NULL) return no_memory(m);
	for (size_t i = 0; i < form->count; i++) {
		enum withholding_field f = form->slot[i].field;
		int64_t n;
		l->field[i] = f == WF_EMPTY ? STR("") : text[f];
		bool pad = form->layout == WITHHOLDING_FIXED &&
		           withholding_fields[f].type == WT_MONEY &&
		           str_to_i64(text[f], 0, INT64_MAX, &n);
		if (!pad) continue;
		enum nhi_status st = number_text(m, n, form->slot[i].size, &l->field[i]);
		if (st != NHI_OK) return st;
	}
	return NHI_OK;
}

/* "名稱" followed by full-width blanks up to 25 characters, as the CSV layout wants it. */
static enum nhi_status padded_name(struct maker *m, struct str name, struct str *out) {
	struct buf b = BUF_INIT(1024);
	buf_put(&b, name);
	for (size_t n = field_chars(name); n < WITHHOLDING_NAME_CHARS; n++)
		buf_put_utf8(&b, 0x3000);
	bool ok = buf_ok(&b) && arena_str(m->arena, buf_str(&b), out);
	buf_free(&b);
	return ok ? NHI_OK : no_memory(m);
}

static enum nhi_status month_text(struct maker *m, date_t d, struct str *out) {
	struct str whole = STR("");
	enum nhi_status st = date_text(m, d, &whole);
	*out = str_slice(whole, 0, 5);
	return st;
}

/* What header and sum say: of the payer, the period and the totals. */
static enum nhi_status head_texts(struct maker *m, struct str text[WF_FIELD_COUNT]) {
	const struct withholding_payer *payer = m->payer;
	date_t first = m->payment[0].on, last = m->payment[0].on;
	int64_t paid = 0, withheld = 0;
	for (size_t i = 0; i < m->count; i++) {
		const struct payment *p = &m->payment[i];
		if (p->on < first) first = p->on;
		if (p->on > last) last = p->on;
		if (__builtin_add_overflow(paid, p->paid > 0 ? p->paid : 0, &paid) ||
		    __builtin_add_overflow(withheld, p->withheld > 0 ? p->withheld : 0, &withheld))
			return err_set(m->err, NHI_LIMIT, "total" ERR_SEP "%lld",
			               (long long)INT64_MAX);
	}
	bool csv = payer->layout == WITHHOLDING_CSV;
	text[WF_BUSINESS] = payer->business_no;
	text[WF_PHONE] = payer->phone;
	text[WF_EMAIL] = payer->email;
	text[WF_PAYER] = payer->name;
	text[WF_CONTACT] = payer->contact;
	enum nhi_status st = number_text(m, payer->kind, 2, &text[WF_KIND]);
	if (st == NHI_OK && csv) st = padded_name(m, payer->name, &text[WF_PAYER]);
	if (st == NHI_OK && csv) st = padded_name(m, payer->contact, &text[WF_CONTACT]);
	if (st == NHI_OK) st = month_text(m, first, &text[WF_MONTH_FROM]);
	if (st == NHI_OK) st = month_text(m, last, &text[WF_MONTH_TO]);
	if (st == NHI_OK) st = date_text(m, payer->file_date, &text[WF_FILE_DATE]);
	if (st == NHI_OK) st = number_text(m, (int64_t)m->count, 0, &text[WF_COUNT]);
	if (st == NHI_OK) st = number_text(m, paid, 0, &text[WF_PAID_TOTAL]);
	if (st == NHI_OK) st = number_text(m, withheld, 0, &text[WF_WITHHELD_TOTAL]);
	return st;
}

/* Fixed layout: serial, and the declaration number that is composed of it. */
static enum nhi_status compose_fixed(struct maker *m, size_t i, const struct str *head,
                                     struct payment *p) {
	p->text[WF_BUSINESS] = head[WF_BUSINESS];
	p->text[WF_KIND] = head[WF_KIND];
	enum nhi_status st = number_text(m, (int64_t)i + 1, 9, &p->text[WF_SERIAL]);
	if (st != NHI_OK || m->payer->layout == WITHHOLDING_CSV) return st;
	struct buf b = BUF_INIT(64);
	buf_put(&b, head[WF_BUSINESS]);
	buf_put(&b, head[WF_FILE_DATE]);
	buf_put_c(&b, "001X");
	buf_put(&b, head[WF_KIND]);
	buf_put(&b, p->text[WF_SERIAL]);
	bool ok = buf_ok(&b) && arena_str(m->arena, buf_str(&b), &p->text[WF_DECLARATION]);
	buf_free(&b);
	return ok ? NHI_OK : no_memory(m);
}

static void count_block(struct maker *m, size_t header) {
	struct withholding *w = m->out;
	struct withholding_block *b = &w->block[0];
	*b = (struct withholding_block){.kind = m->payer->kind, .header = header};
	w->block_count = 1;
	for (size_t i = 0; i < m->count; i++) {
		b->detail_count++;
		b->paid += m->payment[i].paid > 0 ? m->payment[i].paid : 0;
		b->withheld += m->payment[i].withheld > 0 ? m->payment[i].withheld : 0;
	}
	w->detail_count = b->detail_count;
	w->paid = b->paid;
	w->withheld = b->withheld;
}

static enum nhi_status make_lines(struct maker *m) {
	struct withholding *w = m->out;
	bool csv = m->payer->layout == WITHHOLDING_CSV;
	struct str head[WF_FIELD_COUNT] = {[WF_RECORD] = STR("1")};
	w->line = ARENA_ARRAY(m->arena, m->count + 4, struct withholding_line);
	w->block = ARENA_NEW(m->arena, struct withholding_block);
	if (w->line == NULL || w->block == NULL) return no_memory(m);
	enum nhi_status st = head_texts(m, head);
	if (st == NHI_OK && csv) st = add_titles(m, '1');
	size_t header = w->line_count;
	if (st == NHI_OK) st = add_record(m, '1', head);
	if (st == NHI_OK && csv) st = add_titles(m, '2');
	for (size_t i = 0; i < m->count && st == NHI_OK; i++) {
		struct payment *p = &m->payment[i];
		p->text[WF_RECORD] = STR("2");
		st = compose_fixed(m, i, head, p);
		if (st == NHI_OK) st = add_record(m, '2', p->text);
	}
	head[WF_RECORD] = STR("3");
	if (st == NHI_OK && !csv) st = add_record(m, '3', head);
	if (st == NHI_OK) count_block(m, header);
	return st;
}

enum nhi_status withholding_make(struct withholding *out, const struct withholding_payer *payer,
                                 struct str text, const struct law *law, struct arena *arena,
                                 struct findings *findings, struct err *err) {
	struct maker m = {.payer = payer,
	                  .law = law,
	                  .arena = arena,
	                  .findings = findings,
	                  .err = err,
	                  .out = out};
	*out = (struct withholding){.layout = payer->layout, .has_last_end = true};
	enum nhi_status st = read_titles(&m, text);
	bool more = true;
	while (st == NHI_OK && (st = csv_next(&m.csv, &more, err)) == NHI_OK && more)
		st = read_payment(&m);
	if (st == NHI_OK && m.count == 0)
		st = err_set(err, NHI_INPUT, "沒有任何給付" ERR_SEP "there is no payment in it");
	if (st != NHI_OK || finding_count(findings, FINDING_ERROR) > 0) return st;
	st = number_payments(&m);
	for (size_t i = 0; i < m.count && st == NHI_OK; i++) {
		st = compute_premium(&m, &m.payment[i]);
		if (st != NHI_OK) err_where(err, "%zu", m.payment[i].row);
	}
	return st == NHI_OK ? make_lines(&m) : st;
}
