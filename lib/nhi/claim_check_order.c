/* claim_check_order.c: the checks of an order line and of the parts of a case that orders make
 * (claims-format §4, §5.7). See claim_check.h. */
#include "nhi/claim_check.h"

/* --- what an order type counts in (claims-format §2.1, order types of 2026-07)
 * -------------------- */

enum counts { COUNTS_NOT, COUNTS_CASE, COUNTS_EXTRA };
static const struct order_type {
	char code;
	bool is_item;   /* its code is an item of the fee schedule or a drug or material */
	bool is_priced; /* its price is the standard's, its points follow from it */
	enum counts counts;
	enum claim_part part;
	enum claim_check_role role;
} types[] = {
        {'0', true, true, COUNTS_CASE, CLAIM_PART_CONSULTATION, CHECK_PART_CONSULTATION},
        {'1', true, true, COUNTS_CASE, CLAIM_PART_DRUG, CHECK_PART_DRUG},
        {'2', true, true, COUNTS_CASE, CLAIM_PART_TREATMENT, CHECK_PART_TREATMENT},
        {'3', true, true, COUNTS_CASE, CLAIM_PART_MATERIAL, CHECK_PART_MATERIAL},
        {'9', true, true, COUNTS_CASE, CLAIM_PART_DISPENSING, CHECK_PART_DISPENSING},
        {'4', true, false, COUNTS_NOT, CLAIM_PART_COUNT, CHECK_ROLE_COUNT},
        {'7', true, false, COUNTS_NOT, CLAIM_PART_COUNT, CHECK_ROLE_COUNT},
        {'K', true, true, COUNTS_EXTRA, CLAIM_PART_COUNT, CHECK_EXTRA},
};

static const struct order_type *type_of(const struct claim_order *o) {
	for (size_t i = 0; i < COUNT_OF(types) && o->type.n == 1; i++)
		if (types[i].code == o->type.p[0]) return &types[i];
	return NULL;
}

/* --- an order
 * ------------------------------------------------------------------------------------- */

static void found(const struct claim_subject *j, const char *code, const struct claim_order *o,
                  enum claim_check_role role) {
	struct claim_finding f = claim_judge_finding(j, code, o, role);
	claim_found(j->sink, &f);
}

/* The day of the order counts as well as that of the case: of the two the one that fits. */
static date_t order_day(const struct claim_subject *j, const struct claim_order *o) {
	return o->begin.day >= DATE_MIN ? o->begin.day : j->day;
}

static const struct ref_spell *spell_of(const struct claim_subject *j, const struct claim_order *o,
                                        uint32_t item) {
	const struct ref_spell *by_order = claim_ref_item(j->check->ref, item, order_day(j, o));
	const struct ref_spell *by_case = claim_ref_item(j->check->ref, item, j->day);
	if (by_order->status == REF_ENDED) return by_case;
	bool fits = by_case->status == REF_PRICED && by_case->price == o->price.v;
	return fits ? by_case : by_order;
}

/* O01. True when the item is known, so that price and level can be judged. */
static bool judge_item(const struct claim_subject *j, const struct claim_order *o, uint32_t *item) {
	const struct claim_ref *ref = j->check->ref;
	*item = ref_find(&ref->items, o->item);
	bool is_known = *item != REF_NONE;
	if (!is_known && ref->items.count == 0) return false; /* no list, no judgement */
	enum ref_status status =
	        is_known ? (enum ref_status)spell_of(j, o, *item)->status : REF_ENDED;
	if (status == REF_PRICED || status == REF_VALID) return true;
	struct claim_finding f = claim_judge_finding(j, "O01", o, CHECK_ITEM);
	bool is_certain = is_known ? status == REF_ENDED
	                           : claim_ref_is_complete(ref, ref_group_of(o->item), j->day);
	if (!is_certain) {
		f.level = CLAIM_LEVEL_NOTE;
		f.effect = CLAIM_EFFECT_NONE;
	}
	claim_found(j->sink, &f);
	return false;
}

/* O02, where a standard is known. */
static void judge_price(const struct claim_subject *j, const struct claim_order *o, uint32_t item) {
	const struct ref_spell *s = spell_of(j, o, item);
	if (s->status != REF_PRICED || s->price == o->price.v) return;
	struct claim_finding f = claim_judge_finding(j, "O02", o, CHECK_PRICE);
	f.has_expected = true;
	f.expected = s->price;
	if (o->price.v > s->price) {
		f.effect = CLAIM_EFFECT_CUT;
		f.allowed.v = claim_order_points(o->quantity, (price100_t){s->price}, o->rate);
	}
	claim_found(j->sink, &f);
}

/* O07. What another provider does for this one (代檢) is open to that one's level. */
static void judge_level(const struct claim_subject *j, const struct claim_order *o, uint32_t item) {
	const struct ref_item *row = &j->check->ref->item[item];
	bool is_entrusted = o->entrusted.n > 0;
	if (row->group == REF_SERVICE && !is_entrusted &&
	    !ref_level_allows(row->levels, j->sums->level))
		found(j, "O07", o, CHECK_ITEM);
}

int64_t claim_order_points(qty10_t quantity, price100_t price, rate4_t rate) {
	static const int64_t scale = INT64_C(10) * 100 * 10000;
	static const int64_t points_max = INT64_C(1000000000000000);
	static const int64_t most = INT64_C(1000000000000); /* of a field; its product fits */
	if (quantity.v > most || price.v > most || rate.v > most) return -1;
	i128_t product = (i128_t)quantity.v * price.v * rate.v;
	if (product > (i128_t)points_max * scale) return -1;
	return round_half_up(product, scale);
}

/* O03 */
static void judge_points(const struct claim_subject *j, const struct claim_order *o) {
	int64_t due = claim_order_points(o->quantity, o->price, o->rate);
	if (due == o->points.v) return;
	struct claim_finding f = claim_judge_finding(j, "O03", o, CHECK_POINTS);
	f.has_expected = due >= 0;
	f.expected = due;
	if (o->points.v > due) {
		f.effect = CLAIM_EFFECT_CUT;
		f.allowed.v = due > 0 ? due : 0;
	}
	claim_found(j->sink, &f);
}

/* O06. The hour 00:00 may mean that only the day is known. */
static void judge_times(const struct claim_subject *j, const struct claim_order *o) {
	bool is_reversed = false;
	if (o->begin.day >= DATE_MIN && o->end.day >= DATE_MIN)
		is_reversed = o->begin.day > o->end.day ||
		              (o->begin.day == o->end.day && o->end.minute != 0 &&
		               o->begin.minute > o->end.minute);
	if (o->begin.day == CLAIM_DATE_BAD || is_reversed) found(j, "O06", o, CHECK_BEGIN);
	if (o->end.day == CLAIM_DATE_BAD) found(j, "O06", o, CHECK_END);
}

static void judge_order(const struct claim_subject *j, const struct claim_order *o) {
	const struct order_type *type = type_of(o);
	uint32_t item;
	judge_times(j, o);
	if (type == NULL) return;
	bool is_free = type->code == '4' && o->points.v == 0;
	if (type->is_priced || (type->code == '4' && o->price.v > 0 && !is_free))
		judge_points(j, o);
	if (!type->is_item || o->unlisted.n > 0 || o->item.n == 0 || j->day < DATE_MIN) return;
	if (!judge_item(j, o, &item)) return;
	if (type->is_priced) judge_price(j, o, item);
	if (type->code != '7') judge_level(j, o, item);
}

void claim_judge_orders(const struct claim_subject *j) {
	int32_t last = 0;
	if (j->c->format == CLAIM_APPEAL) return; /* they repeat the orders of the claim */
	for (uint32_t i = 0; i < j->c->order_count; i++) {
		const struct claim_order *o = &j->c->order[i];
		if (o->seq <= last)
			found(j, "O05", o, CHECK_SEQ);
		else
			last = o->seq;
		judge_order(j, o);
	}
}

/* --- parts of a case
 * ------------------------------------------------------------------------------- */

struct made {
	int64_t part[CLAIM_PART_COUNT];
	int64_t all, extra, unpriced;
	bool has_replaced; /* D: a replaced material is taken off; by how much no source says */
};

static int64_t sane(point_t p) {
	static const int64_t most = INT64_C(1000000000000);
	return p.v > most ? most : p.v;
}

static struct made add_orders(const struct claim_case *c) {
	enum { DRUG_CODE = 10, MATERIAL_CODE = 12 };
	struct made m = {.all = 0};
	for (uint32_t i = 0; i < c->order_count; i++) {
		const struct claim_order *o = &c->order[i];
		const struct order_type *type = type_of(o);
		int64_t points = sane(o->points);
		m.has_replaced |= str_is(o->type, "D");
		if (type == NULL) continue;
		if (type->counts == COUNTS_CASE) {
			m.part[type->part] += points;
			m.all += points;
		}
		if (type->counts == COUNTS_EXTRA) m.extra += points;
		if (type->code == '4' && o->item.n != DRUG_CODE && o->item.n != MATERIAL_CODE)
			m.unpriced += points;
	}
	return m;
}

/* `more`: points that the case asks for beyond what is due. */
static void found_sum(const struct claim_subject *j, const char *code, enum claim_check_role role,
                      int64_t expected, int64_t more) {
	struct claim_finding f = claim_judge_finding(j, code, NULL, role);
	f.has_expected = true;
	f.expected = expected;
	if (f.arg[0].n == 0) f.arg[0] = STR("0");
	if (more > 0) {
		f.effect = CLAIM_EFFECT_CUT;
		f.allowed.v = j->c->applied.v > more ? j->c->applied.v - more : 0;
	}
	claim_found(j->sink, &f);
}

/* C09 of outpatient and pharmacy: each subtotal is the sum of its orders. Of case payments, home
 * care and pilots the treatment is the sum of the lines that are not priced apart. */
static void judge_subtotals(const struct claim_subject *j, const struct made *m) {
	for (size_t i = 0; i < COUNT_OF(types); i++) {
		if (types[i].counts != COUNTS_CASE) continue;
		int64_t claimed = j->c->part[types[i].part].v, due = m->part[types[i].part];
		bool is_other = types[i].part == CLAIM_PART_TREATMENT && m->unpriced > 0 &&
		                claimed == m->unpriced;
		if (claimed != due && !is_other)
			found_sum(j, "C09", types[i].role, due, claimed - due);
	}
}

/* C09 of inpatient cases, whose parts are kinds of fees and not of orders: number of orders, drugs,
 * the sum of all, points outside the total. */
static void judge_stay(const struct claim_subject *j, const struct made *m) {
	const struct claim_case *c = j->c;
	if (c->sent_orders != (int32_t)c->order_count)
		found_sum(j, "C09", CHECK_ORDER_COUNT, c->order_count, 0);
	if (m->has_replaced || m->unpriced > 0) return;
	if (c->part[CLAIM_PART_DRUG].v != m->part[CLAIM_PART_DRUG])
		found_sum(j, "C09", CHECK_PART_DRUG, m->part[CLAIM_PART_DRUG],
		          c->part[CLAIM_PART_DRUG].v - m->part[CLAIM_PART_DRUG]);
	else if (c->total.v != m->all)
		found_sum(j, "C09", CHECK_TOTAL, m->all, c->total.v - m->all);
	if (c->extra.v != m->extra)
		found_sum(j, "C09", CHECK_EXTRA, m->extra, c->extra.v - m->extra);
}

/* C09 of appeals: what is sought is the sum of the lines, but of whole-case and blanket appeals. */
static void judge_appeal(const struct claim_subject *j) {
	const struct claim_case *c = j->c;
	int64_t lines = 0, sought = sane(c->appeal_purposive) + sane(c->appeal_extrapolated);
	if (str_is(c->appeal_whole, "Y") || str_is(c->appeal_sample, "0")) return;
	for (uint32_t i = 0; i < c->order_count; i++) lines += sane(c->order[i].points);
	if (lines != sought && lines != sought + sane(c->appeal_computer))
		found_sum(j, "C09", CHECK_PURPOSIVE, lines, 0);
}

/* Payment by Tw-DRG and pilots: what is applied for does not follow from the lines. */
static bool is_package(const struct claim_case *c) {
	return c->format == CLAIM_INPATIENT &&
	       (str_is(c->class_, "4") || str_is(c->class_, "5") || str_is(c->drg_exempt, "A") ||
	        str_is(c->drg_exempt, "6") || str_is(c->drg_exempt, "9"));
}

void claim_judge_parts(const struct claim_subject *j) {
	const struct claim_case *c = j->c;
	if (c->format == CLAIM_APPEAL) {
		judge_appeal(j);
		return;
	}
	int64_t parts = 0;
	struct made m = add_orders(c);
	for (int i = 0; i < CLAIM_PART_COUNT; i++) parts += sane(c->part[i]);
	if (c->total.v != parts) found_sum(j, "C07", CHECK_TOTAL, parts, c->total.v - parts);
	int64_t due = sane(c->total) - sane(c->copay) + sane(c->extra);
	if (!is_package(c) && c->applied.v != due)
		found_sum(j, "C08", CHECK_APPLIED, due, c->applied.v - due);
	if (c->format != CLAIM_INPATIENT)
		judge_subtotals(j, &m);
	else if (!is_package(c))
		judge_stay(j, &m);
}
