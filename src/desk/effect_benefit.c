/* effect_benefit.c: decisions about cards and benefits: the form of a service becomes the fields of
 * an entry (desk/entry.h), which the decision then makes with its own act (catalogue/services/
 * card.yaml, catastrophic.yaml, reimbursement.yaml, prior-auth.yaml, provider.yaml). */
#include "desk/effect_parts.h"

#include "base/file.h"
#include "desk/approval.h"
#include "desk/card.h"
#include "desk/illness.h"
#include "desk/provider.h"
#include "desk/reimburse.h"
#include "store/case_paper.h"

enum { RESULT_MAX = 1 << 20, NUMBERS_MAX = 1 << 20, PATH_SIZE = 4096, MAP_MAX = 24, ID_MAX = 32 };

/* A field of the entry: that of the form called `from`, else `fixed`. */
struct benefit_field {
	const char *to, *from, *fixed;
};

struct benefit {
	entry_work work;
	const char *zh, *en; /* what changed */
	struct benefit_field field[MAP_MAX];
};

#define SAME(name)                                                                                 \
	{ name, name, NULL }

static const struct benefit issue_benefit = {card_apply,
                                             "受理健保卡申請",
                                             "an application for a card was taken",
                                             {SAME("reason"),
                                              SAME("delivery"),
                                              SAME("site"),
                                              SAME("way"),
                                              SAME("paid"),
                                              SAME("reference"),
                                              SAME("photo_consent"),
                                              SAME("photo_permit"),
                                              SAME("document"),
                                              {"photo", "photo_use", NULL},
                                              {"agent", "agent_name", NULL},
                                              {"agent_document", "agent_id", NULL},
                                              {"note", "lost_on", NULL}}};
static const struct benefit pin_benefit = {
        card_pin, "重設健保卡密碼", "the PIN was set anew", {SAME("document")}};
static const struct benefit online_benefit = {
        card_register, "註冊健保卡網路服務", "registered for services on line", {SAME("email")}};
static const struct benefit virtual_benefit = {
        card_virtual, "核發虛擬健保卡", "a virtual card was given", {SAME("device")}};
/* A certificate is asked for and prolonged with the same fields. */
#define ILLNESS_FIELDS                                                                             \
	SAME("category"), SAME("icd"), SAME("stage"), SAME("hospital"), SAME("validity"),          \
	        {"certificate_on", "diagnosis_on", NULL}, {"reported_on", "rare_report_on", NULL}, \
	        SAME("annex")
static const struct benefit illness_benefit = {illness_grant,
                                               "核發重大傷病證明",
                                               "a certificate of catastrophic illness was granted",
                                               {ILLNESS_FIELDS}};
static const struct benefit renewal_benefit = {illness_renew,
                                               "重大傷病證明延續",
                                               "a certificate of catastrophic illness was renewed",
                                               {ILLNESS_FIELDS}};
static const struct benefit copy_benefit = {
        illness_reissue,
        "補發重大傷病書面證明",
        "a paper certificate was issued again",
        {{"certificate_no", "certificate", NULL}, {"why", "reason", NULL}}};
static const struct benefit reimburse_benefit = {
        reimburse_grant,
        "核退自墊醫療費用，已開立付款單（尚未付款）",
        "self-advanced expenses are reimbursed; the order to pay is made, not yet paid",
        {SAME("ground"),
         SAME("currency"),
         SAME("entered_on"),
         SAME("paid_up_on"),
         SAME("year"),
         SAME("copay_paid"),
         SAME("items"),
         SAME("account"),
         {"place", "hospital", NULL},
         {"cared_from", "admitted_on", NULL},
         {"cared_from", "event_day", NULL},
         {"cared_to", "event_day", NULL},
         {"payee", "account_name", NULL}}};
static const struct benefit approval_benefit = {approval_grant,
                                                "登記事前審查核定",
                                                "what was approved in advance was entered",
                                                {SAME("kind"),
                                                 SAME("item"),
                                                 SAME("urgent"),
                                                 SAME("to"),
                                                 SAME("approved"),
                                                 {"requested", "quantity", NULL},
                                                 {"provider", "provider_code", NULL}}};
static const struct benefit prosthesis_benefit = {approval_grant,
                                                  "登記義肢核定",
                                                  "the prosthesis approved was entered",
                                                  {{"kind", NULL, "prosthesis"},
                                                   {"item", "limb", NULL},
                                                   SAME("to"),
                                                   {"provider", "provider_code", NULL}}};
static const struct benefit homecare_benefit = {
        approval_grant,
        "登記居家照護核定",
        "the home care approved was entered",
        {{"kind", NULL, "homecare"}, {"provider", "provider_code", NULL}}};
static const struct benefit contract_benefit = {provider_contract_grant,
                                                "訂立特約",
                                                "a contract was made",
                                                {{"provider", "provider_code", NULL},
                                                 SAME("licensed_on"),
                                                 SAME("grounds"),
                                                 SAME("same_address")}};
static const struct benefit prolong_benefit = {
        provider_contract_renew,
        "續訂特約",
        "the contract was renewed",
        {{"provider", "provider_code", NULL}, SAME("grounds"), SAME("unrepaired")}};
static const struct benefit end_benefit = {
        provider_contract_stop,
        "終止特約",
        "the contract was ended",
        {{"provider", "provider_code", NULL}, {"on", "from_day", NULL}}};
static const struct benefit guide_benefit = {provider_guide,
                                             "登記輔導",
                                             "guidance was noted",
                                             {{"provider", "provider_code", NULL},
                                              {"subject", "topic", NULL},
                                              {"outcome", "grounds", NULL}}};
static const struct benefit inspect_benefit = {provider_inspect,
                                               "登記查核計畫與訪查紀錄",
                                               "the inspection was entered with its record",
                                               {{"provider", "provider_code", NULL},
                                                SAME("planned_on"),
                                                {"note", "grounds", NULL},
                                                SAME("inspectors"),
                                                SAME("record"),
                                                SAME("findings"),
                                                SAME("visited_on")}};
static const struct benefit sanction_benefit = {provider_punish,
                                                "登記違規處置",
                                                "a measure was entered",
                                                {{"provider", "provider_code", NULL},
                                                 SAME("article"),
                                                 SAME("months"),
                                                 SAME("points"),
                                                 SAME("value"),
                                                 SAME("gifts"),
                                                 SAME("cards"),
                                                 SAME("inpatient"),
                                                 SAME("self_reported"),
                                                 SAME("scope"),
                                                 SAME("persons"),
                                                 {"violated", "grounds", NULL}}};
static const struct benefit object_benefit = {provider_object,
                                              "複核有理由，撤銷處置",
                                              "the objection is allowed; the measure is taken back",
                                              {SAME("measure_no"),
                                               {"note", "grounds", NULL},
                                               {"filed_on", "filed_on", NULL},
                                               {"allowed", NULL, "1"}}};

/* --- from the form to the entry --------------------------------------------------------------- */

/* The case's person, else the patient that the form names. */
static bool put_person(struct effect_call *e, struct form *f) {
	char text[ID_MAX];
	struct str kept, given = effect_text(e, "patient_id");
	if (given.n == 0) given = effect_text(e, "person_id");
	if (e->file != NULL && e->file->person_id > 0 && effect_text(e, "patient_id").n == 0) {
		(void)snprintf(text, sizeof text, "#%lld", (long long)e->file->person_id);
		if (!arena_str(e->desk->arena, str_from(text), &kept)) return false;
		given = kept;
	}
	return given.n == 0 || form_add(f, STR("id"), given);
}

static bool put_received(struct effect_call *e, struct form *f) {
	struct str kept;
	if (e->file == NULL) return true;
	struct date_text day = date_text(e->file->received_on);
	return arena_str(e->desk->arena, str_from(day.c), &kept) &&
	       form_add(f, STR("applied_on"), kept);
}

/* Decided by the lapse of the term. */
static bool put_deemed(struct effect_call *e, struct form *f) {
	bool is_deemed = e->decision != NULL && e->decision->result == CASE_DEEMED_APPROVE;
	return !is_deemed || form_add(f, STR("deemed"), STR("1"));
}

static bool put_fields(struct effect_call *e, const struct benefit *b, struct form *f) {
	bool ok = put_person(e, f) && put_received(e, f) && put_deemed(e, f);
	for (size_t i = 0; i < MAP_MAX && b->field[i].to != NULL; i++) {
		const struct benefit_field *m = &b->field[i];
		struct str value = m->from != NULL ? effect_text(e, m->from) : str_from(m->fixed);
		if (value.n > 0 && !form_has(f, m->to))
			ok = ok && form_add(f, str_from(m->to), value);
	}
	return ok;
}

enum nhi_status effect_numbers(struct register_desk *desk, struct err *err) {
	char path[PATH_SIZE];
	struct str text;
	struct number_formats *formats;
	if (desk->formats != NULL) return NHI_OK;
	int n = snprintf(path, sizeof path, "%s/law/numbers.csv", db_data_dir(desk->db));
	if (n < 0 || (size_t)n >= sizeof path)
		return err_set(err, NHI_LIMIT, "path" ERR_SEP "%d", PATH_SIZE);
	enum nhi_status st = file_read(desk->arena, path, NUMBERS_MAX, &text, err);
	formats = ARENA_NEW(desk->arena, struct number_formats);
	if (st == NHI_OK && formats == NULL) st = err_set(err, NHI_MEMORY, "%s", "");
	if (st == NHI_OK) st = number_formats_read(formats, desk->arena, text, err);
	desk->formats = formats;
	return st;
}

/* What the answer says, behind the sentence: "；card_no 000000000001 …" is left to programs; people
 * read the sentence and the letter. */
static void say_done(struct effect_call *e, const struct benefit *b, struct str json) {
	effect_change(e, str_from(b->zh), str_from(b->en));
	e->result_json = json;
}

static enum nhi_status run(struct effect_call *e, const struct benefit *b, bool writes,
                           struct err *err) {
	struct form *f = ARENA_NEW(e->desk->arena, struct form);
	struct entry *entry = ARENA_NEW(e->desk->arena, struct entry);
	struct str kept = STR("");
	if (f == NULL || entry == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	if (!put_fields(e, b, f))
		return err_set(err, NHI_LIMIT, "form" ERR_SEP "%d", FORM_INPUTS_MAX);
	enum nhi_status st = effect_numbers(e->desk, err);
	if (st != NHI_OK) return st;
	struct buf out = BUF_INIT(RESULT_MAX);
	struct json j = JSON_INIT(&out, false);
	*entry = (struct entry){.desk = e->desk, .in = f, .json = &j};
	if (writes) entry->act = *e->act;
	json_object_start(&j);
	st = b->work(entry, err);
	json_object_end(&j);
	bool ok = buf_ok(&out) && arena_str(e->desk->arena, buf_str(&out), &kept);
	buf_free(&out);
	if (st == NHI_OK && !ok) st = err_set(err, NHI_MEMORY, "%s", "");
	if (st != NHI_OK) return st;
	effect_refusals(e, "", &entry->refusals);
	if (writes && entry_accepts(entry)) say_done(e, b, kept);
	return NHI_OK;
}

#define BENEFIT(name)                                                                              \
	static enum nhi_status name##_check(struct effect_call *e, struct err *err) {              \
		return run(e, &name##_benefit, false, err);                                        \
	}                                                                                          \
	static enum nhi_status name##_apply(struct effect_call *e, struct err *err) {              \
		return run(e, &name##_benefit, true, err);                                         \
	}

BENEFIT(issue)
BENEFIT(virtual)
BENEFIT(illness)
BENEFIT(renewal)
BENEFIT(copy)
BENEFIT(reimburse)
BENEFIT(approval)
BENEFIT(prosthesis)
BENEFIT(homecare)
BENEFIT(guide)
BENEFIT(inspect)
BENEFIT(sanction)
BENEFIT(object)

/* One service at the counter: registration on line, or a new PIN. */
static enum nhi_status online(struct effect_call *e, bool writes, struct err *err) {
	bool pin = str_is(effect_text(e, "wish"), "pin");
	return run(e, pin ? &pin_benefit : &online_benefit, writes, err);
}

static enum nhi_status online_check(struct effect_call *e, struct err *err) {
	return online(e, false, err);
}

static enum nhi_status online_apply(struct effect_call *e, struct err *err) {
	return online(e, true, err);
}

/* One service for the life of a contract; a change of particulars moves no contract. */
static enum nhi_status contract(struct effect_call *e, bool writes, struct err *err) {
	static const struct {
		const char *what;
		const struct benefit *benefit;
	} turns[] = {
	        {"new", &contract_benefit}, {"renew", &prolong_benefit}, {"end", &end_benefit}};
	for (size_t i = 0; i < COUNT_OF(turns); i++)
		if (str_is(effect_text(e, "what"), turns[i].what))
			return run(e, turns[i].benefit, writes, err);
	effect_note(e, "BY_HAND", STR("變更事項由承辦於醫事機構檔登記。"),
	            STR("The officer enters the change in the register of providers."));
	return NHI_OK;
}

static enum nhi_status contract_check(struct effect_call *e, struct err *err) {
	return contract(e, false, err);
}

static enum nhi_status contract_apply(struct effect_call *e, struct err *err) {
	return contract(e, true, err);
}

const struct effect benefit_effects[] = {
        {.name = "approval.grant",
         .check = approval_check,
         .apply = approval_apply,
         .undo = effect_undo_register},
        {.name = "approval.homecare",
         .check = homecare_check,
         .apply = homecare_apply,
         .undo = effect_undo_register},
        {.name = "approval.prosthesis",
         .check = prosthesis_check,
         .apply = prosthesis_apply,
         .undo = effect_undo_register},
        {.name = "card.issue",
         .check = issue_check,
         .apply = issue_apply,
         .undo = effect_undo_card},
        {.name = "card.online",
         .check = online_check,
         .apply = online_apply,
         .undo = effect_undo_register},
        {.name = "card.virtual",
         .check = virtual_check,
         .apply = virtual_apply,
         .undo = effect_undo_register},
        {.name = "illness.grant",
         .check = illness_check,
         .apply = illness_apply,
         .undo = effect_undo_register},
        {.name = "illness.reissue",
         .check = copy_check,
         .apply = copy_apply,
         .undo = effect_undo_nothing},
        {.name = "illness.renew",
         .check = renewal_check,
         .apply = renewal_apply,
         .undo = effect_undo_register},
        {.name = "provider.contract",
         .check = contract_check,
         .apply = contract_apply,
         .undo = effect_undo_register},
        {.name = "provider.guide",
         .check = guide_check,
         .apply = guide_apply,
         .undo = effect_undo_nothing},
        {.name = "provider.inspect",
         .check = inspect_check,
         .apply = inspect_apply,
         .undo = effect_undo_nothing},
        {.name = "provider.object",
         .check = object_check,
         .apply = object_apply,
         .undo = effect_undo_nothing},
        {.name = "provider.sanction", .check = sanction_check, .apply = sanction_apply},
        {.name = "reimburse.grant",
         .check = reimburse_check,
         .apply = reimburse_apply,
         .undo = effect_undo_reimbursement},
        {.name = NULL},
};
