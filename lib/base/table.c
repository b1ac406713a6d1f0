/* table.c: see table.h. */
#include "base/table.h"

#include "base/check.h"

struct range {
	uint32_t from, to; /* both inclusive */
};

/* East Asian Width W and F (Unicode 15, EastAsianWidth.txt); gaps that no character fills are
 * joined. Sorted. */
static const struct range wide[] = {
        {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},
        {0x23F0, 0x23F0},   {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},
        {0x2648, 0x2653},   {0x267F, 0x267F},   {0x2693, 0x2693},   {0x26A1, 0x26A1},
        {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},   {0x26CE, 0x26CE},
        {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
        {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},
        {0x2728, 0x2728},   {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},
        {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27B0, 0x27B0},   {0x27BF, 0x27BF},
        {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x2E80, 0x303E},
        {0x3041, 0x3247},   {0x3250, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97F},
        {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},
        {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},   {0x16FE0, 0x18CFF}, {0x1AFF0, 0x1B2FF},
        {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A},
        {0x1F200, 0x1F320}, {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393},
        {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4},
        {0x1F3F8, 0x1F43E}, {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D},
        {0x1F54B, 0x1F567}, {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4},
        {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5}, {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D7},
        {0x1F6DC, 0x1F6DF}, {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC}, {0x1F7E0, 0x1F7F0},
        {0x1F90C, 0x1F93A}, {0x1F93C, 0x1F945}, {0x1F947, 0x1F9FF}, {0x1FA70, 0x1FAFF},
        {0x20000, 0x2FFFD}, {0x30000, 0x3FFFD},
};

/* Marks that stand on the character before them, as far as they occur with Latin and Han text. */
static const struct range zero[] = {
        {0x0300, 0x036F},   {0x1AB0, 0x1AFF},   {0x1DC0, 0x1DFF}, {0x200B, 0x200F},
        {0x202A, 0x202E},   {0x2060, 0x2064},   {0x20D0, 0x20FF}, {0x302A, 0x302D},
        {0x3099, 0x309A},   {0xFE00, 0xFE0F},   {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF},
        {0xE0001, 0xE007F}, {0xE0100, 0xE01EF},
};

static bool in_ranges(const struct range *ranges, size_t count, uint32_t c) {
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (ranges[middle].to < c)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && ranges[low].from <= c;
}

unsigned char_width(uint32_t c) {
	if (c < 0x20 || c == 0x7F) return 0;
	if (c < 0x300) return 1;
	if (in_ranges(zero, COUNT_OF(zero), c)) return 0;
	return in_ranges(wide, COUNT_OF(wide), c) ? 2 : 1;
}

size_t text_width(struct str s) {
	size_t width = 0;
	for (size_t at = 0; at < s.n;) width += char_width(str_next_char(s, &at));
	return width;
}

struct str text_fit(struct str s, size_t columns) {
	size_t at = 0, width = 0;
	while (at < s.n) {
		size_t after = at;
		width += char_width(str_next_char(s, &after));
		if (width > columns) break;
		at = after;
	}
	return str_slice(s, 0, at);
}

void table_init(struct table *t, struct arena *arena, const struct table_column *columns,
                size_t count) {
	CHECK(count >= 1 && count <= TABLE_COLUMNS_MAX);
	*t = (struct table){.arena = arena, .column = columns, .column_count = count};
	for (size_t i = 0; i < count; i++) t->width[i] = text_width(str_from(columns[i].title));
}

static bool grow(struct table *t) {
	size_t capacity = t->capacity == 0 ? 16 * t->column_count : 2 * t->capacity;
	struct str *cell = ARENA_ARRAY(t->arena, capacity, struct str);
	if (cell == NULL) return false;
	if (t->count > 0) memcpy(cell, t->cell, t->count * sizeof *cell);
	t->cell = cell;
	t->capacity = capacity;
	return true;
}

void table_put(struct table *t, struct str cell) {
	if (t->failed || (t->count == t->capacity && !grow(t))) {
		t->failed = true;
		return;
	}
	size_t column = t->count % t->column_count, width = text_width(cell);
	if (width > t->width[column]) t->width[column] = width;
	t->cell[t->count++] = cell;
}

void table_put_c(struct table *t, const char *cell) { table_put(t, str_from(cell)); }

void table_put_i64(struct table *t, int64_t v) {
	struct buf b = BUF_INIT(64);
	struct str kept = STR("");
	buf_put_i64_grouped(&b, v);
	if (!buf_ok(&b) || !arena_str(t->arena, buf_str(&b), &kept)) t->failed = true;
	buf_free(&b);
	table_put(t, kept);
}

static void print_cell(const struct table *t, size_t column, struct str cell, struct buf *out) {
	size_t pad = t->width[column] - text_width(cell);
	bool right = t->column[column].align == TABLE_RIGHT;
	if (column > 0) buf_put_repeat(out, ' ', 2);
	if (right) buf_put_repeat(out, ' ', pad);
	buf_put(out, cell);
	if (!right) buf_put_repeat(out, ' ', pad);
}

/* Ends the line and takes the blanks before its end away. */
static void end_line(struct buf *out) {
	while (out->n > 0 && out->p[out->n - 1] == ' ') out->n--;
	buf_put_char(out, '\n');
}

void table_print(const struct table *t, struct buf *out) {
	CHECK(t->column_count > 0);
	if (t->failed) return;
	for (size_t i = 0; i < t->column_count; i++)
		print_cell(t, i, str_from(t->column[i].title), out);
	end_line(out);
	for (size_t i = 0; i < t->column_count; i++) {
		if (i > 0) buf_put_repeat(out, ' ', 2);
		buf_put_repeat(out, '-', t->width[i]);
	}
	end_line(out);
	for (size_t i = 0; i < t->count; i++) {
		print_cell(t, i % t->column_count, t->cell[i], out);
		if ((i + 1) % t->column_count == 0) end_line(out);
	}
}
