/* roster_people.c: see roster_people.h. */
#include "engine/roster_people.h"

#include "base/check.h"
#include "store/ids.h"

enum { SLOTS_FIRST = 1 << 16, IDS_AT_ONCE = 4096 };

static enum nhi_status no_memory(struct err *err) { return err_set(err, NHI_MEMORY, "%s", ""); }

static uint64_t mix(int64_t id) { return (uint64_t)id * 0x9E3779B97F4A7C15u >> 17; }

static void put_slot(uint32_t *slots, uint32_t mask, uint64_t hash, uint32_t place) {
	uint32_t i = (uint32_t)hash & mask;
	while (slots[i] != ROSTER_NOBODY) i = (i + 1) & mask;
	slots[i] = place;
}

static enum nhi_status make_slots(struct roster_people *p, uint32_t slots, struct err *err) {
	p->by_key = ARENA_ARRAY(p->arena, slots, uint32_t);
	p->by_id = ARENA_ARRAY(p->arena, slots, uint32_t);
	if (p->by_key == NULL || p->by_id == NULL) return no_memory(err);
	memset(p->by_key, 0xFF, slots * sizeof *p->by_key);
	memset(p->by_id, 0xFF, slots * sizeof *p->by_id);
	p->slots = slots;
	for (uint32_t i = 0; i < p->count; i++)
		put_slot(p->by_id, slots - 1, mix(p->person[i].id), i);
	for (uint32_t i = 0; i < p->key_count; i++)
		put_slot(p->by_key, slots - 1, str_hash(p->key[i].key), i);
	return NHI_OK;
}

enum nhi_status roster_people_init(struct roster_people *p, struct db *db, struct arena *arena,
                                   struct err *err) {
	*p = (struct roster_people){.db = db, .arena = arena};
	return make_slots(p, SLOTS_FIRST, err);
}

uint32_t roster_by_key(const struct roster_people *p, struct str key) {
	uint32_t mask = p->slots - 1;
	for (uint32_t i = (uint32_t)str_hash(key) & mask; p->by_key[i] != ROSTER_NOBODY;
	     i = (i + 1) & mask)
		if (str_eq(p->key[p->by_key[i]].key, key)) return p->key[p->by_key[i]].place;
	return ROSTER_NOBODY;
}

uint32_t roster_by_id(const struct roster_people *p, int64_t id) {
	uint32_t mask = p->slots - 1;
	for (uint32_t i = (uint32_t)mix(id) & mask; p->by_id[i] != ROSTER_NOBODY;
	     i = (i + 1) & mask)
		if (p->person[p->by_id[i]].id == id) return p->by_id[i];
	return ROSTER_NOBODY;
}

/* Room for one more person and number; the tables stay at most half full. */
static enum nhi_status room(struct roster_people *p, struct err *err) {
	if (p->count == p->capacity) {
		uint32_t capacity = p->capacity == 0 ? 4096 : p->capacity * 2;
		struct roster_person *more = ARENA_ARRAY(p->arena, capacity, struct roster_person);
		if (more == NULL) return no_memory(err);
		if (p->count > 0) memcpy(more, p->person, p->count * sizeof *more);
		p->person = more;
		p->capacity = capacity;
	}
	if (p->key_count == p->key_capacity) {
		uint32_t capacity = p->key_capacity == 0 ? 4096 : p->key_capacity * 2;
		struct roster_key *more = ARENA_ARRAY(p->arena, capacity, struct roster_key);
		if (more == NULL) return no_memory(err);
		if (p->key_count > 0) memcpy(more, p->key, p->key_count * sizeof *more);
		p->key = more;
		p->key_capacity = capacity;
	}
	uint32_t most = p->count > p->key_count ? p->count : p->key_count;
	return 2 * (most + 1) > p->slots ? make_slots(p, 2 * p->slots, err) : NHI_OK;
}

static void put_key(struct roster_people *p, struct str key, uint32_t place) {
	p->key[p->key_count] = (struct roster_key){key, place};
	put_slot(p->by_key, p->slots - 1, str_hash(key), p->key_count++);
}

static enum nhi_status put_person(struct roster_people *p, const struct roster_person *like,
                                  uint32_t *place, struct err *err) {
	enum nhi_status st = room(p, err);
	if (st != NHI_OK) return st;
	*place = p->count++;
	p->person[*place] = *like;
	if (like->key.n > 0) put_key(p, like->key, *place);
	put_slot(p->by_id, p->slots - 1, mix(like->id), *place);
	return NHI_OK;
}

enum nhi_status roster_add(struct roster_people *p, const struct roster_person *like,
                           uint32_t *place, struct err *err) {
	struct roster_person r = *like;
	if (p->next_id == p->last_id) {
		enum nhi_status st = ids_take(p->db, "person", IDS_AT_ONCE, &p->next_id, err);
		if (st != NHI_OK) return st;
		p->last_id = p->next_id + IDS_AT_ONCE;
	}
	r.id = p->next_id++;
	r.is_new = true;
	if (!arena_str(p->arena, like->key, &r.key) || !arena_str(p->arena, like->name, &r.name) ||
	    !arena_str(p->arena, like->address, &r.address))
		return no_memory(err);
	return put_person(p, &r, place, err);
}

enum nhi_status roster_set_now(struct roster_people *p, uint32_t place,
                               const struct coverage_row *row, size_t count, struct err *err) {
	struct roster_person *r = &p->person[place];
	if (count > r->now_capacity) {
		uint32_t capacity = (uint32_t)count + 2;
		r->now = ARENA_ARRAY(p->arena, capacity, struct coverage_row);
		if (r->now == NULL) return no_memory(err);
		r->now_capacity = capacity;
	}
	if (count > 0) memcpy(r->now, row, count * sizeof *row);
	r->now_count = (uint32_t)count;
	r->is_touched = true;
	return NHI_OK;
}

enum nhi_status roster_follow(struct roster_people *p, uint32_t insured, uint32_t follower,
                              struct err *err) {
	struct roster_person *r = &p->person[insured];
	for (uint32_t i = 0; i < r->follower_count; i++)
		if (r->follower[i] == follower) return NHI_OK;
	if (r->follower_count == r->follower_capacity) {
		uint32_t capacity = r->follower_capacity == 0 ? 4 : r->follower_capacity * 2;
		uint32_t *more = ARENA_ARRAY(p->arena, capacity, uint32_t);
		if (more == NULL) return no_memory(err);
		if (r->follower_count > 0)
			memcpy(more, r->follower, r->follower_count * sizeof *more);
		r->follower = more;
		r->follower_capacity = capacity;
	}
	r->follower[r->follower_count++] = follower;
	return NHI_OK;
}

struct timeline roster_timeline(const struct roster_person *r) {
	if (r->is_touched) return (struct timeline){r->id, r->now, r->now_count};
	return (struct timeline){r->id, r->base, r->base_count};
}

/* ---- Looking up many at a time ------------------------------------------------------------------
 */

/* Ids as a JSON array, for @each. */
static void ids_json(struct buf *b, const int64_t *ids, size_t count) {
	buf_put_char(b, '[');
	for (size_t i = 0; i < count; i++) {
		if (i > 0) buf_put_char(b, ',');
		buf_put_i64(b, ids[i]);
	}
	buf_put_char(b, ']');
}

struct found {
	struct str key;
	int64_t id;
};

static enum nhi_status find_ids(struct roster_people *p, const struct str *keys, size_t count,
                                struct found *found, size_t *n, struct err *err) {
	struct buf json = BUF_INIT(0);
	buf_put_char(&json, '[');
	for (size_t i = 0; i < count; i++)
		buf_printf(&json, "%s\"%.*s\"", i > 0 ? "," : "", STR_ARG(keys[i]));
	buf_put_char(&json, ']');
	*n = 0;
	struct db_stmt *q = db_query(p->db, "roster_keys");
	db_bind_str(q, buf_str(&json));
	while (*n < count && db_next(q)) {
		found[*n].key = db_keep(q, 0, p->arena);
		found[(*n)++].id = db_i64(q, 1);
	}
	enum nhi_status st = db_end(q, err);
	buf_free(&json);
	return st;
}

/* Merged records: the number leads to the one that goes on. */
static enum nhi_status follow_links(struct roster_people *p, struct found *found, size_t n,
                                    const struct buf *json, struct err *err) {
	struct db_stmt *q = db_query(p->db, "roster_kept");
	db_bind_str(q, buf_str(json));
	while (db_next(q))
		for (size_t i = 0; i < n; i++)
			if (found[i].id == db_i64(q, 0)) found[i].id = db_i64(q, 1);
	return db_end(q, err);
}

static enum nhi_status load_particulars(struct roster_people *p, const struct buf *json,
                                        struct err *err) {
	struct db_stmt *q = db_query(p->db, "roster_people");
	db_bind_str(q, buf_str(json));
	while (db_next(q)) {
		uint32_t at = roster_by_id(p, db_i64(q, 0));
		if (at == ROSTER_NOBODY) continue;
		struct roster_person *r = &p->person[at];
		r->name = db_keep(q, 1, p->arena);
		r->birth = db_date(q, 2);
		r->death = db_is_null(q, 3) ? DATE_UNKNOWN : db_date(q, 3);
		r->is_citizen = db_bool(q, 4);
	}
	return db_end(q, err);
}

static struct coverage_row row_of(const struct db_stmt *q) {
	return (struct coverage_row){.person_id = db_i64(q, 0),
	                             .fact_no = db_i64(q, 1),
	                             .unit_id = db_i64(q, 2),
	                             .insured_person_id = db_i64(q, 3),
	                             .insured_amount = db_i64(q, 4),
	                             .from = db_date(q, 5),
	                             .to = db_date(q, 6),
	                             .category = (int16_t)db_i64(q, 7),
	                             .role = (int8_t)db_i64(q, 8),
	                             .relation = (int8_t)db_i64(q, 9),
	                             .absence = (int8_t)db_i64(q, 10),
	                             .entry_reason = (int8_t)db_i64(q, 11),
	                             .leave_reason = (int8_t)db_i64(q, 12),
	                             .is_private_school = db_bool(q, 13)};
}

/* Gathers the rows of one person after the other and keeps them in the arena. */
struct gathering {
	struct coverage_row row[TIMELINE_ROWS_MAX];
	uint32_t count, place;
};

static bool keep_gathered(struct roster_people *p, struct gathering *g) {
	if (g->count == 0) return true;
	struct roster_person *r = &p->person[g->place];
	r->base = ARENA_ARRAY(p->arena, g->count, struct coverage_row);
	if (r->base == NULL) return false;
	memcpy(r->base, g->row, g->count * sizeof *g->row);
	r->base_count = g->count;
	g->count = 0;
	return true;
}

static enum nhi_status load_coverage(struct roster_people *p, const struct buf *json,
                                     struct err *err) {
	struct gathering *g = ARENA_NEW(p->arena, struct gathering);
	if (g == NULL) return no_memory(err);
	bool ok = true;
	struct db_stmt *q = db_query(p->db, "roster_coverage");
	db_bind_str(q, buf_str(json));
	while (ok && db_next(q)) {
		uint32_t at = roster_by_id(p, db_i64(q, 0));
		if (at == ROSTER_NOBODY) continue;
		if (at != g->place) ok = keep_gathered(p, g);
		g->place = at;
		struct roster_person *r = &p->person[at];
		if (db_i64(q, 1) > r->last_fact_no) r->last_fact_no = db_i64(q, 1);
		if (db_instant(q, 14) == INSTANT_OPEN && g->count < TIMELINE_ROWS_MAX)
			g->row[g->count++] = row_of(q);
	}
	enum nhi_status st = db_end(q, err);
	if (st == NHI_OK && (!ok || !keep_gathered(p, g))) st = no_memory(err);
	return st;
}

/* Puts people whose ids are not in memory yet into memory; *ids becomes only the new ones. */
static enum nhi_status add_known(struct roster_people *p, const struct found *found, size_t n,
                                 int64_t *ids, size_t *count, struct err *err) {
	*count = 0;
	for (size_t i = 0; i < n; i++) {
		uint32_t place = roster_by_id(p, found[i].id);
		enum nhi_status st = room(p, err);
		if (st != NHI_OK) return st;
		if (place != ROSTER_NOBODY) {
			/* A further number of somebody in memory leads to the same place. */
			if (found[i].key.n > 0 && roster_by_key(p, found[i].key) == ROSTER_NOBODY)
				put_key(p, found[i].key, place);
			continue;
		}
		struct roster_person r = {
		        .id = found[i].id, .key = found[i].key, .death = DATE_UNKNOWN};
		st = put_person(p, &r, &place, err);
		if (st != NHI_OK) return st;
		ids[(*count)++] = r.id;
	}
	return NHI_OK;
}

static enum nhi_status load_people(struct roster_people *p, const int64_t *ids, size_t count,
                                   struct err *err) {
	if (count == 0) return NHI_OK;
	struct buf json = BUF_INIT(0);
	ids_json(&json, ids, count);
	enum nhi_status st = load_particulars(p, &json, err);
	if (st == NHI_OK) st = load_coverage(p, &json, err);
	buf_free(&json);
	return st;
}

/* Those who follow the people of `ids` (and are not in memory yet), and the links. */
static enum nhi_status load_followers(struct roster_people *p, const int64_t *ids, size_t count,
                                      struct err *err) {
	if (count == 0) return NHI_OK;
	struct buf json = BUF_INIT(0);
	ids_json(&json, ids, count);
	size_t n = 0, capacity = 1024, fresh = 0;
	int64_t *pair = malloc(2 * capacity * sizeof *pair);
	struct db_stmt *q = db_query(p->db, "roster_followers");
	db_bind_str(q, buf_str(&json));
	while (pair != NULL && db_next(q)) {
		if (n == capacity) {
			capacity *= 2;
			int64_t *more = realloc(pair, 2 * capacity * sizeof *pair);
			if (more == NULL) free(pair);
			pair = more;
		}
		if (pair == NULL) break;
		pair[2 * n] = db_i64(q, 0);
		pair[2 * n++ + 1] = db_i64(q, 1);
	}
	enum nhi_status st = db_end(q, err);
	buf_free(&json);
	struct found *found = st == NHI_OK && pair != NULL ? calloc(n + 1, sizeof *found) : NULL;
	int64_t *more_ids = found != NULL ? calloc(n + 1, sizeof *more_ids) : NULL;
	if (st == NHI_OK && more_ids == NULL) st = no_memory(err);
	for (size_t i = 0; st == NHI_OK && i < n; i++) found[i].id = pair[2 * i + 1];
	if (st == NHI_OK) st = add_known(p, found, n, more_ids, &fresh, err);
	if (st == NHI_OK) st = load_people(p, more_ids, fresh, err);
	for (size_t i = 0; st == NHI_OK && i < n; i++)
		st = roster_follow(p, roster_by_id(p, pair[2 * i]),
		                   roster_by_id(p, pair[2 * i + 1]), err);
	free(pair);
	free(found);
	free(more_ids);
	return st;
}

enum nhi_status roster_look_up(struct roster_people *p, const struct str *keys, size_t count,
                               struct err *err) {
	if (count == 0) return NHI_OK;
	struct found *found = calloc(count, sizeof *found);
	int64_t *ids = calloc(count, sizeof *ids);
	size_t n = 0, fresh = 0;
	enum nhi_status st = found == NULL || ids == NULL ? no_memory(err) : NHI_OK;
	if (st == NHI_OK) st = find_ids(p, keys, count, found, &n, err);
	for (size_t i = 0; st == NHI_OK && i < n; i++) ids[i] = found[i].id;
	struct buf json = BUF_INIT(0);
	if (st == NHI_OK) ids_json(&json, ids, n);
	if (st == NHI_OK) st = follow_links(p, found, n, &json, err);
	buf_free(&json);
	if (st == NHI_OK) st = add_known(p, found, n, ids, &fresh, err);
	if (st == NHI_OK) st = load_people(p, ids, fresh, err);
	if (st == NHI_OK) st = load_followers(p, ids, fresh, err);
	free(found);
	free(ids);
	return st;
}
