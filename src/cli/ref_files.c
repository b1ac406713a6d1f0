/* ref_files.c: see ref_files.h. */
#include "cli/ref_files.h"

#include "base/csv.h"
#include "base/file.h"
#include "cli/data.h"
#include "engine/reference.h"

#include <sys/stat.h>

enum { PATH_SIZE = 4096, ARENA_BYTES_MAX = 2000 * 1000 * 1000 };

static enum nhi_status read_in(struct arena *a, struct str dir, struct str name, struct str *out,
                               struct err *err) {
	char path[PATH_SIZE];
	int n = snprintf(path, sizeof path, "%.*s/%.*s", STR_ARG(dir), STR_ARG(name));
	if (n < 0 || n >= PATH_SIZE)
		return err_set(err, NHI_LIMIT, "%.*s" ERR_SEP "%d", STR_ARG(dir), PATH_SIZE);
	return file_read(a, path, REF_LIST_BYTES_MAX, out, err);
}

/* A manifest names files of its own folder: nothing else is opened. */
static bool is_plain_name(struct str name) {
	return name.n > 0 && name.p[0] != '.' && str_find_char(name, '/') == name.n &&
	       str_find_char(name, '\\') == name.n && str_find_char(name, '\0') == name.n;
}

enum nhi_status ref_files_folder(const struct str dir, struct arena *a, struct ref_source *out,
                                 size_t *count, struct err *err) {
	struct str bytes;
	struct ref_source *row;
	size_t rows;
	enum nhi_status st = read_in(a, dir, STR("manifest.csv"), &bytes, err);
	if (st == NHI_OK) st = ref_manifest_read(bytes, a, &row, &rows, err);
	for (size_t i = 0; st == NHI_OK && i < rows; i++) {
		if (*count == REF_LISTS_MAX)
			return err_set(err, NHI_LIMIT, "manifest.csv" ERR_SEP "%d", REF_LISTS_MAX);
		if (!is_plain_name(row[i].name))
			return err_set(err, NHI_INPUT,
			               "manifest.csv 的檔名「%.*s」不在本資料夾" ERR_SEP
			               "manifest.csv names “%.*s”, which is not in its folder",
			               STR_ARG(row[i].name), STR_ARG(row[i].name));
		st = read_in(a, dir, row[i].name, &row[i].bytes, err);
		out[(*count)++] = row[i];
	}
	return st;
}

/* The lists that claim_fields.csv names, each once, in the order of their names. */
static enum nhi_status read_codes(const char *dir, struct arena *a, struct ref_codes *out,
                                  size_t *count, struct err *err) {
	static const char *const names[] = {"code_list"};
	struct str bytes, folder = str_from(dir);
	size_t place;
	bool more = true;
	struct csv *csv = ARENA_NEW(a, struct csv);
	if (csv == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = read_in(a, folder, STR("claim_fields.csv"), &bytes, err);
	if (st != NHI_OK) return st;
	csv_init(csv, bytes, a);
	st = csv_titles(csv, names, 1, &place, err);
	while (st == NHI_OK && (st = csv_next(csv, &more, err)) == NHI_OK && more) {
		struct str name = csv_field(csv, place);
		size_t at = 0;
		while (at < *count && str_cmp(out[at].name, name) < 0) at++;
		if (name.n == 0 || (at < *count && str_eq(out[at].name, name))) continue;
		if (*count == REF_TABLES_MAX)
			return err_set(err, NHI_LIMIT, "codes" ERR_SEP "%d", REF_TABLES_MAX);
		for (size_t i = (*count)++; i > at; i--) out[i] = out[i - 1];
		out[at] = (struct ref_codes){.name = name};
	}
	for (size_t i = 0; i < *count && st == NHI_OK; i++) {
		char file[PATH_SIZE];
		int n = snprintf(file, sizeof file, "%.*s.csv", STR_ARG(out[i].name));
		if (n < 0 || n >= PATH_SIZE || !is_plain_name(out[i].name))
			return err_set(err, NHI_LIMIT, "claim_fields.csv" ERR_SEP "%d", PATH_SIZE);
		st = read_in(a, folder, str_from(file), &out[i].bytes, err);
	}
	return st;
}

static bool is_folder(const char *path) {
	struct stat s;
	return stat(path, &s) == 0 && S_ISDIR(s.st_mode);
}

enum nhi_status ref_files_image(const struct ref_request *q, struct arena *arena,
                                struct findings *findings, struct ref_files *out, struct err *err) {
	*out = (struct ref_files){.is_mapped = false};
	if (q->path_count == 1 && !is_folder(q->path[0].p)) {
		enum nhi_status st = file_map(q->path[0].p, &out->image, err);
		out->is_mapped = st == NHI_OK;
		return st;
	}
	if (arena->max < ARENA_BYTES_MAX) arena->max = ARENA_BYTES_MAX;
	struct ref_source *source = ARENA_ARRAY(arena, REF_LISTS_MAX, struct ref_source);
	struct ref_codes *codes = ARENA_ARRAY(arena, REF_TABLES_MAX, struct ref_codes);
	if (source == NULL || codes == NULL) return err_set(err, NHI_MEMORY, "");
	struct ref_build in = {.source = source, .codes = codes, .trust_months = q->trust_months};
	enum nhi_status st = read_codes(q->codes_dir, arena, codes, &in.codes_count, err);
	for (size_t i = 0; i < q->source_count; i++) source[in.source_count++] = q->source[i];
	for (size_t i = 0; i < q->path_count && st == NHI_OK; i++) {
		st = ref_files_folder(q->path[i], arena, source, &in.source_count, err);
		if (st != NHI_OK) err_where(err, "%.*s", STR_ARG(q->path[i]));
	}
	return st == NHI_OK ? claim_ref_build(&in, arena, findings, &out->image, err) : st;
}

void ref_files_close(struct ref_files *f) {
	if (f->is_mapped) file_unmap(f->image);
	f->is_mapped = false;
}

enum nhi_status cli_ref_request(struct cli *cli, struct ref_request *out, struct err *err) {
	struct law law;
	const struct law_value *trust;
	char dir[PATH_SIZE];
	struct str codes, *path = ARENA_ARRAY(&cli->arena, CLI_VALUES_MAX, struct str);
	if (path == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = cli_law(cli, &law, err);
	if (st == NHI_OK) st = law_need(&law, "claim.list.trust", cli->at, &trust, err);
	if (st != NHI_OK) return st;
	int n = snprintf(dir, sizeof dir, "%s/codes", cli->data_dir);
	if (n < 0 || n >= PATH_SIZE)
		return err_set(err, NHI_LIMIT, "%s" ERR_SEP "%d", cli->data_dir, PATH_SIZE);
	if (!arena_str(&cli->arena, str_from(dir), &codes)) return err_set(err, NHI_MEMORY, "");
	*out = (struct ref_request){
	        .path = path, .codes_dir = codes.p, .trust_months = (int32_t)trust->value};
	for (size_t i = 0; i < cli->value_count; i++)
		if (str_is(str_from(cli->value[i].option->name), "ref"))
			path[out->path_count++] = cli->value[i].text;
	return NHI_OK;
}

enum nhi_status cli_claim_ref(struct cli *cli, struct claim_ref *out, struct err *err) {
	struct ref_request q;
	struct ref_files files;
	struct findings findings = FINDINGS_INIT(&cli->arena);
	enum nhi_status st = cli_ref_request(cli, &q, err);
	if (st == NHI_OK) st = ref_files_image(&q, &cli->arena, &findings, &files, err);
	return st == NHI_OK ? claim_ref_open(out, files.image, err) : st;
}

enum nhi_status cli_ref_image(struct cli *cli, struct findings *findings, struct ref_files *out,
                              struct err *err) {
	struct ref_request q;
	struct ref_source *source;
	enum nhi_status st = cli_ref_request(cli, &q, err);
	if (st == NHI_OK && q.path_count == 0) {
		if (cli->arena.max < ARENA_BYTES_MAX) cli->arena.max = ARENA_BYTES_MAX;
		st = reference_sources(cli->db, cli->data_dir, &cli->arena, &source,
		                       &q.source_count, err);
		q.source = source;
	}
	return st == NHI_OK ? ref_files_image(&q, &cli->arena, findings, out, err) : st;
}
