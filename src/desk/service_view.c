/* service_view.c: see service_view.h. */
#include "desk/service_view.h"

#include "desk/floor_plan.h"
#include "desk/service_data.h"
#include "desk/site.h"
#include "desk/trace_view.h"

enum { ADDRESS_MAX = 256 };

static void put_text(struct view *v, const char *field, struct str text) {
	if (text.n > 0) view_text(v, field, text);
}

static void put_both(struct view *v, const char *field, struct yaml_both text) {
	if (text.zh.n > 0) view_both(v, field, text.zh, text.en);
}

static struct service_world world_of(const struct desk *d, date_t at) {
	return (struct service_world){d->org, &d->law, at};
}

/* --- conditions in words ---------------------------------------------------------------------- */

static const struct {
	const char *name, *zh, *en;
} own_fields[] = {{"applicant", "申請人", "applicant"}, {"agent", "代辦", "by an agent"},
                  {"category", "類別", "category"},     {"division", "業務組", "division"},
                  {"county", "縣市", "county"},         {"unit_kind", "單位種類", "kind of unit"},
                  {"channel", "管道", "channel"}};

static const struct {
	const char *code, *zh, *en;
} own_values[] = {{"yes", "是", "yes"},
                  {"no", "否", "no"},
                  {"person", "本人", "the person"},
                  {"unit", "投保單位", "an insured unit"},
                  {"provider", "醫事機構", "a provider"},
                  {"counter", "臨櫃", "at the counter"},
                  {"government", "政府機關", "government agency"},
                  {"union", "職業工會", "occupational union"},
                  {"farmers", "農會", "farmers' association"},
                  {"fishers", "漁會", "fishers' association"},
                  {"irrigation", "水利會", "irrigation association"},
                  {"township", "公所", "township office"}};

static struct yaml_both value_name(const struct service_field *f, struct str code) {
	for (size_t i = 0; f != NULL && i < f->choice_count; i++)
		if (str_eq(f->choices[i].code, code)) return f->choices[i].name;
	for (size_t i = 0; i < COUNT_OF(own_values); i++)
		if (str_is(code, own_values[i].code))
			return (struct yaml_both){str_from(own_values[i].zh),
			                          str_from(own_values[i].en)};
	return (struct yaml_both){code, code};
}

static void put_condition(const struct service *s, const struct service_condition *c,
                          struct buf *zh, struct buf *en) {
	static const char *const marks[] = {"：", "不是：", " > ", " < ", " ≥ ", " ≤ "};
	static const char *const marks_en[] = {": ", " not: ", " > ", " < ", " ≥ ", " ≤ "};
	const struct service_field *f = service_field(s, c->field);
	struct yaml_both title = {c->field, c->field};
	for (size_t i = 0; i < COUNT_OF(own_fields); i++)
		if (str_is(c->field, own_fields[i].name))
			title = (struct yaml_both){str_from(own_fields[i].zh),
			                           str_from(own_fields[i].en)};
	if (f != NULL) title = f->title;
	buf_put(zh, title.zh);
	buf_put(en, title.en);
	bool is_flag = f != NULL && f->type == SERVICE_FIELD_FLAG;
	if (is_flag && c->op == SERVICE_IS && str_is(c->values[0], "yes")) return;
	buf_put_c(zh, marks[c->op]);
	buf_put_c(en, marks_en[c->op]);
	for (size_t i = 0; i < c->value_count; i++) {
		struct yaml_both name = value_name(f, c->values[i]);
		buf_put_c(zh, i > 0 ? "、" : "");
		buf_put_c(en, i > 0 ? ", " : "");
		buf_put(zh, name.zh);
		buf_put(en, name.en);
	}
}

static struct str kept(struct arena *a, struct buf *b) {
	struct str s = STR("");
	if (!buf_ok(b) || !arena_str(a, buf_str(b), &s)) s = STR("");
	buf_free(b);
	return s;
}

struct yaml_both service_when_text(const struct service *s, const struct service_when *w,
                                   struct arena *a) {
	struct buf zh = BUF_INIT(4096), en = BUF_INIT(4096);
	for (size_t i = 0; i < w->count; i++) {
		buf_put_c(&zh, i > 0 ? "；" : "");
		buf_put_c(&en, i > 0 ? "; " : "");
		put_condition(s, &w->all[i], &zh, &en);
	}
	return (struct yaml_both){kept(a, &zh), kept(a, &en)};
}

/* --- a service in a list ---------------------------------------------------------------------- */

static void put_documents(struct view *v, const struct service *s) {
	view_list(v, "documents");
	view_flag(v, "documents_known", s->documents_known);
	view_flag(v, "nothing_to_bring", s->documents_known && s->document_count == 0);
	for (size_t i = 0; i < s->document_count; i++) {
		const struct service_document *d = &s->documents[i];
		struct view *item = view_item(v, "documents", "document");
		if (item == NULL) continue;
		view_both(item, "name", d->name.zh, d->name.en);
		view_text(item, "paper", str_from(service_paper_name(d->paper)));
		put_both(item, "note", d->note);
		view_flag(item, "optional", d->optional);
		put_both(item, "only_when", service_when_text(s, &d->when, item->arena));
	}
}

static void fill(struct view *v, const struct service *s, const struct desk *d, date_t at) {
	struct service_world w = world_of(d, at);
	struct service_facts f;
	if (v == NULL) return;
	service_facts(&f, s, &w, v->arena);
	view_text(v, "service", s->id);
	view_both(v, "name", s->name.zh, s->name.en);
	view_both(v, "what", s->what.zh, s->what.en);
	view_both(v, "unit", f.unit.zh, f.unit.en);
	put_text(v, "floor", f.floor);
	put_text(v, "counter", f.counter);
	put_documents(v, s);
	if (f.fee_known) view_number(v, "fee", f.fee);
	put_both(v, "fee_note", f.fee_text);
	put_text(v, "period", f.period);
	put_both(v, "period_note", f.period_text);
	source_view(v, f.law);
	view_flag(v, "is_online", s->is_online);
	view_flag(v, "verified", s->verified);
	view_list(v, "seed_rows");
	for (size_t i = 0; i < s->seed_row_count; i++)
		view_text(view_item(v, "seed_rows", "seed_ref"), "id", s->seed_rows[i]);
}

struct view *service_search_view(const struct desk *d, struct arena *a, struct str text,
                                 const struct org_unit *division, date_t at) {
	struct view *v = view_new(a, "search_page");
	struct where_hit hits[WHERE_RESULTS_MAX];
	size_t count = text.n == 0 ? 0 : where_search(&d->where, a, text, hits);
	view_text(v, "text", text);
	view_flag(v, "asked", text.n > 0);
	view_number(v, "count", (int64_t)count);
	view_list(v, "services");
	view_list(v, "functions");
	if (division != NULL) view_both(v, "division", division->zh, division->en);
	view_flag(v, "floor_known", division == NULL || str_is(division->code, "central"));
	for (size_t i = 0; i < count; i++) {
		const struct where_doc *h = hits[i].doc;
		if (h->service != NULL) {
			fill(view_item(v, "services", "service"), h->service, d, at);
			continue;
		}
		struct view *f = view_item(v, "functions", "found_function");
		view_text(f, "id", h->row->id);
		view_text(f, "seed", h->row->seed);
		view_flag(f, "in_guide", str_is(h->row->seed, "guide"));
		view_both(f, "text", h->row->text_zh, h->row->text_en);
		view_both(f, "unit", h->row->unit_zh, h->row->unit_en);
		put_text(f, "floor", h->row->floor);
		view_text(f, "depth", h->row->depth);
	}
	return v;
}

static bool leads(const struct service *s, struct str event) {
	for (size_t i = 0; i < s->event_count; i++)
		if (str_eq(s->events[i], event)) return true;
	return event.n == 0;
}

static int by_area(const void *a, const void *b) {
	const struct service *const *x = a, *const *y = b;
	int order = str_cmp((*x)->area, (*y)->area);
	if (order == 0) order = str_cmp((*x)->name.zh, (*y)->name.zh);
	return order != 0 ? order : str_cmp((*x)->id, (*y)->id);
}

/* Those of the day in the order in which people read them; NULL without memory. */
static const struct service **sorted(const struct desk *d, struct arena *a, date_t at,
                                     size_t *count) {
	const struct service_catalogue *c = &d->services;
	const struct service **list = ARENA_ARRAY(a, c->service_count, const struct service *);
	*count = 0;
	for (size_t i = 0; list != NULL && i < c->service_count; i++)
		if (c->services[i].from <= at && at < c->services[i].to)
			list[(*count)++] = &c->services[i];
	if (list != NULL) qsort(list, *count, sizeof *list, by_area);
	return list;
}

struct view *service_list_view(const struct desk *d, struct arena *a, struct str event, date_t at) {
	struct view *v = view_new(a, "service_list");
	size_t count;
	struct str area = STR("");
	const struct service **list = sorted(d, a, at, &count);
	view_text(v, "event", event);
	view_list(v, "rows");
	for (size_t i = 0; i < count; i++) {
		if (!list[i]->is_public || !leads(list[i], event)) continue;
		struct view *row = view_item(v, "rows", "service");
		fill(row, list[i], d, at);
		if (!str_eq(area, list[i]->area)) view_text(row, "area", list[i]->area);
		area = list[i]->area;
	}
	return v;
}

void service_options(struct view *v, const struct desk *d, date_t at) {
	size_t count;
	const struct service **list = v == NULL ? NULL : sorted(d, v->arena, at, &count);
	view_list(v, "services");
	for (size_t i = 0; list != NULL && i < count; i++) {
		struct view *o = view_item(v, "services", "option");
		view_text(o, "code", list[i]->id);
		view_both(o, "name", list[i]->name.zh, list[i]->name.en);
		view_flag(o, "selected", false);
	}
}

void service_menu(struct view *v, const struct desk *d, struct str person_id, date_t at) {
	size_t count;
	struct str area = STR("");
	const struct service **list = v == NULL ? NULL : sorted(d, v->arena, at, &count);
	view_list(v, "services");
	for (size_t i = 0; list != NULL && i < count; i++) {
		const struct service *s = list[i];
		struct buf b = BUF_INIT(ADDRESS_MAX);
		if (!s->is_public || s->link.n > 0 || (s->applicants & SERVICE_PERSON) == 0)
			continue;
		struct view *o = view_item(v, "services", "person_service");
		view_both(o, "name", s->name.zh, s->name.en);
		if (!str_eq(area, s->area)) view_text(o, "area", s->area);
		area = s->area;
		buf_printf(&b, "/apply/%.*s?applicant=%%23%.*s", STR_ARG(s->id),
		           STR_ARG(person_id));
		view_text(o, "path", kept(v->arena, &b));
	}
}

/* --- the page of a service -------------------------------------------------------------------- */

static void put_bits(struct view *v, const char *field, const char *item, unsigned bits,
                     const char *const *names, size_t count) {
	view_list(v, field);
	for (size_t i = 0; i < count; i++)
		if (bits & 1u << i)
			view_text(view_item(v, field, item), "code", str_from(names[i]));
}

static void put_routes(struct view *v, const struct service *s, const struct service_world *w) {
	view_list(v, "routes");
	for (size_t i = 0; i < s->route_count && v != NULL; i++) {
		const struct service_route *r = &s->routes[i];
		struct view *item = view_item(v, "routes", "service_route");
		struct yaml_both place = service_place(r, w);
		put_both(item, "only_when", service_when_text(s, &r->when, v->arena));
		view_both(item, "unit", place.zh, place.en);
		put_text(item, "floor", r->floor);
		view_flag(item, "is_choice", r->is_choice);
		put_both(item, "note", r->note);
	}
}

static void put_questions(struct view *v, const struct service *s) {
	view_list(v, "fields");
	for (size_t i = 0; i < s->field_count; i++) {
		const struct service_field *f = &s->fields[i];
		if (f->is_office) continue;
		struct view *item = view_item(v, "fields", "service_field");
		view_both(item, "name", f->title.zh, f->title.en);
		view_flag(item, "required", f->required);
		view_flag(item, "known", f->from.n > 0);
	}
}

static void put_terms(struct view *v, const struct service *s, const struct service_world *w) {
	const struct service_clock *c = &s->clock;
	static const struct {
		const char *code;
		size_t at;
	} terms[] = {{"decide", offsetof(struct service_clock, decide)},
	             {"supply", offsetof(struct service_clock, supply)},
	             {"file", offsetof(struct service_clock, file)},
	             {"object", offsetof(struct service_clock, object)}};
	view_list(v, "terms");
	for (size_t i = 0; i < COUNT_OF(terms) && v != NULL; i++) {
		const struct service_term *t =
		        (const struct service_term *)((const char *)c + terms[i].at);
		const struct law_value *figure =
		        t->parameter.n > 0 ? law_at(w->law, t->parameter, w->at) : NULL;
		if (figure == NULL) continue;
		struct view *item = view_item(v, "terms", "service_term");
		struct yaml_both text = service_term_text(t, w, v->arena);
		view_text(item, "code", str_from(terms[i].code));
		put_both(item, "text", text);
		view_text(item, "parameter", t->parameter);
		view_flag(item, "verified", figure->verified);
		source_view(item, figure->source);
	}
	if (c->object_service.n > 0) view_text(v, "object_service", c->object_service);
	view_flag(v, "deemed_approved", c->deemed == SERVICE_DEEMED_APPROVED);
}

struct view *service_page_view(const struct desk *d, struct arena *a, struct str id, date_t at) {
	static const char *const who[] = {"person", "agent",  "unit", "provider",
	                                  "office", "anyone", "staff"};
	static const char *const ways[] = {"counter", "post", "fax", "web", "file", "call"};
	const struct service *s = service_find(&d->services, id, at);
	if (s == NULL || !s->is_public) return NULL;
	struct service_world w = world_of(d, at);
	struct view *v = view_new(a, "service_page");
	fill(v, s, d, at);
	view_text(v, "kind", str_from(service_kind_name(s->kind)));
	put_both(v, "who", s->who);
	put_bits(v, "applicants", "service_applicant", s->applicants, who, COUNT_OF(who));
	put_bits(v, "channels", "service_channel", s->channels, ways, COUNT_OF(ways));
	put_text(v, "link", s->link);
	view_flag(v, "can_apply", s->link.n == 0 && (s->channels & SERVICE_WEB) != 0);
	put_questions(v, s);
	put_routes(v, s, &w);
	put_terms(v, s, &w);
	put_both(v, "doubt", s->doubt);
	struct service_facts f;
	service_facts(&f, s, &w, a);
	sites_put(v, &d->sites, s, &f, at);
	view_text(v, "data", service_data(s, &f, d, at, a));
	return v;
}
