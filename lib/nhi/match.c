/* match.c: see match.h. */
#include "nhi/match.h"

#include "base/check.h"
#include "nhi/category.h"
#include "nhi/enrol_eligible.h"

static const char *const names[MATCH_KIND_COUNT] = {
        [MATCH_UNINSURED] = "uninsured",
        [MATCH_DEAD] = "dead",
        [MATCH_UNQUALIFIED] = "unqualified",
        [MATCH_STATUS] = "status",
        [MATCH_GAP] = "gap",
        [MATCH_LOW] = "low",
        [MATCH_OVERLAP] = "overlap",
        [MATCH_UNIT_CLOSED] = "unit-closed",
        [MATCH_UNIT_MISSING] = "unit-missing",
};

const char *match_kind_name(enum match_kind kind) {
	CHECK(kind < MATCH_KIND_COUNT);
	return names[kind];
}

bool match_kind_find(struct str name, enum match_kind *out) {
	for (int i = 0; i < MATCH_KIND_COUNT; i++) {
		if (!str_is(name, names[i])) continue;
		*out = (enum match_kind)i;
		return true;
	}
	return false;
}

struct judging {
	const struct enrol_law *law;
	const struct match_person *p;
	date_t on;
	struct match_finding *out;
	size_t count;
};

static struct match_finding *add(struct judging *j, enum match_kind kind, date_t from, date_t to) {
	if (j->count == MATCH_FINDINGS_MAX) j->count--; /* the last place is overwritten */
	struct match_finding *f = &j->out[j->count++];
	*f = (struct match_finding){.kind = kind, .from = from, .to = to};
	return f;
}

static date_t later(date_t a, date_t b) { return a > b ? a : b; }

/* The job that holds on the day, the one that began last; NULL none. */
static const struct match_job *job_on(const struct match_person *p, date_t on) {
	const struct match_job *best = NULL;
	for (size_t i = 0; i < p->job_count; i++) {
		const struct match_job *job = &p->job[i];
		if (job->from > on || on >= job->to) continue;
		if (best == NULL || job->from > best->from) best = job;
	}
	return best;
}

static bool is_alive(const struct match_person *p, date_t on) {
	return p->died == DATE_UNKNOWN || p->died >= on;
}

static bool is_present(const struct match_person *p, date_t on) {
	return p->has_presence && p->present_from <= on && on < p->present_to;
}

/* First day on which the waiting period of a resident without an employer is over (Act 8, 9). */
static date_t wait_over(const struct judging *j) {
	const struct match_person *p = j->p;
	if (p->present_from <= p->birth) return p->birth; /* born here: no waiting */
	if (!p->is_citizen)
		return enrol_residence_complete(j->law, p->present_from, p->exit, p->exit_count);
	return date_add_months(p->present_from, j->law->wait_citizen);
}

/* Where somebody was insured before: the day after it, unless the registration lapsed for more than
 * the two years that Act 8(1)① allows. */
static date_t goes_on(const struct judging *j, date_t ended) {
	const struct match_person *p = j->p;
	if (p->is_citizen && p->present_from <= date_add_months(ended, j->law->recent_citizen))
		return later(ended, p->present_from);
	return p->present_from <= ended ? ended : DATE_OPEN;
}

static void check_uninsured(struct judging *j) {
	const struct match_person *p = j->p;
	const struct timeline *t = &p->coverage;
	if (!is_present(p, j->on) || !is_alive(p, j->on)) return;
	if (coverage_on(t->row, t->count, j->on) != NULL) return;
	date_t ended = DATE_UNKNOWN;
	for (size_t i = 0; i < t->count; i++)
		if (t->row[i].to <= j->on) ended = t->row[i].to;
	const struct match_job *job = job_on(p, j->on);
	date_t from = wait_over(j);
	if (ended != DATE_UNKNOWN) {
		date_t again = goes_on(j, ended);
		from = again < DATE_OPEN ? again : later(from, ended);
	}
	/* Employees with a fixed employer do not wait (Act 8(1)②, 9②); what lies before the job is
	 * a matter of the person, not of the employer. */
	if (job != NULL) {
		date_t by_job = later(job->from, ended == DATE_UNKNOWN ? job->from : ended);
		struct match_finding *f = add(j, MATCH_UNINSURED, by_job, DATE_OPEN);
		f->job = job;
		f->unit_id = job->unit_id;
		if (from < by_job) add(j, MATCH_UNINSURED, from, by_job);
	} else if (from <= j->on) {
		add(j, MATCH_UNINSURED, from, DATE_OPEN);
	}
}

/* Coverage that goes on after `last`, the last day on which it may. */
static void check_end(struct judging *j, enum match_kind kind, date_t last) {
	const struct timeline *t = &j->p->coverage;
	for (size_t i = 0; i < t->count; i++) {
		if (t->row[i].to <= last + 1) continue;
		date_t from = later(t->row[i].from, last + 1);
		struct match_finding *f = add(j, kind, from, t->row[i].to);
		f->unit_id = t->row[i].unit_id;
		return;
	}
}

static void check_presence(struct judging *j) {
	const struct match_person *p = j->p;
	if (p->died != DATE_UNKNOWN) {
		check_end(j, MATCH_DEAD, p->died);
		return;
	}
	if (p->has_presence && p->present_to <= j->on)
		check_end(j, MATCH_UNQUALIFIED, p->present_to - 1);
	if (p->is_absent) check_end(j, MATCH_UNQUALIFIED, j->on);
}

/* Holes between two periods of somebody who was here all the time. */
static void check_gaps(struct judging *j) {
	const struct match_person *p = j->p;
	const struct timeline *t = &p->coverage;
	date_t oldest = date_add_months(j->on, -j->law->claim_months);
	for (size_t i = 0; i + 1 < t->count; i++) {
		const struct coverage_row *before = &t->row[i], *after = &t->row[i + 1];
		bool suspended = before->leave_reason == LEAVE_SUSPENDED;
		if (before->to >= after->from || suspended || after->from <= oldest) continue;
		if (!is_present(p, before->to) || after->from > j->on) continue;
		add(j, MATCH_GAP, later(before->to, oldest), after->from)->unit_id =
		        before->unit_id;
	}
}

/* Whoever has an employer is category 1 before anything but 4 and 5 (Act 11). */
static void check_status(struct judging *j, const struct coverage_row *held) {
	const struct match_job *job = job_on(j->p, j->on);
	int32_t class = category_class(held->category);
	bool less = held->role == ROLE_DEPENDENT || class == 2 || class == 3 || class == 6;
	if (job == NULL || !less || class == 4 || class == 5) return;
	struct match_finding *f = add(j, MATCH_STATUS, later(job->from, held->from), DATE_OPEN);
	f->job = job;
	f->unit_id = job->unit_id;
}

/* The grade of the wage that the employer told another insurer or the tax office (Act 21(2)). */
static void check_amount(struct judging *j, const struct coverage_row *held) {
	if (held->role != ROLE_INSURED || held->category > 13) return;
	for (size_t i = 0; i < j->p->job_count; i++) {
		const struct match_job *job = &j->p->job[i];
		if (job->unit_id != held->unit_id || job->from > j->on || j->on >= job->to)
			continue;
		const struct law_grades *g = j->law->grades;
		size_t k = 0;
		while (k + 1 < g->count && g->rows[k].insured_amount < job->wage) k++;
		int64_t due = g->rows[k].insured_amount;
		if (job->wage <= 0 || held->insured_amount >= due) continue;
		struct match_finding *f =
		        add(j, MATCH_LOW, later(job->from, held->from), DATE_OPEN);
		f->job = job;
		f->unit_id = held->unit_id;
		f->held = held->insured_amount;
		f->due = due;
		return;
	}
}

size_t match_judge(const struct enrol_law *law, const struct match_person *p, date_t on,
                   struct match_finding *out) {
	struct judging j = {.law = law, .p = p, .on = on, .out = out};
	const struct coverage_row *held = coverage_on(p->coverage.row, p->coverage.count, on);
	check_uninsured(&j);
	check_presence(&j);
	check_gaps(&j);
	if (held != NULL && is_alive(p, on)) {
		check_status(&j, held);
		check_amount(&j, held);
	}
	return j.count;
}
