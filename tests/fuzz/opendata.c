/* opendata.c: any bytes as a published grade table. A table without a finding is written and read
 * again: the same rows. */
#include "wire/opendata_grades.h"

#include "fuzz.h"

void fuzz_one(struct str bytes) {
	struct arena arena = ARENA_INIT((size_t)64 * 1024 * 1024);
	struct findings f = FINDINGS_INIT(&arena);
	struct opendata_grades first, second;
	struct err err = ERR_INIT;
	struct buf out = BUF_INIT(0);
	if (opendata_grades_read(&first, &arena, bytes, &f, &err) == NHI_OK && f.count == 0) {
		opendata_grades_write(&out, first.row, first.count, first.step);
		CHECK(opendata_grades_read(&second, &arena, buf_str(&out), &f, &err) == NHI_OK);
		CHECK(f.count == 0 && first.count == second.count);
		for (size_t i = 0; i < first.count; i++)
			CHECK(first.row[i].insured_amount == second.row[i].insured_amount &&
			      first.row[i].grade == second.row[i].grade &&
			      first.row[i].group == second.row[i].group);
	}
	buf_free(&out);
	arena_free(&arena);
}
