/* effect_unit.c: decisions about insured units: set up, changed, suspended, closed, resumed,
 * cancelled (catalogue/services/enrolment.yaml; desk/unit.h). */
#include "desk/effect_parts.h"

#include "base/file.h"

enum { TABLE_MAX = 1 << 20, PATH_SIZE = 4096 };

static enum nhi_status read_table(struct register_desk *desk, const char *name, struct str *out,
                                  struct err *err) {
	char path[PATH_SIZE];
	int n = snprintf(path, sizeof path, "%s/%s", db_data_dir(desk->db), name);
	if (n < 0 || (size_t)n >= sizeof path)
		return err_set(err, NHI_LIMIT, "path" ERR_SEP "%d", PATH_SIZE);
	return file_read(desk->arena, path, TABLE_MAX, out, err);
}

/* Counties and the series of unit codes. */
static enum nhi_status read_tables(struct register_desk *desk, struct unit_tables *out,
                                   struct err *err) {
	struct str text;
	struct counties *counties = ARENA_NEW(desk->arena, struct counties);
	struct number_formats *formats = ARENA_NEW(desk->arena, struct number_formats);
	if (counties == NULL || formats == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = read_table(desk, "codes/counties.csv", &text, err);
	if (st == NHI_OK) st = counties_read(counties, desk->arena, text, err);
	if (st == NHI_OK) st = read_table(desk, "law/numbers.csv", &text, err);
	if (st == NHI_OK) st = number_formats_read(formats, desk->arena, text, err);
	*out = (struct unit_tables){counties, formats};
	return st;
}

static void say_done(struct effect_call *e, const struct unit_answer *a, date_t on) {
	struct buf zh = BUF_INIT(0), en = BUF_INIT(0);
	buf_printf(&zh, "投保單位 %.*s，自 %s；%lld 人異動，%lld 個月份需重計", STR_ARG(a->code),
	           date_text(on).c, (long long)a->people, (long long)a->months);
	buf_printf(&en, "unit %.*s from %s; %lld people change, %lld months are billed anew",
	           STR_ARG(a->code), date_text(on).c, (long long)a->people, (long long)a->months);
	effect_change(e, buf_str(&zh), buf_str(&en));
	buf_free(&zh);
	buf_free(&en);
	e->result_json = a->json;
	if (e->letter != NULL) letter_set_date(e->letter, "effective_on", on);
}

static enum nhi_status file_unit(struct effect_call *e, struct unit_request *q, bool tries,
                                 struct err *err) {
	struct unit_tables tables;
	struct unit_answer a;
	if (e->refused) return NHI_OK;
	if (tries && db_in_transaction(e->desk->db) && !db_is_writing(e->desk->db)) return NHI_OK;
	q->dry_run = tries;
	if (e->file != NULL) q->filed_on = e->file->received_on;
	enum nhi_status st = read_tables(e->desk, &tables, err);
	if (st == NHI_OK) st = desk_unit(e->desk, &tables, q, &a, err);
	if (st != NHI_OK) return st;
	effect_refusals(e, "", &a.refusals);
	e->metric = a.people;
	if (a.accepted && !tries) say_done(e, &a, q->on);
	return NHI_OK;
}

/* The form's kinds of business, as the register knows units. */
static struct str kind_word(struct str word) {
	static const char *const words[][2] = {
	        {"company", "enterprise"}, {"firm", "enterprise"},  {"factory", "enterprise"},
	        {"government", "agency"},  {"other", "enterprise"},
	};
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_is(word, words[i][0])) return str_from(words[i][1]);
	return word;
}

static enum nhi_status found(struct effect_call *e, bool tries, struct err *err) {
	struct unit_request q = {.service = UNIT_SET_UP};
	(void)effect_need(e, "unit_name", &q.name);
	(void)effect_need(e, "county", &q.county);
	(void)effect_date(e, "on", &q.on);
	q.kind = kind_word(effect_text(e, "kind"));
	q.category = effect_text(e, "item");
	q.business_number = effect_text(e, "business_number");
	q.head = effect_text(e, "head_name");
	q.address = effect_text(e, "unit_address");
	q.mail_address = effect_text(e, "mail_address");
	q.contact = effect_text(e, "phone");
	q.is_branch = effect_flag(e, "branch");
	return file_unit(e, &q, tries, err);
}

/* `what` tells which of the particulars; `new` is its new content. */
static enum nhi_status change(struct effect_call *e, bool tries, struct err *err) {
	struct unit_request q = {.service = UNIT_CHANGE};
	struct str what, value;
	(void)effect_need(e, "unit_code", &q.code);
	(void)effect_need(e, "what", &what);
	(void)effect_need(e, "new", &value);
	(void)effect_date(e, "on", &q.on);
	const struct {
		const char *what;
		struct str *to;
	} fields[] = {{"name", &q.name}, {"address", &q.address}, {"head", &q.head},
	              {"kind", &q.kind}, {"contact", &q.contact}, {"mail", &q.mail_address}};
	for (size_t i = 0; i < COUNT_OF(fields); i++)
		if (str_is(what, fields[i].what)) *fields[i].to = value;
	q.kind = kind_word(q.kind);
	return file_unit(e, &q, tries, err);
}

/* 停業、歇業、解散、復業, all people leaving with the unit; 註銷 by the insurer. */
static enum nhi_status turn(struct effect_call *e, bool tries, struct err *err) {
	static const struct {
		const char *what;
		enum unit_service service;
	} turns[] = {{"suspend", UNIT_SUSPEND},
	             {"close", UNIT_CLOSE},
	             {"dissolve", UNIT_CLOSE},
	             {"resume", UNIT_RESUME},
	             {"cancel", UNIT_CANCEL}};
	struct unit_request q = {.service = UNIT_SERVICE_COUNT};
	struct str what;
	(void)effect_need(e, "unit_code", &q.code);
	(void)effect_date(e, "on", &q.on);
	if (!effect_need(e, "what", &what)) return NHI_OK;
	for (size_t i = 0; i < COUNT_OF(turns); i++)
		if (str_is(what, turns[i].what)) q.service = turns[i].service;
	if (q.service == UNIT_SERVICE_COUNT) {
		effect_refuse(e, "what", "FIELD_BAD", STR("沒有這一種異動"),
		              STR("there is no such change"), STR(""));
		return NHI_OK;
	}
	q.with_people = q.service == UNIT_SUSPEND || q.service == UNIT_CLOSE;
	q.ground = effect_text(e, "ground");
	q.proof = effect_text(e, "proof");
	return file_unit(e, &q, tries, err);
}

EFFECT_STEPS(found)
EFFECT_STEPS(change)
EFFECT_STEPS(turn)

const struct effect unit_effects[] = {
        {.name = "unit.change",
         .check = change_check,
         .apply = change_apply,
         .undo = effect_undo_register},
        {.name = "unit.close",
         .check = turn_check,
         .apply = turn_apply,
         .undo = effect_undo_register},
        {.name = "unit.found",
         .check = found_check,
         .apply = found_apply,
         .undo = effect_undo_register},
        {.name = NULL},
};
