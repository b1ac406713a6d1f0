/* incoming_page.c: see incoming_page.h. */
#include "desk/incoming_page.h"

#include "desk/catalogue.h"
#include "desk/incoming.h"
#include "desk/letter_outbox.h"
#include "desk/reads.h"
#include "desk/service_view.h"
#include "store/incoming.h"
#include "store/original.h"
#include "wire/media.h"

enum { ROWS_A_PAGE = 40, ADDRESS_MAX = 256, TEXT_SIZE = 128, TEXT_MAX = 500, REASONS_MAX = 40 };

static enum nhi_status need(struct desk_call *call, enum right right, struct err *err) {
	enum nhi_status st =
	        principal_need_division(call->who, "case", right, call->who->division, err);
	if (st == NHI_OK && !principal_is_staff(call->who))
		st = err_set(err, NHI_FORBIDDEN, "收文" ERR_SEP "incoming mail");
	return st == NHI_OK ? desk_need_db(call, err) : st;
}

static struct str address_of(struct desk_call *call, const char *before, struct str number,
                             struct str after) {
	struct buf b = BUF_INIT(ADDRESS_MAX);
	struct str kept = STR("/incoming");
	buf_printf(&b, "%s%.*s%.*s", before, STR_ARG(number), STR_ARG(after));
	if (!buf_ok(&b) || !arena_str(call->arena, buf_str(&b), &kept)) kept = STR("/incoming");
	buf_free(&b);
	return kept;
}

/* The mail's day in law (行政程序法 49). */
static date_t filed_on(const struct incoming *m) {
	return m->is_registered && m->postmark_on != DATE_OPEN ? m->postmark_on : m->received_on;
}

static void put_piece(struct view *v, const struct incoming *m) {
	view_text(v, "number", m->number);
	view_text(v, "state", str_from(incoming_state_name(m->state)));
	view_text(v, "channel", m->channel);
	view_text(v, "speed", m->speed);
	view_flag(v, "urgent", !str_is(m->speed, "normal"));
	view_flag(v, "registered", m->is_registered);
	view_flag(v, "secret", m->is_secret);
	view_date(v, "received_on", m->received_on);
	view_date(v, "filed_on", filed_on(m));
	view_text(v, "sender", m->sender);
	view_text(v, "sender_number", m->sender_number);
	view_text(v, "subject", m->is_secret ? STR("") : m->subject);
	view_number(v, "pages", m->pages);
	view_text(v, "section", m->section);
	view_text(v, "forwarded_to", m->forwarded_to);
	view_flag(v, "has_scan", m->file_hash.n > 0);
}

/* ---- The list ---------------------------------------------------------------------------------
 */

static void put_states(struct view *v, enum incoming_state now) {
	view_list(v, "states");
	for (int i = 0; i < INCOMING_STATES; i++) {
		struct view *o = view_item(v, "states", "incoming_state");
		view_text(o, "state", str_from(incoming_state_name((enum incoming_state)i)));
		view_flag(o, "now", (enum incoming_state)i == now);
	}
}

static void put_sections(struct desk_call *call, struct view *v, struct str chosen) {
	view_list(v, "sections");
	for (size_t i = 0; i < call->desk->org->unit_count; i++) {
		const struct org_unit *u = &call->desk->org->units[i];
		if (u->division != call->who->division || call->today < u->from ||
		    call->today >= u->to)
			continue;
		for (size_t k = 0; k < u->section_name_count; k++) {
			struct view *o = view_item(v, "sections", "option");
			char code[TEXT_SIZE];
			struct str kept = STR("");
			snprintf(code, sizeof code, "%.*s/%.*s", STR_ARG(u->code),
			         STR_ARG(u->sections[k].code));
			if (!arena_str(call->arena, str_from(code), &kept)) return;
			view_text(o, "code", kept);
			view_both(o, "name", u->sections[k].zh, u->sections[k].en);
			view_flag(o, "selected", str_eq(kept, chosen));
		}
	}
}

/* codes/mail_returns.csv */
static enum nhi_status put_reasons(struct desk_call *call, struct view *v, struct str chosen,
                                   struct err *err) {
	static const char *const titles[] = {"code", "zh", "en"};
	struct csv csv;
	size_t at[COUNT_OF(titles)];
	bool more = true;
	view_list(v, "reasons");
	enum nhi_status st =
	        catalogue_open(&csv, call->arena, call->desk->data_dir, "codes/mail_returns.csv",
	                       titles, COUNT_OF(titles), at, err);
	while (st == NHI_OK && (st = csv_next(&csv, &more, err)) == NHI_OK && more) {
		struct str text[COUNT_OF(titles)];
		for (size_t i = 0; i < COUNT_OF(titles); i++)
			if (!arena_str(call->arena, csv_field(&csv, at[i]), &text[i]))
				return err_set(err, NHI_MEMORY, "%s", "");
		struct view *o = view_item(v, "reasons", "option");
		view_text(o, "code", text[0]);
		view_both(o, "name", text[1], text[2]);
		view_flag(o, "selected", str_eq(text[0], chosen));
	}
	return st;
}

/* What was typed comes back: nothing is lost by a mistake. */
static void put_typed(struct view *v, const struct form *in) {
	static const char *const texts[] = {"sender",   "sender_number", "subject", "postmark",
	                                    "received", "pages",         "letter",  "returned_on"};
	struct view *t = view_part(v, "typed", "incoming_typed");
	for (size_t i = 0; i < COUNT_OF(texts); i++) view_text(t, texts[i], form_get(in, texts[i]));
	view_flag(t, "registered", form_has(in, "registered"));
	view_flag(t, "secret", form_has(in, "secret"));
	view_flag(t, "fax", str_is(form_get(in, "channel"), "fax"));
	view_flag(t, "courier", str_is(form_get(in, "channel"), "courier"));
	view_flag(t, "counter", str_is(form_get(in, "channel"), "counter"));
	view_flag(t, "exchange", str_is(form_get(in, "channel"), "exchange"));
	view_flag(t, "fast", str_is(form_get(in, "speed"), "fast"));
	view_flag(t, "urgent", str_is(form_get(in, "speed"), "urgent"));
	view_flag(t, "is_return", str_is(form_get(in, "do"), "returned"));
	view_flag(t, "is_add", str_is(form_get(in, "do"), "add"));
}

enum nhi_status incoming_list_page(struct desk_call *call, const struct form *in, struct view **out,
                                   struct err *err) {
	enum incoming_state state = INCOMING_RECEIVED;
	struct incoming *rows;
	size_t count = 0;
	int64_t after = 0;
	char next[TEXT_SIZE];
	struct str kept;
	struct str wanted = form_get(in, "state");
	if (wanted.n > 0 && !incoming_state_find(wanted, &state))
		return err_set(err, NHI_RANGE,
		               "state" ERR_SEP "%.*s" ERR_SEP
		               "received opened routed filed forwarded",
		               STR_ARG(wanted));
	struct view *v = *out = view_new(call->arena, "incoming_list");
	view_list(v, "errors");
	(void)form_i64(in, "after", 0, INT64_MAX, NULL, &after); /* wrong: from the start */
	enum nhi_status st = need(call, RIGHT_READ, err);
	if (st == NHI_OK)
		st = incoming_list(call->db, call->who->division, state, form_get(in, "section"),
		                   after, ROWS_A_PAGE, call->arena, &rows, &count, err);
	if (st != NHI_OK) return st;
	put_states(v, state);
	view_text(v, "state", str_from(incoming_state_name(state)));
	put_sections(call, v, form_get(in, "section"));
	view_flag(v, "first", after == 0);
	view_flag(v, "noted", form_has(in, "noted"));
	view_list(v, "rows");
	for (size_t i = 0; i < count; i++)
		put_piece(view_item(v, "rows", "incoming_row"), &rows[i]);
	if (count == ROWS_A_PAGE) {
		snprintf(next, sizeof next, "%lld", (long long)rows[count - 1].id);
		if (arena_str(call->arena, str_from(next), &kept)) view_text(v, "next", kept);
	}
	put_typed(v, in);
	return put_reasons(call, v, form_get(in, "reason"), err);
}

/* ---- A new piece ------------------------------------------------------------------------------
 */

static bool need_text(const struct form *in, const char *field, struct view *v) {
	struct str text = form_get(in, field);
	if (text.n == 0) form_error(v, field, "這一項還沒有填。", "This is not filled in yet.");
	if (text.n > TEXT_MAX) form_error(v, field, "太長了。", "This is too long.");
	return text.n > 0 && text.n <= TEXT_MAX;
}

/* Days that contradict each other are told beside the field. */
static bool read_days(struct desk_call *call, const struct form *in, struct incoming_request *q,
                      struct view *v) {
	q->received_on = q->postmark_on = DATE_UNKNOWN;
	bool good = form_date(in, "received", v, &q->received_on);
	good &= form_date(in, "postmark", v, &q->postmark_on);
	date_t received = q->received_on == DATE_UNKNOWN ? call->today : q->received_on;
	if (good && received > call->today) {
		form_error(v, "received", "收到日不能在今天之後。",
		           "The day of receipt cannot lie in the future.");
		return false;
	}
	if (good && q->postmark_on != DATE_UNKNOWN && q->postmark_on > received) {
		form_error(v, "postmark", "郵戳不能晚於收到日。",
		           "The postmark cannot be later than the receipt.");
		return false;
	}
	return good;
}

/* The scan of a form; a file that is not taken is told. */
static bool read_scan(const struct form *in, struct incoming_request *q, struct view *v) {
	struct case_upload scan[CASE_UPLOADS_MAX];
	size_t n = case_uploads_of(in, scan);
	if (n == 0) return true;
	const struct case_upload_defect *d = case_upload_defect(&scan[0]);
	q->scan = scan[0].bytes;
	q->scan_name = scan[0].name;
	if (d != NULL) form_error(v, "scan", d->zh, d->en);
	enum media kind = media_of(scan[0].bytes);
	bool picture = media_is_shown(kind) || kind == MEDIA_TIFF;
	if (d == NULL && !picture)
		form_error(v, "scan", "掃描請存成 PDF、JPEG、PNG 或 TIFF。",
		           "Save the scan as PDF, JPEG, PNG or TIFF.");
	if (n > 1) form_error(v, "scan", "請把掃描合併成一個檔案。", "Put the scan into one file.");
	return d == NULL && picture && n == 1;
}

static enum nhi_status add_piece(struct desk_call *call, const struct form *in, struct view *v,
                                 struct str *to, struct err *err) {
	struct incoming_request q = {.verb = INCOMING_DO_ADD,
	                             .channel = form_get(in, "channel"),
	                             .is_registered = form_has(in, "registered"),
	                             .is_secret = form_has(in, "secret"),
	                             .sender = form_get(in, "sender"),
	                             .sender_number = form_get(in, "sender_number"),
	                             .subject = form_get(in, "subject"),
	                             .speed = form_get(in, "speed"),
	                             .key = form_get(in, "key")};
	struct str number;
	bool good = need_text(in, "sender", v);
	good &= need_text(in, "subject", v);
	good &= form_i64(in, "pages", 1, 100000, v, &q.pages);
	good &= read_days(call, in, &q, v);
	if (!good) return NHI_OK;
	enum nhi_status st = incoming_do(call, &q, &number, err);
	if (st == NHI_OK) *to = address_of(call, "/incoming/", number, STR(""));
	return st;
}

/* ---- Mail of ours that came back --------------------------------------------------------------
 */

static enum nhi_status note_return(struct desk_call *call, const struct form *in, struct view *v,
                                   struct str *to, struct err *err) {
	date_t on = call->today;
	bool good = need_text(in, "letter", v);
	good &= form_date(in, "returned_on", v, &on);
	good &= need_text(in, "reason", v);
	if (good && on > call->today) {
		form_error(v, "returned_on", "日期不能在今天之後。",
		           "The day cannot lie in the future.");
		good = false;
	}
	enum nhi_status st = good ? desk_need_write(call, err) : NHI_OK;
	if (!good || st != NHI_OK) return st;
	const struct letter_place place = {call->write_db, &call->desk->cases.letters, call->arena};
	struct err why = ERR_INIT;
	st = letter_returned(&place, call->who, form_get(in, "letter"), on, form_get(in, "reason"),
	                     &why);
	if (st == NHI_NOT_FOUND || st == NHI_OUTBOX_NONE || st == NHI_OUTBOX_RETURNED) {
		struct buf zh = BUF_INIT(1024), en = BUF_INIT(1024);
		struct str kept_zh = STR(""), kept_en = STR("");
		err_message(&why, "zh", &zh);
		err_message(&why, "en", &en);
		if (arena_str(call->arena, buf_str(&zh), &kept_zh) &&
		    arena_str(call->arena, buf_str(&en), &kept_en))
			form_error(v, "letter", kept_zh.p, kept_en.p);
		buf_free(&zh);
		buf_free(&en);
		return NHI_OK;
	}
	if (st != NHI_OK && err != NULL) *err = why;
	if (st == NHI_OK) *to = STR("/incoming?noted=returned");
	return st;
}

enum nhi_status incoming_list_post(struct desk_call *call, const struct form *in, struct view **out,
                                   struct str *to, struct err *err) {
	enum nhi_status st = need(call, RIGHT_WRITE, err);
	if (st == NHI_OK) st = incoming_list_page(call, in, out, err);
	if (st != NHI_OK) return st;
	return str_is(form_get(in, "do"), "returned") ? note_return(call, in, *out, to, err)
	                                              : add_piece(call, in, *out, to, err);
}

/* ---- One piece --------------------------------------------------------------------------------
 */

static enum nhi_status read_piece(struct desk_call *call, struct str number, struct incoming *m,
                                  struct err *err) {
	enum nhi_status st = need(call, RIGHT_READ, err);
	if (st == NHI_OK) st = incoming_by_number(call->db, number, call->arena, m, err);
	if (st == NHI_OK)
		st = principal_need_division(call->who, "case", RIGHT_READ, m->division, err);
	return st;
}

enum nhi_status incoming_piece_page(struct desk_call *call, struct str number,
                                    const struct form *in, struct view **out, struct err *err) {
	struct incoming m;
	struct case_file c = {.id = 0};
	enum nhi_status st = read_piece(call, number, &m, err);
	if (st == NHI_OK && m.case_id != 0)
		st = case_by_id(call->db, m.case_id, call->arena, &c, err);
	if (st != NHI_OK) return st;
	struct view *v = *out = view_new(call->arena, "incoming_piece");
	bool ended = m.state == INCOMING_FILED || m.state == INCOMING_FORWARDED;
	bool works = principal_may(call->who, "case", RIGHT_WRITE) && !ended;
	view_list(v, "errors");
	put_piece(v, &m);
	view_text(v, "case_number", c.number);
	view_flag(v, "can_open", works && m.state == INCOMING_RECEIVED);
	view_flag(v, "can_scan", works && m.state == INCOMING_RECEIVED && !m.is_secret);
	view_flag(v, "can_route", works);
	view_text(v, "to", form_get(in, "to"));
	put_sections(call, v, m.section);
	service_options(v, call->desk, call->today);
	return NHI_OK;
}

static enum nhi_status do_piece(struct desk_call *call, const struct incoming_request *q,
                                const char *field, struct view *v, bool *done, struct err *err) {
	struct err why = ERR_INIT;
	struct str unused;
	enum nhi_status st = incoming_do(call, q, &unused, &why);
	*done = st == NHI_OK;
	if (st == NHI_NOT_FOUND) {
		form_error(v, field, "找不到，請再看一次號碼。",
		           "Not found; look at the number again.");
		return NHI_OK;
	}
	if (st != NHI_OK && err != NULL) *err = why;
	return st;
}

enum nhi_status incoming_piece_post(struct desk_call *call, struct str number,
                                    const struct form *in, struct view **out, struct str *to,
                                    struct err *err) {
	static const struct {
		const char *name, *field; /* that must be given; NULL none */
		enum incoming_verb verb;
	} verbs[] = {{"open", NULL, INCOMING_DO_OPEN},
	             {"route", "section", INCOMING_DO_ROUTE},
	             {"forward", "agency", INCOMING_DO_FORWARD},
	             {"file", "case", INCOMING_DO_FILE}};
	enum nhi_status st = incoming_piece_page(call, number, in, out, err);
	struct str wanted = form_get(in, "do");
	struct incoming_request q = {.number = number, .key = form_get(in, "key")};
	bool done = false;
	if (st != NHI_OK) return st;
	if (str_is(wanted, "case")) {
		if (!need_text(in, "service", *out)) return NHI_OK;
		struct str service = form_get(in, "service");
		*to = address_of(call, "/apply/", service,
		                 address_of(call, "?incoming=", number, STR("")));
		return NHI_OK;
	}
	for (size_t i = 0; i < COUNT_OF(verbs); i++) {
		if (!str_is(wanted, verbs[i].name)) continue;
		q.verb = verbs[i].verb;
		bool good = verbs[i].field == NULL || need_text(in, verbs[i].field, *out);
		if (verbs[i].field != NULL) q.to = form_get(in, verbs[i].field);
		good &= form_i64(in, "pages", 1, 100000, *out, &q.pages);
		good &= read_scan(in, &q, *out);
		if (!good) return NHI_OK;
		st = do_piece(call, &q, verbs[i].field == NULL ? "scan" : verbs[i].field, *out,
		              &done, err);
		if (st == NHI_OK && done) *to = address_of(call, "/incoming/", number, STR(""));
		return st;
	}
	return err_set(err, NHI_RANGE, "do" ERR_SEP "%.*s" ERR_SEP "open route forward file case",
	               STR_ARG(wanted));
}

enum nhi_status incoming_scan(struct desk_call *call, struct str number,
                              struct case_file_shown *out, struct err *err) {
	struct incoming m;
	struct original kept;
	struct case_file c = {.id = 0};
	struct reads *reads = ARENA_NEW(call->arena, struct reads);
	if (reads == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = read_piece(call, number, &m, err);
	if (st == NHI_OK && m.file_hash.n == 0)
		st = err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(number));
	if (st == NHI_OK) st = original_read(call->db, m.file_hash, call->arena, &kept, err);
	if (st == NHI_OK && m.case_id != 0)
		st = case_by_id(call->db, m.case_id, call->arena, &c, err);
	if (st != NHI_OK) return st;
	call->case_no = c.number;
	reads_add(reads, c.person_id);
	enum media kind = media_of(kept.bytes);
	*out = (struct case_file_shown){.name = kept.name,
	                                .type = media_type(kind),
	                                .is_shown = media_is_shown(kind),
	                                .bytes = kept.bytes};
	return desk_record_reads(call, reads, "incoming_scan", err);
}
