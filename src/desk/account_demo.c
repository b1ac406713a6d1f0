/* account_demo.c: see account_demo.h. */
#include "desk/account_demo.h"

#include "desk/catalogue.h"
#include "store/account_demo.h"

enum { DEMO_DIVISION = 3 };

/* Known to everybody who reads this: such accounts never stand in another database. */
static const char password[] = "taiwan-nhi-demo";

struct demo_row {
	struct str login, kind, post, zh, en;
};

struct demo {
	struct desk_call *call;
	struct account_demo found;
	struct str hash;
};

static enum nhi_status read_rows(struct desk_call *call, struct demo_row rows[DEMO_USERS_MAX],
                                 size_t *count, struct err *err) {
	static const char *const titles[] = {"login", "kind", "post", "zh", "en"};
	struct csv c;
	size_t at[COUNT_OF(titles)];
	*count = 0;
	enum nhi_status st =
	        catalogue_open(&c, call->arena, call->desk->data_dir, "catalogue/demo_users.csv",
	                       titles, COUNT_OF(titles), at, err);
	for (bool more = true; st == NHI_OK;) {
		st = csv_next(&c, &more, err);
		if (st != NHI_OK || !more) break;
		if (*count == DEMO_USERS_MAX)
			return err_set(err, NHI_LIMIT, "demo_users.csv" ERR_SEP "%d",
			               DEMO_USERS_MAX);
		rows[(*count)++] = (struct demo_row){csv_field(&c, at[0]), csv_field(&c, at[1]),
		                                     csv_field(&c, at[2]), csv_field(&c, at[3]),
		                                     csv_field(&c, at[4])};
	}
	return st;
}

static enum nhi_status look(struct db *db, void *context, struct err *err) {
	struct demo *d = context;
	return account_demo_find(db, DEMO_DIVISION, d->call->today, d->call->arena, &d->found, err);
}

static enum nhi_status add_row(struct demo *d, const struct demo_row *row, struct err *err) {
	struct account known;
	struct account_answer answer;
	struct account_request r = {.login = row->login,
	                            .kind = row->kind,
	                            .name = row->zh,
	                            .post = row->post,
	                            .password = str_from(password),
	                            .hash = d->hash,
	                            .may_keep = true,
	                            .no_second_factor = true};
	enum nhi_status st =
	        account_read(d->call->write_db, 0, row->login, d->call->arena, &known, err);
	if (st != NHI_OK || known.id != 0) return st;
	if (str_is(row->kind, "citizen")) r.person = d->found.person;
	if (str_is(row->kind, "agent")) {
		r.unit_count = d->found.unit_count;
		for (size_t i = 0; i < r.unit_count; i++) r.unit[i] = d->found.unit[i];
	}
	if ((str_is(row->kind, "agent") && r.unit_count == 0) ||
	    (str_is(row->kind, "citizen") && r.person.n == 0))
		return NHI_OK; /* a demo so small that nobody of the kind lives in it */
	return desk_account_add(d->call, &r, &answer, err);
}

enum nhi_status desk_demo_users(struct desk_call *call, struct demo_user users[DEMO_USERS_MAX],
                                size_t *count, struct err *err) {
	struct desk_call early = *call; /* posts are held from the year's first day on */
	struct demo d = {.call = &early};
	struct demo_row rows[DEMO_USERS_MAX];
	char hash[SECRET_HASH_SIZE];
	enum nhi_status st = read_rows(call, rows, count, err);
	if (st == NHI_OK) st = desk_need_write(call, err);
	early.write_db = call->write_db;
	if (st == NHI_OK) st = db_transact(call->write_db, DB_READ, look, &d, err);
	if (st == NHI_OK && !d.found.is_demo)
		st = err_set(err, NHI_FORBIDDEN,
		             "示範帳號只能在示範資料庫" ERR_SEP
		             "demo accounts outside a demo database");
	if (st == NHI_OK) st = secret_hash(str_from(password), hash, err);
	d.hash = str_from(hash);
	struct ymd first = date_to_ymd(call->today);
	first.month = first.day = 1;
	if (!date_from_ymd(first, &early.today)) early.today = call->today;
	for (size_t i = 0; st == NHI_OK && i < *count; i++) {
		st = add_row(&d, &rows[i], err);
		users[i] = (struct demo_user){rows[i].login, str_from(password), rows[i].zh,
		                              rows[i].en};
	}
	return st;
}
