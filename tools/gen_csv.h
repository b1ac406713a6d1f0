/* gen_csv.h: what the generators of this folder share: a small CSV file of sentences read into
 * rows, and C string literals out. Build time only: a defect stops the build with file and line. */
#ifndef TOOLS_GEN_CSV_H
#define TOOLS_GEN_CSV_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GEN_FIELDS_MAX = 8, GEN_LINE_MAX_BYTES = 2048, GEN_ROWS_MAX = 600 };

struct gen_row {
	char text[GEN_LINE_MAX_BYTES];
	char *field[GEN_FIELDS_MAX];
};

struct gen_table {
	const char *path;
	int fields;
	size_t count;
	struct gen_row row[GEN_ROWS_MAX];
};

__attribute__((noreturn)) static inline void gen_fail(const struct gen_table *t, size_t line,
                                                      const char *what) {
	fprintf(stderr, "%s:%zu: %s\n", t->path, line, what);
	exit(1);
}

/* Splits one CSV line in place; quotes only around whole fields, doubled inside. */
static inline void gen_split(const struct gen_table *t, struct gen_row *r, size_t line) {
	char *in = r->text, *out = r->text;
	for (int f = 0; f < t->fields; f++) {
		r->field[f] = out;
		int quoted = *in == '"';
		if (quoted) in++;
		for (; *in != '\0'; in++) {
			if (quoted && in[0] == '"' && in[1] == '"')
				in++;
			else if (quoted && *in == '"')
				break;
			else if (!quoted && (*in == ',' || *in == '\n'))
				break;
			*out++ = *in;
		}
		if (quoted && *in++ != '"') gen_fail(t, line, "quote not closed");
		char end = *in;
		if (f < t->fields - 1 && end != ',') gen_fail(t, line, "too few fields");
		if (f == t->fields - 1 && end != '\n' && end != '\0')
			gen_fail(t, line, "too many fields");
		if (end != '\0') in++;
		*out++ = '\0';
	}
}

/* Reads `path`, whose first line is a title; the first field of the rows must be sorted, unique. */
static inline void gen_read(struct gen_table *t, const char *path, int fields) {
	t->path = path;
	t->fields = fields;
	FILE *f = fopen(path, "r");
	if (f == NULL) gen_fail(t, 0, "cannot open");
	char title[GEN_LINE_MAX_BYTES];
	if (fgets(title, sizeof title, f) == NULL) gen_fail(t, 1, "no title line");
	while (fgets(t->row[t->count].text, GEN_LINE_MAX_BYTES, f) != NULL) {
		struct gen_row *r = &t->row[t->count];
		size_t line = t->count + 2;
		if (strlen(r->text) == GEN_LINE_MAX_BYTES - 1) gen_fail(t, line, "line too long");
		gen_split(t, r, line);
		if (t->count > 0 && strcmp(t->row[t->count - 1].field[0], r->field[0]) >= 0)
			gen_fail(t, line, "codes must be sorted and unique");
		if (++t->count == GEN_ROWS_MAX) gen_fail(t, line, "too many rows");
	}
	fclose(f);
}

/* Writes a file whole, or stops the build. */
static inline void gen_write(const char *path, void (*body)(FILE *)) {
	FILE *f = fopen(path, "w");
	if (f != NULL) body(f);
	if (f == NULL || fclose(f) != 0) {
		fprintf(stderr, "%s: cannot be written\n", path);
		exit(4);
	}
}

static inline void gen_c_string(FILE *f, const char *s) {
	fputc('"', f);
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\') fputc('\\', f);
		fputc(*s, f);
	}
	fputc('"', f);
}

#endif
