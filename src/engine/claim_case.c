/* claim_case.c: see claim_case.h. */
#include "engine/claim_case.h"

#include "base/json.h"

enum { LINES_MAX = 64 * 1024 * 1024, ARGS_MAX = 4096, DIVISION_UNKNOWN = 0 };

static void fail(struct claim_writer *w, enum nhi_status st) {
	if (w->st == NHI_OK) w->st = st;
}

/* ---- Findings -------------------------------------------------------------------------------- */

/* What a finding does to the money where it does not say: by the level of its code. */
static enum claim_effect effect_of(const struct claim_writer *w, const struct claim_finding *f) {
	if (f->effect != CLAIM_EFFECT_NONE) return f->effect;
	enum claim_level level = f->level;
	if (level == CLAIM_LEVEL_OF_CODE) {
		const struct claim_code *code =
		        claim_catalogue_find(w->context->catalogue, f->code);
		level = code == NULL ? CLAIM_LEVEL_NOTE : code->level;
	}
	if (level == CLAIM_LEVEL_ORDER && f->of_order != NULL) return CLAIM_EFFECT_ORDER;
	return level == CLAIM_LEVEL_CASE || level == CLAIM_LEVEL_ORDER ? CLAIM_EFFECT_CASE
	                                                               : CLAIM_EFFECT_NONE;
}

static void put_args(struct claim_writer *w, const struct claim_finding *f) {
	buf_reset(&w->args);
	struct json j = JSON_INIT(&w->args, false);
	json_array_start(&j);
	for (size_t i = 0; i < CLAIM_ARGS_MAX; i++)
		if (f->arg[i].n > 0 || (i + 1 < CLAIM_ARGS_MAX && f->arg[i + 1].n > 0))
			json_str(&j, f->arg[i]);
	if (f->has_expected) json_i64(&j, f->expected);
	json_array_end(&j);
}

static void take(struct claim_sink *self, const struct claim_finding *f) {
	struct claim_writer *w = (struct claim_writer *)(void *)self;
	if (w->st != NHI_OK) return;
	enum claim_effect effect = effect_of(w, f);
	/* Notes change nothing and come again from the same file and rules: not kept. */
	if (effect == CLAIM_EFFECT_NONE) return;
	put_args(w, f);
	struct claim_finding_row row = {.finding_no = ++w->run.findings,
	                                .case_no = f->of_case == NULL ? 0 : f->of_case->ordinal,
	                                .order_no = f->of_order == NULL ? 0 : f->of_order->ordinal,
	                                .code = str_from(f->code),
	                                .effect = effect,
	                                .cut = w->in_case ? claim_award_add(&w->award, f, effect)
	                                                  : 0,
	                                .line = f->line > 0           ? f->line
	                                        : f->of_order != NULL ? f->of_order->line
	                                        : f->of_case != NULL  ? f->of_case->line
	                                                              : 0,
	                                .field = f->field == NULL ? STR("") : f->field->tag,
	                                .args = buf_str(&w->args)};
	fail(w, claim_finding_write(w->findings, w->provider_id, w->batch_id, &row, w->err));
}

/* ---- Cases ----------------------------------------------------------------------------------- */

static bool room_for(struct claim_writer *w, size_t orders) {
	if (orders <= w->cut_room && w->cut != NULL) return true;
	size_t room = orders < 64 ? 64 : 2 * orders;
	int64_t *more = realloc(w->cut, room * sizeof *more);
	if (more == NULL) return false;
	w->cut = more;
	w->cut_room = room;
	return true;
}

void claim_writer_start(struct claim_writer *w, const struct claim_case *c) {
	if (!room_for(w, c->order_count)) {
		fail(w, err_set(w->err, NHI_MEMORY, "%s", ""));
		return;
	}
	claim_award_start(&w->award, c, w->cut);
	w->in_case = true;
}

static void put_number(struct buf *b, int64_t v) {
	buf_put_char(b, ',');
	buf_put_i64(b, v);
}

/* Item codes and types are ASCII in sound files; anything else is written by the JSON writer. */
static bool is_plain(struct str s) {
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < ' ' || s.p[i] > '~' || s.p[i] == '"' || s.p[i] == '\\') return false;
	return true;
}

static void put_text(struct buf *b, struct str s) {
	if (is_plain(s)) {
		buf_put_char(b, '"');
		buf_put(b, s);
		buf_put_char(b, '"');
		return;
	}
	struct json j = JSON_INIT(b, false);
	json_str(&j, s);
}

/* schema/lines.md "claim_case". */
static void put_lines(struct claim_writer *w, const struct claim_case *c) {
	struct buf *b = &w->lines;
	buf_reset(b);
	buf_put_char(b, '[');
	for (uint32_t i = 0; i < c->order_count; i++) {
		const struct claim_order *o = &c->order[i];
		buf_put_c(b, i > 0 ? ",[" : "[");
		buf_put_i64(b, o->ordinal);
		buf_put_char(b, ',');
		put_text(b, o->type);
		buf_put_char(b, ',');
		put_text(b, o->item);
		put_number(b, o->quantity.v);
		put_number(b, o->price.v);
		put_number(b, o->rate.v);
		put_number(b, o->points.v);
		put_number(b, w->cut[i]);
		buf_put_char(b, ']');
	}
	buf_put_char(b, ']');
}

static void add_sum(struct claim_writer *w, const struct claim_case_row *row) {
	size_t i = 0;
	while (i < w->sum_count &&
	       (w->sum[i].sector != row->sector || w->sum[i].division != row->division))
		i++;
	if (i == w->sum_count) {
		w->sum[w->sum_count++] =
		        (struct claim_tally){.sector = row->sector, .division = row->division};
	}
	struct claim_tally *s = &w->sum[i];
	s->cases++;
	s->refused += row->approved.v == 0 && row->applied.v > 0;
	s->applied += row->applied.v;
	s->approved += row->approved.v;
	s->fixed += row->fixed.v;
	s->copay += row->copay.v;
}

static void put_events(struct claim_writer *w, const struct claim_case *c,
                       const struct claim_case_row *row) {
	if (w->context->has_window == NULL || row->person_id == 0 || row->approved.v == 0) return;
	for (uint32_t i = 0; w->st == NHI_OK && i < c->order_count; i++) {
		const struct claim_order *o = &c->order[i];
		if (w->cut[i] >= o->points.v && o->points.v > 0) continue;
		if (!w->context->has_window(w->context->rules, o->item)) continue;
		date_t on = o->begin.day >= DATE_MIN ? o->begin.day : row->visit;
		const struct care_event_row event = {.person_id = row->person_id,
		                                     .on = on,
		                                     .item = o->item,
		                                     .provider_id = w->provider_id,
		                                     .batch_id = w->batch_id,
		                                     .case_no = c->ordinal,
		                                     .order_no = o->ordinal,
		                                     .quantity = o->quantity,
		                                     .site = is_plain(o->site) ? o->site : STR("")};
		w->run.events++;
		fail(w, care_event_write(w->events, &event, w->err));
	}
}

void claim_writer_case(struct claim_writer *w, const struct claim_case *c) {
	w->in_case = false;
	if (w->st != NHI_OK) return;
	const struct claim_person *who = claim_people_find(w->people, c->person);
	struct claim_awarded left = claim_award_end(&w->award);
	date_t day = claim_case_day(c);
	struct claim_case_row row = {.case_no = c->ordinal,
	                             .class_ = is_plain(c->class_) ? c->class_ : STR("?"),
	                             .serial = c->serial,
	                             .person_id = who == NULL ? 0 : who->person_id,
	                             .division = who == NULL ? DIVISION_UNKNOWN : who->division,
	                             .sector = claim_sector(c, w->trade),
	                             .visit = day >= DATE_MIN ? day : DATE_OPEN,
	                             .total = c->total,
	                             .copay = c->copay,
	                             .applied = c->applied,
	                             .approved = left.approved,
	                             .fixed = left.fixed};
	put_lines(w, c);
	if (!buf_ok(&w->lines)) fail(w, err_set(w->err, NHI_MEMORY, "%s", ""));
	if (w->st != NHI_OK) return;
	row.lines = buf_str(&w->lines);
	fail(w, claim_case_write(w->cases, w->provider_id, w->batch_id, &row, w->err));
	put_events(w, c, &row);
	add_sum(w, &row);
	w->run.cases++;
	w->run.refused += row.approved.v == 0 && row.applied.v > 0;
	w->run.applied += row.applied.v;
	w->run.approved += row.approved.v;
}

/* ---- The whole batch ------------------------------------------------------------------------- */

enum nhi_status claim_writer_begin(struct claim_writer *w, struct db *db,
                                   const struct claim_context *context,
                                   const struct claim_people *people,
                                   const struct claim_batch_row *batch, struct err *err) {
	*w = (struct claim_writer){.sink = {take},
	                           .context = context,
	                           .people = people,
	                           .provider_id = batch->provider_id,
	                           .batch_id = batch->batch_id,
	                           .trade = claim_trade(batch->provider),
	                           .lines = BUF_INIT(LINES_MAX),
	                           .args = BUF_INIT(ARGS_MAX),
	                           .run = {.batches = 1},
	                           .err = err};
	enum nhi_status st = bulk_begin(&w->cases, db, "claim_case_bulk", err);
	if (st == NHI_OK) st = bulk_begin(&w->findings, db, "claim_finding_bulk", err);
	if (st == NHI_OK) st = bulk_begin(&w->events, db, "care_event_bulk", err);
	return st;
}

enum nhi_status claim_writer_end(struct claim_writer *w, struct db *db, enum nhi_status so_far,
                                 struct err *err) {
	enum nhi_status st = so_far == NHI_OK ? w->st : so_far;
	st = bulk_end(w->cases, st, err);
	st = bulk_end(w->findings, st, err);
	st = bulk_end(w->events, st, err);
	for (size_t i = 0; st == NHI_OK && i < w->sum_count; i++)
		st = claim_sum_add(db, w->provider_id, w->batch_id, &w->sum[i], err);
	free(w->cut);
	buf_free(&w->lines);
	buf_free(&w->args);
	return st;
}
