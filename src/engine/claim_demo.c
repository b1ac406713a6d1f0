/* claim_demo.c: see claim_demo.h. */
#include "engine/claim_demo.h"

#include "base/check.h"
#include "base/csv.h"
#include "store/provider.h"
#include "wire/big5.h"

enum {
	DIVISIONS = 6,
	VISITS_MAX = 64,
	ITEMS_MAX = 16,
	SERIAL_MAX = 999999,
	ELSEWHERE_PERCENT = 10, /* visits outside one's own division */
	PER_TEN_THOUSAND = 10000,
	FILE_MAX = 256 * 1024 * 1024
};

enum trade { HOSPITAL, CLINIC, DENTAL, TCM, TRADES };
/* Contracted institutions of the country by the roster of 2026-04 (claims-format §8) without those
 * that closed, a million people; the first two digits of the code. */
static const struct {
	const char *name, *prefix, *zh, *kind, *level;
	int64_t per_million;
} trades[TRADES] = {
        {"hospital", "04", "示範醫院", "hospital", "district", 20},
        {"clinic", "35", "示範診所", "clinic", "clinic", 460},
        {"dental", "37", "示範牙醫", "clinic", "clinic", 300},
        {"tcm", "38", "示範中醫", "clinic", "clinic", 180},
};

struct item {
	struct str code, site; /* site: tooth or zone, "" none */
	char type;
	int64_t price100, quantity10;
};
struct kind {
	enum trade trade;
	struct str class_, department, copay_code, diagnosis;
	int64_t copay, per_10000;
	struct item item[ITEMS_MAX];
	size_t items;
};
struct patient {
	char id[12], name[32];
	date_t birth;
	int division; /* 0–5 */
};
struct visit {
	int32_t provider, patient, kind;
	date_t on;
};
struct clinic {
	char code[12];
	enum trade trade;
	int division;
};

struct demo {
	const struct claim_demo *order;
	struct claim_demo_result *out;
	struct db *db;
	struct arena arena;
	struct kind kind[VISITS_MAX];
	size_t kinds;
	struct patient *patient;
	size_t patients;
	struct clinic *clinic;
	size_t clinics;
	size_t first[TRADES][DIVISIONS], count[TRADES][DIVISIONS];
	struct visit *visit;
	size_t visits;
	uint64_t random;
	int64_t until_fault;
};

/* splitmix64 */
static uint64_t next(struct demo *d) {
	uint64_t z = d->random += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}
static int64_t below(struct demo *d, int64_t n) { return (int64_t)(next(d) % (uint64_t)n); }

static enum nhi_status no_memory(struct err *err) { return err_set(err, NHI_MEMORY, "%s", ""); }

/* ---- What people come with ------------------------------------------------------------------- */

/* "89001C:2:45000:10:36": code, type, price in hundredths, quantity in tenths, site. */
static bool read_item(struct str s, struct item *out) {
	out->code = str_cut(&s, ':');
	struct str type = str_cut(&s, ':'), price = str_cut(&s, ':');
	struct str quantity = str_cut(&s, ':');
	out->site = s;
	if (type.n != 1) return false;
	out->type = type.p[0];
	return str_to_i64(price, 0, INT32_MAX, &out->price100) &&
	       str_to_i64(quantity, 1, INT32_MAX, &out->quantity10);
}

static bool read_trade(struct str s, enum trade *out) {
	for (int i = 0; i < TRADES; i++)
		if (str_is(s, trades[i].name)) {
			*out = (enum trade)i;
			return true;
		}
	return false;
}

static enum nhi_status read_kinds(struct demo *d, struct err *err) {
	static const char *const titles[] = {"trade", "class",     "department", "copay_code",
	                                     "copay", "diagnosis", "per_10000",  "items"};
	size_t at[COUNT_OF(titles)];
	struct csv c;
	bool more = true;
	csv_init(&c, d->order->visits, &d->arena);
	enum nhi_status st = csv_titles(&c, titles, COUNT_OF(titles), at, err);
	while (st == NHI_OK) {
		st = csv_next(&c, &more, err);
		if (st != NHI_OK || !more) break;
		struct kind *k = &d->kind[d->kinds];
		struct str items = csv_field(&c, at[7]);
		bool good = d->kinds < VISITS_MAX && read_trade(csv_field(&c, at[0]), &k->trade) &&
		            str_to_i64(csv_field(&c, at[4]), 0, INT32_MAX, &k->copay) &&
		            str_to_i64(csv_field(&c, at[6]), 0, PER_TEN_THOUSAND, &k->per_10000);
		while (good && items.n > 0)
			good = k->items < ITEMS_MAX &&
			       read_item(str_cut(&items, ' '), &k->item[k->items++]);
		if (!good)
			return err_set(err, NHI_LAW_ROW,
			               "claim_demo.csv " ERR_SEP "%zu" ERR_SEP "%s" ERR_SEP "%s",
			               c.row, "看不懂", "cannot be read");
		k->class_ = csv_field(&c, at[1]);
		k->department = csv_field(&c, at[2]);
		k->copay_code = csv_field(&c, at[3]);
		k->diagnosis = csv_field(&c, at[5]);
		d->kinds++;
	}
	return st;
}

/* ---- People and providers -------------------------------------------------------------------- */

static enum nhi_status read_people(struct demo *d, struct err *err) {
	size_t room = 0;
	enum nhi_status st = db_begin(d->db, DB_READ, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(d->db, "claim_demo_people");
	while (st == NHI_OK && db_next(q)) {
		struct str id = db_str(q, 0), name = db_str(q, 3);
		const struct county *county = county_find(d->order->counties, db_str(q, 2));
		if (id.n >= sizeof d->patient->id || county == NULL) continue;
		if (d->patients == room) {
			size_t wanted = room == 0 ? 4096 : 2 * room;
			struct patient *more = realloc(d->patient, wanted * sizeof *more);
			if (more == NULL) {
				st = no_memory(err);
				break;
			}
			d->patient = more;
			room = wanted;
		}
		struct patient *p = &d->patient[d->patients++];
		*p = (struct patient){.birth = db_date(q, 1), .division = county->division - 1};
		memcpy(p->id, id.p, id.n);
		if (name.n < sizeof p->name) memcpy(p->name, name.p, name.n);
		d->out->people_of[p->division]++;
	}
	enum nhi_status end = db_end(q, st == NHI_OK ? err : NULL);
	db_rollback(d->db);
	d->out->people = (int64_t)d->patients;
	return st == NHI_OK ? end : st;
}

static enum nhi_status plan_clinics(struct demo *d, struct err *err) {
	enum { MILLION = 1000000 };
	size_t at = 0;
	d->clinics = 0;
	for (int t = 0; t < TRADES; t++)
		for (int v = 0; v < DIVISIONS; v++) {
			int64_t n = (d->out->people_of[v] * trades[t].per_million + MILLION / 2) /
			            MILLION;
			d->count[t][v] = (size_t)(n < 1 ? 1 : n);
			d->clinics += d->count[t][v];
		}
	d->clinic = ARENA_ARRAY(&d->arena, d->clinics, struct clinic);
	if (d->clinic == NULL) return no_memory(err);
	for (int t = 0; t < TRADES; t++)
		for (int v = 0; v < DIVISIONS; v++) {
			d->first[t][v] = at;
			for (size_t i = 0; i < d->count[t][v]; i++) {
				struct clinic *c = &d->clinic[at++];
				*c = (struct clinic){.trade = (enum trade)t, .division = v};
				(void)snprintf(c->code, sizeof c->code, "%s0%d%06zu",
				               trades[t].prefix, v + 1, 900001 + i);
			}
		}
	return NHI_OK;
}

static enum nhi_status put_clinics(struct db *db, void *context, struct err *err) {
	struct demo *d = context;
	struct act act;
	const struct act_request request = {.actor = STR("demo"),
	                                    .reason = STR("synthetic providers"),
	                                    .purpose = STR("takeover")};
	enum nhi_status st = act_begin(db, &request, &act, err);
	d->out->providers_new = 0;
	for (size_t i = 0; st == NHI_OK && i < d->clinics; i++) {
		const struct clinic *c = &d->clinic[i];
		char name[64];
		int64_t id;
		st = provider_by_code(db, str_from(c->code), &id, err);
		if (st != NHI_OK || id != 0) continue;
		(void)snprintf(name, sizeof name, "%s%d-%zu", trades[c->trade].zh, c->division + 1,
		               i - d->first[c->trade][c->division] + 1);
		const struct provider_fact fact = {
		        .valid = {month_first(month_make(2013, 1)), DATE_OPEN},
		        .name = str_from(name),
		        .kind = str_from(trades[c->trade].kind),
		        .level = str_from(trades[c->trade].level),
		        .status = STR("open"),
		        .division = c->division + 1};
		st = provider_add(db, &act, str_from(c->code), &fact, &id, err);
		d->out->providers_new++;
	}
	d->out->providers = (int64_t)d->clinics;
	return st;
}

/* ---- Visits ---------------------------------------------------------------------------------- */

static int by_provider(const void *a, const void *b) {
	const struct visit *x = a, *y = b;
	if (x->provider != y->provider) return x->provider < y->provider ? -1 : 1;
	if (x->on != y->on) return x->on < y->on ? -1 : 1;
	if (x->patient != y->patient) return x->patient < y->patient ? -1 : 1;
	return x->kind < y->kind ? -1 : x->kind > y->kind;
}

static enum nhi_status plan_visits(struct demo *d, struct err *err) {
	date_t first = month_first(d->order->month), last = month_last(d->order->month);
	size_t room = 0;
	for (size_t p = 0; p < d->patients; p++)
		for (size_t k = 0; k < d->kinds; k++) {
			const struct patient *who = &d->patient[p];
			if (below(d, PER_TEN_THOUSAND) >= d->kind[k].per_10000) continue;
			if (d->visits == room) {
				size_t wanted = room == 0 ? 4096 : 2 * room;
				struct visit *more = realloc(d->visit, wanted * sizeof *more);
				if (more == NULL) return no_memory(err);
				d->visit = more;
				room = wanted;
			}
			int division = below(d, 100) < ELSEWHERE_PERCENT ? (int)below(d, DIVISIONS)
			                                                 : who->division;
			enum trade t = d->kind[k].trade;
			size_t c = d->first[t][division] +
			           (size_t)below(d, (int64_t)d->count[t][division]);
			date_t on = first + (date_t)below(d, last - first + 1);
			if (on < who->birth) continue;
			d->visit[d->visits++] =
			        (struct visit){(int32_t)c, (int32_t)p, (int32_t)k, on};
		}
	if (d->visits > 0) qsort(d->visit, d->visits, sizeof *d->visit, by_provider);
	return NHI_OK;
}

/* ---- Files ----------------------------------------------------------------------------------- */

/* Faults that are told by one code alone. */
static const char *const faults[] = {"C02", "C03", "C07", "C08", "O03"};

struct sums {
	int64_t cases, applied, copay_cases, copay;
};
struct writing {
	struct demo *d;
	const struct clinic *clinic;
	struct buf body;
	struct sums all, by_class[VISITS_MAX]; /* of the kinds, joined by class later */
	int64_t serial;
	int64_t ordinal;
};

static void field(struct buf *b, const char *tag, struct str value) {
	buf_printf(b, "      <%s>%.*s</%s>\r\n", tag, STR_ARG(value), tag);
}
static void big5(struct buf *b, const char *tag, struct str value) {
	buf_printf(b, "      <%s>", tag);
	big5_from_utf8(value, '?', b, NULL);
	buf_printf(b, "</%s>\r\n", tag);
}
static void number(struct buf *b, const char *tag, int64_t v) {
	buf_printf(b, "      <%s>%lld</%s>\r\n", tag, (long long)v, tag);
}
static void roc(struct buf *b, const char *tag, date_t on) {
	struct buf text = BUF_INIT(16);
	date_print_roc(&text, on);
	field(b, tag, buf_str(&text));
	buf_free(&text);
}

static int64_t points_of(const struct item *i) { /* half up */
	enum { SCALE = 1000 };
	return (i->price100 * i->quantity10 + SCALE / 2) / SCALE;
}

static void put_order(struct buf *b, const struct item *i, size_t seq, int64_t points) {
	buf_put_c(b, "        <pdata>\r\n");
	buf_printf(b, "          <p3>%c</p3>\r\n          <p4>%.*s</p4>\r\n", i->type,
	           STR_ARG(i->code));
	if (i->site.n > 0) buf_printf(b, "          <p6>%.*s</p6>\r\n", STR_ARG(i->site));
	if (i->type != '1') buf_put_c(b, "          <p8>100.00</p8>\r\n");
	buf_printf(b,
	           "          <p10>%lld.%lld</p10>\r\n          <p11>%lld.%02lld</p11>\r\n"
	           "          <p12>%lld</p12>\r\n          <p13>%zu</p13>\r\n        </pdata>\r\n",
	           (long long)i->quantity10 / 10, (long long)i->quantity10 % 10,
	           (long long)i->price100 / 100, (long long)i->price100 % 100, (long long)points,
	           seq);
}

static void note_truth(struct writing *w, const char *code, const struct kind *k, size_t order) {
	w->d->out->faults++;
	if (w->d->order->truth == NULL) return;
	buf_printf(w->d->order->truth, "%s,%.*s,%lld,%lld,%zu,%s\n", w->clinic->code,
	           STR_ARG(k->class_), (long long)w->serial, (long long)w->ordinal, order, code);
}

/* NULL for most cases. */
static const char *choose_fault(struct demo *d) {
	if (d->order->fault_every == 0 || --d->until_fault > 0) return NULL;
	d->until_fault = 1 + below(d, 2 * d->order->fault_every - 1);
	return faults[below(d, (int64_t)COUNT_OF(faults))];
}

static bool is_fault(const char *fault, const char *code) {
	return fault != NULL && str_is(str_from(fault), code);
}

/* What a case claims: parts by type of order, with the fault that it carries. */
struct claimed {
	int64_t points[ITEMS_MAX];
	int64_t drugs, treatment, consultation, dispensing, total, applied;
	const struct item *consultation_item, *dispensing_item;
};

static struct claimed price(struct writing *w, const struct kind *k, const char *fault) {
	struct claimed c = {0};
	for (size_t i = 0; i < k->items; i++) {
		const struct item *item = &k->item[i];
		c.points[i] = points_of(item);
		if (is_fault(fault, "O03") && i + 1 == k->items) {
			c.points[i] += 1;
			note_truth(w, fault, k, i + 1);
		}
		c.total += c.points[i];
		if (item->type == '1') c.drugs += c.points[i];
		if (item->type == '2') c.treatment += c.points[i];
		if (item->type == '0') {
			c.consultation += c.points[i];
			c.consultation_item = item;
		}
		if (item->type == '9') {
			c.dispensing += c.points[i];
			c.dispensing_item = item;
		}
	}
	if (is_fault(fault, "C07")) c.total += 10;
	c.applied = c.total - k->copay + (is_fault(fault, "C08") ? 10 : 0);
	return c;
}

static void put_visit(struct writing *w, const struct visit *v, const char *fault) {
	const struct kind *k = &w->d->kind[v->kind];
	const struct patient *who = &w->d->patient[v->patient];
	struct buf *b = &w->body;
	month_t month = month_of(v->on);
	bool is_course = str_is(k->class_, "05"); /* dialysis: a case a month */
	char id[12];
	memcpy(id, who->id, sizeof id);
	if (is_fault(fault, "C02")) id[9] = (char)(id[9] == '9' ? '0' : id[9] + 1);
	buf_printf(b,
	           "  <ddata>\r\n    <dhead>\r\n      <d1>%.*s</d1>\r\n      <d2>%lld</d2>\r\n"
	           "    </dhead>\r\n    <dbody>\r\n",
	           STR_ARG(k->class_), (long long)w->serial);
	field(b, "d3", str_from(id));
	field(b, "d8", k->department);
	roc(b, "d9", is_course ? month_first(month) : v->on);
	if (is_course) roc(b, "d10", month_last(month));
	roc(b, "d11", is_fault(fault, "C03") ? month_last(month) + 40 : who->birth);
	field(b, "d14", STR("4"));
	field(b, "d15", k->copay_code);
	field(b, "d17", STR("N"));
	field(b, "d18", STR("N"));
	field(b, "d19", k->diagnosis);
}

static void put_parts(struct writing *w, const struct kind *k, const struct claimed *c) {
	struct buf *b = &w->body;
	if (c->drugs > 0) number(b, "d27", k->item[1].quantity10 / 10);
	field(b, "d28", STR("0"));
	buf_printf(b, "      <d29>%04lld</d29>\r\n", (long long)(w->ordinal % 9999 + 1));
	field(b, "d30", STR("A123456789"));
	if (c->drugs > 0) {
		field(b, "d31", STR("A123456789"));
		number(b, "d32", c->drugs);
	}
	if (c->treatment > 0) number(b, "d33", c->treatment);
	if (c->consultation_item != NULL) {
		field(b, "d35", c->consultation_item->code);
		number(b, "d36", c->consultation);
	}
	if (c->dispensing_item != NULL) {
		field(b, "d37", c->dispensing_item->code);
		number(b, "d38", c->dispensing);
	}
	number(b, "d39", c->total);
	number(b, "d40", k->copay);
	number(b, "d41", c->applied);
}

static void put_case(struct writing *w, const struct visit *v) {
	const struct kind *k = &w->d->kind[v->kind];
	const char *fault = choose_fault(w->d);
	struct buf *b = &w->body;
	w->serial++;
	w->ordinal++;
	struct claimed c = price(w, k, fault);
	if (fault != NULL && !is_fault(fault, "O03")) note_truth(w, fault, k, 0);
	put_visit(w, v, fault);
	put_parts(w, k, &c);
	big5(b, "d49", str_from(w->d->patient[v->patient].name));
	for (size_t i = 0; i < k->items; i++) put_order(b, &k->item[i], i + 1, c.points[i]);
	buf_put_c(b, "    </dbody>\r\n  </ddata>\r\n");
	struct sums *sums[] = {&w->all, &w->by_class[v->kind]};
	for (size_t i = 0; i < COUNT_OF(sums); i++) {
		sums[i]->cases++;
		sums[i]->applied += c.applied;
		sums[i]->copay_cases += k->copay > 0;
		sums[i]->copay += k->copay;
	}
}

/* Places of the head by case class: its count (points follow), and that of the subtotal. */
static const struct {
	const char *class_;
	int count, subtotal;
} heads[] = {{"01", 7, 17},  {"09", 9, 17},  {"05", 11, 17}, {"11", 19, 23},
             {"19", 21, 23}, {"21", 25, 29}, {"29", 27, 29}};

enum { TAG_CASES = 37, TAG_APPLIED, TAG_COPAY_CASES, TAG_COPAY, TAG_COUNT };

static void put_head(struct writing *w, struct buf *b) {
	int64_t value[TAG_COUNT] = {0};
	const struct demo *d = w->d;
	for (size_t k = 0; k < d->kinds; k++)
		for (size_t i = 0; i < COUNT_OF(heads); i++) {
			if (!str_is(d->kind[k].class_, heads[i].class_)) continue;
			const int places[] = {heads[i].count, heads[i].subtotal};
			for (size_t x = 0; x < COUNT_OF(places); x++) {
				value[places[x]] += w->by_class[k].cases;
				value[places[x] + 1] += w->by_class[k].applied;
			}
		}
	value[TAG_CASES] = w->all.cases;
	value[TAG_APPLIED] = w->all.applied;
	value[TAG_COPAY_CASES] = w->all.copay_cases;
	value[TAG_COPAY] = w->all.copay;
	buf_put_c(b, "<?xml version=\"1.0\" encoding=\"Big5\"?>\r\n<outpatient>\r\n  <tdata>\r\n");
	field(b, "t1", STR("10"));
	field(b, "t2", str_from(w->clinic->code));
	struct buf month = BUF_INIT(16);
	month_print_roc(&month, d->order->month);
	field(b, "t3", buf_str(&month));
	buf_free(&month);
	field(b, "t4", STR("2"));
	field(b, "t5", STR("1"));
	roc(b, "t6", month_last(d->order->month) + 10);
	for (int t = 1; t < TAG_COUNT; t++) {
		char tag[8];
		(void)snprintf(tag, sizeof tag, "t%d", t);
		if (value[t] > 0 || t >= TAG_CASES) number(b, tag, value[t]);
	}
	buf_put_c(b, "  </tdata>\r\n");
}

static enum nhi_status put_file(struct demo *d, size_t from, size_t to, struct err *err) {
	struct writing *w = arena_alloc(&d->arena, sizeof *w);
	struct buf file = BUF_INIT(FILE_MAX);
	char name[64];
	if (w == NULL) return no_memory(err);
	*w = (struct writing){
	        .d = d, .clinic = &d->clinic[d->visit[from].provider], .body = BUF_INIT(FILE_MAX)};
	for (size_t i = from; i < to; i++) put_case(w, &d->visit[i]);
	put_head(w, &file);
	buf_put(&file, buf_str(&w->body));
	buf_put_c(&file, "</outpatient>\r\n");
	(void)snprintf(name, sizeof name, "%s-%d%02d.xml", w->clinic->code,
	               month_year(d->order->month), month_number(d->order->month));
	enum nhi_status st =
	        buf_ok(&file) && buf_ok(&w->body)
	                ? d->order->file(d->order->to, str_from(name), buf_str(&file), err)
	                : no_memory(err);
	d->out->files++;
	d->out->cases += (int64_t)(to - from);
	buf_free(&w->body);
	buf_free(&file);
	return st;
}

static enum nhi_status put_files(struct demo *d, struct err *err) {
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; st == NHI_OK && i < d->visits;) {
		size_t from = i;
		while (i < d->visits && d->visit[i].provider == d->visit[from].provider &&
		       i - from < SERIAL_MAX)
			i++;
		st = put_file(d, from, i, err);
	}
	return st;
}

enum nhi_status claim_demo_make(const struct claim_demo *demo, struct claim_demo_result *out,
                                struct err *err) {
	struct demo *d = calloc(1, sizeof *d);
	if (d == NULL) return no_memory(err);
	*out = (struct claim_demo_result){0};
	d->order = demo;
	d->out = out;
	d->arena = ARENA_INIT((size_t)1 << 30);
	d->random = demo->seed * UINT64_C(1000003) + (uint64_t)demo->month;
	d->until_fault = demo->fault_every;
	if (demo->truth != NULL) buf_put_c(demo->truth, "provider,class,serial,case,order,code\n");
	enum nhi_status st = read_kinds(d, err);
	if (st == NHI_OK) st = db_open(&d->db, demo->url, demo->data_dir, 0, err);
	if (st == NHI_OK) st = read_people(d, err);
	if (st == NHI_OK) st = plan_clinics(d, err);
	if (st == NHI_OK) st = db_transact(d->db, DB_WRITE, put_clinics, d, err);
	if (st == NHI_OK) st = plan_visits(d, err);
	if (st == NHI_OK) st = put_files(d, err);
	db_close(d->db);
	arena_free(&d->arena);
	free(d->patient);
	free(d->visit);
	free(d);
	return st;
}
