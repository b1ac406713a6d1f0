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
