/* principal.c: see principal.h. */
#include "desk/principal.h"

#include "base/ids.h"

const struct principal principal_nobody = {.kind = PRINCIPAL_NOBODY};

struct principal principal_program(struct str actor) {
	return (struct principal){
	        .kind = PRINCIPAL_PROGRAM, .actor = actor, .purpose = STR("operator"), .level = 1};
}

static struct right_cell cell_of(const struct principal *p, const char *area) {
	if (p->kind == PRINCIPAL_PROGRAM)
		return (struct right_cell){.rights = RIGHT_READ | RIGHT_WRITE | RIGHT_DECIDE,
		                           .scope = SCOPE_NATION,
		                           .full_ids = true};
	if (p->rights == NULL) return (struct right_cell){0};
	return rights_cell(p->rights, p->role, str_from(area));
}

bool principal_is_staff(const struct principal *p) {
	return p->kind == PRINCIPAL_CLERK || p->kind == PRINCIPAL_PROGRAM;
}

bool principal_may(const struct principal *p, const char *area, enum right right) {
	return (cell_of(p, area).rights & right) != 0;
}

enum right_scope principal_scope(const struct principal *p, const char *area) {
	return cell_of(p, area).scope;
}

static enum nhi_status refuse(const struct principal *p, const char *area, struct err *err) {
	size_t at;
	if (p->kind == PRINCIPAL_NOBODY) return err_set(err, NHI_LOGIN, "%s", "");
	if (p->rights == NULL || !rights_area(p->rights, str_from(area), &at))
		return err_set(err, NHI_FORBIDDEN, "%s" ERR_SEP "%s", area, area);
	return err_set(err, NHI_FORBIDDEN, "%.*s" ERR_SEP "%.*s", STR_ARG(p->rights->area_zh[at]),
	               STR_ARG(p->rights->area_en[at]));
}

enum nhi_status principal_need(const struct principal *p, const char *area, enum right right,
                               struct err *err) {
	return principal_may(p, area, right) ? NHI_OK : refuse(p, area, err);
}

enum nhi_status principal_need_division(const struct principal *p, const char *area,
                                        enum right right, int64_t division, struct err *err) {
	struct right_cell c = cell_of(p, area);
	bool reaches = c.scope == SCOPE_NATION ||
	               (c.scope == SCOPE_DIVISION && (p->division == 0 || p->division == division));
	return (c.rights & right) != 0 && reaches ? NHI_OK : refuse(p, area, err);
}

enum nhi_status principal_need_unit(const struct principal *p, const char *area, enum right right,
                                    int64_t unit_id, int64_t division, struct err *err) {
	struct right_cell c = cell_of(p, area);
	if (c.scope != SCOPE_UNIT) return principal_need_division(p, area, right, division, err);
	bool reaches = p->unit_id != 0 && p->unit_id == unit_id;
	return (c.rights & right) != 0 && reaches ? NHI_OK : refuse(p, area, err);
}

enum nhi_status principal_need_person(const struct principal *p, const char *area, enum right right,
                                      int64_t person_id, int64_t division, struct err *err) {
	struct right_cell c = cell_of(p, area);
	bool reaches = c.scope == SCOPE_NATION ||
	               (c.scope == SCOPE_OWN && p->person_id != 0 && p->person_id == person_id) ||
	               (c.scope == SCOPE_DIVISION &&
	                (p->division == 0 || division == 0 || p->division == division));
	return (c.rights & right) != 0 && reaches ? NHI_OK : refuse(p, area, err);
}

bool principal_must_say_purpose(const struct principal *p, const char *area) {
	return cell_of(p, area).asks_purpose && p->purpose.n == 0;
}

void principal_put_id(const struct principal *p, const char *area, struct str id, struct buf *out) {
	if (cell_of(p, area).full_ids)
		buf_put(out, id);
	else
		id_put_masked(out, id);
}
