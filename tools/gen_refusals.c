/* gen_refusals.c: turns codes/enrol_refusals.csv into enrol_refusals_gen.h and
 * enrol_refusals_gen.c. Run by the build: gen_refusals enrol_refusals.csv out.h out.c Columns:
 * code,level (refuse, note),zh,en,article,remedy_zh,remedy_en; none empty. */
#include "gen_csv.h"

#include <stdbool.h>

enum { FIELDS = 7 };
enum field { CODE, LEVEL, ZH, EN, ARTICLE, REMEDY_ZH, REMEDY_EN };

static struct gen_table table;

static void write_header(FILE *f) {
	fputs("/* Made from enrol_refusals.csv by gen_refusals. */\n#ifndef "
	      "NHI_ENROL_REFUSALS_GEN_H\n"
	      "#define NHI_ENROL_REFUSALS_GEN_H\n\nenum refusal_code {\n",
	      f);
	for (size_t i = 0; i < table.count; i++)
		fprintf(f, "\tREFUSE_%s, /* {%s} */\n", table.row[i].field[CODE],
		        table.row[i].field[EN]);
	fputs("\tREFUSE_COUNT\n};\n\n#endif\n", f);
}

static void write_table(FILE *f) {
	fputs("/* Made from enrol_refusals.csv by gen_refusals. */\n#include "
	      "\"nhi/enrol_refusal.h\"\n\n"
	      "const struct refusal_row refusal_rows[REFUSE_COUNT] = {\n",
	      f);
	for (size_t i = 0; i < table.count; i++) {
		const struct gen_row *r = &table.row[i];
		bool is_note = strcmp(r->field[LEVEL], "note") == 0;
		if (!is_note && strcmp(r->field[LEVEL], "refuse") != 0)
			gen_fail(&table, i + 2, "level must be refuse or note");
		fprintf(f, "\t[REFUSE_%s] = {\"%s\", %s", r->field[CODE], r->field[CODE],
		        is_note ? "true" : "false");
		for (int k = ZH; k <= REMEDY_EN; k++) {
			if (r->field[k][0] == '\0') gen_fail(&table, i + 2, "text missing");
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
