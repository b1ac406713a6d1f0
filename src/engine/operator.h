/* operator.h: what an operator does with a database: make it, bring it up to date, look at its
 * state. The command line knows the store only through here. */
#ifndef ENGINE_OPERATOR_H
#define ENGINE_OPERATOR_H

#include "store/migrate.h"

/* Makes the database when `create` is set, applies missing migrations, loads the reference data. */
MUST_USE enum nhi_status operator_migrate(const char *url, const char *data_dir, bool create,
                                          size_t *applied, struct err *err);
MUST_USE enum nhi_status operator_migrations(const char *url, const char *data_dir,
                                             struct arena *arena, struct migrations *out,
                                             struct err *err);

#endif
