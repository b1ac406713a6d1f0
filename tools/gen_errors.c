/* gen_errors.c: turns lib/base/errors.csv into errors_gen.h and errors_gen.c. Run by the build:
 *   gen_errors errors.csv out.h out.c
 * Columns: code,class,http,zh,en; the class decides the exit code (DESIGN §5). */
#include "gen_csv.h"

enum { FIELDS = 5 };
enum field { CODE, CLASS, HTTP, ZH, EN };

static const struct {
	const char *name;
	int exit_code;
} classes[] = {{"no", 1}, {"usage", 2}, {"input", 3}, {"system", 4}, {"conflict", 5}, {"bug", 70}};

static struct gen_table table;

static int exit_code_of(const struct gen_row *r, size_t line) {
	for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
		if (strcmp(r->field[CLASS], classes[i].name) == 0) return classes[i].exit_code;
	gen_fail(&table, line, "unknown class");
}

static void write_header(FILE *f) {
	fputs("/* Made from errors.csv by gen_errors. */\n#ifndef BASE_ERRORS_GEN_H\n"
	      "#define BASE_ERRORS_GEN_H\n\nenum nhi_status {\n\tNHI_OK,\n",
	      f);
	for (size_t i = 0; i < table.count; i++)
		fprintf(f, "\tNHI_%s, /* {%s} */\n", table.row[i].field[CODE],
		        table.row[i].field[EN]);
	fputs("\tNHI_STATUS_COUNT\n};\n\nstruct status_row {\n\tconst char *name;\n"
	      "\tint exit_code;\n\tint http;\n\tconst char *zh;\n\tconst char *en;\n};\n\n"
	      "extern const struct status_row status_rows[NHI_STATUS_COUNT];\n\n#endif\n",
	      f);
}

static void write_table(FILE *f) {
	fputs("/* Made from errors.csv by gen_errors. */\n#include \"base/errors_gen.h\"\n\n"
	      "const struct status_row status_rows[NHI_STATUS_COUNT] = {\n"
	      "\t[NHI_OK] = {\"OK\", 0, 200, \"完成\", \"done\"},\n",
	      f);
	for (size_t i = 0; i < table.count; i++) {
		const struct gen_row *r = &table.row[i];
		if (r->field[ZH][0] == '\0' || r->field[EN][0] == '\0')
			gen_fail(&table, i + 2, "text missing");
		fprintf(f, "\t[NHI_%s] = {\"%s\", %d, %s, ", r->field[CODE], r->field[CODE],
		        exit_code_of(r, i + 2), r->field[HTTP]);
		gen_c_string(f, r->field[ZH]);
		fputs(", ", f);
		gen_c_string(f, r->field[EN]);
		fputs("},\n", f);
	}
	fputs("};\n", f);
}

int main(int argc, char **argv) {
	if (argc != 4) return 2;
	gen_read(&table, argv[1], FIELDS);
	gen_write(argv[2], write_header);
	gen_write(argv[3], write_table);
	return 0;
}
