/* claim_check_page.c: see claim_check_page.h. */
#include "desk/claim_check_page.h"

#include "base/clock.h"

enum {
	CHECK_SECONDS = 5,            /* a zip of 16 MiB may unpack to gigabytes */
	CHECK_ARENA_MAX = 256 << 20,  /* rules and CLAIM_KEPT_MAX findings */
	GROUPS_MAX = 400,             /* codes of the catalogue, notes apart */
	ROWS_SHOWN = 20,              /* of a code */
	ANSWER_BYTES_MAX = 256 * 1024 /* shown on the page */
};

/* The bytes of the upload, until the time is over. */
struct timed_bytes {
	struct claim_source source;
	struct claim_bytes bytes;
	int64_t until_ns;
};

static enum nhi_status timed_piece(struct claim_source *self, char *to, size_t room, size_t *got,
                                   struct err *err) {
	struct timed_bytes *t = (struct timed_bytes *)(void *)self;
	if (clock_monotonic_ns() > t->until_ns)
		return err_set(err, NHI_LIMIT, "檢查秒數 seconds" ERR_SEP "%d", CHECK_SECONDS);
	return t->bytes.source.read(&t->bytes.source, to, room, got, err);
}

static struct str kept(struct arena *a, struct str s) {
	struct str out;
	return arena_str(a, s, &out) ? out : STR("");
}

/* ---- the findings ------------------------------------------------------------------------- */

struct group {
	const char *code;
	bool is_note;
	int64_t times;
	struct view *view;
};

static const struct {
	const char *name, *zh, *en;
} verdicts[] = {{"accepted", "可以受理：沒有發現錯誤", "Would be accepted: nothing found"},
                {"accepted-with-findings", "可以受理，但有下列事項",
                 "Would be accepted, with the findings below"},
                {"rejected", "會退件，請更正後再送", "Would be returned: correct it first"}};

static void fill_row(struct view *group, const struct claim_kept *k) {
	struct view *v = view_item(group, "rows", "claim_check_row");
	const struct claim_finding *f = &k->finding;
	struct arena *a = group == NULL ? NULL : group->arena;
	struct buf zh = BUF_INIT(0), en = BUF_INIT(0);
	if (v == NULL) return;
	if (k->case_ordinal > 0) view_number(v, "case_number", k->case_ordinal);
	if (k->order_ordinal > 0) view_number(v, "order_number", k->order_ordinal);
	if (k->d1.n > 0) view_text(v, "class", kept(a, k->d1));
	if (k->d2.n > 0) view_text(v, "serial", kept(a, k->d2));
	if (f->field != NULL) view_text(v, "field", f->field->tag);
	if (f->field != NULL) view_both(v, "field_name", f->field->zh, f->field->en);
	if (f->line > 0) view_number(v, "line", f->line);
	claim_kept_message(k, "zh", &zh);
	claim_kept_message(k, "en", &en);
	view_both(v, "message", kept(a, buf_str(&zh)), kept(a, buf_str(&en)));
	struct str source = f->source.n > 0   ? f->source
	                    : k->code == NULL ? STR("")
	                                      : k->code->source;
	view_text(v, "source", kept(a, source));
	buf_free(&zh);
	buf_free(&en);
}

static struct group *group_of(struct group *groups, size_t *count, struct view *result,
                              const struct claim_kept *k) {
	bool is_note = k->level == CLAIM_LEVEL_NOTE;
	for (size_t i = 0; i < *count; i++)
		if (groups[i].is_note == is_note && strcmp(groups[i].code, k->finding.code) == 0)
			return &groups[i];
	if (*count == GROUPS_MAX) return NULL;
	struct group *g = &groups[(*count)++];
	*g = (struct group){k->finding.code, is_note, 0, NULL};
	g->view = view_item(result, "groups", "claim_check_group");
	view_text(g->view, "code", kept(result->arena, str_from(k->finding.code)));
	view_flag(g->view, "is_note", is_note);
	view_flag(g->view, "has_page", k->code != NULL);
	if (k->code != NULL) {
		view_both(g->view, "cause", k->code->cause_zh, k->code->cause_en);
		view_both(g->view, "remedy", k->code->remedy_zh, k->code->remedy_en);
	}
	return g;
}

static void fill_groups(struct view *result, const struct claim_findings *f,
                        struct group groups[GROUPS_MAX]) {
	size_t count = 0;
	view_list(result, "groups");
	for (size_t i = 0; i < f->count; i++) {
		struct group *g = group_of(groups, &count, result, &f->row[i]);
		if (g == NULL) continue;
		if (g->times++ < ROWS_SHOWN) fill_row(g->view, &f->row[i]);
	}
	for (size_t i = 0; i < count; i++) {
		view_number(groups[i].view, "times", groups[i].times);
		if (groups[i].times > ROWS_SHOWN)
			view_number(groups[i].view, "more", groups[i].times - ROWS_SHOWN);
	}
}

/* ---- the result --------------------------------------------------------------------------- */

/* Nothing is kept, so the file to download stands in its link. */
static void fill_answer(struct view *result, const struct claim_verdict *v) {
	struct buf text = BUF_INIT(0), link = BUF_INIT(0);
	claim_verdict_answer(v, &text);
	bool shown = text.n > 0 && text.n <= ANSWER_BYTES_MAX;
	if (shown) {
		buf_put_c(&link, "data:text/plain;charset=utf-8,");
		for (size_t i = 0; i < text.n; i++)
			buf_printf(&link, "%%%02X", (unsigned char)text.p[i]);
		view_text(result, "answer", kept(result->arena, buf_str(&text)));
		view_text(result, "answer_link", kept(result->arena, buf_str(&link)));
	}
	buf_free(&text);
	buf_free(&link);
}

static enum nhi_status fill_result(struct view *page, const struct claim_verdict *v,
                                   struct str name, struct err *err) {
	struct view *r = view_part(page, "result", "claim_check_result");
	struct group *groups = ARENA_ARRAY(page->arena, GROUPS_MAX, struct group);
	if (r == NULL || groups == NULL) return err_set(err, NHI_MEMORY, "");
	view_text(r, "file", name);
	view_text(r, "verdict", str_from(v->name));
	for (size_t i = 0; i < COUNT_OF(verdicts); i++)
		if (str_is(str_from(v->name), verdicts[i].name))
			view_both(r, "verdict_name", str_from(verdicts[i].zh),
			          str_from(verdicts[i].en));
	view_flag(r, "is_read", v->exit_code != 3);
	view_number(r, "claims", (int64_t)v->claims);
	view_number(r, "orders", (int64_t)v->orders);
	view_number(r, "points", v->points_claimed);
	if (v->provider.n > 0) view_text(r, "provider", kept(page->arena, v->provider));
	if (v->month != CLAIM_DATE_NONE) view_month(r, "month", v->month);
	view_number(r, "findings", (int64_t)claim_findings_total(&v->findings));
	view_number(r, "notes", (int64_t)v->findings.level_count[CLAIM_LEVEL_NOTE]);
	view_text(r, "rules", kept(page->arena, v->rules));
	fill_answer(r, v);
	fill_groups(r, &v->findings, groups);
	return NHI_OK;
}

static void put_json(const struct claim_verdict *v, struct str name, struct buf *out) {
	struct json j = JSON_INIT(out, true);
	json_array_start(&j);
	claim_verdict_json(v, name, &j);
	json_array_end(&j);
	buf_put_char(out, '\n');
}

/* ---- the check ---------------------------------------------------------------------------- */

static enum nhi_status check(struct desk_call *call, const struct form_file *file, struct buf *json,
                             struct view *page, struct err *err) {
	const struct claim_tools *tools = call->desk->claims;
	struct arena arena = ARENA_INIT(CHECK_ARENA_MAX);
	struct claim_standard *standard = ARENA_NEW(&arena, struct claim_standard);
	struct claim_verdict v;
	struct timed_bytes source = {{timed_piece},
	                             claim_bytes_of(file->bytes),
	                             clock_monotonic_ns() + (int64_t)CHECK_SECONDS * 1000000000};
	if (standard == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = claim_standard_open(standard, &tools->standard, &arena, err);
	if (st == NHI_OK) {
		struct claim_checks checks = claim_standard_checks(standard);
		struct claim_judge judge = {&tools->layout, &tools->catalogue, &checks,
		                            str_from(standard->version)};
		st = claim_judge(&judge, &source.source, file->name, &arena, &v, err);
		if (st == NHI_OK && standard->failed) st = err_set(err, NHI_MEMORY, "");
		if (st == NHI_OK && json != NULL) put_json(&v, file->name, json);
		if (st == NHI_OK && json == NULL) st = fill_result(page, &v, file->name, err);
		claim_standard_close(standard);
	}
	arena_free(&arena);
	return st;
}

enum nhi_status claim_check_page(struct desk_call *call, struct view **out, struct err *err) {
	if (call->desk->claims == NULL) return err_set(err, NHI_NO_DATA, "");
	*out = view_new(call->arena, "claim_check");
	view_list(*out, "errors");
	view_flag(*out, "has_lists", call->desk->claims->has_lists);
	return NHI_OK;
}

enum nhi_status claim_check_do(struct desk_call *call, const struct form *in, struct buf *json,
                               struct view **out, struct err *err) {
	enum nhi_status st = claim_check_page(call, out, err);
	if (st != NHI_OK) return st;
	const struct form_file *file = NULL;
	for (size_t i = 0; i < in->file_count && file == NULL; i++)
		if (str_is(in->file[i].field, "file")) file = &in->file[i];
	if (file != NULL && file->is_cut)
		form_error(*out, "file", "檔案超過 16 MiB，請壓縮成 zip，或改用 nhi-check 程式。",
		           "The file is larger than 16 MiB: zip it, or use the program nhi-check.");
	else if (file == NULL || file->bytes.n == 0)
		form_error(*out, "file", "請選擇一個申報檔（xml 或 zip）。",
		           "Choose a claim file (xml or zip).");
	else
		return check(call, file, json, *out, err);
	return NHI_OK;
}
