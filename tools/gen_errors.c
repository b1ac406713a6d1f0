/* gen_errors.c: turns lib/base/errors.csv into errors_gen.h and errors_gen.c. Run by the build:
 *   gen_errors errors.csv out.h out.c
 * Refuses rows out of order, unknown classes and sentences missing in one language. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS = 5, LINE_MAX_BYTES = 1024, ROWS_MAX = 500 };
enum field { CODE, CLASS, HTTP, ZH, EN };

struct row {
	char text[LINE_MAX_BYTES];
	char *field[FIELDS];
};

static const struct {
	const char *name;
	int exit_code;
} classes[] = {{"no", 1}, {"usage", 2}, {"input", 3}, {"system", 4}, {"conflict", 5}, {"bug", 70}};

static struct row rows[ROWS_MAX];
static size_t row_count;

static void fail(const char *what, size_t line) {
	fprintf(stderr, "errors.csv:%zu: %s\n", line, what);
	exit(1);
}

/* Splits one CSV line in place; quotes only around whole fields, doubled inside. */
static void split(struct row *r, size_t line) {
	char *in = r->text, *out = r->text;
	for (int f = 0; f < FIELDS; f++) {
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
		if (quoted && *in++ != '"') fail("quote not closed", line);
		if (f < FIELDS - 1 && *in++ != ',') fail("too few fields", line);
		*out++ = '\0';
	}
	if (*in != '\n' && *in != '\0') fail("too many fields", line);
}

static int exit_code_of(const struct row *r, size_t line) {
	for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
		if (strcmp(r->field[CLASS], classes[i].name) == 0) return classes[i].exit_code;
	fail("unknown class", line);
	return 0;
}

static void read_rows(const char *path) {
	FILE *f = fopen(path, "r");
	if (f == NULL) fail("cannot open", 0);
	char title[LINE_MAX_BYTES];
	if (fgets(title, sizeof title, f) == NULL) fail("no title line", 1);
	while (row_count < ROWS_MAX && fgets(rows[row_count].text, LINE_MAX_BYTES, f) != NULL) {
		struct row *r = &rows[row_count];
		split(r, row_count + 2);
		if (r->field[ZH][0] == '\0' || r->field[EN][0] == '\0')
			fail("text missing", row_count + 2);
		if (row_count > 0 && strcmp(rows[row_count - 1].field[CODE], r->field[CODE]) >= 0)
			fail("codes must be sorted and unique", row_count + 2);
		row_count++;
	}
	fclose(f);
}

static void write_header(FILE *f) {
	fputs("/* Made from errors.csv by gen_errors. */\n#ifndef BASE_ERRORS_GEN_H\n#define "
	      "BASE_ERRORS_GEN_H\n\n"
	      "enum nhi_status {\n\tNHI_OK,\n",
	      f);
	for (size_t i = 0; i < row_count; i++)
		fprintf(f, "\tNHI_%s, /* {%s} */\n", rows[i].field[CODE], rows[i].field[EN]);
	fputs("\tNHI_STATUS_COUNT\n};\n\nstruct status_row {\n\tconst char *name;\n\tint "
	      "exit_code;\n\tint http;\n"
	      "\tconst char *zh;\n\tconst char *en;\n};\n\nextern const struct status_row "
	      "status_rows[NHI_STATUS_COUNT];\n\n#endif\n",
	      f);
}

static void put_c_string(FILE *f, const char *s) {
	fputc('"', f);
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\') fputc('\\', f);
		fputc(*s, f);
	}
	fputc('"', f);
}

static void write_table(FILE *f) {
	fputs("/* Made from errors.csv by gen_errors. */\n#include \"base/errors_gen.h\"\n\n"
	      "const struct status_row status_rows[NHI_STATUS_COUNT] = {\n"
	      "\t[NHI_OK] = {\"OK\", 0, 200, \"完成\", \"done\"},\n",
	      f);
	for (size_t i = 0; i < row_count; i++) {
		const struct row *r = &rows[i];
		fprintf(f, "\t[NHI_%s] = {\"%s\", %d, %s, ", r->field[CODE], r->field[CODE],
		        exit_code_of(r, i + 2), r->field[HTTP]);
		put_c_string(f, r->field[ZH]);
		fputs(", ", f);
		put_c_string(f, r->field[EN]);
		fputs("},\n", f);
	}
	fputs("};\n", f);
}

int main(int argc, char **argv) {
	if (argc != 4) return 2;
	read_rows(argv[1]);
	for (int i = 2; i < 4; i++) {
		FILE *f = fopen(argv[i], "w");
		if (f == NULL) return 4;
		if (i == 2)
			write_header(f);
		else
			write_table(f);
		if (fclose(f) != 0) return 4;
	}
	return 0;
}
