/* register.c: see register.h. */
#include "desk/register.h"

void register_saw(struct register_desk *desk, int64_t person_id) {
	seen_add(desk->reads, person_id);
}

enum nhi_status register_open(struct register_desk *out, const char *url, const char *data_dir,
                              enum register_mode mode, struct arena *arena, struct err *err) {
	*out = (struct register_desk){.arena = arena};
	return db_open(&out->db, url, data_dir, mode == REGISTER_READ ? DB_READ_ONLY : 0, err);
}

void register_close(struct register_desk *desk) {
	db_close(desk->db);
	desk->db = NULL;
}
