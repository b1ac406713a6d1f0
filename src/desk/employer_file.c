/* employer_file.c: see employer_file.h. */
#include "desk/employer_file.h"

#include "base/clock.h"
#include "base/csv.h"
#include "store/act.h"
#include "store/job.h"
#include "store/original.h"

enum { JOBS_READ = 500, JOBS_SHOWN = 30, FINDINGS_SHOWN = 200, CAUSES_MAX = 60, KEY_SIZE = 32 };

static const char kind[] = "enrol.file";

static enum nhi_status need_agent(const struct desk_call *call, enum right right, struct err *err) {
	const struct principal *who = call->who;
	if (who->kind != PRINCIPAL_AGENT)
		return err_set(err, NHI_FORBIDDEN, "以檔案申報" ERR_SEP "filing by file");
	return principal_need_unit(who, "enrol", right, who->unit_id, 0, err);
}

/* ---- Ordering ---------------------------------------------------------------------------------
 */

struct ordering {
	struct desk_call *call;
	struct str name, bytes; /* a new file; else `hash` */
	struct str hash;
	bool dry_run;
	int64_t job;
};

static enum nhi_status order(struct db *db, void *context, struct err *err) {
	struct ordering *o = context;
	const struct principal *who = o->call->who;
	char kept[SHA256_HEX_SIZE + 1], key[KEY_SIZE];
	struct act act;
	struct buf payload = BUF_INIT(4096);
	bool is_new;
	const struct act_request request = {.actor = who->actor,
	                                    .acting_for = who->acting_for,
	                                    .reason = o->dry_run ? STR("rehearsal") : STR("file"),
	                                    .purpose = STR("enrol.file.order")};
	enum nhi_status st = act_begin(db, &request, &act, err);
	if (st == NHI_OK && o->bytes.n > 0) {
		st = original_keep(db, &act, o->name, o->bytes, kept, err);
		o->hash = str_from(kept);
	}
	if (st != NHI_OK) return st;
	buf_printf(&payload,
	           "{\"file\":\"%.*s\",\"unit\":\"%.*s\",\"actor\":\"%.*s\",\"dry_run\":\"%s\"}",
	           STR_ARG(o->hash), STR_ARG(who->unit_code), STR_ARG(who->actor),
	           o->dry_run ? "yes" : "no");
	snprintf(key, sizeof key, "%lld", (long long)act.id);
	st = job_add(db, str_from(kind), str_from(key), buf_str(&payload), clock_now(), &o->job,
	             &is_new, err);
	buf_free(&payload);
	return st;
}

static enum nhi_status order_job(struct ordering *o, struct str *number, struct err *err) {
	char text[KEY_SIZE];
	enum nhi_status st = desk_need_write(o->call, err);
	if (st == NHI_OK) st = db_transact(o->call->write_db, DB_WRITE, order, o, err);
	if (st != NHI_OK) return st;
	snprintf(text, sizeof text, "%lld", (long long)o->job);
	return arena_str(o->call->arena, str_from(text), number)
	               ? NHI_OK
	               : err_set(err, NHI_MEMORY, "%s", "");
}

enum nhi_status employer_file_send(struct desk_call *call, const struct form *in, struct view **out,
                                   struct str *number, struct err *err) {
	const struct form_file *file = NULL;
	struct ordering o = {.call = call, .dry_run = true};
	*number = STR("");
	enum nhi_status st = need_agent(call, RIGHT_WRITE, err);
	if (st != NHI_OK) return st;
	for (size_t i = 0; i < in->file_count; i++)
		if (str_is(in->file[i].field, "file")) file = &in->file[i];
	o.name = file != NULL ? file->name : STR("pasted.csv");
	o.bytes = file != NULL && file->bytes.n > 0 ? file->bytes : form_get(in, "text");
	if (o.bytes.n > 0) return order_job(&o, number, err);
	st = employer_file_list(call, out, err);
	if (st != NHI_OK) return st;
	if (file != NULL && file->is_cut)
		form_error(*out, "file", "檔案太大，請分成幾個檔再送。",
		           "The file is too large; send it in parts.");
	else
		form_error(*out, "file", "請選一個檔案，或把內容貼在下面。",
		           "Choose a file, or paste its rows below.");
	return NHI_OK;
}

/* ---- Reading ----------------------------------------------------------------------------------
 */

/* A job of this kind for the unit acted for; others are as if they were not there. */
static enum nhi_status read_job(struct desk_call *call, struct str number, struct job *out,
                                struct err *err) {
	int64_t id = 0;
	enum nhi_status st = need_agent(call, RIGHT_READ, err);
	if (st == NHI_OK) st = desk_need_db(call, err);
	if (st == NHI_OK && !str_to_i64(number, 1, INT64_MAX, &id))
		return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(number));
	if (st == NHI_OK) st = job_read(call->db, id, call->arena, out, err);
	if (st != NHI_OK) return st;
	bool own = str_is(out->kind, kind) &&
	           str_eq(job_text(out->payload, "unit"), call->who->unit_code);
	return own ? NHI_OK : err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(number));
}

static int64_t figure(struct str json, const char *name) {
	int64_t n = 0;
	return str_to_i64(job_text(json, name), 0, INT64_MAX, &n) ? n : 0;
}

static void put_job(struct view *v, const struct job *j) {
	bool done = j->state == JOB_DONE;
	view_id(v, "number", j->id);
	view_text(v, "state", str_from(job_state_name(j->state)));
	view_number(v, "at", j->created_at);
	view_flag(v, "dry_run", str_is(job_text(j->payload, "dry_run"), "yes"));
	view_flag(v, "is_done", done);
	view_flag(v, "is_failed", j->state == JOB_FAILED || j->state == JOB_STOPPED);
	view_flag(v, "is_waiting", j->state == JOB_DUE || j->state == JOB_RUNNING);
	view_number(v, "rows_read", done ? figure(j->result, "rows") : 0);
	view_number(v, "accepted", done ? figure(j->result, "accepted") : 0);
	view_number(v, "refused", done ? figure(j->result, "refused") : 0);
	view_number(v, "people", done ? figure(j->result, "people") : 0);
	view_number(v, "months", done ? figure(j->result, "months") : 0);
	view_flag(v, "repeated", str_is(job_text(j->result, "repeated"), "yes"));
	if (j->state == JOB_FAILED)
		view_both(v, "failure", job_text(j->result, "message_zh"),
		          job_text(j->result, "message_en"));
}

struct listing {
	struct desk_call *call;
	struct view *view;
};

static enum nhi_status read_list(struct db *db, void *context, struct err *err) {
	struct listing *l = context;
	struct job *jobs;
	size_t count, shown = 0;
	struct view *v = l->view = view_new(l->call->arena, "employer_file_list");
	view_list(v, "errors");
	view_list(v, "rows");
	view_text(v, "unit", l->call->who->unit_code);
	enum nhi_status st = job_list(db, STR(""), JOBS_READ, l->call->arena, &jobs, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count && shown < JOBS_SHOWN; i++) {
		if (!str_is(jobs[i].kind, kind) ||
		    !str_eq(job_text(jobs[i].payload, "unit"), l->call->who->unit_code))
			continue;
		put_job(view_item(v, "rows", "employer_file_row"), &jobs[i]);
		shown++;
	}
	return st;
}

enum nhi_status employer_file_list(struct desk_call *call, struct view **out, struct err *err) {
	struct listing l = {.call = call};
	enum nhi_status st = need_agent(call, RIGHT_READ, err);
	if (st == NHI_OK) st = desk_need_db(call, err);
	if (st == NHI_OK) st = db_transact(call->db, DB_READ, read_list, &l, err);
	*out = l.view;
	return st;
}

/* Titles of the answers: engine/roster.h. */
enum column { ROW, COLUMN, VERDICT, CODE, UNIT, ID, FROM, ZH, EN, ARTICLE, REMEDY_ZH, REMEDY_EN };

struct cause {
	struct str code;
	int64_t count;
	struct view *view;
};

static struct str keep(struct view *v, struct str s) {
	struct str kept = STR("");
	if (v != NULL && !arena_str(v->arena, s, &kept)) *v->failed = true;
	return kept;
}

static void put_finding(struct view *v, struct csv *c) {
	struct view *x = view_item(v, "findings", "employer_finding");
	view_text(x, "row", keep(x, csv_field(c, ROW)));
	view_text(x, "column", keep(x, csv_field(c, COLUMN)));
	view_flag(x, "note", str_is(csv_field(c, VERDICT), "note"));
	view_text(x, "id", keep(x, csv_field(c, ID)));
	view_both(x, "message", keep(x, csv_field(c, ZH)), keep(x, csv_field(c, EN)));
	view_text(x, "article", keep(x, csv_field(c, ARTICLE)));
	view_both(x, "remedy", keep(x, csv_field(c, REMEDY_ZH)), keep(x, csv_field(c, REMEDY_EN)));
}

/* The same fault in many rows is one cause, with what mends it. */
static void count_cause(struct view *v, struct csv *c, struct cause *causes, size_t *count) {
	struct str code = csv_field(c, CODE);
	size_t i = 0;
	while (i < *count && !str_eq(causes[i].code, code)) i++;
	if (i == CAUSES_MAX) return;
	if (i == *count) {
		causes[i] = (struct cause){.code = keep(v, code)};
		causes[i].view = view_item(v, "causes", "employer_cause");
		view_both(causes[i].view, "message", keep(v, csv_field(c, ZH)),
		          keep(v, csv_field(c, EN)));
		view_both(causes[i].view, "remedy", keep(v, csv_field(c, REMEDY_ZH)),
		          keep(v, csv_field(c, REMEDY_EN)));
		(*count)++;
	}
	causes[i].count++;
}

static enum nhi_status put_findings(struct desk_call *call, const struct job *j, struct view *v,
                                    struct err *err) {
	struct original answers;
	struct csv c;
	struct cause causes[CAUSES_MAX];
	size_t cause_count = 0, shown = 0;
	bool more = true;
	enum nhi_status st =
	        original_read(call->db, job_text(j->result, "answers"), call->arena, &answers, err);
	if (st != NHI_OK) return st;
	csv_init(&c, answers.bytes, call->arena);
	st = csv_next(&c, &more, err); /* the titles */
	while (st == NHI_OK && more) {
		st = csv_next(&c, &more, err);
		if (st != NHI_OK || !more || str_is(csv_field(&c, VERDICT), "accepted")) continue;
		if (str_is(csv_field(&c, VERDICT), "refused"))
			count_cause(v, &c, causes, &cause_count);
		if (shown++ < FINDINGS_SHOWN) put_finding(v, &c);
	}
	for (size_t i = 0; i < cause_count; i++)
		view_number(causes[i].view, "count", causes[i].count);
	view_flag(v, "cut", shown > FINDINGS_SHOWN);
	return st;
}

enum nhi_status employer_file_page(struct desk_call *call, struct str number, struct view **out,
                                   struct err *err) {
	struct job j;
	enum nhi_status st = read_job(call, number, &j, err);
	if (st != NHI_OK) return st;
	struct view *v = *out = view_new(call->arena, "employer_file");
	view_list(v, "errors");
	view_list(v, "findings");
	view_list(v, "causes");
	view_text(v, "unit", call->who->unit_code);
	put_job(v, &j);
	view_flag(v, "may_send",
	          j.state == JOB_DONE && figure(j.result, "accepted") > 0 &&
	                  str_is(job_text(j.payload, "dry_run"), "yes"));
	return j.state == JOB_DONE ? put_findings(call, &j, v, err) : NHI_OK;
}

enum nhi_status employer_file_carry_out(struct desk_call *call, struct str number, struct str *next,
                                        struct err *err) {
	struct job j;
	enum nhi_status st = need_agent(call, RIGHT_WRITE, err);
	if (st == NHI_OK) st = read_job(call, number, &j, err);
	if (st != NHI_OK) return st;
	if (j.state != JOB_DONE || !str_is(job_text(j.payload, "dry_run"), "yes"))
		return err_set(err, NHI_CONFLICT, "%.*s", STR_ARG(number));
	struct ordering o = {.call = call, .hash = job_text(j.payload, "file")};
	return order_job(&o, next, err);
}

enum nhi_status employer_file_answers(struct desk_call *call, struct str number, struct buf *out,
                                      struct err *err) {
	struct job j;
	struct original answers;
	enum nhi_status st = read_job(call, number, &j, err);
	if (st == NHI_OK && j.state != JOB_DONE)
		st = err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(number));
	if (st == NHI_OK)
		st = original_read(call->db, job_text(j.result, "answers"), call->arena, &answers,
		                   err);
	if (st == NHI_OK) buf_put(out, answers.bytes);
	return st;
}
