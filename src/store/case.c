/* case.c: see case.h. */
#include "store/case.h"

#include "base/check.h"
#include "store/ids.h"

/* ---- Words ----------------------------------------------------------------------------------- */

static const char *const state_names[CASE_STATES] = {
        [CASE_RECEIVED] = "received",   [CASE_SUPPLEMENT] = "supplement",
        [CASE_PROPOSED] = "proposed",   [CASE_DECIDED] = "decided",
        [CASE_WITHDRAWN] = "withdrawn", [CASE_MOVED] = "moved"};
static const char *const channel_names[CASE_CHANNELS] = {
        [CASE_COUNTER] = "counter", [CASE_POST] = "post", [CASE_FAX] = "fax",
        [CASE_WEB] = "web",         [CASE_FILE] = "file", [CASE_CALL] = "call"};
static const char *const result_names[CASE_RESULTS] = {[CASE_NO_RESULT] = "",
                                                       [CASE_APPROVE] = "approve",
                                                       [CASE_PARTLY] = "partly",
                                                       [CASE_REJECT] = "reject",
                                                       [CASE_INADMISSIBLE] = "inadmissible",
                                                       [CASE_DEEMED_APPROVE] = "deemed_approve",
                                                       [CASE_DEEMED_REJECT] = "deemed_reject"};

static bool find_word(struct str name, const char *const *words, size_t count, int *out) {
	for (size_t i = 0; i < count; i++) {
		if (!str_is(name, words[i])) continue;
		*out = (int)i;
		return true;
	}
	return false;
}

const char *case_state_name(enum case_state state) {
	CHECK(state < CASE_STATES);
	return state_names[state];
}

bool case_state_find(struct str name, enum case_state *out) {
	int i;
	if (!find_word(name, state_names, CASE_STATES, &i)) return false;
	*out = (enum case_state)i;
	return true;
}

bool case_is_closed(enum case_state state) { return state >= CASE_DECIDED; }

const char *case_channel_name(enum case_channel channel) {
	CHECK(channel < CASE_CHANNELS);
	return channel_names[channel];
}

bool case_channel_find(struct str name, enum case_channel *out) {
	int i;
	if (!find_word(name, channel_names, CASE_CHANNELS, &i)) return false;
	*out = (enum case_channel)i;
	return true;
}

const char *case_result_name(enum case_result result) {
	CHECK(result < CASE_RESULTS);
	return result_names[result];
}

bool case_result_find(struct str name, enum case_result *out) {
	int i;
	if (!find_word(name, result_names, CASE_RESULTS, &i)) return false;
	*out = (enum case_result)i;
	return true;
}

bool case_result_grants(enum case_result result) {
	return result == CASE_APPROVE || result == CASE_PARTLY || result == CASE_DEEMED_APPROVE;
}

/* ---- The row --------------------------------------------------------------------------------- */

static void bind_term(struct db_stmt *q, const struct case_file *c) {
	db_bind_str(q, c->has_term ? str_from(clock_unit_name(c->term.unit)) : STR(""));
	db_bind_i64(q, c->term.length);
	db_bind_i64(q, c->term.extension_max);
	db_bind_str(q, str_from(clock_deemed_name(c->term.deemed)));
	db_bind_bool(q, c->term.deemed_unless_paused);
	db_bind_str(q, c->term_source);
}

static void bind_closed(struct db_stmt *q, const struct case_file *c) {
	if (case_is_closed(c->state))
		db_bind_date(q, c->closed_on);
	else
		db_bind_null(q);
}

static void bind_head(struct db_stmt *q, const struct case_file *c) {
	db_bind_i64(q, c->id);
	db_bind_str(q, c->number);
	db_bind_str(q, c->service);
	db_bind_date(q, c->service_from);
	db_bind_i64(q, c->version);
	db_bind_str(q, str_from(case_state_name(c->state)));
	db_bind_str(q, c->step);
	db_bind_i64(q, c->party);
	db_bind_i64(q, c->party_id);
	db_bind_str(q, c->party_name);
	db_bind_i64(q, c->person_id);
	db_bind_i64(q, c->unit_id);
	db_bind_str(q, c->agent_name);
	db_bind_i64(q, c->agent_person_id);
	db_bind_str(q, c->agent_file);
	db_bind_str(q, str_from(case_channel_name(c->channel)));
	db_bind_str(q, c->opened_by);
	db_bind_date(q, c->received_on);
	db_bind_instant(q, c->received_at);
	db_bind_instant(q, c->opened_at);
	db_bind_i64(q, c->division);
	db_bind_str(q, c->section);
	db_bind_i64(q, c->officer);
	db_bind_i64(q, c->await_level);
}

static enum nhi_status add_event(struct db *db, const struct act *act, const struct case_file *c,
                                 const struct case_event *e, struct err *err) {
	struct db_stmt *q = db_query(db, "case_event_insert");
	db_bind_i64(q, c->id);
	db_bind_i64(q, c->version);
	db_bind_instant(q, act->at);
	db_bind_str(q, e->actor);
	db_bind_str(q, e->actor_name);
	db_bind_str(q, e->acting_for);
	db_bind_str(q, e->kind);
	db_bind_str(q, e->note);
	db_bind_str(q, e->detail.n > 0 ? e->detail : STR("{}"));
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status case_insert(struct db *db, const struct act *act, struct case_file *c,
                            const struct case_event *event, struct err *err) {
	enum nhi_status st = ids_new(db, "case", &c->id, err);
	if (st != NHI_OK) return st;
	c->version = 1;
	c->act_id = act->id;
	c->opened_at = act->at;
	struct db_stmt *q = db_query(db, "case_insert");
	bind_head(q, c);
	bind_term(q, c);
	db_bind_date(q, c->started_on);
	db_bind_i64(q, c->extended);
	db_bind_bool(q, c->is_standing);
	db_bind_date(q, c->due_on);
	db_bind_date(q, c->deemed_on);
	db_bind_bool(q, c->is_verified);
	db_bind_i64(q, c->value_no);
	db_bind_i64(q, c->draft_no);
	db_bind_str(q, str_from(case_result_name(c->result)));
	bind_closed(q, c);
	db_bind_i64(q, c->parent_id);
	db_bind_str(q, c->title);
	db_bind_i64(q, act->id);
	st = db_run(q, err);
	return st == NHI_OK ? add_event(db, act, c, event, err) : st;
}

static void read_head(struct db_stmt *q, struct arena *arena, struct case_file *c) {
	c->id = db_i64(q, 0);
	c->number = db_keep(q, 1, arena);
	c->service = db_keep(q, 2, arena);
	c->service_from = db_date(q, 3);
	c->version = db_i64(q, 4);
	(void)case_state_find(db_str(q, 5), &c->state); /* the table's CHECK allows no other word */
	c->step = db_keep(q, 6, arena);
	c->party = (enum case_party)db_i64(q, 7);
	c->party_id = db_i64(q, 8);
	c->party_name = db_keep(q, 9, arena);
	c->person_id = db_i64(q, 10);
	c->unit_id = db_i64(q, 11);
	c->agent_name = db_keep(q, 12, arena);
	c->agent_person_id = db_i64(q, 13);
	c->agent_file = db_keep(q, 14, arena);
	(void)case_channel_find(db_str(q, 15), &c->channel); /* the same */
	c->opened_by = db_keep(q, 16, arena);
	c->received_on = db_date(q, 17);
	c->received_at = db_instant(q, 18);
	c->opened_at = db_instant(q, 19);
	c->division = db_i64(q, 20);
	c->section = db_keep(q, 21, arena);
	c->officer = db_i64(q, 22);
	c->await_level = db_i64(q, 23);
}

static void read_rest(struct db_stmt *q, struct arena *arena, struct case_file *c) {
	c->has_term = clock_unit_find(db_str(q, 24), &c->term.unit);
	c->term.length = (int32_t)db_i64(q, 25);
	c->term.extension_max = (int32_t)db_i64(q, 26);
	(void)clock_deemed_find(db_str(q, 27), &c->term.deemed); /* else none */
	c->term.deemed_unless_paused = db_bool(q, 28);
	c->term_source = db_keep(q, 29, arena);
	c->started_on = db_date(q, 30);
	c->extended = (int32_t)db_i64(q, 31);
	c->is_standing = db_bool(q, 32);
	c->due_on = db_date(q, 33);
	c->deemed_on = db_date(q, 34);
	c->is_verified = db_bool(q, 35);
	c->value_no = db_i64(q, 36);
	c->draft_no = db_i64(q, 37);
	(void)case_result_find(db_str(q, 38), &c->result); /* else none */
	c->closed_on = db_is_null(q, 39) ? DATE_OPEN : db_date(q, 39);
	c->parent_id = db_i64(q, 40);
	c->title = db_keep(q, 41, arena);
	c->act_id = db_i64(q, 42);
}

static enum nhi_status read_one(struct db_stmt *q, struct str what, struct arena *arena,
                                struct case_file *out, struct err *err) {
	*out = (struct case_file){0};
	bool found = db_next(q);
	if (found) {
		read_head(q, arena, out);
		read_rest(q, arena, out);
	}
	enum nhi_status st = db_end(q, err);
	if (st == NHI_OK && !found) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(what));
	return st;
}

enum nhi_status case_by_number(struct db *db, struct str number, struct arena *arena,
                               struct case_file *out, struct err *err) {
	struct db_stmt *q = db_query(db, "case_by_number");
	db_bind_str(q, number);
	return read_one(q, number, arena, out, err);
}

enum nhi_status case_by_id(struct db *db, int64_t id, struct arena *arena, struct case_file *out,
                           struct err *err) {
	struct db_stmt *q = db_query(db, "case_by_id");
	db_bind_i64(q, id);
	return read_one(q, STR("case"), arena, out, err);
}

enum nhi_status case_lock(struct db *db, struct str number, struct err *err) {
	struct db_stmt *q = db_query(db, "case_lock");
	db_bind_str(q, number);
	bool found = db_next(q);
	enum nhi_status st = db_end(q, err);
	if (st == NHI_OK && !found) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(number));
	return st;
}

static void bind_changes(struct db_stmt *q, const struct case_file *c) {
	db_bind_i64(q, c->id);
	db_bind_i64(q, c->version);
	db_bind_str(q, str_from(case_state_name(c->state)));
	db_bind_str(q, c->step);
	db_bind_str(q, c->agent_name);
	db_bind_i64(q, c->agent_person_id);
	db_bind_str(q, c->agent_file);
	db_bind_i64(q, c->division);
	db_bind_str(q, c->section);
	db_bind_i64(q, c->officer);
	db_bind_i64(q, c->await_level);
	db_bind_date(q, c->started_on);
	db_bind_i64(q, c->extended);
	db_bind_bool(q, c->is_standing);
	db_bind_date(q, c->due_on);
	db_bind_date(q, c->deemed_on);
	db_bind_bool(q, c->is_verified);
	db_bind_i64(q, c->value_no);
	db_bind_i64(q, c->draft_no);
	db_bind_str(q, str_from(case_result_name(c->result)));
	bind_closed(q, c);
	db_bind_i64(q, c->parent_id);
	db_bind_str(q, c->title);
	db_bind_i64(q, c->party);
	db_bind_i64(q, c->party_id);
	db_bind_str(q, c->party_name);
	db_bind_i64(q, c->person_id);
	db_bind_i64(q, c->unit_id);
	db_bind_str(q, c->service);
	db_bind_date(q, c->service_from);
	bind_term(q, c);
}

enum nhi_status case_change(struct db *db, const struct act *act, struct case_file *c,
                            const struct case_event *event, struct err *err) {
	int64_t changed = 0;
	struct db_stmt *q = db_query(db, "case_update");
	bind_changes(q, c);
	db_bind_i64(q, act->id);
	enum nhi_status st = db_run_count(q, &changed, err);
	if (st != NHI_OK) return st;
	if (changed == 0) return err_set(err, NHI_CASE_STALE, "%.*s", STR_ARG(c->number));
	c->version++;
	c->act_id = act->id;
	return add_event(db, act, c, event, err);
}

/* ---- Events and values ----------------------------------------------------------------------- */

enum nhi_status case_events(struct db *db, int64_t case_id, int64_t after, int64_t most,
                            struct arena *arena, struct case_event **rows, size_t *count,
                            struct err *err) {
	*count = 0;
	*rows = ARENA_ARRAY(arena, (size_t)most, struct case_event);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	struct db_stmt *q = db_query(db, "case_events");
	db_bind_i64(q, case_id);
	db_bind_i64(q, after);
	db_bind_i64(q, most);
	while (db_next(q))
		(*rows)[(*count)++] = (struct case_event){.number = db_i64(q, 0),
		                                          .at = db_instant(q, 1),
		                                          .actor = db_keep(q, 2, arena),
		                                          .actor_name = db_keep(q, 3, arena),
		                                          .acting_for = db_keep(q, 4, arena),
		                                          .kind = db_keep(q, 5, arena),
		                                          .note = db_keep(q, 6, arena),
		                                          .detail = db_keep(q, 7, arena),
		                                          .act_id = db_i64(q, 8)};
	return db_end(q, err);
}

enum nhi_status case_value_add(struct db *db, const struct act *act, int64_t case_id,
                               int64_t value_no, struct str json, struct err *err) {
	struct db_stmt *q = db_query(db, "case_value_insert");
	db_bind_i64(q, case_id);
	db_bind_i64(q, value_no);
	db_bind_str(q, json);
	db_bind_i64(q, act->id);
	return db_run(q, err);
}

enum nhi_status case_value(struct db *db, int64_t case_id, int64_t value_no, struct arena *arena,
                           struct str *json, struct err *err) {
	*json = STR("");
	struct db_stmt *q = db_query(db, "case_value_read");
	db_bind_i64(q, case_id);
	db_bind_i64(q, value_no);
	if (db_next(q)) *json = db_keep(q, 0, arena);
	return db_end(q, err);
}
