/* effect_hall.c: what the hall and the sections hand over or note without a register of its own
 * until now: advice on the supplementary premium, its forms, statements of withheld premium,
 * leaflets, one's own data, reading of archives, complaints, guidance of people with unusually many
 * visits, entries about the sites (catalogue/services/premium.yaml, beneficiary.yaml,
 * call-centre.yaml …). */
#include "desk/effect_parts.h"

#include "base/csv.h"
#include "base/file.h"
#include "base/ids.h"
#include "base/sha256.h"
#include "desk/approval.h"
#include "desk/card.h"
#include "desk/illness.h"
#include "desk/receipt.h"
#include "desk/reimburse.h"
#include "nhi/supplement.h"
#include "store/archive.h"
#include "store/arrears.h"
#include "store/case_paper.h"
#include "store/coverage.h"
#include "store/hall.h"
#include "store/ledger.h"
#include "store/original.h"
#include "store/person.h"
#include "store/provider.h"
#include "store/unit.h"
#include "wire/withholding.h"

#include <stdarg.h>

enum { OWN_DATA_MAX = 16 << 20, PATH_SIZE = 4096, LEAFLETS_MAX = 1 << 20 };

static enum nhi_status figure(struct effect_call *e, const char *name, int64_t *out,
                              struct err *err) {
	const struct law_value *v;
	enum nhi_status st = law_need(e->desk->law, name, e->desk->today, &v, err);
	if (st == NHI_OK) *out = v->value;
	return st;
}

static void PRINTF_LIKE(3, 4) say(struct effect_call *e, const char *en, const char *zh, ...) {
	char text[512];
	va_list a;
	va_start(a, zh);
	(void)vsnprintf(text, sizeof text, zh, a);
	va_end(a);
	effect_change(e, str_from(text), str_from(en));
}

static enum nhi_status person_of(struct effect_call *e, const char *field, int64_t *out,
                                 struct err *err) {
	struct str id = effect_text(e, field);
	*out = 0;
	enum nhi_status st = id_is_person(id) ? person_by_key(e->desk->db, id, out, err) : NHI_OK;
	if (st == NHI_OK && *out == 0)
		effect_refuse(e, field, "PERSON_UNKNOWN", STR("查無此人"),
		              STR("nobody is registered under this number"), STR("L0060002:40"));
	return st;
}

/* ---- Supplementary premium ---------------------------------------------------------------------
 */

static bool read_amount(struct effect_call *e, const char *field, twd_t *out) {
	int64_t v = 0;
	if (effect_text(e, field).n == 0) return true;
	bool good = effect_number(e, field, 0, INT32_MAX, &v);
	*out = twd(v);
	return good;
}

/* Advice: the rule and, where a payment is named, its premium. */
static enum nhi_status consult(struct effect_call *e, bool tries, struct err *err) {
	struct supplement_in in = {.on = e->desk->today};
	struct supplement_out out;
	int64_t kind = 0, rate = 0;
	enum nhi_status st = figure(e, "supplement.rate", &rate, err);
	if (st != NHI_OK || tries) return st;
	if (effect_text(e, "income").n == 0) {
		say(e, "the rate is told; see the page of the calculator",
		    "補充保險費率百分之 %.2f", (double)rate / 10000);
		return NHI_OK;
	}
	bool read = effect_number(e, "income", 62, 68, &kind) && read_amount(e, "paid", &in.paid);
	read = read && read_amount(e, "bonus_before", &in.bonus_before) &&
	       read_amount(e, "insured_amount", &in.insured_amount) &&
	       read_amount(e, "owner_amount", &in.owner_amount);
	if (!read || !supplement_is_kind(kind)) return NHI_OK;
	in.kind = (enum supplement_kind)kind;
	st = supplement_quote(e->desk->law, &in, &out, NULL, err);
	if (st != NHI_OK) return st;
	struct buf zh = BUF_INIT(0), en = BUF_INIT(0);
	buf_printf(&zh, "%s %lld 元：計費基礎 %lld 元，應扣補充保險費 %lld 元",
	           supplement_kind_name(kind, "zh"), (long long)in.paid.v, (long long)out.base.v,
	           (long long)out.premium.v);
	buf_printf(&en, "%s of NT$%lld: base NT$%lld, supplementary premium NT$%lld",
	           supplement_kind_name(kind, "en"), (long long)in.paid.v, (long long)out.base.v,
	           (long long)out.premium.v);
	effect_change(e, buf_str(&zh), buf_str(&en));
	buf_free(&zh);
	buf_free(&en);
	return NHI_OK;
}

/* Why nothing is withheld from this person, by the register (扣取辦法 4, 5). */
static enum nhi_status find_exemption(struct effect_call *e, int64_t person,
                                      enum supplement_exemption *out, struct err *err) {
	struct timeline t;
	bool is_hardship = false;
	enum nhi_status st =
	        coverage_timeline(e->desk->db, person, KNOWN_NOW, e->desk->arena, &t, err);
	if (st == NHI_OK) st = hardship_on(e->desk->db, person, e->desk->today, &is_hardship, err);
	if (st != NHI_OK) return st;
	const struct coverage_row *r = coverage_on(t.row, t.count, e->desk->today);
	*out = r == NULL                                      ? EXEMPT_NOT_INSURED
	       : r->category == 51                            ? EXEMPT_LOW_INCOME
	       : r->category == 22                            ? EXEMPT_CATEGORY_2
	       : r->category == 21                            ? EXEMPT_CATEGORY_2
	       : r->category == 15 && r->role == ROLE_INSURED ? EXEMPT_PROFESSIONAL
	       : is_hardship                                  ? EXEMPT_WEAK
	                                                      : EXEMPT_NONE;
	return NHI_OK;
}

static enum nhi_status prove_exemption(struct effect_call *e, bool tries, struct err *err) {
	int64_t person, months = 0;
	enum supplement_exemption why = EXEMPT_NONE;
	struct person_fact who;
	enum nhi_status st = person_of(e, "person_id", &person, err);
	if (st == NHI_OK && person != 0) st = find_exemption(e, person, &why, err);
	if (st == NHI_OK && person != 0 && why == EXEMPT_NONE)
		effect_refuse(e, "person_id", "EXEMPT_NONE", STR("查無免扣取補充保險費之身分"),
		              STR("the register knows no ground for an exemption"),
		              STR("L0060027:4"));
	if (st != NHI_OK || e->refused || tries || person == 0) return st;
	st = figure(e, "supplement.inquiry", &months, err);
	if (st == NHI_OK)
		st = person_fact_on(e->desk->db, person, e->desk->today, KNOWN_NOW, e->desk->arena,
		                    &who, err);
	if (st != NHI_OK) return st;
	const struct supplement_exemption_row *row = &supplement_exemptions[why];
	const date_t to = date_add_months(e->desk->today, (int32_t)months) - 1;
	if (e->letter != NULL) {
		letter_set_text(e->letter, "name", who.name);
		letter_set_text(e->letter, "id", effect_text(e, "person_id"));
		letter_set_both(e->letter, "ground", str_from(row->zh), str_from(row->en));
		letter_set_date(e->letter, "valid_to", to);
	}
	say(e, row->en, "開立免扣取證明：%s，有效至 %s", row->zh, date_text(to).c);
	return NHI_OK;
}

/* 投保單位補充保險費: reckoned by the unit, receivable from now on (健保法 34). */
static enum nhi_status own_of_unit(struct effect_call *e, bool tries, struct err *err) {
	struct str code, month;
	int64_t unit = 0;
	month_t m = 0;
	twd_t salaries = twd(0), insured = twd(0);
	struct supplement_out out;
	char key[64];
	bool read = effect_need(e, "unit_code", &code);
	read = effect_need(e, "month", &month) && read;
	read = read_amount(e, "salaries", &salaries) && read_amount(e, "insured_total", &insured) &&
	       read;
	if (!read || (!month_parse(month, &m) && !month_parse_roc(month, &m))) return NHI_OK;
	enum nhi_status st = unit_by_code(e->desk->db, code, &unit, err);
	if (st == NHI_OK && unit == 0)
		effect_refuse(e, "unit_code", "UNIT_UNKNOWN", STR("查無此投保單位"),
		              STR("this unit is not known"), STR("L0060001:34"));
	if (st == NHI_OK)
		st = supplement_unit(e->desk->law, month_first(m), salaries, insured, &out, NULL,
		                     err);
	if (st != NHI_OK || e->refused || tries) return st;
	(void)snprintf(key, sizeof key, "supplement:%lld:%04d%02d", (long long)unit,
	               (int)month_year(m), (int)month_number(m));
	const struct ledger_line line[] = {
	        {.fund = STR("nhi"),
	         .account = STR("1135"),
	         .amount = out.premium,
	         .party = LEDGER_UNIT,
	         .party_id = unit},
	        {.fund = STR("nhi"), .account = STR("4104"), .amount = twd(-out.premium.v)}};
	const struct ledger_entry entry = {.key = str_from(key),
	                                   .booked_on = e->desk->today,
	                                   .text = STR("投保單位補充保險費"),
	                                   .source = str_from(key),
	                                   .line = line,
	                                   .line_count = COUNT_OF(line)};
	struct ledger_posted posted;
	if (out.premium.v > 0) st = ledger_post(e->desk->db, e->act, &entry, &posted, err);
	if (st == NHI_OK)
		say(e, "the unit's own supplementary premium is receivable",
		    "投保單位補充保險費 %lld 元（計費基礎 %lld 元）已列應收",
		    (long long)out.premium.v, (long long)out.base.v);
	return st;
}

static enum nhi_status form(struct effect_call *e, bool tries, struct err *err) {
	struct str what;
	if (!effect_need(e, "what", &what)) return NHI_OK;
	if (str_is(what, "exempt")) return prove_exemption(e, tries, err);
	if (str_is(what, "employer")) return own_of_unit(e, tries, err);
	effect_note(e, "BY_FILE", STR("請以扣費明細（註記 R）申報更正"),
	            STR("file the correction as a statement with lines marked R"));
	return NHI_OK;
}

/* ---- Statements of withheld premium -------------------------------------------------------------
 */

/* By 31 January of the next year; when January has so many holidays in a row, later (10). */
static enum nhi_status statement_due(struct effect_call *e, int64_t year, date_t *out,
                                     struct err *err) {
	int64_t month = 0, day = 0;
	enum nhi_status st = figure(e, "supplement.statement.month", &month, err);
	if (st == NHI_OK) st = figure(e, "supplement.statement.day", &day, err);
	if (st != NHI_OK) return st;
	date_t last = 0;
	const struct ymd v = {(int32_t)year + 1, (int32_t)month, (int32_t)day};
	if (!date_from_ymd(v, &last)) return err_set(err, NHI_CORRUPT, "supplement.statement");
	*out = calendar_next_working_day(e->desk->calendar, last).date;
	return NHI_OK;
}

static enum nhi_status add_details(struct effect_call *e, const struct withholding *w, size_t block,
                                   int64_t statement, struct err *err) {
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; st == NHI_OK && i < w->line_count; i++) {
		const struct withholding_line *l = &w->line[i];
		if (l->record != '2' || l->block != block) continue;
		int64_t paid = 0, withheld = 0;
		struct withholding_detail d = {.line = (int64_t)l->line,
		                               .is_replacing =
		                                       str_is(withholding_text(l, WF_ACTION), "R"),
		                               .payee = withholding_text(l, WF_PAYEE_ID),
		                               .number = withholding_text(l, WF_DECLARATION)};
		bool good = date_parse_roc(withholding_text(l, WF_PAID_ON), &d.paid_on) &&
		            withholding_number(l, WF_PAID, &paid) &&
		            withholding_number(l, WF_WITHHELD, &withheld);
		if (!good) return err_set(err, NHI_CORRUPT, "withholding line %zu", l->line);
		d.paid = twd(paid);
		d.withheld = twd(withheld);
		st = withholding_add_detail(e->desk->db, statement, &d, err);
	}
	return st;
}

static enum nhi_status add_block(struct effect_call *e, const struct withholding *w, size_t block,
                                 struct str hash, struct err *err) {
	const struct withholding_block *b = &w->block[block];
	const struct withholding_line *head = &w->line[b->header];
	struct str month = withholding_text(head, WF_MONTH_FROM);
	month_t from = 0;
	if (!month_parse_roc(month, &from)) return err_set(err, NHI_CORRUPT, "withholding header");
	struct withholding_statement s = {.payer = withholding_text(head, WF_BUSINESS),
	                                  .kind = b->kind,
	                                  .year = month_year(from),
	                                  .details = (int64_t)b->detail_count,
	                                  .paid = twd(b->paid),
	                                  .withheld = twd(b->withheld),
	                                  .filed_on = e->file->received_on,
	                                  .file_hash = hash,
	                                  .case_no = e->desk->case_no};
	enum nhi_status st = statement_due(e, s.year, &s.due_on, err);
	if (st == NHI_OK) st = withholding_add(e->desk->db, e->act, &s, err);
	if (st == NHI_OK) st = add_details(e, w, block, s.id, err);
	if (st != NHI_OK) return st;
	say(e, "the statement is entered",
	    "登錄扣費明細：所得類別 %d，%lld 筆，給付 %lld 元，扣費 %lld 元%s", (int)b->kind,
	    (long long)s.details, (long long)s.paid.v, (long long)s.withheld.v,
	    s.filed_on > s.due_on ? "（逾期申報）" : "");
	return NHI_OK;
}

/* The file of the case: the last one that was sent in. */
static enum nhi_status read_file(struct effect_call *e, struct original *out, struct str *hash,
                                 struct err *err) {
	struct case_document *doc;
	size_t count = 0;
	*hash = STR("");
	enum nhi_status st =
	        case_documents(e->desk->db, e->file->id, e->desk->arena, &doc, &count, err);
	for (size_t i = 0; i < count && st == NHI_OK; i++)
		if (str_is(doc[i].direction, "in") && doc[i].file_hash.n > 0)
			*hash = doc[i].file_hash;
	if (st == NHI_OK && hash->n > 0)
		st = original_read(e->desk->db, *hash, e->desk->arena, out, err);
	return st;
}

static enum nhi_status file_statement(struct effect_call *e, bool tries, struct err *err) {
	struct original file;
	struct str hash;
	struct withholding w;
	struct findings findings = FINDINGS_INIT(e->desk->arena);
	bool is_there = false;
	if (tries) return NHI_OK; /* judged with the file, which comes with the case */
	enum nhi_status st = read_file(e, &file, &hash, err);
	if (st == NHI_OK && hash.n == 0)
		effect_refuse(e, "file", "FILE_MISSING", STR("請附扣費明細檔"),
		              STR("send the statement as a file"), STR("L0060027:10"));
	if (st == NHI_OK && hash.n > 0)
		st = withholding_is_there(e->desk->db, hash, &is_there, err);
	if (st == NHI_OK && is_there)
		effect_refuse(e, "file", "FILE_AGAIN", STR("這個檔案已經申報過"),
		              STR("this very file was filed before"), STR("L0060027:10"));
	if (st != NHI_OK || e->refused) return st;
	st = withholding_read(&w, file.bytes, e->desk->arena, err);
	if (st == NHI_OK) st = withholding_check(&w, e->desk->law, &findings, err);
	if (st == NHI_INPUT) {
		effect_refuse(e, "file", "FILE_BAD", STR("這不是扣費明細檔"),
		              STR("this is no statement of withheld premium"), STR("L0060027:10"));
		if (err != NULL) *err = ERR_INIT;
		return NHI_OK;
	}
	if (st == NHI_OK && strcmp(withholding_verdict(&findings), "rejected") == 0) {
		effect_refuse(e, "file", "FILE_REJECTED",
		              STR("檔案有錯，未登錄；請用 nhi withholding check 逐筆查看"),
		              STR("the file has errors and was not entered; nhi withholding check "
		                  "lists them"),
		              STR("L0060027:10"));
		return NHI_OK;
	}
	for (size_t i = 0; st == NHI_OK && i < w.block_count; i++)
		st = add_block(e, &w, i, hash, err);
	return st;
}

/* ---- Leaflets ----------------------------------------------------------------------------------
 */

static enum nhi_status leaflet(struct effect_call *e, bool tries, struct err *err) {
	static const char *const titles[] = {"topic", "zh", "en", "text_zh", "text_en"};
	char path[PATH_SIZE];
	size_t place[COUNT_OF(titles)];
	struct csv csv;
	struct str text, wanted = effect_text(e, "topic");
	bool more = true;
	int n = snprintf(path, sizeof path, "%s/codes/leaflets.csv", db_data_dir(e->desk->db));
	if (n < 0 || (size_t)n >= sizeof path)
		return err_set(err, NHI_LIMIT, "path" ERR_SEP "%d", PATH_SIZE);
	enum nhi_status st = file_read(e->desk->arena, path, LEAFLETS_MAX, &text, err);
	if (st != NHI_OK) return st;
	csv_init(&csv, text, e->desk->arena);
	st = csv_titles(&csv, titles, COUNT_OF(titles), place, err);
	while (st == NHI_OK && (st = csv_next(&csv, &more, err)) == NHI_OK && more) {
		struct str zh = csv_field(&csv, place[1]), en = csv_field(&csv, place[2]);
		if (!str_eq(csv_field(&csv, place[0]), wanted)) continue;
		if (tries) return NHI_OK;
		if (e->letter != NULL) {
			letter_set_both(e->letter, "title", zh, en);
			letter_set_both(e->letter, "text", csv_field(&csv, place[3]),
			                csv_field(&csv, place[4]));
		}
		say(e, "a leaflet is handed over", "交付文宣：%.*s", STR_ARG(zh));
		effect_change(e, csv_field(&csv, place[3]), csv_field(&csv, place[4]));
		return NHI_OK;
	}
	if (st == NHI_OK)
		effect_refuse(e, "topic", "LEAFLET_NONE", STR("沒有這個主題的文宣"),
		              STR("there is no leaflet on this topic"), STR(""));
	return st;
}

/* ---- One's own data ----------------------------------------------------------------------------
 */

static void put_coverage(const struct timeline *t, struct json *j) {
	json_key(j, "coverage");
	json_array_start(j);
	for (size_t i = 0; i < t->count; i++) {
		json_object_start(j);
		json_put_date(j, "from", t->row[i].from);
		if (t->row[i].to != DATE_OPEN) json_put_date(j, "last_day", t->row[i].to - 1);
		json_put_i64(j, "category", t->row[i].category);
		json_put_i64(j, "insured_amount", t->row[i].insured_amount);
		json_object_end(j);
	}
	json_array_end(j);
}

/* What the register holds of a person, as one file; each part as its own page shows it. */
static enum nhi_status put_own(struct effect_call *e, int64_t person, struct json *j,
                               struct err *err) {
	static const struct {
		const char *name;
		enum nhi_status (*show)(struct register_desk *, const struct form *, struct json *,
		                        struct err *);
	} parts[] = {{"cards", card_show},
	             {"illnesses", illness_show},
	             {"approvals", approval_show},
	             {"reimbursements", reimburse_show}};
	struct form *f = ARENA_NEW(e->desk->arena, struct form);
	struct timeline t;
	char id[32];
	(void)snprintf(id, sizeof id, "#%lld", (long long)person);
	if (f == NULL || !form_add(f, STR("id"), str_from(id)))
		return err_set(err, NHI_MEMORY, "%s", "");
	json_object_start(j);
	json_put_date(j, "as_of", e->desk->today);
	json_put_str(j, "id", effect_text(e, "person_id"));
	enum nhi_status st =
	        coverage_timeline(e->desk->db, person, KNOWN_NOW, e->desk->arena, &t, err);
	if (st == NHI_OK) put_coverage(&t, j);
	for (size_t i = 0; st == NHI_OK && i < COUNT_OF(parts); i++) {
		json_key(j, parts[i].name);
		st = parts[i].show(e->desk, f, j, err);
	}
	json_object_end(j);
	return st;
}

static enum nhi_status hand_over(struct effect_call *e, int64_t person, struct err *err) {
	struct buf b = BUF_INIT(OWN_DATA_MAX);
	struct json j = JSON_INIT(&b, true);
	char hex[SHA256_HEX_SIZE + 1];
	struct str kept;
	enum nhi_status st = put_own(e, person, &j, err);
	if (st == NHI_OK && !buf_ok(&b)) st = err_set(err, NHI_MEMORY, "%s", "");
	if (st == NHI_OK)
		st = original_keep(e->desk->db, e->act, STR("own-data.json"), buf_str(&b), hex,
		                   err);
	buf_free(&b);
	if (st != NHI_OK) return st;
	if (!arena_str(e->desk->arena, str_from(hex), &kept))
		return err_set(err, NHI_MEMORY, "%s", "");
	struct case_document paper = {.direction = STR("out"),
	                              .kind = STR("own-data"),
	                              .name = STR("own-data.json"),
	                              .media_type = STR("application/json"),
	                              .file_hash = kept,
	                              .received_on = e->desk->today};
	st = case_document_add(e->desk->db, e->act, e->file->id, &paper, err);
	if (st == NHI_OK)
		effect_change(e, STR("交付本人資料檔（投保、健保卡、重大傷病、事前審查、核退）"),
		              STR("one's own data were handed over as a file: coverage, cards, "
		                  "illnesses, authorisations, reimbursements"));
	return st;
}

static enum nhi_status health_bank(struct effect_call *e, bool tries, struct err *err) {
	int64_t person;
	enum nhi_status st = person_of(e, "person_id", &person, err);
	return st == NHI_OK && !e->refused && !tries ? hand_over(e, person, err) : st;
}

/* A fee of the law, taken as the fields way, paid, reference and site say. */
static enum nhi_status take_fee(struct effect_call *e, const char *item, int64_t person,
                                int64_t amount, bool tries, struct err *err) {
	struct buf b = BUF_INIT(1 << 16);
	struct json j = JSON_INIT(&b, false);
	struct receipt receipt;
	struct entry *entry = ARENA_NEW(e->desk->arena, struct entry);
	if (entry == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = effect_numbers(e->desk, err);
	*entry = (struct entry){.desk = e->desk, .in = e->values, .json = &j};
	if (!tries) entry->act = *e->act;
	json_object_start(&j);
	if (st == NHI_OK)
		st = entry_take_fee(entry, item, tries ? STR("") : e->desk->case_no, person,
		                    twd(amount), e->desk->today, &receipt, err);
	json_object_end(&j);
	buf_free(&b);
	if (st == NHI_OK) effect_refusals(e, "paid", &entry->refusals);
	if (st == NHI_OK && !tries && !e->refused && receipt.id != 0)
		say(e, "the fee is taken", "收費 %lld 元，收據 %.*s", (long long)amount,
		    STR_ARG(receipt.no));
	return st;
}

/* 收費標準 2: by format, never above the dearest. The fee is taken when the data are fetched. */
static enum nhi_status records(struct effect_call *e, bool tries, struct err *err) {
	struct str format = effect_text(e, "format");
	const char *name = str_is(format, "simple") ? "data.fee.simple"
	                   : str_is(format, "cost") ? "data.fee.cost"
	                                            : "data.fee.order";
	int64_t person, fee = 0, most = 0;
	enum nhi_status st = person_of(e, "person_id", &person, err);
	if (st == NHI_OK) st = figure(e, name, &fee, err);
	if (st == NHI_OK) st = figure(e, "data.fee.order", &most, err);
	if (st != NHI_OK || e->refused || tries) return st;
	st = take_fee(e, "own-data", person, fee < most ? fee : most, tries, err);
	return st == NHI_OK && !e->refused ? hand_over(e, person, err) : st;
}

/* ---- Archives ----------------------------------------------------------------------------------
 */

/* 檔案閱覽抄錄複製收費標準: for each two hours, a part counts full. */
static enum nhi_status archive(struct effect_call *e, bool tries, struct err *err) {
	enum { BLOCK_HOURS = 2 };
	int64_t fee = 0, hours = 0, person = 0;
	enum nhi_status st = figure(e, "archive.fee.reading", &fee, err);
	if (st == NHI_OK && e->file != NULL) person = e->file->person_id;
	if (st != NHI_OK || tries) return st;
	if (effect_text(e, "hours").n > 0 && !effect_number(e, "hours", 1, 1000, &hours))
		return NHI_OK;
	fee *= (hours + BLOCK_HOURS - 1) / BLOCK_HOURS;
	if (fee > 0) st = take_fee(e, "archive-reading", person, fee, tries, err);
	if (st == NHI_OK && !e->refused)
		say(e, "the archive may be read", "准予應用檔案：%.*s",
		    STR_ARG(effect_text(e, "item")));
	return st;
}

/* The list of letters whose time is over: approved, their text goes, entry and hash stay (12). */
static enum nhi_status keep_archive(struct effect_call *e, bool tries, struct err *err) {
	enum { AT_ONCE = 5000 };
	struct archive_row *row;
	size_t count = 0;
	if (!str_is(effect_text(e, "what"), "destroy")) {
		if (!tries) effect_change(e, STR("登記檔案管理事項"), STR("the archive notes it"));
		return NHI_OK;
	}
	enum nhi_status st =
	        archive_expired(e->desk->db, e->desk->today, effect_text(e, "file_number"), AT_ONCE,
	                        e->desk->arena, &row, &count, err);
	e->metric = (int64_t)count;
	if (st == NHI_OK && count == 0)
		effect_refuse(e, "file_number", "ARCHIVE_NONE", STR("沒有保存年限已滿的檔案"),
		              STR("nothing has been kept long enough"), STR("A0030134:12"));
	for (size_t i = 0; st == NHI_OK && i < count && !tries; i++)
		st = archive_destroy(e->desk->db, e->act, &row[i], e->desk->case_no, e->desk->today,
		                     err);
	if (st == NHI_OK && count > 0 && !tries)
		say(e, "the letters of the list were destroyed; entry and hash stay",
		    "銷毀保存年限已滿之公文 %zu 件，目錄與雜湊值永久保存", count);
	return st;
}

/* ---- Many visits -------------------------------------------------------------------------------
 */

static enum nhi_status guide(struct effect_call *e, bool tries, struct err *err) {
	int64_t person, visits = 0, provider_id = 0, months = 0;
	struct str measure, provider = effect_text(e, "provider_code"), named;
	bool read = effect_need(e, "measure", &measure);
	read = effect_number(e, "visits", 1, 10000, &visits) && read;
	enum nhi_status st = person_of(e, "person_id", &person, err);
	if (st == NHI_OK && read && str_is(measure, "named")) {
		st = provider_by_code(e->desk->db, provider, &provider_id, err);
		if (st == NHI_OK && provider_id == 0)
			effect_refuse(e, "provider_code", "PROVIDER_UNKNOWN", STR("查無此醫事機構"),
			              STR("this institution is not known"), STR("L0060001:53"));
	}
	if (st == NHI_OK && person != 0)
		st = named_care_on(e->desk->db, person, e->desk->today, e->desk->arena, &named,
		                   err);
	if (st == NHI_OK && person != 0 && named.n > 0 && provider_id != 0)
		effect_refuse(e, "measure", "NAMED_ALREADY", STR("已有指定院所"),
		              STR("an institution is named already"), STR("L0060001:53"));
	if (st != NHI_OK || e->refused || !read || tries) return st;
	if (provider_id == 0) {
		effect_change(e, STR("登記輔導"), STR("guidance is noted"));
		return NHI_OK;
	}
	st = figure(e, "care.named", &months, err);
	const struct period valid = {e->desk->today + 1,
	                             date_add_months(e->desk->today + 1, (int32_t)months)};
	if (st == NHI_OK)
		st = named_care_put(e->desk->db, e->act, person, provider, visits, valid, err);
	if (st == NHI_OK)
		say(e, "an institution is named", "指定就醫院所 %.*s，%s 至 %s", STR_ARG(provider),
		    date_text(valid.from).c, date_text(valid.to - 1).c);
	return st;
}

/* ---- Complaints, sites -------------------------------------------------------------------------
 */

static enum nhi_status complaint(struct effect_call *e, bool tries, struct err *err) {
	struct str code = effect_text(e, "provider_code");
	int64_t provider = 0, refund = 0;
	enum nhi_status st = NHI_OK;
	if (effect_text(e, "refund").n > 0 && !effect_number(e, "refund", 0, INT32_MAX, &refund))
		return NHI_OK;
	if (code.n > 0) st = provider_by_code(e->desk->db, code, &provider, err);
	if (st == NHI_OK && code.n > 0 && provider == 0)
		effect_refuse(e, "provider_code", "PROVIDER_UNKNOWN", STR("查無此醫事機構"),
		              STR("this institution is not known"), STR("L0060008:2"));
	if (st != NHI_OK || e->refused || tries) return st;
	if (provider == 0) {
		effect_change(e, STR("申訴辦結；未指名登記有案之院所"),
		              STR("the complaint is answered; it names no registered institution"));
		return NHI_OK;
	}
	st = provider_note_put(e->desk->db, e->act, provider, "complaint", e->desk->today,
	                       effect_text(e, "topic"), effect_text(e, "facts"), refund, err);
	if (st == NHI_OK)
		say(e, "the complaint is entered with the institution",
		    "申訴登記於院所紀錄，退費 %lld 元", (long long)refund);
	return st;
}

static enum nhi_status site(struct effect_call *e, bool tries, struct err *err) {
	struct str code, what, content;
	date_t from = 0;
	bool read = effect_need(e, "site_code", &code);
	read = effect_need(e, "what", &what) && read;
	read = effect_need(e, "content", &content) && read;
	if (!effect_date(e, "from_day", &from) || !read || tries) return NHI_OK;
	enum nhi_status st = site_entry_put(e->desk->db, e->act, code, what, from, content,
	                                    e->desk->case_no, err);
	if (st == NHI_OK)
		say(e, "the site is changed from that day", "據點 %.*s 自 %s 起：%.*s",
		    STR_ARG(code), date_text(from).c, STR_ARG(content));
	return st;
}

EFFECT_STEPS(archive)
EFFECT_STEPS(complaint)
EFFECT_STEPS(consult)
EFFECT_STEPS(file_statement)
EFFECT_STEPS(form)
EFFECT_STEPS(guide)
EFFECT_STEPS(health_bank)
EFFECT_STEPS(keep_archive)
EFFECT_STEPS(leaflet)
EFFECT_STEPS(records)
EFFECT_STEPS(site)

#define NOTHING .undo = effect_undo_nothing

const struct effect hall_effects[] = {
        {.name = "archive.keep", .check = keep_archive_check, .apply = keep_archive_apply},
        {.name = "archive.read", .check = archive_check, .apply = archive_apply, NOTHING},
        {.name = "care.complaint", .check = complaint_check, .apply = complaint_apply, NOTHING},
        {.name = "care.guide",
         .check = guide_check,
         .apply = guide_apply,
         .undo = effect_undo_register},
        {.name = "healthbank", .check = health_bank_check, .apply = health_bank_apply, NOTHING},
        {.name = "leaflet", .check = leaflet_check, .apply = leaflet_apply, NOTHING},
        {.name = "own.data", .check = records_check, .apply = records_apply, NOTHING},
        {.name = "site.enter", .check = site_check, .apply = site_apply},
        {.name = "supplement.consult", .check = consult_check, .apply = consult_apply, NOTHING},
        {.name = "supplement.form", .check = form_check, .apply = form_apply},
        {.name = "withholding.file", .check = file_statement_check, .apply = file_statement_apply},
        {.name = NULL},
};
