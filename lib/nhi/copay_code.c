/* copay_code.c: see copay_code.h. */
#include "nhi/copay_code.h"

#include "base/check.h"
#include "base/csv.h"

#include <stdlib.h>

enum {
	C_FROM,
	C_CODE,
	C_ROLE,
	C_LEVEL,
	C_CARE,
	C_VISIT,
	C_GROUP,
	C_RANK,
	C_ZH,
	C_EN,
	C_PAYER_ZH,
	C_PAYER_EN,
	C_SOURCE,
	C_VERIFIED,
	C_COLUMNS
};
static const char *const columns[C_COLUMNS] = {
        "effective_from", "code", "role", "level",    "care",     "visit",  "group",
        "rank",           "zh",   "en",   "payer_zh", "payer_en", "source", "verified"};

static const char *const roles[] = {"level", "rate",    "drug",      "drug_low",
                                    "free",  "subsidy", "inpatient", "other"};
static const char *const visits[] = {"",         "emergency", "ordinary", "extra",
                                     "referral", "return",    "discharge"};
static const char *const groups[] = {"all", "disabled", "midlow", "any"};

enum { RANK_MAX = 999 };

static bool find(const char *const *names, size_t count, struct str s, int *out) {
	for (size_t i = 0; i < count; i++) {
		if (!str_is(s, names[i])) continue;
		*out = (int)i;
		return true;
	}
	return false;
}

static bool read_row(const struct csv *csv, const size_t *at, struct copay_code *c) {
	int role = 0, visit = 0, group = 0;
	int64_t rank = 0;
	struct str level = csv_field(csv, at[C_LEVEL]), care = csv_field(csv, at[C_CARE]);
	c->code = csv_field(csv, at[C_CODE]);
	c->zh = csv_field(csv, at[C_ZH]);
	c->en = csv_field(csv, at[C_EN]);
	c->payer_zh = csv_field(csv, at[C_PAYER_ZH]);
	c->payer_en = csv_field(csv, at[C_PAYER_EN]);
	c->source = csv_field(csv, at[C_SOURCE]);
	c->verified = str_is(csv_field(csv, at[C_VERIFIED]), "yes");
	c->has_level = level.n > 0;
	c->has_care = care.n > 0;
	bool ok = c->code.n > 0 && date_parse(csv_field(csv, at[C_FROM]), &c->from) &&
	          find(roles, COUNT_OF(roles), csv_field(csv, at[C_ROLE]), &role) &&
	          find(visits, COUNT_OF(visits), csv_field(csv, at[C_VISIT]), &visit) &&
	          find(groups, COUNT_OF(groups), csv_field(csv, at[C_GROUP]), &group) &&
	          str_to_i64(csv_field(csv, at[C_RANK]), 0, RANK_MAX, &rank) &&
	          (!c->has_level || copay_level_parse(level, &c->level)) &&
	          (!c->has_care || copay_care_parse(care, &c->care));
	c->role = (enum copay_role)role;
	c->visit = (enum copay_visit)visit;
	c->group = (enum copay_group)group;
	c->rank = (int32_t)rank;
	bool computed = c->role == COPAY_ROLE_LEVEL;
	return ok && (!computed || (c->has_level && c->has_care)) &&
	       (c->role != COPAY_ROLE_RATE || c->has_care);
}

static int by_code(const void *a, const void *b) {
	const struct copay_code *x = a, *y = b;
	int order = str_cmp(x->code, y->code);
	if (order != 0) return order;
	return x->from < y->from ? -1 : x->from > y->from;
}

enum nhi_status copay_codes_read(struct copay_codes *out, struct arena *arena, struct str bytes,
                                 struct err *err) {
	struct csv csv;
	size_t at[C_COLUMNS], lines = 1;
	for (size_t i = 0; i < bytes.n; i++) lines += bytes.p[i] == '\n';
	*out = (struct copay_codes){ARENA_ARRAY(arena, lines, struct copay_code), 0};
	if (out->row == NULL) return err_set(err, NHI_MEMORY, "");
	csv_init(&csv, bytes, arena);
	enum nhi_status st = csv_titles(&csv, columns, C_COLUMNS, at, err);
	for (bool more = true; st == NHI_OK;) {
		st = csv_next(&csv, &more, err);
		if (st != NHI_OK || !more) break;
		if (read_row(&csv, at, &out->row[out->count])) {
			out->count++;
			continue;
		}
		st = err_set(err, NHI_LAW_ROW,
		             "copay_codes.csv" ERR_SEP "%zu" ERR_SEP "代號的欄位無法解讀" ERR_SEP
		             "a column of the code cannot be read",
		             csv.row);
	}
	if (out->count > 0) qsort(out->row, out->count, sizeof *out->row, by_code);
	return st;
}

const struct copay_code *copay_code_at(const struct copay_codes *codes, struct str code,
                                       date_t at) {
	size_t low = 0, high = codes->count;
	while (low < high) { /* first row behind (code, at) */
		size_t mid = low + (high - low) / 2;
		const struct copay_code *c = &codes->row[mid];
		int order = str_cmp(c->code, code);
		if (order < 0 || (order == 0 && c->from <= at))
			low = mid + 1;
		else
			high = mid;
	}
	if (low == 0 || !str_eq(codes->row[low - 1].code, code)) return NULL;
	return &codes->row[low - 1];
}

bool copay_exempts(const struct copay_code *code, const struct copay_in *in) {
	if (code->role == COPAY_ROLE_FREE) return true;
	bool hospital_unreferred =
	        in->care == COPAY_WESTERN && in->level != COPAY_CLINIC && !in->is_referred;
	return code->role == COPAY_ROLE_SUBSIDY && !hospital_unreferred;
}

static bool is_exemption(const struct copay_code *c) {
	return c->role == COPAY_ROLE_FREE || c->role == COPAY_ROLE_SUBSIDY;
}

const struct copay_code *copay_first_exemption(const struct copay_code *const *held, size_t count) {
	const struct copay_code *first = NULL;
	for (size_t i = 0; i < count; i++) {
		if (!is_exemption(held[i])) continue;
		if (first == NULL || held[i]->rank < first->rank) first = held[i];
	}
	return first;
}

/* --- the check of a claim ------------------------------------------------------------------- */

static void allow(struct copay_expected *out, const struct copay_claim *claim, int64_t amount) {
	if (amount > claim->total) amount = claim->total;
	for (size_t i = 0; i < out->allowed_count; i++)
		if (out->allowed[i] == amount) return;
	CHECK(out->allowed_count < COPAY_ALLOWED_MAX);
	out->allowed[out->allowed_count++] = amount;
}

/* Computes one reading of the visit and allows its amount, also as reduced when the case may be of
 * an area short of care. */
static bool allow_quote(const struct copay_law *figures, struct copay_in *in,
                        const struct copay_claim *claim, struct copay_expected *out) {
	struct copay_out q;
	in->is_remote = false;
	if (copay_quote(figures, in, &q, NULL, NULL) != NHI_OK) return false;
	allow(out, claim, q.total.v);
	if (!claim->may_be_remote) return true;
	in->is_remote = true;
	if (copay_quote(figures, in, &q, NULL, NULL) != NHI_OK) return false;
	allow(out, claim, q.total.v);
	return true;
}

/* The readings that the kind of visit leaves open. */
static bool allow_visit(const struct copay_law *figures, const struct copay_code *code,
                        struct copay_in *in, const struct copay_claim *claim,
                        struct copay_expected *out) {
	in->is_disabled = code->group == COPAY_GROUP_DISABLED;
	in->is_midlow = code->group == COPAY_GROUP_MIDLOW;
	bool ok = allow_quote(figures, in, claim, out);
	if (code->group == COPAY_GROUP_ANY) {
		in->is_midlow = true;
		ok = ok && allow_quote(figures, in, claim, out);
		in->is_midlow = false;
		in->is_disabled = true;
		ok = ok && allow_quote(figures, in, claim, out);
		in->is_disabled = false;
	}
	if (ok && code->visit == COPAY_VISIT_EMERGENCY) {
		in->triage = 1;
		ok = allow_quote(figures, in, claim, out);
		in->triage = 0;
	}
	if (ok && (code->visit == COPAY_VISIT_EXTRA || code->group == COPAY_GROUP_ANY)) {
		in->session = 2;
		ok = allow_quote(figures, in, claim, out);
		in->session = 0;
	}
	return ok;
}

static bool expect_level(const struct copay_law *figures, const struct copay_code *code,
                         const struct copay_claim *claim, struct copay_expected *out) {
	struct copay_in in = {.level = code->level,
	                      .care = code->visit == COPAY_VISIT_EMERGENCY ? COPAY_EMERGENCY
	                                                                   : code->care,
	                      .is_referred = code->visit == COPAY_VISIT_REFERRAL ||
	                                     code->visit == COPAY_VISIT_RETURN ||
	                                     code->visit == COPAY_VISIT_DISCHARGE,
	                      .drug_points = claim->is_drug_exempt ? 0 : claim->drug_points,
	                      .refill = claim->is_refill ? 1 : 0,
	                      .points = claim->total};
	bool ok = allow_visit(figures, code, &in, claim, out);
	/* A later dispensing in the house itself: no visit; the course of a referral: as above. */
	if (ok && claim->is_refill && claim->refill_no != 1) {
		in.refill = 2;
		ok = allow_visit(figures, code, &in, claim, out);
	}
	return ok;
}

/* Home care: the rate of all points; with drugs, the readings with the drug copayment by steps. */
static bool expect_rate(const struct copay_law *figures, const struct copay_code *code,
                        const struct copay_claim *claim, struct copay_expected *out) {
	struct copay_in in = {.level = claim->has_level ? claim->level : COPAY_CLINIC,
	                      .care = code->care,
	                      .points = claim->total};
	bool ok = allow_quote(figures, &in, claim, out);
	if (!ok || code->visit != COPAY_VISIT_EXTRA) return ok;
	in.drug_points = claim->drug_points;
	ok = allow_quote(figures, &in, claim, out);
	in.points = claim->total - claim->drug_points;
	return ok && in.points >= 0 && allow_quote(figures, &in, claim, out);
}

/* Pharmacy: the steps of the level that prescribed; of every level while that is not known. */
static bool expect_drug(const struct copay_law *figures, const struct copay_claim *claim,
                        struct copay_expected *out) {
	for (int l = COPAY_CLINIC; l >= COPAY_CENTER; l--) {
		enum copay_level level = (enum copay_level)l;
		if (claim->has_level && level != claim->level) continue;
		int64_t due = copay_drug_step(figures, level, false, claim->drug_points);
		int64_t relieved = copay_drug_step(figures, level, true, claim->drug_points);
		if (due < 0 || relieved < 0) return false;
		allow(out, claim, due);
		allow(out, claim, relieved);
	}
	return true;
}

/* I21 says that the fee stays below the first step. */
static bool is_low_misused(const struct copay_law *figures, const struct copay_code *code,
                           const struct copay_claim *claim) {
	const struct law_value *free = figures->value[COPAY_DRUG_FREE];
	return code->role == COPAY_ROLE_DRUG_LOW && free != NULL &&
	       claim->drug_points > free->value;
}

static bool is_other_level(const struct copay_code *code, const struct copay_claim *claim) {
	return code->role == COPAY_ROLE_LEVEL && claim->has_level && claim->level != code->level;
}

void copay_expect(const struct copay_law *figures, const struct copay_code *code,
                  const struct copay_claim *claim, struct copay_expected *out) {
	bool known = true;
	out->allowed_count = 0;
	out->expected = 0;
	switch (code->role) {
	case COPAY_ROLE_LEVEL: known = expect_level(figures, code, claim, out); break;
	case COPAY_ROLE_RATE: known = expect_rate(figures, code, claim, out); break;
	case COPAY_ROLE_DRUG:
	case COPAY_ROLE_DRUG_LOW: known = expect_drug(figures, claim, out); break;
	case COPAY_ROLE_FREE:
	case COPAY_ROLE_SUBSIDY: allow(out, claim, 0); break;
	case COPAY_ROLE_INPATIENT:
		known = claim->stay_due >= 0;
		if (known) allow(out, claim, claim->stay_due);
		break;
	case COPAY_ROLE_OTHER: known = false; break;
	}
	out->verdict = COPAY_NOT_JUDGED;
	if (!known) return;
	out->expected = out->allowed[0];
	if (is_low_misused(figures, code, claim))
		out->expected =
		        copay_drug_step(figures, claim->has_level ? claim->level : COPAY_CLINIC,
		                        false, claim->drug_points);
	out->verdict = is_other_level(code, claim) ? COPAY_WRONG_LEVEL : COPAY_DIFFERS;
	if (out->verdict == COPAY_WRONG_LEVEL || is_low_misused(figures, code, claim)) return;
	for (size_t i = 0; i < out->allowed_count; i++)
		if (out->allowed[i] == claim->claimed) out->verdict = COPAY_FITS;
}
