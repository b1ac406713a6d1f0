/* letters.h: what the commands on letters and certificates share. */
#ifndef CLI_LETTERS_H
#define CLI_LETTERS_H

#include "cli/register.h"
#include "desk/letter_desk.h"

struct cli_letters {
	struct cli_register reg;
	struct letters letters;
	struct letter_place place;
	struct principal who;
};

/* Forms and words alone, without a database. */
MUST_USE enum nhi_status cli_letter_forms(struct cli *cli, struct letters *out, struct err *err);
/* With the database; close in every case. */
MUST_USE enum nhi_status cli_letters_open(struct cli *cli, struct cli_letters *out,
                                          enum register_mode mode, struct err *err);
void cli_letters_close(struct cli_letters *l);

/* The letter as text, or with --out as a PDF; with --json its number, pages and file. */
MUST_USE enum nhi_status cli_letter_print(struct cli *cli, const struct letter_made *made,
                                          enum letter_copy copy, bool english, struct err *err);

/* The register of documents sent, of one kind or of all (""); options to, case, limit, --json. */
MUST_USE enum nhi_status cli_letter_list(struct cli *cli, struct str kind, struct err *err);

#endif
