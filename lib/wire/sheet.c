/* sheet.c: see sheet.h. */
#include "wire/sheet.h"

#include "wire/big5.h"
#include "wire/xlsx.h"

/* Kinds of files that people hand in by mistake, by their first bytes. */
static const struct {
	struct str magic;
	const char *zh, *en;
} refused[] = {
        {{"\xD0\xCF\x11\xE0", 4},
         "這是舊式 .xls 活頁簿；請在試算表另存為 .xlsx 或 CSV UTF-8 後再送",
         "this is an old .xls workbook; save it as .xlsx or CSV UTF-8 and send that"},
        {{"\xFF\xFE", 2},
         "這是 UTF-16 文字（Unicode 文字）；請另存為 CSV UTF-8 後再送",
         "this is UTF-16 text (“Unicode text”); save it as CSV UTF-8 and send that"},
        {{"\xFE\xFF", 2},
         "這是 UTF-16 文字（Unicode 文字）；請另存為 CSV UTF-8 後再送",
         "this is UTF-16 text (“Unicode text”); save it as CSV UTF-8 and send that"},
        {{"%PDF", 4},
         "這是 PDF；請送出原始的 CSV 或 .xlsx",
         "this is a PDF; send the CSV or .xlsx it was made from"},
};

/* A few characters that only keep their bytes are possible in real Big5; many mean that the text
 * has another encoding, or that bytes were lost. */
enum { KEPT_ALLOWED = 2, PAIRS_PER_KEPT = 50 };

static enum nhi_status big5_text(struct str bytes, struct arena *arena, struct str *text,
                                 struct err *err) {
	struct big5_census census = big5_count(bytes);
	if (census.kept > KEPT_ALLOWED + census.pairs / PAIRS_PER_KEPT)
		return err_set(err, NHI_INPUT,
		               "文字編碼既非 UTF-8 也非 Big5（第 %zu 個位元組起有 %zu "
		               "處無法辨識）；請以 UTF-8 或 Big5 另存後再送" ERR_SEP
		               "the text is neither UTF-8 nor Big5 (%zu places, the first at byte "
		               "%zu); save it as UTF-8 or Big5 and send that",
		               census.kept_at + 1, census.kept, census.kept, census.kept_at + 1);
	struct buf utf8 = BUF_INIT(bytes.n * 4 + 65536); /* the most that Big5 can become */
	big5_to_utf8(bytes, &utf8);
	bool ok = buf_ok(&utf8) && arena_str(arena, buf_str(&utf8), text);
	buf_free(&utf8);
	return ok ? NHI_OK : err_set(err, NHI_MEMORY, "");
}

enum nhi_status sheet_text(struct str bytes, struct arena *arena, struct str *text,
                           enum sheet_kind *kind, struct err *err) {
	enum sheet_kind own;
	if (kind == NULL) kind = &own;
	for (size_t i = 0; i < COUNT_OF(refused); i++)
		if (str_starts(bytes, refused[i].magic))
			return err_set(err, NHI_INPUT, "%s" ERR_SEP "%s", refused[i].zh,
			               refused[i].en);
	if (bytes.n == 0) return err_set(err, NHI_INPUT, "檔案是空的" ERR_SEP "the file is empty");
	if (str_starts(bytes, STR("PK\x03\x04"))) {
		*kind = SHEET_XLSX;
		return xlsx_text(bytes, arena, text, err);
	}
	if (str_find_char(bytes, '\0') < bytes.n)
		return err_set(err, NHI_INPUT,
		               "這不是文字檔（含有空位元組）；請送 CSV 或 .xlsx" ERR_SEP
		               "this is not a text file (it contains zero bytes); send CSV or "
		               ".xlsx");
	if (str_is_utf8(bytes)) {
		*kind = SHEET_CSV_UTF8;
		struct str bom = STR("\xEF\xBB\xBF");
		*text = str_starts(bytes, bom) ? str_slice(bytes, bom.n, bytes.n) : bytes;
		return NHI_OK;
	}
	*kind = SHEET_CSV_BIG5;
	return big5_text(bytes, arena, text, err);
}
