/* bill_paper.c: `nhi bill print|lines`: bills as PDF and as CSV. */
#include "cli/bill_paper.h"

#include "base/file.h"
#include "base/progress.h"
#include "cli/commands.h"
#include "cli/data.h"
#include "desk/org.h"

enum { DOCUMENT_MAX = 2000000000 };

#define END_OF_OPTIONS                                                                             \
	{ NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false }

/* "衛生福利部中央健康保險署　中區業務組", its address and telephone. */
static enum nhi_status name_office(struct cli *cli, const struct org *org, const struct org_unit *u,
                                   struct slips_office *out, struct err *err) {
	struct buf b = BUF_INIT(4096);
	buf_put(&b, org->zh);
	buf_put_c(&b, "　");
	buf_put(&b, u->zh);
	bool kept = buf_ok(&b) && arena_str(&cli->arena, buf_str(&b), &out->zh);
	buf_reset(&b);
	buf_put(&b, org->en);
	buf_put_c(&b, ", ");
	buf_put(&b, u->en);
	kept = kept && buf_ok(&b) && arena_str(&cli->arena, buf_str(&b), &out->en);
	buf_reset(&b);
	buf_put(&b, u->address_zh);
	buf_put_c(&b, "　");
	buf_put(&b, u->phone);
	kept = kept && buf_ok(&b) && arena_str(&cli->arena, buf_str(&b), &out->contact);
	buf_free(&b);
	return kept ? NHI_OK : err_set(err, NHI_MEMORY, " ");
}

static enum nhi_status name_offices(struct cli *cli, struct slips *out, struct err *err) {
	struct org *org;
	enum nhi_status st = org_load(&org, &cli->arena, cli->data_dir, err);
	for (char digit = '1'; digit <= '0' + SLIPS_DIVISIONS && st == NHI_OK; digit++) {
		const struct org_unit *u = org_division(org, (struct str){&digit, 1}, cli->at);
		if (u != NULL) st = name_office(cli, org, u, &out->office[digit - '0'], err);
	}
	return st;
}

enum nhi_status cli_slips(struct cli *cli, struct slips *out, struct err *err) {
	struct law *law = ARENA_NEW(&cli->arena, struct law);
	struct calendar *calendar = ARENA_NEW(&cli->arena, struct calendar);
	struct str codes;
	if (law == NULL || calendar == NULL) return err_set(err, NHI_MEMORY, " ");
	*out = (struct slips){
	        .law = law, .calendar = calendar, .issued = cli->at, .lang = cli->lang};
	enum nhi_status st = cli_law(cli, law, err);
	if (st == NHI_OK) st = cli_calendar(cli, calendar, err);
	if (st == NHI_OK) st = cli_data_file(cli, "codes/collection.csv", &codes, err);
	if (st == NHI_OK) st = collection_read(&out->items, &cli->arena, codes, err);
	return st == NHI_OK ? name_offices(cli, out, err) : st;
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
        {"month", CLI_MONTH, 0, 0, "YYYY-MM", "保險費年月", "premium month", false},
        {"out", CLI_TEXT, 0, 0, "FILE.pdf", "寫到這個檔案", "file to write", false},
        {"parts", CLI_TEXT, 0, 0, "LIST", "slip 繳款單、sheet 計算表、detail 明細表",
         "slip, sheet, detail (default slip,sheet)", false},
        END_OF_OPTIONS,
};

static enum nhi_status print_command(struct cli *cli, struct err *err) {
	struct slips slips;
	struct slips_job job;
	struct slips_result result;
	struct progress progress;
	struct buf pdf = BUF_INIT(DOCUMENT_MAX);
	const struct bill_place place = {cli->db, cli->data_dir, &cli->arena};
	enum nhi_status st = read_job(cli, &job, err);
	if (st == NHI_OK) st = cli_need(cli, "out", err);
	if (st == NHI_OK) st = read_parts(cli, &job.parts, err);
	if (st == NHI_OK) st = cli_slips(cli, &slips, err);
	if (st != NHI_OK) return st;
	job.progress = show_progress;
	job.progress_to = &progress;
	progress_start(&progress, "bill print", 0, !cli->no_progress);
	st = slips_print(&place, &slips, &job, &pdf, &result, err);
	progress_end(&progress);
	const struct str path = cli_text(cli, "out", "");
	if (st == NHI_OK) st = file_write(path.p, buf_str(&pdf), err);
	if (st == NHI_OK && !str_is(path, "-") && cli->json) {
		struct json j = JSON_INIT(&cli->out, true);
		json_object_start(&j);
		json_put_i64(&j, "bills", result.bills);
		json_put_i64(&j, "pages", result.pages);
		json_put_str(&j, "file", path);
		json_object_end(&j);
		buf_put_char(&cli->out, '\n');
	} else if (st == NHI_OK && !str_is(path, "-"))
		buf_printf(&cli->out,
		           cli_say(cli, "已寫入 %.*s：繳款單 %lld 張，%lld 頁\n",
		                   "%.*s written: %lld bills, %lld pages\n"),
		           STR_ARG(path), (long long)result.bills, (long long)result.pages);
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
