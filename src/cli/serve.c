/* serve.c: `nhi serve`: the public site, the desk and the API on one port. The only file of the
 * command line that knows the web ring. The jobs that are due are done beside it, by one thread. */
#include "base/clock.h"
#include "cli/claim_cli.h"
#include "cli/commands.h"
#include "cli/ref_files.h"
#include "cli/worker.h"
#include "desk/seal.h"
#include "web/server.h"

#include <signal.h>
#include <unistd.h>

enum { USUAL_PORT = 8080, PLACE_SIZE = 4096 };

static const struct cli_option serve_options[] = {
        {"listen", CLI_TEXT, 0, 0, "ADDRESS", "在哪個位址服務（預設 127.0.0.1）",
         "address to listen on (default 127.0.0.1)", false},
        {"no-work", CLI_FLAG, 0, 0, NULL, "不執行背景工作（由 nhi work 執行）",
         "leave the jobs that are due to nhi work", false},
        {"once-check", CLI_FLAG, 0, 0, NULL, "啟動、自我檢查一次後結束",
         "start, check itself once, stop", false},
        {"port", CLI_INT, 0, 65535, "N", "埠號（預設 8080；被占用時改用別的）",
         "port (default 8080; a free one when it is taken)", false},
        {"quiet", CLI_FLAG, 0, 0, NULL, "不寫請求紀錄", "no log line a request", false},
        CLI_REF_OPTION,
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

/* What the build made of web/: beside the program in a checkout, else in the data folder. */
static void find_built(const struct cli *cli, char place[PLACE_SIZE]) {
	char self[PLACE_SIZE - 64], probe[PLACE_SIZE + 16];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	while (n > 0 && self[n - 1] != '/') n--;
	snprintf(place, PLACE_SIZE, "%.*sweb", n > 0 ? (int)n : 0, self);
	snprintf(probe, sizeof probe, "%s/en.mo", place);
	if (n <= 0 || access(probe, R_OK) != 0)
		snprintf(place, PLACE_SIZE, "%s/web/built", cli->data_dir);
}

static void print_address(const char *listen, uint16_t port) {
	bool any = str_is(str_from(listen), "0.0.0.0") || str_is(str_from(listen), "::");
	bool v6 = strchr(listen, ':') != NULL && !any;
	printf("http://%s%s%s:%u/\n", v6 ? "[" : "", any ? "127.0.0.1" : listen, v6 ? "]" : "",
	       port);
	fflush(stdout);
}

static enum nhi_status wait_for_end(struct err *err) {
	sigset_t set;
	int got = 0;
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	if (sigwait(&set, &got) != 0) return err_set(err, NHI_IO, "signal" ERR_SEP "sigwait");
	return NHI_OK;
}

/* Blocked in all threads, so that only wait_for_end sees them. */
static void block_signals(void) {
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	(void)pthread_sigmask(SIG_BLOCK, &set, NULL); /* valid signals: cannot fail */
	(void)signal(SIGPIPE, SIG_IGN); /* a browser that went away is no reason to stop */
}

/* Asks the site itself for a few pages in both languages. */
static enum nhi_status check_pages(const struct site *site, struct cli *cli, struct err *err) {
	static const char *const targets[] = {"/",           "/guide?lang=en", "/rules",
	                                      "/calculator", "/law?lang=en",   "/openapi.json"};
	struct worker w;
	enum nhi_status st = NHI_OK;
	worker_init(&w, site->desk);
	for (size_t i = 0; i < COUNT_OF(targets) && st == NHI_OK; i++) {
		struct request headers = {0};
		struct response r;
		site_answer_target(site, &w, STR("GET"), str_from(targets[i]), &headers, STR(""),
		                   &r);
		buf_printf(&cli->out, "%d %zu %s\n", r.status, response_body(&r).n, targets[i]);
		if (r.status != 200)
			st = err_set(err, NHI_CORRUPT, "%s: HTTP %d", targets[i], r.status);
		buf_free(&r.body);
		worker_reset(&w);
	}
	worker_close(&w);
	return st;
}

static enum nhi_status serve_site(struct cli *cli, const struct site *site, struct err *err) {
	struct server *server;
	const char *listen = cli_text(cli, "listen", "127.0.0.1").p;
	bool once = cli_has(cli, "once-check");
	struct server_options o = {.listen = listen,
	                           .port = (uint16_t)cli_int(cli, "port", USUAL_PORT),
	                           .any_if_taken = true,
	                           .log = !cli_has(cli, "quiet") && !once};
	enum nhi_status st = server_start(&server, site, &o, err);
	if (st != NHI_OK) return st;
	if (once) {
		st = check_pages(site, cli, err);
		if (st == NHI_OK) st = cli_flush(cli, err);
	}
	struct cli_worker *worker = NULL;
	if (!once && st == NHI_OK && !cli_has(cli, "no-work"))
		st = cli_worker_start(&worker, cli, &site->desk->law, err);
	if (st == NHI_OK || once) print_address(listen, server_port(server));
	if (!once && st == NHI_OK) st = wait_for_end(err);
	cli_worker_stop(worker);
	server_stop(server);
	return st;
}

/* Keys of second factors from before they were sealed do not wait for the operator. */
static enum nhi_status seal_old_keys(struct cli *cli, const struct desk *desk, struct err *err) {
	const struct principal program = principal_program(STR("serve"));
	struct desk_call call = {
	        .desk = desk, .arena = &cli->arena, .today = clock_today(), .who = &program};
	struct err why = ERR_INIT;
	int64_t count = 0;
	enum nhi_status st = seal_all(&call, &count, &why);
	desk_call_close(&call);
	if (st == NHI_NO_DATA) return NHI_OK; /* no database yet: the site says how to make one */
	if (st != NHI_OK && err != NULL) *err = why;
	return st;
}

static enum nhi_status run_serve(struct cli *cli, struct err *err) {
	char built[PLACE_SIZE];
	struct desk *desk = ARENA_NEW(&cli->arena, struct desk);
	struct site *site = ARENA_NEW(&cli->arena, struct site);
	struct claim_tools *claims = ARENA_NEW(&cli->arena, struct claim_tools);
	if (desk == NULL || site == NULL || claims == NULL) return err_set(err, NHI_MEMORY, "");
	block_signals();
	find_built(cli, built);
	enum nhi_status st = cli_claim_tools(cli, claims, err);
	if (st == NHI_OK) st = desk_open(desk, cli->data_dir, cli->db, err);
	if (st != NHI_OK) return st;
	desk->claims = claims;
	st = seal_old_keys(cli, desk, err);
	if (st == NHI_OK) st = site_open(site, desk, built, err);
	if (st == NHI_OK) {
		st = serve_site(cli, site, err);
		site_close(site);
	}
	desk_close(desk);
	return st;
}

const struct cli_command serve_commands[] = {
        {"serve", NULL, serve_options, NULL, "開啟網站：樓層指引、試算、帳單、法規",
         "open the web site: floor guide, calculators, bills, law", "nhi serve --port 8080",
         run_serve},
        {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};
