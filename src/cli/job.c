/* job.c: `nhi job list|show|stop|resume`: the work that runs in the background. */
#include "cli/commands.h"
#include "engine/operator.h"

enum { JOBS_DEFAULT = 50, JOBS_MAX = 10000 };

static void put_instant(struct json *j, const char *key, instant_t t) {
	struct buf text = BUF_INIT(64);
	instant_print(&text, t);
	json_put_str(j, key, buf_str(&text));
	buf_free(&text);
}

static void json_job(struct json *j, const struct job *job) {
	json_object_start(j);
	json_put_i64(j, "id", job->id);
	json_put_str(j, "kind", job->kind);
	json_put_str(j, "key", job->key);
	json_put_c(j, "state", job_state_name(job->state));
	json_put_bool(j, "stop_wanted", job->stop_wanted);
	json_put_i64(j, "attempts", job->attempts);
	json_put_i64(j, "progress", job->progress);
	json_put_i64(j, "total", job->total);
	json_put_str(j, "worker", job->worker);
	put_instant(j, "due", job->due);
	put_instant(j, "created_at", job->created_at);
	put_instant(j, "changed_at", job->changed_at);
	json_put_str(j, "payload", job->payload);
	json_put_str(j, "result", job->result);
	json_object_end(j);
}

static const char *state_text(const struct cli *cli, const struct job *job) {
	static const char *const zh[JOB_STATE_COUNT] = {"待執行", "執行中", "完成", "已停止",
	                                                "失敗"};
	return cli_say(cli, zh[job->state], job_state_name(job->state));
}

static void print_job(struct cli *cli, const struct job *job) {
	buf_printf(&cli->out, "%lld  %.*s %.*s  %s  %lld/%lld", (long long)job->id,
	           STR_ARG(job->kind), STR_ARG(job->key), state_text(cli, job),
	           (long long)job->progress, (long long)job->total);
	if (job->stop_wanted && job->state == JOB_RUNNING)
		buf_put_c(&cli->out, cli_say(cli, "（已要求停止）", " (asked to stop)"));
	if (job->result.n > 0) buf_printf(&cli->out, "  %.*s", STR_ARG(job->result));
	buf_put_char(&cli->out, '\n');
}

static enum nhi_status run_list(struct cli *cli, struct err *err) {
	struct job *rows;
	size_t count;
	enum nhi_status st =
	        operator_jobs(cli->db, cli->data_dir, cli_text(cli, "state", ""),
	                      cli_int(cli, "limit", JOBS_DEFAULT), &cli->arena, &rows, &count, err);
	if (st != NHI_OK) return st;
	struct json j = JSON_INIT(&cli->out, true);
	if (cli->json) json_array_start(&j);
	for (size_t i = 0; i < count; i++) {
		if (cli->json)
			json_job(&j, &rows[i]);
		else
			print_job(cli, &rows[i]);
	}
	if (cli->json) {
		json_array_end(&j);
		buf_put_char(&cli->out, '\n');
	} else if (count == 0) {
		buf_put_c(&cli->out, cli_say(cli, "沒有工作\n", "no jobs\n"));
	}
	return NHI_OK;
}

static enum nhi_status one_job(struct cli *cli, enum operator_order order, struct err *err) {
	int64_t id;
	struct job job;
	if (cli->argument_count != 1 || !str_to_i64(cli->argument[0], 1, INT64_MAX, &id))
		return err_set(err, NHI_USAGE,
		               "請給一個工作編號" ERR_SEP "give the number of one job");
	enum nhi_status st =
	        operator_job(cli->db, cli->data_dir, id, order, &cli->arena, &job, err);
	if (st != NHI_OK) return st;
	struct json j = JSON_INIT(&cli->out, true);
	if (cli->json) {
		json_job(&j, &job);
		buf_put_char(&cli->out, '\n');
	} else {
		print_job(cli, &job);
	}
	return NHI_OK;
}

static enum nhi_status run_show(struct cli *cli, struct err *err) {
	return one_job(cli, OPERATOR_SHOW, err);
}
static enum nhi_status run_stop(struct cli *cli, struct err *err) {
	return one_job(cli, OPERATOR_STOP, err);
}
static enum nhi_status run_resume(struct cli *cli, struct err *err) {
	return one_job(cli, OPERATOR_RESUME, err);
}

static const struct cli_option list_options[] = {
        {.name = "state",
         .kind = CLI_TEXT,
         .value = "STATE",
         .zh = "只列此狀態：due running done stopped failed",
         .en = "only this state: due running done stopped failed"},
        {.name = "limit",
         .kind = CLI_INT,
         .min = 1,
         .max = JOBS_MAX,
         .value = "N",
         .zh = "最多列出幾筆（預設 50）",
         .en = "at most so many (50)"},
        {0},
};

const struct cli_command job_commands[] = {
        {.noun = "job",
         .verb = "list",
         .options = list_options,
         .zh = "列出背景工作，新的在前",
         .en = "list the jobs, newest first",
         .example = "nhi job list --state running",
         .run = run_list},
        {.noun = "job",
         .verb = "show",
         .arguments = "ID",
         .zh = "顯示一個工作",
         .en = "show one job",
         .example = "nhi job show 7 --json",
         .run = run_show},
        {.noun = "job",
         .verb = "stop",
         .arguments = "ID",
         .zh = "要求工作停在下一個單元之前",
         .en = "ask a job to stop before its next unit",
         .example = "nhi job stop 7",
         .run = run_stop},
        {.noun = "job",
         .verb = "resume",
         .arguments = "ID",
         .zh = "讓停止或失敗的工作從未完成的單元接著做",
         .en = "let a stopped or failed job go on behind its finished units",
         .example = "nhi job resume 7",
         .run = run_resume},
        {0},
};
