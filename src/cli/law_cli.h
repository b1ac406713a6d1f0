/* law_cli.h: the verbs of `nhi law`, one file a group. */
#ifndef CLI_LAW_CLI_H
#define CLI_LAW_CLI_H

#include "cli/data.h"

enum nhi_status law_run_check(struct cli *cli, struct err *err);
enum nhi_status law_run_diff(struct cli *cli, struct err *err);

/* "yes" or, when the figure was not verified, what people read. */
const char *law_verified_text(const struct cli *cli, bool verified);
/* Text of a value for people: "5.17%", "停止適用". */
void law_put_value(const struct cli *cli, struct buf *out, const struct law_parameter *p,
                   const struct law_value *v);
/* NHI_USAGE unless there are exactly `count` arguments; `usage` names them. */
MUST_USE enum nhi_status law_arguments(const struct cli *cli, size_t count, const char *usage,
                                       struct err *err);

#endif
