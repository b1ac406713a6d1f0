/* bill_paper.c: `nhi bill print|lines`: bills as PDF and as CSV. */
#include "cli/bill_paper.h"

#include "base/file.h"
#include "base/progress.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "desk/bill_slip.h"

/* A reader of PDF takes at most 2 GB; one bill of a large association has some thousand pages. */
enum { DOCUMENT_MAX = 2000000000, FILE_MB_MAX = 1500, MB = 1000000 };

#define END_OF_OPTIONS                                                                             \
	{ NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false }

enum nhi_status cli_slips(struct cli *cli, struct slips *out, struct err *err) {
	struct law *law = ARENA_NEW(&cli->arena, struct law);
	struct org *org;
	if (law == NULL) return err_set(err, NHI_MEMORY, " ");
	enum nhi_status st = cli_law(cli, law, err);
	if (st == NHI_OK) st = org_load(&org, &cli->arena, cli->data_dir, err);
	if (st != NHI_OK) return st;
	const struct bill_slip_house house = {law, org, cli->data_dir, cli->at, cli->lang};
	return bill_slip_terms(&house, &cli->arena, out, err);
}

/* A unit's code has nine digits, everything else is a person's number; none needs --all. */
static enum nhi_status read_job(struct cli *cli, struct slips_job *job, struct err *err) {
	enum { UNIT_CODE = 9 };
	enum nhi_status st = cli_need(cli, "month", err);
	if (st != NHI_OK) return st;
	*job = (struct slips_job){.month = (month_t)cli_int(cli, "month", 0),
	                          .division = cli_int(cli, "division", 0)};
	if ((cli->argument_count == 1) == cli_has(cli, "all") || cli->argument_count > 1)
		return err_set(err, NHI_USAGE,
		               "請指定一個投保單位代號或身分證明號碼，或用 --all" ERR_SEP
		               "name one unit code or identity number, or --all");
	if (cli->argument_count == 0) return NHI_OK;
	const struct str who = cli->argument[0];
	if (who.n == UNIT_CODE && str_is_digits(who))
		job->unit_code = who;
	else
		job->person = who;
	return NHI_OK;
}

static enum nhi_status read_parts(const struct cli *cli, unsigned *out, struct err *err) {
	static const struct {
		const char *name;
		enum slips_part part;
	} parts[] = {{"slip", SLIPS_SLIP}, {"sheet", SLIPS_SHEET}, {"detail", SLIPS_DETAIL}};
	struct str rest = cli_text(cli, "parts", "slip,sheet");
	for (*out = 0; rest.n > 0;) {
		struct str word = str_cut(&rest, ',');
		size_t i = 0;
		while (i < COUNT_OF(parts) && !str_is(word, parts[i].name)) i++;
		if (i == COUNT_OF(parts))
			return err_set(err, NHI_RANGE,
			               "--parts" ERR_SEP "%.*s" ERR_SEP "slip,sheet,detail",
			               STR_ARG(word));
		*out |= parts[i].part;
	}
	return *out != 0 ? NHI_OK : err_set(err, NHI_RANGE, "--parts" ERR_SEP ERR_SEP "slip,sheet");
}

static void show_progress(void *to, int64_t done, int64_t total) {
	struct progress *p = to;
	p->total = total;
	progress_add(p, done - p->done);
}

static const struct cli_option print_options[] = {
        {"all", CLI_FLAG, 0, 0, NULL, "該月全部繳款單", "all bills of the month", false},
        {"division", CLI_INT, 1, 6, "1-6", "只印這個業務組", "only of this division", false},
        {"file-mb", CLI_INT, 0, 1500, "N", "每檔約略大小上限（百萬位元組，預設 1500）",
         "size after which a file ends and another begins, megabytes (default 1500)", false},
        {"month", CLI_MONTH, 0, 0, "YYYY-MM", "保險費年月", "premium month", false},
        {"out", CLI_TEXT, 0, 0, "FILE.pdf", "寫到這個檔案", "file to write", false},
        {"parts", CLI_TEXT, 0, 0, "LIST", "slip 繳款單、sheet 計算表、detail 明細表",
         "slip, sheet, detail (default slip,sheet)", false},
        END_OF_OPTIONS,
};

struct print_to {
	struct cli *cli;
	struct str path;
};

/* One file is FILE.pdf, of several the first is FILE-1.pdf and so on. */
static enum nhi_status write_file(void *to, int64_t number, bool is_last, struct str pdf,
                                  struct err *err) {
	const struct print_to *p = to;
	struct str stem = p->path;
	enum nhi_status st = seen_record(&p->cli->reads, err);
	const bool one = number == 1 && is_last;
	const bool dotted = stem.n > 4 && str_is(str_slice(stem, stem.n - 4, stem.n), ".pdf");
	struct buf name = BUF_INIT(4096);
	if (st != NHI_OK) return st;
	if (one) return file_write(p->path.p, pdf, err);
	if (str_is(p->path, "-")) return err_set(err, NHI_LIMIT, "--out -" ERR_SEP "1 PDF");
	if (dotted) stem.n -= 4;
	buf_printf(&name, "%.*s-%lld.pdf", STR_ARG(stem), (long long)number);
	buf_put_char(&name, '\0');
	st = buf_ok(&name) ? file_write(buf_str(&name).p, pdf, err)
	                   : err_set(err, NHI_LIMIT, "--out" ERR_SEP "4096");
	buf_free(&name);
	return st;
}

static void tell_printed(struct cli *cli, const struct slips_result *result, struct str path) {
	if (str_is(path, "-")) return;
	if (!cli->json) {
		buf_printf(&cli->out,
		           cli_say(cli, "已寫入 %.*s：繳款單 %lld 張，%lld 頁",
		                   "%.*s written: %lld bills, %lld pages"),
		           STR_ARG(path), (long long)result->bills, (long long)result->pages);
		if (result->files > 1)
			buf_printf(&cli->out, cli_say(cli, "，分為 %lld 檔", ", in %lld files"),
			           (long long)result->files);
		buf_put_char(&cli->out, '\n');
		return;
	}
	struct json j = JSON_INIT(&cli->out, true);
	json_object_start(&j);
	json_put_i64(&j, "bills", result->bills);
	json_put_i64(&j, "pages", result->pages);
	json_put_i64(&j, "files", result->files);
	json_put_str(&j, "file", path);
	json_object_end(&j);
	buf_put_char(&cli->out, '\n');
}

static enum nhi_status print_command(struct cli *cli, struct err *err) {
	struct slips slips;
	struct slips_job job;
	struct slips_result result;
	struct progress progress;
	struct buf pdf = BUF_INIT(DOCUMENT_MAX);
	const struct bill_place place = {cli->db, cli->data_dir, &cli->arena};
	struct print_to to = {cli, cli_text(cli, "out", "")};
	enum nhi_status st = read_job(cli, &job, err);
	if (st == NHI_OK) st = cli_need(cli, "out", err);
	if (st == NHI_OK) st = read_parts(cli, &job.parts, err);
	if (st == NHI_OK) st = cli_slips(cli, &slips, err);
	if (st != NHI_OK) return st;
	job.progress = show_progress;
	job.progress_to = &progress;
	job.file_done = write_file;
	job.file_to = &to;
	job.seen = &cli->reads;
	job.file_bytes = (size_t)cli_int(cli, "file-mb", FILE_MB_MAX) * MB;
	progress_start(&progress, "bill print", 0, !cli->no_progress);
	st = slips_print(&place, &slips, &job, &pdf, &result, err);
	progress_end(&progress);
	if (st == NHI_OK) tell_printed(cli, &result, to.path);
	buf_free(&pdf);
	return st;
}

static const struct cli_option lines_options[] = {
        {"all", CLI_FLAG, 0, 0, NULL, "該月全部繳款單", "all bills of the month", false},
        {"division", CLI_INT, 1, 6, "1-6", "只列這個業務組", "only of this division", false},
        {"heads", CLI_FLAG, 0, 0, NULL, "明細：被保險人及眷屬各一列（預設為員工彙總）",
         "detail: a row a head (default: a row an employee)", false},
        {"month", CLI_MONTH, 0, 0, "YYYY-MM", "保險費年月", "premium month", false},
        END_OF_OPTIONS,
};

static enum nhi_status lines_command(struct cli *cli, struct err *err) {
	struct slips slips;
	struct slips_job job;
	struct slips_result result;
	const struct bill_place place = {cli->db, cli->data_dir, &cli->arena};
	enum nhi_status st = read_job(cli, &job, err);
	if (st == NHI_OK) st = cli_slips(cli, &slips, err);
	if (st != NHI_OK) return st;
	job.seen = &cli->reads;
	return slips_list(&place, &slips, &job, cli_has(cli, "heads"), &cli->out, &result, err);
}

const struct cli_command bill_paper_commands[] = {
        {.noun = "bill",
         .verb = "lines",
         .options = lines_options,
         .arguments = "UNIT|PERSON",
         .zh = "保險費員工彙總或明細清單（CSV，證號遮罩）",
         .en = "summary by employee or detail list as CSV (numbers masked)",
         .example = "nhi bill lines 300000001 --month 2026-07 --heads",
         .run = lines_command},
        {.noun = "bill",
         .verb = "print",
         .options = print_options,
         .arguments = "UNIT|PERSON",
         .zh = "列印繳款單、計算表、明細表（PDF），單張或整批",
         .en = "payment slip, calculation sheet, detail list as PDF, one or a batch",
         .example = "nhi bill print 300000001 --month 2026-07 --out bill.pdf",
         .run = print_command},
        {0},
};
