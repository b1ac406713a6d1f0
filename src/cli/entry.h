/* entry.h: commands that make an entry of a register (desk/entry.h): options become fields. */
#ifndef CLI_ENTRY_H
#define CLI_ENTRY_H

#include "cli/register.h"
#include "desk/entry.h"

/* What a command enters: the options that were given are its fields ('-' becomes '_'), the argument
 * is the field `argument`; NULL when it takes none. */
struct cli_entry {
	const char *purpose; /* "card.issue" */
	entry_work work;
	const char *argument;
	const char *zh, *en; /* what was entered, for the first line of the answer */
};
MUST_USE enum nhi_status cli_entry(struct cli *cli, const struct cli_entry *entry, struct err *err);

/* A command that shows: desk fills `json` (an object or an array). */
typedef enum nhi_status (*entry_show)(struct register_desk *desk, const struct form *in,
                                      struct json *json, struct err *err);
MUST_USE enum nhi_status cli_show(struct cli *cli, entry_show show, const char *argument,
                                  struct err *err);

/* A handler that enters, and one that shows. */
#define ENTERS(name, purpose, work, argument, zh, en)                                              \
	static enum nhi_status name(struct cli *cli, struct err *err) {                            \
		static const struct cli_entry entry = {purpose, work, argument, zh, en};           \
		return cli_entry(cli, &entry, err);                                                \
	}
#define SHOWS(name, show, argument)                                                                \
	static enum nhi_status name(struct cli *cli, struct err *err) {                            \
		return cli_show(cli, show, argument, err);                                         \
	}

/* Rows of option tables. */
#define ENTRY_OPTION(name, kind, value, zh, en)                                                    \
	{ name, kind, 0, 0, value, zh, en, false }
#define ENTRY_END ENTRY_OPTION(NULL, CLI_FLAG, NULL, NULL, NULL)
#define ENTRY_COMMON                                                                               \
	ENTRY_OPTION("case-no", CLI_TEXT, "NO", "案號", "case number"),                            \
	        ENTRY_OPTION("dry-run", CLI_FLAG, NULL, "只試算，不寫入",                          \
	                     "say what would happen, write nothing"),                              \
	        ENTRY_OPTION("key", CLI_TEXT, "TEXT", "重送識別碼：同碼得同一答覆",                \
	                     "idempotency key"),                                                   \
	        ENTRY_OPTION("on", CLI_DATE, "DATE", "日期（預設今天）", "day (default today)")

#endif
