/* multipart.c: any bytes as an upload: the first line is the Content-Type, the rest the body. Read
 * whole, byte by byte and in uneven pieces it must give the same; what is accepted is clean text
 * within its limits. */
#include "web/multipart.h"

#include "fuzz.h"

static enum nhi_status read_in_pieces(struct str type, struct str body, size_t piece,
                                      struct multipart **m, struct form *form) {
	struct err err = ERR_INIT;
	*form = (struct form){.count = 0};
	enum nhi_status st = multipart_open(m, type, &err);
	if (st != NHI_OK) *m = NULL;
	while (st == NHI_OK && body.n > 0) {
		st = multipart_put(*m, str_slice(body, 0, piece), &err);
		body = str_slice(body, piece, body.n);
		if (piece > 1 && piece < SIZE_MAX) piece += 3; /* uneven */
	}
	if (st == NHI_OK) st = multipart_end(*m, form, &err);
	CHECK(st == err.code);
	return st;
}

static void check_clean(const struct form *f) {
	for (size_t i = 0; i < f->count; i++)
		CHECK(f->input[i].name.n > 0 && str_is_utf8(f->input[i].value));
	for (size_t i = 0; i < f->file_count; i++) {
		CHECK(f->file[i].name.n > 0 && str_is_utf8(f->file[i].name));
		CHECK(str_find_char(f->file[i].name, '/') == f->file[i].name.n);
		CHECK(f->file[i].bytes.n <= FORM_FILE_BYTES_MAX);
	}
}

static void check_same(const struct form *a, const struct form *b) {
	CHECK(a->count == b->count && a->file_count == b->file_count);
	for (size_t i = 0; i < a->count; i++)
		CHECK(str_eq(a->input[i].name, b->input[i].name) &&
		      str_eq(a->input[i].value, b->input[i].value));
	for (size_t i = 0; i < a->file_count; i++)
		CHECK(str_eq(a->file[i].name, b->file[i].name) &&
		      str_eq(a->file[i].bytes, b->file[i].bytes));
}

void fuzz_one(struct str bytes) {
	static const size_t pieces[] = {SIZE_MAX, 1, 7};
	struct str type = str_cut(&bytes, '\n');
	struct multipart *first, *other;
	struct form form, again;
	enum nhi_status st = read_in_pieces(type, bytes, pieces[0], &first, &form);
	if (st == NHI_OK) check_clean(&form);
	for (size_t i = 1; i < COUNT_OF(pieces); i++) {
		CHECK(read_in_pieces(type, bytes, pieces[i], &other, &again) == st);
		if (st == NHI_OK) check_same(&form, &again);
		multipart_close(other);
	}
	multipart_close(first);
}
