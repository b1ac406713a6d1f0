/* commands.c: see commands.h. Sorted by noun. */
#include "cli/commands.h"

const struct cli_command *const all_commands[] = {
        bill_commands,
        db_commands,
        demo_commands,
        export_commands,
        backup_commands,
        db_commands,
        doctor_commands,
        job_commands,
        law_commands,
        ledger_commands,
        premium_commands,
        seed_commands,
        serve_commands,
        service_commands,
        takeover_commands,
        where_commands,
        restore_commands,
        withholding_commands,
        NULL,
};
