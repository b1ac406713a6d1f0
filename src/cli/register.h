/* register.h: what the commands on the register share: opening, answers, printing. */
#ifndef CLI_REGISTER_H
#define CLI_REGISTER_H

#include "cli/cli.h"
#include "desk/register.h"

struct cli_register {
	struct register_desk desk;
	struct law law;
	struct calendar calendar;
	struct counties counties;
	struct number_formats formats;
};

/* Reads law, calendar and codes, opens the database. Close in every case. */
MUST_USE enum nhi_status cli_register_open(struct cli *cli, struct cli_register *out,
                                           enum register_mode mode, struct err *err);
void cli_register_close(struct cli_register *r);

/* A CLI_DATE option, or DATE_UNKNOWN. */
date_t cli_date(const struct cli *cli, const char *option);
/* Prints the answer of a filing: with --json the object, else sentences; exit code 1 when it was
 * refused. `json` is the whole answer (also of a repeated key). */
void cli_answer(struct cli *cli, bool accepted, bool repeated, const struct refusals *refusals,
                struct str json, const char *zh, const char *en);
/* An object or array made by desk: as it is with --json, else as lines "key: value". */
MUST_USE enum nhi_status cli_view(struct cli *cli, struct str json, struct err *err);

#endif
