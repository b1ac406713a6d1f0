/* law_check_internal.h: what the parts of law_check share. */
#ifndef NHI_LAW_CHECK_INTERNAL_H
#define NHI_LAW_CHECK_INTERNAL_H

#include "base/csv.h"
#include "nhi/law_check.h"

struct law_declared {
	struct str name;
	enum law_unit unit;
	int64_t min, max;
	date_t needed_from; /* DATE_MIN: not said */
	struct str file;
	size_t row;
	bool usable; /* unit and bounds could be read */
};

struct law_checked_value {
	struct str name;
	date_t from;
	int64_t value;
	bool in_force, overlay;
	struct str file;
	size_t row;
};

struct law_checker {
	struct law_findings *out;
	struct arena *arena;
	const struct law_file *file; /* being read */
	struct csv csv;
	struct law_declared *declared; /* by name, after reading */
	size_t declared_count;
	struct law_checked_value *values; /* by name, date, base before overlay, after reading */
	size_t value_count;
};

enum { LAW_DAY_SIZE = 16 };
/* ISO day as a C string. */
const char *law_day_text(date_t d, char out[LAW_DAY_SIZE]);

/* Opens `file` and finds its columns; reports what is wrong. */
bool law_check_open(struct law_checker *c, const struct law_file *file, const char *const *names,
                    size_t count, size_t *places);
/* The next row; false at the end and after an unreadable row, which is reported. */
bool law_check_next(struct law_checker *c);
#define LAW_CHECK_REPORT(c, rule, ...)                                                             \
	law_finding_add((c)->out, (rule), (c)->file->name, (c)->csv.row, __VA_ARGS__)
/* Reads a day, or reports. */
bool law_check_day(struct law_checker *c, struct str text, date_t *out);
/* Source and verified columns. */
void law_check_source(struct law_checker *c, struct str source, struct str verified);
/* The value in force on `at`, an overlay's first; NULL when there is none. */
const struct law_checked_value *law_check_value_at(const struct law_checker *c, struct str name,
                                                   date_t at);

void law_check_grades(struct law_checker *c, const struct law_file *file);

#endif
