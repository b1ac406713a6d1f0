/* as.h: a desk for one command, as an account (--as LOGIN) or as the operator. */
#ifndef CLI_AS_H
#define CLI_AS_H

#include "cli/cli.h"
#include "desk/desk.h"

struct cli_desk {
	struct desk *desk;
	struct desk_call call;
	struct principal program, who;
};

/* The option that these commands share. */
#define CLI_AS                                                                                     \
	{                                                                                          \
		"as", CLI_TEXT, 0, 0, "LOGIN", "以此帳號的身分辦（預設：操作者）",                 \
		        "as this account (default: the operator)", false                           \
	}

/* On failure nothing is to be closed. */
MUST_USE enum nhi_status cli_desk_open(struct cli *cli, struct cli_desk *out, struct err *err);
void cli_desk_close(struct cli_desk *d);

#endif
