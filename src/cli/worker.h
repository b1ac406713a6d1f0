/* worker.h: the worker of `nhi serve`: one thread that does the jobs that are due, beside the pages
 * (DESIGN §4 "Jobs"). */
#ifndef CLI_WORKER_H
#define CLI_WORKER_H

#include "cli/cli.h"
#include "nhi/law.h"

struct cli_worker;

/* Starts the thread. A database that cannot be opened is told on stderr and tried again: the pages
 * that need none go on. `law` is borrowed until the stop. */
MUST_USE enum nhi_status cli_worker_start(struct cli_worker **out, struct cli *cli,
                                          const struct law *law, struct err *err);
/* The job at hand ends its part first. NULL is allowed. */
void cli_worker_stop(struct cli_worker *w);

#endif
