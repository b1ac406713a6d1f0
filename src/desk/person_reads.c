/* person_reads.c: who looked at a person's data (person_file.h): the citizen sees the post and
 * unit of the reader, never more of him than that. */
#include "base/clock.h"
#include "desk/person_file.h"
#include "desk/session.h"
#include "store/read_list.h"

enum { READS_SHOWN = 200, READS_BACK_DAYS = 366 };

struct reader {
	struct str zh, en;
};

static struct str join(struct arena *a, struct str first, const char *between, struct str second) {
	struct buf b = BUF_INIT(512);
	struct str kept = STR("");
	buf_put(&b, first);
	buf_put_c(&b, between);
	buf_put(&b, second);
	if (!buf_ok(&b) || !arena_str(a, buf_str(&b), &kept)) kept = STR("");
	buf_free(&b);
	return kept;
}

/* The place and role of a clerk's first post; of others the kind of account. */
static enum nhi_status name_account(struct desk_call *call, struct db *db, int64_t account_id,
                                    int64_t person_id, struct reader *out, struct err *err) {
	struct account a;
	struct account_post *posts;
	size_t count = 0;
	*out = (struct reader){STR("帳號已不存在"), STR("an account that is gone")};
	enum nhi_status st = account_read(db, account_id, STR(""), call->arena, &a, err);
	if (st != NHI_OK || a.id == 0) return st;
	if (a.person_id == person_id) {
		*out = (struct reader){STR("本人"), STR("yourself")};
		return NHI_OK;
	}
	const struct role *role = rights_role(&call->desk->rights, a.kind);
	if (role != NULL) *out = (struct reader){role->zh, role->en};
	st = account_posts(db, account_id, call->today, call->arena, &posts, &count, err);
	if (st != NHI_OK || count == 0) return st;
	const struct org_unit *u = org_find(call->desk->org, posts[0].org_unit, call->today);
	role = rights_of_post(&call->desk->rights, posts[0].function, posts[0].level);
	if (u == NULL || role == NULL) return NHI_OK;
	*out = (struct reader){join(call->arena, u->zh, " ", role->zh),
	                       join(call->arena, u->en, ", ", role->en)};
	return NHI_OK;
}

static enum nhi_status name_reader(struct desk_call *call, struct db *db, struct str actor,
                                   int64_t person_id, struct reader *out, struct err *err) {
	int64_t id;
	if (str_starts(actor, STR("u:")) &&
	    str_to_i64(str_slice(actor, 2, actor.n), 1, INT64_MAX, &id))
		return name_account(call, db, id, person_id, out, err);
	*out = (struct reader){STR("系統作業"), STR("the operator's programs")};
	return NHI_OK;
}

enum nhi_status person_file_reads(struct person_file *f, struct view *v, struct err *err) {
	struct read_row *rows;
	size_t count;
	instant_t from = clock_now() - (instant_t)READS_BACK_DAYS * 86400 * 1000000;
	view_list(v, "reads");
	enum nhi_status st = read_list(f->db, f->person_id, from, READS_SHOWN, f->call->arena,
	                               &rows, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		struct reader who;
		st = name_reader(f->call, f->db, rows[i].actor, f->person_id, &who, err);
		if (st != NHI_OK) return st;
		struct view *x = view_item(v, "reads", "person_read");
		view_number(x, "at", rows[i].at);
		view_both(x, "who", who.zh, who.en);
		view_text(x, "purpose", rows[i].purpose);
		view_text(x, "shown", rows[i].view);
		view_text(x, "case_no", rows[i].case_no);
	}
	return st;
}
