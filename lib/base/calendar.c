/* calendar.c: see calendar.h. */
#include "base/calendar.h"

#include "base/check.h"
#include "base/csv.h"

enum { SUNDAY = 0, SATURDAY = 6 };

static bool is_weekend(date_t d) {
	int day = date_weekday(d);
	return day == SUNDAY || day == SATURDAY;
}

/* First place whose day is >= d. */
static size_t place_of(const struct calendar *c, date_t d) {
	size_t low = 0, high = c->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (c->days[middle].date < d)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct calendar_day *calendar_row(const struct calendar *c, date_t d) {
	size_t i = place_of(c, d);
	return i < c->count && c->days[i].date == d ? &c->days[i] : NULL;
}

bool calendar_has_year(const struct calendar *c, int32_t year) {
	date_t first = month_first(month_make(year, 1));
	size_t i = place_of(c, first);
	return i < c->count && date_to_ymd(c->days[i].date).year == year;
}

bool calendar_is_working_day(const struct calendar *c, date_t d, bool *is_verified) {
	const struct calendar_day *row = calendar_row(c, d);
	bool sure = row != NULL ? row->is_verified : calendar_has_year(c, date_to_ymd(d).year);
	if (!sure && is_verified != NULL) *is_verified = false;
	return row != NULL ? !row->is_holiday : !is_weekend(d);
}

struct calendar_answer calendar_next_working_day(const struct calendar *c, date_t d) {
	struct calendar_answer a = {d, true};
	while (a.date < DATE_OPEN && !calendar_is_working_day(c, a.date, &a.is_verified)) a.date++;
	return a;
}

struct calendar_answer calendar_add_working_days(const struct calendar *c, date_t d, int32_t n) {
	CHECK(n >= 0 && n <= CALENDAR_WORKING_DAYS_MAX);
	struct calendar_answer a = {d, true};
	while (n > 0 && a.date < DATE_OPEN) {
		a.date++;
		if (calendar_is_working_day(c, a.date, &a.is_verified)) n--;
	}
	return a;
}

int32_t calendar_count_working_days(const struct calendar *c, date_t from, date_t to,
                                    bool *is_verified) {
	int32_t n = 0;
	for (date_t d = from; d < to; d++)
		if (calendar_is_working_day(c, d, is_verified)) n++;
	return n;
}

static enum nhi_status bad_row(struct err *err, size_t row, const char *zh, const char *en) {
	return err_set(err, NHI_ROW, "%zu" ERR_SEP "%s" ERR_SEP "%s", row, zh, en);
}

/* Adds a row; the array grows by doubling in the arena. */
static enum nhi_status add_day(struct calendar *c, struct arena *arena, size_t *capacity,
                               struct calendar_day day, struct err *err) {
	if (c->count == *capacity) {
		if (*capacity >= CALENDAR_DAYS_MAX)
			return err_set(err, NHI_LIMIT, "calendar" ERR_SEP "%d", CALENDAR_DAYS_MAX);
		size_t more = *capacity == 0 ? 64 : *capacity * 2;
		struct calendar_day *days = ARENA_ARRAY(arena, more, struct calendar_day);
		if (days == NULL) return err_set(err, NHI_MEMORY, "");
		if (c->count > 0) memcpy(days, c->days, c->count * sizeof *days);
		c->days = days;
		*capacity = more;
	}
	c->days[c->count++] = day;
	return NHI_OK;
}

enum nhi_status calendar_read(struct calendar *out, struct arena *arena, struct str text,
                              struct err *err) {
	static const char *const names[] = {"date", "is_holiday", "name_zh", "source", "verified"};
	enum { DATE, IS_HOLIDAY, NAME_ZH, SOURCE, VERIFIED, COLUMNS };
	static_assert(COUNT_OF(names) == COLUMNS, "one name a column");
	size_t place[COLUMNS], capacity = 0;
	struct csv csv;
	bool more;
	csv_init(&csv, text, arena);
	*out = (struct calendar){0};
	enum nhi_status st = csv_titles(&csv, names, COLUMNS, place, err);
	while (st == NHI_OK && (st = csv_next(&csv, &more, err)) == NHI_OK && more) {
		struct str flag = csv_field(&csv, place[IS_HOLIDAY]);
		struct str verified = csv_field(&csv, place[VERIFIED]);
		struct calendar_day day = {.is_holiday = str_is(flag, "1"),
		                           .is_verified = str_is(verified, "yes"),
		                           .name_zh = csv_field(&csv, place[NAME_ZH]),
		                           .source = csv_field(&csv, place[SOURCE])};
		if (!date_parse(csv_field(&csv, place[DATE]), &day.date))
			return bad_row(err, csv.row, "沒有這個日期", "no such date");
		if (out->count > 0 && out->days[out->count - 1].date >= day.date)
			return bad_row(err, csv.row, "日期重複或未依序",
			               "date doubled or unsorted");
		if (!day.is_holiday && !str_is(flag, "0"))
			return bad_row(err, csv.row, "is_holiday 應為 0 或 1",
			               "is_holiday must be 0 or 1");
		if (!day.is_verified && !str_is(verified, "no"))
			return bad_row(err, csv.row, "verified 應為 yes 或 no",
			               "verified must be yes or no");
		if (day.source.n == 0)
			return bad_row(err, csv.row, "缺少來源", "the source is missing");
		st = add_day(out, arena, &capacity, day, err);
	}
	return st;
}

/* The yearly file while it is read: a slot a day, so that order does not matter. */
struct year_table {
	int32_t year;
	bool seen[366];
	struct calendar_day day[366];
};

static bool parse_compact(struct str s, date_t *out) {
	int64_t v;
	if (s.n != 8 || !str_is_digits(s) || !str_to_i64(s, 0, 99991231, &v)) return false;
	struct ymd d = {(int32_t)(v / 10000), (int32_t)(v / 100 % 100), (int32_t)(v % 100)};
	return date_from_ymd(d, out);
}

static bool weekday_fits(date_t d, struct str zh) {
	static const char *const names[7] = {"日", "一", "二", "三", "四", "五", "六"};
	return str_is(str_trim(zh), names[date_weekday(d)]);
}

static enum nhi_status take_row(struct year_table *t, const struct csv *csv, const size_t *place,
                                struct str source, struct err *err) {
	date_t d;
	struct str flag = str_trim(csv_field(csv, place[2]));
	if (!parse_compact(str_trim(csv_field(csv, place[0])), &d))
		return bad_row(err, csv->row, "西元日期應為 YYYYMMDD", "the date must be YYYYMMDD");
	if (t->year == 0) t->year = date_to_ymd(d).year;
	if (date_to_ymd(d).year != t->year)
		return bad_row(err, csv->row, "一個檔案只能有一個年度",
		               "one file holds one year only");
	if (!weekday_fits(d, csv_field(csv, place[1])))
		return bad_row(err, csv->row, "星期與日期不符（欄位可能錯置）",
		               "the weekday does not fit the date (columns swapped?)");
	bool is_off = str_is(flag, "2");
	if (!is_off && !str_is(flag, "0"))
		return bad_row(err, csv->row, "是否放假應為 0（上班）或 2（放假）",
		               "the flag must be 0 (working) or 2 (off)");
	size_t i = (size_t)(d - month_first(month_make(t->year, 1)));
	if (t->seen[i]) return bad_row(err, csv->row, "日期重複", "the date appears twice");
	t->seen[i] = true;
	t->day[i] = (struct calendar_day){.date = d,
	                                  .is_holiday = is_off,
	                                  .is_verified = true,
	                                  .name_zh = str_trim(csv_field(csv, place[3])),
	                                  .source = source};
	return NHI_OK;
}

enum nhi_status calendar_import(struct calendar *out, struct arena *arena, struct str text,
                                struct str source, struct err *err) {
	static const char *const names[] = {"西元日期", "星期", "是否放假", "備註"};
	size_t place[COUNT_OF(names)], capacity = 0;
	struct csv csv;
	bool more;
	struct year_table *t = ARENA_NEW(arena, struct year_table);
	if (t == NULL) return err_set(err, NHI_MEMORY, "");
	csv_init(&csv, text, arena);
	*out = (struct calendar){0};
	enum nhi_status st = csv_titles(&csv, names, COUNT_OF(names), place, err);
	while (st == NHI_OK && (st = csv_next(&csv, &more, err)) == NHI_OK && more)
		st = take_row(t, &csv, place, source, err);
	if (st != NHI_OK) return st;
	if (t->year == 0) return bad_row(err, csv.row, "沒有任何日期", "there is no day in it");
	date_t first = month_first(month_make(t->year, 1));
	date_t last = month_last(month_make(t->year, 12));
	for (date_t d = first; st == NHI_OK && d <= last; d++) {
		const struct calendar_day *day = &t->day[d - first];
		if (!t->seen[d - first]) {
			struct buf missing = BUF_INIT(16);
			date_print(&missing, d);
			st = err_set(err, NHI_ROW,
			             "%zu" ERR_SEP "缺少 %.*s" ERR_SEP "%.*s is missing", csv.row,
			             STR_ARG(buf_str(&missing)), STR_ARG(buf_str(&missing)));
			buf_free(&missing);
		} else if (day->is_holiday != is_weekend(d) || day->name_zh.n > 0) {
			st = add_day(out, arena, &capacity, *day, err);
		}
	}
	return st;
}

static void write_day(struct buf *out, const struct calendar_day *day) {
	struct buf date = BUF_INIT(16);
	date_print(&date, day->date);
	csv_put(out, 0, buf_str(&date));
	csv_put_i64(out, 1, day->is_holiday ? 1 : 0);
	csv_put(out, 2, day->name_zh);
	csv_put(out, 3, day->source);
	csv_put(out, 4, str_from(day->is_verified ? "yes" : "no"));
	csv_end_row(out);
	buf_free(&date);
}

void calendar_write(struct buf *out, const struct calendar *old, const struct calendar *c) {
	int32_t year = c->count > 0 ? date_to_ymd(c->days[0].date).year : 0;
	date_t first = c->count > 0 ? c->days[0].date : DATE_MIN;
	buf_put_c(out, "date,is_holiday,name_zh,source,verified\n");
	for (size_t i = 0; old != NULL && i < old->count && old->days[i].date < first; i++)
		if (date_to_ymd(old->days[i].date).year != year) write_day(out, &old->days[i]);
	for (size_t i = 0; i < c->count; i++) write_day(out, &c->days[i]);
	for (size_t i = 0; old != NULL && i < old->count; i++)
		if (old->days[i].date >= first && date_to_ymd(old->days[i].date).year != year)
			write_day(out, &old->days[i]);
}
