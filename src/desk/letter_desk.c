/* letter_desk.c: see letter_desk.h. */
#include "desk/letter_desk.h"

#include "store/person.h"
#include "store/unit.h"

enum { UNIT_CODE_SIZE = 9 };

static enum nhi_status by_number(const struct letter_place *p, struct str word,
                                 struct letter_party *out, struct err *err) {
	enum nhi_status st = person_by_key(p->db, word, &out->person_id, err);
	if (st != NHI_OK || out->person_id != 0) return st;
	struct buf masked = BUF_INIT(64);
	id_put_masked(&masked, word);
	st = err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(buf_str(&masked)));
	buf_free(&masked);
	return st;
}

enum nhi_status letter_party_find(const struct letter_place *p, struct str word,
                                  struct letter_party *out, struct err *err) {
	*out = (struct letter_party){0};
	if (id_is_person(word)) return by_number(p, word, out, err);
	if (word.n > 1 && word.p[0] == '#') {
		if (!str_to_i64(str_slice(word, 1, word.n), 1, INT64_MAX, &out->person_id))
			return err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(word));
		return person_kept(p->db, out->person_id, &out->person_id, err);
	}
	if (word.n == UNIT_CODE_SIZE && str_is_digits(word)) {
		enum nhi_status st = unit_by_code(p->db, word, &out->unit_id, err);
		if (st == NHI_OK && out->unit_id == 0)
			st = err_set(err, NHI_NOT_FOUND, "%.*s", STR_ARG(word));
		return st;
	}
	out->name = word;
	return NHI_OK;
}

struct sending {
	const struct letter_place *place;
	const struct principal *who;
	const struct letter_request *request;
	struct str key;
	struct letter_made *out;
};

static enum nhi_status send(struct db *db, void *context, struct err *err) {
	const struct sending *s = context;
	const struct letter_request *q = s->request;
	struct act act;
	struct buf content = BUF_INIT(4 << 20);
	/* What is said decides whether a repeated key means the same letter. */
	buf_printf(&content, "%lld %lld %lld %d ", (long long)q->to.person_id,
	           (long long)q->to.unit_id, (long long)q->division, q->english);
	buf_put(&content, q->form);
	buf_put(&content, q->to.name);
	letter_values_put(&content, q->values);
	if (!buf_ok(&content)) return err_set(err, NHI_LIMIT, "letter" ERR_SEP "4 MiB");
	const struct act_request request = {.actor = s->who->actor,
	                                    .acting_for = s->who->acting_for,
	                                    .reason = q->form,
	                                    .case_no = q->case_no,
	                                    .purpose = STR("letter"),
	                                    .key = s->key,
	                                    .content = buf_str(&content)};
	enum nhi_status st = act_begin(db, &request, &act, err);
	buf_free(&content);
	if (st != NHI_OK) return st;
	if (!act.repeated) {
		st = letter_make(s->place, &act, q, s->out, err);
		return st == NHI_OK ? act_answer(db, &act, s->out->number, err) : st;
	}
	struct str number;
	st = act_answer_of(db, act.id, s->place->arena, &number, err);
	return st == NHI_OK ? letter_open(s->place, number, s->out, err) : st;
}

enum nhi_status letter_send(const struct letter_place *place, const struct principal *who,
                            const struct letter_request *request, struct str key,
                            struct letter_made *out, struct err *err) {
	struct sending s = {place, who, request, key, out};
	enum nhi_status st =
	        principal_need_division(who, "letter", RIGHT_WRITE, request->division, err);
	return st == NHI_OK ? db_transact(place->db, DB_WRITE, send, &s, err) : st;
}

static enum nhi_status may_see(const struct principal *who, const struct letter_row *row,
                               struct err *err) {
	if (who->kind == PRINCIPAL_AGENT)
		return principal_need_unit(who, "letter", RIGHT_READ, row->unit_id, row->division,
		                           err);
	if (row->person_id != 0)
		return principal_need_person(who, "letter", RIGHT_READ, row->person_id,
		                             row->division, err);
	if (row->unit_id != 0)
		return principal_need_unit(who, "letter", RIGHT_READ, row->unit_id, row->division,
		                           err);
	return principal_need_division(who, "letter", RIGHT_READ, row->division, err);
}

struct showing {
	const struct letter_place *place;
	const struct principal *who;
	struct str number;
	const struct letter_filter *filter;
	struct letter_made *made;
	struct letter_row **rows;
	size_t *count;
};

static enum nhi_status show(struct db *db, void *context, struct err *err) {
	const struct showing *s = context;
	struct letter_row row;
	enum nhi_status st = letter_read(db, s->number, s->place->arena, &row, err);
	if (st == NHI_OK) st = may_see(s->who, &row, err);
	return st == NHI_OK ? letter_open(s->place, s->number, s->made, err) : st;
}

enum nhi_status letter_show(const struct letter_place *place, const struct principal *who,
                            struct str number, struct letter_made *out, struct err *err) {
	struct showing s = {.place = place, .who = who, .number = number, .made = out};
	enum nhi_status st = principal_need(who, "letter", RIGHT_READ, err);
	return st == NHI_OK ? db_transact(place->db, DB_READ, show, &s, err) : st;
}

static enum nhi_status find(struct db *db, void *context, struct err *err) {
	const struct showing *s = context;
	struct letter_filter filter = *s->filter;
	/* What a division sends is for the division; headquarters see all. */
	if (principal_scope(s->who, "letter") == SCOPE_DIVISION) filter.division = s->who->division;
	return letter_list(db, &filter, s->place->arena, s->rows, s->count, err);
}

enum nhi_status letter_find(const struct letter_place *place, const struct principal *who,
                            const struct letter_filter *filter, struct letter_row **rows,
                            size_t *count, struct err *err) {
	struct showing s = {
	        .place = place, .who = who, .filter = filter, .rows = rows, .count = count};
	enum nhi_status st = principal_need(who, "letter", RIGHT_READ, err);
	if (st == NHI_OK && who->kind == PRINCIPAL_CITIZEN)
		st = principal_need_person(who, "letter", RIGHT_READ, filter->person_id, 0, err);
	if (st == NHI_OK && who->kind == PRINCIPAL_AGENT)
		st = principal_need_unit(who, "letter", RIGHT_READ, filter->unit_id, 0, err);
	return st == NHI_OK ? db_transact(place->db, DB_READ, find, &s, err) : st;
}
