/* view.h: what a page or an answer of the API shows: named raw values, lists and parts of them.
 *
 * Desk fills a view; the web ring turns it into JSON or HTML by the declarations of
 * web/views/<area>.csv (DESIGN §3). Values are raw: ISO days as day numbers, amounts as integers,
 * codes as codes, never text for people. Everything lives in the arena. A view that ran out of
 * memory is *failed* (sticky, on its root): the caller checks once, with view_ok. A view may be
 * NULL everywhere: nothing happens. */
#ifndef DESK_VIEW_H
#define DESK_VIEW_H

#include "base/arena.h"
#include "base/date.h"
#include "base/money.h"

enum view_kind {
	VIEW_NULL,   /* the value is not known */
	VIEW_TEXT,   /* text, code:<list> */
	VIEW_BOTH,   /* the same sentence in Chinese and English */
	VIEW_NUMBER, /* count, twd, point, date, month, instant */
	VIEW_FLAG,
	VIEW_LIST,
	VIEW_PART /* one view inside another */
};

struct view;

struct view_field {
	const char *name; /* lives as long as the program */
	enum view_kind kind;
	struct str text, text_en;  /* VIEW_TEXT; VIEW_BOTH: Chinese and English */
	int64_t number;            /* VIEW_NUMBER, VIEW_FLAG */
	struct view *first, *last; /* VIEW_LIST, VIEW_PART */
	struct view_field *next;
};

struct view {
	const char *name; /* as declared: "bill_list" */
	struct arena *arena;
	bool *failed; /* shared by the whole tree */
	struct view_field *first, *last;
	struct view *next; /* of the same list */
};

/* NULL when memory runs out. */
struct view *view_new(struct arena *a, const char *name);
bool view_ok(const struct view *v); /* false for NULL */

/* Texts are borrowed: they must live as long as the view. */
void view_text(struct view *v, const char *field, struct str text);
void view_both(struct view *v, const char *field, struct str zh, struct str en);
void view_number(struct view *v, const char *field, int64_t number);
void view_id(struct view *v, const char *field, int64_t number); /* a number as text */
void view_date(struct view *v, const char *field, date_t day);   /* DATE_OPEN: null, no end */
void view_month(struct view *v, const char *field, month_t month);
void view_twd(struct view *v, const char *field, twd_t amount);
void view_flag(struct view *v, const char *field, bool value);
void view_null(struct view *v, const char *field);
/* Adds an item to the list `field`, made when it is not there yet. */
struct view *view_item(struct view *v, const char *field, const char *item_name);
/* An empty list, so that it is shown as [] and not as null. */
void view_list(struct view *v, const char *field);
struct view *view_part(struct view *v, const char *field, const char *part_name);

/* NULL when the view has no such field. */
const struct view_field *view_find(const struct view *v, const char *field);

#endif
