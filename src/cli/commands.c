/* commands.c: see commands.h. Sorted by noun. */
#include "cli/commands.h"

const struct cli_command *const all_commands[] = {
        backup_commands,     bill_commands,        bill_dispatch_commands,
        bill_paper_commands, coverage_commands,    db_commands,
        demo_commands,       doctor_commands,      enrol_commands,
        export_commands,     id_commands,          job_commands,
        law_commands,        ledger_commands,      org_commands,
        person_commands,     premium_commands,     restore_commands,
        seed_commands,       serve_commands,       service_commands,
        slip_commands,       takeover_commands,    unit_commands,
        where_commands,      withholding_commands, NULL,
};
