/* law_cli.h: the verbs of `nhi law`, one file a group. */
#ifndef CLI_LAW_CLI_H
#define CLI_LAW_CLI_H

#include "cli/data.h"
#include "nhi/law_check.h"

enum nhi_status law_run_book(struct cli *cli, struct err *err);
enum nhi_status law_run_calendar(struct cli *cli, struct err *err);
enum nhi_status law_run_check(struct cli *cli, struct err *err);
enum nhi_status law_run_diff(struct cli *cli, struct err *err);
enum nhi_status law_run_export(struct cli *cli, struct err *err);
enum nhi_status law_run_import(struct cli *cli, struct err *err);
enum nhi_status law_run_text(struct cli *cli, struct err *err);

/* Texts of law from the folder of --from, else from the database (of one law unless `pcode` is
 * empty). */
MUST_USE enum nhi_status law_texts_at_hand(struct cli *cli, struct str pcode, struct law_texts *out,
                                           struct err *err);

/* "yes" or, when the figure was not verified, what people read. */
const char *law_verified_text(const struct cli *cli, bool verified);
/* Text of a value for people: "5.17%", "停止適用". */
void law_put_value(const struct cli *cli, struct buf *out, const struct law_parameter *p,
                   const struct law_value *v);
/* NHI_USAGE unless there are exactly `count` arguments; `usage` names them. */
MUST_USE enum nhi_status law_arguments(const struct cli *cli, size_t count, const char *usage,
                                       struct err *err);

#endif
