/* render.h: a view as JSON for programs, as CSV for spreadsheets, or as the tree that a template
 * reads. */
#ifndef WEB_RENDER_H
#define WEB_RENDER_H

#include "base/json.h"
#include "desk/view.h"
#include "web/decl.h"
#include "web/i18n.h"
#include "web/node.h"

/* One object with every declared field in declared order; a field that desk did not fill is null.
 * NHI_TEMPLATE when the view or a field in it is not declared or has another type. */
MUST_USE enum nhi_status render_json(const struct decls *d, const struct view *v, struct json *j,
                                     struct err *err);
/* The same fields for a template: <field> raw, and <field>_text for people by type and language. */
MUST_USE enum nhi_status render_node(const struct decls *d, const struct view *v,
                                     const struct i18n_set *i18n, int lang, struct arena *a,
                                     struct node **out, struct err *err);
/* The list "rows" of the view: one row an item, titles as in JSON. NHI_UNSUPPORTED when the view
 * declares no such list. */
MUST_USE enum nhi_status render_csv(const struct decls *d, const struct view *v, struct buf *out,
                                    struct err *err);

#endif
