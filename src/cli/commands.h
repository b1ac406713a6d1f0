/* commands.h: every noun of the command line, one table a file. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/cli.h"

extern const struct cli_command approval_commands[];
extern const struct cli_command audit_commands[];
extern const struct cli_command backup_commands[];
extern const struct cli_command bill_commands[];
extern const struct cli_command bill_dispatch_commands[];
extern const struct cli_command bill_paper_commands[];
extern const struct cli_command budget_claims_commands[];
extern const struct cli_command budget_commands[];
extern const struct cli_command card_commands[];
extern const struct cli_command certificate_commands[];
extern const struct cli_command claim_batch_commands[];
extern const struct cli_command claim_commands[];
extern const struct cli_command case_commands[];
extern const struct cli_command claim_price_commands[];
extern const struct cli_command claim_rule_commands[];
extern const struct cli_command copay_commands[];
extern const struct cli_command coverage_commands[];
extern const struct cli_command db_commands[];
extern const struct cli_command debt_commands[];
extern const struct cli_command demo_commands[];
extern const struct cli_command doctor_commands[];
extern const struct cli_command enrol_commands[];
extern const struct cli_command export_commands[];
extern const struct cli_command fee_commands[];
extern const struct cli_command id_commands[];
extern const struct cli_command illness_commands[];
extern const struct cli_command incoming_commands[];
extern const struct cli_command job_commands[];
extern const struct cli_command law_commands[];
extern const struct cli_command ledger_commands[];
extern const struct cli_command letter_commands[];
extern const struct cli_command letter_send_commands[];
extern const struct cli_command match_commands[];
extern const struct cli_command org_commands[];
extern const struct cli_command person_commands[];
extern const struct cli_command premium_commands[];
extern const struct cli_command provider_commands[];
extern const struct cli_command receipt_commands[];
extern const struct cli_command ref_commands[];
extern const struct cli_command reimburse_commands[];
extern const struct cli_command restore_commands[];
extern const struct cli_command seed_commands[];
extern const struct cli_command serve_commands[];
extern const struct cli_command service_commands[];
extern const struct cli_command slip_commands[];
extern const struct cli_command takeover_commands[];
extern const struct cli_command unit_commands[];
extern const struct cli_command user_commands[];
extern const struct cli_command where_commands[];
extern const struct cli_command withholding_commands[];
extern const struct cli_command work_commands[];

/* All tables, ended by NULL. */
extern const struct cli_command *const all_commands[];

#endif
