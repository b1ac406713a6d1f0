/* json.h: writes JSON (RFC 8259) into a buffer, compact or indented. Reading JSON is jansson's
 * work. The writer keeps track of commas; objects and arrays may be nested JSON_DEPTH_MAX deep.
 * Malformed UTF-8 becomes U+FFFD, so that the output is always valid. Integers are printed in full:
 * never through a double. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/date.h"
#include "base/money.h"
#include "base/str.h"

enum { JSON_DEPTH_MAX = 32 };

struct json {
	struct buf *out;
	unsigned depth;
	bool indented;
	bool has_items[JSON_DEPTH_MAX]; /* of the open level */
	bool after_key;
};

#define JSON_INIT(buffer, is_indented) ((struct json){.out = (buffer), .indented = (is_indented)})

void json_object_start(struct json *j);
void json_object_end(struct json *j);
void json_array_start(struct json *j);
void json_array_end(struct json *j);
void json_key(struct json *j, const char *key);
void json_str(struct json *j, struct str v);
void json_i64(struct json *j, int64_t v);
void json_bool(struct json *j, bool v);
void json_none(struct json *j);
void json_date(struct json *j, date_t d); /* "2026-07-01" */

/* Key and value at once. */
void json_put_str(struct json *j, const char *key, struct str v);
void json_put_c(struct json *j, const char *key, const char *v);
void json_put_i64(struct json *j, const char *key, int64_t v);
void json_put_bool(struct json *j, const char *key, bool v);
void json_put_date(struct json *j, const char *key, date_t d);
void json_put_null(struct json *j, const char *key);

#endif
