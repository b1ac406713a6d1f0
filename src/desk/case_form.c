/* case_form.c: forms of cases against their declaration (service.h). One declaration draws the
 * form, checks it and says what is kept. */
#include "desk/case.h"

#include "base/ids.h"
#include "base/table.h"
#include "desk/catalogue.h"

#include <jansson.h>

enum { TEXT_MAX = 200, LONG_MAX = 4000, SENTENCE = 256, CODES_MAX = 2000 };

struct checking {
	struct effect_call *e;
	const struct desk *desk;
	const struct service_field *field;
};

static void refuse(struct checking *c, const char *code, const char *zh, const char *en) {
	struct arena *a = c->e->desk->arena;
	struct str kept;
	if (!arena_str(a, c->field->name, &kept)) kept = STR("");
	effect_refuse(c->e, kept.n > 0 ? kept.p : "", code, str_from(zh), str_from(en), STR(""));
}

static size_t characters(struct str s) {
	size_t n = 0;
	for (size_t at = 0; at < s.n; n++) (void)str_next_char(s, &at); /* counted, not used */
	return n;
}

static void check_length(struct checking *c, struct str v) {
	int64_t max = c->field->max > 0                      ? c->field->max
	              : c->field->type == SERVICE_FIELD_LONG ? LONG_MAX
	                                                     : TEXT_MAX;
	char zh[SENTENCE], en[SENTENCE];
	if (characters(v) <= (size_t)max) return;
	snprintf(zh, sizeof zh, "最多 %lld 個字，現在有 %zu 個字。", (long long)max, characters(v));
	snprintf(en, sizeof en, "At most %lld characters; there are %zu.", (long long)max,
	         characters(v));
	refuse(c, "FIELD_LONG", zh, en);
}

static void check_number(struct checking *c, struct str v) {
	const struct service_field *f = c->field;
	bool bounded = f->min != 0 || f->max != 0;
	int64_t number, min = bounded ? f->min : 0, max = bounded ? f->max : FORM_NO_LIMIT;
	char zh[SENTENCE], en[SENTENCE];
	if (str_to_i64(v, min, max, &number)) return;
	snprintf(zh, sizeof zh, "請填 %lld 到 %lld 的整數。", (long long)min, (long long)max);
	snprintf(en, sizeof en, "Give a whole number from %lld to %lld.", (long long)min,
	         (long long)max);
	refuse(c, "FIELD_NUMBER", zh, en);
}

static void check_day(struct checking *c, struct str v) {
	struct form one = {0};
	date_t d;
	month_t m;
	bool is_month = c->field->type == SERVICE_FIELD_MONTH;
	struct view *unused = view_new(c->e->desk->arena, "errors");
	bool good = form_add(&one, STR("v"), v) && (is_month ? form_month(&one, "v", unused, &m)
	                                                     : form_date(&one, "v", unused, &d));
	if (good) return;
	refuse(c, "FIELD_DATE",
	       is_month ? "請填月份，例如 115年7月 或 2026-07。"
	                : "請填日期，例如 115年7月1日 或 2026-07-01。",
	       is_month ? "Give a month, for example 2026-07."
	                : "Give a day, for example 2026-07-01.");
}

/* Is the code in codes/<list>.csv, whose first column is the code? */
static bool is_in_list(struct checking *c, struct str v) {
	static const char *const code_title[] = {"code"};
	struct csv csv;
	size_t place;
	char path[256];
	bool more = true, found = false;
	snprintf(path, sizeof path, "codes/%.*s.csv", STR_ARG(c->field->codes));
	struct err unused = ERR_INIT;
	if (catalogue_open(&csv, c->e->desk->arena, c->desk->data_dir, path, code_title, 1, &place,
	                   &unused) != NHI_OK)
		return false;
	while (!found && csv_next(&csv, &more, &unused) == NHI_OK && more)
		found = str_eq(csv_field(&csv, place), v);
	return found;
}

static void check_code(struct checking *c, struct str v) {
	for (size_t i = 0; i < c->field->choice_count; i++)
		if (str_eq(c->field->choices[i].code, v)) return;
	if (c->field->choice_count == 0 && is_in_list(c, v)) return;
	refuse(c, "FIELD_CODE", "請從清單裡選一個。", "Choose one of the list.");
}

static void check_plain(struct checking *c, struct str v, const char *allowed, size_t min,
                        const char *zh, const char *en) {
	bool good = v.n >= min && v.n <= 60;
	for (size_t i = 0; i < v.n && good; i++)
		good = (v.p[i] >= '0' && v.p[i] <= '9') || strchr(allowed, v.p[i]) != NULL;
	if (!good) refuse(c, "FIELD_FORM", zh, en);
}

static void check_email(struct checking *c, struct str v) {
	size_t at = str_find_char(v, '@');
	struct str host = str_slice(v, at + 1, v.n);
	bool good = at > 0 && at < v.n && v.n <= 254 && str_find_char(host, '.') < host.n &&
	            str_find_char(v, ' ') == v.n && str_find_char(host, '@') == host.n;
	if (!good)
		refuse(c, "FIELD_FORM", "電子郵件的格式不對，例如 name@example.tw。",
		       "This is no e-mail address, such as name@example.tw.");
}

static void check_value(struct checking *c, struct str v) {
	switch (c->field->type) {
	case SERVICE_FIELD_NUMBER:
	case SERVICE_FIELD_TWD: check_number(c, v); return;
	case SERVICE_FIELD_DATE:
	case SERVICE_FIELD_MONTH: check_day(c, v); return;
	case SERVICE_FIELD_FLAG:
		if (!str_is(v, "yes") && !str_is(v, "no"))
			refuse(c, "FIELD_CODE", "請選「是」或「否」。", "Choose yes or no.");
		return;
	case SERVICE_FIELD_CODE: check_code(c, v); return;
	case SERVICE_FIELD_ID:
		if (!id_is_person(v))
			refuse(c, "FIELD_ID", "這個號碼的檢查碼不對，請再看一次證件。",
			       "The check digit of this number is wrong; look at the document "
			       "again.");
		return;
	case SERVICE_FIELD_PHONE:
		check_plain(c, v, "+-() #*,", 5, "電話請填數字，例如 04-22580000#123。",
		            "Give the telephone in digits, such as 04-22580000#123.");
		return;
	case SERVICE_FIELD_ACCOUNT:
		check_plain(c, v, "-", 6, "帳號請填數字。", "Give the account number in digits.");
		return;
	case SERVICE_FIELD_EMAIL: check_email(c, v); return;
	case SERVICE_FIELD_TEXT:
	case SERVICE_FIELD_LONG:
	case SERVICE_FIELD_UNIT:
	case SERVICE_FIELD_PROVIDER:
	case SERVICE_FIELD_COUNTRY:
	case SERVICE_FIELD_CURRENCY:
	case SERVICE_FIELD_ADDRESS:
	case SERVICE_FIELD_FILE:
	case SERVICE_FIELD_TYPE_COUNT: break;
	}
	check_length(c, v);
}

static void check_field(struct checking *c, bool is_asked) {
	const struct service_field *f = c->field;
	const struct form *v = c->e->values;
	bool given = false;
	for (size_t i = 0; i < v->count; i++) {
		if (!str_eq(v->input[i].name, f->name)) continue;
		struct str value = str_trim(v->input[i].value);
		if (value.n == 0) continue;
		given = true;
		check_value(c, value);
		if (!f->repeats) break;
	}
	/* A file comes as an attachment; whether it is there shows with the documents. */
	if (!given && is_asked && f->required && f->type != SERVICE_FIELD_FILE)
		refuse(c, "FIELD_MISSING", "這一項還沒有填。", "This is not filled in yet.");
}

/* What only the office can say (a fee received, a paper shown) is not taken from others. */
static void refuse_given(struct checking *c) {
	char name[64];
	snprintf(name, sizeof name, "%.*s", STR_ARG(c->field->name));
	if (form_get(c->e->values, name).n > 0)
		refuse(c, "FIELD_OFFICE", "這一項由承辦單位填寫。",
		       "This is filled in by the office.");
}

void case_field_check(struct effect_call *e, const struct service_field *f, const struct desk *desk,
                      service_value *value, void *context) {
	struct checking c = {.e = e, .desk = desk, .field = f};
	if (f->is_office && !principal_is_staff(e->who))
		refuse_given(&c);
	else
		check_field(&c, service_holds(&f->when, value, context));
}

void case_form_check(struct effect_call *e, const struct service *s, const struct desk *desk,
                     service_value *value, void *context) {
	for (size_t i = 0; i < s->field_count; i++)
		case_field_check(e, &s->fields[i], desk, value, context);
}

/* ---- Kept as JSON ---------------------------------------------------------------------------- */

static void put_field(struct json *j, const struct service_field *f, const struct form *values) {
	char name[64];
	bool open = false;
	snprintf(name, sizeof name, "%.*s", STR_ARG(f->name));
	for (size_t i = 0; i < values->count; i++) {
		struct str v = str_trim(values->input[i].value);
		if (!str_eq(values->input[i].name, f->name) || v.n == 0) continue;
		if (!f->repeats) {
			json_put_str(j, name, v);
			return;
		}
		if (!open) {
			json_key(j, name);
			json_array_start(j);
			open = true;
		}
		json_str(j, v);
	}
	if (open) json_array_end(j);
}

enum nhi_status case_form_json(const struct service *s, const struct form *values,
                               struct arena *arena, struct str *out, struct err *err) {
	struct buf b = BUF_INIT(0);
	struct json j = JSON_INIT(&b, false);
	json_object_start(&j);
	for (size_t i = 0; i < s->field_count; i++) put_field(&j, &s->fields[i], values);
	json_object_end(&j);
	bool kept = buf_ok(&b) && arena_str(arena, buf_str(&b), out);
	buf_free(&b);
	return kept ? NHI_OK : err_set(err, NHI_MEMORY, "%s", "");
}

static bool add_text(struct form *out, struct arena *arena, const char *name, const json_t *v) {
	struct str kept_name, kept;
	const char *text = json_string_value(v);
	if (text == NULL) return true;
	return arena_str(arena, str_from(name), &kept_name) &&
	       arena_str(arena, str_from(text), &kept) && form_add(out, kept_name, kept);
}

enum nhi_status case_form_read(struct str json, struct arena *arena, struct form *out,
                               struct err *err) {
	const char *name;
	json_t *v;
	bool good = true;
	*out = (struct form){.count = 0};
	if (json.n == 0) return NHI_OK;
	json_t *root = json_loadb(json.p, json.n, 0, NULL);
	if (!json_is_object(root)) {
		json_decref(root);
		return err_set(err, NHI_CORRUPT, "case_value");
	}
	json_object_foreach(root, name, v) {
		for (size_t i = 0; i < json_array_size(v) && good; i++)
			good = add_text(out, arena, name, json_array_get(v, i));
		if (good) good = add_text(out, arena, name, v);
	}
	json_decref(root);
	return good ? NHI_OK : err_set(err, NHI_LIMIT, "form" ERR_SEP "%d", FORM_INPUTS_MAX);
}
