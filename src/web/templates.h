/* templates.h: all page templates, compiled once for each language.
 *
 * web/templates/<area>/<view>.mustache shows the view of the same name; web/templates/layout/ holds
 * what pages share. A sentence stands in Chinese between {{#t}} and {{/t}}; for English the whole
 * text between is exchanged before compiling, so that a sentence may hold variables. */
#ifndef WEB_TEMPLATES_H
#define WEB_TEMPLATES_H

#include "web/decl.h"
#include "web/i18n.h"
#include "web/mustache.h"

struct template {
	struct str name;   /* "bills/bill_list" */
	struct str source; /* as read */
	struct mustache *by_lang[LANG_COUNT];
};

struct templates {
	struct template *items; /* sorted by name */
	size_t count;
};

/* Reads the folder layout and one folder for each area that declares views. */
MUST_USE enum nhi_status templates_load(struct templates *out, struct arena *a,
                                        const char *data_dir, const struct decls *decls,
                                        const struct i18n_set *i18n, struct err *err);
const struct template *templates_find(const struct templates *t, struct str name);
/* Renders one template with its partials. */
MUST_USE enum nhi_status templates_render(const struct templates *t, struct str name, int lang,
                                          const struct node *root, struct buf *out,
                                          struct err *err);
/* The next sentence between {{#t}} and {{/t}} from *at on; false when there is none. */
bool templates_next_message(struct str source, size_t *at, struct str *message);

#endif
