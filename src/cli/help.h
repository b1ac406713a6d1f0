/* help.h: --help and suggestions, made from the same tables that parse the command line. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/cli.h"

extern const struct cli_option cli_global_options[];

/* Help of cli->command; of a noun or of the program when it is NULL. */
void help_print(struct cli *cli);
/* NHI_USAGE with the nearest known word. */
enum nhi_status help_unknown_command(const struct cli *cli, struct err *err);
enum nhi_status help_unknown_option(const struct cli *cli, struct str name, struct err *err);

#endif
