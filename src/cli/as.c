/* as.c: see as.h. */
#include "cli/as.h"

#include "base/clock.h"
#include "desk/session.h"

#include <unistd.h>

static enum nhi_status become(struct cli *cli, struct cli_desk *d, struct err *err) {
	struct str login = cli_text(cli, "as", "");
	if (login.n == 0) return NHI_OK;
	enum nhi_status st = desk_need_write(&d->call, err);
	if (st == NHI_OK) st = desk_principal(&d->call, login, &d->who, err);
	if (st == NHI_OK) d->call.who = &d->who;
	return st;
}

enum nhi_status cli_desk_open(struct cli *cli, struct cli_desk *d, struct err *err) {
	char actor[32];
	struct str kept;
	d->desk = ARENA_NEW(&cli->arena, struct desk);
	snprintf(actor, sizeof actor, "cli:%u", (unsigned)getuid());
	if (d->desk == NULL || !arena_str(&cli->arena, str_from(actor), &kept))
		return err_set(err, NHI_MEMORY, "%s", "");
	d->program = principal_program(kept);
	enum nhi_status st = desk_open(d->desk, cli->data_dir, cli->db, err);
	if (st != NHI_OK) return st;
	d->call = (struct desk_call){
	        .desk = d->desk, .arena = &cli->arena, .today = clock_today(), .who = &d->program};
	st = become(cli, d, err);
	if (st != NHI_OK) cli_desk_close(d);
	return st;
}

void cli_desk_close(struct cli_desk *d) {
	desk_call_close(&d->call);
	desk_close(d->desk);
}
