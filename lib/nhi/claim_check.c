/* claim_check.c: see claim_check.h. Preparing, the head and the case; orders stand in
 * claim_check_order.c, counts and points of the head in claim_check_sum.c. */
#include "nhi/claim_check.h"

#include "base/check.h"
#include "base/csv.h"
#include "base/ids.h"

/* --- preparing -------------------------------------------------------------------------------- */

static const char *const role_names[CHECK_ROLE_COUNT] = {
        [CHECK_PROVIDER] = "batch.provider",
        [CHECK_PERSON] = "case.person",
        [CHECK_BIRTH] = "case.birth",
        [CHECK_VISIT] = "case.visit",
        [CHECK_FINISH] = "case.finish",
        [CHECK_PERIOD_END] = "case.period_end",
        [CHECK_DIAGNOSIS] = "case.diagnosis",
        [CHECK_PROCEDURE] = "case.procedure",
        [CHECK_COPAY_CODE] = "case.copay_code",
        [CHECK_TOTAL] = "case.total",
        [CHECK_COPAY] = "case.copay",
        [CHECK_APPLIED] = "case.applied",
        [CHECK_EXTRA] = "case.extra",
        [CHECK_ORDER_COUNT] = "case.order_count",
        [CHECK_PART_DRUG] = "part.drug",
        [CHECK_PART_TREATMENT] = "part.treatment",
        [CHECK_PART_MATERIAL] = "part.material",
        [CHECK_PART_CONSULTATION] = "part.consultation",
        [CHECK_PART_DISPENSING] = "part.dispensing",
        [CHECK_PURPOSIVE] = "appeal.purposive",
        [CHECK_ITEM] = "order.item",
        [CHECK_PRICE] = "order.price",
        [CHECK_POINTS] = "order.points",
        [CHECK_SEQ] = "order.seq",
        [CHECK_BEGIN] = "order.begin",
        [CHECK_END] = "order.end",
        [CHECK_FREQUENCY] = "order.frequency",
        [CHECK_ROUTE] = "order.route",
};
static_assert((int)CHECK_ROLE_COUNT <= (int)CLAIM_CHECK_ROLES, "a slot for every role");

/* List → extent, from codes/claim_lists.csv. */
static enum nhi_status read_extent(struct str csv_bytes, struct str list, struct arena *arena,
                                   uint8_t *out, struct err *err) {
	static const char *const names[] = {"list", "extent"};
	static const char *const extents[] = {"complete", "composed", "part"};
	size_t place[COUNT_OF(names)];
	bool more = true;
	struct csv *csv = ARENA_NEW(arena, struct csv);
	if (csv == NULL) return err_set(err, NHI_MEMORY, "");
	csv_init(csv, csv_bytes, arena);
	*out = CLAIM_LIST_PART;
	enum nhi_status st = csv_titles(csv, names, COUNT_OF(names), place, err);
	while (st == NHI_OK && (st = csv_next(csv, &more, err)) == NHI_OK && more) {
		if (!str_eq(csv_field(csv, place[0]), list)) continue;
		for (size_t i = 0; i < COUNT_OF(extents); i++)
			if (str_is(csv_field(csv, place[1]), extents[i])) *out = (uint8_t)i;
	}
	return st;
}

static enum nhi_status resolve_form(struct claim_check *k, enum claim_format f, struct str lists,
                                    struct arena *arena, struct err *err) {
	const struct claim_form_fields *form = &k->form[f];
	k->list[f] = ARENA_ARRAY(arena, form->count, const struct ref_table *);
	k->extent[f] = ARENA_ARRAY(arena, form->count, uint8_t);
	if (k->list[f] == NULL || k->extent[f] == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; i < form->count && st == NHI_OK; i++) {
		const struct claim_field *field = &form->field[i];
		for (int r = 0; r < CHECK_ROLE_COUNT; r++)
			if (k->role[f][r] == NULL && str_is(field->role_name, role_names[r]))
				k->role[f][r] = field;
		if (field->code_list.n == 0) continue;
		k->list[f][i] = claim_ref_codes(k->ref, field->code_list);
		st = read_extent(lists, field->code_list, arena, &k->extent[f][i], err);
	}
	return st;
}

static void resolve_copay(struct claim_check *k) {
	enum { FIRST_YEAR = 2013 };
	date_t at = month_first(month_make(FIRST_YEAR, 1));
	while (k->copay_law_count < CLAIM_LAW_SPELLS_MAX && at < DATE_OPEN) {
		struct copay_law *spell = &k->copay_law[k->copay_law_count++];
		copay_law_at(k->law, at, spell);
		if (spell->to <= at) break;
		at = spell->to;
	}
}

static const char *const rule_names[CLAIM_SUM_RULES] = {"class", "other", "all",  "copay",
                                                        "of",    "given", "open", "open_other"};
static const char *const points_names[CLAIM_SUM_POINTS] = {"applied", "total", "copay", "extra"};

static int name_index(struct str s, const char *const *names, int count) {
	for (int i = 0; i < count; i++)
		if (str_is(s, names[i])) return i;
	return -1;
}

static int format_of(struct str s) {
	for (int i = 0; i < CLAIM_FORMAT_COUNT; i++)
		if (str_is(s, claim_format_key((enum claim_format)i))) return i;
	return -1;
}

static enum nhi_status read_sums(struct claim_check *k, struct str bytes, struct arena *arena,
                                 struct err *err) {
	static const char *const names[] = {"format", "sum", "rule", "members", "points"};
	enum { FORMAT, SUM, RULE, MEMBERS, POINTS, NAMES };
	size_t place[NAMES];
	bool more = true;
	struct csv *csv = ARENA_NEW(arena, struct csv);
	if (csv == NULL) return err_set(err, NHI_MEMORY, "");
	csv_init(csv, bytes, arena);
	enum nhi_status st = csv_titles(csv, names, NAMES, place, err);
	while (st == NHI_OK && (st = csv_next(csv, &more, err)) == NHI_OK && more) {
		int format = format_of(csv_field(csv, place[FORMAT]));
		int rule = name_index(csv_field(csv, place[RULE]), rule_names, CLAIM_SUM_RULES);
		int points =
		        name_index(csv_field(csv, place[POINTS]), points_names, CLAIM_SUM_POINTS);
		if (format < 0 || rule < 0 || points < 0 || k->sum_count == CLAIM_SUM_RULES_MAX)
			return err_set(err, NHI_INPUT,
			               "claim_sums.csv 第 %zu 列無法解讀" ERR_SEP
			               "row %zu of claim_sums.csv cannot be read",
			               csv->row, csv->row);
		k->sum[k->sum_count++] =
		        (struct claim_sum_row){.format = (enum claim_format)format,
		                               .rule = (enum claim_sum_rule)rule,
		                               .points = (enum claim_sum_points)points,
		                               .name = csv_field(csv, place[SUM]),
		                               .members = csv_field(csv, place[MEMBERS])};
	}
	return st;
}

enum nhi_status claim_check_prepare(struct claim_check *out, const struct claim_check_in *in,
                                    struct arena *arena, struct err *err) {
	*out = (struct claim_check){.law = in->law, .ref = in->ref, .copay = in->copay};
	out->icd = law_parameter(in->law, STR("claim.icd.edition"));
	enum nhi_status st = read_sums(out, in->sums, arena, err);
	for (int f = 0; f < CLAIM_FORMAT_COUNT && st == NHI_OK; f++) {
		out->form[f] = in->form[f];
		st = resolve_form(out, (enum claim_format)f, in->lists, arena, err);
	}
	if (st == NHI_OK && in->copay != NULL) resolve_copay(out);
	return st;
}

/* --- reporting -------------------------------------------------------------------------------- */

/* The text that was sent in `field`, "" when it was not. */
static struct str text_of(const struct claim_sent *sent, const struct claim_field *field) {
	for (uint32_t i = 0; i < sent->value_count && field != NULL; i++)
		if (sent->value[i].field == field) return sent->value[i].text;
	return STR("");
}

static uint32_t line_of(const struct claim_sent *sent, const struct claim_field *field) {
	for (uint32_t i = 0; i < sent->value_count && field != NULL; i++)
		if (sent->value[i].field == field) return sent->value[i].line;
	return 0;
}

/* What a finding does to the money unless the check says otherwise: what cannot be right is not
 * paid until it is mended; an amount too high is cut to what is due. */
static const struct {
	const char *code;
	enum claim_effect effect;
} effects[] = {
        {"C01", CLAIM_EFFECT_CASE}, {"C02", CLAIM_EFFECT_CASE},  {"C03", CLAIM_EFFECT_CASE},
        {"C04", CLAIM_EFFECT_CASE}, {"C05", CLAIM_EFFECT_CASE},  {"C06", CLAIM_EFFECT_CASE},
        {"C11", CLAIM_EFFECT_CASE}, {"O01", CLAIM_EFFECT_ORDER}, {"O07", CLAIM_EFFECT_ORDER},
        {"B01", CLAIM_EFFECT_FILE}, {"B02", CLAIM_EFFECT_FILE},  {"B03", CLAIM_EFFECT_FILE},
};

static struct claim_finding finding_of(const char *code, const struct claim_case *c,
                                       const struct claim_order *o,
                                       const struct claim_field *field) {
	struct claim_finding f = claim_finding_of(code, c, o, field);
	for (size_t i = 0; i < COUNT_OF(effects); i++)
		if (strcmp(effects[i].code, code) == 0) f.effect = effects[i].effect;
	return f;
}

struct claim_finding claim_judge_finding(const struct claim_subject *j, const char *code,
                                         const struct claim_order *o, enum claim_check_role role) {
	const struct claim_field *field = j->check->role[j->c->format][role];
	const struct claim_sent *sent = o != NULL ? &o->sent : &j->c->sent;
	struct claim_finding f = finding_of(code, j->c, o, field);
	f.arg[0] = text_of(sent, field);
	f.line = line_of(sent, field);
	return f;
}

static void found_value(const struct claim_subject *j, const char *code,
                        const struct claim_order *o, const struct claim_value *v,
                        enum claim_level level) {
	struct claim_finding f = finding_of(code, j->c, o, v->field);
	f.arg[0] = v->text;
	f.line = v->line;
	f.level = level;
	if (level == CLAIM_LEVEL_NOTE) f.effect = CLAIM_EFFECT_NONE;
	claim_found(j->sink, &f);
}

static void found(const struct claim_subject *j, const char *code, enum claim_check_role role) {
	struct claim_finding f = claim_judge_finding(j, code, NULL, role);
	claim_found(j->sink, &f);
}

/* --- fields: presence and code lists ------------------------------------------------------------
 */

/* C01. Segments that the case has; an empty field counts as not sent. A missing sequence is O05. */
static void judge_presence(const struct claim_subject *j, const struct claim_sent *sent,
                           enum claim_segment segment, const struct claim_order *o) {
	const struct claim_form_fields *form = &j->check->form[j->c->format];
	struct claim_presence lacking = form->mandatory[segment];
	uint64_t any = 0;
	for (size_t i = 0; i < CLAIM_WORDS; i++) any |= lacking.word[i];
	for (uint32_t i = 0; i < sent->value_count && any != 0; i++)
		if (sent->value[i].text.n > 0)
			lacking.word[sent->value[i].field->index / 64] &=
			        ~(UINT64_C(1) << (sent->value[i].field->index % 64));
	for (size_t w = 0; w < CLAIM_WORDS; w++)
		for (uint64_t bits = lacking.word[w]; bits != 0; bits &= bits - 1) {
			size_t index = w * 64 + (size_t)__builtin_ctzll(bits);
			const struct claim_field *field = &form->field[index];
			if (field == j->check->role[j->c->format][CHECK_SEQ]) continue;
			struct claim_finding f = finding_of("C01", j->c, o, field);
			claim_found(j->sink, &f);
		}
}

static bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* A letter and two digits, each of which the list has somewhere. */
static bool is_composed(const struct ref_table *list, struct str code) {
	bool letter = false, digits = false;
	if (code.n != 3 || !is_letter(code.p[0]) || !is_digit(code.p[1]) || !is_digit(code.p[2]))
		return false;
	for (uint32_t i = 0; i < list->count; i++) {
		const char *c = list->key[i].c;
		letter |= c[0] == code.p[0];
		digits |= is_letter(c[0]) && c[1] == code.p[1] && c[2] == code.p[2];
	}
	return letter && digits;
}

/* Text as the code books write it: the full-width ＆ of Big5 stands for &. */
static struct str half_width(struct str s, char out[REF_KEY_SIZE]) {
	enum { LEAD = 0xA1, TRAIL = 0xAE };
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (n == REF_KEY_SIZE) return s;
		bool pair = (unsigned char)s.p[i] == LEAD && i + 1 < s.n &&
		            (unsigned char)s.p[i + 1] == TRAIL;
		out[n++] = pair ? '&' : s.p[i];
		i += pair;
	}
	return (struct str){out, n};
}

/* A code longer than its field is written cut (IRRIG in four letters). */
static bool is_cut(const struct ref_table *list, struct str code, const struct claim_field *field) {
	if (code.n < field->max_length) return false;
	for (uint32_t i = 0; i < list->count; i++)
		if (memcmp(list->key[i].c, code.p, code.n) == 0) return true;
	return false;
}

/* C05, and O08 for frequency and route. */
static void judge_lists(const struct claim_subject *j, const struct claim_sent *sent,
                        const struct claim_order *o) {
	enum claim_format format = j->c->format;
	const struct claim_field *const *role = j->check->role[format];
	for (uint32_t i = 0; i < sent->value_count; i++) {
		const struct claim_value *v = &sent->value[i];
		const struct ref_table *list = j->check->list[format][v->field->index];
		char buffer[REF_KEY_SIZE];
		if (list == NULL || list->count == 0 || v->text.n == 0 ||
		    ref_find(list, v->text) != REF_NONE)
			continue;
		struct str code = half_width(v->text, buffer);
		if (ref_find(list, code) != REF_NONE || is_cut(list, code, v->field)) continue;
		bool is_use = v->field == role[CHECK_FREQUENCY] || v->field == role[CHECK_ROUTE];
		uint8_t extent = j->check->extent[format][v->field->index];
		bool noted = extent == CLAIM_LIST_PART ||
		             (extent == CLAIM_LIST_COMPOSED && is_composed(list, code));
		found_value(j, is_use ? "O08" : "C05", o, v,
		            noted ? CLAIM_LEVEL_NOTE : CLAIM_LEVEL_OF_CODE);
	}
}

/* --- person, days, diagnoses --------------------------------------------------------------------
 */

static void judge_person(const struct claim_subject *j) {
	const struct claim_case *c = j->c;
	enum id_kind kind = id_kind_of(c->person);
	bool has_check_digit =
	        kind == ID_NATIONAL || kind == ID_RESIDENT || kind == ID_RESIDENT_OLD;
	if (has_check_digit && !id_is_person(c->person)) found(j, "C02", CHECK_PERSON);
	bool is_late = c->birth >= DATE_MIN && c->visit >= DATE_MIN && c->birth > c->visit;
	if (c->birth == CLAIM_DATE_BAD || is_late) found(j, "C03", CHECK_BIRTH);
}

/* C04. The day that decides must lie in the fee month; every day that was sent must exist. */
static void judge_days(const struct claim_subject *j) {
	const struct claim_case *c = j->c;
	date_t day = claim_month_day(c);
	enum claim_check_role role =
	        c->format == CLAIM_INPATIENT && c->period_end != CLAIM_DATE_NONE ? CHECK_PERIOD_END
	        : c->format != CLAIM_PHARMACY && c->finish != CLAIM_DATE_NONE    ? CHECK_FINISH
	                                                                         : CHECK_VISIT;
	bool is_outside = day >= DATE_MIN && j->sums->batch.month != CLAIM_DATE_BAD &&
	                  j->sums->batch.month != CLAIM_DATE_NONE &&
	                  month_of(day) != j->sums->batch.month;
	if (day == CLAIM_DATE_BAD || is_outside)
		found(j, "C04", role);
	else if (c->visit == CLAIM_DATE_BAD)
		found(j, "C04", CHECK_VISIT);
}

static const struct law_value *edition_on(const struct claim_check *k, date_t day) {
	for (size_t i = 0; k->icd != NULL && i < k->icd->value_count; i++) {
		const struct law_value *v = &k->icd->values[i];
		if (v->in_force && v->from <= day && day < v->to) return v;
	}
	return NULL;
}

/* Small letters are noted elsewhere: the code itself is judged as if it were in capitals. */
static struct str upper(struct str s, char out[REF_KEY_SIZE]) {
	if (s.n > REF_KEY_SIZE) return s;
	for (size_t i = 0; i < s.n; i++)
		out[i] = s.p[i] >= 'a' && s.p[i] <= 'z' ? (char)(s.p[i] - 'a' + 'A') : s.p[i];
	return (struct str){out, s.n};
}

/* C06: every diagnosis and procedure by the edition of the day. */
static void judge_icd(const struct claim_subject *j) {
	const struct law_value *edition = j->day < DATE_MIN ? NULL : edition_on(j->check, j->day);
	if (edition == NULL) return;
	const struct claim_sent *sent = &j->c->sent;
	for (uint32_t i = 0; i < sent->value_count; i++) {
		const struct claim_value *v = &sent->value[i];
		bool is_diagnosis = str_is(v->field->role_name, role_names[CHECK_DIAGNOSIS]);
		bool is_procedure =
		        !is_diagnosis && str_is(v->field->role_name, role_names[CHECK_PROCEDURE]);
		if ((!is_diagnosis && !is_procedure) || v->text.n == 0) continue;
		char buffer[REF_KEY_SIZE];
		struct str code = upper(v->text, buffer);
		int32_t year = (int32_t)edition->value;
		enum ref_icd_answer a = is_diagnosis
		                                ? claim_ref_diagnosis(j->check->ref, code, year)
		                                : claim_ref_procedure(j->check->ref, code, year);
		if (a == REF_ICD_HEADING || a == REF_ICD_UNKNOWN)
			found_value(j, "C06", NULL, v, CLAIM_LEVEL_OF_CODE);
	}
}

/* --- copayment ----------------------------------------------------------------------------------
 */

static const struct copay_law *copay_law_of(const struct claim_check *k, date_t day) {
	for (size_t i = 0; i < k->copay_law_count; i++)
		if (day >= k->copay_law[i].from && day < k->copay_law[i].to)
			return &k->copay_law[i];
	return NULL;
}

static enum ref_level level_of(const struct claim_check *k, struct str provider, struct period p) {
	uint32_t n = ref_find(&k->ref->providers, provider);
	if (n == REF_NONE) return REF_LEVEL_UNKNOWN;
	const struct ref_contract *c = claim_ref_contract(k->ref, n, p);
	enum ref_level level = c != NULL && c->level != REF_LEVEL_UNKNOWN
	                               ? (enum ref_level)c->level
	                               : (enum ref_level)k->ref->provider[n].level;
	return level;
}

static const enum copay_level copay_levels[REF_LEVEL_COUNT] = {
        [REF_LEVEL_UNKNOWN] = COPAY_LEVELS, [REF_CENTER] = COPAY_CENTER,
        [REF_REGIONAL] = COPAY_REGIONAL,    [REF_DISTRICT] = COPAY_DISTRICT,
        [REF_CLINIC] = COPAY_CLINIC,        [REF_PHARMACY] = COPAY_LEVELS,
        [REF_OTHER] = COPAY_LEVELS};

/* C10. Inpatient: the bands of the case, as claimed, must add up; their shares need the days of
 * earlier stays and are judged with the person's history. */
static void judge_copay(const struct claim_subject *j) {
	const struct claim_case *c = j->c;
	const struct copay_law *law = copay_law_of(j->check, j->day);
	if (j->check->copay == NULL || law == NULL || c->copay_code.n == 0) return;
	const struct copay_code *code = copay_code_at(j->check->copay, c->copay_code, j->day);
	if (code == NULL) return; /* C05 says so */
	struct period visit = {j->day, j->day + 1};
	enum ref_level level =
	        c->format == CLAIM_PHARMACY ? level_of(j->check, c->origin, visit) : j->sums->level;
	struct copay_claim claim = {.level = copay_levels[level],
	                            .drug_points = c->part[CLAIM_PART_DRUG].v,
	                            .is_drug_exempt = c->case_payment.n > 0,
	                            .is_refill = c->refill_days > 0 || c->refill_count > 0,
	                            .refill_no = c->refill_no,
	                            .may_be_remote = c->area.n > 0 || c->ids_plan.n > 0 ||
	                                             c->supported_area.n > 0,
	                            .total = c->total.v,
	                            .claimed = c->copay.v,
	                            .stay_due = -1};
	claim.has_level = claim.level != COPAY_LEVELS;
	if (!claim.has_level) claim.level = COPAY_CLINIC;
	if (c->format == CLAIM_INPATIENT) {
		claim.stay_due = 0;
		for (int i = 0; i < CLAIM_BANDS_MAX; i++) claim.stay_due += c->band_copay[i].v;
	}
	struct copay_expected expected;
	copay_expect(law, code, &claim, &expected);
	if (expected.verdict != COPAY_DIFFERS && expected.verdict != COPAY_WRONG_LEVEL) return;
	struct claim_finding f = claim_judge_finding(j, "C10", NULL, CHECK_COPAY);
	f.arg[1] = c->copay_code;
	f.has_expected = expected.verdict == COPAY_DIFFERS;
	f.expected = expected.expected;
	if (f.has_expected && expected.expected > c->copay.v) {
		f.effect = CLAIM_EFFECT_CUT;
		f.allowed.v = c->applied.v - (expected.expected - c->copay.v);
	}
	if (expected.verdict == COPAY_WRONG_LEVEL)
		f.field = j->check->role[c->format][CHECK_COPAY_CODE];
	claim_found(j->sink, &f);
}

/* --- the case -----------------------------------------------------------------------------------
 */

/* C11: whole-case and blanket appeals have no orders. */
static void judge_has_orders(const struct claim_subject *j) {
	bool may_lack = j->c->format == CLAIM_APPEAL &&
	                (str_is(j->c->appeal_whole, "Y") || str_is(j->c->appeal_sample, "0"));
	if (j->c->order_count > 0 || may_lack) return;
	struct claim_finding f = finding_of("C11", j->c, NULL, NULL);
	claim_found(j->sink, &f);
}

/* B02, and D01: the same case under another number. */
static void judge_key(const struct claim_subject *j) {
	bool is_seen = claim_sums_seen(j->sums, j->c);
	bool is_repeated = claim_sums_repeats(j->sums, j->c);
	if (!is_seen && !is_repeated) return;
	struct claim_finding f = finding_of(is_seen ? "B02" : "D01", j->c, NULL, NULL);
	f.arg[0] = j->c->class_;
	f.arg[1] = j->c->serial_text;
	claim_found(j->sink, &f);
}

void claim_check_case(const struct claim_check *check, struct claim_sums *sums,
                      const struct claim_case *c, struct claim_sink *sink) {
	struct claim_subject j = {
	        .check = check, .sums = sums, .c = c, .sink = sink, .day = claim_case_day(c)};
	judge_presence(&j, &c->sent, CLAIM_DHEAD, NULL);
	judge_presence(&j, &c->sent, CLAIM_DBODY, NULL);
	judge_lists(&j, &c->sent, NULL);
	judge_has_orders(&j);
	judge_key(&j);
	for (uint32_t i = 0; i < c->order_count; i++) {
		judge_presence(&j, &c->order[i].sent, CLAIM_PDATA, &c->order[i]);
		judge_lists(&j, &c->order[i].sent, &c->order[i]);
	}
	if (c->format != CLAIM_APPEAL) {
		judge_person(&j);
		judge_days(&j);
		judge_icd(&j);
		judge_copay(&j);
	}
	claim_judge_parts(&j);
	claim_judge_orders(&j);
	claim_sums_add(sums, c);
}

/* --- the head -----------------------------------------------------------------------------------
 */

/* B03 needs contract dates; who is not in an incomplete roster is not judged. */
static void judge_contract(const struct claim_check *k, const struct claim_batch *b,
                           struct claim_sink *sink) {
	if (!k->ref->has_roster || b->month == CLAIM_DATE_NONE || b->month == CLAIM_DATE_BAD)
		return;
	struct period month = {month_first(b->month), month_last(b->month) + 1};
	uint32_t n = ref_find(&k->ref->providers, b->provider);
	bool is_unknown = n == REF_NONE || k->ref->provider[n].spell_count == 0;
	if (is_unknown ? !k->ref->roster_is_complete : claim_ref_contract(k->ref, n, month) != NULL)
		return;
	struct claim_finding f = finding_of("B03", NULL, NULL, k->role[b->format][CHECK_PROVIDER]);
	struct buf text = BUF_INIT(16);
	month_print(&text, b->month);
	f.line = line_of(&b->sent, f.field);
	f.arg[0] = b->provider;
	f.arg[1] = buf_str(&text);
	claim_found(sink, &f);
	buf_free(&text);
}

/* The head is judged again behind the last case, when the reader's buffers hold other things. */
static bool keep_head(struct claim_sums *sums) {
	struct claim_sent *sent = &sums->batch.sent;
	struct claim_value *value = ARENA_ARRAY(sums->arena, sent->value_count, struct claim_value);
	if (value == NULL) return false;
	for (uint32_t i = 0; i < sent->value_count; i++) {
		value[i] = sent->value[i];
		if (!arena_str(sums->arena, sent->value[i].text, &value[i].text)) return false;
	}
	sent->value = value;
	return true;
}

void claim_check_begin(const struct claim_check *check, struct claim_sums *sums,
                       struct arena *arena, struct claim_sink *sink,
                       const struct claim_batch *batch) {
	*sums = (struct claim_sums){.arena = arena, .batch = *batch};
	sums->failed = !keep_head(sums);
	if (sums->failed) sums->batch.sent.value_count = 0;
	judge_contract(check, batch, sink);
	if (batch->month == CLAIM_DATE_NONE || batch->month == CLAIM_DATE_BAD) return;
	struct period month = {month_first(batch->month), month_last(batch->month) + 1};
	sums->level = level_of(check, batch->provider, month);
}
