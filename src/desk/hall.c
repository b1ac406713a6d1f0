/* hall.c: see hall.h. */
#include "desk/hall.h"

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
