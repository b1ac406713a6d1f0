/* effect_undo.c: an objection is allowed, so what the decision did is taken back: by correction
 * facts of the objection's act (store/undo.h), by a void card and a fee given back, by a contrary
 * entry for a reimbursement. The past stays as it was known. */
#include "desk/effect_parts.h"

#include "base/ids.h"
#include "store/card.h"
#include "store/case_paper.h"
#include "store/coverage.h"
#include "store/person.h"
#include "store/provider.h"
#include "store/receipt.h"
#include "store/reimburse.h"
#include "store/undo.h"
#include "store/unit.h"

#include <jansson.h>

/* A text of the result that the decision left for programs, in the arena; "" when it has none. */
static struct str result_text(struct effect_call *e, const char *name) {
	struct str json = e->undone != NULL ? e->undone->effect_result : STR(""), kept = STR("");
	json_t *root = json_loadb(json.p, json.n, 0, NULL);
	const json_t *v = json_object_get(root, name);
	if (v == NULL) v = json_object_get(json_object_get(root, "result"), name);
	const char *text = json_string_value(v);
	if (text == NULL || !arena_str(e->desk->arena, str_from(text), &kept)) kept = STR("");
	json_decref(root);
	return kept;
}

static enum nhi_status add_word(struct effect_call *e, struct undo *u, struct str word,
                                struct err *err) {
	int64_t id = 0;
	enum nhi_status st = NHI_OK;
	if (id_is_person(word)) {
		st = person_by_key(e->desk->db, word, &id, err);
		undo_add(u, UNDO_PERSON, id);
	} else if (id_is_provider(word)) {
		st = provider_by_code(e->desk->db, word, &id, err);
		undo_add(u, UNDO_PROVIDER, id);
	} else if (word.n > 0 && word.n <= 9) {
		st = unit_by_code(e->desk->db, word, &id, err);
		undo_add(u, UNDO_UNIT, id);
	}
	return st;
}

/* Everybody whom the case, its form and its result name, and those who follow them. */
static enum nhi_status find_subjects(struct effect_call *e, struct undo *u, struct err *err) {
	const struct case_file *c = e->file;
	enum nhi_status st = NHI_OK;
	undo_add(u, UNDO_PERSON, c->person_id);
	undo_add(u, UNDO_UNIT, c->unit_id);
	if (c->party == CASE_PERSON) undo_add(u, UNDO_PERSON, c->party_id);
	if (c->party == CASE_UNIT) undo_add(u, UNDO_UNIT, c->party_id);
	if (c->party == CASE_PROVIDER) undo_add(u, UNDO_PROVIDER, c->party_id);
	for (size_t i = 0; st == NHI_OK && i < e->values->count; i++)
		st = add_word(e, u, e->values->input[i].value, err);
	if (st == NHI_OK) st = add_word(e, u, result_text(e, "unit_code"), err);
	const size_t people = u->count[UNDO_PERSON];
	for (size_t i = 0; st == NHI_OK && i < people; i++)
		for (size_t k = 0; st == NHI_OK && k < u->act_count; k++) {
			int64_t *follower;
			size_t count = 0;
			st = coverage_followers_ended(e->desk->db, u->id[UNDO_PERSON][i],
			                              u->acts[k], e->desk->arena, &follower, &count,
			                              err);
			for (size_t f = 0; st == NHI_OK && f < count; f++)
				undo_add(u, UNDO_PERSON, follower[f]);
		}
	for (size_t i = 0; st == NHI_OK && i < people; i++) {
		int64_t *follower;
		size_t count = 0;
		st = coverage_followers(e->desk->db, u->id[UNDO_PERSON][i], e->desk->arena,
		                        &follower, &count, err);
		for (size_t f = 0; st == NHI_OK && f < count; f++)
			undo_add(u, UNDO_PERSON, follower[f]);
	}
	return st;
}

static void say(struct effect_call *e, const struct undo *u) {
	struct buf zh = BUF_INIT(0), en = BUF_INIT(0);
	buf_printf(&zh, "撤銷原處分：登記更正 %lld 筆、回復 %lld 筆，%lld 個月份需重計",
	           (long long)u->closed, (long long)u->restored, (long long)u->months);
	buf_printf(&en,
	           "the decision is taken back: %lld entries corrected, %lld restored, %lld months "
	           "billed anew",
	           (long long)u->closed, (long long)u->restored, (long long)u->months);
	effect_change(e, buf_str(&zh), buf_str(&en));
	buf_free(&zh);
	buf_free(&en);
}

enum nhi_status effect_undo_register(struct effect_call *e, struct err *err) {
	struct undo *u = ARENA_NEW(e->desk->arena, struct undo);
	int64_t *acts;
	struct enrol_law law;
	if (u == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = undo_acts(e->desk->db, e->file->number, e->file->id, e->desk->arena,
	                               &acts, &u->act_count, err);
	u->acts = acts;
	if (st == NHI_OK) st = find_subjects(e, u, err);
	if (st == NHI_OK) st = enrol_law_at(e->desk->law, e->desk->today, &law, err);
	if (st == NHI_OK)
		st = undo_facts(e->desk->db, e->act, u, law.claim_months, e->desk->arena, err);
	if (st != NHI_OK) return st;
	if (u->is_later)
		effect_refuse(
		        e, "", "UNDO_LATER", STR("原登記之後已有其他異動，請承辦人先更正後續異動"),
		        STR("later changes build on it: correct those first"), STR("A0030055:118"));
	else
		say(e, u);
	return NHI_OK;
}

static enum nhi_status give_back(struct effect_call *e, struct str number, struct err *err) {
	struct receipt r;
	if (number.n == 0) return NHI_OK;
	enum nhi_status st = receipt_find(e->desk->db, number, e->desk->arena, &r, err);
	if (st != NHI_OK || r.voided_on != DATE_OPEN) return st;
	st = receipt_take_back(e->desk->db, e->act, &r, e->desk->today, e->desk->case_no, err);
	if (st == NHI_OK) effect_change(e, STR("退還工本費"), STR("the fee is given back"));
	return st;
}

enum nhi_status effect_undo_card(struct effect_call *e, struct err *err) {
	struct card card;
	struct str number = result_text(e, "card_no");
	if (number.n == 0) return effect_undo_nothing(e, err);
	enum nhi_status st = card_find(e->desk->db, number, e->desk->arena, &card, err);
	if (st == NHI_OK && card_may_turn(card.state, CARD_VOID)) {
		st = card_turn(e->desk->db, e->act, &card, CARD_VOID, e->desk->today,
		               e->desk->case_no, 0, err);
		effect_change(e, STR("該健保卡註銷"), STR("the card is void"));
	}
	return st == NHI_OK ? give_back(e, result_text(e, "receipt_no"), err) : st;
}

enum nhi_status effect_undo_reimbursement(struct effect_call *e, struct err *err) {
	twd_t amount;
	bool found = false;
	enum nhi_status st = reimbursement_take_back(e->desk->db, e->act, result_text(e, "number"),
	                                             e->desk->today, e->desk->case_no,
	                                             e->desk->arena, &amount, &found, err);
	if (st != NHI_OK || !found) return st == NHI_OK ? effect_undo_nothing(e, err) : st;
	struct buf zh = BUF_INIT(0), en = BUF_INIT(0);
	buf_printf(&zh, "撤銷核退 %lld 元，付款單失效，應付款沖回", (long long)amount.v);
	buf_printf(&en, "the reimbursement of NT$%lld is taken back, its order is void",
	           (long long)amount.v);
	effect_change(e, buf_str(&zh), buf_str(&en));
	buf_free(&zh);
	buf_free(&en);
	return NHI_OK;
}

enum nhi_status effect_undo_nothing(struct effect_call *e, struct err *err) {
	(void)err;
	effect_change(e, STR("撤銷原處分；登記沒有需要更正之處"),
	              STR("the decision is taken back; no register has to be corrected"));
	return NHI_OK;
}
