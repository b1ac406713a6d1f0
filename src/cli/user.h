/* user.h: the desk as the operator of the command line uses it. */
#ifndef CLI_USER_H
#define CLI_USER_H

#include "cli/cli.h"
#include "desk/desk.h"

struct user_cli {
	struct desk *desk;
	struct desk_call call;
	struct principal who;
};

/* On failure nothing is to be closed. */
MUST_USE enum nhi_status user_cli_open(struct cli *cli, struct user_cli *u, struct err *err);
void user_cli_close(struct user_cli *u);

#endif
