/* plan.h: floor plans and organisation charts as SVG: schematic, the same bytes each time, readable
 * without colour: what is meant has a thick frame, a mark and words. Text stays text; no style
 * element and no script. Widths follow the text, not the building: the picture says so. */
#ifndef WIRE_PLAN_H
#define WIRE_PLAN_H

#include "base/str.h"

struct plan_desk {
	struct str label; /* "3" */
	bool is_marked;
};

struct plan_room {
	struct str name;
	const struct plan_desk *desks; /* counters, at the side of the corridor */
	size_t desk_count;
	bool is_marked;
};

struct plan {
	struct str title;
	struct str entrance; /* "入口、電梯" */
	struct str mark;     /* said at what is marked: "您要去這裡" */
	struct str note;     /* "示意圖，未按比例" */
	const struct plan_room *rooms;
	size_t room_count;
	const char *lang;
};

struct plan_box {
	struct str name, note;
	bool is_marked;
};

/* A head and what is below it, in rows. */
struct plan_chart {
	struct str title, note, mark;
	struct plan_box head;
	const struct plan_box *boxes;
	size_t box_count;
	const char *lang;
};

enum { PLAN_ROOMS_MAX = 12, PLAN_DESKS_MAX = 40, PLAN_BOXES_MAX = 200 };

void plan_put_floor(struct buf *out, const struct plan *p);
void plan_put_chart(struct buf *out, const struct plan_chart *c);

#endif
