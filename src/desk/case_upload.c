/* case_upload.c: files that come to cases: which are taken, how they are kept, who sees them. */
#include "desk/case_file.h"
#include "desk/case_parts.h"
#include "desk/reads.h"
#include "store/original.h"
#include "wire/media.h"

static const struct case_upload_defect too_large = {
        "UPLOAD_LARGE", "檔案太大，一個最多 16 MB；請分開存，或把照片存小一點。",
        "The file is too large, at most 16 MB each; split it or save the picture smaller."};
static const struct case_upload_defect empty = {"UPLOAD_EMPTY", "這個檔案是空的，請再選一次。",
                                                "This file is empty; choose it again."};
static const struct case_upload_defect office = {
        "UPLOAD_KIND", "Word、Excel 的檔案請另存成 PDF（檔案 → 另存新檔 → PDF）再送。",
        "Save a Word or Excel file as PDF (File → Save as → PDF) and send that."};
static const struct case_upload_defect other = {"UPLOAD_KIND",
                                                "可以收 PDF、PNG、JPEG、TIFF、CSV、XML 和 "
                                                "ZIP；其他的請列印成 PDF，手機照片請選「最相容」。",
                                                "PDF, PNG, JPEG, TIFF, CSV, XML and ZIP are taken; "
                                                "print others to PDF, and let a telephone "
                                                "save pictures as “most compatible”."};

size_t case_uploads_of(const struct form *in, struct case_upload *uploads) {
	const struct str prefix = STR("document.");
	size_t n = in->file_count < CASE_UPLOADS_MAX ? in->file_count : CASE_UPLOADS_MAX;
	for (size_t i = 0; i < n; i++) {
		struct str kind = in->file[i].field;
		if (str_starts(kind, prefix)) kind = str_slice(kind, prefix.n, kind.n);
		uploads[i] = (struct case_upload){.kind = kind,
		                                  .name = in->file[i].name,
		                                  .bytes = in->file[i].bytes,
		                                  .is_cut = in->file[i].is_cut};
	}
	return n;
}

const struct case_upload_defect *case_upload_defect(const struct case_upload *u) {
	if (u->is_cut || u->bytes.n > CASE_UPLOAD_BYTES_MAX) return &too_large;
	enum media m = media_of(u->bytes);
	if (m == MEDIA_EMPTY) return &empty;
	if (m == MEDIA_OFFICE) return &office;
	return media_is_kept(m) ? NULL : &other;
}

void casework_check_uploads(struct casework *w, const struct case_upload *upload, size_t count) {
	if (count > CASE_UPLOADS_MAX)
		casework_refuse(w, "upload", "UPLOAD_MANY", "附件太多，一次最多 16 個。",
		                "Too many files; at most 16 at a time.");
	for (size_t i = 0; i < count; i++) {
		const struct case_upload_defect *d = case_upload_defect(&upload[i]);
		if (d != NULL) casework_refuse(w, "upload", d->code, d->zh, d->en);
	}
}

enum nhi_status casework_uploads(struct casework *w, const struct case_upload *upload, size_t count,
                                 struct err *err) {
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; i < count && st == NHI_OK; i++) {
		const struct case_upload *u = &upload[i];
		char *hex = arena_alloc(w->call->arena, SHA256_HEX_SIZE + 1);
		if (hex == NULL) return err_set(err, NHI_MEMORY, "%s", "");
		st = original_keep(w->call->write_db, &w->act, u->name, u->bytes, hex, err);
		struct case_document d = {.direction = STR("in"),
		                          .kind = u->kind,
		                          .name = u->name,
		                          .media_type = str_from(media_type(media_of(u->bytes))),
		                          .file_hash = str_from(hex),
		                          .received_on = w->call->today};
		if (st == NHI_OK)
			st = case_document_add(w->call->write_db, &w->act, w->file.id, &d, err);
	}
	return st;
}

/* ---- Shown again ------------------------------------------------------------------------------
 */

/* What officers keep among themselves is not for the applicant. */
static enum nhi_status find_document(struct desk_call *call, int64_t case_id, int64_t number,
                                     struct case_document *out, struct err *err) {
	struct case_document *rows;
	size_t count;
	enum nhi_status st = case_documents(call->db, case_id, call->arena, &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		bool inside = str_is(rows[i].direction, "internal");
		if (rows[i].number != number || rows[i].file_hash.n == 0) continue;
		if (inside && !principal_is_staff(call->who)) continue;
		*out = rows[i];
		return NHI_OK;
	}
	return st == NHI_OK ? err_set(err, NHI_NOT_FOUND, "%lld", (long long)number) : st;
}

enum nhi_status case_file_read(struct desk_call *call, struct str number, struct str document,
                               struct case_file_shown *out, struct err *err) {
	struct case_file c;
	struct case_document d;
	struct original kept;
	struct reads *reads = ARENA_NEW(call->arena, struct reads);
	int64_t document_no;
	if (reads == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	if (!str_to_i64(document, 1, INT32_MAX, &document_no))
		return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(document));
	enum nhi_status st = desk_need_db(call, err);
	if (st == NHI_OK) st = case_read(call, number, &c, err);
	if (st == NHI_OK) st = find_document(call, c.id, document_no, &d, err);
	if (st == NHI_OK) st = original_read(call->db, d.file_hash, call->arena, &kept, err);
	if (st != NHI_OK) return st;
	call->case_no = c.number;
	reads_add(reads, c.person_id);
	if (c.party == CASE_PERSON) reads_add(reads, c.party_id);
	enum media m = media_of(kept.bytes);
	*out = (struct case_file_shown){.name = d.name,
	                                .type = media_type(m),
	                                .is_shown = media_is_shown(m),
	                                .bytes = kept.bytes};
	return desk_record_reads(call, reads, "case_document", err);
}
