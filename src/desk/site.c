/* site.c: see site.h. */
#include "desk/site.h"

#include "base/file.h"

enum { SITES_MAX = 500 };

static const char *const kinds[] = {"hall", "liaison", "partner"};

/* --- reading ---------------------------------------------------------------------------------- */

/* "08:30" as minutes since midnight. */
static int read_minute(struct yaml *y, struct fy_node *map, const char *key) {
	struct str s = yaml_text(y, map, key), rest = s;
	int64_t hour = 0, minute = 0;
	struct str head = str_cut(&rest, ':');
	bool good = head.n == 2 && rest.n == 2 && str_to_i64(head, 0, 23, &hour) &&
	            str_to_i64(rest, 0, 59, &minute);
	if (!good)
		yaml_defect_about(y, map, key, s, "時間「{}」要寫成 08:30", "write “{}” as 08:30");
	return (int)(hour * 60 + minute);
}

static void read_hours(struct yaml *y, struct fy_node *map, struct org_site *s) {
	static const char *const known[] = {"days", "opens", "closes", NULL};
	void *iter = NULL;
	struct fy_node *item;
	while ((item = yaml_next(y, map, "hours", &iter)) != NULL) {
		if (s->hours_count == SITE_HOURS_MAX) {
			yaml_defect(y, item, "hours", "太多了", "too many");
			return;
		}
		struct site_hours *h = &s->hours[s->hours_count++];
		yaml_only(y, item, known);
		struct str days = yaml_text(y, item, "days"), last = days;
		struct str first = str_cut(&last, '-');
		int64_t from = 0, to = 0;
		bool good = str_to_i64(first, 0, 6, &from);
		to = from;
		if (last.n > 0) good = good && str_to_i64(last, from, 6, &to);
		if (!good)
			yaml_defect_about(y, item, "days", days,
			                  "星期「{}」要寫成 1-5（0 是星期日）",
			                  "write “{}” as 1-5 (0 is Sunday)");
		for (int64_t d = from; d <= to; d++) h->days |= 1u << d;
		h->opens = read_minute(y, item, "opens");
		h->closes = read_minute(y, item, "closes");
		if (h->opens >= h->closes)
			yaml_defect(y, item, "closes", "要晚於開始", "must be after the opening");
	}
}

static void read_counters(struct yaml *y, struct fy_node *map, struct org_site *s) {
	static const char *const known[] = {"code",     "name_zh", "name_en",
	                                    "priority", "areas",   NULL};
	void *iter = NULL;
	struct fy_node *item;
	size_t n = yaml_count(map, "counters");
	if (n > SITE_COUNTERS_MAX) yaml_defect(y, map, "counters", "太多了", "too many");
	if (n == 0 || n > SITE_COUNTERS_MAX) return;
	s->counters = yaml_array(y, n, sizeof *s->counters);
	while (s->counters != NULL && (item = yaml_next(y, map, "counters", &iter)) != NULL) {
		struct site_counter *c = &s->counters[s->counter_count++];
		yaml_only(y, item, known);
		c->code = yaml_text(y, item, "code");
		c->name = yaml_both(y, item, "name", true);
		c->is_priority = yaml_flag(y, item, "priority", false);
		c->area_count = yaml_list(y, item, "areas", c->areas, SITE_AREAS_MAX);
		for (size_t i = 0; i + 1 < s->counter_count; i++)
			if (str_eq(s->counters[i].code, c->code))
				yaml_defect(y, item, "code", "重複", "appears twice");
	}
}

static void read_site(struct yaml *y, struct fy_node *map, struct org_site *s) {
	static const char *const known[] = {
	        "code",        "kind",         "unit",     "name_zh", "name_en",    "address_zh",
	        "address_en",  "county",       "phone",    "floor",   "valid_from", "valid_to",
	        "verified",    "doubt_zh",     "doubt_en", "source",  "hours",      "counters",
	        "makes_cards", "card_reserve", NULL};
	yaml_only(y, map, known);
	s->code = yaml_text(y, map, "code");
	snprintf(y->place, sizeof y->place, "%.*s", STR_ARG(s->code));
	s->kind = (enum site_kind)yaml_code(y, map, "kind", kinds, COUNT_OF(kinds), -1);
	s->unit = yaml_text(y, map, "unit");
	s->name = yaml_both(y, map, "name", true);
	s->address = yaml_both(y, map, "address", false);
	s->county = yaml_optional(y, map, "county");
	s->phone = yaml_optional(y, map, "phone");
	s->floor = yaml_optional(y, map, "floor");
	s->from = yaml_day(y, map, "valid_from", true);
	s->to = yaml_day(y, map, "valid_to", false);
	s->verified = yaml_flag(y, map, "verified", false);
	s->doubt = yaml_both(y, map, "doubt", !s->verified);
	s->source = yaml_text(y, map, "source");
	s->makes_cards = yaml_flag(y, map, "makes_cards", false);
	s->card_reserve = yaml_number(y, map, "card_reserve", 0, 10000000, 0);
	read_hours(y, map, s);
	read_counters(y, map, s);
	if (s->from >= s->to)
		yaml_defect(y, map, "valid_to", "要晚於 valid_from", "must be after valid_from");
}

static bool is_service(const struct service_catalogue *c, struct str name) {
	for (size_t i = 0; i < c->service_count; i++)
		if (str_eq(c->services[i].area, name) || str_eq(c->services[i].id, name))
			return true;
	return false;
}

static void check_site(struct yaml *y, struct fy_node *map, const struct org_sites *all,
                       const struct org_site *s, const struct org *org,
                       const struct service_catalogue *c) {
	date_t at = s->to == DATE_OPEN ? s->to - 1 : s->from;
	if (org_find(org, s->unit, at) == NULL)
		yaml_defect_about(y, map, "unit", s->unit, "沒有單位「{}」",
		                  "there is no unit “{}”");
	if (s->county.n > 0 && org_division(org, s->county, at) == NULL)
		yaml_defect_about(y, map, "county", s->county, "沒有縣市「{}」",
		                  "there is no county “{}”");
	for (size_t i = 0; i < s->counter_count; i++)
		for (size_t k = 0; k < s->counters[i].area_count; k++)
			if (!is_service(c, s->counters[i].areas[k]))
				yaml_defect_about(y, map, "areas", s->counters[i].areas[k],
				                  "沒有服務「{}」", "there is no service “{}”");
	for (const struct org_site *o = all->sites; o < s; o++)
		if (str_eq(o->code, s->code) && o->from < s->to && s->from < o->to)
			yaml_defect(y, map, "code", "同一期間重複", "twice in the same period");
}

enum nhi_status sites_load(struct org_sites *out, struct arena *a, const char *data_dir,
                           const struct org *org, const struct service_catalogue *c,
                           struct yaml_defects *defects, struct err *err) {
	char path[2048];
	struct str bytes;
	struct yaml y;
	void *iter = NULL;
	struct fy_node *item;
	*out = (struct org_sites){0};
	snprintf(path, sizeof path, "%s/catalogue/sites.yaml", data_dir);
	enum nhi_status st = file_read(a, path, YAML_FILE_MAX, &bytes, err);
	if (st != NHI_OK) return st;
	struct fy_node *root = yaml_open(&y, a, defects, STR("sites.yaml"), bytes);
	size_t n = yaml_count(root, "sites");
	if (root != NULL && (n == 0 || n > SITES_MAX))
		yaml_defect(&y, root, "sites", "缺少或太多", "none or too many");
	out->sites = n > 0 && n <= SITES_MAX ? yaml_array(&y, n, sizeof *out->sites) : NULL;
	while (out->sites != NULL && (item = yaml_next(&y, root, "sites", &iter)) != NULL) {
		struct org_site *s = &out->sites[out->count++];
		y.place[0] = 0;
		read_site(&y, item, s);
		check_site(&y, item, out, s, org, c);
	}
	bool no_memory = y.no_memory;
	yaml_close(&y);
	return no_memory ? err_set(err, NHI_MEMORY, "") : NHI_OK;
}

/* --- asking ----------------------------------------------------------------------------------- */

static bool holds(const struct org_site *s, date_t at) { return s->from <= at && at < s->to; }

const struct org_site *site_find(const struct org_sites *s, struct str code, date_t at) {
	for (size_t i = 0; i < s->count; i++)
		if (str_eq(s->sites[i].code, code) && holds(&s->sites[i], at)) return &s->sites[i];
	return NULL;
}

const struct site_counter *site_counter(const struct org_site *site, const struct service *s) {
	const struct site_counter *by_area = NULL;
	for (size_t i = 0; i < site->counter_count; i++) {
		const struct site_counter *c = &site->counters[i];
		for (size_t k = 0; k < c->area_count && !c->is_priority; k++) {
			if (str_eq(c->areas[k], s->id)) return c;
			if (by_area == NULL && str_eq(c->areas[k], s->area)) by_area = c;
		}
	}
	return by_area;
}

bool site_is_open(const struct org_site *site, date_t day, int minute) {
	for (size_t i = 0; i < site->hours_count; i++) {
		const struct site_hours *h = &site->hours[i];
		if (h->days & 1u << date_weekday(day) && h->opens <= minute && minute < h->closes)
			return true;
	}
	return false;
}

/* --- views ------------------------------------------------------------------------------------ */

static struct str hours_text(const struct site_hours *h, const char *lang, struct arena *a) {
	static const char *const zh[] = {"日", "一", "二", "三", "四", "五", "六"};
	static const char *const en[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
	const char *const *names = lang[0] == 'e' ? en : zh;
	struct buf b = BUF_INIT(256);
	struct str out = STR("");
	int first = -1, last = -1;
	for (int d = 0; d < 7; d++)
		if (h->days & 1u << d) {
			first = first < 0 ? d : first;
			last = d;
		}
	if (first < 0) return out;
	buf_printf(&b, "%s%s", lang[0] == 'e' ? "" : "星期", names[first]);
	if (last > first) buf_printf(&b, "%s%s", lang[0] == 'e' ? "–" : "至", names[last]);
	buf_printf(&b, " %02d:%02d–%02d:%02d", h->opens / 60, h->opens % 60, h->closes / 60,
	           h->closes % 60);
	if (!buf_ok(&b) || !arena_str(a, buf_str(&b), &out)) out = STR("");
	buf_free(&b);
	return out;
}

static void put_site(struct view *v, const struct org_site *s) {
	if (v == NULL) return;
	view_text(v, "code", s->code);
	view_text(v, "kind", str_from(kinds[s->kind]));
	view_both(v, "name", s->name.zh, s->name.en);
	if (s->address.zh.n > 0) view_both(v, "address", s->address.zh, s->address.en);
	if (s->phone.n > 0) view_text(v, "phone", s->phone);
	if (s->floor.n > 0) view_text(v, "floor", s->floor);
	view_flag(v, "makes_cards", s->makes_cards);
	view_flag(v, "verified", s->verified);
	if (s->doubt.zh.n > 0) view_both(v, "doubt", s->doubt.zh, s->doubt.en);
	view_list(v, "hours");
	for (size_t i = 0; i < s->hours_count; i++)
		view_both(view_item(v, "hours", "site_hours"), "text",
		          hours_text(&s->hours[i], "zh", v->arena),
		          hours_text(&s->hours[i], "en", v->arena));
}

void sites_put(struct view *v, const struct org_sites *sites, const struct service *s,
               const struct service_facts *f, date_t at) {
	view_list(v, "sites");
	if (!(s->channels & SERVICE_COUNTER)) return;
	for (size_t i = 0; i < sites->count; i++) {
		const struct org_site *site = &sites->sites[i];
		const struct site_counter *c = site_counter(site, s);
		bool is_hall = site->kind == SITE_HALL;
		/* The hall takes what its floor's section serves; the others what a counter names.
		 */
		if (!holds(site, at) || c == NULL || (is_hall && !str_eq(f->floor, site->floor)))
			continue;
		struct view *item = view_item(v, "sites", "service_site");
		put_site(item, site);
		view_text(item, "counter", c->code);
		view_both(item, "counter_name", c->name.zh, c->name.en);
	}
}

static bool has(struct str text, struct str part) { return str_find(text, part) < text.n; }

struct view *sites_view(const struct org_sites *sites, const struct org *org, struct arena *a,
                        struct str text, date_t at) {
	struct view *v = view_new(a, "site_list");
	view_text(v, "text", text);
	view_date(v, "at", at);
	view_list(v, "rows");
	for (size_t i = 0; i < sites->count; i++) {
		const struct org_site *s = &sites->sites[i];
		const struct org_unit *u = org_find(org, s->unit, at);
		bool wanted = text.n == 0 || str_is(text, kinds[s->kind]) ||
		              str_eq(text, s->county) || str_eq(text, s->unit) ||
		              has(s->name.zh, text) || has(s->name.en, text);
		if (!wanted || !holds(s, at)) continue;
		struct view *row = view_item(v, "rows", "site");
		put_site(row, s);
		if (u != NULL) view_both(row, "unit", u->zh, u->en);
		view_number(row, "card_reserve", s->card_reserve);
		view_list(row, "counters");
		for (size_t k = 0; k < s->counter_count; k++) {
			struct view *c = view_item(row, "counters", "site_counter");
			view_text(c, "code", s->counters[k].code);
			view_both(c, "name", s->counters[k].name.zh, s->counters[k].name.en);
			view_flag(c, "is_priority", s->counters[k].is_priority);
		}
	}
	return v;
}
