/* worker.c: see worker.h. */
#include "cli/worker.h"

#include "base/check.h"
#include "cli/claim_cli.h"
#include "cli/data.h"
#include "engine/worker.h"

#include <pthread.h>

enum { RETRY_WAITS = 40, WAIT_NS = 250000000 }; /* 10 s, in pieces that see the end */

struct cli_worker {
	struct cli *cli; /* read only */
	struct calendar calendar;
	struct billing_context billing;
	struct worker_claims claims;
	pthread_t thread;
	_Atomic bool end;
};

static void tell(const struct cli *cli, const struct err *e) {
	struct buf text = BUF_INIT(0);
	err_message(e, cli->lang, &text);
	(void)fprintf(stderr, "nhi: %s: %s%s%.*s\n", cli_say(cli, "背景工作", "worker"), e->where,
	              e->where_n > 0 ? ": " : "",
	              STR_ARG(buf_str(&text))); /* nobody else to tell */
	buf_free(&text);
}

static void wait_before_retry(const struct cli_worker *w) {
	const struct timespec piece = {0, WAIT_NS};
	for (int i = 0; i < RETRY_WAITS && !w->end; i++)
		(void)nanosleep(&piece, NULL); /* waking early only looks earlier */
}

static void *work(void *context) {
	struct cli_worker *w = context;
	enum nhi_status last = NHI_OK;
	while (!w->end) {
		struct worker_done done;
		struct err err = ERR_INIT;
		enum nhi_status st = worker_run(w->cli->db, w->cli->data_dir, &w->billing,
		                                &w->claims, false, &w->end, &done, &err);
		if (st != NHI_OK && st != last)
			tell(w->cli, &err); /* once, not every ten seconds */
		last = st;
		if (st != NHI_OK) wait_before_retry(w);
	}
	return NULL;
}

enum nhi_status cli_worker_start(struct cli_worker **out, struct cli *cli, const struct law *law,
                                 struct err *err) {
	struct cli_worker *w = ARENA_NEW(&cli->arena, struct cli_worker);
	*out = NULL;
	if (w == NULL) return err_set(err, NHI_MEMORY, "");
	w->cli = cli;
	enum nhi_status st = cli_calendar(cli, &w->calendar, err);
	if (st != NHI_OK) return st;
	w->billing = (struct billing_context){.law = law, .calendar = &w->calendar};
	w->claims = (struct worker_claims){cli_claim_job, cli};
	if (pthread_create(&w->thread, NULL, work, w) != 0)
		return err_set(err, NHI_IO, "%s" ERR_SEP "%s", "thread", "pthread_create");
	*out = w;
	return NHI_OK;
}

void cli_worker_stop(struct cli_worker *w) {
	if (w == NULL) return;
	w->end = true;
	CHECK(pthread_join(w->thread, NULL) == 0);
}
