/* seed.c: `nhi seed coverage`: what the program does today for each function of the two seeds
 * (DESIGN §5); `nhi where TEXT`: services by everyday words. */
#include "cli/commands.h"
#include "desk/catalogue.h"
#include "desk/desk.h"
#include "desk/service_view.h"

enum { SERVED_MAX = 32 };

static enum nhi_status open_desk(struct cli *cli, struct desk **out, struct err *err) {
	*out = ARENA_NEW(&cli->arena, struct desk);
	if (*out == NULL) return err_set(err, NHI_MEMORY, "");
	return desk_open(*out, cli->data_dir, NULL, err);
}

static void put_text(struct json *j, const char *key, struct str text) {
	if (text.n == 0)
		json_put_null(j, key);
	else
		json_put_str(j, key, text);
}

static void put_parts(struct json *j, const char *key, struct str text, const char *sep) {
	struct str parts[SERVED_MAX];
	size_t n = catalogue_split(text, sep, parts, SERVED_MAX);
	json_key(j, key);
	json_array_start(j);
	for (size_t i = 0; i < n; i++) json_str(j, parts[i]);
	json_array_end(j);
}

/* --- nhi seed coverage ------------------------------------------------------------------------ */

static void coverage_json(struct cli *cli, const struct seed *s) {
	struct json j = JSON_INIT(&cli->out, true);
	json_array_start(&j);
	for (size_t i = 0; i < s->row_count; i++) {
		const struct seed_row *r = &s->rows[i];
		json_object_start(&j);
		json_put_str(&j, "id", r->id);
		json_put_str(&j, "depth", r->depth);
		put_parts(&j, "served_by", r->served_by, " ");
		put_text(&j, "proof", r->proof);
		json_put_str(&j, "text_zh", r->text_zh);
		json_put_str(&j, "text_en", r->text_en);
		json_put_str(&j, "kind", r->kind);
		json_object_end(&j);
	}
	json_array_end(&j);
	buf_put_char(&cli->out, '\n');
}

static void coverage_text(struct cli *cli, const struct seed *s) {
	static const struct {
		const char *code, *zh, *en;
	} depths[] = {{"full", "可完整辦理", "fully served"},
	              {"case", "可受理到決定", "case up to the decision"},
	              {"reference", "僅供查閱", "reference only"},
	              {"none", "尚未提供", "not yet served"}};
	for (size_t d = 0; d < COUNT_OF(depths); d++) {
		size_t n = 0;
		for (size_t i = 0; i < s->row_count; i++)
			n += str_is(s->rows[i].depth, depths[d].code);
		buf_printf(&cli->out, "%5zu  %-9s  %s\n", n, depths[d].code,
		           cli_say(cli, depths[d].zh, depths[d].en));
	}
	buf_printf(&cli->out, "%5zu  %s\n", s->row_count, cli_say(cli, "合計", "in all"));
}

static enum nhi_status run_coverage(struct cli *cli, struct err *err) {
	struct desk *desk;
	enum nhi_status st = open_desk(cli, &desk, err);
	if (st != NHI_OK) return st;
	if (cli->json)
		coverage_json(cli, &desk->seed);
	else
		coverage_text(cli, &desk->seed);
	desk_close(desk);
	return NHI_OK;
}

/* --- nhi where -------------------------------------------------------------------------------- */

static void documents_json(struct json *j, const struct service *s, bool is_english) {
	json_key(j, is_english ? "documents_en" : "documents");
	if (!s->documents_known) {
		json_none(j);
		return;
	}
	json_array_start(j);
	for (size_t i = 0; i < s->document_count; i++)
		json_str(j, is_english ? s->documents[i].name.en : s->documents[i].name.zh);
	json_array_end(j);
}

static void service_json(struct json *j, const struct service *s, const struct service_facts *f,
                         bool floor_known) {
	json_object_start(j);
	json_put_str(j, "service", s->id);
	json_put_str(j, "name_zh", s->name.zh);
	json_put_str(j, "name_en", s->name.en);
	json_put_str(j, "unit_zh", f->unit.zh);
	json_put_str(j, "unit_en", f->unit.en);
	put_text(j, "floor", floor_known ? f->floor : STR(""));
	put_text(j, "counter", floor_known ? f->counter : STR(""));
	documents_json(j, s, false);
	documents_json(j, s, true);
	if (f->fee_known)
		json_put_i64(j, "fee", f->fee);
	else
		json_put_null(j, "fee");
	put_text(j, "fee_zh", f->fee_text.zh);
	put_text(j, "fee_en", f->fee_text.en);
	put_text(j, "period", f->period);
	put_text(j, "period_zh", f->period_text.zh);
	put_text(j, "period_en", f->period_text.en);
	put_text(j, "law", f->law);
	json_key(j, "seed_rows");
	json_array_start(j);
	for (size_t i = 0; i < s->seed_row_count; i++) json_str(j, s->seed_rows[i]);
	json_array_end(j);
	json_object_end(j);
}

/* A function that no service describes yet: unit and floor are known, the rest is not. */
static void function_json(struct json *j, const struct seed_row *r, bool floor_known) {
	static const char *const unknown[] = {"counter", "documents", "fee", "period"};
	json_object_start(j);
	json_put_null(j, "service");
	json_put_str(j, "name_zh", r->text_zh);
	json_put_str(j, "name_en", r->text_en);
	json_put_str(j, "unit_zh", r->unit_zh);
	json_put_str(j, "unit_en", r->unit_en);
	put_text(j, "floor", floor_known ? r->floor : STR(""));
	for (size_t i = 0; i < COUNT_OF(unknown); i++) json_put_null(j, unknown[i]);
	put_parts(j, "seed_rows", r->id, ";");
	json_object_end(j);
}

static void put_name(struct cli *cli, struct str name, struct str unit, struct str floor,
                     bool floor_known) {
	buf_printf(&cli->out, "%.*s\n  %.*s", STR_ARG(name), STR_ARG(unit));
	if (floor_known && floor.n > 0) buf_printf(&cli->out, "  %.*s", STR_ARG(floor));
	buf_put_char(&cli->out, '\n');
}

static void put_line(struct cli *cli, const char *title, struct str text) {
	if (text.n == 0) text = str_from(cli_say(cli, "不詳", "unknown"));
	buf_printf(&cli->out, "  %s: %.*s\n", title, STR_ARG(text));
}

static void service_text(struct cli *cli, const struct service *s, const struct service_facts *f,
                         bool floor_known) {
	bool en = str_is(str_from(cli->lang), "en");
	struct buf bring = BUF_INIT(1 << 14);
	put_name(cli, en ? s->name.en : s->name.zh, en ? f->unit.en : f->unit.zh, f->floor,
	         floor_known);
	for (size_t i = 0; i < s->document_count; i++) {
		buf_put_c(&bring, i == 0 ? "" : en ? "; " : "；");
		const struct service_document *d = &s->documents[i];
		struct yaml_both when = service_when_text(s, &d->when, &cli->arena);
		buf_put(&bring, en ? d->name.en : d->name.zh);
		if (when.zh.n > 0)
			buf_printf(&bring, en ? " (%.*s)" : "（%.*s）",
			           STR_ARG(en ? when.en : when.zh));
	}
	if (s->documents_known && s->document_count == 0)
		buf_put_c(&bring, cli_say(cli, "不用帶文件", "nothing"));
	put_line(cli, cli_say(cli, "帶什麼", "bring"), buf_str(&bring));
	put_line(cli, cli_say(cli, "費用", "fee"), en ? f->fee_text.en : f->fee_text.zh);
	put_line(cli, cli_say(cli, "時間", "time"), en ? f->period_text.en : f->period_text.zh);
	buf_free(&bring);
}

static void put_hit(struct cli *cli, struct json *j, const struct desk *d,
                    const struct where_doc *h, bool floor_known) {
	bool en = str_is(str_from(cli->lang), "en");
	struct service_world w = {d->org, &d->law, cli->at};
	struct service_facts f;
	if (h->service != NULL) service_facts(&f, h->service, &w, &cli->arena);
	if (cli->json && h->service != NULL)
		service_json(j, h->service, &f, floor_known);
	else if (cli->json)
		function_json(j, h->row, floor_known);
	else if (h->service != NULL)
		service_text(cli, h->service, &f, floor_known);
	else
		put_name(cli, en ? h->row->text_en : h->row->text_zh,
		         en ? h->row->unit_en : h->row->unit_zh, h->row->floor, floor_known);
}

static const struct cli_option where_options[] = {
        {"division", CLI_TEXT, 0, 0, "NAME", "業務組：代碼、名稱或縣市（預設 central）",
         "division: code, name or county (default central)", false},
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};

static enum nhi_status search(struct cli *cli, const struct desk *desk, struct str text,
                              struct err *err) {
	struct where_hit hits[WHERE_RESULTS_MAX];
	struct str wanted = cli_text(cli, "division", "central");
	const struct org_unit *division = org_division(desk->org, wanted, cli->at);
	if (division == NULL) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(wanted));
	bool floor_known = str_is(division->code, "central");
	size_t n = where_search(&desk->where, &cli->arena, text, hits);
	struct json j = JSON_INIT(&cli->out, true);
	if (cli->json) json_array_start(&j);
	for (size_t i = 0; i < n; i++) put_hit(cli, &j, desk, hits[i].doc, floor_known);
	if (cli->json) {
		json_array_end(&j);
		buf_put_char(&cli->out, '\n');
	} else if (n == 0) {
		buf_printf(
		        &cli->out, "%s\n",
		        cli_say(cli, "沒有找到，請換個說法。", "Nothing found; try other words."));
	}
	cli->exit_code = n == 0 ? 1 : 0;
	return NHI_OK;
}

static enum nhi_status run_where(struct cli *cli, struct err *err) {
	struct desk *desk;
	struct buf text = BUF_INIT(4096);
	for (size_t i = 0; i < cli->argument_count; i++) {
		if (i > 0) buf_put_char(&text, ' ');
		buf_put(&text, cli->argument[i]);
	}
	enum nhi_status st = NHI_OK;
	if (text.n == 0 || !str_is_utf8(buf_str(&text)))
		st = err_set(err, NHI_USAGE,
		             "請寫要找什麼，例如：nhi where 健保卡掉了" ERR_SEP
		             "say what you look for: nhi where lost card");
	if (st == NHI_OK) st = open_desk(cli, &desk, err);
	if (st == NHI_OK) {
		st = search(cli, desk, buf_str(&text), err);
		desk_close(desk);
	}
	buf_free(&text);
	return st;
}

const struct cli_command seed_commands[] = {
        {"seed", "coverage", NULL, NULL, "兩份公告的每一項功能，程式今天做到哪裡",
         "what the program does today for each function of the two seeds",
         "nhi seed coverage --json", run_coverage},
        {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};

const struct cli_command where_commands[] = {
        {"where", NULL, where_options, "TEXT…", "用平常的話找服務：在哪裡、帶什麼、多少錢、多久",
         "find a service by everyday words: where, what to bring, fee, time",
         "nhi where 健保卡掉了", run_where},
        {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};
