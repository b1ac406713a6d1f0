/* roster_row.c: one row of a batch, judged as a single filing is (roster.h). */
#include "base/ids.h"
#include "engine/roster_parts.h"
#include "nhi/enrol_dependent.h"
#include "store/coverage.h"
#include "store/person.h"

/* ---- Units ---------------------------------------------------------------------------------- */

static enum nhi_status grow_units(struct roster *r, struct err *err) {
	uint32_t slots = r->unit_slots == 0 ? 4096 : 2 * r->unit_slots;
	struct roster_unit *unit = ARENA_ARRAY(&r->arena, slots / 2, struct roster_unit);
	uint32_t *slot = ARENA_ARRAY(&r->arena, slots, uint32_t);
	if (unit == NULL || slot == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	if (r->unit_count > 0) memcpy(unit, r->unit, r->unit_count * sizeof *unit);
	r->unit = unit;
	r->unit_slot = slot;
	r->unit_slots = slots;
	r->unit_capacity = slots / 2;
	for (uint32_t i = 0; i < r->unit_count; i++) {
		uint32_t at = (uint32_t)str_hash(unit[i].code) & (slots - 1);
		while (slot[at] != 0) at = (at + 1) & (slots - 1);
		slot[at] = i + 1;
	}
	return NHI_OK;
}

/* The unit of a code, looked up once a batch. */
static enum nhi_status find_unit(struct roster *r, struct str code, struct roster_unit **out,
                                 struct err *err) {
	enum nhi_status st = r->unit_count == r->unit_capacity ? grow_units(r, err) : NHI_OK;
	if (st != NHI_OK) return st;
	uint32_t mask = r->unit_slots - 1, at = (uint32_t)str_hash(code) & mask;
	for (; r->unit_slot[at] != 0; at = (at + 1) & mask) {
		*out = &r->unit[r->unit_slot[at] - 1];
		if (str_eq((*out)->code, code)) return NHI_OK;
	}
	struct roster_unit u = {.staff = -1};
	int64_t id;
	if (!arena_str(&r->arena, code, &u.code)) return err_set(err, NHI_MEMORY, "%s", "");
	st = unit_by_code(r->db, code, &id, err);
	if (st == NHI_OK && id != 0)
		st = unit_facts_read(r->db, id, INSTANT_OPEN - 1, &r->arena, &u.facts, err);
	if (st != NHI_OK) return st;
	r->unit[r->unit_count++] = u;
	r->unit_slot[at] = r->unit_count;
	*out = &r->unit[r->unit_count - 1];
	return NHI_OK;
}

static enum nhi_status judge_unit(struct roster *r, const struct filing_row *row,
                                  struct judge_in *in, struct err *err) {
	struct roster_unit *u = NULL;
	struct judge_unit *to = &in->unit;
	enum nhi_status st = find_unit(r, row->unit_code, &u, err);
	if (st != NHI_OK) return st;
	*to = (struct judge_unit){.code = u->code.p, .founded = DATE_UNKNOWN, .staff = -1};
	if (u->facts.count == 0) return NHI_OK;
	to->unit_id = u->facts.unit_id;
	to->founded = u->facts.row[0].valid.from;
	const struct unit_fact *f = unit_fact_on(&u->facts, in->on);
	if (f == NULL) f = &u->facts.row[0];
	to->kind = f->kind;
	to->category = f->category;
	to->is_suspended = f->status == UNIT_SUSPENDED;
	to->is_closed = f->status == UNIT_CLOSED;
	to->status_from = f->valid.from;
	int32_t category = in->category != 0 ? in->category : f->category;
	if (category != 14 && category != 15) return NHI_OK;
	if (u->staff < 0)
		st = unit_staff(r->db, u->facts.unit_id, in->on, &u->staff, &u->highest, err);
	to->staff = u->staff;
	to->highest_staff_amount = u->highest;
	return st;
}

/* ---- People --------------------------------------------------------------------------------- */

static bool enters(const struct filing_row *row) {
	return row->act == FILING_ENROL || row->act == FILING_TRANSFER_IN;
}

/* The person of the row; ROSTER_NOBODY after a refusal or for somebody new (*is_new). */
static uint32_t find_person(struct roster *r, const struct filing_row *row, bool is_newborn,
                            bool *is_new) {
	*is_new = false;
	uint32_t at = row->id.n > 0 ? roster_by_key(&r->people, row->id) : ROSTER_NOBODY;
	if (at != ROSTER_NOBODY) {
		const struct roster_person *p = &r->people.person[at];
		bool renames = row->act == FILING_PERSON;
		if (!renames && row->name.n > 0 && !str_eq(row->name, p->name))
			refusal_add(&r->refusals, REFUSE_PERSON_DIFFERS,
			            "姓名 name" ERR_SEP "%.*s" ERR_SEP "%.*s", STR_ARG(row->name),
			            STR_ARG(p->name));
		if (!renames && row->birth != FILING_NO_DATE && row->birth != p->birth)
			refusal_add(&r->refusals, REFUSE_PERSON_DIFFERS,
			            "出生日期 birth date" ERR_SEP "%s" ERR_SEP "%s",
			            date_text(row->birth).c, date_text(p->birth).c);
		return at;
	}
	if (row->id.n > 0 && !id_is_person(row->id))
		refusal_add(&r->refusals, REFUSE_ID_INVALID, "%.*s", STR_ARG(row->id));
	else if (row->id.n == 0 && !is_newborn)
		refusal_add(&r->refusals, REFUSE_ID_MISSING, "%s", "");
	else if (!enters(row) || row->birth == FILING_NO_DATE)
		refusal_add(&r->refusals, REFUSE_PERSON_UNKNOWN, "%.*s", STR_ARG(row->id));
	else if (row->name.n == 0 && !is_newborn)
		refusal_add(&r->refusals, REFUSE_NAME_MISSING, "%s", "");
	else if (row->sex == 0 && id_sex(row->id) == 0)
		refusal_add(&r->refusals, REFUSE_SEX_MISSING, "%s", "");
	else
		*is_new = true;
	return ROSTER_NOBODY;
}

static struct roster_person new_person(const struct filing_row *row) {
	char sex = row->sex != 0 ? row->sex : id_sex(row->id);
	return (struct roster_person){.key = row->id,
	                              .name = row->name,
	                              .address = row->address,
	                              .birth = row->birth,
	                              .death = DATE_UNKNOWN,
	                              .sex = sex,
	                              .is_citizen = row->id.n > 0 ? id_is_national(row->id)
	                                                          : !row->is_foreigner};
}

/* Conditions and presence decide only for adult descendants and for people who come from outside;
 * they are looked up when one of these is judged. */
static enum nhi_status load_periods(struct roster *r, const struct roster_person *p,
                                    struct judge_in *in, struct err *err) {
	struct person_period *list;
	size_t count;
	if (p->is_new) return NHI_OK;
	enum nhi_status st =
	        person_periods(r->db, PERSON_CONDITION, p->id, &r->scratch, &list, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		enum condition c;
		if (period_has(list[i].valid, in->on) && condition_find(list[i].kind, &c))
			in->person.conditions |= 1U << c;
	}
	if (st == NHI_OK)
		st = person_periods(r->db, PERSON_PRESENCE, p->id, &r->scratch, &list, &count, err);
	if (st != NHI_OK) return st;
	struct period *exits = ARENA_ARRAY(&r->scratch, count, struct period);
	if (exits == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	in->person.exits = exits;
	const char *wanted = p->is_citizen ? "household" : "residence";
	for (size_t i = 0; i < count; i++) {
		if (str_is(list[i].kind, "abroad")) exits[in->person.exit_count++] = list[i].valid;
		if (str_is(list[i].kind, wanted) && period_has(list[i].valid, in->on))
			in->person.present_from = list[i].valid.from;
	}
	return NHI_OK;
}

static bool needs_periods(const struct roster_person *p, const struct filing_row *row,
                          const struct judge_in *in, const struct enrol_law *law) {
	if (!enters(row)) return false;
	if (in->role == ROLE_DEPENDENT && in->on >= enrol_of_age(law, in->relation, p->birth))
		return true;
	struct timeline t = roster_timeline(p);
	const struct coverage_row *last = t.count > 0 ? &t.row[t.count - 1] : NULL;
	bool comes_from_outside = last == NULL || last->to < in->on;
	return comes_from_outside &&
	       !(in->role == ROLE_INSURED && in->category != 0 && in->category <= 13);
}

/* ---- The row -------------------------------------------------------------------------------- */

static void read_reasons(struct roster *r, const struct filing_row *row, struct judge_in *in) {
	static const enum filing_kind kinds[FILING_ACT_COUNT] = {
	        [FILING_ENROL] = FILE_IN,      [FILING_TRANSFER_IN] = FILE_IN,
	        [FILING_WITHDRAW] = FILE_OUT,  [FILING_TRANSFER_OUT] = FILE_OUT,
	        [FILING_AMOUNT] = FILE_AMOUNT, [FILING_PERSON] = FILE_KIND_COUNT,
	};
	bool is_dependent = row->role == FILING_DEPENDENT;
	in->kind = kinds[row->act];
	if (in->kind == FILE_OUT) {
		bool withdraws = row->act == FILING_WITHDRAW;
		in->leave_reason = withdraws && is_dependent ? LEAVE_DEPENDENT : LEAVE_TRANSFER;
		bool needs = withdraws && !is_dependent;
		if ((row->reason.n > 0 || needs) &&
		    !leave_reason_find(row->reason, &in->leave_reason))
			refusal_add(&r->refusals, REFUSE_REASON_UNKNOWN, "%.*s",
			            STR_ARG(row->reason));
		return;
	}
	if (in->kind != FILE_IN) return;
	in->may_transfer = row->act == FILING_TRANSFER_IN;
	in->entry_reason = in->may_transfer ? ENTRY_TRANSFER
	                   : is_dependent   ? ENTRY_FOLLOW
	                                    : ENTRY_START;
	if (row->reason.n > 0 && !entry_reason_find(row->reason, &in->entry_reason))
		refusal_add(&r->refusals, REFUSE_REASON_UNKNOWN, "%.*s", STR_ARG(row->reason));
	if (is_dependent && !relation_find(row->relation, &in->relation))
		refusal_add(&r->refusals, REFUSE_RELATION_UNKNOWN, "%.*s", STR_ARG(row->relation));
	in->is_newborn = in->entry_reason == ENTRY_NEWBORN;
	if (in->is_newborn && row->birth != FILING_NO_DATE) in->on = row->birth;
}

static struct judge_in read_row(struct roster *r, const struct filing_row *row) {
	struct judge_in in = {
	        .role = row->role == FILING_DEPENDENT ? ROLE_DEPENDENT : ROLE_INSURED,
	        .on = row->on == FILING_NO_DATE ? r->job->today : row->on,
	        .filed_on = r->job->today,
	        .wage = row->wage,
	        .amount = row->amount,
	        .term_months = -1,
	        .hired_crew = -1,
	        .missing_since = DATE_UNKNOWN,
	        .planned_to = DATE_UNKNOWN,
	        .resumed = DATE_UNKNOWN,
	        .is_private_school = row->is_private_school,
	        .is_proved = true, /* the unit keeps the proof and shows it when asked */
	        .calendar = r->job->calendar,
	};
	int64_t category = 0;
	if (row->category.n > 0 && (!str_to_i64(row->category, 11, 62, &category) ||
	                            category_find((int32_t)category) == NULL))
		refusal_add(&r->refusals, REFUSE_CATEGORY_UNKNOWN, "%.*s", STR_ARG(row->category));
	in.category = (int32_t)category;
	if (row->on == FILING_NO_DATE && row->act != FILING_AMOUNT && row->act != FILING_PERSON &&
	    row->birth == FILING_NO_DATE)
		refusal_add(&r->refusals, REFUSE_DATE_MISSING, "%s", "");
	read_reasons(r, row, &in);
	return in;
}

static enum nhi_status laws_of(struct roster *r, const struct judge_in *in,
                               const struct enrol_law **law, const struct enrol_law **amount_law,
                               struct err *err) {
	date_t amount_on = in->kind == FILE_AMOUNT ? enrol_amount_from(in->on) : in->on;
	enum nhi_status st = enrol_law_cached(&r->law, in->on, law, err);
	if (st == NHI_OK) st = enrol_law_cached(&r->amount_law, amount_on, amount_law, err);
	if (st != NHI_LAW_NO_VALUE) return st;
	refusal_add(&r->refusals, REFUSE_DATE_BEFORE_LAW, "%s", date_text(in->on).c);
	if (err != NULL) *err = ERR_INIT;
	return NHI_OK;
}

static const char *code_of(void *context, int64_t unit_id) {
	struct roster *r = context;
	for (uint32_t i = 0; i < r->unit_count; i++)
		if (r->unit[i].facts.unit_id == unit_id && r->unit[i].facts.count > 0)
			return r->unit[i].code.p;
	struct str code;
	return unit_code(r->db, unit_id, &r->scratch, &code, NULL) == NHI_OK ? code.p : "";
}

/* Relatives as stored; of those whom this file changes, their state after the rows so far. */
static enum nhi_status gather_relatives(struct roster *r, int64_t person_id, struct judge_in *in,
                                        struct err *err) {
	struct relative *relative;
	enum nhi_status st = coverage_relatives(r->db, person_id, in->on, &r->scratch, &relative,
	                                        &in->relative_count, err);
	if (st != NHI_OK) return st;
	for (size_t i = 0; i < in->relative_count; i++) {
		uint32_t at = roster_by_id(&r->people, relative[i].person_id);
		if (at == ROSTER_NOBODY) continue;
		struct timeline t = roster_timeline(&r->people.person[at]);
		const struct coverage_row *held = coverage_on(t.row, t.count, in->on);
		bool insured = held != NULL && held->role == ROLE_INSURED;
		relative[i].category = insured ? held->category : 0;
	}
	in->relative = relative;
	return NHI_OK;
}

static enum nhi_status gather_state(struct roster *r, uint32_t at, uint32_t insured,
                                    struct judge_in *in, struct err *err) {
	const struct roster_person *p = &r->people.person[at];
	struct plan_state *s = &in->state;
	s->code_of = code_of;
	s->context = r;
	s->subject = roster_timeline(p);
	if (insured != ROSTER_NOBODY) s->insured = roster_timeline(&r->people.person[insured]);
	if (p->follower_count == 0) return NHI_OK;
	struct timeline *t = ARENA_ARRAY(&r->scratch, p->follower_count, struct timeline);
	if (t == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	for (uint32_t i = 0; i < p->follower_count; i++)
		t[i] = roster_timeline(&r->people.person[p->follower[i]]);
	s->follower = t;
	s->follower_count = p->follower_count;
	return NHI_OK;
}

static enum nhi_status keep_plan(struct roster *r, const struct plan *plan, uint32_t subject,
                                 uint32_t insured, struct err *err) {
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; st == NHI_OK && i < plan->count; i++) {
		const struct plan_person *pp = &plan->person[i];
		uint32_t at = i == 0 ? subject : roster_by_id(&r->people, pp->person_id);
		st = roster_set_now(&r->people, at, pp->after, pp->after_count, err);
	}
	if (st == NHI_OK && plan->count > 0 && insured != ROSTER_NOBODY)
		st = roster_follow(&r->people, insured, subject, err);
	return st;
}

/* 變更事項: the row's name and address take the place of what is registered. */
static void change_person(struct roster *r, uint32_t at, const struct filing_row *row) {
	struct roster_person *p = &r->people.person[at];
	struct str name, address;
	if (row->name.n > 0 && arena_str(&r->arena, row->name, &name)) p->name = name;
	if (row->address.n > 0 && arena_str(&r->arena, row->address, &address))
		p->address = address;
	p->is_renamed = true;
}

static enum nhi_status judge_row(struct roster *r, const struct filing_row *row, date_t *effective,
                                 struct err *err) {
	struct judge_in in = read_row(r, row);
	bool is_new = false;
	*effective = in.on;
	uint32_t insured = ROSTER_NOBODY, at = find_person(r, row, in.is_newborn, &is_new);
	if (row->role == FILING_DEPENDENT && row->insured_id.n > 0) {
		insured = roster_by_key(&r->people, row->insured_id);
		if (insured == ROSTER_NOBODY)
			refusal_add(&r->refusals, REFUSE_PERSON_UNKNOWN, "%.*s",
			            STR_ARG(row->insured_id));
		else
			in.insured_person_id = r->people.person[insured].id;
	} else if (row->role == FILING_DEPENDENT && enters(row)) {
		refusal_add(&r->refusals, REFUSE_PERSON_UNKNOWN, "%s", "");
	}
	if (!refusals_accept(&r->refusals)) return NHI_OK;
	if (row->act == FILING_PERSON) {
		change_person(r, at, row);
		return NHI_OK;
	}
	const struct enrol_law *law = NULL, *amount_law = NULL;
	struct roster_person fresh = new_person(row);
	enum nhi_status st = judge_unit(r, row, &in, err);
	if (st == NHI_OK) st = laws_of(r, &in, &law, &amount_law, err);
	if (st != NHI_OK || !refusals_accept(&r->refusals)) return st;
	const struct roster_person *p = is_new ? &fresh : &r->people.person[at];
	in.person = (struct judge_person){.is_citizen = p->is_citizen,
	                                  .birth = p->birth,
	                                  .death = p->death,
	                                  .present_from = DATE_UNKNOWN};
	if (in.category == 0) in.category = in.kind == FILE_IN ? in.unit.category : 0;
	if (needs_periods(p, row, &in, law) && !is_new) st = load_periods(r, p, &in, err);
	if (st == NHI_OK && !is_new) st = gather_state(r, at, insured, &in, err);
	/* Nobody is nearer than a spouse or the first degree. */
	bool nearer = in.role == ROLE_DEPENDENT && in.kind == FILE_IN &&
	              relation_rank(in.relation) > relation_rank(RELATION_CHILD);
	if (st == NHI_OK && !is_new && nearer) st = gather_relatives(r, p->id, &in, err);
	if (is_new && insured != ROSTER_NOBODY)
		in.state.insured = roster_timeline(&r->people.person[insured]);
	struct plan plan = {.arena = &r->scratch};
	date_t due;
	if (st == NHI_OK) enrol_judge(law, amount_law, &in, &plan, &due, &r->refusals);
	if (st == NHI_OK && plan.failed) st = err_set(err, NHI_MEMORY, "%s", "");
	if (st != NHI_OK || !refusals_accept(&r->refusals)) return st;
	*effective = plan.effective;
	if (is_new) {
		st = roster_add(&r->people, &fresh, &at, err);
		int64_t id = st == NHI_OK ? r->people.person[at].id : 0;
		for (size_t i = 0; st == NHI_OK && plan.count > 0 && i < plan.person[0].after_count;
		     i++) {
			struct coverage_row *c = &plan.person[0].after[i];
			c->person_id = id;
			if (c->role == ROLE_INSURED) c->insured_person_id = id;
		}
		r->report->new_people++;
	}
	if (st == NHI_OK) st = keep_plan(r, &plan, at, insured, err);
	if (st == NHI_OK && in.kind == FILE_OUT && in.leave_reason == LEAVE_DEATH) {
		r->people.person[at].death = in.on;
		r->people.person[at].died = true;
	}
	return st;
}

/* ---- Answers -------------------------------------------------------------------------------- */

enum answer_column {
	ANSWER_ROW,
	ANSWER_COLUMN,
	ANSWER_VERDICT,
	ANSWER_CODE,
	ANSWER_UNIT,
	ANSWER_ID,
	ANSWER_FROM,
	ANSWER_ZH,
	ANSWER_EN,
	ANSWER_ARTICLE,
	ANSWER_REMEDY_ZH,
	ANSWER_REMEDY_EN
};

static void begin_answer(struct buf *b, const struct filing_row *row, size_t column,
                         const char *verdict, const char *code) {
	csv_put_i64(b, ANSWER_ROW, (int64_t)row->line);
	if (column > 0)
		csv_put_i64(b, ANSWER_COLUMN, (int64_t)column);
	else
		csv_put(b, ANSWER_COLUMN, (struct str){"", 0});
	csv_put(b, ANSWER_VERDICT, str_from(verdict));
	csv_put(b, ANSWER_CODE, str_from(code));
	csv_put(b, ANSWER_UNIT, row->unit_code);
	csv_put(b, ANSWER_ID, row->id);
}

static void put_texts(struct buf *b, struct buf *text, const struct refusal *f) {
	static const char *const langs[] = {"zh", "en"};
	for (size_t i = 0; i < COUNT_OF(langs); i++) {
		buf_reset(text);
		refusal_message(f, langs[i], text);
		csv_put(b, ANSWER_ZH + i, buf_str(text));
	}
	csv_put(b, ANSWER_ARTICLE, str_from(refusal_rows[f->code].article));
	for (size_t i = 0; i < COUNT_OF(langs); i++) {
		buf_reset(text);
		refusal_remedy(f, langs[i], text);
		csv_put(b, ANSWER_REMEDY_ZH + i, buf_str(text));
	}
	csv_end_row(b);
}

static void put_findings(struct roster *r, const struct filing_row *row,
                         const struct findings *findings) {
	struct buf *b = &r->report->answers, text = BUF_INIT(4096);
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *f = &findings->row[i];
		const struct finding_row *kind = &finding_rows[f->code];
		begin_answer(b, row, f->place.column,
		             kind->level == FINDING_ERROR ? "refused" : "note", kind->name);
		csv_put(b, ANSWER_FROM, (struct str){"", 0});
		for (int k = 0; k < 5; k++) {
			buf_reset(&text);
			if (k == 0 || k == 1) finding_message(f, k == 0 ? "zh" : "en", &text);
			if (k == 2) buf_put_c(&text, kind->source);
			if (k >= 3) finding_remedy(f, k == 3 ? "zh" : "en", &text);
			csv_put(b, (size_t)ANSWER_ZH + (size_t)k, buf_str(&text));
		}
		csv_end_row(b);
	}
	buf_free(&text);
}

static void put_answers(struct roster *r, const struct filing_row *row, date_t effective) {
	struct buf *b = &r->report->answers;
	bool accepted = refusals_accept(&r->refusals);
	if (accepted) {
		begin_answer(b, row, 0, "accepted", "");
		csv_put(b, ANSWER_FROM, str_from(date_text(effective).c));
		for (size_t k = ANSWER_ZH; k <= ANSWER_REMEDY_EN; k++)
			csv_put(b, k, (struct str){"", 0});
		csv_end_row(b);
	}
	if (r->refusals.kept == 0) return;
	struct buf text = BUF_INIT(4096);
	for (uint32_t i = 0; i < r->refusals.kept; i++) {
		const struct refusal *f = &r->refusals.item[i];
		begin_answer(b, row, 0, refusal_rows[f->code].is_note ? "note" : "refused",
		             refusal_rows[f->code].name);
		csv_put(b, ANSWER_FROM, (struct str){"", 0});
		put_texts(b, &text, f);
	}
	buf_free(&text);
}

enum nhi_status roster_row(struct roster *r, const struct filing_row *row,
                           const struct findings *findings, struct err *err) {
	date_t effective = 0;
	enum nhi_status st = NHI_OK;
	refusals_clear(&r->refusals);
	r->report->rows++;
	arena_reset(&r->scratch);
	if (findings->count > 0) put_findings(r, row, findings);
	if (row->is_refused) {
		r->report->refused++;
		return NHI_OK;
	}
	struct str own = r->job->only_unit;
	if (own.n > 0 && !str_eq(own, row->unit_code))
		refusal_add(&r->refusals, REFUSE_UNIT_NOT_YOURS, "%.*s" ERR_SEP "%.*s",
		            STR_ARG(row->unit_code), STR_ARG(own));
	else
		st = judge_row(r, row, &effective, err);
	if (st != NHI_OK) return st;
	if (refusals_accept(&r->refusals))
		r->report->accepted++;
	else
		r->report->refused++;
	put_answers(r, row, effective);
	return NHI_OK;
}
