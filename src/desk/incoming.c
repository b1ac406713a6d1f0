/* incoming.c: see incoming.h. */
#include "desk/incoming.h"

#include "nhi/enrol_eligible.h"
#include "store/case_paper.h"
#include "store/incoming.h"
#include "store/original.h"

enum { NUMBER_MAX = 64, LIST_MAX = 1000 };

struct mailing {
	struct desk_call *call;
	const struct incoming_request *request;
	struct incoming piece;
	struct act act;
};

static bool is_word(struct str s, const char *const *words, size_t count) {
	for (size_t i = 0; i < count; i++)
		if (str_is(s, words[i])) return true;
	return false;
}

static enum nhi_status add(struct mailing *m, struct err *err) {
	static const char *const channels[] = {"post", "fax", "courier", "counter", "exchange"};
	static const char *const speeds[] = {"urgent", "fast", "normal"};
	const struct incoming_request *q = m->request;
	struct buf number = BUF_INIT(NUMBER_MAX);
	char office[2] = {(char)('0' + m->call->who->division), '\0'};
	date_t today = m->call->today;
	date_t received = q->received_on == DATE_UNKNOWN ? today : q->received_on;
	date_t postmark = q->postmark_on == DATE_UNKNOWN ? DATE_OPEN : q->postmark_on;
	bool good = is_word(q->channel, channels, COUNT_OF(channels)) &&
	            is_word(q->speed, speeds, COUNT_OF(speeds)) && q->sender.n > 0 &&
	            q->subject.n > 0 && received <= today &&
	            (postmark == DATE_OPEN || postmark <= received);
	if (!good)
		return err_set(
		        err, NHI_INPUT,
		        "收文要有來文者、主旨、方式、速別，日期不能在今天之後，郵戳不能晚於收"
		        "到" ERR_SEP
		        "incoming mail needs a sender, a subject, a channel and a speed; its "
		        "days lie in the past, the postmark before the receipt");
	enum nhi_status st = number_take(m->call->write_db, &m->call->desk->cases.numbers,
	                                 str_from(office), STR("incoming"), today, &number, err);
	m->piece = (struct incoming){.channel = q->channel,
	                             .is_registered = q->is_registered,
	                             .postmark_on = postmark,
	                             .received_on = received,
	                             .sender = q->sender,
	                             .sender_number = q->sender_number,
	                             .subject = q->subject,
	                             .pages = q->pages,
	                             .speed = q->speed,
	                             .is_secret = q->is_secret,
	                             .division = m->call->who->division};
	bool kept = arena_str(m->call->arena, buf_str(&number), &m->piece.number);
	buf_free(&number);
	if (st == NHI_OK && !kept) return err_set(err, NHI_MEMORY, "%s", "");
	return st == NHI_OK ? incoming_insert(m->call->write_db, &m->act, &m->piece, err) : st;
}

static enum nhi_status wrong_state(const struct mailing *m, struct err *err) {
	return err_set(err, NHI_CONFLICT, "%.*s %s", STR_ARG(m->piece.number),
	               incoming_state_name(m->piece.state));
}

static enum nhi_status open_piece(struct mailing *m, struct err *err) {
	const struct incoming_request *q = m->request;
	char *hex = arena_alloc(m->call->arena, SHA256_HEX_SIZE + 1);
	if (hex == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	if (m->piece.state != INCOMING_RECEIVED || (m->piece.is_secret && q->scan.n > 0))
		return wrong_state(m, err);
	enum nhi_status st = NHI_OK;
	if (q->scan.n > 0)
		st = original_keep(m->call->write_db, &m->act, q->scan_name, q->scan, hex, err);
	m->piece.file_hash = str_from(hex);
	m->piece.opened_at = m->act.at;
	m->piece.state = INCOMING_OPENED;
	if (q->pages > 0) m->piece.pages = q->pages;
	return st;
}

static enum nhi_status route(struct mailing *m, struct err *err) {
	struct str to = m->request->to;
	const struct org_unit *u = org_find(
	        m->call->desk->org, str_slice(to, 0, str_find_char(to, '/')), m->call->today);
	if (m->piece.state == INCOMING_FILED || m->piece.state == INCOMING_FORWARDED)
		return wrong_state(m, err);
	if (u == NULL) return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(to));
	m->piece.section = to;
	m->piece.division = u->division;
	m->piece.state = INCOMING_ROUTED;
	return NHI_OK;
}

static enum nhi_status forward(struct mailing *m, struct err *err) {
	if (m->piece.state == INCOMING_FILED || m->piece.state == INCOMING_FORWARDED)
		return wrong_state(m, err);
	if (m->request->to.n == 0)
		return err_set(err, NHI_INPUT,
		               "請寫移送哪個機關" ERR_SEP "say which agency it goes to");
	m->piece.forwarded_to = m->request->to;
	m->piece.state = INCOMING_FORWARDED;
	return NHI_OK;
}

/* A further paper of a case that is open: registered mail counts from its postmark. */
static enum nhi_status file_with(struct mailing *m, struct err *err) {
	struct case_file c;
	struct db *db = m->call->write_db;
	struct incoming *p = &m->piece;
	if (p->state == INCOMING_FILED || p->state == INCOMING_FORWARDED)
		return wrong_state(m, err);
	enum nhi_status st = case_lock(db, m->request->to, err);
	if (st == NHI_OK) st = case_by_number(db, m->request->to, m->call->arena, &c, err);
	if (st == NHI_OK)
		st = principal_need_division(m->call->who, "case", RIGHT_WRITE, c.division, err);
	if (st != NHI_OK) return st;
	bool by_mark = p->is_registered && p->postmark_on != DATE_OPEN;
	struct case_document d = {.direction = STR("in"),
	                          .kind = STR("letter"),
	                          .name = p->number,
	                          .file_hash = p->file_hash,
	                          .received_on = by_mark ? p->postmark_on : p->received_on,
	                          .note = p->sender_number};
	const struct case_event event = {.actor = m->call->who->actor,
	                                 .actor_name = m->call->who->name,
	                                 .acting_for = m->call->who->acting_for,
	                                 .kind = STR("attach"),
	                                 .note = p->number};
	st = case_document_add(db, &m->act, c.id, &d, err);
	if (st == NHI_OK) st = case_change(db, &m->act, &c, &event, err);
	p->case_id = c.id;
	p->section = c.section;
	p->state = INCOMING_FILED;
	return st;
}

/* Names the piece for whoever sends the same again. */
static enum nhi_status finish(struct mailing *m, enum nhi_status st, struct err *err) {
	if (st != NHI_OK || m->request->key.n == 0) return st;
	return act_answer(m->call->write_db, &m->act, m->piece.number, err);
}

static enum nhi_status work(struct db *db, void *context, struct err *err) {
	struct mailing *m = context;
	const struct incoming_request *q = m->request;
	const struct principal *who = m->call->who;
	const struct act_request request = {.actor = who->actor,
	                                    .acting_for = who->acting_for,
	                                    .reason = q->number,
	                                    .purpose = STR("incoming"),
	                                    .key = q->key};
	enum nhi_status st = act_begin(db, &request, &m->act, err);
	if (st == NHI_OK && m->act.repeated)
		return act_answer_of(db, m->act.id, m->call->arena, &m->piece.number, err);
	if (st == NHI_OK && q->verb == INCOMING_DO_ADD) return finish(m, add(m, err), err);
	if (st != NHI_OK) return st;
	st = incoming_by_number(db, q->number, m->call->arena, &m->piece, err);
	if (st == NHI_OK)
		st = principal_need_division(who, "case", RIGHT_WRITE, m->piece.division, err);
	if (st != NHI_OK) return st;
	switch (q->verb) {
	case INCOMING_DO_OPEN: st = open_piece(m, err); break;
	case INCOMING_DO_ROUTE: st = route(m, err); break;
	case INCOMING_DO_FORWARD: st = forward(m, err); break;
	case INCOMING_DO_FILE: st = file_with(m, err); break;
	case INCOMING_DO_ADD: break; /* done above */
	}
	if (st == NHI_OK) st = incoming_change(db, &m->act, &m->piece, err);
	return finish(m, st, err);
}

enum nhi_status incoming_do(struct desk_call *call, const struct incoming_request *q,
                            struct str *number, struct err *err) {
	struct mailing *m = ARENA_NEW(call->arena, struct mailing);
	if (m == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	*m = (struct mailing){.call = call, .request = q};
	enum nhi_status st =
	        principal_need_division(call->who, "case", RIGHT_WRITE, call->who->division, err);
	if (st == NHI_OK) st = desk_need_write(call, err);
	if (st == NHI_OK) st = db_transact(call->write_db, DB_WRITE, work, m, err);
	*number = m->piece.number;
	return st;
}

static void put_row(struct json *j, const struct incoming *m) {
	json_object_start(j);
	json_put_str(j, "number", m->number);
	json_put_str(j, "channel", m->channel);
	json_put_bool(j, "registered", m->is_registered);
	json_put_date(j, "received_on", m->received_on);
	json_put_date(j, "filed_on", /* 行政程序法 49 */
	              m->is_registered && m->postmark_on != DATE_OPEN ? m->postmark_on
	                                                              : m->received_on);
	json_put_str(j, "sender", m->sender);
	json_put_str(j, "subject", m->is_secret ? STR("") : m->subject);
	json_put_str(j, "speed", m->speed);
	json_put_bool(j, "secret", m->is_secret);
	json_put_str(j, "scan", m->file_hash);
	json_put_str(j, "section", m->section);
	json_put_c(j, "state", incoming_state_name(m->state));
	json_put_str(j, "forwarded_to", m->forwarded_to);
	json_object_end(j);
}

enum nhi_status incoming_show(struct desk_call *call, struct str state, int64_t after, int64_t most,
                              struct buf *json, struct err *err) {
	enum incoming_state s = INCOMING_RECEIVED;
	struct incoming *rows;
	size_t count;
	if ((state.n > 0 && !incoming_state_find(state, &s)) || most < 1 || most > LIST_MAX)
		return err_set(err, NHI_RANGE,
		               "--state" ERR_SEP "%.*s" ERR_SEP
		               "received opened routed filed forwarded",
		               STR_ARG(state));
	enum nhi_status st =
	        principal_need_division(call->who, "case", RIGHT_READ, call->who->division, err);
	if (st == NHI_OK) st = desk_need_db(call, err);
	if (st == NHI_OK)
		st = incoming_list(call->db, call->who->division, s, STR(""), after, most,
		                   call->arena, &rows, &count, err);
	if (st != NHI_OK) return st;
	struct json j = JSON_INIT(json, true);
	json_object_start(&j);
	json_key(&j, "rows");
	json_array_start(&j);
	for (size_t i = 0; i < count; i++) put_row(&j, &rows[i]);
	json_array_end(&j);
	json_put_i64(&j, "next", count == (size_t)most ? rows[count - 1].id : 0);
	json_object_end(&j);
	buf_put_char(json, '\n');
	return NHI_OK;
}
