/* desk.c: see desk.h. */
#include "desk/desk.h"

#include "base/clock.h"
#include "base/file.h"
#include "desk/catalogue.h"
#include "desk/effect.h"
#include "desk/reads.h"
#include "nhi/case_authority.h"
#include "store/db.h"

enum { DESK_LAW_FILE_MAX = 16 << 20 };

static enum nhi_status read_law(struct desk *d, struct err *err) {
	char path[2048];
	struct file_list list;
	snprintf(path, sizeof path, "%s/law", d->data_dir);
	enum nhi_status st = file_list(&d->arena, path, ".csv", &list, err);
	if (st != NHI_OK) return st;
	struct law_file *files = ARENA_ARRAY(&d->arena, list.count, struct law_file);
	if (files == NULL) return err_set(err, NHI_MEMORY, "");
	for (size_t i = 0; i < list.count && st == NHI_OK; i++) {
		files[i] = (struct law_file){.name = list.name[i]};
		snprintf(path, sizeof path, "%s/law/%s", d->data_dir, list.name[i].p);
		st = file_read(&d->arena, path, DESK_LAW_FILE_MAX, &files[i].bytes, err);
	}
	if (st == NHI_OK) st = law_read(&d->law, &d->arena, files, list.count, err);
	return st;
}

/* A function that a service describes opens at that service, not at the list of all. */
static void link_services(struct desk *d) {
	for (size_t i = 0; i < d->services.service_count; i++) {
		const struct service *s = &d->services.services[i];
		struct str path = STR("");
		struct buf b = BUF_INIT(256);
		buf_put_c(&b, "/services/");
		buf_put(&b, s->id);
		bool kept = s->is_public && buf_ok(&b) && arena_str(&d->arena, buf_str(&b), &path);
		buf_free(&b);
		for (size_t r = 0; r < d->seed.row_count && kept; r++)
			for (size_t k = 0; k < s->seed_row_count; k++)
				if (str_eq(d->seed.rows[r].id, s->seed_rows[k]) &&
				    str_is(d->seed.rows[r].link, "/services"))
					d->seed.rows[r].link = path;
	}
}

static bool is_item(void *context, struct str id) {
	const struct desk *d = context;
	return authority_has(&d->cases.authority, id);
}

static bool is_letter(void *context, struct str id) {
	const struct desk *d = context;
	return letter_form_find(&d->cases.letters.forms, id, clock_today()) != NULL;
}

static bool is_effect(struct str name) { return effect_find(name) != NULL; }

/* Services, sites and what searches them. Defects are listed all; NHI_CATALOGUE with the first. */
static enum nhi_status read_services(struct desk *d, struct yaml_defects *defects,
                                     struct err *err) {
	date_t today = clock_today();
	*defects = (struct yaml_defects){0};
	struct service_known known = {.law = &d->law,
	                              .org = d->org,
	                              .seed = &d->seed,
	                              .today = today,
	                              .effect = is_effect,
	                              .item = is_item,
	                              .item_context = d,
	                              .letter = is_letter,
	                              .letter_context = d};
	enum nhi_status st =
	        service_load(&d->services, &d->arena, d->data_dir, &known, defects, err);
	if (st == NHI_OK)
		st = sites_load(&d->sites, &d->arena, d->data_dir, d->org, &d->services, defects,
		                err);
	if (st == NHI_OK) st = service_defects_err(defects, err);
	if (st != NHI_OK) return st;
	link_services(d);
	return where_load(&d->where, &d->arena, d->data_dir, &d->seed, &d->services, today, err);
}

/* All that needs no database but the services. */
static enum nhi_status read_parts(struct desk *out, const char *data_dir, struct err *err) {
	*out = (struct desk){.arena = ARENA_INIT(0), .data_dir = data_dir};
	enum nhi_status st = read_law(out, err);
	if (st == NHI_OK) st = seed_load(&out->seed, &out->arena, data_dir, err);
	if (st == NHI_OK) st = org_load(&out->org, &out->arena, data_dir, err);
	if (st == NHI_OK) st = rights_load(&out->rights, &out->arena, data_dir, err);
	if (st == NHI_OK)
		st = case_tables_load(&out->cases, &out->arena, data_dir, out->org, &out->law, err);
	return st;
}

enum nhi_status desk_open(struct desk *out, const char *data_dir, const char *db_url,
                          struct err *err) {
	struct yaml_defects defects;
	enum nhi_status st = read_parts(out, data_dir, err);
	out->db_url = db_url;
	if (st == NHI_OK) st = read_services(out, &defects, err);
	if (st == NHI_OK && db_url != NULL) st = desk_reads_new(&out->reads, db_url, data_dir, err);
	if (st != NHI_OK) arena_free(&out->arena);
	return st;
}

enum nhi_status desk_check(struct desk *out, const char *data_dir, struct yaml_defects *defects,
                           struct err *err) {
	enum nhi_status st = read_parts(out, data_dir, err);
	if (st == NHI_OK) st = read_services(out, defects, err);
	if (st == NHI_CATALOGUE && defects->count > 0) st = NHI_OK;
	if (st != NHI_OK) arena_free(&out->arena);
	return st;
}

void desk_close(struct desk *d) {
	desk_reads_free(d->reads);
	arena_free(&d->arena);
}

static enum nhi_status need(struct desk_call *call, struct db **db, unsigned flags,
                            struct err *err) {
	if (*db != NULL) return NHI_OK;
	if (call->desk->db_url == NULL) return err_set(err, NHI_NO_DATA, "");
	struct err why = ERR_INIT;
	enum nhi_status st = db_open(db, call->desk->db_url, call->desk->data_dir, flags, &why);
	if (st == NHI_OK) return NHI_OK;
	*db = NULL;
	if (st == NHI_DB_MISSING || st == NHI_DB_VERSION) return err_set(err, NHI_NO_DATA, "");
	if (err != NULL) *err = why;
	return st;
}

enum nhi_status desk_need_db(struct desk_call *call, struct err *err) {
	return need(call, &call->db, DB_READ_ONLY, err);
}

enum nhi_status desk_need_write(struct desk_call *call, struct err *err) {
	return need(call, &call->write_db, 0, err);
}

void desk_call_close(struct desk_call *call) {
	if (call->db != NULL) db_close(call->db);
	if (call->write_db != NULL) db_close(call->write_db);
	call->db = call->write_db = NULL;
}

void desk_note(struct view *v, struct str code, struct str zh, struct str en) {
	struct view *n = view_item(v, "notes", "note");
	view_text(n, "code", code);
	view_both(n, "message", zh, en);
}
