/* service_parts.h: what the files of the service catalogue share: service_read.c parses,
 * service_flow.c and delegation_read.c parse what services name, service_check.c judges. */
#ifndef DESK_SERVICE_PARTS_H
#define DESK_SERVICE_PARTS_H

#include "desk/service.h"

struct service_reader {
	struct yaml yaml;
	struct service_catalogue *out;
	size_t capacity; /* of out->services */
};

/* "reason=lost, amount>500": defects under `key`. */
struct service_when service_read_when(struct yaml *y, struct fy_node *map, const char *key);
/* Fields and documents of an entry: those of its blocks, then its own. */
void service_read_form(struct yaml *y, struct fy_node *map, const struct service_catalogue *c,
                       struct service *s);
/* Appends the entries of one file services/<area>.yaml. */
void service_read_area(struct service_reader *r, struct fy_node *root, struct str area);
/* The blocks of common.yaml. */
void service_read_blocks(struct yaml *y, struct fy_node *root, struct service_catalogue *out);
void service_read_flows(struct yaml *y, struct fy_node *root, struct service_catalogue *out);
/* References, languages, periods of all entries. */
void service_check(const struct service_catalogue *c, struct arena *a, const char *data_dir,
                   const struct service_known *known, struct yaml_defects *defects);

#endif
