/* opendata_grades.h: the grade table (投保金額分級表) in the layout in which the agency publishes
 * it (data.gov.tw 20251): UTF-8 with BOM, CRLF,
 *
 *	組別級距,投保等級,月投保金額（元）,實際薪資月額（元）
 *	第一組級距1200元,1,29500,29500以下
 *	第二組級距1500元,2,30300,29501-30300
 *	第十二組級距10000元,58,313000,303001以上
 *
 * Reading accepts a missing BOM and LF; a version read and written again gives the same bytes. */
#ifndef WIRE_OPENDATA_GRADES_H
#define WIRE_OPENDATA_GRADES_H

#include "nhi/law.h"
#include "wire/finding.h"

enum { OPENDATA_GROUPS_MAX = 99, OPENDATA_GRADES_MAX = 999 };

struct opendata_grades {
	struct law_grade *row; /* in the order of the file */
	size_t count;
	int64_t step[OPENDATA_GROUPS_MAX + 1]; /* dollars, by group; 0: the file does not say */
};

/* Lists every row that cannot be read in `findings`; the table is complete when that has no error.
 * Whether grades and steps are as they must be is law_check's work. NHI_MEMORY only. */
MUST_USE enum nhi_status opendata_grades_read(struct opendata_grades *out, struct arena *arena,
                                              struct str bytes, struct findings *findings,
                                              struct err *err);
/* step[g] as above; a group whose step is 0 is written without one. */
void opendata_grades_write(struct buf *out, const struct law_grade *rows, size_t count,
                           const int64_t step[OPENDATA_GROUPS_MAX + 1]);

#endif
