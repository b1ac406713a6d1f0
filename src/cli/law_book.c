/* law_book.c: `nhi law book`: all figures of law with history and sources, as Markdown to print. */
#include "cli/law_cli.h"

static struct str area_of(struct str name) { return str_slice(name, 0, str_find_char(name, '.')); }

/* Markdown has no use for a bare bar inside a table. */
static void put_cell(struct buf *out, struct str text) {
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '|') buf_put_char(out, '\\');
		buf_put_char(out, text.p[i]);
	}
}

static void put_row(struct cli *cli, const struct law_parameter *p, const struct law_value *v) {
	struct buf *out = &cli->out;
	buf_put_c(out, "| ");
	date_print(out, v->from);
	buf_put_c(out, " | ");
	law_put_value(cli, out, p, v);
	buf_put_c(out, " | ");
	put_cell(out, v->source);
	buf_put_c(out, law_verified_text(cli, v->verified));
	buf_put_c(out, " |\n");
}

static void put_parameter(struct cli *cli, const struct law_parameter *p) {
	struct buf *out = &cli->out;
	bool zh = cli_say(cli, "z", "e")[0] == 'z';
	buf_put_c(out, "\n### ");
	put_cell(out, zh ? p->zh : p->en);
	buf_put_c(out, "\n\n`");
	buf_put(out, p->name);
	buf_printf(out, "` (%s)", law_unit_name(p->unit));
	if (p->article.n > 0) {
		buf_put_c(out, cli_say(cli, "，法源 ", ", legal basis "));
		put_cell(out, p->article);
	}
	buf_put_c(out, cli_say(cli, "\n\n| 生效 | 數值 | 來源 |\n|---|---|---|\n",
	                       "\n\n| from | value | source |\n|---|---|---|\n"));
	for (size_t i = 0; i < p->value_count; i++) put_row(cli, p, &p->values[i]);
}

static void put_grades(struct cli *cli, const struct law *law) {
	struct buf *out = &cli->out;
	buf_put_c(out, cli_say(cli, "\n## 投保金額分級表\n\n| 生效 | 級數 | 最低 | 最高 | 來源 |\n",
	                       "\n## Grade tables\n\n| from | grades | lowest | top | source |\n"));
	buf_put_c(out, "|---|---|---|---|---|\n");
	for (size_t i = 0; i < law->grades_count; i++) {
		const struct law_grades *g = &law->grades[i];
		buf_put_c(out, "| ");
		date_print(out, g->from);
		buf_printf(out, " | %zu | ", g->count);
		buf_put_i64_grouped(out, g->rows[0].insured_amount);
		buf_put_c(out, " | ");
		buf_put_i64_grouped(out, g->rows[g->count - 1].insured_amount);
		buf_put_c(out, " | ");
		put_cell(out, g->source);
		buf_put_c(out, law_verified_text(cli, g->verified));
		buf_put_c(out, " |\n");
	}
}

enum nhi_status law_run_book(struct cli *cli, struct err *err) {
	struct law law;
	struct str area = {"", 0};
	enum nhi_status st = law_arguments(cli, 0, "nhi law book", err);
	if (st == NHI_OK) st = cli_law(cli, &law, err);
	if (st != NHI_OK) return st;
	buf_put_c(&cli->out, cli_say(cli, "# 法規數值\n", "# The figures of law\n"));
	for (size_t i = 0; i < law.parameter_count; i++) {
		struct str here = area_of(law.parameters[i].name);
		if (!str_eq(here, area)) {
			buf_put_c(&cli->out, "\n## ");
			buf_put(&cli->out, here);
			buf_put_char(&cli->out, '\n');
		}
		area = here;
		put_parameter(cli, &law.parameters[i]);
	}
	put_grades(cli, &law);
	return NHI_OK;
}
