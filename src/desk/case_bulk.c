/* case_bulk.c: see case_bulk.h. */
#include "desk/case_bulk.h"

enum { KEY_SIZE = 256, WHY_MAX = 16384, EXIT_SYSTEM = 4 };

static const enum case_verb bulk_verbs[] = {CASE_DO_ACCEPT, CASE_DO_ASSIGN, CASE_DO_PROPOSE,
                                            CASE_DO_DECIDE, CASE_DO_CLOSE,  CASE_DO_NOTE};

bool case_bulk_verb(struct str name, enum case_verb *out) {
	for (size_t i = 0; i < COUNT_OF(bulk_verbs); i++) {
		if (!str_is(name, case_verb_name(bulk_verbs[i]))) continue;
		*out = bulk_verbs[i];
		return true;
	}
	return false;
}

/* What stands in the way, in both languages. */
static void put_why(struct case_bulk_row *row, struct arena *a, const struct effect_line *line,
                    const struct err *why) {
	struct buf zh = BUF_INIT(WHY_MAX), en = BUF_INIT(WHY_MAX);
	for (; line != NULL; line = line->next) {
		if (line->mark != EFFECT_REFUSE) continue;
		buf_put(&zh, line->zh);
		buf_printf(&en, "%s%.*s", en.n > 0 ? " " : "", STR_ARG(line->en));
	}
	if (why != NULL) {
		err_message(why, "zh", &zh);
		err_message(why, "en", &en);
	}
	if (!arena_str(a, buf_str(&zh), &row->why_zh) || !arena_str(a, buf_str(&en), &row->why_en))
		row->why_zh = row->why_en = STR("");
	buf_free(&zh);
	buf_free(&en);
}

static enum nhi_status one(struct desk_call *call, const struct case_command *command,
                           struct case_bulk_row *row, struct err *err) {
	char key[KEY_SIZE];
	struct case_command q = *command;
	struct case_answer answer = {.done = false};
	struct err why = ERR_INIT;
	q.number = row->number;
	q.version = 0;
	snprintf(key, sizeof key, "%.*s:%.*s", STR_ARG(command->key), STR_ARG(row->number));
	if (command->key.n > 0) q.key = str_from(key);
	enum nhi_status st = case_do(call, &q, &answer, &why);
	if (st != NHI_OK && status_exit_code(st) >= EXIT_SYSTEM && status_http(st) >= 500) {
		if (err != NULL) *err = why;
		return st;
	}
	row->done = st == NHI_OK && answer.done;
	row->title = answer.file.title;
	row->service = answer.file.service;
	row->state = answer.file.state;
	row->letter = answer.letter_number;
	if (!row->done) put_why(row, call->arena, answer.line, st == NHI_OK ? NULL : &why);
	return NHI_OK;
}

enum nhi_status case_bulk(struct desk_call *call, const struct case_command *command,
                          const struct str *numbers, size_t count, struct case_bulk_row **rows,
                          struct err *err) {
	enum case_verb unused;
	*rows = ARENA_ARRAY(call->arena, count, struct case_bulk_row);
	if (*rows == NULL) return err_set(err, NHI_MEMORY, "%s", "");
	if (count > CASE_NUMBERS_MAX)
		return err_set(err, NHI_LIMIT, "number" ERR_SEP "%d", CASE_NUMBERS_MAX);
	if (!case_bulk_verb(str_from(case_verb_name(command->verb)), &unused))
		return err_set(err, NHI_RANGE,
		               "verb" ERR_SEP "%s" ERR_SEP
		               "accept assign propose decide close note",
		               case_verb_name(command->verb));
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; st == NHI_OK && i < count; i++) {
		(*rows)[i] = (struct case_bulk_row){.number = numbers[i]};
		st = one(call, command, &(*rows)[i], err);
	}
	return st;
}
