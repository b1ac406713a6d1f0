/* card_make.c: production of cards: on the spot from the blanks of a site, and in batches by the
 * maker; the blanks themselves (card.h). */
#include "desk/card_parts.h"
#include "store/coverage.h"
#include "store/original.h"
#include "wire/card_batch.h"

enum { BATCH_MAX = 20000, FILE_MAX = 64 << 20, NAME_MAX_BYTES = 64 };

enum nhi_status card_take_blank(struct entry *e, struct str site, const char *kind, date_t on,
                                struct str note, struct err *err) {
	int64_t blanks = 0;
	enum nhi_status st = card_stock_of(e->desk->db, site, &blanks, err);
	if (st != NHI_OK) return st;
	if (blanks < 1) {
		refusal_add(&e->refusals, REFUSE_CARD_NO_BLANK, "%.*s", STR_ARG(site));
		return NHI_OK;
	}
	return card_stock_move(e->desk->db, &e->act, site, on, kind, -1, note, err);
}

enum nhi_status card_make(struct entry *e, struct err *err) {
	struct card c;
	date_t on;
	enum nhi_status st = card_of_field(e, &c, err);
	if (st != NHI_OK || c.id == 0 || !entry_on(e, &on)) return st;
	st = card_turn_or_refuse(e, &c, CARD_MADE, on, STR(""), 0, err);
	if (st == NHI_OK && entry_accepts(e))
		st = card_take_blank(e, c.site, "used", on, c.no, err);
	json_put_str(e->json, "card_no", c.no);
	json_put_c(e->json, "state", card_states[c.state]);
	return st;
}

enum nhi_status card_order_again(struct entry *e, const struct card *spoilt, date_t on,
                                 struct err *err) {
	struct card c = *spoilt;
	c.reason = str_from(card_reasons[CARD_MISPRINTED].code);
	c.applied_on = on;
	c.photo = str_from(card_photos[CARD_PHOTO_STORED]);
	c.document = c.agent = STR("");
	c.receipt_id = 0; /* the fee was paid once, for the spoilt one */
	c.state = CARD_ORDERED;
	enum nhi_status st = entry_number_of(e, "0", "card", on, &c.no, err);
	if (st == NHI_OK) st = card_put(e->desk->db, &e->act, &c, err);
	json_put_str(e->json, "new_card_no", c.no);
	return st;
}

enum nhi_status card_fail(struct entry *e, struct err *err) {
	struct card c;
	struct str why;
	date_t on;
	enum nhi_status st = card_of_field(e, &c, err);
	if (st != NHI_OK || !entry_need(e, "note", &why) || c.id == 0 || !entry_on(e, &on))
		return st;
	bool blank_is_new = c.state == CARD_ORDERED; /* a card already made has its blank booked */
	st = card_turn_or_refuse(e, &c, CARD_FAILED, on, why, c.batch_id, err);
	if (st == NHI_OK && entry_accepts(e) && blank_is_new)
		st = card_take_blank(e, c.site, "spoilt", on, c.no, err);
	if (st == NHI_OK && entry_accepts(e)) st = card_order_again(e, &c, on, err);
	return st;
}

/* --- batches ---------------------------------------------------------------------------------- */

static enum nhi_status put_row(struct entry *e, const struct card *c, int64_t serial, date_t on,
                               struct buf *file, struct err *err) {
	struct person_fact who;
	struct card_batch_row row = {.serial = serial, .card_no = c->no, .delivery = c->delivery};
	date_t taken = DATE_OPEN;
	struct db *db = e->desk->db;
	enum nhi_status st =
	        person_fact_on(db, c->person_id, on, KNOWN_NOW, e->desk->arena, &who, err);
	if (st == NHI_OK)
		st = person_main_key(db, c->person_id, KNOWN_NOW, e->desk->arena, &row.id, err);
	if (st == NHI_OK) st = card_photo_on(db, c->person_id, &taken, err);
	if (st != NHI_OK) return st;
	row.name = who.name;
	row.sex = who.sex;
	row.birth = who.birth;
	row.has_photo = taken != DATE_OPEN;
	if (str_is(c->delivery, "post")) row.address = who.address;
	card_batch_row(file, &row);
	return NHI_OK;
}

static enum nhi_status make_file(struct entry *e, struct card_batch *b, const struct card *cards,
                                 size_t count, struct err *err) {
	struct buf file = BUF_INIT(FILE_MAX);
	char hex[SHA256_HEX_SIZE + 1], name[NAME_MAX_BYTES];
	enum nhi_status st = NHI_OK;
	card_batch_title(&file);
	for (size_t i = 0; i < count && st == NHI_OK; i++)
		st = put_row(e, &cards[i], (int64_t)i + 1, b->made_on, &file, err);
	card_batch_end(&file, (int64_t)count);
	(void)snprintf(name, sizeof name, "cards-%.*s.csv", STR_ARG(b->no));
	if (st == NHI_OK && !buf_ok(&file)) st = err_set(err, NHI_MEMORY, "%s", "");
	if (st == NHI_OK)
		st = original_keep(e->desk->db, &e->act, str_from(name), buf_str(&file), hex, err);
	buf_free(&file);
	if (st == NHI_OK && !arena_str(e->desk->arena, str_from(hex), &b->file_hash))
		st = err_set(err, NHI_MEMORY, "%s", "");
	return st;
}

enum nhi_status card_batch_make(struct entry *e, struct err *err) {
	struct card_batch b = {.id = 0};
	struct card *cards;
	size_t count = 0;
	struct db *db = e->desk->db;
	if (!entry_need(e, "site", &b.site) || !entry_on(e, &b.made_on)) return NHI_OK;
	/* Cards made on the spot never go to the maker. */
	enum nhi_status st = fact_lock_table(db, "card_state", err);
	if (st == NHI_OK)
		st = card_waiting(db, CARD_ORDERED, b.site, STR(""), BATCH_MAX, e->desk->arena,
		                  &cards, &count, err);
	size_t kept = 0;
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		if (!str_is(cards[i].delivery, "spot") && cards[i].applied_on <= b.made_on)
			cards[kept++] = cards[i];
	if (st == NHI_OK && kept == 0)
		refusal_add(&e->refusals, REFUSE_CARD_BATCH_EMPTY, "%.*s", STR_ARG(b.site));
	if (st != NHI_OK || !entry_writes(e)) return st;
	b.cards = (int64_t)kept;
	st = entry_number(e, "card_batch", b.made_on, &b.no, err);
	if (st == NHI_OK) st = make_file(e, &b, cards, kept, err);
	if (st == NHI_OK) st = card_batch_put(db, &e->act, &b, err);
	for (size_t i = 0; st == NHI_OK && i < kept; i++)
		st = card_turn(db, &e->act, &cards[i], CARD_BATCHED, b.made_on, STR(""), b.id, err);
	json_put_str(e->json, "batch_no", b.no);
	json_put_i64(e->json, "cards", b.cards);
	json_put_str(e->json, "file", b.file_hash);
	return st;
}

/* The batch of the field, when the step is its next one. */
static enum nhi_status batch_of_field(struct entry *e, bool receiving, struct card_batch *b,
                                      date_t *on, struct err *err) {
	struct str no;
	*b = (struct card_batch){.id = 0};
	if (!entry_need(e, "batch_no", &no) || !entry_on(e, on)) return NHI_OK;
	enum nhi_status st = card_batch_find(e->desk->db, no, e->desk->arena, b, err);
	if (st != NHI_OK) return st;
	bool is_next = receiving ? b->is_handed_over && !b->is_received : !b->is_handed_over;
	if (!is_next || *on < b->made_on)
		refusal_add(&e->refusals, REFUSE_CARD_BATCH_STEP, "%.*s" ERR_SEP "%s", STR_ARG(no),
		            receiving ? "received" : "handed_over");
	json_put_str(e->json, "batch_no", no);
	return NHI_OK;
}

enum nhi_status card_batch_hand_over(struct entry *e, struct err *err) {
	struct card_batch b;
	struct str note;
	date_t on = DATE_NONE;
	if (!entry_need(e, "note", &note)) return NHI_OK; /* to whom */
	enum nhi_status st = batch_of_field(e, false, &b, &on, err);
	if (st != NHI_OK || !entry_writes(e)) return st;
	return card_batch_step(e->desk->db, &e->act, b.id, "handed_over", on, note, 0, 0, err);
}

static bool is_listed(struct str list, struct str no) {
	while (list.n > 0)
		if (str_eq(str_trim(str_cut(&list, ',')), no)) return true;
	return false;
}

enum nhi_status card_batch_receive(struct entry *e, struct err *err) {
	struct card_batch b;
	struct card *cards = NULL;
	size_t count = 0;
	int64_t failed = 0, listed = 0;
	date_t on = DATE_NONE;
	struct str list = entry_text(e, "failed"), rest = list;
	enum nhi_status st = batch_of_field(e, true, &b, &on, err);
	if (st != NHI_OK || !entry_writes(e)) return st;
	while (rest.n > 0) listed += str_trim(str_cut(&rest, ',')).n > 0;
	st = card_of_batch(e->desk->db, b.id, e->desk->arena, &cards, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		bool spoilt = is_listed(list, cards[i].no);
		failed += spoilt;
		st = card_turn_or_refuse(e, &cards[i], spoilt ? CARD_FAILED : CARD_MADE, on,
		                         STR(""), b.id, err);
		if (st == NHI_OK && spoilt) st = card_order_again(e, &cards[i], on, err);
	}
	if (st == NHI_OK && failed != listed)
		refusal_add(&e->refusals, REFUSE_FIELD_INVALID, "failed" ERR_SEP "%.*s",
		            STR_ARG(str_slice(list, 0, NAME_MAX_BYTES)));
	if (st != NHI_OK || !entry_writes(e)) return st;
	json_put_i64(e->json, "good", (int64_t)count - failed);
	json_put_i64(e->json, "failed", failed);
	return card_batch_step(e->desk->db, &e->act, b.id, "received", on, entry_text(e, "note"),
	                       (int64_t)count - failed, failed, err);
}

enum nhi_status card_batches_show(struct register_desk *desk, const struct form *in, struct json *j,
                                  struct err *err) {
	return card_batch_list(desk->db, form_get(in, "site"), j, err);
}

enum nhi_status card_batch_file(struct register_desk *desk, struct str batch_no, struct str *out,
                                struct err *err) {
	struct card_batch b;
	struct original file;
	struct card *cards;
	size_t count;
	enum nhi_status st = card_batch_find(desk->db, batch_no, desk->arena, &b, err);
	if (st == NHI_OK) st = original_read(desk->db, b.file_hash, desk->arena, &file, err);
	if (st == NHI_OK) st = card_of_batch(desk->db, b.id, desk->arena, &cards, &count, err);
	if (st != NHI_OK) return st;
	for (size_t i = 0; i < count; i++) register_saw(desk, cards[i].person_id);
	*out = file.bytes;
	return st;
}

/* --- blanks ----------------------------------------------------------------------------------- */

enum nhi_status card_stock_enter(struct entry *e, struct err *err) {
	static const char *const kinds[] = {"received", "spoilt", "moved", "counted"};
	struct str site, to;
	int64_t quantity = 0, there = 0;
	int kind = -1;
	date_t on;
	bool ok = entry_need(e, "site", &site);
	ok = entry_word(e, "kind", kinds, COUNT_OF(kinds), &kind) && ok;
	ok = entry_need_i64(e, "quantity", 0, INT32_MAX, &quantity) && ok;
	if (kind == 2) ok = entry_need(e, "to", &to) && ok;
	if (!ok || !entry_on(e, &on)) return NHI_OK;
	struct db *db = e->desk->db;
	struct str note = entry_text(e, "note");
	enum nhi_status st = card_stock_of(db, site, &there, err);
	int64_t change = kind == 0 ? quantity : kind == 3 ? quantity - there : -quantity;
	if (st == NHI_OK && there + change < 0)
		refusal_add(&e->refusals, REFUSE_CARD_STOCK, "%.*s" ERR_SEP "%lld", STR_ARG(site),
		            (long long)there);
	if (st != NHI_OK || !entry_writes(e)) return st;
	json_put_i64(e->json, "blanks", there + change);
	if (change == 0) return NHI_OK; /* the count agrees, or nothing moved */
	st = card_stock_move(db, &e->act, site, on, kinds[kind], change, kind == 2 ? to : note,
	                     err);
	if (st == NHI_OK && kind == 2)
		st = card_stock_move(db, &e->act, to, on, "moved", quantity, site, err);
	return st;
}

enum nhi_status card_stock_show(struct register_desk *desk, const struct form *in, struct json *j,
                                struct err *err) {
	return card_stock_list(desk->db, form_get(in, "site"), j, err);
}
