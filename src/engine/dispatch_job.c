/* dispatch_job.c: see dispatch_job.h. */
#include "engine/dispatch_job.h"

#include "base/file.h"

enum { DOCUMENT_MAX = 2000000000, PATH_SIZE = 1024 };

/* The pieces of one kind while they are written. */
struct hand_over {
	const struct bill_place *place;
	const struct dispatch_request *request;
	struct dispatch_done *done;
	const struct dispatch_target **piece;
	int64_t *first_page;
	struct buf list, document;
};

static enum nhi_status write_file(const struct hand_over *h, struct str name, struct str bytes,
                                  struct err *err) {
	char path[PATH_SIZE];
	int n = snprintf(path, sizeof path, "%s/%.*s", h->request->folder, STR_ARG(name));
	if (n < 0 || (size_t)n >= sizeof path)
		return err_set(err, NHI_LIMIT, "path" ERR_SEP "%d", PATH_SIZE);
	const enum nhi_status st = seen_record(h->request->seen, err);
	return st == NHI_OK ? file_write(path, bytes, err) : st;
}

static enum nhi_status name_file(const struct hand_over *h, const char *tail, struct str *out,
                                 struct err *err) {
	const struct dispatch_batch *b = &h->done->batch;
	char name[128];
	(void)snprintf(name, sizeof name, "%.*s-%04d-%02d-%lld%s", STR_ARG(b->kind),
	               (int)month_year(b->month), (int)month_number(b->month), (long long)b->serial,
	               tail);
	return arena_str(h->place->arena, str_from(name), out) ? NHI_OK
	                                                       : err_set(err, NHI_MEMORY, " ");
}

static void put_titles(struct buf *b, bool by_ebill) {
	static const char *const post[] = {"piece",  "bill",    "unit_code", "name",
	                                   "county", "address", "payable",   "first_page"};
	static const char *const ebill[] = {"piece",   "bill",    "unit_code", "name",
	                                    "contact", "payable", "file",      "sha256"};
	for (size_t i = 0; i < COUNT_OF(post); i++)
		csv_put(b, i, str_from(by_ebill ? ebill[i] : post[i]));
	csv_end_row(b);
}

static void put_number(struct buf *b, int64_t bill_id) {
	char number[24];
	(void)snprintf(number, sizeof number, "%016lld", (long long)bill_id);
	csv_put(b, 1, str_from(number));
}

static void put_piece(struct buf *b, int64_t piece, const struct dispatch_target *t) {
	csv_put_i64(b, 0, piece);
	put_number(b, t->bill_id);
	csv_put(b, 2, t->code);
	csv_put(b, 3, t->name);
}

enum { PARTS = SLIPS_SLIP | SLIPS_SHEET };

/* One PDF of all letters, one list. */
static enum nhi_status write_post(struct db *db, struct hand_over *h, struct err *err) {
	struct dispatch_batch *b = &h->done->batch;
	buf_reset(&h->document);
	enum nhi_status st =
	        slips_draw(db, h->request->slips, b->month, h->piece, (size_t)b->pieces, PARTS,
	                   h->request->seen, &h->document, h->first_page, &b->pages, err);
	if (st == NHI_OK) st = name_file(h, ".pdf", &h->done->document, err);
	for (int64_t i = 0; i < b->pieces; i++) {
		put_piece(&h->list, i + 1, h->piece[i]);
		csv_put(&h->list, 4, h->piece[i]->county);
		csv_put(&h->list, 5, h->piece[i]->address);
		csv_put_i64(&h->list, 6, h->piece[i]->payable);
		csv_put_i64(&h->list, 7, h->first_page[i]);
		csv_end_row(&h->list);
	}
	return st == NHI_OK ? write_file(h, h->done->document, buf_str(&h->document), err) : st;
}

/* A PDF each, since each has another reader. */
static enum nhi_status write_ebill(struct db *db, struct hand_over *h, int64_t i, struct err *err) {
	char tail[32], hash[SHA256_HEX_SIZE + 1];
	struct str name;
	int64_t pages = 0;
	buf_reset(&h->document);
	(void)snprintf(tail, sizeof tail, "-%016lld.pdf", (long long)h->piece[i]->bill_id);
	enum nhi_status st =
	        slips_draw(db, h->request->slips, h->done->batch.month, &h->piece[i], 1, PARTS,
	                   h->request->seen, &h->document, NULL, &pages, err);
	if (st == NHI_OK) st = name_file(h, tail, &name, err);
	if (st == NHI_OK) st = write_file(h, name, buf_str(&h->document), err);
	if (st != NHI_OK) return st;
	h->done->batch.pages += pages;
	sha256_hex(buf_str(&h->document), hash);
	put_piece(&h->list, i + 1, h->piece[i]);
	csv_put(&h->list, 4, h->piece[i]->contact);
	csv_put_i64(&h->list, 5, h->piece[i]->payable);
	csv_put(&h->list, 6, name);
	csv_put(&h->list, 7, str_from(hash));
	csv_end_row(&h->list);
	return NHI_OK;
}

static enum nhi_status write_kind(struct db *db, struct hand_over *h, struct err *err) {
	struct dispatch_batch *b = &h->done->batch;
	const bool by_ebill = str_is(b->kind, "ebill");
	enum nhi_status st = dispatch_serial(db, b->month, b->kind, &b->serial, err);
	if (st != NHI_OK || b->pieces == 0) return st;
	b->serial++;
	put_titles(&h->list, by_ebill);
	if (!by_ebill) st = write_post(db, h, err);
	for (int64_t i = 0; by_ebill && i < b->pieces && st == NHI_OK; i++)
		st = write_ebill(db, h, i, err);
	if (st == NHI_OK) st = name_file(h, ".csv", &h->done->list, err);
	if (st == NHI_OK && !buf_ok(&h->list)) st = err_set(err, NHI_MEMORY, " ");
	if (st == NHI_OK) st = write_file(h, h->done->list, buf_str(&h->list), err);
	if (st == NHI_OK) sha256_hex(buf_str(&h->list), b->list_hash);
	return st;
}

struct month_work {
	const struct bill_place *place;
	const struct dispatch_request *request;
	struct dispatch_result *out;
	struct hand_over post, ebill;
};

/* Which bills go now: those never handed over, or those whose last letter came back. */
static bool goes(const struct dispatch_request *r, const struct dispatch_target *t) {
	return r->again ? t->is_returned : t->attempts == 0;
}

static enum nhi_status sort_out(struct month_work *w, const struct dispatch_target *all,
                                size_t count, struct err *err) {
	struct hand_over *const both[] = {&w->post, &w->ebill};
	for (size_t i = 0; i < COUNT_OF(both); i++) {
		both[i]->piece = arena_array(w->place->arena, count, sizeof *both[i]->piece);
		both[i]->first_page = ARENA_ARRAY(w->place->arena, count, int64_t);
		if (both[i]->piece == NULL || both[i]->first_page == NULL)
			return err_set(err, NHI_MEMORY, " ");
	}
	for (size_t i = 0; i < count; i++) {
		if (!goes(w->request, &all[i])) continue;
		struct hand_over *h = all[i].by_ebill ? &w->ebill : &w->post;
		if (!all[i].by_ebill && all[i].address.n == 0)
			w->out->without_address++;
		else
			h->piece[h->done->batch.pieces++] = &all[i];
	}
	return NHI_OK;
}

static void start(struct hand_over *h, const struct month_work *w, struct dispatch_done *done,
                  struct str kind) {
	buf_free(&h->list);
	buf_free(&h->document);
	*done = (struct dispatch_done){.batch = {.month = w->request->month, .kind = kind}};
	*h = (struct hand_over){.place = w->place,
	                        .request = w->request,
	                        .done = done,
	                        .list = BUF_INIT(DOCUMENT_MAX),
	                        .document = BUF_INIT(DOCUMENT_MAX)};
}

static enum nhi_status write_files(struct db *db, void *context, struct err *err) {
	struct month_work *w = context;
	const struct dispatch_request *r = w->request;
	struct bill_run run;
	struct dispatch_target *all;
	size_t count;
	bool found = false;
	w->out->without_address = 0;
	start(&w->post, w, &w->out->post, STR("post"));
	start(&w->ebill, w, &w->out->ebill, STR("ebill"));
	enum nhi_status st = bill_run_read(db, r->month, &run, &found, err);
	if (st == NHI_OK && !found)
		st = err_set(err, NHI_NOT_FOUND, "%d-%02d", month_year(r->month),
		             month_number(r->month));
	/* Addresses as known now: a letter that came back goes to the new one. */
	if (st == NHI_OK)
		st = dispatch_targets(db, r->month, r->slips->issued, INSTANT_OPEN - 1, r->division,
		                      w->place->arena, &all, &count, err);
	if (st == NHI_OK) st = sort_out(w, all, count, err);
	if (st == NHI_OK) st = write_kind(db, &w->post, err);
	return st == NHI_OK ? write_kind(db, &w->ebill, err) : st;
}

static enum nhi_status record(struct db *db, const struct hand_over *h, struct err *err) {
	const struct dispatch_batch *b = &h->done->batch;
	char key[96];
	struct act act;
	if (b->pieces == 0) return NHI_OK;
	(void)snprintf(key, sizeof key, "bill.dispatch/%04d-%02d/%.*s/%lld",
	               (int)month_year(b->month), (int)month_number(b->month), STR_ARG(b->kind),
	               (long long)b->serial);
	const struct act_request request = {.actor = h->request->actor,
	                                    .reason = h->request->again ? STR("returned mail")
	                                                                : STR("bills of a month"),
	                                    .purpose = STR("bill.dispatch"),
	                                    .key = str_from(key),
	                                    .content = str_from(b->list_hash)};
	enum nhi_status st = act_begin(db, &request, &act, err);
	if (st != NHI_OK || act.repeated) return st;
	return dispatch_add(db, &act, b, h->piece, err);
}

static enum nhi_status record_both(struct db *db, void *context, struct err *err) {
	struct month_work *w = context;
	enum nhi_status st = record(db, &w->post, err);
	return st == NHI_OK ? record(db, &w->ebill, err) : st;
}

enum nhi_status dispatch_month(const struct bill_place *place,
                               const struct dispatch_request *request, struct dispatch_result *out,
                               struct err *err) {
	struct month_work w = {.place = place, .request = request, .out = out};
	struct db *db;
	*out = (struct dispatch_result){0};
	enum nhi_status st = db_open(&db, place->url, place->data_dir, 0, err);
	if (st != NHI_OK) return st;
	st = db_transact(db, DB_READ, write_files, &w, err);
	if (st == NHI_OK) st = db_transact(db, DB_WRITE, record_both, &w, err);
	buf_free(&w.post.list);
	buf_free(&w.post.document);
	buf_free(&w.ebill.list);
	buf_free(&w.ebill.document);
	db_close(db);
	return st;
}

/* --- returned mail --- */

struct return_work {
	int64_t bill_id;
	date_t on;
	struct str reason, actor;
};

static enum nhi_status note(struct db *db, void *context, struct err *err) {
	const struct return_work *w = context;
	struct act act;
	const struct act_request request = {
	        .actor = w->actor, .reason = w->reason, .purpose = STR("bill.returned")};
	enum nhi_status st = act_begin(db, &request, &act, err);
	return st == NHI_OK ? dispatch_return_add(db, &act, w->bill_id, w->on, w->reason, err) : st;
}

enum nhi_status dispatch_note_return(const struct bill_place *place, int64_t bill_id, date_t on,
                                     struct str reason, struct str actor, struct err *err) {
	struct return_work w = {bill_id, on, reason, actor};
	struct db *db;
	enum nhi_status st = db_open(&db, place->url, place->data_dir, 0, err);
	if (st != NHI_OK) return st;
	st = db_transact(db, DB_WRITE, note, &w, err);
	db_close(db);
	return st;
}

struct list_work {
	struct arena *arena;
	month_t month;
	int64_t bill_id;
	struct dispatch_batch **batches;
	struct dispatch_event **events;
	size_t *count;
};

static enum nhi_status read_batches(struct db *db, void *context, struct err *err) {
	const struct list_work *w = context;
	return dispatch_batches(db, w->month, w->arena, w->batches, w->count, err);
}

enum nhi_status dispatch_list(const struct bill_place *place, month_t month,
                              struct dispatch_batch **rows, size_t *count, struct err *err) {
	struct list_work w = {
	        .arena = place->arena, .month = month, .batches = rows, .count = count};
	return bill_look(place, read_batches, &w, err);
}

static enum nhi_status read_events(struct db *db, void *context, struct err *err) {
	const struct list_work *w = context;
	return dispatch_events(db, w->bill_id, w->arena, w->events, w->count, err);
}

enum nhi_status dispatch_history(const struct bill_place *place, int64_t bill_id,
                                 struct dispatch_event **rows, size_t *count, struct err *err) {
	struct list_work w = {
	        .arena = place->arena, .bill_id = bill_id, .events = rows, .count = count};
	return bill_look(place, read_events, &w, err);
}
