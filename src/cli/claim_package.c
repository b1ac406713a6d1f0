/* claim_package.c: `nhi claim package`: rules and reference data in one file for the stand-alone
 * check (nhi_check.c). */
#include "cli/claim_cli.h"

#include "base/file.h"
#include "cli/claim_rule.h"
#include "cli/data.h"
#include "cli/ref_files.h"
#include "wire/claim_package.h"

enum { PACKAGE_BYTES_MAX = 1 << 30 };

/* The tables that the check reads from codes/. */
static const char *const tables[] = {"codes/claim_fields.csv", "codes/claim_findings.csv",
                                     "codes/claim_lists.csv",  "codes/claim_sums.csv",
                                     "codes/fee_kinds.csv",    "codes/fee_tiers.csv"};

struct entries {
	struct claim_package_entry row[CLAIM_PACKAGE_ENTRIES_MAX];
	size_t count;
};

static enum nhi_status add(struct entries *e, struct arena *a, const char *folder, struct str name,
                           struct str bytes, struct err *err) {
	char path[CLAIM_PACKAGE_NAME_MAX + 1];
	struct claim_package_entry *row = &e->row[e->count];
	int n = snprintf(path, sizeof path, "%s%.*s", folder, STR_ARG(name));
	if (n < 0 || n > CLAIM_PACKAGE_NAME_MAX || e->count >= CLAIM_PACKAGE_ENTRIES_MAX)
		return err_set(err, NHI_LIMIT, "rules" ERR_SEP "%d", CLAIM_PACKAGE_ENTRIES_MAX);
	if (!arena_str(a, str_from(path), &row->name)) return err_set(err, NHI_MEMORY, "");
	row->bytes = bytes;
	e->count++;
	return NHI_OK;
}

static enum nhi_status gather(struct cli *cli, struct entries *e, struct ref_files *ref,
                              struct err *err) {
	struct law_file *law;
	struct claim_rule_file *rules;
	struct str bytes;
	struct ref_request request;
	struct findings findings = FINDINGS_INIT(&cli->arena);
	size_t count;
	enum nhi_status st = NHI_OK;
	for (size_t i = 0; i < COUNT_OF(tables) && st == NHI_OK; i++) {
		st = cli_data_file(cli, tables[i], &bytes, err);
		if (st == NHI_OK) st = add(e, &cli->arena, "", str_from(tables[i]), bytes, err);
	}
	if (st == NHI_OK) st = cli_all_law_files(cli, &law, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		if (!law[i].overlay)
			st = add(e, &cli->arena, "law/", law[i].name, law[i].bytes, err);
	if (st == NHI_OK) st = cli_claim_rule_files(cli, &rules, &count, err);
	for (size_t i = 0; st == NHI_OK && i < count; i++)
		st = add(e, &cli->arena, "law/claim-rules/", rules[i].name, rules[i].bytes, err);
	if (st == NHI_OK) st = cli_ref_request(cli, &request, err);
	if (st == NHI_OK) st = ref_files_image(&request, &cli->arena, &findings, ref, err);
	if (st == NHI_OK) st = add(e, &cli->arena, "", STR("reference.image"), ref->image, err);
	return st;
}

enum nhi_status claim_package_run(struct cli *cli, struct err *err) {
	struct entries *e = ARENA_NEW(&cli->arena, struct entries);
	struct ref_files ref = {.is_mapped = false};
	struct buf out = BUF_INIT((size_t)PACKAGE_BYTES_MAX);
	struct buf version = BUF_INIT(16);
	char hash[SHA256_HEX_SIZE + 1];
	if (e == NULL) return err_set(err, NHI_MEMORY, "");
	if (cli->argument_count != 1)
		return err_set(err, NHI_USAGE,
		               "用法：nhi claim package OUT --ref DIR" ERR_SEP
		               "usage: nhi claim package OUT --ref DIR");
	month_t month = (month_t)cli_int(cli, "month", month_of(cli->at));
	buf_printf(&version, "%04d%02d", month_year(month), month_number(month));
	enum nhi_status st = gather(cli, e, &ref, err);
	if (st == NHI_OK) st = claim_package_write(&out, buf_str(&version), e->row, e->count, err);
	if (st == NHI_OK) st = file_write(cli->argument[0].p, buf_str(&out), err);
	sha256_hex(buf_str(&out), hash);
	if (st == NHI_OK) buf_printf(&cli->out, "%s  %s\n", hash, cli->argument[0].p);
	ref_files_close(&ref);
	buf_free(&out);
	buf_free(&version);
	return st;
}

const struct cli_option claim_package_options[] = {
        {"month", CLI_MONTH, 0, 0, "MONTH", "版本年月（預設 --at 之月份）",
         "month of the version (default that of --at)", false},
        CLI_REF_OPTION,
        {NULL, CLI_FLAG, 0, 0, NULL, NULL, NULL, false},
};
