/* claim_people.c: see claim_people.h. Numbers are at most 10 ASCII characters, 6 bits each, so the
 * key is the number itself and no two are mistaken. */
#include "engine/claim_people.h"

enum { NUMBER_MAX = 10, SLOTS_FIRST = 1 << 12 };

/* 0 for what is no number: digits and capital letters only. */
static uint64_t key_of(struct str s) {
	uint64_t key = 0;
	if (s.n == 0 || s.n > NUMBER_MAX) return 0;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		uint64_t v = c >= '0' && c <= '9'   ? (uint64_t)(c - '0') + 1
		             : c >= 'A' && c <= 'Z' ? (uint64_t)(c - 'A') + 11
		                                    : 0;
		if (v == 0) return 0;
		key = key << 6 | v;
	}
	return key;
}

static size_t place_of(uint64_t key, size_t mask) {
	key ^= key >> 31;
	key *= UINT64_C(0x9E3779B97F4A7C15);
	return (size_t)(key >> 20) & mask;
}

static struct claim_person *slot_of(const struct claim_people *p, uint64_t key) {
	size_t at = place_of(key, p->mask);
	while (p->slot[at].key != 0 && p->slot[at].key != key) at = (at + 1) & p->mask;
	return &p->slot[at];
}

static bool resize(struct claim_people *p, size_t slots) {
	struct claim_people wider = {calloc(slots, sizeof *wider.slot), slots - 1, p->count};
	if (wider.slot == NULL) return false;
	for (size_t i = 0; p->slot != NULL && i <= p->mask; i++)
		if (p->slot[i].key != 0) *slot_of(&wider, p->slot[i].key) = p->slot[i];
	free(p->slot);
	*p = wider;
	return true;
}

static bool add(struct claim_people *p, const struct claim_person *one) {
	if (one->key == 0) return true;
	if (2 * (p->count + 1) > p->mask + 1 && !resize(p, 2 * (p->mask + 1))) return false;
	struct claim_person *slot = slot_of(p, one->key);
	if (slot->key == 0) p->count++;
	*slot = *one;
	return true;
}

enum nhi_status claim_people_load(struct db *db, const struct counties *counties,
                                  struct claim_people *out, struct err *err) {
	*out = (struct claim_people){NULL, 0, 0};
	bool room = resize(out, SLOTS_FIRST);
	enum nhi_status st = db_begin(db, DB_READ, err);
	if (st != NHI_OK) return st;
	struct db_stmt *q = claim_people(db);
	while (room && db_next(q)) {
		const struct county *county = county_find(counties, db_str(q, 2));
		const struct claim_person one = {key_of(db_str(q, 0)), db_i64(q, 1),
		                                 county == NULL ? 0 : county->division};
		room = add(out, &one);
	}
	st = db_end(q, err);
	db_rollback(db);
	return st == NHI_OK && !room ? err_set(err, NHI_MEMORY, "%s", "") : st;
}

void claim_people_free(struct claim_people *p) {
	free(p->slot);
	*p = (struct claim_people){NULL, 0, 0};
}

const struct claim_person *claim_people_find(const struct claim_people *p, struct str number) {
	uint64_t key = key_of(number);
	if (key == 0 || p->slot == NULL) return NULL;
	const struct claim_person *slot = slot_of(p, key);
	return slot->key == 0 ? NULL : slot;
}
