/* Reading claim files: which of them come back whole and why, what a case holds, and that neither
 * the window nor the packing shows. Files are made here; the agency's rules: claim formats
 * 104.02.11 and 112.08.25. */
#include "test.h"

#include "base/csv.h"
#include "base/file.h"
#include "wire/big5.h"
#include "wire/claim_read.h"

#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

static struct arena arena;
static struct claim_layout layout;

static int set_up(void **state) {
	(void)state;
	struct str csv;
	struct err err = ERR_INIT;
	assert_int_equal(
	        file_read(&arena, test_source("codes/claim_fields.csv"), 1 << 20, &csv, &err),
	        NHI_OK);
	assert_int_equal(claim_layout_read(&layout, csv, &arena, &err), NHI_OK);
	return 0;
}

static int tear_down(void **state) {
	(void)state;
	arena_free(&arena);
	return 0;
}

/* Codes in their order, "A05 A09"; the same code of one place again is listed again. */
struct heard {
	struct claim_sink sink;
	struct buf codes;
	uint32_t line, column, last_case, last_order;
};

static void hear(struct claim_sink *self, const struct claim_finding *f) {
	struct heard *h = (struct heard *)(void *)self;
	if (h->codes.n > 0) buf_put_char(&h->codes, ' ');
	buf_put_c(&h->codes, f->code);
	h->line = f->line;
	h->column = f->column;
	h->last_case = f->of_case == NULL ? 0 : f->of_case->ordinal;
	h->last_order = f->of_order == NULL ? 0 : f->of_order->ordinal;
}

struct result {
	struct heard heard;
	uint32_t cases, orders, blankets;
	int64_t applied, points;
	bool returned, unreadable;
};

/* A source that hands out at most `step` bytes at a time. */
struct slow_source {
	struct claim_source source;
	struct str rest;
	size_t step;
};
static enum nhi_status slow_read(struct claim_source *self, char *to, size_t room, size_t *got,
                                 struct err *err) {
	struct slow_source *s = (struct slow_source *)(void *)self;
	(void)err;
	*got = s->rest.n < s->step ? s->rest.n : s->step;
	if (*got > room) *got = room;
	if (*got > 0) memcpy(to, s->rest.p, *got);
	s->rest = str_slice(s->rest, *got, s->rest.n);
	return NHI_OK;
}

static void read_all(struct str bytes, const char *name, size_t step, struct result *out) {
	struct slow_source source = {{slow_read}, bytes, step};
	struct claim_read_from from = {&layout, &source.source, str_from(name)};
	struct claim_reader *r;
	struct claim_item item = {.kind = CLAIM_ITEM_CASE};
	struct err err = ERR_INIT;
	*out = (struct result){.heard = {.sink = {hear}}};
	assert_int_equal(claim_read_open(&r, &from, &out->heard.sink, &err), NHI_OK);
	while (item.kind != CLAIM_ITEM_END) {
		assert_int_equal(claim_read_next(r, &item, &err), NHI_OK);
		if (item.kind == CLAIM_ITEM_BLANKET) out->blankets++;
		if (item.kind != CLAIM_ITEM_CASE) continue;
		assert_int_equal(item.of_case->ordinal, ++out->cases);
		out->applied += item.of_case->applied.v;
		for (uint32_t i = 0; i < item.of_case->order_count; i++) {
			out->orders++;
			out->points += item.of_case->order[i].points.v;
		}
	}
	out->returned = claim_read_returned(r);
	out->unreadable = claim_read_unreadable(r);
	claim_read_close(r);
}

static void end(struct result *r) { buf_free(&r->heard.codes); }

#define DECLARATION "<?xml version=\"1.0\" encoding=\"Big5\"?>\r\n"
#define HEAD                                                                                       \
	"<tdata><t1>10</t1><t2>3501234567</t2><t3>10605</t3><t4>2</t4><t5>1</t5><t6>1060605</t6>"  \
	"<t37>1</t37><t38>50</t38></tdata>\r\n"
#define CASE_(body)                                                                                \
	"<ddata><dhead><d1>01</d1><d2>1</d2></dhead>\r\n<dbody><d3>A123456789</d3>" body           \
	"</dbody></ddata>\r\n"
#define ORDER "<pdata><p3>0</p3><p4>00110C</p4><p10>1.0</p10><p12>50</p12><p13>1</p13></pdata>"
#define FILE_(body) DECLARATION "<outpatient>" HEAD CASE_(body) "</outpatient>\r\n"

/* One change each of a file that passes. */
static const struct {
	const char *text, *codes;
} defects[] = {
        {FILE_("<d41>50</d41>" ORDER), ""},
        {FILE_("<d4></d4><d41>50</d41>" ORDER), ""}, /* an empty tag is read */
        {"<outpatient>" HEAD CASE_(ORDER) "</outpatient>", "A02"},
        {" " FILE_(ORDER), "A02"},
        {DECLARATION "\r\n<outpatient>" HEAD CASE_(ORDER) "</outpatient>", "A02"},
        {"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<outpatient>" HEAD CASE_(
                 ORDER) "</outpatient>",
         "A02"},
        {FILE_("<d49>\xFF\x41</d49>" ORDER), "A02"},
        {FILE_("<d49>\xE6\xB8\xAC\xE8\xA9\xA6</d49>" ORDER), "A02"},
        {FILE_("<d49>\xFA\x40</d49>" ORDER), ""}, /* a user-defined character */
        {DECLARATION "<outpatients></outpatients>", "A03"},
        {"", "A02 A04"},
        {DECLARATION "<outpatient>" HEAD CASE_(ORDER), "A04"},
        {FILE_("<d8>01" ORDER), "A04"},
        {FILE_("<d8>01</d9>" ORDER), "A04"},
        {FILE_("<d49>A&amp;B</d49>" ORDER), "A04"},
        {FILE_("<!-- x -->" ORDER), "A04"},
        {FILE_("<d49><![CDATA[x]]></d49>" ORDER), "A04"},
        {FILE_("<?x y?>" ORDER), "A04"},
        {FILE_("<d8 a=\"1\">01</d8>" ORDER), "A04"},
        {FILE_("<d8>\r\n01</d8>" ORDER), "A04"},
        {FILE_("text" ORDER), "A04"},
        {FILE_("<d49>A\x01</d49>" ORDER), "A04"},
        {DECLARATION "<!DOCTYPE x [<!ENTITY a \"b\">]><outpatient></outpatient>", "A04"},
        {FILE_(ORDER) "<outpatient></outpatient>", "A04"},
        {FILE_("<D8>01</D8>" ORDER), "A05"},
        {FILE_("<d99>01</d99>" ORDER), "A05"},
        {FILE_("<Pdata><p3>1</p3></Pdata>" ORDER), "A05"},
        {FILE_("<d9>1060501</d9><d8>01</d8>" ORDER), "A06"},
        {FILE_("<d8>01</d8><d8>01</d8>" ORDER), "A06"},
        {FILE_(ORDER "<d8>01</d8>"), "A06"},
        {DECLARATION "<outpatient>" HEAD HEAD CASE_(ORDER) "</outpatient>", "A06"},
        {FILE_("<p3>1</p3>" ORDER), "A07"},
        {FILE_("<ddata></ddata>" ORDER), "A07"},
        {FILE_("<d9>01060501</d9>" ORDER), "A08"},
        {FILE_("<d41>5O</d41>" ORDER), "A09"},
        {FILE_("<d41>-5</d41>" ORDER), "A09"},
        {FILE_("<d41>1.2.3</d41>" ORDER), "A09"},
        {FILE_("<d41>.</d41>" ORDER), "A09"},
        {FILE_("<d41>99999999999999999999</d41>" ORDER), "A08"},
        {FILE_("<d19>j069</d19>" ORDER), "N01"},
        {FILE_("<d41>50.0</d41>" ORDER), "N02"},
        {FILE_("<d49>O'NEIL</d49>" ORDER), "N03"},
        {DECLARATION "<outpatient>" HEAD "</outpatient>", "A11"},
        {DECLARATION "<outpatient><tdata><t1>10</t1></tdata>" CASE_(ORDER) "</outpatient>",
         "A11 A11 A11 A11 A11 A11 A11"},
        {DECLARATION "<pharmacy>" HEAD "<ddata></ddata></pharmacy>",
         "A05 A05 A11 A11 A12"}, /* t1 10 is not the pharmacy's, t37 and t38 neither */
};

static void each_defect_of_the_form_has_its_code(void **state) {
	(void)state;
	for (size_t i = 0; i < COUNT_OF(defects); i++) {
		struct result r;
		read_all(str_from(defects[i].text), "", 1 << 20, &r);
		if (!str_eq(buf_str(&r.heard.codes), str_from(defects[i].codes)))
			print_message("%s\n", defects[i].text);
		assert_buf(r.heard.codes, defects[i].codes);
		end(&r);
	}
}

static void a_finding_says_line_character_case_and_order(void **state) {
	(void)state;
	struct result r;
	read_all(STR(FILE_("<d49>\xB4\xFA\xB8\xD5</d49><d41>50</d41>"
	                   "<pdata><p3>0</p3></pdata>\r\n<pdata><p12>5O</p12></pdata>")),
	         "", 7, &r);
	assert_buf(r.heard.codes, "A06 A09"); /* d41 stands behind d49 */
	assert_int_equal(r.heard.line, 5);
	assert_int_equal(r.heard.column, 8);
	assert_int_equal(r.heard.last_case, 1);
	assert_int_equal(r.heard.last_order, 2);
	end(&r);
}

static void put_many(struct buf *out, size_t cases) {
	buf_put_c(out, DECLARATION "<outpatient>" HEAD);
	for (size_t i = 0; i < cases; i++) {
		buf_put_c(out, CASE_("<d41>50</d41>\r\n" ORDER ORDER "\r\n" ORDER));
		buf_put_repeat(out, ' ', i % 37);
	}
	buf_put_c(out, "</outpatient>");
}

static void the_window_does_not_show(void **state) {
	(void)state;
	struct buf text = BUF_INIT(0);
	put_many(&text, 3000); /* several windows */
	static const size_t steps[] = {1 << 20, 4097, 1};
	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		struct result r;
		read_all(buf_str(&text), "", steps[i], &r);
		assert_buf(r.heard.codes, "");
		assert_int_equal(r.cases, 3000);
		assert_int_equal(r.orders, 9000);
		assert_int_equal(r.applied, 150000);
		assert_int_equal(r.points, 450000);
		end(&r);
	}
	buf_free(&text);
}

static void a_case_larger_than_the_window_is_read_and_one_beyond_all_bounds_refused(void **state) {
	(void)state;
	struct buf text = BUF_INIT((size_t)128 << 20);
	struct result r;
	buf_put_c(&text, DECLARATION "<outpatient>" HEAD "<ddata><dbody><d3>A123456789</d3>");
	for (int i = 0; i < 10000; i++) buf_put_c(&text, ORDER "\r\n");
	size_t here = text.n;
	buf_put_c(&text, "</dbody></ddata></outpatient>");
	read_all(buf_str(&text), "", 1 << 20, &r);
	assert_buf(r.heard.codes, "");
	assert_int_equal(r.orders, 10000);
	end(&r);
	text.n = here;
	buf_put_repeat(&text, ' ', (size_t)CLAIM_CASE_BYTES_MAX);
	buf_put_c(&text, "</dbody></ddata></outpatient>");
	read_all(buf_str(&text), "", 1 << 20, &r);
	assert_buf(r.heard.codes, "A04");
	end(&r);
	buf_free(&text);
}

/* ---- zips -------------------------------------------------------------------------------- */

static void put_u16(struct buf *b, uint32_t v) {
	buf_put_char(b, (char)(v & 0xFF));
	buf_put_char(b, (char)(v >> 8 & 0xFF));
}
static void put_u32(struct buf *b, uint32_t v) {
	put_u16(b, v & 0xFFFF);
	put_u16(b, v >> 16);
}

struct entry {
	const char *name;
	struct str bytes;
	bool stored;
};

static void put_sizes(struct buf *z, const struct entry *e, uint32_t packed) {
	uint32_t crc = (uint32_t)crc32(0, (const Bytef *)e->bytes.p, (uInt)e->bytes.n);
	put_u16(z, e->stored ? 0 : 8);
	put_u32(z, 0);
	put_u32(z, crc);
	put_u32(z, packed);
	put_u32(z, (uint32_t)e->bytes.n);
	put_u16(z, (uint32_t)strlen(e->name));
}

static void put_zip(struct buf *z, const struct entry *entries, size_t count) {
	uint32_t packed[4];
	for (size_t i = 0; i < count; i++) {
		const struct entry *e = &entries[i];
		uLong bound = compressBound((uLong)e->bytes.n) + 64;
		Bytef *to = malloc(bound);
		z_stream s = {0};
		assert_non_null(to);
		assert_int_equal(deflateInit2(&s, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY), Z_OK);
		s.next_in = (z_const Bytef *)(uintptr_t)e->bytes.p;
		s.avail_in = (uInt)e->bytes.n;
		s.next_out = to;
		s.avail_out = (uInt)bound;
		assert_int_equal(deflate(&s, Z_FINISH), Z_STREAM_END);
		packed[i] = e->stored ? (uint32_t)e->bytes.n : (uint32_t)s.total_out;
		buf_put_c(z, "PK\x03\x04");
		put_u16(z, 20);
		put_u16(z, 0);
		put_sizes(z, e, packed[i]);
		put_u16(z, 0);
		buf_put_c(z, e->name);
		buf_put(z, e->stored ? e->bytes : (struct str){(char *)to, packed[i]});
		(void)deflateEnd(&s);
		free(to);
	}
	for (size_t i = 0; i < count; i++) {
		buf_put_c(z, "PK\x01\x02");
		put_u16(z, 20);
		put_u16(z, 20);
		put_u16(z, 0);
		put_sizes(z, &entries[i], packed[i]);
		buf_put_repeat(z, '\0', 16);
		buf_put_c(z, entries[i].name);
	}
	buf_put_c(z, "PK\x05\x06");
	buf_put_repeat(z, '\0', 18);
}

static void a_zip_holds_exactly_one_file_of_the_prescribed_name(void **state) {
	(void)state;
	struct str good = STR(FILE_(ORDER));
	const struct {
		struct entry entry[2];
		size_t count;
		const char *name, *codes;
	} rows[] = {
	        {{{"TOTFA.xml", good, false}}, 1, "TOTFA.zip", ""},
	        {{{"TOTFA.xml", good, true}}, 1, "TOTFA.zip", ""},
	        {{{"TOTFA.xml", good, false}}, 1, "", ""}, /* the name of the upload is not known */
	        {{{"TOTFA.xml", good, false}}, 1, "march.zip", "A01"},
	        {{{"TOTFB.xml", good, false}}, 1, "TOTFB.zip", "A01"},
	        {{{"../TOTFA.xml", good, false}}, 1, "TOTFA.zip", "A01"},
	        {{{"TOTFA.txt", good, false}}, 1, "TOTFA.zip", "A01"},
	        {{{"TOTFA.xml", good, false}, {"readme.txt", good, true}}, 2, "TOTFA.zip", "A01"},
	        {{{"TOTFA.xml", good, false}}, 0, "TOTFA.zip", "A01"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct buf z = BUF_INIT(0);
		struct result r;
		put_zip(&z, rows[i].entry, rows[i].count);
		read_all(buf_str(&z), rows[i].name, 13, &r);
		if (!str_eq(buf_str(&r.heard.codes), str_from(rows[i].codes)))
			print_message("row %zu\n", i);
		assert_buf(r.heard.codes, rows[i].codes);
		assert_int_equal(r.unreadable, rows[i].codes[0] != '\0');
		end(&r);
		buf_free(&z);
	}
}

static void a_damaged_zip_and_a_bomb_are_findings(void **state) {
	(void)state;
	struct buf z = BUF_INIT(0), zeros = BUF_INIT((size_t)256 << 20);
	struct result r;
	struct entry entry = {"TOTFA.xml", STR(FILE_(ORDER)), false};
	put_zip(&z, &entry, 1);
	for (size_t cut = 4; cut < z.n; cut += 11) {
		read_all((struct str){z.p, cut}, "TOTFA.zip", 100, &r);
		assert_buf(r.heard.codes, "A01");
		end(&r);
	}
	z.p[14] = (char)(z.p[14] ^ 1); /* the checksum */
	read_all(buf_str(&z), "TOTFA.zip", 100, &r);
	assert_buf(r.heard.codes, "A01");
	end(&r);
	buf_reset(&z);
	buf_put_c(&zeros, DECLARATION "<outpatient>" HEAD CASE_(ORDER) "</outpatient>");
	buf_put_repeat(&zeros, ' ', (size_t)100 << 20);
	entry.bytes = buf_str(&zeros);
	put_zip(&z, &entry, 1);
	read_all(buf_str(&z), "TOTFA.zip", 1 << 20, &r);
	assert_true(str_ends(buf_str(&r.heard.codes), STR("A01")));
	end(&r);
	buf_free(&z);
	buf_free(&zeros);
}

/* ---- the agency-like samples beside the checkout ------------------------------------------ */

static bool expects_file_code(struct str expected) {
	return expected.n > 1 && expected.p[0] == 'A' && expected.p[1] >= '0' &&
	       expected.p[1] <= '9';
}

static void samples_come_back_whole_for_exactly_the_expected_reason(void **state) {
	(void)state;
	static const char *const titles[] = {"file", "expected"};
	struct csv *c = ARENA_NEW(&arena, struct csv);
	struct str list, bytes;
	struct err err = ERR_INIT;
	size_t col[2], count = 0;
	bool more = true;
	if (access(test_source("../shared/data/claims-samples/EXPECTED.csv"), R_OK) != 0)
		test_skip("the samples are not beside the checkout");
	assert_int_equal(file_read(&arena,
	                           test_source("../shared/data/claims-samples/EXPECTED.csv"),
	                           1 << 20, &list, &err),
	                 NHI_OK);
	csv_init(c, list, &arena);
	assert_int_equal(csv_titles(c, titles, 2, col, &err), NHI_OK);
	while (csv_next(c, &more, &err) == NHI_OK && more) {
		char path[512];
		struct result r;
		struct str name = csv_field(c, col[0]), expected = csv_field(c, col[1]);
		(void)snprintf(path, sizeof path, "../shared/data/claims-samples/%.*s",
		               STR_ARG(name));
		assert_int_equal(file_read(&arena, test_source(path), 1 << 24, &bytes, &err),
		                 NHI_OK);
		read_all(bytes, "", 1 << 20, &r);
		struct str codes = expects_file_code(expected) ? expected : STR("");
		if (!str_eq(buf_str(&r.heard.codes), codes)) print_message("%.*s\n", STR_ARG(name));
		assert_true(str_eq(buf_str(&r.heard.codes), codes));
		assert_true(r.returned || r.cases > 0);
		count++;
		end(&r);
	}
	assert_true(count > 0);
}

static const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_defect_of_the_form_has_its_code),
        cmocka_unit_test(a_finding_says_line_character_case_and_order),
        cmocka_unit_test(the_window_does_not_show),
        cmocka_unit_test(a_case_larger_than_the_window_is_read_and_one_beyond_all_bounds_refused),
        cmocka_unit_test(a_zip_holds_exactly_one_file_of_the_prescribed_name),
        cmocka_unit_test(a_damaged_zip_and_a_bomb_are_findings),
        cmocka_unit_test(samples_come_back_whole_for_exactly_the_expected_reason),
};
int main(void) { return TEST_MAIN_WITH(tests, set_up, tear_down); }
