/* filing.c: see filing.h. Both formats become cells; one set of functions reads the cells. */
#include "wire/filing.h"

#include "base/ids.h"
#include "base/table.h"
#include "wire/field.h"
#include "wire/threeinone.h"

#define AMOUNT_MAX INT64_C(99999999) /* dollars a month: beyond any wage */

const struct field_name filing_fields[FF_COUNT] = {
        [FF_ACTION] = {"action", "異動別", "action"},
        [FF_UNIT] = {"unit", "投保單位代號", "unit code"},
        [FF_ROLE] = {"role", "身分", "role"},
        [FF_ID] = {"id", "身分證號", "id"},
        [FF_NAME] = {"name", "姓名", "name"},
        [FF_BIRTH] = {"birth", "出生日期", "birth date"},
        [FF_SEX] = {"sex", "性別", "sex"},
        [FF_FOREIGNER] = {"foreigner", "外籍", "foreigner"},
        [FF_INSURED_ID] = {"insured_id", "被保險人證號", "id of the insured"},
        [FF_RELATION] = {"relation", "稱謂", "relation"},
        [FF_CATEGORY] = {"category", "類目", "category"},
        [FF_PRIVATE_SCHOOL] = {"private_school", "私校", "private school"},
        [FF_WAGE] = {"wage", "薪資", "wage"},
        [FF_AMOUNT] = {"amount", "投保金額", "insured amount"},
        [FF_REASON] = {"reason", "原因", "reason"},
        [FF_DATE] = {"date", "日期", "date"},
        [FF_ADDRESS] = {"address", "地址", "address"},
        [FF_COUNTY] = {"county", "縣市", "county"},
        [FF_FILED] = {"filed", "申報日期", "day of filing"},
        [FF_ABSENCE] = {"absence", "留停別", "absence"},
        [FF_PROVED] = {"proved", "所得證明", "income proved"},
        [FF_BIRTH_ORDER] = {"birth_order", "胎次", "birth order"},
};

static const struct {
	const char *name, *zh;
} acts[FILING_ACT_COUNT] = {
        [FILING_ENROL] = {"enrol", "加保"},       [FILING_TRANSFER_IN] = {"transfer_in", "轉入"},
        [FILING_WITHDRAW] = {"withdraw", "退保"}, [FILING_TRANSFER_OUT] = {"transfer_out", "轉出"},
        [FILING_AMOUNT] = {"amount", "調整"},     [FILING_PERSON] = {"person", "變更"},
        [FILING_STATUS] = {"status", "改變身分"}, [FILING_ABSENCE] = {"absence", "留停"},
        [FILING_CANCEL] = {"cancel", "撤銷"},
};
static const char act_words[] = "enrol 加保, transfer_in 轉入, withdraw 退保, "
                                "transfer_out 轉出, amount 調整, person 變更, "
                                "status 改變身分, absence 留停, cancel 撤銷";

const char *filing_act_name(enum filing_act act) { return acts[act].name; }

/* --- opening ---------------------------------------------------------------------------------- */

static enum filing_field field_of_title(struct str title) {
	for (size_t i = 0; i < FF_COUNT; i++)
		if (str_is(title, filing_fields[i].key) || str_is(title, filing_fields[i].zh))
			return (enum filing_field)i;
	return FF_COUNT;
}

static enum nhi_status take_titles(struct filing_reader *r, struct err *err) {
	for (size_t i = 0; i < FF_COUNT; i++) r->place[i] = SIZE_MAX;
	for (size_t i = 0; i < r->csv.count; i++) {
		enum filing_field field = field_of_title(field_trim(r->csv.field[i]));
		if (field == FF_COUNT) continue; /* the unit's own columns */
		if (r->place[field] != SIZE_MAX)
			return err_set(err, NHI_INPUT,
			               "標題列有兩個「%s」欄" ERR_SEP
			               "the first row names the column “%s” twice",
			               filing_fields[field].zh, filing_fields[field].key);
		r->place[field] = i;
	}
	return NHI_OK;
}

/* True when the row behind the title row is one of a three-in-one sheet. Looks ahead on a copy. */
static bool looks_like_threeinone(const struct filing_reader *r) {
	struct csv ahead = r->csv;
	struct err ignored = ERR_INIT;
	bool more;
	size_t columns = ahead.count;
	if (csv_next(&ahead, &more, &ignored) != NHI_OK || !more) return false;
	return threeinone_is_sheet(r->layout, columns, csv_field(&ahead, 0));
}

enum nhi_status filing_open(struct filing_reader *r, struct str text,
                            const struct threeinone_layout *layout, struct arena *arena,
                            struct err *err) {
	static const enum filing_field needed[] = {FF_ACTION, FF_UNIT, FF_ID};
	*r = (struct filing_reader){
	        .layout = layout, .findings = FINDINGS_INIT(arena), .arena = arena};
	bool more;
	csv_init(&r->csv, text, arena);
	enum nhi_status st = csv_next(&r->csv, &more, err);
	if (st != NHI_OK) return st;
	if (!more) return err_set(err, NHI_INPUT, "檔案是空的" ERR_SEP "the file is empty");
	st = take_titles(r, err);
	if (st != NHI_OK) return st;
	size_t missing = SIZE_MAX;
	for (size_t i = COUNT_OF(needed); i-- > 0;)
		if (r->place[needed[i]] == SIZE_MAX) missing = needed[i];
	if (missing == SIZE_MAX) return NHI_OK;
	if (layout != NULL && looks_like_threeinone(r)) {
		r->format = FILING_THREEINONE;
		return NHI_OK;
	}
	struct buf names = BUF_INIT(ERR_DETAIL_SIZE);
	for (size_t i = 0; i < FF_COUNT; i++)
		buf_printf(&names, "%s%s", i > 0 ? "," : "", filing_fields[i].key);
	st = err_set(err, NHI_MISSING_COLUMN, "%s %s" ERR_SEP "%.*s", filing_fields[missing].key,
	             filing_fields[missing].zh, STR_ARG(buf_str(&names)));
	buf_free(&names);
	return st;
}

/* --- one row ---------------------------------------------------------------------------------- */

struct row_reader {
	struct filing_reader *r;
	struct filing_row *row;
	const struct filing_cells *cells;
};

static void add(struct row_reader *c, enum finding_code code, enum filing_field field,
                struct str text) {
	struct place place = {c->row->line, c->cells->column[field], &filing_fields[field]};
	finding_add(&c->r->findings, code, place, "%.*s" ERR_SEP "%s", STR_ARG(text), act_words);
}

static struct str cell(const struct row_reader *c, enum filing_field field) {
	return field_trim(c->cells->value[field]);
}

/* A cell far beyond any address is damage; it is named and not carried further. */
static void drop_long_cells(struct row_reader *c, struct filing_cells *cells) {
	for (size_t i = 0; i < FF_COUNT; i++) {
		if (cells->value[i].n <= FILING_TEXT_SIZE_MAX) continue;
		add(c, FIND_CELL_LONG, (enum filing_field)i, text_fit(cells->value[i], 12));
		cells->value[i] = STR("");
	}
}

static void take_act(struct row_reader *c) {
	struct str s = cell(c, FF_ACTION);
	for (size_t i = 0; i < FILING_ACT_COUNT; i++)
		if (str_is(s, acts[i].name) || str_is(s, acts[i].zh)) {
			c->row->act = (enum filing_act)i;
			return;
		}
	add(c, FIND_BAD_ACT, FF_ACTION, s);
}

static void take_unit(struct row_reader *c) {
	c->row->unit_code = cell(c, FF_UNIT);
	if (c->row->unit_code.n == 0)
		add(c, FIND_FILING_MISSING, FF_UNIT, STR(""));
	else if (!id_is_unit(c->row->unit_code))
		add(c, FIND_FILING_UNIT, FF_UNIT, c->row->unit_code);
}

static void take_role(struct row_reader *c) {
	static const struct {
		const char *word;
		enum filing_role role;
	} words[] = {{"", FILING_INSURED},
	             {"1", FILING_INSURED},
	             {"insured", FILING_INSURED},
	             {"本人", FILING_INSURED},
	             {"被保險人", FILING_INSURED},
	             {"2", FILING_DEPENDENT},
	             {"dependent", FILING_DEPENDENT},
	             {"眷屬", FILING_DEPENDENT}};
	struct str s = cell(c, FF_ROLE);
	c->row->role = FILING_INSURED;
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_is(s, words[i].word)) {
			c->row->role = words[i].role;
			return;
		}
	add(c, FIND_FILING_ROLE, FF_ROLE, s);
}

static void check_person(struct row_reader *c, enum filing_field field, struct str id) {
	enum id_kind kind = id_kind_of(id);
	if (kind != ID_NATIONAL && kind != ID_RESIDENT && kind != ID_RESIDENT_OLD)
		add(c, FIND_FILING_ID_FORM, field, id);
	else if (!id_is_person(id))
		add(c, FIND_FILING_ID_CHECK, field, id);
}

/* A newborn has no number yet: it is filed under a parent with name and birth date. */
static void take_ids(struct row_reader *c) {
	struct filing_row *row = c->row;
	row->id = cell(c, FF_ID);
	row->insured_id = cell(c, FF_INSURED_ID);
	bool is_dependent = row->role == FILING_DEPENDENT;
	if (row->id.n > 0)
		check_person(c, FF_ID, row->id);
	else if (!is_dependent || row->birth == FILING_NO_DATE)
		add(c, FIND_FILING_MISSING, FF_ID, STR(""));
	if (row->insured_id.n > 0)
		check_person(c, FF_INSURED_ID, row->insured_id);
	else if (is_dependent && (row->act == FILING_ENROL || row->act == FILING_TRANSFER_IN))
		add(c, FIND_FILING_MISSING, FF_INSURED_ID, STR(""));
}

static void take_date(struct row_reader *c, enum filing_field field, date_t *out) {
	struct str s = cell(c, field);
	*out = FILING_NO_DATE;
	if (s.n > 0 && !field_date(s, out)) add(c, FIND_BAD_DATE, field, s);
}

static void take_money(struct row_reader *c, enum filing_field field, int64_t *out) {
	struct str s = cell(c, field);
	*out = FILING_NO_AMOUNT;
	if (s.n > 0 && !field_money(s, 0, AMOUNT_MAX, out)) add(c, FIND_BAD_MONEY, field, s);
}

static void take_flag(struct row_reader *c, enum filing_field field, bool *out) {
	struct str s = cell(c, field);
	bool is_mark_2 =
	        field == FF_FOREIGNER && str_is(s, "2"); /* the three-in-one's other mark */
	if (is_mark_2)
		*out = true;
	else if (!field_yes(s, out))
		add(c, FIND_BAD_FLAG, field, s);
}

static void take_name(struct row_reader *c) {
	c->row->name = cell(c, FF_NAME);
	bool is_entry = c->row->act == FILING_ENROL || c->row->act == FILING_TRANSFER_IN;
	if (c->row->name.n == 0 && is_entry) add(c, FIND_FILING_MISSING, FF_NAME, STR(""));
	if (field_chars(c->row->name) > FILING_NAME_CHARS_MAX)
		add(c, FIND_FILING_LONG, FF_NAME, text_fit(c->row->name, 20));
}

static void take_sex(struct row_reader *c) {
	static const struct {
		const char *word;
		char sex;
	} words[] = {{"M", 'M'}, {"1", 'M'}, {"男", 'M'}, {"F", 'F'}, {"2", 'F'}, {"女", 'F'}};
	struct str s = cell(c, FF_SEX);
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_is(s, words[i].word)) c->row->sex = words[i].sex;
	if (s.n > 0 && c->row->sex == 0) add(c, FIND_FILING_SEX, FF_SEX, s);
}

static void take_absence(struct row_reader *c) {
	static const char *const words[][2] = {
	        {"unpaid", "留職停薪"}, {"parental", "育嬰留停"}, {"none", "復職"}};
	struct str s = cell(c, FF_ABSENCE);
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (str_is(s, words[i][0]) || str_is(s, words[i][1]))
			c->row->absence = str_from(words[i][0]);
	if (c->row->absence.n > 0) return;
	if (s.n > 0)
		add(c, FIND_FILING_ABSENCE, FF_ABSENCE, s);
	else if (c->row->act == FILING_ABSENCE)
		add(c, FIND_FILING_MISSING, FF_ABSENCE, s);
}

static void take_birth_order(struct row_reader *c) {
	enum { ORDER_MAX = 9 };
	struct str s = cell(c, FF_BIRTH_ORDER);
	if (s.n > 0 && !str_to_i64(s, 1, ORDER_MAX, &c->row->birth_order))
		add(c, FIND_FILING_BIRTH_ORDER, FF_BIRTH_ORDER, s);
}

static void take_cells(struct row_reader *c) {
	struct filing_row *row = c->row;
	take_act(c);
	take_unit(c);
	take_role(c);
	take_date(c, FF_BIRTH, &row->birth);
	take_ids(c);
	take_name(c);
	take_sex(c);
	take_flag(c, FF_FOREIGNER, &row->is_foreigner);
	take_flag(c, FF_PRIVATE_SCHOOL, &row->is_private_school);
	row->relation = cell(c, FF_RELATION);
	row->category = cell(c, FF_CATEGORY);
	if (row->category.n > 0 && (row->category.n != 2 || !str_is_digits(row->category)))
		add(c, FIND_BAD_CATEGORY, FF_CATEGORY, row->category);
	take_money(c, FF_WAGE, &row->wage);
	take_money(c, FF_AMOUNT, &row->amount);
	if (row->act == FILING_AMOUNT && row->wage == FILING_NO_AMOUNT &&
	    row->amount == FILING_NO_AMOUNT && cell(c, FF_AMOUNT).n == 0)
		add(c, FIND_FILING_MISSING, FF_AMOUNT, STR(""));
	row->reason = cell(c, FF_REASON);
	take_date(c, FF_DATE, &row->on);
	/* An adjusted amount counts from the day of the filing when no day is given. */
	if (row->on == FILING_NO_DATE && cell(c, FF_DATE).n == 0 && row->act != FILING_AMOUNT &&
	    row->act != FILING_PERSON)
		add(c, FIND_FILING_MISSING, FF_DATE, STR(""));
	row->address = cell(c, FF_ADDRESS);
	row->county = cell(c, FF_COUNTY);
	take_date(c, FF_FILED, &row->filed_on);
	take_absence(c);
	take_flag(c, FF_PROVED, &row->is_proved);
	take_birth_order(c);
	if (row->act == FILING_STATUS && row->category.n == 0)
		add(c, FIND_FILING_MISSING, FF_CATEGORY, STR(""));
}

enum nhi_status filing_next(struct filing_reader *r, struct filing_row *row, bool *more,
                            struct err *err) {
	finding_reset(&r->findings);
	enum nhi_status st = csv_next(&r->csv, more, err);
	if (st != NHI_OK || !*more) return st;
	struct filing_cells cells = {0};
	*row = (struct filing_row){.line = r->csv.row, .role = FILING_INSURED};
	bool known = true;
	if (r->format == FILING_THREEINONE) known = threeinone_cells(r->layout, &r->csv, &cells);
	for (size_t i = 0; r->format == FILING_ROSTER && i < FF_COUNT; i++) {
		cells.value[i] = csv_field(&r->csv, r->place[i]);
		cells.column[i] = r->place[i] == SIZE_MAX ? 0 : r->place[i] + 1;
	}
	struct row_reader c = {r, row, &cells};
	drop_long_cells(&c, &cells);
	if (known)
		take_cells(&c);
	else
		finding_add(&r->findings, FIND_THREEINONE_MARK, (struct place){row->line, 1, NULL},
		            "%.*s", STR_ARG(csv_field(&r->csv, 0)));
	row->is_refused = finding_count(&r->findings, FINDING_ERROR) > 0;
	return r->findings.failed ? err_set(err, NHI_MEMORY, "") : NHI_OK;
}

/* --- writing ---------------------------------------------------------------------------------- */

void filing_write_titles(struct buf *out) {
	for (size_t i = 0; i < FF_COUNT; i++) csv_put(out, i, str_from(filing_fields[i].key));
	csv_end_row(out);
}

static void put_date(struct buf *out, enum filing_field field, date_t d) {
	struct buf text = BUF_INIT(16);
	if (d != FILING_NO_DATE) date_print(&text, d);
	csv_put(out, field, buf_str(&text));
	buf_free(&text);
}

static void put_amount(struct buf *out, enum filing_field field, int64_t v) {
	if (v == FILING_NO_AMOUNT)
		csv_put(out, field, STR(""));
	else
		csv_put_i64(out, field, v);
}

void filing_write(struct buf *out, const struct filing_row *row) {
	char sex[2] = {row->sex, '\0'};
	csv_put(out, FF_ACTION, str_from(acts[row->act].name));
	csv_put(out, FF_UNIT, row->unit_code);
	csv_put_i64(out, FF_ROLE, row->role);
	csv_put(out, FF_ID, row->id);
	csv_put(out, FF_NAME, row->name);
	put_date(out, FF_BIRTH, row->birth);
	csv_put(out, FF_SEX, str_from(sex));
	csv_put(out, FF_FOREIGNER, str_from(row->is_foreigner ? "yes" : ""));
	csv_put(out, FF_INSURED_ID, row->insured_id);
	csv_put(out, FF_RELATION, row->relation);
	csv_put(out, FF_CATEGORY, row->category);
	csv_put(out, FF_PRIVATE_SCHOOL, str_from(row->is_private_school ? "yes" : ""));
	put_amount(out, FF_WAGE, row->wage);
	put_amount(out, FF_AMOUNT, row->amount);
	csv_put(out, FF_REASON, row->reason);
	put_date(out, FF_DATE, row->on);
	csv_put(out, FF_ADDRESS, row->address);
	csv_put(out, FF_COUNTY, row->county);
	put_date(out, FF_FILED, row->filed_on);
	csv_put(out, FF_ABSENCE, row->absence);
	csv_put(out, FF_PROVED, str_from(row->is_proved ? "yes" : ""));
	if (row->birth_order > 0)
		csv_put_i64(out, FF_BIRTH_ORDER, row->birth_order);
	else
		csv_put(out, FF_BIRTH_ORDER, STR(""));
	csv_end_row(out);
}
