/* withholding_layout.c: see withholding_layout.h. */
#include "wire/withholding_layout.h"

const struct withholding_field_row withholding_fields[WF_FIELD_COUNT] = {
        [WF_RECORD] = {{"record", "資料識別碼", "record"}, WT_RECORD, true, 1},
        [WF_BUSINESS] = {{"business_no", "統一編號", "business number"}, WT_BUSINESS, true, 8},
        [WF_KIND] = {{"kind", "所得（收入）類別", "kind of income"}, WT_KIND, true, 2},
        [WF_MONTH_FROM] = {{"month_from", "給付起始年月", "first month"}, WT_MONTH, true, 5},
        [WF_MONTH_TO] = {{"month_to", "給付結束年月", "last month"}, WT_MONTH, true, 5},
        [WF_COUNT] = {{"count", "明細筆數", "number of details"}, WT_MONEY, true, 9},
        [WF_PAID_TOTAL] = {{"paid_total", "給付總額", "total paid"}, WT_MONEY, true, 20},
        [WF_WITHHELD_TOTAL] = {{"withheld_total", "扣費總額", "total withheld"},
                               WT_MONEY,
                               true,
                               16},
        [WF_PAYER] = {{"payer", "扣費單位名稱", "payer"}, WT_TEXT, true, 50},
        [WF_PHONE] = {{"phone", "電話", "phone"}, WT_TEXT, false, 30},
        [WF_EMAIL] = {{"email", "電子郵件", "e-mail"}, WT_TEXT, false, 60},
        [WF_CONTACT] = {{"contact", "聯絡人", "contact"}, WT_TEXT, false, 50},
        [WF_FILE_DATE] = {{"file_date", "檔案日期", "file date"}, WT_DATE, true, 7},
        [WF_HEAD_OFFICE] = {{"head_office", "總機構統一編號", "head office"}, WT_TEXT, false, 8},
        [WF_SERIAL] = {{"serial", "流水號", "serial"}, WT_MONEY, true, 9},
        [WF_ACTION] = {{"action", "處理方式", "action"}, WT_ACTION, true, 1},
        [WF_PAID_ON] = {{"paid_on", "給付日期", "payment date"}, WT_DATE, true, 7},
        [WF_PAYEE_ID] = {{"payee_id", "所得人證號", "payee id"}, WT_PERSON, true, 10},
        [WF_PAYEE] = {{"payee", "所得人姓名", "payee name"}, WT_TEXT, true, 50},
        [WF_PAID] = {{"paid", "單次給付金額", "amount paid"}, WT_MONEY, true, 14},
        [WF_WITHHELD] = {{"withheld", "扣繳補充保險費", "premium withheld"}, WT_MONEY, true, 10},
        [WF_DECLARATION] = {{"declaration", "申報編號", "declaration number"}, WT_TEXT, true, 30},
        [WF_UNIT] = {{"unit_code", "投保單位代號", "unit code"}, WT_UNIT, true, 9},
        [WF_INSURED_AMOUNT] = {{"insured_amount", "投保金額", "insured amount"}, WT_MONEY, true, 6},
        [WF_BONUS_TOTAL] = {{"bonus_total", "累計獎金", "running bonus total"}, WT_MONEY, true, 10},
        [WF_NOTE] = {{"note", "資料註記", "data note"}, WT_TEXT, false, 20},
        [WF_TRUST] = {{"trust", "信託註記", "trust note"}, WT_TRUST, false, 1},
        [WF_INCOME_YEAR] = {{"income_year", "所得年度", "income year"}, WT_YEAR, false, 3},
        [WF_CREDIT] = {{"credit", "扣取時可扣抵稅額", "creditable tax"}, WT_MONEY, false, 10},
        [WF_CREDIT_FINAL] = {{"credit_final", "年度確定可扣抵稅額", "final creditable tax"},
                             WT_MONEY,
                             false,
                             10},
        [WF_OWNER_AMOUNT] = {{"owner_amount", "以雇主身分加保之投保金額總計",
                              "insured amounts as owner"},
                             WT_MONEY,
                             false,
                             10},
        [WF_EX_DATE] = {{"ex_date", "除權（息）基準日", "ex-date"}, WT_DATE, true, 7},
        [WF_DIVIDEND_NOTE] = {{"dividend_note", "股利註記", "dividend note"}, WT_DIVIDEND, true, 1},
        [WF_SPECIAL_NOTE] = {{"special_note", "特殊註記", "special note"}, WT_TEXT, false, 20},
        [WF_PERIOD] = {{"period", "股利所屬期間", "dividend period"}, WT_PERIOD, false, 10},
        [WF_DIVIDEND_YEAR] = {{"dividend_year", "股利所屬年度", "dividend year"},
                              WT_YEAR,
                              false,
                              3},
        [WF_EMPTY] = {{"empty", "空白欄", "empty field"}, WT_EMPTY, false, 0},
};

#define COMMON_CSV_HEADER                                                                          \
	{WF_RECORD, 1, 0}, {WF_BUSINESS, 2, 0}, {WF_KIND, 3, 0}, {WF_MONTH_FROM, 4, 0},            \
	        {WF_MONTH_TO, 5, 0}, {WF_COUNT, 6, 0}, {WF_PAID_TOTAL, 7, 0},                      \
	        {WF_WITHHELD_TOTAL, 8, 0}, {WF_PAYER, 9, 0}, {WF_PHONE, 10, 0}, {WF_EMAIL, 11, 0}, \
	{                                                                                          \
		WF_CONTACT, 12, 0                                                                  \
	}
#define COMMON_CSV_DETAIL                                                                          \
	{WF_RECORD, 1, 0}, {WF_ACTION, 2, 0}, {WF_PAID_ON, 3, 0}, {WF_PAYEE_ID, 4, 0},             \
	        {WF_PAYEE, 5, 0}, {WF_PAID, 6, 0}, {WF_WITHHELD, 7, 0}, {                          \
		WF_DECLARATION, 8, 0                                                               \
	}

static const struct withholding_slot csv_header[] = {COMMON_CSV_HEADER};
static const struct withholding_slot csv_header_66[] = {COMMON_CSV_HEADER, {WF_EMPTY, 13, 0},
                                                        {WF_EMPTY, 14, 0}, {WF_EMPTY, 15, 0},
                                                        {WF_EMPTY, 16, 0}, {WF_EMPTY, 17, 0}};
static const struct withholding_slot csv_62[] = {
        COMMON_CSV_DETAIL,       {WF_UNIT, 9, 0},  {WF_INSURED_AMOUNT, 10, 0},
        {WF_BONUS_TOTAL, 11, 0}, {WF_NOTE, 12, 0},
};
static const struct withholding_slot csv_other[] = {
        COMMON_CSV_DETAIL, {WF_TRUST, 9, 0}, {WF_NOTE, 10, 0}, {WF_EMPTY, 11, 0}, {WF_EMPTY, 12, 0},
};
static const struct withholding_slot csv_65[] = {
        COMMON_CSV_DETAIL,       {WF_TRUST, 9, 0},  {WF_NOTE, 10, 0},
        {WF_INCOME_YEAR, 11, 0}, {WF_EMPTY, 12, 0},
};
static const struct withholding_slot csv_66[] = {
        COMMON_CSV_DETAIL,         {WF_TRUST, 9, 0},         {WF_CREDIT, 10, 0},
        {WF_CREDIT_FINAL, 11, 0},  {WF_OWNER_AMOUNT, 12, 0}, {WF_EX_DATE, 13, 0},
        {WF_DIVIDEND_NOTE, 14, 0}, {WF_SPECIAL_NOTE, 15, 0}, {WF_PERIOD, 16, 0},
        {WF_DIVIDEND_YEAR, 17, 0},
};

#define COMMON_FIXED_DETAIL                                                                        \
	{WF_RECORD, 1, 1}, {WF_BUSINESS, 2, 8}, {WF_KIND, 10, 2}, {WF_SERIAL, 12, 9},              \
	        {WF_ACTION, 21, 1}, {WF_PAID_ON, 22, 7}, {WF_PAYEE_ID, 29, 10},                    \
	        {WF_DECLARATION, 39, 30}, {WF_PAID, 69, 14}, {                                     \
		WF_WITHHELD, 83, 10                                                                \
	}

static const struct withholding_slot fixed_header[] = {
        {WF_RECORD, 1, 1},       {WF_BUSINESS, 2, 8},  {WF_KIND, 10, 2},
        {WF_MONTH_FROM, 12, 5},  {WF_MONTH_TO, 17, 5}, {WF_FILE_DATE, 22, 7},
        {WF_HEAD_OFFICE, 29, 8}, {WF_EMAIL, 37, 30},   {WF_PAYER, 67, 50},
        {WF_EMPTY, 117, 84},
};
static const struct withholding_slot fixed_62[] = {
        COMMON_FIXED_DETAIL,       {WF_UNIT, 93, 9},    {WF_INSURED_AMOUNT, 102, 6},
        {WF_BONUS_TOTAL, 108, 10}, {WF_EMPTY, 118, 15}, {WF_TRUST, 133, 1},
        {WF_PAYEE, 134, 50},       {WF_EMPTY, 184, 17},
};
static const struct withholding_slot fixed_66[] = {
        COMMON_FIXED_DETAIL,        {WF_CREDIT, 93, 10},  {WF_CREDIT_FINAL, 103, 10},
        {WF_OWNER_AMOUNT, 113, 10}, {WF_EX_DATE, 123, 7}, {WF_DIVIDEND_NOTE, 130, 1},
        {WF_EMPTY, 131, 2},         {WF_TRUST, 133, 1},   {WF_PAYEE, 134, 50},
        {WF_EMPTY, 184, 17},
};
static const struct withholding_slot fixed_other[] = {
        COMMON_FIXED_DETAIL, {WF_EMPTY, 93, 40},  {WF_TRUST, 133, 1},
        {WF_PAYEE, 134, 50}, {WF_EMPTY, 184, 17},
};
static const struct withholding_slot fixed_sum[] = {
        {WF_RECORD, 1, 1},  {WF_BUSINESS, 2, 8},     {WF_KIND, 10, 2},
        {WF_COUNT, 12, 9},  {WF_PAID_TOTAL, 21, 20}, {WF_WITHHELD_TOTAL, 41, 16},
        {WF_PHONE, 57, 15}, {WF_CONTACT, 72, 50},    {WF_EMPTY, 122, 79},
};

#define FORM(layout, record, kind, slots)                                                          \
	{ layout, record, kind, slots, COUNT_OF(slots) }

/* Kinds with a form of their own stand before the common one. */
static const struct withholding_form forms[] = {
        FORM(WITHHOLDING_CSV, '1', 66, csv_header_66), FORM(WITHHOLDING_CSV, '1', 0, csv_header),
        FORM(WITHHOLDING_CSV, '2', 62, csv_62),        FORM(WITHHOLDING_CSV, '2', 65, csv_65),
        FORM(WITHHOLDING_CSV, '2', 66, csv_66),        FORM(WITHHOLDING_CSV, '2', 0, csv_other),
        FORM(WITHHOLDING_FIXED, '1', 0, fixed_header), FORM(WITHHOLDING_FIXED, '2', 62, fixed_62),
        FORM(WITHHOLDING_FIXED, '2', 66, fixed_66),    FORM(WITHHOLDING_FIXED, '2', 0, fixed_other),
        FORM(WITHHOLDING_FIXED, '3', 0, fixed_sum),
};

const struct withholding_form *withholding_form(enum withholding_layout layout, char record,
                                                int32_t kind) {
	for (size_t i = 0; i < COUNT_OF(forms); i++)
		if (forms[i].layout == layout && forms[i].record == record &&
		    (forms[i].kind == kind || forms[i].kind == 0))
			return &forms[i];
	return NULL;
}

size_t withholding_slot(const struct withholding_form *form, enum withholding_field field) {
	for (size_t i = 0; form != NULL && i < form->count; i++)
		if (form->slot[i].field == field) return i;
	return SIZE_MAX;
}

const char *withholding_layout_name(enum withholding_layout layout) {
	static const char *const names[WITHHOLDING_LAYOUT_COUNT] = {
	        [WITHHOLDING_CSV] = "csv", [WITHHOLDING_FIXED] = "fixed"};
	return names[layout];
}
