/* slip_bill.c: see slip_bill.h. */
#include "wire/slip_bill.h"

#include "base/check.h"
#include "base/ids.h"
#include "nhi/collect.h"

/* Texts put together live in the arena; memory that runs out is seen once, at the end. */
struct texts {
	struct arena *arena;
	struct buf buf;
	bool failed;
};

static struct str keep(struct texts *t) {
	struct str s = STR("");
	if (!buf_ok(&t->buf) || !arena_str(t->arena, buf_str(&t->buf), &s)) t->failed = true;
	buf_reset(&t->buf);
	return s;
}

static struct str masked(struct texts *t, struct str id) {
	if (id.n > 0) id_put_masked(&t->buf, id);
	return keep(t);
}

static struct str name_of(const struct bill_person *p) {
	return p->name.n > 0 ? p->name : STR("（新生兒未命名）");
}

/* What an insured subsidy is called: the first words of its parameter. */
static void add_subsidy(struct texts *t, const struct law *law, struct slip_head *h,
                        const struct bill_line_subsidy *s) {
	char name[96];
	(void)snprintf(name, sizeof name, "subsidy.%.*s", STR_ARG(s->kind));
	const struct law_parameter *p = law_parameter(law, str_from(name));
	struct str zh = p != NULL ? p->zh : s->kind;
	buf_put(&t->buf, h->subsidies);
	if (h->subsidies.n > 0) buf_put_c(&t->buf, "、");
	buf_put(&t->buf, str_slice(zh, 0, str_find(zh, STR("自付保險費"))));
	h->subsidies = keep(t);
	h->subsidy += s->amount;
}

static void fill_heads(struct texts *t, const struct law *law, const struct bill_view_line *v,
                       struct slip_line *l) {
	const struct bill_line *b = &v->line;
	for (size_t i = 0; i < l->head_count; i++) {
		const struct bill_person *p = i == 0 ? &v->insured : &v->dependents[i - 1];
		struct slip_head *h = &l->heads[i];
		h->name = name_of(p);
		h->id = masked(t, p->number);
		h->is_free = i > 0 && (int64_t)i > b->charged;
		h->self = i == 0 ? b->self_one : h->is_free ? 0 : b->dependent_one;
		h->subsidies = STR("");
		for (size_t k = 0; k < b->subsidy_count; k++)
			if (b->subsidies[k].person_id == p->id)
				add_subsidy(t, law, h, &b->subsidies[k]);
	}
}

static void add_line(struct texts *t, const struct law *law, const struct bill_view_line *v,
                     struct slip *s) {
	const struct bill_line *b = &v->line;
	struct slip_line *l = &s->lines[s->line_count];
	l->head_count = 1 + b->dependent_count;
	l->heads = ARENA_ARRAY(t->arena, l->head_count, struct slip_head);
	if (l->heads == NULL) {
		t->failed = true;
		return;
	}
	fill_heads(t, law, v, l);
	l->scheme = b->scheme;
	l->insured_amount = b->insured_amount;
	l->charged = b->charged;
	l->self = b->self_one + b->dependent_one * b->charged;
	l->subsidy = b->subsidy;
	l->unit_share = b->unit_share;
	l->total = bill_line_payable(b);
	s->line_count++;
}

static void add_correction(struct texts *t, const char *lang, const struct bill_view_line *v,
                           struct slip *s) {
	const struct bill_line *b = &v->line;
	s->corrections[s->correction_count++] = (struct slip_correction){
	        .name = name_of(&v->insured),
	        .id = masked(t, v->insured.number),
	        .month = month_make((int32_t)(b->month / 100), (int32_t)(b->month % 100)),
	        .cause = str_from(bill_cause_text(b->cause, lang)),
	        .self = b->self,
	        .subsidy = b->subsidy,
	        .unit_share = b->unit_share,
	        .total = bill_line_payable(b)};
}

enum nhi_status slip_fill_terms(const struct slips *slips, struct slip *s, struct err *err) {
	const struct {
		const char *name;
		int64_t *to;
	} rows[] = {
	        {"latefee.rate.day", &s->terms.latefee_rate.v},
	        {s->is_person ? "latefee.cap.person" : "latefee.cap.unit", &s->terms.latefee_cap.v},
	        {"objection.apply", &s->terms.objection_days},
	        {"billing.missing", &s->terms.missing_days}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct law_value *v;
		enum nhi_status st = law_need(slips->law, rows[i].name, slips->issued, &v, err);
		if (st != NHI_OK) return st;
		*rows[i].to = v->value;
	}
	const struct collection_item *item = collection_at(&slips->items, s->kind, slips->issued);
	if (item == NULL)
		return err_set(err, NHI_LAW_UNKNOWN, "codes/collection.csv: %s",
		               slip_kind_code(s->kind));
	s->item = item->item;
	s->kind_name = item->zh;
	s->terms.store_max = item->store_max;
	s->terms.collection_verified = item->verified;
	return NHI_OK;
}

static enum nhi_status fill_days(const struct slips *slips, const struct bill_view *v,
                                 struct slip *s, struct err *err) {
	const struct latefee_in in = {s->is_person ? DEBTOR_PERSON : DEBTOR_UNIT, twd(0),
	                              v->run.due_on, v->run.due_on};
	struct latefee_out out;
	s->issued = slips->issued;
	s->due = v->run.due_on;
	s->dates_verified = v->run.due_verified;
	enum nhi_status st = latefee_quote(slips->law, slips->calendar, &in, &out, NULL, err);
	if (st == NHI_OK) s->grace_end = out.grace_end;
	return st;
}

/* "40709臺中市…": digits in front of an address are its postal code. */
static void fill_address(struct str address, struct slip *s) {
	size_t digits = 0;
	while (digits < address.n && address.p[digits] >= '0' && address.p[digits] <= '9') digits++;
	bool is_code = digits == 3 || digits == 5 || digits == 6;
	s->postal_code = str_slice(address, 0, is_code ? digits : 0);
	s->address = str_trim(str_slice(address, s->postal_code.n, address.n));
}

static void fill_sums(const struct bill *b, struct slip *s) {
	s->payable = b->payable;
	s->insured = b->insured;
	s->dependents = b->dependents;
	s->self = b->self;
	s->subsidy = b->subsidy;
	s->unit_share = b->unit_share;
	s->correction = b->correction;
	s->government = b->government;
}

enum nhi_status slip_of_bill(const struct slips *slips, const struct bill_view *v, int64_t division,
                             struct str address, struct arena *arena, struct slip *out,
                             struct err *err) {
	struct texts t = {arena, BUF_INIT(64 * 1024), false};
	CHECK(division >= 1 && division <= SLIPS_DIVISIONS);
	*out = (struct slip){.kind = SLIP_PREMIUM, .month = v->bill.month};
	out->is_person = v->bill.person_id != 0;
	out->payer_name = out->is_person ? name_of(&v->payer) : v->unit_name;
	out->payer_code = out->is_person ? masked(&t, v->payer.number) : v->unit_code;
	const struct slips_office *office = &slips->office[division];
	out->office = office->zh;
	out->office_en = office->en;
	out->office_contact = office->contact;
	buf_put_i64_padded(&t.buf, v->bill.id, COLLECTION_NUMBER);
	out->number = keep(&t);
	fill_address(address, out);
	fill_sums(&v->bill, out);
	out->lines = ARENA_ARRAY(arena, v->line_count, struct slip_line);
	out->corrections = ARENA_ARRAY(arena, v->line_count, struct slip_correction);
	if (out->lines == NULL || out->corrections == NULL) t.failed = true;
	for (size_t i = 0; i < v->line_count && !t.failed; i++)
		if (v->lines[i].line.kind == BILL_LINE_CORRECTION)
			add_correction(&t, slips->lang, &v->lines[i], out);
		else
			add_line(&t, slips->law, &v->lines[i], out);
	buf_free(&t.buf);
	if (t.failed) return err_set(err, NHI_MEMORY, " ");
	enum nhi_status st = slip_fill_terms(slips, out, err);
	return st == NHI_OK ? fill_days(slips, v, out, err) : st;
}

enum nhi_status slip_draw_parts(struct paper *p, const struct slip *s, unsigned parts,
                                struct err *err) {
	const enum nhi_status st = parts & SLIPS_SLIP ? slip_draw(p, s, err) : NHI_OK;
	if (st == NHI_OK && (parts & SLIPS_SHEET)) slip_draw_sheet(p, s);
	if (st == NHI_OK && (parts & SLIPS_DETAIL)) slip_draw_detail(p, s);
	return st;
}
