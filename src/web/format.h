/* format.h: raw values as people read them, in Chinese or English: ROC days, grouped figures. */
#ifndef WEB_FORMAT_H
#define WEB_FORMAT_H

#include "base/date.h"

/* zh "115年8月14日（五）", en "Fri 14 Aug 2026". */
void format_date(struct buf *b, date_t d, const char *lang);
/* zh "115年7月", en "July 2026". */
void format_month(struct buf *b, month_t m, const char *lang);
/* zh "115年8月14日（五）08:30", in Taipei. */
void format_instant(struct buf *b, instant_t t, const char *lang);

#endif
