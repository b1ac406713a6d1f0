/* claim_copy.c: `nhi claim copy IN OUT`: a claim file read and written again. */
#include "cli/claim_file.h"

#include "base/file.h"
#include "cli/claim_cli.h"
#include "wire/claim_write.h"

enum { COPY_BYTES_MAX = 512 * 1024 * 1024, PIECE = 1 << 20 };

/* The whole file, unpacked when it is a zip, followed by the scanner's padding. */
static enum nhi_status read_pieces(struct claim_source *source, struct buf *out, struct err *err) {
	for (size_t got = 1; got > 0;) {
		char *to = buf_room(out, PIECE);
		if (to == NULL) return err_set(err, NHI_MEMORY, "");
		enum nhi_status st = source->read(source, to, PIECE, &got, err);
		if (st != NHI_OK) return st;
		buf_added(out, got);
	}
	return NHI_OK;
}

static enum nhi_status unpack(struct buf *bytes, struct err *err) {
	if (!claim_zip_is(buf_str(bytes))) return NHI_OK;
	struct buf out = BUF_INIT((size_t)COPY_BYTES_MAX);
	struct claim_bytes packed = claim_bytes_of(buf_str(bytes));
	struct claim_zip *z = claim_zip_open(&packed.source, STR(""));
	if (z == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = read_pieces(claim_zip_source(z), &out, err);
	enum claim_zip_fault fault = claim_zip_fault(z);
	claim_zip_close(z);
	buf_free(bytes);
	*bytes = out;
	if (st == NHI_OK && fault != CLAIM_ZIP_SOUND)
		return err_set(err, NHI_INPUT, "%s" ERR_SEP "%s", claim_zip_fault_text(fault, "zh"),
		               claim_zip_fault_text(fault, "en"));
	return st;
}

static enum nhi_status read_file(const char *path, struct buf *bytes, struct err *err) {
	struct claim_file file;
	enum nhi_status st = claim_file_open(&file, path, err);
	if (st == NHI_OK) st = read_pieces(&file.source, bytes, err);
	claim_file_close(&file);
	if (st == NHI_OK) st = unpack(bytes, err);
	if (st != NHI_OK) return st;
	char *padding = buf_room(bytes, CLAIM_SCAN_PADDING);
	if (padding == NULL) return err_set(err, NHI_MEMORY, "");
	memset(padding, 0, CLAIM_SCAN_PADDING);
	return NHI_OK;
}

static enum nhi_status copy(struct str bytes, struct buf *out, struct err *err) {
	struct claim_scan scan;
	struct claim_token t;
	struct claim_copier copier = {bytes.p};
	(void)claim_scan_start(&scan, bytes, true);
	do {
		claim_scan_next(&scan, &t);
		if (t.kind == CLAIM_TOKEN_BAD) {
			err_set(err, NHI_INPUT, "%s" ERR_SEP "%s", claim_fault_text(t.fault, "zh"),
			        claim_fault_text(t.fault, "en"));
			return err_where(err, "%u", t.line);
		}
		claim_copy_token(&copier, &t, out);
	} while (t.kind != CLAIM_TOKEN_END);
	return buf_ok(out) ? NHI_OK : err_set(err, NHI_MEMORY, "");
}

enum nhi_status claim_copy_run(struct cli *cli, struct err *err) {
	if (cli->argument_count != 2)
		return err_set(err, NHI_USAGE,
		               "用法：nhi claim copy IN OUT" ERR_SEP
		               "usage: nhi claim copy IN OUT");
	struct buf bytes = BUF_INIT((size_t)COPY_BYTES_MAX), out = BUF_INIT((size_t)COPY_BYTES_MAX);
	enum nhi_status st = read_file(cli->argument[0].p, &bytes, err);
	if (st == NHI_OK) st = copy(buf_str(&bytes), &out, err);
	if (st != NHI_OK) err_where(err, "%s", cli->argument[0].p);
	if (st == NHI_OK) st = file_write(cli->argument[1].p, buf_str(&out), err);
	buf_free(&bytes);
	buf_free(&out);
	return st;
}
