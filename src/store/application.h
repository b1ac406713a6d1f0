/* application.h: applications on their way (schema/0020_application.sql): answers and files of a
 * form that is filled in page by page. They are no facts: they change in place and are emptied when
 * they are sent or thrown away. */
#ifndef STORE_APPLICATION_H
#define STORE_APPLICATION_H

#include "store/act.h"

enum { APPLICATIONS_OPEN_MAX = 20, APPLICATION_FILES_MAX = 16 };

struct application {
	int64_t id; /* 0: there is none */
	struct str token;
	int64_t account, unit_id; /* unit_id 0: oneself */
	struct str service, parent;
	struct str form; /* JSON object */
	struct str seen; /* "reason delivery " */
	int64_t version;
	struct str state; /* open, sent, discarded */
	struct str case_number;
	instant_t saved_at;
};

struct application_file {
	int64_t number;
	struct str field, name;
	int64_t size;
	struct str sha256;  /* hex, of the content */
	struct str content; /* only given; read by application_file_read */
};

/* Writes inside a write transaction. Gives a->id. */
MUST_USE enum nhi_status application_insert(struct db *db, const struct act *act,
                                            struct application *a, struct err *err);
/* id 0 when there is none. */
MUST_USE enum nhi_status application_by_token(struct db *db, struct str token, struct arena *arena,
                                              struct application *out, struct err *err);
/* Form and pages seen; NHI_CASE_STALE when somebody was faster or it is no longer open. */
MUST_USE enum nhi_status application_save(struct db *db, const struct act *act,
                                          struct application *a, struct err *err);
/* state: "sent" with the case, "discarded". Answers and files go. */
MUST_USE enum nhi_status application_end(struct db *db, const struct act *act, int64_t id,
                                         const char *state, struct str case_number,
                                         struct err *err);
/* At most APPLICATIONS_OPEN_MAX, the newest first. */
MUST_USE enum nhi_status application_open_of(struct db *db, int64_t account, int64_t unit_id,
                                             struct arena *arena, struct application **rows,
                                             size_t *count, struct err *err);

/* Without content. */
MUST_USE enum nhi_status application_files(struct db *db, int64_t id, struct arena *arena,
                                           struct application_file **rows, size_t *count,
                                           struct err *err);
MUST_USE enum nhi_status application_file_read(struct db *db, int64_t id, int64_t number,
                                               struct arena *arena, struct str *out,
                                               struct err *err);
/* Gives f->number. NHI_LIMIT beyond APPLICATION_FILES_MAX. */
MUST_USE enum nhi_status application_file_add(struct db *db, const struct act *act, int64_t id,
                                              struct application_file *f, struct err *err);
MUST_USE enum nhi_status application_file_remove(struct db *db, int64_t id, int64_t number,
                                                 struct err *err);

#endif
