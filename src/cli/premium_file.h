/* premium_file.h: `nhi premium quote --file staff.csv`: a whole payroll in one call. */
#ifndef CLI_PREMIUM_FILE_H
#define CLI_PREMIUM_FILE_H

#include "cli/cli.h"
#include "nhi/premium.h"

/* Reads the file of --file and prints a row a person, as CSV or with --json as an array: this
 * month's deduction, the employer's cost, the government's share, the article, and for a refused
 * row what is wrong and what mends it. A row without category takes --category, else 12. Exit code
 * 1 when a row was refused. */
MUST_USE enum nhi_status premium_quote_file(struct cli *cli, const struct premium_law *pl,
                                            struct err *err);

#endif
