/* law.c: any bytes as law files. The input is one text: each line `=== name` begins a file. What
 * is read answers for any day without trouble, and the check lists what it finds. */
#include "nhi/law_check.h"

#include "fuzz.h"

enum { FILES_MAX = 16 };

static size_t split(struct str bytes, struct law_file *files) {
	size_t count = 0;
	while (bytes.n > 0 && count < FILES_MAX) {
		size_t mark = str_find(bytes, STR("=== "));
		bytes = str_slice(bytes, mark + STR("=== ").n, bytes.n);
		struct str name = str_cut(&bytes, '\n');
		struct str text = str_slice(bytes, 0, str_find(bytes, STR("=== ")));
		if (name.n > 0) files[count++] = (struct law_file){.name = name, .bytes = text};
	}
	return count;
}

void fuzz_one(struct str bytes) {
	struct arena arena = ARENA_INIT((size_t)64 * 1024 * 1024);
	struct law_file files[FILES_MAX];
	struct law law = {0};
	struct err err = ERR_INIT;
	size_t count = split(bytes, files);
	if (law_read(&law, &arena, files, count, &err) == NHI_OK) {
		for (size_t i = 0; i < law.parameter_count; i++) {
			const struct law_parameter *p = &law.parameters[i];
			const struct law_value *v = law_at(&law, p->name, 0);
			CHECK(v == NULL || (v->from <= 0 && v->to > 0 && v->in_force));
		}
		(void)law_grades_at(&law, 0); /* must only come back */
	} else {
		struct buf b = BUF_INIT(0);
		err_message(&err, "zh", &b);
		buf_free(&b);
	}
	struct law_findings found = LAW_FINDINGS_INIT(&arena);
	struct law_texts none = {0};
	law_check(&found, files, count);
	law_check_texts(&found, files, count, &none);
	CHECK(found.failed || found.count <= LAW_FINDINGS_KEPT_MAX);
	for (size_t i = 0; i < found.count && i < 64; i++) {
		struct buf b = BUF_INIT(0);
		law_finding_print(&found.row[i], "en", &b);
		buf_free(&b);
	}
	arena_free(&arena);
}
