/* effect_debt.c: decisions of collection: demand, service of a demand, enforcement, action in
 * court, write-off, medical expenses to be paid back (catalogue/services/collection.yaml). The
 * rules are lib/nhi/debt.h; each decision is about all debts of one kind of one payer that it fits.
 */
#include "desk/effect_parts.h"

#include "base/ids.h"
#include "desk/debt.h"
#include "desk/letter_outbox.h"
#include "nhi/debt.h"
#include "store/person.h"
#include "store/unit.h"

struct pursuit {
	struct debt_book book;
	enum debt_kind kind;
	struct debt_row **chosen;
	size_t count;
	twd_t sum;
};

static void say(struct effect_call *e, const char *zh, const char *en, size_t count, twd_t sum) {
	struct buf z = BUF_INIT(0), n = BUF_INIT(0);
	buf_printf(&z, "%s：%zu 筆，%lld 元", zh, count, (long long)sum.v);
	buf_printf(&n, "%s: %zu debts, NT$%lld", en, count, (long long)sum.v);
	effect_change(e, buf_str(&z), buf_str(&n));
	buf_free(&z);
	buf_free(&n);
}

/* The payer of the form, and the kind of debt. */
static enum nhi_status read_pursuit(struct effect_call *e, struct pursuit *p, bool *found,
                                    struct err *err) {
	struct str id = effect_text(e, "payer_id"), code = effect_text(e, "unit_code"), kind;
	int64_t person = 0, unit = 0;
	enum nhi_status st = NHI_OK;
	*p = (struct pursuit){.count = 0};
	*found = false;
	if (!effect_need(e, "debt", &kind)) return NHI_OK;
	if (!debt_kind_find(kind, &p->kind)) {
		effect_refuse(e, "debt", "FIELD_BAD", STR("沒有這種債權"),
		              STR("there is no such kind of debt"), STR(""));
		return NHI_OK;
	}
	if (id_is_person(id))
		st = person_by_key(e->desk->db, id, &person, err);
	else if (code.n > 0)
		st = unit_by_code(e->desk->db, code, &unit, err);
	*found = st == NHI_OK && (person != 0 || unit != 0);
	if (st == NHI_OK && !*found)
		effect_refuse(e, id.n > 0 ? "payer_id" : "unit_code", "PAYER_UNKNOWN",
		              STR("查無此繳費者"), STR("this payer is not known"),
		              STR("L0060001:30"));
	if (!*found) return st;
	st = debt_book_read(e->desk, unit, person, &p->book, err);
	if (st == NHI_OK) {
		p->chosen = arena_array(e->desk->arena, p->book.count + 1, sizeof *p->chosen);
		if (p->chosen == NULL) st = err_set(err, NHI_MEMORY, "%s", "");
	}
	return st;
}

typedef enum nhi_status (*judge)(struct effect_call *e, const struct debt_row *row,
                                 const struct debt_facts *f, enum debt_answer *out,
                                 struct err *err);

/* A loan's interest goes with it, as a premium's late fee does not: that is a claim of its own. */
static bool belongs(enum debt_kind wanted, enum debt_kind kind) {
	return wanted == kind || (wanted == DEBT_LOAN && kind == DEBT_INTEREST);
}

/* All debts of the kind that may be dealt with so; the first objection when there is none. */
static enum nhi_status choose(struct effect_call *e, struct pursuit *p, judge may,
                              struct err *err) {
	enum debt_answer why = DEBT_NOTHING_OWED, answer = DEBT_MAY;
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; st == NHI_OK && i < p->book.count; i++) {
		struct debt_row *r = &p->book.row[i];
		if (!belongs(p->kind, r->kind) || r->owed.v <= 0) continue;
		const struct debt_facts f = debt_book_facts(&p->book, r);
		st = may(e, r, &f, &answer, err);
		if (st != NHI_OK) break;
		if (answer != DEBT_MAY) {
			if (why == DEBT_NOTHING_OWED) why = answer;
			continue;
		}
		p->chosen[p->count++] = r;
		p->sum.v += r->owed.v;
	}
	if (st != NHI_OK) return st;
	e->metric = p->sum.v;
	if (p->count > 0) return NHI_OK;
	const struct debt_words *w = debt_words(why);
	effect_refuse(e, "", w->code, str_from(w->zh), str_from(w->en), str_from(w->article));
	return NHI_OK;
}

static enum nhi_status move_all(struct effect_call *e, struct pursuit *p, enum debt_stage stage,
                                const struct debt_step *step, struct err *err) {
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; st == NHI_OK && i < p->count; i++)
		st = debt_move(e->desk->db, e->act, p->chosen[i], stage, step, err);
	return st;
}

/* ---- Demand ------------------------------------------------------------------------------------
 */

static enum nhi_status may_demand(struct effect_call *e, const struct debt_row *row,
                                  const struct debt_facts *f, enum debt_answer *out,
                                  struct err *err) {
	date_t last = DATE_OPEN;
	enum nhi_status st = debt_last_demand(e->desk->db, row->id, e->desk->arena, &last, err);
	return st == NHI_OK ? debt_may_demand(e->desk->law, f, last, e->desk->today, out, err) : st;
}

static enum nhi_status demand(struct effect_call *e, bool tries, struct err *err) {
	struct pursuit p;
	bool found;
	date_t pay_by = 0;
	twd_t total;
	enum nhi_status st = read_pursuit(e, &p, &found, err);
	if (st == NHI_OK && found) st = choose(e, &p, may_demand, err);
	if (st != NHI_OK || !found || e->refused || tries) return st;
	st = debt_pay_by(e->desk, &pay_by, err);
	if (st == NHI_OK && e->letter != NULL)
		st = debt_letter_fill(e->desk, p.chosen, p.count, pay_by, e->letter, &total, err);
	const struct debt_step step = {
	        .kind = "demand", .on = e->desk->today, .reference = e->desk->case_no};
	for (size_t i = 0; i < p.count; i++) p.chosen[i]->demand_due = pay_by;
	if (st == NHI_OK) st = move_all(e, &p, DEBT_DEMANDED, &step, err);
	if (st == NHI_OK) say(e, "發出催繳通知", "a demand goes out", p.count, p.sum);
	return st;
}

/* ---- Service of a demand -----------------------------------------------------------------------
 */

/* Debts that the letter demanded: one of the run names itself, one of a case its case. */
static enum nhi_status debts_of(struct effect_call *e, struct str number, struct debt_row **rows,
                                size_t *count, struct err *err) {
	struct letter_row letter;
	enum nhi_status st = letter_read(e->desk->db, number, e->desk->arena, &letter, err);
	if (st == NHI_NOT_FOUND) {
		if (err != NULL) *err = ERR_INIT;
		*count = 0;
		return NHI_OK;
	}
	if (st == NHI_OK)
		st = debt_of_letter(e->desk->db, number, e->desk->arena, rows, count, err);
	if (st == NHI_OK && *count == 0 && letter.case_no.n > 0)
		st = debt_of_letter(e->desk->db, letter.case_no, e->desk->arena, rows, count, err);
	return st;
}

static enum nhi_status serve(struct effect_call *e, bool tries, struct err *err) {
	struct str number, way;
	struct debt_row *row = NULL;
	size_t count = 0;
	date_t on = 0;
	twd_t sum = twd(0);
	bool read = effect_need(e, "letter_number", &number);
	read = effect_need(e, "way", &way) && read;
	if (!effect_date(e, "served_on", &on) || !read) return NHI_OK;
	enum nhi_status st = debts_of(e, number, &row, &count, err);
	if (st == NHI_OK && count == 0)
		effect_refuse(e, "letter_number", "LETTER_UNKNOWN", STR("沒有這個文號的催繳通知"),
		              STR("there is no demand of this number"), STR("A0030055:67"));
	if (st != NHI_OK || e->refused || tries) return st;
	struct letters law_only = {.law = e->desk->law};
	const struct letter_place place = {e->desk->db, &law_only, e->desk->arena};
	struct letter_service service = {.way = way,
	                                 .served_on = on,
	                                 .receiver = effect_text(e, "receiver"),
	                                 .place = effect_text(e, "place"),
	                                 .note = effect_text(e, "note")};
	st = letter_serve(&place, e->who, number, &service, err);
	const struct debt_step step = {
	        .kind = "serve", .on = service.effect_on, .reference = number, .note = way};
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		sum.v += row[i].owed.v;
		row[i].runs_from =
		        service.effect_on; /* interrupted by the act (行政程序法 131 III) */
		st = debt_move(e->desk->db, e->act, &row[i],
		               row[i].stage == DEBT_DEMANDED ? DEBT_SERVED : row[i].stage, &step,
		               err);
	}
	if (st == NHI_OK) say(e, "催繳通知已送達", "the demand was served", count, sum);
	return st;
}

/* ---- Enforcement -------------------------------------------------------------------------------
 */

static enum nhi_status may_enforce(struct effect_call *e, const struct debt_row *row,
                                   const struct debt_facts *f, enum debt_answer *out,
                                   struct err *err) {
	(void)row;
	return debt_may_enforce(e->desk->law, f, e->desk->today, out, err);
}

static enum nhi_status enforce(struct effect_call *e, bool tries, struct err *err) {
	struct pursuit p;
	bool found;
	enum nhi_status st = read_pursuit(e, &p, &found, err);
	if (st == NHI_OK && found && p.kind == DEBT_LOAN)
		effect_refuse(e, "debt", "DEBT_COURT",
		              STR("貸款為契約債權，應先取得執行名義再移送執行"),
		              STR("a loan is a claim by contract: it needs a title of the court "
		                  "first"),
		              STR("L0060011:9"));
	if (st == NHI_OK && found && p.kind == DEBT_LOAN && effect_text(e, "title").n > 0) {
		e->refused = false; /* the title is there */
		e->first = e->last = NULL;
	}
	if (st == NHI_OK && found && !e->refused) st = choose(e, &p, may_enforce, err);
	if (st != NHI_OK || !found || e->refused || tries) return st;
	struct str branch = effect_text(e, "branch");
	const struct debt_step step = {.kind = "enforce",
	                               .on = e->desk->today,
	                               .reference = e->desk->case_no,
	                               .note = branch};
	st = move_all(e, &p, DEBT_ENFORCED, &step, err);
	if (st == NHI_OK)
		say(e, "移送行政執行", "handed to the enforcement agency", p.count, p.sum);
	return st;
}

/* ---- Court -------------------------------------------------------------------------------------
 */

static enum nhi_status may_sue(struct effect_call *e, const struct debt_row *row,
                               const struct debt_facts *f, enum debt_answer *out, struct err *err) {
	bool is_attachment = str_is(effect_text(e, "action"), "attachment");
	(void)row;
	return debt_may_sue(e->desk->law, f, is_attachment, e->desk->today, out, err);
}

static enum nhi_status sue(struct effect_call *e, bool tries, struct err *err) {
	struct pursuit p;
	bool found;
	struct str action, court;
	bool read = effect_need(e, "action", &action);
	read = effect_need(e, "court", &court) && read;
	enum nhi_status st = read ? read_pursuit(e, &p, &found, err) : NHI_OK;
	if (st == NHI_OK && read && found) st = choose(e, &p, may_sue, err);
	if (st != NHI_OK || !read || !found || e->refused || tries) return st;
	struct buf note = BUF_INIT(0);
	struct str kept;
	buf_printf(&note, "%.*s %.*s %.*s", STR_ARG(court), STR_ARG(action),
	           STR_ARG(effect_text(e, "court_number")));
	bool ok = arena_str(e->desk->arena, str_trim(buf_str(&note)), &kept);
	buf_free(&note);
	if (!ok) return err_set(err, NHI_MEMORY, "%s", "");
	const struct debt_step step = {
	        .kind = "sue", .on = e->desk->today, .reference = e->desk->case_no, .note = kept};
	for (size_t i = 0; i < p.count; i++) p.chosen[i]->runs_from = e->desk->today;
	st = move_all(e, &p, DEBT_SUED, &step, err);
	if (st == NHI_OK) say(e, "向法院訴追", "taken to court", p.count, p.sum);
	return st;
}

/* ---- Write-off ---------------------------------------------------------------------------------
 */

static enum nhi_status may_write_off(struct effect_call *e, const struct debt_row *row,
                                     const struct debt_facts *f, enum debt_answer *out,
                                     struct err *err) {
	enum debt_ground ground = DEBT_GROUND_COUNT; /* none: it does not hold */
	(void)row;
	if (!debt_ground_find(effect_text(e, "ground"), &ground)) ground = DEBT_GROUND_COUNT;
	return debt_may_write_off(e->desk->law, f, ground, e->desk->today, out, err);
}

static enum nhi_status write_off(struct effect_call *e, bool tries, struct err *err) {
	struct pursuit p;
	bool found;
	struct str ground;
	if (!effect_need(e, "ground", &ground)) return NHI_OK;
	enum nhi_status st = read_pursuit(e, &p, &found, err);
	if (st == NHI_OK && found) st = choose(e, &p, may_write_off, err);
	if (st != NHI_OK || !found || e->refused || tries) return st;
	for (size_t i = 0; st == NHI_OK && i < p.count; i++)
		st = debt_write_off(e->desk->db, e->act, p.chosen[i], e->desk->today, ground,
		                    e->desk->case_no, err);
	if (st == NHI_OK) say(e, "報列呆帳轉銷", "written off", p.count, p.sum);
	return st;
}

/* ---- Medical expenses of somebody not entitled --------------------------------------------------
 */

static enum nhi_status recover(struct effect_call *e, bool tries, struct err *err) {
	struct str id;
	int64_t person = 0, amount = 0;
	date_t from = 0;
	bool read = effect_need(e, "payer_id", &id);
	read = effect_date(e, "from_day", &from) && read;
	if (!effect_number(e, "amount", 1, INT64_MAX / 2, &amount) || !read) return NHI_OK;
	enum nhi_status st =
	        id_is_person(id) ? person_by_key(e->desk->db, id, &person, err) : NHI_OK;
	if (st == NHI_OK && person == 0)
		effect_refuse(e, "payer_id", "PERSON_UNKNOWN", STR("查無此人"),
		              STR("nobody is registered under this number"), STR("L0060002:40"));
	e->metric = amount;
	if (st != NHI_OK || e->refused || tries) return st;
	char origin[96];
	(void)snprintf(origin, sizeof origin, "medical:%.*s", STR_ARG(e->desk->case_no));
	struct debt_row row = {.kind = DEBT_MEDICAL,
	                       .origin = str_from(origin),
	                       .person_id = person,
	                       .month = month_of(from),
	                       .amount = twd(amount),
	                       .opened = e->desk->today};
	st = debt_pay_by(e->desk, &row.due, err);
	if (st == NHI_OK) st = debt_open(e->desk->db, e->act, &row, err);
	if (st == NHI_OK)
		say(e, "通知返還醫療費用", "medical expenses to be paid back", 1, row.amount);
	return st;
}

/* An objection is allowed: what was claimed was not due. */
static enum nhi_status recover_undo(struct effect_call *e, struct err *err) {
	struct debt_row row;
	bool found = false;
	char origin[96];
	(void)snprintf(origin, sizeof origin, "medical:%.*s", STR_ARG(e->file->number));
	enum nhi_status st =
	        debt_by_origin(e->desk->db, str_from(origin), e->desk->arena, &row, &found, err);
	if (st != NHI_OK || !found || row.owed.v == 0) return st;
	const twd_t sum = row.owed;
	st = debt_cancel(e->desk->db, e->act, &row, e->desk->today, e->desk->case_no, err);
	if (st == NHI_OK) say(e, "撤銷返還通知", "the claim is taken back", 1, sum);
	return st;
}

EFFECT_STEPS(demand)
EFFECT_STEPS(serve)
EFFECT_STEPS(enforce)
EFFECT_STEPS(sue)
EFFECT_STEPS(write_off)
EFFECT_STEPS(recover)

const struct effect debt_effects[] = {
        {.name = "debt.demand", .check = demand_check, .apply = demand_apply},
        {.name = "debt.enforce", .check = enforce_check, .apply = enforce_apply},
        {.name = "debt.recover",
         .check = recover_check,
         .apply = recover_apply,
         .undo = recover_undo},
        {.name = "debt.serve", .check = serve_check, .apply = serve_apply},
        {.name = "debt.sue", .check = sue_check, .apply = sue_apply},
        {.name = "debt.write_off", .check = write_off_check, .apply = write_off_apply},
        {.name = NULL},
};
