/* claim_scan.c: a claim file read by our scanner and reader against libxml2 (SAX2 push, text
 * reader), same made file, same run, interleaved, best of ROUNDS. bench_claim_scan [--cases N]
 * Each counts the fields and adds up p12; the sums must agree. */
#include "wire/claim_scan.h"
#include "wire/claim_read.h"
#include "wire/claim_sample.h"
#include "wire/claim_verdict.h"

#include "base/check.h"
#include "base/file.h"
#include "bench.h"

#include <libxml/parser.h>
#include <libxml/xmlreader.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 7, PIECE = 64 * 1024 };

struct totals {
	int64_t fields, points;
};

static struct arena arena;
static struct claim_layout layout;
static struct claim_catalogue catalogue;

static struct str data_file(const char *name) {
	char path[512];
	struct str text;
	struct err err = ERR_INIT;
	const char *data = getenv("NHI_DATA");
	(void)snprintf(path, sizeof path, "%s/codes/%s", data == NULL ? "." : data, name);
	CHECK(file_read(&arena, path, 1 << 22, &text, &err) == NHI_OK);
	return text;
}

static void make_file(int64_t cases, struct buf *out) {
	struct claim_truth truth[CLAIM_SAMPLE_FAULTS_MAX];
	struct err err = ERR_INIT;
	size_t count;
	struct claim_sample_order q = {.seed = 1,
	                               .cases = (int32_t)cases,
	                               .month = month_make(2017, 5),
	                               .items = data_file("claim_sample.csv")};
	CHECK(claim_sample_make(&q, &arena, out, truth, &count, &err) == NHI_OK);
	char *padding = buf_room(out, CLAIM_SCAN_PADDING);
	CHECK(padding != NULL);
	memset(padding, 0, CLAIM_SCAN_PADDING);
}

static int64_t digits(const char *p, size_t n) {
	int64_t v = 0;
	for (size_t i = 0; i < n; i++) v = v * 10 + (p[i] - '0');
	return v;
}

static void by_scanner(struct str bytes, struct totals *t) {
	struct claim_scan s;
	struct claim_token token;
	(void)claim_scan_start(&s, bytes, true);
	for (claim_scan_next(&s, &token); token.kind < CLAIM_TOKEN_MORE;
	     claim_scan_next(&s, &token)) {
		if (token.kind != CLAIM_TOKEN_FIELD) continue;
		t->fields++;
		if (token.letter == 'p' && token.number == 12)
			t->points += digits(token.text.p, token.text.n);
	}
	CHECK(token.kind == CLAIM_TOKEN_END);
}

static void ignore(struct claim_sink *self, const struct claim_finding *f) {
	(void)self;
	(void)f;
	CHECK(false); /* the file is good */
}

static void by_reader(struct str bytes, struct totals *t) {
	struct claim_bytes source = claim_bytes_of(bytes);
	struct claim_sink sink = {ignore};
	struct claim_read_from from = {&layout, &source.source, STR("")};
	struct claim_reader *r;
	struct claim_item item = {.kind = CLAIM_ITEM_CASE};
	struct err err = ERR_INIT;
	CHECK(claim_read_open(&r, &from, &sink, &err) == NHI_OK);
	t->fields += claim_read_batch(r)->sent.value_count;
	while (item.kind != CLAIM_ITEM_END) {
		CHECK(claim_read_next(r, &item, &err) == NHI_OK);
		if (item.kind != CLAIM_ITEM_CASE) continue;
		t->fields += item.of_case->sent.value_count;
		for (uint32_t i = 0; i < item.of_case->order_count; i++) {
			t->fields += item.of_case->order[i].sent.value_count;
			t->points += item.of_case->order[i].points.v;
		}
	}
	claim_read_close(r);
}

/* ---- libxml2 ----------------------------------------------------------------------------- */

struct sax {
	struct totals *t;
	bool is_points, is_field;
	char text[64];
	size_t n;
};

static bool is_field_name(const char *name) { return name[1] >= '0' && name[1] <= '9'; }

static void sax_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                      int namespaces, const xmlChar **ns, int attributes, int defaulted,
                      const xmlChar **values) {
	struct sax *s = data;
	(void)prefix, (void)uri, (void)namespaces, (void)ns;
	(void)attributes, (void)defaulted, (void)values;
	s->is_field = is_field_name((const char *)name);
	s->is_points = strcmp((const char *)name, "p12") == 0;
	s->n = 0;
}
static void sax_text(void *data, const xmlChar *text, int n) {
	struct sax *s = data;
	if (!s->is_points || s->n + (size_t)n > sizeof s->text) return;
	memcpy(s->text + s->n, text, (size_t)n);
	s->n += (size_t)n;
}
static void sax_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
	struct sax *s = data;
	(void)prefix, (void)uri;
	if (is_field_name((const char *)name)) s->t->fields++;
	if (s->is_points) s->t->points += digits(s->text, s->n);
	s->is_points = false;
}

static void by_sax(struct str bytes, struct totals *t) {
	struct sax state = {.t = t};
	xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
	                     .startElementNs = sax_start,
	                     .endElementNs = sax_end,
	                     .characters = sax_text};
	xmlParserCtxtPtr p = xmlCreatePushParserCtxt(&sax, &state, bytes.p, 4, "x.xml");
	CHECK(p != NULL);
	(void)xmlCtxtUseOptions(p, XML_PARSE_HUGE);
	for (size_t at = 4; at < bytes.n; at += PIECE) {
		size_t n = bytes.n - at < PIECE ? bytes.n - at : PIECE;
		CHECK(xmlParseChunk(p, bytes.p + at, (int)n, at + n >= bytes.n) == 0);
	}
	xmlFreeParserCtxt(p);
}

static void by_text_reader(struct str bytes, struct totals *t) {
	xmlTextReaderPtr r =
	        xmlReaderForMemory(bytes.p, (int)bytes.n, "x.xml", NULL, XML_PARSE_HUGE);
	bool points = false;
	CHECK(r != NULL);
	while (xmlTextReaderRead(r) == 1) {
		int type = xmlTextReaderNodeType(r);
		if (type == XML_READER_TYPE_ELEMENT) {
			const char *name = (const char *)xmlTextReaderConstLocalName(r);
			points = strcmp(name, "p12") == 0;
			t->fields += is_field_name(name);
		} else if (type == XML_READER_TYPE_TEXT && points) {
			const char *v = (const char *)xmlTextReaderConstValue(r);
			t->points += digits(v, strlen(v));
		}
	}
	xmlFreeTextReader(r);
}

/* ---- the run ------------------------------------------------------------------------------ */

static const struct {
	const char *name;
	void (*run)(struct str bytes, struct totals *t);
} ways[] = {{"scanner, strict", by_scanner},
            {"reader: scanner, every refusal, typed values", by_reader},
            {"libxml2 SAX2 push", by_sax},
            {"libxml2 xmlTextReader", by_text_reader}};

int main(int argc, char **argv) {
	int64_t cases = bench_option(argc, argv, "--cases", 50000), best[COUNT_OF(ways)];
	size_t count = (size_t)bench_option(argc, argv, "--ways", COUNT_OF(ways)); /* to profile */
	struct buf file = BUF_INIT((size_t)2000 * 1024 * 1024);
	struct totals first = {0, 0};
	struct err err = ERR_INIT;
	CHECK(claim_layout_read(&layout, data_file("claim_fields.csv"), &arena, &err) == NHI_OK);
	CHECK(claim_catalogue_read(&catalogue, data_file("claim_findings.csv"), &arena, &err) ==
	      NHI_OK);
	make_file(cases, &file);
	struct str bytes = buf_str(&file);
	for (size_t w = 0; w < COUNT_OF(ways); w++) best[w] = INT64_MAX;
	for (int round = 0; round < ROUNDS; round++)
		for (size_t w = 0; w < count && w < COUNT_OF(ways); w++) {
			struct totals t = {0, 0};
			int64_t start = bench_now_ns();
			ways[w].run(bytes, &t);
			int64_t ns = bench_now_ns() - start;
			if (ns < best[w]) best[w] = ns;
			if (first.fields == 0) first = t;
			CHECK(t.fields == first.fields && t.points == first.points);
		}
	printf("claim_scan: %.1f MB made, %lld claims, %lld fields, p12 adds up to %lld\n",
	       (double)bytes.n / 1e6, (long long)cases, (long long)first.fields,
	       (long long)first.points);
	for (size_t w = 0; w < COUNT_OF(ways); w++)
		printf("  %-46s %7.0f MB/s %9.0f claims/s  %5.1f x SAX2 %5.1f x text reader\n",
		       ways[w].name, (double)bytes.n * 1e3 / (double)best[w],
		       (double)cases * 1e9 / (double)best[w], (double)best[2] / (double)best[w],
		       (double)best[3] / (double)best[w]);
	return 0;
}
