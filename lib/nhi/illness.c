/* illness.c: see illness.h. */
#include "nhi/illness.h"

#include "base/check.h"
#include "base/csv.h"

enum { NAME_SIZE = 64, FHIR_HIV = 28, ICD_MAX = 8, POINT_AT = 3 };

/* --- codes ------------------------------------------------------------------------------------ */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

bool illness_icd_is_valid(struct str s) {
	if (s.n < POINT_AT || s.n > ICD_MAX || s.n == POINT_AT + 1) return false;
	if (!is_upper(s.p[0]) || !is_digit(s.p[1])) return false;
	if (s.n > POINT_AT && s.p[POINT_AT] != '.') return false;
	for (size_t i = 2; i < s.n; i++)
		if (i != POINT_AT && !is_digit(s.p[i]) && !is_upper(s.p[i])) return false;
	return true;
}

/* "C50.011" lies in C50.011 – C50.929; a longer code lies with its beginning: C14.81 in … – C14.8.
 */
static bool in_range(const struct illness_icd_row *row, struct str icd) {
	return str_cmp(row->from, icd) <= 0 &&
	       (str_cmp(icd, row->to) <= 0 || str_starts(icd, row->to));
}

enum nhi_status illness_icd_read(struct illness_icd *out, struct arena *arena, struct str text,
                                 struct err *err) {
	enum { CATEGORY, FROM, TO, STAGE, VALIDITY, COLUMNS };
	static const char *const titles[COLUMNS] = {"category", "icd_from", "icd_to", "stage",
	                                            "validity"};
	struct csv *c = ARENA_NEW(arena, struct csv);
	size_t at[COLUMNS];
	bool more = true;
	out->count = 0;
	if (c == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	csv_init(c, text, arena);
	enum nhi_status st = csv_titles(c, titles, COLUMNS, at, err);
	if (st == NHI_OK) st = csv_next(c, &more, err);
	for (; st == NHI_OK && more; st = csv_next(c, &more, err)) {
		struct illness_icd_row *row = &out->row[out->count];
		int64_t category, stage = 0;
		struct str given = csv_field(c, at[STAGE]);
		bool ok =
		        out->count < ILLNESS_ICD_ROWS_MAX &&
		        str_to_i64(csv_field(c, at[CATEGORY]), 1, ILLNESS_CATEGORIES, &category) &&
		        (given.n == 0 || str_to_i64(given, 1, 4, &stage)) &&
		        arena_str(arena, csv_field(c, at[FROM]), &row->from) &&
		        arena_str(arena, csv_field(c, at[TO]), &row->to) &&
		        arena_str(arena, csv_field(c, at[VALIDITY]), &row->validity);
		if (!ok)
			return err_set(err, NHI_ROW, "%zu" ERR_SEP "%s" ERR_SEP "%s", c->row,
			               "illness_icd.csv 的項目、診斷碼或期別有誤",
			               "category, codes or stage of illness_icd.csv are wrong");
		row->category = (int32_t)category;
		row->stage = (int32_t)stage;
		out->count++;
	}
	return st;
}

int32_t illness_fhir_category(int32_t category) {
	return category < FHIR_HIV ? category : category + 1;
}

/* --- the law ---------------------------------------------------------------------------------- */

enum nhi_status illness_law_at(const struct law *law, date_t at, struct illness_law *out,
                               struct err *err) {
	const struct {
		const char *name;
		int64_t *value;
	} figures[] = {{"catastrophic.diagnosis", &out->certificate_days},
	               {"illness.window.long", &out->window_long},
	               {"illness.window.long.from", &out->window_long_from},
	               {"illness.window.middle", &out->window_middle},
	               {"illness.window.short", &out->window_short},
	               {"illness.window.short.to", &out->window_short_to}};
	enum nhi_status st = NHI_OK;
	out->law = law;
	out->at = at;
	for (size_t i = 0; i < COUNT_OF(figures) && st == NHI_OK; i++) {
		const struct law_value *v;
		st = law_need(law, figures[i].name, at, &v, err);
		if (st == NHI_OK) *figures[i].value = v->value;
	}
	return st;
}

/* Months of validity by the law: of the form of the disease, else of the category; NULL: not known,
 * the decision must say. */
static const struct law_value *validity_of(const struct illness_law *law,
                                           const struct illness_icd *icd,
                                           const struct illness_application *a) {
	char name[NAME_SIZE];
	for (size_t i = 0; i < icd->count; i++) {
		const struct illness_icd_row *row = &icd->row[i];
		if (row->category != a->category || !in_range(row, a->icd) ||
		    (row->stage > 0 && row->stage != a->stage))
			continue;
		(void)snprintf(name, sizeof name, "illness.validity.%02d.%.*s", (int)a->category,
		               STR_ARG(row->validity));
		return law_at(law->law, str_from(name), law->at);
	}
	(void)snprintf(name, sizeof name, "illness.validity.%02d", (int)a->category);
	return law_at(law->law, str_from(name), law->at);
}

date_t illness_window_from(const struct illness_law *law, struct period valid) {
	if (valid.to == DATE_OPEN) return DATE_OPEN;
	if (valid.to >= date_add_months(valid.from, (int32_t)law->window_long_from))
		return date_add_months(valid.to, -(int32_t)law->window_long);
	if (valid.to > date_add_months(valid.from, (int32_t)law->window_short_to))
		return date_add_months(valid.to, -(int32_t)law->window_middle);
	return valid.to - (date_t)law->window_short;
}

/* --- the judgement ---------------------------------------------------------------------------- */

static void judge_papers(const struct illness_law *law, const struct illness_application *a,
                         struct refusals *r) {
	int32_t age = a->applied_on - a->certificate_on;
	if (age < 0)
		refusal_add(r, REFUSE_FUTURE, "%s", date_text(a->certificate_on).c);
	else if (age > law->certificate_days)
		refusal_add(r, REFUSE_ILLNESS_CERTIFICATE_OLD, "%s" ERR_SEP "%d" ERR_SEP "%d",
		            date_text(a->certificate_on).c, (int)age, (int)law->certificate_days);
	if ((a->category == ILLNESS_DIALYSIS || a->category == ILLNESS_VENTILATOR) && !a->has_annex)
		refusal_add(r, REFUSE_ILLNESS_ANNEX, "%d", (int)a->category);
	if (a->was_dismissed && !a->has_new_evidence)
		refusal_add(r, REFUSE_ILLNESS_EVIDENCE, "%s", "");
}

static void judge_disease(const struct illness_application *a, struct refusals *r) {
	if (a->category == ILLNESS_STROKE || a->category == ILLNESS_PREMATURE)
		refusal_add(r, REFUSE_ILLNESS_BY_DOCTOR, "%d", (int)a->category);
	bool is_icd = illness_icd_is_valid(a->icd);
	if (!is_icd || (a->category == ILLNESS_CANCER && a->icd.p[0] != 'C'))
		refusal_add(r, REFUSE_ILLNESS_ICD, "%.*s" ERR_SEP "%d", STR_ARG(a->icd),
		            (int)a->category);
}

/* First day: of the application, of the report of a rare disease, or joined to the earlier. */
static date_t first_day(const struct illness_law *law, const struct illness_application *a,
                        struct illness_answer *out, struct refusals *r) {
	bool has_earlier = a->earlier.from < a->earlier.to;
	date_t from = a->applied_on;
	if (a->category == ILLNESS_RARE && a->reported_on < from) from = a->reported_on;
	if (a->is_renewal && !has_earlier) refusal_add(r, REFUSE_ILLNESS_NO_EARLIER, "%s", "");
	if (!has_earlier) return from;
	date_t window = illness_window_from(law, a->earlier);
	if (!a->is_renewal && a->applied_on < a->earlier.to)
		refusal_add(r, REFUSE_ILLNESS_THERE, "%s", date_text(a->earlier.to - 1).c);
	if (!a->is_renewal) return from;
	if (window == DATE_OPEN)
		refusal_add(r, REFUSE_ILLNESS_ENDLESS, "%s", date_text(a->earlier.from).c);
	else if (a->applied_on < window)
		refusal_add(r, REFUSE_ILLNESS_EARLY, "%s", date_text(window).c);
	else if (a->applied_on < a->earlier.to) {
		out->is_joined = true;
		return a->earlier.to;
	} else
		refusal_add(r, REFUSE_ILLNESS_LATE, "%s" ERR_SEP "%s",
		            date_text(a->earlier.to - 1).c, date_text(a->applied_on).c);
	return a->applied_on;
}

void illness_judge(const struct illness_law *law, const struct illness_icd *icd,
                   const struct illness_application *a, struct illness_answer *out,
                   struct refusals *r) {
	CHECK(a->category >= 1 && a->category <= ILLNESS_CATEGORIES);
	*out = (struct illness_answer){.is_verified = true};
	judge_papers(law, a, r);
	judge_disease(a, r);
	date_t from = first_day(law, a, out, r);
	const struct law_value *v = validity_of(law, icd, a);
	out->months = a->decided_months;
	if (a->decided_months < 0 && a->decided_days == 0) {
		if (v == NULL) {
			refusal_add(r, REFUSE_ILLNESS_VALIDITY, "%d", (int)a->category);
			return;
		}
		out->months = v->value;
		out->is_verified = v->verified;
		if (!v->verified) refusal_add(r, REFUSE_ILLNESS_UNVERIFIED, "%d", (int)v->value);
	}
	out->valid.from = from;
	if (a->decided_days > 0)
		out->valid.to = from + a->decided_days;
	else
		out->valid.to =
		        out->months == 0 ? DATE_OPEN : date_add_months(from, (int32_t)out->months);
}

date_t illness_free_from(struct period valid, date_t applied_on, date_t emergency_on,
                         date_t admitted_on, date_t discharged_on) {
	if (applied_on < admitted_on || applied_on > discharged_on) return valid.from;
	date_t first = emergency_on <= admitted_on ? emergency_on : admitted_on;
	return first < valid.from ? first : valid.from;
}
