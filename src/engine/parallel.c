/* parallel.c: see parallel.h. Ours is gathered into one array sorted by identity number; the old
 * file is read once. */
#include "engine/parallel.h"

#include "base/csv.h"
#include "base/file.h"
#include "base/sink.h"
#include "engine/takeover_read.h"
#include "nhi/bill_lines.h"
#include "store/bill.h"

enum { NUMBER_SIZE = 24 };

/* One insured person as charged. */
struct charged {
	int64_t person_id;        /* 0: of the old file */
	char number[NUMBER_SIZE]; /* identity number, zero-padded */
	int64_t unit;             /* code as a number */
	int64_t amount, dependents, self, subsidy, unit_share, government;
	bool is_seen; /* the old system has him too */
};

struct compare {
	const struct parallel_job *job;
	struct parallel_report *report;
	struct db *db;
	struct takeover_list unit_ids, unit_codes;
	struct buf ours;    /* struct charged records */
	struct buf numbers; /* struct number records, by person */
	struct sink differences;
	bool has_subsidy, has_unit_share, has_government; /* columns of the old file */
};

struct number {
	int64_t person_id;
	char text[NUMBER_SIZE];
};

static const struct {
	const char *name, *zh, *en;
} causes[PARALLEL_CAUSES] = {
        [PARALLEL_EQUAL] = {"equal", "相同", "equal"},
        [PARALLEL_UNREADABLE] = {"unreadable", "舊系統的列無法判讀；請更正該列",
                                 "old row unreadable: correct it"},
        [PARALLEL_UNKNOWN] = {"unknown", "登記中沒有這個號碼；請查承接的拒收清單",
                              "number not in the register: see the list of refused rows"},
        [PARALLEL_NOT_CHARGED] = {"not_charged", "新系統未計收；請查投保期間與月底規則",
                                  "not charged here: look at the coverage and the month-end rule"},
        [PARALLEL_NOT_OLD] = {"not_old", "舊系統未計收；請查遲報與退保",
                              "not charged there: look at late filings and withdrawals"},
        [PARALLEL_UNIT] = {"unit", "投保單位不同；請查轉換日",
                           "another unit: look at the day of transfer"},
        [PARALLEL_AMOUNT] = {"amount", "投保金額不同；請查調整生效月",
                             "another insured amount: look at the month of adjustment"},
        [PARALLEL_DEPENDENTS] =
                {"dependents", "計費眷屬人數不同；請查眷屬期間與上限",
                 "other dependents charged: look at their coverage and the maximum"},
        [PARALLEL_SUBSIDY] = {"subsidy", "補助不同；請查補助資格期間",
                              "another subsidy: look at its period"},
        [PARALLEL_ARITHMETIC] = {"arithmetic", "基礎相同、金額不同；請查費率與進位",
                                 "same basis, other dollars: look at rate and rounding"},
};

const char *parallel_cause_text(enum parallel_cause cause, const char *lang) {
	return str_is(str_from(lang), "en") ? causes[cause].en : causes[cause].zh;
}

const char *parallel_cause_name(enum parallel_cause cause) { return causes[cause].name; }

/* --- ours
 * ----------------------------------------------------------------------------------------- */

static void keep_number(char out[NUMBER_SIZE], struct str s) {
	size_t n = s.n < NUMBER_SIZE ? s.n : NUMBER_SIZE - 1;
	memset(out, 0, NUMBER_SIZE);
	memcpy(out, s.p, n);
}

static enum nhi_status read_units(struct compare *c, struct err *err) {
	struct db_stmt *q = db_query(c->db, "takeover_units");
	bool ok = true;
	while (ok && db_next(q)) {
		int64_t code = 0;
		if (!str_to_i64(db_str(q, 1), 0, 999999999, &code))
			(void)db_fail(q, NHI_CORRUPT, "unit.code");
		ok = takeover_list_add(&c->unit_ids, db_i64(q, 0)) &&
		     takeover_list_add(&c->unit_codes, code);
	}
	enum nhi_status st = db_end(q, err);
	return ok ? st : err_set(err, NHI_MEMORY, "");
}

static enum nhi_status read_numbers(struct compare *c, struct err *err) {
	struct db_stmt *q = db_query(c->db, "parallel_numbers");
	db_bind_date(q, month_last(c->job->month));
	db_bind_instant(q, INSTANT_OPEN);
	while (db_next(q)) {
		struct number n = {.person_id = db_i64(q, 0)};
		keep_number(n.text, db_str(q, 1));
		buf_put(&c->numbers, (struct str){(const char *)&n, sizeof n});
	}
	enum nhi_status st = db_end(q, err);
	return buf_ok(&c->numbers) ? st : err_set(err, NHI_MEMORY, "");
}

static const char *number_of(const struct compare *c, int64_t person_id) {
	const struct number *n = (const struct number *)(const void *)c->numbers.p;
	size_t low = 0, high = c->numbers.n / sizeof *n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (n[mid].person_id < person_id)
			low = mid + 1;
		else
			high = mid;
	}
	bool found = low < c->numbers.n / sizeof *n && n[low].person_id == person_id;
	return found ? n[low].text : "";
}

static void add_ours(struct compare *c, int64_t unit, const struct bill_line *line) {
	struct charged ours = {.person_id = line->person_id,
	                       .unit = unit,
	                       .amount = line->insured_amount,
	                       .dependents = line->charged,
	                       .self = line->self_one + line->dependent_one * line->charged -
	                               line->subsidy,
	                       .subsidy = line->subsidy,
	                       .unit_share = line->unit_share,
	                       .government = line->government};
	keep_number(ours.number, str_from(number_of(c, line->person_id)));
	buf_put(&c->ours, (struct str){(const char *)&ours, sizeof ours});
	c->report->new_lines++;
}

static enum nhi_status add_bill(struct compare *c, const struct bill *bill, struct arena *arena,
                                struct err *err) {
	struct bill_line *lines;
	size_t count, unit = takeover_list_find(&c->unit_ids, bill->unit_id);
	enum nhi_status st = bill_lines_read(bill->lines, arena, &lines, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		if (lines[i].kind == BILL_LINE_PERSON)
			add_ours(c, unit == SIZE_MAX ? 0 : c->unit_codes.value[unit], &lines[i]);
	arena_reset(arena);
	return st;
}

static int by_number(const void *a, const void *b) {
	const struct charged *x = a, *y = b;
	return memcmp(x->number, y->number, NUMBER_SIZE);
}

static enum nhi_status read_ours(struct compare *c, struct err *err) {
	struct arena arena = ARENA_INIT(0);
	struct bill bill;
	enum nhi_status st = read_units(c, err);
	if (st == NHI_OK) st = read_numbers(c, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = bill_stream(c->db, c->job->month);
	while (st == NHI_OK && bill_stream_next(q, &bill)) st = add_bill(c, &bill, &arena, err);
	enum nhi_status ended = db_end(q, st == NHI_OK ? err : NULL);
	arena_free(&arena);
	if (st == NHI_OK) st = ended;
	if (st == NHI_OK && !buf_ok(&c->ours)) st = err_set(err, NHI_MEMORY, "");
	if (st == NHI_OK && c->ours.n == 0)
		st = err_set(err, NHI_NOT_FOUND, "該月繳款單 (bills of the month)");
	if (st == NHI_OK)
		qsort(c->ours.p, c->ours.n / sizeof(struct charged), sizeof(struct charged),
		      by_number);
	return st;
}

/* --- the old file -------------------------------------------------------------------------------
 */

enum {
	O_UNIT,
	O_ID,
	O_AMOUNT,
	O_DEPENDENTS,
	O_SELF,
	O_SUBSIDY,
	O_UNIT_SHARE,
	O_GOVERNMENT,
	O_COLUMNS
};
static const char *const old_titles[O_COLUMNS] = {"unit",        "id",         "insured_amount",
                                                  "dependents",  "self",       "subsidy?",
                                                  "unit_share?", "government?"};

#define DOLLARS_MAX INT64_C(1000000000000)

/* Reads a row; false when it cannot be read. `self` of the file is what was to be paid, subsidies
 * taken off. */
static bool read_old(const struct csv *csv, const size_t *at, struct charged *out) {
	*out = (struct charged){0};
	struct str id = str_trim(csv_field(csv, at[O_ID]));
	if (id.n == 0 || id.n >= NUMBER_SIZE) return false;
	keep_number(out->number, id);
	int64_t *const figures[] = {&out->unit, NULL,          &out->amount,     &out->dependents,
	                            &out->self, &out->subsidy, &out->unit_share, &out->government};
	for (size_t i = 0; i < O_COLUMNS; i++) {
		struct str text = str_trim(csv_field(csv, at[i]));
		bool optional = i >= O_SUBSIDY && text.n == 0;
		if (i == O_ID || optional) continue;
		if (!str_to_i64(text, i < O_SELF ? 0 : -DOLLARS_MAX, DOLLARS_MAX, figures[i]))
			return false;
	}
	return true;
}

static enum parallel_cause cause_of(const struct compare *c, const struct charged *old,
                                    const struct charged *ours) {
	if (old->unit != ours->unit) return PARALLEL_UNIT;
	if (old->amount != ours->amount) return PARALLEL_AMOUNT;
	if (old->dependents != ours->dependents) return PARALLEL_DEPENDENTS;
	if (c->has_subsidy && old->subsidy != ours->subsidy) return PARALLEL_SUBSIDY;
	bool same = old->self == ours->self &&
	            (!c->has_unit_share || old->unit_share == ours->unit_share) &&
	            (!c->has_government || old->government == ours->government);
	return same ? PARALLEL_EQUAL : PARALLEL_ARITHMETIC;
}

static void put_side(struct buf *b, size_t column, const struct charged *x) {
	const int64_t figures[] = {x->amount,  x->dependents, x->self,
	                           x->subsidy, x->unit_share, x->government};
	buf_put_char(b, ',');
	buf_put_i64_padded(b, x->unit, 9);
	for (size_t i = 0; i < COUNT_OF(figures); i++) csv_put_i64(b, column + 1 + i, figures[i]);
}

static void put_nothing(struct buf *b) { buf_put_repeat(b, ',', 7); }

static void note(struct compare *c, enum parallel_cause cause, size_t row,
                 const struct charged *old, const struct charged *ours) {
	struct parallel_sum *sum = &c->report->cause[cause];
	sum->persons++;
	if (old != NULL) sum->old_self += old->self;
	if (ours != NULL) sum->new_self += ours->self;
	if (c->job->differences == NULL || cause == PARALLEL_EQUAL) return;
	struct buf *b = &c->differences.buf;
	if (ours != NULL) seen_add(c->job->seen, ours->person_id);
	csv_put(b, 0, str_from(causes[cause].name));
	if (row > 0)
		csv_put_i64(b, 1, (int64_t)row);
	else
		buf_put_char(b, ',');
	const struct charged *known = old != NULL ? old : ours;
	csv_put(b, 2, known == NULL ? STR("") : str_from(known->number));
	if (old != NULL)
		put_side(b, 3, old);
	else
		put_nothing(b);
	if (ours != NULL)
		put_side(b, 10, ours);
	else
		put_nothing(b);
	csv_end_row(b);
}

static struct charged *find_ours(const struct compare *c, const char *number) {
	struct charged key;
	memcpy(key.number, number, NUMBER_SIZE);
	return bsearch(&key, c->ours.p, c->ours.n / sizeof key, sizeof key, by_number);
}

/* Not charged here: unknown altogether, or known and not charged. */
static enum nhi_status why_not_ours(struct compare *c, const char *number, enum parallel_cause *out,
                                    struct err *err) {
	struct db_stmt *q = db_query(c->db, "bill_person_by_number");
	db_bind_str(q, str_from(number));
	const bool known = db_next(q);
	*out = known ? PARALLEL_NOT_CHARGED : PARALLEL_UNKNOWN;
	if (known && c->job->differences != NULL) seen_add(c->job->seen, db_i64(q, 0));
	return db_end(q, err);
}

static enum nhi_status take_old(struct compare *c, const struct csv *csv, const size_t *at,
                                struct err *err) {
	struct charged old;
	c->report->old_rows++;
	if (!read_old(csv, at, &old)) {
		note(c, PARALLEL_UNREADABLE, csv->row, NULL, NULL);
		return NHI_OK;
	}
	struct charged *ours = find_ours(c, old.number);
	if (ours != NULL) {
		ours->is_seen = true;
		note(c, cause_of(c, &old, ours), csv->row, &old, ours);
		return NHI_OK;
	}
	enum parallel_cause cause;
	enum nhi_status st = why_not_ours(c, old.number, &cause, err);
	if (st == NHI_OK) note(c, cause, csv->row, &old, NULL);
	return st;
}

static enum nhi_status read_old_file(struct compare *c, struct str bytes, struct err *err) {
	struct arena arena = ARENA_INIT(0);
	struct csv *csv = calloc(1, sizeof *csv);
	size_t at[O_COLUMNS];
	if (csv == NULL) return err_set(err, NHI_MEMORY, "");
	csv_init(csv, bytes, &arena);
	enum nhi_status st = csv_titles(csv, old_titles, O_COLUMNS, at, err);
	c->has_subsidy = at[O_SUBSIDY] != SIZE_MAX;
	c->has_unit_share = at[O_UNIT_SHARE] != SIZE_MAX;
	c->has_government = at[O_GOVERNMENT] != SIZE_MAX;
	for (bool more = true; st == NHI_OK;) {
		st = csv_next(csv, &more, err);
		if (st != NHI_OK || !more) break;
		st = take_old(c, csv, at, err);
		if (st == NHI_OK && c->job->differences != NULL)
			st = sink_turn(&c->differences, err);
	}
	if (st != NHI_OK) err_where(err, "%s", c->job->old_bills);
	free(csv);
	arena_free(&arena);
	return st;
}

static enum nhi_status note_only_ours(struct compare *c, struct err *err) {
	const struct charged *ours = (const struct charged *)(const void *)c->ours.p;
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; i < c->ours.n / sizeof *ours && st == NHI_OK; i++) {
		if (ours[i].is_seen) continue;
		note(c, PARALLEL_NOT_OLD, 0, NULL, &ours[i]);
		if (c->job->differences != NULL) st = sink_turn(&c->differences, err);
	}
	return st;
}

static enum nhi_status open_differences(struct compare *c, struct err *err) {
	static const char titles[] = "cause,old_row,id,old_unit,old_insured_amount,old_dependents,"
	                             "old_self,old_subsidy,old_unit_share,"
	                             "old_government,unit,insured_amount,dependents,self,subsidy,"
	                             "unit_share,government\n";
	if (c->job->differences == NULL) return NHI_OK;
	enum nhi_status st = sink_open(&c->differences, c->job->differences, err);
	if (st == NHI_OK) buf_put_c(&c->differences.buf, titles);
	return st;
}

static enum nhi_status compare_all(struct db *db, void *context, struct err *err) {
	struct compare *c = context;
	struct str bytes = STR("");
	(void)db; /* the same as c->db: one state of the database for all of it */
	enum nhi_status st = file_map(c->job->old_bills, &bytes, err);
	if (st == NHI_OK && !str_is_utf8(bytes))
		st = err_set(err, NHI_NOT_UTF8, "%s", c->job->old_bills);
	if (st == NHI_OK) st = read_ours(c, err);
	if (st == NHI_OK) st = open_differences(c, err);
	if (st == NHI_OK) {
		st = read_old_file(c, bytes, err);
		if (st == NHI_OK) st = note_only_ours(c, err);
		if (st == NHI_OK) st = seen_record(c->job->seen, err);
		if (c->job->differences != NULL) st = sink_end(&c->differences, st, err);
	}
	file_unmap(bytes);
	return st;
}

enum nhi_status parallel_compare(const struct parallel_job *job, struct parallel_report *out,
                                 struct err *err) {
	*out = (struct parallel_report){0};
	struct compare c = {.job = job,
	                    .report = out,
	                    .ours = BUF_INIT((size_t)1 << 34),
	                    .numbers = BUF_INIT((size_t)1 << 32)};
	enum nhi_status st = db_open(&c.db, job->db_url, job->data_dir, 0, err);
	if (st == NHI_OK) st = db_transact(c.db, DB_READ, compare_all, &c, err);
	db_close(c.db);
	buf_free(&c.ours);
	buf_free(&c.numbers);
	takeover_list_free(&c.unit_ids);
	takeover_list_free(&c.unit_codes);
	return st;
}
