/* claim_twins.c: `nhi claim twins FILE…`: claims of many files laid side by side
 * (nhi/claim_twin.h). */
#include "cli/claim_cli.h"
#include "cli/claim_file.h"
#include "cli/data.h"
#include "nhi/claim_twin.h"
#include "wire/claim_finding.h"
#include "wire/claim_read.h"

enum { CARE_FIRST = 1024, FILES_MAX = CLI_ARGUMENTS_MAX };

struct twins {
	struct cli *cli;
	struct claim_layout layout;
	struct claim_catalogue catalogue;
	struct claim_care *care;
	size_t count, room;
	struct str *provider; /* of visits */
	size_t provider_count;
	struct json json;
	size_t found;
};

static void ignore(struct claim_sink *self, const struct claim_finding *f) {
	(void)self; /* what is wrong in the files themselves is told by `nhi claim check` */
	(void)f;
}

static bool keep_case(struct twins *t, const struct claim_batch *b, const struct claim_case *c,
                      uint32_t file) {
	struct arena *a = &t->cli->arena;
	if (t->count == t->room) {
		size_t room = t->room == 0 ? CARE_FIRST : t->room * 2;
		struct claim_care *more = ARENA_ARRAY(a, room, struct claim_care);
		if (more == NULL) return false;
		if (t->count > 0) memcpy(more, t->care, t->count * sizeof *more);
		t->care = more;
		t->room = room;
	}
	return claim_care_keep(b, c, file, a, &t->care[t->count++]);
}

static enum nhi_status read_cases(struct twins *t, struct claim_reader *r, uint32_t file,
                                  struct err *err) {
	struct claim_item item = {.kind = CLAIM_ITEM_CASE};
	enum nhi_status st = NHI_OK;
	struct claim_batch head = *claim_read_batch(r);
	struct str provider;
	bool ok = arena_str(&t->cli->arena, head.provider, &provider);
	head.provider = provider;
	while (st == NHI_OK && ok && item.kind != CLAIM_ITEM_END) {
		st = claim_read_next(r, &item, err);
		if (st == NHI_OK && item.kind == CLAIM_ITEM_CASE && head.format != CLAIM_APPEAL)
			ok = keep_case(t, &head, item.of_case, file);
	}
	if (st != NHI_OK || !ok) return ok ? st : err_set(err, NHI_MEMORY, "");
	if (claim_read_returned(r))
		return err_set(err, NHI_INPUT,
		               "檔案應退件；請先以 nhi claim check 檢查" ERR_SEP
		               "the file comes back whole; look at it with nhi claim check first");
	if (head.format != CLAIM_PHARMACY) t->provider[t->provider_count++] = provider;
	return NHI_OK;
}

static enum nhi_status read_file(struct twins *t, uint32_t file, struct err *err) {
	struct claim_file from;
	struct claim_reader *r = NULL;
	struct claim_sink sink = {ignore};
	const char *path = t->cli->argument[file].p;
	enum nhi_status st = claim_file_open(&from, path, err);
	if (st != NHI_OK) return st;
	struct claim_read_from q = {&t->layout, &from.source, claim_file_name(path)};
	st = claim_read_open(&r, &q, &sink, err);
	if (st == NHI_OK) st = read_cases(t, r, file, err);
	if (st != NHI_OK) err_where(err, "%s", path);
	claim_read_close(r);
	claim_file_close(&from);
	return st;
}

/* {1} of the sentence. */
static struct str argument_of(const struct twins *t, const struct claim_twin *f, struct buf *b) {
	if (f->line != NULL && str_is(str_from(f->code), "D03") && f->other != NULL)
		return f->other->provider;
	if (f->line != NULL) return f->line->item;
	if (f->providers > 0)
		buf_put_i64(b, f->providers);
	else if (f->other != NULL)
		return t->cli->argument[f->other->file];
	else
		return f->care->origin;
	return buf_str(b);
}

static void show(const struct claim_twin *f, void *context) {
	struct twins *t = context;
	struct cli *cli = t->cli;
	struct buf argument = BUF_INIT(32), zh = BUF_INIT(0), en = BUF_INIT(0);
	struct claim_kept kept = {.code = claim_catalogue_find(&t->catalogue, f->code)};
	(void)snprintf(kept.finding.code, sizeof kept.finding.code, "%s", f->code);
	kept.finding.arg[0] = argument_of(t, f, &argument);
	kept.finding.has_expected = f->effect == CLAIM_EFFECT_CUT;
	kept.finding.expected = f->allowed.v;
	kept.level = kept.code != NULL ? kept.code->level : CLAIM_LEVEL_NOTE;
	claim_kept_message(&kept, "zh", &zh);
	claim_kept_message(&kept, "en", &en);
	t->found += f->effect != CLAIM_EFFECT_NONE;
	if (cli->json) {
		struct json *j = &t->json;
		json_object_start(j);
		json_put_c(j, "code", f->code);
		json_put_c(j, "level", claim_level_name(kept.level));
		json_put_c(j, "effect", claim_effect_name(f->effect));
		json_put_str(j, "file", cli->argument[f->care->file]);
		json_put_i64(j, "case", f->care->ordinal);
		json_put_i64(j, "order", f->line == NULL ? 0 : f->line->ordinal);
		json_put_str(j, "d1", f->care->class_);
		json_put_str(j, "d2", f->care->serial);
		if (f->other != NULL) json_put_str(j, "other_file", cli->argument[f->other->file]);
		if (f->other != NULL) json_put_i64(j, "other_case", f->other->ordinal);
		if (f->effect == CLAIM_EFFECT_CUT) json_put_i64(j, "allowed", f->allowed.v);
		json_put_str(j, "message_zh", buf_str(&zh));
		json_put_str(j, "message_en", buf_str(&en));
		json_object_end(j);
	} else {
		buf_printf(&cli->out, "%s %.*s %.*s-%.*s", f->code,
		           STR_ARG(cli->argument[f->care->file]), STR_ARG(f->care->class_),
		           STR_ARG(f->care->serial));
		if (f->line != NULL) buf_printf(&cli->out, " / %u", f->line->ordinal);
		buf_put_c(&cli->out, cli_say(cli, "：", ": "));
		buf_put(&cli->out, str_is(str_from(cli->lang), "en") ? buf_str(&en) : buf_str(&zh));
		buf_put_char(&cli->out, '\n');
	}
	buf_free(&argument);
	buf_free(&zh);
	buf_free(&en);
}

static int by_text(const void *a, const void *b) {
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static enum nhi_status read_all(struct twins *t, int64_t *many, struct err *err) {
	struct cli *cli = t->cli;
	struct law law;
	const struct law_value *value;
	enum nhi_status st = cli_law(cli, &law, err);
	if (st == NHI_OK) st = law_need(&law, "claim.pattern.providers", cli->at, &value, err);
	if (st == NHI_OK) *many = value->value;
	if (st == NHI_OK) st = cli_claim_tables(cli, &t->layout, &t->catalogue, err);
	for (uint32_t i = 0; i < cli->argument_count && st == NHI_OK; i++)
		st = read_file(t, i, err);
	return st;
}

enum nhi_status claim_twins_run(struct cli *cli, struct err *err) {
	struct twins *t = ARENA_NEW(&cli->arena, struct twins);
	struct claim_twin_in in = {.each = show, .context = t};
	if (cli->argument_count == 0)
		return err_set(err, NHI_USAGE, "請給申報檔" ERR_SEP "give claim files");
	if (cli->arena.max < (size_t)2000 * 1000 * 1000)
		cli->arena.max = (size_t)2000 * 1000 * 1000;
	if (t == NULL) return err_set(err, NHI_MEMORY, "");
	*t = (struct twins){.cli = cli, .json = JSON_INIT(&cli->out, true)};
	t->provider = ARENA_ARRAY(&cli->arena, cli->argument_count, struct str);
	if (t->provider == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = read_all(t, &in.providers_many, err);
	if (st != NHI_OK) return st;
	if (t->provider_count > 0)
		qsort(t->provider, t->provider_count, sizeof *t->provider, by_text);
	in.care = t->care;
	in.count = t->count;
	in.provider = t->provider;
	in.provider_count = t->provider_count;
	if (cli->json) json_array_start(&t->json);
	claim_twins_find(&in);
	if (cli->json) json_array_end(&t->json);
	if (cli->json) buf_put_char(&cli->out, '\n');
	if (t->found > 0) cli->exit_code = 1;
	return NHI_OK;
}
