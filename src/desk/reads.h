/* reads.h: before a page or a command shows persons, who saw them is recorded (DESIGN §4): the
 * recorder of the process, opened when the first such page is asked for. Thread-safe. */
#ifndef DESK_READS_H
#define DESK_READS_H

#include "desk/desk.h"
#include "store/seen.h"

enum { READS_MAX = 1500 }; /* persons that one page may show */

/* The persons of one answer, gathered while it is made. */
struct reads {
	int64_t person[READS_MAX];
	size_t count;
	bool too_many;
};

struct desk_reads;

MUST_USE enum nhi_status desk_reads_new(struct desk_reads **out, const char *url,
                                        const char *data_dir, struct err *err);
void desk_reads_free(struct desk_reads *r); /* NULL is allowed */

void reads_add(struct reads *r, int64_t person_id); /* 0: nobody */
/* Waits until it is durable that `view` showed these persons. After a failure, or when more were
 * gathered than READS_MAX, the answer must not be given. */
MUST_USE enum nhi_status desk_record_reads(struct desk_call *call, const struct reads *reads,
                                           const char *view, struct err *err);

#endif
