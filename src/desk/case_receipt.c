/* case_receipt.c: the receipt of an application: its number and what happens next, with days; see
 * case_page.h. */
#include "desk/case_page.h"
#include "desk/case_parts.h"
#include "desk/reads.h"
#include "wire/qr.h"

enum { QR_SIZE = 180 };

static struct view *put_next(struct view *v, date_t day, const char *zh, const char *en) {
	struct view *step = view_item(v, "next", "receipt_step");
	if (day != DATE_OPEN && day != DATE_UNKNOWN) view_date(step, "day", day);
	view_both(step, "says", str_from(zh), str_from(en));
	return step;
}

static void put_steps(struct view *v, const struct case_file *c, const struct service *s) {
	bool closed = case_is_closed(c->state);
	view_list(v, "next");
	(void)put_next(v, c->received_on, "我們收到申請，期限從這天起算。",
	               "We received it; the term runs from this day.");
	if (closed) {
		(void)put_next(v, c->closed_on, "已經辦好。", "It is done.");
		return;
	}
	if (c->is_standing)
		(void)put_next(v, DATE_OPEN, "等您補件；補到之前期限停止計算。",
		               "We wait for what is missing; until it arrives the term stands.");
	else
		(void)put_next(
		        v, DATE_OPEN,
		        "承辦人看文件；少了什麼會通知您補件，補件的日子不算在期限裡。",
		        "An officer looks at it; if something is missing we ask you, and those "
		        "days do not count.");
	if (c->due_on != DATE_OPEN)
		(void)put_next(v, c->due_on, "最晚在這天決定並通知您。",
		               "By this day we decide and tell you.");
	if (c->deemed_on != DATE_OPEN)
		(void)put_next(v, c->deemed_on,
		               s->clock.deemed == SERVICE_DEEMED_APPROVED
		                       ? "到這天還沒有決定，就視為同意。"
		                       : "到這天還沒有決定，就視為不同意，您可以提出異議。",
		               s->clock.deemed == SERVICE_DEEMED_APPROVED
		                       ? "Undecided on this day, it counts as approved."
		                       : "Undecided on this day, it counts as refused; you may "
		                         "object.");
}

enum nhi_status case_receipt_page(struct desk_call *call, struct str number, struct view **out,
                                  struct err *err) {
	struct casework w = {.call = call, .desk = call->desk};
	struct reads *reads = ARENA_NEW(call->arena, struct reads);
	if (reads == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	enum nhi_status st = case_read(call, number, &w.file, err);
	if (st == NHI_OK) st = case_service(call->desk, &w.file, &w.service, err);
	if (st != NHI_OK) return st;
	const struct case_file *c = &w.file;
	struct view *v = *out = view_new(call->arena, "case_receipt");
	view_text(v, "number", c->number);
	view_text(v, "service_id", c->service);
	view_both(v, "service", w.service->name.zh, w.service->name.en);
	view_text(v, "title", c->title);
	view_date(v, "received_on", c->received_on);
	view_text(v, "state", str_from(case_state_name(c->state)));
	view_text(v, "hotline", call->desk->org->hotline);
	case_section_put(v, call, c->section);
	put_steps(v, c, w.service);
	call->case_no = c->number;
	reads_add(reads, c->person_id);
	if (c->party == CASE_PERSON) reads_add(reads, c->party_id);
	return desk_record_reads(call, reads, "case_receipt", err);
}

enum nhi_status case_qr(struct desk_call *call, struct str number, struct str site, struct buf *svg,
                        struct err *err) {
	struct case_file c;
	struct buf address = BUF_INIT(QR_TEXT_MAX);
	enum nhi_status st = case_read(call, number, &c, err);
	buf_printf(&address, "%.*s/cases/%.*s", STR_ARG(site), STR_ARG(number));
	if (st == NHI_OK) st = qr_svg(buf_str(&address), QR_SIZE, svg, err);
	buf_free(&address);
	return st;
}
