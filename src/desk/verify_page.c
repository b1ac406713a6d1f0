/* verify_page.c: see verify_page.h. */
#include "desk/verify_page.h"

#include "desk/certificate.h"

static void put_found(struct view *v, const struct certificate_check *c) {
	struct view *r = view_part(v, "result", "verify_result");
	view_both(r, "title", c->title.zh, c->title.en);
	view_text(r, "number", c->number);
	view_date(r, "issued_on", c->issued);
	view_both(r, "office", c->office.zh, c->office.en);
	view_text(r, "name", c->name);
	view_both(r, "statement", c->statement.zh, c->statement.en);
}

enum nhi_status verify_page(struct desk_call *call, const struct form *in, struct view **out,
                            struct err *err) {
	const struct str code = form_get(in, "code");
	struct view *v = view_new(call->arena, "verify");
	struct certificate_check check;
	*out = v;
	view_text(v, "code", code);
	if (code.n == 0) return NHI_OK;
	enum nhi_status st = desk_need_db(call, err);
	if (st != NHI_OK) return st;
	const struct letter_place place = {call->db, &call->desk->cases.letters, call->arena};
	st = certificate_verify(&place, code, &check, err);
	if (st != NHI_OK) return st;
	if (check.found)
		put_found(v, &check);
	else
		form_error(v, "code", "查無此證明。請逐字核對查驗碼；仍然不符，請洽發證單位。",
		           "There is no such certificate. Compare the code letter by letter; if it "
		           "still does not fit, ask the office that issued it.");
	return NHI_OK;
}
