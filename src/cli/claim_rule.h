/* claim_rule.h: the rules of law/claim-rules as commands read them. */
#ifndef CLI_CLAIM_RULE_H
#define CLI_CLAIM_RULE_H

#include "cli/cli.h"
#include "nhi/claim_rule.h"

/* Reads all files of the folder; everything lives in cli->arena. */
MUST_USE enum nhi_status cli_claim_rule_files(struct cli *cli, struct claim_rule_file **out,
                                              size_t *count, struct err *err);

#endif
