/* claim_sample.c: see claim_sample.h. A case is a handful of numbers; a fault changes one of them,
 * or the text of one line; sums that the fault does not mean follow it. */
#include "wire/claim_sample.h"

#include "base/csv.h"
#include "base/ids.h"
#include "wire/big5.h"

enum { LIST_MAX = 16 };

struct item {
	struct str code, type, text;
	int64_t price100, quantity10;
};
struct items {
	struct item consultation, day_rate, dispensing, treatment, copay, provider;
	struct item drug[LIST_MAX], diagnosis[LIST_MAX], name[LIST_MAX];
	size_t drugs, diagnoses, names;
};

struct sample {
	int32_t ordinal, serial, day, department, drug_days, orders;
	char person[ID_PERSON_LENGTH + 1], birth[16], visit[16], diagnosis[16], copay_code[8];
	char benefit[4], frequency[16], consultation[16];
	struct str name;
	struct str drug[LIST_MAX];
	size_t drugs;
	int64_t day_rate, consultation_price100, consultation_points, dispensing;
	int64_t part_drug, part_consultation, total, copay, applied; /* as sent */
	bool no_diagnosis, reversed_times, same_sequence;
	struct str extra_head, extra_body; /* planted text */
	bool letter_in_points, long_visit, unclosed, upper_case, swapped;
};

struct file {
	const struct claim_sample_order *q;
	struct items items;
	uint64_t random;
	int64_t points, copays, copay_count;
	char month[16];
	bool no_month, wrong_root, no_declaration, wrong_total;
	int32_t twice; /* ordinal of the case that repeats the key of the one before */
};

/* splitmix64: the same on every machine. */
static uint64_t next(struct file *f) {
	uint64_t z = f->random += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}
static int32_t between(struct file *f, int32_t min, int32_t max) {
	return min + (int32_t)(next(f) % (uint64_t)(max - min + 1));
}

/* ---- items ------------------------------------------------------------------------------- */

static int64_t units(struct str s, int64_t unit) {
	int64_t whole = 0, part = 0;
	struct str rest = s, head = str_cut(&rest, '.');
	bool ok = head.n == 0 || str_to_i64(head, 0, 100000000, &whole);
	if (ok && rest.n > 0) ok = str_to_i64(str_slice(rest, 0, 2), 0, 99, &part);
	if (rest.n == 1) part *= 10;
	return ok ? whole * unit + part * unit / 100 : 0;
}

static void add(struct item *list, size_t *count, struct item i) {
	if (*count < LIST_MAX) list[(*count)++] = i;
}

static void take_item(struct items *to, struct str part, struct item i) {
	if (str_is(part, "consultation"))
		to->consultation = i;
	else if (str_is(part, "day_rate"))
		to->day_rate = i;
	else if (str_is(part, "dispensing"))
		to->dispensing = i;
	else if (str_is(part, "treatment"))
		to->treatment = i;
	else if (str_is(part, "copay"))
		to->copay = i;
	else if (str_is(part, "provider"))
		to->provider = i;
	else if (str_is(part, "drug"))
		add(to->drug, &to->drugs, i);
	else if (str_is(part, "diagnosis"))
		add(to->diagnosis, &to->diagnoses, i);
	else if (str_is(part, "name"))
		add(to->name, &to->names, i);
}

static enum nhi_status read_items(struct file *f, struct arena *arena, struct err *err) {
	static const char *const titles[] = {"part", "item", "type", "price", "quantity", "text"};
	struct csv *c = ARENA_NEW(arena, struct csv);
	if (c == NULL) return err_set(err, NHI_MEMORY, "");
	size_t col[COUNT_OF(titles)];
	bool more = true;
	csv_init(c, f->q->items, arena);
	enum nhi_status st = csv_titles(c, titles, COUNT_OF(titles), col, err);
	while (st == NHI_OK && (st = csv_next(c, &more, err)) == NHI_OK && more) {
		struct item i = {.code = csv_field(c, col[1]),
		                 .type = csv_field(c, col[2]),
		                 .price100 = units(csv_field(c, col[3]), 100),
		                 .quantity10 = units(csv_field(c, col[4]), 10)};
		struct buf big5 = BUF_INIT(0);
		big5_from_utf8(csv_field(c, col[5]), '?', &big5, NULL);
		if (!arena_str(arena, buf_str(&big5), &i.text)) st = err_set(err, NHI_MEMORY, "");
		buf_free(&big5);
		take_item(&f->items, csv_field(c, col[0]), i);
	}
	bool whole = f->items.drugs > 0 && f->items.diagnoses > 0 && f->items.names > 0;
	if (st == NHI_OK && !whole)
		return err_set(err, NHI_INPUT,
		               "claim_sample.csv 不完整" ERR_SEP
		               "claim_sample.csv is not complete");
	return st;
}

/* ---- a good case ------------------------------------------------------------------------- */

static void copy_text(char *to, size_t size, struct str s) {
	(void)snprintf(to, size, "%.*s", STR_ARG(s));
}

static void roc(char *to, size_t size, int32_t year, int32_t month, int32_t day) {
	(void)snprintf(to, size, "%03d%02d%02d", year - 1911, month, day);
}

static void add_up(struct sample *s) {
	s->part_drug = s->day_rate;
	s->part_consultation = s->consultation_points;
	s->total = s->part_drug + s->part_consultation + s->dispensing;
	s->applied = s->total - s->copay;
}

static void make_case(struct file *f, int32_t ordinal, struct sample *s) {
	const struct items *i = &f->items;
	*s = (struct sample){.ordinal = ordinal, .serial = ordinal};
	month_t m = f->q->month;
	s->drug_days = (int32_t)(i->day_rate.quantity10 / 10);
	s->day = between(f, 1, 28);
	s->department = between(f, 1, 3);
	roc(s->visit, sizeof s->visit, month_year(m), month_number(m), s->day);
	roc(s->birth, sizeof s->birth, month_year(m) - between(f, 20, 80), between(f, 1, 12),
	    between(f, 1, 28));
	id_make_person((char)('A' + between(f, 0, 25)), (char)('1' + between(f, 0, 1)),
	               between(f, 0, 9999999), s->person);
	copy_text(s->diagnosis, sizeof s->diagnosis,
	          i->diagnosis[between(f, 0, (int32_t)i->diagnoses - 1)].code);
	copy_text(s->copay_code, sizeof s->copay_code, i->copay.code);
	copy_text(s->consultation, sizeof s->consultation, i->consultation.code);
	copy_text(s->benefit, sizeof s->benefit, STR("4"));
	copy_text(s->frequency, sizeof s->frequency, i->drug[0].text);
	s->name = i->name[between(f, 0, (int32_t)i->names - 1)].text;
	s->drugs = (size_t)between(f, 1, (int32_t)i->drugs);
	for (size_t k = 0; k < s->drugs; k++) s->drug[k] = i->drug[k].code;
	s->day_rate = i->day_rate.price100 * s->drug_days / 100;
	s->consultation_price100 = i->consultation.price100;
	s->consultation_points = i->consultation.price100 / 100;
	s->dispensing = i->dispensing.price100 / 100;
	s->copay = i->copay.price100 / 100;
	add_up(s);
}

/* ---- faults: each changes one thing of a good case or file ------------------------------- */

static void not_big5(struct file *f, struct sample *s) { (void)s, f->no_declaration = true; }
static void other_root(struct file *f, struct sample *s) { (void)s, f->wrong_root = true; }
static void unclosed(struct file *f, struct sample *s) { (void)f, s->unclosed = true; }
static void upper(struct file *f, struct sample *s) { (void)f, s->upper_case = true; }
static void swapped(struct file *f, struct sample *s) { (void)f, s->swapped = true; }
static void stranger(struct file *f, struct sample *s) {
	(void)f;
	s->extra_head = STR("      <d32>1</d32>\r\n");
}
static void too_long(struct file *f, struct sample *s) { (void)f, s->long_visit = true; }
static void letter(struct file *f, struct sample *s) { (void)f, s->letter_in_points = true; }
static void no_month(struct file *f, struct sample *s) { (void)s, f->no_month = true; }
static void wrong_sum(struct file *f, struct sample *s) { (void)s, f->wrong_total = true; }
static void twice(struct file *f, struct sample *s) { f->twice = s->ordinal; }
static void no_diagnosis(struct file *f, struct sample *s) { (void)f, s->no_diagnosis = true; }
static void check_digit(struct file *f, struct sample *s) {
	(void)f;
	char *last = &s->person[ID_PERSON_LENGTH - 1];
	*last = *last == '9' ? '0' : (char)(*last + 1);
}
static void born_later(struct file *f, struct sample *s) {
	month_t m = f->q->month + 1;
	roc(s->birth, sizeof s->birth, month_year(m), month_number(m), 1);
}
static void month_before(struct file *f, struct sample *s) {
	month_t m = f->q->month - 1;
	roc(s->visit, sizeof s->visit, month_year(m), month_number(m), s->day);
}
static void no_benefit(struct file *f, struct sample *s) {
	(void)f;
	copy_text(s->benefit, sizeof s->benefit, STR("0"));
}
static void no_diagnosis_code(struct file *f, struct sample *s) {
	(void)f;
	copy_text(s->diagnosis, sizeof s->diagnosis, STR("Q0QQQ"));
}
static void total_off(struct file *f, struct sample *s) {
	(void)f;
	s->total += 10;
	s->applied += 10;
}
static void applied_off(struct file *f, struct sample *s) { (void)f, s->applied += 10; }
static void part_off(struct file *f, struct sample *s) {
	(void)f;
	s->part_drug += 1;
	s->total += 1;
	s->applied += 1;
}
static void copay_off(struct file *f, struct sample *s) {
	(void)f;
	s->copay -= 10;
	s->applied += 10;
}
static void item_unknown(struct file *f, struct sample *s) {
	(void)f;
	copy_text(s->consultation, sizeof s->consultation, STR("00000Z"));
}
static void price_off(struct file *f, struct sample *s) {
	(void)f;
	s->consultation_price100 += 100;
	s->consultation_points += 1;
	add_up(s);
}
static void points_off(struct file *f, struct sample *s) {
	(void)f;
	s->consultation_points += 1;
	add_up(s);
}
static void same_sequence(struct file *f, struct sample *s) { (void)f, s->same_sequence = true; }
static void reversed(struct file *f, struct sample *s) { (void)f, s->reversed_times = true; }
static void frequency(struct file *f, struct sample *s) {
	(void)f;
	copy_text(s->frequency, sizeof s->frequency, STR("QQQQ"));
}

/* Order of a fault: 1 the first drug, the consultation stands behind drugs and day rate. */
enum where { AT_FILE, AT_CASE, AT_FIRST_ORDER, AT_SECOND_ORDER, AT_CONSULTATION };
static const struct {
	const char *code;
	enum where where;
	void (*plant)(struct file *f, struct sample *s);
} faults[] = {
        {"A02", AT_FILE, not_big5},
        {"A03", AT_FILE, other_root},
        {"A04", AT_FILE, unclosed},
        {"A05", AT_FILE, upper},
        {"A06", AT_FILE, swapped},
        {"A07", AT_FILE, stranger},
        {"A08", AT_FILE, too_long},
        {"A09", AT_FILE, letter},
        {"A11", AT_FILE, no_month},
        {"B01", AT_FILE, wrong_sum},
        {"B02", AT_CASE, twice},
        {"C01", AT_CASE, no_diagnosis},
        {"C02", AT_CASE, check_digit},
        {"C03", AT_CASE, born_later},
        {"C04", AT_CASE, month_before},
        {"C05", AT_CASE, no_benefit},
        {"C06", AT_CASE, no_diagnosis_code},
        {"C07", AT_CASE, total_off},
        {"C08", AT_CASE, applied_off},
        {"C09", AT_CASE, part_off},
        {"C10", AT_CASE, copay_off},
        {"O01", AT_CONSULTATION, item_unknown},
        {"O02", AT_CONSULTATION, price_off},
        {"O03", AT_CONSULTATION, points_off},
        {"O05", AT_SECOND_ORDER, same_sequence},
        {"O06", AT_FIRST_ORDER, reversed},
        {"O08", AT_FIRST_ORDER, frequency},
};

const char *claim_sample_code(size_t i) { return i < COUNT_OF(faults) ? faults[i].code : NULL; }

static size_t find_fault(struct str code) {
	for (size_t i = 0; i < COUNT_OF(faults); i++)
		if (str_is(code, faults[i].code)) return i;
	return SIZE_MAX;
}

static int32_t order_of(enum where where, const struct sample *s) {
	if (where == AT_FIRST_ORDER) return 1;
	if (where == AT_SECOND_ORDER) return 2;
	return where == AT_CONSULTATION ? (int32_t)s->drugs + 2 : 0;
}

/* ---- writing ----------------------------------------------------------------------------- */

static void put_money(struct buf *out, const char *tag, int64_t hundredths) {
	buf_printf(out, "        <%s>%lld.%02lld</%s>\r\n", tag, (long long)(hundredths / 100),
	           (long long)(hundredths % 100), tag);
}

static void put_order(struct buf *out, struct sample *s, const struct item *i, const char *item,
                      const char *frequency_text, int64_t price100, int64_t points) {
	bool rated = frequency_text == NULL && !str_is(i->type, "1");
	bool drug = frequency_text != NULL;
	int32_t seq = ++s->orders;
	buf_put_c(out, "      <pdata>\r\n");
	if (drug) buf_printf(out, "        <p1>%d</p1>\r\n        <p2>0</p2>\r\n", s->drug_days);
	buf_printf(out, "        <p3>%.*s</p3>\r\n        <p4>%s</p4>\r\n", STR_ARG(i->type), item);
	if (drug)
		buf_printf(out, "        <p5>1.00</p5>\r\n        <p7>%s</p7>\r\n", frequency_text);
	if (rated) buf_put_c(out, "        <p8>100.00</p8>\r\n");
	if (drug) buf_put_c(out, "        <p9>PO</p9>\r\n");
	buf_printf(out, "        <p10>%lld.%lld</p10>\r\n", (long long)(i->quantity10 / 10),
	           (long long)(i->quantity10 % 10));
	put_money(out, "p11", price100);
	buf_printf(out, "        <p12>%lld%s</p12>\r\n", (long long)points,
	           s->letter_in_points && seq == 1 ? "O" : "");
	buf_printf(out, "        <p13>%d</p13>\r\n", s->same_sequence && seq == 2 ? 1 : seq);
	if (s->reversed_times && seq == 1)
		buf_printf(out, "        <p14>%s1000</p14>\r\n        <p15>%s0900</p15>\r\n",
		           s->visit, s->visit);
	buf_put_c(out, "      </pdata>\r\n");
}

static void put_orders(struct buf *out, const struct items *i, struct sample *s) {
	char code[32];
	for (size_t k = 0; k < s->drugs; k++) {
		copy_text(code, sizeof code, s->drug[k]);
		const struct item *drug = &i->drug[k];
		char own[16];
		copy_text(own, sizeof own, drug->text);
		put_order(out, s, drug, code, k == 0 ? s->frequency : own, drug->price100, 0);
	}
	copy_text(code, sizeof code, i->day_rate.code);
	put_order(out, s, &i->day_rate, code, NULL, i->day_rate.price100, s->day_rate);
	put_order(out, s, &i->consultation, s->consultation, NULL, s->consultation_price100,
	          s->consultation_points);
	copy_text(code, sizeof code, i->dispensing.code);
	put_order(out, s, &i->dispensing, code, NULL, i->dispensing.price100, s->dispensing);
}

static void put_case(struct buf *out, const struct items *i, struct sample *s) {
	const char *d8 = s->upper_case ? "D8" : "d8";
	buf_printf(out, "  <ddata>\r\n    <dhead>\r\n      <d1>01</d1>\r\n      <d2>%d</d2>\r\n",
	           s->serial);
	buf_put(out, s->extra_head);
	buf_printf(out, "    </dhead>\r\n    <dbody>\r\n      <d3>%s</d3>\r\n", s->person);
	if (s->swapped) buf_printf(out, "      <d9>%s</d9>\r\n", s->visit);
	buf_printf(out, "      <%s>%02d%s%s%s\r\n", d8, s->department, s->unclosed ? "" : "</",
	           s->unclosed ? "" : d8, s->unclosed ? "" : ">");
	if (!s->swapped)
		buf_printf(out, "      <d9>%s%s</d9>\r\n", s->long_visit ? "0" : "", s->visit);
	buf_printf(out, "      <d11>%s</d11>\r\n      <d14>%s</d14>\r\n      <d15>%s</d15>\r\n",
	           s->birth, s->benefit, s->copay_code);
	buf_put_c(out, "      <d17>N</d17>\r\n      <d18>N</d18>\r\n");
	if (!s->no_diagnosis) buf_printf(out, "      <d19>%s</d19>\r\n", s->diagnosis);
	buf_printf(out, "      <d27>%d</d27>\r\n      <d28>0</d28>\r\n      <d29>%04d</d29>\r\n",
	           s->drug_days, s->ordinal % 10000);
	buf_put_c(out, "      <d30>A123456789</d30>\r\n      <d31>A123456789</d31>\r\n");
	buf_printf(out, "      <d32>%lld</d32>\r\n      <d35>%s</d35>\r\n      <d36>%lld</d36>\r\n",
	           (long long)s->part_drug, s->consultation, (long long)s->part_consultation);
	buf_printf(out, "      <d37>%.*s</d37>\r\n      <d38>%lld</d38>\r\n",
	           STR_ARG(i->dispensing.code), (long long)s->dispensing);
	buf_printf(out,
	           "      <d39>%lld</d39>\r\n      <d40>%lld</d40>\r\n      <d41>%lld</d41>\r\n",
	           (long long)s->total, (long long)s->copay, (long long)s->applied);
	buf_put_c(out, "      <d49>");
	buf_put(out, s->name);
	buf_put_c(out, "</d49>\r\n");
	put_orders(out, i, s);
	buf_put_c(out, "    </dbody>\r\n  </ddata>\r\n");
}

static void put_sum(struct buf *out, int count_tag, int64_t count, int64_t points) {
	buf_printf(out, "    <t%d>%lld</t%d>\r\n    <t%d>%lld</t%d>\r\n", count_tag,
	           (long long)count, count_tag, count_tag + 1, (long long)points, count_tag + 1);
}

static void put_head(struct buf *out, const struct file *f) {
	struct str provider = f->q->provider.n > 0 ? f->q->provider : f->items.provider.code;
	int64_t cases = f->q->cases;
	char filed[16];
	month_t after = f->q->month + 1;
	roc(filed, sizeof filed, month_year(after), month_number(after), 5);
	if (!f->no_declaration) buf_put_c(out, "<?xml version=\"1.0\" encoding=\"Big5\"?>\r\n");
	buf_printf(out, "<outpatient%s>\r\n  <tdata>\r\n    <t1>10</t1>\r\n    <t2>%.*s</t2>\r\n",
	           f->wrong_root ? "s" : "", STR_ARG(provider));
	if (!f->no_month) buf_printf(out, "    <t3>%s</t3>\r\n", f->month);
	buf_printf(out, "    <t4>2</t4>\r\n    <t5>1</t5>\r\n    <t6>%s</t6>\r\n", filed);
	put_sum(out, 7, cases, f->points);
	put_sum(out, 17, cases, f->points);
	put_sum(out, 37, cases, f->points + (f->wrong_total ? 100 : 0));
	put_sum(out, 39, f->copay_count, f->copays);
	buf_put_c(out, "  </tdata>\r\n");
}

/* ---- the file ---------------------------------------------------------------------------- */

/* Which fault goes into which case: one a case, the same for the same seed. */
struct plan {
	size_t fault[CLAIM_SAMPLE_FAULTS_MAX];
	int32_t at[CLAIM_SAMPLE_FAULTS_MAX];
	size_t count;
};

static enum nhi_status make_plan(struct file *f, struct plan *plan, struct err *err) {
	struct str rest = f->q->faults;
	bool all = str_is(rest, "all");
	for (size_t i = 0; all && i < COUNT_OF(faults); i++)
		if (faults[i].where != AT_FILE) plan->fault[plan->count++] = i;
	while (!all && rest.n > 0) {
		struct str code = str_trim(str_cut(&rest, ','));
		size_t i = find_fault(code);
		if (i == SIZE_MAX || plan->count >= CLAIM_SAMPLE_FAULTS_MAX)
			return err_set(err, NHI_INPUT,
			               "「%.*s」無法製作；可用 --list 查詢" ERR_SEP
			               "“%.*s” cannot be planted; see --list",
			               STR_ARG(code), STR_ARG(code));
		plan->fault[plan->count++] = i;
	}
	if ((int32_t)plan->count + 1 > f->q->cases)
		return err_set(err, NHI_INPUT,
		               "案件數須多於錯誤數" ERR_SEP "more cases than faults are needed");
	/* case 1 stays good: B02 repeats the key of the case before */
	int32_t room = (f->q->cases - 1) / (int32_t)(plan->count == 0 ? 1 : plan->count);
	for (size_t i = 0; i < plan->count; i++)
		plan->at[i] = 2 + (int32_t)i * room + between(f, 0, room - 1);
	return NHI_OK;
}

static void plant(struct file *f, const struct plan *plan, struct sample *s) {
	for (size_t i = 0; i < plan->count; i++)
		if (plan->at[i] == s->ordinal) faults[plan->fault[i]].plant(f, s);
	if (f->twice == s->ordinal) s->serial = s->ordinal - 1;
}

/* Both passes make the same cases: the first for the sums of the head, the second to write. */
static void walk(struct file *f, const struct plan *plan, struct buf *out,
                 struct claim_truth *truth) {
	uint64_t start = f->random;
	for (int32_t n = 1; n <= f->q->cases; n++) {
		struct sample s;
		make_case(f, n, &s);
		plant(f, plan, &s);
		if (out != NULL) {
			put_case(out, &f->items, &s);
			continue;
		}
		f->points += s.applied;
		f->copays += s.copay;
		f->copay_count += s.copay > 0;
		for (size_t i = 0; i < plan->count; i++) {
			if (plan->at[i] != n) continue;
			enum where where = faults[plan->fault[i]].where;
			truth[i].case_ordinal = where == AT_FILE ? 0 : n;
			truth[i].order_ordinal = order_of(where, &s);
			copy_text(truth[i].code, sizeof truth[i].code,
			          str_from(faults[plan->fault[i]].code));
		}
	}
	f->random = start;
}

enum nhi_status claim_sample_make(const struct claim_sample_order *q, struct arena *arena,
                                  struct buf *out, struct claim_truth *truth, size_t *truth_count,
                                  struct err *err) {
	struct file f = {.q = q, .random = q->seed};
	struct plan plan = {.count = 0};
	(void)snprintf(f.month, sizeof f.month, "%03d%02d", month_year(q->month) - 1911,
	               month_number(q->month));
	enum nhi_status st = read_items(&f, arena, err);
	if (st == NHI_OK) st = make_plan(&f, &plan, err);
	if (st != NHI_OK) return st;
	*truth_count = plan.count;
	walk(&f, &plan, NULL, truth);
	put_head(out, &f);
	walk(&f, &plan, out, truth);
	buf_printf(out, "</outpatient%s>\r\n", f.wrong_root ? "s" : "");
	return buf_ok(out) ? NHI_OK : err_set(err, NHI_MEMORY, "");
}
