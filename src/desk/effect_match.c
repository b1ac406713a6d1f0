/* effect_match.c: cases of guidance into enrolment and of cleaned data (enrol.guidance,
 * enrol.clean): the decision settles a piece of work that matching found (desk/match.h). A case
 * that somebody opened without such a piece ends with advice alone. */
#include "desk/effect_parts.h"
#include "desk/match.h"

static enum nhi_status settle(struct effect_call *e, bool tries, struct err *err) {
	struct match_settle q = {.unit_code = effect_text(e, "settle_unit"),
	                         .category = effect_text(e, "item"),
	                         .reason = effect_text(e, "settle_reason")};
	struct match_settled out;
	struct str action;
	if (effect_text(e, "match_run").n == 0) {
		effect_note(e, "MATCH_ADVICE", STR("輔導完成，沒有比對件可辦理"),
		            STR("advice was given; there is no piece of work from matching"));
		return NHI_OK;
	}
	if (!effect_number(e, "match_run", 1, INT64_MAX, &q.run_id) ||
	    !effect_number(e, "match_item", 1, INT64_MAX, &q.item_no) ||
	    !effect_need(e, "settle", &action))
		return NHI_OK;
	if (effect_text(e, "amount").n > 0 &&
	    !effect_number(e, "amount", 0, FORM_NO_LIMIT, &q.amount))
		return NHI_OK;
	if (!match_action_find(action, &q.action)) {
		effect_refuse(e, "settle", "FIELD_BAD", STR("沒有這一種辦理方式"),
		              STR("there is no such way to settle it"), STR(""));
		return NHI_OK;
	}
	if (tries && db_in_transaction(e->desk->db) && !db_is_writing(e->desk->db)) return NHI_OK;
	q.dry_run = tries;
	e->metric = q.amount;
	enum nhi_status st = desk_match_settle(e->desk, &q, &out, err);
	if (st == NHI_NOT_FOUND) {
		effect_refuse(e, "match_item", "MATCH_UNKNOWN", STR("沒有這一件比對"),
		              STR("there is no such piece of work"), STR(""));
		if (err != NULL) *err = ERR_INIT;
		return NHI_OK;
	}
	if (st != NHI_OK) return st;
	effect_refusals(e, "settle", &out.refusals);
	if (out.says_zh.n > 0)
		effect_refuse(e, "settle", "MATCH_REFUSED", out.says_zh, out.says_en, STR(""));
	if (!out.done || tries) return NHI_OK;
	effect_change(e, STR("比對件已辦結，在保資料或罰鍰已登錄"),
	              STR("the piece of work is settled; coverage or fine is recorded"));
	e->result_json = out.json;
	return NHI_OK;
}

static enum nhi_status settle_check(struct effect_call *e, struct err *err) {
	return settle(e, true, err);
}
static enum nhi_status settle_apply(struct effect_call *e, struct err *err) {
	return settle(e, false, err);
}

const struct effect match_effects[] = {
        {.name = "match.settle",
         .check = settle_check,
         .apply = settle_apply,
         .undo = effect_undo_register},
        {.name = NULL},
};
