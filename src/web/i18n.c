/* i18n.c: GNU .mo, little-endian, revision 0: magic, revision, count, offset of the table of
 * originals, offset of the table of translations; tables of (length, offset), originals sorted by
 * bytes. See i18n.h. */
#include "web/i18n.h"

enum { HEADER_SIZE = 20, ENTRY_SIZE = 8 };

static uint32_t u32(struct str bytes, size_t at) {
	const unsigned char *p = (const unsigned char *)bytes.p + at;
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static bool entry(struct str bytes, uint32_t table, uint32_t i, struct str *out) {
	size_t at = (size_t)table + (size_t)i * ENTRY_SIZE;
	if (at > bytes.n || bytes.n - at < ENTRY_SIZE) return false;
	size_t n = u32(bytes, at), from = u32(bytes, at + 4);
	if (from > bytes.n || bytes.n - from < n) return false;
	*out = (struct str){bytes.p + from, n};
	return true;
}

enum nhi_status i18n_read(struct i18n *out, struct str bytes, struct err *err) {
	*out = (struct i18n){.bytes = bytes};
	if (bytes.n < HEADER_SIZE || u32(bytes, 0) != 0x950412de || u32(bytes, 4) != 0)
		return err_set(err, NHI_CORRUPT, "%s", ".mo");
	out->count = u32(bytes, 8);
	out->originals = u32(bytes, 12);
	out->translations = u32(bytes, 16);
	struct str unused;
	for (uint32_t i = 0; i < out->count; i++)
		if (!entry(bytes, out->originals, i, &unused) ||
		    !entry(bytes, out->translations, i, &unused))
			return err_set(err, NHI_CORRUPT, "%s", ".mo");
	return NHI_OK;
}

bool i18n_find(const struct i18n *t, struct str msgid, struct str *out) {
	*out = msgid;
	uint32_t from = 0, to = t->count;
	while (from < to) {
		uint32_t mid = from + (to - from) / 2;
		struct str original;
		if (!entry(t->bytes, t->originals, mid, &original)) return false;
		int order = str_cmp(original, msgid);
		if (order == 0) return entry(t->bytes, t->translations, mid, out) && out->n > 0;
		if (order < 0)
			from = mid + 1;
		else
			to = mid;
	}
	return false;
}

const struct i18n_language i18n_languages[LANG_COUNT] = {
        [LANG_ZH] = {"zh", "zh-Hant-TW", "中文"},
        [LANG_EN] = {"en", "en", "English"},
        [LANG_ID] = {"id", "id", "Bahasa Indonesia"},
        [LANG_VI] = {"vi", "vi", "Tiếng Việt"},
        [LANG_TH] = {"th", "th", "ไทย"},
};

int i18n_language_find(struct str code) {
	for (int lang = 0; lang < LANG_COUNT; lang++)
		if (str_is(code, i18n_languages[lang].code)) return lang;
	return -1;
}

struct str i18n_say(const struct i18n_set *set, int lang, struct str msgid) {
	struct str text = msgid;
	if (lang == LANG_ZH || i18n_find(&set->of[lang], msgid, &text)) return text;
	if (lang != LANG_EN) (void)i18n_find(&set->of[LANG_EN], msgid, &text);
	return text;
}
