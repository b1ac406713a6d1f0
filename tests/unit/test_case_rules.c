/* test_case_rules.c: terms of procedure and delegated authority, from tests/table/case_*.txt; the
 * official calendar and a small delegation table of its own. */
#include "base/file.h"
#include "nhi/case_authority.h"
#include "nhi/case_clock.h"
#include "table.h"
#include "test.h"

static struct arena arena;
static struct calendar calendar;
static struct authority authority;

static const char delegation[] =
        "version,effective_from,item,title_zh,title_en,metric,min_exclusive,max_inclusive,level_4,"
        "level_3,level_2,level_1,cosign,source,verified\n"
        "v1,2026-01-01,pay,付款,payment,amount,,15000,draft,decide,decide,decide,,test,yes\n"
        "v1,2026-01-01,pay,付款,payment,amount,15000,150000,draft,decide,decide,decide,,test,yes\n"
        "v1,2026-01-01,pay,付款,payment,amount,150000,,draft,check,check,decide,accounting,test,"
        "yes\n"
        "v1,2026-01-01,small,小事,small things,none,,,decide,decide,decide,decide,,test,yes\n"
        "v2,2026-08-01,pay,付款,payment,amount,,,draft,check,decide,decide,,test,yes\n";

static date_t day(struct str s) {
	date_t d = 0;
	if (!date_parse(s, &d)) print_error("%.*s is no day\n", STR_ARG(s));
	return d;
}

static bool has_flag(struct str flags, const char *flag) {
	while (flags.n > 0)
		if (str_is(str_cut(&flags, ','), flag)) return true;
	return false;
}

static size_t read_pauses(struct str text, struct clock_pause *pauses) {
	size_t n = 0;
	while (text.n > 0) {
		struct str to = str_cut(&text, ','), from = str_cut(&to, '/');
		pauses[n++] = (struct clock_pause){day(from), to.n == 0 ? DATE_OPEN : day(to)};
	}
	return n;
}

static void read_term(struct table_row *row, struct clock_in *in) {
	if (!clock_unit_find(row_text(row, "unit"), &in->term.unit)) print_error("unit\n");
	in->term.length = (int32_t)row_i64(row, "length");
	in->start = row_date(row, "start");
}

static void check_clock(struct table_row *row, void *context) {
	(void)context;
	struct clock_pause pauses[8];
	struct clock_in in = {.pause = pauses};
	struct clock_out out;
	struct str flags = row_text(row, "flags");
	read_term(row, &in);
	in.pause_count = read_pauses(row_text(row, "pauses"), pauses);
	in.extended = (int32_t)row_i64(row, "extended");
	in.travel = (int32_t)row_i64(row, "travel");
	in.term.deemed = has_flag(flags, "approve") ? CLOCK_DEEMED_APPROVED : CLOCK_DEEMED_NONE;
	in.term.deemed_unless_paused = has_flag(flags, "unless");
	in.term.is_adverse = has_flag(flags, "adverse");
	in.term.first_day_counts = has_flag(flags, "first");
	case_clock(&calendar, &in, &out);
	if (out.due == DATE_OPEN)
		row_give_c(row, "due", "");
	else
		row_give_date(row, "due", out.due);
	row_give_i64(row, "paused", out.paused);
	if (out.deemed_on == DATE_OPEN)
		row_give_c(row, "deemed", "");
	else
		row_give_date(row, "deemed", out.deemed_on);
}

static void check_left(struct table_row *row, void *context) {
	(void)context;
	struct clock_in in = {0};
	struct clock_out out;
	read_term(row, &in);
	case_clock(&calendar, &in, &out);
	row_give_i64(row, "left", case_clock_left(&calendar, &in, &out, row_date(row, "today")));
}

static void check_band(struct table_row *row, void *context) {
	(void)context;
	const struct authority_band *b = authority_band(
	        &authority, row_text(row, "item"), row_i64(row, "metric"), row_date(row, "on"));
	row_give(row, "version", b == NULL ? STR("none") : b->version);
	row_give_i64(row, "band", b == NULL ? 0 : b->number);
	row_give_i64(row, "level", b == NULL ? 0 : authority_level(b));
	row_give_c(row, "draft", b != NULL && authority_needs_draft(b) ? "yes" : "no");
}

static void check_may(struct table_row *row, void *context) {
	(void)context;
	date_t on = day(STR("2026-07-01"));
	struct authority_case c = {.band = authority_band(&authority, row_text(row, "item"),
	                                                  row_i64(row, "metric"), on),
	                           .party = {100, 101},
	                           .party_count = 2,
	                           .recused = {9},
	                           .recused_count = 1,
	                           .drafted_by = row_i64(row, "drafted")};
	struct str cosigned = row_text(row, "cosigned");
	while (cosigned.n > 0) c.cosigned[c.cosigned_count++] = str_cut(&cosigned, ',');
	const struct authority_person who = {.account = row_i64(row, "account"),
	                                     .person_id = row_i64(row, "person"),
	                                     .level = (int32_t)row_i64(row, "level"),
	                                     .acting_for = row_i64(row, "for"),
	                                     .acting_for_person = row_i64(row, "for_person")};
	row_give_c(row, "answer", authority_answer_name(authority_may(&c, &who)));
}

/* The agency's table is readable and each item ends open. */
static int read_own_tables(void) {
	struct err err = ERR_INIT;
	struct str text;
	struct authority own;
	if (file_read(&arena, test_source("law/holidays.csv"), 1 << 20, &text, &err) != NHI_OK ||
	    calendar_read(&calendar, &arena, text, &err) != NHI_OK)
		return 1;
	if (file_read(&arena, test_source("catalogue/delegation.csv"), 1 << 20, &text, &err) !=
	            NHI_OK ||
	    authority_read(&own, &arena, text, &err) != NHI_OK || own.count == 0)
		return 1;
	return authority_read(&authority, &arena, str_from(delegation), &err) == NHI_OK ? 0 : 1;
}

/* Tables that an agency might get wrong: each is refused. */
static size_t count_bad_tables_taken(void) {
	static const char head[] =
	        "version,effective_from,item,title_zh,title_en,metric,min_exclusive,"
	        "max_inclusive,level_4,level_3,level_2,level_1,cosign,source,verified\n";
	static const char *const bad[] = {
	        "v,2026-01-01,a,甲,a,none,,,draft,,,,,test,yes\n",
	        "v,2026-01-01,a,甲,a,amount,,10,,,,decide,,test,yes\n",
	        "v,2026-01-01,a,甲,a,amount,,10,,,,decide,,test,yes\n"
	        "v,2026-01-01,a,甲,a,amount,11,,,,,decide,,test,yes\n",
	        "v,2026-01-01,b,乙,b,none,,,,,,decide,,test,yes\n"
	        "v,2026-01-01,a,甲,a,none,,,,,,decide,,test,yes\n",
	        "v,2026-13-01,a,甲,a,none,,,,,,decide,,test,yes\n",
	        "v,2026-01-01,a,甲,a,none,,,,,,sign,,test,yes\n",
	        "v,2026-01-01,a,甲,a,weight,,,,,,decide,,test,yes\n",
	        "v,2026-01-01,a,甲,a,none,,,,,,decide,,,yes\n",
	        "v,2026-01-01,a,甲,,none,,,,,,decide,,test,yes\n",
	};
	size_t taken = 0;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct buf b = BUF_INIT(0);
		struct authority a;
		struct err err = ERR_INIT;
		buf_put_c(&b, head);
		buf_put_c(&b, bad[i]);
		if (authority_read(&a, &arena, buf_str(&b), &err) == NHI_OK) {
			print_error("bad delegation table %zu was taken\n", i);
			taken++;
		}
		buf_free(&b);
	}
	return taken;
}

int main(void) {
	if (read_own_tables() != 0 || count_bad_tables_taken() != 0) return 1;
	const struct table_result results[] = {
	        table_run("case_clock.txt", check_clock, NULL),
	        table_run("case_left.txt", check_left, NULL),
	        table_run("case_authority.txt", check_band, NULL),
	        table_run("case_may.txt", check_may, NULL),
	};
	int code = table_end(results, COUNT_OF(results));
	arena_free(&arena);
	return code;
}
