/* county.c: see county.h. */
#include "nhi/county.h"

enum nhi_status counties_read(struct counties *out, struct arena *arena, struct str text,
                              struct err *err) {
	static const char *const names[] = {"code", "zh", "en", "division"};
	size_t place[COUNT_OF(names)];
	struct csv c;
	bool more = true;
	out->count = 0;
	csv_init(&c, text, arena);
	enum nhi_status st = csv_titles(&c, names, COUNT_OF(names), place, err);
	while (st == NHI_OK && (st = csv_next(&c, &more, err)) == NHI_OK && more) {
		struct county *row = &out->row[out->count];
		int64_t division = 0;
		if (out->count == COUNTIES_MAX ||
		    !str_to_i64(csv_field(&c, place[3]), 1, 6, &division))
			return err_set(err, NHI_LAW_ROW,
			               "counties.csv" ERR_SEP "%zu" ERR_SEP "%s" ERR_SEP "%s",
			               c.row, "業務組", "division");
		*row = (struct county){csv_field(&c, place[0]), csv_field(&c, place[1]),
		                       csv_field(&c, place[2]), (int32_t)division};
		out->count++;
	}
	return st;
}

/* Equal, where a leading 台 of `given` stands for 臺. */
static bool same_name(struct str known, struct str given) {
	const struct str variant = STR("台"), official = STR("臺");
	if (!str_starts(given, variant) || !str_starts(known, official))
		return str_eq(known, given);
	return str_eq(str_slice(known, official.n, known.n), str_slice(given, variant.n, given.n));
}

const struct county *county_find(const struct counties *counties, struct str code_or_name) {
	for (size_t i = 0; i < counties->count; i++)
		if (str_eq(counties->row[i].code, code_or_name) ||
		    same_name(counties->row[i].zh, code_or_name))
			return &counties->row[i];
	return NULL;
}
