/* hall.c: see hall.h. */
#include "desk/hall.h"

#include "store/archive.h"
#include "store/hall.h"

enum nhi_status withholding_filed(struct register_desk *desk, const struct form *in, struct json *j,
                                  struct err *err) {
	int64_t year = 0;
	if (!str_to_i64(form_get(in, "year"), 1, 9999, &year))
		return err_set(err, NHI_USAGE, "請給 --year" ERR_SEP "give --year");
	return withholding_sums(desk->db, form_get(in, "payer"), year, j, err);
}

enum nhi_status site_entries_show(struct register_desk *desk, const struct form *in, struct json *j,
                                  struct err *err) {
	date_t on = desk->today;
	struct str day = form_get(in, "on");
	if (day.n > 0 && !date_parse(day, &on))
		return err_set(err, NHI_RANGE, "--on" ERR_SEP "%.*s" ERR_SEP "%s", STR_ARG(day),
		               "YYYY-MM-DD");
	return site_entries_on(desk->db, form_get(in, "site"), on, j, err);
}

enum nhi_status letters_expired(struct register_desk *desk, const struct form *in, struct json *j,
                                struct err *err) {
	enum { AT_ONCE = 5000 };
	struct archive_row *row;
	size_t count = 0;
	date_t on = desk->today;
	struct str day = form_get(in, "on");
	if (day.n > 0 && !date_parse(day, &on))
		return err_set(err, NHI_RANGE, "--on" ERR_SEP "%.*s" ERR_SEP "%s", STR_ARG(day),
		               "YYYY-MM-DD");
	enum nhi_status st = archive_expired(desk->db, on, form_get(in, "class"), AT_ONCE,
	                                     desk->arena, &row, &count, err);
	json_array_start(j);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		json_object_start(j);
		json_put_str(j, "number", row[i].number);
		json_put_date(j, "issued_on", row[i].issued_on);
		json_put_str(j, "class", row[i].file_class);
		json_put_i64(j, "years", row[i].years);
		json_put_str(j, "subject", row[i].subject);
		json_put_str(j, "sha256", row[i].hash);
		json_object_end(j);
	}
	json_array_end(j);
	return st;
}
