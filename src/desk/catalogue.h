/* catalogue.h: opens one CSV of a data folder for reading row by row. */
#ifndef DESK_CATALOGUE_H
#define DESK_CATALOGUE_H

#include "base/csv.h"

/* Reads data_dir/path into the arena and finds its columns (csv_titles). */
MUST_USE enum nhi_status catalogue_open(struct csv *c, struct arena *a, const char *data_dir,
                                        const char *path, const char *const *titles, size_t count,
                                        size_t *places, struct err *err);
bool catalogue_exists(const char *data_dir, const char *path);
/* Splits at `sep` into trimmed parts without empty ones; at most `max`. */
size_t catalogue_split(struct str text, const char *sep, struct str *parts, size_t max);

#endif
