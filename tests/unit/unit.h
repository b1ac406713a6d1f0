/* unit.h: cmocka with the headers that it wants before itself. */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

/* Groups of their own, so that the formatter keeps the order. */
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#endif
