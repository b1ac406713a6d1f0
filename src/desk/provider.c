/* provider.c: the register of providers and their contracts (provider.h). */
#include "base/csv.h"
#include "base/ids.h"
#include "desk/provider_parts.h"
#include "store/original.h"

enum { LIST_MAX = 100 };

enum nhi_status provider_of_field(struct entry *e, int64_t *id, struct err *err) {
	struct str code;
	*id = 0;
	if (!entry_need(e, "provider", &code)) return NHI_OK;
	if (!id_is_provider(code)) {
		refusal_add(&e->refusals, REFUSE_PROVIDER_CODE, "%.*s",
		            STR_ARG(str_slice(code, 0, ID_PROVIDER_LENGTH + 1)));
		return NHI_OK;
	}
	enum nhi_status st = provider_by_code(e->desk->db, code, id, err);
	if (st == NHI_OK && *id == 0)
		refusal_add(&e->refusals, REFUSE_PROVIDER_UNKNOWN, "%.*s", STR_ARG(code));
	return st;
}

/* --- the register ----------------------------------------------------------------------------- */

static bool read_fact(struct entry *e, struct provider_fact *f) {
	const struct {
		const char *field;
		struct str *value;
	} texts[] = {{"name", &f->name},
	             {"kind", &f->kind},
	             {"level", &f->level},
	             {"address", &f->address},
	             {"head", &f->head}};
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct str given = entry_text(e, texts[i].field);
		if (given.n > 0) *texts[i].value = given;
	}
	return entry_i64(e, "division", 1, 6, &f->division);
}

enum nhi_status provider_enter(struct entry *e, struct err *err) {
	struct str code, name;
	int64_t id = 0;
	date_t on;
	struct provider_fact f = {.status = STR("open")};
	if (!entry_need(e, "provider", &code) || !entry_on(e, &on)) return NHI_OK;
	if (!id_is_provider(code)) {
		refusal_add(&e->refusals, REFUSE_PROVIDER_CODE, "%.*s",
		            STR_ARG(str_slice(code, 0, ID_PROVIDER_LENGTH + 1)));
		return NHI_OK;
	}
	enum nhi_status st = provider_by_code(e->desk->db, code, &id, err);
	if (st == NHI_OK && id > 0)
		st = provider_fact_on(e->desk->db, id, on, e->desk->arena, &f, err);
	if (st != NHI_OK || !read_fact(e, &f)) return st;
	if (id == 0 && !entry_need(e, "name", &name)) return NHI_OK;
	if (!entry_writes(e)) return NHI_OK;
	if (id > 0) return provider_change(e->desk->db, &e->act, id, &f, on, err);
	f.valid = (struct period){on, DATE_OPEN};
	return provider_add(e->desk->db, &e->act, code, &f, &id, err);
}

enum nhi_status provider_close(struct entry *e, struct err *err) {
	int64_t id;
	date_t on;
	bool stopped = false;
	struct provider_fact f;
	enum nhi_status st = provider_of_field(e, &id, err);
	if (st != NHI_OK || id == 0 || !entry_on(e, &on)) return st;
	st = provider_fact_on(e->desk->db, id, on, e->desk->arena, &f, err);
	if (st != NHI_OK || !entry_writes(e)) return st;
	f.status = STR("closed");
	st = provider_change(e->desk->db, &e->act, id, &f, on, err);
	if (st == NHI_OK) st = provider_stop_contract(e, id, on, STR("closed"), &stopped, err);
	json_put_bool(e->json, "contract_ended", stopped);
	return st;
}

struct import {
	date_t on, contract_from;
	int64_t added, changed, rows, contracts;
};

static enum nhi_status import_contract(struct entry *e, struct import *im, int64_t id,
                                       struct err *err) {
	struct provider_law law;
	struct provider_contract row = {.applied_on = im->on};
	if (im->contract_from == DATE_OPEN) return NHI_OK;
	enum nhi_status st = provider_law_at(e->desk->law, im->contract_from, &law, err);
	if (st == NHI_OK) st = entry_number(e, "contract", im->on, &row.no, err);
	if (st != NHI_OK) return st;
	row.valid = (struct period){im->contract_from,
	                            date_add_months(im->contract_from, (int32_t)law.contract)};
	im->contracts++;
	return provider_contract_put(e->desk->db, &e->act, id, &row, err);
}

static enum nhi_status import_row(struct entry *e, struct import *im, struct str code,
                                  struct provider_fact *given, struct err *err) {
	int64_t id = 0;
	struct provider_fact f;
	struct db *db = e->desk->db;
	enum nhi_status st = provider_by_code(db, code, &id, err);
	if (st != NHI_OK) return st;
	if (id == 0) {
		given->valid = (struct period){im->on, DATE_OPEN};
		st = provider_add(db, &e->act, code, given, &id, err);
		im->added++;
		return st == NHI_OK ? import_contract(e, im, id, err) : st;
	}
	st = provider_fact_on(db, id, im->on, e->desk->arena, &f, err);
	if (st != NHI_OK || str_eq(f.name, given->name)) return st;
	f.name = given->name;
	im->changed++;
	return provider_change(db, &e->act, id, &f, im->on, err);
}

enum nhi_status provider_import(struct entry *e, struct err *err) {
	enum { CODE, NAME, ADDRESS, BRANCH, COLUMNS };
	static const char *const titles[COLUMNS] = {"醫事機構代碼", "醫事機構名稱", "機構地址?",
	                                            "分區別代碼?"};
	struct csv *c = ARENA_NEW(e->desk->arena, struct csv);
	struct import im = {.contract_from = DATE_OPEN};
	struct str text;
	size_t at[COLUMNS];
	bool more = true;
	if (c == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	if (!entry_need(e, "content", &text) || !entry_on(e, &im.on) ||
	    !entry_date(e, "contract_from", &im.contract_from))
		return NHI_OK;
	csv_init(c, text, e->desk->arena);
	enum nhi_status st = csv_titles(c, titles, COLUMNS, at, err);
	char hex[SHA256_HEX_SIZE + 1];
	if (st == NHI_OK && e->act.id > 0) st = fact_lock_table(e->desk->db, "provider_fact", err);
	if (st == NHI_OK && e->act.id > 0)
		st = original_keep(e->desk->db, &e->act, STR("providers.csv"), text, hex, err);
	if (st == NHI_OK) st = csv_next(c, &more, err);
	for (; st == NHI_OK && more; im.rows++) {
		int64_t branch = 0;
		struct str code = csv_field(c, at[CODE]), division = csv_field(c, at[BRANCH]);
		struct provider_fact f = {.name = csv_field(c, at[NAME]),
		                          .address = csv_field(c, at[ADDRESS]),
		                          .status = STR("open")};
		if (!id_is_provider(code) || f.name.n == 0 ||
		    (division.n > 0 && !str_to_i64(division, 1, 6, &branch)))
			return err_set(
			        err, NHI_ROW, "%zu" ERR_SEP "%s" ERR_SEP "%s", c->row,
			        "代碼應為十位數字，名稱不可空白，分區別為 1 至 6",
			        "the code needs ten digits, the name a text, the branch 1 to 6");
		f.division = branch;
		if (entry_writes(e)) st = import_row(e, &im, code, &f, err);
		if (st == NHI_OK) st = csv_next(c, &more, err);
	}
	json_put_i64(e->json, "rows", im.rows);
	json_put_i64(e->json, "added", im.added);
	json_put_i64(e->json, "changed", im.changed);
	json_put_i64(e->json, "contracts", im.contracts);
	return st;
}

/* --- contracts -------------------------------------------------------------------------------- */

const struct provider_contract *provider_contract_on(const struct provider_contract *rows,
                                                     size_t count, date_t day) {
	for (size_t i = 0; i < count; i++)
		if (period_has(rows[i].valid, day)) return &rows[i];
	return NULL;
}

enum nhi_status provider_stop_contract(struct entry *e, int64_t provider_id, date_t on,
                                       struct str why, bool *stopped, struct err *err) {
	struct provider_contract *rows;
	size_t count = 0;
	enum nhi_status st =
	        provider_contracts(e->desk->db, provider_id, e->desk->arena, &rows, &count, err);
	*stopped = false;
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		if (rows[i].valid.to <= on) continue;
		*stopped = true;
		st = provider_contract_end(e->desk->db, &e->act, provider_id, &rows[i], on, why,
		                           err);
	}
	return st;
}

/* "debt,licence": the grounds of refusal that hold. */
static bool read_grounds(struct entry *e, struct provider_application *a) {
	struct str rest = entry_text(e, "grounds");
	while (rest.n > 0) {
		struct str one = str_trim(str_cut(&rest, ','));
		bool known = false;
		for (size_t i = 0; i < PROVIDER_GROUNDS; i++)
			if (str_is(one, provider_grounds[i])) a->ground[i] = known = true;
		if (!known) {
			refusal_add(&e->refusals, REFUSE_FIELD_INVALID, "grounds" ERR_SEP "%.*s",
			            STR_ARG(str_slice(one, 0, LIST_MAX)));
			return false;
		}
	}
	return true;
}

static bool read_application(struct entry *e, bool renewal, struct provider_application *a) {
	int64_t same = 0;
	*a = (struct provider_application){.applied_on = e->desk->today, .is_renewal = renewal};
	bool ok = entry_date(e, "applied_on", &a->applied_on);
	a->licensed_on = a->applied_on;
	if (!renewal) ok = entry_need_date(e, "licensed_on", &a->licensed_on) && ok;
	ok = entry_i64(e, "same_address", 0, INT16_MAX, &same) && ok;
	a->same_address = (int32_t)same;
	a->has_unrepaired = entry_flag(e, "unrepaired");
	return read_grounds(e, a) && ok;
}

static enum nhi_status contract(struct entry *e, bool renewal, struct err *err) {
	int64_t id;
	struct provider_law law;
	struct provider_application a;
	struct provider_event *events;
	struct provider_contract *rows, row;
	size_t contracts = 0;
	struct db *db = e->desk->db;
	struct arena *arena = e->desk->arena;
	enum nhi_status st = provider_of_field(e, &id, err);
	if (st != NHI_OK || !read_application(e, renewal, &a) || id == 0) return st;
	if (e->act.id > 0) st = fact_lock(db, "provider_contract", id, err);
	if (st == NHI_OK) st = provider_law_at(e->desk->law, a.applied_on, &law, err);
	if (st == NHI_OK) st = provider_events(db, id, arena, &events, &a.event_count, err);
	if (st == NHI_OK) st = provider_contracts(db, id, arena, &rows, &contracts, err);
	if (st != NHI_OK) return st;
	a.event = events;
	if (contracts > 0) a.earlier = rows[contracts - 1].valid;
	provider_judge(&law, e->desk->calendar, &a, &row.valid, &e->refusals);
	if (!renewal && a.earlier.to > row.valid.from)
		refusal_add(&e->refusals, REFUSE_PROVIDER_THERE, "%s", date_text(row.valid.from).c);
	json_put_date(e->json, "from", row.valid.from);
	json_put_date(e->json, "last_day", row.valid.to - 1);
	if (!entry_writes(e)) return NHI_OK;
	row.applied_on = a.applied_on;
	st = entry_number(e, "contract", a.applied_on, &row.no, err);
	json_put_str(e->json, "contract_no", row.no);
	return st == NHI_OK ? provider_contract_put(db, &e->act, id, &row, err) : st;
}

enum nhi_status provider_contract_grant(struct entry *e, struct err *err) {
	return contract(e, false, err);
}

enum nhi_status provider_contract_renew(struct entry *e, struct err *err) {
	return contract(e, true, err);
}

enum nhi_status provider_contract_stop(struct entry *e, struct err *err) {
	int64_t id;
	date_t on;
	bool stopped = false;
	enum nhi_status st = provider_of_field(e, &id, err);
	if (st != NHI_OK || id == 0 || !entry_on(e, &on) || !entry_writes(e)) return st;
	st = provider_stop_contract(e, id, on, STR("given_up"), &stopped, err);
	if (st == NHI_OK && !stopped)
		refusal_add(&e->refusals, REFUSE_PROVIDER_NO_CONTRACT, "%s", date_text(on).c);
	return st;
}

/* --- what is shown ---------------------------------------------------------------------------- */

static void put_contracts(const struct provider_contract *rows, size_t count, struct json *j) {
	json_key(j, "contracts");
	json_array_start(j);
	for (size_t i = 0; i < count; i++) {
		json_object_start(j);
		json_put_str(j, "contract_no", rows[i].no);
		json_put_date(j, "from", rows[i].valid.from);
		json_put_date(j, "last_day", rows[i].valid.to - 1);
		json_put_str(j, "ended", rows[i].ended);
		json_object_end(j);
	}
	json_array_end(j);
}

static enum nhi_status need_provider(struct register_desk *desk, const struct form *in, int64_t *id,
                                     struct err *err) {
	struct str code = form_get(in, "provider");
	enum nhi_status st = provider_by_code(desk->db, code, id, err);
	if (st == NHI_OK && *id == 0) st = err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(code));
	return st;
}

enum nhi_status provider_show(struct register_desk *desk, const struct form *in, struct json *j,
                              struct err *err) {
	static const char *const keys[PROVIDER_ARRAYS] = {"history", "measures", "inspections",
	                                                  "notes"};
	int64_t id;
	struct provider_contract *rows;
	size_t count = 0;
	enum nhi_status st = need_provider(desk, in, &id, err);
	if (st == NHI_OK) st = provider_contracts(desk->db, id, desk->arena, &rows, &count, err);
	if (st != NHI_OK) return st;
	json_object_start(j);
	json_put_str(j, "code", form_get(in, "provider"));
	put_contracts(rows, count, j);
	for (int i = 0; st == NHI_OK && i < PROVIDER_ARRAYS; i++) {
		json_key(j, keys[i]);
		st = provider_array(desk->db, (enum provider_array)i, id, j, err);
	}
	json_object_end(j);
	return st;
}

enum nhi_status providers_show(struct register_desk *desk, const struct form *in, struct json *j,
                               struct err *err) {
	struct entry e = {.desk = desk, .in = in};
	int64_t division = 0;
	if (!entry_i64(&e, "division", 0, 6, &division))
		return err_set(err, NHI_RANGE, "division" ERR_SEP "%s" ERR_SEP "1-6", "");
	return provider_list(desk->db, form_get(in, "after"), form_get(in, "text"), division,
	                     LIST_MAX, j, err);
}

enum nhi_status provider_pays_show(struct register_desk *desk, const struct form *in,
                                   struct json *j, struct err *err) {
	int64_t id;
	struct entry e = {.desk = desk, .in = in};
	struct provider_contract *rows;
	struct provider_event *events;
	size_t count = 0, event_count = 0;
	bool barred = false;
	date_t day = desk->today;
	struct str staff = form_get(in, "staff");
	if (!entry_date(&e, "on", &day))
		return err_set(err, NHI_RANGE, "on" ERR_SEP "%s" ERR_SEP "YYYY-MM-DD", "");
	enum nhi_status st = need_provider(desk, in, &id, err);
	if (st == NHI_OK) st = provider_contracts(desk->db, id, desk->arena, &rows, &count, err);
	if (st == NHI_OK)
		st = provider_events(desk->db, id, desk->arena, &events, &event_count, err);
	if (st == NHI_OK && staff.n > 0)
		st = provider_is_barred(desk->db, staff, day, &barred, err);
	struct period *periods = ARENA_ARRAY(desk->arena, count + 1, struct period);
	if (st == NHI_OK && periods == NULL) st = err_set(err, NHI_MEMORY, "%s", "");
	if (st != NHI_OK) return st;
	for (size_t i = 0; i < count; i++) periods[i] = rows[i].valid;
	enum provider_pays answer = provider_pays(periods, count, events, event_count, barred,
	                                          form_get(in, "scope"), day);
	json_object_start(j);
	json_put_date(j, "on", day);
	json_put_c(j, "pays", provider_pays_names[answer]);
	json_object_end(j);
	return NHI_OK;
}
