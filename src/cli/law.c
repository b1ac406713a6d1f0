/* law.c: `nhi law …`: the figures of law, dated and with source (DESIGN §3 "Law files"). */
#include "cli/commands.h"
#include "cli/law_cli.h"

enum nhi_status law_arguments(const struct cli *cli, size_t count, const char *usage,
                              struct err *err) {
	if (cli->argument_count == count) return NHI_OK;
	return err_set(err, NHI_USAGE, "用法：%s" ERR_SEP "usage: %s", usage, usage);
}

const char *law_verified_text(const struct cli *cli, bool verified) {
	return verified ? "" : cli_say(cli, "（未經查證）", " (unverified)");
}

void law_put_value(const struct cli *cli, struct buf *out, const struct law_parameter *p,
                   const struct law_value *v) {
	if (v->in_force)
		law_print_value(out, law_print_unit(p), v->value, cli->lang);
	else
		buf_put_c(out, cli_say(cli, "無數值", "no figure"));
}

static struct str description(const struct cli *cli, const struct law_parameter *p) {
	return cli_say(cli, "z", "e")[0] == 'z' ? p->zh : p->en;
}

/* Members of the open object: a value with its dates and source. */
static void json_value(struct json *j, const struct law_parameter *p, const struct law_value *v) {
	if (v->in_force)
		json_put_i64(j, "value", v->value);
	else
		json_put_null(j, "value");
	json_put_c(j, "unit", law_unit_name(p->unit));
	json_put_date(j, "effective_from", v->from);
	if (v->to == DATE_OPEN)
		json_put_null(j, "effective_to");
	else
		json_put_date(j, "effective_to", v->to);
	json_put_str(j, "source", v->source);
	json_put_bool(j, "verified", v->verified);
	static const char *const langs[] = {"zh", "en"};
	static const char *const keys[] = {"printed_zh", "printed_en"};
	for (size_t i = 0; i < COUNT_OF(langs) && v->in_force; i++) {
		struct buf text = BUF_INIT(256);
		law_print_value(&text, law_print_unit(p), v->value, langs[i]);
		json_put_str(j, keys[i], buf_str(&text));
		buf_free(&text);
	}
}

static void json_declaration(struct json *j, const struct law_parameter *p) {
	json_put_str(j, "text_zh", p->zh);
	json_put_str(j, "text_en", p->en);
	json_put_str(j, "article", p->article);
}

/* The last row that began on or before `at`, also when it says "-"; NULL before the first. */
static const struct law_value *row_at(const struct law_parameter *p, date_t at) {
	const struct law_value *found = NULL;
	for (size_t i = 0; i < p->value_count && p->values[i].from <= at; i++)
		found = &p->values[i];
	return found;
}

static bool in_area(const struct law_parameter *p, struct str area) {
	return area.n == 0 ||
	       (str_starts(p->name, area) && (p->name.n == area.n || p->name.p[area.n] == '.'));
}

static void list_line(struct cli *cli, const struct law_parameter *p, const struct law_value *v) {
	buf_put(&cli->out, p->name);
	buf_put_char(&cli->out, '\t');
	law_put_value(cli, &cli->out, p, v);
	buf_put_c(&cli->out, law_verified_text(cli, v->verified));
	buf_put_char(&cli->out, '\t');
	date_print(&cli->out, v->from);
	buf_put_char(&cli->out, '\t');
	buf_put(&cli->out, description(cli, p));
	buf_put_char(&cli->out, '\n');
}

static enum nhi_status run_list(struct cli *cli, struct err *err) {
	struct law law;
	enum nhi_status st = law_arguments(cli, 0, "nhi law list [--area AREA]", err);
	if (st == NHI_OK) st = cli_law(cli, &law, err);
	if (st != NHI_OK) return st;
	struct str area = cli_text(cli, "area", "");
	struct json j = JSON_INIT(&cli->out, false);
	size_t shown = 0;
	if (cli->json) json_array_start(&j);
	for (size_t i = 0; i < law.parameter_count; i++) {
		const struct law_parameter *p = &law.parameters[i];
		const struct law_value *v = row_at(p, cli->at);
		if (!in_area(p, area) || v == NULL) continue;
		shown++;
		if (!cli->json) {
			list_line(cli, p, v);
			continue;
		}
		json_object_start(&j);
		json_put_str(&j, "parameter", p->name);
		json_value(&j, p, v);
		json_declaration(&j, p);
		json_object_end(&j);
	}
	if (cli->json) {
		json_array_end(&j);
		buf_put_char(&cli->out, '\n');
	}
	if (shown == 0 && area.n > 0) return err_set(err, NHI_LAW_UNKNOWN, "%.*s", STR_ARG(area));
	return NHI_OK;
}

/* --- show ------------------------------------------------------------------------------------- */

static enum nhi_status no_value(const struct cli *cli, struct str name, struct err *err) {
	struct buf day = BUF_INIT(16);
	date_print(&day, cli->at);
	err_set(err, NHI_LAW_NO_VALUE, "%.*s" ERR_SEP "%.*s", STR_ARG(name),
	        STR_ARG(buf_str(&day)));
	buf_free(&day);
	return NHI_LAW_NO_VALUE;
}

static enum nhi_status show_grades(struct cli *cli, const struct law *law, struct err *err) {
	const struct law_grades *g = law_grades_at(law, cli->at);
	if (g == NULL) return no_value(cli, STR("grades"), err);
	struct json j = JSON_INIT(&cli->out, false);
	if (!cli->json) {
		date_print(&cli->out, g->from);
		buf_put_char(&cli->out, '\t');
		buf_put(&cli->out, g->source);
		buf_put_c(&cli->out, law_verified_text(cli, g->verified));
		buf_put_c(&cli->out,
		          cli_say(cli, "\n等級\t組別\t薪資下限\t薪資上限\t投保金額\n",
		                  "\ngrade\tgroup\twage_from\twage_to\tinsured_amount\n"));
		for (size_t i = 0; i < g->count; i++) {
			const struct law_grade *r = &g->rows[i];
			buf_printf(&cli->out, "%d\t%d\t%lld\t", r->grade, r->group,
			           (long long)r->wage_from);
			if (r->wage_to != INT64_MAX) buf_put_i64(&cli->out, r->wage_to);
			buf_printf(&cli->out, "\t%lld\n", (long long)r->insured_amount);
		}
		return NHI_OK;
	}
	json_object_start(&j);
	json_put_c(&j, "table", "grades");
	json_put_date(&j, "effective_from", g->from);
	json_put_str(&j, "source", g->source);
	json_put_bool(&j, "verified", g->verified);
	json_key(&j, "rows");
	json_array_start(&j);
	for (size_t i = 0; i < g->count; i++) {
		const struct law_grade *r = &g->rows[i];
		json_object_start(&j);
		json_put_i64(&j, "grade", r->grade);
		json_put_i64(&j, "group", r->group);
		json_put_i64(&j, "wage_from", r->wage_from);
		if (r->wage_to == INT64_MAX)
			json_put_null(&j, "wage_to");
		else
			json_put_i64(&j, "wage_to", r->wage_to);
		json_put_i64(&j, "insured_amount", r->insured_amount);
		json_object_end(&j);
	}
	json_array_end(&j);
	json_object_end(&j);
	buf_put_char(&cli->out, '\n');
	return NHI_OK;
}

static void labelled(struct cli *cli, const char *zh, const char *en, struct str text) {
	buf_put_c(&cli->out, cli_say(cli, zh, en));
	buf_put(&cli->out, text);
	buf_put_char(&cli->out, '\n');
}

static void show_text(struct cli *cli, const struct law_parameter *p, const struct law_value *v) {
	labelled(cli, "參數　　", "parameter       ", p->name);
	labelled(cli, "說明　　", "what it is      ", description(cli, p));
	buf_put_c(&cli->out, cli_say(cli, "數值　　", "value           "));
	law_put_value(cli, &cli->out, p, v);
	buf_put_c(&cli->out, law_verified_text(cli, v->verified));
	buf_put_c(&cli->out, cli_say(cli, "\n生效　　", "\neffective from  "));
	date_print(&cli->out, v->from);
	if (v->to != DATE_OPEN) {
		buf_put_c(&cli->out, cli_say(cli, "（至 ", " (until "));
		date_print(&cli->out, v->to - 1);
		buf_put_c(&cli->out, cli_say(cli, "）", ")"));
	}
	buf_put_char(&cli->out, '\n');
	labelled(cli, "來源　　", "source          ", v->source);
	if (p->article.n > 0) labelled(cli, "法源　　", "legal basis     ", p->article);
}

static enum nhi_status run_show(struct cli *cli, struct err *err) {
	struct law law;
	enum nhi_status st = law_arguments(cli, 1, "nhi law show PARAMETER --at DATE", err);
	if (st == NHI_OK) st = cli_law(cli, &law, err);
	if (st != NHI_OK) return st;
	struct str name = cli->argument[0];
	if (str_is(name, "grades")) return show_grades(cli, &law, err);
	const struct law_parameter *p = law_parameter(&law, name);
	if (p == NULL) return err_set(err, NHI_LAW_UNKNOWN, "%.*s", STR_ARG(name));
	const struct law_value *v = row_at(p, cli->at);
	if (v == NULL || !v->in_force) return no_value(cli, name, err);
	if (!cli->json) {
		show_text(cli, p, v);
		return NHI_OK;
	}
	struct json j = JSON_INIT(&cli->out, false);
	json_object_start(&j);
	json_put_str(&j, "parameter", p->name);
	json_value(&j, p, v);
	json_declaration(&j, p);
	json_put_c(&j, "law_hash", law.hash);
	json_object_end(&j);
	buf_put_char(&cli->out, '\n');
	return NHI_OK;
}

static enum nhi_status run_history(struct cli *cli, struct err *err) {
	struct law law;
	enum nhi_status st = law_arguments(cli, 1, "nhi law history PARAMETER", err);
	if (st == NHI_OK) st = cli_law(cli, &law, err);
	if (st != NHI_OK) return st;
	const struct law_parameter *p = law_parameter(&law, cli->argument[0]);
	if (p == NULL) return err_set(err, NHI_LAW_UNKNOWN, "%.*s", STR_ARG(cli->argument[0]));
	struct json j = JSON_INIT(&cli->out, false);
	if (cli->json) {
		json_object_start(&j);
		json_put_str(&j, "parameter", p->name);
		json_declaration(&j, p);
		json_key(&j, "values");
		json_array_start(&j);
	}
	for (size_t i = 0; i < p->value_count; i++) {
		const struct law_value *v = &p->values[i];
		if (cli->json) {
			json_object_start(&j);
			json_value(&j, p, v);
			json_object_end(&j);
			continue;
		}
		date_print(&cli->out, v->from);
		buf_put_char(&cli->out, '\t');
		law_put_value(cli, &cli->out, p, v);
		buf_put_c(&cli->out, law_verified_text(cli, v->verified));
		buf_put_char(&cli->out, '\t');
		buf_put(&cli->out, v->source);
		buf_put_char(&cli->out, '\n');
	}
	if (cli->json) {
		json_array_end(&j);
		json_object_end(&j);
		buf_put_char(&cli->out, '\n');
	}
	return NHI_OK;
}

/* --- commands --------------------------------------------------------------------------------- */

static const struct cli_option list_options[] = {
        {"area", CLI_TEXT, 0, 0, "AREA", "只列這一類，例如 premium、latefee",
         "only this area, e.g. premium, latefee", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static const struct cli_option check_options[] = {
        {"from", CLI_TEXT, 0, 0, "DIR", "查對這個資料夾的法規條文，不查資料庫",
         "read the texts of law in this folder instead of the database", false},
        {"texts", CLI_FLAG, 0, 0, NULL, "一併查對來源所引的條文是否存在",
         "also look up whether the articles named as sources exist", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static const struct cli_option export_options[] = {
        {"layout", CLI_INT, 1, 99999, "20251|20246", "20251 投保金額分級表，20246 受僱者負擔金額表",
         "20251 grade table, 20246 shares of employees", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static const struct cli_option text_options[] = {
        {"from", CLI_TEXT, 0, 0, "DIR", "讀這個資料夾的法規條文，不讀資料庫",
         "read the texts of law in this folder instead of the database", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static const struct cli_option import_options[] = {
        {"effective", CLI_DATE, 0, 0, "DATE", "這份表的生效日",
         "the day from which the table holds", false},
        {"layout", CLI_INT, 1, 99999, "20251|20246",
         "20251 投保金額分級表，20246 受僱者負擔金額表（只比對）",
         "20251 grade table, 20246 shares of employees (compared only)", false},
        {"out", CLI_TEXT, 0, 0, "DIR", "寫入這個法規資料夾；未指定則試行",
         "write into this law folder; without it a dry run", false},
        {"source", CLI_TEXT, 0, 0, "SOURCE", "來源（預設 dataset:20251@生效日）",
         "source (default dataset:20251@DATE)", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static const struct cli_option calendar_options[] = {
        {"out", CLI_TEXT, 0, 0, "DIR", "寫入這個法規資料夾；未指定則試行",
         "write into this law folder; without it a dry run", false},
        {"source", CLI_TEXT, 0, 0, "SOURCE", "來源（預設 dataset:14718@年度）",
         "source (default dataset:14718@YEAR)", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

const struct cli_command law_commands[] = {
        {"law", "book", NULL, NULL, "所有法規數值、沿革與來源，供列印（Markdown）",
         "all figures of law with history and sources, to print (Markdown)",
         "nhi law book --lang zh", law_run_book},
        {"law", "calendar", calendar_options, "import FILE",
         "讀入政府行政機關辦公日曆表，成為國定假日資料",
         "read the government's yearly calendar into the table of holidays",
         "nhi law calendar import 115年辦公日曆表.csv --out law", law_run_calendar},
        {"law", "check", check_options, NULL, "檢查法規資料檔，列出所有缺失",
         "check the law files and list every defect", "nhi law check", law_run_check},
        {"law", "diff", NULL, "A B", "兩個日期或兩個資料夾之間，法規數值有何不同",
         "what changed in the figures of law between two days or two folders",
         "nhi law diff 2025-12-31 2026-01-01", law_run_diff},
        {"law", "export", export_options, NULL, "以健保署公開資料的格式輸出",
         "write a table in the layout of the agency's open data",
         "nhi law export --layout 20251 --at 2026-01-01", law_run_export},
        {"law", "history", NULL, "PARAMETER", "一個參數歷來的數值與來源",
         "all values of a parameter with their sources", "nhi law history premium.rate",
         run_history},
        {"law", "import", import_options, "FILE", "讀入健保署公開資料的表",
         "read a table of the agency's open data",
         "nhi law import --layout 20251 grades.csv --effective 2026-01-01", law_run_import},
        {"law", "list", list_options, NULL, "某日的所有法規數值", "all figures of law on a day",
         "nhi law list --area premium --at 2026-07-01", run_list},
        {"law", "show", NULL, "PARAMETER", "某日的一個法規數值與來源；grades 為投保金額分級表",
         "one figure of law on a day with its source; grades is the grade table",
         "nhi law show premium.rate --at 2026-07-01", run_show},
        {"law", "text", text_options,
         "import DIR | export DIR | list | history LAW | search WORDS | show SOURCE",
         "匯入全國法規資料庫的條文，列出或開啟一條",
         "take in texts of law, list them, open an article", "nhi law text show L0060001:27",
         law_run_text},
        {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};
