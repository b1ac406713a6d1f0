/* filing.c: any bytes as enrolment rows (our own CSV or the three-in-one sheet), as a list of staff
 * and as a calendar, in any encoding. Rows that are not refused are written and read the same. */
#include "base/calendar.h"
#include "fuzz.h"
#include "wire/payroll.h"
#include "wire/sheet.h"
#include "wire/threeinone.h"

static const char layout_csv[] = "mark,act,column,field,in_doubt\n"
                                 "4,enrol,1,action,no\n4,enrol,2,unit,no\n4,enrol,3,role,no\n"
                                 "4,enrol,4,id,no\n4,enrol,5,name,no\n4,enrol,6,birth,no\n"
                                 "4,enrol,7,dependent_id,no\n4,enrol,8,dependent_name,no\n"
                                 "4,enrol,9,dependent_birth,no\n4,enrol,10,date,no\n"
                                 "2,withdraw,1,action,no\n2,withdraw,2,unit,no\n"
                                 "2,withdraw,3,id,no\n2,withdraw,4,residence_no,no\n"
                                 "2,withdraw,5,exit_kind,no\n2,withdraw,6,date,no\n";
static const char codes_csv[] = "mark,field,code,value,in_doubt\n2,exit_kind,2,transfer_out,yes\n";

static void check_same(const struct filing_row *row, struct arena *arena) {
	struct buf out = BUF_INIT(0);
	struct filing_reader r;
	struct filing_row again;
	struct err err = ERR_INIT;
	bool more;
	filing_write_titles(&out);
	filing_write(&out, row);
	CHECK(filing_open(&r, buf_str(&out), NULL, arena, &err) == NHI_OK);
	CHECK(filing_next(&r, &again, &more, &err) == NHI_OK && more && !again.is_refused);
	CHECK(again.act == row->act && again.role == row->role && again.birth == row->birth);
	CHECK(again.on == row->on && again.amount == row->amount && again.wage == row->wage);
	CHECK(str_eq(again.id, row->id) && str_eq(again.name, row->name));
	buf_free(&out);
}

static void read_filings(struct str text, const struct threeinone_layout *layout,
                         struct arena *arena) {
	struct filing_reader r;
	struct filing_row row;
	struct err err = ERR_INIT;
	bool more = true;
	if (filing_open(&r, text, layout, arena, &err) != NHI_OK) return;
	while (filing_next(&r, &row, &more, &err) == NHI_OK && more)
		if (!row.is_refused) check_same(&row, arena);
}

static void read_payroll(struct str text, struct arena *arena) {
	struct payroll_reader r;
	struct payroll_row row;
	struct err err = ERR_INIT;
	bool more = true;
	if (payroll_open(&r, text, arena, &err) != NHI_OK) return;
	while (payroll_next(&r, &row, &more, &err) == NHI_OK && more)
		CHECK(row.is_refused || row.dependents <= PAYROLL_DEPENDENTS_MAX);
}

static void read_calendars(struct str text, struct arena *arena) {
	struct calendar c;
	struct err err = ERR_INIT;
	struct buf out = BUF_INIT(0);
	if (calendar_import(&c, arena, text, STR("fuzz"), &err) == NHI_OK) {
		calendar_write(&out, NULL, &c);
		CHECK(calendar_read(&c, arena, buf_str(&out), &err) == NHI_OK);
	}
	if (calendar_read(&c, arena, text, &err) == NHI_OK)
		CHECK(calendar_next_working_day(&c, 20000).date >= 20000);
	buf_free(&out);
}

void fuzz_one(struct str bytes) {
	struct arena arena = ARENA_INIT(0);
	struct threeinone_layout layout;
	struct err err = ERR_INIT;
	struct str text;
	CHECK(threeinone_read(&layout, &arena, str_from(layout_csv), str_from(codes_csv), &err) ==
	      NHI_OK);
	if (!str_starts(bytes, STR("PK")) &&
	    sheet_text(bytes, &arena, &text, NULL, &err) == NHI_OK) {
		read_filings(text, &layout, &arena);
		read_payroll(text, &arena);
		read_calendars(text, &arena);
	}
	arena_free(&arena);
}
