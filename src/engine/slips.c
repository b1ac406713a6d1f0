/* slips.c: see slips.h. */
#include "engine/slips.h"

#include "store/person.h"

enum { BILL_ARENA_MAX = 256 * 1024 * 1024 };

/* --- one bill or many --- */

typedef enum nhi_status (*slip_user)(void *to, const struct slip *s, struct err *err);

/* Each target's bill as a slip, one after the other; memory is that of the largest bill. */
static enum nhi_status each_slip(struct db *db, const struct slips *slips, month_t month,
                                 const struct dispatch_target *const *to, size_t count,
                                 struct seen *seen, slip_user use, void *context, struct err *err) {
	struct arena arena = ARENA_INIT(BILL_ARENA_MAX);
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; i < count && st == NHI_OK; i++) {
		struct bill_view view;
		struct slip s;
		arena_reset(&arena);
		st = bill_view_read(db, month, to[i]->unit_id, to[i]->person_id, &arena, &view,
		                    err);
		if (st == NHI_OK) bill_view_seen(&view, seen);
		if (st == NHI_OK)
			st = slip_of_bill(slips, &view, to[i]->division, to[i]->address, &arena, &s,
			                  err);
		if (st == NHI_OK) st = use(context, &s, err);
	}
	arena_free(&arena);
	return st;
}

struct drawing {
	struct paper *paper;
	struct paper_info info;
	struct buf *out;
	unsigned parts;
	const struct slips_job *job; /* or NULL */
	struct seen *seen;           /* or NULL */
	int64_t *first_page;         /* of each bill, or NULL */
	int64_t done, total;
	int64_t pages, files; /* of the files that are ended */
};

static enum nhi_status end_file(struct drawing *d, enum nhi_status so_far, struct err *err) {
	struct err closing = ERR_INIT;
	d->pages += (int64_t)paper_page_count(d->paper);
	const enum nhi_status closed = paper_close(d->paper, so_far == NHI_OK ? err : &closing);
	d->paper = NULL;
	return so_far == NHI_OK ? closed : so_far;
}

static bool gives_files(const struct drawing *d) {
	return d->job != NULL && d->job->file_done != NULL;
}

/* A bill is never torn apart: the file that has grown beyond its size ends before the next one. */
static enum nhi_status next_file(struct drawing *d, struct err *err) {
	enum nhi_status st = end_file(d, NHI_OK, err);
	if (st == NHI_OK)
		st = d->job->file_done(d->job->file_to, ++d->files, false, buf_str(d->out), err);
	buf_reset(d->out);
	return st == NHI_OK ? paper_open(&d->paper, &d->info, d->out, err) : st;
}

static enum nhi_status draw_slip(void *to, const struct slip *s, struct err *err) {
	struct drawing *d = to;
	enum nhi_status st = NHI_OK;
	if (gives_files(d) && d->done > 0 && d->out->n > d->job->file_bytes) st = next_file(d, err);
	if (st != NHI_OK) return st;
	if (d->first_page != NULL) d->first_page[d->done] = (int64_t)paper_page_count(d->paper) + 1;
	st = slip_draw_parts(d->paper, s, d->parts, err);
	d->done++;
	if (d->job != NULL && d->job->progress != NULL)
		d->job->progress(d->job->progress_to, d->done, d->total);
	return st;
}

static enum nhi_status draw_all(struct db *db, const struct slips *slips, month_t month,
                                const struct dispatch_target *const *to, size_t count,
                                struct drawing *d, int64_t *pages, struct err *err) {
	d->info = (struct paper_info){STR("全民健康保險保險費繳款單"), STR("OpenNHI"),
	                              instant_of_date(slips->issued)};
	enum nhi_status st = paper_open(&d->paper, &d->info, d->out, err);
	if (st != NHI_OK) return st;
	d->total = (int64_t)count;
	/* The slip alone names the payer and no one else. */
	struct seen *seen = (d->parts & (SLIPS_SHEET | SLIPS_DETAIL)) != 0 ? d->seen : NULL;
	for (size_t i = 0; i < count; i++) seen_add(d->seen, to[i]->person_id);
	st = each_slip(db, slips, month, to, count, seen, draw_slip, d, err);
	if (d->paper != NULL) st = end_file(d, st, err);
	*pages = d->pages;
	if (st == NHI_OK && gives_files(d))
		st = d->job->file_done(d->job->file_to, ++d->files, true, buf_str(d->out), err);
	return st;
}

enum nhi_status slips_draw(struct db *db, const struct slips *slips, month_t month,
                           const struct dispatch_target *const *to, size_t count, unsigned parts,
                           struct seen *seen, struct buf *out, int64_t *first_page, int64_t *pages,
                           struct err *err) {
	struct drawing d = {.out = out, .parts = parts, .seen = seen, .first_page = first_page};
	return draw_all(db, slips, month, to, count, &d, pages, err);
}

/* The bills that a job names, as pointers into all of the month. */
static enum nhi_status choose(struct db *db, const struct slips_job *job, struct arena *arena,
                              const struct dispatch_target ***out, size_t *count, struct err *err) {
	struct bill_run run;
	struct dispatch_target *all = NULL;
	size_t n = 0;
	bool found = false;
	int64_t person_id = 0;
	enum nhi_status st = bill_run_read(db, job->month, &run, &found, err);
	if (st == NHI_OK && job->person.n > 0) st = person_by_key(db, job->person, &person_id, err);
	if (st == NHI_OK && found)
		st = dispatch_targets(db, job->month, month_last(job->month), run.known_at,
		                      job->division, arena, &all, &n, err);
	if (st != NHI_OK) return st;
	if (job->person.n > 0 && person_id == 0) n = 0; /* nobody has this number */
	*out = arena_array(arena, n, sizeof **out);
	if (*out == NULL) return err_set(err, NHI_MEMORY, " ");
	*count = 0;
	for (size_t i = 0; i < n; i++)
		if ((job->unit_code.n == 0 ||
		     (str_eq(all[i].code, job->unit_code) && all[i].person_id == 0)) &&
		    (person_id == 0 || all[i].person_id == person_id))
			(*out)[(*count)++] = &all[i];
	if (*count > 0) return NHI_OK;
	return err_set(err, NHI_NOT_FOUND, "%.*s%.*s %d-%02d", STR_ARG(job->unit_code),
	               STR_ARG(job->person), month_year(job->month), month_number(job->month));
}

struct job_run {
	const struct bill_place *place;
	const struct slips *slips;
	const struct slips_job *job;
	struct slips_result *result;
	struct buf *out;
	bool by_head;
};

static enum nhi_status print_in(struct db *db, void *context, struct err *err) {
	const struct job_run *r = context;
	const struct dispatch_target **to;
	size_t count;
	struct drawing d = {
	        .out = r->out, .parts = r->job->parts, .job = r->job, .seen = r->job->seen};
	enum nhi_status st = choose(db, r->job, r->place->arena, &to, &count, err);
	if (st != NHI_OK) return st;
	buf_reset(r->out);
	r->result->bills = (int64_t)count;
	st = draw_all(db, r->slips, r->job->month, to, count, &d, &r->result->pages, err);
	r->result->files = d.files;
	return st;
}

enum nhi_status slips_print(const struct bill_place *place, const struct slips *slips,
                            const struct slips_job *job, struct buf *out,
                            struct slips_result *result, struct err *err) {
	struct job_run r = {place, slips, job, result, out, false};
	*result = (struct slips_result){0};
	return bill_look(place, print_in, &r, err);
}

static enum nhi_status list_slip(void *to, const struct slip *s, struct err *err) {
	const struct job_run *r = to;
	slip_put_csv(r->out, s, r->by_head, r->result->bills++ == 0);
	return buf_ok(r->out) ? NHI_OK : err_set(err, NHI_LIMIT, "CSV" ERR_SEP "%zu", r->out->max);
}

static enum nhi_status list_in(struct db *db, void *context, struct err *err) {
	struct job_run *r = context;
	const struct dispatch_target **to;
	size_t count;
	enum nhi_status st = choose(db, r->job, r->place->arena, &to, &count, err);
	buf_reset(r->out);
	r->result->bills = 0;
	if (st != NHI_OK) return st;
	return each_slip(db, r->slips, r->job->month, to, count, r->job->seen, list_slip, r, err);
}

enum nhi_status slips_list(const struct bill_place *place, const struct slips *slips,
                           const struct slips_job *job, bool by_head, struct buf *out,
                           struct slips_result *result, struct err *err) {
	struct job_run r = {place, slips, job, result, out, by_head};
	*result = (struct slips_result){0};
	return bill_look(place, list_in, &r, err);
}
