/* Reads of persons are recorded in groups before the answer leaves; original files come back byte
 * for byte; many rows go through the bulk writer. */
#include "database.h"

#include "base/clock.h"
#include "store/chain.h"
#include "store/doctor.h"
#include "store/original.h"
#include "store/read_audit.h"

#include <pthread.h>

static struct err err;
enum { READERS = 8, READS = 60 };

static void *read_persons(void *context) {
	struct read_audit *ra = context;
	for (int64_t i = 1; i <= READS; i++) {
		struct err own = ERR_INIT;
		struct read_event e = {.person_id = i,
		                       .actor = STR("u:1"),
		                       .purpose = STR("counter"),
		                       .view = STR("person_coverage"),
		                       .case_no = STR("\"115\"")};
		if (read_audit_record(ra, &e, &own) != NHI_OK) return context;
	}
	return NULL;
}

static int64_t reads_of(struct db *db, int64_t person) {
	int64_t n = 0;
	assert_done(db_begin(db, DB_READ, &err), &err);
	struct db_stmt *q = db_query(db, "read_event_of_person");
	db_bind_i64(q, person);
	db_bind_instant(q, 0);
	while (db_next(q)) {
		assert_str(db_str(q, 1), "u:1");
		assert_str(db_str(q, 3), "person_coverage");
		assert_str(db_str(q, 4), "\"115\"");
		n++;
	}
	assert_done(db_end(q, &err), &err);
	db_rollback(db);
	return n;
}

static void every_read_is_recorded_in_groups(void **state) {
	(void)state;
	struct read_audit *ra;
	pthread_t reader[READERS];
	assert_done(read_audit_open(&ra, test_db_url(), test_source(""), &err), &err);
	int64_t from = clock_monotonic_ns();
	for (int i = 0; i < READERS; i++)
		assert_int_equal(pthread_create(&reader[i], NULL, read_persons, ra), 0);
	for (int i = 0; i < READERS; i++) {
		void *failed;
		assert_int_equal(pthread_join(reader[i], &failed), 0);
		assert_null(failed);
	}
	int64_t took = clock_monotonic_ns() - from;
	read_audit_close(ra);
	struct chain_finding f;
	assert_done(chain_verify(test_db(), CHAIN_READ, &f, &err), &err);
	assert_true(chain_is_sound(&f));
	assert_true(f.links >= 2 && f.links <= READERS * READS);
	assert_int_equal(reads_of(test_db(), 1), READERS);
	assert_int_equal(reads_of(test_db(), READS), READERS);
	print_message("%d reads by %d threads in %lld groups: %lld reads/s\n", READERS * READS,
	              READERS, (long long)f.links,
	              (long long)((int64_t)READERS * READS * 1000000000 / took));
}

static void a_list_longer_than_a_group_is_recorded_whole(void **state) {
	(void)state;
	struct read_audit *ra;
	static struct read_event events[READ_AUDIT_GROUP * 3 + 1];
	for (size_t i = 0; i < COUNT_OF(events); i++)
		events[i] = (struct read_event){.person_id = 5,
		                                .actor = STR("u:1"),
		                                .view = STR("person_coverage"),
		                                .case_no = STR("\"115\"")};
	assert_done(read_audit_open(&ra, test_db_url(), test_source(""), &err), &err);
	assert_done(read_audit_record_all(ra, events, COUNT_OF(events), &err), &err);
	read_audit_close(ra);
	assert_int_equal(reads_of(test_db(), 5), COUNT_OF(events));
}

static void an_original_comes_back_byte_for_byte(void **state) {
	(void)state;
	struct db *db = test_db();
	struct arena a = ARENA_INIT(0);
	struct buf bytes = BUF_INIT(0);
	for (int i = 0; i < 100000; i++) buf_put_char(&bytes, (char)(i * 7919 >> 8));
	char hex[SHA256_HEX_SIZE + 1], again[SHA256_HEX_SIZE + 1];
	assert_done(db_begin(db, DB_WRITE, &err), &err);
	struct act act = test_act(db, "file");
	assert_done(original_keep(db, &act, STR("名冊.csv"), buf_str(&bytes), hex, &err), &err);
	assert_done(original_keep(db, &act, STR("again.csv"), buf_str(&bytes), again, &err), &err);
	assert_done(original_keep(db, &act, STR("empty"), STR(""), again, &err), &err);
	assert_done(db_commit(db, &err), &err);
	struct original o;
	assert_done(original_read(db, str_from(hex), &a, &o, &err), &err);
	assert_str(o.name, "名冊.csv");
	assert_true(str_eq(o.bytes, buf_str(&bytes)));
	assert_done(original_read(db, str_from(again), &a, &o, &err), &err);
	assert_int_equal(o.bytes.n, 0);
	assert_int_equal(original_read(db, STR("00"), &a, &o, &err), NHI_NOT_FOUND);
	buf_free(&bytes);
	arena_free(&a);
}

static const struct CMUnitTest tests[] = {
        STORE_TEST(every_read_is_recorded_in_groups),
        STORE_TEST(a_list_longer_than_a_group_is_recorded_whole),
        STORE_TEST(an_original_comes_back_byte_for_byte),
};

STORE_MAIN(tests)
