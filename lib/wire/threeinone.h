/* threeinone.h: the worksheet by which units file for labour insurance, health insurance and
 * pension at once (三合一): row 1 titles, then one row a person; column 1 tells the kind of row.
 *
 * The official list of fields is not published as data: the layout was reconstructed, and what is
 * in doubt is marked so. Therefore it is data: codes/threeinone_layout.csv says which column means
 * what, codes/threeinone_codes.csv what codes mean; an operator who knows better changes them. */
#ifndef WIRE_THREEINONE_H
#define WIRE_THREEINONE_H

#include "base/csv.h"
#include "base/err.h"
#include "wire/filing.h"

enum { THREEINONE_COLUMNS_MAX = 40, THREEINONE_FORMS_MAX = 8, THREEINONE_CODES_MAX = 500 };

/* Meanings beyond the fields of filing.h. */
enum threeinone_field {
	TF_DEPENDENT_ID = FF_COUNT,
	TF_DEPENDENT_NAME,
	TF_DEPENDENT_BIRTH,
	TF_RESIDENCE_NO,
	TF_EXIT_KIND, /* its code tells a transfer out from leaving */
	TF_IGNORED,   /* labour insurance, pension: not ours */
	TF_COUNT
};

struct threeinone_form {
	char mark; /* what column 1 holds: '4' entry, '2' exit, '3' amount */
	enum filing_act act;
	enum threeinone_field column[THREEINONE_COLUMNS_MAX];
	size_t count; /* columns of the sheet */
	bool is_in_doubt[THREEINONE_COLUMNS_MAX];
};

struct threeinone_code {
	enum threeinone_field field;
	struct str form, code, value; /* form empty: in all of them */
	bool is_in_doubt;
};

struct threeinone_layout {
	struct threeinone_form form[THREEINONE_FORMS_MAX];
	size_t form_count;
	struct threeinone_code *code;
	size_t code_count;
};

/* Parses the two data files (UTF-8 text). NHI_LAW_ROW names file and row of the first defect. */
MUST_USE enum nhi_status threeinone_read(struct threeinone_layout *out, struct arena *arena,
                                         struct str layout_csv, struct str codes_csv,
                                         struct err *err);
/* True when a title row with that many columns and a first data row with that mark can be one of
 * the forms. */
bool threeinone_is_sheet(const struct threeinone_layout *layout, size_t columns, struct str mark);
/* Brings the current row of `csv` into cells; false when its mark is unknown. Codes that are not in
 * the table stay as they are. */
MUST_USE bool threeinone_cells(const struct threeinone_layout *layout, const struct csv *csv,
                               struct filing_cells *out);

#endif
