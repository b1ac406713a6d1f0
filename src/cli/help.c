/* help.c: see help.h. */
#include "cli/help.h"

#include "cli/commands.h"

enum { WORD_MAX = 40, NEAR = 3, COLUMN = 28 };

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* Levenshtein distance of two short words; longer ones count as far apart. */
static size_t distance(struct str a, struct str b) {
	size_t row[WORD_MAX + 1];
	if (a.n > WORD_MAX || b.n > WORD_MAX) return WORD_MAX;
	for (size_t k = 0; k <= b.n; k++) row[k] = k;
	for (size_t i = 1; i <= a.n; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t k = 1; k <= b.n; k++) {
			size_t replaced = diagonal + (a.p[i - 1] != b.p[k - 1]);
			diagonal = row[k];
			row[k] = least(replaced, least(row[k], row[k - 1]) + 1);
		}
	}
	return row[b.n];
}

static void consider(struct str word, const char *candidate, const char **best,
                     size_t *best_distance) {
	size_t d = distance(word, str_from(candidate));
	if (d >= *best_distance) return;
	*best = candidate;
	*best_distance = d;
}

enum nhi_status help_unknown_option(const struct cli *cli, struct str name, struct err *err) {
	const char *best = NULL;
	size_t best_distance = NEAR + 1;
	for (const struct cli_option *o = cli_global_options; o->name != NULL; o++)
		consider(name, o->name, &best, &best_distance);
	const struct cli_option *own = cli->command == NULL ? NULL : cli->command->options;
	for (; own != NULL && own->name != NULL; own++)
		consider(name, own->name, &best, &best_distance);
	if (best == NULL)
		return err_set(err, NHI_USAGE,
		               "沒有 --%.*s 這個選項；用 --help 查看" ERR_SEP
		               "there is no option --%.*s; see --help",
		               STR_ARG(name), STR_ARG(name));
	return err_set(err, NHI_USAGE,
	               "沒有 --%.*s 這個選項；是否要用 --%s？" ERR_SEP
	               "there is no option --%.*s; did you mean --%s?",
	               STR_ARG(name), best, STR_ARG(name), best);
}

static bool noun_exists(struct str noun) {
	for (const struct cli_command *const *t = all_commands; *t != NULL; t++)
		if ((*t)->noun != NULL && str_is(noun, (*t)->noun)) return true;
	return false;
}

enum nhi_status help_unknown_command(const struct cli *cli, struct err *err) {
	struct str noun = cli->argument_count > 0 ? cli->argument[0] : STR("");
	struct str verb = cli->argument_count > 1 ? cli->argument[1] : STR("");
	bool known = noun_exists(noun);
	const char *best = NULL;
	size_t best_distance = NEAR + 1;
	for (const struct cli_command *const *t = all_commands; *t != NULL; t++)
		for (const struct cli_command *c = *t; c->noun != NULL; c++) {
			if (!known)
				consider(noun, c->noun, &best, &best_distance);
			else if (str_is(noun, c->noun) && c->verb != NULL)
				consider(verb, c->verb, &best, &best_distance);
		}
	struct str wrong = known ? verb : noun;
	if (known && verb.n == 0)
		return err_set(err, NHI_USAGE,
		               "「%.*s」後面要有動詞；用 nhi %.*s --help 查看" ERR_SEP
		               "“%.*s” needs a verb; see nhi %.*s --help",
		               STR_ARG(noun), STR_ARG(noun), STR_ARG(noun), STR_ARG(noun));
	if (best == NULL)
		return err_set(err, NHI_USAGE,
		               "沒有「%.*s」這個指令；用 nhi --help 查看" ERR_SEP
		               "there is no command “%.*s”; see nhi --help",
		               STR_ARG(wrong), STR_ARG(wrong));
	return err_set(err, NHI_USAGE,
	               "沒有「%.*s」這個指令；是否要用 %s？" ERR_SEP
	               "there is no command “%.*s”; did you mean %s?",
	               STR_ARG(wrong), best, STR_ARG(wrong), best);
}

static void print_usage(struct buf *b, const struct cli_command *c) {
	buf_printf(b, "nhi %s%s%s%s%s%s", c->noun, c->verb == NULL ? "" : " ",
	           c->verb == NULL ? "" : c->verb, c->options == NULL ? "" : " [options]",
	           c->arguments == NULL ? "" : " ", c->arguments == NULL ? "" : c->arguments);
}

static void print_options(struct cli *cli, const struct cli_option *o) {
	for (; o != NULL && o->name != NULL; o++) {
		size_t start = cli->out.n;
		buf_printf(&cli->out, "  --%s%s%s", o->name, o->value == NULL ? "" : " ",
		           o->value == NULL ? "" : o->value);
		size_t used = cli->out.n - start;
		buf_put_repeat(&cli->out, ' ', used < COLUMN ? COLUMN - used : 1);
		buf_printf(&cli->out, "%s\n", cli_say(cli, o->zh, o->en));
	}
}

static void print_command(struct cli *cli, const struct cli_command *c) {
	struct buf *b = &cli->out;
	if (c->example != NULL)
		buf_printf(b, "%s\n  %s\n\n", cli_say(cli, "例", "Example"), c->example);
	print_usage(b, c);
	buf_printf(b, "\n%s\n", cli_say(cli, c->zh, c->en));
	if (c->options != NULL) buf_printf(b, "\n%s\n", cli_say(cli, "選項", "Options"));
	print_options(cli, c->options);
	buf_printf(b, "\n%s\n", cli_say(cli, "共同選項", "Options of every command"));
	print_options(cli, cli_global_options);
}

static void print_list(struct cli *cli, struct str noun) {
	struct buf *b = &cli->out;
	if (noun.n == 0)
		buf_printf(
		        b,
		        "%s\n  nhi premium quote --at 2026-07-01 --category 12 --wage 36000 "
		        "--dependents 2\n"
		        "  nhi law show premium.rate --at 2026-07-01\n\n%s\n",
		        cli_say(cli, "例", "Examples"),
		        cli_say(cli, "用法：nhi 名詞 動詞 [選項]；nhi 名詞 動詞 --help 看細節",
		                "Usage: nhi NOUN VERB [options]; nhi NOUN VERB --help tells more"));
	for (const struct cli_command *const *t = all_commands; *t != NULL; t++)
		for (const struct cli_command *c = *t; c->noun != NULL; c++) {
			if (noun.n > 0 && !str_is(noun, c->noun)) continue;
			size_t start = b->n;
			buf_printf(b, "  %s %s", c->noun, c->verb == NULL ? "" : c->verb);
			size_t used = b->n - start;
			buf_put_repeat(b, ' ', used < COLUMN ? COLUMN - used : 1);
			buf_printf(b, "%s\n", cli_say(cli, c->zh, c->en));
		}
}

void help_print(struct cli *cli) {
	if (cli->command != NULL)
		print_command(cli, cli->command);
	else
		print_list(cli, cli->argument_count > 0 ? cli->argument[0] : STR(""));
}
