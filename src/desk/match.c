/* match.c: see match.h. */
#include "desk/match.h"

#include "base/check.h"
#include "desk/enrol_parts.h"
#include "nhi/enrol_amount.h"
#include "nhi/match.h"
#include "store/arrears.h"

static const char *const actions[MATCH_ACTION_COUNT] = {
        [MATCH_ENROL] = "enrol", [MATCH_WITHDRAW] = "withdraw", [MATCH_RAISE] = "raise",
        [MATCH_FINE] = "fine",   [MATCH_CLOSE] = "close",
};
/* What the history of the item says. */
static const char *const steps[MATCH_ACTION_COUNT] = {
        [MATCH_ENROL] = "enrolled", [MATCH_WITHDRAW] = "withdrawn", [MATCH_RAISE] = "raised",
        [MATCH_FINE] = "fined",     [MATCH_CLOSE] = "closed",
};

const char *match_action_name(enum match_action action) {
	CHECK(action < MATCH_ACTION_COUNT);
	return actions[action];
}

bool match_action_find(struct str name, enum match_action *out) {
	for (int i = 0; i < MATCH_ACTION_COUNT; i++) {
		if (!str_is(name, actions[i])) continue;
		*out = (enum match_action)i;
		return true;
	}
	return false;
}

/* Which work an action settles. */
static bool fits(enum match_kind kind, enum match_action action) {
	static const uint32_t kinds[MATCH_ACTION_COUNT] = {
	        [MATCH_ENROL] = 1U << MATCH_UNINSURED | 1U << MATCH_GAP | 1U << MATCH_STATUS,
	        [MATCH_WITHDRAW] = 1U << MATCH_DEAD | 1U << MATCH_UNQUALIFIED,
	        [MATCH_RAISE] = 1U << MATCH_LOW,
	        [MATCH_FINE] = 1U << MATCH_UNINSURED | 1U << MATCH_GAP | 1U << MATCH_STATUS |
	                       1U << MATCH_LOW,
	        [MATCH_CLOSE] = ~0U,
	};
	return (kinds[action] >> kind & 1U) != 0;
}

struct settling {
	struct register_desk *desk;
	const struct match_settle *request;
	struct match_settled *out;
	struct match_item item;
	enum match_kind kind;
	char detail[96];
};

static void refuse(struct settling *s, struct str zh, struct str en) {
	s->out->says_zh = zh;
	s->out->says_en = en;
}

/* A dependent leaves and moves as one: the register knows whom he follows on the day. */
static enum nhi_status follow_whom(struct settling *s, struct enrol_request *q, struct err *err) {
	struct timeline t;
	enum nhi_status st = coverage_timeline(s->desk->db, s->item.person_id, KNOWN_NOW,
	                                       s->desk->arena, &t, err);
	if (st != NHI_OK) return st;
	const struct coverage_row *r = coverage_on(t.row, t.count, q->on);
	if (r == NULL) return NHI_OK;
	st = unit_code(s->desk->db, r->unit_id, s->desk->arena, &q->unit_code, err);
	if (st != NHI_OK || r->role != ROLE_DEPENDENT) return st;
	q->relation = str_from(relations[r->relation].code);
	return person_main_key(s->desk->db, r->insured_person_id, KNOWN_NOW, s->desk->arena,
	                       &q->insured_id, err);
}

static enum nhi_status file(struct settling *s, struct enrol_request *q, struct err *err) {
	struct enrol_answer a;
	q->filed_on = s->desk->today;
	enum nhi_status st = desk_enrol(s->desk, q, &a, err);
	if (st != NHI_OK) return st;
	s->out->refusals = a.refusals;
	s->out->months = a.months;
	s->out->done = a.accepted;
	if (a.accepted && s->item.person_id == 0) s->item.person_id = a.person_id;
	(void)snprintf(s->detail, sizeof s->detail, "%.*s %s", STR_ARG(q->unit_code),
	               date_text(a.effective).c);
	return NHI_OK;
}

/* The day itself, or the first of the oldest month whose premium can still be claimed: older ones
 * bring neither premium nor benefits (行政程序法 131). */
static date_t claimable(const struct settling *s, date_t from) {
	struct enrol_law law;
	if (enrol_law_at(s->desk->law, s->desk->today, &law, NULL) != NHI_OK) return from;
	date_t oldest = month_first(month_of(s->desk->today) - law.claim_months);
	return from < oldest ? oldest : from;
}

static enum nhi_status enrol(struct settling *s, struct err *err) {
	const struct match_settle *r = s->request;
	const struct match_item *i = &s->item;
	struct enrol_request q = ENROL_REQUEST_INIT;
	bool is_known = i->person_id != 0;
	q.kind = s->kind == MATCH_STATUS ? FILE_TRANSFER : FILE_IN;
	q.unit_code = r->unit_code.n > 0 ? r->unit_code : i->unit_code;
	q.id = i->id;
	q.on = claimable(s, i->from);
	q.category = r->category;
	q.insured_id = r->insured_id;
	q.relation = r->relation;
	q.is_proved = true; /* the files are the proof */
	q.wage = r->amount > 0 ? r->amount : i->due > 0 ? i->due : AMOUNT_NOT_GIVEN;
	if (!is_known) {
		q.name = i->name;
		q.birth = i->birth;
		q.sex = i->sex.n == 1 ? i->sex.p[0] : 0;
		q.is_foreigner = !i->is_citizen;
		q.address = i->address;
	}
	if (i->present_from != DATE_OPEN) q.registered_from = i->present_from;
	if (q.unit_code.n == 0) {
		refuse(s, STR("沒有雇主可加保，請指定戶籍地公所"),
		       STR("no employer is known: name the township office"));
		return NHI_OK;
	}
	return file(s, &q, err);
}

static enum nhi_status withdraw(struct settling *s, struct err *err) {
	struct enrol_request q = ENROL_REQUEST_INIT;
	q.kind = FILE_OUT;
	q.id = s->item.id;
	q.on = s->item.from - 1; /* the last day on which he was rightly covered */
	q.reason = s->kind == MATCH_DEAD ? STR("death") : STR("unqualified");
	enum nhi_status st = follow_whom(s, &q, err);
	return st == NHI_OK ? file(s, &q, err) : st;
}

static enum nhi_status raise_amount(struct settling *s, struct err *err) {
	struct enrol_request q = ENROL_REQUEST_INIT;
	q.kind = FILE_AMOUNT;
	q.id = s->item.id;
	q.unit_code = s->item.unit_code;
	q.on = s->desk->today;
	q.wage = s->request->amount > 0 ? s->request->amount : s->item.due;
	q.is_proved = true;
	return file(s, &q, err);
}

/* Act 84 and 89 fine the unit, 88 and 91 the person. */
static enum nhi_status fine_work(struct settling *s, const struct act *act, struct err *err) {
	const struct match_item *i = &s->item;
	bool by_unit =
	        str_is(i->fine_ground, "fine.enrol") || str_is(i->fine_ground, "fine.amount");
	const struct law_value *term;
	enum nhi_status st = law_need(s->desk->law, "fine.term", s->desk->today, &term, err);
	if (st != NHI_OK) return st;
	const struct fine f = {.unit_id = by_unit ? i->unit_id : 0,
	                       .person_id = by_unit ? 0 : i->person_id,
	                       .ground = i->fine_ground,
	                       .base = i->premium,
	                       .amount = twd(s->request->amount),
	                       .decided_on = s->desk->today,
	                       .due_on = s->desk->today + (date_t)term->value,
	                       .case_no = s->desk->case_no};
	if (f.amount.v < i->fine_min.v || f.amount.v > i->fine_max.v || f.amount.v == 0) {
		refuse(s, STR("罰鍰不在法定額度內"),
		       STR("the fine is outside the band of the law"));
		return NHI_OK;
	}
	if (f.unit_id == 0 && f.person_id == 0) {
		refuse(s, STR("受處分人尚未建檔，請先加保或成立單位"),
		       STR("who is fined is not in the register yet: enrol or set up first"));
		return NHI_OK;
	}
	(void)snprintf(s->detail, sizeof s->detail, "%lld", (long long)f.amount.v);
	s->out->done = true;
	return fine_add(s->desk->db, act, &f, err);
}

static enum nhi_status carry_out(struct settling *s, const struct act *act, struct err *err) {
	switch (s->request->action) {
	case MATCH_ENROL: return enrol(s, err);
	case MATCH_WITHDRAW: return withdraw(s, err);
	case MATCH_RAISE: return raise_amount(s, err);
	case MATCH_FINE: return fine_work(s, act, err);
	case MATCH_CLOSE:
		(void)snprintf(s->detail, sizeof s->detail, "%.*s", 90, s->request->reason.p);
		s->out->done = s->request->reason.n > 0;
		if (!s->out->done) refuse(s, STR("請填理由"), STR("give the reason"));
		return NHI_OK;
	case MATCH_ACTION_COUNT: break;
	}
	return NHI_OK;
}

static void put_answer(struct settling *s, struct json *j) {
	json_object_start(j);
	json_put_i64(j, "run", s->request->run_id);
	json_put_i64(j, "item", s->request->item_no);
	json_put_c(j, "action", match_action_name(s->request->action));
	json_put_bool(j, "accepted", s->out->done);
	json_put_bool(j, "dry_run", s->request->dry_run);
	json_put_c(j, "detail", s->detail);
	json_put_i64(j, "months_to_rebill", s->out->months);
	if (s->out->says_zh.n > 0) {
		json_put_str(j, "message_zh", s->out->says_zh);
		json_put_str(j, "message_en", s->out->says_en);
	}
	refusals_json(&s->out->refusals, j);
	json_object_end(j);
}

static enum nhi_status settle_work(struct db *db, void *context, struct err *err) {
	struct settling *s = context;
	const struct match_settle *r = s->request;
	*s->out = (struct match_settled){.done = false};
	struct act act;
	const struct act_request request = {.actor = s->desk->actor,
	                                    .acting_for = s->desk->acting_for,
	                                    .case_no = s->desk->case_no,
	                                    .purpose = STR("match.settle"),
	                                    .reason = str_from(match_action_name(r->action))};
	enum nhi_status st =
	        match_item_read(db, r->run_id, r->item_no, s->desk->arena, &s->item, err);
	if (st == NHI_OK && !match_kind_find(s->item.kind, &s->kind))
		st = err_set(err, NHI_CORRUPT, "match_item %.*s", STR_ARG(s->item.kind));
	/* Who was a stranger when the files were matched may have been enrolled since. */
	if (st == NHI_OK && s->item.person_id == 0 && id_is_person(s->item.id))
		st = person_by_key(db, s->item.id, &s->item.person_id, err);
	if (st == NHI_OK) st = act_begin(db, &request, &act, err);
	if (st != NHI_OK) return st;
	if (fits(s->kind, r->action))
		st = carry_out(s, &act, err);
	else
		refuse(s, STR("這種事項不能這樣辦理"), STR("this kind of work is not settled so"));
	const struct match_step step = {.kind = str_from(steps[r->action]),
	                                .detail = str_from(s->detail),
	                                .on = s->desk->today};
	if (st == NHI_OK && s->out->done)
		st = match_step_add(db, &act, r->run_id, r->item_no, &step, err);
	struct buf b = BUF_INIT(1 << 18);
	struct json j = JSON_INIT(&b, false);
	put_answer(s, &j);
	if (st == NHI_OK)
		st = enrol_keep(s->desk, &b, &s->out->json, err);
	else
		buf_free(&b);
	if (st == NHI_OK && r->dry_run) return err_set(err, NHI_CANCELLED, "--dry-run");
	return st;
}

enum nhi_status desk_match_settle(struct register_desk *desk, const struct match_settle *request,
                                  struct match_settled *out, struct err *err) {
	struct settling *s = ARENA_NEW(desk->arena, struct settling);
	if (s == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	*s = (struct settling){.desk = desk, .request = request, .out = out};
	return enrol_transact(desk, request->dry_run, settle_work, s, err);
}

/* ---- Letters ----------------------------------------------------------------------------------
 */

/* What each kind of work asks of whom it concerns. */
static const struct {
	const char *matter_zh, *matter_en, *text_zh, *text_en;
	bool to_unit;
} words[MATCH_KIND_COUNT] = {
        [MATCH_UNINSURED] =
                {"應參加全民健康保險事", "your enrolment in National Health Insurance",
                 "依他機關資料，您應自 %s "
                 "起參加全民健康保險，迄未投保。請洽服務單位或戶籍地公所辦理；"
                 "逾期本署得逕予辦理並追繳保險費。",
                 "By the data of other agencies you must be insured from %s and are not. Please "
                 "enrol through your employer or township office, else we enrol you and collect "
                 "the premium.",
                 false},
        [MATCH_DEAD] = {"死亡退保事", "the withdrawal of a deceased person",
                        "依死亡通報，貴單位所屬保險對象於 %s 之前一日死亡，請補辦退保。",
                        "By the notice of death a person of your unit died the day before %s: "
                        "please withdraw "
                        "him.",
                        true},
        [MATCH_UNQUALIFIED] =
                {"退保事", "a withdrawal",
                 "依戶政或移民資料，貴單位所屬保險對象自 %s 起已不具投保資格，請補辦退保。",
                 "By the data of household registration or immigration a person of your unit has "
                 "not qualified since %s: please withdraw him.",
                 true},
        [MATCH_STATUS] = {"投保身分更正事", "the correction of your insured status",
                          "依他機關資料，您自 %s 起受僱，應由服務單位以第一類投保。",
                          "By the data of other agencies you have been employed since %s and must "
                          "be insured "
                          "through your employer.",
                          false},
        [MATCH_GAP] =
                {"中斷投保補辦事", "a gap in your insurance",
                 "您自 %s 起中斷投保，請補辦手續並補繳保險費。",
                 "Your insurance lapsed from %s: please enrol for the gap and pay the premium.",
                 false},
        [MATCH_LOW] = {"投保金額調整事", "an insured amount below the wage",
                       "貴單位所屬被保險人自 %s 起之投保金額低於其薪資應適用之等級，請申報調整。",
                       "The insured amount of a person of your unit has been below the grade of "
                       "the wage since "
                       "%s: please file the change.",
                       true},
        [MATCH_OVERLAP] =
                {"重複投保事", "double insurance", "您自 %s 起重複投保，請攜帶身分證明文件洽辦。",
                 "You have been insured twice since %s: please come with your identity document.",
                 false},
        [MATCH_UNIT_CLOSED] =
                {"投保單位註銷事", "the closing of your insured unit",
                 "依商工登記，貴單位自 %s 起歇業或解散，請辦理所屬人員異動及單位註銷。",
                 "By the company register your business closed on %s: please file the changes of "
                 "your people and the closing of the unit.",
                 true},
        [MATCH_UNIT_MISSING] =
                {"成立投保單位事", "setting up an insured unit",
                 "依勞保資料，貴單位自 %s 起有受僱員工，請成立投保單位並為員工加保。",
                 "By labour insurance you have had employees since %s: please set up an insured "
                 "unit and enrol them.",
                 true},
};

struct writing {
	struct register_desk *desk;
	const struct letters *letters;
	int64_t run_id, made;
	struct str kind;
	date_t reply;
};

static enum nhi_status division_of(struct writing *w, const struct match_item *i, int64_t *out,
                                   struct err *err) {
	enum { HOME_OF_NOBODY = 1 };
	struct unit_facts facts;
	*out = HOME_OF_NOBODY;
	if (i->unit_id == 0) return NHI_OK;
	enum nhi_status st =
	        unit_facts_read(w->desk->db, i->unit_id, KNOWN_NOW, w->desk->arena, &facts, err);
	if (st == NHI_OK && facts.count > 0) *out = facts.row[facts.count - 1].division;
	return st;
}

static enum nhi_status write_letter(struct writing *w, const struct act *act,
                                    const struct match_item *i, enum match_kind kind,
                                    struct err *err) {
	struct letter_values *v = ARENA_NEW(w->desk->arena, struct letter_values);
	if (v == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	char zh[512], en[512];
	(void)snprintf(zh, sizeof zh, words[kind].text_zh, date_text(i->from).c);
	(void)snprintf(en, sizeof en, words[kind].text_en, date_text(i->from).c);
	letter_set_both(v, "matter", str_from(words[kind].matter_zh),
	                str_from(words[kind].matter_en));
	letter_set_both(v, "text", str_from(zh), str_from(en));
	letter_set_date(v, "reply_by", w->reply);
	struct letter_request q = {.form = STR("notice"),
	                           .signer = {.title = {STR("署長"), STR("Director General")}},
	                           .values = v};
	if (words[kind].to_unit && i->unit_id != 0)
		q.to.unit_id = i->unit_id;
	else if (i->person_id != 0)
		q.to.person_id = i->person_id;
	else
		q.to = (struct letter_party){.name = i->name, .address = i->address};
	const struct letter_place place = {w->desk->db, w->letters, w->desk->arena};
	struct letter_made made;
	enum nhi_status st = division_of(w, i, &q.division, err);
	if (st == NHI_OK) st = letter_make(&place, act, &q, &made, err);
	const struct match_step step = {
	        .kind = STR("letter"), .detail = made.number, .on = w->desk->today};
	if (st == NHI_OK) st = match_step_add(w->desk->db, act, w->run_id, i->item_no, &step, err);
	w->made++;
	return st;
}

static enum nhi_status letters_work(struct db *db, void *context, struct err *err) {
	enum { AT_ONCE = 100000 };
	struct writing *w = context;
	struct match_item *item;
	size_t count;
	struct act act;
	const struct act_request request = {
	        .actor = w->desk->actor, .purpose = STR("match.letters"), .reason = w->kind};
	w->made = 0;
	enum nhi_status st = act_begin(db, &request, &act, err);
	if (st == NHI_OK)
		st = match_items(db, w->run_id, w->kind, 0, AT_ONCE, w->desk->arena, &item, &count,
		                 err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		enum match_kind kind;
		if (item[i].step.n > 0 || !match_kind_find(item[i].kind, &kind)) continue;
		st = write_letter(w, &act, &item[i], kind, err);
	}
	return st;
}

enum nhi_status desk_match_letters(struct register_desk *desk, const struct letters *letters,
                                   int64_t run_id, struct str kind, date_t reply, int64_t *made,
                                   struct err *err) {
	struct writing w = {
	        .desk = desk, .letters = letters, .run_id = run_id, .kind = kind, .reply = reply};
	enum nhi_status st = db_transact(desk->db, DB_WRITE, letters_work, &w, err);
	*made = w.made;
	return st;
}
