/* claim.c: see claim.h. */
#include "nhi/claim.h"

#include <string.h>

#define B(name, member, kind)                                                                      \
	{ name, CLAIM_OF_BATCH, kind, offsetof(struct claim_batch, member), 1, 0 }
#define C(name, member, kind)                                                                      \
	{ name, CLAIM_OF_CASE, kind, offsetof(struct claim_case, member), 1, 0 }
#define O(name, member, kind)                                                                      \
	{ name, CLAIM_OF_ORDER, kind, offsetof(struct claim_order, member), 1, 0 }
#define C_LIST(name, member, kind, max, counter)                                                   \
	{                                                                                          \
		name, CLAIM_OF_CASE, kind, offsetof(struct claim_case, member), max,               \
		        offsetof(struct claim_case, counter)                                       \
	}
#define C_ARRAY(name, member, kind, max)                                                           \
	{ name, CLAIM_OF_CASE, kind, offsetof(struct claim_case, member), max, 0 }
#define PART(name, part_index) C(name, part[part_index], CLAIM_POINTS)

const struct claim_role claim_roles[] = {
        B("batch.data_format", data_format, CLAIM_TEXT),
        B("batch.provider", provider, CLAIM_TEXT),
        B("batch.month", month, CLAIM_MONTH),
        B("batch.method", method, CLAIM_TEXT),
        B("batch.kind", kind, CLAIM_TEXT),
        B("batch.filed", filed, CLAIM_DATE),
        B("batch.original_filed", original_filed, CLAIM_DATE),
        B("batch.begin", begin, CLAIM_DATE),
        B("batch.end", end, CLAIM_DATE),

        C("case.class", class_, CLAIM_TEXT),
        C("case.serial", serial, CLAIM_NUMBER),
        C("case.person", person, CLAIM_TEXT),
        C("case.name", name, CLAIM_TEXT),
        C("case.birth", birth, CLAIM_DATE),
        C("case.visit", visit, CLAIM_DATE),
        C("case.finish", finish, CLAIM_DATE),
        C("case.prescribed", prescribed, CLAIM_DATE),
        C("case.period_begin", period_begin, CLAIM_DATE),
        C("case.period_end", period_end, CLAIM_DATE),
        C("case.department", department, CLAIM_TEXT),
        C("case.pay_type", pay_type, CLAIM_TEXT),
        C("case.copay_code", copay_code, CLAIM_TEXT),
        C("case.visit_no", visit_no, CLAIM_TEXT),
        C("case.origin_visit_no", origin_visit_no, CLAIM_TEXT),
        C_LIST("case.diagnosis", diagnosis, CLAIM_TEXT, CLAIM_DIAGNOSES_MAX, diagnosis_count),
        C_LIST("case.procedure", procedure, CLAIM_TEXT, CLAIM_PROCEDURES_MAX, procedure_count),
        C_LIST("case.treatment", treatment, CLAIM_TEXT, CLAIM_TREATMENTS_MAX, treatment_count),
        C("case.reapply", reapply, CLAIM_TEXT),
        C("case.plan", plan, CLAIM_TEXT),
        C("case.pilot", pilot, CLAIM_TEXT),
        C("case.share", share, CLAIM_TEXT),
        C("case.referred_out", referred_out, CLAIM_TEXT),
        C("case.referred_to", referred_to, CLAIM_TEXT),
        C("case.origin", origin, CLAIM_TEXT),
        C("case.origin_class", origin_class, CLAIM_TEXT),
        C("case.practitioner", practitioner, CLAIM_TEXT),
        C("case.pharmacist", pharmacist, CLAIM_TEXT),
        C("case.dispensing", dispensing, CLAIM_TEXT),
        C("case.consultation_item", consultation_item, CLAIM_TEXT),
        C("case.dispensing_item", dispensing_item, CLAIM_TEXT),
        C("case.case_payment", case_payment, CLAIM_TEXT),
        C("case.ids_plan", ids_plan, CLAIM_TEXT),
        C("case.prison", prison, CLAIM_TEXT),
        C("case.twin", twin, CLAIM_TEXT),
        C("case.area", area, CLAIM_TEXT),
        C("case.supported_area", supported_area, CLAIM_TEXT),
        C("case.actual_provider", actual_provider, CLAIM_TEXT),
        C("case.source", source, CLAIM_TEXT),
        C("case.outcome", outcome, CLAIM_TEXT),
        C("case.drg", drg, CLAIM_TEXT),
        C("case.drg_own", drg_own, CLAIM_TEXT),
        C("case.drg_pay", drg_pay, CLAIM_TEXT),
        C("case.drg_exempt", drg_exempt, CLAIM_TEXT),
        C("case.emergency_begin", emergency_begin, CLAIM_TIME),
        C("case.emergency_end", emergency_end, CLAIM_TIME),
        C("case.newborn", newborn, CLAIM_DATE),
        C("case.days", days, CLAIM_NUMBER),
        C("case.refill_days", refill_days, CLAIM_NUMBER),
        C("case.refill_no", refill_no, CLAIM_NUMBER),
        C("case.refill_count", refill_count, CLAIM_NUMBER),
        C("case.acute_days", acute_days, CLAIM_NUMBER),
        C("case.chronic_days", chronic_days, CLAIM_NUMBER),
        C("case.order_count", sent_orders, CLAIM_NUMBER),
        PART("part.drug", CLAIM_PART_DRUG),
        PART("part.treatment", CLAIM_PART_TREATMENT),
        PART("part.material", CLAIM_PART_MATERIAL),
        PART("part.consultation", CLAIM_PART_CONSULTATION),
        PART("part.dispensing", CLAIM_PART_DISPENSING),
        PART("part.ward", CLAIM_PART_WARD),
        PART("part.tube_feeding", CLAIM_PART_TUBE_FEEDING),
        PART("part.test", CLAIM_PART_TEST),
        PART("part.radiology", CLAIM_PART_RADIOLOGY),
        PART("part.surgery", CLAIM_PART_SURGERY),
        PART("part.rehabilitation", CLAIM_PART_REHABILITATION),
        PART("part.blood", CLAIM_PART_BLOOD),
        PART("part.dialysis", CLAIM_PART_DIALYSIS),
        PART("part.anaesthesia", CLAIM_PART_ANAESTHESIA),
        PART("part.psychiatry", CLAIM_PART_PSYCHIATRY),
        PART("part.injection", CLAIM_PART_INJECTION),
        PART("part.newborn", CLAIM_PART_NEWBORN),
        C("case.total", total, CLAIM_POINTS),
        C("case.copay", copay, CLAIM_POINTS),
        C("case.applied", applied, CLAIM_POINTS),
        C("case.extra", extra, CLAIM_POINTS),
        C("case.copay_basic", copay_basic, CLAIM_POINTS),
        C("case.copay_drug", copay_drug, CLAIM_POINTS),
        C("case.copay_test", copay_test, CLAIM_POINTS),
        C("case.agency_copay", agency_copay, CLAIM_POINTS),
        C_ARRAY("case.band_points", band_points, CLAIM_POINTS, CLAIM_BANDS_MAX),
        C_ARRAY("case.band_copay", band_copay, CLAIM_POINTS, CLAIM_BANDS_MAX),
        C("appeal.sample", appeal_sample, CLAIM_TEXT),
        C("appeal.whole", appeal_whole, CLAIM_TEXT),
        C("appeal.purposive", appeal_purposive, CLAIM_POINTS),
        C("appeal.computer", appeal_computer, CLAIM_POINTS),
        C("appeal.extrapolated", appeal_extrapolated, CLAIM_POINTS),

        O("order.type", type, CLAIM_TEXT),
        O("order.item", item, CLAIM_TEXT),
        O("order.seq", seq, CLAIM_NUMBER),
        O("order.quantity", quantity, CLAIM_TENTHS),
        O("order.price", price, CLAIM_PRICE),
        O("order.rate", rate, CLAIM_RATE),
        O("order.points", points, CLAIM_POINTS),
        O("order.days", days, CLAIM_NUMBER),
        O("order.dose", dose, CLAIM_PRICE),
        O("order.frequency", frequency, CLAIM_TEXT),
        O("order.route", route, CLAIM_TEXT),
        O("order.site", site, CLAIM_TEXT),
        O("order.dispensing", dispensing, CLAIM_TEXT),
        O("order.course", course, CLAIM_TEXT),
        O("order.image", image, CLAIM_TEXT),
        O("order.group", group, CLAIM_TEXT),
        O("order.unlisted", unlisted, CLAIM_TEXT),
        O("order.unlisted_name", unlisted_name, CLAIM_TEXT),
        O("order.lot", lot, CLAIM_TEXT),
        O("order.performer", performer, CLAIM_TEXT),
        O("order.department", department, CLAIM_TEXT),
        O("order.consult_department", consult_department, CLAIM_TEXT),
        O("order.approval", approval, CLAIM_TEXT),
        O("order.entrusted", entrusted, CLAIM_TEXT),
        O("order.bed", bed, CLAIM_TEXT),
        O("order.before_cut", before_cut, CLAIM_TEXT),
        O("order.donor", donor, CLAIM_TEXT),
        O("order.drg_value", drg_value, CLAIM_PRICE),
        O("order.begin", begin, CLAIM_TIME),
        O("order.end", end, CLAIM_TIME),
        O("case.class", class_, CLAIM_TEXT),
        O("case.serial", serial, CLAIM_NUMBER),
        O("appeal.deduction", deduction, CLAIM_TEXT),
        O("appeal.file", file, CLAIM_TEXT),
        O("appeal.change_no", change_no, CLAIM_NUMBER),
        O("appeal.points10", points10, CLAIM_TENTHS),
        {"appeal.reason", CLAIM_OF_ORDER, CLAIM_TEXT, offsetof(struct claim_order, reason),
         CLAIM_REASONS_MAX, 0},
};
const size_t claim_role_count = COUNT_OF(claim_roles);

uint16_t claim_role_find(struct str name, enum claim_owner owner) {
	for (size_t i = 0; i < claim_role_count; i++)
		if (claim_roles[i].owner == owner && str_is(name, claim_roles[i].name))
			return (uint16_t)i;
	return CLAIM_ROLE_NONE;
}

void claim_batch_clear(struct claim_batch *b) {
	*b = (struct claim_batch){.month = CLAIM_DATE_NONE,
	                          .filed = CLAIM_DATE_NONE,
	                          .original_filed = CLAIM_DATE_NONE,
	                          .begin = CLAIM_DATE_NONE,
	                          .end = CLAIM_DATE_NONE};
}

void claim_case_clear(struct claim_case *c) {
	memset(c, 0, sizeof *c);
	c->birth = c->visit = c->finish = c->prescribed = CLAIM_DATE_NONE;
	c->period_begin = c->period_end = c->newborn = CLAIM_DATE_NONE;
	c->emergency_begin.day = c->emergency_end.day = CLAIM_DATE_NONE;
}

void claim_order_clear(struct claim_order *o) {
	memset(o, 0, sizeof *o);
	o->rate.v = CLAIM_RATE_WHOLE;
	o->begin.day = o->end.day = CLAIM_DATE_NONE;
}

/* Digits with at most one point as a whole number of 1 / 10^decimals, half up. */
static bool parse_number(struct str s, unsigned decimals, int64_t max, int64_t *out) {
	int64_t v = 0;
	size_t digits = 0;
	unsigned behind = 0;
	bool point = false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned digit = (unsigned)(unsigned char)s.p[i] - '0';
		if (s.p[i] == '.' && !point) {
			point = true;
			continue;
		}
		if (digit > 9) return false;
		digits++;
		if (point && behind >= decimals) {
			if (behind++ == decimals && digit >= 5) v++;
			continue;
		}
		behind += point;
		if (v > (max - (int64_t)digit) / 10) return false;
		v = v * 10 + (int64_t)digit;
	}
	for (; behind < decimals; behind++) {
		if (v > max / 10) return false;
		v *= 10;
	}
	*out = v;
	return digits > 0 && v <= max;
}

static int32_t two_digits(const char *p) { return (p[0] - '0') * 10 + (p[1] - '0'); }

static bool all_digits(const char *p, size_t n) {
	for (size_t i = 0; i < n; i++)
		if (p[i] < '0' || p[i] > '9') return false;
	return true;
}

/* YYYMMDD; years before ROC 1 with a minus in front: "-" and 6 digits, or "-" and 7 (民前). */
static date_t parse_day(struct str s) {
	date_t d;
	bool before = s.n > 0 && s.p[0] == '-';
	if (before && (s.n == 7 || s.n == 8) && all_digits(s.p + 1, s.n - 1)) {
		size_t n = s.n - 5; /* digits of the year */
		int32_t year =
		        n == 3 ? (s.p[1] - '0') * 100 + two_digits(s.p + 2) : two_digits(s.p + 1);
		const char *p = s.p + 1 + n;
		struct ymd v = {1912 - year, two_digits(p), two_digits(p + 2)};
		return year > 0 && date_from_ymd(v, &d) ? d : CLAIM_DATE_BAD;
	}
	return s.n == 7 && date_parse_roc(s, &d) ? d : CLAIM_DATE_BAD;
}

static struct claim_time parse_time(struct str s) {
	struct claim_time bad = {CLAIM_DATE_BAD, 0};
	if (s.n != 11 || !all_digits(s.p + 7, 4)) return bad;
	int32_t hour = two_digits(s.p + 7), minute = two_digits(s.p + 9);
	date_t day = parse_day(str_slice(s, 0, 7));
	bool midnight = hour == 24 && minute == 0; /* the end of the day */
	if (day == CLAIM_DATE_BAD || (hour > 23 && !midnight) || minute > 59) return bad;
	return (struct claim_time){day, hour * 60 + minute};
}

static bool set_number(void *at, enum claim_kind kind, struct str text) {
	static const struct {
		unsigned decimals;
		int64_t max;
	} rows[] = {[CLAIM_NUMBER] = {0, INT32_MAX},
	            [CLAIM_POINTS] = {0, INT64_C(1000000000000000)},
	            [CLAIM_TENTHS] = {1, INT64_C(1000000000000)},
	            [CLAIM_PRICE] = {2, INT64_C(1000000000000)},
	            [CLAIM_RATE] = {2, INT64_C(100000000)}};
	int64_t v = 0;
	bool ok = parse_number(text, rows[kind].decimals, rows[kind].max, &v);
	if (!ok) v = 0;
	if (kind == CLAIM_NUMBER)
		*(int32_t *)at = (int32_t)v;
	else
		memcpy(at, &v, sizeof v); /* the money types are structs of one int64_t */
	return ok;
}

static bool set_date(void *at, enum claim_kind kind, struct str text) {
	int32_t v = CLAIM_DATE_BAD;
	if (kind == CLAIM_TIME) {
		struct claim_time t = parse_time(text);
		memcpy(at, &t, sizeof t);
		return t.day != CLAIM_DATE_BAD;
	}
	if (kind == CLAIM_DATE) v = parse_day(text);
	if (kind == CLAIM_MONTH && !month_parse_roc(text, &v)) v = CLAIM_DATE_BAD;
	memcpy(at, &v, sizeof v);
	return v != CLAIM_DATE_BAD;
}

static const size_t kind_size[] = {
        [CLAIM_TEXT] = sizeof(struct str), [CLAIM_NUMBER] = sizeof(int32_t),
        [CLAIM_POINTS] = sizeof(point_t),  [CLAIM_DATE] = sizeof(date_t),
        [CLAIM_MONTH] = sizeof(month_t),   [CLAIM_TIME] = sizeof(struct claim_time),
        [CLAIM_TENTHS] = sizeof(qty10_t),  [CLAIM_PRICE] = sizeof(price100_t),
        [CLAIM_RATE] = sizeof(rate4_t),
};

bool claim_set(void *owner, const struct claim_role *role, size_t place, struct str text) {
	if (text.n == 0 || place >= role->count) return true;
	char *base = owner;
	void *at = base + role->offset + place * kind_size[role->kind];
	if (role->count_offset != 0) {
		uint32_t *count = (uint32_t *)(void *)(base + role->count_offset);
		if (*count <= place) *count = (uint32_t)place + 1;
	}
	if (role->kind == CLAIM_TEXT) {
		memcpy(at, &text, sizeof text);
		return true;
	}
	bool is_date =
	        role->kind == CLAIM_DATE || role->kind == CLAIM_MONTH || role->kind == CLAIM_TIME;
	return is_date ? set_date(at, role->kind, text) : set_number(at, role->kind, text);
}

struct str claim_text_of(const struct claim_sent *sent, const char *role_name) {
	for (uint32_t i = 0; i < sent->value_count; i++)
		if (str_is(sent->value[i].field->role_name, role_name)) return sent->value[i].text;
	return STR("");
}

static const struct {
	const char *name, *key, *root;
} formats[CLAIM_FORMAT_COUNT] = {
        [CLAIM_OUTPATIENT] = {"outpatient", "op", "outpatient"},
        [CLAIM_INPATIENT] = {"inpatient", "ip", "inpatient"},
        [CLAIM_PHARMACY] = {"pharmacy", "ph", "pharmacy"},
        [CLAIM_APPEAL] = {"appeal", "appeal", "outpatient"},
};

const char *claim_format_name(enum claim_format f) { return formats[f].name; }
const char *claim_format_key(enum claim_format f) { return formats[f].key; }
const char *claim_format_root(enum claim_format f) { return formats[f].root; }

const char *claim_segment_name(enum claim_segment s) {
	static const char *const names[CLAIM_SEGMENT_COUNT] = {"tdata", "dhead", "dbody", "pdata",
	                                                       "edata"};
	return names[s];
}

date_t claim_case_day(const struct claim_case *c) {
	if (c->format != CLAIM_INPATIENT) return c->visit;
	return c->finish != CLAIM_DATE_NONE ? c->finish : c->period_end;
}

date_t claim_month_day(const struct claim_case *c) {
	if (c->format == CLAIM_INPATIENT)
		return c->period_end != CLAIM_DATE_NONE ? c->period_end : c->finish;
	if (c->format == CLAIM_OUTPATIENT && c->finish != CLAIM_DATE_NONE) return c->finish;
	return c->visit;
}

struct claim_finding claim_finding_of(const char *code, const struct claim_case *c,
                                      const struct claim_order *o, const struct claim_field *f) {
	struct claim_finding out = {.of_case = c, .of_order = o, .field = f};
	for (size_t i = 0; i + 1 < CLAIM_CODE_SIZE && code[i] != '\0'; i++) out.code[i] = code[i];
	return out;
}

void claim_found(struct claim_sink *sink, const struct claim_finding *f) { sink->found(sink, f); }
