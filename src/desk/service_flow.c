/* service_flow.c: reads the flows of common.yaml; see service_parts.h. */
#include "desk/service_parts.h"

enum { FLOWS_MAX = 64, STEPS_MAX = 64, MOVES_MAX = 32 };

static int read_level(struct yaml *y, struct fy_node *map) {
	struct str s = yaml_text(y, map, "level");
	int64_t level = 0;
	if (str_is(s, "nobody")) return -1;
	if (str_is(s, "delegation") || s.n == 0) return 0;
	if (!str_to_i64(s, SERVICE_LEVEL_HEAD, SERVICE_LEVEL_OFFICER, &level))
		yaml_defect_about(y, map, "level", s, "沒有層級「{}」", "there is no level “{}”");
	return (int)level;
}

static void read_moves(struct yaml *y, struct fy_node *map, const struct service_flow *f,
                       struct service_step *step) {
	static const char *const known[] = {"event", "next", "level", "when", NULL};
	void *iter = NULL;
	struct fy_node *item;
	size_t n = yaml_count(map, "moves");
	if (n > MOVES_MAX) yaml_defect(y, map, "moves", "太多了", "too many");
	if (n == 0 || n > MOVES_MAX) return;
	step->moves = yaml_array(y, n, sizeof *step->moves);
	while (step->moves != NULL && (item = yaml_next(y, map, "moves", &iter)) != NULL) {
		struct service_move *m = &step->moves[step->move_count++];
		yaml_only(y, item, known);
		struct str event = yaml_text(y, item, "event"), next = yaml_text(y, item, "next");
		if (event.n > 0 && !service_event_find(event, &m->event))
			yaml_defect_about(y, item, "event", event, "沒有事件「{}」",
			                  "there is no event “{}”");
		m->level = read_level(y, item);
		m->guard = service_read_when(y, item, "when");
		m->next = f->step_count;
		for (size_t i = 0; i < f->step_count; i++)
			if (str_eq(f->steps[i].state, next)) m->next = i;
		if (m->next == f->step_count) {
			yaml_defect_about(y, item, "next", next, "沒有步驟「{}」",
			                  "there is no step “{}”");
			m->next = 0;
		}
	}
}

static void read_steps(struct yaml *y, struct fy_node *map, struct service_flow *f) {
	static const char *const known[] = {"state", "name_zh", "name_en", "end", "moves", NULL};
	void *iter = NULL;
	struct fy_node *item;
	size_t n = yaml_count(map, "steps"), i = 0;
	if (n == 0 || n > STEPS_MAX) {
		yaml_defect(y, map, "steps", "步驟太少或太多", "too few or too many steps");
		return;
	}
	f->steps = yaml_array(y, n, sizeof *f->steps);
	while (f->steps != NULL && (item = yaml_next(y, map, "steps", &iter)) != NULL) {
		struct service_step *s = &f->steps[f->step_count];
		yaml_only(y, item, known);
		s->state = yaml_text(y, item, "state");
		s->name = yaml_both(y, item, "name", true);
		s->is_end = yaml_flag(y, item, "end", false);
		for (size_t k = 0; k < f->step_count; k++)
			if (str_eq(f->steps[k].state, s->state))
				yaml_defect(y, item, "state", "重複", "appears twice");
		f->step_count++;
	}
	iter = NULL; /* moves may name a later step */
	while (f->steps != NULL && (item = yaml_next(y, map, "steps", &iter)) != NULL)
		read_moves(y, item, f, &f->steps[i++]);
}

/* Every step is reached from the first, and from every step an end is reached. */
static void check_flow(struct yaml *y, struct fy_node *map, const struct service_flow *f) {
	bool reached[STEPS_MAX] = {[0] = true}, ends[STEPS_MAX] = {false};
	for (size_t i = 0; i < f->step_count; i++) ends[i] = f->steps[i].is_end;
	for (size_t round = 0; round < f->step_count; round++)
		for (size_t i = 0; i < f->step_count; i++)
			for (size_t m = 0; m < f->steps[i].move_count; m++) {
				size_t next = f->steps[i].moves[m].next;
				reached[next] |= reached[i];
				ends[i] |= ends[next];
			}
	for (size_t i = 0; i < f->step_count; i++) {
		const struct service_step *s = &f->steps[i];
		if (!ends[i])
			yaml_defect_about(y, map, "steps", s->state, "步驟「{}」沒有出口",
			                  "there is no way out of step “{}”");
		if (!reached[i])
			yaml_defect_about(y, map, "steps", s->state, "到不了步驟「{}」",
			                  "step “{}” is never reached");
		if (s->is_end && s->move_count > 0)
			yaml_defect_about(y, map, "steps", s->state, "結束步驟「{}」還有去向",
			                  "the end “{}” leads on");
	}
}

void service_read_flows(struct yaml *y, struct fy_node *root, struct service_catalogue *out) {
	static const char *const known[] = {"id", "name_zh", "name_en", "steps", NULL};
	void *iter = NULL;
	struct fy_node *item;
	size_t n = yaml_count(root, "flows");
	if (n == 0 || n > FLOWS_MAX) {
		yaml_defect(y, root, "flows", "缺少或太多", "none or too many");
		return;
	}
	out->flows = yaml_array(y, n, sizeof *out->flows);
	while (out->flows != NULL && (item = yaml_next(y, root, "flows", &iter)) != NULL) {
		struct service_flow *f = &out->flows[out->flow_count++];
		y->place[0] = 0;
		yaml_only(y, item, known);
		f->id = yaml_text(y, item, "id");
		snprintf(y->place, sizeof y->place, "%.*s", STR_ARG(f->id));
		f->name = yaml_both(y, item, "name", true);
		read_steps(y, item, f);
		check_flow(y, item, f);
		for (size_t i = 0; i + 1 < out->flow_count; i++)
			if (str_eq(out->flows[i].id, f->id))
				yaml_defect(y, item, "id", "重複", "appears twice");
	}
}
