/* decl.h: the declarations of views, read from web/views/<area>.csv (columns view,field,type,note).
 *
 * One declaration makes the page's data, its JSON, /openapi.json, the sample views of the tests and
 * the check of the templates. Types: text; both (a sentence in two languages: <field>_zh and
 * <field>_en in JSON); date, month, instant; twd, point, count; flag; code:<list> (codes/<list>.csv
 * names it); list:<view>; part:<view>; data (JSON that stands
 * in the page as a block of data). */
#ifndef WEB_DECL_H
#define WEB_DECL_H

#include "base/arena.h"
#include "base/err.h"

enum decl_type {
	DECL_TEXT,
	DECL_BOTH,
	DECL_DATE,
	DECL_MONTH,
	DECL_INSTANT,
	DECL_TWD,
	DECL_POINT,
	DECL_COUNT,
	DECL_FLAG,
	DECL_CODE,
	DECL_LIST,
	DECL_PART,
	DECL_DATA, /* JSON, in the page as a block of data */
	DECL_TYPE_COUNT
};

struct decl_code {
	struct str code, zh, en;
};

struct decl_codes {
	struct str name;
	struct decl_code *codes; /* in file order */
	size_t count;
};

struct decl_view;

struct decl_field {
	struct str name, note;
	struct str zh_name, en_name, text_name; /* name_zh, name_en, name_text */
	enum decl_type type;
	struct str of;                  /* the list or view behind the colon */
	const struct decl_view *view;   /* DECL_LIST, DECL_PART */
	const struct decl_codes *codes; /* DECL_CODE */
};

struct decl_view {
	struct str name, area;
	struct decl_field *fields; /* in file order */
	size_t count;
};

struct decls {
	struct decl_view *views; /* sorted by name */
	size_t count;
	struct decl_codes *codes;
	size_t codes_count;
};

/* Reads <data>/web/views/ and the code lists that they name. */
MUST_USE enum nhi_status decls_load(struct decls *out, struct arena *a, const char *data_dir,
                                    struct err *err);
const struct decl_view *decls_view(const struct decls *d, struct str name);
const struct decl_field *decl_find(const struct decl_view *v, struct str field);
/* The name of a code, or the code itself when the list does not have it. */
struct str decl_code_name(const struct decl_codes *codes, struct str code, const char *lang);
const char *decl_type_name(enum decl_type type);

#endif
