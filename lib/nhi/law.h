/* law.h: the figures of law, dated and with source, read from law/ (DESIGN §3 "Law files").
 *
 * Pure: parses what the caller read, into the caller's arena; immutable afterwards and safe to
 * share between threads. Three kinds of files: parameters.csv           every parameter declared
 * once: parameter,unit,min,max,zh,en,article <institution>.csv        its values:
 * parameter,effective_from,value,unit,source,verified <table>.csv              tables with
 * effective_from and source columns: grades.csv, holidays.csv, … A row holds from its day until the
 * next row of the same parameter; value "-" means not in force from that day. A table version is
 * all rows of one effective_from. An overlay (what-if) replaces rows of the same parameter and day,
 * and table versions of the same day, and adds the others. */
#ifndef NHI_LAW_H
#define NHI_LAW_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/sha256.h"

enum law_unit {
	LAW_TWD,         /* whole dollars */
	LAW_POINT,       /* points */
	LAW_PPM,         /* parts per million; 0.56 persons = 560000 */
	LAW_E8,          /* 10^-8 */
	LAW_DAY,         /* calendar days */
	LAW_WORKING_DAY, /* working days */
	LAW_MONTH,       /* months */
	LAW_COUNT,       /* a number of things; a grade */
	LAW_FLAG,        /* 0 or 1, or a small code explained in the declaration */
	LAW_RATIO, /* only for printing: ppm of a number that may exceed one, as 0.56 persons */
	LAW_UNIT_COUNT
};

struct law_value {
	date_t from, to; /* in force [from, to) */
	int64_t value;   /* scaled as the unit says */
	bool in_force;   /* false for "-" */
	bool verified;   /* false: marked [unverified] in its source; results that use it say so */
	struct str source; /* "L0060001:27@2013-01-01"; several by ';' */
};

struct law_parameter {
	struct str name; /* "premium.rate" */
	enum law_unit unit;
	int64_t min, max;         /* inclusive */
	struct str zh, en;        /* what it is */
	struct str article;       /* legal basis, "L0060001:18" */
	struct law_value *values; /* by date */
	size_t value_count;
};

/* One row of the insured-amount grade table (投保金額分級表). */
struct law_grade {
	int32_t grade, group;       /* 1 … */
	int64_t wage_from, wage_to; /* dollars, both inclusive; wage_to INT64_MAX at the top */
	int64_t insured_amount;     /* dollars */
};

struct law_grades {
	date_t from, to;
	struct law_grade *rows; /* ascending */
	size_t count;
	struct str source;
	bool verified;
};

struct law {
	struct law_parameter *parameters; /* sorted by name */
	size_t parameter_count;
	struct law_grades *grades; /* by date */
	size_t grades_count;
	char hash[SHA256_HEX_SIZE +
	          1]; /* of all files in the order of their names, overlay included */
};

/* A file as the caller read it; `name` without folder ("premium.csv"). Overlay files come after all
 * base files. */
struct law_file {
	struct str name, bytes;
	bool overlay;
};

/* Parses everything. Fails on the first unreadable row with file and row in err->where; law_check
 * (law_check.h) lists all defects instead. `files` and their bytes must live as long as the arena.
 */
MUST_USE enum nhi_status law_read(struct law *out, struct arena *arena,
                                  const struct law_file *files, size_t count, struct err *err);

/* NULL when there is no such parameter. */
const struct law_parameter *law_parameter(const struct law *law, struct str name);
/* The value in force on `at`, or NULL: unknown parameter, before its first row, or "-". */
const struct law_value *law_at(const struct law *law, struct str name, date_t at);
/* As law_at, with a full error: NHI_LAW_UNKNOWN or NHI_LAW_NO_VALUE. */
MUST_USE enum nhi_status law_need(const struct law *law, const char *name, date_t at,
                                  const struct law_value **out, struct err *err);
/* The grade table of the day, or NULL. */
const struct law_grades *law_grades_at(const struct law *law, date_t at);

/* The unit in which a parameter is printed: LAW_RATIO for ppm whose range goes beyond one. */
enum law_unit law_print_unit(const struct law_parameter *p);
const char *law_unit_name(enum law_unit unit); /* "ppm" */
MUST_USE bool law_unit_parse(struct str s, enum law_unit *out);
/* For people: 51700 ppm is "5.17 %", 826 twd is "NT$826" (zh "826 元"), 560000 ppm of a count is
 * printed by unit. */
void law_print_value(struct buf *out, enum law_unit unit, int64_t value, const char *lang);

#endif
