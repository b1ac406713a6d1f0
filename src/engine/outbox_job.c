/* outbox_job.c: see outbox_job.h. */
#include "engine/outbox_job.h"

#include "base/clock.h"
#include "base/csv.h"
#include "base/file.h"
#include "store/letter.h"
#include "store/original.h"
#include "wire/letter.h"

enum { DOCUMENT_MAX = 2000000000, PATH_SIZE = 1024, CHANNELS = 2 };

/* The pieces of one kind while they are written. */
struct hand_over {
	const struct outbox_place *place;
	const char *folder;
	struct outbox_handed *out;
	struct outbox_row *row;
	size_t count;
	struct buf list, document;
	instant_t now;
};

static enum nhi_status name_file(struct hand_over *h, const char *tail, struct str *out,
                                 struct err *err) {
	char name[64];
	(void)snprintf(name, sizeof name, "letters-%.*s-%lld%s", STR_ARG(h->out->batch.kind),
	               (long long)h->out->batch.serial, tail);
	return arena_str(h->place->arena, str_from(name), out) ? NHI_OK
	                                                       : err_set(err, NHI_MEMORY, " ");
}

static enum nhi_status write_file(const struct hand_over *h, struct str name, struct str bytes,
                                  struct err *err) {
	char path[PATH_SIZE];
	if (h->folder == NULL) return NHI_OK; /* kept with the act, in keep_files */
	const int n = snprintf(path, sizeof path, "%s/%.*s", h->folder, STR_ARG(name));
	if (n < 0 || (size_t)n >= sizeof path)
		return err_set(err, NHI_LIMIT, "path" ERR_SEP "%d", PATH_SIZE);
	return file_write(path, bytes, err);
}

static void put_titles(struct buf *b, bool is_sms) {
	static const char *const post[] = {"piece", "number",  "way",
	                                   "name",  "address", "first_page"},
	                         *const sms[] = {"piece", "number", "name", "telephone", "text"};
	const size_t count = is_sms ? COUNT_OF(sms) : COUNT_OF(post);
	for (size_t i = 0; i < count; i++) csv_put(b, i, str_from(is_sms ? sms[i] : post[i]));
	csv_end_row(b);
}

static void put_piece(struct hand_over *h, size_t i, bool is_sms, int64_t first_page) {
	const struct outbox_row *r = &h->row[i];
	csv_put_i64(&h->list, 0, (int64_t)i + 1);
	csv_put(&h->list, 1, r->number);
	if (!is_sms) csv_put(&h->list, 2, r->channel);
	csv_put(&h->list, is_sms ? 2 : 3, r->name);
	csv_put(&h->list, is_sms ? 3 : 4, r->address);
	if (!is_sms) {
		csv_put_i64(&h->list, 5, first_page);
	} else {
		struct buf text = BUF_INIT(4096);
		buf_printf(&text, "健保署通知（%.*s）：%.*s", STR_ARG(r->number),
		           STR_ARG(r->subject));
		csv_put(&h->list, 4, buf_str(&text));
		buf_free(&text);
	}
	csv_end_row(&h->list);
}

static enum nhi_status read_letter(struct db *db, struct str number, struct arena *arena,
                                   struct letter *out, struct err *err) {
	struct letter_row row;
	enum nhi_status st = letter_read(db, number, arena, &row, err);
	if (st == NHI_OK && row.is_destroyed)
		st = err_set(err, NHI_LETTER_DESTROYED, "%.*s", STR_ARG(number));
	return st == NHI_OK ? letter_read_json(out, arena, row.content, err) : st;
}

/* One PDF of all letters, in the order of the list. */
static enum nhi_status draw_all(struct db *db, struct hand_over *h, struct err *err) {
	struct paper *p = NULL;
	struct arena arena = ARENA_INIT(0);
	const struct paper_info info = {STR("letters"), STR("OpenNHI"), h->now};
	enum nhi_status st = paper_open(&p, &info, &h->document, err);
	if (st != NHI_OK) return st;
	for (size_t i = 0; i < h->count && st == NHI_OK; i++) {
		struct letter l;
		arena_reset(&arena);
		put_piece(h, i, false, (int64_t)paper_page_count(p) + 1);
		st = read_letter(db, h->row[i].number, &arena, &l, err);
		if (st == NHI_OK) st = letter_draw(p, &l, LETTER_ORIGINAL, h->row[i].english, err);
	}
	h->out->batch.pages = (int64_t)paper_page_count(p);
	const enum nhi_status closed = paper_close(p, st == NHI_OK ? err : NULL);
	arena_free(&arena);
	return st == NHI_OK ? closed : st;
}

static enum nhi_status write_kind(struct db *db, struct hand_over *h, struct err *err) {
	struct letter_batch *b = &h->out->batch;
	const bool is_sms = str_is(b->kind, "sms");
	if (h->count == 0) return NHI_OK;
	enum nhi_status st = letter_batch_serial(db, b->kind, &b->serial, err);
	b->serial++;
	b->pieces = (int64_t)h->count;
	put_titles(&h->list, is_sms);
	for (size_t i = 0; is_sms && i < h->count; i++) put_piece(h, i, true, 0);
	if (st == NHI_OK && !is_sms) st = draw_all(db, h, err);
	if (st == NHI_OK && !is_sms) st = name_file(h, ".pdf", &h->out->document, err);
	if (st == NHI_OK && !is_sms)
		st = write_file(h, h->out->document, buf_str(&h->document), err);
	if (st == NHI_OK) st = name_file(h, ".csv", &h->out->list, err);
	if (st == NHI_OK && !buf_ok(&h->list)) st = err_set(err, NHI_MEMORY, " ");
	if (st == NHI_OK) st = write_file(h, h->out->list, buf_str(&h->list), err);
	if (st == NHI_OK) sha256_hex(buf_str(&h->list), b->list_hash);
	return st;
}

struct hand_work {
	struct hand_over post, sms;
	instant_t now;
};

static enum nhi_status read_due(struct db *db, struct hand_over *h, const char *const *channels,
                                struct err *err) {
	enum nhi_status st = NHI_OK;
	h->count = 0;
	h->row = ARENA_ARRAY(h->place->arena, OUTBOX_BATCH_MAX, struct outbox_row);
	if (h->row == NULL) return err_set(err, NHI_MEMORY, " ");
	for (size_t c = 0; c < CHANNELS && channels[c] != NULL && st == NHI_OK; c++) {
		struct outbox_row *rows;
		size_t count;
		st = outbox_due(db, str_from(channels[c]), h->now, 0,
		                (int64_t)(OUTBOX_BATCH_MAX - h->count), h->place->arena, &rows,
		                &count, err);
		if (st != NHI_OK) break;
		memcpy(h->row + h->count, rows, count * sizeof *rows);
		h->count += count;
	}
	return st;
}

static enum nhi_status write_files(struct db *db, void *context, struct err *err) {
	static const char *const post[CHANNELS] = {"registered", "post"}, *const sms[CHANNELS] = {
	                                                                          "sms", NULL};
	struct hand_work *w = context;
	buf_reset(&w->post.list);
	buf_reset(&w->post.document);
	buf_reset(&w->sms.list);
	enum nhi_status st = read_due(db, &w->post, post, err);
	if (st == NHI_OK) st = read_due(db, &w->sms, sms, err);
	if (st == NHI_OK) st = write_kind(db, &w->post, err);
	return st == NHI_OK ? write_kind(db, &w->sms, err) : st;
}

static enum nhi_status keep_files(struct db *db, const struct act *act, const struct hand_over *h,
                                  struct err *err) {
	if (h->folder != NULL) return NHI_OK;
	enum nhi_status st =
	        original_keep(db, act, h->out->list, buf_str(&h->list), h->out->list_hash, err);
	if (st == NHI_OK && h->out->document.n > 0)
		st = original_keep(db, act, h->out->document, buf_str(&h->document),
		                   h->out->document_hash, err);
	return st;
}

static enum nhi_status record(struct db *db, const struct hand_over *h, struct err *err) {
	const struct letter_batch *b = &h->out->batch;
	char key[64];
	struct act act;
	int64_t batch_id = 0;
	if (h->count == 0) return NHI_OK;
	(void)snprintf(key, sizeof key, "letter.dispatch/%.*s/%lld", STR_ARG(b->kind),
	               (long long)b->serial);
	const struct act_request request = {.actor = h->place->actor,
	                                    .reason = STR("letters"),
	                                    .purpose = STR("letter.dispatch"),
	                                    .key = str_from(key),
	                                    .content = str_from(b->list_hash)};
	enum nhi_status st = act_begin(db, &request, &act, err);
	if (st != NHI_OK || act.repeated) return st;
	st = letter_batch_add(db, &act, b, &batch_id, err);
	if (st == NHI_OK) st = keep_files(db, &act, h, err);
	const struct outbox_move move = {.state = "handed",
	                                 .result = "handed",
	                                 .batch_id = batch_id,
	                                 .returned_on = DATE_OPEN};
	for (size_t i = 0; i < h->count && st == NHI_OK; i++)
		st = outbox_move(db, &act, &h->row[i], &move, err);
	return st;
}

static enum nhi_status record_both(struct db *db, void *context, struct err *err) {
	const struct hand_work *w = context;
	enum nhi_status st = record(db, &w->post, err);
	return st == NHI_OK ? record(db, &w->sms, err) : st;
}

static struct hand_over start(const struct outbox_place *place, const char *folder,
                              struct outbox_handed *out, struct str kind) {
	*out = (struct outbox_handed){.batch = {.kind = kind}};
	return (struct hand_over){.place = place,
	                          .folder = folder,
	                          .out = out,
	                          .list = BUF_INIT(DOCUMENT_MAX),
	                          .document = BUF_INIT(DOCUMENT_MAX),
	                          .now = clock_now()};
}

enum nhi_status outbox_hand_over(const struct outbox_place *place, const char *folder,
                                 struct outbox_handed *post, struct outbox_handed *sms,
                                 struct err *err) {
	struct hand_work w = {.post = start(place, folder, post, STR("post")),
	                      .sms = start(place, folder, sms, STR("sms"))};
	struct db *db;
	enum nhi_status st = db_open(&db, place->url, place->data_dir, 0, err);
	if (st != NHI_OK) return st;
	st = db_transact(db, DB_READ, write_files, &w, err);
	if (st == NHI_OK) st = db_transact(db, DB_WRITE, record_both, &w, err);
	buf_free(&w.post.list);
	buf_free(&w.post.document);
	buf_free(&w.sms.list);
	db_close(db);
	return st;
}

const char outbox_job_kind[] = "letter.dispatch";

enum nhi_status outbox_job(const char *url, const char *data_dir, struct buf *result,
                           struct err *err) {
	struct arena arena = ARENA_INIT(0);
	struct outbox_handed post, sms;
	const struct outbox_place place = {url, data_dir, &arena, STR("job")};
	enum nhi_status st = outbox_hand_over(&place, NULL, &post, &sms, err);
	if (st == NHI_OK)
		buf_printf(result,
		           "{\"pieces\":\"%lld\",\"post_list\":\"%s\",\"post_document\":\"%s\","
		           "\"sms_list\":\"%s\"}",
		           (long long)post.batch.pieces + sms.batch.pieces, post.list_hash,
		           post.document_hash, sms.list_hash);
	arena_free(&arena);
	return st;
}

/* ---- E-mail ---------------------------------------------------------------------------------- */

struct mailing {
	const struct outbox_place *place;
	const struct mail_server *server;
	struct outbox_mailed *out;
	struct arena arena; /* of one message */
	struct outbox_row row;
	struct outbox_move move;
	struct buf answer;
	instant_t now;
	int64_t after;
	bool found;
};

static enum nhi_status next_due(struct db *db, void *context, struct err *err) {
	struct mailing *m = context;
	struct outbox_row *rows;
	size_t count;
	enum nhi_status st =
	        outbox_due(db, STR("email"), m->now, m->after, 1, &m->arena, &rows, &count, err);
	m->found = st == NHI_OK && count == 1;
	if (m->found) m->row = rows[0];
	return st;
}

struct drawing {
	struct mailing *m;
	struct buf pdf, text;
};

static enum nhi_status draw_one(struct db *db, void *context, struct err *err) {
	struct drawing *d = context;
	struct letter l;
	buf_reset(&d->pdf);
	buf_reset(&d->text);
	enum nhi_status st = read_letter(db, d->m->row.number, &d->m->arena, &l, err);
	if (st != NHI_OK) return st;
	letter_put_text(&d->text, &l, d->m->row.english ? LETTER_EN : LETTER_ZH);
	return letter_pdf(&l, LETTER_ORIGINAL, d->m->row.english, &d->pdf, NULL, err);
}

static void judge(struct mailing *m, enum mail_result result) {
	static const int minutes[OUTBOX_ATTEMPTS_MAX] = {5, 30, 120, 720, 0};
	const bool last = m->row.attempts + 1 >= OUTBOX_ATTEMPTS_MAX;
	m->move = (struct outbox_move){.note = buf_str(&m->answer), .returned_on = DATE_OPEN};
	if (result == MAIL_SENT) {
		m->move.state = m->move.result = "sent";
		m->out->sent++;
	} else if (result == MAIL_REFUSED || last) {
		m->move.state = m->move.result = "failed";
		m->out->failed++;
	} else {
		m->move.state = "due";
		m->move.result = "again";
		m->move.due_at = m->now + (instant_t)minutes[m->row.attempts] * 60 * 1000000;
		m->out->again++;
	}
}

static enum nhi_status write_down(struct db *db, void *context, struct err *err) {
	const struct mailing *m = context;
	struct act act;
	const struct act_request request = {.actor = m->place->actor,
	                                    .reason = STR("e-mail"),
	                                    .case_no = m->row.case_no,
	                                    .purpose = STR("letter.mail")};
	enum nhi_status st = act_begin(db, &request, &act, err);
	return st == NHI_OK ? outbox_move(db, &act, &m->row, &m->move, err) : st;
}

static enum nhi_status mail_one(struct db *db, struct mailing *m, struct err *err) {
	struct drawing d = {.m = m, .pdf = BUF_INIT(DOCUMENT_MAX), .text = BUF_INIT(DOCUMENT_MAX)};
	char id[64], file[64];
	enum mail_result result = MAIL_AGAIN;
	(void)snprintf(id, sizeof id, "letter-%lld@opennhi", (long long)m->row.outbox_id);
	(void)snprintf(file, sizeof file, "letter-%lld.pdf", (long long)m->row.letter_id);
	enum nhi_status st = db_transact(db, DB_READ, draw_one, &d, err);
	const struct mail_message message = {.id = str_from(id),
	                                     .to = m->row.address,
	                                     .subject = m->row.subject,
	                                     .text = buf_str(&d.text),
	                                     .file_name = str_from(file),
	                                     .pdf = buf_str(&d.pdf),
	                                     .at = m->now};
	if (st == NHI_OK) st = mail_send(m->server, &message, &result, &m->answer, err);
	buf_free(&d.pdf);
	buf_free(&d.text);
	if (st != NHI_OK) return st;
	judge(m, result);
	return db_transact(db, DB_WRITE, write_down, m, err);
}

enum nhi_status outbox_mail(const struct outbox_place *place, const struct mail_server *server,
                            struct outbox_mailed *out, struct err *err) {
	struct mailing m = {.place = place,
	                    .server = server,
	                    .out = out,
	                    .arena = ARENA_INIT(0),
	                    .answer = BUF_INIT(64 * 1024),
	                    .now = clock_now(),
	                    .found = true};
	struct db *db;
	*out = (struct outbox_mailed){0};
	if (server->url[0] == '\0' || server->from[0] == '\0')
		return err_set(err, NHI_OUTBOX_TRANSPORT,
		               "SMTP" ERR_SEP "NHI_SMTP, NHI_SMTP_FROM, --smtp, --from");
	enum nhi_status st = db_open(&db, place->url, place->data_dir, 0, err);
	if (st != NHI_OK) return st;
	while (st == NHI_OK && m.found) {
		arena_reset(&m.arena);
		st = db_transact(db, DB_READ, next_due, &m, err);
		if (st == NHI_OK && m.found) st = mail_one(db, &m, err);
		m.after = m.row.outbox_id;
	}
	buf_free(&m.answer);
	arena_free(&m.arena);
	db_close(db);
	return st;
}
