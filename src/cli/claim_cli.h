/* claim_cli.h: the verbs of `nhi claim` that have files of their own. */
#ifndef CLI_CLAIM_CLI_H
#define CLI_CLAIM_CLI_H

#include "cli/cli.h"
#include "desk/claim_check_page.h"
#include "engine/claim_facts.h"
#include "engine/claim_job.h"
#include "wire/claim_standard.h"

extern const struct cli_option claim_sample_options[], claim_package_options[];
MUST_USE enum nhi_status claim_copy_run(struct cli *cli, struct err *err);
MUST_USE enum nhi_status claim_package_run(struct cli *cli, struct err *err);
MUST_USE enum nhi_status claim_sample_run(struct cli *cli, struct err *err);
MUST_USE enum nhi_status claim_twins_run(struct cli *cli, struct err *err);

/* The fields of the claim formats and the codes of findings, from codes/. */
MUST_USE enum nhi_status cli_claim_tables(struct cli *cli, struct claim_layout *layout,
                                          struct claim_catalogue *catalogue, struct err *err);
/* The checks that need no history, with the law of the data folder and the reference data of the
 * options --ref. Borrows `layout`; to be closed with claim_standard_close. */
MUST_USE enum nhi_status cli_claim_standard(struct cli *cli, const struct claim_layout *layout,
                                            struct claim_standard *out, struct err *err);
/* The same for the site: what it reads once at its start. */
MUST_USE enum nhi_status cli_claim_tools(struct cli *cli, struct claim_tools *out, struct err *err);
/* The same with the published lists that stand in the database (`nhi ref import`). */
MUST_USE enum nhi_status cli_claim_standard_stored(struct cli *cli,
                                                   const struct claim_layout *layout,
                                                   struct claim_standard *out, struct err *err);
/* Does a job of kind claim.adjudicate for a worker, which may be a thread beside the command: what
 * it reads lives as long as the job. `context` is the struct cli, only its places are read. */
enum nhi_status cli_claim_job(struct db *db, struct job *job, void *context, struct buf *result,
                              struct err *err);
/* The registers of the database behind them. *out is NULL or to be freed also after a failure; who
 * shows what they say records it first (claim_registers_tell). */
MUST_USE enum nhi_status cli_claim_registers(struct cli *cli, const struct claim_standard *standard,
                                             struct claim_registers **out, struct err *err);

#endif
