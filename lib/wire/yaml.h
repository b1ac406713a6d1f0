/* yaml.h: YAML bytes as a document of libfyaml, which says nothing on standard error: what is wrong
 * comes back to the caller. */
#ifndef WIRE_YAML_H
#define WIRE_YAML_H

#include "base/arena.h"

struct fy_document; /* libfyaml; fy_document_destroy */

struct yaml_fault {
	int line;        /* 1 …; 0: not known */
	struct str says; /* libfyaml's words, English; in the arena */
};

/* NULL when the bytes are not well-formed; `fault` then says why. */
struct fy_document *yaml_document(struct str bytes, struct arena *a, struct yaml_fault *fault);

#endif
