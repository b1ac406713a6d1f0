/* cli.h: `nhi NOUN VERB [options] [arguments]`: tables of commands and options, as in git.
 *
 * Each noun is one file src/cli/<noun>.c that exports `const struct cli_command <noun>_commands[]`,
 * ended by a row with noun NULL; commands.c lists them. A row is the registration: usage, --help,
 * shell completion and docs come from it. Data go to stdout, messages to stderr. A handler returns
 * a status; cli_main prints the error in both forms and turns it into the exit code of DESIGN §5. A
 * handler that answers "no" without an error returns through cli->exit_code. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/json.h"
#include "desk/reads.h"

enum cli_kind { CLI_FLAG, CLI_TEXT, CLI_INT, CLI_DATE, CLI_MONTH };

struct cli_option {
	const char *name; /* without "--"; NULL ends the table */
	enum cli_kind kind;
	int64_t min, max;  /* for CLI_INT, inclusive; both 0: any */
	const char *value; /* placeholder in the help: "DATE" */
	const char *zh, *en;
	bool repeat; /* may be given several times */
};

enum { CLI_VALUES_MAX = 64, CLI_ARGUMENTS_MAX = 4096 };

struct cli_value {
	const struct cli_option *option;
	struct str text;
	int64_t number; /* CLI_INT, CLI_DATE (day number), CLI_MONTH (month number), CLI_FLAG (1) */
};

struct cli;

struct cli_command {
	const char *noun, *verb;
	const struct cli_option
	        *options;      /* may be NULL; the global options are known to every command */
	const char *arguments; /* "FILE…" or NULL when it takes none */
	const char *zh, *en;   /* one line */
	const char *example;   /* a complete command line, shown first in --help */
	enum nhi_status (*run)(struct cli *cli, struct err *err);
};

struct cli {
	const struct cli_command *command;
	struct cli_value value[CLI_VALUES_MAX];
	size_t value_count;
	struct str argument[CLI_ARGUMENTS_MAX]; /* NUL-terminated */
	size_t argument_count;
	bool json, no_progress;
	const char *lang;     /* "zh" or "en" */
	date_t at;            /* --at, else today in Taipei */
	const char *db;       /* --db, else NHI_DB, else "sqlite:nhi.db" */
	const char *data_dir; /* folder that holds law/, codes/, catalogue/, schema/, web/ */
	struct arena arena;   /* freed after the command */
	struct buf out; /* written to stdout after the command, also when it fails with findings */
	struct seen reads; /* persons whom `out` shows, recorded by cli_flush; or a file: by
	                      seen_record */
	int exit_code;     /* set by a handler that answers "no" (1) without an error */
};

bool cli_has(const struct cli *cli, const char *option);
struct str cli_text(const struct cli *cli, const char *option, const char *otherwise);
int64_t cli_int(const struct cli *cli, const char *option,
                int64_t otherwise); /* also dates, months */
/* NHI_USAGE unless the option was given. */
MUST_USE enum nhi_status cli_need(const struct cli *cli, const char *option, struct err *err);
/* Picks the sentence of the user's language. */
const char *cli_say(const struct cli *cli, const char *zh, const char *en);
/* Writes what cli->out holds to stdout now and empties it (long outputs); first the persons of
 * cli->reads are recorded. */
MUST_USE enum nhi_status cli_flush(struct cli *cli, struct err *err);

/* The whole program. */
int cli_main(int argc, char **argv);

#endif
