/* contract.c: the commands that other programs rely on (DESIGN §5) keep their shape.
 *
 * Every docs/contract/<name>.json says: `command`, `exit` (0 unless given), `files` to lay beside
 * it, `stream` (stdout unless given), and either `schema` (the part of JSON Schema below) with an
 * `example`, or `csv` (the columns) with an `example` of the first lines. What a command prints
 * must fit the schema and hold everything that the example holds; it may hold more. */
#include "base/file.h"
#include "session.h"
#include "shell.h"
#include "test.h"

#include <jansson.h>

enum { PATH_SIZE = 4096, CONTRACT_BYTES_MAX = 4 * 1024 * 1024, SECONDS_MAX = 120, DEPTH_MAX = 16 };

struct place {
	const char *file;
	char path[512]; /* "trace[3].value" */
};

static size_t failures;

static void complain(const struct place *p, const char *what, const char *detail) {
	fprintf(stderr, "%s: %s: %s %s\n", p->file, p->path[0] == '\0' ? "(whole)" : p->path, what,
	        detail);
	failures++;
}

static struct place below(const struct place *p, const char *key, size_t index) {
	struct place q = {.file = p->file};
	if (key == NULL)
		(void)snprintf(q.path, sizeof q.path, "%.400s[%zu]", p->path, index);
	else
		(void)snprintf(q.path, sizeof q.path, "%.400s.%.100s", p->path, key);
	return q;
}

static bool has_type(const json_t *v, const char *name) {
	static const struct {
		const char *name;
		json_type type;
	} types[] = {{"object", JSON_OBJECT}, {"array", JSON_ARRAY},     {"string", JSON_STRING},
	             {"null", JSON_NULL},     {"integer", JSON_INTEGER}, {"boolean", JSON_TRUE},
	             {"boolean", JSON_FALSE}};
	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (json_typeof(v) == types[i].type && strcmp(name, types[i].name) == 0)
			return true;
	return false;
}

static bool type_fits(const json_t *v, const json_t *type) {
	if (json_is_string(type)) return has_type(v, json_string_value(type));
	for (size_t i = 0; i < json_array_size(type); i++)
		if (has_type(v, json_string_value(json_array_get(type, i)))) return true;
	return json_array_size(type) == 0; /* no type asked for */
}

static bool is_one_of(const json_t *v, const json_t *list) {
	for (size_t i = 0; i < json_array_size(list); i++)
		if (json_equal(v, json_array_get(list, i))) return true;
	return json_array_size(list) == 0;
}

/* As deep as the schema is, which is ours. */
static void check_schema(const struct place *p, const json_t *v, json_t *schema, unsigned depth) {
	if (depth > DEPTH_MAX || schema == NULL) return;
	if (!type_fits(v, json_object_get(schema, "type"))) complain(p, "has the wrong type", "");
	if (!is_one_of(v, json_object_get(schema, "enum"))) complain(p, "is none of the enum", "");
	json_t *required = json_object_get(schema, "required"), *name, *sub;
	size_t i;
	json_array_foreach(required, i, name) {
		if (json_object_get(v, json_string_value(name)) == NULL)
			complain(p, "lacks", json_string_value(name));
	}
	const char *key;
	json_object_foreach(json_object_get(schema, "properties"), key, sub) {
		struct place q = below(p, key, 0);
		json_t *member = json_object_get(v, key);
		if (member != NULL) check_schema(&q, member, sub, depth + 1);
	}
	sub = json_object_get(schema, "items");
	for (i = 0; i < json_array_size(v); i++) {
		struct place q = below(p, NULL, i);
		check_schema(&q, json_array_get(v, i), sub, depth + 1);
	}
}

/* Everything in `example` stands in `v`; arrays agree as far as the example goes. */
static void check_example(const struct place *p, const json_t *v, json_t *example, unsigned depth) {
	if (depth > DEPTH_MAX) return;
	const char *key;
	json_t *sub;
	if (json_is_object(example)) {
		json_object_foreach(example, key, sub) {
			struct place q = below(p, key, 0);
			json_t *member = json_object_get(v, key);
			if (member == NULL)
				complain(&q, "is missing", "");
			else
				check_example(&q, member, sub, depth + 1);
		}
	} else if (json_is_array(example)) {
		if (json_array_size(v) < json_array_size(example)) complain(p, "is too short", "");
		for (size_t i = 0; i < json_array_size(example) && i < json_array_size(v); i++) {
			struct place q = below(p, NULL, i);
			check_example(&q, json_array_get(v, i), json_array_get(example, i),
			              depth + 1);
		}
	} else if (!json_equal(v, example)) {
		char *is = json_dumps(v, JSON_ENCODE_ANY),
		     *wanted = json_dumps(example, JSON_ENCODE_ANY);
		fprintf(stderr, "%s: %s: is %s, the example says %s\n", p->file, p->path, is,
		        wanted);
		failures++;
		free(is);
		free(wanted);
	}
}

static void check_csv(const struct place *p, struct str out, const json_t *contract) {
	struct buf titles = BUF_INIT(0);
	json_t *columns = json_object_get(contract, "csv"), *name;
	size_t i;
	json_array_foreach(columns, i, name) {
		buf_printf(&titles, "%s%s", i > 0 ? "," : "", json_string_value(name));
	}
	buf_put_char(&titles, '\n');
	if (!str_starts(out, buf_str(&titles))) complain(p, "has other columns", "");
	const char *example = json_string_value(json_object_get(contract, "example"));
	if (!str_starts(out, str_from(example))) complain(p, "differs from the example", "");
	buf_free(&titles);
}

static void lay_files(const struct place *p, const char *folder, const json_t *contract) {
	const char *name;
	json_t *text;
	json_object_foreach(json_object_get(contract, "files"), name, text) {
		char path[PATH_SIZE];
		(void)snprintf(path, sizeof path, "%s/%s", folder, name);
		if (file_write(path, str_from(json_string_value(text)), NULL) != NHI_OK)
			complain(p, "cannot write", name);
	}
}

static void check_output(const struct place *p, struct str out, const json_t *contract) {
	if (json_object_get(contract, "csv") != NULL) {
		check_csv(p, out, contract);
		return;
	}
	json_error_t why;
	json_t *v = json_loadb(out.p, out.n, JSON_REJECT_DUPLICATES, &why);
	if (v == NULL) {
		complain(p, "is not JSON:", why.text);
		return;
	}
	check_schema(p, v, json_object_get(contract, "schema"), 0);
	check_example(p, v, json_object_get(contract, "example"), 0);
	json_decref(v);
}

static void check_contract(const char *path, const char *name, size_t number) {
	struct arena arena = ARENA_INIT(0);
	struct place p = {.file = name};
	struct shell_result r;
	json_error_t why;
	json_t *contract = json_load_file(path, JSON_REJECT_DUPLICATES, &why);
	const char *command = json_string_value(json_object_get(contract, "command"));
	const char *folder = session_folder(number);
	if (contract == NULL || command == NULL) {
		complain(&p, "cannot be read:", contract == NULL ? why.text : "no command");
		json_decref(contract);
		return;
	}
	lay_files(&p, folder, contract);
	if (!shell_run(&arena, command, folder, SECONDS_MAX, &r)) {
		complain(&p, "cannot run", command);
	} else {
		const char *stream = json_string_value(json_object_get(contract, "stream"));
		bool on_stderr = stream != NULL && strcmp(stream, "stderr") == 0;
		if (r.exit_code != json_integer_value(json_object_get(contract, "exit")))
			fprintf(stderr, "%s: exit code %d: %.*s\n", name, r.exit_code,
			        STR_ARG(r.err)),
			        failures++;
		else
			check_output(&p, on_stderr ? r.err : r.out, contract);
		if (on_stderr && r.out.n > 0) complain(&p, "standard output is not empty", "");
	}
	shell_end();
	json_decref(contract);
	arena_free(&arena);
}

int main(void) {
	struct arena arena = ARENA_INIT(0);
	struct file_list list = {NULL, 0};
	size_t passed = 0, failed = 0;
	const char *folder = test_source("docs/contract");
	session_start();
	if (file_list(&arena, folder, ".json", &list, NULL) != NHI_OK || list.count == 0) failed++;
	for (size_t i = 0; i < list.count; i++) {
		char path[PATH_SIZE];
		(void)snprintf(path, sizeof path, "%s/%s", folder, list.name[i].p);
		failures = 0;
		check_contract(path, list.name[i].p, i);
		*(failures == 0 ? &passed : &failed) += 1;
	}
	printf("%zu passed, %zu failed\n", passed, failed);
	arena_free(&arena);
	return failed == 0 ? 0 : 1;
}
