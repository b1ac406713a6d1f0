/* bill_lines.c: see bill_lines.h. A step parser over exactly what the writer writes: compact JSON
 * of integers, plain strings and arrays. */
#include "nhi/bill_lines.h"

struct reader {
	struct str rest;
	struct arena *arena;
	bool bad;
};

static bool next_is(const struct reader *r, char c) { return r->rest.n > 0 && r->rest.p[0] == c; }

static void take(struct reader *r, char c) {
	if (!next_is(r, c)) r->bad = true;
	if (!r->bad) r->rest = str_slice(r->rest, 1, r->rest.n);
}

static int64_t take_number(struct reader *r) {
	size_t n = 0;
	while (n < r->rest.n &&
	       ((r->rest.p[n] >= '0' && r->rest.p[n] <= '9') || r->rest.p[n] == '-'))
		n++;
	int64_t v = 0;
	if (!str_to_i64(str_slice(r->rest, 0, n), INT64_MIN, INT64_MAX, &v)) r->bad = true;
	r->rest = str_slice(r->rest, n, r->rest.n);
	return v;
}

static int64_t next_number(struct reader *r) {
	take(r, ',');
	return take_number(r);
}

static struct str next_text(struct reader *r) {
	take(r, ',');
	take(r, '"');
	struct str text = {0};
	const size_t n = str_find_char(r->rest, '"');
	if (r->bad || n == r->rest.n || !arena_str(r->arena, str_slice(r->rest, 0, n), &text))
		r->bad = true;
	r->rest = str_slice(r->rest, n, r->rest.n);
	take(r, '"');
	return text;
}

/* Values of a flat array: one more than its commas, or none. */
static size_t count_values(struct str rest, char open, char close) {
	size_t count = 0;
	int depth = 0;
	for (size_t i = 0; i < rest.n; i++) {
		if (rest.p[i] == open) depth++;
		if (rest.p[i] == close && --depth < 0) break;
		if (depth == 0 && rest.p[i] == ',') count++;
	}
	return rest.n > 0 && rest.p[0] != close ? count + 1 : 0;
}

static void read_dependents(struct reader *r, struct bill_line *line) {
	take(r, ',');
	take(r, '[');
	const size_t count = r->bad ? 0 : count_values(r->rest, '[', ']');
	line->dependent = ARENA_ARRAY(r->arena, count, int64_t);
	if (!line->dependent) r->bad = true;
	for (size_t i = 0; !r->bad && i < count; i++) {
		line->dependent[i] = i > 0 ? next_number(r) : take_number(r);
		line->dependent_count++;
	}
	take(r, ']');
}

static void read_subsidies(struct reader *r, struct bill_line *line) {
	take(r, ',');
	take(r, '[');
	const size_t count = r->bad ? 0 : count_values(r->rest, '[', ']');
	line->subsidies = ARENA_ARRAY(r->arena, count, struct bill_line_subsidy);
	if (!line->subsidies) r->bad = true;
	while (!r->bad && line->subsidy_count < count) {
		if (line->subsidy_count > 0) take(r, ',');
		struct bill_line_subsidy *s = &line->subsidies[line->subsidy_count++];
		take(r, '[');
		s->person_id = take_number(r);
		s->kind = next_text(r);
		s->amount = next_number(r);
		s->payer = next_text(r);
		take(r, ']');
	}
	take(r, ']');
}

static void read_person(struct reader *r, struct bill_line *line) {
	line->insured_amount = next_number(r);
	line->self_one = next_number(r);
	line->dependent_one = next_number(r);
	line->charged = next_number(r);
	line->subsidy = next_number(r);
	line->unit_share = next_number(r);
	line->government = next_number(r);
	read_dependents(r, line);
	read_subsidies(r, line);
	line->absence = next_number(r);
}

static void read_correction(struct reader *r, struct bill_line *line) {
	line->month = next_number(r);
	line->self = next_number(r);
	line->subsidy = next_number(r);
	line->unit_share = next_number(r);
	line->government = next_number(r);
	line->heads = next_number(r);
	line->cause = next_number(r);
	line->act_id = next_number(r);
}

static void read_line(struct reader *r, struct bill_line *line) {
	take(r, '[');
	const int64_t kind = take_number(r);
	line->kind = kind == BILL_LINE_CORRECTION ? BILL_LINE_CORRECTION : BILL_LINE_PERSON;
	line->person_id = next_number(r);
	line->scheme = next_text(r);
	if (kind == BILL_LINE_PERSON)
		read_person(r, line);
	else if (kind == BILL_LINE_CORRECTION)
		read_correction(r, line);
	else
		r->bad = true;
	take(r, ']');
}

int64_t bill_line_payable(const struct bill_line *line) {
	const int64_t self = line->kind == BILL_LINE_CORRECTION
	                             ? line->self
	                             : line->self_one + line->charged * line->dependent_one;
	return self - line->subsidy + line->unit_share;
}

enum nhi_status bill_lines_read(struct str text, struct arena *arena, struct bill_line **lines,
                                size_t *count, struct err *err) {
	struct reader r = {.rest = text, .arena = arena};
	*count = 0;
	take(&r, '[');
	const size_t most = r.bad ? 0 : count_values(r.rest, '[', ']');
	*lines = ARENA_ARRAY(arena, most, struct bill_line);
	if (!*lines) return err_set(err, NHI_MEMORY, " ");
	while (!r.bad && *count < most) {
		if (*count > 0) take(&r, ',');
		read_line(&r, &(*lines)[(*count)++]);
	}
	take(&r, ']');
	if (!r.bad && r.rest.n == 0) return NHI_OK;
	return err_set(err, NHI_CORRUPT, "bill.lines @%zu", text.n - r.rest.n);
}
