/* law_calendar.c: `nhi law calendar import FILE`: the government's yearly calendar
 * (政府行政機關辦公 日曆表) becomes rows of law/holidays.csv. A dry run unless --out names a law
 * folder. */
#include "base/file.h"
#include "cli/law_cli.h"
#include "wire/sheet.h"

enum { CALENDAR_FILE_MAX = 4 * 1024 * 1024, OUT_PATH_SIZE = 4096 };

/* The source of a year: the data set of the calendars, in force from the first of January. */
static void default_source(const struct cli *cli, int32_t year, struct buf *out) {
	struct str given = cli_text(cli, "source", "");
	if (given.n > 0)
		buf_put(out, given);
	else
		buf_printf(out, "dataset:14718@%d-01-01", (int)year);
}

/* The year that the file is about: that of its first row; 0 when there is none to be seen. */
static int32_t first_year(struct str text) {
	int64_t year = 0;
	(void)str_cut(&text, '\n'); /* the titles */
	return str_to_i64(str_slice(text, 0, 4), 1912, 2200, &year) ? (int32_t)year : 0;
}

static void put_summary(struct cli *cli, const struct calendar *year, const char *path) {
	size_t off = 0, worked = 0;
	for (size_t i = 0; i < year->count; i++) {
		int weekday = date_weekday(year->days[i].date);
		bool weekend = weekday == 0 || weekday == 6;
		off += year->days[i].is_holiday && !weekend;
		worked += !year->days[i].is_holiday && weekend;
	}
	buf_printf(&cli->out,
	           cli_say(cli, "平日放假 %zu 天，假日補行上班 %zu 天\n",
	                   "%zu weekdays off, %zu weekend days worked\n"),
	           off, worked);
	buf_printf(&cli->out, cli_say(cli, "已寫入 %s\n", "written: %s\n"), path);
}

/* Reads what stands in the folder now; an overlay folder may have none yet. */
static enum nhi_status read_old(struct cli *cli, const char *path, struct calendar *old,
                                struct err *err) {
	struct str text;
	*old = (struct calendar){0};
	if (!file_exists(path)) return NHI_OK;
	enum nhi_status st = file_read(&cli->arena, path, CALENDAR_FILE_MAX, &text, err);
	if (st == NHI_OK) st = calendar_read(old, &cli->arena, text, err);
	if (st != NHI_OK) err_where(err, "%s", path);
	return st;
}

static enum nhi_status write_year(struct cli *cli, const struct calendar *year, struct err *err) {
	char path[OUT_PATH_SIZE];
	struct str dir = cli_text(cli, "out", "");
	int n = snprintf(path, sizeof path, "%.*s/holidays.csv", STR_ARG(dir));
	if (n < 0 || (size_t)n >= sizeof path)
		return err_set(err, NHI_LIMIT, "--out" ERR_SEP "%d", OUT_PATH_SIZE);
	struct calendar old;
	struct buf out = BUF_INIT(CALENDAR_FILE_MAX);
	enum nhi_status st = read_old(cli, path, &old, err);
	if (st == NHI_OK) {
		calendar_write(&out, &old, year);
		st = buf_ok(&out) ? file_write(path, buf_str(&out), err)
		                  : err_set(err, NHI_MEMORY, "");
	}
	buf_free(&out);
	if (st == NHI_OK) put_summary(cli, year, path);
	return st;
}

enum nhi_status law_run_calendar(struct cli *cli, struct err *err) {
	struct str bytes, text;
	struct calendar year;
	struct buf source = BUF_INIT(1024);
	enum nhi_status st = law_arguments(cli, 2, "nhi law calendar import FILE [--out DIR]", err);
	if (st == NHI_OK && !str_is(cli->argument[0], "import"))
		st = err_set(err, NHI_USAGE,
		             "用法：nhi law calendar import FILE [--out DIR]" ERR_SEP
		             "usage: nhi law calendar import FILE [--out DIR]");
	if (st == NHI_OK)
		st = file_read(&cli->arena, cli->argument[1].p, CALENDAR_FILE_MAX, &bytes, err);
	if (st != NHI_OK) return st;
	st = sheet_text(bytes, &cli->arena, &text, NULL, err);
	if (st == NHI_OK) {
		default_source(cli, first_year(text), &source);
		st = calendar_import(&year, &cli->arena, text, buf_str(&source), err);
	}
	if (st != NHI_OK) {
		err_where(err, "%s", cli->argument[1].p);
	} else if (cli_has(cli, "out")) {
		st = write_year(cli, &year, err);
	} else {
		calendar_write(&cli->out, NULL,
		               &year); /* data: the summary goes to standard error */
		fputs(cli_say(cli, "nhi: 試行，沒有寫入；以 --out DIR 寫入法規資料夾\n",
		              "nhi: dry run, nothing was written; --out DIR writes into a law "
		              "folder\n"),
		      stderr);
	}
	buf_free(&source);
	return st;
}
