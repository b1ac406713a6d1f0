/* receipt.c: see receipt.h. */
#include "desk/receipt.h"

#include "desk/card.h"

static const char *const ways[] = {"cash", "stored_value", "credit_card", "post"};

/* True when the fee was paid as it should be. */
static bool judge(struct entry *e, twd_t amount, int *way) {
	int64_t paid = -1;
	*way = 0;
	bool ok = entry_word(e, "way", ways, COUNT_OF(ways), way) &&
	          entry_i64(e, "paid", 0, INT32_MAX, &paid);
	if (!ok) return false;
	if (paid != amount.v) {
		refusal_add(&e->refusals, REFUSE_FEE_AMOUNT, "%lld" ERR_SEP "%lld",
		            (long long)amount.v, (long long)(paid < 0 ? 0 : paid));
		return false;
	}
	if (*way > 0 && entry_text(e, "reference").n == 0) {
		refusal_add(&e->refusals, REFUSE_FEE_REFERENCE, "%s", ways[*way]);
		return false;
	}
	return true;
}

enum nhi_status entry_take_fee(struct entry *e, const char *item, struct str source,
                               int64_t person_id, twd_t amount, date_t on, struct receipt *out,
                               struct err *err) {
	int way;
	*out = (struct receipt){.id = 0, .voided_on = DATE_OPEN};
	if (amount.v == 0 || !judge(e, amount, &way)) return NHI_OK;
	*out = (struct receipt){.person_id = person_id,
	                        .on = on,
	                        .amount = amount,
	                        .way = str_from(ways[way]),
	                        .reference = entry_text(e, "reference"),
	                        .site = entry_text(e, "site"),
	                        .item = str_from(item),
	                        .source = source,
	                        .voided_on = DATE_OPEN};
	enum nhi_status st = entry_number(e, "receipt", on, &out->no, err);
	if (st != NHI_OK || !entry_writes(e)) return st;
	st = receipt_put(e->desk->db, &e->act, out, err);
	json_put_str(e->json, "receipt_no", out->no);
	return st;
}

enum nhi_status receipt_cancel(struct entry *e, struct err *err) {
	struct str no, why;
	struct receipt r;
	date_t on;
	if (!entry_need(e, "receipt_no", &no) || !entry_need(e, "note", &why) || !entry_on(e, &on))
		return NHI_OK;
	enum nhi_status st = receipt_find(e->desk->db, no, e->desk->arena, &r, err);
	if (st != NHI_OK) return st;
	if (r.voided_on != DATE_OPEN) {
		refusal_add(&e->refusals, REFUSE_RECEIPT_VOID, "%.*s" ERR_SEP "%s", STR_ARG(no),
		            date_text(r.voided_on).c);
		return NHI_OK;
	}
	json_put_i64(e->json, "returned", r.amount.v);
	return receipt_take_back(e->desk->db, &e->act, &r, on, why, err);
}

enum nhi_status receipts_show(struct register_desk *desk, const struct form *in, struct json *j,
                              struct err *err) {
	struct entry e = {.desk = desk, .in = in};
	date_t from = desk->today, to;
	bool ok = entry_date(&e, "from", &from);
	to = from;
	if (!ok || !entry_date(&e, "to", &to) || to == DATE_OPEN)
		return err_set(err, NHI_RANGE, "from, to" ERR_SEP "%s" ERR_SEP "%s", "",
		               "YYYY-MM-DD");
	struct str site = form_get(in, "site");
	json_object_start(j);
	json_key(j, "receipts");
	enum nhi_status st = receipt_list(desk->db, site, from, to + 1, j, err);
	json_key(j, "sums");
	if (st == NHI_OK) st = receipt_sums(desk->db, site, from, to + 1, j, err);
	json_object_end(j);
	return st;
}
