/* seen.c: see seen.h. */
#include "store/seen.h"

#include "store/read_audit.h"

enum { ROOM_FIRST = 64, GROUPS_A_PIECE = 64 }; /* of a transaction: others read in between */

void seen_add(struct seen *s, int64_t person_id) {
	if (s == NULL || person_id == 0 || s->failed) return;
	if (s->count > 0 && s->person[s->count - 1] == person_id) return;
	if (s->count == s->room) {
		size_t room = s->room == 0 ? ROOM_FIRST : s->room * 2;
		int64_t *wider = realloc(s->person, room * sizeof *wider);
		s->failed = wider == NULL;
		if (s->failed) return;
		s->person = wider;
		s->room = room;
	}
	s->person[s->count++] = person_id;
}

static int ascending(const void *a, const void *b) {
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static void each_once(struct seen *s) {
	size_t kept = 0;
	qsort(s->person, s->count, sizeof *s->person, ascending);
	for (size_t i = 0; i < s->count; i++)
		if (kept == 0 || s->person[kept - 1] != s->person[i])
			s->person[kept++] = s->person[i];
	s->count = kept;
}

struct piece {
	const struct seen *seen;
	size_t from, to;
};

static enum nhi_status record_piece(struct db *db, void *context, struct err *err) {
	const struct piece *p = context;
	const struct seen *s = p->seen;
	struct read_event events[READ_AUDIT_GROUP];
	enum nhi_status st = NHI_OK;
	for (size_t i = p->from; i < p->to && st == NHI_OK;) {
		size_t n = 0;
		for (; n < READ_AUDIT_GROUP && i < p->to; i++)
			events[n++] = (struct read_event){.person_id = s->person[i],
			                                  .actor = s->actor,
			                                  .purpose = s->purpose,
			                                  .view = s->view};
		st = read_audit_write(db, events, n, err);
	}
	return st;
}

enum nhi_status seen_record(struct seen *s, struct err *err) {
	if (s == NULL) return NHI_OK;
	if (s->failed) return err_set(err, NHI_MEMORY, "");
	if (s->count == 0) return NHI_OK;
	each_once(s);
	struct piece p = {.seen = s};
	enum nhi_status st = s->db != NULL ? NHI_OK : db_open(&s->db, s->url, s->data_dir, 0, err);
	for (; st == NHI_OK && p.from < s->count; p.from = p.to) {
		p.to = p.from + (size_t)READ_AUDIT_GROUP * GROUPS_A_PIECE;
		if (p.to > s->count) p.to = s->count;
		st = db_transact(s->db, DB_WRITE, record_piece, &p, err);
	}
	if (st == NHI_OK) s->count = 0;
	return st;
}

void seen_free(struct seen *s) {
	db_close(s->db);
	free(s->person);
	s->db = NULL;
	s->person = NULL;
	s->count = s->room = 0;
}
