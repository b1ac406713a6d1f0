/* law_check_grades.c: the grade tables (投保金額分級表) of law_check: each version complete, its
 * steps without gap or overlap, and as 全民健康保險法 19 wants it. */
#include "nhi/law_check_internal.h"

enum {
	G_FROM,
	G_GRADE,
	G_GROUP,
	G_WAGE_FROM,
	G_WAGE_TO,
	G_AMOUNT,
	G_SOURCE,
	G_VERIFIED,
	G_COLUMNS
};
static const char *const columns[G_COLUMNS] = {"effective_from", "grade",   "group",
                                               "wage_from",      "wage_to", "insured_amount",
                                               "source",         "verified"};

/* One row of a version, and what the version has told so far. */
struct grade_row {
	date_t from;
	int64_t grade, group, wage_from, wage_to, amount; /* wage_to -1: open */
	size_t row;
};

struct version {
	struct grade_row last; /* row 0: none yet */
	int64_t first_amount;
	char day[LAW_DAY_SIZE];
};

#define GRADE_NUMBER_MAX INT64_C(1000000000)

static bool number(struct law_checker *c, size_t column, int64_t min, int64_t *out) {
	struct str s = csv_field(&c->csv, column);
	if (str_to_i64(s, min, GRADE_NUMBER_MAX, out)) return true;
	LAW_CHECK_REPORT(c, LAW_RULE_GRADE_NUMBER, "%.*s", STR_ARG(s));
	return false;
}

static bool read_row(struct law_checker *c, const size_t *at, struct grade_row *out) {
	*out = (struct grade_row){.wage_to = -1, .row = c->csv.row};
	bool open = csv_field(&c->csv, at[G_WAGE_TO]).n == 0;
	bool ok = law_check_day(c, csv_field(&c->csv, at[G_FROM]), &out->from);
	ok = number(c, at[G_GRADE], 1, &out->grade) && ok;
	ok = number(c, at[G_GROUP], 1, &out->group) && ok;
	ok = number(c, at[G_WAGE_FROM], 0, &out->wage_from) && ok;
	ok = (open || number(c, at[G_WAGE_TO], 0, &out->wage_to)) && ok;
	ok = number(c, at[G_AMOUNT], 1, &out->amount) && ok;
	law_check_source(c, csv_field(&c->csv, at[G_SOURCE]), csv_field(&c->csv, at[G_VERIFIED]));
	return ok;
}

/* What the closed version must fulfil as a whole; reported at its last row. */
static void end_version(struct law_checker *c, const struct version *v) {
	const struct grade_row *top = &v->last;
	if (top->row == 0) return;
	struct str file = c->file->name;
	if (top->wage_to != -1)
		law_finding_add(c->out, LAW_RULE_GRADE_TOP, file, top->row, "%s" ERR_SEP "%lld",
		                v->day, (long long)top->grade);
	const struct law_checked_value *wage = law_check_value_at(c, STR("wage.basic"), top->from);
	const struct law_checked_value *spread =
	        law_check_value_at(c, STR("premium.grades.spread"), top->from);
	if (wage != NULL && wage->value != v->first_amount)
		law_finding_add(c->out, LAW_RULE_GRADE_FLOOR, file, top->row,
		                "%s" ERR_SEP "%lld" ERR_SEP "%lld", v->day,
		                (long long)v->first_amount, (long long)wage->value);
	if (spread != NULL && spread->value > 0 && top->amount / spread->value < v->first_amount)
		law_finding_add(c->out, LAW_RULE_GRADE_SPREAD, file, top->row,
		                "%s" ERR_SEP "%lld" ERR_SEP "%lld", v->day, (long long)top->amount,
		                (long long)spread->value);
}

static void begin_version(struct version *v, const struct grade_row *r) {
	*v = (struct version){.first_amount = r->amount};
	(void)law_day_text(r->from, v->day); /* kept in v->day */
}

/* A grade that is missing leaves a jump of more than the step of its group, also when the rest was
 * numbered anew. The step may be smaller: above the lowest grade and at 150,000. */
static void check_jump(struct law_checker *c, const struct version *v, const struct grade_row *r) {
	struct buf name = BUF_INIT(64);
	buf_printf(&name, "grades.step.%lld", (long long)r->group);
	const struct law_checked_value *step = law_check_value_at(c, buf_str(&name), r->from);
	buf_free(&name);
	int64_t jump = r->amount - v->last.amount;
	if (step != NULL && jump > step->value)
		LAW_CHECK_REPORT(c, LAW_RULE_GRADE_SKIP, "%s" ERR_SEP "%lld" ERR_SEP "%lld", v->day,
		                 (long long)r->grade, (long long)jump);
}

/* The row against the one before it in its version. */
static void check_step(struct law_checker *c, const struct version *v, const struct grade_row *r) {
	const struct grade_row *below = &v->last;
	bool first = below->row == 0;
	int64_t grade = first ? 1 : below->grade + 1;
	int64_t wage_from = first ? 0 : below->wage_to + 1;
	int64_t amount = r->wage_to == -1 ? r->wage_from : r->wage_to;
	bool group_fits =
	        first ? r->group == 1 : r->group == below->group || r->group == below->group + 1;
	if (r->grade != grade)
		LAW_CHECK_REPORT(c, LAW_RULE_GRADE_MISSING, "%s" ERR_SEP "%lld" ERR_SEP "%lld",
		                 v->day, (long long)grade, (long long)r->grade);
	if (!first && below->wage_to == -1)
		LAW_CHECK_REPORT(c, LAW_RULE_GRADE_TOP, "%s" ERR_SEP "%lld", v->day,
		                 (long long)below->grade);
	else if (r->wage_from != wage_from)
		LAW_CHECK_REPORT(c, LAW_RULE_GRADE_STEP, "%s" ERR_SEP "%lld" ERR_SEP "%lld", v->day,
		                 (long long)r->grade, (long long)wage_from);
	if (!first) check_jump(c, v, r);
	bool closed = r->wage_to != -1;
	if ((closed && r->amount != amount) || (!first && r->amount <= below->amount))
		LAW_CHECK_REPORT(c, LAW_RULE_GRADE_AMOUNT, "%s" ERR_SEP "%lld" ERR_SEP "%lld",
		                 v->day, (long long)r->grade, (long long)amount);
	if (!group_fits)
		LAW_CHECK_REPORT(c, LAW_RULE_GRADE_GROUP, "%s" ERR_SEP "%lld" ERR_SEP "%lld",
		                 v->day, (long long)r->grade, (long long)r->group);
}

void law_check_grades(struct law_checker *c, const struct law_file *file) {
	size_t at[G_COLUMNS];
	struct version v = {.last = {.row = 0}};
	if (!law_check_open(c, file, columns, G_COLUMNS, at)) return;
	while (law_check_next(c)) {
		struct grade_row r;
		if (!read_row(c, at, &r)) continue;
		if (v.last.row == 0 || r.from != v.last.from) {
			char day[LAW_DAY_SIZE];
			if (v.last.row != 0 && r.from < v.last.from)
				LAW_CHECK_REPORT(c, LAW_RULE_UNSORTED, "%s" ERR_SEP "%s",
				                 law_day_text(r.from, day), v.day);
			end_version(c, &v);
			begin_version(&v, &r);
		}
		check_step(c, &v, &r);
		v.last = r;
	}
	end_version(c, &v);
}
