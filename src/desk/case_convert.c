/* case_convert.c: a general case (其他…) goes on under the name of a service: a new case with the
 * day of filing, the applicant and the documents of the old one, which ends and says where it went.
 * Both, the link between them and the events are one act. */
#include "desk/case_parts.h"

static enum nhi_status old_work(struct casework *w, struct casework *old, struct err *err) {
	*old = (struct casework){.call = w->call, .desk = w->desk, .file = w->converted};
	enum nhi_status st = case_service(w->desk, &old->file, &old->service, err);
	if (st != NHI_OK) return st;
	if (old->service != NULL) old->step = service_step(old->service->flow, old->file.step);
	if (old->step == NULL) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(old->file.step));
	return NHI_OK;
}

enum nhi_status casework_convert_read(struct casework *w, struct err *err) {
	struct casework old;
	struct str number = w->application->converts;
	w->converted = (struct case_file){.id = 0};
	if (number.n == 0) return NHI_OK;
	enum nhi_status st = case_lock(w->call->write_db, number, err);
	if (st == NHI_OK)
		st = case_by_number(w->call->write_db, number, w->call->arena, &w->converted, err);
	if (st == NHI_OK) st = old_work(w, &old, err);
	if (st == NHI_OK) st = casework_need(&old, RIGHT_WRITE, err);
	if (st == NHI_OK) st = casework_move(&old, SERVICE_CONVERT, err);
	if (st == NHI_OK) st = casework_level(&old, old.move->level, err);
	if (st != NHI_OK) return st;
	w->file.received_on = w->converted.received_on;
	w->file.received_at = w->converted.received_at;
	w->file.channel = w->converted.channel;
	return NHI_OK;
}

static enum nhi_status carry_documents(struct casework *w, struct err *err) {
	struct case_document *rows;
	size_t count;
	struct db *db = w->call->write_db;
	enum nhi_status st =
	        case_documents(db, w->converted.id, w->call->arena, &rows, &count, err);
	for (size_t i = 0; i < count && st == NHI_OK; i++)
		if (str_is(rows[i].direction, "in"))
			st = case_document_add(db, &w->act, w->file.id, &rows[i], err);
	return st;
}

enum nhi_status casework_convert_apply(struct casework *w, struct err *err) {
	struct casework old;
	struct db *db = w->call->write_db;
	if (w->converted.id == 0) return NHI_OK;
	enum nhi_status st = old_work(w, &old, err);
	if (st == NHI_OK) st = carry_documents(w, err);
	if (st == NHI_OK)
		st = case_link_add(db, &w->act, w->file.id, w->converted.id, STR("follow_up"), err);
	if (st == NHI_OK) st = casework_move(&old, SERVICE_CONVERT, err);
	const struct case_event event = {.actor = w->call->who->actor,
	                                 .actor_name = w->call->who->name,
	                                 .acting_for = w->call->who->acting_for,
	                                 .kind = STR("convert"),
	                                 .note = w->file.number};
	return st == NHI_OK ? case_change(db, &w->act, &old.file, &event, err) : st;
}
