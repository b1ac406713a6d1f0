/* form.c: see form.h. */
#include "desk/form.h"

struct str form_get(const struct form *f, const char *name) {
	for (size_t i = 0; i < f->count; i++)
		if (str_is(f->input[i].name, name)) return str_trim(f->input[i].value);
	return STR("");
}

bool form_has(const struct form *f, const char *name) { return form_get(f, name).n > 0; }

bool form_add(struct form *f, struct str name, struct str value) {
	if (f->count == FORM_INPUTS_MAX) return false;
	f->input[f->count++] = (struct form_input){name, value};
	return true;
}

/* What people call the fields that forms share; a summary of errors names them. */
static const struct {
	const char *field, *zh, *en;
} labels[] = {
        {"after", "頁次", "Page"},
        {"agency", "機關", "Agency"},
        {"amount", "投保金額", "Insured amount"},
        {"at", "日期", "Day"},
        {"bonus_before", "以前的獎金合計", "Earlier bonuses"},
        {"case", "案號", "Case number"},
        {"category", "身分", "Status"},
        {"dependents", "眷屬人數", "Dependents"},
        {"division", "業務組", "Division"},
        {"from", "起始列", "First line"},
        {"kind", "所得種類", "Kind of income"},
        {"letter", "發文字號", "Number of the letter"},
        {"month", "月份", "Month"},
        {"owner_amount", "已計入的股利", "Dividend already counted"},
        {"pages", "張數", "Sheets"},
        {"paid", "這次給付金額", "This payment"},
        {"postmark", "郵戳日", "Day of the postmark"},
        {"private_school", "私立學校", "Private school"},
        {"reason", "原因", "Reason"},
        {"received", "收到日", "Day of receipt"},
        {"returned_on", "退回日", "Day of return"},
        {"scan", "掃描檔", "Scan"},
        {"section", "科別", "Section"},
        {"sender", "來文者", "Sender"},
        {"service", "服務", "Service"},
        {"subject", "主旨", "Subject"},
        {"wage", "月薪資", "Monthly wage"},
};

void form_error(struct view *view, const char *field, const char *zh, const char *en) {
	struct view *e = view_item(view, "errors", "form_error");
	view_text(e, "field", str_from(field));
	view_both(e, "message", str_from(zh), str_from(en));
	for (size_t i = 0; i < COUNT_OF(labels); i++)
		if (strcmp(labels[i].field, field) == 0)
			view_both(e, "label", str_from(labels[i].zh), str_from(labels[i].en));
}

/* "36,300" and "NT$36,300" are what people type. */
static struct str plain_number(struct str s, char *into, size_t size) {
	if (str_starts(s, STR("NT$"))) s = str_trim(str_slice(s, 3, s.n));
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == ',') continue;
		if (n == size) return s;
		into[n++] = s.p[i];
	}
	return (struct str){into, n};
}

static const char *sentence(struct view *view, const char *fmt, int64_t min, int64_t max) {
	struct buf b = BUF_INIT(256);
	struct str s = {fmt, strlen(fmt)}, kept;
	while (s.n > 0) {
		struct str part = str_cut(&s, '|');
		buf_put(&b, part);
		if (s.n > 0) buf_put_i64_grouped(&b, min);
		min = max;
	}
	bool ok = view != NULL && arena_str(view->arena, buf_str(&b), &kept);
	buf_free(&b);
	return ok ? kept.p : "";
}

bool form_i64(const struct form *f, const char *name, int64_t min, int64_t max, struct view *view,
              int64_t *out) {
	struct str given = form_get(f, name);
	char digits[32];
	if (given.n == 0) return true;
	if (str_to_i64(plain_number(given, digits, sizeof digits), min, max, out)) return true;
	if (max >= FORM_NO_LIMIT) {
		form_error(view, name, "請填整數金額，例如 45,800。",
		           "Enter a whole amount such as 45,800.");
		return false;
	}
	form_error(view, name, sentence(view, "請填 | 到 | 的整數。", min, max),
	           sentence(view, "Enter a whole number from | to |.", min, max));
	return false;
}

bool form_date(const struct form *f, const char *name, struct view *view, date_t *out) {
	struct str given = form_get(f, name);
	if (given.n == 0) return true;
	if (date_parse(given, out) || date_parse_roc(given, out) ||
	    date_parse_people_zh(given, out))
		return true;
	form_error(view, name, "請填日期，例如 2026-07-01 或 115年7月1日。",
	           "Enter a date such as 2026-07-01.");
	return false;
}

bool form_month(const struct form *f, const char *name, struct view *view, month_t *out) {
	struct str given = form_get(f, name);
	if (given.n == 0) return true;
	if (month_parse(given, out) || month_parse_roc(given, out)) return true;
	form_error(view, name, "請填年月，例如 2026-07 或 11507。",
	           "Enter a month such as 2026-07.");
	return false;
}
