/* reads.c: see reads.h. */
#include "desk/reads.h"

#include "base/check.h"
#include "store/read_audit.h"

#include <pthread.h>

struct desk_reads {
	const char *url, *data_dir; /* borrowed */
	pthread_mutex_t lock;       /* guards `recorder` while it is opened */
	struct read_audit *recorder;
};

enum nhi_status desk_reads_new(struct desk_reads **out, const char *url, const char *data_dir,
                               struct err *err) {
	struct desk_reads *r = calloc(1, sizeof *r);
	if (r == NULL) return err_set(err, NHI_MEMORY, "");
	r->url = url;
	r->data_dir = data_dir;
	CHECK(pthread_mutex_init(&r->lock, NULL) == 0);
	*out = r;
	return NHI_OK;
}

void desk_reads_free(struct desk_reads *r) {
	if (r == NULL) return;
	read_audit_close(r->recorder);
	(void)pthread_mutex_destroy(&r->lock); /* nobody holds it any more */
	free(r);
}

void reads_add(struct reads *r, int64_t person_id) {
	if (person_id == 0) return;
	r->too_many |= r->count == READS_MAX;
	if (!r->too_many) r->person[r->count++] = person_id;
}

static enum nhi_status recorder(struct desk_reads *r, struct read_audit **out, struct err *err) {
	enum nhi_status st = NHI_OK;
	CHECK(pthread_mutex_lock(&r->lock) == 0);
	if (r->recorder == NULL) st = read_audit_open(&r->recorder, r->url, r->data_dir, err);
	*out = r->recorder;
	CHECK(pthread_mutex_unlock(&r->lock) == 0);
	return st;
}

enum nhi_status desk_record_reads(struct desk_call *call, const struct reads *reads,
                                  const char *view, struct err *err) {
	if (reads->too_many) return err_set(err, NHI_LIMIT, "%s" ERR_SEP "%d", view, READS_MAX);
	if (reads->count == 0) return NHI_OK;
	const struct principal *who = call->who;
	struct read_audit *to;
	struct read_event *events = ARENA_ARRAY(call->arena, reads->count, struct read_event);
	if (events == NULL) return err_set(err, NHI_MEMORY, "");
	for (size_t i = 0; i < reads->count; i++)
		events[i] = (struct read_event){.person_id = reads->person[i],
		                                .actor = who->actor.n > 0 ? who->actor : STR("web"),
		                                .purpose = who->purpose.n > 0 ? who->purpose
		                                                              : STR("page"),
		                                .view = str_from(view),
		                                .case_no = call->case_no};
	enum nhi_status st = recorder(call->desk->reads, &to, err);
	return st == NHI_OK ? read_audit_record_all(to, events, reads->count, err) : st;
}

void read_list_add(struct read_list *l, struct arena *arena, int64_t person_id) {
	if (person_id == 0 || l->failed) return;
	if (l->count == l->room) {
		size_t room = l->room == 0 ? 16 : l->room * 2;
		int64_t *wider = ARENA_ARRAY(arena, room, int64_t);
		l->failed = wider == NULL;
		if (l->failed) return;
		if (l->count > 0) memcpy(wider, l->person, l->count * sizeof *wider);
		l->person = wider;
		l->room = room;
	}
	l->person[l->count++] = person_id;
}

enum nhi_status read_list_record(const struct read_list *l, const struct read_place *place,
                                 struct arena *arena, struct err *err) {
	if (l->failed) return err_set(err, NHI_MEMORY, "");
	if (l->count == 0) return NHI_OK;
	struct read_audit *to;
	struct read_event *events = ARENA_ARRAY(arena, l->count, struct read_event);
	if (events == NULL) return err_set(err, NHI_MEMORY, "");
	for (size_t i = 0; i < l->count; i++)
		events[i] = (struct read_event){.person_id = l->person[i],
		                                .actor = place->actor,
		                                .purpose = place->purpose,
		                                .view = place->view};
	enum nhi_status st = read_audit_open(&to, place->url, place->data_dir, err);
	if (st != NHI_OK) return st;
	for (size_t i = 0; i < l->count && st == NHI_OK; i += READ_AUDIT_LIST_MAX) {
		size_t part =
		        l->count - i < READ_AUDIT_LIST_MAX ? l->count - i : READ_AUDIT_LIST_MAX;
		st = read_audit_record_all(to, events + i, part, err);
	}
	read_audit_close(to);
	return st;
}
