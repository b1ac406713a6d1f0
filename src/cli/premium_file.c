/* premium_file.c: see premium_file.h. */
#include "cli/premium_file.h"

#include "base/file.h"
#include "wire/payroll.h"
#include "wire/sheet.h"

enum { PAYROLL_FILE_MAX = 256 * 1024 * 1024, FLUSH_SIZE = 1 << 20 };

struct answer {
	const struct payroll_row *row;
	struct premium_in in;
	struct premium_out out;
	int32_t grade;
	bool is_refused;
	struct str problem_zh, problem_en; /* of a refused row */
};

struct answers {
	struct cli *cli;
	const struct premium_law *pl;
	struct json json;
	struct buf zh, en; /* texts of the current row */
	int64_t refused;
};

static const char *const titles[] = {"row",
                                     "id",
                                     "name",
                                     "category",
                                     "insured_amount",
                                     "grade",
                                     "dependents",
                                     "dependents_charged",
                                     "deduction",
                                     "unit_share",
                                     "government_share",
                                     "article",
                                     "status",
                                     "problem"};

/* The article that shares the premium, as every trace cites it. */
static const struct str article = {"L0060001:27;L0060002:52", sizeof "L0060001:27;L0060002:52" - 1};

static void refuse(struct answers *all, struct answer *a, const char *zh, const char *en) {
	a->is_refused = true;
	buf_put_c(&all->zh, zh);
	buf_put_c(&all->en, en);
}

/* What the reader found: sentence and remedy of each finding of that level or above. */
static void put_findings(struct answers *all, const struct findings *found,
                         enum finding_level least) {
	for (size_t i = 0; i < found->count; i++) {
		const struct finding *f = &found->row[i];
		if (finding_rows[f->code].level < least) continue;
		if (all->zh.n > 0) buf_put_c(&all->zh, "；");
		if (all->en.n > 0) buf_put_c(&all->en, "; ");
		finding_message(f, "zh", &all->zh);
		buf_put_c(&all->zh, "，");
		finding_remedy(f, "zh", &all->zh);
		finding_message(f, "en", &all->en);
		buf_put_c(&all->en, ": ");
		finding_remedy(f, "en", &all->en);
	}
}

static bool read_amount(struct answers *all, struct answer *a) {
	const struct payroll_row *row = a->row;
	const struct law_grade *g;
	if (premium_base_of(a->in.scheme) != BASE_GRADE) return true;
	if (row->amount != PAYROLL_NO_AMOUNT)
		g = premium_grade_of_amount(all->pl, twd(row->amount));
	else
		g = premium_grade_of_wage(all->pl, twd(row->wage));
	if (g == NULL) {
		refuse(all, a, "投保金額不在分級表上；請填分級表金額，或改填薪資",
		       "the insured amount is not in the grade table: give one of the table, or "
		       "the wage");
		return false;
	}
	a->in.amount = twd(g->insured_amount);
	a->grade = g->grade;
	return true;
}

static void quote_row(struct answers *all, struct answer *a) {
	int64_t item;
	struct str category = a->row->category;
	if (category.n == 0) category = cli_text(all->cli, "category", "12");
	if (!str_to_i64(category, 11, 62, &item) ||
	    !premium_scheme_of((int32_t)item, a->row->is_private_school, &a->in.scheme)) {
		refuse(all, a, "類目不明，或私校註記用在非 11 類目；類目請填 11 至 62 的兩位數",
		       "the category is unknown, or the private-school mark stands outside item "
		       "11: give two "
		       "digits, 11 to 62");
		return;
	}
	a->in.dependents = (int32_t)a->row->dependents;
	if (a->in.dependents > 0 && !premium_allows_dependents(a->in.scheme)) {
		refuse(all, a, "第四、五類沒有眷屬（健保法第 2 條）；眷屬請各自投保",
		       "categories 4 and 5 have no dependents (Act 2); each is insured in person");
		return;
	}
	if (a->row->wage == PAYROLL_NO_AMOUNT && a->row->amount == PAYROLL_NO_AMOUNT &&
	    premium_base_of(a->in.scheme) == BASE_GRADE) {
		refuse(all, a, "薪資與投保金額都是空的；請填其中一個",
		       "neither wage nor amount: give one of them");
		return;
	}
	if (read_amount(all, a)) premium_quote(all->pl, &a->in, &a->out);
}

static void put_csv(struct answers *all, const struct answer *a) {
	struct buf *b = &all->cli->out;
	bool ok = !a->is_refused;
	csv_put_i64(b, 0, (int64_t)a->row->line);
	csv_put(b, 1, a->row->id);
	csv_put(b, 2, a->row->name);
	csv_put(b, 3, ok ? str_from(premium_scheme_name(a->in.scheme)) : a->row->category);
	const int64_t figures[] = {a->out.insured_amount.v,  a->grade,
	                           a->row->dependents,       a->out.charged,
	                           a->out.self_total.v,      a->out.unit_share.v,
	                           a->out.government_share.v};
	for (size_t i = 0; i < COUNT_OF(figures); i++) {
		if (ok)
			csv_put_i64(b, i + 4, figures[i]);
		else
			csv_put(b, i + 4, STR(""));
	}
	csv_put(b, 11, ok ? article : STR(""));
	csv_put(b, 12, ok ? STR("ok") : STR("refused"));
	csv_put(b, 13, buf_str(str_is(str_from(all->cli->lang), "en") ? &all->en : &all->zh));
	csv_end_row(b);
}

static void put_json(struct answers *all, const struct answer *a) {
	struct json *j = &all->json;
	json_object_start(j);
	json_put_i64(j, "row", (int64_t)a->row->line);
	json_put_str(j, "id", a->row->id);
	json_put_str(j, "name", a->row->name);
	json_put_c(j, "status", a->is_refused ? "refused" : "ok");
	if (all->zh.n > 0) {
		json_put_str(j, "message_zh", buf_str(&all->zh));
		json_put_str(j, "message_en", buf_str(&all->en));
	}
	if (!a->is_refused) {
		json_put_c(j, "category", premium_scheme_name(a->in.scheme));
		json_put_i64(j, "insured_amount", a->out.insured_amount.v);
		json_put_i64(j, "grade", a->grade);
		json_put_i64(j, "dependents", a->row->dependents);
		json_put_i64(j, "dependents_charged", a->out.charged);
		json_put_i64(j, "deduction", a->out.self_total.v);
		json_put_i64(j, "unit_share", a->out.unit_share.v);
		json_put_i64(j, "government_share", a->out.government_share.v);
		json_put_str(j, "article", article);
	}
	json_object_end(j);
}

static enum nhi_status each_row(struct answers *all, struct payroll_reader *reader,
                                struct err *err) {
	for (;;) {
		bool more;
		struct payroll_row row;
		enum nhi_status st = payroll_next(reader, &row, &more, err);
		if (st != NHI_OK || !more) return st;
		struct answer a = {.row = &row};
		buf_reset(&all->zh);
		buf_reset(&all->en);
		a.is_refused = row.is_refused;
		if (!row.is_refused) quote_row(all, &a);
		/* A number that looks wrong does not change the premium: the row says both. */
		put_findings(all, &reader->findings,
		             row.is_refused ? FINDING_ERROR : FINDING_WARNING);
		if (!buf_ok(&all->zh) || !buf_ok(&all->en)) return err_set(err, NHI_MEMORY, "");
		all->refused += a.is_refused;
		if (all->cli->json)
			put_json(all, &a);
		else
			put_csv(all, &a);
		if (!all->cli->json && all->cli->out.n > FLUSH_SIZE) st = cli_flush(all->cli, err);
		if (st != NHI_OK) return st;
	}
}

static void start_output(struct answers *all) {
	if (all->cli->json) {
		json_array_start(&all->json);
		return;
	}
	for (size_t i = 0; i < COUNT_OF(titles); i++)
		csv_put(&all->cli->out, i, str_from(titles[i]));
	csv_end_row(&all->cli->out);
}

enum nhi_status premium_quote_file(struct cli *cli, const struct premium_law *pl, struct err *err) {
	struct str bytes, text;
	struct payroll_reader *reader = ARENA_NEW(&cli->arena, struct payroll_reader);
	struct answers all = {.cli = cli,
	                      .pl = pl,
	                      .json = JSON_INIT(&cli->out, true),
	                      .zh = BUF_INIT(65536),
	                      .en = BUF_INIT(65536)};
	const char *path = cli_text(cli, "file", "").p;
	if (reader == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = file_read(&cli->arena, path, PAYROLL_FILE_MAX, &bytes, err);
	if (st != NHI_OK) return st; /* its message names the file */
	st = sheet_text(bytes, &cli->arena, &text, NULL, err);
	if (st == NHI_OK) st = payroll_open(reader, text, &cli->arena, err);
	if (st == NHI_OK) start_output(&all);
	if (st == NHI_OK) st = each_row(&all, reader, err);
	if (st == NHI_OK && cli->json) {
		json_array_end(&all.json);
		buf_put_char(&cli->out, '\n');
	}
	buf_free(&all.zh);
	buf_free(&all.en);
	if (st != NHI_OK) {
		err_where(err, "%s", path);
		buf_reset(&cli->out); /* half a list would look like a whole one */
	}
	if (st == NHI_OK && all.refused > 0) cli->exit_code = 1;
	return st;
}
