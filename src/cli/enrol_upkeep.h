/* enrol_upkeep.h: `nhi enrol lift` and `nhi enrol of-age`, beside enrol.c. */
#ifndef CLI_ENROL_UPKEEP_H
#define CLI_ENROL_UPKEEP_H

#include "cli/cli.h"

extern const struct cli_option enrol_lift_options[], enrol_of_age_options[];
enum nhi_status enrol_lift_run(struct cli *cli, struct err *err);
enum nhi_status enrol_of_age_run(struct cli *cli, struct err *err);

#endif
