/* big5.c: any bytes read as Big5 are well-formed UTF-8 and come back byte for byte. */
#include "wire/big5.h"

#include "fuzz.h"

void fuzz_one(struct str bytes) {
	struct buf text = BUF_INIT(0), back = BUF_INIT(0), shown = BUF_INIT(0);
	struct big5_outside outside;
	big5_to_utf8(bytes, &text);
	CHECK(buf_ok(&text) && str_is_utf8(buf_str(&text)));
	big5_from_utf8(buf_str(&text), '?', &back, &outside);
	CHECK(outside.count == 0 && str_eq(buf_str(&back), bytes));
	CHECK(big5_size(buf_str(&text)) == bytes.n);
	big5_display(bytes, &shown);
	buf_reset(&back);
	big5_from_utf8(bytes, 0, &back, &outside); /* also bytes that are no UTF-8 */
	buf_free(&text);
	buf_free(&back);
	buf_free(&shown);
}
