/* payroll.c: see payroll.h. */
#include "wire/payroll.h"

#include "base/ids.h"
#include "base/table.h"
#include "wire/field.h"

enum { ID, NAME, CATEGORY, WAGE, AMOUNT, DEPENDENTS, DEDUCTED, PRIVATE_SCHOOL };

static const struct field_name fields[PAYROLL_COLUMNS] = {
        [ID] = {"id", "身分證號", "id"},
        [NAME] = {"name", "姓名", "name"},
        [CATEGORY] = {"category", "類目", "category"},
        [WAGE] = {"wage", "薪資", "wage"},
        [AMOUNT] = {"amount", "投保金額", "insured amount"},
        [DEPENDENTS] = {"dependents", "眷屬人數", "dependents"},
        [DEDUCTED] = {"deducted", "扣繳保費", "deducted"},
        [PRIVATE_SCHOOL] = {"private_school", "私校", "private school"},
};

/* Other titles that payroll programs use for the same columns. */
static const struct {
	size_t column;
	const char *title;
} aliases[] = {
        {ID, "身分證字號"},     {ID, "身分證統一編號"},
        {ID, "證號"},           {CATEGORY, "類別"},
        {WAGE, "月薪"},         {WAGE, "薪資總額"},
        {WAGE, "薪資月額"},     {AMOUNT, "健保投保金額"},
        {DEPENDENTS, "眷口數"}, {DEPENDENTS, "眷屬數"},
        {DEDUCTED, "已扣保費"}, {DEDUCTED, "健保費"},
        {DEDUCTED, "扣繳金額"}, {PRIVATE_SCHOOL, "私立學校"},
};

static size_t column_of_title(struct str title) {
	for (size_t i = 0; i < PAYROLL_COLUMNS; i++)
		if (str_is(title, fields[i].key) || str_is(title, fields[i].zh)) return i;
	for (size_t i = 0; i < COUNT_OF(aliases); i++)
		if (str_is(title, aliases[i].title)) return aliases[i].column;
	return PAYROLL_COLUMNS;
}

enum nhi_status payroll_open(struct payroll_reader *r, struct str text, struct arena *arena,
                             struct err *err) {
	*r = (struct payroll_reader){.findings = FINDINGS_INIT(arena)};
	csv_init(&r->csv, text, arena);
	bool more;
	enum nhi_status st = csv_next(&r->csv, &more, err);
	if (st != NHI_OK) return st;
	if (!more) return err_set(err, NHI_INPUT, "檔案是空的" ERR_SEP "the file is empty");
	for (size_t i = 0; i < PAYROLL_COLUMNS; i++) r->place[i] = SIZE_MAX;
	for (size_t i = 0; i < r->csv.count; i++) {
		size_t column = column_of_title(field_trim(r->csv.field[i]));
		if (column == PAYROLL_COLUMNS) continue; /* other columns are the company's own */
		if (r->place[column] != SIZE_MAX)
			return err_set(err, NHI_INPUT,
			               "標題列有兩個「%s」欄" ERR_SEP
			               "the first row names the column “%s” twice",
			               fields[column].zh, fields[column].en);
		r->place[column] = i;
	}
	if (r->place[WAGE] == SIZE_MAX && r->place[AMOUNT] == SIZE_MAX)
		return err_set(err, NHI_MISSING_COLUMN,
		               "wage|amount" ERR_SEP "id,name,category,wage|amount,dependents,"
		               "deducted,private_school（身分證號,姓名,類目,薪資|投保金額,"
		               "眷屬人數,扣繳保費,私校）");
	return NHI_OK;
}

static struct str value(const struct payroll_reader *r, size_t column) {
	return field_trim(csv_field(&r->csv, r->place[column]));
}

static struct place place(const struct payroll_reader *r, size_t column) {
	size_t at = r->place[column];
	return (struct place){r->csv.row, at == SIZE_MAX ? 0 : at + 1, &fields[column]};
}

static void refuse(struct payroll_reader *r, struct payroll_row *row, enum finding_code code,
                   size_t column, struct str text) {
	finding_add(&r->findings, code, place(r, column), "%.*s", STR_ARG(text));
	row->is_refused = true;
}

/* A cell far beyond any name or number is damage; it is not carried further. */
static struct str bounded(struct payroll_reader *r, struct payroll_row *row, size_t column) {
	struct str s = value(r, column);
	if (s.n <= PAYROLL_TEXT_SIZE_MAX) return s;
	refuse(r, row, FIND_CELL_LONG, column, text_fit(s, 12));
	return STR("");
}

static void take_money(struct payroll_reader *r, struct payroll_row *row, size_t column,
                       int64_t *out) {
	struct str text = value(r, column);
	*out = PAYROLL_NO_AMOUNT;
	if (text.n > 0 && !field_money(text, 0, PAYROLL_AMOUNT_MAX, out))
		refuse(r, row, FIND_BAD_MONEY, column, text);
}

static void take_id(struct payroll_reader *r, struct payroll_row *row) {
	row->id = bounded(r, row, ID);
	if (row->id.n == 0) return;
	enum id_kind kind = id_kind_of(row->id);
	bool is_person = kind == ID_NATIONAL || kind == ID_RESIDENT || kind == ID_RESIDENT_OLD;
	/* The number does not change the premium: worth saying, no reason to refuse. */
	if (!is_person && id_kind_of(value(r, NAME)) != ID_NONE && r->place[NAME] != SIZE_MAX)
		refuse(r, row, FIND_SWAPPED, ID, text_fit(row->id, 20));
	else if (!is_person)
		finding_add(&r->findings, FIND_ID_SHAPE, place(r, ID), "%.*s", STR_ARG(row->id));
	else if (!id_is_person(row->id))
		finding_add(&r->findings, FIND_ID_CHECK, place(r, ID), "%.*s", STR_ARG(row->id));
}

enum nhi_status payroll_next(struct payroll_reader *r, struct payroll_row *row, bool *more,
                             struct err *err) {
	finding_reset(&r->findings);
	enum nhi_status st = csv_next(&r->csv, more, err);
	if (st != NHI_OK || !*more) return st;
	*row = (struct payroll_row){.line = r->csv.row};
	row->name = bounded(r, row, NAME);
	take_id(r, row);
	row->category = bounded(r, row, CATEGORY);
	if (row->category.n > 0 && (row->category.n != 2 || !str_is_digits(row->category)))
		refuse(r, row, FIND_BAD_CATEGORY, CATEGORY, row->category);
	take_money(r, row, WAGE, &row->wage);
	take_money(r, row, AMOUNT, &row->amount);
	take_money(r, row, DEDUCTED, &row->deducted);
	struct str dependents = value(r, DEPENDENTS);
	if (dependents.n > 0 &&
	    !field_money(dependents, 0, PAYROLL_DEPENDENTS_MAX, &row->dependents))
		refuse(r, row, FIND_BAD_DEPENDENTS, DEPENDENTS, dependents);
	if (!field_yes(value(r, PRIVATE_SCHOOL), &row->is_private_school))
		refuse(r, row, FIND_BAD_FLAG, PRIVATE_SCHOOL, value(r, PRIVATE_SCHOOL));
	return NHI_OK;
}
