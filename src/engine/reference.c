/* reference.c: see reference.h. */
#include "engine/reference.h"

#include "store/original.h"

struct import {
	const struct reference_request *q;
	struct reference_report *out;
	struct ref_rows rows;
	struct arena *arena;
};

static struct ref_source source_of(const struct reference_row *row, struct str bytes) {
	return (struct ref_source){.name = row->file,
	                           .kind = row->kind,
	                           .as_of = row->as_of,
	                           .is_complete = row->is_complete,
	                           .bytes = bytes};
}

struct counting {
	const struct reference_request *q;
	struct reference_row *row;
};
static void count_one(const struct ref_difference *d, void *context) {
	struct counting *c = context;
	if (d->change == REF_ADDED) c->row->added++;
	if (d->change == REF_CHANGED) c->row->changed++;
	if (d->change == REF_REMOVED) c->row->removed++;
	if (c->q->each != NULL) c->q->each(d, c->q->context);
}

/* The newest list of the kind that stands; NULL when there is none. */
static const struct reference_row *newest(const struct reference_row *rows, size_t count) {
	const struct reference_row *best = NULL;
	for (size_t i = 0; i < count; i++)
		if (!rows[i].is_undone &&
		    (best == NULL || ref_as_of(rows[i].as_of) >= ref_as_of(best->as_of)))
			best = &rows[i];
	return best;
}

static enum nhi_status compare(struct db *db, struct import *in, const struct reference_row *before,
                               struct err *err) {
	struct ref_rows old = {.count = 0};
	struct original original;
	struct findings ignored = FINDINGS_INIT(in->arena); /* told when it was imported */
	enum nhi_status st = NHI_OK;
	if (before != NULL) {
		st = original_read(db, before->sha256, in->arena, &original, err);
		if (st != NHI_OK) return st;
		struct ref_source source = source_of(before, original.bytes);
		st = ref_list_read(&source, in->arena, &old, &ignored, err);
	}
	struct counting c = {in->q, &in->out->row};
	if (st == NHI_OK) ref_rows_compare(&old, &in->rows, count_one, &c);
	return st;
}

static enum nhi_status write_import(struct db *db, struct import *in, struct err *err) {
	const struct ref_source *list = in->q->list;
	struct act act;
	char hex[SHA256_HEX_SIZE + 1];
	struct act_request request = {
	        .actor = in->q->actor, .reason = list->name, .purpose = STR("reference")};
	enum nhi_status st = act_begin(db, &request, &act, err);
	if (st == NHI_OK) st = original_keep(db, &act, list->name, list->bytes, hex, err);
	if (st == NHI_OK) st = reference_add(db, &act, &in->out->row, err);
	return st;
}

static enum nhi_status import_run(struct db *db, void *context, struct err *err) {
	struct import *in = context;
	struct reference_row *row = &in->out->row, *rows;
	size_t count;
	row->added = row->changed = row->removed = 0; /* a transaction may be tried again */
	enum nhi_status st = reference_list(db, row->kind, in->arena, &rows, &count, err);
	if (st != NHI_OK) return st;
	for (size_t i = 0; i < count; i++) {
		if (rows[i].is_undone || !str_eq(rows[i].sha256, row->sha256) ||
		    !str_eq(rows[i].as_of, row->as_of))
			continue;
		*row = rows[i];
		in->out->is_known = true;
		return NHI_OK;
	}
	const struct reference_row *before = newest(rows, count);
	in->out->has_before = before != NULL;
	st = compare(db, in, before, err);
	return st == NHI_OK && !in->q->is_dry_run ? write_import(db, in, err) : st;
}

enum nhi_status reference_import(const char *url, const char *data_dir,
                                 const struct reference_request *q, struct arena *arena,
                                 struct reference_report *out, struct err *err) {
	struct db *db;
	char hex[SHA256_HEX_SIZE + 1];
	struct import in = {.q = q, .out = out, .arena = arena};
	*out = (struct reference_report){.findings = FINDINGS_INIT(arena)};
	enum nhi_status st = ref_list_read(q->list, arena, &in.rows, &out->findings, err);
	if (st != NHI_OK) return err_where(err, "%.*s", STR_ARG(q->list->name));
	sha256_hex(q->list->bytes, hex);
	out->row = (struct reference_row){.kind = q->list->kind,
	                                  .file = q->list->name,
	                                  .as_of = q->list->as_of,
	                                  .is_complete = q->list->is_complete,
	                                  .rows = (int64_t)in.rows.count,
	                                  .left_out = (int64_t)out->findings.count};
	if (!arena_str(arena, str_from(hex), &out->row.sha256)) return err_set(err, NHI_MEMORY, "");
	st = db_open(&db, url, data_dir, q->is_dry_run ? DB_READ_ONLY : 0, err);
	if (st != NHI_OK) return st;
	st = db_transact(db, q->is_dry_run ? DB_READ : DB_WRITE, import_run, &in, err);
	db_close(db);
	return st;
}

/* --- taking back ---------------------------------------------------------------------------------
 */

struct taking_back {
	int64_t id;
	struct str actor, reason;
	struct arena *arena;
};

static enum nhi_status take_back(struct db *db, void *context, struct err *err) {
	const struct taking_back *t = context;
	struct reference_row *rows;
	size_t count, at = 0;
	enum nhi_status st = reference_list(db, STR(""), t->arena, &rows, &count, err);
	if (st != NHI_OK) return st;
	while (at < count && rows[at].id != t->id) at++;
	if (at == count) return err_set(err, NHI_NOT_FOUND, "ref_import %lld", (long long)t->id);
	if (rows[at].is_undone)
		return err_set(err, NHI_CONFLICT, "ref_undo %lld", (long long)t->id);
	struct act act;
	struct act_request request = {
	        .actor = t->actor, .reason = t->reason, .purpose = STR("reference")};
	st = act_begin(db, &request, &act, err);
	return st == NHI_OK ? reference_undo(db, &act, t->id, err) : st;
}

enum nhi_status reference_take_back(const char *url, const char *data_dir, int64_t id,
                                    struct str actor, struct str reason, struct err *err) {
	struct db *db;
	struct arena arena = ARENA_INIT(0);
	struct taking_back t = {id, actor, reason, &arena};
	enum nhi_status st = db_open(&db, url, data_dir, 0, err);
	if (st != NHI_OK) return st;
	st = db_transact(db, DB_WRITE, take_back, &t, err);
	db_close(db);
	arena_free(&arena);
	return st;
}

/* --- what stands
 * ----------------------------------------------------------------------------------- */

enum nhi_status reference_imports(const char *url, const char *data_dir, struct arena *arena,
                                  struct reference_row **rows, size_t *count, struct err *err) {
	struct db *db;
	enum nhi_status st = db_open(&db, url, data_dir, DB_READ_ONLY, err);
	if (st != NHI_OK) return st;
	st = reference_list(db, STR(""), arena, rows, count, err);
	db_close(db);
	return st;
}

static enum nhi_status read_sources(struct db *db, struct arena *arena, struct ref_source *out,
                                    size_t *count, struct err *err) {
	struct reference_row *rows;
	struct original original;
	size_t n;
	enum nhi_status st = reference_list(db, STR(""), arena, &rows, &n, err);
	for (size_t i = n; i > 0 && *count < REF_LISTS_MAX && st == NHI_OK; i--) {
		if (rows[i - 1].is_undone) continue;
		st = original_read(db, rows[i - 1].sha256, arena, &original, err);
		if (st == NHI_OK) out[(*count)++] = source_of(&rows[i - 1], original.bytes);
	}
	return st;
}

enum nhi_status reference_sources(const char *url, const char *data_dir, struct arena *arena,
                                  struct ref_source **out, size_t *count, struct err *err) {
	struct db *db;
	*count = 0;
	*out = ARENA_ARRAY(arena, REF_LISTS_MAX, struct ref_source);
	if (*out == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = db_open(&db, url, data_dir, DB_READ_ONLY, err);
	if (st != NHI_OK) return st;
	st = read_sources(db, arena, *out, count, err);
	db_close(db);
	return st;
}
