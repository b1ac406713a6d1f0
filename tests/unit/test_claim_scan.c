/* The scanner of claim files against expat and a slow model, on made files and on seeded mutations.
 *
 * What the scanner takes, expat takes with the same events; what the slow model calls regular, the
 * scanner takes, and nothing else. The model is written out plainly below and shares nothing with
 * the scanner. */
#include "test.h"

#include "base/csv.h"
#include "base/file.h"
#include "wire/claim_scan.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
static bool all_blank(struct str s) {
	for (size_t i = 0; i < s.n; i++)
		if (!is_blank(s.p[i])) return false;
	return true;
}

/* ---- Big5 pairs as code points that no XML rule treats specially -------------------------- */

static bool is_lead(unsigned char c) { return c >= 0x81 && c <= 0xFE; }
static bool is_trail(unsigned char c) {
	return (c >= 0x40 && c <= 0x7E) || (c >= 0xA1 && c <= 0xFE);
}
static uint32_t code_of(unsigned char lead, unsigned char trail) {
	return 0x3400u + (lead - 0x81u) * 160u +
	       (trail < 0x80 ? trail - 0x40u : trail - 0xA1u + 63u);
}

static bool is_big5(struct str s) {
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c < 0x80) continue;
		if (!is_lead(c) || i + 1 >= s.n || !is_trail((unsigned char)s.p[i + 1]))
			return false;
		i++;
	}
	return true;
}

static int convert(void *data, const char *s) {
	(void)data;
	unsigned char lead = (unsigned char)s[0], trail = (unsigned char)s[1];
	return is_trail(trail) ? (int)code_of(lead, trail) : -1;
}

static int XMLCALL big5_encoding(void *data, const XML_Char *name, XML_Encoding *e) {
	(void)data;
	(void)name;
	for (int i = 0; i < 256; i++)
		e->map[i] = i < 0x80 ? i : is_lead((unsigned char)i) ? -2 : -1;
	e->data = NULL;
	e->convert = convert;
	e->release = NULL;
	return XML_STATUS_OK;
}

static void put_converted(struct buf *out, struct str s) {
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c < 0x80)
			buf_put_char(out, (char)c);
		else {
			buf_put_utf8(out, code_of(c, (unsigned char)s.p[i + 1]));
			i++;
		}
	}
}

/* ---- events: "(name text)name " ----------------------------------------------------------- */

struct heard {
	struct buf events, text;
	bool leaf;
};

static void put_leaf(struct buf *out, struct str text) {
	if (!all_blank(text)) buf_put(out, text);
}

static void XMLCALL on_start(void *data, const XML_Char *name, const XML_Char **attributes) {
	struct heard *h = data;
	if (attributes[0] != NULL) buf_put_c(&h->events, "@");
	put_leaf(&h->events, buf_str(&h->text));
	buf_reset(&h->text);
	buf_put_c(&h->events, "(");
	buf_put_c(&h->events, name);
	buf_put_c(&h->events, " ");
	h->leaf = true;
}

static void XMLCALL on_end(void *data, const XML_Char *name) {
	struct heard *h = data;
	put_leaf(&h->events, buf_str(&h->text));
	buf_reset(&h->text);
	buf_put_c(&h->events, ")");
	buf_put_c(&h->events, name);
	buf_put_c(&h->events, " ");
	h->leaf = false;
}

static void XMLCALL on_text(void *data, const XML_Char *s, int n) {
	struct heard *h = data;
	buf_put(&h->text, (struct str){s, (size_t)n});
}

static bool ask_expat(struct str bytes, struct buf *events) {
	struct heard h = {BUF_INIT(0), BUF_INIT(0), false};
	XML_Parser p = XML_ParserCreate(NULL);
	XML_SetUserData(p, &h);
	XML_SetUnknownEncodingHandler(p, big5_encoding, NULL);
	XML_SetElementHandler(p, on_start, on_end);
	XML_SetCharacterDataHandler(p, on_text);
	bool ok = XML_Parse(p, bytes.p, (int)bytes.n, 1) == XML_STATUS_OK;
	XML_ParserFree(p);
	buf_reset(events);
	buf_put(events, buf_str(&h.events));
	buf_free(&h.events);
	buf_free(&h.text);
	return ok;
}

static bool ask_scanner(struct str bytes, struct buf *events) {
	struct buf padded = BUF_INIT(0);
	struct claim_scan s;
	struct claim_token t;
	buf_reset(events);
	buf_put(&padded, bytes);
	buf_put_repeat(&padded, '<', CLAIM_SCAN_PADDING);
	const char *padded_at = padded.p;
	(void)claim_scan_start(&s, (struct str){padded.p, bytes.n}, true);
	for (claim_scan_next(&s, &t); t.kind < CLAIM_TOKEN_MORE; claim_scan_next(&s, &t)) {
		if (t.kind != CLAIM_TOKEN_CLOSE) {
			buf_put_c(events, "(");
			buf_put(events, t.name);
			buf_put_c(events, " ");
		}
		if (t.kind == CLAIM_TOKEN_FIELD && !all_blank(t.text))
			put_converted(events, t.text);
		if (t.kind == CLAIM_TOKEN_OPEN) continue;
		buf_put_c(events, ")");
		buf_put(events, t.name);
		buf_put_c(events, " ");
	}
	buf_free(&padded);
	if (t.kind == CLAIM_TOKEN_BAD)
		buf_printf(events, "%s at %td", claim_fault_text(t.fault, "en"), t.at - padded_at);
	bool whole = t.kind == CLAIM_TOKEN_END;
	buf_free(&padded);
	return whole;
}

/* ---- the slow model ------------------------------------------------------------------------ */

static bool is_name(struct str s) {
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
		bool other = (c >= '0' && c <= '9') || c == '-' || c == '.';
		if (!letter && (i == 0 || !other)) return false;
	}
	return s.n > 0 && s.n <= CLAIM_SCAN_NAME_MAX;
}

/* Text that a leaf may hold. */
static bool is_line(struct str s) {
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c == '&' || (c < 0x20 && c != '\t') || c == 0x7F) return false;
	}
	return str_find(s, STR("]]>")) == s.n;
}

struct model {
	struct str rest, stack[CLAIM_SCAN_DEPTH_MAX + 1];
	size_t depth;
	bool had_root, was_start;
};

static bool model_open(struct model *m, struct str name, struct str text) {
	bool room = m->depth < CLAIM_SCAN_DEPTH_MAX && !(m->had_root && m->depth == 0);
	if (!all_blank(text) || !room || !is_name(name)) return false;
	m->stack[m->depth++] = name;
	m->had_root = m->was_start = true;
	return true;
}

static bool model_close(struct model *m, struct str name, struct str text) {
	bool fits = m->depth > 0 && str_eq(name, m->stack[m->depth - 1]);
	if (!fits || !(all_blank(text) || (m->was_start && is_line(text)))) return false;
	m->depth--;
	m->was_start = false;
	return true;
}

/* A leaf may stand one level deeper than an element with children. */
static bool model_takes(struct str bytes) {
	struct model m = {.rest = bytes};
	(void)str_cut(&m.rest, '>'); /* the declaration */
	while (m.rest.n > 0) {
		size_t less = str_find_char(m.rest, '<');
		struct str text = str_slice(m.rest, 0, less);
		if (less == m.rest.n) return all_blank(text) && m.had_root && m.depth == 0;
		struct str after = str_slice(m.rest, less + 1, m.rest.n);
		size_t more = str_find_char(after, '>');
		if (more == after.n) return false;
		struct str tag = str_slice(after, 0, more);
		bool ok = str_starts(tag, STR("/"))
		                  ? model_close(&m, str_slice(tag, 1, tag.n), text)
		                  : model_open(&m, tag, text);
		if (!ok) return false;
		m.rest = str_slice(after, more + 1, after.n);
	}
	return m.had_root && m.depth == 0;
}

/* ---- mutations ------------------------------------------------------------------------------ */

static const char made[] =
        "<?xml version=\"1.0\" encoding=\"Big5\"?>\r\n<outpatient>\r\n  <tdata>\r\n"
        "    <t1>10</t1>\r\n    <t2>3501234567</t2><t38>7383</t38>\r\n  </tdata>\r\n"
        "  <ddata><dhead><d1>01</d1><d2>1</d2></dhead>\r\n  <dbody>\r\n"
        "    <d3>A123456789</d3>\r\n    <d4></d4>\r\n    <d49>\xB4\xFA\xB8\xD5\xA5\xD2 "
        "(A)</d49>\r\n"
        "    <pdata>\r\n      <p4>00110C</p4><p10>1.0</p10>\r\n    </pdata>\r\n"
        "    <pdata>\r\n    </pdata>\r\n  </dbody></ddata>\r\n</outpatient>\r\n";

static void mutate(struct test_random *r, struct buf *b, size_t first) {
	static const char bytes[] = "<>/&!?\"'= A0z.\n\r\t\x01\xB4\xFA\x40";
	static const char *const pieces[] = {"<d8>",        "</d8>",   "<!--x-->",   "<?a?>",
	                                     "&lt;",        "]]>",     "<d8>x</d8>", "<d8/>",
	                                     "<a b=\"c\">", "\xA4\xA4"};
	size_t at = first + (size_t)test_random_between(r, 0, (int64_t)(b->n - first) - 1);
	size_t n = (size_t)test_random_between(r, 1, 12), rest = b->n - at;
	if (n > rest) n = rest;
	const char *piece = pieces[test_random_between(r, 0, COUNT_OF(pieces) - 1)];
	switch (test_random_between(r, 0, 5)) {
	case 0: b->p[at] = bytes[test_random_between(r, 0, sizeof bytes - 2)]; return;
	case 1: /* leave out */
		memmove(b->p + at, b->p + at + n, rest - n);
		b->n -= n;
		return;
	case 2: /* cut */ b->n = at; return;
	case 3: n = strlen(piece); break;
	default: /* twice */ piece = b->p + at; break;
	}
	struct buf out = BUF_INIT(0);
	buf_put(&out, (struct str){b->p, at});
	buf_put(&out, (struct str){piece, n});
	buf_put(&out, (struct str){b->p + at, rest});
	buf_reset(b);
	buf_put(b, buf_str(&out));
	buf_free(&out);
}

static void judge(struct str bytes, struct buf *ours, struct buf *theirs) {
	bool taken = ask_scanner(bytes, ours), regular = model_takes(bytes);
	if (taken != regular) print_message("%.*s\n%.*s\n", STR_ARG(bytes), STR_ARG(buf_str(ours)));
	assert_int_equal(taken, regular);
	if (!taken || !is_big5(bytes)) return; /* broken Big5 is found by the reader */
	if (!ask_expat(bytes, theirs)) print_message("%.*s\n", STR_ARG(bytes));
	assert_true(ask_expat(bytes, theirs));
	assert_true(str_eq(buf_str(ours), buf_str(theirs)));
}

static void judge_mutations(struct str base, int count) {
	struct test_random r = test_random_start();
	struct buf b = BUF_INIT(0), ours = BUF_INIT(0), theirs = BUF_INIT(0);
	size_t first = str_find_char(base, '>') + 1;
	judge(base, &ours, &theirs);
	assert_true(ours.n > 0);
	for (int i = 0; i < count; i++) {
		buf_reset(&b);
		buf_put(&b, base);
		for (int64_t k = test_random_between(&r, 1, 3); k > 0 && b.n > first; k--)
			mutate(&r, &b, first);
		judge(buf_str(&b), &ours, &theirs);
	}
	buf_free(&b);
	buf_free(&ours);
	buf_free(&theirs);
}

static void a_thousand_mutations_are_judged_as_expat_and_the_model_judge_them(void **state) {
	(void)state;
	judge_mutations(str_from(made), 5000);
}

static void samples_give_the_events_of_expat(void **state) {
	(void)state;
	static const char *const titles[] = {"file", "expected"};
	struct arena arena = ARENA_INIT(0);
	struct csv *c = ARENA_NEW(&arena, struct csv);
	struct err err = ERR_INIT;
	struct str list, bytes;
	size_t col[2], judged = 0;
	bool more = true;
	const char *folder = "../shared/data/claims-samples";
	char path[512];
	(void)snprintf(path, sizeof path, "%s/EXPECTED.csv", folder);
	if (access(test_source(path), R_OK) != 0) test_skip("the samples are not here");
	assert_int_equal(file_read(&arena, test_source(path), 1 << 20, &list, &err), NHI_OK);
	csv_init(c, list, &arena);
	assert_int_equal(csv_titles(c, titles, 2, col, &err), NHI_OK);
	while (csv_next(c, &more, &err) == NHI_OK && more) {
		(void)snprintf(path, sizeof path, "%s/%.*s", folder, STR_ARG(csv_field(c, col[0])));
		assert_int_equal(file_read(&arena, test_source(path), 1 << 24, &bytes, &err),
		                 NHI_OK);
		bool declared = str_starts(bytes, STR("<?xml"));
		if (!declared) continue; /* zips, and a file without declaration */
		struct buf ours = BUF_INIT(0), theirs = BUF_INIT(0);
		judge(bytes, &ours, &theirs);
		buf_free(&ours);
		buf_free(&theirs);
		if (str_is(csv_field(c, col[1]), "OK")) judge_mutations(bytes, 60);
		judged++;
	}
	assert_true(judged > 0);
	arena_free(&arena);
}

static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_thousand_mutations_are_judged_as_expat_and_the_model_judge_them),
        cmocka_unit_test(samples_give_the_events_of_expat),
};
int main(void) { return TEST_MAIN(tests); }
