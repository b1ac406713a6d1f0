/* enrol_law.c: see enrol_law.h. */
#include "nhi/enrol_law.h"

enum need { MUST, MAY };

/* One figure: parameter, where it goes, and whether it may be absent or "-" (then 0). */
struct figure {
	const char *name;
	size_t offset;
	enum need need;
};

#define FIGURE(name, field, need)                                                                  \
	{ name, offsetof(struct enrol_law, field), need }

static const struct figure counts[] = {
        FIGURE("claim.limitation", claim_months, MUST),
        FIGURE("enrol.adjust.autumn.first", adjust.autumn_first, MUST),
        FIGURE("enrol.adjust.autumn.last", adjust.autumn_last, MUST),
        FIGURE("enrol.adjust.autumn.month", adjust.autumn_month, MUST),
        FIGURE("enrol.adjust.spring.month", adjust.spring_month, MUST),
        FIGURE("enrol.adult.age", adult_age, MUST),
        FIGURE("enrol.conscript", term_conscript, MUST),
        FIGURE("enrol.degree.descendant", degree_descendant, MUST),
        FIGURE("enrol.discharge", discharge_months, MAY),
        FIGURE("enrol.exit.count", exit_count, MUST),
        FIGURE("enrol.exit.max", exit_max, MUST),
        FIGURE("enrol.filing.entry", filing_entry, MUST),
        FIGURE("enrol.filing.exit", filing_exit, MUST),
        FIGURE("enrol.filing.unit", filing_unit, MUST),
        FIGURE("enrol.filing.unit.close", filing_unit_close, MUST),
        FIGURE("enrol.filing.unit.resume", filing_unit_resume, MUST),
        FIGURE("enrol.fisher.crew", fisher_crew, MAY),
        FIGURE("enrol.graduate", graduate_months, MAY),
        FIGURE("enrol.missing", missing_months, MUST),
        FIGURE("enrol.prison", term_prison, MUST),
        FIGURE("enrol.recent.citizen", recent_citizen, MUST),
        FIGURE("enrol.suspension.abroad", suspension_abroad, MAY),
        FIGURE("enrol.suspension.again", suspension_again, MAY),
        FIGURE("enrol.unit.empty", unit_empty_days, MUST),
        FIGURE("enrol.wait.citizen", wait_citizen, MUST),
        FIGURE("enrol.wait.foreigner", wait_foreigner, MUST),
        FIGURE("premium.employer.staff", employer_staff, MAY),
};

static const struct figure amounts[] = {
        FIGURE("premium.amount.fixed.3", fixed_3, MUST),
        FIGURE("premium.floor.14.average", floor_14_average, MAY),
        FIGURE("premium.floor.14.labour", floor_14_labour, MAY),
        FIGURE("premium.floor.21", floor_21, MAY),
        FIGURE("premium.floor.22", floor_22, MAY),
};

/* Narrows [from, to) to the days on which the parameter keeps its value of `at`. */
static void narrow(struct enrol_law *out, const struct law_parameter *p) {
	for (size_t i = 0; p != NULL && i < p->value_count; i++) {
		const struct law_value *v = &p->values[i];
		if (v->from <= out->at && v->from > out->from) out->from = v->from;
		if (v->from > out->at && v->from < out->to) out->to = v->from;
	}
}

static enum nhi_status read_figure(struct enrol_law *out, const struct figure *f, int64_t *value,
                                   struct err *err) {
	const struct law_parameter *p = law_parameter(out->law, str_from(f->name));
	const struct law_value *v = law_at(out->law, str_from(f->name), out->at);
	if (v == NULL && f->need == MUST) return law_need(out->law, f->name, out->at, &v, err);
	narrow(out, p);
	*value = v == NULL ? 0 : v->value;
	return NHI_OK;
}

/* The insured amount of a grade; 0 when the table has no such grade. */
static int64_t grade_amount(const struct law_grades *grades, int64_t grade) {
	for (size_t i = 0; i < grades->count; i++)
		if (grades->rows[i].grade == grade) return grades->rows[i].insured_amount;
	return 0;
}

static void read_suspension(struct enrol_law *out) {
	const struct law_parameter *p = law_parameter(out->law, STR("enrol.suspension"));
	const struct law_value *v = law_at(out->law, STR("enrol.suspension"), out->at);
	out->suspension_allowed = v != NULL && v->value != 0;
	out->suspension_abolished = DATE_OPEN;
	narrow(out, p);
	for (size_t i = 0; p != NULL && i < p->value_count; i++)
		if (!p->values[i].in_force || p->values[i].value == 0)
			out->suspension_abolished = p->values[i].from;
}

static enum nhi_status read_grades(struct enrol_law *out, struct err *err) {
	out->grades = law_grades_at(out->law, out->at);
	if (out->grades == NULL)
		return err_set(err, NHI_LAW_NO_VALUE, "grades" ERR_SEP "%d", (int)out->at);
	if (out->grades->from > out->from) out->from = out->grades->from;
	if (out->grades->to < out->to) out->to = out->grades->to;
	static const struct figure grade_figures[] = {
	        FIGURE("premium.floor.15.grade", floor_15, MAY),
	        FIGURE("premium.grade.village", village, MAY),
	};
	for (size_t i = 0; i < COUNT_OF(grade_figures); i++) {
		int64_t grade = 0;
		enum nhi_status st = read_figure(out, &grade_figures[i], &grade, err);
		if (st != NHI_OK) return st;
		int64_t amount = grade_amount(out->grades, grade);
		memcpy((char *)out + grade_figures[i].offset, &amount, sizeof amount);
	}
	return NHI_OK;
}

enum nhi_status enrol_law_at(const struct law *law, date_t at, struct enrol_law *out,
                             struct err *err) {
	*out = (struct enrol_law){.law = law, .at = at, .from = DATE_MIN, .to = DATE_OPEN};
	for (size_t i = 0; i < COUNT_OF(counts); i++) {
		int64_t value = 0;
		enum nhi_status st = read_figure(out, &counts[i], &value, err);
		if (st != NHI_OK) return st;
		int32_t count = (int32_t)value;
		memcpy((char *)out + counts[i].offset, &count, sizeof count);
	}
	for (size_t i = 0; i < COUNT_OF(amounts); i++) {
		int64_t value = 0;
		enum nhi_status st = read_figure(out, &amounts[i], &value, err);
		if (st != NHI_OK) return st;
		memcpy((char *)out + amounts[i].offset, &value, sizeof value);
	}
	read_suspension(out);
	return read_grades(out, err);
}

enum nhi_status enrol_law_cached(struct enrol_law_cache *cache, date_t at,
                                 const struct enrol_law **out, struct err *err) {
	for (size_t i = 0; i < cache->count; i++) {
		if (at < cache->item[i].from || at >= cache->item[i].to) continue;
		*out = &cache->item[i];
		return NHI_OK;
	}
	struct enrol_law *slot = &cache->item[cache->next];
	enum nhi_status st = enrol_law_at(cache->law, at, slot, err);
	if (st != NHI_OK) {
		*slot = (struct enrol_law){.from = DATE_OPEN, .to = DATE_OPEN};
		return st;
	}
	cache->next = (cache->next + 1) % ENROL_LAW_CACHE;
	if (cache->count < ENROL_LAW_CACHE) cache->count++;
	*out = slot;
	return NHI_OK;
}
