/* claim_facts.c: see claim_facts.h. */
#include "nhi/claim_facts.h"

#include "base/ids.h"

static const char exempt_illness[] = "001"; /* 重大傷病 */

static const struct claim_field *field_of(const struct claim_sent *sent, const char *role) {
	for (uint32_t i = 0; i < sent->value_count; i++)
		if (str_is(sent->value[i].field->role_name, role)) return sent->value[i].field;
	return NULL;
}

static struct claim_finding finding(const char *code, const struct claim_case *c,
                                    const struct claim_order *o, const char *role,
                                    enum claim_effect effect) {
	struct claim_finding f =
	        claim_finding_of(code, c, o, field_of(o != NULL ? &o->sent : &c->sent, role));
	f.effect = effect;
	return f;
}

/* A day as text for a message; the buffer lives as long as the finding is handed out. */
struct day_text {
	char text[16];
};
static struct str day_str(date_t day, struct day_text *out) {
	struct ymd v = date_to_ymd(day);
	int n = snprintf(out->text, sizeof out->text, "%04d-%02d-%02d", (int)v.year, (int)v.month,
	                 (int)v.day);
	return (struct str){out->text, n > 0 && (size_t)n < sizeof out->text ? (size_t)n : 0};
}

static bool is_within(const struct period *p, size_t count, date_t day) {
	for (size_t i = 0; i < count; i++)
		if (period_has(p[i], day)) return true;
	return false;
}

/* --- person and provider -------------------------------------------------------------------------
 */

/* Programmes that pay for people without insurance (C4, and cases that another agency bears). */
static bool needs_insurance(const struct claim_case *c) { return !str_is(c->class_, "C4"); }

/* A number that fails its check digit is nobody's: C02 says so. */
static bool is_misspelt(struct str number) {
	enum id_kind kind = id_kind_of(number);
	bool has_check_digit =
	        kind == ID_NATIONAL || kind == ID_RESIDENT || kind == ID_RESIDENT_OLD;
	return has_check_digit && !id_is_person(number);
}

/* The day that is asked: of a stay the first, on which it had to be covered. */
static bool judge_person(const struct claim_facts *facts, const struct claim_case *c, date_t day,
                         struct claim_sink *sink) {
	const struct claim_person_facts *p = facts->person;
	struct day_text text;
	if (p == NULL || !needs_insurance(c) || is_misspelt(c->person)) return true;
	struct claim_finding f =
	        finding(p->is_known ? "E02" : "E01", c, NULL, "case.person", CLAIM_EFFECT_CASE);
	f.arg[0] = c->person;
	f.arg[1] = day_str(day, &text);
	if (p->is_known && is_within(p->coverage, p->coverage_count, day)) return true;
	claim_found(sink, &f);
	return false;
}

static void judge_death(const struct claim_facts *facts, const struct claim_case *c, date_t day,
                        struct claim_sink *sink) {
	struct day_text text;
	if (facts->person == NULL || day < facts->person->died) return;
	struct claim_finding f = finding("D10", c, NULL, "case.person", CLAIM_EFFECT_NONE);
	f.arg[0] = c->person;
	f.arg[1] = day_str(facts->person->died, &text);
	claim_found(sink, &f);
}

static bool judge_provider(const struct claim_facts *facts, const struct claim_case *c, date_t day,
                           struct claim_sink *sink) {
	const struct claim_provider_facts *p = facts->provider;
	struct day_text text;
	if (p == NULL) return true;
	enum provider_pays pays = p->is_known
	                                  ? provider_pays(p->contract, p->contract_count, p->event,
	                                                  p->event_count, false, c->department, day)
	                                  : PROVIDER_NO_CONTRACT;
	if (pays == PROVIDER_PAYS) return true;
	struct claim_finding f = finding(pays == PROVIDER_NO_CONTRACT ? "E03" : "E04", c, NULL,
	                                 "case.visit", CLAIM_EFFECT_CASE);
	f.arg[0] = p->code;
	f.arg[1] = day_str(day, &text);
	claim_found(sink, &f);
	return false;
}

/* --- catastrophic illness
 * ------------------------------------------------------------------------- */

static enum copay_care care_of(const struct claim_case *c) {
	char first = c->class_.n > 0 ? c->class_.p[0] : '\0';
	if (str_is(c->class_, "02") || str_is(c->class_, "12")) return COPAY_EMERGENCY;
	if (first == '1') return COPAY_DENTAL;
	return first == '2' || first == '3' ? COPAY_TCM : COPAY_WESTERN;
}

int64_t claim_facts_copay(const struct claim_facts *facts, const struct claim_case *c) {
	struct copay_in in = {.care = care_of(c),
	                      .is_referred = c->share.n > 0,
	                      .refill = c->refill_no,
	                      .drug_points = c->part[CLAIM_PART_DRUG].v};
	struct copay_out out;
	struct err err = ERR_INIT;
	if (facts->copay == NULL || c->format != CLAIM_OUTPATIENT || facts->provider == NULL ||
	    facts->provider->level == COPAY_LEVELS)
		return -1;
	in.level = facts->provider->level;
	if (copay_quote(facts->copay, &in, &out, NULL, &err) != NHI_OK) return -1;
	return out.total.v < c->total.v ? out.total.v : c->total.v;
}

static void judge_illness(const struct claim_facts *facts, const struct claim_case *c, date_t day,
                          struct claim_sink *sink) {
	const struct claim_person_facts *p = facts->person;
	struct day_text text;
	bool holds = false, claims = str_is(c->copay_code, exempt_illness);
	if (p == NULL || !p->is_known || !facts->asks_illness) return;
	for (size_t i = 0; i < p->certificate_count; i++)
		holds |= period_has(p->certificate[i].free, day);
	if (holds == claims || (holds && c->copay.v == 0)) return;
	/* strokes and premature babies are determined by the doctor without a certificate; their
	 * cases cannot be told by the number of the code alone, so an inpatient case is left */
	if (claims && c->format == CLAIM_INPATIENT) return;
	struct claim_finding f =
	        finding(claims ? "E05" : "E08", c, NULL, "case.copay_code", CLAIM_EFFECT_NONE);
	f.arg[0] = c->copay_code;
	f.arg[1] = day_str(day, &text);
	int64_t due = claims ? claim_facts_copay(facts, c) : -1;
	if (due > c->copay.v) {
		f.has_expected = true;
		f.expected = due;
		f.effect = CLAIM_EFFECT_CUT;
		f.allowed.v = c->applied.v - (due - c->copay.v);
	}
	claim_found(sink, &f);
}

/* --- approvals
 * -------------------------------------------------------------------------------------- */

/* Does the approval speak of this order? One that is cited must be it. */
static bool is_about(const struct claim_approval *a, const struct claim_order *o,
                     const struct claim_provider_facts *provider) {
	if (!str_eq(a->item, o->item)) return false;
	if (o->approval.n > 0) return str_eq(a->acceptance_no, o->approval);
	return a->provider.n == 0 || provider == NULL || str_eq(a->provider, provider->code);
}

static void found_uncovered(const struct claim_case *c, const struct claim_order *o, date_t day,
                            struct claim_sink *sink) {
	struct day_text text;
	struct claim_finding f = finding("E06", c, o, "order.item", CLAIM_EFFECT_ORDER);
	f.arg[0] = o->item;
	f.arg[1] = day_str(day, &text);
	claim_found(sink, &f);
}

static void found_beyond(const struct claim_case *c, const struct claim_order *o, int64_t left,
                         struct claim_sink *sink) {
	struct claim_finding f = finding("E07", c, o, "order.quantity", CLAIM_EFFECT_CUT);
	f.arg[0] = o->item;
	f.has_expected = true;
	f.expected = left;
	f.allowed.v =
	        o->quantity.v <= 0 ? 0 : round_half_up((i128_t)o->points.v * left, o->quantity.v);
	claim_found(sink, &f);
}

/* An order that cites an approval, or whose item the person has an approval for, lives by it. */
static void judge_approval(const struct claim_facts *facts, const struct claim_case *c,
                           const struct claim_order *o, date_t day, struct claim_sink *sink) {
	const struct claim_person_facts *p = facts->person;
	struct claim_approval *covers = NULL;
	bool is_bound = o->approval.n > 0;
	if (o->points.v == 0) return;
	for (size_t i = 0; i < p->approval_count; i++) {
		struct claim_approval *a = &p->approval[i];
		if (!is_about(a, o, facts->provider)) continue;
		is_bound = true;
		bool is_full = a->approved.v > 0 && a->used.v >= a->approved.v;
		if (period_has(a->valid, day) && (covers == NULL || !is_full)) covers = a;
	}
	if (!is_bound) return;
	if (covers == NULL) {
		found_uncovered(c, o, day, sink);
		return;
	}
	int64_t left = covers->approved.v - covers->used.v;
	covers->used.v += o->quantity.v;
	if (covers->approved.v > 0 && o->quantity.v > left)
		found_beyond(c, o, left > 0 ? left : 0, sink);
}

void claim_facts_judge(const struct claim_facts *facts, const struct claim_case *c,
                       struct claim_sink *sink) {
	date_t day = c->visit;
	if (c->format == CLAIM_APPEAL || day < DATE_MIN) return;
	judge_death(facts, c, day, sink);
	bool paid = judge_person(facts, c, day, sink);
	paid = judge_provider(facts, c, day, sink) && paid;
	if (!paid || facts->person == NULL) return;
	judge_illness(facts, c, day, sink);
	for (uint32_t i = 0; i < c->order_count; i++) {
		const struct claim_order *o = &c->order[i];
		judge_approval(facts, c, o, o->begin.day >= DATE_MIN ? o->begin.day : day, sink);
	}
}
