/* yaml.c: see yaml.h. */
#include "wire/yaml.h"

#include <libfyaml.h>

struct fy_document *yaml_document(struct str bytes, struct arena *a, struct yaml_fault *fault) {
	struct fy_diag_cfg quiet;
	*fault = (struct yaml_fault){0, STR("")};
	fy_diag_cfg_default(&quiet);
	quiet.fp = NULL;
	struct fy_diag *diag = fy_diag_create(&quiet);
	if (diag == NULL) return NULL;
	fy_diag_set_collect_errors(diag, true);
	const struct fy_parse_cfg cfg = {.flags = FYPCF_QUIET, .diag = diag};
	struct fy_document *doc = fy_document_build_from_string(&cfg, bytes.p, bytes.n);
	void *iter = NULL;
	struct fy_diag_error *e = doc == NULL ? fy_diag_errors_iterate(diag, &iter) : NULL;
	if (e != NULL && arena_str(a, str_from(e->msg), &fault->says)) fault->line = e->line;
	fy_diag_destroy(diag);
	return doc;
}
