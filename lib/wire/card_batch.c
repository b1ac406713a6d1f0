/* card_batch.c: see card_batch.h. */
#include "wire/card_batch.h"

#include "base/csv.h"

enum { DAY_TEXT_MAX = 16 };

static const char *const titles[] = {"serial",     "card_no", "id",       "name",   "sex",
                                     "birth_date", "photo",   "delivery", "address"};

void card_batch_title(struct buf *out) {
	for (size_t i = 0; i < COUNT_OF(titles); i++) csv_put(out, i, str_from(titles[i]));
	csv_end_row(out);
}

void card_batch_row(struct buf *out, const struct card_batch_row *row) {
	char sex[2] = {row->sex, '\0'};
	struct buf day = BUF_INIT(DAY_TEXT_MAX);
	date_print(&day, row->birth);
	const struct str texts[] = {row->card_no,  row->id,
	                            row->name,     str_from(sex),
	                            buf_str(&day), row->has_photo ? STR("yes") : STR("no"),
	                            row->delivery, row->address};
	csv_put_i64(out, 0, row->serial);
	for (size_t i = 0; i < COUNT_OF(texts); i++) csv_put(out, i + 1, texts[i]);
	csv_end_row(out);
	buf_free(&day);
}

void card_batch_end(struct buf *out, int64_t count) {
	csv_put(out, 0, STR("end"));
	csv_put_i64(out, 1, count);
	csv_end_row(out);
}
