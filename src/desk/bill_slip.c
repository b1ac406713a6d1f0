/* bill_slip.c: see bill_slip.h. */
#include "desk/bill_slip.h"

#include "base/file.h"
#include "desk/bills.h"
#include "desk/reads.h"
#include "store/bill_view.h"

enum { DATA_FILE_MAX = 1 << 20, PATH_SIZE = 4096, TEXT_MAX = 4096 };

/* --- what all slips share --- */

static enum nhi_status read_data(const char *data_dir, const char *name, struct arena *arena,
                                 struct str *out, struct err *err) {
	char path[PATH_SIZE];
	const int n = snprintf(path, sizeof path, "%s/%s", data_dir, name);
	if (n < 0 || (size_t)n >= sizeof path)
		return err_set(err, NHI_LIMIT, "path" ERR_SEP "%d", PATH_SIZE);
	return file_read(arena, path, DATA_FILE_MAX, out, err);
}

static bool join(struct arena *arena, struct str a, const char *between, struct str b,
                 struct str *out) {
	struct buf text = BUF_INIT(TEXT_MAX);
	buf_put(&text, a);
	buf_put_c(&text, between);
	buf_put(&text, b);
	const bool kept = buf_ok(&text) && arena_str(arena, buf_str(&text), out);
	buf_free(&text);
	return kept;
}

/* "衛生福利部中央健康保險署　中區業務組", its address and telephone. */
static enum nhi_status name_offices(const struct bill_slip_house *house, struct arena *arena,
                                    struct slips *out, struct err *err) {
	const struct org *org = house->org;
	for (int division = 1; division <= SLIPS_DIVISIONS; division++) {
		const char digit = (char)('0' + division);
		const struct org_unit *u = org_division(org, (struct str){&digit, 1}, house->at);
		struct slips_office *office = &out->office[division];
		if (u == NULL) continue;
		if (!join(arena, org->zh, "　", u->zh, &office->zh) ||
		    !join(arena, org->en, ", ", u->en, &office->en) ||
		    !join(arena, u->address_zh, "　", u->phone, &office->contact))
			return err_set(err, NHI_MEMORY, " ");
	}
	return NHI_OK;
}

enum nhi_status bill_slip_terms(const struct bill_slip_house *house, struct arena *arena,
                                struct slips *out, struct err *err) {
	struct calendar *calendar = ARENA_NEW(arena, struct calendar);
	struct str days, codes;
	if (calendar == NULL) return err_set(err, NHI_MEMORY, " ");
	*out = (struct slips){
	        .law = house->law, .calendar = calendar, .issued = house->at, .lang = house->lang};
	enum nhi_status st = read_data(house->data_dir, "law/holidays.csv", arena, &days, err);
	if (st == NHI_OK) st = calendar_read(calendar, arena, days, err);
	if (st == NHI_OK)
		st = read_data(house->data_dir, "codes/collection.csv", arena, &codes, err);
	if (st == NHI_OK) st = collection_read(&out->items, arena, codes, err);
	return st == NHI_OK ? name_offices(house, arena, out, err) : st;
}

/* --- one bill --- */

struct slip_work {
	struct desk_call *call;
	struct str number;
	struct bill_view view;
	struct str address;
	struct reads reads;
};

static void note_reads(struct slip_work *w) {
	w->reads = (struct reads){0};
	reads_add(&w->reads, w->view.bill.person_id);
	for (size_t i = 0; i < w->view.line_count; i++) {
		const struct bill_view_line *l = &w->view.lines[i];
		reads_add(&w->reads, l->insured.id);
		for (size_t k = 0; k < l->line.dependent_count; k++)
			reads_add(&w->reads, l->dependents[k].id);
	}
}

static enum nhi_status read_bill(struct db *db, void *context, struct err *err) {
	struct slip_work *w = context;
	struct arena *arena = w->call->arena;
	int64_t id = 0, unit_id = 0, person_id = 0;
	month_t month = 0;
	struct bill bill;
	bool found = str_to_i64(w->number, 1, INT64_MAX, &id);
	enum nhi_status st = NHI_OK;
	if (found) st = bill_find(db, id, &month, &unit_id, &person_id, &found, err);
	if (st == NHI_OK && found)
		st = bill_read(db, month, unit_id, person_id, arena, &bill, &found, err);
	if (st == NHI_OK && !found) st = err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(w->number));
	if (st == NHI_OK) st = bill_may_see(w->call->who, &bill, person_id, err);
	if (st == NHI_OK && bill.insured > BILL_SLIP_INSURED_MAX)
		st = err_set(err, NHI_LIMIT, "PDF" ERR_SEP "%d", BILL_SLIP_INSURED_MAX);
	if (st == NHI_OK) st = bill_view_read(db, month, unit_id, person_id, arena, &w->view, err);
	if (st == NHI_OK)
		st = bill_address(db, unit_id, person_id, month_last(month), w->view.run.known_at,
		                  arena, &w->address, err);
	if (st == NHI_OK) note_reads(w);
	return st;
}

static enum nhi_status draw(const struct slips *slips, const struct slip_work *w, struct buf *out,
                            struct err *err) {
	const struct paper_info info = {STR("全民健康保險保險費繳款單"), STR("OpenNHI"),
	                                instant_of_date(slips->issued)};
	struct err closing = ERR_INIT;
	struct slip slip;
	struct paper *paper;
	enum nhi_status st = slip_of_bill(slips, &w->view, w->view.bill.division, w->address,
	                                  w->call->arena, &slip, err);
	if (st == NHI_OK) st = paper_open(&paper, &info, out, err);
	if (st != NHI_OK) return st;
	st = slip_draw_parts(paper, &slip, SLIPS_SLIP | SLIPS_SHEET, err);
	const enum nhi_status closed = paper_close(paper, st == NHI_OK ? err : &closing);
	return st == NHI_OK ? closed : st;
}

enum nhi_status bill_slip_page(struct desk_call *call, struct str number, const char *lang,
                               struct buf *out, struct err *err) {
	struct slip_work *w = ARENA_NEW(call->arena, struct slip_work);
	const struct bill_slip_house house = {&call->desk->law, call->desk->org,
	                                      call->desk->data_dir, call->today, lang};
	struct slips slips;
	if (w == NULL) return err_set(err, NHI_MEMORY, " ");
	*w = (struct slip_work){.call = call, .number = number};
	enum nhi_status st = desk_need_db(call, err);
	if (st == NHI_OK) st = db_transact(call->db, DB_READ, read_bill, w, err);
	if (st == NHI_OK) st = bill_slip_terms(&house, call->arena, &slips, err);
	if (st == NHI_OK) st = draw(&slips, w, out, err);
	return st == NHI_OK ? desk_record_reads(call, &w->reads, "bill_slip", err) : st;
}
