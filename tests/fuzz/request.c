/* request.c: any bytes as a request: the first line is the target, the second the cookies, the rest
 * the body. What is accepted is clean text, and inputs survive being encoded and read again (a form
 * gives them without the blanks at their ends). */
#include "web/request.h"

#include "fuzz.h"

static void check_round_trip(struct arena *a, struct str value) {
	struct buf query = BUF_INIT(0);
	struct request again = {0};
	buf_put_c(&query, "/?");
	struct buf input = BUF_INIT(0);
	request_put_input(&input, STR("k"), value);
	buf_put(&query, buf_str(&input));
	if (query.n < REQUEST_TARGET_MAX &&
	    request_target(&again, a, buf_str(&query), NULL) == NHI_OK)
		CHECK(str_eq(form_get(&again.form, "k"), str_trim(value)));
	buf_free(&query);
	buf_free(&input);
}

void fuzz_one(struct str bytes) {
	struct arena arena = ARENA_INIT((size_t)32 * 1024 * 1024);
	struct request r = {0};
	struct err err = ERR_INIT;
	struct str target = str_cut(&bytes, '\n');
	r.cookie = str_cut(&bytes, '\n');
	(void)request_cookie(&r, "session"); /* must only come back */
	struct str cookie = r.cookie;
	if (request_target(&r, &arena, target, &err) == NHI_OK) {
		CHECK(str_is_utf8(r.path) && str_starts(r.path, STR("/")));
		r.cookie = cookie;
		enum nhi_status st = request_body(&r, &arena, bytes, &err);
		CHECK(st == NHI_OK || err.code == st);
	}
	if (str_is_utf8(bytes)) check_round_trip(&arena, bytes);
	arena_free(&arena);
}
