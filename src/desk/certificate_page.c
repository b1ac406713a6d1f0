/* certificate_page.c: certificates at once, for oneself, one's unit, or at the counter; see
 * letter_page.h. */
#include "desk/certificate.h"
#include "desk/letter_desk.h"
#include "desk/letter_page.h"
#include "desk/reads.h"

enum { YEARS_OFFERED = 6, ROWS_SHOWN = 50, NAME_SIZE = 64 };

static const struct {
	const char *code, *zh, *en;
} kinds[CERTIFICATE_KIND_COUNT] = {
        [CERTIFICATE_COVERAGE] = {"coverage", "投保證明（含歷史）",
                                  "Certificate of insurance and its history"},
        [CERTIFICATE_PREMIUM] = {"premium", "保險費繳納證明（報稅用）",
                                 "Certificate of premiums paid (for the tax return)"},
        [CERTIFICATE_CLEARANCE] = {"clearance", "無欠費證明", "Certificate of no arrears"}};

struct look {
	struct desk_call *call;
	const struct form *in;
	struct view *view;
	struct letter_party about; /* whom it is about; both 0: staff have not said yet */
};

static struct letter_place place_of(struct desk_call *call, struct db *db) {
	return (struct letter_place){db, &call->desk->cases.letters, call->arena};
}

/* Oneself, the unit acted for, or whom staff name. */
static enum nhi_status find_about(struct look *l, struct err *err) {
	const struct principal *who = l->call->who;
	const struct letter_place place = place_of(l->call, l->call->db);
	struct err unknown = ERR_INIT;
	struct str word = form_get(l->in, "who");
	l->about = (struct letter_party){0};
	if (who->kind == PRINCIPAL_CITIZEN) l->about.person_id = who->person_id;
	if (who->kind == PRINCIPAL_AGENT) l->about.unit_id = who->unit_id;
	if (!principal_is_staff(who) || word.n == 0) return NHI_OK;
	enum nhi_status st = letter_party_find(&place, word, &l->about, &unknown);
	if (st != NHI_OK && st != NHI_NOT_FOUND) {
		if (err != NULL) *err = unknown;
		return st;
	}
	if (l->about.person_id == 0 && l->about.unit_id == 0)
		form_error(l->view, "who", "找不到這個人或投保單位，請核對號碼。",
		           "There is no such person or unit; compare the number.");
	return NHI_OK;
}

static void put_kinds(struct look *l) {
	struct str chosen = form_get(l->in, "kind");
	view_list(l->view, "kinds");
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		struct view *o = view_item(l->view, "kinds", "option");
		view_text(o, "code", str_from(kinds[i].code));
		view_both(o, "name", str_from(kinds[i].zh), str_from(kinds[i].en));
		view_flag(o, "selected", str_is(chosen, kinds[i].code));
	}
}

static void put_years(struct look *l) {
	int64_t chosen = 0, now = month_year(month_of(l->call->today));
	if (!str_to_i64(form_get(l->in, "year"), 1995, 2200, &chosen)) chosen = now - 1;
	view_list(l->view, "years");
	for (int64_t year = now; year > now - YEARS_OFFERED; year--) {
		char zh[NAME_SIZE], en[NAME_SIZE];
		struct str kept_zh, kept_en;
		struct view *o = view_item(l->view, "years", "option");
		snprintf(zh, sizeof zh, "%lld 年", (long long)(year - 1911));
		snprintf(en, sizeof en, "%lld", (long long)year);
		if (!arena_str(l->call->arena, str_from(zh), &kept_zh) ||
		    !arena_str(l->call->arena, str_from(en), &kept_en))
			return;
		view_id(o, "code", year);
		view_both(o, "name", kept_zh, kept_en);
		view_flag(o, "selected", year == chosen);
	}
}

static enum nhi_status put_issued(struct look *l, struct err *err) {
	struct letter_row *rows;
	size_t count;
	struct reads reads = {.count = 0};
	const struct letter_place place = place_of(l->call, l->call->db);
	const struct letter_filter filter = {.person_id = l->about.person_id,
	                                     .unit_id = l->about.unit_id,
	                                     .kind = STR("certificate"),
	                                     .most = ROWS_SHOWN};
	if (filter.person_id == 0 && filter.unit_id == 0) return NHI_OK;
	enum nhi_status st = letter_find(&place, l->call->who, &filter, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		struct view *x = view_item(l->view, "rows", "letter_row");
		view_text(x, "number", rows[i].number);
		view_text(x, "kind", rows[i].kind);
		view_date(x, "issued_on", rows[i].issued_on);
		view_text(x, "subject", rows[i].subject);
		view_text(x, "to", rows[i].to_name);
		view_text(x, "case_no", rows[i].case_no);
	}
	reads_add(&reads, l->about.person_id);
	return st == NHI_OK ? desk_record_reads(l->call, &reads, "certificate_list", err) : st;
}

static enum nhi_status draw(struct look *l, struct err *err) {
	struct desk_call *call = l->call;
	struct view *v = l->view = view_new(call->arena, "certificate_list");
	view_list(v, "errors");
	view_list(v, "rows");
	view_flag(v, "staff", principal_is_staff(call->who));
	view_text(v, "who", form_get(l->in, "who"));
	view_flag(v, "english", form_has(l->in, "english"));
	view_flag(v, "may_issue", principal_may(call->who, "certificate", RIGHT_WRITE));
	put_kinds(l);
	put_years(l);
	enum nhi_status st = principal_need(call->who, "certificate", RIGHT_READ, err);
	if (st == NHI_OK) st = desk_need_db(call, err);
	if (st == NHI_OK) st = find_about(l, err);
	view_flag(v, "unit", l->about.unit_id != 0);
	return st;
}

enum nhi_status certificate_page(struct desk_call *call, const struct form *in, struct view **out,
                                 struct err *err) {
	struct look l = {.call = call, .in = in};
	enum nhi_status st = draw(&l, err);
	*out = l.view;
	return st == NHI_OK ? put_issued(&l, err) : st;
}

/* What stands in the way (arrears, no coverage, a year without premium) is an answer. */
static bool is_answer(enum nhi_status st) {
	return st == NHI_CERTIFICATE_ARREARS || st == NHI_NOT_FOUND;
}

static void put_refusal(struct view *v, struct arena *a, const struct err *why) {
	struct buf zh = BUF_INIT(4096), en = BUF_INIT(4096);
	struct str kept_zh, kept_en;
	err_message(why, "zh", &zh);
	err_message(why, "en", &en);
	if (arena_str(a, buf_str(&zh), &kept_zh) && arena_str(a, buf_str(&en), &kept_en)) {
		struct view *e = view_item(v, "errors", "form_error");
		view_text(e, "field", STR("kind"));
		view_both(e, "message", kept_zh, kept_en);
	}
	buf_free(&zh);
	buf_free(&en);
}

enum nhi_status certificate_page_issue(struct desk_call *call, const struct form *in,
                                       struct str verify_url, struct view **out, struct err *err) {
	struct look l = {.call = call, .in = in};
	struct letter_made *made = ARENA_NEW(call->arena, struct letter_made);
	struct certificate_request q = {.english = form_has(in, "english"),
	                                .key = form_get(in, "key")};
	struct err why = ERR_INIT;
	int64_t year = 0;
	if (made == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = draw(&l, err);
	*out = l.view;
	if (st == NHI_OK) st = desk_need_write(call, err);
	if (st != NHI_OK) return st;
	if (l.about.person_id == 0 && l.about.unit_id == 0) {
		if (!form_has(in, "who"))
			form_error(l.view, "who", "請填身分證號或投保單位代號。",
			           "Enter an identity number or a unit's code.");
		return NHI_OK;
	}
	if (!certificate_kind_find(form_get(in, "kind"), &q.kind))
		form_error(l.view, "kind", "請選要哪一種證明。", "Choose the certificate.");
	else if (q.kind == CERTIFICATE_PREMIUM &&
	         !str_to_i64(form_get(in, "year"), 1995, 2200, &year))
		form_error(l.view, "year", "請選年度。", "Choose the year.");
	else {
		q.person_id = l.about.person_id;
		q.unit_id = l.about.unit_id;
		q.year = (int32_t)year;
		const struct certificate_place place = {.letters = place_of(call, call->write_db),
		                                        .who = call->who,
		                                        .calendar = &call->desk->cases.calendar,
		                                        .today = call->today,
		                                        .verify_url = verify_url};
		st = certificate_issue(&place, &q, made, &why);
		if (st == NHI_OK) {
			view_text(l.view, "made", made->number);
			view_text(l.view, "check_code", made->letter.check_code);
		} else if (is_answer(st)) {
			put_refusal(l.view, call->arena, &why);
			st = NHI_OK;
		} else if (err != NULL) {
			*err = why;
		}
	}
	return st == NHI_OK ? put_issued(&l, err) : st;
}
