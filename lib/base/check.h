/* check.h: assertions that stay on in release builds. For broken invariants only: outside data is
 * never asserted, it is a finding. A failed check prints file, line and condition and ends with
 * exit code 70 (bug). */
#ifndef BASE_CHECK_H
#define BASE_CHECK_H

__attribute__((noreturn)) void check_failed(const char *file, int line, const char *condition);

#define CHECK(condition) ((condition) ? (void)0 : check_failed(__FILE__, __LINE__, #condition))

#endif
