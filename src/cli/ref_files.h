/* ref_files.h: the reference data of the claim check from where an operator keeps it: folders of
 * published lists with a manifest.csv, or one image made by `nhi ref build`. */
#ifndef CLI_REF_FILES_H
#define CLI_REF_FILES_H

#include "cli/cli.h"
#include "wire/claim_ref_build.h"

struct ref_request {
	const struct str *path; /* NUL-terminated: folders, or one image file */
	size_t path_count;
	const struct ref_source *source; /* lists at hand besides those of the paths */
	size_t source_count;
	const char *codes_dir; /* code lists: those that claim_fields.csv there names */
	int32_t trust_months;  /* claim.list.trust */
};

struct ref_files {
	struct str image;
	bool is_mapped;
};

/* Builds or maps the image. Findings: rows of the lists that were left out. */
MUST_USE enum nhi_status ref_files_image(const struct ref_request *q, struct arena *arena,
                                         struct findings *findings, struct ref_files *out,
                                         struct err *err);
void ref_files_close(struct ref_files *f);

#define CLI_REF_OPTION                                                                             \
	{                                                                                          \
		"ref", CLI_TEXT, 0, 0, "DIR", "參考資料夾（含 manifest.csv）或影像檔",             \
		        "folder of reference data with a manifest.csv, or an image", true          \
	}
/* The lists of a folder by its manifest, behind what `out` has (REF_LISTS_MAX places). */
MUST_USE enum nhi_status ref_files_folder(const struct str folder, struct arena *arena,
                                          struct ref_source *out, size_t *count, struct err *err);
/* What the options --ref, the law and the data folder say. */
MUST_USE enum nhi_status cli_ref_request(struct cli *cli, struct ref_request *out, struct err *err);
/* As the options --ref of a command say; the image lives as long as the command. Without any it has
 * the code lists alone. */
MUST_USE enum nhi_status cli_claim_ref(struct cli *cli, struct claim_ref *out, struct err *err);
/* The same as an image; without --ref of the lists that stand in the database. */
MUST_USE enum nhi_status cli_ref_image(struct cli *cli, struct findings *findings,
                                       struct ref_files *out, struct err *err);

#endif
