/* lawdir.h: the program's own law folder (and an overlay that a test makes), read once. */
#ifndef TESTS_LIB_LAWDIR_H
#define TESTS_LIB_LAWDIR_H

#include "nhi/law.h"

/* The law of NHI_LAW_DIR; stops the test when it cannot be read. Lives as long as the program. */
const struct law *test_law(void);
/* The same with one more value file laid over it: rows without the title line. */
const struct law *test_law_with(const char *rows);

#endif
