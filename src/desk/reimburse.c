/* reimburse.c: see reimburse.h. */
#include "desk/reimburse.h"

#include "base/csv.h"
#include "desk/enrol_parts.h"
#include "desk/person.h"
#include "nhi/reimburse.h"
#include "store/reimburse.h"

#define EXPENSE "5101"
#define PAYABLE "2104"
enum { ITEMS_MAX = 200, LINES_MAX = 1 << 16, SOURCE_MAX = 64, CURRENCY_LENGTH = 3 };

struct reimbursing {
	struct reimburse_application a;
	struct reimbursement row;
	struct trace trace;
	struct buf lines;
	struct json json;
	int64_t paid; /* dollars */
};

/* --- numbers as people write them ------------------------------------------------------------- */

/* "25000", "25000.5", "0.2200" times 10^places; false when it is no such number. */
static bool decimal(struct str s, int places, int64_t *out) {
	struct str whole = str_cut(&s, '.'), part = s;
	int64_t w, f = 0, scale = 1;
	if (!str_to_i64(whole, 0, INT32_MAX, &w) || part.n > (size_t)places) return false;
	if (part.n > 0 && !str_to_i64(part, 0, INT32_MAX, &f)) return false;
	for (int i = 0; i < places; i++) scale *= 10;
	for (size_t i = part.n; i < (size_t)places; i++) f *= 10;
	*out = w * scale + f;
	return true;
}

static bool item_care(struct str word, enum reimburse_care *out) {
	for (int i = 0; i < REIMBURSE_CARES; i++)
		if (str_is(word, reimburse_cares[i])) {
			*out = (enum reimburse_care)i;
			return true;
		}
	return false;
}

static struct str next_word(struct str *rest) {
	struct str s = STR("");
	while (rest->n > 0 && s.n == 0) s = str_cut(rest, ' ');
	return s;
}

/* care, count, claimed, accepted, copayment. */
static bool read_item(struct str text, struct reimburse_item *item, int64_t *claimed) {
	int64_t copay = 0;
	struct str care = next_word(&text), count = next_word(&text), asked = next_word(&text),
	           accepted = next_word(&text), own = next_word(&text);
	bool ok = item_care(care, &item->care) && str_to_i64(count, 1, 366, &item->count) &&
	          decimal(asked, 2, claimed) && decimal(accepted, 2, &item->accepted_100) &&
	          (own.n == 0 || str_to_i64(own, 0, INT32_MAX, &copay));
	item->copay = twd(copay);
	return ok && next_word(&text).n == 0 && item->accepted_100 <= *claimed;
}

/* --- fields ----------------------------------------------------------------------------------- */

static bool read_fields(struct entry *e, struct reimbursing *p) {
	struct reimburse_application *a = &p->a;
	int64_t ground = 0, year = 0;
	struct str payee;
	date_t today = e->desk->today;
	*a = (struct reimburse_application){.applied_on = today, .entered_on = DATE_OPEN};
	bool ok = entry_need_i64(e, "ground", REIMBURSE_EMERGENCY, REIMBURSE_GROUNDS - 1, &ground);
	ok = entry_date(e, "applied_on", &a->applied_on) && ok;
	ok = entry_date(e, "entered_on", &a->entered_on) && ok;
	ok = entry_need(e, "payee", &payee) && ok;
	if (!ok) return false;
	a->ground = (enum reimburse_ground)ground;
	if (a->ground == REIMBURSE_CEILING) {
		ok = entry_need_i64(e, "year", 1995, 9998, &year);
		a->year = (int32_t)year;
		if (!ok) return false;
		a->cared_from = month_first(month_make(a->year, 1));
		a->cared_to = month_last(month_make(a->year, 12));
		return true;
	}
	ok = entry_need_date(e, "cared_from", &a->cared_from);
	a->cared_to = a->cared_from;
	ok = entry_date(e, "cared_to", &a->cared_to) && ok;
	ok = entry_need(e, "place", &p->row.place) && ok;
	if (a->ground == REIMBURSE_SUSPENDED)
		ok = entry_need_date(e, "paid_up_on", &a->paid_up_on) && ok;
	return ok;
}

static enum nhi_status rate_of(struct entry *e, struct reimbursing *p, struct err *err) {
	p->row.currency = entry_text(e, "currency");
	p->row.rate_e6 = 1000000;
	p->row.rate_on = DATE_OPEN;
	if (p->row.currency.n == 0) p->row.currency = STR("TWD");
	if (str_is(p->row.currency, "TWD")) return NHI_OK;
	p->row.rate_on = reimburse_rate_day(e->desk->calendar, p->a.applied_on);
	enum nhi_status st = exchange_rate_find(e->desk->db, p->row.currency, p->row.rate_on,
	                                        &p->row.rate_e6, err);
	if (st == NHI_OK && p->row.rate_e6 == 0)
		refusal_add(&e->refusals, REFUSE_REIMBURSE_NO_RATE, "%.*s" ERR_SEP "%s",
		            STR_ARG(str_slice(p->row.currency, 0, CURRENCY_LENGTH)),
		            date_text(p->row.rate_on).c);
	return st;
}

/* --- the amount ------------------------------------------------------------------------------- */

static void put_line(struct reimbursing *p, const struct reimburse_item *item, int64_t claimed,
                     twd_t paid) {
	const int64_t numbers[] = {item->count, claimed, item->accepted_100, item->copay.v, paid.v};
	json_array_start(&p->json);
	json_i64(&p->json, item->care);
	json_date(&p->json, item->on);
	for (size_t i = 0; i < COUNT_OF(numbers); i++) json_i64(&p->json, numbers[i]);
	json_array_end(&p->json);
	p->paid += paid.v;
}

static enum nhi_status pay_item(struct entry *e, struct reimbursing *p, struct str text,
                                struct err *err) {
	int64_t claimed;
	twd_t paid = twd(0);
	struct reimburse_item item = {.rate_e6 = p->row.rate_e6,
	                              .is_abroad = p->a.ground == REIMBURSE_ABROAD};
	if (!read_item(text, &item, &claimed)) {
		refusal_add(&e->refusals, REFUSE_FIELD_INVALID, "items" ERR_SEP "%.*s",
		            STR_ARG(str_slice(text, 0, SOURCE_MAX)));
		return NHI_OK;
	}
	item.on = item.care == REIMBURSE_INPATIENT ? p->a.cared_to : p->a.cared_from;
	struct err missing = ERR_INIT;
	enum nhi_status st = reimburse_item(e->desk->law, &item, &p->trace, &paid, &missing);
	if (st == NHI_LAW_NO_VALUE) {
		refusal_add(&e->refusals, REFUSE_REIMBURSE_NO_CEILING, "%s", date_text(item.on).c);
		return NHI_OK;
	}
	if (st != NHI_OK && err != NULL) *err = missing;
	if (st == NHI_OK) put_line(p, &item, claimed, paid);
	return st;
}

static enum nhi_status compute(struct entry *e, struct reimbursing *p, struct err *err) {
	struct str rest = entry_text(e, "items");
	int64_t copay = 0;
	twd_t paid = twd(0);
	size_t count = 0;
	enum nhi_status st = NHI_OK;
	json_array_start(&p->json);
	if (p->a.ground == REIMBURSE_CEILING) {
		if (entry_need_i64(e, "copay_paid", 0, INT32_MAX, &copay))
			st = reimburse_ceiling(e->desk->law, p->a.year, twd(copay), &p->trace,
			                       &paid, err);
		p->paid = paid.v;
	} else if (entry_need(e, "items", &rest)) {
		for (; st == NHI_OK && rest.n > 0 && count < ITEMS_MAX; count++)
			st = pay_item(e, p, str_trim(str_cut(&rest, ';')), err);
		if (rest.n > 0)
			refusal_add(&e->refusals, REFUSE_FIELD_INVALID, "items" ERR_SEP "> %d",
			            ITEMS_MAX);
	}
	json_array_end(&p->json);
	return st;
}

static enum nhi_status order(struct entry *e, struct reimbursing *p, struct err *err) {
	char source[SOURCE_MAX];
	(void)snprintf(source, sizeof source, "reimburse:%.*s", STR_ARG(p->row.number));
	struct payment_order o = {.party = LEDGER_PERSON,
	                          .party_id = p->row.person_id,
	                          .payee = entry_text(e, "payee"),
	                          .account = entry_text(e, "account"),
	                          .amount = twd(p->paid),
	                          .source = str_from(source),
	                          .on = e->desk->today};
	if (p->paid == 0) return NHI_OK;
	enum nhi_status st = entry_number(e, "payment_order", o.on, &o.no, err);
	if (st == NHI_OK) st = payment_order_put(e->desk->db, &e->act, EXPENSE, PAYABLE, &o, err);
	p->row.order_id = o.id;
	json_put_str(e->json, "order_no", o.no);
	return st;
}

static enum nhi_status write(struct entry *e, struct reimbursing *p, struct err *err) {
	enum nhi_status st = entry_number(e, "reimbursement", p->a.applied_on, &p->row.number, err);
	if (st == NHI_OK) st = enrol_keep(e->desk, &p->lines, &p->row.items, err);
	p->row.amount = p->paid;
	json_put_str(e->json, "number", p->row.number);
	if (st == NHI_OK) st = order(e, p, err);
	return st == NHI_OK ? reimbursement_put(e->desk->db, &e->act, &p->row, err) : st;
}

static enum nhi_status judge(struct entry *e, struct reimbursing *p, struct err *err) {
	date_t due;
	p->row.ground = p->a.ground;
	p->row.applied_on = p->a.applied_on;
	p->row.cared_from = p->a.cared_from;
	p->row.cared_to = p->a.cared_to;
	if (p->row.place.n == 0) p->row.place = STR("-");
	enum nhi_status st = NHI_OK;
	if (e->act.id > 0) st = fact_lock(e->desk->db, "reimbursement", p->row.person_id, err);
	if (st == NHI_OK) st = reimbursement_is_there(e->desk->db, &p->row, &p->a.is_repeated, err);
	if (st == NHI_OK)
		st = reimburse_judge(e->desk->law, e->desk->calendar, &p->a, &due, &e->refusals,
		                     err);
	if (st == NHI_OK) json_put_date(e->json, "file_by", due);
	if (st == NHI_OK) st = rate_of(e, p, err);
	if (st == NHI_OK && entry_accepts(e)) st = compute(e, p, err);
	return st;
}

enum nhi_status reimburse_grant(struct entry *e, struct err *err) {
	struct reimbursing *p = ARENA_NEW(e->desk->arena, struct reimbursing);
	if (p == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	p->trace = TRACE_INIT(e->desk->arena);
	enum nhi_status st = entry_person(e, &p->row.person_id, err);
	if (st != NHI_OK || !read_fields(e, p) || p->row.person_id == 0) return st;
	p->lines = BUF_INIT(LINES_MAX);
	p->json = JSON_INIT(&p->lines, false);
	st = judge(e, p, err);
	if (st == NHI_OK && entry_accepts(e)) {
		json_put_i64(e->json, "amount", p->paid);
		if (p->row.rate_on != DATE_OPEN) {
			json_put_date(e->json, "rate_on", p->row.rate_on);
			json_put_i64(e->json, "rate_e6", p->row.rate_e6);
		}
		trace_json(&p->trace, e->json);
	}
	if (st == NHI_OK && entry_writes(e)) st = write(e, p, err);
	buf_free(&p->lines);
	return st;
}

/* --- rates ------------------------------------------------------------------------------------ */

static bool is_currency(struct str s) {
	if (s.n != CURRENCY_LENGTH) return false;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < 'A' || s.p[i] > 'Z') return false;
	return true;
}

enum nhi_status reimburse_rates(struct entry *e, struct err *err) {
	enum { CURRENCY, DAY, SOURCE, RATE, COLUMNS };
	static const char *const titles[COLUMNS] = {"currency", "date", "source", "rate"};
	struct csv *c = ARENA_NEW(e->desk->arena, struct csv);
	struct str text;
	size_t at[COLUMNS];
	bool more = true, is_new = false;
	int64_t rows = 0, added = 0;
	if (c == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	if (!entry_need(e, "content", &text)) return NHI_OK;
	csv_init(c, text, e->desk->arena);
	enum nhi_status st = csv_titles(c, titles, COLUMNS, at, err);
	if (st == NHI_OK) st = csv_next(c, &more, err);
	for (; st == NHI_OK && more; rows++) {
		int64_t source, rate;
		date_t day;
		struct str currency = csv_field(c, at[CURRENCY]);
		if (!is_currency(currency) || !date_parse(csv_field(c, at[DAY]), &day) ||
		    !str_to_i64(csv_field(c, at[SOURCE]), 1, 4, &source) ||
		    !decimal(csv_field(c, at[RATE]), 6, &rate) || rate == 0)
			return err_set(err, NHI_ROW, "%zu" ERR_SEP "%s" ERR_SEP "%s", c->row,
			               "應為幣別（三個大寫字母）、日期、來源 1 至 4、匯率",
			               "currency of three capitals, date, source 1 to 4, rate");
		if (entry_writes(e))
			st = exchange_rate_put(e->desk->db, &e->act, currency, day, source, rate,
			                       &is_new, err);
		added += st == NHI_OK && is_new;
		if (st == NHI_OK) st = csv_next(c, &more, err);
	}
	json_put_i64(e->json, "rows", rows);
	json_put_i64(e->json, "added", added);
	return st;
}

/* --- what is shown ---------------------------------------------------------------------------- */

enum nhi_status reimburse_show(struct register_desk *desk, const struct form *in, struct json *j,
                               struct err *err) {
	int64_t person_id;
	enum nhi_status st = desk_person_id(desk, form_get(in, "id"), &person_id, err);
	register_saw(desk, person_id);
	return st == NHI_OK ? reimbursement_of_person(desk->db, person_id, j, err) : st;
}

enum nhi_status payment_orders_show(struct register_desk *desk, const struct form *in,
                                    struct json *j, struct err *err) {
	struct entry e = {.desk = desk, .in = in};
	date_t from = desk->today, to = desk->today;
	if (!entry_date(&e, "from", &from) || !entry_date(&e, "to", &to) || to == DATE_OPEN)
		return err_set(err, NHI_RANGE, "from, to" ERR_SEP "%s" ERR_SEP "YYYY-MM-DD", "");
	return payment_order_list(desk->db, from, to + 1, j, err);
}
