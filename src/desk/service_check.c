/* service_check.c: judges the catalogue of services: what an entry names must exist, every period
 * and fee has a figure of law with its source, every text both languages, every duty of the floor
 * guide an entry; see service.h. */
#include "desk/service_parts.h"

#include "base/file.h"
#include "nhi/law_source.h"

struct judge {
	const struct service_catalogue *c;
	const struct service *s;
	struct arena *arena;
	const char *data_dir;
	const struct service_known *known;
	struct yaml_defects *defects;
};

static void say(struct judge *j, const char *key, struct str what, const char *zh, const char *en) {
	char place[YAML_PLACE_SIZE];
	snprintf(place, sizeof place, "%.*s: %s", STR_ARG(j->s->id), key);
	yaml_defect_add(j->defects, j->arena, j->s->file, j->s->line, str_from(place), what, zh,
	                en);
}

/* The day on which figures and units of this version are looked up. */
static date_t day_of(const struct judge *j) {
	date_t d = j->known->today;
	if (d < j->s->from) d = j->s->from;
	return d < j->s->to ? d : j->s->to - 1;
}

/* --- figures ---------------------------------------------------------------------------------- */

static void check_figure(struct judge *j, const char *key, struct str name, bool is_term) {
	if (name.n == 0) return;
	const struct law_parameter *p = law_parameter(j->known->law, name);
	const struct law_value *v = p == NULL ? NULL : law_at(j->known->law, name, day_of(j));
	if (p == NULL) {
		say(j, key, name, "法規資料沒有參數「{}」", "there is no figure of law “{}”");
		return;
	}
	if (v == NULL)
		say(j, key, name, "參數「{}」當日沒有數值", "“{}” has no value on the day");
	else if (v->source.n == 0)
		say(j, key, name, "參數「{}」沒有出處", "“{}” has no source");
	bool right =
	        is_term ? p->unit == LAW_DAY || p->unit == LAW_WORKING_DAY || p->unit == LAW_MONTH
	                : p->unit == LAW_TWD;
	if (!right) say(j, key, name, "參數「{}」的單位不對", "“{}” is of another unit");
}

static void check_clock(struct judge *j) {
	const struct service_clock *c = &j->s->clock;
	check_figure(j, "clock.decide", c->decide.parameter, true);
	check_figure(j, "clock.extension", c->extension, true);
	check_figure(j, "clock.supply", c->supply.parameter, true);
	check_figure(j, "clock.supply_extension", c->supply_extension, true);
	check_figure(j, "clock.file", c->file.parameter, true);
	check_figure(j, "clock.object", c->object.parameter, true);
	check_figure(j, "fee", j->s->fee.parameter, false);
	for (size_t i = 0; i < j->s->fee.case_count; i++)
		check_figure(j, "fee.cases", j->s->fee.cases[i].parameter, false);
	if (c->object_service.n > 0 && service_find(j->c, c->object_service, day_of(j)) == NULL)
		say(j, "clock.object_service", c->object_service, "沒有服務「{}」",
		    "there is no service “{}”");
	if (c->deemed != SERVICE_DEEMED_NONE && c->at_once)
		say(j, "clock.deemed", STR(""), "當場辦理的服務沒有擬制決定",
		    "what is done at once is never deemed decided");
}

/* --- conditions ------------------------------------------------------------------------------- */

static void check_when(struct judge *j, const char *key, const struct service_when *w) {
	static const char *const own[] = {"applicant", "agent",     "category", "division",
	                                  "county",    "unit_kind", "channel"};
	for (size_t i = 0; i < w->count; i++) {
		const struct service_condition *c = &w->all[i];
		const struct service_field *f = service_field(j->s, c->field);
		bool found = f != NULL;
		for (size_t k = 0; k < COUNT_OF(own) && !found; k++)
			found = str_is(c->field, own[k]);
		if (!found)
			say(j, key, c->field, "表單沒有欄位「{}」", "the form has no field “{}”");
		for (size_t v = 0; f != NULL && f->choice_count > 0 && v < c->value_count; v++) {
			bool choice = false;
			for (size_t k = 0; k < f->choice_count; k++)
				choice |= str_eq(f->choices[k].code, c->values[v]);
			if (!choice)
				say(j, key, c->values[v], "欄位沒有選項「{}」",
				    "the field has no choice “{}”");
		}
	}
}

static void check_conditions(struct judge *j) {
	const struct service *s = j->s;
	for (size_t i = 0; i < s->field_count; i++) check_when(j, "fields", &s->fields[i].when);
	for (size_t i = 0; i < s->document_count; i++)
		check_when(j, "documents", &s->documents[i].when);
	for (size_t i = 0; i < s->fee.case_count; i++)
		check_when(j, "fee.cases", &s->fee.cases[i].when);
	for (size_t i = 0; i < s->route_count; i++) check_when(j, "routes", &s->routes[i].when);
	for (size_t i = 0; s->flow != NULL && i < s->flow->step_count; i++)
		for (size_t m = 0; m < s->flow->steps[i].move_count; m++)
			check_when(j, "flow", &s->flow->steps[i].moves[m].guard);
}

/* --- names ------------------------------------------------------------------------------------ */

static bool has_section(const struct org *o, struct str section, date_t at) {
	for (size_t i = 0; i < o->unit_count; i++)
		for (size_t k = 0; k < o->units[i].section_name_count; k++)
			if (o->units[i].from <= at && at < o->units[i].to &&
			    str_eq(o->units[i].sections[k].code, section))
				return true;
	return false;
}

static bool has_floor(const struct org *o, struct str floor, date_t at) {
	for (size_t i = 0; i < o->floor_count; i++)
		if (o->floors[i].from <= at && at < o->floors[i].to &&
		    str_eq(o->floors[i].floor, floor))
			return true;
	return false;
}

static void check_routes(struct judge *j) {
	date_t at = day_of(j);
	for (size_t i = 0; i < j->s->route_count; i++) {
		const struct service_route *r = &j->s->routes[i];
		if (r->unit.n > 0 && org_find(j->known->org, r->unit, at) == NULL)
			say(j, "routes.unit", r->unit, "沒有單位「{}」", "there is no unit “{}”");
		if (r->section.n > 0 && !has_section(j->known->org, r->section, at))
			say(j, "routes.section", r->section, "沒有科「{}」",
			    "there is no section “{}”");
		if (r->floor.n > 0 && !has_floor(j->known->org, r->floor, at))
			say(j, "routes.floor", r->floor, "沒有樓層「{}」",
			    "there is no floor “{}”");
		if (r->is_choice && r->note.zh.n == 0)
			say(j, "routes.note", STR(""), "自訂的分派要說明",
			    "a choice of our own needs a note");
	}
}

static void check_lists(struct judge *j) {
	char path[2048];
	for (size_t i = 0; i < j->s->field_count; i++) {
		struct str codes = j->s->fields[i].codes, from = j->s->fields[i].from;
		bool found = from.n == 0;
		for (size_t k = 0; service_source(k) != NULL && !found; k++)
			found = str_is(from, service_source(k));
		if (!found)
			say(j, "fields.from", from, "不能由「{}」帶入", "“{}” cannot be prefilled");
		if (codes.n == 0) continue;
		snprintf(path, sizeof path, "%s/codes/%.*s.csv", j->data_dir, STR_ARG(codes));
		if (!file_exists(path))
			say(j, "fields.codes", codes, "沒有代碼表「{}」",
			    "there is no code list “{}”");
	}
}

static void check_sources(struct judge *j) {
	for (size_t i = 0; i < j->s->law_count; i++) {
		struct str rest = j->s->law[i];
		struct law_source source;
		bool good = true;
		while (law_source_next(&rest, &source, &good))
			if (!good)
				say(j, "law", source.text, "看不懂出處「{}」", "cannot read “{}”");
	}
	if (j->s->law_count == 0 && j->s->verified)
		say(j, "law", STR(""), "沒有依據的要標示 verified: no",
		    "without a basis it must say verified: no");
}

static void check_names(struct judge *j) {
	const struct service *s = j->s;
	for (size_t i = 0; i < s->seed_row_count; i++)
		if (seed_find(j->known->seed, s->seed_rows[i]) == NULL)
			say(j, "seed", s->seed_rows[i], "沒有功能「{}」", "there is no row “{}”");
	if (s->effect.n > 0 && j->known->effect != NULL && !j->known->effect(s->effect))
		say(j, "effect", s->effect, "沒有效果函式「{}」", "there is no effect “{}”");
	for (size_t i = 0; i < s->letter_count && j->known->letter != NULL; i++)
		if (!j->known->letter(j->known->letter_context, s->letters[i].template_id))
			say(j, "letters", s->letters[i].template_id, "沒有文稿「{}」",
			    "there is no letter “{}”");
}

/* --- who decides ------------------------------------------------------------------------------ */

static void check_decision(struct judge *j) {
	const struct service *s = j->s;
	bool asks = false;
	for (size_t i = 0; s->flow != NULL && i < s->flow->step_count; i++)
		for (size_t m = 0; m < s->flow->steps[i].move_count; m++)
			asks |= s->flow->steps[i].moves[m].level == 0;
	if (asks && s->delegation.n == 0)
		say(j, "delegation", STR(""), "沒有說由哪一層級核定",
		    "nothing says which level decides");
	if (s->delegation.n > 0 && j->known->item != NULL &&
	    !j->known->item(j->known->item_context, s->delegation))
		say(j, "delegation", s->delegation, "分層負責明細表沒有「{}」",
		    "the table of delegation has no “{}”");
	if (s->amount.n > 0 && service_field(s, s->amount) == NULL)
		say(j, "amount", s->amount, "表單沒有欄位「{}」", "the form has no field “{}”");
}

static void check_versions(struct judge *j, size_t i) {
	const struct service *s = j->s, *before = i > 0 ? &j->c->services[i - 1] : NULL;
	if (s->from >= s->to)
		say(j, "valid_to", STR(""), "要晚於 valid_from", "must be after valid_from");
	if (before != NULL && str_eq(before->id, s->id) && before->to > s->from)
		say(j, "valid_from", STR(""), "與前一版重疊", "overlaps the version before");
}

/* Counter services, cases and registers of the floor guide; who sits where is the organisation's.
 */
static bool is_duty(const struct seed_row *r) {
	if (!str_is(r->seed, "guide")) return false;
	if (str_is(r->kind, "counter-service") || str_is(r->kind, "back-office-case")) return true;
	bool is_place = str_find(r->id, STR("-U")) < r->id.n;
	return str_is(r->kind, "register") && !str_is(r->module, "organisation") && !is_place;
}

/* Every duty of the floor guide has an entry in force on the day. */
static void check_duties(const struct service_catalogue *c, struct arena *a,
                         const struct service_known *known, struct yaml_defects *defects) {
	for (size_t i = 0; i < known->seed->row_count; i++) {
		const struct seed_row *r = &known->seed->rows[i];
		bool found = !is_duty(r);
		for (size_t k = 0; k < c->service_count && !found; k++) {
			const struct service *s = &c->services[k];
			for (size_t n = 0; n < s->seed_row_count && !found; n++)
				found = s->to > known->today && str_eq(s->seed_rows[n], r->id);
		}
		if (!found)
			yaml_defect_add(defects, a, STR("services"), 0, r->id, r->text_zh,
			                "沒有服務辦理「{}」", "no service takes “{}”");
	}
}

void service_check(const struct service_catalogue *c, struct arena *a, const char *data_dir,
                   const struct service_known *known, struct yaml_defects *defects) {
	for (size_t i = 0; i < c->service_count; i++) {
		struct judge j = {c, &c->services[i], a, data_dir, known, defects};
		check_versions(&j, i);
		check_names(&j);
		check_clock(&j);
		check_conditions(&j);
		check_routes(&j);
		check_lists(&j);
		check_sources(&j);
		check_decision(&j);
	}
	check_duties(c, a, known, defects);
}
