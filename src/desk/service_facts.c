/* service_facts.c: see service_facts.h. */
#include "desk/service_facts.h"

static struct str printed(struct arena *a, struct buf *b) {
	struct str s = STR("");
	if (!buf_ok(b) || !arena_str(a, buf_str(b), &s)) s = STR("");
	buf_free(b);
	return s;
}

/* --- where ------------------------------------------------------------------------------------ */

static bool sits(const struct org_place *p, const struct service_route *r) {
	if (r->section.n > 0) return str_eq(p->section, r->section);
	if (r->unit.n > 0) return str_eq(p->home, r->unit);
	return p->section.n == 0 && p->home.n == 0;
}

struct yaml_both service_place(const struct service_route *r, const struct service_world *w) {
	const struct org *o = w->org;
	for (size_t i = 0; i < o->floor_count && r->floor.n > 0; i++) {
		const struct org_floor *f = &o->floors[i];
		if (!str_eq(f->floor, r->floor) || w->at < f->from || w->at >= f->to) continue;
		for (size_t p = 0; p < f->place_count; p++)
			if (sits(&f->places[p], r))
				return (struct yaml_both){f->places[p].zh, f->places[p].en};
	}
	for (size_t i = 0; i < o->unit_count; i++) {
		const struct org_unit *u = &o->units[i];
		if (w->at < u->from || w->at >= u->to) continue;
		for (size_t k = 0; k < u->section_name_count && r->section.n > 0; k++)
			if (str_eq(u->sections[k].code, r->section))
				return (struct yaml_both){u->sections[k].zh, u->sections[k].en};
		if (r->section.n == 0 && str_eq(u->code, r->unit))
			return (struct yaml_both){u->zh, u->en};
	}
	return (struct yaml_both){o->zh, o->en};
}

/* Somebody who comes in person for himself. */
static struct str visitor(void *context, struct str field) {
	(void)context;
	if (str_is(field, "channel")) return STR("counter");
	if (str_is(field, "applicant")) return STR("person");
	return STR("");
}

/* --- how much and how long -------------------------------------------------------------------- */

static const struct law_value *figure(const struct service_world *w, struct str parameter) {
	return parameter.n == 0 ? NULL : law_at(w->law, parameter, w->at);
}

static void set_fee(struct service_facts *f, const struct service *s, const struct service_world *w,
                    struct arena *a) {
	struct buf zh = BUF_INIT(4096), en = BUF_INIT(4096);
	const struct law_value *v = figure(w, s->fee.parameter);
	f->fee_known = s->fee.kind == SERVICE_FEE_NONE || v != NULL;
	if (v != NULL) {
		f->fee = v->value;
		law_print_value(&zh, LAW_TWD, v->value, "zh");
		law_print_value(&en, LAW_TWD, v->value, "en");
	} else if (s->fee.kind == SERVICE_FEE_NONE) {
		buf_put_c(&zh, "免費");
		buf_put_c(&en, "Free");
	}
	for (size_t i = 0; i < s->fee.case_count; i++) {
		const struct service_fee_case *c = &s->fee.cases[i];
		const struct law_value *other = figure(w, c->parameter);
		buf_printf(&zh, "；%.*s", STR_ARG(c->note.zh));
		buf_printf(&en, "; %.*s", STR_ARG(c->note.en));
		if (other == NULL) continue;
		buf_put_char(&zh, ' ');
		buf_put_char(&en, ' ');
		law_print_value(&zh, LAW_TWD, other->value, "zh");
		law_print_value(&en, LAW_TWD, other->value, "en");
	}
	if (s->fee.note.zh.n > 0 && f->fee_known) {
		buf_printf(&zh, "%s%.*s", zh.n > 0 ? "；" : "", STR_ARG(s->fee.note.zh));
		buf_printf(&en, "%s%.*s", en.n > 0 ? "; " : "", STR_ARG(s->fee.note.en));
	}
	f->fee_text.zh = printed(a, &zh);
	f->fee_text.en = printed(a, &en);
}

struct yaml_both service_term_text(const struct service_term *t, const struct service_world *w,
                                   struct arena *a) {
	const struct law_value *v = figure(w, t->parameter);
	const struct law_parameter *p = v == NULL ? NULL : law_parameter(w->law, t->parameter);
	if (t->note.zh.n > 0 || p == NULL) return t->note;
	static const struct {
		enum law_unit unit;
		const char *zh, *en;
	} units[] = {{LAW_DAY, "%lld 日內", "Within %lld days"},
	             {LAW_WORKING_DAY, "%lld 個工作日內", "Within %lld working days"},
	             {LAW_MONTH, "%lld 個月內", "Within %lld months"}};
	struct buf zh = BUF_INIT(256), en = BUF_INIT(256);
	for (size_t i = 0; i < COUNT_OF(units); i++) {
		if (units[i].unit != p->unit) continue;
		struct str hole = STR("%lld"),
		           texts[2] = {str_from(units[i].zh), str_from(units[i].en)};
		struct buf *out[2] = {&zh, &en};
		for (int k = 0; k < 2; k++) {
			size_t at = str_find(texts[k], hole);
			buf_put(out[k], str_slice(texts[k], 0, at));
			buf_put_i64(out[k], v->value);
			buf_put(out[k], str_slice(texts[k], at + hole.n, texts[k].n));
		}
	}
	return (struct yaml_both){printed(a, &zh), printed(a, &en)};
}

static void set_period(struct service_facts *f, const struct service *s,
                       const struct service_world *w, struct arena *a) {
	const struct law_value *v = figure(w, s->clock.decide.parameter);
	const struct law_parameter *p =
	        v == NULL ? NULL : law_parameter(w->law, s->clock.decide.parameter);
	struct yaml_both file = service_term_text(&s->clock.file, w, a);
	if (s->clock.at_once) {
		f->period = STR("0 day");
		f->period_text =
		        (struct yaml_both){STR("當場辦理"), STR("At the counter, at once")};
	} else if (p != NULL) {
		struct buf b = BUF_INIT(64);
		buf_put_i64(&b, v->value);
		buf_printf(&b, " %s", law_unit_name(p->unit));
		f->period = printed(a, &b);
		f->period_text = service_term_text(&s->clock.decide, w, a);
	}
	if (file.zh.n == 0) return;
	struct buf zh = BUF_INIT(4096), en = BUF_INIT(4096);
	buf_printf(&zh, "%.*s；申請期限：%.*s", STR_ARG(f->period_text.zh), STR_ARG(file.zh));
	buf_printf(&en, "%.*s; time for applying: %.*s", STR_ARG(f->period_text.en),
	           STR_ARG(file.en));
	f->period_text.zh = printed(a, &zh);
	f->period_text.en = printed(a, &en);
}

void service_facts(struct service_facts *out, const struct service *s,
                   const struct service_world *w, struct arena *a) {
	*out = (struct service_facts){.route = service_route(s, visitor, NULL)};
	out->unit = service_place(out->route, w);
	out->section = out->route->section;
	out->floor = out->route->floor;
	out->counter = out->route->counter;
	set_fee(out, s, w, a);
	set_period(out, s, w, a);
	struct buf law = BUF_INIT(4096);
	for (size_t i = 0; i < s->law_count; i++)
		buf_printf(&law, "%s%.*s", i == 0 ? "" : ";", STR_ARG(s->law[i]));
	out->law = printed(a, &law);
}
