/* floor_plan.c: see floor_plan.h. */
#include "desk/floor_plan.h"

#include "desk/service_facts.h"
#include "wire/plan.h"

static const struct org_floor *floor_of(const struct org *o, struct str floor, date_t at) {
	for (size_t i = 0; i < o->floor_count; i++) {
		const struct org_floor *f = &o->floors[i];
		if (str_eq(f->floor, floor) && f->from <= at && at < f->to) return f;
	}
	return NULL;
}

static struct str own(const char *lang, struct str zh, struct str en) {
	return lang[0] == 'e' ? en : zh;
}

static const struct org_site *hall_on(const struct org_sites *s, struct str floor, date_t at) {
	for (size_t i = 0; i < s->count; i++)
		if (str_eq(s->sites[i].floor, floor) && s->sites[i].from <= at &&
		    at < s->sites[i].to)
			return &s->sites[i];
	return NULL;
}

static size_t put_desks(struct plan_desk *desks, const struct org_site *hall,
                        const struct site_counter *marked) {
	size_t n = 0;
	for (size_t i = 0; i < hall->counter_count && n < PLAN_DESKS_MAX; i++)
		desks[n++] =
		        (struct plan_desk){hall->counters[i].code, marked == &hall->counters[i]};
	return n;
}

enum nhi_status floor_plan(struct buf *out, const struct desk *d, struct str floor,
                           struct str service, date_t at, const char *lang, struct err *err) {
	const struct org_floor *f = floor_of(d->org, floor, at);
	const struct service *s = service.n == 0 ? NULL : service_find(&d->services, service, at);
	struct plan_room rooms[ORG_PLACES_MAX];
	struct plan_desk desks[PLAN_DESKS_MAX];
	struct service_facts facts = {.floor = STR("")};
	struct service_world w = {d->org, &d->law, at};
	if (f == NULL) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(floor));
	if (service.n > 0 && (s == NULL || !s->is_public))
		return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(service));
	struct arena a = ARENA_INIT(1 << 20);
	if (s != NULL) service_facts(&facts, s, &w, &a);
	const struct org_site *hall = hall_on(&d->sites, floor, at);
	const struct site_counter *counter =
	        s == NULL || hall == NULL ? NULL : site_counter(hall, s);
	for (size_t i = 0; i < f->place_count; i++) {
		const struct org_place *p = &f->places[i];
		bool here = s != NULL && str_eq(facts.floor, floor) && str_eq(p->zh, facts.unit.zh);
		rooms[i] = (struct plan_room){.name = own(lang, p->zh, p->en), .is_marked = here};
		if (i > 0 || hall == NULL) continue; /* the hall is the first place of its floor */
		rooms[i].desks = desks;
		rooms[i].desk_count = put_desks(desks, hall, here ? counter : NULL);
	}
	struct buf title = BUF_INIT(256);
	buf_printf(&title, own(lang, STR("%.*s 樓層圖"), STR("Plan of floor %.*s")).p,
	           STR_ARG(floor));
	struct plan plan = {.title = buf_str(&title),
	                    .entrance = own(lang, STR("您在這裡：入口、電梯"),
	                                    STR("You are here: entrance, lift")),
	                    .mark = own(lang, STR("到這裡辦"), STR("Go here")),
	                    .note = own(lang, STR("示意圖，未按比例；櫃檯配置未經證實"),
	                                STR("Schematic, not to scale; counters not verified")),
	                    .rooms = rooms,
	                    .room_count = f->place_count,
	                    .lang = lang};
	plan_put_floor(out, &plan);
	buf_free(&title);
	arena_free(&a);
	return NHI_OK;
}

/* --- organisation ----------------------------------------------------------------------------- */

static size_t put_units(struct plan_box *boxes, const struct org *o, struct str mark, date_t at,
                        const char *lang) {
	size_t n = 0;
	for (size_t i = 0; i < o->unit_count && n < PLAN_BOXES_MAX; i++) {
		const struct org_unit *u = &o->units[i];
		if (at < u->from || at >= u->to) continue;
		boxes[n++] = (struct plan_box){
		        own(lang, u->zh, u->en),
		        u->is_division ? own(lang, STR("分區業務組"), STR("regional division"))
		                       : own(lang, STR("署本部"), STR("headquarters")),
		        mark.n > 0 && str_eq(mark, u->code)};
	}
	return n;
}

enum nhi_status organisation_chart(struct buf *out, const struct desk *d, struct str unit,
                                   struct str mark, date_t at, const char *lang, struct err *err) {
	const struct org *o = d->org;
	const struct org_unit *u = unit.n == 0 ? NULL : org_find(o, unit, at);
	struct plan_box boxes[PLAN_BOXES_MAX];
	if (unit.n > 0 && u == NULL) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(unit));
	struct plan_chart c = {.title = own(lang, STR("組織圖"), STR("Organisation chart")),
	                       .mark = own(lang, STR("▲ 這裡"), STR("▲ here")),
	                       .head = {own(lang, o->zh, o->en), STR(""), false},
	                       .boxes = boxes,
	                       .lang = lang};
	if (u == NULL) {
		c.box_count = put_units(boxes, o, mark, at, lang);
	} else {
		c.head.name = own(lang, u->zh, u->en);
		for (size_t i = 0; i < u->section_name_count; i++)
			boxes[c.box_count++] = (struct plan_box){
			        own(lang, u->sections[i].zh, u->sections[i].en), STR(""),
			        mark.n > 0 && str_eq(mark, u->sections[i].code)};
		if ((int64_t)c.box_count < u->section_count)
			c.note = own(lang, STR("各科名稱未經證實，未列出"),
			             STR("Names of sections not known are left out"));
	}
	plan_put_chart(out, &c);
	return NHI_OK;
}
