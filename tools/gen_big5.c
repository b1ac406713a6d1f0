/* gen_big5.c: turns codes/big5.txt into the two tables of lib/wire/big5.c. Run by the build:
 *   gen_big5 big5.txt out.c
 * Adds the user-defined areas by code page 950's rule, so that one look-up serves all. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LEAD_FIRST = 0x81,
	LEAD_LAST = 0xFE,
	CELLS = 157, /* trail bytes 40-7E and A1-FE */
	PAIRS = (LEAD_LAST - LEAD_FIRST + 1) * CELLS,
	LINE_MAX_BYTES = 1024
};

static uint16_t to_bmp[PAIRS];
static uint16_t from_bmp[65536];
static unsigned line_number;

static void fail(const char *what) {
	fprintf(stderr, "big5.txt:%u: %s\n", line_number, what);
	exit(1);
}

static unsigned cell_of(unsigned trail) {
	if (trail >= 0x40 && trail <= 0x7E) return trail - 0x40;
	if (trail >= 0xA1 && trail <= 0xFE) return trail - 0xA1 + 63;
	fail("no trail byte");
	return 0;
}

static unsigned trail_of(unsigned cell) { return cell < 63 ? cell + 0x40 : cell - 63 + 0xA1; }

static void assign(unsigned lead, unsigned cell, unsigned unicode) {
	uint16_t *to = &to_bmp[(lead - LEAD_FIRST) * CELLS + cell];
	uint16_t code = (uint16_t)(lead << 8 | trail_of(cell));
	if (*to != 0 || from_bmp[unicode] != 0) fail("code or character assigned twice");
	*to = (uint16_t)unicode;
	from_bmp[unicode] = code;
}

/* The user-defined areas in the order in which code page 950 numbers them from U+E000 on. */
static void assign_user_areas(void) {
	static const struct {
		unsigned lead_first, lead_last, cell_first;
	} areas[] = {{0xFA, 0xFE, 0}, {0x8E, 0xA0, 0}, {0x81, 0x8D, 0}, {0xC6, 0xC8, 63}};
	unsigned unicode = 0xE000;
	for (size_t i = 0; i < sizeof areas / sizeof areas[0]; i++) {
		unsigned cell = areas[i].cell_first;
		for (unsigned lead = areas[i].lead_first; lead <= areas[i].lead_last; lead++) {
			for (; cell < CELLS; cell++) assign(lead, cell, unicode++);
			cell = 0;
		}
	}
	if (unicode != 0xF849) fail("the user-defined areas do not end at U+F848");
}

/* Reads one character of at most three bytes; the file holds no others. */
static unsigned next_character(const unsigned char **p) {
	const unsigned char *u = *p;
	if (u[0] < 0x80) {
		fail("an ASCII character in a double-byte cell");
	} else if ((u[0] & 0xE0) == 0xC0 && (u[1] & 0xC0) == 0x80) {
		*p += 2;
		return (u[0] & 0x1Fu) << 6 | (u[1] & 0x3Fu);
	} else if ((u[0] & 0xF0) == 0xE0 && (u[1] & 0xC0) == 0x80 && (u[2] & 0xC0) == 0x80) {
		*p += 3;
		return (u[0] & 0x0Fu) << 12 | (u[1] & 0x3Fu) << 6 | (u[2] & 0x3Fu);
	}
	fail("not UTF-8 of two or three bytes");
	return 0;
}

static void read_run(char *line) {
	char *end;
	unsigned long code = strtoul(line, &end, 16);
	if (end != line + 4 || *end != ' ' || code < 0x8140 || code > 0xFEFE) fail("no code");
	unsigned lead = (unsigned)(code >> 8), cell = cell_of((unsigned)code & 0xFF);
	const unsigned char *p = (const unsigned char *)end + 1;
	for (; *p != '\n' && *p != '\0'; cell++) {
		if (cell >= CELLS) fail("more characters than cells");
		assign(lead, cell, next_character(&p));
	}
}

static void read_runs(const char *path) {
	FILE *f = fopen(path, "r");
	if (f == NULL) fail("cannot open");
	char line[LINE_MAX_BYTES];
	while (fgets(line, sizeof line, f) != NULL) {
		line_number++;
		if (line[0] != '#') read_run(line);
	}
	fclose(f);
}

static void write_array(FILE *f, const uint16_t *v, size_t n) {
	for (size_t i = 0; i < n; i++)
		fprintf(f, "%s0x%04X,", i % 12 == 0 ? "\n\t" : " ", (unsigned)v[i]);
}

/* Characters by pages of 256; pages without any share the empty page 0. */
static void write_tables(FILE *f) {
	static const uint16_t empty[256];
	unsigned page_of[256], pages = 1;
	for (unsigned i = 0; i < 256; i++) {
		page_of[i] = 0;
		if (memcmp(&from_bmp[i * 256], empty, sizeof empty) != 0) page_of[i] = pages++;
	}
	fprintf(f, "/* Made from big5.txt by gen_big5. */\n#include \"wire/big5_tables.h\"\n\n"
	           "const uint16_t big5_to_bmp[BIG5_PAIRS] = {");
	write_array(f, to_bmp, PAIRS);
	fprintf(f, "\n};\n\nconst uint8_t big5_page_of[256] = {");
	for (unsigned i = 0; i < 256; i++)
		fprintf(f, "%s%u,", i % 16 == 0 ? "\n\t" : " ", page_of[i]);
	fprintf(f, "\n};\n\nconst uint16_t big5_from_bmp[][256] = {\n\t{0},");
	for (unsigned i = 0; i < 256; i++) {
		if (page_of[i] == 0) continue;
		fputs("\n\t{", f);
		write_array(f, &from_bmp[i * 256], 256);
		fputs("},", f);
	}
	fputs("\n};\n", f);
}

int main(int argc, char **argv) {
	if (argc != 3) return 2;
	read_runs(argv[1]);
	assign_user_areas();
	FILE *f = fopen(argv[2], "w");
	if (f == NULL) return 4;
	write_tables(f);
	return fclose(f) == 0 ? 0 : 4;
}
