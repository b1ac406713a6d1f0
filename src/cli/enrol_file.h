/* enrol_file.h: `nhi enrol file`, in a file of its own beside enrol.c. */
#ifndef CLI_ENROL_FILE_H
#define CLI_ENROL_FILE_H

#include "cli/cli.h"

extern const struct cli_option enrol_file_options[];
enum nhi_status enrol_file_run(struct cli *cli, struct err *err);

#endif
