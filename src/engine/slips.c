/* slips.c: see slips.h. */
#include "engine/slips.h"

#include "nhi/collect.h"
#include "store/person.h"

enum { BILL_ARENA_MAX = 256 * 1024 * 1024 };

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

enum nhi_status slip_of_bill(const struct slips *slips, const struct bill_view *v,
                             const struct dispatch_target *to, struct arena *arena,
                             struct slip *out, struct err *err) {
	struct texts t = {arena, BUF_INIT(64 * 1024), false};
	*out = (struct slip){.kind = SLIP_PREMIUM, .month = v->bill.month};
	out->is_person = v->bill.person_id != 0;
	out->payer_name = out->is_person ? name_of(&v->payer) : v->unit_name;
	out->payer_code = out->is_person ? masked(&t, v->payer.number) : v->unit_code;
	const struct slips_office *office = &slips->office[to->division];
	out->office = office->zh;
	out->office_en = office->en;
	out->office_contact = office->contact;
	buf_put_i64_padded(&t.buf, v->bill.id, COLLECTION_NUMBER);
	out->number = keep(&t);
	fill_address(to->address, out);
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

/* --- one bill or many --- */

typedef enum nhi_status (*slip_user)(void *to, const struct slip *s, struct err *err);

/* Each target's bill as a slip, one after the other; memory is that of the largest bill. */
static enum nhi_status each_slip(struct db *db, const struct slips *slips, month_t month,
                                 const struct dispatch_target *const *to, size_t count,
                                 slip_user use, void *context, struct err *err) {
	struct arena arena = ARENA_INIT(BILL_ARENA_MAX);
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; i < count && st == NHI_OK; i++) {
		struct bill_view view;
		struct slip s;
		arena_reset(&arena);
		st = bill_view_read(db, month, to[i]->unit_id, to[i]->person_id, &arena, &view,
		                    err);
		if (st == NHI_OK) st = slip_of_bill(slips, &view, to[i], &arena, &s, err);
		if (st == NHI_OK) st = use(context, &s, err);
	}
	arena_free(&arena);
	return st;
}

struct drawing {
	struct paper *paper;
	unsigned parts;
	const struct slips_job *job; /* or NULL */
	int64_t *first_page;         /* of each bill, or NULL */
	int64_t done, total;
};

static enum nhi_status draw_slip(void *to, const struct slip *s, struct err *err) {
	struct drawing *d = to;
	enum nhi_status st = NHI_OK;
	if (d->first_page != NULL) d->first_page[d->done] = (int64_t)paper_page_count(d->paper) + 1;
	if (d->parts & SLIPS_SLIP) st = slip_draw(d->paper, s, err);
	if (st == NHI_OK && (d->parts & SLIPS_SHEET)) slip_draw_sheet(d->paper, s);
	if (st == NHI_OK && (d->parts & SLIPS_DETAIL)) slip_draw_detail(d->paper, s);
	d->done++;
	if (d->job != NULL && d->job->progress != NULL)
		d->job->progress(d->job->progress_to, d->done, d->total);
	return st;
}

static enum nhi_status draw_all(struct db *db, const struct slips *slips, month_t month,
                                const struct dispatch_target *const *to, size_t count,
                                struct drawing *d, struct buf *out, int64_t *pages,
                                struct err *err) {
	const struct paper_info info = {STR("全民健康保險保險費繳款單"), STR("OpenNHI"),
	                                instant_of_date(slips->issued)};
	struct err closing = ERR_INIT;
	enum nhi_status st = paper_open(&d->paper, &info, out, err);
	if (st != NHI_OK) return st;
	d->total = (int64_t)count;
	st = each_slip(db, slips, month, to, count, draw_slip, d, err);
	*pages = (int64_t)paper_page_count(d->paper);
	enum nhi_status closed = paper_close(d->paper, st == NHI_OK ? err : &closing);
	return st == NHI_OK ? closed : st;
}

enum nhi_status slips_draw(struct db *db, const struct slips *slips, month_t month,
                           const struct dispatch_target *const *to, size_t count, unsigned parts,
                           struct buf *out, int64_t *first_page, int64_t *pages, struct err *err) {
	struct drawing d = {.parts = parts, .first_page = first_page};
	return draw_all(db, slips, month, to, count, &d, out, pages, err);
}

/* The bills that a job names, as pointers into all of the month. */
static enum nhi_status choose(struct db *db, const struct slips_job *job, struct arena *arena,
                              const struct dispatch_target ***out, size_t *count, struct err *err) {
	struct bill_run run;
	struct dispatch_target *all = NULL;
	size_t n = 0;
	bool found = false;
	int64_t person_id = 0;
	enum nhi_status st = bill_run_read(db, job->month, &run, &found, err);
	if (st == NHI_OK && job->person.n > 0) st = person_by_key(db, job->person, &person_id, err);
	if (st == NHI_OK && found)
		st = dispatch_targets(db, job->month, month_last(job->month), run.known_at,
		                      job->division, arena, &all, &n, err);
	if (st != NHI_OK) return st;
	if (job->person.n > 0 && person_id == 0) n = 0; /* nobody has this number */
	*out = arena_array(arena, n, sizeof **out);
	if (*out == NULL) return err_set(err, NHI_MEMORY, " ");
	*count = 0;
	for (size_t i = 0; i < n; i++)
		if ((job->unit_code.n == 0 ||
		     (str_eq(all[i].code, job->unit_code) && all[i].person_id == 0)) &&
		    (person_id == 0 || all[i].person_id == person_id))
			(*out)[(*count)++] = &all[i];
	if (*count > 0) return NHI_OK;
	return err_set(err, NHI_NOT_FOUND, "%.*s%.*s %d-%02d", STR_ARG(job->unit_code),
	               STR_ARG(job->person), month_year(job->month), month_number(job->month));
}

struct job_run {
	const struct bill_place *place;
	const struct slips *slips;
	const struct slips_job *job;
	struct slips_result *result;
	struct buf *out;
	bool by_head;
};

static enum nhi_status print_in(struct db *db, void *context, struct err *err) {
	const struct job_run *r = context;
	const struct dispatch_target **to;
	size_t count;
	struct drawing d = {.parts = r->job->parts, .job = r->job};
	enum nhi_status st = choose(db, r->job, r->place->arena, &to, &count, err);
	if (st != NHI_OK) return st;
	buf_reset(r->out);
	r->result->bills = (int64_t)count;
	return draw_all(db, r->slips, r->job->month, to, count, &d, r->out, &r->result->pages, err);
}

enum nhi_status slips_print(const struct bill_place *place, const struct slips *slips,
                            const struct slips_job *job, struct buf *out,
                            struct slips_result *result, struct err *err) {
	struct job_run r = {place, slips, job, result, out, false};
	*result = (struct slips_result){0};
	return bill_look(place, print_in, &r, err);
}

static enum nhi_status list_slip(void *to, const struct slip *s, struct err *err) {
	const struct job_run *r = to;
	slip_put_csv(r->out, s, r->by_head, r->result->bills++ == 0);
	return buf_ok(r->out) ? NHI_OK : err_set(err, NHI_LIMIT, "CSV" ERR_SEP "%zu", r->out->max);
}

static enum nhi_status list_in(struct db *db, void *context, struct err *err) {
	struct job_run *r = context;
	const struct dispatch_target **to;
	size_t count;
	enum nhi_status st = choose(db, r->job, r->place->arena, &to, &count, err);
	buf_reset(r->out);
	r->result->bills = 0;
	if (st != NHI_OK) return st;
	return each_slip(db, r->slips, r->job->month, to, count, list_slip, r, err);
}

enum nhi_status slips_list(const struct bill_place *place, const struct slips *slips,
                           const struct slips_job *job, bool by_head, struct buf *out,
                           struct slips_result *result, struct err *err) {
	struct job_run r = {place, slips, job, result, out, by_head};
	*result = (struct slips_result){0};
	return bill_look(place, list_in, &r, err);
}
