/* claim_site.c: any text as the site of a dental order: reading ends, what is valid lies within the
 * widest place, and the same text joined with itself names the same teeth. */
#include "nhi/claim_site.h"

#include "fuzz.h"

void fuzz_one(struct str s) {
	struct claim_site a, b;
	struct buf twice = BUF_INIT(1 << 20);
	claim_site_read(s, &a);
	CHECK(!a.is_valid || claim_site_within(&a, CLAIM_PLACE_ANY));
	CHECK(a.surfaces_min <= a.surfaces_max);
	for (int p = 0; p < CLAIM_PLACE_COUNT; p++)
		CHECK(a.is_valid || !claim_site_within(&a, (enum claim_place)p));
	buf_put(&twice, s);
	buf_put_char(&twice, ' ');
	buf_put(&twice, s);
	claim_site_read(buf_str(&twice), &b);
	if (a.is_valid && buf_ok(&twice))
		CHECK(b.is_valid && a.teeth == b.teeth && a.zones == b.zones);
	buf_free(&twice);
}
