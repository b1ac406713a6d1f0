/* claim.c: see claim.h. */
#include "desk/claim.h"

#include "store/ids.h"
#include "store/number.h"
#include "store/original.h"
#include "store/provider.h"

enum { NUMBER_MAX = 64 };

struct receiving {
	struct register_desk *desk;
	const struct claim_judge *judge;
	struct str name, bytes;
	int64_t provider_id; /* 0: anybody's */
	struct claim_receipt *out;
};

/* ---- The head -------------------------------------------------------------------------------- */

static const char *kind_of(const struct claim_batch *b) {
	if (b->format == CLAIM_APPEAL) return "appeal";
	return str_is(b->kind, "2") ? "supplement" : "original";
}

/* 1 first half, 2 second half, 3 whole month by the days of the filing; 0 when not said. */
static int32_t period_of(const struct claim_batch *b) {
	enum { HALF = 15 };
	if (b->begin < DATE_MIN || b->end < DATE_MIN) return 0;
	int32_t first = date_to_ymd(b->begin).day, last = date_to_ymd(b->end).day;
	return last <= HALF ? 1 : first > HALF ? 2 : 3;
}

/* Head fields that the verdict does not carry; texts copied. */
static enum nhi_status read_head(struct receiving *r, struct claim_batch_row *row,
                                 struct err *err) {
	struct claim_bytes bytes = claim_bytes_of(r->bytes);
	const struct claim_read_from from = {r->judge->layout, &bytes.source, r->name};
	struct claim_findings ignored = claim_findings_in(r->judge->catalogue, r->desk->arena);
	struct claim_reader *reader = NULL;
	enum nhi_status st = claim_read_open(&reader, &from, &ignored.sink, err);
	if (st == NHI_OK) {
		const struct claim_batch *b = claim_read_batch(reader);
		row->format = str_from(claim_format_key(b->format));
		row->kind = str_from(kind_of(b));
		row->month = b->month;
		row->period = period_of(b);
		row->filed = b->filed >= DATE_MIN ? b->filed : r->desk->today;
	}
	claim_read_close(reader);
	return st;
}

/* ---- Against the claim that it replaces ------------------------------------------------------ */

struct case_mark {
	struct str class_;
	int64_t serial;
	uint64_t content;
};

static uint64_t mix(uint64_t h, struct str s) {
	return (h ^ str_hash(s)) * UINT64_C(0x100000001B3);
}

/* All values of a case and its orders, in the order sent; the key apart. */
static uint64_t content_of(const struct claim_case *c) {
	uint64_t h = UINT64_C(14695981039346656037);
	for (uint32_t i = 0; i < c->sent.value_count; i++)
		h = mix(mix(h, c->sent.value[i].field->tag), c->sent.value[i].text);
	for (uint32_t k = 0; k < c->order_count; k++)
		for (uint32_t i = 0; i < c->order[k].sent.value_count; i++) {
			const struct claim_value *v = &c->order[k].sent.value[i];
			h = mix(mix(h, v->field->tag), v->text);
		}
	return h;
}

static int by_key(const void *a, const void *b) {
	const struct case_mark *x = a, *y = b;
	int order = str_cmp(x->class_, y->class_);
	return order != 0 ? order : x->serial < y->serial ? -1 : x->serial > y->serial;
}

static enum nhi_status marks_of(struct receiving *r, struct str bytes, size_t expected,
                                struct case_mark **out, size_t *count, struct err *err) {
	struct claim_bytes source = claim_bytes_of(bytes);
	const struct claim_read_from from = {r->judge->layout, &source.source, STR("")};
	struct claim_findings ignored = claim_findings_in(r->judge->catalogue, r->desk->arena);
	struct claim_reader *reader = NULL;
	struct claim_item item = {.kind = CLAIM_ITEM_CASE};
	*count = 0;
	*out = ARENA_ARRAY(r->desk->arena, expected, struct case_mark);
	if (*out == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = claim_read_open(&reader, &from, &ignored.sink, err);
	while (st == NHI_OK && item.kind != CLAIM_ITEM_END && *count < expected) {
		st = claim_read_next(reader, &item, err);
		if (st != NHI_OK || item.kind != CLAIM_ITEM_CASE) continue;
		struct case_mark *m = &(*out)[*count];
		m->serial = item.of_case->serial;
		m->content = content_of(item.of_case);
		if (!arena_str(r->desk->arena, item.of_case->class_, &m->class_))
			st = err_set(err, NHI_MEMORY, "%s", "");
		else
			(*count)++;
	}
	claim_read_close(reader);
	if (st == NHI_OK && *count > 0) qsort(*out, *count, sizeof **out, by_key);
	return st;
}

static void compare(struct claim_receipt *out, const struct case_mark *old, size_t old_count,
                    const struct case_mark *now, size_t now_count) {
	size_t i = 0, k = 0;
	while (i < old_count || k < now_count) {
		int order = i == old_count ? 1 : k == now_count ? -1 : by_key(&old[i], &now[k]);
		if (order == 0) {
			out->same += old[i].content == now[k].content;
			out->changed += old[i].content != now[k].content;
		}
		out->gone += order < 0;
		out->added += order > 0;
		i += order <= 0;
		k += order >= 0;
	}
}

/* The earlier claim steps back, unless it was paid for. */
static enum nhi_status replace(struct db *db, struct receiving *r, const struct act *act,
                               int64_t batch_id, struct err *err) {
	struct claim_batch_row old;
	struct case_mark *before, *now;
	size_t before_count, now_count;
	struct original original;
	struct arena *arena = r->desk->arena;
	bool found;
	enum nhi_status st =
	        claim_batch_find(db, STR(""), STR(""), batch_id, arena, &old, &found, err);
	if (st != NHI_OK || !found) return st;
	if (!str_is(old.state, "received") && !str_is(old.state, "adjudicated"))
		return err_set(err, NHI_CLAIM_PAID, "%.*s", STR_ARG(old.receipt_no));
	st = original_read(db, old.sha256, arena, &original, err);
	if (st == NHI_OK)
		st = marks_of(r, original.bytes, (size_t)old.cases, &before, &before_count, err);
	if (st == NHI_OK)
		st = marks_of(r, r->bytes, (size_t)r->out->batch.cases, &now, &now_count, err);
	if (st != NHI_OK) return st;
	compare(r->out, before, before_count, now, now_count);
	r->out->replaced = old.receipt_no;
	r->out->batch.replaces = batch_id;
	return claim_batch_step(db, act, old.provider_id, old.batch_id, STR("replaced"),
	                        r->desk->today, r->out->batch.receipt_no, err);
}

/* ---- Receiving ------------------------------------------------------------------------------- */

static enum nhi_status give_number(struct db *db, struct receiving *r, struct str *out,
                                   struct err *err) {
	struct buf number = BUF_INIT(NUMBER_MAX);
	enum nhi_status st = number_take(db, r->desk->formats, STR("claim"), STR("claim_receipt"),
	                                 r->desk->today, &number, err);
	if (st == NHI_OK && !arena_str(r->desk->arena, buf_str(&number), out))
		st = err_set(err, NHI_MEMORY, "%s", "");
	buf_free(&number);
	return st;
}

static enum nhi_status write_batch(struct db *db, struct receiving *r, const struct act *act,
                                   struct err *err) {
	struct claim_batch_row *row = &r->out->batch;
	bool is_rejected = str_is(row->verdict, "rejected");
	int64_t *open;
	size_t count = 0;
	enum nhi_status st = ids_new(db, "claim", &row->batch_id, err);
	if (st == NHI_OK) st = give_number(db, r, &row->receipt_no, err);
	if (st == NHI_OK && !is_rejected && str_is(row->kind, "original"))
		st = claim_batches_open(db, row, r->desk->arena, &open, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) st = replace(db, r, act, open[i], err);
	row->state = is_rejected                   ? STR("returned")
	             : str_is(row->kind, "appeal") ? STR("appealed")
	                                           : STR("received");
	return st == NHI_OK ? claim_batch_add(db, act, row, row->state, err) : st;
}

static enum nhi_status receive_work(struct db *db, void *context, struct err *err) {
	struct receiving *r = context;
	struct claim_receipt *out = r->out;
	struct act act;
	char hash[SHA256_HEX_SIZE + 1];
	out->same = out->changed = out->added = out->gone = 0;
	out->replaced = STR("");
	out->batch.replaces = 0;
	sha256_hex(r->bytes, hash);
	enum nhi_status st = claim_batch_find(db, STR(""), str_from(hash), 0, r->desk->arena,
	                                      &out->batch, &out->repeated, err);
	if (st != NHI_OK || out->repeated) return st;
	const struct act_request request = {.actor = r->desk->actor,
	                                    .acting_for = r->desk->acting_for,
	                                    .reason = STR("醫療費用申報"),
	                                    .purpose = STR("claim.receive")};
	st = act_begin(db, &request, &act, err);
	if (st == NHI_OK) st = original_keep(db, &act, r->name, r->bytes, hash, err);
	if (st == NHI_OK && !arena_str(r->desk->arena, str_from(hash), &out->batch.sha256))
		st = err_set(err, NHI_MEMORY, "%s", "");
	return st == NHI_OK ? write_batch(db, r, &act, err) : st;
}

/* Whose file it is. A file without a known provider or month is told back, not kept. */
static enum nhi_status find_provider(struct receiving *r, bool *known, struct err *err) {
	struct claim_batch_row *row = &r->out->batch;
	row->provider = r->out->verdict.provider;
	enum nhi_status st = provider_by_code(r->desk->db, row->provider, &row->provider_id, err);
	*known = st == NHI_OK && row->provider_id != 0 &&
	         r->out->verdict.month != CLAIM_DATE_NONE && r->out->verdict.exit_code != 3;
	if (st == NHI_OK && *known && r->provider_id != 0 && r->provider_id != row->provider_id)
		return err_set(err, NHI_FORBIDDEN, "%.*s" ERR_SEP "%.*s", STR_ARG(row->provider),
		               STR_ARG(row->provider));
	return st;
}

enum nhi_status desk_claim_receive(struct register_desk *desk, const struct claim_judge *judge,
                                   struct str name, struct str bytes, int64_t provider_id,
                                   struct claim_receipt *out, struct err *err) {
	struct receiving r = {desk, judge, name, bytes, provider_id, out};
	struct claim_bytes source = claim_bytes_of(bytes);
	bool known = false;
	*out = (struct claim_receipt){.is_kept = false};
	if (bytes.n > CLAIM_UPLOAD_MAX)
		return err_set(err, NHI_LIMIT, "%.*s" ERR_SEP "%d", STR_ARG(name),
		               (int)CLAIM_UPLOAD_MAX);
	enum nhi_status st =
	        claim_judge(judge, &source.source, name, desk->arena, &out->verdict, err);
	if (st == NHI_OK) st = find_provider(&r, &known, err);
	if (st != NHI_OK || !known) return st;
	struct claim_batch_row *row = &out->batch;
	row->received = desk->today;
	row->verdict = str_from(out->verdict.name);
	row->cases = (int64_t)out->verdict.claims;
	row->orders = (int64_t)out->verdict.orders;
	row->points.v = out->verdict.points_claimed;
	st = read_head(&r, row, err);
	if (st == NHI_OK) st = db_transact(desk->db, DB_WRITE, receive_work, &r, err);
	out->is_kept = st == NHI_OK;
	return st;
}

/* ---- Void, find ------------------------------------------------------------------------------ */

enum nhi_status desk_claim_find(struct register_desk *desk, struct str receipt_no,
                                struct claim_batch_row *out, struct err *err) {
	bool found;
	enum nhi_status st =
	        claim_batch_find(desk->db, receipt_no, STR(""), 0, desk->arena, out, &found, err);
	if (st == NHI_OK && !found) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(receipt_no));
	return st;
}

struct voiding {
	struct register_desk *desk;
	struct str receipt_no, reason;
};

static enum nhi_status void_work(struct db *db, void *context, struct err *err) {
	struct voiding *v = context;
	struct claim_batch_row row;
	struct act act;
	enum nhi_status st = desk_claim_find(v->desk, v->receipt_no, &row, err);
	if (st != NHI_OK) return st;
	if (!str_is(row.state, "received") && !str_is(row.state, "adjudicated") &&
	    !str_is(row.state, "appealed"))
		return err_set(err, NHI_CLAIM_PAID, "%.*s", STR_ARG(v->receipt_no));
	const struct act_request request = {
	        .actor = v->desk->actor, .reason = v->reason, .purpose = STR("claim.void")};
	st = act_begin(db, &request, &act, err);
	if (st != NHI_OK) return st;
	return claim_batch_step(db, &act, row.provider_id, row.batch_id, STR("void"),
	                        v->desk->today, v->reason, err);
}

enum nhi_status desk_claim_void(struct register_desk *desk, struct str receipt_no,
                                struct str reason, struct err *err) {
	struct voiding v = {desk, receipt_no, reason};
	return db_transact(desk->db, DB_WRITE, void_work, &v, err);
}

void claim_receipt_json(const struct claim_receipt *r, struct json *j) {
	const struct claim_batch_row *b = &r->batch;
	struct buf month = BUF_INIT(16);
	json_object_start(j);
	json_put_bool(j, "kept", r->is_kept);
	json_put_bool(j, "repeated", r->repeated);
	json_put_str(j, "receipt", b->receipt_no);
	json_put_str(j, "provider", b->provider);
	if (r->is_kept) month_print(&month, b->month);
	json_put_str(j, "month", buf_str(&month));
	json_put_str(j, "format", b->format);
	json_put_str(j, "kind", b->kind);
	json_put_str(j, "verdict", r->is_kept ? b->verdict : str_from(r->verdict.name));
	json_put_str(j, "state", b->state);
	json_put_i64(j, "cases", b->cases);
	json_put_i64(j, "orders", b->orders);
	json_put_i64(j, "points", b->points.v);
	json_put_str(j, "replaced", r->replaced);
	json_put_i64(j, "same", r->same);
	json_put_i64(j, "changed", r->changed);
	json_put_i64(j, "added", r->added);
	json_put_i64(j, "gone", r->gone);
	json_object_end(j);
	buf_free(&month);
}
