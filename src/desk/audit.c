/* audit.c: see audit.h. */
#include "desk/audit.h"

#include "base/json.h"
#include "store/chain.h"
#include "store/read_list.h"

static enum nhi_status verify_one(struct db *db, enum chain chain, struct audit_chain *out,
                                  struct err *err) {
	struct chain_finding f;
	struct chain_head head;
	enum nhi_status st = chain_verify(db, chain, &f, err);
	if (st == NHI_OK) st = chain_head(db, chain, &head, err);
	if (st != NHI_OK) return st;
	*out = (struct audit_chain){.name = chain_name(chain),
	                            .links = f.links,
	                            .bad_link = f.bad_link,
	                            .unlinked = f.unlinked,
	                            .is_sound = chain_is_sound(&f)};
	sha256_to_hex(head.hash, out->hash);
	return NHI_OK;
}

static_assert((int)AUDIT_CHAINS == (int)CHAIN_COUNT, "every chain is verified");

enum nhi_status audit_verify(struct desk_call *call, struct audit_chain out[AUDIT_CHAINS],
                             struct err *err) {
	enum nhi_status st = principal_need(call->who, "audit", RIGHT_READ, err);
	if (st == NHI_OK) st = desk_need_db(call, err);
	for (int c = 0; c < CHAIN_COUNT && st == NHI_OK; c++)
		st = verify_one(call->db, (enum chain)c, &out[c], err);
	return st;
}

enum nhi_status audit_expect(struct desk_call *call, struct str chain, int64_t link_no,
                             struct str hash, bool *same, struct err *err) {
	char hex[SHA256_HEX_SIZE + 1] = "";
	*same = false;
	enum nhi_status st = principal_need(call->who, "audit", RIGHT_READ, err);
	if (st == NHI_OK) st = desk_need_db(call, err);
	if (st == NHI_OK) st = chain_link_hash(call->db, chain, link_no, hex, err);
	if (st == NHI_OK) *same = hex[0] != '\0' && str_is(hash, hex);
	return st;
}

static void put_instant(struct json *j, const char *key, instant_t at) {
	struct buf b = BUF_INIT(64);
	instant_print(&b, at);
	json_put_str(j, key, buf_str(&b));
	buf_free(&b);
}

static enum nhi_status list_reads(struct desk_call *call, const struct audit_wish *w,
                                  struct json *j, struct err *err) {
	struct read_row *rows;
	size_t count;
	enum nhi_status st = w->person_id != 0
	                             ? read_list(call->db, w->person_id, 0, w->most, call->arena,
	                                         &rows, &count, err)
	                             : read_list_of_actor(call->db, w->actor, 0, w->most,
	                                                  call->arena, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		json_object_start(j);
		put_instant(j, "at", rows[i].at);
		json_put_str(j, "actor", rows[i].actor);
		json_put_i64(j, "person_id", rows[i].person_id);
		json_put_str(j, "purpose", rows[i].purpose);
		json_put_str(j, "view", rows[i].view);
		json_put_str(j, "case", rows[i].case_no);
		json_object_end(j);
	}
	return st;
}

static enum nhi_status list_acts(struct desk_call *call, const struct audit_wish *w, struct json *j,
                                 struct err *err) {
	struct act_row *rows;
	size_t count;
	enum nhi_status st = act_list(call->db, w->actor, w->purpose, 0, INT64_MAX, w->most,
	                              call->arena, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		json_object_start(j);
		json_put_i64(j, "act", rows[i].id);
		put_instant(j, "at", rows[i].at);
		json_put_str(j, "actor", rows[i].actor);
		json_put_str(j, "acting_for", rows[i].acting_for);
		json_put_str(j, "purpose", rows[i].purpose);
		json_put_str(j, "reason", rows[i].reason);
		json_put_str(j, "case", rows[i].case_no);
		json_object_end(j);
	}
	return st;
}

enum nhi_status audit_list(struct desk_call *call, const struct audit_wish *wish, struct buf *json,
                           struct err *err) {
	struct json j = JSON_INIT(json, true);
	enum nhi_status st = principal_need(call->who, "audit", RIGHT_READ, err);
	if (st == NHI_OK) st = desk_need_db(call, err);
	if (st != NHI_OK) return st;
	json_array_start(&j);
	st = wish->reads ? list_reads(call, wish, &j, err) : list_acts(call, wish, &j, err);
	json_array_end(&j);
	buf_put_char(json, '\n');
	return st;
}
