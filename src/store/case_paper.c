/* case_paper.c: see case_paper.h. */
#include "store/case_paper.h"

enum { ROWS_START = 8 };

/* Room for one more row of a result of unknown length: doubled in the arena. */
#define GROW(arena, rows, count, room)                                                             \
	grow((arena), (void **)(rows), (count), (room), sizeof **(rows))

static bool grow(struct arena *arena, void **rows, size_t count, size_t *room, size_t size) {
	if (count < *room) return true;
	size_t wanted = *room == 0 ? ROWS_START : *room * 2;
	void *more = arena_array(arena, wanted, size);
	if (more == NULL) return false;
	if (count > 0) memcpy(more, *rows, count * size);
	*rows = more;
	*room = wanted;
	return true;
}

/* The next number in a table of the case; the case itself is held by its version. */
static enum nhi_status next_number(struct db *db, const char *query, int64_t case_id, int64_t *out,
                                   struct err *err) {
	*out = 1;
	struct db_stmt *q = db_query(db, query);
	db_bind_i64(q, case_id);
	if (db_next(q)) *out = db_i64(q, 0) + 1;
	return db_end(q, err);
}

/* ---- Documents ------------------------------------------------------------------------------- */

enum nhi_status case_document_add(struct db *db, const struct act *act, int64_t case_id,
                                  struct case_document *d, struct err *err) {
	enum nhi_status st = next_number(db, "case_document_last", case_id, &d->number, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "case_document_insert");
	db_bind_i64(q, case_id);
	db_bind_i64(q, d->number);
	db_bind_str(q, d->direction);
	db_bind_str(q, d->kind);
	db_bind_str(q, d->name);
	db_bind_str(q, d->media_type);
	db_bind_str(q, d->file_hash);
	db_bind_date(q, d->received_on);
	db_bind_str(q, d->note);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status case_documents(struct db *db, int64_t case_id, struct arena *arena,
                               struct case_document **rows, size_t *count, struct err *err) {
	size_t room = 0;
	*rows = NULL;
	*count = 0;
	struct db_stmt *q = db_query(db, "case_documents");
	db_bind_i64(q, case_id);
	while (db_next(q)) {
		if (!GROW(arena, rows, *count, &room)) {
			(void)db_fail(q, NHI_MEMORY, " "); /* db_end gives the status */
			break;
		}
		(*rows)[(*count)++] = (struct case_document){.number = db_i64(q, 0),
		                                             .direction = db_keep(q, 1, arena),
		                                             .kind = db_keep(q, 2, arena),
		                                             .name = db_keep(q, 3, arena),
		                                             .media_type = db_keep(q, 4, arena),
		                                             .file_hash = db_keep(q, 5, arena),
		                                             .received_on = db_date(q, 6),
		                                             .note = db_keep(q, 7, arena),
		                                             .act_id = db_i64(q, 8)};
	}
	return db_end(q, err);
}

/* ---- Pauses ---------------------------------------------------------------------------------- */

enum nhi_status case_pause_add(struct db *db, const struct act *act, int64_t case_id,
                               struct case_pause *p, struct err *err) {
	enum nhi_status st = next_number(db, "case_pause_last", case_id, &p->number, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "case_pause_insert");
	db_bind_i64(q, case_id);
	db_bind_i64(q, p->number);
	db_bind_str(q, p->reason);
	db_bind_date(q, p->from);
	db_bind_date(q, p->to);
	db_bind_str(q, p->asked);
	db_bind_date(q, p->answer_due);
	db_bind_str(q, p->source);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status case_pause_end(struct db *db, const struct act *act, int64_t case_id,
                               int64_t number, date_t to, struct err *err) {
	int64_t changed = 0;
	struct db_stmt *q = db_query(db, "case_pause_end");
	db_bind_i64(q, case_id);
	db_bind_i64(q, number);
	db_bind_date(q, to);
	db_bind_i64(q, act->id);
	enum nhi_status st = db_run_count(q, &changed, err);
	if (st == NHI_OK && changed == 0) return err_set(err, NHI_CONFLICT, "case_pause");
	return st;
}

enum nhi_status case_pauses(struct db *db, int64_t case_id, struct arena *arena,
                            struct case_pause **rows, size_t *count, struct err *err) {
	size_t room = 0;
	*rows = NULL;
	*count = 0;
	struct db_stmt *q = db_query(db, "case_pauses");
	db_bind_i64(q, case_id);
	while (db_next(q)) {
		if (!GROW(arena, rows, *count, &room)) {
			(void)db_fail(q, NHI_MEMORY, " "); /* db_end gives the status */
			break;
		}
		(*rows)[(*count)++] = (struct case_pause){.number = db_i64(q, 0),
		                                          .reason = db_keep(q, 1, arena),
		                                          .from = db_date(q, 2),
		                                          .to = db_date(q, 3),
		                                          .asked = db_keep(q, 4, arena),
		                                          .answer_due = db_date(q, 5),
		                                          .source = db_keep(q, 6, arena),
		                                          .act_id = db_i64(q, 7),
		                                          .ended_by_act_id = db_i64(q, 8)};
	}
	return db_end(q, err);
}

/* ---- Drafts and signatures ------------------------------------------------------------------- */

enum nhi_status case_draft_add(struct db *db, const struct act *act, int64_t case_id,
                               struct case_draft *d, struct err *err) {
	enum nhi_status st = next_number(db, "case_draft_last", case_id, &d->number, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "case_draft_insert");
	db_bind_i64(q, case_id);
	db_bind_i64(q, d->number);
	db_bind_i64(q, d->account);
	db_bind_str(q, d->account_name);
	db_bind_str(q, str_from(case_result_name(d->result)));
	db_bind_str(q, d->reason_code);
	db_bind_str(q, d->reason);
	db_bind_i64(q, d->metric);
	db_bind_i64(q, d->level);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status case_draft_read(struct db *db, int64_t case_id, int64_t number, struct arena *arena,
                                struct case_draft *out, struct err *err) {
	*out = (struct case_draft){0};
	struct db_stmt *q = db_query(db, "case_draft_read");
	db_bind_i64(q, case_id);
	db_bind_i64(q, number);
	if (db_need(q, "case_draft")) {
		*out = (struct case_draft){.number = db_i64(q, 0),
		                           .account = db_i64(q, 1),
		                           .account_name = db_keep(q, 2, arena),
		                           .reason_code = db_keep(q, 4, arena),
		                           .reason = db_keep(q, 5, arena),
		                           .metric = db_i64(q, 6),
		                           .level = db_i64(q, 7),
		                           .act_id = db_i64(q, 8)};
		(void)case_result_find(db_str(q, 3), &out->result); /* else none */
	}
	return db_end(q, err);
}

enum nhi_status case_signature_add(struct db *db, const struct act *act, int64_t case_id,
                                   struct case_signature *s, struct err *err) {
	enum nhi_status st = next_number(db, "case_signature_last", case_id, &s->number, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "case_signature_insert");
	db_bind_i64(q, case_id);
	db_bind_i64(q, s->number);
	db_bind_i64(q, s->draft_no);
	db_bind_str(q, s->kind);
	db_bind_i64(q, s->account);
	db_bind_str(q, s->account_name);
	db_bind_str(q, s->org_unit);
	db_bind_i64(q, s->level);
	db_bind_str(q, s->acting_for);
	db_bind_str(q, s->ground);
	db_bind_str(q, s->note);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status case_signatures(struct db *db, int64_t case_id, struct arena *arena,
                                struct case_signature **rows, size_t *count, struct err *err) {
	size_t room = 0;
	*rows = NULL;
	*count = 0;
	struct db_stmt *q = db_query(db, "case_signatures");
	db_bind_i64(q, case_id);
	while (db_next(q)) {
		if (!GROW(arena, rows, *count, &room)) {
			(void)db_fail(q, NHI_MEMORY, " "); /* db_end gives the status */
			break;
		}
		(*rows)[(*count)++] = (struct case_signature){.number = db_i64(q, 0),
		                                              .draft_no = db_i64(q, 1),
		                                              .kind = db_keep(q, 2, arena),
		                                              .account = db_i64(q, 3),
		                                              .account_name = db_keep(q, 4, arena),
		                                              .org_unit = db_keep(q, 5, arena),
		                                              .level = db_i64(q, 6),
		                                              .acting_for = db_keep(q, 7, arena),
		                                              .ground = db_keep(q, 8, arena),
		                                              .note = db_keep(q, 9, arena),
		                                              .act_id = db_i64(q, 10)};
	}
	return db_end(q, err);
}

/* ---- Decisions ------------------------------------------------------------------------------- */

enum nhi_status case_decision_add(struct db *db, const struct act *act, int64_t case_id,
                                  struct case_decision *d, struct err *err) {
	enum nhi_status st = next_number(db, "case_decision_last", case_id, &d->number, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = db_query(db, "case_decision_insert");
	db_bind_i64(q, case_id);
	db_bind_i64(q, d->number);
	db_bind_str(q, str_from(case_result_name(d->result)));
	db_bind_str(q, d->reason_code);
	db_bind_str(q, d->reason);
	db_bind_str(q, d->item);
	db_bind_str(q, d->table_version);
	db_bind_i64(q, d->band);
	db_bind_i64(q, d->metric);
	db_bind_i64(q, d->level_needed);
	db_bind_i64(q, d->level_used);
	db_bind_i64(q, d->account);
	db_bind_str(q, d->account_name);
	db_bind_str(q, d->title);
	db_bind_str(q, d->acting_for);
	db_bind_i64(q, d->drafted_by);
	db_bind_date(q, d->decided_on);
	db_bind_str(q, d->remedy);
	db_bind_str(q, d->effect);
	db_bind_str(q, d->changes.n > 0 ? d->changes : STR("[]"));
	db_bind_str(q, d->effect_result.n > 0 ? d->effect_result : STR("{}"));
	db_bind_str(q, d->letter);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

static void read_decision(struct db_stmt *q, struct arena *arena, struct case_decision *d) {
	*d = (struct case_decision){.number = db_i64(q, 0),
	                            .reason_code = db_keep(q, 2, arena),
	                            .reason = db_keep(q, 3, arena),
	                            .item = db_keep(q, 4, arena),
	                            .table_version = db_keep(q, 5, arena),
	                            .band = db_i64(q, 6),
	                            .metric = db_i64(q, 7),
	                            .level_needed = db_i64(q, 8),
	                            .level_used = db_i64(q, 9),
	                            .account = db_i64(q, 10),
	                            .account_name = db_keep(q, 11, arena),
	                            .title = db_keep(q, 12, arena),
	                            .acting_for = db_keep(q, 13, arena),
	                            .drafted_by = db_i64(q, 14),
	                            .decided_on = db_date(q, 15),
	                            .remedy = db_keep(q, 16, arena),
	                            .effect = db_keep(q, 17, arena),
	                            .changes = db_keep(q, 18, arena),
	                            .effect_result = db_keep(q, 19, arena),
	                            .letter = db_keep(q, 20, arena),
	                            .act_id = db_i64(q, 21)};
	(void)case_result_find(db_str(q, 1), &d->result); /* else none */
}

enum nhi_status case_decisions(struct db *db, int64_t case_id, struct arena *arena,
                               struct case_decision **rows, size_t *count, struct err *err) {
	size_t room = 0;
	*rows = NULL;
	*count = 0;
	struct db_stmt *q = db_query(db, "case_decisions");
	db_bind_i64(q, case_id);
	while (db_next(q)) {
		if (!GROW(arena, rows, *count, &room)) {
			(void)db_fail(q, NHI_MEMORY, " "); /* db_end gives the status */
			break;
		}
		read_decision(q, arena, &(*rows)[(*count)++]);
	}
	return db_end(q, err);
}

/* ---- Links ----------------------------------------------------------------------------------- */

enum nhi_status case_link_add(struct db *db, const struct act *act, int64_t case_id,
                              int64_t other_id, struct str kind, struct err *err) {
	struct db_stmt *q = db_query(db, "case_link_insert");
	db_bind_i64(q, case_id);
	db_bind_i64(q, other_id);
	db_bind_str(q, kind);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status case_links(struct db *db, int64_t case_id, struct arena *arena,
                           struct case_link **rows, size_t *count, struct err *err) {
	size_t room = 0;
	*rows = NULL;
	*count = 0;
	struct db_stmt *q = db_query(db, "case_links");
	db_bind_i64(q, case_id);
	while (db_next(q)) {
		if (!GROW(arena, rows, *count, &room)) {
			(void)db_fail(q, NHI_MEMORY, " "); /* db_end gives the status */
			break;
		}
		struct case_link *l = &(*rows)[(*count)++];
		*l = (struct case_link){.other_id = db_i64(q, 0),
		                        .other_number = db_keep(q, 1, arena),
		                        .other_service = db_keep(q, 2, arena),
		                        .kind = db_keep(q, 4, arena),
		                        .is_later = db_i64(q, 5) != 0};
		(void)case_state_find(db_str(q, 3), &l->other_state); /* else received */
	}
	return db_end(q, err);
}
