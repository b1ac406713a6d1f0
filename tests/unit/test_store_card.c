/* test_store_card.c: the life of cards through the use cases of the desk, on both databases. */
#include "base/clock.h"
#include "base/file.h"
#include "database.h"
#include "desk/card.h"
#include "lawdir.h"
#include "store/card.h"
#include "store/ledger.h"
#include "store/person.h"

static struct arena arena; /* of one test */
static struct number_formats formats;
static struct register_desk desk;

static void open_desk(const char *now) {
	instant_t at;
	struct str text;
	struct err err = ERR_INIT;
	assert_true(instant_parse(str_from(now), &at));
	clock_fix(at);
	arena_reset(&arena);
	assert_done(file_read(&arena, test_source("law/numbers.csv"), 1 << 20, &text, &err), &err);
	assert_done(number_formats_read(&formats, &arena, text, &err), &err);
	desk = (struct register_desk){.db = test_db(),
	                              .law = test_law(),
	                              .formats = &formats,
	                              .actor = STR("test"),
	                              .arena = &arena,
	                              .today = instant_date(at)};
}

/* "site=a kind=received": fields without blanks in them. */
static struct entry_answer enter(const char *purpose, entry_work work, const char *fields) {
	struct form *f = ARENA_NEW(&arena, struct form);
	struct entry_answer a;
	struct err err = ERR_INIT;
	struct str rest = str_from(fields);
	while (rest.n > 0) {
		struct str value = str_cut(&rest, ' '), name = str_cut(&value, '=');
		assert_true(form_add(f, name, value));
	}
	assert_done(desk_entry(&desk, purpose, work, f, &a, &err), &err);
	return a;
}

static const char *first_refusal(const struct entry_answer *a) {
	return a->refusals.kept == 0 ? "" : refusal_rows[a->refusals.item[0].code].name;
}

struct newcomer {
	int64_t person_id;
};

static enum nhi_status add_person(struct db *db, void *context, struct err *err) {
	struct newcomer *n = context;
	struct act act = test_act(db, "test");
	const struct person_fact fact = {.name = STR("王小明"),
	                                 .sex = 'M',
	                                 .birth = 7305,
	                                 .death = DATE_NONE,
	                                 .is_citizen = true,
	                                 .county = STR("03"),
	                                 .address = STR("臺中市西屯區市政北一路 66 號")};
	enum nhi_status st =
	        person_add(db, &act, &fact, STR("A123456789"), fact.birth, &n->person_id, err);
	struct card first = {.no = STR("900000000001"),
	                     .person_id = n->person_id,
	                     .reason = STR("new"),
	                     .applied_on = desk.today - 30,
	                     .site = STR("hall"),
	                     .delivery = STR("counter"),
	                     .photo = STR("new"),
	                     .document = STR("id_card"),
	                     .agent = STR(""),
	                     .state = CARD_ACTIVE};
	return st == NHI_OK ? card_put(db, &act, &first, err) : st;
}

static void start(void) {
	struct newcomer n;
	struct err err = ERR_INIT;
	open_desk("2026-08-03T09:00:00+08:00");
	assert_done(db_transact(test_db(), DB_WRITE, add_person, &n, &err), &err);
}

static int64_t takings(void) {
	twd_t sum;
	struct err err = ERR_INIT;
	const struct ledger_filter filter = {
	        .account = STR("1104"), .booked_to = DATE_OPEN, .known_at = INSTANT_OPEN};
	assert_done(ledger_balance(test_db(), &filter, &sum, &err), &err);
	return sum.v;
}

#define LOST                                                                                       \
	"id=A123456789 reason=lost delivery=counter site=hall photo=new document=id_card "         \
	"way=cash paid=200"

static void a_lost_card_is_replaced_through_a_batch(void **state) {
	(void)state;
	start();
	struct entry_answer a = enter("card.replace", card_apply, LOST);
	assert_true(a.accepted);
	assert_int_equal(takings(), 200);
	a = enter("card.batch-make", card_batch_make, "site=hall");
	assert_true(a.accepted);
	a = enter("card.batch-hand-over", card_batch_hand_over, "batch_no=311500001 note=maker");
	assert_true(a.accepted);
	a = enter("card.batch-receive", card_batch_receive, "batch_no=311500001");
	assert_true(a.accepted);
	a = enter("card.deliver", card_deliver, "card_no=000000000001");
	assert_true(a.accepted);
	assert_true(str_find(a.json, STR("\"void_card_no\":\"900000000001\"")) < a.json.n);
	a = enter("card.deliver", card_deliver, "card_no=900000000001");
	assert_string_equal(first_refusal(&a), "CARD_STATE");
}

static void a_refused_application_takes_no_money(void **state) {
	(void)state;
	start();
	struct entry_answer a = enter("card.replace", card_apply,
	                              "id=A123456789 reason=lost delivery=spot site=hall "
	                              "photo=new document=id_card way=cash paid=200");
	assert_string_equal(first_refusal(&a), "CARD_NO_BLANK");
	assert_int_equal(takings(), 0);
	a = enter("card.lose", card_lose, "id=A123456789");
	assert_true(a.accepted); /* the refusal had not blocked the card */
}

static void the_same_key_takes_the_fee_once(void **state) {
	(void)state;
	start();
	struct entry_answer a = enter("card.replace", card_apply, LOST " key=k");
	struct str first = a.json;
	a = enter("card.replace", card_apply, LOST " key=k");
	assert_true(a.repeated);
	assert_true(str_eq(a.json, first));
	assert_int_equal(takings(), 200);
}

static void a_receipt_is_taken_back_once(void **state) {
	(void)state;
	start();
	struct entry_answer a = enter("card.replace", card_apply, LOST);
	a = enter("receipt.void", receipt_cancel, "receipt_no=31150000001 note=twice");
	assert_true(a.accepted);
	assert_int_equal(takings(), 0);
	a = enter("receipt.void", receipt_cancel, "receipt_no=31150000001 note=twice");
	assert_string_equal(first_refusal(&a), "RECEIPT_VOID");
}

static void blanks_add_up_per_site(void **state) {
	(void)state;
	start();
	struct err err = ERR_INIT;
	int64_t hall = 0, liaison = 0;
	assert_true(enter("card.stock", card_stock_enter, "site=hall kind=received quantity=10")
	                    .accepted);
	assert_true(
	        enter("card.stock", card_stock_enter, "site=hall kind=moved quantity=4 to=liaison")
	                .accepted);
	struct entry_answer a =
	        enter("card.stock", card_stock_enter, "site=hall kind=spoilt quantity=7");
	assert_string_equal(first_refusal(&a), "CARD_STOCK");
	assert_true(enter("card.stock", card_stock_enter, "site=hall kind=counted quantity=5")
	                    .accepted);
	assert_done(card_stock_of(test_db(), STR("hall"), &hall, &err), &err);
	assert_done(card_stock_of(test_db(), STR("liaison"), &liaison, &err), &err);
	assert_int_equal(hall, 5);
	assert_int_equal(liaison, 4);
}

static void services_go_with_a_card_in_use(void **state) {
	(void)state;
	start();
	assert_true(enter("card.pin", card_pin, "id=A123456789 document=id_card").accepted);
	struct entry_answer a = enter("card.token", card_token, "id=A123456789");
	assert_string_equal(first_refusal(&a), "SERVICE_NONE");
	assert_true(enter("card.virtual", card_virtual, "id=A123456789 device=phone").accepted);
	a = enter("card.token", card_token, "id=A123456789");
	assert_true(a.accepted);
	assert_true(enter("card.lose", card_lose, "id=A123456789").accepted);
	a = enter("card.register", card_register, "id=A123456789 email=a@example.org");
	assert_string_equal(first_refusal(&a), "CARD_UNUSED");
}

static const struct CMUnitTest tests[] = {
        STORE_TEST(a_lost_card_is_replaced_through_a_batch),
        STORE_TEST(a_refused_application_takes_no_money),
        STORE_TEST(the_same_key_takes_the_fee_once),
        STORE_TEST(a_receipt_is_taken_back_once),
        STORE_TEST(blanks_add_up_per_site),
        STORE_TEST(services_go_with_a_card_in_use),
};

STORE_MAIN(tests)
