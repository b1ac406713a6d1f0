/* cli.c: option parsing, dispatch, error printing; see cli.h. */
#include "cli/cli.h"

#include "base/clock.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/help.h"

#include <stdlib.h>
#include <unistd.h>

enum { EXIT_USAGE = 2, EXIT_SYSTEM = 4, READ_VIEW_MAX = 60 };

const struct cli_option cli_global_options[] = {
        {"at", CLI_DATE, 0, 0, "DATE", "以這一天的法規與資料計算（預設今天）",
         "apply the law and facts of this day (default today)", false},
        {"data", CLI_TEXT, 0, 0, "DIR", "資料夾位置（law、codes、catalogue…）",
         "folder that holds law/, codes/, catalogue/ …", false},
        {"db", CLI_TEXT, 0, 0, "URL", "資料庫：sqlite:檔名 或 postgresql://…",
         "database: sqlite:FILE or postgresql://…", false},
        {"help", CLI_FLAG, 0, 0, NULL, "說明", "help", false},
        {"json", CLI_FLAG, 0, 0, NULL, "輸出 JSON", "print JSON", false},
        {"lang", CLI_TEXT, 0, 0, "zh|en", "語言", "language", false},
        {"law", CLI_TEXT, 0, 0, "DIR", "疊上第二個法規資料夾（假設試算）",
         "lay a second law folder over the first (what-if)", true},
        {"no-progress", CLI_FLAG, 0, 0, NULL, "不顯示進度", "no progress bar", false},
        {"now", CLI_TEXT, 0, 0, "INSTANT", "固定現在時刻（示範與測試用）",
         "fix the present instant (demo and tests)", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static const struct cli_value *find_value(const struct cli *cli, const char *option) {
	for (size_t i = cli->value_count; i > 0; i--)
		if (str_is(str_from(option), cli->value[i - 1].option->name))
			return &cli->value[i - 1];
	return NULL;
}

bool cli_has(const struct cli *cli, const char *option) { return find_value(cli, option) != NULL; }

struct str cli_text(const struct cli *cli, const char *option, const char *otherwise) {
	const struct cli_value *v = find_value(cli, option);
	return v == NULL ? str_from(otherwise) : v->text;
}

int64_t cli_int(const struct cli *cli, const char *option, int64_t otherwise) {
	const struct cli_value *v = find_value(cli, option);
	return v == NULL ? otherwise : v->number;
}

enum nhi_status cli_need(const struct cli *cli, const char *option, struct err *err) {
	if (cli_has(cli, option)) return NHI_OK;
	return err_set(err, NHI_USAGE, "缺少 --%s" ERR_SEP "--%s is missing", option, option);
}

const char *cli_say(const struct cli *cli, const char *zh, const char *en) {
	return str_is(str_from(cli->lang), "en") ? en : zh;
}

enum nhi_status cli_flush(struct cli *cli, struct err *err) {
	enum nhi_status st = seen_record(&cli->reads, err);
	if (st == NHI_OK && !buf_ok(&cli->out)) st = err_set(err, NHI_MEMORY, "");
	if (st == NHI_OK) st = file_write("-", buf_str(&cli->out), err);
	buf_reset(&cli->out);
	return st;
}

/* --- parsing ------------------------------------------------------------------------------ */

static const struct cli_option *find_option(const struct cli_option *table, struct str name) {
	for (; table != NULL && table->name != NULL; table++)
		if (str_is(name, table->name)) return table;
	return NULL;
}

static enum nhi_status bad_value(const struct cli_option *o, struct str text, const char *want,
                                 struct err *err) {
	return err_set(err, NHI_RANGE, "--%s" ERR_SEP "%.*s" ERR_SEP "%s", o->name, STR_ARG(text),
	               want);
}

static enum nhi_status parse_int(const struct cli_option *o, struct cli_value *v, struct err *err) {
	bool bounded = o->min != 0 || o->max != 0;
	int64_t min = bounded ? o->min : INT64_MIN, max = bounded ? o->max : INT64_MAX;
	if (str_to_i64(v->text, min, max, &v->number)) return NHI_OK;
	char want[64];
	(void)snprintf(want, sizeof want, bounded ? "%lld–%lld" : "integer", (long long)min,
	               (long long)max);
	return bad_value(o, v->text, want, err);
}

static enum nhi_status parse_value(const struct cli_option *o, struct cli_value *v,
                                   struct err *err) {
	date_t d;
	month_t m;
	switch (o->kind) {
	case CLI_FLAG: v->number = 1; return NHI_OK;
	case CLI_TEXT: return NHI_OK;
	case CLI_INT: return parse_int(o, v, err);
	case CLI_DATE:
		if (!date_parse(v->text, &d) && !date_parse_roc(v->text, &d))
			return bad_value(o, v->text, "YYYY-MM-DD", err);
		v->number = d;
		return NHI_OK;
	case CLI_MONTH:
		if (!month_parse(v->text, &m) && !month_parse_roc(v->text, &m))
			return bad_value(o, v->text, "YYYY-MM", err);
		v->number = m;
		return NHI_OK;
	}
	return NHI_OK;
}

/* argv[*i] starts with "--": takes the option and, if it needs one, its value. */
static enum nhi_status take_option(struct cli *cli, int argc, char **argv, int *i,
                                   struct err *err) {
	struct str rest = str_from(argv[*i] + 2);
	bool inline_value = str_find_char(rest, '=') < rest.n;
	struct str name = str_cut(&rest, '=');
	const struct cli_option *o = find_option(cli_global_options, name);
	if (o == NULL && cli->command != NULL) o = find_option(cli->command->options, name);
	if (o == NULL) return help_unknown_option(cli, name, err);
	if (cli->value_count == CLI_VALUES_MAX)
		return err_set(err, NHI_LIMIT, "options" ERR_SEP "%d", CLI_VALUES_MAX);
	if (!o->repeat && cli_has(cli, o->name))
		return err_set(err, NHI_USAGE,
		               "--%s 只能給一次" ERR_SEP "--%s may be given only once", o->name,
		               o->name);
	struct cli_value *v = &cli->value[cli->value_count];
	*v = (struct cli_value){.option = o};
	if (o->kind == CLI_FLAG) {
		if (inline_value)
			return err_set(err, NHI_USAGE,
			               "--%s 不需要值" ERR_SEP "--%s takes no value", o->name,
			               o->name);
	} else if (inline_value) {
		v->text = rest;
	} else if (*i + 1 < argc) {
		v->text = str_from(argv[++*i]);
	} else {
		return err_set(err, NHI_USAGE,
		               "--%s 後面要有值（%s）" ERR_SEP "--%s needs a value (%s)", o->name,
		               o->value, o->name, o->value);
	}
	enum nhi_status st = parse_value(o, v, err);
	if (st == NHI_OK) cli->value_count++;
	return st;
}

static enum nhi_status take_argument(struct cli *cli, const char *text, struct err *err) {
	if (cli->command != NULL && cli->command->arguments == NULL)
		return err_set(err, NHI_USAGE, "多餘的參數：%s" ERR_SEP "unexpected argument: %s",
		               text, text);
	if (cli->argument_count == CLI_ARGUMENTS_MAX)
		return err_set(err, NHI_LIMIT, "arguments" ERR_SEP "%d", CLI_ARGUMENTS_MAX);
	cli->argument[cli->argument_count++] = str_from(text);
	return NHI_OK;
}

/* Tells the first fault, but reads on to the end: the form of the message (--json, --lang) may be
 * said behind it. */
static enum nhi_status parse(struct cli *cli, int argc, char **argv, struct err *err) {
	bool only_arguments = false;
	enum nhi_status first = NHI_OK;
	struct err later = ERR_INIT;
	for (int i = 1; i < argc; i++) {
		struct str word = str_from(argv[i]);
		enum nhi_status st = NHI_OK;
		struct err *e = first == NHI_OK ? err : &later;
		if (!only_arguments && str_is(word, "--"))
			only_arguments = true;
		else if (!only_arguments && word.n > 2 && str_starts(word, STR("--")))
			st = take_option(cli, argc, argv, &i, e);
		else
			st = take_argument(cli, argv[i], e);
		if (first == NHI_OK) first = st;
	}
	return first;
}

/* The command that argv names: NOUN VERB, or a noun whose only command has no verb. Removes the
 * words it used by moving the others down; *argc shrinks. */
static const struct cli_command *find_command(int *argc, char **argv) {
	if (*argc < 2) return NULL;
	for (const struct cli_command *const *t = all_commands; *t != NULL; t++) {
		for (const struct cli_command *c = *t; c->noun != NULL; c++) {
			if (!str_is(str_from(argv[1]), c->noun)) continue;
			bool with_verb =
			        c->verb != NULL && *argc > 2 && str_is(str_from(argv[2]), c->verb);
			if (!with_verb && c->verb != NULL) continue;
			int used = with_verb ? 2 : 1;
			for (int i = 1; i + used < *argc; i++) argv[i] = argv[i + used];
			*argc -= used;
			return c;
		}
	}
	return NULL;
}

/* --- environment ---------------------------------------------------------------------------- */

static bool holds_law(const char *dir) {
	char path[4096];
	int n = snprintf(path, sizeof path, "%s/law/parameters.csv", dir);
	return n > 0 && (size_t)n < sizeof path && file_exists(path);
}

/* --data, NHI_DATA, the checkout beside the program (build/nhi → ..), <prefix>/share/nhi (DESIGN
 * §4). */
static const char *find_data_dir(struct cli *cli) {
	static char place[4096];
	const char *env = getenv("NHI_DATA");
	if (cli_has(cli, "data")) return cli_text(cli, "data", "").p;
	if (env != NULL && env[0] != '\0') return env;
	char self[3072];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	if (n <= 0) return ".";
	while (n > 0 && self[n - 1] != '/') n--;
	static const char *const beside[] = {"..", "../share/nhi", "../.."};
	for (size_t i = 0; i < COUNT_OF(beside); i++) {
		(void)snprintf(place, sizeof place, "%.*s%s", (int)n, self, beside[i]);
		if (holds_law(place)) return place;
	}
	return ".";
}

/* How to speak, also about a fault of usage; an unknown language is told by settle. */
static void choose_form(struct cli *cli) {
	struct str lang = cli_text(cli, "lang", cli->lang);
	if (str_is(lang, "zh")) cli->lang = "zh";
	if (str_is(lang, "en")) cli->lang = "en";
	cli->json = cli_has(cli, "json");
}

static enum nhi_status settle(struct cli *cli, struct err *err) {
	instant_t now;
	struct str lang = cli_text(cli, "lang", cli->lang);
	if (!str_is(lang, cli->lang))
		return err_set(err, NHI_RANGE, "--lang" ERR_SEP "%.*s" ERR_SEP "zh|en",
		               STR_ARG(lang));
	if (cli_has(cli, "now")) {
		struct str text = cli_text(cli, "now", "");
		if (!instant_parse(text, &now))
			return err_set(err, NHI_RANGE,
			               "--now" ERR_SEP "%.*s" ERR_SEP "2026-07-01T08:30:00+08:00",
			               STR_ARG(text));
		clock_fix(now);
	}
	const char *env_db = getenv("NHI_DB");
	cli->no_progress = cli_has(cli, "no-progress");
	cli->at = (date_t)cli_int(cli, "at", clock_today());
	cli->db =
	        cli_text(cli, "db", env_db == NULL || env_db[0] == '\0' ? "sqlite:nhi.db" : env_db)
	                .p;
	cli->data_dir = find_data_dir(cli);
	return NHI_OK;
}

static const char *language_of_environment(void) {
	static const char *const names[] = {"NHI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const char *v = getenv(names[i]);
		if (v != NULL && v[0] != '\0')
			return str_starts(str_from(v), STR("en")) ? "en" : "zh";
	}
	return "zh";
}

/* --- errors ----------------------------------------------------------------------------------- */

static void print_error(const struct cli *cli, const struct err *e) {
	struct buf zh = BUF_INIT(0), en = BUF_INIT(0), out = BUF_INIT(0);
	err_message(e, "zh", &zh);
	err_message(e, "en", &en);
	if (cli->json) {
		struct json j = JSON_INIT(&out, false);
		json_object_start(&j);
		json_key(&j, "error");
		json_object_start(&j);
		json_put_c(&j, "code", status_name(e->code));
		json_put_str(&j, "message_zh", buf_str(&zh));
		json_put_str(&j, "message_en", buf_str(&en));
		json_put_str(&j, "where", (struct str){e->where, e->where_n});
		json_object_end(&j);
		json_object_end(&j);
		buf_put_char(&out, '\n');
	} else {
		buf_put_c(&out, "nhi: ");
		if (e->where_n > 0) buf_printf(&out, "%s: ", e->where);
		buf_put(&out, buf_str(str_is(str_from(cli->lang), "en") ? &en : &zh));
		buf_put_char(&out, '\n');
	}
	fwrite(out.p, 1, out.n, stderr);
	buf_free(&zh);
	buf_free(&en);
	buf_free(&out);
}

/* Who reads, and by which command. */
static enum nhi_status name_reader(struct cli *cli, struct err *err) {
	const struct cli_command *c = cli->command;
	struct buf actor = BUF_INIT(READ_VIEW_MAX), view = BUF_INIT(READ_VIEW_MAX);
	buf_printf(&actor, "cli:%u", (unsigned)getuid());
	buf_printf(&view, "%s%s%s", c->noun, c->verb == NULL ? "" : " ",
	           c->verb == NULL ? "" : c->verb);
	struct seen *s = &cli->reads;
	*s = (struct seen){.url = cli->db, .data_dir = cli->data_dir, .purpose = STR("cli")};
	bool kept = buf_ok(&actor) && buf_ok(&view) &&
	            arena_str(&cli->arena, buf_str(&actor), &s->actor) &&
	            arena_str(&cli->arena, buf_str(&view), &s->view);
	buf_free(&actor);
	buf_free(&view);
	return kept ? NHI_OK : err_set(err, NHI_MEMORY, "");
}

static int finish(struct cli *cli, struct err *err, enum nhi_status st) {
	if (st != NHI_OK && cli->json)
		buf_reset(&cli->out); /* contract: stdout is empty on error */
	if (cli->out.n > 0 || cli->out.failed || (st == NHI_OK && cli->reads.count > 0)) {
		struct err late = ERR_INIT;
		enum nhi_status written = cli_flush(cli, &late);
		if (st == NHI_OK && written != NHI_OK) {
			st = written;
			*err = late;
		}
	}
	if (st != NHI_OK) print_error(cli, err);
	buf_free(&cli->out);
	seen_free(&cli->reads);
	arena_free(&cli->arena);
	return st != NHI_OK ? status_exit_code(st) : cli->exit_code;
}

int cli_main(int argc, char **argv) {
	struct cli *cli = calloc(1, sizeof *cli);
	if (cli == NULL) {
		(void)fputs("nhi: 記憶體不足 (out of memory)\n",
		            stderr); /* nothing else can tell */
		return EXIT_SYSTEM;
	}
	struct err err = ERR_INIT;
	cli->arena = ARENA_INIT((size_t)16 * 1024 * 1024 * 1024);
	cli->out = BUF_INIT((size_t)4 * 1024 * 1024 * 1024);
	cli->lang = language_of_environment();
	int code;
	cli->command = find_command(&argc, argv);
	enum nhi_status st = parse(cli, argc, argv, &err);
	choose_form(cli);
	bool wants_help = cli_has(cli, "help") || (cli->command == NULL && argc < 2);
	if (cli->command == NULL && !wants_help && st == NHI_OK)
		st = help_unknown_command(cli, &err);
	if (st == NHI_OK || wants_help) {
		enum nhi_status settled = settle(cli, &err);
		if (st == NHI_OK) st = settled;
	}
	if (wants_help && st == NHI_OK) {
		help_print(cli);
		code = finish(cli, &err, NHI_OK);
	} else {
		if (st == NHI_OK) st = name_reader(cli, &err);
		if (st == NHI_OK) st = cli->command->run(cli, &err);
		code = finish(cli, &err, st);
	}
	free(cli);
	return code;
}
