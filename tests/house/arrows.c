/* arrows.c: which ring may include which (DESIGN §3), read from the #include lines of lib/ and
 * src/. One row a ring; a case a file. Outside headers have their place too: the databases only in
 * store, HTTP only in web, and the rules know no system at all. */
#include "tree.h"

struct ring {
	const char *folder, *name;
	const char *may[8]; /* rings whose headers it may include, beside its own */
};

static const struct ring rings[] = {
        {"lib/base/", "base", {NULL}},
        {"lib/nhi/", "nhi", {"base"}},
        {"lib/wire/", "wire", {"nhi", "base"}},
        {"src/store/", "store", {"nhi", "base"}},
        {"src/engine/", "engine", {"store", "wire", "nhi", "base"}},
        {"src/desk/", "desk", {"store", "wire", "nhi", "base"}},
        {"src/web/", "web", {"desk", "base"}},
        {"src/cli/", "cli", {"desk", "engine", "wire", "nhi", "base"}},
};

/* A header that only these rings may include, whatever the arrows say. */
static const struct {
	const char *header;
	const char *only[6];
} guarded[] = {
        {"base/clock.h", {"base", "store", "engine", "desk", "web", "cli"}},
        {"base/file.h", {"base", "store", "engine", "desk", "web", "cli"}},
        {"base/progress.h", {"base", "store", "engine", "cli"}},
        {"<libpq-fe.h>", {"store"}},
        {"<microhttpd.h>", {"web"}},
        {"<sqlite3.h>", {"store"}},
        {"<pthread.h>", {"base", "store", "engine", "desk", "web", "cli"}},
        {"<threads.h>", {"base", "store", "engine", "desk", "web", "cli"}},
        {"<unistd.h>", {"base", "store", "engine", "desk", "web", "cli"}},
        {"<fcntl.h>", {"base", "store", "engine", "desk", "web", "cli"}},
        {"<sys/socket.h>", {"base", "web", "cli"}},
        {"<sys/mman.h>", {"base", "store", "engine", "cli"}},
        {"<time.h>", {"base"}},
        {"<sys/time.h>", {"base"}},
        {"<locale.h>", {"cli", "desk"}},
};

static bool listed(const char *const *list, size_t max, struct str name) {
	for (size_t i = 0; i < max && list[i] != NULL; i++)
		if (str_is(name, list[i])) return true;
	return false;
}

static const struct ring *ring_of(const struct tree_file *f) {
	for (size_t i = 0; i < COUNT_OF(rings); i++)
		if (tree_in(f, rings[i].folder)) return &rings[i];
	return NULL;
}

/* `what` is the header with its brackets, without its quotes. */
static void check_include(struct verdict *v, const struct tree_file *f, size_t line,
                          const struct ring *ring, struct str what) {
	for (size_t i = 0; i < COUNT_OF(guarded); i++)
		if (str_is(what, guarded[i].header) &&
		    !listed(guarded[i].only, COUNT_OF(guarded[i].only), str_from(ring->name)))
			verdict_fail(v, f, line, "ring %s must not include %.*s", ring->name,
			             STR_ARG(what));
	if (str_starts(what, STR("<"))) return;
	/* `nhi serve` starts the web ring: the one file of the command line that knows it. */
	if (str_is(f->path, "src/cli/serve.c") && str_starts(what, STR("web/"))) return;
	struct str rest = what, target = str_cut(&rest, '/');
	if (rest.n == 0)
		verdict_fail(v, f, line, "include “%.*s” as \"ring/file.h\"", STR_ARG(what));
	else if (!str_is(target, ring->name) && !listed(ring->may, COUNT_OF(ring->may), target))
		verdict_fail(v, f, line, "ring %s must not include %.*s", ring->name,
		             STR_ARG(what));
}

static void check_file(struct verdict *v, const struct tree_file *f) {
	const struct ring *ring = ring_of(f);
	if (ring == NULL) {
		verdict_fail(v, f, 1, "stands in no ring");
		return;
	}
	struct str rest = f->text;
	for (size_t line = 1; rest.n > 0; line++) {
		struct str s = str_trim(str_cut(&rest, '\n'));
		if (!str_starts(s, STR("#include"))) continue;
		s = str_trim(str_slice(s, STR("#include").n, s.n));
		size_t end = str_starts(s, STR("<")) ? str_find_char(s, '>') + 1 : 0;
		if (end == 0) {
			s = str_slice(s, 1, s.n);
			end = str_find_char(s, '"');
		}
		check_include(v, f, line, ring, str_slice(s, 0, end));
	}
}

int main(void) {
	struct tree t;
	struct verdict v = {0, 0};
	tree_read(&t);
	for (size_t i = 0; i < t.count; i++) {
		const struct tree_file *f = &t.file[i];
		bool c = tree_ends(f, ".c") || tree_ends(f, ".h");
		if (!c || !(tree_in(f, "lib/") || tree_in(f, "src/"))) continue;
		size_t before = v.failed;
		check_file(&v, f);
		verdict_case(&v, before);
	}
	tree_free(&t);
	return verdict_end(&v);
}
