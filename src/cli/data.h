/* data.h: the data folders as the command line reads them (DESIGN §4 "Data folders"). */
#ifndef CLI_DATA_H
#define CLI_DATA_H

#include "base/calendar.h"
#include "cli/cli.h"
#include "nhi/law.h"

enum { DATA_FILE_MAX = 64 * 1024 * 1024 };

/* Reads law/ and lays each --law folder over it; everything lives in cli->arena. */
MUST_USE enum nhi_status cli_law(struct cli *cli, struct law *out, struct err *err);
/* Reads one file of a data folder, e.g. cli_data_file(cli, "codes/funds.csv", …). */
MUST_USE enum nhi_status cli_data_file(struct cli *cli, const char *path, struct str *out,
                                       struct err *err);
/* All CSV files of law/, those of each --law folder behind them, as law_read takes them. */
MUST_USE enum nhi_status cli_all_law_files(struct cli *cli, struct law_file **files, size_t *count,
                                           struct err *err);
/* The CSV files of one law folder, for callers that want the files themselves (check, diff). *files
 * is an array of *count in the arena. */
MUST_USE enum nhi_status cli_law_files(struct cli *cli, const char *dir, bool overlay,
                                       struct law_file **files, size_t *count, struct err *err);

/* Reads law/holidays.csv. */
MUST_USE enum nhi_status cli_calendar(struct cli *cli, struct calendar *out, struct err *err);

#endif
