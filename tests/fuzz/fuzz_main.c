/* fuzz_main.c: replays the corpus and the regressions of a target without libFuzzer: each file as
 * it is, cut at every eighth, and with single bytes changed. A case a file.
 *
 *     fuzz_<target> FOLDER… */
#include "fuzz.h"

#include "base/file.h"

enum { INPUT_MAX = 1024 * 1024, CHANGES = 64 };

static void replay(struct str bytes) {
	(void)LLVMFuzzerTestOneInput((const uint8_t *)bytes.p, bytes.n);
	for (size_t cut = 1; cut < 8 && bytes.n > 0; cut++)
		(void)LLVMFuzzerTestOneInput((const uint8_t *)bytes.p, bytes.n * cut / 8);
	static const char letters[] = {'\0', '\n', '"', ',', '-', '9', '<', '\x80', '\xFF'};
	char *changed = malloc(bytes.n + 1);
	uint64_t random = str_hash(bytes);
	for (size_t i = 0; changed != NULL && bytes.n > 0 && i < CHANGES; i++) {
		memcpy(changed, bytes.p, bytes.n);
		random = random * 6364136223846793005u + 1442695040888963407u;
		changed[(random >> 20) % bytes.n] = letters[(random >> 50) % sizeof letters];
		(void)LLVMFuzzerTestOneInput((const uint8_t *)changed, bytes.n);
	}
	free(changed);
}

int main(int argc, char **argv) {
	struct arena arena = ARENA_INIT(0);
	size_t passed = 0, failed = 0;
	for (int i = 1; i < argc; i++) {
		struct file_list list;
		if (!file_exists(argv[i])) continue;
		if (file_list(&arena, argv[i], "", &list, NULL) != NHI_OK) failed++;
		for (size_t k = 0; k < list.count; k++) {
			char path[4096];
			struct str bytes;
			(void)snprintf(path, sizeof path, "%s/%s", argv[i], list.name[k].p);
			if (file_read(&arena, path, INPUT_MAX, &bytes, NULL) == NHI_OK) {
				replay(bytes);
				passed++;
			} else {
				failed++;
			}
		}
	}
	arena_free(&arena);
	printf("%zu passed, %zu failed\n", passed, failed);
	return passed > 0 && failed == 0 ? 0 : 1;
}
