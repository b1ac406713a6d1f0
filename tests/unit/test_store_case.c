/* test_store_case.c: cases as rows: opened, changed by one of two, listed by cursor, with what lies
 * in them; on both databases. */
#include "base/clock.h"
#include "database.h"
#include "store/case_list.h"
#include "store/case_paper.h"

static struct arena arena;
static struct err err;

static const struct case_event opened = {
        .actor = {"test", 4}, .actor_name = {"測試", 6}, .kind = {"open", 4}};
static const struct case_event changed = {
        .actor = {"test", 4}, .actor_name = {"測試", 6}, .kind = {"assign", 6}};

static struct case_file plain(const char *number, date_t due) {
	return (struct case_file){.number = str_from(number),
	                          .service = STR("enrol.in"),
	                          .service_from = 20000,
	                          .party = CASE_PERSON,
	                          .party_id = 7,
	                          .person_id = 7,
	                          .party_name = STR("王小明"),
	                          .channel = CASE_POST,
	                          .opened_by = STR("test"),
	                          .received_on = due - 10,
	                          .received_at = 1,
	                          .division = 3,
	                          .section = STR("central/enrolment-1"),
	                          .has_term = true,
	                          .term = {.unit = CLOCK_MONTH, .length = 2},
	                          .started_on = due - 60,
	                          .due_on = due,
	                          .deemed_on = DATE_OPEN,
	                          .value_no = 1};
}

static void open_case(struct db *db, struct case_file *c) {
	assert_done(db_begin(db, DB_WRITE, &err), &err);
	struct act act = test_act(db, "case.open");
	assert_done(case_insert(db, &act, c, &opened, &err), &err);
	assert_done(case_value_add(db, &act, c->id, 1, STR("{\"on\":\"2026-07-01\"}"), &err), &err);
	assert_done(db_commit(db, &err), &err);
}

static enum nhi_status change(struct db *db, struct case_file *c) {
	enum nhi_status st = db_begin(db, DB_WRITE, &err);
	if (st != NHI_OK) return st;
	struct act act = test_act(db, "case.assign");
	st = case_change(db, &act, c, &changed, &err);
	if (st == NHI_OK) return db_commit(db, &err);
	db_rollback(db);
	return st;
}

static void a_case_reads_as_it_was_written(void **state) {
	(void)state;
	struct db *db = test_db();
	struct case_file c = plain("C311500000001", 20700), r;
	struct str json;
	c.term.deemed = CLOCK_DEEMED_APPROVED;
	c.term.deemed_unless_paused = true;
	c.agent_name = STR("代理人");
	open_case(db, &c);
	assert_done(case_by_number(db, c.number, &arena, &r, &err), &err);
	assert_int_equal(r.id, c.id);
	assert_int_equal(r.version, 1);
	assert_int_equal(r.state, CASE_RECEIVED);
	assert_int_equal(r.channel, CASE_POST);
	assert_int_equal(r.due_on, 20700);
	assert_int_equal(r.closed_on, DATE_OPEN);
	assert_true(r.has_term && r.term.unit == CLOCK_MONTH && r.term.length == 2);
	assert_true(r.term.deemed == CLOCK_DEEMED_APPROVED && r.term.deemed_unless_paused);
	assert_str(r.agent_name, "代理人");
	assert_done(case_value(db, r.id, 1, &arena, &json, &err), &err);
	assert_str(json, "{\"on\":\"2026-07-01\"}");
	assert_int_equal(case_by_number(db, STR("none"), &arena, &r, &err), NHI_NOT_FOUND);
}

static void the_second_of_two_is_told(void **state) {
	(void)state;
	struct db *db = test_db();
	struct case_file first = plain("C311500000002", 20700), second, r;
	struct case_event *events;
	size_t count;
	open_case(db, &first);
	assert_done(case_by_number(db, first.number, &arena, &second, &err), &err);
	first.officer = 11;
	second.officer = 12;
	assert_done(change(db, &first), &err);
	assert_int_equal(change(db, &second), NHI_CASE_STALE);
	assert_done(case_by_number(db, first.number, &arena, &r, &err), &err);
	assert_int_equal(r.officer, 11);
	assert_int_equal(r.version, 2);
	assert_done(case_events(db, r.id, 0, 10, &arena, &events, &count, &err), &err);
	assert_int_equal(count, 2);
	assert_str(events[0].kind, "open");
	assert_str(events[1].kind, "assign");
	assert_int_equal(events[1].number, 2);
}

static void a_list_goes_on_where_the_page_ended(void **state) {
	(void)state;
	struct db *db = test_db();
	static const date_t dues[] = {20500, 20400, 20400, 20900, DATE_OPEN};
	char number[16];
	for (size_t i = 0; i < COUNT_OF(dues); i++) {
		(void)snprintf(number, sizeof number, "C3115%zu", i);
		struct case_file c = plain(number, dues[i]);
		open_case(db, &c);
	}
	struct case_list l = {
	        .kind = CASES_OF_SECTION, .section = STR("central/enrolment-1"), .most = 2};
	struct case_row *rows;
	size_t count, seen = 0;
	date_t last = 0;
	do {
		assert_done(case_list(db, &l, &arena, &rows, &count, &err), &err);
		for (size_t i = 0; i < count; i++) {
			assert_true(rows[i].due_on >= last);
			last = rows[i].due_on;
		}
		seen += count;
		if (count > 0)
			l.after = (struct case_cursor){rows[count - 1].due_on, rows[count - 1].id};
		l.has_after = true;
	} while (count > 0);
	assert_int_equal(seen, COUNT_OF(dues));
	l = (struct case_list){
	        .kind = CASES_OF_PARTY, .party = CASE_PERSON, .party_id = 7, .most = 3};
	assert_done(case_list(db, &l, &arena, &rows, &count, &err), &err);
	assert_int_equal(count, 3);
	assert_true(rows[0].id > rows[1].id && rows[1].id > rows[2].id);
	struct case_load load;
	assert_done(case_load(db, STR("central/enrolment-1"), 20450, &load, &err), &err);
	assert_int_equal(load.open, 5);
	assert_int_equal(load.overdue, 2);
	assert_int_equal(load.unassigned, 5);
}

static void a_closed_case_leaves_the_lists(void **state) {
	(void)state;
	struct db *db = test_db();
	struct case_file c = plain("C311500000009", 20700);
	struct case_row *rows;
	size_t count;
	open_case(db, &c);
	c.state = CASE_DECIDED;
	c.result = CASE_APPROVE;
	c.closed_on = 20650;
	assert_done(change(db, &c), &err);
	struct case_list l = {.kind = CASES_OF_SECTION, .section = c.section, .most = 10};
	assert_done(case_list(db, &l, &arena, &rows, &count, &err), &err);
	assert_int_equal(count, 0);
	l = (struct case_list){.kind = CASES_OF_PERSON, .party_id = 7, .most = 10};
	assert_done(case_list(db, &l, &arena, &rows, &count, &err), &err);
	assert_int_equal(count, 1);
	assert_int_equal(rows[0].result, CASE_APPROVE);
	assert_int_equal(rows[0].closed_on, 20650);
}

static void put_papers(struct db *db, const struct case_file *c, const struct case_file *other) {
	struct act act = test_act(db, "case.papers");
	struct case_document d = {.direction = STR("in"),
	                          .kind = STR("id-copy"),
	                          .name = STR("身分證.png"),
	                          .media_type = STR("image/png"),
	                          .received_on = 20600};
	struct case_pause p = {.reason = STR("supplement"),
	                       .from = 20610,
	                       .to = DATE_OPEN,
	                       .asked = STR("診斷證明"),
	                       .answer_due = 20670};
	struct case_draft draft = {.account = 5,
	                           .account_name = STR("承辦"),
	                           .result = CASE_PARTLY,
	                           .reason = STR("理由"),
	                           .metric = 1200,
	                           .level = 3};
	struct case_signature s = {.draft_no = 1,
	                           .kind = STR("cosign"),
	                           .account = 6,
	                           .account_name = STR("會辦"),
	                           .org_unit = STR("accounting"),
	                           .level = 3};
	struct case_decision decision = {.result = CASE_PARTLY,
	                                 .reason = STR("理由"),
	                                 .item = STR("refund"),
	                                 .table_version = STR("v"),
	                                 .band = 1,
	                                 .metric = 1200,
	                                 .level_needed = 3,
	                                 .level_used = 2,
	                                 .account = 9,
	                                 .account_name = STR("組長"),
	                                 .drafted_by = 5,
	                                 .decided_on = 20620,
	                                 .remedy = STR("dispute")};
	assert_done(case_document_add(db, &act, c->id, &d, &err), &err);
	assert_done(case_document_add(db, &act, c->id, &d, &err), &err);
	assert_int_equal(d.number, 2);
	assert_done(case_pause_add(db, &act, c->id, &p, &err), &err);
	assert_done(case_pause_end(db, &act, c->id, p.number, 20615, &err), &err);
	assert_int_equal(case_pause_end(db, &act, c->id, p.number, 20616, &err), NHI_CONFLICT);
	assert_done(case_draft_add(db, &act, c->id, &draft, &err), &err);
	assert_done(case_signature_add(db, &act, c->id, &s, &err), &err);
	assert_done(case_decision_add(db, &act, c->id, &decision, &err), &err);
	assert_done(case_link_add(db, &act, c->id, other->id, STR("objection"), &err), &err);
}

static void what_lies_in_a_case_is_kept(void **state) {
	(void)state;
	struct db *db = test_db();
	struct case_file c = plain("C311500000003", 20700), other = plain("C311500000004", 20700);
	size_t count;
	open_case(db, &other);
	open_case(db, &c);
	assert_done(db_begin(db, DB_WRITE, &err), &err);
	put_papers(db, &c, &other);
	assert_done(db_commit(db, &err), &err);
	struct case_document *documents;
	struct case_pause *pauses;
	struct case_draft draft;
	struct case_signature *signatures;
	struct case_decision *decisions;
	struct case_link *links;
	assert_done(case_documents(db, c.id, &arena, &documents, &count, &err), &err);
	assert_int_equal(count, 2);
	assert_str(documents[1].name, "身分證.png");
	assert_done(case_pauses(db, c.id, &arena, &pauses, &count, &err), &err);
	assert_int_equal(count, 1);
	assert_int_equal(pauses[0].to, 20615);
	assert_done(case_draft_read(db, c.id, 1, &arena, &draft, &err), &err);
	assert_int_equal(draft.result, CASE_PARTLY);
	assert_int_equal(draft.metric, 1200);
	assert_done(case_signatures(db, c.id, &arena, &signatures, &count, &err), &err);
	assert_int_equal(count, 1);
	assert_str(signatures[0].org_unit, "accounting");
	assert_done(case_decisions(db, c.id, &arena, &decisions, &count, &err), &err);
	assert_int_equal(count, 1);
	assert_int_equal(decisions[0].level_used, 2);
	assert_str(decisions[0].changes, "[]");
	assert_done(case_links(db, other.id, &arena, &links, &count, &err), &err);
	assert_int_equal(count, 1);
	assert_true(links[0].is_later);
	assert_str(links[0].other_number, "C311500000003");
}

static const struct CMUnitTest tests[] = {
        STORE_TEST(a_case_reads_as_it_was_written),      STORE_TEST(the_second_of_two_is_told),
        STORE_TEST(a_list_goes_on_where_the_page_ended), STORE_TEST(a_closed_case_leaves_the_lists),
        STORE_TEST(what_lies_in_a_case_is_kept),
};
STORE_MAIN(tests)
