/* data.c: see data.h. */
#include "cli/data.h"

#include "base/file.h"

enum { PATH_SIZE = 4096 };

static enum nhi_status join(char path[PATH_SIZE], const char *dir, const char *name,
                            struct err *err) {
	int n = snprintf(path, PATH_SIZE, "%s/%s", dir, name);
	if (n > 0 && n < PATH_SIZE) return NHI_OK;
	return err_set(err, NHI_LIMIT, "%s" ERR_SEP "%d", dir, PATH_SIZE);
}

enum nhi_status cli_data_file(struct cli *cli, const char *path, struct str *out, struct err *err) {
	char full[PATH_SIZE];
	enum nhi_status st = join(full, cli->data_dir, path, err);
	if (st == NHI_OK) st = file_read(&cli->arena, full, DATA_FILE_MAX, out, err);
	return st;
}

enum nhi_status cli_law_files(struct cli *cli, const char *dir, bool overlay,
                              struct law_file **files, size_t *count, struct err *err) {
	struct file_list list;
	enum nhi_status st = file_list(&cli->arena, dir, ".csv", &list, err);
	if (st != NHI_OK) return st;
	*files = ARENA_ARRAY(&cli->arena, list.count, struct law_file);
	*count = list.count;
	if (*files == NULL) return err_set(err, NHI_MEMORY, "");
	for (size_t i = 0; i < list.count && st == NHI_OK; i++) {
		char full[PATH_SIZE];
		(*files)[i] = (struct law_file){.name = list.name[i], .overlay = overlay};
		st = join(full, dir, list.name[i].p, err);
		if (st == NHI_OK)
			st = file_read(&cli->arena, full, DATA_FILE_MAX, &(*files)[i].bytes, err);
	}
	return st;
}

/* Appends `more` files behind *files. */
static enum nhi_status append(struct cli *cli, struct law_file **files, size_t *count,
                              const struct law_file *more, size_t more_count, struct err *err) {
	struct law_file *all = ARENA_ARRAY(&cli->arena, *count + more_count, struct law_file);
	if (all == NULL) return err_set(err, NHI_MEMORY, "");
	for (size_t i = 0; i < *count; i++) all[i] = (*files)[i];
	for (size_t i = 0; i < more_count; i++) all[*count + i] = more[i];
	*files = all;
	*count += more_count;
	return NHI_OK;
}

enum nhi_status cli_all_law_files(struct cli *cli, struct law_file **files, size_t *count,
                                  struct err *err) {
	char dir[PATH_SIZE];
	enum nhi_status st = join(dir, cli->data_dir, "law", err);
	if (st == NHI_OK) st = cli_law_files(cli, dir, false, files, count, err);
	for (size_t i = 0; i < cli->value_count && st == NHI_OK; i++) {
		struct law_file *more;
		size_t more_count;
		if (!str_is(str_from(cli->value[i].option->name), "law")) continue;
		st = cli_law_files(cli, cli->value[i].text.p, true, &more, &more_count, err);
		if (st == NHI_OK) st = append(cli, files, count, more, more_count, err);
	}
	return st;
}

enum nhi_status cli_law(struct cli *cli, struct law *out, struct err *err) {
	struct law_file *files = NULL;
	size_t count = 0;
	enum nhi_status st = cli_all_law_files(cli, &files, &count, err);
	if (st == NHI_OK) st = law_read(out, &cli->arena, files, count, err);
	return st;
}

enum nhi_status cli_calendar(struct cli *cli, struct calendar *out, struct err *err) {
	struct str text;
	enum nhi_status st = cli_data_file(cli, "law/holidays.csv", &text, err);
	if (st == NHI_OK) st = calendar_read(out, &cli->arena, text, err);
	return st;
}
