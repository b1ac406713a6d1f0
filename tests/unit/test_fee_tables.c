/* test_fee_tables.c: add-ons, tiers and limits of the fee schedule from tables. */
#include "lawdir.h"
#include "nhi/claim_fee.h"
#include "table.h"

#include "base/check.h"

static struct fee_law fee_on(date_t on) {
	struct fee_law fee;
	fee_law_at(test_law(), on, &fee);
	return fee;
}

static date_t today(void) {
	date_t d;
	CHECK(date_from_ymd((struct ymd){2024, 12, 1}, &d));
	return d;
}

static void check_rate(struct table_row *row, void *context) {
	(void)context;
	struct fee_law fee = fee_on(row_date(row, "on"));
	struct str kind = row_text(row, "kind"), specialty = row_text(row, "specialty");
	struct fee_visit v = {.age_months = (int32_t)row_i64(row, "months"),
	                      .is_emergency = row_bool(row, "emergency"),
	                      .is_night = row_bool(row, "night"),
	                      .is_holiday = row_bool(row, "holiday"),
	                      .is_island = row_bool(row, "island"),
	                      .is_district = row_bool(row, "district")};
	if (!str_is(specialty, "none"))
		v.specialty = (enum fee_specialty)(FEE_SPECIALTY_A + specialty.p[0] - 'a');
	rate4_t rate = str_is(kind, "surgery")   ? fee_surgery_rate(&fee, &v)
	               : str_is(kind, "test")    ? fee_test_rate(&fee, &v, false)
	               : str_is(kind, "raised")  ? fee_test_rate(&fee, &v, true)
	               : str_is(kind, "consult") ? fee_consult_rate(&fee, &v)
	                                         : fee_emergency_rate(&fee, &v);
	row_give_i64(row, "rate", rate.v);
}

static void check_points(struct table_row *row, void *context) {
	(void)context;
	point_t p =
	        fee_points((qty10_t){row_i64(row, "quantity")}, (price100_t){row_i64(row, "price")},
	                   (rate4_t){row_i64(row, "rate")});
	row_give_i64(row, "points", p.v);
}

static int64_t limit_of(const struct fee_law *fee, struct str what, struct str where, int64_t a,
                        int64_t b) {
	bool island = str_is(where, "island");
	struct fee_dispensed d = fee_dispense(fee, island, a);
	if (str_is(what, "volume"))
		return fee_volume_share(fee,
		                        str_is(where, "clinic")     ? FEE_CLINIC_OUT
		                        : str_is(where, "hospital") ? FEE_HOSPITAL_OUT
		                                                    : FEE_HOSPITAL_IN,
		                        a);
	if (str_is(what, "same") || str_is(what, "other"))
		return fee_operation_share(fee, str_is(what, "same"), a);
	if (str_is(what, "tier")) return fee_visit_tier(fee, island, b, a);
	if (str_is(what, "dispense")) return b == 0 ? d.whole : b == 1 ? d.lower : d.nothing;
	if (str_is(what, "basic")) return fee_basic_items(fee, a);
	return fee_day_rate(fee, (int32_t)a, (int32_t)b).v;
}

static void check_limit(struct table_row *row, void *context) {
	(void)context;
	struct fee_law fee = fee_on(today());
	row_give_i64(row, "value",
	             limit_of(&fee, row_text(row, "what"), row_text(row, "where"),
	                      row_i64(row, "a"), row_i64(row, "b")));
}

static void check_stay(struct table_row *row, void *context) {
	(void)context;
	struct fee_law fee = fee_on(today());
	struct str exempt = row_text(row, "exempt");
	struct fee_stay s = {.total = {row_i64(row, "total")},
	                     .copay = {row_i64(row, "copay")},
	                     .outside = {row_i64(row, "outside")},
	                     .reference = {row_i64(row, "reference")},
	                     .exempt = exempt.n > 0 ? exempt.p[0] : ' ',
	                     .is_respiratory = row_bool(row, "respiratory"),
	                     .has_flat = row_has(row, "flat")};
	if (s.has_flat) s.flat.v = row_i64(row, "flat");
	row_give_i64(row, "applied", fee_stay_applied(&fee, &s).v);
}

int main(void) {
	const struct table_result results[] = {
	        table_run("fee_rate.txt", check_rate, NULL),
	        table_run("fee_points.txt", check_points, NULL),
	        table_run("fee_limits.txt", check_limit, NULL),
	        table_run("fee_stay.txt", check_stay, NULL),
	};
	return table_end(results, COUNT_OF(results));
}
