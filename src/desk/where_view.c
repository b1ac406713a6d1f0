/* where_view.c: services as views; see where.h. */
#include "desk/where.h"

#include "desk/catalogue.h"

static void put_text(struct view *v, const char *field, struct str text) {
	if (text.n > 0) view_text(v, field, text);
}

static void put_both(struct view *v, const char *field, struct str zh, struct str en) {
	if (zh.n > 0) view_both(v, field, zh, en);
}

void where_fill(struct view *v, const struct where_service *s) {
	struct str zh[16], en[16], rows[32];
	int64_t fee = 0;
	view_text(v, "service", s->id);
	view_both(v, "name", s->zh, s->en);
	view_both(v, "unit", s->unit_zh, s->unit_en);
	put_text(v, "floor", s->floor);
	put_text(v, "counter", s->counter);
	size_t n = catalogue_split(s->documents_zh, "；", zh, COUNT_OF(zh));
	size_t n_en = catalogue_split(s->documents_en, ";", en, COUNT_OF(en));
	view_list(v, "documents");
	view_flag(v, "documents_known", n > 0);
	for (size_t i = 0; i < n; i++)
		view_both(view_item(v, "documents", "document"), "name", zh[i],
		          i < n_en ? en[i] : zh[i]);
	if (str_to_i64(s->fee_twd, 0, INT32_MAX, &fee)) view_number(v, "fee", fee);
	put_both(v, "fee_note", s->fee_zh, s->fee_en);
	put_text(v, "period", s->period);
	put_both(v, "period_note", s->period_zh, s->period_en);
	put_text(v, "law", s->law);
	view_list(v, "seed_rows");
	size_t count = catalogue_split(s->seed_rows, ";", rows, COUNT_OF(rows));
	for (size_t i = 0; i < count; i++)
		view_text(view_item(v, "seed_rows", "seed_ref"), "id", rows[i]);
}

struct view *where_view(const struct where *w, struct arena *a, struct str text,
                        const struct org_unit *division) {
	struct view *v = view_new(a, "search_page");
	struct where_hit hits[WHERE_RESULTS_MAX];
	size_t count = text.n == 0 ? 0 : where_search(w, a, text, hits);
	bool central = division == NULL || str_is(division->code, "central");
	view_text(v, "text", text);
	view_flag(v, "asked", text.n > 0);
	view_number(v, "count", (int64_t)count);
	view_list(v, "services");
	view_list(v, "functions");
	if (division != NULL) view_both(v, "division", division->zh, division->en);
	view_flag(v, "floor_known", central);
	for (size_t i = 0; i < count; i++) {
		const struct where_doc *d = hits[i].doc;
		if (d->service != NULL) {
			where_fill(view_item(v, "services", "service"), d->service);
			continue;
		}
		struct view *f = view_item(v, "functions", "found_function");
		view_text(f, "id", d->row->id);
		view_text(f, "seed", d->row->seed);
		view_flag(f, "in_guide", str_is(d->row->seed, "guide"));
		view_both(f, "text", d->row->text_zh, d->row->text_en);
		view_both(f, "unit", d->row->unit_zh, d->row->unit_en);
		put_text(f, "floor", d->row->floor);
		view_text(f, "depth", d->row->depth);
	}
	return v;
}

struct view *where_list_view(const struct where *w, struct arena *a, struct str event) {
	struct view *v = view_new(a, "service_list");
	view_text(v, "event", event);
	view_list(v, "rows");
	for (size_t i = 0; i < w->service_count; i++) {
		const struct where_service *s = &w->services[i];
		if (event.n == 0 || str_eq(event, s->event))
			where_fill(view_item(v, "rows", "service"), s);
	}
	return v;
}
