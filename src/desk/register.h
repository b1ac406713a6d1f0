/* register.h: opens what the use cases of the register need (desk/enrol.h, unit.h, person.h). */
#ifndef DESK_REGISTER_H
#define DESK_REGISTER_H

#include "desk/enrol.h"
#include "desk/person.h"
#include "desk/unit.h"

enum register_mode { REGISTER_READ, REGISTER_WRITE };

/* `law`, `calendar` and the arena are borrowed. Close also after a failure. */
MUST_USE enum nhi_status register_open(struct register_desk *out, const char *url,
                                       const char *data_dir, enum register_mode mode,
                                       struct arena *arena, struct err *err);
void register_close(struct register_desk *desk);

#endif
