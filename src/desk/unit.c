/* unit.c: see unit.h. */
#include "desk/unit.h"

#include "desk/enrol_parts.h"
#include "store/arrears.h"

static const struct {
	const char *name;
	bool needs_unit;
	enum unit_status after; /* state from the day on */
} services[UNIT_SERVICE_COUNT] = {
        [UNIT_SET_UP] = {"unit.add", false, UNIT_OPEN},
        [UNIT_CHANGE] = {"unit.change", true, UNIT_OPEN},
        [UNIT_SUSPEND] = {"unit.suspend", true, UNIT_SUSPENDED},
        [UNIT_RESUME] = {"unit.resume", true, UNIT_OPEN},
        [UNIT_CLOSE] = {"unit.close", true, UNIT_CLOSED},
        [UNIT_CANCEL] = {"unit.cancel", true, UNIT_CLOSED},
        [UNIT_ENTRUST] = {"unit.entrust", true, UNIT_OPEN},
};

struct serving {
	struct register_desk *desk;
	const struct unit_tables *tables;
	const struct unit_request *request;
	struct unit_answer *answer;
	struct act act;
	struct enrol_law law;
	date_t on, filed_on;
};

static void take(struct str *to, struct str given) {
	if (given.n > 0) *to = given;
}

/* Lays what the request says over `f`, with refusals for what cannot be. */
static enum nhi_status lay_over(struct serving *s, struct unit_fact *f, struct err *err) {
	const struct unit_request *q = s->request;
	struct refusals *r = &s->answer->refusals;
	int64_t category = f->category;
	take(&f->name, q->name);
	take(&f->head, q->head);
	take(&f->address, q->address);
	take(&f->mail_address, q->mail_address);
	take(&f->contact, q->contact);
	take(&f->business_number, q->business_number);
	if (q->business_number.n > 0 && !id_is_business(q->business_number, s->on))
		refusal_add(r, REFUSE_UNIT_NUMBER, "%.*s", STR_ARG(q->business_number));
	if (q->dispatch.n > 0) f->by_ebill = str_is(q->dispatch, "ebill");
	if (q->kind.n > 0 && !unit_kind_find(q->kind, &f->kind))
		return err_set(err, NHI_RANGE, "--kind" ERR_SEP "%.*s" ERR_SEP "%s",
		               STR_ARG(q->kind), "codes of `nhi unit kinds`");
	if (q->kind.n > 0) category = unit_kinds[f->kind].category;
	if (q->category.n > 0 && !str_to_i64(q->category, 11, 62, &category)) category = 0;
	if (category_find((int32_t)category) == NULL)
		refusal_add(r, REFUSE_CATEGORY_UNKNOWN, "%.*s", STR_ARG(q->category));
	f->category = (int32_t)category;
	if (q->county.n > 0) {
		const struct county *c = county_find(s->tables->counties, q->county);
		if (c == NULL)
			return err_set(err, NHI_RANGE, "--county" ERR_SEP "%.*s" ERR_SEP "%s",
			               STR_ARG(q->county), "codes/counties.csv");
		f->county = c->code;
		f->division = c->division;
	}
	return NHI_OK;
}

static enum nhi_status set_up(struct serving *s, struct err *err) {
	const struct unit_request *q = s->request;
	struct unit_answer *a = s->answer;
	struct unit_fact f = {.status = UNIT_OPEN,
	                      .kind = UNIT_ENTERPRISE,
	                      .category = unit_kinds[UNIT_ENTERPRISE].category,
	                      .valid = {s->on, DATE_OPEN}};
	struct str other = {"", 0};
	enum nhi_status st = lay_over(s, &f, err);
	if (st != NHI_OK) return st;
	if (f.name.n == 0 || f.division == 0)
		return err_set(err, NHI_USAGE,
		               "單位成立需要名稱與縣市" ERR_SEP "a unit needs a name and a county");
	if (f.business_number.n > 0 && !q->is_branch)
		st = unit_by_business(s->desk->db, f.business_number, s->desk->arena, &other, err);
	if (st == NHI_OK && other.n > 0)
		refusal_add(&a->refusals, REFUSE_UNIT_EXISTS, "%.*s" ERR_SEP "%.*s",
		            STR_ARG(f.business_number), STR_ARG(other));
	if (st != NHI_OK || !refusals_accept(&a->refusals)) return st;
	struct buf code = BUF_INIT(64);
	char office[2] = {(char)('0' + f.division), '\0'};
	st = number_take(s->desk->db, s->tables->formats, str_from(office), STR("unit"), s->on,
	                 &code, err);
	if (st != NHI_OK) {
		buf_free(&code);
		return st;
	}
	st = enrol_keep(s->desk, &code, &a->code, err);
	if (st == NHI_OK) st = unit_add(s->desk->db, &s->act, a->code, &f, &a->unit_id, err);
	return st;
}

/* What is filed for one insured person of the unit: the filing, with item and amount as he has
 * them. Dependents follow. */
static enum nhi_status file_for(struct serving *s, int64_t person_id, struct filing f,
                                const char *unit_code, struct err *err) {
	struct judge_in in = {.on = s->on};
	struct plan plan = {.arena = s->desk->arena};
	int64_t months = 0;
	enum nhi_status st = enrol_load_people(s->desk, person_id, &in, err);
	if (st != NHI_OK) return st;
	const struct timeline *t = &in.state.subject;
	const struct coverage_row *held = coverage_on(t->row, t->count, s->on);
	if (held == NULL) return err_set(err, NHI_CORRUPT, "person %lld", (long long)person_id);
	f.category = held->category;
	f.is_private_school = held->is_private_school;
	f.insured_amount = held->insured_amount;
	f.absence = (enum absence)held->absence;
	in.state.unit_code = unit_code;
	enrol_plan(&in.state, &f, &plan, &s->answer->refusals);
	if (plan.failed) return err_set(err, NHI_MEMORY, "%s", "");
	st = coverage_write(s->desk->db, &s->act, &plan, s->law.claim_months, &months, err);
	s->answer->people += (int64_t)plan.count;
	s->answer->months += months;
	return st;
}

/* Everybody leaves with the unit. */
static enum nhi_status all_leave(struct serving *s, struct err *err) {
	struct unit_person *people;
	size_t count;
	const struct filing leave = {.kind = FILE_OUT,
	                             .on = s->on,
	                             .unit_id = s->answer->unit_id,
	                             .role = ROLE_INSURED,
	                             .leave_reason = LEAVE_UNIT};
	enum nhi_status st = unit_people(s->desk->db, s->answer->unit_id, s->on, s->desk->arena,
	                                 &people, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		if (people[i].role == ROLE_INSURED)
			st = file_for(s, people[i].person_id, leave, s->answer->code.p, err);
	return st;
}

/* The unit that is to take the people: open on the day, another one, and with its consent. */
static enum nhi_status find_other(struct serving *s, struct judge_unit *other, struct err *err) {
	const struct unit_request *q = s->request;
	struct refusals *r = &s->answer->refusals;
	struct judge_in in = {.on = s->on};
	enum nhi_status st = enrol_load_unit(s->desk, q->other, &in, err);
	*other = in.unit;
	if (st != NHI_OK) return st;
	if (other->unit_id == 0)
		refusal_add(r, REFUSE_UNIT_UNKNOWN, "%.*s", STR_ARG(q->other));
	else if (other->unit_id == s->answer->unit_id)
		refusal_add(r, REFUSE_UNIT_OTHER_SAME, "%s", other->code);
	else if (s->on < other->founded)
		refusal_add(r, REFUSE_UNIT_NOT_FOUNDED, "%s" ERR_SEP "%s", other->code,
		            date_text(other->founded).c);
	else if (other->is_closed)
		refusal_add(r, REFUSE_UNIT_CLOSED, "%s" ERR_SEP "%s", other->code,
		            date_text(other->status_from).c);
	else if (other->is_suspended)
		refusal_add(r, REFUSE_UNIT_SUSPENDED, "%s" ERR_SEP "%s", other->code,
		            date_text(other->status_from).c);
	if (q->proof.n == 0) refusal_add(r, REFUSE_UNIT_OTHER_CONSENT, "%s", "");
	return NHI_OK;
}

/* 健保法 15 V: only a unit that owes so many months. */
static enum nhi_status owes_enough(struct serving *s, struct err *err) {
	struct arrears_month *row;
	size_t count;
	const struct law_value *least;
	int32_t months = 0;
	enum nhi_status st = arrears_list(s->desk->db, s->answer->unit_id, 0, s->on, s->desk->arena,
	                                  &row, &count, err);
	if (st == NHI_OK) st = law_need(s->desk->law, "arrears.other_unit", s->on, &least, err);
	if (st != NHI_OK) return st;
	(void)arrears_sum(row, count, &months);
	if (months < least->value)
		refusal_add(&s->answer->refusals, REFUSE_UNIT_ARREARS_FEW, "%d" ERR_SEP "%lld",
		            (int)months, (long long)least->value);
	return NHI_OK;
}

/* The other unit must be one where each of the people could be insured by item. */
static enum nhi_status all_move(struct serving *s, struct err *err) {
	struct judge_unit other;
	struct unit_person *people;
	size_t count;
	struct refusals *r = &s->answer->refusals;
	enum nhi_status st = find_other(s, &other, err);
	if (st == NHI_OK) st = owes_enough(s, err);
	if (st == NHI_OK)
		st = unit_people(s->desk->db, s->answer->unit_id, s->on, s->desk->arena, &people,
		                 &count, err);
	const struct filing transfer = {.kind = FILE_TRANSFER,
	                                .on = s->on,
	                                .unit_id = other.unit_id,
	                                .role = ROLE_INSURED,
	                                .entry_reason = ENTRY_TRANSFER};
	for (size_t i = 0; st == NHI_OK && refusals_accept(r) && i < count; i++) {
		const struct category *c = category_find(people[i].category);
		if (people[i].role != ROLE_INSURED) continue;
		if (c == NULL || !category_allows_unit(c, other.kind, true))
			refusal_add(r, REFUSE_CATEGORY_UNIT, "%d" ERR_SEP "%s" ERR_SEP "%s",
			            (int)people[i].category, unit_kinds[other.kind].zh,
			            unit_kinds[other.kind].en);
		else
			st = file_for(s, people[i].person_id, transfer, other.code, err);
	}
	return st;
}

/* Suspending and closing need that nobody stays behind. */
static enum nhi_status nobody_left(struct serving *s, struct err *err) {
	struct unit_answer *a = s->answer;
	enum nhi_status st = s->request->with_people ? all_leave(s, err) : NHI_OK;
	int64_t left = 0;
	date_t from = s->on + 1;
	if (st == NHI_OK) st = unit_covered(s->desk->db, a->unit_id, from, &left, err);
	if (st == NHI_OK && left > 0)
		refusal_add(&a->refusals, REFUSE_UNIT_NOT_EMPTY, "%lld" ERR_SEP "%s",
		            (long long)left, date_text(from).c);
	return st;
}

/* 施行細則 44: closed, dissolved, bankrupt, or enforcement in vain; the people go with it, at once.
 */
static const struct {
	const char *code;
	bool by_proof;
} grounds[] = {
        {"empty", false},   {"closed", true},      {"dissolved", true},
        {"bankrupt", true}, {"enforcement", true},
};

/* *by_proof: the ground lies outside the register. */
static bool check_ground(struct serving *s, bool *by_proof) {
	struct str ground = s->request->ground;
	*by_proof = false;
	for (size_t i = 0; i < COUNT_OF(grounds) && ground.n > 0; i++) {
		if (!str_is(ground, grounds[i].code)) continue;
		*by_proof = grounds[i].by_proof;
		if (*by_proof && s->request->proof.n == 0)
			refusal_add(&s->answer->refusals, REFUSE_UNIT_CANCEL_PROOF, "%s", "");
		return refusals_accept(&s->answer->refusals);
	}
	if (ground.n > 0)
		refusal_add(&s->answer->refusals, REFUSE_UNIT_CANCEL_GROUND, "%.*s",
		            STR_ARG(ground));
	return ground.n == 0;
}

static enum nhi_status long_empty(struct serving *s, struct err *err) {
	bool any;
	date_t last = s->on;
	enum nhi_status st = unit_last_covered(s->desk->db, s->answer->unit_id, &any, &last, err);
	if (st == NHI_OK && any && s->on < last + s->law.unit_empty_days)
		refusal_add(&s->answer->refusals, REFUSE_UNIT_EMPTY, "%s" ERR_SEP "%d",
		            date_text(last).c, (int)s->law.unit_empty_days);
	return st;
}

static void check_state(struct serving *s, const struct unit_fact *now) {
	static const char *const zh[] = {"營業中", "停業", "歇業或註銷"};
	enum unit_service v = s->request->service;
	bool wrong = now->status == UNIT_CLOSED ||
	             (v == UNIT_RESUME && now->status != UNIT_SUSPENDED) ||
	             (v == UNIT_SUSPEND && now->status != UNIT_OPEN);
	if (wrong)
		refusal_add(&s->answer->refusals, REFUSE_UNIT_STATE, "%s" ERR_SEP "%s" ERR_SEP "%s",
		            zh[now->status], "如此辦理", unit_status_name(now->status));
}

static enum nhi_status change(struct serving *s, struct err *err) {
	struct unit_answer *a = s->answer;
	enum unit_service v = s->request->service;
	struct unit_facts facts;
	enum nhi_status st = unit_by_code(s->desk->db, s->request->code, &a->unit_id, err);
	if (st != NHI_OK) return st;
	if (a->unit_id == 0) {
		refusal_add(&a->refusals, REFUSE_UNIT_UNKNOWN, "%.*s", STR_ARG(s->request->code));
		return NHI_OK;
	}
	if (!arena_str(s->desk->arena, s->request->code, &a->code))
		return err_set(err, NHI_MEMORY, "%s", "");
	st = unit_facts_read(s->desk->db, a->unit_id, KNOWN_NOW, s->desk->arena, &facts, err);
	if (st != NHI_OK) return st;
	const struct unit_fact *now = unit_fact_on(&facts, s->on);
	if (now == NULL) {
		refusal_add(&a->refusals, REFUSE_UNIT_NOT_FOUNDED, "%.*s" ERR_SEP "%s",
		            STR_ARG(a->code),
		            facts.count > 0 ? date_text(facts.row[0].valid.from).c : "-");
		return NHI_OK;
	}
	check_state(s, now);
	struct unit_fact next = *now;
	if (v == UNIT_ENTRUST) { /* the unit itself stays what it is */
		st = all_move(s, err);
		return st == NHI_OK && refusals_accept(&a->refusals) ? nobody_left(s, err) : st;
	}
	if (v != UNIT_CHANGE) next.status = services[v].after;
	if (v == UNIT_CHANGE) st = lay_over(s, &next, err);
	bool by_proof = false;
	if (v == UNIT_CANCEL && !check_ground(s, &by_proof)) return NHI_OK;
	if (st == NHI_OK && by_proof) st = all_leave(s, err);
	if (st == NHI_OK && (v == UNIT_SUSPEND || v == UNIT_CLOSE || v == UNIT_CANCEL))
		st = nobody_left(s, err);
	if (st == NHI_OK && v == UNIT_CANCEL && !by_proof) st = long_empty(s, err);
	/* A day of closing is still a day of the unit: the new state begins with the next. */
	date_t from = v == UNIT_SUSPEND || v == UNIT_CLOSE || v == UNIT_CANCEL ? s->on + 1 : s->on;
	if (st == NHI_OK && refusals_accept(&a->refusals))
		st = unit_change(s->desk->db, &s->act, &facts, &next, from, err);
	return st;
}

static int32_t term_of(const struct serving *s) {
	switch (s->request->service) {
	case UNIT_CHANGE: return s->law.filing_unit;
	case UNIT_SUSPEND:
	case UNIT_CLOSE: return s->law.filing_unit_close;
	case UNIT_RESUME: return s->law.filing_unit_resume;
	case UNIT_SET_UP:
	case UNIT_CANCEL:
	case UNIT_ENTRUST:
	case UNIT_SERVICE_COUNT: break;
	}
	return 0;
}

static enum nhi_status piece(struct db *db, void *context, struct err *err) {
	(void)db;
	struct serving *s = context;
	enum nhi_status st =
	        services[s->request->service].needs_unit ? change(s, err) : set_up(s, err);
	s->answer->accepted = refusals_accept(&s->answer->refusals);
	if (st == NHI_OK && !s->answer->accepted) return err_set(err, NHI_CANCELLED, "refused");
	return st;
}

static enum nhi_status request_json(struct serving *s, struct str *out, struct err *err) {
	const struct unit_request *q = s->request;
	const struct {
		const char *key;
		struct str value;
	} texts[] = {{"unit", q->code},
	             {"business_number", q->business_number},
	             {"name", q->name},
	             {"kind", q->kind},
	             {"category", q->category},
	             {"county", q->county},
	             {"head", q->head},
	             {"address", q->address},
	             {"mail_address", q->mail_address},
	             {"contact", q->contact},
	             {"dispatch", q->dispatch},
	             {"ground", q->ground},
	             {"other", q->other},
	             {"proof", q->proof}};
	struct buf b = BUF_INIT(1 << 16);
	struct json j = JSON_INIT(&b, false);
	json_object_start(&j);
	json_put_c(&j, "filing", services[q->service].name);
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		if (texts[i].value.n > 0) json_put_str(&j, texts[i].key, texts[i].value);
	json_put_date(&j, "on", s->on);
	if (q->is_branch) json_put_bool(&j, "branch", true);
	if (q->with_people) json_put_bool(&j, "with_people", true);
	json_object_end(&j);
	return enrol_keep(s->desk, &b, out, err);
}

static enum nhi_status answer_json(struct serving *s, struct str *out, struct err *err) {
	const struct unit_answer *a = s->answer;
	struct buf b = BUF_INIT(1 << 18);
	struct json j = JSON_INIT(&b, false);
	json_object_start(&j);
	json_put_c(&j, "filing", services[s->request->service].name);
	json_put_bool(&j, "accepted", a->accepted);
	json_put_bool(&j, "dry_run", s->request->dry_run);
	if (a->code.n > 0) json_put_str(&j, "unit", a->code);
	json_put_date(&j, "on", s->on);
	json_put_date(&j, "due", a->due);
	json_put_i64(&j, "people", a->people);
	json_put_i64(&j, "months_to_rebill", a->months);
	refusals_json(&a->refusals, &j);
	json_object_end(&j);
	return enrol_keep(s->desk, &b, out, err);
}

static enum nhi_status record(struct serving *s, struct str content, struct err *err) {
	struct unit_answer *a = s->answer;
	if (a->accepted && s->filed_on > a->due && term_of(s) > 0)
		refusal_add(&a->refusals, REFUSE_LATE, "%s" ERR_SEP "%s", date_text(a->due).c,
		            date_text(s->on).c);
	struct filing_record f = {.kind = str_from(services[s->request->service].name),
	                          .filed_on = s->filed_on,
	                          .happened_on = s->on,
	                          .due_on = a->due,
	                          .unit_id = a->accepted ? a->unit_id : 0,
	                          .content = content};
	enum nhi_status st = answer_json(s, &a->json, err);
	f.answer = a->json;
	if (st == NHI_OK) st = filing_put(s->desk->db, &s->act, &f, &a->filing_id, err);
	if (st == NHI_OK && s->request->key.n > 0)
		st = act_answer(s->desk->db, &s->act, a->json, err);
	return st;
}

static enum nhi_status work(struct db *db, void *context, struct err *err) {
	struct serving *s = context;
	const struct unit_request *q = s->request;
	*s->answer = (struct unit_answer){.due = DATE_UNKNOWN, .code = {"", 0}};
	s->on = q->on == DATE_UNKNOWN ? s->desk->today : q->on;
	s->filed_on = q->filed_on == DATE_UNKNOWN ? s->desk->today : q->filed_on;
	struct str content;
	enum nhi_status st = request_json(s, &content, err);
	if (st == NHI_OK) st = enrol_law_at(s->desk->law, s->on, &s->law, err);
	const struct act_request request = {.actor = s->desk->actor,
	                                    .acting_for = s->desk->acting_for,
	                                    .case_no = s->desk->case_no,
	                                    .purpose = str_from(services[q->service].name),
	                                    .key = q->key,
	                                    .content = content};
	if (st == NHI_OK) st = act_begin(db, &request, &s->act, err);
	if (st != NHI_OK) return st;
	if (s->act.repeated) {
		s->answer->repeated = true;
		return act_answer_of(db, s->act.id, s->desk->arena, &s->answer->json, err);
	}
	s->answer->due = term_of(s) == 0 ? s->on : enrol_due(s->on, term_of(s), s->desk->calendar);
	struct err refused = ERR_INIT;
	st = db_savepoint(db, piece, s, &refused);
	if (st == NHI_CANCELLED && !s->answer->accepted) st = NHI_OK;
	if (st != NHI_OK) {
		if (err != NULL) *err = refused;
		return st;
	}
	st = record(s, content, err);
	if (st == NHI_OK && q->dry_run) return err_set(err, NHI_CANCELLED, "%s", "--dry-run");
	return st;
}

enum nhi_status desk_unit(struct register_desk *desk, const struct unit_tables *tables,
                          const struct unit_request *request, struct unit_answer *answer,
                          struct err *err) {
	struct serving *s = ARENA_NEW(desk->arena, struct serving);
	if (s == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	*s = (struct serving){.desk = desk, .tables = tables, .request = request, .answer = answer};
	return enrol_transact(desk, request->dry_run, work, s, err);
}
