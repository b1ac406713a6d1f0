/* claim_batch.c: `nhi claim receive|adjudicate|pay|approve|list|show|void`: the life of a batch of
 * claims (desk/claim.h, engine/claim_job.h, engine/claim_pay.h). */
#include "base/clock.h"
#include "base/file.h"
#include "base/progress.h"
#include "base/table.h"
#include "cli/claim_cli.h"
#include "cli/claim_file.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "cli/ref_files.h"
#include "cli/register.h"
#include "desk/claim_statement.h"
#include "engine/claim_demo.h"
#include "engine/claim_job.h"
#include "engine/claim_rule_on.h"

#include <unistd.h>

#define ROW(n, k, v, z, e)                                                                         \
	{ n, k, 0, 0, v, z, e, false }
#define END                                                                                        \
	{ NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false }

struct tables {
	struct claim_layout layout;
	struct claim_catalogue catalogue;
	struct claim_standard standard;
	struct claim_checks checks;
	struct claim_judge judge;
	struct counties counties;
};

typedef enum nhi_status standard_reader(struct cli *, const struct claim_layout *,
                                        struct claim_standard *, struct err *);

static enum nhi_status read_tables_by(struct cli *cli, standard_reader *read, struct tables **out,
                                      struct err *err) {
	struct str text;
	struct tables *t = ARENA_NEW(&cli->arena, struct tables);
	if (t == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	*out = t;
	enum nhi_status st = cli_claim_tables(cli, &t->layout, &t->catalogue, err);
	if (st == NHI_OK) st = cli_data_file(cli, "codes/counties.csv", &text, err);
	if (st == NHI_OK) st = counties_read(&t->counties, &cli->arena, text, err);
	if (st == NHI_OK) st = read(cli, &t->layout, &t->standard, err);
	if (st != NHI_OK) return st;
	t->checks = claim_standard_checks(&t->standard);
	t->judge = (struct claim_judge){&t->layout, &t->catalogue, &t->checks,
	                                str_from(t->standard.version)};
	return NHI_OK;
}

static enum nhi_status read_tables(struct cli *cli, struct tables **out, struct err *err) {
	return read_tables_by(cli, cli_claim_standard, out, err);
}

static enum nhi_status need_argument(struct cli *cli, struct err *err) {
	if (cli->argument_count == 1) return NHI_OK;
	return err_set(err, NHI_USAGE, "請給收件編號" ERR_SEP "give a receipt number");
}

static const struct cli_option ref_options[] = {CLI_REF_OPTION, END};

/* ---- receive --------------------------------------------------------------------------------- */

static void put_receipt(struct cli *cli, struct str file, const struct claim_receipt *r) {
	const struct claim_batch_row *b = &r->batch;
	buf_printf(&cli->out, "%.*s: ", STR_ARG(file));
	if (!r->is_kept) {
		buf_put_c(&cli->out, cli_say(cli, "未收件：無法辨識服務機構或費用年月\n",
		                             "not received: no known provider or month\n"));
		return;
	}
	buf_printf(&cli->out,
	           cli_say(cli, "收件編號 %.*s%s，%.*s，%lld 件，申請 %lld 點\n",
	                   "receipt %.*s%s, %.*s, %lld cases, %lld points claimed\n"),
	           STR_ARG(b->receipt_no),
	           r->repeated ? cli_say(cli, "（已收過）", " (received before)") : "",
	           STR_ARG(b->verdict), (long long)b->cases, (long long)b->points.v);
	if (str_is(b->state, "appealed"))
		buf_put_c(&cli->out,
		          cli_say(cli, "  申復：待審，以 nhi claim appeal 對原申報逐件審查\n",
		                  "  an appeal: it waits, to be decided one by one on the "
		                  "claim with nhi claim appeal\n"));
	if (r->replaced.n > 0)
		buf_printf(
		        &cli->out,
		        cli_say(cli, "  取代 %.*s：相同 %lld、變更 %lld、新增 %lld、刪除 %lld\n",
		                "  replaces %.*s: same %lld, changed %lld, new %lld, gone %lld\n"),
		        STR_ARG(r->replaced), (long long)r->same, (long long)r->changed,
		        (long long)r->added, (long long)r->gone);
}

static enum nhi_status receive_one(struct cli *cli, struct cli_register *r, const struct tables *t,
                                   struct str path, struct json *j, struct err *err) {
	struct str bytes;
	struct claim_receipt receipt;
	enum nhi_status st = file_read(&cli->arena, path.p, CLAIM_UPLOAD_MAX, &bytes, err);
	if (st == NHI_OK)
		st = desk_claim_receive(&r->desk, &t->judge, claim_file_name(path.p), bytes, 0,
		                        &receipt, err);
	if (st != NHI_OK) return err_where(err, "%s", path.p);
	if (cli->json)
		claim_receipt_json(&receipt, j);
	else
		put_receipt(cli, path, &receipt);
	if (!receipt.is_kept || str_is(receipt.batch.verdict, "rejected")) cli->exit_code = 1;
	return NHI_OK;
}

static enum nhi_status receive_run(struct cli *cli, struct err *err) {
	struct cli_register r;
	struct tables *t;
	struct json j = JSON_INIT(&cli->out, true);
	if (cli->argument_count == 0)
		return err_set(err, NHI_USAGE, "請給申報檔" ERR_SEP "give claim files");
	enum nhi_status st = read_tables(cli, &t, err);
	if (st != NHI_OK) return st;
	st = cli_register_open(cli, &r, REGISTER_WRITE, err);
	if (cli->json) json_array_start(&j);
	for (size_t i = 0; st == NHI_OK && i < cli->argument_count; i++)
		st = receive_one(cli, &r, t, cli->argument[i], &j, err);
	if (cli->json) {
		json_array_end(&j);
		buf_put_char(&cli->out, '\n');
	}
	cli_register_close(&r);
	claim_standard_close(&t->standard);
	return st;
}

/* ---- adjudicate ------------------------------------------------------------------------------ */

static void tell(void *to, int64_t done, int64_t total) {
	struct progress *p = to;
	p->total = total;
	progress_add(p, done - p->done);
}

/* Files of appeals are left out; nobody shall think that they were done. */
static void put_appeals(struct cli *cli, int64_t appeals) {
	if (appeals == 0) return;
	buf_printf(&cli->out,
	           cli_say(cli, "申復檔 %lld 件未列入：以 nhi claim appeal 對原申報逐件審查\n",
	                   "%lld files of appeals left out: decide them one by one on the claim "
	                   "with nhi claim appeal\n"),
	           (long long)appeals);
}

static void put_run(struct cli *cli, const struct claim_run *run) {
	const struct {
		const char *key, *zh, *en;
		int64_t value;
	} rows[] = {{"batches", "批", "batches", run->batches},
	            {"returned", "退件批", "returned", run->returned},
	            {"cases", "案件", "cases", run->cases},
	            {"refused", "不予支付案件", "cases not paid", run->refused},
	            {"findings", "發現", "findings", run->findings},
	            {"applied", "申請點數", "points claimed", run->applied},
	            {"approved", "程序審查後點數", "points left", run->approved}};
	struct json j = JSON_INIT(&cli->out, true);
	if (cli->json) json_object_start(&j);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		if (cli->json) {
			json_put_i64(&j, rows[i].key, rows[i].value);
			continue;
		}
		buf_put_i64_grouped(&cli->out, rows[i].value);
		buf_printf(&cli->out, " %s%s", cli_say(cli, rows[i].zh, rows[i].en),
		           i + 1 < COUNT_OF(rows) ? cli_say(cli, "，", ", ") : "");
	}
	if (cli->json) json_put_i64(&j, "appeals", run->appeals);
	if (cli->json) json_object_end(&j);
	buf_put_char(&cli->out, '\n');
	if (!cli->json) put_appeals(cli, run->appeals);
}

/* Orders of these are kept as events of care: rules or approvals look back on them. */
struct watched {
	const struct claim_registers *registers;
	const struct claim_standard *standard;
};

static bool watches(const void *rules, struct str item) {
	const struct watched *w = rules;
	return claim_registers_watch(w->registers, item) ||
	       claim_standard_watches(w->standard, item);
}

/* Everything that a run of adjudication decides with. */
struct judging {
	struct tables *tables;
	struct claim_registers *registers;
	struct claim_checks checks;
	struct watched watched;
	struct claim_context context;
};

static void close_judging(struct judging *g) {
	claim_registers_free(g->registers);
	claim_standard_close(&g->tables->standard);
}

/* To be closed only when it succeeded. */
static enum nhi_status open_judging(struct cli *cli, standard_reader *read, struct judging *g,
                                    struct err *err) {
	*g = (struct judging){.registers = NULL};
	enum nhi_status st = read_tables_by(cli, read, &g->tables, err);
	if (st != NHI_OK) return st;
	struct tables *t = g->tables;
	st = cli_claim_registers(cli, &t->standard, &g->registers, err);
	if (st != NHI_OK) {
		close_judging(g);
		return st;
	}
	g->checks = claim_registers_checks(g->registers, &t->checks);
	g->watched = (struct watched){g->registers, &t->standard};
	g->context = (struct claim_context){.layout = &t->layout,
	                                    .catalogue = &t->catalogue,
	                                    .checks = &g->checks,
	                                    .counties = &t->counties,
	                                    .has_window = watches,
	                                    .rules = &g->watched};
	return NHI_OK;
}

static const struct cli_option adjudicate_options[] = {
        CLI_REF_OPTION,
        ROW("later", CLI_FLAG, NULL, "只排入工作，由 nhi work 執行（依資料庫內之參考資料）",
            "only order it, for nhi work to do (by the lists in the database)"),
        END};

static enum nhi_status order_run(struct cli *cli, struct str actor, struct err *err) {
	struct db *db;
	int64_t job_id = 0;
	if (cli_has(cli, "ref"))
		return err_set(err, NHI_USAGE,
		               "--later 依資料庫內之參考資料，不可併用 --ref" ERR_SEP
		               "--later judges by the lists in the database: give no --ref");
	enum nhi_status st = db_open(&db, cli->db, cli->data_dir, 0, err);
	if (st != NHI_OK) return st;
	st = claim_order(db, actor, &job_id, err);
	db_close(db);
	if (st != NHI_OK) return st;
	if (job_id == 0)
		buf_put_c(&cli->out, cli_say(cli, "沒有待審之申報\n", "no claim waits\n"));
	else
		buf_printf(&cli->out, cli_say(cli, "已排入工作 %lld\n", "ordered as job %lld\n"),
		           (long long)job_id);
	return NHI_OK;
}

static enum nhi_status adjudicate_run(struct cli *cli, struct err *err) {
	struct judging judging;
	struct claim_run run;
	struct progress progress;
	char actor[32];
	(void)snprintf(actor, sizeof actor, "cli:%u", (unsigned)getuid());
	if (cli_has(cli, "later")) return order_run(cli, str_from(actor), err);
	/* The worker knows only the lists of the database: without --ref both judge alike. */
	standard_reader *lists =
	        cli_has(cli, "ref") ? cli_claim_standard : cli_claim_standard_stored;
	enum nhi_status st = open_judging(cli, lists, &judging, err);
	if (st != NHI_OK) return st;
	judging.context.progress = tell;
	judging.context.progress_to = &progress;
	progress_start(&progress, "claim", 0, !cli->no_progress);
	st = claim_run_at(cli->db, cli->data_dir, &judging.context, str_from(actor), &run, err);
	progress_end(&progress);
	close_judging(&judging);
	if (st == NHI_OK) put_run(cli, &run);
	return st;
}

enum nhi_status cli_claim_job(struct db *db, struct job *job, void *context, struct buf *result,
                              struct err *err) {
	const struct cli *of = context;
	struct judging judging;
	struct cli *own = calloc(1, sizeof *own);
	if (own == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	own->lang = of->lang;
	own->db = of->db;
	own->data_dir = of->data_dir;
	own->at = clock_today();
	own->arena = ARENA_INIT(of->arena.max);
	enum nhi_status st = open_judging(own, cli_claim_standard_stored, &judging, err);
	if (st == NHI_OK) {
		st = claim_job(db, job, &judging.context, result, err);
		close_judging(&judging);
	}
	arena_free(&own->arena);
	free(own);
	return st;
}

/* ---- pay, approve ---------------------------------------------------------------------------- */

static enum nhi_status money(struct cli *cli,
                             enum nhi_status (*work)(const struct claim_money *,
                                                     struct claim_paid_run *, struct err *),
                             const char *zh, const char *en, struct err *err) {
	struct law law;
	struct calendar calendar;
	struct claim_paid_run run;
	char actor[32];
	(void)snprintf(actor, sizeof actor, "cli:%u", (unsigned)getuid());
	enum nhi_status st = cli_law(cli, &law, err);
	if (st == NHI_OK) st = cli_calendar(cli, &calendar, err);
	if (st != NHI_OK) return st;
	const struct claim_money m = {.url = cli->db,
	                              .data_dir = cli->data_dir,
	                              .law = &law,
	                              .calendar = &calendar,
	                              .today = cli->at,
	                              .actor = str_from(actor)};
	st = work(&m, &run, err);
	if (st != NHI_OK) return st;
	struct json j = JSON_INIT(&cli->out, true);
	if (cli->json) {
		json_object_start(&j);
		json_put_i64(&j, "batches", run.batches);
		json_put_i64(&j, "without", run.without);
		json_put_i64(&j, "appeals", run.appeals);
		json_put_i64(&j, "amount", run.amount.v);
		json_object_end(&j);
		buf_put_char(&cli->out, '\n');
		return NHI_OK;
	}
	buf_printf(&cli->out,
	           cli_say(cli, "%s %lld 批，NT$%lld；無款項 %lld 批\n",
	                   "%s: %lld batches, NT$%lld; nothing to pay for %lld\n"),
	           cli_say(cli, zh, en), (long long)run.batches, (long long)run.amount.v,
	           (long long)run.without);
	put_appeals(cli, run.appeals);
	return NHI_OK;
}

static enum nhi_status pay_run(struct cli *cli, struct err *err) {
	return money(cli, claim_pay_provisional, "暫付", "paid provisionally", err);
}
static enum nhi_status approve_run(struct cli *cli, struct err *err) {
	return money(cli, claim_pay_approve, "核定", "approved", err);
}

/* ---- deduct, appeal -------------------------------------------------------------------------- */

#define RULING_OPTIONS                                                                             \
	ROW("case", CLI_INT, "N", "第幾件", "place of the case in the file"),                      \
	        ROW("code", CLI_TEXT, "CODE", "核減代碼", "code of the reason"),                   \
	        ROW("filed-on", CLI_DATE, "DATE", "申復提出日（預設今天）",                        \
	            "day on which the appeal was filed (default today)"),                          \
	        ROW("order", CLI_INT, "N", "第幾項醫令（預設整件）",                               \
	            "place of the order (default the case)"),                                      \
	        ROW("points", CLI_INT, "N", "點數", "points"),                                     \
	        ROW("reason", CLI_TEXT, "TEXT", "理由", "reason in words"),                        \
	        ROW("reviewer", CLI_TEXT, "NAME", "審查人", "who decides")

static const struct cli_option ruling_options[] = {RULING_OPTIONS, END};

static enum nhi_status read_ruling(struct cli *cli, struct claim_ruling *out, struct err *err) {
	static const char *const needed[] = {"case", "points", "reason", "reviewer"};
	enum nhi_status st = need_argument(cli, err);
	for (size_t i = 0; st == NHI_OK && i < COUNT_OF(needed); i++)
		st = cli_need(cli, needed[i], err);
	if (st != NHI_OK) return st;
	out->receipt_no = cli->argument[0];
	out->case_no = cli_int(cli, "case", 0);
	out->order_no = cli_int(cli, "order", 0);
	out->points.v = cli_int(cli, "points", 0);
	out->reason_code = cli_text(cli, "code", "");
	out->reason = cli_text(cli, "reason", "");
	out->reviewer = cli_text(cli, "reviewer", "");
	out->filed_on = (date_t)cli_int(cli, "filed-on", cli->at);
	return NHI_OK;
}

static enum nhi_status rule(struct cli *cli, bool is_appeal, struct err *err) {
	struct law law;
	struct calendar calendar;
	struct claim_ruled ruled;
	struct claim_ruling ruling = {.is_appeal = is_appeal};
	char actor[32];
	(void)snprintf(actor, sizeof actor, "cli:%u", (unsigned)getuid());
	enum nhi_status st = read_ruling(cli, &ruling, err);
	if (st == NHI_OK) st = cli_law(cli, &law, err);
	if (st == NHI_OK) st = cli_calendar(cli, &calendar, err);
	if (st != NHI_OK) return st;
	const struct claim_money m = {.url = cli->db,
	                              .data_dir = cli->data_dir,
	                              .law = &law,
	                              .calendar = &calendar,
	                              .today = cli->at,
	                              .actor = str_from(actor)};
	st = claim_rule_on(&m, &ruling, &ruled, err);
	if (st != NHI_OK) return st;
	if (!ruled.done) {
		refusals_print(&ruled.refusals, cli->lang, &cli->out);
		cli->exit_code = 1;
		return NHI_OK;
	}
	buf_printf(
	        &cli->out,
	        is_appeal ? cli_say(cli, "申復：回補 %lld 點，補付 NT$%lld\n",
	                            "appeal: %lld points given back, NT$%lld paid\n")
	                  : cli_say(cli, "審查：核減 %lld 點\n", "review: %lld points taken off\n"),
	        (long long)ruling.points.v, (long long)ruled.paid.v);
	return NHI_OK;
}

static enum nhi_status deduct_run(struct cli *cli, struct err *err) {
	return rule(cli, false, err);
}
static enum nhi_status appeal_run(struct cli *cli, struct err *err) { return rule(cli, true, err); }

/* ---- list, show, void ------------------------------------------------------------------------ */

static const struct cli_option list_options[] = {
        ROW("month", CLI_MONTH, "YYYY-MM", "費用年月（預設全部）", "fee month (default all)"), END};

static enum nhi_status list_run(struct cli *cli, struct err *err) {
	enum { MOST = 100000 };
	struct cli_register r;
	struct claim_batch_row *rows = NULL;
	size_t count = 0;
	enum nhi_status st = cli_register_open(cli, &r, REGISTER_READ, err);
	if (st == NHI_OK)
		st = claim_batches(r.desk.db, 0, (month_t)cli_int(cli, "month", 0), 0, MOST,
		                   &cli->arena, &rows, &count, err);
	if (st == NHI_OK)
		buf_put_c(&cli->out, "receipt,provider,month,format,kind,received,cases,orders,"
		                     "points,verdict,state\n");
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		const struct claim_batch_row *b = &rows[i];
		buf_printf(&cli->out, "%.*s,%.*s,", STR_ARG(b->receipt_no), STR_ARG(b->provider));
		month_print(&cli->out, b->month);
		buf_printf(&cli->out, ",%.*s,%.*s,%s,%lld,%lld,%lld,%.*s,%.*s\n",
		           STR_ARG(b->format), STR_ARG(b->kind), date_text(b->received).c,
		           (long long)b->cases, (long long)b->orders, (long long)b->points.v,
		           STR_ARG(b->verdict), STR_ARG(b->state));
	}
	cli_register_close(&r);
	return st;
}

static enum nhi_status put_batch(struct cli *cli, struct cli_register *r, struct err *err) {
	struct claim_batch_row b;
	struct claim_tally sum[CLAIM_SUMS_MAX];
	size_t sums;
	twd_t paid;
	struct json j = JSON_INIT(&cli->out, true);
	enum nhi_status st = desk_claim_find(&r->desk, cli->argument[0], &b, err);
	if (st == NHI_OK)
		st = claim_sums_read(r->desk.db, b.provider_id, b.batch_id, sum, &sums, err);
	if (st == NHI_OK) st = claim_paid(r->desk.db, b.provider_id, b.batch_id, &paid, err);
	if (st != NHI_OK) return st;
	int64_t approved = 0, fixed = 0, refused = 0;
	for (size_t i = 0; i < sums; i++) {
		approved += sum[i].approved;
		fixed += sum[i].fixed;
		refused += sum[i].refused;
	}
	json_object_start(&j);
	json_put_str(&j, "receipt", b.receipt_no);
	json_put_str(&j, "provider", b.provider);
	json_put_str(&j, "format", b.format);
	json_put_str(&j, "kind", b.kind);
	json_put_str(&j, "state", b.state);
	json_put_str(&j, "verdict", b.verdict);
	json_put_str(&j, "sha256", b.sha256);
	json_put_i64(&j, "cases", b.cases);
	json_put_i64(&j, "refused", refused);
	json_put_i64(&j, "points_claimed", b.points.v);
	json_put_i64(&j, "points_left", approved);
	json_put_i64(&j, "fixed", fixed);
	json_put_i64(&j, "paid", paid.v);
	json_key(&j, "steps");
	st = claim_steps_json(r->desk.db, b.provider_id, b.batch_id, &j, err);
	json_key(&j, "causes");
	if (st == NHI_OK) st = claim_causes_json(r->desk.db, b.provider_id, b.batch_id, &j, err);
	json_object_end(&j);
	buf_put_char(&cli->out, '\n');
	return st;
}

static enum nhi_status show_run(struct cli *cli, struct err *err) {
	struct cli_register r;
	enum nhi_status st = need_argument(cli, err);
	if (st != NHI_OK) return st;
	st = cli_register_open(cli, &r, REGISTER_READ, err);
	if (st == NHI_OK) st = put_batch(cli, &r, err);
	cli_register_close(&r);
	return st;
}

static enum nhi_status statement_run(struct cli *cli, struct err *err) {
	struct cli_register r;
	struct tables *t;
	struct json j = JSON_INIT(&cli->out, true);
	enum nhi_status st = need_argument(cli, err);
	if (st == NHI_OK) st = read_tables(cli, &t, err);
	if (st != NHI_OK) return st;
	st = cli_register_open(cli, &r, REGISTER_READ, err);
	if (st == NHI_OK)
		st = desk_claim_statement(&r.desk, &t->judge, cli->argument[0],
		                          cli->json ? NULL : &cli->out, cli->json ? &j : NULL, err);
	if (cli->json) buf_put_char(&cli->out, '\n');
	cli_register_close(&r);
	claim_standard_close(&t->standard);
	return st;
}

static const struct cli_option void_options[] = {
        ROW("reason", CLI_TEXT, "TEXT", "撤回理由", "why it is withdrawn"), END};

static enum nhi_status void_run(struct cli *cli, struct err *err) {
	struct cli_register r;
	enum nhi_status st = need_argument(cli, err);
	if (st == NHI_OK) st = cli_need(cli, "reason", err);
	if (st != NHI_OK) return st;
	st = cli_register_open(cli, &r, REGISTER_WRITE, err);
	if (st == NHI_OK)
		st = desk_claim_void(&r.desk, cli->argument[0], cli_text(cli, "reason", ""), err);
	cli_register_close(&r);
	return st;
}

/* ---- found ----------------------------------------------------------------------------------- */

static void put_found(void *to, const struct claim_found *f) {
	buf_printf(to, "%.*s,%.*s,%.*s,%lld,%lld,%lld,%.*s,%s,%lld,%lld\n", STR_ARG(f->receipt_no),
	           STR_ARG(f->provider), STR_ARG(f->class_), (long long)f->serial,
	           (long long)f->case_no, (long long)f->order_no, STR_ARG(f->code),
	           claim_effect_name((enum claim_effect)f->effect), (long long)f->cut,
	           (long long)f->line);
}

static enum nhi_status found_run(struct cli *cli, struct err *err) {
	struct cli_register r;
	enum nhi_status st = cli_need(cli, "month", err);
	if (st != NHI_OK) return st;
	st = cli_register_open(cli, &r, REGISTER_READ, err);
	buf_put_c(&cli->out, "receipt,provider,class,serial,case,order,code,effect,cut,line\n");
	if (st == NHI_OK)
		st = claim_found_each(r.desk.db, (month_t)cli_int(cli, "month", 0), put_found,
		                      &cli->out, err);
	cli_register_close(&r);
	return st;
}

/* ---- demo ------------------------------------------------------------------------------------ */

static const struct cli_option demo_options[] = {
        {"faults", CLI_INT, 0, 1000000, "N", "每 N 件放入一個錯誤（預設 200；0 不放）",
         "plant a fault in one case of N (default 200; 0 none)", false},
        ROW("month", CLI_MONTH, "YYYY-MM", "費用年月", "fee month"),
        ROW("out", CLI_TEXT, "DIR", "申報檔與 truth.csv、shares.csv 寫到這個資料夾",
            "folder for the files, truth.csv and shares.csv"),
        {"seed", CLI_INT, 0, INT64_MAX, "N", "亂數種子（預設 1）", "seed (default 1)", false},
        END};

static enum nhi_status write_in(struct cli *cli, struct str name, struct str bytes,
                                struct err *err) {
	struct buf path = BUF_INIT(4096);
	buf_printf(&path, "%.*s/%.*s", STR_ARG(cli_text(cli, "out", "")), STR_ARG(name));
	buf_put_char(&path, '\0');
	enum nhi_status st = buf_ok(&path) ? file_write(path.p, bytes, err)
	                                   : err_set(err, NHI_LIMIT, "--out" ERR_SEP "4096");
	buf_free(&path);
	return st;
}

static enum nhi_status take_file(void *to, struct str name, struct str bytes, struct err *err) {
	return write_in(to, name, bytes, err);
}

/* People by division: how the demo shares out its budgets (nhi budget split --shares). */
static void put_shares(const struct claim_demo_result *r, struct buf *out) {
	static const char *const rows[] = {"hospital,opd.population",
	                                   "hospital,opd.expense",
	                                   "hospital,ipd.population",
	                                   "hospital,ipd.expense",
	                                   "clinic,population",
	                                   "clinic,expense",
	                                   "dental,population",
	                                   "tcm,income",
	                                   "tcm,population",
	                                   "tcm,visits",
	                                   "tcm,growth",
	                                   "tcm,doctors"};
	buf_put_c(out, "sector,component,taipei,north,central,south,kaoping,east\n");
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		buf_put_c(out, rows[i]);
		for (size_t d = 0; d < COUNT_OF(r->people_of); d++)
			buf_printf(out, ",%lld", (long long)r->people_of[d]);
		buf_put_char(out, '\n');
	}
}

static enum nhi_status demo_run(struct cli *cli, struct err *err) {
	struct counties counties;
	struct str text;
	struct claim_demo_result r;
	struct buf truth = BUF_INIT(0), shares = BUF_INIT(4096);
	struct claim_demo demo = {.url = cli->db,
	                          .data_dir = cli->data_dir,
	                          .counties = &counties,
	                          .month = (month_t)cli_int(cli, "month", 0),
	                          .seed = (uint64_t)cli_int(cli, "seed", 1),
	                          .fault_every = cli_int(cli, "faults", 200),
	                          .file = take_file,
	                          .to = cli,
	                          .truth = &truth};
	enum nhi_status st = cli_need(cli, "month", err);
	if (st == NHI_OK) st = cli_need(cli, "out", err);
	if (st == NHI_OK) st = cli_data_file(cli, "codes/counties.csv", &text, err);
	if (st == NHI_OK) st = counties_read(&counties, &cli->arena, text, err);
	if (st == NHI_OK) st = cli_data_file(cli, "codes/claim_demo.csv", &demo.visits, err);
	if (st == NHI_OK) st = claim_demo_make(&demo, &r, err);
	if (st == NHI_OK) put_shares(&r, &shares);
	if (st == NHI_OK) st = write_in(cli, STR("truth.csv"), buf_str(&truth), err);
	if (st == NHI_OK) st = write_in(cli, STR("shares.csv"), buf_str(&shares), err);
	if (st == NHI_OK)
		buf_printf(&cli->out,
		           cli_say(cli,
		                   "%lld 人、%lld 家院所、%lld 檔、%lld 件，放入錯誤 %lld 個\n",
		                   "%lld people, %lld providers, %lld files, %lld cases, %lld "
		                   "faults planted\n"),
		           (long long)r.people, (long long)r.providers, (long long)r.files,
		           (long long)r.cases, (long long)r.faults);
	buf_free(&truth);
	buf_free(&shares);
	return st;
}

const struct cli_command claim_batch_commands[] = {
        {"claim", "adjudicate", adjudicate_options, NULL, "審查已收件之申報（可中止、可續行）",
         "judge the claims received (can be stopped, goes on)", "nhi claim adjudicate",
         adjudicate_run},
        {"claim", "appeal", ruling_options, "RECEIPT", "申復審查：他人複審，回補點數並補付差額",
         "decide an appeal: another reviewer gives points back, the difference is paid",
         "nhi claim appeal 115000000001 --case 3 --points 100 --reason 病歷補正 --reviewer r2",
         appeal_run},
        {"claim", "approve", NULL, NULL, "核定已審查之申報，與暫付款相抵",
         "approve judged claims and set them off against what was advanced",
         "nhi claim approve --at 2026-06-01", approve_run},
        {"claim", "deduct", ruling_options, "RECEIPT", "審查核減一件或一項醫令（核定之前）",
         "take points off a case or order on review (before the approval)",
         "nhi claim deduct 115000000001 --case 3 --points 100 --code 0001A --reason "
         "治療與病情診斷不符 --reviewer r1",
         deduct_run},
        {"claim", "demo", demo_options, NULL, "合成臺灣之院所申報檔（官方格式，含放入之錯誤清單）",
         "claim files of the synthetic nation, with the list of planted faults",
         "nhi claim demo --month 2026-07 --out claims", demo_run},
        {"claim", "found", list_options, NULL, "一個月各件之發現（CSV）",
         "what was found in the claims of a month, as CSV", "nhi claim found --month 2026-07",
         found_run},
        {"claim", "list", list_options, NULL, "各批申報與狀態（CSV）",
         "batches with their state, as CSV", "nhi claim list --month 2026-07", list_run},
        {"claim", "pay", NULL, NULL, "暫付已審查之申報", "provisional payment of judged claims",
         "nhi claim pay --at 2026-05-05", pay_run},
        {"claim", "receive", ref_options, "FILE…", "收受申報檔：檢查、留存原檔、給收件編號",
         "receive claim files: check, keep as sent, give a receipt number",
         "nhi claim receive TOTFA.zip", receive_run},
        {"claim", "show", NULL, "RECEIPT", "一批申報：步驟、點數、各原因之發現",
         "a batch: steps, points, findings by cause", "nhi claim show 115000000001", show_run},
        {"claim", "statement", NULL, "RECEIPT", "一批申報之核減明細（18 欄）",
         "every deduction of a batch, in the 18 columns of the official file",
         "nhi claim statement 115000000001", statement_run},
        {"claim", "void", void_options, "RECEIPT", "撤回尚未付款之申報",
         "withdraw a claim that was not paid for", "nhi claim void 115000000001 --reason 誤送",
         void_run},
        {0},
};
