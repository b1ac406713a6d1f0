/* claim_read.c: any bytes as a claim file or zip, in one piece and in small ones: the same findings
 * and cases, whatever the pieces. The first byte chooses their size. */
#include "wire/claim_read.h"

#include "base/file.h"
#include "fuzz.h"

#include <stdlib.h>

struct seen {
	struct claim_sink sink;
	uint64_t hash;
	uint32_t findings, cases;
};

struct pieces {
	struct claim_source source;
	struct str rest;
	size_t step;
};

static void mix(struct seen *s, const char *p, size_t n) {
	for (size_t i = 0; i < n; i++) s->hash = (s->hash ^ (uint8_t)p[i]) * 0x100000001B3u;
}

static void see(struct claim_sink *self, const struct claim_finding *f) {
	struct seen *s = (struct seen *)(void *)self;
	s->findings++;
	mix(s, f->code, 3);
	mix(s, (const char *)&f->line, sizeof f->line);
	mix(s, (const char *)&f->column, sizeof f->column);
	for (size_t i = 0; i < CLAIM_ARGS_MAX; i++) mix(s, f->arg[i].p, f->arg[i].n);
}

static enum nhi_status read_piece(struct claim_source *self, char *to, size_t room, size_t *got,
                                  struct err *err) {
	struct pieces *p = (struct pieces *)(void *)self;
	(void)err;
	*got = p->rest.n < p->step ? p->rest.n : p->step;
	if (*got > room) *got = room;
	if (*got > 0) memcpy(to, p->rest.p, *got);
	p->rest = str_slice(p->rest, *got, p->rest.n);
	return NHI_OK;
}

static void see_case(struct seen *s, const struct claim_case *c) {
	s->cases++;
	for (uint32_t i = 0; i < c->sent.value_count; i++)
		mix(s, c->sent.value[i].text.p, c->sent.value[i].text.n);
	for (uint32_t k = 0; k < c->order_count; k++)
		for (uint32_t i = 0; i < c->order[k].sent.value_count; i++)
			mix(s, c->order[k].sent.value[i].text.p, c->order[k].sent.value[i].text.n);
}

static struct seen read_in(const struct claim_layout *layout, struct str bytes, size_t step) {
	struct seen s = {.sink = {see}, .hash = 1};
	struct pieces source = {{read_piece}, bytes, step};
	struct claim_read_from from = {layout, &source.source, STR("TOTFA.zip")};
	struct claim_reader *r;
	struct claim_item item = {.kind = CLAIM_ITEM_CASE};
	struct err err = ERR_INIT;
	CHECK(claim_read_open(&r, &from, &s.sink, &err) == NHI_OK);
	while (item.kind != CLAIM_ITEM_END) {
		CHECK(claim_read_next(r, &item, &err) == NHI_OK);
		if (item.kind == CLAIM_ITEM_CASE) see_case(&s, item.of_case);
	}
	CHECK(claim_read_returned(r) || s.cases > 0 || s.findings > 0 ||
	      claim_read_batch(r)->format == CLAIM_APPEAL);
	claim_read_close(r);
	return s;
}

static const struct claim_layout *the_layout(void) {
	static struct arena arena;
	static struct claim_layout layout;
	static bool read;
	struct err err = ERR_INIT;
	struct str csv;
	char path[512];
	const char *data = getenv("NHI_DATA");
	if (read) return &layout;
	(void)snprintf(path, sizeof path, "%s/codes/claim_fields.csv", data == NULL ? "." : data);
	CHECK(file_read(&arena, path, 1 << 20, &csv, &err) == NHI_OK);
	CHECK(claim_layout_read(&layout, csv, &arena, &err) == NHI_OK);
	read = true;
	return &layout;
}

void fuzz_one(struct str bytes) {
	if (bytes.n == 0) return;
	size_t step = (size_t)(unsigned char)bytes.p[0] + 1;
	struct str file = str_slice(bytes, 1, bytes.n);
	struct seen whole = read_in(the_layout(), file, SIZE_MAX);
	struct seen parts = read_in(the_layout(), file, step);
	CHECK(whole.findings == parts.findings && whole.cases == parts.cases);
	CHECK(whole.hash == parts.hash);
}
