/* service_read.c: parses one file of catalogue/services; see service_parts.h. */
#include "desk/service_parts.h"

enum { ROUTES_MAX = 20, LETTERS_MAX = 16, CASES_MAX = 8 };

/* --- fee and clock ---------------------------------------------------------------------------- */

static void read_fee(struct yaml *y, struct fy_node *entry, struct service *s) {
	static const char *const known[] = {"kind",    "parameter", "note_zh",
	                                    "note_en", "cases",     NULL};
	static const char *const case_known[] = {"when", "parameter", "note_zh", "note_en", NULL};
	static const char *const kinds[] = {"none", "law", "unknown"};
	struct fy_node *map = yaml_get(entry, "fee"), *item;
	void *iter = NULL;
	struct service_fee *f = &s->fee;
	if (map == NULL) yaml_defect(y, entry, "fee", "缺少這一項", "this key is missing");
	if (map == NULL) return;
	yaml_only(y, map, known);
	f->kind = (enum service_fee_kind)yaml_code(y, map, "kind", kinds, COUNT_OF(kinds), -1);
	f->parameter = yaml_optional(y, map, "parameter");
	f->note = yaml_both(y, map, "note", false);
	if ((f->kind == SERVICE_FEE_LAW) != (f->parameter.n > 0))
		yaml_defect(y, map, "parameter", "法定費用要有參數，其他不能有",
		            "a fee of law needs a parameter, the others have none");
	size_t n = yaml_count(map, "cases");
	if (n > CASES_MAX) yaml_defect(y, map, "cases", "太多了", "too many");
	if (n == 0 || n > CASES_MAX) return;
	f->cases = yaml_array(y, n, sizeof *f->cases);
	while (f->cases != NULL && (item = yaml_next(y, map, "cases", &iter)) != NULL) {
		struct service_fee_case *c = &f->cases[f->case_count++];
		yaml_only(y, item, case_known);
		c->when = service_read_when(y, item, "when");
		c->parameter = yaml_optional(y, item, "parameter");
		c->note = yaml_both(y, item, "note", true);
		if (c->when.count == 0)
			yaml_defect(y, item, "when", "缺少條件", "the condition is missing");
	}
}

static struct service_term read_term(struct yaml *y, struct fy_node *entry, const char *key) {
	static const char *const known[] = {"parameter", "start", "note_zh", "note_en", NULL};
	static const char *const starts[] = {"receipt", "complete", "notice", "event"};
	struct fy_node *map = yaml_get(entry, key);
	struct service_term t = {.parameter = STR("")};
	if (map == NULL) return t;
	yaml_only(y, map, known);
	t.parameter = yaml_text(y, map, "parameter");
	t.start = (enum service_clock_start)yaml_code(y, map, "start", starts, COUNT_OF(starts), 0);
	t.note = yaml_both(y, map, "note", false);
	return t;
}

static void read_clock(struct yaml *y, struct fy_node *entry, struct service *s) {
	static const char *const known[] = {"at_once",          "decide",
	                                    "extension",        "pauses",
	                                    "deemed",           "deemed_unless_paused",
	                                    "supply",           "file",
	                                    "object",           "object_service",
	                                    "supply_extension", NULL};
	static const char *const pauses[] = {"supplement", "records", "force"};
	static const char *const deemed[] = {"none", "approve", "reject"};
	struct fy_node *map = yaml_get(entry, "clock");
	struct service_clock *c = &s->clock;
	struct str names[SERVICE_PAUSE_COUNT];
	if (map == NULL) yaml_defect(y, entry, "clock", "缺少這一項", "this key is missing");
	if (map == NULL) return;
	yaml_only(y, map, known);
	c->at_once = yaml_flag(y, map, "at_once", false);
	c->decide = read_term(y, map, "decide");
	c->extension = yaml_optional(y, map, "extension");
	c->supply = read_term(y, map, "supply");
	c->supply_extension = yaml_optional(y, map, "supply_extension");
	c->file = read_term(y, map, "file");
	c->object = read_term(y, map, "object");
	c->object_service = yaml_optional(y, map, "object_service");
	c->deemed = (enum service_deemed)yaml_code(y, map, "deemed", deemed, COUNT_OF(deemed), 0);
	c->deemed_unless_paused = yaml_flag(y, map, "deemed_unless_paused", false);
	size_t n = yaml_list(y, map, "pauses", names, SERVICE_PAUSE_COUNT);
	c->pauses[SERVICE_PAUSE_FORCE] = true;
	for (size_t i = 0; i < n; i++) {
		bool found = false;
		for (size_t k = 0; k < COUNT_OF(pauses); k++)
			if (str_is(names[i], pauses[k])) found = c->pauses[k] = true;
		if (!found)
			yaml_defect_about(y, map, "pauses", names[i], "不認得「{}」",
			                  "“{}” is unknown");
	}
	if (c->at_once == (c->decide.parameter.n > 0))
		yaml_defect(y, map, "decide", "要有處理期限，或寫 at_once: yes",
		            "needs a term, or at_once: yes");
}

/* --- routes, letters -------------------------------------------------------------------------- */

static void read_routes(struct yaml *y, struct fy_node *map, struct service *s) {
	static const char *const known[] = {"when",   "unit",    "section", "floor", "counter",
	                                    "choice", "note_zh", "note_en", NULL};
	void *iter = NULL;
	struct fy_node *item;
	size_t n = yaml_count(map, "routes");
	if (n == 0 || n > ROUTES_MAX) {
		yaml_defect(y, map, "routes", "缺少或太多", "none or too many");
		return;
	}
	s->routes = yaml_array(y, n, sizeof *s->routes);
	while (s->routes != NULL && (item = yaml_next(y, map, "routes", &iter)) != NULL) {
		struct service_route *r = &s->routes[s->route_count++];
		yaml_only(y, item, known);
		r->when = service_read_when(y, item, "when");
		r->unit = yaml_optional(y, item, "unit");
		r->section = yaml_optional(y, item, "section");
		r->floor = yaml_optional(y, item, "floor");
		r->counter = yaml_optional(y, item, "counter");
		r->is_choice = yaml_flag(y, item, "choice", false);
		r->note = yaml_both(y, item, "note", false);
	}
	if (s->route_count > 0 && s->routes[s->route_count - 1].when.count > 0)
		yaml_defect(y, map, "routes", "最後一條要沒有條件",
		            "the last route must hold always");
}

static void read_letters(struct yaml *y, struct fy_node *map, struct service *s) {
	static const char *const known[] = {"event", "template", NULL};
	void *iter = NULL;
	struct fy_node *item;
	size_t n = yaml_count(map, "letters");
	if (n > LETTERS_MAX) yaml_defect(y, map, "letters", "太多了", "too many");
	if (n == 0 || n > LETTERS_MAX) return;
	s->letters = yaml_array(y, n, sizeof *s->letters);
	while (s->letters != NULL && (item = yaml_next(y, map, "letters", &iter)) != NULL) {
		struct service_letter *l = &s->letters[s->letter_count++];
		yaml_only(y, item, known);
		struct str event = yaml_text(y, item, "event");
		l->template_id = yaml_text(y, item, "template");
		if (event.n > 0 && !service_event_find(event, &l->event))
			yaml_defect_about(y, item, "event", event, "沒有事件「{}」",
			                  "there is no event “{}”");
	}
}

/* --- an entry --------------------------------------------------------------------------------- */

static unsigned read_bits(struct yaml *y, struct fy_node *map, const char *key,
                          const char *const *names, size_t count) {
	struct str found[16];
	unsigned bits = 0;
	size_t n = yaml_list(y, map, key, found, COUNT_OF(found));
	if (n == 0) yaml_defect(y, map, key, "缺少這一項", "this key is missing");
	for (size_t i = 0; i < n; i++) {
		unsigned bit = 0;
		for (size_t k = 0; k < count; k++)
			if (str_is(found[i], names[k])) bit = 1u << k;
		if (bit == 0)
			yaml_defect_about(y, map, key, found[i], "不認得「{}」", "“{}” is unknown");
		bits |= bit;
	}
	return bits;
}

static void read_heads(struct yaml *y, struct fy_node *map, struct service *s) {
	static const char *const who[] = {"person", "agent",  "unit", "provider",
	                                  "office", "anyone", "staff"};
	static const char *const channels[] = {"counter", "post", "fax", "web", "file", "call"};
	const char *kinds[SERVICE_GENERAL + 1];
	for (int i = 0; i <= SERVICE_GENERAL; i++)
		kinds[i] = service_kind_name((enum service_kind)i);
	s->from = yaml_day(y, map, "valid_from", true);
	s->to = yaml_day(y, map, "valid_to", false);
	s->kind = (enum service_kind)yaml_code(y, map, "kind", kinds, COUNT_OF(kinds), -1);
	s->name = yaml_both(y, map, "name", true);
	s->what = yaml_both(y, map, "what", true);
	s->who = yaml_both(y, map, "who", false);
	s->seed_row_count = yaml_list(y, map, "seed", s->seed_rows, COUNT_OF(s->seed_rows));
	s->event_count = yaml_list(y, map, "events", s->events, COUNT_OF(s->events));
	s->words = yaml_optional(y, map, "words");
	s->is_public = yaml_flag(y, map, "public", true);
	s->applicants = read_bits(y, map, "applicants", who, COUNT_OF(who));
	s->channels = read_bits(y, map, "channels", channels, COUNT_OF(channels));
	s->is_online = yaml_flag(y, map, "online", false);
}

static void read_flow(struct yaml *y, struct fy_node *map, const struct service_catalogue *c,
                      struct service *s) {
	struct str flow = yaml_text(y, map, "flow");
	for (size_t i = 0; i < c->flow_count; i++)
		if (str_eq(c->flows[i].id, flow)) s->flow = &c->flows[i];
	if (s->flow == NULL && flow.n > 0)
		yaml_defect_about(y, map, "flow", flow, "沒有流程「{}」", "there is no flow “{}”");
}

static void read_service(struct service_reader *r, struct fy_node *map, struct str area) {
	static const char *const known[] = {
	        "id",         "valid_from", "valid_to", "kind",       "name_zh",  "name_en",
	        "what_zh",    "what_en",    "who_zh",   "who_en",     "seed",     "events",
	        "words",      "include",    "public",   "applicants", "channels", "online",
	        "fields",     "documents",  "fee",      "clock",      "routes",   "flow",
	        "delegation", "amount",     "letters",  "retention",  "effect",   "link",
	        "law",        "verified",   "doubt_zh", "doubt_en",   NULL};
	struct yaml *y = &r->yaml;
	struct service *s = &r->out->services[r->out->service_count++];
	y->place[0] = 0;
	s->id = yaml_text(y, map, "id");
	snprintf(y->place, sizeof y->place, "%.*s", STR_ARG(s->id));
	s->area = area;
	s->file = y->file;
	s->line = yaml_line(y, map);
	yaml_only(y, map, known);
	read_heads(y, map, s);
	service_read_form(y, map, r->out, s);
	read_fee(y, map, s);
	read_clock(y, map, s);
	read_routes(y, map, s);
	read_flow(y, map, r->out, s);
	read_letters(y, map, s);
	s->delegation = yaml_optional(y, map, "delegation");
	s->amount = yaml_optional(y, map, "amount");
	s->retention = yaml_number(y, map, "retention", 0, 100, -1);
	if (s->retention < 0) yaml_defect(y, map, "retention", "缺少這一項", "this key is missing");
	s->effect = yaml_optional(y, map, "effect");
	s->link = yaml_optional(y, map, "link");
	s->law_count = yaml_list(y, map, "law", s->law, COUNT_OF(s->law));
	s->verified = yaml_flag(y, map, "verified", false);
	s->doubt = yaml_both(y, map, "doubt", !s->verified);
}

void service_read_area(struct service_reader *r, struct fy_node *root, struct str area) {
	static const char *const top[] = {"services", NULL};
	void *iter = NULL;
	struct fy_node *item;
	yaml_only(&r->yaml, root, top);
	while ((item = yaml_next(&r->yaml, root, "services", &iter)) != NULL) {
		if (r->out->service_count == r->capacity) {
			yaml_defect(&r->yaml, item, "services", "太多了", "too many");
			return;
		}
		read_service(r, item, area);
	}
}
