/* bill_paper.h: what the commands that print bills share. */
#ifndef CLI_BILL_PAPER_H
#define CLI_BILL_PAPER_H

#include "cli/cli.h"
#include "engine/slips.h"

/* Reads law, calendar, collectors' codes and the divisions' names; --at is the day on the slips.
 * Everything lives in cli->arena. */
MUST_USE enum nhi_status cli_slips(struct cli *cli, struct slips *out, struct err *err);

#endif
