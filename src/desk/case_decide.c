/* case_decide.c: who may decide, what the decision does, and the letter that says it; see
 * case_parts.h. */
#include "desk/case_parts.h"
#include "store/deputy.h"

enum { SENTENCE = 256 };

/* ---- Authority --------------------------------------------------------------------------------
 */

/* What the table is asked with: said by the effect, else the field that the service names. */
static int64_t metric_of(struct casework *w) {
	int64_t v = 0;
	if (w->effect.metric != 0) return w->effect.metric;
	struct str text =
	        w->service->amount.n > 0 ? casework_value(w, w->service->amount) : STR("");
	if (str_to_i64(text, 0, INT64_MAX - 1, &v)) return v;
	if (w->command != NULL && w->command->metric > 0) return w->command->metric;
	return w->draft.metric;
}

enum nhi_status casework_band(struct casework *w, const struct authority_band **out,
                              struct err *err) {
	struct str item = w->service->delegation.n > 0 ? w->service->delegation : STR("general");
	*out = authority_band(&w->desk->cases.authority, item, metric_of(w), w->call->today);
	if (*out != NULL) return NHI_OK;
	return err_set(err, NHI_NOT_FOUND, "delegation.csv: %.*s", STR_ARG(item));
}

/* Does a post of this unit and section decide about the case at all? Level 1 everywhere. */
static bool is_in_charge(const struct case_file *c, struct str org_unit, struct str section,
                         int64_t level) {
	struct str unit = c->section, part = STR("");
	size_t slash = str_find_char(c->section, '/');
	if (slash < c->section.n) {
		unit = str_slice(c->section, 0, slash);
		part = str_slice(c->section, slash + 1, c->section.n);
	}
	if (level == 1) return true;
	if (!str_eq(unit, org_unit)) return false;
	return level == 2 || section.n == 0 || part.n == 0 || str_eq(part, section);
}

/* One's own post where it is enough, else the highest of the posts that one stands in for. */
static enum nhi_status find_level(struct casework *w, int32_t needed, struct authority_person *who,
                                  struct case_standing *out, struct err *err) {
	const struct principal *p = w->call->who;
	struct deputy *rows;
	size_t count;
	*who = (struct authority_person){.account = p->account_id, .person_id = p->person_id};
	if (p->kind != PRINCIPAL_CLERK) return NHI_OK;
	if (is_in_charge(&w->file, p->org_unit, p->section, p->level))
		who->level = (int32_t)p->level;
	if (who->level >= 1 && who->level <= needed) return NHI_OK;
	enum nhi_status st =
	        deputy_of(w->call->write_db != NULL ? w->call->write_db : w->call->db,
	                  p->account_id, w->call->today, w->call->arena, &rows, &count, err);
	for (size_t i = 0; i < count && st == NHI_OK; i++) {
		const struct deputy *d = &rows[i];
		if (!is_in_charge(&w->file, d->org_unit, d->section, d->level)) continue;
		if (who->level >= 1 && d->level >= who->level) continue;
		who->level = (int32_t)d->level;
		who->acting_for = d->holder;
		who->acting_for_person = d->holder_person;
		out->acting_for = d->holder_name;
	}
	return st;
}

static void add_party(struct authority_case *c, int64_t person_id) {
	if (person_id != 0 && c->party_count < AUTHORITY_PARTIES_MAX)
		c->party[c->party_count++] = person_id;
}

static enum nhi_status load_signatures(struct casework *w, struct authority_case *c,
                                       struct err *err) {
	struct db *db = w->call->write_db != NULL ? w->call->write_db : w->call->db;
	struct case_signature *s;
	size_t count = 0;
	enum nhi_status st = NHI_OK;
	c->drafted_by = w->draft.account;
	if (w->file.id != 0) st = case_signatures(db, w->file.id, w->call->arena, &s, &count, err);
	for (size_t i = 0; i < count && st == NHI_OK; i++) {
		if (str_is(s[i].kind, "recuse") && c->recused_count < AUTHORITY_RECUSED_MAX)
			c->recused[c->recused_count++] = s[i].account;
		if (str_is(s[i].kind, "cosign") && s[i].draft_no == w->file.draft_no &&
		    c->cosigned_count < AUTHORITY_COSIGN_MAX)
			c->cosigned[c->cosigned_count++] = s[i].org_unit;
	}
	return st;
}

enum nhi_status casework_standing(struct casework *w, struct case_standing *out, struct err *err) {
	struct authority_case c = {0};
	struct authority_person who;
	*out = (struct case_standing){0};
	enum nhi_status st = casework_band(w, &out->band, err);
	if (st != NHI_OK) return st;
	out->level = authority_level(out->band);
	if (w->move != NULL && w->move->level > 0 && w->move->level < out->level)
		out->level = w->move->level;
	c.band = out->band;
	add_party(&c, w->file.party == CASE_PERSON ? w->file.party_id : 0);
	add_party(&c, w->file.person_id);
	add_party(&c, w->file.agent_person_id);
	st = load_signatures(w, &c, err);
	if (st == NHI_OK) st = find_level(w, out->level, &who, out, err);
	if (st != NHI_OK) return st;
	out->answer = authority_may(&c, &who);
	if (out->answer == AUTHORITY_MAY && who.level > out->level)
		out->answer = AUTHORITY_LEVEL_TOO_LOW;
	out->level_used = who.level;
	out->cosign_missing = authority_cosign_missing(&c);
	return NHI_OK;
}

enum nhi_status casework_level(struct casework *w, int32_t level, struct err *err) {
	struct case_standing unused = {0};
	struct authority_person who;
	if (w->call->who->kind != PRINCIPAL_CLERK) return NHI_OK;
	enum nhi_status st = find_level(w, level, &who, &unused, err);
	if (st != NHI_OK || (who.level >= 1 && who.level <= level)) return st;
	return err_set(err, NHI_CASE_LEVEL, "%d" ERR_SEP "%.*s" ERR_SEP "%.*s", level,
	               STR_ARG(w->service->name.zh), STR_ARG(w->service->name.en));
}

static enum nhi_status refuse_authority(const struct case_standing *s, struct err *err) {
	switch (s->answer) {
	case AUTHORITY_MAY: return NHI_OK;
	case AUTHORITY_LEVEL_TOO_LOW:
		return err_set(err, NHI_CASE_LEVEL, "%d" ERR_SEP "%.*s" ERR_SEP "%.*s", s->level,
		               STR_ARG(s->band->title_zh), STR_ARG(s->band->title_en));
	case AUTHORITY_OWN_CASE: return err_set(err, NHI_CASE_OWN, "%s", "");
	case AUTHORITY_RECUSED: return err_set(err, NHI_CASE_RECUSED, "%s", "");
	case AUTHORITY_NO_DRAFT: return err_set(err, NHI_CASE_NO_DRAFT, "%s", "");
	case AUTHORITY_OWN_DRAFT: return err_set(err, NHI_CASE_OWN_DRAFT, "%s", "");
	case AUTHORITY_NO_COSIGN:
		return err_set(err, NHI_CASE_NO_COSIGN, "%.*s", STR_ARG(s->cosign_missing));
	case AUTHORITY_ANSWERS: break;
	}
	return err_set(err, NHI_FORBIDDEN, "case" ERR_SEP "case");
}

/* ---- Effect -----------------------------------------------------------------------------------
 */

static enum nhi_status run_check(struct casework *w, struct err *err) {
	const struct effect *f = effect_find(w->service->effect);
	if (f == NULL || f->check == NULL) return NHI_OK;
	enum nhi_status st = f->check(&w->effect, err);
	/* What the check found is for the page; apply has the last word. */
	w->effect.refused = false;
	w->effect.first = w->effect.last = NULL;
	return st;
}

static enum nhi_status changes_json(struct casework *w, struct str *out, struct err *err) {
	struct buf b = BUF_INIT(0);
	struct json j = JSON_INIT(&b, false);
	json_array_start(&j);
	for (const struct effect_line *l = w->effect.first; l != NULL; l = l->next) {
		if (l->mark != EFFECT_CHANGE) continue;
		json_array_start(&j);
		json_str(&j, l->zh);
		json_str(&j, l->en);
		json_array_end(&j);
	}
	json_array_end(&j);
	bool kept = buf_ok(&b) && arena_str(w->call->arena, buf_str(&b), out);
	buf_free(&b);
	return kept ? NHI_OK : err_set(err, NHI_MEMORY, "%s", "");
}

/* The objection is right: what was refused is granted, what was done is undone. */
static enum nhi_status run_on_parent(struct casework *w, struct case_decision *d, struct err *err) {
	struct case_file parent;
	const struct service *s;
	struct str json;
	struct db *db = w->call->write_db;
	enum nhi_status st = case_by_id(db, w->file.parent_id, w->call->arena, &parent, err);
	if (st == NHI_OK) st = case_service(w->desk, &parent, &s, err);
	const struct effect *f = st == NHI_OK ? effect_find(s->effect) : NULL;
	if (f == NULL) return st;
	bool was_granted = case_result_grants(parent.result);
	effect_step step = was_granted ? f->undo : f->apply;
	if (step == NULL) {
		effect_note(&w->effect, "PARENT_BY_HAND", STR("原處分的登記要由承辦另行更正。"),
		            STR("The register is to be corrected by the officer."));
		return NHI_OK;
	}
	struct form *values = ARENA_NEW(w->call->arena, struct form);
	if (values == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	st = case_value(db, parent.id, parent.value_no, w->call->arena, &json, err);
	if (st == NHI_OK) st = case_form_read(json, w->call->arena, values, err);
	if (st != NHI_OK) return st;
	struct case_decision *before;
	size_t decisions = 0;
	st = case_decisions(db, parent.id, w->call->arena, &before, &decisions, err);
	if (st != NHI_OK) return st;
	struct effect_call e = w->effect;
	e.undone = was_granted && decisions > 0 ? &before[decisions - 1] : NULL;
	e.file = &parent;
	e.values = values;
	st = step(&e, err);
	w->effect.first = e.first;
	w->effect.last = e.last;
	w->effect.refused = e.refused;
	w->effect.result_json = e.result_json;
	d->effect = s->effect;
	return st;
}

static enum nhi_status run_effect(struct casework *w, struct case_decision *d, struct err *err) {
	const struct effect *f = effect_find(w->service->effect);
	bool grants = case_result_grants(d->result);
	effect_step step = f == NULL ? NULL : grants ? f->apply : f->refuse;
	enum nhi_status st = NHI_OK;
	w->effect.decision = d;
	w->effect.act = &w->act;
	w->effect.letter = ARENA_NEW(w->call->arena, struct letter_values);
	if (w->effect.letter == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	if (step != NULL) {
		d->effect = w->service->effect;
		st = step(&w->effect, err);
	} else if (grants && w->file.parent_id != 0) {
		st = run_on_parent(w, d, err);
	}
	if (st == NHI_OK && w->effect.refused) return err_set(err, NHI_CANCELLED, "refused");
	if (st == NHI_OK) st = changes_json(w, &d->changes, err);
	d->effect_result = w->effect.result_json;
	return st;
}

/* ---- Letter -----------------------------------------------------------------------------------
 */

static const struct letter_field *declared(const struct letter_form *f, const char *name,
                                           const struct letter_values *v) {
	for (size_t i = 0; i < v->count; i++)
		if (strcmp(v->value[i].name, name) == 0) return NULL; /* the effect said it */
	for (size_t i = 0; i < f->field_count; i++)
		if (str_is(f->fields[i].name, name)) return &f->fields[i];
	return NULL;
}

static void put_result(const struct letter_form *f, struct letter_values *v,
                       enum case_result result) {
	static const struct {
		const char *zh, *en;
	} words[CASE_RESULTS] = {
	        [CASE_APPROVE] = {"准予所請", "granted"},
	        [CASE_PARTLY] = {"部分准許", "granted in part"},
	        [CASE_REJECT] = {"不予核准", "refused"},
	        [CASE_INADMISSIBLE] = {"不予受理", "not admitted"},
	        [CASE_DEEMED_APPROVE] = {"依規定視為同意", "deemed approved by law"},
	        [CASE_DEEMED_REJECT] = {"依規定視為不同意", "deemed refused by law"},
	};
	if (declared(f, "result", v) == NULL || words[result].zh == NULL) return;
	letter_set_both(v, "result", str_from(words[result].zh), str_from(words[result].en));
}

static void put_text(const struct letter_form *f, struct letter_values *v, const char *name,
                     struct str text) {
	if (declared(f, name, v) != NULL && text.n > 0) letter_set_text(v, name, text);
}

static void put_basis(struct casework *w, const struct letter_form *f, struct letter_values *v) {
	const struct service *s = w->service;
	struct str source = s->law_count > 0 ? s->law[0] : STR("A0030055:96"), zh, en;
	struct err unknown = ERR_INIT;
	if (declared(f, "basis", v) == NULL) return;
	if (case_cite(w->desk->data_dir, source, w->call->arena, &zh, &en, &unknown) == NHI_OK)
		letter_set_both(v, "basis", zh, en);
	else
		letter_set_text(v, "basis", source);
}

/* The words of the decision; of a reason of the catalogue also in English. */
static void put_reason(struct casework *w, const struct letter_form *f,
                       const struct case_decision *d, struct letter_values *v) {
	bool grants = case_result_grants(d->result);
	const struct case_reason *r =
	        case_reason_find(&w->desk->cases.reasons, d->reason_code, w->service);
	struct str zh, en;
	struct err unknown = ERR_INIT;
	if (declared(f, "reason", v) == NULL) return;
	if (d->reason.n == 0)
		letter_set_both(v, "reason",
		                grants ? STR("經審查符合規定。") : STR("經審查與規定不符。"),
		                grants ? STR("The conditions are met.")
		                       : STR("The conditions are not met."));
	else if (r != NULL && case_reason_words(r, case_reason_added(r, d->reason), w->call->arena,
	                                        &zh, &en, &unknown) == NHI_OK)
		letter_set_both(v, "reason", d->reason, en);
	else
		letter_set_text(v, "reason", d->reason);
}

static void fill_letter(struct casework *w, const struct letter_form *f,
                        const struct case_decision *d, struct letter_values *v) {
	const struct service *s = w->service;
	put_result(f, v, d->result);
	if (declared(f, "matter", v) != NULL) letter_set_both(v, "matter", s->name.zh, s->name.en);
	if (declared(f, "received_on", v) != NULL)
		letter_set_date(v, "received_on", w->file.received_on);
	put_text(f, v, "case_number", w->file.number);
	put_basis(w, f, v);
	put_reason(w, f, d, v);
}

static struct letter_text delegated_text(struct casework *w, const struct case_standing *s) {
	struct letter_text t = {STR(""), STR("")};
	struct buf zh = BUF_INIT(SENTENCE), en = BUF_INIT(SENTENCE);
	if (s->level_used > 1) {
		buf_printf(&zh, "依分層負責規定授權%.*s決行", STR_ARG(w->call->who->title_zh));
		buf_printf(&en, "decided by the %.*s under delegated authority",
		           STR_ARG(w->call->who->title_en));
	}
	if (s->acting_for.n > 0) {
		buf_printf(&zh, "（代理%.*s）", STR_ARG(s->acting_for));
		buf_printf(&en, " (acting for %.*s)", STR_ARG(s->acting_for));
	}
	if (!arena_str(w->call->arena, buf_str(&zh), &t.zh) ||
	    !arena_str(w->call->arena, buf_str(&en), &t.en))
		t = (struct letter_text){STR(""), STR("")};
	buf_free(&zh);
	buf_free(&en);
	return t;
}

static struct str letter_of(const struct casework *w, enum service_event event) {
	struct str t = service_letter(w->service, event);
	if (t.n > 0) return t;
	/* What is done at the counter is in hand already; a case of paper gets its answer in
	 * writing (行政程序法 95, 96). */
	return str_is(w->service->flow->id, "counter") ? STR("") : STR("decision");
}

/* A letter of headquarters is one of the unit: "enrolment" of "enrolment/2". */
static struct str office_of(const struct casework *w) {
	struct str section = w->file.section;
	return w->file.division == 0 ? str_slice(section, 0, str_find_char(section, '/')) : STR("");
}

static enum nhi_status make_letter(struct casework *w, enum service_event event,
                                   const struct case_standing *s, struct case_decision *d,
                                   struct err *err) {
	struct letter_made *made = ARENA_NEW(w->call->arena, struct letter_made);
	const struct letters *letters = &w->desk->cases.letters;
	struct str id = letter_of(w, event);
	if (made == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	if (id.n == 0 || (w->file.party == CASE_NOBODY && w->file.party_name.n == 0)) return NHI_OK;
	const struct letter_form *f = letter_form_find(&letters->forms, id, w->call->today);
	if (f == NULL) return err_set(err, NHI_NOT_FOUND, "catalogue/letters/%.*s", STR_ARG(id));
	fill_letter(w, f, d, w->effect.letter);
	bool is_person = w->file.party == CASE_PERSON, is_unit = w->file.party == CASE_UNIT;
	/* Whom the register does not know is written to where he said. */
	struct str address = is_person || is_unit ? STR("") : form_get(&w->values, "address");
	const struct letter_request q = {.form = id,
	                                 .to = {.person_id = is_person ? w->file.party_id : 0,
	                                        .unit_id = is_unit ? w->file.party_id : 0,
	                                        .name = w->file.party_name,
	                                        .address = address},
	                                 .division = w->file.division,
	                                 .office = office_of(w),
	                                 .contact = w->call->who->name,
	                                 .signer = {.delegated = delegated_text(w, s)},
	                                 .case_no = w->file.number,
	                                 .values = w->effect.letter,
	                                 .english = str_is(form_get(&w->values, "language"), "en")};
	const struct letter_place place = {w->call->write_db, letters, w->call->arena};
	enum nhi_status st = letter_make(&place, &w->act, &q, made, err);
	if (st != NHI_OK) return st;
	d->letter = made->number;
	w->answer->letter_number = made->number;
	w->answer->letter = &made->letter;
	struct case_document paper = {.direction = STR("out"),
	                              .kind = STR("letter"),
	                              .name = made->number,
	                              .media_type = STR("application/pdf"),
	                              .received_on = made->issued};
	return case_document_add(w->call->write_db, &w->act, w->file.id, &paper, err);
}

/* ---- The decision -----------------------------------------------------------------------------
 */

static enum service_event event_of(enum case_result result) {
	switch (result) {
	case CASE_APPROVE: return SERVICE_APPROVE;
	case CASE_PARTLY: return SERVICE_PART;
	case CASE_DEEMED_APPROVE:
	case CASE_DEEMED_REJECT: return SERVICE_DEEM;
	case CASE_NO_RESULT:
	case CASE_REJECT:
	case CASE_INADMISSIBLE:
	case CASE_RESULTS: break;
	}
	return SERVICE_REJECT;
}

static struct str remedy_of(const struct service *s) {
	return s->clock.object_service.n > 0 ? STR("objection") : STR("dispute");
}

static void fill_decision(struct casework *w, const struct case_standing *s,
                          struct case_decision *d) {
	const struct principal *who = w->call->who;
	d->item = s->band->item;
	d->table_version = s->band->version;
	d->band = s->band->number;
	d->metric = metric_of(w);
	d->level_needed = s->level;
	d->level_used = s->level_used;
	d->account = who->account_id;
	d->account_name = who->name;
	d->title = who->title_zh;
	d->acting_for = s->acting_for;
	d->drafted_by = w->draft.account;
	d->decided_on = w->call->today;
	d->remedy = remedy_of(w->service);
}

static enum nhi_status finish(struct casework *w, enum service_event event,
                              const struct case_standing *s, struct case_decision *d,
                              struct err *err) {
	enum nhi_status st = run_effect(w, d, err);
	if (st == NHI_OK) st = make_letter(w, event, s, d, err);
	if (st == NHI_OK) st = case_decision_add(w->call->write_db, &w->act, w->file.id, d, err);
	w->file.result = d->result;
	w->file.await_level = 0;
	return st;
}

enum nhi_status casework_reason(struct casework *w, enum case_result result, struct str code,
                                struct str added, struct str *out, struct err *err) {
	struct str unused;
	const struct case_reason *r = case_reason_find(&w->desk->cases.reasons, code, w->service);
	*out = added;
	if (r != NULL && r->result == result)
		return case_reason_words(r, added, w->call->arena, out, &unused, err);
	if (code.n > 0) {
		casework_refuse(w, "reason_code", "REASON_UNKNOWN",
		                "這個理由不是這項服務、這個結果的理由，請另選或自己寫。",
		                "This is no reason for that result of this service; choose another "
		                "or write your own.");
		return err_set(err, NHI_CANCELLED, "refused");
	}
	if (case_result_grants(result) || added.n > 0) return NHI_OK;
	casework_refuse(w, "reason", "REASON_MISSING", "不准的決定要寫理由。",
	                "A refusal needs its reasons.");
	return err_set(err, NHI_CANCELLED, "refused");
}

enum nhi_status casework_decide(struct casework *w, enum case_result result, struct str reason_code,
                                struct str reason, struct err *err) {
	struct case_standing s;
	struct case_decision d = {.result = result, .reason_code = reason_code, .reason = reason};
	enum service_event event = event_of(result);
	enum nhi_status st = casework_move(w, event, err);
	if (st == NHI_OK) st = run_check(w, err);
	if (st == NHI_OK) st = casework_standing(w, &s, err);
	if (st == NHI_OK) st = refuse_authority(&s, err);
	/* A deputy has the authority of the post; his own role may have none. */
	if (st == NHI_OK && s.level_used < SERVICE_LEVEL_OFFICER && s.acting_for.n == 0)
		st = casework_need(w, RIGHT_DECIDE, err);
	if (st != NHI_OK) return st;
	fill_decision(w, &s, &d);
	return finish(w, event, &s, &d, err);
}

enum nhi_status casework_deem(struct casework *w, struct err *err) {
	struct case_standing by_law = {0};
	struct case_decision d = {.result = w->file.term.deemed == CLOCK_DEEMED_APPROVED
	                                            ? CASE_DEEMED_APPROVE
	                                            : CASE_DEEMED_REJECT,
	                          .reason = w->file.term_source,
	                          .decided_on = w->call->today,
	                          .remedy = remedy_of(w->service)};
	enum nhi_status st = casework_move(w, SERVICE_DEEM, err);
	return st == NHI_OK ? finish(w, SERVICE_DEEM, &by_law, &d, err) : st;
}

enum nhi_status casework_propose(struct casework *w, struct err *err) {
	const struct case_command *q = w->command;
	const struct authority_band *band;
	struct str reason;
	if (q->result == CASE_NO_RESULT) {
		casework_refuse(w, "result", "RESULT_MISSING", "請選擬議的結果。",
		                "Choose the result that you propose.");
		return err_set(err, NHI_CANCELLED, "refused");
	}
	enum nhi_status st = casework_reason(w, q->result, q->reason_code, q->reason, &reason, err);
	if (st == NHI_OK) st = casework_move(w, SERVICE_PROPOSE, err);
	if (q->note.n == 0 && st == NHI_OK) w->event.note = reason;
	if (st == NHI_OK) st = run_check(w, err);
	if (st == NHI_OK) st = casework_band(w, &band, err);
	if (st != NHI_OK) return st;
	struct case_draft d = {.account = w->call->who->account_id,
	                       .account_name = w->call->who->name,
	                       .result = q->result,
	                       .reason_code = q->reason_code,
	                       .reason = reason,
	                       .metric = metric_of(w),
	                       .level = authority_level(band)};
	st = case_draft_add(w->call->write_db, &w->act, w->file.id, &d, err);
	w->file.draft_no = d.number;
	w->file.await_level = d.level;
	return st;
}
