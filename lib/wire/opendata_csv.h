/* opendata_csv.h: what the readers of published CSV share. */
#ifndef WIRE_OPENDATA_CSV_H
#define WIRE_OPENDATA_CSV_H

#include "base/csv.h"
#include "wire/finding.h"

/* Demands the title row `titles` (count of them, in this order), as published. */
bool opendata_open(struct csv *csv, struct str bytes, struct arena *arena, const struct str *titles,
                   size_t count, struct findings *findings);
/* The next row; false at the end and after an unreadable row, which is listed. */
bool opendata_next(struct csv *csv, struct findings *findings);
/* A whole number of at least 0; lists what is none. */
bool opendata_number(const struct csv *csv, size_t column, struct findings *findings, int64_t *out);

#endif
