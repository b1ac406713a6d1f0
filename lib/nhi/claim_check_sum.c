/* claim_check_sum.c: counts and points of the head against the cases (B01), cases that occur twice
 * (B02). See claim_check.h. */
#include "nhi/claim_check.h"

#include "base/check.h"

static const int64_t sum_most = INT64_C(4000000000000000000);

/* Saturating: hostile numbers must not overflow, and no true sum comes near. */
static void add(int64_t *sum, int64_t v) {
	static const int64_t most = INT64_C(1000000000000);
	if (v > most) v = most;
	if (*sum < sum_most) *sum += v;
}

static bool is_code(const char code[4], struct str s) {
	return s.n < 4 && strlen(code) == s.n && (s.n == 0 || memcmp(code, s.p, s.n) == 0);
}

static struct claim_class_sum *class_of(struct claim_sums *sums, struct str code) {
	if (code.n >= sizeof sums->class_[0].code || str_find_char(code, '\0') < code.n)
		code = STR("?");
	for (size_t i = 0; i < sums->class_count; i++)
		if (is_code(sums->class_[i].code, code)) return &sums->class_[i];
	/* the last place takes what a file of sound classes never has */
	size_t at =
	        sums->class_count < CLAIM_CLASSES_MAX ? sums->class_count++ : CLAIM_CLASSES_MAX - 1;
	struct claim_class_sum *c = &sums->class_[at];
	if (c->code[0] == '\0' && code.n > 0) memcpy(c->code, code.p, code.n);
	return c;
}

void claim_sums_add(struct claim_sums *sums, const struct claim_case *c) {
	struct claim_class_sum *s = class_of(sums, c->class_);
	bool is_appeal = c->format == CLAIM_APPEAL;
	int64_t days = (int64_t)c->acute_days + c->chronic_days;
	s->count++;
	add(&s->days, days);
	add(&s->points[CLAIM_SUM_APPLIED],
	    is_appeal ? c->appeal_purposive.v + c->appeal_computer.v + c->appeal_extrapolated.v
	              : c->applied.v);
	add(&s->points[CLAIM_SUM_TOTAL], c->total.v);
	add(&s->points[CLAIM_SUM_OF_COPAY], c->copay.v);
	add(&s->points[CLAIM_SUM_EXTRA], c->extra.v);
	if (c->copay.v <= 0) return;
	s->copay_count++;
	add(&s->copay_days, days);
}

/* --- cases that occur twice
 * ------------------------------------------------------------------------ */

static const uint64_t mix = 0x9E3779B97F4A7C15U; /* 2^64 / golden ratio */

static size_t slot_of(const struct claim_seen *s, uint64_t key) {
	size_t at = (size_t)(key * mix >> 20) & s->mask;
	while (s->slot[at] != 0 && s->slot[at] != key) at = (at + 1) & s->mask;
	return at;
}

static bool grow(struct claim_seen *s, struct arena *arena) {
	enum { FIRST = 1024 };
	size_t room = s->slot == NULL ? FIRST : (s->mask + 1) * 2;
	struct claim_seen bigger = {
	        .slot = ARENA_ARRAY(arena, room, uint64_t), .count = s->count, .mask = room - 1};
	if (bigger.slot == NULL) return false;
	for (size_t i = 0; s->slot != NULL && i <= s->mask; i++)
		if (s->slot[i] != 0) bigger.slot[slot_of(&bigger, s->slot[i])] = s->slot[i];
	*s = bigger;
	return true;
}

bool claim_seen_add(struct claim_seen *s, struct arena *arena, uint64_t key, bool *failed) {
	if (key == 0) key = 1;
	if ((s->slot == NULL || s->count * 2 > s->mask) && !grow(s, arena)) {
		*failed = true;
		return false;
	}
	size_t at = slot_of(s, key);
	if (s->slot[at] == key) return true;
	s->slot[at] = key;
	s->count++;
	return false;
}

/* Serial numbers have at most 6 digits; a class is text of any length until the reader has refused
 * it, so that two long classes may share a key: both are refused anyhow. */
bool claim_sums_seen(struct claim_sums *s, const struct claim_case *c) {
	enum { BYTE = 8, CLASS_BYTES = 3, SERIAL_BITS = 32 };
	uint64_t key = 0;
	for (size_t i = 0; i < CLASS_BYTES; i++)
		key = key << BYTE | (i < c->class_.n ? (unsigned char)c->class_.p[i] : 0);
	key = (key << SERIAL_BITS | (uint32_t)c->serial) + 1;
	return claim_seen_add(&s->keys, s->arena, key, &s->failed);
}

static uint64_t stir(uint64_t h, const struct claim_sent *sent) {
	enum { HALF = 32 };
	for (uint32_t i = 0; i < sent->value_count; i++) {
		const struct claim_value *v = &sent->value[i];
		bool is_key = v->field->segment == CLAIM_DHEAD &&
		              (str_is(v->field->role_name, "case.class") ||
		               str_is(v->field->role_name, "case.serial"));
		if (is_key || str_is(v->field->role_name, "case.reapply")) continue;
		h = (h ^ str_hash(v->text) ^ (uint64_t)v->field->index << HALF) * mix;
		h ^= h >> HALF;
	}
	return (h ^ sent->value_count) * mix;
}

uint64_t claim_fingerprint(const struct claim_case *c) {
	uint64_t h = stir((uint64_t)c->format + 1, &c->sent);
	for (uint32_t i = 0; i < c->order_count; i++) h = stir(h, &c->order[i].sent);
	return h;
}

bool claim_sums_repeats(struct claim_sums *s, const struct claim_case *c) {
	return claim_seen_add(&s->contents, s->arena, claim_fingerprint(c), &s->failed);
}

/* --- the head against the cases
 * --------------------------------------------------------------------- */

struct amounts {
	int64_t count, days, points;
};

static bool has_member(struct str members, const char *code) {
	while (members.n > 0)
		if (str_is(str_cut(&members, ' '), code)) return true;
	return false;
}

static bool takes(const struct claim_sum_row *row, const struct claim_class_sum *c) {
	switch (row->rule) {
	case CLAIM_SUM_CLASS: return has_member(row->members, c->code);
	case CLAIM_SUM_OTHER: return !has_member(row->members, c->code);
	case CLAIM_SUM_ALL:
	case CLAIM_SUM_COPAY: return true;
	case CLAIM_SUM_OF:
	case CLAIM_SUM_GIVEN:
	case CLAIM_SUM_OPEN:
	case CLAIM_SUM_OPEN_OTHER:
	case CLAIM_SUM_RULES: return false;
	}
	return false;
}

static bool is_open(const struct claim_check *k, const struct claim_sums *s, struct str name) {
	for (size_t i = 0; i < k->sum_count; i++) {
		const struct claim_sum_row *row = &k->sum[i];
		bool other = row->rule == CLAIM_SUM_OPEN_OTHER;
		if (row->format != s->batch.format || !str_eq(row->name, name) ||
		    (row->rule != CLAIM_SUM_OPEN && !other))
			continue;
		for (size_t c = 0; c < s->class_count; c++)
			if (has_member(row->members, s->class_[c].code) != other) return true;
	}
	return false;
}

static struct amounts from_classes(const struct claim_sums *s, const struct claim_sum_row *row) {
	struct amounts a = {0, 0, 0};
	bool copay = row->rule == CLAIM_SUM_COPAY;
	for (size_t i = 0; i < s->class_count; i++) {
		const struct claim_class_sum *c = &s->class_[i];
		if (!takes(row, c)) continue;
		a.count += copay ? c->copay_count : c->count;
		a.days += copay ? c->copay_days : c->days;
		a.points += c->points[row->points];
	}
	return a;
}

/* The value that the head has in sum.<name>.<what>; 0 when it was not sent. */
static int64_t claimed(const struct claim_sums *s, struct str name, const char *what) {
	for (uint32_t i = 0; i < s->batch.sent.value_count; i++) {
		const struct claim_value *v = &s->batch.sent.value[i];
		struct str rest = v->field->role_name;
		int64_t n = 0;
		if (!str_is(str_cut(&rest, '.'), "sum") || !str_eq(str_cut(&rest, '.'), name) ||
		    !str_is(rest, what))
			continue;
		return str_to_i64(v->text, 0, INT64_MAX, &n) ? n : 0;
	}
	return 0;
}

static const struct claim_sum_row *row_of(const struct claim_check *k, enum claim_format format,
                                          struct str name) {
	for (size_t i = 0; i < k->sum_count; i++)
		if (k->sum[i].format == format && str_eq(k->sum[i].name, name) &&
		    k->sum[i].rule != CLAIM_SUM_OPEN && k->sum[i].rule != CLAIM_SUM_OPEN_OTHER)
			return &k->sum[i];
	return NULL;
}

enum { SUM_DEPTH_MAX = 4 }; /* a total of subtotals of sums */

static struct amounts amounts_of(const struct claim_check *k, const struct claim_sums *s,
                                 const struct claim_sum_row *row, int depth) {
	struct amounts a = {0, 0, 0};
	if (row->rule == CLAIM_SUM_GIVEN)
		return (struct amounts){claimed(s, row->name, "count"),
		                        claimed(s, row->name, "days"),
		                        claimed(s, row->name, "points")};
	if (row->rule != CLAIM_SUM_OF) return from_classes(s, row);
	struct str members = row->members;
	while (members.n > 0 && depth < SUM_DEPTH_MAX) {
		const struct claim_sum_row *member =
		        row_of(k, s->batch.format, str_cut(&members, ' '));
		if (member == NULL) continue;
		struct amounts m = amounts_of(k, s, member, depth + 1);
		a.count += m.count;
		a.days += m.days;
		a.points += m.points;
	}
	return a;
}

static void found_sum(const struct claim_sums *s, const struct claim_field *field, int64_t due,
                      struct claim_sink *sink) {
	struct claim_finding f = claim_finding_of("B01", NULL, NULL, field);
	f.arg[0] = STR("0");
	for (uint32_t i = 0; i < s->batch.sent.value_count; i++) {
		const struct claim_value *v = &s->batch.sent.value[i];
		if (v->field != field) continue;
		f.line = v->line;
		f.arg[0] = v->text;
	}
	f.has_expected = true;
	f.expected = due;
	claim_found(sink, &f);
}

static void judge_sum(const struct claim_check *k, const struct claim_sums *s,
                      const struct claim_field *field, struct claim_sink *sink) {
	struct str rest = field->role_name;
	if (!str_is(str_cut(&rest, '.'), "sum")) return;
	struct str name = str_cut(&rest, '.');
	const struct claim_sum_row *row = row_of(k, s->batch.format, name);
	if (row == NULL || row->rule == CLAIM_SUM_GIVEN || is_open(k, s, name)) return;
	struct amounts a = amounts_of(k, s, row, 0);
	int64_t due = str_is(rest, "count") ? a.count : str_is(rest, "days") ? a.days : a.points;
	char what[8];
	CHECK(rest.n < sizeof what);
	memcpy(what, rest.p, rest.n);
	what[rest.n] = '\0';
	if (claimed(s, name, what) != due) found_sum(s, field, due, sink);
}

enum nhi_status claim_check_end(const struct claim_check *check, struct claim_sums *sums,
                                struct claim_sink *sink, struct err *err) {
	const struct claim_form_fields *form = &check->form[sums->batch.format];
	if (sums->failed) return err_set(err, NHI_MEMORY, "");
	for (size_t i = 0; i < form->count; i++)
		if (form->field[i].segment == CLAIM_TDATA)
			judge_sum(check, sums, &form->field[i], sink);
	return NHI_OK;
}
