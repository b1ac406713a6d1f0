/* law_finding.c: see law_finding.h. */
#include "nhi/law_finding.h"

#include "base/err.h"

#include <stdarg.h>
#include <stdlib.h>

struct rule_row {
	const char *name, *zh, *en, *remedy_zh, *remedy_en;
};

static const struct rule_row rules[LAW_RULE_COUNT] = {
        [LAW_RULE_NOT_UTF8] = {"not_utf8", "不是 UTF-8 文字", "the file is not UTF-8 text",
                               "請以 UTF-8 另存", "save it as UTF-8"},
        [LAW_RULE_NOT_CSV] = {"not_csv", "無法解讀為 CSV：{1}", "cannot be read as CSV: {2}",
                              "請修正引號或欄數", "mend the quotes or the number of columns"},
        [LAW_RULE_COLUMN] = {"column", "缺少欄位「{1}」", "the column “{1}” is missing",
                             "標題列請照同類檔案",
                             "give the title row that files of this kind have"},
        [LAW_RULE_FILE] =
                {"file", "不認得的檔案：沒有參數欄，也沒有生效日與來源欄",
                 "this file is not known: it has neither parameters nor effective_from and source "
                 "columns",
                 "改用值檔或表檔的標題列，或移出法規資料夾",
                 "use the title row of a value or table file, or move it out of the law folder"},
        [LAW_RULE_DATE] = {"date", "「{1}」不是日期", "“{1}” is not a date",
                           "請寫成 2026-01-01 的形式", "write it like 2026-01-01"},
        [LAW_RULE_UNSORTED] = {"unsorted", "次序不對：「{1}」應排在「{2}」之前",
                               "out of order: “{1}” belongs before “{2}”", "請依名稱、生效日排序",
                               "sort by name, then date"},
        [LAW_RULE_OVERLAP] = {"overlap", "「{1}」在 {2} 已有一列（{3}）",
                              "“{1}” has another row for {2} ({3})", "刪去其中一列",
                              "remove one of them"},
        [LAW_RULE_NO_SOURCE] = {"no_source", "沒有來源", "no source",
                                "補上法規條次、公告文號或資料集",
                                "name the article, notice or data set"},
        [LAW_RULE_SOURCE] =
                {"source", "看不懂的來源「{1}」", "the source “{1}” cannot be read",
                 "寫成 L0060001:27@2013-01-01、notice:文號@日期、dataset:編號@日期",
                 "write it as L0060001:27@2013-01-01, notice:NUMBER@DATE or dataset:ID@DATE"},
        [LAW_RULE_VERIFIED] = {"verified", "verified 欄為「{1}」，應為 yes 或 no",
                               "verified is “{1}”, it must be yes or no", "請填 yes 或 no",
                               "give yes or no"},
        [LAW_RULE_UNPROVEN] = {"unproven", "標示為已查證，但來源沒有任何文件",
                               "marked as verified, but no document is named",
                               "補上文件，或標為 no", "name a document, or mark it no"},
        [LAW_RULE_NAME] = {"name", "參數名稱「{1}」的形式不對", "“{1}” is not a well-formed name",
                           "用小寫英文、數字、底線，以句點分段，至少兩段",
                           "use lower-case letters, digits and underscores in two or more parts "
                           "separated by dots"},
        [LAW_RULE_UNIT] = {"unit", "不認得的單位「{1}」", "the unit “{1}” is not known",
                           "可用：twd、point、ppm、e8、day、working_day、month、count、flag",
                           "use twd, point, ppm, e8, day, working_day, month, count or flag"},
        [LAW_RULE_BOUNDS] = {"bounds", "上下限「{1}」到「{2}」不是由小到大的整數",
                             "the bounds “{1}” to “{2}” are not whole numbers in ascending order",
                             "請填兩個整數，先小後大", "give two whole numbers, the smaller first"},
        [LAW_RULE_TEXT] = {"text", "「{1}」缺少中文或英文說明",
                           "“{1}” lacks its Chinese or English description", "兩種語言都要寫",
                           "write both"},
        [LAW_RULE_ARTICLE] = {"article", "看不懂的法源「{1}」",
                              "the legal basis “{1}” cannot be read", "寫成 L0060001:18:2 的形式",
                              "write it like L0060001:18:2"},
        [LAW_RULE_DECLARED_TWICE] = {"declared_twice", "「{1}」重複宣告", "“{1}” is declared twice",
                                     "刪去其中一列", "remove one of them"},
        [LAW_RULE_UNDECLARED] = {"undeclared", "參數「{1}」沒有宣告",
                                 "the parameter “{1}” is not declared",
                                 "在 parameters.csv 加一列，或更正名稱",
                                 "declare it in parameters.csv, or mend the name"},
        [LAW_RULE_VALUE] =
                {"value", "「{1}」不是整數", "“{1}” is not a whole number",
                 "小數請依單位換算（5.17% 是 51700 ppm）；停止適用填 -",
                 "scale fractions by the unit (5.17 % is 51700 ppm); - means no longer in force"},
        [LAW_RULE_RANGE] = {"range", "{1} 不在宣告的範圍 {2} 內",
                            "{1} is not within the declared range {2}",
                            "更正數值，或有依據地放寬範圍",
                            "mend the value, or widen the range with good reason"},
        [LAW_RULE_UNIT_DIFFERS] = {"unit_differs", "單位「{1}」與宣告的「{2}」不同",
                                   "the unit “{1}” differs from the declared “{2}”", "兩處應相同",
                                   "make both the same"},
        [LAW_RULE_NO_VALUE] = {"no_value", "「{1}」沒有任何數值", "“{1}” has no value at all",
                               "加一列；尚無數值時填 -", "add a row; - while there is no figure"},
        [LAW_RULE_GAP] = {"gap", "「{1}」自 {2} 起要用，但第一列是 {3}",
                          "“{1}” is needed from {2}, but its first row is of {3}",
                          "補上較早的列，或更正 needed_from",
                          "add an earlier row, or mend needed_from"},
        [LAW_RULE_SHARES] = {"shares", "第 {1} 目自 {2} 起三方負擔合計為 {3} ppm，不是 1000000",
                             "the three shares of {1} from {2} add up to {3} ppm, not 1000000",
                             "更正自付、投保單位、政府的比率",
                             "mend the shares of self, unit and government"},
        [LAW_RULE_GRADE_NUMBER] = {"grade_number", "等級、組別或金額「{1}」不是數字",
                                   "grade, group or amount “{1}” is not a number",
                                   "請填整數；最高一級的 wage_to 留空",
                                   "give whole numbers; wage_to of the top grade stays empty"},
        [LAW_RULE_GRADE_MISSING] = {"grade_missing", "{1} 的分級表缺第 {2} 級（這一列是第 {3} 級）",
                                    "the table of {1} lacks grade {2} (this row is grade {3})",
                                    "等級由 1 起連續編號", "number the grades from 1 without gaps"},
        [LAW_RULE_GRADE_STEP] = {"grade_step", "{1} 第 {2} 級的薪資下限應為 {3}",
                                 "the wages of grade {2} in the table of {1} must begin at {3}",
                                 "與上一級的上限銜接，不重疊也不留空",
                                 "continue where the grade below ends"},
        [LAW_RULE_GRADE_SKIP] = {"grade_skip",
                                 "{1} 第 {2} 級比上一級高 {3}，超過該組級距，其間可能缺級",
                                 "grade {2} in the table of {1} lies {3} above the grade below, "
                                 "more than the step of its group: a grade may be missing",
                                 "補上缺少的等級，或修正 grades.step",
                                 "add the missing grade, or mend grades.step"},
        [LAW_RULE_GRADE_AMOUNT] = {"grade_amount", "{1} 第 {2} 級的投保金額應為 {3} 且高於上一級",
                                   "the insured amount of grade {2} in the table of {1} must be "
                                   "{3} and above the grade below",
                                   "投保金額等於該級薪資上限",
                                   "the insured amount is the upper wage of its grade"},
        [LAW_RULE_GRADE_GROUP] =
                {"grade_group", "{1} 第 {2} 級的組別 {3} 不連續",
                 "the group {3} of grade {2} in the table of {1} does not continue the one before",
                 "組別由小到大，逐級相同或加一", "groups stay the same or grow by one"},
        [LAW_RULE_GRADE_TOP] =
                {"grade_top", "{1} 第 {2} 級：只有最高一級沒有薪資上限",
                 "grade {2} in the table of {1}: the top grade, and no other, is open-ended",
                 "最高一級的 wage_to 留空，其餘填數字",
                 "leave wage_to empty in the last row and nowhere else"},
        [LAW_RULE_GRADE_FLOOR] =
                {"grade_floor", "{1} 的最低一級是 {2}，當日基本工資是 {3}",
                 "the lowest grade of {1} is {2}, the basic wage of that day is {3}",
                 "最低一級應與基本工資相同（全民健康保險法第十九條第二項）",
                 "the lowest grade equals the basic wage (National Health Insurance Act, art. 19 "
                 "II)"},
        [LAW_RULE_GRADE_SPREAD] = {"grade_spread", "{1} 的最高一級是 {2}，不到最低一級的 {3} 倍",
                                   "the top grade of {1} is {2}, less than {3} times the lowest",
                                   "加高最高一級（全民健康保險法第十九條第三項）",
                                   "raise the top (National Health Insurance Act, art. 19 III)"},
        [LAW_RULE_NO_ARTICLE] =
                {"no_article", "來源「{1}」：該法規沒有這一條或這一項",
                 "the source “{1}” names an article or paragraph that the law does not have",
                 "查對條次", "look the article up"},
        [LAW_RULE_OLD_TEXT] =
                {"old_text", "「{1}」比匯入的條文新，無法查對",
                 "“{1}” is younger than the imported text, so it could not be looked up",
                 "匯入較新的條文", "import the newer text"},
        [LAW_RULE_NO_TEXT] = {"no_text", "「{1}」的條文未匯入，無法查對",
                              "the text of “{1}” is not imported, so it could not be looked up",
                              "以 nhi law text import 匯入", "import it with nhi law text import"},
};

enum { DETAIL_BYTES_MAX = 1024, CAPACITY_FIRST = 64 };

static bool grow(struct law_findings *f) {
	if (f->count < f->capacity) return true;
	size_t capacity = f->capacity == 0 ? CAPACITY_FIRST : 2 * f->capacity;
	struct law_finding *row = ARENA_ARRAY(f->arena, capacity, struct law_finding);
	if (row == NULL) return false;
	if (f->count > 0) memcpy(row, f->row, f->count * sizeof *row);
	f->row = row;
	f->capacity = capacity;
	return true;
}

void law_finding_add(struct law_findings *f, enum law_rule rule, struct str file, size_t row,
                     const char *fmt, ...) {
	f->found++;
	if (!law_rule_is_note(rule)) f->defects++;
	if (f->failed || f->count == LAW_FINDINGS_KEPT_MAX) return;
	char text[DETAIL_BYTES_MAX];
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	struct str kept, all = {text, n < 0                     ? 0
	                              : (size_t)n < sizeof text ? (size_t)n
	                                                        : sizeof text - 1};
	f->failed = !grow(f) || !arena_str(f->arena, all, &kept);
	if (f->failed) return;
	struct law_finding *out = &f->row[f->count++];
	*out = (struct law_finding){.rule = rule, .file = file, .row = row};
	for (size_t i = 0; i < LAW_FINDING_DETAILS_MAX; i++)
		out->detail[i] = str_cut(&kept, ERR_SEP[0]);
}

static int by_place(const void *a, const void *b) {
	const struct law_finding *x = a, *y = b;
	int order = str_cmp(x->file, y->file);
	if (order != 0) return order;
	if (x->row != y->row) return x->row < y->row ? -1 : 1;
	if (x->rule != y->rule) return x->rule < y->rule ? -1 : 1;
	return str_cmp(x->detail[0], y->detail[0]);
}

void law_findings_sort(struct law_findings *f) {
	if (f->count > 0) qsort(f->row, f->count, sizeof *f->row, by_place);
}

const char *law_rule_name(enum law_rule rule) { return rules[rule].name; }

bool law_rule_is_note(enum law_rule rule) {
	return rule == LAW_RULE_OLD_TEXT || rule == LAW_RULE_NO_TEXT;
}

/* Writes `sentence` with {1} … {3} filled in. */
static void fill(const struct law_finding *f, const char *sentence, struct buf *out) {
	struct str text = str_from(sentence);
	for (size_t i = 0; i < text.n; i++) {
		bool hole = i + 2 < text.n && text.p[i] == '{' && text.p[i + 1] >= '1' &&
		            text.p[i + 1] < '1' + LAW_FINDING_DETAILS_MAX && text.p[i + 2] == '}';
		if (!hole) {
			buf_put_char(out, text.p[i]);
			continue;
		}
		buf_put(out, f->detail[text.p[i + 1] - '1']);
		i += 2;
	}
}

static bool is_en(const char *lang) { return str_is(str_from(lang), "en"); }

void law_finding_message(const struct law_finding *f, const char *lang, struct buf *out) {
	fill(f, is_en(lang) ? rules[f->rule].en : rules[f->rule].zh, out);
}

void law_finding_remedy(const struct law_finding *f, const char *lang, struct buf *out) {
	fill(f, is_en(lang) ? rules[f->rule].remedy_en : rules[f->rule].remedy_zh, out);
}

void law_finding_print(const struct law_finding *f, const char *lang, struct buf *out) {
	buf_put(out, f->file);
	if (f->row > 0) buf_printf(out, ":%zu", f->row);
	buf_printf(out, ": %s: ", rules[f->rule].name);
	law_finding_message(f, lang, out);
	buf_put_c(out, "\n  → ");
	law_finding_remedy(f, lang, out);
	buf_put_char(out, '\n');
}

static void put_text(const struct law_finding *f, struct json *j, const char *key,
                     void (*write)(const struct law_finding *, const char *, struct buf *),
                     const char *lang) {
	struct buf text = BUF_INIT(4096);
	write(f, lang, &text);
	json_put_str(j, key, buf_str(&text));
	buf_free(&text);
}

void law_finding_json(const struct law_finding *f, struct json *j) {
	json_object_start(j);
	json_put_c(j, "rule", rules[f->rule].name);
	json_put_c(j, "level", law_rule_is_note(f->rule) ? "note" : "error");
	json_put_str(j, "file", f->file);
	json_put_i64(j, "row", (int64_t)f->row);
	put_text(f, j, "message_zh", law_finding_message, "zh");
	put_text(f, j, "message_en", law_finding_message, "en");
	put_text(f, j, "remedy_zh", law_finding_remedy, "zh");
	put_text(f, j, "remedy_en", law_finding_remedy, "en");
	json_object_end(j);
}
