/* claim_standard.c: see claim_standard.h. */
#include "wire/claim_standard.h"

/* The same law, lists, rules and reference data give the same version, wherever they lie. */
static void make_version(struct claim_standard *out, const struct claim_standard_in *in) {
	unsigned char digest[SHA256_SIZE];
	char hex[SHA256_HEX_SIZE + 1];
	struct sha256 h;
	sha256_init(&h);
	sha256_add(&h, str_from(in->law->hash));
	sha256_add(&h, str_from(in->ref->hash));
	sha256_add(&h, in->copay_codes);
	sha256_add(&h, in->sums);
	sha256_add(&h, in->lists);
	sha256_add(&h, in->fee_kinds);
	sha256_add(&h, in->fee_tiers);
	for (size_t i = 0; i < in->rule_file_count; i++) sha256_add(&h, in->rule_file[i].bytes);
	sha256_end(&h, digest);
	sha256_to_hex(digest, hex);
	memcpy(out->version, hex, sizeof out->version - 1);
}

enum nhi_status claim_standard_open(struct claim_standard *out, const struct claim_standard_in *in,
                                    struct arena *arena, struct err *err) {
	*out = (struct claim_standard){.failed = false};
	make_version(out, in);
	struct claim_check_in with = {.law = in->law,
	                              .ref = in->ref,
	                              .copay = &out->copay,
	                              .sums = in->sums,
	                              .lists = in->lists};
	for (int f = 0; f < CLAIM_FORMAT_COUNT; f++) {
		const struct claim_form *form = &in->layout->form[f];
		with.form[f] =
		        (struct claim_form_fields){form->field, form->count, form->mandatory};
	}
	enum nhi_status st = copay_codes_read(&out->copay, arena, in->copay_codes, err);
	if (st == NHI_OK) st = claim_check_prepare(&out->check, &with, arena, err);
	out->has_items = in->rule_file_count > 0;
	if (st != NHI_OK || !out->has_items) return st;
	const struct claim_items_in items = {.law = in->law,
	                                     .calendar = in->calendar,
	                                     .rule_file = in->rule_file,
	                                     .rule_file_count = in->rule_file_count,
	                                     .fee_kinds = in->fee_kinds,
	                                     .fee_tiers = in->fee_tiers};
	return claim_items_prepare(&out->items, &items, arena, err);
}

void claim_standard_close(struct claim_standard *s) { arena_free(&s->arena); }

bool claim_standard_watches(const struct claim_standard *s, struct str item) {
	if (!s->has_items) return false;
	return claim_rules_watches(&s->items.rules, claim_rules_item(&s->items.rules, item));
}

static void begin(void *context, const struct claim_batch *b, struct claim_sink *sink) {
	struct claim_standard *s = context;
	arena_reset(&s->arena);
	claim_check_begin(&s->check, &s->sums, &s->arena, sink, b);
	if (!s->has_items) return;
	enum ref_level level = s->sums.level;
	claim_items_begin(&s->items, &s->arena, b->month);
	claim_items_level(&s->items, level >= REF_CENTER && level <= REF_CLINIC,
	                  level == REF_CLINIC);
}

static void first(void *context, const struct claim_case *c) {
	struct claim_standard *s = context;
	if (s->has_items) claim_items_first(&s->items, c);
}

static void ready(void *context) {
	struct claim_standard *s = context;
	if (s->has_items) claim_items_ready(&s->items);
}

static void one(void *context, const struct claim_case *c, struct claim_sink *sink) {
	struct claim_standard *s = context;
	claim_check_case(&s->check, &s->sums, c, sink);
	if (s->has_items) claim_items_case(&s->items, c, sink);
}

static void end(void *context, struct claim_sink *sink) {
	struct claim_standard *s = context;
	struct err err = ERR_INIT;
	if (s->has_items) claim_items_end(&s->items, sink);
	s->failed |= claim_check_end(&s->check, &s->sums, sink, &err) != NHI_OK ||
	             (s->has_items && s->items.failed);
}

struct claim_checks claim_standard_checks(struct claim_standard *s) {
	return (struct claim_checks){.context = s,
	                             .begin = begin,
	                             .first = first,
	                             .ready = ready,
	                             .one = one,
	                             .end = end};
}
