/* case_reorganise.c: a change of the organisation on a day moves the open cases by rule: rows of
 * catalogue/case_moves.csv (effective_on,from_section,to_section,service,reason_zh,reason_en). A
 * row with a service moves only cases of it; the first row that fits decides. What was moved has
 * left its section, so that the rules may be run again. See case.h. */
#include "desk/case.h"

#include "desk/catalogue.h"
#include "store/case_list.h"

enum { MOVES_MAX = 1000, PORTION = CASE_LIST_MAX };

struct case_rule {
	date_t on;
	struct str from, to, service, zh, en;
};

static bool is_section(const struct org *o, struct str section, date_t at) {
	struct str rest = section, unit = str_cut(&rest, '/');
	const struct org_unit *u = org_find(o, unit, at);
	for (size_t i = 0; u != NULL && i < u->section_name_count; i++)
		if (str_eq(u->sections[i].code, rest)) return true;
	return u != NULL && rest.n == 0;
}

static enum nhi_status read_rules(const struct desk *d, struct arena *a, struct case_rule **rules,
                                  size_t *count, struct err *err) {
	static const char *const titles[] = {"effective_on", "from_section", "to_section",
	                                     "service",      "reason_zh",    "reason_en"};
	struct csv c;
	size_t at[COUNT_OF(titles)];
	*count = 0;
	*rules = ARENA_ARRAY(a, MOVES_MAX, struct case_rule);
	if (*rules == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = catalogue_open(&c, a, d->data_dir, "catalogue/case_moves.csv", titles,
	                                    COUNT_OF(titles), at, err);
	for (bool more = true; st == NHI_OK && more;) {
		st = csv_next(&c, &more, err);
		if (st != NHI_OK || !more) break;
		if (*count == MOVES_MAX)
			return err_set(err, NHI_LIMIT, "case_moves.csv" ERR_SEP "%d", MOVES_MAX);
		struct case_rule *r = &(*rules)[(*count)++];
		*r = (struct case_rule){.from = csv_field(&c, at[1]),
		                        .to = csv_field(&c, at[2]),
		                        .service = csv_field(&c, at[3]),
		                        .zh = csv_field(&c, at[4]),
		                        .en = csv_field(&c, at[5])};
		if (!date_parse(csv_field(&c, at[0]), &r->on) ||
		    !is_section(d->org, r->to, r->on) || r->zh.n == 0 || r->en.n == 0)
			return err_set(err, NHI_CATALOGUE,
			               "case_moves.csv %zu" ERR_SEP
			               "日期、接辦的科或原因不對" ERR_SEP
			               "the day, the section or the reason is wrong",
			               *count + 1);
	}
	return st;
}

/* One portion of what a rule moves; *found is what stood in the list. */
static enum nhi_status move_portion(struct desk_call *call, const struct case_rule *r,
                                    size_t *found, int64_t *moved, struct err *err) {
	struct case_list l = {.kind = r->service.n > 0 ? CASES_OF_SERVICE : CASES_OF_SECTION,
	                      .section = r->from,
	                      .service = r->service,
	                      .most = PORTION};
	struct case_command q = CASE_COMMAND_INIT;
	struct case_row *rows;
	struct case_answer answer;
	q.verb = CASE_DO_ASSIGN;
	q.to = r->to;
	q.note = r->zh;
	enum nhi_status st = case_list(call->write_db, &l, call->arena, &rows, found, err);
	for (size_t i = 0; st == NHI_OK && i < *found; i++) {
		q.number = rows[i].number;
		st = case_do(call, &q, &answer, err);
		if (st == NHI_OK && answer.done) (*moved)++;
	}
	return st;
}

enum nhi_status case_reorganise(struct desk_call *call, date_t on, int64_t *count,
                                struct err *err) {
	struct case_rule *rules;
	size_t n;
	*count = 0;
	enum nhi_status st = read_rules(call->desk, call->arena, &rules, &n, err);
	if (st == NHI_OK) st = desk_need_write(call, err);
	for (size_t i = 0; st == NHI_OK && i < n; i++) {
		if (rules[i].on > on) continue;
		for (size_t found = PORTION; st == NHI_OK && found == PORTION;) {
			int64_t moved = 0;
			st = move_portion(call, &rules[i], &found, &moved, err);
			*count += moved;
			if (moved == 0) break; /* nothing of them may be moved */
		}
	}
	return st;
}
