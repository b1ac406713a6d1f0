/* service_data.h: a service as schema.org GovernmentService (JSON-LD), for search engines and other
 * programs; stands in the page as a block of data, never as script that runs. */
#ifndef DESK_SERVICE_DATA_H
#define DESK_SERVICE_DATA_H

#include "desk/desk.h"
#include "desk/service_facts.h"

/* "" when memory runs out. */
struct str service_data(const struct service *s, const struct service_facts *f,
                        const struct desk *d, date_t at, struct arena *a);

#endif
