/* service.c: loads the catalogue of services and looks things up; see service.h. */
#include "desk/service.h"

#include "base/check.h"
#include "base/file.h"
#include "desk/service_parts.h"

#include <stdlib.h>

enum { PATH_SIZE = 2048 };

/* --- names ------------------------------------------------------------------------------------ */

static const char *const event_names[SERVICE_EVENT_COUNT] = {
        "receive", "accept", "assign",   "ask",      "supply", "propose", "return", "approve",
        "part",    "reject", "transfer", "withdraw", "deem",   "notify",  "close",  "convert"};

const char *service_event_name(enum service_event e) {
	CHECK(e >= 0 && e < SERVICE_EVENT_COUNT);
	return event_names[e];
}

bool service_event_find(struct str name, enum service_event *out) {
	for (int i = 0; i < SERVICE_EVENT_COUNT; i++) {
		if (!str_is(name, event_names[i])) continue;
		*out = (enum service_event)i;
		return true;
	}
	return false;
}

const char *service_kind_name(enum service_kind k) {
	static const char *const names[] = {"counter-service", "back-office-case", "register",
	                                    "general"};
	return names[k];
}

const char *service_field_type_name(enum service_field_type t) {
	static const char *const names[SERVICE_FIELD_TYPE_COUNT] = {
	        "text",     "long",  "number", "twd",     "date",     "month",
	        "flag",     "code",  "id",     "unit",    "provider", "country",
	        "currency", "phone", "email",  "address", "account",  "file"};
	CHECK(t >= 0 && t < SERVICE_FIELD_TYPE_COUNT);
	return names[t];
}

const char *service_paper_name(enum service_paper p) {
	static const char *const names[] = {"original", "copy", "shown", "filled"};
	return names[p];
}

const char *service_source(size_t i) {
	static const char *const names[] = {
	        "person.id",     "person.name",       "person.born",   "person.address",
	        "person.phone",  "person.email",      "unit.code",     "unit.name",
	        "unit.address",  "unit.phone",        "provider.code", "provider.name",
	        "coverage.unit", "coverage.category", "today",         NULL};
	return names[i];
}

/* --- conditions ------------------------------------------------------------------------------- */

static bool compares(const struct service_condition *c, struct str value) {
	int64_t have = 0, want = 0;
	if (!str_to_i64(value, INT64_MIN + 1, INT64_MAX, &have) ||
	    !str_to_i64(c->values[0], INT64_MIN + 1, INT64_MAX, &want))
		return false;
	if (c->op == SERVICE_MORE) return have > want;
	if (c->op == SERVICE_LESS) return have < want;
	return c->op == SERVICE_MORE_IS ? have >= want : have <= want;
}

static bool one_holds(const struct service_condition *c, struct str value) {
	if (c->op != SERVICE_IS && c->op != SERVICE_IS_NOT) return compares(c, value);
	bool found = false;
	for (size_t i = 0; i < c->value_count; i++) found |= str_eq(c->values[i], value);
	return found == (c->op == SERVICE_IS);
}

bool service_holds(const struct service_when *when, service_value *value, void *context) {
	for (size_t i = 0; i < when->count; i++)
		if (!one_holds(&when->all[i], value(context, when->all[i].field))) return false;
	return true;
}

/* --- looking up ------------------------------------------------------------------------------- */

const struct service *service_find(const struct service_catalogue *c, struct str id, date_t at) {
	for (size_t i = 0; i < c->service_count; i++) {
		const struct service *s = &c->services[i];
		if (str_eq(s->id, id) && s->from <= at && at < s->to) return s;
	}
	return NULL;
}

const struct service_block *service_block(const struct service_catalogue *c, struct str id) {
	for (size_t i = 0; i < c->block_count; i++)
		if (str_eq(c->blocks[i].id, id)) return &c->blocks[i];
	return NULL;
}

const struct service *service_version(const struct service_catalogue *c, struct str id,
                                      date_t from) {
	for (size_t i = 0; i < c->service_count; i++)
		if (str_eq(c->services[i].id, id) && c->services[i].from == from)
			return &c->services[i];
	return NULL;
}

const struct service_field *service_field(const struct service *s, struct str name) {
	for (size_t i = 0; i < s->field_count; i++)
		if (str_eq(s->fields[i].name, name)) return &s->fields[i];
	return NULL;
}

const struct service_step *service_step(const struct service_flow *f, struct str state) {
	for (size_t i = 0; i < f->step_count; i++)
		if (str_eq(f->steps[i].state, state)) return &f->steps[i];
	return NULL;
}

const struct service_route *service_route(const struct service *s, service_value *value,
                                          void *context) {
	size_t i = 0;
	while (i + 1 < s->route_count && !service_holds(&s->routes[i].when, value, context)) i++;
	return &s->routes[i];
}

struct str service_letter(const struct service *s, enum service_event event) {
	for (size_t i = 0; i < s->letter_count; i++)
		if (s->letters[i].event == event) return s->letters[i].template_id;
	return STR("");
}

/* --- loading ---------------------------------------------------------------------------------- */

static int by_id(const void *a, const void *b) {
	const struct service *x = a, *y = b;
	int order = str_cmp(x->id, y->id);
	if (order == 0) order = (x->from > y->from) - (x->from < y->from);
	return order;
}

/* Opens catalogue/<file>; *root is NULL when it cannot be read, with a defect. */
static enum nhi_status open_file(struct yaml *y, struct arena *a, const char *data_dir,
                                 const char *file, struct yaml_defects *defects,
                                 struct fy_node **root, struct err *err) {
	char path[PATH_SIZE];
	struct str bytes, name;
	snprintf(path, sizeof path, "%s/catalogue/%s", data_dir, file);
	enum nhi_status st = file_read(a, path, YAML_FILE_MAX, &bytes, err);
	if (st != NHI_OK) return st;
	if (!arena_str(a, str_from(file), &name)) return err_set(err, NHI_MEMORY, "");
	*root = yaml_open(y, a, defects, name, bytes);
	return NHI_OK;
}

static enum nhi_status close_file(struct yaml *y, struct err *err) {
	bool no_memory = y->no_memory;
	yaml_close(y);
	return no_memory ? err_set(err, NHI_MEMORY, "") : NHI_OK;
}

static enum nhi_status load_areas(struct service_reader *r, struct arena *a, const char *data_dir,
                                  struct yaml_defects *defects, struct err *err) {
	char path[PATH_SIZE];
	struct file_list list;
	struct fy_node *root;
	snprintf(path, sizeof path, "%s/catalogue/services", data_dir);
	enum nhi_status st = file_list(a, path, ".yaml", &list, err);
	for (size_t i = 0; st == NHI_OK && i < list.count; i++) {
		struct str area = str_slice(list.name[i], 0, list.name[i].n - 5);
		snprintf(path, sizeof path, "services/%s", list.name[i].p);
		st = open_file(&r->yaml, a, data_dir, path, defects, &root, err);
		if (st != NHI_OK) break;
		if (root != NULL) service_read_area(r, root, area);
		st = close_file(&r->yaml, err);
	}
	return st;
}

enum nhi_status service_defects_err(const struct yaml_defects *d, struct err *err) {
	if (d->count == 0) return NHI_OK;
	const struct yaml_defect *f = d->first;
	if (f == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = err_set(err, NHI_CATALOGUE, "%.*s" ERR_SEP "%.*s" ERR_SEP "%.*s",
	                             STR_ARG(f->place), STR_ARG(f->says.zh), STR_ARG(f->says.en));
	err_where(err, "%.*s:%d", STR_ARG(f->file), f->line);
	return st;
}

enum nhi_status service_load(struct service_catalogue *out, struct arena *a, const char *data_dir,
                             const struct service_known *known, struct yaml_defects *defects,
                             struct err *err) {
	struct service_reader r = {.out = out, .capacity = SERVICE_COUNT_MAX};
	struct fy_node *root;
	*out = (struct service_catalogue){
	        .services = ARENA_ARRAY(a, SERVICE_COUNT_MAX, struct service)};
	if (out->services == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = open_file(&r.yaml, a, data_dir, "common.yaml", defects, &root, err);
	if (st == NHI_OK && root != NULL) {
		static const char *const top[] = {"blocks", "flows", NULL};
		yaml_only(&r.yaml, root, top);
		service_read_blocks(&r.yaml, root, out);
		service_read_flows(&r.yaml, root, out);
	}
	if (st == NHI_OK) st = close_file(&r.yaml, err);
	if (st == NHI_OK) st = load_areas(&r, a, data_dir, defects, err);
	if (st != NHI_OK) return st;
	qsort(out->services, out->service_count, sizeof *out->services, by_id);
	service_check(out, a, data_dir, known, defects);
	return NHI_OK;
}
