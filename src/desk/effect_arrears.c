/* effect_arrears.c: what is owed, told and paid at the counter; decisions for those who cannot pay
 * at once: hardship (L0060019), instalments (L0060020), relief loans (L0060011), charity;
 * objections to a premium (施行細則 49). Figures: law/collect.csv. */
#include "desk/effect_parts.h"

#include "desk/debt.h"
#include "nhi/collect.h"
#include "nhi/premium.h"
#include "store/arrears.h"
#include "store/coverage.h"
#include "store/debt_fee.h"
#include "store/person.h"
#include "store/unit.h"

/* ---- Who owes what ----------------------------------------------------------------------------
 */

struct debt {
	enum debtor payer;
	int64_t unit_id, person_id; /* one of them 0 */
	struct arrears_month *row;
	size_t count;
	int32_t months;
	twd_t premium, late_fee;
	struct debt_book book; /* what is a debt in collection already */
	twd_t others;          /* loans, interest, fines, medical expenses */
};

/* The payer of the form: payer=person|unit with payer_id or unit_code; services for one kind leave
 * `payer` out. False after a refusal. */
static enum nhi_status find_debtor(struct effect_call *e, struct debt *d, bool *found,
                                   struct err *err) {
	struct str code = effect_text(e, "unit_code"), id = effect_text(e, "payer_id");
	struct str payer = effect_text(e, "payer");
	if (id.n == 0) id = effect_text(e, "person_id");
	bool by_unit = str_is(payer, "unit") || (payer.n == 0 && id.n == 0);
	*d = (struct debt){.payer = by_unit ? DEBTOR_UNIT : DEBTOR_PERSON};
	enum nhi_status st = NHI_OK;
	if (by_unit)
		st = unit_by_code(e->desk->db, code, &d->unit_id, err);
	else if (id_is_person(id))
		st = person_by_key(e->desk->db, id, &d->person_id, err);
	*found = d->unit_id != 0 || d->person_id != 0;
	if (st == NHI_OK && !*found)
		effect_refuse(e, by_unit ? "unit_code" : "payer_id", "PAYER_UNKNOWN",
		              STR("查無此繳費者"), STR("this payer is not known"),
		              STR("L0060001:30"));
	return st;
}

enum { OF_PREMIUMS = 1U << DEBT_PREMIUM | 1U << DEBT_LATEFEE };

/* The late fee of a month as if it were paid today, unless it is a debt of its own already. */
static enum nhi_status add_fee(struct effect_call *e, struct debt *d, const struct arrears_month *m,
                               struct err *err) {
	struct register_desk *desk = e->desk;
	struct debt_row unused, r = {.kind = DEBT_PREMIUM,
	                             .person_id = d->person_id,
	                             .owed = twd(m->payable.v - m->paid.v),
	                             .due = m->due};
	bool settled = false, is_full;
	twd_t fee = twd(0);
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; i < d->book.count; i++) {
		const struct debt_row *of = &d->book.row[i];
		if (of->kind == DEBT_PREMIUM && of->month == m->month && of->unit_id == m->unit_id)
			r = *of;
	}
	if (r.id != 0) st = debt_fee_read(desk->db, &r, desk->arena, &unused, &settled, err);
	if (st != NHI_OK || settled) return st;
	st = debt_fee(desk->db, desk->law, desk->calendar, &r, desk->today, desk->arena, &fee,
	              &is_full, err);
	d->late_fee.v += fee.v;
	return st;
}

/* All that is due, and the late fee as if it were paid today. */
static enum nhi_status read_debt(struct effect_call *e, struct debt *d, struct err *err) {
	struct register_desk *desk = e->desk;
	enum nhi_status st = arrears_list(desk->db, d->unit_id, d->person_id, desk->today,
	                                  desk->arena, &d->row, &d->count, err);
	if (st == NHI_OK) st = debt_book_read(desk, d->unit_id, d->person_id, &d->book, err);
	if (st != NHI_OK) return st;
	d->premium = arrears_sum(d->row, d->count, &d->months);
	d->late_fee = debt_book_sum(&d->book, 1U << DEBT_LATEFEE);
	d->others = debt_book_sum(&d->book, ~(unsigned)OF_PREMIUMS);
	for (size_t i = 0; st == NHI_OK && i < d->count; i++)
		if (d->row[i].payable.v > d->row[i].paid.v) st = add_fee(e, d, &d->row[i], err);
	return st;
}

static void say_others(struct effect_call *e, const struct debt *d) {
	struct buf zh = BUF_INIT(0), en = BUF_INIT(0);
	if (d->others.v == 0) return;
	buf_printf(&zh, "另欠貸款、罰鍰等 %lld 元", (long long)d->others.v);
	buf_printf(&en, "loans, fines and others: NT$%lld", (long long)d->others.v);
	effect_change(e, buf_str(&zh), buf_str(&en));
	buf_free(&zh);
	buf_free(&en);
}

static void say_debt(struct effect_call *e, const struct debt *d) {
	struct buf zh = BUF_INIT(0), en = BUF_INIT(0);
	for (size_t i = 0; i < d->count; i++) {
		int64_t missing = d->row[i].payable.v - d->row[i].paid.v;
		if (missing <= 0) continue;
		buf_reset(&zh);
		buf_reset(&en);
		month_print(&zh, d->row[i].month);
		month_print(&en, d->row[i].month);
		buf_printf(&zh, "：欠 %lld 元，期限 %s", (long long)missing,
		           date_text(d->row[i].due).c);
		buf_printf(&en, ": NT$%lld owed, due %s", (long long)missing,
		           date_text(d->row[i].due).c);
		effect_change(e, buf_str(&zh), buf_str(&en));
	}
	buf_reset(&zh);
	buf_reset(&en);
	buf_printf(&zh, "共欠 %d 個月，保險費 %lld 元，今日繳納之滯納金 %lld 元", (int)d->months,
	           (long long)d->premium.v, (long long)d->late_fee.v);
	buf_printf(&en, "%d months owed: premium NT$%lld, late fee if paid today NT$%lld",
	           (int)d->months, (long long)d->premium.v, (long long)d->late_fee.v);
	effect_change(e, buf_str(&zh), buf_str(&en));
	buf_free(&zh);
	buf_free(&en);
}

/* The debtor with what is due; *found false after a refusal or when nothing is owed. */
static enum nhi_status need_debt(struct effect_call *e, struct debt *d, bool *found,
                                 struct err *err) {
	enum nhi_status st = find_debtor(e, d, found, err);
	if (st == NHI_OK && *found) st = read_debt(e, d, err);
	if (st != NHI_OK || !*found) return st;
	e->metric = d->premium.v + d->late_fee.v;
	*found = e->metric > 0;
	if (!*found)
		effect_refuse(e, "", "ARREARS_NONE", STR("沒有欠費"), STR("nothing is owed"),
		              STR("L0060001:35"));
	return st;
}

static enum nhi_status query(struct effect_call *e, bool tries, struct err *err) {
	struct debt d;
	bool found;
	enum nhi_status st = find_debtor(e, &d, &found, err);
	if (st != NHI_OK || !found || tries) return st;
	st = read_debt(e, &d, err);
	if (st == NHI_OK) {
		say_debt(e, &d);
		say_others(e, &d);
	}
	return st;
}

/* ---- Paying at the counter --------------------------------------------------------------------
 */

static enum nhi_status pay(struct effect_call *e, bool tries, struct err *err) {
	int64_t number = 0, receipt_id;
	struct bill_slip slip;
	bool found;
	if (!effect_number(e, "slip", 1, INT64_MAX, &number)) return NHI_OK;
	enum nhi_status st = bill_slip_read(e->desk->db, number, &slip, &found, err);
	if (st != NHI_OK) return st;
	int64_t missing = slip.payable.v - slip.paid.v;
	if (!found || missing <= 0) {
		effect_refuse(e, "slip", found ? "SLIP_PAID" : "SLIP_UNKNOWN",
		              found ? STR("這張繳款單已繳清") : STR("沒有這張繳款單"),
		              found ? STR("this slip is paid") : STR("there is no such slip"),
		              STR("L0060001:30"));
		return NHI_OK;
	}
	e->metric = missing;
	if (tries) return NHI_OK;
	st = bill_receive(e->desk->db, e->act, &slip, twd(missing), e->desk->today,
	                  effect_text(e, "way").n > 0 ? effect_text(e, "way") : STR("counter"),
	                  &receipt_id, err);
	if (st != NHI_OK) return st;
	struct buf zh = BUF_INIT(0), en = BUF_INIT(0);
	buf_printf(&zh, "收訖 %lld 元，收據 %lld", (long long)missing, (long long)receipt_id);
	buf_printf(&en, "NT$%lld received, receipt %lld", (long long)missing,
	           (long long)receipt_id);
	effect_change(e, buf_str(&zh), buf_str(&en));
	buf_free(&zh);
	buf_free(&en);
	return NHI_OK;
}

/* ---- Instalments ------------------------------------------------------------------------------
 */

static enum nhi_status had_before(struct effect_call *e, const struct debt *d, struct err *err) {
	struct arrears_agreement *row;
	size_t count;
	const struct law_value *again;
	enum nhi_status st = arrears_agreements(e->desk->db, STR("instalment"), d->unit_id,
	                                        d->person_id, e->desk->arena, &row, &count, err);
	if (st == NHI_OK)
		st = law_need(e->desk->law, "instalment.again", e->desk->today, &again, err);
	if (st == NHI_OK && (int64_t)count > again->value)
		effect_refuse(e, "", "INSTALMENT_AGAIN", STR("違約後再次分期以一次為限"),
		              STR("after a broken plan only one more is possible"),
		              STR("L0060020:11"));
	return st;
}

static void check_plan(struct effect_call *e, const struct instalment_out *q, int64_t count,
                       int64_t total) {
	struct buf zh = BUF_INIT(0), en = BUF_INIT(0);
	if (!q->is_allowed) {
		buf_put_c(&zh, "欠費未達得分期之金額");
		buf_put_c(&en, "the arrears are below what may be paid by instalments");
	} else if (count < q->count_min || count > q->count_max) {
		buf_printf(&zh, "期數應為 %d 至 %d 期", (int)q->count_min, (int)q->count_max);
		buf_printf(&en, "between %d and %d instalments are possible", (int)q->count_min,
		           (int)q->count_max);
	} else if (total / count < q->minimum.v) {
		buf_printf(&zh, "每期不得少於 %lld 元", (long long)q->minimum.v);
		buf_printf(&en, "an instalment is at least NT$%lld", (long long)q->minimum.v);
	}
	if (zh.n > 0)
		effect_refuse(e, "count", "INSTALMENT_TERMS", buf_str(&zh), buf_str(&en),
		              STR("L0060020:4;L0060020:5"));
	buf_free(&zh);
	buf_free(&en);
}

/* All premiums and late fees are debts from now on and wait for the instalments. */
static enum nhi_status put_in_plan(struct effect_call *e, struct debt *d,
                                   const struct arrears_agreement *a, struct err *err) {
	const struct debt_step step = {
	        .kind = "plan", .on = e->desk->today, .reference = e->desk->case_no};
	enum nhi_status st = debt_book_open(e->desk, e->act, true, &d->book, err);
	for (size_t i = 0; st == NHI_OK && i < d->book.count; i++) {
		struct debt_row *r = &d->book.row[i];
		if (r->owed.v == 0 || (OF_PREMIUMS >> r->kind & 1U) == 0) continue;
		r->agreement_id = a->id;
		st = debt_move(e->desk->db, e->act, r, r->stage, &step, err);
	}
	return st;
}

/* What the enforcement agency has needs its consent first (分期繳納辦法 6). */
static void check_enforced(struct effect_call *e, const struct debt *d) {
	for (size_t i = 0; i < d->book.count; i++) {
		if (d->book.row[i].stage != DEBT_ENFORCED || effect_flag(e, "special")) continue;
		effect_refuse(e, "special", "INSTALMENT_ENFORCED",
		              STR("已移送行政執行，須先經執行分署同意"),
		              STR("it is with the enforcement agency, which has to agree first"),
		              STR("L0060020:6"));
		return;
	}
}

static enum nhi_status instalment(struct effect_call *e, bool tries, struct err *err) {
	struct debt d;
	int64_t count = 0;
	bool found;
	struct instalment_out q;
	if (!effect_number(e, "count", 1, 1200, &count)) return NHI_OK;
	enum nhi_status st = need_debt(e, &d, &found, err);
	if (st != NHI_OK || !found) return st;
	int64_t total = e->metric; /* premium and late fee, all of them (L0060020:3) */
	st = instalment_quote(e->desk->law, d.payer, twd(total), e->desk->today, &q, NULL, err);
	if (st == NHI_OK) check_plan(e, &q, count, total);
	if (st == NHI_OK) check_enforced(e, &d);
	if (st == NHI_OK) st = had_before(e, &d, err);
	if (st != NHI_OK || e->refused || tries) return st;
	struct arrears_agreement a = {.kind = STR("instalment"),
	                              .unit_id = d.unit_id,
	                              .person_id = d.person_id,
	                              .amount = twd(total),
	                              .each = twd(total / count),
	                              .instalments = count,
	                              .first_on = e->desk->today,
	                              .decided_on = e->desk->today,
	                              .case_no = e->desk->case_no};
	st = arrears_agree(e->desk->db, e->act, &a, err);
	if (st == NHI_OK) st = put_in_plan(e, &d, &a, err);
	struct buf zh = BUF_INIT(0), en = BUF_INIT(0);
	buf_printf(&zh, "准分 %lld 期，每期 %lld 元，末期補足，首期今日繳納", (long long)count,
	           (long long)a.each.v);
	buf_printf(&en,
	           "%lld instalments of NT$%lld, the last takes the rest, the first is due today",
	           (long long)count, (long long)a.each.v);
	effect_change(e, buf_str(&zh), buf_str(&en));
	buf_free(&zh);
	buf_free(&en);
	return st;
}

/* ---- Hardship, loan, charity ------------------------------------------------------------------
 */

/* The township decides and certifies; disasters the insurer decides itself (L0060019:4, 5). */
static enum nhi_status hardship(struct effect_call *e, bool tries, struct err *err) {
	struct str ground, id, certificate = effect_text(e, "certificate");
	const struct law_value *valid;
	int64_t person = 0;
	bool has = false, read = effect_need(e, "person_id", &id);
	if (!effect_need(e, "ground", &ground) || !read) return NHI_OK;
	enum nhi_status st =
	        id_is_person(id) ? person_by_key(e->desk->db, id, &person, err) : NHI_OK;
	if (st == NHI_OK && person == 0)
		effect_refuse(e, "person_id", "PERSON_UNKNOWN", STR("查無此人"),
		              STR("nobody is registered under this number"), STR("L0060002:40"));
	if (!str_is(ground, "disaster") && certificate.n == 0)
		effect_refuse(
		        e, "certificate", "HARDSHIP_TOWNSHIP",
		        STR("經濟困難由戶籍地公所認定，請填公所證明文號"),
		        STR("hardship is certified by the township office: give the number of "
		            "its certificate"),
		        STR("L0060019:4"));
	if (st == NHI_OK)
		st = law_need(e->desk->law, "hardship.valid", e->desk->today, &valid, err);
	if (st == NHI_OK && person != 0)
		st = hardship_on(e->desk->db, person, e->desk->today, &has, err);
	if (st == NHI_OK && has)
		effect_refuse(e, "", "HARDSHIP_VALID", STR("認定仍在有效期內，期滿後再申請"),
		              STR("the recognition still holds; apply anew when it ends"),
		              STR("L0060019:6"));
	if (st != NHI_OK || e->refused || tries) return st;
	date_t to = date_add_months(e->desk->today, (int32_t)valid->value);
	st = hardship_add(e->desk->db, e->act, person, e->desk->today, to, ground, certificate,
	                  err);
	struct buf zh = BUF_INIT(0), en = BUF_INIT(0);
	buf_printf(&zh, "經濟困難認定至 %s", date_text(to - 1).c);
	buf_printf(&en, "hardship recognised until %s", date_text(to - 1).c);
	effect_change(e, buf_str(&zh), buf_str(&en));
	buf_free(&zh);
	buf_free(&en);
	return st;
}

/* What one person pays a month now: the measure of a repayment (健保法 99). */
static enum nhi_status personal_premium(struct effect_call *e, int64_t person, twd_t *out,
                                        struct err *err) {
	struct timeline t;
	struct premium_law law;
	enum premium_scheme scheme = SCHEME_62;
	twd_t amount = twd(0);
	enum nhi_status st =
	        coverage_timeline(e->desk->db, person, KNOWN_NOW, e->desk->arena, &t, err);
	if (st == NHI_OK) st = premium_law_at(e->desk->law, e->desk->today, &law, err);
	if (st != NHI_OK) return st;
	const struct coverage_row *r = coverage_on(t.row, t.count, e->desk->today);
	if (r != NULL && r->role == ROLE_INSURED &&
	    premium_scheme_of(r->category, r->is_private_school, &scheme))
		amount = twd(r->insured_amount);
	*out = premium_head(&law, scheme, amount).self;
	if (out->v == 0) *out = premium_head(&law, SCHEME_62, twd(0)).self;
	return NHI_OK;
}

static enum nhi_status check_loan(struct effect_call *e, const struct debt *d, int64_t *monthly,
                                  date_t *start, struct err *err) {
	const struct law_value *least, *most, *begins;
	struct arrears_agreement *row;
	size_t count = 0;
	bool has = false;
	twd_t own = twd(0);
	date_t today = e->desk->today;
	enum nhi_status st = law_need(e->desk->law, "loan.monthly.min", today, &least, err);
	if (st == NHI_OK) st = law_need(e->desk->law, "loan.monthly.max", today, &most, err);
	if (st == NHI_OK) st = law_need(e->desk->law, "loan.start", today, &begins, err);
	if (st == NHI_OK) st = hardship_on(e->desk->db, d->person_id, today, &has, err);
	if (st == NHI_OK)
		st = arrears_agreements(e->desk->db, STR("loan"), 0, d->person_id, e->desk->arena,
		                        &row, &count, err);
	if (st == NHI_OK) st = personal_premium(e, d->person_id, &own, err);
	if (st != NHI_OK) return st;
	*start = date_add_months(today, (int32_t)begins->value);
	if (!has)
		effect_refuse(e, "hardship_number", "LOAN_HARDSHIP", STR("未經認定為經濟困難"),
		              STR("hardship is not recognised"), STR("L0060011:5"));
	if (count > 0 && today < row[0].first_on)
		effect_refuse(e, "", "LOAN_OPEN", STR("前次貸款尚未開始償還，不得再貸"),
		              STR("the repayment of the former loan has not begun"),
		              STR("L0060011:4"));
	if (*monthly == 0) *monthly = least->value * own.v;
	if (*monthly == 0) /* nothing to measure the repayment by */
		effect_refuse(e, "monthly", "LOAN_MONTHLY",
		              STR("查無應自付的個人保險費，無法定每月償還金額；請承辦人查明"),
		              STR("no personal premium is known: the officer has to look into it"),
		              STR("L0060011:8"));
	if (*monthly < least->value * own.v || *monthly > most->value * own.v)
		effect_refuse(e, "monthly", "LOAN_MONTHLY",
		              STR("每月償還金額應為個人保險費之一至二倍"),
		              STR("the monthly repayment is one to two times the personal premium"),
		              STR("L0060011:8"));
	return NHI_OK;
}

/* The relief fund pays all of it to the insurer (紓困基金申貸辦法 6); who borrowed owes the fund.
 */
static enum nhi_status pay_by_loan(struct effect_call *e, struct debt *d,
                                   const struct arrears_agreement *a, struct err *err) {
	int64_t paid = 0;
	enum nhi_status st = debt_book_open(e->desk, e->act, true, &d->book, err);
	for (size_t i = 0; st == NHI_OK && i < d->book.count; i++) {
		struct debt_row *r = &d->book.row[i];
		const twd_t owed = r->owed;
		if (owed.v == 0 || (OF_PREMIUMS >> r->kind & 1U) == 0) continue;
		paid += owed.v;
		st = debt_pay(e->desk->db, e->act, r, owed, e->desk->today, STR("loan"),
		              e->desk->case_no, err);
	}
	if (st == NHI_OK && paid != a->amount.v)
		return err_set(err, NHI_CORRUPT, "loan %lld, arrears %lld", (long long)a->amount.v,
		               (long long)paid);
	return st == NHI_OK ? debt_loan_grant(e->desk->db, e->act, a->id, d->person_id, a->amount,
	                                      e->desk->today, err)
	                    : st;
}

static enum nhi_status loan(struct effect_call *e, bool tries, struct err *err) {
	struct debt d;
	bool found;
	int64_t monthly = 0;
	date_t start = 0;
	if (effect_text(e, "monthly").n > 0 && !effect_number(e, "monthly", 1, 1000000, &monthly))
		return NHI_OK;
	enum nhi_status st = need_debt(e, &d, &found, err);
	if (st == NHI_OK && found) st = check_loan(e, &d, &monthly, &start, err);
	if (st != NHI_OK || e->refused || tries || monthly <= 0) return st;
	int64_t total = e->metric; /* all arrears at once (L0060011:6) */
	struct arrears_agreement a = {.kind = STR("loan"),
	                              .person_id = d.person_id,
	                              .amount = twd(total),
	                              .each = twd(monthly),
	                              .instalments = (total + monthly - 1) / monthly,
	                              .first_on = start,
	                              .decided_on = e->desk->today,
	                              .case_no = e->desk->case_no};
	st = arrears_agree(e->desk->db, e->act, &a, err);
	if (st == NHI_OK) st = pay_by_loan(e, &d, &a, err);
	struct buf zh = BUF_INIT(0), en = BUF_INIT(0);
	buf_printf(&zh, "准貸 %lld 元，自 %s 起每月償還 %lld 元", (long long)total,
	           date_text(start).c, (long long)monthly);
	buf_printf(&en, "loan of NT$%lld, repaid from %s with NT$%lld a month", (long long)total,
	           date_text(start).c, (long long)monthly);
	effect_change(e, buf_str(&zh), buf_str(&en));
	buf_free(&zh);
	buf_free(&en);
	return st;
}

static enum nhi_status charity(struct effect_call *e, bool tries, struct err *err) {
	struct debt d;
	bool found;
	enum nhi_status st = need_debt(e, &d, &found, err);
	if (st != NHI_OK || !found || tries) return st;
	struct arrears_agreement a = {.kind = STR("charity"),
	                              .unit_id = d.unit_id,
	                              .person_id = d.person_id,
	                              .amount = twd(e->metric),
	                              .first_on = e->desk->today,
	                              .decided_on = e->desk->today,
	                              .case_no = e->desk->case_no};
	st = arrears_agree(e->desk->db, e->act, &a, err);
	effect_change(e, STR("已轉介愛心專戶"), STR("referred to the charity account"));
	return st;
}

/* ---- Objection to a premium -------------------------------------------------------------------
 */

/* Categories 1 and 6 pay first; 2 and 3 hand over what was collected (施行細則 49 III). An allowed
 * objection has the month computed again; the difference stands on the next bill. */
static enum nhi_status objection(struct effect_call *e, bool tries, struct err *err) {
	struct debt d;
	bool found;
	int64_t people = 0;
	date_t day;
	month_t month = 0;
	struct str text, category = effect_text(e, "category");
	if (!effect_need(e, "month", &text)) return NHI_OK;
	if (!month_parse(text, &month) && !month_parse_roc(text, &month)) {
		effect_refuse(e, "month", "FIELD_BAD", STR("這不是月份"),
		              STR("this is not a month"), STR(""));
		return NHI_OK;
	}
	day = month_first(month);
	enum nhi_status st = find_debtor(e, &d, &found, err);
	if (st != NHI_OK || !found) return st;
	bool pays_first = str_is(category, "1") || str_is(category, "6");
	if (pays_first && !effect_flag(e, "paid"))
		effect_refuse(e, "paid", "OBJECTION_UNPAID", STR("第一類、第六類應先繳納再申復"),
		              STR("categories 1 and 6 pay first and object then"),
		              STR("L0060002:49:3"));
	if (e->refused || tries) return NHI_OK;
	st = arrears_rebill(e->desk->db, e->act, d.unit_id, d.person_id, month, &people, err);
	struct buf zh = BUF_INIT(0), en = BUF_INIT(0);
	buf_printf(&zh, "%d年%d月份 %lld 人重新計算，差額列於次期繳款單", month_year(month) - 1911,
	           month_number(month), (long long)people);
	buf_printf(&en,
	           "%.7s: %lld people are computed again, the difference stands on the next bill",
	           date_text(day).c, (long long)people);
	effect_change(e, buf_str(&zh), buf_str(&en));
	buf_free(&zh);
	buf_free(&en);
	return st;
}

/* Who was allowed instalments and objects to their terms: the plan ends, what is owed stands. */
static enum nhi_status instalment_undo(struct effect_call *e, struct err *err) {
	struct debt d;
	bool found;
	const struct debt_step step = {
	        .kind = "cancel", .on = e->desk->today, .reference = e->desk->case_no};
	enum nhi_status st = find_debtor(e, &d, &found, err);
	if (st == NHI_OK && found)
		st = debt_book_read(e->desk, d.unit_id, d.person_id, &d.book, err);
	for (size_t i = 0; st == NHI_OK && found && i < d.book.count; i++) {
		struct debt_row *r = &d.book.row[i];
		if (r->agreement_id == 0) continue;
		r->agreement_id = 0;
		st = debt_move(e->desk->db, e->act, r, r->stage, &step, err);
	}
	effect_change(e, STR("分期核定撤銷，欠費回復原狀"),
	              STR("the instalments are taken back, the arrears stand as before"));
	return st;
}

EFFECT_STEPS(charity)
EFFECT_STEPS(hardship)
EFFECT_STEPS(instalment)
EFFECT_STEPS(loan)
EFFECT_STEPS(objection)
EFFECT_STEPS(pay)
EFFECT_STEPS(query)

const struct effect arrears_effects[] = {
        {.name = "arrears.charity",
         .check = charity_check,
         .apply = charity_apply,
         .undo = effect_undo_nothing},
        {.name = "arrears.hardship",
         .check = hardship_check,
         .apply = hardship_apply,
         .undo = effect_undo_register},
        {.name = "arrears.instalment",
         .check = instalment_check,
         .apply = instalment_apply,
         .undo = instalment_undo},
        {.name = "arrears.loan", .check = loan_check, .apply = loan_apply},
        {.name = "arrears.pay", .check = pay_check, .apply = pay_apply},
        {.name = "arrears.query",
         .check = query_check,
         .apply = query_apply,
         .undo = effect_undo_nothing},
        {.name = "premium.objection",
         .check = objection_check,
         .apply = objection_apply,
         .undo = objection_apply},
        {.name = NULL},
};
