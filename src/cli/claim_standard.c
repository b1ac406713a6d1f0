/* claim_standard.c: the checks of claims as the command line puts them together (claim_cli.h). */
#include "cli/claim_cli.h"
#include "cli/claim_rule.h"
#include "cli/data.h"
#include "cli/ref_files.h"

static enum nhi_status stored_ref(struct cli *cli, struct claim_ref *out, struct err *err) {
	struct findings findings = FINDINGS_INIT(&cli->arena);
	struct ref_files files;
	enum nhi_status st = cli_ref_image(cli, &findings, &files, err);
	return st == NHI_OK ? claim_ref_open(out, files.image, err) : st;
}

typedef enum nhi_status ref_reader(struct cli *, struct claim_ref *, struct err *);

/* What the checks are made from, in the arena of the command. */
static enum nhi_status gather(struct cli *cli, const struct claim_layout *layout,
                              ref_reader *read_ref, struct claim_standard_in *out,
                              struct err *err) {
	struct law *law = ARENA_NEW(&cli->arena, struct law);
	struct claim_ref *ref = ARENA_NEW(&cli->arena, struct claim_ref);
	struct claim_standard_in in = {.layout = layout, .law = law, .ref = ref};
	const struct {
		const char *path;
		struct str *bytes;
	} files[] = {{"law/copay_codes.csv", &in.copay_codes},
	             {"codes/claim_sums.csv", &in.sums},
	             {"codes/claim_lists.csv", &in.lists},
	             {"codes/fee_kinds.csv", &in.fee_kinds},
	             {"codes/fee_tiers.csv", &in.fee_tiers}};
	struct calendar *calendar = ARENA_NEW(&cli->arena, struct calendar);
	struct claim_rule_file *rules = NULL;
	if (law == NULL || ref == NULL || calendar == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = cli_law(cli, law, err);
	if (st == NHI_OK) st = read_ref(cli, ref, err);
	for (size_t i = 0; i < COUNT_OF(files) && st == NHI_OK; i++)
		st = cli_data_file(cli, files[i].path, files[i].bytes, err);
	if (st == NHI_OK) st = cli_claim_rule_files(cli, &rules, &in.rule_file_count, err);
	if (st == NHI_OK) st = cli_calendar(cli, calendar, err);
	in.rule_file = rules;
	in.calendar = calendar;
	*out = in;
	return st;
}

enum nhi_status cli_claim_standard(struct cli *cli, const struct claim_layout *layout,
                                   struct claim_standard *out, struct err *err) {
	struct claim_standard_in in;
	enum nhi_status st = gather(cli, layout, cli_claim_ref, &in, err);
	return st == NHI_OK ? claim_standard_open(out, &in, &cli->arena, err) : st;
}

enum nhi_status cli_claim_standard_stored(struct cli *cli, const struct claim_layout *layout,
                                          struct claim_standard *out, struct err *err) {
	struct claim_standard_in in;
	enum nhi_status st = gather(cli, layout, stored_ref, &in, err);
	return st == NHI_OK ? claim_standard_open(out, &in, &cli->arena, err) : st;
}

enum nhi_status cli_claim_tables(struct cli *cli, struct claim_layout *layout,
                                 struct claim_catalogue *catalogue, struct err *err) {
	struct str fields, findings;
	enum nhi_status st = cli_data_file(cli, "codes/claim_fields.csv", &fields, err);
	if (st == NHI_OK) st = claim_layout_read(layout, fields, &cli->arena, err);
	if (st == NHI_OK) st = cli_data_file(cli, "codes/claim_findings.csv", &findings, err);
	return st == NHI_OK ? claim_catalogue_read(catalogue, findings, &cli->arena, err) : st;
}

enum nhi_status cli_claim_tools(struct cli *cli, struct claim_tools *out, struct err *err) {
	enum nhi_status st = cli_claim_tables(cli, &out->layout, &out->catalogue, err);
	if (st == NHI_OK) st = gather(cli, &out->layout, cli_claim_ref, &out->standard, err);
	out->has_lists = cli_has(cli, "ref");
	return st;
}

enum nhi_status cli_claim_registers(struct cli *cli, const struct claim_standard *standard,
                                    struct claim_registers **out, struct err *err) {
	struct counties *counties = ARENA_NEW(&cli->arena, struct counties);
	struct str text;
	*out = NULL;
	if (counties == NULL) return err_set(err, NHI_MEMORY, "");
	enum nhi_status st = cli_data_file(cli, "codes/counties.csv", &text, err);
	if (st == NHI_OK) st = counties_read(counties, &cli->arena, text, err);
	if (st == NHI_OK)
		st = claim_registers_load(out, cli->db, cli->data_dir, standard->check.law,
		                          &standard->copay, counties, err);
	return st;
}
