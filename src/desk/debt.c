/* debt.c: see debt.h. */
#include "desk/debt.h"

#include "base/csv.h"
#include "base/ids.h"
#include "desk/enrol_parts.h"
#include "desk/person.h"
#include "store/arrears.h"
#include "store/debt_fee.h"
#include "store/person.h"
#include "store/unit.h"

enum { FILE_MAX = 64 << 20, FILE_DEBTS_MAX = 100000 };

/* ---- One payer --------------------------------------------------------------------------------
 */

static enum nhi_status look_at_unit(struct register_desk *desk, struct debt_book *b,
                                    struct err *err) {
	struct unit_facts facts;
	enum nhi_status st =
	        unit_facts_read(desk->db, b->unit_id, KNOWN_NOW, desk->arena, &facts, err);
	const struct unit_fact *f = st == NHI_OK ? unit_fact_on(&facts, desk->today) : NULL;
	b->is_gone = st == NHI_OK && (f == NULL || f->status == UNIT_CLOSED);
	return st;
}

static enum nhi_status look_at_person(struct register_desk *desk, struct debt_book *b,
                                      struct err *err) {
	struct person_fact f;
	enum nhi_status st = hardship_on(desk->db, b->person_id, desk->today, &b->is_hardship, err);
	if (st == NHI_OK)
		st = person_fact_on(desk->db, b->person_id, desk->today, KNOWN_NOW, desk->arena, &f,
		                    err);
	if (st == NHI_OK) b->is_gone = f.death != DATE_NONE && f.death <= desk->today;
	return st;
}

enum nhi_status debt_book_read(struct register_desk *desk, int64_t unit_id, int64_t person_id,
                               struct debt_book *out, struct err *err) {
	*out = (struct debt_book){.payer = person_id != 0 ? DEBTOR_PERSON : DEBTOR_UNIT,
	                          .unit_id = person_id != 0 ? 0 : unit_id,
	                          .person_id = person_id};
	enum nhi_status st = debt_of_payer(desk->db, out->unit_id, person_id, desk->arena,
	                                   &out->row, &out->count, err);
	if (st != NHI_OK) return st;
	return person_id != 0 ? look_at_person(desk, out, err) : look_at_unit(desk, out, err);
}

struct debt_facts debt_book_facts(const struct debt_book *b, const struct debt_row *r) {
	struct debt_facts f = {.payer = b->payer,
	                       .kind = r->kind,
	                       .stage = r->stage,
	                       .owed = r->owed,
	                       .due = r->due,
	                       .demand_due = r->demand_due,
	                       .runs_from = r->runs_from,
	                       .is_in_plan = r->agreement_id != 0,
	                       .is_hardship = b->is_hardship,
	                       .is_debtor_gone = b->is_gone};
	f.owed_all = debt_book_sum(b, 1U << r->kind);
	return f;
}

twd_t debt_book_sum(const struct debt_book *b, unsigned kinds) {
	int64_t sum = 0;
	for (size_t i = 0; i < b->count; i++)
		if ((kinds >> b->row[i].kind & 1U) != 0) sum += b->row[i].owed.v;
	return twd(sum);
}

static enum nhi_status open_month(struct register_desk *desk, const struct act *act, bool with_fee,
                                  const struct debt_book *b, const struct arrears_month *m,
                                  struct err *err) {
	struct debt_row row = {.kind = DEBT_PREMIUM,
	                       .unit_id = m->unit_id,
	                       .person_id = b->person_id,
	                       .month = m->month,
	                       .amount = twd(m->payable.v - m->paid.v),
	                       .due = m->due,
	                       .opened = desk->today};
	struct debt_row now, fee = {.due = desk->today, .opened = desk->today};
	bool found = false, is_full = false;
	enum nhi_status st = debt_bill_origin(row.unit_id, row.person_id, row.month, desk->arena,
	                                      &row.origin, err);
	if (st == NHI_OK) st = debt_by_origin(desk->db, row.origin, desk->arena, &now, &found, err);
	if (st == NHI_OK && !found) {
		now = row;
		st = debt_open(desk->db, act, &now, err);
	}
	if (st != NHI_OK || !with_fee) return st;
	st = debt_fee_read(desk->db, &now, desk->arena, &row, &found, err);
	if (st != NHI_OK || found) return st;
	st = debt_fee(desk->db, desk->law, desk->calendar, &now, desk->today, desk->arena,
	              &fee.amount, &is_full, err);
	if (st != NHI_OK || fee.amount.v == 0) return st;
	return debt_fee_open(desk->db, act, &now, &fee, desk->arena, err);
}

enum nhi_status debt_book_open(struct register_desk *desk, const struct act *act, bool with_fees,
                               struct debt_book *book, struct err *err) {
	struct arrears_month *month;
	size_t count = 0;
	enum nhi_status st = arrears_list(desk->db, book->unit_id, book->person_id, desk->today,
	                                  desk->arena, &month, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		if (month[i].payable.v > month[i].paid.v)
			st = open_month(desk, act, with_fees, book, &month[i], err);
	const int64_t unit = book->unit_id, person = book->person_id;
	return st == NHI_OK ? debt_book_read(desk, unit, person, book, err) : st;
}

/* ---- The letter -------------------------------------------------------------------------------
 */

static const struct {
	const char *zh, *en;
} kind_words[DEBT_KIND_COUNT] = {
        [DEBT_PREMIUM] = {"保險費", "Premium"},
        [DEBT_LATEFEE] = {"滯納金", "Late fee"},
        [DEBT_LOAN] = {"紓困基金貸款", "Relief loan"},
        [DEBT_INTEREST] = {"貸款逾期利息", "Interest on the loan"},
        [DEBT_FINE] = {"罰鍰", "Fine"},
        [DEBT_MEDICAL] = {"醫療費用", "Medical expenses"},
};

enum nhi_status debt_letter_fill(struct register_desk *desk, struct debt_row *const *row,
                                 size_t count, date_t pay_by, struct letter_values *out,
                                 twd_t *total, struct err *err) {
	struct letter_values *line = arena_array(desk->arena, count + 1, sizeof *line);
	size_t lines = 0;
	bool enforces = false;
	*total = twd(0);
	if (line == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	for (size_t i = 0; i < count; i++) {
		const struct debt_row *r = row[i];
		struct letter_values *v = &line[lines];
		if (r->owed.v <= 0) continue;
		letter_set_both(v, "kind", str_from(kind_words[r->kind].zh),
		                str_from(kind_words[r->kind].en));
		letter_set_month(v, "month", r->month);
		letter_set_date(v, "due", r->due);
		letter_set_twd(v, "owed", r->owed.v);
		enforces |= r->kind != DEBT_LOAN && r->kind != DEBT_INTEREST;
		total->v += r->owed.v;
		lines++;
	}
	letter_set_list(out, "lines", line, lines);
	letter_set_twd(out, "total", total->v);
	letter_set_date(out, "pay_by", pay_by);
	letter_set_flag(out, "enforces", enforces);
	return NHI_OK;
}

enum nhi_status debt_pay_by(struct register_desk *desk, date_t *out, struct err *err) {
	const struct law_value *days;
	enum nhi_status st = law_need(desk->law, "dun.term", desk->today, &days, err);
	if (st == NHI_OK)
		*out = calendar_next_working_day(desk->calendar, desk->today + (date_t)days->value)
		               .date;
	return st;
}

/* ---- Payments and answers ----------------------------------------------------------------------
 */

static enum nhi_status find_payer(struct register_desk *desk, struct str word, int64_t *unit,
                                  int64_t *person, struct err *err) {
	*unit = *person = 0;
	enum nhi_status st = NHI_OK;
	if (id_is_person(word) || (word.n > 0 && word.p[0] == '#'))
		st = desk_person_id(desk, word, person, err);
	else
		st = unit_by_code(desk->db, word, unit, err);
	if (st == NHI_OK && *unit == 0 && *person == 0)
		st = err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(word));
	return st;
}

static enum nhi_status book_of_entry(struct entry *e, struct debt_book *book, struct err *err) {
	struct str word;
	int64_t unit, person;
	if (!entry_need(e, "payer", &word)) return NHI_OK;
	enum nhi_status st = find_payer(e->desk, word, &unit, &person, err);
	if (st == NHI_OK) st = debt_book_read(e->desk, unit, person, book, err);
	if (st == NHI_OK && person != 0) register_saw(e->desk, person);
	return st;
}

/* Over the debts of the book; puts what each kind took. */
static enum nhi_status lay_over(struct entry *e, struct debt_book *b, twd_t amount, date_t on,
                                struct str channel, struct str reference, twd_t *rest,
                                struct err *err) {
	struct debt_share *share = arena_array(e->desk->arena, b->count + 1, sizeof *share);
	int64_t taken[DEBT_KIND_COUNT] = {0};
	enum nhi_status st = NHI_OK;
	if (share == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	for (size_t i = 0; i < b->count; i++)
		share[i] = (struct debt_share){.kind = b->row[i].kind,
		                               .is_enforced = b->row[i].stage == DEBT_ENFORCED,
		                               .due = b->row[i].due,
		                               .owed = b->row[i].owed};
	*rest = debt_allocate(share, b->count, amount);
	for (size_t i = 0; st == NHI_OK && i < b->count; i++) {
		if (share[i].taken.v == 0) continue;
		taken[b->row[i].kind] += share[i].taken.v;
		st = debt_pay(e->desk->db, &e->act, &b->row[i], share[i].taken, on, channel,
		              reference, err);
	}
	for (int k = 0; k < DEBT_KIND_COUNT; k++)
		if (taken[k] > 0)
			json_put_i64(e->json, debt_kind_name((enum debt_kind)k), taken[k]);
	return st;
}

enum nhi_status debt_receive(struct entry *e, struct err *err) {
	struct debt_book book = {.count = 0};
	int64_t amount = 0;
	date_t on;
	twd_t rest = twd(0), recovered = twd(0);
	struct str channel = entry_text(e, "channel");
	bool read = entry_need_i64(e, "amount", 1, INT64_MAX / 2, &amount);
	if (!entry_on(e, &on) || !read) return NHI_OK;
	if (channel.n == 0) channel = STR("counter");
	enum nhi_status st = book_of_entry(e, &book, err);
	if (st != NHI_OK || !entry_writes(e)) return st;
	/* What is due but no debt yet can be paid too. */
	st = debt_book_open(e->desk, &e->act, false, &book, err);
	if (st == NHI_OK)
		st = lay_over(e, &book, twd(amount), on, channel, entry_text(e, "reference"), &rest,
		              err);
	if (st == NHI_OK && rest.v > 0)
		st = debt_keep_rest(e->desk->db, &e->act, book.unit_id, book.person_id, rest, on,
		                    &recovered, err);
	if (st != NHI_OK) return st;
	if (recovered.v > 0) json_put_i64(e->json, "recovered", recovered.v);
	if (rest.v > recovered.v) json_put_i64(e->json, "held", rest.v - recovered.v);
	return NHI_OK;
}

enum nhi_status debt_result(struct entry *e, struct err *err) {
	static const char *const words[] = {"certificate", "return"};
	struct debt_book book = {.count = 0};
	struct str reference;
	int what = -1;
	date_t on;
	int64_t moved = 0;
	bool read = entry_word(e, "what", words, COUNT_OF(words), &what);
	read = entry_need(e, "reference", &reference) && read;
	if (!entry_on(e, &on) || !read) return NHI_OK;
	enum nhi_status st = book_of_entry(e, &book, err);
	if (st != NHI_OK || !entry_writes(e)) return st;
	for (size_t i = 0; st == NHI_OK && i < book.count; i++) {
		struct debt_row *r = &book.row[i];
		if (r->stage != DEBT_ENFORCED || r->owed.v <= 0) continue;
		const struct debt_step step = {
		        .kind = words[what], .on = on, .reference = reference};
		r->runs_from = on; /* the limitation runs anew (行政程序法 133, 134) */
		st = debt_move(e->desk->db, &e->act, r, what == 0 ? DEBT_CERTIFIED : DEBT_SERVED,
		               &step, err);
		moved++;
	}
	json_put_i64(e->json, "debts", moved);
	return st;
}

/* ---- What is shown ----------------------------------------------------------------------------
 */

static enum nhi_status put_debt(struct register_desk *desk, const struct debt_row *r,
                                struct json *j, struct err *err) {
	struct debt_event *event;
	size_t count = 0;
	enum nhi_status st = debt_events(desk->db, r->id, desk->arena, &event, &count, err);
	json_object_start(j);
	json_put_i64(j, "debt", r->id);
	json_put_c(j, "kind", debt_kind_name(r->kind));
	char month[16];
	(void)snprintf(month, sizeof month, "%04d-%02d", (int)month_year(r->month),
	               (int)month_number(r->month));
	json_put_c(j, "month", month);
	json_put_i64(j, "amount", r->amount.v);
	json_put_i64(j, "owed", r->owed.v);
	json_put_date(j, "due", r->due);
	json_put_c(j, "stage", debt_stage_name(r->stage));
	json_put_date(j, "stage_on", r->stage_on);
	if (r->demand_due != DATE_OPEN) json_put_date(j, "pay_by", r->demand_due);
	json_put_bool(j, "instalments", r->agreement_id != 0);
	json_key(j, "steps");
	json_array_start(j);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		json_object_start(j);
		json_put_str(j, "step", event[i].kind);
		json_put_date(j, "on", event[i].on);
		if (event[i].amount.v > 0) json_put_i64(j, "amount", event[i].amount.v);
		if (event[i].reference.n > 0) json_put_str(j, "reference", event[i].reference);
		if (event[i].note.n > 0) json_put_str(j, "note", event[i].note);
		json_object_end(j);
	}
	json_array_end(j);
	json_object_end(j);
	return st;
}

enum nhi_status debt_show(struct register_desk *desk, const struct form *in, struct json *json,
                          struct err *err) {
	struct debt_book book = {.count = 0};
	int64_t unit, person;
	enum nhi_status st = find_payer(desk, form_get(in, "payer"), &unit, &person, err);
	if (st == NHI_OK) st = debt_book_read(desk, unit, person, &book, err);
	if (st == NHI_OK && person != 0) register_saw(desk, person);
	json_array_start(json);
	for (size_t i = 0; st == NHI_OK && i < book.count; i++)
		st = put_debt(desk, &book.row[i], json, err);
	json_array_end(json);
	return st;
}

enum nhi_status debt_sums(struct register_desk *desk, const struct form *in, struct json *json,
                          struct err *err) {
	struct debt_total *row;
	size_t count = 0;
	(void)in;
	enum nhi_status st = debt_totals(desk->db, desk->arena, &row, &count, err);
	json_array_start(json);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		json_object_start(json);
		json_put_str(json, "kind", row[i].kind);
		json_put_str(json, "stage", row[i].stage);
		json_put_i64(json, "debts", row[i].count);
		json_put_i64(json, "owed", row[i].owed.v);
		json_object_end(json);
	}
	json_array_end(json);
	return st;
}

/* ---- The file for the enforcement agency ------------------------------------------------------
 */

struct filing_work {
	struct register_desk *desk;
	struct debt_file_made *out;
	struct buf bytes;
};

/* Who owes: number or code, name, address. */
static enum nhi_status who_owes(struct register_desk *desk, const struct debt_row *r,
                                struct str *id, struct str *name, struct str *address,
                                struct err *err) {
	struct person_fact p;
	struct unit_facts facts;
	enum nhi_status st;
	*id = *name = *address = STR("");
	if (r->person_id != 0) {
		st = person_main_key(desk->db, r->person_id, KNOWN_NOW, desk->arena, id, err);
		if (st == NHI_OK)
			st = person_fact_on(desk->db, r->person_id, desk->today, KNOWN_NOW,
			                    desk->arena, &p, err);
		if (st != NHI_OK) return st;
		*name = p.name;
		*address = p.address;
		register_saw(desk, r->person_id);
		return NHI_OK;
	}
	st = unit_code(desk->db, r->unit_id, desk->arena, id, err);
	if (st == NHI_OK)
		st = unit_facts_read(desk->db, r->unit_id, KNOWN_NOW, desk->arena, &facts, err);
	if (st != NHI_OK || facts.count == 0) return st;
	*name = facts.row[facts.count - 1].name;
	*address = facts.row[facts.count - 1].address;
	return NHI_OK;
}

static enum nhi_status put_piece(struct filing_work *w, const struct act *act, int64_t piece,
                                 struct debt_row *r, struct err *err) {
	struct str id, name, address;
	char month[16], file[32];
	struct buf *b = &w->bytes;
	enum nhi_status st = who_owes(w->desk, r, &id, &name, &address, err);
	if (st != NHI_OK) return st;
	(void)snprintf(month, sizeof month, "%04d-%02d", (int)month_year(r->month),
	               (int)month_number(r->month));
	(void)snprintf(file, sizeof file, "file:%lld", (long long)w->out->file.serial);
	csv_put_i64(b, 0, piece);
	csv_put(b, 1, id);
	csv_put(b, 2, name);
	csv_put(b, 3, address);
	csv_put(b, 4, str_from(debt_kind_name(r->kind)));
	csv_put(b, 5, str_from(month));
	csv_put(b, 6, str_from(date_text(r->due).c));
	csv_put(b, 7, str_from(date_text(r->demand_due).c));
	csv_put_i64(b, 8, r->owed.v);
	csv_put_i64(b, 9, r->id);
	csv_end_row(b);
	const struct debt_step step = {
	        .kind = "file", .on = w->desk->today, .reference = str_from(file)};
	return debt_move(w->desk->db, act, r, r->stage, &step, err);
}

static enum nhi_status file_work(struct db *db, void *context, struct err *err) {
	static const char *const titles[] = {"piece", "id",  "name",       "address", "kind",
	                                     "month", "due", "demand_due", "owed",    "debt"};
	struct filing_work *w = context;
	struct debt_file *f = &w->out->file;
	struct debt_row *row;
	size_t count = 0;
	struct act act;
	char hex[SHA256_HEX_SIZE + 1];
	const struct act_request request = {
	        .actor = w->desk->actor, .purpose = STR("debt.file"), .reason = STR("enforcement")};
	buf_reset(&w->bytes);
	*w->out = (struct debt_file_made){.bytes = STR("")};
	enum nhi_status st = act_begin(db, &request, &act, err);
	if (st == NHI_OK)
		st = debt_file_wanted(db, FILE_DEBTS_MAX, w->desk->arena, &row, &count, err);
	if (st != NHI_OK || count == 0) return st;
	st = debt_file_serial(db, &f->serial, err);
	f->on = w->desk->today;
	f->pieces = (int64_t)count;
	for (size_t i = 0; i < COUNT_OF(titles); i++) csv_put(&w->bytes, i, str_from(titles[i]));
	csv_end_row(&w->bytes);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		f->amount.v += row[i].owed.v;
		st = put_piece(w, &act, (int64_t)i + 1, &row[i], err);
	}
	if (st == NHI_OK &&
	    !(buf_ok(&w->bytes) && arena_str(w->desk->arena, buf_str(&w->bytes), &w->out->bytes)))
		st = err_set(err, NHI_MEMORY, "%s", "");
	if (st != NHI_OK) return st;
	sha256_hex(w->out->bytes, hex);
	f->list_hash = str_from(hex);
	st = debt_file_add(db, &act, f, err);
	return arena_str(w->desk->arena, str_from(hex), &f->list_hash)
	               ? st
	               : err_set(err, NHI_MEMORY, "%s", "");
}

enum nhi_status debt_file_make(struct register_desk *desk, struct debt_file_made *out,
                               struct err *err) {
	struct filing_work w = {.desk = desk, .out = out, .bytes = BUF_INIT(FILE_MAX)};
	enum nhi_status st = db_transact(desk->db, DB_WRITE, file_work, &w, err);
	buf_free(&w.bytes);
	return st;
}
