/* claim_cli.h: the verbs of `nhi claim` that have files of their own. */
#ifndef CLI_CLAIM_CLI_H
#define CLI_CLAIM_CLI_H

#include "cli/cli.h"

extern const struct cli_option claim_sample_options[];
MUST_USE enum nhi_status claim_copy_run(struct cli *cli, struct err *err);
MUST_USE enum nhi_status claim_sample_run(struct cli *cli, struct err *err);

#endif
