/* gen_refusals.c: turns the lists of refusals into refusal codes and their rows. Run by the build:
 * gen_refusals out.h out.c LIST.csv… Columns of a list: code,level (refuse,
 * note),zh,en,article,remedy_zh,remedy_en; none empty. A code that stands in two lists stops the
 * compiler. */
#include "gen_csv.h"

#include <stdbool.h>

enum { FIELDS = 7, LISTS_MAX = 4 };
enum field { CODE, LEVEL, ZH, EN, ARTICLE, REMEDY_ZH, REMEDY_EN };

static struct gen_table tables[LISTS_MAX];
static int lists;

static void write_header(FILE *f) {
	fputs("/* Made from codes/…_refusals.csv by gen_refusals. */\n#ifndef "
	      "NHI_ENROL_REFUSALS_GEN_H\n"
	      "#define NHI_ENROL_REFUSALS_GEN_H\n\nenum refusal_code {\n",
	      f);
	for (int t = 0; t < lists; t++)
		for (size_t i = 0; i < tables[t].count; i++)
			fprintf(f, "\tREFUSE_%s, /* {%s} */\n", tables[t].row[i].field[CODE],
			        tables[t].row[i].field[EN]);
	fputs("\tREFUSE_COUNT\n};\n\n#endif\n", f);
}

static void write_row(FILE *f, const struct gen_table *table, size_t i) {
	const struct gen_row *r = &table->row[i];
	bool is_note = strcmp(r->field[LEVEL], "note") == 0;
	if (!is_note && strcmp(r->field[LEVEL], "refuse") != 0)
		gen_fail(table, i + 2, "level must be refuse or note");
	fprintf(f, "\t[REFUSE_%s] = {\"%s\", %s", r->field[CODE], r->field[CODE],
	        is_note ? "true" : "false");
	for (int k = ZH; k <= REMEDY_EN; k++) {
		if (r->field[k][0] == '\0') gen_fail(table, i + 2, "text missing");
		fputs(", ", f);
		gen_c_string(f, r->field[k]);
	}
	fputs("},\n", f);
}

static void write_table(FILE *f) {
	fputs("/* Made from codes/…_refusals.csv by gen_refusals. */\n#include "
	      "\"nhi/enrol_refusal.h\"\n\n"
	      "const struct refusal_row refusal_rows[REFUSE_COUNT] = {\n",
	      f);
	for (int t = 0; t < lists; t++)
		for (size_t i = 0; i < tables[t].count; i++) write_row(f, &tables[t], i);
	fputs("};\n", f);
}

int main(int argc, char **argv) {
	lists = argc - 3;
	if (lists < 1 || lists > LISTS_MAX) return 2;
	for (int t = 0; t < lists; t++) gen_read(&tables[t], argv[3 + t], FIELDS);
	gen_write(argv[1], write_header);
	gen_write(argv[2], write_table);
	return 0;
}
