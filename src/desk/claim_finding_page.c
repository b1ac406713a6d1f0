/* claim_finding_page.c: see claim_finding_page.h. */
#include "desk/claim_finding_page.h"

#include "base/file.h"
#include "wire/claim_finding.h"

enum { CATALOGUE_BYTES_MAX = 4 * 1024 * 1024 };

static enum nhi_status read_catalogue(struct desk_call *call, struct claim_catalogue *out,
                                      struct err *err) {
	char path[4096];
	struct str csv;
	(void)snprintf(path, sizeof path, "%s/codes/claim_findings.csv", call->desk->data_dir);
	enum nhi_status st = file_read(call->arena, path, CATALOGUE_BYTES_MAX, &csv, err);
	return st == NHI_OK ? claim_catalogue_read(out, csv, call->arena, err) : st;
}

static const struct {
	const char *level, *zh, *en;
} levels[] = {{"file", "整份退件", "the file is returned whole"},
              {"batch", "整批不受理", "the batch is refused"},
              {"case", "案件", "a case"},
              {"order", "醫令", "an order"},
              {"note", "僅供參考", "for information"}};

static void fill(struct view *v, const struct claim_code *c) {
	view_text(v, "code", c->code);
	view_text(v, "level", str_from(claim_level_name(c->level)));
	for (size_t i = 0; i < COUNT_OF(levels); i++)
		if (str_is(str_from(claim_level_name(c->level)), levels[i].level))
			view_both(v, "level_name", str_from(levels[i].zh), str_from(levels[i].en));
	view_both(v, "cause", c->cause_zh, c->cause_en);
}

enum nhi_status claim_finding_list_page(struct desk_call *call, const struct form *in,
                                        struct view **out, struct err *err) {
	struct claim_catalogue codes;
	struct view *v = view_new(call->arena, "claim_finding_list");
	struct str level = form_get(in, "level");
	*out = v;
	view_text(v, "level", level);
	view_list(v, "rows");
	enum nhi_status st = read_catalogue(call, &codes, err);
	for (size_t i = 0; st == NHI_OK && i < codes.count; i++) {
		const struct claim_code *c = &codes.code[i];
		if (level.n > 0 && !str_is(level, claim_level_name(c->level))) continue;
		fill(view_item(v, "rows", "claim_finding_row"), c);
	}
	return st;
}

/* The sentence with its holes shown as an ellipsis. */
static struct str without_holes(struct arena *a, struct str text) {
	struct buf out = BUF_INIT(0);
	struct str kept = {NULL, 0};
	while (text.n > 0) {
		bool had_hole = str_find_char(text, '{') < text.n;
		buf_put(&out, str_cut(&text, '{'));
		if (!had_hole) break;
		(void)str_cut(&text, '}');
		buf_put_c(&out, "…");
	}
	if (!arena_str(a, buf_str(&out), &kept)) kept = text;
	buf_free(&out);
	return kept;
}

/* "wrong → right" apart. */
static void fill_example(struct view *v, struct str example) {
	size_t arrow = str_find(example, STR(" → "));
	if (example.n == 0) return;
	if (arrow == example.n) {
		view_text(v, "example_wrong", example);
		return;
	}
	view_text(v, "example_wrong", str_slice(example, 0, arrow));
	view_text(v, "example_right", str_slice(example, arrow + 5, example.n));
}

enum nhi_status claim_finding_page(struct desk_call *call, struct str code, struct view **out,
                                   struct err *err) {
	struct claim_catalogue codes;
	struct view *v = view_new(call->arena, "claim_finding");
	enum nhi_status st = read_catalogue(call, &codes, err);
	const struct claim_code *c = NULL;
	*out = v;
	if (st != NHI_OK) return st;
	for (size_t i = 0; i < codes.count; i++)
		if (str_eq(codes.code[i].code, code)) c = &codes.code[i];
	if (c == NULL) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(code));
	fill(v, c);
	view_both(v, "message", without_holes(call->arena, c->message_zh),
	          without_holes(call->arena, c->message_en));
	view_both(v, "remedy", c->remedy_zh, c->remedy_en);
	view_text(v, "source", c->source);
	fill_example(v, c->example);
	return NHI_OK;
}
