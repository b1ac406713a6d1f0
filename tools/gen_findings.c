/* gen_findings.c: turns lib/wire/findings.csv into findings_gen.h and findings_gen.c. Run by the
 * build: gen_findings findings.csv out.h out.c
 * Columns: code,level,zh,en,remedy_zh,remedy_en,source. */
#include "gen_csv.h"

enum { FIELDS = 7 };
enum field { CODE, LEVEL, ZH, EN, REMEDY_ZH, REMEDY_EN, SOURCE };

static struct gen_table table;

static const char *level_of(const struct gen_row *r, size_t line) {
	static const char *const levels[][2] = {{"note", "FINDING_NOTE"},
	                                        {"warning", "FINDING_WARNING"},
	                                        {"error", "FINDING_ERROR"}};
	for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
		if (strcmp(r->field[LEVEL], levels[i][0]) == 0) return levels[i][1];
	gen_fail(&table, line, "unknown level");
}

static void write_header(FILE *f) {
	fputs("/* Made from findings.csv by gen_findings. */\n#ifndef WIRE_FINDINGS_GEN_H\n"
	      "#define WIRE_FINDINGS_GEN_H\n\nenum finding_code {\n",
	      f);
	for (size_t i = 0; i < table.count; i++)
		fprintf(f, "\tFIND_%s, /* {%s} */\n", table.row[i].field[CODE],
		        table.row[i].field[EN]);
	fputs("\tFIND_COUNT\n};\n\n#endif\n", f);
}

static void write_table(FILE *f) {
	fputs("/* Made from findings.csv by gen_findings. */\n#include \"wire/finding.h\"\n\n"
	      "const struct finding_row finding_rows[FIND_COUNT] = {\n",
	      f);
	for (size_t i = 0; i < table.count; i++) {
		const struct gen_row *r = &table.row[i];
		fprintf(f, "\t[FIND_%s] = {\"%s\", %s", r->field[CODE], r->field[CODE],
		        level_of(r, i + 2));
		for (int k = ZH; k <= SOURCE; k++) {
			if (k != SOURCE && r->field[k][0] == '\0')
				gen_fail(&table, i + 2, "text missing");
			fputs(", ", f);
			gen_c_string(f, r->field[k]);
		}
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
